//! The check of everything: database, journal, contents; what nothing names is settled.

use model::safety::CheckReport;
use store::SafetyError;
use wording::Explanation;

use crate::{Cancel, Desk, Error, OnProgress, Progress};

/// Days after which everything is checked again.
const CHECK_DAYS: i64 = 7;

/// The text of an act in a circuit is not the one whose digest the journal has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was said of '{title}' in a circuit was changed")]
struct OpinionAltered {
    title: String,
}

impl wording::Explain for OpinionAltered {
    fn code(&self) -> &'static str {
        "opinion-altered"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("title", self.title.clone())]
    }
}

impl Desk {
    /// Whether a check of everything is wanted: never made, a week ago, or since the last program on this desk did not
    /// end in order. For the shell, which then runs [`Desk::check`] in the background.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn check_due(&self, now: jiff::Timestamp) -> Result<bool, Error> {
        let checked = self.store.checked_at()?;
        Ok(checked.is_none_or(|checked| now.as_second() - checked.as_second() >= CHECK_DAYS * 86_400))
    }

    /// Checks everything while others work: every page of the database, the chain of the journal, every content. What
    /// nothing names is removed, contents of earlier versions get the name of today; what is named is never removed. For
    /// everybody.
    ///
    /// # Errors
    /// `cancelled`; the check itself could not be made. What was found stands in the report.
    pub fn check(&self, progress: OnProgress<'_>, cancel: &Cancel) -> Result<CheckReport, Error> {
        let mut report = CheckReport::default();
        let mut findings = Vec::new();
        progress(Progress {
            step: "checking-database".into(),
            ..Progress::nothing()
        });
        match self.store.check_database() {
            Ok(()) => {}
            Err(error @ store::Error::DeskDamaged { .. }) => findings.push(self.explain(&error)),
            Err(error) => return Err(error.into()),
        }
        if let Some(error) = &self.store.opening().anchor {
            findings.push(self.explain(error));
        }
        let checked = self.store.verify_journal(&mut |done, all| {
            progress(Progress {
                step: "checking-journal".into(),
                items_done: done,
                items: all,
                ..Progress::nothing()
            });
            !cancel.is_cancelled()
        });
        match checked {
            Ok(_) => {}
            Err(
                error @ (store::Error::Journal(_)
                | store::Error::Safety(SafetyError::JournalNotAnchored { .. })),
            ) => {
                findings.push(self.explain(&error));
            }
            Err(error) => return Err(error.into()),
        }
        report.contents = self.check_contents(progress, cancel, &mut findings)?;
        let forgotten = self
            .store
            .read_everything(|reading| reading.forgotten_originals())?;
        findings.extend(
            forgotten
                .into_iter()
                .map(|title| self.explain(&Error::OriginalForgotten { title })),
        );
        let altered = self.store.read_everything(|reading| reading.altered_opinions())?;
        findings.extend(
            altered
                .into_iter()
                .map(|title| self.explain(&OpinionAltered { title })),
        );
        if let Some(settled) = self.store.settle()? {
            if !settled.removed.is_empty() {
                self.store.change(&self.actor, |change| {
                    change.record(
                        "unrecorded-content-removed",
                        None,
                        &[("count", &settled.removed.len().to_string())],
                    )
                })?;
            }
            report.orphans = settled.removed.len() as u64;
            report.renamed = settled.renamed;
            findings.extend(
                settled
                    .strange
                    .into_iter()
                    .map(|file| self.explain(&Error::StrangeFile { file })),
            );
        }
        self.store.note_checked()?;
        report.problems = findings;
        Ok(report)
    }

    pub(crate) fn check_everything(&self, progress: OnProgress<'_>) -> Result<Vec<Explanation>, Error> {
        Ok(self.check(progress, &Cancel::default())?.problems)
    }

    /// Every content that must be there is read through.
    fn check_contents(
        &self,
        progress: OnProgress<'_>,
        cancel: &Cancel,
        findings: &mut Vec<Explanation>,
    ) -> Result<u64, Error> {
        let contents = self.store.read_everything(|reading| reading.digests())?;
        let items = contents.len() as u64;
        let bytes = contents.iter().map(|(_, size)| size).sum();
        let mut bytes_done = 0;
        for (items_done, (sha256, size)) in (0..).zip(&contents) {
            let mut on_bytes = |read: u64| {
                bytes_done += read;
                progress(Progress {
                    step: "checking".into(),
                    label: sha256.to_string(),
                    items_done,
                    items,
                    bytes_done,
                    bytes,
                });
                !cancel.is_cancelled()
            };
            let damaged = match self.store.check_blob(sha256, &mut on_bytes) {
                Ok(found) if found == *size => None,
                Ok(_) => Some(store::Error::BlobDamaged { sha256: *sha256 }),
                Err(
                    error @ (store::Error::BlobMissing { .. }
                    | store::Error::BlobAwaited { .. }
                    | store::Error::BlobDamaged { .. }),
                ) => {
                    // It may have been destroyed, lawfully, since the list was made.
                    let still = || -> Result<bool, store::Error> {
                        let contents = self.store.read_everything(|reading| reading.digests())?;
                        Ok(contents.iter().any(|(named, _)| named == sha256))
                    };
                    if still()? { Some(error) } else { None }
                }
                Err(error) => return Err(error.into()),
            };
            if cancel.is_cancelled() {
                return Err(store::Error::Cancelled.into());
            }
            findings.extend(damaged.map(|error| self.explain(&error)));
        }
        Ok(items)
    }
}
