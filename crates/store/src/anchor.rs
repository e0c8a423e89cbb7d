//! The anchor of the journal: how far it went, kept beside the database and authenticated under the data key.
//!
//! The chain alone cannot show that its end was cut off together with the remembered head, which is what putting back an
//! older copy of the database does. `journal.anchor` is written after the change it tells of is durable, so it is never
//! ahead of an honest database; it may lag behind by some changes.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ring::hmac;
use serde::{Deserialize, Serialize};
use tlog::journal::Head;

use crate::error::{Error, io_error};
use crate::keys::DataKey;
use crate::safety::SafetyError;
use crate::{Reading, Store, durable};

/// Setting: an anchor was written once, so one that is missing was removed.
const ANCHORED: &str = "journal-anchored";
/// Lines of the journal after which the anchor is written again.
const LINES: u64 = 64;
/// Seconds after which it is.
const SECONDS: i64 = 30;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Anchor {
    format: u32,
    length: u64,
    hash: tlog::journal::EntryHash,
    mac: String,
}

/// What was anchored last, and how far the journal went since.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchored {
    written: Head,
    at: jiff::Timestamp,
}

impl Anchored {
    pub(crate) fn nothing() -> Self {
        Self {
            written: Head::EMPTY,
            at: jiff::Timestamp::UNIX_EPOCH,
        }
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("journal.anchor")
}

fn mac(key: &DataKey, head: &Head) -> Result<hmac::Tag, Error> {
    let mut bytes = head.length.to_be_bytes().to_vec();
    bytes.extend_from_slice(head.hash.as_bytes());
    Ok(hmac::sign(&key.authenticator("journal anchor")?, &bytes))
}

/// Writes the anchor of a journal.
pub(crate) fn write(folder: &Path, key: &DataKey, head: &Head) -> Result<(), Error> {
    let anchor = Anchor {
        format: 1,
        length: head.length,
        hash: head.hash,
        mac: BASE64_STANDARD.encode(mac(key, head)?),
    };
    let text = serde_json::to_vec(&anchor).map_err(|_| SafetyError::AnchorDamaged)?;
    durable::replace(&path(folder), &text, true)
}

/// The anchored head; `None` where there is no file.
pub(crate) fn read(folder: &Path, key: &DataKey) -> Result<Option<Head>, Error> {
    let place = path(folder);
    let text = match crate::input::read(&place, crate::input::SMALL_LIMIT_BYTES) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error(&place, error)),
    };
    let damaged = |_| SafetyError::AnchorDamaged;
    let anchor: Anchor = serde_json::from_slice(&text).map_err(|_| SafetyError::AnchorDamaged)?;
    let head = Head {
        length: anchor.length,
        hash: anchor.hash,
    };
    let found = BASE64_STANDARD
        .decode(&anchor.mac)
        .map_err(|_| SafetyError::AnchorDamaged)?;
    if anchor.format != 1 || mac(key, &head)?.as_ref().len() != found.len() {
        return Err(SafetyError::AnchorDamaged.into());
    }
    let mut bytes = head.length.to_be_bytes().to_vec();
    bytes.extend_from_slice(head.hash.as_bytes());
    hmac::verify(&key.authenticator("journal anchor")?, &bytes, &found).map_err(damaged)?;
    Ok(Some(head))
}

/// Whether the journal still holds what was anchored. `Ok(Some(_))`: what is wrong with the anchor itself.
pub(crate) fn check(store: &Store) -> Result<Option<SafetyError>, Error> {
    let anchored = match read(&store.folder, &store.key) {
        Ok(anchored) => anchored,
        Err(Error::Safety(error)) => return Ok(Some(error)),
        Err(error) => return Err(error),
    };
    store.read_everything(|reading| {
        let Some(anchored) = anchored else {
            let removed = reading.setting(ANCHORED)?.is_some();
            return Ok(removed.then_some(SafetyError::AnchorMissing));
        };
        holds(reading, &anchored)?;
        Ok(None)
    })
}

/// The journal reaches this head and goes through it.
pub(crate) fn holds(reading: &Reading<'_>, anchored: &Head) -> Result<(), Error> {
    let head = reading.journal_head()?;
    if anchored.length > head.length {
        return Err(SafetyError::JournalOlderThanAnchor {
            anchored: anchored.length,
            found: head.length,
        }
        .into());
    }
    if anchored.length > 0 && reading.journal_hash(anchored.length)? != Some(anchored.hash) {
        return Err(SafetyError::JournalNotAnchored {
            sequence: anchored.length,
        }
        .into());
    }
    Ok(())
}

impl Store {
    /// Writes the anchor anew at the start and at the end.
    pub(crate) fn anchor_now(&self) -> Result<(), Error> {
        let (head, known) = self.read_everything(|reading| {
            Ok::<_, Error>((reading.journal_head()?, reading.setting(ANCHORED)?.is_some()))
        })?;
        write(&self.folder, &self.key, &head)?;
        if !known {
            self.change("", |change| change.set_setting(ANCHORED, Some(b"1")))?;
        }
        *self.anchored() = Anchored {
            written: head,
            at: self.environment.now(),
        };
        Ok(())
    }

    fn anchored(&self) -> std::sync::MutexGuard<'_, Anchored> {
        // Two numbers and a hash: whole, whoever panicked.
        self.anchored
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// After a change has committed: the anchor follows from time to time.
    pub(crate) fn anchor_follows(&self, head: &Head, at: jiff::Timestamp) {
        let mut anchored = self.anchored();
        let due = head.length >= anchored.written.length.saturating_add(LINES)
            || at.as_second().saturating_sub(anchored.at.as_second()) >= SECONDS;
        // The change itself is durable: an anchor that lags is followed up later.
        if due && write(&self.folder, &self.key, head).is_ok() {
            *anchored = Anchored { written: *head, at };
        }
    }
}
