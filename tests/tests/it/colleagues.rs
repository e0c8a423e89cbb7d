//! What two desks of one office see of each other, with the real programs: names of people as the platform knows them,
//! circuits from desk to desk, reminders and mentions, and what goes from a desk whose people lost a right.

use std::path::Path;

use crate::house;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use serde_json::Value;

const ADMINISTRATION: &str = "TEST Commune de Bettendorf";

/// A desk of the platform on which `name` works.
fn desk(platform: &Platform, name: &str, office: &str, roles: &[&str]) -> Greffe {
    let person = Greffe::new();
    let mut arguments = vec!["desk", "create", "--administration", ADMINISTRATION];
    arguments.extend(["--person", name, "--office", office]);
    for role in roles {
        arguments.extend(["--role", role]);
    }
    person.json(arguments).done();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    person
}

/// Synchronises; what it says. Nothing of records may be refused on the way.
fn sync(person: &Greffe) -> Value {
    let line = sync_whatever(person);
    assert_eq!(line["records_parked"], 0, "{:#?}", person.json(["outbox"]));
    line
}

fn sync_whatever(person: &Greffe) -> Value {
    let answer = person.json(["sync"]);
    let lines = answer.lines();
    let line = lines.first().unwrap_or_else(|| panic!("{answer:#?}")).clone();
    assert!(line["stopped"].is_null(), "{answer:#?}");
    line
}

/// Everybody whom a desk knows: name, roles, and whether they get in there.
fn people(person: &Greffe) -> Vec<Value> {
    person.json(["access", "list"]).done()[0]["people"]
        .as_array()
        .unwrap()
        .clone()
}

fn one_of(person: &Greffe, name: &str) -> Value {
    let all = people(person);
    all.iter()
        .find(|one| one["name"] == name)
        .unwrap_or_else(|| panic!("no {name} among {all:#?}"))
        .clone()
}

/// The identity of whoever works on a desk, and the desk's: what an operator types.
fn registered(platform: &Platform, person: &Greffe, name: &str, office: &str, roles: &[&str]) -> String {
    let id = text(&one_of(person, name), "id");
    let desk = text(&person.json(["desk", "info"]).done()[0], "id");
    let mut arguments = vec!["person", "add", name, "--administration", ADMINISTRATION];
    arguments.extend(["--office", office, "--id", &id]);
    for role in roles {
        arguments.extend(["--role", role]);
    }
    operate(platform, &arguments);
    operate(platform, &["person", "desk", &id, &desk]);
    id
}

fn operate(platform: &Platform, arguments: &[&str]) -> String {
    let answer = platform.administer_with(arguments);
    assert_eq!(answer.exit, 0, "{answer:#?}");
    answer.stdout
}

/// How many files of contents a desk holds.
fn contents(person: &Greffe) -> usize {
    fn count(folder: &Path) -> usize {
        std::fs::read_dir(folder)
            .map(|entries| {
                entries
                    .flatten()
                    .map(|entry| {
                        if entry.path().is_dir() {
                            count(&entry.path())
                        } else {
                            1
                        }
                    })
                    .sum()
            })
            .unwrap_or(0)
    }
    count(&person.desk.join("blobs"))
}

fn import(person: &Greffe, dossier: &str, says: &str) -> String {
    let file = person.home().join(format!("{says}.pdf"));
    std::fs::write(&file, testkit::pdfs::letter_saying(says)).unwrap();
    person.import(dossier, &[file])[0].clone()
}

fn journal(person: &Greffe) -> String {
    person.json(["journal", "list"]).stdout
}

