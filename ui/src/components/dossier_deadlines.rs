//! The deadlines of a dossier: what each means, its last day, what can be done; the days they count from; forwarding a
//! request that belongs to another authority.

use jiff::civil::Date;
use model::deadline::{
    DayRow, DeadlineChangeKind, DeadlineStatus, DeadlineView, NewDeadline, NewForwarding, Unit,
};
use model::procedure::{DeadlineEffect, DeadlineStart, text_in};
use model::view::{DossierView, PersonView};
use model::{DossierId, PartyRole};
use wording::Lang;
use yew::prelude::*;
use yew_router::prelude::*;

use super::lengths::{LengthField, length_in_words, read_length};
use super::{Ask, DayField, Field, Icon, Problem, Select, TextArea, read_day, written_day};
use crate::action::{Action, use_action};
use crate::bridge::deadlines::{self as desk, DeadlineAct};
use crate::bridge::people;
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::pages::Route;
use crate::words::{Words, use_words};

/// Colour and word of a state.
pub fn deadline_state(words: &Words, status: DeadlineStatus) -> Html {
    let (color, id) = match status {
        DeadlineStatus::Running => ("info", "deadline-running"),
        DeadlineStatus::Suspended => ("warning", "deadline-suspended"),
        DeadlineStatus::Overdue => ("danger", "deadline-overdue"),
        DeadlineStatus::Passed => ("neutral", "deadline-passed"),
        DeadlineStatus::Kept => ("success", "deadline-kept"),
        DeadlineStatus::KeptLate => ("warning", "deadline-kept-late"),
        DeadlineStatus::Cancelled => ("neutral", "deadline-cancelled"),
    };
    html! { <span class="chip" data-color={color}>{ words.t(&format!("{id}-state")) }</span> }
}

/// How long until the last day, in words.
pub fn days_left(words: &Words, view: &DeadlineView) -> Option<String> {
    let days = view.days_left?;
    Some(match days {
        0 => words.t("deadline-today"),
        1.. => words.with("deadline-days-left", &[("count", days.to_string())]),
        _ => words.with(
            "deadline-days-over",
            &[("count", days.unsigned_abs().to_string())],
        ),
    })
}

/// What made a deadline start, in words.
pub fn start_in_words(words: &Words, start: &DeadlineStart) -> String {
    match start {
        DeadlineStart::Received => words.t("day-received"),
        DeadlineStart::Complete => words.t("day-complete"),
        DeadlineStart::Notified => words.t("day-notified"),
        DeadlineStart::Manual => words.t("day-manual"),
        DeadlineStart::State(key) => words.with("day-state", &[("state", key.clone())]),
    }
}

#[derive(PartialEq, Properties)]
pub struct DossierDeadlinesProps {
    /// The dossier.
    pub dossier: DossierView,
    /// It is open.
    pub open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Suspend,
    Resume,
    Extend,
    Keep,
    Cancel,
    Reopen,
}

#[derive(Clone, PartialEq)]
enum Asked {
    Nothing,
    Act(Doing, Box<DeadlineView>),
    Assign(Box<DeadlineView>),
    Add,
    Day(Option<DayRow>),
    Forward,
}

