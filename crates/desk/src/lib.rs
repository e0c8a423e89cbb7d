//! The use cases of the desktop: the one API that shell and command line share.
//!
//! Owns: every thing a person can do at a desk, as one method of [`Desk`]; the demonstration administration
//! ([`demo`]); sealing and validating files without a desk ([`files`]).
//! Must not: know the shell, the command line, or text of messages beyond its errors' Fluent files.
//!
//! Skeleton: the public interface below is agreed with `cli`, `src-tauri` and `tests`; bodies follow.

pub mod demo;
pub mod files;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use identifier::Identifier;
use model::view::*;
use model::{DocumentId, DossierId, NewDossier, VersionId};
use secrecy::SecretString;
use wording::Explain;

/// Time and randomness: the two things a desk takes from outside, so that tests can give their own.
pub trait Environment: Send + Sync {
    /// The current time, UTC.
    fn now(&self) -> jiff::Timestamp;
    /// Fills `buffer` with randomness from the operating system's CSPRNG.
    fn random(&self, buffer: &mut [u8]);
}

/// The real clock and the operating system's randomness.
pub struct System;

impl Environment for System {
    fn now(&self) -> jiff::Timestamp { todo!() }
    fn random(&self, _buffer: &mut [u8]) { todo!() }
}

/// Cancels long work from another thread; cheap to clone.
#[derive(Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop at the next safe point; what is finished stays finished.
    pub fn cancel(&self) { self.0.store(true, Ordering::Relaxed); }
    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool { self.0.load(Ordering::Relaxed) }
}

/// How far long work is. Sent often; cheap to ignore.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, PartialEq)]
pub struct Progress {
    /// Stable kind of the step: `reading`, `encrypting`, `sealing`, `uploading`, ...
    pub step: String,
    /// What is worked on, for a person (file or document title).
    pub label: String,
    /// Items done and in all.
    pub items_done: u64,
    /// Items in all.
    pub items: u64,
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all, 0 where unknown.
    pub bytes: u64,
}

/// Receives progress.
pub type OnProgress<'a> = &'a (dyn Fn(Progress) + Sync);

/// What a new desk needs to know.
#[derive(Clone, Debug)]
pub struct NewDesk {
    /// The administration's name, as printed in stamps.
    pub administration: String,
    /// Who works here.
    pub person: String,
    /// Roles of that person.
    pub roles: Vec<model::Role>,
    /// Office code for reference numbers, e.g. `RES` in `2026/RES/000001`.
    pub office: String,
}

/// Where the key for sealing comes from.
pub enum KeySource<'a> {
    /// A PKCS#12 file and its passphrase.
    Pkcs12 {
        /// The file.
        path: &'a Path,
        /// Its passphrase.
        passphrase: &'a SecretString,
    },
}

/// An unlocked desk. Several threads may share it (`&self` everywhere); dropping it locks the desk again and
/// zeroises the keys. Two processes may hold the same folder: the database serialises their writes.
pub struct Desk {}

impl Desk {
    /// Creates a desk in a new or empty folder.
    pub fn create(_folder: &Path, _passphrase: &SecretString, _new: NewDesk, _env: Arc<dyn Environment>) -> Result<Desk, Error> { todo!() }
    /// Opens and unlocks an existing desk; checks its integrity; turns in-flight work back to queued.
    pub fn unlock(_folder: &Path, _passphrase: &SecretString, _env: Arc<dyn Environment>) -> Result<Desk, Error> { todo!() }
    /// Whether the folder holds a desk.
    pub fn exists(_folder: &Path) -> bool { todo!() }
    /// The desk itself.
    pub fn view(&self) -> Result<DeskView, Error> { todo!() }

