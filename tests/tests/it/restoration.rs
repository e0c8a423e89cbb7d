//! A platform that burnt down and was put back from yesterday's backup: desks offer again what it had acknowledged since,
//! people are told, and the public log goes on in the way that is written down for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::path::Path;
use std::time::Duration;

use house::greffe::{Answer, Greffe, text};
use house::platform::Platform;
use house::wait_for;
use serde_json::Value;

/// A desk whose person may decide about the public log.
fn desk(platform: &Platform) -> Greffe {
    let person = Greffe::new();
    let arguments =
        "desk create --person Marie --office RES --role clerk --role administrator --administration";
    let arguments = arguments.split(' ').chain(["TEST Commune de Bettendorf"]);
    person.json(arguments).done();
    let code = platform.administer([
        "enrol-code",
        "--administration",
        "TEST Commune de Bettendorf",
        "--role",
        "clerk",
        "--role",
        "administrator",
    ]);
    assert_eq!(code.exit, 0, "{code:#?}");
    person.enrol(platform.url(), code.stdout.trim(), Some(&platform.ca_pem()));
    person
}

/// Seals letters of these names; gives their documents and identifiers.
fn sealed(person: &Greffe, dossier: &str, names: &[&str]) -> Vec<(String, String)> {
    let files: Vec<_> = names
        .iter()
        .map(|name| {
            let file = person.home().join(format!("{name}.pdf"));
            std::fs::write(&file, testkit::pdfs::letter_saying(name)).unwrap();
            file
        })
        .collect();
    let documents = person.import(dossier, &files);
    let targets: Vec<&str> = documents.iter().map(String::as_str).collect();
    let mut lines = person.seal(&targets);
    lines.sort_by_key(|line| targets.iter().position(|target| line["document"] == **target));
    lines
        .iter()
        .map(|line| (text(line, "document"), text(line, "identifier")))
        .collect()
}

fn line(answer: &Answer) -> Value {
    let lines = answer.lines();
    lines.first().unwrap_or_else(|| panic!("{answer:#?}")).clone()
}

/// Synchronises until so many originals, and all that the desk knows, are proved.
fn until_proved(person: &Greffe, count: u64) {
    wait_for("proofs of the public log", Duration::from_secs(40), || {
        let synced = person.json(["sync"]);
        assert_eq!(line(&synced)["stopped"], Value::Null, "{synced:#?}");
        let status = person.json(["log", "status"]).lines()[0].clone();
        // Those of colleagues count once a desk knows that they are registered.
        (status["proved"].as_u64() >= Some(count) && status["unproved"] == 0).then_some(())
    });
}

fn codes(person: &Greffe) -> Vec<String> {
    let alarms = person.json(["log", "alarms"]);
    let alarms = alarms.lines()[0].as_array().unwrap().clone();
    let mut codes: Vec<String> = alarms
        .iter()
        .map(|alarm| text(&alarm["explanation"], "code"))
        .collect();
    codes.sort();
    codes
}

/// Somebody has looked at all of them.
fn confirm_all(person: &Greffe, note: &str) {
    for alarm in person.json(["log", "alarms"]).lines()[0].as_array().unwrap() {
        let number = alarm["number"].to_string();
        person
            .json(["log", "confirm", &number, "--alarm-note", note])
            .done();
    }
}

fn subject(person: &Greffe, reference: &str) -> String {
    text(&person.json(["dossier", "show", reference]).done()[0], "subject")
}

/// The machine is gone; what was in the safe is put back: the backup, and where it was kept there, the log's key.
fn put_back(platform: &mut Platform, backup: &Path, with_key: bool, more: &[&str]) {
    let key = platform.data().join("log-key");
    let in_the_safe = std::fs::read(&key).unwrap();
    platform.kill();
    std::fs::remove_dir_all(platform.data()).unwrap();
    if with_key {
        std::fs::create_dir_all(platform.data()).unwrap();
        std::fs::write(key, in_the_safe).unwrap();
    }
    let arguments = [&["restore", "--from", backup.to_str().unwrap()], more].concat();
    let restored = platform.administer_with(&arguments);
    assert_eq!(restored.exit, 0, "{restored:#?}");
    platform.start();
}

