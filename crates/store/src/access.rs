//! Who may open the desk: one entry of `key.json` for each passphrase, and one for the recovery key.
//!
//! Whoever opens the desk holds its data key: removing an entry keeps a person from opening *this* folder, not a copy
//! they made with an older `key.json`.

use std::path::Path;
use std::sync::Arc;

use model::{PersonId, Role};
use secrecy::{ExposeSecret, SecretString};

use crate::error::Error;
use crate::key_file::{self, Kind};
use crate::safety::SafetyError;
use crate::{Change, Environment, Store, durable, passphrase, recovery};

/// Somebody's entry in the key file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// 16 hexadecimal digits; empty in the oldest format.
    pub id: String,
    /// Whose; nobody's for the recovery key.
    pub person: Option<PersonId>,
    /// The passphrase was chosen by somebody else and not yet replaced.
    pub one_time: bool,
    /// A key that the keychain of a computer keeps.
    pub computer: bool,
}

impl Store {
    /// Opens the desk as this person; the passphrases of others are not tried.
    ///
    /// # Errors
    /// As [`Store::unlock`]; `access-missing` where the person has no passphrase here.
    pub fn unlock_as(
        folder: &Path,
        person: PersonId,
        passphrase: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        Self::unlock_from(folder, passphrase, Some(person), false, environment)
    }

    /// As [`Store::unlock`], where the journal is older than its anchor: an older copy of the database was put back, and
    /// that is accepted. The journal keeps it ([`crate::Opening::accepted`]).
    ///
    /// # Errors
    /// As [`Store::unlock`]; `role-missing`'s part is the caller's.
    pub fn unlock_accepting(
        folder: &Path,
        passphrase: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        Self::unlock_from(folder, passphrase, None, true, environment)
    }

    pub(crate) fn unlock_from(
        folder: &Path,
        passphrase: &SecretString,
        only: Option<PersonId>,
        accepting: bool,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        let folder = &Self::there(folder)?;
        let file = key_file::read(folder)?;
        let kinds = [Kind::Passphrase, Kind::OneTime];
        if let Some(person) = only
            && !file
                .entries
                .iter()
                .any(|entry| kinds.contains(&entry.kind) && (entry.person.is_none() || entry.person == only))
        {
            return Err(SafetyError::AccessMissing {
                person: person.to_string(),
            }
            .into());
        }
        let opened = file.open(passphrase, &kinds, only, last_person(folder))?;
        if opened.kind == Kind::OneTime {
            return Err(SafetyError::PassphraseOneTime.into());
        }
        Self::open_with(folder, opened, only, accepting, environment)
    }

    /// Opens the desk for the first time with a passphrase that an administrator gave, and replaces it.
    ///
    /// # Errors
    /// As [`Store::unlock`]; `passphrase-too-short`, `passphrase-weak`, `passphrase-same` for the new one.
    pub fn begin(
        folder: &Path,
        one_time: &SecretString,
        new: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        let folder = &Self::there(folder)?;
        let opened = key_file::read(folder)?.open(one_time, &[Kind::OneTime], None, None)?;
        if one_time.expose_secret() == new.expose_secret() {
            return Err(SafetyError::PassphraseSame.into());
        }
        let store = Self::open_with(folder, opened, None, false, environment)?;
        store.change(&store.person_name()?, |change| {
            store.set_passphrase(change, store.person, new, Kind::Passphrase)?;
            change.record("passphrase-changed", None, &[])
        })?;
        Ok(store)
    }

    /// Opens the desk with the recovery key, and gives a person a new passphrase: `person`, else the first who
    /// administers.
    ///
    /// # Errors
    /// `recovery-key-length`, `recovery-key-group`, `recovery-key-missing`, `recovery-key-wrong`, `person-unknown`,
    /// `person-has-left`, those of a passphrase, and those of [`Store::unlock`].
    pub fn recover(
        folder: &Path,
        recovery_key: &SecretString,
        person: Option<PersonId>,
        new: &SecretString,
        environment: Arc<dyn Environment>,
    ) -> Result<Store, Error> {
        let recovery_key = recovery::parse(recovery_key)?;
        let folder = &Self::there(folder)?;
        let file = key_file::read(folder)?;
        if !file.entries.iter().any(|entry| entry.kind == Kind::Recovery) {
            return Err(SafetyError::RecoveryKeyMissing.into());
        }
        let opened =
            file.open(&recovery_key, &[Kind::Recovery], None, None)
                .map_err(|error| match error {
                    Error::PassphraseWrong => SafetyError::RecoveryKeyWrong.into(),
                    other => other,
                })?;
        let mut store = Self::open_with(folder, opened, person, false, environment)?;
        if person.is_none() {
            let people = store.read(|reading| reading.people())?;
            let administrator = people
                .iter()
                .find(|person| person.left_at.is_none() && person.roles.contains(&Role::Administrator));
            if let Some(administrator) = administrator {
                store.person = administrator.id;
            }
        }
        let name = store.person_name()?;
        store.change(&name, |change| {
            store.set_passphrase(change, store.person, new, Kind::Passphrase)?;
            change.record("access-recovered", None, &[("person", &name)])
        })?;
        remember_person(folder, store.person);
        Ok(store)
    }

