//! Signing: what, with which key of a person, how far, what came of it.

use model::view::DocumentView;
use model::window::{ChosenKey, Progress};
use model::{DocumentId, Sha256};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::key_opening::{Running, use_key_opening};
use super::{Dialog, Icon, Problem, level_in_words};
use crate::bridge::signing::{self, SignOutcome, Signed, ToSign};
use crate::session::{Act, Notice, use_session};
use crate::words::{Words, use_words};

/// A document to sign, by its title.
#[derive(Clone, Debug, PartialEq)]
pub struct Signable {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// The version that was seen.
    pub seen: Sha256,
}

impl Signable {
    /// A document in the version that stands before the person's eyes.
    pub fn of(document: &DocumentView) -> Option<Self> {
        Some(Self {
            document: document.id,
            title: document.title.clone(),
            seen: document.versions.first()?.sha256,
        })
    }
}

#[derive(PartialEq, Properties)]
pub struct SignDialogProps {
    /// What will be signed.
    pub documents: Vec<Signable>,
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
}

enum State {
    Asking,
    Running(Progress),
    Done(Vec<SignOutcome>),
}

/// The dialogue.
#[component]
pub fn SignDialog(props: &SignDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let state = use_state(|| State::Asking);
    let opening = use_key_opening(None);
    let submit = {
        let (state, opening, session, words, documents) = (
            state.clone(),
            opening.clone(),
            session.clone(),
            words.clone(),
            props.documents.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((key, given)) = opening.take() else {
                return;
            };
            state.set(State::Running(Progress {
                items: documents.len() as u64,
                ..Progress::default()
            }));
            let documents: Vec<ToSign> = documents
                .iter()
                .map(|one| ToSign {
                    document: one.document,
                    seen: one.seen,
                })
                .collect();
            let in_token = matches!(key, ChosenKey::Certificate { .. });
            let (state, opening, session, words) =
                (state.clone(), opening.clone(), session.clone(), words.clone());
            spawn_local(async move {
                let progress = {
                    let state = state.clone();
                    Box::new(move |progress| state.set(State::Running(progress)))
                };
                match signing::sign(documents, key, given, progress).await {
                    Ok(outcomes) => {
                        let signed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
                        let text = result_in_words(&words, &outcomes);
                        session.dispatch(Act::Changed);
                        session.dispatch(Act::Say(if signed == outcomes.len() {
                            Notice::good(text)
                        } else {
                            Notice::plain(text)
                        }));
                        state.set(State::Done(outcomes));
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        state.set(State::Asking);
                        opening.refused(explanation, in_token);
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
                if let Some(problem) = &*opening.problem { <Problem problem={problem.clone()} /> }
                <p class="lead">{ words.t("sign-explain") }</p>
                <section class="stack-tight">
                    <h3 class="label">{ words.with("sign-what", &[("count", count.clone())]) }</h3>
                    <ul class="seal-list">
                        { for props.documents.iter().map(|one| html! { <li><Icon name="page" /><span class="seal-list-title">{ &one.title }</span></li> }) }
                    </ul>
                </section>
                { opening.fields() }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="sign-submit">{ words.with("sign-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress) => {
            html! { <Running progress={progress.clone()} count={props.documents.len()} pad={opening.pad()} /> }
        }
        State::Done(outcomes) => html! {
            <div class="stack">
                <p class="lead" role="status">{ result_in_words(&words, outcomes) }</p>
                <ul class="outcomes">{ for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }</ul>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" autofocus=true data-action="sign-close" onclick={leave}>{ words.t("close") }</button>
                </div>
            </div>
        },
    };
    let title = match &*state {
        State::Asking => words.t("sign-title"),
        State::Running(_) => words.t("sign-progress"),
        State::Done(_) => words.t("sign-done"),
    };
    html! {
        <Dialog id="sign-title" {title} on_close={props.on_close.clone()} leavable={!matches!(*state, State::Running(_))} wide=true>{ body }</Dialog>
    }
}

fn result_in_words(words: &Words, outcomes: &[SignOutcome]) -> String {
    let signed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    words.with(
        "sign-result",
        &[
            ("signed", signed.to_string()),
            ("refused", (outcomes.len() - signed).to_string()),
        ],
    )
}

fn outcome_of(words: &Words, outcome: &SignOutcome) -> Html {
    match &outcome.result {
        Ok(signed) => signed_of(words, outcome, signed),
        Err(refusal) => html! {
            <article class="outcome" data-color="danger" data-code={refusal.code.clone()}>
                <span class="outcome-mark"><Icon name="warning" /></span>
                <div class="outcome-body"><p class="outcome-title">{ &outcome.title }</p><p>{ &refusal.sentence }</p>
                    if let Some(next) = &refusal.next { <p class="muted">{ next }</p> }</div>
            </article>
        },
    }
}

fn signed_of(words: &Words, outcome: &SignOutcome, signed: &Signed) -> Html {
    html! {
        <article class="outcome" data-color="success">
            <span class="outcome-mark"><Icon name="check" /></span>
            <div class="outcome-body">
                <p class="outcome-title">{ &outcome.title }</p>
                <p class="row-note">
                    if signed.before { { words.t("sign-before") }{ " · " } }
                    { words.with("version-number", &[("number", signed.version.to_string())]) }
                    { " · " }{ words.with("level-reached", &[("level", level_in_words(words, &signed.level))]) }
                    if let Some(principal) = &signed.principal { { " · " }{ words.with("step-may-for", &[("name", principal.clone())]) } }
                </p>
                if let Some(wanted) = &signed.wanted {
                    <p class="outcome-warning"><Icon name="clock" /><span>{ words.with("level-missed", &[("wanted", level_in_words(words, wanted))]) }</span></p>
                }
                <ul class="reasons row-note">{ for signed.reasons.iter().map(|reason| html! { <li>{ &reason.sentence }</li> }) }</ul>
            </div>
        </article>
    }
}
