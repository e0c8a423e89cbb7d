//! Validation that asks: what the file does not carry is fetched from where its certificates say (issuers, OCSP, CRLs).
//!
//! What was fetched counts from now on only: it answers whether a certificate is revoked, and proves nothing of the past.

use jiff::Timestamp;

use super::report::with_fetched;
use super::validation::Validation;
use super::{FileReport, TrustRoots, Verdict, VerifyOptions, examine};
use crate::online::Web;
use crate::validation_data::{Answers, Fetching, Gatherer};
use pdf::augment::ValidationData;

/// Certificates that are asked about for one file.
const MAX_LEAVES: usize = 40;

/// Validates a file, and asks for what is missing where that could change the verdict. `now`: the time of asking, UTC.
/// The report of ETSI TS 119 102-2 comes beside, as in [`super::report::verify_with_etsi_report`].
pub fn verify_online(
    bytes: &[u8],
    options: &VerifyOptions<'_>,
    web: &dyn Web,
    answers: &Answers,
    now: Timestamp,
) -> (FileReport, Option<String>) {
    let mut fetched = ValidationData::default();
    let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut found = ValidationData::default();
        examine(bytes, options, &fetched, &mut |validation, signatures| {
            let open = |report: &super::SignatureReport| report.indication == Verdict::Indeterminate;
            if signatures.iter().any(open) {
                found = gather(validation, options.roots, web, answers, now);
            }
        });
        found
    }));
    if let Ok(found) = asked {
        fetched = found;
    }
    with_fetched(bytes, options, &fetched)
}

/// Asks about every signer and time-stamping authority that leads to someone trusted.
fn gather(
    validation: &Validation<'_, '_>,
    roots: &TrustRoots,
    web: &dyn Web,
    answers: &Answers,
    now: Timestamp,
) -> ValidationData {
    let mut gatherer = Gatherer::new(web, Fetching::default(), answers, roots, now);
    let evidence = &validation.evidence;
    for held in &evidence.pool {
        gatherer.hold_certificate(&held.item.der);
    }
    for held in &evidence.ocsp_responses {
        gatherer.hold_ocsp_response(&held.item.der);
    }
    for held in &evidence.revocation_lists {
        gatherer.hold_revocation_list(&held.item.der);
    }
    let mut asked: Vec<[u8; 32]> = Vec::new();
    for one in validation.checked {
        let own = one.outcome.as_ref().ok();
        let stamps = one.timestamps.iter().chain(&one.content_timestamps).flatten();
        for verified in own.into_iter().chain(stamps.map(|stamp| &stamp.verified)) {
            let leaf = &verified.signer;
            if asked.len() < MAX_LEAVES && !asked.contains(&leaf.fingerprint) {
                asked.push(leaf.fingerprint);
                // What stays open is told by the validation that follows.
                let _ = gatherer.gather(&leaf.der, validation.at);
            }
        }
    }
    gatherer.into_all()
}
