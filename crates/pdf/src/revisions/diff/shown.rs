//! Whether the new appearance of a filled field shows its value and nothing else.
//!
//! A value that is filled in may be anything; that a reader sees one thing and a program reads another must not pass.
//! Only what form-filling programs need may stand in such an appearance: text in the order of the value, a
//! background and borders of the whole field.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::content::{Area, IDENTITY, Matrix, each_operation, inherited, multiply, rectangle};
use super::super::signatures::text;
use super::super::{Dict, ObjectId, Value};
use super::Step;

const MAX_APPEARANCE: usize = 1 << 20;
const MAX_CHARACTER_MAP: usize = 1 << 20;
const PASSWORD: i64 = 1 << 13;
const COMBO: i64 = 1 << 17;

/// Families whose letters are letters in every reader; of others that are not embedded nobody knows what is drawn.
const FAMILIES: &[&str] = &[
    "Helvetica",
    "Times",
    "Courier",
    "Arial",
    "Verdana",
    "Tahoma",
    "Calibri",
    "Cambria",
    "Georgia",
    "Segoe",
    "Liberation",
    "DejaVu",
    "Noto",
    "OpenSans",
    "Roboto",
    "Myriad",
    "Minion",
    "Nimbus",
    "Trebuchet",
    "Palatino",
    "Garamond",
    "FreeSans",
    "FreeSerif",
    "Carlito",
    "AdobeSans",
    "AdobeSerif",
    "Lato",
    "SourceSans",
    "SourceSerif",
];
/// Fonts whose codes are no letters.
const SYMBOLS: &[&str] = &["symbol", "dingbats", "wingdings", "webdings", "marlett"];

/// Names of glyphs (Adobe Glyph List) of the characters from U+00A1 on, in their order.
const LATIN_NAMES: &str = "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine \
    guillemotleft logicalnot hyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph \
    periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown \
    Agrave Aacute Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute \
    Icircumflex Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute \
    Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla \
    egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex \
    otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis";

/// Names of the printable ASCII characters that are not letters, in their order.
const ASCII_NAMES: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright \
    asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less \
    equal greater question at";

const OTHER_NAMES: &[(&str, char)] = &[
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
    ("Euro", '€'),
    ("bullet", '•'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("florin", 'ƒ'),
    ("fraction", '⁄'),
    ("guilsinglleft", '‹'),
    ("guilsinglright", '›'),
    ("minus", '−'),
    ("perthousand", '‰'),
    ("quotedblbase", '„'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotesinglbase", '‚'),
    ("trademark", '™'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("Lslash", 'Ł'),
    ("OE", 'Œ'),
    ("Scaron", 'Š'),
    ("Ydieresis", 'Ÿ'),
    ("Zcaron", 'Ž'),
    ("dotlessi", 'ı'),
    ("lslash", 'ł'),
    ("oe", 'œ'),
    ("scaron", 'š'),
    ("zcaron", 'ž'),
    ("nbspace", ' '),
    ("sfthyphen", '-'),
];

fn named(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some(code) = name.strip_prefix("uni").filter(|code| code.len() == 4) {
        return char::from_u32(u32::from_str_radix(code, 16).ok()?);
    }
    let numbered = |names: &str, first: u32| {
        let at = names.split_whitespace().position(|known| known == name)?;
        char::from_u32(first + u32::try_from(at).ok()?)
    };
    numbered(ASCII_NAMES, 0x20)
        .or_else(|| numbered(LATIN_NAMES, 0xa1))
        .or_else(|| {
            OTHER_NAMES
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, char)| *char)
        })
}

/// How the bytes of a string are characters.
enum Letters {
    /// One byte each.
    Narrow(Box<[Option<char>; 256]>),
    /// Two bytes each.
    Wide(HashMap<u16, String>),
}

impl Letters {
    fn read(&self, shown: &[u8]) -> Option<String> {
        match self {
            Letters::Narrow(table) => shown
                .iter()
                .map(|byte| table.get(usize::from(*byte)).copied().flatten())
                .collect(),
            Letters::Wide(map) => shown
                .chunks(2)
                .map(|pair| match pair {
                    [high, low] => map.get(&u16::from_be_bytes([*high, *low])).map(String::as_str),
                    _ => None,
                })
                .collect(),
        }
    }
}

/// Text without its layout: no blanks, and signs that programs exchange are one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '‘' | '’' | '‚' | '`' => plain.push('\''),
            '“' | '”' | '„' => plain.push('"'),
            '–' | '−' | '‐' | '‑' | '\u{ad}' => plain.push('-'),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            '\u{b5}' => plain.push('μ'),
            char if char.is_whitespace() || char == '\u{a0}' || char.is_control() => {}
            char => plain.push(char),
        }
    }
    plain
}

