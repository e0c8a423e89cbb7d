//! Registrations: one number for each, one file for an identifier.

use super::*;

pub fn examined(desk: &platform::storage::Desk, number: u64, sha256: Sha256) -> Examined {
    let mut log_entry = [0; 98];
    log_entry[..2].copy_from_slice(&[1, 1]);
    log_entry[2..34].copy_from_slice(&digest(number).0);
    Examined {
        op: OpId::from_uuid(uuid(u128::from(number) + 1_000)),
        desk: desk.clone(),
        content_sha256: digest(number + 100),
        identifier_sha256: digest(number),
        registration: sync::wire::Registration {
            identifier: identifier::Identifier::issue([number as u8; 16]),
            sha256,
            size_bytes: 12,
            pages: 1,
            title: "Autorisation de bâtir « Kräizung »".into(),
            kind: None,
            authority: desk.administration.name.clone(),
            reference: Some(format!("2026/{number}")),
            sealed_at: now(),
            lang: Some("fr".into()),
            visible_seal_sha256: None,
            supersedes: None,
            other: [("later".to_owned(), serde_json::json!({"x": 1}))].into(),
        },
        supersedes_sha256: None,
        seal_report: serde_json::from_value(report()).unwrap(),
        log_entry,
    }
}

pub fn report() -> serde_json::Value {
    let roots = seal::verify::TrustRoots::default();
    serde_json::to_value(seal::verify::verify(
        b"no PDF",
        &seal::verify::VerifyOptions {
            roots: &roots,
            at: now(),
            password: None,
        },
    ))
    .unwrap()
}

pub fn acknowledged(registered: Registered) -> u64 {
    match registered {
        Registered::Acknowledged(answer) => answer.seq,
        other => panic!("{other:?}"),
    }
}

pub fn a_registration_is_numbered_once_and_answered_again(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let early = examined(&desk, 1, digest(77));
    assert_eq!(storage.register(&early, now()).unwrap(), Registered::BlobMissing);
    let blob = sent(storage, &desk, b"the original", 9);
    let first = examined(&desk, 1, blob);
    assert_eq!(
        storage
            .first_answer(desk.id, first.op, first.content_sha256)
            .unwrap(),
        None
    );
    let answer = storage.register(&first, now()).unwrap();
    assert_eq!(acknowledged(answer.clone()), 1, "what was refused took no number");
    assert_eq!(storage.register(&first, later(9)).unwrap(), answer);
    assert_eq!(
        storage
            .first_answer(desk.id, first.op, first.content_sha256)
            .unwrap(),
        Some(answer.clone())
    );
    // The same content under another operation is the same registration.
    let mut again = first.clone();
    again.op = OpId::from_uuid(uuid(4_321));
    assert_eq!(storage.register(&again, later(9)).unwrap(), answer);
    let mut reused = first.clone();
    reused.content_sha256 = digest(5);
    assert_eq!(
        storage.register(&reused, now()).unwrap(),
        Registered::OperationReused
    );
    assert_eq!(
        acknowledged(storage.register(&examined(&desk, 2, blob), now()).unwrap()),
        2
    );

    let original = storage.original(first.identifier_sha256).unwrap().unwrap();
    assert_eq!(
        (original.seq, original.sha256, original.registered_at),
        (1, blob, now())
    );
    assert_eq!(
        original.facts,
        platform::storage::Facts::from(&first.registration)
    );
    let json = |report| serde_json::to_value(report).unwrap();
    assert_eq!(json(&original.seal_report), json(&first.seal_report));
    assert_eq!(storage.original_by_content(blob).unwrap().unwrap().seq, 1);
    assert!(storage.original(digest(999)).unwrap().is_none());
}

pub fn an_identifier_is_registered_for_one_file_only(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.register(&examined(&desk, 1, blob), now()).unwrap();
    let mut thief = examined(&desk, 1, blob);
    thief.op = OpId::from_uuid(uuid(5));
    thief.content_sha256 = digest(6);
    for _ in 0..2 {
        assert_eq!(
            storage.register(&thief, later(1)).unwrap(),
            Registered::IdentifierTaken
        );
    }
    storage
        .raise_alarm(
            "original-damaged",
            AlarmSubject {
                sha256: Some(blob),
                ..AlarmSubject::default()
            },
            later(2),
        )
        .unwrap();
    let alarms = storage.alarms().unwrap();
    let told: Vec<_> = alarms
        .iter()
        .map(|alarm| (alarm.code.as_str(), alarm.raised_at, alarm.desk))
        .collect();
    assert_eq!(
        told,
        [
            ("original-damaged", later(2), None),
            ("identifier-taken", later(1), Some(desk.id))
        ]
    );
    assert_eq!(storage.log_pending(9).unwrap().len(), 1, "the log knows of one");
}

pub fn a_later_original_and_a_revocation_are_told(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.register(&examined(&desk, 1, blob), now()).unwrap();
    let mut next = examined(&desk, 2, blob);
    next.supersedes_sha256 = Some(digest(55));
    assert_eq!(
        storage.register(&next, now()).unwrap(),
        Registered::SupersededUnknown
    );
    next.supersedes_sha256 = Some(digest(1));
    storage.register(&next, later(3)).unwrap();
    let superseded = storage.original(digest(1)).unwrap().unwrap().superseded.unwrap();
    assert_eq!(
        (superseded.at, superseded.reference.as_deref()),
        (later(3), Some("2026/2"))
    );

    let revocation = Revocation {
        at: later(4),
        reason: "Erreur matérielle".into(),
        lang: "fr".into(),
    };
    assert!(storage.revoke_original(digest(2), &revocation).unwrap());
    let second = Revocation {
        reason: "autre".into(),
        ..revocation.clone()
    };
    assert!(storage.revoke_original(digest(2), &second).unwrap());
    assert!(!storage.revoke_original(digest(55), &second).unwrap());
    assert_eq!(
        storage.original(digest(2)).unwrap().unwrap().revoked,
        Some(revocation)
    );
    let kinds: BTreeSet<u8> = storage
        .log_pending(9)
        .unwrap()
        .iter()
        .map(|waiting| waiting.entry[1])
        .collect();
    assert_eq!(kinds.len(), 3, "issued, superseded, revoked");
    assert_eq!(storage.log_entry_of(digest(2)).unwrap(), Some(next.log_entry));
}

pub fn numbers_are_without_gaps_whoever_races(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    const EACH: u64 = 12;
    let numbers: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6_u64)
            .map(|thread| {
                let desk = &desk;
                scope.spawn(move || {
                    // Half of what they register is the same as what their neighbour does.
                    (0..EACH)
                        .map(|n| {
                            let number = 1 + (thread / 2) * 100 + n;
                            acknowledged(storage.register(&examined(desk, number, blob), now()).unwrap())
                        })
                        .collect::<Vec<u64>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(distinct, (1..=3 * EACH).collect::<BTreeSet<u64>>());
    assert_eq!(numbers.len(), 6 * EACH as usize);
}