/// The section.
#[component]
pub fn DossierDeadlines(props: &DossierDeadlinesProps) -> Html {
    let words = use_words();
    let id = props.dossier.id;
    let loaded = use_loaded(id, |id: &DossierId| desk::deadlines(*id));
    let days = use_loaded(id, |id: &DossierId| desk::days(*id));
    let forwarded = use_loaded(id, |id: &DossierId| desk::forwarding(*id));
    let everybody = use_loaded((), |()| people::people());
    let people = everybody.ready().cloned().unwrap_or_default();
    let asked = use_state(|| Asked::Nothing);
    let ask = |what: Asked| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(what.clone()))
    };
    let close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(Asked::Nothing))
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <p class="muted">{ words.t("loading") }</p> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <p class="muted">{ words.t("deadlines-none") }</p> }
        }
        Loaded::Ready(list) => html! {
            <ul class="deadlines">{ for list.iter().map(|view| one(&words, view, &people, props.open, &ask)) }</ul>
        },
    };
    let received = days.ready().and_then(|days| {
        days.iter()
            .find(|day| day.event == DeadlineStart::Received)
            .cloned()
    });
    let applicant = props
        .dossier
        .parties
        .iter()
        .any(|party| party.role == PartyRole::Applicant);
    html! {
        <section class="stack-tight" aria-labelledby="deadlines-title">
            <div class="section-head">
                <h2 id="deadlines-title" class="section-title">{ words.t("deadlines") }</h2>
                if props.open {
                    <button type="button" class="ds-button section-action" data-variant="secondary" data-size="sm" data-action="add-deadline" onclick={ask(Asked::Add)}>
                        <Icon name="plus" />{ words.t("deadline-add") }</button>
                }
            </div>
            if let Some(Some(view)) = forwarded.ready() {
                <div class="callout" data-color="info"><Icon name="info" /><div>
                    <p class="callout-title">{ words.with("forwarded-to", &[("authority", view.authority.clone()), ("day", format::civil_day(&words, view.forwarded_on))]) }</p>
                    <p>{ &view.reason }</p>
                    if let Some(letter) = view.letter { <p><Link<Route> to={Route::Document { id: letter }} classes="ds-link">{ words.t("forwarded-letter") }</Link<Route>></p> }
                </div></div>
            }
            { body }
            <dl class="facts-line">
                { for days.ready().into_iter().flatten().map(|day| html! {
                    <div><dt>{ start_in_words(&words, &day.event) }</dt><dd>{ format::civil_day(&words, day.on) }
                        if let Some(first) = &day.first_authority { { " · " }{ words.with("day-first-at", &[("authority", first.clone())]) } }</dd></div>
                }) }
            </dl>
            if props.open {
                <div class="row-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="set-day" onclick={ask(Asked::Day(received))}>{ words.t("day-set") }</button>
                    if applicant { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="forward" onclick={ask(Asked::Forward)}>{ words.t("forward") }</button> }
                </div>
            }
            { match (*asked).clone() {
                Asked::Nothing => Html::default(),
                Asked::Act(doing, view) => html! { <ActDialog {doing} view={*view} on_close={close} /> },
                Asked::Assign(view) => html! { <AssignDialog view={*view} {people} on_close={close} /> },
                Asked::Add => html! { <AddDialog dossier={id} on_close={close} /> },
                Asked::Day(day) => html! { <DayDialog dossier={id} days={days.ready().cloned().unwrap_or_default()} {day} on_close={close} /> },
                Asked::Forward => html! { <ForwardDialog dossier={id} on_close={close} /> },
            } }
        </section>
    }
}

fn change_in_words(words: &Words, kind: DeadlineChangeKind) -> String {
    words.t(match kind {
        DeadlineChangeKind::Started => "deadline-was-started",
        DeadlineChangeKind::Corrected => "deadline-was-corrected",
        DeadlineChangeKind::Suspended => "deadline-was-suspended",
        DeadlineChangeKind::Resumed => "deadline-was-resumed",
        DeadlineChangeKind::Extended => "deadline-was-extended",
        DeadlineChangeKind::Kept => "deadline-was-kept",
        DeadlineChangeKind::Cancelled => "deadline-was-cancelled",
        DeadlineChangeKind::Reopened => "deadline-was-reopened",
    })
}

/// Who watches a deadline, and for which office.
pub fn watched_by(words: &Words, view: &DeadlineView, people: &[PersonView]) -> Option<String> {
    let name = view
        .person
        .and_then(|id| people.iter().find(|person| person.id == id))
        .map(|person| person.name.clone());
    match (name, view.office.is_empty()) {
        (Some(name), true) => Some(words.with("deadline-watched-by", &[("who", name)])),
        (Some(name), false) => {
            let who = format!("{name} ({})", view.office);
            Some(words.with("deadline-watched-by", &[("who", who)]))
        }
        (None, false) => Some(words.with("deadline-watched-by", &[("who", view.office.clone())])),
        (None, true) => None,
    }
}

