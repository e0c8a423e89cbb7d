//! What becomes of old dossiers, through the real window by keyboard alone: proposed by one person, told to the archives,
//! held back by a court, confirmed by another person, destroyed; and what stays of what was destroyed.

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::steps::{MARTINE, arrived, ask_palette, demonstration, lock, unlock, workbench};

/// Goes to a page by its name in the palette.
pub async fn palette(window: &Window, typed: &str, name: &str) {
    ask_palette(window, typed).await;
    let there = format!(
        "[...document.querySelectorAll('[role=option]')].some(one => one.innerText.trim().split('\\n')[0] === {})",
        serde_json::json!(name)
    );
    window.until("the command", &there).await;
    let chosen = format!(
        "return document.querySelector('[role=option][aria-selected=true]')?.innerText.trim().split('\\n')[0] === {}",
        serde_json::json!(name)
    );
    for _ in 0..10 {
        if window.script(&chosen).await == serde_json::Value::Bool(true) {
            break;
        }
        window.press(Key::Down).await;
        window.settled().await;
    }
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
}

/// Opens a tab of the page with the arrows.
async fn tab(window: &Window, key: &str) {
    let list = "[role=tab][tabindex='0']";
    // Whoever is in the panel goes back to its tab.
    let behind = "const list = document.querySelector('main [role=tablist]'), here = document.activeElement; \
        return !!list && (list.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0";
    if window.script(behind).await == serde_json::Value::Bool(true) {
        window.back_to(list).await;
    } else {
        window.tab_to(list).await;
    }
    for _ in 0..5 {
        if window
            .has(&format!("[data-tab='{key}'][aria-selected=true]"))
            .await
        {
            return;
        }
        window.press(Key::Right).await;
        window.settled().await;
    }
    panic!("the arrows do not open the tab {key}");
}

/// Goes to the page of the archives, unless it is there.
async fn to_retention(window: &Window) {
    if window.text("main h1").await != "Archives" {
        palette(window, "archives", "Archives").await;
        window.until_page("Archives").await;
    }
}

/// Opens the dispositions, and the one whose note says this.
async fn open_disposition(window: &Window, note: &str) {
    to_retention(window).await;
    tab(window, "dispositions").await;
    window.until_there("main .list tbody a.ds-link").await;
    let row = format!(
        "[...document.querySelectorAll('main .list tbody tr')].find(row => row.innerText.includes({}))",
        serde_json::json!(note)
    );
    window.until("its row", &row).await;
    window
        .script(&format!("{row}.querySelector('a').dataset.wanted = 'yes'"))
        .await;
    window.tab_to("main .list tbody a[data-wanted]").await;
    window.press(Key::Enter).await;
    window.until_there("#disposition-state").await;
    arrived(window).await;
}

/// Does one step of a disposition: its button, its fields, and that it is done.
async fn step(window: &Window, action: &str, text: Option<&str>) {
    window.tab_to(&format!("[data-action={action}]")).await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-action=confirm]").await;
    if let Some(text) = text {
        window.tab_to("#disposition-text").await;
        window.type_in(text).await;
    }
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
}

async fn stands(window: &Window, state: &str) {
    window.until_gone("dialog[open]").await;
    window
        .until(
            &format!("the disposition is '{state}'"),
            &format!(
                "document.querySelector('#disposition-state')?.innerText.includes({})",
                serde_json::json!(state)
            ),
        )
        .await;
}

