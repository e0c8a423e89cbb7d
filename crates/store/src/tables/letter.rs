//! Templates that were imported, letters that are being written, what finished ones were made from, and batches.
//!
//! Contents are JSON that this crate does not look into.

use jiff::civil::Date;
use model::contact::ContactEntry;
use model::letter::BatchItemState;
use model::{ContactId, DocumentId, DossierId, LetterBatchId, LetterDraftId, Sha256, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::{from_word, micros, parsed, timestamp, unsigned, word};
use crate::{Change, Error, Reading};

/// A template that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRecord {
    /// Key.
    pub key: String,
    /// Version, from 1.
    pub version: u32,
    /// Its files as JSON.
    pub files: String,
    /// Digest over its files.
    pub sha256: Sha256,
    /// When it was imported.
    pub imported_at: jiff::Timestamp,
    /// By whom.
    pub imported_by: String,
}

/// A letter that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// Identity.
    pub id: LetterDraftId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Content as JSON.
    pub content: String,
    /// Last change.
    pub changed_at: jiff::Timestamp,
}

/// What a version was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRecord {
    /// The version.
    pub version: VersionId,
    /// Its document.
    pub document: DocumentId,
    /// Key of the template.
    pub template: String,
    /// Version of an imported template.
    pub template_version: Option<u32>,
    /// Digest over the template's files.
    pub template_sha256: Sha256,
    /// Content as JSON.
    pub content: String,
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRecord {
    /// Identity.
    pub id: LetterBatchId,
    /// Key of the template.
    pub template: String,
    /// Version of an imported template.
    pub template_version: Option<u32>,
    /// Title of its documents.
    pub title: String,
    /// When it was begun.
    pub begun_at: jiff::Timestamp,
    /// By whom.
    pub begun_by: String,
    /// Nobody wants the rest.
    pub abandoned: bool,
    /// Letters in all.
    pub letters: u32,
    /// Made.
    pub done: u32,
    /// Refused.
    pub refused: u32,
}

/// One letter of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchItemRecord {
    /// Position, from 1.
    pub position: u32,
    /// What it is made from, as JSON.
    pub source: String,
    /// Where it stands.
    pub state: BatchItemState,
    /// The document it became.
    pub document: Option<DocumentId>,
    /// Why it was refused, as JSON.
    pub explanation: Option<String>,
}

const TEMPLATE: &str = "SELECT key, version, files, sha256, imported_us, imported_by FROM letter_template";
const DRAFT: &str = "SELECT id, dossier, content, changed_us FROM letter_draft";
const LETTER: &str =
    "SELECT version, document, template, template_version, template_sha256, content FROM letter";
const BATCH: &str =
    "SELECT id, template, template_version, title, begun_us, begun_by, abandoned_us IS NOT NULL,
        (SELECT count(*) FROM letter_batch_item WHERE batch = id),
        (SELECT count(*) FROM letter_batch_item WHERE batch = id AND state = 'done'),
        (SELECT count(*) FROM letter_batch_item WHERE batch = id AND state = 'refused')
    FROM letter_batch";

type RawTemplate = (String, i64, String, String, i64, String);

fn raw_template(row: &Row<'_>) -> rusqlite::Result<RawTemplate> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    ))
}

fn template(raw: RawTemplate) -> Result<TemplateRecord, Error> {
    let (key, version, files, sha256, imported, imported_by) = raw;
    Ok(TemplateRecord {
        key,
        version: unsigned("letter_template", "version", version)?,
        files,
        sha256: parsed("letter_template", "sha256", &sha256)?,
        imported_at: timestamp("letter_template", "imported_us", imported)?,
        imported_by,
    })
}

type RawDraft = (String, String, String, i64);

fn raw_draft(row: &Row<'_>) -> rusqlite::Result<RawDraft> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn draft((id, dossier, content, changed): RawDraft) -> Result<DraftRecord, Error> {
    Ok(DraftRecord {
        id: parsed("letter_draft", "id", &id)?,
        dossier: parsed("letter_draft", "dossier", &dossier)?,
        content,
        changed_at: timestamp("letter_draft", "changed_us", changed)?,
    })
}

