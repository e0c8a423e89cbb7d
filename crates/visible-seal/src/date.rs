//! Dates of the header: the integer MMDDYYYY in three bytes (Doc 9303-13, 2.2.1).

use jiff::civil::Date;

use crate::error::DecodeError;

pub(crate) fn encode(date: Date) -> [u8; 3] {
    let number =
        date.month() as u32 * 1_000_000 + date.day() as u32 * 10_000 + date.year().unsigned_abs() as u32;
    let [_, bytes @ ..] = number.to_be_bytes();
    bytes
}

pub(crate) fn decode(bytes: [u8; 3]) -> Result<Date, DecodeError> {
    let [a, b, c] = bytes;
    let number = u32::from_be_bytes([0, a, b, c]);
    let (month, day, year) = (number / 1_000_000, number / 10_000 % 100, number % 10_000);
    let small = |value: u32| i8::try_from(value).map_err(|_| DecodeError::Date);
    Date::new(
        i16::try_from(year).map_err(|_| DecodeError::Date)?,
        small(month)?,
        small(day)?,
    )
    .map_err(|_| DecodeError::Date)
}

/// `YYYYMMDD`, as values of the message write a date.
pub(crate) fn decode_digits(text: &[u8]) -> Option<Date> {
    if text.len() != 8 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        text[range]
            .iter()
            .fold(0i16, |number, digit| number * 10 + i16::from(digit - b'0'))
    };
    Date::new(number(0..4), number(4..6) as i8, number(6..8) as i8).ok()
}

pub(crate) fn encode_digits(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_example_of_the_standard_comes_out_both_ways() {
        assert_eq!(encode(date(1957, 3, 25)), [0x31, 0x9E, 0xF5]);
        assert_eq!(decode([0x31, 0x9E, 0xF5]).unwrap(), date(1957, 3, 25));
        assert_eq!(hex::encode(encode(date(2026, 11, 20))), "aaedea");
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for bytes in [[0, 0, 0], [0xFF; 3], [0x23, 0x20, 0x4A]] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(decode_digits(b"20260229"), None);
        assert_eq!(decode_digits(b"2026022"), None);
        assert_eq!(decode_digits(b"20280229"), Some(date(2028, 2, 29)));
    }
}
