//! Why a picture does not become a PDF.

use wording::Explain;

/// Why a picture does not become a PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// Not a picture of a known format.
    #[error("no picture that can become a PDF")]
    NotAPicture,
    /// The picture is damaged or ends too early.
    #[error("the picture is damaged: {detail}")]
    Damaged {
        /// What the decoder says.
        detail: String,
    },
    /// A way of keeping pixels that is not supported.
    #[error("pictures of this kind are not supported: {detail}")]
    Unsupported {
        /// Which.
        detail: String,
    },
    /// More pixels than are looked at.
    #[error("the picture has more than {megapixels} million pixels")]
    TooLarge {
        /// The limit.
        megapixels: u64,
    },
    /// More pages than are looked at.
    #[error("the scan has more than {limit} pages")]
    TooManyPages {
        /// The limit.
        limit: u32,
    },
    /// The PDF could not be written.
    #[error("the PDF could not be written: {detail}")]
    NotWritten {
        /// Why.
        detail: String,
    },
    /// The caller stopped it.
    #[error("stopped")]
    Stopped,
}

impl Explain for ScanError {
    fn code(&self) -> &'static str {
        match self {
            ScanError::NotAPicture => "scan-not-a-picture",
            ScanError::Damaged { .. } => "scan-damaged",
            ScanError::Unsupported { .. } => "scan-unsupported",
            ScanError::TooLarge { .. } => "scan-too-large",
            ScanError::TooManyPages { .. } => "scan-too-many-pages",
            ScanError::NotWritten { .. } => "scan-not-written",
            ScanError::Stopped => "cancelled",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ScanError::Damaged { detail }
            | ScanError::Unsupported { detail }
            | ScanError::NotWritten { detail } => vec![("detail", detail.clone())],
            ScanError::TooLarge { megapixels } => vec![("megapixels", megapixels.to_string())],
            ScanError::TooManyPages { limit } => vec![("limit", limit.to_string())],
            _ => Vec::new(),
        }
    }
}
