//! The central server: API for desks, public check page, storage.
//!
//! Owns: enrolment and tokens of desks, resumable uploads, registrations with their order, originals as files, alarms,
//! the public log of seals ([`log`]), what desks share of their records ([`records`]), and the page on which anybody compares a paper copy with the original.
//! Must not: log a printed identifier, or keep it in clear outside the records that desks share (it opens the
//! original), change an original, or answer "valid" for bytes that it has not hashed just now.
//!
//! ```no_run
//! use std::sync::Arc;
//! use platform::state::{State, System};
//! use platform::storage::sqlite::SqliteStorage;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let storage = Arc::new(SqliteStorage::open("data".as_ref())?);
//! let url = identifier::PlatformUrl::parse("https://verify.example.lu")?;
//! let state = State::new(storage, Arc::new(System), url, seal::verify::TrustRoots::default());
//! # let _ = state; Ok(()) }
//! ```

pub mod admin;
pub mod api;
mod body;
pub mod check;
pub mod enrolment;
pub mod error;
pub mod evidence;
pub mod examine;
mod files;
pub mod fixity;
mod front;
pub mod jws;
pub mod limits;
pub mod log;
mod lookup;
pub mod metrics;
pub mod oidc;
pub mod operations;
pub mod records;
pub mod server;
pub mod state;
pub mod storage;
mod text;

pub use error::Error;

/// The messages of this crate: the check page and the errors of the server.
pub const MESSAGES: wording::Sources = wording::sources!("../locales", "check", "easy", "statements");

/// Every message the platform can show.
pub const SOURCES: [wording::Sources; 7] = [
    MESSAGES,
    visible_seal::MESSAGES,
    identifier::MESSAGES,
    seal::MESSAGES,
    sync::MESSAGES,
    tlog::MESSAGES,
    wording::MESSAGES,
];
