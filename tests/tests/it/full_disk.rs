//! A disk without room, on the platform and on a desk: what does not fit is refused in a sentence, nothing is there by
//! halves, what was acknowledged stays, and with room again everything goes through.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use house::disk::Disk;
use house::greffe::{Greffe, text};
use house::platform::Platform;
use serde_json::Value;

const MEBIBYTE: u64 = 1024 * 1024;

fn enrolled(platform: &Platform, desk: Option<&Disk>) -> Greffe {
    let mut person = Greffe::new();
    if let Some(disk) = desk {
        person.desk = disk.path().join("desk");
    }
    person.create_desk();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    person
}

fn import(person: &Greffe, dossier: &str, name: &str, bytes: &[u8]) -> String {
    let file = person.home().join(format!("{name}.pdf"));
    std::fs::write(&file, bytes).unwrap();
    person.import(dossier, &[file])[0].clone()
}

/// One synchronisation: its line, and whether all is done.
fn sync(person: &Greffe) -> (Value, bool) {
    let answer = person.json(["sync"]);
    assert!(!answer.stderr.contains("panicked"), "{answer:#?}");
    let line = answer.lines().first().cloned();
    (line.unwrap_or_else(|| panic!("{answer:#?}")), answer.exit == 0)
}

fn refused_for_want_of_room(person: &Greffe) {
    let (line, done) = sync(person);
    assert!(!done);
    assert_eq!(line["stopped"]["code"], "platform-full", "{line}");
    assert!(text(&line["stopped"], "message").len() > 20, "{line}");
    assert_eq!(
        (&line["parked"], &line["records_parked"]),
        (&0.into(), &0.into()),
        "{line}"
    );
    assert!(line["records_waiting"].as_u64().unwrap() > 0, "{line}");
}

#[test]
fn a_platform_without_room_refuses_what_is_brought_and_goes_on_answering() {
    let Some(disk) = Disk::of(160) else { return };
    let mut platform = Platform::new(None);
    platform.keep_in(&disk.path().join("data"));
    platform.start();
    let (one, two) = (enrolled(&platform, None), enrolled(&platform, None));
    let dossier = one.create_dossier("Avant");
    let first = import(&one, &dossier, "avant", &testkit::pdfs::letter_saying("avant"));
    let first_identifier = text(&one.seal(&[&first])[0], "identifier");
    assert!(sync(&one).1);
    assert!(sync(&two).1);
    let files = |folder: &str| count_files(&platform.data().join(folder));
    let before = (files("originals"), files("uploads"));

    // Less room than the platform keeps for itself.
    disk.fill_up_to(40 * MEBIBYTE);
    let second = one.create_dossier("Pendant");
    let large = testkit::pdfs::of_size(2_500_000);
    let plan = import(&one, &second, "plan", &large);
    let letter = import(
        &one,
        &dossier,
        "pendant",
        &testkit::pdfs::letter_saying("pendant"),
    );
    let identifier = text(&one.seal(&[&letter])[0], "identifier");
    refused_for_want_of_room(&one);
    let outbox = one.json(["outbox"]);
    assert!(
        outbox.stdout.contains("platform-full"),
        "the desk keeps it and says why: {outbox:#?}"
    );
    assert_eq!(
        (files("originals"), files("uploads")),
        before,
        "nothing is there by halves"
    );
    // Whoever reads is answered.
    let (read, done) = sync(&two);
    assert!(done && read["stopped"].is_null(), "{read}");
    let out = two.home().join("avant-fetched.pdf");
    two.json(["fetch", &first_identifier, "--out", out.to_str().unwrap()])
        .done();
    assert_eq!(platform.get(&format!("/d/{first_identifier}"), "en").status, 200);
    assert_eq!(
        platform.get(&format!("/d/{identifier}"), "en").status,
        404,
        "never acknowledged"
    );

    // No room at all: the page of what is there is still shown, and everybody else is told why not.
    disk.fill_up_to(0);
    assert_eq!(platform.get(&format!("/d/{first_identifier}"), "en").status, 200);
    refused_for_want_of_room(&one);
    let (read, _) = sync(&two);
    assert!(
        read["stopped"].is_null() || read["stopped"]["code"] == "platform-full",
        "{read}"
    );
    assert_eq!((files("originals"), files("uploads")), before);
    assert!(platform.runs());
    // A power cut in this state.
    platform.kill();
    disk.make_room();
    platform.start();

    let (line, done) = sync(&one);
    assert!(done, "{line}");
    assert_eq!(line["acknowledged"], 1, "{line}");
    let (line, done) = sync(&two);
    assert!(done, "{line}");
    let copy = two.home().join("plan-copie.pdf");
    two.json(["document", "export", &plan, "--out", copy.to_str().unwrap()])
        .done();
    assert!(std::fs::read(copy).unwrap() == large);
    assert_eq!(platform.get(&format!("/d/{identifier}"), "en").status, 200);
    let database = rusqlite::Connection::open(platform.data().join("platform.db")).unwrap();
    let registered: (i64, i64) = database
        .query_row(
            "SELECT count(*), count(DISTINCT identifier_sha256) FROM original",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(registered, (2, 2), "each once");
    for person in [&one, &two] {
        person.json(["journal", "verify"]).done();
        person.json(["desk", "check"]).done();
    }
    assert_eq!(platform.administer(["fixity"]).exit, 0);
}

#[test]
fn a_desk_without_room_takes_what_fits_sends_what_it_has_and_fetches_the_rest_later() {
    let Some(disk) = Disk::of(48) else { return };
    let mut platform = Platform::new(None);
    platform.start();
    let (one, two) = (enrolled(&platform, None), enrolled(&platform, Some(&disk)));
    assert!(sync(&one).1);
    assert!(sync(&two).1);
    let dossier = one.create_dossier("Grands plans");
    let large = testkit::pdfs::of_size(14_000_000);
    let plan = import(&one, &dossier, "plan", &large);
    let small = import(&one, &dossier, "lettre", &testkit::pdfs::letter_saying("petite"));
    assert!(sync(&one).1);

    let mine = two.create_dossier("À envoyer");
    let letter = import(
        &two,
        &mine,
        "à envoyer",
        &testkit::pdfs::letter_saying("à envoyer"),
    );
    two.seal(&[&letter]);
    disk.fill_up_to(6 * MEBIBYTE);
    let (line, done) = sync(&two);
    assert!(!done);
    assert_eq!(line["stopped"]["code"], "disk-full", "{line}");
    assert_eq!(line["contents_awaited"], 1, "{line}");
    assert_eq!(
        (&line["acknowledged"], &line["waiting"]),
        (&1.into(), &0.into()),
        "{line}"
    );
    let read = |person: &Greffe, document: &str| {
        let out = person.home().join(format!("{document}.copie.pdf"));
        let answer = person.json(["document", "export", document, "--out", out.to_str().unwrap()]);
        (answer, std::fs::read(out).ok())
    };
    assert!(read(&two, &small).1.is_some(), "what fits came");
    assert_eq!(read(&two, &plan).0.code(), "content-awaited");
    two.json(["journal", "verify"]).done();

    disk.make_room();
    let (line, done) = sync(&two);
    assert!(done, "{line}");
    assert_eq!(line["contents"], 1, "{line}");
    assert!(read(&two, &plan).1.unwrap() == large);
    two.json(["desk", "check"]).done();
}

fn count_files(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            if entry.path().is_dir() {
                count_files(&entry.path())
            } else {
                1
            }
        })
        .sum()
}
