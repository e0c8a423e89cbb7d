//! Office files are kept and shown as what they are; what they say of themselves is read where it is cheap.

use std::io::{Read, Seek, SeekFrom};

use model::document::Facts;
use pdf::Source;

/// Bytes of one entry that are unpacked.
const MAX_ENTRY: u64 = 256 * 1024;

/// Reads and seeks in a source.
struct Cursor<'a> {
    source: &'a dyn Source,
    at: u64,
}

impl Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at >= self.source.len() {
            return Ok(0);
        }
        let read = self.source.read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Cursor<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => i128::from(at),
            SeekFrom::Current(by) => i128::from(self.at) + i128::from(by),
            SeekFrom::End(by) => i128::from(self.source.len()) + i128::from(by),
        };
        self.at = u64::try_from(target).map_err(|_| std::io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// Author, title, number of pages as the file claims them; nothing where it cannot be read. Claims, no proof.
pub(super) fn facts(source: &dyn Source) -> Facts {
    let mut facts = Facts::new();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor { source, at: 0 }) else {
        return facts;
    };
    for (entry, wanted) in [
        (
            "docProps/core.xml",
            [("dc:creator", "author"), ("dc:title", "title")].as_slice(),
        ),
        ("docProps/app.xml", &[("Pages", "pages"), ("Slides", "pages")]),
        (
            "meta.xml",
            &[("meta:initial-creator", "author"), ("dc:title", "title")],
        ),
    ] {
        let Ok(found) = archive.by_name(entry) else {
            continue;
        };
        let mut text = Vec::new();
        if found.take(MAX_ENTRY).read_to_end(&mut text).is_err() {
            continue;
        }
        let text = String::from_utf8_lossy(&text);
        for (element, fact) in wanted {
            if let Some(value) = element_text(&text, element) {
                facts.entry((*fact).to_owned()).or_insert(value);
            }
        }
        if entry == "meta.xml"
            && let Some(pages) = attribute(&text, "meta:page-count")
        {
            facts.entry("pages".to_owned()).or_insert(pages);
        }
    }
    facts
}

/// The text of the first element of this name.
fn element_text(xml: &str, name: &str) -> Option<String> {
    let from = xml.find(&format!("<{name}"))?;
    let rest = xml.get(from..)?;
    let start = rest.find('>')? + 1;
    let end = rest.find(&format!("</{name}>"))?;
    readable(rest.get(start..end)?)
}

fn attribute(xml: &str, name: &str) -> Option<String> {
    let from = xml.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = xml.get(from..)?;
    readable(rest.get(..rest.find('"')?)?)
}

fn readable(text: &str) -> Option<String> {
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    let clean = super::mail::clean(&plain, 200);
    (!clean.is_empty()).then_some(clean)
}
