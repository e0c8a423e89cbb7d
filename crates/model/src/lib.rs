//! Dossiers, documents, parties and journal events: types and rules, and the views the window shows.
//!
//! Owns: the vocabulary of the product as types, the rules that need no storage, and [`view`], the shapes that
//! cross from the desk to a window, a command line or a test.
//! Must not: read clocks, draw randomness, touch files, databases or the network.
//!
//! ```
//! use model::Reference;
//! assert_eq!(Reference::parse(" 2026/RES/004711 ").unwrap().as_str(), "2026/RES/004711");
//! ```

pub mod circuit;
pub mod classification;
pub mod contact;
pub mod course;
pub mod deadline;
pub mod delegation;
pub mod disposition;
pub mod document;
pub mod figures;
pub mod filter;
pub mod fold;
pub mod ids;
pub mod letter;
pub mod looking;
pub mod matricule;
pub mod numbering;
pub mod opening;
pub mod passage;
pub mod procedure;
pub mod public_log;
pub mod retention;
pub mod safety;
pub mod search;
pub mod sharing;
pub mod sheet;
pub mod view;
pub mod window;
pub mod work;
pub mod zone;

mod dossier;
mod sha256;

pub use dossier::{
    DossierOpening, DossierStatus, NewDossier, NewParty, PartyKind, PartyRole, PartyWho, Reference, Role,
    RuleError, Subject, Title, tag,
};
pub use filter::{DossierCursor, DossierFilter, DossierOrder, DossierPage};
pub use ids::{
    CircuitId, ContactId, DeadlineId, DelegationId, DeskId, DispositionId, DocumentId, DossierId, IntakeId,
    LetterBatchId, LetterDraftId, NoteId, OpId, PartyId, PersonId, SavedSearchId, StepId, TaskId, VersionId,
};
pub use procedure::{Confidentiality, Procedure};
pub use sha256::Sha256;

/// The messages of this crate's errors.
pub const MESSAGES: wording::Sources = wording::sources!(
    "../locales",
    "dossier",
    "directory",
    "procedure",
    "circuit",
    "import",
    "letter",
    "search",
    "safety",
    "retention"
);
