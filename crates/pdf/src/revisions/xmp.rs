//! XMP metadata as a set of properties, so that two ways of writing the same ones compare equal.
//!
//! Reads the little of XML that XMP needs. Whatever is odd (a document type, an entity of its own, a namespace that
//! is not declared) makes it unreadable, and unreadable metadata count as changed.

use std::collections::{BTreeMap, BTreeSet};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const MAX_DEPTH: usize = 32;
const MAX_EVENTS: usize = 50_000;

/// Dates that a signing program writes anew.
const DATES: &[&str] = &[
    "http://ns.adobe.com/xap/1.0/ ModifyDate",
    "http://ns.adobe.com/xap/1.0/ MetadataDate",
];
/// What it writes anew besides: by which program, and which instance it is.
const HOUSEKEEPING: &[&str] = &[
    "http://ns.adobe.com/pdf/1.3/ Producer",
    "http://ns.adobe.com/xap/1.0/mm/ InstanceID",
];

/// The properties without housekeeping: path and value. `None` when the XMP cannot be read.
pub fn properties(xmp: &str) -> Option<BTreeSet<(String, String)>> {
    let mut reader = Reader {
        rest: xmp,
        path: Vec::new(),
        spaces: vec![BTreeMap::new()],
        found: BTreeSet::new(),
    };
    reader.read()?;
    let housekeeping = |path: &str| {
        HOUSEKEEPING
            .iter()
            .any(|own| path == *own || path.strip_prefix(*own).is_some_and(|rest| rest.starts_with('|')))
    };
    Some(
        reader
            .found
            .into_iter()
            .filter(|(path, value)| !(housekeeping(path) || DATES.contains(&path.as_str()) && is_date(value)))
            .collect(),
    )
}

/// A date of ISO 8601, and no message in its place.
fn is_date(value: &str) -> bool {
    value.len() <= 40
        && value.chars().all(|symbol| {
            symbol.is_ascii_digit() || matches!(symbol, '-' | ':' | 'T' | 'Z' | '+' | '.' | ' ')
        })
}

/// An open element.
struct Element {
    written: String,
    full: String,
    /// Position among the items of an array, from 1; 0 for what is no item.
    index: usize,
    lang: Option<String>,
}

