//! Objects as they are in a revision: read once, kept within bounds.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::codec::{self, CodecError};
use super::syntax::{self, Dict, ObjectId, SyntaxError, Value};
use super::xref::Entry;
use super::{File, signatures};

/// An object as it is in some revision.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its value; the dictionary of a stream. Strings are decrypted.
    pub value: Value,
    pub(super) stream: Option<Range<usize>>,
    pub(super) id: ObjectId,
    pub(super) place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    File { extent: Range<usize>, value_at: usize },
    ObjectStream,
}

impl Loaded {
    pub(super) fn direct(value: Value) -> Self {
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

pub(super) struct ObjectStream {
    data: Vec<u8>,
    index: Vec<(u32, usize)>,
}

/// What reading an object stream at one place of the file gave.
pub(super) type ReadStream = (Entry, Result<Rc<ObjectStream>, SyntaxError>);

#[derive(Default)]
pub(super) struct Cache {
    objects: HashMap<(u32, Entry, Entry), Result<Rc<Loaded>, SyntaxError>>,
    streams: HashMap<u32, Vec<ReadStream>>,
    stream_bytes: usize,
}

/// An object stream larger than this when decoded is refused.
pub(super) const MAX_OBJECT_STREAM: usize = 64 << 20;
/// Decoded object streams kept at a time.
pub(super) const MAX_KEPT: usize = 96 << 20;
/// Objects kept at a time.
pub(super) const MAX_OBJECTS_KEPT: usize = 50_000;

impl<'a> File<'a> {
    pub(super) fn entry(&self, number: u32, revision: usize) -> Entry {
        let Some(entries) = self.history.get(&number) else {
            let first = self.revisions.first();
            return first
                .and_then(|first| first.entries.of(number))
                .unwrap_or(Entry::Free);
        };
        let later = entries.partition_point(|(since, _)| *since <= revision);
        let at = later.checked_sub(1).and_then(|at| entries.get(at));
        at.map_or(Entry::Free, |(_, entry)| *entry)
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
    pub(super) fn work(&self) -> bool {
        match self.work_left.get().checked_sub(1) {
            Some(left) => {
                self.work_left.set(left);
                true
            }
            None => false,
        }
    }

    /// Takes from the visits of walks through the document; `false` when there are none left.
    pub(super) fn visit(&self) -> bool {
        match self.visits_left.get().checked_sub(1) {
            Some(left) => {
                self.visits_left.set(left);
                true
            }
            None => false,
        }
    }

    pub(super) fn containers(&self) -> HashSet<u32> {
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

    /// An object stream. Its length must stand in the file itself (ISO 32000-2, 7.5.7), or it could be asked of itself.
    fn load_container(&self, number: u32, entry: Entry, revision: usize) -> Result<Loaded, SyntaxError> {
        let dictionary = match entry {
            Entry::At { offset, .. } => syntax::indirect_value(self.bytes, offset)?,
            _ => Value::Null,
        };
        let length = dictionary
            .as_dict()
            .and_then(|dict| dict.get(b"Length".as_slice()));
        if let Some(Value::Ref(id)) = length
            && !matches!(self.entry(id.0, revision), Entry::At { .. })
        {
            return Err(SyntaxError {
                what: "object stream whose length stands in an object stream",
                offset: 0,
            });
        }
        self.load(number, entry, revision)
    }

    pub(super) fn load(&self, number: u32, entry: Entry, revision: usize) -> Result<Loaded, SyntaxError> {
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
    pub(super) fn references_in_unreadable(&self, number: u32, revision: usize) -> (Vec<ObjectId>, usize) {
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
    pub(super) fn length(&self, id: ObjectId, revision: usize) -> Option<i64> {
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

    pub(super) fn object_stream(
        &self,
        number: u32,
        revision: usize,
    ) -> Result<Rc<ObjectStream>, SyntaxError> {
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
        cache
            .streams
            .entry(number)
            .or_default()
            .push((entry, stream.clone()));
        stream
    }

    pub(super) fn load_object_stream(
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
        let container = self.load_container(number, entry, revision)?;
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
        let left = self.decode_left.get();
        let data = codec::decode(dict, &raw, limit.min(left))?;
        self.decode_left.set(left.saturating_sub(data.len()));
        Ok(data)
    }

    /// The data of a stream as they are in the file, decrypted.
    pub(super) fn raw_stream(&self, object: &Loaded) -> Option<Cow<'a, [u8]>> {
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
}
