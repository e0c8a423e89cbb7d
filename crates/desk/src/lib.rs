//! The use cases of the desktop: the one API that shell and command line share.
//!
//! Owns: every thing a person can do at a desk, as one method of [`Desk`]; the demonstration administration
//! ([`demo`]); sealing and validating files without a desk ([`files`]).
//! Must not: know the shell, the command line, or text of messages beyond its errors' Fluent files.
//!
//! ```no_run
//! use std::{path::Path, sync::Arc};
//! let passphrase = secrecy::SecretString::from("correct horse battery");
//! let desk = desk::Desk::unlock(Path::new("my-desk"), &passphrase, Arc::new(desk::System))?;
//! for dossier in desk.dossiers("certificat mull", 50, 0)? {
//!     println!("{}  {}", dossier.reference, dossier.subject);
//! }
//! # Ok::<(), desk::Error>(())
//! ```

pub mod archive;
pub mod augment;
pub mod demo;
pub mod doctor;
pub mod figures;
pub mod files;

mod access;
mod augmenting;
mod backups;
mod batches;
mod circuits;
mod deadlines;
mod delegations;
mod directory;
mod documents;
mod dossiers;
mod error;
mod forwarding;
mod import;
mod inbox;
mod indexing;
mod integrity;
pub mod journal;
mod key_file;
mod keychain;
mod kind;
pub mod letters;
mod levels;
mod log_proof;
mod looking;
mod offering;
mod procedures;
mod public_log;
mod retention;
mod revoked;
mod sealing;
mod searching;
mod sharing;
mod sign_in;
pub mod signature;
mod stamping;
mod synchronise;
mod text;
pub mod visible;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use identifier::Identifier;
use model::view::*;
use model::{DocumentId, DossierId, NewDossier, VersionId};
use secrecy::SecretString;
use wording::{Explain, Explanation, Lang};

pub use backups::RestoreReport;
pub use circuits::{CircuitRuleView, NewCircuit, SignBatch, SignOutcome, Signed, ToSign};
pub use deadlines::{check_holidays, deadline_end};
pub use directory::DirectoryError;
pub use dossiers::DossierError;
pub use error::Error;
pub use import::{ImportError, OnWatch};
pub use indexing::Indexing;
pub use levels::{IfMissed, Levels, TimeStampAuthority};
pub use log_proof::{ProofWitness, ProvedEntry, prove_logged};
pub use model::Procedure;
pub use procedures::{ProcedureError, check_procedure, procedures};
pub use sealing::{OpenKey, SealBatch};
pub use store::{Environment, SafetyError, input};

/// The messages of this crate: its errors, the stamp's texts, the steps of long work.
pub const MESSAGES: wording::Sources = wording::sources!(
    "../locales",
    "dossier",
    "directory",
    "procedure",
    "circuit",
    "import",
    "letter",
    "search",
    "safety",
    "retention",
    "sharing",
    "log"
);

/// The real clock and the operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Environment for System {
    #[allow(clippy::disallowed_methods)] // The one place where the real clock is read.
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    #[allow(clippy::panic)]
    fn random(&self, buffer: &mut [u8]) {
        use ring::rand::SecureRandom;
        if ring::rand::SystemRandom::new().fill(buffer).is_err() {
            // Going on would make keys and identifiers that can be guessed.
            panic!("the operating system gives no randomness");
        }
    }
}

/// Cancels long work from another thread; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop at the next safe point; what is finished stays finished.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Pauses long work from another thread, between two items; cheap to clone. Cancelling ends a pause.
#[derive(Clone, Debug, Default)]
pub struct Pause(Arc<(Mutex<bool>, Condvar)>);

impl Pause {
    /// Asks the work to wait at its next safe point; what is begun is finished.
    pub fn pause(&self) {
        *self.paused() = true;
    }

    /// Lets the work go on.
    pub fn resume(&self) {
        *self.paused() = false;
        self.0.1.notify_all();
    }

