//! The people of a desk.

use model::view::PersonView;
use model::{PersonId, Role};
use rusqlite::params;

use super::{micros, parsed, timestamp};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO person (id, name, roles, created_us) VALUES (?1, ?2, ?3, ?4)";
const ALL: &str = "SELECT id, name, roles, office, left_us FROM person ORDER BY created_us, id";

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
}

impl Change<'_> {
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
