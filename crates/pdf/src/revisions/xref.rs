//! Cross-reference sections and the chain that `/Prev` makes of them (ISO 32000-2, 7.5.4 to 7.5.8).

use std::collections::BTreeMap;
use std::ops::Range;

use super::codec;
use super::syntax::{Cursor, Dict, SyntaxError, Value, indirect, is_white};

/// Where an object of a cross-reference section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// Not there.
    Free,
    /// At this offset, with this generation.
    At {
        /// Offset in the file.
        offset: usize,
        /// Generation.
        generation: u16,
    },
    /// In an object stream.
    In {
        /// Number of the object stream.
        stream: u32,
        /// Index in it.
        index: u32,
    },
}

/// The entries of a revision by object number.
#[derive(Clone, Debug, Default)]
pub struct Entries(Vec<(u32, Entry)>);

impl From<BTreeMap<u32, Entry>> for Entries {
    fn from(entries: BTreeMap<u32, Entry>) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl Entries {
    /// What it says of `number`; `None` when it does not name it.
    pub fn of(&self, number: u32) -> Option<Entry> {
        // Most sections name every number from the first on.
        let guess = number.checked_sub(self.0.first()?.0)? as usize;
        if let Some((_, entry)) = self.0.get(guess).filter(|(found, _)| *found == number) {
            return Some(*entry);
        }
        let at = self.0.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.0.get(at).map(|(_, entry)| *entry)
    }

    /// In the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = &(u32, Entry)> {
        self.0.iter()
    }

    /// The numbers, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &u32> {
        self.0.iter().map(|(number, _)| number)
    }

    /// The entries, in the order of the numbers.
    pub fn values(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().map(|(_, entry)| entry)
    }
}

/// One cross-reference section: a table (with its hybrid stream, if any) or a stream.
#[derive(Clone, Debug)]
pub struct Section {
    /// Offset of `xref` or of the stream object.
    pub offset: usize,
    /// From `offset` to the end of the trailer dictionary or of `endobj`.
    pub extent: Range<usize>,
    /// Number of the cross-reference stream object, where it is one.
    pub stream_number: Option<u32>,
    /// The stream of a hybrid file: its number and extent.
    pub hybrid: Option<(u32, Range<usize>)>,
    /// What it says, hybrid entries merged in.
    pub entries: BTreeMap<u32, Entry>,
    /// Trailer dictionary.
    pub trailer: Dict,
    /// Offset of the section before.
    pub prev: Option<usize>,
}

/// More entries than this in one file are refused.
pub const MAX_ENTRIES: usize = 3_000_000;
/// More sections than this are refused.
const MAX_SECTIONS: usize = 2_000;

fn fail<T>(what: &'static str, offset: usize) -> Result<T, SyntaxError> {
    Err(SyntaxError { what, offset })
}

/// Takes `amount` from the entries that may still be read; nothing is left once it does not suffice.
fn spend(budget: &mut usize, amount: usize, offset: usize) -> Result<(), SyntaxError> {
    match budget.checked_sub(amount) {
        Some(left) => {
            *budget = left;
            Ok(())
        }
        None => {
            *budget = 0;
            fail("the cross-reference is too large", offset)
        }
    }
}

/// Reads the section at `offset`. `budget` is the number of entries that may still be read from the whole file; it is
/// shared by all attempts at it.
pub fn section(bytes: &[u8], offset: usize, budget: &mut usize) -> Result<Section, SyntaxError> {
    let mut cursor = Cursor::new(bytes, offset);
    cursor.skip_white();
    if cursor.at - offset.min(cursor.at) > 4 {
        return cursor.fail("no cross-reference section here");
    }
    let at = cursor.at;
    if cursor.keyword(b"xref") {
        table(bytes, cursor, at, budget)
    } else {
        stream(bytes, at, budget)
    }
}

