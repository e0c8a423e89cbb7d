//! Signs of content that a page does not show as it stands there: the bait of shadow attacks, before the signature.
//!
//! Nothing here is proof: a scan with a text layer, or a form with pictures, may look the same. It is for warnings.

use super::content::{self, IDENTITY, Matrix, Under, each_operation, inherited, multiply};
use super::{Dict, File, Value};

/// One sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// A text field draws something other than its value.
    FieldShowsAnother,
    /// A picture or an annotation lies over what the page shows, or a large field that is still open.
    ContentCovered,
}

/// Part of a page from which on a field is large.
const LARGE: f64 = 0.1;
/// So many large fields are looked below.
const MAX_LARGE_FIELDS: usize = 8;
const MAX_PAGES: usize = 300;
const MAX_CONTENT: usize = 4 << 20;
/// Content of all pages together, decoded.
const MAX_ALL_CONTENT: usize = 48 << 20;

/// The signs in a revision.
pub fn hints(file: &File<'_>, revision: usize) -> Vec<Hint> {
    let mut hints = Vec::new();
    let mut left = MAX_ALL_CONTENT;
    let mut large = 0;
    for page in pages(file, revision) {
        if covers_text(file, &page, revision, &mut left) {
            hints.push(Hint::ContentCovered);
        }
        let annotations = file.get(&page, "Annots", revision);
        for annotation in annotations.as_array().unwrap_or_default().iter().take(2_000) {
            let Ok(Value::Dict(annotation)) = file.resolve(annotation, revision) else {
                continue;
            };
            hints.extend(of_annotation(file, &annotation, revision));
            if large < MAX_LARGE_FIELDS && is_large_and_open(file, &page, &annotation, revision) {
                large += 1;
                let area = content::rectangle(file, &annotation, "Rect", revision);
                if area.is_some_and(|area| {
                    content::content_under(file, &page, revision, area) == Under::Something
                }) {
                    hints.push(Hint::ContentCovered);
                }
            }
        }
    }
    hints.sort_unstable();
    hints.dedup();
    hints
}

/// Whether the form asks viewers to draw its fields anew (`/NeedAppearances`), and there is a field that is no signature:
/// what was drawn when it was signed is then not what is shown.
pub fn redraws_fields(file: &File<'_>, revision: usize) -> bool {
    let Some((_, catalog)) = file.catalog(revision) else {
        return false;
    };
    let Value::Dict(form) = file.get(&catalog, "AcroForm", revision) else {
        return false;
    };
    let fields = file.get(&form, "Fields", revision);
    let mut fields = fields.as_array().unwrap_or_default().iter().take(2_000);
    file.get(&form, "NeedAppearances", revision) == Value::Bool(true)
        && fields.any(|field| match file.resolve(field, revision) {
            Ok(Value::Dict(field)) => file.get(&field, "FT", revision).as_name() != Some(b"Sig"),
            _ => false,
        })
}

/// Whether a widget takes a good part of the page and may still come to draw something: a button that has other
/// states, a field that is empty. What lies below could be covered by filling it in.
fn is_large_and_open(file: &File<'_>, page: &Dict, annotation: &Dict, revision: usize) -> bool {
    if file.get(annotation, "Subtype", revision).as_name() != Some(b"Widget") {
        return false;
    }
    let size = content::rectangle(file, annotation, "Rect", revision).map_or(0.0, |area| area.size());
    if size < LARGE * content::page_area(file, page, revision).size() {
        return false;
    }
    let value = inherited(file, annotation, "V", revision);
    let empty = match &value {
        Value::Null => true,
        Value::Str(text) => text.is_empty(),
        _ => false,
    };
    match inherited(file, annotation, "FT", revision).as_name() {
        Some(b"Btn") => match file.get(annotation, "AP", revision) {
            Value::Dict(appearance) => {
                matches!(file.get(&appearance, "N", revision), Value::Dict(states) if states.len() > 1)
            }
            _ => false,
        },
        Some(_) => empty,
        None => false,
    }
}

pub(super) fn pages(file: &File<'_>, revision: usize) -> Vec<Dict> {
    let Some((_, catalog)) = file.catalog(revision) else {
        return Vec::new();
    };
    let mut pending: Vec<Value> = catalog.get(b"Pages".as_slice()).cloned().into_iter().collect();
    let mut pages = Vec::new();
    let mut visits = 0;
    while let Some(node) = pending.pop() {
        visits += 1;
        if visits > 4 * MAX_PAGES || pages.len() >= MAX_PAGES {
            break;
        }
        let Ok(Value::Dict(dict)) = file.resolve(&node, revision) else {
            continue;
        };
        match file.get(&dict, "Kids", revision) {
            Value::Array(kids) => pending.extend(kids.into_iter().take(MAX_PAGES)),
            _ => pages.push(dict),
        }
    }
    pages
}

