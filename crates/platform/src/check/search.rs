//! Finding the identifier that a PDF carries: in addresses of this platform, and in the text of stamps.
//!
//! A window of 32 characters counts only where its checksum fits, so that nothing else is taken for an identifier.
//! Whatever cannot be read is passed over: then the person can type the identifier.

use std::collections::{BTreeMap, BTreeSet};

use identifier::{Identifier, PlatformUrl, SYMBOLS};
use pdf::object::{Object, Ref};
use pdf::{Document, Indirect};

/// Identifiers that are looked at, at most.
const LIMIT: usize = 8;

/// Objects of a file that are looked at, at most, from the last one down: stamps are added at the end.
const OBJECTS: u32 = 20_000;

/// Drawings whose text is read, at most.
const DRAWINGS: usize = 500;

/// Longest drawing that is read: a stamp has a few kilobytes.
const DRAWING_BYTES: u64 = 256 * 1024;

/// Longest content of a drawing that is read, once it is unpacked.
const CONTENT_BYTES: usize = 1024 * 1024;

/// What looking through one file may cost: a file that was made to be looked at for long must not hold up others.
struct Budget {
    /// Rows of symbols whose checksum is computed.
    candidates: usize,
    /// Bytes of drawings that are read, once for each of their fonts.
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            candidates: 2000,
            bytes: 16 * 1024 * 1024,
        }
    }
}

impl Budget {
    /// The identifier that these symbols are, while there is something left.
    fn parse(&mut self, symbols: &str) -> Option<Identifier> {
        self.candidates = self.candidates.checked_sub(1)?;
        symbols.parse().ok()
    }

    /// Whether so many bytes may still be read.
    fn may_read(&mut self, bytes: usize) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(0);
        left.is_some()
    }
}

/// The identifiers that stand in a PDF, each once: those in addresses of this platform first.
pub(super) fn identifiers(bytes: &[u8], platform: &PlatformUrl) -> Vec<Identifier> {
    let mut found = in_addresses(bytes, platform, &mut Budget::default());
    for identifier in in_stamps(bytes, &mut Budget::default()).unwrap_or_default() {
        if found.len() < LIMIT && !found.contains(&identifier) {
            found.push(identifier);
        }
    }
    found
}

/// Looks at the bytes as they are: link annotations are rarely compressed.
fn in_addresses(bytes: &[u8], platform: &PlatformUrl, budget: &mut Budget) -> Vec<Identifier> {
    let host = platform.host_and_port().as_bytes();
    let mut found = Vec::new();
    let mut rest = bytes;
    while found.len() < LIMIT && budget.candidates > 0 {
        let Some(at) = position(rest, host) else { break };
        rest = &rest[at + host.len()..];
        let path = rest.get(..3).filter(|path| path.eq_ignore_ascii_case(b"/d/"));
        let symbols = path.and_then(|_| rest.get(3..3 + SYMBOLS));
        let identifier = symbols.and_then(|symbols| budget.parse(std::str::from_utf8(symbols).ok()?));
        if let Some(identifier) = identifier
            && !found.contains(&identifier)
        {
            found.push(identifier);
        }
    }
    found
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len().max(1))
        .position(|window| window.eq_ignore_ascii_case(wanted))
}

/// Reads the text of the file's form drawings through their fonts' ToUnicode maps (ISO 32000-2, 9.10.3).
fn in_stamps(bytes: &[u8], budget: &mut Budget) -> Option<Vec<Identifier>> {
    let document = Document::open(bytes, None).ok()?;
    let size = u32::try_from(document.trailer().get("Size").as_int()?).ok()?;
    let mut found = Vec::new();
    let mut maps: BTreeMap<u32, BTreeMap<u16, char>> = BTreeMap::new();
    let mut drawings = 0;
    for number in (size.saturating_sub(OBJECTS).max(1)..size).rev() {
        let Ok(Indirect::Stream(stream)) = document.load(Ref {
            number,
            generation: 0,
        }) else {
            continue;
        };
        if !stream.dict.is("Subtype", "Form") || stream.stored_bytes() > DRAWING_BYTES {
            continue;
        }
        drawings += 1;
        if drawings > DRAWINGS || found.len() >= LIMIT {
            break;
        }
        let fonts = fonts(&document, stream.dict.get("Resources"));
        let Ok(content) = document.decode(&stream) else {
            continue;
        };
        if content.len() > CONTENT_BYTES {
            continue;
        }
        let strings = hexadecimal_strings(&content);
        for font in fonts {
            // Finding out what a font says costs something, too.
            if !budget.may_read(content.len().max(4096)) {
                return Some(found);
            }
            let map = maps
                .entry(font.number)
                .or_insert_with(|| to_unicode(&document, font).unwrap_or_default());
            if map.is_empty() {
                continue;
            }
            let text: String = strings
                .iter()
                .flat_map(|string| string.chunks_exact(2))
                .map(|pair| {
                    map.get(&u16::from_be_bytes([pair[0], pair[1]]))
                        .copied()
                        .unwrap_or('\u{fffd}')
                })
                .collect();
            for identifier in in_text(&text, budget) {
                if !found.contains(&identifier) {
                    found.push(identifier);
                }
            }
        }
    }
    Some(found)
}

