//! The first start: an administration is created or joined, or the demonstration is looked at.

use identifier::PlatformUrl;
use model::window::OfferedFile;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::restore::RestoreDesk;
use super::unlock::Front;
use crate::bridge::{self, Choice, CreateDesk};
use crate::components::{Field, Icon, Problem, SHORTEST, StrengthMeter};
use crate::session::{Act, SessionHandle, report, use_session};
use crate::words::{Words, use_words};

/// How somebody begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The first desk of an administration.
    New,
    /// One more desk of an administration that a platform knows.
    Join,
    /// The demonstration.
    Look,
    /// The desk as it was when a backup was made.
    Restore,
}

impl Way {
    const ALL: [Way; 4] = [Way::New, Way::Join, Way::Look, Way::Restore];

    /// Id of the choice; the messages are called alike.
    fn word(self) -> &'static str {
        match self {
            Way::New => "begin-new",
            Way::Join => "begin-join",
            Way::Look => "begin-look",
            Way::Restore => "begin-restore",
        }
    }
}

/// The page.
#[component]
pub fn Create() -> Html {
    let words = use_words();
    let way = use_state(|| Way::New);
    // The desk is made and open; only the enrolment is still missing. The page stays until that is done or put off.
    let made = use_state(|| false);
    // A backup is being made a desk: until that ends there is no other way.
    let restoring = use_state(|| false);
    use_effect_with(words.lang(), {
        let title = words.with("window-title", &[("page", words.t("create-title"))]);
        move |_| {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&title);
            }
        }
    });
    let choice = |one: Way| {
        let chosen = way.clone();
        let onchange = Callback::from(move |_: Event| chosen.set(one));
        let hint = format!("{}-hint", one.word());
        html! {
            <label class="tick" for={one.word()}>
                <input type="radio" class="ds-input" name="begin-way" id={one.word()} checked={*way == one} disabled={*made || *restoring} {onchange} aria-describedby={hint.clone()} />
                <span><span class="tick-label">{ words.find(one.word(), &[]) }</span><span class="field-hint" id={hint.clone()}>{ words.find(&hint, &[]) }</span></span>
            </label>
        }
    };
    let on_made = {
        let made = made.clone();
        Callback::from(move |()| made.set(true))
    };
    let on_busy = {
        let restoring = restoring.clone();
        Callback::from(move |busy: bool| restoring.set(busy))
    };
    html! {
        <Front>
            <h1 class="front-title">{ words.t("create-title") }</h1>
            <p class="lead">{ words.t("create-explain") }</p>
            <fieldset class="stack-tight begin-way"><legend class="field-label">{ words.t("begin-way") }</legend>
                { for Way::ALL.map(choice) }
            </fieldset>
            { match *way {
                Way::Look => html! { <LookRound /> },
                Way::Restore => html! { <RestoreDesk {on_busy} /> },
                Way::New | Way::Join => html! { <NewDesk join={*way == Way::Join} made={*made} {on_made} /> },
            } }
        </Front>
    }
}

/// The demonstration is opened.
#[component]
fn LookRound() -> Html {
    let words = use_words();
    let session = use_session();
    let problem = use_state(|| None::<Explanation>);
    let busy = use_state(|| false);
    let onclick = {
        let (session, problem, busy) = (session.clone(), problem.clone(), busy.clone());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            problem.set(None);
            let (session, problem, busy) = (session.clone(), problem.clone(), busy.clone());
            spawn_local(async move {
                let answer = async {
                    let desk = bridge::demonstrate().await?;
                    Ok((desk, bridge::start().await?))
                };
                match answer.await {
                    Ok((desk, start)) => {
                        super::unlock::begin_with_today();
                        session.dispatch(Act::Started(start));
                        session.dispatch(Act::Desk(desk));
                    }
                    Err(explanation) => {
                        busy.set(false);
                        problem.set(Some(explanation));
                    }
                }
            });
        })
    };
    html! {
        <div class="stack">
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            <button type="button" class="ds-button front-submit" data-action="demonstrate" aria-busy={busy.to_string()} {onclick}>
                { words.t(if *busy { "begin-look-busy" } else { "begin-look-submit" }) }</button>
            <p class="visually-hidden" role="status">if *busy { { words.t("begin-look-busy") } }</p>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct NewDeskProps {
    join: bool,
    made: bool,
    on_made: Callback<()>,
}

/// What was typed, by the id of its field.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    administration: String,
    person: String,
    office: String,
    platform: String,
    code: String,
}

