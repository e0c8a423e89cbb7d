//! What still has to be added to seals before the originals leave the desk.
//!
//! An original that is registered is immutable, so its level is raised before: while a row of `augmentation` waits, the
//! registration is held in the outbox. An attempt that gets further stores the longer file as a new version, and the
//! registration, which nobody has seen yet, names its digest from then on, under a new identity - in one transaction.
//! A person may decide to send the original as it is. After the registration nothing is ever added.

use jiff::{SignedDuration, Timestamp};
use model::view::{AugmentationOutcome, AugmentationView};
use model::{DocumentId, OpId};
use seal::sign::Level;
use store::{NewVersion, SealRecord};
use sync::wire::Registration;
use wording::Explain;

use crate::levels::Raising;
use crate::{Cancel, Desk, Error, OnProgress, Progress, kind, sealing};

/// When a seal is tried again by itself: a minute after the first attempt, twice as long after each other one, at most
/// six hours.
pub(crate) fn next_try(now: Timestamp, tries: u32) -> Timestamp {
    let minutes = 1_i64.checked_shl(tries.min(9)).unwrap_or(512).min(360);
    now.saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or(now)
}

/// A level by its name in the database.
fn named(level: &str) -> Result<Level, Error> {
    serde_json::from_value(serde_json::Value::String(level.to_owned())).map_err(|_| {
        store::Error::ValueUnreadable {
            table: "augmentation",
            column: "wanted",
        }
        .into()
    })
}

