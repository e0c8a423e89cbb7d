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
//!    are permitted; comments only after a certification with P = 3. A later visible signature over something that the
//!    page showed: INDETERMINATE / SIG_CONSTRAINTS_FAILURE, to be compared by eye (docs/adr/0013).
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

pub(crate) mod algorithms;
pub(crate) mod anchors;
pub(crate) mod asn1;
pub(crate) mod certificate;
pub(crate) mod chain;
mod changes;
pub(crate) mod cms;
pub(crate) mod crypto;
mod evidence;
mod extract;
mod indication;
pub mod inspection;
mod level;
mod names;
pub mod online;
mod policies;
#[cfg(feature = "probe")]
#[doc(hidden)]
pub mod probe;
mod qc;
mod qualification;
pub mod report;
mod result;
pub(crate) mod revocation;
mod rules;
pub(crate) mod signature;
pub(crate) mod standing;
pub(crate) mod status;
mod time_evidence;
mod validation;
mod warnings;

use std::collections::HashSet;

use pdf::augment::ValidationData;
use pdf::revisions::signatures::SignatureField;
use pdf::revisions::{File, OpenError};

pub use anchors::{TrustError, TrustRoots};
pub use extract::signed_revision;
pub use result::{
    CertificatePurpose, CertificateReport, ChangesAfter, FileReport, Integrity, Kind, Process, Proof,
    ProofSource, Qualification, SignatureReport, Verdict, Warning,
};
use signature::Checked;
pub use time_evidence::{EDITION, time_evidence_until};
use validation::Validation;
use warnings::Code;
pub use warnings::explanation_id;

/// How to validate.
pub struct VerifyOptions<'a> {
    /// The roots to trust; empty means that trust stays INDETERMINATE.
    pub roots: &'a TrustRoots,
    /// The time for which the verdict is asked, UTC.
    pub at: jiff::Timestamp,
    /// Password of an encrypted file.
    pub password: Option<&'a str>,
}

/// Validates every signature of a PDF. Never panics; a file that cannot be read is `Verdict::Error`.
pub fn verify(bytes: &[u8], options: &VerifyOptions<'_>) -> FileReport {
    // The readers below do not panic; the libraries they stand on might, on hostile input.
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        examine(bytes, options, &ValidationData::default(), &mut |_, _| {})
    }));
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

fn examine(
    bytes: &[u8],
    options: &VerifyOptions<'_>,
    fetched: &ValidationData,
    also: &mut dyn FnMut(&Validation<'_, '_>, &[SignatureReport]),
) -> FileReport {
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
    let validation = Validation::new(&file, options, fetched, &checked, &fields);
    let mut signatures = Vec::new();
    for (index, one) in checked.iter().enumerate() {
        let (report, codes) = validation.report(index, one);
        warnings.extend(codes.into_iter().map(|code| code.warning(Some(&report.field))));
        signatures.push(report);
    }
    also(&validation, &signatures);
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

/// The codes of all warnings, for those who keep translations or documentation complete.
pub fn all_codes() -> HashSet<&'static str> {
    Code::ALL.iter().map(|code| code.code()).collect()
}
