//! Deadlines, reminders, public holidays, and requests that belong to another authority.

use jiff::civil::Date;
use model::DeadlineId;
use model::deadline::{
    DayRow, DeadlineError, DeadlineFilter, DeadlineSort, DeadlineStatus, DeadlineView, HolidayDay, Length,
    NewDeadline, NewForwarding,
};
use model::procedure::{DeadlineStart, text_in};
use serde_json::json;

use super::procedures::{good, read};
use super::{Context, find_dossier};
use crate::args::procedure::*;
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};

pub fn run(context: &Context<'_>, command: &DeadlineCommand) -> Result<Exit, Error> {
    match command {
        DeadlineCommand::List(arguments) => list(context, arguments),
        DeadlineCommand::Show(arguments) => show(context, arguments),
        DeadlineCommand::Add(arguments) => add(context, arguments),
        DeadlineCommand::Day(arguments) => set_day(context, arguments),
        DeadlineCommand::Suspend(arguments) => {
            let on = optional_day(&arguments.on)?;
            acted(context, &arguments.id, |desk, id| {
                desk.suspend_deadline(id, on, &arguments.reason)
            })
        }
        DeadlineCommand::Resume(arguments) => {
            let on = optional_day(&arguments.on)?;
            acted(context, &arguments.id, |desk, id| {
                desk.resume_deadline(id, on, &arguments.reason)
            })
        }
        DeadlineCommand::Extend(arguments) => {
            let (on, by) = (optional_day(&arguments.on)?, length(&arguments.by)?);
            acted(context, &arguments.id, |desk, id| {
                desk.extend_deadline(id, by, on, &arguments.reason)
            })
        }
        DeadlineCommand::Keep(arguments) => {
            let on = optional_day(&arguments.on)?;
            acted(context, &arguments.id, |desk, id| {
                let why = arguments.reason.as_deref().unwrap_or_default();
                desk.keep_deadline(id, on, arguments.authority.as_deref(), why)
            })
        }
        DeadlineCommand::Cancel(arguments) => acted(context, &arguments.id, |desk, id| {
            desk.cancel_deadline(id, &arguments.reason)
        }),
        DeadlineCommand::Reopen(arguments) => acted(context, &arguments.id, |desk, id| {
            desk.reopen_deadline(id, &arguments.reason)
        }),
        DeadlineCommand::Reminders(arguments) => reminders(context, arguments),
        DeadlineCommand::Compute(arguments) => compute(context, arguments),
    }
}

fn day(text: &str) -> Result<Date, Error> {
    text.trim().parse().map_err(|_| {
        let text = text.chars().take(60).collect();
        Error::Desk(DeadlineError::DayUnreadable { text }.into())
    })
}

fn optional_day(text: &Option<String>) -> Result<Option<Date>, Error> {
    text.as_deref().map(day).transpose()
}

fn length(text: &str) -> Result<Length, Error> {
    text.parse()
        .map_err(|error: model::deadline::LengthError| Error::Desk(error.into()))
}

fn shown(day: Option<Date>) -> String {
    day.map(|day| day.strftime("%d.%m.%Y").to_string())
        .unwrap_or_default()
}

fn status_id(status: DeadlineStatus) -> &'static str {
    match status {
        DeadlineStatus::Running => "deadline-status-running",
        DeadlineStatus::Suspended => "deadline-status-suspended",
        DeadlineStatus::Overdue => "deadline-status-overdue",
        DeadlineStatus::Passed => "deadline-status-passed",
        DeadlineStatus::Kept => "deadline-status-kept",
        DeadlineStatus::KeptLate => "deadline-status-kept-late",
        DeadlineStatus::Cancelled => "deadline-status-cancelled",
    }
}

fn name(out: &Out, view: &DeadlineView) -> String {
    text_in(&view.name, out.words.lang())
        .unwrap_or_default()
        .to_owned()
}

