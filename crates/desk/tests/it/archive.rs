//! Packages for the archives: what independent validators say of them, and what an interruption leaves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::archive::PackVersions;
use desk::{Cancel, Desk};
use model::view::DossierView;
use model::{NewDossier, NewParty, PartyKind, PartyRole, Subject};
use testkit::archives::ArchiveValidators;
use wording::Explain;

fn demo(folder: &Path) -> Desk {
    desk::demo::prepare_desk(folder, &common::passphrase(), Arc::new(desk::System)).unwrap()
}

/// A dossier with names that no file system likes, a sealed document in two versions, and one that is no PDF.
fn dossier(desk: &Desk, folder: &Path) -> DossierView {
    let dossier = desk
        .create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse("Fenêtres & <toiture> « Élise »").unwrap(),
            procedure: None,
            parties: vec![NewParty {
                kind: PartyKind::Natural,
                role: PartyRole::Applicant,
                name: "Élise & <Müller>".into(),
            }],
        })
        .unwrap();
    let pdf = common::file(folder, "Décision – été.pdf", &testkit::pdfs::letter());
    let document = common::import(desk, &dossier, &pdf).unwrap().document;
    let text = common::file(folder, "con.txt", "Ein Text, kein PDF.\n".as_bytes());
    desk.import(dossier.id, &text, Some("../../CON"), &|_| {}, &Cancel::default())
        .unwrap();
    let key = common::Key::new(folder);
    let outcomes = desk
        .seal(&[document.id], key.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert!(outcomes[0].result.is_ok(), "{outcomes:?}");
    desk.dossier(dossier.id).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

fn names_end_with(folder: &Path, end: &str) -> bool {
    files(folder).iter().any(|name| name.ends_with(end))
}

/// A desk, its dossier, and a folder for what leaves it.
fn made() -> (tempfile::TempDir, Desk, DossierView, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(&folder.path().join("desk"));
    let dossier = dossier(&desk, folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    (folder, desk, dossier, out)
}

#[test]
fn an_e_ark_package_holds_every_version_with_portable_names_and_validates() {
    let (_folder, desk, dossier, out) = made();
    let package = desk
        .export_eark(dossier.id, &out, PackVersions::All, &|_| {}, &Cancel::default())
        .unwrap();
    let names = files(&package.path);
    assert_eq!(names.len() as u64, package.files);
    for name in &names {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
        assert!(name.chars().all(plain) && !name.contains(".."), "{name}");
    }
    let data = "representations/rep1/data";
    for expected in [
        "METS.xml",
        "metadata/descriptive/dc.xml",
        "metadata/preservation/premis.xml",
        "schemas/mets.xsd",
        "documentation/index.html",
        "representations/rep1/METS.xml",
        &format!("{data}/0001_decision-ete/v001.pdf"),
        &format!("{data}/0001_decision-ete/v002.pdf"),
        &format!("{data}/0001_decision-ete/v002.validation.xml"),
        &format!("{data}/0001_decision-ete/v002.visible-seal.bin"),
        "documentation/evidence.json",
        &format!("{data}/0002_con/v001.txt"),
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected} of {names:?}"
        );
    }
    let sealed = std::fs::read(package.path.join(format!("{data}/0001_decision-ete/v002.pdf"))).unwrap();
    let original = dossier
        .documents
        .iter()
        .find(|document| document.identifier.is_some())
        .unwrap();
    assert_eq!(desk.read_version(original.versions[0].id).unwrap(), sealed);
    // The seal's bytes are those on its page: they name its identifier, and are signed by the key of the seal.
    let seal = std::fs::read(
        package
            .path
            .join(format!("{data}/0001_decision-ete/v002.visible-seal.bin")),
    )
    .unwrap();
    let identifier = original.identifier.unwrap().canonical();
    let names = |bytes: &[u8]| bytes.windows(32).any(|window| window == identifier.as_bytes());
    assert!(seal.starts_with(&[0xDC]) && names(&seal), "{seal:02X?}");
    // It was never sent: there is no proof, and the package says why.
    assert!(!names_end_with(&package.path, ".tlog-proof"));
    let [evidence] = package.evidence.as_slice() else {
        panic!("{:?}", package.evidence)
    };
    assert_eq!(evidence.version, 2);
    assert_eq!(
        evidence.without_proof.as_ref().unwrap().code,
        "proof-not-registered"
    );
    let told = std::fs::read_to_string(package.path.join("documentation/evidence.json")).unwrap();
    assert!(
        told.contains("proof-not-registered") && told.contains("visible-seal.bin"),
        "{told}"
    );
    let premis = std::fs::read_to_string(package.path.join("metadata/preservation/premis.xml")).unwrap();
    for expected in [
        "Décision – été.pdf",
        "con.txt",
        "digital signature generation",
        "Claire Weber",
    ] {
        assert!(premis.contains(expected), "{expected}");
    }
    let index = std::fs::read_to_string(package.path.join("documentation/index.html")).unwrap();
    assert!(index.contains("Fenêtres &amp; &lt;toiture&gt;") && index.contains("Élise &amp; &lt;Müller&gt;"));
    let history = desk.dossier(dossier.id).unwrap().history;
    assert!(history.iter().any(|entry| entry.kind == "dossier-exported-eark"));

    let Some(validators) = ArchiveValidators::find() else {
        return;
    };
    assert_eq!(validators.eark(&package.path).problems, Vec::<String>::new());
    // It judges: a package with another kind of map is told.
    let mets = package.path.join("METS.xml");
    let text = std::fs::read_to_string(&mets)
        .unwrap()
        .replacen("LABEL=\"CSIP\"", "LABEL=\"X\"", 1);
    std::fs::write(&mets, text).unwrap();
    assert_ne!(validators.eark(&package.path).problems, Vec::<String>::new());
}

