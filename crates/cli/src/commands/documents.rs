//! Documents of a dossier.

use std::io::IsTerminal;

use ::desk::SealBatch;
use model::view::{DocumentView, Imported, PlatformStatus, SealOutcome, VersionOrigin};
use model::{DocumentId, DossierId};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::json;

use super::{Context, files, find_document, find_dossier, find_version, keys};
use crate::args::{
    DocumentCommand, DocumentExport, DocumentImport, DocumentRead, DocumentSeal, DocumentShow, DocumentVerify,
};
use crate::error::{Error, Exit};
use crate::out::{JsonError, Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, command: &DocumentCommand) -> Result<Exit, Error> {
    match command {
        DocumentCommand::Import(arguments) => import(context, arguments),
        DocumentCommand::Show(arguments) => show(context, arguments),
        DocumentCommand::Export(arguments) => export(context, arguments),
        DocumentCommand::Read(arguments) => read(context, arguments),
        DocumentCommand::Verify(arguments) => verify(context, arguments),
        DocumentCommand::Seal(arguments) => seal(context, arguments),
        DocumentCommand::Change(change) => super::import::document(context, change),
    }
}

/// One line of `document import --json`.
#[derive(Serialize)]
struct ImportLine<'a> {
    file: String,
    status: &'static str,
    #[serde(flatten)]
    imported: Option<&'a Imported>,
    #[serde(flatten)]
    error: Option<JsonError<'a>>,
}

fn import(context: &Context<'_>, arguments: &DocumentImport) -> Result<Exit, Error> {
    let out = context.out;
    if arguments.title.is_some() && arguments.file.len() > 1 {
        return Err(Error::TitleForSeveral {
            count: arguments.file.len(),
        });
    }
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let mut exit = Exit::Done;
    let mut done = 0;
    for file in &arguments.file {
        if cancel.is_cancelled() {
            break;
        }
        let result = desk.import_with_password(
            dossier.id,
            file,
            arguments.title.as_deref(),
            password.as_ref().map(ExposeSecret::expose_secret),
            &|progress| bar.show(&progress),
            &cancel,
        );
        if cancel.is_cancelled() && result.is_err() {
            break;
        }
        done += 1;
        let name = file.display().to_string();
        match &result {
            Ok(imported) if out.is_json() => {
                let status = if imported.duplicate {
                    "duplicate"
                } else {
                    "imported"
                };
                out.json_line(&ImportLine {
                    file: name,
                    status,
                    imported: Some(imported),
                    error: None,
                })?;
            }
            Ok(imported) => print_import(out, &name, imported)?,
            Err(error) => {
                exit = Exit::Failed;
                let explanation = out.words.explain(error);
                if out.is_json() {
                    let error = Some(JsonError::from(&explanation));
                    out.json_line(&ImportLine {
                        file: name,
                        status: "refused",
                        imported: None,
                        error,
                    })?;
                } else {
                    print_refused(out, &name, &explanation)?;
                }
            }
        }
    }
    // What came in is found by its text at once; pictures are left to `greffe index`.
    let indexing = desk::Indexing {
        ocr: false,
        limit: u32::try_from(done).unwrap_or(u32::MAX),
        ..desk::Indexing::default()
    };
    if done > 0 && !cancel.is_cancelled() {
        desk.index_pending_with(&indexing, &|progress| bar.show(&progress), &cancel)?;
    }
    bar.finish(out);
    if done < arguments.file.len() {
        return interrupted(out, done, arguments.file.len());
    }
    Ok(exit)
}

fn print_import(out: &Out, name: &str, imported: &Imported) -> Result<(), Error> {
    let title = ("title", imported.document.title.clone());
    let (mark, id) = if imported.duplicate {
        (Mark::Attention, "import-duplicate")
    } else {
        (Mark::Good, "import-done")
    };
    out.line(&format!(
        "{} {}",
        out.mark(mark, false),
        out.words.text(id, &[("file", name.to_owned()), title])
    ))?;
    if !imported.also_in.is_empty() {
        let references: Vec<&str> = imported
            .also_in
            .iter()
            .map(|reference| reference.as_str())
            .collect();
        let text = out
            .words
            .text("import-also-in", &[("references", references.join(", "))]);
        out.line(&format!("  {text}"))?;
    }
    for warning in &imported.warnings {
        for (index, line) in out.explanation_lines(warning).iter().enumerate() {
            let mark = if index == 0 {
                out.mark(Mark::Attention, false)
            } else {
                " ".to_owned()
            };
            out.line(&format!("  {mark} {line}"))?;
        }
    }
    Ok(())
}