fn registered(platform: &Platform) -> (i64, i64, i64) {
    let database = rusqlite::Connection::open(platform.data().join("platform.db")).unwrap();
    database
        .query_row(
            "SELECT count(*), count(DISTINCT sha256), count(DISTINCT seq) FROM original",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap()
}

#[test]
fn what_a_restored_platform_has_lost_its_desks_offer_again_and_the_log_is_watched_anew_by_decision() {
    let mut platform = Platform::new(None);
    platform.administer(["administration", "add", "TEST Commune de Bettendorf"]);
    platform.start();
    let (one, two) = (desk(&platform), desk(&platform));
    let dossier = one.create_dossier("Certificats");
    let kept = sealed(&one, &dossier, &["un", "deux"]);
    until_proved(&one, 2);
    let zwou = two.create_dossier("Bescheinegungen");
    until_proved(&two, 0);

    let backup = platform.beside("backup");
    let made = platform.administer(["backup", "--to", backup.to_str().unwrap()]);
    assert_eq!(made.exit, 0, "{made:#?}");

    // A day's work after it, acknowledged and proved.
    let lost = sealed(&one, &dossier, &["trois", "quatre"]);
    one.json(["dossier", "edit", &dossier, "--subject", "Certificats de mai"])
        .done();
    until_proved(&one, 4);
    let lost_too = sealed(&two, &zwou, &["véier"]);
    until_proved(&two, 1);
    until_proved(&one, 4);
    assert_eq!(
        one.json(["log", "status"]).lines()[0]["size"],
        5,
        "both have seen the whole log"
    );
    assert_eq!(registered(&platform), (5, 5, 5));
    let proof_before = one.home().join("avant.tlog-proof");
    one.json([
        "log",
        "proof",
        &lost[0].0,
        "--out",
        proof_before.to_str().unwrap(),
    ])
    .done();

    put_back(&mut platform, &backup, true, &[]);
    assert_eq!(platform.get(&format!("/d/{}", kept[0].1), "fr").status, 200);
    assert_eq!(
        platform.get(&format!("/d/{}", lost[0].1), "fr").status,
        404,
        "it is lost"
    );

    // Each desk offers what it had registered itself, once; its person is told, in the journal too.
    let answer = two.json(["sync"]);
    let synced = line(&answer);
    assert_eq!(
        (&synced["offered_again"], &synced["acknowledged"]),
        (&1.into(), &1.into()),
        "{answer:#?}"
    );
    assert_eq!(
        (answer.exit, synced["alarms"].as_u64()),
        (1, Some(1)),
        "{answer:#?}"
    );
    assert_eq!(codes(&two), ["platform-lost-originals"]);
    let mut log = wait_for("the entry in the log", Duration::from_secs(20), || {
        let served = platform.get(&format!("/d/{}/proof", lost_too[0].1), "fr");
        (served.status == 200).then(|| served.text())
    });
    assert!(log.contains("index 2"), "first after those of the backup: {log}");
    let synced = line(&one.json(["sync"]));
    assert_eq!(
        (&synced["offered_again"], &synced["acknowledged"]),
        (&2.into(), &2.into()),
        "{synced}"
    );
    let journal = one
        .json(["journal", "list", "--kind", "original-offered-again"])
        .done();
    assert_eq!(journal.len(), 2, "{journal:?}");
    for person in [&one, &two] {
        let synced = line(&person.json(["sync"]));
        assert_eq!(
            (&synced["offered_again"], &synced["acknowledged"]),
            (&0.into(), &0.into()),
            "{synced}"
        );
    }
    assert_eq!(registered(&platform), (5, 5, 5), "each once");
    for (document, identifier) in kept.iter().chain(&lost) {
        let fetched = two.home().join(format!("{document}.fetched"));
        two.json(["fetch", identifier, "--out", fetched.to_str().unwrap()])
            .done();
        let own = one.home().join(format!("{document}.own"));
        one.json(["document", "export", document, "--out", own.to_str().unwrap()])
            .done();
        assert_eq!(std::fs::read(fetched).unwrap(), std::fs::read(own).unwrap());
    }
    // Records as well: what one wrote after the backup, both have.
    two.json(["sync"]);
    for person in [&one, &two] {
        assert_eq!(subject(person, &dossier), "Certificats de mai");
        assert_eq!(person.json(["outbox"]).done(), Vec::<Value>::new());
    }

    // The log has lost entries and shows others in their place: that stays an alarm until a person decides.
    for (person, own) in [(&one, 4), (&two, 1)] {
        wait_for("the alarm", Duration::from_secs(30), || {
            person.json(["sync"]);
            codes(person)
                .contains(&"log-consistency".to_owned())
                .then_some(())
        });
        assert_eq!(codes(person), ["log-consistency", "platform-lost-originals"]);
        confirm_all(person, "plateforme rétablie le 4 mai, lettre de l'exploitant");
        // Confirmed is not believed: the desk follows this log no further.
        assert_eq!(person.json(["log", "status"]).lines()[0]["size"], 5);
        person
            .json(["log", "anew", "--reason", "sauvegarde du 3 mai"])
            .done();
        until_proved(person, own);
        let synced = person.json(["sync"]).done();
        assert_eq!(synced[0]["alarms"], 0, "{synced:?}");
        person.json(["journal", "verify"]).done();
        person.json(["desk", "check"]).done();
    }
    // The proof is of the log that is served now, not of the one that was lost.
    let proof = one.home().join("après.tlog-proof");
    one.json(["log", "proof", &lost[0].0, "--out", proof.to_str().unwrap()])
        .done();
    log = std::fs::read_to_string(proof).unwrap();
    let served = platform.get(&format!("/d/{}/proof", lost[0].1), "fr").text();
    assert_eq!(log.lines().nth(1), served.lines().nth(1));
    assert_ne!(log, std::fs::read_to_string(proof_before).unwrap());
    assert_eq!(platform.administer(["alarms"]).exit, 0);
    assert_eq!(platform.administer(["fixity"]).exit, 0);
}

#[test]
fn a_log_that_cannot_be_continued_is_begun_under_another_name_and_believed_once_a_person_accepts_it() {
    let mut platform = Platform::new(None);
    platform.administer(["administration", "add", "TEST Commune de Bettendorf"]);
    platform.start();
    let one = desk(&platform);
    let dossier = one.create_dossier("Certificats");
    let kept = sealed(&one, &dossier, &["un", "deux"]);
    until_proved(&one, 2);
    let revoked = platform.administer(["revoke", &kept[1].1, "--reason", "erreur"]);
    assert_eq!(revoked.exit, 0, "{revoked:#?}");
    wait_for("the revocation in the log", Duration::from_secs(30), || {
        one.json(["sync"]);
        codes(&one)
            .contains(&"log-revoked-elsewhere".to_owned())
            .then_some(())
    });
    confirm_all(&one, "oui");
    let backup = platform.beside("backup");
    assert_eq!(
        platform
            .administer(["backup", "--to", backup.to_str().unwrap()])
            .exit,
        0
    );
    let name = String::from_utf8(platform.get("/log/checkpoint", "fr").body).unwrap();
    let name = name.lines().next().unwrap().to_owned();

    // The key burnt as well.
    platform.kill();
    let same = {
        let other = platform.beside("other");
        let arguments = [
            "restore",
            "--from",
            backup.to_str().unwrap(),
            "--new-log",
            &name,
            "--data",
        ];
        platform.administer_elsewhere(&arguments, &other)
    };
    assert!(same.stderr.contains("server-log-name-taken"), "{same:#?}");
    platform.start();
    let new_name = format!("{name}2");
    put_back(&mut platform, &backup, false, &["--new-log", &new_name]);

    wait_for("the alarms", Duration::from_secs(30), || {
        one.json(["sync"]);
        codes(&one)
            .contains(&"log-policy-changed".to_owned())
            .then_some(())
    });
    let proved = &one.json(["log", "status"]).lines()[0];
    assert_eq!(proved["size"], 3, "the new one is not believed yet: {proved}");
    let policy = one.home().join("policy");
    std::fs::write(&policy, platform.get("/log/policy", "fr").body).unwrap();
    confirm_all(&one, "comparé avec la publication au journal officiel");
    one.json(["log", "accept", policy.to_str().unwrap()]).done();
    until_proved(&one, 2);
    let synced = one.json(["sync"]).done();
    assert_eq!(
        (&synced[0]["alarms"], &synced[0]["log_problem"]),
        (&0.into(), &Value::Null),
        "{synced:?}"
    );
    let status = &one.json(["log", "status"]).done()[0];
    assert_eq!(
        (&status["origin"], &status["size"]),
        (&new_name.into(), &3.into()),
        "{status}"
    );
    // What is registered from now on is proved in it, and the revocation stands in it, too.
    sealed(&one, &dossier, &["trois"]);
    until_proved(&one, 3);
    assert!(
        platform
            .get(&format!("/d/{}", kept[1].1), "fr")
            .text()
            .contains("erreur")
    );
    one.json(["journal", "verify"]).done();
}
