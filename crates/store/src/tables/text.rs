//! The text of versions, page by page.

use std::io::{Read, Write};

use model::search::{TextState, TextStatus};
use model::{DocumentId, Sha256, VersionId};
use rusqlite::{OptionalExtension, params};

use super::{from_word, micros, parsed, unsigned, word};
use crate::{Change, Error, Reading};

/// Text of one page that is kept and searched.
pub const PAGE_TEXT_LIMIT: usize = 200_000;

const PENDING: &str = "SELECT version FROM text_pending ORDER BY version DESC LIMIT ?1";
const PENDING_COUNT: &str = "SELECT count(*) FROM text_pending";
const OF_VERSION: &str =
    "SELECT version.document, version.sha256, version.media_type, version.size_bytes, version.file_name,
    version.number = (SELECT max(newest.number) FROM version newest WHERE newest.document = version.document)
    FROM version WHERE version.id = ?1";
const STATUS: &str = "SELECT state, pages, pages_ocr, reason FROM version_text WHERE version = ?1";
const SAME: &str = "SELECT version_text.row, version_text.state, version_text.pages, version_text.pages_ocr,
    version_text.reason FROM version JOIN version_text ON version_text.version = version.id
    WHERE version.sha256 = ?1 AND version_text.state IN ('done', 'no_text') LIMIT 1";
const SUPERSEDE: &str =
    "DELETE FROM text_page WHERE version_text IN (SELECT row FROM version_text WHERE document = ?1)";
const SUPERSEDED: &str =
    "UPDATE version_text SET state = 'superseded', pages = 0, pages_ocr = 0, reason = NULL
    WHERE document = ?1 AND version <> ?2";
const AGAIN: &str = "INSERT OR IGNORE INTO text_pending (version) SELECT version FROM version_text WHERE state IN ('needs_ocr', 'failed')
    AND (?1 OR state = 'needs_ocr')";

/// A version whose text is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingText {
    /// The version.
    pub version: VersionId,
    /// Its document.
    pub document: DocumentId,
    /// Digest of its bytes.
    pub sha256: Sha256,
    /// Media type.
    pub media_type: String,
    /// Size.
    pub size_bytes: u64,
    /// Name of the file it came from.
    pub file_name: Option<String>,
    /// It is the newest version of its document: the one that is searched.
    pub newest: bool,
}

/// The text of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// The page, from 1.
    pub page: u32,
    /// It was read from a picture.
    pub ocr: bool,
    /// The text.
    pub text: String,
}

/// Text as it is stored: deflated where that is shorter.
pub(crate) fn packed(text: &str) -> Vec<u8> {
    if text.len() > 160 {
        let mut encoder = flate2::write::DeflateEncoder::new(vec![1], flate2::Compression::new(5));
        if encoder.write_all(text.as_bytes()).is_ok()
            && let Ok(bytes) = encoder.finish()
            && bytes.len() <= text.len()
        {
            return bytes;
        }
    }
    let mut plain = Vec::with_capacity(text.len() + 1);
    plain.push(0);
    plain.extend_from_slice(text.as_bytes());
    plain
}

/// What was stored; nothing where it cannot be read, the index is no evidence.
pub(crate) fn unpacked(bytes: &[u8]) -> String {
    let Some((kind, rest)) = bytes.split_first() else {
        return String::new();
    };
    let mut text = Vec::new();
    match kind {
        1 => {
            let limit = (PAGE_TEXT_LIMIT * 4) as u64;
            let _ = flate2::read::DeflateDecoder::new(rest)
                .take(limit)
                .read_to_end(&mut text);
        }
        _ => text.extend_from_slice(rest),
    }
    String::from_utf8_lossy(&text).into_owned()
}

