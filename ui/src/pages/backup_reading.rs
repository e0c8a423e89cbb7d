//! Reading a backup through: which one, how far it is, and whether it is whole.

use model::safety::BackupView;
use model::window::{OfferedBackup, OfferedFile, Progress};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::picking::{Pick, pick};
use crate::bridge::{self, Work, intake as desk};
use crate::components::{Dialog, Icon, Problem, Working};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct BackupReadingProps {
    /// Called when the person leaves.
    pub on_close: Callback<()>,
}

/// What tells a backup from the others of its folder; tokens change whenever they are listed anew.
fn key(one: &OfferedBackup) -> String {
    format!("{}-{}", one.backup.desk, one.backup.folder)
}

/// The backups to choose from, and what reading one through says.
#[component]
pub fn BackupReading(props: &BackupReadingProps) -> Html {
    let words = use_words();
    let action = use_action();
    let place = use_state(|| None::<OfferedFile>);
    let token = place.as_ref().map(|folder| folder.token.clone());
    let offered = use_loaded(token, |token: &Option<String>| {
        desk::offered_backups(token.clone())
    });
    let wanted = use_state(|| None::<String>);
    let progress = use_state(|| None::<Progress>);
    let read = use_state(|| None::<BackupView>);
    let all = offered.ready().cloned().unwrap_or_default();
    // The newest of this desk, until another one is chosen.
    let chosen = all
        .iter()
        .find(|one| one.own && wanted.as_ref() == Some(&key(one)))
        .or_else(|| all.iter().find(|one| one.own))
        .cloned();
    let elsewhere = {
        let (action, place, wanted, read) = (action.clone(), place.clone(), wanted.clone(), read.clone());
        Callback::from(move |_: MouseEvent| {
            if *action.busy {
                return;
            }
            let (action, place, wanted, read) = (action.clone(), place.clone(), wanted.clone(), read.clone());
            spawn_local(async move {
                match pick(Pick::BackupFolder).await {
                    Ok(Some(folder)) => {
                        action.forget();
                        wanted.set(None);
                        read.set(None);
                        place.set(Some(folder));
                    }
                    Ok(None) => {}
                    Err(explanation) => action.problem.set(Some(explanation)),
                }
            });
        })
    };
    let choose = |one: &OfferedBackup| {
        let (action, wanted, read, key) = (action.clone(), wanted.clone(), read.clone(), key(one));
        Callback::from(move |_: Event| {
            action.forget();
            read.set(None);
            wanted.set(Some(key.clone()));
        })
    };
    let onsubmit = {
        let (action, progress, read, words, chosen) = (
            action.clone(),
            progress.clone(),
            read.clone(),
            words.clone(),
            chosen.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *action.busy {
                return;
            }
            let Some(one) = chosen.clone() else {
                action.problem.set(Some(Explanation {
                    code: "backup-read-none".to_owned(),
                    sentence: words.t("backup-read-none"),
                    next: None,
                }));
                return;
            };
            read.set(None);
            action.forget();
            // The database comes first, and tells nothing of itself: it can be stopped all the same.
            progress.set(Some(Progress {
                step: "checking".to_owned(),
                label: String::new(),
                items_done: 0,
                items: 0,
                bytes_done: 0,
                bytes: 0,
            }));
            let (shown, read) = (progress.clone(), read.clone());
            action.run(
                desk::check_backup(one.token, Box::new(move |step| shown.set(Some(step)))),
                move |view| {
                    read.set(Some(view));
                    None
                },
            );
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::ReadBackup).await;
        });
    });
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let busy = *action.busy;
    let row = |one: &OfferedBackup| {
        let key = key(one);
        let (id, about) = (format!("backup-{key}"), format!("backup-{key}-about"));
        let checked = chosen.as_ref() == Some(one);
        html! {
            <li key={key.clone()}><div class="key-row" data-chosen={checked.to_string()} data-usable={one.own.to_string()}>
                <input type="radio" class="ds-input" name="backup-read" id={id.clone()} {checked} disabled={!one.own || busy} onchange={choose(one)} aria-describedby={about.clone()} />
                <div class="key-about">
                    <label for={id} class="key-holder">{ format::moment(&words, one.backup.made_at) }</label>
                    <div id={about}>
                        <span class="row-note">{ words.with("backup-read-about", &[("count", format::number(&words, one.backup.contents)), ("size", format::size(&words, one.backup.bytes))]) }{ " · " }<span class="break">{ &one.backup.folder }</span></span>
                        if !one.own { <p class="key-reason" data-code="backup-read-other"><Icon name="warning" /><span>{ words.t("backup-read-other") }</span></p> }
                    </div>
                </div>
            </div></li>
        }
    };
    html! {
        <Dialog id="backup-read-title" title={words.t("backup-read")} on_close={props.on_close.clone()} leavable={!busy} wide=true>
            <form class="stack" {onsubmit} novalidate=true>
                <p class="muted">{ words.t("backup-read-text") }</p>
                <fieldset class="keys-choice">
                    <legend class="field-label">{ words.t("backup-read-which") }</legend>
                    if let Loaded::Failed(problem) = &*offered { <Problem problem={problem.clone()} /> }
                    if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                    if matches!(&*offered, Loaded::Ready(found) if found.is_empty()) { <p>{ words.t("backup-read-none") }</p> }
                    if !all.is_empty() { <ul class="key-list">{ for all.iter().map(row) }</ul> }
                    <div class="file-choice">
                        <span class="file-name" id="backup-read-place">{ place.as_ref().map_or_else(|| words.t("backup-read-place-set"), |folder| folder.name.clone()) }</span>
                        <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-backup-to-read" aria-describedby="backup-read-place" onclick={elsewhere}>{ words.t("backup-read-elsewhere") }</button>
                    </div>
                </fieldset>
                <div role="status">
                    if let (Some(view), false) = (&*read, busy) { { said(&words, view) } }
                </div>
                <Working progress={(*progress).clone().filter(|_| busy)} on_stop={stop} />
                <div class="sheet-actions">
                    if !busy { <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("close") }</button> }
                    <button type="submit" class="ds-button" data-action="read-backup-through" aria-busy={busy.to_string()}>{ words.t("backup-read-start") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Whole; or undamaged, and without what the desk had lost when it was made.
fn said(words: &Words, view: &BackupView) -> Html {
    let values = [
        ("time", format::moment(words, view.made_at)),
        ("lines", format::number(words, view.journal)),
        ("count", format::number(words, view.contents)),
        ("missing", format::number(words, view.missing)),
    ];
    if view.missing == 0 {
        html! { <p class="verdict-line" data-outcome="whole"><Icon name="check" /><span>{ words.with("backup-read-whole", &values) }</span></p> }
    } else {
        html! { <p class="outcome-warning" data-outcome="missing"><Icon name="warning" /><span>{ words.with("backup-read-missing", &values) }</span></p> }
    }
}
