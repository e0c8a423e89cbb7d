//! Tokens by PKCS#11 (OASIS, 2.40 and 3.x): modules, slots, certificates, and keys that sign in them.
//!
//! A module is loaded once for the process and stays: drivers do not survive being started twice. One that cannot be
//! called by several threads is called by one at a time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsPssParams};
use cryptoki::mechanism::{Mechanism as Way, MechanismType};
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session as OpenSession, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use der::Decode;
use secrecy::SecretString;
use x509_cert::Certificate;

use super::algorithm::{Algorithm, KeyKind, rsa_modulus};
use super::certificate::may_sign;
use super::chooser::{
    CertificateChoice, ModuleView, Place, Seen, SlotView, TokenView, Unsuitable, unsuitable,
};
use super::token::{self, Door, Fault, Manner, Mechanism, Pin, PinState, Session, TokenError, TokenKey};
use super::{CertificateSummary, KeyError, Pair, Probe, SealKey, chain_of};

/// A driver, loaded and started.
struct Module {
    path: PathBuf,
    context: Pkcs11,
    /// Held during every call where the driver is not safe for threads.
    alone: Option<Mutex<()>>,
}

static MODULES: Mutex<BTreeMap<PathBuf, Arc<Module>>> = Mutex::new(BTreeMap::new());

impl Module {
    fn load(path: &Path) -> Result<Arc<Self>, TokenError> {
        let shown = || path.display().to_string();
        // A bare name is looked for by the system's loader.
        let bare = path.components().count() == 1 && !path.exists();
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(_) if bare => path.to_owned(),
            Err(_) => return Err(TokenError::ModuleMissing { module: shown() }),
        };
        let mut modules = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(module) = modules.get(&real) {
            return Ok(Arc::clone(module));
        }
        let unusable = |error: &dyn std::fmt::Display| TokenError::ModuleUnusable {
            module: shown(),
            detail: error.to_string(),
        };
        // The system's loader waits for whoever writes into a pipe.
        if std::fs::metadata(&real).is_ok_and(|found| !found.is_file()) {
            return Err(unusable(&"not a regular file"));
        }
        let context = Pkcs11::new(&real).map_err(|error| match error {
            Error::LibraryLoading(_) if bare => TokenError::ModuleMissing { module: shown() },
            Error::Pkcs11(rv, function) => unusable(&format!("{function}: {rv:?}")),
            error => unusable(&error),
        })?;
        let threads = CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK);
        let alone = match context.initialize(threads) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => None,
            Err(Error::Pkcs11(
                RvError::CantLock | RvError::NeedToCreateThreads | RvError::ArgumentsBad,
                _,
            )) => {
                context
                    .initialize(CInitializeArgs::new(CInitializeFlags::empty()))
                    .map_err(|error| unusable(&short(&error)))?;
                Some(Mutex::new(()))
            }
            Err(error) => return Err(unusable(&short(&error))),
        };
        let module = Arc::new(Self {
            path: real.clone(),
            context,
            alone,
        });
        modules.insert(real, Arc::clone(&module));
        Ok(module)
    }

    /// Whoever holds it may call the driver.
    fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        self.alone
            .as_ref()
            .map(|alone| alone.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn failed(error: &Error) -> TokenError {
        TokenError::Failed { detail: short(error) }
    }

    fn slots(&self) -> Result<Vec<Slot>, TokenError> {
        let _turn = self.turn();
        self.context.get_all_slots().map_err(|error| Self::failed(&error))
    }

    /// The token in a slot; `None`: the slot is empty, or what is in it has never been set up.
    fn token(&self, slot: Slot) -> Result<Option<TokenInfo>, TokenError> {
        let _turn = self.turn();
        match self.context.get_token_info(slot) {
            Ok(info) => Ok(info.token_initialized().then_some(info)),
            Err(Error::Pkcs11(RvError::TokenNotPresent | RvError::TokenNotRecognized, _)) => Ok(None),
            Err(error) => Err(Self::failed(&error)),
        }
    }
}

