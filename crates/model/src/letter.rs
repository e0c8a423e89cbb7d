//! Letters and decisions drawn up from templates: what a person fills in, and what is shown of templates, drafts and batches.
//!
//! [`LetterData`] has the shape of the data that the crate `typeset` sets; it is kept beside the document that came of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::{Explanation, Lang};

use crate::deadline::Unit;
use crate::view::DocumentView;
use crate::{DocumentId, DossierId, LetterBatchId, LetterDraftId, PartyId, VersionId};

/// A letter: everything that is not in the template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterData {
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
    /// References.
    pub references: References,
    /// Values of the template's fields: dates as `2026-11-22`, amounts as `1234.50`, lists one item a line, choices by key.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Reasons, paragraphs separated by an empty line.
    #[serde(default)]
    pub reasons: String,
    /// What it rests on in law.
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
    /// The identifier that will be printed, where it is known.
    #[serde(default)]
    pub identifier: Option<String>,
}

/// Who writes: the letterhead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    /// Place in the date line.
    pub place: String,
    /// Where the window of the envelope is.
    pub window: EnvelopeWindow,
    /// File name of the logo, empty where there is none.
    pub logo: String,
}

/// Where the window of a C5/6 envelope is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeWindow {
    /// Left: DIN 5008 form B.
    #[default]
    Left,
    /// Right: the same field, 105 mm from the left.
    Right,
}

/// To whom a letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Addressee {
    /// Name as on the envelope.
    pub name: String,
    /// Lines of the postal address below the name.
    pub address: Vec<String>,
    /// How the person is addressed; the template's own words where it is empty.
    pub salutation: String,
}

/// References of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
pub struct RemedyClause {
    /// Before whom.
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

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// Name.
    pub name: String,
    /// Function.
    pub function: String,
    /// In whose stead: the signature is then marked `p.d.`.
    pub delegated_by: String,
    /// The mandate that a delegation rests on; for templates that cite it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mandate: String,
}

/// What all letters of a desk have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// Who writes; an empty administration means the desk's.
    pub sender: Sender,
    /// Who signs where nobody else is named.
    pub signatory: Signatory,
}

/// A field of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterField {
    /// Key.
    pub key: String,
    /// `line`, `text`, `date`, `number`, `money`, `list`, `choice`, `yes_no`.
    pub kind: String,
    /// Its name in the reader's language.
    pub label: String,
    /// What belongs in it.
    pub hint: String,
    /// The letter cannot be finished without it.
    pub required: bool,
    /// Of a choice: key and text, in the order shown.
    pub choices: Vec<(String, String)>,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterTemplate {
    /// Key.
    pub key: String,
    /// Version of an imported one, counted from 1; `None` comes with the program.
    pub version: Option<u32>,
    /// Its name in the reader's language; where the dossier's procedure names it, that name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// `letter`, `decision`, `certificate`.
    pub kind: String,
    /// It is adverse: reasons and remedy must stand in it.
    pub adverse: bool,
    /// The dossier's procedure names it.
    pub of_procedure: bool,
    /// The languages it can be written in.
    pub languages: Vec<Lang>,
    /// Its fields.
    pub fields: Vec<LetterField>,
    /// Parts: `reasons`, `remedy`, `enclosures`.
    pub parts: Vec<String>,
    /// When it was imported, and by whom.
    pub imported: Option<(jiff::Timestamp, String)>,
}

/// Something a letter still needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Key of the field, or `addressee.address`, `reasons`, ...
    pub key: String,
    /// As a sentence.
    pub explanation: Explanation,
}

/// A letter that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDraft {
    /// Identity, once it is saved.
    pub id: Option<LetterDraftId>,
    /// Its dossier.
    pub dossier: DossierId,
    /// The document that gets a new version when it is finished; a new document where there is none.
    pub document: Option<DocumentId>,
    /// The party it goes to.
    pub party: Option<PartyId>,
    /// Key of the template.
    pub template: String,
    /// Version of an imported template.
    pub template_version: Option<u32>,
    /// Title of the document it becomes.
    pub title: String,
    /// What it says.
    pub letter: LetterData,
    /// Last change, once it is saved.
    pub changed_at: Option<jiff::Timestamp>,
}

/// A draft with what is needed to fill it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDraftView {
    /// The draft.
    pub draft: LetterDraft,
    /// Its template.
    pub template: LetterTemplate,
    /// What is missing before it can be finished.
    pub missing: Vec<Missing>,
    /// The languages wished for by the addressee, where the template has none of them: the letter is then in another one.
    pub wished: Option<Lang>,
}

/// A page-by-page look at a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterPreview {
    /// PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: u32,
    /// What is missing before it can be finished.
    pub missing: Vec<Missing>,
    /// How it can be contested, with the last day for the date it bears now.
    #[serde(default)]
    pub remedy: Option<RemedyClause>,
}

/// A letter that was finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishedLetter {
    /// Its document.
    pub document: DocumentView,
    /// The version that was made.
    pub version: VersionId,
}

