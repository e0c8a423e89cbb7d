//! Papers and dates of a dossier, through the real window by keyboard alone: a PDF that asks for its password, a deadline
//! that is handed to another person, and to nobody who may not see the dossier.

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::letters::tab_of_dossier;
use crate::steps::{MARTINE, demonstration, dossiers, open_dossier, set, unlock};

const SUBJECT: &str = "Panneaux photovoltaïques, zone d'activités";

/// Opens the dialogue of the first deadline that can be handed over, chooses somebody by name and confirms.
async fn hand_over(window: &Window, name: &str) {
    window.tab_to("[data-action=deadline-assign]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #deadline-who option").await;
    let id = window
        .script(&format!(
            "return [...document.querySelectorAll('#deadline-who option')].find(one => one.innerText.trim() === '{name}').value"
        ))
        .await;
    set(window, "deadline-who", id.as_str().unwrap()).await;
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_pdf_is_taken_in_and_a_deadline_is_handed_to_who_may_see_it() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let locked = testkit::workspace_root().join("tests/fixtures/pdf/password-aes256.pdf");
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;

    // A request is registered: the applicant comes from the directory, the reference and the deadline by themselves.
    dossiers(&window).await;
    window.begin_scene();
    window.press('n').await;
    window
        .until_there("dialog[open] #procedure option[value=building-permit-opinion]")
        .await;
    window.type_in("Véranda, 27, rue des Tilleuls").await;
    set(&window, "procedure", "building-permit-opinion").await;
    window.tab_to("#party").await;
    window.type_in("Muller").await;
    window.until_there("dialog[open] .suggest-option").await;
    window.press(Key::Down).await;
    window.press(Key::Enter).await;
    window
        .until(
            "the contact is taken",
            "document.getElementById('party').value === 'Anne Muller' && !document.getElementById('party-kind')",
        )
        .await;
    window.tab_to("#received").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in("02.11.2026").await;
    window.press(Key::Enter).await;
    window.until_page("Véranda, 27, rue des Tilleuls").await;
    window.end_scene("register a request of somebody from the directory");
    let reference = window.text(".identity-facts .reference").await;
    assert!(reference.contains("/URB/0"), "{reference}");
    tab_of_dossier(&window, "deadlines").await;
    window
        .until(
            "three months from its arrival on",
            "document.querySelector('.deadlines')?.innerText.replaceAll('\\u00a0', ' ').includes('2 février 2027')",
        )
        .await;

    open_dossier(&window, "Panneaux", SUBJECT).await;
    window.until_there(".document-row [data-row]").await;
    let before = window
        .script("return document.querySelectorAll('.document-row').length")
        .await;

    // Refused on its own line; a wrong password is told in the dialogue, the right one takes it in.
    window.will_choose("documents", &[locked]);
    window.begin_scene();
    window.press('i').await;
    window.until_there("[data-action=give-password]").await;
    window.look("dossier-locked-file-refused-fr-light").await;
    window.tab_to("[data-action=give-password]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #pdf-password").await;
    window.type_in("pas celui-là").await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] .callout[data-color=danger]")
        .await;
    window.look("pdf-password-refused-fr-light").await;
    window.tab_to("#pdf-password").await;
    window.type_in("motdepasse").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window
        .until(
            "one document more",
            &format!("document.querySelectorAll('.document-row').length === {before} + 1"),
        )
        .await;
    window.end_scene("take an encrypted PDF in, its password mistyped at first");
    window.until_gone("[data-action=give-password]").await;
    let kept = window.script("return document.body.innerHTML").await;
    assert!(
        !kept.as_str().unwrap_or_default().contains("motdepasse"),
        "the password is forgotten"
    );
    // It stays encrypted as it came: whoever reads it types the password, each time.
    window.tab_to(".document-row [data-row]").await;
    window.press(Key::Enter).await;
    window.until_there("#preview-password").await;
    window.look("document-locked-refused-fr-light").await;
    window.tab_to("#preview-password").await;
    window.type_in("pas celui-là").await;
    window.press(Key::Enter).await;
    window
        .until_there(".preview-room .callout[data-code=preview-password-wrong]")
        .await;
    window.tab_to("#preview-password").await;
    window.type_in("motdepasse").await;
    window.press(Key::Enter).await;
    window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
    window.look("document-unlocked-fr-light").await;
    window.back_to(".crumb-dossier").await;
    window.press(Key::Enter).await;
    window.until_page(SUBJECT).await;

    // A deadline goes to a colleague, and says who watches it.
    window.begin_scene();
    tab_of_dossier(&window, "deadlines").await;
    window.until_there("[data-action=deadline-assign]").await;
    hand_over(&window, "Paul Meyers").await;
    window.until_gone("dialog[open]").await;
    window
        .until(
            "it says who watches it",
            "document.querySelector('.deadlines')?.innerText.includes('Paul Meyers')",
        )
        .await;
    window.end_scene("hand a deadline over to a colleague");
    window.look("deadline-handed-over-fr-light").await;

    // Who may not see the dossier is given nothing in it.
    window.back_to("[data-action=edit-access]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #edit-access").await;
    set(&window, "edit-access", "confidential").await;
    window
        .until_there("dialog[open] fieldset input[type=checkbox]")
        .await;
    let tick = "[...document.querySelectorAll('dialog[open] fieldset label')].find(one => one.innerText.includes('Claire Weber'))?.querySelector('input')";
    window
        .script(&format!(
            "const tick = {tick}; if (tick && !tick.checked) tick.dataset.wanted = 'yes'"
        ))
        .await;
    if window.has("dialog[open] input[data-wanted]").await {
        window.tab_to("dialog[open] input[data-wanted]").await;
        window.press(' ').await;
    }
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    tab_of_dossier(&window, "deadlines").await;
    window.until_there("[data-action=deadline-assign]").await;
    hand_over(&window, MARTINE.0).await;
    let refused = "dialog[open] .callout[data-code=deadline-person-does-not-see]";
    window.until_there(refused).await;
    let said = window.text(refused).await;
    assert!(said.contains(MARTINE.0), "{said}");
    window.look("deadline-refused-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // On paper is all of the dossier, whichever tab is open; the printer itself is not asked.
    window
        .script("window.print = () => { window.onPaper = document.querySelector('.print-room').innerText || document.querySelector('.print-room').textContent; };")
        .await;
    window.chord(&[Key::Control.into(), 'p']).await;
    window.until("the paper", "window.onPaper").await;
    let paper = window.script("return window.onPaper").await;
    let paper = paper.as_str().unwrap_or_default();
    for part in [
        SUBJECT,
        "Solaris Exemple",
        "Accusé de réception",
        "password-aes256",
        "Paul Meyers",
        "Confidentiel",
        "Délais",
        "Historique",
    ] {
        assert!(paper.contains(part), "'{part}' is not on paper: {paper}");
    }

    // It leaves for the archives as a package.
    let archives = home.path().join("archives");
    std::fs::create_dir_all(&archives).unwrap();
    window.will_choose("folder", std::slice::from_ref(&archives));
    tab_of_dossier(&window, "documents").await;
    window.begin_scene();
    window.tab_to("[data-action=pack]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #pack-form").await;
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window.end_scene("pack a dossier for the archives");
    let package = std::fs::read_dir(&archives)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert!(package.join("METS.xml").is_file(), "{}", package.display());
    window.close().await;
}
