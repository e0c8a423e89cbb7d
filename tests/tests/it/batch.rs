//! Batches at the command line: killed and gone on with; originals that wait for a time-stamp.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use serde_json::Value;
use testkit::pdfs;

fn identifiers(lines: &[Value]) -> BTreeMap<String, String> {
    lines
        .iter()
        .filter(|line| line["status"] == "sealed")
        .map(|line| (text(line, "input"), text(line, "identifier")))
        .collect()
}

#[test]
fn a_batch_that_was_killed_is_gone_on_with_by_the_same_command() {
    let person = Greffe::new();
    let out = person.home().join("out");
    let inputs: Vec<PathBuf> = (0..40)
        .map(|number| {
            let path = person.home().join(format!("{number}.pdf"));
            std::fs::write(&path, pdfs::letter_saying(&format!("Lettre {number}"))).unwrap();
            path
        })
        .collect();
    let sheet = person.home().join("résultats.csv");
    let mut arguments: Vec<OsString> = vec!["seal".into()];
    arguments.extend(inputs.iter().map(Into::into));
    arguments.extend(["--out-dir".into(), out.clone().into()]);
    arguments.extend(["--results".into(), sheet.clone().into()]);
    arguments.extend(["--p12".into(), person.key.p12.clone().into()]);
    arguments.extend([
        "--passphrase-file".into(),
        person.key.passphrase_file.clone().into(),
    ]);
    arguments.extend(["--platform-url", "https://verify.example.lu"].map(Into::into));

    let mut child = person.start(&arguments);
    let sealed = || {
        std::fs::read_dir(&out).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry
                    .unwrap()
                    .path()
                    .extension()
                    .is_some_and(|kind| kind == "pdf")
            })
        })
    };
    while !sealed() {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it seals something before it ends"
        );
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let cut = child.wait_with_output().unwrap();
    let before: Vec<Value> = String::from_utf8(cut.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let before = identifiers(&before);

    let rest = person.json(&arguments).done();
    assert_eq!(rest.len(), 40);
    let after = identifiers(&rest);
    assert_eq!(after.len(), 40);
    for (input, identifier) in &before {
        assert_eq!(&after[input], identifier, "told first, told again");
    }
    assert!(rest.iter().any(|line| line["resumed"] == true));
    let again = person.json(&arguments).done();
    assert!(again.iter().all(|line| line["resumed"] == true));
    assert_eq!(identifiers(&again), after);
    assert_eq!(std::fs::read_to_string(&sheet).unwrap().lines().count(), 41);
    assert_eq!(
        std::fs::read_dir(&out).unwrap().count(),
        41,
        "40 originals and their record"
    );
}

#[test]
fn an_original_that_misses_its_level_is_held_until_a_person_sends_it_as_it_is() {
    let mut platform = Platform::new(None);
    let person = Greffe::new();
    person.create_desk();
    platform.start();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    // Nobody listens there.
    let set = [
        "desk",
        "levels",
        "--level",
        "B-T",
        "--tsa",
        "http://127.0.0.1:9/tsa",
    ];
    let levels = person.json(set).done().remove(0);
    assert_eq!(levels["wanted"], "B-T");
    let dossier = person.create_dossier("Certificats");
    let letter = person.home().join("lettre.pdf");
    std::fs::write(&letter, pdfs::letter()).unwrap();
    let document = person.import(&dossier, std::slice::from_ref(&letter)).remove(0);

    let mut refuse = person.seal_arguments(&[]);
    refuse.extend(["--dossier", &dossier, "--if-missed", "refuse"].map(Into::into));
    let refused = person.json(&refuse);
    assert_eq!(refused.exit, 1, "{refused:#?}");
    assert_eq!(refused.lines()[0]["status"], "refused");

    let mut all = person.seal_arguments(&[]);
    all.push("--all-waiting".into());
    let sealed = person.json(&all).done().remove(0);
    assert_eq!(
        (&sealed["level"], &sealed["wanted"]),
        (&"B-B".into(), &"B-T".into())
    );
    let waiting = person.json(["augmentations", "list"]).done();
    assert_eq!(
        (&waiting[0]["reached"], &waiting[0]["wanted"]),
        (&"B-B".into(), &"B-T".into())
    );
    assert_eq!(person.json(["outbox"]).done()[0]["held"], true);
    let held = person.json(["sync"]);
    assert_eq!(held.exit, 1, "{held:#?}");
    assert_eq!(
        (&held.lines()[0]["held"], &held.lines()[0]["acknowledged"]),
        (&1.into(), &0.into())
    );
    let tried = person.json(["augmentations", "run"]);
    assert_eq!((tried.exit, &tried.lines()[0]["waiting"]), (1, &true.into()));

    let sent = person.json(["augmentations", "send-as-is", &document]).done();
    assert_eq!(sent[0]["waiting"], false);
    assert_eq!(person.json(["sync"]).done()[0]["acknowledged"], 1);
    let late = person.json(["augmentations", "run", &document]);
    assert_eq!(late.exit, 1);
    assert_eq!(late.lines()[0]["reasons"][0]["code"], "original-registered");
    assert_eq!(
        person.json(["augmentations", "send-as-is", &document]).code(),
        "original-registered"
    );
}
