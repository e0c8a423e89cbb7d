//! Signature fields and the exact bytes their signatures cover (ISO 32000-2, 12.7.5.5 and 12.8).

use std::collections::HashSet;
use std::ops::Range;

use super::objects::Place;
use super::syntax::{Cursor, from_hex};
use super::{Dict, File, ObjectId, Value};

/// What stands in the way of trusting the place of a signature in its file. Each is a reason to fail it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SignatureProblem {
    /// `/V` is no dictionary object of its own, or stands in an object stream.
    ValueNotAnObject,
    /// The signature dictionary cannot be read strictly, or writes a key with escapes.
    DictionaryUnclear,
    /// No `/ByteRange`.
    ByteRangeMissing,
    /// `/ByteRange` is not `[0 a b c]` with whole numbers that stay inside the file and do not overlap.
    ByteRangeMalformed,
    /// No `/Contents`, or it is empty or null.
    ContentsMissing,
    /// `/Contents` is not one plain hexadecimal string.
    ContentsNotPlainHex,
    /// What the byte range leaves out is not exactly the `/Contents` string.
    GapIsNotContents,
    /// The signed bytes do not end with a revision of the file.
    EndIsNoRevision,
    /// The signature dictionary does not belong to the revision that it signs.
    OutsideItsRevision,
    /// Two fields share one signature dictionary.
    Shared,
}

/// `/FieldMDP` or `/Lock`: which fields may no longer change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldLock {
    /// All.
    All,
    /// These, and fields below them.
    Include(Vec<String>),
    /// All but these, and fields below them.
    Exclude(Vec<String>),
}

impl FieldLock {
    /// Whether the field of this full name is locked.
    pub fn covers(&self, name: &str) -> bool {
        let within = |names: &[String]| {
            names.iter().any(|locked| {
                name == locked
                    || name
                        .strip_prefix(locked.as_str())
                        .is_some_and(|rest| rest.starts_with('.'))
            })
        };
        match self {
            FieldLock::All => true,
            FieldLock::Include(names) => within(names),
            FieldLock::Exclude(names) => !within(names),
        }
    }
}

/// A signature field that carries a signature, as it is in one revision.
#[derive(Clone, Debug)]
pub struct SignatureField {
    /// Full name of the field.
    pub name: String,
    /// Object number of the signature dictionary; 0 when it is no object.
    pub value: ObjectId,
    /// `/Type`, e.g. `Sig` or `DocTimeStamp`.
    pub kind: Option<Vec<u8>>,
    /// `/Filter`.
    pub filter: Option<Vec<u8>>,
    /// `/SubFilter`, e.g. `ETSI.CAdES.detached`.
    pub sub_filter: Option<Vec<u8>>,
    /// `/ByteRange` where it is well formed: the two covered ranges.
    pub covered: Option<[Range<usize>; 2]>,
    /// The decoded `/Contents`, padding included.
    pub contents: Vec<u8>,
    /// Whether the hexadecimal digits of `/Contents` mix upper and lower case.
    pub contents_mixed_case: bool,
    /// `/M`, as it stands there.
    pub time: Option<String>,
    /// `/Name`.
    pub signer_name: Option<String>,
    /// `/Reason`.
    pub reason: Option<String>,
    /// `/Location`.
    pub location: Option<String>,
    /// Whether there is a `/Cert`, which PAdES forbids.
    pub has_cert: bool,
    /// The permission number of a DocMDP transform.
    pub doc_mdp: Option<i64>,
    /// Whether the catalog names it in `/Perms /DocMDP`.
    pub certifies: bool,
    /// FieldMDP transforms of the signature and `/Lock` of its field.
    pub locks: Vec<FieldLock>,
    /// `/P` of the `/Lock`, a DocMDP-like permission (PDF 2.0).
    pub lock_permission: Option<i64>,
    /// Whether something of it is drawn on a page.
    pub visible: bool,
    /// The revision whose end the covered bytes reach.
    pub revision: Option<usize>,
    /// Reasons to fail it.
    pub problems: Vec<SignatureProblem>,
}

impl SignatureField {
    /// Whether it is a document time-stamp.
    pub fn is_document_timestamp(&self) -> bool {
        self.sub_filter.as_deref() == Some(b"ETSI.RFC3161") || self.kind.as_deref() == Some(b"DocTimeStamp")
    }

    /// Number of bytes of the file that it signs up to the end of its second range; 0 when unclear.
    pub fn covered_end(&self) -> usize {
        self.covered.as_ref().map_or(0, |[_, second]| second.end)
    }
}

