//! Validation of the signatures of a PDF, stricter than the field (ETSI EN 319 102-1 indications).
//!
//! Owns: reading signatures and time-stamps, judging what happened to the file after each, certification paths and
//! revocation, the PAdES level that is really in the file.
//! Must not: use the network, repair a file, or call anything valid that it could not check itself.
//!
//! How it decides, per signature, the first that applies:
//!
//! 1. *The place.* `/ByteRange` is `[0 a b c]`, its gap is exactly the `/Contents` string, the signed bytes end with a
//!    revision of the file, nothing but zeros follows the CMS in `/Contents`: else TOTAL-FAILED / FORMAT_FAILURE.
//! 2. *The cryptography.* Digest: HASH_FAILURE; value: SIG_CRYPTO_FAILURE. What cannot be computed here is INDETERMINATE /
//!    CRYPTO_CONSTRAINTS_FAILURE and counts as not intact.
//! 3. *What came after.* Every later byte belongs to a well-formed update, and every change in it is one that the
//!    signature permits (see [`pdf::revisions::diff`] for what is told apart): else TOTAL-FAILED / FORMAT_FAILURE.
//!    Without certification, later signatures, time-stamps, validation data and the filling of empty, unlocked fields
//!    are permitted; comments only after a certification with P = 3.
//! 4. *The chain*, at the proven time or else at [`VerifyOptions::at`]. No roots, or no path to one: INDETERMINATE /
//!    NO_CERTIFICATE_CHAIN_FOUND. Out of validity: OUT_OF_BOUNDS_NO_POE.
//! 5. *Revocation*, from what the file carries. A certificate that says where to ask, without a usable answer:
//!    INDETERMINATE / TRY_LATER, as EN 319 102-1 has it. One that names no place (or says that there is none, RFC 9608)
//!    needs no answer. Revoked: INDETERMINATE / REVOKED_NO_POE, unless a proven time lies before the revocation; only
//!    a proof that the signature was made after it would give TOTAL-FAILED / REVOKED, and a signature time-stamp is
//!    no such proof.
//! 6. *Acceptance.* SHA-1, RSA below 1900 bits: INDETERMINATE / CRYPTO_CONSTRAINTS_FAILURE. Anything else that is odd and
//!    unsigned (unknown attributes, damaged certificates or time-stamps, a cross-reference that had to be found
//!    again) keeps a signature from passing.
//!
//! ```
//! use seal::verify::{TrustRoots, Verdict, VerifyOptions, verify};
//! let roots = TrustRoots::default();
//! let options = VerifyOptions { roots: &roots, at: jiff::Timestamp::UNIX_EPOCH, password: None };
//! assert_eq!(verify(b"no PDF", &options).verdict, Verdict::Error);
//! ```

pub(crate) mod asn1;
pub(crate) mod certificate;
pub(crate) mod chain;
mod changes;
pub(crate) mod cms;
pub(crate) mod crypto;
pub(crate) mod revocation;
pub(crate) mod signature;
mod warnings;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use jiff::Timestamp;
use pdf::revisions::signatures::SignatureField;
use pdf::revisions::{File, OpenError, diff, hidden};
use serde::{Deserialize, Serialize};

use crate::sign::Level;
use asn1::oid;
use certificate::Certificate;
use chain::{Evidence, Path, PathProblem, Purpose, Revocation};
use changes::{Judgement, judge};
use cms::CertificateReference;
use signature::{Checked, Failure, Format};
use warnings::Code;

/// Certificates that are trusted as ends of a chain.
#[derive(Clone, Default)]
pub struct TrustRoots {
    pub(crate) certificates: Vec<Certificate>,
}

impl TrustRoots {
    /// Reads concatenated PEM certificates.
    ///
    /// # Errors
    /// [`TrustError`], when there is none or one cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, TrustError> {
        let text = String::from_utf8_lossy(pem);
        let mut certificates = Vec::new();
        for block in text.split("-----BEGIN CERTIFICATE-----").skip(1) {
            let number = certificates.len() + 1;
            let unreadable = || TrustError(format!("certificate {number}"));
            let (base64, _) = block
                .split_once("-----END CERTIFICATE-----")
                .ok_or_else(unreadable)?;
            let joined: String = base64.split_whitespace().collect();
            let der = decode_base64(&joined).ok_or_else(unreadable)?;
            certificates.push(Certificate::read(&der).map_err(|_| unreadable())?);
        }
        if certificates.is_empty() {
            return Err(TrustError("no PEM certificate".to_owned()));
        }
        Ok(Self { certificates })
    }

    /// Number of certificates.
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use der::Decode;
    // The PEM reader of the der crate, fed with canonical lines.
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap_or(""))
        .collect();
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    );
    let (_, der) = der::pem::decode_vec(pem.as_bytes()).ok()?;
    der::Any::from_der(&der).ok().map(|_| der)
}

