//! Lazy, bounded reading of a PDF: cross-reference sections, trailer, and objects on demand.
//!
//! What is read comes from a [`Source`] through windows that grow while what stands in them does not end there; of
//! the cross-reference data eight bytes are kept for each object. So the size of a file does not decide what it costs.
//!
//! Strict where it matters for signing: a file whose cross-reference data must be guessed is damaged, because
//! two readers could then show two different documents under one signature. Nothing is ever reconstructed.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::Error;
use crate::crypt::Crypt;
use crate::error::Looks;
use crate::object::{Dict, Object, Ref};
use crate::source::{Source, bytes_at};
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
/// Bytes parsed as objects in one document, and searched for `endstream` where lengths are wrong.
const MAX_SEARCHED: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes read at first for an object; most are shorter.
const WINDOW: usize = 2048;
/// Bytes of the longest object that is no stream.
const MAX_WINDOW: usize = 32 * 1024 * 1024;
/// Bytes of cross-reference data read at once.
const BLOCK: usize = 64 * 1024;
/// Decompressed bytes one document may cost while it is prepared for signing.
pub(crate) const MAX_DECOMPRESSED: usize = 128 * 1024 * 1024;
/// Decompressed bytes of the object streams of one document, those that were unpacked again included.
const MAX_UNPACKED: usize = 1024 * 1024 * 1024;
/// Decompressed bytes of object streams that are kept.
const MAX_KEPT: usize = 12 * 1024 * 1024;
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
pub(crate) enum Entry {
    Absent,
    Free,
    InFile { offset: u64, generation: u16 },
    InStream { stream: u32, index: u32 },
}

/// An [`Entry`] in eight bytes: what it is in the lowest two bits, and above them offset (46) and generation (16), or
/// object stream (30) and index (32). What does not fit lies outside every file.
#[derive(Clone, Copy, PartialEq)]
struct Packed(u64);

impl Packed {
    const ABSENT: Self = Self(0);

    fn new(entry: Entry) -> Self {
        Self(match entry {
            Entry::Absent => 0,
            Entry::Free => 1,
            Entry::InFile { offset, generation } => {
                offset.min((1 << 46) - 1) << 18 | u64::from(generation) << 2 | 2
            }
            Entry::InStream { stream, index } => {
                u64::from(stream.min((1 << 30) - 1)) << 34 | u64::from(index) << 2 | 3
            }
        })
    }

    fn entry(self) -> Entry {
        match self.0 & 3 {
            0 => Entry::Absent,
            1 => Entry::Free,
            2 => Entry::InFile {
                offset: self.0 >> 18,
                generation: (self.0 >> 2 & 0xffff) as u16,
            },
            _ => Entry::InStream {
                stream: (self.0 >> 34) as u32,
                index: (self.0 >> 2 & 0xffff_ffff) as u32,
            },
        }
    }
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

/// A stream: its dictionary, and where its bytes are. They are read when they are asked for.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// Its dictionary.
    pub dict: Dict,
    id: Ref,
    start: u64,
    length: u64,
    encrypted: bool,
    file: std::marker::PhantomData<&'a [u8]>,
}

impl Stream<'_> {
    /// Bytes of the stream in the file, filtered as they are there.
    pub fn stored_bytes(&self) -> u64 {
        self.length
    }

    pub(crate) fn set_encrypted(&mut self, encrypted: bool) {
        self.encrypted = encrypted;
    }
}

struct ObjectStream {
    bytes: Vec<u8>,
    /// Object number and offset in `bytes`.
    index: Vec<(u32, u32)>,
}

/// The object streams that were read last.
#[derive(Default)]
struct KeptStreams {
    streams: HashMap<u32, Rc<ObjectStream>>,
    order: VecDeque<u32>,
    bytes: usize,
}

impl KeptStreams {
    fn keep(&mut self, number: u32, stream: Rc<ObjectStream>) {
        self.bytes += stream.size();
        while self.bytes > MAX_KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            let gone = self.streams.remove(&oldest);
            self.bytes -= gone.map_or(0, |gone| gone.size());
        }
        self.order.push_back(number);
        self.streams.insert(number, stream);
    }
}