    /// Whether the work is asked to wait.
    pub fn is_paused(&self) -> bool {
        *self.paused()
    }

    fn paused(&self) -> MutexGuard<'_, bool> {
        // A flag has no half-written state.
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while paused and not cancelled.
    pub(crate) fn wait(&self, cancel: &Cancel) {
        let mut paused = self.paused();
        while *paused && !cancel.is_cancelled() {
            // Cancelling notifies nobody here: it is looked for a few times a second.
            paused = self
                .0
                .1
                .wait_timeout(paused, Duration::from_millis(200))
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

/// How far long work is. Sent often; cheap to ignore.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, PartialEq)]
pub struct Progress {
    /// Stable kind of the step: `reading`, `encrypting`, `sealing`, `waiting`, `uploading`, `checking`. The Fluent message is
    /// `step-<kind>`.
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

impl Progress {
    /// A step of which nothing is known yet.
    pub(crate) fn nothing() -> Self {
        Self {
            step: String::new(),
            label: String::new(),
            items_done: 0,
            items: 0,
            bytes_done: 0,
            bytes: 0,
        }
    }
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
    /// A key that is open already, of whatever kind: a token that asks for its PIN once, for instance.
    Opened(&'a seal::key::SealKey),
}

impl<'a> KeySource<'a> {
    /// Opens the key, once for all that is sealed with it.
    ///
    /// # Errors
    /// The key cannot be read or opened.
    pub fn open(&self) -> Result<OpenKey<'a>, Error> {
        sealing::open_key(self)
    }
}

/// An unlocked desk. Several threads may share it (`&self` everywhere); dropping it locks the desk again and
/// zeroises the keys. Two processes may hold the same folder: the database serialises their writes.
pub struct Desk {
    store: store::Store,
    /// Who works here; written in the journal.
    actor: String,
    /// The same person.
    person: model::PersonId,
    /// What that person may do.
    roles: Vec<model::Role>,
    /// Index into [`Lang::ALL`]: the language of explanations inside results.
    lang: AtomicU8,
    /// Another network than the real one.
    web: Option<Arc<dyn seal::online::Web>>,
}

impl Desk {
    /// Creates a desk in a new or empty folder.
    ///
    /// # Errors
    /// `field-empty` and the like for names, `desk-exists`, `folder-not-empty`, `passphrase-too-short`, or the folder
    /// cannot be written.
    pub fn create(
        folder: &Path,
        passphrase: &SecretString,
        new: NewDesk,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        Self::create_as(folder, passphrase, new, false, env)
    }

    pub(crate) fn create_as(
        folder: &Path,
        passphrase: &SecretString,
        new: NewDesk,
        demo: bool,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        let new = store::NewDesk {
            administration: model::Subject::parse(&new.administration)
                .map_err(|error| dossiers::in_field(error, "administration"))?
                .into(),
            person: model::Subject::parse(&new.person)
                .map_err(|error| dossiers::in_field(error, "person"))?
                .into(),
            roles: new.roles,
            office: dossiers::office(&new.office)?,
            demo,
        };
        Self::open(store::Store::create(folder, passphrase, &new, env)?)
    }

    /// Opens and unlocks an existing desk as the person whose passphrase it is; checks its integrity; turns in-flight
    /// work back to queued.
    ///
    /// # Errors
    /// `desk-missing`, `key-json-missing`, `key-json-damaged`, `passphrase-wrong`, `passphrase-one-time` (see
    /// [`Desk::begin`]), `person-has-left`, `desk-damaged`, `desk-newer`, or the folder cannot be written.
    pub fn unlock(
        folder: &Path,
        passphrase: &SecretString,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        Self::open(store::Store::unlock(folder, passphrase, env)?)
    }

    fn open(store: store::Store) -> Result<Desk, Error> {
        revoked::refuse_locked(&store)?;
        Self::open_whatever(store)
    }

    /// The same, also where the desk has locked itself.
    fn open_whatever(store: store::Store) -> Result<Desk, Error> {
        // Whose passphrase opened it decides who acts.
        let person = store.read(|reading| reading.person(store.person()))?;
        // From here on nothing is read that this person may not see.
        store.acting(person.id)?;
        if let Some(folder) = store.settle_restoring()? {
            let folder = folder.display().to_string();
            store.change(&person.name, |change| {
                change.record("restore-leftover-removed", None, &[("folder", &folder)])
            })?;
        }
        Ok(Desk {
            store,
            actor: person.name,
            person: person.id,
            roles: person.roles,
            lang: AtomicU8::new(0),
            web: None,
        })
    }

    /// Whether restoring a backup into this folder was begun and killed, so that there is no desk yet.
    pub fn restoring_interrupted(folder: &Path) -> bool {
        !Self::exists(folder) && store::Store::restoring_interrupted(folder)
    }

    /// Whether the folder holds a desk.
    pub fn exists(folder: &Path) -> bool {
        store::Store::exists(folder)
    }

    /// The language of the explanations inside results ([`SealOutcome`], [`SyncReport`], [`Imported`], integrity).
    /// French until it is set. Errors that are returned are explained by the edge, with [`catalog`].
    pub fn set_lang(&self, lang: Lang) {
        let index = Lang::ALL.into_iter().position(|known| known == lang).unwrap_or(0);
        self.lang
            .store(u8::try_from(index).unwrap_or(0), Ordering::Relaxed);
    }

    fn lang(&self) -> Lang {
        Lang::ALL
            .get(usize::from(self.lang.load(Ordering::Relaxed)))
            .copied()
            .unwrap_or_default()
    }

    /// An error as a person reads it, in the desk's language.
    pub(crate) fn explain(&self, error: &dyn Explain) -> Explanation {
        catalog().explain(self.lang(), error)
    }

    fn now(&self) -> jiff::Timestamp {
        self.store.environment().now()
    }

    /// The desk's own clock: what asks whether something is due compares with it.
    pub fn clock(&self) -> jiff::Timestamp {
        self.now()
    }

    /// Who works here.
    pub fn person(&self) -> model::PersonId {
        self.person
    }

    /// Goes on only when whoever works here has one of these roles.
    ///
    /// # Errors
    /// `role-missing`.
    #[allow(dead_code)] // Until every use case states its roles.
    pub(crate) fn require(&self, roles: &[model::Role]) -> Result<(), Error> {
        if roles.iter().any(|role| self.roles.contains(role)) {
            return Ok(());
        }
        Err(Error::RoleMissing {
            person: self.actor.clone(),
            needed: roles.to_vec(),
        })
    }

    /// The desk itself.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn view(&self) -> Result<DeskView, Error> {
        self.desk_view()
    }

    /// Everybody who works at this desk, with their roles.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn people(&self) -> Result<Vec<PersonView>, Error> {
        Ok(self.store.read(|reading| reading.people())?)
    }

    /// Creates a dossier; gives the next reference number where none is given.
    ///
    /// # Errors
    /// `reference-taken`, `procedure-unknown`, a party's name breaks a rule.
    pub fn create_dossier(&self, new: NewDossier) -> Result<DossierView, Error> {
        self.add_dossier(new)
    }

    /// The dossiers whose reference, subject, parties or documents match `search` (all words, accents and case
    /// folded, prefix of the last word); newest change first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers(&self, search: &str, limit: u32, offset: u32) -> Result<Vec<DossierRow>, Error> {
        Ok(self
            .store
            .read(|reading| reading.dossiers(search, limit, offset))?)
    }

    /// One dossier with its newest 50 documents and the newest 50 lines of its history, in the same time at any size.
    /// [`model::view::DossierFacts::document_count`] tells how many documents there are; [`Desk::documents_of`] and
    /// [`Desk::history`] go on from there. For whoever may see it.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier(&self, id: DossierId) -> Result<DossierView, Error> {
        self.store
            .read(|reading| dossiers::view(reading, reading.dossier(id)?, self.lang()))
    }

