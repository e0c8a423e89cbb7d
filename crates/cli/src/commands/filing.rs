//! Changes to dossiers, the classification plan, and how the desk numbers.

use model::numbering::Pattern;
use model::view::{DossierAttempt, DossierView, TableImport};
use model::{PartyId, PartyKind, PartyWho, Reference, Subject};
use wording::Explanation;

use super::safety::person;
use super::{Context, dossiers, find_dossier};
use crate::args::dossiers::{
    ClassificationCommand, DossierChange, DossierClose, DossierConfidentiality, DossierEdit, DossierGrant,
    Numbering, WhoArg,
};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};

pub fn run(context: &Context<'_>, command: &DossierChange) -> Result<Exit, Error> {
    let desk = || context.open_desk();
    let edited = |dossier: DossierView| said(context.out, "dossier-edited", &dossier);
    match command {
        DossierChange::Edit(arguments) => edit(context, arguments),
        DossierChange::Confidentiality(arguments) => confidentiality(context, arguments),
        DossierChange::Grant(arguments) => grant(context, arguments),
        DossierChange::State(arguments) => {
            let desk = desk()?;
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            attempt(
                context.out,
                "dossier-moved",
                &desk.change_state(dossier.id, &arguments.to_state)?,
            )
        }
        DossierChange::Close(arguments) => close(context, arguments),
        DossierChange::Renumber(arguments) => {
            let desk = desk()?;
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            said(
                context.out,
                "dossier-renumbered",
                &desk.renumber(dossier.id, &arguments.why)?,
            )
        }
        DossierChange::Reopen(arguments) => {
            let desk = desk()?;
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            said(
                context.out,
                "dossier-reopened",
                &desk.reopen_dossier(dossier.id, &arguments.why)?,
            )
        }
        DossierChange::Link(arguments) => {
            let desk = desk()?;
            let (one, other) = (
                find_dossier(&desk, &arguments.dossier)?,
                find_dossier(&desk, &arguments.other)?,
            );
            edited(desk.link_dossiers(one.id, arguments.link_kind.into(), other.id)?)
        }
        DossierChange::Unlink(arguments) => {
            let desk = desk()?;
            let (one, other) = (
                find_dossier(&desk, &arguments.dossier)?,
                find_dossier(&desk, &arguments.other)?,
            );
            edited(desk.unlink_dossiers(one.id, arguments.link_kind.into(), other.id)?)
        }
        DossierChange::AddParty(arguments) => {
            let desk = desk()?;
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            let who = who(&arguments.who)?;
            edited(desk.add_party(dossier.id, &who, arguments.party_role.into())?)
        }
        DossierChange::ChangeParty(arguments) => {
            let who = who(&arguments.who)?;
            let party = party(&arguments.party)?;
            edited(desk()?.change_party(party, &who, arguments.party_role.into())?)
        }
        DossierChange::RemoveParty(arguments) => edited(desk()?.remove_party(party(&arguments.party)?)?),
        DossierChange::History(arguments) => {
            let entries = desk()?.dossier_journal(&Reference::parse(&arguments.dossier)?)?;
            context
                .out
                .either(&entries, |out| dossiers::print_history(out, &entries))?;
            Ok(Exit::Done)
        }
    }
}

fn said(out: &Out, id: &str, dossier: &DossierView) -> Result<Exit, Error> {
    out.either(dossier, |out| {
        let arguments = [("reference", dossier.reference.to_string())];
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text(id, &arguments)
        ))
    })?;
    Ok(Exit::Done)
}

/// What kept a dossier back is a result, told on standard output; the program ends with 1.
fn attempt(out: &Out, id: &str, attempt: &DossierAttempt) -> Result<Exit, Error> {
    let dossier = &attempt.dossier;
    out.either(attempt, |out| {
        let arguments = [
            ("reference", dossier.reference.to_string()),
            ("state", dossier.facts.state.clone().unwrap_or_default()),
        ];
        if attempt.done {
            return out.line(&format!(
                "{} {}",
                out.mark(Mark::Good, false),
                out.words.text(id, &arguments)
            ));
        }
        out.say("dossier-kept-back", &arguments)?;
        blockers(out, &attempt.blockers)
    })?;
    Ok(if attempt.done { Exit::Done } else { Exit::Failed })
}

fn blockers(out: &Out, blockers: &[Explanation]) -> Result<(), Error> {
    blockers.iter().try_for_each(|blocker| {
        let mut lines = out.explanation_lines(blocker).into_iter();
        let first = lines.next().unwrap_or_default();
        out.line(&format!("{} {first}", out.mark(Mark::Bad, false)))?;
        lines.try_for_each(|line| out.line(&format!("  {line}")))
    })
}

fn edit(context: &Context<'_>, arguments: &DossierEdit) -> Result<Exit, Error> {
    let subject = arguments.new_subject.as_deref().map(Subject::parse).transpose()?;
    let desk = context.open_desk()?;
    let mut dossier = find_dossier(&desk, &arguments.dossier)?;
    if let Some(subject) = subject {
        dossier = desk.change_subject(dossier.id, &subject)?;
    }
    if arguments.classification.is_some() || arguments.no_classification {
        dossier = desk.classify(dossier.id, arguments.classification.as_deref())?;
    }
    if !arguments.tag.is_empty() || !arguments.remove_tag.is_empty() {
        dossier = desk.change_tags(dossier.id, &arguments.tag, &arguments.remove_tag)?;
    }
    said(context.out, "dossier-edited", &dossier)
}

