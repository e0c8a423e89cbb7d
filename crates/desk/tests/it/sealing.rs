//! Sealing on a desk and without one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use common::{Key, create, dossier, file, import, passphrase};
use desk::files::{SealFiles, SealedFile, seal_files};
use desk::{Cancel, Desk, KeySource};
use identifier::{Identifier, PlatformUrl};
use model::view::{PlatformStatus, VersionOrigin};
use testkit::pdfs;
use wording::{Explain, Lang};

/// A demonstration desk: it has a platform's address.
fn demo(folder: &std::path::Path) -> Desk {
    desk::demo::prepare_desk(folder, &passphrase(), Arc::new(desk::System)).unwrap()
}

#[test]
fn a_sealed_document_is_the_original_with_identifier_and_waits_for_the_platform() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(&folder.path().join("desk"));
    let key = Key::new(folder.path());
    let dossier = dossier(&desk, "Certificat");
    let input = pdfs::letter();
    let document = import(&desk, &dossier, &file(folder.path(), "Acte.pdf", &input))
        .unwrap()
        .document;
    let steps = Mutex::new(Vec::new());
    let outcomes = desk
        .seal(
            &[document.id],
            key.source(),
            &|step| steps.lock().unwrap().push(step.items_done),
            &Cancel::default(),
        )
        .unwrap();
    assert_eq!(*steps.lock().unwrap(), [0, 1]);
    let sealed = outcomes[0].result.clone().unwrap();
    assert_eq!(sealed.level, "B-B");
    assert_eq!(
        sealed.check_url,
        format!("{}/d/{}", desk::demo::PLATFORM, sealed.identifier.canonical())
    );

    let view = desk.document(document.id).unwrap();
    assert_eq!(view.identifier, Some(sealed.identifier));
    assert_eq!(view.status, PlatformStatus::Waiting { last_error: None });
    assert_eq!(view.versions.len(), 2);
    let original = &view.versions[0];
    assert_eq!(
        (original.number, original.origin, original.sha256),
        (2, VersionOrigin::Sealed, sealed.sha256)
    );
    let bytes = desk.read_version(original.id).unwrap();
    assert!(bytes.starts_with(&input), "the input stays a prefix");
    let roots = seal::verify::TrustRoots::default();
    let out = folder.path().join("original.pdf");
    desk.export_version(original.id, &out).unwrap();
    let report = desk::files::verify(&out, &roots, jiff::Timestamp::MAX, None);
    assert_eq!(report.signatures.len(), 1);
    assert_eq!(report.signatures[0].integrity, seal::verify::Integrity::Intact);
    assert!(report.signatures[0].covers_whole_file);

    let outbox = desk.outbox().unwrap();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].label, format!("{} · Acte", dossier.reference));
    assert_eq!(outbox[0].size_bytes, bytes.len() as u64);
    assert_eq!(desk.view().unwrap().waiting, 1);
    let history = desk.dossier(dossier.id).unwrap().history;
    let entry = history
        .iter()
        .find(|entry| entry.kind == "document-sealed")
        .unwrap();
    assert_eq!(entry.details["identifier"], sealed.identifier.printed()[..4]);
    let journal = {
        let mut lines = Vec::new();
        desk.export_journal(&mut lines).unwrap();
        String::from_utf8(lines).unwrap()
    };
    assert!(
        !journal.contains(&sealed.identifier.canonical()),
        "the journal must not open originals"
    );
    assert!(!journal.contains(&sealed.identifier.printed()));

    // Sealing again reports what is there.
    let again = desk
        .seal(&[document.id], key.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(again[0].result.as_ref().unwrap().identifier, sealed.identifier);
    assert_eq!(desk.document(document.id).unwrap().versions.len(), 2);
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
}

