//! Whether [`File`](super::File) will read a large file, found out without having it in memory (docs/adr/0012).
//!
//! Of a file that was just appended to, this reads what the strict reader would stumble over and nothing else: every
//! cross-reference section with its grammar, how the revisions follow each other, the appended updates byte by byte,
//! and the objects that lead from the catalog to the new signatures. Memory does not grow with the file; the
//! cross-reference data are read in blocks.
//!
//! It may refuse what the strict reader lets pass (an object named twice in one section, for example), never the other
//! way round.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::syntax::{Cursor, Dict, Indirect, ObjectId, SyntaxError, Value, indirect, is_white};
use super::{codec, layout, xref};
use crate::document::Entry;
use crate::object::Ref;
use crate::source::{Source, bytes_at};
use crate::{Document, Error};

/// Bytes read at first for an object, and for cross-reference data.
const WINDOW: usize = 4096;
const BLOCK: usize = 64 * 1024;
/// Bytes of the longest object that is read, streams included.
const MAX_WINDOW: usize = 96 << 20;
/// Decoded bytes of a stream of the file's structure.
const MAX_DECODED: usize = 64 << 20;
/// As the strict reader has it.
const MAX_SECTIONS: usize = 2_000;
const MAX_FIELDS: usize = 100_000;
const MAX_FIELD_DEPTH: usize = 32;
const MAX_OBJECT_STREAMS: usize = 64;

/// Number of signatures and document time-stamps in the form.
///
/// # Errors
/// When the form cannot be read.
pub fn count_signatures(document: &Document<'_>) -> Result<usize, Error> {
    let catalog = document.resolve_dict(document.trailer().get("Root"))?;
    Ok(crate::form::read(document, &catalog)?.signatures.len())
}

/// Reads the structure of `document`, which was opened from `source`, and whose last `appended` bytes are updates of this
/// crate with these signatures.
///
/// # Errors
/// [`Error::Damaged`] with the first thing that the strict reader would refuse, [`Error::Unreadable`].
pub fn check(
    document: &Document<'_>,
    source: &dyn Source,
    appended: &[u8],
    signatures: &[Ref],
) -> Result<(), Error> {
    let mut sections = Sections {
        look: Look { source },
        budget: xref::MAX_ENTRIES,
    };
    sections.check()?;
    let base = source.len() - appended.len() as u64;
    check_updates(document, base, appended)?;
    let mut form = Form {
        look: Look { source },
        document,
        streams: Vec::new(),
        seen: HashSet::new(),
        values: HashSet::new(),
    };
    form.walk()?;
    if signatures
        .iter()
        .all(|signature| form.values.contains(&(signature.number, signature.generation)))
    {
        Ok(())
    } else {
        Err(Error::damaged("the form does not lead to the signature"))
    }
}

fn damaged(error: SyntaxError) -> Error {
    Error::damaged(error.what)
}

fn no<T>(what: &'static str) -> Result<T, Error> {
    Err(Error::damaged(what))
}

/// The appended updates, read from one end to the other: objects, section, `startxref`, `%%EOF` and nothing between,
/// and the cross-reference leads to exactly these objects.
fn check_updates(document: &Document<'_>, base: u64, appended: &[u8]) -> Result<(), Error> {
    let mut budget = xref::MAX_ENTRIES;
    let Some(revisions) = layout::rebuild(appended, 0, &mut budget).filter(|found| !found.is_empty()) else {
        return no("the update is not well-formed");
    };
    let mut newer = HashSet::new();
    for revision in revisions.iter().rev() {
        for (number, entry) in revision.entries.iter() {
            let xref::Entry::At { offset, generation } = entry else {
                return no("the update is not well-formed");
            };
            let expected = Entry::InFile {
                offset: base + *offset as u64,
                generation: *generation,
            };
            if newer.insert(*number) && document.entry(*number) != expected {
                return no("the cross-reference of the update leads elsewhere");
            }
        }
    }
    Ok(())
}

/// Windows into the file for readers that want bytes.
#[derive(Clone, Copy)]
struct Look<'a> {
    source: &'a dyn Source,
}

