//! A dossier that this desk may no longer see goes from it; the journal stays.

use model::Sha256;
use rusqlite::params;

use crate::tables::{micros, parsed};
use crate::{Change, Error};

/// What became of a dossier that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It is gone, and these contents with it, as far as nothing else names them.
    Gone {
        /// Its reference.
        reference: String,
        /// Its contents.
        contents: Vec<Sha256>,
    },
    /// Something of it was not sent, or is bound by law: it stays until that is settled.
    Kept {
        /// Its reference.
        reference: String,
    },
    /// It was not here.
    Absent,
}

/// Run with the dossier's identity as `?1`, in this order.
const GOES: &[&str] = &[
    "DELETE FROM mention WHERE note IN (SELECT id FROM note WHERE dossier = ?1)",
    "DELETE FROM note_text WHERE note IN (SELECT id FROM note WHERE dossier = ?1)",
    "DELETE FROM note WHERE dossier = ?1",
    "DELETE FROM task WHERE dossier = ?1",
    "DELETE FROM circuit_due WHERE dossier = ?1",
    "DELETE FROM circuit WHERE dossier = ?1",
    "DELETE FROM letter WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM letter_draft WHERE dossier = ?1",
    "DELETE FROM letter_batch_item WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM forwarding WHERE dossier = ?1 OR letter IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM deadline_change WHERE deadline IN (SELECT id FROM deadline WHERE dossier = ?1)",
    "DELETE FROM deadline_reminder WHERE deadline IN (SELECT id FROM deadline WHERE dossier = ?1)",
    "DELETE FROM deadline WHERE dossier = ?1",
    "DELETE FROM party WHERE dossier = ?1",
    "DELETE FROM tag WHERE dossier = ?1",
    "DELETE FROM dossier_access WHERE dossier = ?1",
    "DELETE FROM dossier_day WHERE dossier = ?1",
    "DELETE FROM dossier_procedure WHERE dossier = ?1",
    "DELETE FROM dossier_link WHERE origin = ?1 OR target = ?1",
    "DELETE FROM validity WHERE dossier = ?1",
    "DELETE FROM retention WHERE dossier = ?1",
    "DELETE FROM retention_pending WHERE dossier = ?1",
    "DELETE FROM augmentation WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM reserved_identifier WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM version_author WHERE version IN
        (SELECT version.id FROM version JOIN document ON document.id = version.document WHERE document.dossier = ?1)",
    "DELETE FROM version_signature WHERE version IN
        (SELECT version.id FROM version JOIN document ON document.id = version.document WHERE document.dossier = ?1)",
    "UPDATE document SET parent = NULL WHERE parent IN (SELECT id FROM document WHERE dossier = ?1)",
    "UPDATE document SET supersedes = NULL WHERE supersedes IN (SELECT id FROM document WHERE dossier = ?1)",
    "UPDATE document SET intake = NULL WHERE dossier = ?1",
    "UPDATE intake SET suggestion = NULL WHERE suggestion = ?1",
    "UPDATE intake SET dossier = NULL, file_name = '—', place = id WHERE dossier = ?1",
    "DELETE FROM version WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM document WHERE dossier = ?1",
    "DELETE FROM dossier_documents WHERE dossier = ?1",
    "DELETE FROM dossier WHERE id = ?1",
    "DELETE FROM record_incoming WHERE dossier = ?1",
    "DELETE FROM record_base WHERE dossier = ?1",
    "DELETE FROM conflict WHERE dossier = ?1",
    "DELETE FROM dossier_withdrawn WHERE dossier = ?1",
];

