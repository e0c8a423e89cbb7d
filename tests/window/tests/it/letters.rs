//! A decision is written from a template, filed and sealed, through the real window by keyboard alone: what is missing is
//! marked, the page follows what is typed, remedies and their last day are computed.

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::steps::{arrived, demonstration, lock, open_dossier, seal_with, unlock};

const SUBJECT: &str = "Panneaux photovoltaïques, zone d'activités";
const REASONS: &str = "Les panneaux dépassent de 40 cm la hauteur que permet le règlement.";

/// Moves along the tabs of the dossier with the arrow until this one is open.
pub async fn tab_of_dossier(window: &Window, key: &str) {
    let list = "#dossier-tabs [role=tab][tabindex='0']";
    // Whoever is in the panel goes back to its tab.
    let behind = "const list = document.getElementById('dossier-tabs'), here = document.activeElement; \
        return !!list && (list.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0";
    if window.script(behind).await == serde_json::Value::Bool(true) {
        window.back_to(list).await;
    } else {
        window.tab_to(list).await;
    }
    for _ in 0..6 {
        let open = format!("[data-tab='{key}'][aria-selected=true]");
        if window.has(&open).await {
            return;
        }
        window.press(Key::Right).await;
        window.settled().await;
    }
    panic!("the arrows do not open the tab {key}");
}

/// Goes down a list of choices with the arrow until this one is chosen.
pub async fn arrow_to(window: &Window, selector: &str) {
    let here = format!(
        "return !!document.activeElement?.matches({}) && document.activeElement.checked",
        serde_json::json!(selector)
    );
    for _ in 0..20 {
        if window.script(&here).await == serde_json::Value::Bool(true) {
            return;
        }
        window.press(Key::Down).await;
        window.settled().await;
    }
    panic!("the arrows do not lead to {selector}");
}

/// Waits until the page of the letter says this.
async fn page_says(window: &Window, text: &str) {
    window
        .until(
            &format!("the page says '{text}'"),
            &format!(
                "[...document.querySelectorAll('.preview-sheet .textLayer span')].map(s => s.innerText).join(' ').replace(/\\s+/g, ' ').includes({})",
                serde_json::json!(text)
            ),
        )
        .await;
}

/// What is told as missing, each in its words.
async fn gaps(window: &Window) -> String {
    window.text(".gaps").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_writes_a_refusal_from_a_template_and_the_letter_is_filed_and_sealed() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;
    open_dossier(&window, "Panneaux", SUBJECT).await;
    window.until_there(".document-row [data-row]").await;

    // A template of the procedure is chosen; the letter is filled with what the dossier and the directory know.
    window.begin_scene();
    tab_of_dossier(&window, "work").await;
    window.until_there("[data-action=new-letter]").await;
    window.tab_to("[data-action=new-letter]").await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] [data-action=begin-letter]:not([disabled])")
        .await;
    window.tab_to("dialog[open] input[name=template]").await;
    arrow_to(&window, "#template-decision-negative").await;
    window.look("letter-new-fr-light").await;
    window.press(Key::Enter).await;
    window.until_there(".composer-form").await;
    arrived(&window).await;
    let name = window
        .script("return document.getElementById('letter-name').value")
        .await;
    assert!(name.as_str().unwrap().contains("Solaris"), "{name}");

    // What is missing is told with its way to the field, and marked on the page; finishing it is refused in so many words.
    window.until_there(".gaps").await;
    let told = gaps(&window).await;
    assert!(told.contains("otifs"), "the reasons are missing: {told}");
    page_says(&window, "Solaris Exemple").await;
    window.look("letter-missing-fr-light").await;
    window.tab_to("[data-action=finish-letter]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the list of what is missing has the focus",
            "document.activeElement?.matches('.gaps[role=alert]')",
        )
        .await;

    // F8 leads to what is missing; the page follows what is typed.
    window.press(Key::F8).await;
    window
        .until(
            "the focus in the reasons",
            "document.activeElement?.id === 'letter-reasons'",
        )
        .await;
    window.type_in(REASONS).await;
    // Called away at the last letter: what was typed is kept before the desk is locked.
    lock(&window).await;
    unlock(&window, &passphrase).await;
    window.until_there(".composer-form").await;
    arrived(&window).await;
    window.until_gone(".gaps").await;
    page_says(&window, "Les panneaux dépassent de 40 cm").await;

    // The remedy follows the day of the letter: three months, and where the last day is no working day, the next one.
    window.tab_to("#letter-date").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in("32.10.2026").await;
    window.until_there(".gaps").await;
    assert!(
        window.has("#letter-date-error").await,
        "the field says that this is no day"
    );
    for (written, ends) in [
        ("12.10.2026", "12\u{a0}janvier\u{a0}2027"),
        ("30.11.2026", "1er\u{a0}mars\u{a0}2027"),
    ] {
        window.chord(&[Key::Control.into(), 'a']).await;
        window.type_in(written).await;
        window
            .until(
                &format!("the last day of the remedy for a letter of {written}"),
                &format!("document.querySelector('[data-remedy]')?.innerText.includes('{ends}')"),
            )
            .await;
    }
    let remedy = window.text("[data-remedy]").await;
    assert!(
        remedy.contains("Tribunal administratif") && remedy.contains("3 mois"),
        "{remedy}"
    );
    page_says(&window, "30 novembre 2026").await;
    window.until_gone(".gaps").await;
    window.look("letter-whole-fr-light").await;

    // Filed: a document of the dossier, and it stands on its page.
    window.back_to("[data-action=finish-letter]").await;
    window.press(Key::Enter).await;
    window
        .until("its page", "location.hash.startsWith('#/document/')")
        .await;
    arrived(&window).await;
    window.end_scene("write a decision from a template and file it");
    window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
    page_says(&window, "Les panneaux dépassent de 40 cm").await;
    window.look("letter-filed-fr-light").await;

    // Sealed with the key file of the administration.
    let secret = std::fs::read_to_string(home.path().join("pki/TEST-seal.passphrase")).unwrap();
    window.will_choose("seal-key", &[home.path().join("pki/TEST-seal.p12")]);
    window.begin_scene();
    seal_with(&window, secret.trim()).await;
    window.until_there("dialog[open] .outcome .identifier").await;
    window.end_scene("seal a letter, the key file chosen");
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window.until_there(".identifier-card").await;
    window.look("letter-sealed-fr-light").await;

    // It is among the documents of its dossier, and no draft is left.
    window.press(Key::Escape).await;
    window.until_page(SUBJECT).await;
    window.until_there(".document-row [data-identifier]").await;
    tab_of_dossier(&window, "work").await;
    window.until_there("[data-action=new-letter]").await;
    assert!(
        !window.has("[aria-labelledby=letters-title] .document-row").await,
        "a finished letter is no draft any more"
    );
    window.close().await;
}
