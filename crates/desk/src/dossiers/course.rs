//! Moving a dossier on, closing and reopening it.

use model::circuit::CircuitStatus;
use model::course::{self, Standing};
use model::view::{DossierAttempt, VersionOrigin};
use model::{DossierId, DossierStatus, Procedure, Role};
use store::{DossierRecord, Reading};
use wording::{Explanation, Lang};

use super::DossierError;
use crate::{Desk, Error, procedures};

/// The procedure of a dossier, as it was when the dossier was opened.
fn procedure_of(reading: &Reading<'_>, dossier: &DossierRecord) -> Result<Option<Procedure>, Error> {
    procedures::of_dossier(reading, dossier.id)
}

/// Everything that decides whether a dossier may move on: its documents, its circuits, its deadlines.
fn standing(reading: &Reading<'_>, dossier: &DossierRecord, lang: Lang) -> Result<Standing, Error> {
    let documents = reading.procedure_documents(dossier.id)?;
    let sealed = documents
        .iter()
        .filter(|(_, sealed)| *sealed)
        .map(|(key, _)| key.clone())
        .collect();
    Ok(Standing {
        state: dossier.state.clone(),
        documents: documents.into_iter().map(|(key, _)| key).collect(),
        sealed,
        finished_circuits: finished_circuits(reading, dossier)?,
        running_circuits: running_circuits(reading, dossier.id)?,
        open_deadlines: crate::deadlines::engine::open_names(reading, dossier.id, lang)?,
        decided: reading.has_original(dossier.id)?,
    })
}

/// Keys of the rules whose circuit was finished about a document as it is now: one that was withdrawn, is another than
/// the rule asks for, lies in another dossier, or was changed since, satisfies none.
fn finished_circuits(
    reading: &Reading<'_>,
    dossier: &DossierRecord,
) -> Result<std::collections::BTreeSet<String>, Error> {
    let rules = procedure_of(reading, dossier)?.map_or_else(Vec::new, |procedure| procedure.circuits);
    let mut finished = std::collections::BTreeSet::new();
    for circuit in reading.circuits_of_dossier(dossier.id)? {
        let rule = rules.iter().find(|rule| circuit.rule.as_ref() == Some(&rule.key));
        let (CircuitStatus::Finished, Some(rule)) = (circuit.status, rule) else {
            continue;
        };
        let document = reading.document(circuit.document)?;
        if document.withdrawn_at.is_some()
            || document.dossier != dossier.id
            || !crate::circuits::fits(rule, &document)
        {
            continue;
        }
        // A seal and what is added to it say nothing new.
        let newest = reading
            .versions(document.id)?
            .into_iter()
            .find(|version| !matches!(version.origin, VersionOrigin::Sealed | VersionOrigin::Augmented));
        if newest.is_some_and(|version| circuit.lineage.contains(&version.sha256)) {
            finished.insert(rule.key.clone());
        }
    }
    Ok(finished)
}

/// Titles of the documents that go round a circuit now.
fn running_circuits(reading: &Reading<'_>, dossier: DossierId) -> Result<Vec<String>, Error> {
    reading
        .circuits_of_dossier(dossier)?
        .into_iter()
        .filter(|circuit| circuit.status == CircuitStatus::Running)
        .map(|circuit| Ok(reading.document(circuit.document)?.title))
        .collect()
}

impl Desk {
    /// What keeps a dossier from being closed, each with what to do; empty when it may be.
    ///
    /// # Errors
    /// `dossier-unknown`, `dossier-closed`.
    pub fn closing_blockers(&self, id: DossierId) -> Result<Vec<Explanation>, Error> {
        self.store.read(|reading| {
            let dossier = reading.dossier(id)?;
            if dossier.status == DossierStatus::Closed {
                return Err(store::Error::DossierClosed {
                    reference: dossier.reference.to_string(),
                }
                .into());
            }
            self.blockers_of_closing(reading, &dossier)
        })
    }

    fn blockers_of_closing(
        &self,
        reading: &Reading<'_>,
        dossier: &DossierRecord,
    ) -> Result<Vec<Explanation>, Error> {
        let standing = standing(reading, dossier, self.lang())?;
        let procedure = procedure_of(reading, dossier)?;
        Ok(course::closing(procedure.as_ref(), &standing, self.lang())
            .iter()
            .map(|blocker| self.explain(blocker))
            .collect())
    }

