//! A new document from what can be read of a damaged one, made only when somebody asks for it.
//!
//! The cross-reference data is ignored: every `n g obj` in the file is read in order, and the last one of a number
//! counts, as after an update. The result holds what the catalog leads to, in a flat page tree with a new table. What
//! was lost is told. It is another document: signatures in the old one mean nothing in it, so they are left out, and
//! only when that was agreed to.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;

use serde::Serialize;

use crate::Error;
use crate::document::{Document, find};
use crate::error::Looks;
use crate::filter::dict_to_lopdf;
use crate::object::{Dict, Object, Ref, write_dict, write_object};
use crate::refusal::Refusal;
use crate::syntax::{Lexer, Parser, Token, is_space};

/// Files beyond this are not repaired, in bytes.
const MAX_FILE: usize = 1024 * 1024 * 1024;
/// Largest object number (ISO 32000-1, annex C.2).
const MAX_NUMBER: u32 = 8_388_607;
const MAX_OBJECTS: usize = 2_000_000;
/// Decompressed bytes of all object streams.
const MAX_OBJECT_STREAMS: usize = 256 * 1024 * 1024;
const MAX_PAGES: usize = 100_000;
/// Numbers of objects that are told by name.
const MAX_TOLD: usize = 100;

/// A repaired document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Repaired {
    /// The new file.
    pub bytes: Vec<u8>,
    /// What became of the old one.
    pub told: Told,
}

/// What a repair kept and lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Told {
    /// Whether the file could be read without repair.
    pub was_readable: bool,
    /// Pages of the new file.
    pub pages: u32,
    /// Pages that the old file says it has, where that differs.
    pub pages_promised: Option<u32>,
    /// Objects of the new file.
    pub objects: u32,
    /// Numbers of objects that could not be read (the first hundred).
    pub unreadable_objects: Vec<u32>,
    /// Objects that are referred to and are nowhere.
    pub missing_objects: u32,
    /// Streams that do not end: they hold what was there.
    pub cut_streams: u32,
    /// Pages, from 1, whose content cannot be decoded as a whole.
    pub pages_with_damaged_content: Vec<u32>,
    /// Signatures and document time-stamps that were left out.
    pub signatures_lost: u32,
}

enum Found<'a> {
    Value(Object),
    Stream(Dict, &'a [u8]),
}

impl Found<'_> {
    fn dict(&self) -> Option<&Dict> {
        match self {
            Found::Value(object) => object.as_dict(),
            Found::Stream(dict, _) => Some(dict),
        }
    }
}

#[derive(Default)]
struct Recovery<'a> {
    objects: BTreeMap<u32, Found<'a>>,
    unreadable: BTreeSet<u32>,
    cut_streams: BTreeSet<u32>,
    /// Trailers and dictionaries of cross-reference streams, in file order.
    trailers: Vec<Dict>,
    unpacked: usize,
}

