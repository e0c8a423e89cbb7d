//! Who may do a step, and whether anybody can.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Assignee, Circuit, CircuitError, Step, StepState};
use crate::delegation::{self, Matter, name_of};
use crate::procedure::StepKind;
use crate::view::PersonView;
use crate::{DelegationId, PersonId, Role, StepId};

use super::engine::Acting;

/// In what capacity somebody does a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// For whom, where it is not for oneself.
    pub principal: Option<PersonId>,
    /// Under which delegation.
    pub delegation: Option<DelegationId>,
    /// Who handed it on between the two.
    pub through: Vec<PersonId>,
}

/// A step that nobody can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// The step.
    pub step: StepId,
    /// Its kind.
    pub kind: StepKind,
    /// Its stage.
    pub stage: u32,
    /// Why.
    pub reason: StuckReason,
}

/// Why nobody can do a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StuckReason {
    /// Nobody has the role, belongs to the office, or may see the dossier; or the person left.
    Nobody,
    /// Everybody who could has done another step, must do one, or drew the document up.
    FourEyes,
}

impl StuckReason {
    /// Its word in sentences.
    pub fn word(self) -> &'static str {
        match self {
            StuckReason::Nobody => "nobody",
            StuckReason::FourEyes => "four-eyes",
        }
    }
}

/// Whether somebody's roles suffice for a kind of step, where the step itself names no role: signatures are a
/// signatory's, seals a clerk's, everything else of whoever does more than read the journal.
pub(super) fn suits(kind: StepKind, person: &PersonView) -> bool {
    let needed: &[Role] = match kind {
        StepKind::Signature => &[Role::Signatory],
        StepKind::Seal => &[Role::Clerk],
        StepKind::Visa | StepKind::Opinion | StepKind::Approval | StepKind::Dispatch => {
            &[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator]
        }
    };
    needed.iter().any(|role| person.roles.contains(role))
}

/// Whether a step is for this person in their own right.
pub(super) fn is_for(kind: StepKind, assignee: &Assignee, person: &PersonView) -> bool {
    person.left_at.is_none()
        && match assignee {
            Assignee::Person(id) => *id == person.id && suits(kind, person),
            Assignee::Role(role) => person.roles.contains(role),
            Assignee::Office(office) => person.belongs_to(office) && suits(kind, person),
            Assignee::RoleIn { role, office } => person.belongs_to(office) && person.roles.contains(role),
        }
}

/// Most possibilities that are tried before a circuit is taken to be possible.
const TRIES: u32 = 20_000;

impl Circuit {
    /// What a step is, for the scope of a delegation.
    pub fn matter(&self, step: &Step, acting: &Acting<'_>) -> Matter {
        let mut offices: Vec<String> = acting.offices.to_vec();
        if let Assignee::Office(office) | Assignee::RoleIn { office, .. } = &step.assignee {
            offices.push(office.clone());
        }
        Matter {
            kind: step.kind,
            offices,
            procedure: acting.procedure.map(str::to_owned),
        }
    }

    /// In what capacity `acting.person` may do a step: in their own right, else for somebody.
    ///
    /// # Errors
    /// `circuit-not-for-you`, `circuit-four-eyes`, `circuit-four-eyes-draft`, `circuit-delegate-own-draft`.
    pub fn capacity(&self, step: &Step, acting: &Acting<'_>) -> Result<Capacity, CircuitError> {
        let mut refusal = None;
        let own = acting
            .me()
            .is_some_and(|me| is_for(step.kind, &step.assignee, me));
        let matter = self.matter(step, acting);
        let for_others = delegation::acts_for(
            acting.person,
            acting.day,
            Some(&matter),
            acting.delegations,
            acting.people,
        )
        .into_iter()
        .filter(|one| {
            acting
                .people
                .iter()
                .any(|person| person.id == one.principal && is_for(step.kind, &step.assignee, person))
        })
        .map(|one| Capacity {
            principal: Some(one.principal),
            delegation: Some(one.delegation),
            through: one.through,
        });
        let works = acting.me().is_some_and(|me| me.left_at.is_none());
        let in_own_right = own.then_some(Capacity {
            principal: None,
            delegation: None,
            through: Vec::new(),
        });
        for capacity in in_own_right.into_iter().chain(for_others).filter(|_| works) {
            match self.four_eyes(step, acting, &capacity) {
                Ok(()) => return Ok(capacity),
                Err(error) => refusal = refusal.or(Some(error)),
            }
        }
        Err(refusal.unwrap_or_else(|| CircuitError::NotForYou {
            person: name_of(acting.people, acting.person),
            kind: step.kind,
            stage: step.stage,
        }))
    }

