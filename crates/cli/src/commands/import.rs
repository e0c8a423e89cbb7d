//! Versions and places of documents, the watched folder, and what waits for filing.

use identifier::Identifier;
use model::document::{MailAddress, NewVersionOf, WatchEvent, WatchResult};
use model::view::DocumentView;
use secrecy::ExposeSecret;
use serde_json::json;
use wording::Explanation;

use super::{Context, find_document, find_dossier, find_version, write_file};
use crate::args::import::*;
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

fn warn(out: &Out, warnings: &[Explanation]) -> Result<(), Error> {
    for warning in warnings {
        for (index, line) in out.explanation_lines(warning).iter().enumerate() {
            let mark = match index {
                0 => out.mark(Mark::Attention, false),
                _ => " ".to_owned(),
            };
            out.line(&format!("  {mark} {line}"))?;
        }
    }
    Ok(())
}

/// The document after a change, and what was done to it.
fn changed(context: &Context<'_>, document: &DocumentView, message: &str) -> Result<Exit, Error> {
    context.out.either(document, |out| {
        let text = out.words.text(message, &[("title", document.title.clone())]);
        out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
    })?;
    Ok(Exit::Done)
}

pub fn document(context: &Context<'_>, command: &DocumentChange) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let found = |text: &str| find_document(&desk, text);
    match command {
        DocumentChange::AddVersion(arguments) => add_version(context, &desk, arguments),
        DocumentChange::Rename(arguments) => {
            let document = desk.rename_document(found(&arguments.document)?.id, &arguments.to)?;
            changed(context, &document, "document-changed-title")
        }
        DocumentChange::Kind(arguments) => {
            let document = desk.set_document_kind(found(&arguments.document)?.id, arguments.kind.into())?;
            changed(context, &document, "document-changed-kind")
        }
        DocumentChange::AskedFor(arguments) => {
            let document =
                desk.set_procedure_document(found(&arguments.document)?.id, arguments.key.as_deref())?;
            changed(context, &document, "document-changed-asked-for")
        }
        DocumentChange::Move(arguments) => {
            let to = find_dossier(&desk, &arguments.dossier)?;
            let document = desk.move_document(found(&arguments.document)?.id, to.id, &arguments.reason)?;
            changed(context, &document, "document-changed-place")
        }
        DocumentChange::Withdraw(arguments) => {
            let document = desk.withdraw_document(found(&arguments.document)?.id, &arguments.reason)?;
            changed(context, &document, "document-changed-withdrawn")
        }
        DocumentChange::Reinstate(arguments) => {
            let document = desk.reinstate_document(found(&arguments.document)?.id, &arguments.reason)?;
            changed(context, &document, "document-changed-reinstated")
        }
        DocumentChange::Supersede(arguments) => {
            let (new, old) = (found(&arguments.document)?, found(&arguments.corrects)?);
            let document = desk.supersede(new.id, old.id, &arguments.reason)?;
            changed(context, &document, "document-changed-supersedes")
        }
        DocumentChange::Mail(arguments) => mail(context, &desk, arguments),
        DocumentChange::Pull(arguments) => pull(context, &desk, arguments),
    }
}

fn add_version(context: &Context<'_>, desk: &desk::Desk, arguments: &AddVersion) -> Result<Exit, Error> {
    let out = context.out;
    let document = find_document(desk, &arguments.document)?;
    let base = find_version(&document, Some(arguments.base))?.id;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let new = NewVersionOf {
        document: document.id,
        base,
        reason: arguments.reason.clone(),
    };
    let result = desk.add_version(
        &new,
        &arguments.file,
        password.as_ref().map(ExposeSecret::expose_secret),
        &|progress| bar.show(&progress),
        &cancel,
    );
    bar.finish(out);
    let (document, warnings) = result?;
    let version = document.versions.first().map_or(0, |version| version.number);
    out.either(&json!({ "document": document, "warnings": warnings }), |out| {
        let text = out.words.text(
            "document-version-added",
            &[
                ("title", document.title.clone()),
                ("version", version.to_string()),
            ],
        );
        out.line(&format!("{} {text}", out.mark(Mark::Good, false)))?;
        warn(out, &warnings)
    })?;
    Ok(Exit::Done)
}

