//! Dossiers and their parties: what a person enters, and the rules it must keep.

use std::fmt;

use serde::{Deserialize, Serialize};
use wording::Explain;

/// Why an entry is refused; the field is named so that the message can stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A field that must be filled is empty.
    #[error("the field '{field}' is empty")]
    FieldEmpty {
        /// The field.
        field: &'static str,
    },
    /// A field is longer than its limit.
    #[error("the field '{field}' has {length} characters; at most {limit} are possible")]
    FieldTooLong {
        /// The field.
        field: &'static str,
        /// Characters found.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// A field has a character that cannot be printed.
    #[error("the field '{field}' has a control character at position {position}")]
    FieldControlCharacter {
        /// The field.
        field: &'static str,
        /// Position of the character, from 1.
        position: usize,
    },
}

impl Explain for RuleError {
    fn code(&self) -> &'static str {
        match self {
            RuleError::FieldEmpty { .. } => "field-empty",
            RuleError::FieldTooLong { .. } => "field-too-long",
            RuleError::FieldControlCharacter { .. } => "field-control-character",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            RuleError::FieldEmpty { field } => vec![("field", (*field).to_owned())],
            RuleError::FieldTooLong { field, length, limit } => vec![
                ("field", (*field).to_owned()),
                ("length", length.to_string()),
                ("limit", limit.to_string()),
            ],
            RuleError::FieldControlCharacter { field, position } => {
                vec![("field", (*field).to_owned()), ("position", position.to_string())]
            }
        }
    }
}

/// Trims and checks one line of text.
fn line(field: &'static str, text: &str, limit: usize) -> Result<String, RuleError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(RuleError::FieldEmpty { field });
    }
    if let Some(index) = text.chars().position(char::is_control) {
        return Err(RuleError::FieldControlCharacter {
            field,
            position: index + 1,
        });
    }
    let length = text.chars().count();
    if length > limit {
        return Err(RuleError::FieldTooLong { field, length, limit });
    }
    Ok(text.to_owned())
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $field:literal, $limit:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Trims and checks the text.
            ///
            /// # Errors
            /// Empty, too long, or with control characters.
            pub fn parse(text: &str) -> Result<Self, RuleError> {
                line($field, text, $limit).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = RuleError;

            fn try_from(text: String) -> Result<Self, RuleError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}

text_type!(
    /// The reference number of a dossier, at most 30 characters (the visible seal's file reference has 30).
    Reference, "reference", 30
);
text_type!(
    /// What a dossier is about, at most 200 characters.
    Subject, "subject", 200
);
text_type!(
    /// The title of a document, at most 200 characters.
    Title, "title", 200
);

/// Where a dossier stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierStatus {
    /// In work.
    #[default]
    Open,
    /// Finished; read-only.
    Closed,
}

/// Natural or legal person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A natural person.
    Natural,
    /// A legal person.
    Legal,
}

/// What a party is to the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Who asks.
    Applicant,
    /// Whom the decision concerns.
    Addressee,
    /// A third party.
    Third,
}

/// What a person may do at a desk or with the platform (architecture.md, "Security").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Civil servant.
    Agent,
    /// Head of unit, signs.
    Signatory,
    /// Seals.
    Clerk,
    /// Reads the journal.
    Auditor,
    /// Administers.
    Administrator,
}

/// A dossier to be created; parsed into types by the caller's boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDossier {
    /// Reference number; `None` lets the desk give the next one.
    pub reference: Option<Reference>,
    /// What it is about.
    pub subject: Subject,
    /// Key of the procedure, e.g. `residence-certificate`; `None` for a dossier without procedure.
    pub procedure: Option<String>,
    /// Its parties.
    pub parties: Vec<NewParty>,
}

/// A dossier to be opened, with what belongs to it from its first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierOpening {
    /// Reference, subject, procedure and parties by name.
    #[serde(flatten)]
    pub new: NewDossier,
    /// Parties from the directory, with what each is to the dossier.
    #[serde(default)]
    pub contacts: Vec<(crate::ContactId, PartyRole)>,
    /// Code in the classification plan; the procedure's where none is given.
    #[serde(default)]
    pub classification: Option<String>,
    /// Who may see it; the procedure's where nothing is said.
    #[serde(default)]
    pub confidentiality: Option<crate::Confidentiality>,
    /// Who is named beside whoever opens it.
    #[serde(default)]
    pub named: Vec<crate::PersonId>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The day on which the request came in; today where none is given.
    #[serde(default)]
    pub received_on: Option<jiff::civil::Date>,
}

