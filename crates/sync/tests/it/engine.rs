//! The engine against a model of a platform that answers, fails, forgets and lies, with kills at any moment.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use identifier::Identifier;
use jiff::{SignedDuration, Timestamp};
use model::{OpId, Sha256};
use proptest::prelude::*;
use sync::engine::{Answer, Call, Effect, Engine, Input, Policy};
use sync::local::{Operation, Upload};
use sync::wire::{Acknowledgement, Registration, code};
use sync::{Error, Scope};

fn now() -> Timestamp {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

fn operation(n: u8, size_bytes: u64) -> Operation {
    Operation {
        op: OpId::new(now(), [n; 10]),
        registration: Registration {
            identifier: Identifier::issue([n; 16]),
            sha256: Sha256([n; 32]),
            size_bytes,
            pages: 1,
            title: format!("Décision {n}"),
            kind: None,
            authority: "Commune de Test".into(),
            reference: None,
            sealed_at: now(),
            lang: None,
            visible_seal_sha256: None,
            supersedes: None,
            other: BTreeMap::new(),
        },
        attempts: 0,
        upload: None,
    }
}

fn unreachable() -> Error {
    Error::Unreachable {
        host: "p".into(),
        detail: String::new(),
    }
}

fn failed() -> Error {
    Error::ServerFailed {
        host: "p".into(),
        status: 500,
    }
}

fn refused(problem_code: &str) -> Error {
    Error::Refused {
        problem_code: problem_code.into(),
        status: 409,
    }
}

/// What the desk has committed.
#[derive(Clone, Default)]
struct DeskModel {
    queued: Vec<Operation>,
    acknowledged: Vec<OpId>,
    parked: Vec<(OpId, String)>,
}

impl DeskModel {
    fn commit(&mut self, effect: &Effect) {
        match effect {
            Effect::RecordUpload(op, upload) => self.find(*op).upload.clone_from(upload),
            Effect::RecordFailed(op, _) => self.find(*op).attempts += 1,
            Effect::RecordAcknowledged(op, _) => {
                self.find(*op);
                self.queued.retain(|operation| operation.op != *op);
                self.acknowledged.push(*op);
            }
            Effect::RecordParked(op, code) => {
                self.find(*op);
                self.queued.retain(|operation| operation.op != *op);
                self.parked.push((*op, code.clone()));
            }
            _ => {}
        }
    }

    fn find(&mut self, op: OpId) -> &mut Operation {
        self.queued
            .iter_mut()
            .find(|operation| operation.op == op)
            .expect("only queued operations are recorded")
    }
}

/// A platform that keeps its promises.
#[derive(Clone, Default)]
struct PlatformModel {
    created: u32,
    uploads: BTreeMap<String, (u64, u64)>,
    registered: BTreeMap<OpId, Registration>,
}

impl PlatformModel {
    fn answer(&mut self, call: &Call) -> Result<Answer, Error> {
        match call {
            Call::Create { size_bytes, .. } => {
                self.created += 1;
                let location = format!("/u/{}", self.created);
                self.uploads.insert(location.clone(), (0, *size_bytes));
                Ok(Answer::Created(Upload { location, offset: 0 }))
            }
            Call::Offset { location, .. } => self
                .uploads
                .get(location)
                .map(|upload| Answer::Offset(upload.0))
                .ok_or(refused(code::UPLOAD_UNKNOWN)),
            Call::Send {
                location,
                offset,
                length,
                ..
            } => {
                let upload = self
                    .uploads
                    .get_mut(location)
                    .ok_or(refused(code::UPLOAD_UNKNOWN))?;
                if upload.0 != *offset {
                    return Err(refused(code::OFFSET_MISMATCH));
                }
                upload.0 += length;
                assert!(upload.0 <= upload.1, "never more than was announced");
                Ok(Answer::Offset(upload.0))
            }
            Call::Register { op, registration } => {
                if let Some(first) = self.registered.get(op) {
                    assert_eq!(first, registration, "an operation never has two contents");
                } else if !self
                    .uploads
                    .values()
                    .any(|upload| upload.0 == registration.size_bytes)
                {
                    return Err(refused(code::BLOB_MISSING));
                }
                self.registered.insert(*op, registration.clone());
                Ok(Answer::Registered(Acknowledgement {
                    seq: 1,
                    registered_at: now(),
                    sha256: registration.sha256,
                }))
            }
        }
    }
}

/// What happens to one call.
#[derive(Clone, Debug)]
enum Fate {
    Answered,
    /// The platform did it and the answer was lost.
    AnswerLost,
    Fails(u8),
    /// The platform loses all its uploads.
    Forgets,
    /// The desk's process is killed before the answer, or between two records.
    Killed {
        records: usize,
    },
    BlobUnreadable,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Answered),
        2 => Just(Fate::AnswerLost),
        3 => (0u8..9).prop_map(Fate::Fails),
        1 => Just(Fate::Forgets),
        1 => (0usize..2).prop_map(|records| Fate::Killed { records }),
        1 => Just(Fate::BlobUnreadable),
    ]
}