#[test]
fn colleagues_appear_by_name_and_in_the_roles_that_the_platform_gave() {
    let mut platform = Platform::new(None);
    platform.start();
    // She administers her own machine, which is no business of the platform.
    let marie = desk(&platform, "Marie Schmit", "RES", &["clerk", "administrator"]);
    let paul = desk(&platform, "Paul Meyers", "RES", &["agent"]);
    let reference = marie.create_dossier("Certificats");
    marie
        .json(["note", "add", &reference, "Vérifié avec la famille"])
        .done();
    sync(&marie);
    sync(&paul);
    let notes = paul.json(["note", "list", &reference]).done();
    assert_eq!(notes[0]["author_name"], "Marie Schmit", "{notes:?}");
    let shown = one_of(&paul, "Marie Schmit");
    assert_eq!(shown["roles"], serde_json::json!(["clerk"]), "{shown}");
    assert_eq!(shown["access"], "none", "nobody else gets in: {shown}");
    paul.json(["note", "add", &reference, "Vu, merci"]).done();
    sync(&paul);
    sync(&marie);
    let notes = marie.json(["note", "list", &reference]).done();
    assert!(
        notes.iter().any(|note| note["author_name"] == "Paul Meyers"),
        "{notes:?}"
    );
    // What she is on her own desk stays, through every look at the platform.
    let own = one_of(&marie, "Marie Schmit");
    assert_eq!(
        own["roles"],
        serde_json::json!(["clerk", "administrator"]),
        "{own}"
    );

    // From the registry on, the platform says who they are: the name, the roles, and that somebody has left.
    let id = registered(&platform, &paul, "Paul Meyers", "RES", &["agent", "signatory"]);
    operate(
        &platform,
        &[
            "person",
            "add",
            "Anne Weber",
            "--administration",
            ADMINISTRATION,
            "--role",
            "clerk",
            "--office",
            "BAT",
        ],
    );
    sync(&marie);
    sync(&paul);
    for person in [&marie, &paul] {
        let shown = one_of(person, "Paul Meyers");
        assert_eq!(
            shown["roles"],
            serde_json::json!(["agent", "signatory"]),
            "{shown}"
        );
        // Nobody has seen her at work yet, and every desk knows her.
        assert_eq!(one_of(person, "Anne Weber")["office"], "BAT");
    }
    operate(&platform, &["person", "role", &id, "--role", "agent"]);
    sync(&marie);
    sync(&paul);
    for person in [&marie, &paul] {
        assert_eq!(
            one_of(person, "Paul Meyers")["roles"],
            serde_json::json!(["agent"])
        );
    }
    // A desk does not give what the platform took.
    let refused = marie.json(["access", "change", "Paul Meyers", "--role", "signatory"]);
    assert_eq!(refused.code(), "person-registered", "{refused:#?}");
    operate(&platform, &["person", "revoke", &id]);
    sync(&marie);
    assert!(!one_of(&marie, "Paul Meyers")["left_at"].is_null());
    for person in [&marie, &paul] {
        assert_eq!(person.json(["journal", "verify"]).exit, 0);
    }
}

#[test]
fn a_circuit_goes_from_desk_to_desk_and_everybody_sees_where_it_stands() {
    let mut platform = Platform::new(None);
    platform.start();
    let marie = desk(&platform, "Marie Schmit", "RES", &["agent", "clerk"]);
    let paul = desk(&platform, "Paul Meyers", "RES", &["signatory"]);
    let reference = marie.create_dossier("Certificats");
    let document = import(&marie, &reference, "à signer");
    // Each has to be known before something is asked of them.
    sync(&marie);
    sync(&paul);
    sync(&marie);
    let newest = |person: &Greffe| -> String {
        let shown = &person.json(["document", "show", &document]).done()[0];
        let versions = shown["versions"].as_array().unwrap();
        text(
            versions
                .iter()
                .max_by_key(|version| version["number"].as_u64())
                .unwrap(),
            "sha256",
        )
    };
    marie
        .json([
            "circuit",
            "start",
            &document,
            "--seen",
            &newest(&marie),
            "--step",
            "1:visa:person=Marie Schmit",
            "--step",
            "2:signature:person=Paul Meyers",
        ])
        .done();
    sync(&marie);
    sync(&paul);
    let mine = |person: &Greffe| person.json(["inbox"]).done()[0]["mine"].as_array().unwrap().len();
    assert_eq!((mine(&marie), mine(&paul)), (1, 0));
    marie
        .json(["circuit", "approve", &document, "--seen", &newest(&marie)])
        .done();
    sync(&marie);
    sync(&paul);
    // It stands in his queue, with the bytes that he is to sign.
    let queue = paul.json(["inbox"]).done()[0]["mine"].clone();
    assert_eq!(queue[0]["kind"], "signature", "{queue}");
    assert_eq!(queue[0]["newest"], newest(&marie));
    let target = format!("{document}={}", newest(&paul));
    // His own key, which is a person's.
    let signer = testkit::pki::TestPki::shared().signer(testkit::pki::KeyKind::P256);
    let key = signer.write(paul.home(), "paul", "clé de Paul");
    let mut sign: Vec<std::ffi::OsString> = ["circuit", "sign", &target, "--p12"].map(Into::into).to_vec();
    sign.push(key.p12.clone().into());
    sign.extend(["--p12-passphrase-file".into(), key.passphrase_file.clone().into()]);
    paul.json(sign).done();
    sync(&paul);
    sync(&marie);
    let circuit = &marie.json(["circuit", "show", &document]).done()[0];
    assert_eq!(circuit["status"], "finished", "{circuit}");
    assert!(
        circuit.to_string().contains("Paul Meyers"),
        "she sees who signed: {circuit}"
    );
    assert_eq!(newest(&marie), newest(&paul), "and what was signed");
    assert_eq!(mine(&paul), 0);
    for person in [&marie, &paul] {
        assert_eq!(person.json(["journal", "verify"]).exit, 0);
        assert_eq!(person.json(["conflicts"]).exit, 0);
    }
}

