//! Batches of signing and sealing that are remembered while they run: what was begun and not ended is found again when the
//! window, the computer or the key went away. Each document is committed on its own, so that going on does only what is
//! missing.

use model::looking::{BatchDocument, BatchKind, Leftover};
use model::view::SealOutcome;

use crate::circuits::{SignBatch, SignOutcome, ToSign};
use crate::{Cancel, Desk, Error, OnProgress, SealBatch};

/// A batch of one document has nothing to go on with.
const LEAST: usize = 2;
/// The code with which the rest of a batch is refused when its key is gone.
const KEY_GONE: &str = "batch-stopped";

impl Desk {
    fn batch_setting(&self, kind: BatchKind) -> String {
        format!("batch-{}-{}", kind.word(), self.person)
    }

    /// What this person began and did not end.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn leftover_batch(&self, kind: BatchKind) -> Result<Option<Leftover>, Error> {
        let name = self.batch_setting(kind);
        let Some(json) = self.store.read(|reading| reading.setting_text(&name))? else {
            return Ok(None);
        };
        let Ok(mut left) = serde_json::from_str::<Leftover>(&json) else {
            return Ok(None);
        };
        for one in &mut left.documents {
            let found = self
                .store
                .read(|reading| reading.document(one.document))
                .ok()
                .map(|record| (record.title, record.identifier.is_some()));
            let (title, sealed) = found.unwrap_or_default();
            one.title = title;
            one.done = match kind {
                BatchKind::Seal => sealed,
                BatchKind::Sign => self
                    .signed_before(ToSign {
                        document: one.document,
                        seen: one.seen,
                    })?
                    .is_some(),
            };
        }
        Ok(Some(left))
    }

    /// A person does not go on with what was begun.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn drop_leftover_batch(&self, kind: BatchKind) -> Result<(), Error> {
        let name = self.batch_setting(kind);
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            if change.setting(&name)?.is_some() {
                change.set_setting(&name, None)?;
                change.record("batch-ended", None, &[("kind", kind.word())])?;
            }
            Ok(())
        })
    }

    fn remember_batch(&self, left: &Leftover) -> Result<(), Error> {
        let name = self.batch_setting(left.kind);
        let Ok(json) = serde_json::to_vec(left) else {
            return Ok(());
        };
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(&name, Some(&json))?;
            change.record(
                "batch-begun",
                None,
                &[
                    ("kind", left.kind.word()),
                    ("count", &left.documents.len().to_string()),
                ],
            )?;
            Ok(())
        })
    }

    /// As [`Desk::seal_batch`], remembered until it has ended: [`Desk::leftover_batch`] finds it when it was broken off,
    /// or when its key went away.
    ///
    /// # Errors
    /// As [`Desk::seal_batch`].
    pub fn seal_batch_remembered(
        &self,
        batch: &SealBatch<'_>,
        on_outcome: &mut dyn FnMut(SealOutcome),
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(), Error> {
        self.require(crate::import::WRITERS)?;
        let remembered = batch.documents.len() >= LEAST;
        if remembered {
            let mut documents = Vec::with_capacity(batch.documents.len());
            for id in batch.documents {
                let versions = self.store.read(|reading| reading.versions(*id))?;
                let Some(newest) = versions.first() else { continue };
                documents.push(BatchDocument {
                    document: *id,
                    seen: newest.sha256,
                    title: String::new(),
                    done: false,
                });
            }
            self.remember_batch(&Leftover {
                kind: BatchKind::Seal,
                begun_at: self.now(),
                documents,
                stamp_place: batch.stamp_place,
            })?;
        }
        let mut key_gone = false;
        let mut told = |outcome: SealOutcome| {
            key_gone |= matches!(&outcome.result, Err(refusal) if refusal.code == KEY_GONE);
            on_outcome(outcome);
        };
        self.seal_batch(batch, &mut told, progress, cancel)?;
        if remembered && !key_gone {
            self.drop_leftover_batch(BatchKind::Seal)?;
        }
        Ok(())
    }

    /// As [`Desk::sign_batch`], remembered until it has ended.
    ///
    /// # Errors
    /// As [`Desk::sign_batch`].
    pub fn sign_batch_remembered(
        &self,
        batch: &SignBatch<'_>,
        on_outcome: &mut dyn FnMut(SignOutcome),
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(), Error> {
        let remembered = batch.documents.len() >= LEAST;
        if remembered {
            let documents = batch.documents.iter().map(|one| BatchDocument {
                document: one.document,
                seen: one.seen,
                title: String::new(),
                done: false,
            });
            self.remember_batch(&Leftover {
                kind: BatchKind::Sign,
                begun_at: self.now(),
                documents: documents.collect(),
                stamp_place: batch.stamp_place,
            })?;
        }
        let mut key_gone = false;
        let mut told = |outcome: SignOutcome| {
            key_gone |= matches!(&outcome.result, Err(refusal) if refusal.code == KEY_GONE);
            on_outcome(outcome);
        };
        self.sign_batch(batch, &mut told, progress, cancel)?;
        if remembered && !key_gone {
            self.drop_leftover_batch(BatchKind::Sign)?;
        }
        Ok(())
    }
}
