//! What validation says: of a file, of each signature, and what a reader should know.

use serde::{Deserialize, Serialize};

use crate::sign::Level;

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
    /// Something that only eyes can judge: a later signature is drawn over what a page showed. The signed revision
    /// and the file as it is now are to be compared.
    Unclear,
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
