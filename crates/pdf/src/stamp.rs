//! What is drawn on the page: identifier, QR code, authority, time, address of the original.

/// The stamp of one document. All texts are ready to print, in the language of the document.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The identifier in groups of four.
    pub identifier_printed: String,
    /// Payload of the QR code (upper-case URL).
    pub qr_payload: String,
    /// Lines beside the QR code, first one emphasised: authority, time with zone, "original: <address>".
    pub lines: Vec<String>,
    /// Small line for the pages after the first, e.g. identifier and page number; `{page}` and `{pages}` are
    /// replaced.
    pub other_pages_line: Option<String>,
    /// Alternative text for assistive technology.
    pub alternative_text: String,
}

/// Where the stamp went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Whether no free place was found and the stamp stands on a white band over content of the first page.
    pub covers_content: bool,
}

pub(crate) fn draw(
    _document: &crate::Document<'_>,
    _update: &mut crate::update::Update<'_, '_>,
    _examined: &mut crate::prepare::Examined,
    _stamp: &Stamp,
) -> Result<Placed, crate::Error> {
    Ok(Placed { covers_content: false })
}
