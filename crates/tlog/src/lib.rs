//! Hash-chained journal and transparency log: pure algorithms over bytes.
//!
//! Owns: the chain of the journal ([`journal`]), its bytes, and what can be said when it does not hold; the public log
//! of seals: what an entry says ([`entry`]), the Merkle tree and its proofs ([`merkle`]), signed notes ([`note`]),
//! checkpoints ([`checkpoint`]), whom to believe ([`policy`]), what a witness decides ([`witness`]), a citizen's proof
//! ([`proof`]) and the log as static files ([`tile`]).
//! Must not: read files, clocks or random sources, keep keys, or speak to a network. Whoever calls gives time, rows
//! and keys.
//!
//! ```
//! use tlog::journal::{Details, Entry, Head};
//!
//! let details = Details::of(&serde_json::json!({ "pages": 2 }))?;
//! let first = Entry::append(None, 1_795_168_800_000, "anna", "document-sealed", "document 7", details);
//! let second = Entry::append(Some(&first.head()), 1_795_168_800_500, "anna", "desk-locked", "desk", Details::none());
//! let head = tlog::journal::verify([&first, &second], None)?;
//! assert_eq!(head, second.head());
//!
//! // With a head that was kept elsewhere, a journal that lost its end no longer passes.
//! assert!(tlog::journal::verify([&first], Some(&head)).is_err());
//! # Ok::<(), tlog::Error>(())
//! ```

pub mod checkpoint;
pub mod entry;
mod error;
pub mod hash;
pub mod journal;
pub mod merkle;
#[cfg(feature = "verify")]
pub mod mldsa;
pub mod monitor;
pub mod note;
#[cfg(feature = "verify")]
pub mod policy;
pub mod proof;
pub mod tile;
pub mod witness;

pub use error::Error;
pub use hash::Hash;

/// The sentences of this crate's errors, in four languages.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");
