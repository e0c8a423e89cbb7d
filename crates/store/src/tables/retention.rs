//! Tableaux de tri, and the rule of each closed dossier.

use jiff::civil::Date;
use model::procedure::Fate;
use model::retention::{
    DueFilter, RetentionRow, RetentionStart, RetentionTableView, RuleSource, TableLine, Traces,
};
use model::{DossierId, DossierStatus, Reference, Subject};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::{from_word, micros, parsed, timestamp, unsigned, word};
use crate::{Change, Error, Reading};

const TABLES: &str =
    "SELECT version, name, valid_from, imported_us, imported_by, count, sha256 FROM retention_table
    ORDER BY version";
const LINES: &str = "SELECT lines FROM retention_table WHERE version = ?1";
const ADD_TABLE: &str =
    "INSERT INTO retention_table (version, name, valid_from, sha256, lines, count, imported_us, imported_by)
    SELECT coalesce(max(version), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM retention_table";
const PENDING: &str =
    "SELECT retention_pending.dossier, dossier.status, dossier.closed_us, dossier.changed_us,
        dossier.classification, dossier.procedure, validity.until
    FROM retention_pending JOIN dossier ON dossier.id = retention_pending.dossier
    LEFT JOIN validity ON validity.dossier = dossier.id
    ORDER BY retention_pending.dossier LIMIT ?1";
const IS_PENDING: &str = "INSERT OR IGNORE INTO retention_pending (dossier) VALUES (?1)";
const SETTLED: &str = "DELETE FROM retention_pending WHERE dossier = ?1";
const SET: &str = "INSERT INTO retention (dossier, closed_on, starts_on, last_day, years, fate, source, version, line,
        legal_basis, sampling, start, traces, procedure)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
    ON CONFLICT (dossier) DO UPDATE SET closed_on = excluded.closed_on, starts_on = excluded.starts_on,
        last_day = excluded.last_day, years = excluded.years, fate = excluded.fate, source = excluded.source,
        version = excluded.version, line = excluded.line, legal_basis = excluded.legal_basis,
        sampling = excluded.sampling, start = excluded.start, traces = excluded.traces, procedure = excluded.procedure
    WHERE retention.ended = 0";
const REMOVE: &str = "DELETE FROM retention WHERE dossier = ?1 AND ended = 0 AND disposition IS NULL";
const SET_VALIDITY: &str = "INSERT INTO validity (dossier, until) VALUES (?1, ?2)
    ON CONFLICT (dossier) DO UPDATE SET until = excluded.until";
// Retention concerns every dossier; what a confidential one is about stays with those who may see it.
const ROW: &str = "SELECT retention.dossier, dossier.reference, CASE WHEN {SEEN} THEN dossier.subject ELSE '—' END,
        retention.procedure, dossier.classification, closed_on, starts_on, last_day, years, fate, source, version, line,
        legal_basis, sampling, disposition
    FROM retention JOIN dossier ON dossier.id = retention.dossier";
const BY_DOSSIER: &str = "WHERE retention.dossier = ?1";
const DUE: &str = "WHERE ended = 0 AND disposition IS NULL AND fate IS NOT NULL AND last_day < ?1
        AND (?2 IS NULL OR fate = ?2) AND (?3 IS NULL OR retention.procedure = ?3)
    ORDER BY last_day, retention.dossier LIMIT ?4 OFFSET ?5";
const DUE_COUNT: &str = "SELECT count(*) FROM retention
    WHERE ended = 0 AND disposition IS NULL AND fate IS NOT NULL AND last_day < ?1
        AND (?2 IS NULL OR fate = ?2) AND (?3 IS NULL OR procedure = ?3)";
const UNDECIDED: &str =
    "WHERE ended = 0 AND (fate IS NULL OR last_day IS NULL) ORDER BY retention.dossier LIMIT ?1 OFFSET ?2";
const AFTER: &str =
    "WHERE ended = 0 AND disposition IS NULL AND retention.dossier > ?1 ORDER BY retention.dossier LIMIT ?2";
const DETAILS: &str = "SELECT start, traces FROM retention WHERE dossier = ?1";

/// A closed dossier whose rule must be found.
#[derive(Clone, Debug)]
pub struct PendingRetention {
    /// The dossier.
    pub dossier: DossierId,
    /// It may have been reopened.
    pub closed: bool,
    /// When it was closed.
    pub closed_at: jiff::Timestamp,
    /// Its classification.
    pub classification: Option<String>,
    /// Its procedure.
    pub procedure: Option<String>,
    /// The end of validity of what was decided.
    pub valid_until: Option<Date>,
}

