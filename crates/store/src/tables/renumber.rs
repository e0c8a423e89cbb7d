//! Another reference for a dossier. The one before stays known: it leads to the same dossier and is given to no other.

use model::{DossierId, Reference};
use rusqlite::params;

use crate::{Change, Error, Reading};

/// Names of the settings that hold, under a former reference, the dossier that had it.
const FORMER: &str = "former-reference:";
const SET: &str = "UPDATE dossier SET reference = ?2, changed_us = max(changed_us, ?3) WHERE id = ?1";

impl Reading<'_> {
    /// The dossier that had a reference before it got another one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn former_reference(&self, reference: &Reference) -> Result<Option<DossierId>, Error> {
        match self.setting_text(&format!("{FORMER}{reference}"))? {
            Some(id) => Ok(Some(super::parsed("setting", "value", &id)?)),
            None => Ok(None),
        }
    }
}

impl Change<'_> {
    /// Gives a dossier another reference and keeps the one before as a way to it. The caller guards and records.
    ///
    /// # Errors
    /// `dossier-unknown`, `reference-taken`.
    pub fn set_reference(&self, id: DossierId, reference: &Reference) -> Result<Reference, Error> {
        let before = self.dossier(id)?.reference;
        if self.reference_taken(reference)? {
            return Err(Error::ReferenceTaken {
                reference: reference.to_string(),
            });
        }
        self.transaction
            .execute(
                SET,
                params![id.to_string(), reference.as_str(), super::micros(self.at())],
            )
            .map_err(|error| self.store.failed(error))?;
        self.set_setting(&format!("{FORMER}{before}"), Some(id.to_string().as_bytes()))?;
        Ok(before)
    }
}
