//! Conflicts: what was changed differently on two desks, side by side, and the choice of a person for each field.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::DossierId;
use model::procedure::text_in;
use model::sharing::{ConflictChoice, ConflictField, ConflictView};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::{dossiers, people, sharing as desk};
use crate::components::{Ask, Empty, Icon, Page, Problem, SkeletonRows, TextArea, differing};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::use_session;
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn ConflictsPage() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::conflicts());
    // What was decided goes, and the focus with it: it goes on to the next one, or to the heading.
    use_effect_with(loaded.ready().map_or(0, Vec::len), |left| {
        let loaded_any = *left > 0;
        let lost = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|page| page.active_element())
            .is_none_or(|active| active.tag_name() == "BODY");
        if lost {
            focus(match loaded_any {
                true => "main .conflict h2",
                false => "main h1",
            });
        }
    });
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! {
                <Empty title={words.t("conflicts-none")} text={words.t("conflicts-none-text")}>
                    <Link<Route> to={Route::Outbox} classes="ds-link">{ words.t("outbox") }</Link<Route>>
                </Empty>
            }
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

/// What keys and identities are called: the states of the dossier's procedure, the procedures, the people.
#[derive(Clone, Default, PartialEq)]
struct Names(BTreeMap<(&'static str, String), String>);

impl Names {
    fn of(&self, field: &str, value: &str) -> Option<String> {
        let kind = match field {
            "state" | "procedure" => field,
            _ => "person",
        };
        let found = self.0.iter().find(|((of, key), _)| *of == kind && key == value);
        found.map(|(_, name)| name.clone())
    }
}

/// The names that a conflict needs; keys stand as they are until these are there.
#[hook]
fn use_names(dossier: Option<DossierId>, words: &Words) -> Names {
    let session = use_session();
    let procedure = use_loaded(dossier, |dossier: &Option<DossierId>| {
        let dossier = *dossier;
        async move {
            match dossier {
                Some(dossier) => dossiers::dossier_procedure(dossier).await,
                None => Ok(None),
            }
        }
    });
    let people = use_loaded((), |()| people::people());
    let lang = words.lang();
    let states = procedure
        .ready()
        .and_then(Option::as_ref)
        .into_iter()
        .flat_map(|view| view.procedure.states.iter())
        .filter_map(|state| {
            Some((
                ("state", state.key.clone()),
                text_in(&state.name, lang)?.to_owned(),
            ))
        });
    let procedures = session.procedures.iter().map(|one| {
        (
            ("procedure", one.key.clone()),
            session.procedure_name(&one.key, lang),
        )
    });
    let people = people.ready().into_iter().flatten();
    let people = people.map(|person| (("person", person.id.to_string()), person.name.clone()));
    Names(states.chain(procedures).chain(people).collect())
}

/// A value as people read it: moments and days as everywhere in the window.
fn value_in_words(words: &Words, names: &Names, name: &str, value: &str) -> String {
    if let Some(known) = names.of(name, value) {
        return known;
    }
    if name.ends_with("_us")
        && let Ok(micros) = value.parse::<i64>()
        && let Ok(time) = Timestamp::from_microsecond(micros)
    {
        return format::moment(words, time);
    }
    if let Ok(day) = value.parse::<Date>() {
        return format::civil_day(words, day);
    }
    let known = match name {
        "status" => Some(format!("conflict-value-{value}")),
        "confidentiality" => Some(format!("access-{value}")),
        "role" => Some(format!("role-{value}")),
        _ => None,
    };
    known
        .and_then(|id| words.find(&id, &[]))
        .unwrap_or_else(|| value.to_owned())
}

/// Gives the focus to what a selector finds.
fn focus(selector: &str) {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.query_selector(selector).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // What is gone takes no focus.
        let _ = element.focus();
    }
}

/// What will hold in a field.
fn outcome(words: &Words, names: &Names, field: &ConflictField, choice: Option<&ConflictChoice>) -> String {
    let value = match choice {
        Some(ConflictChoice::Mine) => field.mine.clone(),
        Some(ConflictChoice::Theirs) => field.theirs.clone(),
        Some(ConflictChoice::Text(text)) => Some(text.clone()),
        None => None,
    };
    value.filter(|value| !value.is_empty()).map_or_else(
        || words.t("conflict-empty"),
        |value| value_in_words(words, names, &field.name, &value),
    )
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
    let names = use_names(conflict.dossier, &words);
    let asked = use_state(|| false);
    let onsubmit = {
        let (chosen, whole, missing, asked, action) = (
            chosen.clone(),
            whole.clone(),
            missing.clone(),
            asked.clone(),
            action.clone(),
        );
        let conflict = conflict.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let open = match conflict.deleted {
                Some(_) => whole.is_none().then(|| format!("whole-{}", conflict.number)),
                None => conflict
                    .fields
                    .iter()
                    .find(|field| !chosen.contains_key(&field.name))
                    .map(|field| group_of(conflict.number, &field.name)),
            };
            missing.set(open.is_some());
            match open {
                // The first thing that is not chosen yet takes the focus.
                Some(group) => focus(&format!("input[name=\"{group}\"]")),
                None => {
                    action.forget();
                    asked.set(true);
                }
            }
        })
    };
    let decide = {
        let (action, words, chosen, whole, asked) = (
            action.clone(),
            words.clone(),
            chosen.clone(),
            whole.clone(),
            asked.clone(),
        );
        let number = conflict.number;
        Callback::from(move |_: String| {
            let (words, asked) = (words.clone(), asked.clone());
            action.run(
                desk::decide_conflict(number, (*whole).clone(), (*chosen).clone()),
                move |nothing_left| {
                    asked.set(false);
                    Some(words.t(if nothing_left {
                        "conflict-decided"
                    } else {
                        "conflict-decided-part"
                    }))
                },
            );
        })
    };
    let back = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(false))
    };
    let all = |choice: ConflictChoice| {
        let (chosen, missing) = (chosen.clone(), missing.clone());
        let names: Vec<String> = conflict.fields.iter().map(|field| field.name.clone()).collect();
        Callback::from(move |_: MouseEvent| {
            missing.set(false);
            chosen.set(names.iter().map(|name| (name.clone(), choice.clone())).collect());
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
        <>
        <form class="panel stack conflict" {onsubmit} novalidate=true aria-labelledby={heading.clone()} data-conflict={conflict.number.to_string()}>
            <header class="stack-tight">
                <p class="label">{ kind_in_words(&words, &conflict.kind) }</p>
                <h2 id={heading} class="section-title" tabindex="-1">{ if conflict.label.is_empty() { kind_in_words(&words, &conflict.kind) } else { conflict.label.clone() } }</h2>
                <p>{ words.t(reason) }</p>
                <p class="row-note">
                    if let (Some(id), Some(reference)) = (conflict.dossier, &conflict.reference) {
                        <Link<Route> to={Route::Dossier { id }} classes="ds-link">{ reference }</Link<Route>>{ " · " }
                    }
                    { words.with("conflict-since", &[("moment", format::moment(&words, conflict.since))]) }
                </p>
            </header>
            if conflict.deleted.is_none() && conflict.fields.len() > 1 {
                <div class="row-actions">
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="all-mine" onclick={all(ConflictChoice::Mine)}>{ words.t("conflict-all-mine") }</button>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="all-theirs" onclick={all(ConflictChoice::Theirs)}>{ words.t("conflict-all-theirs") }</button>
                </div>
            }
            { for conflict.fields.iter().map(|field| html! {
                <FieldChoice key={field.name.clone()} conflict={conflict.number} field={field.clone()} names={names.clone()} decides={conflict.deleted.is_none()}
                    choice={chosen.get(&field.name).cloned()} on_choice={set.clone()} />
            }) }
            if let Some(deleted) = &conflict.deleted { { whole_choice(&words, conflict.number, deleted, &whole) } }
            if *missing { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("conflict-choice-missing") }</span></p> }
            <div><button type="submit" class="ds-button" data-action="decide" aria-busy={action.busy.to_string()}>{ words.t("conflict-decide") }{ "…" }</button></div>
        </form>
            if *asked {
                <Ask title={words.t("conflict-decide")} text={words.t("conflict-confirm")} confirm={words.t("conflict-decide")} busy={*action.busy}
                    problem={(*action.problem).clone()} on_confirm={decide} on_close={back}>
                    if conflict.deleted.is_some() {
                        <p><strong>{ words.t(if deletes(conflict, whole.as_ref()) { "conflict-keep-deleted" } else { "conflict-keep-changed" }) }</strong></p>
                    } else {
                        <dl class="facts">{ for conflict.fields.iter().map(|field| html! {
                            <><dt>{ field_in_words(&words, &field.name) }</dt><dd class="break">{ outcome(&words, &names, field, chosen.get(&field.name)) }</dd></>
                        }) }</dl>
                    }
                </Ask>
            }
        </>
    }
}

