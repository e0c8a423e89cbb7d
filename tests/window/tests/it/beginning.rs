//! The first start: the demonstration is looked at and left, an administration is joined with the platform's code, and the
//! certificate for signing is found before it is needed; by keyboard alone.

use fantoccini::key::Key;
use testkit::pki::{KeyKind, TestPki};
use testkit::softhsm::{Kept, SoftHsm};

use crate::driver::{Window, can_look};
use crate::platform::{ADMINISTRATION, Platform};
use crate::steps::{DESK, MARTINE, arrived, choose_authority, go, unlock};

/// From the first field back to the ways to begin, and down to one of them.
pub async fn choose_way(window: &Window, way: &str) {
    window.until_there("#begin-new").await;
    window.until_there("#administration").await;
    window.back_to("#begin-new").await;
    for _ in 0..2 {
        let here = format!("document.activeElement?.id === '{way}'");
        if window.script(&format!("return {here}")).await == serde_json::Value::Bool(true) {
            break;
        }
        window.press(Key::Down).await;
    }
    window
        .until(
            "the way is chosen",
            &format!("document.activeElement?.id === '{way}' && document.getElementById('{way}').checked"),
        )
        .await;
}

/// Joins the administration of the platform from the first page on.
pub async fn join(window: &Window, platform: &Platform, person: &str) {
    choose_way(window, "begin-join").await;
    window.will_choose("certificates", &[platform.root_pem()]);
    window.tab_to("#platform").await;
    window.type_in(&platform.url).await;
    window.tab_to("#code").await;
    window.type_in(&platform.code()).await;
    choose_authority(window).await;
    describe(window, person).await;
    window.press(Key::Enter).await;
    window.until_page("Dossiers").await;
}

