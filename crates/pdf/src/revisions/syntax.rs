//! Strict reading of PDF objects from bytes (ISO 32000-2, 7.2 and 7.3).
//!
//! Stricter than viewers are: a dictionary key that stands twice, a string or array without end, an object
//! whose stream does not end where `/Length` says, are errors. Where two readers could disagree, this one refuses.

use std::collections::BTreeMap;
use std::ops::Range;

/// Number and generation of an indirect object.
pub type ObjectId = (u32, u16);

/// A dictionary; entries whose value is null are left out, as the standard says they mean the same.
pub type Dict = BTreeMap<Vec<u8>, Value>;

/// A direct object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A real number, kept as it is written: comparison must not round.
    Real(Vec<u8>),
    /// A name, escapes resolved.
    Name(Vec<u8>),
    /// A string, escapes resolved, decrypted where the file is encrypted.
    Str(Vec<u8>),
    /// An array.
    Array(Vec<Value>),
    /// A dictionary.
    Dict(Dict),
    /// A reference to an indirect object.
    Ref(ObjectId),
}

impl Value {
    /// The dictionary, if it is one.
    pub fn as_dict(&self) -> Option<&Dict> {
        match self {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The array, if it is one.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, whole or real.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Int(number) => Some(*number as f64),
            Value::Real(text) => std::str::from_utf8(text).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// The name, if it is one.
    pub fn as_name(&self) -> Option<&[u8]> {
        match self {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes of the string, if it is one.
    pub fn as_str(&self) -> Option<&[u8]> {
        match self {
            Value::Str(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The reference, if it is one.
    pub fn as_ref(&self) -> Option<ObjectId> {
        match self {
            Value::Ref(id) => Some(*id),
            _ => None,
        }
    }

    /// Calls `found` for every reference in the value.
    pub fn for_each_ref(&self, found: &mut impl FnMut(ObjectId)) {
        match self {
            Value::Ref(id) => found(*id),
            Value::Array(items) => items.iter().for_each(|item| item.for_each_ref(found)),
            Value::Dict(dict) => dict.values().for_each(|item| item.for_each_ref(found)),
            _ => {}
        }
    }
}

/// Why bytes are not the object that was expected: what, and where in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} at byte {offset}")]
pub struct SyntaxError {
    /// What is wrong, for logs and tests.
    pub what: &'static str,
    /// Offset in the file (or in the decoded object stream).
    pub offset: usize,
}

/// Nesting deeper than this is refused: no honest file needs it, and recursion must end.
const MAX_DEPTH: usize = 64;

/// White space of ISO 32000-2, table 1.
pub fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !is_delimiter(byte)
}

/// A reading position in bytes.
#[derive(Clone)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    /// The offset of the next byte.
    pub at: usize,
}

/// The dictionary of an indirect object with the place of each value, for signature dictionaries.
pub struct SpannedDict {
    /// Key as written (without the slash, escapes unresolved), and the bytes of its value.
    pub entries: Vec<(Vec<u8>, Range<usize>)>,
}

impl<'a> Cursor<'a> {
    /// Starts at `at`; beyond the end is like the end.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at: at.min(bytes.len()),
        }
    }

    pub fn fail<T>(&self, what: &'static str) -> Result<T, SyntaxError> {
        Err(SyntaxError {
            what,
            offset: self.at,
        })
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at.checked_add(ahead)?).copied()
    }

    pub fn starts_with(&self, text: &[u8]) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(text))
    }

    /// Skips white space only.
    pub fn skip_white(&mut self) {
        while self.peek().is_some_and(is_white) {
            self.at += 1;
        }
    }