impl Desk {
    /// What still has to be added to seals, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn augmentations(&self) -> Result<Vec<AugmentationView>, Error> {
        Ok(self.store.read(|reading| reading.augmentations())?)
    }

    /// Adds what is missing: to the documents named, or to all that wait when none is. An attempt that fails is an
    /// outcome and stops no other.
    ///
    /// # Errors
    /// The desk's own database fails.
    pub fn run_augmentations(
        &self,
        documents: &[DocumentId],
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<AugmentationOutcome>, Error> {
        let waiting = self.augmentations()?;
        let mut outcomes = Vec::new();
        let mut chosen = Vec::new();
        if documents.is_empty() {
            chosen = waiting;
        } else {
            for id in documents {
                match waiting.iter().find(|one| one.document == *id) {
                    Some(one) => chosen.push(one.clone()),
                    None => outcomes.push(self.not_waiting(*id)?),
                }
            }
        }
        outcomes.extend(self.augment_all(&chosen, progress, cancel)?);
        Ok(outcomes)
    }

    /// Those that are due, before the outbox is sent; gives how many have what they need now.
    pub(crate) fn augment_due(&self, progress: OnProgress<'_>, cancel: &Cancel) -> Result<u32, Error> {
        let now = self.now();
        // Whoever sends the outbox, all of it is sent.
        let due: Vec<AugmentationView> = self
            .store
            .read_everything(|reading| reading.augmentations())?
            .into_iter()
            .filter(|one| one.next_try <= now)
            .collect();
        let outcomes = self.augment_all(&due, progress, cancel)?;
        let done = outcomes.iter().filter(|outcome| !outcome.waiting).count();
        Ok(u32::try_from(done).unwrap_or(u32::MAX))
    }

    fn augment_all(
        &self,
        chosen: &[AugmentationView],
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<AugmentationOutcome>, Error> {
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let raising = self.raising()?;
        let items = chosen.len() as u64;
        let mut outcomes = Vec::with_capacity(chosen.len());
        for (items_done, one) in (0..).zip(chosen) {
            if cancel.is_cancelled() {
                break;
            }
            let report = |items_done| {
                progress(Progress {
                    step: "augmenting".into(),
                    label: one.title.clone(),
                    items_done,
                    items,
                    bytes_done: 0,
                    bytes: 0,
                });
            };
            report(items_done);
            outcomes.push(match self.augment_one(one, &raising) {
                Ok(outcome) => outcome,
                Err(Error::Store(
                    store::Error::AugmentationUnknown { .. }
                    | store::Error::OriginalRegistered { .. }
                    | store::Error::DocumentChanged,
                )) => self.not_waiting(one.document)?,
                // The desk itself cannot go on.
                Err(error @ Error::Store(store::Error::Database(_) | store::Error::DiskFull { .. })) => {
                    return Err(error);
                }
                Err(error) => self.augmentation_missed(one, &[self.explain(&error)])?,
            });
            report(items_done + 1);
        }
        Ok(outcomes)
    }

    fn augment_one(
        &self,
        waiting: &AugmentationView,
        raising: &Raising<'_>,
    ) -> Result<AugmentationOutcome, Error> {
        let id = waiting.document;
        let (document, versions, seal, operation) =
            self.store.read_everything(|reading| -> Result<_, Error> {
                Ok((
                    reading.document(id)?,
                    reading.versions(id)?,
                    reading.seal_record(id)?,
                    reading.operation_of(id)?,
                ))
            })?;
        let unknown = || {
            Error::Store(store::Error::AugmentationUnknown {
                title: waiting.title.clone(),
            })
        };
        let newest = versions.first().ok_or_else(unknown)?;
        let operation = operation.ok_or_else(unknown)?;
        let seal = seal.ok_or_else(unknown)?;
        let mut bytes = self.store.read_blob(&newest.sha256)?;
        let raised = raising.raise(&bytes, None, named(&seal.level)?, named(&waiting.wanted)?)?;
        if raised.appended.is_empty() && !raised.reached {
            return self.augmentation_missed(waiting, &raised.reasons);
        }
        let level = sealing::level(raised.level);
        bytes.extend_from_slice(&raised.appended);

        // From here until the commit nobody takes the new content for an orphan.
        let _writing = self.store.writing()?;
        let stored = self.store.put_bytes(&bytes)?;
        let mut registration: Registration =
            serde_json::from_str(&operation.content).map_err(|_| store::Error::ValueUnreadable {
                table: "outbox",
                column: "content",
            })?;
        registration.sha256 = stored.sha256;
        registration.size_bytes = stored.size_bytes;
        let content = serde_json::to_string(&registration).map_err(|_| store::Error::ValueUnreadable {
            table: "outbox",
            column: "content",
        })?;
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                if raised.appended.is_empty() {
                    // It had the level already.
                    return Ok(change.augmentation_settled(id)?);
                }
                let version = NewVersion {
                    content: stored,
                    media_type: kind::PDF.media_type.to_owned(),
                    pages: newest.pages,
                    origin: model::view::VersionOrigin::Augmented,
                    file_name: newest.file_name.clone(),
                    seal: Some(SealRecord {
                        level: level.clone(),
                        covers_content: seal.covers_content,
                    }),
                };
                let op = OpId::new(change.at(), self.store.random_10());
                change.add_augmented(id, newest.id, &version, op, &content)?;
                if raised.reached {
                    change.augmentation_settled(id)?;
                } else {
                    let next = next_try(change.at(), waiting.tries + 1);
                    change.augmentation_failed(id, &level, &raised.reasons, next)?;
                }
                change.record(
                    "document-augmented",
                    Some(document.dossier),
                    &[
                        ("title", &document.title),
                        ("version", &(newest.number + 1).to_string()),
                        ("level", &level),
                        ("wanted", &waiting.wanted),
                        ("sha256", &stored.sha256.to_string()),
                    ],
                )?;
                Ok(())
            })?;
        Ok(AugmentationOutcome {
            document: id,
            title: document.title,
            level: Some(level),
            waiting: !raised.reached,
            reasons: raised.reasons,
        })
    }

    /// An attempt added nothing: it is tried again later.
    fn augmentation_missed(
        &self,
        waiting: &AugmentationView,
        reasons: &[wording::Explanation],
    ) -> Result<AugmentationOutcome, Error> {
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                let next = next_try(change.at(), waiting.tries + 1);
                change.augmentation_failed(waiting.document, &waiting.reached, reasons, next)?;
                let code = reasons.first().map_or("", |reason| reason.code.as_str());
                change.record(
                    "augmentation-missed",
                    Some(waiting.dossier),
                    &[
                        ("title", &waiting.title),
                        ("wanted", &waiting.wanted),
                        ("code", code),
                    ],
                )?;
                Ok(())
            })?;
        Ok(AugmentationOutcome {
            document: waiting.document,
            title: waiting.title.clone(),
            level: Some(waiting.reached.clone()),
            waiting: true,
            reasons: reasons.to_vec(),
        })
    }

    /// What is said of a document that waits for nothing.
    fn not_waiting(&self, id: DocumentId) -> Result<AugmentationOutcome, Error> {
        let found = self
            .store
            .read(|reading| -> Result<_, Error> { Ok((reading.document(id)?, reading.seal_record(id)?)) });
        let (document, seal) = match found {
            Ok(found) => found,
            Err(error) if error.code() == "document-unknown" => {
                return Ok(AugmentationOutcome {
                    document: id,
                    title: id.to_string(),
                    level: None,
                    waiting: false,
                    reasons: vec![self.explain(&error)],
                });
            }
            Err(error) => return Err(error),
        };
        let title = document.title.clone();
        let why = if document.registered_at.is_some() {
            store::Error::OriginalRegistered { title }
        } else {
            store::Error::AugmentationUnknown { title }
        };
        Ok(AugmentationOutcome {
            document: id,
            title: document.title,
            level: seal.map(|seal| seal.level),
            waiting: false,
            reasons: vec![self.explain(&why)],
        })
    }

    /// A person decides that the original leaves at the level it has. Agents, signatories and clerks may, as with
    /// sealing.
    ///
    /// # Errors
    /// `role-missing`; `augmentation-unknown` when it waits for nothing, `original-registered` once the platform keeps it.
    pub fn send_as_is(&self, id: DocumentId) -> Result<AugmentationOutcome, Error> {
        self.require(crate::import::WRITERS)?;
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let document = change.document(id)?;
            let title = document.title.clone();
            if document.registered_at.is_some() {
                return Err(store::Error::OriginalRegistered { title }.into());
            }
            let waiting = change
                .augmentation_of(id)?
                .ok_or(store::Error::AugmentationUnknown { title })?;
            change.augmentation_settled(id)?;
            change.record(
                "original-sent-as-is",
                Some(document.dossier),
                &[
                    ("title", &document.title),
                    ("level", &waiting.reached),
                    ("wanted", &waiting.wanted),
                ],
            )?;
            Ok(AugmentationOutcome {
                document: id,
                title: document.title,
                level: Some(waiting.reached),
                waiting: false,
                reasons: Vec::new(),
            })
        })
    }
}
