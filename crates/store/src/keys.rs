//! The data key and the keys derived from it.
//!
//! One random data key of 32 bytes belongs to a desk for ever; HKDF-SHA256 (RFC 5869) derives from it the key of the
//! database, one key for each blob, the key of the blobs' names and the key that authenticates what stands beside the
//! database. A passphrase only wraps it (see `key_file`).

use std::sync::Arc;

use model::Sha256;
use ring::{hkdf, hmac};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Environment;
use crate::error::Error;

/// The data key; never printed. It lives in one place of the heap, however often it is passed on, and is zeroised when
/// the last who holds it lets go.
#[derive(Clone)]
pub(crate) struct DataKey(Arc<Zeroizing<[u8; 32]>>);

/// A key derived for one purpose; zeroised when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct DerivedKey(pub(crate) Box<[u8; 32]>);

impl DataKey {
    /// A new one, drawn.
    pub(crate) fn random(environment: &dyn Environment) -> Self {
        // Filled where it lies: what is moved leaves copies on the stack.
        let mut key = Arc::new(Zeroizing::new([0; 32]));
        if let Some(bytes) = Arc::get_mut(&mut key) {
            environment.random(&mut **bytes);
        }
        Self(key)
    }

    /// `None` where it has not 32 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Arc::new(Zeroizing::new([0; 32]));
        let place = Arc::get_mut(&mut key)?;
        if bytes.len() != place.len() {
            return None;
        }
        place.copy_from_slice(bytes);
        Some(Self(key))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn derive(&self, salt: &[u8], info: &[&[u8]]) -> Result<DerivedKey, Error> {
        let mut derived = DerivedKey(Box::new([0; 32]));
        let pseudorandom = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(&**self.0);
        pseudorandom
            .expand(info, hkdf::HKDF_SHA256)
            .and_then(|material| material.fill(&mut *derived.0))
            .map_err(|_| Error::CryptographyFailed)?;
        Ok(derived)
    }

    /// The key of the database.
    pub(crate) fn database(&self) -> Result<DerivedKey, Error> {
        self.derive(b"", &[b"greffe desk database v1"])
    }

    /// The key of one blob file: of the data key, the content's digest and the file's own salt.
    pub(crate) fn blob(&self, salt: &[u8; 16], digest: &Sha256) -> Result<DerivedKey, Error> {
        self.derive(salt, &[b"greffe desk blob v1", &digest.0])
    }

    /// The key under which the names of blobs are made.
    pub(crate) fn blob_names(&self) -> Result<DerivedKey, Error> {
        self.derive(b"", &[b"greffe desk blob names v1"])
    }

    /// Authenticates what stands beside the database: the anchor of the journal, the manifest of a backup.
    pub(crate) fn authenticator(&self, purpose: &str) -> Result<hmac::Key, Error> {
        let key = self.derive(b"", &[b"greffe desk authenticator v1", purpose.as_bytes()])?;
        Ok(hmac::Key::new(hmac::HMAC_SHA256, &*key.0))
    }
}
