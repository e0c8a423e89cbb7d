//! Documents of dossiers, with their identifier once sealed.

use identifier::Identifier;
use model::document::{DocumentKind, Facts, Made};
use model::view::VersionOrigin;
use model::{DocumentId, DossierId, IntakeId, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::{micros, parsed, timestamp};
use crate::blob::Content;
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO document (id, dossier, title, created_us, changed_us, kind, parent, supersedes, intake, facts)
    VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9)";
const COLUMNS: &str =
    "id, dossier, title, identifier, platform, registered_us, kind, procedure_document, parent,
    supersedes, (SELECT newer.id FROM document AS newer WHERE newer.supersedes = document.id), withdrawn_us,
    withdrawn_reason, facts";
const SEAL: &str = "UPDATE document SET identifier = ?2, platform = ?3 WHERE id = ?1 AND identifier IS NULL";
const REGISTERED: &str = "UPDATE document SET registered_us = ?2 WHERE id = ?1";
const TOUCH: &str = "UPDATE document SET changed_us = max(changed_us, ?2) WHERE id = ?1";
const UNREGISTERED: &str =
    "SELECT count(*) FROM document WHERE identifier IS NOT NULL AND registered_us IS NULL AND platform <> ?1";

/// Originals that were sealed here (those of other desks are theirs to send) and neither wait in the outbox nor are on the
/// platform, and identifiers without an original: the transactions of a desk leave none.
const FORGOTTEN: &str = "SELECT title FROM document WHERE identifier IS NOT NULL AND (
        (registered_us IS NULL AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.document = document.id)
            AND EXISTS (SELECT 1 FROM version JOIN journal ON journal.subject = document.dossier
                AND journal.kind = 'document-sealed' AND instr(journal.details, version.sha256) > 0
                WHERE version.document = document.id AND version.origin = 'sealed'))
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
    /// What it is in its dossier.
    pub kind: DocumentKind,
    /// Key of the document that the dossier's procedure asks for.
    pub procedure_document: Option<String>,
    /// The document it came with.
    pub parent: Option<DocumentId>,
    /// The sealed document that this one corrects.
    pub supersedes: Option<DocumentId>,
    /// The document that corrects this one.
    pub superseded_by: Option<DocumentId>,
    /// Since when it is withdrawn.
    pub withdrawn_at: Option<jiff::Timestamp>,
    /// Why it was withdrawn.
    pub withdrawn_reason: Option<String>,
    /// What is known of it beside its versions.
    pub facts: Facts,
}

/// What a document that is added is beside its first version.
#[derive(Clone, Debug, Default)]
pub struct NewDocument {
    /// What it is in its dossier.
    pub kind: DocumentKind,
    /// The document it came with.
    pub parent: Option<DocumentId>,
    /// The sealed document that it corrects.
    pub supersedes: Option<DocumentId>,
    /// What came in by the watched folder, of which it is a piece.
    pub intake: Option<IntakeId>,
    /// What is known of it.
    pub facts: Facts,
}

/// How a version came to be, beside its content.
#[derive(Clone, Debug, Default)]
pub struct VersionNote {
    /// How.
    pub made: Option<Made>,
    /// Why.
    pub reason: Option<String>,
    /// Number of the version it was made from.
    pub base: Option<u32>,
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

struct Raw {
    own: (
        String,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<i64>,
    ),
    kind: String,
    procedure_document: Option<String>,
    links: [Option<String>; 3],
    withdrawn: (Option<i64>, Option<String>),
    facts: Option<String>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        own: (
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ),
        kind: row.get(6)?,
        procedure_document: row.get(7)?,
        links: [row.get(8)?, row.get(9)?, row.get(10)?],
        withdrawn: (row.get(11)?, row.get(12)?),
        facts: row.get(13)?,
    })
}

fn record(raw: Raw) -> Result<DocumentRecord, Error> {
    let (id, dossier, title, identifier, platform, registered) = raw.own;
    let [parent, supersedes, superseded_by] = raw.links;
    let link = |column, text: Option<String>| text.map(|text| parsed("document", column, &text)).transpose();
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
        // A word that a newer program gave is no reason not to show the document.
        kind: DocumentKind::of_word(&raw.kind).unwrap_or_default(),
        procedure_document: raw.procedure_document,
        parent: link("parent", parent)?,
        supersedes: link("supersedes", supersedes)?,
        superseded_by: link("supersedes", superseded_by)?,
        withdrawn_at: raw
            .withdrawn
            .0
            .map(|at| timestamp("document", "withdrawn_us", at))
            .transpose()?,
        withdrawn_reason: raw.withdrawn.1,
        facts: raw
            .facts
            .map(|text| {
                serde_json::from_str(&text).map_err(|_| Error::ValueUnreadable {
                    table: "document",
                    column: "facts",
                })
            })
            .transpose()?
            .unwrap_or_default(),
    })
}

fn stored_facts(facts: &Facts) -> Option<String> {
    (!facts.is_empty())
        .then(|| serde_json::to_string(facts).ok())
        .flatten()
}

