//! What only the inside can test: the database behind the desk's back, and the blobs' bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{NewDossier, NewParty, PartyKind, PartyRole, Role, Subject};
use proptest::prelude::*;
use secrecy::SecretString;
use wording::Explain;

use super::*;

struct Fake(testkit::clock::FakeEnvironment);

impl Environment for Fake {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

fn env(seed: u64) -> Arc<dyn Environment> {
    Arc::new(Fake(testkit::clock::FakeEnvironment::new(seed)))
}

fn passphrase() -> SecretString {
    SecretString::from("correct horse battery")
}

fn new() -> NewDesk {
    NewDesk {
        administration: "Commune d'Exemple".into(),
        person: "Claire Weber".into(),
        roles: vec![Role::Clerk],
        office: "RES".into(),
        demo: false,
    }
}

fn create(folder: &Path) -> Store {
    Store::create(folder, &passphrase(), &new(), env(1)).unwrap()
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

/// The data key behind the passphrase of the tests.
fn opened(folder: &Path) -> Result<keys::DataKey, Error> {
    let kinds = [key_file::Kind::Passphrase];
    Ok(key_file::read(folder)?
        .open(&passphrase(), &kinds, None, None)?
        .key)
}

fn unlock(folder: &Path) -> Result<Store, Error> {
    Store::unlock(folder, &passphrase(), env(2))
}

fn add(store: &Store, reference: &str, subject: &str, party: &str) -> model::DossierId {
    let new = NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: None,
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: party.into(),
        }],
    };
    store
        .change("Claire Weber", |change| {
            let id = change.add_dossier(&new, &model::Reference::parse(reference).unwrap())?;
            change.record("dossier-created", Some(id), &[("reference", reference)])?;
            Ok::<_, Error>(id)
        })
        .unwrap()
}

/// The files of a folder with their content; without the memory that SQLite shares and an empty log.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| !path.ends_with("desk.db-shm"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .filter(|(path, bytes)| !(path.ends_with("desk.db-wal") && bytes.is_empty()))
        .collect();
    found.sort();
    found
}

#[test]
fn every_error_has_its_sentence_in_every_language() {
    assert_eq!(wording::problems(&MESSAGES), Vec::<String>::new());
    let catalog = wording::Catalog::new(&[MESSAGES, tlog::MESSAGES]);
    let file = PathBuf::from("desk.db");
    let sha256 = digest(b"");
    let text = String::new;
    let errors = [
        Error::PassphraseWrong,
        Error::PassphraseTooShort { minimum: 8 },
        Error::DeskMissing { folder: file.clone() },
        Error::DeskExists { folder: file.clone() },
        Error::FolderNotEmpty { folder: file.clone() },
        Error::DeskDamaged {
            file: file.clone(),
            detail: text(),
        },
        Error::DeskNewer { found: 2, known: 1 },
        Error::KeyFileMissing { file: file.clone() },
        Error::KeyFileDamaged {
            file: file.clone(),
            detail: text(),
        },
        Error::KeyFileNewer {
            file: file.clone(),
            found: 2,
        },
        Error::DeskBusy,
        Error::DiskFull { file: file.clone() },
        Error::FolderReadOnly { file: file.clone() },
        Error::FolderNoPermission { file: file.clone() },
        Error::FileMissing { file: file.clone() },
        Error::FileUnreadable {
            file: file.clone(),
            source: std::io::Error::other("x"),
        },
        Error::FileChanged,
        Error::CryptographyFailed,
        Error::Cancelled,
        Error::BlobMissing { sha256 },
        Error::BlobAwaited { sha256 },
        Error::BlobDamaged { sha256 },
        Error::DossierUnknown { subject: text() },
        Error::ReferenceTaken { reference: text() },
        Error::DocumentUnknown { document: text() },
        Error::VersionUnknown { version: text() },
        Error::OperationUnknown { op: text() },
        Error::DocumentSealed,
        Error::DocumentChanged,
        Error::Journal(tlog::Error::JournalAltered { sequence: 1 }),
        SafetyError::PassphraseWeak.into(),
        SafetyError::PassphraseOneTime.into(),
        SafetyError::PassphraseSame.into(),
        SafetyError::PersonUnknown { person: text() }.into(),
        SafetyError::PersonNameTaken { person: text() }.into(),
        SafetyError::PersonLeft { person: text() }.into(),
        SafetyError::PersonRegistered { person: text() }.into(),
        SafetyError::AccessMissing { person: text() }.into(),
        SafetyError::AccessLast { person: text() }.into(),
        SafetyError::AdministratorLast { person: text() }.into(),
        SafetyError::RecoveryKeyLength { found: 1 }.into(),
        SafetyError::RecoveryKeyGroup { group: 1 }.into(),
        SafetyError::RecoveryKeyWrong.into(),
        SafetyError::RecoveryKeyMissing.into(),
        SafetyError::KeychainUnavailable { detail: text() }.into(),
        SafetyError::KeychainEmpty.into(),
        SafetyError::KeychainLocked.into(),
        SafetyError::KeychainOther.into(),
        SafetyError::JournalOlderThanAnchor {
            anchored: 2,
            found: 1,
        }
        .into(),
        SafetyError::JournalNotAnchored { sequence: 1 }.into(),
        SafetyError::AnchorMissing.into(),
        SafetyError::AnchorDamaged.into(),
        SafetyError::BackupNotSet.into(),
        SafetyError::BackupInside { folder: file.clone() }.into(),
        SafetyError::BackupRunning.into(),
        SafetyError::BackupDamaged {
            folder: file.clone(),
            detail: text(),
        }
        .into(),
        SafetyError::BackupUnknown { folder: file.clone() }.into(),
        SafetyError::BackupNewer {
            folder: file.clone(),
            found: 2,
        }
        .into(),
        SafetyError::RestoreNotEmpty { folder: file.clone() }.into(),
        SafetyError::ExportDamaged {
            line: 1,
            detail: "order",
        }
        .into(),
        SafetyError::ExportOtherKey { found: text() }.into(),
        Error::ValueUnreadable {
            table: "a",
            column: "b",
        },
        Error::Database(rusqlite::Error::InvalidQuery),
    ];
    for error in &errors {
        for lang in wording::Lang::ALL {
            let sentence = catalog.try_text(lang, error.code(), &error.arguments());
            assert!(
                sentence.is_some_and(|text| !text.contains('{')),
                "{} {lang}",
                error.code()
            );
        }
    }
}

#[test]
fn only_the_right_passphrase_opens_a_desk() {
    let folder = tempfile::tempdir().unwrap();
    add(
        &create(folder.path()),
        "2026/RES/000001",
        "Certificat",
        "Anne Muller",
    );
    assert_eq!(
        code(Store::unlock(
            folder.path(),
            &"correct horse batterx".into(),
            env(2)
        )),
        "passphrase-wrong"
    );
    let store = unlock(folder.path()).unwrap();
    assert_eq!(
        store.read(|reading| reading.dossiers("", 10, 0)).unwrap().len(),
        1
    );
    assert_eq!(store.read(|reading| reading.verify_journal()).unwrap(), 2);
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let other = SecretString::from("another passphrase");
    assert_eq!(code(store.change_passphrase(&other, &other)), "passphrase-wrong");
    assert_eq!(
        code(store.change_passphrase(&passphrase(), &"short".into())),
        "passphrase-too-short"
    );
    store.change_passphrase(&passphrase(), &other).unwrap();
    drop(store);
    assert_eq!(code(unlock(folder.path())), "passphrase-wrong");
    assert_eq!(code(Store::unlock(folder.path(), &other, env(2))), "ok");
}

#[test]
fn a_desk_is_created_in_a_new_or_empty_folder_only() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("a").join("desk");
    assert_eq!(
        code(Store::create(&desk, &"short".into(), &new(), env(1))),
        "passphrase-too-short"
    );
    assert!(!desk.exists());
    create(&desk);
    assert_eq!(
        code(Store::create(&desk, &passphrase(), &new(), env(1))),
        "desk-exists"
    );
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("holiday.jpg"), b"x").unwrap();
    assert_eq!(
        code(Store::create(&other, &passphrase(), &new(), env(1))),
        "folder-not-empty"
    );
    assert_eq!(files(&other).len(), 1);
    assert_eq!(code(unlock(&folder.path().join("nowhere"))), "desk-missing");
}

#[test]
fn nothing_readable_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    add(&store, "2026/RES/000001", "Zwetschgenkuchen", "Anne Muller");
    store.put_bytes(b"Zwetschgenkuchen in a blob").unwrap();
    let check = |name: &Path, bytes: &[u8]| {
        let found = bytes
            .windows(10)
            .any(|window| window == b"Zwetschgen" || window == b"SQLite for");
        assert!(!found, "{}", name.display());
    };
    for (name, bytes) in files(folder.path()) {
        check(&name, &bytes);
    }
    let place = store.blobs.path(&digest(b"Zwetschgenkuchen in a blob"));
    check(&place, &fs::read(&place).unwrap());
}

