//! What a letter says: the data that a template sets. It is kept beside the document, so that the letter can be drawn again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wording::Lang;

use crate::engine::Purpose;
use crate::manifest::{Field, FieldKind, Part, text_in};
use crate::{Error, Template, fonts};

/// Values of fields by key. Dates as `2026-11-22`, amounts as `1234.50`, lists one item a line, choices by key.
pub type Values = BTreeMap<String, String>;

/// A letter: everything that is not in the template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The language it is written in.
    pub lang: Lang,
    /// Its date.
    pub date: Date,
    /// Who writes.
    pub sender: Sender,
    /// To whom.
    pub addressee: Addressee,
    /// What it is about.
    pub subject: String,
    /// References, for the block beside the address.
    pub references: References,
    /// Values of the template's fields.
    #[serde(default)]
    pub fields: Values,
    /// Reasons, paragraphs separated by an empty line.
    #[serde(default)]
    pub reasons: String,
    /// What the decision or letter rests on in law.
    #[serde(default)]
    pub legal_basis: String,
    /// How it can be contested.
    #[serde(default)]
    pub remedy: Option<RemedyClause>,
    /// Names of what goes with it.
    #[serde(default)]
    pub enclosures: Vec<String>,
    /// Who signs.
    pub signatory: Signatory,
    /// The identifier that is printed on the original, where it is known; it stands in the text, because screen readers
    /// do not speak what is drawn on the edge of a page.
    #[serde(default)]
    pub identifier: Option<String>,
}

/// Who writes: the letterhead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sender {
    /// The administration.
    pub administration: String,
    /// The office or service.
    pub office: String,
    /// Lines of the postal address.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Web site, without protocol.
    pub web: String,
    /// Place in the date line, e.g. `Luxembourg`.
    pub place: String,
    /// Where the window of the envelope is.
    pub window: Window,
    /// Path of the logo among the pictures handed over, empty where there is none.
    pub logo: String,
}

/// Where the window of a C5/6 envelope is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Left: DIN 5008 form B (20 mm from the left, 45 mm from the top, 85 mm x 45 mm).
    #[default]
    Left,
    /// Right: the same field, 105 mm from the left.
    Right,
}

/// To whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Addressee {
    /// Name as on the envelope.
    pub name: String,
    /// Lines of the postal address below the name.
    pub address: Vec<String>,
    /// How the person is addressed in the letter; the template's own words where it is empty.
    pub salutation: String,
}

/// References.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct References {
    /// Our reference: the dossier's.
    pub ours: String,
    /// Theirs.
    pub yours: String,
    /// Who handles it.
    pub handled_by: String,
    /// What the dossier is about.
    pub dossier: String,
    /// The procedure's name.
    pub procedure: String,
}

/// How a decision can be contested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyClause {
    /// Before whom, as it stands in a sentence: `le tribunal administratif`.
    pub court: String,
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// Legal basis.
    #[serde(default)]
    pub legal_basis: String,
    /// The last day, were the letter notified on its date.
    #[serde(default)]
    pub ends: Option<Date>,
}

/// Unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signatory {
    /// Name.
    pub name: String,
    /// Function, e.g. `Cheffe de service`.
    pub function: String,
    /// In whose stead, e.g. `Le Directeur`: the name is then preceded by `p.d.`.
    pub delegated_by: String,
    /// The mandate that a delegation rests on; for templates that cite it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mandate: String,
}

/// Whether a value is of a field's kind.
pub fn is_of_kind(field: &Field, value: &str) -> bool {
    match field.kind {
        FieldKind::Line => !value.contains('\n') && value.chars().count() <= 300,
        FieldKind::Text | FieldKind::List => true,
        FieldKind::Date => value.len() == 10 && value.parse::<Date>().is_ok_and(|date| date.year() >= 1800),
        FieldKind::Number => value.len() <= 15 && value.parse::<i64>().is_ok(),
        FieldKind::Money => is_money(value),
        FieldKind::Choice => field.choices.iter().any(|choice| choice.key == value),
        FieldKind::YesNo => matches!(value, "true" | "false"),
    }
}

fn is_money(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let value = value.strip_prefix('-').unwrap_or(value);
    value.len() <= 18
        && match value.split_once('.') {
            Some((whole, cents)) => digits(whole) && digits(cents) && cents.len() == 2,
            None => digits(value),
        }
}

