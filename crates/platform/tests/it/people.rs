//! People, their roles, offices and desks: on every database, and as the program's operator and desks meet them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use jiff::Timestamp;
use model::{DeskId, Role};
use platform::storage::files::Files;
use platform::storage::people::{Person, PersonChange, RevocationPolicy};
use platform::storage::postgres::PostgresDatabase;
use platform::storage::relational::SqlStorage;
use platform::storage::sqlite::SqliteStorage;
use platform::storage::{Administration, Enrolment, NewDesk, Storage};
use support::door::{client, token};
use support::process::{Program, command, desk_of, said};
use support::{TestPlatform, free_address, seal_letter};
use testkit::postgres::Postgres;
use uuid::Uuid;

fn now() -> Timestamp {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

fn on_every_storage(judge: impl Fn(&dyn Storage)) {
    let folder = tempfile::tempdir().unwrap();
    judge(&SqliteStorage::open(folder.path()).unwrap());
    if let Some(server) = Postgres::start() {
        let folder = tempfile::tempdir().unwrap();
        let database = PostgresDatabase::open(&server.url()).unwrap();
        let files = Files::open(folder.path()).unwrap();
        judge(&SqlStorage::new(database, Box::new(files)).unwrap());
    }
}

fn administration(storage: &dyn Storage, number: u128) -> Administration {
    let administration = Administration {
        id: Uuid::from_u128(number),
        name: format!("Commune {number}"),
    };
    storage.add_administration(&administration, now()).unwrap();
    administration
}

fn desk(storage: &dyn Storage, administration: &Administration, number: u8, roles: &[Role]) -> DeskId {
    let code = model::Sha256([number; 32]);
    let expires = now() + jiff::SignedDuration::from_hours(1);
    storage
        .add_enrolment_code(code, administration.id, roles, now(), expires)
        .unwrap();
    let new = NewDesk {
        id: DeskId::new(now(), [number; 10]),
        name: "poste".into(),
        public_key: vec![number; 32],
    };
    match storage.enrol(code, &new, now()).unwrap() {
        Enrolment::Enrolled(desk) => desk.id,
        Enrolment::Refused => panic!("refused"),
    }
}

fn person(storage: &dyn Storage, administration: &Administration, number: u128, roles: &[Role]) -> Uuid {
    let person = Person {
        id: Uuid::from_u128(number),
        administration: administration.clone(),
        name: format!("Personne {number}"),
        roles: roles.to_vec(),
        offices: vec!["RES".into()],
        desks: Vec::new(),
        added_at: now(),
        left_at: None,
    };
    assert!(storage.add_person(&person).unwrap());
    assert!(!storage.add_person(&person).unwrap(), "an identity is given once");
    person.id
}

#[test]
fn a_desk_acts_in_the_roles_of_its_people() {
    on_every_storage(|storage| {
        let own = administration(storage, 1);
        let desk_id = desk(storage, &own, 7, &[Role::Agent, Role::Clerk]);
        let token = model::Sha256([9; 32]);
        storage
            .add_token(token, desk_id, now() + jiff::SignedDuration::from_mins(10))
            .unwrap();
        let roles = || storage.desk_of_token(token, now()).unwrap().unwrap().roles;
        let names = || {
            let people = storage.people_of_desk(desk_id).unwrap();
            people.into_iter().map(|person| person.name).collect::<Vec<_>>()
        };
        let change = |id, change| storage.change_person(id, &change, now()).unwrap();
        assert_eq!(roles(), [Role::Agent, Role::Clerk], "those of its enrolment");
        assert!(names().is_empty());

        let one = person(storage, &own, 11, &[Role::Signatory]);
        let two = person(storage, &own, 12, &[Role::Auditor, Role::Signatory]);
        assert_eq!(roles(), [Role::Agent, Role::Clerk], "nobody works on it yet");
        assert!(change(one, PersonChange::WorksOn(desk_id)));
        assert_eq!(roles(), [Role::Signatory]);
        assert!(change(two, PersonChange::WorksOn(desk_id)));
        assert_eq!(roles(), [Role::Signatory, Role::Auditor]);
        assert_eq!(names(), ["Personne 11", "Personne 12"]);
        assert_eq!(storage.desk(desk_id).unwrap().unwrap().roles, roles());
        assert_eq!(storage.desks().unwrap()[0].roles, roles());

        // From the next question on, with the token that was given before.
        assert!(change(one, PersonChange::Roles(vec![Role::Administrator])));
        assert_eq!(roles(), [Role::Administrator, Role::Auditor, Role::Signatory]);
        assert!(change(two, PersonChange::Left));
        assert_eq!(roles(), [Role::Administrator]);
        assert!(
            !change(two, PersonChange::Roles(vec![Role::Clerk])),
            "they have left"
        );
        assert!(change(one, PersonChange::NoLongerOn(desk_id)));
        assert!(!change(one, PersonChange::NoLongerOn(desk_id)));
        assert!(roles().is_empty(), "a desk of nobody may do nothing");
        assert!(change(one, PersonChange::WorksOn(desk_id)), "and back");
        assert_eq!(roles(), [Role::Administrator]);

        assert!(change(
            one,
            PersonChange::Offices(vec!["POP".into(), "ETC".into()])
        ));
        let known = storage.person(one).unwrap().unwrap();
        assert_eq!(
            (known.offices, known.desks),
            (vec!["POP".into(), "ETC".into()], vec![desk_id])
        );
        let left = storage.people().unwrap();
        assert_eq!(left.len(), 2);
        assert!(left[1].left_at.is_some() && left[0].left_at.is_none());
    });
}

#[test]
fn nobody_works_on_a_desk_of_another_administration() {
    on_every_storage(|storage| {
        let (own, other) = (administration(storage, 1), administration(storage, 2));
        let foreign = desk(storage, &other, 8, &[Role::Clerk]);
        let one = person(storage, &own, 11, &[Role::Clerk]);
        let works = PersonChange::WorksOn(foreign);
        assert!(!storage.change_person(one, &works, now()).unwrap());
        let nobody = DeskId::new(now(), [99; 10]);
        assert!(
            !storage
                .change_person(one, &PersonChange::WorksOn(nobody), now())
                .unwrap()
        );
        assert!(
            !storage
                .change_person(Uuid::from_u128(99), &PersonChange::Left, now())
                .unwrap()
        );
        assert_eq!(storage.desk(foreign).unwrap().unwrap().roles, [Role::Clerk]);
        assert_eq!(storage.acts().unwrap().len(), 1, "what was refused is no act");
    });
}

#[test]
fn a_revoked_desk_is_told_once_and_a_wipe_is_never_softened() {
    on_every_storage(|storage| {
        let own = administration(storage, 1);
        let lost = desk(storage, &own, 7, &[Role::Clerk]);
        storage.desk_told(lost, now()).unwrap();
        assert_eq!(storage.desk_end(lost).unwrap().told_at, None, "it is not revoked");
        for (asked, policy) in [
            (RevocationPolicy::Lock, RevocationPolicy::Lock),
            (RevocationPolicy::Wipe, RevocationPolicy::Wipe),
            (RevocationPolicy::Lock, RevocationPolicy::Wipe),
        ] {
            assert!(storage.end_desk(lost, asked, now()).unwrap());
            assert_eq!(storage.desk_end(lost).unwrap().policy, policy);
        }
        let later = now() + jiff::SignedDuration::from_hours(2);
        storage.desk_told(lost, later).unwrap();
        storage
            .desk_told(lost, later + jiff::SignedDuration::from_hours(2))
            .unwrap();
        assert_eq!(storage.desk_end(lost).unwrap().told_at, Some(later));
        assert!(
            !storage
                .end_desk(DeskId::new(now(), [99; 10]), RevocationPolicy::Wipe, now())
                .unwrap()
        );
        let acts = storage.acts().unwrap();
        let numbers: Vec<u64> = acts.iter().map(|act| act.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert!(
            acts.iter()
                .all(|act| act.act == "desk-revoke" && act.subject == lost.uuid())
        );
    });
}

#[test]
fn what_operators_did_cannot_be_changed() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &desk.connection.desk.to_string(),
    )
    .unwrap();
    use platform::storage::sql::Database as _;
    for statement in ["DELETE FROM operator_act", "UPDATE operator_act SET detail = 'x'"] {
        let refused = platform
            .storage
            .database()
            .change(|sql| sql.execute(statement, &[]));
        assert!(refused.is_err(), "{statement}");
    }
}

