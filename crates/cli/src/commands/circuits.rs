//! Circuits, absences, tasks, notes and the inbox.

use desk::{Desk, NewCircuit, SignBatch, SignOutcome, ToSign};
use jiff::civil::Date;
use model::circuit::{Assignee, Command, Dispatch, NewStep};
use model::delegation::{NewDelegation, Scope};
use model::procedure::StepKind;
use model::view::DocumentView;
use model::work::{
    CircuitView, DelegationView, InboxStep, InboxView, NewTask, NoteView, StepStanding, StepView, TaskView,
};
use model::{Role, Sha256};

use super::documents::{interrupted, print_refused};
use super::{Context, find_document, find_dossier, keys};
use crate::args::circuit::*;
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};
use crate::words::Words;
use crate::work::{Bar, stop_on_interrupt};

fn invalid(option: &'static str, text: &str) -> Error {
    Error::OptionInvalid {
        option,
        text: text.to_owned(),
    }
}

fn day(option: &'static str, text: &str) -> Result<Date, Error> {
    text.parse().map_err(|_| invalid(option, text))
}

/// The version that was seen, by its digest or the beginning of it (8 digits at least).
fn seen(document: &DocumentView, text: &str) -> Result<Sha256, Error> {
    let wanted = text.trim().to_ascii_lowercase();
    if let Ok(whole) = wanted.parse::<Sha256>() {
        // One that the document does not have is the desk's to refuse, with what is the newest.
        return Ok(whole);
    }
    let mut found = document
        .versions
        .iter()
        .filter(|version| version.sha256.to_string().starts_with(&wanted));
    match (found.next(), found.next()) {
        (Some(one), None) if wanted.len() >= 8 => Ok(one.sha256),
        _ => Err(invalid("--seen", text)),
    }
}

/// `person=NAME`, `role=ROLE`, `office=CODE`, `role=ROLE@CODE`, or a name.
fn assignee(desk: &Desk, option: &'static str, text: &str) -> Result<Assignee, Error> {
    let role = |word: &str| -> Result<Role, Error> {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).map_err(|_| invalid(option, text))
    };
    Ok(match text.split_once('=') {
        Some(("person", name)) => Assignee::Person(desk.find_person(name)?.id),
        Some(("office", code)) => Assignee::Office(code.to_uppercase()),
        Some(("role", word)) => match word.split_once('@') {
            Some((word, office)) => Assignee::RoleIn {
                role: role(word)?,
                office: office.to_uppercase(),
            },
            None => Assignee::Role(role(word)?),
        },
        Some(_) => return Err(invalid(option, text)),
        None => Assignee::Person(desk.find_person(text)?.id),
    })
}

/// `1:visa:person=Paul Meyers:four-eyes:optional:within=3 working days`.
fn new_step(desk: &Desk, text: &str) -> Result<NewStep, Error> {
    let wrong = || invalid("--step", text);
    let mut parts = text.split(':').map(str::trim);
    let stage = parts
        .next()
        .and_then(|stage| stage.parse().ok())
        .ok_or_else(wrong)?;
    let kind: StepKind = parts
        .next()
        .and_then(|word| serde_json::from_value(serde_json::Value::String(word.to_owned())).ok())
        .ok_or_else(wrong)?;
    let mut step = NewStep {
        kind,
        stage,
        assignee: assignee(desk, "--step", parts.next().ok_or_else(wrong)?)?,
        four_eyes: false,
        optional: false,
        within: None,
    };
    for part in parts {
        match part.split_once('=') {
            None if part == "four-eyes" => step.four_eyes = true,
            None if part == "optional" => step.optional = true,
            Some(("within", length)) => step.within = Some(length.to_owned()),
            _ => return Err(wrong()),
        }
    }
    Ok(step)
}

/// The circuit that a document is in, else its last one.
fn circuit_of(desk: &Desk, document: &DocumentView) -> Result<CircuitView, Error> {
    let mut circuits = desk.circuits_of_document(document.id)?;
    let open = circuits.iter().position(|circuit| circuit.status.is_open());
    if circuits.is_empty() {
        return Err(desk::Error::from(model::circuit::CircuitError::NoCircuit {
            title: document.title.clone(),
        })
        .into());
    }
    Ok(circuits.swap_remove(open.unwrap_or(0)))
}