/// Makes a new document from what can be read of `bytes`.
///
/// # Errors
/// [`Refusal::RepairNothing`], [`Refusal::RepairSigned`] unless `forget_signatures`, [`Refusal::RepairEncrypted`], and
/// [`Error::NotAPdf`].
pub fn repair(bytes: &[u8], forget_signatures: bool) -> Result<Repaired, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() > MAX_FILE {
        return Err(Error::too_complex("the file is too large to be repaired"));
    }
    if find(&bytes[..bytes.len().min(4096)], b"%PDF-").is_none() {
        return Err(Error::NotAPdf(Looks::like(bytes)));
    }
    let mut told = Told {
        was_readable: Document::open(bytes, None)
            .and_then(|document| crate::prepare::examine_leniently(&document).map(|_| ()))
            .is_ok(),
        ..Told::default()
    };
    let mut recovery = Recovery::default();
    recovery.read(bytes)?;
    if recovery.trailers.iter().any(|trailer| trailer.has("Encrypt")) {
        return Err(Refusal::RepairEncrypted.into());
    }
    let (catalog_number, mut catalog) = recovery.catalog().ok_or(Refusal::RepairNothing)?;
    let pages = recovery.pages(&catalog, &mut told);
    if pages.is_empty() {
        return Err(Refusal::RepairNothing.into());
    }

    // A flat page tree of its own.
    let free = recovery.objects.keys().next_back().map_or(1, |last| last + 1);
    let tree = Ref {
        number: free,
        generation: 0,
    };
    let mut kids = Vec::with_capacity(pages.len());
    for (number, mut page) in pages {
        page.set("Type", Object::name("Page"));
        page.set("Parent", tree);
        kids.push(Object::Ref(Ref {
            number,
            generation: 0,
        }));
        recovery.objects.insert(number, Found::Value(Object::Dict(page)));
    }
    told.pages = kids.len() as u32;
    let mut root = Dict::new();
    root.set("Type", Object::name("Pages"));
    root.set("Count", kids.len() as i64);
    root.set("Kids", kids);
    recovery
        .objects
        .insert(tree.number, Found::Value(Object::Dict(root)));
    catalog.set("Type", Object::name("Catalog"));
    catalog.set("Pages", tree);

    // Signatures: told, and left out.
    let signed = recovery.reachable(&catalog, None);
    let signatures: Vec<u32> = signed
        .iter()
        .copied()
        .filter(|number| recovery.objects.get(number).is_some_and(is_signature))
        .collect();
    told.signatures_lost = signatures.len() as u32;
    if !signatures.is_empty() {
        if !forget_signatures {
            return Err(Refusal::RepairSigned(told.signatures_lost).into());
        }
        for number in signatures {
            recovery.objects.insert(number, Found::Value(Object::Null));
        }
        catalog.remove("Perms");
        catalog.remove("DSS");
        recovery.unsign_form(&mut catalog);
    }
    recovery
        .objects
        .insert(catalog_number, Found::Value(Object::Dict(catalog.clone())));

    let information = recovery
        .trailers
        .iter()
        .rev()
        .find_map(|trailer| trailer.get("Info").as_ref())
        .filter(|info| {
            recovery
                .objects
                .get(&info.number)
                .is_some_and(|found| found.dict().is_some())
        });
    let reachable = recovery.reachable(&catalog, information);
    let (out, missing) = recovery.write(bytes, &reachable, catalog_number, information);
    told.missing_objects = missing;
    told.objects = reachable.len() as u32 + 1;
    told.cut_streams = recovery.cut_streams.intersection(&reachable).count() as u32;
    told.unreadable_objects = recovery.unreadable.iter().copied().take(MAX_TOLD).collect();

    // The new file must be one that everybody reads.
    let document = Document::open(&out, None)?;
    let examined = crate::prepare::examine_leniently(&document)?;
    told.pages_with_damaged_content = damaged_content(&document, &examined.pages);
    Ok(Repaired { bytes: out, told })
}

fn is_signature(found: &Found<'_>) -> bool {
    let Some(dict) = found.dict() else { return false };
    (dict.has("ByteRange") && dict.has("Contents"))
        || (dict.has("Contents") && (dict.is("Type", "Sig") || dict.is("Type", "DocTimeStamp")))
}

fn damaged_content(document: &Document<'_>, pages: &[crate::page::Page]) -> Vec<u32> {
    let mut damaged = Vec::new();
    // Decoding is bounded for the whole document; what lies beyond is not judged.
    for (index, page) in pages.iter().enumerate().take(5_000) {
        let own = page.dict.get("Contents");
        let parts = match document.resolve(own) {
            Ok(Object::Array(parts)) => parts,
            _ => vec![own.clone()],
        };
        let broken = parts.iter().any(|part| match document.resolve_stream(part) {
            Ok(Some(stream)) => matches!(document.decode(&stream), Err(Error::Damaged(_))),
            Ok(None) => !part.is_null(),
            Err(_) => true,
        });
        if broken {
            damaged.push(index as u32 + 1);
        }
    }
    damaged
}

impl<'a> Recovery<'a> {
    /// Reads every object of the file in order.
    fn read(&mut self, bytes: &'a [u8]) -> Result<(), Error> {
        let mut at = 0;
        while let Some(step) = next_keyword(&bytes[at..]) {
            let (kind, word) = (step.0, at + step.1);
            match kind {
                Keyword::Trailer => {
                    let mut parser = Parser::new(bytes, word + 7);
                    if let Ok(Object::Dict(dict)) = parser.object() {
                        self.trailers.push(dict);
                    }
                    at = word + 7;
                }
                Keyword::Obj => {
                    let Some(number) = numbers_before(&bytes[..word]) else {
                        at = word + 3;
                        continue;
                    };
                    if self.objects.len() > MAX_OBJECTS {
                        return Err(Error::too_complex("the file has too many objects"));
                    }
                    at = self.read_object(bytes, number, word + 3);
                }
            }
        }
        Ok(())
    }

