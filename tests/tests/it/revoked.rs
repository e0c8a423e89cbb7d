//! A desk that is lost: its administration revokes it on the platform, and at its next contact it locks itself or removes
//! its keys and its content.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::path::{Path, PathBuf};

use house::greffe::{Greffe, PASSPHRASE, text};
use house::platform::Platform;

/// A desk with an original on the platform and another one that waits, and its identity.
fn at_work(platform: &mut Platform) -> (Greffe, String) {
    let person = Greffe::new();
    person.create_desk();
    platform.start();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    let dossier = person.create_dossier("Certificats");
    for name in ["un", "deux"] {
        let file = person.home().join(format!("{name}.pdf"));
        std::fs::write(&file, testkit::pdfs::letter_saying(name)).unwrap();
        let document = person.import(&dossier, &[file]);
        person.seal(&[&document[0]]);
        if name == "un" {
            assert_eq!(person.json(["sync"]).lines()[0]["acknowledged"], 1);
        }
    }
    let listed = platform.administer(["desk", "list"]);
    let desk = listed.stdout.split('\t').next().unwrap().to_owned();
    (person, desk)
}

fn desk_folder(person: &Greffe) -> PathBuf {
    let found = std::fs::read_dir(person.home())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.join("key.json").exists());
    found.expect("the desk's folder")
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_lost_desk_that_is_to_lock_itself_opens_with_the_recovery_key_alone() {
    let mut platform = Platform::new(None);
    let (person, desk) = at_work(&mut platform);
    let key = text(&person.json(["access", "recovery-key"]).done()[0], "recovery_key");
    assert_eq!(platform.administer(["desk", "revoke", &desk, "--lock"]).exit, 0);
    assert!(
        platform
            .administer(["desk", "list"])
            .stdout
            .contains("not told yet")
    );
    assert_eq!(person.json(["dossier", "list"]).exit, 0, "nobody has told it yet");

    assert_eq!(person.json(["sync"]).code(), "desk-revoked");
    assert!(
        !platform
            .administer(["desk", "list"])
            .stdout
            .contains("not told yet")
    );
    for words in [["dossier", "list"], ["journal", "list"], ["log", "status"]] {
        assert_eq!(
            person.json(words).code(),
            "desk-locked-by-administration",
            "{words:?}"
        );
    }
    // Nothing is lost: whoever has the paper from the safe opens it, and reads in the journal what happened.
    let file = person.home().join("recovery");
    let new = person.home().join("new");
    std::fs::write(&file, &key).unwrap();
    std::fs::write(&new, format!("{PASSPHRASE}\n")).unwrap();
    let recovered = person.json([
        "desk",
        "recover",
        "--recovery-key-file",
        file.to_str().unwrap(),
        "--new-passphrase-file",
        new.to_str().unwrap(),
    ]);
    assert_eq!(recovered.exit, 0, "{recovered:#?}");
    assert_eq!(person.json(["dossier", "list"]).done().len(), 1);
    let journal = person.json(["journal", "list"]).stdout;
    assert!(
        journal.contains("desk-revoked-lock") && journal.contains("desk-revoked-released"),
        "{journal}"
    );
    // The platform has not forgotten.
    assert_eq!(person.json(["sync"]).code(), "desk-revoked");
    assert_eq!(
        person.json(["dossier", "list"]).code(),
        "desk-locked-by-administration"
    );
}

#[test]
fn a_lost_desk_that_is_to_wipe_itself_leaves_nothing_to_read() {
    let mut platform = Platform::new(None);
    let (person, desk) = at_work(&mut platform);
    let folder = desk_folder(&person);
    assert!(files(&folder).len() > 5);
    assert_eq!(platform.administer(["desk", "revoke", &desk, "--wipe"]).exit, 0);
    // Asked for less afterwards, it stays what it was.
    assert_eq!(platform.administer(["desk", "revoke", &desk]).exit, 0);
    assert!(platform.administer(["desk", "list"]).stdout.contains(", wipe, "));
    // Away from the network it stays as it is.
    platform.kill();
    person.json(["sync"]);
    assert_eq!(person.json(["dossier", "list"]).done().len(), 1);

    platform.start();
    assert_eq!(person.json(["sync"]).code(), "desk-revoked");
    let left: Vec<String> = files(&folder)
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().display().to_string())
        .collect();
    let harmless = [
        "wiped.json",
        "journal.anchor",
        "write.lock",
        "sync.lock",
        "key.lock",
    ];
    assert!(
        left.iter().all(|name| harmless.contains(&name.as_str())),
        "{left:?}"
    );
    assert!(left.contains(&"wiped.json".to_owned()), "{left:?}");
    for words in [["dossier", "list"], ["sync", "--json"], ["journal", "list"]] {
        let answer = person.json(words.iter().take(if words[0] == "sync" { 1 } else { 2 }));
        assert_eq!(answer.code(), "desk-wiped", "{words:?}");
    }

    // Killed in the middle: the next attempt to open it goes on, keys first.
    std::fs::create_dir_all(folder.join("blobs/ab")).unwrap();
    for name in [
        "key.json",
        "key.json.old",
        "desk.db",
        "desk.db-wal",
        "blobs/ab/content",
    ] {
        std::fs::write(folder.join(name), b"left behind").unwrap();
    }
    assert_eq!(person.json(["dossier", "list"]).code(), "desk-wiped");
    assert!(!folder.join("key.json").exists() && !folder.join("key.json.old").exists());
    assert!(!folder.join("desk.db").exists() && !folder.join("blobs").exists());

    // What was registered before is where it was.
    let acts = platform.administer(["person", "acts"]).stdout;
    assert!(acts.contains("desk-revoke") && acts.contains("wipe"), "{acts}");
}
