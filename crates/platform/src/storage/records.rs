//! Records in the database: [`push`] takes changes, [`pull`] tells what changed, [`audiences`] keeps who may see what.
//!
//! The rules stand in [`crate::records`]; here they meet what is stored, in one transaction with the change.

use jiff::{SignedDuration, Timestamp};
use model::{OpId, Sha256};
use sync::wire::records::{Answer, Operation, Page};
use uuid::Uuid;

use super::Desk;
use super::relational::SqlStorage;
use super::sql::{Database, Millis, Sql, values};
use crate::error::Error;
use crate::records::cursor::Cursor;

pub mod audiences;
pub mod people;
mod pull;
mod push;

/// An operation as it came.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its identity.
    pub op: OpId,
    /// SHA-256 of what it says.
    pub content_sha256: Sha256,
    /// What it says; `None` where that cannot be read.
    pub operation: Option<Operation>,
}

/// For how long a desk that has not heard the answer to an operation gets the first one again. After that its repetition is
/// a new operation: the revision that it names is no longer the record's, so it conflicts, and nothing is done twice.
pub const ANSWERS_LIVE: SignedDuration = SignedDuration::from_hours(24 * 180);

/// Answers that one change forgets.
const ANSWERS: u32 = 5_000;

/// Forgets the oldest of the answers that are past their time; how many.
pub(super) fn forget_answers(sql: &mut dyn Sql, now: Timestamp) -> Result<u64, Error> {
    let before = now.saturating_sub(ANSWERS_LIVE).unwrap_or(Timestamp::MIN);
    sql.execute(
        "DELETE FROM record_operation WHERE (desk, op) IN
            (SELECT desk, op FROM record_operation WHERE answered_ms < $1 ORDER BY answered_ms LIMIT $2)",
        values![Millis(before), ANSWERS],
    )
}

/// How much an administration has stored, tombstones included, and how much it may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Records.
    pub records: u64,
    /// Bytes of their fields as JSON.
    pub size_bytes: u64,
    /// Most records; `None`: as many as fit.
    pub most_records: Option<u64>,
    /// Most bytes.
    pub most_bytes: Option<u64>,
}

impl Use {
    /// Nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.most_records.is_some_and(|most| self.records >= most)
            || self.most_bytes.is_some_and(|most| self.size_bytes >= most)
    }
}

/// What the platform keeps of records.
///
/// Errors: every method fails with [`Error`] where the database fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait RecordStorage: Send + Sync {
    /// Carries out operations in their order, each on its own, and answers each; all of it is committed together, so a
    /// batch needs one sync of the disk.
    fn push_records(
        &self,
        desk: &Desk,
        operations: &[Incoming],
        now: Timestamp,
    ) -> Result<Vec<Answer>, Error>;
    /// What changed for a desk after `cursor`; `None` where the cursor is not of this platform's present life.
    fn record_page(&self, desk: &Desk, cursor: Option<&Cursor>, limit: usize) -> Result<Option<Page>, Error>;
    /// The size of a content that a record names which this desk may see; `None`: there is none for it.
    fn readable_blob(&self, desk: &Desk, sha256: Sha256) -> Result<Option<u64>, Error>;
    /// How much an administration has stored.
    fn record_use(&self, administration: Uuid) -> Result<Use, Error>;
    /// Sets how much an administration may store.
    fn limit_records(
        &self,
        administration: Uuid,
        most_records: Option<u64>,
        most_bytes: Option<u64>,
    ) -> Result<(), Error>;
}

impl<D: Database> RecordStorage for SqlStorage<D> {
    fn push_records(
        &self,
        desk: &Desk,
        operations: &[Incoming],
        now: Timestamp,
    ) -> Result<Vec<Answer>, Error> {
        self.database()
            .change_numbered(|sql| push::carry_out(sql, desk, operations, now))
    }

    fn record_page(&self, desk: &Desk, cursor: Option<&Cursor>, limit: usize) -> Result<Option<Page>, Error> {
        settled(self.database(), desk, |sql, reader| {
            pull::page(sql, reader, cursor, limit)
        })
    }

    fn readable_blob(&self, desk: &Desk, sha256: Sha256) -> Result<Option<u64>, Error> {
        settled(self.database(), desk, |sql, reader| {
            if !may_read(sql, &reader, sha256)? {
                return Ok(None);
            }
            let row = sql.query_one("SELECT size_bytes FROM blob WHERE sha256 = $1", values![sha256])?;
            row.map(|row| row.get(0)).transpose()
        })
    }

    fn record_use(&self, administration: Uuid) -> Result<Use, Error> {
        self.database().read(|sql| push::used(sql, administration))
    }

    fn limit_records(
        &self,
        administration: Uuid,
        most_records: Option<u64>,
        most_bytes: Option<u64>,
    ) -> Result<(), Error> {
        self.database().change(|sql| {
            sql.execute(
                "INSERT INTO record_use (administration, records, size_bytes, most_records, most_bytes)
                 VALUES ($1, 0, 0, $2, $3)
                 ON CONFLICT (administration) DO UPDATE
                 SET most_records = excluded.most_records, most_bytes = excluded.most_bytes",
                values![administration, most_records, most_bytes],
            )?;
            Ok(())
        })
    }
}

/// Reads for a desk in one snapshot in which its audiences are those of its people. Rights that have changed get their
/// own number in the order before anything is read.
fn settled<T>(
    database: &impl Database,
    desk: &Desk,
    mut f: impl FnMut(&mut dyn Sql, audiences::Reader) -> Result<T, Error>,
) -> Result<T, Error> {
    loop {
        let read = database.read(|sql| {
            let reader = audiences::Reader::of(sql, desk)?;
            if reader.is_settled() {
                f(sql, reader).map(Some)
            } else {
                Ok(None)
            }
        })?;
        if let Some(read) = read {
            return Ok(read);
        }
        database.change_numbered(|sql| audiences::audiences_changed(sql, desk))?;
    }
}

/// Whether a record that this reader may see names the content, or has named it. The reader must be settled.
fn may_read(sql: &mut dyn Sql, reader: &audiences::Reader, sha256: Sha256) -> Result<bool, Error> {
    let in_dossier = sql.query_one(
        "SELECT 1 FROM record_blob
         JOIN record ON record.administration = record_blob.administration
            AND record.kind = record_blob.kind AND record.id = record_blob.id
         JOIN dossier_audience ON dossier_audience.administration = record.administration
            AND dossier_audience.dossier = record.dossier AND dossier_audience.until_seq IS NULL
         JOIN desk_audience ON desk_audience.desk = $3 AND desk_audience.until_seq IS NULL
            AND desk_audience.audience = dossier_audience.audience
         WHERE record_blob.administration = $1 AND record_blob.sha256 = $2 LIMIT 1",
        values![reader.administration, sha256, reader.desk],
    )?;
    if in_dossier.is_some() {
        return Ok(true);
    }
    let of_all = sql.query_one(
        "SELECT 1 FROM record_blob
         JOIN record ON record.administration = record_blob.administration
            AND record.kind = record_blob.kind AND record.id = record_blob.id
         WHERE record_blob.administration = $1 AND record_blob.sha256 = $2 AND record.dossier IS NULL LIMIT 1",
        values![reader.administration, sha256],
    )?;
    Ok(of_all.is_some() && reader.is_somebody())
}
