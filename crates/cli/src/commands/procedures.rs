//! Procedures: checking files, importing, showing, exporting, migrating dossiers.

use std::path::Path;

use model::procedure::{ProcedureCheck, ProcedureRow, ProcedureView, json_schema, text_in};

use super::{Context, find_dossier, write_file};
use crate::args::procedure::*;
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};

pub fn run(context: &Context<'_>, command: &ProcedureCommand) -> Result<Exit, Error> {
    match command {
        ProcedureCommand::Check(arguments) => check(context, arguments),
        ProcedureCommand::List => list(context),
        ProcedureCommand::Show(arguments) => show(context, arguments),
        ProcedureCommand::Export(arguments) => export(context, arguments),
        ProcedureCommand::Import(arguments) => import(context, &arguments.file),
        ProcedureCommand::Migrate(arguments) => migrate(context, arguments),
        ProcedureCommand::Schema => {
            context.out.bytes(json_schema().as_bytes())?;
            Ok(Exit::Done)
        }
    }
}

/// A file, of which no more is read than a procedure can have.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    use std::io::Read;
    let limit = model::procedure::LARGEST_PROCEDURE as u64 + 1;
    let mut bytes = Vec::new();
    desk::input::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(Error::file(path))?;
    Ok(bytes)
}

pub(super) fn good(out: &Out, id: &str, arguments: &[(&str, String)]) -> Result<(), Error> {
    let text = out.words.text(id, arguments);
    out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
}

fn check(context: &Context<'_>, arguments: &ProcedureCheckArgs) -> Result<Exit, Error> {
    let out = context.out;
    let desk = if arguments.with_desk {
        Some(context.open_desk()?)
    } else {
        None
    };
    let mut exit = Exit::Done;
    for path in &arguments.file {
        let bytes = read(path)?;
        let name = path.display().to_string();
        let check = match &desk {
            Some(desk) => desk.check_procedure(&name, &bytes)?,
            None => desk::check_procedure(&name, &bytes, out.words.lang()),
        };
        if !check.faults.is_empty() {
            exit = Exit::Failed;
        }
        out.either(&check, |out| say(out, &check))?;
    }
    Ok(exit)
}

fn say(out: &Out, check: &ProcedureCheck) -> Result<(), Error> {
    let explained = |mark: Mark, explanation: &wording::Explanation| {
        let mut lines = out.explanation_lines(explanation).into_iter();
        let first = lines.next().unwrap_or_default();
        out.line(&format!("{} {first}", out.mark(mark, false)))?;
        lines.try_for_each(|line| out.line(&format!("  {line}")))
    };
    for fault in &check.faults {
        explained(Mark::Bad, &fault.explanation)?;
    }
    for remark in &check.remarks {
        explained(Mark::Attention, remark)?;
    }
    match &check.procedure {
        Some(procedure) => good(
            out,
            "procedure-sound",
            &[
                ("file", check.file.clone()),
                ("name", procedure.name_in(out.words.lang()).to_owned()),
            ],
        ),
        None => out.say(
            "procedure-faults",
            &[
                ("file", check.file.clone()),
                ("count", check.faults.len().to_string()),
            ],
        ),
    }
}

fn list(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let rows = context.open_desk()?.procedures()?;
    if out.is_json() {
        rows.iter().try_for_each(|row| out.json_line(row))?;
        return Ok(Exit::Done);
    }
    print_rows(out, &rows)?;
    Ok(Exit::Done)
}

fn print_rows(out: &Out, rows: &[ProcedureRow]) -> Result<(), Error> {
    let words = &out.words;
    let cells = |row: &ProcedureRow| {
        let origin = if row.imported {
            "procedure-imported"
        } else {
            "procedure-built-in"
        };
        vec![
            row.key.clone(),
            text_in(&row.name, words.lang()).unwrap_or(&row.key).to_owned(),
            row.office.clone(),
            row.number.map(|number| number.to_string()).unwrap_or_default(),
            words.text(origin, &[]),
            if row.current {
                "*".to_owned()
            } else {
                String::new()
            },
        ]
    };
    out.table(
        &[
            "column-procedure-key",
            "column-procedure-name",
            "column-procedure-office",
            "column-version",
            "column-origin",
            "column-procedure-current",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn show(context: &Context<'_>, arguments: &ProcedureShow) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let view = desk.procedure(&arguments.key, arguments.number)?;
    let versions = desk.procedure_versions(&arguments.key)?;
    context.out.either(&view, |out| print(out, &view, &versions))?;
    Ok(Exit::Done)
}

fn print(out: &Out, view: &ProcedureView, versions: &[ProcedureRow]) -> Result<(), Error> {
    let lang = out.words.lang();
    let procedure = &view.procedure;
    let named = |texts| text_in(texts, lang).unwrap_or_default().to_owned();
    out.line(&out.bold(procedure.name_in(lang)))?;
    out.line(&named(&procedure.purpose))?;
    let list = |items: Vec<String>| items.join(" · ");
    out.fields(&[
        ("column-procedure-key", procedure.key.clone()),
        ("column-procedure-office", procedure.office.clone()),
        ("field-legal-basis", named(&procedure.legal_basis)),
        (
            "field-states",
            list(procedure.states.iter().map(|state| named(&state.name)).collect()),
        ),
        (
            "field-documents",
            list(procedure.documents.iter().map(|rule| named(&rule.name)).collect()),
        ),
        (
            "field-circuits",
            list(procedure.circuits.iter().map(|rule| named(&rule.name)).collect()),
        ),
        (
            "field-deadlines",
            list(
                procedure
                    .deadlines
                    .iter()
                    .map(|rule| format!("{} ({})", named(&rule.name), rule.length))
                    .collect(),
            ),
        ),
        (
            "field-letters",
            list(procedure.letters.iter().map(|rule| named(&rule.name)).collect()),
        ),
    ])?;
    print_rows(out, versions)
}

fn export(context: &Context<'_>, arguments: &ProcedureExport) -> Result<Exit, Error> {
    let text = context
        .open_desk()?
        .procedure_text(&arguments.key, arguments.number)?;
    write_file(&arguments.out, text.as_bytes(), false)?;
    if !context.out.is_json() {
        let file = arguments.out.display().to_string();
        good(context.out, "procedure-exported", &[("file", file)])?;
    }
    Ok(Exit::Done)
}

fn import(context: &Context<'_>, file: &Path) -> Result<Exit, Error> {
    let out = context.out;
    let bytes = read(file)?;
    let desk = context.open_desk()?;
    let name = file.display().to_string();
    let check = desk.check_procedure(&name, &bytes)?;
    if check.procedure.is_none() {
        out.either(&check, |out| say(out, &check))?;
        return Ok(Exit::Failed);
    }
    let row = desk.import_procedure(&name, &bytes)?;
    out.either(&row, |out| {
        for remark in &check.remarks {
            out.line(&format!(
                "{} {}",
                out.mark(Mark::Attention, false),
                remark.sentence
            ))?;
        }
        good(
            out,
            "procedure-taken",
            &[
                ("procedure", row.key.clone()),
                ("version", row.number.unwrap_or(1).to_string()),
            ],
        )
    })?;
    Ok(Exit::Done)
}

fn migrate(context: &Context<'_>, arguments: &ProcedureMigrate) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let view = desk.migrate_dossier(dossier.id, &arguments.reason)?;
    context.out.either(&view.row, |out| {
        good(
            out,
            "procedure-migrated",
            &[
                ("reference", dossier.reference.to_string()),
                ("version", view.row.number.unwrap_or(1).to_string()),
            ],
        )
    })?;
    Ok(Exit::Done)
}
