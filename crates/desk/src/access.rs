//! The people of a desk: who works here, with which roles, and how they get in.

use std::path::Path;
use std::sync::Arc;

use model::safety::{AccessState, AccessView, AccessesView};
use model::view::PersonView;
use model::{PersonId, Role, Subject};
use secrecy::SecretString;
use store::{Change, SafetyError};

use crate::{Desk, Environment, Error, dossiers};

impl Desk {
    /// Opens the desk as this person: the passphrases of the others are not tried, so a wrong one is told sooner.
    ///
    /// # Errors
    /// As [`Desk::unlock`]; `access-missing` where the person has no passphrase here.
    pub fn unlock_as(
        folder: &Path,
        person: PersonId,
        passphrase: &SecretString,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        Self::open(store::Store::unlock_as(folder, person, passphrase, env)?)
    }

    /// Opens the desk for the first time with the passphrase an administrator gave, which is replaced by an own one.
    ///
    /// # Errors
    /// As [`Desk::unlock`]; `passphrase-too-short`, `passphrase-weak`, `passphrase-same` for the new one.
    pub fn begin(
        folder: &Path,
        one_time: &SecretString,
        new: &SecretString,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        Self::open(store::Store::begin(folder, one_time, new, env)?)
    }

    /// Opens the desk with the recovery key and gives a person (else the first who administers) a new passphrase;
    /// the journal keeps it.
    ///
    /// # Errors
    /// `recovery-key-length`, `recovery-key-group` (a typing error, and in which group), `recovery-key-missing`,
    /// `recovery-key-wrong`, `person-unknown`, `person-has-left`, those of a passphrase and of [`Desk::unlock`].
    pub fn recover(
        folder: &Path,
        recovery_key: &SecretString,
        person: Option<PersonId>,
        new: &SecretString,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        let desk = Self::open_whatever(store::Store::recover(folder, recovery_key, person, new, env)?)?;
        crate::revoked::released(&desk.store, &desk.actor)?;
        Ok(desk)
    }

    /// Locks the desk: the keys are zeroised. The same as dropping it.
    pub fn lock(self) {}

    /// Goes on only for an administrator. While nobody at the desk has that role, whoever made the desk may.
    pub(crate) fn require_administrator(&self) -> Result<(), Error> {
        self.require_or_first(&[Role::Administrator])
    }

    /// Goes on for these roles; while nobody at the desk has any of them, for whoever made the desk.
    pub(crate) fn require_or_first(&self, roles: &[Role]) -> Result<(), Error> {
        self.require(roles).or_else(|refused| {
            let entries = self.store.accesses()?;
            let (anybody, desk) = self.store.read(|reading| {
                let mut anybody = false;
                for person in reading.people()? {
                    let gets_in = entries.iter().any(|entry| entry.person == Some(person.id));
                    // Colleagues of other desks, whom the platform has told of, do not get in here.
                    anybody |= person.left_at.is_none()
                        && person.roles.iter().any(|role| roles.contains(role))
                        && (gets_in || !reading.person_registered(person.id)?);
                }
                Ok::<_, store::Error>((anybody, reading.desk()?))
            })?;
            if !anybody && desk.person_id == self.person {
                Ok(())
            } else {
                Err(refused)
            }
        })
    }

    /// Everybody at the desk with how they get in, and whether there is a recovery key.
    ///
    /// # Errors
    /// The database or the key file cannot be read.
    pub fn accesses(&self) -> Result<AccessesView, Error> {
        let entries = self.store.accesses()?;
        let people = self.people()?.into_iter().map(|person| -> Result<_, Error> {
            let theirs = || entries.iter().filter(|entry| entry.person == Some(person.id));
            let access = match theirs().find(|entry| !entry.computer) {
                None => AccessState::None,
                Some(entry) if entry.one_time => AccessState::OneTime,
                Some(_) => AccessState::Own,
            };
            let computers: Vec<_> = theirs().filter(|entry| entry.computer).collect();
            let remembered = self.computers(&computers)?;
            Ok(AccessView {
                access,
                computers: u32::try_from(remembered.len()).unwrap_or(u32::MAX),
                remembered,
                person,
            })
        });
        Ok(AccessesView {
            people: people.collect::<Result<_, _>>()?,
            recovery_key: entries.iter().any(|entry| entry.person.is_none()),
        })
    }

    /// Adds a person with roles and an office (its code, or empty). They get in once they have a passphrase
    /// ([`Desk::add_passphrase_for`]). For administrators.
    ///
    /// # Errors
    /// `role-missing`, `person-name-taken`, a name or office that breaks a rule.
    pub fn add_person(&self, name: &str, roles: &[Role], office: &str) -> Result<PersonView, Error> {
        self.require_administrator()?;
        let name = Subject::parse(name).map_err(|error| dossiers::in_field(error, "person"))?;
        let office = checked_office(office)?;
        self.store.change(&self.actor, |change| {
            let taken = |person: &PersonView| person.left_at.is_none() && person.name == name.as_str();
            if change.people()?.iter().any(taken) {
                return Err(Error::from(SafetyError::PersonNameTaken {
                    person: name.to_string(),
                }));
            }
            let id = change.add_person(name.as_str(), roles)?;
            change.set_person(id, roles, &office)?;
            change.record(
                "person-added",
                None,
                &[("person", name.as_str()), ("roles", &words(roles))],
            )?;
            Ok(change.person(id)?)
        })
    }

