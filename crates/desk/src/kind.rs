//! What a file is, by its content; and whether its name says the same.

use std::path::Path;

/// How many bytes of the start and of the end are looked at.
pub(crate) const WINDOW: usize = 64 * 1024;
/// A PDF's header may stand behind a little dirt (ISO 32000-1, annex H.3.4.1: within the first 1024 bytes).
const PDF_HEADER_WITHIN: usize = 1024;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Media type.
    pub(crate) media_type: &'static str,
    /// Key of the family for messages: `pdf`, `word`, `image`, ...
    pub(crate) family: &'static str,
}

const fn kind(media_type: &'static str, family: &'static str) -> Kind {
    Kind { media_type, family }
}

pub(crate) const PDF: Kind = kind("application/pdf", "pdf");
const ARCHIVE: Kind = kind("application/zip", "archive");
const TEXT: Kind = kind("text/plain", "text");
const UNKNOWN: Kind = kind("application/octet-stream", "unknown");

/// Office formats that are ZIP archives: a name inside, and what it makes of the archive.
const IN_ARCHIVES: [(&[u8], Kind); 7] = [
    (
        b"word/",
        kind(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "word",
        ),
    ),
    (
        b"xl/",
        kind(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "spreadsheet",
        ),
    ),
    (
        b"ppt/",
        kind(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "presentation",
        ),
    ),
    (
        b"application/vnd.oasis.opendocument.text",
        kind("application/vnd.oasis.opendocument.text", "word"),
    ),
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        kind("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    ),
    (
        b"application/vnd.oasis.opendocument.presentation",
        kind("application/vnd.oasis.opendocument.presentation", "presentation"),
    ),
    (
        b"application/vnd.etsi.asic-e+zip",
        kind("application/vnd.etsi.asic-e+zip", "archive"),
    ),
];

/// First bytes that tell a kind.
const SIGNATURES: [(&[u8], Kind); 13] = [
    (b"\x89PNG\r\n\x1a\n", kind("image/png", "image")),
    (b"\xff\xd8\xff", kind("image/jpeg", "image")),
    (b"GIF87a", kind("image/gif", "image")),
    (b"GIF89a", kind("image/gif", "image")),
    (b"II*\0", kind("image/tiff", "image")),
    (b"MM\0*", kind("image/tiff", "image")),
    (b"BM", kind("image/bmp", "image")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        kind("application/x-ole-storage", "old-office"),
    ),
    (b"{\\rtf", kind("application/rtf", "word")),
    (b"%!PS", kind("application/postscript", "postscript")),
    (b"\x1f\x8b", kind("application/gzip", "archive")),
    (
        b"7z\xbc\xaf\x27\x1c",
        kind("application/x-7z-compressed", "archive"),
    ),
    (b"Rar!", kind("application/vnd.rar", "archive")),
];

/// The families that a name's extension promises; an unknown extension promises nothing.
fn promised(extension: &str) -> &'static [&'static str] {
    match extension {
        "pdf" => &["pdf"],
        "docx" | "odt" => &["word"],
        "rtf" => &["word", "text"],
        "doc" => &["old-office", "word"],
        "xlsx" | "ods" => &["spreadsheet"],
        "xls" => &["old-office", "spreadsheet"],
        "pptx" | "odp" => &["presentation"],
        "ppt" => &["old-office", "presentation"],
        "msg" => &["old-office"],
        "png" | "jpg" | "jpeg" | "gif" | "tif" | "tiff" | "bmp" | "webp" | "heic" => &["image"],
        "txt" | "csv" | "md" | "json" => &["text", "markup", "mail"],
        "eml" => &["mail", "text"],
        "htm" | "html" | "xml" | "svg" => &["markup", "text"],
        _ => &[],
    }
}

