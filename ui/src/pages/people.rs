//! The people of the desk: their roles, and how each of them gets in.

use model::Role;
use model::safety::{AccessState, AccessView, ComputerView};
use yew::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::people as desk;
use crate::components::{
    Ask, Dialog, Field, Icon, Page, Problem, Row, Select, SkeletonRows, Table, Tick, crumb,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// All roles, in the order in which they are offered.
const ROLES: [Role; 5] = [
    Role::Agent,
    Role::Signatory,
    Role::Clerk,
    Role::Auditor,
    Role::Administrator,
];

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Agent => "role-agent",
        Role::Signatory => "role-signatory",
        Role::Clerk => "role-clerk",
        Role::Auditor => "role-auditor",
        Role::Administrator => "role-administrator",
    }
}

/// Roles in words, one after the other.
pub fn roles_in_words(words: &Words, roles: &[Role]) -> String {
    let names: Vec<String> = roles.iter().map(|role| words.t(role_key(*role))).collect();
    names.join(", ")
}

/// What is open on top of the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Add,
    Change(AccessView),
    Leaves(AccessView),
    NoAccess(AccessView),
    Passphrase(AccessView),
    Recovery,
    /// Somebody is named for a dossier that nobody may see any more.
    Grant,
    /// A computer opens the desk no more for somebody.
    Forget(AccessView, ComputerView),
    /// A secret that is shown once: heading, explanation, the secret.
    Shown(String, String, String),
}

/// The page.
#[component]
pub fn PeoplePage() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::accesses());
    let open = use_state(|| Open::Nothing);
    let action = use_action();
    let show = |what: Open| {
        let (open, action) = (open.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            open.set(what.clone());
        })
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let actions = html! {
        <>
            <button type="button" class="ds-button" data-variant="secondary" data-action="grant-access" onclick={show(Open::Grant)}>
                <Icon name="folder" />{ words.t("grant-access") }</button>
            <button type="button" class="ds-button" data-variant="secondary" data-action="recovery-key" onclick={show(Open::Recovery)}>
                <Icon name="key" />{ words.t("recovery-key-make") }</button>
            <button type="button" class="ds-button" data-action="add-person" onclick={show(Open::Add)}>
                <Icon name="plus" />{ words.t("person-add") }</button>
        </>
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(accesses) => {
            let rows = accesses
                .people
                .iter()
                .map(|one| Row {
                    key: one.person.id.to_string(),
                    cells: vec![
                        html! { <><span class="row-title">{ &one.person.name }</span>
                        if one.person.offices().next().is_some() { <span class="row-note">{ one.person.offices().collect::<Vec<_>>().join(", ") }</span> }</> },
                        html! { { roles_in_words(&words, &one.person.roles) } },
                        access_cell(&words, one, &show),
                        person_actions(&words, one, &show),
                    ],
                })
                .collect::<Vec<_>>();
            html! {
                <>
                    if !accesses.recovery_key {
                        <div class="callout" data-color="warning"><Icon name="warning" /><div>
                            <p class="callout-title">{ words.t("recovery-key-none") }</p><p>{ words.t("recovery-key-none-text") }</p></div></div>
                    }
                    <Table caption={words.t("people")} {rows}
                        columns={["person-name", "person-roles", "person-access", "person-actions"].map(|id| AttrValue::from(words.t(id))).to_vec()} />
                </>
            }
        }
    };
    html! {
        <Page title={words.t("people")} eyebrow={crumb(&words, Route::Settings, "settings")} {actions} below={html! { <p class="page-sub">{ words.t("people-text") }</p> }}>
            <div class="stack">{ body }</div>
            { dialog(&words, &open, &action, close) }
        </Page>
    }
}

fn access_in_words(words: &Words, one: &AccessView) -> String {
    let id = match (one.person.left_at.is_some(), one.access) {
        (true, _) => "access-left",
        (false, AccessState::None) => "access-none",
        (false, AccessState::OneTime) => "access-one-time",
        (false, AccessState::Own) => "access-own",
    };
    words.t(id)
}

