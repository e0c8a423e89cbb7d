//! Backups are made, thinned, checked and restored; the journal is paged, exported and checked without a desk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{create, dossier, file, import, passphrase, unlock};
use desk::{Cancel, Desk, System};
use model::safety::{BackupSettings, JournalFilter};
use testkit::pdfs;
use wording::Explain;

fn code<T>(result: Result<T, desk::Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn restore(backup: &str, target: &Path) -> Result<(Desk, desk::RestoreReport), desk::Error> {
    let (backup, cancel) = (Path::new(backup), Cancel::default());
    Desk::restore(backup, target, &passphrase(), Arc::new(System), &|_| {}, &cancel)
}

/// Every file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_backup_restores_to_the_same_desk_and_later_ones_copy_only_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let made = dossier(&desk, "Certificat");
    let mut versions = Vec::new();
    for number in 0..5 {
        let bytes = pdfs::letter_saying(&format!("Nummer {number}"));
        let imported = import(
            &desk,
            &made,
            &file(folder.path(), &format!("{number}.pdf"), &bytes),
        )
        .unwrap();
        versions.push((imported.document.versions[0].id, bytes));
    }
    assert_eq!(
        code(desk.back_up(None, &|_| {}, &Cancel::default())),
        "backup-not-set"
    );
    let inside = folder.path().join("desk").join("backups");
    assert_eq!(
        code(desk.back_up(Some(&inside), &|_| {}, &Cancel::default())),
        "backup-inside"
    );
    let first = desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(
        (first.copied, first.backup.contents, first.damaged.len()),
        (5, 5, 0)
    );
    let bytes = pdfs::letter_saying("Nummer 5");
    let imported = import(&desk, &made, &file(folder.path(), "5.pdf", &bytes)).unwrap();
    versions.push((imported.document.versions[0].id, bytes));
    let second = desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    assert_eq!((second.copied, second.backup.contents), (1, 6));
    let listed = Desk::backups(&safe).unwrap();
    assert_eq!(listed.len(), 2);
    for backup in &listed {
        desk.check_backup(Path::new(&backup.folder), &|_| {}, &Cancel::default())
            .unwrap();
    }
    // Nothing readable leaves the desk.
    for path in below(&safe) {
        let bytes = std::fs::read(&path).unwrap();
        assert!(
            !bytes
                .windows(6)
                .any(|part| part == b"Nummer" || part == b"%PDF-1" || part == b"SQLite")
        );
    }

    let target = folder.path().join("restored");
    assert_eq!(
        code(restore(&second.backup.folder, &folder.path().join("desk"))),
        "restore-not-empty"
    );
    assert_eq!(
        code(restore(&safe.display().to_string(), &target)),
        "backup-unknown"
    );
    let (restored, report) = restore(&second.backup.folder, &target).unwrap();
    assert_eq!(report.missing, [] as [&str; 0]);
    for (version, bytes) in &versions {
        assert!(restored.read_version(*version).unwrap() == *bytes);
    }
    let (here, there) = (desk.dossier(made.id).unwrap(), restored.dossier(made.id).unwrap());
    assert_eq!(here.documents, there.documents);
    assert_eq!(restored.check_integrity(&|_| {}).unwrap(), []);
    restored.verify_journal().unwrap();
    assert_eq!(restored.view().unwrap().id, desk.view().unwrap().id);
    drop(restored);
    drop(unlock(&target));
    let older = folder.path().join("older");
    let (restored, _) = restore(&first.backup.folder, &older).unwrap();
    assert_eq!(restored.dossier(made.id).unwrap().documents.len(), 5);
    assert_eq!(code(restore(&first.backup.folder, &older)), "restore-not-empty");
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let made = dossier(&desk, "Certificat");
    import(&desk, &made, &file(folder.path(), "a.pdf", &pdfs::letter())).unwrap();
    let backup = desk
        .back_up(Some(&safe), &|_| {}, &Cancel::default())
        .unwrap()
        .backup;
    let files = below(&safe);
    assert!(files.len() >= 6, "{files:?}");
    for path in files.iter().filter(|path| !path.ends_with("backup.lock")) {
        let whole = std::fs::read(path).unwrap();
        for position in [0, whole.len() / 2, whole.len() - 2] {
            let mut damaged = whole.clone();
            damaged[position] ^= 1;
            std::fs::write(path, &damaged).unwrap();
            let target = folder.path().join("target");
            let refused = code(restore(&backup.folder, &target));
            assert!(
                ["backup-damaged", "backup-newer"].contains(&refused),
                "{} at {position}: {refused}",
                path.display()
            );
            assert!(!target.exists());
            let checked = desk.check_backup(Path::new(&backup.folder), &|_| {}, &Cancel::default());
            assert!(["backup-damaged", "backup-newer"].contains(&code(checked)));
        }
        // A check sets a rotten content aside, so that the next backup copies it anew.
        let _ = std::fs::remove_file(path);
        assert_ne!(code(restore(&backup.folder, &folder.path().join("target"))), "ok");
        std::fs::write(path, &whole).unwrap();
    }
    let target = folder.path().join("target");
    let wrong = Desk::restore(
        Path::new(&backup.folder),
        &target,
        &"wrong passphrase".into(),
        Arc::new(System),
        &|_| {},
        &Cancel::default(),
    );
    assert_eq!(code(wrong), "passphrase-wrong");
    assert_eq!(below(&target), [] as [PathBuf; 0]);
    restore(&backup.folder, &target).unwrap();
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("restoring")
        })
        .collect();
    assert!(left.is_empty());
}