/// A refusal among results: the name, then sentence, next step and code.
pub fn print_refused(out: &Out, name: &str, explanation: &wording::Explanation) -> Result<(), Error> {
    out.line(&format!("{} {name}", out.mark(Mark::Bad, false)))?;
    out.explanation_lines(explanation)
        .iter()
        .try_for_each(|line| out.line(&format!("  {line}")))
}

/// Says what is done and how to go on, and ends with the code for an interruption.
pub fn interrupted(out: &Out, done: usize, all: usize) -> Result<Exit, Error> {
    let arguments = [("done", done.to_string()), ("all", all.to_string())];
    out.error(&out.words.explanation("interrupted", &arguments));
    Ok(Exit::Interrupted)
}

fn show(context: &Context<'_>, arguments: &DocumentShow) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    context.out.either(&document, |out| print(out, &document))?;
    Ok(Exit::Done)
}

fn print(out: &Out, document: &DocumentView) -> Result<(), Error> {
    let words = &out.words;
    out.line(&out.bold(&document.title))?;
    out.fields(&[
        ("field-status", super::dossiers::status(words, &document.status)),
        (
            "field-identifier",
            document
                .identifier
                .map(|identifier| identifier.printed())
                .unwrap_or_default(),
        ),
        ("field-check-page", document.check_url.clone().unwrap_or_default()),
        ("field-id", document.id.to_string()),
    ])?;
    out.line("")?;
    let row = |version: &model::view::VersionView| {
        let origin = match version.origin {
            VersionOrigin::Imported => "origin-imported",
            VersionOrigin::Sealed => "origin-sealed",
            VersionOrigin::Augmented => "origin-augmented",
            VersionOrigin::Signed => "origin-signed",
        };
        vec![
            version.number.to_string(),
            words.text(origin, &[]),
            words.time(version.created_at),
            version.pages.map(|pages| pages.to_string()).unwrap_or_default(),
            words.size(version.size_bytes),
            version.sha256.to_string(),
        ]
    };
    out.table(
        &[
            "column-version",
            "column-origin",
            "column-time",
            "column-pages",
            "column-size",
            "column-sha256",
        ],
        &document.versions.iter().map(row).collect::<Vec<_>>(),
    )
}

fn export(context: &Context<'_>, arguments: &DocumentExport) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let version = find_version(&document, arguments.version)?;
    desk.export_version(version.id, &arguments.out)?;
    let file = arguments.out.display().to_string();
    let line =
        json!({ "document": document.id, "version": version.number, "file": file, "sha256": version.sha256 });
    context.out.either(&line, |out| {
        let text = out.words.text(
            "exported",
            &[("title", document.title.clone()), ("file", file.clone())],
        );
        out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
    })?;
    Ok(Exit::Done)
}

fn read(context: &Context<'_>, arguments: &DocumentRead) -> Result<Exit, Error> {
    if std::io::stdout().is_terminal() {
        return Err(Error::OutputIsTerminal);
    }
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let version = find_version(&document, arguments.version)?;
    context.out.bytes(&desk.read_version(version.id)?)?;
    Ok(Exit::Done)
}

fn verify(context: &Context<'_>, arguments: &DocumentVerify) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let version = find_version(&document, arguments.version)?;
    let report = match &arguments.trust {
        None => desk.verify_version(version.id)?,
        Some(trust) => {
            let (roots, at) = (files::trust_roots(trust)?, files::time(arguments.at.as_deref())?);
            let options = seal::verify::VerifyOptions {
                roots: &roots,
                at,
                password: None,
            };
            seal::verify::verify(&desk.read_version(version.id)?, &options)
        }
    };
    files::say_report(context.out, &document.title, &report)
}

/// One line of `document seal --json`.
#[derive(Serialize)]
struct SealLine<'a> {
    document: DocumentId,
    title: &'a str,
    status: &'static str,
    #[serde(flatten)]
    sealed: Option<&'a model::view::Sealed>,
    #[serde(flatten)]
    error: Option<JsonError<'a>>,
}

