//! The look at a file before it is signed: why another reader may show it otherwise, and how it came to be, revision by
//! revision. It validates nothing; what it tells stands in the file.
//!
//! ```
//! let inspection = seal::verify::inspection::inspect(b"no PDF", None);
//! assert_eq!(inspection.concerns, [seal::verify::inspection::Concern::Unclear]);
//! assert!(inspection.revisions.is_empty());
//! ```

use pdf::revisions::diff::Change;
use pdf::revisions::differing::{Difference, differences};
use pdf::revisions::{File, OpenError};
use wording::Explain;

use super::changes::{only_line_end, word};
use super::{all_signatures, signature};

/// Why what a person sees may not be what another reader shows, or what was signed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}", self.code())]
pub enum Concern {
    /// The file cannot be read strictly, or readers have to guess.
    Unclear,
    /// It opens with a password only: nothing of it could be looked at.
    Encrypted,
    /// It was changed after somebody had signed it.
    ChangedAfterSignature,
    /// The form asks viewers to draw its fields anew.
    FieldsRedrawn,
    /// An annotation or a field has no appearance of its own.
    AnnotationWithoutAppearance,
    /// It holds scripts.
    Script,
    /// It holds a dynamic form (XFA).
    DynamicForm,
    /// Some of its layers are off, or switch by themselves.
    HiddenLayers,
    /// A text field draws something other than its value.
    FieldShowsAnother,
    /// Something lies over what a page shows.
    ContentCovered,
}

impl Concern {
    /// Every one.
    pub const ALL: [Concern; 10] = [
        Concern::Unclear,
        Concern::Encrypted,
        Concern::ChangedAfterSignature,
        Concern::FieldsRedrawn,
        Concern::AnnotationWithoutAppearance,
        Concern::Script,
        Concern::DynamicForm,
        Concern::HiddenLayers,
        Concern::FieldShowsAnother,
        Concern::ContentCovered,
    ];
}

impl Explain for Concern {
    fn code(&self) -> &'static str {
        match self {
            Concern::Unclear => "inspect-unclear",
            Concern::Encrypted => "inspect-encrypted",
            Concern::ChangedAfterSignature => "inspect-changed-after-signature",
            Concern::FieldsRedrawn => "inspect-fields-redrawn",
            Concern::AnnotationWithoutAppearance => "inspect-annotation-without-appearance",
            Concern::Script => "inspect-script",
            Concern::DynamicForm => "inspect-dynamic-form",
            Concern::HiddenLayers => "inspect-hidden-layers",
            Concern::FieldShowsAnother => "inspect-field-shows-another",
            Concern::ContentCovered => "inspect-content-covered",
        }
    }
}

impl From<Difference> for Concern {
    fn from(difference: Difference) -> Self {
        match difference {
            Difference::FieldsRedrawn => Concern::FieldsRedrawn,
            Difference::AnnotationWithoutAppearance => Concern::AnnotationWithoutAppearance,
            Difference::Script => Concern::Script,
            Difference::DynamicForm => Concern::DynamicForm,
            Difference::HiddenLayers => Concern::HiddenLayers,
            Difference::FieldShowsAnother => Concern::FieldShowsAnother,
            Difference::ContentCovered => Concern::ContentCovered,
        }
    }
}

/// One revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Size of the file up to its end.
    pub size_bytes: usize,
    /// What it changed in the one before, by stable words; the first one changed nothing.
    pub changes: Vec<&'static str>,
    /// Who signed the file as it was then: the holder of the certificate, else the name of the field.
    pub signers: Vec<String>,
}

/// What the look tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The concerns, each once.
    pub concerns: Vec<Concern>,
    /// The revisions, oldest first; empty where they cannot be told apart.
    pub revisions: Vec<Revision>,
}

impl Inspection {
    fn only(concern: Concern) -> Self {
        Self {
            concerns: vec![concern],
            revisions: Vec::new(),
        }
    }
}

