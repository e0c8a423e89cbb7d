//! Which keys sign, how, and what the others are called.

use der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use der::{Decode, Encode, Reader, SliceReader};
use ring::signature::{self, VerificationAlgorithm};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const EC: &str = "1.2.840.10045.2.1";
const SHA256: &str = "2.16.840.1.101.3.4.2.1";
const MGF1: &str = "1.2.840.113549.1.1.8";
/// Shorter RSA keys are not safe any more (ETSI TS 119 312).
const SHORTEST_RSA: usize = 2048;
/// Longer RSA keys cannot be verified here.
const LONGEST_RSA: usize = 8192;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    EcdsaP256,
    EcdsaP384,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa {
        bits: usize,
    },
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 bytes of salt.
    RsaPss {
        bits: usize,
    },
}

impl Algorithm {
    pub(super) fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Algorithm::EcdsaP256 => &signature::ECDSA_P256_SHA256_ASN1,
            Algorithm::EcdsaP384 => &signature::ECDSA_P384_SHA384_ASN1,
            Algorithm::Rsa { .. } => &signature::RSA_PKCS1_2048_8192_SHA256,
            Algorithm::RsaPss { .. } => &signature::RSA_PSS_2048_8192_SHA256,
        }
    }

    /// The hash that goes with it, for the message as for the signed attributes.
    pub fn digest(self) -> &'static ring::digest::Algorithm {
        match self {
            Algorithm::EcdsaP384 => &ring::digest::SHA384,
            Algorithm::EcdsaP256 | Algorithm::Rsa { .. } | Algorithm::RsaPss { .. } => &ring::digest::SHA256,
        }
    }

    pub fn digest_len(self) -> usize {
        self.digest().output_len()
    }

    /// Bytes of the longest signature value.
    pub fn longest_signature(self) -> usize {
        match self {
            Algorithm::EcdsaP256 => 72,
            Algorithm::EcdsaP384 => 104,
            Algorithm::Rsa { bits } | Algorithm::RsaPss { bits } => bits.div_ceil(8),
        }
    }
}

/// The kind of a public key, as its certificate tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    P256,
    P384,
    Rsa {
        bits: usize,
    },
    /// A key for RSASSA-PSS alone (RFC 4055); `usable`: its parameters admit the ones Greffe signs with.
    RsaPss {
        bits: usize,
        usable: bool,
    },
    /// A kind that does not sign here.
    Other(String),
}

impl KeyKind {
    pub fn of(spki: &SubjectPublicKeyInfoOwned) -> Self {
        let oid = spki.algorithm.oid.to_string();
        match oid.as_str() {
            EC => {
                let curve = spki
                    .algorithm
                    .parameters
                    .as_ref()
                    .and_then(|any| any.decode_as::<ObjectIdentifier>().ok())
                    .map(|curve| curve.to_string());
                match curve.as_deref() {
                    Some("1.2.840.10045.3.1.7") => KeyKind::P256,
                    Some("1.3.132.0.34") => KeyKind::P384,
                    other => KeyKind::Other(curve_name(other)),
                }
            }
            RSA | RSA_PSS => match rsa_bits(spki.subject_public_key.raw_bytes()) {
                None => KeyKind::Other("RSA".to_owned()),
                Some(bits) if oid == RSA => KeyKind::Rsa { bits },
                Some(bits) => KeyKind::RsaPss {
                    bits,
                    usable: spki
                        .algorithm
                        .parameters
                        .as_ref()
                        .is_none_or(|parameters| admits_sha256(parameters).unwrap_or(false)),
                },
            },
            other => KeyKind::Other(algorithm_name(other)),
        }
    }

    /// How such a key signs unless told otherwise.
    ///
    /// # Errors
    /// The name of the kind, when it does not sign here.
    pub fn algorithm(&self) -> Result<Algorithm, String> {
        let fits = |bits: &usize| (SHORTEST_RSA..=LONGEST_RSA).contains(bits);
        match self {
            KeyKind::P256 => Ok(Algorithm::EcdsaP256),
            KeyKind::P384 => Ok(Algorithm::EcdsaP384),
            KeyKind::Rsa { bits } if fits(bits) => Ok(Algorithm::Rsa { bits: *bits }),
            KeyKind::RsaPss { bits, usable: true } if fits(bits) => Ok(Algorithm::RsaPss { bits: *bits }),
            KeyKind::RsaPss { bits, usable: false } => {
                Err(format!("RSA-PSS-{bits} (SHA-256 excluded by its parameters)"))
            }
            KeyKind::Rsa { .. } | KeyKind::RsaPss { .. } | KeyKind::Other(_) => Err(self.name()),
        }
    }