impl Change<'_> {
    /// Removes a dossier that this desk may no longer see, between [`Change::apply_records`] and
    /// [`Change::records_applied`]. What was changed here and not sent, an original that waits, an open disposition: it
    /// stays, and [`crate::Reading::dossiers_withdrawn`] tells of it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn withdraw_dossier(&self, id: &str) -> Result<Withdrawn, Error> {
        let failed = |error| self.store.failed(error);
        let reference: Option<String> = self
            .transaction
            .prepare_cached("SELECT reference FROM dossier WHERE id = ?1")
            .and_then(|mut get| {
                let mut rows = get.query([id])?;
                rows.next()?.map(|row| row.get(0)).transpose()
            })
            .map_err(failed)?;
        let Some(reference) = reference else {
            for sql in [
                "DELETE FROM record_incoming WHERE dossier = ?1",
                "DELETE FROM record_base WHERE dossier = ?1",
            ] {
                self.transaction.execute(sql, [id]).map_err(failed)?;
            }
            return Ok(Withdrawn::Absent);
        };
        let kept: bool = self
            .transaction
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM outbox WHERE dossier = ?1)
                    OR EXISTS (SELECT 1 FROM record_operation WHERE dossier = ?1)
                    OR EXISTS (SELECT 1 FROM disposition_item WHERE dossier = ?1)
                    OR EXISTS (SELECT 1 FROM record_dirty LEFT JOIN record_base USING (kind, id)
                        WHERE record_base.dossier = ?1 OR (record_base.kind IS NULL AND record_dirty.id LIKE ?1 || '%'))
                    OR EXISTS (SELECT 1 FROM conflict WHERE dossier = ?1 AND decided_us IS NULL)",
                [id],
                |row| row.get(0),
            )
            .map_err(failed)?;
        let untold = self.untold_in(id)?;
        if kept || untold {
            self.transaction
                .execute(
                    "INSERT OR IGNORE INTO dossier_withdrawn (dossier, since_us) VALUES (?1, ?2)",
                    params![id, micros(self.at())],
                )
                .map_err(failed)?;
            return Ok(Withdrawn::Kept { reference });
        }
        let contents = {
            let mut statement = self
                .transaction
                .prepare_cached(
                    "SELECT DISTINCT version.sha256 FROM version JOIN document ON document.id = version.document
                     WHERE document.dossier = ?1",
                )
                .map_err(failed)?;
            let rows: Vec<String> = statement
                .query_map([id], |row| row.get(0))
                .and_then(Iterator::collect)
                .map_err(failed)?;
            rows.iter()
                .map(|text| parsed("version", "sha256", text))
                .collect::<Result<Vec<Sha256>, Error>>()?
        };
        for sql in GOES {
            self.transaction
                .prepare_cached(sql)
                .and_then(|mut run| run.execute([id]))
                .map_err(failed)?;
        }
        self.transaction
            .execute(
                "DELETE FROM content_awaited
                 WHERE NOT EXISTS (SELECT 1 FROM version WHERE version.sha256 = content_awaited.sha256)",
                [],
            )
            .map_err(failed)?;
        // The words of it go from the search as well, and from what the file of the database does not use any more.
        self.set_setting(crate::tables::forgetting::WAITS, Some(b""))?;
        Ok(Withdrawn::Gone { reference, contents })
    }

    /// The platform tells of a dossier: it may be seen here (again).
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn dossier_seen_again(&self, id: &str) -> Result<(), Error> {
        self.transaction
            .prepare_cached("DELETE FROM dossier_withdrawn WHERE dossier = ?1")
            .and_then(|mut run| run.execute([id]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Whether something in a dossier was made here and the platform was never told of it.
    fn untold_in(&self, id: &str) -> Result<bool, Error> {
        for table in super::TABLES {
            if table.scope == super::map::Scope::Administration {
                continue;
            }
            let (identity, dossier) = (table.identity(), table.dossier());
            let sql = format!(
                "SELECT EXISTS (SELECT 1 FROM {name} JOIN record_dirty
                    ON record_dirty.kind = '{kind}' AND record_dirty.id = {identity} WHERE {dossier} = ?1)",
                name = table.name,
                kind = table.kind
            );
            let found: bool = self
                .transaction
                .prepare_cached(&sql)
                .and_then(|mut get| get.query_row([id], |row| row.get(0)))
                .map_err(|error| self.store.failed(error))?;
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl crate::Reading<'_> {
    /// Dossiers that this desk may no longer see and still holds: identity and reference.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers_withdrawn(&self) -> Result<Vec<(String, String)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(
                    "SELECT dossier.id, dossier.reference FROM dossier_withdrawn
                     JOIN dossier ON dossier.id = dossier_withdrawn.dossier ORDER BY dossier.reference",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }
}
