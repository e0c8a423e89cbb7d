//! Deadlines of dossiers: started by what happens, suspended, extended, kept; lists over all dossiers; reminders; the
//! calendar of public holidays.
//!
//! Rules are `model::deadline`; what other use cases call when a dossier begins, moves on or closes is [`engine`].

pub(crate) mod engine;
mod show;

use jiff::civil::Date;
use model::deadline::{
    Calendar, CalendarFault, DayRow, DeadlineChangeKind, DeadlineError, DeadlineFilter, DeadlineStatus,
    DeadlineView, HolidayDay, Length, NewDeadline, ReminderView,
};
use model::procedure::DeadlineStart;
use model::{DeadlineId, DossierId, PersonId, Role, RuleError, Subject};
use store::{Change, DeadlineRecord, DeadlineState, Reading};

use crate::{Desk, Error, dossiers};

/// Setting: the administration's own public holidays, TOML.
const HOLIDAYS: &str = "holidays";
/// Setting: the name of the file they came from.
const HOLIDAYS_FILE: &str = "holidays-file";

/// Who may change deadlines.
const MAY: [Role; 3] = [Role::Agent, Role::Clerk, Role::Signatory];

/// A reason: one line that must be there.
pub(crate) fn reason(text: &str) -> Result<String, RuleError> {
    line("reason", text)
}

/// One line of at most 200 characters that must be there.
pub(crate) fn line(field: &'static str, text: &str) -> Result<String, RuleError> {
    Subject::parse(text)
        .map(String::from)
        .map_err(|error| dossiers::in_field(error, field))
}

/// The calendar with the administration's own days.
///
/// # Errors
/// `holidays-…`: a file of holidays cannot be read.
pub(crate) fn calendar(reading: &Reading<'_>) -> Result<Calendar, Error> {
    let calendar = Calendar::luxembourg()?;
    Ok(match reading.setting_text(HOLIDAYS)? {
        Some(text) => {
            let file = reading.setting_text(HOLIDAYS_FILE)?.unwrap_or_default();
            calendar.extended(&file, &text)?
        }
        None => calendar,
    })
}

/// Today in Luxembourg.
fn today(desk: &Desk) -> Date {
    dossiers::in_luxembourg(desk.now()).date()
}

impl Desk {
    /// Today in Luxembourg.
    pub fn today(&self) -> Date {
        today(self)
    }

