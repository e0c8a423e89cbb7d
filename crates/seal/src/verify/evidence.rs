//! What a file carries to judge certificates with: in its signatures, and in its security store.

use pdf::revisions::File;

use super::asn1::oid;
use super::certificate::Certificate;
use super::chain::Evidence;
use super::cms;
use super::signature::Checked;

pub fn add_store(file: &File<'_>, evidence: &mut Evidence<'_>, revision: usize) {
    let Some(store) = file.security_store(revision) else {
        return;
    };
    for der in &store.certificates {
        if let Ok(certificate) = Certificate::read(der) {
            evidence.add_certificate(certificate);
        }
    }
    for der in &store.ocsp_responses {
        evidence.add_ocsp_response(der);
    }
    for der in &store.revocation_lists {
        evidence.add_revocation_list(der);
    }
}

/// What the signatures and the security store of a revision carry.
pub fn evidence_of<'r>(
    file: &File<'_>,
    roots: &'r [Certificate],
    checked: &[Checked],
    revision: usize,
    with_adobe_attribute: bool,
) -> Evidence<'r> {
    let mut evidence = Evidence::new(roots);
    for one in checked
        .iter()
        .filter(|one| one.field.revision.is_none_or(|own| own <= revision))
    {
        let stamps = one
            .timestamps
            .iter()
            .flatten()
            .flat_map(|stamp| stamp.certificates.iter());
        for certificate in one.certificates.iter().chain(stamps) {
            evidence.add_certificate(certificate.as_ref().clone());
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
