//! The text of office files: ZIP archives of XML (OOXML, OpenDocument). Old binary formats are kept and not read.

use std::io::{Cursor, Read};

use super::{Extracted, TEXT_LIMIT, paged};

/// XML of one part that is unpacked.
const PART_LIMIT: u64 = 40 << 20;
/// Parts of an archive that are looked at.
const PARTS: usize = 2_000;

/// The text of an office file.
pub(crate) fn extract(bytes: &[u8]) -> Extracted {
    let unreadable = Extracted {
        reason: Some("unreadable"),
        ..Extracted::default()
    };
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return unreadable;
    };
    let mut names: Vec<String> = archive
        .file_names()
        .take(PARTS)
        .filter_map(|name| name.ok().map(|name| name.into_owned()))
        .collect();
    names.retain(|name| holds_text(name));
    names.sort();
    let mut text = String::new();
    for name in names {
        let Ok(part) = archive.by_name(&name) else {
            continue;
        };
        let mut xml = Vec::new();
        // A part that is longer than it may be, or damaged, gives what it gave until there.
        let _ = part.take(PART_LIMIT).read_to_end(&mut xml);
        words_of(&String::from_utf8_lossy(&xml), &mut text);
        text.push('\n');
        if text.len() > TEXT_LIMIT {
            break;
        }
    }
    Extracted {
        pages: paged(&text),
        ..Extracted::default()
    }
}

fn holds_text(name: &str) -> bool {
    let numbered = |prefix: &str| name.starts_with(prefix) && name.ends_with(".xml");
    name == "content.xml"
        || name == "word/document.xml"
        || numbered("word/header")
        || numbered("word/footer")
        || name == "word/footnotes.xml"
        || name == "xl/sharedStrings.xml"
        || numbered("ppt/slides/slide")
}

/// The text between tags; ends of paragraphs, cells and lines become line ends. Anything may stand in the XML.
fn words_of(xml: &str, text: &mut String) {
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        unescape(before, text);
        let (tag, next) = after.split_once('>').unwrap_or((after, ""));
        let name: &str = tag.split([' ', '\n', '\t', '\r']).next().unwrap_or_default();
        let closes = name.starts_with('/') || tag.ends_with('/');
        let local = name.trim_matches('/').rsplit(':').next().unwrap_or_default();
        if closes {
            match local {
                "p" | "h" | "tr" | "si" | "br" | "line-break" => text.push('\n'),
                "tc" | "tab" | "table-cell" | "s" => text.push(' '),
                _ => {}
            }
        }
        rest = next;
    }
    unescape(rest, text);
}

fn unescape(part: &str, text: &mut String) {
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let Some((entity, next)) = after.split_once(';').filter(|(entity, _)| entity.len() <= 10) else {
            text.push('&');
            rest = after;
            continue;
        };
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let meaning = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match entity.strip_prefix('#') {
                Some(digits) => match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => number(digits, 16),
                    None => number(digits, 10),
                },
                None => None,
            },
        };
        text.push(meaning.unwrap_or(' '));
        rest = next;
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::*;

    #[test]
    fn a_document_gives_its_paragraphs() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("word/document.xml", options).unwrap();
        archive
            .write_all("<w:p><w:r><w:t>Sehr geehrte Frau M&#252;ller</w:t></w:r></w:p><w:p><w:t>R &amp; D</w:t></w:p>".as_bytes())
            .unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        let pages = extract(&bytes).pages;
        assert_eq!(
            pages.first().unwrap().text.trim(),
            "Sehr geehrte Frau Müller\nR & D"
        );
    }

    #[test]
    fn what_is_no_archive_is_told() {
        assert_eq!(extract(b"PK\x03\x04 nothing").reason, Some("unreadable"));
        let mut text = String::new();
        words_of("a<b & &#xffffffff; &verylongentityname; <", &mut text);
        assert!(text.starts_with('a'));
    }
}
