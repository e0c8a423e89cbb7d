//! Digests and signature values.

use ring::{digest, signature};

use super::algorithms::{self, Reliance};
use super::asn1::{Damaged, Fields, NULL, SEQUENCE, Tlv, oid};

/// A digest algorithm that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1: read, reported, never passed.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// The digest with this object identifier.
    pub fn from_oid(oid: &[u8]) -> Option<Self> {
        match oid {
            // Old signers named the signature algorithm where the digest belongs; as SHA-1 it never passes.
            oid::SHA1 | oid::RSA_SHA1 => Some(Digest::Sha1),
            oid::SHA256 => Some(Digest::Sha256),
            oid::SHA384 => Some(Digest::Sha384),
            oid::SHA512 => Some(Digest::Sha512),
            _ => None,
        }
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Digest::Sha1 => "SHA-1",
            Digest::Sha256 => "SHA-256",
            Digest::Sha384 => "SHA-384",
            Digest::Sha512 => "SHA-512",
        }
    }

    fn ring(self) -> &'static digest::Algorithm {
        match self {
            Digest::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Digest::Sha256 => &digest::SHA256,
            Digest::Sha384 => &digest::SHA384,
            Digest::Sha512 => &digest::SHA512,
        }
    }

    /// The digest of several pieces, one after the other.
    pub fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(self.ring());
        for piece in pieces {
            context.update(piece);
        }
        context.finish().as_ref().to_vec()
    }
}

/// An AlgorithmIdentifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Algorithm {
    /// Contents octets of its object identifier.
    pub oid: Vec<u8>,
    /// Its parameters, whole element, `None` when absent or NULL.
    pub parameters: Option<Vec<u8>>,
}

impl Algorithm {
    /// Reads `SEQUENCE { OID, parameters OPTIONAL }`.
    pub fn read(tlv: Tlv<'_>) -> Result<Self, Damaged> {
        let mut fields = Fields::of(tlv, SEQUENCE)?;
        let oid = fields.take()?.oid()?.to_vec();
        let parameters = match fields.take() {
            Err(Damaged) => None,
            Ok(tlv) if tlv.tag == NULL && tlv.value.is_empty() => None,
            Ok(tlv) if tlv.tag == NULL => return Err(Damaged),
            Ok(tlv) => Some(super::asn1::to_der(&tlv)?),
        };
        fields.end()?;
        Ok(Self { oid, parameters })
    }

    /// The digest it names; parameters other than NULL are refused.
    pub fn digest(&self) -> Option<Digest> {
        Digest::from_oid(&self.oid).filter(|_| self.parameters.is_none())
    }
}

/// Why a signature value is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not verify.
    Wrong,
    /// Algorithm, curve or key that cannot be checked here.
    Unsupported,
}

/// What stands behind a signature value that verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// E.g. `RSA-2048`, `RSA-PSS-3072`, `ECDSA P-256`.
    pub algorithm: String,
    /// The digest.
    pub digest: Digest,
    /// Until when algorithm, size and digest together are relied on.
    pub reliance: Reliance,
}

/// A public key as certificates carry it.
pub struct PublicKey<'a> {
    algorithm: Algorithm,
    bits: &'a [u8],
}

enum Kind {
    Pkcs1,
    Pss { salt: usize },
    Ecdsa,
}

impl<'a> PublicKey<'a> {
    /// Reads a SubjectPublicKeyInfo.
    pub fn read(spki: &'a [u8]) -> Result<Self, Damaged> {
        let mut fields = Fields::of(Tlv::only(spki)?, SEQUENCE)?;
        let algorithm = Algorithm::read(fields.take()?)?;
        let bits = fields.take()?.bits()?;
        fields.end()?;
        Ok(Self { algorithm, bits })
    }

