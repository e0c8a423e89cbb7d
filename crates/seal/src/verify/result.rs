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
    /// The signer's certificate, as it describes itself.
    #[serde(default)]
    pub certificate: Option<CertificateReport>,
    /// What the signer's certificate is for: `signature` or `seal`; absent when it does not say.
    #[serde(default)]
    pub purpose: Option<CertificatePurpose>,
    /// Whether it is a qualified signature or seal, by the trusted lists (TS 119 615); absent without such lists.
    #[serde(default)]
    pub qualification: Option<Qualification>,
    /// The time-stamps that say when the signature was there, each with its source.
    #[serde(default)]
    pub proofs: Vec<Proof>,
    /// The earliest time at which the signature is proven to have existed, else the time of validation
    /// (EN 319 102-1, best-signature-time); absent when it is broken.
    #[serde(default)]
    pub best_signature_time: Option<jiff::Timestamp>,
    /// The process of EN 319 102-1 that the indication comes from.
    #[serde(default)]
    pub process: Process,
    /// The indication in a plain sentence (English; edges translate).
    #[serde(default)]
    pub explanation: String,
}

/// The processes of EN 319 102-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Process {
    /// Basic signatures (5.3).
    #[default]
    Basic,
    /// Signatures with time and with long-term validation material (5.5).
    #[serde(rename = "LTVM")]
    Ltvm,
    /// Signatures that provide long-term availability and integrity of validation material (5.6).
    #[serde(rename = "LTA")]
    Lta,
}

/// What a certificate is for (EN 319 412-5, qcType; else by its subject).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CertificatePurpose {
    /// Signatures of a natural person.
    Signature,
    /// Seals of a legal person.
    Seal,
}

/// What kind of electronic signature it is under Regulation (EU) 910/2014, by the trusted lists at the relevant times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualification {
    /// Qualified electronic signature.
    QESig,
    /// Qualified electronic seal.
    QESeal,
    /// Advanced electronic signature with a qualified certificate.
    #[serde(rename = "AdESig-QC")]
    AdESigQc,
    /// Advanced electronic seal with a qualified certificate.
    #[serde(rename = "AdESeal-QC")]
    AdESealQc,
    /// Advanced electronic signature.
    AdESig,
    /// Advanced electronic seal.
    AdESeal,
    /// Advanced electronic signature or seal: the certificate does not say which.
    AdES,
    /// The signature did not pass, or the trusted lists cannot answer.
    #[serde(rename = "indeterminate")]
    Indeterminate,
    /// The signature failed.
    #[serde(rename = "not-applicable")]
    NotApplicable,
}

/// A certificate, as it describes itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateReport {
    /// Common name, else organisation, else the whole name.
    pub subject: String,
    /// Organisation of the subject.
    pub organisation: Option<String>,
    /// Country of the subject, ISO 3166-1.
    pub country: Option<String>,
    /// The same name of the issuer.
    pub issuer: String,
    /// Serial number, upper-case hexadecimal.
    pub serial: String,
    /// Start of validity.
    pub not_before: jiff::Timestamp,
    /// End of validity.
    pub not_after: jiff::Timestamp,
    /// SHA-256 of the certificate, lower-case hexadecimal.
    pub sha256: String,
    /// It says that it is qualified (QcCompliance). Trusted lists decide whether it is.
    pub claims_qualified: bool,
    /// It says that its key is in a qualified device (QcSSCD). Trusted lists decide whether it is.
    pub claims_qscd: bool,
}

/// Where a proof of time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofSource {
    /// A time-stamp over the signature value.
    SignatureTimestamp,
    /// A time-stamp over the content, made before the signature.
    ContentTimestamp,
    /// A time-stamp over the document.
    DocumentTimestamp,
}

/// A time-stamp that says something of when a signature was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The time.
    pub time: jiff::Timestamp,
    /// The kind of time-stamp.
    pub source: ProofSource,
    /// The signature field that holds the time-stamp.
    pub field: String,
    /// Common name of the authority.
    pub authority: String,
    /// Its chain leads to a trusted root and was valid.
    pub trusted: bool,
    /// Nothing is open about it either: it was taken as a proof.
    pub counts: bool,
    /// The signature was made after this time; else it was made before.
    pub made_after: bool,
    /// Whether it is a qualified time-stamp by the trusted lists; absent without such lists.
    #[serde(default)]
    pub qualified: Option<bool>,
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