    /// One dossier with all of its documents and its whole history, for what goes through all of it. For whoever may see
    /// it.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn whole_dossier(&self, id: DossierId) -> Result<DossierView, Error> {
        self.store
            .read(|reading| dossiers::whole(reading, reading.dossier(id)?, self.lang()))
    }

    /// The dossier with this reference, as [`Desk::dossier`] shows it.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier_by_reference(&self, reference: &model::Reference) -> Result<DossierView, Error> {
        self.store
            .read(|reading| dossiers::view(reading, reading.dossier_by_reference(reference)?, self.lang()))
    }

    /// Takes a file into a dossier: copied, hashed and encrypted first, then recorded. The source is left alone.
    ///
    /// # Errors
    /// `file-empty`, `file-kind-mismatch`, a PDF that needs a password, `dossier-closed`, `disk-full`, `cancelled`, ...
    pub fn import(
        &self,
        dossier: DossierId,
        file: &Path,
        title: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Imported, Error> {
        self.import_file(dossier, file, title, None, progress, cancel)
    }

    /// As [`Desk::import`]; `password` opens a PDF that is encrypted. It is kept encrypted as it is, and the password
    /// is forgotten: whoever seals or reads it gives it again.
    ///
    /// # Errors
    /// Those of [`Desk::import`]; `pdf-password-wrong`.
    pub fn import_with_password(
        &self,
        dossier: DossierId,
        file: &Path,
        title: Option<&str>,
        password: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Imported, Error> {
        self.import_file(dossier, file, title, password, progress, cancel)
    }

    /// One document.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn document(&self, id: DocumentId) -> Result<DocumentView, Error> {
        self.store
            .read(|reading| documents::view(reading, reading.document(id)?))
    }

    /// The bytes of a version; the digest is checked; the reading is journalled.
    ///
    /// # Errors
    /// `version-unknown`, `content-missing`, `content-damaged`.
    pub fn read_version(&self, id: VersionId) -> Result<Vec<u8>, Error> {
        self.read_journalled(id)
    }

    /// Writes a version to a file that must not exist yet (beside, fsync, rename); journalled.
    ///
    /// # Errors
    /// `target-exists`, `version-unknown`, `content-missing`, `content-damaged`, the target cannot be written.
    pub fn export_version(&self, id: VersionId, to: &Path) -> Result<(), Error> {
        self.export_journalled(id, to, "")
    }

    /// As [`Desk::export_version`], with the reason in the journal.
    ///
    /// # Errors
    /// As [`Desk::export_version`].
    pub fn export_version_for(&self, id: VersionId, to: &Path, why: &str) -> Result<(), Error> {
        self.export_journalled(id, to, why)
    }

    /// Seals the newest version of each document, in order; a refusal does not stop the others; a document that is
    /// sealed already is not sealed twice but reported with its identifier. Each one is committed on its own: an
    /// interruption loses nothing and repeats nothing. The outbox entry commits with the new version.
    ///
    /// # Errors
    /// What concerns them all: the key cannot be used, `platform-not-set`.
    pub fn seal(
        &self,
        documents: &[DocumentId],
        key: KeySource<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<SealOutcome>, Error> {
        self.seal_documents(documents, key, progress, cancel)
    }

    /// The outbox, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, Error> {
        Ok(self.store.read(|reading| reading.outbox())?)
    }

    /// Enrols this desk: registers its device key with a one-time code.
    /// `ca_pem` adds certificates that TLS trusts for this platform (demo: own CA).
    ///
    /// # Errors
    /// The address is none, `platform-other-waiting`, the code is refused, the platform cannot be reached.
    pub fn enrol(&self, platform: &str, code: &str, ca_pem: Option<&[u8]>) -> Result<DeskView, Error> {
        self.enrol_at(platform, code, ca_pem)
    }

    /// Pushes the outbox until it is empty, the network fails, or the caller cancels; then looks at the public log.
    ///
    /// # Errors
    /// `desk-not-enrolled`, `sync-running`, the desk's own database or keys fail. What the network or the platform
    /// did stands in [`SyncReport::stopped`].
    pub fn sync(&self, progress: OnProgress<'_>, cancel: &Cancel) -> Result<SyncReport, Error> {
        let mut report = self.push(progress, cancel)?;
        if report.stopped.is_none() {
            let watched = self.watch_public_log(&self.connection()?, cancel)?;
            report.log_problem = watched.problem;
        }
        report.alarms = self.log_status()?.alarms;
        Ok(report)
    }

    /// Puts a parked operation back into the queue. Agents, signatories, clerks and administrators may, where they may
    /// see its dossier.
    ///
    /// # Errors
    /// `role-missing`; `operation-unknown`, also when it is not parked or not to be seen.
    pub fn retry(&self, op: model::OpId) -> Result<(), Error> {
        use model::Role;
        self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?;
        if self.retry_record(op)? {
            return Ok(());
        }
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let operation = change.operation(op)?;
            let document = change
                .document(operation.document)
                .map_err(|_| store::Error::OperationUnknown { op: op.to_string() })?;
            change.operation_retried(op)?;
            Ok(change.record(
                "original-queued-again",
                Some(document.dossier),
                &[("title", &document.title)],
            )?)
        })
    }

    /// Fetches the original behind an identifier from the platform; the digest is checked.
    ///
    /// # Errors
    /// `desk-not-enrolled`, the identifier is unknown, the platform cannot be reached, the bytes are not the original.
    pub fn fetch_original(&self, identifier: &Identifier) -> Result<Vec<u8>, Error> {
        self.fetch(identifier)
    }

    /// Validates a stored version as [`files::verify`] does, with the roots the desk trusts (a demonstration trusts
    /// its TEST root).
    ///
    /// # Errors
    /// `version-unknown`, `content-missing`, `content-damaged`.
    pub fn verify_version(&self, id: VersionId) -> Result<seal::verify::FileReport, Error> {
        self.verify_stored(id)
    }

    /// Walks the journal's hash chain; `Ok` gives the number of entries.
    ///
    /// # Errors
    /// `journal-altered` and its kin: what was done to it, and at which entry.
    pub fn verify_journal(&self) -> Result<u64, Error> {
        Ok(self.store.verify_journal(&mut |_, _| true)?)
    }

    /// The whole journal as JSON lines, oldest first, and a signed last line ([`journal::verify_export`]). For auditors
    /// and administrators.
    ///
    /// # Errors
    /// `role-missing`; `to` cannot be written, or the database not be read.
    pub fn export_journal(&self, to: &mut dyn std::io::Write) -> Result<u64, Error> {
        self.export_journal_filtered(&model::safety::JournalFilter::default(), to)
    }

    /// Database, blobs and journal: what is damaged or missing, as sentences; empty when all is well.
    ///
    /// # Errors
    /// The check itself could not be made.
    pub fn check_integrity(&self, progress: OnProgress<'_>) -> Result<Vec<Explanation>, Error> {
        self.check_everything(progress)
    }

    /// Changes the own passphrase (the data key is wrapped anew; nothing is re-encrypted).
    ///
    /// # Errors
    /// `passphrase-wrong` for the old one, `passphrase-too-short` for the new one, or the folder cannot be written.
    pub fn change_passphrase(&self, old: &SecretString, new: &SecretString) -> Result<(), Error> {
        Ok(self.store.change_passphrase(old, new)?)
    }
}

/// The messages of every error this crate can return (its own, store, sync, pdf, seal, model, identifier), for edges.
pub fn catalog() -> wording::Catalog {
    wording::Catalog::new(&[
        MESSAGES,
        store::MESSAGES,
        sync::MESSAGES,
        pdf::MESSAGES,
        typeset::MESSAGES,
        seal::MESSAGES,
        visible_seal::MESSAGES,
        model::MESSAGES,
        identifier::MESSAGES,
        tlog::MESSAGES,
        wording::MESSAGES,
    ])
}
