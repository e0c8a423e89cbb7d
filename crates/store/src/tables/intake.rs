//! What the watched folder brought.

use model::{DossierId, IntakeId, Sha256};
use rusqlite::{OptionalExtension, Row, params};

use super::{from_word, micros, parsed, stored_size, timestamp, unsigned, word};
use crate::blob::Content;
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO intake (id, sha256, size_bytes, media_type, pages, file_name, folder, place, modified_ns,
    state, parent, dossier, suggestion, suggested_by, arrived_us, settled_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
const COLUMNS: &str =
    "id, sha256, size_bytes, media_type, pages, file_name, state, dossier, suggestion, suggested_by,
    arrived_us, place";

/// Where something that came in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeState {
    /// It waits for filing.
    Waiting,
    /// It is a document of a dossier.
    Filed,
    /// Separator pages made several documents of it; it is kept whole.
    Split,
    /// Its bytes had come in before.
    Duplicate,
    /// A person decided that it belongs to no dossier; it is kept.
    SetAside,
}

/// Something that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct IntakeRecord {
    /// Identity.
    pub id: IntakeId,
    /// Digest and size.
    pub content: Content,
    /// Media type.
    pub media_type: String,
    /// Pages, of a PDF.
    pub pages: Option<u32>,
    /// Name of the file.
    pub file_name: String,
    /// Where it stands.
    pub state: IntakeState,
    /// The dossier it went to.
    pub dossier: Option<DossierId>,
    /// The dossier it seems to belong to.
    pub suggestion: Option<DossierId>,
    /// First group of the identifier that suggested it.
    pub suggested_by: Option<String>,
    /// When it came in.
    pub arrived_at: jiff::Timestamp,
    /// Path below the watched folder.
    pub place: String,
}

/// Something that comes in; its content is stored already.
#[derive(Clone, Debug)]
pub struct NewIntake<'a> {
    /// Digest and size.
    pub content: Content,
    /// Media type.
    pub media_type: &'a str,
    /// Pages, of a PDF.
    pub pages: Option<u32>,
    /// Name of the file.
    pub file_name: &'a str,
    /// The watched folder.
    pub folder: &'a str,
    /// Path below it.
    pub place: &'a str,
    /// The file's time of modification, nanoseconds since 1970.
    pub modified_ns: i64,
    /// Where it stands.
    pub state: IntakeState,
    /// What it is a piece of.
    pub parent: Option<IntakeId>,
    /// The dossier it goes to.
    pub dossier: Option<DossierId>,
    /// The dossier it seems to belong to, and the first group of the identifier that says so.
    pub suggestion: Option<(DossierId, String)>,
}

type Raw = (
    (String, String, i64, String, Option<i64>, String),
    (
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        i64,
        String,
    ),
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        (
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ),
        (
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
            row.get(9)?,
            row.get(10)?,
            row.get(11)?,
        ),
    ))
}

fn record(
    ((id, sha256, size, media_type, pages, file_name), (state, dossier, suggestion, suggested_by, at, place)): Raw,
) -> Result<IntakeRecord, Error> {
    let dossier_id =
        |column, text: Option<String>| text.map(|text| parsed("intake", column, &text)).transpose();
    Ok(IntakeRecord {
        id: parsed("intake", "id", &id)?,
        content: Content {
            sha256: parsed("intake", "sha256", &sha256)?,
            size_bytes: unsigned("intake", "size_bytes", size)?,
        },
        media_type,
        pages: pages
            .map(|pages| unsigned("intake", "pages", pages))
            .transpose()?,
        file_name,
        state: from_word("intake", "state", &state)?,
        dossier: dossier_id("dossier", dossier)?,
        suggestion: dossier_id("suggestion", suggestion)?,
        suggested_by,
        arrived_at: timestamp("intake", "arrived_us", at)?,
        place,
    })
}

impl Reading<'_> {
    /// What waits for filing, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn intake_waiting(&self) -> Result<Vec<IntakeRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM intake WHERE state = 'waiting' ORDER BY row"
                ))?
                .query_map([], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// One thing that came in.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn intake(&self, id: IntakeId) -> Result<Option<IntakeRecord>, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM intake WHERE id = ?1"))
            .and_then(|mut get| get.query_row([id.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// What came in with these bytes before, as a file of its own: the first of it. What was destroyed is not there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn intake_with(&self, sha256: &Sha256) -> Result<Option<IntakeRecord>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM intake WHERE sha256 = ?1 AND parent IS NULL AND state <> 'duplicate'
                   AND NOT EXISTS (SELECT 1 FROM intake_destroyed WHERE intake_destroyed.intake = intake.id)
                 ORDER BY row LIMIT 1"
            ))
            .and_then(|mut get| get.query_row([sha256.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// What was taken in from this file as it is now; a file that is left where it is, is not read again.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn intake_of_file(
        &self,
        folder: &str,
        place: &str,
        size_bytes: u64,
        modified_ns: i64,
    ) -> Result<Option<IntakeRecord>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM intake WHERE folder = ?1 AND place = ?2 AND size_bytes = ?3
                 AND modified_ns = ?4 AND parent IS NULL ORDER BY row DESC LIMIT 1"
            ))
            .and_then(|mut get| {
                get.query_row(params![folder, place, stored_size(size_bytes), modified_ns], raw)
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }
}

impl Change<'_> {
    /// Records something that came in.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_intake(&self, new: &NewIntake<'_>) -> Result<IntakeId, Error> {
        let id = IntakeId::new(self.at(), self.store.random_10());
        let settled = (new.state != IntakeState::Waiting).then(|| micros(self.at()));
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    new.content.sha256.to_string(),
                    stored_size(new.content.size_bytes),
                    new.media_type,
                    new.pages,
                    new.file_name,
                    new.folder,
                    new.place,
                    new.modified_ns,
                    word(&new.state),
                    new.parent.map(|parent| parent.to_string()),
                    new.dossier.map(|dossier| dossier.to_string()),
                    new.suggestion.as_ref().map(|(dossier, _)| dossier.to_string()),
                    new.suggestion.as_ref().map(|(_, by)| by),
                    micros(self.at()),
                    settled
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// Settles something that waited: filed into a dossier, or set aside with a reason.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn settle_intake(
        &self,
        id: IntakeId,
        state: IntakeState,
        dossier: Option<DossierId>,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        self.transaction
            .execute(
                "UPDATE intake SET state = ?2, dossier = ?3, reason = ?4, settled_us = ?5
                 WHERE id = ?1 AND state = 'waiting'",
                params![
                    id.to_string(),
                    word(&state),
                    dossier.map(|dossier| dossier.to_string()),
                    reason,
                    micros(self.at())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
