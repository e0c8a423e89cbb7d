//! A key in a token: PINs, sessions and what goes wrong, apart from any driver.
//!
//! PKCS#11 itself stands behind [`Door`] and [`Session`] (see [`super::pkcs11`]), so that everything a token can do to
//! us - a wrong PIN, a PIN pad that is cancelled, a card pulled out in the middle - is tested with faults of our own.
//!
//! Rules: a PIN is tried once and never again by itself; the last try is never spent on a PIN out of a file; after the
//! token is gone, locked or was cancelled, the key is closed and asks for nothing more; opening it again resumes.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;
use wording::Explain;

use super::algorithm::Algorithm;

/// The PIN of a token, and where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Pin<'a> {
    /// None is given: enough for tokens that want none.
    #[default]
    None,
    /// A person has just typed it.
    Typed(&'a SecretString),
    /// It was stored, in a file for instance: the last try is never spent on it.
    Stored(&'a SecretString),
    /// It is typed at the reader's own keys (CKF_PROTECTED_AUTHENTICATION_PATH).
    Pad,
}

impl<'a> Pin<'a> {
    fn secret(self) -> Option<&'a SecretString> {
        match self {
            Pin::Typed(pin) | Pin::Stored(pin) => Some(pin),
            Pin::None | Pin::Pad => None,
        }
    }
}

/// How many tries are left, as far as the token tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinLeft {
    /// It does not say.
    Unknown,
    /// Some have been used up (CKF_USER_PIN_COUNT_LOW).
    Few,
    /// One (CKF_USER_PIN_FINAL_TRY).
    One,
}

/// The state of a token's PIN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinState {
    /// Nothing is known against it.
    #[default]
    Ready,
    /// A wrong PIN was given at least once since the last right one.
    FewTriesLeft,
    /// The next wrong PIN locks it.
    LastTry,
    /// Locked.
    Locked,
    /// None has been set.
    NotSet,
    /// It must be changed before use.
    ToBeChanged,
}

/// Why a token, or its driver, does not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The driver is not there.
    #[error("there is no PKCS#11 module {module}")]
    ModuleMissing {
        /// The file.
        module: String,
    },
    /// The driver cannot be loaded or does not start.
    #[error("the PKCS#11 module {module} cannot be used: {detail}")]
    ModuleUnusable {
        /// The file.
        module: String,
        /// What the system or the driver says.
        detail: String,
    },
    /// No driver is installed at a known place.
    #[error("no PKCS#11 module was found")]
    NoModule,
    /// No reader holds a token.
    #[error("there is no token")]
    NoToken,
    /// The driver has no such slot.
    #[error("there is no slot {slot}")]
    SlotUnknown {
        /// As given.
        slot: u64,
    },
    /// The slot is empty.
    #[error("there is no token in slot {slot}")]
    SlotEmpty {
        /// The slot.
        slot: u64,
    },
    /// No token bears the label.
    #[error("there is no token '{label}'")]
    LabelUnknown {
        /// As given.
        label: String,
    },
    /// Several tokens come into question.
    #[error("there are several tokens: {tokens}")]
    SeveralTokens {
        /// Labels with their slots.
        tokens: String,
    },
    /// The token holds no certificate.
    #[error("the token '{token}' holds no certificate")]
    WithoutCertificate {
        /// Its label.
        token: String,
    },
    /// The token holds no such certificate.
    #[error("the token '{token}' holds no certificate '{wanted}'")]
    CertificateUnknown {
        /// Its label.
        token: String,
        /// As given.
        wanted: String,
    },
    /// Several certificates come into question.
    #[error("the token '{token}' holds several certificates: {certificates}")]
    SeveralCertificates {
        /// Its label.
        token: String,
        /// Holders with identifiers.
        certificates: String,
    },
    /// The token holds no private key for the certificate.
    #[error("the token '{token}' holds no private key for the certificate")]
    KeyMissing {
        /// Its label.
        token: String,
    },
    /// The token wants a PIN.
    #[error("the token '{token}' wants a PIN")]
    PinNeeded {
        /// Its label.
        token: String,
    },
    /// The PIN is wrong.
    #[error("the PIN is wrong")]
    PinWrong {
        /// What is left.
        left: PinLeft,
    },
    /// One try is left, and is not spent on a PIN that nobody typed.
    #[error("one try is left for the PIN")]
    PinLastTry,
    /// The PIN is locked.
    #[error("the PIN is locked")]
    PinLocked,
    /// The PIN has not been set.
    #[error("no PIN has been set")]
    PinNotSet,
    /// The PIN must be changed first.
    #[error("the PIN must be changed")]
    PinExpired,
    /// The PIN has a length or characters that the token does not take.
    #[error("the PIN has not the form the token takes")]
    PinFormat,
    /// The reader has no keys for the PIN.
    #[error("the reader has no PIN pad")]
    NoPinPad,
    /// The person cancelled, or was too late, at the PIN pad.
    #[error("cancelled at the PIN pad")]
    Cancelled,
    /// The token was removed.
    #[error("the token was removed")]
    Removed,
    /// The connection to the token was lost.
    #[error("the session with the token was lost")]
    SessionLost,
    /// The token cannot sign in this way.
    #[error("the token cannot sign with {kind}")]
    MechanismMissing {
        /// Algorithm and key.
        kind: String,
    },
    /// Anything else.
    #[error("the token failed: {detail}")]
    Failed {
        /// As the driver says it.
        detail: String,
    },
}

