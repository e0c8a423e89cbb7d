//! The visible seal: a signed barcode on the page by which paper is checked with no network.
//!
//! Owns: the bytes of the seal ([`VisibleSeal`]: ICAO Doc 9303-13 and BSI TR-03137-1, with the conventions of
//! TR-03171), our profile ([`Facts`], [`Profile`]), the signed bundle of certificates by which seals are judged
//! ([`Bundle`]), and the judgement in plain words ([`judge`]).
//! Must not: hold private keys, read files or images, ask the clock, or reach a network: it runs in a browser too.
//!
//! ```
//! use visible_seal::{Header, VisibleSeal};
//!
//! let header = Header::administrative("LUX", "LUAS", "4F1C9A7E03B255D8", jiff::civil::date(2026, 11, 20))?;
//! let bytes = header.encode()?;
//! assert_eq!(bytes[..4], [0xDC, 0x03, 0xA1, 0xB6]);
//! assert!(VisibleSeal::decode(&bytes).is_err(), "a header alone is no seal");
//! # Ok::<(), visible_seal::EncodeError>(())
//! ```

pub mod bundle;
mod c40;
mod date;
mod error;
mod header;
mod judge;
mod profile;
mod public_key;
mod seal;
mod tlv;
mod typed;

pub use bundle::{Bundle, BundleError};
pub use error::{DecodeError, EncodeError};
pub use header::{ADMINISTRATIVE_DOCUMENT, DEFINITION, Header, HeaderVersion, reference_of_serial};
pub use judge::{
    CertificateFacts, Fact, HeaderFacts, Judgement, ProfileFacts, Remark, Revocation, Trust, Verdict, judge,
    not_read,
};
pub use profile::{Facts, Field, FieldKind, Names, Profile, cut, tag};
pub use public_key::{CertificateOfSeal, Curve, PinnedKey, SealPublicKey};
pub use seal::VisibleSeal;
pub use tlv::Tlv;
pub use typed::bytes_of_text;

/// The messages of this crate.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");
