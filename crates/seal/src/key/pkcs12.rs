//! Keys in PKCS#12 files.

use der::Decode;
use p12_keystore::Pkcs12Archive;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, KeyPair, RsaKeyPair};
use secrecy::{ExposeSecret, SecretString};
use x509_cert::Certificate;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, KeyKind, algorithm_name, curve_name};
use super::{KeyError, Pair, Probe, SealKey, chain_of};

/// Larger key files are something else.
const MAX_FILE: usize = 1024 * 1024;

/// A certificate of a key file.
pub(super) struct FileCertificate {
    pub certificate: Certificate,
    pub der: Vec<u8>,
    /// Whether the file holds its key.
    pub with_key: bool,
}

impl SealKey {
    /// Opens a PKCS#12 file (P-256, P-384, RSA 2048-4096, the latter also as keys for RSA-PSS alone).
    ///
    /// The end certificate is the one that fits the key; the chain is every certificate of the file that leads
    /// upwards from it. That key and certificate belong together is proven by a signature.
    ///
    /// # Errors
    /// `key-file-damaged`, `key-passphrase-wrong`, `key-kind-unsupported`, `key-without-certificate`, ...
    pub fn from_pkcs12(bytes: &[u8], passphrase: &SecretString) -> Result<Self, KeyError> {
        let (archive, certificates, without_mac) = open(bytes, passphrase)?;
        if archive.keys.is_empty() {
            return Err(KeyError::NoKey);
        }
        // The first key that has its certificate; otherwise the reason why the first one has none.
        let mut refusal = None;
        for bag in &archive.keys {
            let pkcs8 = Zeroizing::new(bag.key.as_der().to_vec());
            let fitting =
                certificates
                    .iter()
                    .find_map(|(certificate, _)| match open_pair(&pkcs8, certificate) {
                        Ok(None) => None,
                        Ok(Some(opened)) => Some(Ok((certificate, opened))),
                        Err(error) => Some(Err(error)),
                    });
            match fitting {
                Some(Ok((certificate, (pair, algorithm)))) => {
                    let known: Vec<(Certificate, &[u8])> = certificates
                        .iter()
                        .map(|(certificate, der)| (certificate.clone(), der.as_slice()))
                        .collect();
                    let chain = chain_of(certificate, &known);
                    let mut key = Self::assemble(pair, algorithm, certificate, chain, Probe::Sign)?;
                    key.without_mac = without_mac;
                    return Ok(key);
                }
                Some(Err(error)) => refusal = refusal.or(Some(error)),
                None => refusal = refusal.or(Some(KeyError::WithoutCertificate)),
            }
        }
        Err(refusal.unwrap_or(KeyError::NoKey))
    }
}

/// The certificates of a key file, in its order.
pub(super) fn certificates(
    bytes: &[u8],
    passphrase: &SecretString,
) -> Result<Vec<FileCertificate>, KeyError> {
    let (archive, certificates, _) = open(bytes, passphrase)?;
    let keys: Vec<Zeroizing<Vec<u8>>> = archive
        .keys
        .iter()
        .map(|bag| Zeroizing::new(bag.key.as_der().to_vec()))
        .collect();
    Ok(certificates
        .into_iter()
        .map(|(certificate, der)| FileCertificate {
            // A key of an unsupported kind is a key all the same; that it does not sign here is told of the kind.
            with_key: keys.iter().any(|pkcs8| match open_pair(pkcs8, &certificate) {
                Ok(opened) => opened.is_some(),
                Err(_) => keys.len() == 1 && !super::certificate::is_authority(&certificate),
            }),
            certificate,
            der,
        })
        .collect())
}

type Opened = (Pkcs12Archive, Vec<(Certificate, Vec<u8>)>, bool);

fn open(bytes: &[u8], passphrase: &SecretString) -> Result<Opened, KeyError> {
    if bytes.is_empty() || bytes.len() > MAX_FILE || bytes.first() != Some(&0x30) {
        return Err(KeyError::NotAKeyFile);
    }
    let without_mac = !has_mac(bytes).ok_or(KeyError::FileDamaged)?;
    let archive = Pkcs12Archive::from_pkcs12(bytes, passphrase.expose_secret())
        .map_err(|error| explain_archive(&error, without_mac))?;
    let mut certificates = Vec::new();
    for bag in &archive.certs {
        let der = bag.cert.as_der();
        certificates.push((
            Certificate::from_der(der).map_err(|_| KeyError::FileDamaged)?,
            der.to_vec(),
        ));
    }
    Ok((archive, certificates, without_mac))
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
fn open_pair(pkcs8: &[u8], certificate: &Certificate) -> Result<Option<(Pair, Algorithm)>, KeyError> {
    let info = pkcs8_parts(pkcs8).ok_or(KeyError::FileDamaged)?;
    let spki = &certificate.tbs_certificate.subject_public_key_info;
    let public = spki.subject_public_key.raw_bytes();
    let kind = KeyKind::of(spki);
    let rejected = |error| KeyError::KindUnsupported(format!("RSA: {error}"));
    let pair = match info.algorithm.as_str() {
        "1.2.840.10045.2.1" => {
            let (wanted, size, signing) = match info.curve.as_deref() {
                Some("1.2.840.10045.3.1.7") => {
                    (KeyKind::P256, 32, &signature::ECDSA_P256_SHA256_ASN1_SIGNING)
                }
                Some("1.3.132.0.34") => (KeyKind::P384, 48, &signature::ECDSA_P384_SHA384_ASN1_SIGNING),
                other => return Err(KeyError::KindUnsupported(curve_name(other))),
            };
            if kind != wanted {
                return Ok(None);
            }
            let scalar = ec_scalar(info.key, size).ok_or(KeyError::FileDamaged)?;
            // ring refuses a public key that is not this private key's: then the certificate is another's.
            match EcdsaKeyPair::from_private_key_and_public_key(
                signing,
                &scalar,
                public,
                &SystemRandom::new(),
            ) {
                Ok(pair) => Pair::Ecdsa(Box::new(pair)),
                Err(_) => return Ok(None),
            }
        }
        oid @ ("1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10") => {
            if !matches!(kind, KeyKind::Rsa { .. } | KeyKind::RsaPss { .. }) {
                return Ok(None);
            }
            // ring knows the identifier of RSA keys only; what stands under that for RSA-PSS is the same (RFC 4055).
            let pair = if oid == "1.2.840.113549.1.1.1" {
                RsaKeyPair::from_pkcs8(pkcs8)
            } else {
                RsaKeyPair::from_der(info.key)
            }
            .map_err(rejected)?;
            if pair.public_key().as_ref() != public {
                return Ok(None);
            }
            Pair::Rsa(Box::new(pair))
        }
        other => return Err(KeyError::KindUnsupported(algorithm_name(other))),
    };
    let algorithm = kind.algorithm().map_err(KeyError::KindUnsupported)?;
    Ok(Some((pair, algorithm)))
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
