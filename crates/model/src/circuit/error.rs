//! Why an act on a circuit is refused.

use jiff::Timestamp;
use jiff::civil::Date;
use wording::Explain;

use super::{CircuitStatus, DispatchWay, StuckReason};
use crate::RuleError;
use crate::deadline::LengthError;
use crate::procedure::StepKind;

/// Why an act on a circuit is refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CircuitError {
    /// A text breaks its rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A length of time cannot be read.
    #[error(transparent)]
    Length(#[from] LengthError),
    /// There is no such circuit.
    #[error("there is no circuit {circuit}")]
    Unknown {
        /// As given.
        circuit: String,
    },
    /// The document is in no circuit.
    #[error("'{title}' is in no circuit")]
    NoCircuit {
        /// Title of the document.
        title: String,
    },
    /// The document is in a circuit already.
    #[error("'{title}' is in the circuit '{circuit}' already")]
    InCircuit {
        /// Title of the document.
        title: String,
        /// Name of the circuit.
        circuit: String,
    },
    /// Sealed already: nothing can be decided about it any more.
    #[error("'{title}' is sealed already")]
    DocumentSealed {
        /// Title of the document.
        title: String,
    },
    /// The procedure has no such circuit.
    #[error("the procedure has no circuit '{rule}'")]
    RuleUnknown {
        /// As given.
        rule: String,
    },
    /// The procedure has several circuits that would fit, and none was named.
    #[error("the procedure has several circuits: {rules}")]
    RuleNotNamed {
        /// Their keys.
        rules: String,
    },
    /// Another version is the newest.
    #[error("version {number} by {by} is newer than the one that was seen")]
    OtherVersion {
        /// Its number.
        number: u32,
        /// Who made it.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// No step, or too many.
    #[error("{count} steps; at least 1 and at most {most}")]
    StepCount {
        /// Found.
        count: usize,
        /// Most.
        most: usize,
    },
    /// Stages are counted from 1.
    #[error("a step has the stage 0")]
    StageZero {
        /// Its kind.
        kind: StepKind,
    },
    /// Every step is optional.
    #[error("every step is optional")]
    OnlyOptional,
    /// After a seal nothing can be changed.
    #[error("a sealed document takes nothing but dispatch")]
    AfterSeal {
        /// Of the step that is too late.
        kind: StepKind,
        /// Stage of the seal.
        stage: u32,
    },
    /// A rule says nobody.
    #[error("a step is for nobody")]
    StepForNobody {
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
    },
    /// Nobody is known by this name or identity.
    #[error("{person} is not known")]
    PersonUnknown {
        /// As given.
        person: String,
    },
    /// A step that nobody can do.
    #[error("nobody can do the step of stage {stage}")]
    Deadlock {
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
        /// Why.
        reason: StuckReason,
    },
    /// There is no such step.
    #[error("there is no step {step}")]
    StepUnknown {
        /// As given.
        step: String,
    },
    /// The circuit is over, or stopped.
    #[error("the circuit is over")]
    Over {
        /// How.
        status: CircuitStatus,
    },
    /// Somebody was faster.
    #[error("the step of stage {stage} is done already")]
    StepDone {
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
    },
    /// Earlier stages come first.
    #[error("the step of stage {stage} is not due: stage {current} is under way")]
    NotDue {
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
        /// The stage under way.
        current: u32,
    },
    /// Somebody else's.
    #[error("the step of stage {stage} is not for {person}")]
    NotForYou {
        /// Who asked.
        person: String,
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
    },
    /// The same hands did another step.
    #[error("{person} did the step of stage {stage}")]
    FourEyes {
        /// Who.
        person: String,
        /// The other step.
        kind: StepKind,
        /// Its stage.
        stage: u32,
    },
    /// The same hands drew the document up.
    #[error("{person} drew the document up, or did another step")]
    FourEyesDraft {
        /// Who.
        person: String,
    },
    /// A delegate does not act on what they drew up.
    #[error("{person} drew the document up and acts for somebody else")]
    DelegateOwnDraft {
        /// Who.
        person: String,
    },
    /// A step of another kind.
    #[error("a step of this kind is done otherwise")]
    OtherAct {
        /// Its kind.
        kind: StepKind,
    },
    /// Sent on a day to come.
    #[error("{on} is still to come")]
    DispatchInFuture {
        /// As given.
        on: Date,
    },
    /// There is no such stage before this one.
    #[error("there is no stage {stage} before stage {current}")]
    NoEarlierStage {
        /// As given.
        stage: u32,
        /// The stage under way.
        current: u32,
    },
    /// Sealed: no way back.
    #[error("the document is sealed")]
    Sealed,
    /// The heir of a step may not do it.
    #[error("{person} may not take the step over")]
    CannotTakeOver {
        /// Who.
        person: String,
        /// Its kind.
        kind: StepKind,
    },
    /// Only optional steps are left out.
    #[error("the step of stage {stage} is not optional")]
    NotOptional {
        /// Its kind.
        kind: StepKind,
        /// Its stage.
        stage: u32,
    },
    /// Only who started it.
    #[error("only {starter} may do that")]
    NotStarter {
        /// Who started it.
        starter: String,
    },
    /// Only an administrator.
    #[error("{person} is no administrator")]
    NotAdministrator {
        /// Who.
        person: String,
    },
    /// It runs, or is finished.
    #[error("the circuit is not to be started again")]
    NotToRestart,
    /// The circuit is not at a step of this kind.
    #[error("the circuit is not there yet: stage {stage} is under way")]
    NotThereYet {
        /// What was wanted: seal or signature.
        kind: StepKind,
        /// The stage under way.
        stage: u32,
    },
    /// The circuit was refused.
    #[error("the circuit was refused")]
    RefusedNotSealed,
    /// A signature is a natural person's.
    #[error("the certificate of {holder} is no natural person's")]
    NotAPersonsCertificate {
        /// Its holder.
        holder: String,
    },
}

/// A time as a person reads it: in Luxembourg, with its zone.
fn shown(at: Timestamp) -> String {
    at.to_zoned(crate::zone::luxembourg())
        .strftime("%d.%m.%Y %H:%M %Z")
        .to_string()
}

/// The word of a kind in sentences.
pub(crate) fn kind_word(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Visa => "visa",
        StepKind::Opinion => "opinion",
        StepKind::Approval => "approval",
        StepKind::Signature => "signature",
        StepKind::Seal => "seal",
        StepKind::Dispatch => "dispatch",
    }
}