/// The driver's word without the standard's lecture.
fn short(error: &Error) -> String {
    match error {
        Error::Pkcs11(rv, function) => format!("{function}: {rv:?}"),
        error => error.to_string(),
    }
}

fn fault(error: &Error) -> Fault {
    let Error::Pkcs11(rv, _) = error else {
        return Fault::Other(error.to_string());
    };
    match rv {
        RvError::DeviceRemoved | RvError::TokenNotPresent | RvError::TokenNotRecognized => Fault::Removed,
        RvError::SessionHandleInvalid
        | RvError::SessionClosed
        | RvError::KeyHandleInvalid
        | RvError::ObjectHandleInvalid
        | RvError::CryptokiNotInitialized => Fault::SessionLost,
        RvError::UserNotLoggedIn => Fault::NotLoggedIn,
        RvError::UserAlreadyLoggedIn => Fault::AlreadyLoggedIn,
        RvError::PinIncorrect => Fault::PinIncorrect,
        RvError::PinLocked => Fault::PinLocked,
        RvError::PinExpired => Fault::PinExpired,
        RvError::PinInvalid | RvError::PinLenRange => Fault::PinFormat,
        RvError::UserPinNotInitialized => Fault::PinNotSet,
        RvError::FunctionCanceled | RvError::Cancel | RvError::FunctionRejected => Fault::Cancelled,
        RvError::MechanismInvalid
        | RvError::MechanismParamInvalid
        | RvError::FunctionNotSupported
        | RvError::KeyTypeInconsistent
        | RvError::KeyFunctionNotPermitted => Fault::MechanismMissing,
        RvError::SessionCount => Fault::NoMoreSessions,
        other => Fault::Other(format!("{other:?}")),
    }
}

fn pin_state(info: &TokenInfo) -> PinState {
    if info.user_pin_locked() {
        PinState::Locked
    } else if info.login_required() && !info.user_pin_initialized() {
        PinState::NotSet
    } else if info.user_pin_to_be_changed() {
        PinState::ToBeChanged
    } else if info.user_pin_final_try() {
        PinState::LastTry
    } else if info.user_pin_count_low() {
        PinState::FewTriesLeft
    } else {
        PinState::Ready
    }
}

fn way(mechanism: Mechanism) -> (Way<'static>, MechanismType) {
    let pss = PkcsPssParams {
        hash_alg: MechanismType::SHA256,
        mgf: PkcsMgfType::MGF1_SHA256,
        s_len: 32.into(),
    };
    let way = match mechanism {
        Mechanism::RsaPkcs => Way::RsaPkcs,
        Mechanism::Sha256RsaPkcs => Way::Sha256RsaPkcs,
        Mechanism::RsaPss => Way::RsaPkcsPss(pss),
        Mechanism::Sha256RsaPss => Way::Sha256RsaPkcsPss(pss),
        Mechanism::Ecdsa => Way::Ecdsa,
        Mechanism::EcdsaSha256 => Way::EcdsaSha256,
        Mechanism::EcdsaSha384 => Way::EcdsaSha384,
    };
    let kind = way.mechanism_type();
    (way, kind)
}

/// The way to one key of a token.
struct TokenDoor {
    module: Arc<Module>,
    slot: Slot,
    /// Tells this token from another one that was put into the same reader.
    serial: String,
    label: String,
    key: Option<ObjectHandle>,
    mechanisms: Vec<MechanismType>,
}

impl TokenDoor {
    fn info(&self) -> Option<TokenInfo> {
        self.module.token(self.slot).ok().flatten()
    }

    fn session(&self) -> Result<OpenSession, Fault> {
        let _turn = self.module.turn();
        self.module
            .context
            .open_ro_session(self.slot)
            .map_err(|error| fault(&error))
    }
}

impl Door for TokenDoor {
    fn open(&self) -> Result<Box<dyn Session>, Fault> {
        let key = self.key.ok_or(Fault::SessionLost)?;
        Ok(Box::new(TokenSession {
            module: Arc::clone(&self.module),
            session: Some(self.session()?),
            key: Some(key),
        }))
    }

