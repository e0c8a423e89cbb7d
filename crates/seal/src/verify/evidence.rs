//! What a file carries to judge certificates with: in its signatures, and in its security store.

use std::sync::Arc;

use jiff::Timestamp;
use pdf::augment::ValidationData;
use pdf::revisions::File;

use super::anchors::TrustRoots;
use super::asn1::oid;
use super::certificate::Certificate;
use super::chain::Evidence;
use super::cms;
use super::signature::Checked;

/// The place of a revision's security store: a document time-stamp of the same revision covers it.
pub fn place_of_store(revision: usize) -> usize {
    2 * revision
}

/// Adds the security store of a revision.
pub fn add_store(file: &File<'_>, evidence: &mut Evidence<'_>, revision: usize) {
    let Some(store) = file.security_store(revision) else {
        return;
    };
    evidence.place = place_of_store(revision);
    let mut readable = true;
    for der in &store.certificates {
        match Certificate::read(der) {
            Ok(certificate) => evidence.add_certificate(Arc::new(certificate)),
            Err(_) => readable = false,
        }
    }
    for der in &store.ocsp_responses {
        readable &= evidence.add_ocsp_response(der);
    }
    for der in &store.revocation_lists {
        readable &= evidence.add_revocation_list(der);
    }
    evidence.store_unreadable |= !readable;
}

/// Adds what was fetched now: nothing proves that it existed before.
pub fn add_fetched(evidence: &mut Evidence<'_>, fetched: &ValidationData) {
    evidence.place = usize::MAX;
    for der in &fetched.certificates {
        if let Ok(certificate) = Certificate::read(der) {
            evidence.add_certificate(Arc::new(certificate));
        }
    }
    for der in &fetched.ocsp_responses {
        evidence.add_ocsp_response(der);
    }
    for der in &fetched.revocation_lists {
        evidence.add_revocation_list(der);
    }
}

/// What the signatures and the security store of a revision carry.
pub fn evidence_of<'r>(
    file: &File<'_>,
    roots: &'r TrustRoots,
    at: Timestamp,
    checked: &[Checked],
    revision: usize,
    with_adobe_attribute: bool,
) -> Evidence<'r> {
    let mut evidence = Evidence::new(roots, at);
    for one in checked
        .iter()
        .filter(|one| one.field.revision.is_none_or(|own| own <= revision))
    {
        // A signature is covered by the time-stamps of later revisions only.
        evidence.place = one.field.revision.map_or(usize::MAX, |own| 2 * own + 1);
        let stamps = one
            .timestamps
            .iter()
            .chain(&one.content_timestamps)
            .flatten()
            .flat_map(|stamp| stamp.certificates.iter());
        for certificate in one.certificates.iter().chain(stamps) {
            evidence.add_certificate(certificate.clone());
        }
        let Some(cms) = &one.cms else { continue };
        for der in &cms.revocation_lists {
            evidence.add_revocation_list(der);
        }
        for der in &cms.ocsp_responses {
            evidence.add_ocsp_response(der);
        }
        if with_adobe_attribute
            && let Ok(Some(value)) = cms.signed_value(oid::ADOBE_REVOCATION)
            && let Ok((lists, responses)) = cms::adobe_revocation(value)
        {
            for der in &lists {
                evidence.add_revocation_list(der);
            }
            for der in &responses {
                evidence.add_ocsp_response(der);
            }
        }
    }
    add_store(file, &mut evidence, revision);
    evidence
}
