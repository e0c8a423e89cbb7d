//! What the fields of a procedure file say to each other: keys that name nothing, states nobody reaches, circuits that
//! cannot end. Works on the raw tables, so that it finds its faults beside those of single fields.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::{Faults, Known, nearest, short};
use crate::deadline::{Length, Unit};

/// A word of the file and where it stands.
type Word<'a> = (&'a str, usize);

pub(super) fn check(faults: &mut Faults<'_>, root: &DeTable<'_>, known: Known<'_>) {
    let states = tables(root, "state");
    let documents = tables(root, "document");
    let circuits = tables(root, "circuit");
    let deadlines = tables(root, "deadline");
    for (name, list) in [
        ("state", &states),
        ("document", &documents),
        ("circuit", &circuits),
        ("deadline", &deadlines),
    ] {
        taken(faults, name, list);
    }
    let keys = |list: &[(&DeTable<'_>, usize)]| -> Vec<String> {
        list.iter()
            .filter_map(|(table, _)| word(table, "key").map(|(key, _)| key.to_owned()))
            .collect()
    };
    let state_keys = keys(&states);
    let document_keys = keys(&documents);
    let circuit_keys = keys(&circuits);

    for (state, _) in &states {
        for next in words(state, "next") {
            named(faults, "state.next", next, &state_keys, "procedure-state-unknown");
            if word(state, "key").is_some_and(|(key, _)| key == next.0) {
                let details = vec![("value", short(next.0))];
                faults.add(next.1, "state.next", "procedure-state-itself", details);
            }
        }
        for document in words(state, "needs_documents") {
            let field = "state.needs_documents";
            named(
                faults,
                field,
                document,
                &document_keys,
                "procedure-document-unknown",
            );
        }
        for circuit in words(state, "needs_circuits") {
            let field = "state.needs_circuits";
            named(faults, field, circuit, &circuit_keys, "procedure-circuit-unknown");
        }
    }
    machine(faults, &states);

    for (circuit, at) in &circuits {
        if let Some(document) = word(circuit, "document") {
            let field = "circuit.document";
            named(
                faults,
                field,
                document,
                &document_keys,
                "procedure-document-unknown",
            );
            let found = documents
                .iter()
                .find(|(table, _)| word(table, "key").is_some_and(|(key, _)| key == document.0));
            if found.is_some_and(|(table, _)| !yes(table, "act")) {
                let details = vec![("value", short(document.0))];
                faults.add(document.1, field, "procedure-circuit-no-act", details);
            }
        }
        steps(faults, circuit, *at);
    }

    for (deadline, _) in &deadlines {
        if let Some(state) = word(deadline, "kept_by_state") {
            let field = "deadline.kept_by_state";
            named(faults, field, state, &state_keys, "procedure-state-unknown");
        }
        if let Some(DeValue::Table(from)) = get(deadline, "from").map(Spanned::get_ref)
            && let Some(state) = word(from, "state")
        {
            named(
                faults,
                "deadline.from.state",
                state,
                &state_keys,
                "procedure-state-unknown",
            );
        }
        reminders(faults, deadline);
    }

    for (letter, at) in tables(root, "letter") {
        if let Some(document) = word(letter, "document") {
            let field = "letter.document";
            named(
                faults,
                field,
                document,
                &document_keys,
                "procedure-document-unknown",
            );
        }
        if let (Some(template), Some(known)) = (word(letter, "template"), known.templates) {
            named(
                faults,
                "letter.template",
                template,
                known,
                "procedure-letter-unknown",
            );
        }
        if yes(letter, "adverse") && get(letter, "remedy").is_none() {
            faults.add(at, "letter.remedy", "procedure-letter-remedy-missing", Vec::new());
        }
    }
}

fn get<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Option<&'a Spanned<DeValue<'i>>> {
    table
        .iter()
        .find(|(key, _)| key.get_ref() == name)
        .map(|(_, value)| value)
}

fn word<'a>(table: &'a DeTable<'_>, name: &str) -> Option<Word<'a>> {
    let value = get(table, name)?;
    Some((value.get_ref().as_str()?, value.span().start))
}

fn yes(table: &DeTable<'_>, name: &str) -> bool {
    get(table, name).and_then(|value| value.get_ref().as_bool()) == Some(true)
}

fn number(table: &DeTable<'_>, name: &str) -> Option<(u32, usize)> {
    let value = get(table, name)?;
    let number = value.get_ref().as_integer()?;
    let parsed = u32::from_str_radix(number.as_str(), number.radix()).ok()?;
    Some((parsed, value.span().start))
}

fn words<'a>(table: &'a DeTable<'_>, name: &str) -> Vec<Word<'a>> {
    match get(table, name).map(Spanned::get_ref) {
        Some(DeValue::Array(list)) => list
            .iter()
            .filter_map(|item| Some((item.get_ref().as_str()?, item.span().start)))
            .collect(),
        _ => Vec::new(),
    }
}

fn tables<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Vec<(&'a DeTable<'i>, usize)> {
    match get(table, name).map(Spanned::get_ref) {
        Some(DeValue::Array(list)) => list
            .iter()
            .filter_map(|item| Some((item.get_ref().as_table()?, item.span().start)))
            .collect(),
        _ => Vec::new(),
    }
}

/// A key stands once in its list.
fn taken(faults: &mut Faults<'_>, name: &str, list: &[(&DeTable<'_>, usize)]) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (table, _) in list {
        if let Some((key, at)) = word(table, "key")
            && !seen.insert(key)
        {
            let details = vec![("value", short(key))];
            faults.add(at, format!("{name}.key"), "procedure-key-taken", details);
        }
    }
}

