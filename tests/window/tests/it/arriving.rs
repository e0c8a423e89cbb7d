//! What arrives by itself and what ends by itself: a scan in the watched folder is filed into a dossier, and a desk that
//! nobody uses locks itself; in the real window, by keyboard alone.

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::letters::tab_of_dossier;
use crate::steps::{demonstration, dossiers, go, lock, open_dossier, unlock};

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_that_arrives_in_the_watched_folder_is_read_and_filed_by_keyboard() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let scans = home.path().join("scans");
    std::fs::create_dir_all(&scans).unwrap();
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;

    // The folder is named once.
    go(&window, "#/settings").await;
    window.will_choose("folder", std::slice::from_ref(&scans));
    window.tab_to("[data-action=choose-watch]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the folder is named",
            "document.querySelector('main').innerText.includes('scans')",
        )
        .await;

    // The scanner writes; the count in the navigation says so.
    std::fs::write(
        scans.join("Scan 0042.pdf"),
        testkit::pdfs::letter_saying("Je demande un certificat de résidence."),
    )
    .unwrap();
    window
        .until(
            "what came in is counted",
            "document.querySelector(\".rail-link[href='#/to-file'] .rail-count\")",
        )
        .await;
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.begin_scene();
    go(&window, "#/to-file").await;
    window.until_there(".reader [data-row]").await;
    window.press('j').await;
    window.press(Key::Enter).await;
    window.until_there("#file-into").await;
    window.until_there("main canvas").await;
    window.look("unfiled-fr-light").await;
    window.tab_to("#file-into").await;
    window.type_in("Muller").await;
    window.until_there(".choices .choice").await;
    window.tab_to(".choice").await;
    window.press(Key::Enter).await;
    window.until_there(".found").await;
    window.tab_to("#file-title-field").await;
    window.type_in("Demande écrite").await;
    window.press(Key::Enter).await;
    window
        .until(
            "it is filed",
            "document.querySelector('.notices').innerText.includes('Demande écrite')",
        )
        .await;
    window.end_scene("file an arrived scan into a dossier");
    window.look("unfiled-filed-fr-light").await;
    assert!(
        !scans.join("Scan 0042.pdf").exists(),
        "a filed scan leaves the folder"
    );
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_nobody_uses_locks_itself_and_opens_where_it_was() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    // Ten minutes are the default; a minute of this clock is shorter.
    let environment = [("GREFFE_TEST_IDLE_MINUTE_MS", "1000".into())];
    let window = Window::open_with(home.path(), &environment).await;
    unlock(&window, &passphrase).await;
    go(&window, "#/deadlines").await;
    let subject = window.text("main td, main .row-title").await;

    // Whoever does something, were it only a key, is not locked out: longer than the desk would have stayed open.
    let begun = std::time::Instant::now();
    while begun.elapsed() < std::time::Duration::from_secs(14) {
        window.press(Key::Shift).await;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    }
    assert!(
        window.has(".rail").await,
        "the desk locked itself under the hands"
    );

    // Nobody does anything.
    window.until_there("#passphrase").await;
    assert!(!window.has(".rail").await, "nothing of the desk stays on screen");
    let left = window.script("return document.body.innerText").await;
    assert!(
        subject.is_empty() || !left.as_str().unwrap_or_default().contains(&subject),
        "{left}"
    );
    window.look("locked-by-itself-fr-light").await;
    window.begin_scene();
    unlock(&window, &passphrase).await;
    window.until_page("Délais").await;
    window.end_scene("open the desk again after it locked itself");

    // A note that was begun is found again after a look at another tab of the dossier.
    open_dossier(
        &window,
        "Hoffmann",
        "Certificat de résidence – famille Hoffmann-Öztürk",
    )
    .await;
    tab_of_dossier(&window, "work").await;
    window.until_there("#note").await;
    window.tab_to("#note").await;
    window.type_in("Rappeler lundi").await;
    for tab in ["history", "work"] {
        tab_of_dossier(&window, tab).await;
    }
    window
        .until(
            "the note",
            "document.getElementById('note')?.value === 'Rappeler lundi'",
        )
        .await;

    // Called away in the middle of a form.
    dossiers(&window).await;
    window.press('n').await;
    window.until_there("dialog[open] #subject").await;
    window.type_in("Une demande à moitié").await;
    lock(&window).await;
    assert!(!window.has("dialog[open]").await, "the form stays on screen");
    window.close().await;
}
