//! The demonstration administration.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use crate::common;

#[test]
fn the_demonstration_desk_has_people_dossiers_and_real_pdfs() {
    let folder = tempfile::tempdir().unwrap();
    // What an interrupted preparation left.
    std::fs::create_dir(folder.path().join(".desk.preparing")).unwrap();
    std::fs::write(folder.path().join(".desk.preparing/key.json"), b"{").unwrap();
    let desk = desk::demo::prepare_desk(
        &folder.path().join("desk"),
        &common::passphrase(),
        Arc::new(desk::System),
    )
    .unwrap();
    let view = desk.view().unwrap();
    assert!(view.demo);
    assert_eq!(view.administration, "Commune d'Exemple (TEST)");
    assert_eq!(desk.people().unwrap().len(), 3);
    let rows = desk.dossiers("", 50, 0).unwrap();
    assert_eq!(rows.len(), 6);
    let mut pages = Vec::new();
    for row in &rows {
        for document in desk.dossier(row.id).unwrap().documents {
            let version = &document.versions[0];
            assert_eq!(version.media_type, "application/pdf");
            pages.push(version.pages.unwrap());
            if let Ok(keep) = std::env::var("GREFFE_KEEP_EXAMPLES") {
                let to = std::path::Path::new(&keep).join(format!(
                    "{} {}.pdf",
                    row.reference.as_str().replace('/', "-"),
                    document.title
                ));
                desk.export_version(version.id, &to).unwrap();
            }
        }
    }
    assert_eq!(pages.len(), 9);
    assert!(
        pages.iter().filter(|pages| **pages >= 2).count() >= 2,
        "{pages:?}"
    );
    assert_eq!(
        desk.dossiers("ozturk", 5, 0).unwrap().len(),
        1,
        "accents are folded"
    );
}

#[test]
fn test_certificates_stay_once_they_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let made = desk::demo::prepare_pki(folder.path(), Arc::new(desk::System)).unwrap();
    let root = std::fs::read(&made.trust_pem).unwrap();
    let again = desk::demo::prepare_pki(folder.path(), Arc::new(desk::System)).unwrap();
    assert_eq!(made, again);
    assert_eq!(std::fs::read(&again.trust_pem).unwrap(), root);
    let passphrase = std::fs::read_to_string(&made.seal_passphrase).unwrap();
    let key = seal::key::SealKey::from_pkcs12(
        &std::fs::read(&made.seal_p12).unwrap(),
        &secrecy::SecretString::from(passphrase.trim()),
    )
    .unwrap();
    assert_eq!(
        key.certificate().organisation.as_deref(),
        Some("Commune d'Exemple (TEST)")
    );
    assert_eq!(key.certificate().algorithm, "P-256");
}

#[test]
fn the_demonstration_with_its_past_shows_retention_from_the_table_to_the_certificate() {
    use desk::archive::DispositionPaper;
    use model::retention::{DispositionState, DueFilter};

    let folder = tempfile::tempdir().unwrap();
    let desk = desk::demo::prepare_desk_with_past(
        &folder.path().join("desk"),
        &common::passphrase(),
        Arc::new(desk::System),
    )
    .unwrap();
    assert_eq!(desk.retention_tables().unwrap().len(), 1);
    let due = desk.retention_due(&DueFilter::default(), 50, 0).unwrap();
    assert_eq!(due.len(), 4, "{due:?}");
    assert_eq!(due.iter().filter(|row| !row.holds.is_empty()).count(), 1);
    let [done] = desk.dispositions(10, 0).unwrap().try_into().unwrap();
    assert_eq!(done.state, DispositionState::Done);
    assert_ne!(Some(done.proposed_by), done.confirmed_by);
    for paper in [DispositionPaper::Certificate, DispositionPaper::Notice] {
        let bytes = desk.disposition_paper(done.id, paper).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        if let Ok(keep) = std::env::var("GREFFE_KEEP_EXAMPLES") {
            std::fs::write(std::path::Path::new(&keep).join(format!("{paper:?}.pdf")), bytes).unwrap();
        }
    }
    desk.verify_journal().unwrap();
    // The dossiers of today are numbered as without it.
    assert_eq!(desk.dossiers("ozturk", 5, 0).unwrap().len(), 1);
    let year = desk.clock().in_tz("Europe/Luxembourg").unwrap().year();
    let first = model::Reference::parse(&format!("{year}/RES/000001")).unwrap();
    assert!(desk.dossier_by_reference(&first).is_ok());
    // One letter is marked as signed by delegation.
    let drafts = desk.dossiers("ozturk", 1, 0).unwrap();
    let drafts = desk.letter_drafts(drafts[0].id).unwrap();
    assert_eq!(drafts[0].letter.signatory.name, "Paul Meyers");
    assert!(
        drafts[0]
            .letter
            .signatory
            .delegated_by
            .starts_with("Claire Weber")
    );
}
