//! The procedure: the kind of a dossier, as data (`assets/procedures/*.toml`).
//!
//! This is its shape once it was read; [`read`] reads and checks the text and names file, line, column and field of
//! what is wrong. Durations are written as `3 months`, `10 working days`, `15 days`. The schema for whoever writes such a
//! file is docs/PROCEDURES.md.

mod check;
mod fault;
mod people;
mod read;
mod shape;
mod view;

pub use fault::{FAULT_CODES, Fault, FaultView};
pub use people::{Obstacle, candidates, obstacles};
pub(crate) use read::place;
pub use read::{Known, LARGEST_PROCEDURE, read};
pub use shape::json_schema;
pub use view::{ProcedureCheck, ProcedureRow, ProcedureView};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wording::Lang;

use crate::{PartyRole, Role};

/// A text in each language a person may read; French is always there.
pub type Texts = BTreeMap<Lang, String>;

/// The kind of a dossier: its states, circuit, deadlines, documents, letters, classification and retention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Stable key, kebab-case; the name of its file.
    pub key: String,
    /// Office code for reference numbers of its dossiers.
    pub office: String,
    /// Pattern of reference numbers, e.g. `{year}/{office}/{number:6}`; the desk's where none is given.
    #[serde(default)]
    pub reference: Option<String>,
    /// Its name in each language.
    pub name: Texts,
    /// What it is for, in each language.
    #[serde(default)]
    pub purpose: Texts,
    /// Code in the classification plan.
    #[serde(default)]
    pub classification: Option<String>,
    /// Who may see its dossiers when nothing else is said.
    #[serde(default)]
    pub confidentiality: Confidentiality,
    /// Legal basis, for letters and people.
    #[serde(default)]
    pub legal_basis: Texts,
    /// The states a dossier goes through; the first one is where it begins. Empty: a dossier is open or closed.
    #[serde(default, rename = "state")]
    pub states: Vec<State>,
    /// Documents that belong to it.
    #[serde(default, rename = "document")]
    pub documents: Vec<DocumentRule>,
    /// Circuits that its acts go through, by key.
    #[serde(default, rename = "circuit")]
    pub circuits: Vec<CircuitRule>,
    /// Its deadlines.
    #[serde(default, rename = "deadline")]
    pub deadlines: Vec<DeadlineRule>,
    /// Letters and decisions that can be drawn up.
    #[serde(default, rename = "letter")]
    pub letters: Vec<LetterRule>,
    /// How long its dossiers are kept and what becomes of them.
    #[serde(default)]
    pub retention: Option<RetentionRule>,
}

impl Procedure {
    /// Its name in a language, else in French, else its key.
    pub fn name_in(&self, lang: Lang) -> &str {
        text_in(&self.name, lang).unwrap_or(&self.key)
    }
}

/// A text in a language, else in French.
pub fn text_in(texts: &Texts, lang: Lang) -> Option<&str> {
    texts
        .get(&lang)
        .or_else(|| texts.get(&Lang::Fr))
        .map(String::as_str)
}

/// Who may see a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidentiality {
    /// Everybody of the administration.
    #[default]
    Internal,
    /// The office, and who is named.
    Restricted,
    /// Only who is named.
    Confidential,
}

/// A state of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Key, unique in the procedure.
    pub key: String,
    /// Its name.
    pub name: Texts,
    /// Keys of the states that may follow.
    #[serde(default)]
    pub next: Vec<String>,
    /// Keys of documents that must be there (at least one version) before a dossier may enter this state.
    #[serde(default)]
    pub needs_documents: Vec<String>,
    /// Keys of circuits that must be finished before a dossier may enter this state.
    #[serde(default)]
    pub needs_circuits: Vec<String>,
    /// A dossier may be closed from here.
    #[serde(default)]
    pub may_close: bool,
}

/// A document that belongs to a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    /// Key, unique in the procedure.
    pub key: String,
    /// Its name.
    pub name: Texts,
    /// Without it the request is not complete.
    #[serde(default)]
    pub required: bool,
    /// It decides something: goes round the circuit, is signed and sealed.
    #[serde(default)]
    pub act: bool,
}

/// A circuit: steps in stages; the steps of one stage run side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircuitRule {
    /// Key, unique in the procedure.
    pub key: String,
    /// Its name.
    pub name: Texts,
    /// Key of the document it is for; every act of the procedure where none is named.
    #[serde(default)]
    pub document: Option<String>,
    /// Its steps.
    #[serde(rename = "step")]
    pub steps: Vec<StepRule>,
}

