//! Scenes at a desk that has a past, through the real window and by keyboard alone: what waits, finding again, the way
//! to every page, locking.

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::steps::{arrived, ask_palette, demonstration, find_dossier, go, lock, open_dossier, unlock};

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_opens_the_desk_without_a_network_sees_what_waits_and_finds_a_dossier_again() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    window.begin_scene();
    unlock(&window, &passphrase).await;
    window.end_scene("open the desk without a network");

    // The way to every page stands in the navigation, and Tab with Enter is enough to go there.
    let links = window
        .script(
            "return [...document.querySelectorAll('.rail-link')].map((link) => link.getAttribute('href'))",
        )
        .await;
    let links: Vec<String> = serde_json::from_value(links).unwrap();
    assert!(links.len() >= 8, "{links:?}");
    for link in &links {
        go(&window, link).await;
        let name = link.trim_start_matches("#/").replace('/', "-");
        window
            .look(&format!(
                "demonstration-{}",
                if name.is_empty() { "dossiers" } else { &name }
            ))
            .await;
    }

    // A dossier is found by a word and opened, without leaving the keys.
    window.press('1').await;
    window.until_there("[data-row]").await;
    let subject = window.text(".cell-subject .row-title").await;
    window.begin_scene();
    find_dossier(&window, &subject, &subject).await;
    window
        .until("a dossier", "location.hash.startsWith('#/dossier/')")
        .await;
    arrived(&window).await;
    assert_eq!(window.text("main h1").await, subject);
    let keys = window.end_scene("find a dossier again and open it");
    assert!(keys <= 4, "finding a dossier takes {keys} keys");

    // Locked by a key: nothing of the desk is left on the screen or in the page.
    window.begin_scene();
    lock(&window).await;
    window.end_scene("lock");
    assert!(!window.has(".rail").await, "nothing of the desk stays on screen");
    let left = window.script("return document.body.innerText").await;
    assert!(!left.as_str().unwrap_or_default().contains(&subject), "{left}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_sends_a_document_round_and_an_auditor_checks_and_exports_the_journal() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;

    // A document is sent round: the procedure knows by whom.
    open_dossier(&window, "Panneaux", "Panneaux photovoltaïques, zone d'activités").await;
    window.until_there(".document-row [data-row]").await;
    window.begin_scene();
    window.press('j').await;
    window.press(Key::Enter).await;
    window.until_there("[data-action=start-circuit]").await;
    arrived(&window).await;
    window.tab_to("[data-action=start-circuit]").await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] [data-action=confirm]:not([disabled])")
        .await;
    window.look("circuit-start-fr-light").await;
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window
        .until("it is under way", "document.querySelector('main .stepper')")
        .await;
    window.end_scene("send a document round its circuit");
    window.look("circuit-under-way-fr-light").await;

    // The journal tells it, is whole, and leaves as a file.
    window.begin_scene();
    ask_palette(&window, "journal").await;
    window
        .until(
            "the page first",
            "document.querySelector('[role=option][aria-selected=true]')?.innerText.toLowerCase().includes('journal')",
        )
        .await;
    window.press(Key::Enter).await;
    window.until_there("[data-action=verify-journal]").await;
    arrived(&window).await;
    window.tab_to("[data-action=verify-journal]").await;
    window.press(Key::Enter).await;
    window.until_there("main .verdict-line").await;
    let file = home.path().join("journal.jsonl");
    window.will_choose("export", std::slice::from_ref(&file));
    window.tab_to("[data-action=export-journal]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the export is said",
            "document.querySelector('.notices').innerText.includes('journal.jsonl')",
        )
        .await;
    window.end_scene("check the journal and export it");
    window.look("journal-checked-fr-light").await;
    let lines = std::fs::read_to_string(&file).unwrap();
    assert!(lines.contains("circuit-started"), "the newest line is in it");
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    window.close().await;
}
