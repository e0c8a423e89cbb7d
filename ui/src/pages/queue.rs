//! The signing queue: what is to be visaed, signed or sealed, worked through with the keyboard alone, each act read beside
//! the list. One opening of the key for as many as were chosen.

use std::collections::BTreeSet;

use model::looking::{BatchKind, Leftover, StampPlace};
use model::procedure::StepKind;
use model::view::{DocumentView, VersionView};
use model::window::CircuitAct;
use model::work::{CircuitView, DoneView, InboxStep};
use model::{DocumentId, StepId};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::{self, circuits as desk, looking};
use crate::components::{
    Ask, Concerns, Content, Empty, Icon, Page, Problem, SealDialog, SignDialog, Signable, SkeletonRows,
    checked_of, kind_in_words, use_look,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{report, use_session};
use crate::words::{Words, use_words};

/// What stands in the queue: everything that a person does to an act with a decision of their own.
fn belongs(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Visa | StepKind::Approval | StepKind::Signature | StepKind::Seal
    )
}

/// The dialogue that is open.
#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Sign(Vec<Signable>, Option<StampPlace>),
    Seal(Vec<DocumentView>, Option<StampPlace>),
    Give(InboxStep),
    Refuse(InboxStep),
}

/// What a key does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Next,
    Previous,
    Select,
    All,
    Sign,
    Give,
    Refuse,
    Open,
}

/// The key of an event: letters only where they are switched on; arrows and Enter always.
fn key_of(key: &str, letters: bool) -> Option<Key> {
    Some(match key {
        "ArrowDown" => Key::Next,
        "ArrowUp" => Key::Previous,
        " " => Key::Select,
        "Enter" => Key::Open,
        _ if !letters => return None,
        "j" | "J" => Key::Next,
        "k" | "K" => Key::Previous,
        "a" | "A" => Key::All,
        "s" | "S" => Key::Sign,
        "v" | "V" => Key::Give,
        "r" | "R" => Key::Refuse,
        _ => return None,
    })
}

/// What is signed or sealed: what was chosen, else the one that is read; of the kind of the first of them.
fn taken<'a>(
    steps: &'a [InboxStep],
    chosen: &BTreeSet<StepId>,
    at: usize,
) -> (Option<StepKind>, Vec<&'a InboxStep>) {
    let decides = |step: &&InboxStep| matches!(step.kind, StepKind::Signature | StepKind::Seal);
    let picked: Vec<&InboxStep> = steps
        .iter()
        .filter(|step| chosen.contains(&step.step))
        .filter(decides)
        .collect();
    let picked = if picked.is_empty() {
        steps.get(at).into_iter().filter(decides).collect()
    } else {
        picked
    };
    let here = steps
        .get(at)
        .filter(|step| picked.iter().any(|one| one.step == step.step));
    let kind = here.or(picked.first().copied()).map(|step| step.kind);
    let same = picked
        .into_iter()
        .filter(|step| Some(step.kind) == kind)
        .collect();
    (kind, same)
}

/// The last step that somebody did in circuits of a document.
fn last_of<'a>(circuits: &'a [CircuitView], person: &str) -> Option<(StepKind, &'a DoneView)> {
    circuits
        .iter()
        .flat_map(|circuit| {
            let done = circuit
                .steps
                .iter()
                .filter_map(|step| Some((step.kind, step.done.as_ref()?)));
            let past = circuit
                .past
                .iter()
                .filter_map(|past| Some((past.kind?, &past.done)));
            done.chain(past)
        })
        .filter(|(_, done)| done.by == person)
        .max_by_key(|(_, done)| done.at)
}