impl Step<'_, '_> {
    /// Whether the normal appearance of `field` in the new revision shows the value that it has there.
    pub(super) fn shows_its_value(&mut self, field: &Dict, kind: Option<&[u8]>) -> bool {
        let file = self.file;
        let value = inherited(file, field, "V", self.new);
        let Value::Dict(appearance) = self.new_get(field, "AP") else {
            return true;
        };
        let Some(id) = appearance.get(b"N".as_slice()).and_then(Value::as_ref) else {
            return false;
        };
        let choice = kind == Some(b"Ch");
        let Some(shown) = self.shown_text(id, field, choice) else {
            return false;
        };
        let shown = plain(&shown);
        let flags = inherited(file, field, "Ff", self.new).as_int().unwrap_or(0);
        if choice {
            return self.shows_choice(field, &value, &shown);
        }
        let expected = match &value {
            Value::Str(value) => plain(&text(value)),
            Value::Null => String::new(),
            _ => return false,
        };
        if flags & PASSWORD != 0 {
            let mut letters = shown.chars();
            let first = letters.next();
            return letters.all(|letter| Some(letter) == first)
                && !first.is_some_and(|first| first.is_alphanumeric());
        }
        shown == expected || self.formats(field) && same_number(&shown, &expected)
    }

    /// Whether a program of the field, signed with it, writes the value in another way.
    fn formats(&self, field: &Dict) -> bool {
        match inherited(self.file, field, "AA", self.new) {
            Value::Dict(actions) => actions.contains_key(b"F".as_slice()),
            _ => false,
        }
    }

    /// A list shows some of its options in their order, among them what was chosen; a closed one shows the choice.
    fn shows_choice(&self, field: &Dict, value: &Value, shown: &str) -> bool {
        let words = |value: &Value| match value {
            Value::Str(word) => vec![text(word)],
            Value::Array(items) => items.iter().filter_map(Value::as_str).map(text).collect(),
            _ => Vec::new(),
        };
        let mut options: Vec<(String, String)> = Vec::new();
        if let Value::Array(items) = inherited(self.file, field, "Opt", self.new) {
            for item in items.iter().take(5_000) {
                let item = self.file.resolve(item, self.new).unwrap_or(Value::Null);
                match words(&item).as_slice() {
                    [both] => options.push((both.clone(), plain(both))),
                    [export, display] => options.push((export.clone(), plain(display))),
                    _ => {}
                }
            }
        }
        let chosen: Vec<String> = words(value)
            .iter()
            .map(|word| match options.iter().find(|(export, _)| export == word) {
                Some((_, display)) => display.clone(),
                None => plain(word),
            })
            .collect();
        if chosen.concat() == shown {
            return true;
        }
        // Of a closed list a reader sees the choice alone.
        if inherited(self.file, field, "Ff", self.new).as_int().unwrap_or(0) & COMBO != 0 {
            return false;
        }
        let visible = |from: usize| {
            let mut rest = shown;
            for (_, display) in options.iter().skip(from) {
                if rest.is_empty() {
                    break;
                }
                match rest.strip_prefix(display.as_str()) {
                    Some(after) => rest = after,
                    None => return false,
                }
            }
            rest.is_empty()
        };
        !shown.is_empty()
            && chosen.iter().all(|word| shown.contains(word.as_str()))
            && (0..options.len()).any(visible)
    }