    /// Moves a dossier to another state of its procedure. When something keeps it back, nothing changes and each reason
    /// is named. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `dossier-no-states`.
    pub fn change_state(&self, id: DossierId, to: &str) -> Result<DossierAttempt, Error> {
        self.require(&super::EDITORS)?;
        let lang = self.lang();
        let blockers = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let dossier = change.open_dossier(id)?;
            let procedure = procedure_of(change, &dossier)?
                .filter(|procedure| !procedure.states.is_empty())
                .ok_or_else(|| DossierError::NoStates {
                    reference: dossier.reference.to_string(),
                })?;
            let standing = standing(change, &dossier, lang)?;
            let blockers = course::entering(&procedure, &standing, to, lang);
            if blockers.is_empty() {
                change.set_state(id, Some(to))?;
                let from = dossier.state.as_deref().unwrap_or_default();
                change.record("dossier-state-changed", Some(id), &[("old", from), ("new", to)])?;
                self.state_entered(change, &dossier, to)?;
            }
            Ok(blockers)
        })?;
        self.attempt(id, &blockers)
    }

    /// Closes a dossier: from then on it is read-only. When something keeps it back, nothing changes and each reason is
    /// named. `remark` may say how the matter ended. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`.
    pub fn close_dossier(&self, id: DossierId, remark: &str) -> Result<DossierAttempt, Error> {
        self.require(&super::EDITORS)?;
        let remark = match remark.trim() {
            "" => String::new(),
            text => model::passage::passage("reason", text, 500)?,
        };
        let lang = self.lang();
        let blockers = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let dossier = change.open_dossier(id)?;
            let standing = standing(change, &dossier, lang)?;
            let blockers = course::closing(procedure_of(change, &dossier)?.as_ref(), &standing, lang);
            if blockers.is_empty() {
                self.closing(change, &dossier)?;
                change.close_dossier(id)?;
                change.record(
                    "dossier-closed",
                    Some(id),
                    &[("reference", dossier.reference.as_str()), ("reason", &remark)],
                )?;
            }
            Ok(blockers)
        })?;
        self.attempt(id, &blockers)
    }

    /// Opens a closed dossier again, with a reason that the journal keeps. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-not-closed`, `field-empty` for the reason.
    pub fn reopen_dossier(&self, id: DossierId, reason: &str) -> Result<model::view::DossierView, Error> {
        self.require(&super::EDITORS)?;
        let reason = model::passage::passage("reason", reason, 500)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.dossier(id)?;
            if dossier.status == DossierStatus::Open {
                return Err(DossierError::NotClosed {
                    reference: dossier.reference.to_string(),
                }
                .into());
            }
            if change.dossier_destroyed(id)? {
                return Err(model::disposition::RetentionError::Destroyed {
                    reference: dossier.reference.to_string(),
                }
                .into());
            }
            change.reopen_dossier(id)?;
            change.record(
                "dossier-reopened",
                Some(id),
                &[("reference", dossier.reference.as_str()), ("reason", &reason)],
            )?;
            Ok(())
        })?;
        self.dossier(id)
    }

    fn attempt(&self, id: DossierId, blockers: &[course::Blocker]) -> Result<DossierAttempt, Error> {
        Ok(DossierAttempt {
            done: blockers.is_empty(),
            blockers: blockers.iter().map(|blocker| self.explain(blocker)).collect(),
            dossier: self.dossier(id)?,
        })
    }

    /// What else happens in the transaction in which a dossier enters a state: deadlines begin and are kept.
    pub(crate) fn state_entered(
        &self,
        change: &store::Change<'_>,
        dossier: &DossierRecord,
        state: &str,
    ) -> Result<(), Error> {
        crate::deadlines::engine::state_entered(self, change, dossier.id, state)
    }

    /// What else happens in the transaction in which a dossier is closed.
    pub(crate) fn closing(&self, change: &store::Change<'_>, dossier: &DossierRecord) -> Result<(), Error> {
        crate::deadlines::engine::dossier_closed(self, change, dossier.id)
    }

    /// What happened to a dossier, newest first, for whoever keeps watch over the desk: auditors see every line of the
    /// journal, also of a dossier whose content they may not see.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`.
    pub fn dossier_journal(
        &self,
        reference: &model::Reference,
    ) -> Result<Vec<model::view::HistoryEntry>, Error> {
        self.require(&[Role::Auditor])?;
        self.store.read_everything(|reading| {
            let dossier = reading.dossier_by_reference(reference)?;
            Ok(reading.history(dossier.id)?)
        })
    }
}
