//! Circuits (parapheur): an act goes from person to person, stage by stage, until it is signed, sealed and sent.
//!
//! The engine is pure: [`Circuit::apply`] takes a [`Command`] of somebody ([`Acting`]) and gives the circuit as it is
//! afterwards together with what happened ([`Event`]). Nothing here reads a clock or stores anything.
//!
//! Rules that hold whatever is done:
//! * every act names the version that the person saw, by its SHA-256; where another one is the newest, the act is refused;
//! * a step is done by whom it is for, or by who acts for that person under a delegation;
//! * a `four_eyes` step is not done by hands that did another step of the circuit or drew the document up;
//! * a new version undoes every act, also of a circuit that was finished; the version that a signature or seal step itself makes does not.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deadline::{Calendar, Clock, Standing};
use crate::procedure::StepKind;
use crate::{CircuitId, DelegationId, DocumentId, DossierId, PersonId, Role, Sha256, StepId};

mod engine;
mod error;
mod join;
mod start;
mod who;

pub use engine::{Acting, Command, Event, Newest};
pub use error::CircuitError;
pub use start::{NewStep, Start};
pub use who::{Capacity, Stuck, StuckReason};

/// Most steps of a circuit.
pub const STEPS_MOST: usize = 60;
/// Most characters of an opinion.
pub const OPINION_MOST: usize = 10_000;
/// Most characters of a reason.
pub const REASON_MOST: usize = 2_000;

/// Whom a step or a task is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// One person.
    Person(PersonId),
    /// Whoever has this role.
    Role(Role),
    /// Whoever belongs to this office.
    Office(String),
    /// Whoever has this role in this office.
    RoleIn {
        /// The role.
        role: Role,
        /// The office.
        office: String,
    },
}

/// Where a circuit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CircuitStatus {
    /// Steps are due.
    Running,
    /// Somebody refused: it is back with whoever started it.
    Refused,
    /// Whoever started it took it back.
    Withdrawn,
    /// An administrator ended it.
    Cancelled,
    /// Every step is done.
    Finished,
}

/// An act round its circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circuit {
    /// Identity.
    pub id: CircuitId,
    /// The document.
    pub document: DocumentId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Key of the rule in the procedure; `None`: put together by hand.
    #[serde(default)]
    pub rule: Option<String>,
    /// Its name.
    pub name: String,
    /// Who started it.
    pub starter: PersonId,
    /// Who drew up a version; signatures and seals draw nothing up.
    pub drafters: BTreeSet<PersonId>,
    /// When it was started.
    pub started_at: Timestamp,
    /// Where it stands.
    pub status: CircuitStatus,
    /// How it ended, or why it is back with whoever started it.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// The version that went in, and what signatures and seals have made of it; the last one is the newest.
    pub lineage: Vec<Sha256>,
    /// Its steps, by stage.
    pub steps: Vec<Step>,
    /// Acts that were undone by a new version, by being sent back, or by a restart.
    #[serde(default)]
    pub past: Vec<Past>,
}

/// How a circuit ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Who ended it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The step at which it was refused.
    #[serde(default)]
    pub step: Option<StepId>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A step of a circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Identity.
    pub id: StepId,
    /// What is to be done.
    pub kind: StepKind,
    /// From 1; the next stage waits for all of them.
    pub stage: u32,
    /// Who does it.
    pub assignee: Assignee,
    /// Not by hands that did another step or drew the document up.
    pub four_eyes: bool,
    /// The circuit may end without it.
    pub optional: bool,
    /// How long it should take, e.g. `3 working days`.
    #[serde(default)]
    pub within: Option<String>,
    /// Since when it is due.
    #[serde(default)]
    pub due_since: Option<Timestamp>,
    /// Where it stands.
    pub state: StepState,
    /// From whose hands it came.
    #[serde(default)]
    pub substituted: Vec<Substitution>,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Nobody has done it.
    Waiting,
    /// Done.
    Done(Done),
    /// Left out; it was optional.
    Skipped {
        /// By whom; `None`: the stage was finished without it.
        by: Option<PersonId>,
        /// When.
        at: Timestamp,
        /// Why.
        reason: Option<String>,
    },
}

