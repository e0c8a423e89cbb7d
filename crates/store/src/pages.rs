//! Looking at every page of a database, also while others work with it.
//!
//! `PRAGMA quick_check` reads every page that holds something as any reader does: of one moment, from the log or the file,
//! each against its authentication code. What it finds is true. `PRAGMA cipher_integrity_check` reads the file itself, under
//! no lock and outside every transaction, and takes for damage what is none: a page that another process is moving from the
//! log into the file just now, and a page that stands in the log only while the file has grown beyond its place (a
//! checkpoint beside a reader leaves such holes for as long as somebody reads). It therefore decides nothing; where there is
//! damage it names the pages.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::error::{Error, database_error};

/// Findings in the sentence, at most.
const SAID: usize = 3;

fn lines(connection: &Connection, pragma: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(pragma)?;
    let found: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    Ok(found?
        .into_iter()
        .filter(|line| line != "ok")
        // A finding of SQLite has lines; the first one says enough for a sentence.
        .filter_map(|finding| finding.lines().next().map(str::to_owned))
        .collect())
}

/// Every page that holds something, and the structure of the database, of one moment.
pub(crate) fn check(connection: &Connection, file: &Path) -> Result<(), Error> {
    let failed = |error| database_error(file, error);
    // The first page must open before anything can be said of the others.
    connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
        .map_err(failed)?;
    let mut findings = lines(connection, "PRAGMA quick_check(3)").map_err(failed)?;
    if findings.is_empty() {
        return Ok(());
    }
    // As a help for whoever looks into it; what cannot be told adds nothing.
    findings.extend(lines(connection, "PRAGMA cipher_integrity_check").unwrap_or_default());
    findings.truncate(SAID);
    Err(Error::DeskDamaged {
        file: file.to_owned(),
        detail: findings.join("; "),
    })
}

/// Runs while no other connection can write to the log. Nothing is changed.
pub(crate) fn alone<T>(
    connection: &Connection,
    file: &Path,
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let held = match connection.execute_batch("BEGIN IMMEDIATE") {
        Ok(()) => true,
        // Where this program may not write, a look without the lock is the best there is.
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::ReadOnly => false,
        Err(error) => return Err(database_error(file, error)),
    };
    let result = work();
    if held {
        connection
            .execute_batch("ROLLBACK")
            .map_err(|error| database_error(file, error))?;
    }
    result
}