    /// The text that the form shows, in its order; `None` when it draws anything that a value does not need, or
    /// its letters cannot be told.
    fn shown_text(&mut self, id: ObjectId, field: &Dict, choice: bool) -> Option<String> {
        let file = self.file;
        let object = file.referenced(id, self.new).ok()??;
        let dict = object.value.as_dict()?;
        let content = file.drawing_data(&object, MAX_APPEARANCE)?;
        if !file.draw(content.len()) {
            return None;
        }
        let area = rectangle(file, dict, "BBox", self.new)?;
        let turned = match self.new_get(field, "MK") {
            Value::Dict(mark) => self.new_get(&mark, "R").as_int().is_some_and(|angle| angle != 0),
            _ => false,
        };
        // Optional content could be out of sight, and a box of another shape or turned by itself shows other parts.
        let fits =
            rectangle(file, field, "Rect", self.new).is_none_or(|rect| turned || same_shape(&area, &rect));
        if dict.contains_key(b"OC".as_slice())
            || !fits
            || !turned && !is_upright(&self.new_get(dict, "Matrix"))
        {
            return None;
        }
        let resources = self.new_get(dict, "Resources");
        let has_background = matches!(self.new_get(field, "MK"), Value::Dict(mark)
            if mark.get(b"BG".as_slice()).and_then(Value::as_array).is_some_and(|color| !color.is_empty()));
        let mut fonts: HashMap<Vec<u8>, Option<Rc<Letters>>> = HashMap::new();
        let mut reading = Reading {
            area,
            background: has_background || choice,
            light_allowed: has_background,
            turned,
            moved: false,
            last: None,
            out: String::new(),
            fine: true,
        };
        let mut state = Look {
            matrix: IDENTITY,
            letters: None,
            size: 0.0,
            light: false,
        };
        let mut saved = Vec::new();
        let (mut at, mut line, mut leading) = (IDENTITY, IDENTITY, 0.0);
        let mut path: Vec<(f64, f64)> = Vec::new();
        let read = each_operation(&content, |operator, operands| {
            let numbers: Vec<f64> = operands.iter().filter_map(Value::as_number).collect();
            let number = |index: usize| numbers.get(index).copied().unwrap_or(0.0);
            let down = |line: &mut Matrix, at: &mut Matrix, x: f64, y: f64| {
                *line = multiply([1.0, 0.0, 0.0, 1.0, x, y], *line);
                *at = *line;
            };
            match operator {
                b"q" if saved.len() < 64 => saved.push(state.clone()),
                b"Q" => match saved.pop() {
                    Some(before) => state = before,
                    None => reading.fine = false,
                },
                b"cm" => match <Matrix>::try_from(numbers) {
                    Ok(change) => state.matrix = multiply(change, state.matrix),
                    Err(_) => reading.fine = false,
                },
                b"g" | b"rg" | b"k" | b"sc" | b"scn" => match lightness(operator, operands, &numbers) {
                    Some(light) => state.light = light > 0.8,
                    None => reading.fine = false,
                },
                b"cs" => state.light = false,
                b"BT" => {
                    (at, line) = (IDENTITY, IDENTITY);
                    reading.moved = true;
                }
                b"Tf" => {
                    let name = operands.first().and_then(Value::as_name).unwrap_or_default();
                    state.size = numbers.first().copied().unwrap_or(0.0);
                    state.letters = fonts
                        .entry(name.to_vec())
                        .or_insert_with(|| self.letters(name, resources.as_dict()).map(Rc::new))
                        .clone();
                }
                // Far apart or not upright, part of the text could be out of sight.
                b"Tc" | b"Tw" => {
                    reading.fine &= number(0) >= -1.5 && number(0) <= 4.0 * state.size.abs().max(12.0);
                }
                b"Tz" => reading.fine &= (20.0..=500.0).contains(&number(0)),
                b"Ts" => reading.fine &= number(0).abs() <= 12.0,
                // An outline could be of the colour of paper.
                b"Tr" => reading.fine &= number(0) == 0.0,
                b"TL" => leading = number(0),
                b"Td" => {
                    reading.moved = true;
                    down(&mut line, &mut at, number(0), number(1));
                }
                b"TD" => {
                    reading.moved = true;
                    leading = -number(1);
                    down(&mut line, &mut at, number(0), number(1));
                }
                b"T*" => {
                    reading.moved = true;
                    down(&mut line, &mut at, 0.0, -leading);
                }
                b"Tm" => match <Matrix>::try_from(numbers) {
                    Ok(matrix) => {
                        reading.moved = true;
                        (at, line) = (matrix, matrix);
                    }
                    Err(_) => reading.fine = false,
                },
                b"Tj" | b"TJ" | b"'" => {
                    if operator == b"'" {
                        reading.moved = true;
                        down(&mut line, &mut at, 0.0, -leading);
                    }
                    match operands.first() {
                        Some(Value::Str(shown)) => reading.show(&state, &at, shown),
                        Some(Value::Array(items)) => {
                            for item in items {
                                match item {
                                    Value::Str(shown) => reading.show(&state, &at, shown),
                                    other => {
                                        let back =
                                            other.as_number().unwrap_or(f64::NAN) / 1000.0 * state.size;
                                        // Further back, letters would change their order.
                                        reading.fine &= back <= 0.4 * state.size.abs();
                                        at = multiply([1.0, 0.0, 0.0, 1.0, -back, 0.0], at);
                                    }
                                }
                            }
                        }
                        _ => reading.fine = false,
                    }
                }
                b"m" | b"l" => path.push((number(0), number(1))),
                b"re" => {
                    path.push((number(0), number(1)));
                    path.push((number(0) + number(2), number(1) + number(3)));
                }
                b"h" => {}
                b"W" | b"W*" => reading.clip(&state.matrix, &path),
                b"BDC" | b"DP" => reading.fine &= is_plain_mark(operands),
                b"n" => path.clear(),
                b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                    reading.paint(&state.matrix, &path, !matches!(operator, b"S" | b"s"));
                    path.clear();
                }
                b"BMC" | b"EMC" | b"MP" | b"ET" | b"G" | b"RG" | b"K" | b"CS" | b"SC" | b"w" | b"J"
                | b"j" | b"M" | b"d" | b"ri" | b"i" => {}
                _ => reading.fine = false,
            }
            reading.fine && path.len() <= 2_000
        });
        // A path that nothing painted is not drawn: some programs clip and forget to end the path.
        (read && reading.fine).then_some(reading.out)
    }

    /// How a font's codes are letters: one that was signed, or one that every reader has; a font that was brought
    /// along draws what it likes.
    fn letters(&self, name: &[u8], resources: Option<&Dict>) -> Option<Letters> {
        let (file, revision) = (self.file, self.new);
        let Value::Dict(fonts) = file.get(resources?, "Font", revision) else {
            return None;
        };
        let entry = fonts.get(name)?;
        let Ok(Value::Dict(font)) = file.resolve(entry, revision) else {
            return None;
        };
        let signed = entry.as_ref().is_some_and(|id| !self.changed.contains(&id.0));
        let kind = file.get(&font, "Subtype", revision);
        let descriptor = file.get(&font, "FontDescriptor", revision);
        let embedded = match &descriptor {
            Value::Dict(descriptor) => ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|key| descriptor.contains_key(key.as_bytes())),
            _ => false,
        };
        match kind.as_name()? {
            b"Type0" if signed => {
                let two_bytes = matches!(
                    file.get(&font, "Encoding", revision).as_name(),
                    Some(b"Identity-H")
                );
                let map = self.character_map(&font)?;
                two_bytes.then_some(Letters::Wide(map))
            }
            b"Type1" | b"TrueType" | b"MMType1" if signed || !embedded && self.is_plain_font(&font) => {
                self.narrow(&font, embedded)
            }
            _ => None,
        }
    }

    /// Of a font that was brought along: a family that every reader has, with widths that keep letters apart and in
    /// their order.
    fn is_plain_font(&self, font: &Dict) -> bool {
        let (file, revision) = (self.file, self.new);
        let family = base_name(&file.get(font, "BaseFont", revision)).is_some_and(|name| {
            let name = name.replace([' ', ','], "");
            FAMILIES.iter().any(|family| name.starts_with(family))
        });
        let first = file.get(font, "FirstChar", revision).as_int().unwrap_or(0);
        let widths = match file.get(font, "Widths", revision) {
            Value::Array(widths) => widths,
            Value::Null => Vec::new(),
            _ => return false,
        };
        family
            && widths.iter().zip(first..).all(|(width, code)| {
                let width = file
                    .resolve(width, revision)
                    .ok()
                    .and_then(|width| width.as_number());
                width.is_some_and(|width| {
                    (100.0..=1_500.0).contains(&width) || width == 0.0 && !(0x21..0x7f).contains(&code)
                })
            })
    }

    fn narrow(&self, font: &Dict, embedded: bool) -> Option<Letters> {
        let (file, revision) = (self.file, self.new);
        let name = base_name(&file.get(font, "BaseFont", revision)).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if !embedded && SYMBOLS.iter().any(|symbols| name.contains(symbols)) {
            return None;
        }
        let mut table = Box::new([None; 256]);
        let win = |code: usize| -> Option<char> {
            // Windows code page 1252 where it differs from Latin-1.
            const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
            match code {
                0x20..=0x7e | 0xa0..=0xff => char::from_u32(u32::try_from(code).ok()?),
                0x80..=0x9f => HIGH.chars().nth(code - 0x80).filter(|char| *char != '\0'),
                _ => None,
            }
        };
        let encoding = file.get(font, "Encoding", revision);
        let map = self.character_map(font);
        if encoding == Value::Null && embedded {
            // Its own encoding: only its character map tells.
            let map = map?;
            for (code, slot) in table.iter_mut().enumerate() {
                let letters = u16::try_from(code).ok().and_then(|code| map.get(&code));
                let mut letters = letters.map(|letters| letters.chars()).into_iter().flatten();
                *slot = letters.next().filter(|_| letters.next().is_none());
            }
            return Some(Letters::Narrow(table));
        }
        for (code, slot) in table.iter_mut().enumerate() {
            // Encodings differ above ASCII; where the base is not Windows' one, only ASCII is sure.
            *slot = win(code);
        }
        let base = match &encoding {
            Value::Name(name) => Some(name.clone()),
            Value::Dict(dict) => file
                .get(dict, "BaseEncoding", revision)
                .as_name()
                .map(<[u8]>::to_vec),
            _ => None,
        };
        if base
            .as_deref()
            .is_some_and(|base| !matches!(base, b"WinAnsiEncoding" | b"PDFDocEncoding"))
        {
            table.iter_mut().skip(0x80).for_each(|slot| *slot = None);
        }
        if let Value::Dict(dict) = &encoding
            && let Value::Array(differences) = file.get(dict, "Differences", revision)
        {
            let mut code = 0usize;
            for item in &differences {
                match item {
                    Value::Int(first) => code = usize::try_from(*first).ok()?,
                    Value::Name(name) => {
                        *table.get_mut(code)? = std::str::from_utf8(name).ok().and_then(named);
                        code += 1;
                    }
                    _ => return None,
                }
            }
        }
        Some(Letters::Narrow(table))
    }

    /// `/ToUnicode` (ISO 32000-2, 9.10.3).
    fn character_map(&self, font: &Dict) -> Option<HashMap<u16, String>> {
        let file = self.file;
        let id = font.get(b"ToUnicode".as_slice())?.as_ref()?;
        if self.changed.contains(&id.0) {
            return None;
        }
        let object = file.referenced(id, self.new).ok()??;
        let data = file.drawing_data(&object, MAX_CHARACTER_MAP)?;
        if !file.draw(data.len()) {
            return None;
        }
        let code = |value: &Value| {
            let bytes = value.as_str().filter(|bytes| matches!(bytes.len(), 1 | 2))?;
            Some(bytes.iter().fold(0u16, |code, byte| code << 8 | u16::from(*byte)))
        };
        let units = |value: &Value| -> Option<Vec<u16>> {
            let bytes = value.as_str()?;
            Some(
                bytes
                    .chunks_exact(2)
                    .map(|pair| pair.iter().fold(0u16, |unit, byte| unit << 8 | u16::from(*byte)))
                    .collect(),
            )
        };
        let mut map = HashMap::new();
        let mut whole = true;
        let read = each_operation(&data, |operator, operands| {
            match operator {
                b"endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [from, to] = pair
                            && let (Some(from), Some(to)) = (code(from), units(to))
                        {
                            map.insert(from, String::from_utf16_lossy(&to));
                        }
                    }
                }
                b"endbfrange" => {
                    for range in operands.chunks_exact(3) {
                        let [first, last, to] = range else { continue };
                        let (Some(first), Some(last)) = (code(first), code(last)) else {
                            whole = false;
                            continue;
                        };
                        for (step, from) in (first..=last).enumerate() {
                            let letters = match to {
                                Value::Array(items) => items.get(step).and_then(units),
                                to => units(to).map(|mut letters| {
                                    if let Some(unit) = letters.last_mut() {
                                        *unit = unit.wrapping_add(step as u16);
                                    }
                                    letters
                                }),
                            };
                            if let Some(letters) = letters {
                                map.insert(from, String::from_utf16_lossy(&letters));
                            }
                        }
                    }
                }
                _ => {}
            }
            true
        });
        (read && whole).then_some(map)
    }

    /// Whether a button shows the state that its value says.
    pub(super) fn shows_its_state(&self, field: &Dict) -> bool {
        let file = self.file;
        let value = match inherited(file, field, "V", self.new) {
            Value::Name(name) => name,
            _ => b"Off".to_vec(),
        };
        let states = match self.new_get(field, "AP") {
            Value::Dict(appearance) => match self.new_get(&appearance, "N") {
                Value::Dict(states) => states,
                _ => return true,
            },
            _ => return true,
        };
        let expected: &[u8] = if states.contains_key(&value) {
            &value
        } else {
            b"Off"
        };
        match self.new_get(field, "AS") {
            Value::Name(state) => state == expected,
            _ => expected == b"Off",
        }
    }

    /// Whether the rich text of a field is its value with layout.
    pub(super) fn rich_text_fits(&self, field: &Dict) -> bool {
        let rich = match self.new_get(field, "RV") {
            Value::Null => return true,
            Value::Str(rich) => text(&rich),
            _ => return false,
        };
        let Value::Str(value) = inherited(self.file, field, "V", self.new) else {
            return false;
        };
        let mut bare = String::new();
        let mut rest = rich.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            bare.push_str(before);
            rest = after.split_once('>').map_or("", |(_, after)| after);
        }
        bare.push_str(rest);
        let mut bare_text = bare
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'");
        for code in [9u32, 10, 13, 32] {
            bare_text = bare_text
                .replace(&format!("&#{code};"), " ")
                .replace(&format!("&#x{code:X};"), " ");
        }
        plain(&bare_text.replace("&amp;", "&")) == plain(&text(&value))
    }
}

