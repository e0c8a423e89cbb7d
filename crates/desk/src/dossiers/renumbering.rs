//! Another reference for a dossier whose number another desk of the office gave too.
//!
//! Two desks that were both used before they were enrolled number alike. When the platform refuses a reference as taken, the
//! desk that came later gives its dossier a number of its own range, openly: the journal tells both, the former reference
//! leads to the dossier for good, stays as a tag that the search finds, and is given to no other dossier.

use model::view::DossierView;
use model::{DossierId, Reference, Role};
use store::Change;

use super::{next_reference, plan};
use crate::{Desk, Error, procedures};

impl Desk {
    /// Gives a dossier the next reference of this desk, for a reason; open or closed. What was printed with the former one
    /// stays as it is. Clerks and administrators.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `field-empty` for the reason, `numbering-exhausted`.
    pub fn renumber(&self, dossier: DossierId, reason: &str) -> Result<DossierView, Error> {
        self.require(&[Role::Clerk, Role::Administrator])?;
        let reason = model::passage::passage("reason", reason, 500)?;
        self.store
            .change(&self.actor, |change| renumber_within(change, dossier, &reason))?;
        self.dossier(dossier)
    }
}

/// As [`Desk::renumber`], within a change: of a synchronisation that was told `reference-taken`. Gives the new reference.
pub(crate) fn renumber_within(
    change: &Change<'_>,
    dossier: DossierId,
    reason: &str,
) -> Result<Reference, Error> {
    // Else the next number could be taken as well.
    plan::set_apart(change)?;
    let record = change.dossier(dossier)?;
    let procedure = procedures::of_dossier(change, dossier).ok().flatten();
    let reference = next_reference(change, &record.office, procedure.as_ref())?;
    let before = change.set_reference(dossier, &reference)?;
    if !before.as_str().contains(',') {
        change.add_tag(dossier, before.as_str())?;
    }
    change.record(
        "dossier-renumbered",
        Some(dossier),
        &[
            ("old", before.as_str()),
            ("new", reference.as_str()),
            ("reason", reason),
        ],
    )?;
    Ok(reference)
}