struct RawBatch {
    texts: (String, String, String, String),
    template_version: Option<i64>,
    begun: i64,
    abandoned: bool,
    counts: [i64; 3],
}

fn raw_batch(row: &Row<'_>) -> rusqlite::Result<RawBatch> {
    Ok(RawBatch {
        texts: (row.get(0)?, row.get(1)?, row.get(3)?, row.get(5)?),
        template_version: row.get(2)?,
        begun: row.get(4)?,
        abandoned: row.get(6)?,
        counts: [row.get(7)?, row.get(8)?, row.get(9)?],
    })
}

fn batch(raw: RawBatch) -> Result<BatchRecord, Error> {
    let (id, template, title, begun_by) = raw.texts;
    let [letters, done, refused] = raw.counts;
    let count = |value| unsigned("letter_batch_item", "position", value);
    Ok(BatchRecord {
        id: parsed("letter_batch", "id", &id)?,
        template,
        template_version: version_of("letter_batch", raw.template_version)?,
        title,
        begun_at: timestamp("letter_batch", "begun_us", raw.begun)?,
        begun_by,
        abandoned: raw.abandoned,
        letters: count(letters)?,
        done: count(done)?,
        refused: count(refused)?,
    })
}

fn version_of(table: &'static str, version: Option<i64>) -> Result<Option<u32>, Error> {
    version
        .map(|version| unsigned(table, "template_version", version))
        .transpose()
}

/// The days of a dossier that letters speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterDays {
    /// The day on which the request came in.
    pub received: Option<Date>,
    /// The last day of the earliest running deadline by which the administration must act.
    pub answer: Option<Date>,
    /// The last day of the earliest running deadline until which the party may make its observations.
    pub hearing: Option<Date>,
}