#[derive(Clone)]
struct Look {
    matrix: Matrix,
    letters: Option<Rc<Letters>>,
    size: f64,
    light: bool,
}

struct Reading {
    area: Area,
    /// A background may be filled.
    background: bool,
    /// Text may be as light as paper.
    light_allowed: bool,
    /// The field says that it is turned.
    turned: bool,
    /// The place was set since text was shown.
    moved: bool,
    /// Where text was shown last, how many letters, and how large.
    last: Option<(f64, f64, f64, f64)>,
    out: String,
    fine: bool,
}

impl Reading {
    fn show(&mut self, state: &Look, at: &Matrix, shown: &[u8]) {
        let Some(letters) = state.letters.as_ref().and_then(|letters| letters.read(shown)) else {
            self.fine = false;
            return;
        };
        if letters.chars().all(char::is_whitespace) {
            self.out.push_str(&letters);
            return;
        }
        let [a, b, c, d, x, y] = multiply(*at, state.matrix);
        let upright = a * state.size > 0.0 && d * state.size > 0.0 && b.abs() <= 0.1 * a.abs();
        let size = state.size.abs() * (a * d - b * c).abs().sqrt();
        // From left to right and from top to bottom, as it is read; writing from the right is left to eyes.
        let right_to_left = letters
            .chars()
            .any(|letter| ('\u{590}'..'\u{900}').contains(&letter));
        if !self.turned && !right_to_left {
            self.fine &= upright;
            if let Some((before, height, count, wide)) = self.last.filter(|_| self.moved) {
                let same_line = (y - height).abs() < 0.5 * size;
                self.fine &= if same_line {
                    x >= before + 0.2 * count * wide
                } else {
                    y < height
                };
            }
        }
        let count = letters.chars().count() as f64;
        self.last = match self.last.filter(|_| !self.moved) {
            Some((before, height, known, wide)) => Some((before, height, known + count, wide.min(size))),
            None => Some((x, y, count, size)),
        };
        self.moved = false;
        let near = 0.5 * size;
        let inside = x >= self.area.left - near
            && x <= self.area.right
            && y >= self.area.bottom - near
            && y <= self.area.top;
        // A comparison with what is no number is false, and so refuses.
        let readable = size >= 1.5 && inside && (!state.light || self.light_allowed);
        self.fine &= readable;
        self.out.push_str(&letters);
    }

