//! What people have to do: inbox, tasks, notes and mentions; and the people themselves.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::circuit::{Assignee, CircuitStatus, Dispatch, Stuck, Undone};
use crate::delegation::Scope;
use crate::passage::folded;
use crate::procedure::StepKind;
use crate::view::PersonView;
use crate::{
    CircuitId, DelegationId, DocumentId, DossierId, NoteId, PersonId, Reference, RuleError, Sha256, StepId,
    TaskId,
};

/// Most characters of a note.
pub const NOTE_MOST: usize = 10_000;
/// Most characters of a task's title.
pub const TASK_MOST: usize = 200;

/// A circuit as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CircuitView {
    /// Identity.
    pub id: CircuitId,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// Key of the rule in the procedure.
    pub rule: Option<String>,
    /// Its name.
    pub name: String,
    /// Who started it.
    pub starter: PersonId,
    /// By name.
    pub starter_name: String,
    /// When it was started.
    pub started_at: Timestamp,
    /// Where it stands.
    pub status: CircuitStatus,
    /// The stage that is under way.
    pub stage: Option<u32>,
    /// Who ended or refused it.
    pub ended_by: Option<String>,
    /// When.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
    /// The newest version: what every act names.
    pub newest: Sha256,
    /// Its number.
    pub version: u32,
    /// Who made it, where it is known.
    pub version_by: Option<String>,
    /// The steps, by stage.
    pub steps: Vec<StepView>,
    /// Acts that were undone, oldest first.
    pub past: Vec<PastView>,
    /// A step that nobody can do any more.
    pub stuck: Option<Stuck>,
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// Identity.
    pub id: StepId,
    /// What is to be done.
    pub kind: StepKind,
    /// From 1.
    pub stage: u32,
    /// Who does it.
    pub assignee: Assignee,
    /// Name of the person, word of the role, or code of the office.
    pub assignee_name: String,
    /// Not by hands that did another step or drew the document up.
    pub four_eyes: bool,
    /// The circuit may end without it.
    pub optional: bool,
    /// How long it should take.
    pub within: Option<String>,
    /// Where it stands.
    pub state: StepStanding,
    /// Since when it is due.
    pub due_since: Option<Timestamp>,
    /// By which day it should be done.
    pub due_day: Option<Date>,
    /// How it was done.
    pub done: Option<DoneView>,
    /// Why it was left out.
    pub reason: Option<String>,
    /// Whoever works here may do it now.
    pub may_do: bool,
    /// For whom they would do it.
    pub may_do_for: Option<String>,
    /// From whose hands it came, oldest first.
    pub substituted: Vec<SubstitutionView>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStanding {
    /// Earlier stages come first, or the circuit stands still.
    Pending,
    /// To be done now.
    Due,
    /// Done.
    Done,
    /// Left out.
    Skipped,
}

/// How a step was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoneView {
    /// Who did it.
    pub by: String,
    /// For whom: "p.d.".
    pub principal: Option<String>,
    /// Under which delegation.
    pub delegation: Option<DelegationId>,
    /// When.
    pub at: Timestamp,
    /// The version that was seen.
    pub sha256: Sha256,
    /// Its number.
    pub version: Option<u32>,
    /// The opinion, or a remark.
    pub text: Option<String>,
    /// How it was sent.
    pub dispatch: Option<Dispatch>,
}

/// An act that was undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastView {
    /// Of which step.
    pub step: StepId,
    /// Its kind.
    pub kind: Option<StepKind>,
    /// What was done.
    pub done: DoneView,
    /// When it was undone.
    pub undone_at: Timestamp,
    /// Why.
    pub why: Undone,
    /// Who sent the circuit back.
    #[serde(default)]
    pub sent_back_by: Option<String>,
    /// The reason they gave.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A step that was handed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubstitutionView {
    /// Who it was for.
    pub from: String,
    /// Who handed it on.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A delegation as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DelegationView {
    /// Identity.
    pub id: DelegationId,
    /// Who is absent.
    pub principal: PersonId,
    /// By name.
    pub principal_name: String,
    /// Who acts.
    pub delegate: PersonId,
    /// By name.
    pub delegate_name: String,
    /// First day.
    pub first_day: Date,
    /// Last day, included.
    pub last_day: Date,
    /// What for.
    pub scope: Scope,
    /// What it rests on.
    pub mandate: String,
    /// The delegate may hand it on.
    pub may_delegate: bool,
    /// In force today.
    pub in_force: bool,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// Since when it is revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
}

/// What waits, for one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    /// How many of each, also where the lists are cut.
    pub counts: InboxCounts,
    /// Steps for me or for one of my roles.
    pub mine: Vec<InboxStep>,
    /// Steps that I may do for somebody who is absent.
    pub delegated: Vec<InboxStep>,
    /// Steps for my office.
    pub office: Vec<InboxStep>,
    /// Steps of others in circuits that I started.
    pub waiting: Vec<InboxStep>,
    /// Circuits that I started and that were refused.
    pub returned: Vec<InboxCircuit>,
    /// Circuits that nobody can finish: those that I started; all of them for an administrator.
    pub stuck: Vec<InboxCircuit>,
    /// Tasks for me or one of my roles.
    pub tasks: Vec<TaskView>,
    /// Tasks for my office.
    pub office_tasks: Vec<TaskView>,
    /// Tasks that I gave to others.
    pub given_tasks: Vec<TaskView>,
    /// Notes that mention me and that I have not seen.
    pub mentions: Vec<MentionView>,
}

