//! The directory: natural and legal persons, kept once.
//!
//! A contact is entered as [`ContactEntry`] and checked as a whole by [`ContactEntry::checked`]; what comes out is stored
//! as it stands. [`likeness`] says whether two contacts may be the same person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::{Explain, Lang};

use crate::fold::fold;
use crate::matricule::{Matricule, MatriculeError};
use crate::passage::{passage, single_line};
use crate::{ContactId, PartyKind, RuleError};

/// Why a contact is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// A field is empty, too long, or holds what cannot be printed.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The matricule.
    #[error(transparent)]
    Matricule(#[from] MatriculeError),
    /// The date of birth is not the one in the matricule.
    #[error("the date of birth is not the one of the matricule")]
    BirthDateDiffers {
        /// As the matricule says.
        matricule: Date,
    },
    /// The date of birth is to come, or before 1800.
    #[error("{date} is no possible date of birth")]
    BirthDate {
        /// What was given.
        date: String,
    },
    /// A field that the kind of person does not have.
    #[error("a legal person has no '{field}'")]
    NotForLegal {
        /// The field.
        field: &'static str,
    },
    /// A VAT number is `LU` and 8 digits.
    #[error("the VAT number is not LU and 8 digits")]
    VatForm,
    /// The last two digits of a VAT number are the first six modulo 89.
    #[error("the VAT number must end in {expected:02}")]
    VatCheck {
        /// What its last two digits should be.
        expected: u32,
    },
    /// A postal code of Luxembourg is `L-` and 4 digits.
    #[error("'{code}' is no postal code of Luxembourg")]
    PostalCode {
        /// What was given.
        code: String,
    },
    /// A country is two letters (ISO 3166-1).
    #[error("'{country}' is no country code")]
    Country {
        /// What was given.
        country: String,
    },
    /// No e-mail address.
    #[error("'{text}' is no e-mail address")]
    Email {
        /// What was given.
        text: String,
    },
    /// No telephone number.
    #[error("'{text}' is no telephone number")]
    Phone {
        /// What was given.
        text: String,
    },
    /// No language of the product.
    #[error("'{text}' is no language of correspondence")]
    Language {
        /// What was given.
        text: String,
    },
    /// Neither natural nor legal.
    #[error("'{text}' is no kind of person")]
    Kind {
        /// What was given.
        text: String,
    },
}

impl Explain for ContactError {
    fn code(&self) -> &'static str {
        match self {
            ContactError::Rule(error) => error.code(),
            ContactError::Matricule(error) => error.code(),
            ContactError::BirthDateDiffers { .. } => "contact-birth-date-differs",
            ContactError::BirthDate { .. } => "contact-birth-date",
            ContactError::NotForLegal { .. } => "contact-not-for-legal",
            ContactError::VatForm => "vat-form",
            ContactError::VatCheck { .. } => "vat-check-digits",
            ContactError::PostalCode { .. } => "contact-postal-code",
            ContactError::Country { .. } => "contact-country",
            ContactError::Email { .. } => "contact-email",
            ContactError::Phone { .. } => "contact-phone",
            ContactError::Language { .. } => "contact-language",
            ContactError::Kind { .. } => "contact-kind",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ContactError::Rule(error) => error.arguments(),
            ContactError::Matricule(error) => error.arguments(),
            ContactError::BirthDateDiffers { matricule } => vec![("date", matricule.to_string())],
            ContactError::BirthDate { date } => vec![("date", date.clone())],
            ContactError::NotForLegal { field } => vec![("field", (*field).to_owned())],
            ContactError::VatForm => vec![],
            ContactError::VatCheck { expected } => vec![("expected", format!("…{expected:02}"))],
            ContactError::PostalCode { code } => vec![("text", format!("« {code} »"))],
            ContactError::Country { country } => vec![("text", country.clone())],
            ContactError::Email { text }
            | ContactError::Phone { text }
            | ContactError::Language { text }
            | ContactError::Kind { text } => vec![("text", format!("« {text} »"))],
        }
    }
}

