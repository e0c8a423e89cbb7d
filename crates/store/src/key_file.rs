//! `key.json`: the data key of a desk, wrapped once for each person who may open it.
//!
//! Argon2id (RFC 9106) makes a key from what a person knows, CHACHA20-POLY1305 wraps the data key with the parameters,
//! the person and the kind of the entry as associated data: an entry moved to another person does not open. A SHA-256
//! over the whole tells a damaged file from a wrong passphrase. Without this file the desk cannot be opened by
//! anybody: it belongs into every backup.
//!
//! Format 1 held one wrap and no person; it is read, and written anew as format 2 at the first unlocking. A change is
//! written beside, fsynced, read back and opened before it takes the name; the file before stays as `key.json.old`
//! until the new one has been opened under its own name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use model::PersonId;
use ring::aead;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::Environment;
use crate::durable;
use crate::error::{Error, io_error};
use crate::keys::DataKey;
use crate::lock;

/// The newest format this program reads and the one it writes.
const FORMAT: u32 = 2;
/// More memory than any version of this program asks for is not believed.
const MEMORY_LIMIT_KIB: u32 = 1 << 20;
/// Entries of people, computers and the recovery key; more are not believed.
const ENTRY_LIMIT: usize = 10_000;

/// Format 1: one wrap, of the only person.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile1 {
    format: u32,
    kdf: Kdf,
    wrap: Wrap,
    /// SHA-256, hexadecimal, over the compact JSON of `format`, `kdf` and `wrap`.
    checksum: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile2 {
    format: u32,
    entries: Vec<Entry>,
    /// SHA-256, hexadecimal, over the compact JSON of `format` and `entries`.
    checksum: String,
}

/// What an entry opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The passphrase of a person.
    Passphrase,
    /// A passphrase that somebody else chose: it must be replaced before the desk opens.
    OneTime,
    /// The recovery key, on paper.
    Recovery,
    /// A random key that the keychain of one computer keeps for a person.
    Computer,
}

/// The data key, wrapped once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// 16 random hexadecimal digits.
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// Whose it is; nobody's for the recovery key, and in format 1.
    pub(crate) person: Option<PersonId>,
    kdf: Kdf,
    wrap: Wrap,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
    algorithm: String,
    version: u32,
    memory_kib: u32,
    iterations: u32,
    lanes: u32,
    salt: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrap {
    algorithm: String,
    nonce: String,
    key: String,
}

/// The file, read and found whole.
#[derive(Clone, Debug)]
pub(crate) struct KeyFile {
    pub(crate) format: u32,
    pub(crate) entries: Vec<Entry>,
    file: PathBuf,
}

/// What a passphrase opened.
pub(crate) struct Opened {
    pub(crate) key: DataKey,
    pub(crate) kind: Kind,
    pub(crate) person: Option<PersonId>,
    pub(crate) format: u32,
    wrapping: Wrapping,
}

/// The key that wraps the data key in one entry; zeroised when dropped.
struct Wrapping(Zeroizing<[u8; 32]>);

/// The place of the key file.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("key.json")
}

fn old(folder: &Path) -> PathBuf {
    folder.join("key.json.old")
}

/// Makes the key file of a new desk.
pub(crate) fn create(
    folder: &Path,
    passphrase: &SecretString,
    person: PersonId,
    key: &DataKey,
    environment: &dyn Environment,
) -> Result<(), Error> {
    let (entry, wrapping) = wrap(key, Kind::Passphrase, Some(person), passphrase, environment)?;
    replace(folder, vec![entry], key, Some(&wrapping))
}

/// Reads the file. What an interrupted change left behind stands in where the file itself is gone or damaged.
pub(crate) fn read(folder: &Path) -> Result<KeyFile, Error> {
    match read_one(&path(folder)) {
        Err(error @ (Error::KeyFileMissing { .. } | Error::KeyFileDamaged { .. })) => {
            read_one(&old(folder)).map_err(|_| error)
        }
        other => other,
    }
}

