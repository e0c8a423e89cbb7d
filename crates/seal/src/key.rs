//! Keys that sign: PKCS#12 today.

use der::{Decode, Encode};
use p12_keystore::Pkcs12Archive;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, KeyPair, RsaKeyPair, UnparsedPublicKey, VerificationAlgorithm};
use secrecy::{ExposeSecret, SecretString};
use wording::Explain;
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsage;
use x509_cert::name::Name;
use zeroize::Zeroizing;

use crate::der_write::{CONTEXT_0, set_of};

/// Larger key files are something else.
const MAX_FILE: usize = 1024 * 1024;
/// Longer chains are loops or mistakes.
const MAX_CHAIN: usize = 10;

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    EcdsaP256,
    EcdsaP384,
    Rsa { bits: usize },
}

impl Algorithm {
    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Algorithm::EcdsaP256 => &signature::ECDSA_P256_SHA256_ASN1,
            Algorithm::EcdsaP384 => &signature::ECDSA_P384_SHA384_ASN1,
            Algorithm::Rsa { .. } => &signature::RSA_PKCS1_2048_8192_SHA256,
        }
    }

    /// The hash that goes with it, for the message as for the signed attributes.
    pub fn digest(self) -> &'static ring::digest::Algorithm {
        match self {
            Algorithm::EcdsaP384 => &ring::digest::SHA384,
            Algorithm::EcdsaP256 | Algorithm::Rsa { .. } => &ring::digest::SHA256,
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
            Algorithm::Rsa { bits } => bits.div_ceil(8),
        }
    }

    fn name(self) -> String {
        match self {
            Algorithm::EcdsaP256 => "P-256".to_owned(),
            Algorithm::EcdsaP384 => "P-384".to_owned(),
            Algorithm::Rsa { bits } => format!("RSA-{bits}"),
        }
    }
}

enum Pair {
    Ecdsa(Box<EcdsaKeyPair>),
    Rsa(Box<RsaKeyPair>),
}

/// A private key with its certificate and chain, opened and checked to belong together.
pub struct SealKey {
    pair: Pair,
    algorithm: Algorithm,
    /// The public key of the certificate, as ring takes it.
    public_key: Vec<u8>,
    summary: CertificateSummary,
    certificate_sha256: Vec<u8>,
    issuer_der: Vec<u8>,
    serial_der: Vec<u8>,
    certificate_set: Vec<u8>,
    /// Leaf first.
    chain: Vec<Vec<u8>>,
    without_mac: bool,
    random: SystemRandom,
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealKey")
            .field("certificate", &self.summary)
            .finish_non_exhaustive()
    }
}

impl SealKey {
    /// Opens a PKCS#12 file (P-256, P-384, RSA 2048-4096).
    ///
    /// The end certificate is the one that fits the key; the chain is every certificate of the file that leads
    /// upwards from it. That key and certificate belong together is proven by a signature.
    ///
    /// # Errors
    /// `key-file-damaged`, `key-passphrase-wrong`, `key-kind-unsupported`, `key-without-certificate`, ...
    pub fn from_pkcs12(bytes: &[u8], passphrase: &SecretString) -> Result<Self, KeyError> {
        if bytes.is_empty() || bytes.len() > MAX_FILE || bytes.first() != Some(&0x30) {
            return Err(KeyError::NotAKeyFile);
        }
        let without_mac = !has_mac(bytes).ok_or(KeyError::FileDamaged)?;
        let archive = Pkcs12Archive::from_pkcs12(bytes, passphrase.expose_secret())
            .map_err(|error| explain_archive(&error, without_mac))?;
        if archive.keys.is_empty() {
            return Err(KeyError::NoKey);
        }
        let mut certificates = Vec::new();
        for bag in &archive.certs {
            let der = bag.cert.as_der();
            certificates.push((
                Certificate::from_der(der).map_err(|_| KeyError::FileDamaged)?,
                der,
            ));
        }

        // The first key that has its certificate; otherwise the reason why the first one has none.
        let mut refusal = None;
        for bag in &archive.keys {
            let pkcs8 = Zeroizing::new(bag.key.as_der().to_vec());
            match certificates
                .iter()
                .find_map(|(certificate, _)| match open_pair(&pkcs8, certificate) {
                    Ok(None) => None,
                    Ok(Some(opened)) => Some(Ok((certificate, opened))),
                    Err(error) => Some(Err(error)),
                }) {
                Some(Ok((certificate, opened))) => {
                    let chain = chain_of(certificate, &certificates);
                    return Self::assemble(opened, certificate, chain, without_mac);
                }
                Some(Err(error)) => refusal = refusal.or(Some(error)),
                None => refusal = refusal.or(Some(KeyError::WithoutCertificate)),
            }
        }
        Err(refusal.unwrap_or(KeyError::NoKey))
    }

