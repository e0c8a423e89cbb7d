//! What happens to deadlines when something happens to their dossier, inside the transaction in which it happens.

use jiff::ToSpan;
use jiff::civil::Date;
use model::deadline::{
    Calendar, Clock, DayRow, DeadlineChange, DeadlineChangeKind, DeadlineError, Length, Standing, Suspension,
    Unit,
};
use model::procedure::{DeadlineRule, DeadlineStart, text_in};
use model::{DeadlineId, DossierId};
use store::{Change, DeadlineRecord, DeadlineState, Reading};
use wording::Lang;

use super::calendar;
use crate::{Desk, Error, dossiers, procedures};

/// A day as it is shown and written in the journal.
pub(crate) fn shown(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// Name of a deadline in a language, else in French.
pub(crate) fn name(record: &DeadlineRecord, lang: Lang) -> String {
    text_in(&record.name, lang).unwrap_or_default().to_owned()
}

/// A dossier begins: it keeps the version of its procedure that is current now, and what counts from the day the request
/// came in starts. Called where a dossier is made, in its transaction; does nothing for a dossier without procedure.
/// `received_on`: today where none is given.
///
/// # Errors
/// `procedure-unknown`, `deadline-day-in-future`.
pub(crate) fn dossier_began(
    desk: &Desk,
    change: &Change<'_>,
    dossier: DossierId,
    received_on: Option<Date>,
) -> Result<(), Error> {
    let today = dossiers::in_luxembourg(change.at()).date();
    let on = received_on.unwrap_or(today);
    if on > today {
        return Err(DeadlineError::DayInFuture { day: on }.into());
    }
    if let Some(key) = change.dossier(dossier)?.procedure {
        procedures::begin(change, dossier, &key)?;
    }
    let received = DayRow {
        event: DeadlineStart::Received,
        on,
        first_authority: None,
    };
    begin_event(desk, change, dossier, &received)?;
    // Where the first state has deadlines of its own, they start as well.
    if let Some(first) = procedures::of_dossier(change, dossier)?
        .and_then(|procedure| procedure.states.first().map(|state| state.key.clone()))
    {
        state_entered(desk, change, dossier, &first)?;
    }
    Ok(())
}

/// A dossier enters a state: what the state keeps is kept, what counts from it starts (again). Called where the state is
/// changed, in its transaction.
///
/// # Errors
/// The database cannot be written.
pub(crate) fn state_entered(
    desk: &Desk,
    change: &Change<'_>,
    dossier: DossierId,
    state: &str,
) -> Result<(), Error> {
    let today = dossiers::in_luxembourg(change.at()).date();
    for mut record in open(change, dossier)? {
        if record.kept_by_state.as_deref() == Some(state) {
            let kind = DeadlineChangeKind::Kept;
            let on = today.max(record.started_on);
            record_change(change, &mut record, kind, on, None, &desk.actor, "")?;
        }
    }
    let event = DeadlineStart::State(state.to_owned());
    for mut record in open(change, dossier)? {
        if record.event == event {
            let kind = DeadlineChangeKind::Cancelled;
            record_change(change, &mut record, kind, today, None, &desk.actor, "")?;
        }
    }
    begin_event(
        desk,
        change,
        dossier,
        &DayRow {
            event,
            on: today,
            first_authority: None,
        },
    )
}

/// A dossier is closed: what the administration had to do counts as done; what the party may do runs on. Called where
/// the dossier is closed, in its transaction.
///
/// # Errors
/// The database cannot be written.
pub(crate) fn dossier_closed(desk: &Desk, change: &Change<'_>, dossier: DossierId) -> Result<(), Error> {
    let today = dossiers::in_luxembourg(change.at()).date();
    for mut record in open(change, dossier)? {
        if record.effect.is_ours() {
            let on = today.max(record.started_on);
            record_change(
                change,
                &mut record,
                DeadlineChangeKind::Kept,
                on,
                None,
                &desk.actor,
                "",
            )?;
        }
    }
    Ok(())
}

/// Names of the administration's deadlines that still run in a dossier: a closing rule asks for them.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn open_names(
    reading: &Reading<'_>,
    dossier: DossierId,
    lang: Lang,
) -> Result<Vec<String>, Error> {
    Ok(open(reading, dossier)?
        .iter()
        .filter(|record| record.effect.is_ours())
        .map(|record| name(record, lang))
        .collect())
}

