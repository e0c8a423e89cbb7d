//! The judgement of each signature, with all that the file shows (EN 319 102-1).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jiff::Timestamp;
use pdf::revisions::signatures::SignatureField;
use pdf::revisions::{File, diff, hidden};

use super::asn1::oid;
use super::certificate::Certificate;
use super::chain::{self, Evidence, Path, PathProblem, Purpose, Revocation};
use super::changes::{Judgement, judge};
use super::cms::{self, CertificateReference};
use super::evidence::{add_store, evidence_of};
use super::signature::{Checked, Failure, Format, Verified};
use super::warnings::Code;
use super::{ChangesAfter, Integrity, Kind, SignatureReport, Verdict, VerifyOptions, revocation};

/// A time-stamp that was judged.
#[derive(Clone, Copy)]
pub struct JudgedStamp {
    pub time: Timestamp,
    /// Its chain leads to a trusted root and was valid.
    pub trusted: bool,
    /// And nothing is open about revocation, so that it can prove existence.
    pub solid: bool,
}

pub struct Validation<'v, 'a> {
    pub file: &'v File<'a>,
    pub at: Timestamp,
    pub roots: &'v [Certificate],
    pub checked: &'v [Checked],
    pub evidence: Evidence<'v>,
    pub judgements: Vec<Judgement>,
    /// For each signature: the time-stamps over it, its own first, then later document time-stamps.
    pub stamps: Vec<Vec<JudgedStamp>>,
    pub store_is_damaged: bool,
    pub store_revisions: Vec<usize>,
    /// Signs of hidden content in the first revision that is signed.
    pub hints: Vec<(usize, Code)>,
    /// What each revision carries, for the levels.
    pub coverage: RefCell<HashMap<usize, Rc<Evidence<'v>>>>,
}

impl<'v, 'a> Validation<'v, 'a> {
    pub fn new(
        file: &'v File<'a>,
        options: &'v VerifyOptions<'_>,
        checked: &'v [Checked],
        fields: &'v [SignatureField],
    ) -> Self {
        let newest = file.newest();
        let mut evidence = evidence_of(file, &options.roots.certificates, checked, newest, true);
        // What an older revision carried and a newer one dropped is still evidence.
        let mut store_is_damaged = false;
        let mut store_revisions = Vec::new();
        for revision in 0..=newest {
            if let Some(store) = file.security_store(revision) {
                store_revisions.push(revision);
                store_is_damaged |= store.damaged;
            }
        }
        let dropped = store_revisions.iter().rev().skip(1).take(20);
        for revision in dropped {
            add_store(file, &mut evidence, *revision);
        }
        if let Some(store) = file.security_store(newest) {
            store_is_damaged |= store
                .certificates
                .iter()
                .any(|der| Certificate::read(der).is_err())
                || store
                    .ocsp_responses
                    .iter()
                    .any(|der| revocation::OcspResponse::read(der).is_err())
                || store
                    .revocation_lists
                    .iter()
                    .any(|der| revocation::RevocationList::read(der).is_err());
        }
        let first = fields
            .iter()
            .filter_map(|field| field.revision)
            .min()
            .unwrap_or(newest);
        let steps: Vec<Vec<diff::Change>> = (0..newest)
            .map(|revision| {
                if revision < first {
                    Vec::new()
                } else {
                    diff::step(file, revision)
                }
            })
            .collect();
        let intact = |value: pdf::revisions::ObjectId, revision: usize| {
            checked.iter().any(|one| {
                one.field.value == value
                    && one.field.revision == Some(revision)
                    && one.is_intact()
                    && one.is_current
            })
        };
        let judgements: Vec<Judgement> = checked
            .iter()
            .map(|one| judge(file, &one.field, fields, &steps, &intact))
            .collect();
        let mut validation = Self {
            file,
            at: options.at,
            roots: &options.roots.certificates,
            checked,
            evidence,
            judgements,
            stamps: vec![Vec::new(); checked.len()],
            store_is_damaged,
            store_revisions,
            hints: hidden::hints(file, first)
                .into_iter()
                .map(|hint| match hint {
                    hidden::Hint::FieldShowsAnother => (first, Code::HiddenValue),
                    hidden::Hint::ContentCovered => (first, Code::ContentCovered),
                })
                .collect(),
            coverage: RefCell::new(HashMap::new()),
        };
        validation.judge_stamps();
        validation
    }

    pub fn is_unchanged(&self, index: usize) -> bool {
        self.judgements
            .get(index)
            .is_some_and(|judgement| judgement.changes != ChangesAfter::NotPermitted)
    }

