//! What still has to be added to seals, and the time-stamps that were taken.
//!
//! A row holds the registration of its document back: see [`crate::Operation::held`].

use model::view::AugmentationView;
use model::{DocumentId, OpId, VersionId};
use rusqlite::{OptionalExtension, Row, params};
use wording::Explanation;

use super::access::SEEN;
use super::{micros, parsed, stored_size, timestamp, unsigned};
use crate::tables::document::NewVersion;
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO augmentation (document, wanted, reached, reasons, next_try_us, created_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const ROWS: &str =
    "SELECT augmentation.document, document.title, document.dossier, dossier.reference, wanted, reached,
        reasons, tries, next_try_us, augmentation.created_us
    FROM augmentation JOIN document ON document.id = augmentation.document
    JOIN dossier ON dossier.id = document.dossier";
const FAILED: &str = "UPDATE augmentation SET reached = ?2, reasons = ?3, tries = tries + 1, next_try_us = ?4 WHERE document = ?1";
const REMOVE: &str = "DELETE FROM augmentation WHERE document = ?1";
const RENAME: &str =
    "UPDATE outbox SET op = ?2, sha256 = ?3, size_bytes = ?4, content = ?5, upload = NULL, sent_bytes = 0
    WHERE document = ?1 AND state = 'queued' AND upload IS NULL";
const TOUCH: &str = "UPDATE document SET changed_us = max(changed_us, ?2) WHERE id = ?1";
const TAKEN: &str = "SELECT count(*) FROM token WHERE tsa = ?1 AND taken_us > ?2";
const TOOK: &str = "INSERT INTO token (tsa, taken_us) VALUES (?1, ?2)";
/// Limits look back a day.
const FORGET: &str = "DELETE FROM token WHERE taken_us < ?1";

/// A token older than this counts for no limit, in microseconds: two days.
const REMEMBERED_US: i64 = 2 * 24 * 3600 * 1_000_000;

/// An augmentation to be waited for.
#[derive(Clone, Debug)]
pub struct NewAugmentation {
    /// The level that is wanted, `B-LT`.
    pub wanted: String,
    /// The level that is in the file.
    pub reached: String,
    /// Why not more.
    pub reasons: Vec<Explanation>,
    /// Not tried again before.
    pub next_try: jiff::Timestamp,
}

type Raw = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    i64,
    i64,
    i64,
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
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
    ))
}

fn view(
    (document, title, dossier, reference, wanted, reached, reasons, tries, next_try, since): Raw,
) -> Result<AugmentationView, Error> {
    Ok(AugmentationView {
        document: parsed("augmentation", "document", &document)?,
        title,
        dossier: parsed("document", "dossier", &dossier)?,
        reference: model::Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
            table: "dossier",
            column: "reference",
        })?,
        wanted,
        reached,
        reasons: serde_json::from_str(&reasons).map_err(|_| Error::ValueUnreadable {
            table: "augmentation",
            column: "reasons",
        })?,
        tries: unsigned("augmentation", "tries", tries)?,
        next_try: timestamp("augmentation", "next_try_us", next_try)?,
        since: timestamp("augmentation", "created_us", since)?,
    })
}

fn stored(reasons: &[Explanation]) -> Result<String, Error> {
    serde_json::to_string(reasons).map_err(|_| Error::ValueUnreadable {
        table: "augmentation",
        column: "reasons",
    })
}

