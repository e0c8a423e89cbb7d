//! What an operator does with the whole of a platform: move it to other databases and stores, back it up, put a backup
//! back.
//!
//! A backup is a folder: the originals, named by their digests, and an SQLite database with all rows, whatever database
//! they came from. `backup.json` names the database and says what is in it; it is written last.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use model::Sha256;
use serde::{Deserialize, Serialize};
use tlog::entry::{Kind, LogEntry};

use super::copy::{self, Copied, Table};
use super::files::Files;
use super::place::{Place, Rows};
use super::sql::{Database, Sql, values};
use super::sqlite::SqliteDatabase;
use crate::error::Error;
use crate::state::Environment;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of the backup: 1.
    pub format: u32,
    /// The version of the program that made it.
    pub version: String,
    /// When the rows were read.
    pub made_at: Timestamp,
    /// The life of the database that it is of.
    pub epoch: String,
    /// The file with the rows, in the same folder.
    pub database: String,
    /// SHA-256 of that file.
    pub database_sha256: Sha256,
    /// Tables with their rows.
    pub tables: Vec<(String, u64)>,
    /// Number of originals.
    pub originals: u64,
    /// Originals that were damaged or missing when it was made.
    pub damaged: Vec<Sha256>,
}

const MANIFEST: &str = "backup.json";

/// What the public log keeps, and its name.
const LOG: [&str; 5] = [
    "log_identity",
    "log_pending",
    "log_entry",
    "log_file",
    "log_checkpoint",
];

/// A public log that begins anew with a restoration, because the one before cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLog {
    /// Its name: another one than before.
    pub origin: String,
    /// The key by which it is signed.
    pub public_key: [u8; 32],
}

fn epoch_of(sql: &mut dyn Sql) -> Result<String, Error> {
    let row = sql.query_one("SELECT epoch FROM epoch", &[])?;
    row.ok_or(Error::Stored { what: "epoch" })?.get(0)
}

/// Moves what an SQLite platform keeps to another place. While it is copied nothing can be changed at the source; after
/// it the source is as it was. A run that was interrupted goes on when it is started again.
///
/// # Errors
/// [`Error::Occupied`] where the target holds something else; [`Error::Differs`] where the source was changed between
/// two runs; the databases or stores fail.
pub fn migrate(
    from: &Path,
    to: &Place,
    environment: &dyn Environment,
    say: &mut dyn FnMut(&str),
) -> Result<Copied, Error> {
    let file = from.join("platform.db");
    if !file.is_file() {
        return Err(missing(&file));
    }
    let source = SqliteDatabase::open(&file)?;
    let source_originals = Files::open(from)?;
    let (target, target_originals) = (to.rows()?, to.originals()?);
    let mut copied = Copied::default();
    // A change that changes nothing: it keeps others from changing anything.
    source.change(|sql| {
        let tables = copy::tables(sql)?;
        let name = format!("{} of {}", epoch_of(sql)?, file.display());
        copy::begin(&target, &tables, &name, &to.name(), environment.now())?;
        copied.tables = copy::rows(sql, &target, &tables, say)?;
        Ok(())
    })?;
    target.renumber()?;
    copy::originals(&source_originals, &target, &*target_originals, &mut copied)?;
    copy::end(&target, None, environment.now())?;
    Ok(copied)
}

