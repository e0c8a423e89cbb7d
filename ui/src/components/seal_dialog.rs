//! Sealing: what, with which key, how far, what came of it.

use model::view::{DocumentView, SealOutcome};
use model::window::Progress;
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::sync_card::done;
use super::{CopyButton, Dialog, Field, Icon, PrintedIdentifier, Problem};
use crate::bridge::{self, Choice};
use crate::format;
use crate::pages::Route;
use crate::session::{Act, Notice, use_session};
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct SealDialogProps {
    /// What will be sealed.
    pub documents: Vec<DocumentView>,
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
}

enum State {
    Asking,
    Running(Progress),
    Done(Vec<SealOutcome>),
}

/// The dialogue.
#[component]
pub fn SealDialog(props: &SealDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let state = use_state(|| State::Asking);
    let key = use_state(|| session.seal_key.clone());
    let problem = use_state(|| None::<Explanation>);
    let passphrase = use_node_ref();
    let cancelled = use_state(|| false);

    let choose = {
        let (key, problem) = (key.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (key, problem) = (key.clone(), problem.clone());
            spawn_local(async move {
                match bridge::choose(Choice::SealKey).await {
                    Ok(files) => {
                        if let Some(file) = files.into_iter().next() {
                            key.set(Some(file));
                            problem.set(None);
                        }
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };

    let submit = {
        let (state, key, problem, passphrase) =
            (state.clone(), key.clone(), problem.clone(), passphrase.clone());
        let (session, words, documents) = (session.clone(), words.clone(), props.documents.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let refuse = |code: &str| {
                problem.set(Some(Explanation {
                    code: code.to_owned(),
                    sentence: words.find(code, &[]).unwrap_or_default(),
                    next: words.find(&format!("{code}.next"), &[]),
                }));
            };
            let Some(file) = (*key).clone() else {
                return refuse("seal-key-missing");
            };
            let Some(input) = passphrase.cast::<HtmlInputElement>() else {
                return;
            };
            let secret = input.value();
            input.set_value("");
            if secret.is_empty() {
                return refuse("seal-passphrase-missing");
            }
            problem.set(None);
            state.set(State::Running(Progress {
                items: documents.len() as u64,
                ..Progress::default()
            }));
            let (state, problem, session, words) =
                (state.clone(), problem.clone(), session.clone(), words.clone());
            let ids = documents.iter().map(|document| document.id).collect();
            spawn_local(async move {
                let progress = {
                    let state = state.clone();
                    Box::new(move |progress| state.set(State::Running(progress)))
                };
                match bridge::seal(ids, file, secret, progress).await {
                    Ok(outcomes) => {
                        let sealed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
                        let refused = outcomes.len() - sealed;
                        let values = [("sealed", sealed.to_string()), ("refused", refused.to_string())];
                        let text = words.with("seal-result", &values);
                        state.set(State::Done(outcomes));
                        session.dispatch(Act::Changed);
                        session.dispatch(Act::Say(if refused == 0 {
                            Notice::good(text)
                        } else {
                            Notice::plain(text)
                        }));
                        if let Ok(desk) = bridge::desk().await {
                            session.dispatch(Act::Desk(desk));
                        }
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        state.set(State::Asking);
                        problem.set(Some(explanation));
                    }
                }
            });
        })
    };
    let cancel = {
        let cancelled = cancelled.clone();
        Callback::from(move |_: MouseEvent| {
            cancelled.set(true);
            spawn_local(async {
                // A refused cancel leaves the work running, which stays on screen.
                let _ = bridge::cancel(bridge::Work::Seal).await;
            });
        })
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let count = props.documents.len().to_string();

    let body = match &*state {
        State::Asking => html! {
            <form onsubmit={submit} class="stack" novalidate=true>
                if let Some(problem) = &*problem {
                    <Problem problem={problem.clone()} />
                    if problem.code == "platform-not-set" {
                        <p><Link<Route> to={Route::Settings} classes="ds-link">{ words.t("sync-enrol") }</Link<Route>></p>
                    }
                }
                <p class="lead">{ words.t("seal-explain") }</p>
                <section class="stack-tight">
                    <h3 class="label">{ words.with("seal-what", &[("count", count.clone())]) }</h3>
                    <ul class="seal-list">
                        { for props.documents.iter().map(|document| html! {
                            <li>
                                <Icon name="page" />
                                <span class="seal-list-title">{ &document.title }</span>
                                if let Some(version) = document.versions.first() {
                                    <span class="muted">
                                        { words.with("version-number", &[("number", version.number.to_string())]) }
                                        { " · " }{ format::size(&words, version.size_bytes) }
                                    </span>
                                }
                            </li>
                        }) }
                    </ul>
                </section>
                <div class="field">
                    <span class="field-label" id="seal-key-label">{ words.t("seal-key") }</span>
                    <div class="file-choice">
                        <Icon name="key" />
                        <span class="file-name" id="seal-key-name">
                            { key.as_ref().map_or_else(|| words.t("seal-key-none"), |file| file.name.clone()) }
                        </span>
                        <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-key"
                            aria-describedby="seal-key-label seal-key-name" onclick={choose}>{ words.t("choose-file") }</button>
                    </div>
                </div>
                <Field id="seal-passphrase" label={words.t("seal-passphrase")} hint={words.t("seal-passphrase-hint")}
                    node={passphrase} secret=true autofocus=true />
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-color="wax"><Icon name="seal" />{ words.with("seal-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress) => html! {
            <div class="stack" aria-busy="true">
                <p class="lead" role="status">
                    { words.with("seal-running", &[("done", (progress.items_done + 1).min(progress.items.max(1)).to_string()), ("count", count)]) }
                </p>
                <progress aria-label={words.t("seal-progress")} max={(progress.items.max(1) * 100).to_string()} value={done(progress).to_string()} />
                <p class="muted one-line">{ &progress.label }{ "\u{a0}" }</p>
                <p class="field-hint">{ words.t("seal-running-hint") }</p>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="secondary" disabled={*cancelled} onclick={cancel}>
                        { words.t(if *cancelled { "cancelling" } else { "cancel" }) }
                    </button>
                </div>
            </div>
        },
        State::Done(outcomes) => {
            let left = props.documents.len().saturating_sub(outcomes.len());
            let sealed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
            let result = [
                ("sealed", sealed.to_string()),
                ("refused", (outcomes.len() - sealed).to_string()),
            ];
            html! {
                <div class="stack">
                    <p class="lead" role="status">{ words.with("seal-result", &result) }</p>
                    <ul class="outcomes">
                        { for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }
                    </ul>
                    if left > 0 {
                        <p class="callout" data-color="neutral"><Icon name="info" /><span>{ words.with("seal-left", &[("count", left.to_string())]) }</span></p>
                    }
                    <div class="sheet-actions">
                        <button type="button" class="ds-button" autofocus=true data-action="seal-close" onclick={leave}>{ words.t("close") }</button>
                    </div>
                </div>
            }
        }
    };
    let title = match &*state {
        State::Asking => words.t("seal-title"),
        State::Running(_) => words.t("seal-progress"),
        State::Done(_) => words.t("seal-done"),
    };
    let on_close = props.on_close.clone();
    html! {
        <Dialog id="seal-title" {title} {on_close} leavable={!matches!(*state, State::Running(_))} wide=true>{ body }</Dialog>
    }
}

fn outcome_of(words: &crate::words::Words, outcome: &SealOutcome) -> Html {
    match &outcome.result {
        Ok(sealed) => html! {
            <article class="outcome" data-color="success">
                <span class="outcome-mark"><Icon name="seal" /></span>
                <div class="outcome-body">
                    <p class="outcome-title">{ &outcome.title }</p>
                    <p><span class="visually-hidden">{ words.t("identifier") }{ " " }</span><PrintedIdentifier identifier={sealed.identifier} /></p>
                    if sealed.covers_content {
                        <p class="outcome-warning"><Icon name="warning" />{ words.t("seal-covers") }</p>
                    }
                    <div class="outcome-actions">
                        <CopyButton text={sealed.check_url.clone()} label={words.t("copy-address")} done={words.t("copied-address")} />
                        <CopyButton text={sealed.identifier.printed()} label={words.t("copy-identifier")} done={words.t("copied-identifier")} />
                    </div>
                </div>
            </article>
        },
        Err(refusal) => html! {
            <article class="outcome" data-color="danger" data-code={refusal.code.clone()}>
                <span class="outcome-mark"><Icon name="warning" /></span>
                <div class="outcome-body">
                    <p class="outcome-title">{ &outcome.title }</p>
                    <p>{ &refusal.sentence }</p>
                    if let Some(next) = &refusal.next { <p class="muted">{ next }</p> }
                </div>
            </article>
        },
    }
}
