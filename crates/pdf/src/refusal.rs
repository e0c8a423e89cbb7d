//! Why what a caller chose cannot be done with this file: field, certification, place, appearance, image.

use wording::Explain;

use crate::appearance::TemplateProblem;

/// A choice that this file, or the standard, does not allow. The file is never changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No signature field has this name.
    #[error("the PDF has no signature field '{0}'")]
    FieldUnknown(String),
    /// The field carries a signature already.
    #[error("the signature field '{0}' is already signed")]
    FieldSigned(String),
    /// An earlier signature has locked the field (FieldMDP, `/Lock`).
    #[error("an earlier signature has locked the field '{0}'")]
    FieldLocked(String),
    /// The field may only be read (`/Ff` bit 1), or is no object of its own.
    #[error("the signature field '{0}' may not be filled in")]
    FieldReadOnly(String),
    /// The field has no area on a page, so nothing can be drawn in it.
    #[error("the signature field '{0}' has no area on a page")]
    FieldNoRoom(String),
    /// The field carries a lock of its own that differs from the one asked for.
    #[error("the signature field '{0}' carries another lock")]
    LockConflict(String),
    /// The seed values of the field ask for something else.
    #[error("the signature field '{field}' asks for {constraint} '{wanted}'")]
    SeedValue {
        /// Full name of the field.
        field: String,
        /// Which constraint, as a stable word.
        constraint: &'static str,
        /// What it wants.
        wanted: String,
    },
    /// Only the first signature can certify.
    #[error("only the first signature of a PDF can certify it")]
    CertifyNotFirst,
    /// It is certified already.
    #[error("the PDF is already certified")]
    AlreadyCertified,
    /// Certified: a new visible field would be a change of the page.
    #[error("the PDF is certified and allows no new visible signature")]
    CertifiedNoAppearance,
    /// There is no such page.
    #[error("the PDF has {pages} pages, none has the number {page}")]
    PageUnknown {
        /// The number asked for, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
    },
    /// The place lies outside what is visible of the page.
    #[error("the place lies outside the page, which shows {width_mm} by {height_mm} mm")]
    PlaceOutside {
        /// Visible width in whole millimetres.
        width_mm: u32,
        /// Visible height.
        height_mm: u32,
    },
    /// The place is too small for what is to be drawn.
    #[error("the place is too small: {width_mm} by {height_mm} mm are needed")]
    PlaceTooSmall {
        /// Least width in whole millimetres.
        width_mm: u32,
        /// Least height.
        height_mm: u32,
    },
    /// The marker is in no text of the pages asked for.
    #[error("the marker '{0}' is not in the text of the document")]
    PlaceholderNotFound(String),
    /// The template of an appearance is not right.
    #[error("the appearance template is not right: {0}")]
    Template(#[from] TemplateProblem),
    /// The appearance does not fit into its area, even in its smallest type.
    #[error("the signature's appearance does not fit into {width_mm} by {height_mm} mm")]
    AppearanceTooSmall {
        /// Width of the area in whole millimetres.
        width_mm: u32,
        /// Height.
        height_mm: u32,
    },
    /// The image is neither PNG nor JPEG, or of a kind that is not taken.
    #[error("the image is no PNG or JPEG that can be used")]
    ImageUnsupported,
    /// The image cannot be decoded.
    #[error("the image is damaged")]
    ImageDamaged,
    /// The image is too large.
    #[error("the image is too large")]
    ImageTooLarge,
    /// Nothing in the file can be shown.
    #[error("nothing can be recovered from the PDF")]
    RepairNothing,
    /// The file carries signatures, which a repair would lose.
    #[error("the PDF carries {0} signatures that a repair would lose")]
    RepairSigned(u32),
    /// The file is encrypted: recovery cannot tell what it reads.
    #[error("an encrypted PDF cannot be repaired")]
    RepairEncrypted,
}

