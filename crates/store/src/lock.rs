//! Locks between processes and threads, by advisory locks on files of the folder.
//!
//! * `write.lock` is held *shared* from before a blob is looked for until the transaction that names it has
//!   committed, and *exclusively* by whoever removes temp files or blobs that nothing names: a blob that is about to
//!   be named is therefore never taken for an orphan.
//! * `sync.lock` is held exclusively while the outbox is sent.
//! * `key.lock` is held exclusively while `key.json` is replaced.
//!
//! The operating system releases them when a process dies. Each taking opens the file anew, so that two threads of
//! one process are kept apart like two processes.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, io_error};

/// A lock that is held until dropped.
#[derive(Debug)]
pub struct Held(#[expect(dead_code, reason = "held for its drop")] File);

/// The lock files of one folder.
#[derive(Clone, Debug)]
pub(crate) struct Locks {
    write: PathBuf,
    sync: PathBuf,
}

impl Locks {
    pub(crate) fn of(folder: &Path) -> Self {
        Self {
            write: folder.join("write.lock"),
            sync: folder.join("sync.lock"),
        }
    }

    /// Waits until nobody cleans, then keeps cleaners out.
    pub(crate) fn writing(&self) -> Result<Held, Error> {
        let file = open(&self.write)?;
        file.lock_shared().map_err(|error| io_error(&self.write, error))?;
        Ok(Held(file))
    }

    /// `None` while somebody writes.
    pub(crate) fn cleaning(&self) -> Result<Option<Held>, Error> {
        exclusively(&self.write)
    }

    /// `None` while somebody else syncs.
    pub(crate) fn syncing(&self) -> Result<Option<Held>, Error> {
        exclusively(&self.sync)
    }
}

fn open(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| io_error(path, error))
}

/// Waits until nobody else holds the lock of this file.
pub(crate) fn alone(path: &Path) -> Result<Held, Error> {
    let file = open(path)?;
    file.lock().map_err(|error| io_error(path, error))?;
    Ok(Held(file))
}

/// `None` while somebody else holds the lock of this file.
pub(crate) fn try_alone(path: &Path) -> Result<Option<Held>, Error> {
    exclusively(path)
}

fn exclusively(path: &Path) -> Result<Option<Held>, Error> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Held(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(io_error(path, error)),
    }
}