#[test]
fn every_damaged_byte_of_the_key_file_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let place = folder.path().join("key.json");
    let whole = fs::read(&place).unwrap();
    for position in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x01;
        fs::write(&place, &damaged).unwrap();
        // A changed format number reads as a newer file; white space does not matter; the rest is damage. None of
        // them is taken for a wrong passphrase.
        let answer = opened(folder.path());
        let tolerated = whole[position].is_ascii_whitespace();
        match code(answer) {
            "key-json-damaged" | "key-json-newer" => {}
            "ok" if tolerated => {}
            other => panic!("byte {position} ({:?}): {other}", whole[position] as char),
        }
    }
    fs::write(&place, b"").unwrap();
    assert_eq!(code(unlock(folder.path())), "key-json-damaged");
    fs::remove_file(&place).unwrap();
    assert_eq!(code(unlock(folder.path())), "key-json-missing");
}

#[test]
fn a_damaged_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    for number in 0..40 {
        add(
            &store,
            &format!("2026/RES/{number:06}"),
            "Certificat de résidence",
            "Anne Muller",
        );
    }
    drop(store);
    let place = folder.path().join("desk.db");
    let whole = fs::read(&place).unwrap();
    assert!(
        !folder.path().join("desk.db-wal").exists(),
        "closing left a log behind"
    );
    let key = opened(folder.path()).unwrap();
    let refused = |bytes: &[u8], what: &str| {
        fs::write(&place, bytes).unwrap();
        let before = files(folder.path());
        assert_eq!(
            code(database::open(folder.path(), &key, database::Depth::Whole)),
            "desk-damaged",
            "{what}"
        );
        assert_eq!(before, files(folder.path()), "{what}");
    };
    for position in (0..whole.len()).step_by(whole.len() / 37) {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x80;
        refused(&damaged, &format!("byte {position} of {}", whole.len()));
    }
    refused(b"", "empty");
    refused(&whole[..whole.len() / 2], "cut in half");
    refused(&whole[..whole.len() - 4096], "last page cut off");
    refused(&whole[4096..], "first page cut off");
    refused(b"SQLite format 3\0 is not what this is", "something else");
    let other = tempfile::tempdir().unwrap();
    drop(Store::create(other.path(), &passphrase(), &new(), env(9)).unwrap());
    refused(&fs::read(other.path().join("desk.db")).unwrap(), "another desk's");
    fs::remove_file(&place).unwrap();
    assert_eq!(code(unlock(folder.path())), "desk-damaged");
    fs::write(&place, &whole).unwrap();
    assert_eq!(code(unlock(folder.path())), "ok");
}

#[test]
fn a_newer_desk_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store
        .connection()
        .execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (99, 'future', '2031-01-01T00:00:00Z', '1')",
            [],
        )
        .unwrap();
    drop(store);
    let before = files(folder.path());
    assert_eq!(code(unlock(folder.path())), "desk-newer");
    assert_eq!(before, files(folder.path()));
}

#[test]
fn an_interrupted_creation_is_finished_or_begun_again() {
    // Killed before key.json: the folder is no desk yet, and creating works.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("desk.db.new"), b"half a database").unwrap();
    fs::write(folder.path().join("desk.db.new-wal"), b"half a log").unwrap();
    fs::write(folder.path().join("key.json.new"), b"{").unwrap();
    assert!(!Store::exists(folder.path()));
    drop(create(folder.path()));
    assert_eq!(code(unlock(folder.path())), "ok");
    // Killed between key.json and the database's name: unlocking finishes it.
    fs::rename(folder.path().join("desk.db"), folder.path().join("desk.db.new")).unwrap();
    assert_eq!(code(unlock(folder.path())), "ok");
    assert!(folder.path().join("desk.db").exists());
}

#[test]
fn the_schema_of_this_version_is_the_one_that_was_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let connection = store.connection();
    let mut statement = connection
        .prepare(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY name",
        )
        .unwrap();
    let schema: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let written = fs::read_to_string(fixtures().join("schema.sql")).unwrap_or_default();
    let schema = format!("{};\n", schema.join(";\n\n"));
    if std::env::var_os("GREFFE_WRITE_FIXTURES").is_some() {
        fs::write(fixtures().join("schema.sql"), &schema).unwrap();
    } else {
        assert_eq!(
            schema, written,
            "a released schema changes by a new migration only"
        );
    }
}

fn fixtures() -> PathBuf {
    testkit::workspace_root().join("crates/store/tests/fixtures")
}

#[test]
fn a_desk_of_the_first_version_opens() {
    let fixture = fixtures().join("desk-v1");
    if std::env::var_os("GREFFE_WRITE_FIXTURES").is_some() {
        let _ = fs::remove_dir_all(&fixture);
        let store = create(&fixture);
        let dossier = add(
            &store,
            "2026/RES/000001",
            "Certificat de résidence",
            "Anne Muller",
        );
        let content = store.put_bytes(b"%PDF-1.7 of the first version").unwrap();
        let version = NewVersion {
            content,
            media_type: "application/pdf".into(),
            pages: Some(1),
            origin: model::view::VersionOrigin::Imported,
            file_name: Some("Demande.pdf".into()),
            seal: None,
        };
        store
            .change("Claire Weber", |change| {
                change.add_document(dossier, "Demande", &version)
            })
            .unwrap();
        drop(store);
        for lock in ["write.lock", "sync.lock"] {
            let _ = fs::remove_file(fixture.join(lock));
        }
        fs::remove_dir(fixture.join("tmp")).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture, folder.path());
    let store = unlock(folder.path()).unwrap();
    let rows = store
        .read(|reading| reading.dossiers("residence mull", 10, 0))
        .unwrap();
    assert_eq!(rows[0].reference.as_str(), "2026/RES/000001");
    let documents = store.read(|reading| reading.documents(rows[0].id)).unwrap();
    let versions = store.read(|reading| reading.versions(documents[0].id)).unwrap();
    assert_eq!(
        store.read_blob(&versions[0].sha256).unwrap(),
        b"%PDF-1.7 of the first version"
    );
    assert_eq!(store.read(|reading| reading.verify_journal()).unwrap(), 2);
}

#[test]
fn a_desk_of_the_second_version_opens() {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures().join("desk-v2"), folder.path());
    let store = unlock(folder.path()).unwrap();
    let rows = store
        .read(|reading| reading.dossiers("residence mull", 10, 0))
        .unwrap();
    let documents = store.read(|reading| reading.documents(rows[0].id)).unwrap();
    assert_eq!(documents[0].title, "Demande");
    assert_eq!(store.read(|reading| reading.verify_journal()).unwrap(), 2);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_journal_altered_by_sql_is_noticed_and_says_where() {
    let tampered = |sql: &str| -> &'static str {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path());
        for number in 0..5 {
            add(
                &store,
                &format!("2026/RES/{number:06}"),
                "Certificat",
                "Anne Muller",
            );
        }
        assert_eq!(store.read(|reading| reading.verify_journal()).unwrap(), 6);
        {
            let connection = store.connection();
            assert!(
                connection
                    .execute("UPDATE journal SET actor = 'Nobody' WHERE sequence = 3", [])
                    .is_err(),
                "the journal is append-only"
            );
            connection
                .execute_batch("DROP TRIGGER journal_is_append_only; DROP TRIGGER journal_is_kept;")
                .unwrap();
            connection.execute_batch(sql).unwrap();
        }
        code(store.read(|reading| reading.verify_journal()))
    };
    assert_eq!(
        tampered("UPDATE journal SET actor = 'Nobody' WHERE sequence = 3"),
        "journal-altered"
    );
    assert_eq!(
        tampered("UPDATE journal SET details = '{}' WHERE sequence = 4"),
        "journal-altered"
    );
    assert_eq!(
        tampered("UPDATE journal SET time_ms = time_ms + 1 WHERE sequence = 2"),
        "journal-altered"
    );
    assert_eq!(
        tampered("UPDATE journal SET hash = 'x' WHERE sequence = 2"),
        "journal-altered"
    );
    assert_eq!(
        tampered("DELETE FROM journal WHERE sequence = 3"),
        "journal-missing"
    );
    assert_eq!(
        tampered("DELETE FROM journal WHERE sequence >= 5"),
        "journal-truncated"
    );
    assert_eq!(tampered("DELETE FROM journal"), "journal-truncated");
    assert_eq!(
        tampered("UPDATE journal_head SET hash = previous FROM journal WHERE sequence = 6"),
        "journal-rewritten"
    );
}