impl Refusal {
    /// One of each kind, so that tests can see that every code has its message.
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Refusal> {
        let name = || "Field".to_owned();
        let (width_mm, height_mm) = (1, 2);
        let mut all = vec![
            Refusal::FieldUnknown(name()),
            Refusal::FieldSigned(name()),
            Refusal::FieldLocked(name()),
            Refusal::FieldReadOnly(name()),
            Refusal::FieldNoRoom(name()),
            Refusal::LockConflict(name()),
            Refusal::CertifyNotFirst,
            Refusal::AlreadyCertified,
            Refusal::CertifiedNoAppearance,
            Refusal::PageUnknown { page: 3, pages: 2 },
            Refusal::PlaceOutside { width_mm, height_mm },
            Refusal::PlaceTooSmall { width_mm, height_mm },
            Refusal::PlaceholderNotFound(name()),
            Refusal::AppearanceTooSmall { width_mm, height_mm },
            Refusal::ImageUnsupported,
            Refusal::ImageDamaged,
            Refusal::ImageTooLarge,
            Refusal::RepairNothing,
            Refusal::RepairSigned(2),
            Refusal::RepairEncrypted,
        ];
        all.extend(TemplateProblem::one_of_each().into_iter().map(Refusal::Template));
        for constraint in [
            "filter",
            "sub-filter",
            "version",
            "reasons",
            "certification",
            "legal-attestation",
            "lock-document",
            "appearance",
            "signature-policy",
        ] {
            for wanted in ["", "x", "true", "false", "none", "2"] {
                all.push(Refusal::SeedValue {
                    field: name(),
                    constraint,
                    wanted: wanted.to_owned(),
                });
            }
        }
        all
    }
}

impl Explain for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Refusal::FieldUnknown(_) => "pdf-field-unknown",
            Refusal::FieldSigned(_) => "pdf-field-signed",
            Refusal::FieldLocked(_) => "pdf-field-locked",
            Refusal::FieldReadOnly(_) => "pdf-field-read-only",
            Refusal::FieldNoRoom(_) => "pdf-field-no-room",
            Refusal::LockConflict(_) => "pdf-lock-conflict",
            Refusal::SeedValue { .. } => "pdf-seed-value",
            Refusal::CertifyNotFirst => "pdf-certify-not-first",
            Refusal::AlreadyCertified => "pdf-already-certified",
            Refusal::CertifiedNoAppearance => "pdf-certified-no-appearance",
            Refusal::PageUnknown { .. } => "pdf-page-unknown",
            Refusal::PlaceOutside { .. } => "pdf-place-outside",
            Refusal::PlaceTooSmall { .. } => "pdf-place-too-small",
            Refusal::PlaceholderNotFound(_) => "placeholder-not-found",
            Refusal::Template(_) => "pdf-appearance-template",
            Refusal::AppearanceTooSmall { .. } => "pdf-appearance-too-small",
            Refusal::ImageUnsupported => "pdf-image-unsupported",
            Refusal::ImageDamaged => "pdf-image-damaged",
            Refusal::ImageTooLarge => "pdf-image-too-large",
            Refusal::RepairNothing => "pdf-repair-nothing",
            Refusal::RepairSigned(_) => "pdf-repair-signed",
            Refusal::RepairEncrypted => "pdf-repair-encrypted",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::FieldUnknown(name)
            | Refusal::FieldSigned(name)
            | Refusal::FieldLocked(name)
            | Refusal::FieldReadOnly(name)
            | Refusal::FieldNoRoom(name)
            | Refusal::LockConflict(name) => vec![("field", name.clone())],
            Refusal::SeedValue {
                field,
                constraint,
                wanted,
            } => vec![
                ("field", field.clone()),
                ("constraint", (*constraint).to_owned()),
                ("wanted", wanted.clone()),
            ],
            Refusal::PageUnknown { page, pages } => {
                vec![("page", page.to_string()), ("pages", pages.to_string())]
            }
            Refusal::PlaceOutside { width_mm, height_mm }
            | Refusal::PlaceTooSmall { width_mm, height_mm }
            | Refusal::AppearanceTooSmall { width_mm, height_mm } => {
                vec![("width", width_mm.to_string()), ("height", height_mm.to_string())]
            }
            Refusal::PlaceholderNotFound(text) => vec![("text", text.clone())],
            Refusal::Template(problem) => problem.arguments(),
            Refusal::RepairSigned(count) => vec![("count", count.to_string())],
            _ => Vec::new(),
        }
    }
}
