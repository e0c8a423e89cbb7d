//! Whether the last programs on this desk ended in order.
//!
//! Each unlocked desk holds a locked file in `sessions/`, removed when it is locked again. One that is there and that
//! nobody holds is left by a program that was killed, or by a computer that lost its power.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::Environment;
use crate::durable;
use crate::error::{Error, io_error};

/// The own session; its file goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Session {
    place: PathBuf,
    _held: File,
}

/// Sessions that did not end in order.
#[derive(Debug, Default)]
pub(crate) struct Left(Vec<(PathBuf, File)>);

fn folder_of(desk: &Path) -> PathBuf {
    desk.join("sessions")
}

impl Session {
    /// Begins a session. The file has its name only once it is locked: nobody takes it for one that was left.
    pub(crate) fn begin(desk: &Path, environment: &dyn Environment) -> Result<Self, Error> {
        let folder = folder_of(desk);
        durable::create_folder(&folder)?;
        let mut name = [0; 8];
        environment.random(&mut name);
        let place = folder.join(format!("{}.open", hex::encode(name)));
        let temp = folder.join(format!("{}.new", hex::encode(name)));
        let begin = || -> std::io::Result<File> {
            let file = durable::create_private(&temp)?;
            file.lock()?;
            fs::rename(&temp, &place)?;
            Ok(file)
        };
        let held = begin().map_err(|error| io_error(&place, error))?;
        Ok(Self { place, _held: held })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // What stays only costs a check at the next start.
        let _ = fs::remove_file(&self.place);
    }
}

impl Left {
    /// Finds them, and holds them until they are settled.
    pub(crate) fn find(desk: &Path) -> Result<Self, Error> {
        let folder = folder_of(desk);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(io_error(&folder, error)),
        };
        let mut left = Vec::new();
        for entry in entries.filter_map(Result::ok) {
            let place = entry.path();
            if place.extension().is_none_or(|extension| extension != "open") {
                continue;
            }
            let file = match OpenOptions::new().write(true).open(&place) {
                Ok(file) => file,
                // It ended in order just now.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(io_error(&place, error)),
            };
            match file.try_lock() {
                // Between opening and locking it may have ended in order.
                Ok(()) if place.exists() => left.push((place, file)),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(io_error(&place, error)),
            }
        }
        Ok(Self(left))
    }

    pub(crate) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The desk was looked at: they need not be told again.
    pub(crate) fn settle(self) {
        for (place, _held) in self.0 {
            let _ = fs::remove_file(place);
        }
    }
}