/// Whether a choice leaves the record deleted.
fn deletes(conflict: &ConflictView, choice: Option<&ConflictChoice>) -> bool {
    let mine = conflict.deleted.as_deref() == Some("mine");
    matches!(choice, Some(ConflictChoice::Mine)) == mine && choice.is_some()
}

/// The name that the choices of a field share.
fn group_of(conflict: i64, field: &str) -> String {
    format!("field-{conflict}-{field}")
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
    names: Names,
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
            .map(|value| value_in_words(&words, &props.names, &field.name, value))
    };
    let (base, mine, theirs) = (read(&field.base), read(&field.mine), read(&field.theirs));
    let empty = || html! { <span class="muted">{ words.t("conflict-empty") }</span> };
    let shown = |value: &Option<String>, other: Option<&String>| match value {
        Some(value) => differing(value, other.map(String::as_str).unwrap_or_default()),
        None => empty(),
    };
    let group = group_of(props.conflict, &field.name);
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

#[cfg(test)]
mod tests {
    use wording::Lang;

    use super::*;

    fn conflict(deleted: Option<&str>) -> ConflictView {
        ConflictView {
            number: 1,
            kind: "dossier".to_owned(),
            label: String::new(),
            dossier: None,
            reference: None,
            since: Timestamp::UNIX_EPOCH,
            deleted: deleted.map(str::to_owned),
            fields: Vec::new(),
        }
    }

