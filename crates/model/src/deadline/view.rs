//! Deadlines as they cross to a window, a command line or a test. Days are days of Europe/Luxembourg; times are UTC.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calendar, Length};
use crate::procedure::{DeadlineEffect, DeadlineStart, Texts};
use crate::{DeadlineId, DossierId, PersonId, Reference, Subject};

/// How a deadline stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineStatus {
    /// It runs, and its last day is not over.
    Running,
    /// It is suspended and has no last day.
    Suspended,
    /// Its last day is over and the administration has not done what was due.
    Overdue,
    /// Its last day is over: the appeal, or the hearing, is no longer possible.
    Passed,
    /// Kept in time.
    Kept,
    /// Done, but after its last day.
    KeptLate,
    /// It no longer counts.
    Cancelled,
}

impl DeadlineStatus {
    /// All of them.
    pub const ALL: [DeadlineStatus; 7] = [
        DeadlineStatus::Running,
        DeadlineStatus::Suspended,
        DeadlineStatus::Overdue,
        DeadlineStatus::Passed,
        DeadlineStatus::Kept,
        DeadlineStatus::KeptLate,
        DeadlineStatus::Cancelled,
    ];
}

/// A deadline of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadlineView {
    /// Identity.
    pub id: DeadlineId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// The dossier's subject.
    pub subject: Subject,
    /// Key in the procedure; `None` when a person added it.
    pub rule: Option<String>,
    /// Its name.
    pub name: Texts,
    /// What made it start.
    pub event: DeadlineStart,
    /// The day of that event, which is not counted.
    pub started_on: Date,
    /// How long.
    pub length: Length,
    /// Its last day; `None` while it is suspended.
    pub due_on: Option<Date>,
    /// The instant at which its last day is over in Luxembourg.
    pub ends_at: Option<jiff::Timestamp>,
    /// How it stands today.
    pub status: DeadlineStatus,
    /// Calendar days from today to its last day; negative once that is over. `None` when it no longer runs.
    pub days_left: Option<i64>,
    /// Working days from today to its last day.
    pub working_days_left: Option<u32>,
    /// While it is suspended: what is left to run.
    pub left: Vec<Length>,
    /// What its end means by law.
    pub effect: DeadlineEffect,
    /// The same as a sentence with its day, in the desk's language.
    pub meaning: String,
    /// Legal basis.
    pub legal_basis: Texts,
    /// The day on which it was kept.
    pub kept_on: Option<Date>,
    /// It was kept at, or its request first came to, this other authority.
    pub elsewhere: Option<String>,
    /// Key of the state that keeps it.
    pub kept_by_state: Option<String>,
    /// Office that watches it.
    pub office: String,
    /// Person who watches it.
    pub person: Option<PersonId>,
    /// What happened to it, oldest first. Empty in lists.
    pub changes: Vec<DeadlineChange>,
}

/// What happened to a deadline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadlineChange {
    /// What.
    pub kind: DeadlineChangeKind,
    /// On which day it takes effect.
    pub on: Date,
    /// By how much, for an extension.
    pub length: Option<Length>,
    /// Why, in the person's words; empty where none was asked.
    pub reason: String,
    /// Who did it.
    pub actor: String,
    /// When it was recorded.
    pub at: jiff::Timestamp,
}

/// What can happen to a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineChangeKind {
    /// It began.
    Started,
    /// The day of its event was corrected; `on` is the new day.
    Corrected,
    /// It was suspended.
    Suspended,
    /// It was resumed.
    Resumed,
    /// It was extended.
    Extended,
    /// It was kept.
    Kept,
    /// It no longer counts.
    Cancelled,
    /// It was set running again after it had been settled by mistake.
    Reopened,
}

/// A deadline that a person adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeadline {
    /// Its name, in the language of whoever adds it.
    pub name: String,
    /// The day of the event, which is not counted.
    pub started_on: Date,
    /// How long.
    pub length: Length,
    /// What its end means by law.
    #[serde(default)]
    pub effect: DeadlineEffect,
    /// How long before its last day somebody is reminded.
    #[serde(default)]
    pub remind: Vec<Length>,
    /// Legal basis, or why.
    #[serde(default)]
    pub reason: String,
}

/// Which deadlines of all dossiers, in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeadlineFilter {
    /// Only with this status; `None`: those that run, are suspended, or are overdue.
    pub status: Option<DeadlineStatus>,
    /// Last day not before.
    pub due_from: Option<Date>,
    /// Last day not after.
    pub due_until: Option<Date>,
    /// Of this office.
    pub office: Option<String>,
    /// Of this person.
    pub person: Option<PersonId>,
    /// With this effect.
    pub effect: Option<DeadlineEffect>,
    /// With this key in its procedure.
    pub rule: Option<String>,
    /// Order.
    pub sort: DeadlineSort,
    /// At most so many; 0 means 100.
    pub limit: u32,
    /// After so many.
    pub offset: u32,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineSort {
    /// Soonest last day first.
    #[default]
    Due,
    /// Latest last day first.
    DueLatest,
    /// By the dossier's reference.
    Reference,
}

/// A reminder that waits to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReminderView {
    /// Its deadline.
    pub deadline: DeadlineId,
    /// How long before the last day.
    pub lead: Length,
    /// From when it is to be shown: midnight in Luxembourg.
    pub at: jiff::Timestamp,
    /// When it was shown.
    pub shown_at: Option<jiff::Timestamp>,
    /// The dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// The dossier's subject.
    pub subject: Subject,
    /// Name of the deadline.
    pub name: Texts,
    /// Its last day.
    pub due_on: Date,
    /// Office that is reminded.
    pub office: String,
    /// Person who is reminded.
    pub person: Option<PersonId>,
}

/// A day from which deadlines of a dossier count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// What happened.
    pub event: DeadlineStart,
    /// On which day.
    pub on: Date,
    /// The authority at which it happened first, when that was not this one (regulation of 8 June 1979, art. 2).
    pub first_authority: Option<String>,
}

/// A request that belongs to another authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewForwarding {
    /// Name of the competent authority.
    pub authority: String,
    /// Its postal address, one line for each; may be empty.
    #[serde(default)]
    pub address: String,
    /// Why it is competent.
    pub reason: String,
    /// The day on which the request is sent on; today where none is given.
    #[serde(default)]
    pub on: Option<Date>,
    /// The applicant's postal address for the letter, where the directory has none.
    #[serde(default)]
    pub applicant_address: String,
}

/// A request that was forwarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForwardingView {
    /// The dossier.
    pub dossier: DossierId,
    /// The competent authority.
    pub authority: String,
    /// Its address.
    pub address: String,
    /// Why it is competent.
    pub reason: String,
    /// The day on which the request came to us: it stays the applicant's day (regulation of 8 June 1979, art. 2).
    pub received_on: Date,
    /// The day on which it was sent on.
    pub forwarded_on: Date,
    /// The letter that tells the applicant.
    pub letter: Option<crate::DocumentId>,
    /// Who forwarded it.
    pub actor: String,
}

/// Calendar and working days from today to a last day.
pub fn days_left(today: Date, due: Date, calendar: &Calendar) -> (i64, u32) {
    let days = super::clock::days_between(today, due);
    let mut working = 0;
    let mut day = today;
    // Counted for what a person plans with; nobody counts working days over decades.
    while day < due && working < 1000 {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        if calendar.is_working(day) {
            working += 1;
        }
    }
    (days, working)
}
