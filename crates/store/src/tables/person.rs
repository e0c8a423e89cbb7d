//! The people of a desk.

use model::view::PersonView;
use model::{PersonId, Role};
use rusqlite::{OptionalExtension, params};

use super::{micros, parsed, timestamp};
use crate::safety::SafetyError;
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO person (id, name, roles, created_us) VALUES (?1, ?2, ?3, ?4)";
const ALL: &str =
    "SELECT id, name, roles, office, left_us, other_offices FROM person ORDER BY created_us, id";

const SET: &str = "UPDATE person SET roles = ?2, office = ?3 WHERE id = ?1";
const LEFT: &str = "UPDATE person SET left_us = ?2 WHERE id = ?1 AND left_us IS NULL";

pub(super) fn roles(text: &str) -> Result<Vec<Role>, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table: "person",
        column: "roles",
    })
}

fn offices(text: &str) -> Result<Vec<String>, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table: "person",
        column: "other_offices",
    })
}

/// Setting: the roles that the platform gave at the enrolment, as JSON.
const ROLES_GIVEN: &str = "roles-given";

impl Reading<'_> {
    /// The roles of a person that are this desk's own.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn roles_here(&self, person: &str) -> Result<Vec<String>, Error> {
        self.transaction
            .prepare_cached("SELECT role FROM person_role_here WHERE person = ?1")
            .and_then(|mut get| get.query_map([person], |row| row.get(0))?.collect())
            .map_err(|error| self.store.failed(error))
    }

    /// Whether the platform's registry of people knows somebody: then it alone says what they may do.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn person_registered(&self, id: PersonId) -> Result<bool, Error> {
        let base = self.record_base("person", &id.to_string())?;
        Ok(base.is_some_and(|base| base.fields.get("registered") == Some(&serde_json::Value::Bool(true))))
    }

    /// Everybody who works at this desk, with their roles, in the order in which they were added.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn people(&self) -> Result<Vec<PersonView>, Error> {
        type Raw = (String, String, String, String, Option<i64>, Option<String>);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(ALL)?
                .query_map([], |row| {
                    let other_offices = row.get(5)?;
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        other_offices,
                    ))
                })?
                .collect()
        };
        let people = read().map_err(|error| self.store.failed(error))?;
        people
            .into_iter()
            .map(|(id, name, text, office, left, others)| {
                Ok(PersonView {
                    id: parsed("person", "id", &id)?,
                    name,
                    roles: roles(&text)?,
                    office,
                    other_offices: others.map_or(Ok(Vec::new()), |text| offices(&text))?,
                    left_at: left
                        .map(|left| timestamp("person", "left_us", left))
                        .transpose()?,
                })
            })
            .collect()
    }

    /// One person.
    ///
    /// # Errors
    /// `person-unknown`; the database cannot be read.
    pub fn person(&self, id: PersonId) -> Result<PersonView, Error> {
        // A desk has tens of people, not thousands.
        self.people()?
            .into_iter()
            .find(|person| person.id == id)
            .ok_or_else(|| {
                SafetyError::PersonUnknown {
                    person: id.to_string(),
                }
                .into()
            })
    }

    /// One person who has not left.
    ///
    /// # Errors
    /// `person-unknown`, `person-has-left`; the database cannot be read.
    pub fn working_person(&self, id: PersonId) -> Result<PersonView, Error> {
        let person = self.person(id)?;
        match person.left_at {
            None => Ok(person),
            Some(_) => Err(SafetyError::PersonLeft { person: person.name }.into()),
        }
    }
}

impl Change<'_> {
    /// Gives a person other roles and another office.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_person(&self, id: PersonId, roles: &[Role], office: &str) -> Result<(), Error> {
        let roles = serde_json::to_string(roles).map_err(|_| Error::ValueUnreadable {
            table: "person",
            column: "roles",
        })?;
        self.transaction
            .execute(SET, params![id.to_string(), roles, office])
            .map_err(|error| self.store.failed(error))?;
        self.keep_roles_here(Some(id))?;
        self.recheck_circuits().map(|_| ())
    }

    /// The platform gave the people of this desk these roles; what they have beyond them stays this desk's own.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn roles_given(&self, roles: &[String]) -> Result<(), Error> {
        let roles = serde_json::to_string(roles).unwrap_or_default();
        self.set_setting(ROLES_GIVEN, Some(roles.as_bytes()))?;
        self.keep_roles_here(None)
    }

    /// Puts down which roles of a person, or of everybody, are this desk's own. Nothing before the desk is enrolled.
    fn keep_roles_here(&self, person: Option<PersonId>) -> Result<(), Error> {
        let Some(given) = self.setting_text(ROLES_GIVEN)? else {
            return Ok(());
        };
        let person = person.map(|person| person.to_string());
        for sql in [
            "DELETE FROM person_role_here WHERE ?2 IS NOT NULL AND (?1 IS NULL OR person = ?1)",
            "INSERT INTO person_role_here (person, role)
             SELECT person.id, role.value FROM person, json_each(person.roles) AS role
             WHERE (?1 IS NULL OR person.id = ?1) AND role.value NOT IN (SELECT value FROM json_each(?2))",
        ] {
            self.transaction
                .execute(sql, params![person, given])
                .map_err(|error| self.store.failed(error))?;
        }
        Ok(())
    }

    /// Who somebody of the platform's registry is on this desk: the roles it gives, and `administrator` where they get
    /// in here and administered this desk before the registry knew them: its owner keeps the key to it.
    pub(crate) fn roles_registered(&self, person: &str, given: &[Role]) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        let id: PersonId = parsed("person", "id", person)?;
        let administered = if self.person_registered(id)? {
            self.roles_here(person)?
                .iter()
                .any(|role| role == "administrator")
        } else {
            let before: Option<String> = self
                .transaction
                .query_row("SELECT roles FROM person WHERE id = ?1", [person], |row| {
                    row.get(0)
                })
                .optional()
                .map_err(failed)?;
            let accesses = self.store.accesses()?;
            accesses.iter().any(|access| access.person == Some(id))
                && before
                    .map(|text| roles(&text))
                    .transpose()?
                    .is_some_and(|roles| roles.contains(&Role::Administrator))
        };
        self.transaction
            .execute("DELETE FROM person_role_here WHERE person = ?1", [person])
            .map_err(failed)?;
        if administered && !given.contains(&Role::Administrator) {
            self.transaction
                .execute(
                    "INSERT INTO person_role_here (person, role) VALUES (?1, 'administrator')",
                    [person],
                )
                .map_err(failed)?;
        }
        Ok(())
    }

    /// Notes that a person does not work here any more.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn person_leaves(&self, id: PersonId) -> Result<(), Error> {
        self.transaction
            .execute(LEFT, params![id.to_string(), micros(self.at())])
            .map_err(|error| self.store.failed(error))?;
        self.recheck_circuits().map(|_| ())
    }

    /// Adds a person.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_person(&self, name: &str, roles: &[Role]) -> Result<PersonId, Error> {
        let id = PersonId::new(self.at(), self.store.random_10());
        let roles = serde_json::to_string(roles).map_err(|_| Error::ValueUnreadable {
            table: "person",
            column: "roles",
        })?;
        self.transaction
            .execute(ADD, params![id.to_string(), name, roles, micros(self.at())])
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }
}
