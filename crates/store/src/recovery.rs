//! The recovery key: forty characters on paper that open the desk when a passphrase is forgotten.
//!
//! Eight groups of five: four drawn at random from 31 letters and digits that are not mistaken for one another
//! (158 bits in all), and a check character that finds every single mistyped character of its group, two exchanged
//! neighbours, and a group in the wrong place.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::Environment;
use crate::safety::SafetyError;

/// Without 0, O, 1, I, L.
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const GROUPS: u32 = 8;
const DRAWN: usize = 4;

/// A new recovery key, as it is printed: `ABCDE-FGHJK-…`.
pub(crate) fn draw(environment: &dyn Environment) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(48));
    for group in 0..GROUPS {
        if group > 0 {
            text.push('-');
        }
        let mut values = Zeroizing::new([0_u32; DRAWN]);
        for value in values.iter_mut() {
            *value = symbol(environment);
        }
        for value in values.iter().copied().chain([check(group, &*values)]) {
            text.push(char::from(letter(value)));
        }
    }
    SecretString::from(text.as_str())
}

/// What was typed, as it was printed. Blanks, hyphens and case do not matter.
///
/// # Errors
/// `recovery-key-length`, or `recovery-key-group` with the group that holds a mistake.
pub(crate) fn parse(typed: &SecretString) -> Result<SecretString, SafetyError> {
    let mut characters = Zeroizing::new(Vec::with_capacity(64));
    for character in typed.expose_secret().chars() {
        if !character.is_whitespace() && !['-', '–', '—', '_'].contains(&character) {
            characters.push(character.to_ascii_uppercase());
        }
    }
    let found = characters.len();
    if found != GROUPS as usize * (DRAWN + 1) {
        return Err(SafetyError::RecoveryKeyLength { found });
    }
    let mut text = Zeroizing::new(String::with_capacity(48));
    for (group, typed) in (0..).zip(characters.chunks(DRAWN + 1)) {
        let wrong = || SafetyError::RecoveryKeyGroup { group: group + 1 };
        let values = Zeroizing::new(
            typed
                .iter()
                .map(|character| value(*character).ok_or_else(wrong))
                .collect::<Result<Vec<u32>, _>>()?,
        );
        let (drawn, last) = values.split_at(DRAWN);
        if last.first() != Some(&check(group, drawn)) {
            return Err(wrong());
        }
        if group > 0 {
            text.push('-');
        }
        for value in values.iter() {
            text.push(char::from(letter(*value)));
        }
    }
    Ok(SecretString::from(text.as_str()))
}

/// A passphrase to hand over once: three groups of the same characters, without check.
pub(crate) fn one_time(environment: &dyn Environment) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(16));
    for place in 0..15 {
        if place > 0 && place % 5 == 0 {
            text.push('-');
        }
        text.push(char::from(letter(symbol(environment))));
    }
    SecretString::from(text.as_str())
}

/// Evenly drawn: bytes that would favour the first symbols are drawn again.
fn symbol(environment: &dyn Environment) -> u32 {
    loop {
        let mut byte = [0];
        environment.random(&mut byte);
        if byte[0] < 248 {
            return u32::from(byte[0]) % 31;
        }
    }
}

/// Modulo the prime 31, with another weight for each place.
fn check(group: u32, drawn: &[u32]) -> u32 {
    let sum: u32 = (2..).zip(drawn).map(|(weight, value)| weight * value).sum();
    (sum + 11 * (group + 1)) % 31
}

fn letter(value: u32) -> u8 {
    ALPHABET.get(value as usize).copied().unwrap_or(b'A')
}

fn value(character: char) -> Option<u32> {
    let place = ALPHABET
        .iter()
        .position(|letter| char::from(*letter) == character)?;
    u32::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wording::Explain;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Environment for Counting {
        fn now(&self) -> jiff::Timestamp {
            jiff::Timestamp::UNIX_EPOCH
        }

        fn random(&self, buffer: &mut [u8]) {
            for byte in buffer {
                *byte = self.0.fetch_add(37, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn a_typing_error_is_found_and_its_group_named() {
        let key = draw(&Counting(5.into()));
        let text = key.expose_secret().to_owned();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [5; 8]);
        let back = |typed: &str| parse(&typed.to_owned().into());
        assert_eq!(back(&text).unwrap().expose_secret(), text);
        let typed = format!("  {} ", text.to_lowercase().replace('-', " "));
        assert_eq!(back(&typed).unwrap().expose_secret(), text);
        for place in 0..text.len() {
            let byte = text.as_bytes()[place];
            if byte == b'-' {
                continue;
            }
            for other in ALPHABET.iter().chain(b"0OI1?") {
                let mut bytes = text.clone().into_bytes();
                bytes[place] = *other;
                let error = back(&String::from_utf8(bytes).unwrap());
                if *other == byte {
                    assert!(error.is_ok());
                } else {
                    let error = error.unwrap_err();
                    assert_eq!(error.code(), "recovery-key-group");
                    assert_eq!(error.arguments()[0].1, (place / 6 + 1).to_string());
                }
            }
        }
        // Two groups exchanged.
        let mut groups: Vec<&str> = text.split('-').collect();
        groups.swap(1, 4);
        assert_eq!(back(&groups.join("-")).unwrap_err().code(), "recovery-key-group");
        assert_eq!(back(&text[1..]).unwrap_err().code(), "recovery-key-length");
    }
}