#[test]
fn a_version_and_an_identifier_cannot_be_changed_even_by_sql() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let dossier = add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    let version = NewVersion {
        content: store.put_bytes(b"bytes").unwrap(),
        media_type: "application/pdf".into(),
        pages: Some(1),
        origin: model::view::VersionOrigin::Imported,
        file_name: None,
        seal: None,
    };
    let (document, first) = store
        .change("Claire Weber", |change| {
            change.add_document(dossier, "Acte", &version)
        })
        .unwrap();
    let identifier = identifier::Identifier::issue([7; 16]);
    let seal = |identifier: &identifier::Identifier, from| {
        store.change("Claire Weber", |change| {
            let original = NewVersion {
                origin: model::view::VersionOrigin::Sealed,
                seal: Some(SealRecord {
                    level: "B-B".into(),
                    covers_content: false,
                }),
                ..version.clone()
            };
            change.add_original(document, from, &original, identifier, "https://verify.example.lu")
        })
    };
    let original = seal(&identifier, first).unwrap();
    assert_eq!(
        code(seal(&identifier::Identifier::issue([8; 16]), original)),
        "document-sealed"
    );
    let connection = store.connection();
    assert!(
        connection
            .execute("UPDATE version SET sha256 = upper(sha256)", [])
            .is_err()
    );
    assert!(connection.execute("DELETE FROM version", []).is_err());
    assert!(
        connection
            .execute("UPDATE document SET identifier = NULL", [])
            .is_err()
    );
}

#[test]
fn search_folds_accents_and_case_and_completes_the_last_word() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    add(&store, "2026/RES/000001", "Certificat de résidence", "Zoë Müller");
    add(&store, "2026/URB/000002", "Carport d'exemple", "João Pereira");
    let found = |typed: &str| -> Vec<String> {
        let rows = store.read(|reading| reading.dossiers(typed, 10, 0)).unwrap();
        rows.into_iter().map(|row| row.reference.to_string()).collect()
    };
    let (res, urb) = (["2026/RES/000001"], ["2026/URB/000002"]);
    assert_eq!(found("RESIDENCE"), res);
    assert_eq!(found("zoe mul"), res);
    assert_eq!(found("joao"), urb);
    assert_eq!(found("2026/URB"), urb);
    assert_eq!(found("000002"), urb);
    assert_eq!(found("d'exemple"), urb);
    assert_eq!(found("residence joao"), [] as [&str; 0]);
    assert_eq!(
        found("mul certificat"),
        [] as [&str; 0],
        "only the last word is completed"
    );
    assert_eq!(found(" ").len(), 2);
    assert_eq!(found("\"; DROP TABLE dossier; -- *").len(), 0);
}

#[test]
fn a_change_that_fails_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let dossier = add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    let failed: Result<(), Error> = store.change("Claire Weber", |change| {
        change.next_number("RES", 2026)?;
        change.record("never", Some(dossier), &[])?;
        change.add_dossier(
            &NewDossier {
                reference: None,
                subject: Subject::parse("x").unwrap(),
                procedure: None,
                parties: vec![],
            },
            &model::Reference::parse("2026/RES/000001").unwrap(),
        )?;
        Ok(())
    });
    assert_eq!(code(failed), "reference-taken");
    assert_eq!(store.read(|reading| reading.verify_journal()).unwrap(), 2);
    assert_eq!(
        store
            .change("Claire Weber", |change| change.next_number("RES", 2026))
            .unwrap(),
        1
    );
}

#[test]
fn an_unnamed_blob_is_removed_only_while_nobody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let writing = store.writing().unwrap();
    let orphan = store.put_bytes(b"never recorded").unwrap().sha256;
    assert!(store.settle().unwrap().is_none(), "somebody writes");
    assert_eq!(store.read_blob(&orphan).unwrap(), b"never recorded");
    drop(writing);
    fs::write(folder.path().join("blobs").join("holiday.jpg"), b"x").unwrap();
    let Settled {
        removed: orphans,
        strange: strangers,
        ..
    } = store.settle().unwrap().unwrap();
    assert_eq!(orphans, [store.blobs.name(&orphan)]);
    assert_eq!(strangers, [store.folder().join("blobs").join("holiday.jpg")]);
    assert_eq!(code(store.read_blob(&orphan)), "content-missing");
    assert!(strangers[0].exists(), "what is not ours is not touched");
}

#[test]
fn temp_files_of_an_ended_program_are_cleaned_at_the_next_unlocking() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.put_bytes(b"x").unwrap();
    let left = folder.path().join("tmp").join("blob-left");
    fs::write(&left, b"half").unwrap();
    let writing = store.writing().unwrap();
    drop(unlock(folder.path()).unwrap());
    assert!(
        left.exists(),
        "another program writes: its temp files are not touched"
    );
    drop(writing);
    drop(unlock(folder.path()).unwrap());
    assert!(!left.exists());
}

#[test]
fn a_damaged_blob_is_replaced_when_its_content_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let content = store.put_bytes(b"the content").unwrap();
    let place = store.blobs.path(&content.sha256);
    fs::write(&place, b"rubbish").unwrap();
    assert_eq!(code(store.read_blob(&content.sha256)), "content-damaged");
    store.put_bytes(b"the content").unwrap();
    assert_eq!(store.read_blob(&content.sha256).unwrap(), b"the content");
}

#[test]
fn a_source_that_changes_while_it_is_read_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let content = Content {
        sha256: digest(b"before"),
        size_bytes: 6,
    };
    for changed in [b"after!".as_slice(), b"befor", b"before and more"] {
        let put = store.put(&content, &mut &*changed, Path::new("source"), &mut |_| true);
        assert_eq!(code(put), "file-changed");
    }
    assert_eq!(code(store.read_blob(&content.sha256)), "content-missing");
    assert_eq!(
        fs::read_dir(folder.path().join("tmp")).unwrap().count(),
        0,
        "temp files are removed"
    );
}

#[test]
fn two_programs_give_different_reference_numbers() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let (one, two) = (
        unlock(folder.path()).unwrap(),
        Store::unlock(folder.path(), &passphrase(), env(3)).unwrap(),
    );
    fn give(store: &Store) -> Vec<u32> {
        let one = || {
            store.change("Claire Weber", |change| {
                let number = change.next_number("RES", 2026)?;
                change.record("number-given", None, &[("number", &number.to_string())])?;
                Ok::<_, Error>(number)
            })
        };
        (0..60).map(|_| one().unwrap()).collect()
    }
    let mut numbers: Vec<u32> = std::thread::scope(|scope| {
        let handles = [&one, &two, &one].map(|store| scope.spawn(move || give(store)));
        handles
            .into_iter()
            .flat_map(|handle| handle.join().unwrap())
            .collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=180).collect::<Vec<u32>>());
    assert_eq!(one.read(|reading| reading.verify_journal()).unwrap(), 181);
}

fn blobs(folder: &Path) -> (blob::Blobs, Arc<dyn Environment>) {
    (
        blob::Blobs::of(folder, keys::DataKey::from_slice(&[5; 32]).unwrap()),
        env(5),
    )
}

fn put(blobs: &blob::Blobs, env: &Arc<dyn Environment>, bytes: &[u8]) -> Sha256 {
    let content = Content {
        sha256: digest(bytes),
        size_bytes: bytes.len() as u64,
    };
    blobs
        .put(&content, &mut &*bytes, Path::new("source"), &**env, &mut |_| true)
        .unwrap();
    content.sha256
}

const CHUNK: usize = 256 * 1024;
const STORED: usize = CHUNK + 16;
const HEADER: usize = 36;

fn content(size: usize, seed: u8) -> Vec<u8> {
    (0..size)
        .map(|index| (index as u8).wrapping_mul(31).wrapping_add(seed) ^ (index >> 8) as u8)
        .collect()
}

/// A line that breaks off after so many bytes, and notes from where it was asked.
struct Breaking<'b> {
    bytes: &'b [u8],
    at: usize,
    left: usize,
    asked_from: Vec<usize>,
}

impl<'b> Breaking<'b> {
    fn after(bytes: &'b [u8], left: usize) -> Self {
        Self {
            bytes,
            at: 0,
            left,
            asked_from: Vec::new(),
        }
    }
}

impl std::io::Read for Breaking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.asked_from.is_empty() {
            self.asked_from.push(self.at);
        }
        let wanted = buffer.len().min(self.bytes.len() - self.at);
        if wanted > 0 && self.left == 0 {
            return Err(std::io::ErrorKind::ConnectionAborted.into());
        }
        let count = wanted.min(self.left);
        buffer[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        self.left -= count;
        Ok(count)
    }
}

impl std::io::Seek for Breaking<'_> {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        let std::io::SeekFrom::Start(at) = to else {
            return Err(std::io::ErrorKind::Unsupported.into());
        };
        self.at = at as usize;
        Ok(at)
    }
}

fn coming(
    blobs: &blob::Blobs,
    env: &Arc<dyn Environment>,
    whole: &[u8],
    line: &mut Breaking<'_>,
) -> Result<(), Error> {
    let content = Content {
        sha256: digest(whole),
        size_bytes: whole.len() as u64,
    };
    blobs.put_coming(&content, line, Path::new("line"), &**env, &mut |_| true)
}

