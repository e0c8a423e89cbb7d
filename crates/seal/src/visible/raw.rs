//! ECDSA signatures as a visible seal holds them: `r || s`, each as long as the order of the curve.

use der::asn1::UintRef;
use der::{Decode, Reader, SliceReader};
use visible_seal::Curve;

use super::{VisibleSealError, not_ecdsa};
use crate::key::{Algorithm, SealKey};

/// The curve of a key; `None`: it is no ECDSA key.
pub(super) fn curve(key: &SealKey) -> Option<Curve> {
    match key.algorithm() {
        Algorithm::EcdsaP256 => Some(Curve::P256),
        Algorithm::EcdsaP384 => Some(Curve::P384),
        _ => None,
    }
}

/// Signs, and verifies what came out before anybody gets it.
pub(super) fn sign(key: &SealKey, message: &[u8]) -> Result<Vec<u8>, VisibleSealError> {
    let size = match curve(key) {
        Some(Curve::P256) => 32,
        Some(Curve::P384) => 48,
        None => return Err(not_ecdsa(key)),
    };
    let signature = key.sign(message)?;
    key.verify(message, &signature)
        .map_err(|_| VisibleSealError::SelfCheck)?;
    r_and_s(&signature, size).ok_or(VisibleSealError::SelfCheck)
}

/// `SEQUENCE { r INTEGER, s INTEGER }` as two numbers of `size` bytes.
fn r_and_s(der: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut reader = SliceReader::new(der).ok()?;
    let (r, s) = reader
        .sequence(|parts| Ok((UintRef::decode(parts)?, UintRef::decode(parts)?)))
        .ok()?;
    if !reader.is_finished() {
        return None;
    }
    let mut raw = Vec::with_capacity(2 * size);
    for number in [r, s] {
        let bytes = number.as_bytes();
        raw.resize(raw.len() + size.checked_sub(bytes.len())?, 0);
        raw.extend_from_slice(bytes);
    }
    Some(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_padded_on_the_left() {
        let der = [0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00, 0x80];
        let raw = r_and_s(&der, 32).unwrap();
        assert_eq!((raw[31], raw[63], raw.len()), (5, 0x80, 64));
        assert_eq!(raw.iter().filter(|byte| **byte != 0).count(), 2);
        assert_eq!(r_and_s(&der[..8], 32), None);
        assert_eq!(r_and_s(&der, 0), None);
    }
}