fn table(
    bytes: &[u8],
    mut cursor: Cursor<'_>,
    offset: usize,
    budget: &mut usize,
) -> Result<Section, SyntaxError> {
    let mut entries = BTreeMap::new();
    loop {
        cursor.skip_white();
        if cursor.keyword(b"trailer") {
            break;
        }
        let Some(first) = cursor.unsigned() else {
            return cursor.fail("cross-reference table is damaged");
        };
        cursor.skip_white();
        let Some(count) = cursor.unsigned() else {
            return cursor.fail("cross-reference table is damaged");
        };
        for index in 0..count {
            cursor.skip_white();
            let Some(position) = cursor.unsigned() else {
                return cursor.fail("cross-reference entry is damaged");
            };
            cursor.skip_white();
            let Some(generation) = cursor.unsigned() else {
                return cursor.fail("cross-reference entry is damaged");
            };
            cursor.skip_white();
            let in_use = if cursor.keyword(b"n") {
                true
            } else if cursor.keyword(b"f") {
                false
            } else {
                return cursor.fail("cross-reference entry is damaged");
            };
            let (Ok(number), Ok(position)) = (u32::try_from(first + index), usize::try_from(position)) else {
                return cursor.fail("cross-reference entry out of range");
            };
            // An entry "in use" at offset 0 is a widespread way of writing a free one.
            let entry = match u16::try_from(generation) {
                Ok(generation) if in_use && position > 0 => Entry::At {
                    offset: position,
                    generation,
                },
                Ok(_) => Entry::Free,
                Err(_) if !in_use => Entry::Free,
                Err(_) => return cursor.fail("cross-reference entry out of range"),
            };
            if entries
                .insert(number, entry)
                .is_some_and(|before| before != entry)
            {
                return cursor.fail("cross-reference table says two things of one object");
            }
            spend(budget, 1, offset)?;
        }
    }
    cursor.skip_space();
    let Value::Dict(trailer) = cursor.value()? else {
        return cursor.fail("trailer without dictionary");
    };
    let end = cursor.at;
    let mut hybrid = None;
    if let Some(at) = trailer.get(b"XRefStm".as_slice()) {
        let Some(at) = at.as_int().and_then(|at| usize::try_from(at).ok()) else {
            return cursor.fail("/XRefStm is no offset");
        };
        let stream = stream(bytes, at, budget)?;
        for (number, entry) in stream.entries {
            let own = entries.entry(number).or_insert(Entry::Free);
            match own {
                Entry::Free => *own = entry,
                other if *other == entry || entry == Entry::Free => {}
                _ => return fail("hybrid cross-reference contradicts its table", at),
            }
        }
        hybrid = stream.stream_number.map(|number| (number, stream.extent));
    }
    let prev = prev_of(&trailer, offset)?;
    Ok(Section {
        offset,
        extent: offset..end,
        stream_number: None,
        hybrid,
        entries,
        trailer,
        prev,
    })
}

fn prev_of(trailer: &Dict, offset: usize) -> Result<Option<usize>, SyntaxError> {
    match trailer.get(b"Prev".as_slice()) {
        None => Ok(None),
        Some(value) => match value.as_int().and_then(|prev| usize::try_from(prev).ok()) {
            Some(prev) => Ok(Some(prev)),
            None => fail("/Prev is no offset", offset),
        },
    }
}

