//! How the desk numbers its dossiers, and its classification plan.

use model::Role;
use model::numbering::{Numbering, NumberingError, Pattern};
use model::view::TableImport;
use wording::{Explain, Explanation};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::directory::TableFaults;
use crate::action::use_action;
use crate::bridge::{self, Choice, dossiers as desk};
use crate::components::{Field, Icon, Problem, text_in};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, Session, report, use_session};
use crate::words::use_words;

fn administers(session: &Session) -> bool {
    session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Administrator))
}

/// How the desk numbers its dossiers.
#[component]
pub fn NumberingPanel() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::numbering());
    html! {
        <section class="panel" aria-labelledby="numbering-title">
            <h2 id="numbering-title" class="section-title">{ words.t("numbering") }</h2>
            { match &*loaded {
                Loaded::Ready(numbering) => html! { <NumberingForm numbering={numbering.clone()} /> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Waiting => Html::default(),
            } }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct NumberingFormProps {
    numbering: Numbering,
}

#[component]
fn NumberingForm(props: &NumberingFormProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let pattern = use_state(|| props.numbering.pattern.as_str().to_owned());
    let code = use_state(|| props.numbering.desk.clone().unwrap_or_default());
    let first = use_state(|| props.numbering.first.to_string());
    let last = use_state(|| {
        props
            .numbering
            .last
            .map(|last| last.to_string())
            .unwrap_or_default()
    });
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let unread = |state: &str, optional: bool| {
        let wrong = number(state).is_none() && !(optional && state.trim().is_empty());
        wrong.then(|| Explanation {
            code: "number-unreadable".to_owned(),
            sentence: words.t("number-unreadable"),
            next: None,
        })
    };
    let (first_wrong, last_wrong) = (unread(&first, false), unread(&last, true));
    // The desk's own rules, at every key.
    let read: Result<Numbering, NumberingError> = Pattern::parse(&pattern).and_then(|pattern| {
        Numbering {
            pattern,
            desk: Some(code.trim().to_owned()).filter(|code| !code.is_empty()),
            first: number(&first).unwrap_or(1),
            last: number(&last),
        }
        .checked()
    });
    let wrong = read.as_ref().err();
    let at = |codes: &[&str]| {
        wrong
            .filter(|error| codes.contains(&error.code()))
            .map(|error| words.explain(error))
    };
    let own = at(&["numbering-desk-code", "numbering-desk-code-missing"]);
    let range = at(&["numbering-range"]);
    let other = wrong
        .filter(|_| own.is_none() && range.is_none())
        .map(|error| words.explain(error));
    let year = format::today().year();
    let sample = read.as_ref().ok().and_then(|numbering| {
        let first = numbering.reference(year, "RES", numbering.first).ok()?;
        Some((first.to_string(), numbering.is_own()))
    });
    let administers = administers(&session);
    let onsubmit = {
        let (action, words) = (action.clone(), words.clone());
        let ready = read
            .clone()
            .ok()
            .filter(|_| first_wrong.is_none() && last_wrong.is_none());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(numbering) = ready.clone() else { return };
            let words = words.clone();
            action.run(desk::set_numbering(numbering), move |_| {
                Some(words.t("numbering-kept"))
            });
        })
    };
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            <p class="muted">{ words.t("numbering-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <Field id="numbering-pattern" label={words.t("numbering-pattern")} hint={words.t("numbering-pattern-hint")} value={(*pattern).clone()} on_input={set(&pattern)} error={other} code=true />
            <div class="field-grid">
                <Field id="numbering-code" label={words.t("numbering-code")} hint={words.t("numbering-code-hint")} value={(*code).clone()} on_input={set(&code)} error={own} code=true optional=true />
                <Field id="numbering-first" label={words.t("numbering-first")} value={(*first).clone()} on_input={set(&first)} error={first_wrong.clone().or(range)} code=true />
                <Field id="numbering-last" label={words.t("numbering-last")} value={(*last).clone()} on_input={set(&last)} error={last_wrong.clone()} code=true optional=true />
            </div>
            if let Some((sample, own)) = sample {
                <p>{ words.t("numbering-sample") }{ " " }<span class="reference">{ sample }</span></p>
                if !own {
                    <div class="callout" data-color="warning"><Icon name="warning" /><div>
                        <p class="callout-title">{ words.t("numbering-collision") }</p><p>{ words.t("numbering-collision-text") }</p></div></div>
                }
            }
            if administers {
                <div><button type="submit" class="ds-button" data-variant="secondary" data-action="keep-numbering" aria-busy={action.busy.to_string()}>{ words.t("keep") }</button></div>
            } else { <p class="field-hint">{ words.t("numbering-administrators") }</p> }
        </form>
    }
}

/// The classification plan.
#[component]
pub fn PlanPanel() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::classification_plan());
    let faults = use_state(|| None::<TableImport>);
    let import = {
        let (session, words, faults) = (session.clone(), words.clone(), faults.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words, faults) = (session.clone(), words.clone(), faults.clone());
            spawn_local(async move {
                let file = match bridge::choose(Choice::Table).await {
                    Ok(files) => files.into_iter().next(),
                    Err(explanation) => return report(&session, explanation),
                };
                let Some(file) = file else { return };
                match desk::import_classification_plan(file.token).await {
                    Ok(done) if done.problems.is_empty() => {
                        let text = words.with("plan-imported", &[("count", done.imported.to_string())]);
                        session.dispatch(Act::Say(Notice::good(text)));
                        session.dispatch(Act::Changed);
                    }
                    Ok(done) => faults.set(Some(done)),
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let close = {
        let faults = faults.clone();
        Callback::from(move |()| faults.set(None))
    };
    html! {
        <section class="panel" aria-labelledby="plan-title">
            <h2 id="plan-title" class="section-title">{ words.t("plan") }</h2>
            { match &*loaded {
                Loaded::Waiting => Html::default(),
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Ready(plan) if plan.is_empty() => html! { <p class="muted">{ words.t("plan-none") }</p> },
                Loaded::Ready(plan) => html! {
                    <details class="details"><summary>{ words.with("plan-count", &[("count", plan.len().to_string())]) }</summary>
                        <ul class="plan">{ for plan.iter().map(|row| html! {
                            <li key={row.class.code.clone()} style={format!("padding-left: {}rem", f64::from(row.depth.min(8)) * 1.25)}>
                                <span class="reference">{ &row.class.code }</span>{ " " }{ text_in(&row.class.titles, words.lang()).unwrap_or_default() }
                                if row.class.retired { { " " }<span class="chip">{ words.t("plan-retired") }</span> }
                                if row.dossiers > 0 { <span class="row-note">{ words.with("dossiers-count", &[("count", row.dossiers.to_string())]) }</span> }
                            </li>
                        }) }</ul>
                    </details>
                },
            } }
            <p class="field-hint">{ words.t("plan-columns") }</p>
            if administers(&session) {
                <div><button type="button" class="ds-button" data-variant="secondary" data-action="import-plan" onclick={import}><Icon name="import" />{ words.t("plan-import") }</button></div>
            }
            if let Some(done) = &*faults { <TableFaults import={done.clone()} on_close={close} /> }
        </section>
    }
}
