//! Backups: a consistent copy of the database and of every content it names, and how a desk is made of one again.
//!
//! Below the chosen folder each desk has `greffe-<desk>/`:
//!
//! | what | holds |
//! |---|---|
//! | `blobs/ab/<name>` | contents, each once for all backups; encrypted as on the desk |
//! | `<time>/desk.db`, `<time>/key.json` | the database of one moment, encrypted as on the desk, and the key file |
//! | `<time>/contents.txt` | names and sizes of the contents that this backup needs |
//! | `<time>/manifest.json` | digests of all that, the end of the journal, authenticated under the data key |
//!
//! A backup is made beside its place and takes its name when all of it is durable: one that can be seen is whole. The
//! database is read in one transaction, so others work on meanwhile; contents are only added, so those that the
//! database names are there.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use model::safety::{BackupSettings, BackupView};
use model::{DeskId, Sha256};
use ring::hmac;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tlog::journal::Head;

use crate::blob::Blobs;
use crate::error::{Error, io_error};
use crate::key_file::{self, Kind};
use crate::keys::DataKey;
use crate::safety::SafetyError;
use crate::{Environment, Store, anchor, blob, database, durable, input, lock, pages, restoring};

const FORMAT: u32 = 1;
/// Pages of the database copied between two looks at cancelling.
const PAGES: i32 = 2_000;

/// Days in which daily backups read every content through that lies in the folder of backups.
const LOOKED_AT_DAYS: i64 = 28;

/// How far a backup or restoring is; `false` from who receives it stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Contents, or pages of the database, done.
    pub done: u64,
    /// In all.
    pub all: u64,
    /// It is the database that is copied.
    pub database: bool,
}

/// Receives how far the work is.
pub type OnStep<'a> = &'a mut dyn FnMut(Step) -> bool;

/// What a backup did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMade {
    /// The new backup.
    pub backup: BackupView,
    /// Contents copied now.
    pub copied: u64,
    /// Contents that are missing or damaged on the desk and that no earlier backup holds.
    pub damaged: Vec<Sha256>,
    /// Older backups removed.
    pub thinned: u32,
}

/// What restoring did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup it was made of.
    pub backup: BackupView,
    /// Contents that were missing on the desk already when the backup was made.
    pub missing: Vec<Sha256>,
    /// Folders of interrupted restorations that were removed.
    pub settled: Vec<PathBuf>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    desk: DeskId,
    made_at: jiff::Timestamp,
    schema: i64,
    journal: Head,
    database: FileMark,
    key_file: FileMark,
    contents_file: FileMark,
    contents: u64,
    contents_bytes: u64,
    /// Contents that were missing or damaged on the desk.
    missing: Vec<Sha256>,
    /// HMAC-SHA-256 under the data key over the compact JSON of everything else.
    mac: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMark {
    sha256: Sha256,
    size_bytes: u64,
}

impl Manifest {
    fn tagged(&self) -> Vec<u8> {
        let bare = Manifest {
            mac: String::new(),
            ..self.clone()
        };
        serde_json::to_vec(&bare).unwrap_or_default()
    }

    fn authenticate(&mut self, key: &DataKey) -> Result<(), Error> {
        let tag = hmac::sign(&key.authenticator("backup manifest")?, &self.tagged());
        self.mac = BASE64_STANDARD.encode(tag);
        Ok(())
    }

    fn is_authentic(&self, key: &DataKey) -> Result<bool, Error> {
        let Ok(tag) = BASE64_STANDARD.decode(&self.mac) else {
            return Ok(false);
        };
        let key = key.authenticator("backup manifest")?;
        Ok(hmac::verify(&key, &self.tagged(), &tag).is_ok())
    }

    fn view(&self, folder: &Path) -> BackupView {
        BackupView {
            folder: folder.display().to_string(),
            made_at: self.made_at,
            desk: self.desk,
            journal: self.journal.length,
            contents: self.contents,
            bytes: self.contents_bytes.saturating_add(self.database.size_bytes),
            missing: self.missing.len() as u64,
        }
    }
}

