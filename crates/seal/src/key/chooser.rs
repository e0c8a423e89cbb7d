//! The choice of a certificate: what is there, what each is for, and why one is unsuitable. The types cross to the
//! window and to `--json`.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use wording::Explain;
use x509_cert::Certificate;

use super::algorithm::KeyKind;
use super::certificate::{is_authority, may_sign};
use super::{CertificateSummary, KeyError, PinState, TokenError, pkcs11, pkcs12};

/// Where a certificate is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Place {
    /// In a PKCS#12 file.
    File {
        /// The file.
        file: PathBuf,
    },
    /// In a token.
    Token {
        /// The driver.
        module: PathBuf,
        /// The slot's number, as the driver counts.
        slot: u64,
        /// The token's label.
        label: String,
    },
}

/// Why a certificate cannot be used for sealing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code")]
#[non_exhaustive]
pub enum Unsuitable {
    /// Its validity has ended.
    #[serde(rename = "certificate-expired")]
    Expired {
        /// When.
        not_after: Timestamp,
    },
    /// Its validity has not begun.
    #[serde(rename = "certificate-not-yet-valid")]
    NotYetValid {
        /// When it will.
        not_before: Timestamp,
    },
    /// Key usage or extended key usage exclude signing documents.
    #[serde(rename = "certificate-key-usage")]
    KeyUsage,
    /// There is no private key for it.
    #[serde(rename = "certificate-without-key")]
    WithoutKey,
    /// A kind of key that Greffe does not sign with.
    #[serde(rename = "certificate-kind-unsupported")]
    KindUnsupported {
        /// Its name.
        kind: String,
    },
    /// An authority's certificate.
    #[serde(rename = "certificate-of-authority")]
    Authority,
    /// The key is too short to be safe.
    #[serde(rename = "certificate-key-weak")]
    KeyWeak {
        /// Its kind.
        kind: String,
    },
}

impl std::fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Unsuitable {}

impl Explain for Unsuitable {
    fn code(&self) -> &'static str {
        match self {
            Unsuitable::Expired { .. } => "certificate-expired",
            Unsuitable::NotYetValid { .. } => "certificate-not-yet-valid",
            Unsuitable::KeyUsage => "certificate-key-usage",
            Unsuitable::WithoutKey => "certificate-without-key",
            Unsuitable::KindUnsupported { .. } => "certificate-kind-unsupported",
            Unsuitable::Authority => "certificate-of-authority",
            Unsuitable::KeyWeak { .. } => "certificate-key-weak",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Unsuitable::Expired { not_after: date } | Unsuitable::NotYetValid { not_before: date } => {
                vec![("date", date.strftime("%d.%m.%Y").to_string())]
            }
            Unsuitable::KindUnsupported { kind } | Unsuitable::KeyWeak { kind } => {
                vec![("kind", kind.clone())]
            }
            _ => Vec::new(),
        }
    }
}

impl Unsuitable {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Unsuitable> {
        let epoch = Timestamp::UNIX_EPOCH;
        vec![
            Unsuitable::Expired { not_after: epoch },
            Unsuitable::NotYetValid { not_before: epoch },
            Unsuitable::KeyUsage,
            Unsuitable::WithoutKey,
            Unsuitable::KindUnsupported { kind: "x".to_owned() },
            Unsuitable::Authority,
            Unsuitable::KeyWeak { kind: "x".to_owned() },
        ]
    }
}

/// One certificate among those to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CertificateChoice {
    /// What it says.
    #[serde(flatten)]
    pub certificate: CertificateSummary,
    /// Where it is.
    pub place: Place,
    /// CKA_ID in a token, lower-case hex: with the token's label it names the certificate.
    pub id: Option<String>,
    /// Its name in the token.
    pub name: Option<String>,
    /// Whether its private key is there; `None`: a token shows that only after its PIN.
    pub private_key: Option<bool>,
    /// Why it cannot be used; empty when it can.
    pub unsuitable: Vec<Unsuitable>,
}

