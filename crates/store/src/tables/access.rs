//! Who may see which dossier: the one place where confidentiality is enforced.
//!
//! A connection knows for whom it reads (`temp.viewer`, set once by [`Store::acting`]); every statement that finds a
//! dossier, or anything that lies in one, holds [`SEEN`]. What a person may not see is not found: not listed, not
//! counted, not searched, not opened. Work of the program itself (sending the outbox, checking the desk) reads
//! everything by [`Store::read_everything`].

use std::collections::BTreeSet;

use model::view::PersonView;
use model::{Confidentiality, DossierId, DossierStatus, PersonId};
use rusqlite::{Connection, params};

use super::{micros, parsed, word};
use crate::tables::dossier::DossierRecord;
use crate::{Change, Error, Reading, Store};

/// The rule, once for all statements: whether the row of `dossier` at hand may be seen by `$viewer`, a table with at most
/// one row and the column `person`; where it has none, the program itself reads.
macro_rules! seen_by {
    ($viewer:literal) => {
        concat!(
            "(dossier.confidentiality = 'internal' OR NOT EXISTS (SELECT 1 FROM ",
            $viewer,
            ") OR (dossier.confidentiality = 'restricted' AND dossier.office IN (SELECT person.office FROM ",
            $viewer,
            " AS viewer JOIN person ON person.id = viewer.person UNION ALL SELECT other.value FROM ",
            $viewer,
            " AS viewer JOIN person ON person.id = viewer.person JOIN json_each(person.other_offices) AS other",
            ")) OR EXISTS (SELECT 1 FROM ",
            $viewer,
            " AS viewer JOIN dossier_access ON dossier_access.person = viewer.person",
            " WHERE dossier_access.dossier = dossier.id))"
        )
    };
}

/// SQL: whether the row of `dossier` at hand may be seen by whom the connection reads for. The table must stand in the
/// statement under its own name. No parameters.
pub(crate) const SEEN: &str = seen_by!("temp.viewer");

/// Prepares a connection: nobody in particular reads.
pub(crate) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("CREATE TEMP TABLE IF NOT EXISTS viewer (person TEXT NOT NULL)")
}

/// From now on the connection reads for `person`; `None`: for the program itself.
pub(crate) fn set_viewer(connection: &Connection, person: Option<PersonId>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM temp.viewer")?
        .execute([])?;
    if let Some(person) = person {
        connection
            .prepare_cached("INSERT INTO temp.viewer (person) VALUES (?1)")?
            .execute([person.to_string()])?;
    }
    Ok(())
}

const NAMED: &str = "SELECT person.id FROM dossier_access JOIN person ON person.id = dossier_access.person
    WHERE dossier_access.dossier = ?1 ORDER BY person.name, person.id";
/// Whether a person may see a dossier.
const SEES: &str = concat!(
    "SELECT EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND ",
    seen_by!("(SELECT ?2 AS person)"),
    ")"
);
/// Who may not see a dossier.
const BLIND: &str = concat!(
    "SELECT who.id FROM person AS who WHERE NOT EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND ",
    seen_by!("(SELECT who.id AS person)"),
    ")"
);
const NAME: &str =
    "INSERT INTO dossier_access (dossier, person, given_us) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
const UNNAME: &str = "DELETE FROM dossier_access WHERE dossier = ?1 AND person = ?2";
const SET: &str = "UPDATE dossier SET confidentiality = ?2 WHERE id = ?1";

impl Store {
    /// From now on everything that is read through this store is read for `person`: what that person may not see is
    /// not there. Call it once, as soon as it is known who works here.
    ///
    /// # Errors
    /// The database cannot be used.
    pub fn acting(&self, person: PersonId) -> Result<(), Error> {
        *self
            .viewer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(person);
        set_viewer(&self.connection(), Some(person)).map_err(|error| self.failed(error))
    }
}

impl Reading<'_> {
    /// Whether a person, who need not be the one who works here, may see a dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sees(&self, person: PersonId, dossier: DossierId) -> Result<bool, Error> {
        self.transaction
            .prepare_cached(SEES)
            .and_then(|mut statement| {
                statement.query_row([dossier.to_string(), person.to_string()], |row| row.get(0))
            })
            .map_err(|error| self.store.failed(error))
    }

    /// Those who may not see a dossier, whether they still work here or not.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn blind(&self, dossier: DossierId) -> Result<BTreeSet<PersonId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(BLIND)?
                .query_map([dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| parsed("person", "id", id))
            .collect()
    }

    /// The people named for a dossier, by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn named_people(&self, dossier: DossierId) -> Result<Vec<PersonView>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(NAMED)?
                .query_map([dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        let ids = read().map_err(|error| self.store.failed(error))?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let everybody = self.people()?;
        let mut named = ids
            .iter()
            .map(|id| {
                let id: PersonId = parsed("dossier_access", "person", id)?;
                everybody
                    .iter()
                    .find(|person| person.id == id)
                    .cloned()
                    .ok_or(Error::ValueUnreadable {
                        table: "dossier_access",
                        column: "person",
                    })
            })
            .collect::<Result<Vec<PersonView>, Error>>()?;
        named.sort_by(|one, other| super::saved::by_name(&one.name, &other.name));
        Ok(named)
    }
}

impl Change<'_> {
    /// The guard of every change to what a dossier holds: the dossier is there for whoever works here, and open.
    /// Each use case that adds, changes or removes anything in a dossier calls it inside its transaction, before it
    /// writes; a closed dossier is read-only until it is reopened.
    ///
    /// # Errors
    /// `dossier-unknown`, also when the person may not see it; `dossier-closed`.
    pub fn open_dossier(&self, id: DossierId) -> Result<DossierRecord, Error> {
        let dossier = self.dossier(id)?;
        match dossier.status {
            DossierStatus::Open => Ok(dossier),
            DossierStatus::Closed => Err(Error::DossierClosed {
                reference: dossier.reference.to_string(),
            }),
        }
    }

    /// Sets who may see a dossier. The caller records it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_confidentiality(
        &self,
        dossier: DossierId,
        confidentiality: Confidentiality,
    ) -> Result<(), Error> {
        self.transaction
            .execute(SET, params![dossier.to_string(), word(&confidentiality)])
            .map_err(|error| self.store.failed(error))?;
        self.touch_dossier(dossier)
    }

    /// Names a person for a dossier, or takes the name away. The caller records it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn name_person(&self, dossier: DossierId, person: PersonId, named: bool) -> Result<(), Error> {
        let (dossier, person) = (dossier.to_string(), person.to_string());
        if named {
            self.transaction
                .execute(NAME, params![dossier, person, micros(self.at())])
        } else {
            self.transaction.execute(UNNAME, params![dossier, person])
        }
        .map(|_| ())
        .map_err(|error| self.store.failed(error))
    }
}
