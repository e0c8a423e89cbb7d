//! Looking closely before signing, the place of the stamp, and batches that were broken off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use common::{Key, dossier, file, import, passphrase};
use desk::{Cancel, Desk, SealBatch};
use model::looking::{BatchKind, StampCorner, StampPage, StampPlace};
use model::view::DocumentView;
use testkit::pdfs::{self, Page, Pdf};
use wording::Explain;

fn demo(folder: &Path) -> Desk {
    desk::demo::prepare_desk(&folder.join("desk"), &passphrase(), Arc::new(desk::System)).unwrap()
}

fn document(desk: &Desk, folder: &Path, name: &str, bytes: &[u8]) -> DocumentView {
    let dossier = dossier(desk, "Certificat");
    import(desk, &dossier, &file(folder, name, bytes))
        .unwrap()
        .document
}

/// Seals at a place; the original.
fn sealed_at(desk: &Desk, folder: &Path, document: &DocumentView, place: StampPlace) -> Vec<u8> {
    let key = Key::new(folder);
    let key = key.source().open().unwrap();
    let documents = [document.id];
    let batch = SealBatch {
        stamp_place: Some(place),
        ..SealBatch::new(&documents, &key)
    };
    let mut outcomes = Vec::new();
    desk.seal_batch_remembered(
        &batch,
        &mut |outcome| outcomes.push(outcome),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    outcomes[0].result.as_ref().unwrap();
    let original = desk.document(document.id).unwrap().versions[0].id;
    desk.read_version(original).unwrap()
}

/// Left, top, width and height of all that is dark on a page, in millimetres, as poppler draws it; `None`, said aloud: there
/// is no pdftoppm.
fn dark(folder: &Path, pdf: &[u8], page: u32) -> Option<[f64; 4]> {
    let path = folder.join("drawn.pdf");
    std::fs::write(&path, pdf).unwrap();
    let out = folder.join(format!("drawn-{page}"));
    let page = page.to_string();
    let status = Command::new("pdftoppm")
        .args([
            "-r",
            "127",
            "-gray",
            "-cropbox",
            "-singlefile",
            "-f",
            &page,
            "-l",
            &page,
        ])
        .args([&path, &out])
        .status();
    if let Err(error) = status {
        testkit::skip("pdftoppm", &error.to_string(), true);
        return None;
    }
    let picture = std::fs::read(out.with_extension("pgm")).unwrap();
    let mut fields = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || std::str::from_utf8(fields.next().unwrap()).unwrap().to_owned();
    assert_eq!(number(), "P5");
    let (width, height): (usize, usize) = (number().parse().unwrap(), number().parse().unwrap());
    let pixels = &picture[picture.len() - width * height..];
    let darkness = |at: &usize| pixels[*at] < 128;
    let found: Vec<usize> = (0..pixels.len()).filter(darkness).collect();
    let bounds = |of: fn(usize, usize) -> usize| {
        let all = found.iter().map(|at| of(*at, width));
        (
            all.clone().min().unwrap() as f64 / 5.0,
            (all.max().unwrap() + 1) as f64 / 5.0,
        )
    };
    let (left, right) = bounds(|at, width| at % width);
    let (top, foot) = bounds(|at, width| at / width);
    Some([left, top, right - left, foot - top])
}

/// An empty page.
fn blank(rotate: i32, crop_box: Option<[f64; 4]>, user_unit: Option<f64>) -> Page {
    Page {
        rotate,
        crop_box,
        user_unit,
        lines: Vec::new(),
        ..Page::default()
    }
}

#[test]
fn the_stamp_is_printed_where_it_was_tried_whatever_the_rotation_and_the_crop_box() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(folder.path());
    let crop = Some([60.0, 100.0, 560.0, 800.0]);
    let cases = [
        ("plain", blank(0, None, None), StampCorner::TopRight, 12.0, 20.0),
        (
            "turned",
            blank(90, None, None),
            StampCorner::BottomLeft,
            15.0,
            8.5,
        ),
        (
            "upside-down",
            blank(180, crop, None),
            StampCorner::TopLeft,
            10.0,
            30.0,
        ),
        (
            "cropped",
            blank(270, crop, None),
            StampCorner::BottomRight,
            5.0,
            40.0,
        ),
    ];
    for (name, page, corner, x_mm, y_mm) in cases {
        let bytes = Pdf {
            pages: vec![Page::default(), page],
            title: Some(name.to_owned()),
            ..Pdf::default()
        }
        .build();
        let document = document(&desk, folder.path(), &format!("{name}.pdf"), &bytes);
        let place = StampPlace {
            page: StampPage::Number(2),
            corner,
            x_mm,
            y_mm,
        };
        let (trial, tried) = desk.try_stamp(document.id, Some(&place)).unwrap();
        assert_eq!((trial.page, trial.pages), (2, 2), "{name}");
        let (left, top, width, height) = trial.area_mm;
        // The place that was asked for is the place that was found, to the tenth of a millimetre.
        let asked = StampPlace::nearest(place.page, left, top, trial.page_mm, (width, height));
        assert_eq!(asked, place, "{name}: {trial:?}");

        let original = sealed_at(&desk, folder.path(), &document, place);
        let Some(shown) = dark(folder.path(), &tried, 2) else {
            return;
        };
        let Some(printed) = dark(folder.path(), &original, 2) else {
            return;
        };
        // Inside the frame, and from its left edge only the quiet zone away.
        for [x, y, w, h] in [shown, printed] {
            assert!(
                x >= left - 0.3
                    && y >= top - 0.3
                    && x + w <= left + width + 0.3
                    && y + h <= top + height + 0.3,
                "{name}: drawn at {x} {y} {w} {h}, frame {left} {top} {width} {height}"
            );
            assert!(
                x - left < 4.0 && (top + height) - (y + h) < 5.0,
                "{name}: {x} {y} {w} {h}"
            );
        }
        // What was tried is what is printed; only the times differ.
        assert!(
            (shown[0] - printed[0]).abs() < 0.5 && (shown[1] - printed[1]).abs() < 0.5,
            "{name}: {shown:?} {printed:?}"
        );
        assert_eq!(desk.last_stamp_place().unwrap(), Some(place));
    }
}