    fn four_eyes(&self, step: &Step, acting: &Acting<'_>, capacity: &Capacity) -> Result<(), CircuitError> {
        if capacity.principal.is_some() && self.drafters.contains(&acting.person) {
            return Err(CircuitError::DelegateOwnDraft {
                person: name_of(acting.people, acting.person),
            });
        }
        // Whoever handed it on chose who acts: theirs are hands, too.
        let hands: BTreeSet<PersonId> = std::iter::once(acting.person)
            .chain(capacity.principal)
            .chain(capacity.through.iter().copied())
            .collect();
        self.hands_free(step, &hands).map_err(|found| {
            let person = name_of(acting.people, found.person);
            match found.step {
                Some((kind, stage)) => CircuitError::FourEyes { person, kind, stage },
                None => CircuitError::FourEyesDraft { person },
            }
        })
    }

    /// Whether hands may do a step beside those that did the others.
    pub(super) fn hands_free(&self, step: &Step, hands: &BTreeSet<PersonId>) -> Result<(), Taken> {
        for other in self.steps.iter().filter(|other| other.id != step.id) {
            let StepState::Done(done) = &other.state else {
                continue;
            };
            if (step.four_eyes || other.four_eyes)
                && let Some(person) = done.hands().intersection(hands).next()
            {
                return Err(Taken {
                    person: *person,
                    step: Some((other.kind, other.stage)),
                });
            }
        }
        if !step.four_eyes {
            return Ok(());
        }
        for past in self.past.iter().filter(|past| past.step != step.id) {
            if let Some(person) = past.done.hands().intersection(hands).next() {
                let of = self.step(past.step).map(|other| (other.kind, other.stage));
                return Err(Taken {
                    person: *person,
                    step: Some(of.unwrap_or((step.kind, step.stage))),
                });
            }
        }
        match self.drafters.intersection(hands).next() {
            Some(person) => Err(Taken {
                person: *person,
                step: None,
            }),
            None => Ok(()),
        }
    }

    /// The first step that nobody of the known people can do, were everything before it done in the best way.
    pub fn stuck(&self, acting: &Acting<'_>) -> Option<Stuck> {
        let open: Vec<&Step> = self
            .steps
            .iter()
            .filter(|step| step.state == StepState::Waiting && !step.optional)
            .collect();
        let tell = |step: &Step, reason| Stuck {
            step: step.id,
            kind: step.kind,
            stage: step.stage,
            reason,
        };
        let mut able: Vec<(&Step, Vec<PersonId>)> = Vec::new();
        for step in open {
            let people = || {
                acting.people.iter().filter(|person| {
                    is_for(step.kind, &step.assignee, person) && !acting.blind.contains(&person.id)
                })
            };
            if people().next().is_none() {
                return Some(tell(step, StuckReason::Nobody));
            }
            let free: Vec<PersonId> = people()
                .map(|person| person.id)
                .filter(|id| self.hands_free(step, &BTreeSet::from([*id])).is_ok())
                .collect();
            if free.is_empty() {
                return Some(tell(step, StuckReason::FourEyes));
            }
            able.push((step, free));
        }
        // Those with few possibilities first.
        let mut strict: Vec<&(&Step, Vec<PersonId>)> =
            able.iter().filter(|(step, _)| step.four_eyes).collect();
        strict.sort_by_key(|(_, free)| free.len());
        let plain: Vec<&(&Step, Vec<PersonId>)> = able.iter().filter(|(step, _)| !step.four_eyes).collect();
        let mut search = Search {
            tries: 0,
            deepest: 0,
            failed: None,
        };
        if search.assign(&strict, &plain, &mut Vec::new()) {
            return None;
        }
        search.failed.map(|step| {
            let kind = able.iter().find(|(one, _)| one.id == step);
            kind.map_or(
                Stuck {
                    step,
                    kind: StepKind::Approval,
                    stage: 0,
                    reason: StuckReason::FourEyes,
                },
                |(step, _)| tell(step, StuckReason::FourEyes),
            )
        })
    }
}

/// Why hands may not do a step.
pub(super) struct Taken {
    pub person: PersonId,
    /// The other step they were in; `None`: they drew the document up.
    pub step: Option<(StepKind, u32)>,
}

/// Gives each step with four eyes hands of its own, and leaves the others somebody.
struct Search {
    tries: u32,
    deepest: usize,
    failed: Option<StepId>,
}

impl Search {
    fn assign(
        &mut self,
        strict: &[&(&Step, Vec<PersonId>)],
        plain: &[&(&Step, Vec<PersonId>)],
        taken: &mut Vec<PersonId>,
    ) -> bool {
        self.tries += 1;
        if self.tries > TRIES {
            // So many people and steps that it cannot be told in time: nobody is kept from starting.
            return true;
        }
        let depth = taken.len();
        let Some((step, free)) = strict.get(depth) else {
            let missing = plain
                .iter()
                .find(|(_, free)| free.iter().all(|person| taken.contains(person)));
            return match missing {
                None => true,
                Some((step, _)) => {
                    self.failed.get_or_insert(step.id);
                    false
                }
            };
        };
        for person in free {
            if taken.contains(person) {
                continue;
            }
            taken.push(*person);
            if self.assign(strict, plain, taken) {
                return true;
            }
            taken.pop();
        }
        if self.failed.is_none() || depth > self.deepest {
            self.deepest = depth;
            self.failed = Some(step.id);
        }
        false
    }
}
