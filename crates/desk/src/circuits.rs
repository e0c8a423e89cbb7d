//! Circuits: starting one for a document, every act on it, and how it looks.
//!
//! The rules are [`model::circuit`]'s; here they meet the people, the delegations and the versions that the desk knows,
//! inside one transaction with the line of the journal: two people who act on the same step at the same time find the
//! circuit as the first one left it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::circuit::{
    Acting, Assignee, Circuit, CircuitError, CircuitStatus, Command, NewStep, Newest, Start, Step, StepState,
};
use model::delegation::{Delegation, name_of};
use model::procedure::{CircuitRule, StepKind, text_in};
use model::view::{PersonView, VersionView};
use model::work::{CircuitView, DoneView, PastView, StepStanding, StepView, SubstitutionView};
use model::{CircuitId, DocumentId, DossierId, PersonId, Role, Sha256, StepId};
use store::{Change, DocumentRecord, DossierRecord, Reading};

use crate::{Desk, Error, dossiers, procedures};

mod holder;
mod signing;

pub use signing::{SignBatch, SignOutcome, Signed, ToSign};

/// A circuit to be started.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NewCircuit {
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of the version that was seen.
    pub seen: Sha256,
    /// Key of the rule in the dossier's procedure; `None`: the one that fits the document, unless `steps` says more.
    #[serde(default)]
    pub rule: Option<String>,
    /// Its name; the rule's, or a usual one, where none is given.
    #[serde(default)]
    pub name: Option<String>,
    /// Its steps, put together by hand: then it is none of the procedure's circuits; empty: those of the rule.
    #[serde(default)]
    pub steps: Vec<NewStep>,
}

/// A circuit that a document can be sent round.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CircuitRuleView {
    /// Key in the procedure.
    pub key: String,
    /// Its name in the desk's language.
    pub name: String,
    /// It is meant for this document.
    pub fits: bool,
    /// Its steps.
    pub steps: Vec<model::procedure::StepRule>,
}

/// Everything that the rules ask about the moment of an act.
pub(crate) struct Known {
    person: PersonId,
    at: jiff::Timestamp,
    day: Date,
    people: Vec<PersonView>,
    blind: BTreeSet<PersonId>,
    delegations: Vec<Delegation>,
    offices: Vec<String>,
    procedure: Option<String>,
    newest: Newest,
}

impl Known {
    pub(crate) fn read(
        reading: &Reading<'_>,
        person: PersonId,
        at: jiff::Timestamp,
        document: DocumentId,
        dossier: &DossierRecord,
    ) -> Result<Known, Error> {
        let day = dossiers::in_luxembourg(at).date();
        let people = reading.people()?;
        let mut offices = vec![dossier.office.clone()];
        if let Some(procedure) = procedures::of_dossier(reading, dossier.id)? {
            offices.push(procedure.office);
        }
        let newest = reading
            .newest_version(document)?
            .ok_or_else(|| store::Error::VersionUnknown {
                version: document.to_string(),
            })?;
        Ok(Known {
            person,
            at,
            day,
            blind: reading.blind(dossier.id)?,
            people,
            delegations: reading.delegations(day)?,
            offices,
            procedure: dossier.procedure.clone(),
            newest,
        })
    }

    pub(crate) fn acting(&self) -> Acting<'_> {
        Acting {
            person: self.person,
            at: self.at,
            day: self.day,
            people: &self.people,
            blind: self.blind.clone(),
            delegations: &self.delegations,
            offices: &self.offices,
            procedure: self.procedure.as_deref(),
            newest: self.newest.clone(),
        }
    }
}

fn unknown(id: CircuitId) -> Error {
    CircuitError::Unknown {
        circuit: id.to_string(),
    }
    .into()
}

/// A circuit with its document and dossier; one in a dossier that may not be seen is not there.
fn find(reading: &Reading<'_>, id: CircuitId) -> Result<(Circuit, DocumentRecord, DossierRecord), Error> {
    let (circuit, _) = reading.circuit(id)?.ok_or_else(|| unknown(id))?;
    let dossier = match reading.dossier(circuit.dossier) {
        Err(store::Error::DossierUnknown { .. }) => return Err(unknown(id)),
        other => other?,
    };
    let document = reading.document(circuit.document)?;
    Ok((circuit, document, dossier))
}