    fn assemble(
        (pair, algorithm, public_key): (Pair, Algorithm, Vec<u8>),
        certificate: &Certificate,
        chain: Vec<Vec<u8>>,
        without_mac: bool,
    ) -> Result<Self, KeyError> {
        let tbs = &certificate.tbs_certificate;
        let damaged = |_| KeyError::FileDamaged;
        let usage = tbs.get::<KeyUsage>().map_err(damaged)?;
        if usage.is_some_and(|(_, usage)| !usage.digital_signature() && !usage.non_repudiation()) {
            return Err(KeyError::NotForSigning);
        }
        let leaf = chain.first().ok_or(KeyError::WithoutCertificate)?;
        let key = Self {
            summary: CertificateSummary::of(certificate, algorithm)?,
            certificate_sha256: ring::digest::digest(&ring::digest::SHA256, leaf)
                .as_ref()
                .to_vec(),
            issuer_der: tbs.issuer.to_der().map_err(damaged)?,
            serial_der: tbs.serial_number.to_der().map_err(damaged)?,
            certificate_set: set_of(CONTEXT_0, chain.clone()),
            pair,
            algorithm,
            public_key,
            chain,
            without_mac,
            random: SystemRandom::new(),
        };
        // A key that does not fit its certificate would make signatures that nobody accepts.
        let probe = b"key and certificate belong together";
        let signature = key.sign(probe).map_err(|_| KeyError::KeyAndCertificateDiffer)?;
        key.verify(probe, &signature)
            .map_err(|_| KeyError::KeyAndCertificateDiffer)?;
        Ok(key)
    }

    /// What a person needs to recognise the certificate.
    pub fn certificate(&self) -> &CertificateSummary {
        &self.summary
    }

    /// Whether the file had no integrity check (MAC): it opens, but a person should be told.
    pub fn file_without_mac(&self) -> bool {
        self.without_mac
    }

    /// The certificates that go into every signature, DER, the end certificate first.
    pub fn chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(crate) fn certificate_sha256(&self) -> &[u8] {
        &self.certificate_sha256
    }

    pub(crate) fn issuer_der(&self) -> &[u8] {
        &self.issuer_der
    }

    pub(crate) fn serial_der(&self) -> &[u8] {
        &self.serial_der
    }

    /// `[0] IMPLICIT CertificateSet` (RFC 5652, 5.1), sorted.
    pub(crate) fn certificate_set(&self) -> &[u8] {
        &self.certificate_set
    }

    /// Signs a message, which is hashed with [`Algorithm::digest`] first.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ring::error::Unspecified> {
        match &self.pair {
            Pair::Ecdsa(pair) => Ok(pair.sign(&self.random, message)?.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(
                    &signature::RSA_PKCS1_SHA256,
                    &self.random,
                    message,
                    &mut signature,
                )?;
                Ok(signature)
            }
        }
    }

    /// Verifies with the public key of the certificate.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), ring::error::Unspecified> {
        UnparsedPublicKey::new(self.algorithm.verification(), &self.public_key).verify(message, signature)
    }
}

/// A PFX is SEQUENCE { version, authSafe, macData OPTIONAL }.
fn has_mac(bytes: &[u8]) -> Option<bool> {
    let parts = Vec::<der::Any>::from_der(bytes).ok()?;
    (2..=3).contains(&parts.len()).then_some(parts.len() == 3)
}

fn explain_archive(error: &p12_keystore::error::Error, without_mac: bool) -> KeyError {
    use p12_keystore::error::Error;
    match error {
        Error::MacError(_) => KeyError::PassphraseWrong,
        // Without a MAC, a wrong passphrase shows only in what was decrypted with it.
        Error::UnpadError | Error::Pkcs5Error(_) | Error::DerError(_) | Error::InvalidData if without_mac => {
            KeyError::PassphraseWrong
        }
        Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => KeyError::FileUnsupported,
        _ => KeyError::FileDamaged,
    }
}

