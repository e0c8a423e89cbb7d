//! The public log in SQLite.

use jiff::Timestamp;
use model::Sha256;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use tlog::Hash;
use tlog::entry::{Kind, LENGTH};

use super::{SqliteStorage, millis};
use crate::error::Error;
use crate::log::{Growth, LogStorage, Pending};

/// Adds an entry that waits for the next checkpoint.
pub(super) fn enqueue(connection: &Connection, entry: &[u8; LENGTH], now: Timestamp) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO log_pending (entry, added_ms) VALUES (?1, ?2)",
            params![entry, millis(now)],
        )
        .map(|_| ())
}

/// Adds that an original was revoked or superseded, with the commitments of its entry 'issued'. Nothing for an original
/// that was registered before there was a log.
pub(super) fn enqueue_later(
    connection: &Connection,
    identifier: Sha256,
    kind: Kind,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let issued: Option<[u8; LENGTH]> = connection
        .query_row(
            "SELECT log_entry FROM original WHERE identifier_sha256 = ?1",
            [identifier.0],
            |row| row.get(0),
        )
        .optional()?
        .flatten();
    let later = issued
        .and_then(|entry| tlog::entry::LogEntry::from_bytes(&entry).ok())
        .map(|entry| tlog::entry::LogEntry { kind, ..entry }.to_bytes());
    later.map_or(Ok(()), |entry| enqueue(connection, &entry, now))
}

fn number(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Stored {
        what: "number of the log",
    })
}

impl LogStorage for SqliteStorage {
    fn log_identity(&self, (origin, key): (&str, [u8; 32])) -> Result<(String, [u8; 32]), Error> {
        let connection = self.connect();
        let read = || {
            connection.execute(
                "INSERT OR IGNORE INTO log_identity (one, origin, public_key) VALUES (1, ?1, ?2)",
                params![origin, key],
            )?;
            connection.query_row("SELECT origin, public_key FROM log_identity", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        };
        read().map_err(Error::database("named the log"))
    }

    fn log_pending(&self, most: u32) -> Result<Vec<Pending>, Error> {
        let connection = self.connect();
        let read = || {
            connection
                .prepare_cached("SELECT row, entry FROM log_pending ORDER BY row LIMIT ?1")?
                .query_map([most], |row| {
                    Ok(Pending {
                        row: row.get(0)?,
                        entry: row.get(1)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(Error::database("read what waits for the log"))
    }

    fn log_append(&self, growth: &Growth, now: Timestamp) -> Result<bool, Error> {
        let old = number(growth.old)?;
        let size = number(growth.old + growth.entries.len() as u64)?;
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (entries, checkpoints): (i64, i64) = transaction.query_row(
                "SELECT (SELECT ifnull(max(number) + 1, 0) FROM log_entry), (SELECT count(*) FROM log_checkpoint)",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if entries != old || (growth.entries.is_empty() && checkpoints > 0) {
                return Ok(false);
            }
            for row in &growth.taken {
                if transaction.execute("DELETE FROM log_pending WHERE row = ?1", [row])? != 1 {
                    // Dropping the transaction takes everything back.
                    return Ok(false);
                }
            }
            for (at, entry) in (old..).zip(&growth.entries) {
                transaction
                    .prepare_cached("INSERT INTO log_entry (number, entry) VALUES (?1, ?2)")?
                    .execute(params![at, entry])?;
            }
            for (path, bytes) in &growth.files {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO log_file (path, bytes) VALUES (?1, ?2)")?
                    .execute(params![path, bytes])?;
            }
            for (path, _) in growth.files.iter().filter(|(path, _)| !path.contains(".p/")) {
                // The partial files of this place; `0` stands behind `/`.
                transaction.execute(
                    "DELETE FROM log_file WHERE path >= ?1 || '.p/' AND path < ?1 || '.p0'",
                    [path],
                )?;
            }
            transaction.execute(
                "INSERT INTO log_checkpoint (size, note, made_ms, published) VALUES (?1, ?2, ?3, 0)",
                params![size, growth.note, millis(now)],
            )?;
            transaction.commit()?;
            Ok(true)
        })()
        .map_err(Error::database("appended to the log"))
    }

    fn log_checkpoint(&self, published: bool) -> Result<Option<String>, Error> {
        self.connect()
            .query_row(
                "SELECT note FROM log_checkpoint WHERE published >= ?1 ORDER BY size DESC LIMIT 1",
                [published],
                |row| row.get(0),
            )
            .optional()
            .map_err(Error::database("read a checkpoint"))
    }

    fn log_cosigned(&self, size: u64, note: &str, published: bool) -> Result<(), Error> {
        self.connect()
            .execute(
                "UPDATE log_checkpoint SET note = ?2, published = max(published, ?3) WHERE size = ?1",
                params![number(size)?, note, published],
            )
            .map(|_| ())
            .map_err(Error::database("kept cosignatures"))
    }

    fn log_file(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.connect()
            .query_row("SELECT bytes FROM log_file WHERE path = ?1", [path], |row| {
                row.get(0)
            })
            .optional()
            .map_err(Error::database("read a file of the log"))
    }

    fn log_numbers(&self, id_tag: Hash) -> Result<Vec<(u64, [u8; LENGTH])>, Error> {
        let connection = self.connect();
        let read = || {
            connection
                .prepare_cached(
                    "SELECT number, entry FROM log_entry WHERE substr(entry, 3, 32) = ?1 ORDER BY number",
                )?
                .query_map([id_tag.as_bytes()], |row| {
                    Ok((super::number(row, "number")?, row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(Error::database("read entries of the log"))
    }

    fn log_entry_of(&self, identifier_sha256: Sha256) -> Result<Option<[u8; LENGTH]>, Error> {
        self.connect()
            .query_row(
                "SELECT log_entry FROM original WHERE identifier_sha256 = ?1",
                [identifier_sha256.0],
                |row| row.get(0),
            )
            .optional()
            .map(Option::flatten)
            .map_err(Error::database("read an entry of the log"))
    }
}
