//! The signed bundle: certificates, revocations and profiles that a verifier carries to judge seals with no network.
//!
//! A bundle is JSON, `{"bundle": {…}, "signature": {"algorithm", "value"}}`. The signature (ECDSA, `r || s`, Base64)
//! is over the line `greffe-visible-seal-bundle/1`, a line feed, and the canonical form of the member `bundle`: keys
//! sorted, no white space, whole numbers only (RFC 8785 for such values). Only what the canonical form says is used.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wording::Explain;

use crate::header::{check_signer, normal_reference};
use crate::profile::Profile;
use crate::public_key::{CertificateOfSeal, Curve, PinnedKey, certificates_and_keys};

/// Larger files are something else.
const MAX_FILE: usize = 16 * 1024 * 1024;
const FORMAT: &str = "greffe-visible-seal-bundle";
const CONTEXT: &[u8] = b"greffe-visible-seal-bundle/1\n";

/// Why a certificate was revoked (RFC 5280, 5.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Not said: judged like a stolen key.
    #[default]
    Unspecified,
    /// The key may be in other hands.
    KeyCompromise,
    /// The authority's key may be in other hands.
    CACompromise,
    /// The holder has another name or task.
    AffiliationChanged,
    /// Another certificate took its place.
    Superseded,
    /// The holder ceased to seal.
    CessationOfOperation,
}

impl Reason {
    /// Whether somebody else may have sealed with the key and written any date.
    pub fn may_be_stolen(self) -> bool {
        matches!(
            self,
            Reason::Unspecified | Reason::KeyCompromise | Reason::CACompromise
        )
    }

    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        serde_json::from_value(Value::String(name.to_owned())).ok()
    }
}

/// A certificate of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Signer identifier.
    pub signer: String,
    /// Certificate reference.
    pub reference: String,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// The certificates above it, DER.
    pub chain: Vec<Vec<u8>>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub reason: Reason,
    /// What the certificate says.
    pub facts: CertificateOfSeal,
}

/// As it stands in the file.
#[derive(Serialize, Deserialize)]
struct EntryText {
    signer: String,
    reference: String,
    certificate: String,
    #[serde(default)]
    chain: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revocation_reason: Option<Reason>,
}

#[derive(Serialize, Deserialize)]
struct Contents {
    format: String,
    format_version: u32,
    version: u64,
    issued_at: Timestamp,
    next_update: Timestamp,
    entries: Vec<EntryText>,
    profiles: Vec<Profile>,
}

/// A bundle whose signature was verified, or one that is about to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Number, higher in each new one.
    pub version: u64,
    /// When it was made.
    pub issued_at: Timestamp,
    /// By when there will be a newer one.
    pub next_update: Timestamp,
    /// Certificates.
    pub entries: Vec<Entry>,
    /// Profiles besides our own.
    pub profiles: Vec<Profile>,
}

impl Entry {
    /// An entry from a PEM text: the seal's certificate first, then its chain. The reference is its serial number.
    ///
    /// # Errors
    /// `visible-seal-signer-invalid`, `visible-seal-bundle-certificate`.
    pub fn from_pem(signer: &str, pem: &str) -> Result<Self, BundleError> {
        check_signer(signer).map_err(|_| BundleError::Signer {
            text: signer.to_owned(),
        })?;
        let mut certificates = certificates_and_keys(pem);
        let wrong = || BundleError::Certificate {
            signer: signer.to_owned(),
        };
        let certificate = certificates.next().ok_or_else(wrong)?;
        let facts = CertificateOfSeal::from_der(&certificate).ok_or_else(wrong)?;
        if facts.key.is_none() {
            return Err(wrong());
        }
        Ok(Self {
            signer: signer.to_owned(),
            reference: facts.reference.clone(),
            chain: certificates.collect(),
            revoked_at: None,
            reason: Reason::Unspecified,
            certificate,
            facts,
        })
    }

