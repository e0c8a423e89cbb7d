//! Originals are hashed again, replicas compared, damage reported and healed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::SignedDuration;
use platform::storage::files::Files;
use platform::storage::fixity::{Fixity, check};
use platform::storage::{Alarm, Storage as _};
use support::{Sealed, TestPlatform, program, seal_letter};

fn stored(folder: &Path, letter: &Sealed) -> PathBuf {
    let name = letter.sha256.to_string();
    folder
        .join("originals")
        .join(&name[..2])
        .join(&name[2..4])
        .join(name)
}

fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

fn with_letters(count: usize) -> (TestPlatform, Vec<Sealed>) {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letters: Vec<Sealed> = (0..count)
        .map(|number| seal_letter(&platform.world, &platform.url, &format!("Lettre {number}")))
        .collect();
    for letter in &letters {
        desk.queue(letter);
    }
    assert_eq!(desk.run().acknowledged, count as u32);
    (platform, letters)
}

fn alarmed(platform: &TestPlatform) -> Vec<Alarm> {
    platform.storage.alarms().unwrap()
}

#[test]
fn each_original_is_hashed_again_when_it_is_due_and_damage_is_told() {
    let (platform, letters) = with_letters(3);
    let storage = &*platform.storage;
    let month = SignedDuration::from_hours(24 * 30);
    let look = |at: jiff::Timestamp| check(storage, None, at - month, 100, at).unwrap();
    let now = platform.world.time();
    // What has just come is looked at once, however young it is.
    assert_eq!(look(now).checked, 3);
    assert_eq!(look(now).checked, 0);
    damage(&stored(&platform.folder, &letters[0]));
    std::fs::remove_file(stored(&platform.folder, &letters[2])).unwrap();
    assert_eq!(look(now + month).checked, 0, "nothing is due yet");
    let later = now + month + SignedDuration::from_secs(1);
    let mut found = look(later);
    found.lost.sort_by_key(|(_, fixity)| fixity.name());
    assert_eq!(found.checked, 3);
    assert_eq!(
        found.lost,
        [
            (letters[0].sha256, Fixity::Damaged),
            (letters[2].sha256, Fixity::Missing)
        ]
    );
    let codes: Vec<_> = alarmed(&platform)
        .into_iter()
        .map(|alarm| (alarm.code, alarm.sha256))
        .collect();
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert!(codes.contains(&("original-damaged".into(), Some(letters[0].sha256))));
    let standing = storage.fixity_standing().unwrap();
    assert_eq!(
        (standing.originals, standing.never, standing.oldest),
        (3, 0, Some(later))
    );
    assert_eq!(standing.not_intact.len(), 2);
    // The desk sends the damaged one again: what is registered is whole again, and is looked at.
    assert_eq!(
        std::fs::read(stored(&platform.folder, &letters[1])).unwrap(),
        letters[1].bytes
    );
}

#[test]
fn a_replica_gets_what_comes_and_heals_what_is_damaged() {
    let (platform, letters) = with_letters(3);
    let storage = &*platform.storage;
    let folder = tempfile::tempdir().unwrap();
    let replica = Files::open(folder.path()).unwrap();
    let day = SignedDuration::from_hours(24);
    let mut now = platform.world.time();
    let mut look = || {
        now += day;
        check(
            storage,
            Some(&replica),
            now - SignedDuration::from_secs(1),
            100,
            now,
        )
        .unwrap()
    };
    assert_eq!(look().replicated, 3);
    for letter in &letters {
        assert_eq!(
            std::fs::read(stored(folder.path(), letter)).unwrap(),
            letter.bytes
        );
    }
    damage(&stored(&platform.folder, &letters[0]));
    std::fs::remove_file(stored(&platform.folder, &letters[1])).unwrap();
    // The replica's own damage is healed the other way round.
    damage(&stored(folder.path(), &letters[2]));
    let found = look();
    let mut healed = found.healed.clone();
    healed.sort();
    let mut expected = vec![letters[0].sha256, letters[1].sha256];
    expected.sort();
    assert_eq!((healed, found.replicated, found.lost.len()), (expected, 1, 0));
    for letter in &letters {
        assert_eq!(
            std::fs::read(stored(&platform.folder, letter)).unwrap(),
            letter.bytes
        );
        assert_eq!(
            std::fs::read(stored(folder.path(), letter)).unwrap(),
            letter.bytes
        );
    }
    let aside = platform
        .folder
        .join("quarantine")
        .join(letters[0].sha256.to_string());
    assert_ne!(
        std::fs::read(aside).unwrap(),
        letters[0].bytes,
        "the damaged bytes are kept"
    );
    assert_eq!(
        alarmed(&platform).len(),
        2,
        "healed or not, somebody looks at the disk"
    );
    let found = look();
    assert_eq!((found.checked, found.healed.len(), found.replicated), (3, 0, 0));
    assert!(storage.fixity_standing().unwrap().not_intact.is_empty());
    // Damaged on both sides: nothing is made up.
    damage(&stored(&platform.folder, &letters[1]));
    damage(&stored(folder.path(), &letters[1]));
    let found = look();
    assert_eq!(found.lost, [(letters[1].sha256, Fixity::Damaged)]);
    assert!(
        stored(folder.path(), &letters[1]).exists(),
        "what is left of the replica stays"
    );
}

fn ran(command: &mut Command) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = [stdout, stderr].concat();
    (status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn the_operator_hashes_heals_and_reads_the_report() {
    let (platform, letters) = with_letters(2);
    let replica = tempfile::tempdir().unwrap();
    let fixity = |more: &[&str]| {
        let mut command = Command::new(program());
        command
            .arg("fixity")
            .arg("--data")
            .arg(&platform.folder)
            .args(more);
        ran(&mut command)
    };
    let at = replica.path().display().to_string();
    let (code, said) = fixity(&["--replica", &at]);
    assert!(
        code == Some(0) && said.contains("hashed\t2\nreplicated\t2\n"),
        "{said}"
    );
    damage(&stored(&platform.folder, &letters[0]));
    let (code, said) = fixity(&["--older-than", "1"]);
    assert!(code == Some(0) && said.contains("hashed\t0\n"), "{said}");
    let (code, said) = fixity(&[]);
    assert!(
        code == Some(1) && said.contains(&format!("damaged\t{}", letters[0].sha256)),
        "{said}"
    );
    let (code, said) = fixity(&["--report"]);
    assert!(
        code == Some(1) && said.contains("damaged\t") && !said.contains("hashed\t2"),
        "{said}"
    );
    let (_, said) = fixity(&["--replica", &at]);
    assert!(
        said.contains(&format!("healed now\t{}", letters[0].sha256)),
        "{said}"
    );
    let (code, said) = fixity(&[]);
    assert!(code == Some(0), "{said}");
}