fn seal(context: &Context<'_>, arguments: &DocumentSeal) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let documents = chosen(&desk, arguments)?;
    if documents.is_empty() {
        out.either(&json!({ "sealed": 0 }), |out| out.say("seal-nothing", &[]))?;
        return Ok(Exit::Done);
    }
    // Opens the key before anything else, so that a wrong passphrase is one answer, not one for each document, and a
    // token asks for its PIN once.
    let key = keys::open(
        context,
        &arguments.key,
        arguments.p12_passphrase_file.as_deref(),
        "--p12-passphrase-file",
    )?;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let (mut sealed, mut refused) = (0, 0);
    let mut output = Ok(());
    let batch = SealBatch {
        level: arguments.level.map(Into::into),
        if_missed: arguments.if_missed.map(Into::into),
        password: password.as_ref().map(ExposeSecret::expose_secret),
        jobs: arguments.jobs.map_or_else(super::seal::cores, usize::from),
        ..SealBatch::new(&documents, &key)
    };
    let mut on_outcome = |outcome: SealOutcome| {
        match &outcome.result {
            // Not begun: nothing is said of it.
            Err(explanation) if explanation.code == "cancelled" => return,
            Ok(_) => sealed += 1,
            Err(_) => refused += 1,
        }
        if output.is_ok() {
            output = say_outcome(out, &outcome);
        }
        if output.is_err() {
            // Nobody reads any more: the documents at hand are finished, the others are left.
            cancel.cancel();
        }
    };
    let progress = |progress| bar.show(&progress);
    desk.seal_batch(&batch, &mut on_outcome, &progress, &cancel)?;
    output?;
    bar.finish(out);
    if !out.is_json() && documents.len() > 1 {
        out.say(
            "seal-summary",
            &[("sealed", sealed.to_string()), ("refused", refused.to_string())],
        )?;
    }
    if sealed + refused < documents.len() {
        return interrupted(out, sealed + refused, documents.len());
    }
    Ok(if refused > 0 { Exit::Failed } else { Exit::Done })
}

/// The documents named: each by itself, a dossier's unsealed ones, or all unsealed ones.
fn chosen(desk: &desk::Desk, arguments: &DocumentSeal) -> Result<Vec<DocumentId>, Error> {
    let mut documents = Vec::new();
    // In the order in which they came: identities are UUIDv7.
    let unsealed = |dossier: DossierId, documents: &mut Vec<DocumentId>| -> Result<(), Error> {
        const PAGE: u32 = 500;
        let (mut open, mut after) = (Vec::new(), None);
        loop {
            let page = desk.documents_of(dossier, after, PAGE)?;
            after = page.last().map(|document| document.id);
            let waits = |document: &&DocumentView| {
                document.identifier.is_none() && document.status == PlatformStatus::OnThisDesk
            };
            open.extend(page.iter().filter(waits).map(|document| document.id));
            if page.len() < PAGE as usize {
                break;
            }
        }
        open.sort();
        documents.extend(open);
        Ok(())
    };
    if arguments.all {
        const PAGE: u32 = 200;
        let mut offset = 0;
        loop {
            let rows = desk.dossiers("", PAGE, offset)?;
            for row in &rows {
                unsealed(row.id, &mut documents)?;
            }
            if rows.len() < PAGE as usize {
                break;
            }
            offset += PAGE;
        }
    }
    for target in &arguments.target {
        if target.contains('#') {
            documents.push(find_document(desk, target)?.id);
        } else if let Some(document) = target.parse().ok().and_then(|id| desk.document(id).ok()) {
            documents.push(document.id);
        } else {
            unsealed(find_dossier(desk, target)?.id, &mut documents)?;
        }
    }
    for dossier in &arguments.dossier {
        unsealed(find_dossier(desk, dossier)?.id, &mut documents)?;
    }
    let mut seen = std::collections::HashSet::new();
    documents.retain(|document| seen.insert(*document));
    Ok(documents)
}

fn say_outcome(out: &Out, outcome: &SealOutcome) -> Result<(), Error> {
    let (document, title) = (outcome.document, outcome.title.as_str());
    match &outcome.result {
        Ok(sealed) if out.is_json() => out.json_line(&SealLine {
            document,
            title,
            status: "sealed",
            sealed: Some(sealed),
            error: None,
        }),
        Ok(sealed) => {
            out.line(&format!("{} {title}", out.mark(Mark::Good, false)))?;
            out.line(&format!(
                "  {}  {}",
                out.bold(&sealed.identifier.printed()),
                sealed.level
            ))?;
            out.line(&format!("  {}", sealed.check_url))?;
            if let Some(wanted) = &sealed.wanted {
                let text = out.words.text("seal-held", &[("wanted", wanted.clone())]);
                out.line(&format!("  {} {text}", out.mark(Mark::Attention, false)))?;
                for reason in &sealed.reasons {
                    out.line(&format!("    {}", reason.sentence))?;
                }
            }
            if sealed.covers_content {
                let text = out.words.text("stamp-covers-content", &[]);
                out.line(&format!("  {} {text}", out.mark(Mark::Attention, false)))?;
            }
            Ok(())
        }
        Err(explanation) if out.is_json() => {
            let error = Some(JsonError::from(explanation));
            out.json_line(&SealLine {
                document,
                title,
                status: "refused",
                sealed: None,
                error,
            })
        }
        Err(explanation) => print_refused(out, title, explanation),
    }
}
