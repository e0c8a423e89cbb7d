//! Reading, incremental writing and stamping of PDF files. No keys, no network.
//!
//! Skeleton: the public interface below is agreed with the crates that use it; bodies follow.

pub mod stamp;

/// What a PDF is, before anything is done to it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Inspection {
    /// Number of pages.
    pub pages: u32,
    /// `/Title` of the document information or XMP, where it has one.
    pub title: Option<String>,
    /// Whether the file is encrypted (even with the empty password).
    pub encrypted: bool,
    /// PDF/A part and conformance claimed in XMP, e.g. `2B`.
    pub pdf_a: Option<String>,
    /// Number of signatures and document time-stamps in it.
    pub signatures: u32,
}

/// Looks into a PDF without changing it. Bounded in memory and time; never panics.
///
/// # Errors
/// The same refusals, with the same codes, that sealing would give.
pub fn inspect(_bytes: &[u8], _password: Option<&str>) -> Result<Inspection, Error> { todo!() }

/// Why a PDF is refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
}