impl Desk {
    /// The circuits of the dossier's procedure that a document can be sent round.
    ///
    /// # Errors
    /// `document-unknown`; `procedure-unknown`.
    pub fn circuit_rules(&self, document: DocumentId) -> Result<Vec<CircuitRuleView>, Error> {
        let (document, dossier) = self.store.read(|reading| -> Result<_, Error> {
            let document = reading.document(document)?;
            let dossier = reading.dossier(document.dossier)?;
            Ok((document, dossier))
        })?;
        let procedure = self
            .store
            .read(|reading| procedures::of_dossier(reading, dossier.id))?;
        let Some(procedure) = procedure else {
            return Ok(Vec::new());
        };
        Ok(procedure
            .circuits
            .into_iter()
            .map(|rule| CircuitRuleView {
                fits: fits(&rule, &document),
                name: text_in(&rule.name, self.lang()).unwrap_or(&rule.key).to_owned(),
                key: rule.key,
                steps: rule.steps,
            })
            .collect())
    }

    /// Sends a document round: by a rule of its procedure, or by steps put together by hand.
    ///
    /// For agents, signatories, clerks and administrators.
    ///
    /// # Errors
    /// `role-missing`; `dossier-closed`; `circuit-other-version` when another version is the newest; `circuit-already`;
    /// `circuit-document-sealed`; `circuit-rule-unknown`, `circuit-rule-not-named`; `circuit-deadlock` and the other
    /// refusals of [`CircuitError`].
    pub fn start_circuit(&self, new: &NewCircuit) -> Result<CircuitView, Error> {
        self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?;
        let id = self.start_as(self.person, &self.actor, new)?;
        self.circuit(id)
    }

    pub(crate) fn start_as(
        &self,
        person: PersonId,
        actor: &str,
        new: &NewCircuit,
    ) -> Result<CircuitId, Error> {
        self.store.change(actor, |change| -> Result<_, Error> {
            let document = change.document(new.document)?;
            let dossier = change.open_dossier(document.dossier)?;
            let title = document.title.clone();
            if document.identifier.is_some() {
                return Err(CircuitError::DocumentSealed { title }.into());
            }
            if document.withdrawn_at.is_some() {
                return Err(crate::ImportError::Withdrawn { title }.into());
            }
            if let Some((other, _)) = change.circuit_holding(document.id)? {
                return Err(CircuitError::InCircuit {
                    title,
                    circuit: other.name,
                }
                .into());
            }
            let known = Known::read(change, person, change.at(), document.id, &dossier)?;
            let (rule, name, steps) = self.planned(change, new, &document, &dossier, &known.people)?;
            let start = Start {
                id: CircuitId::new(change.at(), self.store.random_10()),
                document: document.id,
                dossier: dossier.id,
                rule,
                name,
                drafters: change.drafters(document.id)?,
                seen: new.seen,
                steps: steps
                    .into_iter()
                    .map(|step| (StepId::new(change.at(), self.store.random_10()), step))
                    .collect(),
            };
            let (circuit, events) = Circuit::start(start, &known.acting())?;
            change.add_circuit(&circuit)?;
            change.record_circuit(&circuit, &title, &events)?;
            Ok(circuit.id)
        })
    }