    /// Reads the object whose keyword ends at `start`; returns where to go on.
    fn read_object(&mut self, bytes: &'a [u8], number: u32, start: usize) -> usize {
        let mut parser = Parser::new(bytes, start);
        let Ok(object) = parser.object() else {
            // What an older revision says of it still counts.
            if !self.objects.contains_key(&number) {
                self.unreadable.insert(number);
            }
            return start;
        };
        let mut ahead = parser.lexer.clone();
        let Object::Dict(dict) = object else {
            self.unreadable.remove(&number);
            self.objects.insert(number, Found::Value(object));
            return parser.lexer.at;
        };
        if ahead.next() != Token::Word(b"stream") {
            self.unreadable.remove(&number);
            self.objects.insert(number, Found::Value(Object::Dict(dict)));
            return parser.lexer.at;
        }
        let from = match bytes.get(ahead.at..) {
            Some([b'\r', b'\n', ..]) => ahead.at + 2,
            Some([b'\n' | b'\r', ..]) => ahead.at + 1,
            _ => ahead.at,
        };
        let (to, next, cut) = stream_end(bytes, from, dict.get("Length").as_int());
        let raw = &bytes[from..to];
        if cut {
            self.cut_streams.insert(number);
        } else {
            self.cut_streams.remove(&number);
        }
        self.unreadable.remove(&number);
        if dict.is("Type", "XRef") {
            self.trailers.push(dict);
        } else if dict.is("Type", "ObjStm") {
            self.unpack(&dict, raw, number);
        } else {
            self.objects.insert(number, Found::Stream(dict, raw));
        }
        next
    }

    /// The objects of an object stream.
    fn unpack(&mut self, dict: &Dict, raw: &[u8], number: u32) {
        let stream = lopdf::Stream::new(dict_to_lopdf(dict), raw.to_vec());
        let left = MAX_OBJECT_STREAMS.saturating_sub(self.unpacked);
        let plain = stream.filters().map_or(true, |filters| filters.is_empty());
        let bytes = if plain {
            stream.content
        } else {
            match stream.decompressed_content_with_limit(left.min(64 * 1024 * 1024)) {
                Ok(bytes) => bytes,
                Err(_) => {
                    self.unreadable.insert(number);
                    return;
                }
            }
        };
        self.unpacked += bytes.len();
        let count = dict.get("N").as_int().unwrap_or(0).clamp(0, 1_000_000);
        let first = dict
            .get("First")
            .as_int()
            .and_then(|first| usize::try_from(first).ok());
        let Some(first) = first else {
            self.unreadable.insert(number);
            return;
        };
        let mut index = Lexer::new(&bytes, 0);
        for _ in 0..count {
            let (Token::Int(own), Token::Int(offset)) = (index.next(), index.next()) else {
                break;
            };
            let (Ok(own), Ok(offset)) = (u32::try_from(own), usize::try_from(offset)) else {
                break;
            };
            if own == 0 || own > MAX_NUMBER || self.objects.len() > MAX_OBJECTS {
                break;
            }
            match Parser::new(&bytes, first.saturating_add(offset)).object() {
                Ok(object) => {
                    self.unreadable.remove(&own);
                    self.objects.insert(own, Found::Value(object));
                }
                Err(_) => {
                    self.unreadable.insert(own);
                }
            }
        }
    }

    fn resolve<'s>(&'s self, object: &'s Object) -> &'s Object {
        let mut object = object;
        for _ in 0..32 {
            match object {
                Object::Ref(reference) => match self.objects.get(&reference.number) {
                    Some(Found::Value(next)) => object = next,
                    _ => return &Object::Null,
                },
                other => return other,
            }
        }
        &Object::Null
    }

    /// The newest catalog that a trailer names, else the last object that says it is one, else a new one.
    fn catalog(&self) -> Option<(u32, Dict)> {
        let is_catalog = |dict: &Dict| dict.is("Type", "Catalog") || dict.has("Pages");
        let named = self.trailers.iter().rev().find_map(|trailer| {
            let reference = trailer.get("Root").as_ref()?;
            let dict = self.objects.get(&reference.number)?.dict()?;
            is_catalog(dict).then(|| (reference.number, dict.clone()))
        });
        let found = || {
            self.objects.iter().rev().find_map(|(number, found)| match found {
                Found::Value(Object::Dict(dict)) if dict.is("Type", "Catalog") => {
                    Some((*number, dict.clone()))
                }
                _ => None,
            })
        };
        let new = || {
            let last = self.objects.keys().next_back()?;
            // One number is kept free for the page tree.
            Some((last + 2, Dict::new()))
        };
        named.or_else(found).or_else(new)
    }

