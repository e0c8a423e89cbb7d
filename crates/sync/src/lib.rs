//! The synchronisation of a desk with the platform: wire types, the pure engine, and (feature `http`) its driver.
//!
//! Owns: what desk and platform say to each other ([`wire`]), the decision what to send next and what an answer means
//! ([`engine`]), what a desk must offer to be synchronised ([`local`]), and the driver that speaks HTTP over TLS
//! (`http`, behind the feature of the same name).
//! Must not: keep state of its own on disk (that is the desk's, through [`local::Local`]); the engine has no clock, no
//! randomness and no I/O: these are parameters.
//!
//! ```
//! use sync::engine::{Effect, Engine, Input, Policy};
//! let now: jiff::Timestamp = "2026-05-04T08:00:00Z".parse()?;
//! let mut engine = Engine::new("verify.example.lu", Policy::default(), 7, Vec::new());
//! // Nothing is queued, so there is nothing to do.
//! assert_eq!(engine.handle(Input::Next, now), vec![Effect::Finished]);
//! # Ok::<(), jiff::Error>(())
//! ```

pub mod engine;
pub mod local;
pub mod merge;
pub mod records;
#[cfg(feature = "schema")]
pub mod schema;
pub mod wire;

#[cfg(feature = "http")]
pub mod http;

mod error;

pub use error::{Error, Scope};

/// The sentences of this crate's errors and of every refusal code of the platform's API, in four languages.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");