    /// Rule, name and steps of a circuit to be.
    fn planned(
        &self,
        reading: &Reading<'_>,
        new: &NewCircuit,
        document: &DocumentRecord,
        dossier: &DossierRecord,
        people: &[PersonView],
    ) -> Result<(Option<String>, String, Vec<NewStep>), Error> {
        if !new.steps.is_empty() {
            let catalog = crate::catalog();
            let usual = || catalog.text(self.lang(), "circuit-by-hand", &[]);
            let name = new.name.clone().unwrap_or_else(usual);
            // It may be shorter than the procedure's, and does not pass for it.
            return Ok((None, name, new.steps.clone()));
        }
        let rules = procedures::of_dossier(reading, dossier.id)?
            .map(|procedure| procedure.circuits)
            .unwrap_or_default();
        let fitting: Vec<&CircuitRule> = rules.iter().filter(|rule| fits(rule, document)).collect();
        let chosen = match (&new.rule, fitting.as_slice(), rules.as_slice()) {
            (Some(key), _, _) => rules
                .iter()
                .find(|rule| rule.key == *key)
                .ok_or_else(|| CircuitError::RuleUnknown { rule: key.clone() })?,
            (None, [one], _) => one,
            (None, [], [one]) => one,
            (None, _, []) => {
                return Err(CircuitError::RuleUnknown { rule: String::new() }.into());
            }
            (None, _, _) => {
                let keys: Vec<&str> = rules.iter().map(|rule| rule.key.as_str()).collect();
                return Err(CircuitError::RuleNotNamed {
                    rules: keys.join(", "),
                }
                .into());
            }
        };
        let steps = chosen
            .steps
            .iter()
            .map(|step| NewStep::of_rule(step, people))
            .collect::<Result<Vec<_>, _>>()?;
        let own = text_in(&chosen.name, self.lang())
            .unwrap_or(&chosen.key)
            .to_owned();
        Ok((Some(chosen.key.clone()), new.name.clone().unwrap_or(own), steps))
    }

    /// Does something to a circuit: visa, opinion, approval, dispatch, refusal, sending back, substitution, leaving out,
    /// withdrawal, cancelling, restart. Signatures and seals are made by [`Desk::sign`] and [`Desk::seal`].
    ///
    /// Who may is decided by the step: whom it is for, or who acts for them under a delegation; withdrawing and restarting
    /// is the starter's, cancelling an administrator's.
    ///
    /// # Errors
    /// [`CircuitError`]; `dossier-closed`.
    pub fn act_on_circuit(&self, id: CircuitId, command: &Command) -> Result<CircuitView, Error> {
        if let Command::Perform { step, .. } = command {
            let (circuit, _, _) = self.store.read(|reading| find(reading, id))?;
            let kind = circuit.step(*step).map_or(StepKind::Signature, |step| step.kind);
            return Err(CircuitError::OtherAct { kind }.into());
        }
        self.act_as(self.person, &self.actor, id, command)?;
        self.circuit(id)
    }

    pub(crate) fn act_as(
        &self,
        person: PersonId,
        actor: &str,
        id: CircuitId,
        command: &Command,
    ) -> Result<(), Error> {
        self.store.change(actor, |change| -> Result<(), Error> {
            let (mut circuit, document, dossier) = find(change, id)?;
            change.open_dossier(dossier.id)?;
            if matches!(command, Command::Restart { .. }) {
                if document.withdrawn_at.is_some() {
                    return Err(crate::ImportError::Withdrawn {
                        title: document.title,
                    }
                    .into());
                }
                // While it was nobody's turn, others may have drawn versions up.
                circuit.drafters = change.drafters(document.id)?;
                if document.identifier.is_some() {
                    return Err(CircuitError::DocumentSealed {
                        title: document.title,
                    }
                    .into());
                }
                if let Some((other, _)) = change.circuit_holding(document.id)?
                    && other.id != id
                {
                    return Err(CircuitError::InCircuit {
                        title: document.title,
                        circuit: other.name,
                    }
                    .into());
                }
            }
            let known = Known::read(change, person, change.at(), document.id, &dossier)?;
            apply(change, &circuit, &document, command, &known)?;
            if let Command::Dispatch { dispatch, .. } = command {
                self.notified(change, dossier.id, dispatch.on)?;
            }
            Ok(())
        })
    }

    /// One circuit, as whoever works here sees it.
    ///
    /// # Errors
    /// `circuit-unknown`, also when its dossier may not be seen.
    pub fn circuit(&self, id: CircuitId) -> Result<CircuitView, Error> {
        let now = self.now();
        self.store.read(|reading| {
            let (circuit, document, dossier) = find(reading, id)?;
            view(reading, self.person, now, &circuit, document, &dossier)
        })
    }

