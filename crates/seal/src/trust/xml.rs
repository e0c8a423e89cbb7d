//! XML of trusted lists: read within bounds, and put into the one form that is signed.
//!
//! No document types, so neither external nor expanding entities; bounded size, number of nodes and depth.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::ListError;

/// Largest list that is read, in bytes. The largest national list has about 10 MB.
pub const MAX_BYTES: usize = 48 * 1024 * 1024;
const MAX_NODES: u32 = 3_000_000;
const MAX_DEPTH: usize = 64;

/// Reads a document.
pub fn read(text: &str) -> Result<Document<'_>, ListError> {
    if text.len() > MAX_BYTES {
        return Err(ListError::Malformed("too large".to_owned()));
    }
    // The reader of elements goes down by recursion where they are nested: told before it is asked.
    check_depth(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| ListError::Malformed(error.to_string()))
}

/// A bound on nesting that needs no understanding: opening tags less closing and empty ones.
fn check_depth(text: &str) -> Result<(), ListError> {
    let mut depth = 0usize;
    let mut rest = text.as_bytes();
    let skip = |rest: &mut &[u8], end: &[u8]| -> Result<(), ListError> {
        let found = rest.windows(end.len()).position(|window| window == end);
        let at = found.ok_or_else(|| ListError::Malformed("an element without end".to_owned()))?;
        *rest = rest.get(at + end.len()..).unwrap_or_default();
        Ok(())
    };
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            skip(&mut rest, b"-->")?;
        } else if rest.starts_with(b"<![CDATA[") {
            skip(&mut rest, b"]]>")?;
        } else if rest.starts_with(b"<!") {
            return Err(ListError::Malformed("a document type".to_owned()));
        } else if rest.starts_with(b"<?") {
            skip(&mut rest, b"?>")?;
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            skip(&mut rest, b">")?;
        } else {
            // To the end of the tag, past quoted values.
            let mut quote = None;
            let end = rest.iter().position(|byte| match (quote, *byte) {
                (None, b'>') => true,
                (None, b'"' | b'\'') => {
                    quote = Some(*byte);
                    false
                }
                (Some(open), byte) if byte == open => {
                    quote = None;
                    false
                }
                _ => false,
            });
            let end = end.ok_or_else(|| ListError::Malformed("a tag without end".to_owned()))?;
            if end == 0 || rest.get(end - 1) != Some(&b'/') {
                depth += 1;
            }
            if depth > MAX_DEPTH {
                return Err(ListError::Malformed("nested too deeply".to_owned()));
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
    Ok(())
}

/// Exclusive canonical XML 1.0 without comments of `apex`, leaving out `without` and what is in it
/// (<https://www.w3.org/TR/xml-exc-c14n/>). The document node stands for the whole document.
pub fn canonical(apex: Node<'_, '_>, without: Option<Node<'_, '_>>) -> Vec<u8> {
    let mut out = Vec::new();
    let rendered = BTreeMap::new();
    if apex.is_root() {
        let mut before_root = true;
        for child in apex.children() {
            match child.node_type() {
                NodeType::Element => {
                    write_element(child, without, &rendered, &mut out);
                    before_root = false;
                }
                NodeType::PI if before_root => {
                    write_instruction(child, &mut out);
                    out.push(b'\n');
                }
                NodeType::PI => {
                    out.push(b'\n');
                    write_instruction(child, &mut out);
                }
                _ => {}
            }
        }
    } else {
        write_element(apex, without, &rendered, &mut out);
    }
    out
}

/// The qualified name of an element, as it stands in the text.
fn qualified_name<'i>(node: Node<'_, 'i>) -> &'i str {
    let text = node.document().input_text();
    let own = text.get(node.range()).unwrap_or_default();
    let name = own.strip_prefix('<').unwrap_or(own);
    let end = name
        .find(|symbol: char| symbol.is_ascii_whitespace() || matches!(symbol, '/' | '>'))
        .unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

fn prefix_of(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

/// Nesting is bounded by [`read`], so recursion is.
fn write_element<'a>(
    node: Node<'a, '_>,
    without: Option<Node<'_, '_>>,
    rendered: &BTreeMap<String, String>,
    out: &mut Vec<u8>,
) {
    if without.is_some_and(|without| without.id() == node.id()) {
        return;
    }
    let text = node.document().input_text();
    let name = qualified_name(node);
    // Prefixes that this element uses, with what they stand for.
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    used.insert(
        prefix_of(name).to_owned(),
        node.tag_name().namespace().unwrap_or("").to_owned(),
    );
    let mut attributes: Vec<(&str, &str, &str, &str)> = Vec::new();
    for attribute in node.attributes() {
        let qualified = text.get(attribute.range_qname()).unwrap_or_default();
        let namespace = attribute.namespace().unwrap_or("");
        let prefix = prefix_of(qualified);
        if !prefix.is_empty() && prefix != "xml" {
            used.insert(prefix.to_owned(), namespace.to_owned());
        }
        attributes.push((namespace, attribute.name(), qualified, attribute.value()));
    }
    used.remove("xml");
    attributes.sort_unstable();
    let mut inherited = rendered.clone();
    out.push(b'<');
    out.extend(name.bytes());
    for (prefix, uri) in &used {
        let known = inherited.get(prefix).map(String::as_str);
        if known == Some(uri) || (known.is_none() && prefix.is_empty() && uri.is_empty()) {
            continue;
        }
        out.extend(if prefix.is_empty() {
            b" xmlns".to_vec()
        } else {
            format!(" xmlns:{prefix}").into_bytes()
        });
        write_value(uri, out);
        inherited.insert(prefix.clone(), uri.clone());
    }
    for (_, _, qualified, value) in attributes {
        out.push(b' ');
        out.extend(qualified.bytes());
        write_value(value, out);
    }
    out.push(b'>');
    for child in node.children() {
        match child.node_type() {
            NodeType::Element => write_element(child, without, &inherited, out),
            NodeType::Text => write_text(child.text().unwrap_or_default(), out),
            NodeType::PI => write_instruction(child, out),
            NodeType::Comment | NodeType::Root => {}
        }
    }
    out.extend(b"</");
    out.extend(name.bytes());
    out.push(b'>');
}

fn write_value(value: &str, out: &mut Vec<u8>) {
    out.extend(b"=\"");
    for byte in value.bytes() {
        match byte {
            b'&' => out.extend(b"&amp;"),
            b'<' => out.extend(b"&lt;"),
            b'"' => out.extend(b"&quot;"),
            b'\t' => out.extend(b"&#x9;"),
            b'\n' => out.extend(b"&#xA;"),
            b'\r' => out.extend(b"&#xD;"),
            byte => out.push(byte),
        }
    }
    out.push(b'"');
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'&' => out.extend(b"&amp;"),
            b'<' => out.extend(b"&lt;"),
            b'>' => out.extend(b"&gt;"),
            b'\r' => out.extend(b"&#xD;"),
            byte => out.push(byte),
        }
    }
}