    /// Skips white space and comments.
    pub fn skip_space(&mut self) {
        loop {
            self.skip_white();
            if self.peek() != Some(b'%') {
                return;
            }
            while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                self.at += 1;
            }
        }
    }

    /// Takes `word` if it stands here and ends here.
    pub fn keyword(&mut self, word: &[u8]) -> bool {
        if self.starts_with(word) && !self.peek_at(word.len()).is_some_and(is_regular) {
            self.at += word.len();
            return true;
        }
        false
    }

    /// Takes an unsigned whole number of at most 18 digits.
    pub fn unsigned(&mut self) -> Option<u64> {
        let start = self.at;
        let mut number: u64 = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            if self.at - start >= 18 {
                self.at = start;
                return None;
            }
            number = number * 10 + u64::from(digit - b'0');
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    /// Takes any direct object.
    pub fn value(&mut self) -> Result<Value, SyntaxError> {
        self.value_at_depth(0)
    }

    fn value_at_depth(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        if depth > MAX_DEPTH {
            return self.fail("nesting too deep");
        }
        self.skip_space();
        match self.peek() {
            None => self.fail("end of data instead of an object"),
            Some(b'/') => Ok(Value::Name(self.name()?)),
            Some(b'(') => Ok(Value::Str(self.literal_string()?)),
            Some(b'<') if self.peek_at(1) == Some(b'<') => Ok(Value::Dict(self.dict(depth)?)),
            Some(b'<') => Ok(Value::Str(self.hex_string()?)),
            Some(b'[') => self.array(depth),
            Some(b'+' | b'-' | b'.' | b'0'..=b'9') => self.number_or_ref(),
            Some(_) if self.keyword(b"true") => Ok(Value::Bool(true)),
            Some(_) if self.keyword(b"false") => Ok(Value::Bool(false)),
            Some(_) if self.keyword(b"null") => Ok(Value::Null),
            Some(_) => self.fail("not an object"),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(items));
                }
                None => return self.fail("array without end"),
                Some(_) => items.push(self.value_at_depth(depth + 1)?),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, SyntaxError> {
        let mut dict = Dict::new();
        let mut nulls: Vec<Vec<u8>> = Vec::new();
        self.dict_entries(|cursor, _, key| {
            let value = cursor.value_at_depth(depth + 1)?;
            if dict.contains_key(&key) || nulls.contains(&key) {
                return cursor.fail("dictionary key stands twice");
            }
            match value {
                Value::Null => nulls.push(key),
                value => {
                    dict.insert(key, value);
                }
            }
            Ok(())
        })?;
        Ok(dict)
    }

    fn dict_entries(
        &mut self,
        mut each: impl FnMut(&mut Self, Range<usize>, Vec<u8>) -> Result<(), SyntaxError>,
    ) -> Result<(), SyntaxError> {
        if !self.starts_with(b"<<") {
            return self.fail("not a dictionary");
        }
        self.at += 2;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'>') if self.peek_at(1) == Some(b'>') => {
                    self.at += 2;
                    return Ok(());
                }
                Some(b'/') => {
                    let start = self.at + 1;
                    let key = self.name()?;
                    let written = start..self.at;
                    each(self, written, key)?;
                }
                _ => return self.fail("dictionary without end or with a key that is no name"),
            }
        }
    }

    /// Passes over a direct object and calls `found` for every reference in it, with the nearest key above as it is
    /// written. Reads what [`Cursor::value`] reads and does not look for keys that stand twice.
    pub fn skim(
        &mut self,
        key: Option<&'a [u8]>,
        depth: usize,
        found: &mut dyn FnMut(ObjectId, Option<&'a [u8]>),
    ) -> Result<(), SyntaxError> {
        if depth > MAX_DEPTH {
            return self.fail("nesting too deep");
        }
        self.skip_space();
        match self.peek() {
            Some(b'/') => {
                self.skip_name();
                Ok(())
            }
            Some(b'<') if self.peek_at(1) == Some(b'<') => {
                self.at += 2;
                loop {
                    self.skip_space();
                    match self.peek() {
                        Some(b'>') if self.peek_at(1) == Some(b'>') => {
                            self.at += 2;
                            return Ok(());
                        }
                        Some(b'/') => {
                            let key = self.skip_name();
                            self.skim(Some(key), depth + 1, found)?;
                        }
                        _ => return self.fail("dictionary without end or with a key that is no name"),
                    }
                }
            }
            Some(b'[') => {
                self.at += 1;
                loop {
                    self.skip_space();
                    match self.peek() {
                        Some(b']') => {
                            self.at += 1;
                            return Ok(());
                        }
                        None => return self.fail("array without end"),
                        Some(_) => self.skim(key, depth + 1, found)?,
                    }
                }
            }
            _ => {
                if let Value::Ref(id) = self.value_at_depth(depth)? {
                    found(id, key);
                }
                Ok(())
            }
        }
    }

    /// The name here as it is written, without its slash.
    fn skip_name(&mut self) -> &'a [u8] {
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// The dictionary here, with the place of every value.
    pub fn spanned_dict(&mut self) -> Result<SpannedDict, SyntaxError> {
        let bytes = self.bytes;
        let mut entries = Vec::new();
        self.dict_entries(|cursor, written, _| {
            cursor.skip_space();
            let start = cursor.at;
            // Signature values are long and plain, and whoever asks for places has read the object already.
            let is_hex = cursor.peek() == Some(b'<') && cursor.peek_at(1) != Some(b'<');
            let rest = bytes.get(start..).filter(|_| is_hex).unwrap_or_default();
            match rest.iter().position(|byte| *byte == b'>') {
                Some(end) => cursor.at = start + end + 1,
                None => drop(cursor.value_at_depth(1)?),
            }
            entries.push((bytes.get(written).unwrap_or_default().to_vec(), start..cursor.at));
            Ok(())
        })?;
        Ok(SpannedDict { entries })
    }

    fn name(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            let escaped = (byte == b'#')
                .then(|| Some((hex(self.peek_at(1)?)?, hex(self.peek_at(2)?)?)))
                .flatten();
            match escaped {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    self.at += 3;
                }
                None => {
                    name.push(byte);
                    self.at += 1;
                }
            }
        }
        Ok(name)
    }

    fn literal_string(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1usize;
        loop {
            let Some(byte) = self.peek() else {
                return self.fail("string without end");
            };
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), SyntaxError> {
        let Some(byte) = self.peek() else {
            return self.fail("string without end");
        };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|digit| (b'0'..=b'7').contains(digit)) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hex_string(&mut self) -> Result<Vec<u8>, SyntaxError> {
        self.at += 1;
        // Signature values are long and plain.
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if let Some(end) = rest.iter().position(|byte| *byte == b'>')
            && let Some(text) = rest.get(..end).and_then(from_hex)
        {
            self.at += end + 1;
            return Ok(text);
        }
        let mut text = Vec::new();
        let mut high: Option<u8> = None;
        loop {
            let Some(byte) = self.peek() else {
                return self.fail("hexadecimal string without end");
            };
            self.at += 1;
            if byte == b'>' {
                if let Some(high) = high {
                    text.push(high << 4);
                }
                return Ok(text);
            }
            if is_white(byte) {
                continue;
            }
            let Some(digit) = hex(byte) else {
                return self.fail("hexadecimal string with another character");
            };
            match high.take() {
                Some(high) => text.push(high << 4 | digit),
                None => high = Some(digit),
            }
        }
    }

    fn number_or_ref(&mut self) -> Result<Value, SyntaxError> {
        let start = self.at;
        if let Some(reference) = self.reference() {
            return Ok(reference);
        }
        self.at = start;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let text = self.bytes.get(start..self.at).unwrap_or_default();
        let unsigned = text
            .strip_prefix(b"-")
            .or_else(|| text.strip_prefix(b"+"))
            .unwrap_or(text);
        let dots = unsigned.iter().filter(|byte| **byte == b'.').count();
        let digits = unsigned.iter().filter(|byte| byte.is_ascii_digit()).count();
        // "--5" and "1-2" stand in old files; readers disagree on them, but they cannot make two different pages
        // out of one signed byte sequence: they are kept as they are written.
        if dots == 0 && digits == unsigned.len() && digits > 0 {
            let number = std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.parse::<i64>().ok());
            return Ok(number.map_or_else(|| Value::Real(text.to_vec()), Value::Int));
        }
        if unsigned
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'))
        {
            return Ok(Value::Real(text.to_vec()));
        }
        self.at = start;
        self.fail("not a number")
    }

    fn reference(&mut self) -> Option<Value> {
        let number = self.unsigned()?;
        if !self.peek().is_some_and(is_white) {
            return None;
        }
        self.skip_space();
        let generation = self.unsigned()?;
        if !self.peek().is_some_and(is_white) {
            return None;
        }
        self.skip_space();
        if !self.keyword(b"R") {
            return None;
        }
        Some(Value::Ref((
            u32::try_from(number).ok()?,
            u16::try_from(generation).ok()?,
        )))
    }

    /// The header `n g obj` here.
    pub fn object_header(&mut self) -> Result<ObjectId, SyntaxError> {
        let header = (|| {
            let number = u32::try_from(self.unsigned()?).ok()?;
            self.peek().filter(|byte| is_white(*byte))?;
            self.skip_white();
            let generation = u16::try_from(self.unsigned()?).ok()?;
            self.peek().filter(|byte| is_white(*byte))?;
            self.skip_white();
            self.keyword(b"obj").then_some((number, generation))
        })();
        match header {
            Some(id) => Ok(id),
            None => self.fail("not the beginning of an object"),
        }
    }
}

