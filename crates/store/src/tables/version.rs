//! Versions of documents: immutable.

use std::collections::HashMap;

use model::view::{VersionOrigin, VersionView};
use model::{DocumentId, DossierId, Reference, Sha256, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::{from_word, micros, parsed, stored_size, timestamp, unsigned, word};
use crate::tables::document::{NewVersion, SealRecord, VersionNote};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO version
    (id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level,
     covers_content, how, reason, base, made_by)
    SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15 FROM version WHERE document = ?2";
const COLUMNS: &str = "id, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level, how, reason, base, made_by,
    EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = version.id)";
const OF_DOCUMENT: &str = "WHERE document = ?1 ORDER BY number DESC";
const DOCUMENT_OF: &str = "SELECT document FROM version WHERE id = ?1";
const SAME_BYTES_HERE: &str =
    "SELECT document.id FROM version JOIN document ON document.id = version.document
    WHERE version.sha256 = ?1 AND document.dossier = ?2 ORDER BY document.row LIMIT 1";
const SAME_BYTES_ELSEWHERE: &str = "SELECT DISTINCT dossier.reference FROM version
    JOIN document ON document.id = version.document JOIN dossier ON dossier.id = document.dossier
    WHERE version.sha256 = ?1 AND dossier.id <> ?2 AND";
const SEAL: &str = "SELECT level, covers_content FROM version WHERE document = ?1 AND level IS NOT NULL
    ORDER BY number DESC LIMIT 1";

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
    (Option<String>, Option<String>, Option<i64>, Option<String>, bool),
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
        (
            row.get(10)?,
            row.get(11)?,
            row.get(12)?,
            row.get(13)?,
            row.get(14)?,
        ),
    ))
}

fn view(
    (
        id,
        number,
        sha256,
        size,
        media_type,
        pages,
        origin,
        file_name,
        created,
        level,
        (how, reason, base, by, destroyed),
    ): Raw,
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
        made: how.map(|how| from_word("version", "how", &how)).transpose()?,
        reason,
        base: base.map(|base| unsigned("version", "base", base)).transpose()?,
        by,
        destroyed,
    })
}

/// The digest and size of every content that must be there: of versions whose content was not destroyed, and of what was
/// taken in. Also of a database that an earlier version of this program wrote.
pub(crate) fn contents(connection: &rusqlite::Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let has = |table: &str| -> rusqlite::Result<bool> {
        connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1)")?
            .query_row([table], |row| row.get(0))
    };
    let mut sql = "SELECT sha256, size_bytes FROM version".to_owned();
    if has("destroyed")? {
        sql.push_str(" WHERE NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = version.id)");
    }
    if has("intake")? {
        sql.push_str(" UNION ALL SELECT sha256, size_bytes FROM intake");
        if has("intake_destroyed")? {
            sql.push_str(
                " WHERE NOT EXISTS (SELECT 1 FROM intake_destroyed WHERE intake_destroyed.intake = intake.id)",
            );
        }
    }
    connection
        .prepare(&format!(
            "SELECT sha256, max(size_bytes) FROM ({sql}) GROUP BY sha256"
        ))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
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

    /// The versions of several documents, newest first, read at once.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn versions_of(
        &self,
        documents: &[DocumentId],
    ) -> Result<HashMap<DocumentId, Vec<VersionView>>, Error> {
        let ids: Vec<String> = documents.iter().map(DocumentId::to_string).collect();
        let ids = serde_json::to_string(&ids).unwrap_or_else(|_| "[]".to_owned());
        let read = || -> rusqlite::Result<Vec<(Raw, String)>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS}, document FROM version
                     WHERE document IN (SELECT value FROM json_each(?1)) ORDER BY document, number DESC"
                ))?
                .query_map([ids], |row| Ok((raw(row)?, row.get("document")?)))?
                .collect()
        };
        let mut found: HashMap<DocumentId, Vec<VersionView>> = HashMap::with_capacity(documents.len());
        for (version, document) in read().map_err(|error| self.store.failed(error))? {
            let document = parsed("version", "document", &document)?;
            found.entry(document).or_default().push(view(version)?);
        }
        Ok(found)
    }

    /// A version and its document.
    ///
    /// # Errors
    /// `version-unknown`.
    pub fn version(&self, id: VersionId) -> Result<(VersionView, DocumentId), Error> {
        let read = || -> rusqlite::Result<Option<(Raw, String)>> {
            let found = self
                .transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM version WHERE id = ?1 AND EXISTS (
                        SELECT 1 FROM document JOIN dossier ON dossier.id = document.dossier
                        WHERE document.id = version.document AND {SEEN})"
                ))?
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
                .prepare_cached(&format!(
                    "{SAME_BYTES_ELSEWHERE} {SEEN} ORDER BY dossier.reference"
                ))?
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

    /// The digest of every content that anything names: versions, and whatever other table keeps a digest. Nothing in
    /// here is ever removed as an orphan.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn named_contents(&self) -> Result<Vec<Sha256>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            // Tables of later migrations are found by themselves: a column that keeps a digest says so in its name.
            let columns: Vec<(String, String)> = self
                .transaction
                .prepare(
                    "SELECT tables.name, columns.name FROM sqlite_master AS tables
                     JOIN pragma_table_info(tables.name) AS columns
                     WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'
                        AND (columns.name LIKE '%sha256%' OR columns.name LIKE '%digest%' OR columns.name LIKE '%blob%')",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let mut found = Vec::new();
            for (table, column) in columns {
                let sql = format!(
                    "SELECT DISTINCT \"{column}\" FROM \"{table}\"
                     WHERE typeof(\"{column}\") = 'text' AND length(\"{column}\") = 64"
                );
                let mut digests = self.transaction.prepare(&sql)?;
                for digest in digests.query_map([], |row| row.get::<_, String>(0))? {
                    found.push(digest?);
                }
            }
            Ok(found)
        };
        let found = read().map_err(|error| self.store.failed(error))?;
        // What is no digest names no blob.
        Ok(found.iter().filter_map(|text| text.parse().ok()).collect())
    }

    /// The digest and size of every content that must be there: of versions, and of what was taken in.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn digests(&self) -> Result<Vec<(Sha256, u64)>, Error> {
        let found = contents(self.transaction).map_err(|error| self.store.failed(error))?;
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
        self.insert_version_as(document, new, &VersionNote::default())
    }

    /// Adds a version to a document, with the next number, and how it came to be.
    pub(crate) fn insert_version_as(
        &self,
        document: DocumentId,
        new: &NewVersion,
        note: &VersionNote,
    ) -> Result<VersionId, Error> {
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
                    new.seal.as_ref().map(|seal| seal.covers_content),
                    note.made.as_ref().map(word),
                    note.reason,
                    note.base,
                    self.actor
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.version_added(document, id, new)?;
        Ok(id)
    }
}
