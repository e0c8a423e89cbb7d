//! The locked desk.

use web_sys::{HtmlElement, HtmlInputElement};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::keychain::KeychainWay;
use super::people::roles_in_words;
use crate::app::LanguageSwitch;
use crate::bridge;
use crate::components::{Field, Icon, Problem, Rosette, SealMark};
use crate::session::{Act, SessionHandle, report, use_session};
use crate::words::{Words, use_words};

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
    let other = use_state(|| None::<Way>);
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
        let (session, problem, busy, input, words, other) = (
            session.clone(),
            problem.clone(),
            busy.clone(),
            input.clone(),
            words.clone(),
            other.clone(),
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
            let (session, problem, busy, other) =
                (session.clone(), problem.clone(), busy.clone(), other.clone());
            spawn_local(async move {
                let answer = bridge::unlock(secret).await;
                busy.set(false);
                match answer {
                    Ok(desk) => {
                        begin_with_today();
                        session.dispatch(Act::Desk(desk));
                    }
                    Err(explanation) if explanation.code == "passphrase-one-time" => {
                        problem.set(None);
                        other.set(Some(Way::OneTime));
                    }
                    Err(explanation) => {
                        problem.set(Some(explanation));
                        let _ = field.focus();
                    }
                }
            });
        })
    };
    if let Some(way) = *other {
        let on_back = Callback::from(move |()| other.set(None));
        return html! { <Front><NewPassphrase {way} {on_back} /></Front> };
    }
    let on_problem = {
        let problem = problem.clone();
        Callback::from(move |explanation| problem.set(Some(explanation)))
    };
    let forgotten = Callback::from(move |_: MouseEvent| other.set(Some(Way::Recovery)));
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
                <KeychainWay on_problem={on_problem} on_open={Callback::from(|()| begin_with_today())} />
            </form>
            if session.demonstration.is_empty() {
                <p><button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="forgotten" onclick={forgotten}>{ words.t("recover-link") }</button></p>
            } else {
                { demonstration(&words, &session) }
            }
            <p class="visually-hidden" role="status" aria-live="assertive">
                if let Some(problem) = &*problem { { &problem.sentence } }
            </p>
        </Front>
    }
}

/// Who works at the demonstration, with what opens it as them, and the way out.
fn demonstration(words: &Words, session: &SessionHandle) -> Html {
    let leave = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            let session = session.clone();
            spawn_local(async move {
                match bridge::leave_demonstration().await {
                    Ok(start) => {
                        // Where one was in the demonstration is no place at a desk of one's own.
                        if let Some(window) = web_sys::window() {
                            let _ = window.location().set_hash("/");
                        }
                        session.dispatch(Act::Started(start));
                    }
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    html! {
        <section class="callout" data-color="warning" aria-labelledby="demo-title">
            <Icon name="info" />
            <div class="stack-tight">
                <h2 id="demo-title" class="callout-title">{ words.t("demo-locked") }</h2>
                <p>{ words.t("demo-locked-text") }</p>
                <ul class="reasons">
                    { for session.demonstration.iter().map(|one| html! {
                        <li><strong>{ &one.name }</strong>{ " · " }{ roles_in_words(words, &one.roles) }<br /><code>{ &one.passphrase }</code></li>
                    }) }
                </ul>
                <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="leave-demonstration" onclick={leave}>{ words.t("demo-leave") }</button></div>
            </div>
        </section>
    }
}

/// What opens the desk besides a passphrase of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// A passphrase that was handed over.
    OneTime,
    /// The printed recovery key.
    Recovery,
}

#[derive(PartialEq, Properties)]
struct NewPassphraseProps {
    way: Way,
    on_back: Callback<()>,
}

/// Opens the desk another way, and sets a passphrase of one's own.
#[component]
fn NewPassphrase(props: &NewPassphraseProps) -> Html {
    let words = use_words();
    let session = use_session();
    let problem = use_state(|| None::<Explanation>);
    let busy = use_state(|| false);
    let heading = use_node_ref();
    let (given, chosen, repeated) = (use_node_ref(), use_node_ref(), use_node_ref());
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            if let Some(heading) = heading.cast::<HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
    let way = props.way;
    let onsubmit = {
        let (session, problem, busy, words) = (session.clone(), problem.clone(), busy.clone(), words.clone());
        let fields = (given.clone(), chosen.clone(), repeated.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let read = |node: &NodeRef| {
                node.cast::<HtmlInputElement>()
                    .map(|field| field.value())
                    .unwrap_or_default()
            };
            let (given, chosen, repeated) = (read(&fields.0), read(&fields.1), read(&fields.2));
            let own = |id: &str| Explanation {
                code: id.to_owned(),
                sentence: words.t(id),
                next: None,
            };
            if given.is_empty() || chosen.is_empty() {
                problem.set(Some(own("passphrase-missing")));
                return;
            }
            if chosen != repeated {
                problem.set(Some(own("passphrase-differs")));
                return;
            }
            if *busy {
                return;
            }
            busy.set(true);
            let (session, problem, busy) = (session.clone(), problem.clone(), busy.clone());
            spawn_local(async move {
                let answer = match way {
                    Way::OneTime => bridge::people::begin(given, chosen).await,
                    Way::Recovery => bridge::people::recover(given, chosen).await,
                };
                busy.set(false);
                match answer {
                    Ok(desk) => session.dispatch(Act::Desk(desk)),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let back = props.on_back.reform(|_: MouseEvent| ());
    let (title, explain, label) = match way {
        Way::OneTime => ("begin-title", "begin-explain", "passphrase"),
        Way::Recovery => ("recover-title", "recover-explain", "recover-key"),
    };
    html! {
        <>
            <h1 ref={heading} class="front-title" tabindex="-1">{ words.t(title) }</h1>
            <p class="lead">{ words.t(explain) }</p>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                <Field id="given" label={words.t(label)} node={given} secret=true code={way == Way::Recovery} />
                <Field id="chosen" label={words.t("create-passphrase")} hint={words.t("create-passphrase-hint")} node={chosen} secret=true autocomplete="new-password" />
                <Field id="repeated" label={words.t("create-repeat")} node={repeated} secret=true autocomplete="new-password" />
                <button type="submit" class="ds-button front-submit" aria-busy={busy.to_string()}>
                    <Icon name="lock" />{ words.t(if *busy { "unlock-busy" } else { "begin-submit" }) }</button>
            </form>
            <p><button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={back}>{ words.t("recover-back") }</button></p>
        </>
    }
}

/// Who was nowhere yet begins with what waits today; who was on a page comes back to it.
pub fn begin_with_today() {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return;
    };
    let hash = location.hash().unwrap_or_default();
    if matches!(hash.as_str(), "" | "#" | "#/") {
        // A place that cannot be set is no reason to stay locked.
        let _ = location.set_hash("/today");
    }
}