    /// Whoever unlocked the desk.
    pub fn person(&self) -> PersonId {
        self.person
    }

    pub(crate) fn person_name(&self) -> Result<String, Error> {
        self.read(|reading| Ok(reading.person(self.person)?.name))
    }

    /// The entries of the key file.
    ///
    /// # Errors
    /// `key-json-missing`, `key-json-damaged`.
    pub fn accesses(&self) -> Result<Vec<Access>, Error> {
        let file = key_file::read(&self.folder)?;
        let access = |entry: &key_file::Entry| Access {
            id: entry.id.clone(),
            person: entry.person,
            one_time: entry.kind == Kind::OneTime,
            computer: entry.kind == Kind::Computer,
        };
        Ok(file.entries.iter().map(access).collect())
    }

    /// Replaces the passphrase of whoever unlocked the desk; nothing else is written.
    ///
    /// # Errors
    /// `passphrase-wrong` for the old one, `passphrase-too-short` and `passphrase-weak` for the new one, or the folder
    /// cannot be written.
    pub fn change_passphrase(&self, old: &SecretString, new: &SecretString) -> Result<(), Error> {
        key_file::read(&self.folder)?.open(old, &[Kind::Passphrase], Some(self.person), None)?;
        self.change(&self.person_name()?, |change| {
            self.set_passphrase(change, self.person, new, Kind::Passphrase)?;
            change.record("passphrase-changed", None, &[])
        })
    }

    /// Gives a person a passphrase, which they must replace at their first unlocking when it is for one time; one they
    /// had goes. To be called last in a change: when it fails, nothing of the change is kept.
    ///
    /// # Errors
    /// `passphrase-too-short`, `passphrase-weak`, `person-unknown`, `person-has-left`, or the folder cannot be written.
    pub fn give_access(
        &self,
        change: &Change<'_>,
        person: PersonId,
        passphrase: &SecretString,
        one_time: bool,
    ) -> Result<(), Error> {
        let kind = if one_time { Kind::OneTime } else { Kind::Passphrase };
        self.set_passphrase(change, person, passphrase, kind)
    }

    fn set_passphrase(
        &self,
        change: &Change<'_>,
        person: PersonId,
        new: &SecretString,
        kind: Kind,
    ) -> Result<(), Error> {
        let found = change.working_person(person)?;
        passphrase::check(new, &[&found.name, &change.desk()?.administration])?;
        let entry = key_file::entry(&self.key, kind, Some(person), new, &*self.environment)?;
        key_file::change(&self.folder, &self.key, |file| {
            let others = file.entries.iter().filter(|entry| {
                let gone = match entry.kind {
                    Kind::Passphrase | Kind::OneTime => true,
                    // A one-time passphrase is a new beginning: no computer remembers it any more.
                    Kind::Computer => kind == Kind::OneTime,
                    Kind::Recovery => false,
                };
                entry.person != Some(person) || !gone
            });
            Ok(others.cloned().chain([entry]).collect())
        })
    }

    /// Takes a person's access away: every entry of theirs goes.
    ///
    /// # Errors
    /// `access-missing`, `access-last` when nobody else could open the desk, or the folder cannot be written.
    pub fn remove_access(&self, person: PersonId, name: &str) -> Result<(), Error> {
        key_file::change(&self.folder, &self.key, |file| {
            let (theirs, others): (Vec<_>, Vec<_>) = file
                .entries
                .iter()
                .cloned()
                .partition(|entry| entry.person == Some(person));
            let person = || name.to_owned();
            if theirs.is_empty() {
                return Err(SafetyError::AccessMissing { person: person() }.into());
            }
            if !others.iter().any(|entry| entry.kind == Kind::Passphrase) {
                return Err(SafetyError::AccessLast { person: person() }.into());
            }
            Ok(others)
        })
    }

    /// Makes a recovery key; the one before opens nothing any more. It is shown once, and never stored.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn make_recovery_key(&self) -> Result<SecretString, Error> {
        let text = recovery::draw(&*self.environment);
        let entry = key_file::entry(&self.key, Kind::Recovery, None, &text, &*self.environment)?;
        key_file::change(&self.folder, &self.key, |file| {
            let others = file.entries.iter().filter(|entry| entry.kind != Kind::Recovery);
            Ok(others.cloned().chain([entry]).collect())
        })?;
        Ok(text)
    }

    /// A passphrase to hand over once.
    pub fn one_time_passphrase(&self) -> SecretString {
        recovery::one_time(&*self.environment)
    }
}

/// Who unlocked the desk on this computer last; nothing depends on it but the order of trying.
pub(crate) fn last_person(folder: &Path) -> Option<PersonId> {
    crate::input::read_text(&folder.join("last-person"), 4096)
        .ok()?
        .trim()
        .parse()
        .ok()
}

pub(crate) fn remember_person(folder: &Path, person: PersonId) {
    if last_person(folder) != Some(person) {
        // A hint: unlocking works without it.
        let place = folder.join("last-person");
        let _ = durable::replace(&place, format!("{person}\n").as_bytes(), false);
    }
}