#[test]
fn a_cancelled_backup_is_not_seen_and_a_content_lost_on_the_desk_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let made = dossier(&desk, "Certificat");
    for number in 0..3 {
        let bytes = pdfs::letter_saying(&number.to_string());
        import(
            &desk,
            &made,
            &file(folder.path(), &format!("{number}.pdf"), &bytes),
        )
        .unwrap();
    }
    let steps = AtomicU64::new(0);
    let cancel = Cancel::default();
    let cancelled = desk.back_up(
        Some(&safe),
        &|_| {
            if steps.fetch_add(1, Ordering::Relaxed) == 1 {
                cancel.cancel();
            }
        },
        &cancel,
    );
    assert_eq!(code(cancelled), "cancelled");
    assert_eq!(Desk::backups(&safe).unwrap(), []);
    // One content is lost on the desk, after the first backup had it: the backups still hold it.
    desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    let blobs = below(&folder.path().join("desk").join("blobs"));
    std::fs::remove_file(&blobs[0]).unwrap();
    let again = desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    assert_eq!((again.damaged.len(), again.backup.contents), (0, 3));
    // Into another place it cannot be copied: that is told, and the rest is kept.
    let other = folder.path().join("other");
    let without = desk.back_up(Some(&other), &|_| {}, &Cancel::default()).unwrap();
    assert_eq!((without.damaged.len(), without.backup.contents), (1, 2));
    let (restored, report) = restore(&without.backup.folder, &folder.path().join("restored")).unwrap();
    assert_eq!(report.missing, without.damaged);
    let problems = restored.check_integrity(&|_| {}).unwrap();
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.code.as_str())
            .collect::<Vec<_>>(),
        ["content-missing"]
    );
}