impl Reading<'_> {
    /// Versions whose text is not known, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pending_texts(&self, limit: u32) -> Result<Vec<PendingText>, Error> {
        type Raw = (String, String, String, i64, Option<String>, bool);
        let read = || -> rusqlite::Result<Vec<(String, Option<Raw>)>> {
            let ids: Vec<String> = self
                .transaction
                .prepare_cached(PENDING)?
                .query_map([limit], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut of = self.transaction.prepare_cached(OF_VERSION)?;
            ids.into_iter()
                .map(|id| {
                    let raw = of
                        .query_row([&id], |row| {
                            Ok((
                                row.get(0)?,
                                row.get(1)?,
                                row.get(2)?,
                                row.get(3)?,
                                row.get(4)?,
                                row.get(5)?,
                            ))
                        })
                        .optional()?;
                    Ok((id, raw))
                })
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .filter_map(|(version, raw)| raw.map(|raw| (version, raw)))
            .map(
                |(version, (document, sha256, media_type, size, file_name, newest))| {
                    Ok(PendingText {
                        version: parsed("text_pending", "version", &version)?,
                        document: parsed("version", "document", &document)?,
                        sha256: parsed("version", "sha256", &sha256)?,
                        media_type,
                        size_bytes: unsigned("version", "size_bytes", size)?,
                        file_name,
                        newest,
                    })
                },
            )
            .collect()
    }

    /// How many versions wait for their text to be read.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pending_text_count(&self) -> Result<u64, Error> {
        let count: i64 = self
            .transaction
            .query_row(PENDING_COUNT, [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))?;
        unsigned("text_pending", "version", count)
    }

    /// Whether rows wait to be indexed: a desk of an older version holds many.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search_waits(&self) -> Result<bool, Error> {
        self.transaction
            .query_row("SELECT EXISTS (SELECT 1 FROM search_dirty)", [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }

    /// Whether any version needs OCR that was not there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn some_need_ocr(&self) -> Result<bool, Error> {
        self.transaction
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM version_text WHERE state = 'needs_ocr')",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))
    }

    /// What is known of the text of a version.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn text_status(&self, version: VersionId) -> Result<TextStatus, Error> {
        let found: Option<(String, i64, i64, Option<String>)> = self
            .transaction
            .prepare_cached(STATUS)
            .and_then(|mut get| {
                get.query_row([version.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        let Some((state, pages, pages_ocr, reason)) = found else {
            return Ok(TextStatus {
                state: TextState::Pending,
                pages: 0,
                pages_ocr: 0,
                reason: None,
            });
        };
        Ok(TextStatus {
            state: from_word("version_text", "state", &state)?,
            pages: unsigned("version_text", "pages", pages)?,
            pages_ocr: unsigned("version_text", "pages_ocr", pages_ocr)?,
            reason,
        })
    }

    /// The text of a version as it is searched, page by page.
    ///
    /// # Errors
    /// `version-unknown`; the database cannot be read.
    pub fn text_of(&self, version: VersionId) -> Result<Vec<PageText>, Error> {
        // Whoever may not see the dossier finds no version.
        let (found, document) = self.version(version)?;
        self.document(document)?;
        let read = || -> rusqlite::Result<Vec<(i64, bool, Vec<u8>)>> {
            self.transaction
                .prepare_cached(
                    "SELECT page, ocr, text FROM text_page JOIN version_text ON version_text.row = text_page.version_text
                     WHERE version_text.version = ?1 ORDER BY page",
                )?
                .query_map([found.id.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(page, ocr, text)| {
                Ok(PageText {
                    page: unsigned("text_page", "page", page)?,
                    ocr,
                    text: unpacked(&text),
                })
            })
            .collect()
    }

    /// The text of other versions with the same bytes, where it is known.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn text_of_same(&self, sha256: &Sha256) -> Result<Option<(TextStatus, Vec<PageText>)>, Error> {
        let read = || -> rusqlite::Result<_> {
            let found: Option<(i64, String, u32, u32, Option<String>)> = self
                .transaction
                .prepare_cached(SAME)?
                .query_row([sha256.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })
                .optional()?;
            let Some((row, state, pages, pages_ocr, reason)) = found else {
                return Ok(None);
            };
            let texts: Vec<PageText> = self
                .transaction
                .prepare_cached(
                    "SELECT page, ocr, text FROM text_page WHERE version_text = ?1 ORDER BY page",
                )?
                .query_map([row], |row| {
                    Ok(PageText {
                        page: row.get(0)?,
                        ocr: row.get(1)?,
                        text: unpacked(row.get_ref(2)?.as_blob()?),
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Some((state, pages, pages_ocr, reason, texts)))
        };
        let Some((state, pages, pages_ocr, reason, texts)) =
            read().map_err(|error| self.store.failed(error))?
        else {
            return Ok(None);
        };
        let status = TextStatus {
            state: from_word("version_text", "state", &state)?,
            pages,
            pages_ocr,
            reason,
        };
        Ok(Some((status, texts)))
    }
}

impl Change<'_> {
    /// Keeps what was read of a version; its document is searched by it from now on. Nothing is kept of a version that
    /// is no longer there or no longer the newest.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_text(&self, version: VersionId, status: &TextStatus, pages: &[PageText]) -> Result<(), Error> {
        self.write_text(version, status, pages)
            .map_err(|error| self.store.failed(error))
    }

    fn write_text(
        &self,
        version: VersionId,
        status: &TextStatus,
        pages: &[PageText],
    ) -> rusqlite::Result<()> {
        let id = version.to_string();
        self.transaction
            .prepare_cached("DELETE FROM text_pending WHERE version = ?1")?
            .execute([&id])?;
        let found: Option<(i64, i64, bool)> = self
            .transaction
            .prepare_cached(
                "SELECT document.row, dossier.row, version.number = (SELECT max(newest.number) FROM version newest
                     WHERE newest.document = version.document)
                 FROM version JOIN document ON document.id = version.document
                 JOIN dossier ON dossier.id = document.dossier WHERE version.id = ?1",
            )?
            .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((document, dossier, newest)) = found else {
            return Ok(());
        };
        self.transaction
            .prepare_cached("DELETE FROM version_text WHERE version = ?1")?
            .execute([&id])?;
        let state = if newest {
            self.transaction.prepare_cached(SUPERSEDE)?.execute([document])?;
            self.transaction
                .prepare_cached(SUPERSEDED)?
                .execute(params![document, id])?;
            status.state
        } else {
            TextState::Superseded
        };
        self.transaction
            .prepare_cached(
                "INSERT INTO version_text (version, document, dossier, state, pages, pages_ocr, reason, read_us)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                document,
                dossier,
                word(&state),
                if newest { status.pages } else { 0 },
                if newest { status.pages_ocr } else { 0 },
                status.reason,
                micros(self.at())
            ])?;
        let row = self.transaction.last_insert_rowid();
        if !newest {
            return Ok(());
        }
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO text_page (version_text, page, ocr, text) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for page in pages.iter().filter(|page| !page.text.trim().is_empty()) {
            let mut end = page.text.len().min(PAGE_TEXT_LIMIT);
            while !page.text.is_char_boundary(end) {
                end -= 1;
            }
            let text = packed(page.text.get(..end).unwrap_or_default());
            insert.execute(params![row, page.page, page.ocr, text])?;
        }
        Ok(())
    }

    /// Lets versions be read again that had needed OCR, and with `failed` those that could not be read. Gives how many.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn read_texts_again(&self, failed: bool) -> Result<usize, Error> {
        self.transaction
            .execute(AGAIN, [failed])
            .map_err(|error| self.store.failed(error))
    }

    /// Removes a version that is gone from those that wait.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_pending(&self) -> Result<(), Error> {
        self.transaction
            .execute(
                "DELETE FROM text_pending WHERE NOT EXISTS (SELECT 1 FROM version WHERE version.id = text_pending.version)",
                [],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_as_it_was() {
        for text in ["", "é", &"Demande de certificat. ".repeat(100)] {
            assert_eq!(unpacked(&packed(text)), text);
        }
        assert!(packed(&"wort ".repeat(500)).len() < 300);
        assert_eq!(unpacked(&[1, 255, 255]), "");
    }
}