    /// The circuits of a document, the newest first.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn circuits_of_document(&self, document: DocumentId) -> Result<Vec<CircuitView>, Error> {
        let now = self.now();
        self.store.read(|reading| {
            let record = reading.document(document)?;
            let dossier = reading.dossier(record.dossier)?;
            reading
                .circuits_of_document(document)?
                .iter()
                .map(|circuit| view(reading, self.person, now, circuit, record.clone(), &dossier))
                .collect()
        })
    }

    /// The circuits in a dossier, the newest first.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn circuits_of_dossier(&self, dossier: DossierId) -> Result<Vec<CircuitView>, Error> {
        let now = self.now();
        self.store.read(|reading| {
            let dossier = reading.dossier(dossier)?;
            reading
                .circuits_of_dossier(dossier.id)?
                .iter()
                .map(|circuit| {
                    let document = reading.document(circuit.document)?;
                    view(reading, self.person, now, circuit, document, &dossier)
                })
                .collect()
        })
    }

    /// The step of the circuit that a document is in and at which it can be sealed now; `None` when it is in none.
    ///
    /// # Errors
    /// `circuit-not-there-yet`, `circuit-refused-not-sealed`, `circuit-not-for-you` and the like.
    pub(crate) fn seal_step(
        &self,
        reading: &Reading<'_>,
        document: &DocumentRecord,
        dossier: &DossierRecord,
        at: jiff::Timestamp,
    ) -> Result<Option<(Circuit, StepId, Known)>, Error> {
        let Some((circuit, _)) = reading.circuit_holding(document.id)? else {
            return Ok(None);
        };
        if circuit.status == CircuitStatus::Refused {
            return Err(CircuitError::RefusedNotSealed.into());
        }
        let known = Known::read(reading, self.person, at, document.id, dossier)?;
        let step = performable(&circuit, StepKind::Seal, &known)?.0;
        Ok(Some((circuit, step, known)))
    }

    /// Completes the seal step of the circuit that a document is in, inside the transaction that keeps the original and
    /// before that is added.
    pub(crate) fn seal_done(
        &self,
        change: &Change<'_>,
        document: &DocumentRecord,
        dossier: &DossierRecord,
        seen: Sha256,
        result: Sha256,
    ) -> Result<(), Error> {
        let Some((circuit, step, known)) = self.seal_step(change, document, dossier, change.at())? else {
            return Ok(());
        };
        let command = Command::Perform { step, seen, result };
        apply(change, &circuit, document, &command, &known)?;
        Ok(())
    }
}