fn mark(file: &Path) -> Result<FileMark, Error> {
    let mut source = input::open(file).map_err(|error| io_error(file, error))?;
    let content = blob::hash(&mut source, file, &mut |_| true)?;
    Ok(FileMark {
        sha256: content.sha256,
        size_bytes: content.size_bytes,
    })
}

fn sync(file: &Path) -> Result<(), Error> {
    File::open(file)
        .and_then(|file| file.sync_all())
        .map_err(|error| io_error(file, error))
}

fn damaged(folder: &Path, detail: impl Into<String>) -> Error {
    SafetyError::BackupDamaged {
        folder: folder.to_owned(),
        detail: detail.into(),
    }
    .into()
}

/// The manifest of a backup, not yet authenticated.
fn manifest(folder: &Path) -> Result<Manifest, Error> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let place = folder.join("manifest.json");
    let text = match input::read(&place, input::SMALL_LIMIT_BYTES) {
        Ok(text) => text,
        Err(error)
            if [std::io::ErrorKind::NotFound, std::io::ErrorKind::NotADirectory].contains(&error.kind()) =>
        {
            return Err(SafetyError::BackupUnknown {
                folder: folder.to_owned(),
            }
            .into());
        }
        Err(error) => return Err(io_error(&place, error)),
    };
    let unreadable = |_| damaged(folder, "manifest.json");
    let Format { format } = serde_json::from_slice(&text).map_err(unreadable)?;
    if format > FORMAT {
        return Err(SafetyError::BackupNewer {
            folder: folder.to_owned(),
            found: format,
        }
        .into());
    }
    serde_json::from_slice(&text).map_err(unreadable)
}

/// A backup's folder, and its manifest where that can be read.
type Found = (PathBuf, Result<Manifest, Error>);