impl Letter {
    /// What is still missing before the letter can be finished, by key and label in a language.
    pub fn missing(&self, template: &Template, lang: Lang) -> Vec<(String, String)> {
        let manifest = template.manifest();
        let adverse = manifest.is_adverse(&self.fields);
        let mut missing: Vec<(String, String)> = Vec::new();
        let mut part = |key: &str, is_missing: bool| {
            if is_missing {
                missing.push((key.to_owned(), key.to_owned()));
            }
        };
        part(
            "sender.administration",
            self.sender.administration.trim().is_empty(),
        );
        part("addressee.name", self.addressee.name.trim().is_empty());
        part(
            "addressee.address",
            self.addressee.address.iter().all(|line| line.trim().is_empty()),
        );
        part("subject", self.subject.trim().is_empty());
        part("signatory.name", self.signatory.name.trim().is_empty());
        part("reasons", adverse && self.reasons.trim().is_empty());
        part("remedy", adverse && self.remedy.is_none());
        for field in &manifest.fields {
            let value = self.fields.get(&field.key).map_or("", |value| value.trim());
            if field.required && value.is_empty() {
                missing.push((field.key.clone(), field.label_in(lang).to_owned()));
            }
        }
        missing
    }

    /// Checks the letter against its template and gives its data as JSON.
    pub(crate) fn checked(
        &self,
        template: &Template,
        purpose: Purpose,
        most_characters: usize,
    ) -> Result<String, Error> {
        let manifest = template.manifest();
        if !manifest.languages.contains(&self.lang) {
            return Err(Error::Language {
                template: template.key().to_owned(),
                lang: self.lang,
            });
        }
        for key in self.fields.keys() {
            if manifest.field(key).is_none() {
                return Err(Error::UnknownField {
                    template: template.key().to_owned(),
                    field: key.clone(),
                });
            }
        }
        for field in &manifest.fields {
            let value = self.fields.get(&field.key).map_or("", |value| value.trim());
            if !value.is_empty() && !is_of_kind(field, value) {
                return Err(Error::Value {
                    field: field.key.clone(),
                    label: field.label_in(self.lang).to_owned(),
                    kind: field.kind.key(),
                    value: value.chars().take(60).collect(),
                });
            }
        }
        if purpose == Purpose::Final
            && let Some((field, label)) = self.missing(template, self.lang).into_iter().next()
        {
            return Err(Error::Missing { field, label });
        }
        let data = cleaned(self.data(template, purpose));
        let found = characters(&data);
        if found > most_characters {
            return Err(Error::TooLong {
                what: "characters",
                found,
                limit: most_characters,
            });
        }
        unprintable(&data, "")?;
        Ok(data.to_string())
    }

    /// The data as templates see it (docs/LETTERS.md).
    fn data(&self, template: &Template, purpose: Purpose) -> Value {
        let manifest = template.manifest();
        let fields: serde_json::Map<String, Value> = manifest
            .fields
            .iter()
            .map(|field| {
                let value = self.fields.get(&field.key).map_or("", |value| value.trim());
                let text = field
                    .choices
                    .iter()
                    .find(|choice| choice.key == value)
                    .and_then(|choice| text_in(&choice.text, self.lang));
                let entry = json!({
                    "kind": field.kind.key(),
                    "label": field.label_in(self.lang),
                    "value": value,
                    "text": text.unwrap_or_default(),
                    "required": field.required,
                });
                (field.key.clone(), entry)
            })
            .collect();
        let mut data = json!(self);
        if let Some(all) = data.as_object_mut() {
            all.insert("fields".to_owned(), Value::Object(fields));
            all.insert("template".to_owned(), json!(template.key()));
            all.insert("draft".to_owned(), json!(purpose == Purpose::Draft));
            all.insert("adverse".to_owned(), json!(manifest.is_adverse(&self.fields)));
            if !manifest.has(Part::Remedy) {
                all.insert("remedy".to_owned(), Value::Null);
            }
        }
        data
    }

    /// What makes the identifier inside the PDF: the same letter has the same one.
    pub(crate) fn identity(&self, template: &str) -> String {
        format!("{template} {}", json!(self))
    }