    /// Whether the key is too short to be safe.
    pub fn weak(&self) -> bool {
        matches!(self, KeyKind::Rsa { bits } | KeyKind::RsaPss { bits, .. } if *bits < SHORTEST_RSA)
    }

    /// `P-256`, `P-384`, `RSA-2048`, `RSA-PSS-3072`, `brainpoolP256r1`, ...
    pub fn name(&self) -> String {
        match self {
            KeyKind::P256 => "P-256".to_owned(),
            KeyKind::P384 => "P-384".to_owned(),
            KeyKind::Rsa { bits } => format!("RSA-{bits}"),
            KeyKind::RsaPss { bits, .. } => format!("RSA-PSS-{bits}"),
            KeyKind::Other(name) => name.clone(),
        }
    }
}

/// A curve's name for people.
pub(super) fn curve_name(oid: Option<&str>) -> String {
    let name = match oid {
        Some("1.3.132.0.35") => "P-521",
        Some("1.3.132.0.33") => "P-224",
        Some("1.2.840.10045.3.1.1") => "P-192",
        Some("1.3.132.0.10") => "secp256k1",
        Some("1.3.36.3.3.2.8.1.1.7") => "brainpoolP256r1",
        Some("1.3.36.3.3.2.8.1.1.11") => "brainpoolP384r1",
        Some("1.3.36.3.3.2.8.1.1.13") => "brainpoolP512r1",
        Some(other) => return format!("EC {other}"),
        None => return "EC ?".to_owned(),
    };
    name.to_owned()
}

/// An algorithm's name for people.
pub(super) fn algorithm_name(oid: &str) -> String {
    match oid {
        "1.3.101.112" => "Ed25519".to_owned(),
        "1.3.101.113" => "Ed448".to_owned(),
        "1.2.840.10040.4.1" => "DSA".to_owned(),
        "2.16.840.1.101.3.4.3.17" => "ML-DSA-44".to_owned(),
        "2.16.840.1.101.3.4.3.18" => "ML-DSA-65".to_owned(),
        "2.16.840.1.101.3.4.3.19" => "ML-DSA-87".to_owned(),
        other => other.to_owned(),
    }
}

/// Modulus and its length in bits of an RSAPublicKey (RFC 8017, A.1.1).
pub(super) fn rsa_modulus(public: &[u8]) -> Option<&[u8]> {
    let mut reader = SliceReader::new(public).ok()?;
    let sequence: AnyRef<'_> = reader.decode().ok()?;
    let mut inner = SliceReader::new(sequence.value()).ok()?;
    let modulus: UintRef<'_> = inner.decode().ok()?;
    Some(modulus.as_bytes())
}

fn rsa_bits(public: &[u8]) -> Option<usize> {
    let modulus = rsa_modulus(public)?;
    let first = modulus.first()?;
    Some(modulus.len() * 8 - first.leading_zeros() as usize)
}

/// Whether RSASSA-PSS-params (RFC 4055, 3.1) of a key admit SHA-256, MGF1 with SHA-256 and 32 bytes of salt.
fn admits_sha256(parameters: &der::Any) -> Option<bool> {
    let whole = parameters.to_der().ok()?;
    let sequence = AnyRef::from_der(&whole).ok()?;
    let mut reader = SliceReader::new(sequence.value()).ok()?;
    // What is absent means SHA-1 and 20.
    let (mut hash, mut mask, mut salt) = (false, false, 20);
    while !reader.is_finished() {
        let field: AnyRef<'_> = reader.decode().ok()?;
        let tag: u8 = der::Tagged::tag(&field).octet();
        match tag {
            0xa0 => hash = algorithm_is(field.value(), SHA256, None)?,
            0xa1 => mask = algorithm_is(field.value(), MGF1, Some(SHA256))?,
            0xa2 => salt = u16::from_der(field.value()).ok()?,
            _ => {}
        }
    }
    Some(hash && mask && salt <= 32)
}

fn algorithm_is(der: &[u8], wanted: &str, inner: Option<&str>) -> Option<bool> {
    let identifier = x509_cert::spki::AlgorithmIdentifierOwned::from_der(der).ok()?;
    if identifier.oid.to_string() != wanted {
        return Some(false);
    }
    let Some(inner) = inner else { return Some(true) };
    let below = identifier.parameters?.to_der().ok()?;
    algorithm_is(&below, inner, None)
}