    /// Gives a person other roles and another office; it holds from their next unlocking on. For administrators.
    ///
    /// # Errors
    /// `role-missing`, `person-unknown`, `person-has-left`, `person-registered`, `administrator-last`, an office that breaks
    /// a rule.
    pub fn change_person(&self, person: PersonId, roles: &[Role], office: &str) -> Result<PersonView, Error> {
        self.require_administrator()?;
        let office = checked_office(office)?;
        self.store.change(&self.actor, |change| {
            let found = change.working_person(person)?;
            not_registered(change, &found)?;
            if !roles.contains(&Role::Administrator) {
                another_administers(change, &found)?;
            }
            change.set_person(person, roles, &office)?;
            let details = [("person", found.name.as_str()), ("roles", &words(roles))];
            change.record("person-changed", None, &details)?;
            Ok(change.person(person)?)
        })
    }

    /// Notes that a person does not work here any more; their access goes, what they did stays theirs. For
    /// administrators.
    ///
    /// # Errors
    /// `role-missing`, `person-unknown`, `person-has-left`, `person-registered`, `administrator-last`, `access-last`.
    pub fn person_leaves(&self, person: PersonId) -> Result<(), Error> {
        self.require_administrator()?;
        self.store.change(&self.actor, |change| {
            let found = change.working_person(person)?;
            not_registered(change, &found)?;
            another_administers(change, &found)?;
            change.person_leaves(person)?;
            change.record("person-left", None, &[("person", &found.name)])?;
            match self.store.remove_access(person, &found.name) {
                // Who had none loses none.
                Ok(()) | Err(store::Error::Safety(SafetyError::AccessMissing { .. })) => Ok(()),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// A passphrase to hand over once: fifteen characters that are not mistaken for one another.
    pub fn one_time_passphrase(&self) -> SecretString {
        self.store.one_time_passphrase()
    }

    /// Gives a person a one-time passphrase, which they replace at their first unlocking ([`Desk::begin`]). One they
    /// had goes: so does a forgotten one. For administrators.
    ///
    /// # Errors
    /// `role-missing`, `person-unknown`, `person-has-left`, `passphrase-too-short`, `passphrase-weak`.
    pub fn add_passphrase_for(&self, person: PersonId, one_time: &SecretString) -> Result<(), Error> {
        self.require_administrator()?;
        Ok(self.store.change(&self.actor, |change| {
            let name = change.working_person(person)?.name;
            change.record("access-given", None, &[("person", &name)])?;
            self.store.give_access(change, person, one_time, true)
        })?)
    }

    /// Takes a person's access away. Who has a copy of the folder and of the key file from before still opens that
    /// copy. For administrators.
    ///
    /// # Errors
    /// `role-missing`, `person-unknown`, `access-missing`, `access-last`.
    pub fn remove_access(&self, person: PersonId) -> Result<(), Error> {
        self.require_administrator()?;
        Ok(self.store.change(&self.actor, |change| {
            let name = change.person(person)?.name;
            change.record("access-removed", None, &[("person", &name)])?;
            self.store.remove_access(person, &name)
        })?)
    }

    /// Makes a recovery key to be printed and locked away: whoever holds it opens the desk. Forty characters in eight
    /// groups, the last of each a check. It is shown once; the one before becomes void. For administrators.
    ///
    /// # Errors
    /// `role-missing`, the folder cannot be written.
    pub fn make_recovery_key(&self) -> Result<SecretString, Error> {
        self.require_administrator()?;
        Ok(self.store.change(&self.actor, |change| {
            change.record("recovery-key-made", None, &[])?;
            self.store.make_recovery_key()
        })?)
    }
}

/// Whom the platform's registry knows is as the registry says.
fn not_registered(change: &Change<'_>, person: &PersonView) -> Result<(), Error> {
    if change.person_registered(person.id)? {
        return Err(SafetyError::PersonRegistered {
            person: person.name.clone(),
        }
        .into());
    }
    Ok(())
}

/// Somebody else than this person administers the desk, unless they do not either.
fn another_administers(change: &Change<'_>, person: &PersonView) -> Result<(), Error> {
    let administers =
        |other: &PersonView| other.left_at.is_none() && other.roles.contains(&Role::Administrator);
    if !administers(person)
        || change
            .people()?
            .iter()
            .any(|other| other.id != person.id && administers(other))
    {
        return Ok(());
    }
    Err(SafetyError::AdministratorLast {
        person: person.name.clone(),
    }
    .into())
}

fn checked_office(office: &str) -> Result<String, Error> {
    if office.trim().is_empty() {
        Ok(String::new())
    } else {
        dossiers::office(office)
    }
}

/// Roles as the journal keeps them.
fn words(roles: &[Role]) -> String {
    roles
        .iter()
        .map(crate::error::role_word)
        .collect::<Vec<_>>()
        .join(" ")
}
