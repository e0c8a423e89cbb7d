//! Keys that the keychain of a computer keeps: each opens the desk for one person.
//!
//! Such a key is drawn, never typed, and has nothing to do with a passphrase. Its entry in `key.json` may go at any
//! time; what the keychain then still keeps opens nothing.

use std::path::Path;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::key_file::{self, Kind};
use crate::safety::SafetyError;
use crate::{Change, Environment, Store, access};

/// A key for a computer that the key file does not name yet.
pub struct ComputerKey {
    entry: key_file::Entry,
    secret: SecretString,
}

impl ComputerKey {
    /// Its name: 16 hexadecimal digits, drawn. The keychain keeps the secret under it.
    pub fn id(&self) -> &str {
        &self.entry.id
    }

    /// What the keychain keeps: 64 hexadecimal digits, drawn.
    pub fn secret(&self) -> &str {
        self.secret.expose_secret()
    }
}

impl Store {
    /// The names of the keys by which computers open this desk, those of whoever opened it last before the others. The
    /// desk need not be open.
    ///
    /// # Errors
    /// `desk-missing`, `key-json-missing`, `key-json-damaged`.
    pub fn computer_keys(folder: &Path) -> Result<Vec<String>, Error> {
        let folder = &Self::there(folder)?;
        let last = access::last_person(folder);
        let mut entries = key_file::read(folder)?.entries;
        entries.retain(|entry| entry.kind == Kind::Computer);
        entries.sort_by_key(|entry| entry.person != last);
        Ok(entries.into_iter().map(|entry| entry.id).collect())
    }

    /// Opens the desk with what the keychain of a computer kept under this name.
    ///
    /// # Errors
    /// `keychain-empty` where the key file names no such key, `keychain-other` where it opens with another one, and
    /// those of [`Store::unlock`].
    pub fn unlock_with_computer_key(
        folder: &Path,
        id: &str,
        secret: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        let folder = &Self::there(folder)?;
        let mut file = key_file::read(folder)?;
        file.entries.retain(|entry| entry.id == id);
        if file.entries.is_empty() {
            return Err(SafetyError::KeychainEmpty.into());
        }
        let opened = file
            .open(secret, &[Kind::Computer], None, None)
            .map_err(|error| match error {
                Error::PassphraseWrong => SafetyError::KeychainOther.into(),
                other => other,
            })?;
        Self::open_with(folder, opened, None, false, environment)
    }

    /// Draws a key for whoever unlocked the desk. Nothing is written before [`Store::keep_computer_key`].
    ///
    /// # Errors
    /// The cryptography fails.
    pub fn draw_computer_key(&self) -> Result<ComputerKey, Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        self.environment.random(&mut *bytes);
        let secret = SecretString::from(hex::encode(*bytes));
        let person = Some(self.person);
        let entry = key_file::entry(&self.key, Kind::Computer, person, &secret, &*self.environment)?;
        Ok(ComputerKey { entry, secret })
    }

    /// Lets a key open the desk from now on. To be called last in a change.
    ///
    /// # Errors
    /// `person-has-left`, or the folder cannot be written.
    pub fn keep_computer_key(&self, change: &Change<'_>, key: ComputerKey) -> Result<(), Error> {
        change.working_person(self.person)?;
        key_file::change(&self.folder, &self.key, |file| {
            Ok(file.entries.iter().cloned().chain([key.entry]).collect())
        })
    }

    /// Lets keys of computers open the desk no more; what the file does not name is left out. Last in a change.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn remove_computer_keys(&self, ids: &[String]) -> Result<(), Error> {
        key_file::change(&self.folder, &self.key, |file| {
            let others = file
                .entries
                .iter()
                .filter(|entry| entry.kind != Kind::Computer || !ids.contains(&entry.id));
            Ok(others.cloned().collect())
        })
    }
}