/// A driver of tokens, and what it shows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ModuleView {
    /// The file.
    pub module: PathBuf,
    /// Its name and version, as it gives them.
    pub driver: Option<String>,
    /// Its slots.
    pub slots: Vec<SlotView>,
    /// Why it cannot be used.
    pub problem: Option<TokenError>,
}

/// A slot: a reader, or a place for a token in software.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SlotView {
    /// Its number, as the driver counts.
    pub slot: u64,
    /// The reader.
    pub description: String,
    /// The token in it.
    pub token: Option<TokenView>,
    /// Why its token cannot be read.
    pub problem: Option<TokenError>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TokenView {
    /// Its label.
    pub label: String,
    /// Who made it.
    pub manufacturer: String,
    /// What it is.
    pub model: String,
    /// Its serial number.
    pub serial: String,
    /// Whether it asks for a PIN.
    pub wants_pin: bool,
    /// Whether the PIN is typed at the reader.
    pub pin_pad: bool,
    /// The state of the PIN.
    pub pin: PinState,
    /// What it holds, as far as it shows without a PIN.
    pub certificates: Vec<CertificateChoice>,
}

/// Whether a private key was seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Yes,
    No,
    Unknown,
}

impl From<Seen> for Option<bool> {
    fn from(seen: Seen) -> Self {
        match seen {
            Seen::Yes => Some(true),
            Seen::No => Some(false),
            Seen::Unknown => None,
        }
    }
}

/// Why a certificate cannot be used at a time.
pub(super) fn unsuitable(
    summary: &CertificateSummary,
    certificate: &Certificate,
    key: Seen,
    at: Timestamp,
) -> Vec<Unsuitable> {
    let mut reasons = Vec::new();
    if is_authority(certificate) {
        reasons.push(Unsuitable::Authority);
    } else if may_sign(certificate) != Some(true) {
        reasons.push(Unsuitable::KeyUsage);
    }
    if at > summary.not_after {
        reasons.push(Unsuitable::Expired {
            not_after: summary.not_after,
        });
    }
    if at < summary.not_before {
        reasons.push(Unsuitable::NotYetValid {
            not_before: summary.not_before,
        });
    }
    let kind = KeyKind::of(&certificate.tbs_certificate.subject_public_key_info);
    if kind.weak() {
        reasons.push(Unsuitable::KeyWeak { kind: kind.name() });
    } else if let Err(kind) = kind.algorithm() {
        reasons.push(Unsuitable::KindUnsupported { kind });
    }
    // An authority's private key is not missed.
    if key == Seen::No && !is_authority(certificate) {
        reasons.push(Unsuitable::WithoutKey);
    }
    reasons
}

/// The certificates of a PKCS#12 file, judged at a time.
///
/// # Errors
/// `key-passphrase-wrong`, `key-file-damaged`, ...
pub fn in_pkcs12(
    file: &Path,
    bytes: &[u8],
    passphrase: &SecretString,
    at: Timestamp,
) -> Result<Vec<CertificateChoice>, KeyError> {
    let mut choices = Vec::new();
    for found in pkcs12::certificates(bytes, passphrase)? {
        let Some(certificate) = CertificateSummary::read(&found.certificate, &found.der) else {
            return Err(KeyError::FileDamaged);
        };
        let seen = if found.with_key { Seen::Yes } else { Seen::No };
        choices.push(CertificateChoice {
            unsuitable: unsuitable(&certificate, &found.certificate, seen, at),
            certificate,
            place: Place::File {
                file: file.to_owned(),
            },
            id: None,
            name: None,
            private_key: seen.into(),
        });
    }
    Ok(choices)
}

/// What a driver shows without a PIN, judged at a time. What goes wrong is part of the answer.
pub fn in_module(module: &Path, at: Timestamp) -> ModuleView {
    pkcs11::view(module, at)
}