#[test]
fn a_bag_validates_and_an_altered_payload_does_not() {
    let (_folder, desk, dossier, out) = made();
    let export = |around| {
        desk.export_bagit(
            dossier.id,
            &out,
            around,
            PackVersions::All,
            &|_| {},
            &Cancel::default(),
        )
    };
    let bag = export(false).unwrap();
    assert_eq!(
        std::fs::read(bag.path.join("bagit.txt")).unwrap(),
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    );
    let again = export(false).unwrap_err();
    assert_eq!(again.code(), "target-exists", "nothing is replaced");
    assert!(names_end_with(&bag.path, ".visible-seal.bin"));
    assert!(bag.path.join("data/evidence.json").is_file());
    std::fs::rename(&bag.path, out.join("first.bag")).unwrap();
    let around = export(true).unwrap();
    assert!(files(&around.path).iter().any(|name| name.ends_with("/METS.xml")));

    let Some(validators) = ArchiveValidators::find() else {
        return;
    };
    assert_eq!(
        validators.bagit(&out.join("first.bag")).problems,
        Vec::<String>::new()
    );
    assert_eq!(validators.bagit(&around.path).problems, Vec::<String>::new());
    let inner = std::fs::read_dir(around.path.join("data"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(validators.eark(&inner.path()).problems, Vec::<String>::new());
    let pdf = out.join("first.bag/data/0001_decision-ete/v001.pdf");
    let mut bytes = std::fs::read(&pdf).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&pdf, bytes).unwrap();
    assert_ne!(
        validators.bagit(&out.join("first.bag")).problems,
        Vec::<String>::new()
    );
}

#[test]
fn cancelled_damaged_and_refused_exports_leave_nothing() {
    let (folder, desk, dossier, out) = made();
    let cancel = Cancel::default();
    cancel.cancel();
    let error = desk
        .export_eark(dossier.id, &out, PackVersions::All, &|_| {}, &cancel)
        .unwrap_err();
    assert_eq!(error.code(), "cancelled");
    assert_eq!(files(&out), Vec::<String>::new());
    // In the midst of the work, too.
    let later = Cancel::default();
    let error = desk
        .export_eark(
            dossier.id,
            &out,
            PackVersions::All,
            &|progress| {
                if progress.items_done > 1 {
                    later.cancel();
                }
            },
            &later,
        )
        .unwrap_err();
    assert_eq!(error.code(), "cancelled");
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0);

    let empty = common::dossier(&desk, "Vide");
    let error = desk
        .export_eark(empty.id, &out, PackVersions::All, &|_| {}, &Cancel::default())
        .unwrap_err();
    assert_eq!(error.code(), "export-nothing");

    // One byte of one stored content.
    let blob = walk_blobs(&folder.path().join("desk/blobs"));
    for path in blob {
        let mut bytes = std::fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    let error = desk
        .export_eark(dossier.id, &out, PackVersions::All, &|_| {}, &Cancel::default())
        .unwrap_err();
    assert_eq!(error.code(), "content-damaged");
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0);
}

fn walk_blobs(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk_blobs(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn only_auditors_and_administrators_export() {
    let folder = tempfile::tempdir().unwrap();
    let desk = common::create(&folder.path().join("desk"));
    let dossier = common::dossier(&desk, "Certificat");
    let error = desk
        .export_eark(
            dossier.id,
            folder.path(),
            PackVersions::All,
            &|_| {},
            &Cancel::default(),
        )
        .unwrap_err();
    assert_eq!(error.code(), "role-missing");
    let error = desk
        .export_bagit(
            dossier.id,
            folder.path(),
            true,
            PackVersions::All,
            &|_| {},
            &Cancel::default(),
        )
        .unwrap_err();
    assert_eq!(error.code(), "role-missing");
}
