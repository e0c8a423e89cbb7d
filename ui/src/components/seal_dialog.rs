//! Sealing: what, with which key, how far, what came of it.

use std::cell::RefCell;
use std::rc::Rc;

use model::looking::{SheetRow, StampPlace};
use model::view::{DocumentView, SealOutcome, Sealed};
use model::window::{ChosenKey, Progress};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::batch_run::{Item, SheetButtons, note};
use super::file_look::{looked_view, use_looked};
use super::key_opening::{Running, use_key_opening};
use super::sign_dialog::Signable;
use super::stamp_placer::PlaceOfStamp;
use super::{CopyButton, Dialog, Icon, PrintedIdentifier, Problem, level_in_words};
use crate::bridge;
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
    /// Where the stamp stands at first.
    #[prop_or_default]
    pub place: Option<StampPlace>,
}

enum State {
    Asking,
    Running(Progress, Vec<Item>),
    Done(Vec<SealOutcome>),
}

/// The dialogue.
#[component]
pub fn SealDialog(props: &SealDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let state = use_state(|| State::Asking);
    let opening = use_key_opening(session.seal_key.clone());
    let signables: Vec<Signable> = props.documents.iter().filter_map(Signable::of).collect();
    let files = signables.len();
    let looked = use_looked(signables);
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
            if !looked.may_go_on(files) {
                return opening.refuse(if looked.done < files {
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
                .map(|one| Item::new(one.id, &one.title))
                .collect();
            let first = Progress {
                items: documents.len() as u64,
                ..Progress::default()
            };
            state.set(State::Running(first.clone(), items.clone()));
            let shown = Rc::new(RefCell::new((first, items)));
            let ids = documents.iter().map(|document| document.id).collect();
            let (state, opening, session, words) =
                (state.clone(), opening.clone(), session.clone(), words.clone());
            let in_token = matches!(key, ChosenKey::Certificate { .. });
            spawn_local(async move {
                let on_outcome = {
                    let (state, shown) = (state.clone(), Rc::clone(&shown));
                    Box::new(move |outcome: SealOutcome| {
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
                match bridge::seal(ids, key, given, place, on_outcome, progress).await {
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
                if let Some(problem) = &*opening.problem {
                    <Problem problem={problem.clone()} />
                    if problem.code == "platform-not-set" {
                        <p><Link<Route> to={Route::Settings} classes="ds-link">{ words.t("sync-enrol") }</Link<Route>></p>
                    }
                }
                <p class="lead">{ words.t("seal-explain") }</p>
                <section class="stack-tight">
                    <h3 class="label">{ words.with("seal-what", &[("count", count.clone())]) }</h3>
                    <ul class="seal-list" tabindex={(props.documents.len() > 4).then_some("0")} aria-label={words.with("seal-what", &[("count", count.clone())])}>
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
                { looked_view(&words, &looked, files) }
                { opening.fields() }
                <PlaceOfStamp document={props.documents.first().map(|one| one.id)} place={*place} on_place={on_place} />
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-color="wax"><Icon name="seal" />{ words.with("seal-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress, items) => {
            html! { <Running progress={progress.clone()} count={props.documents.len()} pad={opening.pad()} items={items.clone()} /> }
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
                    <div ref={sheet.clone()} class="stack">
                        <p class="lead" role="status">{ words.with("seal-result", &result) }</p>
                        <ul class="outcomes">
                            { for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }
                        </ul>
                    </div>
                    if left > 0 {
                        <p class="callout" data-color="neutral"><Icon name="info" /><span>{ words.with("seal-left", &[("count", left.to_string())]) }</span></p>
                    }
                    if held {
                        <p class="callout" data-color="warning"><Icon name="clock" /><span>{ words.t("seal-held") }{ " " }
                            <Link<Route> to={Route::Outbox} classes="ds-link">{ words.t("outbox") }</Link<Route>></span></p>
                    }
                    <div class="sheet-actions">
                        <SheetButtons rows={sheet_rows(&words, outcomes)} node={sheet.clone()} suggested={words.t("batch-sheet-seal")} />
                        <button type="button" class="ds-button" autofocus=true data-action="seal-close" onclick={leave}>{ words.t("close") }</button>
                    </div>
                </div>
            }
        }
    };
    let title = match &*state {
        State::Asking => words.t("seal-title"),
        State::Running(..) => words.t("seal-progress"),
        State::Done(_) => words.t("seal-done"),
    };
    let on_close = props.on_close.clone();
    html! {
        <Dialog id="seal-title" {title} {on_close} leavable={!matches!(*state, State::Running(..))} wide=true>{ body }</Dialog>
    }
}

fn sheet_rows(words: &Words, outcomes: &[SealOutcome]) -> Vec<SheetRow> {
    let row = |outcome: &SealOutcome| match &outcome.result {
        Ok(sealed) => SheetRow {
            title: outcome.title.clone(),
            result: words.t("batch-sealed"),
            identifier: sealed.identifier.printed(),
            note: level_in_words(words, &sealed.level),
        },
        Err(refusal) => SheetRow {
            title: outcome.title.clone(),
            result: words.t("batch-was-refused"),
            identifier: String::new(),
            note: refusal.sentence.clone(),
        },
    };
    outcomes.iter().map(row).collect()
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