/// Backs up to a folder: a new one, or one with an earlier backup, of which the originals are used again. The platform
/// may serve meanwhile: the rows are those of one moment, and originals never change.
///
/// # Errors
/// The folder holds something else or cannot be written; the database or store fails.
pub fn backup(
    from: &Place,
    to: &Path,
    environment: &dyn Environment,
    say: &mut dyn FnMut(&str),
) -> Result<Manifest, Error> {
    match fs::read_to_string(to.join(MANIFEST)) {
        Ok(text) => {
            read_manifest(&text)?;
        }
        // One that was broken off before it was whole is gone on with.
        Err(_) if holds_only_a_backup(to)? => {}
        Err(_) => {
            return Err(Error::Occupied {
                target: to.display().to_string(),
            });
        }
    }
    let (source, source_originals) = (from.rows()?, from.originals()?);
    let originals = Files::open(to)?;
    let made_at = environment.now();
    let name = format!("rows-{}.db", made_at.strftime("%Y%m%dT%H%M%S%3fZ"));
    let file = to.join(&name);
    let mut copied = Copied::default();
    let target = SqliteDatabase::open(&file)?;
    let tables: Vec<Table> = target.read(copy::tables)?;
    let epoch = source.read(|sql| {
        copy::begin(&target, &tables, &name, &name, made_at)?;
        copied.tables = copy::rows(sql, &target, &tables, say)?;
        epoch_of(sql)
    })?;
    copy::originals(&*source_originals, &target, &originals, &mut copied)?;
    copy::end(&target, None, made_at)?;
    target.close()?;
    let manifest = Manifest {
        format: 1,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        epoch,
        database_sha256: digest_of(&file)?,
        database: name,
        tables: copied.tables,
        originals: copied.originals,
        damaged: copied.damaged,
    };
    write_manifest(to, &manifest)?;
    // The rows of those before, and of those that were broken off.
    for name in names(to)? {
        if is_rows(&name) && !name.starts_with(&manifest.database) {
            let _ = fs::remove_file(to.join(name));
        }
    }
    Ok(manifest)
}

/// Puts a backup back, to an empty place. The platform begins a new life there: its epoch is a new one, and desks read
/// everything anew. With a new log the entries of all originals wait for its first checkpoint, and nothing is taken of the
/// one before. A run that was interrupted goes on when it is started again.
///
/// # Errors
/// The folder holds no backup, or a damaged one; [`Error::Occupied`] where the target holds something else;
/// [`Error::LogNameTaken`]; the database or store fails.
pub fn restore(
    from: &Path,
    to: &Place,
    new_log: Option<&NewLog>,
    environment: &dyn Environment,
    say: &mut dyn FnMut(&str),
) -> Result<(Manifest, Copied), Error> {
    let path = from.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(Error::file("reading the backup", &path))?;
    let manifest = read_manifest(&text)?;
    let file = from.join(&manifest.database);
    if digest_of(&file)? != manifest.database_sha256 {
        return Err(Error::Differs {
            what: manifest.database,
        });
    }
    // Looked at in a copy: opening brings it to this version's form.
    let scratch =
        tempfile::tempdir_in(to.data_folder()?).map_err(Error::file("making a scratch folder", &to.data))?;
    let copy_of = scratch.path().join("rows.db");
    fs::copy(&file, &copy_of).map_err(Error::file("copying the backup", &file))?;
    let source = SqliteDatabase::open(&copy_of)?;
    if let Some(log) = new_log {
        source.change(|sql| begin_log_anew(sql, log, manifest.made_at))?;
    }
    let source_originals = Files::open(from)?;
    let (target, target_originals) = (to.rows()?, to.originals()?);
    let mut copied = Copied::default();
    source.read(|sql| {
        let tables = copy::tables(sql)?;
        let log = new_log.map_or_else(String::new, |log| format!(" with the log {}", log.origin));
        let name = format!("{} of {}{log}", manifest.epoch, manifest.made_at);
        copy::begin(&target, &tables, &name, &to.name(), environment.now())?;
        copied.tables = copy::rows(sql, &target, &tables, say)?;
        Ok(())
    })?;
    let taken_over = |table: &str| new_log.is_none() || !LOG.contains(&table);
    for (table, rows) in manifest.tables.iter().filter(|(table, _)| taken_over(table)) {
        if !copied.tables.contains(&(table.clone(), *rows)) {
            return Err(Error::Differs { what: table.clone() });
        }
    }
    target.renumber()?;
    copy::originals(&source_originals, &target, &*target_originals, &mut copied)?;
    let mut random = [0; 16];
    environment.random(&mut random)?;
    let epoch = uuid::Builder::from_random_bytes(random).into_uuid().to_string();
    copy::end(&target, Some(&epoch), environment.now())?;
    Ok((manifest, copied))
}

