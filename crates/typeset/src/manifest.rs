//! The manifest of a template, `letter.toml`: its name, languages, and the fields that a person fills in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use wording::Lang;

use crate::{Error, Place};

/// The name of the manifest's file.
pub const FILE: &str = "letter.toml";

/// Fields a template may have.
const MOST_FIELDS: usize = 40;

/// What a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A letter that decides nothing.
    Letter,
    /// A decision.
    Decision,
    /// A certificate.
    Certificate,
}

/// A part of a letter that is the same in all templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Reasons, in paragraphs.
    Reasons,
    /// The remedy clause.
    Remedy,
    /// Documents that go with it.
    Enclosures,
}

impl Part {
    /// As it is written in manifests and data.
    pub const fn key(self) -> &'static str {
        match self {
            Part::Reasons => "reasons",
            Part::Remedy => "remedy",
            Part::Enclosures => "enclosures",
        }
    }
}

/// The kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Line,
    /// Paragraphs; an empty line stands between two.
    Text,
    /// A date, `2026-11-22`.
    Date,
    /// A whole number.
    Number,
    /// An amount in euro with two decimals, `1234.50`.
    Money,
    /// Lines, each an item.
    List,
    /// One of the field's choices, by its key.
    Choice,
    /// `true` or `false`.
    YesNo,
}

impl FieldKind {
    /// As it is written in manifests.
    pub const fn key(self) -> &'static str {
        match self {
            FieldKind::Line => "line",
            FieldKind::Text => "text",
            FieldKind::Date => "date",
            FieldKind::Number => "number",
            FieldKind::Money => "money",
            FieldKind::List => "list",
            FieldKind::Choice => "choice",
            FieldKind::YesNo => "yes_no",
        }
    }
}

/// A text in each language of the template.
pub type Texts = BTreeMap<Lang, String>;

/// A field that a person fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Key, unique in the template: lower case letters, digits, `_`.
    pub key: String,
    /// What it takes.
    pub kind: FieldKind,
    /// Its name, in all four languages: whoever fills it in may read another language than the letter's.
    pub label: Texts,
    /// What belongs in it.
    #[serde(default)]
    pub hint: Texts,
    /// The letter cannot be finished without it.
    #[serde(default)]
    pub required: bool,
    /// Where its first value comes from, e.g. `dossier.received`.
    #[serde(default)]
    pub from: Option<String>,
    /// For a choice: its keys and their texts.
    #[serde(default, rename = "choice")]
    pub choices: Vec<Choice>,
    /// Its first value, as written in the letter's language, where nothing else gives one.
    #[serde(default)]
    pub default: Texts,
}

impl Field {
    /// Its label in a language.
    pub fn label_in(&self, lang: Lang) -> &str {
        text_in(&self.label, lang).unwrap_or(&self.key)
    }
}

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Key.
    pub key: String,
    /// Its text in letters.
    pub text: Texts,
}

/// A choice that makes a letter adverse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdverseWhen {
    /// Key of a field of kind `choice`.
    pub field: String,
    /// Keys of its choices.
    pub values: Vec<String>,
}

/// What a template says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Key, kebab-case; the name of its folder.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// It is adverse to the addressee: reasons and remedy must stand in it.
    #[serde(default)]
    pub adverse: bool,
    /// It is adverse when a choice has one of these values.
    #[serde(default)]
    pub adverse_when: Option<AdverseWhen>,
    /// The languages in which it can be written, the first is taken where the addressee's is not among them.
    pub languages: Vec<Lang>,
    /// The parts it has.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Its name in all four languages.
    pub name: Texts,
    /// What it is for.
    #[serde(default)]
    pub purpose: Texts,
    /// What goes into the subject line, in each of its languages; `{subject}` stands for the dossier's.
    pub subject: Texts,
    /// Its fields, in the order in which they are asked for.
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
}

/// A text in a language, else in French, else any.
pub fn text_in(texts: &Texts, lang: Lang) -> Option<&str> {
    texts
        .get(&lang)
        .or_else(|| texts.get(&Lang::Fr))
        .or_else(|| texts.values().next())
        .map(String::as_str)
}

impl Manifest {
    /// Reads and checks a manifest. `sources`: the names that a field's `from` may have.
    ///
    /// # Errors
    /// Every mistake with file, line and column.
    pub fn read(text: &str, sources: &[&str]) -> Result<Manifest, Error> {
        let manifest: Manifest = toml::from_str(text).map_err(|error| Error::Manifest {
            place: error.span().map_or_else(
                || Place::start_of(FILE),
                |span| Place::of_byte(FILE, text, span.start),
            ),
            detail: error.message().trim().replace('\n', " "),
        })?;
        manifest.checked(text, sources)
    }

    /// Its name in a language.
    pub fn name_in(&self, lang: Lang) -> &str {
        text_in(&self.name, lang).unwrap_or(&self.key)
    }

    /// Whether it has a part; an adverse one always has reasons and remedy.
    pub fn has(&self, part: Part) -> bool {
        let adverse = self.adverse || self.adverse_when.is_some();
        self.parts.contains(&part) || (adverse && matches!(part, Part::Reasons | Part::Remedy))
    }