impl Reading<'_> {
    /// One document.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn document(&self, id: DocumentId) -> Result<DocumentRecord, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM document WHERE id = ?1 AND EXISTS (
                    SELECT 1 FROM dossier WHERE dossier.id = document.dossier AND {SEEN})"
            ))
            .and_then(|mut get| get.query_row([id.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?;
        record(found.ok_or_else(|| Error::DocumentUnknown {
            document: id.to_string(),
        })?)
    }

    /// Some documents of a dossier, newest change first: those behind `after`, at most `limit`.
    ///
    /// # Errors
    /// `document-unknown` when `after` is no document of it; the database cannot be read.
    pub fn documents_page(
        &self,
        dossier: DossierId,
        after: Option<DocumentId>,
        limit: u32,
    ) -> Result<Vec<DocumentRecord>, Error> {
        let edge: (i64, i64) = match after {
            None => (i64::MAX, i64::MAX),
            Some(after) => self
                .transaction
                .prepare_cached("SELECT changed_us, row FROM document WHERE id = ?1 AND dossier = ?2")
                .and_then(|mut get| {
                    get.query_row(params![after.to_string(), dossier.to_string()], |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })
                    .optional()
                })
                .map_err(|error| self.store.failed(error))?
                .ok_or_else(|| Error::DocumentUnknown {
                    document: after.to_string(),
                })?,
        };
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM document WHERE row IN (
                        SELECT row FROM document WHERE dossier = ?1
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                        AND changed_us <= ?2 AND (changed_us, row) < (?2, ?3)
                        ORDER BY changed_us DESC, row DESC LIMIT ?4)
                     ORDER BY changed_us DESC, row DESC"
                ))?
                .query_map(params![dossier.to_string(), edge.0, edge.1, limit], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// How many documents a dossier has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document_count(&self, dossier: DossierId) -> Result<u32, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT documents FROM dossier_documents WHERE dossier = ?1
                    AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})"
            ))
            .and_then(|mut get| get.query_row([dossier.to_string()], |row| row.get(0)).optional())
            .map(Option::unwrap_or_default)
            .map_err(|error| self.store.failed(error))
    }

    /// The documents of a dossier, newest change first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents(&self, dossier: DossierId) -> Result<Vec<DocumentRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM document WHERE dossier = ?1
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                     ORDER BY changed_us DESC, row DESC"
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

    /// The documents of a dossier in the order in which they were made: identities are UUIDv7.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document_numbers(&self, dossier: DossierId) -> Result<Vec<DocumentId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT id FROM document WHERE dossier = ?1
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN}) ORDER BY id"
                ))?
                .query_map([dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| parsed("document", "id", id))
            .collect()
    }

    /// The sealed documents of a dossier that nothing corrects, newest change first, at most `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents_correctable(
        &self,
        dossier: DossierId,
        limit: u32,
    ) -> Result<Vec<DocumentRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM document WHERE dossier = ?1 AND identifier IS NOT NULL
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                        AND NOT EXISTS (SELECT 1 FROM document AS newer WHERE newer.supersedes = document.id)
                     ORDER BY changed_us DESC, row DESC LIMIT ?2"
                ))?
                .query_map(params![dossier.to_string(), limit], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// The documents that came with another one, in their order; without those that were moved where they may not be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents_with_parent(&self, parent: DocumentId) -> Result<Vec<DocumentId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT id FROM document WHERE parent = ?1 AND EXISTS (
                        SELECT 1 FROM dossier WHERE dossier.id = document.dossier AND {SEEN}) ORDER BY row"
                ))?
                .query_map([parent.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| parsed("document", "id", id))
            .collect()
    }

    /// The document with a printed identifier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document_with_identifier(&self, identifier: &Identifier) -> Result<Option<DocumentRecord>, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE identifier = ?1"))
            .and_then(|mut get| get.query_row([identifier.canonical()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// The document of a dossier that was pulled from the platform under this identifier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn document_pulled(
        &self,
        dossier: DossierId,
        identifier: &Identifier,
    ) -> Result<Option<DocumentId>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(
                "SELECT id FROM document WHERE dossier = ?1 AND facts IS NOT NULL
                 AND json_extract(facts, '$.\"platform-identifier\"') = ?2 LIMIT 1",
            )
            .and_then(|mut get| {
                get.query_row(params![dossier.to_string(), identifier.canonical()], |row| {
                    row.get(0)
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found.map(|id| parsed("document", "id", &id)).transpose()
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
        self.add_document_as(
            dossier,
            title,
            first,
            &VersionNote::default(),
            &NewDocument::default(),
        )
    }

    /// Adds a document with its first version, and what is known of both.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_document_as(
        &self,
        dossier: DossierId,
        title: &str,
        first: &NewVersion,
        note: &VersionNote,
        new: &NewDocument,
    ) -> Result<(DocumentId, VersionId), Error> {
        let id = DocumentId::new(self.at(), self.store.random_10());
        let text = |id: &Option<DocumentId>| id.map(|id| id.to_string());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    dossier.to_string(),
                    title,
                    micros(self.at()),
                    new.kind.word(),
                    text(&new.parent),
                    text(&new.supersedes),
                    new.intake.map(|intake| intake.to_string()),
                    stored_facts(&new.facts)
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        let version = self.insert_version_as(id, first, note)?;
        self.touch_dossier(dossier)?;
        Ok((id, version))
    }

    /// Adds a version to a document that is not sealed; its content is stored already.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_version(
        &self,
        document: DocumentId,
        new: &NewVersion,
        note: &VersionNote,
    ) -> Result<VersionId, Error> {
        let version = self.insert_version_as(document, new, note)?;
        self.touch_document(document)?;
        Ok(version)
    }

    /// Marks a document and its dossier as changed now.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn touch_document(&self, document: DocumentId) -> Result<(), Error> {
        let dossier = self.document(document)?.dossier;
        self.set_document(TOUCH, document, &micros(self.at()))?;
        self.touch_dossier(dossier)
    }

    /// Gives a document another title.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn rename_document(&self, document: DocumentId, title: &str) -> Result<(), Error> {
        self.set_document("UPDATE document SET title = ?2 WHERE id = ?1", document, &title)?;
        self.touch_document(document)
    }

    /// Says what a document is in its dossier.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn set_document_kind(&self, document: DocumentId, kind: DocumentKind) -> Result<(), Error> {
        self.set_document(
            "UPDATE document SET kind = ?2 WHERE id = ?1",
            document,
            &kind.word(),
        )?;
        self.touch_document(document)
    }

    /// Marks a document as the one that the procedure asks for under `key`, or as none.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn set_procedure_document(&self, document: DocumentId, key: Option<&str>) -> Result<(), Error> {
        self.set_document(
            "UPDATE document SET procedure_document = ?2 WHERE id = ?1",
            document,
            &key,
        )?;
        self.touch_document(document)
    }

    /// Keeps facts of a document, in place of those it had.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn set_document_facts(&self, document: DocumentId, facts: &Facts) -> Result<(), Error> {
        self.set_document(
            "UPDATE document SET facts = ?2 WHERE id = ?1",
            document,
            &stored_facts(facts),
        )
    }

    /// Says that a document corrects a sealed one.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_supersedes(&self, document: DocumentId, corrected: DocumentId) -> Result<(), Error> {
        self.set_document(
            "UPDATE document SET supersedes = ?2 WHERE id = ?1",
            document,
            &corrected.to_string(),
        )?;
        self.touch_document(document)
    }

    /// Withdraws a document, or takes the withdrawal back (`None`).
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn set_withdrawn(&self, document: DocumentId, reason: Option<&str>) -> Result<(), Error> {
        self.set_document(
            "UPDATE document SET withdrawn_us = ?2 WHERE id = ?1",
            document,
            &reason.map(|_| micros(self.at())),
        )?;
        self.set_document(
            "UPDATE document SET withdrawn_reason = ?2 WHERE id = ?1",
            document,
            &reason,
        )?;
        self.touch_document(document)
    }

    /// Moves a document, with what came with it, to another dossier; gives the titles of all that moved.
    ///
    /// # Errors
    /// `document-unknown`, `dossier-unknown`.
    pub fn move_document(&self, document: DocumentId, to: DossierId) -> Result<Vec<String>, Error> {
        let from = self.document(document)?.dossier;
        self.dossier(to)?;
        let mut moved = Vec::new();
        let mut todo = vec![document];
        while let Some(id) = todo.pop() {
            let record = self.document(id)?;
            if record.dossier != from {
                continue;
            }
            self.set_document(
                "UPDATE document SET dossier = ?2 WHERE id = ?1",
                id,
                &to.to_string(),
            )?;
            // What the procedure of one dossier asks for is nothing to another one's.
            self.set_procedure_document(id, None)?;
            self.move_circuits(id, to)?;
            moved.push(record.title);
            todo.extend(self.documents_with_parent(id)?);
        }
        self.touch_dossier(from)?;
        Ok(moved)
    }

    fn set_document(
        &self,
        sql: &str,
        document: DocumentId,
        value: &dyn rusqlite::ToSql,
    ) -> Result<(), Error> {
        let changed = self
            .transaction
            .prepare_cached(sql)
            .and_then(|mut set| set.execute(params![document.to_string(), value]))
            .map_err(|error| self.store.failed(error))?;
        if changed == 0 {
            return Err(Error::DocumentUnknown {
                document: document.to_string(),
            });
        }
        Ok(())
    }

    /// Gives a document its identifier together with the version that carries it: the original.
    ///
    /// # Errors
    /// `document-sealed` when it has an identifier, `document-changed` when `sealed_from` is not its newest version,
    /// `dossier-closed`.
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
        self.open_dossier(record.dossier)?;
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