    /// The pages in reading order, each with what it inherits; those that no tree leads to when the tree is lost.
    fn pages(&self, catalog: &Dict, told: &mut Told) -> Vec<(u32, Dict)> {
        const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        let mut todo = vec![(catalog.get("Pages").clone(), Dict::new(), 0)];
        if let Some(count) = self
            .resolve(catalog.get("Pages"))
            .as_dict()
            .and_then(|tree| self.resolve(tree.get("Count")).as_int())
        {
            told.pages_promised = u32::try_from(count).ok();
        }
        while let Some((node, inherited, depth)) = todo.pop() {
            let Object::Ref(reference) = node else { continue };
            if depth > 64 || pages.len() >= MAX_PAGES || !seen.insert(reference.number) {
                continue;
            }
            let Some(Found::Value(Object::Dict(dict))) = self.objects.get(&reference.number) else {
                continue;
            };
            let mut own = inherited.clone();
            for key in INHERITED {
                if dict.has(key) {
                    own.set(key, dict.get(key).clone());
                }
            }
            match self.resolve(dict.get("Kids")) {
                Object::Array(kids) if !dict.is("Type", "Page") => {
                    todo.extend(kids.iter().rev().map(|kid| (kid.clone(), own.clone(), depth + 1)));
                }
                _ if dict.is("Type", "Pages") => {}
                _ => pages.push((reference.number, with(dict, &own))),
            }
        }
        if pages.is_empty() {
            for (number, found) in &self.objects {
                if let Found::Value(Object::Dict(dict)) = found
                    && dict.is("Type", "Page")
                    && pages.len() < MAX_PAGES
                {
                    pages.push((*number, dict.clone()));
                }
            }
        }
        for (_, page) in &mut pages {
            if !matches!(self.resolve(page.get("MediaBox")), Object::Array(_)) {
                page.set("MediaBox", [0, 0, 595, 842].map(Object::Int).to_vec());
            }
        }
        if told.pages_promised == Some(pages.len() as u32) {
            told.pages_promised = None;
        }
        pages
    }

    /// Takes the signature flags off the form.
    fn unsign_form(&mut self, catalog: &mut Dict) {
        let own = catalog.get("AcroForm").clone();
        let Object::Dict(mut form) = self.resolve(&own).clone() else {
            return;
        };
        form.remove("SigFlags");
        match own.as_ref() {
            Some(reference) => {
                self.objects
                    .insert(reference.number, Found::Value(Object::Dict(form)));
            }
            None => catalog.set("AcroForm", form),
        }
    }