/// How a step was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who did it.
    pub by: PersonId,
    /// For whom, under a delegation.
    #[serde(default)]
    pub principal: Option<PersonId>,
    /// The delegation.
    #[serde(default)]
    pub delegation: Option<DelegationId>,
    /// Who handed the delegation on, between whoever did it and the principal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<PersonId>,
    /// When.
    pub at: Timestamp,
    /// The version that was seen.
    pub seen: Sha256,
    /// The version that came of it: of a signature or a seal.
    #[serde(default)]
    pub result: Option<Sha256>,
    /// The opinion, or a remark.
    #[serde(default)]
    pub text: Option<String>,
    /// How it was sent.
    #[serde(default)]
    pub dispatch: Option<Dispatch>,
}

impl Done {
    /// Whose hands were in it: who did it, for whom, and through whom.
    pub fn hands(&self) -> BTreeSet<PersonId> {
        std::iter::once(self.by)
            .chain(self.principal)
            .chain(self.through.iter().copied())
            .collect()
    }
}

/// A step that was handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// Who it was for.
    pub from: Assignee,
    /// Who handed it on.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// An act that was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Of which step.
    pub step: StepId,
    /// What was done.
    pub done: Done,
    /// When it was undone.
    pub undone_at: Timestamp,
    /// Why.
    pub why: Undone,
    /// Who sent the circuit back, by the name they had then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_back_by: Option<String>,
    /// The reason they gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why an act was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undone {
    /// The document has a new version.
    ContentChanged,
    /// The circuit was sent back to an earlier stage.
    SentBack,
    /// The circuit was started again.
    Restarted,
}

/// How an act was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The way.
    pub way: DispatchWay,
    /// On which day (Europe/Luxembourg).
    pub on: Date,
    /// To whom.
    pub addressee: String,
}

/// The way in which an act is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchWay {
    /// By post.
    Post,
    /// By e-mail.
    Email,
    /// Handed over at the counter.
    Counter,
    /// Through the platform.
    Platform,
}

impl Step {
    /// By which day it should be done: counted from the day on which it became due (Europe/Luxembourg).
    pub fn due_day(&self) -> Option<Date> {
        static CALENDAR: std::sync::OnceLock<Option<Calendar>> = std::sync::OnceLock::new();
        let calendar = CALENDAR.get_or_init(|| Calendar::luxembourg().ok()).as_ref()?;
        let since = self.due_since?;
        let local = since.to_zoned(crate::zone::luxembourg());
        let clock = Clock {
            start: local.date(),
            length: self.within.as_deref()?.parse().ok()?,
            extensions: Vec::new(),
            suspensions: Vec::new(),
        };
        match clock.standing(calendar) {
            Ok(Standing::Ends { due, .. }) => Some(due),
            _ => None,
        }
    }
}

impl Circuit {
    /// The newest version, as the circuit knows it.
    pub fn newest(&self) -> Option<&Sha256> {
        self.lineage.last()
    }

    /// The stage that is under way.
    pub fn stage(&self) -> Option<u32> {
        (self.status == CircuitStatus::Running)
            .then(|| {
                self.steps
                    .iter()
                    .filter(|step| step.state == StepState::Waiting)
                    .map(|step| step.stage)
                    .min()
            })
            .flatten()
    }

    /// The steps that are due.
    pub fn due(&self) -> impl Iterator<Item = &Step> {
        let stage = self.stage();
        self.steps
            .iter()
            .filter(move |step| step.state == StepState::Waiting && Some(step.stage) == stage)
    }

    /// Whether it is the circuit that its document is in: running, or refused and not given up.
    pub fn holds_document(&self) -> bool {
        self.status.is_open()
    }

    /// The step with an identity.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}
