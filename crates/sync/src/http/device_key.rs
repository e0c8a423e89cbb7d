//! The desk's own key: Ed25519, made on the desk, never leaves it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use crate::error::Error;
use crate::wire::Claims;

/// The frame of a PKCS#8 version 1 document around an Ed25519 seed (RFC 8410, section 7).
const PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The desk's Ed25519 key.
pub struct DeviceKey(Ed25519KeyPair);

impl DeviceKey {
    /// Makes the PKCS#8 document of a new key from 32 bytes of the operating system's CSPRNG. Store it encrypted and
    /// zeroise it after use.
    pub fn generate(seed: &[u8; 32]) -> Vec<u8> {
        [PKCS8_PREFIX.as_slice(), seed.as_slice()].concat()
    }

    /// Opens a PKCS#8 document (version 1 or 2).
    ///
    /// # Errors
    /// [`Error::DeviceKey`] where it is no Ed25519 key.
    pub fn from_pkcs8(document: &[u8]) -> Result<Self, Error> {
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(document)
            .map(Self)
            .map_err(|_| Error::DeviceKey)
    }

    /// The public key, 32 bytes in base64url without padding.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key().as_ref())
    }

    /// A compact JWS (RFC 7515) with algorithm EdDSA (RFC 8037) over the claims.
    pub(crate) fn sign(&self, claims: &Claims) -> Result<String, Error> {
        let payload = serde_json::to_vec(claims).map_err(|_| Error::DeviceKey)?;
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(br#"{"alg":"EdDSA","typ":"JWT"}"#),
            URL_SAFE_NO_PAD.encode(payload)
        );
        let signature = self.0.sign(signed.as_bytes());
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
    }
}

/// Without the key.
impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}