fn list(context: &Context<'_>, arguments: &DeadlineList) -> Result<Exit, Error> {
    let out = context.out;
    let filter = DeadlineFilter {
        status: if arguments.overdue {
            Some(DeadlineStatus::Overdue)
        } else {
            arguments.status.map(Into::into)
        },
        due_from: optional_day(&arguments.from)?,
        due_until: optional_day(&arguments.until)?,
        office: arguments.office.clone(),
        person: None,
        effect: arguments.effect.map(Into::into),
        rule: arguments.rule.clone(),
        sort: match arguments.sort {
            None | Some(DeadlineSortArg::Due) => DeadlineSort::Due,
            Some(DeadlineSortArg::DueLatest) => DeadlineSort::DueLatest,
            Some(DeadlineSortArg::Reference) => DeadlineSort::Reference,
        },
        limit: arguments.limit.unwrap_or(100),
        offset: arguments.offset.unwrap_or(0),
    };
    let desk = context.open_desk()?;
    let filter = DeadlineFilter {
        person: arguments.mine.then(|| desk.person()),
        ..filter
    };
    let rows = desk.deadlines_due(&filter)?;
    if out.is_json() {
        rows.iter().try_for_each(|row| out.json_line(row))?;
        return Ok(Exit::Done);
    }
    if rows.is_empty() {
        out.say("deadlines-none", &[])?;
        return Ok(Exit::Done);
    }
    let cells = |row: &DeadlineView| {
        vec![
            shown(row.due_on),
            row.days_left.map(|days| days.to_string()).unwrap_or_default(),
            row.reference.to_string(),
            console::truncate_str(row.subject.as_str(), 36, "…").into_owned(),
            console::truncate_str(&name(out, row), 36, "…").into_owned(),
            out.words.text(status_id(row.status), &[]),
        ]
    };
    out.table(
        &[
            "column-deadline-due",
            "column-deadline-left",
            "column-reference",
            "column-subject",
            "column-deadline",
            "column-status",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )?;
    Ok(Exit::Done)
}

fn print(out: &Out, view: &DeadlineView) -> Result<(), Error> {
    let words = &out.words;
    let mark = match view.status {
        DeadlineStatus::Overdue | DeadlineStatus::KeptLate => Mark::Bad,
        DeadlineStatus::Suspended | DeadlineStatus::Passed => Mark::Attention,
        _ => Mark::Good,
    };
    out.line(&format!(
        "{} {}  {}",
        out.mark(mark, false),
        out.bold(&name(out, view)),
        words.text(status_id(view.status), &[])
    ))?;
    out.line(&format!("  {}", view.meaning))?;
    let left = view
        .left
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" + ");
    let days = view.days_left.filter(|_| view.status == DeadlineStatus::Running);
    out.indented_fields(
        "  ",
        &[
            (
                "field-deadline-start",
                format!("{} + {}", shown(Some(view.started_on)), view.length),
            ),
            ("column-deadline-due", shown(view.due_on)),
            (
                "column-deadline-left",
                days.map(|days| {
                    words.text(
                        "deadline-left",
                        &[
                            ("days", days.to_string()),
                            ("working", view.working_days_left.unwrap_or(0).to_string()),
                        ],
                    )
                })
                .unwrap_or(left),
            ),
            (
                "field-deadline-elsewhere",
                view.elsewhere.clone().unwrap_or_default(),
            ),
            (
                "field-legal-basis",
                text_in(&view.legal_basis, words.lang())
                    .unwrap_or_default()
                    .to_owned(),
            ),
            ("column-id", view.id.to_string()),
        ],
    )?;
    for change in &view.changes {
        let id = match serde_json::to_value(change.kind) {
            Ok(serde_json::Value::String(kind)) => format!("deadline-change-{kind}"),
            _ => String::new(),
        };
        let by = change
            .length
            .map(|length| format!(" ({length})"))
            .unwrap_or_default();
        let text = format!(
            "    {}  {}{by}  {}  {}",
            shown(Some(change.on)),
            words.text(&id, &[]),
            change.actor,
            change.reason
        );
        out.line(&out.faint(text.trim_end()))?;
    }
    Ok(())
}

fn print_all(out: &Out, views: &[DeadlineView]) -> Result<(), Error> {
    if out.is_json() {
        return views.iter().try_for_each(|view| out.json_line(view));
    }
    if views.is_empty() {
        return out.say("deadlines-none", &[]);
    }
    views.iter().try_for_each(|view| print(out, view))
}

fn show(context: &Context<'_>, arguments: &DeadlineShow) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    print_all(context.out, &desk.deadlines(dossier.id)?)?;
    Ok(Exit::Done)
}

fn add(context: &Context<'_>, arguments: &DeadlineAdd) -> Result<Exit, Error> {
    let new = NewDeadline {
        name: arguments.name.clone(),
        started_on: day(&arguments.start)?,
        length: length(&arguments.length)?,
        effect: arguments.effect.map(Into::into).unwrap_or_default(),
        remind: arguments
            .remind
            .iter()
            .map(|text| length(text))
            .collect::<Result<_, _>>()?,
        reason: arguments.reason.clone().unwrap_or_default(),
    };
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let view = desk.add_deadline(dossier.id, new)?;
    context.out.either(&view, |out| print(out, &view))?;
    Ok(Exit::Done)
}

fn set_day(context: &Context<'_>, arguments: &DeadlineDay) -> Result<Exit, Error> {
    let row = DayRow {
        event: match arguments.event {
            EventArg::Received => DeadlineStart::Received,
            EventArg::Complete => DeadlineStart::Complete,
            EventArg::Notified => DeadlineStart::Notified,
        },
        on: day(&arguments.on)?,
        first_authority: arguments.authority.clone(),
    };
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let why = arguments.reason.as_deref().unwrap_or_default();
    print_all(context.out, &desk.set_dossier_day(dossier.id, row, why)?)?;
    Ok(Exit::Done)
}

fn acted(
    context: &Context<'_>,
    id: &str,
    act: impl FnOnce(&desk::Desk, DeadlineId) -> Result<DeadlineView, desk::Error>,
) -> Result<Exit, Error> {
    let id: DeadlineId = id.parse().map_err(|_| {
        let id = id.chars().take(60).collect();
        Error::Desk(DeadlineError::Unknown { id }.into())
    })?;
    let view = act(&context.open_desk()?, id)?;
    context.out.either(&view, |out| print(out, &view))?;
    Ok(Exit::Done)
}