pub(crate) fn way_word(way: DispatchWay) -> &'static str {
    match way {
        DispatchWay::Post => "post",
        DispatchWay::Email => "email",
        DispatchWay::Counter => "counter",
        DispatchWay::Platform => "platform",
    }
}

impl StepKind {
    /// Its stable word: `visa`, `opinion`, `approval`, `signature`, `seal`, `dispatch`.
    pub fn word(self) -> &'static str {
        kind_word(self)
    }
}

impl CircuitStatus {
    /// Whether its document is still in it: it runs, or was refused and is not given up.
    pub fn is_open(self) -> bool {
        matches!(self, CircuitStatus::Running | CircuitStatus::Refused)
    }

    /// Its stable word: `running`, `refused`, `withdrawn`, `cancelled`, `finished`.
    pub fn word(self) -> &'static str {
        match self {
            CircuitStatus::Running => "running",
            CircuitStatus::Refused => "refused",
            CircuitStatus::Withdrawn => "withdrawn",
            CircuitStatus::Cancelled => "cancelled",
            CircuitStatus::Finished => "finished",
        }
    }
}

impl Explain for CircuitError {
    fn code(&self) -> &'static str {
        match self {
            CircuitError::Rule(error) => error.code(),
            CircuitError::Length(error) => error.code(),
            CircuitError::Unknown { .. } => "circuit-unknown",
            CircuitError::NoCircuit { .. } => "circuit-none",
            CircuitError::InCircuit { .. } => "circuit-already",
            CircuitError::DocumentSealed { .. } => "circuit-document-sealed",
            CircuitError::RuleUnknown { .. } => "circuit-rule-unknown",
            CircuitError::RuleNotNamed { .. } => "circuit-rule-not-named",
            CircuitError::OtherVersion { .. } => "circuit-other-version",
            CircuitError::StepCount { .. } => "circuit-step-count",
            CircuitError::StageZero { .. } => "circuit-stage-zero",
            CircuitError::OnlyOptional => "circuit-only-optional",
            CircuitError::AfterSeal { .. } => "circuit-after-seal",
            CircuitError::StepForNobody { .. } => "circuit-step-for-nobody",
            CircuitError::PersonUnknown { .. } => "circuit-person-unknown",
            CircuitError::Deadlock { .. } => "circuit-deadlock",
            CircuitError::StepUnknown { .. } => "circuit-step-unknown",
            CircuitError::Over { .. } => "circuit-over",
            CircuitError::StepDone { .. } => "circuit-step-done",
            CircuitError::NotDue { .. } => "circuit-not-due",
            CircuitError::NotForYou { .. } => "circuit-not-for-you",
            CircuitError::FourEyes { .. } => "circuit-four-eyes",
            CircuitError::FourEyesDraft { .. } => "circuit-four-eyes-draft",
            CircuitError::DelegateOwnDraft { .. } => "circuit-delegate-own-draft",
            CircuitError::OtherAct { .. } => "circuit-other-act",
            CircuitError::DispatchInFuture { .. } => "circuit-dispatch-in-future",
            CircuitError::NoEarlierStage { .. } => "circuit-no-earlier-stage",
            CircuitError::Sealed => "circuit-sealed",
            CircuitError::CannotTakeOver { .. } => "circuit-cannot-take-over",
            CircuitError::NotOptional { .. } => "circuit-not-optional",
            CircuitError::NotStarter { .. } => "circuit-not-starter",
            CircuitError::NotAdministrator { .. } => "circuit-not-administrator",
            CircuitError::NotToRestart => "circuit-not-to-restart",
            CircuitError::NotThereYet { .. } => "circuit-not-there-yet",
            CircuitError::RefusedNotSealed => "circuit-refused-not-sealed",
            CircuitError::NotAPersonsCertificate { .. } => "circuit-not-a-persons-certificate",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let kind_and_stage = |kind: &StepKind, stage: &u32| {
            vec![("kind", kind.word().to_owned()), ("stage", stage.to_string())]
        };
        match self {
            CircuitError::Rule(error) => error.arguments(),
            CircuitError::Length(error) => error.arguments(),
            CircuitError::Unknown { circuit } => vec![("circuit", circuit.clone())],
            CircuitError::NoCircuit { title } | CircuitError::DocumentSealed { title } => {
                vec![("title", title.clone())]
            }
            CircuitError::InCircuit { title, circuit } => {
                vec![("title", title.clone()), ("circuit", circuit.clone())]
            }
            CircuitError::RuleUnknown { rule } => vec![("rule", rule.clone())],
            CircuitError::RuleNotNamed { rules } => vec![("rules", rules.clone())],
            CircuitError::OtherVersion { number, by, at } => vec![
                ("version", number.to_string()),
                ("by", by.clone()),
                ("at", shown(*at)),
            ],
            CircuitError::StepCount { count, most } => {
                vec![("count", count.to_string()), ("most", most.to_string())]
            }
            CircuitError::StageZero { kind } | CircuitError::OtherAct { kind } => {
                vec![("kind", kind.word().to_owned())]
            }
            CircuitError::PersonUnknown { person }
            | CircuitError::FourEyesDraft { person }
            | CircuitError::DelegateOwnDraft { person }
            | CircuitError::NotAdministrator { person } => vec![("person", person.clone())],
            CircuitError::Deadlock { kind, stage, reason } => {
                let mut arguments = kind_and_stage(kind, stage);
                arguments.push(("reason", reason.word().to_owned()));
                arguments
            }
            CircuitError::StepUnknown { step } => vec![("step", step.clone())],
            CircuitError::Over { status } => vec![("status", status.word().to_owned())],
            CircuitError::AfterSeal { kind, stage }
            | CircuitError::StepForNobody { kind, stage }
            | CircuitError::StepDone { kind, stage }
            | CircuitError::NotOptional { kind, stage }
            | CircuitError::NotThereYet { kind, stage } => kind_and_stage(kind, stage),
            CircuitError::NotDue { kind, stage, current } => {
                let mut arguments = kind_and_stage(kind, stage);
                arguments.push(("current", current.to_string()));
                arguments
            }
            CircuitError::NotForYou { person, kind, stage }
            | CircuitError::FourEyes { person, kind, stage } => {
                let mut arguments = kind_and_stage(kind, stage);
                arguments.push(("person", person.clone()));
                arguments
            }
            CircuitError::DispatchInFuture { on } => vec![("on", on.strftime("%d.%m.%Y").to_string())],
            CircuitError::NoEarlierStage { stage, current } => {
                vec![("stage", stage.to_string()), ("current", current.to_string())]
            }
            CircuitError::CannotTakeOver { person, kind } => {
                vec![("person", person.clone()), ("kind", kind.word().to_owned())]
            }
            CircuitError::NotStarter { starter } => vec![("starter", starter.clone())],
            CircuitError::NotAPersonsCertificate { holder } => vec![("holder", holder.clone())],
            CircuitError::OnlyOptional
            | CircuitError::Sealed
            | CircuitError::NotToRestart
            | CircuitError::RefusedNotSealed => Vec::new(),
        }
    }
}
