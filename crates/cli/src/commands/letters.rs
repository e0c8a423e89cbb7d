//! Letters and decisions drawn up from templates.

use desk::{Cancel, Desk, Pause};
use model::letter::{
    BatchItem, BatchItemState, FinishedLetter, LetterBatch, LetterDraftView, Letterhead, Missing,
};
use model::{LetterBatchId, LetterDraftId};
use serde_json::json;

use super::{Context, find_document, find_dossier, write_file};
use crate::args::letters::*;
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, command: &LetterCommand) -> Result<Exit, Error> {
    match command {
        LetterCommand::Templates(arguments) => templates(context, arguments),
        LetterCommand::Check(arguments) => check(context, arguments),
        LetterCommand::Import(arguments) => import(context, arguments),
        LetterCommand::Export(arguments) => export(context, arguments),
        LetterCommand::Retire(arguments) => retire(context, arguments),
        LetterCommand::Letterhead(arguments) => letterhead(context, arguments),
        LetterCommand::Draft(arguments) => draft(context, arguments),
        LetterCommand::Edit(arguments) => edit(context, arguments),
        LetterCommand::Drafts(arguments) => drafts(context, arguments),
        LetterCommand::Preview(arguments) => preview(context, arguments),
        LetterCommand::Finish(arguments) => finish(context, arguments),
        LetterCommand::Revise(arguments) => revise(context, arguments),
        LetterCommand::Discard(arguments) => discard(context, arguments),
        LetterCommand::Source(arguments) => source(context, arguments),
        LetterCommand::Redraw(arguments) => redraw(context, arguments),
        LetterCommand::Batch(LetterBatchCommand::Run(arguments)) => batch(context, arguments),
        LetterCommand::Batch(LetterBatchCommand::Resume(arguments)) => resume(context, arguments),
        LetterCommand::Batch(LetterBatchCommand::List) => batches(context),
        LetterCommand::Batch(LetterBatchCommand::Show(arguments)) => show_batch(context, arguments),
        LetterCommand::Batch(LetterBatchCommand::Abandon(arguments)) => abandon(context, arguments),
    }
}

fn good(out: &Out, id: &str, arguments: &[(&str, String)]) -> Result<(), Error> {
    let text = out.words.text(id, arguments);
    out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
}

fn templates(context: &Context<'_>, arguments: &LetterTemplates) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let dossier = arguments
        .dossier
        .as_deref()
        .map(|text| find_dossier(&desk, text))
        .transpose()?
        .map(|dossier| dossier.id);
    let templates = desk.letter_templates(dossier)?;
    if out.is_json() {
        templates
            .iter()
            .try_for_each(|template| out.json_line(template))?;
        return Ok(Exit::Done);
    }
    for template in &templates {
        let languages: Vec<&str> = template.languages.iter().map(|lang| lang.tag()).collect();
        let origin = match (&template.version, &template.imported) {
            (Some(version), Some((_, by))) => out.words.text(
                "letter-imported",
                &[("version", version.to_string()), ("by", by.clone())],
            ),
            _ => out.words.text("letter-built-in", &[]),
        };
        let mark = if template.of_procedure { "*" } else { " " };
        out.line(&format!("{mark} {}  {}", out.bold(&template.key), template.name))?;
        out.line(&format!("    {} · {origin}", languages.join(", ")))?;
        for field in &template.fields {
            let required = if field.required {
                format!(", {}", out.words.text("letter-required", &[]))
            } else {
                String::new()
            };
            let choices: Vec<&str> = field.choices.iter().map(|(key, _)| key.as_str()).collect();
            let choices = if choices.is_empty() {
                String::new()
            } else {
                format!(": {}", choices.join(" | "))
            };
            out.line(&format!(
                "    {}  {} ({}{required}{choices})",
                field.key, field.label, field.kind
            ))?;
        }
    }
    Ok(Exit::Done)
}

