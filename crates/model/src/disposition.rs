//! What is refused on the way from the end of a retention to a destruction, and why.

use jiff::civil::Date;
use wording::Explain;

use crate::retention::{DispositionState, LineFault};

/// What is refused on the way from the end of a retention to a destruction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RetentionError {
    /// The tableau de tri has faults: nothing of it is taken.
    #[error("the table has {} faults, the first: {first}", count)]
    TableRefused {
        /// How many.
        count: usize,
        /// The first of them.
        first: LineFault,
    },
    /// The tableau de tri is no UTF-8 text.
    #[error("the table is no UTF-8 text")]
    TableNotText,
    /// A table from this day on is there already.
    #[error("a table from {from} on is there already")]
    TableTwice {
        /// The day.
        from: Date,
    },
    /// The dossier is not closed.
    #[error("the dossier {reference} is not closed")]
    NotClosed {
        /// Its reference.
        reference: String,
    },
    /// No newer table says anything else about the dossier.
    #[error("no table says anything else about {reference}")]
    NothingToAdopt {
        /// Its reference.
        reference: String,
    },
    /// The dossier's content was destroyed.
    #[error("the content of {reference} was destroyed")]
    Destroyed {
        /// Its reference.
        reference: String,
    },
    /// A hold without any condition.
    #[error("a hold needs a condition")]
    HoldForEverything,
    /// There is no such hold.
    #[error("there is no hold {hold}")]
    HoldUnknown {
        /// Its number.
        hold: u32,
    },
    /// The hold was released before.
    #[error("the hold {hold} is released already")]
    HoldReleased {
        /// Its number.
        hold: u32,
    },
    /// There is no such disposition.
    #[error("there is no disposition {disposition}")]
    Unknown {
        /// Its identity.
        disposition: String,
    },
    /// A disposition without dossiers.
    #[error("a disposition needs dossiers")]
    Empty,
    /// The retention of the dossier has not ended, or there is no rule for it.
    #[error("{reference} is not due")]
    NotDue {
        /// Its reference.
        reference: String,
    },
    /// The dossier is in another disposition.
    #[error("{reference} is in another disposition")]
    InAnother {
        /// Its reference.
        reference: String,
    },
    /// A hold forbids it.
    #[error("{reference} is held (hold {hold}): {reason}")]
    Held {
        /// Its reference.
        reference: String,
        /// Number of the hold.
        hold: u32,
        /// Why it is held.
        reason: String,
    },
    /// The disposition is not where this is possible.
    #[error("the disposition is {state:?}")]
    State {
        /// Where it stands.
        state: DispositionState,
    },
    /// A day that cannot be.
    #[error("the day {day} is not between {from} and {until}")]
    Day {
        /// The day given.
        day: Date,
        /// First possible day.
        from: Date,
        /// Last possible day.
        until: Date,
    },
    /// The dossier is not in the disposition.
    #[error("the dossier {dossier} is not in the disposition")]
    NotInIt {
        /// Its reference or identity.
        dossier: String,
    },
    /// The archives still have time to answer.
    #[error("the archives may answer until {until}")]
    AnswerAwaited {
        /// The last day of their answer.
        until: Date,
    },
    /// The archives answered: that is no silence.
    #[error("the archives answered about {reference}")]
    Answered {
        /// Its reference.
        reference: String,
    },
    /// Silence never destroys what the table keeps.
    #[error("{reference} is to be kept by the table; silence does not change that")]
    SilenceKeeps {
        /// Its reference.
        reference: String,
    },
    /// The archives do not want this dossier: it is not delivered.
    #[error("{reference} is not wanted by the archives")]
    NotWanted {
        /// Its reference.
        reference: String,
    },
    /// Its package was not made yet.
    #[error("no package was made for {reference}")]
    NotPackaged {
        /// Its reference.
        reference: String,
    },
    /// The archives want it, and their receipt is not recorded.
    #[error("the archives want {reference}; their receipt is missing")]
    ReceiptMissing {
        /// Its reference.
        reference: String,
    },
    /// Too early by the law's three months.
    #[error("destroying is lawful from {from} on")]
    TooEarly {
        /// The first day.
        from: Date,
    },
    /// Four eyes: whoever proposed it does not confirm it.
    #[error("{person} proposed it and cannot confirm it")]
    SamePerson {
        /// Who.
        person: String,
    },
    /// The dossier is no longer what was on the list.
    #[error("{reference} is no longer what was on the list")]
    Changed {
        /// Its reference.
        reference: String,
    },
    /// An original waits to be registered on the platform.
    #[error("an original of {reference} still waits in the outbox")]
    OutboxWaits {
        /// Its reference.
        reference: String,
    },
    /// Somebody writes: contents could not be removed now.
    #[error("another program writes to the desk; removing goes on later")]
    RemovingLater,
    /// There is no certificate yet.
    #[error("there is no certificate yet")]
    NoCertificate,
    /// The content was destroyed by a disposition.
    #[error("the content was destroyed")]
    ContentDestroyed,
    /// Nothing to put into a package.
    #[error("{reference} holds no document")]
    NothingToExport {
        /// Its reference.
        reference: String,
    },
    /// The period of key figures is none.
    #[error("the period is none: it has 1 to 120 months")]
    Period,
}

