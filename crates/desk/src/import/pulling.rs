//! Originals of the platform, pulled straight into a dossier: what an administration has once, nobody brings again.

use std::path::PathBuf;

use identifier::{Identifier, PlatformUrl};
use model::DossierId;
use model::document::{DocumentKind, Facts, Made, Pulled};

use super::{ImportError, Incoming, WRITERS, Wanted};
use crate::documents::view;
use crate::sealing::first_group;
use crate::{Cancel, Desk, Error, OnProgress, Progress};

impl Desk {
    /// Pulls the original behind an identifier from the platform into a dossier, once: its digest is compared with the
    /// registered one, its seal is validated, and address, time and verdict are kept beside it. A seal that is broken is
    /// refused; one that cannot be decided completely here (an unknown root, no revocation data) is told. Agents,
    /// signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `dossier-closed`, `desk-not-enrolled`, the platform does not know the identifier or cannot be
    /// reached, the bytes are not the original, `pulled-seal-not-valid`, `pulled-own` for an original of this dossier.
    pub fn pull_original(
        &self,
        dossier: DossierId,
        identifier: &Identifier,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Pulled, Error> {
        self.require(WRITERS)?;
        let platform = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let record = change.open_dossier(dossier)?;
            // One of our own is there already, as what it is.
            if let Some(own) = change.document_with_identifier(identifier)?
                && own.dossier == dossier
            {
                return Err(ImportError::PulledOwn {
                    title: own.title,
                    reference: record.reference.to_string(),
                }
                .into());
            }
            Ok(change.setting_text(crate::synchronise::PLATFORM)?)
        })?;
        let address = platform
            .as_deref()
            .and_then(|platform| PlatformUrl::parse(platform).ok())
            .map(|platform| platform.document_url(identifier))
            .unwrap_or_default();
        let known = self.store.read(|reading| -> Result<_, Error> {
            reading
                .document_pulled(dossier, identifier)?
                .map(|id| view(reading, reading.document(id)?))
                .transpose()
        })?;
        if let Some(document) = known {
            let fact = |name: &str| document.facts.get(name).cloned().unwrap_or_default();
            return Ok(Pulled {
                duplicate: true,
                address: fact("platform-address"),
                pulled_at: fact("pulled-at").parse().unwrap_or(self.now()),
                verdict: fact("verdict"),
                warnings: Vec::new(),
                document,
            });
        }
        progress(Progress {
            step: "checking".into(),
            label: identifier.printed(),
            items_done: 0,
            items: 1,
            bytes_done: 0,
            bytes: 0,
        });
        let bytes = self.fetch(identifier)?;
        let report = seal::verify::verify(
            &bytes,
            &seal::verify::VerifyOptions {
                roots: &self.trusted_roots()?,
                at: self.now(),
                password: None,
            },
        );
        let verdict = serde_json::to_value(report.verdict)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned))
            .unwrap_or_default();
        if !matches!(
            report.verdict,
            seal::verify::Verdict::TotalPassed | seal::verify::Verdict::Indeterminate
        ) {
            return Err(ImportError::PulledSeal { verdict }.into());
        }
        let pulled_at = self.now();
        let facts = Facts::from([
            ("platform-identifier".to_owned(), identifier.canonical()),
            ("platform-address".to_owned(), address.clone()),
            ("pulled-at".to_owned(), pulled_at.to_string()),
            ("verdict".to_owned(), verdict.clone()),
        ]);
        let own_title = pdf::inspect(&bytes, None)
            .ok()
            .and_then(|inspection| inspection.title)
            .and_then(|title| model::Title::parse(&title.chars().take(200).collect::<String>()).ok());
        let title = own_title.map_or_else(|| identifier.printed(), String::from);
        let name = format!("{}.pdf", first_group(identifier));
        let incoming = Incoming {
            source: &bytes.as_slice(),
            path: PathBuf::from(&name),
            name,
            strict: false,
        };
        let wanted = Wanted {
            title: Some(&title),
            kind: DocumentKind::Original,
            made: Some(Made::Fetched),
            facts,
            ..Wanted::default()
        };
        let taken = self.bring_in(
            dossier,
            &incoming,
            wanted,
            &|change, version, duplicate| {
                if !duplicate {
                    change.record(
                        "original-pulled",
                        Some(dossier),
                        &[
                            ("identifier", &first_group(identifier)),
                            ("sha256", &version.content.sha256.to_string()),
                            ("verdict", &verdict),
                        ],
                    )?;
                }
                Ok(None)
            },
            progress,
            cancel,
        )?;
        let mut warnings = taken.imported.warnings;
        if report.verdict == seal::verify::Verdict::Indeterminate {
            let undecided = ImportError::PulledUndecided {
                verdict: verdict.clone(),
            };
            warnings.push(self.explain(&undecided));
        }
        Ok(Pulled {
            document: taken.imported.document,
            duplicate: taken.imported.duplicate,
            address,
            pulled_at,
            verdict,
            warnings,
        })
    }
}
