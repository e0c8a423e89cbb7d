//! The desk's rows as records: what is shared with the platform, and the tables of sharing.
//!
//! Rows become fields and fields rows by one list (`map`); what follows from a row (search, who is due, folded names) is
//! made by the code and the triggers that make it for everybody. What is merged, sent and decided is not known here: that
//! is `sync::records`, over these primitives.

use std::collections::BTreeMap;

use model::{OpId, Sha256};
use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use crate::tables::{micros, parsed, stored_size, timestamp, unsigned};
use crate::{Change, Error, Reading};

mod map;
mod rows;
mod withdrawing;

pub use withdrawing::Withdrawn;

use map::{TABLES, Table};

/// Fields of a record, by name.
pub type Fields = BTreeMap<String, Value>;

/// A row as a record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// The dossier it lies in.
    pub dossier: Option<String>,
    /// Its fields.
    pub fields: Fields,
}

/// The last state that desk and platform agreed about.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordBase {
    /// The platform's revision.
    pub rev: u64,
    /// The dossier it lay in.
    pub dossier: Option<String>,
    /// It was deleted.
    pub deleted: bool,
    /// Its fields.
    pub fields: Fields,
}

/// How a row was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFit {
    /// Whole.
    Done,
    /// Without something it leads to.
    Partly,
    /// What it lies in is not here.
    Waits,
    /// It cannot stand beside what is here; a stable code.
    Unfit(&'static str),
}

/// An operation that was kept before it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordOperation {
    /// Identity.
    pub op: OpId,
    /// Kind of the record.
    pub kind: String,
    /// Identity of the record.
    pub id: String,
    /// Its dossier.
    pub dossier: Option<String>,
    /// The operation as JSON; opaque here.
    pub content: String,
    /// Refused, with the platform's code.
    pub parked: Option<String>,
    /// Since when it waits.
    pub kept_at: jiff::Timestamp,
    /// How often it was sent without an answer.
    pub attempts: u32,
}

/// A conflict that a person has not decided.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictRecord {
    /// Number.
    pub number: i64,
    /// Kind of the record.
    pub kind: String,
    /// Identity of the record.
    pub id: String,
    /// Its dossier.
    pub dossier: Option<String>,
    /// What differs, as JSON; opaque here.
    pub content: String,
    /// Since when.
    pub since: jiff::Timestamp,
}

/// A record that waits to be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingRecord {
    /// Kind.
    pub kind: String,
    /// Identity.
    pub id: String,
    /// Its dossier.
    pub dossier: Option<String>,
    /// The record as JSON; opaque here.
    pub content: String,
    /// Why, a stable code.
    pub code: String,
    /// Since when.
    pub since: jiff::Timestamp,
}

const MODE: &str = "UPDATE record_mode SET mode = ?1";
const BASE: &str = "SELECT rev, dossier, deleted, fields FROM record_base WHERE kind = ?1 AND id = ?2";
const SET_BASE: &str =
    "INSERT INTO record_base (kind, id, dossier, rev, deleted, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (kind, id) DO UPDATE SET dossier = excluded.dossier, rev = excluded.rev, deleted = excluded.deleted,
        fields = excluded.fields";
const OPERATIONS: &str =
    "SELECT op, kind, id, dossier, content, state, code, kept_us, attempts FROM record_operation";
const CONFLICTS: &str =
    "SELECT row, kind, id, dossier, content, since_us FROM conflict WHERE decided_us IS NULL";

fn json_fields(table: &'static str, text: &str) -> Result<Fields, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table,
        column: "fields",
    })
}

/// SQL: whether the content of a version was lawfully destroyed before it was told: nobody can be given it any more, so the
/// version, and what it was made from, stay in this desk's register. The table `record_dirty` must stand in the statement.
const DESTROYED: &str = "(record_dirty.kind IN ('version', 'letter')
    AND EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = record_dirty.id)
    AND NOT EXISTS (SELECT 1 FROM record_base WHERE record_base.kind = record_dirty.kind
        AND record_base.id = record_dirty.id AND record_base.rev > 0))";