    /// Creates a dossier; gives the next reference number where none is given.
    pub fn create_dossier(&self, _new: NewDossier) -> Result<DossierView, Error> { todo!() }
    /// The dossiers whose reference, subject, parties or documents match `search` (all words, accents and case
    /// folded, prefix of the last word); newest change first.
    pub fn dossiers(&self, _search: &str, _limit: u32, _offset: u32) -> Result<Vec<DossierRow>, Error> { todo!() }
    /// One dossier with everything in it.
    pub fn dossier(&self, _id: DossierId) -> Result<DossierView, Error> { todo!() }
    /// The dossier with this reference.
    pub fn dossier_by_reference(&self, _reference: &model::Reference) -> Result<DossierView, Error> { todo!() }

    /// Takes a file into a dossier: copied, hashed and encrypted first, then recorded. The source is left alone.
    pub fn import(&self, _dossier: DossierId, _file: &Path, _title: Option<&str>, _progress: OnProgress<'_>, _cancel: &Cancel) -> Result<Imported, Error> { todo!() }
    /// One document.
    pub fn document(&self, _id: DocumentId) -> Result<DocumentView, Error> { todo!() }
    /// The bytes of a version; the digest is checked; the reading is journalled.
    pub fn read_version(&self, _id: VersionId) -> Result<Vec<u8>, Error> { todo!() }
    /// Writes a version to a file that must not exist yet (beside, fsync, rename); journalled.
    pub fn export_version(&self, _id: VersionId, _to: &Path) -> Result<(), Error> { todo!() }

    /// Seals the newest version of each document, in order; a refusal does not stop the others; a document that is
    /// sealed already is not sealed twice but reported with its identifier. Each one is committed on its own: an
    /// interruption loses nothing and repeats nothing. The outbox entry commits with the new version.
    pub fn seal(&self, _documents: &[DocumentId], _key: KeySource<'_>, _progress: OnProgress<'_>, _cancel: &Cancel) -> Result<Vec<SealOutcome>, Error> { todo!() }

    /// The outbox, oldest first.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, Error> { todo!() }
    /// Enrols this desk: registers its device key with a one-time code.
    /// `ca_pem` adds certificates that TLS trusts for this platform (demo: own CA).
    pub fn enrol(&self, _platform: &str, _code: &str, _ca_pem: Option<&[u8]>) -> Result<DeskView, Error> { todo!() }
    /// Pushes the outbox until it is empty, the network fails, or the caller cancels.
    pub fn sync(&self, _progress: OnProgress<'_>, _cancel: &Cancel) -> Result<SyncReport, Error> { todo!() }
    /// Puts a parked operation back into the queue.
    pub fn retry(&self, _op: model::OpId) -> Result<(), Error> { todo!() }
    /// Fetches the original behind an identifier from the platform; the digest is checked.
    pub fn fetch_original(&self, _identifier: &Identifier) -> Result<Vec<u8>, Error> { todo!() }

    /// Validates a stored version as [`files::verify`] does.
    pub fn verify_version(&self, _id: VersionId) -> Result<seal::verify::FileReport, Error> { todo!() }
    /// Walks the journal's hash chain; `Ok` gives the number of entries.
    pub fn verify_journal(&self) -> Result<u64, Error> { todo!() }
    /// The journal as JSON lines, oldest first.
    pub fn export_journal(&self, _to: &mut dyn std::io::Write) -> Result<u64, Error> { todo!() }
    /// Database, blobs and journal: what is damaged or missing, as sentences; empty when all is well.
    pub fn check_integrity(&self, _progress: OnProgress<'_>) -> Result<Vec<wording::Explanation>, Error> { todo!() }
    /// Changes the passphrase (the data key is wrapped anew; nothing is re-encrypted).
    pub fn change_passphrase(&self, _old: &SecretString, _new: &SecretString) -> Result<(), Error> { todo!() }
}

/// What can go wrong at a desk. Errors of the crates below are carried whole: their code and sentence are theirs.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Placeholder of the skeleton.
    #[error("skeleton")]
    Skeleton,
}

impl Explain for Error {
    fn code(&self) -> &'static str { "skeleton" }
}

/// The messages of every error this crate can return (its own, store, sync, pdf, seal, model, identifier), for edges.
pub fn catalog() -> wording::Catalog { todo!() }