    fn rsa_parts(&self) -> Option<(&'a [u8], &'a [u8])> {
        if self.algorithm.oid != oid::RSA && self.algorithm.oid != oid::RSA_PSS {
            return None;
        }
        let mut fields = Fields::of(Tlv::only(self.bits).ok()?, SEQUENCE).ok()?;
        let unsigned = |tlv: Tlv<'a>| match tlv.expect(super::asn1::INTEGER).ok()?.value {
            [0, rest @ ..] => Some(rest),
            value => Some(value),
        };
        let parts = (unsigned(fields.take().ok()?)?, unsigned(fields.take().ok()?)?);
        fields.end().ok()?;
        Some(parts)
    }

    /// Checks `value` over `message`. `digest` is the digest to take when the algorithm does not name one.
    pub fn verify(
        &self,
        algorithm: &Algorithm,
        digest: Option<Digest>,
        message: &[u8],
        value: &[u8],
    ) -> Result<Strength, Refusal> {
        let (kind, digest) = signature_kind(algorithm, digest).ok_or(Refusal::Unsupported)?;
        match kind {
            Kind::Ecdsa => self.verify_ecdsa(digest, message, value),
            Kind::Pkcs1 | Kind::Pss { .. } => self.verify_rsa(&kind, digest, message, value),
        }
    }

    fn verify_rsa(
        &self,
        kind: &Kind,
        digest: Digest,
        message: &[u8],
        value: &[u8],
    ) -> Result<Strength, Refusal> {
        let (modulus, exponent) = self.rsa_parts().ok_or(Refusal::Unsupported)?;
        let bits = modulus.len() * 8
            - modulus
                .first()
                .map_or(0, |first| first.leading_zeros() as usize)
                .min(modulus.len() * 8);
        if !(1024..=8192).contains(&bits) || exponent.len() > 4 {
            return Err(Refusal::Unsupported);
        }
        let key = signature::RsaPublicKeyComponents {
            n: modulus,
            e: exponent,
        };
        let parameters: Option<&'static signature::RsaParameters> = match (kind, digest) {
            (Kind::Pkcs1, Digest::Sha1) => Some(&signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
            (Kind::Pkcs1, Digest::Sha256) => Some(&signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
            (Kind::Pkcs1, Digest::Sha384) if bits >= 2048 => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            (Kind::Pkcs1, Digest::Sha512) => Some(&signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
            (Kind::Pss { salt: 32 }, Digest::Sha256) if bits >= 2048 => {
                Some(&signature::RSA_PSS_2048_8192_SHA256)
            }
            (Kind::Pss { salt: 48 }, Digest::Sha384) if bits >= 2048 => {
                Some(&signature::RSA_PSS_2048_8192_SHA384)
            }
            (Kind::Pss { salt: 64 }, Digest::Sha512) if bits >= 2048 => {
                Some(&signature::RSA_PSS_2048_8192_SHA512)
            }
            _ => None,
        };
        match parameters {
            Some(parameters) => key
                .verify(parameters, message, value)
                .map_err(|_| Refusal::Wrong)?,
            None => verify_rsa_elsewhere(kind, digest, modulus, exponent, message, value)?,
        }
        let name = match kind {
            Kind::Pss { .. } => format!("RSA-PSS-{bits}"),
            _ => format!("RSA-{bits}"),
        };
        Ok(Strength {
            algorithm: name,
            digest,
            reliance: algorithms::rsa(bits).min(algorithms::digest(digest)),
        })
    }

    fn verify_ecdsa(&self, digest: Digest, message: &[u8], value: &[u8]) -> Result<Strength, Refusal> {
        if self.algorithm.oid != oid::EC {
            return Err(Refusal::Unsupported);
        }
        let curve = self
            .algorithm
            .parameters
            .as_deref()
            .and_then(|parameters| Tlv::only(parameters).ok()?.oid().ok());
        let curve = curve.ok_or(Refusal::Unsupported)?;
        let ring: Option<&'static dyn signature::VerificationAlgorithm> = match (curve, digest) {
            (oid::P256, Digest::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
            (oid::P256, Digest::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
            (oid::P384, Digest::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
            (oid::P384, Digest::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
            _ => None,
        };
        match ring {
            Some(algorithm) => signature::UnparsedPublicKey::new(algorithm, self.bits)
                .verify(message, value)
                .map_err(|_| Refusal::Wrong)?,
            None => verify_ecdsa_elsewhere(curve, self.bits, &digest.of(&[message]), value)?,
        }
        let (name, bits) = match curve {
            oid::P256 => ("ECDSA P-256", 256),
            oid::P384 => ("ECDSA P-384", 384),
            _ => ("ECDSA P-521", 521),
        };
        Ok(Strength {
            algorithm: name.to_owned(),
            digest,
            reliance: algorithms::ecdsa(bits).min(algorithms::digest(digest)),
        })
    }
}

/// What ring has not: other sizes and salts.
fn verify_rsa_elsewhere(
    kind: &Kind,
    digest: Digest,
    modulus: &[u8],
    exponent: &[u8],
    message: &[u8],
    value: &[u8],
) -> Result<(), Refusal> {
    use rsa::sha2::{Sha256, Sha384, Sha512};
    let (n, e) = (
        rsa::BigUint::from_bytes_be(modulus),
        rsa::BigUint::from_bytes_be(exponent),
    );
    let key = rsa::RsaPublicKey::new_with_max_size(n, e, 8192).map_err(|_| Refusal::Unsupported)?;
    let hashed = digest.of(&[message]);
    let result = match (kind, digest) {
        (Kind::Pkcs1, Digest::Sha384) => key.verify(rsa::Pkcs1v15Sign::new::<Sha384>(), &hashed, value),
        (Kind::Pss { salt }, Digest::Sha256) => {
            key.verify(rsa::Pss::new_with_salt::<Sha256>(*salt), &hashed, value)
        }
        (Kind::Pss { salt }, Digest::Sha384) => {
            key.verify(rsa::Pss::new_with_salt::<Sha384>(*salt), &hashed, value)
        }
        (Kind::Pss { salt }, Digest::Sha512) => {
            key.verify(rsa::Pss::new_with_salt::<Sha512>(*salt), &hashed, value)
        }
        _ => return Err(Refusal::Unsupported),
    };
    result.map_err(|_| Refusal::Wrong)
}

/// What ring has not: P-521, and other digests with the smaller curves.
fn verify_ecdsa_elsewhere(curve: &[u8], key: &[u8], hashed: &[u8], value: &[u8]) -> Result<(), Refusal> {
    use p256::ecdsa::signature::hazmat::PrehashVerifier;
    let wrong = |_| Refusal::Wrong;
    match curve {
        oid::P256 => {
            let value = p256::ecdsa::Signature::from_der(value).map_err(wrong)?;
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key).map_err(|_| Refusal::Unsupported)?;
            key.verify_prehash(hashed, &value).map_err(wrong)
        }
        oid::P384 => {
            let value = p384::ecdsa::Signature::from_der(value).map_err(wrong)?;
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(key).map_err(|_| Refusal::Unsupported)?;
            // The digest must be at least half as long as the order; SHA-1 is not.
            if hashed.len() < 24 {
                return Err(Refusal::Unsupported);
            }
            key.verify_prehash(hashed, &value).map_err(wrong)
        }
        oid::P521 => {
            let value = p521::ecdsa::Signature::from_der(value).map_err(wrong)?;
            let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(key).map_err(|_| Refusal::Unsupported)?;
            if hashed.len() < 33 {
                return Err(Refusal::Unsupported);
            }
            key.verify_prehash(hashed, &value).map_err(wrong)
        }
        _ => Err(Refusal::Unsupported),
    }
}

fn signature_kind(algorithm: &Algorithm, digest: Option<Digest>) -> Option<(Kind, Digest)> {
    let named = |kind: Kind, digest: Digest| algorithm.parameters.is_none().then_some((kind, digest));
    match algorithm.oid.as_slice() {
        oid::RSA => named(Kind::Pkcs1, digest?),
        oid::RSA_SHA1 => named(Kind::Pkcs1, Digest::Sha1),
        oid::RSA_SHA256 => named(Kind::Pkcs1, Digest::Sha256),
        oid::RSA_SHA384 => named(Kind::Pkcs1, Digest::Sha384),
        oid::RSA_SHA512 => named(Kind::Pkcs1, Digest::Sha512),
        oid::RSA_PSS => pss(algorithm.parameters.as_deref()),
        oid::EC => Some((Kind::Ecdsa, digest?)),
        oid::ECDSA_SHA1 => named(Kind::Ecdsa, Digest::Sha1),
        oid::ECDSA_SHA256 => named(Kind::Ecdsa, Digest::Sha256),
        oid::ECDSA_SHA384 => named(Kind::Ecdsa, Digest::Sha384),
        oid::ECDSA_SHA512 => named(Kind::Ecdsa, Digest::Sha512),
        _ => None,
    }
}

/// RSASSA-PSS-params (RFC 4055): one digest for both uses, or it is not supported.
fn pss(parameters: Option<&[u8]>) -> Option<(Kind, Digest)> {
    let mut fields = Fields::of(Tlv::only(parameters?).ok()?, SEQUENCE).ok()?;
    let digest = match fields.optional(0xa0) {
        Some(tlv) => Algorithm::read(tlv.only_child().ok()?).ok()?.digest()?,
        None => Digest::Sha1,
    };
    let mask = match fields.optional(0xa1) {
        Some(tlv) => {
            let mask = Algorithm::read(tlv.only_child().ok()?).ok()?;
            if mask.oid != oid::RSA_MGF1 {
                return None;
            }
            Algorithm::read(Tlv::only(mask.parameters.as_deref()?).ok()?)
                .ok()?
                .digest()?
        }
        None => Digest::Sha1,
    };
    let salt = match fields.optional(0xa2) {
        Some(tlv) => usize::try_from(tlv.only_child().ok()?.small().ok()?).ok()?,
        None => 20,
    };
    if let Some(trailer) = fields.optional(0xa3)
        && trailer.only_child().ok()?.small().ok()? != 1
    {
        return None;
    }
    fields.end().ok()?;
    (mask == digest && salt <= 512).then_some((Kind::Pss { salt }, digest))
}
