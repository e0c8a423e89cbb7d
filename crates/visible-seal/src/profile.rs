//! What the values of a message mean: profiles in general, and ours.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::Lang;

use crate::date;
use crate::tlv::Tlv;

/// Tags of the message.
pub mod tag {
    /// UUID of the profile (TR-03171).
    pub const PROFILE: u8 = 0x00;
    /// Validity of the document (TR-03171 v0.8): `YYYYMMDD 0x00 YYYYMMDD`, either side may be empty.
    pub const VALIDITY: u8 = 0x01;
    /// The printed identifier, canonical, 32 characters.
    pub const IDENTIFIER: u8 = 0x0A;
    /// Type or title of the document.
    pub const TITLE: u8 = 0x0B;
    /// Issuing authority.
    pub const AUTHORITY: u8 = 0x0C;
    /// File reference.
    pub const REFERENCE: u8 = 0x0D;
    /// Addressee.
    pub const ADDRESSEE: u8 = 0x0E;
    /// The decisive fact: amount, decision.
    pub const DECISIVE_FACT: u8 = 0x0F;
    /// SHA-256 of the content before stamping.
    pub const CONTENT_SHA256: u8 = 0x10;
    /// Number of pages.
    pub const PAGES: u8 = 0x11;
}

/// A name in the four languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// French.
    pub fr: String,
    /// German.
    pub de: String,
    /// Luxembourgish.
    pub lb: String,
    /// English.
    pub en: String,
}

impl Names {
    /// The name in `lang`.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::De => &self.de,
            Lang::Lb => &self.lb,
            Lang::En => &self.en,
        }
    }
}

/// The types of values (TR-03171).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// One byte.
    #[serde(rename = "BOOLEAN")]
    Boolean,
    /// Big-endian.
    #[serde(rename = "INTEGER")]
    Integer,
    /// Bytes, shown in hexadecimal.
    #[serde(rename = "OCTET STRING")]
    OctetString,
    /// Text.
    #[serde(rename = "UTF8String")]
    Utf8String,
    /// `YYYYMMDD`.
    #[serde(rename = "DATE")]
    Date,
    /// Date and time as text.
    #[serde(rename = "DATE-TIME")]
    DateTime,
}

impl FieldKind {
    /// As the profile's XML writes it.
    pub const fn name(self) -> &'static str {
        match self {
            FieldKind::Boolean => "BOOLEAN",
            FieldKind::Integer => "INTEGER",
            FieldKind::OctetString => "OCTET STRING",
            FieldKind::Utf8String => "UTF8String",
            FieldKind::Date => "DATE",
            FieldKind::DateTime => "DATE-TIME",
        }
    }
}

/// One field of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its tag.
    pub tag: u8,
    /// Stable name for programs.
    pub key: String,
    /// Name for people.
    pub names: Names,
    /// Type.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Whether a seal may lack it.
    pub optional: bool,
    /// Longest value in bytes, where there is a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u8>,
}

/// A profile: which fields a kind of document has. The list never changes under the same UUID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// UUID, 32 hexadecimal digits, upper case.
    pub uuid: String,
    /// Name for people.
    pub names: Names,
    /// Who made it.
    pub creator: String,
    /// Fields.
    pub fields: Vec<Field>,
}

/// Version 1 of our profile.
const GREFFE_1: [u8; 16] = [
    0x5B, 0x9E, 0x2F, 0x4C, 0x8A, 0x7D, 0x4D, 0x1E, 0x9C, 0x3B, 0x6F, 0x0A, 0x1D, 0x2E, 0x4F, 0x50,
];

/// Tag, key, names (French, German, Luxembourgish, English), type, optional, longest value in bytes.
type Row = (u8, &'static str, [&'static str; 4], FieldKind, bool, Option<u8>);

