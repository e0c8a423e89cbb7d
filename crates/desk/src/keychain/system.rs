//! The keychain itself: Secret Service on Linux, the credential store of Windows, the keychain of macOS.
//!
//! Nothing here asks a person anything: a locked keychain is told as such. A service that does not answer is left after
//! [`PATIENCE`].

use std::sync::mpsc;
use std::time::Duration;

use secrecy::SecretString;
use store::SafetyError;

use crate::Error;

const PATIENCE: Duration = Duration::from_secs(15);

/// What the keychain keeps under this name.
pub(super) fn get(id: &str) -> Result<Option<SecretString>, Error> {
    let id = id.to_owned();
    patiently(move || platform::get(&id))
}

/// Keeps a secret under a name, and reads it back.
pub(super) fn put(id: &str, secret: &SecretString) -> Result<(), Error> {
    use secrecy::ExposeSecret;
    let (id, secret) = (id.to_owned(), secret.clone());
    patiently(move || {
        platform::put(&id, &secret)?;
        match platform::get(&id)? {
            Some(found) if found.expose_secret() == secret.expose_secret() => Ok(()),
            _ => Err(unavailable("not kept")),
        }
    })
}

/// Removes what is kept under a name, if anything.
pub(super) fn delete(id: &str) -> Result<(), Error> {
    let id = id.to_owned();
    patiently(move || platform::delete(&id))
}

/// What this computer calls itself; empty where it does not say.
pub(super) fn name() -> String {
    std::env::var("COMPUTERNAME")
        .ok()
        .or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok())
        .or_else(|| std::env::var("HOSTNAME").ok())
        .map(|name| {
            name.trim()
                .chars()
                .filter(|one| !one.is_control())
                .take(100)
                .collect()
        })
        .unwrap_or_default()
}

fn patiently<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SafetyError> + Send + 'static,
) -> Result<T, Error> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(work());
    });
    let answer = receiver.recv_timeout(PATIENCE);
    Ok(answer.map_err(|_| unavailable("timeout"))??)
}

fn unavailable(detail: impl ToString) -> SafetyError {
    SafetyError::KeychainUnavailable {
        detail: detail.to_string(),
    }
}

/// Secrets are text that was drawn; anything else is none of the desk's.
#[cfg(any(
    all(feature = "keychain", target_os = "linux"),
    all(feature = "keychain", any(windows, target_os = "macos"))
))]
fn text(bytes: Vec<u8>) -> Option<SecretString> {
    let bytes = zeroize::Zeroizing::new(bytes);
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(SecretString::from(text.to_owned()))
}

#[cfg(all(feature = "keychain", target_os = "linux"))]
mod platform {
    use std::collections::HashMap;

    use secrecy::{ExposeSecret, SecretString};
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    use store::SafetyError;

    use super::{text, unavailable};

    fn attributes(id: &str) -> HashMap<&str, &str> {
        HashMap::from([("application", "lu.greffe.desk"), ("key", id)])
    }

    fn failed(error: secret_service::Error) -> SafetyError {
        match error {
            secret_service::Error::Locked => SafetyError::KeychainLocked,
            other => unavailable(other),
        }
    }

    fn service() -> Result<SecretService<'static>, SafetyError> {
        // What passes over the bus is encrypted for this session.
        SecretService::connect(EncryptionType::Dh).map_err(failed)
    }

    pub(super) fn get(id: &str) -> Result<Option<SecretString>, SafetyError> {
        let service = service()?;
        let found = service.search_items(attributes(id)).map_err(failed)?;
        match (found.unlocked.first(), found.locked.is_empty()) {
            (Some(item), _) => Ok(text(item.get_secret().map_err(failed)?)),
            (None, false) => Err(SafetyError::KeychainLocked),
            (None, true) => Ok(None),
        }
    }

    pub(super) fn put(id: &str, secret: &SecretString) -> Result<(), SafetyError> {
        let service = service()?;
        let collection = service.get_default_collection().map_err(failed)?;
        if collection.is_locked().map_err(failed)? {
            return Err(SafetyError::KeychainLocked);
        }
        collection
            .create_item(
                "Greffe",
                attributes(id),
                secret.expose_secret().as_bytes(),
                true,
                "text/plain",
            )
            .map_err(failed)?;
        Ok(())
    }

    pub(super) fn delete(id: &str) -> Result<(), SafetyError> {
        let service = service()?;
        let found = service.search_items(attributes(id)).map_err(failed)?;
        if !found.locked.is_empty() {
            return Err(SafetyError::KeychainLocked);
        }
        found
            .unlocked
            .iter()
            .try_for_each(|item| item.delete())
            .map_err(failed)
    }
}

#[cfg(all(feature = "keychain", any(windows, target_os = "macos")))]
mod platform {
    use secrecy::{ExposeSecret, SecretString};
    use store::SafetyError;

    use super::{text, unavailable};

    fn entry(id: &str) -> Result<keyring::Entry, SafetyError> {
        keyring::Entry::new("lu.greffe.desk", id).map_err(failed)
    }

    fn failed(error: keyring::Error) -> SafetyError {
        match error {
            keyring::Error::NoStorageAccess(_) => SafetyError::KeychainLocked,
            other => unavailable(other),
        }
    }

    pub(super) fn get(id: &str) -> Result<Option<SecretString>, SafetyError> {
        match entry(id)?.get_secret() {
            Ok(bytes) => Ok(text(bytes)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    pub(super) fn put(id: &str, secret: &SecretString) -> Result<(), SafetyError> {
        let bytes = secret.expose_secret().as_bytes();
        entry(id)?.set_secret(bytes).map_err(failed)
    }

    pub(super) fn delete(id: &str) -> Result<(), SafetyError> {
        match entry(id)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

#[cfg(not(all(feature = "keychain", any(target_os = "linux", windows, target_os = "macos"))))]
mod platform {
    use secrecy::SecretString;
    use store::SafetyError;

    use super::unavailable;

    const WITHOUT: &str = "this program was made without it";

    pub(super) fn get(_id: &str) -> Result<Option<SecretString>, SafetyError> {
        Err(unavailable(WITHOUT))
    }

    pub(super) fn put(_id: &str, _secret: &SecretString) -> Result<(), SafetyError> {
        Err(unavailable(WITHOUT))
    }

    pub(super) fn delete(_id: &str) -> Result<(), SafetyError> {
        Err(unavailable(WITHOUT))
    }
}
