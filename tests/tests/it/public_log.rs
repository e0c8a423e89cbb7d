//! What a desk sees of the platform's public log: its originals proved, and an alarm when the log is not what it was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::time::Duration;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use house::wait_for;

/// Two small letters that are sealed.
fn letters(person: &Greffe, dossier: &str, names: &[&str]) -> Vec<(String, String)> {
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
    person
        .seal(&targets)
        .iter()
        .map(|line| (text(line, "document"), text(line, "identifier")))
        .collect()
}

/// Synchronises until so many originals are proved to be in the log.
fn sync_until_proved(person: &Greffe, count: u64) {
    wait_for("proofs of the public log", Duration::from_secs(30), || {
        let synced = person.json(["sync"]).done();
        assert_eq!(synced[0]["alarms"], 0, "{synced:?}");
        assert!(synced[0]["log_problem"].is_null(), "{synced:?}");
        (person.json(["log", "status"]).done()[0]["proved"] == count).then_some(())
    });
}

#[test]
fn a_desk_keeps_the_proof_of_each_original_and_a_log_that_was_rewritten_raises_an_alarm_that_stays_until_seen()
 {
    let mut platform = Platform::new(None);
    let person = Greffe::new();
    let arguments =
        "desk create --person Marie --office RES --role clerk --role administrator --administration";
    let arguments = arguments.split(' ').chain(["TEST Commune de Bettendorf"]);
    person.json(arguments).done();
    platform.start();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    let dossier = person.create_dossier("Certificats");
    assert_eq!(
        person.json(["log", "status"]).done()[0]["origin"],
        serde_json::Value::Null
    );

    let first = letters(&person, &dossier, &["un", "deux"]);
    sync_until_proved(&person, 2);
    let status = &person.json(["log", "status"]).done()[0];
    assert_eq!(
        (&status["size"], &status["unproved"]),
        (&2.into(), &0.into()),
        "{status}"
    );

    // The proof is a file like the one the platform gives to a citizen.
    let out = person.home().join("un.tlog-proof");
    person
        .json(["log", "proof", &first[0].0, "--out", out.to_str().unwrap()])
        .done();
    let kept = std::fs::read_to_string(&out).unwrap();
    let served = platform.get(&format!("/d/{}/proof", first[0].1), "fr").text();
    // Maybe under an earlier checkpoint than the newest one: the entry is the same.
    let entry = |proof: &str| proof.lines().take(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(entry(&kept), entry(&served));
    assert!(kept.starts_with("c2sp.org/tlog-proof@v1\nindex "), "{kept}");

    // Anybody verifies it with the original and the policy alone: no desk, no platform.
    let (pdf, policy) = (
        person.home().join("original.pdf"),
        person.home().join("policy.txt"),
    );
    person
        .json(["fetch", &first[0].1, "--out", pdf.to_str().unwrap()])
        .done();
    std::fs::write(&policy, platform.get("/log/policy", "fr").text()).unwrap();
    let verified = |file: &std::path::Path, identifier: &str| {
        Greffe::new().json([
            "log",
            "verify",
            file.to_str().unwrap(),
            "--identifier",
            identifier,
            "--proof",
            out.to_str().unwrap(),
            "--policy",
            policy.to_str().unwrap(),
        ])
    };
    let proved = verified(&pdf, &first[0].1).done();
    assert!(proved[0]["size"].as_u64().unwrap() >= 2, "{proved:?}");
    assert_eq!(
        proved[0]["index"].to_string(),
        kept.lines().nth(1).unwrap()["index ".len()..]
    );
    // Not under another identifier, and not another file.
    let other = verified(&pdf, &first[1].1);
    assert_eq!(
        (other.exit, text(&other.error(), "code").as_str()),
        (1, "log-inclusion"),
        "{other:#?}"
    );
    let mut bytes = std::fs::read(&pdf).unwrap();
    bytes.push(b'\n');
    std::fs::write(&pdf, bytes).unwrap();
    assert_eq!(
        text(&verified(&pdf, &first[0].1).error(), "code"),
        "log-inclusion"
    );

    // The platform's data are kept, and the log goes on: a desk that is never seen again registers something.
    let other = Greffe::new();
    other.create_desk();
    other.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    other.json(["sync"]);
    platform.kill();
    platform.copy_data("yesterday");
    platform.start();
    letters(&other, &other.create_dossier("Ailleurs"), &["trois"]);
    other.json(["sync"]);
    wait_for("the third entry", Duration::from_secs(30), || {
        person.json(["sync"]).done();
        (person.json(["log", "status"]).done()[0]["size"] == 3).then_some(())
    });

    // Yesterday's data in the place of today's: the log has lost an entry, and gets another one in its place.
    platform.kill();
    platform.put_back("yesterday");
    platform.start();
    let behind = person.json(["sync"]).done();
    assert_eq!(
        behind[0]["alarms"], 0,
        "an older state of the same log is no alarm: {behind:?}"
    );
    letters(&person, &dossier, &["quatre"]);
    let alarmed = wait_for("the alarm", Duration::from_secs(30), || {
        let synced = person.json(["sync"]);
        (synced.exit != 0).then_some(synced)
    });
    assert_eq!(alarmed.lines()[0]["alarms"], 1, "{alarmed:#?}");

    // It is there for whoever looks, with its evidence, until a person has seen it; then it stays in the list.
    let alarms = person.json(["log", "alarms"]);
    assert_eq!(alarms.exit, 1);
    let alarm = &alarms.lines()[0][0];
    assert_eq!(alarm["explanation"]["code"], "log-consistency", "{alarm}");
    let evidence = text(alarm, "evidence");
    assert_eq!(
        evidence.matches("localhost").count(),
        6,
        "two checkpoints, each signed twice: {evidence}"
    );
    assert_eq!(
        person.json(["sync"]).lines()[0]["alarms"],
        1,
        "one alarm for one thing"
    );
    let number = alarm["number"].to_string();
    assert_eq!(person.json(["log", "confirm", "99"]).code(), "alarm-unknown");
    person
        .json(["log", "confirm", &number, "--alarm-note", "signalé"])
        .done();
    assert_eq!(person.json(["log", "alarms"]).exit, 0);
    let all = person.json(["log", "alarms", "--seen-too"]).done();
    assert_eq!(all[0][0]["note"], "signalé");
    // The cause is known and noted: the log is watched anew, and what is registered from now on is proved again.
    assert_eq!(
        person.json(["log", "anew", "--reason", " "]).code(),
        "log-reason-missing"
    );
    person
        .json(["log", "anew", "--reason", "plateforme restaurée"])
        .done();
    // Each original is looked for anew.
    sync_until_proved(&person, 3);
    // What the other desk had registered is gone from this platform, and stays without a proof.
    assert_eq!(person.json(["log", "status"]).done()[0]["unproved"], 1);
}
