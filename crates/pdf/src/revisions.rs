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
mod content;
pub mod diff;
pub mod differing;
mod edges;
mod encryption;
pub mod hidden;
mod layout;
mod objects;
pub mod signatures;
pub mod structure;
mod syntax;
mod xmp;
mod xref;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use codec::CodecError;
use encryption::Encryption;
use objects::Cache;
pub use objects::Loaded;
pub use syntax::{Dict, ObjectId, SyntaxError, Value};
use xref::{Entries, Entry};

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
    entries: Entries,
    structure: Vec<u32>,
    extents: Vec<Range<usize>>,
}

/// A PDF with its revisions.
pub struct File<'a> {
    bytes: &'a [u8],
    revisions: Vec<Revision>,
    /// Since which revision each entry holds, of the objects that a later revision names.
    history: HashMap<u32, Vec<(usize, Entry)>>,
    end: usize,
    encryption: Option<Encryption>,
    cache: RefCell<Cache>,
    /// Numbers of the objects that are object streams for some entry.
    containers: HashSet<u32>,
    /// Work that may still be done on this file, in objects read or visited.
    work_left: Cell<usize>,
    /// Objects that walks through the document may still visit.
    visits_left: Cell<usize>,
    edges: edges::Kept,
    /// Bytes of streams that may still be decoded for this file.
    decode_left: Cell<usize>,
    /// Bytes of content that may still be interpreted for this file.
    drawing_left: Cell<usize>,
}

/// Objects read and visited for one file, all in all. What needs more is not judged, and so does not pass.
const MAX_WORK: usize = 12_000_000;
/// Streams decoded for one file, all in all.
const MAX_DECODED: usize = 768 << 20;
/// Objects visited by walks through the document, all in all.
const MAX_VISITS: usize = 60_000_000;
/// Bytes of content interpreted for one file, all in all.
const MAX_DRAWING: usize = 96 << 20;
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
                    let rebuilt = layout::rebuild(bytes, end, &mut budget).unwrap_or_default();
                    let end = rebuilt.last().map_or(end, |last| last.bytes.end);
                    revisions.extend(rebuilt);
                    let mut file = Self {
                        bytes,
                        history: layout::history(&revisions),
                        revisions,
                        end,
                        encryption: None,
                        cache: RefCell::new(Cache::default()),
                        containers: HashSet::new(),
                        work_left: Cell::new(MAX_WORK),
                        visits_left: Cell::new(MAX_VISITS),
                        edges: edges::Kept::default(),
                        decode_left: Cell::new(MAX_DECODED),
                        drawing_left: Cell::new(MAX_DRAWING),
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
}
