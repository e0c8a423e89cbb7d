//! The locked desk.

use web_sys::{HtmlElement, HtmlInputElement};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::LanguageSwitch;
use crate::bridge;
use crate::components::{Field, Icon, Rosette, SealMark};
use crate::session::{Act, use_session};
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct FrontProps {
    /// The form.
    pub children: Html,
}

/// The two halves of the pages before the desk is open: the house, and the form.
#[component]
pub fn Front(props: &FrontProps) -> Html {
    let words = use_words();
    html! {
        <div class="front">
            <header class="front-house">
                <Rosette />
                <div class="front-brand"><SealMark /><span class="wordmark">{ words.t("app-name") }</span></div>
                <p class="front-line">{ words.t("front-line") }</p>
                <p class="front-note">{ words.t("front-note") }</p>
            </header>
            <main class="front-form" id="main">
                <div class="front-language"><LanguageSwitch /></div>
                <div class="front-inner">{ props.children.clone() }</div>
            </main>
        </div>
    }
}

/// Asks for the passphrase.
#[component]
pub fn Unlock() -> Html {
    let words = use_words();
    let session = use_session();
    let problem = use_state(|| None::<Explanation>);
    let busy = use_state(|| false);
    let input = use_node_ref();
    use_effect_with(words.lang(), {
        let title = words.with("window-title", &[("page", words.t("unlock-title"))]);
        move |_| {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&title);
            }
        }
    });
    use_effect_with((), {
        let input = input.clone();
        move |()| {
            if let Some(input) = input.cast::<HtmlElement>() {
                let _ = input.focus();
            }
        }
    });
    let onsubmit = {
        let (session, problem, busy, input, words) = (
            session.clone(),
            problem.clone(),
            busy.clone(),
            input.clone(),
            words.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = input.cast::<HtmlInputElement>() else {
                return;
            };
            let secret = field.value();
            field.set_value("");
            if secret.is_empty() {
                problem.set(Some(Explanation {
                    code: "passphrase-missing".to_owned(),
                    sentence: words.t("passphrase-missing"),
                    next: None,
                }));
                let _ = field.focus();
                return;
            }
            if *busy {
                return;
            }
            busy.set(true);
            let (session, problem, busy) = (session.clone(), problem.clone(), busy.clone());
            spawn_local(async move {
                let answer = bridge::unlock(secret).await;
                busy.set(false);
                match answer {
                    Ok(desk) => session.dispatch(Act::Desk(desk)),
                    Err(explanation) => {
                        problem.set(Some(explanation));
                        let _ = field.focus();
                    }
                }
            });
        })
    };
    html! {
        <Front>
            <h1 class="front-title">{ words.t("unlock-title") }</h1>
            <p class="lead">{ words.t("unlock-explain") }</p>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="passphrase" label={words.t("passphrase")} node={input} secret=true autofocus=true
                    autocomplete="current-password" error={(*problem).clone()} />
                <button type="submit" class="ds-button front-submit" aria-busy={busy.to_string()}>
                    <Icon name="lock" />{ words.t(if *busy { "unlock-busy" } else { "unlock-submit" }) }
                </button>
            </form>
            <p class="visually-hidden" role="status" aria-live="assertive">
                if let Some(problem) = &*problem { { &problem.sentence } }
            </p>
        </Front>
    }
}
