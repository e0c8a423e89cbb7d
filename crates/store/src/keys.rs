//! The data key and the keys derived from it.
//!
//! One random data key of 32 bytes belongs to a desk for ever; HKDF-SHA256 (RFC 5869) derives from it the key of the
//! database and one key for each blob. A passphrase only wraps it (see `key_file`).

use model::Sha256;
use ring::hkdf;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::Error;

/// The data key; zeroised when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct DataKey([u8; 32]);

/// A key derived for one purpose; zeroised when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct DerivedKey(pub(crate) [u8; 32]);

impl DataKey {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn derive(&self, salt: &[u8], info: &[&[u8]]) -> Result<DerivedKey, Error> {
        let mut derived = DerivedKey([0; 32]);
        let pseudorandom = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(&self.0);
        pseudorandom
            .expand(info, hkdf::HKDF_SHA256)
            .and_then(|material| material.fill(&mut derived.0))
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
}