#[test]
fn backups_are_due_by_their_settings_and_thinned() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let now = desk::Environment::now(&desk::System);
    assert!(!desk.backup_due(now).unwrap(), "no folder is chosen");
    let settings = BackupSettings {
        folder: Some(safe.display().to_string()),
        every_hours: 4,
        keep_daily: 1,
        keep_weekly: 0,
        keep_monthly: 0,
    };
    let inside = BackupSettings {
        folder: Some(folder.path().join("desk").join("x").display().to_string()),
        ..settings.clone()
    };
    assert_eq!(code(desk.set_backup_settings(&inside)), "backup-inside");
    desk.set_backup_settings(&settings).unwrap();
    assert!(desk.backup_due(now).unwrap());
    let made = dossier(&desk, "Certificat");
    import(&desk, &made, &file(folder.path(), "a.pdf", &pdfs::letter())).unwrap();
    desk.back_up(None, &|_| {}, &Cancel::default()).unwrap();
    assert!(!desk.backup_due(now).unwrap());
    assert!(
        desk.backup_due(now + std::time::Duration::from_secs(5 * 3600))
            .unwrap()
    );
    let second = desk.back_up(None, &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(second.thinned, 0, "the two newest stay");
    let third = desk.back_up(None, &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(third.thinned, 1);
    let left = Desk::backups(&safe).unwrap();
    assert_eq!(left, [third.backup, second.backup]);
    desk.check_backup(Path::new(&left[0].folder), &|_| {}, &Cancel::default())
        .unwrap();
}

#[test]
fn the_journal_is_paged_filtered_exported_and_checked_without_a_desk() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let (one, other) = (dossier(&desk, "Eins"), dossier(&desk, "Zwei"));
    let imported = import(&desk, &one, &file(folder.path(), "a.pdf", &pdfs::letter())).unwrap();
    for _ in 0..7 {
        desk.read_version(imported.document.versions[0].id).unwrap();
    }
    let mut pages = Vec::new();
    let mut filter = JournalFilter {
        dossier: Some(one.id),
        ..JournalFilter::default()
    };
    loop {
        let page = desk.journal(&filter, 3).unwrap();
        assert!(
            page.lines
                .iter()
                .all(|line| line.dossier == Some(one.id) && line.reference.is_some())
        );
        pages.extend(page.lines.iter().map(|line| line.sequence));
        match page.next {
            Some(next) => filter.before = Some(next),
            None => break,
        }
    }
    assert!(pages.len() >= 9, "created, imported, seven times read: {pages:?}");
    assert!(pages.is_sorted_by(|one, other| one > other));
    let history = desk.history(one.id, None, 4).unwrap();
    assert_eq!(
        history.iter().map(|entry| entry.sequence).collect::<Vec<_>>(),
        pages[..4]
    );
    let next = desk.history(one.id, Some(history[3].sequence), 100).unwrap();
    assert_eq!(
        next.iter().map(|entry| entry.sequence).collect::<Vec<_>>(),
        pages[4..]
    );
    assert!(
        desk.history(other.id, None, 100)
            .unwrap()
            .iter()
            .all(|entry| !pages.contains(&entry.sequence))
    );
    let reads = JournalFilter {
        kind: Some("document-read".into()),
        ..JournalFilter::default()
    };
    let kinds = desk.journal_kinds().unwrap();
    assert!(kinds.contains(&"desk-created".to_owned()), "{kinds:?}");
    let read = kinds.iter().find(|kind| kind.contains("read")).cloned();
    let reads = JournalFilter { kind: read, ..reads };
    assert_eq!(desk.journal(&reads, 100).unwrap().lines.len(), 7);

    // The whole journal, and a part of it.
    let (whole, part) = (
        folder.path().join("whole.jsonl"),
        folder.path().join("part.jsonl"),
    );
    let key = desk.journal_key().unwrap();
    let mut out = std::fs::File::create(&whole).unwrap();
    let entries = desk.export_journal(&mut out).unwrap();
    let mut out = std::fs::File::create(&part).unwrap();
    assert_eq!(desk.export_journal_filtered(&reads, &mut out).unwrap(), 7);
    let report = desk::journal::verify_export(&whole, Some(&key)).unwrap();
    assert_eq!(
        (report.entries, report.whole, report.exported_by.as_str()),
        (entries, true, "Claire Weber")
    );
    let report = desk::journal::verify_export(&part, Some(&key)).unwrap();
    assert_eq!((report.entries, report.whole), (7, false));
    assert_eq!(
        code(desk::journal::verify_export(&whole, Some("00"))),
        "journal-export-other-key"
    );
    // Whatever is done to a line is found.
    for path in [&whole, &part] {
        let text = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let refused = |lines: Vec<String>, what: &str| {
            let changed = folder.path().join("changed.jsonl");
            std::fs::write(&changed, format!("{}\n", lines.join("\n"))).unwrap();
            let code = code(desk::journal::verify_export(&changed, None));
            assert_eq!(code, "journal-export-damaged", "{what}");
        };
        let all = || lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        for index in 0..lines.len() {
            let mut without = all();
            without.remove(index);
            refused(without, &format!("line {index} removed"));
            let mut altered = all();
            altered[index] = altered[index].replacen("Claire", "Claude", 1);
            if altered[index] != lines[index] {
                refused(altered, &format!("line {index} altered"));
            }
        }
        let mut moved = all();
        moved.swap(1, 2);
        refused(moved, "two lines exchanged");
        let mut twice = all();
        twice.insert(1, twice[1].clone());
        refused(twice, "a line twice");
        let mut more = all();
        more.push(more[0].clone());
        refused(more, "a line behind the end");
        refused(all().into_iter().take(lines.len() - 1).collect(), "cut off");
    }
}

#[test]
fn a_content_that_rots_among_the_backups_is_copied_anew() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let made = dossier(&desk, "Certificat");
    for number in 0..3 {
        let bytes = pdfs::letter_saying(&number.to_string());
        let path = file(folder.path(), &format!("{number}.pdf"), &bytes);
        import(&desk, &made, &path).unwrap();
    }
    let back_up = || desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    let check = |backup: &str| code(desk.check_backup(Path::new(backup), &|_| {}, &Cancel::default()));
    let first = back_up().backup.folder;
    let blob = below(&safe)
        .into_iter()
        .find(|path| path.components().any(|part| part.as_os_str() == "blobs"))
        .unwrap();
    let mut bytes = std::fs::read(&blob).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&blob, &bytes).unwrap();
    assert_eq!(check(&first), "backup-damaged");
    let second = back_up();
    assert_eq!(
        check(&second.backup.folder),
        "ok",
        "the next backup is sound again"
    );
    assert_eq!(check(&first), "ok", "and the one before with it");
}

