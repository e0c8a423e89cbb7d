//! Records: what a desk shows of dossiers, documents and people, told field by field.
//!
//! `POST` [`super::path::CHANGES`] brings a batch of [`Operation`]s and answers each; `GET` of the same path tells what
//! changed for the asking desk since its cursor. The platform orders and keeps; it never merges: merging is the
//! desk's (crate `sync`, module `merge`), and what two people changed differently is decided by a person.

use std::collections::BTreeMap;

use model::{OpId, Sha256};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Most operations in one [`Push`].
pub const BATCH: usize = 200;
/// Most bytes of one [`Push`], as JSON before compression.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// Most bytes of one record's fields, as JSON.
pub const RECORD_BYTES: usize = 1024 * 1024;
/// Most records in one [`Page`].
pub const PAGE: usize = 500;

/// Field of a `person` record that the platform wrote itself, from its registry of people: true. Such a record is taken
/// as it is, and no desk changes it.
pub const REGISTERED: &str = "registered";

/// The fields of a record, by name: JSON values of depth 8 at most.
pub type Fields = BTreeMap<String, Value>;

/// Which record: its kind and its identity within the kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Key {
    /// Kebab-case, 1 to 40 characters, e.g. `dossier`, `party`, `dossier-link` ([`KINDS`]). A platform keeps kinds it
    /// does not know; a desk leaves them alone.
    pub kind: String,
    /// A UUID, or the parts of a natural key joined by `/`; 1 to 200 characters, no control characters.
    pub id: String,
}

/// A record as the platform keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// Which.
    #[serde(flatten)]
    pub key: Key,
    /// The dossier it lies in, whose readers may see it; `None`: everybody of the administration may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// Grows with every change of this record, from 1.
    pub rev: u64,
    /// Its last change in the platform's order.
    pub seq: u64,
    /// It was deleted: the fields are those it had last.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// All its fields.
    pub fields: Fields,
}

/// What is to become of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Set these fields and leave the others; with `base_rev` 0: make the record.
    Patch(Fields),
    /// Delete it.
    Delete,
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operation {
    /// Identity and idempotency key: the first answer is given again, another content is refused.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Id"))]
    pub op: OpId,
    /// Which record.
    #[serde(flatten)]
    pub key: Key,
    /// The dossier it lies in after the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// The revision the desk has changed; 0 where it knows none.
    pub base_rev: u64,
    /// The change.
    pub change: Change,
    /// Contents that the record names: they must be on the platform before the change is taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Digest>"))]
    pub blobs: Vec<Sha256>,
    /// When it was changed by the desk's clock, UTC: a claim, kept beside the platform's time.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Time"))]
    pub changed_at: jiff::Timestamp,
}

/// A batch of changes, carried out in this order, each on its own: one that is refused stops no other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Push {
    /// The platform's epoch as the desk knows it; another one answers `410 resync-required`.
    pub epoch: String,
    /// 1 to [`BATCH`] operations.
    pub operations: Vec<Operation>,
}

/// The answers to a [`Push`], in its order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pushed {
    /// One for each operation.
    pub results: Vec<Answer>,
}

/// The answer to one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Which operation.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Id"))]
    pub op: OpId,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant)] // One at a time.
pub enum Outcome {
    /// Committed.
    Applied {
        /// The record's revision now.
        rev: u64,
        /// Its number in the platform's order.
        seq: u64,
    },
    /// The record is not at `base_rev`: nothing was changed; the desk rebases and sends a new operation.
    Conflict {
        /// As it is; `None`: there is none (any more).
        current: Option<Record>,
    },
    /// Contents are missing: nothing was changed; upload them and send the same operation again. Never stored as the
    /// first answer.
    Waiting {
        /// Which.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Digest>"))]
        blobs: Vec<Sha256>,
    },
    /// Refused for good: [`super::code`].
    Rejected {
        /// Stable code.
        code: String,
    },
}

/// What changed for a desk since its cursor: `GET /api/v1/changes?after=<cursor>`; without a cursor, everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// The platform's epoch: a restored platform has another one.
    pub epoch: String,
    /// Where the next page starts; opaque, at most 200 ASCII characters, goes into the address as it is.
    pub cursor: String,
    /// There is more at once.
    pub more: bool,
    /// Records as they are now, deleted ones included; a record may come again. One that was moved to a dossier which
    /// this desk may not see comes as deleted, without fields, in the dossier it has left. Those of one dossier may stand on
    /// several pages, and a record may come before one it refers to.
    pub records: Vec<Record>,
    /// Dossiers that this desk may no longer see: the desk removes what it holds of them. A dossier that was withdrawn
    /// and given back comes with all its records again.
    #[serde(default)]
    pub withdrawn: Vec<String>,
}

/// How the records of a kind may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutability {
    /// Freely.
    Free,
    /// Never once they are there; they may be deleted.
    Once,
    /// Never, and never deleted either.
    Kept,
}

/// What the protocol knows of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Whether it lies in a dossier ([`Record::dossier`] is given) or belongs to the administration.
    pub in_dossier: bool,
    /// How it may change.
    pub mutability: Mutability,
    /// Fields that cannot be changed once they are set to something else than null.
    pub fixed: &'static [&'static str],
    /// Fields that name a content by its SHA-256.
    pub blobs: &'static [&'static str],
}

const fn kind(name: &'static str, in_dossier: bool, mutability: Mutability) -> Kind {
    Kind {
        name,
        in_dossier,
        mutability,
        fixed: &[],
        blobs: &[],
    }
}

/// The kinds of this version.
pub const KINDS: &[Kind] = &[
    kind("person", false, Mutability::Free),
    kind("delegation", false, Mutability::Free),
    kind("classification", false, Mutability::Free),
    kind("procedure-version", false, Mutability::Kept),
    kind("letter-template", false, Mutability::Free),
    kind("contact", false, Mutability::Free),
    Kind {
        fixed: &["reference"],
        ..kind("dossier", true, Mutability::Free)
    },
    kind("dossier-access", true, Mutability::Free),
    kind("dossier-link", true, Mutability::Free),
    kind("dossier-procedure", true, Mutability::Free),
    kind("dossier-day", true, Mutability::Free),
    kind("tag", true, Mutability::Free),
    kind("party", true, Mutability::Free),
    Kind {
        fixed: &["identifier", "platform"],
        ..kind("document", true, Mutability::Free)
    },
    Kind {
        blobs: &["sha256"],
        ..kind("version", true, Mutability::Kept)
    },
    kind("letter", true, Mutability::Kept),
    kind("circuit", true, Mutability::Free),
    kind("deadline", true, Mutability::Free),
    kind("deadline-change", true, Mutability::Kept),
    kind("forwarding", true, Mutability::Kept),
    kind("task", true, Mutability::Free),
    kind("note", true, Mutability::Free),
    kind("note-text", true, Mutability::Once),
    kind("mention", true, Mutability::Free),
];

impl Kind {
    /// What the protocol knows of this kind.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

/// Three values of one field: what a person must decide about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Differing {
    /// As both knew it; `None`: absent.
    pub base: Option<Value>,
    /// As this desk has it.
    pub mine: Option<Value>,
    /// As the platform has it.
    pub theirs: Option<Value>,
}