const FIELDS: [Row; 8] = [
    (
        tag::IDENTIFIER,
        "identifier",
        ["Identifiant", "Kennung", "Identifikateur", "Identifier"],
        FieldKind::Utf8String,
        false,
        Some(32),
    ),
    (
        tag::TITLE,
        "title",
        ["Document", "Dokument", "Dokument", "Document"],
        FieldKind::Utf8String,
        false,
        Some(60),
    ),
    (
        tag::AUTHORITY,
        "authority",
        ["Administration", "Behörde", "Verwaltung", "Authority"],
        FieldKind::Utf8String,
        false,
        Some(60),
    ),
    (
        tag::REFERENCE,
        "reference",
        [
            "Référence du dossier",
            "Aktenzeichen",
            "Dossiersreferenz",
            "File reference",
        ],
        FieldKind::Utf8String,
        true,
        Some(30),
    ),
    (
        tag::ADDRESSEE,
        "addressee",
        ["Destinataire", "Empfänger", "Adressat", "Addressee"],
        FieldKind::Utf8String,
        true,
        Some(60),
    ),
    (
        tag::DECISIVE_FACT,
        "decisive_fact",
        [
            "Élément décisif",
            "Entscheidende Angabe",
            "Entscheedend Angab",
            "Decisive fact",
        ],
        FieldKind::Utf8String,
        true,
        Some(60),
    ),
    (
        tag::CONTENT_SHA256,
        "content_sha256",
        [
            "Empreinte du contenu avant le timbre (SHA-256)",
            "Prüfsumme des Inhalts vor dem Stempel (SHA-256)",
            "Fangerofdrock vum Inhalt virum Stempel (SHA-256)",
            "Digest of the content before the stamp (SHA-256)",
        ],
        FieldKind::OctetString,
        true,
        Some(32),
    ),
    (
        tag::PAGES,
        "pages",
        [
            "Nombre de pages",
            "Seitenzahl",
            "Zuel vu Säiten",
            "Number of pages",
        ],
        FieldKind::Integer,
        false,
        Some(4),
    ),
];

fn names([fr, de, lb, en]: [&str; 4]) -> Names {
    Names {
        fr: fr.to_owned(),
        de: de.to_owned(),
        lb: lb.to_owned(),
        en: en.to_owned(),
    }
}

impl Profile {
    /// Our profile, known without a bundle.
    pub fn greffe() -> Self {
        Self {
            uuid: hex::encode_upper(GREFFE_1),
            names: names([
                "Document administratif scellé",
                "Gesiegeltes Verwaltungsdokument",
                "Gesigelt Verwaltungsdokument",
                "Sealed administrative document",
            ]),
            creator: "Greffe".to_owned(),
            fields: FIELDS
                .into_iter()
                .map(|(tag, key, own, kind, optional, max_bytes)| Field {
                    tag,
                    key: key.to_owned(),
                    names: names(own),
                    kind,
                    optional,
                    max_bytes,
                })
                .collect(),
        }
    }

    /// The field of a tag.
    pub fn field(&self, tag: u8) -> Option<&Field> {
        self.fields.iter().find(|field| field.tag == tag)
    }

    /// The profile as XML (schema of TR-03171 v0.8), names in `lang`.
    pub fn to_xml(&self, lang: Lang) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<profile>\n");
        let mut element = |indent: &str, name: &str, text: &str| {
            out.push_str(&format!("{indent}<{name}>{}</{name}>\n", escaped(text)));
        };
        element("  ", "profileNumber", &self.uuid);
        element("  ", "profileName", self.names.of(lang));
        element("  ", "creator", &self.creator);
        for field in &self.fields {
            out.push_str(&format!(
                "  <entry tag=\"{}\" optional=\"{}\">\n",
                field.tag, field.optional
            ));
            let mut element = |name: &str, text: &str| {
                out.push_str(&format!("    <{name}>{}</{name}>\n", escaped(text)));
            };
            element("name", &field.key);
            element("description", field.names.of(lang));
            if let Some(length) = field.max_bytes {
                element("length", &length.to_string());
            }
            element("type", field.kind.name());
            out.push_str("  </entry>\n");
        }
        out.push_str("</profile>\n");
        out
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The facts of a seal under our profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Identifier, canonical.
    pub identifier: String,
    /// Type or title of the document.
    pub title: String,
    /// Issuing authority.
    pub authority: String,
    /// File reference.
    pub reference: Option<String>,
    /// Addressee: personal data in clear, so only where it is printed on the page anyway.
    pub addressee: Option<String>,
    /// The decisive fact.
    pub decisive_fact: Option<String>,
    /// SHA-256 of the content before stamping.
    pub content_sha256: Option<[u8; 32]>,
    /// Number of pages.
    pub pages: u32,
    /// First and last day of the document's validity.
    pub validity: (Option<Date>, Option<Date>),
}