    /// Numbers of the objects that the catalog and the information lead to.
    fn reachable(&self, catalog: &Dict, information: Option<Ref>) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let mut todo: Vec<u32> = information.map(|info| info.number).into_iter().collect();
        references(&Object::Dict(catalog.clone()), &mut todo);
        while let Some(number) = todo.pop() {
            let Some(object) = self.objects.get(&number) else {
                continue;
            };
            if !found.insert(number) {
                continue;
            }
            match object {
                Found::Value(object) => references(object, &mut todo),
                Found::Stream(dict, _) => {
                    for (key, value) in dict.iter() {
                        if key != b"Length" {
                            references(value, &mut todo);
                        }
                    }
                }
            }
        }
        found
    }

    /// Writes the new file; tells how many objects are referred to and missing.
    fn write(
        &self,
        bytes: &[u8],
        reachable: &BTreeSet<u32>,
        catalog: u32,
        information: Option<Ref>,
    ) -> (Vec<u8>, u32) {
        let version = find(bytes, b"%PDF-")
            .and_then(|at| bytes.get(at + 5..at + 8))
            .filter(|version| matches!(version, [b'1' | b'2', b'.', b'0'..=b'9']))
            .unwrap_or(b"1.7");
        let mut out = b"%PDF-".to_vec();
        out.extend_from_slice(version);
        out.extend_from_slice(b"\n%\xe2\xe3\xcf\xd3\n");
        let mut numbers = reachable.clone();
        numbers.insert(catalog);
        let mut offsets = Vec::with_capacity(numbers.len());
        let mut missing: BTreeSet<u32> = BTreeSet::new();
        let mut named: Vec<u32> = Vec::new();
        for &number in &numbers {
            let Some(found) = self.objects.get(&number) else {
                continue;
            };
            offsets.push((number, out.len()));
            // Writing into a Vec cannot fail.
            let _ = writeln!(out, "{number} 0 obj");
            named.clear();
            match found {
                Found::Value(object) => {
                    let object = plain(object);
                    references(&object, &mut named);
                    write_object(&mut out, &object);
                }
                Found::Stream(dict, raw) => {
                    let mut dict = dict.clone();
                    dict.set("Length", raw.len() as i64);
                    let dict = match plain(&Object::Dict(dict)) {
                        Object::Dict(dict) => dict,
                        _ => Dict::new(),
                    };
                    references(&Object::Dict(dict.clone()), &mut named);
                    write_dict(&mut out, &dict);
                    out.extend_from_slice(b"\nstream\n");
                    out.extend_from_slice(raw);
                    out.extend_from_slice(b"\nendstream");
                }
            }
            out.extend_from_slice(b"\nendobj\n");
            missing.extend(named.iter().filter(|number| !self.objects.contains_key(*number)));
        }
        let section = out.len();
        out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f\r\n");
        for run in offsets.chunk_by(|left, right| left.0 + 1 == right.0) {
            let _ = writeln!(out, "{} {}", run[0].0, run.len());
            for (_, offset) in run {
                let _ = write!(out, "{offset:010} 00000 n\r\n");
            }
        }
        let mut trailer = Dict::new();
        trailer.set("Size", offsets.last().map_or(1, |(last, _)| i64::from(*last) + 1));
        trailer.set(
            "Root",
            Ref {
                number: catalog,
                generation: 0,
            },
        );
        if let Some(information) = information {
            trailer.set(
                "Info",
                Ref {
                    number: information.number,
                    generation: 0,
                },
            );
        }
        let id = identity(&out);
        trailer.set("ID", vec![Object::Str(id.to_vec()), Object::Str(id.to_vec())]);
        out.extend_from_slice(b"trailer\n");
        write_dict(&mut out, &trailer);
        let _ = write!(out, "\nstartxref\n{section}\n%%EOF\n");
        (out, missing.len() as u32)
    }
}

/// The same value with every reference in generation 0, as the new file counts.
fn plain(object: &Object) -> Object {
    match object {
        Object::Ref(reference) => Object::Ref(Ref {
            number: reference.number,
            generation: 0,
        }),
        Object::Array(items) => Object::Array(items.iter().map(plain).collect()),
        Object::Dict(dict) => {
            let mut out = Dict::new();
            for (key, value) in dict.iter() {
                out.set_bytes(key, plain(value));
            }
            Object::Dict(out)
        }
        other => other.clone(),
    }
}

fn with(dict: &Dict, inherited: &Dict) -> Dict {
    let mut page = dict.clone();
    for (key, value) in inherited.iter() {
        if !page.has(std::str::from_utf8(key).unwrap_or("")) {
            page.set_bytes(key, value.clone());
        }
    }
    page
}

/// Numbers that a value refers to.
fn references(object: &Object, into: &mut Vec<u32>) {
    match object {
        Object::Ref(reference) => into.push(reference.number),
        Object::Array(items) => items.iter().for_each(|item| references(item, into)),
        Object::Dict(dict) => dict.iter().for_each(|(_, value)| references(value, into)),
        _ => {}
    }
}

/// 16 bytes that stand for the content (FNV-1a, twice); an identifier, no proof.
fn identity(bytes: &[u8]) -> [u8; 16] {
    let hash = |start: u64| {
        bytes.iter().fold(start, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut id = [0; 16];
    id[..8].copy_from_slice(&hash(0xcbf2_9ce4_8422_2325).to_be_bytes());
    id[8..].copy_from_slice(&hash(0x6c62_272e_07bb_0142).to_be_bytes());
    id
}

enum Keyword {
    Obj,
    Trailer,
}

/// The next `obj` (not `endobj`) or `trailer`.
fn next_keyword(bytes: &[u8]) -> Option<(Keyword, usize)> {
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)?
        .iter()
        .position(|byte| matches!(byte, b'o' | b't'))
    {
        let here = at + step;
        let before = here.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        if bytes[here..].starts_with(b"obj")
            && before.is_none_or(|byte| is_space(byte) || byte.is_ascii_digit())
        {
            return Some((Keyword::Obj, here));
        }
        if bytes[here..].starts_with(b"trailer") && before.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            return Some((Keyword::Trailer, here));
        }
        at = here + 1;
    }
    None
}

