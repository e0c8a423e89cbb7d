//! One-time codes for new desks: 80 random bits in Crockford's alphabet, four groups of four. Only the hash is kept.

use jiff::SignedDuration;
use model::Sha256;

use crate::state::sha256;

/// How long a code can be used.
pub const CODE_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The printed form of a new code.
pub fn new_code(random: [u8; 10]) -> String {
    let bits = random
        .iter()
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let symbols: Vec<char> = (0..16)
        .map(|n| char::from(ALPHABET[(bits >> (75 - 5 * n) & 31) as usize]))
        .collect();
    symbols
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// The hash of a code as a person typed it: case, spaces and hyphens do not count, look-alikes are one.
pub fn code_sha256(typed: &str) -> Sha256 {
    let canonical: String = typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    sha256(format!("greffe enrolment code\n{canonical}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_four_groups_and_can_be_typed_carelessly() {
        assert_eq!(new_code([0; 10]), "0000-0000-0000-0000");
        assert_eq!(new_code([0xff; 10]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(new_code([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]), "0000-0000-0000-0011");
        assert_eq!(
            code_sha256("abcd-0011-EFGH-JKMN"),
            code_sha256(" ABCD oOl1 efgh jkmn")
        );
        assert_ne!(
            code_sha256("ABCD-0011-EFGH-JKMN"),
            code_sha256("ABCD-0011-EFGH-JKMP")
        );
    }
}
