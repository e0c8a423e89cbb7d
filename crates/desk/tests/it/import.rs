//! Taking files into a dossier.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use common::{create, dossier, file, import, unlock};
use desk::{Cancel, Desk};
use model::view::{PlatformStatus, VersionOrigin};
use testkit::pdfs;
use wording::{Explain, Lang};

fn refusal(desk: &Desk, dossier: &model::view::DossierView, path: &std::path::Path) -> desk::Error {
    let before = std::fs::read(path).ok();
    let error = import(desk, dossier, path).expect_err("a refusal");
    assert_eq!(std::fs::read(path).ok(), before, "the source is left alone");
    for lang in Lang::ALL {
        let explanation = desk::catalog().explain(lang, &error);
        assert!(
            desk::catalog()
                .try_text(lang, error.code(), &error.arguments())
                .is_some(),
            "{lang} {}",
            error.code()
        );
        assert!(explanation.next.is_some(), "{}", error.code());
    }
    error
}

/// The one stored content of a desk; its name says nothing about it.
fn only_blob(home: &std::path::Path) -> std::path::PathBuf {
    let mut found = Vec::new();
    let mut folders = vec![home.join("blobs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_pdf_is_taken_in_with_its_pages_digest_and_kind() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Certificat de résidence");
    let bytes = pdfs::pages(3);
    let path = file(folder.path(), "Décision finale.pdf", &bytes);
    let imported = import(&desk, &dossier, &path).unwrap();
    assert!(!imported.duplicate && imported.also_in.is_empty() && imported.warnings.is_empty());
    let document = imported.document;
    assert_eq!(document.title, "Décision finale");
    assert_eq!(document.status, PlatformStatus::OnThisDesk);
    let version = &document.versions[0];
    assert_eq!(
        (version.number, version.pages, version.origin),
        (1, Some(3), VersionOrigin::Imported)
    );
    assert_eq!(version.media_type, "application/pdf");
    assert_eq!(version.file_name.as_deref(), Some("Décision finale.pdf"));
    assert_eq!(version.size_bytes, bytes.len() as u64);
    drop(desk);

    let desk = unlock(&home);
    assert_eq!(desk.read_version(version.id).unwrap(), bytes);
    let exported = folder.path().join("copy.pdf");
    desk.export_version(version.id, &exported).unwrap();
    assert_eq!(std::fs::read(&exported).unwrap(), bytes);
    assert_eq!(
        desk.export_version(version.id, &exported).unwrap_err().code(),
        "target-exists"
    );
    let history = desk.dossier(dossier.id).unwrap().history;
    let kinds: Vec<&str> = history.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "document-exported",
            "document-read",
            "document-imported",
            "dossier-day-set",
            "dossier-created"
        ]
    );
    assert!(history.iter().all(|entry| entry.actor == "Claire Weber"));
    // Each of them, and that the desk was made.
    assert_eq!(desk.verify_journal().unwrap(), 6);
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
}

#[test]
fn the_same_bytes_are_recognised_in_this_dossier_and_in_others() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let (first, second) = (dossier(&desk, "Un"), dossier(&desk, "Deux"));
    let one = file(folder.path(), "a.pdf", &pdfs::letter());
    let same = file(folder.path(), "b.pdf", &pdfs::letter());
    let document = import(&desk, &first, &one).unwrap().document;
    let again = import(&desk, &first, &same).unwrap();
    assert!(again.duplicate);
    assert_eq!(again.document.id, document.id);
    let elsewhere = import(&desk, &second, &same).unwrap();
    assert!(!elsewhere.duplicate);
    assert_eq!(elsewhere.also_in, [first.reference]);
    assert_eq!(desk.dossier(first.id).unwrap().documents.len(), 1);
}