impl Reading<'_> {
    /// What still has to be added to seals, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn augmentations(&self) -> Result<Vec<AugmentationView>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "{ROWS} WHERE {SEEN} ORDER BY augmentation.created_us, augmentation.document"
                ))?
                .query_map([], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(view)
            .collect()
    }

    /// What still has to be added to the seal of a document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn augmentation_of(&self, document: DocumentId) -> Result<Option<AugmentationView>, Error> {
        self.transaction
            .prepare_cached(&format!("{ROWS} WHERE augmentation.document = ?1"))
            .and_then(|mut get| get.query_row([document.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(view)
            .transpose()
    }

    /// What still has to be added to the seals of a dossier's documents.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn augmentations_of_dossier(
        &self,
        dossier: model::DossierId,
    ) -> Result<Vec<AugmentationView>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("{ROWS} WHERE document.dossier = ?1"))?
                .query_map([dossier.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(view)
            .collect()
    }

    /// How many time-stamps were taken from an authority since a time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn tokens_taken(&self, tsa: &str, since: jiff::Timestamp) -> Result<u32, Error> {
        self.transaction
            .prepare_cached(TAKEN)
            .and_then(|mut get| get.query_row(params![tsa, micros(since)], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// The seal of a document has not reached the wanted level: its registration is held. In the transaction of
    /// [`Change::add_original`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_augmentation(&self, document: DocumentId, new: &NewAugmentation) -> Result<(), Error> {
        self.transaction
            .execute(
                ADD,
                params![
                    document.to_string(),
                    new.wanted,
                    new.reached,
                    stored(&new.reasons)?,
                    micros(new.next_try),
                    micros(self.at())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// An attempt did not reach the wanted level.
    ///
    /// # Errors
    /// `augmentation-unknown`.
    pub fn augmentation_failed(
        &self,
        document: DocumentId,
        reached: &str,
        reasons: &[Explanation],
        next_try: jiff::Timestamp,
    ) -> Result<(), Error> {
        let changed = self.transaction.execute(
            FAILED,
            params![document.to_string(), reached, stored(reasons)?, micros(next_try)],
        );
        self.one_augmentation(document, changed)
    }

    /// Nothing more is to be added: the registration may leave.
    ///
    /// # Errors
    /// `augmentation-unknown`.
    pub fn augmentation_settled(&self, document: DocumentId) -> Result<(), Error> {
        let changed = self.transaction.execute(REMOVE, [document.to_string()]);
        self.one_augmentation(document, changed)
    }

    /// Adds the augmented form of an original; its registration, which was held until now, names these bytes from here
    /// on, under a new identity.
    ///
    /// # Errors
    /// `original-registered` once the platform keeps it, `augmentation-unknown` when nothing is waited for (a person
    /// has sent it as it was), `document-changed` when `augmented_from` is not its newest version.
    pub fn add_augmented(
        &self,
        document: DocumentId,
        augmented_from: VersionId,
        augmented: &NewVersion,
        op: OpId,
        content: &str,
    ) -> Result<VersionId, Error> {
        let record = self.document(document)?;
        if record.registered_at.is_some() {
            return Err(Error::OriginalRegistered { title: record.title });
        }
        if self.augmentation_of(document)?.is_none() {
            return Err(Error::AugmentationUnknown { title: record.title });
        }
        if self.versions(document)?.first().map(|newest| newest.id) != Some(augmented_from) {
            return Err(Error::DocumentChanged);
        }
        let renamed = self
            .transaction
            .execute(
                RENAME,
                params![
                    document.to_string(),
                    op.to_string(),
                    augmented.content.sha256.to_string(),
                    stored_size(augmented.content.size_bytes),
                    content
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        if renamed != 1 {
            return Err(Error::OperationUnknown { op: record.title });
        }
        let version = self.insert_version(document, augmented)?;
        self.transaction
            .execute(TOUCH, params![document.to_string(), micros(self.at())])
            .map_err(|error| self.store.failed(error))?;
        self.touch_dossier(record.dossier)?;
        Ok(version)
    }

    /// A time-stamp was taken from an authority.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn token_taken(&self, tsa: &str, at: jiff::Timestamp) -> Result<(), Error> {
        let at = micros(at);
        self.transaction
            .execute(FORGET, [at.saturating_sub(REMEMBERED_US)])
            .and_then(|_| self.transaction.execute(TOOK, params![tsa, at]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    fn one_augmentation(&self, document: DocumentId, changed: rusqlite::Result<usize>) -> Result<(), Error> {
        match changed {
            Ok(0) => Err(Error::AugmentationUnknown {
                title: self.document(document)?.title,
            }),
            Ok(_) => Ok(()),
            Err(error) => Err(self.store.failed(error)),
        }
    }
}