struct Reader<'x> {
    rest: &'x str,
    path: Vec<Element>,
    spaces: Vec<BTreeMap<String, String>>,
    found: BTreeSet<(String, String)>,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<()> {
        for _ in 0..MAX_EVENTS {
            let (text, after) = match self.rest.split_once('<') {
                Some(parts) => parts,
                None => {
                    let only_space = self
                        .rest
                        .chars()
                        .all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\0');
                    return (self.path.is_empty() && only_space).then_some(());
                }
            };
            self.text(text)?;
            if let Some(instruction) = after.strip_prefix('?') {
                self.rest = instruction.split_once("?>")?.1;
                continue;
            }
            if let Some(comment) = after.strip_prefix("!--") {
                self.rest = comment.split_once("-->")?.1;
                continue;
            }
            if after.starts_with('!') {
                return None;
            }
            // A ">" inside a quoted value does not end the tag.
            let mut quote = None;
            let end = after.char_indices().find(|(_, c)| match (quote, *c) {
                (None, '>') => true,
                (None, '"' | '\'') => {
                    quote = Some(*c);
                    false
                }
                (Some(open), c) if open == c => {
                    quote = None;
                    false
                }
                _ => false,
            })?;
            let (tag, rest) = after.split_at(end.0);
            self.rest = rest.get(1..)?;
            match tag.strip_prefix('/') {
                Some(name) => {
                    let open = self.path.pop()?;
                    self.spaces.pop()?;
                    if open.written != name.trim() {
                        return None;
                    }
                }
                None => self.open(tag)?,
            }
        }
        None
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let text = unescape(text)?;
        let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if trimmed.is_empty() {
            return Some(());
        }
        let path = self.property_path();
        if path.is_empty() {
            return None;
        }
        for element in self.path.iter() {
            // A language without a text says nothing.
            if let Some(lang) = &element.lang {
                self.found.insert((format!("{path}|@lang"), lang.clone()));
            }
        }
        self.found.insert((path, trimmed.to_owned()));
        Some(())
    }

    /// The path below the first rdf:Description; descriptions inside it only group.
    fn property_path(&self) -> String {
        let description = format!("{RDF} Description");
        let below = self.path.iter().skip_while(|element| element.full != description);
        let parts: Vec<String> = below
            .filter(|element| element.full != description)
            .map(|element| match element.index {
                0 => element.full.clone(),
                index => format!("{}[{index}]", element.full),
            })
            .collect();
        parts.join("|")
    }

    fn open(&mut self, tag: &str) -> Option<()> {
        if self.path.len() >= MAX_DEPTH {
            return None;
        }
        let (tag, is_empty) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let tag = tag.trim();
        let name_end = tag.find(char::is_whitespace).unwrap_or(tag.len());
        let (name, mut rest) = tag.split_at(name_end);
        let mut attributes: Vec<(String, String)> = Vec::new();
        let mut spaces = self.spaces.last()?.clone();
        while !rest.trim().is_empty() {
            let (key, value) = rest.trim_start().split_once('=')?;
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = value.get(1..)?.split_once(quote)?;
            rest = after;
            let (key, value) = (key.trim().to_owned(), unescape(value)?);
            match key.strip_prefix("xmlns:") {
                Some(prefix) => {
                    spaces.insert(prefix.to_owned(), value);
                }
                None if key == "xmlns" => {
                    spaces.insert(String::new(), value);
                }
                None => attributes.push((key, value)),
            }
        }
        let expand = |name: &str, is_attribute: bool| -> Option<String> {
            match name.split_once(':') {
                Some(("xml", local)) => Some(format!("{XML} {local}")),
                Some((prefix, local)) => Some(format!("{} {local}", spaces.get(prefix)?)),
                None if is_attribute => Some(format!(" {name}")),
                None => Some(format!("{} {name}", spaces.get("").map_or("", String::as_str))),
            }
        };
        let full = expand(name, false)?;
        let item = format!("{RDF} li");
        let parent = self.property_path();
        let index = if full == item {
            // Items of arrays are told apart by their order.
            (1..10_000).find(|index| {
                let own = format!("{parent}|{full}[{index}]");
                !self
                    .found
                    .iter()
                    .any(|(path, _)| path == &own || path.starts_with(&format!("{own}|")))
            })?
        } else {
            0
        };
        let lang = attributes
            .iter()
            .find(|(key, _)| key == "xml:lang")
            .map(|(_, value)| value.clone());
        self.path.push(Element {
            written: name.to_owned(),
            full,
            index,
            lang,
        });
        self.spaces.push(spaces.clone());
        let inside = self
            .path
            .iter()
            .any(|element| element.full == format!("{RDF} Description"));
        let about = [
            format!("{RDF} about"),
            format!("{RDF} parseType"),
            " about".to_owned(),
            format!("{XML} lang"),
        ];
        for (key, value) in attributes {
            let key = expand(&key, true)?;
            let value = value.trim();
            // What a property is about, and how it is parsed, is no property; an empty one says nothing.
            if !inside || value.is_empty() || about.contains(&key) {
                continue;
            }
            let path = self.property_path();
            let path = match (key == format!("{RDF} resource"), path.is_empty()) {
                (true, _) => path,
                (false, true) => key,
                (false, false) => format!("{path}|{key}"),
            };
            self.found.insert((path, value.to_owned()));
        }
        if is_empty {
            self.path.pop();
            self.spaces.pop();
        }
        Some(())
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, after) = after.split_once(';')?;
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let number = number.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xmp(inside: &str) -> String {
        format!(
            "<?xpacket begin='' id='W5M0'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='{RDF}' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' \
             xmlns:pdf='http://ns.adobe.com/pdf/1.3/'>{inside}</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
        )
    }

    #[test]
    fn attributes_and_elements_are_the_same_property() {
        let one = xmp("<rdf:Description rdf:about='' dc:format='application/pdf'/>");
        let other = xmp("<rdf:Description><dc:format>application/pdf</dc:format></rdf:Description>");
        assert_eq!(properties(&one), properties(&other));
        assert_eq!(properties(&one).unwrap().len(), 1);
    }

    #[test]
    fn dates_of_modification_and_the_producer_are_put_aside_and_titles_are_not() {
        let one = xmp("<rdf:Description xmp:ModifyDate='2026' pdf:Producer='a'/>");
        assert_eq!(properties(&one), Some(BTreeSet::new()));
        let title = |text: &str| {
            xmp(&format!(
                "<rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{text}</rdf:li></rdf:Alt></dc:title></rdf:Description>"
            ))
        };
        assert_ne!(properties(&title("a")), properties(&title("b")));
        assert_eq!(properties(&title("a &amp; b")), properties(&title("a &#38; b")));
    }

    #[test]
    fn the_order_of_items_counts() {
        let list = |one: &str, two: &str| {
            xmp(&format!(
                "<rdf:Description><dc:creator><rdf:Seq><rdf:li>{one}</rdf:li><rdf:li>{two}</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
            ))
        };
        assert_ne!(properties(&list("a", "b")), properties(&list("b", "a")));
        assert_ne!(properties(&list("a", "a")), properties(&list("a", "")));
    }

    #[test]
    fn another_namespace_behind_a_known_prefix_is_another_property() {
        let own = xmp("<rdf:Description xmlns:xmp='http://purl.org/dc/elements/1.1/' xmp:ModifyDate='x'/>");
        assert_eq!(properties(&own).unwrap().len(), 1);
    }

    #[test]
    fn what_is_odd_cannot_be_read() {
        for odd in ["<!DOCTYPE x>", "<a:b/>", "<a>", "text", "<rdf:RDF", "&own;"] {
            assert_eq!(properties(odd), None, "{odd}");
        }
    }
}