impl ObjectStream {
    fn size(&self) -> usize {
        self.bytes.len() + self.index.len() * 8
    }
}

/// Where a document is read from.
#[derive(Clone, Copy)]
enum Input<'a> {
    Memory(&'a [u8]),
    Source(&'a dyn Source),
}

impl<'a> Input<'a> {
    fn window(self, offset: u64, least: usize) -> Result<Cow<'a, [u8]>, Error> {
        match self {
            Input::Memory(bytes) => {
                let offset = usize::try_from(offset).unwrap_or(usize::MAX);
                Ok(Cow::Borrowed(bytes.get(offset..).unwrap_or_default()))
            }
            Input::Source(source) => {
                let left = usize::try_from(source.len().saturating_sub(offset)).unwrap_or(usize::MAX);
                match source.piece(offset) {
                    Some(piece) if piece.len() >= least.min(left) => Ok(Cow::Borrowed(piece)),
                    _ => bytes_at(source, offset, least.min(left)).map_err(Error::unreadable),
                }
            }
        }
    }
}

/// Reads the bytes of a stream as they stand in the file.
pub(crate) struct StoredReader<'a> {
    input: Input<'a>,
    at: u64,
    end: u64,
}

impl std::io::Read for StoredReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let bytes = self
            .input
            .window(self.at, wanted)
            .map_err(|_| std::io::ErrorKind::UnexpectedEof)?;
        let count = bytes.len().min(wanted);
        buffer[..count].copy_from_slice(&bytes[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

/// A PDF that is read on demand.
pub struct Document<'a> {
    input: Input<'a>,
    length: u64,
    entries: Vec<Packed>,
    trailer: Dict,
    kind: XrefKind,
    startxref: u64,
    crypt: Option<Crypt>,
    encrypt_ref: Option<Ref>,
    object_streams: RefCell<KeptStreams>,
    decompressed: Cell<usize>,
    unpacked: Cell<usize>,
    searched: Cell<u64>,
}

impl<'a> Document<'a> {
    /// Reads the cross-reference data of `bytes` and, where the file is encrypted, opens it with `password`
    /// (the empty one when `None`).
    ///
    /// # Errors
    /// See [`Error`]; a file that only recovery could read is [`Error::Damaged`].
    pub fn open(bytes: &'a [u8], password: Option<&str>) -> Result<Self, Error> {
        Self::open_input(Input::Memory(bytes), bytes.len() as u64, password)
    }

    /// As [`Document::open`], of a file that need not be in memory.
    ///
    /// # Errors
    /// As [`Document::open`], and [`Error::Unreadable`].
    pub fn open_source(source: &'a dyn Source, password: Option<&str>) -> Result<Self, Error> {
        let length = source.len();
        match source.piece(0).filter(|piece| piece.len() == length) {
            Some(bytes) => Self::open(bytes, password),
            None => Self::open_input(Input::Source(source), length, password),
        }
    }

    fn open_input(input: Input<'a>, length: u64, password: Option<&str>) -> Result<Self, Error> {
        if length == 0 {
            return Err(Error::Empty);
        }
        let mut document = Self {
            input,
            length,
            entries: Vec::new(),
            trailer: Dict::new(),
            kind: XrefKind::Table,
            startxref: 0,
            crypt: None,
            encrypt_ref: None,
            object_streams: RefCell::default(),
            decompressed: Cell::new(0),
            unpacked: Cell::new(0),
            searched: Cell::new(0),
        };
        let start = document.window(0, 4 * HEAD_WINDOW)?;
        match find(&start[..start.len().min(HEAD_WINDOW)], b"%PDF-") {
            Some(0) => {}
            // Readers disagree from where such a file counts its offsets, so they would disagree on a signature.
            Some(_) => return Err(Error::damaged("something stands before the PDF header")),
            None => return Err(Error::NotAPdf(Looks::like(&start))),
        }
        document.startxref = document.find_startxref()?;
        document.read_sections()?;
        if document.trailer.get("Root").as_ref().is_none() {
            return Err(Error::damaged("the trailer names no catalog"));
        }
        document.open_encryption(password)?;
        Ok(document)
    }

    /// Bytes of the whole file.
    pub fn size_bytes(&self) -> u64 {
        self.length
    }

    /// The version that the header names, e.g. `1.7`.
    pub(crate) fn header_version(&self) -> Result<String, Error> {
        let head = self.window(0, 16)?;
        let version = head.get(5..8).unwrap_or_default();
        Ok(String::from_utf8_lossy(version).trim().to_owned())
    }

    /// The last byte of the file.
    pub(crate) fn last_byte(&self) -> Result<Option<u8>, Error> {
        Ok(self.window(self.length.saturating_sub(1), 1)?.last().copied())
    }

    /// The bytes from `offset` on: at least so many, or all there are.
    fn window(&self, offset: u64, least: usize) -> Result<Cow<'a, [u8]>, Error> {
        self.input.window(offset, least)
    }

    /// The bytes of a stream as they stand in the file, piece by piece; decrypted they are not.
    pub(crate) fn stored_reader(&self, stream: &Stream<'_>) -> StoredReader<'a> {
        StoredReader {
            input: self.input,
            at: stream.start,
            end: stream.start + stream.length,
        }
    }

    /// Parses what stands at `offset`, in a window that grows until it holds all of it.
    fn parse_at<T>(
        &self,
        offset: u64,
        mut parse: impl FnMut(&mut Parser<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut least = WINDOW;
        loop {
            let bytes = self.window(offset, least)?;
            // No object is longer, and what never ends is not read to the end of a large file.
            let bytes = &bytes[..bytes.len().min(4 * MAX_WINDOW)];
            let mut parser = Parser::new(bytes, 0);
            let parsed = parse(&mut parser);
            let read = self.searched.get() + parser.lexer.at as u64;
            self.searched.set(read);
            if parser.lexer.at > MAX_WINDOW || read > MAX_SEARCHED {
                return Err(Error::too_complex("an object is too long"));
            }
            if !parser.lexer.met_end || offset + bytes.len() as u64 >= self.length {
                return parsed;
            }
            least = (4 * least).max(bytes.len() + 1);
            if least > 4 * MAX_WINDOW {
                return Err(Error::too_complex("an object is too long"));
            }
        }
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
        match self.entry(number) {
            Entry::InFile { generation, .. } => generation,
            _ => 0,
        }
    }

    /// What the cross-reference says of an object.
    pub(crate) fn entry(&self, number: u32) -> Entry {
        self.entries
            .get(number as usize)
            .map_or(Entry::Absent, |packed| packed.entry())
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
        match self.entry(reference.number) {
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
                let Some((_, offset)) = found else {
                    return Err(Error::damaged(format!(
                        "object {} is not in its object stream",
                        reference.number
                    )));
                };
                Parser::new(&container.bytes, *offset as usize)
                    .object()
                    .map(Indirect::Value)
            }
        }
    }

    fn object_stream(&self, number: u32) -> Result<Rc<ObjectStream>, Error> {
        if let Some(found) = self.object_streams.borrow().streams.get(&number) {
            return Ok(found.clone());
        }
        // An object stream stands in the file itself, never in another one (7.5.7).
        let Entry::InFile { .. } = self.entry(number) else {
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
        let left = MAX_UNPACKED.saturating_sub(self.unpacked.get());
        let bytes = crate::filter::decode(self, &stream, left.min(MAX_STREAM))?;
        self.unpacked.set(self.unpacked.get() + bytes.len());
        let mut lexer = Lexer::new(&bytes, 0);
        let mut index = Vec::with_capacity(count.min(bytes.len() / 4 + 1));
        for _ in 0..count {
            let (Token::Int(number), Token::Int(offset)) = (lexer.next(), lexer.next()) else {
                return Err(Error::damaged("the index of an object stream is not well-formed"));
            };
            let offset = usize::try_from(offset)
                .ok()
                .and_then(|offset| u32::try_from(first.saturating_add(offset)).ok());
            let (Ok(number), Some(offset)) = (u32::try_from(number), offset) else {
                return Err(Error::damaged("the index of an object stream is not well-formed"));
            };
            index.push((number, offset));
        }
        let container = Rc::new(ObjectStream { bytes, index });
        self.object_streams.borrow_mut().keep(number, container.clone());
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

    /// The bytes of a stream as they stand in the file: still filtered, but decrypted.
    pub(crate) fn stored(&self, stream: &Stream<'_>) -> Result<Cow<'a, [u8]>, Error> {
        let length = usize::try_from(stream.length)
            .ok()
            .filter(|length| *length <= 2 * MAX_STREAM)
            .ok_or_else(|| Error::too_complex("the streams are too large"))?;
        let raw = match self.window(stream.start, length)? {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..length]),
            Cow::Owned(mut bytes) => {
                bytes.truncate(length);
                Cow::Owned(bytes)
            }
        };
        match &self.crypt {
            Some(crypt) if stream.encrypted => Ok(crypt.decrypt_stream(stream.id, &raw)?.into()),
            _ => Ok(raw),
        }
    }

    /// Parses `n g obj ...` at a file offset.
    fn read_indirect(&self, offset: u64) -> Result<(Ref, Indirect<'a>), Error> {
        self.position(offset)?;
        let (reference, object, stream) = self.parse_at(offset, |parser| indirect(parser, offset))?;
        let (Object::Dict(dict), Some(keyword_end)) = (&object, stream) else {
            return Ok((reference, Indirect::Value(object)));
        };
        let (start, length) = self.stream_extent(dict, offset + keyword_end as u64)?;
        let Object::Dict(dict) = object else {
            return Ok((reference, Indirect::Value(object)));
        };
        Ok((
            reference,
            Indirect::Stream(Stream {
                dict,
                id: reference,
                start,
                length,
                encrypted: false,
                file: std::marker::PhantomData,
            }),
        ))
    }

    /// Where the bytes of a stream are whose keyword ends at `at`, and how many.
    fn stream_extent(&self, dict: &Dict, at: u64) -> Result<(u64, u64), Error> {
        let start = match &self.window(at, 2)?[..] {
            [b'\r', b'\n', ..] => at + 2,
            [b'\n' | b'\r', ..] => at + 1,
            _ => at,
        };
        let length = match dict.get("Length") {
            Object::Ref(reference) => self.length_behind(*reference),
            direct => direct.as_int(),
        };
        if let Some(length) = length.and_then(|length| u64::try_from(length).ok())
            && let Some(end) = start.checked_add(length)
            && end <= self.length
            && self.stream_ends_at(end)?
        {
            return Ok((start, length));
        }
        // A wrong /Length: the keyword decides, as every reader does.
        let mut at = start;
        let end = loop {
            if self.searched.get() > MAX_SEARCHED {
                return Err(Error::too_complex("too many streams have a wrong length"));
            }
            let bytes = self.window(at, BLOCK)?;
            let found = find(&bytes, b"endstream");
            self.searched
                .set(self.searched.get() + found.unwrap_or(bytes.len()) as u64);
            match found {
                Some(found) => break at + found as u64,
                None if at + bytes.len() as u64 >= self.length => {
                    return Err(Error::damaged("a stream does not end"));
                }
                None => at += bytes.len().saturating_sub(8).max(1) as u64,
            }
        };
        let before = end.saturating_sub(2).max(start);
        let bytes = self.window(before, 2)?;
        let line_end = match &bytes[..(end - before) as usize] {
            [b'\r', b'\n'] => 2,
            [.., b'\n' | b'\r'] => 1,
            _ => 0,
        };
        Ok((start, end - start - line_end))
    }

    /// Whether `endstream` stands at `at`, after white space.
    fn stream_ends_at(&self, mut at: u64) -> Result<bool, Error> {
        let mut least = 16;
        loop {
            let bytes = self.window(at, least)?;
            let blank = bytes.iter().take_while(|byte| is_space(**byte)).count();
            let rest = &bytes[blank..];
            if rest.len() >= 9 || at + bytes.len() as u64 >= self.length {
                return Ok(rest.starts_with(b"endstream"));
            }
            at += blank as u64;
            self.searched.set(self.searched.get() + blank as u64);
            if self.searched.get() > MAX_SEARCHED {
                return Err(Error::too_complex("too many streams have a wrong length"));
            }
            least = (2 * least).min(BLOCK);
        }
    }

    /// An indirect /Length: a plain integer in the file, read without any recursion.
    fn length_behind(&self, reference: Ref) -> Option<i64> {
        match self.entry(reference.number) {
            Entry::InFile { offset, .. } => {
                self.position(offset).ok()?;
                let tokens = self.parse_at(offset, |parser| {
                    let lexer = &mut parser.lexer;
                    Ok(match (lexer.next(), lexer.next(), lexer.next(), lexer.next()) {
                        (Token::Int(number), Token::Int(_), Token::Word(b"obj"), Token::Int(length)) => {
                            Some((number, length))
                        }
                        _ => None,
                    })
                });
                let (number, length) = tokens.ok()??;
                (number == i64::from(reference.number)).then_some(length)
            }
            Entry::InStream { stream, .. } => {
                // Only where that object stream has been opened already; else the keyword decides.
                let container = self.object_streams.borrow().streams.get(&stream).cloned()?;
                let (_, offset) = container
                    .index
                    .iter()
                    .find(|(number, _)| *number == reference.number)?;
                Parser::new(&container.bytes, *offset as usize)
                    .object()
                    .ok()?
                    .as_int()
            }
            _ => None,
        }
    }

    fn position(&self, offset: u64) -> Result<u64, Error> {
        if offset < self.length {
            Ok(offset)
        } else {
            Err(Error::damaged(format!("byte {offset} lies outside the file")))
        }
    }

    fn find_startxref(&self) -> Result<u64, Error> {
        let window = self.window(self.length.saturating_sub(TAIL_WINDOW as u64), TAIL_WINDOW)?;
        let Some(at) = rfind(&window, b"startxref") else {
            return Err(Error::damaged("the end of the file is missing"));
        };
        match Lexer::new(&window, at + 9).next() {
            Token::Int(offset) => u64::try_from(offset).map_err(|_| Error::damaged("startxref is negative")),
            _ => Err(Error::damaged("startxref names no offset")),
        }
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
            self.position(offset)?;
            let table = self.parse_at(offset, |parser| {
                let lexer = &mut parser.lexer;
                lexer.skip_space();
                let at = lexer.at;
                lexer.met_end |= lexer.bytes.len() - at < 4;
                Ok(lexer.bytes[at..].starts_with(b"xref").then_some(at as u64 + 4))
            })?;
            let is_table = table.is_some();
            let mut free = Vec::new();
            let trailer = if let Some(after) = table {
                self.read_table(offset + after, &mut free)?
            } else {
                self.read_stream_section(offset)?
            };
            if is_table && let Some(hybrid) = trailer.get("XRefStm").as_int() {
                let hybrid = u64::try_from(hybrid).map_err(|_| Error::damaged("/XRefStm is negative"))?;
                if seen.insert(hybrid) {
                    self.read_stream_section(hybrid)?;
                }
            }
            // What a hybrid file hides from older readers is free in its table: the stream comes before that.
            for number in std::mem::take(&mut free) {
                self.enter(number, Entry::Free)?;
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
                    .reserve_exact(missing.max(self.entries.len() / 4).max(64));
            }
            self.entries.resize(index + 1, Packed::ABSENT);
        }
        if self.entries[index] == Packed::ABSENT {
            self.entries[index] = Packed::new(entry);
        }
        Ok(())
    }

    /// Makes room for the objects up to `end` that a section of so many bytes may name.
    fn expect(&mut self, end: u64, section_bytes: u64) {
        let end = usize::try_from(end.min(u64::from(MAX_OBJECT_NUMBER) + 1)).unwrap_or(0);
        let likely = usize::try_from(section_bytes / 4).unwrap_or(usize::MAX);
        let missing = end.saturating_sub(self.entries.len());
        if missing <= likely {
            self.entries.reserve_exact(missing);
        }
    }

    /// Enters the objects of a table, and tells the numbers that are `free` in it.
    fn read_table(&mut self, at: u64, free: &mut Vec<u32>) -> Result<Dict, Error> {
        let damaged = || Error::damaged("the cross-reference table is not well-formed");
        let mut at = at;
        loop {
            let (head, length) = self.parse_at(at, |parser| {
                let lexer = &mut parser.lexer;
                let head = match lexer.next() {
                    Token::Int(start) => match lexer.next() {
                        Token::Int(count) => Some((start, count)),
                        _ => return Err(damaged()),
                    },
                    Token::Word(b"trailer") => None,
                    _ => return Err(damaged()),
                };
                Ok((head, lexer.at))
            })?;
            at += length as u64;
            let Some((start, count)) = head else { break };
            let (Ok(mut start), Ok(count)) = (u32::try_from(start), u32::try_from(count)) else {
                return Err(damaged());
            };
            self.expect(u64::from(start) + u64::from(count), self.length - at);
            let mut done = 0;
            while done < count {
                let block = self.window(at, BLOCK)?;
                let last = at + block.len() as u64 >= self.length;
                let mut lexer = Lexer::new(&block, 0);
                let first = done;
                while done < count {
                    let before = lexer.at;
                    // The regular entry is 20 bytes: near the end of the block, the rest is read with the next one.
                    if !last && block.len() - before < 256 && done > first {
                        break;
                    }
                    let (offset, generation, in_use) = table_entry(&mut lexer)?;
                    // A common mistake: the section says it starts at 1, but lists the head of the free list first.
                    if done == 0 && start == 1 && offset == 0 && generation == 65535 && !in_use {
                        start = 0;
                    }
                    let number = start
                        .checked_add(done)
                        .ok_or_else(|| Error::too_complex("an object number is too high"))?;
                    let entry = match (in_use, u16::try_from(generation)) {
                        // Offset 0 is no object; writers use it for entries they did not fill.
                        (true, Ok(generation)) if offset > 0 => Entry::InFile { offset, generation },
                        _ => Entry::Free,
                    };
                    match entry {
                        Entry::Free => free.push(number),
                        entry => self.enter(number, entry)?,
                    }
                    done += 1;
                }
                at += lexer.at as u64;
            }
        }
        match self.parse_at(at, |parser| parser.object())? {
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
        let left = MAX_UNPACKED.saturating_sub(self.unpacked.get());
        let mut data = crate::filter::rows(self, &stream, left)?;
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
        let mut row = vec![0; w0 + w1 + w2];
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
            self.expect(
                u64::from(start).saturating_add(u64::try_from(count).unwrap_or(0)),
                stream.length.saturating_mul(64),
            );
            for index in 0..count.max(0) {
                // Fewer rows than /Size promises: the rest does not exist.
                if !data.next_into(&mut row)? {
                    break;
                }
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
        self.unpacked.set(self.unpacked.get() + data.read_bytes());
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

/// `n g obj`, the value, and where the keyword ends if it is followed by `stream`.
fn indirect(parser: &mut Parser<'_>, offset: u64) -> Result<(Ref, Object, Option<usize>), Error> {
    let lexer = &mut parser.lexer;
    let (Token::Int(number), Token::Int(generation), Token::Word(b"obj")) =
        (lexer.next(), lexer.next(), lexer.next())
    else {
        return Err(Error::damaged(format!("no object stands at byte {offset}")));
    };
    let (Ok(number), Ok(generation)) = (u32::try_from(number), u16::try_from(generation)) else {
        return Err(Error::damaged(format!("no object stands at byte {offset}")));
    };
    let reference = Ref { number, generation };
    // An empty object ("1 0 obj endobj") is null.
    if lexer.ahead().0 == Token::Word(b"endobj") {
        return Ok((reference, Object::Null, None));
    }
    let object = parser.object()?;
    if !matches!(object, Object::Dict(_)) {
        return Ok((reference, object, None));
    }
    let (next, after) = parser.lexer.ahead();
    let stream = (next == Token::Word(b"stream")).then_some(after);
    Ok((reference, object, stream))
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