/// PDFDocEncoding where it differs from Latin-1 (ISO 32000-2, annex D.2), from 0x18 and from 0x80.
const PDF_DOC_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const PDF_DOC_80: [char; 31] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
];

/// Text of a PDF string: UTF-16 with byte order mark, UTF-8 with mark, else PDFDocEncoding.
pub fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let unit = |pair: &[u8]| pair.iter().fold(0u16, |unit, byte| unit << 8 | u16::from(*byte));
        let units: Vec<u16> = rest.chunks_exact(2).map(unit).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    let decode = |byte: &u8| match byte {
        0x18..=0x1f => PDF_DOC_18.get(usize::from(byte - 0x18)).copied(),
        0x80..=0x9e => PDF_DOC_80.get(usize::from(byte - 0x80)).copied(),
        0xa0 => Some('€'),
        byte => Some(char::from(*byte)),
    };
    bytes
        .iter()
        .map(|byte| decode(byte).unwrap_or('\u{fffd}'))
        .collect()
}

const MAX_FIELD_DEPTH: usize = 32;
const MAX_FIELDS: usize = 100_000;

struct Walk<'w, 'a> {
    file: &'w File<'a>,
    revision: usize,
    certifying: Option<ObjectId>,
    seen: HashSet<ObjectId>,
    found: Vec<SignatureField>,
}

impl File<'_> {
    /// The signatures in the form of `revision`, in the order of the bytes they cover.
    pub fn signatures(&self, revision: usize) -> Vec<SignatureField> {
        let Some((_, catalog)) = self.catalog(revision) else {
            return Vec::new();
        };
        let Value::Dict(form) = self.get(&catalog, "AcroForm", revision) else {
            return Vec::new();
        };
        let certifying = match self.get(&catalog, "Perms", revision) {
            Value::Dict(perms) => perms.get(b"DocMDP".as_slice()).and_then(Value::as_ref),
            _ => None,
        };
        let mut walk = Walk {
            file: self,
            revision,
            certifying,
            seen: HashSet::new(),
            found: Vec::new(),
        };
        if let Value::Array(fields) = self.get(&form, "Fields", revision) {
            for field in &fields {
                walk.field(field, "", None, 0);
            }
        }
        let mut found = walk.found;
        for index in 0..found.len() {
            let shared = found.get(index).is_some_and(|one| {
                one.value.0 != 0 && found.iter().filter(|other| other.value == one.value).count() > 1
            });
            if let Some(one) = found.get_mut(index).filter(|_| shared) {
                one.problems.push(SignatureProblem::Shared);
            }
        }
        found.sort_by_key(SignatureField::covered_end);
        found
    }

    /// Offsets of `/ByteRange` in the file that stand in none of `signatures`, nor in the data of a stream that
    /// the cross-reference knows (an attached PDF may carry signatures of its own). At most 64 of them.
    pub fn stray_byte_ranges(&self, signatures: &[SignatureField]) -> Vec<usize> {
        let word = b"/ByteRange";
        let mut known: Vec<Range<usize>> = signatures
            .iter()
            .flat_map(|signature| self.versions_of(signature.value))
            .collect();
        known.sort_unstable_by_key(|extent| extent.start);
        // Where each object begins that some revision names; only looked up when there is something to look for.
        let mut places: Option<Vec<(usize, usize, u32)>> = None;
        let mut strays = Vec::new();
        let mut at = 0;
        while let Some(found) = self.bytes.get(at..).and_then(|rest| find(rest, word)) {
            let offset = at + found;
            at = offset + word.len();
            let before = known.partition_point(|extent| extent.start <= offset);
            let is_known = before
                .checked_sub(1)
                .and_then(|last| known.get(last))
                .is_some_and(|extent| extent.contains(&offset));
            if !is_known && !self.in_stream(offset, places.get_or_insert_with(|| self.places())) {
                strays.push(offset);
                if strays.len() == 64 {
                    break;
                }
            }
        }
        strays
    }

    /// The extents of an object in all revisions.
    fn versions_of(&self, id: ObjectId) -> Vec<Range<usize>> {
        let since: Vec<usize> = match self.history.get(&id.0) {
            Some(entries) => entries.iter().map(|(since, _)| *since).collect(),
            None => vec![0],
        };
        since
            .into_iter()
            .filter_map(|revision| self.referenced(id, revision).ok()??.extent())
            .collect()
    }

    /// Offset, revision and number of every object that stands in the file, sorted.
    fn places(&self) -> Vec<(usize, usize, u32)> {
        let mut places: Vec<(usize, usize, u32)> = Vec::new();
        for (index, revision) in self.revisions.iter().enumerate() {
            places.extend(revision.entries.iter().filter_map(|(number, entry)| match entry {
                super::xref::Entry::At { offset, .. } => Some((*offset, index, *number)),
                _ => None,
            }));
        }
        places.sort_unstable();
        places
    }

    fn in_stream(&self, position: usize, places: &[(usize, usize, u32)]) -> bool {
        let later = places.partition_point(|(offset, _, _)| *offset <= position);
        let Some((_, revision, number)) = later.checked_sub(1).and_then(|at| places.get(at)) else {
            return false;
        };
        match self.object(*number, *revision) {
            Ok(Some(object)) => object
                .stream
                .as_ref()
                .is_some_and(|stream| stream.contains(&position)),
            _ => false,
        }
    }
}