fn mail(context: &Context<'_>, desk: &desk::Desk, arguments: &Mail) -> Result<Exit, Error> {
    let document = find_document(desk, &arguments.document)?;
    let version = match arguments.version {
        Some(number) => find_version(&document, Some(number))?.id,
        None => find_version(&document, None)?.id,
    };
    let mail = desk.mail(version, arguments.reason.as_deref().unwrap_or_default())?;
    context.out.either(&mail, |out| {
        let people = |list: &[MailAddress]| {
            list.iter()
                .map(|one| match &one.name {
                    Some(name) => format!("{name} <{}>", one.address),
                    None => one.address.clone(),
                })
                .collect::<Vec<_>>()
                .join(", ")
        };
        out.fields(&[
            ("mail-from", people(&mail.from)),
            ("mail-to", people(&mail.to)),
            ("mail-cc", people(&mail.cc)),
            ("mail-date", mail.date.clone().unwrap_or_default()),
            ("mail-subject", mail.subject.clone().unwrap_or_default()),
        ])?;
        for attachment in &mail.attachments {
            let size = out.words.size(attachment.size_bytes);
            out.line(&format!("  + {} ({size})", attachment.name))?;
        }
        out.line("")?;
        out.line(mail.text.trim_end())?;
        warn(out, &mail.warnings)
    })?;
    Ok(Exit::Done)
}

fn pull(context: &Context<'_>, desk: &desk::Desk, arguments: &Pull) -> Result<Exit, Error> {
    let out = context.out;
    let identifier = Identifier::parse(&arguments.identifier)?;
    let dossier = find_dossier(desk, &arguments.dossier)?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let result = desk.pull_original(dossier.id, &identifier, &|progress| bar.show(&progress), &cancel);
    bar.finish(out);
    let pulled = result?;
    out.either(&pulled, |out| {
        let (mark, id) = if pulled.duplicate {
            (Mark::Attention, "pulled-before")
        } else {
            (Mark::Good, "pulled")
        };
        let text = out.words.text(
            id,
            &[
                ("title", pulled.document.title.clone()),
                ("reference", dossier.reference.to_string()),
            ],
        );
        out.line(&format!("{} {text}", out.mark(mark, false)))?;
        out.line(&format!("  {}  {}", pulled.address, pulled.verdict))?;
        warn(out, &pulled.warnings)
    })?;
    Ok(Exit::Done)
}

pub fn separator(context: &Context<'_>, arguments: &Separator) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let pdf = desk.separator_sheet(dossier.id)?;
    write_file(&arguments.out, &pdf, false)?;
    let file = arguments.out.display().to_string();
    context
        .out
        .either(&json!({ "dossier": dossier.reference, "file": file }), |out| {
            let text = out.words.text("separator-written", &[("file", file.clone())]);
            out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
        })?;
    Ok(Exit::Done)
}

pub fn unfiled(context: &Context<'_>, command: &UnfiledCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    match command {
        UnfiledCommand::List => {
            let waiting = desk.unfiled()?;
            out.either(&waiting, |out| {
                let row = |one: &model::document::UnfiledView| {
                    vec![
                        one.id.to_string(),
                        one.file_name.clone(),
                        out.words.size(one.size_bytes),
                        out.words.time(one.arrived_at),
                        one.suggestion
                            .as_ref()
                            .map(|suggestion| suggestion.reference.to_string())
                            .unwrap_or_default(),
                    ]
                };
                out.table(
                    &[
                        "column-unfiled-id",
                        "column-unfiled-file",
                        "column-size",
                        "column-unfiled-since",
                        "column-unfiled-suggestion",
                    ],
                    &waiting.iter().map(row).collect::<Vec<_>>(),
                )
            })?;
            Ok(Exit::Done)
        }
        UnfiledCommand::File(arguments) => {
            let id = intake(&arguments.id)?;
            let dossier = match &arguments.dossier {
                Some(dossier) => find_dossier(&desk, dossier)?.id,
                None => desk
                    .unfiled()?
                    .into_iter()
                    .find(|one| one.id == id)
                    .and_then(|one| one.suggestion)
                    .map(|suggestion| suggestion.dossier)
                    .ok_or_else(|| desk::Error::from(desk::ImportError::NothingSuggested))?,
            };
            let cancel = stop_on_interrupt(out);
            let taken = desk.file_into(id, dossier, arguments.title.as_deref(), &|_| {}, &cancel)?;
            out.either(&taken, |out| {
                let text = out.words.text(
                    "unfiled-filed",
                    &[("title", taken.imported.document.title.clone())],
                );
                out.line(&format!("{} {text}", out.mark(Mark::Good, false)))?;
                warn(out, &taken.imported.warnings)
            })?;
            Ok(Exit::Done)
        }
        UnfiledCommand::SetAside(arguments) => {
            desk.set_aside(intake(&arguments.id)?, &arguments.reason)?;
            out.either(&json!({ "set_aside": arguments.id }), |out| {
                let text = out.words.text("unfiled-set-aside", &[]);
                out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
            })?;
            Ok(Exit::Done)
        }
    }
}

