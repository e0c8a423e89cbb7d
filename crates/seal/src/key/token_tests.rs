//! Faults that no token in software shows, put in at the seam: PIN pads, locked PINs, cards pulled out.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use secrecy::ExposeSecret;

use super::*;

/// A token that does what a test tells it.
#[derive(Default)]
struct Told {
    state: Mutex<PinState>,
    gone: Mutex<bool>,
    /// PINs that were tried, `None` for the pad.
    logins: Mutex<Vec<Option<String>>>,
    /// What the next logins do, and the state they leave behind.
    login_faults: Mutex<VecDeque<(Fault, PinState)>>,
    /// What the next signatures do.
    sign_faults: Mutex<VecDeque<Fault>>,
    signatures: AtomicUsize,
    open: AtomicUsize,
    most_open: usize,
    offered: Vec<Mechanism>,
    used: Mutex<Vec<Mechanism>>,
}

struct FakeDoor(Arc<Told>);
struct FakeSession(Arc<Told>);

impl Drop for FakeSession {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Door for FakeDoor {
    fn open(&self) -> Result<Box<dyn Session>, Fault> {
        if self.0.open.load(Ordering::SeqCst) >= self.0.most_open {
            return Err(Fault::NoMoreSessions);
        }
        self.0.open.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(FakeSession(Arc::clone(&self.0))))
    }

    fn pin_state(&self) -> PinState {
        *self.0.state.lock().unwrap()
    }

    fn present(&self) -> bool {
        !*self.0.gone.lock().unwrap()
    }

    fn offers(&self, mechanism: Mechanism) -> bool {
        self.0.offered.contains(&mechanism)
    }
}

impl Session for FakeSession {
    fn login(&self, pin: Option<&SecretString>) -> Result<(), Fault> {
        self.0
            .logins
            .lock()
            .unwrap()
            .push(pin.map(|pin| pin.expose_secret().to_owned()));
        match self.0.login_faults.lock().unwrap().pop_front() {
            None => Ok(()),
            Some((fault, state)) => {
                *self.0.state.lock().unwrap() = state;
                Err(fault)
            }
        }
    }

    fn sign(&self, mechanism: Mechanism, _: &[u8]) -> Result<Vec<u8>, Fault> {
        self.0.signatures.fetch_add(1, Ordering::SeqCst);
        self.0.used.lock().unwrap().push(mechanism);
        match self.0.sign_faults.lock().unwrap().pop_front() {
            None => Ok(vec![1; 64]),
            Some(fault) => Err(fault),
        }
    }

    fn sign_authenticated(
        &self,
        mechanism: Mechanism,
        data: &[u8],
        pin: Option<&SecretString>,
    ) -> Result<Vec<u8>, Fault> {
        self.login(pin)?;
        self.sign(mechanism, data)
    }
}

fn token(told: Told) -> Arc<Told> {
    Arc::new(Told {
        most_open: told.most_open.max(1),
        ..told
    })
}

fn ecdsa() -> Told {
    Told {
        offered: vec![Mechanism::Ecdsa, Mechanism::EcdsaSha256],
        ..Told::default()
    }
}

fn key(told: &Arc<Told>, manner: Manner) -> TokenKey {
    let door = FakeDoor(Arc::clone(told));
    let session = door.open().unwrap();
    TokenKey::new(Box::new(door), session, manner)
}

fn plain() -> Manner {
    Manner {
        always_authenticate: false,
        pin: None,
    }
}

fn try_login(told: &Arc<Told>, pin: Pin<'_>) -> Result<(), TokenError> {
    let door = FakeDoor(Arc::clone(told));
    let session = door.open().unwrap();
    login(&door, session.as_ref(), pin)
}

const P256: Algorithm = Algorithm::EcdsaP256;