#[test]
fn a_refused_document_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(&folder.path().join("desk"));
    desk.set_lang(Lang::En);
    let key = Key::new(folder.path());
    let dossier = dossier(&desk, "Certificat");
    let take = |name: &str, bytes: &[u8]| {
        import(&desk, &dossier, &file(folder.path(), name, bytes))
            .unwrap()
            .document
            .id
    };
    let ids = [
        take("note.txt", b"Bonjour"),
        take("cut.pdf", &pdfs::header_only()),
        take("a.pdf", &pdfs::letter()),
    ];
    let unknown = model::DocumentId::new(jiff::Timestamp::UNIX_EPOCH, [1; 10]);
    let outcomes = desk
        .seal(
            &[ids[0], ids[1], unknown, ids[2]],
            key.source(),
            &|_| {},
            &Cancel::default(),
        )
        .unwrap();
    let code = |index: usize| {
        outcomes[index]
            .result
            .as_ref()
            .err()
            .map(|error| error.code.clone())
    };
    assert_eq!(code(0).as_deref(), Some("document-not-pdf"));
    assert!(
        code(1).is_some_and(|code| code.starts_with("pdf-")),
        "{:?}",
        outcomes[1]
    );
    assert_eq!(code(2).as_deref(), Some("document-unknown"));
    assert_eq!(code(3), None);
    assert_eq!(desk.outbox().unwrap().len(), 1);
    assert_eq!(desk.document(ids[1]).unwrap().versions.len(), 1);

    let cancel = Cancel::default();
    cancel.cancel();
    let cancelled = desk.seal(&ids, key.source(), &|_| {}, &cancel).unwrap();
    assert!(cancelled.iter().all(|outcome| {
        outcome
            .result
            .as_ref()
            .is_err_and(|error| error.code == "cancelled")
    }));
}

#[test]
fn sealing_needs_a_platform_and_the_right_key() {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::new(folder.path());
    let plain = create(&folder.path().join("plain"));
    assert_eq!(
        plain
            .seal(&[], key.source(), &|_| {}, &Cancel::default())
            .unwrap_err()
            .code(),
        "platform-not-set"
    );
    assert_eq!(
        plain.sync(&|_| {}, &Cancel::default()).unwrap_err().code(),
        "desk-not-enrolled"
    );
    let desk = demo(&folder.path().join("desk"));
    assert_eq!(
        desk.sync(&|_| {}, &Cancel::default()).unwrap_err().code(),
        "desk-not-enrolled"
    );
    let wrong = KeySource::Pkcs12 {
        path: &key.path,
        passphrase: &"wrong passphrase".into(),
    };
    assert!(matches!(
        desk.seal(&[], wrong, &|_| {}, &Cancel::default()).unwrap_err(),
        desk::Error::Key(seal::key::KeyError::PassphraseWrong)
    ));
    let nowhere = folder.path().join("nowhere.p12");
    let missing = KeySource::Pkcs12 {
        path: &nowhere,
        passphrase: &key.passphrase,
    };
    assert_eq!(
        desk.seal(&[], missing, &|_| {}, &Cancel::default())
            .unwrap_err()
            .code(),
        "file-missing"
    );
}

#[test]
fn two_programs_that_seal_the_same_documents_agree_on_one_identifier_each() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let one = demo(&home);
    let key = Key::new(folder.path());
    let rows = one.dossiers("", 50, 0).unwrap();
    let documents: Vec<_> = rows
        .iter()
        .flat_map(|row| one.dossier(row.id).unwrap().documents)
        .map(|document| document.id)
        // Those in a circuit wait for their turn.
        .filter(|id| one.circuits_of_document(*id).unwrap().is_empty())
        .collect();
    assert!(documents.len() > 4);
    let two = common::unlock(&home);
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            one.seal(&documents, key.source(), &|_| {}, &Cancel::default())
                .unwrap()
        });
        let second = two
            .seal(&documents, key.source(), &|_| {}, &Cancel::default())
            .unwrap();
        (first.join().unwrap(), second)
    });
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(
            first.result.as_ref().unwrap().identifier,
            second.result.as_ref().unwrap().identifier
        );
        assert_eq!(
            first.result.as_ref().unwrap().sha256,
            second.result.as_ref().unwrap().sha256
        );
    }
    assert_eq!(one.outbox().unwrap().len(), documents.len());
    for document in &documents {
        assert_eq!(two.document(*document).unwrap().versions.len(), 2);
    }
    assert_eq!(one.check_integrity(&|_| {}).unwrap(), []);
    one.verify_journal().unwrap();
}

