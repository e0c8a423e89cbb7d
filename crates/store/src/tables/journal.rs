//! The journal: append-only, hash-chained, committed with the change it tells of.

use std::collections::BTreeMap;

use model::DossierId;
use model::safety::{JournalFilter, JournalLine, JournalPage};
use model::view::HistoryEntry;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use tlog::journal::{Details, Entry, Head, Verifier};

use super::access::SEEN;
use super::{parsed, stored_size, unsigned};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO journal (sequence, previous, time_ms, actor, kind, subject, details, hash)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const HEAD: &str = "SELECT length, hash FROM journal_head";
const SET_HEAD: &str = "INSERT INTO journal_head (one, length, hash) VALUES (1, ?1, ?2)
                        ON CONFLICT (one) DO UPDATE SET length = excluded.length, hash = excluded.hash";
const COLUMNS: &str = "sequence, previous, time_ms, actor, kind, subject, details, hash";

type Raw = (i64, String, i64, String, String, String, String, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    ))
}

fn entry((sequence, previous, time_ms, actor, kind, subject, details, hash): Raw) -> Result<Entry, Error> {
    let sequence = unsigned("journal", "sequence", sequence)?;
    // What cannot be read as what was written was altered.
    let altered = || Error::Journal(tlog::Error::JournalAltered { sequence });
    Ok(Entry {
        sequence,
        previous: previous.parse().map_err(|_| altered())?,
        time_ms,
        actor,
        kind,
        subject,
        details: Details::parse(&details).map_err(|_| altered())?,
        hash: hash.parse().map_err(|_| altered())?,
    })
}

/// An entry as people read it.
fn seen(entry: Entry) -> Result<HistoryEntry, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "journal",
        column,
    };
    let at = jiff::Timestamp::from_millisecond(entry.time_ms).map_err(|_| unreadable("time_ms"))?;
    let details = serde_json::from_value::<BTreeMap<String, String>>(entry.details.to_value())
        .map_err(|_| unreadable("details"))?;
    Ok(HistoryEntry {
        sequence: entry.sequence,
        at,
        actor: entry.actor,
        kind: entry.kind,
        details,
    })
}

/// A filter as SQL and its values.
fn condition(filter: &JournalFilter) -> (String, Vec<Value>) {
    let mut parts = Vec::new();
    let mut values = Vec::new();
    let mut add = |part: &'static str, value: Option<Value>| {
        if let Some(value) = value {
            parts.push(part);
            values.push(value);
        }
    };
    let time = |time: jiff::Timestamp| Value::Integer(time.as_millisecond());
    add(
        "subject = ?",
        filter.dossier.map(|dossier| Value::Text(dossier.to_string())),
    );
    add("actor = ?", filter.actor.clone().map(Value::Text));
    add("kind = ?", filter.kind.clone().map(Value::Text));
    add("time_ms >= ?", filter.from.map(time));
    add("time_ms < ?", filter.until.map(time));
    add(
        "sequence < ?",
        filter.before.map(|before| Value::Integer(stored_size(before))),
    );
    if parts.is_empty() {
        (String::new(), values)
    } else {
        (format!("WHERE {}", parts.join(" AND ")), values)
    }
}

