//! The public log in the database.

use jiff::Timestamp;
use model::Sha256;
use tlog::Hash;
use tlog::entry::{Kind, LENGTH, LogEntry};

use super::relational::SqlStorage;
use super::sql::{Database, Millis, Sql, Value, values};
use crate::error::Error;
use crate::log::{Growth, LogStorage, Pending};

/// Entries that one statement adds.
const BATCH: usize = 100;

/// Adds an entry that waits for the next checkpoint.
pub(super) fn enqueue(sql: &mut dyn Sql, entry: &[u8; LENGTH], now: Timestamp) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO log_pending (entry, added_ms) VALUES ($1, $2)",
        values![entry, Millis(now)],
    )?;
    Ok(())
}

/// Adds that an original was revoked or superseded, with the commitments of its entry 'issued'. Nothing for an original
/// that was registered before there was a log.
pub(super) fn enqueue_later(
    sql: &mut dyn Sql,
    identifier: Sha256,
    kind: Kind,
    now: Timestamp,
) -> Result<(), Error> {
    let later = entry_of(sql, identifier)?
        .and_then(|entry| LogEntry::from_bytes(&entry).ok())
        .map(|entry| LogEntry { kind, ..entry }.to_bytes());
    later.map_or(Ok(()), |entry| enqueue(sql, &entry, now))
}

fn entry_of(sql: &mut dyn Sql, identifier: Sha256) -> Result<Option<[u8; LENGTH]>, Error> {
    let row = sql.query_one(
        "SELECT log_entry FROM original WHERE identifier_sha256 = $1",
        values![identifier],
    )?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// Takes the entries of `growth` out of those that wait; `false` where they are not exactly the oldest ones that wait.
fn take(sql: &mut dyn Sql, taken: &[i64]) -> Result<bool, Error> {
    let (Some(first), Some(last)) = (taken.iter().min(), taken.iter().max()) else {
        return Ok(true);
    };
    let among = values![*first, *last];
    let waiting = sql.query_one(
        "SELECT count(*) FROM log_pending WHERE \"row\" >= $1 AND \"row\" <= $2",
        among,
    )?;
    let waiting: u64 = waiting.ok_or(Error::Stored { what: "log" })?.get(0)?;
    if waiting != taken.len() as u64 {
        return Ok(false);
    }
    sql.execute(
        "DELETE FROM log_pending WHERE \"row\" >= $1 AND \"row\" <= $2",
        among,
    )?;
    Ok(true)
}

fn append(sql: &mut dyn Sql, growth: &Growth, now: Timestamp) -> Result<bool, Error> {
    let row = sql.query_one(
        "SELECT (SELECT coalesce(max(number) + 1, 0) FROM log_entry), (SELECT count(*) FROM log_checkpoint)",
        &[],
    )?;
    let row = row.ok_or(Error::Stored { what: "log" })?;
    let (entries, checkpoints): (u64, u64) = (row.get(0)?, row.get(1)?);
    if entries != growth.old || (growth.entries.is_empty() && checkpoints > 0) || !take(sql, &growth.taken)? {
        return Ok(false);
    }
    let numbered: Vec<(u64, &[u8; LENGTH])> = (growth.old..).zip(&growth.entries).collect();
    for batch in numbered.chunks(BATCH) {
        let places: Vec<String> = (0..batch.len())
            .map(|at| format!("(${}, ${})", 2 * at + 1, 2 * at + 2))
            .collect();
        let params: Vec<Value> = batch
            .iter()
            .flat_map(|(number, entry)| [Value::from(*number), Value::from(*entry)])
            .collect();
        sql.execute(
            &format!(
                "INSERT INTO log_entry (number, entry) VALUES {}",
                places.join(", ")
            ),
            &params,
        )?;
    }
    for (path, bytes) in &growth.files {
        sql.execute(
            "INSERT INTO log_file (path, bytes) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes",
            values![path, bytes],
        )?;
    }
    for (path, _) in growth.files.iter().filter(|(path, _)| !path.contains(".p/")) {
        // The partial files of this place; `0` stands behind `/`.
        sql.execute(
            "DELETE FROM log_file WHERE path >= $1 AND path < $2",
            values![format!("{path}.p/"), format!("{path}.p0")],
        )?;
    }
    sql.execute(
        "INSERT INTO log_checkpoint (size, note, made_ms, published) VALUES ($1, $2, $3, 0)",
        values![
            growth.old + growth.entries.len() as u64,
            &growth.note,
            Millis(now)
        ],
    )?;
    Ok(true)
}

impl<D: Database> LogStorage for SqlStorage<D> {
    fn log_identity(&self, (origin, key): (&str, [u8; 32])) -> Result<(String, [u8; 32]), Error> {
        self.database().change(|sql| {
            sql.execute(
                "INSERT INTO log_identity (one, origin, public_key) VALUES (1, $1, $2) ON CONFLICT DO NOTHING",
                values![origin, key],
            )?;
            let row = sql.query_one("SELECT origin, public_key FROM log_identity", &[])?;
            let row = row.ok_or(Error::Stored { what: "name of the log" })?;
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    fn log_pending(&self, most: u32) -> Result<Vec<Pending>, Error> {
        self.database().read(|sql| {
            sql.query(
                "SELECT \"row\", entry FROM log_pending ORDER BY \"row\" LIMIT $1",
                values![most],
            )?
            .iter()
            .map(|row| {
                Ok(Pending {
                    row: row.get(0)?,
                    entry: row.get(1)?,
                })
            })
            .collect()
        })
    }

    fn log_append(&self, growth: &Growth, now: Timestamp) -> Result<bool, Error> {
        self.database().change(|sql| append(sql, growth, now))
    }

    fn log_checkpoint(&self, published: bool) -> Result<Option<String>, Error> {
        self.database().read(|sql| {
            sql.query_one(
                "SELECT note FROM log_checkpoint WHERE published >= $1 ORDER BY size DESC LIMIT 1",
                values![published],
            )?
            .map(|row| row.get(0))
            .transpose()
        })
    }

    fn log_cosigned(&self, size: u64, note: &str, published: bool) -> Result<(), Error> {
        self.database().change(|sql| {
            sql.execute(
                "UPDATE log_checkpoint SET note = $2, published = CASE WHEN published > $3 THEN published ELSE $3 END
                 WHERE size = $1",
                values![size, note, published],
            )?;
            Ok(())
        })
    }

    fn log_file(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.database().read(|sql| {
            sql.query_one("SELECT bytes FROM log_file WHERE path = $1", values![path])?
                .map(|row| row.get(0))
                .transpose()
        })
    }

    fn log_numbers(&self, id_tag: Hash) -> Result<Vec<(u64, [u8; LENGTH])>, Error> {
        self.database().read(|sql| {
            sql.query(
                "SELECT number, entry FROM log_entry WHERE substr(entry, 3, 32) = $1 ORDER BY number",
                values![id_tag.as_bytes()],
            )?
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
        })
    }

    fn log_entry_of(&self, identifier_sha256: Sha256) -> Result<Option<[u8; LENGTH]>, Error> {
        self.database().read(|sql| entry_of(sql, identifier_sha256))
    }
}
