//! The printed digital identifier (format version 1): issue, parse, check, print, URL and QR payload.
//!
//! Skeleton: signatures are agreed; bodies follow.

use wording::Explain;

/// A printed identifier, checked: holding one proves version and checksum are right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier([u8; 20]);

impl Identifier {
    /// Issues an identifier from 16 bytes of the operating system's CSPRNG (the first 125 bits are used).
    pub fn issue(_random: [u8; 16]) -> Self { todo!() }
    /// Parses what a person typed, pasted or scanned (a URL included).
    pub fn parse(_text: &str) -> Result<Self, ParseError> { todo!() }
    /// The 32 symbols without separators.
    pub fn canonical(&self) -> String { todo!() }
    /// Eight groups of four, as printed.
    pub fn printed(&self) -> String { todo!() }
    /// The 20 bytes.
    pub fn to_bytes(&self) -> [u8; 20] { self.0 }
}

/// Where a platform answers: scheme, host and port, e.g. `https://verify.example.lu`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlatformUrl(String);

impl PlatformUrl {
    /// Parses an `https` address (or `http` on loopback) without path, query or user.
    pub fn parse(_text: &str) -> Result<Self, PlatformUrlError> { todo!() }
    /// The address without trailing slash.
    pub fn as_str(&self) -> &str { &self.0 }
    /// `https://<host>/d/<32 symbols>`.
    pub fn document_url(&self, _identifier: &Identifier) -> String { todo!() }
    /// `HTTPS://<HOST>/D/<32 symbols>`, for the QR alphanumeric mode.
    pub fn qr_payload(&self, _identifier: &Identifier) -> String { todo!() }
}

/// Why a text is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The checksum does not fit.
    #[error("mistyped")]
    Mistyped,
}
impl Explain for ParseError {
    fn code(&self) -> &'static str { "identifier-mistyped" }
}

/// Why a text is not a platform address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a platform address: {0}")]
pub struct PlatformUrlError(pub String);
impl Explain for PlatformUrlError {
    fn code(&self) -> &'static str { "platform-url-invalid" }
}
