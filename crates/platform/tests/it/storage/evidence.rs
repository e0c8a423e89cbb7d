//! Evidence of originals, and sign-ins of people.

use platform::storage::evidence::NewStamp;
use platform::storage::people::{Person, PersonChange};
use platform::storage::sign_in::{SignIn, SignedIn};
use seal::evidence_record::Joins;

use super::*;

pub fn evidence_is_due_kept_once_and_in_its_order(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let original = sent(storage, &desk, b"the original", 9);
    storage.register(&examined(&desk, 1, original), now()).unwrap();
    let due = |until, edition, after| -> Vec<Sha256> {
        let due = storage.evidence_due(until, edition, after, 10).unwrap();
        due.into_iter().map(|due| due.sha256).collect()
    };
    assert_eq!(due(later(0), 1, None), [original]);
    assert_eq!(due(later(0), 1, Some(original)), []);
    storage.evidence_examined(&[(original, later(100))], 1).unwrap();
    assert_eq!(due(later(99), 1, None), []);
    assert_eq!(due(later(99), 2, None), [original], "judged by older tables");
    assert_eq!(due(later(100), 1, None), [original]);
    let file = sent(storage, &desk, b"a time-stamp and its tree", 10);
    let stamp = NewStamp {
        file,
        size_bytes: 25,
        stamped_at: now(),
        holds_until: later(1_000),
        authority: "TEST TSA « ä’€ »".into(),
        digest: "sha256",
        leaves: 1,
        log_entry: [4; 98],
        covers: vec![(original, 0, None)],
        edition: 1,
    };
    let waiting = storage.log_pending(100).unwrap().len();
    assert!(storage.keep_stamp(&stamp, later(1)).unwrap());
    assert_eq!(storage.log_pending(100).unwrap().len(), waiting + 1);
    // Somebody else was faster: nothing of the second is kept.
    let second = NewStamp {
        file: sent(storage, &desk, b"another", 11),
        log_entry: [5; 98],
        ..stamp.clone()
    };
    assert!(!storage.keep_stamp(&second, later(2)).unwrap());
    assert_eq!(storage.stamps().unwrap().len(), 1);
    let third = NewStamp {
        covers: vec![(original, 1, Some(Joins::NewChain))],
        holds_until: later(2_000),
        ..second
    };
    assert!(storage.keep_stamp(&third, later(3)).unwrap());
    let places = storage.evidence_of(original).unwrap();
    assert_eq!(
        places.iter().map(|place| place.joins).collect::<Vec<_>>(),
        [None, Some(Joins::NewChain)]
    );
    assert_eq!((places[0].file, places[1].log_entry), (file, [5; 98]));
    let stamps = storage.stamps().unwrap();
    assert_eq!(
        (stamps[0].number, stamps[1].number, stamps[1].originals),
        (2, 1, 1)
    );
    assert_eq!(stamps[1].authority, stamp.authority);
    let standing = storage.evidence_standing(later(2_000), later(2_001)).unwrap();
    assert_eq!(
        (
            standing.originals,
            standing.without,
            standing.due,
            standing.expired,
            standing.first_end
        ),
        (1, 0, 1, 1, Some(later(2_000)))
    );
}

pub fn a_sign_in_counts_once_for_its_desk_and_ends(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let (desk, other) = (enrolled(storage, &commune, 3), enrolled(storage, &commune, 4));
    let person = Person {
        id: uuid(77),
        administration: commune,
        name: "Nathalie Weber".into(),
        roles: vec![Role::Clerk],
        offices: Vec::new(),
        desks: Vec::new(),
        added_at: now(),
        left_at: None,
    };
    assert!(storage.add_person(&person).unwrap());
    assert!(
        storage
            .change_person(person.id, &PersonChange::WorksOn(desk.id), now())
            .unwrap()
    );
    let issuer = "https://login.example.lu";
    assert!(storage.add_subject(issuer, "n.weber", person.id, now()).unwrap());
    assert!(storage.add_subject(issuer, "n.weber", person.id, now()).unwrap());
    assert!(
        !storage.add_subject(issuer, "x", uuid(78), now()).unwrap(),
        "nobody"
    );
    let begin = |number: u128| {
        let sign_in = SignIn {
            id: uuid(number),
            desk: desk.id,
            nonce_sha256: digest(number as u64),
            expires: later(600),
        };
        storage.begin_sign_in(&sign_in).unwrap();
        sign_in
    };
    let finish = |id, desk, subject, at| {
        storage
            .finish_sign_in(id, desk, issuer, subject, later(at), later(at + 3_600))
            .unwrap()
    };
    let first = begin(500);
    assert_eq!(
        storage.open_sign_in(first.id, desk.id, later(599)).unwrap(),
        Some(first)
    );
    assert_eq!(storage.open_sign_in(first.id, other.id, later(1)).unwrap(), None);
    assert_eq!(storage.open_sign_in(first.id, desk.id, later(600)).unwrap(), None);
    assert_eq!(finish(first.id, other.id, "n.weber", 1), SignedIn::Over);
    assert_eq!(storage.signed_in_roles(desk.id, later(1)).unwrap(), None);
    assert!(matches!(finish(first.id, desk.id, "n.weber", 1), SignedIn::As(who) if who.id == person.id));
    assert_eq!(finish(first.id, desk.id, "n.weber", 2), SignedIn::Over, "once");
    assert_eq!(
        storage.signed_in_roles(desk.id, later(3_600)).unwrap(),
        Some(vec![Role::Clerk])
    );
    assert_eq!(storage.signed_in_roles(desk.id, later(3_601)).unwrap(), None);
    assert_eq!(storage.signed_in_roles(other.id, later(1)).unwrap(), None);
    // Somebody unknown uses the sign-in up; who no longer works there counts no more.
    let second = begin(501);
    assert_eq!(finish(second.id, desk.id, "nobody", 3), SignedIn::Nobody);
    assert_eq!(finish(second.id, desk.id, "n.weber", 3), SignedIn::Over);
    assert!(
        storage
            .change_person(person.id, &PersonChange::NoLongerOn(desk.id), later(4))
            .unwrap()
    );
    assert_eq!(storage.signed_in_roles(desk.id, later(5)).unwrap(), None);
    assert!(
        storage
            .change_person(person.id, &PersonChange::WorksOn(desk.id), later(6))
            .unwrap()
    );
    assert!(storage.signed_in_roles(desk.id, later(7)).unwrap().is_some());
    storage.sign_out(desk.id, later(8)).unwrap();
    assert_eq!(storage.signed_in_roles(desk.id, later(9)).unwrap(), None);
}
