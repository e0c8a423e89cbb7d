//! The revisions of a PDF, read strictly and without repair: what validation of signatures stands on.
//!
//! Owns: finding every revision (each cross-reference section with its `startxref` and `%%EOF`), checking that
//! every byte of a later revision belongs to a well-formed incremental update, reading objects as they were in
//! any revision, the signature fields with the exact place of their `/Contents`, and the classified difference
//! between one revision and the next.
//!
//! Must not: repair, guess, or judge whether a change is permitted; [`diff`] names changes, the validator judges.
//!
//! It shares no code with the writer of this crate on purpose: a mistake in one must not hide in the other.
//!
//! ```
//! let damaged = pdf::revisions::File::open(b"no PDF at all", None);
//! assert!(damaged.is_err());
//! ```

mod codec;
pub mod diff;
pub mod hidden;
pub mod signatures;
mod syntax;
mod xmp;
mod xref;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

pub use codec::CodecError;
pub use syntax::{Dict, ObjectId, SyntaxError, Value};
use xref::{Entry, Section};

/// Why the revisions of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No `%PDF-` at the beginning.
    #[error("the file is no PDF")]
    NotPdf,
    /// No prefix of the file is a PDF that can be read strictly.
    #[error("the PDF is damaged: {0}")]
    Damaged(SyntaxError),
    /// Encrypted, and the password (or the empty one) does not open it.
    #[error("the PDF is encrypted and the password does not open it")]
    Password,
    /// Encrypted in a way that cannot be read.
    #[error("the PDF is encrypted in a way that is not supported")]
    Encryption,
}

/// What is wrong with the bytes of a revision that was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyProblem {
    /// What, for logs and tests.
    pub what: &'static str,
    /// Where in the file.
    pub offset: usize,
}

/// One revision.
#[derive(Debug)]
pub struct Revision {
    /// Its bytes: from the end of the revision before to the end of its `%%EOF`.
    pub bytes: Range<usize>,
    /// Why its bytes are no well-formed incremental update; always `None` for the first revision, which is
    /// no update.
    pub problem: Option<BodyProblem>,
    /// Its trailer dictionary.
    pub trailer: Dict,
    /// Whether its cross-reference is wrong and its objects were found by reading it from one end to the other.
    /// Readers that do not repair cannot open such a file; it can be judged, but never passes.
    pub rebuilt: bool,
    entries: BTreeMap<u32, Entry>,
    structure: Vec<u32>,
    extents: Vec<Range<usize>>,
}

/// An object as it is in some revision.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its value; the dictionary of a stream. Strings are decrypted.
    pub value: Value,
    stream: Option<Range<usize>>,
    id: ObjectId,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    File { extent: Range<usize>, value_at: usize },
    ObjectStream,
}

impl Loaded {
    fn direct(value: Value) -> Self {
        Self {
            value,
            stream: None,
            id: (0, 0),
            place: Place::ObjectStream,
        }
    }

    /// Whether it is a stream.
    pub fn is_stream(&self) -> bool {
        self.stream.is_some()
    }

    /// The bytes of the object in the file, if it does not stand in an object stream.
    pub fn extent(&self) -> Option<Range<usize>> {
        match &self.place {
            Place::File { extent, .. } => Some(extent.clone()),
            Place::ObjectStream => None,
        }
    }
}

struct ObjectStream {
    data: Vec<u8>,
    index: Vec<(u32, usize)>,
}

/// What reading an object stream at one place of the file gave.
type ReadStream = (Entry, Result<Rc<ObjectStream>, SyntaxError>);

#[derive(Default)]
struct Cache {
    objects: HashMap<(u32, Entry, Entry), Result<Rc<Loaded>, SyntaxError>>,
    streams: HashMap<u32, Vec<ReadStream>>,
    stream_bytes: usize,
    decoded_bytes: usize,
}

/// A PDF with its revisions.
pub struct File<'a> {
    bytes: &'a [u8],
    revisions: Vec<Revision>,
    history: HashMap<u32, Vec<(usize, Entry)>>,
    end: usize,
    encryption: Option<Encryption>,
    cache: RefCell<Cache>,
    /// Numbers of the objects that are object streams for some entry.
    containers: HashSet<u32>,
    /// Work that may still be done on this file, in objects read or visited.
    work_left: Cell<usize>,
}

