//! Seals that were typed, pasted or handed over by a scanner as text.

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Longer texts are something else.
const MAX_TEXT: usize = 64 * 1024;

/// The bytes of a text: hexadecimal or Base64 (both alphabets, with or without padding), whatever spaces, line ends,
/// colons or quotation marks stand in it; or the text that scanner programs make of a symbol's bytes (one character
/// for each byte). `None`: none of them.
pub fn bytes_of_text(text: &str) -> Option<Vec<u8>> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with('\u{dc}') {
        let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        return bytes;
    }
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '`' | '\u{200b}'))
        .collect();
    // Colons part bytes in hexadecimal and never stand in Base64.
    let digits = compact.replace(':', "");
    let digits = digits
        .strip_prefix("0x")
        .or(digits.strip_prefix("0X"))
        .unwrap_or(&digits);
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return hex::decode(digits).ok();
    }
    let standard: String = compact
        .chars()
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, config);
    let bytes = engine.decode(standard.as_bytes()).ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        let bytes = vec![0xDC, 0x03, 0xA1, 0xB6, 0xFF];
        for text in [
            "dc03a1b6ff",
            "DC 03 A1 B6\nFF\r\n",
            "dc:03:a1:b6:ff",
            "0xDC03A1B6FF",
            "3AOhtv8=",
            "3AOhtv8",
            "\"3AOh\n tv8=\"",
            "\u{dc}\u{3}\u{a1}\u{b6}\u{ff}",
        ] {
            assert_eq!(bytes_of_text(text).as_deref(), Some(bytes.as_slice()), "{text:?}");
        }
        assert_eq!(bytes_of_text("-_8"), Some(vec![0xFB, 0xFF]));
        for text in ["", "   ", "dc03a", "Grüße", "\u{dc}\u{20ac}"] {
            assert_eq!(bytes_of_text(text), None, "{text:?}");
        }
    }
}
