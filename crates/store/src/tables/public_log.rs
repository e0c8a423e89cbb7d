//! Entries of the public log that concern this desk's originals, and alarms.

use model::DocumentId;
use rusqlite::{OptionalExtension, Row, params};

use super::{micros, parsed, timestamp};
use crate::{Change, Error, Reading};

const EXPECT: &str = "INSERT INTO log_entry (document, id_tag, entry, registered_us) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT DO NOTHING";
// Where an entry stood in a log that was given up is a guess in another one.
const OF_TAG: &str =
    "SELECT document, entry, CASE WHEN proof IS NULL AND former_proof IS NOT NULL THEN NULL ELSE number END
    FROM log_entry WHERE id_tag = ?1";
const OF_DOCUMENT: &str = "SELECT entry, number, proof FROM log_entry WHERE document = ?1";
const UNPROVED: &str =
    "SELECT document, entry, number, registered_us, former_proof IS NOT NULL FROM log_entry
    WHERE proof IS NULL
    ORDER BY registered_us LIMIT ?1";
const UNKNOWN: &str = "SELECT document.id FROM document WHERE document.registered_us IS NOT NULL
    AND document.identifier IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM log_entry WHERE log_entry.document = document.id)
    AND NOT EXISTS (SELECT 1 FROM version JOIN destroyed ON destroyed.version = version.id
        WHERE version.document = document.id) LIMIT ?1";
const REPLACED: &str = "SELECT EXISTS (SELECT 1 FROM document WHERE supersedes = ?1)";
const FOUND: &str = "UPDATE log_entry SET number = ?2
    WHERE document = ?1 AND (number IS NULL OR proof IS NULL AND former_proof IS NOT NULL)";
const MISPLACED: &str = "UPDATE log_entry SET number = NULL
    WHERE document = ?1 AND proof IS NULL AND former_proof IS NOT NULL";
const PROVED: &str = "UPDATE log_entry SET number = ?2, proof = ?3, proved_us = ?4 WHERE document = ?1";
const COUNT: &str =
    "SELECT count(*) FILTER (WHERE proof IS NOT NULL), count(*) FILTER (WHERE proof IS NULL) FROM log_entry";
const RAISE: &str =
    "INSERT INTO alarm (code, subject, arguments, evidence, raised_us) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO NOTHING";
const ALARMS: &str =
    "SELECT number, code, subject, arguments, evidence, raised_us, seen_us, seen_by, seen_note FROM alarm
    WHERE ?1 OR seen_us IS NULL ORDER BY number DESC LIMIT 1000";
const UNSEEN: &str = "SELECT count(*) FROM alarm WHERE seen_us IS NULL";
const SEEN: &str =
    "UPDATE alarm SET seen_us = ?2, seen_by = ?3, seen_note = ?4 WHERE number = ?1 AND seen_us IS NULL";

/// An original's entry in the public log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntryRow {
    /// The original.
    pub document: DocumentId,
    /// The 98 bytes of the entry 'issued', as this desk computes them.
    pub entry: Vec<u8>,
    /// Where it stands, from 0; `None`: not found yet.
    pub number: Option<u64>,
    /// The verified proof (C2SP tlog-proof).
    pub proof: Option<String>,
    /// When the platform registered the original, UTC.
    pub registered_at: jiff::Timestamp,
    /// It was proved under a log that was given up; where it stood there is a guess.
    pub proved_before: bool,
}

/// An original with the 98 bytes of its entry, and where that stands if it was found.
pub type TaggedEntry = (DocumentId, Vec<u8>, Option<u64>);

/// An alarm as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmRow {
    /// Its number.
    pub number: u64,
    /// Stable code: the id of a message.
    pub code: String,
    /// What it is about; a document's identity where it is about one.
    pub subject: String,
    /// The message's arguments, as JSON.
    pub arguments: String,
    /// What shows it.
    pub evidence: String,
    /// When it was raised.
    pub raised_at: jiff::Timestamp,
    /// When and by whom it was seen, and the note.
    pub seen: Option<(jiff::Timestamp, String, String)>,
}

fn unsigned(column: &'static str, value: i64) -> Result<u64, Error> {
    u64::try_from(value).map_err(|_| Error::ValueUnreadable {
        table: "log_entry",
        column,
    })
}

type Raw = (String, Vec<u8>, Option<i64>, Option<String>, i64, bool);

fn entry((document, entry, number, proof, registered, proved_before): Raw) -> Result<LogEntryRow, Error> {
    Ok(LogEntryRow {
        document: parsed("log_entry", "document", &document)?,
        entry,
        number: number.map(|number| unsigned("number", number)).transpose()?,
        proof,
        registered_at: timestamp("log_entry", "registered_us", registered)?,
        proved_before,
    })
}