    /// The deadlines of a dossier, soonest last day first, each with what happened to it. For everybody who may see the
    /// dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn deadlines(&self, dossier: DossierId) -> Result<Vec<DeadlineView>, Error> {
        let shown = self.store.read(|reading| -> Result<_, Error> {
            reading.dossier(dossier)?;
            let records = reading.deadlines_of(dossier)?;
            show::views(self, reading, records, true)
        })?;
        Ok(shown)
    }

    /// One deadline with what happened to it. For everybody who may see its dossier.
    ///
    /// # Errors
    /// `deadline-unknown`.
    pub fn deadline(&self, id: DeadlineId) -> Result<DeadlineView, Error> {
        self.store.read(|reading| {
            let record = found(reading, id)?;
            show::views(self, reading, vec![record], true)?
                .pop()
                .ok_or_else(|| unknown(id))
        })
    }

    /// Deadlines of all dossiers that may be seen: what runs, is suspended or overdue, unless the filter says otherwise.
    /// For everybody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadlines_due(&self, filter: &DeadlineFilter) -> Result<Vec<DeadlineView>, Error> {
        self.store.read(|reading| {
            let records = reading.deadlines(filter, today(self))?;
            show::views(self, reading, records, false)
        })
    }

    /// What the administration should have done already, longest overdue first. For everybody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadlines_overdue(&self, limit: u32, offset: u32) -> Result<Vec<DeadlineView>, Error> {
        self.deadlines_due(&DeadlineFilter {
            status: Some(DeadlineStatus::Overdue),
            limit,
            offset,
            ..DeadlineFilter::default()
        })
    }

    /// Adds a deadline that no procedure knows. For agents, clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `field-empty` for the name, `dossier-unknown`, `dossier-closed`, `deadline-beyond-calendar`.
    pub fn add_deadline(&self, dossier: DossierId, new: NewDeadline) -> Result<DeadlineView, Error> {
        self.require(&MAY)?;
        let name = line("name", &new.name)?;
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let of = change.open_dossier(dossier)?;
            let calendar = calendar(change)?;
            let mut record = DeadlineRecord {
                id: DeadlineId::new(change.at(), self.store.random_10()),
                dossier,
                rule: None,
                name: [(wording::Lang::Fr, name.clone())].into(),
                event: DeadlineStart::Manual,
                started_on: new.started_on,
                length: new.length,
                effect: new.effect,
                remind: new.remind.clone(),
                legal_basis: Default::default(),
                kept_by_state: None,
                office: of.office,
                person: Some(self.person),
                state: DeadlineState::Running,
                due_on: None,
                kept_on: None,
                elsewhere: None,
                reference: of.reference,
                subject: of.subject,
            };
            engine::add(change, &calendar, &mut record, &self.actor, &new.reason)?;
            Ok(record.id)
        })?;
        self.deadline(id)
    }

    /// The days from which deadlines of a dossier count, earliest first. For everybody who may see the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier_days(&self, dossier: DossierId) -> Result<Vec<DayRow>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            reading.dossier(dossier)?;
            Ok(reading.dossier_days(dossier)?)
        })
    }

    /// Says on which day something happened from which deadlines count: the request came in (at us, or first at another
    /// authority: regulation of 8 June 1979, art. 2), the file was complete, the decision was notified. Starts the
    /// deadlines of the procedure, or computes those that run anew when the day is corrected; the journal keeps the old
    /// day. For agents, clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `deadline-day-in-future`, `field-empty` for the reason of a
    /// correction.
    pub fn set_dossier_day(
        &self,
        dossier: DossierId,
        day: DayRow,
        why: &str,
    ) -> Result<Vec<DeadlineView>, Error> {
        self.require(&MAY)?;
        let now = today(self);
        if day.on > now {
            return Err(DeadlineError::DayInFuture { day: day.on }.into());
        }
        let day = DayRow {
            first_authority: day
                .first_authority
                .filter(|name| !name.trim().is_empty())
                .map(|name| line("authority", &name))
                .transpose()?,
            ..day
        };
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.open_dossier(dossier)?;
            engine::happened(self, change, dossier, &day, why)
        })?;
        self.deadlines(dossier)
    }

    /// An act was sent: from that day on the deadlines of its notification run, unless an earlier one was notified.
    pub(crate) fn notified(
        &self,
        change: &store::Change<'_>,
        dossier: DossierId,
        on: Date,
    ) -> Result<(), Error> {
        let event = model::procedure::DeadlineStart::Notified;
        if change.dossier_days(dossier)?.iter().any(|day| day.event == event) {
            return Ok(());
        }
        let day = DayRow {
            event,
            on,
            first_authority: None,
        };
        engine::happened(self, change, dossier, &day, "")
    }

    /// Suspends a deadline: from the next day on it does not run. `on`: the day of what suspends it, today where none is
    /// given. For agents, clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `deadline-unknown`, `dossier-closed`, `field-empty` for the reason, `deadline-settled`,
    /// `deadline-suspended`, `deadline-over`, `deadline-day-in-future`, `deadline-day-too-early`.
    pub fn suspend_deadline(
        &self,
        id: DeadlineId,
        on: Option<Date>,
        why: &str,
    ) -> Result<DeadlineView, Error> {
        self.change_deadline(id, on, Some(why), |change, record, on, why| {
            match record.state {
                DeadlineState::Running => {}
                DeadlineState::Suspended => {
                    return Err(DeadlineError::Suspended {
                        name: engine::name(record, self.lang()),
                        since: engine::suspended_since(change, record)?,
                    }
                    .into());
                }
                _ => return Err(settled(record, self)),
            }
            if let Some(due) = record.due_on
                && on > due
            {
                return Err(DeadlineError::Over {
                    name: engine::name(record, self.lang()),
                    due,
                }
                .into());
            }
            engine::record_change(
                change,
                record,
                DeadlineChangeKind::Suspended,
                on,
                None,
                &self.actor,
                why,
            )
        })
    }

    /// Lets a suspended deadline run on: what had not run when it was suspended runs from the day after `on`. For agents,
    /// clerks and signatories.
    ///
    /// # Errors
    /// As [`Desk::suspend_deadline`]; `deadline-not-suspended`.
    pub fn resume_deadline(
        &self,
        id: DeadlineId,
        on: Option<Date>,
        why: &str,
    ) -> Result<DeadlineView, Error> {
        self.change_deadline(id, on, Some(why), |change, record, on, why| {
            match record.state {
                DeadlineState::Suspended => {}
                DeadlineState::Running => {
                    return Err(DeadlineError::NotSuspended {
                        name: engine::name(record, self.lang()),
                    }
                    .into());
                }
                _ => return Err(settled(record, self)),
            }
            engine::record_change(
                change,
                record,
                DeadlineChangeKind::Resumed,
                on,
                None,
                &self.actor,
                why,
            )
        })
    }

    /// Extends a deadline that is not over. For agents, clerks and signatories.
    ///
    /// # Errors
    /// As [`Desk::suspend_deadline`]; `deadline-beyond-calendar`.
    pub fn extend_deadline(
        &self,
        id: DeadlineId,
        by: Length,
        on: Option<Date>,
        why: &str,
    ) -> Result<DeadlineView, Error> {
        self.change_deadline(id, on, Some(why), |change, record, on, why| {
            if !matches!(record.state, DeadlineState::Running | DeadlineState::Suspended) {
                return Err(settled(record, self));
            }
            if let Some(due) = record.due_on
                && on > due
            {
                return Err(DeadlineError::Over {
                    name: engine::name(record, self.lang()),
                    due,
                }
                .into());
            }
            let kind = DeadlineChangeKind::Extended;
            engine::record_change(change, record, kind, on, Some(by), &self.actor, why)
        })
    }

    /// Says that what was due was done, on which day, and where when that was another authority: a deadline kept in time
    /// there is kept (regulation of 8 June 1979, art. 2). For agents, clerks and signatories.
    ///
    /// # Errors
    /// As [`Desk::suspend_deadline`], without the reason.
    pub fn keep_deadline(
        &self,
        id: DeadlineId,
        on: Option<Date>,
        authority: Option<&str>,
        why: &str,
    ) -> Result<DeadlineView, Error> {
        let authority = authority
            .filter(|name| !name.trim().is_empty())
            .map(|name| line("authority", name))
            .transpose()?;
        self.change_deadline(id, on, None, |change, record, on, _| {
            if !matches!(record.state, DeadlineState::Running | DeadlineState::Suspended) {
                return Err(settled(record, self));
            }
            if authority.is_some() {
                record.elsewhere.clone_from(&authority);
            }
            let kind = DeadlineChangeKind::Kept;
            engine::record_change(change, record, kind, on, None, &self.actor, why.trim())
        })
    }

    /// Cancels a deadline: it no longer counts. For agents, clerks and signatories.
    ///
    /// # Errors
    /// As [`Desk::suspend_deadline`].
    pub fn cancel_deadline(&self, id: DeadlineId, why: &str) -> Result<DeadlineView, Error> {
        self.change_deadline(id, None, Some(why), |change, record, on, why| {
            if !matches!(record.state, DeadlineState::Running | DeadlineState::Suspended) {
                return Err(settled(record, self));
            }
            engine::record_change(
                change,
                record,
                DeadlineChangeKind::Cancelled,
                on,
                None,
                &self.actor,
                why,
            )
        })
    }

    /// Sets a deadline running again that was kept or cancelled by mistake. For agents, clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `deadline-unknown`, `dossier-closed`, `field-empty` for the reason. One that runs stays as it is.
    pub fn reopen_deadline(&self, id: DeadlineId, why: &str) -> Result<DeadlineView, Error> {
        self.change_deadline(id, None, Some(why), |change, record, on, why| {
            if matches!(record.state, DeadlineState::Running | DeadlineState::Suspended) {
                return Ok(());
            }
            record.kept_on = None;
            engine::record_change(
                change,
                record,
                DeadlineChangeKind::Reopened,
                on,
                None,
                &self.actor,
                why,
            )
        })
    }

    /// Says who watches a deadline, and for which office; without one it stays with the office that it has. For agents,
    /// clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `deadline-unknown`, `dossier-closed`, `person-unknown`, `person-has-left`,
    /// `deadline-person-does-not-see`: whoever may not see the dossier would never learn of it.
    pub fn assign_deadline(
        &self,
        id: DeadlineId,
        person: Option<PersonId>,
        office: Option<&str>,
    ) -> Result<DeadlineView, Error> {
        self.require(&MAY)?;
        let office = office.map(dossiers::office).transpose()?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let mut record = found(change, id)?;
            change.open_dossier(record.dossier)?;
            let who = match person {
                // Whoever has left meanwhile stays until somebody else is named.
                Some(person) if record.person == Some(person) => Some(change.person(person)?),
                Some(person) => Some(change.working_person(person)?),
                None => None,
            };
            if let (Some(id), Some(who)) = (person.filter(|id| record.person != Some(*id)), &who)
                && !change.sees(id, record.dossier)?
            {
                return Err(DeadlineError::PersonDoesNotSee {
                    person: who.name.clone(),
                }
                .into());
            }
            record.person = person;
            if let Some(office) = office {
                record.office = office;
            }
            change.update_deadline(&record)?;
            change.record(
                "deadline-assigned",
                Some(record.dossier),
                &[
                    ("deadline", engine::name(&record, wording::Lang::Fr).as_str()),
                    ("person", &who.map(|who| who.name).unwrap_or_default()),
                    ("office", &record.office),
                ],
            )?;
            Ok(())
        })?;
        self.deadline(id)
    }

    /// Reminders whose time lies in `from..to` and that were not shown (or all), earliest first, at most 1,000; of an
    /// office or a person where one is named. For everybody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reminders(
        &self,
        from: jiff::Timestamp,
        to: jiff::Timestamp,
        office: Option<&str>,
        person: Option<PersonId>,
        shown_too: bool,
    ) -> Result<Vec<ReminderView>, Error> {
        Ok(self
            .store
            .read(|reading| reading.reminders(from, to, office, person, shown_too))?)
    }

    /// A reminder was shown to whoever works here; `false` when it had been shown before. For everybody.
    ///
    /// # Errors
    /// `deadline-unknown`.
    pub fn reminder_shown(&self, id: DeadlineId, lead: Length) -> Result<bool, Error> {
        self.store.change(&self.actor, |change| -> Result<bool, Error> {
            let record = found(change, id)?;
            let shown = change.reminder_shown(id, lead)?;
            if shown {
                change.record(
                    "deadline-reminder-shown",
                    Some(record.dossier),
                    &[
                        ("deadline", engine::name(&record, wording::Lang::Fr).as_str()),
                        ("lead", &lead.to_string()),
                    ],
                )?;
            }
            Ok(shown)
        })
    }

    /// The calendar with the administration's own days.
    ///
    /// # Errors
    /// `holidays-…`: a file of holidays cannot be read.
    pub fn calendar(&self) -> Result<Calendar, Error> {
        self.store.read(calendar)
    }

    /// The public holidays of a year, earliest first. For everybody.
    ///
    /// # Errors
    /// `holidays-…`: a file of holidays cannot be read.
    pub fn holidays(&self, year: i16) -> Result<Vec<HolidayDay>, Error> {
        Ok(self.calendar()?.of_year(year))
    }

    /// Takes the administration's own public holidays from a file, in place of an earlier one (`None`: takes them away),
    /// and computes every deadline that runs anew; gives how many got another last day. For administrators.
    ///
    /// # Errors
    /// `role-missing`; `holidays-…` with its place, and nothing is changed.
    pub fn import_holidays(&self, file: Option<(&str, &[u8])>) -> Result<u32, Error> {
        self.require_administrator()?;
        let text = file.map(|(name, bytes)| holidays_text(name, bytes)).transpose()?;
        let name = file.map(|(name, _)| name);
        self.store.change(&self.actor, |change| -> Result<u32, Error> {
            change.set_setting(HOLIDAYS, text.map(str::as_bytes))?;
            change.set_setting(HOLIDAYS_FILE, name.map(str::as_bytes))?;
            let calendar = calendar(change)?;
            let mut moved = 0;
            for mut record in change.open_deadlines()? {
                let before = record.due_on;
                engine::compute(change, &calendar, &mut record)?;
                if record.due_on != before {
                    moved += 1;
                    let shown = |day: Option<Date>| day.map(engine::shown).unwrap_or_default();
                    change.record(
                        "deadline-recomputed",
                        Some(record.dossier),
                        &[
                            ("deadline", engine::name(&record, wording::Lang::Fr).as_str()),
                            ("before", &shown(before)),
                            ("due", &shown(record.due_on)),
                        ],
                    )?;
                }
            }
            change.record(
                "holidays-imported",
                None,
                &[("file", name.unwrap_or("–")), ("moved", &moved.to_string())],
            )?;
            Ok(moved)
        })
    }

    /// Changes a deadline that is not settled, in a dossier that is open.
    fn change_deadline(
        &self,
        id: DeadlineId,
        on: Option<Date>,
        why: Option<&str>,
        work: impl FnOnce(&Change<'_>, &mut DeadlineRecord, Date, &str) -> Result<(), Error>,
    ) -> Result<DeadlineView, Error> {
        self.require(&MAY)?;
        let why = why.map(reason).transpose()?.unwrap_or_default();
        let now = today(self);
        let on = on.unwrap_or(now);
        if on > now {
            return Err(DeadlineError::DayInFuture { day: on }.into());
        }
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let mut record = found(change, id)?;
            change.open_dossier(record.dossier)?;
            let first = engine::first_possible_day(change, &record)?;
            if on < first {
                return Err(DeadlineError::DayTooEarly {
                    day: on,
                    start: first,
                }
                .into());
            }
            work(change, &mut record, on, &why)
        })?;
        self.deadline(id)
    }
}