/// Why a file of trusted roots cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the file of trusted certificates cannot be read: {0}")]
pub struct TrustError(pub String);

/// How to validate.
pub struct VerifyOptions<'a> {
    /// The roots to trust; empty means that trust stays INDETERMINATE.
    pub roots: &'a TrustRoots,
    /// The time for which the verdict is asked, UTC.
    pub at: jiff::Timestamp,
    /// Password of an encrypted file.
    pub password: Option<&'a str>,
}

/// The verdict on a whole file; the worst of its signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Every signature passed.
    #[serde(rename = "TOTAL-PASSED")]
    TotalPassed,
    /// Integrity holds, something else could not be decided (trust, revocation, time).
    #[serde(rename = "INDETERMINATE")]
    Indeterminate,
    /// At least one signature is broken or the file was changed in a way that is not permitted.
    #[serde(rename = "TOTAL-FAILED")]
    TotalFailed,
    /// The file carries no signature.
    #[serde(rename = "NO-SIGNATURE")]
    NoSignature,
    /// The file could not be read.
    #[serde(rename = "ERROR")]
    Error,
}

/// Whether the signed bytes are the ones that were signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Integrity {
    /// Digest and signature value fit.
    Intact,
    /// They do not.
    Broken,
}

/// What happened to the file after the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangesAfter {
    /// Nothing.
    None,
    /// Only what the signature permits (later signatures, time-stamps, DSS, allowed form filling).
    Permitted,
    /// Something else.
    NotPermitted,
}

/// What kind of signature it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An approval signature.
    Signature,
    /// A certification signature (DocMDP).
    Certification,
    /// A document time-stamp.
    DocumentTimestamp,
}

/// One signature or document time-stamp.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignatureReport {
    /// EN 319 102-1 main indication.
    pub indication: Verdict,
    /// EN 319 102-1 sub-indication, e.g. `NO_CERTIFICATE_CHAIN_FOUND`; absent when passed.
    pub sub_indication: Option<String>,
    /// Reached PAdES level; absent when the signature is no PAdES baseline signature.
    pub level: Option<Level>,
    /// Common name of the signer.
    pub signer: Option<String>,
    /// Whether the signed bytes are intact.
    pub integrity: Integrity,
    /// Whether the byte range covers the whole file as it is now.
    pub covers_whole_file: bool,
    /// What happened afterwards.
    pub changes_after: ChangesAfter,
    /// `/M` or signing-time, as claimed by the signer.
    pub claimed_time: Option<jiff::Timestamp>,
    /// Time proven by a trusted time-stamp.
    pub proven_time: Option<jiff::Timestamp>,
    /// Full name of the signature field.
    pub field: String,
    /// Signature, certification or document time-stamp.
    pub kind: Kind,
    /// `/SubFilter`, e.g. `ETSI.CAdES.detached`.
    pub format: Option<String>,
    /// Common name of the issuer of the signer's certificate.
    pub issuer: Option<String>,
    /// Serial number of the signer's certificate, upper-case hexadecimal.
    pub serial: Option<String>,
    /// E.g. `SHA-256`.
    pub digest_algorithm: Option<String>,
    /// E.g. `ECDSA P-256`, `RSA-3072`, `RSA-PSS-4096`.
    pub signature_algorithm: Option<String>,
    /// Number of bytes that are signed.
    pub covered_bytes: u64,
    /// What was done to the file afterwards: `signature`, `document_timestamp`, `validation_data`, `form_field`, ...
    pub changes: Vec<String>,
    /// `/Reason`, as claimed.
    pub reason: Option<String>,
    /// `/Location`, as claimed.
    pub location: Option<String>,
}

