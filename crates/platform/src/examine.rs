//! Whether bytes are what they should be: hashes of stored files, and what their seals say.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::Sha256;
use seal::verify::{FileReport, Integrity, Kind, TrustRoots, Verdict, VerifyOptions};
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::error::Error;
use crate::storage::Storage;
use crate::storage::files::hash_reader;

/// How long the result for a seal is used again: trust changes with time, the bytes are hashed anew each time.
const REPORT_AGE: SignedDuration = SignedDuration::from_mins(10);

/// Results that are kept.
const REPORTS: usize = 2000;

/// Hashes files and examines seals.
pub struct Examiner {
    storage: Arc<dyn Storage>,
    roots: TrustRoots,
    reports: Mutex<HashMap<Sha256, (Timestamp, FileReport)>>,
    /// Files that are hashed at the same time for those who look something up.
    pub(crate) readers: Semaphore,
    /// Files that are hashed and examined at the same time for desks: neither side waits for the other's turn.
    pub(crate) desks: Semaphore,
    /// MiB of files that lie in memory whole at the same time.
    memory: Semaphore,
}

/// Files may lie in memory up to this, in MiB: what two desks bring, and one more that somebody looks up.
const MEMORY_MIB: u32 = 320;

/// Room in memory for a file of this size, in MiB: a file that is larger than all of it has it alone.
fn room(size_bytes: u64) -> u32 {
    u32::try_from(size_bytes >> 20).map_or(MEMORY_MIB, |whole| (whole + 1).min(MEMORY_MIB))
}

/// The stored file as it is now.
#[derive(Clone, Debug)]
pub enum Stored {
    /// It has the digest that was registered.
    Intact,
    /// It is there and has another.
    Damaged,
    /// It is not there.
    Missing,
}

/// The stored file as it is now, at its start where it is intact.
pub(crate) enum Opened {
    Intact(File),
    Damaged,
    Missing,
}

impl Examiner {
    pub(crate) fn new(storage: Arc<dyn Storage>, roots: TrustRoots) -> Self {
        Self {
            storage,
            roots,
            reports: Mutex::default(),
            readers: Semaphore::new(4),
            desks: Semaphore::new(2),
            memory: Semaphore::new(MEMORY_MIB as usize),
        }
    }

    /// Waits until a file of this size has room in memory; it is given back with the guard.
    ///
    /// # Errors
    /// [`Error::BrokenOff`] where the platform ends.
    pub(crate) async fn memory(&self, size_bytes: u64) -> Result<SemaphorePermit<'_>, Error> {
        self.memory
            .acquire_many(room(size_bytes))
            .await
            .map_err(|_| Error::BrokenOff)
    }

    /// Hashes the stored file. Blocking.
    ///
    /// # Errors
    /// The disk cannot be read.
    pub fn stored(&self, sha256: Sha256) -> Result<Stored, Error> {
        Ok(match self.opened(sha256)? {
            Opened::Intact(_) => Stored::Intact,
            Opened::Damaged => Stored::Damaged,
            Opened::Missing => Stored::Missing,
        })
    }

    /// Hashes the stored file, and gives the very one that was hashed: from a bucket it comes once. Blocking.
    ///
    /// # Errors
    /// The disk cannot be read.
    pub(crate) fn opened(&self, sha256: Sha256) -> Result<Opened, Error> {
        let reading = || Error::file("reading an original", sha256.to_string());
        let Some(mut file) = self.storage.open_blob(sha256)? else {
            return Ok(Opened::Missing);
        };
        let (found, _) = hash_reader(&mut file).map_err(reading())?;
        if found != sha256 {
            return Ok(Opened::Damaged);
        }
        file.rewind().map_err(reading())?;
        Ok(Opened::Intact(file))
    }

    /// What the seals of a stored file say; call it for an intact file, at its start. Blocking.
    ///
    /// # Errors
    /// The disk cannot be read.
    pub(crate) fn report(
        &self,
        sha256: Sha256,
        file: &mut File,
        now: Timestamp,
    ) -> Result<FileReport, Error> {
        let kept = self
            .reports
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&sha256)
            .cloned();
        if let Some((at, report)) = kept
            && now.duration_since(at).abs() < REPORT_AGE
        {
            return Ok(report);
        }
        let reading = || Error::file("reading an original", sha256.to_string());
        let size_bytes = file.metadata().map_err(reading())?.len();
        // On a thread of the runtime that may wait; elsewhere one file at a time is read anyway.
        let _room = match Handle::try_current() {
            Ok(runtime) => Some(runtime.block_on(self.memory(size_bytes))?),
            Err(_) => None,
        };
        let bytes = Self::read(file).map_err(reading())?;
        let report = self.verify(&bytes, now);
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        if reports.len() >= REPORTS {
            reports.clear();
        }
        reports.insert(sha256, (now, report.clone()));
        Ok(report)
    }

    /// What the seals of these bytes say. Blocking.
    pub fn verify(&self, bytes: &[u8], now: Timestamp) -> FileReport {
        seal::verify::verify(
            bytes,
            &VerifyOptions {
                roots: &self.roots,
                at: now,
                password: None,
            },
        )
    }

    /// Reads a stored file from its start.
    pub(crate) fn read(file: &mut File) -> std::io::Result<Vec<u8>> {
        file.rewind()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The certificates that signed the file and whose signature is unbroken, as SHA-256; those of time-stamps are not among
/// them.
pub fn sealed_by(report: &FileReport) -> Vec<Sha256> {
    report
        .signatures
        .iter()
        .filter(|signature| {
            signature.kind != Kind::DocumentTimestamp && signature.integrity == Integrity::Intact
        })
        .filter_map(|signature| signature.certificate.as_ref()?.sha256.parse().ok())
        .collect()
}

/// Why a file is not taken as an original; the code of the refusal.
pub fn refusal(report: &FileReport) -> Option<&'static str> {
    use sync::wire::code;
    match report.verdict {
        Verdict::Error => return Some(code::UNREADABLE),
        Verdict::NoSignature => return Some(code::NOT_SEALED),
        Verdict::TotalPassed | Verdict::Indeterminate | Verdict::TotalFailed => {}
    }
    if report
        .signatures
        .iter()
        .any(|signature| signature.integrity == Integrity::Broken)
    {
        return Some(code::SEAL_BROKEN);
    }
    if !report
        .signatures
        .iter()
        .any(|signature| signature.covers_whole_file)
    {
        return Some(code::SEAL_PARTIAL);
    }
    (report.verdict == Verdict::TotalFailed).then_some(code::SEAL_BROKEN)
}
