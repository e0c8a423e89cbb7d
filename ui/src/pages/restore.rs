//! The fourth way to begin: the desk is made again of a backup.

use model::window::{OfferedBackup, OfferedFile, Progress, RestoredDesk};
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::bridge::picking::{Pick, pick};
use crate::bridge::{self, Work, intake as desk};
use crate::components::{Field, Icon, Problem, Working};
use crate::format;
use crate::session::{Act, Notice, SessionHandle, use_session};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct RestoreDeskProps {
    /// Told when the work begins and when it ends: meanwhile there is no other way to begin.
    pub on_busy: Callback<bool>,
}

/// A folder that was chosen, and the backups in it, newest first.
#[derive(Clone, PartialEq)]
struct Place {
    folder: OfferedFile,
    backups: Vec<OfferedBackup>,
}

/// The folder, the backup, the passphrase of that time.
#[component]
pub fn RestoreDesk(props: &RestoreDeskProps) -> Html {
    let words = use_words();
    let session = use_session();
    let place = use_state(|| None::<Place>);
    let wanted = use_state(|| 0_usize);
    let problem = use_state(|| None::<Explanation>);
    let wrong = use_state(|| None::<&'static str>);
    let progress = use_state(|| None::<Progress>);
    let secret = use_node_ref();
    let busy = progress.is_some();
    let choose = {
        let (place, wanted, problem, wrong) = (place.clone(), wanted.clone(), problem.clone(), wrong.clone());
        Callback::from(move |_: MouseEvent| {
            if busy {
                return;
            }
            let (place, wanted, problem, wrong) =
                (place.clone(), wanted.clone(), problem.clone(), wrong.clone());
            spawn_local(async move {
                let answer = async {
                    let Some(folder) = pick(Pick::BackupFolder).await? else {
                        return Ok(None);
                    };
                    let backups = desk::backups_to_restore(folder.token.clone()).await?;
                    Ok(Some(Place { folder, backups }))
                };
                match answer.await {
                    Ok(None) => {}
                    Ok(Some(found)) => {
                        problem.set(None);
                        wrong.set(None);
                        wanted.set(0);
                        place.set(Some(found));
                    }
                    Err(explanation) => {
                        place.set(None);
                        problem.set(Some(explanation));
                    }
                }
            });
        })
    };
    let onsubmit = {
        let (session, words, place, wanted, problem, wrong, progress, secret, on_busy) = (
            session.clone(),
            words.clone(),
            place.clone(),
            wanted.clone(),
            problem.clone(),
            wrong.clone(),
            progress.clone(),
            secret.clone(),
            props.on_busy.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if busy {
                return;
            }
            let chosen = place.as_ref().and_then(|place| place.backups.get(*wanted));
            let input = secret.cast::<HtmlInputElement>();
            let passphrase = input.as_ref().map(HtmlInputElement::value).unwrap_or_default();
            let missing = match chosen {
                None => Some("restore-folder-missing"),
                Some(_) if passphrase.is_empty() => Some("restore-passphrase-missing"),
                Some(_) => None,
            };
            wrong.set(missing);
            let (Some(chosen), None) = (chosen, missing) else {
                problem.set(None);
                return;
            };
            if let Some(input) = input {
                input.set_value("");
            }
            problem.set(None);
            // What the backup holds is checked first, which tells nothing of itself: it can be stopped all the same.
            progress.set(Some(Progress {
                step: "restoring".to_owned(),
                label: String::new(),
                items_done: 0,
                items: 0,
                bytes_done: 0,
                bytes: 0,
            }));
            on_busy.emit(true);
            let (session, words, problem, progress, on_busy) = (
                session.clone(),
                words.clone(),
                problem.clone(),
                progress.clone(),
                on_busy.clone(),
            );
            let shown = progress.clone();
            let call = desk::restore_desk(
                chosen.token.clone(),
                passphrase,
                Box::new(move |step| shown.set(Some(step))),
            );
            spawn_local(async move {
                let answer = call.await;
                progress.set(None);
                on_busy.emit(false);
                match answer {
                    Ok(restored) => opened(&session, &words, restored),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::Restore).await;
        });
    });
    let error = wrong.map(|id| Explanation {
        code: id.to_owned(),
        sentence: words.find(id, &[]).unwrap_or_default(),
        next: None,
    });
    let unchosen = error.clone().filter(|told| told.code == "restore-folder-missing");
    let untyped = error.filter(|told| told.code == "restore-passphrase-missing");
    let row = |(index, one): (usize, &OfferedBackup)| {
        let (id, about) = (format!("restore-{index}"), format!("restore-{index}-about"));
        let checked = *wanted == index;
        let onchange = {
            let wanted = wanted.clone();
            Callback::from(move |_: Event| wanted.set(index))
        };
        let values = [
            ("count", format::number(&words, one.backup.contents)),
            ("size", format::size(&words, one.backup.bytes)),
        ];
        html! {
            <li key={index.to_string()}><div class="key-row" data-chosen={checked.to_string()}>
                <input type="radio" class="ds-input" name="restore-backup" id={id.clone()} {checked} disabled={busy} {onchange} aria-describedby={about.clone()} />
                <div class="key-about">
                    <label for={id} class="key-holder">{ format::moment(&words, one.backup.made_at) }</label>
                    <div id={about}>
                        <span class="row-note">{ words.with("restore-about", &values) }{ " · " }<span class="break">{ &one.backup.folder }</span></span>
                        if one.backup.missing > 0 { <p class="key-reason" data-code="restore-missing"><Icon name="warning" /><span>{ words.with("restore-lacks", &[("count", one.backup.missing.to_string())]) }</span></p> }
                    </div>
                </div>
            </div></li>
        }
    };
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            <div class="field">
                <span class="field-label" id="restore-place-label">{ words.t("restore-place") }</span>
                <p class="field-hint">{ words.t("restore-place-hint") }</p>
                <div class="file-choice">
                    <Icon name="archive" />
                    <span class="file-name" id="restore-place">{ place.as_ref().map_or_else(|| words.t("restore-place-none"), |place| place.folder.name.clone()) }</span>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-restore" disabled={busy}
                        aria-describedby="restore-place-label restore-place" onclick={choose}>{ words.t("restore-choose") }</button>
                </div>
                if let Some(told) = unchosen { <p class="field-error" role="alert" data-code={told.code.clone()}><Icon name="warning" /><span>{ &told.sentence }</span></p> }
            </div>
            if let Some(place) = &*place {
                <fieldset class="keys-choice"><legend class="field-label">{ words.t("restore-which") }</legend>
                    <ul class="key-list">{ for place.backups.iter().enumerate().map(row) }</ul>
                </fieldset>
            }
            <Field id="restore-passphrase" label={words.t("restore-passphrase")} hint={words.t("restore-passphrase-hint")}
                node={secret} secret=true autocomplete="current-password" error={untyped} />
            <p class="callout" data-color="info"><Icon name="info" /><span>{ words.t("restore-one") }</span></p>
            <Working progress={(*progress).clone()} on_stop={stop} />
            <button type="submit" class="ds-button front-submit" data-action="restore" aria-busy={busy.to_string()}>{ words.t(if busy { "restore-busy" } else { "restore-submit" }) }</button>
        </form>
    }
}

/// The desk is there again: shown, with what to know about it.
fn opened(session: &SessionHandle, words: &Words, restored: RestoredDesk) {
    let values = [
        ("time", format::moment(words, restored.made_at)),
        ("count", restored.missing.to_string()),
    ];
    let notice = if restored.missing == 0 {
        Notice::good(words.with("restore-done", &values))
    } else {
        Notice::plain(words.with("restore-done-missing", &values))
    };
    super::unlock::begin_with_today();
    session.dispatch(Act::Desk(restored.desk));
    session.dispatch(Act::Say(notice));
}
