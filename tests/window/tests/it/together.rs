//! Desks and their platform: work without a network and come back, a conflict that a person decides, another
//! administration's original, an alarm of the public log; through the real window by keyboard alone.

use fantoccini::key::Key;
use testkit::pki::{KeyKind, TestPki};

use crate::beginning::join;
use crate::colleague::Colleague;
use crate::driver::{Window, can_look};
use crate::platform::{ADMINISTRATION, Platform};
use crate::steps::{arrived, file, go, new_dossier, open_dossier, seal_with};

const KEY: &str = "clé du sceau";

/// Sends and fetches, and waits until that is done.
async fn sync(window: &Window) {
    window.press('y').await;
    window
        .until(
            "the sync ends",
            "document.querySelector('.sync') && !document.querySelector('.sync progress')",
        )
        .await;
}

/// Gives the open dossier another subject.
async fn rename(window: &Window, subject: &str) {
    window.tab_to("[data-action=edit-subject]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #edit-subject").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in(subject).await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window.until_heading(subject).await;
}

/// Imports a letter into the open dossier and seals it with a key file.
async fn seal_letter(window: &Window, home: &std::path::Path, says: &str) {
    let letter = file(home, &format!("{says}.pdf"), &testkit::pdfs::letter_saying(says));
    let key = TestPki::shared().seal(KeyKind::P256).write(home, "seal", KEY);
    window.will_choose("documents", &[letter]);
    window.will_choose("seal-key", std::slice::from_ref(&key.p12));
    window.press('i').await;
    window.until_there(".document-row").await;
    seal_with(window, KEY).await;
    window.until_there("dialog[open] .outcome .identifier").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_seals_while_the_platform_is_away_and_is_alarmed_when_somebody_revokes_the_original() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut platform = Platform::start(&home.path().join("platform"));
    let window = Window::open(home.path()).await;
    join(&window, &platform, "Claire Weber").await;

    // The network goes; work goes on. What waits is told, and the attempt to send says what is safe.
    platform.stop();
    window.begin_scene();
    new_dossier(&window, "Certificat de vie", "Marguerite Feltgen").await;
    seal_letter(&window, home.path(), "Certificat").await;
    window.until_there(".sync[data-state=waiting]").await;
    window.press('y').await;
    window.until_there(".notice[data-color=danger]").await;
    let said = window.text(".notice[data-color=danger]").await;
    assert!(said.len() > 40, "it says what to do: {said}");
    window.press('2').await;
    window.until_page("Boîte d’envoi").await;
    window.until_there(".outbox-row").await;
    let why = window.text(".outbox-row").await;
    assert!(why.contains("localhost") && !why.contains('$'), "{why}");
    window.look("offline-error-fr-light").await;

    // It comes back, and one key sends everything.
    platform.start_again();
    window.press('y').await;
    window.until_there(".sync[data-state=calm]").await;
    window.until_there(".empty").await;
    window.end_scene("work without the platform and send afterwards");
    let identifier = {
        open_dossier(&window, "Certificat de vie", "Certificat de vie").await;
        let found = window
            .script("return document.querySelector('.document-row [data-identifier]').dataset.identifier")
            .await;
        found.as_str().unwrap().to_owned()
    };
    let (status, _) = platform.get(&format!("/d/{identifier}"));
    assert!(status.contains("200"), "{status}");

    // Somebody at the platform revokes it. The desk says so aloud on every page, until somebody has seen it.
    // First the desk has the log's word that it was registered.
    for _ in 0..3 {
        sync(&window).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    platform.administer(&["revoke", &identifier, "--reason", "Délivré par erreur."]);
    let begun = std::time::Instant::now();
    while !window.has(".alarm[data-code=log-revoked-elsewhere]").await {
        assert!(begun.elapsed().as_secs() < 60, "no alarm");
        sync(&window).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    window.look("alarm-error-fr-light").await;
    window.begin_scene();
    window.back_to("[data-action=alarm-seen]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] textarea").await;
    window.type_in("Téléphoné à la plateforme.").await;
    window.tab_to("dialog[open] button[type=submit]").await;
    window.press(Key::Enter).await;
    window.until_gone(".alarm").await;
    window.end_scene("confirm an alarm of the public log");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_decides_what_two_desks_changed_and_takes_over_another_administrations_original() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let platform = Platform::start(&home.path().join("platform"));
    let colleague = Colleague::at(&home.path().join("colleague"), &platform, ADMINISTRATION);
    let elsewhere = Colleague::at(&home.path().join("elsewhere"), &platform, "TEST Commune de Bech");
    let reference = colleague.dossier("Certificats de la rue Haute");
    colleague.does(&["sync"]);
    let theirs = elsewhere.dossier("Certificats de Bech");
    let identifier = elsewhere.sealed(&theirs, "Certificat de Bech");

    let window = Window::open(home.path()).await;
    join(&window, &platform, "Claire Weber").await;
    window.press('y').await;
    open_dossier(
        &window,
        "Certificats de la rue Haute",
        "Certificats de la rue Haute",
    )
    .await;

    // Both desks change the subject; whoever comes second decides.
    rename(&window, "Certificats B").await;
    colleague.does(&["dossier", "edit", &reference, "--subject", "Certificats A"]);
    colleague.does(&["sync"]);
    window.press('y').await;
    window.until_there(".rail-link[href='#/conflicts']").await;
    window.begin_scene();
    go(&window, "#/conflicts").await;
    window.until_there("[data-conflict]").await;
    window.look("conflict-fr-light").await;
    window.tab_to(".conflict-field input[type=radio]").await;
    // The first choice is what stands here, the second the colleague's.
    window.press(Key::Down).await;
    window.until_there(".conflict-side[data-taken=true]").await;
    window.look("conflict-chosen-fr-light").await;
    window.tab_to("[data-action=decide]").await;
    window.press(Key::Enter).await;
    // What will hold is told before it does.
    window
        .until(
            "what will hold",
            "document.querySelector('dialog[open]')?.innerText.includes('Certificats A')",
        )
        .await;
    window.look("conflict-told-fr-light").await;
    window.tab_to("dialog[open] button[type=submit]").await;
    window.press(Key::Enter).await;
    window.until_gone("[data-conflict]").await;
    let keys = window.end_scene("decide a conflict");
    assert!(keys <= 30, "deciding takes {keys} keys");
    window.press('y').await;
    open_dossier(&window, "Certificats A", "Certificats A").await;

    // A citizen brings a paper of another administration: its original comes straight into the dossier.
    window.begin_scene();
    window.chord(&[Key::Control.into(), 'o']).await;
    window.until_there("dialog[open] #lookup-identifier").await;
    window.type_in(&identifier).await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #lookup-into").await;
    window.tab_to("#lookup-into").await;
    window.type_in("rue").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in("Certificats A").await;
    window.until_there("dialog[open] .choice").await;
    window.tab_to("dialog[open] .choice").await;
    window.press(Key::Enter).await;
    window.look("lookup-elsewhere-fr-light").await;
    window.tab_to("[data-action=lookup-pull]:not([disabled])").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    arrived(&window).await;
    assert_eq!(window.text("main h1").await, "Certificat de Bech");
    window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
    window.end_scene("take over another administration's original by its identifier");
    window.look("lookup-pulled-fr-light").await;
    // It says what it is, and how its paper is checked.
    let shown = window.text("main").await;
    assert!(shown.contains("Original d’une autre administration"), "{shown}");
    let canonical = identifier.replace('-', "");
    assert!(
        shown.replace(['-', '\n', ' '], "").contains(&canonical),
        "{shown}"
    );
    window.close().await;
}
