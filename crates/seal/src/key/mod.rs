//! Keys that sign: PKCS#12 files ([`SealKey::from_pkcs12`]) and tokens by PKCS#11 ([`SealKey::from_token`]), what their
//! certificates say ([`CertificateSummary`]), and the choice among several ([`chooser`]).
//!
//! A key in a token never leaves it. What this process holds of it is a logged-in session, and the PIN only where the
//! token asks for it before every signature.

mod algorithm;
mod certificate;
pub mod chooser;
mod error;
mod modules;
mod pkcs11;
mod pkcs12;
mod token;

use der::Encode;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, RsaKeyPair, UnparsedPublicKey};
use x509_cert::Certificate;

use crate::der_write::{CONTEXT_0, set_of};

pub(crate) use algorithm::Algorithm;
pub use certificate::{CertificatePurpose, CertificateSummary, PurposeBasis, QcType, QualifiedClaim};
pub use error::KeyError;
pub use modules::known_modules;
pub use pkcs11::{ChosenToken, TokenChoice};
pub use token::{Pin, PinLeft, PinState, TokenError};

/// Longer chains are loops or mistakes.
const MAX_CHAIN: usize = 10;

enum Pair {
    Ecdsa(Box<EcdsaKeyPair>),
    Rsa(Box<RsaKeyPair>),
    Token(Box<token::TokenKey>),
}

/// A private key with its certificate and chain, opened and checked to belong together.
///
/// Several threads may sign with it at the same time.
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

/// Whether a signature proves on opening that key and certificate belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Probe {
    Sign,
    /// The token would ask for the PIN once more; every signature is verified before its file leaves anyway.
    Never,
}

impl SealKey {
    fn assemble(
        pair: Pair,
        algorithm: Algorithm,
        certificate: &Certificate,
        chain: Vec<Vec<u8>>,
        probe: Probe,
    ) -> Result<Self, KeyError> {
        let tbs = &certificate.tbs_certificate;
        let damaged = |_| KeyError::FileDamaged;
        let leaf = chain.first().ok_or(KeyError::WithoutCertificate)?;
        let summary = CertificateSummary::read(certificate, leaf).ok_or(KeyError::FileDamaged)?;
        if !certificate::may_sign(certificate).ok_or(KeyError::FileDamaged)? {
            return Err(KeyError::NotForSigning);
        }
        let key = Self {
            summary,
            certificate_sha256: ring::digest::digest(&ring::digest::SHA256, leaf)
                .as_ref()
                .to_vec(),
            issuer_der: tbs.issuer.to_der().map_err(damaged)?,
            serial_der: tbs.serial_number.to_der().map_err(damaged)?,
            certificate_set: set_of(CONTEXT_0, chain.clone()),
            pair,
            algorithm,
            public_key: tbs
                .subject_public_key_info
                .subject_public_key
                .raw_bytes()
                .to_vec(),
            chain,
            without_mac: false,
            random: SystemRandom::new(),
        };
        if probe == Probe::Sign {
            key.prove()?;
        }
        Ok(key)
    }

    /// A key that does not fit its certificate would make signatures that nobody accepts.
    fn prove(&self) -> Result<(), KeyError> {
        let probe = b"key and certificate belong together";
        let signature = self.sign(probe).map_err(|error| match error {
            KeyError::DidNotSign => KeyError::KeyAndCertificateDiffer,
            other => other,
        })?;
        self.verify(probe, &signature)
            .map_err(|_| KeyError::KeyAndCertificateDiffer)
    }

    /// Signs with RSASSA-PSS (SHA-256, MGF1 with SHA-256, 32 bytes of salt) instead of PKCS#1 v1.5.
    ///
    /// # Errors
    /// `key-pss-needs-rsa`; `token-mechanism-missing` when the token cannot.
    pub fn with_rsa_pss(mut self) -> Result<Self, KeyError> {
        match self.algorithm {
            Algorithm::Rsa { bits } => {
                let algorithm = Algorithm::RsaPss { bits };
                if let Pair::Token(token) = &self.pair {
                    token.can(algorithm)?;
                }
                self.algorithm = algorithm;
                Ok(self)
            }
            Algorithm::RsaPss { .. } => Ok(self),
            Algorithm::EcdsaP256 | Algorithm::EcdsaP384 => Err(KeyError::PssNeedsRsa(self.summary.algorithm)),
        }
    }

    /// Adds certificates (DER) that lead upwards from the key's own: tokens often hold the end certificate alone.
    /// Those that do not belong to the chain are left out.
    #[must_use]
    pub fn with_certificates(mut self, certificates: &[Vec<u8>]) -> Self {
        use der::Decode;
        let all: Vec<(Certificate, &[u8])> = self
            .chain
            .iter()
            .chain(certificates)
            .filter_map(|der| Some((Certificate::from_der(der).ok()?, der.as_slice())))
            .collect();
        if let Some((leaf, _)) = all.first() {
            let chain = chain_of(leaf, &all);
            if chain.len() >= self.chain.len() {
                self.certificate_set = set_of(CONTEXT_0, chain.clone());
                self.chain = chain;
            }
        }
        self
    }

    /// As [`SealKey::with_certificates`], from PEM.
    ///
    /// # Errors
    /// `key-chain-unreadable`.
    pub fn with_pem(self, pem: &[u8]) -> Result<Self, KeyError> {
        let unreadable = |_| KeyError::ChainUnreadable;
        let certificates = Certificate::load_pem_chain(pem).map_err(unreadable)?;
        let certificates: Result<Vec<Vec<u8>>, _> = certificates.iter().map(Encode::to_der).collect();
        Ok(self.with_certificates(&certificates.map_err(unreadable)?))
    }

    /// What a person needs to recognise the certificate.
    pub fn certificate(&self) -> &CertificateSummary {
        &self.summary
    }

    /// Whether the file had no integrity check (MAC): it opens, but a person should be told.
    pub fn file_without_mac(&self) -> bool {
        self.without_mac
    }

    /// Whether the key lives in a token.
    pub fn in_token(&self) -> bool {
        matches!(self.pair, Pair::Token(_))
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
    ///
    /// # Errors
    /// `seal-signing-failed`, or what the token says.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let failed = |_| KeyError::DidNotSign;
        match &self.pair {
            Pair::Ecdsa(pair) => Ok(pair
                .sign(&self.random, message)
                .map_err(failed)?
                .as_ref()
                .to_vec()),
            Pair::Rsa(pair) => {
                let padding: &dyn signature::RsaEncoding = match self.algorithm {
                    Algorithm::RsaPss { .. } => &signature::RSA_PSS_SHA256,
                    _ => &signature::RSA_PKCS1_SHA256,
                };
                let mut value = vec![0; pair.public().modulus_len()];
                pair.sign(padding, &self.random, message, &mut value)
                    .map_err(failed)?;
                Ok(value)
            }
            Pair::Token(token) => Ok(token.sign(self.algorithm, message)?),
        }
    }

    /// Verifies with the public key of the certificate.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), ring::error::Unspecified> {
        UnparsedPublicKey::new(self.algorithm.verification(), &self.public_key).verify(message, signature)
    }
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
