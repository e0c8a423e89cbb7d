//! What does not hold, by the stable codes of this crate.

use wording::Explain;

/// Why a journal or something of the public log does not hold.
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
    /// Not an entry of the log: another length, version or kind.
    #[error("not an entry of the public log")]
    LogEntry,
    /// An index or size outside of the tree.
    #[error("no such place in the public log")]
    LogRange,
    /// A hash of the tree that is needed is not there.
    #[error("a hash of the public log's tree is missing")]
    LogHashMissing,
    /// The proof does not lead from the entry to the root.
    #[error("the proof does not lead from the entry to the public log's root")]
    LogInclusion,
    /// The newer tree does not start with the older one.
    #[error("the public log's newer tree does not start with the older one")]
    LogConsistency,
    /// Not a signed note.
    #[error("not a signed note")]
    LogNote,
    /// Not the text of a checkpoint.
    #[error("not a checkpoint")]
    LogCheckpoint,
    /// Not a proof file.
    #[error("not a proof of the public log, from line {line}")]
    LogProof {
        /// The first line that does not fit, counted from 1.
        line: u64,
    },
    /// Not a tile or its name.
    #[error("not a tile of the public log")]
    LogTile,
    /// Not a verifier key.
    #[error("not a verifier key")]
    LogKey,
    /// A verifier key of another kind than the ones known here.
    #[error("a verifier key of kind {kind:#04x}, which is not known here")]
    LogKeyKind {
        /// The type byte.
        kind: u8,
    },
    /// The keys of log and witnesses do not make a policy.
    #[error("the keys of log and witnesses contradict each other")]
    LogPolicy,
    /// A line of a policy does not fit.
    #[error("line {line} of the policy of the public log does not fit")]
    LogPolicyLine {
        /// The line, counted from 1.
        line: u64,
    },
    /// Not a request to a witness.
    #[error("not a request to a witness, from line {line}")]
    LogRequest {
        /// The first line that does not fit, counted from 1.
        line: u64,
    },
    /// The checkpoint is of another log.
    #[error("a checkpoint of '{found}' instead of '{expected}'")]
    LogOrigin {
        /// The log that was expected.
        expected: String,
        /// The log that the checkpoint names.
        found: String,
    },
    /// None of the known keys has signed.
    #[error("not signed by any known key")]
    LogSignatureMissing,
    /// A known key's signature does not verify.
    #[error("the signature of '{name}' does not verify")]
    LogSignatureInvalid {
        /// Name of the key.
        name: String,
    },
    /// Too few witnesses have cosigned.
    #[error("{found} witnesses of the {needed} needed")]
    LogWitnesses {
        /// How many it takes.
        needed: u64,
        /// How many there are.
        found: u64,
    },
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
            Error::LogEntry => "log-entry",
            Error::LogRange => "log-range",
            Error::LogHashMissing => "log-hash-missing",
            Error::LogInclusion => "log-inclusion",
            Error::LogConsistency => "log-consistency",
            Error::LogNote => "log-note",
            Error::LogCheckpoint => "log-checkpoint",
            Error::LogProof { .. } => "log-proof",
            Error::LogTile => "log-tile",
            Error::LogKey => "log-key",
            Error::LogKeyKind { .. } => "log-key-kind",
            Error::LogPolicy => "log-policy",
            Error::LogPolicyLine { .. } => "log-policy-line",
            Error::LogRequest { .. } => "log-request",
            Error::LogOrigin { .. } => "log-origin",
            Error::LogSignatureMissing => "log-signature-missing",
            Error::LogSignatureInvalid { .. } => "log-signature-invalid",
            Error::LogWitnesses { .. } => "log-witnesses",
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
            Error::LogProof { line } | Error::LogPolicyLine { line } | Error::LogRequest { line } => {
                vec![("line", line.to_string())]
            }
            Error::LogKeyKind { kind } => vec![("kind", kind.to_string())],
            Error::LogOrigin { expected, found } => {
                vec![("expected", expected.clone()), ("found", found.clone())]
            }
            Error::LogSignatureInvalid { name } => vec![("name", name.clone())],
            Error::LogWitnesses { needed, found } => {
                vec![("needed", needed.to_string()), ("found", found.to_string())]
            }
            Error::JournalDetails
            | Error::LogEntry
            | Error::LogRange
            | Error::LogHashMissing
            | Error::LogInclusion
            | Error::LogConsistency
            | Error::LogNote
            | Error::LogCheckpoint
            | Error::LogTile
            | Error::LogKey
            | Error::LogPolicy
            | Error::LogSignatureMissing => Vec::new(),
        }
    }
}