impl TokenError {
    /// Whether the same would meet the next document.
    pub fn stops_the_batch(&self) -> bool {
        !matches!(self, TokenError::Failed { .. })
    }

    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<TokenError> {
        let x = || "x".to_owned();
        vec![
            TokenError::ModuleMissing { module: x() },
            TokenError::ModuleUnusable {
                module: x(),
                detail: x(),
            },
            TokenError::NoModule,
            TokenError::NoToken,
            TokenError::SlotUnknown { slot: 1 },
            TokenError::SlotEmpty { slot: 1 },
            TokenError::LabelUnknown { label: x() },
            TokenError::SeveralTokens { tokens: x() },
            TokenError::WithoutCertificate { token: x() },
            TokenError::CertificateUnknown {
                token: x(),
                wanted: x(),
            },
            TokenError::SeveralCertificates {
                token: x(),
                certificates: x(),
            },
            TokenError::KeyMissing { token: x() },
            TokenError::PinNeeded { token: x() },
            TokenError::PinWrong {
                left: PinLeft::Unknown,
            },
            TokenError::PinWrong { left: PinLeft::Few },
            TokenError::PinWrong { left: PinLeft::One },
            TokenError::PinLastTry,
            TokenError::PinLocked,
            TokenError::PinNotSet,
            TokenError::PinExpired,
            TokenError::PinFormat,
            TokenError::NoPinPad,
            TokenError::Cancelled,
            TokenError::Removed,
            TokenError::SessionLost,
            TokenError::MechanismMissing { kind: x() },
            TokenError::Failed { detail: x() },
        ]
    }
}

impl Explain for TokenError {
    fn code(&self) -> &'static str {
        match self {
            TokenError::ModuleMissing { .. } => "token-module-missing",
            TokenError::ModuleUnusable { .. } => "token-module-unusable",
            TokenError::NoModule => "token-no-module",
            TokenError::NoToken => "token-none",
            TokenError::SlotUnknown { .. } => "token-slot-unknown",
            TokenError::SlotEmpty { .. } => "token-slot-empty",
            TokenError::LabelUnknown { .. } => "token-label-unknown",
            TokenError::SeveralTokens { .. } => "token-several",
            TokenError::WithoutCertificate { .. } => "token-without-certificate",
            TokenError::CertificateUnknown { .. } => "token-certificate-unknown",
            TokenError::SeveralCertificates { .. } => "token-several-certificates",
            TokenError::KeyMissing { .. } => "token-key-missing",
            TokenError::PinNeeded { .. } => "token-pin-needed",
            TokenError::PinWrong {
                left: PinLeft::Unknown,
            } => "token-pin-wrong",
            TokenError::PinWrong { left: PinLeft::Few } => "token-pin-wrong-few-left",
            TokenError::PinWrong { left: PinLeft::One } => "token-pin-wrong-one-left",
            TokenError::PinLastTry => "token-pin-last-try",
            TokenError::PinLocked => "token-pin-locked",
            TokenError::PinNotSet => "token-pin-not-set",
            TokenError::PinExpired => "token-pin-expired",
            TokenError::PinFormat => "token-pin-format",
            TokenError::NoPinPad => "token-without-pin-pad",
            TokenError::Cancelled => "token-cancelled",
            TokenError::Removed => "token-removed",
            TokenError::SessionLost => "token-session-lost",
            TokenError::MechanismMissing { .. } => "token-mechanism-missing",
            TokenError::Failed { .. } => "token-failed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            TokenError::ModuleMissing { module } => vec![("module", module.clone())],
            TokenError::ModuleUnusable { module, detail } => {
                vec![("module", module.clone()), ("detail", detail.clone())]
            }
            TokenError::SlotUnknown { slot } | TokenError::SlotEmpty { slot } => {
                vec![("slot", slot.to_string())]
            }
            TokenError::LabelUnknown { label } => vec![("label", label.clone())],
            TokenError::SeveralTokens { tokens } => vec![("tokens", tokens.clone())],
            TokenError::WithoutCertificate { token }
            | TokenError::KeyMissing { token }
            | TokenError::PinNeeded { token } => vec![("token", token.clone())],
            TokenError::CertificateUnknown { token, wanted } => {
                vec![("token", token.clone()), ("wanted", wanted.clone())]
            }
            TokenError::SeveralCertificates { token, certificates } => {
                vec![("token", token.clone()), ("certificates", certificates.clone())]
            }
            TokenError::MechanismMissing { kind } => vec![("kind", kind.clone())],
            TokenError::Failed { detail } => vec![("detail", detail.clone())],
            _ => Vec::new(),
        }
    }
}

