//! The folder in which a desk is being restored, beside its target; and what a restoration that was killed leaves of it.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use crate::durable;
use crate::error::{Error, io_error};
use crate::safety::SafetyError;

/// Ending of the folder's name; it begins with a dot and the target's name.
const ENDING: &str = ".restoring";
/// Held locked by whoever fills the folder: one that nobody holds was left behind.
const LOCK: &str = "restoring.lock";

/// A folder that is being filled.
pub(crate) struct Staging {
    pub(crate) folder: PathBuf,
    parent: PathBuf,
    lock: File,
}

/// The folder above a target, and the one beside it that is filled.
fn places(target: &Path) -> (PathBuf, PathBuf) {
    let parent = target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(ENDING);
    (parent.to_owned(), parent.join(name))
}

/// Whether nobody fills the folder any more.
fn is_left(folder: &Path) -> bool {
    match OpenOptions::new().write(true).open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// The folder that an interrupted restoration into `target` left, if there is one.
pub(crate) fn left(target: &Path) -> Option<PathBuf> {
    let (_, folder) = places(target);
    let there = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
    (there && is_left(&folder)).then_some(folder)
}

/// Removes what an interrupted restoration into `target` left; gives the folder that was removed.
pub(crate) fn settle(target: &Path) -> Result<Option<PathBuf>, Error> {
    let Some(folder) = left(target) else {
        return Ok(None);
    };
    fs::remove_dir_all(&folder).map_err(|error| io_error(&folder, error))?;
    Ok(Some(folder))
}

impl Staging {
    /// A new folder beside `target`, with the folders that were removed: what interrupted restorations into this or
    /// another folder of the same place left.
    pub(crate) fn begin(target: &Path) -> Result<(Self, Vec<PathBuf>), Error> {
        let (parent, folder) = places(target);
        durable::create_folder(&parent)?;
        let mut removed: Vec<PathBuf> = settle(target)?.into_iter().collect();
        let entries = fs::read_dir(&parent).map_err(|error| io_error(&parent, error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let named = path
                .file_name()
                .and_then(OsStr::to_str)
                .is_some_and(|name| name.starts_with('.') && name.ends_with(ENDING));
            // Only what is surely ours: the lock tells.
            if named && path.join(LOCK).is_file() && is_left(&path) {
                fs::remove_dir_all(&path).map_err(|error| io_error(&path, error))?;
                removed.push(path);
            }
        }
        let running = || -> Error {
            SafetyError::RestoreRunning {
                folder: target.to_owned(),
            }
            .into()
        };
        if folder.exists() {
            return Err(running());
        }
        durable::create_folder(&folder)?;
        let place = folder.join(LOCK);
        let lock = durable::create_private(&place).map_err(|error| io_error(&place, error))?;
        lock.try_lock().map_err(|_| running())?;
        let staging = Self { folder, parent, lock };
        Ok((staging, removed))
    }

    /// Gives the folder its name. `target` does not exist.
    pub(crate) fn finish(self, target: &Path) -> Result<(), Error> {
        let place = self.folder.join(LOCK);
        // A folder with an open file in it cannot be renamed everywhere.
        drop(self.lock);
        fs::remove_file(&place).map_err(|error| io_error(&place, error))?;
        durable::sync_folder(&self.folder)?;
        fs::rename(&self.folder, target).map_err(|error| io_error(target, error))?;
        durable::sync_folder(&self.parent)
    }

    /// Removes the folder.
    pub(crate) fn give_up(self) {
        drop(self.lock);
        let _ = fs::remove_dir_all(&self.folder);
    }
}