    #[test]
    fn it_is_told_before_whether_a_choice_deletes() {
        let (mine, theirs) = (ConflictChoice::Mine, ConflictChoice::Theirs);
        assert!(deletes(&conflict(Some("mine")), Some(&mine)));
        assert!(!deletes(&conflict(Some("mine")), Some(&theirs)));
        assert!(deletes(&conflict(Some("theirs")), Some(&theirs)));
        assert!(!deletes(&conflict(Some("theirs")), Some(&mine)));
        assert!(!deletes(&conflict(Some("theirs")), None));
    }

    #[test]
    fn what_will_hold_is_read_as_everywhere_in_the_window() {
        let words = Words::new(Lang::De);
        let names = Names(BTreeMap::from([(
            ("state", "review".to_owned()),
            "Technische Prüfung".to_owned(),
        )]));
        let field = ConflictField {
            name: "due_day".to_owned(),
            base: None,
            mine: Some("2026-03-05".to_owned()),
            theirs: Some(String::new()),
        };
        assert_eq!(
            outcome(&words, &names, &field, Some(&ConflictChoice::Mine)),
            "5.\u{a0}März\u{a0}2026"
        );
        assert_eq!(
            outcome(&words, &names, &field, Some(&ConflictChoice::Theirs)),
            "(leer)"
        );
        let field = ConflictField {
            name: "status".to_owned(),
            mine: Some("closed".to_owned()),
            ..field
        };
        assert_eq!(
            outcome(&words, &names, &field, Some(&ConflictChoice::Mine)),
            "geschlossen"
        );
        // A key that the dossier's procedure knows has its name; one that it does not know stays readable.
        for (key, read) in [("review", "Technische Prüfung"), ("gone", "gone")] {
            let field = ConflictField {
                name: "state".to_owned(),
                mine: Some(key.to_owned()),
                ..field.clone()
            };
            assert_eq!(outcome(&words, &names, &field, Some(&ConflictChoice::Mine)), read);
        }
    }
}