fn write_instruction(node: Node<'_, '_>, out: &mut Vec<u8>) {
    let Some(instruction) = node.pi() else { return };
    out.extend(b"<?");
    out.extend(instruction.target.bytes());
    if let Some(value) = instruction.value.filter(|value| !value.is_empty()) {
        out.push(b' ');
        out.extend(value.bytes());
    }
    out.extend(b"?>");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn whole(text: &str) -> String {
        String::from_utf8(canonical(read(text).unwrap().root(), None)).unwrap()
    }

    #[test]
    fn the_canonical_form_is_that_of_the_standard() {
        // Namespaces move to where they are used, attributes are sorted by namespace and name, comments go.
        assert_eq!(
            whole(
                "<?xml version=\"1.0\"?><!-- x --><a:r xmlns:a=\"u:a\" xmlns:b=\"u:b\" xmlns=\"u:d\">\
                 <x b:z='1' y=\"&lt;&quot;&#10;\" a:z='2'/><b:y><b:w/></b:y>t &amp; &gt;<![CDATA[<]]></a:r>"
            ),
            "<a:r xmlns:a=\"u:a\"><x xmlns=\"u:d\" xmlns:a=\"u:a\" xmlns:b=\"u:b\" y=\"&lt;&quot;&#xA;\" a:z=\"2\" \
             b:z=\"1\"></x><b:y xmlns:b=\"u:b\"><b:w></b:w></b:y>t &amp; &gt;&lt;</a:r>"
                .replace(" xmlns:a=\"u:a\" xmlns:b", " xmlns:b")
        );
        // A default namespace that is taken back is said to be.
        assert_eq!(
            whole("<a xmlns=\"u\"><b xmlns=\"\"><c/></b></a>"),
            "<a xmlns=\"u\"><b xmlns=\"\"><c></c></b></a>"
        );
        assert_eq!(
            whole("<?p  d ?><a xml:lang=\"fr\" z=''/>\n<?q?>"),
            "<?p d ?>\n<a z=\"\" xml:lang=\"fr\"></a>\n<?q?>"
        );
    }

    #[test]
    fn entities_document_types_and_deep_nesting_are_refused_at_once() {
        let bomb = "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>";
        assert!(read(bomb).is_err());
        assert!(read("<!DOCTYPE l SYSTEM \"file:///etc/passwd\"><l/>").is_err());
        assert!(read("<l>&x;</l>").is_err());
        assert!(read(&"<a>".repeat(200_000)).is_err());
        let deep = format!("{}{}", "<a b='>'>".repeat(1000), "</a>".repeat(1000));
        assert!(read(&deep).is_err());
        assert!(read("<a").is_err() && read("<!--").is_err() && read("").is_err());
        assert!(read(&format!("{}{}", "<a b='/>'>".repeat(60), "</a>".repeat(60))).is_ok());
    }
}