/// Position of `word` in `bytes`.
pub fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    while let Some(next) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += next;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

impl Walk<'_, '_> {
    fn field(&mut self, value: &Value, parent: &str, inherited: Option<&[u8]>, depth: usize) {
        if depth > MAX_FIELD_DEPTH || self.seen.len() > MAX_FIELDS {
            return;
        }
        if let Some(id) = value.as_ref()
            && !self.seen.insert(id)
        {
            return;
        }
        let Ok(Value::Dict(dict)) = self.file.resolve(value, self.revision) else {
            return;
        };
        let own = match self.file.get(&dict, "T", self.revision) {
            Value::Str(name) => text(&name),
            _ => String::new(),
        };
        let name = match (parent.is_empty(), own.is_empty()) {
            (false, false) => format!("{parent}.{own}"),
            (true, _) => own,
            (false, true) => parent.to_owned(),
        };
        let own_kind = self.file.get(&dict, "FT", self.revision);
        let kind = own_kind.as_name().or(inherited);
        if kind == Some(b"Sig")
            && let Some(value) = dict.get(b"V".as_slice())
        {
            let signature = self.signature(&name, &dict, value);
            self.found.push(signature);
        }
        if let Value::Array(kids) = self.file.get(&dict, "Kids", self.revision) {
            for kid in &kids {
                self.field(kid, &name, kind, depth + 1);
            }
        }
    }

    fn signature(&self, name: &str, field: &Dict, value: &Value) -> SignatureField {
        let (file, revision) = (self.file, self.revision);
        let mut found = SignatureField {
            name: name.to_owned(),
            value: value.as_ref().unwrap_or((0, 0)),
            kind: None,
            filter: None,
            sub_filter: None,
            covered: None,
            contents: Vec::new(),
            contents_mixed_case: false,
            time: None,
            signer_name: None,
            reason: None,
            location: None,
            has_cert: false,
            doc_mdp: None,
            certifies: false,
            locks: Vec::new(),
            lock_permission: None,
            visible: file.is_visible(field, revision),
            revision: None,
            problems: Vec::new(),
        };
        if let Value::Dict(lock) = file.get(field, "Lock", revision) {
            found.locks.extend(self.lock(&lock));
            found.lock_permission = file.get(&lock, "P", revision).as_int();
        }
        let Ok(Value::Dict(dict)) = file.resolve(value, revision) else {
            found.problems.push(SignatureProblem::ValueNotAnObject);
            return found;
        };
        let name_of = |key: &str| file.get(&dict, key, revision).as_name().map(<[u8]>::to_vec);
        let text_of = |key: &str| file.get(&dict, key, revision).as_str().map(text);
        found.kind = name_of("Type");
        found.filter = name_of("Filter");
        found.sub_filter = name_of("SubFilter");
        found.time = text_of("M");
        found.signer_name = text_of("Name");
        found.reason = text_of("Reason");
        found.location = text_of("Location");
        found.has_cert = dict.contains_key(b"Cert".as_slice());
        if let Value::Array(references) = file.get(&dict, "Reference", revision) {
            for reference in &references {
                self.reference(reference, &mut found);
            }
        }
        found.certifies = self.certifying.is_some() && self.certifying == value.as_ref();
        if let Err(problem) = self.place(&dict, value, &mut found) {
            found.problems.push(problem);
        }
        found
    }

    fn reference(&self, reference: &Value, found: &mut SignatureField) {
        let (file, revision) = (self.file, self.revision);
        let Ok(Value::Dict(reference)) = file.resolve(reference, revision) else {
            return;
        };
        let parameters = match file.get(&reference, "TransformParams", revision) {
            Value::Dict(parameters) => parameters,
            _ => Dict::new(),
        };
        match file.get(&reference, "TransformMethod", revision).as_name() {
            Some(b"DocMDP") => {
                found.doc_mdp = Some(file.get(&parameters, "P", revision).as_int().unwrap_or(2))
            }
            Some(b"FieldMDP") => found.locks.extend(self.lock(&parameters)),
            _ => {}
        }
    }

