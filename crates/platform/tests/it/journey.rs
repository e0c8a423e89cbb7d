//! From a desk's outbox to the citizen's page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use support::{TestPlatform, seal_letter};

#[test]
fn a_sealed_letter_goes_to_the_platform_and_comes_back_by_its_identifier() {
    let platform = TestPlatform::start();
    let desk = platform.desk("TEST Commune de Bettendorf");
    let letter = seal_letter(&platform.world, &platform.url, "Autorisation de bâtir");
    desk.queue(&letter);
    let report = desk.run();
    assert_eq!(
        (report.acknowledged, report.waiting, report.parked),
        (1, 0, 0),
        "{report:?} {:?}",
        desk.parked
    );
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
    let page = platform.browse(&format!("/d/{}", letter.identifier.canonical()), "fr");
    assert_eq!(page.status, 200);
    let words = page.words();
    for expected in [
        "Ce document est enregistré",
        "Autorisation de bâtir",
        "2026/BAT/000017",
        "4 mai 2026",
        "UTC+2",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}
