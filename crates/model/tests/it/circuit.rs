//! Random acts by random people on random circuits never break what a circuit promises.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::circuit::{
    Acting, Assignee, Circuit, CircuitError, CircuitStatus, Command, Dispatch, DispatchWay, NewStep, Newest,
    Start, StepState,
};
use model::delegation::{Delegation, NewDelegation, Scope, acts_for};
use model::procedure::StepKind;
use model::view::PersonView;
use model::{CircuitId, DelegationId, DocumentId, DossierId, PersonId, Role, Sha256, StepId};
use proptest::prelude::*;

fn person_id(n: usize) -> PersonId {
    PersonId::new(Timestamp::UNIX_EPOCH, [u8::try_from(n).unwrap() + 1; 10])
}

fn sha(n: u32) -> Sha256 {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    Sha256(bytes)
}

const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 3, 9);

/// Six people; the first two draw documents up.
fn people() -> Vec<PersonView> {
    let roles: [&[Role]; 6] = [
        &[Role::Agent],
        &[Role::Agent, Role::Clerk],
        &[Role::Signatory],
        &[Role::Signatory, Role::Agent],
        &[Role::Clerk, Role::Administrator],
        &[Role::Auditor],
    ];
    roles
        .iter()
        .enumerate()
        .map(|(n, roles)| PersonView {
            id: person_id(n),
            name: format!("P{n}"),
            roles: roles.to_vec(),
            office: if n % 2 == 0 { "RES" } else { "URB" }.into(),
            other_offices: Vec::new(),
            left_at: None,
        })
        .collect()
}

struct World {
    people: Vec<PersonView>,
    delegations: Vec<Delegation>,
    newest: u32,
    versions: u32,
    at: i64,
    /// What each act saw, in order: step, hands, version named, version that was the newest.
    acts: Vec<(StepId, BTreeSet<PersonId>, Sha256, Sha256)>,
}

impl World {
    fn acting(&self, person: usize) -> Acting<'_> {
        Acting {
            person: person_id(person),
            at: Timestamp::from_second(self.at).unwrap(),
            day: DAY,
            people: &self.people,
            blind: BTreeSet::new(),
            delegations: &self.delegations,
            offices: &[],
            procedure: None,
            newest: Newest {
                sha256: sha(self.newest),
                number: self.newest,
                by: "P0".into(),
                at: Timestamp::UNIX_EPOCH,
            },
        }
    }
}

fn kind() -> impl Strategy<Value = StepKind> {
    prop_oneof![
        3 => Just(StepKind::Visa),
        2 => Just(StepKind::Opinion),
        2 => Just(StepKind::Approval),
        2 => Just(StepKind::Signature),
        1 => Just(StepKind::Seal),
        1 => Just(StepKind::Dispatch),
    ]
}