/// How they get in, and the computers whose keychain lets them in, each of which can be taken out.
fn access_cell(words: &Words, one: &AccessView, show: &dyn Fn(Open) -> Callback<MouseEvent>) -> Html {
    html! {
        <>
            { access_in_words(words, one) }
            { for one.remembered.iter().map(|computer| {
                let label = words.with("person-action-of", &[("action", words.t("keychain-forget")), ("name", one.person.name.clone())]);
                let since = computer.since.map_or_else(|| "–".to_owned(), |since| format::day(words, since));
                let values = [("computer", computer_name(words, computer)), ("since", since)];
                html! {
                    <span class="row-note" key={computer.id.clone()}>{ words.with("keychain-computer", &values) }
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="keychain-forget" aria-label={label}
                            onclick={show(Open::Forget(one.clone(), computer.clone()))}>{ words.t("keychain-forget") }</button></span>
                }
            }) }
        </>
    }
}

fn computer_name(words: &Words, computer: &ComputerView) -> String {
    if computer.computer.is_empty() {
        words.t("keychain-computer-unknown")
    } else {
        computer.computer.clone()
    }
}

fn person_actions(words: &Words, one: &AccessView, show: &dyn Fn(Open) -> Callback<MouseEvent>) -> Html {
    if one.person.left_at.is_some() {
        return Html::default();
    }
    let button = |label: &str, what: Open| {
        let name = words.with(
            "person-action-of",
            &[("action", words.t(label)), ("name", one.person.name.clone())],
        );
        html! {
            <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action={label.to_owned()} aria-label={name}
                onclick={show(what)}>{ words.t(label) }</button>
        }
    };
    html! {
        <div class="row-actions">
            { button("person-change", Open::Change(one.clone())) }
            { button("person-passphrase", Open::Passphrase(one.clone())) }
            if one.access != AccessState::None { { button("person-no-access", Open::NoAccess(one.clone())) } }
            { button("person-leaves", Open::Leaves(one.clone())) }
        </div>
    }
}

