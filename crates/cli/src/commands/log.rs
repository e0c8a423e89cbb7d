//! The platform's public log of seals as this desk sees it, and the alarms about it.

use identifier::Identifier;
use serde_json::json;

use super::{Context, find_document, write_file};
use crate::args::log::*;
use crate::error::{Error, Exit};
use crate::out::Mark;

pub fn log(context: &Context<'_>, command: &LogCommand) -> Result<Exit, Error> {
    match command {
        LogCommand::Status => status(context),
        LogCommand::Alarms(arguments) => alarms(context, arguments.seen_too),
        LogCommand::Confirm(arguments) => confirm(context, arguments),
        LogCommand::Proof(arguments) => proof(context, arguments),
        LogCommand::Verify(arguments) => verify(context, arguments),
        LogCommand::Accept(arguments) => accept(context, arguments),
        LogCommand::Anew(arguments) => anew(context, arguments),
    }
}

/// Exit code 1 where an alarm waits, so that a script notices.
fn status(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let status = context.open_desk()?.log_status()?;
    out.either(&status, |out| {
        let words = &out.words;
        let Some(origin) = &status.origin else {
            return out.say("log-none", &[]);
        };
        let seen = status.seen_at.map(|at| words.time(at)).unwrap_or_default();
        let size = status.size.to_string();
        out.say(
            "log-seen",
            &[("origin", origin.clone()), ("size", size), ("at", seen)],
        )?;
        let counts = [
            ("proved", status.proved.to_string()),
            ("unproved", status.unproved.to_string()),
        ];
        out.say("log-proofs", &counts)?;
        if status.alarms > 0 {
            let line = words.text("log-alarms", &[("count", status.alarms.to_string())]);
            out.line(&format!("{} {line}", out.mark(Mark::Attention, false)))?;
        }
        Ok(())
    })?;
    Ok(if status.alarms > 0 {
        Exit::Failed
    } else {
        Exit::Done
    })
}

fn alarms(context: &Context<'_>, seen_too: bool) -> Result<Exit, Error> {
    let out = context.out;
    let alarms = context.open_desk()?.alarms(seen_too)?;
    out.either(&alarms, |out| {
        if alarms.is_empty() {
            return out.say("log-no-alarm", &[]);
        }
        for alarm in &alarms {
            let raised = out.words.time(alarm.raised_at);
            out.line(&format!("{}  {raised}  {}", alarm.number, alarm.explanation.code))?;
            out.explanation_lines(&alarm.explanation)
                .iter()
                .try_for_each(|line| out.line(&format!("  {line}")))?;
            if let (Some(at), Some(by)) = (alarm.seen_at, &alarm.seen_by) {
                let arguments = [
                    ("at", out.words.time(at)),
                    ("person", by.clone()),
                    ("note", alarm.note.clone().unwrap_or_default()),
                ];
                out.line(&format!("  {}", out.words.text("log-alarm-seen", &arguments)))?;
            }
        }
        Ok(())
    })?;
    let waits = alarms.iter().any(|alarm| alarm.seen_at.is_none());
    Ok(if waits { Exit::Failed } else { Exit::Done })
}

fn confirm(context: &Context<'_>, arguments: &LogConfirm) -> Result<Exit, Error> {
    let alarm = arguments.alarm;
    context.open_desk()?.confirm_alarm(alarm, &arguments.alarm_note)?;
    context.out.either(&json!({ "alarm": alarm }), |out| {
        out.say("log-alarm-confirmed", &[("alarm", alarm.to_string())])
    })?;
    Ok(Exit::Done)
}

fn proof(context: &Context<'_>, arguments: &LogProof) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.proved_document)?;
    let Some(proof) = desk.log_proof(document.id)? else {
        context
            .out
            .either(&json!({ "proof": null }), |out| out.say("log-proof-none", &[]))?;
        return Ok(Exit::Failed);
    };
    write_file(&arguments.out, proof.as_bytes(), arguments.force)?;
    let file = arguments.out.display().to_string();
    context.out.either(&json!({ "file": file }), |out| {
        out.say("log-proof-written", &[("file", file.clone())])
    })?;
    Ok(Exit::Done)
}

/// Needs neither desk nor network.
fn verify(context: &Context<'_>, arguments: &LogVerify) -> Result<Exit, Error> {
    let identifier = Identifier::parse(&arguments.identifier)?;
    let original = crate::input::document(&arguments.logged_file)?;
    let proof = crate::input::text(&arguments.proof)?;
    let policy = crate::input::text(&arguments.policy)?;
    let proved = desk::prove_logged(&original, &identifier, &proof, &policy)?;
    context.out.either(&proved, |out| {
        let place = [
            ("identifier", identifier.printed()),
            ("origin", proved.origin.clone()),
            ("index", proved.index.to_string()),
            ("size", proved.size.to_string()),
        ];
        let line = out.words.text("log-verified", &place);
        out.line(&format!("{} {line}", out.mark(Mark::Good, false)))?;
        for witness in &proved.witnesses {
            let at = witness.at.map(|at| out.words.time(at)).unwrap_or_default();
            let seen = [("name", witness.name.clone()), ("at", at)];
            out.say("log-verified-witness", &seen)?;
        }
        if proved.witnesses.is_empty() {
            out.say("log-verified-alone", &[])?;
        }
        out.say("log-verified-later", &[])
    })?;
    Ok(Exit::Done)
}

fn accept(context: &Context<'_>, arguments: &LogAccept) -> Result<Exit, Error> {
    let text = crate::input::text(&arguments.log_policy)?;
    context.open_desk()?.accept_log_policy(&text)?;
    context
        .out
        .either(&json!({ "accepted": true }), |out| out.say("log-accepted", &[]))?;
    Ok(Exit::Done)
}

fn anew(context: &Context<'_>, arguments: &LogAnew) -> Result<Exit, Error> {
    context.open_desk()?.watch_log_anew(&arguments.log_reason)?;
    context
        .out
        .either(&json!({ "anew": true }), |out| out.say("log-anew", &[]))?;
    Ok(Exit::Done)
}