fn intake(text: &str) -> Result<model::IntakeId, Error> {
    text.parse().map_err(|_| {
        Error::from(desk::Error::from(desk::ImportError::IntakeUnknown {
            id: text.to_owned(),
        }))
    })
}

pub fn watch(context: &Context<'_>, arguments: &Watch) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    if arguments.forget {
        desk.set_watch(None)?;
        out.either(&json!({ "watched": null }), |out| out.say("watch-forgotten", &[]))?;
        return Ok(Exit::Done);
    }
    let mut settings = match (&arguments.folder, desk.watch_settings()?) {
        (Some(folder), Some(known)) if *folder == known.folder => known,
        (Some(folder), _) => desk.watch_defaults(folder),
        (None, Some(known)) => known,
        (None, None) => return Err(desk::Error::from(desk::ImportError::NothingWatched).into()),
    };
    if arguments.leave {
        settings.done = None;
    }
    if arguments.no_separators {
        settings.separators = false;
    }
    if let Some(seconds) = arguments
        .settle
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
    {
        settings.settle_ms = (seconds.min(3_600.0) * 1_000.0) as u64;
    }
    if arguments.remember {
        desk.set_watch(Some(&settings))?;
    }
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    // The first line that could not be printed; nobody reads any more.
    let mut output = Ok(());
    let mut on_event = |event: &WatchEvent| {
        if output.is_ok() {
            output = say_event(out, event);
        }
        if output.is_err() {
            cancel.cancel();
        }
    };
    let progress = |progress| bar.show(&progress);
    let result = if arguments.once {
        desk.watch_once(&settings, &mut on_event, &progress, &cancel)
    } else {
        desk.watch(&settings, &mut on_event, &progress, &cancel)
    };
    bar.finish(out);
    output?;
    let report = result?;
    if out.is_json() {
        out.json_line(&report)?;
    } else {
        out.say(
            "watch-summary",
            &[
                ("filed", report.filed.to_string()),
                ("waiting", report.waiting.to_string()),
                ("duplicates", report.duplicates.to_string()),
                ("failed", report.failed.to_string()),
            ],
        )?;
    }
    Ok(if report.failed > 0 {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn say_event(out: &Out, event: &WatchEvent) -> Result<(), Error> {
    if out.is_json() {
        return out.json_line(event);
    }
    let place = ("file", event.place.clone());
    let (mark, id, reference) = match &event.result {
        WatchResult::Filed { dossier, .. } => (Mark::Good, "watch-filed", dossier.to_string()),
        WatchResult::Duplicate { dossier } => (
            Mark::Attention,
            "watch-duplicate",
            dossier.as_ref().map(ToString::to_string).unwrap_or_default(),
        ),
        WatchResult::Waiting { suggestion, .. } => (
            Mark::Attention,
            "watch-waiting",
            suggestion.as_ref().map(ToString::to_string).unwrap_or_default(),
        ),
        WatchResult::Split { pieces } => (Mark::Good, "watch-split", pieces.len().to_string()),
        WatchResult::Failed { reason, .. } => {
            super::documents::print_refused(out, &event.place, reason)?;
            return warn(out, &event.warnings);
        }
    };
    let text = out.words.text(id, &[place, ("reference", reference)]);
    out.line(&format!("{} {text}", out.mark(mark, false)))?;
    if let WatchResult::Split { pieces } = &event.result {
        for piece in pieces {
            let to = piece
                .dossier
                .as_ref()
                .map_or_else(|| out.words.text("watch-piece-waits", &[]), ToString::to_string);
            out.line(&format!(
                "  {}–{}  {to}",
                piece.first_page,
                piece.first_page + piece.pages - 1
            ))?;
        }
    }
    warn(out, &event.warnings)
}
