//! What the codes of a font say: standard encodings, `/Differences` and `/ToUnicode` (ISO 32000-2, 9.6.5 and 9.10).

use std::collections::HashMap;

use crate::document::Document;
use crate::object::{Dict, Object};
use crate::syntax::{Lexer, Token};

/// Codes kept for one font.
const MAX_CODES: usize = 100_000;
/// Bytes of one CMap.
const MAX_CMAP: usize = 2 * 1024 * 1024;

/// Bytes 0x80 to 0x9f of WinAnsiEncoding; the rest is Latin-1.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";
/// Bytes from 0x80 of MacRomanEncoding.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Names of the glyphs of ASCII that are no letters.
const NAMES: [(&str, char); 43] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
];

/// From codes to characters.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// From `/ToUnicode` or `/Differences`.
    codes: HashMap<u32, String>,
    base: Base,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Base {
    /// Codes that say nothing of themselves.
    #[default]
    None,
    WinAnsi,
    MacRoman,
    /// StandardEncoding, and what a font has built in: ASCII.
    Standard,
    /// Codes are UTF-16.
    Unicode,
}

impl Text {
    /// Reads it from a font; what cannot be read says nothing.
    pub fn read(document: &Document<'_>, font: &Dict) -> Self {
        let mut text = Text::default();
        let encoding = document.resolve(font.get("Encoding")).unwrap_or(Object::Null);
        let base = |name: Option<&[u8]>| match name {
            Some(b"WinAnsiEncoding") => Base::WinAnsi,
            Some(b"MacRomanEncoding") => Base::MacRoman,
            _ => Base::Standard,
        };
        if font.is("Subtype", "Type0") {
            let name = encoding.as_name().unwrap_or_default();
            let holds = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
            if holds(b"UCS2") || holds(b"UTF16") {
                text.base = Base::Unicode;
            }
        } else if let Object::Dict(dict) = &encoding {
            text.base = base(dict.get("BaseEncoding").as_name());
            text.differences(document, dict);
        } else {
            text.base = base(encoding.as_name());
        }
        if let Ok(Some(stream)) = document.resolve_stream(font.get("ToUnicode"))
            && let Ok(bytes) = crate::filter::decode(document, &stream, MAX_CMAP)
        {
            text.read_cmap(&bytes);
        }
        text
    }

    fn differences(&mut self, document: &Document<'_>, encoding: &Dict) {
        let Ok(differences) = document.resolve(encoding.get("Differences")) else {
            return;
        };
        let mut code = 0u32;
        for item in differences.as_array().unwrap_or(&[]).iter().take(2_000) {
            match item {
                Object::Int(first) => code = u32::try_from(*first).unwrap_or(0),
                Object::Name(name) => {
                    let name = String::from_utf8_lossy(name);
                    let character = of_name(&name).map(String::from).unwrap_or_default();
                    self.codes.insert(code, character);
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// The `bfchar` and `bfrange` sections of a CMap.
    fn read_cmap(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer::new(bytes, 0);
        let mut strings: Vec<Vec<u8>> = Vec::new();
        // An array of a bfrange, and whether one is open.
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut ranges = false;
        let number = |bytes: &[u8]| -> u32 {
            bytes
                .iter()
                .take(4)
                .fold(0, |code, byte| code << 8 | u32::from(*byte))
        };
        loop {
            match lexer.next() {
                Token::End => return,
                Token::Word(b"beginbfchar") => {
                    ranges = false;
                    strings.clear();
                }
                Token::Word(b"beginbfrange") => {
                    ranges = true;
                    strings.clear();
                }
                Token::Word(_) => strings.clear(),
                Token::ArrayOpen => list = Some(Vec::new()),
                Token::ArrayClose => {
                    if let (Some(list), [first, ..]) = (list.take(), strings.as_slice()) {
                        for (code, target) in (number(first)..).zip(&list) {
                            self.insert(code, utf16(target));
                        }
                    }
                    strings.clear();
                }
                Token::Str(string) => {
                    if let Some(list) = &mut list {
                        if list.len() < 65_536 {
                            list.push(string);
                        }
                        continue;
                    }
                    strings.push(string);
                    match (ranges, strings.as_slice()) {
                        (false, [code, target]) => {
                            self.insert(number(code), utf16(target));
                            strings.clear();
                        }
                        (true, [first, last, target]) => {
                            let (first, last) = (number(first), number(last));
                            let start = utf16(target);
                            let mut characters: Vec<char> = start.chars().collect();
                            for code in first..=last.min(first.saturating_add(65_535)) {
                                self.insert(code, characters.iter().collect());
                                if self.codes.len() >= MAX_CODES {
                                    break;
                                }
                                if let Some(end) = characters.last_mut() {
                                    *end = char::from_u32(u32::from(*end) + 1).unwrap_or('\u{fffd}');
                                }
                            }
                            strings.clear();
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn insert(&mut self, code: u32, text: String) {
        if self.codes.len() < MAX_CODES {
            self.codes.insert(code, text);
        }
    }

    /// What a code says; nothing where it is not known.
    pub fn characters(&self, code: u32) -> impl Iterator<Item = char> {
        let known = self.codes.get(&code);
        let byte = u8::try_from(code & 0xff).unwrap_or(0);
        let high = |table: &str, first: u8| {
            byte.checked_sub(first)
                .and_then(|index| table.chars().nth(usize::from(index)))
        };
        let single = match (known, self.base) {
            (Some(_), _) | (None, Base::None) => None,
            (None, Base::Unicode) => char::from_u32(code),
            (None, Base::WinAnsi) if (0x80..0xa0).contains(&byte) => high(WIN_ANSI, 0x80),
            (None, Base::MacRoman) if byte >= 0x80 => high(MAC_ROMAN, 0x80),
            (None, Base::WinAnsi | Base::MacRoman) => Some(char::from(byte)),
            (None, Base::Standard) => (byte < 0x80).then(|| char::from(byte)),
        };
        known
            .map(String::as_str)
            .unwrap_or_default()
            .chars()
            .chain(single)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .take(16)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// The character of a glyph name, as far as markers need it (Adobe Glyph List).
fn of_name(name: &str) -> Option<char> {
    let name = name.split('.').next()?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    if let Some((_, character)) = NAMES.iter().find(|(own, _)| *own == name) {
        return Some(*character);
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    if (4..=6).contains(&digits.len()) {
        return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &Text, codes: &[u32]) -> String {
        codes.iter().flat_map(|code| text.characters(*code)).collect()
    }

    #[test]
    fn a_cmap_gives_single_codes_and_both_kinds_of_ranges() {
        let mut text = Text::default();
        text.read_cmap(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <005B> <0002> <00660069>\n\
              endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0041> <d83dde00>] endbfrange",
        );
        assert_eq!(say(&text, &[1, 2, 0x10, 0x12, 0x20, 0x21, 0x99]), "[fiacA😀");
    }

    #[test]
    fn encodings_are_known_above_ascii() {
        let text = |base| Text {
            base,
            ..Text::default()
        };
        assert_eq!(say(&text(Base::WinAnsi), &[0x5b, 0x80, 0xe9]), "[€é");
        assert_eq!(say(&text(Base::MacRoman), &[0x5b, 0x8e, 0xdb]), "[é€");
        assert_eq!(MAC_ROMAN.chars().count(), 128);
        assert_eq!(WIN_ANSI.chars().count(), 32);
        assert_eq!(of_name("bracketleft"), Some('['));
        assert_eq!(of_name("uni00E9"), Some('é'));
        assert_eq!(of_name("A.alt"), Some('A'));
    }
}