#[test]
fn what_was_asked_of_a_colleague_reminds_and_waits_on_their_own_desk() {
    let mut platform = Platform::new(None);
    platform.start();
    let marie = desk(&platform, "Marie Schmit", "RES", &["agent"]);
    let paul = desk(&platform, "Paul Meyers", "RES", &["agent", "clerk"]);
    let reference = marie.create_dossier("Certificats");
    sync(&marie);
    sync(&paul);
    sync(&marie);
    marie
        .json(["note", "add", &reference, "@Paul Meyers : peux-tu regarder ?"])
        .done();
    marie
        .json([
            "task",
            "add",
            "Appeler la famille",
            "--for",
            "Paul Meyers",
            "--dossier",
            &reference,
        ])
        .done();
    marie
        .json([
            "deadline",
            "add",
            &reference,
            "--name",
            "Réponse",
            "--start",
            "2026-11-02",
            "--length",
            "2 months",
            "--remind",
            "1 week",
            "--reason",
            "à la demande de la famille",
        ])
        .done();
    sync(&marie);
    sync(&paul);
    let inbox = &paul.json(["inbox"]).done()[0];
    assert_eq!(inbox["mentions"][0]["author_name"], "Marie Schmit", "{inbox}");
    assert_eq!(inbox["tasks"][0]["title"], "Appeler la famille", "{inbox}");
    let reminders = |person: &Greffe| -> Vec<(Value, Value)> {
        person
            .json([
                "deadline",
                "reminders",
                "--from",
                "2026-01-01",
                "--until",
                "2027-12-31",
            ])
            .done()
            .iter()
            .map(|one| (one["lead"].clone(), one["at"].clone()))
            .collect()
    };
    assert_eq!(reminders(&paul).len(), 1, "{:?}", reminders(&paul));
    assert_eq!(reminders(&paul), reminders(&marie));
    // Kept there: nobody is reminded any more, here either.
    let deadline = text(&paul.json(["deadline", "show", &reference]).done()[0], "id");
    paul.json([
        "deadline",
        "keep",
        &deadline,
        "--reason",
        "répondu",
        "--on",
        "2026-11-20",
    ])
    .done();
    let task = text(&inbox["tasks"][0], "id");
    paul.json(["task", "done", &task]).done();
    sync(&paul);
    sync(&marie);
    assert_eq!(reminders(&marie), [], "it was kept");
    let tasks = marie.json(["task", "list", &reference]).done();
    assert_eq!(tasks[0]["done_by"], "Paul Meyers", "{tasks:?}");
}