/// The page.
#[component]
pub fn QueuePage() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let loaded = use_loaded((), |()| desk::inbox());
    let left = use_loaded((), |()| async {
        let seal = looking::leftover_batch(BatchKind::Seal).await?;
        let sign = looking::leftover_batch(BatchKind::Sign).await?;
        Ok([sign, seal].into_iter().flatten().collect::<Vec<Leftover>>())
    });
    let at = use_state(|| 0_usize);
    let chosen = use_state(BTreeSet::<StepId>::new);
    let doing = use_state(|| Doing::Nothing);
    let action = use_action();
    let steps: Vec<InboxStep> = loaded
        .ready()
        .map(|inbox| {
            let all = inbox.mine.iter().chain(&inbox.delegated).chain(&inbox.office);
            all.filter(|step| belongs(step.kind)).cloned().collect()
        })
        .unwrap_or_default();
    let count = steps.len();
    let here = (*at).min(count.saturating_sub(1));
    let current = steps.get(here).cloned();

    let open_batch = {
        let (doing, session, steps, chosen) = (doing.clone(), session.clone(), steps.clone(), chosen.clone());
        Callback::from(move |()| {
            let (kind, picked) = taken(&steps, &chosen, here);
            match kind {
                Some(StepKind::Signature) => {
                    let documents = picked.into_iter().map(signable).collect();
                    doing.set(Doing::Sign(documents, None));
                }
                Some(StepKind::Seal) => {
                    let ids = picked.into_iter().map(|step| step.document).collect();
                    open_seal(ids, None, doing.clone(), session.clone());
                }
                _ => {}
            }
        })
    };
    let press = {
        let (at, chosen, doing, steps) = (at.clone(), chosen.clone(), doing.clone(), steps.clone());
        let (open_batch, action, navigator) = (open_batch.clone(), action.clone(), navigator.clone());
        Callback::from(move |key: Key| {
            let one = steps.get(here);
            match key {
                Key::Next => at.set((here + 1).min(count.saturating_sub(1))),
                Key::Previous => at.set(here.saturating_sub(1)),
                Key::Select => {
                    if let Some(step) = one {
                        let mut next = (*chosen).clone();
                        if !next.remove(&step.step) {
                            next.insert(step.step);
                        }
                        chosen.set(next);
                    }
                }
                Key::All => chosen.set(if chosen.len() == count {
                    BTreeSet::new()
                } else {
                    steps.iter().map(|step| step.step).collect()
                }),
                Key::Sign => open_batch.emit(()),
                Key::Give => {
                    if let Some(step) =
                        one.filter(|step| matches!(step.kind, StepKind::Visa | StepKind::Approval))
                    {
                        action.forget();
                        doing.set(Doing::Give(step.clone()));
                    }
                }
                Key::Refuse => {
                    if let Some(step) = one {
                        action.forget();
                        doing.set(Doing::Refuse(step.clone()));
                    }
                }
                Key::Open => {
                    if let (Some(step), Some(navigator)) = (one, &navigator) {
                        navigator.push(&Route::Document { id: step.document });
                    }
                }
            }
        })
    };
    {
        let press = press.clone();
        let letters = session.settings.letter_keys;
        use_effect(move || {
            let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
                if event.ctrl_key() || event.alt_key() || event.meta_key() || !free() {
                    return;
                }
                if let Some(key) = key_of(&event.key(), letters) {
                    event.prevent_default();
                    event.stop_propagation();
                    press.emit(key);
                }
            });
            let document = web_sys::window().and_then(|window| window.document());
            if let Some(document) = &document {
                // Before the keys of the whole window, which mean other things elsewhere.
                let _ = document.add_event_listener_with_callback_and_bool(
                    "keydown",
                    closure.as_ref().unchecked_ref(),
                    true,
                );
            }
            move || {
                if let Some(document) = document {
                    let _ = document.remove_event_listener_with_callback_and_bool(
                        "keydown",
                        closure.as_ref().unchecked_ref(),
                        true,
                    );
                }
            }
        });
    }
    {
        use_effect_with((here, count), move |(here, _)| {
            let row = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| {
                    document
                        .query_selector(&format!("[data-queue='{here}']"))
                        .ok()
                        .flatten()
                })
                .and_then(|row| row.dyn_into::<HtmlElement>().ok());
            if let Some(row) = row {
                row.scroll_into_view_with_bool(false);
            }
        });
    }
    let close = {
        let (doing, chosen, action) = (doing.clone(), chosen.clone(), action.clone());
        Callback::from(move |()| {
            if matches!(*doing, Doing::Sign(..) | Doing::Seal(..)) {
                chosen.set(BTreeSet::new());
            }
            action.forget();
            doing.set(Doing::Nothing);
        })
    };
    let (kind, picked) = taken(&steps, &chosen, here);
    let actions = html! {
        <>
            <button type="button" class="ds-button" data-variant="secondary" data-action="queue-all" aria-keyshortcuts="A" disabled={count == 0} onclick={on_key(&press, Key::All)}>
                { words.t(if count > 0 && chosen.len() == count { "queue-none" } else { "queue-all" }) }</button>
            <button type="button" class="ds-button" data-action="queue-sign" aria-keyshortcuts="S" disabled={picked.is_empty()} onclick={on_key(&press, Key::Sign)}>
                <Icon name={if kind == Some(StepKind::Seal) { "seal" } else { "pen" }} />
                { words.t(if kind == Some(StepKind::Seal) { "queue-seal" } else { "queue-sign" }) }{ if picked.len() > 1 { format!(" ({})", picked.len()) } else { String::new() } }</button>
        </>
    };
    let next = steps.get(here + 1).map(|step| step.document);
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(_) if count == 0 => {
            html! { <Empty title={words.t("queue-empty")} text={words.t("queue-empty-text")}><Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("go-to-dossiers") }</Link<Route>></Empty> }
        }
        Loaded::Ready(_) => html! {
            <div class="queue">
                <div class="queue-side">
                    <p class="field-hint" role="status">
                        { words.with("queue-position", &[("number", (here + 1).to_string()), ("count", count.to_string())]) }
                        { " · " }{ words.with("queue-selected", &[("count", chosen.len().to_string())]) }
                    </p>
                    <ul class="queue-list" aria-label={words.t("queue-list")}>
                        { for steps.iter().enumerate().map(|(index, step)| row(&words, step, index, index == here, chosen.contains(&step.step), &at, &chosen)) }
                    </ul>
                </div>
                if let Some(step) = current {
                    <Act key={step.document.to_string()} step={step.clone()} {next} on_key={press.clone()} />
                }
            </div>
        },
    };
    html! {
        <Page title={words.t("queue")} class={classes!("page-document")} {actions} below={html! { <p class="page-sub">{ words.t("queue-text") }</p> }}>
            { for left.ready().into_iter().flatten().map(|left| html! { <LeftBatch key={left.kind.word()} left={left.clone()} doing={doing.clone()} /> }) }
            { body }
            { dialog(&words, &doing, &action, close) }
        </Page>
    }
}

