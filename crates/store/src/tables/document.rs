//! Documents of dossiers, with their identifier once sealed.

use identifier::Identifier;
use model::view::VersionOrigin;
use model::{DocumentId, DossierId, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::{micros, parsed, timestamp};
use crate::blob::Content;
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO document (id, dossier, title, created_us, changed_us) VALUES (?1, ?2, ?3, ?4, ?4)";
const COLUMNS: &str = "id, dossier, title, identifier, platform, registered_us";
const SEAL: &str = "UPDATE document SET identifier = ?2, platform = ?3 WHERE id = ?1 AND identifier IS NULL";
const REGISTERED: &str = "UPDATE document SET registered_us = ?2 WHERE id = ?1";
const TOUCH: &str = "UPDATE document SET changed_us = max(changed_us, ?2) WHERE id = ?1";
const UNREGISTERED: &str =
    "SELECT count(*) FROM document WHERE identifier IS NOT NULL AND registered_us IS NULL AND platform <> ?1";

/// Originals that neither wait in the outbox nor are on the platform, and identifiers without an original: the
/// transactions of a desk leave none.
const FORGOTTEN: &str = "SELECT title FROM document WHERE identifier IS NOT NULL AND (
        (registered_us IS NULL AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.document = document.id))
        OR NOT EXISTS (SELECT 1 FROM version WHERE version.document = document.id AND origin = 'sealed'))
    ORDER BY row";

/// A document without its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRecord {
    /// Identity.
    pub id: DocumentId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Title.
    pub title: String,
    /// The identifier, once sealed.
    pub identifier: Option<Identifier>,
    /// The platform whose address is printed, once sealed.
    pub platform: Option<String>,
    /// When the platform acknowledged it.
    pub registered_at: Option<jiff::Timestamp>,
}

/// A version to be added; its content is stored already.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// Digest and size.
    pub content: Content,
    /// Media type sniffed from the content.
    pub media_type: String,
    /// Number of pages, of a PDF.
    pub pages: Option<u32>,
    /// How it came to be.
    pub origin: VersionOrigin,
    /// Name of the file it was imported from.
    pub file_name: Option<String>,
    /// How it was sealed, of an original.
    pub seal: Option<SealRecord>,
}

/// What sealing reported about an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRecord {
    /// The level in the file, `B-B`.
    pub level: String,
    /// No free margin was found: the stamp covers something.
    pub covers_content: bool,
}

type Raw = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<i64>,
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    ))
}

fn record((id, dossier, title, identifier, platform, registered): Raw) -> Result<DocumentRecord, Error> {
    Ok(DocumentRecord {
        id: parsed("document", "id", &id)?,
        dossier: parsed("document", "dossier", &dossier)?,
        title,
        identifier: identifier
            .map(|text| parsed("document", "identifier", &text))
            .transpose()?,
        platform,
        registered_at: registered
            .map(|at| timestamp("document", "registered_us", at))
            .transpose()?,
    })
}

impl Reading<'_> {
    /// One document.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn document(&self, id: DocumentId) -> Result<DocumentRecord, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE id = ?1"))
            .and_then(|mut get| get.query_row([id.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?;
        record(found.ok_or_else(|| Error::DocumentUnknown {
            document: id.to_string(),
        })?)
    }

    /// The documents of a dossier, newest change first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents(&self, dossier: DossierId) -> Result<Vec<DocumentRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM document WHERE dossier = ?1 ORDER BY changed_us DESC, row DESC"
                ))?
                .query_map([dossier.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// Titles of originals that neither wait in the outbox nor are on the platform.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn forgotten_originals(&self) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(FORGOTTEN)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// How many documents carry the printed address of another platform than `platform` and wait for it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting_for_another_platform(&self, platform: &str) -> Result<u32, Error> {
        self.transaction
            .query_row(UNREGISTERED, [platform], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Adds a document with its first version.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_document(
        &self,
        dossier: DossierId,
        title: &str,
        first: &NewVersion,
    ) -> Result<(DocumentId, VersionId), Error> {
        let id = DocumentId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![id.to_string(), dossier.to_string(), title, micros(self.at())],
            )
            .map_err(|error| self.store.failed(error))?;
        let version = self.insert_version(id, first)?;
        self.touch_dossier(dossier)?;
        self.index(dossier)?;
        Ok((id, version))
    }

    /// Gives a document its identifier together with the version that carries it: the original.
    ///
    /// # Errors
    /// `document-sealed` when it has an identifier, `document-changed` when `sealed_from` is not its newest version.
    pub fn add_original(
        &self,
        document: DocumentId,
        sealed_from: VersionId,
        original: &NewVersion,
        identifier: &Identifier,
        platform: &str,
    ) -> Result<VersionId, Error> {
        let record = self.document(document)?;
        if record.identifier.is_some() {
            return Err(Error::DocumentSealed);
        }
        if self.versions(document)?.first().map(|newest| newest.id) != Some(sealed_from) {
            return Err(Error::DocumentChanged);
        }
        let id = document.to_string();
        self.transaction
            .execute(SEAL, params![id, identifier.canonical(), platform])
            .and_then(|_| self.transaction.execute(TOUCH, params![id, micros(self.at())]))
            .map_err(|error| self.store.failed(error))?;
        let version = self.insert_version(document, original)?;
        self.touch_dossier(record.dossier)?;
        Ok(version)
    }

    /// The platform keeps the original.
    pub(crate) fn document_registered(&self, document: DocumentId, at: jiff::Timestamp) -> Result<(), Error> {
        self.transaction
            .execute(REGISTERED, params![document.to_string(), micros(at)])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