/// A VAT number of Luxembourg, written `LU12345678`; other countries' are kept as they are given.
///
/// # Errors
/// `vat-form`, `vat-check-digits`.
pub fn vat(text: &str) -> Result<String, ContactError> {
    let text: String = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | '-'))
        .flat_map(char::to_uppercase)
        .collect();
    // Its check digits fit nothing as well as something.
    let body = text.get(2..).unwrap_or_default();
    if !body.is_empty() && body.bytes().all(|byte| byte == b'0') {
        return Err(ContactError::VatForm);
    }
    let Some(digits) = text.strip_prefix("LU") else {
        let mut letters = text.chars();
        let foreign = letters.next().is_some_and(|sign| sign.is_ascii_uppercase())
            && letters.next().is_some_and(|sign| sign.is_ascii_uppercase())
            && (2..=12).contains(&letters.clone().count())
            && letters.all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '*'));
        return if foreign {
            Ok(text)
        } else {
            Err(ContactError::VatForm)
        };
    };
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ContactError::VatForm);
    }
    let (first, last) = digits.split_at(6);
    let number = |text: &str| text.parse::<u32>().map_err(|_| ContactError::VatForm);
    if number(first)? == 0 {
        return Err(ContactError::VatForm);
    }
    let expected = number(first)? % 89;
    if number(last)? == expected {
        Ok(text)
    } else {
        Err(ContactError::VatCheck { expected })
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PostalAddress {
    /// What stands before the street: a building, a service, `c/o`.
    pub complement: String,
    /// Number and street.
    pub street: String,
    /// `L-1234` in Luxembourg, as the country writes it elsewhere.
    pub postal_code: String,
    /// Locality.
    pub city: String,
    /// Two letters (ISO 3166-1); empty means Luxembourg.
    pub country: String,
}

impl PostalAddress {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        [&self.complement, &self.street, &self.postal_code, &self.city]
            .iter()
            .all(|part| part.is_empty())
    }

    /// Its lines, as on an envelope; the country's code where it is abroad.
    pub fn lines(&self) -> Vec<String> {
        let city = format!("{} {}", self.postal_code, self.city).trim().to_owned();
        let abroad = if matches!(self.country.as_str(), "" | "LU") {
            ""
        } else {
            &self.country
        };
        [self.complement.as_str(), &self.street, &city, abroad]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn checked(self) -> Result<Self, ContactError> {
        let country = self.country.trim().to_ascii_uppercase();
        let country = if country.is_empty() {
            "LU".to_owned()
        } else {
            country
        };
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(ContactError::Country { country });
        }
        let complement = optional("address", &self.complement, 120)?;
        let street = optional("address", &self.street, 120)?;
        let city = optional("city", &self.city, 80)?;
        let given = optional("postal-code", &self.postal_code, 16)?;
        let postal_code = if country == "LU" && !given.is_empty() {
            let upper = given.to_uppercase();
            let digits: String = upper
                .strip_prefix("LU")
                .or_else(|| upper.strip_prefix('L'))
                .unwrap_or(&upper)
                .trim_start_matches(['-', ' ', '\u{2011}', '\u{2013}'])
                .to_owned();
            if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(ContactError::PostalCode { code: given });
            }
            format!("L-{digits}")
        } else {
            given
        };
        let address = Self {
            complement,
            street,
            postal_code,
            city,
            country,
        };
        Ok(if address.is_empty() {
            Self::default()
        } else {
            address
        })
    }
}

/// Trims and checks one line of text that may be empty.
fn optional(field: &'static str, text: &str, limit: usize) -> Result<String, RuleError> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    single_line(field, text, limit)
}

/// A contact as a person enters it, and, once checked, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEntry {
    /// Natural or legal person.
    pub kind: PartyKind,
    /// Family name, or the name of the legal person.
    pub name: String,
    /// Given names, of a natural person.
    #[serde(default)]
    pub given_names: String,
    /// How letters begin, e.g. `Madame`.
    #[serde(default)]
    pub salutation: String,
    /// Date of birth, of a natural person.
    #[serde(default)]
    pub birth_date: Option<Date>,
    /// National identification number.
    #[serde(default)]
    pub matricule: String,
    /// VAT number.
    #[serde(default)]
    pub vat: String,
    /// Number in the trade and companies register (RCS), as it is given.
    #[serde(default)]
    pub rcs: String,
    /// Postal address.
    #[serde(default)]
    pub address: PostalAddress,
    /// E-mail address.
    #[serde(default)]
    pub email: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// Language of correspondence.
    #[serde(default)]
    pub language: Option<Lang>,
    /// Notes.
    #[serde(default)]
    pub notes: String,
}