fn error(n: u8) -> Error {
    match n {
        0 => unreachable(),
        1 => failed(),
        2 => Error::Garbage {
            host: "p".into(),
            detail: String::new(),
        },
        3 => Error::Silent { host: "p".into() },
        4 => Error::IdentifierTaken,
        5 => Error::DigestMismatch,
        6 => refused(code::CHECKSUM_MISMATCH),
        7 => refused("some-code-of-a-later-version"),
        _ => Error::Busy {
            host: "p".into(),
            retry_after_s: 3,
        },
    }
}

/// One run; `true` when it ended, `false` when it was killed.
fn run(desk: &mut DeskModel, platform: &mut PlatformModel, fates: &mut impl Iterator<Item = Fate>) -> bool {
    let policy = Policy {
        chunk_bytes: 40,
        ..Policy::default()
    };
    let mut engine = Engine::new("p", policy, 1, desk.queued.clone());
    let mut now = now();
    let mut input = Input::Next;
    for _ in 0..100_000 {
        let mut killed = None;
        for effect in engine.handle(std::mem::replace(&mut input, Input::Next), now) {
            if killed == Some(0) {
                return false;
            }
            killed = killed.map(|left: usize| left - 1);
            desk.commit(&effect);
            match effect {
                Effect::Finished => {
                    let report = engine.report();
                    assert_eq!(report.waiting as usize, desk.queued.len());
                    return true;
                }
                Effect::WaitUntil(time) => {
                    assert!(time > now, "a wait always ends later");
                    assert!(time.duration_since(now) <= SignedDuration::from_secs(60));
                    now = time;
                }
                Effect::Call(call) => {
                    input = match fates.next().unwrap_or(Fate::Answered) {
                        Fate::Answered => platform.answer(&call).map_or_else(Input::Failed, Input::Answered),
                        Fate::AnswerLost => {
                            let _ = platform.answer(&call);
                            Input::Failed(unreachable())
                        }
                        Fate::Fails(n) => Input::Failed(error(n)),
                        Fate::Forgets => {
                            platform.uploads.clear();
                            platform.answer(&call).map_or_else(Input::Failed, Input::Answered)
                        }
                        Fate::Killed { records: 0 } => return false,
                        Fate::Killed { .. } => {
                            let _ = platform.answer(&call);
                            return false;
                        }
                        Fate::BlobUnreadable => match call {
                            Call::Send { .. } => Input::BlobUnreadable("desk-blob-unreadable"),
                            _ => platform.answer(&call).map_or_else(Input::Failed, Input::Answered),
                        },
                    }
                }
                _ => {}
            }
        }
    }
    panic!("a run must end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_is_registered_twice_whatever_happens(
        sizes in proptest::collection::vec(0u64..150, 0..6),
        fates in proptest::collection::vec(fate(), 0..120),
    ) {
        let all: Vec<Operation> =
            sizes.iter().enumerate().map(|(n, size)| operation(n as u8, *size)).collect();
        let mut desk = DeskModel { queued: all.clone(), ..DeskModel::default() };
        let mut platform = PlatformModel::default();
        let mut fates = fates.into_iter();
        // As often as the person synchronises; the trouble passes at some time.
        for _ in 0..130 {
            run(&mut desk, &mut platform, &mut fates);
            let seen = desk.queued.len() + desk.acknowledged.len() + desk.parked.len();
            prop_assert_eq!(seen, all.len(), "every operation is queued, acknowledged or parked, once");
        }
        prop_assert!(desk.queued.is_empty(), "when the trouble has passed, nothing waits any more");
        for operation in &all {
            if desk.acknowledged.contains(&operation.op) {
                prop_assert_eq!(platform.registered.get(&operation.op), Some(&operation.registration));
            }
        }
    }
}

