//! Versions of documents: immutable.

use model::view::{VersionOrigin, VersionView};
use model::{DocumentId, DossierId, Reference, Sha256, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::{from_word, micros, parsed, stored_size, timestamp, unsigned, word};
use crate::tables::document::{NewVersion, SealRecord};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO version
    (id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level,
     covers_content)
    SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM version WHERE document = ?2";
const COLUMNS: &str =
    "id, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level";
const OF_DOCUMENT: &str = "WHERE document = ?1 ORDER BY number DESC";
const DOCUMENT_OF: &str = "SELECT document FROM version WHERE id = ?1";
const SAME_BYTES_HERE: &str =
    "SELECT document.id FROM version JOIN document ON document.id = version.document
    WHERE version.sha256 = ?1 AND document.dossier = ?2 ORDER BY document.row LIMIT 1";
const SAME_BYTES_ELSEWHERE: &str = "SELECT DISTINCT dossier.reference FROM version
    JOIN document ON document.id = version.document JOIN dossier ON dossier.id = document.dossier
    WHERE version.sha256 = ?1 AND dossier.id <> ?2 ORDER BY dossier.reference";
const SEAL: &str = "SELECT level, covers_content FROM version WHERE document = ?1 AND level IS NOT NULL
    ORDER BY number DESC LIMIT 1";
const DIGESTS: &str = "SELECT sha256, max(size_bytes) FROM version GROUP BY sha256";

type Raw = (
    String,
    i64,
    String,
    i64,
    String,
    Option<i64>,
    String,
    Option<String>,
    i64,
    Option<String>,
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
    (id, number, sha256, size, media_type, pages, origin, file_name, created, level): Raw,
) -> Result<VersionView, Error> {
    Ok(VersionView {
        id: parsed("version", "id", &id)?,
        number: unsigned("version", "number", number)?,
        sha256: parsed("version", "sha256", &sha256)?,
        size_bytes: unsigned("version", "size_bytes", size)?,
        media_type,
        pages: pages
            .map(|pages| unsigned("version", "pages", pages))
            .transpose()?,
        created_at: timestamp("version", "created_us", created)?,
        origin: from_word::<VersionOrigin>("version", "origin", &origin)?,
        file_name,
        level,
    })
}

impl Reading<'_> {
    /// The versions of a document, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn versions(&self, document: DocumentId) -> Result<Vec<VersionView>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!("SELECT {COLUMNS} FROM version {OF_DOCUMENT}"))?
                .query_map([document.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(view)
            .collect()
    }

    /// A version and its document.
    ///
    /// # Errors
    /// `version-unknown`.
    pub fn version(&self, id: VersionId) -> Result<(VersionView, DocumentId), Error> {
        let read = || -> rusqlite::Result<Option<(Raw, String)>> {
            let found = self
                .transaction
                .prepare_cached(&format!("SELECT {COLUMNS} FROM version WHERE id = ?1"))?
                .query_row([id.to_string()], raw)
                .optional()?;
            let Some(found) = found else { return Ok(None) };
            let document = self
                .transaction
                .query_row(DOCUMENT_OF, [id.to_string()], |row| row.get(0))?;
            Ok(Some((found, document)))
        };
        let (found, document) =
            read()
                .map_err(|error| self.store.failed(error))?
                .ok_or_else(|| Error::VersionUnknown {
                    version: id.to_string(),
                })?;
        Ok((view(found)?, parsed("version", "document", &document)?))
    }

    /// What sealing, or the last augmentation, reported about the original of a document, once sealed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn seal_record(&self, document: DocumentId) -> Result<Option<SealRecord>, Error> {
        self.transaction
            .prepare_cached(SEAL)
            .and_then(|mut get| {
                get.query_row([document.to_string()], |row| {
                    Ok(SealRecord {
                        level: row.get(0)?,
                        covers_content: row.get(1)?,
                    })
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))
    }

    /// The document of this dossier that has a version with these bytes.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document_with(&self, sha256: &Sha256, dossier: DossierId) -> Result<Option<DocumentId>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(SAME_BYTES_HERE)
            .and_then(|mut get| {
                get.query_row(params![sha256.to_string(), dossier.to_string()], |row| row.get(0))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found.map(|id| parsed("document", "id", &id)).transpose()
    }

    /// References of the other dossiers that hold these bytes.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn also_in(&self, sha256: &Sha256, dossier: DossierId) -> Result<Vec<Reference>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(SAME_BYTES_ELSEWHERE)?
                .query_map(params![sha256.to_string(), dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        let found = read().map_err(|error| self.store.failed(error))?;
        found
            .iter()
            .map(|text| {
                Reference::parse(text).map_err(|_| Error::ValueUnreadable {
                    table: "dossier",
                    column: "reference",
                })
            })
            .collect()
    }

    /// The digest and size of every content that a version names.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn digests(&self) -> Result<Vec<(Sha256, u64)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached(DIGESTS)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let found = read().map_err(|error| self.store.failed(error))?;
        found
            .into_iter()
            .map(|(digest, size)| {
                Ok((
                    parsed("version", "sha256", &digest)?,
                    unsigned("version", "size_bytes", size)?,
                ))
            })
            .collect()
    }
}

impl Change<'_> {
    /// Adds a version to a document, with the next number.
    pub(crate) fn insert_version(&self, document: DocumentId, new: &NewVersion) -> Result<VersionId, Error> {
        let id = VersionId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    document.to_string(),
                    new.content.sha256.to_string(),
                    stored_size(new.content.size_bytes),
                    new.media_type,
                    new.pages,
                    word(&new.origin),
                    new.file_name,
                    micros(self.at()),
                    new.seal.as_ref().map(|seal| &seal.level),
                    new.seal.as_ref().map(|seal| seal.covers_content)
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }
}
