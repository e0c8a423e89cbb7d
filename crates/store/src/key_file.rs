//! `key.json`: the data key of a desk, wrapped under the passphrase.
//!
//! Argon2id (RFC 9106) makes a key from the passphrase, CHACHA20-POLY1305 wraps the data key with the parameters as
//! associated data. A SHA-256 over the whole tells a damaged file from a wrong passphrase. Without this file the desk
//! cannot be opened by anybody: it belongs into every backup.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ring::aead;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::Environment;
use crate::durable;
use crate::error::{Error, io_error};
use crate::keys::DataKey;

/// Characters a passphrase needs at least.
pub const PASSPHRASE_MINIMUM: usize = 8;

const FORMAT: u32 = 1;
/// More memory than any version of this program asks for is not believed.
const MEMORY_LIMIT_KIB: u32 = 1 << 20;

#[derive(Serialize, Deserialize)]
struct KeyFile {
    format: u32,
    kdf: Kdf,
    wrap: Wrap,
    /// SHA-256, hexadecimal, over the compact JSON of `format`, `kdf` and `wrap`.
    checksum: String,
}

#[derive(Serialize, Deserialize)]
struct Kdf {
    algorithm: String,
    version: u32,
    memory_kib: u32,
    iterations: u32,
    lanes: u32,
    salt: String,
}

#[derive(Serialize, Deserialize)]
struct Wrap {
    algorithm: String,
    nonce: String,
    key: String,
}

/// The place of the key file.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("key.json")
}

/// Wraps a data key under a passphrase and writes the file whole.
pub(crate) fn write(
    folder: &Path,
    passphrase: &SecretString,
    key: &DataKey,
    environment: &dyn Environment,
) -> Result<(), Error> {
    if passphrase.expose_secret().chars().count() < PASSPHRASE_MINIMUM {
        return Err(Error::PassphraseTooShort {
            minimum: PASSPHRASE_MINIMUM,
        });
    }
    let mut salt = [0; 16];
    let mut nonce = [0; 12];
    environment.random(&mut salt);
    environment.random(&mut nonce);
    // RFC 9106, 4: the second recommended option (64 MiB, 3 passes, 4 lanes).
    let kdf = Kdf {
        algorithm: "argon2id".into(),
        version: 0x13,
        memory_kib: 64 * 1024,
        iterations: 3,
        lanes: 4,
        salt: BASE64_STANDARD.encode(salt),
    };
    let damaged = |detail: String| Error::KeyFileDamaged {
        file: path(folder),
        detail,
    };
    let wrapping = wrapping_key(&kdf, passphrase).map_err(damaged)?;
    let mut wrapped = key.bytes().to_vec();
    wrapping
        .seal_in_place_append_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(associated_data(FORMAT, &kdf)),
            &mut wrapped,
        )
        .map_err(|_| damaged("wrapping failed".into()))?;
    let wrap = Wrap {
        algorithm: "chacha20-poly1305".into(),
        nonce: BASE64_STANDARD.encode(nonce),
        key: BASE64_STANDARD.encode(&wrapped),
    };
    let checksum = checksum(FORMAT, &kdf, &wrap);
    let file = KeyFile {
        format: FORMAT,
        kdf,
        wrap,
        checksum,
    };
    let text = serde_json::to_vec_pretty(&file).map_err(|error| damaged(error.to_string()))?;
    durable::write_atomically(&folder.join("key.json.new"), &path(folder), &text)
}

/// Reads the file and unwraps the data key.
pub(crate) fn read(folder: &Path, passphrase: &SecretString) -> Result<DataKey, Error> {
    let file = path(folder);
    let damaged = |detail: &str| Error::KeyFileDamaged {
        file: file.clone(),
        detail: detail.to_owned(),
    };
    let text = match std::fs::read(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::KeyFileMissing { file: file.clone() });
        }
        Err(error) => return Err(io_error(&file, error)),
    };
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let Format { format } = serde_json::from_slice(&text).map_err(|_| damaged("JSON"))?;
    if format > FORMAT {
        return Err(Error::KeyFileNewer {
            file: file.clone(),
            found: format,
        });
    }
    let content: KeyFile = serde_json::from_slice(&text).map_err(|_| damaged("JSON"))?;
    if checksum(content.format, &content.kdf, &content.wrap) != content.checksum {
        return Err(damaged("checksum"));
    }
    let Kdf {
        memory_kib,
        iterations,
        lanes,
        ..
    } = content.kdf;
    let known = content.kdf.algorithm == "argon2id" && content.wrap.algorithm == "chacha20-poly1305";
    if !known || memory_kib > MEMORY_LIMIT_KIB || iterations > 100 || lanes > 64 {
        return Err(damaged("parameters"));
    }
    let wrapping = wrapping_key(&content.kdf, passphrase).map_err(|detail| damaged(&detail))?;
    let nonce: [u8; 12] = BASE64_STANDARD
        .decode(&content.wrap.nonce)
        .ok()
        .and_then(|nonce| nonce.try_into().ok())
        .ok_or_else(|| damaged("nonce"))?;
    let mut wrapped = Zeroizing::new(
        BASE64_STANDARD
            .decode(&content.wrap.key)
            .map_err(|_| damaged("key"))?,
    );
    let opened = wrapping
        .open_in_place(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(associated_data(content.format, &content.kdf)),
            &mut wrapped,
        )
        .map_err(|_| Error::PassphraseWrong)?;
    Ok(DataKey::new((&*opened).try_into().map_err(|_| damaged("key"))?))
}

fn wrapping_key(kdf: &Kdf, passphrase: &SecretString) -> Result<aead::LessSafeKey, String> {
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
    let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &*key).map_err(|error| error.to_string())?;
    Ok(aead::LessSafeKey::new(key))
}

fn associated_data(format: u32, kdf: &Kdf) -> Vec<u8> {
    serde_json::to_vec(&(format, kdf)).unwrap_or_default()
}

fn checksum(format: u32, kdf: &Kdf, wrap: &Wrap) -> String {
    let text = serde_json::to_vec(&(format, kdf, wrap)).unwrap_or_default();
    hex::encode(ring::digest::digest(&ring::digest::SHA256, &text))
}
