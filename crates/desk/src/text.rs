//! The text inside files, for the search: PDF, office formats, e-mail, plain text; and what OCR reads of pictures.
//!
//! Files are hostile: reading is bounded in time, in pages and in what it gives; a reader that fails is told, never
//! trusted. Nothing read here is evidence of anything: it only leads a person to the document.

pub(crate) mod mail;
pub(crate) mod ocr;
pub(crate) mod office;
pub(crate) mod pdf;

use store::PageText;

/// Larger files are not read for their text.
pub(crate) const FILE_LIMIT_BYTES: u64 = 256 << 20;
/// Pages of a file that are read.
pub(crate) const PAGE_LIMIT: usize = 5_000;
/// Text of a file that is kept.
pub(crate) const TEXT_LIMIT: usize = 20 << 20;
/// Characters of plain text that make a page.
const PLAIN_PAGE: usize = 8_000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extracted {
    /// Its pages with text.
    pub pages: Vec<PageText>,
    /// Pages without text on which something is drawn: what OCR may read.
    pub pictures: Vec<u32>,
    /// Why it was not read, or not to its end: the message is `text-reason-<reason>`.
    pub reason: Option<&'static str>,
}

/// How a kind of file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Pdf,
    Office,
    Mail,
    Plain,
    Picture,
    /// Nothing in it is read.
    None,
}

/// Who reads a kind of file.
pub(crate) fn reader(media_type: &str, file_name: Option<&str>) -> Reader {
    let ends = |extension: &str| file_name.is_some_and(|name| name.to_lowercase().ends_with(extension));
    match media_type {
        "application/pdf" => Reader::Pdf,
        "message/rfc822" => Reader::Mail,
        "text/plain" if ends(".eml") => Reader::Mail,
        "image/png" | "image/jpeg" | "image/tiff" | "image/bmp" => Reader::Picture,
        kind if kind.starts_with("application/vnd.openxmlformats")
            || kind.starts_with("application/vnd.oasis.opendocument") =>
        {
            Reader::Office
        }
        kind if kind.starts_with("text/") || kind == "application/json" || kind == "application/xml" => {
            Reader::Plain
        }
        _ => Reader::None,
    }
}

/// Plain text, cut into pages.
pub(crate) fn plain(bytes: &[u8]) -> Extracted {
    let text = decoded(bytes);
    Extracted {
        pages: paged(&text),
        ..Extracted::default()
    }
}

/// UTF-8, UTF-16 with its mark, else Latin-1.
fn decoded(bytes: &[u8]) -> String {
    let cut = bytes.len() > TEXT_LIMIT;
    let bytes = bytes.get(..TEXT_LIMIT).unwrap_or(bytes);
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| pair.try_into().ok().map(unit))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // Cut by the limit in the middle of a character is not another encoding.
            Err(error) if cut && error.error_len().is_none() => String::from_utf8_lossy(bytes).into_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// Cuts a long text at white space.
pub(crate) fn paged(text: &str) -> Vec<PageText> {
    let mut pages = Vec::new();
    let mut rest = text;
    while !rest.trim().is_empty() && pages.len() < PAGE_LIMIT {
        let mut end = rest.len().min(PLAIN_PAGE);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        if end < rest.len()
            && let Some(space) = rest.get(..end).and_then(|page| page.rfind(char::is_whitespace))
            && space > 0
        {
            end = space;
        }
        let (page, after) = rest.split_at(end);
        pages.push(PageText {
            page: u32::try_from(pages.len() + 1).unwrap_or(u32::MAX),
            ocr: false,
            text: page.to_owned(),
        });
        rest = after;
    }
    pages
}

/// Whether a text says something: some letters, not only the dirt of a broken font.
pub(crate) fn says_something(text: &str) -> bool {
    let (mut letters, mut unknown) = (0u32, 0u32);
    for c in text.chars() {
        letters += u32::from(c.is_alphanumeric());
        unknown += u32::from(c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c));
    }
    letters >= 4 && letters > unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_of_any_encoding_is_read_and_cut_into_pages() {
        let of = |bytes: &[u8]| {
            plain(bytes)
                .pages
                .first()
                .map(|page| page.text.clone())
                .unwrap_or_default()
        };
        assert_eq!(of("Gemeng Beetebuerg".as_bytes()), "Gemeng Beetebuerg");
        assert_eq!(of(b"caf\xe9"), "café");
        assert_eq!(of(b"\xff\xfea\0b\0"), "ab");
        let pages = plain("wort ".repeat(10_000).as_bytes()).pages;
        assert!(pages.len() > 5 && pages.iter().all(|page| page.text.len() <= PLAIN_PAGE));
        assert!(plain(b"").pages.is_empty());
    }

    #[test]
    fn dirt_says_nothing() {
        assert!(says_something("Luxembourg"));
        assert!(!says_something(" .. 1"));
        assert!(!says_something("\u{e001}\u{e002}\u{e003}\u{e004}\u{e005}abcd"));
    }
}
