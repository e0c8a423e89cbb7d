//! The parties of a dossier and the dossiers it is linked with.

use model::contact::{ContactEntry, ContactRow};
use model::view::{DossierView, LinkKind, LinkView, PartyView};
use model::{ContactId, DossierFilter, DossierId, PartyId, PartyKind, PartyRole, PartyWho};
use wording::Explanation;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Ask, Icon, Problem, Select, Suggest, Suggestion, Tick};
use crate::action::use_action;
use crate::bridge::{directory, dossiers as desk};
use crate::format;
use crate::load::use_loaded;
use crate::pages::Route;
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// The word for a role.
pub fn role_in_words(words: &Words, role: PartyRole) -> String {
    words.t(match role {
        PartyRole::Applicant => "role-applicant",
        PartyRole::Addressee => "role-addressee",
        PartyRole::Third => "role-third",
    })
}

/// What tells a contact from others of the same name.
pub fn contact_note(words: &Words, row: &ContactRow) -> String {
    let born = row
        .birth_date
        .map(|day| words.with("contact-born", &[("day", format::civil_day(words, day))]));
    [born, Some(row.city.clone()), Some(row.matricule.clone())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

#[derive(PartialEq, Properties)]
pub struct ContactFieldProps {
    /// Id of the field, unique on the page.
    pub id: &'static str,
    /// Its label.
    pub label: AttrValue,
    /// What is typed.
    pub value: String,
    /// Called as the person types.
    pub on_input: Callback<String>,
    /// The contact that was taken.
    pub picked: Option<ContactId>,
    /// Called with the contact that is taken, and its name.
    pub on_pick: Callback<(ContactId, String)>,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
    /// Takes the focus when it appears.
    #[prop_or_default]
    pub autofocus: bool,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<Explanation>,
}

/// A field that finds contacts of the directory as one types.
#[component]
pub fn ContactField(props: &ContactFieldProps) -> Html {
    let words = use_words();
    let found = use_loaded(props.value.trim().to_owned(), |typed: &String| {
        let typed = typed.clone();
        async move {
            if typed.chars().count() < 2 {
                return Ok(Vec::new());
            }
            directory::contacts(typed, 8).await
        }
    });
    let suggestions = match (found.ready(), props.picked) {
        (Some(rows), None) => rows
            .iter()
            .map(|row| Suggestion {
                key: row.id.to_string(),
                text: row.name.clone(),
                note: contact_note(&words, row),
            })
            .collect(),
        _ => Vec::new(),
    };
    let on_pick = {
        let on_pick = props.on_pick.clone();
        Callback::from(move |one: Suggestion| {
            if let Ok(id) = one.key.parse() {
                on_pick.emit((id, one.text));
            }
        })
    };
    let hint = words.t(if props.picked.is_some() {
        "contact-picked"
    } else {
        "contact-field-hint"
    });
    html! {
        <Suggest id={props.id} label={props.label.clone()} {hint} value={props.value.clone()} on_input={props.on_input.clone()} {suggestions} {on_pick}
            optional={props.optional} autofocus={props.autofocus} error={props.error.clone()} />
    }
}

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Add,
    Change(PartyView),
    Link,
}

#[derive(PartialEq, Properties)]
pub struct DossierPeopleProps {
    /// The dossier.
    pub dossier: DossierView,
    /// It may be changed.
    pub editing: bool,
}

/// Parties and linked dossiers.
#[component]
pub fn DossierPeople(props: &DossierPeopleProps) -> Html {
    let words = use_words();
    let action = use_action();
    let open = use_state(|| Open::Nothing);
    let dossier = &props.dossier;
    let id = dossier.id;
    let show = |what: Open| {
        let (open, action) = (open.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            open.set(what.clone());
        })
    };
    let close = {
        let (open, action) = (open.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            open.set(Open::Nothing);
        })
    };
    let remove = |party: &PartyView| {
        let (action, words, party) = (action.clone(), words.clone(), party.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, party) = (words.clone(), party.clone());
            action.run_undoable(desk::remove_party(party.id), move |_| {
                let who = match party.contact {
                    Some(contact) => PartyWho::Contact(contact),
                    None => PartyWho::Named {
                        kind: party.kind,
                        name: party.name.clone(),
                    },
                };
                Some(Said {
                    text: words.with("party-removed", &[("name", party.name.clone())]),
                    undo: Undo::by(move || desk::add_party(id, who.clone(), party.role)),
                })
            });
        })
    };
    let unlink = |link: &LinkView| {
        let (action, words, link) = (action.clone(), words.clone(), link.clone());
        Callback::from(move |_: MouseEvent| {
            // A link is taken away where it begins.
            let (from, to) = if link.outgoing {
                (id, link.dossier)
            } else {
                (link.dossier, id)
            };
            let (said, kind) = (words.t("link-removed"), link.kind);
            action.run_undoable(desk::unlink_dossiers(from, kind, to), move |_| {
                Some(Said {
                    text: said,
                    undo: Undo::by(move || desk::link_dossiers(from, kind, to)),
                })
            });
        })
    };
    let dialog = match &*open {
        Open::Nothing => Html::default(),
        Open::Add => html! { <PartyDialog dossier={id} on_close={close} /> },
        Open::Change(party) => html! { <PartyDialog dossier={id} party={party.clone()} on_close={close} /> },
        Open::Link => html! { <LinkDialog dossier={id} on_close={close} /> },
    };
    html! {
        <div class="stack">
            if let Some(problem) = (*action.problem).clone().filter(|_| *open == Open::Nothing) { <Problem {problem} /> }
            <section class="stack-tight" aria-labelledby="parties-title">
                <div class="section-head"><h2 id="parties-title" class="section-title">{ words.t("parties") }</h2>
                    if props.editing { <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="add-party" onclick={show(Open::Add)}><Icon name="plus" />{ words.t("party-add") }</button> }
                </div>
                if dossier.parties.is_empty() { <p class="muted">{ words.t("no-party") }</p> } else {
                    <ul class="rows parties-rows">
                        { for dossier.parties.iter().map(|party| html! {
                            <li key={party.id.to_string()} class="row-item">
                                <span class="avatar"><Icon name={if party.kind == PartyKind::Natural { "person" } else { "building" }} /></span>
                                <span class="row-main">
                                    if let Some(contact) = party.contact {
                                        <Link<Route> to={Route::Contact { id: contact }} classes="ds-link party-name">{ &party.name }</Link<Route>>
                                    } else { <span class="party-name">{ &party.name }</span> }
                                    <span class="row-note">{ role_in_words(&words, party.role) }
                                        if let Some(name) = &party.current_name { { " · " }{ words.with("party-current-name", &[("name", name.clone())]) } }
                                        if party.contact.is_none() { { " · " }{ words.t("party-not-in-directory") } }
                                    </span>
                                </span>
                                if props.editing { <span class="row-actions">
                                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" aria-label={words.with("party-change-of", &[("name", party.name.clone())])} onclick={show(Open::Change(party.clone()))}>{ words.t("do-change") }</button>
                                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" aria-label={words.with("party-remove-title", &[("name", party.name.clone())])} data-action="remove-party" onclick={remove(party)}>{ words.t("do-remove") }</button>
                                </span> }
                            </li>
                        }) }
                    </ul>
                }
            </section>
            <section class="stack-tight" aria-labelledby="links-title">
                <div class="section-head"><h2 id="links-title" class="section-title">{ words.t("links") }</h2>
                    if props.editing { <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="add-link" onclick={show(Open::Link)}><Icon name="plus" />{ words.t("link-add") }</button> }
                </div>
                if dossier.facts.links.is_empty() { <p class="muted">{ words.t("links-none") }</p> } else {
                    <ul class="rows">
                        { for dossier.facts.links.iter().map(|link| html! {
                            <li key={format!("{}{:?}{}", link.dossier, link.kind, link.outgoing)} class="row-item">
                                <span class="avatar"><Icon name="folder" /></span>
                                <span class="row-main">
                                    <span class="row-note">{ link_in_words(&words, link.kind, link.outgoing) }</span>
                                    <Link<Route> to={Route::Dossier { id: link.dossier }} classes="ds-link"><span class="reference">{ link.reference.as_str() }</span>{ " · " }{ link.subject.as_str() }</Link<Route>>
                                </span>
                                if props.editing { <span class="row-actions">
                                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" aria-label={words.with("link-remove-title", &[("reference", link.reference.to_string())])} data-action="remove-link" onclick={unlink(link)}>{ words.t("do-remove") }</button>
                                </span> }
                            </li>
                        }) }
                    </ul>
                }
            </section>
            { dialog }
        </div>
    }
}

