//! Public keys and the certificates they stand in.

use der::{Decode, Encode};
use jiff::Timestamp;
use p256::ecdsa::signature::Verifier;
use x509_cert::Certificate;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use crate::header::reference_of_serial;

/// The curves whose signatures we verify. The hash follows the order of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// NIST P-256 with SHA-256.
    P256,
    /// NIST P-384 with SHA-384.
    P384,
}

impl Curve {
    /// Name of the signature algorithm (RFC 7518).
    pub const fn jose(self) -> &'static str {
        match self {
            Curve::P256 => "ES256",
            Curve::P384 => "ES384",
        }
    }
}

/// A public key that can sign seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealPublicKey {
    curve: Curve,
    point: Vec<u8>,
}

impl SealPublicKey {
    /// From a SubjectPublicKeyInfo. `None`: not an elliptic curve that we verify.
    fn of(info: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        if info.algorithm.oid.to_string() != "1.2.840.10045.2.1" {
            return None;
        }
        let curve = info
            .algorithm
            .parameters
            .as_ref()?
            .decode_as::<der::asn1::ObjectIdentifier>()
            .ok()?;
        let point = info.subject_public_key.as_bytes()?.to_vec();
        let key = match curve.to_string().as_str() {
            "1.2.840.10045.3.1.7" => Self {
                curve: Curve::P256,
                point,
            },
            "1.3.132.0.34" => Self {
                curve: Curve::P384,
                point,
            },
            _ => return None,
        };
        key.is_on_curve().then_some(key)
    }

    fn is_on_curve(&self) -> bool {
        match self.curve {
            Curve::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(&self.point).is_ok(),
            Curve::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(&self.point).is_ok(),
        }
    }

    /// A P-256 or P-384 key from its point (SEC 1).
    pub fn from_point(point: &[u8]) -> Option<Self> {
        let curve = match point.len() {
            33 | 65 => Curve::P256,
            49 | 97 => Curve::P384,
            _ => return None,
        };
        let key = Self {
            curve,
            point: point.to_vec(),
        };
        key.is_on_curve().then_some(key)
    }

    /// Its curve.
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// Whether `signature` (`r || s`) is this key's over `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.curve {
            Curve::P256 => {
                let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&self.point);
                let signature = p256::ecdsa::Signature::from_slice(signature);
                matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
            }
            Curve::P384 => {
                let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(&self.point);
                let signature = p384::ecdsa::Signature::from_slice(signature);
                matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
            }
        }
    }
}

/// What a certificate says that matters for seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateOfSeal {
    /// Common name, else organisation, of the subject.
    pub holder: String,
    /// Organisation of the subject.
    pub organisation: Option<String>,
    /// Country of the subject, upper case.
    pub country: Option<String>,
    /// Common name, else organisation, of the issuer.
    pub issuer: String,
    /// Serial number as certificate reference.
    pub reference: String,
    /// Start of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// The key, where it is of a kind that signs seals.
    pub key: Option<SealPublicKey>,
}

impl CertificateOfSeal {
    /// Reads a certificate (DER). `None`: it is none.
    pub fn from_der(der: &[u8]) -> Option<Self> {
        let certificate = Certificate::from_der(der).ok()?;
        let tbs = &certificate.tbs_certificate;
        let moment = |time: x509_cert::time::Time| {
            Timestamp::from_second(i64::try_from(time.to_unix_duration().as_secs()).ok()?).ok()
        };
        let organisation = part(&tbs.subject, "2.5.4.10");
        Some(Self {
            holder: part(&tbs.subject, "2.5.4.3")
                .or_else(|| organisation.clone())
                .unwrap_or_default(),
            organisation,
            country: part(&tbs.subject, "2.5.4.6").map(|country| country.to_ascii_uppercase()),
            issuer: part(&tbs.issuer, "2.5.4.3")
                .or_else(|| part(&tbs.issuer, "2.5.4.10"))
                .unwrap_or_default(),
            reference: reference_of_serial(tbs.serial_number.as_bytes()),
            not_before: moment(tbs.validity.not_before)?,
            not_after: moment(tbs.validity.not_after)?,
            key: SealPublicKey::of(&tbs.subject_public_key_info),
        })
    }
}

fn part(name: &x509_cert::name::Name, oid: &str) -> Option<String> {
    let mut attributes = name.0.iter().flat_map(|set| set.0.iter());
    let value = attributes.rfind(|attribute| attribute.oid.to_string() == oid)?;
    Some(crate::judge::shown(&String::from_utf8_lossy(value.value.value())))
}

/// The key by which a bundle is known, pinned by whoever verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedKey(SealPublicKey);

impl PinnedKey {
    /// From a certificate or public key, PEM or DER (P-256 or P-384). `None`: it is neither.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let der = match std::str::from_utf8(bytes).ok().and_then(der_of_pem) {
            Some(der) => der,
            None => bytes.to_vec(),
        };
        if let Some(certificate) = CertificateOfSeal::from_der(&der) {
            return certificate.key.map(Self);
        }
        let info = SubjectPublicKeyInfoOwned::from_der(&der).ok()?;
        SealPublicKey::of(&info).map(Self)
    }

    /// The key.
    pub fn key(&self) -> &SealPublicKey {
        &self.0
    }
}

/// The first PEM block that is a certificate or public key.
fn der_of_pem(text: &str) -> Option<Vec<u8>> {
    certificates_and_keys(text).next()
}

/// Every certificate and public key of a PEM text, in order.
pub(crate) fn certificates_and_keys(text: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    use base64::Engine;
    text.split("-----BEGIN ").skip(1).filter_map(|block| {
        let (label, rest) = block.split_once("-----")?;
        if !matches!(label, "CERTIFICATE" | "PUBLIC KEY") {
            return None;
        }
        let body: String = rest.split("-----END").next()?.split_whitespace().collect();
        base64::engine::general_purpose::STANDARD.decode(body).ok()
    })
}

impl SealPublicKey {
    /// The key of a certificate (DER).
    pub fn of_certificate(der: &[u8]) -> Option<Self> {
        let certificate = Certificate::from_der(der).ok()?;
        let info = certificate
            .tbs_certificate
            .subject_public_key_info
            .to_der()
            .ok()?;
        Self::of(&SubjectPublicKeyInfoOwned::from_der(&info).ok()?)
    }
}
