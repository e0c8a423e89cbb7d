//! Writing XML: elements, attributes and text, escaped; characters that XML 1.0 does not have become U+FFFD.

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document that begins with its declaration.
    pub(super) fn new() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>\n");
    }

    /// An element with text.
    pub(super) fn text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes);
        self.text.push('>');
        escape(&mut self.text, text);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push_str(">\n");
        }
    }

    /// The whole document; everything that is open is closed.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.into_bytes()
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.text.push_str("  ");
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }
}

/// Escapes text for XML and HTML, in content and in quoted attributes.
pub(super) fn escape(to: &mut String, text: &str) {
    for symbol in text.chars() {
        match symbol {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\n' | '\t' => to.push(symbol),
            // XML 1.0, production 2.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => to.push('\u{fffd}'),
            _ => to.push(symbol),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_wrote_opens_no_element() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"><x y='")]);
        xml.text("c", &[], "</c>&\u{0}\u{b}é\n");
        let text = String::from_utf8(xml.finish()).unwrap();
        assert!(text.contains("<a b=\"&quot;&gt;&lt;x y='\">"), "{text}");
        assert!(
            text.contains("<c>&lt;/c&gt;&amp;\u{fffd}\u{fffd}é\n</c>"),
            "{text}"
        );
        assert!(text.ends_with("</a>\n"), "{text}");
    }
}
