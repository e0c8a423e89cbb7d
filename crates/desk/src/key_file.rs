//! The file with the key that a person signs or seals with, remembered for them: where it lies, never what opens it.

use std::path::{Path, PathBuf};

use crate::{Desk, Error};

impl Desk {
    /// The key file that whoever works here asked to have remembered; it may lie there no more.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn key_file(&self) -> Result<Option<PathBuf>, Error> {
        let name = self.key_file_setting();
        let path = self.store.read(|reading| reading.setting_text(&name))?;
        Ok(path.map(PathBuf::from))
    }

    /// Remembers where the key file of whoever works here lies, or forgets it. For everybody, each for themselves; the
    /// journal keeps that it was done, not where the file lies.
    ///
    /// # Errors
    /// The path is no text of this system; the database cannot be written.
    pub fn remember_key_file(&self, file: Option<&Path>) -> Result<(), Error> {
        let text =
            match file {
                None => None,
                Some(path) => Some(path.to_str().ok_or_else(|| {
                    Error::io(path, std::io::Error::from(std::io::ErrorKind::InvalidFilename))
                })?),
            };
        let name = self.key_file_setting();
        self.store.change(&self.actor, |change| {
            change.set_setting(&name, text.map(str::as_bytes))?;
            if text.is_some() {
                change.record("key-file-remembered", None, &[])?;
            } else {
                change.record("key-file-forgotten", None, &[])?;
            }
            Ok(())
        })
    }

    fn key_file_setting(&self) -> String {
        format!("key-file-{}", self.person)
    }
}
