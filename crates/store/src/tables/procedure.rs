//! Versions of procedures, the one each dossier has, and the days its deadlines count from.

use jiff::civil::Date;
use model::deadline::DayRow;
use model::procedure::DeadlineStart;
use model::{DossierId, Sha256};
use rusqlite::{OptionalExtension, Row, params};

use super::{micros, parsed, timestamp, unsigned};
use crate::{Change, Error, Reading};

const VERSION_COLUMNS: &str = "sha256, key, number, source, text, actor, added_us";
const ADD: &str = "INSERT INTO procedure_version (sha256, key, number, source, text, actor, added_us)
    VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM procedure_version WHERE key = ?2), ?3, ?4, ?5, ?6)
    ON CONFLICT (sha256) DO NOTHING";
const SET_CURRENT: &str = "INSERT INTO procedure_current (key, sha256) VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET sha256 = excluded.sha256";
// First changed, then added: an `ON CONFLICT ... DO UPDATE` would end the `OR IGNORE` of what notes changes with an error.
const BIND: [&str; 2] = [
    "UPDATE dossier_procedure SET sha256 = ?2, since_us = ?3 WHERE dossier = ?1",
    "INSERT INTO dossier_procedure (dossier, sha256, since_us) VALUES (?1, ?2, ?3)",
];
const BIND_OTHERS: &str = "INSERT INTO dossier_procedure (dossier, sha256, since_us)
    SELECT dossier.id, ?2, ?3 FROM dossier
    WHERE dossier.procedure = ?1 AND NOT EXISTS
        (SELECT 1 FROM dossier_procedure WHERE dossier_procedure.dossier = dossier.id)";
const SET_DAY: [&str; 2] = [
    "UPDATE dossier_day SET day = ?3, first_authority = ?4, set_us = ?5 WHERE dossier = ?1 AND event = ?2",
    "INSERT INTO dossier_day (dossier, event, day, first_authority, set_us) VALUES (?1, ?2, ?3, ?4, ?5)",
];

/// A version of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureRecord {
    /// SHA-256 of its text.
    pub sha256: Sha256,
    /// Key.
    pub key: String,
    /// 1, 2, 3, ... for each key.
    pub number: u32,
    /// It was imported; else it came with the program.
    pub imported: bool,
    /// The file.
    pub text: String,
    /// Who brought it.
    pub actor: String,
    /// When it came to this desk.
    pub added_at: jiff::Timestamp,
}

type Raw = (String, String, i64, String, String, String, i64);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
    ))
}

fn record((sha256, key, number, source, text, actor, added): Raw) -> Result<ProcedureRecord, Error> {
    Ok(ProcedureRecord {
        sha256: parsed("procedure_version", "sha256", &sha256)?,
        key,
        number: unsigned("procedure_version", "number", number)?,
        imported: source == "imported",
        text,
        actor,
        added_at: timestamp("procedure_version", "added_us", added)?,
    })
}

pub(super) fn day(table: &'static str, column: &'static str, text: &str) -> Result<Date, Error> {
    parsed(table, column, text)
}

impl Reading<'_> {
    /// The versions of a procedure that this desk has seen, newest first; of every procedure where none is named.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn procedure_versions(&self, key: Option<&str>) -> Result<Vec<ProcedureRecord>, Error> {
        let sql = format!(
            "SELECT {VERSION_COLUMNS} FROM procedure_version WHERE ?1 IS NULL OR key = ?1 ORDER BY key, number DESC"
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([key], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// The imported versions that new dossiers get, by key.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn imported_procedures(&self) -> Result<Vec<ProcedureRecord>, Error> {
        let sql = format!(
            "SELECT {VERSION_COLUMNS} FROM procedure_version
             WHERE sha256 IN (SELECT sha256 FROM procedure_current) ORDER BY key"
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// The imported version of a procedure that new dossiers get.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn imported_procedure(&self, key: &str) -> Result<Option<ProcedureRecord>, Error> {
        self.one_procedure(
            "sha256 = (SELECT sha256 FROM procedure_current WHERE procedure_current.key = ?1)",
            key,
        )
    }

    /// The version of its procedure that a dossier has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn procedure_of_dossier(&self, dossier: DossierId) -> Result<Option<ProcedureRecord>, Error> {
        self.one_procedure(
            "sha256 = (SELECT sha256 FROM dossier_procedure WHERE dossier = ?1)",
            &dossier.to_string(),
        )
    }

    fn one_procedure(&self, condition: &str, value: &str) -> Result<Option<ProcedureRecord>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT {VERSION_COLUMNS} FROM procedure_version WHERE {condition}"
            ))
            .and_then(|mut get| get.query_row([value], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// The days from which deadlines of a dossier count, earliest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_days(&self, dossier: DossierId) -> Result<Vec<DayRow>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
            self.transaction
                .prepare_cached(
                    "SELECT event, day, first_authority FROM dossier_day WHERE dossier = ?1 ORDER BY day, event",
                )?
                .query_map([dossier.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(event, on, first_authority)| {
                Ok(DayRow {
                    event: DeadlineStart::from_word(&event).ok_or(Error::ValueUnreadable {
                        table: "dossier_day",
                        column: "event",
                    })?,
                    on: day("dossier_day", "day", &on)?,
                    first_authority,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Keeps a version of a procedure, unless its text is here already.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_procedure(
        &self,
        key: &str,
        sha256: &Sha256,
        text: &str,
        imported: bool,
    ) -> Result<(), Error> {
        let source = if imported { "imported" } else { "built_in" };
        self.transaction
            .prepare_cached(ADD)
            .and_then(|mut add| {
                add.execute(params![
                    sha256.to_string(),
                    key,
                    source,
                    text,
                    self.actor,
                    micros(self.at())
                ])
            })
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// New dossiers get this version from now on; it must have been kept.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_current_procedure(&self, key: &str, sha256: &Sha256) -> Result<(), Error> {
        self.transaction
            .execute(SET_CURRENT, params![key, sha256.to_string()])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// The version a dossier has from now on; it must have been kept.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn bind_procedure(&self, dossier: DossierId, sha256: &Sha256) -> Result<(), Error> {
        self.change_or_add(
            BIND,
            params![dossier.to_string(), sha256.to_string(), micros(self.at())],
        )
    }

    /// Dossiers of a procedure that have no version of their own yet, from before versions were kept, get this one.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn bind_unbound(&self, key: &str, sha256: &Sha256) -> Result<(), Error> {
        self.transaction
            .execute(BIND_OTHERS, params![key, sha256.to_string(), micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Sets a day from which deadlines of a dossier count.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_dossier_day(&self, dossier: DossierId, row: &DayRow) -> Result<(), Error> {
        self.change_or_add(
            SET_DAY,
            params![
                dossier.to_string(),
                row.event.word(),
                row.on.to_string(),
                row.first_authority,
                micros(self.at())
            ],
        )
    }

    /// Runs the first statement, and the second one where the first has found no row.
    fn change_or_add(&self, [change, add]: [&str; 2], row: &[&dyn rusqlite::ToSql]) -> Result<(), Error> {
        let run = |sql: &str| self.transaction.prepare_cached(sql)?.execute(row);
        match run(change) {
            Ok(0) => run(add).map(|_| ()),
            other => other.map(|_| ()),
        }
        .map_err(|error| self.store.failed(error))
    }
}