    /// Clipped to much less than the field, part of the text could be out of sight.
    fn clip(&mut self, matrix: &Matrix, path: &[(f64, f64)]) {
        let [a, b, c, d, e, f] = matrix;
        let points = || path.iter().map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
        let low = |area: f64, pick: fn((f64, f64)) -> f64| {
            points().map(pick).fold(f64::INFINITY, f64::min).max(area)
        };
        let high = |area: f64, pick: fn((f64, f64)) -> f64| {
            points().map(pick).fold(f64::NEG_INFINITY, f64::max).min(area)
        };
        let wide = high(self.area.right, |point| point.0) - low(self.area.left, |point| point.0);
        let tall = high(self.area.top, |point| point.1) - low(self.area.bottom, |point| point.1);
        self.fine &= wide >= 0.5 * (self.area.right - self.area.left)
            && tall >= 0.4 * (self.area.top - self.area.bottom);
    }

    /// A background, a border or a divider is as large as the field; anything smaller could be a letter.
    fn paint(&mut self, matrix: &Matrix, path: &[(f64, f64)], filled: bool) {
        let [a, b, c, d, e, f] = matrix;
        let points: Vec<(f64, f64)> = path
            .iter()
            .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f))
            .collect();
        let bound = |pick: fn(&(f64, f64)) -> f64| {
            points
                .iter()
                .map(pick)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), next| {
                    (low.min(next), high.max(next))
                })
        };
        let ((left, right), (bottom, top)) = (bound(|point| point.0), bound(|point| point.1));
        let wide = right - left >= 0.8 * (self.area.right - self.area.left);
        let high = top - bottom >= 0.8 * (self.area.top - self.area.bottom);
        let finite = points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        let frame = wide && high && points.len() <= 16;
        let divider = points.len() <= 2 && (wide || high);
        self.fine &= points.is_empty()
            || finite
                && if filled {
                    self.background && (frame || wide && points.len() <= 2)
                } else {
                    frame || divider
                };
    }
}