fn read_one(file: &Path) -> Result<KeyFile, Error> {
    let damaged = |detail: &str| damaged(file, detail);
    let text = match crate::input::read(file, crate::input::SMALL_LIMIT_BYTES) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::KeyFileMissing {
                file: file.to_owned(),
            });
        }
        Err(error) => return Err(io_error(file, error)),
    };
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let Format { format } = serde_json::from_slice(&text).map_err(|_| damaged("JSON"))?;
    let entries = match format {
        1 => {
            let content: KeyFile1 = serde_json::from_slice(&text).map_err(|_| damaged("JSON"))?;
            if checksum(&(content.format, &content.kdf, &content.wrap)) != content.checksum {
                return Err(damaged("checksum"));
            }
            vec![Entry {
                id: String::new(),
                kind: Kind::Passphrase,
                person: None,
                kdf: content.kdf,
                wrap: content.wrap,
            }]
        }
        2 => {
            let content: KeyFile2 = serde_json::from_slice(&text).map_err(|_| damaged("JSON"))?;
            if checksum(&(content.format, &content.entries)) != content.checksum {
                return Err(damaged("checksum"));
            }
            content.entries
        }
        0 => return Err(damaged("format")),
        found => {
            return Err(Error::KeyFileNewer {
                file: file.to_owned(),
                found,
            });
        }
    };
    let known = |entry: &Entry| {
        let kdf = &entry.kdf;
        kdf.algorithm == "argon2id"
            && entry.wrap.algorithm == "chacha20-poly1305"
            && kdf.memory_kib <= MEMORY_LIMIT_KIB
            && kdf.iterations <= 100
            && kdf.lanes <= 64
    };
    if entries.len() > ENTRY_LIMIT || !entries.iter().all(known) {
        return Err(damaged("parameters"));
    }
    Ok(KeyFile {
        format,
        entries,
        file: file.to_owned(),
    })
}

impl KeyFile {
    /// Opens the data key with what a person typed, trying the entries of `kinds` in order: those of `first` before
    /// the others, or only those of `only`.
    ///
    /// # Errors
    /// `passphrase-wrong` where no entry opens; `key-json-damaged`.
    pub(crate) fn open(
        &self,
        passphrase: &SecretString,
        kinds: &[Kind],
        only: Option<PersonId>,
        first: Option<PersonId>,
    ) -> Result<Opened, Error> {
        let mut entries: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| kinds.contains(&entry.kind))
            // Format 1 knows no person: its entry is tried whoever is meant.
            .filter(|entry| only.is_none() || entry.person.is_none() || entry.person == only)
            .collect();
        entries.sort_by_key(|entry| entry.person != first);
        for entry in entries {
            let wrapping =
                wrapping_key(&entry.kdf, passphrase).map_err(|detail| damaged(&self.file, &detail))?;
            if let Some(key) = self.unwrap(entry, &wrapping)? {
                return Ok(Opened {
                    key,
                    kind: entry.kind,
                    person: entry.person,
                    format: self.format,
                    wrapping,
                });
            }
        }
        Err(Error::PassphraseWrong)
    }

    /// `None` where the key is another one.
    fn unwrap(&self, entry: &Entry, wrapping: &Wrapping) -> Result<Option<DataKey>, Error> {
        let damaged = |detail: &str| damaged(&self.file, detail);
        let nonce: [u8; 12] = BASE64_STANDARD
            .decode(&entry.wrap.nonce)
            .ok()
            .and_then(|nonce| nonce.try_into().ok())
            .ok_or_else(|| damaged("nonce"))?;
        let mut wrapped = Zeroizing::new(
            BASE64_STANDARD
                .decode(&entry.wrap.key)
                .map_err(|_| damaged("key"))?,
        );
        let opened = wrapping.key()?.open_in_place(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(associated_data(self.format, entry)),
            &mut wrapped,
        );
        let Ok(opened) = opened else { return Ok(None) };
        DataKey::from_slice(opened)
            .map(Some)
            .ok_or_else(|| damaged("key"))
    }
}

