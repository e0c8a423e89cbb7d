//! What a desk knows of the platform's public log of seals, and the alarms it has raised about it.

use serde::{Deserialize, Serialize};

use crate::DocumentId;

/// How the desk stands to the public log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogStatus {
    /// The log's name; `None`: the desk has seen none yet.
    pub origin: Option<String>,
    /// Entries in the tree that was seen last.
    pub size: u64,
    /// When the log was seen last and held together, UTC.
    pub seen_at: Option<jiff::Timestamp>,
    /// Originals of this desk whose proof was verified.
    pub proved: u64,
    /// Originals that are registered and not yet proved to be in the log.
    pub unproved: u64,
    /// Alarms that nobody has confirmed to have seen.
    pub alarms: u64,
}

/// Something about the public log, or an original in it, that a person must see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlarmView {
    /// Its number on this desk.
    pub number: u64,
    /// What it says and what to do, in the desk's language; the code is stable.
    pub explanation: wording::Explanation,
    /// The original concerned.
    pub document: Option<DocumentId>,
    /// What shows it, for an auditor: checkpoints, proofs, entries, as text.
    pub evidence: String,
    /// When it was raised, UTC.
    pub raised_at: jiff::Timestamp,
    /// When a person confirmed to have seen it, UTC.
    pub seen_at: Option<jiff::Timestamp>,
    /// Who.
    pub seen_by: Option<String>,
    /// What that person noted.
    pub note: Option<String>,
}