impl Reading<'_> {
    /// The days of a dossier that letters speak of.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_days(&self, dossier: DossierId) -> Result<LetterDays, Error> {
        let read = |sql: &str| -> rusqlite::Result<Option<String>> {
            self.transaction
                .prepare_cached(sql)?
                .query_row([dossier.to_string()], |row| row.get(0))
                .optional()
        };
        let day = |sql| -> Result<Option<Date>, Error> {
            let found = read(sql).map_err(|error| self.store.failed(error))?;
            Ok(found.and_then(|text| text.parse().ok()))
        };
        Ok(LetterDays {
            received: day("SELECT day FROM dossier_day WHERE dossier = ?1 AND event = 'received'")?,
            answer: day(
                "SELECT due_day FROM deadline WHERE dossier = ?1 AND state = 'running' AND ours = 1
                 ORDER BY due_sort LIMIT 1",
            )?,
            hearing: day(
                "SELECT due_day FROM deadline WHERE dossier = ?1 AND state = 'running'
                 AND effect = 'hearing_ends' ORDER BY due_sort LIMIT 1",
            )?,
        })
    }

    /// What the directory knows of a contact, for the address of a letter.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_contact(&self, contact: ContactId) -> Result<Option<ContactEntry>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached("SELECT entry FROM contact WHERE id = ?1")
            .and_then(|mut get| get.query_row([contact.to_string()], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|text| {
                serde_json::from_str(&text).map_err(|_| Error::ValueUnreadable {
                    table: "contact",
                    column: "entry",
                })
            })
            .transpose()
    }

    /// The newest version of each imported template that was not taken out of use, by key.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_templates(&self) -> Result<Vec<TemplateRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<RawTemplate>> {
            self.transaction
                .prepare_cached(&format!(
                    "{TEMPLATE} AS own WHERE retired_us IS NULL AND version = (SELECT max(version)
                        FROM letter_template AS other WHERE other.key = own.key AND retired_us IS NULL)
                     ORDER BY key"
                ))?
                .query_map([], raw_template)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(template)
            .collect()
    }

    /// A version of an imported template, in use or not.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_template(&self, key: &str, version: u32) -> Result<Option<TemplateRecord>, Error> {
        self.transaction
            .prepare_cached(&format!("{TEMPLATE} WHERE key = ?1 AND version = ?2"))
            .and_then(|mut get| get.query_row(params![key, version], raw_template).optional())
            .map_err(|error| self.store.failed(error))?
            .map(template)
            .transpose()
    }

    /// The letters that are being written in a dossier, newest change first.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn letter_drafts(&self, dossier: DossierId) -> Result<Vec<DraftRecord>, Error> {
        let dossier = self.dossier(dossier)?.id;
        let read = || -> rusqlite::Result<Vec<RawDraft>> {
            self.transaction
                .prepare_cached(&format!(
                    "{DRAFT} WHERE dossier = ?1 ORDER BY changed_us DESC, id"
                ))?
                .query_map([dossier.to_string()], raw_draft)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(draft)
            .collect()
    }

    /// A letter that is being written.
    ///
    /// # Errors
    /// The database cannot be read; its dossier is not seen by whoever works here.
    pub fn letter_draft(&self, id: LetterDraftId) -> Result<Option<DraftRecord>, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!("{DRAFT} WHERE id = ?1"))
            .and_then(|mut get| get.query_row([id.to_string()], raw_draft).optional())
            .map_err(|error| self.store.failed(error))?
            .map(draft)
            .transpose()?;
        if let Some(found) = &found {
            self.dossier(found.dossier)?;
        }
        Ok(found)
    }

    /// What the newest composed version of a document was made from.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn letter_of(&self, document: DocumentId) -> Result<Option<LetterRecord>, Error> {
        self.document(document)?;
        let read =
            |row: &Row<'_>| -> rusqlite::Result<(String, String, String, Option<i64>, String, String)> {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                ))
            };
        let found = self
            .transaction
            .prepare_cached(&format!(
                "{LETTER} WHERE document = ?1
                 ORDER BY (SELECT number FROM version WHERE version.id = letter.version) DESC LIMIT 1"
            ))
            .and_then(|mut get| get.query_row([document.to_string()], read).optional())
            .map_err(|error| self.store.failed(error))?;
        found
            .map(
                |(version, document, template, template_version, sha256, content)| {
                    Ok(LetterRecord {
                        version: parsed("letter", "version", &version)?,
                        document: parsed("letter", "document", &document)?,
                        template,
                        template_version: version_of("letter", template_version)?,
                        template_sha256: parsed("letter", "template_sha256", &sha256)?,
                        content,
                    })
                },
            )
            .transpose()
    }

    /// Batches of letters, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_batches(&self, limit: u32) -> Result<Vec<BatchRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<RawBatch>> {
            self.transaction
                .prepare_cached(&format!("{BATCH} ORDER BY begun_us DESC, id DESC LIMIT ?1"))?
                .query_map([limit], raw_batch)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(batch)
            .collect()
    }

    /// A batch of letters.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_batch(&self, id: LetterBatchId) -> Result<Option<BatchRecord>, Error> {
        self.transaction
            .prepare_cached(&format!("{BATCH} WHERE id = ?1"))
            .and_then(|mut get| get.query_row([id.to_string()], raw_batch).optional())
            .map_err(|error| self.store.failed(error))?
            .map(batch)
            .transpose()
    }

    /// The letters of a batch, in order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_batch_items(&self, id: LetterBatchId) -> Result<Vec<BatchItemRecord>, Error> {
        type Raw = (i64, String, String, Option<String>, Option<String>);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(
                    "SELECT position, source, state, document, explanation FROM letter_batch_item
                     WHERE batch = ?1 ORDER BY position",
                )?
                .query_map([id.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(position, source, state, document, explanation)| {
                Ok(BatchItemRecord {
                    position: unsigned("letter_batch_item", "position", position)?,
                    source,
                    state: from_word("letter_batch_item", "state", &state)?,
                    document: document
                        .map(|id| parsed("letter_batch_item", "document", &id))
                        .transpose()?,
                    explanation,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Keeps a template as the next version of its key; gives the version. The same files again are the version there is.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_letter_template(&self, key: &str, files: &str, sha256: &Sha256) -> Result<(u32, bool), Error> {
        let newest: Option<(i64, String, bool)> = self
            .transaction
            .prepare_cached(
                "SELECT version, sha256, retired_us IS NULL FROM letter_template WHERE key = ?1
                 ORDER BY version DESC LIMIT 1",
            )
            .and_then(|mut get| {
                get.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        let last = match newest {
            Some((version, known, true)) if known == sha256.to_string() => {
                return Ok((unsigned("letter_template", "version", version)?, false));
            }
            Some((version, _, _)) => version,
            None => 0,
        };
        self.transaction
            .execute(
                "INSERT INTO letter_template (key, version, files, sha256, imported_us, imported_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    key,
                    last + 1,
                    files,
                    sha256.to_string(),
                    micros(self.at()),
                    self.actor
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok((unsigned("letter_template", "version", last + 1)?, true))
    }

    /// Takes all versions of an imported template out of use; gives whether there was any.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn retire_letter_template(&self, key: &str) -> Result<bool, Error> {
        self.transaction
            .execute(
                "UPDATE letter_template SET retired_us = ?2 WHERE key = ?1 AND retired_us IS NULL",
                params![key, micros(self.at())],
            )
            .map(|changed| changed > 0)
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps a letter that is being written, new or as it is now.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn save_letter_draft(
        &self,
        id: Option<LetterDraftId>,
        dossier: DossierId,
        document: Option<DocumentId>,
        template: &str,
        content: &str,
    ) -> Result<LetterDraftId, Error> {
        let id = id.unwrap_or_else(|| LetterDraftId::new(self.at(), self.store.random_10()));
        self.transaction
            .execute(
                "INSERT INTO letter_draft (id, dossier, document, template, content, made_by, changed_us)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (id) DO UPDATE SET content = excluded.content, changed_us = excluded.changed_us,
                    template = excluded.template, document = excluded.document",
                params![
                    id.to_string(),
                    dossier.to_string(),
                    document.map(|id| id.to_string()),
                    template,
                    content,
                    self.actor,
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// A letter is no longer being written.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_letter_draft(&self, id: LetterDraftId) -> Result<bool, Error> {
        self.transaction
            .execute("DELETE FROM letter_draft WHERE id = ?1", [id.to_string()])
            .map(|changed| changed > 0)
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps what a version was made from.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_letter(&self, letter: &LetterRecord) -> Result<(), Error> {
        self.transaction
            .execute(
                "INSERT INTO letter (version, document, template, template_version, template_sha256, content)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    letter.version.to_string(),
                    letter.document.to_string(),
                    letter.template,
                    letter.template_version,
                    letter.template_sha256.to_string(),
                    letter.content
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Begins a batch with all its letters waiting.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn begin_letter_batch(
        &self,
        template: &str,
        template_version: Option<u32>,
        title: &str,
        sources: &[String],
    ) -> Result<LetterBatchId, Error> {
        let id = LetterBatchId::new(self.at(), self.store.random_10());
        let write = || -> rusqlite::Result<()> {
            self.transaction.execute(
                "INSERT INTO letter_batch (id, template, template_version, title, begun_us, begun_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    id.to_string(),
                    template,
                    template_version,
                    title,
                    micros(self.at()),
                    self.actor
                ],
            )?;
            let mut add = self.transaction.prepare_cached(
                "INSERT INTO letter_batch_item (batch, position, source, state) VALUES (?1, ?2, ?3, 'waiting')",
            )?;
            for (position, source) in (1_i64..).zip(sources) {
                add.execute(params![id.to_string(), position, source])?;
            }
            Ok(())
        };
        write().map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// Settles one letter of a batch that is not made yet; gives `false` when it is made already.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn settle_batch_item(
        &self,
        batch: LetterBatchId,
        position: u32,
        state: BatchItemState,
        document: Option<DocumentId>,
        explanation: Option<&str>,
    ) -> Result<bool, Error> {
        self.transaction
            .execute(
                "UPDATE letter_batch_item SET state = ?3, document = ?4, explanation = ?5
                 WHERE batch = ?1 AND position = ?2 AND state <> 'done'",
                params![
                    batch.to_string(),
                    position,
                    word(&state),
                    document.map(|id| id.to_string()),
                    explanation
                ],
            )
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }

    /// Nobody wants the letters of a batch that are not made yet.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn abandon_letter_batch(&self, batch: LetterBatchId) -> Result<bool, Error> {
        self.transaction
            .execute(
                "UPDATE letter_batch SET abandoned_us = ?2 WHERE id = ?1 AND abandoned_us IS NULL",
                params![batch.to_string(), micros(self.at())],
            )
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }
}
