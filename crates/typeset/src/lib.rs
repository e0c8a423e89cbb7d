//! Setting letters from templates: Typst and data in, tagged PDF/A-3a with PDF/UA-1 out.
//!
//! Owns: the format of templates ([`manifest`], [`Template`]), what a letter says ([`Letter`]), setting it within
//! limits ([`set`]), and trying out a template before anybody relies on it ([`check`]).
//! Must not: know dossiers, stores or servers; read files, the network or the clock. What a template may see is what it is
//! handed: its own files, the shared letterhead, the letter's data and a date. There are no packages, no `eval`, no
//! plugins and no fonts but ours.
//!
//! ```
//! use typeset::{Letter, Limits, Purpose, Template};
//! let receipt = Template::built_in().into_iter().find(|t| t.key() == "receipt").expect("shipped");
//! let letter = Letter::sample(&receipt, wording::Lang::Fr, true);
//! let set = typeset::set(&receipt, &letter, &[], Purpose::Draft, Limits::default())?;
//! assert!(set.pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), typeset::Error>(())
//! ```

pub mod letter;
pub mod manifest;
pub mod paper;
pub mod scan;

mod check;
mod engine;
mod error;
mod fonts;
mod template;
mod world;

pub use check::check;
pub use engine::{Asset, Limits, Purpose, SetLetter, set, set_empty_page};
pub use error::{Error, Place};
pub use letter::Letter;
pub use template::{SOURCES, Template};

/// The messages of this crate's errors.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");