/// The step that is meant: by its number in the circuit, else the due one that whoever works here may do, else a due one.
fn step_of(circuit: &CircuitView, number: Option<usize>) -> Result<model::StepId, Error> {
    let due = || {
        circuit
            .steps
            .iter()
            .filter(|step| step.state == StepStanding::Due)
    };
    let found = match number {
        Some(number) => number.checked_sub(1).and_then(|index| circuit.steps.get(index)),
        None => due()
            .find(|step| step.may_do)
            .or_else(|| due().next())
            .or(circuit.steps.first()),
    };
    found
        .map(|step| step.id)
        .ok_or_else(|| invalid("--step", &number.unwrap_or_default().to_string()))
}

pub fn run(context: &Context<'_>, command: &CircuitCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    match command {
        CircuitCommand::Rules(arguments) => {
            let document = find_document(&desk, &arguments.document)?;
            for rule in desk.circuit_rules(document.id)? {
                out.either(&rule, |out| {
                    let mark = if rule.fits {
                        out.mark(Mark::Good, false)
                    } else {
                        " ".to_owned()
                    };
                    out.line(&format!(
                        "{mark} {}  {}  {}",
                        rule.key,
                        rule.name,
                        rule.steps.len()
                    ))
                })?;
            }
            Ok(Exit::Done)
        }
        CircuitCommand::Show(arguments) => {
            let document = find_document(&desk, &arguments.document)?;
            let circuit = circuit_of(&desk, &document)?;
            shown(out, &circuit)
        }
        CircuitCommand::List(arguments) => {
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            let circuits = desk.circuits_of_dossier(dossier.id)?;
            if circuits.is_empty() && !out.is_json() {
                out.say("circuits-none", &[])?;
            }
            circuits
                .iter()
                .try_for_each(|circuit| shown(out, circuit).map(|_| ()))?;
            Ok(Exit::Done)
        }
        CircuitCommand::Start(arguments) => {
            let document = find_document(&desk, &arguments.document)?;
            let steps = arguments
                .steps
                .iter()
                .map(|text| new_step(&desk, text))
                .collect::<Result<_, _>>()?;
            let new = NewCircuit {
                document: document.id,
                seen: seen(&document, &arguments.seen)?,
                rule: arguments.rule.clone(),
                name: arguments.name.clone(),
                steps,
            };
            shown(out, &desk.start_circuit(&new)?)
        }
        CircuitCommand::Approve(arguments) => {
            act(out, &desk, &arguments.act, |step, seen| Command::Approve {
                step,
                seen,
                text: arguments.text.clone(),
            })
        }
        CircuitCommand::Dispatch(arguments) => {
            let on = match &arguments.on {
                Some(text) => day("--on", text)?,
                None => desk.today(),
            };
            act(out, &desk, &arguments.act, |step, seen| Command::Dispatch {
                step,
                seen,
                dispatch: Dispatch {
                    way: arguments.way.into(),
                    on,
                    addressee: arguments.to.clone(),
                },
            })
        }
        CircuitCommand::Refuse(arguments) => act(out, &desk, &arguments.act, |step, seen| Command::Refuse {
            step,
            seen,
            reason: arguments.reason.clone(),
        }),
        CircuitCommand::SendBack(arguments) => {
            act(out, &desk, &arguments.act.act, |step, seen| Command::SendBack {
                step,
                seen,
                stage: arguments.stage,
                reason: arguments.act.reason.clone(),
            })
        }
        CircuitCommand::Substitute(arguments) => {
            let to = desk.find_person(&arguments.to)?.id;
            act(out, &desk, &arguments.act.act, |step, seen| Command::Substitute {
                step,
                seen,
                to,
                reason: arguments.act.reason.clone(),
            })
        }
        CircuitCommand::Skip(arguments) => act(out, &desk, &arguments.act, |step, seen| Command::Skip {
            step,
            seen,
            reason: arguments.reason.clone(),
        }),
        CircuitCommand::Withdraw(arguments) => act(out, &desk, &arguments.act, |_, seen| Command::Withdraw {
            seen,
            reason: arguments.reason.clone(),
        }),
        CircuitCommand::Cancel(arguments) => act(out, &desk, &arguments.act, |_, seen| Command::Cancel {
            seen,
            reason: arguments.reason.clone(),
        }),
        CircuitCommand::Restart(arguments) => act(out, &desk, arguments, |_, seen| Command::Restart { seen }),
        CircuitCommand::Sign(arguments) => sign(context, &desk, arguments),
    }
}