/// The rule of a dossier.
#[derive(Clone, Debug)]
pub struct NewRetention {
    /// The day on which it was closed.
    pub closed_on: Date,
    /// The day from which the years count.
    pub starts_on: Option<Date>,
    /// The last day.
    pub last_day: Option<Date>,
    /// Years.
    pub years: u32,
    /// What becomes of it.
    pub fate: Option<Fate>,
    /// Where the rule comes from.
    pub source: RuleSource,
    /// Version of the table.
    pub table: Option<u32>,
    /// Code of its line.
    pub line: Option<String>,
    /// Legal basis.
    pub legal_basis: String,
    /// How a sample is drawn.
    pub sampling: Option<String>,
    /// From when the years count.
    pub start: RetentionStart,
    /// What is left after a destruction.
    pub traces: Traces,
    /// Key of the dossier's procedure.
    pub procedure: Option<String>,
}

pub(crate) fn day(table: &'static str, column: &'static str, text: &str) -> Result<Date, Error> {
    parsed(table, column, text)
}

pub(crate) fn optional_day(
    table: &'static str,
    column: &'static str,
    text: Option<String>,
) -> Result<Option<Date>, Error> {
    text.map(|text| day(table, column, &text)).transpose()
}

struct Raw {
    dossier: String,
    reference: String,
    subject: String,
    procedure: Option<String>,
    classification: Option<String>,
    closed_on: String,
    starts_on: Option<String>,
    last_day: Option<String>,
    years: i64,
    fate: Option<String>,
    source: String,
    version: Option<i64>,
    line: Option<String>,
    legal_basis: String,
    sampling: Option<String>,
    disposition: Option<String>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        dossier: row.get(0)?,
        reference: row.get(1)?,
        subject: row.get(2)?,
        procedure: row.get(3)?,
        classification: row.get(4)?,
        closed_on: row.get(5)?,
        starts_on: row.get(6)?,
        last_day: row.get(7)?,
        years: row.get(8)?,
        fate: row.get(9)?,
        source: row.get(10)?,
        version: row.get(11)?,
        line: row.get(12)?,
        legal_basis: row.get(13)?,
        sampling: row.get(14)?,
        disposition: row.get(15)?,
    })
}

fn view(raw: Raw) -> Result<RetentionRow, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "dossier",
        column,
    };
    Ok(RetentionRow {
        dossier: parsed("retention", "dossier", &raw.dossier)?,
        reference: Reference::parse(&raw.reference).map_err(|_| unreadable("reference"))?,
        subject: Subject::parse(&raw.subject).map_err(|_| unreadable("subject"))?,
        procedure: raw.procedure,
        classification: raw.classification,
        closed_on: day("retention", "closed_on", &raw.closed_on)?,
        starts_on: optional_day("retention", "starts_on", raw.starts_on)?,
        last_day: optional_day("retention", "last_day", raw.last_day)?,
        years: unsigned("retention", "years", raw.years)?,
        fate: raw
            .fate
            .map(|fate| from_word("retention", "fate", &fate))
            .transpose()?,
        source: from_word("retention", "source", &raw.source)?,
        table: raw
            .version
            .map(|version| unsigned("retention", "version", version))
            .transpose()?,
        line: raw.line,
        legal_basis: raw.legal_basis,
        sampling: raw.sampling,
        disposition: raw
            .disposition
            .map(|id| parsed("retention", "disposition", &id))
            .transpose()?,
        holds: Vec::new(),
        reason: String::new(),
    })
}