fn check(context: &Context<'_>, arguments: &LetterFolder) -> Result<Exit, Error> {
    let checked = desk::letters::check_template(&arguments.folder)?;
    context.out.either(&checked, |out| {
        let languages: Vec<&str> = checked.languages.iter().map(|lang| lang.tag()).collect();
        good(
            out,
            "letter-template-passes",
            &[
                ("template", checked.key.clone()),
                ("languages", languages.join(", ")),
            ],
        )?;
        checked.warnings.iter().try_for_each(|(place, text)| {
            out.line(&format!("{} {place}: {text}", out.mark(Mark::Attention, false)))
        })
    })?;
    Ok(Exit::Done)
}

fn import(context: &Context<'_>, arguments: &LetterFolder) -> Result<Exit, Error> {
    let template = context.open_desk()?.import_letter_template(&arguments.folder)?;
    context.out.either(&template, |out| {
        good(
            out,
            "letter-template-kept",
            &[
                ("template", template.key.clone()),
                ("version", template.version.unwrap_or(0).to_string()),
            ],
        )
    })?;
    Ok(Exit::Done)
}

fn export(context: &Context<'_>, arguments: &LetterExport) -> Result<Exit, Error> {
    context
        .open_desk()?
        .export_letter_template(&arguments.template, &arguments.folder)?;
    let folder = arguments.folder.display().to_string();
    let line = json!({ "template": arguments.template, "folder": folder });
    context.out.either(&line, |out| {
        good(
            out,
            "letter-template-written",
            &[("template", arguments.template.clone()), ("file", folder.clone())],
        )
    })?;
    Ok(Exit::Done)
}

fn retire(context: &Context<'_>, arguments: &LetterTemplateKey) -> Result<Exit, Error> {
    context.open_desk()?.retire_letter_template(&arguments.template)?;
    let line = json!({ "template": arguments.template });
    context.out.either(&line, |out| {
        good(
            out,
            "letter-template-put-away",
            &[("template", arguments.template.clone())],
        )
    })?;
    Ok(Exit::Done)
}

/// Shows the letterhead, and sets what is given.
fn letterhead(context: &Context<'_>, arguments: &LetterheadArgs) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let mut letterhead = desk.letterhead()?;
    let mut changed = false;
    let mut set = |place: &mut String, value: &Option<String>| {
        if let Some(value) = value {
            place.clone_from(value);
            changed = true;
        }
    };
    let sender = &mut letterhead.sender;
    set(&mut sender.administration, &arguments.administration);
    set(&mut sender.office, &arguments.office);
    set(&mut sender.phone, &arguments.phone);
    set(&mut sender.email, &arguments.email);
    set(&mut sender.web, &arguments.web);
    set(&mut sender.place, &arguments.place);
    set(&mut letterhead.signatory.name, &arguments.signatory);
    set(&mut letterhead.signatory.function, &arguments.function);
    set(&mut letterhead.signatory.delegated_by, &arguments.delegated_by);
    if !arguments.address.is_empty() {
        letterhead.sender.address.clone_from(&arguments.address);
        changed = true;
    }
    if let Some(side) = arguments.window {
        letterhead.sender.window = match side {
            SideArg::Left => model::letter::EnvelopeWindow::Left,
            SideArg::Right => model::letter::EnvelopeWindow::Right,
        };
        changed = true;
    }
    let picture = match &arguments.logo {
        Some(file) if file.as_os_str() == "none" => Some(None),
        Some(file) => Some(Some(input::small(file)?)),
        None => None,
    };
    if changed || picture.is_some() {
        letterhead = desk.set_letterhead(&letterhead, picture.as_ref().map(|picture| picture.as_deref()))?;
    }
    context
        .out
        .either(&letterhead, |out| print_letterhead(out, &letterhead))?;
    Ok(Exit::Done)
}