/// A step is refused in its dialogue, for this reason; the dialogue is left.
async fn refused(window: &Window, code: &str) -> String {
    let callout = format!("dialog[open] .callout[data-code='{code}']");
    window.until_there(&callout).await;
    let said = window.text(&callout).await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn two_auditors_destroy_what_is_due_and_what_was_destroyed_leaves_its_record() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    // The law makes people wait three months: this one was proposed before.
    workbench("disposition=140", home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;

    // Another person may keep what is old: four eyes are needed.
    palette(&window, "personnes", "Personnes du poste").await;
    window
        .until_there("[data-action='person-change'][aria-label*='Martine Klein']")
        .await;
    arrived(&window).await;
    window.begin_scene();
    window
        .tab_to("[data-action='person-change'][aria-label*='Martine Klein']")
        .await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #role-auditor").await;
    window.tab_to("#role-auditor").await;
    window.press(' ').await;
    window.tab_to("[data-action=keep-person]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window.end_scene("give a colleague another role");
    to_retention(&window).await;

    // What is due: a dossier under a hold says why, and cannot be chosen.
    window.begin_scene();
    window.until_there("main .list tbody tr").await;
    window.until_there("main .list .chip[data-color=danger]").await;
    let held = window
        .script("return document.querySelector('main .list .chip[data-color=danger]').closest('tr').querySelector('input').disabled")
        .await;
    assert_eq!(held, serde_json::Value::Bool(true));
    window.look("retention-due-fr-light").await;
    window
        .tab_to("main .list tbody input[type=checkbox]:not([disabled])")
        .await;
    window.press(' ').await;
    window.until_there("[data-action=propose]:not([disabled])").await;
    window.tab_to("[data-action=propose]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #disposition-note").await;
    window.tab_to("#disposition-note").await;
    window.type_in("Troisième lot").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    open_disposition(&window, "Troisième lot").await;
    step(&window, "notify", Some("Archives nationales")).await;
    stands(&window, "Notifiée").await;
    window.tab_to("main .list tbody input[type=checkbox]").await;
    window.press(' ').await;
    window.until_there("[data-action=appraise]:not([disabled])").await;
    window.back_to("[data-action=appraise]").await;
    step(&window, "appraise", Some("Lettre ANLux 53")).await;
    stands(&window, "Décidée").await;
    window.end_scene("propose what is due and take the archives' answer down");
    window.look("disposition-appraised-fr-light").await;

    // Whoever proposed it does not confirm it.
    step(&window, "confirm-disposition", None).await;
    window.look("disposition-refused-fr-light").await;
    let said = refused(&window, "disposition-same-person").await;
    assert!(said.contains("Claire Weber"), "{said}");

    // Another one does; but three months have not passed, and the day from which it may be done is told.
    lock(&window).await;
    unlock(&window, MARTINE.1).await;
    open_disposition(&window, "Troisième lot").await;
    step(&window, "confirm-disposition", None).await;
    stands(&window, "confirmée").await;
    step(&window, "destroy", None).await;
    let said = refused(&window, "disposition-too-early").await;
    assert!(said.contains("20"), "the day is told: {said}");

    // The older one is wanted by a court at the last moment: its hold stands against it until it is released.
    open_disposition(&window, "Deuxième lot").await;
    let reference = window.text("main .list tbody .reference").await;
    assert!(reference.starts_with("2015/SEC/"), "{reference}");
    window.begin_scene();
    to_retention(&window).await;
    tab(&window, "holds").await;
    window.until_there("[data-action=place-hold]").await;
    window.tab_to("[data-action=place-hold]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #hold-reference").await;
    window.tab_to("#hold-reference").await;
    window.type_in(&reference).await;
    window.tab_to("#ask-reason").await;
    window.type_in("Demande du tribunal").await;
    window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    window.until_gone("dialog[open]").await;
    window.end_scene("place a legal hold");
    window
        .until(
            "the hold",
            "document.querySelector('main .list')?.innerText.includes('Demande du tribunal')",
        )
        .await;
    window.look("retention-holds-fr-light").await;
    open_disposition(&window, "Deuxième lot").await;
    step(&window, "confirm-disposition", None).await;
    let said = refused(&window, "disposition-held").await;
    assert!(
        said.contains(&reference) && said.contains("Demande du tribunal"),
        "{said}"
    );
    to_retention(&window).await;
    tab(&window, "holds").await;
    window.until_there("main .list tbody button").await;
    let row = "[...document.querySelectorAll('main .list tbody tr')].find(row => row.innerText.includes('Demande du tribunal'))";
    window
        .script(&format!("{row}.querySelector('button').dataset.wanted = 'yes'"))
        .await;
    window.tab_to("main .list button[data-wanted]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #ask-reason").await;
    window.tab_to("#ask-reason").await;
    window.type_in("Affaire jugée").await;
    window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    window.until_gone("dialog[open]").await;
    window
        .until(
            "it is released",
            &format!("{row}?.innerText.includes('Affaire jugée')"),
        )
        .await;

    // Confirmed and destroyed; the certificate is a paper that stays.
    window.begin_scene();
    open_disposition(&window, "Deuxième lot").await;
    step(&window, "confirm-disposition", None).await;
    stands(&window, "confirmée").await;
    step(&window, "destroy", None).await;
    stands(&window, "Terminée").await;
    window.end_scene("confirm and destroy what was decided");
    window.look("disposition-done-fr-light").await;
    let paper = home.path().join("attestation.pdf");
    window.will_choose("export", std::slice::from_ref(&paper));
    window.tab_to("[data-action=certificate-paper]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the certificate is saved",
            "document.querySelector('.notices').innerText.includes('attestation.pdf')",
        )
        .await;
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF-"));

    // The dossier is still found by its reference, with what it had and what became of it; its contents are gone.
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.press('/').await;
    window.type_in(&reference).await;
    window
        .until(
            "the dossier is found",
            &format!(
                "document.querySelector('[data-row]')?.closest('tr, li').innerText.includes({reference:?})"
            ),
        )
        .await;
    window.press(Key::Down).await;
    window.press(Key::Enter).await;
    window
        .until("the dossier", "location.hash.startsWith('#/dossier/')")
        .await;
    arrived(&window).await;
    window.until_there(".document-row [data-row]").await;
    let shown = window.script("return document.body.innerText").await;
    let shown = shown.as_str().unwrap_or_default();
    assert!(
        !shown.contains("Certificat de résidence") && !shown.contains("Hansen"),
        "nothing of what it was about is left: {shown}"
    );
    assert_eq!(window.text("main h1").await, format!("Dossier {reference}"));
    assert!(
        shown.contains("Le contenu de ce dossier a été détruit"),
        "it says what became of it: {shown}"
    );
    window.look("dossier-destroyed-fr-light").await;
    window.tab_to(".document-row [data-row]").await;
    window.press(Key::Enter).await;
    window
        .until("the document", "location.hash.startsWith('#/document/')")
        .await;
    window
        .until(
            "it says that its content was destroyed",
            "document.querySelector('main')?.innerText.includes('détruit')",
        )
        .await;
    for action in ["seal", "export", "validate"] {
        assert!(
            !window.has(&format!("[data-action={action}]")).await,
            "{action} is offered for what is no more"
        );
    }
    window.look("document-destroyed-refused-fr-light").await;
    window.close().await;
}