struct Files {
    folder: tempfile::TempDir,
    key: seal::key::SealKey,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new(folder.path());
        let key =
            seal::key::SealKey::from_pkcs12(&std::fs::read(&key.path).unwrap(), &key.passphrase).unwrap();
        std::fs::create_dir(folder.path().join("out")).unwrap();
        Self { folder, key }
    }

    fn input(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn seal(&self, inputs: &[PathBuf], out: &str, force: bool) -> Vec<SealedFile> {
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        let mut results = Vec::new();
        seal_files(
            &SealFiles {
                force,
                jobs: 3,
                ..SealFiles::new(inputs, &self.folder.path().join(out), &self.key, &platform)
            },
            &desk::System,
            &mut |result| results.push(result),
            &|_| {},
            &Cancel::default(),
        )
        .unwrap();
        results.sort_by_key(|result| inputs.iter().position(|input| *input == result.input));
        results
    }
}

#[test]
fn files_are_sealed_beside_each_other_and_never_overwritten() {
    let files = Files::new();
    let inputs = [
        files.input("x/a.pdf", &pdfs::letter()),
        files.input("y/a.pdf", &pdfs::pages(2)),
        files.input("z/vide.pdf", b""),
        files.input("z/lettre.pdf", &pdfs::docx()),
        files.folder.path().join("nulle part.pdf"),
        files.input("b.pdf", &pdfs::letter_with_xref_stream()),
    ];
    let results = files.seal(&inputs, "out", false);
    let statuses: Vec<&str> = results.iter().map(|result| result.status.as_str()).collect();
    assert_eq!(
        statuses,
        ["sealed", "sealed", "refused", "refused", "refused", "sealed"],
        "{results:#?}"
    );
    for result in &results {
        match result.status.as_str() {
            "sealed" => {
                let output = std::fs::read(result.output.as_ref().unwrap()).unwrap();
                assert!(output.starts_with(&std::fs::read(&result.input).unwrap()));
                assert_eq!(result.level.as_deref(), Some("B-B"));
                Identifier::parse(result.identifier.as_ref().unwrap()).unwrap();
            }
            _ => assert!(result.code.is_some() && result.message.is_some() && result.output.is_none()),
        }
    }
    assert_ne!(results[0].output, results[1].output);
    assert_eq!(
        std::fs::read_dir(files.folder.path().join("out"))
            .unwrap()
            .count(),
        4,
        "no temp file stays beside the outputs and their record"
    );

    let again = files.seal(&inputs[..1], "out", false);
    assert!(again[0].resumed, "what is sealed is told, not sealed again");
    assert_eq!(again[0].identifier, results[0].identifier);
    std::fs::create_dir(files.folder.path().join("other")).unwrap();
    files.input("other/a.pdf", b"something else");
    let exists = files.seal(&inputs[..1], "other", false);
    assert_eq!(exists[0].code.as_deref(), Some("target-exists"));
    let forced = files.seal(&inputs[..1], "out", true);
    assert_eq!(forced[0].status, "sealed");
    assert_ne!(forced[0].identifier, results[0].identifier);

    // Into the folder of the inputs: an input is never replaced, not even by force.
    let replaced = files.seal(&inputs[..1], "x", true);
    assert_eq!(replaced[0].code.as_deref(), Some("target-is-input"));
    assert_eq!(std::fs::read(&inputs[0]).unwrap(), pdfs::letter());
    let made = files.seal(&inputs[..1], "new/folder", false);
    assert_eq!(
        made[0].status, "sealed",
        "a folder that is missing is made: {made:?}"
    );
    std::fs::write(files.folder.path().join("file"), "x").unwrap();
    let blocked = files.seal(&inputs[..1], "file", false);
    assert_eq!(blocked[0].status, "refused");
    assert!(blocked[0].code.is_some() && blocked[0].output.is_none());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_says_why() {
    let files = Files::new();
    let roots = seal::verify::TrustRoots::default();
    let report = desk::files::verify(
        &files.folder.path().join("nowhere.pdf"),
        &roots,
        jiff::Timestamp::MAX,
        None,
    );
    assert_eq!(report.verdict, seal::verify::Verdict::Error);
    assert_eq!(report.warnings[0].code, "file-missing");
    let empty = desk::files::verify(&files.input("empty.pdf", b""), &roots, jiff::Timestamp::MAX, None);
    assert_eq!(empty.verdict, seal::verify::Verdict::Error);
}
