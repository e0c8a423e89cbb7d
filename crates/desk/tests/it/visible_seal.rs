//! Visible seals of a desk and of files, from sealing to the picture of the page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use common::{Key, dossier, file, import, passphrase};
use desk::files::{SealFiles, SealedFile, seal_files};
use desk::visible::{VisibleSealChoice, VisibleSealSetting};
use desk::{Cancel, Desk};
use identifier::PlatformUrl;
use seal::key::SealKey;
use seal::visible::{Source, read_source};
use testkit::pdfs;
use visible_seal::{VisibleSeal, tag};
use wording::Explain;

/// The visible seals on the first page of a PDF; `None`, said aloud: there is no pdftoppm.
fn printed(pdf: &Path) -> Option<Vec<VisibleSeal>> {
    let page = pdf.with_extension("");
    let status = Command::new("pdftoppm")
        .args(["-r", "150", "-gray", "-singlefile", "-f", "1", "-l", "1"])
        .args([pdf, &page])
        .status();
    if let Err(error) = status {
        testkit::skip("pdftoppm", &error.to_string(), true);
        return None;
    }
    match read_source(&std::fs::read(page.with_extension("pgm")).unwrap()).unwrap() {
        Source::Picture(symbols) => Some(
            symbols
                .payloads
                .iter()
                .map(|bytes| VisibleSeal::decode(bytes).unwrap())
                .collect(),
        ),
        Source::Bytes(_) => panic!("no picture"),
    }
}

fn text(seal: &VisibleSeal, tag: u8) -> &str {
    std::str::from_utf8(seal.value(tag).unwrap()).unwrap()
}

fn sealed_by_the_desk(desk: &Desk, folder: &Path, name: &str) -> (std::path::PathBuf, String) {
    let key = Key::new(folder);
    let dossier = dossier(desk, "Certificat");
    let document = import(desk, &dossier, &file(folder, name, &pdfs::letter_saying(name)))
        .unwrap()
        .document;
    let outcomes = desk
        .seal(&[document.id], key.source(), &|_| {}, &Cancel::default())
        .unwrap();
    outcomes[0].result.as_ref().unwrap();
    let original = desk.document(document.id).unwrap().versions[0].id;
    let out = folder.join(format!("sealed-{name}"));
    desk.export_version(original, &out).unwrap();
    (out, dossier.reference.to_string())
}

#[test]
fn documents_of_a_desk_carry_a_visible_seal_until_it_is_turned_off() {
    let folder = tempfile::tempdir().unwrap();
    let desk =
        desk::demo::prepare_desk(&folder.path().join("desk"), &passphrase(), Arc::new(desk::System)).unwrap();
    let (file, reference) = sealed_by_the_desk(&desk, folder.path(), "Acte.pdf");
    let Some(seals) = printed(&file) else { return };
    assert_eq!(seals.len(), 1);
    assert_eq!(seals[0].header.signer, "LUTC");
    assert_eq!(text(&seals[0], tag::REFERENCE), reference);
    assert_eq!(text(&seals[0], tag::TITLE), "Acte");
    assert_eq!(seals[0].value(tag::PAGES), Some(&[1][..]));

    let mut setting = VisibleSealSetting {
        on: true,
        signer_id: Some("LUAS".to_owned()),
    };
    desk.set_visible_seals(&setting).unwrap();
    assert_eq!(desk.visible_seals().unwrap(), setting);
    let (with, _) = sealed_by_the_desk(&desk, folder.path(), "Deux.pdf");
    assert_eq!(printed(&with).unwrap()[0].header.signer, "LUAS");

    setting.on = false;
    desk.set_visible_seals(&setting).unwrap();
    let (without, _) = sealed_by_the_desk(&desk, folder.path(), "Trois.pdf");
    let size = |file: &Path| std::fs::metadata(file).unwrap().len();
    assert!(size(&without) + 2_000 < size(&with), "no symbol is drawn");

    setting.signer_id = Some("no".to_owned());
    assert_eq!(
        desk.set_visible_seals(&setting).unwrap_err().code(),
        "visible-seal-signer-invalid"
    );
}

#[test]
fn files_say_whether_the_page_had_room_for_the_visible_seal() {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::new(folder.path());
    let key = SealKey::from_pkcs12(&std::fs::read(&key.path).unwrap(), &key.passphrase).unwrap();
    let inputs = [
        file(folder.path(), "libre.pdf", &pdfs::letter()),
        file(folder.path(), "plein.pdf", &pdfs::filled_page()),
    ];
    let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
    let out = folder.path().join("out");
    let request = SealFiles {
        visible_seal: Some(VisibleSealChoice {
            addressee: Some("MULLER Anne".to_owned()),
            ..VisibleSealChoice::default()
        }),
        ..SealFiles::new(&inputs, &out, &key, &platform)
    };
    let mut results: Vec<SealedFile> = Vec::new();
    seal_files(
        &request,
        &desk::System,
        &mut |result| results.push(result),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    results.sort_by_key(|result| result.input.clone());
    assert_eq!(results[0].visible_seal, Some(true), "{results:?}");
    let Some(seals) = printed(results[0].output.as_deref().unwrap()) else {
        return;
    };
    assert_eq!(
        text(&seals[0], tag::IDENTIFIER),
        results[0].identifier.as_deref().unwrap()
    );
    assert_eq!(text(&seals[0], tag::ADDRESSEE), "MULLER Anne");
    assert_eq!(
        text(&seals[0], tag::TITLE),
        "Certificat",
        "the title that the PDF has"
    );
    // What is told of a crowded page is what is on it.
    assert_eq!(results[1].visible_seal, Some(true));
    assert_eq!(printed(results[1].output.as_deref().unwrap()).unwrap().len(), 1);
}