    fn pin_state(&self) -> PinState {
        self.info().as_ref().map(pin_state).unwrap_or_default()
    }

    fn present(&self) -> bool {
        self.info()
            .is_some_and(|info| info.serial_number() == self.serial && info.label() == self.label)
    }

    fn offers(&self, mechanism: Mechanism) -> bool {
        self.mechanisms.contains(&way(mechanism).1)
    }
}

struct TokenSession {
    module: Arc<Module>,
    session: Option<OpenSession>,
    /// Known once the user is logged in.
    key: Option<ObjectHandle>,
}

impl TokenSession {
    fn session(&self) -> Result<&OpenSession, Fault> {
        self.session.as_ref().ok_or(Fault::SessionLost)
    }

    fn certificates(&self) -> Result<Vec<Found>, Fault> {
        let session = self.session()?;
        let _turn = self.module.turn();
        certificates(session).map_err(|error| fault(&error))
    }

    /// The private key of a certificate, and whether it asks for the PIN before every signature.
    fn private_key(&self, certificate: &Found) -> Result<Option<(ObjectHandle, bool)>, Fault> {
        let session = self.session()?;
        let _turn = self.module.turn();
        let key = key_of(session, ObjectClass::PRIVATE_KEY, certificate).map_err(|error| fault(&error))?;
        let Some(key) = key else { return Ok(None) };
        // Drivers that do not know the attribute mean no.
        let attributes = session.get_attributes(key, &[AttributeType::AlwaysAuthenticate]);
        let always = attributes
            .unwrap_or_default()
            .iter()
            .any(|attribute| matches!(attribute, Attribute::AlwaysAuthenticate(true)));
        Ok(Some((key, always)))
    }
}

impl Drop for TokenSession {
    fn drop(&mut self) {
        // Closing is a call as well.
        let _turn = self.module.turn();
        drop(self.session.take());
    }
}

impl Session for TokenSession {
    fn login(&self, pin: Option<&SecretString>) -> Result<(), Fault> {
        let session = self.session()?;
        let _turn = self.module.turn();
        session.login(UserType::User, pin).map_err(|error| fault(&error))
    }

    fn sign(&self, mechanism: Mechanism, data: &[u8]) -> Result<Vec<u8>, Fault> {
        let (session, key) = (self.session()?, self.key.ok_or(Fault::SessionLost)?);
        let _turn = self.module.turn();
        session
            .sign(&way(mechanism).0, key, data)
            .map_err(|error| fault(&error))
    }

    fn sign_authenticated(
        &self,
        mechanism: Mechanism,
        data: &[u8],
        pin: Option<&SecretString>,
    ) -> Result<Vec<u8>, Fault> {
        let (session, key) = (self.session()?, self.key.ok_or(Fault::SessionLost)?);
        let _turn = self.module.turn();
        let told = |error: Error| fault(&error);
        session.sign_init(&way(mechanism).0, key).map_err(told)?;
        session.login(UserType::ContextSpecific, pin).map_err(told)?;
        session.sign_update(data).map_err(|error| match error {
            // The driver does not sign in parts this way.
            Error::Pkcs11(RvError::OperationNotInitialized, _) => Fault::MechanismMissing,
            error => fault(&error),
        })?;
        session.sign_final().map_err(told)
    }
}

/// A certificate as a token holds it.
struct Found {
    certificate: Certificate,
    der: Vec<u8>,
    id: Vec<u8>,
    label: Option<String>,
}

