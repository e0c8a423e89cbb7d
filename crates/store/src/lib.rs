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

mod blob;
mod database;
mod durable;
mod error;
mod key_file;
mod keys;
mod lock;
mod tables;
#[cfg(test)]
mod tests;

pub use blob::{BlobReader, Content, OnBytes, digest, hash};
pub use error::{Error, io_error};
pub use key_file::PASSPHRASE_MINIMUM;
pub use lock::Held;
pub use tables::augmentation::NewAugmentation;
pub use tables::desk::DeskRecord;
pub use tables::document::{DocumentRecord, NewVersion, SealRecord};
pub use tables::dossier::DossierRecord;
pub use tables::outbox::{NewOperation, Operation};

/// The messages of this crate's errors.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");

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
    database: Mutex<Connection>,
    blobs: blob::Blobs,
    locks: lock::Locks,
    environment: Arc<dyn Environment>,
}

/// What [`Store::settle`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Digests of the blobs that no version named; they are removed.
    pub removed: Vec<Sha256>,
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
}

impl<'a> std::ops::Deref for Change<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
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
        use secrecy::ExposeSecret;
        if passphrase.expose_secret().chars().count() < PASSPHRASE_MINIMUM {
            return Err(Error::PassphraseTooShort {
                minimum: PASSPHRASE_MINIMUM,
            });
        }
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
                    && !["key.json.new", "write.lock", "sync.lock"].contains(&name.as_str())
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
        let mut bytes = zeroize::Zeroizing::new([0; 32]);
        environment.random(&mut *bytes);
        let key = keys::DataKey::new(*bytes);
        let made = (|| {
            let connection = database::make(folder, &key)?;
            let store = Store::assemble(folder, connection, key.clone(), environment.clone());
            let at = environment.now();
            store.transact(new.person.clone(), at, |change| change.begin_desk(new))?;
            let connection = store
                .database
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner);
            connection
                .close()
                .map_err(|(_, error)| error::database_error(&unfinished, error))?;
            key_file::write(folder, passphrase, &key, &*environment)?;
            database::finish(folder)
        })();
        if let Err(error) = made {
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
            return Err(error);
        }
        drop(creating);
        let connection = database::open(folder, &key)?;
        Ok(Store::assemble(folder, connection, key, environment))
    }

    /// Opens an existing desk: the passphrase opens the data key, every page of the database is checked, its schema
    /// brought up to date, and what an interrupted program left behind is cleaned.
    ///
    /// # Errors
    /// `desk-missing`, `key-json-missing`, `key-json-damaged`, `passphrase-wrong`, `desk-damaged` (nothing is
    /// altered), `desk-newer`, or the folder cannot be written.
    pub fn unlock(
        folder: &Path,
        passphrase: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        if !Store::exists(folder) {
            return Err(Error::DeskMissing {
                folder: folder.to_owned(),
            });
        }
        let folder = &fs::canonicalize(folder).map_err(|error| io_error(folder, error))?;
        let key = key_file::read(folder, passphrase)?;
        let locks = lock::Locks::of(folder);
        if !database::path(folder).exists() && database::unfinished(folder).exists() {
            // The creation was interrupted between its last two steps.
            let _alone = locks.cleaning()?;
            database::finish(folder)?;
        }
        let connection = database::open(folder, &key)?;
        let store = Store::assemble(folder, connection, key, environment);
        if let Some(_alone) = store.locks.cleaning()? {
            store.blobs.clean_temp()?;
        }
        if let Some(_alone) = store.locks.syncing()? {
            store.requeue_in_flight()?;
        }
        Ok(store)
    }

    /// Whether the folder holds a desk, or what is left of one.
    pub fn exists(folder: &Path) -> bool {
        key_file::path(folder).exists() || database::path(folder).exists()
    }

    fn assemble(
        folder: &Path,
        connection: Connection,
        key: keys::DataKey,
        environment: Arc<dyn Environment>,
    ) -> Store {
        Store {
            folder: folder.to_owned(),
            database: Mutex::new(connection),
            blobs: blob::Blobs::of(folder, key),
            locks: lock::Locks::of(folder),
            environment,
        }
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

    /// Reads, of one moment.
    ///
    /// # Errors
    /// Those of the work, and the database's.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection.transaction().map_err(|error| self.failed(error))?;
        work(&Reading {
            transaction: &transaction,
            store: self,
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
        let result = work(&Change {
            reading: Reading {
                transaction: &transaction,
                store: self,
            },
            actor,
            at: tables::timestamp("journal", "at_us", at)?,
        })?;
        transaction.commit().map_err(|error| self.failed(error))?;
        Ok(result)
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

    /// The whole content of a blob, its digest checked.
    ///
    /// # Errors
    /// `content-missing`, `content-damaged`.
    pub fn read_blob(&self, sha256: &Sha256) -> Result<Vec<u8>, Error> {
        let mut reader = self.blobs.open(sha256)?;
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
        self.blobs.open(sha256)
    }

    /// Reads a blob through and compares its digest; gives its size.
    ///
    /// # Errors
    /// `content-missing`, `content-damaged`.
    pub fn check_blob(&self, sha256: &Sha256, on_bytes: OnBytes<'_>) -> Result<u64, Error> {
        self.blobs.check(sha256, on_bytes)
    }

    /// Checks every page of the database.
    ///
    /// # Errors
    /// `desk-damaged`.
    pub fn check_database(&self) -> Result<(), Error> {
        database::check(&self.connection(), &database::path(&self.folder))
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
        let named: std::collections::HashSet<Sha256> = self
            .read(|reading| reading.digests())
            .map(|digests: Vec<(Sha256, u64)>| digests.into_iter().map(|(digest, _)| digest).collect())?;
        let orphans: Vec<Sha256> = stored
            .into_iter()
            .filter(|digest| !named.contains(digest))
            .collect();
        for orphan in &orphans {
            self.blobs.remove(orphan)?;
        }
        Ok(Some(Settled {
            removed: orphans,
            strange: strangers,
        }))
    }

    /// Wraps the data key under another passphrase; nothing else is written.
    ///
    /// # Errors
    /// `passphrase-wrong` for the old one, `passphrase-too-short` for the new one, or the folder cannot be written.
    pub fn change_passphrase(&self, old: &SecretString, new: &SecretString) -> Result<(), Error> {
        let key = key_file::read(&self.folder, old)?;
        key_file::write(&self.folder, new, &key, &*self.environment)
    }
}