impl Reading<'_> {
    /// The original whose entries have this tag.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn log_entry_of_tag(&self, id_tag: &[u8; 32]) -> Result<Option<TaggedEntry>, Error> {
        type Row = (String, Vec<u8>, Option<i64>);
        let row: Option<Row> = self
            .transaction
            .prepare_cached(OF_TAG)
            .and_then(|mut get| {
                get.query_row([id_tag.as_slice()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        row.map(|(document, entry, number)| {
            Ok((
                parsed("log_entry", "document", &document)?,
                entry,
                number.map(|number| unsigned("number", number)).transpose()?,
            ))
        })
        .transpose()
    }

    /// The verified proof of an original, with the number of its entry; `None` where there is none yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn log_proof(&self, document: DocumentId) -> Result<Option<(u64, String)>, Error> {
        let row: Option<(Option<i64>, Option<String>)> = self
            .transaction
            .prepare_cached(OF_DOCUMENT)
            .and_then(|mut get| {
                get.query_row([document.to_string()], |row| Ok((row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        match row {
            Some((Some(number), Some(proof))) => Ok(Some((unsigned("number", number)?, proof))),
            _ => Ok(None),
        }
    }

    /// Originals whose proof was not verified yet, the oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn log_unproved(&self, most: u32) -> Result<Vec<LogEntryRow>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(UNPROVED)?
                .query_map([most], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        None,
                        row.get(3)?,
                        row.get(4)?,
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(entry)
            .collect()
    }

    /// Registered originals whose entry this desk has not computed yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn log_unexpected(&self, most: u32) -> Result<Vec<DocumentId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(UNKNOWN)?
                .query_map([most], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| parsed("document", "id", id))
            .collect()
    }

    /// Whether another document of this desk replaces this one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_replaced(&self, document: DocumentId) -> Result<bool, Error> {
        self.transaction
            .prepare_cached(REPLACED)
            .and_then(|mut get| get.query_row([document.to_string()], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }

    /// How many originals are proved, and how many not yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn log_counts(&self) -> Result<(u64, u64), Error> {
        let (proved, unproved): (i64, i64) = self
            .transaction
            .query_row(COUNT, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|error| self.store.failed(error))?;
        Ok((unsigned("proof", proved)?, unsigned("proof", unproved)?))
    }

    /// The alarms, newest first, at most 1,000; those that were seen only when asked for.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn alarms(&self, seen_too: bool) -> Result<Vec<AlarmRow>, Error> {
        type RawAlarm = (
            i64,
            String,
            String,
            String,
            String,
            i64,
            Option<i64>,
            Option<String>,
            Option<String>,
        );
        let raw = |row: &Row<'_>| -> rusqlite::Result<RawAlarm> {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
                row.get(6)?,
                row.get(7)?,
                row.get(8)?,
            ))
        };
        let read = || -> rusqlite::Result<Vec<RawAlarm>> {
            self.transaction
                .prepare_cached(ALARMS)?
                .query_map([seen_too], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(
                |(number, code, subject, arguments, evidence, raised, seen, by, note)| {
                    Ok(AlarmRow {
                        number: unsigned("number", number)?,
                        code,
                        subject,
                        arguments,
                        evidence,
                        raised_at: timestamp("alarm", "raised_us", raised)?,
                        seen: match (seen, by) {
                            (Some(at), Some(by)) => {
                                Some((timestamp("alarm", "seen_us", at)?, by, note.unwrap_or_default()))
                            }
                            _ => None,
                        },
                    })
                },
            )
            .collect()
    }

    /// How many alarms nobody has seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unseen_alarms(&self) -> Result<u64, Error> {
        let count: i64 = self
            .transaction
            .query_row(UNSEEN, [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))?;
        unsigned("number", count)
    }
}

impl Change<'_> {
    /// Keeps the entry that the public log must show for an original; the first one stays.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn expect_log_entry(
        &self,
        document: DocumentId,
        id_tag: &[u8; 32],
        entry: &[u8],
        registered_at: jiff::Timestamp,
    ) -> Result<(), Error> {
        self.transaction
            .prepare_cached(EXPECT)
            .and_then(|mut add| {
                add.execute(params![
                    document.to_string(),
                    id_tag.as_slice(),
                    entry,
                    micros(registered_at)
                ])
            })
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps where the entry of an original stands.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn log_entry_found(&self, document: DocumentId, number: u64) -> Result<(), Error> {
        self.transaction
            .execute(FOUND, params![document.to_string(), number as i64])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// The entry of an original does not stand where it stood in the log before.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn log_entry_misplaced(&self, document: DocumentId) -> Result<(), Error> {
        self.transaction
            .execute(MISPLACED, [document.to_string()])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps the proof of an original, which the caller has verified.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn log_entry_proved(&self, document: DocumentId, number: u64, proof: &str) -> Result<(), Error> {
        self.transaction
            .execute(
                PROVED,
                params![document.to_string(), number as i64, proof, micros(self.at())],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Raises an alarm; false where it was raised before. The caller records it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn raise_alarm(
        &self,
        code: &str,
        subject: &str,
        arguments: &str,
        evidence: &str,
    ) -> Result<bool, Error> {
        self.transaction
            .execute(
                RAISE,
                params![code, subject, arguments, evidence, micros(self.at())],
            )
            .map(|added| added == 1)
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps that whoever works here has seen an alarm; false where there is none that waits. The caller records it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn alarm_seen(&self, number: u64, note: &str) -> Result<bool, Error> {
        self.transaction
            .execute(SEEN, params![number as i64, micros(self.at()), self.actor, note])
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }
}
