//! Fifty acts before noon: the signing queue through the real window, by keyboard alone, with the keys counted.

use std::path::Path;

use fantoccini::key::Key;
use testkit::pki::{KeyKind, TestPki};
use testkit::softhsm::{Kept, SoftHsm};

use crate::driver::{Window, can_look};
use crate::steps::{MARTINE, arrived, demonstration, go, looked_at, set, unlock, workbench};

const ACTS: u64 = 50;
const PIN: &str = "713524";
/// Keys after the queue is open, the code aside.
const MOST_KEYS: usize = 6;

/// A demonstration with so many acts, and Martine's card; `None`, said loudly, where no token can be played.
fn card_and_acts(home: &Path, acts: u64) -> Option<SoftHsm> {
    let hsm = SoftHsm::for_programs(home)?;
    hsm.token(MARTINE.0, PIN);
    let signer = TestPki::shared().signer(KeyKind::P256);
    hsm.keep(MARTINE.0, PIN, "01", &signer, Kept::default());
    demonstration(home);
    workbench(&format!("acts={acts}"), home);
    Some(hsm)
}

/// How many acts wait in the queue.
async fn waiting(window: &Window) -> u64 {
    let rows = window
        .script("return document.querySelectorAll('.queue-row').length")
        .await;
    rows.as_u64().unwrap()
}

/// All of them, one opening of the key: the only card that can be used is chosen already.
async fn sign_picked(window: &Window) {
    window.press('a').await;
    window.press('s').await;
    window.until_there("dialog[open] #seal-pin").await;
    looked_at(window).await;
    window.tab_to("#seal-pin").await;
    window.type_in(PIN).await;
    window.press(Key::Enter).await;
}