#[test]
fn an_encrypted_pdf_comes_in_with_its_password_which_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("desk");
    let desk = create(&place);
    let dossier = dossier(&desk, "Certificat");
    let bytes = pdfs::password_protected();
    let file = file(folder.path(), "certificat.pdf", &bytes);
    let take = |password: Option<&str>| {
        desk.import_with_password(
            dossier.id,
            &file,
            None,
            password,
            &|_| {},
            &desk::Cancel::default(),
        )
    };
    for (password, expected) in [
        (None, "pdf-password-needed"),
        (Some("motdepassé"), "pdf-password-wrong"),
    ] {
        assert_eq!(take(password).unwrap_err().code(), expected);
        assert!(desk.dossier(dossier.id).unwrap().documents.is_empty());
    }
    let taken = take(Some(pdfs::PASSWORD)).unwrap();
    assert!(!taken.duplicate);
    let version = &taken.document.versions[0];
    assert!(version.pages.is_some(), "it was looked into");
    assert_eq!(desk.read_version(version.id).unwrap(), bytes, "kept as it is");
    // The password stands nowhere: not in what the desk tells, and in none of its files.
    let told = serde_json::to_string(&desk.dossier(dossier.id).unwrap()).unwrap();
    assert!(!told.contains(pdfs::PASSWORD), "{told}");
    drop(desk);
    let mut folders = vec![place];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = std::fs::read(&path).unwrap();
                let there = content
                    .windows(pdfs::PASSWORD.len())
                    .any(|part| part == pdfs::PASSWORD.as_bytes());
                assert!(!there, "{}", path.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 1);
}

#[test]
fn what_cannot_be_taken_in_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Certificat");
    let code = |name: &str, bytes: &[u8]| {
        refusal(&desk, &dossier, &file(folder.path(), name, bytes))
            .code()
            .to_owned()
    };
    assert_eq!(code("vide.pdf", b""), "file-empty");
    assert_eq!(code("vide.txt", b""), "file-empty");
    assert_eq!(code("lettre.pdf", &pdfs::docx()), "file-kind-mismatch");
    assert_eq!(code("page.pdf", &pdfs::html()), "file-kind-mismatch");
    assert_eq!(code("lettre.docx", &pdfs::letter()), "file-kind-mismatch");
    assert_eq!(
        code("secret.pdf", &pdfs::password_protected()),
        code("secret4.pdf", &pdfs::password_protected_rc4())
    );
    let needed = refusal(
        &desk,
        &dossier,
        &file(folder.path(), "secret2.pdf", &pdfs::password_protected()),
    );
    assert!(
        matches!(needed, desk::Error::Pdf(pdf::Error::PasswordNeeded)),
        "{needed:?}"
    );
    assert_eq!(
        refusal(&desk, &dossier, &folder.path().join("nulle part.pdf")).code(),
        "file-missing"
    );
    assert_eq!(refusal(&desk, &dossier, folder.path()).code(), "file-not-a-file");
    let mismatch = refusal(&desk, &dossier, &folder.path().join("lettre.pdf"));
    let french = desk::catalog().explain(Lang::Fr, &mismatch).sentence;
    assert!(french.contains("un document de traitement de texte"), "{french}");
    assert_eq!(desk.dossier(dossier.id).unwrap().documents, []);
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
}

#[test]
fn other_kinds_and_locked_or_damaged_pdfs_are_kept_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Certificat");
    let take = |name: &str, bytes: &[u8]| {
        let imported = import(&desk, &dossier, &file(folder.path(), name, bytes)).unwrap();
        assert_eq!(
            desk.read_version(imported.document.versions[0].id).unwrap(),
            bytes
        );
        (
            imported.document.versions[0].media_type.clone(),
            imported.document.versions[0].pages,
            imported.warnings,
        )
    };
    assert_eq!(
        take("note.txt", "Voilà.".as_bytes()),
        ("text/plain".into(), None, vec![])
    );
    assert!(
        take("lettre.docx", &pdfs::docx())
            .0
            .ends_with("wordprocessingml.document")
    );
    let big: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    assert_eq!(take("mesures.bin", &big).0, "application/octet-stream");
    let (kind, pages, warnings) = take("autorisé.pdf", &pdfs::owner_password_only());
    assert_eq!(
        (kind.as_str(), pages.is_some() || !warnings.is_empty()),
        ("application/pdf", true)
    );
    let (kind, pages, warnings) = take("tronqué.pdf", &pdfs::header_only());
    assert_eq!(
        (kind.as_str(), pages, warnings.len()),
        ("application/pdf", None, 1)
    );
}

