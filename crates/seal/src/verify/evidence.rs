//! What a file carries to judge certificates with: in its signatures, and in its security store.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use pdf::augment::ValidationData;
use pdf::revisions::File;
use pdf::revisions::diff::SecurityStore;

use super::asn1::oid;
use super::chain::Evidence;
use super::cms;
use super::signature::Checked;

/// The place of a revision's security store: a document time-stamp of the same revision covers it.
pub fn place_of_store(revision: usize) -> usize {
    2 * revision
}

/// The security stores of the revisions, read once where they are small.
pub struct Stores<'v, 'a> {
    file: &'v File<'a>,
    kept: RefCell<HashMap<usize, Option<Rc<SecurityStore>>>>,
    left: Cell<usize>,
}

/// Bytes of security stores that are kept for one file; what is more is read again.
const MAX_KEPT: usize = 8 << 20;

impl<'v, 'a> Stores<'v, 'a> {
    /// Those of a file.
    pub fn new(file: &'v File<'a>) -> Self {
        Self {
            file,
            kept: RefCell::default(),
            left: Cell::new(MAX_KEPT),
        }
    }

    /// The store of a revision, where it has one.
    pub fn of(&self, revision: usize) -> Option<Rc<SecurityStore>> {
        if let Some(known) = self.kept.borrow().get(&revision) {
            return known.clone();
        }
        let store = self.file.security_store(revision).map(Rc::new);
        let size: usize = store.iter().flat_map(|store| parts(store)).map(Vec::len).sum();
        if let Some(left) = self.left.get().checked_sub(size) {
            self.left.set(left);
            self.kept.borrow_mut().insert(revision, store.clone());
        }
        store
    }
}

fn parts(store: &SecurityStore) -> impl Iterator<Item = &Vec<u8>> {
    let answers = store.ocsp_responses.iter().chain(&store.revocation_lists);
    store.certificates.iter().chain(answers)
}

/// Adds the security store of a revision.
pub fn add_store(stores: &Stores<'_, '_>, evidence: &mut Evidence<'_>, revision: usize) {
    let Some(store) = stores.of(revision) else {
        return;
    };
    evidence.place = place_of_store(revision);
    let mut readable = true;
    for der in &store.certificates {
        readable &= evidence.read_certificate(der);
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
        evidence.read_certificate(der);
    }
    for der in &fetched.ocsp_responses {
        evidence.add_ocsp_response(der);
    }
    for der in &fetched.revocation_lists {
        evidence.add_revocation_list(der);
    }
}

/// What the signatures and the security store of a revision carry, added to `evidence`.
pub fn evidence_of<'r>(
    mut evidence: Evidence<'r>,
    stores: &Stores<'_, '_>,
    checked: &[Checked],
    revision: usize,
    with_adobe_attribute: bool,
) -> Evidence<'r> {
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
    add_store(stores, &mut evidence, revision);
    evidence
}