fn dialog(
    words: &Words,
    open: &UseStateHandle<Open>,
    action: &crate::action::Action,
    close: Callback<()>,
) -> Html {
    let busy = *action.busy;
    let problem = (*action.problem).clone();
    let named = |one: &AccessView| vec![("name", one.person.name.clone())];
    match &**open {
        Open::Nothing => Html::default(),
        Open::Grant => html! { <GrantDialog on_close={close} /> },
        Open::Add => html! { <PersonDialog on_close={close} /> },
        Open::Change(one) => html! { <PersonDialog person={one.clone()} on_close={close} /> },
        Open::Leaves(one) => {
            let on_confirm = {
                let (open, action, words, one) = (open.clone(), action.clone(), words.clone(), one.clone());
                Callback::from(move |_: String| {
                    let (open, words, name) = (open.clone(), words.clone(), one.person.name.clone());
                    action.run(desk::person_leaves(one.person.id), move |()| {
                        open.set(Open::Nothing);
                        Some(words.with("person-left", &[("name", name)]))
                    });
                })
            };
            html! { <Ask title={words.with("person-leaves-title", &named(one))} text={words.t("person-leaves-text")}
            confirm={words.t("person-leaves-confirm")} grave=true {busy} {problem} {on_confirm} on_close={close} /> }
        }
        Open::NoAccess(one) => {
            let on_confirm = {
                let (open, action, words, one) = (open.clone(), action.clone(), words.clone(), one.clone());
                Callback::from(move |_: String| {
                    let (open, words, name) = (open.clone(), words.clone(), one.person.name.clone());
                    action.run(desk::remove_access(one.person.id), move |()| {
                        open.set(Open::Nothing);
                        Some(words.with("person-access-removed", &[("name", name)]))
                    });
                })
            };
            html! { <Ask title={words.with("person-no-access-title", &named(one))} text={words.t("person-no-access-text")}
            confirm={words.t("person-no-access")} grave=true {busy} {problem} {on_confirm} on_close={close} /> }
        }
        Open::Passphrase(one) => {
            let on_confirm = {
                let (open, action, words, one) = (open.clone(), action.clone(), words.clone(), one.clone());
                Callback::from(move |_: String| {
                    let (open, words, name) = (open.clone(), words.clone(), one.person.name.clone());
                    action.run(desk::give_passphrase(one.person.id), move |secret| {
                        open.set(Open::Shown(
                            words.with("person-passphrase-shown", &[("name", name)]),
                            words.t("person-passphrase-shown-text"),
                            secret,
                        ));
                        None
                    });
                })
            };
            html! { <Ask title={words.with("person-passphrase-title", &named(one))} text={words.t("person-passphrase-text")}
            confirm={words.t("person-passphrase-draw")} {busy} {problem} {on_confirm} on_close={close} /> }
        }
        Open::Forget(one, computer) => {
            let on_confirm = {
                let (open, action, words, id) =
                    (open.clone(), action.clone(), words.clone(), computer.id.clone());
                Callback::from(move |_: String| {
                    let (open, words) = (open.clone(), words.clone());
                    action.run(desk::forget_computer(id.clone()), move |()| {
                        open.set(Open::Nothing);
                        Some(words.t("keychain-forgotten"))
                    });
                })
            };
            let values = [
                ("computer", computer_name(words, computer)),
                ("name", one.person.name.clone()),
            ];
            html! { <Ask title={words.t("keychain-forget")} text={words.with("keychain-forget-text", &values)}
            confirm={words.t("keychain-forget")} grave=true {busy} {problem} {on_confirm} on_close={close} /> }
        }
        Open::Recovery => {
            let on_confirm = {
                let (open, action, words) = (open.clone(), action.clone(), words.clone());
                Callback::from(move |_: String| {
                    let (open, words) = (open.clone(), words.clone());
                    action.run(desk::make_recovery_key(), move |secret| {
                        open.set(Open::Shown(
                            words.t("recovery-key-shown"),
                            words.t("recovery-key-shown-text"),
                            secret,
                        ));
                        None
                    });
                })
            };
            html! { <Ask title={words.t("recovery-key-make")} text={words.t("recovery-key-make-text")}
            confirm={words.t("recovery-key-make-confirm")} {busy} {problem} {on_confirm} on_close={close} /> }
        }
        Open::Shown(title, text, secret) => {
            let leave = close.reform(|_: MouseEvent| ());
            html! {
                <Dialog id="shown-title" title={title.clone()} on_close={close}>
                    <div class="stack">
                        <p class="lead">{ text }</p>
                        <p class="secret-once" data-secret="" tabindex="0">{ secret }</p>
                        <div class="sheet-actions"><button type="button" class="ds-button" onclick={leave}>{ words.t("secret-written-down") }</button></div>
                    </div>
                </Dialog>
            }
        }
    }
}

#[derive(PartialEq, Properties)]
struct GrantDialogProps {
    on_close: Callback<()>,
}

