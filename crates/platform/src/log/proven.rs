//! Entries whose proof was found and verified lately. The log only grows: what stood in it a few minutes ago still does.
//! Whoever asks for the proof itself gets one that was made for them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tlog::entry::LENGTH;

use super::{LogStorage, Shelf, proof};
use crate::error::Error;

/// How long a verified proof counts: as long as what was found out about a seal.
const AGE: SignedDuration = SignedDuration::from_mins(10);

/// Entries that are remembered.
const ENTRIES: usize = 50_000;

/// What was proven lately.
#[derive(Default)]
pub struct Proven(Mutex<HashMap<[u8; LENGTH], Timestamp>>);

impl Proven {
    /// Whether the entry stands in the log under the newest checkpoint that witnesses have seen.
    ///
    /// # Errors
    /// As [`proof`].
    pub(crate) fn is_logged(
        &self,
        storage: &dyn LogStorage,
        shelf: &Shelf,
        entry: &[u8; LENGTH],
        now: Timestamp,
    ) -> Result<bool, Error> {
        let known = self.entries().get(entry).copied();
        if known.is_some_and(|at| now.duration_since(at).abs() < AGE) {
            return Ok(true);
        }
        let is_logged = proof(storage, shelf, entry)?.is_some();
        if is_logged {
            let mut entries = self.entries();
            if entries.len() >= ENTRIES {
                entries.clear();
            }
            entries.insert(*entry, now);
        }
        Ok(is_logged)
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<[u8; LENGTH], Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