fn stream(bytes: &[u8], offset: usize, budget: &mut usize) -> Result<Section, SyntaxError> {
    let object = indirect(bytes, offset, &mut |_| None)?;
    let (Value::Dict(dict), Some(data)) = (object.value, object.stream) else {
        return fail("no cross-reference section here", offset);
    };
    if dict.get(b"Type".as_slice()).and_then(Value::as_name) != Some(b"XRef") {
        return fail("no cross-reference section here", offset);
    }
    let ints = |key: &[u8]| -> Option<Vec<u64>> {
        let items = dict.get(key)?.as_array()?;
        items
            .iter()
            .map(|item| u64::try_from(item.as_int()?).ok())
            .collect()
    };
    let Some(widths) = ints(b"W") else {
        return fail("cross-reference stream without /W", offset);
    };
    let [kind_width, second_width, third_width] = widths.as_slice() else {
        return fail("cross-reference stream with another /W", offset);
    };
    if widths.iter().any(|width| *width > 8) || widths.iter().sum::<u64>() == 0 {
        return fail("cross-reference stream with another /W", offset);
    }
    let size = dict
        .get(b"Size".as_slice())
        .and_then(Value::as_int)
        .and_then(|size| u64::try_from(size).ok());
    let Some(size) = size else {
        return fail("cross-reference stream without /Size", offset);
    };
    let index = match dict.get(b"Index".as_slice()) {
        Some(_) => match ints(b"Index") {
            Some(index) if index.len() % 2 == 0 => index,
            _ => return fail("cross-reference stream with another /Index", offset),
        },
        None => vec![0, size],
    };
    let Some(content) = bytes
        .get(data)
        .and_then(|raw| codec::decode(&dict, raw, 64 << 20).ok())
    else {
        return fail("cross-reference stream cannot be decoded", offset);
    };
    // A small stream that unpacks to a large one costs as much as its entries would.
    spend(budget, content.len() / 16, offset)?;
    let mut rest = content.as_slice();
    let mut take = |width: u64| -> Option<u64> {
        let (field, after) = rest.split_at_checked(width as usize)?;
        rest = after;
        Some(
            field
                .iter()
                .fold(0u64, |number, byte| number << 8 | u64::from(*byte)),
        )
    };
    let mut entries = BTreeMap::new();
    for range in index.chunks_exact(2) {
        let [first, count] = range else { continue };
        for number in *first..first.saturating_add(*count) {
            let fields = (|| {
                let kind = if *kind_width == 0 { 1 } else { take(*kind_width)? };
                Some((kind, take(*second_width)?, take(*third_width)?))
            })();
            let Some((kind, second, third)) = fields else {
                return fail("cross-reference stream is too short", offset);
            };
            let entry = match kind {
                0 => Some(Entry::Free),
                1 => (|| {
                    Some(Entry::At {
                        offset: usize::try_from(second).ok()?,
                        generation: u16::try_from(third).ok()?,
                    })
                })(),
                2 => (|| {
                    Some(Entry::In {
                        stream: u32::try_from(second).ok()?,
                        index: u32::try_from(third).ok()?,
                    })
                })(),
                // "Any other value shall be interpreted as a reference to the null object".
                _ => Some(Entry::Free),
            };
            let (Some(entry), Ok(number)) = (entry, u32::try_from(number)) else {
                return fail("cross-reference entry out of range", offset);
            };
            if entries
                .insert(number, entry)
                .is_some_and(|before| before != entry)
            {
                return fail("cross-reference stream says two things of one object", offset);
            }
            spend(budget, 1, offset)?;
        }
    }
    let prev = prev_of(&dict, offset)?;
    Ok(Section {
        offset,
        extent: object.extent,
        stream_number: Some(object.id.0),
        hybrid: None,
        entries,
        trailer: dict,
        prev,
    })
}

/// The sections that a `startxref` leads to, newest first. `budget` is the number of entries that may still be read
/// from the whole file; it is shared by all attempts at it.
pub fn chain(bytes: &[u8], newest: usize, budget: &mut usize) -> Result<Vec<Section>, SyntaxError> {
    let mut sections: Vec<Section> = Vec::new();
    let mut next = Some(newest);
    while let Some(offset) = next {
        if sections.iter().any(|section| section.offset == offset) {
            return fail("/Prev leads in a circle", offset);
        }
        spend(budget, 1, offset)?;
        let mut section = section(bytes, offset, budget)?;
        // "/Prev 0" names no section; in a first section it means that there is none before.
        if section.prev == Some(0) && !has_end_before(bytes, section.extent.start) {
            section.prev = None;
        }
        if sections.len() >= MAX_SECTIONS {
            *budget = 0;
            return fail("too many cross-reference sections", offset);
        }
        next = section.prev;
        sections.push(section);
    }
    Ok(sections)
}

fn has_end_before(bytes: &[u8], before: usize) -> bool {
    bytes
        .get(..before)
        .is_some_and(|bytes| bytes.windows(5).any(|window| window == b"%%EOF"))
}

/// `startxref <offset> %%EOF` after white space at `at`: the offset it names, and where `%%EOF` ends.
pub fn end_of_file(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut cursor = Cursor::new(bytes, at);
    cursor.skip_white();
    if !cursor.keyword(b"startxref") {
        return None;
    }
    cursor.skip_white();
    let offset = usize::try_from(cursor.unsigned()?).ok()?;
    cursor.skip_white();
    if !cursor.starts_with(b"%%EOF") {
        return None;
    }
    Some((offset, cursor.at + 5))
}

/// The `startxref` that stands before the `%%EOF` ending at `end`: its own offset and the offset it names.
pub fn startxref_before(bytes: &[u8], end: usize) -> Option<(usize, usize)> {
    let from = end.saturating_sub(256);
    let window = bytes.get(from..end)?;
    let at = window.windows(9).rposition(|word| word == b"startxref")? + from;
    let (offset, eof) = end_of_file(bytes, at)?;
    (eof == end).then_some((at, offset))
}

/// Whether only line ends and blanks stand in `bytes`.
pub fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| is_white(*byte))
}