/// Tells the kind from the first and the last bytes (each at most [`WINDOW`]).
pub(crate) fn sniff(head: &[u8], tail: &[u8]) -> Kind {
    let early = head.get(..PDF_HEADER_WITHIN).unwrap_or(head);
    let starts = |signature: &[u8]| head.starts_with(signature);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        // The table of contents stands at the end of an archive, the first entry at its start.
        let holds = |name: &[u8]| contains(head, name) || contains(tail, name);
        return IN_ARCHIVES
            .into_iter()
            .find(|(name, _)| holds(name))
            .map_or(ARCHIVE, |(_, kind)| kind);
    }
    if let Some((_, kind)) = SIGNATURES.into_iter().find(|(signature, _)| starts(signature)) {
        return kind;
    }
    if contains(early, b"%PDF-") {
        return PDF;
    }
    if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice()) {
        return kind("image/webp", "image");
    }
    if head.get(4..8) == Some(b"ftyp".as_slice()) {
        let brand = head.get(8..12).unwrap_or_default();
        let image = [b"heic", b"heix", b"mif1", b"avif"]
            .iter()
            .any(|known| brand == known.as_slice());
        return if image {
            kind("image/heic", "image")
        } else {
            UNKNOWN
        };
    }
    text(head)
}

fn text(head: &[u8]) -> Kind {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let printable = head
        .iter()
        .all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c) || *byte >= 0x20);
    if !wide && !printable {
        return UNKNOWN;
    }
    let shown = String::from_utf8_lossy(head.get(..4096).unwrap_or(head)).to_lowercase();
    let shown = shown.trim_start_matches('\u{feff}').trim_start();
    let begins = |starts: &[&str]| starts.iter().any(|start| shown.starts_with(start));
    if begins(&["<!doctype html", "<html"]) {
        kind("text/html", "markup")
    } else if begins(&["<?xml", "<"]) {
        kind("application/xml", "markup")
    } else if begins(&[
        "return-path:",
        "received:",
        "from: ",
        "mime-version:",
        "delivered-to:",
    ]) {
        kind("message/rfc822", "mail")
    } else {
        TEXT
    }
}

/// The extension of a name, in small letters, when it promises another kind than the one found.
pub(crate) fn mismatch(file: &Path, found: Kind) -> Option<String> {
    let extension = file.extension()?.to_str()?.to_lowercase();
    let promised = promised(&extension);
    (!promised.is_empty() && !promised.contains(&found.family)).then_some(extension)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_kind_whatever_the_name() {
        let cases: [(&[u8], &str); 9] = [
            (b"%PDF-1.7\n", "application/pdf"),
            (b"dirt before\r\n%PDF-1.4", "application/pdf"),
            (b"PK\x03\x04....word/document.xml", IN_ARCHIVES[0].1.media_type),
            (b"PK\x03\x04....holiday.txt", "application/zip"),
            (b"\x89PNG\r\n\x1a\n....", "image/png"),
            ("Bonjour, voil\u{e0}.\n".as_bytes(), "text/plain"),
            (b"<!DOCTYPE html><p>%PDF is a format</p>", "text/html"),
            (b"From: a@example.lu\r\nTo: b@example.lu\r\n", "message/rfc822"),
            (b"\0\x01\x02\x03", "application/octet-stream"),
        ];
        for (bytes, media_type) in cases {
            assert_eq!(
                sniff(bytes, b"").media_type,
                media_type,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn a_name_that_promises_something_else_is_noticed() {
        let word = sniff(b"PK\x03\x04", b"...word/document.xml...");
        assert_eq!(mismatch(Path::new("Decision.PDF"), word), Some("pdf".into()));
        assert_eq!(mismatch(Path::new("decision.docx"), word), None);
        assert_eq!(mismatch(Path::new("decision"), word), None);
        assert_eq!(mismatch(Path::new("decision.docx"), PDF), Some("docx".into()));
        assert_eq!(
            mismatch(Path::new("scan.jpg"), sniff(b"\x89PNG\r\n\x1a\n", b"")),
            None
        );
    }
}