#[test]
fn who_may_no_longer_see_a_dossier_has_nothing_of_it_and_what_was_not_sent_waits_for_a_person() {
    let mut platform = Platform::new(None);
    platform.start();
    let marie = desk(&platform, "Marie Schmit", "RES", &["clerk", "administrator"]);
    let paul = desk(&platform, "Paul Meyers", "RES", &["agent", "administrator"]);
    registered(&platform, &marie, "Marie Schmit", "RES", &["agent", "clerk"]);
    let id = registered(&platform, &paul, "Paul Meyers", "RES", &["agent"]);
    // Both see the first by their office; the second one and its words are everybody's.
    let guarded = marie.create_dossier("Adoption Zwergstrauch");
    let open = marie.create_dossier("Certificats Rittersporn");
    import(&marie, &guarded, "Kornblume");
    import(&marie, &open, "Vergissmeinnicht");
    marie
        .json(["dossier", "confidentiality", &guarded, "restricted"])
        .done();
    sync(&marie);
    let got = sync(&paul);
    assert_eq!(got["contents"], 2, "{got}");
    assert_eq!(contents(&paul), 2);
    paul.json(["index"]).done();
    let found = |person: &Greffe, word: &str| person.json(["search", word]).stdout.contains("reference");
    assert!(found(&paul, "Kornblume") && found(&paul, "Vergissmeinnicht"));
    // A draft of a letter in it is his own desk's alone.
    let shown = |person: &Greffe, reference: &str| person.json(["dossier", "show", reference]);

    // He works in another office as well, and sees what he saw.
    operate(
        &platform,
        &["person", "office", &id, "--office", "BAT", "--office", "RES"],
    );
    sync(&paul);
    let known = one_of(&paul, "Paul Meyers");
    assert_eq!(
        (&known["office"], &known["other_offices"]),
        (&"BAT".into(), &serde_json::json!(["RES"])),
        "{known}"
    );
    assert_eq!(shown(&paul, &guarded).exit, 0, "{known}");
    assert_eq!(contents(&paul), 2);
    sync(&marie);
    let told = one_of(&marie, "Paul Meyers");
    assert_eq!(told["other_offices"], known["other_offices"], "{told}");

    // He leaves the first office.
    operate(&platform, &["person", "office", &id, "--office", "BAT"]);
    sync(&paul);
    assert_eq!(shown(&paul, &guarded).code(), "dossier-unknown");
    assert!(!found(&paul, "Kornblume") && !found(&paul, "Zwergstrauch"));
    assert!(found(&paul, "Vergissmeinnicht"), "the other one stays");
    assert_eq!(contents(&paul), 1, "its file is gone from the disk");
    assert!(journal(&paul).contains("dossier-withdrawn"), "{}", journal(&paul));
    assert_eq!(paul.json(["desk", "check"]).exit, 0);

    // The other becomes confidential while he writes in it without a connection.
    paul.json(["note", "add", &open, "Le père a téléphoné"]).done();
    marie
        .json([
            "dossier",
            "confidentiality",
            &open,
            "confidential",
            "--named",
            "Marie Schmit",
        ])
        .done();
    sync(&marie);
    let kept = sync_whatever(&paul);
    assert!(kept["records_parked"].as_u64().unwrap() > 0, "{kept}");
    assert!(journal(&paul).contains("dossier-withdrawn-kept"));
    // What he wrote is in sight, and why it was not taken; the platform has not got it.
    let waiting = paul.json(["outbox"]);
    assert!(waiting.stdout.contains("Le père a téléphoné"), "{waiting:#?}");
    assert!(waiting.stdout.contains("record-unknown"), "{waiting:#?}");
    sync(&marie);
    assert!(
        !marie.json(["note", "list", &open]).stdout.contains("téléphoné"),
        "it is not on the other desk"
    );
    // He gives it up: the words stand in the journal, the dossier goes.
    let operations: Vec<String> = waiting
        .lines()
        .iter()
        .filter_map(|line| line["op"].as_str().map(str::to_owned))
        .collect();
    assert!(!operations.is_empty());
    for operation in &operations {
        paul.json(["outbox", "give-up", operation]).done();
    }
    let last = sync(&paul);
    assert_eq!(last["records_waiting"], 0, "{last}");
    assert_eq!(shown(&paul, &open).code(), "dossier-unknown");
    assert_eq!(contents(&paul), 0);
    assert!(!found(&paul, "Vergissmeinnicht") && !found(&paul, "Rittersporn"));
    assert!(
        journal(&paul).contains("Le père a téléphoné"),
        "{}",
        journal(&paul)
    );
    for person in [&marie, &paul] {
        assert_eq!(person.json(["journal", "verify"]).exit, 0);
    }
    assert_eq!(
        paul.json(["outbox", "give-up", &operations[0]]).code(),
        "operation-unknown"
    );

    // Named again, he has all of it again.
    marie
        .json([
            "dossier",
            "confidentiality",
            &open,
            "confidential",
            "--named",
            "Marie Schmit",
            "--named",
            "Paul Meyers",
        ])
        .done();
    sync(&marie);
    sync(&paul);
    assert_eq!(shown(&paul, &open).exit, 0);
    assert_eq!(contents(&paul), 1);
}

#[test]
fn the_plan_of_an_administration_and_its_words_reach_every_desk_of_it() {
    let mut platform = Platform::new(None);
    platform.start();
    let marie = desk(&platform, "Marie Schmit", "RES", &["clerk", "administrator"]);
    let paul = desk(&platform, "Paul Meyers", "BAT", &["agent", "administrator"]);
    registered(
        &platform,
        &marie,
        "Marie Schmit",
        "RES",
        &["clerk", "administrator"],
    );
    registered(&platform, &paul, "Paul Meyers", "BAT", &["agent"]);
    let plan = marie.home().join("plan.csv");
    std::fs::write(
        &plan,
        "code;parent;fr\nA;;Population\nA.1;A;Certificats de résidence\n",
    )
    .unwrap();
    marie
        .json(["classification", "import", plan.to_str().unwrap()])
        .done();
    sync(&marie);
    sync(&paul);
    let listed = paul.json(["classification", "list"]).stdout;
    assert!(listed.contains("Certificats de résidence"), "{listed}");
    // Who does not administer tells nobody another plan: his own stays his own.
    let other = paul.home().join("autre.csv");
    std::fs::write(&other, "code;parent;fr\nA;;Population\nB;;Bâtisses\n").unwrap();
    let imported = paul.json(["classification", "import", other.to_str().unwrap()]);
    sync_whatever(&paul);
    sync(&marie);
    let listed = marie.json(["classification", "list"]).stdout;
    assert!(!listed.contains("Bâtisses"), "{imported:#?} {listed}");
}
