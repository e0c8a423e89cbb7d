//! The dialogue for a new dossier.

use model::{NewDossier, NewParty, PartyKind, PartyRole, Reference, RuleError, Subject};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge;
use crate::components::{Dialog, Field, Problem, Select};
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
    let errors = use_state(Errors::default);
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
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let (subject, reference, procedure, party, kind) = &values;
            let explain = |error: RuleError| Some(words.explain(&error));
            let mut wrong = Errors::default();
            let subject = Subject::parse(subject).map_err(|error| wrong.subject = explain(error));
            let reference = match reference.trim() {
                "" => Ok(None),
                text => Reference::parse(text)
                    .map(Some)
                    .map_err(|error| wrong.reference = explain(error)),
            };
            let party = match party.trim() {
                "" => Ok(Vec::new()),
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
            let (Ok(subject), Ok(reference), Ok(parties)) = (subject, reference, party) else {
                return;
            };
            let procedure = Some((**procedure).clone()).filter(|key| !key.is_empty());
            busy.set(true);
            let (session, words, errors, busy) =
                (session.clone(), words.clone(), errors.clone(), busy.clone());
            let (on_close, navigator) = (on_close.clone(), navigator.clone());
            spawn_local(async move {
                match bridge::create_dossier(NewDossier {
                    reference,
                    subject,
                    procedure,
                    parties,
                })
                .await
                {
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
                <div class="field-pair field-pair-wide">
                    <Field id="party" label={words.t("party-applicant")} value={(*party).clone()} optional=true
                        on_input={set(&party)} error={errors.party.clone()} />
                    <Select id="party-kind" label={words.t("party-kind")} options={kinds} value={(*kind).clone()} on_change={set(&kind)} />
                </div>
                <Field id="reference" label={words.t("reference")} hint={words.t("reference-hint")} optional=true code=true
                    value={(*reference).clone()} on_input={set(&reference)} error={errors.reference.clone()} />
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" aria-busy={busy.to_string()}>{ words.t("dossier-create") }</button>
                </div>
            </form>
        </Dialog>
    }
}