/// Whether a rule is meant for a document.
pub(crate) fn fits(rule: &CircuitRule, document: &DocumentRecord) -> bool {
    match (&rule.document, &document.procedure_document) {
        (Some(wanted), Some(own)) => wanted == own,
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// The due step of a kind that somebody may do, and for whom they would.
pub(crate) fn performable(
    circuit: &Circuit,
    kind: StepKind,
    known: &Known,
) -> Result<(StepId, model::circuit::Capacity), Error> {
    let acting = known.acting();
    let mut refusal = None;
    for step in circuit.due().filter(|step| step.kind == kind) {
        match circuit.capacity(step, &acting) {
            Ok(capacity) => return Ok((step.id, capacity)),
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    Err(refusal
        .unwrap_or_else(|| match circuit.stage() {
            Some(stage) => CircuitError::NotThereYet { kind, stage },
            None => CircuitError::Over {
                status: circuit.status,
            },
        })
        .into())
}

/// Applies a command and keeps what came of it.
pub(crate) fn apply(
    change: &Change<'_>,
    circuit: &Circuit,
    document: &DocumentRecord,
    command: &Command,
    known: &Known,
) -> Result<Circuit, Error> {
    let acting = known.acting();
    let (next, events) = circuit.apply(command, &acting)?;
    let stuck = next.stuck(&acting).is_some();
    change.set_circuit(&next, stuck)?;
    change.record_circuit(&next, &document.title, &events)?;
    Ok(next)
}

pub(crate) fn assignee_name(assignee: &Assignee, people: &[PersonView]) -> String {
    match assignee {
        Assignee::Person(id) => name_of(people, *id),
        Assignee::Role(role) => crate::error::role_word(role).to_owned(),
        Assignee::Office(office) => office.clone(),
        Assignee::RoleIn { role, office } => format!("{} · {office}", crate::error::role_word(role)),
    }
}

fn done_view(done: &model::circuit::Done, versions: &[VersionView], people: &[PersonView]) -> DoneView {
    DoneView {
        by: name_of(people, done.by),
        principal: done.principal.map(|id| name_of(people, id)),
        delegation: done.delegation,
        at: done.at,
        sha256: done.seen,
        version: versions
            .iter()
            .find(|version| version.sha256 == done.seen)
            .map(|version| version.number),
        text: done.text.clone(),
        dispatch: done.dispatch.clone(),
    }
}

fn view(
    reading: &Reading<'_>,
    person: PersonId,
    at: jiff::Timestamp,
    circuit: &Circuit,
    document: DocumentRecord,
    dossier: &DossierRecord,
) -> Result<CircuitView, Error> {
    let known = Known::read(reading, person, at, document.id, dossier)?;
    let acting = known.acting();
    let people = &known.people;
    let versions = reading.versions(document.id)?;
    let stage = circuit.stage();
    let step_view = |step: &Step| {
        let due = step.state == StepState::Waiting && stage == Some(step.stage);
        let capacity = due.then(|| circuit.capacity(step, &acting).ok()).flatten();
        StepView {
            id: step.id,
            kind: step.kind,
            stage: step.stage,
            assignee: step.assignee.clone(),
            assignee_name: assignee_name(&step.assignee, people),
            four_eyes: step.four_eyes,
            optional: step.optional,
            within: step.within.clone(),
            state: match &step.state {
                StepState::Waiting if due => StepStanding::Due,
                StepState::Waiting => StepStanding::Pending,
                StepState::Done(_) => StepStanding::Done,
                StepState::Skipped { .. } => StepStanding::Skipped,
            },
            due_since: step.due_since,
            due_day: step.due_day(),
            done: match &step.state {
                StepState::Done(done) => Some(done_view(done, &versions, people)),
                _ => None,
            },
            reason: match &step.state {
                StepState::Skipped { reason, .. } => reason.clone(),
                _ => None,
            },
            may_do: capacity.is_some(),
            may_do_for: capacity
                .and_then(|capacity| capacity.principal)
                .map(|id| name_of(people, id)),
            substituted: step
                .substituted
                .iter()
                .map(|one| SubstitutionView {
                    from: assignee_name(&one.from, people),
                    by: name_of(people, one.by),
                    at: one.at,
                    reason: one.reason.clone(),
                })
                .collect(),
        }
    };
    let ended = circuit.ended.as_ref();
    Ok(CircuitView {
        id: circuit.id,
        document: document.id,
        title: document.title,
        dossier: dossier.id,
        reference: dossier.reference.clone(),
        rule: circuit.rule.clone(),
        name: circuit.name.clone(),
        starter: circuit.starter,
        starter_name: name_of(people, circuit.starter),
        started_at: circuit.started_at,
        status: circuit.status,
        stage,
        ended_by: ended.map(|ended| name_of(people, ended.by)),
        ended_at: ended.map(|ended| ended.at),
        reason: ended.and_then(|ended| ended.reason.clone()),
        newest: known.newest.sha256,
        version: known.newest.number,
        version_by: Some(known.newest.by.clone()).filter(|by| !by.is_empty()),
        steps: circuit.steps.iter().map(step_view).collect(),
        past: circuit
            .past
            .iter()
            .map(|past| PastView {
                step: past.step,
                kind: circuit.step(past.step).map(|step| step.kind),
                done: done_view(&past.done, &versions, people),
                undone_at: past.undone_at,
                why: past.why,
                sent_back_by: past.sent_back_by.clone(),
                reason: past.reason.clone(),
            })
            .collect(),
        stuck: (circuit.status == CircuitStatus::Running)
            .then(|| circuit.stuck(&acting))
            .flatten(),
    })
}
