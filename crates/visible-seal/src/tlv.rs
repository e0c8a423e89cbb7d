//! The message zone: tag, DER length, value, one after another (Doc 9303-13, 2.3).

use crate::error::{DecodeError, EncodeError};

/// The tag of the signature block, which ends the seal.
pub(crate) const SIGNATURE: u8 = 0xFF;
/// Longest value we write: up to here DER and the one-byte length of TR-03137-1 are the same.
pub(crate) const LONGEST_VALUE: usize = 127;

/// A value of the message zone with its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tlv {
    /// The tag; 0xFF is the signature's and never stands here.
    pub tag: u8,
    /// The value.
    pub value: Vec<u8>,
}

impl Tlv {
    /// A value with its tag.
    pub fn new(tag: u8, value: impl Into<Vec<u8>>) -> Self {
        Self {
            tag,
            value: value.into(),
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if self.tag == SIGNATURE {
            return Err(EncodeError::Tag { tag: self.tag });
        }
        let length = u8::try_from(self.value.len())
            .ok()
            .filter(|length| usize::from(*length) <= LONGEST_VALUE)
            .ok_or(EncodeError::ValueTooLong { tag: self.tag })?;
        out.extend_from_slice(&[self.tag, length]);
        out.extend_from_slice(&self.value);
        Ok(())
    }
}

/// Takes one value off the front. Lengths are DER; a length written longer than needed is accepted.
pub(crate) fn read<'b>(bytes: &mut &'b [u8]) -> Result<(u8, &'b [u8]), DecodeError> {
    let (tag, rest) = bytes.split_first().ok_or(DecodeError::Truncated)?;
    let (first, rest) = rest.split_first().ok_or(DecodeError::Truncated)?;
    let (length, rest) = match *first {
        length @ 0..=0x7F => (usize::from(length), rest),
        0x81 => {
            let (length, rest) = rest.split_first().ok_or(DecodeError::Truncated)?;
            (usize::from(*length), rest)
        }
        0x82 => {
            let (length, rest) = rest.split_first_chunk::<2>().ok_or(DecodeError::Truncated)?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        _ => return Err(DecodeError::Length),
    };
    let (value, rest) = rest.split_at_checked(length).ok_or(DecodeError::Truncated)?;
    *bytes = rest;
    Ok((*tag, value))
}