/// Opens the private key as that of `certificate`. `None`: the certificate belongs to another key.
fn open_pair(
    pkcs8: &[u8],
    certificate: &Certificate,
) -> Result<Option<(Pair, Algorithm, Vec<u8>)>, KeyError> {
    let info = pkcs8_parts(pkcs8).ok_or(KeyError::FileDamaged)?;
    let spki = &certificate.tbs_certificate.subject_public_key_info;
    let public = spki.subject_public_key.raw_bytes();
    match info.algorithm.as_str() {
        "1.2.840.10045.2.1" => {
            let (algorithm, signing) = match info.curve.as_deref() {
                Some("1.2.840.10045.3.1.7") => {
                    (Algorithm::EcdsaP256, &signature::ECDSA_P256_SHA256_ASN1_SIGNING)
                }
                Some("1.3.132.0.34") => (Algorithm::EcdsaP384, &signature::ECDSA_P384_SHA384_ASN1_SIGNING),
                Some("1.3.132.0.35") => return Err(KeyError::KindUnsupported("P-521".to_owned())),
                other => return Err(KeyError::KindUnsupported(format!("EC {}", other.unwrap_or("?")))),
            };
            if spki.algorithm.oid.to_string() != info.algorithm {
                return Ok(None);
            }
            let size = if algorithm == Algorithm::EcdsaP256 { 32 } else { 48 };
            let scalar = ec_scalar(info.key, size).ok_or(KeyError::FileDamaged)?;
            // ring refuses a public key that is not this private key's: then the certificate is another's.
            match EcdsaKeyPair::from_private_key_and_public_key(
                signing,
                &scalar,
                public,
                &SystemRandom::new(),
            ) {
                Ok(pair) => Ok(Some((Pair::Ecdsa(Box::new(pair)), algorithm, public.to_vec()))),
                Err(_) => Ok(None),
            }
        }
        "1.2.840.113549.1.1.1" => {
            if spki.algorithm.oid.to_string() != info.algorithm {
                return Ok(None);
            }
            let pair = RsaKeyPair::from_pkcs8(pkcs8)
                .map_err(|rejected| KeyError::KindUnsupported(format!("RSA: {rejected}")))?;
            let bits = pair.public().modulus_len() * 8;
            if pair.public_key().as_ref() != public {
                return Ok(None);
            }
            Ok(Some((
                Pair::Rsa(Box::new(pair)),
                Algorithm::Rsa { bits },
                public.to_vec(),
            )))
        }
        "1.2.840.113549.1.1.10" => Err(KeyError::KindUnsupported("RSA-PSS".to_owned())),
        "1.3.101.112" => Err(KeyError::KindUnsupported("Ed25519".to_owned())),
        "1.3.101.113" => Err(KeyError::KindUnsupported("Ed448".to_owned())),
        "1.2.840.10040.4.1" => Err(KeyError::KindUnsupported("DSA".to_owned())),
        other => Err(KeyError::KindUnsupported(other.to_owned())),
    }
}

struct Pkcs8Parts<'a> {
    algorithm: String,
    curve: Option<String>,
    key: &'a [u8],
}

/// PrivateKeyInfo: SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, ... } (RFC 5958).
fn pkcs8_parts(pkcs8: &[u8]) -> Option<Pkcs8Parts<'_>> {
    use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
    use der::{Reader, SliceReader};
    let mut reader = SliceReader::new(pkcs8).ok()?;
    reader
        .sequence(|parts| {
            let _version: u8 = parts.decode()?;
            let (algorithm, curve) = parts.sequence(|algorithm| {
                let id: ObjectIdentifier = algorithm.decode()?;
                let parameters: Option<AnyRef<'_>> = if algorithm.is_finished() {
                    None
                } else {
                    Some(algorithm.decode()?)
                };
                let curve = parameters.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
                Ok((id.to_string(), curve.map(|curve| curve.to_string())))
            })?;
            let key: OctetStringRef<'_> = parts.decode()?;
            while !parts.is_finished() {
                let _rest: AnyRef<'_> = parts.decode()?;
            }
            Ok(Pkcs8Parts {
                algorithm,
                curve,
                key: key.as_bytes(),
            })
        })
        .ok()
}

/// The scalar of an ECPrivateKey (RFC 5915), at its full size.
fn ec_scalar(key: &[u8], size: usize) -> Option<Zeroizing<Vec<u8>>> {
    use der::asn1::{AnyRef, OctetStringRef};
    use der::{Reader, SliceReader};
    let mut reader = SliceReader::new(key).ok()?;
    let scalar: OctetStringRef<'_> = reader
        .sequence(|parts| {
            let _version: u8 = parts.decode()?;
            let scalar = parts.decode()?;
            while !parts.is_finished() {
                let _rest: AnyRef<'_> = parts.decode()?;
            }
            Ok(scalar)
        })
        .ok()?;
    let bytes = scalar.as_bytes();
    let bytes = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    let mut full = Zeroizing::new(vec![0; size.checked_sub(bytes.len())?]);
    full.extend_from_slice(bytes);
    Some(full)
}

