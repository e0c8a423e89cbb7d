//! What the platform keeps, behind one trait ([`Storage`]) with one implementation ([`relational`]) over a thin layer
//! ([`sql`]) that several databases have.
//!
//! Blocking: callers that serve the network go through [`crate::state::State::blocking`]. Every method that changes
//! something has committed it, and brought it to the disk, when it returns.

use std::fs::File;
use std::path::PathBuf;

use jiff::Timestamp;
use model::{DeskId, OpId, Role, Sha256};
use seal::verify::FileReport;
use serde::{Deserialize, Serialize};
use sync::wire::{Acknowledgement, Registration};
use uuid::Uuid;

use self::fixity::{Fixity, Standing};
use self::originals::{Originals, Part};
use crate::error::Error;

mod alarms;
pub mod bucket;
pub mod copy;
mod desks;
pub mod evidence;
pub mod files;
pub mod fixity;
mod log;
pub mod moving;
pub mod originals;
pub mod people;
pub mod place;
pub mod postgres;
pub mod records;
mod registrations;
pub mod relational;
pub mod seals;
pub mod sign_in;
pub mod sql;
pub mod sqlite;
mod uploads;

/// An administration on this platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administration {
    /// Identity.
    pub id: Uuid,
    /// Name, unique.
    pub name: String,
}

/// An enrolled desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Identity, made on the desk.
    pub id: DeskId,
    /// Its administration.
    pub administration: Administration,
    /// What people call it.
    pub name: String,
    /// Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// Roles it acts in now: those of its people, or of its enrolment where it never had any ([`people`]).
    pub roles: Vec<Role>,
    /// Enrolment.
    pub enrolled_at: Timestamp,
    /// Revocation.
    pub revoked_at: Option<Timestamp>,
}

/// What becomes of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// The desk is registered.
    Enrolled(Desk),
    /// The code is unknown, used or too old; or the desk's identity is taken.
    Refused,
}

/// A desk that asks to be enrolled.
#[derive(Clone, Debug)]
pub struct NewDesk {
    /// Identity.
    pub id: DeskId,
    /// Name.
    pub name: String,
    /// Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
}

/// An upload, begun or finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Identity.
    pub id: Uuid,
    /// The administration of the desk that began it.
    pub administration: Uuid,
    /// The digest it shall have.
    pub sha256: Sha256,
    /// The size it shall have.
    pub size_bytes: u64,
    /// Bytes that are on the disk.
    pub offset: u64,
    /// Whether it is whole, checked and in its place.
    pub finished: bool,
}

/// What becomes of a part of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is taken: the new offset.
    At(u64),
    /// The upload stands elsewhere, or is there no more: the part is forgotten.
    Elsewhere,
    /// The upload has come in too many parts: this one is forgotten.
    TooMany,
}

/// The facts that the check page shows: a [`Registration`] without the identifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Title of the document.
    pub title: String,
    /// Kind of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The administration as printed in the stamp.
    pub authority: String,
    /// The dossier's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it was sealed, UTC.
    pub sealed_at: Timestamp,
    /// Number of pages.
    pub pages: u32,
    /// Language of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub other: std::collections::BTreeMap<String, serde_json::Value>,
}

impl From<&Registration> for Facts {
    fn from(registration: &Registration) -> Self {
        Self {
            title: registration.title.clone(),
            kind: registration.kind.clone(),
            authority: registration.authority.clone(),
            reference: registration.reference.clone(),
            sealed_at: registration.sealed_at,
            pages: registration.pages,
            lang: registration.lang.clone(),
            other: registration.other.clone(),
        }
    }
}

/// An original that is registered.
#[derive(Clone, Debug)]
pub struct Original {
    /// Its number in the platform's order.
    pub seq: u64,
    /// SHA-256 of its identifier.
    pub identifier_sha256: Sha256,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Size of its bytes.
    pub size_bytes: u64,
    /// Who registered it.
    pub administration: Administration,
    /// When, by the platform's clock.
    pub registered_at: Timestamp,
    /// What the reader compares with the paper.
    pub facts: Facts,
    /// What the examination of the seal said at registration.
    pub seal_report: FileReport,
    /// Its authority has revoked it.
    pub revoked: Option<Revocation>,
    /// A later original replaces it: when that was registered, and its reference where it has one.
    pub superseded: Option<Superseded>,
}

/// An authority has revoked an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// When.
    pub at: Timestamp,
    /// Why, in the authority's words.
    pub reason: String,
    /// Language of the reason (BCP 47).
    pub lang: String,
}

