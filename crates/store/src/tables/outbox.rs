//! The outbox: what the platform has not acknowledged.

use model::view::OutboxRow;
use model::{DocumentId, DossierId, OpId, Sha256};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::{micros, parsed, stored_size, timestamp, unsigned};
use crate::{Change, Error, Reading, Store};

const ADD: &str =
    "INSERT INTO outbox (op, kind, dossier, document, sha256, size_bytes, content, state, queued_us)
                   VALUES (?1, 'registration', ?2, ?3, ?4, ?5, ?6, 'queued', ?7)";
const ROWS: &str =
    "SELECT op, outbox.kind, outbox.dossier, dossier.reference, document.title, queued_us, attempts, size_bytes,
        sent_bytes, last_error, outbox.state,
        EXISTS (SELECT 1 FROM augmentation WHERE augmentation.document = outbox.document)
    FROM outbox JOIN dossier ON dossier.id = outbox.dossier JOIN document ON document.id = outbox.document";
const COLUMNS: &str =
    "op, dossier, document, sha256, size_bytes, content, state, attempts, sent_bytes, upload,
        last_error, queued_us, EXISTS (SELECT 1 FROM augmentation WHERE augmentation.document = outbox.document)";
const COUNT: &str = "SELECT count(*) FROM outbox";
const REQUEUE: &str = "UPDATE outbox SET state = 'queued' WHERE state = 'in_flight'";
const PROGRESS: &str = "UPDATE outbox SET state = 'in_flight', upload = ?2, sent_bytes = ?3 WHERE op = ?1";
const FAIL: &str =
    "UPDATE outbox SET state = 'queued', attempts = attempts + 1, last_error = ?2 WHERE op = ?1";
const PARK: &str =
    "UPDATE outbox SET state = 'parked', attempts = attempts + 1, last_error = ?2 WHERE op = ?1";
const RETRY: &str = "UPDATE outbox SET state = 'queued', upload = NULL, sent_bytes = 0, last_error = NULL
                     WHERE op = ?1 AND state = 'parked'";
const REMOVE: &str = "DELETE FROM outbox WHERE op = ?1";

/// An operation to be queued.
#[derive(Clone, Debug)]
pub struct NewOperation {
    /// Identity; replays carry the same one.
    pub op: OpId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The document whose original it registers.
    pub document: DocumentId,
    /// Digest of the original.
    pub sha256: Sha256,
    /// Size of the original.
    pub size_bytes: u64,
    /// The registration as JSON; opaque here.
    pub content: String,
}

/// An operation of the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Identity.
    pub op: OpId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The document whose original it registers.
    pub document: DocumentId,
    /// Digest of the original.
    pub sha256: Sha256,
    /// Size of the original.
    pub size_bytes: u64,
    /// The registration as JSON; opaque here.
    pub content: String,
    /// Refused for good.
    pub parked: bool,
    /// Held: its original waits for an augmentation, see [`Reading::augmentations`].
    pub held: bool,
    /// Attempts that failed so far.
    pub attempts: u32,
    /// Bytes the platform has acknowledged.
    pub sent_bytes: u64,
    /// The platform's address of an upload that was begun.
    pub upload: Option<String>,
    /// Code of the last failure.
    pub last_error: Option<String>,
    /// Since when it waits.
    pub queued_at: jiff::Timestamp,
}

fn operation(row: &Row<'_>) -> rusqlite::Result<Result<Operation, Error>> {
    let op: String = row.get(0)?;
    let dossier: String = row.get(1)?;
    let document: String = row.get(2)?;
    let sha256: String = row.get(3)?;
    let size: i64 = row.get(4)?;
    let content: String = row.get(5)?;
    let state: String = row.get(6)?;
    let attempts: i64 = row.get(7)?;
    let sent: i64 = row.get(8)?;
    let upload: Option<String> = row.get(9)?;
    let last_error: Option<String> = row.get(10)?;
    let queued: i64 = row.get(11)?;
    let held: bool = row.get(12)?;
    Ok((|| {
        Ok(Operation {
            op: parsed("outbox", "op", &op)?,
            dossier: parsed("outbox", "dossier", &dossier)?,
            document: parsed("outbox", "document", &document)?,
            sha256: parsed("outbox", "sha256", &sha256)?,
            size_bytes: unsigned("outbox", "size_bytes", size)?,
            content,
            parked: state == "parked",
            held,
            attempts: unsigned("outbox", "attempts", attempts)?,
            sent_bytes: unsigned("outbox", "sent_bytes", sent)?,
            upload,
            last_error,
            queued_at: timestamp("outbox", "queued_us", queued)?,
        })
    })())
}

