//! The parties of dossiers.

use model::view::PartyView;
use model::{ContactId, DossierId, NewParty, PartyId, PartyKind, PartyRole};
use rusqlite::{OptionalExtension, params};

use super::access::SEEN;
use super::{from_word, parsed, word};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO party (id, dossier, position, kind, role, name, contact)
    SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3, ?4, ?5, ?6 FROM party WHERE dossier = ?2";
const REMOVE: &str = "DELETE FROM party WHERE id = ?1";
const CHANGE: &str = "UPDATE party SET kind = ?2, role = ?3, name = ?4, contact = ?5 WHERE id = ?1";
const DOSSIER_OF: &str = "SELECT dossier FROM party WHERE id = ?1";
const OPEN_OF_CONTACT: &str =
    "SELECT party.id, party.dossier FROM party JOIN dossier ON dossier.id = party.dossier
    WHERE party.contact = ?1 AND dossier.status = 'open'";
const OF_CONTACT: &str = "SELECT id, dossier FROM party WHERE contact = ?1 ORDER BY id";
const RENAME: &str = "UPDATE party SET kind = ?2, name = ?3 WHERE id = ?1";
const REPOINT: &str = "UPDATE party SET contact = ?2 WHERE id = ?1";
/// When a dossier is reopened, its parties are called again as the directory calls them.
const REFRESH: &str = "UPDATE party SET (kind, name) =
        (SELECT contact.kind, trim(contact.given_names || ' ' || contact.name) FROM contact WHERE contact.id = party.contact)
    WHERE dossier = ?1 AND contact IS NOT NULL";

impl Reading<'_> {
    /// The parties of a dossier, in the order in which they were added.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn parties(&self, dossier: DossierId) -> Result<Vec<PartyView>, Error> {
        type Raw = (String, String, String, String, Option<String>, Option<String>);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT party.id, party.kind, role, party.name, contact.id,
                        nullif(trim(contact.given_names || ' ' || contact.name), party.name)
                     FROM party LEFT JOIN contact ON contact.id = party.contact WHERE dossier = ?1
                        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.id = ?1 AND {SEEN})
                     ORDER BY position"
                ))?
                .query_map([dossier.to_string()], |row| {
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
            .map(|(id, kind, role, name, contact, current_name)| {
                Ok(PartyView {
                    id: parsed("party", "id", &id)?,
                    kind: from_word("party", "kind", &kind)?,
                    role: from_word("party", "role", &role)?,
                    name,
                    contact: contact
                        .map(|contact| parsed("party", "contact", &contact))
                        .transpose()?,
                    current_name,
                })
            })
            .collect()
    }

    /// The dossier of a party.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_of_party(&self, party: PartyId) -> Result<Option<DossierId>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(DOSSIER_OF)
            .and_then(|mut get| get.query_row([party.to_string()], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))?;
        found.map(|id| parsed("party", "dossier", &id)).transpose()
    }

    /// The parties that a contact is, in every dossier: party and dossier. For the directory's own work; what a person
    /// is shown of it goes through the dossiers.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn parties_of_contact(&self, contact: ContactId) -> Result<Vec<(PartyId, DossierId)>, Error> {
        self.party_rows(OF_CONTACT, contact)
    }

    fn party_rows(&self, sql: &str, contact: ContactId) -> Result<Vec<(PartyId, DossierId)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map([contact.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(party, dossier)| {
                Ok((
                    parsed("party", "id", &party)?,
                    parsed("party", "dossier", &dossier)?,
                ))
            })
            .collect()
    }

    /// How many dossiers a contact is a party of, as far as the person may see them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers_of_contact(&self, contact: ContactId) -> Result<u32, Error> {
        let sql = format!(
            "SELECT count(DISTINCT dossier.id) FROM party JOIN dossier ON dossier.id = party.dossier
             WHERE party.contact = ?1 AND {SEEN}"
        );
        self.transaction
            .prepare_cached(&sql)
            .and_then(|mut count| count.query_row([contact.to_string()], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Adds a party at the end.
    pub(crate) fn add_party(&self, dossier: DossierId, party: &NewParty) -> Result<PartyId, Error> {
        self.add_party_of(dossier, party, None)
    }

    /// Adds a party at the end, who may be a contact. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_party_of(
        &self,
        dossier: DossierId,
        party: &NewParty,
        contact: Option<ContactId>,
    ) -> Result<PartyId, Error> {
        let id = PartyId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    dossier.to_string(),
                    word(&party.kind),
                    word(&party.role),
                    party.name,
                    contact.map(|contact| contact.to_string())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.touch_dossier(dossier)?;
        Ok(id)
    }

    /// Changes a party. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_party(
        &self,
        party: PartyId,
        kind: PartyKind,
        role: PartyRole,
        name: &str,
        contact: Option<ContactId>,
    ) -> Result<(), Error> {
        self.transaction
            .execute(
                CHANGE,
                params![
                    party.to_string(),
                    word(&kind),
                    word(&role),
                    name,
                    contact.map(|contact| contact.to_string())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Removes a party. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_party(&self, party: PartyId) -> Result<(), Error> {
        self.transaction
            .execute(REMOVE, [party.to_string()])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// A contact is called otherwise: so are its parties in open dossiers. Closed ones keep the name they were closed
    /// with.
    pub(crate) fn rename_parties(
        &self,
        contact: ContactId,
        kind: PartyKind,
        name: &str,
    ) -> Result<(), Error> {
        for (party, _) in self.party_rows(OPEN_OF_CONTACT, contact)? {
            self.transaction
                .execute(RENAME, params![party.to_string(), word(&kind), name])
                .map_err(|error| self.store.failed(error))?;
        }
        Ok(())
    }

    /// A party is another contact from now on.
    pub(crate) fn repoint_party(&self, party: PartyId, contact: ContactId) -> Result<(), Error> {
        self.transaction
            .execute(REPOINT, params![party.to_string(), contact.to_string()])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// The parties of a dossier that is reopened are called as the directory calls them.
    pub(crate) fn refresh_parties(&self, dossier: DossierId) -> Result<(), Error> {
        self.transaction
            .execute(REFRESH, [dossier.to_string()])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
