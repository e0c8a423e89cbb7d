//! Views of what desks share: what waits, and what a person must decide.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{DossierId, OpId};

/// Two people changed the same thing, or one changed what the other deleted: side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Number on this desk; decisions name it.
    pub number: i64,
    /// Kind of the record; its word is the message `record-<kind>`.
    pub kind: String,
    /// What a person recognises it by.
    pub label: String,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// The dossier's reference.
    pub reference: Option<String>,
    /// Since when this desk knows.
    pub since: Timestamp,
    /// `mine`: it was deleted here and changed elsewhere; `theirs`: the other way round; absent: both changed it.
    pub deleted: Option<String>,
    /// What differs.
    pub fields: Vec<ConflictField>,
}

/// One field, three times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictField {
    /// Its name; its word is the message `record-field-<name>`, with `-` for `_`.
    pub name: String,
    /// As both knew it.
    pub base: Option<String>,
    /// As it stands on this desk.
    pub mine: Option<String>,
    /// As it stands on the platform.
    pub theirs: Option<String>,
}

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictChoice {
    /// As it stands on this desk.
    Mine,
    /// As it stands on the platform.
    Theirs,
    /// Another text.
    Text(String),
}

/// A record that waits: to be told, in sight after a refusal, or to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingRecord {
    /// Identity of the operation; absent where there is none.
    pub op: Option<OpId>,
    /// Kind of the record; its word is the message `record-<kind>`.
    pub kind: String,
    /// What a person recognises it by.
    pub label: String,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Why, as a code.
    pub code: Option<String>,
    /// It was refused and waits for a person.
    pub parked: bool,
    /// It came from the platform and cannot be taken in yet.
    pub incoming: bool,
}
