//! The people of a desk.

use model::view::PersonView;
use model::{PersonId, Role};
use rusqlite::params;

use super::{micros, parsed, timestamp};
use crate::safety::SafetyError;
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO person (id, name, roles, created_us) VALUES (?1, ?2, ?3, ?4)";
const ALL: &str = "SELECT id, name, roles, office, left_us FROM person ORDER BY created_us, id";

const SET: &str = "UPDATE person SET roles = ?2, office = ?3 WHERE id = ?1";
const LEFT: &str = "UPDATE person SET left_us = ?2 WHERE id = ?1 AND left_us IS NULL";

pub(super) fn roles(text: &str) -> Result<Vec<Role>, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table: "person",
        column: "roles",
    })
}

impl Reading<'_> {
    /// Everybody who works at this desk, with their roles, in the order in which they were added.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn people(&self) -> Result<Vec<PersonView>, Error> {
        type Raw = (String, String, String, String, Option<i64>);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(ALL)?
                .query_map([], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })?
                .collect()
        };
        let people = read().map_err(|error| self.store.failed(error))?;
        people
            .into_iter()
            .map(|(id, name, text, office, left)| {
                Ok(PersonView {
                    id: parsed("person", "id", &id)?,
                    name,
                    roles: roles(&text)?,
                    office,
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
        self.recheck_circuits().map(|_| ())
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