/// Checks a file of an administration's own holidays; gives the days of a year with them.
///
/// # Errors
/// `holidays-…` with its place.
pub fn check_holidays(file: &str, bytes: &[u8], year: i16) -> Result<Vec<HolidayDay>, Error> {
    let text = holidays_text(file, bytes)?;
    Ok(Calendar::luxembourg()?.extended(file, text)?.of_year(year))
}

/// The last day of a deadline that begins on a day, without a desk: the public holidays of Luxembourg, and the file of an
/// administration's own where one is given.
///
/// # Errors
/// `holidays-…`, `deadline-beyond-calendar`.
pub fn deadline_end(
    start: Date,
    length: Length,
    own_holidays: Option<(&str, &[u8])>,
) -> Result<(Date, Date), Error> {
    let mut calendar = Calendar::luxembourg()?;
    if let Some((file, bytes)) = own_holidays {
        calendar = calendar.extended(file, holidays_text(file, bytes)?)?;
    }
    let clock = model::deadline::Clock {
        start,
        length,
        extensions: Vec::new(),
        suspensions: Vec::new(),
    };
    match clock.standing(&calendar)? {
        model::deadline::Standing::Ends { nominal, due } => Ok((nominal, due)),
        model::deadline::Standing::Suspended { since, .. } => Ok((since, since)),
    }
}

/// The text of a file of holidays that can be read.
fn holidays_text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| CalendarFault {
        file: file.to_owned(),
        line: 1,
        column: 1,
        kind: model::deadline::CalendarFaultKind::Syntax(format!("#{}", error.valid_up_to() + 1)),
    })?;
    Calendar::luxembourg()?.extended(file, text)?;
    Ok(text)
}

fn unknown(id: DeadlineId) -> Error {
    DeadlineError::Unknown { id: id.to_string() }.into()
}

fn found(reading: &Reading<'_>, id: DeadlineId) -> Result<DeadlineRecord, Error> {
    reading.deadline(id)?.ok_or_else(|| unknown(id))
}

fn settled(record: &DeadlineRecord, desk: &Desk) -> Error {
    DeadlineError::Settled {
        name: engine::name(record, desk.lang()),
    }
    .into()
}