fn signable(step: &InboxStep) -> Signable {
    Signable {
        document: step.document,
        title: step.title.clone(),
        seen: step.newest,
    }
}

/// Reads the documents that are to be sealed, then opens the dialogue.
fn open_seal(
    ids: Vec<DocumentId>,
    place: Option<StampPlace>,
    doing: UseStateHandle<Doing>,
    session: crate::session::SessionHandle,
) {
    spawn_local(async move {
        let mut documents = Vec::with_capacity(ids.len());
        for id in ids {
            match bridge::document(id).await {
                Ok(document) => documents.push(document),
                Err(explanation) => return report(&session, explanation),
            }
        }
        doing.set(Doing::Seal(documents, place));
    });
}

fn on_key(press: &Callback<Key>, key: Key) -> Callback<MouseEvent> {
    press.reform(move |_: MouseEvent| key)
}

/// Whether keys belong to the queue: no dialogue is open, and nothing that has keys of its own has the focus.
fn free() -> bool {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    if page.query_selector("dialog[open]").ok().flatten().is_some() {
        return false;
    }
    page.active_element().is_none_or(|active| {
        let inside = |selector: &str| active.closest(selector).ok().flatten().is_some();
        matches!(active.tag_name().as_str(), "BODY" | "H1") || inside(".queue-list")
    })
}