fn confidentiality(context: &Context<'_>, arguments: &DossierConfidentiality) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    let named = arguments
        .named
        .iter()
        .map(|name| person(&desk, name))
        .collect::<Result<Vec<_>, _>>()?;
    let dossier = desk.set_confidentiality(dossier.id, arguments.level_of_access.into(), &named)?;
    said(context.out, "dossier-edited", &dossier)
}

fn grant(context: &Context<'_>, arguments: &DossierGrant) -> Result<Exit, Error> {
    let reference = Reference::parse(&arguments.dossier)?;
    let desk = context.open_desk()?;
    let id = person(&desk, &arguments.to_person)?;
    desk.grant_access(&reference, id, &arguments.why)?;
    let shown = serde_json::json!({ "reference": reference, "person": id });
    context.out.either(&shown, |out| {
        let arguments = [
            ("reference", reference.to_string()),
            ("person", arguments.to_person.clone()),
        ];
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text("access-granted", &arguments)
        ))
    })?;
    Ok(Exit::Done)
}

fn close(context: &Context<'_>, arguments: &DossierClose) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let dossier = find_dossier(&desk, &arguments.dossier)?;
    if !arguments.check {
        return attempt(
            context.out,
            "dossier-is-closed",
            &desk.close_dossier(dossier.id, &arguments.remark)?,
        );
    }
    let found = desk.closing_blockers(dossier.id)?;
    context.out.either(&found, |out| {
        if found.is_empty() {
            return out.say("dossier-may-close", &[]);
        }
        blockers(out, &found)
    })?;
    Ok(if found.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}

fn who(arguments: &WhoArg) -> Result<PartyWho, Error> {
    if let Some(contact) = &arguments.contact {
        return Ok(PartyWho::Contact(super::directory::contact_id(contact)?));
    }
    let name = arguments.party_name.as_deref().unwrap_or_default();
    let (kind, name) = match name.strip_prefix("legal:") {
        Some(name) => (PartyKind::Legal, name),
        None => (PartyKind::Natural, name),
    };
    Ok(PartyWho::Named {
        kind,
        name: name.to_owned(),
    })
}

fn party(text: &str) -> Result<PartyId, Error> {
    text.parse().map_err(|_| {
        desk::Error::from(desk::DossierError::PartyUnknown {
            party: text.to_owned(),
        })
        .into()
    })
}

/// What came of a table.
pub(super) fn imported(out: &Out, import: &TableImport) -> Result<Exit, Error> {
    out.either(import, |out| {
        if import.problems.is_empty() {
            return out.say("table-imported", &[("count", import.imported.to_string())]);
        }
        out.say("table-refused", &[("count", import.problems.len().to_string())])?;
        import.problems.iter().try_for_each(|fault| {
            let line = out.words.text("table-line", &[("line", fault.line.to_string())]);
            let sentence = out.explanation_lines(&fault.problem).join(" ");
            out.line(&format!("{} {line}: {sentence}", out.mark(Mark::Bad, false)))
        })
    })?;
    Ok(if import.problems.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}

pub fn classification(context: &Context<'_>, command: &ClassificationCommand) -> Result<Exit, Error> {
    let out = context.out;
    match command {
        ClassificationCommand::Import(file) => {
            let bytes = input::small(&file.table)?;
            imported(out, &context.open_desk()?.import_classification_plan(&bytes)?)
        }
        ClassificationCommand::List => {
            let rows = context.open_desk()?.classification_plan()?;
            out.either(&rows, |out| {
                if rows.is_empty() {
                    return out.say("plan-none", &[]);
                }
                rows.iter().try_for_each(|row| {
                    let title =
                        model::procedure::text_in(&row.class.titles, out.words.lang()).unwrap_or_default();
                    let retired = if row.class.retired {
                        out.words.text("plan-retired", &[])
                    } else {
                        String::new()
                    };
                    let count = if row.dossiers > 0 {
                        row.dossiers.to_string()
                    } else {
                        String::new()
                    };
                    let line = format!(
                        "{}{}  {title}  {retired}  {count}",
                        "  ".repeat(row.depth as usize),
                        row.class.code
                    );
                    out.line(line.trim_end())
                })
            })?;
            Ok(Exit::Done)
        }
    }
}

pub fn numbering(context: &Context<'_>, arguments: &Numbering) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let before = desk.numbering()?;
    let mut numbering = before.clone();
    if let Some(pattern) = &arguments.pattern {
        numbering.pattern =
            Pattern::parse(pattern).map_err(|error| desk::Error::from(desk::DossierError::from(error)))?;
    }
    if let Some(code) = &arguments.desk_code {
        numbering.desk = Some(code.clone());
    }
    if arguments.no_desk_code {
        numbering.desk = None;
    }
    if let Some(first) = arguments.first {
        numbering.first = first;
    }
    if let Some(last) = arguments.last {
        numbering.last = Some(last);
    }
    if arguments.no_last {
        numbering.last = None;
    }
    if numbering != before {
        numbering = desk.set_numbering(numbering)?;
    }
    context.out.either(&numbering, |out| {
        let last = numbering.last.map(|last| last.to_string()).unwrap_or_default();
        out.fields(&[
            ("field-pattern", numbering.pattern.as_str().to_owned()),
            ("field-desk-code", numbering.desk.clone().unwrap_or_default()),
            ("field-range", format!("{}–{last}", numbering.first)),
        ])?;
        if numbering.is_own() {
            Ok(())
        } else {
            out.say("numbering-alone", &[])
        }
    })?;
    Ok(Exit::Done)
}