async fn describe(window: &Window, person: &str) {
    window.tab_to("#person").await;
    window.type_in(person).await;
    window.tab_to("#office").await;
    window.type_in("RES").await;
    window.tab_to("#new-passphrase").await;
    window.type_in(DESK).await;
    window.tab_to("#repeat-passphrase").await;
    window.type_in(DESK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_joins_with_a_code_that_was_mistyped_at_first_and_finds_their_certificate() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(hsm) = SoftHsm::for_programs(home.path()) else {
        return;
    };
    let pki = TestPki::shared();
    hsm.token("Carte TEST", "482916");
    hsm.keep(
        "Carte TEST",
        "482916",
        "01",
        &pki.seal(KeyKind::P256),
        Kept::default(),
    );
    let file = pki
        .seal(KeyKind::P256)
        .write(home.path(), "sceau", "clé du fichier");
    let platform = Platform::start(&home.path().join("platform"));
    let environment = [("SOFTHSM2_CONF", hsm.conf().into_os_string())];
    let window = Window::open_with(home.path(), &environment).await;

    // What is missing is said beside each field; the code that is refused leaves the desk made and the field to correct.
    window.begin_scene();
    choose_way(&window, "begin-join").await;
    window.tab_to("#platform").await;
    window.type_in("localhost").await;
    window.press(Key::Enter).await;
    window.until_there("#platform-error").await;
    window.until_there("#code-error").await;
    window.look("join-errors-fr-light").await;
    window.tab_to("#platform").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in(&platform.url).await;
    window.tab_to("#code").await;
    window.type_in("AAAA-BBBB-CCCC-DDDD").await;
    window.will_choose("certificates", &[platform.root_pem()]);
    choose_authority(&window).await;
    describe(&window, "Paul Hoffmann").await;
    window.press(Key::Enter).await;
    window.until_there("[data-made]").await;
    window.look("join-refused-fr-light").await;
    window.tab_to("#code").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in(&platform.code()).await;
    window.press(Key::Enter).await;
    window.until_page("Dossiers").await;
    window.end_scene("join an administration, the code mistyped at first");
    // The platform says what the administration is called.
    assert_eq!(window.text(".rail-administration").await, ADMINISTRATION);

    // The first steps: what is done says so, the certificate in the card is found, a file is looked into and remembered.
    go(&window, "#/today").await;
    window.until_there("[data-step=platform][data-done=true]").await;
    window.until_there("[data-step=recovery][data-done=false]").await;
    window.look("first-steps-fr-light").await;
    window.begin_scene();
    window.tab_to("[data-action=find-keys]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-found='1']").await;
    window.look("first-keys-fr-light").await;
    window.will_choose("seal-key", std::slice::from_ref(&file.p12));
    window.tab_to("[data-action=choose-key]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the key's name",
            "document.querySelector('#seal-key-name').innerText.includes('sceau')",
        )
        .await;
    window.tab_to("#seal-passphrase").await;
    window.type_in("clé du fichier").await;
    window.tab_to("[data-action=look-inside]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] .key-inside .key-row").await;
    window.look("first-key-file-fr-light").await;
    window.tab_to("[data-action=keep-key]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window.end_scene("look for certificates and keep a file");
    window.tab_to("[data-action=steps-away]").await;
    window.press(Key::Enter).await;
    window.until_gone(".first-steps").await;
    window.close().await;

    // After a restart the file is offered, and the first steps stay away.
    let window = Window::open(home.path()).await;
    unlock(&window, DESK).await;
    go(&window, "#/today").await;
    assert!(!window.has(".first-steps").await, "the first steps were put away");
    window.press('1').await;
    window.until_page("Dossiers").await;
    crate::steps::new_dossier(&window, "Certificat de vie", "Marguerite Feltgen").await;
    let letter = testkit::pdfs::letter_saying("Je demande un certificat.");
    window.will_choose(
        "documents",
        &[crate::steps::file(home.path(), "Demande.pdf", &letter)],
    );
    window.press('i').await;
    window.until_there(".document-row").await;
    window.press('s').await;
    window
        .until(
            "the file that was kept",
            "document.querySelector('dialog[open] #seal-key-name')?.innerText.includes('sceau')",
        )
        .await;
    window.press(Key::Escape).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_looks_round_the_demonstration_first_and_leaves_it_for_a_desk_of_their_own() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path()).await;
    window.begin_scene();
    choose_way(&window, "begin-look").await;
    window.look("begin-look-fr-light").await;
    window.tab_to("[data-action=demonstrate]").await;
    window.press(Key::Enter).await;
    window.until_there(".rail-test").await;
    arrived(&window).await;
    window.end_scene("open the demonstration from the first page");

    // The tour leads through its pages and ends where one wants.
    window.begin_scene();
    window.tab_to("[data-action=tour]").await;
    window.press(Key::Enter).await;
    for stop in 0..7 {
        window
            .until_there(&format!("dialog[open] .tour[data-stop='{stop}']"))
            .await;
        if stop == 3 {
            window.look("tour-fr-light").await;
        }
        window
            .tab_to("[data-action=tour-next], [data-action=tour-end]")
            .await;
        window.press(Key::Enter).await;
    }
    window.until_gone("dialog[open]").await;
    window.end_scene("take the tour");

    // As somebody else, whose passphrase stands there, since it protects nothing.
    window.chord(&[Key::Control.into(), 'l']).await;
    window.until_there("[data-action=leave-demonstration]").await;
    let shown = window.text("main").await;
    assert!(shown.contains(MARTINE.0) && shown.contains(MARTINE.1), "{shown}");
    window.look("demonstration-locked-fr-light").await;
    unlock(&window, MARTINE.1).await;
    window.chord(&[Key::Control.into(), 'l']).await;
    window.tab_to("[data-action=leave-demonstration]").await;
    window.press(Key::Enter).await;

    // No desk of one's own was made by looking; now one is, and nothing of the demonstration is in it.
    window.until_there("#administration").await;
    assert!(!home.path().join("desk").join("key.json").exists());
    crate::steps::create_desk(&window).await;
    assert!(
        !window.has(".rail-test").await,
        "a desk of one's own is no demonstration"
    );
    assert!(
        !window.has("[data-row]").await,
        "nothing of the demonstration is in it"
    );
    window.close().await;
}