/// What a driver answers when it does not do what was asked, as far as it matters to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Removed,
    SessionLost,
    NotLoggedIn,
    AlreadyLoggedIn,
    PinIncorrect,
    PinLocked,
    PinExpired,
    PinFormat,
    PinNotSet,
    Cancelled,
    MechanismMissing,
    /// The token has no room for one more session.
    NoMoreSessions,
    /// Anything else; a token that is gone often says it so.
    Other(String),
}

/// The ways of signing in PKCS#11 that are used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mechanism {
    /// CKM_RSA_PKCS over a DigestInfo.
    RsaPkcs,
    /// CKM_SHA256_RSA_PKCS over the message.
    Sha256RsaPkcs,
    /// CKM_RSA_PKCS_PSS over the digest.
    RsaPss,
    /// CKM_SHA256_RSA_PKCS_PSS over the message.
    Sha256RsaPss,
    /// CKM_ECDSA over the digest.
    Ecdsa,
    /// CKM_ECDSA_SHA256 over the message.
    EcdsaSha256,
    /// CKM_ECDSA_SHA384 over the message.
    EcdsaSha384,
}

/// What is known before [`RsaPkcs`](Mechanism::RsaPkcs): DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2).
const DIGEST_INFO_SHA256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

impl Mechanism {
    /// In the order in which they are tried. Hashing here is right for every token; where the PIN is asked before each
    /// signature the signature is made in parts, which tokens do for the ways that hash themselves.
    fn for_algorithm(algorithm: Algorithm, in_parts: bool) -> [Mechanism; 2] {
        let mut ways = match algorithm {
            Algorithm::EcdsaP256 => [Mechanism::Ecdsa, Mechanism::EcdsaSha256],
            Algorithm::EcdsaP384 => [Mechanism::Ecdsa, Mechanism::EcdsaSha384],
            Algorithm::Rsa { .. } => [Mechanism::RsaPkcs, Mechanism::Sha256RsaPkcs],
            Algorithm::RsaPss { .. } => [Mechanism::RsaPss, Mechanism::Sha256RsaPss],
        };
        if in_parts {
            ways.reverse();
        }
        ways
    }

    fn input(self, algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
        let digest = || ring::digest::digest(algorithm.digest(), message);
        match self {
            Mechanism::RsaPkcs => [&DIGEST_INFO_SHA256, digest().as_ref()].concat(),
            Mechanism::RsaPss | Mechanism::Ecdsa => digest().as_ref().to_vec(),
            Mechanism::Sha256RsaPkcs
            | Mechanism::Sha256RsaPss
            | Mechanism::EcdsaSha256
            | Mechanism::EcdsaSha384 => message.to_vec(),
        }
    }
}

/// An open session with a token, and a key in it.
pub(crate) trait Session: Send {
    /// Logs the user in, for all sessions with this token; `None`: at the PIN pad.
    fn login(&self, pin: Option<&SecretString>) -> Result<(), Fault>;
    /// Signs in one part.
    fn sign(&self, mechanism: Mechanism, data: &[u8]) -> Result<Vec<u8>, Fault>;
    /// Begins to sign, gives the PIN for this one signature (CKU_CONTEXT_SPECIFIC), and signs.
    fn sign_authenticated(
        &self,
        mechanism: Mechanism,
        data: &[u8],
        pin: Option<&SecretString>,
    ) -> Result<Vec<u8>, Fault>;
}