impl Reading<'_> {
    /// Whether this desk notes what is to be shared.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn records_shared(&self) -> Result<bool, Error> {
        self.transaction
            .query_row("SELECT mode <> 'off' FROM record_mode", [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }

    /// The identities of all rows of a kind.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_ids(&self, kind: &str) -> Result<Vec<String>, Error> {
        let Some(table) = Table::of(kind) else {
            return Ok(Vec::new());
        };
        let sql = format!("SELECT {} FROM {} ORDER BY 1", table.identity(), table.name);
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// The last state agreed about.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_base(&self, kind: &str, id: &str) -> Result<Option<RecordBase>, Error> {
        let found: Option<(i64, Option<String>, bool, String)> = self
            .transaction
            .prepare_cached(BASE)
            .and_then(|mut get| {
                get.query_row([kind, id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|(rev, dossier, deleted, fields)| {
                Ok(RecordBase {
                    rev: unsigned("record_base", "rev", rev)?,
                    dossier,
                    deleted,
                    fields: json_fields("record_base", &fields)?,
                })
            })
            .transpose()
    }

    /// The records that were changed here, in the order in which kinds refer to each other, at most `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn records_dirty(&self, limit: u32) -> Result<Vec<(String, String)>, Error> {
        let order: String = (0..)
            .zip(TABLES)
            .map(|(number, table)| format!(" WHEN '{}' THEN {number}", table.kind))
            .collect();
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT kind, id FROM record_dirty WHERE NOT {DESTROYED} ORDER BY CASE kind{order} ELSE 99 END, row LIMIT ?1"
                ))?
                .query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// How many records were changed here and wait to be told, or for an answer; and how many were refused.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn records_waiting(&self) -> Result<(u32, u32), Error> {
        self.transaction
            .query_row(
                &format!(
                    "SELECT (SELECT count(*) FROM record_dirty WHERE NOT {DESTROYED})
                      + (SELECT count(*) FROM record_operation WHERE state = 'queued'),
                    (SELECT count(*) FROM record_operation WHERE state = 'parked')"
                ),
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .map_err(|error| self.store.failed(error))
    }

    fn record_operations_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<RecordOperation>, Error> {
        type Raw = (
            (String, String, String, Option<String>, String),
            (String, Option<String>, i64, i64),
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("{OPERATIONS} {condition}"))?
                .query_map(values, |row| {
                    Ok((
                        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
                        (row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?),
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(
                |((op, kind, id, dossier, content), (state, code, kept, attempts))| {
                    Ok(RecordOperation {
                        op: parsed("record_operation", "op", &op)?,
                        kind,
                        id,
                        dossier,
                        content,
                        parked: (state == "parked").then(|| code.unwrap_or_default()),
                        kept_at: timestamp("record_operation", "kept_us", kept)?,
                        attempts: unsigned("record_operation", "attempts", attempts)?,
                    })
                },
            )
            .collect()
    }

    /// The operation of a record, answered or not.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_operation(&self, kind: &str, id: &str) -> Result<Option<RecordOperation>, Error> {
        Ok(self
            .record_operations_where("WHERE kind = ?1 AND id = ?2", [kind, id])?
            .pop())
    }

    /// The operations that wait for an answer, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_operations_queued(&self, limit: u32) -> Result<Vec<RecordOperation>, Error> {
        self.record_operations_where("WHERE state = 'queued' ORDER BY attempts, row LIMIT ?1", [limit])
    }

    /// The operations that were refused, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_operations_parked(&self) -> Result<Vec<RecordOperation>, Error> {
        self.record_operations_where("WHERE state = 'parked' ORDER BY row", [])
    }

    fn conflicts_where(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<ConflictRecord>, Error> {
        type Raw = (i64, String, String, Option<String>, String, i64);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("{CONFLICTS} {condition}"))?
                .query_map(values, |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(number, kind, id, dossier, content, since)| {
                Ok(ConflictRecord {
                    number,
                    kind,
                    id,
                    dossier,
                    content,
                    since: timestamp("conflict", "since_us", since)?,
                })
            })
            .collect()
    }

    /// The conflicts that nobody has decided, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_conflicts(&self) -> Result<Vec<ConflictRecord>, Error> {
        self.conflicts_where("ORDER BY row", [])
    }

    /// The open conflict of a record.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_conflict(&self, kind: &str, id: &str) -> Result<Option<ConflictRecord>, Error> {
        Ok(self
            .conflicts_where("AND kind = ?1 AND id = ?2", [kind, id])?
            .pop())
    }

    /// The records that wait to be taken in, in the order in which kinds refer to each other.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn records_incoming(&self) -> Result<Vec<IncomingRecord>, Error> {
        type Raw = (String, String, Option<String>, String, String, i64);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(
                    "SELECT kind, id, dossier, content, code, since_us FROM record_incoming ORDER BY row",
                )?
                .query_map([], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                    ))
                })?
                .collect()
        };
        let mut incoming = read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(kind, id, dossier, content, code, since)| {
                Ok(IncomingRecord {
                    kind,
                    id,
                    dossier,
                    content,
                    code,
                    since: timestamp("record_incoming", "since_us", since)?,
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        incoming.sort_by_key(|record| record_order(&record.kind));
        Ok(incoming)
    }

    /// The contents that records name and that are not here, smallest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contents_awaited(&self) -> Result<Vec<(Sha256, u64)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached("SELECT sha256, size_bytes FROM content_awaited ORDER BY size_bytes, sha256")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(sha256, size)| {
                Ok((
                    parsed("content_awaited", "sha256", &sha256)?,
                    unsigned("content_awaited", "size_bytes", size)?,
                ))
            })
            .collect()
    }

    /// Whether a content is named by a record and has not come yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn content_awaited(&self, sha256: &Sha256) -> Result<bool, Error> {
        self.transaction
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM content_awaited WHERE sha256 = ?1)")
            .and_then(|mut get| get.query_row([sha256.to_string()], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }
}