#[test]
fn a_chosen_folder_means_all_backups_below_it_those_of_a_desk_or_the_one_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let safe = folder.path().join("safe");
    let desk = create(&folder.path().join("desk"));
    let other = create(&folder.path().join("other"));
    let back_up = |desk: &Desk| desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    let (first, second) = (back_up(&desk).backup, back_up(&desk).backup);
    let foreign = back_up(&other).backup;
    let at = |place: &Path| {
        let mut found: Vec<String> = Desk::backups_at(place)
            .unwrap()
            .into_iter()
            .map(|one| one.folder)
            .collect();
        found.sort();
        found
    };
    let sorted = |backups: &[&model::safety::BackupView]| {
        let mut folders: Vec<String> = backups.iter().map(|one| one.folder.clone()).collect();
        folders.sort();
        folders
    };
    let safe = std::fs::canonicalize(&safe).unwrap();
    assert_eq!(at(&safe), sorted(&[&first, &second, &foreign]));
    let own = Path::new(&first.folder).parent().unwrap();
    assert_eq!(at(own), sorted(&[&first, &second]));
    assert_eq!(at(Path::new(&first.folder)), sorted(&[&first]));
    for nothing in [
        own.join("blobs"),
        folder.path().join("desk"),
        folder.path().join("nowhere"),
    ] {
        assert_eq!(
            code(Desk::backups_at(&nothing)),
            "backup-unknown",
            "{}",
            nothing.display()
        );
    }
    // A backup of another desk is not taken for one of this desk.
    let read = |backup: &str| code(desk.check_backup(Path::new(backup), &|_| {}, &Cancel::default()));
    assert_eq!(read(&first.folder), "ok");
    assert_eq!(read(&foreign.folder), "backup-damaged");
}

#[test]
fn a_backup_made_when_the_desk_had_lost_a_content_says_so_whenever_it_is_read_through() {
    let folder = tempfile::tempdir().unwrap();
    let (place, safe) = (folder.path().join("desk"), folder.path().join("safe"));
    let desk = create(&place);
    let made = dossier(&desk, "Certificat");
    import(&desk, &made, &file(folder.path(), "a.pdf", &pdfs::letter())).unwrap();
    let lost = below(&place)
        .into_iter()
        .find(|path| path.components().any(|part| part.as_os_str() == "blobs"))
        .unwrap();
    std::fs::remove_file(&lost).unwrap();
    let report = desk.back_up(Some(&safe), &|_| {}, &Cancel::default()).unwrap();
    assert_eq!((report.damaged.len(), report.backup.missing), (1, 1));
    let read = desk
        .check_backup(Path::new(&report.backup.folder), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!((read.contents, read.missing), (report.backup.contents, 1));
    // And reading stops where somebody asks it to.
    let cancel = Cancel::default();
    cancel.cancel();
    let stopped = desk.check_backup(Path::new(&report.backup.folder), &|_| {}, &cancel);
    assert_eq!(code(stopped), "cancelled");
}

#[test]
fn what_a_killed_restoration_left_is_told_and_removed_and_a_running_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("desk");
    let desk = create(&place);
    dossier(&desk, "Certificat");
    let safe = folder.path().join("safe");
    let made = desk
        .back_up(Some(&safe), &|_| {}, &Cancel::default())
        .unwrap()
        .backup
        .folder;
    drop(desk);
    let target = folder.path().join("again");
    let leftover = folder.path().join(".again.restoring");
    std::fs::create_dir(&leftover).unwrap();
    std::fs::write(leftover.join("desk.db"), b"half").unwrap();

    // Whoever looks for the desk learns what happened.
    let missing = Desk::unlock(&target, &passphrase(), Arc::new(System));
    assert_eq!(missing.err().unwrap().code(), "restore-interrupted");

    // Somebody who is still at it is not disturbed.
    let lock = std::fs::File::create(leftover.join("restoring.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(restore(&made, &target).err().unwrap().code(), "restore-running");
    assert!(leftover.join("desk.db").exists());
    drop(lock);

    let (desk, report) = restore(&made, &target).unwrap();
    assert_eq!(report.settled, std::slice::from_ref(&leftover));
    assert!(!leftover.exists() && !target.join("restoring.lock").exists());
    drop(desk);

    // One that stands beside a desk that was made otherwise goes when the desk is opened.
    std::fs::create_dir(&leftover).unwrap();
    let desk = Desk::unlock(&target, &passphrase(), Arc::new(System)).unwrap();
    assert!(!leftover.exists());
    drop(desk);
}
