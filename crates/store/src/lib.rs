//! The folder of one desk: encrypted SQLite and encrypted blobs.
//!
//! Owns: the files of a desk - `desk.db` (SQLCipher; dossiers, parties, documents, versions, journal, outbox, search),
//! `key.json` (the data key, wrapped under the passphrase), `blobs/ab/<sha256>` (encrypted content) - their keys,
//! their integrity, the transactions on them, and their migrations.
//! Must not: know HTTP, the platform, PDF or sealing, or read a clock or random source of its own ([`Environment`]).
//!
//! Every change is one transaction together with its line in the journal ([`Change::record`]). A blob is stored and
//! durable before the transaction that names it commits; one that no version names is found by [`Store::settle`].
//!
//! ```
//! # use std::sync::Arc;
//! # struct Fixed;
//! # impl store::Environment for Fixed {
//! #     fn now(&self) -> jiff::Timestamp { jiff::Timestamp::UNIX_EPOCH }
//! #     fn random(&self, buffer: &mut [u8]) { buffer.fill(7) }
//! # }
//! # let folder = tempfile::tempdir()?;
//! let passphrase = secrecy::SecretString::from("correct horse battery");
//! let new = store::NewDesk {
//!     administration: "Commune d'Exemple".into(),
//!     person: "Claire Weber".into(),
//!     roles: vec![model::Role::Clerk],
//!     office: "RES".into(),
//!     demo: false,
//! };
//! let desk = store::Store::create(folder.path(), &passphrase, &new, Arc::new(Fixed))?;
//! let content = desk.put_bytes(b"%PDF-1.7 ...")?;
//! assert_eq!(desk.read_blob(&content.sha256)?, b"%PDF-1.7 ...");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::Sha256;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use secrecy::SecretString;

mod access;
mod anchor;
mod backup;
mod blob;
mod checkpoint;
mod computer;
mod database;
mod durable;
mod ending;
mod error;
pub mod input;
mod key_file;
mod keys;
mod lock;
mod pages;
mod passphrase;
mod readers;
mod records;
mod recovery;
mod restoring;
mod safety;
mod session;
mod snippet;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use access::Access;
pub use backup::{BackupMade, OnStep, Restored, Step, backups};
#[cfg(feature = "measure")]
pub use rusqlite;

pub use blob::{BlobReader, Content, OnBytes, Source, digest, hash};
pub use computer::ComputerKey;
pub use error::{Error, io_error};
pub use lock::Held;
pub use passphrase::PASSPHRASE_MINIMUM;
pub use records::{
    ConflictRecord, Fields, IncomingRecord, RecordBase, RecordFit, RecordOperation, RecordRow, Withdrawn,
    record_order,
};
pub use safety::SafetyError;
pub use tables::acknowledged::Acknowledged;
pub use tables::augmentation::NewAugmentation;
pub use tables::circuit::{Back, Due, SignatureRecord, assignee_columns};
pub use tables::contact::{ContactRecord, MergeRecord};
pub use tables::deadline::{DeadlineRecord, DeadlineState};
pub use tables::desk::DeskRecord;
pub use tables::disposition::{Kept, NewDisposition, NewItem};
pub use tables::document::{DocumentRecord, NewDocument, NewVersion, SealRecord, VersionNote};
pub use tables::dossier::DossierRecord;
pub use tables::figures::Counted;
pub use tables::find::Effort;
pub use tables::intake::{IntakeRecord, IntakeState, NewIntake};
pub use tables::letter::{
    BatchItemRecord, BatchRecord, DraftRecord, LetterDays, LetterRecord, TemplateRecord,
};
pub use tables::note::NoteRecord;
pub use tables::outbox::{NewOperation, Operation};
pub use tables::procedure::ProcedureRecord;
pub use tables::public_log::{AlarmRow, LogEntryRow};
pub use tables::retention::{NewRetention, PendingRetention};
pub use tables::saved::SavedRecord;
pub use tables::task::{TaskRecord, Tasks};
pub use tables::text::{PAGE_TEXT_LIMIT, PageText, PendingText};

