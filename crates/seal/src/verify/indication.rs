//! The indication of one signature: main and sub-indication of EN 319 102-1.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::asn1::oid;
use super::certificate::Certificate;
use super::chain::{Path, PathProblem, Purpose};
use super::cms::CertificateReference;
use super::signature::{Checked, Failure, Format, Verified};
use super::status::Revocation;
use super::validation::{CLOCK_TOLERANCE, JudgedStamp, StampSource, Validation, proof_of_existence};
use super::warnings::Code;
use super::{ChangesAfter, Process, Verdict};
use crate::trust::Standing;

/// Main indication, sub-indication, and the process that led to them.
#[derive(Clone, Copy, Debug)]
pub struct Indication {
    /// Main indication.
    pub main: Verdict,
    /// Sub-indication; `None` when passed.
    pub sub: Option<&'static str>,
    /// The process.
    pub process: Process,
}

impl Validation<'_, '_> {
    pub(super) fn indication(
        &self,
        index: usize,
        one: &Checked,
        stamps: &[JudgedStamp],
        codes: &mut Vec<Code>,
    ) -> Indication {
        let process = self.process(one, stamps);
        let failed = |sub: &'static str| Indication {
            main: Verdict::TotalFailed,
            sub: Some(sub),
            process,
        };
        let open = |sub: &'static str| Indication {
            main: Verdict::Indeterminate,
            sub: Some(sub),
            process,
        };
        let verified = match &one.outcome {
            Ok(verified) => verified,
            Err(failure) => {
                let (code, result) = match failure {
                    Failure::Format(code) => (*code, failed("FORMAT_FAILURE")),
                    Failure::Digest => (Code::DigestDiffers, failed("HASH_FAILURE")),
                    Failure::Value => (Code::ValueWrong, failed("SIG_CRYPTO_FAILURE")),
                    Failure::Unsupported => (Code::AlgorithmUnsupported, open("CRYPTO_CONSTRAINTS_FAILURE")),
                    Failure::NoCertificate => {
                        (Code::CertificateMissing, open("NO_SIGNING_CERTIFICATE_FOUND"))
                    }
                    Failure::UnknownFormat => (Code::AlgorithmUnsupported, open("GENERIC")),
                };
                codes.push(code);
                // What was changed against permission fails even a signature that cannot be computed.
                return if self.is_unchanged(index) {
                    result
                } else {
                    failed("FORMAT_FAILURE")
                };
            }
        };
        if !self.is_unchanged(index) || !one.is_current {
            return failed("FORMAT_FAILURE");
        }
        // From here on only a proof that the signature was made too late, or too early, fails it; else the first open
        // question is the answer.
        let mut result: Option<&'static str> = None;
        let mut question = |sub: &'static str| {
            result.get_or_insert(sub);
        };
        let purpose = if one.stamped.is_some() {
            Purpose::TimeStamping
        } else {
            Purpose::Signing
        };
        match verified.reference {
            CertificateReference::Another => {
                codes.push(Code::CertificateOther);
                question("SIG_CONSTRAINTS_FAILURE");
            }
            CertificateReference::Absent if one.format == Some(Format::Cades) => {
                codes.push(Code::CertificateNotNamed);
                question("SIG_CONSTRAINTS_FAILURE");
            }
            _ => {}
        }
        let time = proof_of_existence(stamps, self.at);
        let is_proven = stamps.iter().any(|stamp| stamp.solid && stamp.time <= self.at);
        let made_after = self.made_after(index);
        let certificate = &verified.signer;
        let path = self.evidence.path(certificate, purpose, time);
        match &path {
            Path::Unknown(path) => {
                codes.push(self.why_unknown(path, purpose, time));
                question("NO_CERTIFICATE_CHAIN_FOUND");
            }
            Path::Problem(path, problem) => {
                let (code, sub) = match problem {
                    PathProblem::Expired if made_after.is_some_and(|after| after > certificate.not_after) => {
                        codes.push(Code::CertificateExpired);
                        return failed("EXPIRED");
                    }
                    PathProblem::Expired => (Code::CertificateExpired, self.out_of_bounds(path, certificate)),
                    // Proven to have existed before its certificate did.
                    PathProblem::NotYetValid if is_proven => {
                        codes.push(Code::CertificateNotYetValid);
                        return failed("NOT_YET_VALID");
                    }
                    PathProblem::NotYetValid => (Code::CertificateNotYetValid, "NOT_YET_VALID"),
                    PathProblem::AuthorityOutOfValidity => {
                        (Code::ChainInvalid, "CERTIFICATE_CHAIN_GENERAL_FAILURE")
                    }
                    PathProblem::Constraint => (Code::ChainInvalid, "CHAIN_CONSTRAINTS_FAILURE"),
                    PathProblem::Purpose => (Code::CertificatePurpose, "CHAIN_CONSTRAINTS_FAILURE"),
                    PathProblem::Weak => (Code::AlgorithmWeak, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"),
                };
                codes.push(code);
                question(sub);
            }
            Path::Trusted(path) => {
                let (code, sub) = match self.evidence.revocation(path, time) {
                    Revocation::Good => (None, None),
                    Revocation::Unknown => (Some(Code::RevocationUnknown), Some("TRY_LATER")),
                    Revocation::AnswerOutOfBounds => (
                        Some(Code::RevocationOutOfBounds),
                        Some("REVOCATION_OUT_OF_BOUNDS_NO_POE"),
                    ),
                    Revocation::AnswerUnproven => (Some(Code::RevocationUnproven), Some("NO_POE")),
                    Revocation::Suspended(_) => (Some(Code::CertificateSuspended), Some("TRY_LATER")),
                    Revocation::Revoked(at) => {
                        if made_after.is_some_and(|after| after >= at) {
                            codes.push(Code::CertificateRevoked);
                            return failed("REVOKED");
                        }
                        (Some(Code::CertificateRevoked), Some("REVOKED_NO_POE"))
                    }
                    Revocation::AuthorityRevoked(_) => {
                        (Some(Code::AuthorityRevoked), Some("REVOKED_CA_NO_POE"))
                    }
                };
                codes.extend(code);
                sub.into_iter().for_each(&mut question);
            }
        }
        if self.judgement_is(index, ChangesAfter::Unclear) {
            question("SIG_CONSTRAINTS_FAILURE");
        }
        if !verified.reliance.holds_at(time) {
            codes.push(Code::AlgorithmWeak);
            question(self.weak(verified, made_after));
        }
        if one
            .timestamps
            .iter()
            .chain(&one.content_timestamps)
            .any(Result::is_err)
        {
            codes.push(Code::TimestampBroken);
            question("SIG_CONSTRAINTS_FAILURE");
        }
        if one.stamped.is_none() && !self.in_order(index, one, stamps) {
            codes.push(Code::TimestampOrder);
            question("TIMESTAMP_ORDER_FAILURE");
        }
        if one.cms.as_ref().is_some_and(|cms| cms.inconsistent) {
            codes.push(Code::Inconsistent);
            question("GENERIC");
        }
        if one.cms.as_ref().is_some_and(|cms| {
            cms.unsigned
                .iter()
                .any(|attribute| !is_known_unsigned(&attribute.oid))
        }) {
            codes.push(Code::AttributeUnknown);
            question("GENERIC");
        }
        if !self.roots.is_empty() && (one.certificate_unreadable || self.evidence.damaged(&one.certificates))
        {
            codes.push(Code::CertificateDamaged);
            question("GENERIC");
        }
        let later = |index: &usize| one.field.revision.is_some_and(|own| *index >= own);
        let rebuilt = |index: usize| {
            self.file
                .revisions()
                .get(index)
                .is_some_and(|revision| revision.rebuilt)
        };
        if (0..=self.file.newest()).filter(later).any(rebuilt) {
            codes.push(Code::Rebuilt);
            question("GENERIC");
        }
        let own = one.field.revision.and_then(|own| self.file.revisions().get(own));
        if own.is_none_or(|revision| revision.problem.is_some()) {
            codes.push(Code::RevisionMalformed);
            question("GENERIC");
        }
        match result {
            Some(sub) => open(sub),
            None => Indication {
                main: Verdict::TotalPassed,
                sub: None,
                process,
            },
        }
    }

    /// Why a path ends with nobody who is trusted: trusted lists may know more.
    fn why_unknown(&self, path: &[Arc<Certificate>], purpose: Purpose, time: Timestamp) -> Code {
        let standing = path
            .iter()
            .map(|certificate| self.roots.standing(certificate, purpose, time, self.at))
            .max();
        match standing {
            Some(Standing::Stale) => Code::TrustListStale,
            Some(Standing::Withdrawn) => Code::TrustServiceWithdrawn,
            _ => Code::ChainUnknown,
        }
    }

    /// Which of the processes of EN 319 102-1 could be gone through: with archival data, with time, or the basic one.
    fn process(&self, one: &Checked, stamps: &[JudgedStamp]) -> Process {
        let counts = |stamp: &&JudgedStamp| stamp.solid && stamp.time <= self.at;
        let mut counting = stamps.iter().filter(counts);
        if counting
            .clone()
            .any(|stamp| matches!(stamp.source, StampSource::Document(_)))
        {
            Process::Lta
        } else if counting.next().is_some() && one.is_intact() {
            Process::Ltvm
        } else {
            Process::Basic
        }
    }

    /// An expired certificate: whether it is at least known not to have been revoked while it was valid.
    fn out_of_bounds(&self, path: &[Arc<Certificate>], certificate: &Certificate) -> &'static str {
        let not_revoked = certificate.has_revocation_pointer()
            && self.evidence.revocation(path, certificate.not_after) == Revocation::Good;
        if not_revoked {
            "OUT_OF_BOUNDS_NOT_REVOKED"
        } else {
            "OUT_OF_BOUNDS_NO_POE"
        }
    }

    /// A weak algorithm: whether the signature may have been made while it was relied on.
    fn weak(&self, verified: &Verified, made_after: Option<Timestamp>) -> &'static str {
        let made_after = made_after
            .unwrap_or(Timestamp::MIN)
            .max(verified.signer.not_before);
        if verified.reliance.holds_at(made_after) {
            "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
        } else {
            "CRYPTO_CONSTRAINTS_FAILURE"
        }
    }

    /// Claimed and proven times follow each other: time-stamps over the content, the claimed time, time-stamps over the
    /// signature, document time-stamps (EN 319 102-1, 5.5.4 step 5).
    fn in_order(&self, index: usize, one: &Checked, stamps: &[JudgedStamp]) -> bool {
        const CLAIM_TOLERANCE: SignedDuration = SignedDuration::from_mins(10);
        let after = |time: Timestamp, limit: Timestamp, tolerance: SignedDuration| {
            time > limit.saturating_add(tolerance).unwrap_or(limit)
        };
        let trusted = || stamps.iter().filter(|stamp| stamp.trusted);
        let first = trusted().map(|stamp| stamp.time).min();
        if let (Some(claimed), Some(first)) = (one.claimed_time(), first)
            && after(claimed, first, CLAIM_TOLERANCE)
        {
            return false;
        }
        let earlier = self.earlier.get(index).map(Vec::as_slice).unwrap_or_default();
        if stamps.iter().chain(earlier).any(|stamp| !stamp.orderly) {
            return false;
        }
        let before = earlier
            .iter()
            .filter(|stamp| stamp.trusted)
            .map(|stamp| stamp.time)
            .max();
        if let (Some(before), Some(first)) = (before, first)
            && after(before, first, CLOCK_TOLERANCE)
        {
            return false;
        }
        // A document time-stamp is later than the tokens that it covers.
        let own = one.timestamps.iter().flatten().map(|stamp| stamp.time).max();
        let archives = trusted().filter(|stamp| matches!(stamp.source, StampSource::Document(_)));
        match (own, archives.map(|stamp| stamp.time).min()) {
            (Some(own), Some(archive)) => !after(own, archive, CLOCK_TOLERANCE),
            _ => true,
        }
    }
}

/// Unsigned attributes of CAdES: what they hold is checked elsewhere or proves nothing.
fn is_known_unsigned(own: &[u8]) -> bool {
    let smime = own.strip_prefix(oid::SMIME_ATTRIBUTE);
    // 14 signature time-stamp, 21-27 references, values and archive time-stamps, 34, 48 archive time-stamp 2.
    let known_smime = matches!(smime, Some([14 | 21..=27 | 34 | 48]));
    known_smime || own.starts_with(oid::ETSI_CADES_ATTRIBUTE) || own == oid::COUNTERSIGNATURE
}
