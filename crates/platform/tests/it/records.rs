//! Records on every storage: rights, replays, conflicts, and what a desk holds after any history.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use model::{DeskId, OpId, Role, Sha256};
use platform::records::cursor::Cursor;
use platform::records::rights::Person;
use platform::state::sha256;
use platform::storage::files::Files;
use platform::storage::people::{self, PersonChange};
use platform::storage::postgres::PostgresDatabase;
use platform::storage::records::Incoming;
use platform::storage::relational::SqlStorage;
use platform::storage::sqlite::SqliteStorage;
use platform::storage::{Added, Administration, Desk, Enrolment, NewDesk, Storage, Upload};
use serde_json::{Value, json};
use sync::wire::code;
use sync::wire::records::{Change, Key, Operation, Outcome, Record};
use testkit::postgres::Postgres;
use uuid::Uuid;

/// Each name is a function that is given a place with nobody in it; all share one server of PostgreSQL.
macro_rules! on_every_storage {
    ($($name:ident),* $(,)?) => {
        mod with_sqlite {
            $(#[test] fn $name() { super::$name(super::Place::sqlite()); })*
        }

        #[test]
        fn all_of_that_with_postgresql() {
            let Some(server) = Postgres::start() else { return };
            $(
                eprintln!("{}", stringify!($name));
                $name(Place::postgresql(&server, stringify!($name)));
            )*
            for seed in seeds(1) {
                history(seed, Place::postgresql(&server, &format!("history {seed}")));
            }
        }
    };
}

on_every_storage!(
    who_sees_and_who_changes_what,
    what_belongs_to_the_administration_is_changed_by_those_who_administer_it,
    colleagues_are_told_of_as_the_registry_has_them,
    a_replay_gets_the_first_answer_and_another_content_is_refused,
    after_half_a_year_an_answer_is_forgotten_and_a_repetition_still_does_nothing_twice,
    fields_are_set_and_never_merged_and_a_tombstone_stays,
    a_closed_dossier_takes_its_reopening_and_nothing_else,
    the_words_of_a_destroyed_dossier_go_from_the_platform_too,
    two_dossiers_never_share_a_number_within_an_administration,
    nobody_shuts_himself_and_everybody_else_out,
    an_act_of_several_operations_succeeds_in_any_order,
    what_moves_to_where_a_desk_does_not_see_it_is_gone_there,
    a_changed_right_shows_at_the_next_reading,
    contents_open_with_the_dossier_and_not_with_their_digest,
    another_life_of_the_database_makes_everybody_read_anew,
    an_administration_takes_no_more_than_it_may,
    nothing_is_skipped_while_others_write,
);

fn now() -> Timestamp {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

struct Place {
    storage: Box<dyn Storage>,
    next: u64,
    _kept: Vec<Box<dyn std::any::Any>>,
}

/// A desk in a test, with what it holds.
struct Client {
    desk: Desk,
    cursor: Option<Cursor>,
    holds: BTreeMap<Key, Record>,
    /// The revision of each record it was told of, and where that lay.
    knows: BTreeMap<Key, (Option<String>, u64)>,
    /// People of the registry, as it was told of them.
    people: BTreeMap<String, Record>,
}

/// The identity of somebody in a test.
fn who(name: &str) -> String {
    let Sha256(digest) = sha256(name.as_bytes());
    Uuid::from_slice(&digest[..16]).unwrap().to_string()
}

fn person(name: &str, roles: &[Role], offices: &[&str]) -> Person {
    Person {
        id: who(name),
        roles: roles.to_vec(),
        offices: offices.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn dossier_id(n: u64) -> String {
    format!("019a1b2c-0000-7000-8000-{n:012x}")
}

fn key(kind: &str, id: &str) -> Key {
    Key {
        kind: kind.into(),
        id: id.into(),
    }
}

impl Place {
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            storage: Box::new(SqliteStorage::open(folder.path()).unwrap()),
            next: 0,
            _kept: vec![Box::new(folder)],
        }
    }

    fn postgresql(server: &Postgres, name: &str) -> Self {
        let name = format!("t{}", &sha256(name.as_bytes()).to_string()[..16]);
        server.sql(&format!("CREATE DATABASE {name}"));
        let url = server.url();
        let url = format!("{}/{name}", url.strip_suffix("/greffe").unwrap());
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let database = PostgresDatabase::open(&url).unwrap();
        Self {
            storage: Box::new(SqlStorage::new(database, Box::new(files)).unwrap()),
            next: 0,
            _kept: vec![Box::new(folder)],
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn client(&mut self, administration: &str, people: Vec<Person>) -> Client {
        let administration = self
            .storage
            .administration(administration)
            .unwrap()
            .unwrap_or_else(|| {
                let new = Administration {
                    id: Uuid::from_u64_pair(7, self.number()),
                    name: administration.into(),
                };
                self.storage.add_administration(&new, now()).unwrap();
                new
            });
        let n = self.number();
        let code = sha256(&n.to_le_bytes());
        let later = now() + jiff::SignedDuration::from_hours(1);
        self.storage
            .add_enrolment_code(code, administration.id, &[Role::Agent], now(), later)
            .unwrap();
        let new = NewDesk {
            id: DeskId::from_uuid(Uuid::from_u64_pair(9, n)),
            name: "poste".into(),
            public_key: vec![n as u8; 32],
        };
        let Enrolment::Enrolled(desk) = self.storage.enrol(code, &new, now()).unwrap() else {
            panic!("not enrolled");
        };
        self.set_people(&desk, people);
        Client {
            desk,
            cursor: None,
            holds: BTreeMap::new(),
            knows: BTreeMap::new(),
            people: BTreeMap::new(),
        }
    }

    /// Registers who works on a desk from now on.
    fn set_people(&self, desk: &Desk, people: Vec<Person>) {
        let change = |id: Uuid, change: PersonChange| {
            assert!(
                self.storage.change_person(id, &change, now()).unwrap(),
                "{change:?}"
            );
        };
        let ids: Vec<Uuid> = people.iter().map(|person| person.id.parse().unwrap()).collect();
        for before in self.storage.people_of_desk(desk.id).unwrap() {
            if !ids.contains(&before.id) {
                change(before.id, PersonChange::NoLongerOn(desk.id));
            }
        }
        for (id, wanted) in ids.into_iter().zip(people) {
            let new = people::Person {
                id,
                administration: desk.administration.clone(),
                name: wanted.id,
                roles: wanted.roles,
                offices: wanted.offices,
                desks: Vec::new(),
                added_at: now(),
                left_at: None,
            };
            if !self.storage.add_person(&new).unwrap() {
                change(id, PersonChange::Roles(new.roles));
                change(id, PersonChange::Offices(new.offices));
            }
            change(id, PersonChange::WorksOn(desk.id));
        }
    }

    /// Who works on a desk, as registered.
    fn people(&self, desk: &Desk) -> Vec<Person> {
        let people = self.storage.people_of_desk(desk.id).unwrap();
        let people = people.into_iter().map(|person| Person {
            id: person.id.to_string(),
            roles: person.roles,
            offices: person.offices,
        });
        people.collect()
    }

    fn operation(
        &mut self,
        kind: &str,
        id: &str,
        dossier: Option<&str>,
        base_rev: u64,
        change: Change,
    ) -> Operation {
        let blobs = match &change {
            Change::Patch(fields) if kind == "version" && fields.contains_key("sha256") => {
                vec![fields["sha256"].as_str().unwrap().parse().unwrap()]
            }
            _ => Vec::new(),
        };
        Operation {
            op: OpId::from_uuid(Uuid::from_u64_pair(3, self.number())),
            key: key(kind, id),
            dossier: dossier.map(str::to_owned),
            base_rev,
            change,
            blobs,
            changed_at: now(),
        }
    }

    fn send(&self, client: &Client, operation: &Operation) -> Outcome {
        self.send_all(client, std::slice::from_ref(operation)).remove(0)
    }

    fn send_all(&self, client: &Client, operations: &[Operation]) -> Vec<Outcome> {
        send_all(&*self.storage, client, operations)
    }

    fn patch(
        &mut self,
        client: &Client,
        kind: &str,
        id: &str,
        dossier: Option<&str>,
        base_rev: u64,
        fields: Value,
    ) -> Outcome {
        let fields = serde_json::from_value(fields).unwrap();
        let operation = self.operation(kind, id, dossier, base_rev, Change::Patch(fields));
        self.send(client, &operation)
    }

    fn delete(
        &mut self,
        client: &Client,
        kind: &str,
        id: &str,
        dossier: Option<&str>,
        base_rev: u64,
    ) -> Outcome {
        let operation = self.operation(kind, id, dossier, base_rev, Change::Delete);
        self.send(client, &operation)
    }

    fn dossier(&mut self, client: &Client, n: u64, fields: Value) -> String {
        let id = dossier_id(n);
        let mut all = json!({ "reference": format!("2026/{n}") });
        all.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let outcome = self.patch(client, "dossier", &id, Some(&id), 0, all);
        assert!(matches!(outcome, Outcome::Applied { rev: 1, .. }), "{outcome:?}");
        id
    }

    fn pull(&self, client: &mut Client, limit: usize) -> bool {
        pull(&*self.storage, client, limit)
    }

    fn pull_all(&self, client: &mut Client, limit: usize) {
        while self.pull(client, limit) {}
    }
}

fn send_all(storage: &dyn Storage, client: &Client, operations: &[Operation]) -> Vec<Outcome> {
    let incoming: Vec<Incoming> = operations
        .iter()
        .map(|operation| Incoming {
            op: operation.op,
            content_sha256: sha256(&serde_json::to_vec(operation).unwrap()),
            operation: Some(operation.clone()),
        })
        .collect();
    let answers = storage.push_records(&client.desk, &incoming, now()).unwrap();
    assert!(
        answers
            .iter()
            .map(|answer| answer.op)
            .eq(operations.iter().map(|operation| operation.op))
    );
    answers.into_iter().map(|answer| answer.outcome).collect()
}

/// One page, taken in; whether there is more.
fn pull(storage: &dyn Storage, client: &mut Client, limit: usize) -> bool {
    let page = storage
        .record_page(&client.desk, client.cursor.as_ref(), limit)
        .unwrap()
        .expect("the epoch has not changed");
    assert!(
        page.cursor.is_ascii() && page.cursor.len() <= 200,
        "{}",
        page.cursor
    );
    assert!(page.records.len() <= limit);
    for dossier in &page.withdrawn {
        client
            .holds
            .retain(|_, record| record.dossier.as_ref() != Some(dossier));
        client.knows.retain(|_, (lies, _)| lies.as_ref() != Some(dossier));
    }
    for record in page.records {
        // Told by the platform itself, of its registry.
        if record.fields.contains_key("registered") {
            client.people.insert(record.key.id.clone(), record);
            continue;
        }
        // As the desk does: what is no newer than what it knows is nothing new.
        if client
            .knows
            .get(&record.key)
            .is_some_and(|(_, rev)| *rev >= record.rev)
        {
            continue;
        }
        client
            .knows
            .insert(record.key.clone(), (record.dossier.clone(), record.rev));
        if record.deleted {
            client.holds.remove(&record.key);
        } else {
            client.holds.insert(record.key.clone(), record);
        }
    }
    let cursor: Cursor = page.cursor.parse().unwrap();
    assert_ne!(
        Some(&cursor),
        client.cursor.as_ref().filter(|_| page.more),
        "no progress"
    );
    client.cursor = Some(cursor);
    page.more
}

fn refused(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Rejected { code } => code,
        other => panic!("{other:?}"),
    }
}

fn applied(outcome: &Outcome) -> u64 {
    match outcome {
        Outcome::Applied { rev, .. } => *rev,
        other => panic!("{other:?}"),
    }
}

const ROLES: [Role; 5] = [
    Role::Agent,
    Role::Signatory,
    Role::Clerk,
    Role::Auditor,
    Role::Administrator,
];

fn who_sees_and_who_changes_what(mut place: Place) {
    let maker = place.client("A", vec![person("p-maker", &[Role::Clerk], &["BAT"])]);
    let internal = place.dossier(&maker, 1, json!({ "office": "BAT" }));
    let restricted = place.dossier(
        &maker,
        2,
        json!({ "office": "BAT", "confidentiality": "restricted" }),
    );
    let confidential = place.dossier(
        &maker,
        3,
        json!({ "office": "BAT", "confidentiality": "confidential" }),
    );
    for (dossier, name) in [
        (&restricted, "p-named"),
        (&confidential, "p-named"),
        (&confidential, "p-maker"),
    ] {
        let outcome = place.patch(
            &maker,
            "dossier-access",
            &format!("{dossier}/{}", who(name)),
            Some(dossier),
            0,
            json!({}),
        );
        assert_eq!(applied(&outcome), 1);
    }
    let dossiers = [&internal, &restricted, &confidential];
    for (n, dossier) in dossiers.into_iter().enumerate() {
        let outcome = place.patch(
            &maker,
            "note",
            &format!("n{n}"),
            Some(dossier),
            0,
            json!({ "text": "x" }),
        );
        assert_eq!(applied(&outcome), 1);
    }

    // (person, offices, administration) -> the three dossiers.
    let rows: [(&str, &[&str], &str, [bool; 3]); 6] = [
        ("p-other", &[], "A", [true, false, false]),
        ("p-other", &["POP"], "A", [true, false, false]),
        ("p-other", &["POP", "BAT"], "A", [true, true, false]),
        ("p-named", &[], "A", [true, true, true]),
        ("p-named", &["POP"], "A", [true, true, true]),
        ("p-foreign", &["BAT"], "B", [false, false, false]),
    ];
    let mut tried = 0;
    for (id, offices, administration, sees) in rows {
        for role in ROLES {
            let mut client = place.client(administration, vec![person(id, &[role], offices)]);
            place.pull_all(&mut client, 500);
            for (n, dossier) in dossiers.into_iter().enumerate() {
                let what = format!("{role:?} {id} {offices:?} of {administration}, dossier {n}");
                assert_eq!(
                    client.holds.contains_key(&key("dossier", dossier)),
                    sees[n],
                    "{what}"
                );
                assert_eq!(
                    client.holds.contains_key(&key("note", &format!("n{n}"))),
                    sees[n],
                    "{what}"
                );
                let name = format!("new-{tried}");
                let outcome = place.patch(&client, "note", &name, Some(dossier), 0, json!({ "text": "y" }));
                let writes = role != Role::Auditor;
                match (writes, sees[n]) {
                    (false, _) => assert_eq!(refused(&outcome), code::FORBIDDEN, "{what}"),
                    (true, false) => assert_eq!(refused(&outcome), code::RECORD_UNKNOWN, "{what}"),
                    (true, true) => assert_eq!(applied(&outcome), 1, "{what}"),
                }
                // An existing record: the same; and one that does not exist looks like one that may not be seen.
                let is_there = place.patch(&client, "note", &format!("n{n}"), Some(dossier), 7, json!({}));
                match (writes, sees[n]) {
                    (false, _) => assert_eq!(refused(&is_there), code::FORBIDDEN, "{what}"),
                    (true, false) => assert_eq!(refused(&is_there), code::RECORD_UNKNOWN, "{what}"),
                    (true, true) => assert!(matches!(is_there, Outcome::Conflict { .. }), "{what}"),
                }
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 90);
}

fn what_belongs_to_the_administration_is_changed_by_those_who_administer_it(mut place: Place) {
    let admin = place.client("A", vec![person("p1", &[Role::Administrator], &[])]);
    let agent = place.client("A", vec![person("p2", &[Role::Agent, Role::Clerk], &[])]);
    for kind in ["classification", "procedure-version", "letter-template", "person"] {
        let fields = json!({ "roles": [] });
        assert_eq!(
            refused(&place.patch(&agent, kind, "x", None, 0, fields.clone())),
            code::FORBIDDEN,
            "{kind}"
        );
        assert_eq!(
            applied(&place.patch(&admin, kind, "x", None, 0, fields)),
            1,
            "{kind}"
        );
    }
    assert_eq!(
        applied(&place.patch(&agent, "contact", "c", None, 0, json!({}))),
        1
    );
    // Whom the registry knows is as it says, for every desk.
    for desk in [&agent, &admin] {
        let lifted = place.patch(
            desk,
            "person",
            &who("p2"),
            None,
            1,
            json!({ "roles": ["administrator"] }),
        );
        assert_eq!(refused(&lifted), code::FORBIDDEN);
    }
    assert_eq!(
        refused(&place.patch(&agent, "classification", "y", None, 0, json!({}))),
        code::FORBIDDEN
    );
}

fn colleagues_are_told_of_as_the_registry_has_them(mut place: Place) {
    let mut one = place.client("A", vec![person("p1", &[Role::Agent, Role::Clerk], &["X", "Y"])]);
    let mut other = place.client("B", vec![person("q1", &[Role::Agent], &["X"])]);
    // Registered before they have a desk, and after others have begun to read.
    place.pull_all(&mut one, 500);
    let anne = Uuid::parse_str(&who("anne")).unwrap();
    let new = people::Person {
        id: anne,
        administration: one.desk.administration.clone(),
        name: "Anne Weber".into(),
        roles: vec![Role::Clerk],
        offices: vec!["Y".into()],
        desks: Vec::new(),
        added_at: now(),
        left_at: None,
    };
    assert!(place.storage.add_person(&new).unwrap());
    place.pull_all(&mut one, 500);
    place.pull_all(&mut other, 500);
    let shown = |client: &Client, name: &str| client.people[&who(name)].fields.clone();
    let anne_shown = shown(&one, "anne");
    assert_eq!(anne_shown["name"], json!("Anne Weber"));
    assert_eq!(anne_shown["roles"], json!(["clerk"]));
    assert_eq!(anne_shown["office"], json!("Y"));
    assert_eq!(anne_shown["left_us"], json!(null));
    assert_eq!(anne_shown["other_offices"], json!(null));
    assert_eq!(shown(&one, "p1")["office"], json!("X"), "the first of several");
    assert_eq!(shown(&one, "p1")["other_offices"], json!(["Y"]), "the others");
    let names: Vec<&String> = anne_shown.keys().collect();
    assert_eq!(
        names,
        [
            "created_us",
            "left_us",
            "name",
            "office",
            "other_offices",
            "registered",
            "roles"
        ],
        "no more than that"
    );
    assert!(
        !other.people.contains_key(&who("anne")),
        "of another administration"
    );
    // Roles, offices and the end reach whoever reads; what changes nothing tells nothing.
    let seen = one.people[&who("anne")].rev;
    for (change, told) in [
        (PersonChange::Roles(vec![Role::Clerk]), 0),
        (PersonChange::Roles(vec![Role::Agent]), 1),
        (PersonChange::Offices(vec!["X".into()]), 2),
        (PersonChange::Left, 3),
    ] {
        assert!(place.storage.change_person(anne, &change, now()).unwrap());
        place.pull_all(&mut one, 500);
        assert_eq!(one.people[&who("anne")].rev, seen + told, "{change:?}");
    }
    assert_eq!(shown(&one, "anne")["roles"], json!(["agent"]));
    assert!(!shown(&one, "anne")["left_us"].is_null());
    // A desk cannot say that somebody stands in the registry, nor speak for another desk's people.
    let forged = json!({ "name": "Mayor", "roles": [], "registered": true });
    assert_eq!(
        refused(&place.patch(&one, "person", &who("mayor"), None, 0, forged)),
        code::RECORD_INVALID
    );
    // One of its people whom it knows by another identity, and no second; what it told it may change.
    let own = json!({ "name": "p one", "roles": ["agent"] });
    assert_eq!(
        applied(&place.patch(&one, "person", &who("local"), None, 0, own)),
        1
    );
    let high = json!({ "roles": ["administrator"] });
    assert_eq!(
        refused(&place.patch(&one, "person", &who("local"), None, 1, high)),
        code::FORBIDDEN
    );
    let renamed = json!({ "name": "P. One" });
    assert_eq!(
        applied(&place.patch(&one, "person", &who("local"), None, 1, renamed)),
        2
    );
    let second = json!({ "name": "somebody", "roles": ["agent"] });
    assert_eq!(
        refused(&place.patch(&one, "person", &who("second"), None, 0, second)),
        code::FORBIDDEN
    );
    let mut foreign = place.client("A", vec![person("p5", &[Role::Agent], &["X"])]);
    let hijack = json!({ "name": "not p one" });
    assert_eq!(
        refused(&place.patch(&foreign, "person", &who("local"), None, 2, hijack)),
        code::FORBIDDEN
    );
    place.pull_all(&mut foreign, 500);
    assert_eq!(foreign.people.len(), 3, "everybody at its first reading");
}

fn a_replay_gets_the_first_answer_and_another_content_is_refused(mut place: Place) {
    let client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let other = place.client("A", vec![person("q", &[Role::Agent], &[])]);
    let d = place.dossier(&client, 1, json!({}));
    let fields = serde_json::from_value(json!({ "text": "a" })).unwrap();
    let make = place.operation("note", "n", Some(&d), 0, Change::Patch(fields));
    let first = place.send(&client, &make);
    assert_eq!(applied(&first), 1);
    assert_eq!(
        applied(&place.patch(&other, "note", "n", Some(&d), 1, json!({ "text": "b" }))),
        2
    );
    assert_eq!(
        place.send(&client, &make),
        first,
        "the answer was lost, the change was not"
    );
    let changed = Operation {
        change: Change::Delete,
        ..make.clone()
    };
    assert_eq!(refused(&place.send(&client, &changed)), code::OPERATION_REUSED);
    // Another desk's operation of the same name is another one.
    assert!(matches!(place.send(&other, &make), Outcome::Conflict { .. }));
    // A conflict stays one; it is shown as it is now.
    let stale = place.operation("note", "n", Some(&d), 1, Change::Delete);
    let Outcome::Conflict {
        current: Some(current),
    } = place.send(&client, &stale)
    else {
        panic!("no conflict");
    };
    assert_eq!((current.rev, &current.fields["text"]), (2, &json!("b")));
    assert_eq!(
        applied(&place.patch(&other, "note", "n", Some(&d), 2, json!({ "text": "c" }))),
        3
    );
    let Outcome::Conflict {
        current: Some(current),
    } = place.send(&client, &stale)
    else {
        panic!("no conflict");
    };
    assert_eq!((current.rev, &current.fields["text"]), (3, &json!("c")));
    assert_eq!(
        refused(&place.send(&client, &Operation { base_rev: 3, ..stale })),
        code::OPERATION_REUSED
    );
}

fn after_half_a_year_an_answer_is_forgotten_and_a_repetition_still_does_nothing_twice(mut place: Place) {
    let client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let d = place.dossier(&client, 1, json!({}));
    let fields = serde_json::from_value(json!({ "text": "a" })).unwrap();
    let make = place.operation("note", "n", Some(&d), 0, Change::Patch(fields));
    let first = place.send(&client, &make);
    assert_eq!(applied(&first), 1);
    let days = |days: i64| now() + jiff::SignedDuration::from_hours(24 * days);
    place.storage.sweep(days(179), now()).unwrap();
    assert_eq!(place.send(&client, &make), first, "a desk may be away for months");
    place.storage.sweep(days(181), now()).unwrap();
    let Outcome::Conflict {
        current: Some(current),
    } = place.send(&client, &make)
    else {
        panic!("no conflict");
    };
    assert_eq!(
        (current.rev, &current.fields["text"]),
        (1, &json!("a")),
        "nothing new"
    );
    place.storage.sweep(days(181), now()).unwrap();
    place.storage.sweep(days(181), now()).unwrap();
}

fn fields_are_set_and_never_merged_and_a_tombstone_stays(mut place: Place) {
    let mut one = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let mut two = place.client("A", vec![person("q", &[Role::Agent], &[])]);
    let d = place.dossier(&one, 1, json!({}));
    applied(&place.patch(
        &one,
        "task",
        "t",
        Some(&d),
        0,
        json!({ "a": 1, "b": [1, 2], "later": { "x": 1 } }),
    ));
    assert_eq!(
        applied(&place.patch(&one, "task", "t", Some(&d), 1, json!({ "b": [3] }))),
        2
    );
    place.pull_all(&mut two, 500);
    let held = &two.holds[&key("task", "t")];
    assert_eq!(
        serde_json::to_value(&held.fields).unwrap(),
        json!({ "a": 1, "b": [3], "later": { "x": 1 } })
    );
    assert_eq!(applied(&place.delete(&one, "task", "t", Some(&d), 2)), 3);
    assert_eq!(
        applied(&place.delete(&one, "task", "t", Some(&d), 3)),
        3,
        "gone is gone"
    );
    // Edit against delete is a conflict, and whoever decides for the edit brings the record back.
    let Outcome::Conflict {
        current: Some(current),
    } = place.patch(&two, "task", "t", Some(&d), 2, json!({ "a": 2 }))
    else {
        panic!("no conflict");
    };
    assert!(current.deleted && current.rev == 3);
    place.pull_all(&mut two, 500);
    assert!(!two.holds.contains_key(&key("task", "t")));
    assert_eq!(
        applied(&place.patch(&two, "task", "t", Some(&d), 3, json!({ "a": 2 }))),
        4
    );
    place.pull_all(&mut one, 500);
    assert_eq!(one.holds[&key("task", "t")].fields["a"], json!(2));
    // Something that was never there is not deleted, and a revision that was never given is no base.
    assert_eq!(
        refused(&place.delete(&one, "task", "u", Some(&d), 0)),
        code::RECORD_UNKNOWN
    );
    assert_eq!(
        refused(&place.patch(&one, "task", "u", Some(&d), 4, json!({}))),
        code::RECORD_UNKNOWN
    );
    assert!(matches!(
        place.patch(&one, "task", "t", Some(&d), 0, json!({})),
        Outcome::Conflict { .. }
    ));
}

fn a_closed_dossier_takes_its_reopening_and_nothing_else(mut place: Place) {
    let client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let d = place.dossier(&client, 1, json!({ "status": "open" }));
    let e = place.dossier(&client, 2, json!({}));
    applied(&place.patch(&client, "note", "n", Some(&d), 0, json!({ "text": "a" })));
    applied(&place.patch(&client, "note", "m", Some(&e), 0, json!({ "text": "a" })));
    assert_eq!(
        applied(&place.patch(&client, "dossier", &d, Some(&d), 1, json!({ "status": "closed" }))),
        2
    );
    for (kind, id, rev, fields) in [
        ("note", "n", 1, json!({ "text": "b" })),
        ("note", "new", 0, json!({ "text": "b" })),
        ("note", "m", 1, json!({})),
        ("dossier", d.as_str(), 2, json!({ "subject": "b" })),
    ] {
        let outcome = place.patch(&client, kind, id, Some(&d), rev, fields);
        assert_eq!(refused(&outcome), code::DOSSIER_CLOSED, "{kind} {id}");
    }
    assert_eq!(
        refused(&place.delete(&client, "note", "n", Some(&d), 1)),
        code::DOSSIER_CLOSED
    );
    assert_eq!(
        refused(&place.patch(&client, "note", "n", Some(&e), 1, json!({}))),
        code::DOSSIER_CLOSED
    );
    let access = format!("{d}/{}", who("p"));
    assert_eq!(
        refused(&place.patch(&client, "dossier-access", &access, Some(&d), 0, json!({}))),
        code::DOSSIER_CLOSED
    );
    assert_eq!(
        applied(&place.patch(&client, "dossier", &d, Some(&d), 2, json!({ "status": "open" }))),
        3
    );
    assert_eq!(
        applied(&place.patch(&client, "note", "n", Some(&d), 1, json!({ "text": "b" }))),
        2
    );
}

fn the_words_of_a_destroyed_dossier_go_from_the_platform_too(mut place: Place) {
    let admin = place.client("A", vec![person("p1", &[Role::Agent, Role::Administrator], &[])]);
    let mut agent = place.client("A", vec![person("p2", &[Role::Agent], &[])]);
    let d = place.dossier(&admin, 1, json!({ "subject": "Adoption Zwergstrauch" }));
    sent(&mut place, &admin, b"content");
    let content = sha256(b"content").to_string();
    let at = Some(d.as_str());
    let party = json!({ "name": "Zwergstrauch" });
    applied(&place.patch(&admin, "party", "p", at, 0, party));
    applied(&place.patch(
        &admin,
        "document",
        "t",
        at,
        0,
        json!({ "title": "Enquête", "facts": "x" }),
    ));
    let version = json!({ "sha256": content, "file_name": "zwergstrauch.pdf", "number": 1 });
    applied(&place.patch(&admin, "version", "v", at, 0, version));
    applied(&place.patch(&admin, "letter", "v", at, 0, json!({ "content": "Madame" })));
    applied(&place.patch(
        &admin,
        "deadline-change",
        "d/1",
        at,
        0,
        json!({ "reason": "malade" }),
    ));
    let erased = json!({ "file_name": null, "number": 1 });
    // Not while it is open, and afterwards by those who administer only.
    assert_eq!(
        refused(&place.patch(&admin, "version", "v", at, 1, erased.clone())),
        code::RECORD_IMMUTABLE
    );
    assert_eq!(
        refused(&place.delete(&admin, "letter", "v", at, 1)),
        code::RECORD_IMMUTABLE
    );
    applied(&place.patch(&admin, "dossier", &d, at, 1, json!({ "status": "closed" })));
    assert_eq!(
        refused(&place.delete(&agent, "party", "p", at, 1)),
        code::DOSSIER_CLOSED
    );
    let other = json!({ "title": "Enquête 2" });
    assert_eq!(
        refused(&place.patch(&admin, "document", "t", at, 1, other)),
        code::DOSSIER_CLOSED,
        "words may go, and none may come"
    );
    let elsewhere = json!({ "sha256": content, "number": 2 });
    assert_eq!(
        refused(&place.patch(&admin, "version", "v", at, 1, elsewhere)),
        code::RECORD_IMMUTABLE
    );
    applied(&place.delete(&admin, "party", "p", at, 1));
    applied(&place.delete(&admin, "letter", "v", at, 1));
    let gone = json!({ "title": "—", "facts": null, "changed_us": 7 });
    applied(&place.patch(&admin, "document", "t", at, 1, gone));
    applied(&place.patch(&admin, "version", "v", at, 1, erased));
    applied(&place.patch(&admin, "deadline-change", "d/1", at, 1, json!({ "reason": "—" })));
    applied(&place.patch(
        &admin,
        "dossier",
        &d,
        at,
        2,
        json!({ "subject": "—", "status": "closed" }),
    ));
    // Nobody reads them any more: not what stands, nor the tombstones.
    place.pull_all(&mut agent, 500);
    let page = place
        .storage
        .record_page(&agent.desk, None, 500)
        .unwrap()
        .unwrap();
    let all = serde_json::to_string(&page.records).unwrap();
    for word in ["Zwergstrauch", "Enquête", "zwergstrauch.pdf", "Madame", "malade"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
    assert_eq!(agent.holds[&key("version", "v")].fields["sha256"], json!(content));
}

fn two_dossiers_never_share_a_number_within_an_administration(mut place: Place) {
    let client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let hidden = place.client("A", vec![person("q", &[Role::Agent], &["X"])]);
    let foreign = place.client("B", vec![person("p of B", &[Role::Agent], &[])]);
    let d = place.dossier(
        &hidden,
        1,
        json!({ "office": "X", "confidentiality": "restricted" }),
    );
    let other = dossier_id(99);
    let taken = json!({ "reference": "2026/1" });
    assert_eq!(
        refused(&place.patch(&client, "dossier", &other, Some(&other), 0, taken.clone())),
        code::REFERENCE_TAKEN
    );
    assert_eq!(
        applied(&place.patch(&foreign, "dossier", &other, Some(&other), 0, taken)),
        1
    );
    // The same identity in another administration is another dossier.
    let same = json!({ "reference": "2026/77" });
    assert_eq!(
        applied(&place.patch(&foreign, "dossier", &d, Some(&d), 0, same)),
        1
    );
}

fn nobody_shuts_himself_and_everybody_else_out(mut place: Place) {
    let mut one = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    let mut two = place.client("A", vec![person("q", &[Role::Agent], &["Y"])]);
    // Confidential before anybody is named: whoever made it keeps it in sight.
    let d = place.dossier(
        &one,
        1,
        json!({ "confidentiality": "confidential", "office": "X" }),
    );
    place.pull_all(&mut one, 500);
    place.pull_all(&mut two, 500);
    assert!(one.holds.contains_key(&key("dossier", &d)) && two.holds.is_empty());
    // The other is named: the rule holds alone, and the maker is out.
    applied(&place.patch(
        &one,
        "dossier-access",
        &format!("{d}/{}", who("q")),
        Some(&d),
        0,
        json!({}),
    ));
    place.pull_all(&mut one, 500);
    place.pull_all(&mut two, 500);
    assert!(one.holds.is_empty() && two.holds.contains_key(&key("dossier", &d)));
    // They take their own name away: they keep it, because nobody else would have it.
    applied(&place.delete(&two, "dossier-access", &format!("{d}/{}", who("q")), Some(&d), 1));
    place.pull_all(&mut two, 500);
    assert!(two.holds.contains_key(&key("dossier", &d)));
    // To an office nobody belongs to: the same, until somebody comes there.
    let changed = json!({ "confidentiality": "restricted", "office": "Z" });
    assert_eq!(
        applied(&place.patch(&two, "dossier", &d, Some(&d), 1, changed)),
        2
    );
    place.pull_all(&mut two, 500);
    assert!(two.holds.contains_key(&key("dossier", &d)));
    let mut three = place.client("A", vec![person("r", &[Role::Agent], &["Z"])]);
    place.pull_all(&mut three, 500);
    place.pull_all(&mut two, 500);
    assert!(three.holds.contains_key(&key("dossier", &d)) && two.holds.is_empty());
}

fn an_act_of_several_operations_succeeds_in_any_order(mut place: Place) {
    let one = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    let mut two = place.client("A", vec![person("q", &[Role::Agent], &["Y"])]);
    let fields = |value: Value| Change::Patch(serde_json::from_value(value).unwrap());
    // A dossier of another office, closed to others, with a note and the maker's own name: in the worst order.
    let d = dossier_id(1);
    let shut = json!({ "reference": "2026/1", "confidentiality": "restricted", "office": "Y" });
    let (own, other) = (format!("{d}/{}", who("p")), format!("{d}/{}", who("q")));
    let act = [
        place.operation("dossier", &d, Some(&d), 0, fields(shut)),
        place.operation("dossier-access", &other, Some(&d), 0, fields(json!({}))),
        place.operation("note", "n", Some(&d), 0, fields(json!({}))),
        place.operation("dossier-access", &own, Some(&d), 0, fields(json!({}))),
    ];
    assert!(
        place
            .send_all(&one, &act)
            .iter()
            .all(|outcome| applied(outcome) == 1)
    );
    // The own name goes first, and the rest of the act is still done.
    let act = [
        place.operation("dossier-access", &own, Some(&d), 1, Change::Delete),
        place.operation("note", "n", Some(&d), 1, fields(json!({ "text": "a" }))),
    ];
    assert!(
        place
            .send_all(&one, &act)
            .iter()
            .all(|outcome| applied(outcome) == 2)
    );
    // Afterwards it is over, for the same operations too.
    assert_eq!(
        refused(&place.patch(&one, "note", "n", Some(&d), 2, json!({}))),
        code::RECORD_UNKNOWN
    );
    let mut again = act.to_vec();
    again.push(place.operation("note", "n", Some(&d), 2, fields(json!({}))));
    assert_eq!(refused(&place.send_all(&one, &again)[2]), code::RECORD_UNKNOWN);
    place.pull_all(&mut two, 500);
    assert_eq!(two.holds[&key("note", "n")].fields["text"], json!("a"));
}

fn what_moves_to_where_a_desk_does_not_see_it_is_gone_there(mut place: Place) {
    let one = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    let mut two = place.client("A", vec![person("q", &[Role::Agent], &["Y"])]);
    let open = place.dossier(&one, 1, json!({ "office": "X" }));
    let shut = place.dossier(&one, 2, json!({ "office": "X", "confidentiality": "restricted" }));
    applied(&place.patch(&one, "note", "n", Some(&open), 0, json!({ "text": "a" })));
    place.pull_all(&mut two, 500);
    assert!(two.holds.contains_key(&key("note", "n")));
    assert_eq!(
        applied(&place.patch(&one, "note", "n", Some(&shut), 1, json!({ "text": "secret" }))),
        3,
        "the revision between is that of its end for whoever stayed behind"
    );
    let page = place
        .storage
        .record_page(&two.desk, two.cursor.as_ref(), 500)
        .unwrap()
        .unwrap();
    assert!(
        page.records
            .iter()
            .all(|record| record.deleted && record.fields.is_empty() && record.rev == 2)
    );
    place.pull_all(&mut two, 500);
    assert!(!two.holds.contains_key(&key("note", "n")));
    // Whoever sees only where it was cannot take it back, nor learn what it is.
    assert_eq!(
        refused(&place.patch(&two, "note", "n", Some(&open), 2, json!({}))),
        code::RECORD_UNKNOWN
    );
    assert_eq!(
        applied(&place.patch(&one, "note", "n", Some(&open), 3, json!({ "text": "b" }))),
        5
    );
    place.pull_all(&mut two, 500);
    assert_eq!(two.holds[&key("note", "n")].fields["text"], json!("b"));
}

fn a_changed_right_shows_at_the_next_reading(mut place: Place) {
    let maker = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    let mut desk = place.client("A", vec![person("q", &[Role::Agent], &["X"])]);
    let d = place.dossier(
        &maker,
        1,
        json!({ "office": "X", "confidentiality": "restricted" }),
    );
    let free = place.dossier(&maker, 2, json!({ "office": "X" }));
    place.pull_all(&mut desk, 500);
    assert_eq!(desk.holds.len(), 2);
    // Another office.
    place.set_people(&desk.desk, vec![person("q", &[Role::Agent], &["Y"])]);
    assert_eq!(
        refused(&place.patch(&desk, "note", "n", Some(&d), 0, json!({}))),
        code::RECORD_UNKNOWN
    );
    place.pull_all(&mut desk, 500);
    assert_eq!(desk.holds.keys().collect::<Vec<_>>(), [&key("dossier", &free)]);
    // Back again, with what has happened meanwhile.
    applied(&place.patch(&maker, "note", "n", Some(&d), 0, json!({ "text": "a" })));
    place.set_people(&desk.desk, vec![person("q", &[Role::Agent], &["X"])]);
    place.pull_all(&mut desk, 500);
    assert_eq!(desk.holds.len(), 3);
    // Nobody works there any more.
    place.set_people(&desk.desk, Vec::new());
    place.pull_all(&mut desk, 500);
    assert!(desk.holds.is_empty());
    assert_eq!(
        refused(&place.patch(&desk, "contact", "c", None, 0, json!({}))),
        code::FORBIDDEN
    );
}

fn contents_open_with_the_dossier_and_not_with_their_digest(mut place: Place) {
    let one = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    let two = place.client("A", vec![person("q", &[Role::Agent], &["Y"])]);
    let foreign = place.client("B", vec![person("p of B", &[Role::Agent], &["X"])]);
    let d = place.dossier(&one, 1, json!({ "office": "X", "confidentiality": "restricted" }));
    let own = place.dossier(&two, 2, json!({ "office": "Y", "confidentiality": "restricted" }));
    let digest = sha256(b"secret");
    let fields = json!({ "sha256": digest.to_string() });
    assert_eq!(
        place.patch(&one, "version", "v", Some(&d), 0, fields.clone()),
        Outcome::Waiting { blobs: vec![digest] }
    );
    sent(&mut place, &one, b"secret");
    // Uploaded and not yet named: nobody's to read.
    assert_eq!(place.storage.readable_blob(&one.desk, digest).unwrap(), None);
    let first = place.patch(&one, "version", "v", Some(&d), 0, fields.clone());
    assert_eq!(applied(&first), 1);
    assert_eq!(place.storage.readable_blob(&one.desk, digest).unwrap(), Some(6));
    assert_eq!(place.storage.readable_blob(&two.desk, digest).unwrap(), None);
    assert_eq!(place.storage.readable_blob(&foreign.desk, digest).unwrap(), None);
    // Who only knows the digest cannot open it by naming it in a dossier of their own.
    assert_eq!(
        place.patch(&two, "version", "w", Some(&own), 0, fields.clone()),
        Outcome::Waiting { blobs: vec![digest] }
    );
    assert_eq!(place.storage.readable_blob(&two.desk, digest).unwrap(), None);
    // Whoever has the bytes may.
    sent(&mut place, &two, b"secret");
    assert_eq!(
        applied(&place.patch(&two, "version", "w", Some(&own), 0, fields)),
        1
    );
    assert_eq!(place.storage.readable_blob(&two.desk, digest).unwrap(), Some(6));
}

/// Brings bytes to the platform.
fn sent(place: &mut Place, client: &Client, bytes: &[u8]) {
    let upload = Upload {
        id: Uuid::from_u64_pair(5, place.number()),
        administration: client.desk.administration.id,
        sha256: sha256(bytes),
        size_bytes: bytes.len() as u64,
        offset: 0,
        finished: false,
    };
    let storage = &*place.storage;
    storage.create_upload(&upload, client.desk.id, now()).unwrap();
    let mut part = storage.begin_part(&upload, Uuid::from_u64_pair(6, 1)).unwrap();
    part.write(bytes).unwrap();
    assert_eq!(
        storage.add_part(&upload, part).unwrap(),
        Added::At(upload.size_bytes)
    );
    let whole = storage.upload(upload.id).unwrap().unwrap();
    assert!(storage.finish_upload(&whole, now()).unwrap());
}

fn another_life_of_the_database_makes_everybody_read_anew(mut place: Place) {
    let mut client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    place.dossier(&client, 1, json!({}));
    place.pull_all(&mut client, 500);
    let cursor = client.cursor.clone().unwrap();
    let page = |cursor: &Cursor| {
        place
            .storage
            .record_page(&client.desk, Some(cursor), 500)
            .unwrap()
    };
    assert!(page(&cursor).is_some());
    // A number that this life has not reached yet: a backup was put back without saying so.
    assert!(
        page(&Cursor {
            from: cursor.to + 9,
            to: cursor.to + 9,
            ..cursor.clone()
        })
        .is_none()
    );
    assert!(
        page(&Cursor {
            epoch: Uuid::from_u128(1).to_string(),
            ..cursor
        })
        .is_none()
    );
}

fn an_administration_takes_no_more_than_it_may(mut place: Place) {
    let client = place.client("A", vec![person("p", &[Role::Agent], &[])]);
    let id = client.desk.administration.id;
    let d = place.dossier(&client, 1, json!({}));
    applied(&place.patch(
        &client,
        "note",
        "n",
        Some(&d),
        0,
        json!({ "text": "a".repeat(1000) }),
    ));
    let used = place.storage.record_use(id).unwrap();
    assert_eq!(used.records, 2);
    assert!(used.size_bytes > 1000 && !used.is_full());
    applied(&place.patch(&client, "note", "n", Some(&d), 1, json!({ "text": "" })));
    assert_eq!(
        used.size_bytes - place.storage.record_use(id).unwrap().size_bytes,
        1000
    );
    place.storage.limit_records(id, Some(2), None).unwrap();
    assert!(place.storage.record_use(id).unwrap().is_full());
    assert_eq!(place.storage.record_use(id).unwrap().records, 2);
}

fn nothing_is_skipped_while_others_write(mut place: Place) {
    const EACH: usize = 60;
    let writers: Vec<Client> = (0..3)
        .map(|n| place.client("A", vec![person(&format!("w{n}"), &[Role::Agent], &[])]))
        .collect();
    let mut readers: Vec<Client> = (0..3)
        .map(|n| place.client("A", vec![person(&format!("r{n}"), &[Role::Auditor], &[])]))
        .collect();
    let d = place.dossier(&writers[0], 1, json!({}));
    let mut work: Vec<Vec<Operation>> = Vec::new();
    for writer in 0..writers.len() {
        let operations = (0..EACH).map(|n| {
            let fields = serde_json::from_value(json!({ "n": n })).unwrap();
            place.operation(
                "note",
                &format!("{writer}-{n}"),
                Some(&d),
                0,
                Change::Patch(fields),
            )
        });
        work.push(operations.collect());
    }
    let writing = AtomicUsize::new(writers.len());
    let storage = &*place.storage;
    std::thread::scope(|scope| {
        for (writer, work) in writers.iter().zip(&work) {
            let writing = &writing;
            scope.spawn(move || {
                for part in work.chunks(3) {
                    let outcomes = send_all(storage, writer, part);
                    assert!(outcomes.iter().all(|outcome| applied(outcome) == 1));
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        for reader in &mut readers {
            let writing = &writing;
            scope.spawn(move || {
                let mut seen: BTreeSet<u64> = BTreeSet::new();
                loop {
                    let done = writing.load(Ordering::SeqCst) == 0;
                    while pull(storage, reader, 4) {}
                    // Whoever has read up to a number has everything below it: no lower number comes later.
                    let now: BTreeSet<u64> = reader.holds.values().map(|record| record.seq).collect();
                    let highest = seen.last().copied().unwrap_or(0);
                    assert!(
                        now.difference(&seen).all(|seq| *seq > highest),
                        "{seen:?} {now:?}"
                    );
                    seen = now;
                    if done {
                        break;
                    }
                }
            });
        }
    });
    for reader in &readers {
        assert_eq!(reader.holds.len(), 3 * EACH + 1);
    }
}

/// The rule of the desk (`SEEN` in crates/store), written once more for comparison.
fn seen(fields: &BTreeMap<String, Value>, named: &BTreeSet<String>, people: &[Person]) -> bool {
    let office = fields.get("office").and_then(Value::as_str).unwrap_or("");
    people.iter().any(|person| {
        named.contains(&person.id)
            || match fields.get("confidentiality").and_then(Value::as_str) {
                None | Some("internal") => true,
                Some("restricted") => person.offices.iter().any(|code| code == office),
                _ => false,
            }
    })
}

/// Small numbers from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // xorshift64*: enough for choosing.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }
}

/// Any history of changes, moves, changed rights and half-read pages: in the end every desk holds exactly what its
/// people may see. `GREFFE_SEED` replays one, `GREFFE_CASES` tries more.
#[test]
fn every_desk_ends_with_exactly_what_it_may_see() {
    for seed in seeds(3) {
        history(seed, Place::sqlite());
    }
}

fn seeds(few: u64) -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    match number("GREFFE_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("GREFFE_CASES").unwrap_or(few)).collect(),
    }
}

fn history(seed: u64, mut place: Place) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    // Named in every dossier, so that none is kept by anybody else for want of readers.
    let root = place.client(
        "A",
        vec![person("root", &[Role::Administrator], &["X", "Y", "Z"])],
    );
    let offices = ["X", "Y", "Z"];
    let mut desks: Vec<Client> = (0..4)
        .map(|n| {
            place.client(
                "A",
                vec![person(&format!("p{n}"), &[Role::Agent], &[offices[n % 3]])],
            )
        })
        .collect();
    let mut stranger = place.client("B", vec![person("p0 of B", &[Role::Agent], &["X"])]);
    // kind, id -> dossier, rev
    let mut model: BTreeMap<Key, Record> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let words = ["internal", "restricted", "confidential"];
    for step in 0..220 {
        let dossiers: Vec<String> = names.keys().cloned().collect();
        let any = |dice: &mut Dice| {
            dossiers
                .get(dice.roll(dossiers.len().max(1) as u64) as usize)
                .cloned()
        };
        let (kind, id, dossier, change) = match dice.roll(12) {
            0 | 1 if dossiers.len() < 12 => {
                let id = dossier_id(step);
                let word = words[dice.roll(3) as usize];
                let office = offices[dice.roll(3) as usize];
                let fields =
                    json!({ "reference": format!("2026/{step}"), "confidentiality": word, "office": office });
                ("dossier", id.clone(), Some(id), Some(fields))
            }
            2 => {
                let Some(id) = any(&mut dice) else { continue };
                let fields = json!({
                    "confidentiality": words[dice.roll(3) as usize],
                    "office": offices[dice.roll(3) as usize],
                });
                ("dossier", id.clone(), Some(id), Some(fields))
            }
            3 => {
                let Some(id) = any(&mut dice) else { continue };
                let access = format!("{id}/{}", who(&format!("p{}", dice.roll(4))));
                let change = (dice.roll(2) == 0).then(|| json!({ "given": step }));
                ("dossier-access", access, Some(id), change)
            }
            4 => {
                let n = dice.roll(4) as usize;
                let count = dice.roll(3);
                let people = (0..count)
                    .map(|_| {
                        person(
                            &format!("p{}", dice.roll(4)),
                            &[Role::Agent],
                            &[offices[dice.roll(3) as usize]],
                        )
                    })
                    .collect();
                place.set_people(&desks[n].desk, people);
                continue;
            }
            5 | 6 => {
                let n = dice.roll(4) as usize;
                place.pull(&mut desks[n], 1 + dice.roll(4) as usize);
                continue;
            }
            7 => (
                "contact",
                format!("c{}", dice.roll(4)),
                None,
                Some(json!({ "n": step })),
            ),
            n => {
                let Some(dossier) = any(&mut dice) else { continue };
                let change = (n != 8).then(|| json!({ "n": step }));
                ("note", format!("n{}", dice.roll(10)), Some(dossier), change)
            }
        };
        let key = key(kind, &id);
        let before = model.get(&key);
        let base_rev = before.map_or(0, |record| record.rev);
        // A deletion does not move.
        let dossier = match (&change, before) {
            (None, None) => continue,
            (None, Some(before)) => before.dossier.clone(),
            _ => dossier,
        };
        let patch: Option<BTreeMap<String, Value>> =
            change.map(|fields| serde_json::from_value(fields).unwrap());
        let made = patch.clone().map_or(Change::Delete, Change::Patch);
        let operation = place.operation(kind, &id, dossier.as_deref(), base_rev, made);
        let Outcome::Applied { rev, seq } = place.send(&root, &operation) else {
            panic!("seed {seed}, step {step}: {operation:?}");
        };
        let mut fields = before.map(|record| record.fields.clone()).unwrap_or_default();
        fields.extend(patch.clone().unwrap_or_default());
        model.insert(
            key,
            Record {
                key: operation.key.clone(),
                dossier: dossier.clone(),
                rev,
                seq,
                deleted: patch.is_none(),
                fields,
            },
        );
        match (kind, dossier) {
            ("dossier", Some(dossier)) if base_rev == 0 => {
                let access = format!("{dossier}/{}", who("root"));
                let outcome = place.patch(&root, "dossier-access", &access, Some(&dossier), 0, json!({}));
                let Outcome::Applied { rev, seq } = outcome else {
                    panic!("seed {seed}");
                };
                let key = self::key("dossier-access", &access);
                let record = Record {
                    key: key.clone(),
                    dossier: Some(dossier.clone()),
                    rev,
                    seq,
                    deleted: false,
                    fields: BTreeMap::new(),
                };
                model.insert(key, record);
                names.insert(dossier, BTreeSet::from([who("root")]));
            }
            ("dossier-access", Some(dossier)) => {
                let person = id.split('/').next_back().unwrap().to_owned();
                let named = names.get_mut(&dossier).unwrap();
                if patch.is_some() {
                    named.insert(person);
                } else {
                    named.remove(&person);
                }
            }
            _ => {}
        }
    }
    for desk in &mut desks {
        let limit = 1 + dice.roll(7) as usize;
        place.pull_all(desk, limit);
        let people = place.people(&desk.desk);
        let expected: BTreeMap<Key, Record> = model
            .iter()
            .filter(|(_, record)| !record.deleted)
            .filter(|(_, record)| match &record.dossier {
                None => true,
                Some(dossier) => seen(&model[&key("dossier", dossier)].fields, &names[dossier], &people),
            })
            .map(|(key, record)| (key.clone(), record.clone()))
            .collect();
        if people.is_empty() {
            // It keeps what everybody may see, and is told nothing any more.
            assert!(
                desk.holds.values().all(|record| record.dossier.is_none()),
                "seed {seed}"
            );
            continue;
        }
        let held: Vec<_> = desk.holds.keys().collect();
        assert_eq!(held, expected.keys().collect::<Vec<_>>(), "seed {seed}");
        assert_eq!(desk.holds, expected, "seed {seed}");
        // A desk that begins anew comes to the same.
        let (cursor, holds) = (desk.cursor.take(), std::mem::take(&mut desk.holds));
        desk.knows.clear();
        place.pull_all(desk, 3);
        assert_eq!(desk.holds, holds, "seed {seed}, from the beginning");
        desk.cursor = cursor;
    }
    place.pull_all(&mut stranger, 10);
    assert!(stranger.holds.is_empty());
}

/// A hundred thousand records, read page by page: the last page costs what the first one did.
#[test]
fn a_hundred_thousand_records_are_read_at_a_flat_cost() {
    const DOSSIERS: u64 = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let mut place = Place {
        storage: Box::new(SqliteStorage::open(folder.path()).unwrap()),
        next: 0,
        _kept: Vec::new(),
    };
    let mut client = place.client("A", vec![person("p", &[Role::Agent], &["X"])]);
    place.dossier(&client, 1, json!({}));
    // Nine of ten records are of dossiers that this desk does not see.
    let connection = rusqlite::Connection::open(folder.path().join("platform.db")).unwrap();
    connection
        .execute_batch(&format!(
            "BEGIN;
             CREATE TEMP TABLE n AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {DOSSIERS} * 10)
                SELECT n FROM n;
             INSERT INTO record SELECT administration, CASE n % 10 WHEN 0 THEN 'dossier' ELSE 'note' END,
                printf('019a1b2c-0000-7000-9000-%012x', n), printf('019a1b2c-0000-7000-9000-%012x', n - n % 10 ),
                1, 1000 + n, 0, '{{\"text\":\"x\"}}', 12, NULL, 0, desk, 0, 0
                FROM n, (SELECT administration, desk FROM record LIMIT 1);
             INSERT INTO dossier_audience SELECT administration, dossier,
                CASE (seq / 10) % 10 WHEN 0 THEN 'all' ELSE 'office:Y' END, seq, NULL, 0
                FROM record WHERE kind = 'dossier' AND seq > 1000;
             UPDATE counter SET value = 1000 + {DOSSIERS} * 10 WHERE name = 'seq';
             COMMIT;"
        ))
        .unwrap();
    let seen: i64 = connection
        .query_row(
            "SELECT count(*) FROM record JOIN dossier_audience USING (administration, dossier) WHERE audience = 'all'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(seen > 9_000, "{seen}");
    let seen = seen as u64;
    let mut times = Vec::new();
    loop {
        let started = std::time::Instant::now();
        let more = place.pull(&mut client, 100);
        times.push(started.elapsed());
        if !more {
            break;
        }
    }
    assert_eq!(client.holds.len() as u64, seen);
    assert!(times.len() >= 90, "{}", times.len());
    let middle = |part: &[std::time::Duration]| {
        let mut part = part.to_vec();
        part.sort_unstable();
        part[part.len() / 2]
    };
    let (first, last) = (middle(&times[..20]), middle(&times[times.len() - 20..]));
    eprintln!("{} pages, first {first:?}, last {last:?}", times.len());
    assert!(
        last < first * 3 + std::time::Duration::from_millis(5),
        "{first:?} {last:?}"
    );
    // Everybody else's changes cost a desk little that sees none of them: bounded pages, and no record.
    connection
        .execute(
            "UPDATE record SET seq = seq + 200000 WHERE dossier IN
                (SELECT dossier FROM dossier_audience WHERE audience = 'office:Y')",
            [],
        )
        .unwrap();
    connection
        .execute("UPDATE counter SET value = 200000 + value WHERE name = 'seq'", [])
        .unwrap();
    let mut pages = 0;
    while place.pull(&mut client, 500) {
        pages += 1;
    }
    assert!((20..40).contains(&pages), "{pages}");
    assert_eq!(client.holds.len() as u64, seen);
}