/// The messages of this crate's errors.
pub const MESSAGES: wording::Sources = wording::sources!("../locales", "safety");

/// Time and randomness: the two things a desk takes from outside, so that tests can give their own.
pub trait Environment: Send + Sync {
    /// The current time, UTC.
    fn now(&self) -> jiff::Timestamp;
    /// Fills `buffer` with randomness from the operating system's CSPRNG.
    fn random(&self, buffer: &mut [u8]);
}

/// What a new desk needs to know.
#[derive(Clone, Debug)]
pub struct NewDesk {
    /// The administration's name.
    pub administration: String,
    /// Who works here.
    pub person: String,
    /// Roles of that person.
    pub roles: Vec<model::Role>,
    /// Office code for reference numbers.
    pub office: String,
    /// The desk is a demonstration.
    pub demo: bool,
}

/// An unlocked desk's folder. Several threads may share it; dropping it zeroises the keys.
pub struct Store {
    folder: PathBuf,
    /// Ended before the connections are closed.
    checkpoints: checkpoint::Checkpoints,
    /// The words that complete most beginnings.
    popular: tables::find::Popular,
    /// Closed before the writing connection, which leaves the file in order when it is the last.
    readers: readers::Readers,
    database: Mutex<Connection>,
    blobs: blob::Blobs,
    locks: lock::Locks,
    environment: Arc<dyn Environment>,
    key: keys::DataKey,
    /// Whoever unlocked it.
    person: model::PersonId,
    /// How far the journal was anchored.
    anchored: Mutex<anchor::Anchored>,
    /// What was found when it was opened.
    opening: Opening,
    /// Tells the next start whether this one ended in order; the last field: it goes when all is closed.
    session: Option<session::Session>,
    /// For whom everything is read; nobody in particular until [`Store::acting`] is called.
    viewer: Mutex<Option<model::PersonId>>,
}

/// What was found when the desk was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// A program on this desk was killed, or the computer lost its power.
    pub unclean: bool,
    /// Every page of the database was checked; otherwise its first pages and its ends.
    pub checked: bool,
    /// What is wrong with the journal's anchor.
    pub anchor: Option<SafetyError>,
    /// The journal was older than its anchor, which was accepted.
    pub accepted: Option<SafetyError>,
}

/// What [`Store::settle`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Names of the blobs that nothing named; they are removed.
    pub removed: Vec<String>,
    /// Blobs that got their name of today.
    pub renamed: u64,
    /// Files among the blobs that are none; they stay.
    pub strange: Vec<PathBuf>,
}

/// A consistent view of the database: everything read through it is of one moment.
pub struct Reading<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
    pub(crate) store: &'a Store,
}

/// A transaction that changes the database; it commits when the work returns `Ok`.
pub struct Change<'a> {
    reading: Reading<'a>,
    actor: String,
    at: jiff::Timestamp,
    /// The end of the journal, once something was recorded.
    recorded: std::cell::Cell<Option<tlog::journal::Head>>,
}

impl<'a> std::ops::Deref for Change<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

/// Bytes of a database that is checked whole at every start: a fraction of a second.
const CHECKED_ALWAYS: u64 = 16 << 20;
/// Bytes of a database that is checked whole at the start after an unclean end: some seconds.
const CHECKED_UNCLEAN: u64 = 512 << 20;
/// Setting: when every page was checked last (RFC 3339), or empty when that is wanted now.
const CHECKED: &str = "checked-at";
/// Setting: when content that nothing names was removed last.
const SETTLED: &str = "settled-at";

impl Drop for Store {
    fn drop(&mut self) {
        // The end in order: whoever opens the desk next knows how far the journal went.
        if self.session.is_some() {
            let _ = self.anchor_now();
        }
    }
}