struct Encryption {
    state: lopdf::EncryptionState,
    dictionary: Option<u32>,
}

/// An object stream larger than this when decoded is refused.
const MAX_OBJECT_STREAM: usize = 64 << 20;
/// All object streams together, decoded, including those decoded again.
const MAX_DECODED: usize = 1 << 30;
/// Decoded object streams kept at a time.
const MAX_KEPT: usize = 96 << 20;
/// Objects kept at a time.
const MAX_OBJECTS_KEPT: usize = 50_000;
/// Objects read and visited for one file, all in all. What needs more is not judged, and so does not pass.
const MAX_WORK: usize = 12_000_000;
/// So many ends of file are tried, from the last one backwards.
const MAX_ENDS: usize = 64;

impl<'a> File<'a> {
    /// Reads the revisions of `bytes`. When bytes after some `%%EOF` are no well-formed update, the longest prefix
    /// that can be read is opened and the rest is [`File::tail`].
    ///
    /// # Errors
    /// [`OpenError`], when no prefix can be read.
    pub fn open(bytes: &'a [u8], password: Option<&str>) -> Result<Self, OpenError> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if !head.windows(5).any(|window| window == b"%PDF-") {
            return Err(OpenError::NotPdf);
        }
        let mut first_error = None;
        let mut budget = xref::MAX_ENTRIES;
        let ends = (0..bytes.len().saturating_sub(4))
            .rev()
            .filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(b"%%EOF")));
        for end in ends.take(MAX_ENDS).map(|at| at + 5) {
            match Self::revisions_until(bytes, end, &mut budget) {
                Ok(mut revisions) => {
                    let rebuilt = rebuild(bytes, end, &mut budget).unwrap_or_default();
                    let end = rebuilt.last().map_or(end, |last| last.bytes.end);
                    revisions.extend(rebuilt);
                    let mut file = Self {
                        bytes,
                        history: history(&revisions),
                        revisions,
                        end,
                        encryption: None,
                        cache: RefCell::new(Cache::default()),
                        containers: HashSet::new(),
                        work_left: Cell::new(MAX_WORK),
                    };
                    file.containers = file.containers();
                    file.encryption = file.open_encryption(password)?;
                    file.check_bodies();
                    if file.catalog(file.newest()).is_some() {
                        return Ok(file);
                    }
                    first_error.get_or_insert(SyntaxError {
                        what: "no catalog",
                        offset: end,
                    });
                }
                Err(error) => {
                    first_error.get_or_insert(error);
                }
            }
        }
        Err(OpenError::Damaged(first_error.unwrap_or(SyntaxError {
            what: "no end of file mark",
            offset: bytes.len(),
        })))
    }

    fn revisions_until(bytes: &[u8], end: usize, budget: &mut usize) -> Result<Vec<Revision>, SyntaxError> {
        let fail = |what: &'static str, offset: usize| Err(SyntaxError { what, offset });
        let prefix = bytes.get(..end).unwrap_or_default();
        let Some((_, newest)) = xref::startxref_before(prefix, end) else {
            return fail("no 'startxref' before the end of the file", end);
        };
        let mut sections = xref::chain(prefix, newest, budget)?;
        sections.reverse();
        let mut groups: Vec<Vec<Section>> = Vec::new();
        let linearized = is_linearized(prefix);
        for section in sections {
            match groups.last_mut() {
                // The first-page section of a linearized file stands before the main one, which it points to.
                Some(group)
                    if linearized
                        && group.len() == 1
                        && group
                            .first()
                            .is_some_and(|main| main.offset > section.offset && main.prev.is_none()) =>
                {
                    group.push(section);
                }
                Some(group) if group.iter().any(|before| before.offset >= section.offset) => {
                    return fail("/Prev points forward", section.offset);
                }
                _ => groups.push(vec![section]),
            }
        }
        let mut revisions: Vec<Revision> = Vec::new();
        let count = groups.len();
        for (index, group) in groups.into_iter().enumerate() {
            let start = revisions.last().map_or(0, |before| before.bytes.end);
            let Some(last) = group.iter().max_by_key(|section| section.offset) else {
                continue;
            };
            let after = last.extent.end;
            let mut problem = None;
            let eof = match xref::end_of_file(prefix, after) {
                Some((named, eof)) => {
                    let mut at = named;
                    while prefix.get(at).copied().is_some_and(syntax::is_white) && at < named + 5 {
                        at += 1;
                    }
                    if !group.iter().any(|section| section.offset == at) {
                        problem = Some(BodyProblem {
                            what: "'startxref' names another place",
                            offset: after,
                        });
                    }
                    eof
                }
                None => {
                    problem = Some(BodyProblem {
                        what: "no 'startxref' after the cross-reference section",
                        offset: after,
                    });
                    let rest = prefix.get(after..).unwrap_or_default();
                    match rest.windows(5).position(|window| window == b"%%EOF") {
                        Some(at) => after + at + 5,
                        None => return fail("no end of file mark", after),
                    }
                }
            };
            if index + 1 == count && eof != end {
                return fail("the last cross-reference section is not at the end", eof);
            }
            if after < start || group.iter().any(|section| section.offset < start) {
                return fail("cross-reference sections overlap", after);
            }
            let mut entries = BTreeMap::new();
            let mut trailer = Dict::new();
            let mut structure = Vec::new();
            let mut extents = Vec::new();
            for section in group {
                structure.extend(section.stream_number);
                if let Some((number, extent)) = section.hybrid {
                    structure.push(number);
                    extents.push(extent);
                }
                extents.push(section.extent);
                entries.extend(section.entries);
                trailer = section.trailer;
            }
            revisions.push(Revision {
                bytes: start..eof,
                problem,
                trailer,
                rebuilt: false,
                entries,
                structure,
                extents,
            });
        }
        Ok(revisions)
    }

    /// All bytes of the file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The revisions, oldest first; never empty.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// Index of the newest revision.
    pub fn newest(&self) -> usize {
        self.revisions.len().saturating_sub(1)
    }

    /// What follows the last revision: at best nothing or a line end.
    pub fn tail(&self) -> &'a [u8] {
        self.bytes.get(self.end..).unwrap_or_default()
    }

    /// Whether the file is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.encryption.is_some()
    }

    /// The revision that the first `length` bytes of the file end with: they reach its `%%EOF` and at most a line
    /// end more.
    pub fn revision_ending_at(&self, length: usize) -> Option<usize> {
        self.revisions.iter().position(|revision| {
            let end = revision.bytes.end;
            end <= length
                && length - end <= 2
                && matches!(self.bytes.get(end..length), Some(b"" | b"\n" | b"\r" | b"\r\n"))
        })
    }

    fn entry(&self, number: u32, revision: usize) -> Entry {
        let entries = self.history.get(&number).map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .rev()
            .find(|(since, _)| *since <= revision)
            .map_or(Entry::Free, |(_, entry)| *entry)
    }

    /// The object `number` as it is in `revision`; `None` when there is none.
    ///
    /// # Errors
    /// When there is one and it cannot be read strictly.
    pub fn object(&self, number: u32, revision: usize) -> Result<Option<Rc<Loaded>>, SyntaxError> {
        let entry = self.entry(number, revision);
        if entry == Entry::Free {
            return Ok(None);
        }
        // An object in an object stream is another one when the object stream is another one.
        let container = match entry {
            Entry::In { stream, .. } => self.entry(stream, revision),
            _ => Entry::Free,
        };
        let key = (number, entry, container);
        if let Some(known) = self.cache.borrow().objects.get(&key) {
            return known.clone().map(Some);
        }
        let loaded = self.load(number, entry, revision).map(Rc::new);
        let mut cache = self.cache.borrow_mut();
        if cache.objects.len() >= MAX_OBJECTS_KEPT {
            cache.objects.clear();
        }
        cache.objects.insert(key, loaded.clone());
        loaded.map(Some)
    }

    /// Takes from the work that may be done on this file; `false` when there is none left.
    fn work(&self) -> bool {
        match self.work_left.get().checked_sub(1) {
            Some(left) => {
                self.work_left.set(left);
                true
            }
            None => false,
        }
    }

    fn containers(&self) -> HashSet<u32> {
        let entries = self
            .revisions
            .iter()
            .flat_map(|revision| revision.entries.values());
        entries
            .filter_map(|entry| match entry {
                Entry::In { stream, .. } => Some(*stream),
                _ => None,
            })
            .collect()
    }

    fn load(&self, number: u32, entry: Entry, revision: usize) -> Result<Loaded, SyntaxError> {
        if !self.work() {
            return Err(SyntaxError {
                what: "the file is too much work to read",
                offset: 0,
            });
        }
        match entry {
            Entry::Free => Err(SyntaxError {
                what: "no such object",
                offset: 0,
            }),
            Entry::At { offset, generation } => {
                let mut object = syntax::indirect(self.bytes, offset, &mut |id| self.length(id, revision))?;
                if object.id != (number, generation) {
                    return Err(SyntaxError {
                        what: "another object stands here",
                        offset,
                    });
                }
                let place = Place::File {
                    extent: object.extent,
                    value_at: object.value_at,
                };
                if let Some(encryption) = &self.encryption
                    && encryption.dictionary != Some(number)
                {
                    encryption.decrypt_value(object.id, &mut object.value)?;
                }
                Ok(Loaded {
                    value: object.value,
                    stream: object.stream,
                    id: object.id,
                    place,
                })
            }
            Entry::In { stream, index } => {
                let container = self.object_stream(stream, revision)?;
                let index = index as usize;
                // The index of the entry decides; where it does not fit, readers disagree.
                let Some((found, offset)) = container.index.get(index).copied() else {
                    return Err(SyntaxError {
                        what: "not in its object stream",
                        offset: index,
                    });
                };
                if found != number {
                    return Err(SyntaxError {
                        what: "another object stands in the object stream",
                        offset: index,
                    });
                }
                let value = syntax::Cursor::new(&container.data, offset).value()?;
                Ok(Loaded {
                    value,
                    stream: None,
                    id: (number, 0),
                    place: Place::ObjectStream,
                })
            }
        }
    }

    /// The references in an object that cannot be read strictly, as a lenient reader might find them: in its bytes
    /// up to the end of the object, or in its whole object stream. Rather too many than too few. And how many
    /// bytes were searched.
    fn references_in_unreadable(&self, number: u32, revision: usize) -> (Vec<ObjectId>, usize) {
        let stream;
        let bytes = match self.entry(number, revision) {
            Entry::Free => return (Vec::new(), 0),
            Entry::At { offset, .. } => {
                let rest = self.bytes.get(offset..).unwrap_or_default();
                let end = signatures::find(rest, b"endobj").unwrap_or(rest.len());
                rest.get(..end).unwrap_or_default()
            }
            Entry::In {
                stream: container, ..
            } => match self.object_stream(container, revision) {
                Ok(found) => {
                    stream = found;
                    stream.data.as_slice()
                }
                Err(_) => return (Vec::new(), 0),
            },
        };
        (syntax::references(bytes), bytes.len())
    }

    /// An indirect `/Length` must be a plain number in the file: no recursion.
    fn length(&self, id: ObjectId, revision: usize) -> Option<i64> {
        match self.entry(id.0, revision) {
            Entry::At { offset, generation } if generation == id.1 => {
                let object = syntax::indirect(self.bytes, offset, &mut |_| None).ok()?;
                if object.id == id {
                    object.value.as_int()
                } else {
                    None
                }
            }
            Entry::In { .. } if id.1 == 0 => self.object(id.0, revision).ok()??.value.as_int(),
            _ => None,
        }
    }

    fn object_stream(&self, number: u32, revision: usize) -> Result<Rc<ObjectStream>, SyntaxError> {
        let entry = self.entry(number, revision);
        let known = |cache: &Cache| {
            cache
                .streams
                .get(&number)?
                .iter()
                .find(|(known, _)| *known == entry)
                .map(|(_, stream)| stream.clone())
        };
        if let Some(stream) = known(&self.cache.borrow()) {
            return stream;
        }
        let stream = self.load_object_stream(number, entry, revision).map(Rc::new);
        let mut cache = self.cache.borrow_mut();
        let size = stream.as_ref().map_or(0, |stream| stream.data.len());
        if cache.stream_bytes + size > MAX_KEPT {
            cache.streams.clear();
            cache.stream_bytes = 0;
        }
        cache.stream_bytes += size;
        cache.decoded_bytes = cache.decoded_bytes.saturating_add(size);
        cache
            .streams
            .entry(number)
            .or_default()
            .push((entry, stream.clone()));
        stream
    }

    fn load_object_stream(
        &self,
        number: u32,
        entry: Entry,
        revision: usize,
    ) -> Result<ObjectStream, SyntaxError> {
        let Entry::At { offset, .. } = entry else {
            return Err(SyntaxError {
                what: "object stream is not in the file",
                offset: 0,
            });
        };
        let fail = |what: &'static str| Err(SyntaxError { what, offset });
        if self.cache.borrow().decoded_bytes > MAX_DECODED {
            return fail("object streams are too large");
        }
        let container = self.load(number, entry, revision)?;
        let Value::Dict(dict) = &container.value else {
            return fail("object stream without dictionary");
        };
        if dict.get(b"Type".as_slice()).and_then(Value::as_name) != Some(b"ObjStm") {
            return fail("object stream of another type");
        }
        let count = dict
            .get(b"N".as_slice())
            .and_then(Value::as_int)
            .and_then(|count| usize::try_from(count).ok());
        let first = dict
            .get(b"First".as_slice())
            .and_then(Value::as_int)
            .and_then(|first| usize::try_from(first).ok());
        let (Some(count), Some(first)) = (count, first) else {
            return fail("object stream without /N or /First");
        };
        let Ok(data) = self.stream_data(&container, MAX_OBJECT_STREAM) else {
            return fail("object stream cannot be decoded");
        };
        let mut cursor = syntax::Cursor::new(&data, 0);
        let mut index = Vec::new();
        for _ in 0..count {
            cursor.skip_white();
            let number = cursor.unsigned().and_then(|number| u32::try_from(number).ok());
            cursor.skip_white();
            let offset = cursor.unsigned().and_then(|offset| usize::try_from(offset).ok());
            let (Some(number), Some(offset)) = (number, offset) else {
                return fail("object stream index is damaged");
            };
            index.push((number, first.saturating_add(offset)));
        }
        Ok(ObjectStream { data, index })
    }

    /// The decoded data of a stream, at most `limit` bytes.
    ///
    /// # Errors
    /// When it is no stream, damaged, too large, or has a filter that structure streams do not use.
    pub fn stream_data(&self, object: &Loaded, limit: usize) -> Result<Vec<u8>, CodecError> {
        let raw = self.raw_stream(object).ok_or(CodecError::Damaged)?;
        let dict = object.value.as_dict().ok_or(CodecError::Damaged)?;
        codec::decode(dict, &raw, limit)
    }

    /// The data of a stream as they are in the file, decrypted.
    fn raw_stream(&self, object: &Loaded) -> Option<Cow<'a, [u8]>> {
        let raw = self.bytes.get(object.stream.clone()?)?;
        match &self.encryption {
            Some(encryption) => encryption.decrypt_stream(object.id, object.value.as_dict()?, raw),
            None => Some(Cow::Borrowed(raw)),
        }
    }

    /// Follows references until a direct value; `Null` where there is none.
    ///
    /// # Errors
    /// When the object cannot be read strictly, or references lead in a circle.
    pub fn resolve(&self, value: &Value, revision: usize) -> Result<Value, SyntaxError> {
        let mut value = value.clone();
        for _ in 0..16 {
            let Value::Ref(id) = value else { return Ok(value) };
            value = match self.referenced(id, revision)? {
                Some(object) => object.value.clone(),
                None => Value::Null,
            };
        }
        Err(SyntaxError {
            what: "references lead in a circle",
            offset: 0,
        })
    }

    /// The object a reference means, generation included.
    ///
    /// # Errors
    /// When there is one and it cannot be read strictly.
    pub fn referenced(&self, id: ObjectId, revision: usize) -> Result<Option<Rc<Loaded>>, SyntaxError> {
        let generation = match self.entry(id.0, revision) {
            Entry::Free => return Ok(None),
            Entry::At { generation, .. } => generation,
            Entry::In { .. } => 0,
        };
        if generation == id.1 {
            self.object(id.0, revision)
        } else {
            Ok(None)
        }
    }

    /// A key of a dictionary, resolved; `Null` where it is absent or cannot be read.
    pub fn get(&self, dict: &Dict, key: &str, revision: usize) -> Value {
        match dict.get(key.as_bytes()) {
            Some(value) => self.resolve(value, revision).unwrap_or(Value::Null),
            None => Value::Null,
        }
    }

    /// The value of a trailer key that a revision has, or the one before it.
    fn trailer_value(&self, key: &str, revision: usize) -> Option<&Value> {
        let revisions = self.revisions.get(..=revision)?;
        revisions
            .iter()
            .rev()
            .find_map(|revision| revision.trailer.get(key.as_bytes()))
    }

    /// Number of the catalog and its dictionary.
    pub fn catalog(&self, revision: usize) -> Option<(u32, Dict)> {
        let id = self.trailer_value("Root", revision)?.as_ref()?;
        let object = self.referenced(id, revision).ok()??;
        if object.is_stream() {
            return None;
        }
        Some((id.0, object.value.as_dict()?.clone()))
    }

    fn open_encryption(&self, password: Option<&str>) -> Result<Option<Encryption>, OpenError> {
        let Some(value) = self.trailer_value("Encrypt", self.newest()) else {
            return Ok(None);
        };
        let dictionary = value.as_ref().map(|id| id.0);
        let resolved = self.resolve(value, self.newest()).map_err(OpenError::Damaged)?;
        let Value::Dict(dict) = &resolved else {
            return Err(OpenError::Encryption);
        };
        let mut document = lopdf::Document::new();
        document
            .objects
            .insert((1, 0), to_lopdf(&Value::Dict(dict.clone())));
        document.trailer.set("Encrypt", lopdf::Object::Reference((1, 0)));
        if let Some(id) = self.trailer_value("ID", self.newest()) {
            let id = self.resolve(id, self.newest()).map_err(OpenError::Damaged)?;
            document.trailer.set("ID", to_lopdf(&id));
        }
        let algorithm =
            lopdf::encryption::PasswordAlgorithm::try_from(&document).map_err(|_| OpenError::Encryption)?;
        for candidate in [password, Some("")].into_iter().flatten() {
            let Ok(prepared) = algorithm.sanitize_password(candidate) else {
                continue;
            };
            match lopdf::EncryptionState::decode(&document, prepared) {
                Ok(state) => {
                    // Objects read before the key was known may hold encrypted strings.
                    *self.cache.borrow_mut() = Cache::default();
                    return Ok(Some(Encryption { state, dictionary }));
                }
                Err(lopdf::Error::Decryption(lopdf::encryption::DecryptionError::IncorrectPassword)) => {}
                Err(_) => return Err(OpenError::Encryption),
            }
        }
        Err(OpenError::Password)
    }

    /// Every byte of an appended revision must belong to an object that its cross-reference section names, to
    /// the section, or to white space between them.
    fn check_bodies(&mut self) {
        let found: Vec<Option<BodyProblem>> = (0..self.revisions.len())
            .map(|index| self.body_problem(index))
            .collect();
        for (revision, problem) in self.revisions.iter_mut().zip(found) {
            revision.problem = revision.problem.or(problem);
        }
    }

    fn body_problem(&self, index: usize) -> Option<BodyProblem> {
        let before = index.checked_sub(1)?;
        let revision = self.revisions.get(index)?;
        let problem = |what: &'static str, offset: usize| Some(BodyProblem { what, offset });
        let first_section = revision.extents.iter().map(|extent| extent.start).min()?;
        let mut extents = revision.extents.clone();
        if revision
            .extents
            .iter()
            .any(|extent| extent.start < revision.bytes.start)
        {
            return problem("cross-reference stream outside its revision", first_section);
        }
        if !revision.trailer.contains_key(b"Root".as_slice()) {
            return problem("trailer without /Root", first_section);
        }
        let size = revision
            .trailer
            .get(b"Size".as_slice())
            .and_then(Value::as_int)
            .unwrap_or(0);
        for (number, entry) in &revision.entries {
            if *entry == Entry::Free {
                continue;
            }
            if i64::from(*number) >= size {
                return problem("object number beyond /Size", first_section);
            }
            if self.entry(*number, before) == *entry {
                continue;
            }
            match *entry {
                Entry::At { offset, generation } => {
                    if revision.structure.contains(number)
                        && revision.extents.iter().any(|extent| extent.start == offset)
                    {
                        continue;
                    }
                    if !revision.bytes.contains(&offset) {
                        return problem("cross-reference entry points into another revision", offset);
                    }
                    match syntax::indirect(self.bytes, offset, &mut |id| self.length(id, index)) {
                        Ok(object) if object.id == (*number, generation) => extents.push(object.extent),
                        Ok(_) => {
                            return problem("another object stands where the cross-reference points", offset);
                        }
                        Err(error) => return problem(error.what, error.offset),
                    }
                }
                Entry::In { stream, .. } => {
                    let container = self.entry(stream, index);
                    let Entry::At { offset, .. } = container else {
                        return problem("object stream is missing", first_section);
                    };
                    if !revision.bytes.contains(&offset) {
                        return problem("object stream stands in another revision", offset);
                    }
                }
                Entry::Free => {}
            }
        }
        extents.sort_by_key(|extent| extent.start);
        let mut at = revision.bytes.start;
        for extent in extents {
            if extent.start < at {
                return problem("objects overlap", extent.start);
            }
            if !xref::is_blank(self.bytes.get(at..extent.start)?) {
                return problem("bytes that belong to no object", at);
            }
            at = extent.end;
        }
        None
    }
}