/// The way to a key in a token.
pub(crate) trait Door: Send + Sync {
    /// Opens one more session.
    fn open(&self) -> Result<Box<dyn Session>, Fault>;
    /// What the token says of its PIN now.
    fn pin_state(&self) -> PinState;
    /// Whether the token is still there.
    fn present(&self) -> bool;
    /// Whether the token offers a way of signing.
    fn offers(&self, mechanism: Mechanism) -> bool;
}

/// Logs in once.
pub(crate) fn login(door: &dyn Door, session: &dyn Session, pin: Pin<'_>) -> Result<(), TokenError> {
    match door.pin_state() {
        PinState::Locked => return Err(TokenError::PinLocked),
        PinState::NotSet => return Err(TokenError::PinNotSet),
        PinState::ToBeChanged => return Err(TokenError::PinExpired),
        PinState::LastTry if matches!(pin, Pin::Stored(_)) => return Err(TokenError::PinLastTry),
        PinState::Ready | PinState::FewTriesLeft | PinState::LastTry => {}
    }
    match session.login(pin.secret()) {
        // Another key of this token is open in this process.
        Ok(()) | Err(Fault::AlreadyLoggedIn) => Ok(()),
        Err(fault) => Err(explain(&fault, door)),
    }
}

pub(crate) fn explain(fault: &Fault, door: &dyn Door) -> TokenError {
    match fault {
        Fault::PinIncorrect => match door.pin_state() {
            PinState::Locked => TokenError::PinLocked,
            PinState::LastTry => TokenError::PinWrong { left: PinLeft::One },
            PinState::FewTriesLeft => TokenError::PinWrong { left: PinLeft::Few },
            _ => TokenError::PinWrong {
                left: PinLeft::Unknown,
            },
        },
        Fault::PinLocked => TokenError::PinLocked,
        Fault::PinExpired => TokenError::PinExpired,
        Fault::PinFormat => TokenError::PinFormat,
        Fault::PinNotSet => TokenError::PinNotSet,
        Fault::Cancelled => TokenError::Cancelled,
        Fault::Removed => TokenError::Removed,
        _ if !door.present() => TokenError::Removed,
        Fault::SessionLost | Fault::NotLoggedIn | Fault::AlreadyLoggedIn => TokenError::SessionLost,
        Fault::MechanismMissing => TokenError::Failed {
            detail: "CKR_MECHANISM_INVALID".to_owned(),
        },
        Fault::NoMoreSessions => TokenError::Failed {
            detail: "CKR_SESSION_COUNT".to_owned(),
        },
        Fault::Other(detail) => TokenError::Failed {
            detail: detail.clone(),
        },
    }
}

/// How a key signs: what was found out when it was opened.
pub(crate) struct Manner {
    /// CKA_ALWAYS_AUTHENTICATE: before every signature the PIN is given again.
    pub always_authenticate: bool,
    /// The PIN for that, kept only then; `None`: at the PIN pad.
    pub pin: Option<SecretString>,
}

/// A key in a token that is logged in.
pub(crate) struct TokenKey {
    door: Box<dyn Door>,
    manner: Manner,
    pool: Mutex<Pool>,
    free: Condvar,
}

struct Pool {
    idle: Vec<Box<dyn Session>>,
    /// One that failed and is not used again, yet stays open: with the last session the login would end.
    spoilt: Option<Box<dyn Session>>,
    in_use: usize,
    /// Why nothing is asked of the token any more.
    closed: Option<TokenError>,
}

impl TokenKey {
    /// With a session that is logged in, which stays open as long as the key, so that the login stays.
    pub fn new(door: Box<dyn Door>, session: Box<dyn Session>, manner: Manner) -> Self {
        Self {
            door,
            manner,
            pool: Mutex::new(Pool {
                idle: vec![session],
                spoilt: None,
                in_use: 0,
                closed: None,
            }),
            free: Condvar::new(),
        }
    }

    /// Whether the token offers a way to sign so.
    pub fn can(&self, algorithm: Algorithm) -> Result<(), TokenError> {
        self.ways(algorithm).map(|_| ())
    }