#[test]
fn an_import_that_is_cancelled_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Certificat");
    let path = file(folder.path(), "grand.bin", &vec![7; 8 << 20]);
    for step in ["reading", "encrypting"] {
        let cancel = Cancel::default();
        let progress = |progress: desk::Progress| {
            if progress.step == step && progress.bytes_done > 1 << 20 {
                cancel.cancel();
            }
        };
        let error = desk
            .import(dossier.id, &path, None, &progress, &cancel)
            .unwrap_err();
        assert_eq!(error.code(), "cancelled");
    }
    assert_eq!(desk.dossier(dossier.id).unwrap().documents, []);
    assert_eq!(std::fs::read_dir(home.join("tmp")).unwrap().count(), 0);
    assert!(!home.join("blobs").exists());
}

#[test]
fn a_content_that_is_damaged_on_disk_is_told_and_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Certificat");
    let version = import(&desk, &dossier, &file(folder.path(), "a.pdf", &pdfs::letter()))
        .unwrap()
        .document
        .versions[0]
        .clone();
    let blob = only_blob(&home);
    let mut bytes = std::fs::read(&blob).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&blob, &bytes).unwrap();
    assert_eq!(
        desk.read_version(version.id).unwrap_err().code(),
        "content-damaged"
    );
    let target = folder.path().join("out.pdf");
    assert_eq!(
        desk.export_version(version.id, &target).unwrap_err().code(),
        "content-damaged"
    );
    assert!(!target.exists());
    desk.set_lang(Lang::En);
    let findings = desk.check_integrity(&|_| {}).unwrap();
    assert_eq!(
        findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect::<Vec<_>>(),
        ["content-damaged"]
    );
    assert!(
        findings[0].sentence.starts_with("The stored content"),
        "{}",
        findings[0]
    );
    std::fs::remove_file(&blob).unwrap();
    assert_eq!(desk.check_integrity(&|_| {}).unwrap()[0].code, "content-missing");
}

#[test]
fn every_pdf_of_the_corpus_is_kept_as_it_is_or_refused_with_a_reason() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        return testkit::skip("the import of the corpus", "the corpus is not here", false);
    };
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Corpus");
    let (mut taken, mut warned, mut refused) = (0, 0, Vec::new());
    for path in [corpus.plain(), corpus.signed(), corpus.attacks()].concat() {
        match import(&desk, &dossier, &path) {
            Ok(imported) => {
                taken += 1;
                warned += usize::from(!imported.warnings.is_empty());
                let version = &imported.document.versions[0];
                assert!(
                    version.pages.is_some_and(|pages| pages > 0) || !imported.warnings.is_empty(),
                    "{}",
                    path.display()
                );
                assert!(
                    desk.read_version(version.id).unwrap() == std::fs::read(&path).unwrap(),
                    "{}",
                    path.display()
                );
            }
            Err(error) => {
                assert!(
                    !matches!(error, desk::Error::Store(_)),
                    "{}: {error}",
                    path.display()
                );
                refused.push(format!(
                    "{} {}",
                    path.file_name().unwrap().to_string_lossy(),
                    error.code()
                ));
            }
        }
    }
    eprintln!("{taken} taken in, {warned} of them with a warning; refused: {refused:#?}");
    assert!(taken > 100, "{taken}");
    assert!(
        refused
            .iter()
            .all(|line| line.contains("password") || line.contains("encrypt")),
        "{refused:?}"
    );
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
}
