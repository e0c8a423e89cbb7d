//! The people of a desk.

use model::{PersonId, Role};
use rusqlite::params;

use super::micros;
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO person (id, name, roles, created_us) VALUES (?1, ?2, ?3, ?4)";
const ALL: &str = "SELECT name, roles FROM person ORDER BY created_us, id";

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
    pub fn people(&self) -> Result<Vec<(String, Vec<Role>)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(ALL)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let people = read().map_err(|error| self.store.failed(error))?;
        people
            .into_iter()
            .map(|(name, text)| Ok((name, roles(&text)?)))
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
