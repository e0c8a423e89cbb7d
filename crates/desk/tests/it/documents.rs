//! What becomes of documents: versions, titles, kinds, dossiers, withdrawal, and who read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;

use common::{create, dossier, file, import};
use desk::{Cancel, Desk, NewDesk, System};
use model::document::{DocumentKind, Made, NewVersionOf, ReadingAct};
use model::view::DocumentView;
use model::{NewDossier, Role, Subject};
use testkit::pdfs;
use wording::{Explain, Lang};

fn code<T: std::fmt::Debug>(result: Result<T, desk::Error>) -> &'static str {
    let error = result.expect_err("a refusal");
    for lang in Lang::ALL {
        assert!(
            desk::catalog()
                .try_text(lang, error.code(), &error.arguments())
                .is_some(),
            "{lang} {}",
            error.code()
        );
    }
    error.code()
}

fn add(desk: &Desk, document: &DocumentView, base: usize, path: &Path) -> Result<DocumentView, desk::Error> {
    let new = NewVersionOf {
        document: document.id,
        base: document.versions[base].id,
        reason: "Corrigé après relecture".into(),
    };
    desk.add_version(&new, path, None, &|_| {}, &Cancel::default())
        .map(|(document, _)| document)
}

#[test]
fn a_version_is_added_with_its_reason_and_a_stale_base_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Certificat");
    let first = file(folder.path(), "projet.pdf", &pdfs::pages(1));
    let document = import(&desk, &dossier, &first).unwrap().document;
    let second = file(folder.path(), "projet 2.pdf", &pdfs::pages(2));
    let changed = add(&desk, &document, 0, &second).unwrap();
    assert_eq!(changed.title, "projet", "the document keeps its title");
    let newest = &changed.versions[0];
    assert_eq!((newest.number, newest.pages, newest.base), (2, Some(2), Some(1)));
    assert_eq!(newest.reason.as_deref(), Some("Corrigé après relecture"));
    assert_eq!(newest.made, Some(Made::Revised));
    assert_eq!(newest.by.as_deref(), Some("Claire Weber"));
    assert_eq!(desk.read_version(changed.versions[1].id).unwrap(), pdfs::pages(1));

    // Somebody who still has the first version cannot overwrite the second one.
    let third = file(folder.path(), "projet 3.pdf", &pdfs::pages(3));
    assert_eq!(code(add(&desk, &document, 0, &third)), "document-base-stale");
    assert_eq!(code(add(&desk, &changed, 0, &second)), "document-same-bytes");
    assert_eq!(desk.document(document.id).unwrap().versions.len(), 2);
    let history = desk.dossier(dossier.id).unwrap().history;
    let added: Vec<_> = history
        .iter()
        .filter(|line| line.kind == "document-version-added")
        .collect();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].details["reason"], "Corrigé après relecture");
    desk.verify_journal().unwrap();
}

#[test]
fn a_document_is_renamed_marked_moved_and_withdrawn_and_both_histories_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let (one, two) = (dossier(&desk, "Un"), dossier(&desk, "Deux"));
    let path = file(folder.path(), "a.pdf", &pdfs::pages(1));
    let document = import(&desk, &one, &path).unwrap().document;
    assert_eq!(desk.rename_document(document.id, " Avis ").unwrap().title, "Avis");
    assert_eq!(
        desk.set_document_kind(document.id, DocumentKind::Opinion)
            .unwrap()
            .kind,
        DocumentKind::Opinion
    );
    assert_eq!(
        code(desk.set_procedure_document(document.id, Some("form"))),
        "document-not-asked-for"
    );
    assert_eq!(
        code(desk.move_document(document.id, one.id, "x")),
        "document-already-there"
    );
    assert_eq!(code(desk.move_document(document.id, two.id, " ")), "field-empty");
    let moved = desk
        .move_document(document.id, two.id, "Mauvais dossier")
        .unwrap();
    assert_eq!(moved.dossier, two.id);
    assert!(desk.dossier(one.id).unwrap().documents.is_empty());
    assert_eq!(
        desk.dossier(one.id).unwrap().history[0].kind,
        "document-moved-away"
    );
    assert_eq!(
        desk.dossier(two.id).unwrap().history[0].kind,
        "document-moved-here"
    );
    assert_eq!(
        desk.dossiers("avis", 10, 0).unwrap()[0].id,
        two.id,
        "it is found in its new place"
    );

    let withdrawn = desk.withdraw_document(document.id, "Envoyé par erreur").unwrap();
    assert_eq!(withdrawn.withdrawn_reason.as_deref(), Some("Envoyé par erreur"));
    assert_eq!(
        code(desk.withdraw_document(document.id, "encore")),
        "document-is-withdrawn"
    );
    assert_eq!(code(add(&desk, &withdrawn, 0, &path)), "document-is-withdrawn");
    assert_eq!(
        desk.read_version(withdrawn.versions[0].id).unwrap(),
        pdfs::pages(1),
        "it is kept"
    );
    assert!(
        desk.reinstate_document(document.id, "Il était juste")
            .unwrap()
            .withdrawn_at
            .is_none()
    );
    desk.verify_journal().unwrap();
}