/// Whole backups in the folder of a desk, newest first; with what keeps one from being read.
fn whole(root: &Path) -> Result<Vec<Found>, Error> {
    let mut found: Vec<Found> = Vec::new();
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(io_error(root, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| io_error(root, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') && name != "blobs" {
            found.push((entry.path(), manifest(&entry.path())));
        }
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    Ok(found)
}

/// The backups below a folder, of every desk, newest first.
///
/// # Errors
/// The folder cannot be read. What is no whole backup is left out.
pub fn backups(folder: &Path) -> Result<Vec<BackupView>, Error> {
    let mut views = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(views),
        Err(error) => return Err(io_error(folder, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| io_error(folder, error))?;
        if entry.file_name().to_string_lossy().starts_with("greffe-") && entry.path().is_dir() {
            for (place, manifest) in whole(&entry.path())? {
                views.extend(manifest.ok().map(|manifest| manifest.view(&place)));
            }
        }
    }
    views.sort_by_key(|view| std::cmp::Reverse(view.made_at));
    Ok(views)
}

impl Store {
    /// Makes a backup below `folder`, and removes older ones by the rule of keeping.
    ///
    /// # Errors
    /// `backup-inside`, `backup-running`, `disk-full` (what was there stays), `cancelled`, `desk-damaged`, or the folder
    /// cannot be written.
    pub fn back_up(
        &self,
        folder: &Path,
        keep: &BackupSettings,
        on_step: OnStep<'_>,
    ) -> Result<BackupMade, Error> {
        durable::create_folder(folder)?;
        let folder = fs::canonicalize(folder).map_err(|error| io_error(folder, error))?;
        if folder.starts_with(&self.folder) {
            return Err(SafetyError::BackupInside { folder }.into());
        }
        let desk = self.read_everything(|reading| reading.desk())?.id;
        let root = folder.join(format!("greffe-{desk}"));
        durable::create_folder(&root)?;
        durable::sync_folder(&folder)?;
        let Some(_alone) = lock::try_alone(&root.join("backup.lock"))? else {
            return Err(SafetyError::BackupRunning.into());
        };
        clean(&root)?;
        let now = self.environment.now();
        let name = now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
        let partial = root.join(format!(".partial-{name}"));
        durable::create_folder(&partial)?;
        let mut place = root.join(&name);
        let mut number = 1;
        while place.exists() {
            number += 1;
            place = root.join(format!("{name}-{number}"));
        }
        let made = self.fill(&root, &partial, now, on_step);
        let (manifest, copied, missing) = match made {
            Ok(made) => made,
            Err(error) => {
                // The error is what matters; a part that stays is removed by the next backup.
                let _ = fs::remove_dir_all(&partial);
                return Err(error);
            }
        };
        fs::rename(&partial, &place).map_err(|error| io_error(&place, error))?;
        durable::sync_folder(&root)?;
        let thinned = thin(&root, keep)?;
        Ok(BackupMade {
            backup: manifest.view(&place),
            copied,
            damaged: missing,
            thinned,
        })
    }

    fn fill(
        &self,
        root: &Path,
        partial: &Path,
        now: jiff::Timestamp,
        on_step: OnStep<'_>,
    ) -> Result<(Manifest, u64, Vec<Sha256>), Error> {
        let copy = partial.join("desk.db");
        database::copy(&self.folder, &copy, &self.key, PAGES, &mut |done, all| {
            on_step(Step {
                done,
                all,
                database: true,
            })
        })?;
        sync(&copy)?;
        // What the copy names is what belongs to it, whatever happens on the desk meanwhile.
        let connection = database::open_copy(&copy, &self.key)?;
        pages::check(&connection, &copy)?;
        let seen = Seen::of(&connection, &copy)?;
        drop(connection);

        let pool = Blobs::of(root, self.key.clone());
        let all = seen.contents.len() as u64;
        let (mut lines, mut bytes, mut copied, mut missing) = (BTreeMap::new(), 0, 0, Vec::new());
        let mut folders = BTreeSet::new();
        for (done, (digest, size)) in (0..).zip(&seen.contents) {
            if !on_step(Step {
                done,
                all,
                database: false,
            }) {
                return Err(Error::Cancelled);
            }
            let place = pool.path(digest);
            let stored = blob::stored_size(*size);
            let mut there = fs::metadata(&place).is_ok_and(|found| Some(found.len()) == stored);
            if there && is_looked_at(&pool.name(digest), now) {
                // Media forget in silence: what lies here long is read through now and then, and copied anew where it rotted.
                there = match pool.check_file(&place, digest, &mut |_| true) {
                    Ok(_) => true,
                    Err(Error::BlobMissing { .. } | Error::BlobDamaged { .. }) => false,
                    Err(error) => return Err(error),
                };
            }
            if !there {
                match self.copy_blob(digest, &pool, &place) {
                    Ok(()) => copied += 1,
                    Err(Error::BlobMissing { .. } | Error::BlobDamaged { .. }) => {
                        missing.push(*digest);
                        continue;
                    }
                    Err(error) => return Err(error),
                }
                folders.extend(place.parent().map(Path::to_owned));
            }
            bytes += stored.unwrap_or(0);
            lines.insert(pool.name(digest), stored.unwrap_or(0));
        }
        for folder in &folders {
            durable::sync_folder(folder)?;
        }
        if !folders.is_empty() {
            durable::sync_folder(&pool.folder)?;
        }

        let contents = partial.join("contents.txt");
        let text: String = lines
            .iter()
            .map(|(name, size)| format!("{name} {size}\n"))
            .collect();
        durable::write_new(&contents, text.as_bytes())?;
        let key = partial.join("key.json");
        {
            let _alone = lock::alone(&self.folder.join("key.lock"))?;
            key_file::read(&self.folder)?;
            let bytes = input::read(&key_file::path(&self.folder), input::SMALL_LIMIT_BYTES)
                .map_err(|error| io_error(&key, error))?;
            durable::write_new(&key, &bytes)?;
        }
        let mut manifest = Manifest {
            format: FORMAT,
            desk: seen.desk,
            made_at: now,
            schema: seen.schema,
            journal: seen.journal,
            database: mark(&copy)?,
            key_file: mark(&key)?,
            contents_file: mark(&contents)?,
            contents: lines.len() as u64,
            contents_bytes: bytes,
            missing: missing.clone(),
            mac: String::new(),
        };
        manifest.authenticate(&self.key)?;
        let text =
            serde_json::to_vec_pretty(&manifest).map_err(|error| damaged(partial, error.to_string()))?;
        durable::write_new(&partial.join("manifest.json"), &text)?;
        durable::sync_folder(partial)?;
        Ok((manifest, copied, missing))
    }

    /// Copies one content beside its place, reads the copy through, and gives it its name.
    fn copy_blob(&self, digest: &Sha256, pool: &Blobs, place: &Path) -> Result<(), Error> {
        let source = self.blobs.found(digest)?;
        copy_checked(&source, digest, pool, place)
    }

    /// Checks a backup of this desk: everything its manifest names is read through.
    ///
    /// # Errors
    /// `backup-unknown`, `backup-damaged`, `backup-newer`, `cancelled`.
    pub fn check_backup(&self, backup: &Path, on_step: OnStep<'_>) -> Result<BackupView, Error> {
        let manifest = manifest(backup)?;
        if !manifest.is_authentic(&self.key)? {
            return Err(damaged(backup, "manifest.json"));
        }
        check_files(backup, &manifest)?;
        let copy = backup.join("desk.db");
        let connection = database::open_copy(&copy, &self.key)?;
        pages::check(&connection, &copy).map_err(|_| damaged(backup, "desk.db"))?;
        let seen = Seen::of(&connection, &copy)?;
        let pool = Blobs::of(backup.parent().unwrap_or(backup), self.key.clone());
        let all = seen.contents.len() as u64;
        for (done, (digest, _)) in (0..).zip(&seen.contents) {
            let step = Step {
                done,
                all,
                database: false,
            };
            if !on_step(step) {
                return Err(Error::Cancelled);
            }
            if !manifest.missing.contains(digest) {
                pool.check(digest, &mut |_| true).map_err(|error| match error {
                    Error::BlobDamaged { .. } => {
                        set_aside(&pool.path(digest));
                        damaged(backup, digest.to_string())
                    }
                    Error::BlobMissing { .. } => damaged(backup, digest.to_string()),
                    error => error,
                })?;
            }
        }
        Ok(manifest.view(backup))
    }

    /// Makes a desk of a backup, in a new or empty folder. Everything is verified before the folder takes its name; the
    /// passphrases are those of the time of the backup.
    ///
    /// # Errors
    /// `restore-not-empty`, `restore-running`, `backup-unknown`, `backup-damaged`, `backup-newer`, `passphrase-wrong`,
    /// `disk-full`, `cancelled`, or the folder cannot be written. Nothing stays where it fails.
    pub fn restore(
        backup: &Path,
        target: &Path,
        passphrase: &SecretString,
        environment: Arc<dyn Environment>,
        on_step: OnStep<'_>,
    ) -> Result<(Store, Restored), Error> {
        let manifest = manifest(backup)?;
        let taken = || -> Error {
            SafetyError::RestoreNotEmpty {
                folder: target.to_owned(),
            }
            .into()
        };
        match fs::read_dir(target) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(taken());
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Err(taken()),
            Err(error) => return Err(io_error(target, error)),
        }
        check_files(backup, &manifest)?;
        let kinds = [Kind::Passphrase];
        let key = key_file::read(backup)?.open(passphrase, &kinds, None, None)?.key;
        if !manifest.is_authentic(&key)? {
            return Err(damaged(backup, "manifest.json"));
        }
        let (staging, settled) = restoring::Staging::begin(target)?;
        if let Err(error) = fill_restored(backup, &staging.folder, &manifest, &key, on_step) {
            staging.give_up();
            return Err(error);
        }
        if target.exists() {
            // Empty, as was seen above; anything that came since keeps it from being removed.
            if fs::remove_dir(target).is_err() {
                staging.give_up();
                return Err(taken());
            }
        }
        staging.finish(target)?;
        let store = Store::unlock(target, passphrase, environment)?;
        let name = store.person_name()?;
        store.change(&name, |change| {
            change.record(
                "desk-restored",
                None,
                &[("backup", &manifest.made_at.to_string())],
            )
        })?;
        Ok((
            store,
            Restored {
                backup: manifest.view(backup),
                missing: manifest.missing,
                settled,
            },
        ))
    }
}

/// What the database of a backup holds.
struct Seen {
    desk: DeskId,
    schema: i64,
    journal: Head,
    contents: Vec<(Sha256, u64)>,
}

impl Seen {
    fn of(connection: &rusqlite::Connection, file: &Path) -> Result<Self, Error> {
        let failed = |error| crate::error::database_error(file, error);
        let unreadable = |table, column| move |_| Error::ValueUnreadable { table, column };
        let text = |sql: &str| -> Result<String, Error> {
            connection.query_row(sql, [], |row| row.get(0)).map_err(failed)
        };
        let length: i64 = connection
            .query_row("SELECT length FROM journal_head", [], |row| row.get(0))
            .map_err(failed)?;
        let mut contents = BTreeMap::new();
        for (digest, size) in crate::tables::version::contents(connection).map_err(failed)? {
            let digest: Sha256 = digest.parse().map_err(|_| Error::ValueUnreadable {
                table: "version",
                column: "sha256",
            })?;
            contents.insert(digest.to_string(), (digest, u64::try_from(size).unwrap_or(0)));
        }
        Ok(Self {
            desk: text("SELECT id FROM desk")?
                .parse()
                .map_err(|_| Error::ValueUnreadable {
                    table: "desk",
                    column: "id",
                })?,
            schema: database::schema(connection).map_err(failed)?.unwrap_or(0),
            journal: Head {
                length: u64::try_from(length).map_err(unreadable("journal_head", "length"))?,
                hash: text("SELECT hash FROM journal_head")?
                    .parse()
                    .map_err(|_| Error::ValueUnreadable {
                        table: "journal_head",
                        column: "hash",
                    })?,
            },
            contents: contents.into_values().collect(),
        })
    }
}

/// Whether the backup of this day reads a content through that is there already: each in its turn.
pub(crate) fn is_looked_at(name: &str, now: jiff::Timestamp) -> bool {
    let day = now.as_second().div_euclid(86_400).rem_euclid(LOOKED_AT_DAYS);
    let turn = name
        .get(..4)
        .and_then(|start| i64::from_str_radix(start, 16).ok())
        .unwrap_or(0);
    turn.rem_euclid(LOOKED_AT_DAYS) == day
}

/// A content that is damaged in the backups gives up its name, so that the next backup copies it anew.
fn set_aside(place: &Path) {
    let root = place.parent().and_then(Path::parent).and_then(Path::parent);
    let held = root.map(|root| lock::try_alone(&root.join("backup.lock")));
    // Another backup works, or the medium cannot be written: it keeps its name until the next check.
    if let Some(Ok(Some(_alone))) = held {
        let _ = fs::rename(place, place.with_extension("damaged"));
    }
}

fn check_files(backup: &Path, manifest: &Manifest) -> Result<(), Error> {
    let files = [
        ("desk.db", &manifest.database),
        ("key.json", &manifest.key_file),
        ("contents.txt", &manifest.contents_file),
    ];
    for (name, wanted) in files {
        let found = mark(&backup.join(name)).map_err(|_| damaged(backup, name))?;
        if found != *wanted {
            return Err(damaged(backup, name));
        }
    }
    Ok(())
}

fn fill_restored(
    backup: &Path,
    staging: &Path,
    manifest: &Manifest,
    key: &DataKey,
    on_step: OnStep<'_>,
) -> Result<(), Error> {
    for name in ["desk.db", "key.json"] {
        let (from, to) = (backup.join(name), staging.join(name));
        copy_file(&from, &to)?;
    }
    let copy = staging.join("desk.db");
    if mark(&copy)? != manifest.database {
        return Err(damaged(backup, "desk.db"));
    }
    let connection = database::open_copy(&copy, key)?;
    pages::check(&connection, &copy).map_err(|_| damaged(backup, "desk.db"))?;
    let seen = Seen::of(&connection, &copy)?;
    drop(connection);
    if seen.journal != manifest.journal || seen.desk != manifest.desk {
        return Err(damaged(backup, "desk.db"));
    }
    let pool = Blobs::of(backup.parent().unwrap_or(backup), key.clone());
    let blobs = Blobs::of(staging, key.clone());
    let all = seen.contents.len() as u64;
    let mut folders = BTreeSet::new();
    for (done, (digest, _)) in (0..).zip(&seen.contents) {
        if !on_step(Step {
            done,
            all,
            database: false,
        }) {
            return Err(Error::Cancelled);
        }
        if manifest.missing.contains(digest) {
            continue;
        }
        let place = blobs.path(digest);
        copy_checked(&pool.path(digest), digest, &blobs, &place).map_err(|error| match error {
            Error::BlobMissing { .. } | Error::BlobDamaged { .. } | Error::FileMissing { .. } => {
                damaged(backup, digest.to_string())
            }
            other => other,
        })?;
        folders.extend(place.parent().map(Path::to_owned));
    }
    for folder in folders {
        durable::sync_folder(&folder)?;
    }
    if blobs.folder.exists() {
        durable::sync_folder(&blobs.folder)?;
    }
    if blobs.temp.exists() {
        fs::remove_dir_all(&blobs.temp).map_err(|error| io_error(&blobs.temp, error))?;
    }
    anchor::write(staging, key, &seen.journal)?;
    durable::sync_folder(staging)
}

/// Copies a blob file: beside its place, synced, read through as what it must be, renamed.
fn copy_checked(from: &Path, digest: &Sha256, to: &Blobs, place: &Path) -> Result<(), Error> {
    durable::create_folder(&to.temp)?;
    let parent = place.parent().unwrap_or(&to.folder);
    durable::create_folder(parent)?;
    let mut source = input::open(from).map_err(|error| io_error(from, error))?;
    let mut temp = tempfile::Builder::new()
        .prefix("blob-")
        .tempfile_in(&to.temp)
        .map_err(|error| io_error(&to.temp, error))?;
    std::io::copy(&mut source, &mut temp)
        .and_then(|_| temp.as_file().sync_all())
        .map_err(|error| io_error(place, error))?;
    to.check_file(temp.path(), digest, &mut |_| true)?;
    temp.persist(place)
        .map(|_| ())
        .map_err(|error| io_error(place, error.error))
}

fn copy_file(from: &Path, to: &Path) -> Result<(), Error> {
    let mut source = input::open(from).map_err(|error| io_error(from, error))?;
    let mut file = durable::create_private(to).map_err(|error| io_error(to, error))?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = source.read(&mut buffer).map_err(|error| io_error(from, error))?;
        if read == 0 {
            break;
        }
        file.write_all(buffer.get(..read).unwrap_or_default())
            .map_err(|error| io_error(to, error))?;
    }
    file.sync_all().map_err(|error| io_error(to, error))
}