/// What a finished letter was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSource {
    /// Its document.
    pub document: DocumentId,
    /// The version.
    pub version: VersionId,
    /// Key of the template.
    pub template: String,
    /// Version of an imported template.
    pub template_version: Option<u32>,
    /// Digest over the template's files, in hexadecimal.
    pub template_sha256: String,
    /// What it says.
    pub letter: LetterData,
}

/// One letter of a batch, before it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchRow {
    /// The dossier by its reference; a batch from a filter has one row for each party.
    pub dossier: String,
    /// The party, by its name; the one whom the procedure writes to where it is empty.
    pub party: String,
    /// Language; the addressee's where there is none.
    pub lang: Option<Lang>,
    /// Values that stand in place of those that the dossier gives: fields by key, `name`, `address` (lines separated by
    /// `|`), `reasons`.
    pub values: BTreeMap<String, String>,
}

/// Where one letter of a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchItemState {
    /// Not made yet.
    Waiting,
    /// Made.
    Done,
    /// Refused; the next run tries again.
    Refused,
}

/// One letter of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchItem {
    /// Position, from 1.
    pub position: u32,
    /// What it is made from.
    pub row: BatchRow,
    /// Where it stands.
    pub state: BatchItemState,
    /// The document it became.
    pub document: Option<DocumentId>,
    /// Why it was refused.
    pub refused: Option<Explanation>,
}

/// A batch of letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterBatch {
    /// Identity.
    pub id: LetterBatchId,
    /// Key of the template.
    pub template: String,
    /// Version of an imported template.
    pub template_version: Option<u32>,
    /// When it was begun.
    pub begun_at: jiff::Timestamp,
    /// Who began it.
    pub begun_by: String,
    /// Letters in all.
    pub letters: u32,
    /// Made.
    pub done: u32,
    /// Refused.
    pub refused: u32,
    /// Nobody wants the rest.
    pub abandoned: bool,
}

impl LetterBatch {
    /// Letters that are still to be made.
    pub fn waiting(&self) -> u32 {
        self.letters
            .saturating_sub(self.done)
            .saturating_sub(self.refused)
    }
}

impl LetterDraftView {
    /// Sets a value by its key: a field of the template, or a part of the letter: `title`, `subject`, `reasons`, `legal_basis`,
    /// `date`, `name`, `address` (lines), `salutation`, `enclosures` (lines), `yours`, `signatory`, `function`, `for`. Lines are
    /// separated by line breaks or `|`. Gives `false` when there is no such key, or the date is none.
    pub fn set(&mut self, key: &str, text: &str) -> bool {
        let lines = || -> Vec<String> {
            text.split(['\n', '|'])
                .map(|line| line.trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect()
        };
        let letter = &mut self.draft.letter;
        let place = match key {
            "title" => &mut self.draft.title,
            "subject" => &mut letter.subject,
            "reasons" => &mut letter.reasons,
            "legal_basis" => &mut letter.legal_basis,
            "name" => &mut letter.addressee.name,
            "salutation" => &mut letter.addressee.salutation,
            "yours" => &mut letter.references.yours,
            "signatory" => &mut letter.signatory.name,
            "function" => &mut letter.signatory.function,
            "for" => &mut letter.signatory.delegated_by,
            "address" => {
                letter.addressee.address = lines();
                return true;
            }
            "enclosures" => {
                letter.enclosures = lines();
                return true;
            }
            "date" => {
                return match text.parse() {
                    Ok(date) => {
                        letter.date = date;
                        true
                    }
                    Err(_) => false,
                };
            }
            _ => {
                let Some(field) = self.template.fields.iter().find(|field| field.key == key) else {
                    return false;
                };
                let value = if field.kind == "list" {
                    lines().join("\n")
                } else {
                    text.to_owned()
                };
                letter.fields.insert(key.to_owned(), value);
                return true;
            }
        };
        text.clone_into(place);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_set_by_their_key_and_unknown_keys_are_not() {
        let mut view = LetterDraftView {
            draft: LetterDraft {
                id: None,
                dossier: "01890000-0000-7000-8000-000000000000".parse().unwrap(),
                document: None,
                party: None,
                template: "own".into(),
                template_version: None,
                title: "Lettre".into(),
                letter: LetterData::default(),
                changed_at: None,
            },
            template: LetterTemplate {
                key: "own".into(),
                version: None,
                name: "Propre".into(),
                purpose: String::new(),
                kind: "letter".into(),
                adverse: false,
                of_procedure: false,
                languages: vec![Lang::Fr],
                fields: vec![LetterField {
                    key: "missing".into(),
                    kind: "list".into(),
                    label: "Pièces".into(),
                    hint: String::new(),
                    required: true,
                    choices: vec![],
                }],
                parts: vec![],
                imported: None,
            },
            missing: vec![],
            wished: None,
        };
        assert!(view.set("missing", "a | b\nc"));
        assert!(view.set("address", "1, rue X|L-1234 Luxembourg"));
        assert!(view.set("date", "2026-12-24"));
        assert!(!view.set("date", "24.12.2026"));
        assert!(!view.set("nothing", "x"));
        assert_eq!(view.draft.letter.fields["missing"], "a\nb\nc");
        assert_eq!(view.draft.letter.addressee.address.len(), 2);
        assert_eq!(view.draft.letter.date, jiff::civil::date(2026, 12, 24));
    }
}