#[test]
fn what_breaks_off_goes_on_from_the_chunk_it_had_reached_however_often() {
    let folder = tempfile::tempdir().unwrap();
    let (blobs, env) = blobs(folder.path());
    let bytes = content(7 * CHUNK + 5000, 3);
    let mut stands = 0;
    let mut fetched = 0;
    loop {
        let left = 2 * CHUNK + 77;
        let mut line = Breaking::after(&bytes, left);
        let done = coming(&blobs, &env, &bytes, &mut line);
        assert_eq!(line.asked_from, [stands], "nothing that came is asked for again");
        fetched += left - line.left;
        if done.is_ok() {
            break;
        }
        assert_eq!(code(done), "file-unreadable");
        assert_eq!(
            code(blobs.check(&digest(&bytes), &mut |_| true)),
            "content-missing"
        );
        stands += 2 * CHUNK;
    }
    assert!(fetched < bytes.len() + 4 * 77, "{fetched}");
    assert_eq!(
        blobs.check(&digest(&bytes), &mut |_| true).unwrap(),
        bytes.len() as u64
    );
    assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
}

#[test]
fn what_came_damaged_or_was_damaged_since_is_fetched_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (blobs, env) = blobs(folder.path());
    let bytes = content(5 * CHUNK, 4);
    // A part that is not what it should be: known when the whole has come, and then nothing of it stays.
    let mut wrong = bytes.clone();
    wrong[CHUNK + 1] ^= 1;
    let broken = coming(&blobs, &env, &bytes, &mut Breaking::after(&wrong, 3 * CHUNK));
    assert_eq!(code(broken), "file-unreadable");
    let mut line = Breaking::after(&bytes, usize::MAX);
    assert_eq!(code(coming(&blobs, &env, &bytes, &mut line)), "file-changed");
    assert_eq!(line.asked_from, [3 * CHUNK]);
    let mut line = Breaking::after(&bytes, 4 * CHUNK);
    assert!(coming(&blobs, &env, &bytes, &mut line).is_err());
    assert_eq!(line.asked_from, [0]);
    // A power cut: the medium lost the end, and turned something over before it.
    let kept = fs::read_dir(folder.path().join("tmp"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut stored = fs::read(&kept).unwrap();
    stored.truncate(HEADER + 3 * STORED + 9);
    stored[HEADER + 2 * STORED + 50] ^= 1;
    fs::write(&kept, &stored).unwrap();
    let mut line = Breaking::after(&bytes, usize::MAX);
    assert_eq!(code(coming(&blobs, &env, &bytes, &mut line)), "ok");
    assert_eq!(line.asked_from, [2 * CHUNK]);
    assert_eq!(
        blobs.check(&digest(&bytes), &mut |_| true).unwrap(),
        bytes.len() as u64
    );
}

#[test]
fn what_came_stays_over_a_start_while_it_is_awaited_and_goes_when_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (blobs, env) = blobs(folder.path());
    let (one, two) = (content(5 * CHUNK, 5), content(5 * CHUNK, 6));
    for bytes in [&one, &two] {
        assert!(coming(&blobs, &env, bytes, &mut Breaking::after(bytes, 3 * CHUNK)).is_err());
    }
    fs::write(folder.path().join("tmp/blob-left"), "what a killed program left").unwrap();
    assert_eq!(blobs.clean_temp(&[digest(&one)]).unwrap(), 2);
    let mut line = Breaking::after(&one, usize::MAX);
    assert_eq!(code(coming(&blobs, &env, &one, &mut line)), "ok");
    assert_eq!(line.asked_from, [3 * CHUNK]);
    let mut line = Breaking::after(&two, 3 * CHUNK);
    assert!(coming(&blobs, &env, &two, &mut line).is_err());
    assert_eq!(line.asked_from, [0]);
    // A dossier that may no longer be seen takes along what came of its contents.
    blobs.shred(&digest(&two), &*env).unwrap();
    assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
}

/// Sizes at and around the edges of chunks.
fn size() -> impl Strategy<Value = usize> {
    prop_oneof![
        Just(0),
        1..400_usize,
        (0..3_usize, 0..3_usize).prop_map(|(chunks, more)| (chunks * CHUNK + more).saturating_sub(1)),
        0..3 * CHUNK,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_blob_comes_back_as_it_was_from_any_place(size in size(), seed: u8, from in 0..3 * CHUNK) {
        let folder = tempfile::tempdir().unwrap();
        let (blobs, env) = blobs(folder.path());
        let bytes = content(size, seed);
        let digest = put(&blobs, &env, &bytes);
        prop_assert_eq!(blobs.check(&digest, &mut |_| true).unwrap(), size as u64);
        let mut reader = blobs.open(&digest).unwrap();
        prop_assert_eq!(reader.size_bytes(), size as u64);
        let mut whole = Vec::new();
        reader.read_to_end(&mut whole).unwrap();
        prop_assert!(whole == bytes);
        std::io::Seek::seek(&mut reader, std::io::SeekFrom::Start(from as u64)).unwrap();
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        prop_assert!(rest == bytes.get(from..).unwrap_or_default());
    }

    #[test]
    fn any_tampering_with_a_blob_is_noticed(size in size(), seed: u8, kind in 0..6_u8, place: proptest::sample::Index, bit in 0..8_u8) {
        let folder = tempfile::tempdir().unwrap();
        let (blobs, env) = blobs(folder.path());
        let bytes = content(size, seed);
        let digest = put(&blobs, &env, &bytes);
        let file = blobs.path(&digest);
        let whole = fs::read(&file).unwrap();
        let mut altered = whole.clone();
        match kind {
            // One bit anywhere, header included.
            0 => altered[place.index(whole.len())] ^= 1 << bit,
            // Cut short, at any length.
            1 => altered.truncate(place.index(whole.len())),
            // Something added.
            2 => altered.extend_from_slice(&vec![seed; 1 + place.index(40)]),
            // A chunk swapped with the next, or the last dropped.
            3 if whole.len() >= HEADER + 2 * STORED => {
                let (left, right) = altered[HEADER..].split_at_mut(STORED);
                left.swap_with_slice(&mut right[..STORED]);
            }
            4 if whole.len() > HEADER + STORED => altered.truncate(HEADER + (whole.len() - HEADER - 1) / STORED * STORED),
            // Another blob under this name: same size, same key, other content.
            _ => {
                let mut other = bytes.clone();
                other.push(1);
                let other = put(&blobs, &env, &other);
                altered = fs::read(blobs.path(&other)).unwrap();
            }
        }
        prop_assume!(altered != whole);
        fs::write(&file, &altered).unwrap();
        prop_assert_eq!(code(blobs.check(&digest, &mut |_| true)), "content-damaged");
    }
}

#[test]
fn an_original_that_waits_for_an_augmentation_is_held_and_a_registered_one_never_changes() {
    use model::OpId;
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let dossier = add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    let version = |bytes: &[u8], origin, level: Option<&str>| NewVersion {
        content: store.put_bytes(bytes).unwrap(),
        media_type: "application/pdf".into(),
        pages: Some(1),
        origin,
        file_name: None,
        seal: level.map(|level| SealRecord {
            level: level.into(),
            covers_content: false,
        }),
    };
    use model::view::VersionOrigin::{Augmented, Imported, Sealed};
    let reason = wording::Explanation {
        code: "online-offline".into(),
        sentence: "…".into(),
        next: None,
    };
    let at = store.environment().now();
    let op = |number| OpId::new(at, [number; 10]);
    let (document, first) = store
        .change("Claire Weber", |change| {
            change.add_document(dossier, "Acte", &version(b"bytes", Imported, None))
        })
        .unwrap();
    let original = version(b"bytes sealed", Sealed, Some("B-B"));
    let sealed = store
        .change("Claire Weber", |change| {
            let identifier = identifier::Identifier::issue([7; 16]);
            let sealed = change.add_original(
                document,
                first,
                &original,
                &identifier,
                "https://verify.example.lu",
            )?;
            change.queue(&NewOperation {
                op: op(1),
                dossier,
                document,
                sha256: original.content.sha256,
                size_bytes: original.content.size_bytes,
                content: "{}".into(),
            })?;
            change.add_augmentation(
                document,
                &NewAugmentation {
                    wanted: "B-LT".into(),
                    reached: "B-B".into(),
                    reasons: vec![reason.clone()],
                    next_try: at,
                },
            )?;
            Ok::<_, Error>(sealed)
        })
        .unwrap();
    let read = |store: &Store| {
        store
            .read(|reading| {
                Ok::<_, Error>((
                    reading.operations()?.remove(0),
                    reading.augmentation_of(document)?,
                    reading.outbox()?.remove(0).held,
                ))
            })
            .unwrap()
    };
    let (operation, waiting, held) = read(&store);
    assert!(operation.held && held);
    let waiting = waiting.unwrap();
    assert_eq!(
        (waiting.wanted.as_str(), waiting.reached.as_str()),
        ("B-LT", "B-B")
    );
    assert_eq!((waiting.reasons, waiting.tries), (vec![reason], 0));

    let later = at + std::time::Duration::from_secs(60);
    store
        .change("Claire Weber", |change| {
            change.augmentation_failed(document, "B-T", &[], later)
        })
        .unwrap();
    let waiting = read(&store).1.unwrap();
    assert_eq!((waiting.reached.as_str(), waiting.tries), ("B-T", 1));
    assert_eq!(waiting.next_try, later);

    let augmented = version(b"bytes sealed augmented", Augmented, Some("B-LT"));
    let augment = |from, number| {
        store.change("Claire Weber", |change| {
            change.add_augmented(document, from, &augmented, op(number), "{\"new\":1}")?;
            change.augmentation_settled(document)
        })
    };
    assert_eq!(code(augment(first, 2)), "document-changed");
    augment(sealed, 2).unwrap();
    let (operation, waiting, held) = read(&store);
    assert!(!operation.held && !held && waiting.is_none());
    assert_eq!(operation.op, op(2), "another content has another identity");
    assert_eq!(operation.sha256, augmented.content.sha256);
    assert_eq!(operation.content, "{\"new\":1}");
    let versions = store.read(|reading| reading.versions(document)).unwrap();
    assert_eq!(
        (versions[0].origin, versions[0].level.as_deref()),
        (Augmented, Some("B-LT"))
    );
    let newest = versions[0].id;
    // Nothing waits any more: bytes that may have left are not replaced.
    assert_eq!(code(augment(newest, 3)), "augmentation-unknown");
    store
        .change("Claire Weber", |change| change.operation_acknowledged(op(2), at))
        .unwrap();
    assert_eq!(code(augment(newest, 3)), "original-registered");
    let connection = store.connection();
    let sneaked = connection.execute(
        "INSERT INTO augmentation (document, wanted, reached, reasons, next_try_us, created_us)
         SELECT id, 'B-LTA', 'B-LT', '[]', 0, 0 FROM document",
        [],
    );
    assert!(sneaked.is_err(), "not even by SQL");
}

#[test]
fn time_stamps_taken_from_an_authority_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let at = store.environment().now();
    let before = at - std::time::Duration::from_secs(3600);
    for (tsa, at) in [("a", before), ("a", at), ("b", at)] {
        store
            .change("Claire Weber", |change| change.token_taken(tsa, at))
            .unwrap();
    }
    let taken = |tsa: &str, since| store.read(|reading| reading.tokens_taken(tsa, since)).unwrap();
    let day = at - std::time::Duration::from_secs(86_400);
    assert_eq!(
        (
            taken("a", day),
            taken("a", before),
            taken("b", day),
            taken("c", day)
        ),
        (2, 1, 1, 0)
    );
}

