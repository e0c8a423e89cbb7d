//! How a circuit begins.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::engine::{Acting, Event, event};
use super::{Assignee, Circuit, CircuitError, CircuitStatus, STEPS_MOST, Step, StepState};
use crate::passage::single_line;
use crate::procedure::{StepKind, StepRule};
use crate::view::PersonView;
use crate::{CircuitId, DocumentId, DossierId, PersonId, Sha256, StepId};

/// A step to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStep {
    /// What is to be done.
    pub kind: StepKind,
    /// From 1.
    pub stage: u32,
    /// Who does it.
    pub assignee: Assignee,
    /// Not by hands that did another step or drew the document up.
    #[serde(default)]
    pub four_eyes: bool,
    /// The circuit may end without it.
    #[serde(default)]
    pub optional: bool,
    /// How long it should take.
    #[serde(default)]
    pub within: Option<String>,
}

impl NewStep {
    /// A step of a procedure's rule. A person is found by name; whoever left is not.
    ///
    /// # Errors
    /// `circuit-person-unknown`; `circuit-step-for-nobody` when the rule says neither person, nor role, nor office.
    pub fn of_rule(rule: &StepRule, people: &[PersonView]) -> Result<Self, CircuitError> {
        let assignee = match (&rule.person, rule.role, &rule.office) {
            (Some(name), _, _) => {
                let wanted = crate::passage::folded(name.trim());
                let mut found = people.iter().filter(|person| {
                    person.left_at.is_none() && crate::passage::folded(&person.name) == wanted
                });
                match (found.next(), found.next()) {
                    (Some(person), None) => Assignee::Person(person.id),
                    _ => return Err(CircuitError::PersonUnknown { person: name.clone() }),
                }
            }
            (None, Some(role), Some(office)) => Assignee::RoleIn {
                role,
                office: office.clone(),
            },
            (None, Some(role), None) => Assignee::Role(role),
            (None, None, Some(office)) => Assignee::Office(office.clone()),
            (None, None, None) => {
                return Err(CircuitError::StepForNobody {
                    kind: rule.kind,
                    stage: rule.stage,
                });
            }
        };
        Ok(Self {
            kind: rule.kind,
            stage: rule.stage,
            assignee,
            four_eyes: rule.four_eyes,
            optional: rule.optional,
            within: rule.within.clone(),
        })
    }
}

/// A circuit to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Identity.
    pub id: CircuitId,
    /// The document.
    pub document: DocumentId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Key of the rule in the procedure.
    pub rule: Option<String>,
    /// Its name.
    pub name: String,
    /// Who drew up the first and the current version.
    pub drafters: BTreeSet<PersonId>,
    /// The version that was seen by whoever starts it.
    pub seen: Sha256,
    /// The steps, each with its identity.
    pub steps: Vec<(StepId, NewStep)>,
}

impl Circuit {
    /// Starts a circuit.
    ///
    /// # Errors
    /// [`CircuitError`]: another version is the newest; no step, too many, a stage 0; a person who is unknown or left; a
    /// step that nobody can do.
    pub fn start(new: Start, acting: &Acting<'_>) -> Result<(Circuit, Vec<Event>), CircuitError> {
        acting.newest.must_be(&new.seen)?;
        let name = single_line("circuit", &new.name, 200)?;
        let count = new.steps.len();
        if count == 0 || count > STEPS_MOST {
            return Err(CircuitError::StepCount {
                count,
                most: STEPS_MOST,
            });
        }
        let mut steps = Vec::with_capacity(count);
        for (id, step) in new.steps {
            if step.stage == 0 {
                return Err(CircuitError::StageZero { kind: step.kind });
            }
            if let Some(within) = &step.within {
                within.parse::<crate::deadline::Length>()?;
            }
            if let Assignee::Person(person) = &step.assignee
                && !acting.people.iter().any(|one| one.id == *person)
            {
                return Err(CircuitError::PersonUnknown {
                    person: person.to_string(),
                });
            }
            steps.push(Step {
                id,
                kind: step.kind,
                stage: step.stage,
                assignee: step.assignee,
                four_eyes: step.four_eyes,
                optional: step.optional,
                within: step.within,
                due_since: None,
                state: StepState::Waiting,
                substituted: Vec::new(),
            });
        }
        steps.sort_by_key(|step| step.stage);
        if steps.iter().all(|step| step.optional) {
            return Err(CircuitError::OnlyOptional);
        }
        if let Some((seal, after)) = out_of_order(&steps) {
            return Err(CircuitError::AfterSeal {
                kind: after,
                stage: seal,
            });
        }
        let mut circuit = Circuit {
            id: new.id,
            document: new.document,
            dossier: new.dossier,
            rule: new.rule,
            name,
            starter: acting.person,
            drafters: new.drafters,
            started_at: acting.at,
            status: CircuitStatus::Running,
            ended: None,
            lineage: vec![new.seen],
            steps,
            past: Vec::new(),
        };
        if let Some(stuck) = circuit.stuck(acting) {
            return Err(CircuitError::Deadlock {
                kind: stuck.kind,
                stage: stuck.stage,
                reason: stuck.reason,
            });
        }
        let mut events = vec![event("circuit-started", None, &[("circuit", &circuit.name)])];
        circuit.settle(acting, &mut events);
        Ok((circuit, events))
    }
}

/// A sealed document is never changed: after, or beside, a seal nothing but dispatch can follow, and there is one seal.
fn out_of_order(steps: &[Step]) -> Option<(u32, StepKind)> {
    let seal = steps.iter().find(|step| step.kind == StepKind::Seal)?;
    steps
        .iter()
        .find(|step| {
            step.id != seal.id
                && match step.kind {
                    StepKind::Dispatch => false,
                    StepKind::Seal => true,
                    _ => step.stage >= seal.stage,
                }
        })
        .map(|step| (seal.stage, step.kind))
}