/// A line of the list.
fn row(
    words: &Words,
    step: &InboxStep,
    index: usize,
    here: bool,
    ticked: bool,
    at: &UseStateHandle<usize>,
    chosen: &UseStateHandle<BTreeSet<StepId>>,
) -> Html {
    let look = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(index))
    };
    let tick = {
        let (chosen, id) = (chosen.clone(), step.step);
        Callback::from(move |event: Event| {
            let mut next = (*chosen).clone();
            if checked_of(&event) {
                next.insert(id);
            } else {
                next.remove(&id);
            }
            chosen.set(next);
        })
    };
    html! {
        <li key={step.step.to_string()} class="queue-row" data-queue={index.to_string()} aria-current={here.then_some("true")}>
            <input type="checkbox" class="ds-input" checked={ticked} tabindex="-1" aria-label={words.with("queue-select", &[("title", step.title.clone())])} onchange={tick} />
            <button type="button" class="queue-open" tabindex={if here { "0" } else { "-1" }} onclick={look}>
                <span class="row-title">{ &step.title }</span>
                <span class="row-note">{ kind_in_words(words, step.kind) }{ " · " }<span class="reference">{ step.reference.to_string() }</span>
                    if let Some(day) = step.due_day { { " · " }{ words.with("step-due-by", &[("day", format::civil_day(words, day))]) } }
                    if let Some(principal) = &step.principal { { " · " }{ words.with("step-may-for", &[("name", principal.clone())]) } }
                </span>
            </button>
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct ActProps {
    step: InboxStep,
    /// The document that comes next.
    next: Option<DocumentId>,
    on_key: Callback<Key>,
}

/// The act that is read, with what changed since one's own step.
#[component]
fn Act(props: &ActProps) -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded(props.step.document, |id: &DocumentId| {
        let id = *id;
        async move {
            let document = bridge::document(id).await?;
            let circuits = desk::circuits_of_document(id).await?;
            Ok((document, circuits))
        }
    });
    let following = use_loaded(props.next, |next: &Option<DocumentId>| {
        let next = *next;
        async move {
            match next {
                Some(id) => bridge::document(id)
                    .await
                    .map(|document| document.versions.first().map(|version| version.id)),
                None => Ok(None),
            }
        }
    });
    let version = loaded
        .ready()
        .and_then(|(document, _)| document.versions.first().cloned());
    let pdf = version
        .as_ref()
        .filter(|version| version.media_type == "application/pdf");
    let look = use_look(pdf.map(|version| version.id));
    let (document, circuits) = match &*loaded {
        Loaded::Waiting => return html! { <div class="queue-act"><SkeletonRows rows=4 /></div> },
        Loaded::Failed(problem) => {
            return html! { <div class="queue-act"><Problem problem={problem.clone()} /></div> };
        }
        Loaded::Ready((document, circuits)) => (document, circuits),
    };
    let Some(version) = version else {
        return Html::default();
    };
    let person = session
        .desk
        .as_ref()
        .map(|desk| desk.person.clone())
        .unwrap_or_default();
    let gives = matches!(props.step.kind, StepKind::Visa | StepKind::Approval);
    let refuse = props.on_key.reform(|_: MouseEvent| Key::Refuse);
    let give = props.on_key.reform(|_: MouseEvent| Key::Give);
    html! {
        <div class="queue-act stack-tight">
            <div class="queue-head">
                <div class="stack-tight">
                    <h2 class="section-title"><Link<Route> to={Route::Document { id: document.id }} classes="ds-link">{ &document.title }</Link<Route>></h2>
                    <p class="row-note">{ words.with("queue-version", &[("number", version.number.to_string())]) }{ " " }{ &props.step.subject }</p>
                </div>
                <div class="row-actions">
                    if gives { <button type="button" class="ds-button" data-size="sm" data-action="queue-give" aria-keyshortcuts="V" onclick={give}>{ words.t(if props.step.kind == StepKind::Visa { "act-visa" } else { "act-approve" }) }</button> }
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="queue-refuse" aria-keyshortcuts="R" onclick={refuse}>{ words.t("act-refuse") }</button>
                </div>
            </div>
            { since(&words, circuits, &person, document) }
            <Concerns look={(*look).clone()} />
            <Content {version} title={document.title.clone()} next={following.ready().copied().flatten()} />
        </div>
    }
}

