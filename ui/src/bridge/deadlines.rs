//! Deadlines of dossiers, lists over all of them, reminders; requests that belong to another authority.

use jiff::civil::Date;
use model::deadline::{
    DayRow, DeadlineFilter, DeadlineView, ForwardingView, Length, NewDeadline, NewForwarding, ReminderView,
};
use model::{DeadlineId, DossierId, PersonId};
use serde::{Deserialize, Serialize};
use wording::Lang;

use super::Answer;
use super::call::{Nothing, call};

#[derive(Serialize)]
struct OfDossier {
    dossier: DossierId,
}

/// The deadlines of a dossier.
pub async fn deadlines(dossier: DossierId) -> Answer<Vec<DeadlineView>> {
    call("deadlines", &OfDossier { dossier }).await
}

/// Deadlines of all dossiers.
pub async fn due(filter: DeadlineFilter) -> Answer<Vec<DeadlineView>> {
    #[derive(Serialize)]
    struct Arguments {
        filter: DeadlineFilter,
    }
    call("deadlines_due", &Arguments { filter }).await
}

/// Adds one that no procedure knows.
pub async fn add(dossier: DossierId, new: NewDeadline) -> Answer<DeadlineView> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        new: NewDeadline,
    }
    call("add_deadline", &Arguments { dossier, new }).await
}

/// The days from which deadlines of a dossier count.
pub async fn days(dossier: DossierId) -> Answer<Vec<DayRow>> {
    call("dossier_days", &OfDossier { dossier }).await
}

/// Says on which day something happened.
pub async fn set_day(dossier: DossierId, day: DayRow, reason: String) -> Answer<Vec<DeadlineView>> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        day: DayRow,
        reason: String,
    }
    call("set_dossier_day", &Arguments { dossier, day, reason }).await
}

/// What is done to a deadline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum DeadlineAct {
    /// It does not run from the next day on.
    Suspend,
    /// It runs on.
    Resume,
    /// It gets longer.
    Extend {
        /// By how much.
        by: Length,
    },
    /// What was due was done.
    Keep {
        /// Where, when that was another authority.
        authority: Option<String>,
    },
    /// It no longer counts.
    Cancel,
    /// It runs again after it was settled by mistake.
    Reopen,
    /// Somebody else watches it; no reason is asked.
    Assign {
        /// Who, or nobody in person.
        person: Option<PersonId>,
        /// For which office; the one it has where none is said.
        office: Option<String>,
    },
}

/// Does something to a deadline.
pub async fn act(id: DeadlineId, act: DeadlineAct, on: Option<Date>, reason: String) -> Answer<DeadlineView> {
    #[derive(Serialize)]
    struct Arguments {
        id: DeadlineId,
        act: DeadlineAct,
        on: Option<Date>,
        reason: String,
    }
    call("act_on_deadline", &Arguments { id, act, on, reason }).await
}

/// Reminders whose time has come and that were not shown; from now on they were.
pub async fn new_reminders() -> Answer<Vec<ReminderView>> {
    call("new_reminders", &Nothing {}).await
}

/// How the request of a dossier was forwarded.
pub async fn forwarding(dossier: DossierId) -> Answer<Option<ForwardingView>> {
    call("forwarding", &OfDossier { dossier }).await
}

/// Forwards a misdirected request.
pub async fn forward(dossier: DossierId, new: NewForwarding, lang: Option<Lang>) -> Answer<ForwardingView> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        new: NewForwarding,
        lang: Option<Lang>,
    }
    call("forward_request", &Arguments { dossier, new, lang }).await
}

/// A contact that may be an authority.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// The lines of its postal address.
    pub address: Vec<String>,
}

/// Legal persons of the directory that a text finds.
pub async fn authorities(typed: String) -> Answer<Vec<Authority>> {
    #[derive(Serialize)]
    struct Arguments {
        typed: String,
    }
    call("authorities", &Arguments { typed }).await
}