    fn from_text(text: EntryText) -> Result<Self, BundleError> {
        let wrong = || BundleError::Certificate {
            signer: text.signer.clone(),
        };
        let certificate = STANDARD.decode(&text.certificate).map_err(|_| wrong())?;
        let chain: Result<Vec<Vec<u8>>, _> = text.chain.iter().map(|one| STANDARD.decode(one)).collect();
        let chain = chain.map_err(|_| wrong())?;
        let facts = CertificateOfSeal::from_der(&certificate).ok_or_else(wrong)?;
        Ok(Self {
            signer: text.signer,
            reference: text.reference,
            certificate,
            chain,
            revoked_at: text.revoked_at,
            reason: text.revocation_reason.unwrap_or_default(),
            facts,
        })
    }

    fn to_text(&self) -> EntryText {
        EntryText {
            signer: self.signer.clone(),
            reference: self.reference.clone(),
            certificate: STANDARD.encode(&self.certificate),
            chain: self.chain.iter().map(|one| STANDARD.encode(one)).collect(),
            revoked_at: self.revoked_at,
            revocation_reason: self.revoked_at.map(|_| self.reason),
        }
    }
}

impl Bundle {
    /// Reads a bundle and verifies its signature with the pinned key. With `at_least`, a lower version is refused:
    /// give the highest one that was ever seen, so that nobody can bring an old bundle back.
    ///
    /// # Errors
    /// `visible-seal-bundle-…`.
    pub fn open(file: &[u8], key: &PinnedKey, at_least: Option<u64>) -> Result<Self, BundleError> {
        if file.len() > MAX_FILE {
            return Err(BundleError::NotABundle);
        }
        let mut value: Value = serde_json::from_slice(file).map_err(|_| BundleError::NotABundle)?;
        let algorithm = value.pointer("/signature/algorithm").and_then(Value::as_str);
        if algorithm != Some(key.key().curve().jose()) {
            return Err(BundleError::SignatureBad);
        }
        let signature = value.pointer("/signature/value").and_then(Value::as_str);
        let signature = signature
            .and_then(|text| STANDARD.decode(text).ok())
            .ok_or(BundleError::NotABundle)?;
        let contents = value
            .get_mut("bundle")
            .map(Value::take)
            .ok_or(BundleError::NotABundle)?;
        let signed = signed_bytes(&contents).ok_or(BundleError::NotABundle)?;
        if !key.key().verifies(&signed, &signature) {
            return Err(BundleError::SignatureBad);
        }
        let contents: Contents = serde_json::from_value(contents).map_err(|error| BundleError::Contents {
            detail: error.to_string(),
        })?;
        if contents.format != FORMAT || contents.format_version != 1 {
            return Err(BundleError::NotABundle);
        }
        if let Some(last) = at_least.filter(|last| contents.version < *last) {
            return Err(BundleError::Rollback {
                version: contents.version,
                last,
            });
        }
        let entries: Result<Vec<Entry>, BundleError> =
            contents.entries.into_iter().map(Entry::from_text).collect();
        Ok(Self {
            version: contents.version,
            issued_at: contents.issued_at,
            next_update: contents.next_update,
            entries: entries?,
            profiles: contents.profiles,
        })
    }

    /// The file of this bundle. `sign` gets the bytes and gives `r || s`.
    ///
    /// # Errors
    /// `visible-seal-bundle-not-signed`; whatever makes it unreadable.
    pub fn signed(
        &self,
        curve: Curve,
        sign: impl FnOnce(&[u8]) -> Option<Vec<u8>>,
    ) -> Result<String, BundleError> {
        let contents = serde_json::to_value(Contents {
            format: FORMAT.to_owned(),
            format_version: 1,
            version: self.version,
            issued_at: self.issued_at,
            next_update: self.next_update,
            entries: self.entries.iter().map(Entry::to_text).collect(),
            profiles: self.profiles.clone(),
        })
        .map_err(|_| BundleError::NotSigned)?;
        let bytes = signed_bytes(&contents).ok_or(BundleError::NotSigned)?;
        let signature = sign(&bytes).ok_or(BundleError::NotSigned)?;
        let file = serde_json::json!({
            "bundle": contents,
            "signature": {"algorithm": curve.jose(), "value": STANDARD.encode(signature)},
        });
        let mut text = serde_json::to_string_pretty(&file).map_err(|_| BundleError::NotSigned)?;
        text.push('\n');
        Ok(text)
    }

    /// The entries under a signer and reference. There may be several: each is tried.
    pub fn candidates(&self, signer: &str, reference: &str) -> impl Iterator<Item = &Entry> {
        let reference = normal_reference(reference);
        self.entries
            .iter()
            .filter(move |entry| entry.signer == signer && normal_reference(&entry.reference) == reference)
    }

