//! Keys that sign: PKCS#12 today.

use secrecy::SecretString;

/// A private key with its certificate and chain, opened and checked to belong together.
pub struct SealKey {}

impl SealKey {
    /// Opens a PKCS#12 file (P-256, P-384, RSA 2048-4096).
    ///
    /// # Errors
    /// `key-file-damaged`, `key-passphrase-wrong`, `key-kind-unsupported`, `key-without-certificate`, ...
    pub fn from_pkcs12(_bytes: &[u8], _passphrase: &SecretString) -> Result<Self, KeyError> { todo!() }

    /// What a person needs to recognise the certificate.
    pub fn certificate(&self) -> &CertificateSummary { todo!() }
}

/// Holder, issuer and validity of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CertificateSummary {
    /// Common name, else organisation, of the subject.
    pub holder: String,
    /// Organisation of the subject, where it has one.
    pub organisation: Option<String>,
    /// Common name, else organisation, of the issuer.
    pub issuer: String,
    /// Serial number, upper-case hex without leading zeros.
    pub serial: String,
    /// Start of validity, UTC.
    pub not_before: jiff::Timestamp,
    /// End of validity, UTC.
    pub not_after: jiff::Timestamp,
    /// `P-256`, `P-384`, `RSA-2048`, ...
    pub algorithm: String,
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The passphrase is wrong.
    #[error("the passphrase of the key file is wrong")]
    PassphraseWrong,
}
