//! A look into a PDF before anything is done to it.

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, decode_text_string};

/// XMP packets beyond this are not searched.
const MAX_XMP: usize = 4 * 1024 * 1024;

/// What a PDF is, before anything is done to it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Inspection {
    /// Number of pages.
    pub pages: u32,
    /// `/Title` of the document information or XMP, where it has one.
    pub title: Option<String>,
    /// Whether the file is encrypted (even with the empty password).
    pub encrypted: bool,
    /// PDF/A part and conformance claimed in XMP, e.g. `2B`.
    pub pdf_a: Option<String>,
    /// Number of signatures and document time-stamps in it.
    pub signatures: u32,
}

/// Looks into a PDF without changing it. Bounded in memory and time; never panics.
///
/// # Errors
/// The same refusals, with the same codes, that sealing without a stamp would give.
pub fn inspect(bytes: &[u8], password: Option<&str>) -> Result<Inspection, Error> {
    inspect_document(&Document::open(bytes, password)?)
}

/// As [`inspect`], of a document that is open already.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_document(document: &Document<'_>) -> Result<Inspection, Error> {
    let examined = crate::prepare::examine(document)?;
    if let Some(refusal) = crate::look::refusal(document, &examined) {
        return Err(refusal);
    }
    let xmp = metadata(document, &examined.catalog);
    Ok(Inspection {
        pages: examined.pages.len() as u32,
        title: title(document, xmp.as_deref()),
        encrypted: document.crypt().is_some(),
        pdf_a: xmp.as_deref().and_then(claimed_pdf_a),
        signatures: examined.form.signatures.len() as u32,
    })
}

/// The XMP packet of the document. Descriptive only: what cannot be read is as if it were not there.
pub(crate) fn metadata(document: &Document<'_>, catalog: &Dict) -> Option<String> {
    let stream = document.resolve_stream(catalog.get("Metadata")).ok()??;
    let bytes = document.decode(&stream).ok()?;
    Some(String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_XMP)]).into_owned())
}

pub(crate) fn title(document: &Document<'_>, xmp: Option<&str>) -> Option<String> {
    let info = document
        .resolve_dict(document.trailer().get("Info"))
        .unwrap_or_default();
    let title = match document.resolve(info.get("Title")) {
        Ok(Object::Str(title)) => Some(decode_text_string(&title)),
        _ => None,
    };
    let clean = |text: String| {
        let text = text
            .chars()
            .filter(|c| !c.is_control())
            .collect::<String>()
            .trim()
            .to_owned();
        (!text.is_empty()).then_some(text)
    };
    title
        .and_then(clean)
        .or_else(|| xmp.and_then(xmp_title).and_then(clean))
}

/// The first entry of `dc:title`.
fn xmp_title(xmp: &str) -> Option<String> {
    let title = &xmp[xmp.find("<dc:title")?..];
    let title = &title[..title.find("</dc:title>")?];
    let item = &title[title.find("<rdf:li")?..];
    let start = item.find('>')? + 1;
    let text = &item[start..start + item[start..].find('<')?];
    Some(
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&"),
    )
}

/// PDF/A part and conformance, as element or attribute of the `pdfaid` schema.
pub(crate) fn claimed_pdf_a(xmp: &str) -> Option<String> {
    let part = xmp_value(xmp, "pdfaid:part")?;
    Some(format!(
        "{part}{}",
        xmp_value(xmp, "pdfaid:conformance")
            .unwrap_or_default()
            .to_ascii_uppercase()
    ))
}

/// A short value of XMP, written as element or attribute.
pub(crate) fn xmp_value(xmp: &str, name: &str) -> Option<String> {
    let at = xmp.find(name)? + name.len();
    let rest = xmp[at..].trim_start();
    let rest = rest.strip_prefix('=').unwrap_or(rest).trim_start();
    let rest = rest.trim_start_matches(['"', '\'', '>']).trim_start();
    let value: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(4)
        .collect();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pdf_a_is_read_from_elements_and_from_attributes() {
        let element = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>";
        assert_eq!(claimed_pdf_a(element).as_deref(), Some("2B"));
        let attribute = "<rdf:Description pdfaid:part=\"1\" pdfaid:conformance='A'/>";
        assert_eq!(claimed_pdf_a(attribute).as_deref(), Some("1A"));
        assert_eq!(claimed_pdf_a("<x:xmpmeta/>"), None);
    }

    #[test]
    fn the_title_of_the_metadata_is_unescaped() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>R &amp; D</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(xmp_title(xmp).as_deref(), Some("R & D"));
    }
}