/// What one dossier is to another, in words.
pub fn link_in_words(words: &Words, kind: LinkKind, outgoing: bool) -> String {
    words.t(match (kind, outgoing) {
        (LinkKind::Follows, true) => "link-follows",
        (LinkKind::Follows, false) => "link-followed-by",
        (LinkKind::Concerns, true) => "link-concerns",
        (LinkKind::Concerns, false) => "link-concerned-by",
        (LinkKind::Parent, true) => "link-within",
        (LinkKind::Parent, false) => "link-contains",
    })
}

#[derive(PartialEq, Properties)]
struct PartyDialogProps {
    dossier: DossierId,
    #[prop_or_default]
    party: Option<PartyView>,
    on_close: Callback<()>,
}

/// Adds the party, or changes the one there is.
async fn keep_party(
    dossier: DossierId,
    party: Option<PartyId>,
    who: PartyWho,
    into_directory: bool,
    role: PartyRole,
) -> crate::bridge::Answer<DossierView> {
    let who = match who {
        PartyWho::Named { kind, name } if into_directory => {
            let contact = directory::add_contact(ContactEntry::named(kind, &name), false).await?;
            PartyWho::Contact(contact.id)
        }
        who => who,
    };
    match party {
        Some(party) => desk::change_party(party, who, role).await,
        None => desk::add_party(dossier, who, role).await,
    }
}

