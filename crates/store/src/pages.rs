//! Looking at every page of a database while others may be writing it.
//!
//! `PRAGMA cipher_integrity_check` reads the pages of the file itself: under no lock and outside every transaction. While
//! another process moves its log into the file, such a read gets a page half old and half new, whose authentication code
//! holds for neither. `PRAGMA quick_check` reads every page that holds data as any reader does, of one moment: what that one
//! finds is true at once. A finding of the former counts only when it is found again while nobody can write.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, ErrorCode};

use crate::error::{Error, database_error, io_error};

/// Looks beside working programs before they are asked to wait.
const FREE_LOOKS: u32 = 3;
/// Looks while nobody can write; what is being moved into the file now ends meanwhile.
const ALONE_LOOKS: u32 = 5;
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Findings in their order, `take` of them at most in the sentence.
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

/// What the pages of the file say now, right or wrong.
fn look(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(connection, "PRAGMA cipher_integrity_check")
}

fn outcome(file: &Path, findings: &[String]) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    Err(Error::DeskDamaged {
        file: file.to_owned(),
        detail: findings
            .iter()
            .take(SAID)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("; "),
    })
}

/// Every page's authentication code, and the structure of the database, of a file that nobody writes.
pub(crate) fn check_still(connection: &Connection, file: &Path) -> Result<(), Error> {
    let failed = |error| database_error(file, error);
    first_page(connection).map_err(failed)?;
    let mut findings = look(connection).map_err(failed)?;
    findings.extend(structure(connection).map_err(failed)?);
    outcome(file, &findings)
}

/// The same of a desk's database while other programs work with it. They are made to wait only where a finding repeats.
pub(crate) fn check_shared(connection: &Connection, file: &Path) -> Result<(), Error> {
    let failed = |error| database_error(file, error);
    first_page(connection).map_err(failed)?;
    outcome(file, &structure(connection).map_err(failed)?)?;
    let mut findings = look(connection).map_err(failed)?;
    for _ in 1..FREE_LOOKS {
        if findings.is_empty() {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
        again(connection, &mut findings).map_err(failed)?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    alone(connection, file, || {
        for number in 1..=ALONE_LOOKS {
            let before = written_at(file)?;
            again(connection, &mut findings).map_err(failed)?;
            // Found again, and the file was not written while it was looked at.
            if findings.is_empty() || number > 1 && before == written_at(file)? {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        outcome(file, &findings)
    })
}

/// Runs while no other connection can write to the log: nothing new comes to be moved into the file. Nothing is changed.
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

/// Keeps of the findings those that are found once more.
fn again(connection: &Connection, findings: &mut Vec<String>) -> rusqlite::Result<()> {
    let found: BTreeSet<String> = look(connection)?.into_iter().collect();
    findings.retain(|finding| found.contains(finding));
    Ok(())
}

fn structure(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(connection, "PRAGMA quick_check(3)")
}

/// The first page must open before SQLCipher can look at the others.
fn first_page(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
}

fn written_at(file: &Path) -> Result<SystemTime, Error> {
    std::fs::metadata(file)
        .and_then(|found| found.modified())
        .map_err(|error| io_error(file, error))
}