fn of_annotation(file: &File<'_>, annotation: &Dict, revision: usize) -> Option<Hint> {
    let Value::Dict(appearance) = file.get(annotation, "AP", revision) else {
        return None;
    };
    match file.get(annotation, "Subtype", revision).as_name()? {
        b"Widget" => {
            if file.get(annotation, "FT", revision).as_name() != Some(b"Tx") {
                return None;
            }
            let Value::Str(value) = file.get(annotation, "V", revision) else {
                return None;
            };
            let id = appearance.get(b"N".as_slice())?.as_ref()?;
            let object = file.referenced(id, revision).ok()??;
            let shown = shown_text(&file.drawing_data(&object, MAX_CONTENT)?);
            let plain =
                |text: &[u8]| -> Vec<u8> { text.iter().copied().filter(u8::is_ascii_alphanumeric).collect() };
            // Only where both are written in letters that can be compared.
            let readable = |text: &[u8]| text.iter().all(|byte| (32..127).contains(byte) || *byte == b'\n');
            let (value, shown) = (value.as_slice(), shown.as_slice());
            let comparable = readable(value) && readable(shown) && !plain(shown).is_empty();
            (comparable && plain(value) != plain(shown)).then_some(Hint::FieldShowsAnother)
        }
        b"Stamp" | b"FreeText" | b"Square" | b"Circle" | b"Polygon" | b"Redact" | b"Watermark" => file
            .is_visible(annotation, revision)
            .then_some(Hint::ContentCovered),
        _ => None,
    }
}

/// The strings that a content stream shows, joined.
fn shown_text(content: &[u8]) -> Vec<u8> {
    let mut shown = Vec::new();
    each_operation(content, |operator, operands| {
        if matches!(operator, b"Tj" | b"'" | b"\"" | b"TJ") {
            for operand in operands {
                match operand {
                    Value::Str(text) => shown.extend_from_slice(text),
                    Value::Array(items) => shown.extend(items.iter().filter_map(Value::as_str).flatten()),
                    _ => {}
                }
            }
        }
        true
    });
    shown
}

/// Whether a picture without mask is drawn over most of the page after text was shown.
fn covers_text(file: &File<'_>, page: &Dict, revision: usize, left: &mut usize) -> bool {
    let Value::Dict(resources) = inherited(file, page, "Resources", revision) else {
        return false;
    };
    let Value::Dict(objects) = file.get(&resources, "XObject", revision) else {
        return false;
    };
    let is_picture = |name: &[u8]| {
        let Some(id) = objects.get(name).and_then(Value::as_ref) else {
            return false;
        };
        let Ok(Some(object)) = file.referenced(id, revision) else {
            return false;
        };
        object.value.as_dict().is_some_and(|dict| {
            file.get(dict, "Subtype", revision).as_name() == Some(b"Image")
                && !dict.contains_key(b"SMask".as_slice())
                && !dict.contains_key(b"Mask".as_slice())
                && file.get(dict, "ImageMask", revision) != Value::Bool(true)
        })
    };
    // Most pages have none, and need not be read.
    if !objects.keys().any(|name| is_picture(name)) {
        return false;
    }
    let Some(content) = content::of_page(file, page, revision, MAX_CONTENT) else {
        return false;
    };
    match left.checked_sub(content.len()) {
        Some(rest) => *left = rest,
        None => return false,
    }
    let area = content::page_area(file, page, revision).size();
    let mut matrix: Matrix = IDENTITY;
    let mut stack: Vec<Matrix> = Vec::new();
    let (mut invisible, mut text, mut covered) = (false, false, false);
    each_operation(&content, |operator, operands| {
        match operator {
            b"q" if stack.len() < 256 => stack.push(matrix),
            b"Q" => matrix = stack.pop().unwrap_or(matrix),
            b"cm" => {
                let numbers: Vec<f64> = operands.iter().filter_map(Value::as_number).collect();
                if let Ok(change) = <Matrix>::try_from(numbers) {
                    matrix = multiply(change, matrix);
                }
            }
            b"Tr" => invisible = operands.first().and_then(Value::as_int) == Some(3),
            b"Tj" | b"TJ" | b"'" | b"\"" => text |= !invisible,
            b"Do" => {
                let [a, b, c, d, _, _] = matrix;
                let drawn = (a * d - b * c).abs();
                let picture = operands.first().and_then(Value::as_name).is_some_and(is_picture);
                covered |= text && picture && drawn >= 0.5 * area;
            }
            _ => {}
        }
        !covered
    });
    covered
}