impl Reading<'_> {
    /// The tableaux de tri, in the order of import.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_tables(&self) -> Result<Vec<RetentionTableView>, Error> {
        type Raw = (i64, String, String, i64, String, i64, String);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(TABLES)?
                .query_map([], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                        row.get(6)?,
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(version, name, from, at, by, count, sha256)| {
                Ok(RetentionTableView {
                    version: unsigned("retention_table", "version", version)?,
                    name,
                    valid_from: day("retention_table", "valid_from", &from)?,
                    imported_at: timestamp("retention_table", "imported_us", at)?,
                    imported_by: by,
                    lines: unsigned("retention_table", "count", count)?,
                    sha256: parsed("retention_table", "sha256", &sha256)?,
                })
            })
            .collect()
    }

    /// The lines of a tableau de tri; none where there is no such table.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_lines(&self, version: u32) -> Result<Vec<TableLine>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(LINES)
            .and_then(|mut get| get.query_row([version], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))?;
        found.map_or(Ok(Vec::new()), |text| {
            serde_json::from_str(&text).map_err(|_| Error::ValueUnreadable {
                table: "retention_table",
                column: "lines",
            })
        })
    }

    /// Dossiers whose rule must be found.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_pending(&self, limit: u32) -> Result<Vec<PendingRetention>, Error> {
        type Raw = (
            String,
            String,
            Option<i64>,
            i64,
            Option<String>,
            Option<String>,
            Option<String>,
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(PENDING)?
                .query_map([limit], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                        row.get(6)?,
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(
                |(dossier, status, closed, changed, classification, procedure, until)| {
                    Ok(PendingRetention {
                        dossier: parsed("dossier", "id", &dossier)?,
                        closed: from_word::<DossierStatus>("dossier", "status", &status)?
                            == DossierStatus::Closed,
                        // Closed before the day was written down: the last change is the best that is known, and is
                        // never before the closing.
                        closed_at: timestamp("dossier", "closed_us", closed.unwrap_or(changed))?,
                        classification,
                        procedure,
                        valid_until: optional_day("validity", "until", until)?,
                    })
                },
            )
            .collect()
    }

    fn retention_rows(
        &self,
        rest: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<RetentionRow>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("{} {rest}", ROW.replace("{SEEN}", SEEN)))?
                .query_map(values, raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(view)
            .collect()
    }

    /// Dossiers whose retention ended before a day, longest due first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_due(
        &self,
        on: Date,
        filter: &DueFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<RetentionRow>, Error> {
        self.retention_rows(
            DUE,
            params![
                on.to_string(),
                filter.fate.as_ref().map(word),
                filter.procedure,
                limit,
                offset
            ],
        )
    }

    /// How many there are.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_due_count(&self, on: Date, filter: &DueFilter) -> Result<u32, Error> {
        self.transaction
            .prepare_cached(DUE_COUNT)
            .and_then(|mut count| {
                count.query_row(
                    params![on.to_string(), filter.fate.as_ref().map(word), filter.procedure],
                    |row| row.get(0),
                )
            })
            .map_err(|error| self.store.failed(error))
    }

    /// Closed dossiers that cannot become due: without a rule, or without the end of validity that it needs.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_undecided(&self, limit: u32, offset: u32) -> Result<Vec<RetentionRow>, Error> {
        self.retention_rows(UNDECIDED, params![limit, offset])
    }

    /// Rules in the order of dossiers, after one; those that no disposition has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_after(&self, after: Option<DossierId>, limit: u32) -> Result<Vec<RetentionRow>, Error> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        self.retention_rows(AFTER, params![after, limit])
    }

    /// The rule of a dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_of(&self, dossier: DossierId) -> Result<Option<RetentionRow>, Error> {
        Ok(self
            .retention_rows(BY_DOSSIER, params![dossier.to_string()])?
            .pop())
    }

    /// From when the years of a dossier's rule count, and what is left after a destruction.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_details(&self, dossier: DossierId) -> Result<Option<(RetentionStart, Traces)>, Error> {
        let found: Option<(String, String)> = self
            .transaction
            .prepare_cached(DETAILS)
            .and_then(|mut get| {
                get.query_row([dossier.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|(start, traces)| {
                Ok((
                    from_word("retention", "start", &start)?,
                    from_word("retention", "traces", &traces)?,
                ))
            })
            .transpose()
    }
}

impl Change<'_> {
    /// Adds a tableau de tri; gives its version.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_retention_table(
        &self,
        name: &str,
        valid_from: Date,
        sha256: &model::Sha256,
        lines: &[TableLine],
    ) -> Result<u32, Error> {
        let text = serde_json::to_string(lines).map_err(|_| Error::ValueUnreadable {
            table: "retention_table",
            column: "lines",
        })?;
        self.transaction
            .execute(
                ADD_TABLE,
                params![
                    name,
                    valid_from.to_string(),
                    sha256.to_string(),
                    text,
                    lines.len() as i64,
                    micros(self.at()),
                    self.actor
                ],
            )
            .and_then(|_| {
                self.transaction
                    .query_row("SELECT max(version) FROM retention_table", [], |row| row.get(0))
            })
            .map_err(|error| self.store.failed(error))
    }

    /// Sets the rule of a dossier; it waits for none any more.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_retention(&self, dossier: DossierId, new: &NewRetention) -> Result<(), Error> {
        let id = dossier.to_string();
        let done = || -> rusqlite::Result<()> {
            self.transaction.prepare_cached(SET)?.execute(params![
                id,
                new.closed_on.to_string(),
                new.starts_on.map(|day| day.to_string()),
                new.last_day.map(|day| day.to_string()),
                new.years,
                new.fate.as_ref().map(word),
                word(&new.source),
                new.table,
                new.line,
                new.legal_basis,
                new.sampling,
                word(&new.start),
                word(&new.traces),
                new.procedure,
            ])?;
            self.transaction.prepare_cached(SETTLED)?.execute([&id])?;
            Ok(())
        };
        done().map_err(|error| self.store.failed(error))
    }

    /// A dossier has no rule any more, because it is open again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_retention(&self, dossier: DossierId) -> Result<(), Error> {
        let id = dossier.to_string();
        self.transaction
            .execute(REMOVE, [&id])
            .and_then(|_| self.transaction.execute(SETTLED, [&id]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Sets the end of validity; the rule is found again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_validity(&self, dossier: DossierId, until: Date) -> Result<(), Error> {
        let id = dossier.to_string();
        self.transaction
            .execute(SET_VALIDITY, params![id, until.to_string()])
            .and_then(|_| self.transaction.execute(IS_PENDING, [&id]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
