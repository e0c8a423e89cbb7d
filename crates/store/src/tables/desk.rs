//! The desk itself: one row.

use model::{DeskId, PersonId, Role};
use rusqlite::params;

use super::{micros, parsed, person};
use crate::{Change, Error, NewDesk, Reading};

const ADD: &str = "INSERT INTO desk (one, id, administration, office, person, demo, created_us)
                   VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)";
const GET: &str = "SELECT desk.id, administration, desk.office, demo, person.name, person.roles, person.id
                   FROM desk JOIN person ON person.id = desk.person";
const SET_ADMINISTRATION: &str = "UPDATE desk SET administration = ?1";

/// The desk and who works at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskRecord {
    /// Identity.
    pub id: DeskId,
    /// The administration's name.
    pub administration: String,
    /// Office code for reference numbers.
    pub office: String,
    /// The desk is a demonstration.
    pub demo: bool,
    /// Who works here.
    pub person: String,
    /// The same person.
    pub person_id: PersonId,
    /// Roles of that person.
    pub roles: Vec<Role>,
}

impl Reading<'_> {
    /// The desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn desk(&self) -> Result<DeskRecord, Error> {
        let read = || -> rusqlite::Result<(String, String, String, bool, String, String, String)> {
            self.transaction.prepare_cached(GET)?.query_row([], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })
        };
        let (id, administration, office, demo, person, roles, person_id) =
            read().map_err(|error| self.store.failed(error))?;
        Ok(DeskRecord {
            id: parsed("desk", "id", &id)?,
            administration,
            office,
            demo,
            person,
            person_id: parsed("person", "id", &person_id)?,
            roles: person::roles(&roles)?,
        })
    }
}

impl Change<'_> {
    /// The first transaction of a desk.
    pub(crate) fn begin_desk(&self, new: &NewDesk) -> Result<(), Error> {
        let id = DeskId::new(self.at(), self.store.random_10());
        let person = self.add_person(&new.person, &new.roles)?;
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    new.administration,
                    new.office,
                    person.to_string(),
                    new.demo,
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.record("desk-created", None, &[("administration", &new.administration)])
    }

    /// Takes the administration's name over from the platform.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_administration(&self, name: &str) -> Result<(), Error> {
        self.transaction
            .execute(SET_ADMINISTRATION, [name])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
