//! State and command give the new state and what happened.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::who::{is_for, suits};
use super::{
    Assignee, Capacity, Circuit, CircuitError, CircuitStatus, Dispatch, Done, Ended, OPINION_MOST, Past,
    REASON_MOST, Step, StepState, Substitution, Undone,
};
use crate::delegation::{Delegation, name_of};
use crate::passage::{passage, single_line};
use crate::procedure::StepKind;
use crate::view::PersonView;
use crate::{PersonId, Role, Sha256, StepId};

/// The newest version of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// Its digest.
    pub sha256: Sha256,
    /// Its number.
    pub number: u32,
    /// Who made it, by name; empty where it is not known.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Newest {
    /// Goes on only when the version that was seen is the newest.
    pub(super) fn must_be(&self, seen: &Sha256) -> Result<(), CircuitError> {
        if self.sha256 == *seen {
            return Ok(());
        }
        Err(CircuitError::OtherVersion {
            number: self.number,
            by: self.by.clone(),
            at: self.at,
        })
    }
}

/// Who acts, when, and what is known at that moment.
#[derive(Clone, Debug)]
pub struct Acting<'a> {
    /// Who acts.
    pub person: PersonId,
    /// When, UTC.
    pub at: Timestamp,
    /// The day in Luxembourg.
    pub day: Date,
    /// Everybody who is or was at the desk.
    pub people: &'a [PersonView],
    /// People who may not see the dossier.
    pub blind: BTreeSet<PersonId>,
    /// Every delegation that may be in force.
    pub delegations: &'a [Delegation],
    /// Offices of the dossier and of its procedure.
    pub offices: &'a [String],
    /// Key of the procedure.
    pub procedure: Option<&'a str>,
    /// The newest version of the document.
    pub newest: Newest,
}

impl Acting<'_> {
    /// Whoever acts, as they are known.
    pub fn me(&self) -> Option<&PersonView> {
        self.people.iter().find(|person| person.id == self.person)
    }

    fn name(&self) -> String {
        name_of(self.people, self.person)
    }
}

/// What somebody does to a circuit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Gives a visa, an opinion or an approval. An opinion needs its text.
    Approve {
        /// The step.
        step: StepId,
        /// The version that was seen.
        seen: Sha256,
        /// The opinion, or a remark.
        text: Option<String>,
    },
    /// A signature or a seal was made, and the version that came of it.
    Perform {
        /// The step.
        step: StepId,
        /// The version that was signed or sealed.
        seen: Sha256,
        /// The version that came of it.
        result: Sha256,
    },
    /// The act was sent.
    Dispatch {
        /// The step.
        step: StepId,
        /// The version that was sent.
        seen: Sha256,
        /// How.
        dispatch: Dispatch,
    },
    /// Refuses: the circuit stops and comes back to whoever started it.
    Refuse {
        /// The step.
        step: StepId,
        /// The version that was seen.
        seen: Sha256,
        /// Why.
        reason: String,
    },
    /// Sends the circuit back to an earlier stage.
    SendBack {
        /// The step.
        step: StepId,
        /// The version that was seen.
        seen: Sha256,
        /// To which stage.
        stage: u32,
        /// Why.
        reason: String,
    },
    /// Hands a step on to somebody who may do it.
    Substitute {
        /// The step.
        step: StepId,
        /// The version that was seen.
        seen: Sha256,
        /// To whom.
        to: PersonId,
        /// Why.
        reason: String,
    },
    /// Leaves an optional step out.
    Skip {
        /// The step.
        step: StepId,
        /// The version that was seen.
        seen: Sha256,
        /// Why.
        reason: String,
    },
    /// Whoever started it takes it back.
    Withdraw {
        /// The version that was seen.
        seen: Sha256,
        /// Why.
        reason: String,
    },
    /// An administrator ends it.
    Cancel {
        /// The version that was seen.
        seen: Sha256,
        /// Why.
        reason: String,
    },
    /// Whoever started it starts it again after it was refused, withdrawn or cancelled.
    Restart {
        /// The version that was seen.
        seen: Sha256,
    },
}