/// The result for one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileReport {
    /// The verdict on the file.
    pub verdict: Verdict,
    /// Its signatures, oldest first.
    pub signatures: Vec<SignatureReport>,
    /// What a careful reader should know, one stable code and sentence each.
    pub warnings: Vec<Warning>,
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable code, kebab-case.
    pub code: String,
    /// English sentence (edges translate by code).
    pub message: String,
    /// The signature field it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

impl wording::Explain for TrustError {
    fn code(&self) -> &'static str {
        "verify-roots-unreadable"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("detail", self.0.clone())]
    }
}

/// Validates every signature of a PDF. Never panics; a file that cannot be read is `Verdict::Error`.
pub fn verify(bytes: &[u8], options: &VerifyOptions<'_>) -> FileReport {
    // The readers below do not panic; the libraries they stand on might, on hostile input.
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| examine(bytes, options)));
    result.unwrap_or_else(|_| unreadable(Code::Stopped))
}

/// A file with more signatures is not judged: each hashes the file.
const MAX_SIGNATURES: usize = 200;

/// Why a file that was just signed would never validate, where the reason is the file that was signed: it cannot be
/// read strictly, or readers would have to guess.
pub(crate) fn damage_told_by(report: &FileReport) -> Option<String> {
    let telling = [
        Code::Damaged,
        Code::Stopped,
        Code::Rebuilt,
        Code::RevisionMalformed,
        Code::UpdateMalformed,
    ];
    report
        .warnings
        .iter()
        .find(|warning| telling.iter().any(|code| code.code() == warning.code))
        .map(|warning| warning.message.clone())
}

fn unreadable(code: Code) -> FileReport {
    FileReport {
        verdict: Verdict::Error,
        signatures: Vec::new(),
        warnings: vec![code.warning(None)],
    }
}

fn examine(bytes: &[u8], options: &VerifyOptions<'_>) -> FileReport {
    let file = match File::open(bytes, options.password) {
        Ok(file) => file,
        Err(OpenError::NotPdf) => return unreadable(Code::NotPdf),
        Err(OpenError::Damaged(_)) => return unreadable(Code::Damaged),
        Err(OpenError::Password) => return unreadable(Code::Password),
        Err(OpenError::Encryption) => return unreadable(Code::Encryption),
    };
    let (fields, current) = all_signatures(&file);
    let mut warnings = Vec::new();
    let stray = !file.stray_byte_ranges(&fields).is_empty();
    if stray {
        warnings.push(Code::StrayByteRange.warning(None));
    }
    if fields.is_empty() {
        // What was signed lies in a part of the file that cannot be read: that is not "no signature".
        if stray && !changes::only_line_end(file.tail()) {
            warnings.insert(0, Code::Damaged.warning(None));
            return FileReport {
                verdict: Verdict::Error,
                signatures: Vec::new(),
                warnings,
            };
        }
        return FileReport {
            verdict: Verdict::NoSignature,
            signatures: Vec::new(),
            warnings,
        };
    }
    if fields.len() > MAX_SIGNATURES {
        return unreadable(Code::Stopped);
    }
    let checked: Vec<Checked> = fields
        .iter()
        .zip(&current)
        .map(|(field, is_current)| signature::check(&file, field.clone(), *is_current))
        .collect();
    let validation = Validation::new(&file, options, &checked, &fields);
    let mut signatures = Vec::new();
    for (index, one) in checked.iter().enumerate() {
        let (report, codes) = validation.report(index, one);
        warnings.extend(codes.into_iter().map(|code| code.warning(Some(&report.field))));
        signatures.push(report);
    }
    if validation.store_is_damaged {
        warnings.push(Code::ValidationDataDamaged.warning(None));
    }
    let verdict = signatures
        .iter()
        .map(|one| one.indication)
        .max_by_key(|verdict| match verdict {
            Verdict::TotalPassed | Verdict::NoSignature => 0,
            Verdict::Indeterminate => 1,
            Verdict::TotalFailed | Verdict::Error => 2,
        });
    FileReport {
        verdict: verdict.unwrap_or(Verdict::NoSignature),
        signatures,
        warnings,
    }
}