#[test]
fn a_key_file_of_one_person_is_written_anew_for_several_and_opens_as_before() {
    for fixture in ["desk-v1", "desk-v2"] {
        let folder = tempfile::tempdir().unwrap();
        copy(&fixtures().join(fixture), folder.path());
        let place = folder.path().join("key.json");
        let before = fs::read(&place).unwrap();
        assert_eq!(key_file::read(folder.path()).unwrap().format, 1);
        let store = unlock(folder.path()).unwrap();
        let first = store.read(|reading| reading.desk()).unwrap().person_id;
        assert_eq!(store.person(), first);
        drop(store);
        assert_eq!(key_file::read(folder.path()).unwrap().format, 2);
        assert!(!folder.path().join("key.json.old").exists());
        assert_eq!(
            Store::unlock_as(folder.path(), first, &passphrase(), env(2))
                .unwrap()
                .person(),
            first
        );
        assert_eq!(
            code(Store::unlock(folder.path(), &"wrong passphrase".into(), env(2))),
            "passphrase-wrong"
        );
        // Ended between two steps of writing: the old file stands in, and goes when the new one has opened.
        let after = fs::read(&place).unwrap();
        fs::write(folder.path().join("key.json.new"), &after[..100]).unwrap();
        fs::write(folder.path().join("key.json.old"), &before).unwrap();
        fs::remove_file(&place).unwrap();
        assert_eq!(code(unlock(folder.path())), "ok");
        assert_eq!(key_file::read(folder.path()).unwrap().format, 2);
        fs::write(folder.path().join("key.json.old"), &before).unwrap();
        assert_eq!(code(unlock(folder.path())), "ok");
        assert!(
            !folder.path().join("key.json.old").exists(),
            "an old passphrase does not stay"
        );
    }
}

#[test]
fn an_entry_of_the_key_file_cannot_be_given_to_another_person() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let place = folder.path().join("key.json");
    let other = store
        .change("Claire Weber", |change| {
            let person = change.add_person("Paul Meyers", &[Role::Agent])?;
            store.give_access(change, person, &"another passphrase".into(), false)?;
            Ok::<_, Error>(person)
        })
        .unwrap();
    drop(store);
    let paul = || Store::unlock(folder.path(), &"another passphrase".into(), env(2));
    assert_eq!(paul().unwrap().person(), other);
    // Paul makes himself the other one, and mends the checksum, which is no secret.
    let mut file = key_file::read(folder.path()).unwrap();
    let claire = file.entries[0].person;
    file.entries[1].person = claire;
    let checksum = key_file::checksum(&(2, &file.entries));
    let text = serde_json::json!({"format": 2, "entries": file.entries, "checksum": checksum});
    fs::write(&place, text.to_string()).unwrap();
    assert_eq!(code(paul()), "passphrase-wrong");
}

#[test]
fn contents_named_by_an_earlier_version_are_read_and_get_the_name_of_today() {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures().join("desk-v2"), folder.path());
    let store = unlock(folder.path()).unwrap();
    let (digest, _) = store.read(|reading| reading.digests()).unwrap()[0];
    let old = folder
        .path()
        .join("blobs")
        .join(&digest.to_string()[..2])
        .join(digest.to_string());
    assert!(old.exists());
    assert_eq!(
        store.read_blob(&digest).unwrap(),
        b"%PDF-1.7 of the first version"
    );
    let again = store.put_bytes(b"%PDF-1.7 of the first version").unwrap();
    assert!(
        old.exists() && again.sha256 == digest,
        "what is there is not stored twice"
    );
    let settled = store.settle().unwrap().unwrap();
    assert_eq!(
        (settled.renamed, settled.removed.len(), settled.strange.len()),
        (1, 0, 0)
    );
    assert!(!old.exists());
    assert_eq!(
        store.read_blob(&digest).unwrap(),
        b"%PDF-1.7 of the first version"
    );
    // No file name says what is held.
    let (names, _) = store.blobs.list().unwrap();
    assert_eq!(names.len(), 1);
    assert!(!names.contains(&digest.to_string()));
    // Another desk names the same content otherwise.
    let other = tempfile::tempdir().unwrap();
    let other = Store::create(other.path(), &passphrase(), &new(), env(9)).unwrap();
    assert_ne!(other.blobs.name(&digest), names[0]);
}

#[test]
fn an_older_copy_of_the_database_is_noticed_and_only_accepted_knowingly() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    drop(store);
    let before = fs::read(folder.path().join("desk.db")).unwrap();
    let store = unlock(folder.path()).unwrap();
    for number in 2..5 {
        add(
            &store,
            &format!("2026/RES/{number:06}"),
            "Certificat",
            "Anne Muller",
        );
    }
    drop(store);
    let after = fs::read(folder.path().join("desk.db")).unwrap();
    fs::write(folder.path().join("desk.db"), &before).unwrap();
    assert_eq!(code(unlock(folder.path())), "journal-older-than-anchor");
    assert_eq!(
        code(unlock(folder.path())),
        "journal-older-than-anchor",
        "also the second time"
    );
    let accepted = Store::unlock_accepting(folder.path(), &passphrase(), env(3)).unwrap();
    assert!(accepted.opening().accepted.is_some());
    assert_eq!(
        accepted.verify_journal(&mut |_, _| true).unwrap(),
        3,
        "two, and that it was accepted"
    );
    drop(accepted);
    assert_eq!(code(unlock(folder.path())), "ok");
    // The other story, as long as the anchored one, is another story.
    fs::write(folder.path().join("desk.db"), &after).unwrap();
    assert_eq!(code(unlock(folder.path())), "journal-not-anchored");

    // An anchor that is gone or altered is told, and written into the journal.
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let anchor = folder.path().join("journal.anchor");
    let whole = fs::read(&anchor).unwrap();
    fs::remove_file(&anchor).unwrap();
    assert_eq!(
        unlock(folder.path()).unwrap().opening().anchor,
        Some(SafetyError::AnchorMissing)
    );
    assert_eq!(
        unlock(folder.path()).unwrap().opening().anchor,
        None,
        "it is made anew"
    );
    for position in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[position] ^= 1;
        fs::write(&anchor, damaged).unwrap();
        let key = opened_key(folder.path());
        assert!(
            key.is_err() || whole[position].is_ascii_whitespace(),
            "byte {position}"
        );
    }
}

