//! Reading a procedure file: every fault of the file at once, each with its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wording::Lang;

use super::fault::Fault;
use super::shape::{PROCEDURE, STARTS, Shape, Table};
use super::{Procedure, check};
use crate::deadline::Length;

/// The largest procedure file, in bytes.
pub const LARGEST_PROCEDURE: usize = 256 * 1024;

/// Most faults that are told at once; more help nobody.
const MOST_FAULTS: usize = 200;

/// What a procedure file may refer to outside itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Keys of the letter templates; `None` leaves them unchecked.
    pub templates: Option<&'a [String]>,
}

/// Line and column (in characters), from 1, of a place in a text.
pub(crate) fn place(text: &str, offset: usize) -> (u32, u32) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    (number(line), number(column))
}

/// Collects faults.
pub(super) struct Faults<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Fault>,
}

impl Faults<'_> {
    pub(super) fn add(
        &mut self,
        offset: usize,
        field: impl Into<String>,
        code: &'static str,
        details: Vec<(&'static str, String)>,
    ) {
        if self.found.len() >= MOST_FAULTS {
            return;
        }
        let (line, column) = place(self.text, offset);
        self.found.push(Fault {
            file: self.file.to_owned(),
            line,
            column,
            field: field.into(),
            code,
            details,
        });
    }
}

/// Reads and checks a procedure file.
///
/// # Errors
/// Every fault that was found, in the order of the file; never an empty list.
pub fn read(file: &str, bytes: &[u8], known: Known<'_>) -> Result<Procedure, Vec<Fault>> {
    let text = match std::str::from_utf8(bytes) {
        _ if bytes.len() > LARGEST_PROCEDURE => {
            let details = vec![("limit", (LARGEST_PROCEDURE / 1024).to_string())];
            return Err(one(file, "", 0, "procedure-too-large", details));
        }
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let sound = std::str::from_utf8(sound).unwrap_or_default();
            return Err(one(file, sound, sound.len(), "procedure-not-text", Vec::new()));
        }
    };
    let mut faults = Faults {
        file,
        text,
        found: Vec::new(),
    };
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut readable = true;
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let found: String = text
            .get(at..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default()
            .trim_end()
            .chars()
            .take(60)
            .collect();
        if error.message().contains("duplicate key") {
            faults.add(at, found, "procedure-field-twice", Vec::new());
        } else {
            readable = false;
            faults.add(at, String::new(), "procedure-syntax", vec![("found", found)]);
        }
    }
    if readable {
        table(&mut faults, &PROCEDURE, "", root.get_ref(), 0);
        check::check(&mut faults, root.get_ref(), known);
    }
    if !faults.found.is_empty() {
        faults.found.sort_by_key(|fault| (fault.line, fault.column));
        faults.found.dedup();
        return Err(faults.found);
    }
    toml::from_str(text).map_err(|error| {
        // The tables above say the same as the types; should they ever differ, nothing is let through.
        let at = error.span().map_or(0, |span| span.start);
        let found = vec![("found", error.message().chars().take(120).collect())];
        one(file, text, at, "procedure-syntax", found)
    })
}

