//! Figures over many dossiers, by procedure: counted in the database, over indexes, never row by row in the program.

use rusqlite::params;

use super::micros;
use crate::{Error, Reading};

const RECEIVED: &str = "SELECT coalesce(procedure, ''), count(*) FROM dossier
    WHERE created_us >= ?1 AND created_us < ?2 GROUP BY 1";
const CLOSED: &str = "SELECT coalesce(procedure, ''), max(closed_us - created_us, 0) FROM dossier
    WHERE closed_us >= ?1 AND closed_us < ?2 ORDER BY 1, 2";
const OPEN: &str = "SELECT coalesce(procedure, ''), count(*) FROM dossier
    WHERE created_us < ?1 AND (closed_us IS NULL OR closed_us >= ?1) GROUP BY 1";
const DOCUMENTS: &str = "SELECT coalesce(dossier.procedure, ''), count(*) FROM version
    JOIN document ON document.id = version.document JOIN dossier ON dossier.id = document.dossier
    WHERE version.created_us >= ?1 AND version.created_us < ?2 AND version.number = 1 GROUP BY 1";
const SEALED: &str =
    "SELECT coalesce(dossier.procedure, ''), count(*), sum(coalesce(version.pages, 0)) FROM version
    JOIN document ON document.id = version.document JOIN dossier ON dossier.id = document.dossier
    WHERE version.created_us >= ?1 AND version.created_us < ?2 AND version.origin = 'sealed' GROUP BY 1";

const KEPT: &str = "SELECT coalesce(dossier.procedure, ''), count(*) FROM deadline JOIN dossier ON dossier.id = deadline.dossier
    WHERE ours = 1 AND due_day >= ?1 AND due_day < ?2 AND deadline.state = 'kept' AND kept_day <= due_day GROUP BY 1";
const MISSED: &str = "SELECT coalesce(dossier.procedure, ''), count(*) FROM deadline JOIN dossier ON dossier.id = deadline.dossier
    WHERE ours = 1 AND due_day >= ?1 AND due_day < ?2
      AND ((deadline.state = 'kept' AND kept_day > due_day) OR (deadline.state = 'running' AND due_day < ?3)) GROUP BY 1";

/// A procedure's key (empty for dossiers without one) and its count.
pub type Counted = Vec<(String, u64)>;

impl Reading<'_> {
    fn counted(&self, sql: &str, from: jiff::Timestamp, until: jiff::Timestamp) -> Result<Counted, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(params![micros(from), micros(until)], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect()
        };
        Ok(read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(procedure, count)| (procedure, count.unsigned_abs()))
            .collect())
    }

    /// Dossiers that were opened from a time until before another.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_received(&self, from: jiff::Timestamp, until: jiff::Timestamp) -> Result<Counted, Error> {
        self.counted(RECEIVED, from, until)
    }

    /// For each dossier that was closed in a time: its procedure and the microseconds it took, in the order of both.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_closed(&self, from: jiff::Timestamp, until: jiff::Timestamp) -> Result<Counted, Error> {
        self.counted(CLOSED, from, until)
    }

    /// Dossiers that were open at a time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_open(&self, at: jiff::Timestamp) -> Result<Counted, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached(OPEN)?
                .query_map([micros(at)], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        Ok(read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(procedure, count)| (procedure, count.unsigned_abs()))
            .collect())
    }

    /// Documents that came in in a time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_documents(&self, from: jiff::Timestamp, until: jiff::Timestamp) -> Result<Counted, Error> {
        self.counted(DOCUMENTS, from, until)
    }

    /// Deadlines of the administration that fell due from a day until before another: kept in time, and missed by `today`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_deadlines(
        &self,
        from: jiff::civil::Date,
        until: jiff::civil::Date,
        today: jiff::civil::Date,
    ) -> Result<(Counted, Counted), Error> {
        let days = [from.to_string(), until.to_string(), today.to_string()];
        let read = |sql: &str, values: &[String]| -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(rusqlite::params_from_iter(values), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect()
        };
        let counted = |found: rusqlite::Result<Vec<(String, i64)>>| -> Result<Counted, Error> {
            Ok(found
                .map_err(|error| self.store.failed(error))?
                .into_iter()
                .map(|(procedure, count)| (procedure, count.unsigned_abs()))
                .collect())
        };
        Ok((counted(read(KEPT, &days[..2]))?, counted(read(MISSED, &days))?))
    }

    /// Acts that were sealed in a time, with the sum of their pages.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn figures_sealed(
        &self,
        from: jiff::Timestamp,
        until: jiff::Timestamp,
    ) -> Result<Vec<(String, u64, u64)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64, i64)>> {
            self.transaction
                .prepare_cached(SEALED)?
                .query_map(params![micros(from), micros(until)], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        Ok(read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(procedure, count, pages)| (procedure, count.unsigned_abs(), pages.unsigned_abs()))
            .collect())
    }
}