#[test]
fn a_place_outside_the_page_is_refused_before_and_while_sealing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(folder.path());
    let document = document(&desk, folder.path(), "Acte.pdf", &pdfs::letter());
    let place = StampPlace {
        page: StampPage::First,
        corner: StampCorner::TopLeft,
        x_mm: 205.0,
        y_mm: 10.0,
    };
    let refused = desk.try_stamp(document.id, Some(&place)).unwrap_err();
    assert_eq!(refused.code(), "pdf-place-outside");
    let page = StampPlace {
        page: StampPage::Number(7),
        ..StampPlace::default()
    };
    let refused = desk.try_stamp(document.id, Some(&page)).unwrap_err();
    assert_eq!(refused.code(), "pdf-page-unknown");
    // Nothing was kept of what was only tried.
    assert_eq!(desk.document(document.id).unwrap().versions.len(), 1);
    assert_eq!(desk.last_stamp_place().unwrap(), None);
}

#[test]
fn a_look_tells_the_revisions_and_each_can_be_read_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(folder.path());
    let input = pdfs::letter();
    let document = document(&desk, folder.path(), "Acte.pdf", &input);
    let look = desk.look_at_version(document.versions[0].id).unwrap();
    assert_eq!((look.concerns.len(), look.revisions.len()), (0, 1));

    sealed_at(
        &desk,
        folder.path(),
        &document,
        StampPlace {
            x_mm: 20.0,
            y_mm: 20.0,
            ..StampPlace::default()
        },
    );
    let original = desk.document(document.id).unwrap().versions[0].clone();
    let look = desk.look_at_version(original.id).unwrap();
    assert_eq!(look.revisions.len(), 2, "{look:?}");
    assert_eq!(look.revisions[1].size_bytes, original.size_bytes);
    assert_eq!(look.revisions[1].signers.len(), 1);
    assert!(
        look.revisions[1].changes.contains(&"signature".to_owned()),
        "{look:?}"
    );
    assert_eq!(desk.read_revision(original.id, 1).unwrap(), input);
    let refused = desk.read_revision(original.id, 3).unwrap_err();
    assert_eq!(refused.code(), "revision-unknown");
    // A look and a reading ahead show nothing; an earlier revision does, and the journal says so.
    assert_eq!(
        desk.version_ahead(original.id).unwrap(),
        desk.read_version(original.id).unwrap()
    );
    let previews = desk
        .dossier(document.dossier)
        .unwrap()
        .history
        .into_iter()
        .filter(|entry| entry.kind == "document-previewed")
        .count();
    assert_eq!(previews, 1);
}

#[test]
fn a_batch_whose_key_goes_away_is_found_again_and_only_the_rest_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo(folder.path());
    let documents: Vec<DocumentView> = (0..3)
        .map(|number| {
            let bytes = pdfs::letter_saying(&format!("Acte {number}"));
            document(&desk, folder.path(), &format!("Acte {number}.pdf"), &bytes)
        })
        .collect();
    let ids: Vec<_> = documents.iter().map(|document| document.id).collect();
    assert_eq!(desk.leftover_batch(BatchKind::Seal).unwrap(), None);
    let key = Key::new(folder.path());
    let key = key.source().open().unwrap();
    let place = StampPlace {
        x_mm: 20.0,
        y_mm: 20.0,
        ..StampPlace::default()
    };
    let batch = SealBatch {
        stamp_place: Some(place),
        ..SealBatch::new(&ids, &key)
    };
    // The program ends in the middle: after the first outcome nothing more happens.
    let broken_off = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.seal_batch_remembered(
            &batch,
            &mut |_| panic!("the window went away"),
            &|_| {},
            &Cancel::default(),
        )
    }));
    assert!(broken_off.is_err());
    let left = desk.leftover_batch(BatchKind::Seal).unwrap().unwrap();
    assert_eq!(left.documents.len(), 3);
    assert_eq!(left.stamp_place, Some(place));
    assert!(left.documents[0].done);
    assert_eq!(left.documents[0].title, "Acte 0");
    // Going on does the rest, and then nothing is left.
    let mut sealed = 0;
    desk.seal_batch_remembered(
        &batch,
        &mut |outcome| sealed += usize::from(outcome.result.is_ok()),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    assert_eq!(sealed, 3);
    assert_eq!(desk.leftover_batch(BatchKind::Seal).unwrap(), None);
    assert_eq!(desk.outbox().unwrap().len(), 3, "each was registered once");
}