#[test]
fn a_wrong_pin_is_tried_once_and_the_tries_left_are_told() {
    let cases = [
        (
            PinState::Ready,
            TokenError::PinWrong {
                left: PinLeft::Unknown,
            },
        ),
        (
            PinState::FewTriesLeft,
            TokenError::PinWrong { left: PinLeft::Few },
        ),
        (PinState::LastTry, TokenError::PinWrong { left: PinLeft::One }),
        (PinState::Locked, TokenError::PinLocked),
    ];
    for (after, told_as) in cases {
        let told = token(Told::default());
        told.login_faults
            .lock()
            .unwrap()
            .push_back((Fault::PinIncorrect, after));
        let pin = SecretString::from("0000");
        assert_eq!(try_login(&told, Pin::Typed(&pin)), Err(told_as));
        assert_eq!(*told.logins.lock().unwrap(), [Some("0000".to_owned())]);
    }
}

#[test]
fn a_locked_or_unset_pin_is_not_tried_at_all() {
    for (state, error) in [
        (PinState::Locked, TokenError::PinLocked),
        (PinState::NotSet, TokenError::PinNotSet),
        (PinState::ToBeChanged, TokenError::PinExpired),
    ] {
        let told = token(Told::default());
        *told.state.lock().unwrap() = state;
        assert_eq!(
            try_login(&told, Pin::Typed(&SecretString::from("1234"))),
            Err(error)
        );
        assert!(told.logins.lock().unwrap().is_empty());
    }
}

#[test]
fn the_last_try_is_left_to_a_person() {
    let told = token(Told::default());
    *told.state.lock().unwrap() = PinState::LastTry;
    let pin = SecretString::from("1234");
    assert_eq!(try_login(&told, Pin::Stored(&pin)), Err(TokenError::PinLastTry));
    assert!(told.logins.lock().unwrap().is_empty());
    told.open.store(0, Ordering::SeqCst);
    assert_eq!(try_login(&told, Pin::Typed(&pin)), Ok(()));
}

#[test]
fn at_a_pin_pad_no_pin_is_handed_over() {
    let told = token(Told::default());
    assert_eq!(try_login(&told, Pin::Pad), Ok(()));
    assert_eq!(*told.logins.lock().unwrap(), [None]);
}

#[test]
fn cancelling_at_the_pin_pad_ends_the_batch_without_another_question() {
    let told = token(ecdsa());
    let key = key(
        &told,
        Manner {
            always_authenticate: true,
            pin: None,
        },
    );
    assert!(key.sign(P256, b"one").is_ok());
    told.login_faults
        .lock()
        .unwrap()
        .push_back((Fault::Cancelled, PinState::Ready));
    assert_eq!(key.sign(P256, b"two"), Err(TokenError::Cancelled));
    assert_eq!(key.sign(P256, b"three"), Err(TokenError::Cancelled));
    assert_eq!(
        told.logins.lock().unwrap().len(),
        2,
        "nothing was asked for the third"
    );
}

#[test]
fn a_key_that_always_asks_gets_the_pin_before_each_signature_and_a_wrong_one_never_twice() {
    let told = token(ecdsa());
    let key = key(
        &told,
        Manner {
            always_authenticate: true,
            pin: Some(SecretString::from("1234")),
        },
    );
    for _ in 0..3 {
        key.sign(P256, b"document").unwrap();
    }
    assert_eq!(told.logins.lock().unwrap().len(), 3);
    assert_eq!(
        told.used.lock().unwrap()[0],
        Mechanism::EcdsaSha256,
        "in parts, for tokens that hash"
    );
    told.login_faults
        .lock()
        .unwrap()
        .push_back((Fault::PinIncorrect, PinState::FewTriesLeft));
    let wrong = TokenError::PinWrong { left: PinLeft::Few };
    assert_eq!(key.sign(P256, b"document"), Err(wrong.clone()));
    assert_eq!(key.sign(P256, b"document"), Err(wrong));
    assert_eq!(told.logins.lock().unwrap().len(), 4);
}

