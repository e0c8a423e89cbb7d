//! Absences: who acts for whom, from when to when, and on what it rests.

use model::delegation::{NewDelegation, Scope};
use model::work::DelegationView;
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::{circuits as desk, people};
use crate::components::{
    Ask, DayField, Empty, Icon, Page, Problem, Row, Select, SkeletonRows, Table, TextArea, Tick,
    kind_in_words, read_day,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Session, use_session};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn AbsencesPage() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::delegations());
    let making = use_state(|| false);
    let ending = use_state(|| None::<DelegationView>);
    let action = use_action();
    let show = {
        let making = making.clone();
        Callback::from(move |_: MouseEvent| making.set(true))
    };
    let actions = html! {
        <button type="button" class="ds-button" data-action="delegate" onclick={show}><Icon name="plus" />{ words.t("absence-add") }</button>
    };
    let close = {
        let making = making.clone();
        Callback::from(move |()| making.set(false))
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("absences-none")} text={words.t("absences-none-text")} /> }
        }
        Loaded::Ready(list) => {
            let rows = list
                .iter()
                .map(|one| {
                    let end = {
                        let (ending, action, one) = (ending.clone(), action.clone(), one.clone());
                        Callback::from(move |_: MouseEvent| {
                            action.forget();
                            ending.set(Some(one.clone()));
                        })
                    };
                    Row {
                        key: one.id.to_string(),
                        cells: vec![
                            html! { <><span class="row-title">{ &one.principal_name }</span><span class="row-note">{ &one.mandate }</span></> },
                            html! { { &one.delegate_name } },
                            html! { <><span class="no-break">{ format::civil_day(&words, one.first_day) }{ " –" }</span>{ " " }<span class="no-break">{ format::civil_day(&words, one.last_day) }</span></> },
                            html! { { scope_in_words(&words, &session, &one.scope) } },
                            html! { <>{ words.t(match (one.revoked_at.is_some(), one.in_force) { (true, _) => "absence-revoked", (false, true) => "absence-in-force", _ => "absence-not-in-force" }) }
                            if one.revoked_at.is_none() { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={end}>{ words.t("absence-end") }</button> }</> },
                        ],
                    }
                })
                .collect::<Vec<_>>();
            let columns = [
                "absence-principal",
                "absence-delegate",
                "absence-days",
                "absence-scope",
                "state",
            ]
            .map(|id| AttrValue::from(words.t(id)))
            .to_vec();
            html! { <Table caption={words.t("absences")} {columns} {rows} /> }
        }
    };
    let end_dialog = (*ending).clone().map(|one| {
        let on_close = {
            let ending = ending.clone();
            Callback::from(move |()| ending.set(None))
        };
        let on_confirm = {
            let (action, words, ending, id) = (action.clone(), words.clone(), ending.clone(), one.id);
            Callback::from(move |reason: String| {
                let (words, ending) = (words.clone(), ending.clone());
                action.run(desk::revoke_delegation(id, reason), move |_| {
                    ending.set(None);
                    Some(words.t("absence-ended"))
                });
            })
        };
        html! { <Ask title={words.t("absence-end-title")} text={words.with("absence-end-text", &[("name", one.delegate_name.clone())])} reason={words.t("act-reason")}
            confirm={words.t("absence-end-title")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} {on_close} /> }
    });
    html! {
        <Page title={words.t("absences")} {actions} below={html! { <p class="page-sub">{ words.t("absences-text") }</p> }}>
            { body }
            if *making { <DelegateDialog on_close={close} /> }
            { end_dialog.unwrap_or_default() }
        </Page>
    }
}