/// Reads revisions whose offsets are wrong from `start` to the end of the file: objects, cross-reference section,
/// `startxref`, `%%EOF`, with nothing between them. The section must name exactly the objects that stand there.
fn rebuild(bytes: &[u8], start: usize, budget: &mut usize) -> Option<Vec<Revision>> {
    let mut revisions = Vec::new();
    let mut at = start;
    while !xref::is_blank(bytes.get(at..)?) {
        let revision = rebuild_one(bytes, at, budget)?;
        at = revision.bytes.end;
        revisions.push(revision);
        if revisions.len() > 64 {
            return None;
        }
    }
    Some(revisions)
}

fn rebuild_one(bytes: &[u8], start: usize, budget: &mut usize) -> Option<Revision> {
    let mut found: BTreeMap<u32, Entry> = BTreeMap::new();
    let mut at = start;
    let section = loop {
        let mut cursor = syntax::Cursor::new(bytes, at);
        cursor.skip_white();
        at = cursor.at;
        if cursor.starts_with(b"xref") {
            break xref::section(bytes, at, budget).ok()?;
        }
        let object = syntax::indirect(bytes, at, &mut |_| None).ok()?;
        let is_section = object
            .value
            .as_dict()
            .and_then(|dict| dict.get(b"Type".as_slice()))
            .and_then(Value::as_name)
            == Some(b"XRef");
        let after = object.extent.end;
        if is_section && xref::end_of_file(bytes, after).is_some() {
            break xref::section(bytes, at, budget).ok()?;
        }
        let entry = Entry::At {
            offset: object.extent.start,
            generation: object.id.1,
        };
        if found.insert(object.id.0, entry).is_some() {
            return None;
        }
        at = after;
    };
    let (_, eof) = xref::end_of_file(bytes, section.extent.end)?;
    let mut entries = BTreeMap::new();
    for (number, entry) in &section.entries {
        match entry {
            Entry::Free => {}
            Entry::In { .. } => {
                entries.insert(*number, *entry);
            }
            Entry::At { generation, .. } => {
                if section.stream_number == Some(*number) {
                    continue;
                }
                match found.get(number) {
                    Some(here @ Entry::At { generation: own, .. }) if own == generation => {
                        entries.insert(*number, *here);
                    }
                    _ => return None,
                }
            }
        }
    }
    if section.hybrid.is_some() || found.keys().any(|number| !entries.contains_key(number)) {
        return None;
    }
    Some(Revision {
        bytes: start..eof,
        problem: None,
        trailer: section.trailer,
        rebuilt: true,
        entries,
        structure: section.stream_number.into_iter().collect(),
        extents: vec![section.extent],
    })
}