impl Typed {
    /// The fields that are wrong, with the message that says how.
    fn wrong(&self, join: bool, made: bool) -> Vec<(&'static str, &'static str)> {
        let mut wrong = Vec::new();
        let mut empty = |id, value: &str, message| {
            if value.trim().is_empty() {
                wrong.push((id, message));
            }
        };
        if join {
            empty("code", &self.code, "join-code-missing");
        } else {
            empty("administration", &self.administration, "field-missing");
        }
        if !made {
            empty("person", &self.person, "field-missing");
            empty("office", &self.office, "field-missing");
        }
        if join && PlatformUrl::parse(self.platform.trim()).is_err() {
            wrong.push(("platform", "join-address-wrong"));
        }
        wrong
    }

    /// What is printed until the platform has told its name: its host.
    fn administration(&self, join: bool) -> String {
        if !join {
            return self.administration.trim().to_owned();
        }
        let address = self.platform.trim().trim_end_matches('/');
        let host = address.split_once("://").map_or(address, |(_, host)| host);
        host.to_owned()
    }
}

/// The form for a desk of one's own.
#[component]
fn NewDesk(props: &NewDeskProps) -> Html {
    let words = use_words();
    let session = use_session();
    let typed = use_state(Typed::default);
    let certificates = use_state(|| None::<OfferedFile>);
    let (first, second) = (use_node_ref(), use_node_ref());
    let problem = use_state(|| None::<Explanation>);
    let wrong = use_state(Vec::<(&'static str, &'static str)>::new);
    let busy = use_state(|| false);
    let (join, made) = (props.join, props.made);
    use_effect_with((), move |()| {
        // A page that comes back is begun at its first field as well; whoever is at the choice above stays there.
        let page = web_sys::window().and_then(|window| window.document());
        let nowhere = page
            .as_ref()
            .and_then(|page| page.active_element())
            .is_none_or(|active| active.tag_name() == "BODY");
        let first = page.and_then(|page| page.get_element_by_id("administration"));
        if let Some(first) = first
            .and_then(|first| first.dyn_into::<HtmlElement>().ok())
            .filter(|_| nowhere)
        {
            // A field that takes no focus is reached by Tab.
            let _ = first.focus();
        }
    });
    {
        let (wrong, problem) = (wrong.clone(), problem.clone());
        use_effect_with(join, move |_| {
            wrong.set(Vec::new());
            problem.set(None);
        });
    }
    let set = |change: fn(&mut Typed, String)| {
        let typed = typed.clone();
        Callback::from(move |value: String| {
            let mut next = (*typed).clone();
            change(&mut next, value);
            typed.set(next);
        })
    };
    let onsubmit = {
        let (session, words, problem, wrong, busy) = (
            session.clone(),
            words.clone(),
            problem.clone(),
            wrong.clone(),
            busy.clone(),
        );
        let (typed, certificates, on_made) = (typed.clone(), certificates.clone(), props.on_made.clone());
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
            let mut found = typed.wrong(join, made);
            if !made {
                if passphrase.chars().count() < SHORTEST {
                    found.push(("first", "passphrase-short"));
                } else if passphrase != read(&second) {
                    found.push(("second", "passphrase-differs"));
                }
            }
            wrong.set(found.clone());
            if !found.is_empty() {
                let sentence = words.with("form-errors", &[("count", found.len().to_string())]);
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
            let new = (!made).then(|| CreateDesk {
                administration: typed.administration(join),
                person: typed.person.trim().to_owned(),
                office: typed.office.trim().to_owned(),
                passphrase,
            });
            let enrolment = join.then(|| {
                let typed = (typed.platform.trim().to_owned(), typed.code.trim().to_owned());
                (typed.0, typed.1, (*certificates).clone())
            });
            let (session, words, problem, busy, on_made) = (
                session.clone(),
                words.clone(),
                problem.clone(),
                busy.clone(),
                on_made.clone(),
            );
            spawn_local(async move {
                let begun = begin(&session, &words, new, enrolment, &on_made).await;
                busy.set(false);
                if let Err(explanation) = begun {
                    problem.set(Some(explanation));
                }
            });
        })
    };
    let error = |id: &'static str| {
        let (_, message) = wrong.iter().find(|(one, _)| *one == id)?;
        Some(Explanation {
            code: format!("{id}-missing"),
            sentence: words.find(message, &[]).unwrap_or_default(),
            next: None,
        })
    };
    let submit = match (join, *busy) {
        (false, false) => "create-submit",
        (false, true) => "create-busy",
        (true, false) => "join-submit",
        (true, true) => "join-busy",
    };
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            if made { <p class="callout" data-color="info" data-made=""><Icon name="info" /><span>{ words.t("join-made") }</span></p> }
            if join {
                <Field id="platform" label={words.t("enrol-platform")} value={typed.platform.clone()} code=true
                    on_input={set(|typed, value| typed.platform = value)} error={error("platform")} />
                <Field id="code" label={words.t("enrol-code")} value={typed.code.clone()} code=true
                    on_input={set(|typed, value| typed.code = value)} error={error("code")} />
                <Authority file={certificates.clone()} problem={problem.clone()} />
            } else {
                <Field id="administration" label={words.t("create-administration")} hint={words.t("create-administration-hint")}
                    value={typed.administration.clone()} on_input={set(|typed, value| typed.administration = value)} autofocus=true
                    error={error("administration")} />
            }
            if !made {
                <div class="field-pair">
                    <Field id="person" label={words.t("create-person")} value={typed.person.clone()}
                        on_input={set(|typed, value| typed.person = value)} autocomplete="name" error={error("person")} />
                    <Field id="office" label={words.t("create-office")} value={typed.office.clone()}
                        on_input={set(|typed, value| typed.office = value)} code=true error={error("office")}
                        hint={words.t("create-office-hint")} />
                </div>
                <StrengthMeter>
                    <Field id="new-passphrase" label={words.t("create-passphrase")} hint={words.t("create-passphrase-hint")}
                        node={first} secret=true autocomplete="new-password" error={error("first")} />
                </StrengthMeter>
                <Field id="repeat-passphrase" label={words.t("create-repeat")} node={second} secret=true
                    autocomplete="new-password" error={error("second")} />
                <p class="field-hint">{ words.t("recovery-explained") }</p>
            }
            <button type="submit" class="ds-button front-submit" aria-busy={busy.to_string()}>{ words.t(submit) }</button>
            if made { { later(&words, &session) } }
        </form>
    }
}

