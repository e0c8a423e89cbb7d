//! What a desk says aloud when the public log shows what its own people did not do: revoked or replaced elsewhere, an
//! entry that never came, other keys. The platform here does each of it with its own program, or with its own database.

use crate::house;

use std::time::Duration;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use house::{programs, wait_for};
use serde_json::Value;
use tlog::Hash;
use tlog::entry::{Kind, LogEntry};

/// A desk on which a clerk works who administers it.
fn desk(platform: &Platform) -> Greffe {
    let person = Greffe::new();
    let arguments =
        "desk create --person Marie --office RES --role clerk --role administrator --administration";
    let arguments = arguments.split(' ').chain(["TEST Commune de Bettendorf"]);
    person.json(arguments).done();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    person
}

/// A small letter that is sealed: its document and its identifier.
fn sealed(person: &Greffe, dossier: &str, says: &str) -> (String, String) {
    let file = person.home().join(format!("{says}.pdf"));
    std::fs::write(&file, testkit::pdfs::letter_saying(says)).unwrap();
    let document = person.import(dossier, &[file])[0].clone();
    let line = &person.seal(&[&document])[0];
    (text(line, "document"), text(line, "identifier"))
}

fn status(person: &Greffe) -> Value {
    // Exit code 1 while an alarm waits.
    person.json(["log", "status"]).lines()[0].clone()
}

fn sync_until_proved(person: &Greffe, count: u64) {
    wait_for("proofs of the public log", Duration::from_secs(30), || {
        let synced = person.json(["sync"]).done();
        assert_eq!(synced[0]["alarms"], 0, "{synced:?}");
        (status(person)["proved"] == count).then_some(())
    });
}

/// Synchronises until somebody must look; the alarm.
fn alarmed(person: &Greffe) -> Value {
    wait_for("an alarm", Duration::from_secs(30), || {
        let synced = person.json(["sync"]);
        assert!(synced.lines()[0]["stopped"].is_null(), "{synced:#?}");
        (synced.lines()[0]["alarms"] != 0).then_some(())
    });
    let listed = person.json(["log", "alarms"]);
    assert_eq!(listed.exit, 1, "{listed:#?}");
    let alarms = listed.lines()[0].as_array().unwrap().clone();
    assert_eq!(alarms.len(), 1, "one alarm for one thing: {alarms:#?}");
    alarms[0].clone()
}

/// It says what happened to which original, in words; it is told once; and it ends when somebody has seen it.
fn judge(person: &Greffe, code: &str, identifier: &str) {
    let alarm = alarmed(person);
    let explanation = &alarm["explanation"];
    assert_eq!(explanation["code"], code, "{alarm}");
    let group = format!("{}…", &identifier[..4]);
    assert!(
        alarm.to_string().contains(&group),
        "it names the original by its first group {group}: {alarm}"
    );
    assert_eq!(person.json(["sync"]).lines()[0]["alarms"], 1);
    let number = alarm["number"].to_string();
    person
        .json(["log", "confirm", &number, "--alarm-note", "téléphoné"])
        .done();
    assert_eq!(person.json(["sync"]).lines()[0]["alarms"], 0);
    assert_eq!(person.json(["journal", "verify"]).exit, 0);
}

/// What the operator of the platform (or whoever sits in it) could do behind everybody's back.
fn in_its_database(platform: &Platform, sql: &str, parameters: impl rusqlite::Params) {
    let database = rusqlite::Connection::open(platform.data().join("platform.db")).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    database.execute(sql, parameters).unwrap();
}

#[test]
fn an_original_that_is_revoked_elsewhere_is_told_of_aloud() {
    let mut platform = Platform::new(None);
    platform.start();
    let person = desk(&platform);
    let dossier = person.create_dossier("Certificats");
    let (_, identifier) = sealed(&person, &dossier, "un");
    let (_, other) = sealed(&person, &dossier, "deux");
    sync_until_proved(&person, 2);
    let revoked = platform.administer_with(&["revoke", &identifier, "--reason", "Délivré par erreur."]);
    assert_eq!(revoked.exit, 0, "{revoked:#?}");
    judge(&person, "log-revoked-elsewhere", &identifier);
    assert_ne!(identifier, other);
    // A proof of what was registered is true for ever.
    assert_eq!(status(&person)["proved"], 2);
}