/// Deadlines that run or are suspended.
pub(crate) fn open(reading: &Reading<'_>, dossier: DossierId) -> Result<Vec<DeadlineRecord>, Error> {
    let mut records = reading.deadlines_of(dossier)?;
    records.retain(|record| matches!(record.state, DeadlineState::Running | DeadlineState::Suspended));
    Ok(records)
}

/// Something happened on a day, or its day is corrected.
pub(super) fn happened(
    desk: &Desk,
    change: &Change<'_>,
    dossier: DossierId,
    day: &DayRow,
    why: &str,
) -> Result<(), Error> {
    let before = change
        .dossier_days(dossier)?
        .into_iter()
        .find(|row| row.event == day.event);
    let Some(before) = before else {
        return begin_event(desk, change, dossier, day);
    };
    if before == *day {
        return Ok(());
    }
    let why = super::reason(why)?;
    change.set_dossier_day(dossier, day)?;
    change.record(
        "dossier-day-corrected",
        Some(dossier),
        &[
            ("event", day.event.word().as_str()),
            ("before", &shown(before.on)),
            ("day", &shown(day.on)),
            ("authority", day.first_authority.as_deref().unwrap_or("–")),
            ("reason", &why),
        ],
    )?;
    for mut record in open(change, dossier)? {
        if record.rule.is_some() && record.event == day.event {
            record.started_on = day.on;
            record.elsewhere.clone_from(&day.first_authority);
            let kind = DeadlineChangeKind::Corrected;
            record_change(change, &mut record, kind, day.on, None, &desk.actor, &why)?;
        }
    }
    Ok(())
}

/// The first time that something happens: its day is kept, and the deadlines that count from it start.
fn begin_event(desk: &Desk, change: &Change<'_>, dossier: DossierId, day: &DayRow) -> Result<(), Error> {
    let procedure = procedures::of_dossier(change, dossier)?;
    let rules: Vec<DeadlineRule> = procedure
        .map(|procedure| procedure.deadlines)
        .unwrap_or_default()
        .into_iter()
        .filter(|rule| rule.from == day.event)
        .collect();
    let is_state = matches!(day.event, DeadlineStart::State(_));
    if is_state && rules.is_empty() {
        return Ok(());
    }
    change.set_dossier_day(dossier, day)?;
    if !is_state {
        change.record(
            "dossier-day-set",
            Some(dossier),
            &[
                ("event", day.event.word().as_str()),
                ("day", &shown(day.on)),
                ("authority", day.first_authority.as_deref().unwrap_or("–")),
            ],
        )?;
    }
    start(desk, change, dossier, rules, day, "")
}

/// Starts the deadlines of rules, counted from a day.
fn start(
    desk: &Desk,
    change: &Change<'_>,
    dossier: DossierId,
    rules: Vec<DeadlineRule>,
    day: &DayRow,
    why: &str,
) -> Result<(), Error> {
    if rules.is_empty() {
        return Ok(());
    }
    let of = change.dossier(dossier)?;
    let calendar = calendar(change)?;
    for rule in rules {
        let mut record = DeadlineRecord {
            id: DeadlineId::new(change.at(), desk.store.random_10()),
            dossier,
            rule: Some(rule.key),
            name: rule.name,
            event: rule.from,
            started_on: day.on,
            length: rule.length.parse().map_err(Error::from)?,
            effect: rule.effect,
            remind: rule
                .remind
                .iter()
                .map(|lead| lead.parse())
                .collect::<Result<_, _>>()
                .map_err(Error::from)?,
            legal_basis: rule.legal_basis,
            kept_by_state: rule.kept_by_state,
            office: of.office.clone(),
            person: Some(desk.person),
            state: DeadlineState::Running,
            due_on: None,
            kept_on: None,
            elsewhere: day.first_authority.clone(),
            reference: of.reference.clone(),
            subject: of.subject.clone(),
        };
        add(change, &calendar, &mut record, &desk.actor, why)?;
    }
    Ok(())
}