/// A word names something that is there.
fn named(faults: &mut Faults<'_>, field: &str, (value, at): Word<'_>, known: &[String], code: &'static str) {
    if known.iter().any(|known| known == value) {
        return;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let details = vec![
        ("value", short(value)),
        ("similar", nearest(value, &known).unwrap_or_default().to_owned()),
        ("known", known.join(", ")),
    ];
    faults.add(at, field, code, details);
}

/// The states: every one is reached from the first, and from every one a dossier can come to be closed.
fn machine(faults: &mut Faults<'_>, states: &[(&DeTable<'_>, usize)]) {
    let Some((first, first_at)) = states.first() else {
        return;
    };
    for need in ["needs_documents", "needs_circuits"] {
        if !words(first, need).is_empty() {
            let at = get(first, need).map_or(*first_at, |value| value.span().start);
            faults.add(
                at,
                format!("state.{need}"),
                "procedure-state-first-needs",
                Vec::new(),
            );
        }
    }
    if !states.iter().any(|(state, _)| yes(state, "may_close")) {
        faults.add(
            *first_at,
            "state.may_close",
            "procedure-state-closing-missing",
            Vec::new(),
        );
    }
    let mut forward: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut backward: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (state, _) in states {
        let Some((key, _)) = word(state, "key") else {
            return;
        };
        for (next, _) in words(state, "next") {
            forward.entry(key).or_default().push(next);
            backward.entry(next).or_default().push(key);
        }
    }
    let reach = |from: Vec<&str>, ways: &BTreeMap<&str, Vec<&str>>| -> BTreeSet<String> {
        let mut reached: BTreeSet<String> = from.iter().map(|key| (*key).to_owned()).collect();
        let mut queue: VecDeque<String> = reached.iter().cloned().collect();
        while let Some(key) = queue.pop_front() {
            for next in ways.get(key.as_str()).into_iter().flatten() {
                if reached.insert((*next).to_owned()) {
                    queue.push_back((*next).to_owned());
                }
            }
        }
        reached
    };
    let begin = word(first, "key").map(|(key, _)| key).into_iter().collect();
    let closing: Vec<&str> = states
        .iter()
        .filter(|(state, _)| yes(state, "may_close"))
        .filter_map(|(state, _)| word(state, "key").map(|(key, _)| key))
        .collect();
    let reached = reach(begin, &forward);
    let ends = reach(closing.clone(), &backward);
    for (state, _) in states {
        let Some((key, at)) = word(state, "key") else {
            continue;
        };
        let details = vec![("value", short(key))];
        if !reached.contains(key) {
            faults.add(at, "state.key", "procedure-state-unreachable", details);
        } else if !closing.is_empty() && !ends.contains(key) {
            faults.add(at, "state.next", "procedure-state-no-end", details);
        }
    }
}