fn print_letterhead(out: &Out, letterhead: &Letterhead) -> Result<(), Error> {
    let sender = &letterhead.sender;
    let signatory = &letterhead.signatory;
    let signs: Vec<&str> = [
        signatory.delegated_by.as_str(),
        if signatory.delegated_by.is_empty() {
            ""
        } else {
            "p.d."
        },
        &signatory.name,
        &signatory.function,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    out.fields(&[
        ("field-administration", sender.administration.clone()),
        ("field-letter-office", sender.office.clone()),
        ("field-letter-address", sender.address.join(", ")),
        ("field-letter-phone", sender.phone.clone()),
        ("field-letter-email", sender.email.clone()),
        ("field-letter-web", sender.web.clone()),
        ("field-letter-place", sender.place.clone()),
        (
            "field-letter-window",
            match sender.window {
                model::letter::EnvelopeWindow::Left => "left",
                model::letter::EnvelopeWindow::Right => "right",
            }
            .to_owned(),
        ),
        ("field-letter-signatory", signs.join(", ")),
    ])
}

/// Applies `KEY=TEXT`; `@FILE` is read.
fn apply(view: &mut LetterDraftView, pairs: &[String]) -> Result<(), Error> {
    for pair in pairs {
        let wrong = || Error::LetterPair { text: pair.clone() };
        let (key, text) = pair.split_once('=').ok_or_else(wrong)?;
        let text = match text.strip_prefix('@') {
            Some(file) => {
                let file = std::path::Path::new(file);
                input::text(file)?
            }
            None => text.to_owned(),
        };
        if !view.set(key.trim(), text.trim_end()) {
            return Err(wrong());
        }
    }
    Ok(())
}

fn print_missing(out: &Out, missing: &[Missing]) -> Result<(), Error> {
    if missing.is_empty() {
        return good(out, "letter-complete", &[]);
    }
    missing.iter().try_for_each(|one| {
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Attention, false),
            one.explanation.sentence
        ))
    })
}

fn print_draft(out: &Out, view: &LetterDraftView) -> Result<(), Error> {
    out.either(view, |out| {
        let id = view.draft.id.map(|id| id.to_string()).unwrap_or_default();
        good(
            out,
            "letter-draft-saved",
            &[("title", view.draft.title.clone()), ("draft", id)],
        )?;
        if let Some(wished) = view.wished {
            out.say(
                "letter-other-language",
                &[
                    ("wished", wished.tag().to_owned()),
                    ("lang", view.draft.letter.lang.tag().to_owned()),
                ],
            )?;
        }
        print_missing(out, &view.missing)
    })
}

/// Keeps the draft, and shows it as it was kept.
fn save(desk: &Desk, out: &Out, view: LetterDraftView) -> Result<Exit, Error> {
    let wished = view.wished;
    let draft = desk.save_letter_draft(view.draft)?;
    let mut view = desk.look_at_draft(draft)?;
    view.wished = wished;
    print_draft(out, &view)?;
    Ok(Exit::Done)
}

fn draft(context: &Context<'_>, arguments: &LetterDraftArgs) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let party = arguments
        .party
        .as_deref()
        .map(|name| {
            dossier
                .parties
                .iter()
                .find(|party| party.name == name)
                .map(|party| party.id)
                .ok_or_else(|| {
                    desk::Error::from(desk::letters::LetterError::PartyUnknown {
                        party: name.to_owned(),
                    })
                })
        })
        .transpose()?;
    let mut view = desk.draft_letter(
        dossier.id,
        &arguments.template,
        arguments.language.map(Into::into),
        party,
    )?;
    apply(&mut view, &arguments.set)?;
    save(&desk, context.out, view)
}

fn draft_id(text: &str) -> Result<LetterDraftId, Error> {
    text.parse().map_err(|_| {
        desk::Error::from(desk::letters::LetterError::DraftUnknown {
            draft: text.to_owned(),
        })
        .into()
    })
}

fn batch_id(text: &str) -> Result<LetterBatchId, Error> {
    text.parse().map_err(|_| {
        desk::Error::from(desk::letters::LetterError::BatchUnknown {
            batch: text.to_owned(),
        })
        .into()
    })
}

fn edit(context: &Context<'_>, arguments: &LetterEdit) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let mut view = desk.letter_draft(draft_id(&arguments.draft)?)?;
    apply(&mut view, &arguments.set)?;
    save(&desk, context.out, view)
}

