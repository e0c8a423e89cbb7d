//! Signing: what, with which key of a person, how far, what came of it.

use std::cell::RefCell;
use std::rc::Rc;

use model::looking::{SheetRow, StampPlace};
use model::view::DocumentView;
use model::window::{ChosenKey, Progress};
use model::{DocumentId, Sha256};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::batch_run::{Item, SheetButtons, note};
use super::file_look::{looked_view, use_looked};
use super::key_opening::{Running, use_key_opening};
use super::stamp_placer::PlaceOfStamp;
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
    /// Where the stamp stands at first.
    #[prop_or_default]
    pub place: Option<StampPlace>,
}

enum State {
    Asking,
    Running(Progress, Vec<Item>),
    Done(Vec<SignOutcome>),
}

/// The dialogue.
#[component]
pub fn SignDialog(props: &SignDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let state = use_state(|| State::Asking);
    let opening = use_key_opening(None);
    let looked = use_looked(props.documents.clone());
    let place = use_state(|| props.place);
    let sheet = use_node_ref();
    let submit = {
        let (looked, place) = (looked.clone(), place.clone());
        let (state, opening, session, words, documents) = (
            state.clone(),
            opening.clone(),
            session.clone(),
            words.clone(),
            props.documents.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !looked.may_go_on(documents.len()) {
                return opening.refuse(if looked.done < documents.len() {
                    "concerns-not-looked"
                } else {
                    "concerns-not-accepted"
                });
            }
            let Some((key, given)) = opening.take() else {
                return;
            };
            let place = *place;
            let items: Vec<Item> = documents
                .iter()
                .map(|one| Item::new(one.document, &one.title))
                .collect();
            let first = Progress {
                items: documents.len() as u64,
                ..Progress::default()
            };
            state.set(State::Running(first.clone(), items.clone()));
            let shown = Rc::new(RefCell::new((first, items)));
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
                let on_outcome = {
                    let (state, shown) = (state.clone(), Rc::clone(&shown));
                    Box::new(move |outcome: SignOutcome| {
                        let mut shown = shown.borrow_mut();
                        let refusal = outcome
                            .result
                            .as_ref()
                            .err()
                            .map(|refusal| refusal.sentence.as_str());
                        shown.1 = note(&shown.1, outcome.document, refusal);
                        state.set(State::Running(shown.0.clone(), shown.1.clone()));
                    })
                };
                let progress = {
                    let state = state.clone();
                    Box::new(move |progress: Progress| {
                        let mut shown = shown.borrow_mut();
                        shown.0 = progress;
                        state.set(State::Running(shown.0.clone(), shown.1.clone()));
                    })
                };
                match signing::sign(documents, key, given, place, on_outcome, progress).await {
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
    let on_place = {
        let place = place.clone();
        Callback::from(move |next: Option<StampPlace>| place.set(next))
    };
    let count = props.documents.len().to_string();
    let body = match &*state {
        State::Asking => html! {
            <form onsubmit={submit} class="stack" novalidate=true>
                if let Some(problem) = &*opening.problem { <Problem problem={problem.clone()} /> }
                <p class="lead">{ words.t("sign-explain") }</p>
                <section class="stack-tight">
                    <h3 class="label">{ words.with("sign-what", &[("count", count.clone())]) }</h3>
                    <ul class="seal-list" tabindex={(props.documents.len() > 4).then_some("0")} aria-label={words.with("sign-what", &[("count", count.clone())])}>
                        { for props.documents.iter().map(|one| html! { <li><Icon name="page" /><span class="seal-list-title">{ &one.title }</span></li> }) }
                    </ul>
                </section>
                { looked_view(&words, &looked, props.documents.len()) }
                { opening.fields() }
                <PlaceOfStamp document={props.documents.first().map(|one| one.document)} place={*place} on_place={on_place} />
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="sign-submit">{ words.with("sign-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress, items) => {
            html! { <Running progress={progress.clone()} count={props.documents.len()} pad={opening.pad()} items={items.clone()} /> }
        }
        State::Done(outcomes) => html! {
            <div class="stack">
                <div ref={sheet.clone()} class="stack">
                    <p class="lead" role="status">{ result_in_words(&words, outcomes) }</p>
                    <ul class="outcomes">{ for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }</ul>
                </div>
                <div class="sheet-actions">
                    <SheetButtons rows={sheet_rows(&words, outcomes)} node={sheet.clone()} suggested={words.t("batch-sheet-sign")} />
                    <button type="button" class="ds-button" autofocus=true data-action="sign-close" onclick={leave}>{ words.t("close") }</button>
                </div>
            </div>
        },
    };
    let title = match &*state {
        State::Asking => words.t("sign-title"),
        State::Running(..) => words.t("sign-progress"),
        State::Done(_) => words.t("sign-done"),
    };
    html! {
        <Dialog id="sign-title" {title} on_close={props.on_close.clone()} leavable={!matches!(*state, State::Running(..))} wide=true>{ body }</Dialog>
    }
}

fn sheet_rows(words: &Words, outcomes: &[SignOutcome]) -> Vec<SheetRow> {
    let row = |outcome: &SignOutcome| {
        let (result, note) = match &outcome.result {
            Ok(signed) => (words.t("batch-signed"), level_in_words(words, &signed.level)),
            Err(refusal) => (words.t("batch-was-refused"), refusal.sentence.clone()),
        };
        SheetRow {
            title: outcome.title.clone(),
            result,
            identifier: String::new(),
            note,
        }
    };
    outcomes.iter().map(row).collect()
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