impl Explain for RetentionError {
    fn code(&self) -> &'static str {
        match self {
            RetentionError::TableRefused { .. } => "retention-table-refused",
            RetentionError::TableNotText => "retention-table-not-text",
            RetentionError::TableTwice { .. } => "retention-table-twice",
            RetentionError::NotClosed { .. } => "retention-not-closed",
            RetentionError::NothingToAdopt { .. } => "retention-nothing-to-adopt",
            RetentionError::Destroyed { .. } => "dossier-destroyed",
            RetentionError::HoldForEverything => "hold-for-everything",
            RetentionError::HoldUnknown { .. } => "hold-unknown",
            RetentionError::HoldReleased { .. } => "hold-released",
            RetentionError::Unknown { .. } => "disposition-unknown",
            RetentionError::Empty => "disposition-empty",
            RetentionError::NotDue { .. } => "disposition-not-due",
            RetentionError::InAnother { .. } => "disposition-in-another",
            RetentionError::Held { .. } => "disposition-held",
            RetentionError::State { .. } => "disposition-state",
            RetentionError::Day { .. } => "disposition-day",
            RetentionError::NotInIt { .. } => "disposition-not-in-it",
            RetentionError::AnswerAwaited { .. } => "disposition-answer-awaited",
            RetentionError::Answered { .. } => "disposition-answered",
            RetentionError::SilenceKeeps { .. } => "disposition-silence-keeps",
            RetentionError::NotWanted { .. } => "disposition-not-wanted",
            RetentionError::NotPackaged { .. } => "disposition-not-packaged",
            RetentionError::ReceiptMissing { .. } => "disposition-receipt-missing",
            RetentionError::TooEarly { .. } => "disposition-too-early",
            RetentionError::SamePerson { .. } => "disposition-same-person",
            RetentionError::Changed { .. } => "disposition-changed",
            RetentionError::OutboxWaits { .. } => "disposition-outbox-waits",
            RetentionError::RemovingLater => "disposition-removing-later",
            RetentionError::NoCertificate => "disposition-no-certificate",
            RetentionError::ContentDestroyed => "content-destroyed",
            RetentionError::NothingToExport { .. } => "export-nothing",
            RetentionError::Period => "figures-period",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            RetentionError::TableRefused { count, first } => {
                vec![("count", count.to_string()), ("first", first.to_string())]
            }
            RetentionError::TableTwice { from } | RetentionError::TooEarly { from } => {
                vec![("from", from.to_string())]
            }
            RetentionError::NotClosed { reference }
            | RetentionError::NothingToAdopt { reference }
            | RetentionError::Destroyed { reference }
            | RetentionError::NotDue { reference }
            | RetentionError::InAnother { reference }
            | RetentionError::Answered { reference }
            | RetentionError::SilenceKeeps { reference }
            | RetentionError::NotWanted { reference }
            | RetentionError::NotPackaged { reference }
            | RetentionError::ReceiptMissing { reference }
            | RetentionError::Changed { reference }
            | RetentionError::OutboxWaits { reference }
            | RetentionError::NothingToExport { reference } => vec![("reference", reference.clone())],
            RetentionError::HoldUnknown { hold } | RetentionError::HoldReleased { hold } => {
                vec![("hold", hold.to_string())]
            }
            RetentionError::Unknown { disposition } => vec![("disposition", disposition.clone())],
            RetentionError::Held {
                reference,
                hold,
                reason,
            } => vec![
                ("reference", reference.clone()),
                ("hold", hold.to_string()),
                ("reason", reason.clone()),
            ],
            RetentionError::State { state } => vec![("state", state_word(*state).to_owned())],
            RetentionError::Day { day, from, until } => vec![
                ("day", day.to_string()),
                ("from", from.to_string()),
                ("until", until.to_string()),
            ],
            RetentionError::NotInIt { dossier } => vec![("dossier", dossier.clone())],
            RetentionError::AnswerAwaited { until } => vec![("until", until.to_string())],
            RetentionError::SamePerson { person } => vec![("person", person.clone())],
            RetentionError::TableNotText
            | RetentionError::HoldForEverything
            | RetentionError::Empty
            | RetentionError::RemovingLater
            | RetentionError::NoCertificate
            | RetentionError::ContentDestroyed
            | RetentionError::Period => Vec::new(),
        }
    }
}

/// The word of a state in messages.
pub fn state_word(state: DispositionState) -> &'static str {
    match state {
        DispositionState::Proposed => "proposed",
        DispositionState::Notified => "notified",
        DispositionState::Appraised => "appraised",
        DispositionState::Confirmed => "confirmed",
        DispositionState::Destroying => "destroying",
        DispositionState::Done => "done",
        DispositionState::Withdrawn => "withdrawn",
    }
}
