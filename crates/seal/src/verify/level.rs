//! The PAdES baseline level that is really in the file (EN 319 142-1, 6.3).

use std::rc::Rc;

use jiff::Timestamp;

use super::asn1::oid;
use super::chain::Evidence;
use super::cms::{self, CertificateReference};
use super::evidence::evidence_of;
use super::signature::{self, Checked, Format, pdf_time};
use super::validation::{JudgedStamp, Validation};
use super::warnings::Code;
use crate::sign::Level;

impl Validation<'_, '_> {
    /// The PAdES baseline level that is really in the file (EN 319 142-1, 6.3).
    pub(super) fn level(
        &self,
        one: &Checked,
        stamps: &[JudgedStamp],
        codes: &mut Vec<Code>,
    ) -> Option<Level> {
        let verified = one.outcome.as_ref().ok()?;
        let cms = one.cms.as_ref()?;
        if one.format != Some(Format::Cades) {
            codes.push(Code::Legacy);
            return None;
        }
        if !is_baseline(one, verified, cms) {
            codes.push(Code::NotBaseline);
            return None;
        }
        // Any time-stamp that verifies makes B-T, whoever made it; whether it proves anything is another question.
        let Some(stamped) = stamps.iter().map(|stamp| stamp.time).min() else {
            return Some(Level::BB);
        };
        let Some(last_store) = self.store_revisions.last() else {
            return Some(Level::BT);
        };
        // The data that a document time-stamp covers, from the newest to the oldest of them.
        for (index, archive) in self.checked.iter().enumerate().rev() {
            let covers_store = archive
                .field
                .revision
                .filter(|revision| self.store_revisions.contains(revision));
            let later = archive.field.covered_end() > one.field.covered_end();
            if let (Some(_), Ok(_), Some(revision), true) =
                (archive.stamped, &archive.outcome, covers_store, later)
                && self.is_unchanged(index)
                && self.is_covered(one, verified, stamped, revision, Some(index))
            {
                return Some(Level::BLta);
            }
        }
        if self.is_covered(one, verified, stamped, *last_store, None) {
            Some(Level::BLt)
        } else {
            Some(Level::BT)
        }
    }

    /// Whether the security store of `revision`, with what the signatures carry, covers the chains of the signer and
    /// of the time-stamps up to `until` (an archive time-stamp does not cover itself).
    fn is_covered(
        &self,
        one: &Checked,
        verified: &signature::Verified,
        stamped: Timestamp,
        revision: usize,
        until: Option<usize>,
    ) -> bool {
        // What Adobe's attribute carries counts for validation, not for the level: B-LT wants it in the store.
        let known = self.coverage.borrow().get(&revision).cloned();
        let evidence = known.unwrap_or_else(|| {
            // Whether data are there is asked here, not whether they are still believed.
            let empty = Evidence::new(self.roots, Timestamp::MIN).sharing(&self.evidence);
            let evidence = Rc::new(evidence_of(empty, &self.stores, self.checked, revision, false));
            self.coverage.borrow_mut().insert(revision, evidence.clone());
            evidence
        });
        if !evidence.covers(&verified.signer, stamped) {
            return false;
        }
        let own = one.timestamps.iter().flatten().map(|stamp| &stamp.verified);
        let mut stamps: Vec<&signature::Verified> = own.collect();
        if stamps.is_empty() {
            // The time comes from a document time-stamp: the first one, which is not the one that archives.
            let first = self.checked.iter().enumerate().find(|(index, other)| {
                other.stamped.is_some()
                    && other.is_intact()
                    && other.field.covered_end() > one.field.covered_end()
                    && until != Some(*index)
            });
            match first {
                Some((_, other)) => stamps.extend(other.outcome.as_ref().ok()),
                None if until.is_some() => {}
                None => return false,
            }
        }
        stamps.iter().all(|stamp| evidence.covers(&stamp.signer, stamped))
    }
}

/// The rules of B-B that can be seen in the file (EN 319 142-1, 6.3).
fn is_baseline(one: &Checked, verified: &signature::Verified, cms: &cms::SignedData) -> bool {
    let has = |oid: &[u8]| cms.signed.iter().any(|attribute| attribute.oid == oid);
    let policy = has(oid::SIGNATURE_POLICY) || has(oid::COMMITMENT_TYPE);
    one.field.kind.as_deref().is_none_or(|kind| kind == b"Sig")
        && one.field.filter.is_some()
        && one
            .field
            .time
            .as_deref()
            .is_some_and(|time| pdf_time(time).is_some())
        && !one.field.has_cert
        && cms.signed_bytes.is_some()
        && verified.reference == CertificateReference::Fits
        && !has(oid::SIGNING_TIME)
        && !(policy && one.field.reason.is_some())
}