/// A new party, or another name or role for one.
#[component]
fn PartyDialog(props: &PartyDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let known = props.party.as_ref();
    let name = use_state(|| known.map(|party| party.name.clone()).unwrap_or_default());
    let picked = use_state(|| known.and_then(|party| party.contact));
    let role = use_state(|| known.map_or(PartyRole::Applicant, |party| party.role));
    let kind = use_state(|| known.map_or(PartyKind::Natural, |party| party.kind));
    let keep = use_state(|| false);
    let on_input = {
        let (name, picked) = (name.clone(), picked.clone());
        Callback::from(move |text: String| {
            name.set(text);
            picked.set(None);
        })
    };
    let on_pick = {
        let (name, picked) = (name.clone(), picked.clone());
        Callback::from(move |(id, text): (ContactId, String)| {
            name.set(text);
            picked.set(Some(id));
        })
    };
    let roles = [
        ("applicant", "role-applicant"),
        ("addressee", "role-addressee"),
        ("third", "role-third"),
    ]
    .map(|(key, label)| (key.to_owned(), words.t(label), None))
    .to_vec();
    let kinds = [("natural", "party-natural"), ("legal", "party-legal")]
        .map(|(key, label)| (key.to_owned(), words.t(label), None))
        .to_vec();
    let role_key = match *role {
        PartyRole::Applicant => "applicant",
        PartyRole::Addressee => "addressee",
        PartyRole::Third => "third",
    };
    let on_role = {
        let role = role.clone();
        Callback::from(move |key: String| {
            role.set(match key.as_str() {
                "addressee" => PartyRole::Addressee,
                "third" => PartyRole::Third,
                _ => PartyRole::Applicant,
            });
        })
    };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |key: String| {
            kind.set(if key == "legal" {
                PartyKind::Legal
            } else {
                PartyKind::Natural
            })
        })
    };
    let on_keep = {
        let keep = keep.clone();
        Callback::from(move |on: bool| keep.set(on))
    };
    let on_confirm = {
        let (action, words, name, picked) = (action.clone(), words.clone(), name.clone(), picked.clone());
        let (role, kind, keep) = (role.clone(), kind.clone(), keep.clone());
        let (dossier, party, on_close) = (props.dossier, known.map(|party| party.id), props.on_close.clone());
        Callback::from(move |_: String| {
            let who = match *picked {
                Some(contact) => PartyWho::Contact(contact),
                None => PartyWho::Named {
                    kind: *kind,
                    name: name.trim().to_owned(),
                },
            };
            let (words, on_close, said) = (words.clone(), on_close.clone(), name.trim().to_owned());
            action.run(keep_party(dossier, party, who, *keep, *role), move |_| {
                on_close.emit(());
                Some(words.with("party-kept", &[("name", said)]))
            });
        })
    };
    html! {
        <Ask title={words.t(if known.is_some() { "party-change" } else { "party-add" })} confirm={words.t("keep")} busy={*action.busy}
            problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <ContactField id="party-name" label={words.t("party-name")} value={(*name).clone()} {on_input} picked={*picked} {on_pick} autofocus=true />
            if picked.is_none() {
                <Select id="party-kind" label={words.t("party-kind")} options={kinds} value={if *kind == PartyKind::Legal { "legal" } else { "natural" }.to_owned()} on_change={on_kind} />
                <Tick id="party-keep" label={words.t("party-into-directory")} hint={words.t("party-into-directory-hint")} checked={*keep} on_change={on_keep} />
            }
            <Select id="party-role" label={words.t("party-role")} options={roles} value={role_key.to_owned()} on_change={on_role} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct LinkDialogProps {
    dossier: DossierId,
    on_close: Callback<()>,
}

/// A link to another dossier.
#[component]
fn LinkDialog(props: &LinkDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let typed = use_state(String::new);
    let picked = use_state(|| None::<DossierId>);
    let kind = use_state(|| LinkKind::Concerns);
    let missing = use_state(|| false);
    let own = props.dossier;
    let found = use_loaded((*typed).clone(), |typed: &String| {
        let filter = DossierFilter {
            search: typed.clone(),
            limit: 9,
            ..DossierFilter::default()
        };
        async move {
            if filter.search.trim().is_empty() {
                return Ok(Vec::new());
            }
            desk::dossier_page(filter).await.map(|page| page.rows)
        }
    });
    let suggestions = match (found.ready(), *picked) {
        (Some(rows), None) => rows
            .iter()
            .filter(|row| row.id != own)
            .map(|row| Suggestion {
                key: row.id.to_string(),
                text: format!("{} · {}", row.reference, row.subject),
                note: row.party.clone().unwrap_or_default(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let on_input = {
        let (typed, picked) = (typed.clone(), picked.clone());
        Callback::from(move |text: String| {
            typed.set(text);
            picked.set(None);
        })
    };
    let on_pick = {
        let (typed, picked, missing) = (typed.clone(), picked.clone(), missing.clone());
        Callback::from(move |one: Suggestion| {
            picked.set(one.key.parse().ok());
            typed.set(one.text);
            missing.set(false);
        })
    };
    let kinds = [
        ("concerns", "link-concerns"),
        ("follows", "link-follows"),
        ("parent", "link-within"),
    ]
    .map(|(key, label)| (key.to_owned(), words.t(label), None))
    .to_vec();
    let value = match *kind {
        LinkKind::Follows => "follows",
        LinkKind::Concerns => "concerns",
        LinkKind::Parent => "parent",
    };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |key: String| {
            kind.set(match key.as_str() {
                "follows" => LinkKind::Follows,
                "parent" => LinkKind::Parent,
                _ => LinkKind::Concerns,
            });
        })
    };
    let on_confirm = {
        let (action, words, picked, kind, missing) = (
            action.clone(),
            words.clone(),
            picked.clone(),
            kind.clone(),
            missing.clone(),
        );
        let on_close = props.on_close.clone();
        Callback::from(move |_: String| {
            missing.set(picked.is_none());
            let Some(other) = *picked else { return };
            let (words, on_close) = (words.clone(), on_close.clone());
            action.run(desk::link_dossiers(own, *kind, other), move |_| {
                on_close.emit(());
                Some(words.t("link-kept"))
            });
        })
    };
    let error = missing.then(|| Explanation {
        code: "link-target-missing".to_owned(),
        sentence: words.t("link-target-missing"),
        next: None,
    });
    html! {
        <Ask title={words.t("link-add")} confirm={words.t("link-confirm")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="link-kind" label={words.t("link-kind")} options={kinds} value={value.to_owned()} on_change={on_kind} />
            <Suggest id="link-target" label={words.t("link-target")} hint={words.t("link-target-hint")} value={(*typed).clone()} {on_input} {suggestions} {on_pick} {error} autofocus=true />
        </Ask>
    }
}