    /// Whether a letter with these values is adverse, so that reasons and remedy must stand in it.
    pub fn is_adverse(&self, values: &BTreeMap<String, String>) -> bool {
        self.adverse
            || self.adverse_when.as_ref().is_some_and(|when| {
                values
                    .get(&when.field)
                    .is_some_and(|value| when.values.iter().any(|adverse| adverse == value.trim()))
            })
    }

    /// A field by its key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The language of the letter: the one wished for where the template has it, else its first one.
    pub fn language(&self, wished: Lang) -> Lang {
        if self.languages.contains(&wished) {
            return wished;
        }
        self.languages.first().copied().unwrap_or(wished)
    }

    fn checked(self, text: &str, sources: &[&str]) -> Result<Manifest, Error> {
        let wrong = |name: &str, why: &'static str, value: &str| Error::Entry {
            place: place_of(text, name, value),
            name: name.to_owned(),
            why,
            value: value.to_owned(),
        };
        if !is_key(&self.key, '-') {
            return Err(wrong("key", "key", &self.key));
        }
        if self.languages.is_empty() {
            return Err(wrong("languages", "no-language", ""));
        }
        if let Some(twice) = repeated(self.languages.iter().map(|lang| lang.tag())) {
            return Err(wrong("languages", "twice", twice));
        }
        if let Some(twice) = repeated(self.parts.iter().map(|part| part.key())) {
            return Err(wrong("parts", "twice", twice));
        }
        let in_all = |name: &str, texts: &Texts, langs: &[Lang]| -> Result<(), Error> {
            for lang in langs {
                match texts.get(lang).map(|text| text.trim()) {
                    None => return Err(wrong(name, "language", lang.tag())),
                    Some("") => return Err(wrong(name, "empty", lang.tag())),
                    Some(text) if text.chars().count() > 300 => {
                        return Err(wrong(name, "long", lang.tag()));
                    }
                    Some(_) => {}
                }
            }
            Ok(())
        };
        in_all("name", &self.name, &Lang::ALL)?;
        in_all("subject", &self.subject, &self.languages)?;
        if !self.purpose.is_empty() {
            in_all("purpose", &self.purpose, &Lang::ALL)?;
        }
        if self.fields.len() > MOST_FIELDS {
            return Err(wrong("field", "many", &self.fields.len().to_string()));
        }
        if let Some(twice) = repeated(self.fields.iter().map(|field| field.key.as_str())) {
            return Err(wrong(twice, "twice", twice));
        }
        for field in &self.fields {
            let name = field.key.as_str();
            if !is_key(name, '_') || ["reasons", "remedy", "enclosures", "subject"].contains(&name) {
                return Err(wrong(name, "key", name));
            }
            in_all(name, &field.label, &Lang::ALL)?;
            if !field.hint.is_empty() {
                in_all(name, &field.hint, &Lang::ALL)?;
            }
            if !field.default.is_empty() {
                in_all(name, &field.default, &self.languages)?;
            }
            let is_choice = field.kind == FieldKind::Choice;
            if is_choice == field.choices.is_empty() || (is_choice && field.choices.len() < 2) {
                return Err(wrong(name, "choices", &field.choices.len().to_string()));
            }
            if let Some(twice) = repeated(field.choices.iter().map(|choice| choice.key.as_str())) {
                return Err(wrong(name, "twice", twice));
            }
            for choice in &field.choices {
                in_all(name, &choice.text, &self.languages)?;
            }
            if let Some(from) = &field.from
                && !sources.contains(&from.as_str())
            {
                return Err(wrong(name, "source", from));
            }
        }
        if let Some(when) = &self.adverse_when {
            let choices = self
                .field(&when.field)
                .map(|field| field.choices.as_slice())
                .unwrap_or_default();
            if choices.is_empty() {
                return Err(wrong("adverse_when", "no-choice", &when.field));
            }
            for value in &when.values {
                if !choices.iter().any(|choice| &choice.key == value) {
                    return Err(wrong("adverse_when", "no-choice", value));
                }
            }
        }
        Ok(self)
    }
}

fn is_key(text: &str, joint: char) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
}

fn repeated<'a>(mut values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    values.find(|value| !seen.insert(*value))
}

/// Where an entry stands: the line that names a field (`key = "..."`), that has the value, or that begins with the name.
fn place_of(text: &str, name: &str, value: &str) -> Place {
    let quoted = |what: &str| format!("\"{what}\"");
    let of = |wanted: &dyn Fn(&str) -> bool| {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if wanted(line.trim()) {
                let indent = line.len() - line.trim_start().len();
                return Some(Place::of_byte(FILE, text, start + indent));
            }
            start += line.len();
        }
        None
    };
    let names_field = |line: &str| line.starts_with("key") && line.contains(&quoted(name));
    let begins = |line: &str| {
        line.trim_start_matches('[')
            .strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
    };
    let has_value = |line: &str| !value.is_empty() && line.contains(&quoted(value));
    // A key that stands twice: the second line is the mistake.
    if name == value {
        let wanted = quoted(name);
        let mut lines = text.match_indices(&wanted).map(|(at, _)| at);
        if let (Some(_), Some(second)) = (lines.next(), lines.next()) {
            return Place::of_byte(FILE, text, second);
        }
    }
    of(&names_field)
        .or_else(|| of(&begins))
        .or_else(|| of(&has_value))
        .unwrap_or_else(|| Place::start_of(FILE))
}