/// What the anchor beside a desk says.
fn opened_key(folder: &Path) -> Result<(), Error> {
    let mut store = Store::assemble(
        folder,
        rusqlite::Connection::open_in_memory().unwrap(),
        opened_once(folder),
        model::PersonId::new(jiff::Timestamp::UNIX_EPOCH, [0; 10]),
        env(4),
    );
    store.session = None;
    anchor::read(folder, &store.key).map(|_| ())
}

fn opened_once(folder: &Path) -> keys::DataKey {
    static KEY: std::sync::OnceLock<keys::DataKey> = std::sync::OnceLock::new();
    KEY.get_or_init(|| opened(folder).unwrap()).clone()
}

#[test]
fn a_program_that_was_killed_is_noticed_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    assert_eq!(fs::read_dir(folder.path().join("sessions")).unwrap().count(), 1);
    let second = unlock(folder.path()).unwrap();
    assert!(
        !second.opening().unclean,
        "another program that works is none that was killed"
    );
    drop(second);
    drop(store);
    assert_eq!(fs::read_dir(folder.path().join("sessions")).unwrap().count(), 0);
    fs::write(folder.path().join("sessions").join("0123456789abcdef.open"), b"").unwrap();
    assert!(unlock(folder.path()).unwrap().opening().unclean);
    assert!(!unlock(folder.path()).unwrap().opening().unclean);
}

#[test]
fn backups_are_kept_by_day_week_and_month() {
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let keep = model::safety::BackupSettings {
        keep_daily: 2,
        keep_weekly: 2,
        keep_monthly: 3,
        ..Default::default()
    };
    let made = [
        "2026-11-22T16:00:00Z", // Sunday: newest, day, week, month
        "2026-11-22T08:00:00Z",
        "2026-11-21T22:30:00Z", // the day before, also in Luxembourg
        "2026-11-20T08:00:00Z",
        "2026-11-15T08:00:00Z", // the week before
        "2026-11-08T08:00:00Z",
        "2026-10-31T23:30:00Z", // November in Luxembourg
        "2026-10-30T08:00:00Z", // October
        "2026-09-30T08:00:00Z", // September
        "2026-08-30T08:00:00Z",
    ];
    let made: Vec<jiff::Timestamp> = made.iter().map(|text| at(text)).collect();
    assert_eq!(
        backup::kept(&made, &keep),
        [true, true, true, false, true, false, false, true, true, false]
    );
    let nothing = model::safety::BackupSettings {
        keep_daily: 0,
        keep_weekly: 0,
        keep_monthly: 0,
        ..Default::default()
    };
    assert_eq!(
        backup::kept(&made[..3], &nothing),
        [true, true, false],
        "the two newest always"
    );
}

/// Where this process's memory holds secrets; they are given inverted, so that they are not found in themselves.
#[cfg(target_os = "linux")]
fn in_memory(inverted: &[&[u8]]) -> Vec<Vec<String>> {
    use std::io::{Read, Seek, SeekFrom};
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = fs::File::open("/proc/self/mem").unwrap();
    let mut found = vec![Vec::new(); inverted.len()];
    let mut first = [false; 256];
    for secret in inverted {
        first[usize::from(!secret[0])] = true;
    }
    for line in maps.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if !fields[1].starts_with("rw") {
            continue;
        }
        let (start, end) = fields[0].split_once('-').unwrap();
        let (start, end) = (
            u64::from_str_radix(start, 16).unwrap(),
            u64::from_str_radix(end, 16).unwrap(),
        );
        if memory.seek(SeekFrom::Start(start)).is_err() {
            continue;
        }
        let mut bytes = Vec::new();
        let _ = (&mut memory).take(end - start).read_to_end(&mut bytes);
        for (place, byte) in bytes.iter().enumerate() {
            if !first[usize::from(*byte)] {
                continue;
            }
            for (secret, found) in inverted.iter().zip(&mut found) {
                let window = bytes.get(place..place + secret.len()).unwrap_or_default();
                if !window.is_empty() && window.iter().zip(*secret).all(|(one, other)| *one == !*other) {
                    found.push(fields.get(5).unwrap_or(&"anonymous").to_string());
                }
            }
        }
    }
    found
}

#[cfg(target_os = "linux")]
#[test]
fn a_locked_desk_leaves_no_key_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    store.put_bytes(b"some content").unwrap();
    drop(store);
    let store = unlock(folder.path()).unwrap();
    store.read(|reading| reading.dossiers("mull", 10, 0)).unwrap();
    let inverted = |bytes: &[u8]| bytes.iter().map(|byte| !*byte).collect::<Vec<u8>>();
    let data = inverted(store.key.bytes());
    let (database, text) = {
        let key = store.key.database().unwrap();
        let text = zeroize::Zeroizing::new(hex::encode(*key.0));
        (inverted(&*key.0), inverted(text.as_bytes()))
    };
    let secrets: [&[u8]; 3] = [&data, &database, &text];
    let open = in_memory(&secrets);
    assert!(!open[0].is_empty(), "an open desk has its key: {open:?}");
    drop(store);
    let locked = in_memory(&secrets);
    eprintln!("open {open:?}, locked {locked:?}");
    assert!(
        locked[0].is_empty() && locked[2].is_empty(),
        "data key, and the text of the database's key: {locked:?}"
    );
    // Of the derived key the library that derives it leaves a copy on its stack (here: of this test's own deriving).
    assert!(locked[1].len() <= 1, "{locked:?}");
}

#[test]
fn a_check_beside_working_programs_finds_no_damage_where_none_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let key = opened(folder.path()).unwrap();
    let filler = vec![b'x'; 64 * 1024];
    for number in 0..24 {
        store
            .change("Claire Weber", |change| {
                change.set_setting(&format!("filler-{number}"), Some(&filler))
            })
            .unwrap();
    }
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut turn = 0_u8;
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                turn = turn.wrapping_add(1);
                let filler = vec![turn; 64 * 1024];
                for number in 0..24 {
                    store
                        .change("Claire Weber", |change| {
                            change.set_setting(&format!("filler-{number}"), Some(&filler))
                        })
                        .unwrap();
                }
                // What any program does from time to time, and each at its end.
                store
                    .connection()
                    .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                    .unwrap();
            }
        });
        let mut answers = Vec::new();
        let until = std::time::Instant::now() + std::time::Duration::from_secs(4);
        while std::time::Instant::now() < until {
            answers.push(database::check_beside(folder.path(), &key));
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
        writer.join().unwrap();
        let wrong: Vec<String> = answers
            .iter()
            .filter_map(|answer| answer.as_ref().err().map(ToString::to_string))
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "of {} checks", answers.len());
        assert!(answers.len() > 5);
    });
}

#[test]
fn damage_is_found_beside_working_programs_too() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    for number in 0..40 {
        add(
            &store,
            &format!("2026/RES/{number:06}"),
            "Certificat",
            "Anne Muller",
        );
    }
    drop(store);
    let key = opened(folder.path()).unwrap();
    let place = folder.path().join("desk.db");
    let mut bytes = fs::read(&place).unwrap();
    let position = bytes.len() / 2;
    bytes[position] ^= 0x01;
    fs::write(&place, &bytes).unwrap();
    let before = files(folder.path());
    let answer = database::check_beside(folder.path(), &key);
    assert_eq!(code(answer), "desk-damaged");
    assert_eq!(before, files(folder.path()), "and nothing is altered");
}

