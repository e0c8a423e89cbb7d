//! C40 as the header of a seal uses it (Doc 9303-13, 2.2.2): three characters of `0-9 A-Z <` in two bytes.

use crate::error::{DecodeError, EncodeError};

const PAD: u16 = 0;
const UNLATCH: u8 = 0xFE;

/// `<` and a space are the same filler.
fn value(character: char) -> Option<u16> {
    match character {
        ' ' | '<' => Some(3),
        '0'..='9' => Some(character as u16 - '0' as u16 + 4),
        'A'..='Z' => Some(character as u16 - 'A' as u16 + 14),
        _ => None,
    }
}

fn character(value: u16) -> Option<char> {
    match value {
        3 => Some(' '),
        4..=13 => char::from_u32(u32::from(value) - 4 + u32::from('0')),
        14..=39 => char::from_u32(u32::from(value) - 14 + u32::from('A')),
        _ => None,
    }
}

/// Bytes that `characters` characters take.
pub(crate) const fn encoded_len(characters: usize) -> usize {
    characters.div_ceil(3) * 2
}

/// Encodes a text of `0-9 A-Z <` and spaces.
pub(crate) fn encode(text: &str) -> Result<Vec<u8>, EncodeError> {
    let characters: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(encoded_len(characters.len()));
    for group in characters.chunks(3) {
        let mut values = [PAD; 3];
        for (slot, character) in values.iter_mut().zip(group) {
            *slot = value(*character).ok_or(EncodeError::Character {
                character: *character,
            })?;
        }
        if let [only] = group {
            out.push(UNLATCH);
            out.push(filler_as_space(*only) as u8 + 1);
        } else {
            let [a, b, c] = values;
            out.extend_from_slice(&(1600 * a + 40 * b + c + 1).to_be_bytes());
        }
    }
    Ok(out)
}

fn filler_as_space(character: char) -> char {
    if character == '<' { ' ' } else { character }
}

/// Decodes exactly `count` characters; fillers come back as spaces.
pub(crate) fn decode(bytes: &[u8], count: usize) -> Result<String, DecodeError> {
    let mut text = String::with_capacity(count);
    let mut pairs = bytes.chunks_exact(2);
    while text.len() < count {
        let Some(&[high, low]) = pairs.next() else {
            return Err(DecodeError::Truncated);
        };
        if high == UNLATCH {
            let plain = char::from(low.wrapping_sub(1));
            // Plain ASCII stands for the last character only.
            if value(plain).is_none() || plain == '<' || text.len() + 1 != count {
                return Err(DecodeError::C40);
            }
            text.push(plain);
            continue;
        }
        let packed = u16::from_be_bytes([high, low])
            .checked_sub(1)
            .ok_or(DecodeError::C40)?;
        let values = [packed / 1600, packed / 40 % 40, packed % 40];
        let wanted = (count - text.len()).min(3);
        for (index, value) in values.into_iter().enumerate() {
            if index < wanted {
                text.push(character(value).ok_or(DecodeError::C40)?);
            } else if value != PAD {
                return Err(DecodeError::C40);
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answers_of_the_standard_come_out_both_ways() {
        for (text, bytes) in [
            ("XK CD", "eb0466a9"),
            ("XKCD", "eb11fe45"),
            ("BSI01", "62d719c9"),
            ("VISA01", "de515826"),
            ("LUX", "a1b6"),
        ] {
            assert_eq!(hex::encode(encode(text).unwrap()), bytes, "{text}");
            assert_eq!(decode(&hex::decode(bytes).unwrap(), text.len()).unwrap(), text);
        }
        assert_eq!(encode("D<<").unwrap(), encode("D  ").unwrap());
    }

    #[test]
    fn what_is_no_c40_is_refused() {
        assert!(encode("lux").is_err());
        assert!(encode("É").is_err());
        for (bytes, count) in [
            ("0000", 3),
            ("ffff", 3),
            ("fe45", 3),
            ("eb", 3),
            ("", 1),
            ("fe3d", 1),
            ("fe00", 1),
        ] {
            assert!(decode(&hex::decode(bytes).unwrap(), count).is_err(), "{bytes}");
        }
    }
}
