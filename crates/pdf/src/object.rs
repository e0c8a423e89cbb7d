//! The values a PDF is made of (ISO 32000-2, 7.3), and how they are written.

/// The number and generation by which a PDF refers to an indirect object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref {
    /// Object number, never 0 for an object that exists.
    pub number: u32,
    /// Generation number.
    pub generation: u16,
}

/// A direct value. Streams are no values: they exist only as indirect objects ([`crate::document::Indirect`]).
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A real number.
    Real(f64),
    /// A name, without its slash and with `#xx` resolved.
    Name(Vec<u8>),
    /// A string in clear: already decrypted when it comes from an encrypted file.
    Str(Vec<u8>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// A reference to an indirect object.
    Ref(Ref),
}

impl Object {
    /// A name from text that needs no escaping.
    pub fn name(text: &str) -> Self {
        Object::Name(text.as_bytes().to_vec())
    }

    /// The value of an integer or real number.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Object::Int(value) => Some(*value as f64),
            Object::Real(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of an integer (a real without fraction counts, as writers confuse them).
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Object::Int(value) => Some(*value),
            Object::Real(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(*value as i64),
            _ => None,
        }
    }

    /// The bytes of a name.
    pub fn as_name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes of a string.
    pub fn as_str(&self) -> Option<&[u8]> {
        match self {
            Object::Str(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The dictionary.
    pub fn as_dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The reference.
    pub fn as_ref(&self) -> Option<Ref> {
        match self {
            Object::Ref(reference) => Some(*reference),
            _ => None,
        }
    }

    /// Number of values in this one, itself included.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Object::Array(items) => 1 + items.iter().map(Object::weight).sum::<usize>(),
            Object::Dict(dict) => dict.weight(),
            _ => 1,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Object::Null)
    }
}

impl From<Ref> for Object {
    fn from(reference: Ref) -> Self {
        Object::Ref(reference)
    }
}

impl From<Dict> for Object {
    fn from(dict: Dict) -> Self {
        Object::Dict(dict)
    }
}

/// A dictionary that keeps the order in which its keys were written. Of a key that stands twice the last one
/// counts, as in most readers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict(Vec<(Vec<u8>, Object)>);

static NULL: Object = Object::Null;

impl Dict {
    /// An empty dictionary.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of `key`; `null` where it is absent, which means the same (7.3.7).
    pub fn get(&self, key: &str) -> &Object {
        self.0
            .iter()
            .rev()
            .find(|(name, _)| name == key.as_bytes())
            .map_or(&NULL, |(_, value)| value)
    }

    /// Whether `key` has a value other than `null`.
    pub fn has(&self, key: &str) -> bool {
        !self.get(key).is_null()
    }

    /// Sets `key`, in its old place where it had one.
    pub fn set(&mut self, key: &str, value: impl Into<Object>) {
        self.set_bytes(key.as_bytes(), value.into());
    }

    /// As [`Dict::set`] for a name that may not be text.
    pub fn set_bytes(&mut self, key: &[u8], value: Object) {
        match self.0.iter_mut().rev().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_vec(), value)),
        }
    }

    /// Adds a pair as it was read, without looking for an earlier one.
    pub(crate) fn push(&mut self, key: Vec<u8>, value: Object) {
        self.0.push((key, value));
    }

    /// Removes every value of `key`.
    pub fn remove(&mut self, key: &str) {
        self.0.retain(|(name, _)| name != key.as_bytes());
    }

    /// The pairs in the order they were written.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(name, value)| (name.as_slice(), value))
    }

    /// The pairs, to change the values.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = (&[u8], &mut Object)> {
        self.0.iter_mut().map(|(name, value)| (name.as_slice(), value))
    }

    /// Number of values in it, keys included.
    pub(crate) fn weight(&self) -> usize {
        1 + self.0.iter().map(|(_, value)| 1 + value.weight()).sum::<usize>()
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `/Type` (or another key) is the given name.
    pub fn is(&self, key: &str, name: &str) -> bool {
        self.get(key).as_name() == Some(name.as_bytes())
    }
}

impl From<i64> for Object {
    fn from(value: i64) -> Self {
        Object::Int(value)
    }
}

impl From<Vec<Object>> for Object {
    fn from(items: Vec<Object>) -> Self {
        Object::Array(items)
    }
}

/// Writes `object` in PDF syntax.
pub fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Bool(true) => out.extend_from_slice(b"true"),
        Object::Bool(false) => out.extend_from_slice(b"false"),
        Object::Int(value) => write_int(out, *value),
        Object::Real(value) => write_real(out, *value),
        Object::Name(name) => write_name(out, name),
        Object::Str(bytes) => write_string(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dict(dict) => write_dict(out, dict),
        Object::Ref(reference) => {
            write_int(out, i64::from(reference.number));
            out.push(b' ');
            write_int(out, i64::from(reference.generation));
            out.extend_from_slice(b" R");
        }
    }
}

/// Writes a dictionary in PDF syntax.
pub fn write_dict(out: &mut Vec<u8>, dict: &Dict) {
    out.extend_from_slice(b"<<");
    for (name, value) in dict.iter() {
        write_name(out, name);
        if !matches!(
            value,
            Object::Name(_) | Object::Str(_) | Object::Array(_) | Object::Dict(_)
        ) {
            out.push(b' ');
        }
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// Writes an integer.
pub fn write_int(out: &mut Vec<u8>, value: i64) {
    use std::io::Write;
    // Writing into a Vec cannot fail.
    let _ = write!(out, "{value}");
}

/// Writes a real number with as many digits as it needs, and never an exponent, which PDF does not know.
pub fn write_real(out: &mut Vec<u8>, value: f64) {
    use std::io::Write;
    let value = if value.is_finite() { value } else { 0.0 };
    let _ = write!(out, "{value}");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if (0x21..=0x7e).contains(&byte) && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'#');
            write_hex(out, &[byte]);
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.iter().all(|byte| (0x20..0x7f).contains(byte)) {
        out.push(b'(');
        for &byte in bytes {
            if b"()\\".contains(&byte) {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
    } else {
        out.push(b'<');
        write_hex(out, bytes);
        out.push(b'>');
    }
}

/// Writes bytes as upper-case hexadecimal digits.
pub fn write_hex(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.reserve(bytes.len() * 2);
    for &byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
}

/// A text string (7.9.2.2): plain where it is ASCII, else UTF-16BE with its mark.
pub fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Object::Str(text.as_bytes().to_vec());
    }
    let mut bytes = vec![0xfe, 0xff];
    for unit in text.encode_utf16() {
        bytes.extend_from_slice(&unit.to_be_bytes());
    }
    Object::Str(bytes)
}

/// The text of a text string: UTF-16BE, UTF-8 with mark, else PDFDocEncoding (its Latin-1 part).
pub fn decode_text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}