impl Facts {
    /// The message zone. Texts are cut to their limits by [`cut`]; empty ones are left out.
    pub fn message(&self) -> Vec<Tlv> {
        let mut message = vec![Tlv::new(tag::PROFILE, GREFFE_1)];
        let day = |day: Option<Date>| day.map(date::encode_digits).unwrap_or_default();
        if let (from, until) = self.validity
            && (from.is_some() || until.is_some())
        {
            let text = format!("{}\0{}", day(from), day(until));
            message.push(Tlv::new(tag::VALIDITY, text));
        }
        let texts = [
            (tag::IDENTIFIER, Some(&self.identifier)),
            (tag::TITLE, Some(&self.title)),
            (tag::AUTHORITY, Some(&self.authority)),
            (tag::REFERENCE, self.reference.as_ref()),
            (tag::ADDRESSEE, self.addressee.as_ref()),
            (tag::DECISIVE_FACT, self.decisive_fact.as_ref()),
        ];
        for (tag, text) in texts {
            let limit = FIELDS
                .iter()
                .find(|row| row.0 == tag)
                .and_then(|row| row.5)
                .unwrap_or(60);
            let text = cut(text.map_or("", String::as_str), usize::from(limit));
            if !text.is_empty() {
                message.push(Tlv::new(tag, text));
            }
        }
        if let Some(digest) = self.content_sha256 {
            message.push(Tlv::new(tag::CONTENT_SHA256, digest));
        }
        message.push(Tlv::new(tag::PAGES, integer(self.pages)));
        message
    }
}

/// Cuts a text to `limit` bytes of UTF-8. Control characters become spaces, runs of white space one space. A text that
/// is too long ends in `…` (3 bytes, counted), after the last whole character that leaves room for it; no accent is
/// parted from its letter, and no space stands before the `…`.
pub fn cut(text: &str, limit: usize) -> String {
    const ELLIPSIS: char = '…';
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let text = text
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.len() <= limit {
        return text;
    }
    let Some(room) = limit.checked_sub(ELLIPSIS.len_utf8()) else {
        return String::new();
    };
    let mut end = room;
    let joins = |at: usize| {
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'))
    };
    while end > 0 && (!text.is_char_boundary(end) || joins(end)) {
        end -= 1;
    }
    let mut kept = text.get(..end).unwrap_or_default().trim_end().to_owned();
    kept.push(ELLIPSIS);
    kept
}

/// As few bytes as hold the number, the top bit clear, so that readers with and without sign agree.
fn integer(number: u32) -> Vec<u8> {
    let bytes = u64::from(number).to_be_bytes();
    let mut first = bytes
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(bytes.len() - 1);
    if bytes[first] >= 0x80 {
        first -= 1;
    }
    bytes[first..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_in_an_ellipsis_at_a_whole_character() {
        assert_eq!(cut("Certificat de résidence", 60), "Certificat de résidence");
        let long = cut(&"é".repeat(40), 60);
        assert_eq!(long, format!("{}…", "é".repeat(28)));
        assert!(long.len() <= 60);
        assert_eq!(cut("abc def", 6), "abc…");
        assert_eq!(cut("a\u{0}b\r\n\tc  d", 60), "a b c d");
        // The accent stands for itself: e + U+0301 are never parted.
        assert_eq!(cut("abe\u{301}xyz", 6), "ab…");
        assert_eq!(cut("abcdef", 2), "");
        assert_eq!(cut("", 60), "");
        for limit in 0..80 {
            assert!(
                cut(
                    "😀 Größe ﬁ e\u{301} 漢字 und noch viel mehr Text, bis es nicht mehr passt",
                    limit
                )
                .len()
                    <= limit
            );
        }
    }

    #[test]
    fn numbers_take_as_few_bytes_as_readers_agree_on() {
        assert_eq!(integer(0), [0]);
        assert_eq!(integer(2), [2]);
        assert_eq!(integer(127), [127]);
        assert_eq!(integer(128), [0, 128]);
        assert_eq!(integer(20_000), [0x4E, 0x20]);
        assert_eq!(integer(u32::MAX), [0, 255, 255, 255, 255]);
    }

    #[test]
    fn the_published_xml_is_our_profile() {
        let xml = include_str!("../../../assets/visible-seal/5B9E2F4C8A7D4D1E9C3B6F0A1D2E4F50.xml");
        assert_eq!(xml, Profile::greffe().to_xml(Lang::Fr));
    }
}