fn certificates(session: &OpenSession) -> Result<Vec<Found>, Error> {
    let wanted = [
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ];
    let mut found: Vec<Found> = Vec::new();
    for object in session.find_objects(&wanted)? {
        let kinds = [AttributeType::Value, AttributeType::Id, AttributeType::Label];
        let (mut der, mut id, mut label) = (Vec::new(), Vec::new(), None);
        for attribute in session.get_attributes(object, &kinds)? {
            match attribute {
                Attribute::Value(value) => der = value,
                Attribute::Id(value) => id = value,
                Attribute::Label(value) => label = Some(String::from_utf8_lossy(&value).into_owned()),
                _ => {}
            }
        }
        // One that cannot be read cannot be sealed with; the others can.
        if let Ok(certificate) = Certificate::from_der(&der)
            && !found.iter().any(|known| known.der == der && known.id == id)
        {
            found.push(Found {
                certificate,
                der,
                id,
                label,
            });
        }
    }
    Ok(found)
}

/// The key of a certificate: by CKA_ID, and for RSA by its modulus where identifiers were not kept.
fn key_of(
    session: &OpenSession,
    class: ObjectClass,
    certificate: &Found,
) -> Result<Option<ObjectHandle>, Error> {
    let spki = &certificate.certificate.tbs_certificate.subject_public_key_info;
    let kind = KeyKind::of(spki);
    let modulus = match kind {
        KeyKind::Rsa { .. } | KeyKind::RsaPss { .. } => rsa_modulus(spki.subject_public_key.raw_bytes()),
        _ => None,
    };
    let differs = |object: ObjectHandle| -> Result<bool, Error> {
        let Some(modulus) = modulus else { return Ok(false) };
        let attributes = session.get_attributes(object, &[AttributeType::Modulus])?;
        Ok(attributes.iter().any(|attribute| {
            matches!(attribute, Attribute::Modulus(value)
                if !value.is_empty() && value.iter().skip_while(|byte| **byte == 0).ne(modulus))
        }))
    };
    if !certificate.id.is_empty() {
        for object in
            session.find_objects(&[Attribute::Class(class), Attribute::Id(certificate.id.clone())])?
        {
            if !differs(object)? {
                return Ok(Some(object));
            }
        }
    }
    if let Some(modulus) = modulus {
        let objects =
            session.find_objects(&[Attribute::Class(class), Attribute::Modulus(modulus.to_vec())])?;
        return Ok(objects.first().copied());
    }
    Ok(None)
}

/// What is to be opened among the tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenChoice<'a> {
    /// The slot's number, as the driver counts.
    pub slot: Option<u64>,
    /// The token's label.
    pub label: Option<&'a str>,
    /// CKA_ID or SHA-256 of the certificate, in hex.
    pub certificate: Option<&'a str>,
}

/// A token that was chosen, before its PIN is given.
pub struct ChosenToken {
    door: TokenDoor,
    info: TokenInfo,
    wanted: Option<String>,
    at: jiff::Timestamp,
}

impl std::fmt::Debug for ChosenToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChosenToken")
            .field("label", &self.door.label)
            .finish_non_exhaustive()
    }
}