/// Names somebody for a dossier, by its reference and with the reason; the dossier itself is not shown.
#[component]
fn GrantDialog(props: &GrantDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let everybody = use_loaded((), |()| desk::people());
    let reference = use_state(String::new);
    let who = use_state(|| None::<String>);
    let here: Vec<_> = everybody
        .ready()
        .into_iter()
        .flatten()
        .filter(|person| person.left_at.is_none())
        .collect();
    let options = here
        .iter()
        .map(|person| (person.id.to_string(), person.name.clone(), None))
        .collect::<Vec<_>>();
    let value = (*who)
        .clone()
        .or_else(|| here.first().map(|person| person.id.to_string()))
        .unwrap_or_default();
    let on_who = {
        let who = who.clone();
        Callback::from(move |key: String| who.set(Some(key)))
    };
    let on_reference = {
        let reference = reference.clone();
        Callback::from(move |text: String| reference.set(text))
    };
    let on_confirm = {
        let (action, words, on_close) = (action.clone(), words.clone(), props.on_close.clone());
        let reference = reference.trim().to_owned();
        let chosen = here.iter().find(|person| person.id.to_string() == value);
        let chosen = chosen.map(|person| (person.id, person.name.clone()));
        Callback::from(move |reason: String| {
            let Some((person, name)) = chosen.clone() else {
                return;
            };
            let (words, on_close) = (words.clone(), on_close.clone());
            let values = [("name", name), ("reference", reference.clone())];
            action.run(desk::grant_access(reference.clone(), person, reason), move |()| {
                on_close.emit(());
                Some(words.with("grant-access-done", &values))
            });
        })
    };
    html! {
        <Ask title={words.t("grant-access-title")} text={words.t("grant-access-text")} reason={words.t("act-reason")} confirm={words.t("grant-access-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="grant-reference" label={words.t("reference")} value={(*reference).clone()} on_input={on_reference} code=true />
            <Select id="grant-who" label={words.t("person-name")} {options} {value} on_change={on_who} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct PersonDialogProps {
    #[prop_or_default]
    person: Option<AccessView>,
    on_close: Callback<()>,
}

/// A new person, or other roles for one.
#[component]
fn PersonDialog(props: &PersonDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let known = props.person.as_ref().map(|one| &one.person);
    let name = use_state(String::new);
    let office = use_state(|| known.map(|person| person.office.clone()).unwrap_or_default());
    let roles = use_state(|| known.map_or(vec![Role::Agent], |person| person.roles.clone()));
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let onsubmit = {
        let (action, words, on_close) = (action.clone(), words.clone(), props.on_close.clone());
        let (name, office, roles) = (name.clone(), office.clone(), roles.clone());
        let id = known.map(|person| person.id);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (words, on_close) = (words.clone(), on_close.clone());
            let done = move |person: model::view::PersonView| {
                on_close.emit(());
                Some(words.with("person-kept", &[("name", person.name)]))
            };
            let (office, roles) = ((*office).clone(), (*roles).clone());
            match id {
                Some(id) => action.run(desk::change_person(id, roles, office), done),
                None => action.run(desk::add_person((*name).clone(), roles, office), done),
            }
        })
    };
    let title = match known {
        Some(person) => words.with("person-change-title", &[("name", person.name.clone())]),
        None => words.t("person-add"),
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="person-title" {title} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                if known.is_none() {
                    <Field id="person-name" label={words.t("person-name")} value={(*name).clone()} on_input={set(&name)} autofocus=true />
                }
                <Field id="person-office" label={words.t("person-office")} hint={words.t("person-office-hint")} value={(*office).clone()}
                    on_input={set(&office)} optional=true code=true />
                <fieldset class="stack-tight">
                    <legend class="field-label">{ words.t("person-roles") }</legend>
                    { for ROLES.iter().map(|role| {
                        let (roles, role) = (roles.clone(), *role);
                        let checked = roles.contains(&role);
                        let on_change = Callback::from(move |on: bool| {
                            let mut next: Vec<Role> = roles.iter().copied().filter(|known| *known != role).collect();
                            if on { next.push(role); }
                            roles.set(next);
                        });
                        html! { <Tick id={role_key(role)} label={words.t(role_key(role))} hint={words.t(&format!("{}-may", role_key(role)))} {checked} {on_change} /> }
                    }) }
                </fieldset>
                <p class="field-hint">{ words.t("person-roles-hint") }</p>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="keep-person" aria-busy={action.busy.to_string()}>{ words.t("keep") }</button>
                </div>
            </form>
        </Dialog>
    }
}
