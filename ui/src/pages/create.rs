//! The first start: a desk is created.

use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::unlock::Front;
use crate::bridge::{self, CreateDesk};
use crate::components::{Field, Problem, SHORTEST, StrengthMeter};
use crate::session::{Act, use_session};
use crate::words::use_words;

/// Asks what a new desk needs.
#[component]
pub fn Create() -> Html {
    let words = use_words();
    let session = use_session();
    let administration = use_state(String::new);
    let person = use_state(String::new);
    let office = use_state(String::new);
    let first = use_node_ref();
    let second = use_node_ref();
    let problem = use_state(|| None::<Explanation>);
    let missing = use_state(Vec::<&'static str>::new);
    let busy = use_state(|| false);
    use_effect_with(words.lang(), {
        let title = words.with("window-title", &[("page", words.t("create-title"))]);
        move |_| {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&title);
            }
        }
    });
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let onsubmit = {
        let (session, words, problem, missing, busy) = (
            session.clone(),
            words.clone(),
            problem.clone(),
            missing.clone(),
            busy.clone(),
        );
        let (administration, person, office) = (administration.clone(), person.clone(), office.clone());
        let (first, second) = (first.clone(), second.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let read = |node: &NodeRef| {
                node.cast::<HtmlInputElement>()
                    .map(|input| input.value())
                    .unwrap_or_default()
            };
            let passphrase = read(&first);
            let mut wrong = Vec::new();
            for (id, value) in [
                ("administration", &*administration),
                ("person", &*person),
                ("office", &*office),
            ] {
                if value.trim().is_empty() {
                    wrong.push(id);
                }
            }
            if passphrase.chars().count() < SHORTEST {
                wrong.push("first");
            } else if passphrase != read(&second) {
                wrong.push("second");
            }
            missing.set(wrong.clone());
            if !wrong.is_empty() {
                let sentence = words.with("form-errors", &[("count", wrong.len().to_string())]);
                problem.set(Some(Explanation {
                    code: "form-errors".to_owned(),
                    sentence,
                    next: None,
                }));
                return;
            }
            for node in [&first, &second] {
                if let Some(input) = node.cast::<HtmlInputElement>() {
                    input.set_value("");
                }
            }
            problem.set(None);
            busy.set(true);
            let new = CreateDesk {
                administration: administration.trim().to_owned(),
                person: person.trim().to_owned(),
                office: office.trim().to_owned(),
                passphrase,
            };
            let (session, problem, busy) = (session.clone(), problem.clone(), busy.clone());
            spawn_local(async move {
                let answer = bridge::create_desk(new).await;
                busy.set(false);
                match answer {
                    Ok(desk) => session.dispatch(Act::Desk(desk)),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let error = |id: &'static str, message: &str| {
        missing.contains(&id).then(|| Explanation {
            code: format!("{id}-missing"),
            sentence: words.find(message, &[]).unwrap_or_default(),
            next: None,
        })
    };
    html! {
        <Front>
            <h1 class="front-title">{ words.t("create-title") }</h1>
            <p class="lead">{ words.t("create-explain") }</p>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                <Field id="administration" label={words.t("create-administration")} hint={words.t("create-administration-hint")}
                    value={(*administration).clone()} on_input={set(&administration)} autofocus=true
                    error={error("administration", "field-missing")} />
                <div class="field-pair">
                    <Field id="person" label={words.t("create-person")} value={(*person).clone()}
                        on_input={set(&person)} autocomplete="name" error={error("person", "field-missing")} />
                    <Field id="office" label={words.t("create-office")} value={(*office).clone()}
                        on_input={set(&office)} code=true error={error("office", "field-missing")}
                        hint={words.t("create-office-hint")} />
                </div>
                <StrengthMeter>
                    <Field id="new-passphrase" label={words.t("create-passphrase")} hint={words.t("create-passphrase-hint")}
                        node={first} secret=true autocomplete="new-password" error={error("first", "passphrase-short")} />
                </StrengthMeter>
                <Field id="repeat-passphrase" label={words.t("create-repeat")} node={second} secret=true
                    autocomplete="new-password" error={error("second", "passphrase-differs")} />
                <p class="field-hint">{ words.t("recovery-explained") }</p>
                <button type="submit" class="ds-button front-submit" aria-busy={busy.to_string()}>
                    { words.t(if *busy { "create-busy" } else { "create-submit" }) }
                </button>
            </form>
        </Front>
    }
}
