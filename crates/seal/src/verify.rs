//! Validation of the signatures of a PDF, stricter than the field (ETSI EN 319 102-1 indications).

use serde::{Deserialize, Serialize};

use crate::sign::Level;

/// Certificates that are trusted as ends of a chain.
#[derive(Clone, Default)]
pub struct TrustRoots {}

impl TrustRoots {
    /// Reads concatenated PEM certificates.
    pub fn from_pem(_pem: &[u8]) -> Result<Self, TrustError> { todo!() }
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
    // More fields may be added (issuer, field name, kind signature/timestamp, algorithm, plain words); none is renamed.
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
}

/// Validates every signature of a PDF. Never panics; a file that cannot be read is `Verdict::Error`.
pub fn verify(_bytes: &[u8], _options: &VerifyOptions<'_>) -> FileReport { todo!() }