/// How much waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxCounts {
    /// Steps for me or for one of my roles.
    pub mine: u32,
    /// Steps that I may do for somebody who is absent.
    pub delegated: u32,
    /// Steps for my office.
    pub office: u32,
    /// Steps of others in circuits that I started.
    pub waiting: u32,
    /// Circuits that were refused and are back with me.
    pub returned: u32,
    /// Circuits that nobody can finish.
    pub stuck: u32,
    /// Tasks for me or one of my roles.
    pub tasks: u32,
    /// Of these, those whose day is over.
    pub tasks_overdue: u32,
    /// Tasks for my office.
    pub office_tasks: u32,
    /// Tasks that I gave to others.
    pub given_tasks: u32,
    /// Notes that mention me.
    pub mentions: u32,
}

/// A step that is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxStep {
    /// The circuit.
    pub circuit: CircuitId,
    /// The step.
    pub step: StepId,
    /// What is to be done.
    pub kind: StepKind,
    /// For whom.
    pub assignee: Assignee,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// Its subject.
    pub subject: String,
    /// The version that is to be looked at.
    pub newest: Sha256,
    /// Since when it is due.
    pub since: Timestamp,
    /// By which day it should be done.
    pub due_day: Option<Date>,
    /// For whom I would do it.
    #[serde(default)]
    pub principal: Option<String>,
    /// It is due because it was sent back: by whom and why.
    #[serde(default)]
    pub sent_back: Option<SentBack>,
}

/// By whom and why a circuit was sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// Who sent it back, by the name they had then.
    pub by: String,
    /// The reason they gave.
    pub reason: String,
}

/// A circuit that asks something of whoever started it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxCircuit {
    /// The circuit.
    pub circuit: CircuitId,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// Last change.
    pub since: Timestamp,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Who refused it.
    pub by: Option<String>,
}

/// A task to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTask {
    /// Its dossier, where it has one.
    pub dossier: Option<DossierId>,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Assignee,
    /// By which day.
    pub due_day: Option<Date>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskView {
    /// Identity.
    pub id: TaskId,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// The dossier's reference.
    pub reference: Option<Reference>,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Assignee,
    /// Name of the person, word of the role, or code of the office.
    pub assignee_name: String,
    /// By which day.
    pub due_day: Option<Date>,
    /// The day is over and it is not done.
    pub overdue: bool,
    /// Who gave it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// By whom.
    pub done_by: Option<String>,
}

/// A note on a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteView {
    /// Identity.
    pub id: NoteId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Who wrote it.
    pub author: PersonId,
    /// By name.
    pub author_name: String,
    /// When.
    pub created_at: Timestamp,
    /// What it says.
    pub text: String,
    /// When it was written so.
    pub written_at: Timestamp,
    /// Earlier wordings, newest first.
    pub earlier: Vec<EarlierText>,
    /// Who is mentioned, by name.
    pub mentions: Vec<String>,
    /// What stands behind an `@` and is nobody, or more than one person.
    pub unresolved: Vec<String>,
}

/// What a note said before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlierText {
    /// From 1.
    pub number: u32,
    /// What it said.
    pub text: String,
    /// When it was written so.
    pub written_at: Timestamp,
}

/// A note that mentions somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionView {
    /// The note.
    pub note: NoteId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// Who wrote it.
    pub author_name: String,
    /// What it says, from its beginning.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Whom a text mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// The people.
    pub people: Vec<PersonId>,
    /// What stands behind an `@` and is nobody, or more than one person.
    pub unresolved: Vec<String>,
}

/// Finds whom a text mentions: an `@` that begins a word, then the whole name, or the first or last name where only one
/// person has it; accents and capitals make no difference. Whoever left is not found.
pub fn mentions(text: &str, people: &[PersonView]) -> Mentions {
    let mut found = Mentions::default();
    let keys: Vec<(String, PersonId)> = people
        .iter()
        .filter(|person| person.left_at.is_none())
        .flat_map(|person| {
            let whole = folded(person.name.trim());
            let (first, last) = whole.split_once(' ').unwrap_or((&whole, ""));
            let mut keys = vec![whole.clone(), first.to_owned(), whole.replace(' ', "")];
            if !last.is_empty() {
                keys.push(last.to_owned());
            }
            keys.sort();
            keys.dedup();
            keys.into_iter().map(|key| (key, person.id)).collect::<Vec<_>>()
        })
        .collect();
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        if c == '@' && !before.is_alphanumeric() {
            let rest = text.get(index + 1..).unwrap_or_default();
            // A name is short: a long text is not folded for each sign again.
            let near: String = rest.chars().take(200).collect();
            let near = folded(&near);
            let fits = |key: &str| {
                near.strip_prefix(key)
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            };
            let longest = keys
                .iter()
                .filter(|(key, _)| fits(key))
                .map(|(key, _)| key.len())
                .max();
            let mut who: Vec<PersonId> = keys
                .iter()
                .filter(|(key, _)| Some(key.len()) == longest && fits(key))
                .map(|(_, id)| *id)
                .collect();
            who.sort();
            who.dedup();
            if let [one] = who.as_slice() {
                if !found.people.contains(one) {
                    found.people.push(*one);
                }
            } else {
                let word: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || "-_.".contains(*c))
                    .take(60)
                    .collect();
                if !word.is_empty() && !found.unresolved.contains(&word) {
                    found.unresolved.push(word);
                }
            }
        }
        before = c;
    }
    found
}

