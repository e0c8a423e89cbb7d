//! From what a person typed, pasted or scanned to 32 symbol values.

use crate::error::ParseError;
use crate::{ALPHABET, SYMBOLS};

/// The values of the 32 symbols in `text`.
pub(crate) fn symbols(text: &str) -> Result<[u8; SYMBOLS], ParseError> {
    let (segment, is_address) = segment(text);
    let start = text[..segment.start].chars().count();
    let mut values = [0_u8; SYMBOLS];
    let mut count = 0;
    let mut rest = text[segment].chars();
    let mut position = start;
    while let Some(first) = rest.next() {
        position += 1;
        let here = position;
        let mut character = first;
        if is_address
            && first == '%'
            && let Some(decoded) = percent_decoded(rest.as_str())
        {
            character = decoded;
            rest.next();
            rest.next();
            position += 2;
        }
        if is_separator(character) {
            continue;
        }
        let value = value(character).ok_or(match character {
            'u' | 'U' => ParseError::LetterU { position: here },
            _ => ParseError::BadCharacter {
                character,
                position: here,
            },
        })?;
        if let Some(symbol) = values.get_mut(count) {
            *symbol = value;
        }
        count += 1;
    }
    if count == SYMBOLS {
        Ok(values)
    } else {
        Err(ParseError::Length { count })
    }
}

/// The part of `text` to read, in bytes, and whether it stands in an address.
fn segment(text: &str) -> (std::ops::Range<usize>, bool) {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    // The path of an address ends where its query or fragment starts.
    let path = &trimmed[..trimmed.find(['?', '#']).unwrap_or(trimmed.len())];
    // ASCII only, so that every byte keeps its place.
    let lower = path.to_ascii_lowercase();
    let within = if let Some(at) = lower.rfind("/d/") {
        let from = at + "/d/".len();
        from..path[from..].find('/').map_or(path.len(), |length| from + length)
    } else if let Some(at) = lower.find("://") {
        let authority = at + "://".len();
        let end = path.trim_end_matches('/').len().max(authority);
        path[authority..end]
            .rfind('/')
            .map_or(end, |slash| authority + slash + 1)..end
    } else {
        return (start..start + trimmed.len(), false);
    };
    (start + within.start..start + within.end, true)
}

/// The ASCII character that two hexadecimal digits at the start of `text` stand for.
fn percent_decoded(text: &str) -> Option<char> {
    let digits = text
        .get(..2)
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16)
        .ok()
        .filter(u8::is_ascii)
        .map(char::from)
}

/// What is left out: white space, hyphens and dashes, full stop, underscore, slash.
fn is_separator(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '\u{2010}'
            ..='\u{2014}' | '\u{2212}' | '.' | '_' | '/'
    )
}

fn value(character: char) -> Option<u8> {
    let symbol = match u8::try_from(character).ok()?.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|own| *own == symbol)
        .and_then(|value| u8::try_from(value).ok())
}
