//! Links between dossiers.

use model::view::{LinkKind, LinkView};
use model::{DossierId, Reference, Subject};
use rusqlite::params;

use super::access::SEEN;
use super::{from_word, micros, parsed, word};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO dossier_link (origin, target, kind, made_us) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
const REMOVE: &str = "DELETE FROM dossier_link WHERE origin = ?1 AND target = ?2 AND kind = ?3";
/// Every dossier above one, itself included.
const ABOVE: &str = "WITH RECURSIVE above (id) AS (
        SELECT ?1 UNION
        SELECT dossier_link.target FROM dossier_link JOIN above ON dossier_link.origin = above.id
        WHERE dossier_link.kind = ?3)
    SELECT EXISTS (SELECT 1 FROM above WHERE id = ?2)";
const PARENT: &str = "SELECT EXISTS (SELECT 1 FROM dossier_link WHERE origin = ?1 AND kind = 'parent')";

impl Reading<'_> {
    /// The dossiers that one is linked with, in both directions, as far as the person may see them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn links(&self, dossier: DossierId) -> Result<Vec<LinkView>, Error> {
        type Raw = (String, String, String, String, bool);
        let sql = format!(
            "SELECT kind, dossier.id, dossier.reference, dossier.subject, 1 FROM dossier_link
                JOIN dossier ON dossier.id = dossier_link.target WHERE origin = ?1 AND {SEEN}
             UNION ALL
             SELECT kind, dossier.id, dossier.reference, dossier.subject, 0 FROM dossier_link
                JOIN dossier ON dossier.id = dossier_link.origin WHERE target = ?1 AND {SEEN}
             ORDER BY 1, 5 DESC, 3"
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([dossier.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })?
                .collect()
        };
        let unreadable = |column| Error::ValueUnreadable {
            table: "dossier",
            column,
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(kind, id, reference, subject, outgoing)| {
                Ok(LinkView {
                    kind: from_word("dossier_link", "kind", &kind)?,
                    outgoing,
                    dossier: parsed("dossier", "id", &id)?,
                    reference: Reference::parse(&reference).map_err(|_| unreadable("reference"))?,
                    subject: Subject::parse(&subject).map_err(|_| unreadable("subject"))?,
                })
            })
            .collect()
    }

    /// Whether `above` is reached from `dossier` by links of a kind that lead up or back, or is the same.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn leads_to(&self, dossier: DossierId, above: DossierId, kind: LinkKind) -> Result<bool, Error> {
        self.transaction
            .query_row(
                ABOVE,
                params![dossier.to_string(), above.to_string(), word(&kind)],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))
    }

    /// Whether a dossier lies within another.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_parent(&self, dossier: DossierId) -> Result<bool, Error> {
        self.transaction
            .query_row(PARENT, [dossier.to_string()], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Links two dossiers; says whether the link is new. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_link(&self, origin: DossierId, target: DossierId, kind: LinkKind) -> Result<bool, Error> {
        let added = self
            .transaction
            .execute(
                ADD,
                params![
                    origin.to_string(),
                    target.to_string(),
                    word(&kind),
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(added > 0)
    }

    /// Removes a link; says whether it was there. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_link(&self, origin: DossierId, target: DossierId, kind: LinkKind) -> Result<bool, Error> {
        let removed = self
            .transaction
            .execute(
                REMOVE,
                params![origin.to_string(), target.to_string(), word(&kind)],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(removed > 0)
    }
}
