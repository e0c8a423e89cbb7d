//! Deadlines of dossiers, lists over all of them, reminders; requests that belong to another authority.

use ::desk::Environment;
use jiff::civil::Date;
use model::deadline::{
    DayRow, DeadlineFilter, DeadlineView, ForwardingView, Length, NewDeadline, NewForwarding, ReminderView,
};
use model::{DeadlineId, DossierId, PartyKind, PersonId};
use serde::{Deserialize, Serialize};
use tauri::State;
use wording::Lang;

use crate::shell::{Answer, Shell};

/// How many contacts are offered as an authority.
const AUTHORITIES: u32 = 20;

/// The deadlines of a dossier.
#[tauri::command]
pub async fn deadlines(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<DeadlineView>> {
    shell.call(move |desk| desk.deadlines(dossier)).await
}

/// Deadlines of all dossiers.
#[tauri::command]
pub async fn deadlines_due(filter: DeadlineFilter, shell: State<'_, Shell>) -> Answer<Vec<DeadlineView>> {
    shell.call(move |desk| desk.deadlines_due(&filter)).await
}

/// Adds one that no procedure knows.
#[tauri::command]
pub async fn add_deadline(
    dossier: DossierId,
    new: NewDeadline,
    shell: State<'_, Shell>,
) -> Answer<DeadlineView> {
    shell.call(move |desk| desk.add_deadline(dossier, new)).await
}

/// The days from which deadlines of a dossier count.
#[tauri::command]
pub async fn dossier_days(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<DayRow>> {
    shell.call(move |desk| desk.dossier_days(dossier)).await
}

/// Says on which day something happened.
#[tauri::command]
pub async fn set_dossier_day(
    dossier: DossierId,
    day: DayRow,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<Vec<DeadlineView>> {
    shell
        .call(move |desk| desk.set_dossier_day(dossier, day, &reason))
        .await
}

/// What is done to a deadline.
#[derive(Clone, Debug, Deserialize)]
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
#[tauri::command]
pub async fn act_on_deadline(
    id: DeadlineId,
    act: DeadlineAct,
    on: Option<Date>,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DeadlineView> {
    shell
        .call(move |desk| match act {
            DeadlineAct::Suspend => desk.suspend_deadline(id, on, &reason),
            DeadlineAct::Resume => desk.resume_deadline(id, on, &reason),
            DeadlineAct::Extend { by } => desk.extend_deadline(id, by, on, &reason),
            DeadlineAct::Keep { authority } => desk.keep_deadline(id, on, authority.as_deref(), &reason),
            DeadlineAct::Cancel => desk.cancel_deadline(id, &reason),
            DeadlineAct::Reopen => desk.reopen_deadline(id, &reason),
            DeadlineAct::Assign { person, office } => desk.assign_deadline(id, person, office.as_deref()),
        })
        .await
}

/// Reminders whose time has come and that were not shown; from now on they were.
#[tauri::command]
pub async fn new_reminders(shell: State<'_, Shell>) -> Answer<Vec<ReminderView>> {
    let now = shell.environment().now();
    shell
        .call(move |desk| {
            let waiting = desk.reminders(jiff::Timestamp::UNIX_EPOCH, now, None, None, false)?;
            let mut shown = Vec::new();
            for reminder in waiting {
                if desk.reminder_shown(reminder.deadline, reminder.lead)? {
                    shown.push(reminder);
                }
            }
            Ok::<_, ::desk::Error>(shown)
        })
        .await
}

/// How the request of a dossier was forwarded.
#[tauri::command]
pub async fn forwarding(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Option<ForwardingView>> {
    shell.call(move |desk| desk.forwarding(dossier)).await
}

/// Forwards a misdirected request.
#[tauri::command]
pub async fn forward_request(
    dossier: DossierId,
    new: NewForwarding,
    lang: Option<Lang>,
    shell: State<'_, Shell>,
) -> Answer<ForwardingView> {
    shell
        .call(move |desk| desk.forward_request(dossier, &new, lang))
        .await
}

/// A contact that may be an authority.
#[derive(Clone, Debug, Serialize)]
pub struct Authority {
    /// Its name.
    name: String,
    /// The lines of its postal address.
    address: Vec<String>,
}

/// Legal persons of the directory that a text finds.
#[tauri::command]
pub async fn authorities(typed: String, shell: State<'_, Shell>) -> Answer<Vec<Authority>> {
    shell
        .call(move |desk| {
            let rows = desk.contacts(&typed, AUTHORITIES)?;
            rows.into_iter()
                .filter(|row| row.kind == PartyKind::Legal)
                .map(|row| {
                    let contact = desk.contact(row.id)?;
                    Ok::<_, ::desk::Error>(Authority {
                        name: row.name,
                        address: contact.entry.address.lines(),
                    })
                })
                .collect::<Result<Vec<_>, _>>()
        })
        .await
}
