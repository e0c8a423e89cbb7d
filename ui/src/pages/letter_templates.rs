//! The templates of letters: those that come with the program and those of the administration; the letterhead.

use model::Role;
use model::letter::{EnvelopeWindow, LetterTemplate, Letterhead};
use model::window::OfferedFile;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::letters::{self as desk, Logo, TriedTemplate};
use crate::bridge::picking::{Pick, pick};
use crate::components::{
    Ask, Dialog, Field, Icon, Page, Problem, Row, Select, SkeletonRows, Table, TextArea, crumb,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, report, use_session};
use crate::words::{Words, use_words};

/// A chosen folder and what came of trying it out.
#[derive(Clone, PartialEq)]
struct Tried {
    file: OfferedFile,
    result: Result<TriedTemplate, Explanation>,
}

/// The page.
#[component]
pub fn LetterTemplatesPage() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::templates(None));
    let tried = use_state(|| None::<Tried>);
    let checking = use_state(|| false);
    let retiring = use_state(|| None::<LetterTemplate>);
    let action = use_action();
    let administrator = session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Administrator));
    let choose = {
        let (tried, checking, session) = (tried.clone(), checking.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (tried, checking, session) = (tried.clone(), checking.clone(), session.clone());
            spawn_local(async move {
                match pick(Pick::LetterTemplate).await {
                    Ok(Some(file)) => {
                        checking.set(true);
                        let result = desk::check_template(file.token.clone()).await;
                        checking.set(false);
                        tried.set(Some(Tried { file, result }));
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let close = {
        let (tried, retiring, action) = (tried.clone(), retiring.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            tried.set(None);
            retiring.set(None);
        })
    };
    let import = {
        let (action, words, close, tried) = (action.clone(), words.clone(), close.clone(), tried.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(one) = (*tried).clone() else { return };
            let (words, close) = (words.clone(), close.clone());
            action.run(desk::import_template(one.file.token), move |template| {
                close.emit(());
                Some(words.with("template-imported", &[("name", template.name)]))
            });
        })
    };
    let export = |key: String| {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words, key) = (session.clone(), words.clone(), key.clone());
            spawn_local(async move {
                let chosen = pick(Pick::TargetFolder).await;
                let written = match chosen {
                    Ok(Some(folder)) => desk::export_template(key, folder.token).await,
                    Ok(None) => return,
                    Err(explanation) => Err(explanation),
                };
                match written {
                    Ok(name) => session.dispatch(Act::Say(Notice::good(
                        words.with("template-exported", &[("name", name)]),
                    ))),
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let retire = {
        let (action, words, close, retiring) =
            (action.clone(), words.clone(), close.clone(), retiring.clone());
        Callback::from(move |_: String| {
            let Some(one) = (*retiring).clone() else { return };
            let (words, close) = (words.clone(), close.clone());
            action.run(desk::retire_template(one.key), move |()| {
                close.emit(());
                Some(words.t("template-retired"))
            });
        })
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) => {
            let rows = list
                .iter()
                .map(|one| {
                    let ask = {
                        let (retiring, one) = (retiring.clone(), one.clone());
                        Callback::from(move |_: MouseEvent| retiring.set(Some(one.clone())))
                    };
                    Row {
                        key: one.key.clone(),
                        cells: vec![
                            html! { <><span class="row-title">{ &one.name }</span><span class="row-note">{ &one.purpose }</span></> },
                            html! { <>{ words.t(&format!("template-kind-{}", one.kind)) }if one.adverse { <span class="row-note">{ words.t("template-adverse") }</span> }</> },
                            html! { <span class="no-break">{ one.languages.iter().map(|lang| lang.tag().to_uppercase()).collect::<Vec<_>>().join(", ") }</span> },
                            html! { <>{ match &one.imported {
                                Some((at, by)) => html! { <>{ words.with("template-own", &[("number", one.version.unwrap_or(1).to_string())]) }<span class="row-note">{ by }{ " · " }{ format::day(&words, *at) }</span></> },
                                None => html! { { words.t("template-built-in") } },
                            } }</> },
                            html! { <div class="row-actions">
                                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" aria-label={words.with("template-export-of", &[("name", one.name.clone())])} onclick={export(one.key.clone())}>{ words.t("template-export") }</button>
                                if one.imported.is_some() && administrator { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={ask}>{ words.t("template-retire") }</button> }
                            </div> },
                        ],
                    }
                })
                .collect::<Vec<_>>();
            let columns = [
                "template",
                "template-kind",
                "template-languages",
                "template-from",
                "person-actions",
            ]
            .map(|id| AttrValue::from(words.t(id)))
            .to_vec();
            html! { <Table caption={words.t("templates")} {columns} {rows} /> }
        }
    };
    let actions = html! {
        <>
            <Link<Route> to={Route::LetterBatches} classes="ds-link">{ words.t("batches") }</Link<Route>>
            if administrator {
                <button type="button" class="ds-button" data-variant="secondary" data-action="import-template" aria-busy={checking.to_string()} onclick={choose}>
                    <Icon name="import" />{ words.t("template-import") }</button>
            }
        </>
    };
    html! {
        <Page title={words.t("templates")} eyebrow={crumb(&words, Route::Settings, "settings")} {actions} below={html! { <p class="page-sub">{ words.t("templates-text") }</p> }}>
            <div class="stack">
                { body }
                if administrator { <LetterheadPanel /> }
            </div>
            if let Some(one) = &*tried { { tried_dialog(&words, one, *action.busy, (*action.problem).clone(), import, close.clone()) } }
            if let Some(one) = &*retiring {
                <Ask title={words.t("template-retire")} text={words.with("template-retire-text", &[("name", one.name.clone())])} confirm={words.t("template-retire")} grave=true
                    busy={*action.busy} problem={(*action.problem).clone()} on_confirm={retire} on_close={close} />
            }
        </Page>
    }
}

fn tried_dialog(
    words: &Words,
    tried: &Tried,
    busy: bool,
    problem: Option<Explanation>,
    import: Callback<MouseEvent>,
    close: Callback<()>,
) -> Html {
    let leave = close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="template-tried-title" title={words.with("template-tried", &[("name", tried.file.name.clone())])} on_close={close} wide=true>
            <div class="stack">
                if let Some(problem) = problem { <Problem {problem} /> }
                { match &tried.result {
                    Err(refusal) => html! { <Problem problem={refusal.clone()} /> },
                    Ok(one) => html! { <>
                        <p class="lead">{ words.with("template-tried-good", &[("key", one.key.clone()),
                            ("languages", one.languages.iter().map(|lang| words.name_of(*lang)).collect::<Vec<_>>().join(", "))]) }</p>
                        if !one.warnings.is_empty() {
                            <ul class="reasons">{ for one.warnings.iter().map(|(file, line, column, text)| html! {
                                <li><span class="code">{ format!("{file}:{line}:{column}") }</span>{ " " }{ text }</li> }) }</ul>
                        }
                    </> },
                } }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("close") }</button>
                    if tried.result.is_ok() {
                        <button type="button" class="ds-button" data-action="confirm" aria-busy={busy.to_string()} onclick={import}>{ words.t("template-import-now") }</button>
                    }
                </div>
            </div>
        </Dialog>
    }
}

/// Who writes and who signs, on every letter.
#[component]
pub fn LetterheadPanel() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::letterhead());
    html! {
        <section class="panel" aria-labelledby="letterhead-title">
            <h2 id="letterhead-title" class="section-title">{ words.t("letterhead") }</h2>
            { match &*loaded {
                Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Ready(letterhead) => html! { <LetterheadForm letterhead={letterhead.clone()} /> },
            } }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct LetterheadFormProps {
    letterhead: Letterhead,
}

#[component]
fn LetterheadForm(props: &LetterheadFormProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let head = use_state(|| props.letterhead.clone());
    let logo = use_state(|| Logo::Keep);
    let logo_name = use_state(|| None::<String>);
    let on = |put: fn(&mut Letterhead, String)| {
        let head = head.clone();
        Callback::from(move |text: String| {
            let mut next = (*head).clone();
            put(&mut next, text);
            head.set(next);
        })
    };
    let choose = {
        let (logo, logo_name, session) = (logo.clone(), logo_name.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (logo, logo_name, session) = (logo.clone(), logo_name.clone(), session.clone());
            spawn_local(async move {
                match pick(Pick::Logo).await {
                    Ok(Some(file)) => {
                        logo.set(Logo::Set { token: file.token });
                        logo_name.set(Some(file.name));
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let take_away = {
        let (logo, logo_name) = (logo.clone(), logo_name.clone());
        Callback::from(move |_: MouseEvent| {
            logo.set(Logo::Remove);
            logo_name.set(None);
        })
    };
    let onsubmit = {
        let (action, words, head, logo) = (action.clone(), words.clone(), (*head).clone(), (*logo).clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = words.clone();
            action.run(desk::set_letterhead(head.clone(), logo.clone()), move |_| {
                Some(words.t("letterhead-kept"))
            });
        })
    };
    let shown_logo = match (&*logo, &*logo_name) {
        (Logo::Set { .. }, Some(name)) => name.clone(),
        (Logo::Remove, _) => words.t("letterhead-no-logo"),
        _ if head.sender.logo.is_empty() => words.t("letterhead-no-logo"),
        _ => words.t("letterhead-has-logo"),
    };
    let windows = vec![
        ("left".to_owned(), words.t("letterhead-window-left"), None),
        ("right".to_owned(), words.t("letterhead-window-right"), None),
    ];
    let window = if head.sender.window == EnvelopeWindow::Right {
        "right"
    } else {
        "left"
    };
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <div class="field-grid">
                <Field id="head-administration" label={words.t("create-administration")} value={head.sender.administration.clone()} on_input={on(|head, text| head.sender.administration = text)} />
                <Field id="head-office" label={words.t("letterhead-office")} value={head.sender.office.clone()} on_input={on(|head, text| head.sender.office = text)} optional=true />
                <Field id="head-phone" label={words.t("letterhead-phone")} value={head.sender.phone.clone()} on_input={on(|head, text| head.sender.phone = text)} optional=true />
                <Field id="head-email" label={words.t("letterhead-email")} value={head.sender.email.clone()} on_input={on(|head, text| head.sender.email = text)} optional=true />
                <Field id="head-web" label={words.t("letterhead-web")} value={head.sender.web.clone()} on_input={on(|head, text| head.sender.web = text)} optional=true />
                <Field id="head-place" label={words.t("letterhead-place")} hint={words.t("letterhead-place-hint")} value={head.sender.place.clone()} on_input={on(|head, text| head.sender.place = text)} optional=true />
                <Field id="head-signatory" label={words.t("letter-signatory-name")} value={head.signatory.name.clone()} on_input={on(|head, text| head.signatory.name = text)} optional=true />
                <Field id="head-function" label={words.t("letter-function")} value={head.signatory.function.clone()} on_input={on(|head, text| head.signatory.function = text)} optional=true />
                <Select id="head-window" label={words.t("letterhead-window")} options={windows} value={window.to_owned()}
                    on_change={on(|head, text| head.sender.window = if text == "right" { EnvelopeWindow::Right } else { EnvelopeWindow::Left })} />
            </div>
            <TextArea id="head-address" label={words.t("letter-address")} value={head.sender.address.join("\n")} rows=3
                on_input={on(|head, text| head.sender.address = text.split('\n').map(str::to_owned).collect())} optional=true />
            <div class="field">
                <span class="field-label">{ words.t("letterhead-logo") }</span>
                <div class="file-choice">
                    <span class="file-name" id="head-logo-name">{ shown_logo }</span>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" aria-describedby="head-logo-name" onclick={choose}>{ words.t("choose-file") }</button>
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={take_away}>{ words.t("letterhead-logo-remove") }</button>
                </div>
            </div>
            <div><button type="submit" class="ds-button" data-action="keep-letterhead" aria-busy={action.busy.to_string()}>{ words.t("keep") }</button></div>
        </form>
    }
}