/// The steps of a circuit: stages without gaps, somebody for each, in an order that makes sense, and able to end.
fn steps(faults: &mut Faults<'_>, circuit: &DeTable<'_>, circuit_at: usize) {
    let name = word(circuit, "key").map_or("", |(key, _)| key);
    let of_circuit = || vec![("circuit", short(name))];
    let steps = tables(circuit, "step");
    let none = get(circuit, "step").is_some() && steps.is_empty();
    if none || (!steps.is_empty() && steps.iter().all(|(step, _)| yes(step, "optional"))) {
        faults.add(
            circuit_at,
            "circuit.step",
            "procedure-circuit-empty",
            of_circuit(),
        );
    }
    let stages: BTreeSet<u32> = steps
        .iter()
        .filter_map(|(step, _)| number(step, "stage").map(|(stage, _)| stage))
        .collect();
    for (expected, stage) in (1..).zip(stages) {
        if stage != expected {
            let at = steps
                .iter()
                .filter_map(|(step, _)| number(step, "stage"))
                .find(|(number, _)| *number == stage)
                .map_or(circuit_at, |(_, at)| at);
            let mut details = of_circuit();
            details.push(("stage", expected.to_string()));
            faults.add(at, "circuit.step.stage", "procedure-circuit-stage-gap", details);
            break;
        }
    }
    for (step, at) in &steps {
        let person = word(step, "person").is_some();
        let place = get(step, "role").is_some() || get(step, "office").is_some();
        if !person && !place && get(step, "person").is_none() {
            faults.add(*at, "circuit.step.role", "procedure-step-nobody", of_circuit());
        } else if person && place {
            let at = word(step, "person").map_or(*at, |(_, at)| at);
            faults.add(
                at,
                "circuit.step.person",
                "procedure-step-person-and-role",
                of_circuit(),
            );
        }
    }
    order(faults, &steps, &of_circuit());
    // Whoever is named for two steps has done one of them when the four eyes of the other are asked for.
    for (index, (step, at)) in steps.iter().enumerate() {
        let Some((person, _)) = word(step, "person").filter(|_| yes(step, "four_eyes")) else {
            continue;
        };
        let also = steps.iter().enumerate().any(|(other, (step, _))| {
            other != index
                && !yes(step, "optional")
                && word(step, "person").is_some_and(|(other, _)| other == person)
        });
        if also {
            let mut details = of_circuit();
            details.push(("person", short(person)));
            faults.add(
                *at,
                "circuit.step.four_eyes",
                "procedure-circuit-deadlock",
                details,
            );
        }
    }
}

/// Nothing but dispatch follows or stands beside a seal; nothing at all follows dispatch.
fn order(faults: &mut Faults<'_>, steps: &[(&DeTable<'_>, usize)], of_circuit: &[(&'static str, String)]) {
    for (index, (step, _)) in steps.iter().enumerate() {
        let (Some((kind, at)), Some((stage, _))) = (word(step, "kind"), number(step, "stage")) else {
            continue;
        };
        let broken = steps.iter().enumerate().any(|(other, (earlier, _))| {
            let (Some((before, _)), Some((earlier_stage, _))) =
                (word(earlier, "kind"), number(earlier, "stage"))
            else {
                return false;
            };
            other != index
                && match before {
                    "seal" => {
                        kind != "dispatch" && earlier_stage <= stage
                            || kind == "dispatch" && earlier_stage == stage
                    }
                    "dispatch" => kind != "dispatch" && earlier_stage < stage,
                    _ => false,
                }
        });
        if broken {
            let mut details = of_circuit.to_vec();
            details.push(("kind", short(kind)));
            faults.add(at, "circuit.step.kind", "procedure-circuit-order", details);
        }
    }
}

/// A reminder comes after the start.
fn reminders(faults: &mut Faults<'_>, deadline: &DeTable<'_>) {
    let days = |text: &str| {
        let length: Length = text.parse().ok()?;
        Some(
            u64::from(length.count())
                * match length.unit() {
                    Unit::Days => 10,
                    Unit::WorkingDays => 14,
                    Unit::Weeks => 70,
                    Unit::Months => 304,
                    Unit::Years => 3650,
                },
        )
    };
    let Some(whole) = word(deadline, "length").and_then(|(text, _)| days(text)) else {
        return;
    };
    for (lead, at) in words(deadline, "remind") {
        if days(lead).is_some_and(|lead| lead >= whole) {
            let details = vec![("value", short(lead))];
            faults.add(at, "deadline.remind", "procedure-remind-too-early", details);
        }
    }
}
