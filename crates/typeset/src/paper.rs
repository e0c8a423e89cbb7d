//! Papers that the program draws up from its own records: a certificate with its list, a notice to the archives. They are
//! PDF/A-3a and PDF/UA-1 like letters; the list is attached as data, too, so that a machine need not read the page.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use serde::Serialize;
use wording::Lang;

use crate::engine::{Limits, SetLetter, run};
use crate::template::LETTERHEAD;
use crate::{Error, Letter, fonts, world};

/// How papers look.
const PAPER: &str = include_str!("../../../assets/letters/_lib/paper.typ");
/// What stands in the place of a character that no font has: a PDF/A must not have a box there.
const UNKNOWN: char = '?';
/// A list of ten thousand rows has some two thousand pages.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(600),
    pages: 6_000,
    characters: 40_000_000,
};

/// A paper. All texts are ready to print, in its language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its language.
    pub lang: Lang,
    /// Its day: the dates of the file are this one, so that the same paper has the same bytes.
    pub date: Date,
    /// Who issues it.
    pub administration: String,
    /// To whom, one line; empty: to nobody in particular.
    pub addressee: String,
    /// Where it is drawn up, for its date line; may be empty.
    pub place: String,
    /// Its title.
    pub title: String,
    /// Its number: it stands on every page.
    pub number: String,
    /// A mark on every page, e.g. `TEST`; may be empty.
    pub banner: String,
    /// What it says before the facts.
    pub paragraphs: Vec<String>,
    /// Facts by their names.
    pub facts: Vec<(String, String)>,
    /// What it says after them.
    pub closing: Vec<String>,
    /// Above the place of a signature by hand; empty: there is none.
    pub signature: String,
    /// Heading of the list.
    pub list_title: String,
    /// Headings of its six columns: position, reference, days, legal basis, decision, contents.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The list as data.
    pub attachment: Option<Attachment>,
}

/// A row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its place, from 1.
    pub position: u32,
    /// Reference.
    pub reference: String,
    /// Subject; empty where it is erased.
    pub subject: String,
    /// Days, one a line.
    pub days: Vec<String>,
    /// Legal basis.
    pub basis: String,
    /// What is or was decided, one a line.
    pub decision: Vec<String>,
    /// Number and size of what it holds.
    pub contents: String,
    /// Digest of what it holds, hexadecimal.
    pub sha256: String,
}

/// A file that is attached to a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Name, ASCII.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// What it is.
    pub description: String,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A text with what no font has replaced.
fn printable(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            while let Some(character) = fonts::lacking(text) {
                *text = text.replace(character, &UNKNOWN.to_string());
            }
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(printable),
        serde_json::Value::Object(all) => all.values_mut().for_each(printable),
        _ => {}
    }
}

/// Sets a paper: PDF/A-3a and PDF/UA-1. Characters that no font has are printed as `?`; the attached list has them.
///
/// # Errors
/// A limit is passed, or the result would be no PDF/A-3a and PDF/UA-1.
pub fn set_paper(paper: &Paper) -> Result<SetLetter, Error> {
    let mut data = serde_json::json!(paper);
    printable(&mut data);
    let data = data.to_string();
    let found = data.len();
    if found > LIMITS.characters {
        return Err(Error::TooLong {
            what: "characters",
            found,
            limit: LIMITS.characters,
        });
    }
    let sources = BTreeMap::from([
        (world::MAIN.to_owned(), PAPER.to_owned()),
        ("_lib/letterhead.typ".to_owned(), LETTERHEAD.to_owned()),
    ]);
    let identity = Letter {
        lang: paper.lang,
        date: paper.date,
        subject: data.clone(),
        ..Letter::default()
    };
    let mut files = BTreeMap::from([("data.json".to_owned(), data.into_bytes())]);
    if let Some(attachment) = &paper.attachment {
        files.insert(attachment.name.clone(), attachment.bytes.clone());
    }
    run("paper", sources, files, &identity, LIMITS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn paper(lang: Lang, rows: u32) -> Paper {
        Paper {
            lang,
            date: jiff::civil::date(2026, 11, 22),
            administration: "Commune d'Exemple".into(),
            title: "Certificat #panic() $x$ *a* <b>".into(),
            number: "0192-42".into(),
            paragraphs: vec!["Un texte, 魏 et \u{7} compris.".into()],
            facts: vec![("Nom".into(), "Valeur".into())],
            list_title: "Liste".into(),
            headings: ["N°", "Référence", "Jours", "Base", "Sort", "Contenu"]
                .map(str::to_owned)
                .to_vec(),
            rows: (1..=rows)
                .map(|position| Row {
                    position,
                    reference: format!("2013/RES/{position:06}"),
                    subject: "Objet_sans_aucun_espace_qui_ne_tient_pas_sur_une_seule_ligne_du_tableau".into(),
                    days: vec!["2013-01-01".into(), "2023-01-01".into()],
                    basis: "loi".into(),
                    decision: vec!["à détruire".into()],
                    contents: "2 versions".into(),
                    sha256: "ab".repeat(32),
                })
                .collect(),
            attachment: Some(Attachment {
                name: "list.csv".into(),
                media_type: "text/csv".into(),
                description: "Liste".into(),
                bytes: b"a;b\n1;2\n".to_vec(),
            }),
            ..Paper::default()
        }
    }

    #[test]
    fn a_paper_is_archival_and_accessible_in_every_language_whatever_stands_in_it() {
        for lang in Lang::ALL {
            let set = set_paper(&paper(lang, 3)).unwrap();
            let text = String::from_utf8_lossy(&set.pdf).into_owned();
            for expected in [
                "<pdfaid:part>3<",
                "<pdfaid:conformance>A<",
                "<pdfuaid:part>1<",
                "list.csv",
            ] {
                assert!(text.contains(expected), "{lang} {expected}");
            }
            assert_eq!(set.pages, 2, "{lang}");
            assert_eq!(set.warnings, Vec::new(), "{lang}");
            assert_eq!(set_paper(&paper(lang, 3)).unwrap().pdf, set.pdf);
            assert_ne!(set_paper(&paper(lang, 4)).unwrap().pdf, set.pdf);
        }
    }

    #[test]
    fn a_list_of_many_goes_on_over_as_many_pages_as_it_needs() {
        let set = set_paper(&paper(Lang::Fr, 300)).unwrap();
        assert!((20..80).contains(&set.pages), "{}", set.pages);
        let none = set_paper(&paper(Lang::Fr, 0)).unwrap();
        assert_eq!(none.pages, 2);
    }
}