/// Makes the desk unless that is done, then joins the platform's administration where that is wanted; the desk is shown
/// once both are done.
async fn begin(
    session: &SessionHandle,
    words: &Words,
    new: Option<CreateDesk>,
    enrolment: Option<(String, String, Option<OfferedFile>)>,
    on_made: &Callback<()>,
) -> Result<(), Explanation> {
    let mut desk = None;
    if let Some(new) = new {
        desk = Some(bridge::create_desk(new).await?);
    }
    if let Some((platform, code, certificates)) = enrolment {
        match bridge::enrol(platform, code, certificates).await {
            Ok(enrolled) => {
                let values = [("platform", enrolled.platform.clone().unwrap_or_default())];
                session.dispatch(Act::Say(crate::session::Notice::good(
                    words.with("enrolled", &values),
                )));
                desk = Some(enrolled);
            }
            Err(explanation) if explanation.code == "desk-locked" => {
                session.dispatch(Act::Lock);
                return Ok(());
            }
            Err(explanation) => {
                on_made.emit(());
                return Err(explanation);
            }
        }
    }
    if let Some(desk) = desk {
        session.dispatch(Act::Desk(desk));
    }
    Ok(())
}

/// The way on without an enrolment.
fn later(words: &Words, session: &SessionHandle) -> Html {
    let session = session.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let session = session.clone();
        spawn_local(async move {
            match bridge::desk().await {
                Ok(desk) => session.dispatch(Act::Desk(desk)),
                Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                Err(explanation) => report(&session, explanation),
            }
        });
    });
    html! {
        <div><button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="join-later" {onclick}>{ words.t("join-later") }</button></div>
    }
}

#[derive(PartialEq, Properties)]
struct AuthorityProps {
    file: UseStateHandle<Option<OfferedFile>>,
    problem: UseStateHandle<Option<Explanation>>,
}

/// Certificates that TLS trusts for a platform with an authority of its own.
#[component]
fn Authority(props: &AuthorityProps) -> Html {
    let words = use_words();
    let choose = {
        let (file, problem) = (props.file.clone(), props.problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (file, problem) = (file.clone(), problem.clone());
            spawn_local(async move {
                match bridge::choose(Choice::Certificates).await {
                    Ok(files) => {
                        if let Some(one) = files.into_iter().next() {
                            file.set(Some(one));
                        }
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    html! {
        <div class="field">
            <span class="field-label" id="ca-label">{ words.t("enrol-certificates") }<span class="field-optional">{ words.t("optional") }</span></span>
            <p class="field-hint">{ words.t("enrol-certificates-hint") }</p>
            <div class="file-choice">
                <Icon name="shield" />
                <span class="file-name" id="ca-name">{ props.file.as_ref().map_or_else(|| words.t("file-none"), |file| file.name.clone()) }</span>
                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-ca"
                    aria-describedby="ca-label ca-name" onclick={choose}>{ words.t("choose-file") }</button>
            </div>
        </div>
    }
}