fn one(
    file: &str,
    text: &str,
    offset: usize,
    code: &'static str,
    details: Vec<(&'static str, String)>,
) -> Vec<Fault> {
    let mut faults = Faults {
        file,
        text,
        found: Vec::new(),
    };
    faults.add(offset, "", code, details);
    faults.found
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn table(faults: &mut Faults<'_>, shape: &Table, path: &str, found: &DeTable<'_>, at: usize) {
    for (name, value) in found {
        let field = join(path, name.get_ref());
        match shape.fields.iter().find(|field| field.name == name.get_ref()) {
            Some(known) => self::value(faults, &known.shape, &field, value),
            None => unknown(
                faults,
                name.span().start,
                field,
                name.get_ref(),
                &shape.fields.iter().map(|field| field.name).collect::<Vec<_>>(),
            ),
        }
    }
    for field in shape.fields.iter().filter(|field| field.required) {
        if !found.keys().any(|name| name.get_ref() == field.name) {
            let path = if path.is_empty() { shape.name } else { path };
            faults.add(at, join(path, field.name), "procedure-field-missing", Vec::new());
        }
    }
}

fn unknown(faults: &mut Faults<'_>, at: usize, field: String, name: &str, known: &[&str]) {
    let listed = ("known", known.join(", "));
    match nearest(name, known) {
        Some(similar) => faults.add(
            at,
            field,
            "procedure-field-unknown-similar",
            vec![("similar", similar.to_owned()), listed],
        ),
        None => faults.add(at, field, "procedure-field-unknown", vec![listed]),
    }
}

fn value(faults: &mut Faults<'_>, shape: &Shape, field: &str, found: &Spanned<DeValue<'_>>) {
    let at = found.span().start;
    let value = found.get_ref();
    match shape {
        Shape::Key => _ = key(faults, field, found),
        Shape::Line(most) => {
            if let Some(text) = text(faults, field, found) {
                line(faults, field, at, text, *most);
            }
        }
        Shape::Office => {
            if let Some(text) = text(faults, field, found) {
                let fits = (1..=8).contains(&text.len())
                    && text
                        .bytes()
                        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
                if !fits {
                    faults.add(at, field, "procedure-office-form", vec![("value", short(text))]);
                }
            }
        }
        Shape::Texts => texts(faults, field, found),
        Shape::Words(words) => {
            if let Some(text) = text(faults, field, found) {
                word(faults, field, at, text, words);
            }
        }
        Shape::Length => _ = length(faults, field, found),
        Shape::Lengths => {
            if let Some(list) = list(faults, field, found) {
                list.iter().for_each(|item| _ = length(faults, field, item));
            }
        }
        Shape::Keys => {
            if let Some(list) = list(faults, field, found) {
                list.iter().for_each(|item| _ = key(faults, field, item));
            }
        }
        Shape::YesNo => {
            if value.as_bool().is_none() {
                kind(faults, field, found, "yes-no");
            }
        }
        Shape::Number { least, most } => match value.as_integer() {
            Some(number) => {
                let number = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok();
                if !number.is_some_and(|number| (*least..=*most).contains(&number)) {
                    let details = vec![("least", least.to_string()), ("most", most.to_string())];
                    faults.add(at, field, "procedure-number-range", details);
                }
            }
            None => kind(faults, field, found, "number"),
        },
        Shape::Start => start(faults, field, found),
        Shape::One(shape) => match value.as_table() {
            Some(inner) => table(faults, shape, field, inner, at),
            None => kind(faults, field, found, "table"),
        },
        Shape::Many(shape) => {
            if let Some(list) = list(faults, field, found) {
                for item in list {
                    match item.get_ref().as_table() {
                        Some(inner) => table(faults, shape, field, inner, item.span().start),
                        None => kind(faults, field, item, "table"),
                    }
                }
            }
        }
    }
}

fn kind(faults: &mut Faults<'_>, field: &str, found: &Spanned<DeValue<'_>>, expected: &str) {
    let is = match found.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "yes-no",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "list",
        DeValue::Table(_) => "table",
    };
    let details = vec![("found", is.to_owned()), ("expected", expected.to_owned())];
    faults.add(found.span().start, field, "procedure-field-kind", details);
}

fn text<'a>(faults: &mut Faults<'_>, field: &str, found: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
    let text = found.get_ref().as_str();
    if text.is_none() {
        kind(faults, field, found, "text");
    }
    text
}

fn list<'a, 'i>(
    faults: &mut Faults<'_>,
    field: &str,
    found: &'a Spanned<DeValue<'i>>,
) -> Option<&'a [Spanned<DeValue<'i>>]> {
    match found.get_ref() {
        DeValue::Array(list) => Some(list),
        _ => {
            kind(faults, field, found, "list");
            None
        }
    }
}

fn line(faults: &mut Faults<'_>, field: &str, at: usize, text: &str, most: usize) {
    if text.trim().is_empty() {
        faults.add(at, field, "procedure-text-empty", Vec::new());
    } else if text.chars().count() > most || text.chars().any(char::is_control) {
        faults.add(
            at,
            field,
            "procedure-text-too-long",
            vec![("limit", most.to_string())],
        );
    }
}