/// Looks into a PDF. Bounded in memory and time; never panics.
pub fn inspect(bytes: &[u8], password: Option<&str>) -> Inspection {
    // The readers below do not panic; the libraries they stand on might, on hostile input.
    let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| look(bytes, password)));
    looked.unwrap_or_else(|_| Inspection::only(Concern::Unclear))
}

fn look(bytes: &[u8], password: Option<&str>) -> Inspection {
    let file = match File::open(bytes, password) {
        Ok(file) => file,
        Err(OpenError::Password | OpenError::Encryption) => return Inspection::only(Concern::Encrypted),
        Err(_) => return Inspection::only(Concern::Unclear),
    };
    let mut concerns: Vec<Concern> = differences(&file, file.newest())
        .into_iter()
        .map(Concern::from)
        .collect();
    let malformed = |revision: &pdf::revisions::Revision| revision.problem.is_some() || revision.rebuilt;
    if file.revisions().iter().any(malformed) || !only_line_end(file.tail()) {
        concerns.push(Concern::Unclear);
    }
    let (fields, _) = all_signatures(&file);
    if fields.len() > super::MAX_SIGNATURES {
        return Inspection::only(Concern::Unclear);
    }
    // A time-stamp over a document says nothing of what the document shows.
    let first_signed = fields
        .iter()
        .filter(|field| !field.is_document_timestamp())
        .filter_map(|field| field.revision)
        .min();
    let steps = file.changes();
    let changed = first_signed.is_some_and(|first| {
        steps.iter().skip(first).flatten().any(|change| {
            matches!(
                change,
                Change::Content { .. }
                    | Change::Annotation
                    | Change::FormField { .. }
                    | Change::DrawnOver { .. }
            )
        })
    });
    if changed {
        concerns.push(Concern::ChangedAfterSignature);
    }
    concerns.sort_unstable();
    concerns.dedup();
    let revisions = file
        .revisions()
        .iter()
        .enumerate()
        .map(|(index, revision)| {
            let mut changes: Vec<&'static str> = index
                .checked_sub(1)
                .and_then(|before| steps.get(before))
                .into_iter()
                .flatten()
                .map(word)
                .collect();
            changes.sort_unstable();
            changes.dedup();
            let signers = fields.iter().filter(|field| field.revision == Some(index));
            Revision {
                size_bytes: end_of(bytes, revision, index, &fields),
                changes,
                signers: signers.map(|field| holder(&file, field)).collect(),
            }
        })
        .collect();
    Inspection { concerns, revisions }
}

/// Who signed, where the signature is whole; else the name of its field. Whether that person can be trusted, validation
/// tells.
fn holder(file: &File<'_>, field: &pdf::revisions::signatures::SignatureField) -> String {
    match signature::check(file, field.clone(), true).outcome {
        Ok(verified) => verified.signer.holder(),
        Err(_) => field.name.clone(),
    }
}

/// The file as it was at the end of its revision `number`, counted from 1: what a signature of that revision covers,
/// else to its end of file mark and the line end behind it.
pub fn revision<'a>(bytes: &'a [u8], password: Option<&str>, number: usize) -> Option<&'a [u8]> {
    let file = File::open(bytes, password).ok()?;
    let index = number.checked_sub(1)?;
    let (fields, _) = all_signatures(&file);
    let end = end_of(bytes, file.revisions().get(index)?, index, &fields);
    bytes.get(..end).filter(|prefix| !prefix.is_empty())
}

/// Where a revision of a file ends.
fn end_of(
    bytes: &[u8],
    revision: &pdf::revisions::Revision,
    index: usize,
    fields: &[pdf::revisions::signatures::SignatureField],
) -> usize {
    let mark = revision.bytes.end;
    let signed = fields
        .iter()
        .filter(|field| field.revision == Some(index))
        .map(|field| field.covered_end())
        .max()
        .filter(|end| *end >= mark);
    let line_end = match bytes.get(mark..).unwrap_or_default() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    signed.unwrap_or(mark + line_end)
}