    fn ways(&self, algorithm: Algorithm) -> Result<Vec<Mechanism>, TokenError> {
        let ways: Vec<Mechanism> = Mechanism::for_algorithm(algorithm, self.manner.always_authenticate)
            .into_iter()
            .filter(|way| self.door.offers(*way))
            .collect();
        if ways.is_empty() {
            return Err(missing(algorithm));
        }
        Ok(ways)
    }

    /// Signs a message.
    pub fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, TokenError> {
        let ways = self.ways(algorithm)?;
        let session = self.take()?;
        let mut result = Err(missing(algorithm));
        for way in ways {
            let data = way.input(algorithm, message);
            let signed = if self.manner.always_authenticate {
                self.sign_authenticated(session.as_ref(), way, &data)
            } else {
                session.sign(way, &data)
            };
            result = match signed {
                Ok(value) => encode(algorithm, value),
                Err(Fault::MechanismMissing) => continue,
                Err(fault) => Err(explain(&fault, self.door.as_ref())),
            };
            break;
        }
        self.give_back(session, result.as_ref().err());
        result
    }

    fn sign_authenticated(
        &self,
        session: &dyn Session,
        way: Mechanism,
        data: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        // The last try is left to a person: the PIN here was right once, so the token must have changed its mind.
        if self.manner.pin.is_some() && self.door.pin_state() == PinState::Locked {
            return Err(Fault::PinLocked);
        }
        session.sign_authenticated(way, data, self.manner.pin.as_ref())
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Box<dyn Session>, TokenError> {
        let mut pool = self.pool();
        loop {
            if let Some(closed) = &pool.closed {
                return Err(closed.clone());
            }
            // A key that asks for the PIN each time asks one question at a time.
            let alone = self.manner.always_authenticate && pool.in_use > 0;
            if !alone {
                if let Some(session) = pool.idle.pop() {
                    pool.in_use += 1;
                    return Ok(session);
                }
                match self.door.open() {
                    Ok(session) => {
                        pool.in_use += 1;
                        return Ok(session);
                    }
                    // All that the token gives are in use: wait for one of ours.
                    Err(Fault::NoMoreSessions) if pool.in_use > 0 => {}
                    Err(fault) => {
                        let error = explain(&fault, self.door.as_ref());
                        if error.stops_the_batch() {
                            pool.closed = Some(error.clone());
                        }
                        return Err(error);
                    }
                }
            }
            pool = self.free.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, session: Box<dyn Session>, error: Option<&TokenError>) {
        let mut pool = self.pool();
        pool.in_use -= 1;
        if let Some(error) = error.filter(|error| error.stops_the_batch()) {
            pool.closed.get_or_insert_with(|| error.clone());
        }
        match error {
            None => pool.idle.push(session),
            Some(_) => pool.spoilt = Some(session),
        }
        drop(pool);
        self.free.notify_all();
    }
}

fn missing(algorithm: Algorithm) -> TokenError {
    let kind = match algorithm {
        Algorithm::EcdsaP256 => "ECDSA P-256".to_owned(),
        Algorithm::EcdsaP384 => "ECDSA P-384".to_owned(),
        Algorithm::Rsa { bits } => format!("RSA-{bits} PKCS#1"),
        Algorithm::RsaPss { bits } => format!("RSA-{bits} PSS"),
    };
    TokenError::MechanismMissing { kind }
}

/// The signature value as CMS wants it: tokens give ECDSA as r and s, of equal length (PKCS#11, 2.3.1).
fn encode(algorithm: Algorithm, value: Vec<u8>) -> Result<Vec<u8>, TokenError> {
    let half = match algorithm {
        Algorithm::EcdsaP256 => 32,
        Algorithm::EcdsaP384 => 48,
        Algorithm::Rsa { .. } | Algorithm::RsaPss { .. } => return Ok(value),
    };
    if value.len() == 2 * half {
        let (r, s) = value.split_at(half);
        return Ok(crate::der_write::tlv(
            crate::der_write::SEQUENCE,
            &[&integer(r), &integer(s)],
        ));
    }
    // Some drivers give DER already.
    if value.first() == Some(&crate::der_write::SEQUENCE) {
        return Ok(value);
    }
    Err(TokenError::Failed {
        detail: format!("ECDSA: {} bytes", value.len()),
    })
}

/// An unsigned INTEGER from its bytes.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let significant = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    match significant.first() {
        None => crate::der_write::tlv(0x02, &[&[0]]),
        Some(first) if first & 0x80 != 0 => crate::der_write::tlv(0x02, &[&[0], significant]),
        Some(_) => crate::der_write::tlv(0x02, &[significant]),
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