    /// A letter with invented data, to try a template out: with every field, or with what is required only.
    pub fn sample(template: &Template, lang: Lang, all: bool) -> Letter {
        let manifest = template.manifest();
        let value = |field: &Field| match field.kind {
            FieldKind::Line => "Zeile, ligne #1 [$x$] *a* _b_ @c <d>".to_owned(),
            FieldKind::Text => "Éischten Absaz.\n\nZweten Absaz, mat \"Zitat\".".to_owned(),
            FieldKind::Date => "2026-11-22".to_owned(),
            FieldKind::Number => "3".to_owned(),
            FieldKind::Money => "1234.50".to_owned(),
            FieldKind::List => "Copie de la carte d'identité\nAuszug aus dem Register".to_owned(),
            FieldKind::Choice => field
                .choices
                .first()
                .map(|choice| choice.key.clone())
                .unwrap_or_default(),
            FieldKind::YesNo => all.to_string(),
        };
        let some = |text: &str| if all { text.to_owned() } else { String::new() };
        Letter {
            lang,
            date: jiff::civil::date(2026, 11, 22),
            sender: Sender {
                administration: "Administration communale de Bourglinster".to_owned(),
                office: some("Service de la population"),
                address: vec!["1, place du Marché".to_owned(), "L-6162 Bourglinster".to_owned()],
                phone: some("(+352) 12 34 56-1"),
                email: some("population@bourglinster.example"),
                web: some("www.bourglinster.example"),
                place: "Bourglinster".to_owned(),
                window: if all { Window::Left } else { Window::Right },
                logo: String::new(),
            },
            addressee: Addressee {
                name: "Éliane Müller-Šťastný".to_owned(),
                address: vec!["12, rue de l'Église".to_owned(), "L-7481 Tuntange".to_owned()],
                salutation: String::new(),
            },
            subject: text_in(&manifest.subject, lang)
                .unwrap_or_default()
                .replace("{subject}", "Certificat de résidence"),
            references: References {
                ours: "2026/RES/000042".to_owned(),
                yours: some("EM/2026-17"),
                handled_by: some("Claude Weber"),
                dossier: "Certificat de résidence".to_owned(),
                procedure: some("Certificat de résidence"),
            },
            fields: manifest
                .fields
                .iter()
                .filter(|field| all || field.required)
                .map(|field| (field.key.clone(), value(field)))
                .collect(),
            reasons: if all || manifest.adverse {
                "Le dossier ne contient pas de preuve de la résidence.\n\nLa demande ne peut donc être accueillie."
                    .to_owned()
            } else {
                String::new()
            },
            legal_basis: some("loi du 19 juin 2013 relative à l'identification des personnes physiques"),
            remedy: (all || manifest.adverse).then(|| RemedyClause {
                court: "tribunal administratif".to_owned(),
                count: 3,
                unit: Unit::Months,
                legal_basis: some("loi modifiée du 21 juin 1999"),
                ends: all.then(|| jiff::civil::date(2027, 2, 22)),
            }),
            enclosures: if all {
                vec!["Formulaire".to_owned()]
            } else {
                Vec::new()
            },
            signatory: Signatory {
                name: "Anne Kieffer".to_owned(),
                function: some("Cheffe de service"),
                delegated_by: some("Le Bourgmestre"),
                mandate: some("Note de service n° 12"),
            },
            identifier: all.then(|| "LU-7K3M-9XQ2-VBTD".to_owned()),
        }
    }
}

/// Line breaks of other systems and tabs are no characters of a letter; both come with what is pasted.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) if text.contains(['\r', '\t']) => {
            Value::String(text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " "))
        }
        Value::Array(all) => Value::Array(all.into_iter().map(cleaned).collect()),
        Value::Object(all) => Value::Object(
            all.into_iter()
                .map(|(key, entry)| (key, cleaned(entry)))
                .collect(),
        ),
        other => other,
    }
}

fn characters(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(all) => all.iter().map(characters).sum(),
        Value::Object(all) => all.values().map(characters).sum(),
        _ => 0,
    }
}

/// A character that no font has, with the name of where it stands.
fn unprintable(value: &Value, name: &str) -> Result<(), Error> {
    match value {
        Value::String(text) => match fonts::lacking(text) {
            Some(character) => Err(Error::Character {
                field: name.to_owned(),
                character,
                code: u32::from(character),
            }),
            None => Ok(()),
        },
        Value::Array(all) => all.iter().try_for_each(|entry| unprintable(entry, name)),
        Value::Object(all) => all.iter().try_for_each(|(key, entry)| {
            let inner = matches!(key.as_str(), "value" | "text" | "kind" | "label");
            let path = match (name.is_empty(), inner) {
                (_, true) => name.to_owned(),
                (true, false) => key.clone(),
                (false, false) => format!("{name}.{key}"),
            };
            unprintable(entry, &path)
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_two_decimals_or_none() {
        for good in ["0", "12", "1234.50", "-3.00"] {
            assert!(is_money(good), "{good}");
        }
        for bad in ["", "1.5", "1,50", ".50", "1.", "1 000", "1e3", "--1", "१.00"] {
            assert!(!is_money(bad), "{bad}");
        }
    }
}