/// Chooses somebody by name in a list.
async fn choose_named(window: &Window, id: &str, name: &str) {
    let value = window
        .script(&format!(
            "return [...document.querySelectorAll('#{id} option')].find(one => one.innerText.trim() === '{name}').value"
        ))
        .await;
    set(window, id, value.as_str().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_of_unit_signs_fifty_acts_with_six_keys_and_reads_what_came_of_each() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(hsm) = card_and_acts(home.path(), ACTS) else {
        return;
    };

    let environment = [("SOFTHSM2_CONF", hsm.conf().into_os_string())];
    let window = Window::open_with(home.path(), &environment).await;
    unlock(&window, MARTINE.1).await;

    // The queue, and reading along: J leads to the next act and its page follows.
    go(&window, "#/queue").await;
    window.until_there(".queue-list").await;
    let before = waiting(&window).await;
    assert!(before >= ACTS, "{before} acts wait");
    window
        .until(
            "the first act is drawn",
            "Number(document.querySelector('.queue-act .preview-sheet')?.dataset.drawn) > 0",
        )
        .await;
    let first = window.text(".queue-act h2").await;
    window.press('j').await;
    window
        .until(
            "the next act",
            &format!("document.querySelector('.queue-act h2')?.innerText !== {first:?} && Number(document.querySelector('.queue-act .preview-sheet')?.dataset.drawn) > 0"),
        )
        .await;
    window.press('k').await;
    window
        .until(
            "the first act again",
            &format!("document.querySelector('.queue-act h2')?.innerText === {first:?}"),
        )
        .await;
    window.look("queue-fr-light").await;

    // R asks for a reason; Escape leaves all as it was.
    window.press('r').await;
    window.until_there("dialog[open] textarea").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // All of them, one opening of the key: the only card that can be used is chosen already, the focus is where its code goes.
    window.begin_scene();
    window.press('a').await;
    window.press('s').await;
    window.until_there("dialog[open] #seal-pin").await;
    looked_at(&window).await;
    window.tab_to("#seal-pin").await;
    window.look("queue-signing-fr-light").await;
    window.type_in(PIN).await;
    window.press(Key::Enter).await;
    let keys = window.end_scene("sign fifty acts");
    assert!(keys <= MOST_KEYS, "signing {before} acts takes {keys} keys");
    window.until_there("dialog[open] .batch-items").await;
    window.look("queue-running-fr-light").await;
    window.until_there("dialog[open] [data-action=sign-close]").await;
    let signed = window
        .script("return document.querySelectorAll('dialog[open] .outcome[data-color=success]').length")
        .await;
    assert_eq!(signed, before, "{}", window.text("dialog[open]").await);
    window.look("queue-done-fr-light").await;

    // What came of each is saved as a table.
    let sheet = home.path().join("feuille.csv");
    window.will_choose("export", std::slice::from_ref(&sheet));
    window.back_to("[data-action=sheet-save]").await;
    window.press(Key::Enter).await;
    window
        .until("the sheet", "document.body.innerText.includes('feuille.csv')")
        .await;
    let lines = std::fs::read_to_string(&sheet).unwrap();
    assert_eq!(lines.lines().count() as u64, 1 + before, "{lines}");
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // Nothing is left to sign, and an act that was signed says so.
    window.until_gone(".queue-row").await;
    arrived(&window).await;
    window.look("queue-empty-fr-light").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_was_interrupted_is_taken_up_where_it_stopped_and_a_stand_in_is_named() {
    if !can_look() {
        return;
    }
    const MANY: u64 = 30;
    let home = tempfile::tempdir().unwrap();
    let Some(hsm) = card_and_acts(home.path(), MANY) else {
        return;
    };
    let environment = [("SOFTHSM2_CONF", hsm.conf().into_os_string())];
    let window = Window::open_with(home.path(), &environment).await;
    unlock(&window, MARTINE.1).await;
    go(&window, "#/queue").await;
    window.until_there(".queue-list").await;
    let all = waiting(&window).await;
    sign_picked(&window).await;

    // The window is closed while some are signed and some are not.
    window
        .until(
            "some are signed",
            "document.querySelectorAll('dialog[open] .batch-items [data-stage=check]').length >= 2",
        )
        .await;
    window.close().await;
    let window = Window::open_with(home.path(), &environment).await;
    unlock(&window, MARTINE.1).await;
    go(&window, "#/queue").await;
    window.until_there("[data-left] [data-action=batch-go-on]").await;
    window.until_there(".queue-list").await;
    let left = waiting(&window).await;
    assert!(
        0 < left && left < all,
        "{left} of {all} are left: none was lost, none was signed twice"
    );
    window.look("queue-left-fr-light").await;

    // One key takes it up; the code is asked for again, and nothing else.
    window.begin_scene();
    window.tab_to("[data-action=batch-go-on]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #seal-pin").await;
    looked_at(&window).await;
    window.tab_to("#seal-pin").await;
    window.type_in(PIN).await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-action=sign-close]").await;
    window.end_scene("take up an interrupted batch");
    let signed = window
        .script("return document.querySelectorAll('dialog[open] .outcome[data-color=success]').length")
        .await;
    assert_eq!(signed, left, "{}", window.text("dialog[open]").await);
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window.until_gone(".queue-row").await;
    window.until_gone("[data-left]").await;

    // She will be away: somebody stands in for her, on paper that says since when and by what mandate.
    window.begin_scene();
    go(&window, "#/absences").await;
    window.until_there("[data-action=delegate]").await;
    window.tab_to("[data-action=delegate]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #absence-delegate option").await;
    choose_named(&window, "absence-principal", MARTINE.0).await;
    choose_named(&window, "absence-delegate", "Claire Weber").await;
    window.tab_to("#absence-first").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in("1.12.2099").await;
    window.tab_to("#absence-mandate").await;
    window.type_in("Note de service n° 12").await;
    // The last day was forgotten: that is said beside its field.
    window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    window.until_there("#absence-last-error").await;
    window.back_to("#absence-last").await;
    window.type_in("31.12.2099").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window
        .until(
            "it stands in the list",
            "document.querySelector('main')?.innerText.includes('Note de service n° 12')",
        )
        .await;
    window.end_scene("name somebody who stands in");
    window.look("absences-fr-light").await;
    window.close().await;
}