/// An original is replaced by a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// When the later one was registered.
    pub at: Timestamp,
    /// SHA-256 of the later one's identifier.
    pub by: Sha256,
    /// Reference of the later one.
    pub reference: Option<String>,
}

/// A registration that was examined and may be committed.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The operation.
    pub op: OpId,
    /// The desk, with its administration.
    pub desk: Desk,
    /// SHA-256 of the registration's JSON.
    pub content_sha256: Sha256,
    /// SHA-256 of the identifier.
    pub identifier_sha256: Sha256,
    /// The registration.
    pub registration: Registration,
    /// SHA-256 of the identifier it replaces.
    pub supersedes_sha256: Option<Sha256>,
    /// What the examination of the seal said.
    pub seal_report: FileReport,
    /// What the public log will say: that it was issued.
    pub log_entry: [u8; tlog::entry::LENGTH],
}

/// What becomes of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registered {
    /// Committed now, or the first answer again.
    Acknowledged(Acknowledgement),
    /// The same operation came with another content.
    OperationReused,
    /// The identifier is registered with something else; an alarm was raised.
    IdentifierTaken,
    /// The very bytes are registered under another identifier.
    OriginalTaken,
    /// The administration has not sent such a blob.
    BlobMissing,
    /// It replaces an original that this administration has not registered.
    SupersededUnknown,
}

/// Something that an operator must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Number.
    pub id: i64,
    /// When it was raised first.
    pub raised_at: Timestamp,
    /// Stable code: `identifier-taken`, `original-damaged`.
    pub code: String,
    /// SHA-256 of the identifier concerned.
    pub identifier_sha256: Option<Sha256>,
    /// SHA-256 of the bytes concerned.
    pub sha256: Option<Sha256>,
    /// The desk concerned.
    pub desk: Option<DeskId>,
}

/// What an alarm is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct AlarmSubject {
    /// SHA-256 of the identifier.
    pub identifier_sha256: Option<Sha256>,
    /// SHA-256 of the bytes.
    pub sha256: Option<Sha256>,
    /// The desk.
    pub desk: Option<DeskId>,
    /// The operation.
    pub op: Option<OpId>,
}