    fn lock(&self, dict: &Dict) -> Option<FieldLock> {
        let names = || match self.file.get(dict, "Fields", self.revision) {
            Value::Array(items) => items
                .iter()
                .filter_map(|item| match self.file.resolve(item, self.revision) {
                    Ok(Value::Str(name)) => Some(text(&name)),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        match self.file.get(dict, "Action", self.revision).as_name() {
            Some(b"Include") => Some(FieldLock::Include(names())),
            Some(b"Exclude") => Some(FieldLock::Exclude(names())),
            // "All", and anything unknown: the strictest reading.
            _ => Some(FieldLock::All),
        }
    }

    /// Checks where `/ByteRange` and `/Contents` stand in the bytes.
    fn place(&self, dict: &Dict, value: &Value, found: &mut SignatureField) -> Result<(), SignatureProblem> {
        use SignatureProblem::*;
        let file = self.file;
        let object = value
            .as_ref()
            .and_then(|id| file.referenced(id, self.revision).ok().flatten());
        let object = object.ok_or(ValueNotAnObject)?;
        let Place::File { extent, value_at } = &object.place else {
            return Err(ValueNotAnObject);
        };
        if object.is_stream() || object.value.as_dict().is_none() {
            return Err(ValueNotAnObject);
        }
        let range = match dict.get(b"ByteRange".as_slice()) {
            None => return Err(ByteRangeMissing),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| usize::try_from(item.as_int()?).ok())
                .collect::<Option<Vec<_>>>(),
            Some(_) => None,
        };
        let Some([0, first, second, length]) = range.as_deref() else {
            return Err(ByteRangeMalformed);
        };
        let end = second
            .checked_add(*length)
            .filter(|end| *end <= file.bytes.len())
            .ok_or(ByteRangeMalformed)?;
        if *first == 0 || first >= second || *length == 0 {
            return Err(ByteRangeMalformed);
        }
        found.covered = Some([0..*first, *second..end]);
        found.revision = file.revision_ending_at(end);
        let spans = Cursor::new(file.bytes, *value_at)
            .spanned_dict()
            .map_err(|_| DictionaryUnclear)?;
        if spans.entries.iter().any(|(key, _)| key.contains(&b'#')) {
            return Err(DictionaryUnclear);
        }
        let contents = spans
            .entries
            .iter()
            .find(|(key, _)| key == b"Contents")
            .ok_or(ContentsMissing)?
            .1
            .clone();
        let written = file.bytes.get(contents.clone()).unwrap_or_default();
        let digits = match written {
            [b'<', digits @ .., b'>'] => digits,
            b"null" | b"()" => return Err(ContentsMissing),
            _ => return Err(ContentsNotPlainHex),
        };
        if digits.is_empty() {
            return Err(ContentsMissing);
        }
        found.contents = from_hex(digits).ok_or(ContentsNotPlainHex)?;
        found.contents_mixed_case =
            digits.iter().any(u8::is_ascii_uppercase) && digits.iter().any(u8::is_ascii_lowercase);
        // Parsed object and byte search must agree.
        if dict.get(b"Contents".as_slice()).and_then(Value::as_str) != Some(&found.contents) {
            return Err(ContentsNotPlainHex);
        }
        if contents != (*first..*second) {
            return Err(GapIsNotContents);
        }
        let Some(signed) = found.revision else {
            return Err(EndIsNoRevision);
        };
        if !file
            .revisions
            .get(signed)
            .is_some_and(|revision| revision.bytes.start <= extent.start && extent.end <= revision.bytes.end)
        {
            return Err(OutsideItsRevision);
        }
        Ok(())
    }
}

impl File<'_> {
    /// Whether a widget draws something: it has an area and is not hidden.
    pub(super) fn is_visible(&self, widget: &Dict, revision: usize) -> bool {
        let Value::Array(rect) = self.get(widget, "Rect", revision) else {
            return false;
        };
        let corners: Vec<f64> = rect
            .iter()
            .filter_map(|item| self.resolve(item, revision).ok()?.as_number())
            .collect();
        let [left, bottom, right, top] = corners.as_slice() else {
            return true;
        };
        let flags = self.get(widget, "F", revision).as_int().unwrap_or(0);
        let hidden = flags & 0b10 != 0;
        !hidden && (left - right).abs() > 0.0 && (bottom - top).abs() > 0.0
    }
}
