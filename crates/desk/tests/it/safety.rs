//! Several people on one desk, each with a passphrase of their own; the recovery key; what stays in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::sync::Arc;

use common::{create, dossier, passphrase};
use desk::{Desk, System};
use model::safety::AccessState;
use model::{PersonId, Role};
use secrecy::{ExposeSecret, SecretString};
use wording::Explain;

fn code<T>(result: Result<T, desk::Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn open(folder: &Path, passphrase: &str) -> Result<Desk, desk::Error> {
    Desk::unlock(folder, &passphrase.into(), Arc::new(System))
}

/// A desk with an administrator (Claire Weber) and Paul, who has a passphrase of his own.
fn two_people(folder: &Path) -> (Desk, PersonId) {
    let desk = create(folder);
    desk.change_person(desk.person(), &[Role::Clerk, Role::Administrator], "RES")
        .unwrap();
    drop(desk);
    let desk = open(folder, passphrase().expose_secret()).unwrap();
    let paul = desk.add_person("Paul Meyers", &[Role::Agent], "urb").unwrap();
    assert_eq!(paul.office, "URB");
    let one_time = desk.one_time_passphrase();
    desk.add_passphrase_for(paul.id, &one_time).unwrap();
    assert_eq!(
        code(Desk::unlock(folder, &one_time, Arc::new(System))),
        "passphrase-one-time"
    );
    let begin = |new: &SecretString| Desk::begin(folder, &one_time, new, Arc::new(System));
    assert_eq!(code(begin(&one_time)), "passphrase-same");
    assert_eq!(code(begin(&"paul meyers 1".into())), "passphrase-weak");
    assert_eq!(
        code(Desk::unlock(folder, &one_time, Arc::new(System))),
        "passphrase-one-time"
    );
    let his = begin(&"Kaffi um véier Auer".into()).unwrap();
    assert_eq!(his.person(), paul.id);
    assert_eq!(
        code(Desk::unlock(folder, &one_time, Arc::new(System))),
        "passphrase-wrong"
    );
    (desk, paul.id)
}

#[test]
fn the_passphrase_decides_who_acts() {
    let folder = tempfile::tempdir().unwrap();
    let (claire, paul) = two_people(folder.path());
    let his = open(folder.path(), "Kaffi um véier Auer").unwrap();
    // Both at once, on one desk.
    assert_eq!(
        (his.person(), his.view().unwrap().person.as_str()),
        (paul, "Paul Meyers")
    );
    assert_eq!(his.view().unwrap().roles, [Role::Agent]);
    let made = dossier(&his, "Certificat");
    let history = claire.dossier(made.id).unwrap().history;
    assert_eq!(history[0].actor, "Paul Meyers");
    assert_eq!(claire.view().unwrap().person, "Claire Weber");

    // The passphrases of others are not tried.
    let as_paul =
        |passphrase: &str| Desk::unlock_as(folder.path(), paul, &passphrase.into(), Arc::new(System));
    assert_eq!(code(as_paul(passphrase().expose_secret())), "passphrase-wrong");
    assert_eq!(as_paul("Kaffi um véier Auer").unwrap().person(), paul);
    let nobody = PersonId::new(jiff::Timestamp::UNIX_EPOCH, [1; 10]);
    let as_nobody = Desk::unlock_as(folder.path(), nobody, &passphrase(), Arc::new(System));
    assert_eq!(code(as_nobody), "access-missing");

    // Each changes their own.
    assert_eq!(
        code(his.change_passphrase(&passphrase(), &"eng roueg Kaz".into())),
        "passphrase-wrong"
    );
    his.change_passphrase(&"Kaffi um véier Auer".into(), &"eng roueg Kaz um Daach".into())
        .unwrap();
    assert_eq!(
        code(open(folder.path(), "Kaffi um véier Auer")),
        "passphrase-wrong"
    );
    assert_eq!(
        open(folder.path(), "eng roueg Kaz um Daach").unwrap().person(),
        paul
    );
    assert_eq!(
        open(folder.path(), passphrase().expose_secret())
            .unwrap()
            .person(),
        claire.person()
    );
    claire.verify_journal().unwrap();
}

#[test]
fn only_administrators_give_and_take_access() {
    let folder = tempfile::tempdir().unwrap();
    let (claire, paul) = two_people(folder.path());
    let his = open(folder.path(), "Kaffi um véier Auer").unwrap();
    let good = SecretString::from("eng roueg Kaz um Daach");
    let refused = [
        code(his.add_person("Marc Schmit", &[Role::Administrator], "")),
        code(his.change_person(paul, &[Role::Administrator], "")),
        code(his.add_passphrase_for(claire.person(), &good)),
        code(his.remove_access(claire.person())),
        code(his.person_leaves(claire.person())),
        code(his.make_recovery_key()),
    ];
    assert_eq!(refused, ["role-missing"; 6]);
    assert_eq!(
        code(claire.add_person(" Paul Meyers ", &[], "")),
        "person-name-taken"
    );
    assert_eq!(code(claire.add_person("", &[], "")), "field-empty");
    // The last administrator stays, and so does the last access.
    assert_eq!(
        code(claire.change_person(claire.person(), &[Role::Clerk], "")),
        "administrator-last"
    );
    assert_eq!(code(claire.person_leaves(claire.person())), "administrator-last");
    claire.remove_access(paul).unwrap();
    assert_eq!(code(claire.remove_access(paul)), "access-missing");
    assert_eq!(code(claire.remove_access(claire.person())), "access-last");
    assert_eq!(
        code(open(folder.path(), "Kaffi um véier Auer")),
        "passphrase-wrong"
    );
    let accesses = claire.accesses().unwrap();
    let states: Vec<AccessState> = accesses.people.iter().map(|person| person.access).collect();
    assert_eq!(states, [AccessState::Own, AccessState::None]);

    // Who left gets no access any more, and what they did stays theirs.
    claire.add_passphrase_for(paul, &good).unwrap();
    assert_eq!(claire.accesses().unwrap().people[1].access, AccessState::OneTime);
    claire.person_leaves(paul).unwrap();
    assert_eq!(code(claire.add_passphrase_for(paul, &good)), "person-has-left");
    assert_eq!(
        code(open(folder.path(), good.expose_secret())),
        "passphrase-wrong"
    );
    assert_eq!(code(claire.person_leaves(paul)), "person-has-left");
    let mut lines = Vec::new();
    claire.export_journal(&mut lines).unwrap();
    let text = String::from_utf8(lines).unwrap();
    for kind in [
        "person-added",
        "person-changed",
        "access-given",
        "access-removed",
        "person-left",
    ] {
        assert!(text.contains(kind), "{kind}");
    }
    assert!(!text.contains("roueg Kaz"), "no passphrase is journalled");
}

#[test]
fn a_person_noted_as_gone_does_not_get_in_even_with_an_old_key_file() {
    let folder = tempfile::tempdir().unwrap();
    let (claire, paul) = two_people(folder.path());
    let key = folder.path().join("key.json");
    let before = std::fs::read(&key).unwrap();
    claire.person_leaves(paul).unwrap();
    drop(claire);
    std::fs::write(&key, before).unwrap();
    assert_eq!(
        code(open(folder.path(), "Kaffi um véier Auer")),
        "person-has-left"
    );
    assert_eq!(code(open(folder.path(), passphrase().expose_secret())), "ok");
}

#[test]
fn the_recovery_key_opens_a_desk_whose_passphrases_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let (claire, paul) = two_people(folder.path());
    let new = SecretString::from("eng roueg Kaz um Daach");
    let recover = |key: &str, person: Option<PersonId>| {
        Desk::recover(folder.path(), &key.into(), person, &new, Arc::new(System))
    };
    let none = "AAAAD-AAAAC-AAAAB-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA";
    assert!(["recovery-key-group", "recovery-key-missing"].contains(&code(recover(none, None))));
    let first = claire.make_recovery_key().unwrap();
    let second = claire.make_recovery_key().unwrap();
    assert_eq!(code(recover(first.expose_secret(), None)), "recovery-key-wrong");
    let mut mistyped = second.expose_secret().to_owned().into_bytes();
    mistyped[7] = if mistyped[7] == b'A' { b'B' } else { b'A' };
    let mistyped = String::from_utf8(mistyped).unwrap();
    assert_eq!(code(recover(&mistyped, None)), "recovery-key-group");
    // It is no passphrase.
    assert_eq!(
        code(open(folder.path(), second.expose_secret())),
        "passphrase-wrong"
    );
    let typed = second.expose_secret().to_lowercase().replace('-', " ");
    let recovered = recover(&typed, None).unwrap();
    assert_eq!(recovered.person(), claire.person(), "the first who administers");
    drop(recovered);
    assert_eq!(
        code(open(folder.path(), passphrase().expose_secret())),
        "passphrase-wrong"
    );
    assert_eq!(
        open(folder.path(), new.expose_secret()).unwrap().person(),
        claire.person()
    );
    let other = SecretString::from("zwee Fësch am Weier");
    let his = Desk::recover(folder.path(), &second, Some(paul), &other, Arc::new(System)).unwrap();
    assert_eq!(his.person(), paul);
    claire.verify_journal().unwrap();
}

#[test]
fn the_demonstration_has_three_people_with_a_passphrase_each() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("desk");
    let claire = desk::demo::prepare_desk(&place, &passphrase(), Arc::new(System)).unwrap();
    assert_eq!(claire.view().unwrap().person, "Claire Weber");
    for (name, role, passphrase) in desk::demo::COLLEAGUES {
        let view = open(&place, passphrase).unwrap().view().unwrap();
        assert_eq!((view.person.as_str(), view.roles), (name, vec![role]));
    }
    assert!(claire.people().unwrap().len() == 3);
}