impl From<NewDossier> for DossierOpening {
    fn from(new: NewDossier) -> Self {
        Self {
            new,
            contacts: Vec::new(),
            classification: None,
            confidentiality: None,
            named: Vec::new(),
            tags: Vec::new(),
            received_on: None,
        }
    }
}

/// A party as a person enters or changes it: a contact of the directory, or a kind and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyWho {
    /// A contact.
    Contact(crate::ContactId),
    /// Somebody who is in no directory.
    Named {
        /// Natural or legal person.
        kind: PartyKind,
        /// Full name.
        name: String,
    },
}

/// A party to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewParty {
    /// Natural or legal person.
    pub kind: PartyKind,
    /// Its role.
    pub role: PartyRole,
    /// Full name.
    pub name: String,
}

impl NewParty {
    /// Trims and checks the name (at most 120 characters).
    ///
    /// # Errors
    /// Empty, too long, or with control characters.
    pub fn checked(mut self) -> Result<Self, RuleError> {
        self.name = line("party", &self.name, 120)?;
        Ok(self)
    }
}

/// A tag: trimmed, spaces made one, at most 40 characters.
///
/// # Errors
/// Empty, too long, or with control characters or a comma, which separates tags where they are typed.
pub fn tag(text: &str) -> Result<String, RuleError> {
    let text = crate::passage::single_line("tag", text, 40)?;
    if let Some(index) = text.chars().position(|sign| sign == ',') {
        return Err(RuleError::FieldControlCharacter {
            field: "tag",
            position: index + 1,
        });
    }
    // Signs alone fold to nothing, and nothing could tell two such tags apart.
    if crate::fold::fold(&text).is_empty() {
        return Err(RuleError::FieldEmpty { field: "tag" });
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_trimmed_and_never_empty() {
        assert_eq!(Subject::parse("  Certificat ").unwrap().as_str(), "Certificat");
        assert_eq!(
            Subject::parse(" \t "),
            Err(RuleError::FieldEmpty { field: "subject" })
        );
        assert_eq!(
            Subject::parse("a\u{7}b"),
            Err(RuleError::FieldControlCharacter {
                field: "subject",
                position: 2
            })
        );
    }

    #[test]
    fn a_reference_counts_characters_not_bytes() {
        assert!(Reference::parse(&"é".repeat(30)).is_ok());
        assert_eq!(
            Reference::parse(&"é".repeat(31)),
            Err(RuleError::FieldTooLong {
                field: "reference",
                length: 31,
                limit: 30
            })
        );
    }

    #[test]
    fn what_is_too_long_is_named_as_on_the_form() {
        let catalog = wording::Catalog::new(&[crate::MESSAGES]);
        let error = Subject::parse(&"a".repeat(201)).unwrap_err();
        for (lang, name) in [
            (wording::Lang::Fr, "objet"),
            (wording::Lang::De, "Betreff"),
            (wording::Lang::Lb, "Sujet"),
            (wording::Lang::En, "subject"),
        ] {
            let sentence = catalog.explain(lang, &error).sentence;
            assert!(sentence.contains(name) && sentence.contains("201"), "{sentence}");
            assert!(
                lang == wording::Lang::En || !sentence.contains("subject"),
                "{sentence}"
            );
        }
    }

    #[test]
    fn every_rule_has_its_message() {
        assert_eq!(wording::problems(&crate::MESSAGES), Vec::<String>::new());
        let catalog = wording::Catalog::new(&[crate::MESSAGES]);
        for error in [
            RuleError::FieldEmpty { field: "subject" },
            RuleError::FieldTooLong {
                field: "subject",
                length: 2,
                limit: 1,
            },
            RuleError::FieldControlCharacter {
                field: "subject",
                position: 1,
            },
        ] {
            assert!(
                catalog
                    .try_text(wording::Lang::Lb, error.code(), &error.arguments())
                    .is_some()
            );
        }
    }
}