fn drafts(context: &Context<'_>, arguments: &LetterDrafts) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let drafts = desk.letter_drafts(find_dossier(&desk, &arguments.dossier)?.id)?;
    if out.is_json() {
        drafts.iter().try_for_each(|draft| out.json_line(draft))?;
        return Ok(Exit::Done);
    }
    if drafts.is_empty() {
        out.say("letter-drafts-none", &[])?;
    }
    drafts.iter().try_for_each(|draft| {
        out.line(&format!(
            "{}  {}  {}",
            draft.id.map(|id| id.to_string()).unwrap_or_default(),
            draft.title,
            draft.letter.addressee.name
        ))
    })?;
    Ok(Exit::Done)
}

fn preview(context: &Context<'_>, arguments: &LetterPreviewArgs) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let view = desk.letter_draft(draft_id(&arguments.draft)?)?;
    let preview = desk.preview_letter(&view.draft)?;
    write_file(&arguments.out, &preview.pdf, false)?;
    let file = arguments.out.display().to_string();
    let line = json!({ "file": file, "pages": preview.pages, "missing": preview.missing });
    context.out.either(&line, |out| {
        good(
            out,
            "letter-preview-written",
            &[("pages", preview.pages.to_string()), ("file", file.clone())],
        )?;
        print_missing(out, &preview.missing)
    })?;
    Ok(Exit::Done)
}

fn made(out: &Out, finished: &FinishedLetter) -> Result<(), Error> {
    let version = finished
        .document
        .versions
        .first()
        .map_or(1, |version| version.number);
    good(
        out,
        "letter-made",
        &[
            ("title", finished.document.title.clone()),
            ("version", version.to_string()),
        ],
    )
}

fn finish(context: &Context<'_>, arguments: &LetterDraftArg) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let view = desk.letter_draft(draft_id(&arguments.draft)?)?;
    let finished = desk.finish_letter(&view.draft)?;
    context.out.either(&finished, |out| made(out, &finished))?;
    Ok(Exit::Done)
}

fn revise(context: &Context<'_>, arguments: &LetterRevise) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let mut view = desk.redraft_letter(document.id)?;
    apply(&mut view, &arguments.set)?;
    save(&desk, context.out, view)
}

fn discard(context: &Context<'_>, arguments: &LetterDraftArg) -> Result<Exit, Error> {
    context
        .open_desk()?
        .discard_letter_draft(draft_id(&arguments.draft)?)?;
    let line = json!({ "draft": arguments.draft });
    context
        .out
        .either(&line, |out| good(out, "letter-draft-gone", &[]))?;
    Ok(Exit::Done)
}

fn source(context: &Context<'_>, arguments: &LetterDocument) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    // Data: the same with and without --json.
    context.out.json_line(&desk.letter_source(document.id)?)?;
    Ok(Exit::Done)
}

fn redraw(context: &Context<'_>, arguments: &LetterRedraw) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let pdf = desk.redraw_letter(document.id)?;
    write_file(&arguments.out, &pdf, false)?;
    let file = arguments.out.display().to_string();
    let line = json!({ "document": document.id, "file": file });
    context.out.either(&line, |out| {
        good(
            out,
            "exported",
            &[("title", document.title.clone()), ("file", file.clone())],
        )
    })?;
    Ok(Exit::Done)
}

fn batch(context: &Context<'_>, arguments: &LetterBatchRun) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let rows = match &arguments.csv {
        Some(file) => {
            let bytes = input::small(file)?;
            desk.letter_rows(&arguments.template, &bytes)?
        }
        None => desk.letter_rows_of_search(&arguments.search.join(" "))?,
    };
    if arguments.dry_run {
        let lacking = desk.try_letter_batch(&arguments.template, &rows)?;
        for (position, missing) in &lacking {
            let line = json!({ "position": position, "missing": missing });
            out.either(&line, |out| {
                missing.iter().try_for_each(|one| {
                    out.line(&format!(
                        "{} {position}: {}",
                        out.mark(Mark::Attention, false),
                        one.explanation.sentence
                    ))
                })
            })?;
        }
        if lacking.is_empty() && !out.is_json() {
            good(out, "letter-complete", &[])?;
        }
        return Ok(if lacking.is_empty() {
            Exit::Done
        } else {
            Exit::Failed
        });
    }
    let begun = desk.begin_letter_batch(&arguments.template, &rows)?;
    // The identity first: whoever ends the program can go on with it.
    out.note(&begun.id.to_string());
    run_batch(context, &desk, begun.id)
}