    /// The profile of a UUID (32 hexadecimal digits, upper case); ours is always known.
    pub fn profile(&self, uuid: &str) -> Option<Profile> {
        let found = self.profiles.iter().find(|profile| profile.uuid == uuid).cloned();
        found.or_else(|| Some(Profile::greffe()).filter(|own| own.uuid == uuid))
    }

    /// Whole days since it was made; 0 before.
    pub fn age_days(&self, at: Timestamp) -> u64 {
        let seconds = at.as_second().saturating_sub(self.issued_at.as_second());
        u64::try_from(seconds / 86_400).unwrap_or(0)
    }

    /// Whether a newer one should be there by now.
    pub fn is_old(&self, at: Timestamp) -> bool {
        at > self.next_update
    }
}

fn signed_bytes(contents: &Value) -> Option<Vec<u8>> {
    let mut out = CONTEXT.to_vec();
    canonical(contents, &mut out)?;
    Some(out)
}

/// RFC 8785 for values without fractions; `None` where there is one.
fn canonical(value: &Value, out: &mut Vec<u8>) -> Option<()> {
    match value {
        Value::Number(number) if number.is_f64() => return None,
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                canonical(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            out.push(b'{');
            for (index, (name, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, name).ok()?;
                out.push(b':');
                canonical(member, out)?;
            }
            out.push(b'}');
        }
        plain => serde_json::to_writer(&mut *out, plain).ok()?,
    }
    Some(())
}

/// Why a bundle is not used or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The file is no bundle.
    #[error("the file is no bundle of certificates")]
    NotABundle,
    /// The signature is not the pinned key's.
    #[error("the bundle is not signed with the pinned key")]
    SignatureBad,
    /// The version is lower than one that was seen.
    #[error("the bundle has version {version}, but version {last} was seen before")]
    Rollback {
        /// Its version.
        version: u64,
        /// The highest one seen.
        last: u64,
    },
    /// What was signed cannot be understood.
    #[error("the bundle cannot be understood: {detail}")]
    Contents {
        /// Where.
        detail: String,
    },
    /// A certificate cannot be used.
    #[error("the certificate of {signer} cannot be used")]
    Certificate {
        /// Its signer identifier.
        signer: String,
    },
    /// Not a signer identifier.
    #[error("'{text}' is not a signer identifier")]
    Signer {
        /// As given.
        text: String,
    },
    /// The key did not sign, or is of a kind that does not sign bundles.
    #[error("the bundle was not signed")]
    NotSigned,
}

impl BundleError {
    /// One of each, for tests of the words.
    #[doc(hidden)]
    pub fn one_of_each() -> Vec<BundleError> {
        let text = "x".to_owned();
        vec![
            BundleError::NotABundle,
            BundleError::SignatureBad,
            BundleError::Rollback { version: 1, last: 2 },
            BundleError::Contents { detail: text.clone() },
            BundleError::Certificate { signer: text.clone() },
            BundleError::Signer { text },
            BundleError::NotSigned,
        ]
    }
}

impl Explain for BundleError {
    fn code(&self) -> &'static str {
        match self {
            BundleError::NotABundle => "visible-seal-bundle-not-a-bundle",
            BundleError::SignatureBad => "visible-seal-bundle-signature-bad",
            BundleError::Rollback { .. } => "visible-seal-bundle-rollback",
            BundleError::Contents { .. } => "visible-seal-bundle-contents",
            BundleError::Certificate { .. } => "visible-seal-bundle-certificate",
            BundleError::Signer { .. } => "visible-seal-signer-invalid",
            BundleError::NotSigned => "visible-seal-bundle-not-signed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            BundleError::Rollback { version, last } => {
                vec![("version", version.to_string()), ("last", last.to_string())]
            }
            BundleError::Contents { detail } => vec![("detail", detail.clone())],
            BundleError::Certificate { signer } => vec![("signer", signer.clone())],
            BundleError::Signer { text } => vec![("text", text.clone())],
            BundleError::NotABundle | BundleError::SignatureBad | BundleError::NotSigned => Vec::new(),
        }
    }
}