impl ContactEntry {
    /// A contact with a name and nothing else.
    pub fn named(kind: PartyKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            given_names: String::new(),
            salutation: String::new(),
            birth_date: None,
            matricule: String::new(),
            vat: String::new(),
            rcs: String::new(),
            address: PostalAddress::default(),
            email: String::new(),
            phone: String::new(),
            language: None,
            notes: String::new(),
        }
    }

    /// Trims and checks every field; numbers and codes come out in one form. A natural person's date of birth is taken
    /// from the matricule where it is not given. `today` is in Luxembourg.
    ///
    /// # Errors
    /// The first field that breaks its rule.
    pub fn checked(self, today: Date) -> Result<Self, ContactError> {
        let legal = self.kind == PartyKind::Legal;
        let name = single_line("contact-name", &self.name, 120)?;
        let given_names = optional("given-names", &self.given_names, 120)?;
        if legal && !given_names.is_empty() {
            return Err(ContactError::NotForLegal { field: "given-names" });
        }
        if legal && self.birth_date.is_some() {
            return Err(ContactError::NotForLegal { field: "birth-date" });
        }
        let matricule = if self.matricule.trim().is_empty() {
            None
        } else {
            Some(Matricule::parse_of(&self.matricule, self.kind, today)?)
        };
        let said = matricule.as_ref().and_then(Matricule::birth_date);
        if let (Some(given), Some(said)) = (self.birth_date, said)
            && given != said
        {
            return Err(ContactError::BirthDateDiffers { matricule: said });
        }
        let birth_date = self.birth_date.or(said);
        // Somebody long dead may be a party; before 1800 no matricule reaches.
        if let Some(date) = self.birth_date
            && (date > today || date.year() < 1800)
        {
            return Err(ContactError::BirthDate {
                date: date.to_string(),
            });
        }
        let email = optional("email", &self.email, 120)?;
        if !email.is_empty() && !is_email(&email) {
            return Err(ContactError::Email { text: email });
        }
        let phone = optional("phone", &self.phone, 40)?;
        if !phone.is_empty() && !is_phone(&phone) {
            return Err(ContactError::Phone { text: phone });
        }
        Ok(Self {
            kind: self.kind,
            name,
            given_names,
            salutation: optional("salutation", &self.salutation, 60)?,
            birth_date,
            matricule: matricule.map(String::from).unwrap_or_default(),
            vat: if self.vat.trim().is_empty() {
                String::new()
            } else {
                vat(&self.vat)?
            },
            rcs: optional("rcs", &self.rcs, 40)?,
            address: self.address.checked()?,
            email,
            phone,
            language: self.language,
            notes: if self.notes.trim().is_empty() {
                String::new()
            } else {
                passage("notes", &self.notes, 4_000)?
            },
        })
    }

    /// As it is shown and printed: given names, then the family name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_names, self.name).trim().to_owned()
    }

    /// The words of the name, folded and in order: two ways of writing one name give the same.
    pub fn name_key(&self) -> String {
        let folded = fold(&self.full_name());
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// The address as it is compared; empty where there is no street or no locality.
    pub fn address_key(&self) -> String {
        let (street, city) = (fold(&self.address.street), fold(&self.address.city));
        let code = fold(&self.address.postal_code);
        if street.is_empty() || (city.is_empty() && code.is_empty()) {
            return String::new();
        }
        format!("{street}|{}", if code.is_empty() { city } else { code })
    }

    /// The value of a field, as text.
    pub fn value(&self, field: ContactField) -> String {
        match field {
            ContactField::Name => self.name.clone(),
            ContactField::GivenNames => self.given_names.clone(),
            ContactField::Salutation => self.salutation.clone(),
            ContactField::BirthDate => self.birth_date.map(|date| date.to_string()).unwrap_or_default(),
            ContactField::Matricule => self.matricule.clone(),
            ContactField::Vat => self.vat.clone(),
            ContactField::Rcs => self.rcs.clone(),
            ContactField::Address => self.address.lines().join(", "),
            ContactField::Email => self.email.clone(),
            ContactField::Phone => self.phone.clone(),
            ContactField::Language => self.language.map(|lang| lang.to_string()).unwrap_or_default(),
            ContactField::Notes => self.notes.clone(),
        }
    }

    /// Takes a field over from another contact.
    pub fn take(&mut self, field: ContactField, other: &ContactEntry) {
        match field {
            ContactField::Name => self.name.clone_from(&other.name),
            ContactField::GivenNames => self.given_names.clone_from(&other.given_names),
            ContactField::Salutation => self.salutation.clone_from(&other.salutation),
            ContactField::BirthDate => self.birth_date = other.birth_date,
            ContactField::Matricule => {
                self.matricule.clone_from(&other.matricule);
                // The two belong together.
                self.birth_date = other.birth_date.or(self.birth_date);
            }
            ContactField::Vat => self.vat.clone_from(&other.vat),
            ContactField::Rcs => self.rcs.clone_from(&other.rcs),
            ContactField::Address => self.address.clone_from(&other.address),
            ContactField::Email => self.email.clone_from(&other.email),
            ContactField::Phone => self.phone.clone_from(&other.phone),
            ContactField::Language => self.language = other.language,
            ContactField::Notes => self.notes.clone_from(&other.notes),
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && !local.contains('@')
        && !text
            .chars()
            .any(|sign| sign.is_whitespace() || matches!(sign, '<' | '>' | ',' | ';' | '"'))
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
        })
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&digits)
        && text.chars().enumerate().all(|(index, sign)| {
            sign.is_ascii_digit()
                || matches!(sign, ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}')
                || (sign == '+' && index == 0)
        })
}