/// Where a kind stands among those that refer to each other.
pub fn record_order(kind: &str) -> usize {
    TABLES
        .iter()
        .position(|table| table.kind == kind)
        .unwrap_or(TABLES.len())
}

impl Change<'_> {
    fn told_sql(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut run| run.execute(values))
            .map_err(|error| self.store.failed(error))
    }

    /// From this change on, this desk notes what is to be shared; everything that the platform was never told of is
    /// noted now. Gives how many records that are.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn share_records(&self) -> Result<u64, Error> {
        self.told_sql(MODE, ["on"])?;
        self.mark_untold()
    }

    /// Notes every row that the platform was never told of.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn mark_untold(&self) -> Result<u64, Error> {
        let mut marked = 0;
        for table in TABLES {
            let (identity, name, dossier) = (table.identity(), table.name, table.dossier());
            let placed = if table.scope == map::Scope::Administration {
                String::new()
            } else {
                format!(" AND {dossier} IS NOT NULL")
            };
            let untold = if table.kind == "person" {
                " AND NOT EXISTS (SELECT 1 FROM person_untold WHERE person_untold.person = person.id)"
            } else {
                ""
            };
            let sql = format!(
                "INSERT OR IGNORE INTO record_dirty (kind, id) SELECT '{kind}', {identity} FROM {name}
                 WHERE NOT EXISTS (SELECT 1 FROM record_base
                    WHERE record_base.kind = '{kind}' AND record_base.id = {identity} AND record_base.rev > 0)
                 {placed}{untold}",
                kind = table.kind
            );
            marked += self.told_sql(&sql, [])? as u64;
        }
        Ok(marked)
    }

    /// Until [`Change::records_applied`], what is written is what the platform told: it leaves no mark, and the rules about
    /// what people may change do not hold. In this transaction only.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn apply_records(&self) -> Result<(), Error> {
        self.told_sql(MODE, ["applying"]).map(|_| ())
    }

    /// The opposite of [`Change::apply_records`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn records_applied(&self) -> Result<(), Error> {
        self.told_sql(MODE, ["on"]).map(|_| ())
    }

    /// Keeps, or forgets, the last state agreed about.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_record_base(&self, kind: &str, id: &str, base: Option<&RecordBase>) -> Result<(), Error> {
        match base {
            None => self.told_sql("DELETE FROM record_base WHERE kind = ?1 AND id = ?2", [kind, id])?,
            Some(base) => self.told_sql(
                SET_BASE,
                params![
                    kind,
                    id,
                    base.dossier,
                    stored_size(base.rev),
                    base.deleted,
                    serde_json::to_string(&base.fields).unwrap_or_default()
                ],
            )?,
        };
        Ok(())
    }

    /// The platform was restored: which revisions it still has is not known (`sync::records::resync`).
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_revisions(&self) -> Result<(), Error> {
        self.told_sql("UPDATE record_base SET rev = 0", []).map(|_| ())
    }

    /// Notes that a record may have to be told, or need not.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn mark_record(&self, kind: &str, id: &str, dirty: bool) -> Result<(), Error> {
        let sql = if dirty {
            "INSERT OR IGNORE INTO record_dirty (kind, id) VALUES (?1, ?2)"
        } else {
            "DELETE FROM record_dirty WHERE kind = ?1 AND id = ?2"
        };
        self.told_sql(sql, [kind, id]).map(|_| ())
    }

    /// Keeps an open conflict as it is now.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_conflict(
        &self,
        kind: &str,
        id: &str,
        dossier: Option<&str>,
        content: &str,
    ) -> Result<(), Error> {
        let open = self.told_sql(
            "UPDATE conflict SET content = ?3, dossier = ?4 WHERE kind = ?1 AND id = ?2 AND decided_us IS NULL",
            params![kind, id, content, dossier],
        )?;
        if open == 0 {
            self.told_sql(
                "INSERT INTO conflict (kind, id, dossier, content, since_us) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![kind, id, dossier, content, micros(self.at())],
            )?;
        }
        Ok(())
    }

    /// Nothing is left to decide about a record: `decision` says how, and stays with what there was to decide.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn settle_conflict(&self, kind: &str, id: &str, by: &str, decision: &str) -> Result<(), Error> {
        self.told_sql(
            "UPDATE conflict SET decided_us = ?3, decided_by = ?4, decision = ?5
             WHERE kind = ?1 AND id = ?2 AND decided_us IS NULL",
            params![kind, id, micros(self.at()), by, decision],
        )
        .map(|_| ())
    }

    /// Keeps a record aside, or takes it from there.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn stage_record(
        &self,
        kind: &str,
        id: &str,
        record: Option<(Option<&str>, &str, &str)>,
    ) -> Result<(), Error> {
        match record {
            None => self.told_sql("DELETE FROM record_incoming WHERE kind = ?1 AND id = ?2", [kind, id])?,
            Some((dossier, content, code)) => self.told_sql(
                "INSERT INTO record_incoming (kind, id, dossier, content, code, since_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (kind, id) DO UPDATE SET dossier = excluded.dossier, content = excluded.content,
                    code = excluded.code",
                params![kind, id, dossier, content, code, micros(self.at())],
            )?,
        };
        Ok(())
    }

    /// Keeps an operation before it is sent.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_record_operation(
        &self,
        op: OpId,
        kind: &str,
        id: &str,
        dossier: Option<&str>,
        content: &str,
    ) -> Result<(), Error> {
        self.told_sql(
            "INSERT INTO record_operation (op, kind, id, dossier, content, state, kept_us)
             VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6)",
            params![op.to_string(), kind, id, dossier, content, micros(self.at())],
        )
        .map(|_| ())
    }

    /// An operation was answered, or is to be made anew.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn drop_record_operation(&self, op: OpId) -> Result<(), Error> {
        self.told_sql("DELETE FROM record_operation WHERE op = ?1", [op.to_string()])
            .map(|_| ())
    }

    /// An operation was refused for good.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn park_record_operation(&self, op: OpId, code: &str) -> Result<(), Error> {
        self.told_sql(
            "UPDATE record_operation SET state = 'parked', code = ?2 WHERE op = ?1",
            [op.to_string().as_str(), code],
        )
        .map(|_| ())
    }

    /// Operations were sent and not answered: what fails least goes first.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn record_operations_failed(&self, ops: &[OpId], code: &str) -> Result<(), Error> {
        for op in ops {
            self.told_sql(
                "UPDATE record_operation SET attempts = attempts + 1, code = ?2 WHERE op = ?1",
                [op.to_string().as_str(), code],
            )?;
        }
        Ok(())
    }

    /// A refused operation goes: its record is marked, so that what is to be told is told anew. False where there is none.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn retry_record_operation(&self, op: OpId) -> Result<bool, Error> {
        let Some(found) = self
            .record_operations_where("WHERE op = ?1 AND state = 'parked'", [op.to_string()])?
            .pop()
        else {
            return Ok(false);
        };
        self.drop_record_operation(op)?;
        self.mark_record(&found.kind, &found.id, true)?;
        Ok(true)
    }

    /// Every unanswered and refused operation goes, and its record is marked: the platform was restored and knows none.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn drop_record_operations(&self) -> Result<(), Error> {
        self.told_sql(
            "INSERT OR IGNORE INTO record_dirty (kind, id) SELECT kind, id FROM record_operation",
            [],
        )?;
        // What was told and not answered may have arrived: it counts as known to both, as `sync::records::told` says.
        self.told_sql(
            "INSERT OR IGNORE INTO record_base (kind, id, dossier, rev, deleted, fields)
             SELECT kind, id, dossier, 0, 0, content ->> '$.change.patch' FROM record_operation
             WHERE content ->> '$.base_rev' = 0 AND json_type(content, '$.change.patch') = 'object'",
            [],
        )?;
        self.told_sql("DELETE FROM record_operation", []).map(|_| ())
    }

    /// A content that a record names has come.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn content_came(&self, sha256: &Sha256) -> Result<(), Error> {
        self.told_sql(
            "DELETE FROM content_awaited WHERE sha256 = ?1",
            [sha256.to_string()],
        )
        .map(|_| ())
    }

    /// A content that a record names could not be had.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn content_failed(&self, sha256: &Sha256, code: &str) -> Result<(), Error> {
        self.told_sql(
            "UPDATE content_awaited SET code = ?2 WHERE sha256 = ?1",
            [sha256.to_string().as_str(), code],
        )
        .map(|_| ())
    }

    /// Something in these dossiers was changed elsewhere: they stand among those that changed last.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn dossiers_changed_elsewhere<'d>(
        &self,
        dossiers: impl Iterator<Item = &'d str>,
    ) -> Result<(), Error> {
        for dossier in dossiers {
            self.told_sql(
                "UPDATE dossier SET changed_us = max(changed_us, ?2) WHERE id = ?1",
                params![dossier, micros(self.at())],
            )?;
        }
        Ok(())
    }

    fn table(&self, kind: &str) -> Option<&'static Table> {
        Table::of(kind)
    }
}

#[cfg(test)]
mod tests;