/// Drives a run in which one operation always fails with this error.
fn run_with_one_bad(bad: u8, error: &Error, total: u8) -> DeskModel {
    let mut desk = DeskModel {
        queued: (0..total).map(|n| operation(n, 100)).collect(),
        ..DeskModel::default()
    };
    let mut platform = PlatformModel::default();
    let mut engine = Engine::new("p", Policy::default(), 1, desk.queued.clone());
    let bad = operation(bad, 100).op;
    let (mut now, mut input) = (now(), Input::Next);
    loop {
        for effect in engine.handle(std::mem::replace(&mut input, Input::Next), now) {
            desk.commit(&effect);
            match effect {
                Effect::Finished => return desk,
                Effect::WaitUntil(time) => now = time,
                Effect::Call(call) if call.op() == bad => input = Input::Failed(error.clone()),
                Effect::Call(call) => input = Input::Answered(platform.answer(&call).unwrap()),
                _ => {}
            }
        }
    }
}

#[test]
fn one_operation_that_keeps_failing_blocks_no_other() {
    for error in [
        failed(),
        refused(code::BLOB_MISSING),
        Error::IdentifierTaken,
        Error::DigestMismatch,
    ] {
        let desk = run_with_one_bad(0, &error, 20);
        assert_eq!(desk.acknowledged.len(), 19, "{error}");
    }
}

#[test]
fn an_identifier_that_is_taken_is_parked_in_sight() {
    let desk = run_with_one_bad(1, &Error::IdentifierTaken, 2);
    assert_eq!(
        desk.parked,
        [(operation(1, 100).op, "identifier-taken".to_owned())]
    );
}

#[test]
fn a_platform_that_fails_leaves_the_operation_queued_after_a_few_tries() {
    let desk = run_with_one_bad(0, &failed(), 1);
    assert_eq!(desk.queued.len(), 1);
    assert_eq!(desk.queued[0].attempts, Policy::default().tries);
}

#[test]
fn a_revoked_desk_stops_at_once_and_keeps_everything() {
    let desk = run_with_one_bad(
        0,
        &Error::Revoked {
            host: "p".into(),
            wipe: false,
        },
        5,
    );
    assert_eq!(desk.queued.len(), 5);
    assert!(desk.acknowledged.is_empty());
}

#[test]
fn what_failed_before_goes_last_in_the_next_run() {
    let mut tired = operation(0, 10);
    tired.attempts = 3;
    let mut engine = Engine::new("p", Policy::default(), 1, vec![tired, operation(1, 10)]);
    let Effect::Call(call) = engine.handle(Input::Next, now()).remove(0) else {
        panic!("a call")
    };
    assert_eq!(call.op(), operation(1, 10).op);
}

#[test]
fn an_upload_from_before_the_kill_goes_on_where_the_platform_stands() {
    let mut begun = operation(0, 100);
    begun.upload = Some(Upload {
        location: "/u/0".into(),
        offset: 40,
    });
    let mut engine = Engine::new("p", Policy::default(), 1, vec![begun]);
    let effects = engine.handle(Input::Next, now());
    assert!(matches!(&effects[..], [Effect::Call(Call::Offset { .. })]));
    engine.handle(Input::Answered(Answer::Offset(60)), now());
    let effects = engine.handle(Input::Next, now());
    assert!(
        matches!(
            &effects[..],
            [Effect::Call(Call::Send {
                offset: 60,
                length: 40,
                ..
            })]
        ),
        "{effects:?}"
    );
}

#[test]
fn an_answer_with_another_digest_is_not_an_acknowledgement() {
    let mut done = operation(0, 10);
    done.upload = Some(Upload {
        location: "/u/0".into(),
        offset: 10,
    });
    let mut engine = Engine::new("p", Policy::default(), 1, vec![done]);
    engine.handle(Input::Next, now());
    let lie = Acknowledgement {
        seq: 1,
        registered_at: now(),
        sha256: Sha256([9; 32]),
    };
    let effects = engine.handle(Input::Answered(Answer::Registered(lie)), now());
    assert!(matches!(&effects[..], [Effect::RecordFailed(_, code)] if code == "platform-answer-garbage"));
}

#[test]
fn every_error_has_a_scope_that_loses_nothing() {
    // Parking is only for what concerns one operation for good.
    for n in 0..9 {
        let error = error(n);
        let parks = error.scope() == Scope::Operation;
        assert_eq!(parks, matches!(n, 4 | 7), "{error}");
    }
}