/// The signatures of the newest revision, and those of older ones that are no longer in the form.
fn all_signatures(file: &File<'_>) -> (Vec<SignatureField>, Vec<bool>) {
    let mut fields = file.signatures(file.newest());
    let mut current = vec![true; fields.len()];
    for revision in (0..file.newest()).rev().take(100) {
        for field in file.signatures(revision) {
            let known = fields.iter().any(|other| {
                other.value == field.value
                    && other.covered == field.covered
                    && other.contents == field.contents
            });
            // In an older revision, a signature that was not there yet, or a dictionary that was replaced.
            if !known && field.covered.is_some() && field.problems.is_empty() {
                fields.push(field);
                current.push(false);
            }
        }
    }
    let mut order: Vec<usize> = (0..fields.len()).collect();
    order.sort_by_key(|index| fields.get(*index).map_or(0, SignatureField::covered_end));
    let sorted = order
        .iter()
        .filter_map(|index| fields.get(*index).cloned())
        .collect();
    let current = order
        .iter()
        .filter_map(|index| current.get(*index).copied())
        .collect();
    (sorted, current)
}

/// A time-stamp that was judged.
#[derive(Clone, Copy)]
struct JudgedStamp {
    time: Timestamp,
    /// Its chain leads to a trusted root and was valid.
    trusted: bool,
    /// And nothing is open about revocation, so that it can prove existence.
    solid: bool,
}

struct Validation<'v, 'a> {
    file: &'v File<'a>,
    at: Timestamp,
    roots: &'v [Certificate],
    checked: &'v [Checked],
    evidence: Evidence<'v>,
    judgements: Vec<Judgement>,
    /// For each signature: the time-stamps over it, its own first, then later document time-stamps.
    stamps: Vec<Vec<JudgedStamp>>,
    store_is_damaged: bool,
    store_revisions: Vec<usize>,
    /// Signs of hidden content in the first revision that is signed.
    hints: Vec<(usize, Code)>,
    /// What each revision carries, for the levels.
    coverage: RefCell<HashMap<usize, Rc<Evidence<'v>>>>,
}

impl<'v, 'a> Validation<'v, 'a> {
    fn new(
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

    fn is_unchanged(&self, index: usize) -> bool {
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

    fn judge_stamp(
        &self,
        verified: &signature::Verified,
        time: Timestamp,
        existed: Timestamp,
    ) -> JudgedStamp {
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

    fn report(&self, index: usize, one: &Checked) -> (SignatureReport, Vec<Code>) {
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

    /// The PAdES baseline level that is really in the file (EN 319 142-1, 6.3).
    fn level(&self, one: &Checked, stamps: &[JudgedStamp], codes: &mut Vec<Code>) -> Option<Level> {
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
                .filter(|revision| self.file.security_store(*revision).is_some());
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
            let evidence = Rc::new(evidence_of(self.file, self.roots, self.checked, revision, false));
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

/// The earliest time at which something is proven to have existed, or `at`.
fn proof_of_existence(stamps: &[JudgedStamp], at: Timestamp) -> Timestamp {
    stamps
        .iter()
        .filter(|stamp| stamp.solid && stamp.time <= at)
        .map(|stamp| stamp.time)
        .min()
        .unwrap_or(at)
}

fn add_store(file: &File<'_>, evidence: &mut Evidence<'_>, revision: usize) {
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
fn evidence_of<'r>(
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

/// Unsigned attributes of CAdES: what they hold is checked elsewhere or proves nothing.
fn is_known_unsigned(own: &[u8]) -> bool {
    let smime = own.strip_prefix(oid::SMIME_ATTRIBUTE);
    // 14 signature time-stamp, 21-27 references, values and archive time-stamps, 34, 48 archive time-stamp 2.
    let known_smime = matches!(smime, Some([14 | 21..=27 | 34 | 48]));
    known_smime || own.starts_with(oid::ETSI_CADES_ATTRIBUTE) || own == oid::COUNTERSIGNATURE
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
            .is_some_and(|time| signature::pdf_time(time).is_some())
        && !one.field.has_cert
        && cms.signed_bytes.is_some()
        && verified.reference == CertificateReference::Fits
        && !has(oid::SIGNING_TIME)
        && !(policy && one.field.reason.is_some())
}

/// The codes of all warnings, for those who keep translations or documentation complete.
pub fn all_codes() -> HashSet<&'static str> {
    Code::ALL.iter().map(|code| code.code()).collect()
}