#[test]
fn what_a_killed_commit_names_is_not_removed_before_that_commit_can_come_back() {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name();
            if entry.path().is_dir() {
                copy(&entry.path(), &to.join(name));
            } else if name != "desk.db-shm" {
                fs::copy(entry.path(), to.join(name)).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let [place, twin, after] = ["desk", "twin", "after"].map(|name| folder.path().join(name));
    let store = create(&place);
    let dossier = add(&store, "2026/RES/000001", "Certificat", "Anne Muller");
    copy(&place, &twin);
    // The same log with a commit more: of a program that was killed after writing it and before saying so to others.
    let bytes = b"%PDF-1.7 of a program that is killed";
    let other = Store::unlock(&twin, &passphrase(), env(5)).unwrap();
    let version = NewVersion {
        content: other.put_bytes(bytes).unwrap(),
        media_type: "application/pdf".into(),
        pages: Some(1),
        origin: model::view::VersionOrigin::Imported,
        file_name: None,
        seal: None,
    };
    other
        .change("Claire Weber", |change| {
            change.add_document(dossier, "Demande", &version).map(|_| ())
        })
        .unwrap();
    let log = place.join("desk.db-wal");
    let (short, long) = (
        fs::read(&log).unwrap(),
        fs::read(twin.join("desk.db-wal")).unwrap(),
    );
    assert!(long.len() > short.len() && long[..short.len()] == short[..]);
    store.put_bytes(bytes).unwrap();
    {
        use std::io::{Seek, Write};
        let mut file = fs::File::options().write(true).open(&log).unwrap();
        file.seek(std::io::SeekFrom::Start(short.len() as u64)).unwrap();
        file.write_all(&long[short.len()..]).unwrap();
    }
    let settled = store.settle().unwrap().unwrap();
    assert_eq!(settled.removed.len(), 1, "nobody sees who names it");
    // Now everybody is killed; the next start reads the log as it lies there.
    copy(&place, &after);
    let next = Store::unlock(&after, &passphrase(), env(6)).unwrap();
    for (digest, _) in next.read_everything(|reading| reading.digests()).unwrap() {
        next.check_blob(&digest, &mut |_| true).unwrap();
    }
    next.read(|reading| reading.dossier(dossier)).unwrap();
}

#[test]
fn daily_backups_read_each_content_through_once_in_four_weeks() {
    let begin: jiff::Timestamp = "2026-11-22T03:00:00Z".parse().unwrap();
    for number in 0..200_u32 {
        let name = digest(&number.to_be_bytes()).to_string();
        let looks = (0..28).filter(|day| {
            let at = begin + jiff::SignedDuration::from_hours(24 * day);
            crate::backup::is_looked_at(&name, at)
        });
        assert_eq!(looks.count(), 1, "{name}");
    }
}

#[test]
fn pages_that_stand_in_the_log_only_are_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let key = opened(folder.path()).unwrap();
    let set = |name: &str, byte: u8| {
        let bytes = vec![byte; 256 * 1024];
        store
            .change("Claire Weber", |change| change.set_setting(name, Some(&bytes)))
            .unwrap();
    };
    set("first", 1);
    set("second", 1);
    let findings = store
        .read(|reading| {
            // Somebody reads: what is written from here on stays in the log, and of a page only its newest state is
            // ever moved. The file grows beyond pages that it does not hold yet.
            reading.setting("second")?;
            set("first", 2);
            let connection = store.connection();
            connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                .unwrap();
            let mut statement = connection.prepare("PRAGMA cipher_integrity_check").unwrap();
            Ok::<_, Error>(statement.query_map([], |_| Ok(())).unwrap().count())
        })
        .unwrap();
    assert!(findings > 0, "the file has holes, or this shows nothing");
    database::check_beside(folder.path(), &key).unwrap();
    let other = Store::unlock(folder.path(), &passphrase(), env(3)).unwrap();
    assert_eq!(other.check_database().map_err(|error| error.code()), Ok(()));
}

#[test]
fn the_text_of_an_act_that_was_changed_behind_the_desk_is_noticed() {
    use model::circuit::{Assignee, Circuit, CircuitStatus, Done, Event, Step, StepState};

    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    let dossier = add(&store, "2026/RES/000001", "Avis", "Anne Muller");
    let version = NewVersion {
        content: store.put_bytes(b"bytes").unwrap(),
        media_type: "application/pdf".into(),
        pages: Some(1),
        origin: model::view::VersionOrigin::Imported,
        file_name: None,
        seal: None,
    };
    let person = store.person();
    store
        .change("Claire Weber", |change| -> Result<(), Error> {
            let (document, _) = change.add_document(dossier, "Projet", &version)?;
            let id = model::StepId::new(change.at(), store.random_10());
            let circuit = Circuit {
                id: model::CircuitId::new(change.at(), store.random_10()),
                document,
                dossier,
                rule: None,
                name: "Avis".into(),
                starter: person,
                drafters: [person].into(),
                started_at: change.at(),
                status: CircuitStatus::Finished,
                ended: None,
                lineage: vec![version.content.sha256],
                steps: vec![Step {
                    id,
                    kind: model::procedure::StepKind::Opinion,
                    stage: 1,
                    assignee: Assignee::Person(person),
                    four_eyes: false,
                    optional: false,
                    within: None,
                    due_since: None,
                    state: StepState::Done(Done {
                        by: person,
                        principal: None,
                        delegation: None,
                        through: Vec::new(),
                        at: change.at(),
                        seen: version.content.sha256,
                        result: None,
                        text: Some("Avis défavorable.".into()),
                        dispatch: None,
                    }),
                    substituted: Vec::new(),
                }],
                past: Vec::new(),
            };
            change.add_circuit(&circuit)?;
            let done = Event {
                kind: "circuit-step-done",
                step: Some(id),
                details: Vec::new(),
            };
            change.record_circuit(&circuit, "Projet", &[done])
        })
        .unwrap();
    let altered = || store.read(|reading| reading.altered_opinions()).unwrap();
    assert_eq!(altered(), Vec::<String>::new());
    let line = &store.read(|reading| reading.history(dossier)).unwrap()[0];
    assert_eq!(
        line.details["text-sha256"],
        crate::digest("Avis défavorable.".as_bytes()).to_string()
    );
    assert!(
        !format!("{line:?}").contains("défavorable"),
        "the journal has the digest, not the words"
    );
    store
        .connection()
        .execute(
            "UPDATE circuit SET body = replace(body, 'défavorable', 'favorable')",
            [],
        )
        .unwrap();
    assert_eq!(altered(), ["Projet"]);
    store
        .connection()
        .execute(
            "UPDATE circuit SET body = replace(body, 'favorable', 'défavorable')",
            [],
        )
        .unwrap();
    assert_eq!(altered(), Vec::<String>::new());
    // With another time beside it, no line of the journal tells of it at all.
    store
        .connection()
        .execute(
            "UPDATE circuit SET body = json_set(body, '$.steps[0].state.done.at', '2020-01-01T00:00:00Z')",
            [],
        )
        .unwrap();
    assert_eq!(altered(), ["Projet"]);
}

/// A store whose clock the test sets.
fn dated(folder: &Path) -> (Store, Arc<Fake>) {
    let environment = Arc::new(Fake(testkit::clock::FakeEnvironment::new(9)));
    let store = Store::create(folder, &passphrase(), &new(), environment.clone()).unwrap();
    (store, environment)
}

/// Adds a dossier that is opened at `at`.
fn opened_at(store: &Store, environment: &Fake, at: &str, number: usize, party: &str) -> model::DossierId {
    environment.0.clock.set(at.parse().unwrap());
    let reference = model::Reference::parse(&format!("R/{number:04}")).unwrap();
    let new = NewDossier {
        reference: Some(reference.clone()),
        subject: Subject::parse("Certificat").unwrap(),
        procedure: (number.is_multiple_of(3)).then(|| "one".to_owned()),
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: party.to_owned(),
        }],
    };
    store
        .change::<_, Error>("Claire Weber", |change| change.add_dossier(&new, &reference))
        .unwrap()
}

