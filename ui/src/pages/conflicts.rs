//! Conflicts: what was changed differently on two desks, side by side, and the choice of a person for each field.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::sharing::{ConflictChoice, ConflictField, ConflictView};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::sharing as desk;
use crate::components::{Empty, Icon, Page, Problem, SkeletonRows, TextArea, differing};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn ConflictsPage() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::conflicts());
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("conflicts-none")} text={words.t("conflicts-none-text")} /> }
        }
        Loaded::Ready(list) => html! {
            <div class="stack">{ for list.iter().map(|one| html! { <ConflictCard key={one.number.to_string()} conflict={one.clone()} /> }) }</div>
        },
    };
    html! {
        <Page title={words.t("conflicts")} below={html! { <p class="page-sub">{ words.t("conflicts-text") }</p> }}>{ body }</Page>
    }
}

/// The word for a kind of record.
fn kind_in_words(words: &Words, kind: &str) -> String {
    words
        .find(&format!("record-{kind}"), &[])
        .or_else(|| words.find(&format!("conflict-kind-{kind}"), &[]))
        .unwrap_or_else(|| kind.to_owned())
}

/// The word for a field.
fn field_in_words(words: &Words, name: &str) -> String {
    let name = name.replace('_', "-");
    words
        .find(&format!("record-field-{name}"), &[])
        .or_else(|| words.find(&format!("conflict-field-{name}"), &[]))
        .unwrap_or_else(|| name.replace('-', " "))
}

/// A value as people read it: moments and days as everywhere in the window.
fn value_in_words(words: &Words, name: &str, value: &str) -> String {
    if name.ends_with("_us")
        && let Ok(micros) = value.parse::<i64>()
        && let Ok(time) = Timestamp::from_microsecond(micros)
    {
        return format::moment(words, time);
    }
    match value.parse::<Date>() {
        Ok(day) => format::civil_day(words, day),
        Err(_) => value.to_owned(),
    }
}

/// Whether a person can write another text into a field: not into what is made of times, names of others or structures.
fn writable(field: &ConflictField) -> bool {
    !field.name.ends_with("_us")
        && !field.name.ends_with("_day")
        && [&field.base, &field.mine, &field.theirs]
            .into_iter()
            .flatten()
            .all(|value| !value.starts_with(['{', '[']))
        && matches!(
            field.name.as_str(),
            "name"
                | "subject"
                | "title"
                | "text"
                | "reason"
                | "body"
                | "mandate"
                | "withdrawn_reason"
                | "tag"
        )
}

#[derive(PartialEq, Properties)]
struct ConflictProps {
    conflict: ConflictView,
}

/// One conflict.
#[component]
fn ConflictCard(props: &ConflictProps) -> Html {
    let words = use_words();
    let action = use_action();
    let chosen = use_state(BTreeMap::<String, ConflictChoice>::new);
    let whole = use_state(|| None::<ConflictChoice>);
    let missing = use_state(|| false);
    let conflict = &props.conflict;
    let onsubmit = {
        let (action, words, chosen, whole, missing) = (
            action.clone(),
            words.clone(),
            chosen.clone(),
            whole.clone(),
            missing.clone(),
        );
        let conflict = conflict.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let complete = match conflict.deleted {
                Some(_) => whole.is_some(),
                None => conflict
                    .fields
                    .iter()
                    .all(|field| chosen.contains_key(&field.name)),
            };
            missing.set(!complete);
            if !complete {
                return;
            }
            let words = words.clone();
            action.run(
                desk::decide_conflict(conflict.number, (*whole).clone(), (*chosen).clone()),
                move |nothing_left| {
                    Some(words.t(if nothing_left {
                        "conflict-decided"
                    } else {
                        "conflict-decided-part"
                    }))
                },
            );
        })
    };
    let set = {
        let chosen = chosen.clone();
        Callback::from(move |(name, choice): (String, ConflictChoice)| {
            let mut next = (*chosen).clone();
            next.insert(name, choice);
            chosen.set(next);
        })
    };
    let reason = match conflict.deleted.as_deref() {
        Some("mine") => "conflict-deleted-mine",
        Some(_) => "conflict-deleted-theirs",
        None => "conflict-both",
    };
    let heading = format!("conflict-{}", conflict.number);
    html! {
        <form class="panel stack conflict" {onsubmit} novalidate=true aria-labelledby={heading.clone()} data-conflict={conflict.number.to_string()}>
            <header class="stack-tight">
                <p class="label">{ kind_in_words(&words, &conflict.kind) }</p>
                <h2 id={heading} class="section-title">{ if conflict.label.is_empty() { kind_in_words(&words, &conflict.kind) } else { conflict.label.clone() } }</h2>
                <p>{ words.t(reason) }</p>
                <p class="row-note">
                    if let (Some(id), Some(reference)) = (conflict.dossier, &conflict.reference) {
                        <Link<Route> to={Route::Dossier { id }} classes="ds-link">{ reference }</Link<Route>>{ " · " }
                    }
                    { words.with("conflict-since", &[("moment", format::moment(&words, conflict.since))]) }
                </p>
            </header>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            { for conflict.fields.iter().map(|field| html! {
                <FieldChoice key={field.name.clone()} conflict={conflict.number} field={field.clone()} decides={conflict.deleted.is_none()}
                    choice={chosen.get(&field.name).cloned()} on_choice={set.clone()} />
            }) }
            if let Some(deleted) = &conflict.deleted { { whole_choice(&words, conflict.number, deleted, &whole) } }
            if *missing { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("conflict-choice-missing") }</span></p> }
            <div><button type="submit" class="ds-button" data-action="decide" aria-busy={action.busy.to_string()}>{ words.t("conflict-decide") }</button></div>
        </form>
    }
}

