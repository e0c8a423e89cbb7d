//! The dialogue for a new dossier.

use model::{
    Confidentiality, ContactId, DossierOpening, NewDossier, NewParty, PartyKind, PartyRole, PersonId,
    Reference, RuleError, Subject,
};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge::dossiers as desk;
use crate::components::{
    AccessFields, ContactField, DayField, Dialog, Field, Problem, Select, TagsField, read_day, text_in,
    with_typed,
};
use crate::load::use_loaded;
use crate::session::{Act, Notice, use_session};
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct NewDossierDialogProps {
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
}

#[derive(Clone, Default, PartialEq)]
struct Errors {
    subject: Option<Explanation>,
    reference: Option<Explanation>,
    party: Option<Explanation>,
    received: Option<Explanation>,
    whole: Option<Explanation>,
}

/// The dialogue.
#[component]
pub fn NewDossierDialog(props: &NewDossierDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let subject = use_state(String::new);
    let reference = use_state(String::new);
    let procedure = use_state(String::new);
    let party = use_state(String::new);
    let kind = use_state(|| "natural".to_owned());
    let contact = use_state(|| None::<ContactId>);
    let received = use_state(String::new);
    let tags = use_state(Vec::<String>::new);
    let tag = use_state(String::new);
    let access = use_state(|| None::<Confidentiality>);
    let named = use_state(Vec::<PersonId>::new);
    let errors = use_state(Errors::default);
    let about = use_loaded((*procedure).clone(), |key: &String| {
        let key = key.clone();
        async move {
            if key.is_empty() {
                return Ok(None);
            }
            desk::procedure(key).await.map(Some)
        }
    });
    let about = about.ready().cloned().flatten();
    let usual = about
        .as_ref()
        .map(|about| about.procedure.confidentiality)
        .unwrap_or_default();
    let busy = use_state(|| false);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let onsubmit = {
        let session = session.clone();
        let (words, errors, busy, on_close) = (
            words.clone(),
            errors.clone(),
            busy.clone(),
            props.on_close.clone(),
        );
        let values = (
            subject.clone(),
            reference.clone(),
            procedure.clone(),
            party.clone(),
            kind.clone(),
        );
        let more = (
            contact.clone(),
            received.clone(),
            tags.clone(),
            tag.clone(),
            access.clone(),
            named.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let (subject, reference, procedure, party, kind) = &values;
            let explain = |error: RuleError| Some(words.explain(&error));
            let (contact, received, tags, tag, access, named) = &more;
            let mut wrong = Errors::default();
            let received_on = match received.trim() {
                "" => Ok(None),
                text => read_day(text).map(Some).ok_or_else(|| {
                    wrong.received = Some(Explanation {
                        code: "day-unreadable".to_owned(),
                        sentence: words.t("day-unreadable"),
                        next: None,
                    });
                }),
            };
            let subject = Subject::parse(subject).map_err(|error| wrong.subject = explain(error));
            let reference = match reference.trim() {
                "" => Ok(None),
                text => Reference::parse(text)
                    .map(Some)
                    .map_err(|error| wrong.reference = explain(error)),
            };
            let party = match party.trim() {
                "" => Ok(Vec::new()),
                _ if contact.is_some() => Ok(Vec::new()),
                name => NewParty {
                    kind: if **kind == "legal" {
                        PartyKind::Legal
                    } else {
                        PartyKind::Natural
                    },
                    role: PartyRole::Applicant,
                    name: name.to_owned(),
                }
                .checked()
                .map(|party| vec![party])
                .map_err(|error| wrong.party = explain(error)),
            };
            errors.set(wrong);
            let (Ok(subject), Ok(reference), Ok(parties), Ok(received_on)) =
                (subject, reference, party, received_on)
            else {
                return;
            };
            let procedure = Some((**procedure).clone()).filter(|key| !key.is_empty());
            let opening = DossierOpening {
                new: NewDossier {
                    reference,
                    subject,
                    procedure,
                    parties,
                },
                contacts: contact
                    .iter()
                    .map(|contact| (*contact, PartyRole::Applicant))
                    .collect(),
                classification: None,
                confidentiality: **access,
                named: (**named).clone(),
                tags: with_typed(tags, tag),
                received_on,
            };
            busy.set(true);
            let (session, words, errors, busy) =
                (session.clone(), words.clone(), errors.clone(), busy.clone());
            let (on_close, navigator) = (on_close.clone(), navigator.clone());
            spawn_local(async move {
                match desk::open_new_dossier(opening).await {
                    Ok(dossier) => {
                        on_close.emit(());
                        session.dispatch(Act::Changed);
                        let values = [("reference", dossier.reference.to_string())];
                        session.dispatch(Act::Say(Notice::good(words.with("dossier-created", &values))));
                        if let Some(navigator) = navigator {
                            navigator.push(&Route::Dossier { id: dossier.id });
                        }
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        busy.set(false);
                        errors.set(Errors {
                            whole: Some(explanation),
                            ..Errors::default()
                        });
                    }
                }
            });
        })
    };
    let on_party = {
        let (party, contact) = (party.clone(), contact.clone());
        Callback::from(move |text: String| {
            party.set(text);
            contact.set(None);
        })
    };
    let on_contact = {
        let (party, contact) = (party.clone(), contact.clone());
        Callback::from(move |(id, name): (ContactId, String)| {
            party.set(name);
            contact.set(Some(id));
        })
    };
    let on_tags = {
        let tags = tags.clone();
        Callback::from(move |all| tags.set(all))
    };
    let on_access = {
        let access = access.clone();
        Callback::from(move |value| access.set(Some(value)))
    };
    let on_named = {
        let named = named.clone();
        Callback::from(move |value| named.set(value))
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let mut procedures = vec![(String::new(), words.t("procedure-none"), None)];
    procedures.extend(session.procedures.iter().map(|each| {
        (
            each.key.clone(),
            session.procedure_name(&each.key, words.lang()),
            None,
        )
    }));
    let kinds = vec![
        ("natural".to_owned(), words.t("party-natural"), None),
        ("legal".to_owned(), words.t("party-legal"), None),
    ];
    html! {
        <Dialog id="new-dossier-title" title={words.t("dossier-new")} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &errors.whole { <Problem problem={problem.clone()} /> }
                <Field id="subject" label={words.t("subject")} hint={words.t("subject-hint")} autofocus=true
                    value={(*subject).clone()} on_input={set(&subject)} error={errors.subject.clone()} />
                <Select id="procedure" label={words.t("procedure")} options={procedures} value={(*procedure).clone()} on_change={set(&procedure)} />
                if let Some(purpose) = about.as_ref().and_then(|about| text_in(&about.procedure.purpose, words.lang())) { <p class="field-hint" id="procedure-purpose">{ purpose }</p> }
                <div class="field-pair field-pair-wide">
                    <ContactField id="party" label={words.t("party-applicant")} value={(*party).clone()} optional=true on_input={on_party}
                        picked={*contact} on_pick={on_contact} error={errors.party.clone()} />
                    if contact.is_none() { <Select id="party-kind" label={words.t("party-kind")} options={kinds} value={(*kind).clone()} on_change={set(&kind)} /> }
                </div>
                <DayField id="received" label={words.t("received-on")} value={(*received).clone()} on_input={set(&received)} error={errors.received.clone()} optional=true />
                <details class="details"><summary>{ words.t("dossier-more-fields") }</summary><div class="stack">
                    <TagsField tags={(*tags).clone()} typed={(*tag).clone()} on_typed={set(&tag)} {on_tags} />
                    <AccessFields access={access.unwrap_or(usual)} {on_access} named={(*named).clone()} {on_named} />
                    <Field id="reference" label={words.t("reference")} hint={words.t("reference-hint")} optional=true code=true
                        value={(*reference).clone()} on_input={set(&reference)} error={errors.reference.clone()} />
                </div></details>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" aria-busy={busy.to_string()}>{ words.t("dossier-create") }</button>
                </div>
            </form>
        </Dialog>
    }
}