#[test]
fn an_original_that_is_replaced_by_none_of_ours_is_told_of_aloud() {
    let mut platform = Platform::new(None);
    platform.start();
    let person = desk(&platform);
    let dossier = person.create_dossier("Certificats");
    let (_, identifier) = sealed(&person, &dossier, "un");
    sync_until_proved(&person, 1);
    let parsed = identifier::Identifier::parse(&identifier).unwrap();
    let nothing = Hash::from_bytes([7; 32]);
    let entry = LogEntry::new(Kind::Superseded, &parsed, &nothing, &nothing);
    in_its_database(
        &platform,
        "INSERT INTO log_pending (entry, added_ms) VALUES (?1, 0)",
        [entry.to_bytes().to_vec()],
    );
    judge(&person, "log-superseded-elsewhere", &identifier);
}

#[test]
fn a_registration_that_never_reaches_the_log_is_told_of_after_a_day() {
    let mut platform = Platform::new(None);
    platform.start();
    // A platform that registers and logs nothing, since yesterday.
    in_its_database(
        &platform,
        "CREATE TRIGGER forgets BEFORE INSERT ON log_pending BEGIN SELECT RAISE(IGNORE); END",
        [],
    );
    let person = desk(&platform);
    let dossier = person.create_dossier("Certificats");
    let (_, fresh) = sealed(&person, &dossier, "un");
    // The desk as it was before it sent anything: its answer will come again, and say that it is a day old.
    let before = person.home().join("before");
    copy(&person.desk, &before);
    let synced = person.json(["sync"]).done();
    assert_eq!(
        (&synced[0]["acknowledged"], &synced[0]["alarms"]),
        (&1.into(), &0.into()),
        "within a day nothing is late: {synced:?}"
    );
    in_its_database(
        &platform,
        "UPDATE operation SET answer = json_set(answer, '$.registered_at', '2026-01-05T08:00:00Z')",
        [],
    );
    std::fs::remove_dir_all(&person.desk).unwrap();
    copy(&before, &person.desk);
    person.json(["desk", "accept-older"]);
    judge(&person, "log-entry-missing", &fresh);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn other_keys_of_the_log_are_believed_only_once_an_administrator_has_accepted_them() {
    let mut platform = Platform::new(None);
    platform.start();
    let person = desk(&platform);
    let clerk = Greffe::new();
    clerk.create_desk();
    clerk.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    let dossier = person.create_dossier("Certificats");
    sealed(&person, &dossier, "un");
    sync_until_proved(&person, 1);
    clerk.json(["sync"]).done();

    // From now on the operator names a witness as well.
    let before = platform.get("/log/policy", "fr").text();
    let mut witness = std::process::Command::new(programs::path("greffe-witness"));
    witness.arg("--data").arg(platform.beside("witness")).args([
        "--name",
        "witness.archives.example/w1",
        "key",
    ]);
    let key = house::greffe::answer(witness);
    assert_eq!(key.exit, 0, "{key:#?}");
    let named = format!(
        "{}witness archives {} https://localhost:1/\nquorum none\n",
        before.replace("quorum none\n", ""),
        key.stdout.lines().next().unwrap()
    );
    let file = platform.beside("policy");
    std::fs::write(&file, &named).unwrap();
    platform.kill();
    platform.serve_with(&["--log-policy", file.to_str().unwrap()]);
    platform.start();

    let alarm = alarmed(&person);
    assert_eq!(alarm["explanation"]["code"], "log-policy-changed", "{alarm}");
    let evidence = text(&alarm, "evidence");
    assert!(
        evidence.starts_with(&before) && evidence.contains("witness.archives.example/w1"),
        "both policies, side by side: {evidence}"
    );
    let told = platform.get("/log/policy", "fr").text();
    let given = person.home().join("policy");
    std::fs::write(&given, &told).unwrap();
    let given = given.to_str().unwrap().to_owned();
    // Not by a clerk, and not what is no policy.
    let clerks = clerk.home().join("policy");
    std::fs::write(&clerks, &told).unwrap();
    assert_eq!(
        clerk.json(["log", "accept", clerks.to_str().unwrap()]).code(),
        "role-missing"
    );
    let nonsense = person.home().join("nonsense");
    std::fs::write(&nonsense, "believe everything\n").unwrap();
    assert_eq!(
        person.json(["log", "accept", nonsense.to_str().unwrap()]).code(),
        "log-policy-line"
    );
    person.json(["log", "accept", &given]).done();
    let number = alarm["number"].to_string();
    person
        .json([
            "log",
            "confirm",
            &number,
            "--alarm-note",
            "comparé au journal officiel",
        ])
        .done();
    let synced = person.json(["sync"]).done();
    assert_eq!(synced[0]["alarms"], 0, "{synced:?}");
    assert_eq!(
        status(&person)["proved"],
        1,
        "the same log under more eyes: what was proved stays proved"
    );
    assert!(
        person
            .json(["journal", "list"])
            .stdout
            .contains("log-policy-accepted")
    );
}