impl Store {
    /// Creates a desk in a new or empty folder.
    ///
    /// The database is made under another name; `key.json` is what makes a folder a desk, and an interrupted
    /// creation is either finished by [`Store::unlock`] or started again by another call.
    ///
    /// # Errors
    /// `desk-exists`, `folder-not-empty`, `passphrase-too-short`, or the folder cannot be written.
    pub fn create(
        folder: &Path,
        passphrase: &SecretString,
        new: &NewDesk,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        passphrase::check(passphrase, &[&new.person, &new.administration])?;
        durable::create_folder(folder)?;
        let folder = &fs::canonicalize(folder).map_err(|error| io_error(folder, error))?;
        if Store::exists(folder) {
            return Err(Error::DeskExists {
                folder: folder.clone(),
            });
        }
        let locks = lock::Locks::of(folder);
        let stranger = fs::read_dir(folder)
            .map_err(|error| io_error(folder, error))?
            .filter_map(Result::ok)
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .any(|name| {
                !name.starts_with("desk.db.new")
                    && !["key.json.new", "write.lock", "sync.lock", "key.lock"].contains(&name.as_str())
            });
        if stranger {
            return Err(Error::FolderNotEmpty {
                folder: folder.clone(),
            });
        }
        let Some(creating) = locks.cleaning()? else {
            return Err(Error::DeskBusy);
        };
        if Store::exists(folder) {
            return Err(Error::DeskExists {
                folder: folder.clone(),
            });
        }
        let unfinished = database::unfinished(folder);
        for name in [
            "desk.db.new",
            "desk.db.new-wal",
            "desk.db.new-shm",
            "key.json.new",
        ] {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(io_error(&folder.join(name), error));
                }
                _ => {}
            }
        }
        let key = keys::DataKey::random(&*environment);
        let made = (|| {
            let connection = database::make(folder, &key)?;
            // Nobody works here yet: the first transaction makes the first person.
            let nobody = model::PersonId::new(environment.now(), [0; 10]);
            let store = Store::assemble(folder, connection, key.clone(), nobody, environment.clone());
            let at = environment.now();
            let person = store.transact(new.person.clone(), at, |change| {
                change.begin_desk(new)?;
                change.set_setting(CHECKED, Some(change.at().to_string().as_bytes()))?;
                Ok::<_, Error>(change.desk()?.person_id)
            })?;
            store
                .close()
                .map_err(|error| error::database_error(&unfinished, error))?;
            key_file::create(folder, passphrase, person, &key, &*environment)?;
            database::finish(folder)?;
            Ok(person)
        })();
        let person = made.inspect_err(|_: &Error| {
            // Nothing half-made stays, as far as the medium lets us.
            for name in [
                "desk.db.new",
                "desk.db.new-wal",
                "desk.db.new-shm",
                "key.json.new",
                "key.json",
            ] {
                if !database::path(folder).exists() {
                    let _ = fs::remove_file(folder.join(name));
                }
            }
        })?;
        drop(creating);
        let connection = database::open(folder, &key, database::Depth::Start)?;
        let mut store = Store::assemble(folder, connection, key, person, environment);
        store.session = Some(session::Session::begin(folder, &*store.environment)?);
        store.anchor_now()?;
        Ok(store)
    }

    /// Opens an existing desk: the passphrase opens the data key and says who works here, every page of the database is
    /// checked, its schema brought up to date, and what an interrupted program left behind is cleaned.
    ///
    /// # Errors
    /// `desk-missing`, `key-json-missing`, `key-json-damaged`, `passphrase-wrong`, `passphrase-one-time`,
    /// `person-has-left`, `desk-damaged` (nothing is altered), `desk-newer`, or the folder cannot be written.
    pub fn unlock(
        folder: &Path,
        passphrase: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        Self::unlock_from(folder, passphrase, None, false, environment)
    }

    /// The true name of a folder that holds a desk.
    fn there(folder: &Path) -> Result<PathBuf, Error> {
        ending::settled(folder)?;
        if !Store::exists(folder) {
            if Store::restoring_interrupted(folder) {
                return Err(SafetyError::RestoreInterrupted {
                    folder: folder.to_owned(),
                }
                .into());
            }
            return Err(Error::DeskMissing {
                folder: folder.to_owned(),
            });
        }
        fs::canonicalize(folder).map_err(|error| io_error(folder, error))
    }

    /// Opens the database with what a person typed. `person` is whom they said they are, where the entry does not say.
    fn open_with(
        folder: &Path,
        opened: key_file::Opened,
        person: Option<model::PersonId>,
        accepting: bool,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        let locks = lock::Locks::of(folder);
        if !database::path(folder).exists() && database::unfinished(folder).exists() {
            // The creation was interrupted between its last two steps.
            let _alone = locks.cleaning()?;
            database::finish(folder)?;
        }
        let left = session::Left::find(folder)?;
        // Small databases are checked whole at every start, and those of ordinary size after an unclean end; large ones
        // then have a check in the background waiting for them.
        let size = fs::metadata(database::path(folder)).map_or(0, |found| found.len());
        let whole = size <= CHECKED_ALWAYS || left.any() && size <= CHECKED_UNCLEAN;
        let depth = if whole {
            database::Depth::Whole
        } else {
            database::Depth::Start
        };
        let connection = database::open(folder, &opened.key, depth)?;
        let nobody = model::PersonId::new(environment.now(), [0; 10]);
        let mut store = Store::assemble(folder, connection, opened.key.clone(), nobody, environment);
        let first = store.read(|reading| reading.desk())?.person_id;
        let person = match (opened.person, person) {
            (Some(person), _) => person,
            // Format 1 knows the first person only.
            (None, Some(other)) if opened.format == 1 && other != first => {
                return Err(SafetyError::AccessMissing {
                    person: other.to_string(),
                }
                .into());
            }
            (None, given) => given.unwrap_or(first),
        };
        store.read(|reading| reading.working_person(person))?;
        store.person = person;
        store.opening = Opening {
            unclean: left.any(),
            checked: whole,
            anchor: None,
            accepted: None,
        };
        match anchor::check(&store) {
            Ok(found) => store.opening.anchor = found,
            Err(Error::Safety(
                error @ (SafetyError::JournalOlderThanAnchor { .. } | SafetyError::JournalNotAnchored { .. }),
            )) if accepting && store.administers()? => store.opening.accepted = Some(error),
            Err(error) => return Err(error),
        }
        if opened.format == 1 {
            // The old format works as well: what cannot be written now is written another time.
            let _ = key_file::upgrade(folder, &opened, first, &*store.environment);
        }
        key_file::settle(folder);
        if opened.kind != key_file::Kind::Recovery {
            access::remember_person(folder, person);
        }
        if let Some(_alone) = store.locks.cleaning()? {
            let awaited = store.read_everything(|reading| reading.contents_awaited())?;
            let awaited: Vec<Sha256> = awaited.into_iter().map(|(sha256, _)| sha256).collect();
            store.blobs.clean_temp(&awaited)?;
        }
        if let Some(_alone) = store.locks.syncing()? {
            store.requeue_in_flight()?;
        }
        store.note_opening()?;
        store.session = Some(session::Session::begin(&store.folder, &*store.environment)?);
        left.settle();
        Ok(store)
    }

    /// Whether the folder holds a desk, or what is left of one.
    pub fn exists(folder: &Path) -> bool {
        key_file::path(folder).exists() || database::path(folder).exists() || ending::was_wiped(folder)
    }

    /// Whether restoring a backup into this folder was begun and killed.
    pub fn restoring_interrupted(folder: &Path) -> bool {
        restoring::left(folder).is_some()
    }

    /// Removes what a killed restoration into the folder of this desk left; gives what was removed.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn settle_restoring(&self) -> Result<Option<PathBuf>, Error> {
        restoring::settle(&self.folder)
    }

    fn assemble(
        folder: &Path,
        connection: Connection,
        key: keys::DataKey,
        person: model::PersonId,
        environment: Arc<dyn Environment>,
    ) -> Store {
        Store {
            folder: folder.to_owned(),
            checkpoints: checkpoint::Checkpoints::of(folder, key.clone()),
            popular: tables::find::Popular::default(),
            readers: readers::Readers::of(folder, key.clone()),
            database: Mutex::new(connection),
            blobs: blob::Blobs::of(folder, key.clone()),
            locks: lock::Locks::of(folder),
            environment,
            key,
            person,
            anchored: Mutex::new(anchor::Anchored::nothing()),
            opening: Opening::default(),
            session: None,
            viewer: Mutex::new(None),
        }
    }

    /// Closes the database and tells whether that went well.
    fn close(self) -> rusqlite::Result<()> {
        self.checkpoints.wait();
        let mut connection = self.connection();
        let nothing = Connection::open_in_memory()?;
        let real = std::mem::replace(&mut *connection, nothing);
        real.close().map_err(|(_, error)| error)
    }

    /// Whether whoever unlocked the desk administers it: by role, or as the first one while nobody has that role.
    fn administers(&self) -> Result<bool, Error> {
        self.read_everything(|reading| {
            let has = |person: &model::view::PersonView| {
                person.left_at.is_none() && person.roles.contains(&model::Role::Administrator)
            };
            let people = reading.people()?;
            let first = reading.desk()?.person_id;
            Ok(people
                .iter()
                .any(|person| person.id == self.person && has(person))
                || self.person == first && !people.iter().any(has))
        })
    }

    /// What was found when the desk was opened.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The journal and the settings keep what the start found.
    fn note_opening(&self) -> Result<(), Error> {
        let Opening {
            unclean,
            checked,
            anchor,
            accepted,
        } = &self.opening;
        let found = accepted.as_ref().or(anchor.as_ref());
        if found.is_some() || *unclean && !checked {
            let name = self.person_name()?;
            self.change_everything(&name, |change| {
                if let Some(error) = found {
                    let arguments = wording::Explain::arguments(error);
                    let details: Vec<(&str, &str)> = arguments
                        .iter()
                        .map(|(name, value)| (*name, value.as_str()))
                        .collect();
                    let kind = match accepted {
                        Some(_) => "journal-loss-accepted",
                        None => wording::Explain::code(error),
                    };
                    change.record(kind, None, &details)?;
                }
                if *unclean && !checked {
                    change.set_setting(CHECKED, Some(b""))?;
                }
                Ok::<_, Error>(())
            })?;
        }
        self.anchor_now()
    }

    /// When every page of the database was checked last; `None` when that is wanted now.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn checked_at(&self) -> Result<Option<jiff::Timestamp>, Error> {
        self.read(|reading| Ok(reading.setting_text(CHECKED)?.and_then(|text| text.parse().ok())))
    }

    /// Notes that every page of the database was checked.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_checked(&self) -> Result<(), Error> {
        let now = self.environment.now().to_string();
        self.change("", |change| change.set_setting(CHECKED, Some(now.as_bytes())))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Time and randomness of this desk.
    pub fn environment(&self) -> &dyn Environment {
        &*self.environment
    }

    /// Ten random bytes, for a new identity.
    pub fn random_10(&self) -> [u8; 10] {
        let mut random = [0; 10];
        self.environment.random(&mut random);
        random
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere has rolled its transaction back: the connection is sound.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> Error {
        error::database_error(&database::path(&self.folder), error)
    }

    /// Reads, of one moment, what whoever works here may see ([`Store::acting`]).
    ///
    /// # Errors
    /// Those of the work, and the database's.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T, E>) -> Result<T, E> {
        let viewer = *self.viewer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut connection = self.readers.take(viewer)?;
        let result = {
            let transaction = connection.transaction().map_err(|error| self.failed(error))?;
            work(&Reading {
                transaction: &transaction,
                store: self,
            })
        };
        self.readers.give_back(connection);
        result
    }

    /// Reads, of one moment, everything: for the program's own work (the outbox, checks of the desk, backups), never for
    /// what a person is shown.
    ///
    /// # Errors
    /// Those of the work, and the database's.
    pub fn read_everything<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.readers.take(None)?;
        let result = {
            let transaction = connection.transaction().map_err(|error| self.failed(error))?;
            work(&Reading {
                transaction: &transaction,
                store: self,
            })
        };
        self.readers.give_back(connection);
        result
    }

    /// As [`Store::change`], in sight of everything: for the program's own work, such as what the platform acknowledged.
    ///
    /// # Errors
    /// Those of the work, and the database's.
    pub fn change_everything<T, E: From<Error>>(
        &self,
        actor: &str,
        work: impl FnOnce(&Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let viewer = *self.viewer.lock().unwrap_or_else(PoisonError::into_inner);
        self.transact(actor.to_owned(), self.environment.now(), |change| {
            tables::access::set_viewer(change.transaction, None).map_err(|error| self.failed(error))?;
            let result = work(change)?;
            tables::access::set_viewer(change.transaction, viewer).map_err(|error| self.failed(error))?;
            Ok(result)
        })
    }

    /// Changes, all or nothing: an `Err` of the work rolls back. `actor` is written in the journal.
    ///
    /// # Errors
    /// Those of the work, and the database's.
    pub fn change<T, E: From<Error>>(
        &self,
        actor: &str,
        work: impl FnOnce(&Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(actor.to_owned(), self.environment.now(), work)
    }

    fn transact<T, E: From<Error>>(
        &self,
        actor: String,
        at: jiff::Timestamp,
        work: impl FnOnce(&Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.failed(error))?;
        let at = tables::micros(at);
        let change = Change {
            reading: Reading {
                transaction: &transaction,
                store: self,
            },
            actor,
            at: tables::timestamp("journal", "at_us", at)?,
            recorded: std::cell::Cell::new(None),
        };
        let result = work(&change)?;
        tables::search::flush(&transaction).map_err(|error| self.failed(error))?;
        let (recorded, at) = (change.recorded.get(), change.at);
        transaction.commit().map_err(|error| self.failed(error))?;
        let rows = connection.total_changes();
        drop(connection);
        self.checkpoints.follow(rows);
        if let Some(head) = recorded {
            self.anchor_follows(&head, at);
        }
        Ok(result)
    }

    /// Another connection to the database, for measuring beside it.
    ///
    /// # Errors
    /// The database cannot be opened.
    #[cfg(feature = "measure")]
    pub fn raw(&self) -> Result<Connection, Error> {
        let connection = database::reader(&self.folder, &self.key)?;
        connection
            .execute_batch("PRAGMA synchronous = FULL;")
            .map_err(|error| self.failed(error))?;
        Ok(connection)
    }

    /// Forgets the words of what was destroyed: in the indexes of words, in the list of words, in the pages of the
    /// database that nothing uses. True when nothing is left to be done, false after `time`: what is left is done the next
    /// time. `on_step` stops it by `false`.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_erased(
        &self,
        time: std::time::Duration,
        on_step: &mut dyn FnMut() -> bool,
    ) -> Result<bool, Error> {
        use tables::forgetting::{self, Step};
        if !self.read_everything(|reading| Ok::<_, Error>(reading.setting(forgetting::WAITS)?.is_some()))? {
            return Ok(true);
        }
        let begun = std::time::Instant::now();
        while self.read_everything(|reading| reading.search_waits())? {
            self.change_everything("", |_| Ok::<_, Error>(()))?;
            if begun.elapsed() > time || !on_step() {
                return Ok(false);
            }
        }
        let mut at = Step::FIRST;
        while at != Step::Done {
            let next = self.change_everything("", |change| {
                forgetting::step(change.transaction, at.clone()).map_err(|error| self.failed(error))
            })?;
            at = next;
            if at != Step::Done && (begun.elapsed() > time || !on_step()) {
                return Ok(false);
            }
        }
        self.popular.forget();
        // What stands in the log stands there no longer; while another program reads, the next checkpoint does it.
        self.checkpoints.wait();
        let _ = self
            .connection()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(true)
    }

    /// Held from before a blob is stored until the transaction that names it has committed.
    ///
    /// # Errors
    /// The lock file cannot be opened.
    pub fn writing(&self) -> Result<Held, Error> {
        self.locks.writing()
    }

    /// Held while the outbox is sent; `None` while another process sends it.
    ///
    /// # Errors
    /// The lock file cannot be opened.
    pub fn syncing(&self) -> Result<Option<Held>, Error> {
        self.locks.syncing()
    }

    /// Stores content of memory; durable when it returns. Hold [`Store::writing`].
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<Content, Error> {
        let content = Content {
            sha256: digest(bytes),
            size_bytes: bytes.len() as u64,
        };
        let mut source = bytes;
        let place = self.blobs.path(&content.sha256);
        self.blobs
            .put(&content, &mut source, &place, &*self.environment, &mut |_| true)?;
        Ok(content)
    }

    /// Stores content of any size in constant memory; durable when it returns. `source` must give exactly the content
    /// that was [hashed](hash) before. Hold [`Store::writing`].
    ///
    /// # Errors
    /// `file-changed` when the source gives something else, the source cannot be read, the folder cannot be written.
    pub fn put(
        &self,
        content: &Content,
        source: &mut dyn Read,
        source_file: &Path,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Error> {
        self.blobs
            .put(content, source, source_file, &*self.environment, on_bytes)
    }

    /// As [`Store::put`], for content that comes over a line: where the source breaks off, or the program ends, what has come
    /// stays, and the next time `source` is asked for what is missing. One that is named by nothing that is awaited is
    /// removed when the desk is opened.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn put_coming(
        &self,
        content: &Content,
        source: &mut dyn Source,
        source_file: &Path,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Error> {
        self.blobs
            .put_coming(content, source, source_file, &*self.environment, on_bytes)
    }

    /// The whole content of a blob, its digest checked.
    ///
    /// # Errors
    /// `content-missing`, `content-damaged`.
    pub fn read_blob(&self, sha256: &Sha256) -> Result<Vec<u8>, Error> {
        let mut reader = self.open_blob(sha256)?;
        let mut bytes = Vec::new();
        let place = self.blobs.path(sha256);
        reader
            .read_to_end(&mut bytes)
            .map_err(|error| blob::blob_error(io_error(&place, error), sha256))?;
        if digest(&bytes) != *sha256 {
            return Err(Error::BlobDamaged { sha256: *sha256 });
        }
        Ok(bytes)
    }

    /// Opens a blob for reading in constant memory, from any place.
    ///
    /// # Errors
    /// `content-missing`, `content-damaged`.
    pub fn open_blob(&self, sha256: &Sha256) -> Result<BlobReader, Error> {
        self.blobs.open(sha256).map_err(|error| self.or_awaited(error))
    }

    /// What is missing because it has not come yet is not lost.
    fn or_awaited(&self, error: Error) -> Error {
        match error {
            Error::BlobMissing { sha256 } => match self.read(|reading| reading.content_awaited(&sha256)) {
                Ok(true) => Error::BlobAwaited { sha256 },
                _ => Error::BlobMissing { sha256 },
            },
            other => other,
        }
    }

    /// Reads a blob through and compares its digest; gives its size.
    ///
    /// # Errors
    /// `content-missing`, `content-damaged`.
    pub fn check_blob(&self, sha256: &Sha256, on_bytes: OnBytes<'_>) -> Result<u64, Error> {
        self.blobs
            .check(sha256, on_bytes)
            .map_err(|error| self.or_awaited(error))
    }

    /// Checks every page of the database, while others work.
    ///
    /// # Errors
    /// `desk-damaged`.
    pub fn check_database(&self) -> Result<(), Error> {
        database::check_beside(&self.folder, &self.key)
    }

    /// Makes contents unreadable and removes them, as far as nothing names them any more. Each file loses the salt of its key
    /// first, so that what a medium keeps of a removed file opens with no key. False, and nothing is done, while somebody
    /// writes: content may be about to be named again.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn shred(&self, digests: &[Sha256]) -> Result<bool, Error> {
        let Some(_alone) = self.locks.cleaning()? else {
            return Ok(false);
        };
        self.overwrite_unfinished()?;
        let named = self.read_everything(|reading| -> Result<Vec<Sha256>, Error> {
            let mut named = Vec::new();
            for digest in digests {
                if reading.is_named(digest)? {
                    named.push(*digest);
                }
            }
            Ok(named)
        })?;
        for digest in digests.iter().filter(|digest| !named.contains(digest)) {
            self.blobs.shred(digest, &*self.environment)?;
        }
        Ok(true)
    }

    /// Walks the whole chain of the journal, some thousands of lines at a time so that others work on, and compares its
    /// end with the remembered head; gives the number of entries. `on_step` gets those done and in all; `false` stops.
    ///
    /// # Errors
    /// `journal-altered`, `journal-missing`, `journal-truncated`, `journal-rewritten`, ...; `journal-not-anchored`;
    /// `cancelled`.
    pub fn verify_journal(&self, on_step: &mut dyn FnMut(u64, u64) -> bool) -> Result<u64, Error> {
        anchor::check(self)?;
        let mut verified = tlog::journal::Head::EMPTY;
        loop {
            let (remembered, reached) = self.read_everything(|reading| {
                let remembered = reading.journal_head()?;
                let mut verifier = tlog::journal::Verifier::after(verified, Some(&remembered));
                let mut reached = verified;
                reading.journal_after(verified.length, 5_000, &mut |entry| {
                    verifier.check(&entry)?;
                    reached = entry.head();
                    Ok(())
                })?;
                Ok::<_, Error>((remembered, reached))
            })?;
            if reached == verified {
                if verified.length < remembered.length {
                    return Err(tlog::Error::JournalTruncated {
                        remembered: remembered.length,
                        found: verified.length,
                    }
                    .into());
                }
                // Longer: appended behind the desk's back.
                if verified != remembered {
                    return Err(tlog::Error::JournalRewritten {
                        sequence: remembered.length,
                    }
                    .into());
                }
                return Ok(verified.length);
            }
            verified = reached;
            if !on_step(verified.length.min(remembered.length), remembered.length) {
                return Err(Error::Cancelled);
            }
        }
    }

    /// Commits a change that says nothing. A program that is killed inside a commit may leave frames in the log that no
    /// running program sees, and that the next start takes for committed: a content that only they name must not be
    /// removed. The next commit overwrites them. The caller holds the cleaning lock, so that none comes after it.
    fn overwrite_unfinished(&self) -> Result<(), Error> {
        let now = self.environment.now();
        let mark = format!("{now} {}", hex::encode(self.random_10()));
        self.change_everything("", |change| change.set_setting(SETTLED, Some(mark.as_bytes())))
    }

    /// Removes blobs that no version names: what is left when a program ended between storing content and recording
    /// it. `None` while somebody writes.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn settle(&self) -> Result<Option<Settled>, Error> {
        let Some(_alone) = self.locks.cleaning()? else {
            return Ok(None);
        };
        let (stored, strangers) = self.blobs.list()?;
        let read = || -> Result<_, Error> {
            let (digests, gone) = self.read_everything(|reading| -> Result<_, Error> {
                Ok((reading.named_contents()?, reading.contents_gone()?))
            })?;
            let mut named = std::collections::HashSet::with_capacity(digests.len());
            let mut before = std::collections::HashMap::new();
            for digest in digests {
                named.insert(self.blobs.name(&digest));
                before.insert(digest.to_string(), digest);
            }
            Ok((named, before, gone))
        };
        let (mut named, mut before, mut gone) = read()?;
        if !gone.is_empty() || stored.iter().any(|name| !named.contains(name)) {
            self.overwrite_unfinished()?;
            (named, before, gone) = read()?;
        }
        let gone: std::collections::HashMap<String, Sha256> = gone
            .into_iter()
            .flat_map(|digest| [(self.blobs.name(&digest), digest), (digest.to_string(), digest)])
            .collect();
        let mut settled = Settled {
            strange: strangers,
            ..Settled::default()
        };
        for name in stored {
            // Only the trace of a destruction names it: an interrupted destruction or import left it.
            if let Some(digest) = gone.get(&name) {
                self.blobs.shred(digest, &*self.environment)?;
                settled.removed.push(name);
                continue;
            }
            if named.contains(&name) {
                continue;
            }
            match before.get(&name) {
                Some(digest) => {
                    self.blobs.rename(digest)?;
                    settled.renamed += 1;
                }
                None => {
                    self.blobs.remove(&name)?;
                    settled.removed.push(name);
                }
            }
        }
        Ok(Some(settled))
    }
}