fn resume(context: &Context<'_>, arguments: &LetterBatchArg) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    run_batch(context, &desk, batch_id(&arguments.batch)?)
}

fn run_batch(context: &Context<'_>, desk: &Desk, id: LetterBatchId) -> Result<Exit, Error> {
    let out = context.out;
    let cancel: Cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let told = std::cell::RefCell::new(Ok(()));
    let on_letter = |item: &BatchItem, finished: Option<&FinishedLetter>| {
        let result = say_item(out, item, finished);
        let mut told = told.borrow_mut();
        if told.is_ok() {
            *told = result;
        }
    };
    let result = desk.run_letter_batch(
        id,
        &on_letter,
        &|progress| bar.show(&progress),
        &cancel,
        &Pause::default(),
    );
    bar.finish(out);
    told.into_inner()?;
    let batch = result?;
    if !out.is_json() {
        summary(out, &batch)?;
    }
    Ok(if cancel.is_cancelled() && batch.waiting() > 0 {
        Exit::Interrupted
    } else if batch.done < batch.letters {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn say_item(out: &Out, item: &BatchItem, finished: Option<&FinishedLetter>) -> Result<(), Error> {
    let line = json!({
        "position": item.position,
        "dossier": item.row.dossier,
        "state": item.state,
        "document": item.document,
        "title": finished.map(|finished| &finished.document.title),
        "refused": item.refused,
    });
    out.either(&line, |out| {
        let mark = match item.state {
            BatchItemState::Done => Mark::Good,
            BatchItemState::Waiting => Mark::Attention,
            BatchItemState::Refused => Mark::Bad,
        };
        out.line(&format!(
            "{} {:>4}  {}",
            out.mark(mark, false),
            item.position,
            crate::out::printable(&item.row.dossier)
        ))?;
        item.refused
            .iter()
            .flat_map(|refused| out.explanation_lines(refused))
            .try_for_each(|line| out.line(&format!("        {line}")))
    })
}

fn summary(out: &Out, batch: &LetterBatch) -> Result<(), Error> {
    out.say(
        "letter-batch-summary",
        &[
            ("done", batch.done.to_string()),
            ("letters", batch.letters.to_string()),
            ("refused", batch.refused.to_string()),
            ("waiting", batch.waiting().to_string()),
        ],
    )
}

fn batches(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let batches = context.open_desk()?.letter_batches(100)?;
    if out.is_json() {
        batches.iter().try_for_each(|batch| out.json_line(batch))?;
        return Ok(Exit::Done);
    }
    if batches.is_empty() {
        out.say("letter-batches-none", &[])?;
    }
    for batch in &batches {
        out.line(&format!(
            "{}  {}  {}",
            batch.id,
            out.words.time(batch.begun_at),
            batch.template
        ))?;
        summary(out, batch)?;
    }
    Ok(Exit::Done)
}

fn show_batch(context: &Context<'_>, arguments: &LetterBatchArg) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let id = batch_id(&arguments.batch)?;
    let batch = desk.letter_batch(id)?;
    desk.letter_batch_items(id)?
        .iter()
        .try_for_each(|item| say_item(out, item, None))?;
    if !out.is_json() {
        summary(out, &batch)?;
    }
    Ok(Exit::Done)
}

fn abandon(context: &Context<'_>, arguments: &LetterBatchArg) -> Result<Exit, Error> {
    let batch = context
        .open_desk()?
        .abandon_letter_batch(batch_id(&arguments.batch)?)?;
    context.out.either(&batch, |out| summary(out, &batch))?;
    Ok(Exit::Done)
}
