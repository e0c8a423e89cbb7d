//! Two desks of an administration and a platform: what one records the other has, what both change a person decides, and
//! contents follow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use serde_json::Value;

/// A desk that belongs to the platform.
fn desk(platform: &Platform) -> Greffe {
    let person = Greffe::new();
    person.create_desk();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    person
}

fn sync(person: &Greffe) -> Value {
    let answer = person.json(["sync"]);
    let lines = answer.lines();
    let line = lines.first().unwrap_or_else(|| panic!("{answer:#?}")).clone();
    assert!(line["stopped"].is_null(), "{answer:#?}");
    assert_eq!(line["records_parked"], 0, "{:#?}", person.json(["outbox"]));
    line
}

fn subject(person: &Greffe, reference: &str) -> String {
    text(&person.json(["dossier", "show", reference]).done()[0], "subject")
}

#[test]
fn what_one_desk_records_the_other_has_and_what_both_change_a_person_decides() {
    let mut platform = Platform::new(None);
    platform.start();
    let one = desk(&platform);
    let two = desk(&platform);
    // The first has worked alone for a while.
    let reference = one.create_dossier("Certificats de la rue Haute");
    let file = one.home().join("lettre.pdf");
    std::fs::write(&file, testkit::pdfs::letter_saying("partagée")).unwrap();
    let document = one.import(&reference, &[file])[0].clone();
    let sent = sync(&one);
    assert!(sent["shared"].as_u64().unwrap() >= 4, "{sent}");
    assert_eq!(sent["records_waiting"], 0, "{sent}");

    // The other one gets everything, contents included.
    let got = sync(&two);
    assert!(got["received"].as_u64().unwrap() >= 4, "{got}");
    assert_eq!(
        (&got["contents"], &got["contents_awaited"]),
        (&1.into(), &0.into()),
        "{got}"
    );
    assert_eq!(subject(&two, &reference), "Certificats de la rue Haute");
    let copy = two.home().join("copie.pdf");
    two.json(["document", "export", &document, "--out", copy.to_str().unwrap()])
        .done();
    assert_eq!(
        std::fs::read(copy).unwrap(),
        testkit::pdfs::letter_saying("partagée")
    );
    // A second look brings nothing.
    let again = sync(&two);
    assert_eq!(
        (&again["received"], &again["shared"]),
        (&0.into(), &0.into()),
        "{again}"
    );

    // Both change the same.
    let rename = |person: &Greffe, subject: &str| {
        person
            .json(["dossier", "edit", &reference, "--subject", subject])
            .done();
    };
    rename(&one, "Certificats A");
    rename(&two, "Certificats B");
    sync(&one);
    assert_eq!(sync(&two)["conflicts"], 1);
    let listed = two.json(["conflicts"]);
    assert_eq!(listed.exit, 1);
    let conflict = &listed.lines()[0];
    let field = &conflict["fields"][0];
    assert_eq!(
        [&field["name"], &field["base"], &field["mine"], &field["theirs"]],
        [
            "subject",
            "Certificats de la rue Haute",
            "Certificats B",
            "Certificats A"
        ],
        "{conflict}"
    );
    let number = conflict["number"].to_string();
    let decide = |choice: &str| two.json(["conflict", "decide", &number, "--choose", choice]);
    // What is no choice is not taken for the new text.
    for slip in ["subject=mien", "subject", "subject=", "subject:mine"] {
        let refused = decide(slip);
        assert_eq!(refused.exit, 2, "{refused:#?}");
    }
    decide("subject=text:Certificats A et B").done();
    assert_eq!(sync(&two)["conflicts"], 0);
    sync(&one);
    for person in [&one, &two] {
        assert_eq!(subject(person, &reference), "Certificats A et B");
        assert_eq!(person.json(["journal", "verify"]).exit, 0);
    }
    // Both texts stay in the journal of whoever decided.
    let journal = two.json(["journal", "list"]).stdout;
    assert!(
        journal.contains("conflict-decided") && journal.contains("Certificats B"),
        "{journal}"
    );
}

/// With the wrong code, all of a desk's work would go to somebody else's administration.
#[test]
fn a_code_of_another_administration_is_told() {
    let mut platform = Platform::new(None);
    platform.start();
    let person = Greffe::new();
    person.create_desk();
    let other = "TEST Commune de Mertzig";
    platform.administer(["administration", "add", other]);
    let code = platform
        .administer(["enrol-code", "--administration", other])
        .stdout;
    let ca = platform.ca_pem();
    let enrol = |person: &Greffe, code: &str| {
        let answer = person.run([
            "enrol",
            platform.url(),
            "--code",
            code.trim(),
            "--ca",
            ca.to_str().unwrap(),
        ]);
        assert_eq!(answer.exit, 0, "{answer:#?}");
        answer.stdout
    };
    let told = enrol(&person, &code);
    assert!(
        told.contains(other) && told.contains("TEST Commune de Bettendorf"),
        "{told}"
    );
    // With the right one nothing more is said.
    let right = Greffe::new();
    right.create_desk();
    assert_eq!(enrol(&right, &platform.enrolment_code()).lines().count(), 1);
}
