//! What came in and waits for filing.

use std::path::PathBuf;

use model::document::{DossierSuggestion, TakenIn, UnfiledView};
use model::{DossierId, IntakeId};
use store::{IntakeRecord, IntakeState};

use super::changing::reason;
use super::{BlobSource, ImportError, Incoming, WRITERS, Wanted};
use crate::{Cancel, Desk, Error, OnProgress};

/// What waits under this number.
fn waiting(reading: &store::Reading<'_>, id: IntakeId) -> Result<IntakeRecord, Error> {
    let record = reading
        .intake(id)?
        .ok_or_else(|| ImportError::IntakeUnknown { id: id.to_string() })?;
    if record.state == IntakeState::Waiting {
        Ok(record)
    } else {
        Err(ImportError::IntakeSettled {
            name: record.file_name,
        }
        .into())
    }
}

impl Desk {
    /// What came in by the watched folder and waits for filing, oldest first, each with the dossier it seems to belong to.
    /// Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn unfiled(&self) -> Result<Vec<UnfiledView>, Error> {
        self.require(WRITERS)?;
        self.store.read(|reading| {
            reading
                .intake_waiting()?
                .into_iter()
                .map(|record| {
                    // A dossier that this person may not see is not suggested.
                    let suggestion = record
                        .suggestion
                        .and_then(|dossier| reading.dossier(dossier).ok())
                        .map(|dossier| DossierSuggestion {
                            dossier: dossier.id,
                            reference: dossier.reference,
                            subject: dossier.subject.into(),
                            by_identifier: record.suggested_by,
                        });
                    Ok(UnfiledView {
                        id: record.id,
                        file_name: record.file_name,
                        sha256: record.content.sha256,
                        size_bytes: record.content.size_bytes,
                        media_type: record.media_type,
                        pages: record.pages,
                        arrived_at: record.arrived_at,
                        suggestion,
                    })
                })
                .collect()
        })
    }

    /// The bytes of something that waits for filing; journalled. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `intake-unknown`, `intake-settled`, `content-damaged`.
    pub fn read_unfiled(&self, id: IntakeId, why: &str) -> Result<Vec<u8>, Error> {
        self.require(WRITERS)?;
        let record = self.store.read(|reading| waiting(reading, id))?;
        let bytes = self.store.read_blob(&record.content.sha256)?;
        let why = super::mail::clean(why, 200);
        self.store.change(&self.actor, |change| {
            change.record(
                "intake-read",
                None,
                &[("file", &record.file_name), ("reason", &why)],
            )
        })?;
        Ok(bytes)
    }

    /// Files something that waits into a dossier: as a document of its own, with what comes with it. Agents, signatories
    /// and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `intake-unknown`, `intake-settled`, `dossier-closed`, and those of [`Desk::import`].
    pub fn file_into(
        &self,
        id: IntakeId,
        dossier: DossierId,
        title: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<TakenIn, Error> {
        self.require(WRITERS)?;
        let record = self.store.read(|reading| waiting(reading, id))?;
        let source = BlobSource::new(self.store.open_blob(&record.content.sha256)?);
        let incoming = Incoming {
            source: &source,
            path: PathBuf::from(&record.file_name),
            name: record.file_name.clone(),
            strict: false,
        };
        let wanted = Wanted {
            title,
            ..Wanted::default()
        };
        self.bring_in(
            dossier,
            &incoming,
            wanted,
            &|change, _, _| {
                waiting(change, id)?;
                change.settle_intake(id, IntakeState::Filed, Some(dossier), None)?;
                Ok(Some(id))
            },
            progress,
            cancel,
        )
    }

    /// Sets something that waits aside: it belongs to no dossier. It is kept, with the reason. Agents, signatories and
    /// clerks may.
    ///
    /// # Errors
    /// `role-missing`, `intake-unknown`, `intake-settled`, a reason that is none.
    pub fn set_aside(&self, id: IntakeId, why: &str) -> Result<(), Error> {
        self.require(WRITERS)?;
        let why = reason(why)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let record = waiting(change, id)?;
            change.settle_intake(id, IntakeState::SetAside, None, Some(&why))?;
            change.record(
                "intake-set-aside",
                None,
                &[
                    ("file", &record.file_name),
                    ("reason", &why),
                    ("sha256", &record.content.sha256.to_string()),
                ],
            )?;
            Ok(())
        })
    }
}
