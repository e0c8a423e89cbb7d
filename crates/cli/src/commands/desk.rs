//! The desk itself, and its journal.

use std::sync::Arc;

use super::Context;
use crate::args::{DeskCommand, DeskCreate, DeskPassphrase, DeskVisibleSeal};
use crate::error::{Error, Exit};
use crate::out::{JsonError, Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, command: &DeskCommand) -> Result<Exit, Error> {
    match command {
        DeskCommand::Create(arguments) => create(context, arguments),
        DeskCommand::Info => info(context),
        DeskCommand::Check => check(context),
        DeskCommand::Passphrase(arguments) => passphrase(context, arguments),
        DeskCommand::Begin(arguments) => {
            super::safety::begin(context, arguments.new_passphrase_file.as_deref())
        }
        DeskCommand::Recover(arguments) => super::safety::recover(context, arguments),
        DeskCommand::AcceptOlder => super::safety::accept_older(context),
        DeskCommand::Levels(arguments) => super::augmentations::levels(context, arguments),
        DeskCommand::VisibleSeal(arguments) => visible_seal(context, arguments),
    }
}

fn create(context: &Context<'_>, arguments: &DeskCreate) -> Result<Exit, Error> {
    let out = context.out;
    let folder = context.desk_folder()?;
    if desk::Desk::exists(&folder) {
        return Err(Error::DeskThere { folder });
    }
    let passphrase = secrets::new_desk(out, context.global.passphrase_file.as_deref())?;
    let roles = if arguments.role.is_empty() {
        vec![model::Role::Agent]
    } else {
        arguments.role.iter().copied().map(Into::into).collect()
    };
    let new = desk::NewDesk {
        administration: arguments.administration.clone(),
        person: arguments.person.clone(),
        roles,
        office: arguments.office.clone(),
    };
    let desk =
        desk::Desk::create(&folder, &passphrase, new, Arc::new(desk::System)).map_err(Error::DeskClosed)?;
    let view = desk.view()?;
    out.either(&view, |out| {
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words
                .text("desk-created", &[("folder", folder.display().to_string())])
        ))
    })?;
    Ok(Exit::Done)
}

fn visible_seal(context: &Context<'_>, arguments: &DeskVisibleSeal) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let mut setting = desk.visible_seals()?;
    if arguments.on || arguments.off || arguments.signer_id.is_some() {
        setting.on = (setting.on || arguments.on) && !arguments.off;
        setting.signer_id = arguments.signer_id.clone().or(setting.signer_id);
        desk.set_visible_seals(&setting)?;
    }
    context.out.either(&setting, |out| {
        let id = if setting.on {
            "visible-seal-on"
        } else {
            "visible-seal-off"
        };
        let by_certificate = || out.words.text("visible-seal-by-certificate", &[]);
        let signer = setting.signer_id.clone().unwrap_or_else(by_certificate);
        out.fields(&[
            ("field-visible-seal", out.words.text(id, &[])),
            ("field-signer-id", signer),
        ])
    })?;
    Ok(Exit::Done)
}

fn info(context: &Context<'_>) -> Result<Exit, Error> {
    let folder = context.desk_folder()?;
    let view = context.open_desk()?.view()?;
    context.out.either(&view, |out| {
        let words = &out.words;
        let roles: Vec<String> = view
            .roles
            .iter()
            .map(|role| words.text(role_id(*role), &[]))
            .collect();
        out.fields(&[
            ("field-administration", view.administration.clone()),
            ("field-person", format!("{} ({})", view.person, roles.join(", "))),
            ("field-folder", folder.display().to_string()),
            (
                "field-platform",
                view.platform
                    .clone()
                    .unwrap_or_else(|| words.text("not-enrolled", &[])),
            ),
            ("field-waiting", view.waiting.to_string()),
            (
                "field-last-sync",
                view.last_sync
                    .map_or_else(|| words.text("never", &[]), |time| words.time(time)),
            ),
            (
                "field-demo",
                if view.demo {
                    words.text("desk-is-demo", &[])
                } else {
                    String::new()
                },
            ),
        ])
    })?;
    Ok(Exit::Done)
}

pub fn role_id(role: model::Role) -> &'static str {
    match role {
        model::Role::Agent => "role-agent",
        model::Role::Signatory => "role-signatory",
        model::Role::Clerk => "role-clerk",
        model::Role::Auditor => "role-auditor",
        model::Role::Administrator => "role-administrator",
    }
}

fn check(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let bar = Bar::new(out);
    let cancel = stop_on_interrupt(out);
    let report = desk.check(&|progress| bar.show(&progress), &cancel);
    bar.finish(out);
    let report = report?;
    let problems = &report.problems;
    for problem in problems {
        if out.is_json() {
            out.json_line(&JsonError::from(problem))?;
        } else {
            print_problem(out, problem)?;
        }
    }
    if problems.is_empty() {
        let shown = serde_json::json!({
            "problems": 0,
            "contents": report.contents,
            "orphans": report.orphans,
            "renamed": report.renamed,
        });
        out.either(&shown, |out| {
            out.line(&format!(
                "{} {}",
                out.mark(Mark::Good, false),
                out.words.text("desk-check-good", &[])
            ))
        })?;
        return Ok(Exit::Done);
    }
    Ok(Exit::Failed)
}

fn print_problem(out: &Out, problem: &wording::Explanation) -> Result<(), Error> {
    for (index, line) in out.explanation_lines(problem).iter().enumerate() {
        let mark = if index == 0 {
            out.mark(Mark::Bad, false)
        } else {
            " ".to_owned()
        };
        out.line(&format!("{mark} {line}"))?;
    }
    Ok(())
}

fn passphrase(context: &Context<'_>, arguments: &DeskPassphrase) -> Result<Exit, Error> {
    let out = context.out;
    let folder = context.desk_folder()?;
    if !desk::Desk::exists(&folder) {
        return Err(Error::NoDesk { folder });
    }
    let old = secrets::desk(out, context.global.passphrase_file.as_deref())?;
    let desk = desk::Desk::unlock(&folder, &old, Arc::new(desk::System)).map_err(Error::DeskClosed)?;
    let new = secrets::changed(out, arguments.new_passphrase_file.as_deref())?;
    desk.change_passphrase(&old, &new)?;
    out.either(&serde_json::json!({ "changed": true }), |out| {
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text("passphrase-changed", &[])
        ))
    })?;
    Ok(Exit::Done)
}
