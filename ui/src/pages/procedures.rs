//! The procedures: their versions, and all they say; public holidays.

use model::Role;
use model::procedure::{DeadlineStart, Fate, Procedure, ProcedureCheck, ProcedureRow, Texts, text_in};
use model::window::OfferedFile;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::picking::{Pick, pick};
use crate::bridge::procedures as desk;
use crate::components::{
    Ask, Dialog, Field, Icon, Page, Problem, Select, SkeletonRows, crumb, effect_in_words, kind_in_words,
    start_in_words, written_length_in_words,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{report, use_session};
use crate::words::{Words, use_words};

fn said(words: &Words, texts: &Texts) -> String {
    text_in(texts, words.lang()).unwrap_or_default().to_owned()
}

/// The page.
#[component]
pub fn ProceduresPage() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::procedures());
    let chosen = use_state(|| None::<String>);
    let tried = use_state(|| None::<(OfferedFile, Result<ProcedureCheck, Explanation>)>);
    let action = use_action();
    let administrator = session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Administrator));
    let choose = {
        let (tried, session) = (tried.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (tried, session) = (tried.clone(), session.clone());
            spawn_local(async move {
                match pick(Pick::Procedure).await {
                    Ok(Some(file)) => {
                        let result = desk::check(file.token.clone()).await;
                        tried.set(Some((file, result)));
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let close = {
        let (tried, action) = (tried.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            tried.set(None);
        })
    };
    let import = {
        let (action, words, close, tried) = (action.clone(), words.clone(), close.clone(), tried.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((file, _)) = (*tried).clone() else { return };
            let (words, close) = (words.clone(), close.clone());
            action.run(desk::import(file.token), move |row| {
                close.emit(());
                Some(words.with("procedure-imported", &[("name", said(&words, &row.name))]))
            });
        })
    };
    let list: Vec<ProcedureRow> = loaded.ready().cloned().unwrap_or_default();
    let key = (*chosen)
        .clone()
        .or_else(|| list.first().map(|row| row.key.clone()));
    let options = list
        .iter()
        .map(|row| (row.key.clone(), said(&words, &row.name), None))
        .collect::<Vec<_>>();
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |key: String| chosen.set(Some(key)))
    };
    let actions = html! {
        if administrator {
            <button type="button" class="ds-button" data-variant="secondary" data-action="import-procedure" onclick={choose}>
                <Icon name="import" />{ words.t("procedure-import") }</button>
        }
    };
    html! {
        <Page title={words.t("procedures")} eyebrow={crumb(&words, Route::Settings, "settings")} {actions} below={html! { <p class="page-sub">{ words.t("procedures-text") }</p> }}>
            <div class="stack">
                { match &*loaded {
                    Loaded::Waiting => html! { <SkeletonRows rows=5 /> },
                    Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                    Loaded::Ready(_) => html! { <Select id="procedure-which" label={words.t("procedure")} {options} value={key.clone().unwrap_or_default()} {on_change} /> },
                } }
                if let Some(key) = key { <ProcedureView key={key.clone()} of={key.clone()} /> }
                <Holidays {administrator} />
            </div>
            if let Some((file, result)) = &*tried { { checked(&words, file, result, *action.busy, (*action.problem).clone(), import, close) } }
        </Page>
    }
}

fn checked(
    words: &Words,
    file: &OfferedFile,
    result: &Result<ProcedureCheck, Explanation>,
    busy: bool,
    problem: Option<Explanation>,
    import: Callback<MouseEvent>,
    close: Callback<()>,
) -> Html {
    let leave = close.reform(|_: MouseEvent| ());
    let good = result.as_ref().ok().and_then(|check| check.procedure.as_ref());
    html! {
        <Dialog id="procedure-checked-title" title={words.with("procedure-checked", &[("name", file.name.clone())])} on_close={close} wide=true>
            <div class="stack">
                if let Some(problem) = problem { <Problem {problem} /> }
                { match result {
                    Err(refusal) => html! { <Problem problem={refusal.clone()} /> },
                    Ok(check) => html! { <>
                        if let Some(procedure) = &check.procedure {
                            <p class="lead">{ words.with("procedure-good", &[("name", said(words, &procedure.name))]) }</p>
                        } else {
                            <p class="lead" role="alert">{ words.with("procedure-faults", &[("count", check.faults.len().to_string())]) }</p>
                            <ul class="reasons">{ for check.faults.iter().map(|fault| html! {
                                <li><span class="code">{ format!("{}:{} {}", fault.line, fault.column, fault.field) }</span>{ " " }{ &fault.explanation.sentence }{ " " }{ fault.explanation.next.clone().unwrap_or_default() }</li> }) }</ul>
                        }
                        if !check.remarks.is_empty() {
                            <h3 class="label">{ words.t("procedure-remarks") }</h3>
                            <ul class="reasons">{ for check.remarks.iter().map(|remark| html! { <li>{ &remark.sentence }{ " " }{ remark.next.clone().unwrap_or_default() }</li> }) }</ul>
                        }
                    </> },
                } }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("close") }</button>
                    if good.is_some() { <button type="button" class="ds-button" data-action="confirm" aria-busy={busy.to_string()} onclick={import}>{ words.t("procedure-import-now") }</button> }
                </div>
            </div>
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ProcedureProps {
    of: String,
}

/// One procedure in one of its versions.
#[component]
fn ProcedureView(props: &ProcedureProps) -> Html {
    let words = use_words();
    let versions = use_loaded(props.of.clone(), |key: &String| desk::versions(key.clone()));
    let number = use_state(|| None::<u32>);
    let loaded = use_loaded(
        (props.of.clone(), *number),
        |(key, number): &(String, Option<u32>)| desk::procedure(key.clone(), *number),
    );
    let row = |row: &ProcedureRow| {
        let (number, wanted) = (number.clone(), row.number);
        let onclick = Callback::from(move |_: MouseEvent| number.set(wanted));
        let name = match row.number {
            Some(number) => words.with("version-number", &[("number", number.to_string())]),
            None => words.t("procedure-unused"),
        };
        let shown = loaded.ready().is_some_and(|view| view.row.sha256 == row.sha256);
        html! { <li key={row.sha256.to_string()}><button type="button" class="version" aria-pressed={shown.to_string()} {onclick}>
        <span class="version-number">{ row.number.map_or_else(|| "–".to_owned(), |number| number.to_string()) }</span>
        <span><span class="version-origin">{ name }{ " · " }{ words.t(if row.imported { "procedure-own" } else { "template-built-in" }) }
            if row.current { { " · " }{ words.t("procedure-current") } }</span>
        <span class="row-note">{ row.actor.clone().unwrap_or_default() }{ row.added_at.map(|at| format!(" · {}", format::day(&words, at))).unwrap_or_default() }</span></span></button></li> }
    };
    html! {
        <div class="split">
            <div class="split-main stack">
                { match &*loaded {
                    Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
                    Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                    Loaded::Ready(view) => shown(&words, &view.procedure),
                } }
            </div>
            <div class="split-side"><section class="side-card" aria-labelledby="procedure-versions">
                <h2 id="procedure-versions" class="label">{ words.t("versions") }</h2>
                <ul class="versions">{ for versions.ready().into_iter().flatten().map(row) }</ul>
            </section></div>
        </div>
    }
}

fn shown(words: &Words, procedure: &Procedure) -> Html {
    let part = |id: &'static str, body: Html| html! { <section class="stack-tight" aria-labelledby={id}><h2 id={id} class="section-title">{ words.t(id) }</h2>{ body }</section> };
    let state_name = |key: &str| {
        procedure
            .states
            .iter()
            .find(|state| state.key == key)
            .map_or_else(|| key.to_owned(), |state| said(words, &state.name))
    };
    let start_of = |start: &DeadlineStart| match start {
        DeadlineStart::State(key) => words.with("day-state", &[("state", state_name(key))]),
        other => start_in_words(words, other),
    };
    html! {
        <>
            <p>{ said(words, &procedure.purpose) }</p>
            <p class="muted">{ said(words, &procedure.legal_basis) }</p>
            { part("procedure-states", html! { <ol class="states">{ for procedure.states.iter().map(|state| html! {
                <li class="state"><span class="row-title">{ said(words, &state.name) }</span>
                    if !state.next.is_empty() { <span class="row-note"><Icon name="right" />{ state.next.iter().map(|key| state_name(key)).collect::<Vec<_>>().join(" · ") }</span> }
                    if state.may_close { <span class="row-note">{ words.t("procedure-may-close") }</span> }</li> }) }</ol> }) }
            { part("procedure-documents", html! { <ul class="reasons">{ for procedure.documents.iter().map(|rule| html! {
                <li>{ said(words, &rule.name) }if rule.required { { " · " }{ words.t("procedure-required") } }if rule.act { { " · " }{ words.t("procedure-act") } }</li> }) }</ul> }) }
            { part("procedure-circuits", html! { <>{ for procedure.circuits.iter().map(|circuit| html! {
                <div><h3 class="party-name">{ said(words, &circuit.name) }</h3><ol class="reasons">{ for circuit.steps.iter().map(|step| {
                    let who = [step.person.clone(), step.role.map(|role| super::roles_in_words(words, &[role])), step.office.clone()];
                    html! { <li>{ step.stage }{ ". " }{ kind_in_words(words, step.kind) }{ who.into_iter().flatten().map(|part| format!(" · {part}")).collect::<String>() }
                        if step.four_eyes { { " · " }{ words.t("procedure-four-eyes") } }
                        if let Some(within) = &step.within { { " · " }{ written_length_in_words(words, within) } }</li> }
                }) }</ol></div> }) }</> }) }
            { part("procedure-deadlines", html! { <ul class="reasons">{ for procedure.deadlines.iter().map(|rule| html! {
                <li><strong>{ said(words, &rule.name) }</strong>{ " · " }{ written_length_in_words(words, &rule.length) }{ " · " }{ start_of(&rule.from) }{ " · " }{ effect_in_words(words, rule.effect) }
                    <span class="row-note">{ said(words, &rule.legal_basis) }</span></li> }) }</ul> }) }
            { part("procedure-letters", html! { <ul class="reasons">{ for procedure.letters.iter().map(|rule| html! {
                <li>{ said(words, &rule.name) }if rule.adverse { { " · " }{ words.t("template-adverse") } }
                    if let Some(remedy) = &rule.remedy { <span class="row-note">{ said(words, &remedy.court) }{ " · " }{ written_length_in_words(words, &remedy.within) }</span> }</li> }) }</ul> }) }
            if let Some(retention) = &procedure.retention {
                { part("procedure-retention", html! { <p>{ words.with("procedure-kept", &[("count", retention.years.to_string())]) }{ " " }{ words.t(match retention.fate {
                    Fate::Keep => "fate-is-keep", Fate::Sample => "fate-is-sample", Fate::Destroy => "fate-is-destroy" }) }
                    <span class="row-note">{ said(words, &retention.legal_basis) }</span></p> }) }
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct HolidaysProps {
    administrator: bool,
}

/// The public holidays of a year; those of the administration from a file.
#[component]
fn Holidays(props: &HolidaysProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let typed = use_state(|| format::today().year().to_string());
    let asking = use_state(|| false);
    let year = typed
        .trim()
        .parse::<i16>()
        .ok()
        .filter(|year| (1900..=2200).contains(year))
        .unwrap_or_else(|| format::today().year());
    let loaded = use_loaded(year, |year: &i16| desk::holidays(*year));
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set(text))
    };
    let take = {
        let (action, words) = (action.clone(), words.clone());
        move |token: Option<String>| {
            let words = words.clone();
            action.run(desk::import_holidays(token), move |moved| {
                Some(words.with("holidays-taken", &[("count", moved.to_string())]))
            });
        }
    };
    let choose = {
        let (take, session) = (take.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (take, session) = (take.clone(), session.clone());
            spawn_local(async move {
                match pick(Pick::Holidays).await {
                    Ok(Some(file)) => take(Some(file.token)),
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let own = loaded.ready().is_some_and(|days| days.iter().any(|day| day.own));
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let stay = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let remove = {
        let (take, asking) = (take.clone(), asking.clone());
        Callback::from(move |_: String| {
            asking.set(false);
            take(None);
        })
    };
    html! {
        <section class="panel stack" aria-labelledby="holidays-title">
            <h2 id="holidays-title" class="section-title">{ words.t("holidays") }</h2>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <div class="field-short"><Field id="holidays-year" label={words.t("holidays-year")} value={(*typed).clone()} {on_input} code=true /></div>
            { match &*loaded {
                Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Ready(days) => html! { <ul class="reasons">{ for days.iter().map(|day| html! {
                    <li>{ format::civil_day(&words, day.date) }{ " · " }{ said(&words, &day.name) }if day.own { { " · " }{ words.t("holidays-own") } }</li> }) }</ul> },
            } }
            if props.administrator {
                <div class="row-actions">
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="import-holidays" aria-busy={action.busy.to_string()} onclick={choose}><Icon name="import" />{ words.t("holidays-import") }</button>
                    if own { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={ask}>{ words.t("holidays-remove") }</button> }
                </div>
            }
            if *asking { <Ask title={words.t("holidays-remove")} text={words.t("holidays-remove-text")} confirm={words.t("holidays-remove")} grave=true on_confirm={remove} on_close={stay} /> }
        </section>
    }
}
