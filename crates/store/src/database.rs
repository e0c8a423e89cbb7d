//! The encrypted database file: opening, checking, migrating.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::durable::sync_folder;
use crate::error::{Error, database_error, io_error};
use crate::keys::DataKey;
use crate::pages;

mod embedded {
    refinery::embed_migrations!("../../migrations/desk");
}

/// Decrypted pages that a connection keeps: the writing one, and each of the reading ones.
const WRITE_CACHE_KIB: i64 = 16 * 1024;
const READ_CACHE_KIB: i64 = 24 * 1024;
/// Statements that a connection keeps prepared: those of a day's work.
const STATEMENTS: usize = 200;

/// Bytes of a page, as SQLCipher 4 makes them.
const PAGE: i64 = 4096;

/// How long a statement waits for another process.
const BUSY: Duration = Duration::from_secs(20);

/// The place of the database.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("desk.db")
}

/// A database that is being made: it takes its name once it is whole.
pub(crate) fn unfinished(folder: &Path) -> PathBuf {
    folder.join("desk.db.new")
}

/// The newest schema this program knows.
pub(crate) fn known_schema() -> i64 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|migration| i64::from(migration.version()))
        .max()
        .unwrap_or(0)
}

/// Makes a new, migrated database under its unfinished name.
pub(crate) fn make(folder: &Path, key: &DataKey) -> Result<Connection, Error> {
    let file = unfinished(folder);
    let mut connection = connect(&file, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    writable(&connection).map_err(|error| database_error(&file, error))?;
    migrate(&mut connection, &file)?;
    Ok(connection)
}

/// Gives a finished database its name. Its connection is closed: rename must not meet a journal file.
pub(crate) fn finish(folder: &Path) -> Result<(), Error> {
    let (from, to) = (unfinished(folder), path(folder));
    std::fs::rename(&from, &to).map_err(|error| io_error(&to, error))?;
    sync_folder(folder)
}

/// How much of a database is looked at before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Its first pages and its length: the same time for every size. Every other page is
    /// authenticated when it is read.
    Start,
    /// Every page.
    Whole,
}

/// Opens an existing database, checks it and brings its schema up to date. A damaged one is not altered.
pub(crate) fn open(folder: &Path, key: &DataKey, depth: Depth) -> Result<Connection, Error> {
    let file = path(folder);
    let failed = |error| database_error(&file, error);
    let damaged = |detail: &str| Error::DeskDamaged {
        file: file.clone(),
        detail: detail.to_owned(),
    };
    match std::fs::metadata(&file) {
        Ok(found) if !found.is_file() => return Err(damaged("not a regular file")),
        Ok(found) if found.len() == 0 => return Err(damaged("0 bytes")),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(damaged("missing")),
        Err(error) => return Err(io_error(&file, error)),
    }
    let mut connection = connect(&file, key, OpenFlags::empty())?;
    start(&connection, &file)?;
    if depth == Depth::Whole {
        pages::check(&connection, &file)?;
    }
    let found = schema(&connection)
        .map_err(failed)?
        .ok_or_else(|| damaged("no schema"))?;
    let known = known_schema();
    if found > known {
        return Err(Error::DeskNewer { found, known });
    }
    writable(&connection).map_err(failed)?;
    if found < known {
        migrate(&mut connection, &file)?;
    }
    Ok(connection)
}

/// Another connection to a database that was opened and checked before.
pub(crate) fn reader(folder: &Path, key: &DataKey) -> Result<Connection, Error> {
    let file = path(folder);
    let connection = connect(&file, key, OpenFlags::empty())?;
    connection
        .pragma_update(None, "cache_size", -READ_CACHE_KIB)
        .map_err(|error| database_error(&file, error))?;
    Ok(connection)
}

/// What a database shows at its ends: the first pages open and no page is cut off.
fn start(connection: &Connection, file: &Path) -> Result<(), Error> {
    if !cut_off(connection, file)? {
        return Ok(());
    }
    // Another program may have begun a log between the two looks.
    if pages::alone(connection, file, || cut_off(connection, file))? {
        return Err(Error::DeskDamaged {
            file: file.to_owned(),
            detail: "cut off".to_owned(),
        });
    }
    Ok(())
}

fn cut_off(connection: &Connection, file: &Path) -> Result<bool, Error> {
    // Where a log is there, pages may stand in it only.
    let log = file.with_extension("db-wal");
    if std::fs::metadata(&log).map_or(0, |found| found.len()) > 0 {
        return Ok(false);
    }
    let pages: i64 = connection
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .map_err(|error| database_error(file, error))?;
    let length = std::fs::metadata(file)
        .map_err(|error| io_error(file, error))?
        .len();
    Ok(u64::try_from(pages.saturating_mul(PAGE)).unwrap_or(0) > length)
}