impl Reading<'_> {
    /// The operations, oldest first, parked ones included.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn operations(&self) -> Result<Vec<Operation>, Error> {
        let read = || -> rusqlite::Result<Vec<Result<Operation, Error>>> {
            self.transaction
                .prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY row"))?
                .query_map([], operation)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .collect()
    }

    /// One operation.
    ///
    /// # Errors
    /// `operation-unknown`.
    pub fn operation(&self, op: OpId) -> Result<Operation, Error> {
        self.one_operation("op", &op.to_string())?
            .ok_or_else(|| Error::OperationUnknown { op: op.to_string() })
    }

    /// The operation that registers a document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn operation_of(&self, document: DocumentId) -> Result<Option<Operation>, Error> {
        self.one_operation("document", &document.to_string())
    }

    /// The operations that register documents of a dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn operations_of_dossier(&self, dossier: DossierId) -> Result<Vec<Operation>, Error> {
        let read = || -> rusqlite::Result<Vec<Result<Operation, Error>>> {
            self.transaction
                .prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE dossier = ?1"))?
                .query_map([dossier.to_string()], operation)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .collect()
    }

    fn one_operation(&self, column: &str, value: &str) -> Result<Option<Operation>, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE {column} = ?1"))
            .and_then(|mut get| get.query_row([value], operation).optional())
            .map_err(|error| self.store.failed(error))?
            .transpose()
    }

    /// The outbox as a person sees it, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, Error> {
        type Raw = (
            String,
            String,
            String,
            String,
            String,
            i64,
            i64,
            i64,
            i64,
            Option<String>,
            String,
            bool,
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("{ROWS} WHERE {SEEN} ORDER BY outbox.row"))?
                .query_map([], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                        row.get(6)?,
                        row.get(7)?,
                        row.get(8)?,
                        row.get(9)?,
                        row.get(10)?,
                        row.get(11)?,
                    ))
                })?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter()
            .map(
                |(
                    op,
                    kind,
                    dossier,
                    reference,
                    title,
                    queued,
                    attempts,
                    size,
                    sent,
                    last_error,
                    state,
                    held,
                )| {
                    Ok(OutboxRow {
                        op: parsed("outbox", "op", &op)?,
                        kind,
                        label: format!("{reference} · {title}"),
                        dossier: parsed("outbox", "dossier", &dossier)?,
                        queued_at: timestamp("outbox", "queued_us", queued)?,
                        attempts: unsigned("outbox", "attempts", attempts)?,
                        size_bytes: unsigned("outbox", "size_bytes", size)?,
                        sent_bytes: unsigned("outbox", "sent_bytes", sent)?,
                        last_error,
                        parked: state == "parked",
                        held,
                    })
                },
            )
            .collect()
    }

    /// Number of operations, parked ones included.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting(&self) -> Result<u32, Error> {
        self.transaction
            .query_row(COUNT, [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }
}

impl Store {
    /// What a program that ended left in flight waits again. The caller holds [`Store::syncing`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn requeue_in_flight(&self) -> Result<(), Error> {
        self.connection()
            .execute(REQUEUE, [])
            .map(|_| ())
            .map_err(|error| self.failed(error))
    }
}

impl Change<'_> {
    /// Queues an operation, in the transaction of the change it sends.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn queue(&self, new: &NewOperation) -> Result<(), Error> {
        self.transaction
            .execute(
                ADD,
                params![
                    new.op.to_string(),
                    new.dossier.to_string(),
                    new.document.to_string(),
                    new.sha256.to_string(),
                    stored_size(new.size_bytes),
                    new.content,
                    micros(self.at())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Records where an upload stands; `None` forgets it.
    ///
    /// # Errors
    /// `operation-unknown`.
    pub fn operation_progressed(&self, op: OpId, upload: Option<(&str, u64)>) -> Result<(), Error> {
        let (location, sent) = upload.map_or((None, 0), |(location, sent)| (Some(location), sent));
        self.one_row(
            op,
            self.transaction
                .execute(PROGRESS, params![op.to_string(), location, stored_size(sent)]),
        )
    }

    /// An attempt failed; the operation stays queued.
    ///
    /// # Errors
    /// `operation-unknown`.
    pub fn operation_failed(&self, op: OpId, code: &str) -> Result<(), Error> {
        self.one_row(op, self.transaction.execute(FAIL, params![op.to_string(), code]))
    }

    /// The operation waits for a person.
    ///
    /// # Errors
    /// `operation-unknown`.
    pub fn operation_parked(&self, op: OpId, code: &str) -> Result<(), Error> {
        self.one_row(op, self.transaction.execute(PARK, params![op.to_string(), code]))
    }

    /// A parked operation goes back into the queue.
    ///
    /// # Errors
    /// `operation-unknown`, also when it is not parked.
    pub fn operation_retried(&self, op: OpId) -> Result<(), Error> {
        self.one_row(op, self.transaction.execute(RETRY, params![op.to_string()]))
    }

    /// The platform keeps the original: the operation leaves the outbox and the document says since when. Gives the
    /// operation as it was.
    ///
    /// # Errors
    /// `operation-unknown`.
    pub fn operation_acknowledged(&self, op: OpId, at: jiff::Timestamp) -> Result<Operation, Error> {
        let operation = self.operation(op)?;
        self.document_registered(operation.document, at)?;
        self.one_row(op, self.transaction.execute(REMOVE, params![op.to_string()]))?;
        Ok(operation)
    }

    fn one_row(&self, op: OpId, changed: rusqlite::Result<usize>) -> Result<(), Error> {
        match changed {
            Ok(0) => Err(Error::OperationUnknown { op: op.to_string() }),
            Ok(_) => Ok(()),
            Err(error) => Err(self.store.failed(error)),
        }
    }
}