/// Everything in `bytes` that looks like a reference, whatever stands around it.
pub fn references(bytes: &[u8]) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(bytes, 0);
    while let Some(byte) = cursor.peek() {
        let starts = byte.is_ascii_digit()
            && !cursor
                .at
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(u8::is_ascii_digit);
        let at = cursor.at;
        if starts && let Some(Value::Ref(id)) = cursor.reference() {
            found.push(id);
        }
        cursor.at = at + 1;
    }
    found
}

/// For every byte its value as a hexadecimal digit, or 255.
const HEX: [u8; 256] = {
    let mut table = [255u8; 256];
    let mut byte = 0usize;
    while byte < 256 {
        table[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            _ => 255,
        };
        byte += 1;
    }
    table
};

/// The value of a hexadecimal digit.
pub fn hex(byte: u8) -> Option<u8> {
    let value = HEX.get(usize::from(byte)).copied().unwrap_or(255);
    (value < 16).then_some(value)
}

/// The bytes that pairs of hexadecimal digits mean; `None` when there is anything else among them.
pub fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    // Signature values are long: arithmetic without branches, on many digits at once.
    let value = |byte: u8| {
        let (digit, letter) = (byte.wrapping_sub(b'0'), (byte | 0x20).wrapping_sub(b'a'));
        let letter = if letter < 6 { letter + 10 } else { 255 };
        if digit < 10 { digit } else { letter }
    };
    let mut out = vec![0u8; digits.len() / 2];
    let mut wrong = 0u8;
    for (slot, pair) in out.iter_mut().zip(digits.as_chunks::<2>().0) {
        let [high, low] = *pair;
        let (high, low) = (value(high), value(low));
        wrong |= high | low;
        *slot = high << 4 | low & 15;
    }
    (wrong < 16).then_some(out)
}

