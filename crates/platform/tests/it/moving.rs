//! Moving a platform from SQLite to PostgreSQL and a bucket; backing one up, and putting the backup back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::{self, site};

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use platform::log::LogStorage as _;
use platform::storage::Storage as _;
use platform::storage::sqlite::SqliteStorage;
use site::Site;
use support::{Desk, Sealed, TestPlatform, program, seal_letter};
use testkit::postgres::Postgres;

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn ran(command: &mut Command) -> String {
    let output = command.env("LC_ALL", "en_GB.UTF-8").output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

fn refused(command: &mut Command) -> String {
    let output = command.env("LC_ALL", "en_GB.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    said(&output)
}

/// A platform with SQLite on which `count` letters of one desk are registered.
fn worked(count: usize) -> (TestPlatform, Desk, Vec<Sealed>) {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune « ä’€ »");
    let letters: Vec<Sealed> = (0..count)
        .map(|number| seal_letter(&platform.world, &platform.url, &format!("Lettre {number} « ß »")))
        .collect();
    for letter in &letters {
        desk.queue(letter);
        assert_eq!(desk.run().acknowledged, 1, "{:?}", desk.failures);
    }
    (platform, desk, letters)
}

fn stored(folder: &Path, letter: &Sealed) -> PathBuf {
    let name = letter.sha256.to_string();
    folder
        .join("originals")
        .join(&name[..2])
        .join(&name[2..4])
        .join(name)
}

/// What a storage says of these letters, and what it keeps of them.
fn keeps(storage: &dyn platform::storage::Storage, letters: &[Sealed]) {
    for (number, letter) in letters.iter().enumerate() {
        let identifier = platform::state::identifier_sha256(&letter.identifier);
        let original = storage.original(identifier).unwrap().unwrap();
        assert_eq!(
            (original.seq, original.sha256),
            (number as u64 + 1, letter.sha256)
        );
        assert_eq!(original.facts.title, letter.title);
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(
            &mut storage.open_blob(letter.sha256).unwrap().unwrap(),
            &mut bytes,
        )
        .unwrap();
        assert_eq!(bytes, letter.bytes);
    }
}

fn migrate(site: &Site, from: &Path) -> Command {
    let mut command = site.program("scratch");
    command.arg("migrate").arg("--from").arg(from);
    command
}

#[test]
fn a_platform_moves_to_postgresql_and_a_bucket_and_its_desks_notice_nothing() {
    let Some(site) = Site::start() else { return };
    let (platform, desk, letters) = worked(5);
    let said = ran(&mut migrate(&site, &platform.folder));
    assert!(
        said.contains("original\t5\n") && said.contains("originals\t5\t"),
        "{said}"
    );
    let objects = site.s3.folder().join("originals-of-the-state");
    for letter in &letters {
        assert_eq!(std::fs::read(stored(&objects, letter)).unwrap(), letter.bytes);
    }
    let epoch = site.postgres.sql("SELECT epoch FROM epoch");
    assert_eq!(epoch, platform.storage.epoch().unwrap(), "the same life");
    assert_eq!(site.postgres.sql("SELECT count(*) FROM copying"), "0");
    // A second time there is something already.
    let occupied = refused(&mut migrate(&site, &platform.folder));
    assert!(
        occupied.contains("server-target-not-empty") && occupied.contains("Nothing was changed"),
        "{occupied}"
    );
    assert!(
        !occupied.contains("greffe@"),
        "the address is told without who connects: {occupied}"
    );

    // The desk goes on where it was: the same address, another platform behind it.
    let (address, url) = (platform.address, platform.url.clone());
    let next = seal_letter(&platform.world, &url, "Lettre d’après");
    drop(platform);
    let _instance = site.instance_at("moved", address, &url);
    site::to_the_present(&desk.world, &site.folder.path().join("moved.log"));
    assert_eq!(
        desk.fetch(&letters[3].identifier).unwrap().bytes,
        letters[3].bytes
    );
    desk.queue(&next);
    let report = desk.run();
    assert_eq!(report.acknowledged, 1, "{report:?} {:?}", desk.failures);
    assert_eq!(
        desk.acknowledged.borrow().last().unwrap().1.seq,
        6,
        "the numbers go on"
    );
}

#[test]
fn a_migration_that_is_broken_off_is_not_served_and_goes_on() {
    let Some(mut site) = Site::start() else { return };
    let (platform, _desk, letters) = worked(3);
    site.s3.stop();
    assert!(refused(&mut migrate(&site, &platform.folder)).contains("server-originals-failed"));
    site.s3.again();
    // The rows are there, the originals not: a file stands in the way of the bucket's folder.
    let objects = site.s3.folder().join("originals-of-the-state");
    std::fs::write(&objects, b"in the way").unwrap();
    assert!(refused(&mut migrate(&site, &platform.folder)).contains("server-originals-failed"));
    std::fs::remove_file(&objects).unwrap();
    assert_eq!(site.postgres.sql("SELECT count(*) FROM original"), "3");
    for command in [&["alarms"][..], &["desk", "list"]] {
        assert!(refused(site.program("operator").args(command)).contains("server-copy-unfinished"));
    }
    let said = ran(&mut migrate(&site, &platform.folder));
    assert!(said.contains("originals\t3\t"), "{said}");
    for letter in &letters {
        assert_eq!(std::fs::read(stored(&objects, letter)).unwrap(), letter.bytes);
    }
    ran(site.program("operator").args(["desk", "list"]));
}

#[test]
fn a_source_that_changed_between_two_runs_is_noticed() {
    let Some(site) = Site::start() else { return };
    let (platform, desk, _letters) = worked(2);
    let objects = site.s3.folder().join("originals-of-the-state");
    std::fs::write(&objects, b"in the way").unwrap();
    refused(&mut migrate(&site, &platform.folder));
    std::fs::remove_file(&objects).unwrap();
    desk.queue(&seal_letter(&platform.world, &platform.url, "Encore une"));
    assert_eq!(desk.run().acknowledged, 1);
    let said = refused(&mut migrate(&site, &platform.folder));
    assert!(said.contains("server-copy-differs"), "{said}");
}

#[test]
fn a_damaged_original_is_told_and_the_others_move() {
    let Some(site) = Site::start() else { return };
    let (platform, _desk, letters) = worked(3);
    let damaged = stored(&platform.folder, &letters[1]);
    let mut bytes = letters[1].bytes.clone();
    bytes[1000] ^= 1;
    std::fs::write(&damaged, bytes).unwrap();
    let output = migrate(&site, &platform.folder).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "a script notices: {}",
        said(&output)
    );
    let told = said(&output);
    assert!(
        told.contains(&format!("damaged or missing\t{}", letters[1].sha256)),
        "{told}"
    );
    let objects = site.s3.folder().join("originals-of-the-state");
    assert!(stored(&objects, &letters[0]).exists() && stored(&objects, &letters[2]).exists());
    assert!(
        !stored(&objects, &letters[1]).exists(),
        "what is not the original is not put in its place"
    );
}

fn backup(data: &Path, to: &Path) -> Command {
    let mut command = Command::new(program());
    command.arg("backup").arg("--data").arg(data).arg("--to").arg(to);
    command
}

fn restore(from: &Path, data: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .arg("restore")
        .arg("--from")
        .arg(from)
        .arg("--data")
        .arg(data);
    command
}

#[test]
fn a_backup_of_a_serving_platform_is_put_back_and_begins_a_new_life() {
    let (platform, desk, letters) = worked(3);
    let folder = tempfile::tempdir().unwrap();
    let (kept, back) = (folder.path().join("backup"), folder.path().join("back"));
    // One that was killed before it was whole.
    std::fs::create_dir_all(kept.join("originals")).unwrap();
    std::fs::write(kept.join("rows-20260504T080000000Z.db"), b"half").unwrap();
    std::fs::write(kept.join("rows-20260504T080000000Z.db-wal"), b"half").unwrap();
    assert!(
        refused(&mut restore(&kept, &back)).contains("server-file-failed"),
        "it is no backup yet"
    );
    ran(&mut backup(&platform.folder, &kept));
    // A second one into the same folder: of the originals those that are new are copied.
    let more = seal_letter(&platform.world, &platform.url, "Encore une");
    desk.queue(&more);
    desk.run();
    let untouched = std::fs::metadata(stored(&kept, &letters[0]))
        .unwrap()
        .modified()
        .unwrap();
    ran(&mut backup(&platform.folder, &kept));
    assert_eq!(
        std::fs::metadata(stored(&kept, &letters[0]))
            .unwrap()
            .modified()
            .unwrap(),
        untouched
    );
    let rows = std::fs::read_dir(&kept).unwrap().flatten();
    let rows: Vec<_> = rows
        .filter(|file| file.file_name().to_string_lossy().starts_with("rows-"))
        .collect();
    assert_eq!(rows.len(), 1, "the rows of the one before are gone: {rows:?}");

    // After the backup: what is not in it is not there afterwards.
    let lost = seal_letter(&platform.world, &platform.url, "Après la sauvegarde");
    desk.queue(&lost);
    desk.run();
    ran(&mut restore(&kept, &back));
    let storage = SqliteStorage::open(&back).unwrap();
    let all: Vec<Sealed> = letters.into_iter().chain([more]).collect();
    keeps(&storage, &all);
    let unknown = platform::state::identifier_sha256(&lost.identifier);
    assert!(storage.original(unknown).unwrap().is_none());
    assert_ne!(
        storage.epoch().unwrap(),
        platform.storage.epoch().unwrap(),
        "another life"
    );
    assert_eq!(storage.desks().unwrap(), platform.storage.desks().unwrap());
    assert_eq!(storage.log_pending(99).unwrap().len(), all.len());
    let occupied = refused(&mut restore(&kept, &back));
    assert!(occupied.contains("server-target-not-empty"), "{occupied}");
}

#[test]
fn a_damaged_backup_is_not_put_back() {
    let (platform, _desk, letters) = worked(2);
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("backup");
    ran(&mut backup(&platform.folder, &kept));
    let rows = std::fs::read_dir(&kept).unwrap().flatten();
    let rows = rows
        .map(|file| file.path())
        .find(|path| path.extension().is_some_and(|end| end == "db"));
    let rows = rows.unwrap();
    let intact = std::fs::read(&rows).unwrap();
    let mut bytes = intact.clone();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&rows, &bytes).unwrap();
    assert!(refused(&mut restore(&kept, &folder.path().join("a"))).contains("server-copy-differs"));
    std::fs::write(&rows, &intact).unwrap();
    // A damaged original: everything else comes back, and it is told.
    std::fs::write(stored(&kept, &letters[0]), b"not the letter").unwrap();
    let output = restore(&kept, &folder.path().join("b")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(&letters[0].sha256.to_string()));
    // What is no backup.
    std::fs::write(
        kept.join("backup.json"),
        r#"{"format":1,"database":"../platform.db"}"#,
    )
    .unwrap();
    assert!(refused(&mut restore(&kept, &folder.path().join("c"))).contains("server-database-damaged"));
    let foreign = folder.path().join("foreign");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("holiday.jpg"), b"x").unwrap();
    let occupied = refused(&mut backup(&platform.folder, &foreign));
    assert!(occupied.contains("server-target-not-empty"), "{occupied}");
    assert_eq!(
        std::fs::read_dir(&foreign).unwrap().count(),
        1,
        "nothing was written there"
    );
}

#[test]
fn a_platform_past_one_machine_is_backed_up_and_put_back_on_one() {
    let Some(site) = Site::start() else { return };
    let (platform, _desk, letters) = worked(3);
    ran(&mut migrate(&site, &platform.folder));
    let kept = site.folder.path().join("backup");
    ran(site.program("operator").arg("backup").arg("--to").arg(&kept));
    let back = site.folder.path().join("back");
    ran(&mut restore(&kept, &back));
    keeps(&SqliteStorage::open(&back).unwrap(), &letters);
    // And from there to another server: numbers that the server gives out go on.
    let Some(other) = Postgres::start() else { return };
    ran(restore(&kept, &site.folder.path().join("other")).args(["--database", &other.url()]));
    assert_ne!(
        other.sql("SELECT epoch FROM epoch"),
        site.postgres.sql("SELECT epoch FROM epoch")
    );
    other.sql("INSERT INTO log_pending (entry, added_ms) SELECT entry, 0 FROM log_pending LIMIT 1");
    assert_eq!(other.sql("SELECT count(*) FROM log_pending"), "4");
}
