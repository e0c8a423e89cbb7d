//! Notes on dossiers, in every wording they had, and whom they mention.

use model::work::{EarlierText, MentionView};
use model::{DossierId, NoteId, PersonId, Reference};
use rusqlite::{OptionalExtension, params};

use super::access::SEEN;
use super::{micros, parsed, timestamp, unsigned};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO note (id, dossier, author, created_us) VALUES (?1, ?2, ?3, ?4)";
const ADD_TEXT: &str = "INSERT INTO note_text (note, number, text, written_us)
    SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM note_text WHERE note = ?1";
const TEXTS: &str = "SELECT number, text, written_us FROM note_text WHERE note = ?1 ORDER BY number DESC";
const MENTION: &str =
    "INSERT INTO mention (note, person, written_us) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
const MENTIONED: &str = "SELECT person FROM mention WHERE note = ?1 ORDER BY written_us, person";
const SEEN_NOW: &str = "UPDATE mention SET seen_us = ?3 WHERE note = ?1 AND person = ?2 AND seen_us IS NULL";
const UNSEEN: &str =
    "FROM mention JOIN note ON note.id = mention.note JOIN dossier ON dossier.id = note.dossier
    WHERE mention.person = ?1 AND mention.seen_us IS NULL";

/// A note as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteRecord {
    /// Identity.
    pub id: NoteId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub created_at: jiff::Timestamp,
    /// Its wordings, newest first.
    pub texts: Vec<EarlierText>,
    /// Who is mentioned.
    pub mentions: Vec<PersonId>,
}

impl Reading<'_> {
    /// A note; `None` also where its dossier may not be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn note(&self, id: NoteId) -> Result<Option<NoteRecord>, Error> {
        let found: Option<(String, String, i64)> = self
            .transaction
            .prepare_cached(&format!(
                "SELECT note.dossier, note.author, note.created_us FROM note
                 JOIN dossier ON dossier.id = note.dossier WHERE note.id = ?1 AND {SEEN}"
            ))
            .and_then(|mut get| {
                get.query_row([id.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|(dossier, author, created)| {
                Ok(NoteRecord {
                    id,
                    dossier: parsed("note", "dossier", &dossier)?,
                    author: parsed("note", "author", &author)?,
                    created_at: timestamp("note", "created_us", created)?,
                    texts: self.note_texts(id)?,
                    mentions: self.note_mentions(id)?,
                })
            })
            .transpose()
    }

    fn note_texts(&self, id: NoteId) -> Result<Vec<EarlierText>, Error> {
        let read = || -> rusqlite::Result<Vec<(i64, String, i64)>> {
            self.transaction
                .prepare_cached(TEXTS)?
                .query_map([id.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(number, text, written)| {
                Ok(EarlierText {
                    number: unsigned("note_text", "number", number)?,
                    text,
                    written_at: timestamp("note_text", "written_us", written)?,
                })
            })
            .collect()
    }

    fn note_mentions(&self, id: NoteId) -> Result<Vec<PersonId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(MENTIONED)?
                .query_map([id.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|person| parsed("mention", "person", person))
            .collect()
    }

    /// The notes on a dossier, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn notes_of_dossier(&self, dossier: DossierId) -> Result<Vec<NoteRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached("SELECT id FROM note WHERE dossier = ?1 ORDER BY created_us DESC, id DESC")?
                .query_map([dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        let ids = read().map_err(|error| self.store.failed(error))?;
        let mut notes = Vec::with_capacity(ids.len());
        for id in ids {
            notes.extend(self.note(parsed("note", "id", &id)?)?);
        }
        Ok(notes)
    }

    /// How many notes mention somebody who has not seen them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unseen_mention_count(&self, person: PersonId) -> Result<u32, Error> {
        let count: i64 = self
            .transaction
            .prepare_cached(&format!("SELECT count(*) {UNSEEN} AND {SEEN}"))
            .and_then(|mut get| get.query_row([person.to_string()], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))?;
        unsigned("mention", "count", count)
    }

    /// Notes that mention somebody who has not seen them, newest first; of each text at most 300 characters.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unseen_mentions(&self, person: PersonId, limit: u32) -> Result<Vec<MentionView>, Error> {
        type Raw = (String, String, String, String, i64, String);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT note.id, dossier.id, dossier.reference, (SELECT name FROM person WHERE id = note.author),
                        mention.written_us, (SELECT substr(text, 1, 300) FROM note_text
                            WHERE note_text.note = note.id ORDER BY number DESC LIMIT 1)
                     {UNSEEN} AND {SEEN} ORDER BY mention.written_us DESC LIMIT ?2"
                ))?
                .query_map(params![person.to_string(), limit], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                    ))
                })?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter()
            .map(|(note, dossier, reference, author_name, at, text)| {
                Ok(MentionView {
                    note: parsed("note", "id", &note)?,
                    dossier: parsed("note", "dossier", &dossier)?,
                    reference: Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
                        table: "dossier",
                        column: "reference",
                    })?,
                    author_name,
                    text,
                    at: timestamp("mention", "written_us", at)?,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Keeps a new note with its first wording.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_note(
        &self,
        dossier: DossierId,
        author: PersonId,
        text: &str,
        mentions: &[PersonId],
    ) -> Result<NoteId, Error> {
        let id = NoteId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    dossier.to_string(),
                    author.to_string(),
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.reword_note(id, text, mentions)?;
        self.touch_dossier(dossier)?;
        Ok(id)
    }

    /// Gives a note another wording; the earlier ones are kept. People who were mentioned before are not told again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn reword_note(&self, id: NoteId, text: &str, mentions: &[PersonId]) -> Result<(), Error> {
        let at = micros(self.at());
        self.transaction
            .execute(ADD_TEXT, params![id.to_string(), text, at])
            .map_err(|error| self.store.failed(error))?;
        for person in mentions {
            self.transaction
                .execute(MENTION, params![id.to_string(), person.to_string(), at])
                .map_err(|error| self.store.failed(error))?;
        }
        Ok(())
    }

    /// Somebody has seen a note that mentions them; false when there was nothing to see.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn mention_seen(&self, note: NoteId, person: PersonId) -> Result<bool, Error> {
        self.transaction
            .execute(
                SEEN_NOW,
                params![note.to_string(), person.to_string(), micros(self.at())],
            )
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }
}
