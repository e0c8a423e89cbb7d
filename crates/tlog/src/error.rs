//! What does not hold, by the stable codes of this crate.

use wording::Explain;

/// Why a journal does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A field of the entry is not what it was when the entry was written.
    #[error("entry {sequence} of the journal was altered")]
    JournalAltered {
        /// The entry, counted from 1.
        sequence: u64,
    },
    /// Entries are gone.
    #[error("entries {first} to {last} of the journal are missing")]
    JournalMissing {
        /// The first missing entry.
        first: u64,
        /// The last missing entry.
        last: u64,
    },
    /// An entry stands behind one with the same or a higher number.
    #[error("entry {sequence} of the journal stands where entry {expected} belongs")]
    JournalOutOfOrder {
        /// The entry that stands there.
        sequence: u64,
        /// The entry that belongs there.
        expected: u64,
    },
    /// The entry is whole but does not follow from the one before it.
    #[error("entry {sequence} of the journal does not follow from the one before it")]
    JournalUnlinked {
        /// The entry, counted from 1.
        sequence: u64,
    },
    /// The journal ends before the remembered head.
    #[error("the journal had {remembered} entries and has {found}")]
    JournalTruncated {
        /// Length of the remembered head.
        remembered: u64,
        /// Length now.
        found: u64,
    },
    /// The chain holds, but it is not the remembered one.
    #[error("the journal was rewritten at or before entry {sequence}")]
    JournalRewritten {
        /// The entry whose hash was remembered.
        sequence: u64,
    },
    /// Details that are not canonical JSON or cannot be written as such.
    #[error("the details of a journal entry are not canonical JSON")]
    JournalDetails,
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::JournalAltered { .. } => "journal-altered",
            Error::JournalMissing { .. } => "journal-missing",
            Error::JournalOutOfOrder { .. } => "journal-out-of-order",
            Error::JournalUnlinked { .. } => "journal-unlinked",
            Error::JournalTruncated { .. } => "journal-truncated",
            Error::JournalRewritten { .. } => "journal-rewritten",
            Error::JournalDetails => "journal-details",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::JournalAltered { sequence }
            | Error::JournalUnlinked { sequence }
            | Error::JournalRewritten { sequence } => vec![("sequence", sequence.to_string())],
            Error::JournalMissing { first, last } => {
                vec![("first", first.to_string()), ("last", last.to_string())]
            }
            Error::JournalOutOfOrder { sequence, expected } => {
                vec![
                    ("sequence", sequence.to_string()),
                    ("expected", expected.to_string()),
                ]
            }
            Error::JournalTruncated { remembered, found } => {
                vec![
                    ("remembered", remembered.to_string()),
                    ("found", found.to_string()),
                ]
            }
            Error::JournalDetails => Vec::new(),
        }
    }
}