fn history(revisions: &[Revision]) -> HashMap<u32, Vec<(usize, Entry)>> {
    let mut history: HashMap<u32, Vec<(usize, Entry)>> = HashMap::new();
    for (index, revision) in revisions.iter().enumerate() {
        for (number, entry) in &revision.entries {
            let entries = history.entry(*number).or_default();
            if entries.last().is_none_or(|(_, before)| before != entry) {
                entries.push((index, *entry));
            }
        }
    }
    history
}

/// Whether the first object of the file is a linearization dictionary.
fn is_linearized(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    let mut cursor = syntax::Cursor::new(head, 0);
    cursor.skip_space();
    let Ok(_) = cursor.object_header() else {
        return false;
    };
    matches!(cursor.value(), Ok(Value::Dict(dict)) if dict.contains_key(b"Linearized".as_slice()))
}

impl Encryption {
    fn decrypt_value(&self, id: ObjectId, value: &mut Value) -> Result<(), SyntaxError> {
        if let Value::Dict(dict) = value
            && dict.get(b"Type".as_slice()).and_then(Value::as_name) == Some(b"XRef")
        {
            return Ok(());
        }
        let filter = self.state.get_string_filter();
        let fail = |_| SyntaxError {
            what: "string cannot be decrypted",
            offset: 0,
        };
        let key = filter
            .compute_key(self.state.file_encryption_key(), id)
            .map_err(fail)?;
        decrypt_strings(value, &filter, &key).map_err(fail)
    }

