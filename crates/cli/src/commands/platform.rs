//! What has to do with the platform: enrolment, outbox, synchronisation, originals.

use identifier::Identifier;
use model::view::{OutboxRow, SyncReport};
use serde::Serialize;
use serde_json::json;

use super::{Context, write_file};
use crate::args::{Enrol, Fetch, Outbox, OutboxCommand, OutboxGiveUp, OutboxRetry};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{JsonError, Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn enrol(context: &Context<'_>, arguments: &Enrol) -> Result<Exit, Error> {
    let out = context.out;
    identifier::PlatformUrl::parse(&arguments.platform)?;
    let ca = arguments.ca.as_ref().map(|path| input::small(path)).transpose()?;
    let desk = context.open_desk()?;
    let code = match (&arguments.code, &arguments.code_file) {
        (Some(code), _) => code.clone(),
        (None, Some(file)) => secrecy::ExposeSecret::expose_secret(&secrets::from_file(file)?)
            .trim()
            .to_owned(),
        (None, None) => secrets::enrolment_code(out)?,
    };
    let before = desk.view()?.administration;
    let view = desk.enrol(&arguments.platform, &code, ca.as_deref())?;
    out.either(&view, |out| {
        let platform = view
            .platform
            .clone()
            .unwrap_or_else(|| arguments.platform.clone());
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text("enrolled", &[("platform", platform)])
        ))?;
        // A code of another administration would bring all the work of this desk there.
        if view.administration != before {
            let names = [("now", view.administration.clone()), ("before", before.clone())];
            out.line(&format!(
                "{} {}",
                out.mark(Mark::Attention, false),
                out.words.text("enrolled-elsewhere", &names)
            ))?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

pub fn outbox(context: &Context<'_>, arguments: &Outbox) -> Result<Exit, Error> {
    match &arguments.command {
        None => list(context),
        Some(OutboxCommand::Retry(arguments)) => retry(context, arguments),
        Some(OutboxCommand::GiveUp(arguments)) => give_up(context, arguments),
    }
}

fn list(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let rows = desk.outbox()?;
    let (waiting, records) = desk.waiting_records()?;
    if out.is_json() {
        rows.iter().try_for_each(|row| out.json_line(row))?;
        super::sharing::waiting(out, waiting, &records)?;
        return Ok(Exit::Done);
    }
    super::sharing::waiting(out, waiting, &records)?;
    if rows.is_empty() {
        if waiting == 0 && records.is_empty() {
            out.say("outbox-empty", &[])?;
        }
        return Ok(Exit::Done);
    }
    let words = &out.words;
    let cells = |row: &OutboxRow| {
        let state = match (&row.last_error, row.parked) {
            (Some(code), true) => format!("{} [{code}]", words.text("status-parked", &[])),
            (None, true) => words.text("status-parked", &[]),
            (_, false) if row.held => words.text("status-held", &[]),
            (Some(code), false) => format!("{} [{code}]", words.text("status-waiting", &[])),
            (None, false) => words.text("status-waiting", &[]),
        };
        vec![
            console::truncate_str(&row.label, 60, "…").into_owned(),
            words.time(row.queued_at),
            row.attempts.to_string(),
            format!("{} / {}", words.size(row.sent_bytes), words.size(row.size_bytes)),
            state,
            row.op.to_string(),
        ]
    };
    out.table(
        &[
            "column-what",
            "column-since",
            "column-attempts",
            "column-sent",
            "column-status",
            "column-operation",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )?;
    Ok(Exit::Done)
}

fn operations(texts: &[String]) -> Result<Vec<model::OpId>, Error> {
    let parse = |text: &String| {
        text.parse()
            .map_err(|_| Error::OperationArgument { text: text.clone() })
    };
    texts.iter().map(parse).collect()
}

fn give_up(context: &Context<'_>, arguments: &OutboxGiveUp) -> Result<Exit, Error> {
    let out = context.out;
    let given = operations(&arguments.operation)?;
    let desk = context.open_desk()?;
    for operation in &given {
        desk.give_up_change(*operation)?;
    }
    out.either(&json!({ "given_up": given.len() }), |out| {
        out.say("outbox-given-up", &[("count", given.len().to_string())])
    })?;
    Ok(Exit::Done)
}

fn retry(context: &Context<'_>, arguments: &OutboxRetry) -> Result<Exit, Error> {
    let out = context.out;
    let given = operations(&arguments.operation)?;
    let desk = context.open_desk()?;
    let operations = match given.as_slice() {
        // None named: all that are parked.
        [] => desk
            .outbox()?
            .into_iter()
            .filter(|row| row.parked)
            .map(|row| row.op)
            .chain(
                desk.waiting_records()?
                    .1
                    .into_iter()
                    .filter_map(|record| record.op),
            )
            .collect(),
        given => given.to_vec(),
    };
    for operation in &operations {
        desk.retry(*operation)?;
    }
    out.either(&json!({ "queued": operations.len() }), |out| {
        out.say("outbox-retry", &[("count", operations.len().to_string())])
    })?;
    Ok(Exit::Done)
}

/// The line of `greffe sync --json`.
#[derive(Serialize)]
struct SyncLine<'a> {
    acknowledged: u32,
    waiting: u32,
    parked: u32,
    held: u32,
    augmented: u32,
    offered_again: u32,
    sent_bytes: u64,
    stopped: Option<JsonError<'a>>,
    /// Alarms about the public log that wait for a person.
    alarms: u64,
    log_problem: Option<JsonError<'a>>,
    /// Records: changes taken by the platform, records that came, what waits, was refused, or is to be decided.
    shared: u32,
    received: u32,
    contents: u32,
    contents_awaited: u32,
    records_waiting: u32,
    records_parked: u32,
    conflicts: u32,
}

pub fn sync(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let report = desk.sync(&|progress| bar.show(&progress), &cancel);
    bar.finish(out);
    let report = report?;
    let line = SyncLine {
        acknowledged: report.acknowledged,
        waiting: report.waiting,
        parked: report.parked,
        held: report.held,
        augmented: report.augmented,
        offered_again: report.offered_again,
        sent_bytes: report.sent_bytes,
        stopped: report.stopped.as_ref().map(JsonError::from),
        alarms: report.alarms,
        log_problem: report.log_problem.as_ref().map(JsonError::from),
        shared: report.shared,
        received: report.received,
        contents: report.contents,
        contents_awaited: report.contents_awaited,
        records_waiting: report.records_waiting,
        records_parked: report.records_parked,
        conflicts: report.conflicts,
    };
    out.either(&line, |out| print_sync(out, &report))?;
    Ok(match &report {
        _ if cancel.is_cancelled() && report.waiting > 0 => Exit::Interrupted,
        SyncReport {
            stopped: None,
            waiting: 0,
            parked: 0,
            alarms: 0,
            records_waiting: 0,
            records_parked: 0,
            contents_awaited: 0,
            ..
        } => Exit::Done,
        _ => Exit::Failed,
    })
}

fn print_sync(out: &Out, report: &SyncReport) -> Result<(), Error> {
    print_pushed(out, report)?;
    let shared = [
        ("sync-offered-again", report.offered_again),
        ("sync-shared", report.shared),
        ("sync-received", report.received),
        ("sync-contents-awaited", report.contents_awaited),
        ("records-waiting", report.records_waiting),
        ("sync-records-parked", report.records_parked),
        ("sync-conflicts", report.conflicts),
    ];
    for (key, count) in shared.into_iter().filter(|(_, count)| *count > 0) {
        let line = out.words.text(key, &[("count", count.to_string())]);
        out.line(&format!("  {line}"))?;
    }
    if let Some(problem) = &report.log_problem {
        out.say("sync-log-problem", &[])?;
        out.explanation_lines(problem)
            .iter()
            .try_for_each(|line| out.line(&format!("  {line}")))?;
    }
    if report.alarms > 0 {
        let line = out
            .words
            .text("log-alarms", &[("count", report.alarms.to_string())]);
        out.line(&format!("{} {line}", out.mark(Mark::Attention, false)))?;
    }
    Ok(())
}

fn print_pushed(out: &Out, report: &SyncReport) -> Result<(), Error> {
    let words = &out.words;
    if report.acknowledged == 0 && report.waiting == 0 && report.parked == 0 && report.stopped.is_none() {
        return out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            words.text("sync-nothing", &[])
        ));
    }
    let mark = if report.waiting == 0 && report.parked == 0 {
        Mark::Good
    } else {
        Mark::Attention
    };
    let sent = [
        ("count", report.acknowledged.to_string()),
        ("size", words.size(report.sent_bytes)),
    ];
    out.line(&format!(
        "{} {}",
        out.mark(mark, false),
        words.text("sync-acknowledged", &sent)
    ))?;
    if report.waiting > 0 {
        out.line(&format!(
            "  {}",
            words.text("sync-waiting", &[("count", report.waiting.to_string())])
        ))?;
    }
    if report.parked > 0 {
        out.line(&format!(
            "  {}",
            words.text("sync-parked", &[("count", report.parked.to_string())])
        ))?;
    }
    if let Some(stopped) = &report.stopped {
        out.explanation_lines(stopped)
            .iter()
            .try_for_each(|line| out.line(&format!("  {line}")))?;
    }
    Ok(())
}

pub fn fetch(context: &Context<'_>, arguments: &Fetch) -> Result<Exit, Error> {
    let out = context.out;
    let identifier = Identifier::parse(&arguments.identifier)?;
    let desk = context.open_desk()?;
    if !arguments.force && arguments.out.symlink_metadata().is_ok() {
        // Said before anything is fetched; writing checks again.
        return Err(Error::file(&arguments.out)(
            std::io::ErrorKind::AlreadyExists.into(),
        ));
    }
    let bytes = desk.fetch_original(&identifier)?;
    write_file(&arguments.out, &bytes, arguments.force)?;
    let file = arguments.out.display().to_string();
    let line = json!({ "identifier": identifier.canonical(), "file": file, "size_bytes": bytes.len() });
    out.either(&line, |out| {
        let size = out.words.size(bytes.len() as u64);
        let text = out
            .words
            .text("fetched", &[("file", file.clone()), ("size", size)]);
        out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
    })?;
    Ok(Exit::Done)
}