/// The fonts of a resource dictionary.
fn fonts(document: &Document<'_>, resources: &Object) -> BTreeSet<Ref> {
    let resolved = |object: &Object| {
        document
            .resolve(object)
            .ok()
            .and_then(|object| object.as_dict().cloned())
    };
    let fonts = resolved(resources).and_then(|resources| resolved(resources.get("Font")));
    fonts
        .iter()
        .flat_map(pdf::object::Dict::iter)
        .filter_map(|(_, font)| font.as_ref())
        .collect()
}

/// The pairs of a font's ToUnicode map; ranges are left out, stamps have none.
fn to_unicode(document: &Document<'_>, font: Ref) -> Option<BTreeMap<u16, char>> {
    let font = document.load(font).ok()?.into_object();
    let map = font.as_dict()?.get("ToUnicode").as_ref()?;
    let Indirect::Stream(stream) = document.load(map).ok()? else {
        return None;
    };
    let text = document.decode(&stream).ok()?;
    let text = std::str::from_utf8(&text).ok()?;
    let mut map = BTreeMap::new();
    for block in text.split("beginbfchar").skip(1) {
        let block = block.split("endbfchar").next().unwrap_or("");
        let mut values = block.split(['<', '>']).filter(|value| !value.trim().is_empty());
        while let (Some(glyph), Some(character)) = (values.next(), values.next()) {
            let glyph = u16::from_str_radix(glyph.trim(), 16).ok()?;
            let character = u32::from_str_radix(character.trim(), 16)
                .ok()
                .and_then(char::from_u32);
            map.insert(glyph, character.unwrap_or('\u{fffd}'));
        }
    }
    Some(map)
}

/// The hexadecimal strings of a content stream. `<<` begins a dictionary, not a string.
fn hexadecimal_strings(content: &[u8]) -> Vec<Vec<u8>> {
    content
        .split(|byte| *byte == b'<')
        .filter_map(|part| {
            let digits = part
                .split(|byte| *byte == b'>')
                .next()
                .filter(|digits| digits.len() < part.len())?;
            hex::decode(digits).ok().filter(|bytes| !bytes.is_empty())
        })
        .collect()
}

/// The identifiers in what a person pasted, each once: in addresses first, then between other words.
pub(super) fn in_sentence(text: &str) -> Vec<Identifier> {
    let text: String = text.chars().take(4000).collect();
    let mut found: Vec<Identifier> = Vec::new();
    let mut take = |identifier| {
        if !found.contains(&identifier) {
            found.push(identifier);
        }
    };
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';' | '«' | '»');
    for word in text.split(ends).filter(|word| word.contains("://")) {
        if let Ok(identifier) = Identifier::parse(word.trim_end_matches(['.', '!', '?', ':'])) {
            take(identifier);
        }
    }
    // Letters and digits that are taken for each other read as the format says, between words too.
    let plain: String = text
        .to_ascii_uppercase()
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{2009}' | '\u{202f}' | '\t' | '\n' | '\r' => ' ',
            other => other,
        })
        .collect();
    for identifier in in_text(&plain, &mut Budget::default()) {
        take(identifier);
    }
    found
}

/// Every 32 symbols in a row that are an identifier, whatever separates them.
fn in_text(text: &str, budget: &mut Budget) -> Vec<Identifier> {
    let symbols: String = text
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | '\u{a0}'))
        .collect();
    let symbols: Vec<char> = symbols.chars().collect();
    let window = |symbols: &[char]| -> Option<Identifier> {
        // Version 1 starts with the symbol 1; cheap to see before the checksum is computed.
        (symbols.first() == Some(&'1') && symbols.iter().all(char::is_ascii_alphanumeric))
            .then(|| budget.parse(&symbols.iter().collect::<String>()))
            .flatten()
    };
    symbols.windows(SYMBOLS).filter_map(window).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Identifier {
        Identifier::parse("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ").unwrap()
    }

    #[test]
    fn the_address_of_a_stamp_is_found_in_either_case() {
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        for text in [
            "/URI (https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ)",
            "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ and again \
             https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ",
        ] {
            assert_eq!(identifiers(text.as_bytes(), &platform), [wanted()]);
        }
        for text in [
            "https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0W",
            "https://elsewhere.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ",
            "https://verify.example.lu/d/",
            "",
        ] {
            assert_eq!(identifiers(text.as_bytes(), &platform), [], "{text}");
        }
    }

    #[test]
    fn an_identifier_is_found_in_what_a_person_pastes() {
        for text in [
            "Mon identifiant est 10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ, merci !",
            "loyk gt5e tzww ed4f nmlm 2htz ehek xowq (Wohnsitz)",
            "Voir <https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ>.",
            "https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ. Danke",
            "ID:\n10YK-GT5E-TZWW-ED4F\n\u{2013}NM1M-2HTZ-EHEK-X0WQ",
        ] {
            assert_eq!(in_sentence(text), [wanted()], "{text}");
        }
        assert_eq!(in_sentence("10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ please"), []);
    }

    #[test]
    fn a_printed_identifier_is_found_between_other_words() {
        assert_eq!(
            in_text(
                "Original: 10YK-GT5E-TZWW-ED4F NM1M-2HTZ-EHEK-X0WQ 1",
                &mut Budget::default()
            ),
            [wanted()]
        );
        assert_eq!(
            in_text("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WR", &mut Budget::default()),
            []
        );
    }
}