impl<'a> Look<'a> {
    /// At least so many bytes from `offset` on, or all there are; and whether they reach the end of the file.
    fn window(&self, offset: u64, least: usize) -> Result<(Cow<'a, [u8]>, bool), Error> {
        let left = usize::try_from(self.source.len().saturating_sub(offset)).unwrap_or(usize::MAX);
        let wanted = least.min(left);
        let bytes = match self.source.piece(offset) {
            Some(piece) if piece.len() >= wanted => Cow::Borrowed(piece),
            _ => bytes_at(self.source, offset, wanted).map_err(Error::unreadable)?,
        };
        let whole = bytes.len() >= left;
        Ok((bytes, whole))
    }

    /// Reads what stands at `offset`; `read` says where it ends. The window grows until that is well inside.
    fn read<T>(
        &self,
        offset: u64,
        mut read: impl FnMut(&[u8]) -> Result<(T, usize), SyntaxError>,
    ) -> Result<(T, u64), Error> {
        let mut least = WINDOW;
        loop {
            let (bytes, whole) = self.window(offset, least)?;
            let found = read(&bytes);
            match found {
                Ok((found, end)) if whole || end + 16 < bytes.len() => {
                    return Ok((found, offset + end as u64));
                }
                Err(error) if whole || least >= MAX_WINDOW => return Err(damaged(error)),
                _ if least >= MAX_WINDOW => return no("an object is too long"),
                _ => least = (4 * least).max(bytes.len() + 1),
            }
        }
    }

    /// The indirect object at `offset` with the bytes of its stream.
    fn object(
        &self,
        offset: u64,
        length_of: &mut dyn FnMut(ObjectId) -> Option<i64>,
    ) -> Result<(Indirect, Option<Vec<u8>>, u64), Error> {
        let ((object, data), end) = self.read(offset, |bytes| {
            let object = indirect(bytes, 0, length_of)?;
            let end = object.extent.end;
            let data = object
                .stream
                .clone()
                .and_then(|data| bytes.get(data))
                .map(<[u8]>::to_vec);
            Ok(((object, data), end))
        })?;
        Ok((object, data, end))
    }
}

/// One bit for each object number.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn has(&self, number: u32) -> bool {
        self.0
            .get(number as usize / 64)
            .is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Whether the bit was not set before.
    fn set(&mut self, number: u32) -> bool {
        let index = number as usize / 64;
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        let before = self.has(number);
        self.0[index] |= 1 << (number % 64);
        !before
    }
}

/// Highest object number (ISO 32000-1, annex C.2).
const MAX_NUMBER: u32 = 8_388_607;

struct Section {
    extent: Range<u64>,
    prev: Option<u64>,
}

struct Sections<'a> {
    look: Look<'a>,
    /// Entries that may still be read.
    budget: usize,
}

