//! Whether a file that nobody writes into just now looks as if it were finished.
//!
//! A slow writer - a scanner, a network drive, a download - pauses longer than any short wait. Where a format says how it
//! ends, its end is looked for; where it says nothing, the file must be quiet for longer.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// How many bytes of the start and of the end are looked at.
const WINDOW: u64 = 64 * 1024;
/// A PDF ends with `%%EOF`, behind which some programs write a little (ISO 32000-1, annex H.3.4.4).
const PDF_END_WITHIN: usize = 2 * 1024;
/// The record that ends an archive, without its comment of at most 64 KiB (APPNOTE 4.3.16).
const ZIP_END: &[u8] = b"PK\x05\x06";

/// What the bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// The format's end is there.
    Whole,
    /// Its format does not say where it ends.
    Unknown,
    /// The format's end is not there.
    Cut,
}

impl Looks {
    /// For how many waits the file must not have changed. One that stays cut is taken in the end: damaged things are
    /// evidence, too.
    pub fn quiet_waits(self) -> u32 {
        match self {
            Looks::Whole => 1,
            Looks::Unknown => 3,
            Looks::Cut => LONGEST,
        }
    }
}

/// The most waits that a file is left alone although nothing changes.
pub(super) const LONGEST: u32 = 10;

/// Looks at the start and the end of a file.
pub(super) fn looks(file: &Path) -> io::Result<Looks> {
    let mut source = store::input::open(file)?;
    let size = source.metadata()?.len();
    let mut head = Vec::new();
    source.by_ref().take(WINDOW).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(size.saturating_sub(WINDOW)))?;
    let mut tail = Vec::new();
    source.take(WINDOW).read_to_end(&mut tail)?;
    Ok(judge(&head, &tail, size))
}

fn judge(head: &[u8], tail: &[u8], size: u64) -> Looks {
    let ends = |end: &[u8], within: usize| {
        let from = tail.len().saturating_sub(within);
        contains(tail.get(from..).unwrap_or_default(), end)
    };
    let whole_if = |is: bool| if is { Looks::Whole } else { Looks::Cut };
    let number = |at: usize| {
        head.get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_le_bytes)
            .map_or(u64::MAX, u64::from)
    };
    if size == 0 {
        // Made, and not written yet.
        Looks::Cut
    } else if contains(head.get(..1024).unwrap_or(head), b"%PDF-") {
        whole_if(ends(b"%%EOF", PDF_END_WITHIN))
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        whole_if(ends(b"IEND", 64))
    } else if head.starts_with(b"\xff\xd8\xff") {
        whole_if(ends(b"\xff\xd9", 1024))
    } else if head.starts_with(b"GIF8") {
        whole_if(tail.last() == Some(&0x3b))
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(ZIP_END) {
        whole_if(contains(tail, ZIP_END))
    } else if head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]) {
        whole_if(number(2) <= size)
    } else if head.starts_with(b"RIFF") {
        whole_if(number(4).saturating_add(8) <= size)
    } else if let Some(boundary) = boundary(head) {
        whole_if(contains(tail, format!("--{boundary}--").as_bytes()))
    } else {
        Looks::Unknown
    }
}

/// The outermost boundary of an e-mail in several parts (RFC 2046, 5.1.1).
fn boundary(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head);
    let end = text.find("\r\n\r\n").or_else(|| text.find("\n\n"))?;
    let fields = text.get(..end)?;
    let lower = fields.to_ascii_lowercase();
    lower.find("content-type: multipart/")?;
    let at = lower.find("boundary=")? + "boundary=".len();
    let value = fields.get(at..)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', '\r', '\n', ' ']).next()?,
    };
    (!value.is_empty() && value.len() <= 70).then(|| value.to_owned())
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Looks {
        judge(bytes, bytes, bytes.len() as u64)
    }

    #[test]
    fn the_end_of_a_format_tells_whether_a_file_is_whole() {
        let mail =
            "From: a@example.lu\r\nContent-Type: multipart/mixed; boundary=\"o o\"\r\n\r\n--o o\r\n\r\nx\r\n";
        let cases: [(Vec<u8>, Looks); 13] = [
            (b"%PDF-1.7\n...startxref\n9\n%%EOF\n".to_vec(), Looks::Whole),
            (b"%PDF-1.7\n...startx".to_vec(), Looks::Cut),
            (b"\x89PNG\r\n\x1a\n...IEND\xae\x42\x60\x82".to_vec(), Looks::Whole),
            (b"\x89PNG\r\n\x1a\n...IDAT".to_vec(), Looks::Cut),
            (b"\xff\xd8\xff\xe0....\xff\xd9".to_vec(), Looks::Whole),
            (b"\xff\xd8\xff\xe0....".to_vec(), Looks::Cut),
            (b"PK\x03\x04....PK\x05\x06\0\0\0\0".to_vec(), Looks::Whole),
            (b"PK\x03\x04....".to_vec(), Looks::Cut),
            (b"RIFF\x04\0\0\0WEBP".to_vec(), Looks::Whole),
            (format!("{mail}--o o--\r\n").into_bytes(), Looks::Whole),
            (mail.as_bytes().to_vec(), Looks::Cut),
            (b"just text".to_vec(), Looks::Unknown),
            (Vec::new(), Looks::Cut),
        ];
        for (bytes, looks) in cases {
            assert_eq!(of(&bytes), looks, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