/// A key: `access-to-documents`.
fn key<'a>(faults: &mut Faults<'_>, field: &str, found: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
    let text = text(faults, field, found)?;
    let fits = text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
    if !fits {
        let details = vec![("value", short(text)), ("similar", as_key(text))];
        faults.add(found.span().start, field, "procedure-key-form", details);
        return None;
    }
    Some(text)
}

/// What a person may have meant for a key.
fn as_key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(60) {
        if c.is_ascii_lowercase() || (c.is_ascii_digit() && !key.is_empty()) {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() {
        "demande".into()
    } else {
        key.to_owned()
    }
}

fn word(faults: &mut Faults<'_>, field: &str, at: usize, text: &str, words: &[&str]) {
    if !words.contains(&text) {
        let details = vec![
            ("value", short(text)),
            (
                "similar",
                nearest(text, words)
                    .or(words.first().copied())
                    .unwrap_or_default()
                    .to_owned(),
            ),
            ("known", words.join(", ")),
        ];
        faults.add(at, field, "procedure-word-unknown", details);
    }
}

fn length(faults: &mut Faults<'_>, field: &str, found: &Spanned<DeValue<'_>>) -> Option<Length> {
    let text = text(faults, field, found)?;
    match text.parse() {
        Ok(length) => Some(length),
        Err(_) => {
            let details = vec![("value", short(text))];
            faults.add(found.span().start, field, "procedure-length-unreadable", details);
            None
        }
    }
}

fn texts(faults: &mut Faults<'_>, field: &str, found: &Spanned<DeValue<'_>>) {
    let Some(inner) = found.get_ref().as_table() else {
        return kind(faults, field, found, "texts");
    };
    for (lang, value) in inner {
        let field = join(field, lang.get_ref());
        if lang.get_ref().parse::<Lang>().is_err() {
            let details = vec![("language", short(lang.get_ref()))];
            faults.add(lang.span().start, field, "procedure-language-unknown", details);
        } else if let Some(text) = text(faults, &field, value) {
            line(faults, &field, value.span().start, text, 500);
        }
    }
    if !inner.keys().any(|lang| lang.get_ref() == "fr") {
        faults.add(found.span().start, field, "procedure-french-missing", Vec::new());
    }
}

fn start(faults: &mut Faults<'_>, field: &str, found: &Spanned<DeValue<'_>>) {
    let at = found.span().start;
    match found.get_ref() {
        DeValue::String(text) => word(faults, field, at, text, STARTS),
        DeValue::Table(inner) => {
            for (name, value) in inner {
                if name.get_ref() == "state" {
                    key(faults, &join(field, "state"), value);
                } else {
                    unknown(
                        faults,
                        name.span().start,
                        join(field, name.get_ref()),
                        name.get_ref(),
                        &["state"],
                    );
                }
            }
            if !inner.keys().any(|name| name.get_ref() == "state") {
                faults.add(at, join(field, "state"), "procedure-field-missing", Vec::new());
            }
        }
        _ => kind(faults, field, found, "text"),
    }
}

/// What was found, short enough for a sentence.
pub(super) fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The known name that is most like a mistyped one, if any is like it at all.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = short(&name.to_lowercase());
    known
        .iter()
        .map(|known| (distance(&name, known), *known))
        .filter(|(distance, known)| *distance <= (known.chars().count() / 2).clamp(1, 3))
        .min()
        .map(|(_, known)| known)
}

/// Changes of one letter between two words; two letters that stand swapped are one change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(60).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (row, x) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&above, column) + usize::from(x != *y);
            let mut best = replaced
                .min(at(&above, column + 1) + 1)
                .min(at(&current, column) + 1);
            if column > 0 && last == Some(*y) && b.get(column - 1) == Some(&x) {
                best = best.min(at(&before, column - 1) + 1);
            }
            current.push(best);
        }
        last = Some(x);
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}