/// A marked-content operator without effect on what is seen or read: no optional content, no replacement text.
fn is_plain_mark(operands: &[Value]) -> bool {
    match operands {
        [Value::Name(tag), Value::Dict(properties)] => {
            tag != b"OC"
                && ["ActualText", "Alt", "E"]
                    .iter()
                    .all(|key| !properties.contains_key(key.as_bytes()))
        }
        _ => false,
    }
}

/// `/BaseFont` without the tag of a subset.
fn base_name(value: &Value) -> Option<String> {
    let name = String::from_utf8_lossy(value.as_name()?).into_owned();
    Some(match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest.to_owned(),
        _ => name,
    })
}

/// Whether a `/Matrix` leaves text upright.
fn is_upright(matrix: &Value) -> bool {
    match matrix {
        Value::Null => true,
        Value::Array(items) => {
            let numbers: Vec<f64> = items.iter().filter_map(Value::as_number).collect();
            matches!(numbers.as_slice(), [a, b, c, d, _, _] if *a > 0.0 && *d > 0.0 && *b == 0.0 && *c == 0.0)
        }
        _ => false,
    }
}

/// Whether a box is drawn into a rectangle without being stretched.
fn same_shape(one: &Area, other: &Area) -> bool {
    let stretch = |one: f64, other: f64| if one > 0.0 { other / one } else { 0.0 };
    let across = stretch(one.right - one.left, other.right - other.left);
    let up = stretch(one.top - one.bottom, other.top - other.bottom);
    across > 0.0 && up > 0.0 && (0.7..=1.4).contains(&(across / up))
}