/// In a copy of the rows that nobody serves: forgets the log, and lets every entry wait for the first checkpoint of the new
/// one. By identifier, so that their order tells nothing of who registered when.
fn begin_log_anew(sql: &mut dyn Sql, log: &NewLog, at: Timestamp) -> Result<(), Error> {
    let before = sql.query_one("SELECT origin FROM log_identity", &[])?;
    if before.map_or(Ok(false), |row| {
        row.get::<String>(0).map(|before| before == log.origin)
    })? {
        return Err(Error::LogNameTaken {
            origin: log.origin.clone(),
        });
    }
    sql.execute("DROP TRIGGER log_entry_is_kept", &[])?;
    for table in LOG {
        sql.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    sql.execute(
        "INSERT INTO log_identity (one, origin, public_key) VALUES (1, $1, $2)",
        values![&log.origin, log.public_key],
    )?;
    let mut after: Option<Sha256> = None;
    loop {
        let page = sql.query(
            "SELECT identifier_sha256, log_entry, CASE WHEN revoked_ms IS NULL THEN 0 ELSE 1 END,
                 (SELECT count(*) FROM original AS later WHERE later.supersedes_sha256 = original.identifier_sha256)
             FROM original WHERE log_entry IS NOT NULL AND ($1 IS NULL OR identifier_sha256 > $1)
             ORDER BY identifier_sha256 LIMIT 1000",
            values![after],
        )?;
        for row in &page {
            after = Some(row.get(0)?);
            let entry: [u8; tlog::entry::LENGTH] = row.get(1)?;
            super::log::enqueue(sql, &entry, at)?;
            let issued = LogEntry::from_bytes(&entry)?;
            let mut later = |kind| {
                let entry = LogEntry { kind, ..issued };
                super::log::enqueue(sql, &entry.to_bytes(), at)
            };
            if row.get::<u64>(2)? > 0 {
                later(Kind::Revoked)?;
            }
            for _ in 0..row.get::<u64>(3)? {
                later(Kind::Superseded)?;
            }
        }
        if page.is_empty() {
            break;
        }
    }
    let evidence = sql.query("SELECT log_entry FROM evidence_stamp ORDER BY number", &[])?;
    for row in &evidence {
        super::log::enqueue(sql, &row.get(0)?, at)?;
    }
    Ok(())
}

fn missing(file: &Path) -> Error {
    Error::file("reading the database", file)(std::io::ErrorKind::NotFound.into())
}

/// The names in a folder; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::file("reading the folder", folder)(error)),
    }
}

fn is_rows(name: &str) -> bool {
    name.starts_with("rows-") && name.contains(".db")
}

fn holds_only_a_backup(folder: &Path) -> Result<bool, Error> {
    let ours = ["originals", "uploads", "quarantine", "scratch"];
    Ok(names(folder)?
        .iter()
        .all(|name| ours.contains(&name.as_str()) || is_rows(name)))
}

fn digest_of(file: &Path) -> Result<Sha256, Error> {
    let reading = || Error::file("reading the backup", file);
    let mut opened = fs::File::open(file).map_err(reading())?;
    Ok(super::files::hash_reader(&mut opened).map_err(reading())?.0)
}

fn read_manifest(text: &str) -> Result<Manifest, Error> {
    let manifest: Manifest = serde_json::from_str(text).map_err(|_| Error::Stored { what: "backup" })?;
    let is_name = Path::new(&manifest.database).file_name() == Some(manifest.database.as_ref());
    if manifest.format != 1 || !is_name {
        return Err(Error::Stored { what: "backup" });
    }
    Ok(manifest)
}

/// Written beside, synced and renamed.
fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    use std::io::Write as _;
    let path: PathBuf = folder.join(MANIFEST);
    let writing = || Error::file("writing the backup", &path);
    let text = serde_json::to_string_pretty(manifest).map_err(|_| Error::Stored { what: "backup" })?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(writing())?;
    writeln!(file, "{text}").map_err(writing())?;
    file.as_file().sync_all().map_err(writing())?;
    file.persist(&path).map_err(|error| writing()(error.error))?;
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(writing())
}

/// A target that is not finished is served by nobody.
pub(super) fn must_be_whole<D: Database>(database: &D) -> Result<(), Error> {
    let copying = database.read(|sql| sql.query_one("SELECT source FROM copying", &[]))?;
    copying.map_or(Ok(()), |_| Err(Error::CopyUnfinished))
}

impl Rows {
    fn renumber(&self) -> Result<(), Error> {
        match self {
            Rows::Sqlite(_) => Ok(()),
            Rows::Postgres(database) => database.renumber(),
        }
    }
}
