//! Tags of dossiers.

use model::DossierId;
use model::fold::fold;
use rusqlite::params;

use super::access::SEEN;
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO tag (dossier, folded, tag) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
const REMOVE: &str = "DELETE FROM tag WHERE dossier = ?1 AND folded = ?2";
const OF_DOSSIER: &str = "SELECT tag FROM tag WHERE dossier = ?1 ORDER BY folded";

impl Reading<'_> {
    /// The tags of a dossier, in the order of the alphabet. The caller has found the dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn tags(&self, dossier: DossierId) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(OF_DOSSIER)?
                .query_map([dossier.to_string()], |row| row.get(0))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// The tags in use that begin with what was typed, the most used first, with how many dossiers have each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known_tags(&self, typed: &str, limit: u32) -> Result<Vec<(String, u32)>, Error> {
        let begin = fold(typed);
        let end = format!("{begin}\u{10ffff}");
        let sql = format!(
            "SELECT min(tag.tag), count(*) FROM tag JOIN dossier ON dossier.id = tag.dossier
             WHERE tag.folded >= ?1 AND tag.folded < ?2 AND {SEEN}
             GROUP BY tag.folded ORDER BY count(*) DESC, tag.folded LIMIT ?3"
        );
        let read = || -> rusqlite::Result<Vec<(String, u32)>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map(params![begin, end, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Adds a tag; says whether it was new. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_tag(&self, dossier: DossierId, tag: &str) -> Result<bool, Error> {
        let added = self
            .transaction
            .execute(ADD, params![dossier.to_string(), fold(tag), tag])
            .map_err(|error| self.store.failed(error))?;
        Ok(added > 0)
    }

    /// Removes a tag; says whether it was there. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_tag(&self, dossier: DossierId, tag: &str) -> Result<bool, Error> {
        let removed = self
            .transaction
            .execute(REMOVE, params![dossier.to_string(), fold(tag)])
            .map_err(|error| self.store.failed(error))?;
        Ok(removed > 0)
    }
}