impl Sections<'_> {
    fn check(&mut self) -> Result<(), Error> {
        let length = self.look.source.len();
        let tail_at = length.saturating_sub(1024);
        let (tail, _) = self.look.window(tail_at, 1024)?;
        let Some(end) = tail
            .windows(5)
            .rposition(|word| word == b"%%EOF")
            .map(|at| at + 5)
        else {
            return no("the end of the file is missing");
        };
        let Some((_, newest)) = xref::startxref_before(&tail, end) else {
            return no("the end of the file is missing");
        };
        let end = tail_at + end as u64;

        let mut sections: Vec<Section> = Vec::new();
        let mut next = Some(newest as u64);
        while let Some(offset) = next {
            if sections.len() >= MAX_SECTIONS {
                return no("the file has too many revisions");
            }
            if sections.iter().any(|section| section.extent.start == offset) {
                return no("/Prev leads in a circle");
            }
            let section = self.section(offset)?;
            next = section.prev;
            sections.push(section);
        }
        sections.reverse();
        self.check_order(sections, end)
    }

    /// How the sections follow each other, oldest first.
    fn check_order(&self, sections: Vec<Section>, file_end: u64) -> Result<(), Error> {
        let (head, _) = self.look.window(0, 2048)?;
        let linearized = layout::is_linearized(&head);
        let mut groups: Vec<Vec<Section>> = Vec::new();
        for section in sections {
            match groups.last_mut() {
                Some(group)
                    if linearized
                        && group.len() == 1
                        && group.first().is_some_and(|main| {
                            main.extent.start > section.extent.start && main.prev.is_none()
                        }) =>
                {
                    group.push(section);
                }
                Some(group)
                    if group
                        .iter()
                        .any(|before| before.extent.start >= section.extent.start) =>
                {
                    return no("/Prev points forward");
                }
                _ => groups.push(vec![section]),
            }
        }
        let mut start = 0;
        let count = groups.len();
        for (index, group) in groups.iter().enumerate() {
            let after = group.iter().map(|section| section.extent.end).max().unwrap_or(0);
            if after < start || group.iter().any(|section| section.extent.start < start) {
                return no("cross-reference sections overlap");
            }
            start = self.revision_end(after)?;
            if index + 1 == count && start != file_end {
                return no("the last cross-reference section is not at the end");
            }
        }
        Ok(())
    }

    /// Where the `%%EOF` after a section ends.
    fn revision_end(&self, after: u64) -> Result<u64, Error> {
        let (bytes, _) = self.look.window(after, WINDOW)?;
        if let Some((_, end)) = xref::end_of_file(&bytes, 0) {
            return Ok(after + end as u64);
        }
        let mut at = after;
        loop {
            let (bytes, whole) = self.look.window(at, BLOCK)?;
            if let Some(found) = super::signatures::find(&bytes, b"%%EOF") {
                return Ok(at + found as u64 + 5);
            }
            if whole {
                return no("no end of file mark");
            }
            at += bytes.len().saturating_sub(4).max(1) as u64;
        }
    }

    fn spend(&mut self, amount: usize) -> Result<(), Error> {
        match self.budget.checked_sub(amount) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(Error::too_complex("the cross-reference is too large")),
        }
    }

    fn section(&mut self, offset: u64) -> Result<Section, Error> {
        self.spend(1)?;
        let (head, _) = self.look.window(offset, 64)?;
        let white = head.iter().take_while(|byte| is_white(**byte)).count();
        if white > 4 {
            return no("no cross-reference section here");
        }
        let at = offset + white as u64;
        let mut cursor = Cursor::new(&head, white);
        let mut named = Bits::default();
        if !cursor.keyword(b"xref") {
            let (dict, end) = self.stream(at, &mut named, None)?;
            return Ok(Section {
                extent: at..end,
                prev: prev_of(&dict)?,
            });
        }
        let mut in_use = Bits::default();
        let after = self.table(at + 4, &mut named, &mut in_use)?;
        let (trailer, end) = self.look.read(after, |bytes| {
            let mut cursor = Cursor::new(bytes, 0);
            cursor.skip_space();
            Ok((cursor.value()?, cursor.at))
        })?;
        let Value::Dict(trailer) = trailer else {
            return no("trailer without dictionary");
        };
        if let Some(hybrid) = trailer.get(b"XRefStm".as_slice()) {
            let Some(hybrid) = hybrid.as_int().and_then(|at| u64::try_from(at).ok()) else {
                return no("/XRefStm is no offset");
            };
            self.stream(hybrid, &mut Bits::default(), Some(&in_use))?;
        }
        Ok(Section {
            extent: at..end,
            prev: prev_of(&trailer)?,
        })
    }

    /// The entries of a table, until after `trailer`.
    fn table(&mut self, mut at: u64, named: &mut Bits, in_use: &mut Bits) -> Result<u64, Error> {
        loop {
            let (head, end) = self.look.read(at, |bytes| {
                let mut cursor = Cursor::new(bytes, 0);
                cursor.skip_white();
                if cursor.keyword(b"trailer") {
                    return Ok((None, cursor.at));
                }
                let first = cursor.unsigned();
                cursor.skip_white();
                match (first, cursor.unsigned()) {
                    (Some(first), Some(count)) => Ok((Some((first, count)), cursor.at)),
                    _ => cursor.fail("cross-reference table is damaged"),
                }
            })?;
            at = end;
            let Some((first, count)) = head else {
                return Ok(at);
            };
            let mut done = 0;
            while done < count {
                let (block, whole) = self.look.window(at, BLOCK)?;
                let mut cursor = Cursor::new(&block, 0);
                let begun = done;
                while done < count && (whole || block.len() - cursor.at >= 256 || done == begun) {
                    let (position, used) = entry(&mut cursor).map_err(damaged)?;
                    let number = first
                        .checked_add(done)
                        .and_then(|number| u32::try_from(number).ok())
                        .filter(|number| *number <= MAX_NUMBER);
                    let Some(number) = number else {
                        return no("cross-reference entry out of range");
                    };
                    if !named.set(number) {
                        return no("cross-reference table says two things of one object");
                    }
                    if used && position > 0 {
                        in_use.set(number);
                    }
                    done += 1;
                }
                self.spend(usize::try_from(done - begun).unwrap_or(usize::MAX))?;
                at += cursor.at as u64;
            }
        }
    }

    /// A cross-reference stream; of a hybrid file, what its table says is `in_use`.
    fn stream(&mut self, offset: u64, named: &mut Bits, in_use: Option<&Bits>) -> Result<(Dict, u64), Error> {
        if offset >= self.look.source.len() {
            return no("no cross-reference section here");
        }
        let (object, data, end) = self.look.object(offset, &mut |_| None)?;
        let (Value::Dict(dict), Some(data)) = (object.value, data) else {
            return no("no cross-reference section here");
        };
        if dict.get(b"Type".as_slice()).and_then(Value::as_name) != Some(b"XRef") {
            return no("no cross-reference section here");
        }
        let whole = |key: &[u8]| -> Option<Vec<u64>> {
            let items = dict.get(key)?.as_array()?;
            items
                .iter()
                .map(|item| u64::try_from(item.as_int()?).ok())
                .collect()
        };
        let widths = whole(b"W").unwrap_or_default();
        let &[kind, second, third] = widths.as_slice() else {
            return no("cross-reference stream with another /W");
        };
        if widths.iter().any(|width| *width > 8) || kind + second + third == 0 {
            return no("cross-reference stream with another /W");
        }
        let size = dict
            .get(b"Size".as_slice())
            .and_then(Value::as_int)
            .and_then(|size| u64::try_from(size).ok());
        let Some(size) = size else {
            return no("cross-reference stream without /Size");
        };
        let index = match dict.get(b"Index".as_slice()) {
            Some(_) => match whole(b"Index") {
                Some(index) if index.len() % 2 == 0 => index,
                _ => return no("cross-reference stream with another /Index"),
            },
            None => vec![0, size],
        };
        let Ok(content) = codec::decode(&dict, &data, MAX_DECODED) else {
            return no("cross-reference stream cannot be decoded");
        };
        drop(data);
        self.spend(content.len() / 16)?;
        let mut rows = content.chunks_exact((kind + second + third) as usize);
        let number_in = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0u64, |number, byte| number << 8 | u64::from(*byte))
        };
        for range in index.chunks_exact(2) {
            let &[first, count] = range else { continue };
            for number in first..first.saturating_add(count) {
                let Some(row) = rows.next() else {
                    return no("cross-reference stream is too short");
                };
                let (own_kind, rest) = row.split_at(kind as usize);
                let (own_second, own_third) = rest.split_at(second as usize);
                let own_kind = if kind == 0 { 1 } else { number_in(own_kind) };
                let (own_second, own_third) = (number_in(own_second), number_in(own_third));
                let fits = match own_kind {
                    1 => u16::try_from(own_third).is_ok(),
                    2 => u32::try_from(own_second).is_ok() && u32::try_from(own_third).is_ok(),
                    _ => true,
                };
                let number = u32::try_from(number).ok().filter(|number| *number <= MAX_NUMBER);
                let (Some(number), true) = (number, fits) else {
                    return no("cross-reference entry out of range");
                };
                if !named.set(number) {
                    return no("cross-reference stream says two things of one object");
                }
                if matches!(own_kind, 1 | 2) && in_use.is_some_and(|table| table.has(number)) {
                    return no("hybrid cross-reference contradicts its table");
                }
                self.spend(1)?;
            }
        }
        Ok((dict, end))
    }
}

