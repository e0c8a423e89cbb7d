//! The integrity check, and the journal for auditors.

use wording::Explanation;

use crate::{Desk, Error, OnProgress, Progress};

impl Desk {
    pub(crate) fn check_everything(&self, progress: OnProgress<'_>) -> Result<Vec<Explanation>, Error> {
        let mut findings = Vec::new();
        match self.store.check_database() {
            Ok(()) => {}
            Err(error @ store::Error::DeskDamaged { .. }) => findings.push(self.explain(&error)),
            Err(error) => return Err(error.into()),
        }
        match self.store.read(|reading| reading.verify_journal()) {
            Ok(_) => {}
            Err(error @ store::Error::Journal(_)) => findings.push(self.explain(&error)),
            Err(error) => return Err(error.into()),
        }
        self.check_contents(progress, &mut findings)?;
        let forgotten = self.store.read(|reading| reading.forgotten_originals())?;
        findings.extend(
            forgotten
                .into_iter()
                .map(|title| self.explain(&Error::OriginalForgotten { title })),
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
            findings.extend(
                settled
                    .strange
                    .into_iter()
                    .map(|file| self.explain(&Error::StrangeFile { file })),
            );
        }
        Ok(findings)
    }

    /// Every content that a version names is read through.
    fn check_contents(&self, progress: OnProgress<'_>, findings: &mut Vec<Explanation>) -> Result<(), Error> {
        let contents = self.store.read(|reading| reading.digests())?;
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
                true
            };
            let damaged = match self.store.check_blob(sha256, &mut on_bytes) {
                Ok(found) if found == *size => None,
                Ok(_) => Some(store::Error::BlobDamaged { sha256: *sha256 }),
                Err(error @ (store::Error::BlobMissing { .. } | store::Error::BlobDamaged { .. })) => {
                    Some(error)
                }
                Err(error) => return Err(error.into()),
            };
            findings.extend(damaged.map(|error| self.explain(&error)));
        }
        Ok(())
    }

    pub(crate) fn write_journal(&self, to: &mut dyn std::io::Write) -> Result<u64, Error> {
        let mut count = 0;
        let mut written = Ok(());
        let here = std::path::Path::new("journal");
        self.store
            .read(|reading| {
                reading.journal(&mut |entry| {
                    let line = serde_json::to_string(&entry).map_err(|_| store::Error::ValueUnreadable {
                        table: "journal",
                        column: "details",
                    })?;
                    written = writeln!(to, "{line}");
                    match &written {
                        Ok(()) => count += 1,
                        Err(_) => return Err(store::Error::Cancelled),
                    }
                    Ok(())
                })
            })
            .or_else(|error| if written.is_err() { Ok(()) } else { Err(error) })?;
        written
            .and_then(|()| to.flush())
            .map_err(|error| Error::io(here, error))?;
        Ok(count)
    }
}