fn one(
    words: &Words,
    view: &DeadlineView,
    people: &[PersonView],
    open: bool,
    ask: &dyn Fn(Asked) -> Callback<MouseEvent>,
) -> Html {
    let name = text_in(&view.name, words.lang()).unwrap_or_default().to_owned();
    let basis = text_in(&view.legal_basis, words.lang())
        .unwrap_or_default()
        .to_owned();
    let button = |doing: Doing, label: &str| {
        html! { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action={label.to_owned()}
        onclick={ask(Asked::Act(doing, Box::new(view.clone())))}>{ words.t(label) }</button> }
    };
    let state = match view.status {
        DeadlineStatus::Overdue => "danger",
        DeadlineStatus::Running => "info",
        DeadlineStatus::Suspended => "warning",
        _ => "neutral",
    };
    html! {
        <li class="deadline" key={view.id.to_string()} data-color={state}>
            <div class="deadline-head">
                <span class="row-title">{ name }</span>{ deadline_state(words, view.status) }
                <span class="deadline-day">{ view.due_on.map(|day| format::civil_day(words, day)).unwrap_or_default() }</span>
            </div>
            <p>{ &view.meaning }
                if let Some(left) = days_left(words, view).filter(|_| matches!(view.status, DeadlineStatus::Running | DeadlineStatus::Overdue)) { { " " }<strong>{ left }</strong> }</p>
            <p class="row-note">{ words.with("deadline-counts", &[("length", length_in_words(words, view.length.count(), view.length.unit())),
                ("event", start_in_words(words, &view.event)), ("day", format::civil_day(words, view.started_on))]) }
                if !basis.is_empty() { { " · " }{ basis } }
                if let Some(watched) = watched_by(words, view, people) { { " · " }{ watched } }</p>
            if !view.changes.is_empty() {
                <details class="details"><summary>{ words.with("deadline-history", &[("count", view.changes.len().to_string())]) }</summary>
                    <ul class="reasons">{ for view.changes.iter().map(|change| html! {
                        <li>{ change_in_words(words, change.kind) }{ " · " }{ format::civil_day(words, change.on) }
                            if let Some(length) = change.length { { " · " }{ length_in_words(words, length.count(), length.unit()) } }
                            { " · " }{ &change.actor }
                            if !change.reason.is_empty() { { " · " }<q>{ &change.reason }</q> }</li>
                    }) }</ul></details>
            }
            if open {
                <div class="row-actions">
                    { match view.status {
                        DeadlineStatus::Running => html! { <>{ button(Doing::Keep, "deadline-keep") }{ button(Doing::Suspend, "deadline-suspend") }
                            { button(Doing::Extend, "deadline-extend") }{ button(Doing::Cancel, "deadline-cancel") }</> },
                        DeadlineStatus::Suspended => html! { <>{ button(Doing::Resume, "deadline-resume") }{ button(Doing::Keep, "deadline-keep") }
                            { button(Doing::Extend, "deadline-extend") }{ button(Doing::Cancel, "deadline-cancel") }</> },
                        DeadlineStatus::Overdue | DeadlineStatus::Passed => html! { <>{ button(Doing::Keep, "deadline-keep") }{ button(Doing::Cancel, "deadline-cancel") }</> },
                        DeadlineStatus::Kept | DeadlineStatus::KeptLate | DeadlineStatus::Cancelled => button(Doing::Reopen, "deadline-reopen"),
                    } }
                    if !matches!(view.status, DeadlineStatus::Kept | DeadlineStatus::KeptLate | DeadlineStatus::Cancelled) {
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="deadline-assign"
                            onclick={ask(Asked::Assign(Box::new(view.clone())))}>{ words.t("deadline-assign") }</button>
                    }
                </div>
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct ActProps {
    doing: Doing,
    view: DeadlineView,
    on_close: Callback<()>,
}

fn setter(state: &UseStateHandle<String>) -> Callback<String> {
    let state = state.clone();
    Callback::from(move |value: String| state.set(value))
}

fn done(words: &Words, close: &Callback<()>, id: &'static str) -> (Words, Callback<()>, &'static str) {
    (words.clone(), close.clone(), id)
}

fn unread(action: &Action, words: &Words, id: &str) {
    action.problem.set(Some(wording::Explanation {
        code: id.to_owned(),
        sentence: words.t(id),
        next: None,
    }));
}

/// On which day, by how much, where, why.
#[component]
fn ActDialog(props: &ActProps) -> Html {
    let words = use_words();
    let action = use_action();
    let day = use_state(|| written_day(format::today()));
    let length = use_state(|| ("1".to_owned(), Unit::Months));
    let authority = use_state(String::new);
    let doing = props.doing;
    let (title, text) = match doing {
        Doing::Suspend => ("deadline-suspend", "deadline-suspend-text"),
        Doing::Resume => ("deadline-resume", "deadline-resume-text"),
        Doing::Extend => ("deadline-extend", "deadline-extend-text"),
        Doing::Keep => ("deadline-keep", "deadline-keep-text"),
        Doing::Cancel => ("deadline-cancel", "deadline-cancel-text"),
        Doing::Reopen => ("deadline-reopen", "deadline-reopen-text"),
    };
    let dated = !matches!(doing, Doing::Cancel | Doing::Reopen);
    let on_confirm = {
        let (action, words, close, id) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.view.id,
        );
        let (day, length, authority) = ((*day).clone(), (*length).clone(), (*authority).clone());
        Callback::from(move |reason: String| {
            let on = read_day(&day);
            if dated && on.is_none() {
                return unread(&action, &words, "day-unreadable");
            }
            let act = match doing {
                Doing::Suspend => DeadlineAct::Suspend,
                Doing::Resume => DeadlineAct::Resume,
                Doing::Extend => match read_length(&length.0, length.1) {
                    Some(by) => DeadlineAct::Extend { by },
                    None => return unread(&action, &words, "length-unreadable"),
                },
                Doing::Keep => DeadlineAct::Keep {
                    authority: Some(authority.clone()).filter(|name| !name.trim().is_empty()),
                },
                Doing::Cancel => DeadlineAct::Cancel,
                Doing::Reopen => DeadlineAct::Reopen,
            };
            let (words, close, said) = done(&words, &close, "deadline-changed");
            action.run(desk::act(id, act, on.filter(|_| dated), reason), move |view| {
                close.emit(());
                Some(format!("{} {}", words.t(said), view.meaning))
            });
        })
    };
    let name = text_in(&props.view.name, words.lang())
        .unwrap_or_default()
        .to_owned();
    let on_length = {
        let length = length.clone();
        Callback::from(move |next: (String, Unit)| length.set(next))
    };
    html! {
        <Ask title={words.t(title)} text={words.with(text, &[("name", name)])} reason={words.t("act-reason")} reason_optional={doing == Doing::Keep}
            confirm={words.t(title)} grave={doing == Doing::Cancel} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            if dated { <DayField id="deadline-on" label={words.t("deadline-on")} value={(*day).clone()} on_input={setter(&day)} /> }
            if doing == Doing::Extend {
                <LengthField id="deadline-by" label={words.t("deadline-by")} count={length.0.clone()} unit={length.1} on_change={on_length} />
            }
            if doing == Doing::Keep {
                <Field id="deadline-elsewhere" label={words.t("deadline-elsewhere")} hint={words.t("deadline-elsewhere-hint")} value={(*authority).clone()} on_input={setter(&authority)} optional=true />
            }
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct AssignProps {
    view: DeadlineView,
    people: Vec<PersonView>,
    on_close: Callback<()>,
}

/// Who watches it from now on, and for which office.
#[component]
fn AssignDialog(props: &AssignProps) -> Html {
    let words = use_words();
    let action = use_action();
    let who = use_state(|| props.view.person.map(|id| id.to_string()).unwrap_or_default());
    let office = use_state(|| props.view.office.clone());
    // Whoever watches it now stays in the list, also after leaving: nothing changes unasked.
    let here = props
        .people
        .iter()
        .filter(|person| person.left_at.is_none() || Some(person.id) == props.view.person);
    let options = std::iter::once((String::new(), words.t("deadline-nobody"), None))
        .chain(here.map(|person| (person.id.to_string(), person.name.clone(), None)))
        .collect::<Vec<_>>();
    let on_who = {
        let (who, office, people) = (who.clone(), office.clone(), props.people.clone());
        Callback::from(move |key: String| {
            // The office goes with the person who belongs to one, and can be changed below.
            let chosen = people.iter().find(|person| person.id.to_string() == key);
            if let Some(person) = chosen.filter(|person| !person.office.is_empty()) {
                office.set(person.office.clone());
            }
            who.set(key);
        })
    };
    let on_confirm = {
        let (action, words, close, id) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.view.id,
        );
        let (who, office) = ((*who).clone(), (*office).clone());
        Callback::from(move |_: String| {
            let act = DeadlineAct::Assign {
                person: who.parse().ok(),
                office: Some(office.trim().to_owned()).filter(|office| !office.is_empty()),
            };
            let (words, close, said) = done(&words, &close, "deadline-assigned");
            action.run(desk::act(id, act, None, String::new()), move |_| {
                close.emit(());
                Some(words.t(said))
            });
        })
    };
    let name = text_in(&props.view.name, words.lang())
        .unwrap_or_default()
        .to_owned();
    html! {
        <Ask title={words.t("deadline-assign-title")} text={words.with("deadline-assign-text", &[("name", name)])} confirm={words.t("keep")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="deadline-who" label={words.t("deadline-who")} {options} value={(*who).clone()} on_change={on_who} />
            <Field id="deadline-office" label={words.t("person-office")} hint={words.t("deadline-office-hint")} value={(*office).clone()} on_input={setter(&office)} optional=true code=true />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct AddProps {
    dossier: DossierId,
    on_close: Callback<()>,
}

fn effect_key(effect: DeadlineEffect) -> &'static str {
    match effect {
        DeadlineEffect::None => "none",
        DeadlineEffect::SilenceRefusal => "silence-refusal",
        DeadlineEffect::SilenceAgreement => "silence-agreement",
        DeadlineEffect::AppealEnds => "appeal-ends",
        DeadlineEffect::HearingEnds => "hearing-ends",
    }
}

/// What the end of a deadline means, in words.
pub fn effect_in_words(words: &Words, effect: DeadlineEffect) -> String {
    words.t(&format!("effect-{}", effect_key(effect)))
}

/// A deadline that no procedure knows.
#[component]
fn AddDialog(props: &AddProps) -> Html {
    let words = use_words();
    let action = use_action();
    let name = use_state(String::new);
    let day = use_state(|| written_day(format::today()));
    let length = use_state(|| ("1".to_owned(), Unit::Months));
    let effect = use_state(DeadlineEffect::default);
    const EFFECTS: [DeadlineEffect; 5] = [
        DeadlineEffect::None,
        DeadlineEffect::SilenceRefusal,
        DeadlineEffect::SilenceAgreement,
        DeadlineEffect::AppealEnds,
        DeadlineEffect::HearingEnds,
    ];
    let options = EFFECTS
        .map(|one| (effect_key(one).to_owned(), effect_in_words(&words, one), None))
        .to_vec();
    let on_effect = {
        let effect = effect.clone();
        Callback::from(move |key: String| {
            effect.set(
                EFFECTS
                    .into_iter()
                    .find(|one| effect_key(*one) == key)
                    .unwrap_or_default(),
            );
        })
    };
    let on_length = {
        let length = length.clone();
        Callback::from(move |next: (String, Unit)| length.set(next))
    };
    let on_confirm = {
        let (action, words, close, dossier) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.dossier,
        );
        let (name, day, length, effect) = ((*name).clone(), (*day).clone(), (*length).clone(), *effect);
        Callback::from(move |reason: String| {
            let Some(started_on) = read_day(&day) else {
                return unread(&action, &words, "day-unreadable");
            };
            let Some(length) = read_length(&length.0, length.1) else {
                return unread(&action, &words, "length-unreadable");
            };
            let new = NewDeadline {
                name: name.clone(),
                started_on,
                length,
                effect,
                remind: Vec::new(),
                reason,
            };
            let (words, close, said) = done(&words, &close, "deadline-added");
            action.run(desk::add(dossier, new), move |view| {
                close.emit(());
                Some(format!("{} {}", words.t(said), view.meaning))
            });
        })
    };
    html! {
        <Ask title={words.t("deadline-add")} text={words.t("deadline-add-text")} reason={words.t("deadline-basis")} reason_optional=true confirm={words.t("deadline-add")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="deadline-name" label={words.t("deadline-name")} value={(*name).clone()} on_input={setter(&name)} autofocus=true />
            <DayField id="deadline-from" label={words.t("deadline-from")} value={(*day).clone()} on_input={setter(&day)} />
            <LengthField id="deadline-length" label={words.t("deadline-length")} count={length.0.clone()} unit={length.1} on_change={on_length} />
            <Select id="deadline-effect" label={words.t("deadline-effect")} {options} value={effect_key(*effect).to_owned()} on_change={on_effect} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct DayProps {
    dossier: DossierId,
    days: Vec<DayRow>,
    day: Option<DayRow>,
    on_close: Callback<()>,
}

/// On which day something happened; a correction needs its reason.
#[component]
fn DayDialog(props: &DayProps) -> Html {
    let words = use_words();
    let action = use_action();
    let event = use_state(|| "received".to_owned());
    let day = use_state(|| {
        props
            .day
            .as_ref()
            .map_or_else(|| written_day(format::today()), |day| written_day(day.on))
    });
    let first = use_state(|| {
        props
            .day
            .as_ref()
            .and_then(|day| day.first_authority.clone())
            .unwrap_or_default()
    });
    let options = ["received", "complete", "notified"]
        .map(|key| (key.to_owned(), words.t(&format!("day-{key}")), None))
        .to_vec();
    let known = props.days.iter().find(|one| one.event.word() == *event).cloned();
    let on_event = {
        let (event, day, first, days) = (event.clone(), day.clone(), first.clone(), props.days.clone());
        Callback::from(move |key: String| {
            let known = days.iter().find(|one| one.event.word() == key);
            day.set(written_day(known.map_or_else(format::today, |one| one.on)));
            first.set(
                known
                    .and_then(|one| one.first_authority.clone())
                    .unwrap_or_default(),
            );
            event.set(key);
        })
    };
    let on_confirm = {
        let (action, words, close, dossier) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.dossier,
        );
        let (event, day, first) = ((*event).clone(), (*day).clone(), (*first).clone());
        Callback::from(move |reason: String| {
            let (Some(on), Some(event)) = (read_day(&day), DeadlineStart::from_word(&event)) else {
                return unread(&action, &words, "day-unreadable");
            };
            let row = DayRow {
                event,
                on,
                first_authority: Some(first.clone()).filter(|name| !name.trim().is_empty()),
            };
            let (words, close, said) = done(&words, &close, "day-is-set");
            action.run(desk::set_day(dossier, row, reason), move |_| {
                close.emit(());
                Some(words.t(said))
            });
        })
    };
    html! {
        <Ask title={words.t("day-set")} text={words.t("day-set-text")} reason={words.t("act-reason")} reason_optional={known.is_none()} confirm={words.t("day-set-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="day-event" label={words.t("day-event")} {options} value={(*event).clone()} on_change={on_event} />
            <DayField id="day-on" label={words.t("deadline-on")} value={(*day).clone()} on_input={setter(&day)} />
            <Field id="day-first" label={words.t("day-first")} hint={words.t("day-first-hint")} value={(*first).clone()} on_input={setter(&first)} optional=true />
        </Ask>
    }
}

/// The request belongs to another authority.
#[component]
fn ForwardDialog(props: &AddProps) -> Html {
    let words = use_words();
    let action = use_action();
    let navigator = use_navigator();
    let authority = use_state(String::new);
    let address = use_state(String::new);
    let applicant = use_state(String::new);
    let day = use_state(|| written_day(format::today()));
    let lang = use_state(|| None::<Lang>);
    let found = use_loaded((*authority).clone(), |typed: &String| {
        let typed = typed.trim().to_owned();
        async move {
            if typed.chars().count() < 2 {
                return Ok(Vec::new());
            }
            desk::authorities(typed).await
        }
    });
    let langs = std::iter::once((String::new(), words.t("letter-lang-theirs"), None))
        .chain(Lang::ALL.map(|lang| (lang.tag().to_owned(), words.name_of(lang), Some(lang.tag()))))
        .collect::<Vec<_>>();
    let on_lang = {
        let lang = lang.clone();
        Callback::from(move |value: String| lang.set(value.parse().ok()))
    };
    let on_confirm = {
        let (action, words, close, dossier, navigator) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.dossier,
            navigator.clone(),
        );
        let new = NewForwarding {
            authority: (*authority).clone(),
            address: (*address).clone(),
            reason: String::new(),
            on: None::<Date>,
            applicant_address: (*applicant).clone(),
        };
        let (day, lang) = ((*day).clone(), *lang);
        Callback::from(move |reason: String| {
            let Some(on) = read_day(&day) else {
                return unread(&action, &words, "day-unreadable");
            };
            let new = NewForwarding {
                reason,
                on: Some(on),
                ..new.clone()
            };
            let (words, close, navigator) = (words.clone(), close.clone(), navigator.clone());
            action.run(desk::forward(dossier, new, lang), move |view| {
                close.emit(());
                if let (Some(navigator), Some(id)) = (&navigator, view.letter) {
                    navigator.push(&Route::Document { id });
                }
                Some(words.with("forward-done", &[("authority", view.authority)]))
            });
        })
    };
    let offered: Vec<desk::Authority> = found
        .ready()
        .map(|list| {
            list.iter()
                .filter(|one| one.name != *authority)
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    html! {
        <Ask title={words.t("forward")} text={words.t("forward-text")} reason={words.t("forward-reason")} confirm={words.t("forward-confirm")} grave=true
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="forward-authority" label={words.t("forward-authority")} hint={words.t("forward-authority-hint")} value={(*authority).clone()} on_input={setter(&authority)} autofocus=true />
            if !offered.is_empty() {
                <ul class="row-actions" aria-label={words.t("forward-found")}>
                    { for offered.into_iter().map(|one| {
                        let (authority, address) = (authority.clone(), address.clone());
                        let (name, lines) = (one.name.clone(), one.address.join("\n"));
                        let onclick = Callback::from(move |_: MouseEvent| { authority.set(name.clone()); address.set(lines.clone()); });
                        html! { <li><button type="button" class="ds-button" data-variant="secondary" data-size="sm" {onclick}>{ one.name }</button></li> }
                    }) }
                </ul>
            }
            <TextArea id="forward-address" label={words.t("forward-address")} value={(*address).clone()} on_input={setter(&address)} rows=3 optional=true />
            <DayField id="forward-day" label={words.t("deadline-on")} value={(*day).clone()} on_input={setter(&day)} />
            <Select id="forward-lang" label={words.t("letter-lang")} options={langs} value={lang.map(|lang| lang.tag().to_owned()).unwrap_or_default()} on_change={on_lang} />
            <TextArea id="forward-applicant" label={words.t("forward-applicant")} hint={words.t("forward-applicant-hint")} value={(*applicant).clone()} on_input={setter(&applicant)} rows=3 optional=true />
        </Ask>
    }
}
