//! Registrations that the platform has acknowledged, each as it was sent, for a platform that has lost them.

use model::{DocumentId, OpId};
use rusqlite::params;

use super::outbox::{NewOperation, Operation};
use super::{micros, parsed};
use crate::{Change, Error, Reading};

const KEEP: &str = "INSERT INTO acknowledged (document, op, content, seq) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (document) DO UPDATE SET op = excluded.op, content = excluded.content, seq = excluded.seq";
const PAGE: &str = "SELECT document, op, content, seq FROM acknowledged
    WHERE (seq, document) > (?1, ?2) ORDER BY seq, document LIMIT ?3";
const FORGET: &str = "DELETE FROM acknowledged WHERE document = ?1";
const PROVE_AGAIN: &str = "UPDATE log_entry SET former_proof = coalesce(proof, former_proof), proof = NULL,
        proved_us = NULL, number = NULL, registered_us = ?2
    WHERE document = ?1";
const PROVE_ALL_AGAIN: &str =
    "UPDATE log_entry SET former_proof = coalesce(proof, former_proof), proof = NULL, proved_us = NULL,
        registered_us = max(registered_us, ?1)";
const REGISTERED_ANEW: &str =
    "UPDATE log_entry SET registered_us = ?2 WHERE document = ?1 AND proof IS NULL AND registered_us < ?2";

/// A registration that the platform has acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// The document whose original it registers.
    pub document: DocumentId,
    /// The operation, as it was sent.
    pub op: OpId,
    /// The registration as JSON; opaque here.
    pub content: String,
    /// The platform's number for it.
    pub seq: u64,
}

impl Reading<'_> {
    /// Acknowledged registrations in the platform's order, after this one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn acknowledged(&self, after: Option<&Acknowledged>, most: u32) -> Result<Vec<Acknowledged>, Error> {
        let (seq, document) = after.map_or((-1, String::new()), |last| {
            (
                i64::try_from(last.seq).unwrap_or(i64::MAX),
                last.document.to_string(),
            )
        });
        let read = || -> rusqlite::Result<Vec<(String, String, String, i64)>> {
            self.transaction
                .prepare_cached(PAGE)?
                .query_map(params![seq, document, most], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(document, op, content, seq)| {
                Ok(Acknowledged {
                    document: parsed("acknowledged", "document", &document)?,
                    op: parsed("acknowledged", "op", &op)?,
                    content,
                    seq: u64::try_from(seq).map_err(|_| Error::ValueUnreadable {
                        table: "acknowledged",
                        column: "seq",
                    })?,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Keeps what the platform has acknowledged, under its number there.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_acknowledged(
        &self,
        operation: &Operation,
        seq: u64,
        at: jiff::Timestamp,
    ) -> Result<(), Error> {
        let document = operation.document.to_string();
        let keep = || -> rusqlite::Result<()> {
            self.transaction.prepare_cached(KEEP)?.execute(params![
                document,
                operation.op.to_string(),
                operation.content,
                i64::try_from(seq).unwrap_or(i64::MAX)
            ])?;
            self.transaction
                .prepare_cached(REGISTERED_ANEW)?
                .execute(params![document, micros(at)])?;
            Ok(())
        };
        keep().map_err(|error| self.store.failed(error))
    }

    /// Queues an acknowledged registration again, under the operation that it had: the platform has lost it. Its place in
    /// the public log is looked for anew; the proof it had is kept aside.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn offer_again(&self, again: &NewOperation) -> Result<(), Error> {
        self.transaction
            .execute(FORGET, [again.document.to_string()])
            .and_then(|_| {
                self.transaction.execute(
                    PROVE_AGAIN,
                    params![again.document.to_string(), micros(self.at())],
                )
            })
            .map_err(|error| self.store.failed(error))?;
        self.queue(again)
    }

    /// From now on every original is to be proved anew; the proofs there were are kept aside, and where their entries
    /// stood is where they are looked for first.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn prove_all_again(&self) -> Result<(), Error> {
        self.transaction
            .execute(PROVE_ALL_AGAIN, [micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