impl Command {
    fn seen(&self) -> &Sha256 {
        match self {
            Command::Approve { seen, .. }
            | Command::Perform { seen, .. }
            | Command::Dispatch { seen, .. }
            | Command::Refuse { seen, .. }
            | Command::SendBack { seen, .. }
            | Command::Substitute { seen, .. }
            | Command::Skip { seen, .. }
            | Command::Withdraw { seen, .. }
            | Command::Cancel { seen, .. }
            | Command::Restart { seen } => seen,
        }
    }
}

/// What happened, as the journal tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Kind of the journal's line.
    pub kind: &'static str,
    /// The step.
    pub step: Option<StepId>,
    /// Values of its message.
    pub details: Vec<(&'static str, String)>,
}

pub(super) fn event(kind: &'static str, step: Option<&Step>, details: &[(&'static str, &str)]) -> Event {
    let mut all: Vec<(&'static str, String)> = details
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    if let Some(step) = step {
        all.push(("step", super::error::kind_word(step.kind).to_owned()));
        all.push(("stage", step.stage.to_string()));
    }
    Event {
        kind,
        step: step.map(|step| step.id),
        details: all,
    }
}

impl Circuit {
    /// The circuit after a command, and what happened.
    ///
    /// # Errors
    /// [`CircuitError`]; the circuit stays as it was.
    pub fn apply(
        &self,
        command: &Command,
        acting: &Acting<'_>,
    ) -> Result<(Circuit, Vec<Event>), CircuitError> {
        acting.newest.must_be(command.seen())?;
        let mut next = self.clone();
        let mut events = Vec::new();
        match command {
            Command::Approve { step, text, .. } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                let text = match (step.kind, text) {
                    (StepKind::Visa | StepKind::Approval, None) => None,
                    (StepKind::Visa | StepKind::Approval, Some(text)) if text.trim().is_empty() => None,
                    (StepKind::Visa | StepKind::Opinion | StepKind::Approval, text) => Some(passage(
                        "opinion",
                        text.as_deref().unwrap_or_default(),
                        OPINION_MOST,
                    )?),
                    (kind, _) => return Err(CircuitError::OtherAct { kind }),
                };
                next.done(step, acting, capacity, None, text, None, &mut events);
            }
            Command::Perform { step, result, .. } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                if !matches!(step.kind, StepKind::Signature | StepKind::Seal) {
                    return Err(CircuitError::OtherAct { kind: step.kind });
                }
                next.done(step, acting, capacity, Some(*result), None, None, &mut events);
                next.lineage.push(*result);
            }
            Command::Dispatch { step, dispatch, .. } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                if step.kind != StepKind::Dispatch {
                    return Err(CircuitError::OtherAct { kind: step.kind });
                }
                if dispatch.on > acting.day {
                    return Err(CircuitError::DispatchInFuture { on: dispatch.on });
                }
                let dispatch = Dispatch {
                    addressee: single_line("addressee", &dispatch.addressee, 200)?,
                    ..dispatch.clone()
                };
                next.done(step, acting, capacity, None, None, Some(dispatch), &mut events);
            }
            Command::Refuse { step, reason, .. } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                let reason = passage("reason", reason, REASON_MOST)?;
                next.end(
                    CircuitStatus::Refused,
                    acting,
                    Some(step.id),
                    Some(reason.clone()),
                );
                events.push(told(
                    acting,
                    &capacity,
                    event("circuit-refused", Some(step), &[("reason", &reason)]),
                ));
            }
            Command::SendBack {
                step, stage, reason, ..
            } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                let reason = passage("reason", reason, REASON_MOST)?;
                if *stage == 0 || *stage >= step.stage || !self.steps.iter().any(|one| one.stage == *stage) {
                    return Err(CircuitError::NoEarlierStage {
                        stage: *stage,
                        current: step.stage,
                    });
                }
                if self.is_sealed() {
                    return Err(CircuitError::Sealed);
                }
                let before = next.past.len();
                next.undo(Undone::SentBack, acting.at, *stage, true);
                // Whoever it comes back to reads why, at whichever desk.
                for past in next.past.iter_mut().skip(before) {
                    past.sent_back_by = Some(name_of(acting.people, acting.person));
                    past.reason = Some(reason.clone());
                }
                let to = stage.to_string();
                let details = [("reason", reason.as_str()), ("to", to.as_str())];
                events.push(told(
                    acting,
                    &capacity,
                    event("circuit-sent-back", Some(step), &details),
                ));
            }
            Command::Substitute { step, to, reason, .. } => {
                let (step, capacity) = self.for_me(*step, acting)?;
                let reason = passage("reason", reason, REASON_MOST)?;
                next.substitute(step, *to, &reason, acting)?;
                let name = name_of(acting.people, *to);
                let details = [("reason", reason.as_str()), ("to", name.as_str())];
                events.push(told(
                    acting,
                    &capacity,
                    event("circuit-substituted", Some(step), &details),
                ));
                if let Some(stuck) = next.stuck(acting) {
                    return Err(CircuitError::Deadlock {
                        kind: stuck.kind,
                        stage: stuck.stage,
                        reason: stuck.reason,
                    });
                }
            }
            Command::Skip { step, reason, .. } => {
                let reason = passage("reason", reason, REASON_MOST)?;
                let found = self.due_step(*step)?;
                if !found.optional {
                    return Err(CircuitError::NotOptional {
                        kind: found.kind,
                        stage: found.stage,
                    });
                }
                if self.starter != acting.person {
                    self.for_me(*step, acting)?;
                }
                events.push(event("circuit-step-skipped", Some(found), &[("reason", &reason)]));
                if let Some(step) = next.step_mut(*step) {
                    step.state = StepState::Skipped {
                        by: Some(acting.person),
                        at: acting.at,
                        reason: Some(reason),
                    };
                }
            }
            Command::Withdraw { reason, .. } => {
                self.must_hold()?;
                if self.starter != acting.person {
                    return Err(CircuitError::NotStarter {
                        starter: name_of(acting.people, self.starter),
                    });
                }
                let reason = passage("reason", reason, REASON_MOST)?;
                events.push(event("circuit-withdrawn", None, &[("reason", &reason)]));
                next.end(CircuitStatus::Withdrawn, acting, None, Some(reason));
            }
            Command::Cancel { reason, .. } => {
                self.must_hold()?;
                if !acting
                    .me()
                    .is_some_and(|me| me.left_at.is_none() && me.roles.contains(&Role::Administrator))
                {
                    return Err(CircuitError::NotAdministrator {
                        person: acting.name(),
                    });
                }
                let reason = passage("reason", reason, REASON_MOST)?;
                events.push(event("circuit-cancelled", None, &[("reason", &reason)]));
                next.end(CircuitStatus::Cancelled, acting, None, Some(reason));
            }
            Command::Restart { .. } => {
                if matches!(self.status, CircuitStatus::Running | CircuitStatus::Finished) {
                    return Err(CircuitError::NotToRestart);
                }
                if self.starter != acting.person {
                    return Err(CircuitError::NotStarter {
                        starter: name_of(acting.people, self.starter),
                    });
                }
                next.restart(acting);
                if let Some(stuck) = next.stuck(acting) {
                    return Err(CircuitError::Deadlock {
                        kind: stuck.kind,
                        stage: stuck.stage,
                        reason: stuck.reason,
                    });
                }
                events.push(event("circuit-restarted", None, &[]));
            }
        }
        next.settle(acting, &mut events);
        Ok((next, events))
    }

    /// The document has a version that is not of the circuit's own making. One that only adds to a sealed original
    /// (`extends`) goes along; any other undoes every act, and a circuit that was finished runs again.
    pub fn content_changed(
        &self,
        newest: &Sha256,
        extends: bool,
        drafters: BTreeSet<PersonId>,
        at: Timestamp,
    ) -> (Circuit, Vec<Event>) {
        let mut next = self.clone();
        if self.newest() == Some(newest) {
            return (next, Vec::new());
        }
        if extends {
            next.lineage.push(*newest);
            return (next, Vec::new());
        }
        next.drafters = drafters;
        next.lineage = vec![*newest];
        let undone = next.undo(Undone::ContentChanged, at, 0, false);
        if next.status == CircuitStatus::Finished {
            next.status = CircuitStatus::Running;
            next.ended = None;
        }
        next.mark_due(at);
        let count = undone.to_string();
        let happened = event("circuit-content-changed", None, &[("count", &count)]);
        (next, vec![happened])
    }

    /// Whether a seal of this circuit is in the newest version.
    pub fn is_sealed(&self) -> bool {
        self.steps
            .iter()
            .any(|step| step.kind == StepKind::Seal && matches!(step.state, StepState::Done(_)))
    }

    /// A step that is due, and in what capacity `acting` may do it.
    ///
    /// # Errors
    /// As for an act on it.
    pub fn for_me(&self, step: StepId, acting: &Acting<'_>) -> Result<(&Step, Capacity), CircuitError> {
        let step = self.due_step(step)?;
        let capacity = self.capacity(step, acting)?;
        Ok((step, capacity))
    }

    /// A step, when it is due.
    ///
    /// # Errors
    /// `circuit-over`, `circuit-step-unknown`, `circuit-step-done`, `circuit-not-due`.
    pub fn due_step(&self, id: StepId) -> Result<&Step, CircuitError> {
        let step = self
            .step(id)
            .ok_or_else(|| CircuitError::StepUnknown { step: id.to_string() })?;
        if self.status != CircuitStatus::Running {
            return Err(CircuitError::Over { status: self.status });
        }
        if step.state != StepState::Waiting {
            return Err(CircuitError::StepDone {
                kind: step.kind,
                stage: step.stage,
            });
        }
        let stage = self.stage().unwrap_or_default();
        if step.stage != stage {
            return Err(CircuitError::NotDue {
                kind: step.kind,
                stage: step.stage,
                current: stage,
            });
        }
        Ok(step)
    }

    fn must_hold(&self) -> Result<(), CircuitError> {
        if self.holds_document() {
            Ok(())
        } else {
            Err(CircuitError::Over { status: self.status })
        }
    }

    fn step_mut(&mut self, id: StepId) -> Option<&mut Step> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    #[allow(clippy::too_many_arguments)] // Everything that an act is.
    fn done(
        &mut self,
        step: &Step,
        acting: &Acting<'_>,
        capacity: Capacity,
        result: Option<Sha256>,
        text: Option<String>,
        dispatch: Option<Dispatch>,
        events: &mut Vec<Event>,
    ) {
        let mut details = vec![("sha256", acting.newest.sha256.to_string())];
        if let Some(result) = &result {
            details.push(("result", result.to_string()));
        }
        if let Some(dispatch) = &dispatch {
            details.push(("on", dispatch.on.to_string()));
            details.push(("way", super::error::way_word(dispatch.way).to_owned()));
            details.push(("addressee", dispatch.addressee.clone()));
        }
        let borrowed: Vec<(&'static str, &str)> = details
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        events.push(told(
            acting,
            &capacity,
            event("circuit-step-done", Some(step), &borrowed),
        ));
        if let Some(own) = self.step_mut(step.id) {
            own.state = StepState::Done(Done {
                by: acting.person,
                principal: capacity.principal,
                delegation: capacity.delegation,
                through: capacity.through,
                at: acting.at,
                seen: acting.newest.sha256,
                result,
                text,
                dispatch,
            });
        }
    }

    fn end(
        &mut self,
        status: CircuitStatus,
        acting: &Acting<'_>,
        step: Option<StepId>,
        reason: Option<String>,
    ) {
        self.status = status;
        self.ended = Some(Ended {
            by: acting.person,
            at: acting.at,
            step,
            reason,
        });
    }

    fn substitute(
        &mut self,
        step: &Step,
        to: PersonId,
        reason: &str,
        acting: &Acting<'_>,
    ) -> Result<(), CircuitError> {
        let heir = acting
            .people
            .iter()
            .find(|person| person.id == to)
            .ok_or_else(|| CircuitError::PersonUnknown {
                person: to.to_string(),
            })?;
        let fits = match &step.assignee {
            Assignee::Person(id) => *id != to && suits(step.kind, heir),
            assignee => is_for(step.kind, assignee, heir) && suits(step.kind, heir),
        };
        if !fits || heir.left_at.is_some() || acting.blind.contains(&to) {
            return Err(CircuitError::CannotTakeOver {
                person: heir.name.clone(),
                kind: step.kind,
            });
        }
        if self.hands_free(step, &BTreeSet::from([to])).is_err() {
            return Err(CircuitError::FourEyesDraft {
                person: heir.name.clone(),
            });
        }
        if let Some(own) = self.step_mut(step.id) {
            let from = std::mem::replace(&mut own.assignee, Assignee::Person(to));
            own.substituted.push(Substitution {
                from,
                by: acting.person,
                at: acting.at,
                reason: reason.to_owned(),
            });
        }
        Ok(())
    }

    /// Undoes acts from a stage on, and gives how many. What a signature or a seal has put into the newest version stays
    /// done where `keep_signatures` says so: nobody can take it out of the file.
    fn undo(&mut self, why: Undone, at: Timestamp, from_stage: u32, keep_signatures: bool) -> usize {
        let mut undone = 0;
        for step in self.steps.iter_mut().filter(|step| step.stage >= from_stage) {
            step.due_since = None;
            match &step.state {
                StepState::Waiting => {}
                StepState::Skipped { .. } => step.state = StepState::Waiting,
                StepState::Done(done) => {
                    let in_the_file = done.result.is_some_and(|result| self.lineage.contains(&result));
                    if keep_signatures && in_the_file {
                        continue;
                    }
                    undone += 1;
                    self.past.push(Past {
                        step: step.id,
                        done: done.clone(),
                        undone_at: at,
                        why,
                        sent_back_by: None,
                        reason: None,
                    });
                    step.state = StepState::Waiting;
                }
            }
        }
        undone
    }

    fn restart(&mut self, acting: &Acting<'_>) {
        let newest = acting.newest.sha256;
        let same = self.newest() == Some(&newest);
        if !same {
            self.lineage = vec![newest];
        }
        self.undo(Undone::Restarted, acting.at, 0, same);
        self.status = CircuitStatus::Running;
        self.ended = None;
    }

    /// Goes on to the next stage while one is finished, marks what is due, and ends when nothing is left.
    pub(super) fn settle(&mut self, acting: &Acting<'_>, events: &mut Vec<Event>) {
        while let Some(stage) = self.stage() {
            let of_stage = || self.steps.iter().filter(|step| step.stage == stage);
            let mandatory = of_stage().any(|step| !step.optional);
            let open = of_stage().any(|step| !step.optional && step.state == StepState::Waiting);
            if !mandatory || open {
                break;
            }
            // The others of the stage were optional, and it is finished without them.
            for step in self.steps.iter_mut().filter(|step| step.stage == stage) {
                if step.state == StepState::Waiting {
                    events.push(event("circuit-step-skipped", Some(step), &[("reason", "")]));
                    step.state = StepState::Skipped {
                        by: None,
                        at: acting.at,
                        reason: None,
                    };
                }
            }
        }
        if self.status == CircuitStatus::Running && self.stage().is_none() {
            self.end(CircuitStatus::Finished, acting, None, None);
            events.push(event("circuit-finished", None, &[("circuit", &self.name)]));
        }
        self.mark_due(acting.at);
    }

    fn mark_due(&mut self, at: Timestamp) {
        let stage = self.stage();
        for step in &mut self.steps {
            step.due_since = (step.state == StepState::Waiting && Some(step.stage) == stage)
                .then(|| step.due_since.unwrap_or(at));
        }
    }
}

/// Tells for whom an act was done.
fn told(acting: &Acting<'_>, capacity: &Capacity, mut event: Event) -> Event {
    // A message chooses by this word where it was done in one's own right.
    let principal = capacity
        .principal
        .map_or_else(|| "none".to_owned(), |id| name_of(acting.people, id));
    if let Some(id) = capacity.delegation {
        event.details.push(("delegation", id.to_string()));
        let mandate = acting
            .delegations
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.terms.mandate.chars().take(200).collect::<String>());
        event.details.push(("mandate", mandate.unwrap_or_default()));
    }
    event.details.push(("for", principal));
    event
}