/// Why something about tasks, notes or people is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// A text breaks its rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// There is no such task.
    #[error("there is no task {task}")]
    TaskUnknown {
        /// As given.
        task: String,
    },
    /// Done already.
    #[error("the task '{title}' is done already")]
    TaskDone {
        /// Its title.
        title: String,
    },
    /// Not done.
    #[error("the task '{title}' is not done")]
    TaskNotDone {
        /// Its title.
        title: String,
    },
    /// Somebody else's task.
    #[error("the task '{title}' is somebody else's")]
    TaskNotYours {
        /// Its title.
        title: String,
    },
    /// There is no such note.
    #[error("there is no note {note}")]
    NoteUnknown {
        /// As given.
        note: String,
    },
    /// Only the author edits a note.
    #[error("the note is {author}'s")]
    NoteNotYours {
        /// Who wrote it.
        author: String,
    },
    /// Nobody is known by this name or identity.
    #[error("{person} is not known")]
    PersonUnknown {
        /// As given.
        person: String,
    },
    /// More than one person has this name.
    #[error("{person} is the name of several people")]
    PersonAmbiguous {
        /// As given.
        person: String,
    },
    /// Somebody no longer works here.
    #[error("{person} no longer works here")]
    PersonLeft {
        /// Who.
        person: String,
    },
}

impl Explain for WorkError {
    fn code(&self) -> &'static str {
        match self {
            WorkError::Rule(error) => error.code(),
            WorkError::TaskUnknown { .. } => "task-unknown",
            WorkError::TaskDone { .. } => "task-done",
            WorkError::TaskNotDone { .. } => "task-not-done",
            WorkError::TaskNotYours { .. } => "task-not-yours",
            WorkError::NoteUnknown { .. } => "note-unknown",
            WorkError::NoteNotYours { .. } => "note-not-yours",
            WorkError::PersonUnknown { .. } => "people-unknown",
            WorkError::PersonAmbiguous { .. } => "people-ambiguous",
            WorkError::PersonLeft { .. } => "people-left",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            WorkError::Rule(error) => error.arguments(),
            WorkError::TaskUnknown { task } => vec![("task", task.clone())],
            WorkError::TaskDone { title }
            | WorkError::TaskNotDone { title }
            | WorkError::TaskNotYours { title } => vec![("title", title.clone())],
            WorkError::NoteUnknown { note } => vec![("note", note.clone())],
            WorkError::NoteNotYours { author } => vec![("author", author.clone())],
            WorkError::PersonUnknown { person }
            | WorkError::PersonAmbiguous { person }
            | WorkError::PersonLeft { person } => vec![("person", person.clone())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_a_name_behind_a_sign_and_never_a_guess() {
        let person = |n: u8, name: &str| PersonView {
            id: PersonId::new(Timestamp::UNIX_EPOCH, [n; 10]),
            name: name.to_owned(),
            roles: Vec::new(),
            office: String::new(),
            other_offices: Vec::new(),
            left_at: (n == 5).then_some(Timestamp::UNIX_EPOCH),
        };
        let people = [
            person(1, "Claire Weber"),
            person(2, "Éric Weber"),
            person(3, "Anne-Marie da Silva"),
            person(4, "Paul"),
            person(5, "Gone Away"),
        ];
        let of = |text: &str| {
            let found = mentions(text, &people);
            let names: Vec<usize> = found
                .people
                .iter()
                .filter_map(|id| people.iter().position(|person| person.id == *id))
                .map(|index| index + 1)
                .collect();
            (names, found.unresolved)
        };
        assert_eq!(
            of("@claire et @ERIC WEBER, puis @AnneMarie"),
            (vec![1, 2], vec!["AnneMarie".into()])
        );
        assert_eq!(of("@anne-marie: (@Da Silva)"), (vec![3], vec![]));
        assert_eq!(of("@Weber"), (vec![], vec!["Weber".into()]));
        assert_eq!(
            of("paul@weber.lu @Paula @Gone"),
            (vec![], vec!["Paula".into(), "Gone".into()])
        );
        assert_eq!(of("@ClaireWeber @paul @Paul @"), (vec![1, 4], vec![]));
    }
}
