//! The parties of dossiers.

use model::view::PartyView;
use model::{DossierId, NewParty, PartyId};
use rusqlite::params;

use super::{from_word, parsed, word};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO party (id, dossier, position, kind, role, name)
                   SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3, ?4, ?5 FROM party WHERE dossier = ?2";
const OF_DOSSIER: &str = "SELECT id, kind, role, name FROM party WHERE dossier = ?1 ORDER BY position";

impl Reading<'_> {
    /// The parties of a dossier, in the order in which they were added.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn parties(&self, dossier: DossierId) -> Result<Vec<PartyView>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String, String)>> {
            self.transaction
                .prepare_cached(OF_DOSSIER)?
                .query_map([dossier.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter()
            .map(|(id, kind, role, name)| {
                Ok(PartyView {
                    id: parsed("party", "id", &id)?,
                    kind: from_word("party", "kind", &kind)?,
                    role: from_word("party", "role", &role)?,
                    name,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Adds a party at the end. The caller refreshes the search index.
    pub(crate) fn add_party(&self, dossier: DossierId, party: &NewParty) -> Result<PartyId, Error> {
        let id = PartyId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    dossier.to_string(),
                    word(&party.kind),
                    word(&party.role),
                    party.name
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }
}
