//! PAdES signing by incremental update.

use crate::key::SealKey;

/// The PAdES baseline level a file has reached (ETSI EN 319 142-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// Basic.
    #[serde(rename = "B-B")]
    BB,
    /// With a trusted time-stamp.
    #[serde(rename = "B-T")]
    BT,
    /// With the validation data.
    #[serde(rename = "B-LT")]
    BLt,
    /// With an archive time-stamp.
    #[serde(rename = "B-LTA")]
    BLta,
}

/// What to sign and how.
pub struct SealRequest<'a> {
    /// The PDF as it is; it stays a prefix of the result.
    pub input: &'a [u8],
    /// Password of an encrypted input.
    pub password: Option<&'a str>,
    /// What is drawn on the pages; `None` signs invisibly and draws nothing.
    pub stamp: Option<&'a pdf::stamp::Stamp>,
    /// Claimed signing time, UTC (`/M`).
    pub signed_at: jiff::Timestamp,
    /// `/Name` of the signature dictionary, e.g. the administration.
    pub name: Option<&'a str>,
    /// `/Reason`.
    pub reason: Option<&'a str>,
    /// `/Location`.
    pub location: Option<&'a str>,
}

/// A sealed PDF: the only way to get one is to seal.
pub struct SealedPdf {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes`.
    pub sha256: [u8; 32],
    /// Number of pages.
    pub pages: u32,
    /// The level that is in the file.
    pub level: Level,
}

/// Stamps and seals a PDF with PAdES B-B.
///
/// # Errors
/// A refusal with a stable code; the input is never changed.
pub fn seal(_key: &SealKey, _request: &SealRequest<'_>) -> Result<SealedPdf, SealError> { todo!() }

/// Why a file was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The PDF is refused.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
}