    fn decrypt_stream<'a>(&self, id: ObjectId, dict: &Dict, raw: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        let kind = dict.get(b"Type".as_slice()).and_then(Value::as_name);
        let plain_metadata = kind == Some(b"Metadata") && !self.state.encrypt_metadata();
        let own_filter = match dict.get(b"Filter".as_slice()) {
            Some(Value::Name(name)) => name == b"Crypt",
            Some(Value::Array(items)) => items.iter().any(|item| item.as_name() == Some(b"Crypt")),
            _ => false,
        };
        if kind == Some(b"XRef") || plain_metadata || own_filter {
            return Some(Cow::Borrowed(raw));
        }
        let filter = self.state.get_stream_filter();
        let key = filter.compute_key(self.state.file_encryption_key(), id).ok()?;
        filter.decrypt(&key, raw).ok().map(Cow::Owned)
    }
}

fn decrypt_strings(
    value: &mut Value,
    filter: &Arc<dyn lopdf::encryption::crypt_filters::CryptFilter>,
    key: &[u8],
) -> Result<(), lopdf::encryption::DecryptionError> {
    match value {
        Value::Str(text) => *text = filter.decrypt(key, text)?,
        Value::Array(items) => {
            for item in items {
                decrypt_strings(item, filter, key)?;
            }
        }
        Value::Dict(dict) => {
            let signature = dict.contains_key(b"ByteRange".as_slice());
            for (name, item) in dict {
                // The signature value itself is never encrypted (ISO 32000-2, 7.6.2).
                if !(signature && name == b"Contents") {
                    decrypt_strings(item, filter, key)?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn to_lopdf(value: &Value) -> lopdf::Object {
    use lopdf::Object;
    match value {
        Value::Null => Object::Null,
        Value::Bool(value) => Object::Boolean(*value),
        Value::Int(value) => Object::Integer(*value),
        Value::Real(_) => Object::Real(value.as_number().unwrap_or(0.0) as f32),
        Value::Name(name) => Object::Name(name.clone()),
        Value::Str(text) => Object::String(text.clone(), lopdf::StringFormat::Hexadecimal),
        Value::Array(items) => Object::Array(items.iter().map(to_lopdf).collect()),
        Value::Dict(dict) => {
            let mut out = lopdf::Dictionary::new();
            for (key, value) in dict {
                out.set(key.clone(), to_lopdf(value));
            }
            Object::Dictionary(out)
        }
        Value::Ref(id) => Object::Reference(*id),
    }
}
