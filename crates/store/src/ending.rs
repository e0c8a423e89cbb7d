//! The end of a desk that its administration wants wiped: keys first, so that the rest is unreadable whatever happens
//! next, then the content.
//!
//! `wiped.json` is written first. A process that is killed in the middle, or a system that does not let go of an open
//! file, leaves a folder whose wiping goes on at the next attempt to open it.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, io_error};
use crate::{SafetyError, Store, durable};

/// What a wiped desk leaves behind: nothing of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wiped {
    at: Timestamp,
    /// Host and port of the platform that asked for it.
    platform: String,
}

fn marker(folder: &Path) -> PathBuf {
    folder.join("wiped.json")
}

/// Every file whose content opens the others.
const KEYS: [&str; 3] = ["key.json", "key.json.old", "key.json.new"];

/// The rest of a desk.
const CONTENT: [&str; 11] = [
    "desk.db",
    "desk.db-wal",
    "desk.db-shm",
    "desk.db.new",
    "desk.db.new-wal",
    "desk.db.new-shm",
    "blobs",
    "tmp",
    "sessions",
    "journal.anchor",
    "last-person",
];

impl Store {
    /// Whether this desk has been wiped while it was open.
    pub fn is_wiped(&self) -> bool {
        was_wiped(&self.folder)
    }

    /// Wipes this desk for ever, because the platform `platform` (host and port) has asked for it. What it still waits to
    /// send is lost. Afterwards nothing of the desk can be read, by this process neither.
    ///
    /// # Errors
    /// A file cannot be removed. Once the keys are gone, what is left is unreadable, and the next attempt to open the desk
    /// goes on.
    pub fn wipe(&self, platform: &str) -> Result<(), Error> {
        let told = Wiped {
            at: self.environment.now(),
            platform: platform.to_owned(),
        };
        let text = serde_json::to_vec(&told).map_err(|_| Error::ValueUnreadable {
            table: "wiped.json",
            column: "at",
        })?;
        durable::replace(&marker(&self.folder), &text, true)?;
        go_on(&self.folder)
    }
}

/// Whether the folder held a desk that was wiped.
pub(crate) fn was_wiped(folder: &Path) -> bool {
    marker(folder).exists()
}

/// Refuses a desk that was wiped; what was left of it is removed.
pub(crate) fn settled(folder: &Path) -> Result<(), Error> {
    let place = marker(folder);
    if !place.exists() {
        return Ok(());
    }
    // The keys are gone already unless the process was killed at once; what cannot be removed now stays unreadable.
    let removed = go_on(folder);
    let told = fs::read(&place)
        .ok()
        .and_then(|text| serde_json::from_slice::<Wiped>(&text).ok());
    if KEYS.iter().any(|name| folder.join(name).exists()) {
        removed?;
    }
    Err(SafetyError::DeskWiped {
        platform: told.map_or_else(|| "?".to_owned(), |told| told.platform),
    }
    .into())
}

fn go_on(folder: &Path) -> Result<(), Error> {
    for name in KEYS {
        forget(&folder.join(name))?;
    }
    durable::sync_folder(folder)?;
    let mut first = Ok(());
    for name in CONTENT {
        let place = folder.join(name);
        let removed = match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() => fs::remove_dir_all(&place),
            Ok(_) => fs::remove_file(&place),
            Err(_) => Ok(()),
        };
        if let Err(error) = removed
            && first.is_ok()
        {
            first = Err(io_error(&place, error));
        }
    }
    durable::sync_folder(folder)?;
    first
}

/// Writes zeros over a small file, as far as the medium heeds it, and removes it.
fn forget(place: &Path) -> Result<(), Error> {
    let size = match fs::symlink_metadata(place) {
        Ok(found) => usize::try_from(found.len()).unwrap_or(0).min(1 << 20),
        Err(_) => return Ok(()),
    };
    if let Ok(mut file) = OpenOptions::new().write(true).open(place) {
        // A medium that writes elsewhere keeps the old bytes until it needs the room: no program can help that.
        let _ = file.write_all(&vec![0; size]).and_then(|()| file.sync_all());
    }
    fs::remove_file(place).map_err(|error| io_error(place, error))
}