impl SealKey {
    /// Finds the token that is meant among those of `modules`, in their order. `at` is the time at which the certificate
    /// must be valid where it has to be chosen.
    ///
    /// # Errors
    /// `token-module-missing`, `token-none`, `token-slot-empty`, `token-label-unknown`, `token-several`, ...
    pub fn from_token(
        modules: &[PathBuf],
        choice: &TokenChoice<'_>,
        at: jiff::Timestamp,
    ) -> Result<ChosenToken, KeyError> {
        let mut candidates = Vec::new();
        let mut problem = None;
        let mut slot_is_there = false;
        for path in modules {
            let read = || -> Result<Vec<(Arc<Module>, Slot, TokenInfo)>, TokenError> {
                let module = Module::load(path)?;
                let mut tokens = Vec::new();
                for slot in module.slots()? {
                    if let Some(info) = module.token(slot)? {
                        tokens.push((Arc::clone(&module), slot, info));
                    } else if choice.slot == Some(slot.id()) {
                        return Err(TokenError::SlotEmpty { slot: slot.id() });
                    }
                }
                Ok(tokens)
            };
            match read() {
                Ok(tokens) => candidates.extend(tokens),
                Err(TokenError::SlotEmpty { slot }) => {
                    slot_is_there = true;
                    problem = Some(TokenError::SlotEmpty { slot });
                }
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        if modules.is_empty() {
            problem = Some(TokenError::NoModule);
        }
        if candidates.is_empty() {
            return Err(problem.unwrap_or(TokenError::NoToken).into());
        }
        if let Some(wanted) = choice.slot {
            candidates.retain(|(_, slot, _)| slot.id() == wanted);
            if candidates.is_empty() {
                let unknown = if slot_is_there {
                    TokenError::SlotEmpty { slot: wanted }
                } else {
                    TokenError::SlotUnknown { slot: wanted }
                };
                return Err(unknown.into());
            }
        }
        if let Some(label) = choice.label {
            candidates.retain(|(_, _, info)| info.label() == label);
            if candidates.is_empty() {
                return Err(TokenError::LabelUnknown {
                    label: label.to_owned(),
                }
                .into());
            }
        }
        if candidates.len() > 1 {
            narrow(&mut candidates, choice.certificate);
        }
        let tokens = || {
            let shown = candidates
                .iter()
                .map(|(_, slot, info)| format!("{} ({})", info.label(), slot.id()));
            shown.collect::<Vec<_>>().join(", ")
        };
        match candidates.as_slice() {
            [(module, slot, info)] => {
                let _turn = module.turn();
                let mechanisms = module
                    .context
                    .get_mechanism_list(*slot)
                    .map_err(|error| Module::failed(&error))?;
                Ok(ChosenToken {
                    door: TokenDoor {
                        module: Arc::clone(module),
                        slot: *slot,
                        serial: info.serial_number().to_owned(),
                        label: info.label().to_owned(),
                        key: None,
                        mechanisms,
                    },
                    info: info.clone(),
                    wanted: choice.certificate.map(normal),
                    at,
                })
            }
            _ => Err(TokenError::SeveralTokens { tokens: tokens() }.into()),
        }
    }
}

/// Leaves the tokens that show the wanted certificate, or any; where none does, all.
fn narrow(candidates: &mut Vec<(Arc<Module>, Slot, TokenInfo)>, wanted: Option<&str>) {
    let wanted = wanted.map(normal);
    let shows = |(module, slot, _): &(Arc<Module>, Slot, TokenInfo)| {
        let _turn = module.turn();
        let found = module
            .context
            .open_ro_session(*slot)
            .and_then(|session| certificates(&session));
        found.is_ok_and(|found| match &wanted {
            Some(wanted) => found.iter().any(|one| is_meant(one, wanted)),
            None => !found.is_empty(),
        })
    };
    let showing: Vec<bool> = candidates.iter().map(shows).collect();
    if showing.contains(&true) {
        let mut showing = showing.into_iter();
        candidates.retain(|_| showing.next().unwrap_or(false));
    }
}

/// Hex without colons and spaces, lower case.
fn normal(text: &str) -> String {
    text.chars()
        .filter(|symbol| !matches!(symbol, ':' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_meant(found: &Found, wanted: &str) -> bool {
    let sha256 = ring::digest::digest(&ring::digest::SHA256, &found.der);
    hex::encode(&found.id) == wanted || hex::encode(sha256.as_ref()) == wanted
}

impl ChosenToken {
    /// The token's label.
    pub fn label(&self) -> &str {
        self.info.label()
    }

    /// Whether a PIN must be given.
    pub fn wants_pin(&self) -> bool {
        self.info.login_required()
    }

    /// Whether the reader has keys of its own for the PIN.
    pub fn has_pin_pad(&self) -> bool {
        self.info.protected_authentication_path()
    }

    /// The state of the PIN.
    pub fn pin_state(&self) -> PinState {
        self.door.pin_state()
    }

    /// Logs in, once, and opens the key of the certificate that was named; else of the only one that is suitable.
    ///
    /// # Errors
    /// `token-pin-wrong` and its kin, `token-several-certificates`, `token-key-missing`, `key-kind-unsupported`, ...
    pub fn open(mut self, pin: Pin<'_>) -> Result<SealKey, KeyError> {
        let session = self.door.session().map_err(|fault| self.told(&fault))?;
        let mut opened = TokenSession {
            module: Arc::clone(&self.door.module),
            session: Some(session),
            key: None,
        };
        // What is visible without a PIN is looked at first: a wrong certificate should cost no try.
        let visible = opened.certificates().map_err(|fault| self.told(&fault))?;
        if !visible.is_empty() {
            let chosen = self.pick(&visible)?;
            signs_with(&chosen.certificate)?;
        }
        let chosen_pin = match pin {
            Pin::None if self.wants_pin() => {
                return Err(TokenError::PinNeeded {
                    token: self.label().to_owned(),
                }
                .into());
            }
            Pin::Pad if !self.has_pin_pad() && self.wants_pin() => return Err(TokenError::NoPinPad.into()),
            pin => pin,
        };
        if self.wants_pin() {
            token::login(&self.door, &opened, chosen_pin)?;
        }
        let all = opened.certificates().map_err(|fault| self.told(&fault))?;
        let chosen = self.pick(&all)?;
        let algorithm = signs_with(&chosen.certificate)?;
        let (key, always_authenticate) = opened
            .private_key(chosen)
            .map_err(|fault| self.told(&fault))?
            .ok_or_else(|| TokenError::KeyMissing {
                token: self.info.label().to_owned(),
            })?;
        opened.key = Some(key);
        self.door.key = Some(key);
        let manner = Manner {
            always_authenticate,
            pin: match chosen_pin {
                Pin::Typed(pin) | Pin::Stored(pin) if always_authenticate => Some(pin.clone()),
                _ => None,
            },
        };
        let known: Vec<(Certificate, &[u8])> = all
            .iter()
            .map(|found| (found.certificate.clone(), found.der.as_slice()))
            .collect();
        let chain = chain_of(&chosen.certificate, &known);
        let certificate = chosen.certificate.clone();
        let token = TokenKey::new(Box::new(self.door), Box::new(opened), manner);
        token.can(algorithm)?;
        let probe = if always_authenticate {
            Probe::Never
        } else {
            Probe::Sign
        };
        SealKey::assemble(
            Pair::Token(Box::new(token)),
            algorithm,
            &certificate,
            chain,
            probe,
        )
    }

    fn told(&self, fault: &Fault) -> TokenError {
        token::explain(fault, &self.door)
    }

    /// The certificate that is meant.
    fn pick<'f>(&self, all: &'f [Found]) -> Result<&'f Found, TokenError> {
        let token = || self.info.label().to_owned();
        if all.is_empty() {
            return Err(TokenError::WithoutCertificate { token: token() });
        }
        let suits = |found: &Found| {
            CertificateSummary::read(&found.certificate, &found.der).is_some_and(|summary| {
                unsuitable(&summary, &found.certificate, Seen::Unknown, self.at).is_empty()
            })
        };
        if let Some(wanted) = &self.wanted {
            let meant: Vec<&Found> = all.iter().filter(|found| is_meant(found, wanted)).collect();
            // An authority's certificate sometimes bears the same identifier.
            let best = meant.iter().find(|found| suits(found)).or(meant.first());
            return best.copied().ok_or_else(|| TokenError::CertificateUnknown {
                token: token(),
                wanted: wanted.clone(),
            });
        }
        let suitable: Vec<&Found> = all.iter().filter(|found| suits(found)).collect();
        match (suitable.as_slice(), all) {
            ([only], _) => Ok(only),
            ([], [only]) => Ok(only),
            (several, _) => {
                let all: Vec<&Found> = all.iter().collect();
                let shown = if several.is_empty() {
                    all.as_slice()
                } else {
                    several
                };
                let shown = shown.iter().map(|found| {
                    let holder = CertificateSummary::read(&found.certificate, &found.der)
                        .map(|summary| summary.holder)
                        .unwrap_or_default();
                    format!("{holder} ({})", hex::encode(&found.id))
                });
                Err(TokenError::SeveralCertificates {
                    token: token(),
                    certificates: shown.collect::<Vec<_>>().join(", "),
                })
            }
        }
    }
}

/// How the key of a certificate signs, where it does and may.
fn signs_with(certificate: &Certificate) -> Result<Algorithm, KeyError> {
    if may_sign(certificate) != Some(true) {
        return Err(KeyError::NotForSigning);
    }
    KeyKind::of(&certificate.tbs_certificate.subject_public_key_info)
        .algorithm()
        .map_err(KeyError::KindUnsupported)
}

/// What a module shows: slots, tokens, certificates. Nothing is signed and, without a PIN, nothing is unlocked.
pub(super) fn view(path: &Path, at: jiff::Timestamp) -> ModuleView {
    let mut view = ModuleView {
        module: path.to_owned(),
        driver: None,
        slots: Vec::new(),
        problem: None,
    };
    let read = |view: &mut ModuleView| -> Result<(), TokenError> {
        let module = Module::load(path)?;
        {
            let _turn = module.turn();
            if let Ok(info) = module.context.get_library_info() {
                let version = info.library_version();
                view.driver = Some(
                    format!(
                        "{} {}.{}",
                        info.library_description(),
                        version.major(),
                        version.minor()
                    )
                    .trim()
                    .to_owned(),
                );
            }
        }
        for slot in module.slots()? {
            view.slots.push(slot_view(&module, slot, at));
        }
        Ok(())
    };
    if let Err(error) = read(&mut view) {
        view.problem = Some(error);
    }
    view
}

fn slot_view(module: &Arc<Module>, slot: Slot, at: jiff::Timestamp) -> SlotView {
    let description = {
        let _turn = module.turn();
        module.context.get_slot_info(slot)
    };
    let mut view = SlotView {
        slot: slot.id(),
        description: description
            .map(|info| info.slot_description().trim().to_owned())
            .unwrap_or_default(),
        token: None,
        problem: None,
    };
    match module.token(slot) {
        Ok(None) => {}
        Err(error) => view.problem = Some(error),
        Ok(Some(info)) => match choices(module, slot, &info, at) {
            Err(error) => view.problem = Some(Module::failed(&error)),
            Ok(certificates) => {
                view.token = Some(TokenView {
                    label: info.label().to_owned(),
                    manufacturer: info.manufacturer_id().to_owned(),
                    model: info.model().to_owned(),
                    serial: info.serial_number().to_owned(),
                    wants_pin: info.login_required(),
                    pin_pad: info.protected_authentication_path(),
                    pin: pin_state(&info),
                    certificates,
                });
            }
        },
    }
    view
}

fn choices(
    module: &Arc<Module>,
    slot: Slot,
    info: &TokenInfo,
    at: jiff::Timestamp,
) -> Result<Vec<CertificateChoice>, Error> {
    let _turn = module.turn();
    let session = module.context.open_ro_session(slot)?;
    let mut choices = Vec::new();
    for found in certificates(&session)? {
        let Some(certificate) = CertificateSummary::read(&found.certificate, &found.der) else {
            continue;
        };
        // Private keys mostly show themselves after the login only; their public halves stand beside them.
        let seen = if key_of(&session, ObjectClass::PRIVATE_KEY, &found)?.is_some()
            || key_of(&session, ObjectClass::PUBLIC_KEY, &found)?.is_some()
        {
            Seen::Yes
        } else if info.login_required() {
            Seen::Unknown
        } else {
            Seen::No
        };
        let unsuitable: Vec<Unsuitable> = unsuitable(&certificate, &found.certificate, seen, at);
        choices.push(CertificateChoice {
            place: Place::Token {
                module: module.path.clone(),
                slot: slot.id(),
                label: info.label().to_owned(),
            },
            id: (!found.id.is_empty()).then(|| hex::encode(&found.id)),
            name: found.label.filter(|label| !label.is_empty()),
            private_key: seen.into(),
            unsuitable,
            certificate,
        });
    }
    Ok(choices)
}
