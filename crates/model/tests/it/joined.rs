//! Acts of two people on two desks go together, or a person decides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use model::circuit::{Circuit, CircuitStatus, StepState};
use serde_json::{Value, json};

const VERSION: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const SIGNED: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn id(number: u32) -> String {
    format!("01980000-0000-7000-8000-{number:012x}")
}

fn step(number: u32, stage: u32, four_eyes: bool) -> Value {
    json!({
        "id": id(number), "kind": "visa", "stage": stage, "assignee": { "role": "agent" },
        "four_eyes": four_eyes, "optional": false, "state": "waiting",
        "due_since": if stage == 1 { json!("2026-05-04T08:00:00Z") } else { Value::Null },
    })
}

/// Two parallel visas, then a third.
fn base(four_eyes: bool) -> Value {
    json!({
        "id": id(1), "document": id(2), "dossier": id(3), "name": "Visas", "starter": id(4), "drafters": [id(4)],
        "started_at": "2026-05-04T08:00:00Z", "status": "running", "lineage": [VERSION],
        "steps": [step(11, 1, four_eyes), step(12, 1, four_eyes), step(13, 2, false)], "past": [],
    })
}

fn done(circuit: &mut Value, index: usize, by: u32, at: &str) {
    circuit["steps"][index]["state"] = json!({ "done": { "by": id(by), "at": at, "seen": VERSION } });
    circuit["steps"][index]["due_since"] = Value::Null;
}

fn read(value: &Value) -> Circuit {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn parallel_steps_done_on_two_desks_are_both_done_and_the_next_stage_is_due() {
    let before = base(true);
    let (mut mine, mut theirs) = (before.clone(), before.clone());
    done(&mut mine, 0, 21, "2026-05-05T09:00:00Z");
    done(&mut theirs, 1, 22, "2026-05-05T10:00:00Z");
    let joined = Circuit::joined(&read(&before), &read(&mine), &read(&theirs)).unwrap();
    let other = Circuit::joined(&read(&before), &read(&theirs), &read(&mine)).unwrap();
    assert_eq!(joined, other, "both desks come to the same");
    let is_done = |index: usize| matches!(joined.steps[index].state, StepState::Done(_));
    assert!(is_done(0) && is_done(1) && !is_done(2));
    assert_eq!((joined.status, joined.stage()), (CircuitStatus::Running, Some(2)));
    assert_eq!(
        joined.steps[2].due_since,
        Some("2026-05-05T10:00:00Z".parse().unwrap())
    );
}

#[test]
fn what_does_not_go_together_is_for_a_person() {
    let before = base(true);
    let with = |index: usize, by: u32| {
        let mut circuit = before.clone();
        done(&mut circuit, index, by, "2026-05-05T09:00:00Z");
        circuit
    };
    let join = |mine: &Value, theirs: &Value| Circuit::joined(&read(&before), &read(mine), &read(theirs));
    assert_eq!(join(&with(0, 21), &with(0, 22)), None, "the same step by two");
    assert_eq!(join(&with(0, 21), &with(1, 21)), None, "four eyes are two people");
    let mut refused = before.clone();
    refused["status"] = json!("refused");
    assert_eq!(join(&with(0, 21), &refused), None, "refused there");
    let (mut one, mut two) = (with(0, 21), with(1, 22));
    one["lineage"] = json!([VERSION, SIGNED]);
    assert!(join(&one, &two).is_some(), "one of them made a version");
    two["lineage"] = json!([VERSION, "c".repeat(64)]);
    assert_eq!(join(&one, &two), None, "two versions are two documents");
    let mut undone = before.clone();
    undone["past"] = json!([{ "step": id(11), "undone_at": "2026-05-05T09:00:00Z", "why": "sent_back",
        "done": { "by": id(21), "at": "2026-05-05T08:00:00Z", "seen": VERSION } }]);
    assert_eq!(join(&with(0, 21), &undone), None, "sent back there");
}
