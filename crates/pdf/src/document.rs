//! Lazy, bounded reading of a PDF: cross-reference sections, trailer, and objects on demand.
//!
//! Strict where it matters for signing: a file whose cross-reference data must be guessed is damaged, because
//! two readers could then show two different documents under one signature. Nothing is ever reconstructed.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::Error;
use crate::crypt::Crypt;
use crate::error::Looks;
use crate::object::{Dict, Object, Ref};
use crate::syntax::{Lexer, Parser, Token, is_space};

/// How far from the end `startxref` may stand: rubbish after the file is common (mail gateways, old printers).
const TAIL_WINDOW: usize = 4096;
/// How far from the start the header may stand (ISO 32000-1, annex H.3 of older readers: 1024 bytes).
const HEAD_WINDOW: usize = 1024;
/// More revisions than this in one file is an attack or a broken generator.
const MAX_SECTIONS: usize = 10_000;
/// Largest object number (ISO 32000-1, annex C.2).
const MAX_OBJECT_NUMBER: u32 = 8_388_607;
/// Objects in one object stream: writers put some hundred there.
const MAX_IN_STREAM: usize = 1_000_000;
/// Bytes searched for `endstream` in one document, where lengths are wrong.
const MAX_SEARCHED: usize = 1024 * 1024 * 1024;
/// Decompressed bytes one document may cost while it is prepared for signing.
pub(crate) const MAX_DECOMPRESSED: usize = 128 * 1024 * 1024;
/// Decompressed bytes of one stream.
pub(crate) const MAX_STREAM: usize = 64 * 1024 * 1024;

/// How a file keeps its cross-reference data; an incremental update must keep to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XrefKind {
    /// A table with a trailer (also the table of a hybrid file).
    Table,
    /// A cross-reference stream.
    Stream,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Entry {
    Absent,
    Free,
    InFile { offset: u64, generation: u16 },
    InStream { stream: u32, index: u32 },
}

/// An indirect object.
#[derive(Clone, Debug)]
pub enum Indirect<'a> {
    /// A plain value.
    Value(Object),
    /// A stream.
    Stream(Stream<'a>),
}

impl<'a> Indirect<'a> {
    /// The value, or the dictionary of a stream.
    pub fn into_object(self) -> Object {
        match self {
            Indirect::Value(object) => object,
            Indirect::Stream(stream) => Object::Dict(stream.dict),
        }
    }
}

/// A stream with its bytes as they stand in the file (still filtered, already decrypted).
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// Its dictionary.
    pub dict: Dict,
    /// Its bytes.
    pub raw: std::borrow::Cow<'a, [u8]>,
}

struct ObjectStream {
    bytes: Vec<u8>,
    /// Object number and offset in `bytes`.
    index: Vec<(u32, usize)>,
}

/// A PDF that is read on demand.
pub struct Document<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    trailer: Dict,
    kind: XrefKind,
    startxref: u64,
    crypt: Option<Crypt>,
    encrypt_ref: Option<Ref>,
    object_streams: RefCell<HashMap<u32, Rc<ObjectStream>>>,
    decompressed: Cell<usize>,
    searched: Cell<usize>,
}

