//! A whole seal: header, message, signature.

use crate::error::{DecodeError, EncodeError};
use crate::header::Header;
use crate::tlv::{self, SIGNATURE, Tlv};

/// More bytes than the largest symbol holds.
const MAX_SEAL: usize = 4096;

/// A visible seal as its bytes say it. Whether its signature is good is another question: [`crate::judge`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisibleSeal {
    /// Header.
    pub header: Header,
    /// Values of the message zone, in their order.
    pub message: Vec<Tlv>,
    /// `r || s`, each as long as the curve's order.
    pub signature: Vec<u8>,
    /// What is signed: header and message as they were read or written.
    signed_len: usize,
    bytes: Vec<u8>,
}

impl VisibleSeal {
    /// The bytes that are signed: header and message, without the signature block.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn to_sign(header: &Header, message: &[Tlv]) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = header.encode()?;
        for value in message {
            value.write(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// The seal of what [`VisibleSeal::to_sign`] gave, with its signature `r || s` (64 bytes for P-256, 96 for
    /// P-384).
    ///
    /// # Errors
    /// `visible-seal-signature-length`; what was not written by `to_sign`.
    pub fn with_signature(to_sign: &[u8], signature: &[u8]) -> Result<Vec<u8>, EncodeError> {
        let length = match signature.len() {
            64 => 64,
            96 => 96,
            length => return Err(EncodeError::Signature { length }),
        };
        let mut bytes = Vec::with_capacity(to_sign.len() + 2 + signature.len());
        bytes.extend_from_slice(to_sign);
        bytes.extend_from_slice(&[SIGNATURE, length]);
        bytes.extend_from_slice(signature);
        Ok(bytes)
    }

    /// Reads a seal. Unknown tags are kept; whatever follows the signature makes it no seal.
    ///
    /// # Errors
    /// Where the bytes are no seal, or a damaged one.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_SEAL {
            return Err(DecodeError::Length);
        }
        let mut rest = bytes;
        let header = Header::read(&mut rest)?;
        let mut message = Vec::new();
        let mut signed_len = bytes.len() - rest.len();
        while !rest.is_empty() {
            let (tag, value) = tlv::read(&mut rest)?;
            if tag != SIGNATURE {
                message.push(Tlv::new(tag, value));
                signed_len = bytes.len() - rest.len();
                continue;
            }
            if !rest.is_empty() {
                return Err(DecodeError::AfterSignature);
            }
            return Ok(Self {
                header,
                message,
                signature: value.to_vec(),
                signed_len,
                bytes: bytes.to_vec(),
            });
        }
        Err(DecodeError::NoSignature)
    }

    /// The bytes that the signature covers.
    pub fn signed_bytes(&self) -> &[u8] {
        self.bytes.get(..self.signed_len).unwrap_or_default()
    }

    /// The whole seal.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The first value under a tag.
    pub fn value(&self, tag: u8) -> Option<&[u8]> {
        let found = self.message.iter().find(|value| value.tag == tag);
        found.map(|value| value.value.as_slice())
    }
}