#[test]
fn whoever_asks_for_it_a_dossier_is_seen_by_the_same_people() {
    use model::Confidentiality::{Confidential, Internal, Restricted};
    let folder = tempfile::tempdir().unwrap();
    let (store, environment) = dated(&folder.path().join("desk"));
    let offices = ["RES", "URB", ""];
    let people: Vec<(model::PersonId, model::view::PersonView)> = store
        .change::<_, Error>("Claire Weber", |change| {
            change.set_person(change.people()?[0].id, &[Role::Clerk], "RES")?;
            for (number, office) in ["RES", "URB", "URB", ""].into_iter().enumerate() {
                let roles = [[Role::Agent], [Role::Auditor], [Role::Administrator]][number % 3];
                let id = change.add_person(&format!("Personne {number}"), &roles)?;
                change.set_person(id, &roles, office)?;
                if number == 1 {
                    let others = "UPDATE person SET other_offices = '[\"RES\", \"POP\"]' WHERE id = ?1";
                    change.transaction.execute(others, [id.to_string()]).unwrap();
                }
                if number == 2 {
                    change.person_leaves(id)?;
                }
            }
            let people = change.people()?;
            Ok(people.into_iter().map(|one| (one.id, one)).collect())
        })
        .unwrap();
    assert!(
        people
            .iter()
            .any(|(_, one)| one.offices().eq(["URB", "RES", "POP"]))
    );
    // Every confidentiality, every office, and everybody named or not.
    let mut dossiers = Vec::new();
    for confidentiality in [Internal, Restricted, Confidential] {
        for office in offices {
            for named in 0_u32..1 << people.len() {
                let number = dossiers.len() + 1;
                let id = opened_at(&store, &environment, "2026-03-02T09:00:00Z", number, "Müller");
                let named = |place: usize| named & (1 << place) != 0;
                store
                    .change::<_, Error>("Claire Weber", |change| {
                        change.set_office(id, office)?;
                        change.set_confidentiality(id, confidentiality)?;
                        for (place, (person, _)) in people.iter().enumerate() {
                            change.name_person(id, *person, named(place))?;
                        }
                        Ok(())
                    })
                    .unwrap();
                let see: Vec<bool> = people
                    .iter()
                    .enumerate()
                    .map(|(place, (_, theirs))| {
                        confidentiality == Internal
                            || confidentiality == Restricted && theirs.belongs_to(office)
                            || named(place)
                    })
                    .collect();
                dossiers.push((id, see));
            }
        }
    }
    for (place, (person, _)) in people.iter().enumerate() {
        store.acting(*person).unwrap();
        let (listed, _) = listed(
            &store,
            &model::DossierFilter {
                limit: 50,
                ..model::DossierFilter::default()
            },
        );
        let listed: std::collections::BTreeSet<_> = listed.into_iter().collect();
        store
            .read::<_, Error>(|reading| {
                for (id, see) in &dossiers {
                    assert_eq!(listed.contains(id), see[place], "listed: {id}, {place}");
                    assert_eq!(reading.dossier(*id).is_ok(), see[place], "opened: {id}, {place}");
                    // Asked of somebody by whoever works here, who may not see it themselves.
                    for (other, (id_of_other, _)) in people.iter().enumerate() {
                        assert_eq!(
                            reading.sees(*id_of_other, *id)?,
                            see[other],
                            "sees: {id}, {other}"
                        );
                        let blind = reading.blind(*id)?.contains(id_of_other);
                        assert_eq!(blind, !see[other], "blind: {id}, {other}");
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}

/// Every row of a list, page by page, forwards; the pages backwards are the same.
fn listed(store: &Store, filter: &model::DossierFilter) -> (Vec<model::DossierId>, model::search::Count) {
    let page = |filter: &model::DossierFilter| {
        store
            .read::<_, Error>(|reading| reading.dossier_page(filter))
            .unwrap()
    };
    let mut filter = model::DossierFilter {
        limit: if filter.limit == 0 { 7 } else { filter.limit },
        ..filter.clone()
    };
    let first = page(&filter);
    let (count, mut pages) = (first.count, vec![first]);
    while let Some(next) = pages.last().unwrap().next.clone() {
        filter.after = Some(next);
        pages.push(page(&filter));
    }
    filter.after = None;
    for behind in (1..pages.len()).rev() {
        filter.before = pages[behind].previous.clone();
        assert_eq!(page(&filter).rows, pages[behind - 1].rows, "backwards");
    }
    let rows = pages.into_iter().flat_map(|page| page.rows);
    (rows.map(|row| row.id).collect(), count)
}

#[test]
fn lists_of_a_stretch_of_time_hold_what_was_opened_in_it_in_every_order() {
    use model::{DossierFilter, DossierOrder};
    let folder = tempfile::tempdir().unwrap();
    let (store, environment) = dated(folder.path());
    let mut times: Vec<String> = [
        // New Year in Luxembourg is at eleven in the evening, UTC.
        "2022-12-31T22:59:59.999999Z",
        "2022-12-31T23:00:00Z",
        "2023-12-31T22:59:59.999999Z",
        "2023-12-31T23:00:00Z",
    ]
    .map(str::to_owned)
    .to_vec();
    times.extend((0..44).map(|number| {
        format!(
            "{}-{:02}-{:02}T10:00:00Z",
            2021 + number % 5,
            1 + number * 5 % 12,
            1 + number % 28
        )
    }));
    let ids: Vec<_> = (0..)
        .zip(&times)
        .map(|(number, at)| opened_at(&store, &environment, at, number, "Anne Muller"))
        .collect();
    // Changed in another order than they were opened.
    environment.0.clock.set("2026-01-05T08:00:00Z".parse().unwrap());
    for id in ids.iter().step_by(5) {
        environment.0.clock.advance(std::time::Duration::from_secs(1));
        store
            .change::<_, Error>("Claire Weber", |change| change.mark_changed(*id))
            .unwrap();
    }
    let at = |text: &str| Some(text.parse::<jiff::Timestamp>().unwrap());
    for (since, before) in [
        (at("2022-12-31T23:00:00Z"), at("2023-12-31T23:00:00Z")),
        (at("2021-12-31T23:00:00Z"), at("2024-12-31T23:00:00Z")),
        (at("2022-03-05T00:00:00Z"), at("2024-06-01T00:00:00Z")),
        (at("2023-12-31T23:00:00Z"), None),
        (None, at("2022-12-31T23:00:00Z")),
        (at("2030-12-31T23:00:00Z"), None),
    ] {
        for order in [
            DossierOrder::Changed,
            DossierOrder::Created,
            DossierOrder::Reference,
        ] {
            for procedures in [vec![], vec!["one".to_owned()], vec![String::new()]] {
                let filter = DossierFilter {
                    order,
                    procedures,
                    ..DossierFilter::default()
                };
                let (all, _) = listed(&store, &filter);
                let opened = |id: &model::DossierId| {
                    let at: jiff::Timestamp = times[ids.iter().position(|one| one == id).unwrap()]
                        .parse()
                        .unwrap();
                    since.is_none_or(|since| at >= since) && before.is_none_or(|before| at < before)
                };
                let expected: Vec<_> = all.into_iter().filter(opened).collect();
                let (found, count) = listed(
                    &store,
                    &DossierFilter {
                        created_since: since,
                        created_before: before,
                        ..filter.clone()
                    },
                );
                assert_eq!(found, expected, "{since:?} {before:?} {filter:?}");
                assert_eq!((count.counted as usize, count.more), (expected.len(), false));
                let rows = store
                    .read::<_, Error>(|reading| {
                        let conditions = reading.conditions(&DossierFilter {
                            created_since: since,
                            created_before: before,
                            ..filter.clone()
                        })?;
                        reading.rows_by_change(&conditions, 100, 3)
                    })
                    .unwrap();
                assert_eq!(rows.len(), expected.len().saturating_sub(3));
            }
        }
    }
}

#[test]
fn a_party_of_many_dossiers_is_listed_like_one_of_few() {
    use model::{DossierFilter, DossierOrder};
    let folder = tempfile::tempdir().unwrap();
    let (store, environment) = dated(folder.path());
    let mut many = Vec::new();
    environment.0.clock.set("2024-02-01T08:00:00Z".parse().unwrap());
    store
        .change::<_, Error>("Claire Weber", |change| {
            for number in 0..500 {
                let reference = model::Reference::parse(&format!("R/{number:04}")).unwrap();
                let name = if number % 2 == 0 {
                    "Anne Muller"
                } else {
                    "Jang Weber"
                };
                let new = NewDossier {
                    reference: Some(reference.clone()),
                    subject: Subject::parse("Certificat").unwrap(),
                    procedure: (number % 3 == 0).then(|| "one".to_owned()),
                    parties: vec![NewParty {
                        kind: PartyKind::Natural,
                        role: PartyRole::Applicant,
                        name: name.to_owned(),
                    }],
                };
                let id = change.add_dossier(&new, &reference)?;
                if number % 2 == 0 {
                    many.push((id, number));
                }
            }
            Ok(())
        })
        .unwrap();
    for (id, number) in many.iter().filter(|(_, number)| number % 7 == 0) {
        let at = 1_730_000_000 + number * 37 % 100;
        environment
            .0
            .clock
            .set(jiff::Timestamp::from_second(i64::from(at)).unwrap());
        store
            .change::<_, Error>("Claire Weber", |change| change.mark_changed(*id))
            .unwrap();
    }
    for order in [
        DossierOrder::Changed,
        DossierOrder::Created,
        DossierOrder::Reference,
    ] {
        for procedures in [vec![], vec!["one".to_owned()]] {
            let filter = DossierFilter {
                order,
                procedures: procedures.clone(),
                limit: 60,
                ..DossierFilter::default()
            };
            let (all, _) = listed(&store, &filter);
            let expected: Vec<_> = all
                .into_iter()
                .filter(|id| many.iter().any(|(one, _)| one == id))
                .collect();
            let (found, count) = listed(
                &store,
                &DossierFilter {
                    party: Some("muller anne".to_owned()),
                    ..filter
                },
            );
            assert_eq!(found, expected, "{order:?} {procedures:?}");
            assert_eq!(count.counted as usize, expected.len());
        }
    }
}

#[test]
fn words_that_are_used_often_are_counted_about() {
    let folder = tempfile::tempdir().unwrap();
    let (store, environment) = dated(folder.path());
    let id = opened_at(&store, &environment, "2024-02-01T08:00:00Z", 1, "Anne Muller");
    let content = store.put_bytes(b"%PDF-1.7 a page").unwrap();
    for number in 0..300 {
        let version = NewVersion {
            content,
            media_type: "application/pdf".to_owned(),
            pages: Some(1),
            origin: model::view::VersionOrigin::Imported,
            file_name: None,
            seal: None,
        };
        store
            .change::<_, Error>("Claire Weber", |change| {
                change.add_document(id, &format!("Quittance n{number}"), &version)
            })
            .unwrap();
    }
    let uses = |word: &str| -> i64 {
        store
            .connection()
            .query_row("SELECT uses FROM search_word WHERE word = ?1", [word], |row| {
                row.get(0)
            })
            .unwrap()
    };
    assert_eq!(uses("n299"), 1);
    let common = uses("quittance");
    assert!((180..=420).contains(&common), "{common}");
}
