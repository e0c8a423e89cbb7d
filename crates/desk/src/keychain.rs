//! The keychain of the computer: it opens the desk for one person, when they asked for it.
//!
//! The keychain keeps a key that was drawn for this person and this computer, never a passphrase; `key.json` holds the
//! data key wrapped under it. Whoever is logged in to the computer as this person then opens the desk: it is off until
//! they turn it on. Use cases only; who talks to the keychain is [`system`].

use std::path::Path;
use std::sync::Arc;

use model::safety::ComputerView;
use model::{PersonId, Role};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use store::{Reading, SafetyError};

use crate::{Desk, Environment, Error};

mod system;

/// What the desk notes of a computer.
#[derive(Serialize, Deserialize)]
struct Noted {
    computer: String,
    since: jiff::Timestamp,
}

fn setting(id: &str) -> String {
    format!("computer-{id}")
}

impl Desk {
    /// Whether there is a computer at all whose keychain opens this desk: whether it is worth offering.
    ///
    /// # Errors
    /// There is no desk in the folder, or its `key.json` cannot be read.
    pub fn keychain_may_open(folder: &Path) -> Result<bool, Error> {
        Ok(!store::Store::computer_keys(folder)?.is_empty())
    }

    /// Opens the desk with what the keychain of this computer keeps; nothing is asked. Somebody else at the same
    /// computer's account comes second to whoever opened the desk last.
    ///
    /// # Errors
    /// `keychain-empty` (never turned on, removed since, or `key.json` is another one), `keychain-locked`,
    /// `keychain-unavailable`, `keychain-other`; those of [`Desk::unlock`]. The passphrase opens the desk in every case.
    pub fn unlock_with_keychain(folder: &Path, env: Arc<dyn Environment>) -> Result<Desk, Error> {
        let mut first = Error::from(SafetyError::KeychainEmpty);
        let mut failed = false;
        for id in store::Store::computer_keys(folder)? {
            let Some(secret) = system::get(&id)? else { continue };
            match store::Store::unlock_with_computer_key(folder, &id, &secret, env.clone()) {
                Ok(store) => return Self::open(store),
                // The key of another person of this computer may still open it.
                Err(error) if !failed => (first, failed) = (error.into(), true),
                Err(_) => {}
            }
        }
        Err(first)
    }

    /// Lets the keychain of this computer open the desk for whoever works here, from now on. Anybody, for themselves.
    ///
    /// # Errors
    /// `keychain-locked`, `keychain-unavailable`, or the folder cannot be written; nothing is changed then.
    pub fn remember_on_this_computer(&self) -> Result<(), Error> {
        let before = self.remembered_here()?;
        let key = self.store.draw_computer_key()?;
        let id = key.id().to_owned();
        let computer = system::name();
        system::put(&id, &SecretString::from(key.secret().to_owned()))?;
        let noted = Noted {
            computer: computer.clone(),
            since: self.now(),
        };
        let kept = self.store.change(&self.actor, |change| -> Result<(), Error> {
            let noted = serde_json::to_vec(&noted).unwrap_or_default();
            change.set_setting(&setting(&id), Some(&noted))?;
            change.record(
                "keychain-on",
                None,
                &[("person", &self.actor), ("computer", &computer), ("key", &id)],
            )?;
            Ok(self.store.keep_computer_key(change, key)?)
        });
        if let Err(error) = kept {
            // What stays in the keychain opens nothing.
            let _ = system::delete(&id);
            return Err(error);
        }
        // One key for a person and a computer: the one before goes.
        if !before.is_empty() {
            self.forget(self.person, &before, false)?;
            for id in &before {
                let _ = system::delete(id);
            }
        }
        Ok(())
    }

    /// Whether the keychain of this computer opens the desk for whoever works here.
    ///
    /// # Errors
    /// `keychain-locked`, `keychain-unavailable`.
    pub fn is_remembered_on_this_computer(&self) -> Result<bool, Error> {
        Ok(!self.remembered_here()?.is_empty())
    }

    fn remembered_here(&self) -> Result<Vec<String>, Error> {
        let mut here = Vec::new();
        for entry in self.store.accesses()? {
            if entry.computer && entry.person == Some(self.person) && system::get(&entry.id)?.is_some() {
                here.push(entry.id);
            }
        }
        Ok(here)
    }

    /// Lets the keychain of this computer open the desk no more for whoever works here, and removes what it keeps.
    ///
    /// # Errors
    /// `keychain-empty` where it keeps nothing for them, `keychain-locked`, `keychain-unavailable` (an administrator,
    /// or [`Desk::forget_computer`], still takes the key away), or the folder cannot be written.
    pub fn forget_this_computer(&self) -> Result<(), Error> {
        let here = self.remembered_here()?;
        if here.is_empty() {
            return Err(SafetyError::KeychainEmpty.into());
        }
        // First the desk's side: what the keychain then still keeps opens nothing.
        self.forget(self.person, &here, true)?;
        here.iter().try_for_each(|id| system::delete(id))
    }

    /// Lets a computer, wherever it is, open the desk no more: by the name of its key as
    /// [`Desk::accesses`] shows it. One's own, or anybody's for administrators. A copy of the folder made before, with
    /// its `key.json`, still opens on that computer.
    ///
    /// # Errors
    /// `role-missing`, `keychain-empty` where no computer has that key.
    pub fn forget_computer(&self, id: &str) -> Result<(), Error> {
        let entries = self.store.accesses()?;
        let found = entries.iter().find(|entry| entry.computer && entry.id == id);
        let owner = found.and_then(|entry| entry.person);
        if owner != Some(self.person) {
            self.require(&[Role::Administrator])?;
        }
        let owner = owner.ok_or(SafetyError::KeychainEmpty)?;
        self.forget(owner, &[id.to_owned()], true)
    }

    fn forget(&self, owner: PersonId, ids: &[String], recorded: bool) -> Result<(), Error> {
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let person = change.person(owner)?.name;
            for id in ids {
                let computer = noted(change, id)?.map(|noted| noted.computer).unwrap_or_default();
                change.set_setting(&setting(id), None)?;
                if recorded {
                    change.record(
                        "keychain-off",
                        None,
                        &[("person", &person), ("computer", &computer), ("key", id)],
                    )?;
                }
            }
            Ok(self.store.remove_computer_keys(ids)?)
        })
    }

    /// The computers of these entries of the key file.
    pub(crate) fn computers(&self, entries: &[&store::Access]) -> Result<Vec<ComputerView>, Error> {
        self.store.read(|reading| {
            let view = |entry: &&store::Access| {
                let noted = noted(reading, &entry.id)?;
                Ok(ComputerView {
                    id: entry.id.clone(),
                    since: noted.as_ref().map(|noted| noted.since),
                    computer: noted.map(|noted| noted.computer).unwrap_or_default(),
                })
            };
            entries.iter().map(view).collect()
        })
    }
}

fn noted(reading: &Reading<'_>, id: &str) -> Result<Option<Noted>, Error> {
    // What cannot be read is a name to show, and missing then.
    Ok(reading
        .setting(&setting(id))?
        .and_then(|noted| serde_json::from_slice(&noted).ok()))
}
