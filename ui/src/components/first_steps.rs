//! The first steps of a new desk: what is still to be set up, each with the way to it; and the certificates of this
//! computer, looked at before anything is to be signed.

use model::window::{OfferedFile, Settings};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::key_opening::use_key_opening;
use super::{Dialog, Icon, Problem};
use crate::bridge;
use crate::load::use_loaded;
use crate::pages::Route;
use crate::session::{Act, Notice, use_session};
use crate::words::{Words, use_words};

/// What is still to be set up; nothing at a demonstration, and nothing once it was put away.
#[component]
pub fn FirstSteps() -> Html {
    let session = use_session();
    let new = session.desk.as_ref().is_some_and(|desk| !desk.demo) && !session.settings.begun;
    if new {
        html! { <Steps /> }
    } else {
        Html::default()
    }
}

#[component]
fn Steps() -> Html {
    let words = use_words();
    let session = use_session();
    let accesses = use_loaded((), |()| bridge::people::accesses());
    let looking = use_state(|| false);
    let look = {
        let looking = looking.clone();
        Callback::from(move |_: MouseEvent| looking.set(true))
    };
    let on_close = {
        let looking = looking.clone();
        Callback::from(move |()| looking.set(false))
    };
    let away = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            crate::pages::set_settings(
                &session,
                Settings {
                    begun: true,
                    ..session.settings
                },
            );
        })
    };
    let recovery = accesses.ready().is_some_and(|accesses| accesses.recovery_key);
    let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
    html! {
        <>
            <section class="callout first-steps" data-color="neutral" aria-labelledby="steps-title">
                <div class="stack-tight">
                    <h2 id="steps-title" class="section-title">{ words.t("steps-title") }</h2>
                    <ol class="first-steps-list">
                        { step(&words, "recovery", recovery, "steps-recovery", html! {
                            <Link<Route> to={Route::People} classes="ds-link">{ words.t("steps-recovery-go") }</Link<Route>>
                        }) }
                        { step(&words, "platform", enrolled, "steps-platform", html! {
                            <Link<Route> to={Route::Settings} classes="ds-link">{ words.t("steps-platform-go") }</Link<Route>>
                        }) }
                        { step(&words, "key", false, "steps-key", html! {
                            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="find-keys" onclick={look}>
                                <Icon name="key" />{ words.t("steps-key-go") }</button>
                        }) }
                    </ol>
                    <div><button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="steps-away" onclick={away}>{ words.t("steps-away") }</button></div>
                </div>
            </section>
            if *looking { <FoundKeys {on_close} /> }
        </>
    }
}

fn step(words: &Words, name: &'static str, done: bool, text: &str, way: Html) -> Html {
    html! {
        <li data-step={name} data-done={done.to_string()}>
            <span>{ words.find(text, &[]) }</span>{ " " }
            if done { <span class="step-done"><Icon name="check" />{ words.t("steps-done") }</span> } else { { way } }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct FoundKeysProps {
    on_close: Callback<()>,
}

/// The certificates of this computer; a file is looked into and remembered.
#[component]
fn FoundKeys(props: &FoundKeysProps) -> Html {
    let words = use_words();
    let session = use_session();
    let opening = use_key_opening(None);
    let file = opening.file();
    let keep = {
        let (session, words, file, problem, on_close) = (
            session.clone(),
            words.clone(),
            file.clone(),
            opening.problem.clone(),
            props.on_close.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (session, words, problem, on_close) =
                (session.clone(), words.clone(), problem.clone(), on_close.clone());
            let file: Option<OfferedFile> = file.clone();
            spawn_local(async move {
                let name = file.as_ref().map(|file| file.name.clone());
                match bridge::remember_key_file(file).await {
                    Ok(()) => {
                        if let Some(name) = name {
                            let text = words.with("found-kept", &[("file", name)]);
                            session.dispatch(Act::Say(Notice::good(text)));
                        }
                        on_close.emit(());
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="found-title" title={words.t("found-title")} on_close={props.on_close.clone()} wide=true>
            <form class="stack" onsubmit={keep} novalidate=true>
                if let Some(problem) = &*opening.problem { <Problem problem={problem.clone()} /> }
                <p class="muted">{ words.t("found-text") }</p>
                if let Some(count) = opening.usable().filter(|count| *count > 0) {
                    <p class="callout" data-color="success" data-found={count.to_string()}><Icon name="check" /><span>{ words.with("steps-key-found", &[("count", count.to_string())]) }</span></p>
                }
                { opening.fields() }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("close") }</button>
                    if file.is_some() { <button type="submit" class="ds-button" data-action="keep-key">{ words.t("found-use") }</button> }
                </div>
            </form>
        </Dialog>
    }
}