/// How light a colour is, 0 to 1; `None` for a pattern.
fn lightness(operator: &[u8], operands: &[Value], numbers: &[f64]) -> Option<f64> {
    if operands.len() != numbers.len() {
        return None;
    }
    match (operator, numbers) {
        (b"g" | b"sc" | b"scn", [gray]) => Some(*gray),
        (b"rg" | b"sc" | b"scn", [red, green, blue]) => Some(0.3 * red + 0.59 * green + 0.11 * blue),
        (b"k" | b"sc" | b"scn", [cyan, magenta, yellow, black]) => {
            Some((1.0 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow)) * (1.0 - black))
        }
        _ => None,
    }
}

/// Whether two texts are the same number, the first one written out with at most two decimals.
fn same_number(shown: &str, value: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let split = |text: &str, most: usize| -> (String, String) {
        match text.rfind(['.', ',']) {
            Some(at) if (1..=most).contains(&digits(&text[at..]).len()) => {
                (digits(&text[..at]), digits(&text[at..]))
            }
            _ => (digits(text), String::new()),
        }
    };
    let ((whole, decimals), (value_whole, value_decimals)) = (split(shown, 2), split(value, usize::MAX));
    let negative = |text: &str| text.contains(['-', '(']);
    let zeros = |text: &str| text.trim_end_matches('0').to_owned();
    !value_whole.is_empty()
        && whole == value_whole
        && zeros(&decimals) == zeros(&value_decimals)
        && negative(shown) == negative(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_characters() {
        let cases = [
            ("A", Some('A')),
            ("zero", Some('0')),
            ("eacute", Some('é')),
            ("ydieresis", Some('ÿ')),
            ("exclamdown", Some('¡')),
            ("Euro", Some('€')),
            ("at", Some('@')),
            ("uni20AC", Some('€')),
            ("nonsense", None),
        ];
        for (name, char) in cases {
            assert_eq!(named(name), char, "{name}");
        }
    }

    #[test]
    fn a_number_may_be_completed_and_not_multiplied() {
        for (shown, value, same) in [
            ("1.234,50€", "1234.5", true),
            ("1234.00", "1234", true),
            ("12340", "1234", false),
            ("1.234.500", "1234.5", false),
            ("1,234", "1234", true),
            ("-5", "5", false),
            ("9", "", false),
            ("99", "9", false),
        ] {
            assert_eq!(same_number(shown, value), same, "{shown} {value}");
        }
    }
}