fn scope_in_words(words: &Words, session: &Session, scope: &Scope) -> String {
    let kinds: Vec<String> = scope
        .kinds
        .iter()
        .map(|kind| kind_in_words(words, *kind))
        .collect();
    let procedures: Vec<String> = scope
        .procedures
        .iter()
        .map(|key| session.procedure_name(key, words.lang()))
        .collect();
    let parts: Vec<String> = [scope.offices.join(", "), procedures.join(", "), kinds.join(", ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        words.t("absence-everything")
    } else {
        parts.join(" · ")
    }
}

#[derive(PartialEq, Properties)]
struct DelegateProps {
    on_close: Callback<()>,
}

/// A new delegation.
#[component]
fn DelegateDialog(props: &DelegateProps) -> Html {
    let words = use_words();
    let action = use_action();
    let everybody = use_loaded((), |()| people::people());
    let (principal, delegate) = (use_state(|| None::<String>), use_state(|| None::<String>));
    let (first, last, mandate) = (
        use_state(String::new),
        use_state(String::new),
        use_state(String::new),
    );
    let further = use_state(|| false);
    let here: Vec<_> = everybody
        .ready()
        .map(|people| {
            people
                .iter()
                .filter(|person| person.left_at.is_none())
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let options = here
        .iter()
        .map(|person| (person.id.to_string(), person.name.clone(), None))
        .collect::<Vec<_>>();
    let chosen = |state: &UseStateHandle<Option<String>>, index: usize| {
        (**state)
            .clone()
            .or_else(|| {
                here.get(index)
                    .or(here.first())
                    .map(|person| person.id.to_string())
            })
            .unwrap_or_default()
    };
    let (from, to) = (chosen(&principal, 0), chosen(&delegate, 1));
    let pick = |state: &UseStateHandle<Option<String>>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(Some(value)))
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let unread = use_state(|| false);
    let on_further = {
        let further = further.clone();
        Callback::from(move |on: bool| further.set(on))
    };
    let on_confirm = {
        let (action, words, close, unread) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            unread.clone(),
        );
        let (first, last, mandate, further) = (first.clone(), last.clone(), mandate.clone(), *further);
        let (from, to) = (from.clone(), to.clone());
        Callback::from(move |_: String| {
            let (Ok(principal), Ok(delegate), Some(first_day), Some(last_day)) =
                (from.parse(), to.parse(), read_day(&first), read_day(&last))
            else {
                unread.set(true);
                return;
            };
            let new = NewDelegation {
                principal,
                delegate,
                first_day,
                last_day,
                scope: Scope::default(),
                mandate: (*mandate).clone(),
                may_delegate: further,
            };
            let (close, words) = (close.clone(), words.clone());
            action.run(desk::delegate(new), move |made| {
                close.emit(());
                Some(words.with("absence-made", &[("name", made.delegate_name)]))
            });
        })
    };
    // Beside the field that it is about, once it was asked for.
    let no_day = |typed: &str| {
        let wrong = *unread && read_day(typed).is_none();
        wrong.then(|| wording::Explanation {
            code: "day-unreadable".to_owned(),
            sentence: words.t("day-unreadable"),
            next: None,
        })
    };
    html! {
        <Ask title={words.t("absence-add")} text={words.t("absence-add-text")} confirm={words.t("absence-add")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="absence-principal" label={words.t("absence-principal")} options={options.clone()} value={from} on_change={pick(&principal)} />
            <Select id="absence-delegate" label={words.t("absence-delegate")} {options} value={to} on_change={pick(&delegate)} />
            <div class="field-pair">
                <DayField id="absence-first" label={words.t("absence-first")} value={(*first).clone()} on_input={set(&first)} error={no_day(&first)} />
                <DayField id="absence-last" label={words.t("absence-last")} value={(*last).clone()} on_input={set(&last)} error={no_day(&last)} />
            </div>
            <TextArea id="absence-mandate" label={words.t("absence-mandate")} hint={words.t("absence-mandate-hint")} value={(*mandate).clone()} on_input={set(&mandate)} rows=2 />
            <Tick id="absence-further" label={words.t("absence-further")} checked={*further} on_change={on_further} />
        </Ask>
    }
}
