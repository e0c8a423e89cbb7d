//! Reading, incremental writing and stamping of PDF files.
//!
//! Owns: opening hostile files within limits ([`Document`]), the look before anything is done ([`inspect`]),
//! what is drawn on the pages ([`stamp`]), and the incremental update that only lacks a signature value
//! ([`prepare`]).
//! Must not: hold keys, make or check signatures, use the network, know dossiers, or ever rewrite a byte of the
//! input.
//!
//! ```
//! let refusal = pdf::inspect(b"Bonjour", None).unwrap_err();
//! assert_eq!(wording::Explain::code(&refusal), "pdf-not-a-pdf");
//! ```

pub mod appearance;
pub mod augment;
mod crypt;
mod document;
mod error;
mod filter;
mod form;
mod geometry;
mod inspect;
pub mod look;
mod marker;
pub mod object;
mod occupancy;
mod page;
mod placing;
mod prepare;
mod refusal;
pub mod repair;
pub mod revisions;
pub mod seed;
pub mod source;
pub mod stamp;
mod structure;
mod syntax;
mod update;

pub use appearance::Appearance;
pub use document::{Document, Indirect, Stream, XrefKind};
pub use error::{Error, Looks};
pub use form::{SignatureInFile, signature_in};
pub use inspect::{Inspection, inspect, inspect_document};
pub use placing::{Corner, Pages, Place, Placement, Position};
pub use prepare::{FieldChoice, Permission, Preparation, Prepared, SignatureSpec, prepare};
pub use refusal::Refusal;
pub use revisions::signatures::FieldLock;
pub use seed::Requirements;
pub use source::{FileSource, Layered, Source};

/// The messages of this crate.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");