/// A field of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactField {
    /// Family name, or name of a legal person.
    Name,
    /// Given names.
    GivenNames,
    /// Salutation.
    Salutation,
    /// Date of birth.
    BirthDate,
    /// Matricule.
    Matricule,
    /// VAT number.
    Vat,
    /// Number in the trade and companies register.
    Rcs,
    /// Postal address.
    Address,
    /// E-mail.
    Email,
    /// Telephone.
    Phone,
    /// Language of correspondence.
    Language,
    /// Notes.
    Notes,
}

impl ContactField {
    /// All of them, in the order in which a form shows them.
    pub const ALL: [ContactField; 12] = [
        ContactField::Name,
        ContactField::GivenNames,
        ContactField::Salutation,
        ContactField::BirthDate,
        ContactField::Matricule,
        ContactField::Vat,
        ContactField::Rcs,
        ContactField::Address,
        ContactField::Email,
        ContactField::Phone,
        ContactField::Language,
        ContactField::Notes,
    ];

    /// Its key, kebab-case.
    pub const fn key(self) -> &'static str {
        match self {
            ContactField::Name => "name",
            ContactField::GivenNames => "given-names",
            ContactField::Salutation => "salutation",
            ContactField::BirthDate => "birth-date",
            ContactField::Matricule => "matricule",
            ContactField::Vat => "vat",
            ContactField::Rcs => "rcs",
            ContactField::Address => "address",
            ContactField::Email => "email",
            ContactField::Phone => "phone",
            ContactField::Language => "language",
            ContactField::Notes => "notes",
        }
    }
}

/// A row of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Identity.
    pub id: ContactId,
    /// Natural or legal person.
    pub kind: PartyKind,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Matricule.
    pub matricule: String,
    /// Locality.
    pub city: String,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactView {
    /// Identity.
    pub id: ContactId,
    /// Full name.
    pub full_name: String,
    /// What is known of it.
    pub entry: ContactEntry,
    /// Creation.
    pub created_at: jiff::Timestamp,
    /// Last change.
    pub changed_at: jiff::Timestamp,
    /// Dossiers in which it is a party and which the person may see.
    pub dossiers: u32,
    /// Merges that it came out of, newest first.
    pub merges: Vec<MergeView>,
}

/// A merge of two contacts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeView {
    /// Names it.
    pub id: i64,
    /// The contact that stayed.
    pub kept: ContactId,
    /// The contact that went; its id still leads to the other.
    pub merged: ContactId,
    /// Name of the contact that went.
    pub merged_name: String,
    /// Fields taken over from it.
    pub taken: Vec<ContactField>,
    /// Parties that lead to the other contact since.
    pub parties: u32,
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub actor: String,
    /// When it was undone.
    pub undone_at: Option<jiff::Timestamp>,
}

/// Why two contacts may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LikenessReason {
    /// The same matricule.
    SameMatricule,
    /// The same VAT number.
    SameVat,
    /// Similar names and the same date of birth.
    NameAndBirthDate,
    /// Similar names and the same address.
    NameAndAddress,
}

/// Two contacts that may be the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// One.
    pub first: ContactRow,
    /// The other.
    pub second: ContactRow,
    /// How likely, 1 to 100.
    pub score: u8,
    /// Why.
    pub reason: LikenessReason,
}

