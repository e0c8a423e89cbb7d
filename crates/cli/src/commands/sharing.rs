//! What two desks changed differently: shown side by side, and decided.

use std::collections::BTreeMap;

use model::sharing::{ConflictChoice, ConflictField, ConflictView, WaitingRecord};
use serde_json::json;

use super::Context;
use crate::args::sharing::{ConflictCommand, ConflictDecide};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};

pub fn conflict(context: &Context<'_>, command: &ConflictCommand) -> Result<Exit, Error> {
    match command {
        ConflictCommand::Decide(arguments) => decide(context, arguments),
    }
}

/// Exit code 1 where something waits, so that a script notices.
pub fn list(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let conflicts = context.open_desk()?.conflicts()?;
    if out.is_json() {
        conflicts
            .iter()
            .try_for_each(|conflict| out.json_line(conflict))?;
    } else if conflicts.is_empty() {
        out.say("conflicts-none", &[])?;
    } else {
        conflicts.iter().try_for_each(|conflict| show(out, conflict))?;
    }
    Ok(if conflicts.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}

fn show(out: &Out, conflict: &ConflictView) -> Result<(), Error> {
    let words = &out.words;
    let of = conflict.reference.clone().unwrap_or_default();
    let line = words.text(
        "conflict-line",
        &[
            ("number", conflict.number.to_string()),
            ("kind", kind(out, &conflict.kind)),
            ("label", conflict.label.clone()),
            ("reference", of),
            ("at", words.time(conflict.since)),
        ],
    );
    out.line(&format!("{} {line}", out.mark(Mark::Attention, false)))?;
    match conflict.deleted.as_deref() {
        Some("mine") => out.say("conflict-deleted-mine", &[])?,
        Some(_) => out.say("conflict-deleted-theirs", &[])?,
        None => {}
    }
    let cells = |field: &ConflictField| {
        let cell = |value: &Option<String>| {
            let text = value.clone().unwrap_or_default();
            console::truncate_str(&text, 40, "…").into_owned()
        };
        vec![
            field.name.clone(),
            cell(&field.base),
            cell(&field.mine),
            cell(&field.theirs),
        ]
    };
    out.table(
        &["column-field", "column-before", "column-here", "column-platform"],
        &conflict.fields.iter().map(cells).collect::<Vec<_>>(),
    )
}

/// The word for a kind of record; the kind itself where a later version made it.
fn kind(out: &Out, kind: &str) -> String {
    out.words
        .try_text(&format!("record-{kind}"), &[])
        .unwrap_or_else(|| kind.to_owned())
}

fn decide(context: &Context<'_>, arguments: &ConflictDecide) -> Result<Exit, Error> {
    let out = context.out;
    let whole = match (arguments.mine, arguments.theirs) {
        (true, _) => Some(ConflictChoice::Mine),
        (_, true) => Some(ConflictChoice::Theirs),
        _ => None,
    };
    let mut fields = BTreeMap::new();
    for given in &arguments.choose {
        // A slip of the fingers must not become the text of the field.
        let choice = given.split_once('=').and_then(|(field, choice)| {
            let choice = match choice {
                "mine" => ConflictChoice::Mine,
                "theirs" => ConflictChoice::Theirs,
                text => ConflictChoice::Text(text.strip_prefix("text:")?.to_owned()),
            };
            Some((field.to_owned(), choice))
        });
        let (field, choice) = choice.ok_or_else(|| Error::OptionInvalid {
            option: "--choose",
            text: given.clone(),
        })?;
        fields.insert(field, choice);
    }
    let decided = context
        .open_desk()?
        .decide_conflict(arguments.conflict, whole, &fields)?;
    let number = arguments.conflict.to_string();
    out.either(
        &json!({ "number": arguments.conflict, "decided": decided }),
        |out| {
            let key = if decided {
                "conflict-decided"
            } else {
                "conflict-open"
            };
            out.say(key, &[("number", number.clone())])
        },
    )?;
    Ok(if decided { Exit::Done } else { Exit::Failed })
}

/// What waits of records, below the originals of the outbox.
pub fn waiting(out: &Out, count: u32, records: &[WaitingRecord]) -> Result<(), Error> {
    if out.is_json() {
        return records.iter().try_for_each(|record| out.json_line(record));
    }
    if count > 0 {
        out.say("records-waiting", &[("count", count.to_string())])?;
    }
    for record in records {
        let code = record.code.clone().unwrap_or_default();
        let key = if record.incoming {
            "record-not-taken"
        } else {
            "record-refused"
        };
        let operation = record.op.map(|op| op.to_string()).unwrap_or_default();
        out.say(
            key,
            &[
                ("kind", kind(out, &record.kind)),
                ("label", record.label.clone()),
                ("code", code),
                ("operation", operation),
            ],
        )?;
    }
    Ok(())
}
