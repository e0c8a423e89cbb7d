//! What is wrong with a template or a letter.

use wording::Explain;

/// A place in a file of a template, counted from 1 as editors count.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Path in the template's folder, e.g. `letter.typ`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    pub(crate) fn start_of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
        }
    }

    /// The place of a byte in a text.
    pub(crate) fn of_byte(file: &str, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).map_or(0, |head| head.chars().count()) + 1,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Why a template is not accepted, or a letter not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A file that a template needs is not there.
    #[error("the template has no file '{file}'")]
    FileMissing {
        /// The file.
        file: String,
    },
    /// A file of a template that cannot be taken: its name, size or content.
    #[error("the template's file '{file}' is not accepted: {why}")]
    FileRefused {
        /// The file.
        file: String,
        /// `name`, `size`, `kind`, `text`, `total`.
        why: &'static str,
    },
    /// The manifest is not what it must be: TOML, a name that is unknown or missing, a value of another type.
    #[error("{place}: {detail}")]
    Manifest {
        /// Where.
        place: Place,
        /// What, in the words of the reader of TOML.
        detail: String,
    },
    /// An entry of the manifest says something that cannot be.
    #[error("{place}: '{name}': {why}")]
    Entry {
        /// Where.
        place: Place,
        /// The entry or field.
        name: String,
        /// `key`, `twice`, `language`, `no-language`, `choices`, `source`, `takes`, `empty`, `long`, `many`.
        why: &'static str,
        /// The value or language that is meant.
        value: String,
    },
    /// A field that the manifest declares is nowhere in the letter: what is entered would be lost.
    #[error("the field '{name}' is declared and never used")]
    FieldUnused {
        /// The field.
        name: String,
    },
    /// A part that the manifest promises is nowhere in the letter.
    #[error("the template does not set '{name}'")]
    PartUnused {
        /// `reasons`, `remedy`.
        name: &'static str,
    },
    /// Typst says what is wrong.
    #[error("{place} ({lang}): {message}")]
    Typst {
        /// Where.
        place: Place,
        /// The language in which the letter was set.
        lang: wording::Lang,
        /// Typst's message, with its hints.
        message: String,
    },
    /// The template has no letter in this language.
    #[error("the template '{template}' has no letter in '{lang}'")]
    Language {
        /// The template.
        template: String,
        /// The language.
        lang: wording::Lang,
    },
    /// Something that the letter needs is missing.
    #[error("the letter needs '{field}'")]
    Missing {
        /// Key of the field or part.
        field: String,
        /// Its label.
        label: String,
    },
    /// A value is not of its field's kind.
    #[error("'{value}' is no {kind} for the field '{field}'")]
    Value {
        /// Key of the field.
        field: String,
        /// Its label.
        label: String,
        /// The field's kind.
        kind: &'static str,
        /// The value.
        value: String,
    },
    /// A field that the template does not have.
    #[error("the template '{template}' has no field '{field}'")]
    UnknownField {
        /// The template.
        template: String,
        /// The field.
        field: String,
    },
    /// A character that no font of letters has.
    #[error("the character U+{code:04X} in '{field}' is in no font of letters")]
    Character {
        /// The field or part.
        field: String,
        /// The character.
        character: char,
        /// Its number.
        code: u32,
    },
    /// The letter is too long.
    #[error("the letter is too long ({what}: {found}, at most {limit})")]
    TooLong {
        /// `characters`, `pages`.
        what: &'static str,
        /// Found.
        found: usize,
        /// Allowed.
        limit: usize,
    },
    /// Setting took longer than its limit.
    #[error("the template '{template}' took more than {seconds} s")]
    TimedOut {
        /// The template.
        template: String,
        /// The limit.
        seconds: u64,
    },
    /// Letters that took too long are still being set; no more are begun.
    #[error("{running} letters that were given up are still being set")]
    Stuck {
        /// How many.
        running: usize,
    },
    /// Typst stopped in the middle.
    #[error("the template '{template}' made the typesetting stop")]
    Stopped {
        /// The template.
        template: String,
    },
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::FileMissing { .. } => "template-file-missing",
            Error::FileRefused { .. } => "template-file-refused",
            Error::Manifest { .. } => "template-manifest-wrong",
            Error::Entry { .. } => "template-entry-wrong",
            Error::FieldUnused { .. } => "template-field-unused",
            Error::PartUnused { .. } => "template-part-unused",
            Error::Typst { .. } => "template-typst",
            Error::Language { .. } => "letter-language",
            Error::Missing { .. } => "letter-missing",
            Error::Value { .. } => "letter-value",
            Error::UnknownField { .. } => "letter-field-unknown",
            Error::Character { .. } => "letter-character",
            Error::TooLong { .. } => "letter-too-long",
            Error::TimedOut { .. } => "letter-timed-out",
            Error::Stuck { .. } => "letter-engine-stuck",
            Error::Stopped { .. } => "letter-engine-stopped",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let at = |place: &Place| {
            vec![
                ("file", place.file.clone()),
                ("line", place.line.to_string()),
                ("column", place.column.to_string()),
            ]
        };
        match self {
            Error::FileMissing { file } => vec![("file", file.clone())],
            Error::FileRefused { file, why } => vec![("file", file.clone()), ("why", (*why).to_owned())],
            Error::Manifest { place, detail } => {
                let mut all = at(place);
                all.push(("detail", detail.clone()));
                all
            }
            Error::Entry {
                place,
                name,
                why,
                value,
            } => {
                let mut all = at(place);
                all.push(("name", name.clone()));
                all.push(("why", (*why).to_owned()));
                all.push(("value", value.clone()));
                all
            }
            Error::FieldUnused { name } => vec![("name", name.clone())],
            Error::PartUnused { name } => vec![("name", (*name).to_owned())],
            Error::Typst { place, lang, message } => {
                let mut all = at(place);
                all.push(("lang", lang.tag().to_owned()));
                all.push(("detail", message.clone()));
                all
            }
            Error::Language { template, lang } => {
                vec![("template", template.clone()), ("lang", lang.tag().to_owned())]
            }
            Error::Missing { field, label } => vec![
                // Fluent's keys have no points.
                ("field", field.replace('.', "-")),
                ("label", label.clone()),
            ],
            Error::Value {
                field,
                label,
                kind,
                value,
            } => vec![
                ("field", field.clone()),
                ("label", label.clone()),
                ("kind", (*kind).to_owned()),
                ("value", value.clone()),
            ],
            Error::UnknownField { template, field } => {
                vec![("template", template.clone()), ("field", field.clone())]
            }
            Error::Character {
                field,
                character,
                code,
            } => vec![
                ("field", field.clone()),
                ("character", character.to_string()),
                ("code", format!("U+{code:04X}")),
            ],
            Error::TooLong { what, found, limit } => vec![
                ("what", (*what).to_owned()),
                ("found", found.to_string()),
                ("limit", limit.to_string()),
            ],
            Error::TimedOut { template, seconds } => {
                vec![("template", template.clone()), ("seconds", seconds.to_string())]
            }
            Error::Stuck { running } => vec![("running", running.to_string())],
            Error::Stopped { template } => vec![("template", template.clone())],
        }
    }
}