fn assignee() -> impl Strategy<Value = Assignee> {
    prop_oneof![
        (0_usize..6).prop_map(|n| Assignee::Person(person_id(n))),
        prop_oneof![Just(Role::Agent), Just(Role::Signatory), Just(Role::Clerk)].prop_map(Assignee::Role),
        prop_oneof![Just("RES"), Just("URB")].prop_map(|office| Assignee::Office(office.into())),
        Just(Assignee::RoleIn {
            role: Role::Agent,
            office: "URB".into()
        }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<NewStep>> {
    prop::collection::vec(
        (
            kind(),
            1_u32..5,
            assignee(),
            any::<bool>(),
            prop::bool::weighted(0.2),
        )
            .prop_map(|(kind, stage, assignee, four_eyes, optional)| NewStep {
                kind,
                stage,
                assignee,
                four_eyes: four_eyes && stage % 2 == 0,
                optional,
                within: None,
            }),
        1..7,
    )
}

#[derive(Clone, Debug)]
enum Move {
    /// Somebody does whatever step is due; `stale`: naming an older version.
    Do {
        person: usize,
        stale: bool,
    },
    Refuse(usize),
    SendBack(usize, u32),
    Substitute(usize, usize),
    Skip(usize),
    Withdraw(usize),
    Restart(usize),
    Cancel(usize),
    NewVersion(usize),
    Delegate(usize, usize, bool),
    Leave(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let who = || 0_usize..6;
    prop::collection::vec(
        prop_oneof![
            12 => (who(), prop::bool::weighted(0.1)).prop_map(|(person, stale)| Move::Do { person, stale }),
            1 => who().prop_map(Move::Refuse),
            1 => (who(), 0_u32..4).prop_map(|(person, stage)| Move::SendBack(person, stage)),
            1 => (who(), who()).prop_map(|(from, to)| Move::Substitute(from, to)),
            1 => who().prop_map(Move::Skip),
            1 => who().prop_map(Move::Withdraw),
            2 => who().prop_map(Move::Restart),
            1 => who().prop_map(Move::Cancel),
            1 => who().prop_map(Move::NewVersion),
            1 => (who(), who(), any::<bool>()).prop_map(|(from, to, on)| Move::Delegate(from, to, on)),
            1 => (3_usize..6).prop_map(Move::Leave),
        ],
        1..60,
    )
}

fn start(world: &World, steps: Vec<NewStep>) -> Result<Circuit, CircuitError> {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(n, step)| {
            (
                StepId::new(Timestamp::UNIX_EPOCH, [u8::try_from(n).unwrap(); 10]),
                step,
            )
        })
        .collect();
    let start = Start {
        id: CircuitId::new(Timestamp::UNIX_EPOCH, [1; 10]),
        document: DocumentId::new(Timestamp::UNIX_EPOCH, [1; 10]),
        dossier: DossierId::new(Timestamp::UNIX_EPOCH, [1; 10]),
        rule: None,
        name: "circuit".into(),
        drafters: BTreeSet::from([person_id(0)]),
        seen: sha(world.newest),
        steps,
    };
    Circuit::start(start, &world.acting(0)).map(|(circuit, _)| circuit)
}

fn run(world: &mut World, circuit: Circuit, one: &Move) -> Circuit {
    world.at += 60;
    let seen = sha(world.newest);
    let due = circuit.due().next().cloned();
    let reason = || String::from("parce que");
    let (person, command) = match one {
        Move::Do { person, stale } => {
            let Some(step) = due else { return circuit };
            let seen = if *stale { sha(world.newest + 1_000) } else { seen };
            let command = match step.kind {
                StepKind::Visa | StepKind::Opinion | StepKind::Approval => Command::Approve {
                    step: step.id,
                    seen,
                    text: Some("avis".into()),
                },
                StepKind::Signature | StepKind::Seal => Command::Perform {
                    step: step.id,
                    seen,
                    result: sha(world.versions + 1),
                },
                StepKind::Dispatch => Command::Dispatch {
                    step: step.id,
                    seen,
                    dispatch: Dispatch {
                        way: DispatchWay::Post,
                        on: DAY,
                        addressee: "Anne Muller".into(),
                    },
                },
            };
            match circuit.apply(&command, &world.acting(*person)) {
                Ok((next, _)) => {
                    assert!(!stale, "a version that is not the newest was accepted");
                    let StepState::Done(done) = next.step(step.id).unwrap().state.clone() else {
                        panic!("the step is not done")
                    };
                    world
                        .acts
                        .push((step.id, done.hands(), done.seen, sha(world.newest)));
                    if let Some(result) = done.result {
                        world.versions += 1;
                        world.newest = world.versions;
                        assert_eq!(result, sha(world.newest));
                    }
                    return next;
                }
                Err(_) => return circuit,
            }
        }
        Move::Refuse(person) => match due {
            Some(step) => (
                *person,
                Command::Refuse {
                    step: step.id,
                    seen,
                    reason: reason(),
                },
            ),
            None => return circuit,
        },
        Move::SendBack(person, stage) => match due {
            Some(step) => (
                *person,
                Command::SendBack {
                    step: step.id,
                    seen,
                    stage: *stage,
                    reason: reason(),
                },
            ),
            None => return circuit,
        },
        Move::Substitute(person, to) => match due {
            Some(step) => (
                *person,
                Command::Substitute {
                    step: step.id,
                    seen,
                    to: person_id(*to),
                    reason: reason(),
                },
            ),
            None => return circuit,
        },
        Move::Skip(person) => match due {
            Some(step) => (
                *person,
                Command::Skip {
                    step: step.id,
                    seen,
                    reason: reason(),
                },
            ),
            None => return circuit,
        },
        Move::Withdraw(person) => (
            *person,
            Command::Withdraw {
                seen,
                reason: reason(),
            },
        ),
        Move::Restart(person) => (*person, Command::Restart { seen }),
        Move::Cancel(person) => (
            *person,
            Command::Cancel {
                seen,
                reason: reason(),
            },
        ),
        Move::NewVersion(by) => {
            if circuit.is_sealed() {
                return circuit;
            }
            world.versions += 1;
            world.newest = world.versions;
            if !circuit.holds_document() {
                return circuit;
            }
            let at = Timestamp::from_second(world.at).unwrap();
            let drafters = BTreeSet::from([person_id(0), person_id(*by)]);
            let (next, _) = circuit.content_changed(&sha(world.newest), false, drafters, at);
            assert!(
                next.steps
                    .iter()
                    .all(|step| !matches!(step.state, StepState::Done(_))),
                "an act stayed done although the content is another one"
            );
            return next;
        }
        Move::Delegate(from, to, on) => {
            let new = NewDelegation {
                principal: person_id(*from),
                delegate: person_id(*to),
                first_day: DAY,
                last_day: DAY,
                scope: Scope::default(),
                mandate: "congé".into(),
                may_delegate: *on,
            };
            if let Ok(terms) = new.checked(DAY, &world.people, &world.delegations) {
                world.delegations.push(Delegation {
                    id: DelegationId::new(
                        Timestamp::UNIX_EPOCH,
                        [u8::try_from(world.delegations.len()).unwrap(); 10],
                    ),
                    created_by: terms.principal,
                    created_at: Timestamp::UNIX_EPOCH,
                    revoked_at: None,
                    revoked_by: None,
                    reason: None,
                    terms,
                });
            }
            return circuit;
        }
        Move::Leave(person) => {
            world.people[*person].left_at = Some(Timestamp::UNIX_EPOCH);
            return circuit;
        }
    };
    match circuit.apply(&command, &world.acting(person)) {
        Ok((next, events)) => {
            assert!(
                !events.is_empty(),
                "something changed and nothing is told: {command:?}"
            );
            next
        }
        Err(_) => circuit,
    }
}

fn check(world: &World, circuit: &Circuit) {
    // The engine knows the newest version whenever it holds the document.
    if circuit.holds_document() {
        assert_eq!(circuit.newest(), Some(&sha(world.newest)));
    }
    let done: Vec<_> = circuit
        .steps
        .iter()
        .filter_map(|step| match &step.state {
            StepState::Done(done) => Some((step, done)),
            _ => None,
        })
        .collect();
    for (step, act) in &done {
        // Everything that is done was done on the content as it is now, or on what a signature made of it.
        assert!(
            circuit.lineage.contains(&act.seen),
            "done on another content: {step:?}"
        );
        if act.principal.is_some() {
            assert!(
                !circuit.drafters.contains(&act.by),
                "a delegate acted on their own draft"
            );
        }
        for (other, theirs) in done.iter().filter(|(other, _)| other.id != step.id) {
            if step.four_eyes || other.four_eyes {
                assert!(
                    act.hands().is_disjoint(&theirs.hands()),
                    "the same hands: {step:?} {other:?}"
                );
            }
        }
        if step.four_eyes {
            assert!(
                act.hands().is_disjoint(&circuit.drafters),
                "a drafter did a four-eyes step"
            );
        }
    }
    for (_, _, named, newest) in &world.acts {
        assert_eq!(named, newest, "an act names another version than the newest");
    }
    match circuit.status {
        CircuitStatus::Finished => {
            for step in &circuit.steps {
                assert_ne!(step.state, StepState::Waiting);
                assert!(
                    step.optional || matches!(step.state, StepState::Done(_)),
                    "{step:?}"
                );
            }
        }
        CircuitStatus::Running => {
            assert!(circuit.due().next().is_some(), "it runs and nothing is due");
            let stage = circuit.stage().unwrap();
            for step in circuit.steps.iter().filter(|step| step.stage < stage) {
                assert_ne!(step.state, StepState::Waiting, "an earlier stage is open");
            }
            for step in &circuit.steps {
                let due = step.state == StepState::Waiting && step.stage == stage;
                assert_eq!(step.due_since.is_some(), due);
            }
        }
        _ => assert!(circuit.due().next().is_none()),
    }
    // It comes back from the store as it went in.
    let text = serde_json::to_string(circuit).unwrap();
    assert_eq!(&serde_json::from_str::<Circuit>(&text).unwrap(), circuit);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_acts_breaks_a_circuit(steps in steps(), moves in moves()) {
        let mut world = World {
            people: people(),
            delegations: Vec::new(),
            newest: 1,
            versions: 1,
            at: 1_772_000_000,
            acts: Vec::new(),
        };
        if let Ok(mut circuit) = start(&world, steps) {
            check(&world, &circuit);
            for one in &moves {
                circuit = run(&mut world, circuit, one);
                check(&world, &circuit);
            }
        }
    }

    /// What is told to be possible at the start is: the best way through ends.
    #[test]
    fn a_circuit_that_is_let_start_can_be_finished(steps in steps()) {
        let mut world = World {
            people: people(),
            delegations: Vec::new(),
            newest: 1,
            versions: 1,
            at: 1_772_000_000,
            acts: Vec::new(),
        };
        if let Ok(circuit) = start(&world, steps) {
            prop_assert!(finishes(&mut world, circuit, 0), "nobody could finish it");
        }
    }
}

/// Tries every person on every due step until the circuit ends.
fn finishes(world: &mut World, circuit: Circuit, depth: usize) -> bool {
    if circuit.status == CircuitStatus::Finished {
        return true;
    }
    if depth > 12 {
        return false;
    }
    let before = (world.newest, world.versions);
    let due: Vec<_> = circuit.due().cloned().collect();
    // A stage is finished without its optional steps where it has others: only one that is needed is tried.
    let needed = due.iter().find(|step| !step.optional).or(due.first()).cloned();
    let Some(step) = needed else { return false };
    if step.optional {
        let command = Command::Skip {
            step: step.id,
            seen: sha(world.newest),
            reason: "x".into(),
        };
        let next = circuit.apply(&command, &world.acting(0)).map(|(next, _)| next);
        return next.is_ok_and(|next| finishes(world, next, depth + 1));
    }
    for person in 0..6 {
        let command = match step.kind {
            StepKind::Visa | StepKind::Opinion | StepKind::Approval => Command::Approve {
                step: step.id,
                seen: sha(world.newest),
                text: Some("avis".into()),
            },
            StepKind::Signature | StepKind::Seal => Command::Perform {
                step: step.id,
                seen: sha(world.newest),
                result: sha(world.versions + 1),
            },
            StepKind::Dispatch => Command::Dispatch {
                step: step.id,
                seen: sha(world.newest),
                dispatch: Dispatch {
                    way: DispatchWay::Counter,
                    on: DAY,
                    addressee: "A".into(),
                },
            },
        };
        if let Ok((next, _)) = circuit.apply(&command, &world.acting(person)) {
            if matches!(step.kind, StepKind::Signature | StepKind::Seal) {
                world.versions += 1;
                world.newest = world.versions;
            }
            if finishes(world, next, depth + 1) {
                return true;
            }
            (world.newest, world.versions) = before;
        }
    }
    false
}

fn step(kind: StepKind, stage: u32, who: Assignee, four_eyes: bool) -> NewStep {
    NewStep {
        kind,
        stage,
        assignee: who,
        four_eyes,
        optional: false,
        within: None,
    }
}

fn world() -> World {
    World {
        people: people(),
        delegations: Vec::new(),
        newest: 1,
        versions: 1,
        at: 1_772_000_000,
        acts: Vec::new(),
    }
}

#[test]
fn a_circuit_that_nobody_can_finish_is_refused_with_its_step() {
    let world = world();
    let code = |steps: Vec<NewStep>| match start(&world, steps) {
        Err(CircuitError::Deadlock { kind, stage, reason }) => Some((kind, stage, reason.word())),
        Err(error) => panic!("{error}"),
        Ok(_) => None,
    };
    let signatory = || Assignee::Role(Role::Signatory);
    assert_eq!(code(vec![step(StepKind::Signature, 1, signatory(), true)]), None);
    assert_eq!(
        code(vec![
            step(StepKind::Approval, 1, signatory(), true),
            step(StepKind::Signature, 2, signatory(), true),
        ]),
        None,
        "there are two signatories"
    );
    assert_eq!(
        code(vec![
            step(StepKind::Approval, 1, signatory(), true),
            step(StepKind::Approval, 2, signatory(), true),
            step(StepKind::Signature, 3, signatory(), false),
        ])
        .map(|(_, _, reason)| reason),
        Some("four-eyes"),
        "both are taken"
    );
    assert_eq!(
        code(vec![step(
            StepKind::Visa,
            2,
            Assignee::Office("XYZ".into()),
            false
        )]),
        Some((StepKind::Visa, 2, "nobody"))
    );
    assert_eq!(
        code(vec![step(
            StepKind::Visa,
            1,
            Assignee::Person(person_id(0)),
            true
        )]),
        Some((StepKind::Visa, 1, "four-eyes")),
        "who drew it up"
    );
    assert_eq!(
        code(vec![step(
            StepKind::Signature,
            1,
            Assignee::Person(person_id(0)),
            false
        )]),
        Some((StepKind::Signature, 1, "nobody")),
        "no signatory"
    );
}

#[test]
fn a_delegate_has_no_second_pair_of_eyes_and_no_hand_in_their_own_draft() {
    let mut world = world();
    let delegation = |from: usize, to: usize| Delegation {
        id: DelegationId::new(Timestamp::UNIX_EPOCH, [9; 10]),
        terms: NewDelegation {
            principal: person_id(from),
            delegate: person_id(to),
            first_day: DAY,
            last_day: DAY,
            scope: Scope::default(),
            mandate: "congé".into(),
            may_delegate: false,
        },
        created_by: person_id(from),
        created_at: Timestamp::UNIX_EPOCH,
        revoked_at: None,
        revoked_by: None,
        reason: None,
    };
    // The second signatory stands in for the first, who gave the approval.
    let circuit = start(
        &world,
        vec![
            step(StepKind::Approval, 1, Assignee::Person(person_id(2)), false),
            step(StepKind::Approval, 2, Assignee::Role(Role::Signatory), true),
        ],
    )
    .unwrap();
    let approve = |circuit: &Circuit, world: &World, person: usize| {
        let id = circuit.due().next().unwrap().id;
        let command = Command::Approve {
            step: id,
            seen: sha(1),
            text: None,
        };
        circuit
            .apply(&command, &world.acting(person))
            .map(|(next, _)| next)
    };
    let circuit = approve(&circuit, &world, 2).unwrap();
    world.delegations = vec![delegation(2, 1)];
    assert!(matches!(
        approve(&circuit, &world, 2),
        Err(CircuitError::FourEyes { .. })
    ));
    assert!(matches!(
        approve(&circuit, &world, 1),
        Err(CircuitError::FourEyes { .. })
    ));
    assert!(approve(&circuit, &world, 3).is_ok());

    // Whoever drew it up does not approve it for somebody else.
    let circuit = start(
        &world,
        vec![step(StepKind::Approval, 1, Assignee::Person(person_id(2)), false)],
    )
    .unwrap();
    world.delegations = vec![delegation(2, 0)];
    assert!(matches!(
        approve(&circuit, &world, 0),
        Err(CircuitError::DelegateOwnDraft { .. })
    ));
    world.delegations = vec![delegation(2, 4)];
    let done = approve(&circuit, &world, 4).unwrap();
    let StepState::Done(act) = &done.steps[0].state else {
        panic!()
    };
    assert_eq!((act.by, act.principal), (person_id(4), Some(person_id(2))));
    assert!(!acts_for(person_id(4), DAY, None, &world.delegations, &world.people).is_empty());
}

#[test]
fn whoever_handed_a_delegation_on_counts_among_the_hands() {
    let mut world = world();
    let delegation = |number: u8, from: usize, to: usize, may_delegate: bool| Delegation {
        id: DelegationId::new(Timestamp::UNIX_EPOCH, [number; 10]),
        terms: NewDelegation {
            principal: person_id(from),
            delegate: person_id(to),
            first_day: DAY,
            last_day: DAY,
            scope: Scope::default(),
            mandate: "congé".into(),
            may_delegate,
        },
        created_by: person_id(from),
        created_at: Timestamp::UNIX_EPOCH,
        revoked_at: None,
        revoked_by: None,
        reason: None,
    };
    let approve = |circuit: &Circuit, world: &World, person: usize| {
        let id = circuit.due().next().unwrap().id;
        let command = Command::Approve {
            step: id,
            seen: sha(1),
            text: None,
        };
        circuit
            .apply(&command, &world.acting(person))
            .map(|(next, _)| next)
    };
    // 2 is away, 3 stands in and hands it on to 4.
    let chain = vec![delegation(1, 2, 3, true), delegation(2, 3, 4, false)];
    let steps = |first: usize, second: usize| {
        vec![
            step(StepKind::Approval, 1, Assignee::Person(person_id(first)), false),
            step(StepKind::Approval, 2, Assignee::Person(person_id(second)), true),
        ]
    };

    // 3 gave the first approval: 4, whom 3 chose, is no second pair of eyes for 2.
    let circuit = start(&world, steps(3, 2)).unwrap();
    let circuit = approve(&circuit, &world, 3).unwrap();
    world.delegations = chain.clone();
    assert!(matches!(
        approve(&circuit, &world, 4),
        Err(CircuitError::FourEyes { .. })
    ));
    world.delegations = vec![delegation(3, 2, 4, false)];
    assert!(
        approve(&circuit, &world, 4).is_ok(),
        "directly for 2 it is another"
    );

    // 4 gave the first approval for 2 through 3: 3 is no second pair of eyes, neither 4 nor 2.
    world.delegations = Vec::new();
    let circuit = start(&world, steps(2, 3)).unwrap();
    world.delegations = chain;
    let circuit = approve(&circuit, &world, 4).unwrap();
    let StepState::Done(act) = &circuit.steps[0].state else {
        panic!()
    };
    assert_eq!(
        (act.principal, act.through.as_slice()),
        (Some(person_id(2)), &[person_id(3)][..])
    );
    for person in [3, 4] {
        assert!(
            matches!(
                approve(&circuit, &world, person),
                Err(CircuitError::FourEyes { .. })
            ),
            "{person}"
        );
    }
    // What is written stays readable, with and without the chain.
    let written = serde_json::to_value(act).unwrap();
    assert_eq!(
        serde_json::from_value::<model::circuit::Done>(written.clone()).unwrap(),
        *act
    );
    let mut older = written;
    older.as_object_mut().unwrap().remove("through");
    assert!(
        serde_json::from_value::<model::circuit::Done>(older)
            .unwrap()
            .through
            .is_empty()
    );
}
