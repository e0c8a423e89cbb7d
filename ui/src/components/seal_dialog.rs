//! Sealing: what, with which key, how far, what came of it.

use std::rc::Rc;

use model::view::{DocumentView, SealOutcome, Sealed};
use model::window::{CertificateRow, ChosenKey, PinTries, Progress, TokensFound, Unlocking};
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::certificates::{Certificates, Chosen, Search};
use super::sync_card::done;
use super::{CopyButton, Dialog, Field, Icon, PrintedIdentifier, Problem, level_in_words};
use crate::bridge::{self, Choice};
use crate::format;
use crate::pages::Route;
use crate::session::{Act, Notice, SessionHandle, use_session};
use crate::words::{Words, use_words};

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
    let file = use_state(|| session.seal_key.clone());
    let file_certificates = use_state(Vec::<CertificateRow>::new);
    let chosen = use_state(Chosen::default);
    let search = use_state(|| Search::Running(TokensFound::default()));
    let problem = use_state(|| None::<Explanation>);
    let secret = use_node_ref();
    let start_search = {
        let (search, session) = (search.clone(), session.clone());
        Callback::from(move |()| {
            let before = search.found().cloned().unwrap_or_default();
            search.set(Search::Running(before));
            let (search, session) = (search.clone(), session.clone());
            spawn_local(async move {
                match bridge::token_certificates().await {
                    Ok(found) => search.set(Search::Done(found)),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => search.set(Search::Failed(explanation)),
                }
            });
        })
    };
    {
        let start_search = start_search.clone();
        use_effect_with((), move |()| start_search.emit(()));
    }
    {
        // A token that was pulled out takes its certificate from the list, and with it the choice.
        let chosen = chosen.clone();
        let gone = match (&*chosen, &*search) {
            (Chosen::Certificate(token), Search::Done(_)) => search
                .certificate(token)
                .is_none_or(|row| !row.unsuitable.is_empty()),
            _ => false,
        };
        use_effect_with(gone, move |gone| {
            if *gone {
                chosen.set(Chosen::File);
            }
        });
    }
    let choose_file = {
        let (file, file_certificates, chosen, problem) = (
            file.clone(),
            file_certificates.clone(),
            chosen.clone(),
            problem.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (file, file_certificates, chosen, problem) = (
                file.clone(),
                file_certificates.clone(),
                chosen.clone(),
                problem.clone(),
            );
            spawn_local(async move {
                match bridge::choose(Choice::SealKey).await {
                    Ok(files) => {
                        if let Some(one) = files.into_iter().next() {
                            file.set(Some(one));
                            file_certificates.set(Vec::new());
                            chosen.set(Chosen::File);
                            problem.set(None);
                        }
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let on_choose = {
        let (chosen, secret, problem) = (chosen.clone(), secret.clone(), problem.clone());
        Callback::from(move |next: Chosen| {
            // A passphrase that was typed for another key is not left lying for this one.
            if let Some(input) = secret.cast::<HtmlInputElement>() {
                input.set_value("");
            }
            problem.set(None);
            chosen.set(next);
        })
    };
    let row = match &*chosen {
        Chosen::Certificate(token) => search.certificate(token).cloned(),
        Chosen::File => None,
    };
    let refuse = {
        let (problem, words) = (problem.clone(), words.clone());
        Rc::new(move |code: &str| {
            problem.set(Some(Explanation {
                code: code.to_owned(),
                sentence: words.find(code, &[]).unwrap_or_default(),
                next: words.find(&format!("{code}.next"), &[]),
            }));
        })
    };
    let look_inside = {
        let (file, file_certificates, secret, problem, session, refuse) = (
            file.clone(),
            file_certificates.clone(),
            secret.clone(),
            problem.clone(),
            session.clone(),
            refuse.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let Some(one) = (*file).clone() else {
                return refuse("seal-key-missing");
            };
            let Some(input) = secret.cast::<HtmlInputElement>() else {
                return;
            };
            let passphrase = input.value();
            if passphrase.is_empty() {
                return refuse("seal-passphrase-missing");
            }
            problem.set(None);
            let (file_certificates, problem, session) =
                (file_certificates.clone(), problem.clone(), session.clone());
            spawn_local(async move {
                match bridge::file_certificates(one, passphrase).await {
                    Ok(rows) => file_certificates.set(rows),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        input.set_value("");
                        problem.set(Some(explanation));
                    }
                }
            });
        })
    };

    let submit = {
        let (state, file, chosen, row, problem, secret) = (
            state.clone(),
            file.clone(),
            chosen.clone(),
            row.clone(),
            problem.clone(),
            secret.clone(),
        );
        let (session, words, documents, refuse, start_search) = (
            session.clone(),
            words.clone(),
            props.documents.clone(),
            refuse.clone(),
            start_search.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (key, unlocking) = match (&*chosen, &row, &*file) {
                (Chosen::Certificate(token), Some(row), _) => {
                    (ChosenKey::Certificate { token: token.clone() }, row.unlocking)
                }
                (Chosen::File, _, Some(file)) => (
                    ChosenKey::File {
                        token: file.token.clone(),
                    },
                    Unlocking::Passphrase,
                ),
                _ => return refuse("seal-key-missing"),
            };
            let given = secret.cast::<HtmlInputElement>().map(|input| {
                let value = input.value();
                input.set_value("");
                value
            });
            let given = given.filter(|value| !value.is_empty());
            match unlocking {
                Unlocking::Passphrase if given.is_none() => return refuse("seal-passphrase-missing"),
                Unlocking::Pin { .. } if given.is_none() => return refuse("seal-pin-empty"),
                _ => {}
            }
            problem.set(None);
            state.set(State::Running(Progress {
                items: documents.len() as u64,
                ..Progress::default()
            }));
            let ids = documents.iter().map(|document| document.id).collect();
            let (state, problem, session, words, start_search) = (
                state.clone(),
                problem.clone(),
                session.clone(),
                words.clone(),
                start_search.clone(),
            );
            let in_token = matches!(key, ChosenKey::Certificate { .. });
            spawn_local(async move {
                let progress = {
                    let state = state.clone();
                    Box::new(move |progress| state.set(State::Running(progress)))
                };
                match bridge::seal(ids, key, given, progress).await {
                    Ok(outcomes) => {
                        say(&session, &words, &outcomes);
                        state.set(State::Done(outcomes));
                        if let Ok(desk) = bridge::desk().await {
                            session.dispatch(Act::Desk(desk));
                        }
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        state.set(State::Asking);
                        problem.set(Some(explanation));
                        if in_token {
                            // How many tries are left, or whether the token is there at all, is another matter now.
                            start_search.emit(());
                        }
                    }
                }
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
                <Certificates chosen={(*chosen).clone()} {on_choose} search={(*search).clone()} on_search={start_search.clone()}
                    file={(*file).clone()} file_certificates={(*file_certificates).clone()} on_choose_file={choose_file} />
                { secret_field(&words, row.as_ref(), secret, look_inside) }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-color="wax"><Icon name="seal" />{ words.with("seal-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress) => {
            let pad = matches!(
                row.as_ref().map(|row| row.unlocking),
                Some(Unlocking::PinPad { .. })
            );
            html! { <Running progress={progress.clone()} count={props.documents.len()} {pad} /> }
        }
        State::Done(outcomes) => {
            let left = props.documents.len().saturating_sub(outcomes.len());
            let sealed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
            let result = [
                ("sealed", sealed.to_string()),
                ("refused", (outcomes.len() - sealed).to_string()),
            ];
            let held = outcomes
                .iter()
                .any(|outcome| matches!(&outcome.result, Ok(sealed) if sealed.wanted.is_some()));
            html! {
                <div class="stack">
                    <p class="lead" role="status">{ words.with("seal-result", &result) }</p>
                    <ul class="outcomes">
                        { for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }
                    </ul>
                    if left > 0 {
                        <p class="callout" data-color="neutral"><Icon name="info" /><span>{ words.with("seal-left", &[("count", left.to_string())]) }</span></p>
                    }
                    if held {
                        <p class="callout" data-color="warning"><Icon name="clock" /><span>{ words.t("seal-held") }{ " " }
                            <Link<Route> to={Route::Outbox} classes="ds-link">{ words.t("outbox") }</Link<Route>></span></p>
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

fn say(session: &SessionHandle, words: &Words, outcomes: &[SealOutcome]) {
    let sealed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    let refused = outcomes.len() - sealed;
    let values = [("sealed", sealed.to_string()), ("refused", refused.to_string())];
    let text = words.with("seal-result", &values);
    session.dispatch(Act::Changed);
    session.dispatch(Act::Say(if refused == 0 {
        Notice::good(text)
    } else {
        Notice::plain(text)
    }));
}

/// The field for what opens the chosen key, or the sentence that none is needed.
pub(super) fn secret_field(
    words: &Words,
    row: Option<&CertificateRow>,
    node: NodeRef,
    look_inside: Callback<MouseEvent>,
) -> Html {
    let warning = |tries: PinTries| match tries {
        PinTries::Ready => None,
        PinTries::FewTriesLeft => Some(words.t("pin-few-left")),
        PinTries::LastTry => Some(words.t("pin-last-try")),
    };
    let warned = |tries| {
        html! {
            if let Some(text) = warning(tries) {
                <p class="callout" data-color="warning" data-tries=""><Icon name="warning" /><span>{ text }</span></p>
            }
        }
    };
    match row.map(|row| (row, row.unlocking)) {
        None | Some((_, Unlocking::Passphrase)) => html! {
            <div class="secret-row">
                <Field key="passphrase" id="seal-passphrase" label={words.t("seal-passphrase")} hint={words.t("seal-passphrase-hint")}
                    {node} secret=true autofocus=true />
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="look-inside" onclick={look_inside}>
                    <Icon name="eye" />{ words.t("keys-look-inside") }
                </button>
            </div>
        },
        Some((row, Unlocking::Pin { tries })) => html! {
            <>
                { warned(tries) }
                <Field key="pin" id="seal-pin" label={words.with("seal-pin", &[("token", row.place.clone())])} hint={words.t("seal-pin-hint")}
                    {node} secret=true code=true />
            </>
        },
        Some((row, Unlocking::PinPad { tries })) => html! {
            <>
                { warned(tries) }
                <p class="callout" data-color="neutral"><Icon name="keyboard" /><span>{ words.with("seal-pin-pad", &[("token", row.place.clone())]) }</span></p>
            </>
        },
        Some((_, Unlocking::Nothing)) => html! { <p class="field-hint">{ words.t("seal-no-pin") }</p> },
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct RunningProps {
    pub(super) progress: Progress,
    pub(super) count: usize,
    /// The PIN is typed at the reader.
    pub(super) pad: bool,
}

/// How far it is; it can be paused between two documents, and stopped.
#[component]
pub(super) fn Running(props: &RunningProps) -> Html {
    let words = use_words();
    let cancelled = use_state(|| false);
    let paused = use_state(|| false);
    let progress = &props.progress;
    let count = props.count.to_string();
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
    let pause = {
        let paused = paused.clone();
        Callback::from(move |_: MouseEvent| {
            let next = !*paused;
            let paused = paused.clone();
            spawn_local(async move {
                if bridge::pause(bridge::Work::Seal, next).await.is_ok() {
                    paused.set(next);
                }
            });
        })
    };
    let waits_for_pin = props.pad && progress.label.is_empty();
    html! {
        <div class="stack" aria-busy="true">
            <p class="lead" role="status">
                if waits_for_pin {
                    { words.t("seal-pin-now") }
                } else if *paused {
                    { words.with("seal-paused", &[("done", progress.items_done.to_string()), ("count", count)]) }
                } else {
                    { words.with("seal-running", &[("done", (progress.items_done + 1).min(progress.items.max(1)).to_string()), ("count", count)]) }
                }
            </p>
            <progress aria-label={words.t("seal-progress")} max={(progress.items.max(1) * 100).to_string()} value={done(progress).to_string()} />
            <p class="muted one-line">{ &progress.label }{ "\u{a0}" }</p>
            <p class="field-hint">{ words.t("seal-running-hint") }</p>
            <div class="sheet-actions">
                if props.count > 1 {
                    <button type="button" class="ds-button" data-variant="secondary" data-action="pause" disabled={*cancelled} onclick={pause}>
                        { words.t(if *paused { "seal-resume" } else { "seal-pause" }) }
                    </button>
                }
                <button type="button" class="ds-button" data-variant="secondary" disabled={*cancelled} onclick={cancel}>
                    { words.t(if *cancelled { "cancelling" } else { "cancel" }) }
                </button>
            </div>
        </div>
    }
}

fn outcome_of(words: &Words, outcome: &SealOutcome) -> Html {
    match &outcome.result {
        Ok(sealed) => sealed_of(words, outcome, sealed),
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

fn sealed_of(words: &Words, outcome: &SealOutcome, sealed: &Sealed) -> Html {
    let visible = match sealed.visible_seal {
        Some(true) => Some(words.t("visible-seal-yes")),
        Some(false) => Some(words.t("visible-seal-no-room")),
        None => None,
    };
    html! {
        <article class="outcome" data-color="success">
            <span class="outcome-mark"><Icon name="seal" /></span>
            <div class="outcome-body">
                <p class="outcome-title">{ &outcome.title }</p>
                <p><span class="visually-hidden">{ words.t("identifier") }{ " " }</span><PrintedIdentifier identifier={sealed.identifier} /></p>
                <p class="row-note" data-level={sealed.level.clone()}>
                    { words.with("level-reached", &[("level", level_in_words(words, &sealed.level))]) }
                    if let Some(visible) = visible { { " · " }{ visible } }
                </p>
                if let Some(wanted) = &sealed.wanted {
                    <div class="outcome-warning"><Icon name="clock" /><div>
                        <p>{ words.with("level-missed", &[("wanted", level_in_words(words, wanted))]) }</p>
                        <ul class="reasons">{ for sealed.reasons.iter().map(|reason| html! { <li>{ &reason.sentence }</li> }) }</ul>
                    </div></div>
                } else if !sealed.reasons.is_empty() {
                    <ul class="reasons row-note">{ for sealed.reasons.iter().map(|reason| html! { <li>{ &reason.sentence }</li> }) }</ul>
                }
                if sealed.covers_content {
                    <p class="outcome-warning"><Icon name="warning" />{ words.t("seal-covers") }</p>
                }
                <div class="outcome-actions">
                    <CopyButton text={sealed.check_url.clone()} label={words.t("copy-address")} done={words.t("copied-address")} />
                    <CopyButton text={sealed.identifier.printed()} label={words.t("copy-identifier")} done={words.t("copied-identifier")} />
                </div>
            </div>
        </article>
    }
}