/// Copies the database of a desk, of one moment, into a new file encrypted the same way. Others work on meanwhile.
/// `on_pages` gets the pages done and in all; `false` stops.
pub(crate) fn copy(
    folder: &Path,
    to: &Path,
    key: &DataKey,
    step: i32,
    on_pages: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), Error> {
    let file = path(folder);
    let failed = |error| database_error(&file, error);
    let source = connect(&file, key, OpenFlags::empty())?;
    // One moment: what is written later does not begin the copy anew.
    source.execute_batch("BEGIN").map_err(failed)?;
    source
        .query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
        .map_err(failed)?;
    let failed_copy = |error| database_error(to, error);
    let mut target = connect(to, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    {
        let backup = Backup::new(&source, &mut target).map_err(failed_copy)?;
        loop {
            let result = backup.step(step).map_err(failed_copy)?;
            let progress = backup.progress();
            let (all, left) = (
                u64::try_from(progress.pagecount).unwrap_or(0),
                u64::try_from(progress.remaining).unwrap_or(0),
            );
            if result == StepResult::Done {
                break;
            }
            if !on_pages(all.saturating_sub(left), all) {
                return Err(Error::Cancelled);
            }
            if result != StepResult::More {
                // The copy is ours alone and the source is read under one lock: whoever keeps it busy is no desk.
                return Err(Error::DeskBusy);
            }
        }
    }
    // A copy has no log beside it: it is one file, read without writing.
    target
        .query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        .map_err(failed_copy)?;
    target.close().map_err(|(_, error)| failed_copy(error))
}

/// Checks a database by a connection of its own.
pub(crate) fn check_beside(folder: &Path, key: &DataKey) -> Result<(), Error> {
    let file = path(folder);
    let connection = connect(&file, key, OpenFlags::empty())?;
    pages::check(&connection, &file)
}

/// Opens a copy for reading; nothing is migrated or written.
pub(crate) fn open_copy(file: &Path, key: &DataKey) -> Result<Connection, Error> {
    let connection = connect(file, key, OpenFlags::empty())?;
    connection
        .execute_batch("PRAGMA query_only = ON;")
        .map_err(|error| database_error(file, error))?;
    Ok(connection)
}

/// The version of the schema in a database, `None` where it has none.
pub(crate) fn schema(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let known = connection.query_row(
        "SELECT count(*) FROM sqlite_master WHERE name = 'refinery_schema_history'",
        [],
        |row| row.get::<_, i64>(0),
    )?;
    if known == 0 {
        return Ok(None);
    }
    connection.query_row("SELECT max(version) FROM refinery_schema_history", [], |row| {
        row.get(0)
    })
}

fn connect(file: &Path, key: &DataKey, more: OpenFlags) -> Result<Connection, Error> {
    let failed = |error| database_error(file, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(file, flags).map_err(failed)?;
    // What SQLCipher would write to standard error comes back as errors, which the edge explains.
    connection
        .execute_batch("PRAGMA cipher_log_level = NONE;")
        .map_err(failed)?;
    // Until the database is known to be sound, closing it must not write anything back.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .map_err(failed)?;
    let derived = key.database()?;
    let text = Zeroizing::new(format!(
        "PRAGMA key = \"x'{}'\";",
        *Zeroizing::new(hex::encode(*derived.0))
    ));
    connection.execute_batch(&text).map_err(failed)?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection
        .execute_batch(
            "PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA trusted_schema = OFF;",
        )
        .map_err(failed)?;
    crate::tables::access::prepare(&connection).map_err(failed)?;
    // Reads the first page: a database that is none, or of another key, shows here.
    connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
        .map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// From here on the database may be written.
fn writable(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    // What is deleted is written over in its page; pages that are freed, when something is destroyed (`forgetting`).
    connection.query_row("PRAGMA secure_delete = FAST", [], |_| Ok(()))?;
    // The log is carried over beside the work (`checkpoint`); by a change itself only when it has grown to 40 MB.
    connection.query_row("PRAGMA wal_autocheckpoint = 10000", [], |_| Ok(()))?;
    connection.pragma_update(None, "cache_size", -WRITE_CACHE_KIB)?;
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .map(|_| ())
}

fn migrate(connection: &mut Connection, file: &Path) -> Result<(), Error> {
    embedded::migrations::runner()
        .set_grouped(true)
        .run(connection)
        .map(|_| ())
        .map_err(|error| {
            let detail = error.to_string();
            match error.kind() {
                refinery::error::Kind::Connection(_, source) => {
                    match source.downcast_ref::<rusqlite::Error>() {
                        Some(rusqlite::Error::SqliteFailure(failure, message)) => {
                            database_error(file, rusqlite::Error::SqliteFailure(*failure, message.clone()))
                        }
                        _ => Error::DeskDamaged {
                            file: file.to_owned(),
                            detail,
                        },
                    }
                }
                _ => Error::DeskDamaged {
                    file: file.to_owned(),
                    detail,
                },
            }
        })
}