/// An indirect object as it stands in the file.
#[derive(Clone, Debug)]
pub struct Indirect {
    /// Its number and generation.
    pub id: ObjectId,
    /// Its value; the dictionary of a stream.
    pub value: Value,
    /// Where its stream data stand.
    pub stream: Option<Range<usize>>,
    /// From its number to the end of `endobj`.
    pub extent: Range<usize>,
    /// Where its value begins.
    pub value_at: usize,
}

/// Passes over the indirect object `id` at `offset` as [`Cursor::skim`] does. `None` when it is a stream or cannot be
/// read: then [`indirect`] tells.
pub fn skim_indirect<'a>(
    bytes: &'a [u8],
    offset: usize,
    id: ObjectId,
    found: &mut dyn FnMut(ObjectId, Option<&'a [u8]>),
) -> Option<()> {
    let mut cursor = Cursor::new(bytes, offset);
    cursor.skip_white();
    if cursor.object_header().ok()? != id {
        return None;
    }
    cursor.skip_space();
    if !cursor.keyword(b"endobj") {
        cursor.skim(None, 0, found).ok()?;
        cursor.skip_space();
        cursor.keyword(b"endobj").then_some(())?;
    }
    Some(())
}

/// The value of the indirect object at `offset`, whatever stands after it.
pub fn indirect_value(bytes: &[u8], offset: usize) -> Result<Value, SyntaxError> {
    let mut cursor = Cursor::new(bytes, offset);
    cursor.skip_white();
    cursor.object_header()?;
    cursor.value()
}

/// Reads the indirect object at `offset`. `length_of` gives the value of an indirect `/Length`.
pub fn indirect(
    bytes: &[u8],
    offset: usize,
    length_of: &mut dyn FnMut(ObjectId) -> Option<i64>,
) -> Result<Indirect, SyntaxError> {
    let mut cursor = Cursor::new(bytes, offset);
    cursor.skip_white();
    let start = cursor.at;
    let id = cursor.object_header()?;
    cursor.skip_space();
    let value_at = cursor.at;
    // "n g obj endobj" is an empty object: null.
    if cursor.keyword(b"endobj") {
        return Ok(Indirect {
            id,
            value: Value::Null,
            stream: None,
            extent: start..cursor.at,
            value_at,
        });
    }
    let value = cursor.value()?;
    cursor.skip_space();
    let mut stream = None;
    if let Value::Dict(dict) = &value
        && cursor.keyword(b"stream")
    {
        if cursor.starts_with(b"\r\n") {
            cursor.at += 2;
        } else if matches!(cursor.peek(), Some(b'\n' | b'\r')) {
            cursor.at += 1;
        } else {
            return cursor.fail("'stream' without line end");
        }
        let length = match dict.get(b"Length".as_slice()) {
            Some(Value::Int(length)) => Some(*length),
            Some(Value::Ref(id)) => length_of(*id),
            _ => None,
        };
        let Some(length) = length.and_then(|length| usize::try_from(length).ok()) else {
            return cursor.fail("stream without usable /Length");
        };
        let data = cursor.at..cursor.at.saturating_add(length);
        if data.end > bytes.len() {
            return cursor.fail("stream beyond the end of the file");
        }
        cursor.at = data.end;
        cursor.skip_white();
        if cursor.at - data.end > 4 || !cursor.keyword(b"endstream") {
            return cursor.fail("stream does not end where /Length says");
        }
        cursor.skip_space();
        stream = Some(data);
    }
    if !cursor.keyword(b"endobj") {
        return cursor.fail("object without 'endobj'");
    }
    Ok(Indirect {
        id,
        value,
        stream,
        extent: start..cursor.at,
        value_at,
    })
}