/// Delete, or keep what was changed.
fn whole_choice(
    words: &Words,
    number: i64,
    deleted: &str,
    whole: &UseStateHandle<Option<ConflictChoice>>,
) -> Html {
    let mine_deleted = deleted == "mine";
    let name = format!("whole-{number}");
    let option = |choice: ConflictChoice, label: &str| {
        let (state, value) = (whole.clone(), choice.clone());
        let onchange = Callback::from(move |_: Event| state.set(Some(value.clone())));
        html! {
            <label class="tick"><input type="radio" class="ds-input" name={name.clone()} checked={**whole == Some(choice)} {onchange} />
                <span class="tick-label">{ words.t(label) }</span></label>
        }
    };
    let (delete, keep) = if mine_deleted {
        (ConflictChoice::Mine, ConflictChoice::Theirs)
    } else {
        (ConflictChoice::Theirs, ConflictChoice::Mine)
    };
    html! {
        <fieldset class="stack-tight"><legend class="field-label">{ words.t("conflict-what-holds") }</legend>
            { option(delete, "conflict-keep-deleted") }
            { option(keep, "conflict-keep-changed") }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct FieldChoiceProps {
    conflict: i64,
    field: ConflictField,
    /// The field itself is chosen; otherwise it is only shown.
    decides: bool,
    choice: Option<ConflictChoice>,
    on_choice: Callback<(String, ConflictChoice)>,
}

/// One field, three times, and which of them holds.
#[component]
fn FieldChoice(props: &FieldChoiceProps) -> Html {
    let words = use_words();
    let field = &props.field;
    let label = field_in_words(&words, &field.name);
    let read = |value: &Option<String>| {
        value
            .as_deref()
            .filter(|value| !value.is_empty())
            .map(|value| value_in_words(&words, &field.name, value))
    };
    let (base, mine, theirs) = (read(&field.base), read(&field.mine), read(&field.theirs));
    let empty = || html! { <span class="muted">{ words.t("conflict-empty") }</span> };
    let shown = |value: &Option<String>, other: Option<&String>| match value {
        Some(value) => differing(value, other.map(String::as_str).unwrap_or_default()),
        None => empty(),
    };
    let group = format!("field-{}-{}", props.conflict, field.name);
    let pick = |choice: ConflictChoice| {
        let (on_choice, name) = (props.on_choice.clone(), field.name.clone());
        Callback::from(move |_: Event| on_choice.emit((name.clone(), choice.clone())))
    };
    let side = |heading: &str, choice: ConflictChoice, body: Html| {
        let taken = props.choice.as_ref() == Some(&choice);
        html! {
            if props.decides {
                <label class="conflict-side" data-taken={taken.to_string()}>
                    <span class="conflict-head"><input type="radio" class="ds-input" name={group.clone()} checked={taken} onchange={pick(choice)} />{ words.t(heading) }</span>
                    <span class="conflict-text">{ body }</span>
                </label>
            } else {
                <div class="conflict-side"><span class="conflict-head">{ words.t(heading) }</span><span class="conflict-text">{ body }</span></div>
            }
        }
    };
    let other = matches!(props.choice, Some(ConflictChoice::Text(_)));
    let own = match &props.choice {
        Some(ConflictChoice::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let on_input = {
        let (on_choice, name) = (props.on_choice.clone(), field.name.clone());
        Callback::from(move |text: String| on_choice.emit((name.clone(), ConflictChoice::Text(text))))
    };
    // Writing begins with what stands here.
    let begin = field
        .mine
        .clone()
        .or_else(|| field.theirs.clone())
        .unwrap_or_default();
    html! {
        <fieldset class="conflict-field">
            <legend class="field-label">{ &label }</legend>
            <div class="conflict-sides">
                <div class="conflict-side conflict-base"><span class="conflict-head">{ words.t("conflict-base") }</span>
                    <span class="conflict-text">{ base.clone().map_or_else(empty, |base| html! { { base } }) }</span></div>
                { side("conflict-mine", ConflictChoice::Mine, shown(&mine, theirs.as_ref().or(base.as_ref()))) }
                { side("conflict-theirs", ConflictChoice::Theirs, shown(&theirs, mine.as_ref().or(base.as_ref()))) }
            </div>
            if props.decides && writable(field) {
                <label class="tick"><input type="radio" class="ds-input" name={group.clone()} checked={other} onchange={pick(ConflictChoice::Text(begin))} />
                    <span class="tick-label">{ words.t("conflict-other") }</span></label>
                if other {
                    <TextArea id={format!("{group}-text")} label={words.with("conflict-other-text", &[("field", label.clone())])} value={own} {on_input} rows=3 />
                }
            }
        </fieldset>
    }
}
