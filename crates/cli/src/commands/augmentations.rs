//! What still has to be added to seals, and the levels that are wanted.

use desk::{Levels, TimeStampAuthority};
use model::DocumentId;
use model::view::{AugmentationOutcome, AugmentationView};

use super::{Context, find_document};
use crate::args::{Augmentations, AugmentationsCommand, DeskLevels};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, arguments: &Augmentations) -> Result<Exit, Error> {
    match &arguments.command {
        None | Some(AugmentationsCommand::List) => list(context),
        Some(AugmentationsCommand::Run(arguments)) => augment(context, &arguments.document),
        Some(AugmentationsCommand::SendAsIs(arguments)) => send_as_is(context, &arguments.document),
    }
}

fn list(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let rows = context.open_desk()?.augmentations()?;
    if out.is_json() {
        rows.iter().try_for_each(|row| out.json_line(row))?;
        return Ok(Exit::Done);
    }
    if rows.is_empty() {
        out.say("augmentations-none", &[])?;
        return Ok(Exit::Done);
    }
    let words = &out.words;
    let cells = |row: &AugmentationView| {
        vec![
            console::truncate_str(&format!("{} · {}", row.reference, row.title), 60, "…").into_owned(),
            format!("{} → {}", row.reached, row.wanted),
            words.time(row.since),
            row.tries.to_string(),
            words.time(row.next_try),
            row.document.to_string(),
        ]
    };
    out.table(
        &[
            "column-what",
            "column-level",
            "column-since",
            "column-attempts",
            "column-next-attempt",
            "column-document",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )?;
    for row in &rows {
        for reason in &row.reasons {
            out.line(&format!(
                "{} {}: {}",
                out.mark(Mark::Attention, false),
                row.title,
                reason.sentence
            ))?;
        }
    }
    Ok(Exit::Done)
}

fn named(desk: &desk::Desk, texts: &[String]) -> Result<Vec<DocumentId>, Error> {
    texts
        .iter()
        .map(|text| Ok(find_document(desk, text)?.id))
        .collect()
}

fn augment(context: &Context<'_>, documents: &[String]) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let documents = named(&desk, documents)?;
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let outcomes = desk.run_augmentations(&documents, &|progress| bar.show(&progress), &cancel);
    bar.finish(out);
    let outcomes = outcomes?;
    if outcomes.is_empty() && !out.is_json() {
        out.say("augmentations-none", &[])?;
    }
    outcomes.iter().try_for_each(|outcome| say(out, outcome))?;
    if cancel.is_cancelled() {
        return Ok(Exit::Interrupted);
    }
    let missed = |outcome: &AugmentationOutcome| outcome.waiting || !outcome.reasons.is_empty();
    Ok(if outcomes.iter().any(missed) {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn say(out: &Out, outcome: &AugmentationOutcome) -> Result<(), Error> {
    out.either(outcome, |out| {
        let mark = if outcome.waiting {
            Mark::Attention
        } else {
            Mark::Good
        };
        let level = outcome.level.clone().unwrap_or_default();
        out.line(&format!("{} {}  {level}", out.mark(mark, false), outcome.title))?;
        outcome
            .reasons
            .iter()
            .flat_map(|reason| out.explanation_lines(reason))
            .try_for_each(|line| out.line(&format!("  {line}")))
    })
}

fn send_as_is(context: &Context<'_>, documents: &[String]) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    for document in named(&desk, documents)? {
        say(context.out, &desk.send_as_is(document)?)?;
    }
    Ok(Exit::Done)
}

/// Shows the levels, and sets what is given.
pub fn levels(context: &Context<'_>, arguments: &DeskLevels) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let mut levels = desk.levels()?;
    let mut changed = arguments.no_tsa;
    if let Some(level) = arguments.level {
        match &arguments.procedure {
            Some(key) => _ = levels.procedures.insert(key.clone(), level.into()),
            None => levels.wanted = level.into(),
        }
        changed = true;
    }
    if let Some(choice) = arguments.if_missed {
        levels.if_missed = choice.into();
        changed = true;
    }
    if !arguments.tsa.is_empty() || arguments.no_tsa {
        let password = arguments
            .tsa_password_file
            .as_deref()
            .map(secrets::from_file)
            .transpose()?;
        levels.authorities = arguments
            .tsa
            .iter()
            .map(|url| TimeStampAuthority {
                url: url.clone(),
                timeout_s: arguments.tsa_timeout.unwrap_or(0),
                per_hour: arguments.tsa_per_hour,
                per_day: arguments.tsa_per_day,
                policy: None,
                user: arguments.tsa_user.clone(),
                password: password.clone(),
            })
            .collect();
        changed = true;
    }
    if changed {
        desk.set_levels(&levels)?;
    }
    out.either(&levels, |out| print(out, &levels))?;
    Ok(Exit::Done)
}

fn print(out: &Out, levels: &Levels) -> Result<(), Error> {
    let name = |level| crate::args::LevelArg::of(level).name().to_owned();
    let choice = match levels.if_missed {
        desk::IfMissed::Refuse => "if-missed-refuse",
        desk::IfMissed::Later => "if-missed-later",
    };
    out.fields(&[
        ("field-level", name(levels.wanted)),
        ("field-if-missed", out.words.text(choice, &[])),
        (
            "field-tsa",
            levels
                .authorities
                .iter()
                .map(|one| one.url.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        ),
    ])?;
    levels
        .procedures
        .iter()
        .try_for_each(|(key, level)| out.line(&format!("  {key}: {}", name(*level))))
}