/// What came after one's own last step.
fn since(words: &Words, circuits: &[CircuitView], person: &str, document: &DocumentView) -> Html {
    let Some((kind, done)) = last_of(circuits, person) else {
        return Html::default();
    };
    let seen = done.version.unwrap_or(0);
    let newer: Vec<&VersionView> = document
        .versions
        .iter()
        .filter(|version| version.number > seen)
        .collect();
    let values = [
        ("step", kind_in_words(words, kind)),
        ("number", seen.to_string()),
        ("moment", format::moment(words, done.at)),
    ];
    if newer.is_empty() {
        return html! { <p class="callout" data-color="neutral" data-since="nothing"><Icon name="check" /><span>{ words.with("queue-unchanged", &values) }</span></p> };
    }
    html! {
        <div class="callout" data-color="info" data-since={newer.len().to_string()}>
            <Icon name="info" />
            <div>
                <p>{ words.with("queue-since", &values) }</p>
                <ul class="reasons">
                    { for newer.iter().map(|version| html! {
                        <li>{ words.with("version-number", &[("number", version.number.to_string())]) }{ " · " }{ format::moment(words, version.created_at) }
                            if let Some(by) = &version.by { { " · " }{ words.with("version-by", &[("name", by.clone())]) } }
                            if let Some(reason) = &version.reason { { " — " }{ words.with("version-because", &[("reason", reason.clone())]) } }
                        </li>
                    }) }
                </ul>
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LeftProps {
    left: Leftover,
    doing: UseStateHandle<Doing>,
}

/// A batch that was broken off: going on does only what is missing.
#[component]
fn LeftBatch(props: &LeftProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let left = &props.left;
    let done = left.documents.iter().filter(|one| one.done).count();
    let go_on = {
        let (doing, left, session) = (props.doing.clone(), left.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let rest = left.documents.iter().filter(|one| !one.done);
            match left.kind {
                BatchKind::Sign => doing.set(Doing::Sign(
                    rest.map(|one| Signable {
                        document: one.document,
                        title: one.title.clone(),
                        seen: one.seen,
                    })
                    .collect(),
                    left.stamp_place,
                )),
                BatchKind::Seal => open_seal(
                    rest.map(|one| one.document).collect(),
                    left.stamp_place,
                    doing.clone(),
                    session.clone(),
                ),
            }
        })
    };
    let drop_it = {
        let (action, words, kind) = (action.clone(), words.clone(), left.kind);
        Callback::from(move |_: MouseEvent| {
            let words = words.clone();
            action.run(looking::drop_leftover_batch(kind), move |()| {
                Some(words.t("batch-dropped"))
            });
        })
    };
    let values = [
        ("moment", format::moment(&words, left.begun_at)),
        ("done", done.to_string()),
        ("count", left.documents.len().to_string()),
    ];
    html! {
        <div class="callout" data-color="warning" data-left={left.kind.word()}>
            <Icon name="clock" />
            <div class="stack-tight">
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                <p>{ words.with("batch-left", &values) }</p>
                <div class="row-actions">
                    if done < left.documents.len() { <button type="button" class="ds-button" data-size="sm" data-action="batch-go-on" onclick={go_on}>{ words.t("batch-go-on") }</button> }
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="batch-drop" onclick={drop_it}>{ words.t("batch-drop") }</button>
                </div>
            </div>
        </div>
    }
}

fn dialog(
    words: &Words,
    doing: &UseStateHandle<Doing>,
    action: &crate::action::Action,
    close: Callback<()>,
) -> Html {
    let act = |step: &InboxStep, make: fn(StepId, String) -> CircuitAct| {
        let (action, close, words, step) = (action.clone(), close.clone(), words.clone(), step.clone());
        Callback::from(move |reason: String| {
            let (close, words) = (close.clone(), words.clone());
            action.run(
                desk::act(step.circuit, step.newest, make(step.step, reason)),
                move |_| {
                    close.emit(());
                    Some(words.t("act-done"))
                },
            );
        })
    };
    match &**doing {
        Doing::Nothing => Html::default(),
        Doing::Sign(documents, place) => {
            html! { <SignDialog documents={documents.clone()} place={*place} on_close={close} /> }
        }
        Doing::Seal(documents, place) => {
            html! { <SealDialog documents={documents.clone()} place={*place} on_close={close} /> }
        }
        Doing::Give(step) => {
            let label = if step.kind == StepKind::Visa {
                "act-visa"
            } else {
                "act-approve"
            };
            let on_confirm = act(step, |step, text| CircuitAct::Approve {
                step,
                text: Some(text).filter(|text| !text.is_empty()),
            });
            html! { <Ask title={words.t(label)} text={step.title.clone()} reason={words.t("act-remark")} reason_optional=true confirm={words.t(label)}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close} /> }
        }
        Doing::Refuse(step) => {
            let on_confirm = act(step, |step, reason| CircuitAct::Refuse { step, reason });
            html! { <Ask title={words.t("act-refuse")} text={words.with("act-refuse-of", &[("title", step.title.clone())])} reason={words.t("act-reason")} confirm={words.t("act-refuse")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close} /> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_work_only_where_they_are_switched_on_and_arrows_always() {
        assert_eq!(key_of("j", true), Some(Key::Next));
        assert_eq!(key_of("j", false), None);
        assert_eq!(key_of("ArrowDown", false), Some(Key::Next));
        assert_eq!(key_of("Enter", false), Some(Key::Open));
        assert_eq!(key_of("x", true), None);
    }

    fn step(number: u8, kind: StepKind) -> InboxStep {
        let (at, random) = (jiff::Timestamp::UNIX_EPOCH, [number; 10]);
        InboxStep {
            circuit: model::CircuitId::new(at, random),
            step: StepId::new(at, random),
            kind,
            assignee: model::circuit::Assignee::Role(model::Role::Signatory),
            document: DocumentId::new(at, random),
            title: format!("Acte {number}"),
            dossier: model::DossierId::new(at, random),
            reference: model::Reference::parse("2026/RES/000001").unwrap(),
            subject: String::new(),
            newest: model::Sha256([number; 32]),
            since: at,
            due_day: None,
            principal: None,
            sent_back: None,
        }
    }

    #[test]
    fn what_was_chosen_is_signed_and_else_the_act_that_is_read() {
        let steps = [
            step(1, StepKind::Signature),
            step(2, StepKind::Visa),
            step(3, StepKind::Signature),
            step(4, StepKind::Seal),
        ];
        let titles = |chosen: &[usize], at: usize| -> (Option<StepKind>, Vec<String>) {
            let chosen = chosen.iter().map(|index| steps[*index].step).collect();
            let (kind, taken) = taken(&steps, &chosen, at);
            (kind, taken.iter().map(|step| step.title.clone()).collect())
        };
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(titles(&[], 2), (Some(StepKind::Signature), named(&["Acte 3"])));
        assert_eq!(titles(&[], 1), (None, Vec::new()));
        // Everything was chosen: one key signs, another one seals; what is read says which.
        assert_eq!(
            titles(&[0, 1, 2, 3], 0),
            (Some(StepKind::Signature), named(&["Acte 1", "Acte 3"]))
        );
        assert_eq!(
            titles(&[0, 1, 2, 3], 3),
            (Some(StepKind::Seal), named(&["Acte 4"]))
        );
    }
}