#[test]
fn a_card_pulled_out_in_the_middle_is_told_as_such_and_closes_the_key() {
    for (fault, gone, error) in [
        (Fault::Removed, false, TokenError::Removed),
        (Fault::SessionLost, true, TokenError::Removed),
        (Fault::Other("GeneralError".to_owned()), true, TokenError::Removed),
        (Fault::SessionLost, false, TokenError::SessionLost),
        (Fault::NotLoggedIn, false, TokenError::SessionLost),
    ] {
        let told = token(ecdsa());
        let key = key(&told, plain());
        key.sign(P256, b"one").unwrap();
        *told.gone.lock().unwrap() = gone;
        told.sign_faults.lock().unwrap().push_back(fault);
        assert_eq!(key.sign(P256, b"two"), Err(error.clone()));
        let before = told.signatures.load(Ordering::SeqCst);
        assert_eq!(key.sign(P256, b"three"), Err(error));
        assert_eq!(
            told.signatures.load(Ordering::SeqCst),
            before,
            "the token is not asked again"
        );
    }
}

#[test]
fn an_error_of_one_signature_alone_does_not_close_the_key() {
    let told = token(Told {
        most_open: 2,
        ..ecdsa()
    });
    let key = key(&told, plain());
    for _ in 0..5 {
        told.sign_faults
            .lock()
            .unwrap()
            .push_back(Fault::Other("DeviceError".to_owned()));
        assert_eq!(
            key.sign(P256, b"one"),
            Err(TokenError::Failed {
                detail: "DeviceError".to_owned()
            })
        );
        assert!(key.sign(P256, b"two").is_ok());
    }
    assert!(
        told.open.load(Ordering::SeqCst) >= 1,
        "a session stays, and with it the login"
    );
}

#[test]
fn threads_share_the_sessions_that_a_token_gives() {
    let told = token(Told {
        most_open: 2,
        ..ecdsa()
    });
    let key = key(&told, plain());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..50 {
                    key.sign(P256, b"document").unwrap();
                }
            });
        }
    });
    assert_eq!(told.signatures.load(Ordering::SeqCst), 400);
    assert!(told.open.load(Ordering::SeqCst) <= 2);
}

#[test]
fn the_next_way_is_taken_where_the_token_does_not_know_the_first() {
    let told = token(ecdsa());
    told.sign_faults
        .lock()
        .unwrap()
        .push_back(Fault::MechanismMissing);
    let key = key(&told, plain());
    assert!(key.sign(P256, b"one").is_ok());
    assert_eq!(
        *told.used.lock().unwrap(),
        [Mechanism::Ecdsa, Mechanism::EcdsaSha256]
    );
    let rsa = Algorithm::Rsa { bits: 2048 };
    let missing = TokenError::MechanismMissing {
        kind: "RSA-2048 PKCS#1".to_owned(),
    };
    assert_eq!(key.sign(rsa, b"one"), Err(missing));
}

#[test]
fn raw_ecdsa_values_become_der() {
    let mut raw = vec![0; 64];
    raw[31] = 5;
    raw[32] = 0x80;
    let der = encode(P256, raw).unwrap();
    assert_eq!(der[..5], [0x30, 38, 2, 1, 5]);
    assert_eq!(der[5..9], [2, 33, 0, 0x80]);
    assert_eq!(der.len(), 40);
    let done = vec![0x30, 6, 2, 1, 1, 2, 1, 1];
    assert_eq!(encode(P256, done.clone()), Ok(done));
    assert!(encode(P256, vec![7; 63]).is_err());
}

#[test]
fn rsa_gets_its_digest_info() {
    let input = Mechanism::RsaPkcs.input(Algorithm::Rsa { bits: 2048 }, b"abc");
    assert_eq!(
        hex::encode(input),
        "3031300d060960864801650304020105000420\
         ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn no_debug_output_tells_a_pin() {
    let pin = SecretString::from("493817");
    for pin in [Pin::Typed(&pin), Pin::Stored(&pin)] {
        assert!(!format!("{pin:?}").contains("493817"));
    }
}