fn prev_of(trailer: &Dict) -> Result<Option<u64>, Error> {
    match trailer.get(b"Prev".as_slice()) {
        None => Ok(None),
        Some(value) => match value.as_int().and_then(|prev| u64::try_from(prev).ok()) {
            Some(prev) if prev > 0 => Ok(Some(prev)),
            _ => no("/Prev is no offset"),
        },
    }
}

/// One entry of a table: its offset, and whether it is in use.
fn entry(cursor: &mut Cursor<'_>) -> Result<(u64, bool), SyntaxError> {
    cursor.skip_white();
    let Some(position) = cursor.unsigned() else {
        return cursor.fail("cross-reference entry is damaged");
    };
    cursor.skip_white();
    let Some(generation) = cursor.unsigned() else {
        return cursor.fail("cross-reference entry is damaged");
    };
    cursor.skip_white();
    let used = if cursor.keyword(b"n") {
        true
    } else if cursor.keyword(b"f") {
        false
    } else {
        return cursor.fail("cross-reference entry is damaged");
    };
    if used && u16::try_from(generation).is_err() {
        return cursor.fail("cross-reference entry out of range");
    }
    Ok((position, used))
}

type Unpacked = (u32, Vec<u8>, Vec<(u32, usize)>);

/// The way from the catalog to the signatures, as the strict reader goes it.
struct Form<'a> {
    look: Look<'a>,
    document: &'a Document<'a>,
    /// The object streams that were unpacked last.
    streams: Vec<Unpacked>,
    seen: HashSet<ObjectId>,
    /// The signature dictionaries it found.
    values: HashSet<ObjectId>,
}