/// The certificates that lead upwards from `leaf`, by name, `leaf` first.
fn chain_of(leaf: &Certificate, certificates: &[(Certificate, &[u8])]) -> Vec<Vec<u8>> {
    let mut chain: Vec<(&Certificate, &[u8])> = Vec::new();
    let mut next = certificates.iter().find(|(certificate, _)| certificate == leaf);
    while let Some((certificate, der)) = next {
        if chain.len() >= MAX_CHAIN || chain.iter().any(|(_, known)| known == der) {
            break;
        }
        chain.push((certificate, der));
        let tbs = &certificate.tbs_certificate;
        if tbs.issuer == tbs.subject {
            break;
        }
        next = certificates
            .iter()
            .find(|(other, _)| other.tbs_certificate.subject == tbs.issuer);
    }
    chain.into_iter().map(|(_, der)| der.to_vec()).collect()
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

impl CertificateSummary {
    fn of(certificate: &Certificate, algorithm: Algorithm) -> Result<Self, KeyError> {
        let tbs = &certificate.tbs_certificate;
        let moment = |time: x509_cert::time::Time| {
            let seconds =
                i64::try_from(time.to_unix_duration().as_secs()).map_err(|_| KeyError::FileDamaged)?;
            jiff::Timestamp::from_second(seconds).map_err(|_| KeyError::FileDamaged)
        };
        let serial = hex::encode_upper(tbs.serial_number.as_bytes());
        let serial = serial.trim_start_matches('0');
        Ok(Self {
            holder: display_name(&tbs.subject),
            organisation: name_part(&tbs.subject, "2.5.4.10"),
            issuer: display_name(&tbs.issuer),
            serial: if serial.is_empty() {
                "0".to_owned()
            } else {
                serial.to_owned()
            },
            not_before: moment(tbs.validity.not_before)?,
            not_after: moment(tbs.validity.not_after)?,
            algorithm: algorithm.name(),
        })
    }
}

/// Common name, else organisation, else the whole name.
fn display_name(name: &Name) -> String {
    name_part(name, "2.5.4.3")
        .or_else(|| name_part(name, "2.5.4.10"))
        .unwrap_or_else(|| name.to_string())
}

/// The last (most specific) value of an attribute.
fn name_part(name: &Name, oid: &str) -> Option<String> {
    let mut attributes = name.0.iter().flat_map(|set| set.0.iter());
    let value = attributes.rfind(|attribute| attribute.oid.to_string() == oid)?;
    let bytes = value.value.value();
    let text = match der::Tagged::tag(&value.value) {
        der::Tag::BmpString => {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        der::Tag::TeletexString => bytes.iter().map(|&byte| char::from(byte)).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    Some(text)
}

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The passphrase is wrong.
    #[error("the passphrase of the key file is wrong")]
    PassphraseWrong,
    /// The file is no PKCS#12 file.
    #[error("the file is no PKCS#12 key file")]
    NotAKeyFile,
    /// The file cannot be read.
    #[error("the key file is damaged")]
    FileDamaged,
    /// The file is protected in a way that is not supported.
    #[error("the key file is protected in an unsupported way")]
    FileUnsupported,
    /// The file holds no private key.
    #[error("the key file holds no private key")]
    NoKey,
    /// No certificate in the file belongs to the key.
    #[error("the key file holds no certificate for its key")]
    WithoutCertificate,
    /// Key and certificate do not belong together.
    #[error("key and certificate do not belong together")]
    KeyAndCertificateDiffer,
    /// A kind of key that Greffe does not sign with.
    #[error("keys of the kind {0} are not supported")]
    KindUnsupported(String),
    /// The certificate is not for signing (key usage).
    #[error("the certificate is not for signing")]
    NotForSigning,
}

impl KeyError {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<KeyError> {
        vec![
            KeyError::PassphraseWrong,
            KeyError::NotAKeyFile,
            KeyError::FileDamaged,
            KeyError::FileUnsupported,
            KeyError::NoKey,
            KeyError::WithoutCertificate,
            KeyError::KeyAndCertificateDiffer,
            KeyError::KindUnsupported("x".to_owned()),
            KeyError::NotForSigning,
        ]
    }
}

impl Explain for KeyError {
    fn code(&self) -> &'static str {
        match self {
            KeyError::PassphraseWrong => "key-passphrase-wrong",
            KeyError::NotAKeyFile => "key-not-a-key-file",
            KeyError::FileDamaged => "key-file-damaged",
            KeyError::FileUnsupported => "key-file-unsupported",
            KeyError::NoKey => "key-file-without-key",
            KeyError::WithoutCertificate => "key-without-certificate",
            KeyError::KeyAndCertificateDiffer => "key-and-certificate-differ",
            KeyError::KindUnsupported(_) => "key-kind-unsupported",
            KeyError::NotForSigning => "key-not-for-signing",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            KeyError::KindUnsupported(kind) => vec![("kind", kind.clone())],
            _ => Vec::new(),
        }
    }
}