/// The beginning of a day in Luxembourg.
fn midnight(day: Date) -> jiff::Timestamp {
    day.in_tz("Europe/Luxembourg")
        .map_or(jiff::Timestamp::MIN, |zoned| zoned.timestamp())
}

fn reminders(context: &Context<'_>, arguments: &DeadlineReminders) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let from = optional_day(&arguments.from)?.map_or(jiff::Timestamp::UNIX_EPOCH, midnight);
    let until = optional_day(&arguments.until)?
        .unwrap_or_else(|| desk.today())
        .tomorrow()
        .map_or(jiff::Timestamp::MAX, midnight);
    let person = arguments.mine.then(|| desk.person());
    let rows = desk.reminders(from, until, arguments.office.as_deref(), person, arguments.all)?;
    if !out.is_json() && rows.is_empty() {
        out.say("deadline-reminders-none", &[])?;
    }
    for row in &rows {
        out.either(row, |out| {
            let name = text_in(&row.name, out.words.lang())
                .unwrap_or_default()
                .to_owned();
            out.say(
                "deadline-reminder",
                &[
                    ("due", shown(Some(row.due_on))),
                    ("reference", row.reference.to_string()),
                    ("subject", row.subject.to_string()),
                    ("name", name),
                ],
            )
        })?;
        if arguments.mark {
            desk.reminder_shown(row.deadline, row.lead)?;
        }
    }
    Ok(Exit::Done)
}

fn compute(context: &Context<'_>, arguments: &DeadlineCompute) -> Result<Exit, Error> {
    let (start, length) = (day(&arguments.start)?, length(&arguments.length)?);
    let own = arguments
        .holidays
        .as_deref()
        .map(|path| Ok::<_, Error>((path.display().to_string(), read(path)?)))
        .transpose()?;
    let own = own
        .as_ref()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let (nominal, due) = desk::deadline_end(start, length, own)?;
    context.out.either(
        &json!({ "start": start, "length": length, "nominal": nominal, "due": due }),
        |out| {
            let id = if nominal == due {
                "deadline-computed"
            } else {
                "deadline-computed-moved"
            };
            out.say(
                id,
                &[("due", shown(Some(due))), ("nominal", shown(Some(nominal)))],
            )
        },
    )?;
    Ok(Exit::Done)
}

pub fn holidays(context: &Context<'_>, command: &HolidaysCommand) -> Result<Exit, Error> {
    let out = context.out;
    match command {
        HolidaysCommand::List(arguments) => {
            // The days of the country are known without a desk.
            let folder = context.desk_folder()?;
            let days = if desk::Desk::exists(&folder) {
                context.open_desk()?.holidays(arguments.year)?
            } else {
                model::deadline::Calendar::luxembourg()
                    .map_err(|error| Error::Desk(error.into()))?
                    .of_year(arguments.year)
            };
            print_days(out, &days)?;
        }
        HolidaysCommand::Check(arguments) => {
            let bytes = read(&arguments.file)?;
            let name = arguments.file.display().to_string();
            // Which year is looked at does not matter: the whole file is read.
            desk::check_holidays(&name, &bytes, 2026)?;
            good(out, "holidays-sound", &[("file", name)])?;
        }
        HolidaysCommand::Import(arguments) => {
            let bytes = read(&arguments.file)?;
            let name = arguments.file.display().to_string();
            let moved = context.open_desk()?.import_holidays(Some((&name, &bytes)))?;
            out.either(&json!({ "moved": moved }), |out| {
                good(out, "holidays-taken", &[("moved", moved.to_string())])
            })?;
        }
        HolidaysCommand::Remove => {
            let moved = context.open_desk()?.import_holidays(None)?;
            out.either(&json!({ "moved": moved }), |out| {
                good(out, "holidays-removed", &[("moved", moved.to_string())])
            })?;
        }
    }
    Ok(Exit::Done)
}

fn print_days(out: &Out, days: &[HolidayDay]) -> Result<(), Error> {
    if out.is_json() {
        return days.iter().try_for_each(|day| out.json_line(day));
    }
    for day in days {
        let name = text_in(&day.name, out.words.lang()).unwrap_or_default();
        let own = if day.own { " *" } else { "" };
        out.line(&format!("{}  {name}{own}", shown(Some(day.date))))?;
    }
    Ok(())
}

pub fn forward(context: &Context<'_>, arguments: &Forward) -> Result<Exit, Error> {
    let new = NewForwarding {
        authority: arguments.to.clone(),
        address: arguments.address.join("\n"),
        reason: arguments.reason.clone(),
        on: optional_day(&arguments.on)?,
        applicant_address: arguments.applicant_address.join("\n"),
    };
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let done = desk.forward_request(dossier.id, &new, arguments.lang.map(Into::into))?;
    context.out.either(&done, |out| {
        good(
            out,
            "request-forwarded",
            &[
                ("reference", dossier.reference.to_string()),
                ("authority", done.authority.clone()),
                ("received", shown(Some(done.received_on))),
            ],
        )
    })?;
    Ok(Exit::Done)
}