/// A dossier follows another version of its procedure from now on. What runs and still has its rule runs on under the
/// law text with which it was started; what the procedure no longer knows ends; what it knows anew starts, counted from
/// the day of its event where that has happened, and from today for the state in which the dossier is. Called where the
/// dossier is migrated, in its transaction.
///
/// # Errors
/// The database cannot be written.
pub(crate) fn procedure_migrated(
    desk: &Desk,
    change: &Change<'_>,
    dossier: DossierId,
    why: &str,
) -> Result<(), Error> {
    let today = dossiers::in_luxembourg(change.at()).date();
    let rules = procedures::of_dossier(change, dossier)?
        .map(|procedure| procedure.deadlines)
        .unwrap_or_default();
    for mut record in open(change, dossier)? {
        let gone = record
            .rule
            .as_ref()
            .is_some_and(|key| !rules.iter().any(|rule| rule.key == *key));
        if gone {
            let kind = DeadlineChangeKind::Cancelled;
            record_change(change, &mut record, kind, today, None, &desk.actor, why)?;
        }
    }
    let known: Vec<String> = change
        .deadlines_of(dossier)?
        .into_iter()
        .filter_map(|record| record.rule)
        .collect();
    let state = change.dossier(dossier)?.state;
    let days = change.dossier_days(dossier)?;
    for rule in rules {
        if known.contains(&rule.key) || (state.is_some() && rule.kept_by_state == state) {
            continue;
        }
        let happened = days.iter().find(|row| row.event == rule.from).cloned();
        let day = match &rule.from {
            DeadlineStart::State(of) if state.as_ref() != Some(of) => None,
            DeadlineStart::State(_) => Some(happened.unwrap_or(DayRow {
                event: rule.from.clone(),
                on: today,
                first_authority: None,
            })),
            _ => happened,
        };
        if let Some(day) = day {
            start(desk, change, dossier, vec![rule], &day, why)?;
        }
    }
    Ok(())
}

/// Adds a deadline with its first change, its last day and its reminders.
pub(super) fn add(
    change: &Change<'_>,
    calendar: &Calendar,
    record: &mut DeadlineRecord,
    actor: &str,
    why: &str,
) -> Result<(), Error> {
    match clock(record, &[]).standing(calendar)? {
        Standing::Ends { due, .. } => record.due_on = Some(due),
        Standing::Suspended { .. } => record.due_on = None,
    }
    change.add_deadline(record)?;
    change.add_deadline_change(
        record.id,
        &DeadlineChange {
            kind: DeadlineChangeKind::Started,
            on: record.started_on,
            length: Some(record.length),
            reason: why.trim().to_owned(),
            actor: actor.to_owned(),
            at: change.at(),
        },
    )?;
    change.set_reminders(record.id, &reminders(calendar, record))?;
    change.record(
        "deadline-started",
        Some(record.dossier),
        &[
            ("deadline", name(record, Lang::Fr).as_str()),
            ("day", &shown(record.started_on)),
            ("due", &record.due_on.map(shown).unwrap_or_default()),
        ],
    )?;
    Ok(())
}

/// Writes what happened to a deadline, and what comes of it.
pub(crate) fn record_change(
    change: &Change<'_>,
    record: &mut DeadlineRecord,
    kind: DeadlineChangeKind,
    on: Date,
    length: Option<Length>,
    actor: &str,
    why: &str,
) -> Result<(), Error> {
    let before = record.due_on;
    change.add_deadline_change(
        record.id,
        &DeadlineChange {
            kind,
            on,
            length,
            reason: why.to_owned(),
            actor: actor.to_owned(),
            at: change.at(),
        },
    )?;
    match kind {
        DeadlineChangeKind::Kept => {
            record.state = DeadlineState::Kept;
            record.kept_on = Some(on);
            change.update_deadline(record)?;
            change.set_reminders(record.id, &[])?;
        }
        DeadlineChangeKind::Cancelled => {
            record.state = DeadlineState::Cancelled;
            change.update_deadline(record)?;
            change.set_reminders(record.id, &[])?;
        }
        _ => compute(change, &calendar(change)?, record)?,
    }
    let journal = match kind {
        DeadlineChangeKind::Started => "deadline-started",
        DeadlineChangeKind::Corrected => "deadline-corrected",
        DeadlineChangeKind::Suspended => "deadline-suspended",
        DeadlineChangeKind::Resumed => "deadline-resumed",
        DeadlineChangeKind::Extended => "deadline-extended",
        DeadlineChangeKind::Kept => "deadline-kept",
        DeadlineChangeKind::Cancelled => "deadline-cancelled",
        DeadlineChangeKind::Reopened => "deadline-reopened",
    };
    let day = |day: Option<Date>| day.map_or_else(|| "–".to_owned(), shown);
    change.record(
        journal,
        Some(record.dossier),
        &[
            ("deadline", name(record, Lang::Fr).as_str()),
            ("day", &shown(on)),
            ("before", &day(before)),
            ("due", &day(record.due_on)),
            (
                "length",
                &length.map(|length| length.to_string()).unwrap_or_default(),
            ),
            ("authority", record.elsewhere.as_deref().unwrap_or("–")),
            ("reason", if why.is_empty() { "–" } else { why }),
        ],
    )?;
    Ok(())
}