impl Wrapping {
    fn key(&self) -> Result<aead::LessSafeKey, Error> {
        aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &*self.0)
            .map(aead::LessSafeKey::new)
            .map_err(|_| Error::CryptographyFailed)
    }
}

/// An entry for what a person will type.
pub(crate) fn entry(
    key: &DataKey,
    kind: Kind,
    person: Option<PersonId>,
    passphrase: &SecretString,
    environment: &dyn Environment,
) -> Result<Entry, Error> {
    Ok(wrap(key, kind, person, passphrase, environment)?.0)
}

fn wrap(
    key: &DataKey,
    kind: Kind,
    person: Option<PersonId>,
    passphrase: &SecretString,
    environment: &dyn Environment,
) -> Result<(Entry, Wrapping), Error> {
    let mut salt = [0; 16];
    environment.random(&mut salt);
    // RFC 9106, 4: the second recommended option (64 MiB, 3 passes, 4 lanes).
    let kdf = Kdf {
        algorithm: "argon2id".into(),
        version: 0x13,
        memory_kib: 64 * 1024,
        iterations: 3,
        lanes: 4,
        salt: BASE64_STANDARD.encode(salt),
    };
    let wrapping = wrapping_key(&kdf, passphrase).map_err(|_| Error::CryptographyFailed)?;
    let entry = seal(key, kind, person, kdf, &wrapping, environment)?;
    Ok((entry, wrapping))
}

fn seal(
    key: &DataKey,
    kind: Kind,
    person: Option<PersonId>,
    kdf: Kdf,
    wrapping: &Wrapping,
    environment: &dyn Environment,
) -> Result<Entry, Error> {
    let (mut nonce, mut id) = ([0; 12], [0; 8]);
    environment.random(&mut nonce);
    environment.random(&mut id);
    let mut entry = Entry {
        id: hex::encode(id),
        kind,
        person,
        kdf,
        wrap: Wrap {
            algorithm: "chacha20-poly1305".into(),
            nonce: BASE64_STANDARD.encode(nonce),
            key: String::new(),
        },
    };
    let mut wrapped = Zeroizing::new(Vec::with_capacity(48));
    wrapped.extend_from_slice(key.bytes());
    wrapping
        .key()?
        .seal_in_place_append_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(associated_data(FORMAT, &entry)),
            &mut *wrapped,
        )
        .map_err(|_| Error::CryptographyFailed)?;
    entry.wrap.key = BASE64_STANDARD.encode(&*wrapped);
    Ok(entry)
}

/// Changes the entries, one process at a time. `change` gets those that are there now.
pub(crate) fn change(
    folder: &Path,
    key: &DataKey,
    change: impl FnOnce(&KeyFile) -> Result<Vec<Entry>, Error>,
) -> Result<(), Error> {
    let _alone = lock::alone(&folder.join("key.lock"))?;
    let found = read(folder)?;
    if found.format < FORMAT {
        // Unlocking writes the newer format; a folder where that failed cannot take this change either.
        return Err(damaged(&found.file, "format"));
    }
    let entries = change(&found)?;
    replace(folder, entries, key, None)
}

/// Writes a file of format 1 anew for its only person. The wrapping key stays: only the associated data change.
pub(crate) fn upgrade(
    folder: &Path,
    opened: &Opened,
    person: PersonId,
    environment: &dyn Environment,
) -> Result<(), Error> {
    let _alone = lock::alone(&folder.join("key.lock"))?;
    let found = read(folder)?;
    let Some(before) = found.entries.first().filter(|_| found.format == 1) else {
        return Ok(());
    };
    let entry = seal(
        &opened.key,
        Kind::Passphrase,
        Some(person),
        before.kdf.clone(),
        &opened.wrapping,
        environment,
    )?;
    replace(folder, vec![entry], &opened.key, Some(&opened.wrapping))
}