/// What the platform keeps.
///
/// Errors: every method fails with [`Error`] where the database or the disk fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait Storage:
    crate::log::LogStorage
    + records::RecordStorage
    + people::PeopleStorage
    + evidence::EvidenceStorage
    + sign_in::SignInStorage
    + seals::SealStorage
{
    /// Which life of the database this is: a UUID as text, made at the first start, and anew when a backup is put back.
    fn epoch(&self) -> Result<String, Error>;

    /// Adds an administration.
    fn add_administration(&self, administration: &Administration, now: Timestamp) -> Result<(), Error>;
    /// The administration of this name.
    fn administration(&self, name: &str) -> Result<Option<Administration>, Error>;

    /// Keeps the hash of a one-time code.
    fn add_enrolment_code(
        &self,
        code: Sha256,
        administration: Uuid,
        roles: &[Role],
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), Error>;
    /// Uses up a code and registers the desk, in one transaction. The same desk with the same key and code again gets
    /// the same answer: its first one may have been lost.
    fn enrol(&self, code: Sha256, desk: &NewDesk, now: Timestamp) -> Result<Enrolment, Error>;
    /// A desk, revoked ones included.
    fn desk(&self, id: DeskId) -> Result<Option<Desk>, Error>;
    /// All desks, oldest first.
    fn desks(&self) -> Result<Vec<Desk>, Error>;
    /// Revokes a desk and its tokens; `false` where there is none.
    fn revoke_desk(&self, id: DeskId, now: Timestamp) -> Result<bool, Error>;

    /// Uses up an assertion; `false` where it was used before.
    fn use_assertion(&self, jti: Sha256, expires: Timestamp) -> Result<bool, Error>;
    /// Keeps the hash of an access token.
    fn add_token(&self, token: Sha256, desk: DeskId, expires: Timestamp) -> Result<(), Error>;
    /// The desk of a token that is alive; revoked desks included.
    fn desk_of_token(&self, token: Sha256, now: Timestamp) -> Result<Option<Desk>, Error>;

    /// Begins an upload.
    fn create_upload(&self, upload: &Upload, desk: DeskId, now: Timestamp) -> Result<(), Error>;
    /// What this desk has sent of a content already: an upload that is finished or goes on.
    fn begun_upload(
        &self,
        desk: DeskId,
        administration: Uuid,
        sha256: Sha256,
        size_bytes: u64,
    ) -> Result<Option<Upload>, Error>;
    /// An upload.
    fn upload(&self, id: Uuid) -> Result<Option<Upload>, Error>;
    /// Begins the next part of an upload, under a name that nothing else has.
    fn begin_part(&self, upload: &Upload, name: Uuid) -> Result<Box<dyn Part>, Error>;
    /// Brings a part to where every process finds it and raises the offset, if the upload still stands where the part
    /// begins: of several writers, in whichever processes, one is taken.
    fn add_part(&self, upload: &Upload, part: Box<dyn Part>) -> Result<Added, Error>;
    /// Hashes the whole of the upload and puts it in its place, or forgets it: `false` where the digest is not the
    /// one that was announced.
    fn finish_upload(&self, upload: &Upload, now: Timestamp) -> Result<bool, Error>;
    /// Puts a part that is the whole of its upload in its place: brought to the disk, and recorded in one transaction. The
    /// caller has hashed it while it came.
    fn take_whole(&self, upload: &Upload, part: Box<dyn Part>, now: Timestamp) -> Result<(), Error>;
    /// Keeps small contents that a desk has sent, as after an upload of each: all on the disk, then one transaction. The
    /// caller has hashed them. Each comes with an identity for its upload.
    fn keep_contents(
        &self,
        desk: DeskId,
        administration: Uuid,
        contents: &[(Uuid, Sha256, &[u8])],
        now: Timestamp,
    ) -> Result<(), Error>;
    /// Forgets an upload that is not finished.
    fn delete_upload(&self, id: Uuid) -> Result<(), Error>;

    /// Whether the administration has sent this blob, and its size.
    fn owned_blob(&self, sha256: Sha256, administration: Uuid) -> Result<Option<u64>, Error>;
    /// Opens a blob; `None` where the file is not there.
    fn open_blob(&self, sha256: Sha256) -> Result<Option<File>, Error>;
    /// Forgets that a blob is there, so that it can be sent again. The damaged file is kept aside.
    fn quarantine_blob(&self, sha256: Sha256) -> Result<(), Error>;

    /// The first answer to an operation: `Ok(None)` where it is new, `Err(())` inside where its content was another.
    fn first_answer(&self, desk: DeskId, op: OpId, content: Sha256) -> Result<Option<Registered>, Error>;
    /// Commits a registration, with its number, in one transaction; raises the alarm where the identifier is taken.
    fn register(&self, examined: &Examined, now: Timestamp) -> Result<Registered, Error>;
    /// Which of these (identifier and bytes, by their SHA-256) the administration has not registered: their identifiers.
    fn missing_originals(
        &self,
        administration: Uuid,
        claimed: &[(Sha256, Sha256)],
    ) -> Result<Vec<Sha256>, Error>;
    /// The original of an identifier.
    fn original(&self, identifier: Sha256) -> Result<Option<Original>, Error>;
    /// The first original with these bytes.
    fn original_by_content(&self, sha256: Sha256) -> Result<Option<Original>, Error>;
    /// Revokes an original; `false` where there is none. The first revocation stays.
    fn revoke_original(&self, identifier: Sha256, revocation: &Revocation) -> Result<bool, Error>;

    /// Raises an alarm, once for the same subject.
    fn raise_alarm(&self, code: &'static str, subject: AlarmSubject, now: Timestamp) -> Result<(), Error>;
    /// All alarms, newest first.
    fn alarms(&self) -> Result<Vec<Alarm>, Error>;

    /// Where the bytes are.
    fn originals(&self) -> &dyn Originals;
    /// Originals that were not hashed since then, the longest first ([`fixity`]).
    fn fixity_due(&self, before: Timestamp, most: u32) -> Result<Vec<Sha256>, Error>;
    /// Records what an original was found to be.
    fn fixity_checked(&self, sha256: Sha256, found: Fixity, now: Timestamp) -> Result<(), Error>;
    /// How all originals stand.
    fn fixity_standing(&self) -> Result<Standing, Error>;

    /// Forgets what has expired: tokens, assertions, and uploads that nobody has finished since `uploads_before`.
    fn sweep(&self, now: Timestamp, uploads_before: Timestamp) -> Result<(), Error>;
    /// Whether the storage answers.
    fn healthy(&self) -> Result<(), Error>;
    /// The folder for files that are compared and forgotten at once.
    fn scratch(&self) -> PathBuf;
}