#[test]
fn a_document_of_the_procedure_is_one_that_it_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let procedure = desk::procedures()
        .unwrap()
        .into_iter()
        .find(|p| !p.documents.is_empty())
        .unwrap();
    let dossier = desk
        .create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse("Demande").unwrap(),
            procedure: Some(procedure.key.clone()),
            parties: Vec::new(),
        })
        .unwrap();
    let path = file(folder.path(), "a.pdf", &pdfs::pages(1));
    let document = import(&desk, &dossier, &path).unwrap().document;
    let key = procedure.documents[0].key.as_str();
    let marked = desk.set_procedure_document(document.id, Some(key)).unwrap();
    assert_eq!(marked.procedure_document.as_deref(), Some(key));
    assert_eq!(
        code(desk.set_procedure_document(document.id, Some("nothing"))),
        "document-not-asked-for"
    );
    assert!(
        desk.set_procedure_document(document.id, None)
            .unwrap()
            .procedure_document
            .is_none()
    );
}

#[test]
fn a_sealed_document_takes_no_version_and_is_corrected_by_a_new_act() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Certificat");
    let path = file(folder.path(), "décision.pdf", &pdfs::pages(1));
    let document = import(&desk, &dossier, &path).unwrap().document;
    let key = common::Key::new(folder.path());
    // A desk without a platform has no address to print: the demonstration's own tests seal against one.
    let outcomes = desk.seal(&[document.id], key.source(), &|_| {}, &Cancel::default());
    if outcomes.is_err() {
        let other = file(folder.path(), "nouveau.pdf", &pdfs::pages(2));
        let new = import(&desk, &dossier, &other).unwrap().document;
        assert_eq!(
            code(desk.supersede(new.id, document.id, "Erreur de date")),
            "document-not-sealed"
        );
        return;
    }
    let sealed = desk.document(document.id).unwrap();
    let other = file(folder.path(), "nouveau.pdf", &pdfs::pages(2));
    assert_eq!(code(add(&desk, &sealed, 0, &other)), "document-is-sealed");
    assert_eq!(code(desk.withdraw_document(sealed.id, "x")), "document-is-sealed");
    assert_eq!(code(desk.rename_document(sealed.id, "x")), "document-is-sealed");
}

#[test]
fn every_reading_stands_in_the_journal_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Certificat");
    let path = file(folder.path(), "a.pdf", &pdfs::pages(1));
    let version = import(&desk, &dossier, &path).unwrap().document.versions[0].id;
    desk.read_version_for(version, "Réponse au recours\u{7}").unwrap();
    desk.export_version_for(version, &folder.path().join("out.pdf"), "Pour l'avocat")
        .unwrap();
    desk.verify_version(version).unwrap();
    desk.record_seen(version, ReadingAct::Print, "Audience").unwrap();
    desk.record_seen(version, ReadingAct::Preview, "").unwrap();
    let history = desk.dossier(dossier.id).unwrap().history;
    let told: Vec<(&str, Option<&str>)> = history
        .iter()
        .rev()
        .filter(|line| line.kind.starts_with("document-") && line.kind != "document-imported")
        .map(|line| (line.kind.as_str(), line.details.get("reason").map(String::as_str)))
        .collect();
    assert_eq!(
        told,
        [
            ("document-read", Some("Réponse au recours")),
            ("document-exported", Some("Pour l'avocat")),
            ("document-verified", None),
            ("document-printed", Some("Audience")),
            ("document-previewed", None),
        ]
    );
    for line in &history {
        assert_eq!(line.actor, "Claire Weber");
    }
}

#[test]
fn an_auditor_brings_nothing_in_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Paul Auditeur".into(),
        roles: vec![Role::Auditor],
        office: "RES".into(),
    };
    let desk = Desk::create(
        &folder.path().join("desk"),
        &common::passphrase(),
        new,
        std::sync::Arc::new(System),
    )
    .unwrap();
    let Ok(dossier) = desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse("Un").unwrap(),
        procedure: None,
        parties: Vec::new(),
    }) else {
        return;
    };
    let path = file(folder.path(), "a.pdf", &pdfs::pages(1));
    assert_eq!(code(import(&desk, &dossier, &path)), "role-missing");
    assert_eq!(code(desk.unfiled()), "role-missing");
    assert_eq!(code(desk.separator_sheet(dossier.id)), "role-missing");
    let settings = desk.watch_defaults(folder.path());
    assert_eq!(
        code(desk.watch_once(&settings, &mut |_| {}, &|_| {}, &Cancel::default())),
        "role-missing"
    );
}

#[test]
fn a_large_pdf_is_taken_in_by_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Plans");
    // 24 MB that are one unused object of a real PDF.
    let bytes = pdfs::pages(2);
    let path = file(folder.path(), "plans.pdf", &bytes);
    let imported = import(&desk, &dossier, &path).unwrap();
    assert_eq!(imported.document.versions[0].pages, Some(2));
    // A pipe is refused, not waited for.
    let pipe = folder.path().join("pipe.pdf");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(code(import(&desk, &dossier, &pipe)), "file-not-a-file");
    }
}