impl Reading<'_> {
    /// The head that was remembered with the last entry.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn journal_head(&self) -> Result<Head, Error> {
        let head: Option<(i64, String)> = self
            .transaction
            .prepare_cached(HEAD)
            .and_then(|mut get| get.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(|error| self.store.failed(error))?;
        head.map_or(Ok(Head::EMPTY), |(length, hash)| {
            Ok(Head {
                length: unsigned("journal_head", "length", length)?,
                hash: parsed("journal_head", "hash", &hash)?,
            })
        })
    }

    /// The stored hash of one entry.
    ///
    /// # Errors
    /// The database cannot be read; `journal-altered`.
    pub(crate) fn journal_hash(&self, sequence: u64) -> Result<Option<tlog::journal::EntryHash>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached("SELECT hash FROM journal WHERE sequence = ?1")
            .and_then(|mut get| {
                get.query_row([stored_size(sequence)], |row| row.get(0))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        let altered = |_| Error::Journal(tlog::Error::JournalAltered { sequence });
        found.map(|hash| hash.parse().map_err(altered)).transpose()
    }

    /// Every entry, oldest first, one at a time.
    ///
    /// # Errors
    /// Those of `each`; the database cannot be read; an entry that is no longer one (`journal-altered`).
    pub fn journal(&self, each: &mut dyn FnMut(Entry) -> Result<(), Error>) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        let mut statement = self
            .transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM journal ORDER BY sequence"))
            .map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(entry(raw(row).map_err(failed)?)?)?;
        }
        Ok(())
    }

    /// The entries after a sequence, oldest first, at most `limit`.
    ///
    /// # Errors
    /// As [`Reading::journal`].
    pub(crate) fn journal_after(
        &self,
        sequence: u64,
        limit: u32,
        each: &mut dyn FnMut(Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        let mut statement = self
            .transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM journal WHERE sequence > ?1 ORDER BY sequence LIMIT ?2"
            ))
            .map_err(failed)?;
        let mut rows = statement
            .query(params![stored_size(sequence), limit])
            .map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(entry(raw(row).map_err(failed)?)?)?;
        }
        Ok(())
    }

    /// The entries that a filter lets through, oldest first.
    ///
    /// # Errors
    /// As [`Reading::journal`].
    pub fn journal_matching(
        &self,
        filter: &JournalFilter,
        each: &mut dyn FnMut(Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        let (condition, values) = condition(filter);
        let mut statement = self
            .transaction
            .prepare(&format!(
                "SELECT {COLUMNS} FROM journal {condition} ORDER BY sequence"
            ))
            .map_err(failed)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(entry(raw(row).map_err(failed)?)?)?;
        }
        Ok(())
    }

    /// A page of the entries that a filter lets through, newest first.
    ///
    /// # Errors
    /// The database cannot be read; `journal-altered`.
    pub fn journal_page(&self, filter: &JournalFilter, limit: u32) -> Result<JournalPage, Error> {
        let (condition, mut values) = condition(filter);
        let limit = limit.clamp(1, 10_000);
        values.push(Value::Integer(i64::from(limit) + 1));
        let sql = format!(
            "SELECT {COLUMNS}, (SELECT reference FROM dossier WHERE dossier.id = journal.subject)
             FROM journal {condition} ORDER BY sequence DESC LIMIT ?"
        );
        let read = || -> rusqlite::Result<Vec<(Raw, Option<String>)>> {
            self.transaction
                .prepare(&sql)?
                .query_map(params_from_iter(values), |row| Ok((raw(row)?, row.get(8)?)))?
                .collect()
        };
        let mut rows = read().map_err(|error| self.store.failed(error))?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let lines = rows
            .into_iter()
            .map(|(row, reference)| {
                let subject = row.5.clone();
                let seen = seen(entry(row)?)?;
                Ok(JournalLine {
                    sequence: seen.sequence,
                    at: seen.at,
                    actor: seen.actor,
                    kind: seen.kind,
                    dossier: subject.parse().ok(),
                    reference,
                    details: seen.details,
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let next = lines.last().filter(|_| more).map(|line| line.sequence);
        Ok(JournalPage { lines, next })
    }

    /// The kinds of entries there are.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn journal_kinds(&self) -> Result<Vec<String>, Error> {
        // One step into the index for each kind, however many lines there are.
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(
                    "WITH RECURSIVE kinds (kind) AS (
                        SELECT min(kind) FROM journal
                        UNION ALL
                        SELECT (SELECT min(kind) FROM journal WHERE kind > kinds.kind) FROM kinds WHERE kinds.kind IS NOT NULL)
                     SELECT kind FROM kinds WHERE kind IS NOT NULL",
                )?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// What happened to a dossier, newest first: a page.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn history_page(
        &self,
        dossier: DossierId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM journal WHERE subject = ?1 AND sequence < ?2
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                     ORDER BY sequence DESC LIMIT ?3"
                ))?
                .query_map(
                    params![dossier.to_string(), before.map_or(i64::MAX, stored_size), limit],
                    raw,
                )?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter().map(|row| seen(entry(row)?)).collect()
    }

    /// Walks the whole chain and compares its end with the remembered head; gives the number of entries.
    ///
    /// # Errors
    /// `journal-altered`, `journal-missing`, `journal-truncated`, `journal-rewritten`, ...
    pub fn verify_journal(&self) -> Result<u64, Error> {
        let remembered = self.journal_head()?;
        let mut verifier = Verifier::new(Some(&remembered));
        self.journal(&mut |entry| verifier.check(&entry).map_err(Error::Journal))?;
        let head = verifier.finish()?;
        if head.length > remembered.length {
            // Appended behind the desk's back.
            return Err(tlog::Error::JournalRewritten {
                sequence: remembered.length,
            }
            .into());
        }
        Ok(head.length)
    }

    /// What happened to a dossier, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn history(&self, dossier: DossierId) -> Result<Vec<HistoryEntry>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM journal WHERE subject = ?1
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                     ORDER BY sequence DESC"
                ))?
                .query_map([dossier.to_string()], raw)?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter().map(|row| seen(entry(row)?)).collect()
    }
}

impl Change<'_> {
    /// The time of this change, UTC, as it is stored.
    pub fn at(&self) -> jiff::Timestamp {
        self.at
    }

    /// Appends a line to the journal. `details` never hold a secret, nor more of an identifier than its first group;
    /// of a matricule only its year is kept.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn record(
        &self,
        kind: &str,
        dossier: Option<DossierId>,
        details: &[(&str, &str)],
    ) -> Result<(), Error> {
        let head = self.journal_head()?;
        // Whatever was typed into a subject or the name of a file: no line holds a whole matricule.
        let details: BTreeMap<&str, String> = details
            .iter()
            .map(|(name, value)| (*name, model::matricule::masked(value).into_owned()))
            .collect();
        let details = Details::of(&details)?;
        let subject = dossier.map_or_else(String::new, |dossier| dossier.to_string());
        let entry = Entry::append(
            Some(&head),
            self.at.as_millisecond(),
            &self.actor,
            kind,
            &subject,
            details,
        );
        let head = entry.head();
        self.transaction
            .execute(
                ADD,
                params![
                    stored_size(entry.sequence),
                    entry.previous.to_string(),
                    entry.time_ms,
                    entry.actor,
                    entry.kind,
                    entry.subject,
                    entry.details.as_str(),
                    entry.hash.to_string()
                ],
            )
            .and_then(|_| {
                self.transaction
                    .execute(SET_HEAD, params![stored_size(head.length), head.hash.to_string()])
            })
            .map_err(|error| self.store.failed(error))?;
        self.recorded.set(Some(head));
        Ok(())
    }
}