fn act(
    out: &Out,
    desk: &Desk,
    arguments: &CircuitSeen,
    command: impl FnOnce(model::StepId, Sha256) -> Command,
) -> Result<Exit, Error> {
    let document = find_document(desk, &arguments.document)?;
    let circuit = circuit_of(desk, &document)?;
    let step = step_of(&circuit, arguments.step)?;
    let seen = seen(&document, &arguments.seen)?;
    shown(out, &desk.act_on_circuit(circuit.id, &command(step, seen))?)
}

fn sign(context: &Context<'_>, desk: &Desk, arguments: &CircuitSign) -> Result<Exit, Error> {
    let out = context.out;
    let documents = arguments
        .target
        .iter()
        .map(|text| {
            let (name, digest) = text
                .rsplit_once('=')
                .ok_or_else(|| invalid("DOCUMENT=DIGEST", text))?;
            let document = find_document(desk, name)?;
            Ok(ToSign {
                document: document.id,
                seen: seen(&document, digest)?,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let template = match &arguments.appearance {
        Some(path) => {
            let text = input::text(path)?;
            Some(desk::signature::template(&text)?)
        }
        None => None,
    };
    let key = keys::open(
        context,
        &arguments.key,
        arguments.p12_passphrase_file.as_deref(),
        "--p12-passphrase-file",
    )?;
    if let Some(warning) = desk.holder_warning(&key.certificate().holder) {
        out.note(&warning.to_string());
    }
    let batch = SignBatch {
        level: arguments.level.map(Into::into),
        if_missed: arguments.if_missed.map(Into::into),
        template: template.as_ref(),
        capacity: arguments.capacity.as_deref(),
        place: arguments.location.as_deref(),
        jobs: arguments.jobs.map_or(1, usize::from),
        ..SignBatch::new(&documents, &key)
    };
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let (mut signed, mut refused) = (0, 0);
    let mut output = Ok(());
    let mut on_outcome = |outcome: SignOutcome| {
        match &outcome.result {
            Err(explanation) if explanation.code == "cancelled" => return,
            Ok(_) => signed += 1,
            Err(_) => refused += 1,
        }
        if output.is_ok() {
            output = say_signed(out, &outcome);
        }
        if output.is_err() {
            cancel.cancel();
        }
    };
    desk.sign_batch(&batch, &mut on_outcome, &|progress| bar.show(&progress), &cancel)?;
    output?;
    bar.finish(out);
    if signed + refused < documents.len() {
        return interrupted(out, signed + refused, documents.len());
    }
    Ok(if refused > 0 { Exit::Failed } else { Exit::Done })
}

fn say_signed(out: &Out, outcome: &SignOutcome) -> Result<(), Error> {
    out.either(outcome, |out| match &outcome.result {
        Ok(signed) => {
            let id = if signed.before {
                "circuit-signed-before"
            } else {
                "circuit-signed"
            };
            let arguments = [
                ("title", outcome.title.clone()),
                ("version", signed.version.to_string()),
                ("level", signed.level.clone()),
                (
                    "principal",
                    signed.principal.clone().unwrap_or_else(|| "none".to_owned()),
                ),
            ];
            out.line(&format!(
                "{} {}",
                out.mark(Mark::Good, false),
                out.words.text(id, &arguments)
            ))?;
            signed
                .reasons
                .iter()
                .flat_map(|reason| out.explanation_lines(reason))
                .try_for_each(|line| out.line(&format!("  {line}")))
        }
        Err(explanation) => print_refused(out, &outcome.title, explanation),
    })
}

fn shown(out: &Out, circuit: &CircuitView) -> Result<Exit, Error> {
    out.either(circuit, |out| print(out, circuit))?;
    Ok(Exit::Done)
}

fn who(words: &Words, assignee: &Assignee, name: &str) -> String {
    let role = |role: &Role| {
        let word = serde_json::to_value(role).ok();
        let word = word
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned();
        words.text(&format!("circuit-role-{word}"), &[])
    };
    match assignee {
        Assignee::Person(_) | Assignee::Office(_) => name.to_owned(),
        Assignee::Role(one) => role(one),
        Assignee::RoleIn { role: one, office } => format!("{} · {office}", role(one)),
    }
}

fn kind(words: &Words, kind: StepKind) -> String {
    words.text(&format!("circuit-kind-{}", kind.word()), &[])
}

fn print(out: &Out, circuit: &CircuitView) -> Result<(), Error> {
    let words = &out.words;
    out.line(&format!(
        "{}  {}",
        out.bold(&format!("{} · {}", circuit.reference, circuit.title)),
        words.text(&format!("circuit-status-{}", circuit.status.word()), &[])
    ))?;
    let by = circuit.version_by.clone().unwrap_or_default();
    out.fields(&[
        ("field-circuit", circuit.name.clone()),
        (
            "field-circuit-starter",
            format!("{}, {}", circuit.starter_name, words.time(circuit.started_at)),
        ),
        ("field-circuit-version", format!("{} {by}", circuit.version)),
        ("field-circuit-seen", circuit.newest.to_string()),
        ("field-circuit-reason", circuit.reason.clone().unwrap_or_default()),
        (
            "field-circuit-stuck",
            circuit
                .stuck
                .as_ref()
                .map(|stuck| {
                    words.text(
                        "circuit-stuck-at",
                        &[
                            ("kind", kind(words, stuck.kind)),
                            ("stage", stuck.stage.to_string()),
                        ],
                    )
                })
                .unwrap_or_default(),
        ),
        ("field-id", circuit.id.to_string()),
    ])?;
    let rows: Vec<Vec<String>> = (1..)
        .zip(&circuit.steps)
        .map(|(number, step)| row(words, number, step))
        .collect();
    out.table(
        &[
            "column-number",
            "column-circuit-stage",
            "column-circuit-step",
            "column-circuit-who",
            "column-status",
            "column-circuit-done",
        ],
        &rows,
    )
}

fn row(words: &Words, number: usize, step: &StepView) -> Vec<String> {
    let state = match step.state {
        StepStanding::Pending => "pending",
        StepStanding::Due => "due",
        StepStanding::Done => "done",
        StepStanding::Skipped => "skipped",
    };
    let done = step.done.as_ref().map(|done| {
        let principal = done
            .principal
            .as_ref()
            .map(|name| format!(", p.d. {name}"))
            .unwrap_or_default();
        format!("{}{principal}, {}", done.by, words.time(done.at))
    });
    let due = step.due_day.map(|day| day.strftime("≤ %d.%m.%Y").to_string());
    vec![
        number.to_string(),
        step.stage.to_string(),
        kind(words, step.kind),
        who(words, &step.assignee, &step.assignee_name),
        words.text(&format!("circuit-step-{state}"), &[]),
        done.or(due).unwrap_or_default(),
    ]
}

pub fn delegation(context: &Context<'_>, command: &DelegationCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    match command {
        DelegationCommand::List(arguments) => {
            let list = desk.delegations(arguments.past)?;
            if list.is_empty() && !out.is_json() {
                out.say("delegations-none", &[])?;
            }
            list.iter().try_for_each(|one| say_delegation(out, one))?;
        }
        DelegationCommand::Make(arguments) => {
            let principal = match &arguments.principal {
                Some(name) => desk.find_person(name)?.id,
                None => desk.person(),
            };
            let new = NewDelegation {
                principal,
                delegate: desk.find_person(&arguments.to)?.id,
                first_day: day("--from", &arguments.from)?,
                last_day: day("--until", &arguments.until)?,
                scope: Scope {
                    offices: arguments.office.iter().map(|code| code.to_uppercase()).collect(),
                    procedures: arguments.procedure.clone(),
                    kinds: arguments.kind.iter().copied().map(Into::into).collect(),
                },
                mandate: arguments.mandate.clone(),
                may_delegate: arguments.may_delegate,
            };
            say_delegation(out, &desk.delegate(&new)?)?;
        }
        DelegationCommand::Revoke(arguments) => {
            let id = &arguments.delegation;
            let id = id.parse().map_err(|_| invalid("ID", id))?;
            say_delegation(out, &desk.revoke_delegation(id, &arguments.reason)?)?;
        }
    }
    Ok(Exit::Done)
}

fn say_delegation(out: &Out, one: &DelegationView) -> Result<(), Error> {
    out.either(one, |out| {
        let mark = if one.in_force { Mark::Good } else { Mark::Attention };
        let arguments = [
            ("principal", one.principal_name.clone()),
            ("delegate", one.delegate_name.clone()),
            ("first", one.first_day.strftime("%d.%m.%Y").to_string()),
            ("last", one.last_day.strftime("%d.%m.%Y").to_string()),
        ];
        let id = if one.revoked_at.is_some() {
            "delegation-line-revoked"
        } else {
            "delegation-line"
        };
        out.line(&format!(
            "{} {}",
            out.mark(mark, false),
            out.words.text(id, &arguments)
        ))?;
        out.line(&format!("  {}  {}", one.mandate, out.faint(&one.id.to_string())))
    })
}

pub fn task(context: &Context<'_>, command: &TaskCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let parse = |text: &str| text.parse().map_err(|_| invalid("ID", text));
    match command {
        TaskCommand::Add(arguments) => {
            let dossier = arguments
                .dossier
                .as_deref()
                .map(|text| find_dossier(&desk, text))
                .transpose()?;
            let new = NewTask {
                dossier: dossier.map(|dossier| dossier.id),
                title: arguments.title.clone(),
                assignee: assignee(&desk, "--for", &arguments.who)?,
                due_day: arguments
                    .due
                    .as_deref()
                    .map(|text| day("--due", text))
                    .transpose()?,
            };
            say_task(out, &desk.add_task(&new)?)?;
        }
        TaskCommand::List(arguments) => {
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            let tasks = desk.tasks_of_dossier(dossier.id)?;
            if tasks.is_empty() && !out.is_json() {
                out.say("tasks-none", &[])?;
            }
            tasks.iter().try_for_each(|task| say_task(out, task))?;
        }
        TaskCommand::Done(arguments) => say_task(out, &desk.set_task_done(parse(&arguments.task)?, true)?)?,
        TaskCommand::OpenAgain(arguments) => {
            say_task(out, &desk.set_task_done(parse(&arguments.task)?, false)?)?
        }
    }
    Ok(Exit::Done)
}

fn say_task(out: &Out, task: &TaskView) -> Result<(), Error> {
    out.either(task, |out| task_line(out, task))
}

fn task_line(out: &Out, task: &TaskView) -> Result<(), Error> {
    let mark = match (task.done_at, task.overdue) {
        (Some(_), _) => out.mark(Mark::Good, false),
        (None, true) => out.mark(Mark::Attention, false),
        (None, false) => " ".to_owned(),
    };
    let due = task
        .due_day
        .map(|day| day.strftime("≤ %d.%m.%Y  ").to_string())
        .unwrap_or_default();
    let who = who(&out.words, &task.assignee, &task.assignee_name);
    let reference = task
        .reference
        .as_ref()
        .map(|text| format!("{text}  "))
        .unwrap_or_default();
    out.line(&format!(
        "{mark} {due}{reference}{}  {who}  {}",
        task.title,
        out.faint(&task.id.to_string())
    ))
}

pub fn note(context: &Context<'_>, command: &NoteCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let parse = |text: &str| text.parse().map_err(|_| invalid("ID", text));
    match command {
        NoteCommand::Add(arguments) => {
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            say_note(out, &desk.add_note(dossier.id, &arguments.text)?)?;
        }
        NoteCommand::Edit(arguments) => {
            say_note(out, &desk.edit_note(parse(&arguments.note)?, &arguments.text)?)?
        }
        NoteCommand::List(arguments) => {
            let dossier = find_dossier(&desk, &arguments.dossier)?;
            let notes = desk.notes_of_dossier(dossier.id)?;
            if notes.is_empty() && !out.is_json() {
                out.say("notes-none", &[])?;
            }
            notes.iter().try_for_each(|note| say_note(out, note))?;
        }
        NoteCommand::Seen(arguments) => {
            desk.mention_seen(parse(&arguments.note)?)?;
            out.either(&serde_json::json!({ "seen": true }), |_| Ok(()))?;
        }
    }
    Ok(Exit::Done)
}

fn say_note(out: &Out, note: &NoteView) -> Result<(), Error> {
    out.either(note, |out| {
        out.line(&format!(
            "{}, {}  {}",
            out.bold(&note.author_name),
            out.words.time(note.written_at),
            out.faint(&note.id.to_string())
        ))?;
        note.text
            .lines()
            .try_for_each(|line| out.line(&format!("  {}", crate::out::printable(line))))?;
        if note.unresolved.is_empty() {
            return Ok(());
        }
        let names = note.unresolved.join(", ");
        out.line(&format!(
            "  {} {}",
            out.mark(Mark::Attention, false),
            out.words.text("note-unresolved", &[("names", names)])
        ))
    })
}

pub fn inbox(context: &Context<'_>, arguments: &Inbox) -> Result<Exit, Error> {
    let inbox = context.open_desk()?.inbox(arguments.limit)?;
    context.out.either(&inbox, |out| print_inbox(out, &inbox))?;
    Ok(Exit::Done)
}

fn print_inbox(out: &Out, inbox: &InboxView) -> Result<(), Error> {
    let counts = &inbox.counts;
    let step = |out: &Out, item: &InboxStep| {
        let principal = item
            .principal
            .as_ref()
            .map(|name| format!("  p.d. {name}"))
            .unwrap_or_default();
        let due = item
            .due_day
            .map(|day| day.strftime("≤ %d.%m.%Y  ").to_string())
            .unwrap_or_default();
        let digest: String = item.newest.to_string().chars().take(12).collect();
        out.line(&format!(
            "  {due}{}  {}  {}{principal}  {}",
            kind(&out.words, item.kind),
            item.reference,
            item.title,
            out.faint(&digest)
        ))?;
        item.sent_back.as_ref().map_or(Ok(()), |back| {
            let values = [("name", back.by.clone()), ("reason", back.reason.clone())];
            let told = out.words.text("inbox-sent-back", &values);
            out.line(&format!("    {} {told}", out.mark(Mark::Attention, false)))
        })
    };
    let empty = serde_json::to_value(counts)
        .ok()
        .and_then(|value| value.as_object().map(|map| map.values().all(|count| count == 0)));
    if empty == Some(true) {
        return out.say("inbox-empty", &[]);
    }
    let heading =
        |id: &str, count: u32| out.line(&out.bold(&out.words.text(id, &[("count", count.to_string())])));
    for (id, count, items) in [
        ("inbox-mine", counts.mine, &inbox.mine),
        ("inbox-delegated", counts.delegated, &inbox.delegated),
        ("inbox-office", counts.office, &inbox.office),
        ("inbox-waiting", counts.waiting, &inbox.waiting),
    ] {
        if count > 0 {
            heading(id, count)?;
            items.iter().try_for_each(|item| step(out, item))?;
        }
    }
    for (id, count, items) in [
        ("inbox-returned", counts.returned, &inbox.returned),
        ("inbox-stuck", counts.stuck, &inbox.stuck),
    ] {
        if count > 0 {
            heading(id, count)?;
            for item in items {
                let reason = item.reason.clone().unwrap_or_default();
                let by = item.by.clone().unwrap_or_default();
                out.line(&format!("  {}  {}  {by}  {reason}", item.reference, item.title))?;
            }
        }
    }
    for (id, count, items) in [
        ("inbox-tasks", counts.tasks, &inbox.tasks),
        ("inbox-office-tasks", counts.office_tasks, &inbox.office_tasks),
        ("inbox-given-tasks", counts.given_tasks, &inbox.given_tasks),
    ] {
        if count > 0 {
            heading(id, count)?;
            items.iter().try_for_each(|task| task_line(out, task))?;
        }
    }
    if counts.mentions > 0 {
        heading("inbox-mentions", counts.mentions)?;
        for mention in &inbox.mentions {
            let first = mention.text.lines().next().unwrap_or_default();
            let line = crate::out::printable(first);
            out.line(&format!(
                "  {}  {}: {line}",
                mention.reference, mention.author_name
            ))?;
        }
    }
    Ok(())
}