/// Removes what an interrupted backup left; the caller holds the lock.
fn clean(root: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(root).map_err(|error| io_error(root, error))? {
        let entry = entry.map_err(|error| io_error(root, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(".partial-") || name.starts_with(".removing-") || name == "tmp" {
            fs::remove_dir_all(entry.path()).map_err(|error| io_error(&entry.path(), error))?;
        }
    }
    Ok(())
}

/// Removes the backups that the rule does not keep, and the contents that none of the others needs.
fn thin(root: &Path, keep: &BackupSettings) -> Result<u32, Error> {
    let found = whole(root)?;
    let readable: Vec<(&PathBuf, jiff::Timestamp)> = found
        .iter()
        .filter_map(|(place, manifest)| Some((place, manifest.as_ref().ok()?.made_at)))
        .collect();
    let kept = kept(&readable.iter().map(|(_, at)| *at).collect::<Vec<_>>(), keep);
    let mut thinned = 0;
    for ((place, _), kept) in readable.iter().zip(kept) {
        if !kept {
            let name = place
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let removing = root.join(format!(".removing-{name}"));
            fs::rename(place, &removing).map_err(|error| io_error(place, error))?;
            fs::remove_dir_all(&removing).map_err(|error| io_error(&removing, error))?;
            thinned += 1;
        }
    }
    if thinned > 0 {
        sweep(root)?;
    }
    Ok(thinned)
}

/// Which backups are kept: the two newest, and the newest of each of the last days, weeks and months.
pub(crate) fn kept(made: &[jiff::Timestamp], keep: &BackupSettings) -> Vec<bool> {
    let (mut days, mut weeks, mut months) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_key(|index| made.get(*index).copied().map(std::cmp::Reverse));
    let mut kept = vec![false; made.len()];
    for (place, index) in order.into_iter().enumerate() {
        let Some(at) = made.get(index) else { continue };
        let day = at
            .in_tz("Europe/Luxembourg")
            .unwrap_or_else(|_| at.to_zoned(jiff::tz::TimeZone::UTC))
            .date();
        let week = day.iso_week_date();
        let first = |set: &mut HashSet<(i32, i32)>, key: (i32, i32), limit: u32| {
            set.len() < limit as usize && set.insert(key)
        };
        let year = i32::from(day.year());
        let daily = first(&mut days, (year, i32::from(day.day_of_year())), keep.keep_daily);
        let weekly = first(
            &mut weeks,
            (i32::from(week.year()), i32::from(week.week())),
            keep.keep_weekly,
        );
        let monthly = first(&mut months, (year, i32::from(day.month())), keep.keep_monthly);
        if let Some(kept) = kept.get_mut(index) {
            *kept = place < 2 || daily || weekly || monthly;
        }
    }
    kept
}

/// Removes contents that no backup needs; when the list of one cannot be read, none.
fn sweep(root: &Path) -> Result<(), Error> {
    let mut needed = HashSet::new();
    for (place, manifest) in whole(root)? {
        let Ok(manifest) = manifest else { return Ok(()) };
        let list = place.join("contents.txt");
        if !mark(&list).is_ok_and(|found| found == manifest.contents_file) {
            return Ok(());
        }
        let text =
            input::read_text(&list, input::WHOLE_LIMIT_BYTES).map_err(|error| io_error(&list, error))?;
        needed.extend(
            text.lines()
                .filter_map(|line| line.split(' ').next())
                .map(str::to_owned),
        );
    }
    let blobs = root.join("blobs");
    let Ok(folders) = fs::read_dir(&blobs) else {
        return Ok(());
    };
    for folder in folders
        .filter_map(Result::ok)
        .filter(|folder| folder.path().is_dir())
    {
        let files = fs::read_dir(folder.path()).map_err(|error| io_error(&folder.path(), error))?;
        for file in files.filter_map(Result::ok) {
            let name = file.file_name().to_string_lossy().into_owned();
            let rotten = name.strip_suffix(".damaged").is_some();
            if rotten || name.parse::<Sha256>().is_ok() && !needed.contains(&name) {
                fs::remove_file(file.path()).map_err(|error| io_error(&file.path(), error))?;
            }
        }
    }
    Ok(())
}