#[test]
fn an_operator_gives_and_takes_roles_while_the_platform_runs() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let address = free_address();
    let _server = Program::serve(folder, address);
    let (desk, _) = desk_of(folder, address, "Commune A", "poste");
    let id = desk.connection.desk.to_string();
    let url = desk.connection.platform.clone();
    let letter = seal_letter(&desk.world, &url, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let bearer = token(&desk.world, &desk);
    let asked = || {
        let response = client()
            .get(format!(
                "{}/api/v1/originals/{}",
                url.as_str(),
                letter.identifier.canonical()
            ))
            .header("greffe-protocol", "1")
            .bearer_auth(&bearer)
            .send()
            .unwrap();
        response.status().as_u16()
    };
    assert_eq!(asked(), 200);

    let added = said(&command(
        folder,
        &[
            "person",
            "add",
            "Nathalie Weber",
            "--administration",
            "Commune A",
            "--role",
            "clerk",
            "--office",
            "RES",
        ],
    ));
    let person = added.split('\t').next().unwrap().to_owned();
    assert!(added.contains("Nathalie Weber\tclerk\tRES\t-\there"), "{added}");
    said(&command(folder, &["person", "desk", &person, &id]));
    assert_eq!(asked(), 200);
    said(&command(folder, &["person", "role", &person]));
    assert_eq!(asked(), 403, "the token from before gives nothing more");
    said(&command(
        folder,
        &["person", "role", &person, "--role", "auditor"],
    ));
    assert_eq!(asked(), 200);
    said(&command(
        folder,
        &["person", "office", &person, "--office", "POP"],
    ));
    assert!(said(&command(folder, &["person", "list"])).contains(&format!("auditor\tPOP\t{id}\there")));
    said(&command(folder, &["person", "revoke", &person]));
    assert_eq!(asked(), 403);
    assert!(said(&command(folder, &["person", "list"])).contains("left 20"));
    let acts = said(&command(folder, &["person", "acts"]));
    for (number, act) in [
        "person-add",
        "person-desk",
        "person-roles",
        "person-roles",
        "person-offices",
        "person-revoke",
    ]
    .iter()
    .enumerate()
    {
        let line = acts.lines().nth(number).unwrap();
        assert!(
            line.starts_with(&format!("{}\t", number + 1)) && line.contains(act),
            "{acts}"
        );
    }

    for (arguments, code) in [
        (
            vec!["person", "role", "nobody", "--role", "clerk"],
            "person-not-registered",
        ),
        (vec!["person", "revoke", &person], "person-not-registered"),
        (
            vec!["person", "add", "X", "--administration", "Commune Z"],
            "administration-unknown",
        ),
        (
            vec![
                "person",
                "add",
                "X",
                "--administration",
                "Commune A",
                "--id",
                &person,
            ],
            "person-registered",
        ),
        (
            vec!["person", "add", " ", "--administration", "Commune A"],
            "administration-name-invalid",
        ),
    ] {
        let output = command(folder, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let sentence = String::from_utf8(output.stderr).unwrap();
        assert!(sentence.contains(&format!("({code})")), "{sentence}");
    }
    let output = command(folder, &["desk", "revoke", &id, "--wipe", "--lock"]);
    assert_eq!(output.status.code(), Some(2), "one or the other");
}