impl Form<'_> {
    fn walk(&mut self) -> Result<(), Error> {
        let root = self.document.trailer().get("Root").as_ref();
        let Some(root) = root else {
            return no("no catalog");
        };
        let Value::Dict(catalog) = self.load((root.number, root.generation))? else {
            return no("no catalog");
        };
        if let Some(encryption) = self.document.trailer().get("Encrypt").as_ref() {
            self.load((encryption.number, encryption.generation))?;
        }
        let form = catalog.get(b"AcroForm".as_slice()).cloned();
        let Value::Dict(form) = self.resolve(form.unwrap_or(Value::Null))? else {
            return no("no form");
        };
        let fields = form.get(b"Fields".as_slice()).cloned();
        if let Value::Array(fields) = self.resolve(fields.unwrap_or(Value::Null))? {
            for field in &fields {
                self.field(field, None, 0);
            }
        }
        Ok(())
    }

    /// What cannot be read here is as if it were not there; the strict reader does the same.
    fn field(&mut self, value: &Value, inherited: Option<&[u8]>, depth: usize) {
        if depth > MAX_FIELD_DEPTH || self.seen.len() > MAX_FIELDS {
            return;
        }
        if let Some(id) = value.as_ref()
            && !self.seen.insert(id)
        {
            return;
        }
        let Ok(Value::Dict(dict)) = self.resolve(value.clone()) else {
            return;
        };
        let get = |key: &[u8]| dict.get(key).cloned().unwrap_or(Value::Null);
        let own_kind = self.resolve(get(b"FT")).unwrap_or(Value::Null);
        let kind = own_kind.as_name().or(inherited);
        if kind == Some(b"Sig")
            && let Some(id) = get(b"V").as_ref()
            && matches!(self.load(id), Ok(Value::Dict(_)))
        {
            self.values.insert(id);
        }
        if let Ok(Value::Array(kids)) = self.resolve(get(b"Kids")) {
            for kid in &kids {
                self.field(kid, kind, depth + 1);
            }
        }
    }

    fn resolve(&mut self, value: Value) -> Result<Value, Error> {
        let mut value = value;
        for _ in 0..32 {
            match value {
                Value::Ref(id) => value = self.load(id)?,
                other => return Ok(other),
            }
        }
        no("references that lead in a circle")
    }

    /// The object behind a reference, read strictly; a stream is its dictionary.
    fn load(&mut self, id: ObjectId) -> Result<Value, Error> {
        match self.document.entry(id.0) {
            Entry::Absent | Entry::Free => Ok(Value::Null),
            Entry::InFile { generation, .. } if generation != id.1 => Ok(Value::Null),
            Entry::InFile { offset, .. } => Ok(self.in_file(id, offset)?.0),
            Entry::InStream { .. } if id.1 != 0 => Ok(Value::Null),
            Entry::InStream { stream, index } => {
                let place = self.unpack(stream)?;
                let Some((_, data, known)) = self.streams.get(place) else {
                    return no("object stream is missing");
                };
                let Some(&(found, at)) = known.get(index as usize) else {
                    return no("not in its object stream");
                };
                if found != id.0 {
                    return no("another object stands in the object stream");
                }
                Cursor::new(data, at).value().map_err(damaged)
            }
        }
    }

    fn in_file(&self, id: ObjectId, offset: u64) -> Result<(Value, Option<Vec<u8>>), Error> {
        let (object, data, _) = self.look.object(offset, &mut |length| self.length(length))?;
        if object.id != id {
            return no("another object stands here");
        }
        Ok((object.value, data))
    }

    fn length(&self, id: ObjectId) -> Option<i64> {
        match self.document.entry(id.0) {
            Entry::InFile { offset, generation } if generation == id.1 => {
                let (object, ..) = self.look.object(offset, &mut |_| None).ok()?;
                object.value.as_int().filter(|_| object.id == id)
            }
            _ => None,
        }
    }

    /// Unpacks an object stream and says where it is kept.
    fn unpack(&mut self, number: u32) -> Result<usize, Error> {
        if let Some(place) = self.streams.iter().position(|(own, ..)| *own == number) {
            return Ok(place);
        }
        let Entry::InFile { offset, generation } = self.document.entry(number) else {
            return no("object stream is not in the file");
        };
        let (Value::Dict(dict), Some(raw)) = self.in_file((number, generation), offset)? else {
            return no("object stream of another type");
        };
        if dict.get(b"Type".as_slice()).and_then(Value::as_name) != Some(b"ObjStm") {
            return no("object stream of another type");
        }
        let natural = |key: &[u8]| {
            dict.get(key)
                .and_then(Value::as_int)
                .and_then(|number| usize::try_from(number).ok())
        };
        let (Some(count), Some(first)) = (natural(b"N"), natural(b"First")) else {
            return no("object stream without /N or /First");
        };
        let raw = match self.document.crypt() {
            Some(crypt) => crypt.decrypt_stream(Ref { number, generation }, &raw)?,
            None => raw,
        };
        let Ok(data) = codec::decode(&dict, &raw, MAX_DECODED) else {
            return no("object stream cannot be decoded");
        };
        let mut cursor = Cursor::new(&data, 0);
        let mut index = Vec::new();
        for _ in 0..count {
            cursor.skip_white();
            let number = cursor.unsigned().and_then(|number| u32::try_from(number).ok());
            cursor.skip_white();
            let offset = cursor.unsigned().and_then(|offset| usize::try_from(offset).ok());
            let (Some(number), Some(offset)) = (number, offset) else {
                return no("object stream index is damaged");
            };
            index.push((number, first.saturating_add(offset)));
        }
        let kept: usize = self.streams.iter().map(|(_, data, _)| data.len()).sum();
        if self.streams.len() >= MAX_OBJECT_STREAMS || kept + data.len() > 8 << 20 {
            self.streams.clear();
        }
        self.streams.push((number, data, index));
        Ok(self.streams.len() - 1)
    }
}