/// Whether two contacts may be the same person: a score from 1 to 100, and why. Different matricules are different
/// people, however similar their names; a person is no company.
pub fn likeness(first: &ContactEntry, second: &ContactEntry) -> Option<(u8, LikenessReason)> {
    if first.kind != second.kind {
        return None;
    }
    let both = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
    if both(&first.matricule, &second.matricule) {
        return (first.matricule == second.matricule).then_some((100, LikenessReason::SameMatricule));
    }
    if both(&first.vat, &second.vat) && first.vat == second.vat {
        return Some((97, LikenessReason::SameVat));
    }
    let names = strsim::jaro_winkler(&first.name_key(), &second.name_key());
    // Below this, names of one family with other given names begin to look alike.
    if names < 0.88 {
        return None;
    }
    let scored = |least: f64, most: f64| {
        let score = least + (most - least) * (names - 0.88) / 0.12;
        // Between 1 and 100 by its bounds.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let score = score.round().clamp(1.0, 100.0) as u8;
        score
    };
    if first.birth_date.is_some() && first.birth_date == second.birth_date {
        return Some((scored(75.0, 95.0), LikenessReason::NameAndBirthDate));
    }
    if first.birth_date.is_some() && second.birth_date.is_some() {
        return None;
    }
    if both(&first.address_key(), &second.address_key()) && first.address_key() == second.address_key() {
        return Some((scored(60.0, 88.0), LikenessReason::NameAndAddress));
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Date {
        Date::constant(2026, 11, 22)
    }

    fn natural(name: &str, given: &str) -> ContactEntry {
        ContactEntry {
            given_names: given.into(),
            ..ContactEntry::named(PartyKind::Natural, name)
        }
    }

    fn code(entry: ContactEntry) -> &'static str {
        entry
            .checked(today())
            .map_or_else(|error| error.code(), |_| "good")
    }

    #[test]
    fn a_contact_comes_out_in_one_form() {
        let entry = ContactEntry {
            matricule: "1893 1201 05732".into(),
            vat: " ".into(),
            address: PostalAddress {
                street: " 14, rue de la Gare ".into(),
                postal_code: "1234".into(),
                city: "Exemple".into(),
                ..PostalAddress::default()
            },
            email: "anne@exemple.lu".into(),
            phone: "+352 26 12 34".into(),
            ..natural(" Muller ", "Anne")
        };
        let checked = entry.checked(today()).unwrap();
        assert_eq!(checked.full_name(), "Anne Muller");
        assert_eq!(checked.matricule, "1893120105732");
        assert_eq!(checked.birth_date, Some(Date::constant(1893, 12, 1)));
        assert_eq!(checked.address.lines(), ["14, rue de la Gare", "L-1234 Exemple"]);
        assert_eq!(
            checked.clone().checked(today()).unwrap(),
            checked,
            "checking twice changes nothing"
        );
    }

    #[test]
    fn every_wrong_field_has_its_code() {
        let anne = || natural("Muller", "Anne");
        let legal = || ContactEntry::named(PartyKind::Legal, "Solaris Exemple S.à r.l.");
        let address = |postal_code: &str, country: &str| PostalAddress {
            postal_code: postal_code.into(),
            country: country.into(),
            ..PostalAddress::default()
        };
        for (entry, expected) in [
            (anne(), "good"),
            (natural(" ", "Anne"), "field-empty"),
            (
                ContactEntry {
                    matricule: "1893120105731".into(),
                    ..anne()
                },
                "matricule-check-digits",
            ),
            (
                ContactEntry {
                    matricule: "1893120105732".into(),
                    ..legal()
                },
                "matricule-wrong-kind",
            ),
            (
                ContactEntry {
                    matricule: "1893120105732".into(),
                    birth_date: Some(Date::constant(1893, 1, 12)),
                    ..anne()
                },
                "contact-birth-date-differs",
            ),
            (
                ContactEntry {
                    birth_date: Some(Date::constant(2027, 1, 1)),
                    ..anne()
                },
                "contact-birth-date",
            ),
            (
                ContactEntry {
                    birth_date: Some(Date::constant(1750, 1, 1)),
                    ..anne()
                },
                "contact-birth-date",
            ),
            (
                ContactEntry {
                    given_names: "Anne".into(),
                    ..legal()
                },
                "contact-not-for-legal",
            ),
            (
                ContactEntry {
                    vat: "LU12345613".into(),
                    ..legal()
                },
                "good",
            ),
            (
                ContactEntry {
                    vat: "LU12345614".into(),
                    ..legal()
                },
                "vat-check-digits",
            ),
            (
                ContactEntry {
                    vat: "LU1234561".into(),
                    ..legal()
                },
                "vat-form",
            ),
            (
                ContactEntry {
                    vat: "DE123456789".into(),
                    ..legal()
                },
                "good",
            ),
            (
                ContactEntry {
                    vat: "12345613".into(),
                    ..legal()
                },
                "vat-form",
            ),
            (
                ContactEntry {
                    address: address("12345", ""),
                    ..anne()
                },
                "contact-postal-code",
            ),
            (
                ContactEntry {
                    address: address("F-57100", "FR"),
                    ..anne()
                },
                "good",
            ),
            (
                ContactEntry {
                    address: address("54290", "Germany"),
                    ..anne()
                },
                "contact-country",
            ),
            (
                ContactEntry {
                    email: "anne@exemple".into(),
                    ..anne()
                },
                "contact-email",
            ),
            (
                ContactEntry {
                    email: "anne exemple@x.lu".into(),
                    ..anne()
                },
                "contact-email",
            ),
            (
                ContactEntry {
                    phone: "demander à Paul".into(),
                    ..anne()
                },
                "contact-phone",
            ),
        ] {
            assert_eq!(code(entry.clone()), expected, "{entry:?}");
        }
    }

    #[test]
    fn similar_names_alone_make_no_duplicate() {
        let born = |entry: ContactEntry, day: i8| ContactEntry {
            birth_date: Some(Date::constant(1979, 7, day)),
            ..entry
        };
        let at = |entry: ContactEntry, street: &str| ContactEntry {
            address: PostalAddress {
                street: street.into(),
                city: "Exemple".into(),
                ..PostalAddress::default()
            },
            ..entry
        };
        assert_eq!(
            likeness(&natural("Pereira", "João"), &natural("Pereira", "Joao")),
            None
        );
        let (score, reason) = likeness(
            &born(natural("Pereira", "João"), 14),
            &born(natural("PEREIRA", "Joao"), 14),
        )
        .unwrap();
        assert_eq!((score, reason), (95, LikenessReason::NameAndBirthDate));
        assert_eq!(
            likeness(
                &born(natural("Pereira", "João"), 14),
                &born(natural("Pereira", "João"), 15)
            ),
            None
        );
        let (score, reason) = likeness(
            &at(natural("Schmit", "Marc"), "14, rue de la Gare"),
            &at(natural("Schmitt", "Marc"), "14 Rue de la gare"),
        )
        .unwrap();
        assert_eq!(reason, LikenessReason::NameAndAddress);
        assert!((60..88).contains(&score), "{score}");
        // Twins, a family: same day or same house, other given names.
        assert_eq!(
            likeness(
                &born(natural("Hoffmann", "Tom"), 1),
                &born(natural("Hoffmann", "Elisabeth"), 1)
            ),
            None
        );
        let with = |matricule: &str| ContactEntry {
            matricule: matricule.into(),
            ..born(natural("Muller", "Anne"), 1)
        };
        assert_eq!(
            likeness(&with("1"), &with("2")),
            None,
            "different matricules are different people"
        );
        assert_eq!(likeness(&with("1"), &with("1")).unwrap().0, 100);
    }

    #[test]
    fn a_vat_number_of_zeros_is_none() {
        for text in [
            "LU00000000",
            "LU 000 000 00",
            "FR00000000000",
            "DE000000000",
            "LU00000001",
        ] {
            assert_eq!(vat(text), Err(ContactError::VatForm), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_vat_number_is_caught_when_one_digit_is_wrong(first in 1_u32..1_000_000, place in 0_usize..8, by in 1_u8..10) {
            let good = format!("{first:06}{:02}", first % 89);
            prop_assert_eq!(vat(&format!("LU {good}")).unwrap(), format!("LU{good}"));
            let mut wrong = good.into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            let wrong = format!("LU{}", String::from_utf8(wrong).unwrap());
            prop_assert!(vat(&wrong).is_err(), "{}", wrong);
        }

        #[test]
        fn likeness_does_not_depend_on_the_order(a in "[A-Za-zé ]{1,12}", b in "[A-Za-zé ]{1,12}") {
            let born = |name: &str| ContactEntry { birth_date: Some(Date::constant(1979, 7, 14)), ..natural(name, "") };
            prop_assert_eq!(likeness(&born(&a), &born(&b)), likeness(&born(&b), &born(&a)));
        }
    }
}