/// The object number of `n g ` at the end of `bytes`.
fn numbers_before(bytes: &[u8]) -> Option<u32> {
    let window = &bytes[bytes.len().saturating_sub(40)..];
    let text = window.trim_ascii_end();
    let digits = |text: &[u8]| text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation = digits(text);
    let rest = &text[..text.len() - generation];
    let before = rest.trim_ascii_end();
    let number = digits(before);
    if generation == 0 || number == 0 || before.len() == rest.len() || number > 10 || generation > 5 {
        return None;
    }
    let number: u32 = std::str::from_utf8(&before[before.len() - number..])
        .ok()?
        .parse()
        .ok()?;
    (number > 0 && number <= MAX_NUMBER).then_some(number)
}

/// Where the data of a stream ends, where to read on, and whether its end is missing.
fn stream_end(bytes: &[u8], from: usize, length: Option<i64>) -> (usize, usize, bool) {
    if let Some(to) = length
        .and_then(|length| usize::try_from(length).ok())
        .and_then(|length| from.checked_add(length))
        && let Some(rest) = bytes.get(to..)
    {
        let skipped = rest.iter().take_while(|byte| is_space(**byte)).count();
        if rest[skipped..].starts_with(b"endstream") {
            return (to, to + skipped + 9, false);
        }
    }
    // The keyword decides; one that `endobj` follows is no accident of binary data.
    let mut at = from;
    let mut first = None;
    for _ in 0..64 {
        let Some(step) = find(&bytes[at..], b"endstream") else {
            break;
        };
        let here = at + step;
        first.get_or_insert(here);
        let rest = &bytes[here + 9..];
        let skipped = rest.iter().take_while(|byte| is_space(**byte)).count();
        if rest[skipped..].starts_with(b"endobj") {
            first = Some(here);
            break;
        }
        at = here + 9;
    }
    match first {
        Some(end) => {
            let mut to = end;
            if to > from && bytes[to - 1] == b'\n' {
                to -= 1;
            }
            if to > from && bytes[to - 1] == b'\r' {
                to -= 1;
            }
            (to, end + 9, false)
        }
        None => (bytes.len(), bytes.len(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_whose_table_is_wrong_is_whole_again() {
        for damaged in [
            testkit::pdfs::wrong_offsets(),
            testkit::pdfs::wrong_startxref(),
            testkit::pdfs::lying_length(),
        ] {
            let repaired = repair(&damaged, false).unwrap();
            assert_eq!(repaired.told.pages, 1);
            assert_eq!(repaired.told.pages_with_damaged_content, Vec::<u32>::new());
            assert_eq!(crate::inspect(&repaired.bytes, None).unwrap().pages, 1);
        }
    }

    #[test]
    fn what_is_lost_is_told() {
        let whole = testkit::pdfs::pages(3);
        // Cut in the last third: some pages are gone, and so is the table.
        let repaired = repair(&whole[..whole.len() * 6 / 10], false);
        let told = repaired.unwrap().told;
        assert!(!told.was_readable);
        assert!(told.pages < 3 && told.pages >= 1, "{told:?}");
        assert_eq!(told.pages_promised, Some(3));
        let streams = testkit::pdfs::letter_with_object_streams();
        let told = repair(&streams[..streams.len() - 60], false).unwrap().told;
        assert_eq!(
            (told.pages, told.pages_promised, told.missing_objects),
            (1, None, 0)
        );
    }

    #[test]
    fn nothing_is_made_of_nothing_and_a_secret_stays_one() {
        let refused = |bytes: &[u8]| wording::Explain::code(&repair(bytes, false).unwrap_err());
        assert_eq!(refused(&testkit::pdfs::header_only()), "pdf-repair-nothing");
        assert_eq!(refused(b"PK\x03\x04"), "pdf-not-a-pdf");
        assert_eq!(
            refused(&testkit::pdfs::password_protected()),
            "pdf-repair-encrypted"
        );
        assert_eq!(refused(&testkit::pdfs::no_pages()), "pdf-repair-nothing");
    }

    #[test]
    fn rubbish_between_the_objects_neither_panics_nor_hangs() {
        let whole = testkit::pdfs::letter_with_object_streams();
        let mut state = 5u64;
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..12 {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                let at = (state >> 33) as usize % bytes.len();
                bytes[at] = (state >> 20) as u8;
            }
            if let Ok(repaired) = repair(&bytes, true) {
                assert!(Document::open(&repaired.bytes, None).is_ok());
            }
        }
    }
}