    /// From the outermost document time-stamp inwards: each proves that what it covers existed at its time, and so
    /// lets the time-stamps below it be judged at that time.
    fn judge_stamps(&mut self) {
        let mut outer: Vec<JudgedStamp> = Vec::new();
        for index in (0..self.checked.len()).rev() {
            let Some(one) = self.checked.get(index) else {
                continue;
            };
            let existed = proof_of_existence(&outer, self.at);
            let mut own: Vec<JudgedStamp> = one
                .timestamps
                .iter()
                .flatten()
                .map(|stamp| self.judge_stamp(&stamp.verified, stamp.time, existed))
                .collect();
            own.extend(outer.iter().copied());
            if let Some(slot) = self.stamps.get_mut(index) {
                *slot = own;
            }
            if let (Some(time), Ok(verified), true) = (one.stamped, &one.outcome, self.is_unchanged(index)) {
                outer.push(self.judge_stamp(verified, time, existed));
            }
        }
    }

    fn judge_stamp(&self, verified: &Verified, time: Timestamp, existed: Timestamp) -> JudgedStamp {
        let path = self
            .evidence
            .path(&verified.signer, Purpose::TimeStamping, existed);
        let in_time = verified.signer.is_valid_at(time) && verified.acceptable && time <= existed;
        let trusted = in_time && matches!(path, Path::Trusted(_));
        let revocation = self.evidence.revocation(path.certificates(), existed);
        let revoked = matches!(
            revocation,
            Revocation::Revoked(_) | Revocation::AuthorityRevoked(_)
        );
        JudgedStamp {
            time,
            trusted: trusted && !revoked,
            solid: trusted && revocation == Revocation::Good,
        }
    }

    pub fn report(&self, index: usize, one: &Checked) -> (SignatureReport, Vec<Code>) {
        let stamps = self.stamps.get(index).map(Vec::as_slice).unwrap_or_default();
        let judgement = self.judgements.get(index);
        let mut codes: Vec<Code> = one.codes.clone();
        codes.extend(
            judgement
                .iter()
                .flat_map(|judgement| judgement.codes.iter().copied()),
        );
        if !one.is_current {
            codes.push(Code::SignatureRemoved);
        }
        let (indication, sub_indication) = self.indication(index, one, stamps, &mut codes);
        let is_stamp = one.field.is_document_timestamp();
        let proven = match one.stamped {
            Some(time) if is_stamp => {
                let existed = proof_of_existence(stamps, self.at);
                let own = one
                    .outcome
                    .as_ref()
                    .ok()
                    .map(|verified| self.judge_stamp(verified, time, existed));
                own.filter(|own| own.trusted).map(|own| own.time)
            }
            _ => stamps
                .iter()
                .filter(|stamp| stamp.trusted)
                .map(|stamp| stamp.time)
                .min(),
        };
        if stamps.iter().any(|stamp| !stamp.trusted) && !is_stamp {
            codes.push(Code::TimestampUntrusted);
        }
        let level = if is_stamp {
            None
        } else {
            self.level(one, stamps, &mut codes)
        };
        codes.extend(
            self.hints
                .iter()
                .filter(|(revision, _)| one.field.revision == Some(*revision))
                .map(|(_, code)| *code),
        );
        let strength = one.outcome.as_ref().ok().map(|verified| &verified.strength);
        let signer = self.signer(one);
        codes.sort();
        codes.dedup();
        let report = SignatureReport {
            indication,
            sub_indication: sub_indication.map(str::to_owned),
            level,
            signer: signer.as_ref().map(|certificate| certificate.holder()),
            integrity: if one.is_intact() {
                Integrity::Intact
            } else {
                Integrity::Broken
            },
            covers_whole_file: one.field.covered_end() == self.file.bytes().len()
                && one.field.problems.is_empty(),
            changes_after: judgement.map_or(ChangesAfter::NotPermitted, |judgement| judgement.changes),
            claimed_time: one.claimed_time().or(one.stamped),
            proven_time: proven,
            field: one.field.name.clone(),
            kind: match (is_stamp, one.field.certifies || one.field.doc_mdp.is_some()) {
                (true, _) => Kind::DocumentTimestamp,
                (false, true) => Kind::Certification,
                (false, false) => Kind::Signature,
            },
            format: one
                .field
                .sub_filter
                .as_ref()
                .map(|name| String::from_utf8_lossy(name).into_owned()),
            issuer: signer.as_ref().map(|certificate| certificate.issuer_name()),
            serial: signer.as_ref().map(|certificate| certificate.serial_text()),
            digest_algorithm: strength.map(|strength| strength.digest.name().to_owned()),
            signature_algorithm: strength.map(|strength| strength.algorithm.clone()),
            covered_bytes: one
                .field
                .covered
                .as_ref()
                .map_or(0, |[first, second]| (first.len() + second.len()) as u64),
            changes: judgement
                .map(|judgement| judgement.kinds.iter().map(|kind| (*kind).to_owned()).collect())
                .unwrap_or_default(),
            reason: one.field.reason.clone(),
            location: one.field.location.clone(),
        };
        (report, codes)
    }