impl<'a> Document<'a> {
    /// Reads the cross-reference data of `bytes` and, where the file is encrypted, opens it with `password`
    /// (the empty one when `None`).
    ///
    /// # Errors
    /// See [`Error`]; a file that only recovery could read is [`Error::Damaged`].
    pub fn open(bytes: &'a [u8], password: Option<&str>) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::Empty);
        }
        let head = &bytes[..bytes.len().min(HEAD_WINDOW)];
        match find(head, b"%PDF-") {
            Some(0) => {}
            // Readers disagree from where such a file counts its offsets, so they would disagree on a signature.
            Some(_) => return Err(Error::damaged("something stands before the PDF header")),
            None => return Err(Error::NotAPdf(Looks::like(bytes))),
        }
        let startxref = find_startxref(bytes)?;
        let mut document = Self {
            bytes,
            entries: Vec::new(),
            trailer: Dict::new(),
            kind: XrefKind::Table,
            startxref,
            crypt: None,
            encrypt_ref: None,
            object_streams: RefCell::default(),
            decompressed: Cell::new(0),
            searched: Cell::new(0),
        };
        document.read_sections()?;
        if document.trailer.get("Root").as_ref().is_none() {
            return Err(Error::damaged("the trailer names no catalog"));
        }
        document.open_encryption(password)?;
        Ok(document)
    }

    /// The whole file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The newest trailer.
    pub fn trailer(&self) -> &Dict {
        &self.trailer
    }

    /// How the newest section is kept.
    pub fn kind(&self) -> XrefKind {
        self.kind
    }

    /// The offset that the last `startxref` names.
    pub(crate) fn startxref(&self) -> u64 {
        self.startxref
    }

    /// The encryption of the file.
    pub(crate) fn crypt(&self) -> Option<&Crypt> {
        self.crypt.as_ref()
    }

    /// The first object number that nothing in the file uses.
    pub(crate) fn first_free_number(&self) -> u32 {
        let size = self
            .trailer
            .get("Size")
            .as_int()
            .unwrap_or(0)
            .clamp(0, i64::from(MAX_OBJECT_NUMBER)) as u32;
        size.max(self.entries.len() as u32).max(1)
    }

    /// The generation under which an object of this number must be written now.
    pub(crate) fn generation(&self, number: u32) -> u16 {
        match self.entries.get(number as usize) {
            Some(Entry::InFile { generation, .. }) => *generation,
            _ => 0,
        }
    }

    /// Follows references until a value that is none. What does not exist is `null` (7.3.10).
    ///
    /// # Errors
    /// When the object is damaged or refers to itself.
    pub fn resolve(&self, object: &Object) -> Result<Object, Error> {
        Ok(match object {
            Object::Ref(reference) => self.load(*reference)?.into_object(),
            other => other.clone(),
        })
    }

    /// The dictionary behind `object`, or an empty one where there is none.
    pub(crate) fn resolve_dict(&self, object: &Object) -> Result<Dict, Error> {
        Ok(match self.resolve(object)? {
            Object::Dict(dict) => dict,
            _ => Dict::new(),
        })
    }

    /// The stream behind `object`.
    pub(crate) fn resolve_stream(&self, object: &Object) -> Result<Option<Stream<'a>>, Error> {
        let Object::Ref(reference) = object else {
            return Ok(None);
        };
        Ok(match self.load(*reference)? {
            Indirect::Stream(stream) => Some(stream),
            Indirect::Value(_) => None,
        })
    }

    /// The object behind a reference, decrypted; a chain of references is followed.
    ///
    /// # Errors
    /// When the object is damaged or refers to itself.
    pub fn load(&self, reference: Ref) -> Result<Indirect<'a>, Error> {
        let mut reference = reference;
        for _ in 0..32 {
            match self.load_once(reference)? {
                Indirect::Value(Object::Ref(next)) => reference = next,
                found => return Ok(found),
            }
        }
        Err(Error::damaged("references that lead in a circle"))
    }

    fn load_once(&self, reference: Ref) -> Result<Indirect<'a>, Error> {
        match self
            .entries
            .get(reference.number as usize)
            .copied()
            .unwrap_or(Entry::Absent)
        {
            Entry::Absent | Entry::Free => Ok(Indirect::Value(Object::Null)),
            Entry::InFile { generation, .. } if generation != reference.generation => {
                Ok(Indirect::Value(Object::Null))
            }
            Entry::InFile { offset, .. } => {
                let (found, mut indirect) = self.read_indirect(offset)?;
                if found != reference {
                    return Err(Error::damaged(format!(
                        "object {} is not where the cross-reference table says",
                        reference.number
                    )));
                }
                if let Some(crypt) = &self.crypt
                    && self.encrypt_ref != Some(reference)
                {
                    crypt.decrypt(reference, &mut indirect)?;
                }
                Ok(indirect)
            }
            Entry::InStream { .. } if reference.generation != 0 => Ok(Indirect::Value(Object::Null)),
            Entry::InStream { stream, index } => {
                let container = self.object_stream(stream)?;
                let found = container
                    .index
                    .get(index as usize)
                    .filter(|(number, _)| *number == reference.number);
                let Some(&(_, offset)) = found else {
                    return Err(Error::damaged(format!(
                        "object {} is not in its object stream",
                        reference.number
                    )));
                };
                Parser::new(&container.bytes, offset)
                    .object()
                    .map(Indirect::Value)
            }
        }
    }

    fn object_stream(&self, number: u32) -> Result<Rc<ObjectStream>, Error> {
        if let Some(found) = self.object_streams.borrow().get(&number) {
            return Ok(found.clone());
        }
        // An object stream stands in the file itself, never in another one (7.5.7).
        let Some(Entry::InFile { .. }) = self.entries.get(number as usize) else {
            return Err(Error::damaged("an object stream is missing"));
        };
        let reference = Ref {
            number,
            generation: self.generation(number),
        };
        let Indirect::Stream(stream) = self.load_once(reference)? else {
            return Err(Error::damaged("an object stream is no stream"));
        };
        let count = stream
            .dict
            .get("N")
            .as_int()
            .unwrap_or(0)
            .clamp(0, i64::from(MAX_OBJECT_NUMBER)) as usize;
        let first = stream
            .dict
            .get("First")
            .as_int()
            .and_then(|first| usize::try_from(first).ok());
        let Some(first) = first else {
            return Err(Error::damaged("an object stream has no /First"));
        };
        if count > MAX_IN_STREAM {
            return Err(Error::too_complex("an object stream holds too many objects"));
        }
        let bytes = self.decode(&stream)?;
        let mut lexer = Lexer::new(&bytes, 0);
        let mut index = Vec::with_capacity(count.min(bytes.len() / 4 + 1));
        for _ in 0..count {
            let (Token::Int(number), Token::Int(offset)) = (lexer.next(), lexer.next()) else {
                return Err(Error::damaged("the index of an object stream is not well-formed"));
            };
            let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else {
                return Err(Error::damaged("the index of an object stream is not well-formed"));
            };
            index.push((number, first.saturating_add(offset)));
        }
        let container = Rc::new(ObjectStream { bytes, index });
        self.object_streams.borrow_mut().insert(number, container.clone());
        Ok(container)
    }

    /// Undoes the filters of a stream within the limits.
    ///
    /// # Errors
    /// [`Error::TooLarge`] past the limits, [`Error::Damaged`] when the data does not decode.
    pub fn decode(&self, stream: &Stream<'_>) -> Result<Vec<u8>, Error> {
        let left = MAX_DECOMPRESSED.saturating_sub(self.decompressed.get());
        let bytes = crate::filter::decode(self, stream, left.min(MAX_STREAM))?;
        self.decompressed.set(self.decompressed.get() + bytes.len());
        Ok(bytes)
    }

    /// Parses `n g obj ...` at a file offset.
    fn read_indirect(&self, offset: u64) -> Result<(Ref, Indirect<'a>), Error> {
        let at = self.position(offset)?;
        let mut parser = Parser::new(self.bytes, at);
        let (Token::Int(number), Token::Int(generation), Token::Word(b"obj")) =
            (parser.lexer.next(), parser.lexer.next(), parser.lexer.next())
        else {
            return Err(Error::damaged(format!("no object stands at byte {offset}")));
        };
        let (Ok(number), Ok(generation)) = (u32::try_from(number), u16::try_from(generation)) else {
            return Err(Error::damaged(format!("no object stands at byte {offset}")));
        };
        let reference = Ref { number, generation };
        // An empty object ("1 0 obj endobj") is null.
        let mut ahead = parser.lexer.clone();
        if ahead.next() == Token::Word(b"endobj") {
            return Ok((reference, Indirect::Value(Object::Null)));
        }
        let object = parser.object()?;
        let Object::Dict(dict) = object else {
            return Ok((reference, Indirect::Value(object)));
        };
        let mut ahead = parser.lexer.clone();
        if ahead.next() != Token::Word(b"stream") {
            return Ok((reference, Indirect::Value(Object::Dict(dict))));
        }
        let raw = self.stream_bytes(&dict, ahead.at)?;
        Ok((
            reference,
            Indirect::Stream(Stream {
                dict,
                raw: raw.into(),
            }),
        ))
    }

    /// The bytes of a stream whose keyword ends at `at`.
    fn stream_bytes(&self, dict: &Dict, at: usize) -> Result<&'a [u8], Error> {
        let start = match self.bytes.get(at..) {
            Some([b'\r', b'\n', ..]) => at + 2,
            Some([b'\n' | b'\r', ..]) => at + 1,
            _ => at,
        };
        let length = match dict.get("Length") {
            Object::Ref(reference) => self.length_behind(*reference),
            direct => direct.as_int(),
        };
        if let Some(end) = length
            .and_then(|length| usize::try_from(length).ok())
            .and_then(|n| start.checked_add(n))
            && end <= self.bytes.len()
        {
            let mut after = Lexer::new(self.bytes, end);
            while after.bytes.get(after.at).copied().is_some_and(is_space) {
                after.at += 1;
            }
            if self.bytes[after.at..].starts_with(b"endstream") {
                return Ok(&self.bytes[start..end]);
            }
        }
        // A wrong /Length: the keyword decides, as every reader does.
        let rest = &self.bytes[start..];
        if self.searched.get() > MAX_SEARCHED {
            return Err(Error::too_complex("too many streams have a wrong length"));
        }
        let found = find(rest, b"endstream");
        self.searched
            .set(self.searched.get() + found.unwrap_or(rest.len()));
        let Some(mut end) = found else {
            return Err(Error::damaged("a stream does not end"));
        };
        if end > 0 && rest[end - 1] == b'\n' {
            end -= 1;
        }
        if end > 0 && rest[end - 1] == b'\r' {
            end -= 1;
        }
        Ok(&rest[..end])
    }

    /// An indirect /Length: a plain integer in the file, read without any recursion.
    fn length_behind(&self, reference: Ref) -> Option<i64> {
        match self.entries.get(reference.number as usize)? {
            Entry::InFile { offset, .. } => {
                let mut lexer = Lexer::new(self.bytes, self.position(*offset).ok()?);
                let (Token::Int(number), Token::Int(_), Token::Word(b"obj"), Token::Int(length)) =
                    (lexer.next(), lexer.next(), lexer.next(), lexer.next())
                else {
                    return None;
                };
                (number == i64::from(reference.number)).then_some(length)
            }
            Entry::InStream { stream, .. } => {
                // Only where that object stream has been opened already; else the keyword decides.
                let container = self.object_streams.borrow().get(stream).cloned()?;
                let (_, offset) = container
                    .index
                    .iter()
                    .find(|(number, _)| *number == reference.number)?;
                Parser::new(&container.bytes, *offset).object().ok()?.as_int()
            }
            _ => None,
        }
    }

    fn position(&self, offset: u64) -> Result<usize, Error> {
        usize::try_from(offset)
            .ok()
            .filter(|at| *at < self.bytes.len())
            .ok_or_else(|| Error::damaged(format!("byte {offset} lies outside the file")))
    }

    fn read_sections(&mut self) -> Result<(), Error> {
        let mut next = Some(self.startxref);
        let mut seen = HashSet::new();
        let mut newest = true;
        while let Some(offset) = next {
            if !seen.insert(offset) {
                return Err(Error::damaged("the cross-reference sections lead in a circle"));
            }
            if seen.len() > MAX_SECTIONS {
                return Err(Error::too_complex("the file has too many revisions"));
            }
            let at = self.position(offset)?;
            let mut lexer = Lexer::new(self.bytes, at);
            lexer.skip_space();
            let is_table = self.bytes[lexer.at..].starts_with(b"xref");
            let trailer = if is_table {
                self.read_table(lexer.at + 4)?
            } else {
                self.read_stream_section(offset)?
            };
            if is_table && let Some(hybrid) = trailer.get("XRefStm").as_int() {
                let hybrid = u64::try_from(hybrid).map_err(|_| Error::damaged("/XRefStm is negative"))?;
                if seen.insert(hybrid) {
                    self.read_stream_section(hybrid)?;
                }
            }
            next = match trailer.get("Prev") {
                Object::Null => None,
                prev => {
                    let prev = self
                        .resolve(prev)?
                        .as_int()
                        .and_then(|prev| u64::try_from(prev).ok());
                    Some(prev.ok_or_else(|| Error::damaged("/Prev is no offset"))?)
                }
            };
            if newest {
                self.kind = if is_table {
                    XrefKind::Table
                } else {
                    XrefKind::Stream
                };
                self.trailer = trailer;
                newest = false;
            }
        }
        Ok(())
    }

    /// Enters what an older section says about an object, unless a newer one has spoken.
    fn enter(&mut self, number: u32, entry: Entry) -> Result<(), Error> {
        if number > MAX_OBJECT_NUMBER {
            return Err(Error::too_complex("an object number is too high"));
        }
        let index = number as usize;
        if self.entries.len() <= index {
            // Grow by a quarter, not by doubling: the table may be most of the memory there is.
            if self.entries.capacity() <= index {
                let missing = index + 1 - self.entries.len();
                self.entries
                    .reserve_exact(missing.max(self.entries.len() / 4).max(1024));
            }
            self.entries.resize(index + 1, Entry::Absent);
        }
        if self.entries[index] == Entry::Absent {
            self.entries[index] = entry;
        }
        Ok(())
    }

    fn read_table(&mut self, at: usize) -> Result<Dict, Error> {
        let bytes = self.bytes;
        let mut lexer = Lexer::new(bytes, at);
        loop {
            let start = match lexer.next() {
                Token::Int(start) => start,
                Token::Word(b"trailer") => break,
                _ => return Err(Error::damaged("the cross-reference table is not well-formed")),
            };
            let Token::Int(count) = lexer.next() else {
                return Err(Error::damaged("the cross-reference table is not well-formed"));
            };
            let (Ok(mut start), Ok(count)) = (u32::try_from(start), u32::try_from(count)) else {
                return Err(Error::damaged("the cross-reference table is not well-formed"));
            };
            for index in 0..count {
                let (offset, generation, in_use) = table_entry(&mut lexer)?;
                // A common mistake: the section says it starts at 1, but lists the head of the free list first.
                if index == 0 && start == 1 && offset == 0 && generation == 65535 && !in_use {
                    start = 0;
                }
                let number = start
                    .checked_add(index)
                    .ok_or_else(|| Error::too_complex("an object number is too high"))?;
                let entry = match (in_use, u16::try_from(generation)) {
                    // Offset 0 is no object; writers use it for entries they did not fill.
                    (true, Ok(generation)) if offset > 0 => Entry::InFile { offset, generation },
                    _ => Entry::Free,
                };
                self.enter(number, entry)?;
            }
        }
        let mut parser = Parser::new(bytes, lexer.at);
        match parser.object()? {
            Object::Dict(dict) => Ok(dict),
            _ => Err(Error::damaged("the trailer is no dictionary")),
        }
    }

    fn read_stream_section(&mut self, offset: u64) -> Result<Dict, Error> {
        let (_, Indirect::Stream(stream)) = self.read_indirect(offset)? else {
            return Err(Error::damaged(
                "no cross-reference data where the file says it is",
            ));
        };
        if !stream.dict.is("Type", "XRef") {
            return Err(Error::damaged(
                "no cross-reference data where the file says it is",
            ));
        }
        let data = self.decode(&stream)?;
        let widths: Vec<usize> = stream
            .dict
            .get("W")
            .as_array()
            .unwrap_or(&[])
            .iter()
            .filter_map(|width| width.as_int().and_then(|width| usize::try_from(width).ok()))
            .collect();
        let [w0, w1, w2] = match widths.as_slice() {
            [w0, w1, w2, ..] if *w0 <= 8 && *w1 <= 8 && *w2 <= 8 && w0 + w1 + w2 > 0 => [*w0, *w1, *w2],
            _ => return Err(Error::damaged("the cross-reference stream has no usable /W")),
        };
        let size = stream.dict.get("Size").as_int().unwrap_or(0);
        let whole = [Object::Int(0), Object::Int(size)];
        let ranges = stream.dict.get("Index").as_array().unwrap_or(&whole);
        let mut rows = data.chunks_exact(w0 + w1 + w2);
        let field = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0u64, |value, byte| value << 8 | u64::from(*byte))
        };
        for range in ranges.chunks_exact(2) {
            let (Some(start), Some(count)) = (range[0].as_int(), range[1].as_int()) else {
                return Err(Error::damaged(
                    "/Index of the cross-reference stream is not well-formed",
                ));
            };
            let start =
                u32::try_from(start).map_err(|_| Error::damaged("/Index of the cross-reference stream"))?;
            for index in 0..count.max(0) {
                // Fewer rows than /Size promises: the rest does not exist.
                let Some(row) = rows.next() else { break };
                let number = u32::try_from(index)
                    .ok()
                    .and_then(|index| start.checked_add(index));
                let Some(number) = number else {
                    return Err(Error::too_complex("an object number is too high"));
                };
                let kind = if w0 == 0 { 1 } else { field(&row[..w0]) };
                let (second, third) = (field(&row[w0..w0 + w1]), field(&row[w0 + w1..]));
                let entry = match (
                    kind,
                    u32::try_from(second),
                    u16::try_from(third),
                    u32::try_from(third),
                ) {
                    (1, _, Ok(generation), _) => Entry::InFile {
                        offset: second,
                        generation,
                    },
                    (2, Ok(stream), _, Ok(index)) => Entry::InStream { stream, index },
                    _ => Entry::Free,
                };
                self.enter(number, entry)?;
            }
        }
        Ok(stream.dict)
    }

    fn open_encryption(&mut self, password: Option<&str>) -> Result<(), Error> {
        let encrypt = self.trailer.get("Encrypt").clone();
        if encrypt.is_null() {
            return Ok(());
        }
        self.encrypt_ref = encrypt.as_ref();
        let Object::Dict(dict) = self.resolve(&encrypt)? else {
            return Err(Error::damaged("the encryption dictionary is missing"));
        };
        let id = self.resolve(self.trailer.get("ID"))?;
        self.crypt = Some(Crypt::open(self, &dict, &id, password)?);
        Ok(())
    }
}