/// Computes the last day and the reminders from the day of the event and everything that happened since, and writes them.
pub(super) fn compute(
    change: &Change<'_>,
    calendar: &Calendar,
    record: &mut DeadlineRecord,
) -> Result<(), Error> {
    let changes = change.deadline_changes(record.id)?;
    match clock(record, &changes).standing(calendar)? {
        Standing::Ends { due, .. } => {
            record.state = DeadlineState::Running;
            record.due_on = Some(due);
        }
        Standing::Suspended { .. } => {
            record.state = DeadlineState::Suspended;
            record.due_on = None;
        }
    }
    change.update_deadline(record)?;
    change.set_reminders(record.id, &reminders(calendar, record))?;
    Ok(())
}

/// What a deadline is computed from.
pub(super) fn clock(record: &DeadlineRecord, changes: &[DeadlineChange]) -> Clock {
    let mut extensions = Vec::new();
    let mut suspensions: Vec<Suspension> = Vec::new();
    for change in changes {
        match change.kind {
            DeadlineChangeKind::Extended => extensions.extend(change.length),
            DeadlineChangeKind::Suspended => suspensions.push(Suspension {
                from: change.on,
                until: None,
            }),
            DeadlineChangeKind::Resumed => {
                if let Some(last) = suspensions.last_mut() {
                    last.until = Some(change.on);
                }
            }
            _ => {}
        }
    }
    Clock {
        start: record.started_on,
        length: record.length,
        extensions,
        suspensions,
    }
}

/// Since when a suspended deadline is suspended.
pub(super) fn suspended_since(reading: &Reading<'_>, record: &DeadlineRecord) -> Result<Date, Error> {
    Ok(reading
        .deadline_changes(record.id)?
        .iter()
        .rev()
        .find(|change| change.kind == DeadlineChangeKind::Suspended)
        .map_or(record.started_on, |change| change.on))
}

/// Nothing can happen to a deadline before it began, or before its last suspension or resumption.
pub(super) fn first_possible_day(reading: &Reading<'_>, record: &DeadlineRecord) -> Result<Date, Error> {
    Ok(reading
        .deadline_changes(record.id)?
        .iter()
        .filter(|change| {
            matches!(
                change.kind,
                DeadlineChangeKind::Suspended | DeadlineChangeKind::Resumed
            )
        })
        .map(|change| change.on)
        .fold(record.started_on, Date::max))
}

/// When somebody is reminded: at midnight in Luxembourg so long before the last day.
fn reminders(calendar: &Calendar, record: &DeadlineRecord) -> Vec<(Length, jiff::Timestamp)> {
    let Some(due) = record.due_on else {
        return Vec::new();
    };
    record
        .remind
        .iter()
        .filter_map(|lead| {
            let day = earlier(calendar, due, *lead)?;
            Some((*lead, midnight(day)?))
        })
        .collect()
}

/// Sets the reminders of a deadline that came from another desk, or was changed there; its last day was computed there.
pub(crate) fn remind_of(change: &Change<'_>, calendar: &Calendar, id: DeadlineId) -> Result<(), Error> {
    let Some(record) = change.deadline(id)? else {
        return Ok(());
    };
    let due = if record.state == DeadlineState::Running {
        reminders(calendar, &record)
    } else {
        Vec::new()
    };
    Ok(change.set_reminders(id, &due)?)
}

fn earlier(calendar: &Calendar, due: Date, lead: Length) -> Option<Date> {
    let count = i64::from(lead.count());
    let span = match lead.unit() {
        Unit::Days => count.days(),
        Unit::Weeks => count.weeks(),
        Unit::Months => count.months(),
        Unit::Years => count.years(),
        Unit::WorkingDays => {
            let mut day = due;
            for _ in 0..lead.count() {
                day = day.yesterday().ok()?;
                while !calendar.is_working(day) {
                    day = day.yesterday().ok()?;
                }
            }
            return Some(day);
        }
    };
    due.checked_sub(span).ok()
}

/// The beginning of a day in Luxembourg.
pub(super) fn midnight(day: Date) -> Option<jiff::Timestamp> {
    day.in_tz(dossiers::ZONE)
        .or_else(|_| day.to_zoned(jiff::tz::TimeZone::UTC))
        .ok()
        .map(|zoned| zoned.timestamp())
}