/// Removes what an interrupted change left behind, once the file has been opened.
pub(crate) fn settle(folder: &Path) {
    // It is in nobody's way: what cannot be removed now is removed another time.
    if old(folder).exists() && lock::try_alone(&folder.join("key.lock")).is_ok_and(|held| held.is_some()) {
        let _ = fs::remove_file(old(folder));
    }
}

/// Writes the file whole. The new one is read back, and opened where its key is at hand, beside and under its name.
fn replace(
    folder: &Path,
    entries: Vec<Entry>,
    key: &DataKey,
    wrapping: Option<&Wrapping>,
) -> Result<(), Error> {
    let file = path(folder);
    let checksum = checksum(&(FORMAT, &entries));
    let content = KeyFile2 {
        format: FORMAT,
        entries,
        checksum,
    };
    let text = serde_json::to_vec_pretty(&content).map_err(|error| damaged(&file, &error.to_string()))?;
    let proven = |place: &Path| -> Result<(), Error> {
        let found = read_one(place)?;
        if found.entries != content.entries {
            return Err(damaged(place, "not what was written"));
        }
        let (Some(wrapping), Some(entry)) = (wrapping, found.entries.first()) else {
            return Ok(());
        };
        match found.unwrap(entry, wrapping)? {
            Some(opened) if opened.bytes() == key.bytes() => Ok(()),
            _ => Err(damaged(place, "does not open")),
        }
    };
    let new = folder.join("key.json.new");
    let remove = |place: &Path| match fs::remove_file(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error(place, error)),
        _ => Ok(()),
    };
    remove(&new)?;
    let written = durable::write_new(&new, &text).and_then(|()| proven(&new));
    if let Err(error) = written {
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    let kept = old(folder);
    remove(&kept)?;
    if file.exists() && fs::hard_link(&file, &kept).is_err() {
        // Not every file system has links.
        fs::copy(&file, &kept)
            .and_then(|_| File::open(&kept)?.sync_all())
            .map_err(|error| io_error(&kept, error))?;
    }
    durable::sync_folder(folder)?;
    fs::rename(&new, &file).map_err(|error| io_error(&file, error))?;
    durable::sync_folder(folder)?;
    proven(&file)?;
    remove(&kept)?;
    durable::sync_folder(folder)
}

fn damaged(file: &Path, detail: &str) -> Error {
    Error::KeyFileDamaged {
        file: file.to_owned(),
        detail: detail.to_owned(),
    }
}

fn wrapping_key(kdf: &Kdf, passphrase: &SecretString) -> Result<Wrapping, String> {
    let salt = BASE64_STANDARD
        .decode(&kdf.salt)
        .map_err(|error| error.to_string())?;
    let parameters = argon2::Params::new(kdf.memory_kib, kdf.iterations, kdf.lanes, Some(32))
        .map_err(|error| error.to_string())?;
    let version = argon2::Version::try_from(kdf.version).map_err(|error| error.to_string())?;
    let mut key = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, version, parameters)
        .hash_password_into(passphrase.expose_secret().as_bytes(), &salt, &mut *key)
        .map_err(|error| error.to_string())?;
    Ok(Wrapping(key))
}

fn associated_data(format: u32, entry: &Entry) -> Vec<u8> {
    match format {
        1 => serde_json::to_vec(&(format, &entry.kdf)),
        _ => serde_json::to_vec(&(format, &entry.id, entry.kind, entry.person, &entry.kdf)),
    }
    .unwrap_or_default()
}

pub(crate) fn checksum(content: &impl Serialize) -> String {
    let text = serde_json::to_vec(content).unwrap_or_default();
    hex::encode(ring::digest::digest(&ring::digest::SHA256, &text))
}