/// One line of a cross-reference table: offset, generation, in use.
fn table_entry(lexer: &mut Lexer<'_>) -> Result<(u64, u32, bool), Error> {
    // The regular form, 20 bytes: "nnnnnnnnnn ggggg n" and two end-of-line bytes.
    while lexer.bytes.get(lexer.at).copied().is_some_and(is_space) {
        lexer.at += 1;
    }
    if let Some(line) = lexer.bytes.get(lexer.at..lexer.at + 18)
        && line[10] == b' '
        && line[16] == b' '
        && matches!(line[17], b'n' | b'f')
        && line[..10].iter().chain(&line[11..16]).all(u8::is_ascii_digit)
    {
        let digits = |part: &[u8]| {
            part.iter()
                .fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0'))
        };
        lexer.at += 18;
        return Ok((
            digits(&line[..10]),
            digits(&line[11..16]) as u32,
            line[17] == b'n',
        ));
    }
    match (lexer.next(), lexer.next(), lexer.next()) {
        (Token::Int(offset), Token::Int(generation), Token::Word(kind @ (b"n" | b"f"))) => {
            match (u64::try_from(offset), u32::try_from(generation)) {
                (Ok(offset), Ok(generation)) => Ok((offset, generation, kind == b"n")),
                _ => Err(Error::damaged("the cross-reference table is not well-formed")),
            }
        }
        _ => Err(Error::damaged("the cross-reference table is not well-formed")),
    }
}

fn find_startxref(bytes: &[u8]) -> Result<u64, Error> {
    let window = &bytes[bytes.len().saturating_sub(TAIL_WINDOW)..];
    let Some(at) = rfind(window, b"startxref") else {
        return Err(Error::damaged("the end of the file is missing"));
    };
    match Lexer::new(window, at + 9).next() {
        Token::Int(offset) => u64::try_from(offset).map_err(|_| Error::damaged("startxref is negative")),
        _ => Err(Error::damaged("startxref names no offset")),
    }
}

pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut from = 0;
    while let Some(step) = haystack.get(from..)?.iter().position(|byte| byte == first) {
        let at = from + step;
        if haystack[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    (0..=haystack.len().checked_sub(needle.len())?)
        .rev()
        .find(|at| haystack[*at..].starts_with(needle))
}