/// A step of a circuit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// What is to be done.
    pub kind: StepKind,
    /// The stage, counted from 1; steps of the same stage run side by side, the next stage waits for all of them.
    pub stage: u32,
    /// Who: a role.
    #[serde(default)]
    pub role: Option<Role>,
    /// Who: an office code.
    #[serde(default)]
    pub office: Option<String>,
    /// Who: a person by name.
    #[serde(default)]
    pub person: Option<String>,
    /// Not by whoever did another step of the circuit or drew the document up (four eyes).
    #[serde(default)]
    pub four_eyes: bool,
    /// The circuit may end without it.
    #[serde(default)]
    pub optional: bool,
    /// How long it should take, e.g. `3 working days`.
    #[serde(default)]
    pub within: Option<String>,
}

/// What a step of a circuit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Seen and agreed for one's own part.
    Visa,
    /// An opinion is given, in words.
    Opinion,
    /// The content is approved.
    Approval,
    /// Signed by a natural person.
    Signature,
    /// Sealed by the organisation.
    Seal,
    /// Sent to the addressee.
    Dispatch,
}

/// A deadline of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Key, unique in the procedure.
    pub key: String,
    /// Its name.
    pub name: Texts,
    /// What makes it start.
    pub from: DeadlineStart,
    /// How long, e.g. `3 months`, `10 working days`.
    pub length: String,
    /// What happens when nothing is done.
    #[serde(default)]
    pub effect: DeadlineEffect,
    /// Who is reminded how long before, e.g. `5 working days`.
    #[serde(default)]
    pub remind: Vec<String>,
    /// Legal basis.
    #[serde(default)]
    pub legal_basis: Texts,
    /// Key of the state whose beginning keeps the deadline. Closing the dossier keeps every deadline of the
    /// administration; those of the party (the appeal, the hearing) run on.
    #[serde(default)]
    pub kept_by_state: Option<String>,
}

/// What makes a deadline start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineStart {
    /// The day on which the request came in.
    Received,
    /// The day on which the file was complete.
    Complete,
    /// A state begins.
    State(String),
    /// A decision is notified to the party.
    Notified,
    /// A person says the day.
    Manual,
}

impl DeadlineStart {
    /// The word under which it is stored: `received`, `state:hearing`.
    pub fn word(&self) -> String {
        match self {
            DeadlineStart::Received => "received".to_owned(),
            DeadlineStart::Complete => "complete".to_owned(),
            DeadlineStart::State(key) => format!("state:{key}"),
            DeadlineStart::Notified => "notified".to_owned(),
            DeadlineStart::Manual => "manual".to_owned(),
        }
    }

    /// The start behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "received" => Some(DeadlineStart::Received),
            "complete" => Some(DeadlineStart::Complete),
            "notified" => Some(DeadlineStart::Notified),
            "manual" => Some(DeadlineStart::Manual),
            other => other
                .strip_prefix("state:")
                .map(|key| DeadlineStart::State(key.to_owned())),
        }
    }
}

impl DeadlineEffect {
    /// Whether it is the administration that must act until the last day; else it is the party, and the day passes.
    pub fn is_ours(self) -> bool {
        matches!(
            self,
            DeadlineEffect::None | DeadlineEffect::SilenceRefusal | DeadlineEffect::SilenceAgreement
        )
    }
}

/// What happens when a deadline passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineEffect {
    /// Nothing by law; it is overdue.
    #[default]
    None,
    /// Silence counts as refusal (law of 7 November 1996, art. 4: three months).
    SilenceRefusal,
    /// Silence counts as agreement.
    SilenceAgreement,
    /// The appeal is no longer possible.
    AppealEnds,
    /// The party can no longer make its observations.
    HearingEnds,
}

/// A letter or decision that a procedure can draw up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterRule {
    /// Key of the template under `assets/letters`.
    pub template: String,
    /// Its name.
    pub name: Texts,
    /// Key of the document that it makes.
    #[serde(default)]
    pub document: Option<String>,
    /// To whom it goes.
    #[serde(default)]
    pub to: Option<PartyRole>,
    /// It is adverse to the party: reasons and remedies must stand in it.
    #[serde(default)]
    pub adverse: bool,
    /// The remedy clause.
    #[serde(default)]
    pub remedy: Option<Remedy>,
}

/// How a decision can be contested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Before whom.
    pub court: Texts,
    /// Within how long of the notification, e.g. `3 months`.
    pub within: String,
    /// Legal basis.
    #[serde(default)]
    pub legal_basis: Texts,
}

/// How long dossiers are kept and what becomes of them (tableau de tri, law of 17 August 2018 on archiving).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Administrative retention (DUA), in years after the dossier was closed.
    pub years: u32,
    /// What becomes of it then.
    pub fate: Fate,
    /// Legal basis, or number of the line in the tableau de tri.
    #[serde(default)]
    pub legal_basis: Texts,
}

/// What becomes of a dossier when its retention ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Delivered to the archives.
    Keep,
    /// A sample is delivered, the rest destroyed.
    Sample,
    /// Destroyed.
    Destroy,
}