    /// Whose signature it is, or claims to be when it is broken.
    fn signer(&self, one: &Checked) -> Option<Rc<Certificate>> {
        match &one.outcome {
            Ok(verified) => Some(verified.signer.clone()),
            Err(_) => {
                let cms = one.cms.as_ref()?;
                one.certificates
                    .iter()
                    .find(|certificate| match &cms.signer {
                        cms::SignerId::IssuerAndSerial(issuer, serial) => {
                            chain::is_named(certificate, issuer, serial)
                        }
                        cms::SignerId::KeyId(_) => false,
                    })
                    .cloned()
            }
        }
    }

    fn indication(
        &self,
        index: usize,
        one: &Checked,
        stamps: &[JudgedStamp],
        codes: &mut Vec<Code>,
    ) -> (Verdict, Option<&'static str>) {
        let failed = |sub: &'static str| (Verdict::TotalFailed, Some(sub));
        let open = |sub: &'static str| (Verdict::Indeterminate, Some(sub));
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
        // From here on nothing fails for good; the first open question is the answer.
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
        let path = self.evidence.path(&verified.signer, purpose, time);
        match &path {
            Path::Unknown(_) => {
                codes.push(Code::ChainUnknown);
                question("NO_CERTIFICATE_CHAIN_FOUND");
            }
            Path::Problem(_, problem) => {
                let (code, sub) = match problem {
                    PathProblem::Expired => (Code::CertificateExpired, "OUT_OF_BOUNDS_NO_POE"),
                    PathProblem::NotYetValid => (Code::CertificateNotYetValid, "NOT_YET_VALID"),
                    PathProblem::AuthorityOutOfValidity => {
                        (Code::ChainInvalid, "CERTIFICATE_CHAIN_GENERAL_FAILURE")
                    }
                    PathProblem::Constraint => (Code::ChainInvalid, "CHAIN_CONSTRAINTS_FAILURE"),
                    PathProblem::Purpose => (Code::CertificatePurpose, "CHAIN_CONSTRAINTS_FAILURE"),
                    PathProblem::Weak => (Code::AlgorithmWeak, "CRYPTO_CONSTRAINTS_FAILURE"),
                };
                codes.push(code);
                question(sub);
            }
            Path::Trusted(path) => match self.evidence.revocation(path, time) {
                Revocation::Good => {}
                Revocation::Unknown => {
                    codes.push(Code::RevocationUnknown);
                    question("TRY_LATER");
                }
                Revocation::Revoked(_) => {
                    codes.push(Code::CertificateRevoked);
                    question("REVOKED_NO_POE");
                }
                Revocation::AuthorityRevoked(_) => {
                    codes.push(Code::AuthorityRevoked);
                    question("REVOKED_CA_NO_POE");
                }
            },
        }
        if self
            .judgements
            .get(index)
            .is_some_and(|judgement| judgement.changes == ChangesAfter::Unclear)
        {
            question("SIG_CONSTRAINTS_FAILURE");
        }
        if !verified.acceptable {
            codes.push(Code::AlgorithmWeak);
            question("CRYPTO_CONSTRAINTS_FAILURE");
        }
        if one.timestamps.iter().any(Result::is_err) {
            codes.push(Code::TimestampBroken);
            question("SIG_CONSTRAINTS_FAILURE");
        }
        if let (Some(claimed), Some(proven)) = (
            one.claimed_time(),
            stamps
                .iter()
                .filter(|stamp| stamp.trusted)
                .map(|stamp| stamp.time)
                .min(),
        ) && one.stamped.is_none()
            && claimed
                > proven
                    .saturating_add(jiff::SignedDuration::from_mins(10))
                    .unwrap_or(proven)
        {
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
            None => (Verdict::TotalPassed, None),
        }
    }
}

/// The earliest time at which something is proven to have existed, or `at`.
pub fn proof_of_existence(stamps: &[JudgedStamp], at: Timestamp) -> Timestamp {
    stamps
        .iter()
        .filter(|stamp| stamp.solid && stamp.time <= at)
        .map(|stamp| stamp.time)
        .min()
        .unwrap_or(at)
}

/// Unsigned attributes of CAdES: what they hold is checked elsewhere or proves nothing.
fn is_known_unsigned(own: &[u8]) -> bool {
    let smime = own.strip_prefix(oid::SMIME_ATTRIBUTE);
    // 14 signature time-stamp, 21-27 references, values and archive time-stamps, 34, 48 archive time-stamp 2.
    let known_smime = matches!(smime, Some([14 | 21..=27 | 34 | 48]));
    known_smime || own.starts_with(oid::ETSI_CADES_ATTRIBUTE) || own == oid::COUNTERSIGNATURE
}
