//! What a PDF is, and a new one from what can be read of a damaged one. Their JSON is described in `docs/CLI.md`.

use desk::signature::{Look, Told};
use secrecy::ExposeSecret;
use serde::Serialize;

use super::documents::print_refused;
use super::{Context, write_file};
use crate::args::{Inspect, Repair};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;

/// One line of `greffe inspect --json`.
#[derive(Serialize)]
struct InspectLine<'a> {
    file: String,
    #[serde(flatten)]
    look: Option<&'a Look>,
    /// Why the file could not be read.
    code: Option<String>,
    message: Option<String>,
}

pub fn inspect(context: &Context<'_>, arguments: &Inspect) -> Result<Exit, Error> {
    let out = context.out;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let password = password.as_ref().map(ExposeSecret::expose_secret);
    let mut exit = Exit::Done;
    for file in &arguments.file {
        let name = file.display().to_string();
        match desk::signature::look(file, password) {
            Ok(look) => {
                let line = InspectLine {
                    file: name.clone(),
                    look: Some(&look),
                    code: None,
                    message: None,
                };
                out.either(&line, |out| print_look(out, &name, &look))?;
            }
            Err(error) => {
                exit = Exit::Failed;
                let explanation = out.words.explain(&error);
                let line = InspectLine {
                    file: name.clone(),
                    look: None,
                    code: Some(explanation.code.clone()),
                    message: Some(explanation.sentence.clone()),
                };
                out.either(&line, |out| print_refused(out, &name, &explanation))?;
            }
        }
    }
    Ok(exit)
}

fn print_look(out: &Out, name: &str, look: &Look) -> Result<(), Error> {
    let words = &out.words;
    let yes_no = |yes: bool| words.text(if yes { "inspect-yes" } else { "inspect-no" }, &[]);
    out.line(&out.bold(name))?;
    let first = look.pages.first();
    let size = first.map(|page| format!("{} × {} mm", page.width_mm, page.height_mm));
    let conformance: Vec<String> = [
        look.pdf_a.as_ref().map(|part| format!("PDF/A-{part}")),
        look.pdf_ua.as_ref().map(|part| format!("PDF/UA-{part}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    out.indented_fields(
        "  ",
        &[
            ("field-pdf-title", look.title.clone().unwrap_or_default()),
            ("field-pdf-version", look.version.clone()),
            (
                "field-page-count",
                format!("{} ({})", look.pages.len(), size.unwrap_or_default()),
            ),
            ("field-conformance", conformance.join(", ")),
            ("field-encrypted", yes_no(look.encrypted)),
            ("field-signature-count", look.signatures.to_string()),
            (
                "field-certification",
                look.certification.map(|p| format!("P {p}")).unwrap_or_default(),
            ),
        ],
    )?;
    for field in &look.fields {
        let mark = if field.signed { Mark::Good } else { Mark::Attention };
        let state = match (field.signed, field.locked || field.read_only) {
            (true, _) => "field-state-signed",
            (false, true) => "field-state-locked",
            (false, false) => "field-state-empty",
        };
        let page = field
            .page
            .map(|page| words.text("field-on-page", &[("page", page.to_string())]));
        out.line(&format!(
            "  {} {}  {}  {}",
            out.mark(mark, false),
            out.bold(&field.name),
            words.text(state, &[]),
            page.unwrap_or_default()
        ))?;
        for ask in field.asks.iter().chain(&field.lock) {
            out.line(&format!("      {}", out.faint(ask)))?;
        }
    }
    for warning in &look.warnings {
        let text = words.text(&format!("inspect-{warning}"), &[]);
        out.line(&format!("  {} {text}", out.mark(Mark::Attention, false)))?;
    }
    if let Some(code) = look.refusal {
        let text = words.text(code, &[("field", String::new())]);
        out.line(&format!("  {} {text}", out.mark(Mark::Attention, false)))?;
    }
    Ok(())
}

/// The line of `greffe repair --json`.
#[derive(Serialize)]
struct RepairLine<'a> {
    input: String,
    output: String,
    #[serde(flatten)]
    told: &'a Told,
}

pub fn repair(context: &Context<'_>, arguments: &Repair) -> Result<Exit, Error> {
    let out = context.out;
    let (input, output) = (&arguments.input, &arguments.output);
    // Links and other names lead to the same file: it is asked itself.
    let same = match (input.canonicalize(), output.canonicalize()) {
        (Ok(input), Ok(output)) => input == output,
        _ => false,
    };
    if same {
        return Err(desk::Error::TargetIsInput { file: output.clone() }.into());
    }
    if output.symlink_metadata().is_ok() && !arguments.force {
        return Err(desk::Error::TargetExists { file: output.clone() }.into());
    }
    let repaired = desk::signature::repair(input, arguments.forget_signatures)?;
    write_file(output, &repaired.bytes, arguments.force)?;
    let line = RepairLine {
        input: input.display().to_string(),
        output: output.display().to_string(),
        told: &repaired.told,
    };
    out.either(&line, |out| print_told(out, &line))?;
    Ok(Exit::Done)
}

fn print_told(out: &Out, line: &RepairLine<'_>) -> Result<(), Error> {
    let (words, told) = (&out.words, line.told);
    out.line(&format!(
        "{} {} → {}",
        out.mark(Mark::Good, false),
        line.input,
        line.output
    ))?;
    let numbers = |numbers: &[u32]| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(", ")
    };
    let mut lost = Vec::new();
    if let Some(promised) = told.pages_promised {
        lost.push(words.text(
            "repair-pages",
            &[
                ("pages", told.pages.to_string()),
                ("promised", promised.to_string()),
            ],
        ));
    }
    if !told.unreadable_objects.is_empty() {
        let objects = numbers(&told.unreadable_objects);
        lost.push(words.text("repair-unreadable", &[("objects", objects)]));
    }
    for (id, count) in [
        ("repair-missing", told.missing_objects),
        ("repair-cut", told.cut_streams),
        ("repair-signatures", told.signatures_lost),
    ] {
        if count > 0 {
            lost.push(words.text(id, &[("count", count.to_string())]));
        }
    }
    if !told.pages_with_damaged_content.is_empty() {
        let pages = numbers(&told.pages_with_damaged_content);
        lost.push(words.text("repair-content", &[("pages", pages)]));
    }
    if lost.is_empty() {
        lost.push(words.text("repair-nothing-lost", &[("pages", told.pages.to_string())]));
    }
    if told.was_readable {
        lost.push(words.text("repair-was-readable", &[]));
    }
    lost.push(words.text("repair-check", &[]));
    lost.iter().try_for_each(|text| out.line(&format!("  {text}")))
}
