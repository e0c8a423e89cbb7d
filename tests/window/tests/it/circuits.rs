//! An act that comes back, through the real window by keyboard alone: approved, sent back with a reason, approved again,
//! refused with a reason, started anew, and signed at last with a key file.

use fantoccini::key::Key;
use testkit::pki::{KeyKind, TestPki};

use crate::driver::{Window, can_look};
use crate::steps::{
    MARTINE, arrived, demonstration, go, lock, looked_at, open_dossier, open_key_file, set, unlock,
};

const SUBJECT: &str = "Panneaux photovoltaïques, zone d'activités";

/// Opens the document of the dossier that the story is about.
async fn open_act(window: &Window) {
    open_dossier(window, "Panneaux", SUBJECT).await;
    window.until_there(".document-row [data-row]").await;
    window.press('j').await;
    window.press(Key::Enter).await;
    window
        .until("the document", "location.hash.startsWith('#/document/')")
        .await;
    arrived(window).await;
    window
        .until_there("main .circuit, [data-action=start-circuit]")
        .await;
}

/// Presses a button of the circuit, gives a reason where one is asked for, and confirms.
async fn act(window: &Window, action: &str, reason: Option<&str>) {
    window.until_there(&format!("main [data-action={action}]")).await;
    window.tab_to(&format!("main [data-action={action}]")).await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-action=confirm]").await;
    if let Some(reason) = reason {
        window.tab_to("#ask-reason").await;
        window.type_in(reason).await;
        window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    } else {
        window.tab_to("dialog[open] [data-action=confirm]").await;
        window.press(Key::Enter).await;
    }
    window.until_gone("dialog[open]").await;
}

/// Opens a dialogue, sees in which field it begins, and leaves it.
async fn begins_at(window: &Window, action: &str, field: &str) {
    window
        .script(&format!(
            "document.querySelector('main [data-action={action}]').focus()"
        ))
        .await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-action=confirm]").await;
    let begins = format!("document.activeElement?.matches('{field}')");
    window
        .until(&format!("{action} begins at {field}"), &begins)
        .await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
}

/// Locks, and somebody else opens the desk.
async fn hand_the_chair_to(window: &Window, passphrase: &str) {
    lock(window).await;
    unlock(window, passphrase).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_sent_back_refused_started_anew_and_signed_with_a_key_file() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let claire = demonstration(home.path());
    let key = TestPki::shared()
        .signer(KeyKind::P256)
        .write(home.path(), "signature", "clé de Martine");
    let window = Window::open(home.path()).await;
    unlock(&window, &claire).await;

    // Round it goes; the first approval is Claire's.
    open_act(&window).await;
    window.tab_to("[data-action=start-circuit]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #circuit-rule").await;
    set(&window, "circuit-rule", "decision").await;
    window.tab_to("dialog[open] [data-action=confirm]").await;
    window.press(Key::Enter).await;
    window.until_gone("dialog[open]").await;
    window.until_there("main .circuit[data-status=running]").await;
    act(&window, "act-approve", None).await;

    // Martine reads it and sends it back with a reason.
    hand_the_chair_to(&window, MARTINE.1).await;
    open_act(&window).await;
    window.begin_scene();
    act(&window, "act-send-back", Some("Il manque la date de la visite.")).await;
    window.end_scene("send an act back with a reason");
    window
        .until(
            "her turn is over",
            "!document.querySelector('main [data-action=act-sign]')",
        )
        .await;

    // It waits for Claire, and says why it came back.
    hand_the_chair_to(&window, &claire).await;
    go(&window, "#/inbox").await;
    let told = "[...document.querySelectorAll('main tr')].some(row => row.innerText.includes('Accusé de réception') \
        && /Martine Klein.*Il manque la date de la visite\\./.test(row.querySelector('[data-sent-back]')?.innerText))";
    window.until("it waits for Claire, and says why", told).await;
    window.look("inbox-sent-back-fr-light").await;
    go(&window, "#/today").await;
    window.until("so does the page of the day", told).await;
    window.look("today-sent-back-fr-light").await;
    open_act(&window).await;
    window
        .until(
            "the reason is told",
            "/Martine Klein.*Il manque la date de la visite\\./.test(document.querySelector('main .circuit [data-sent-back]')?.innerText)",
        )
        .await;
    window.look("circuit-sent-back-fr-light").await;
    // What has to be chosen comes before the reason.
    begins_at(&window, "act-hand-on", "#hand-on-to").await;
    begins_at(&window, "act-refuse", "#ask-reason").await;
    begins_at(&window, "move", "#move-to").await;
    act(&window, "act-approve", None).await;

    // From her queue Martine refuses it: R, the reason, and it is gone from there.
    hand_the_chair_to(&window, MARTINE.1).await;
    go(&window, "#/queue").await;
    let row = "[...document.querySelectorAll('.queue-row')].some(row => row.innerText.includes('Accusé de réception'))";
    window.until("it waits in her queue", row).await;
    for _ in 0..20 {
        let heading = window.text(".queue-act h2").await;
        if heading.contains("Accusé de réception") {
            break;
        }
        window.press('j').await;
        window.settled().await;
    }
    window.begin_scene();
    window.press('r').await;
    window.until_there("dialog[open] textarea").await;
    // Without a reason nothing is refused.
    window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    window.until_there("dialog[open] #ask-reason-error").await;
    window.type_in("Le projet n’est pas conforme.").await;
    window.chord(&[Key::Control.into(), Key::Enter.into()]).await;
    window.until_gone("dialog[open]").await;
    window.until("it left her queue", &format!("!({row})")).await;
    window.end_scene("refuse an act in the queue, the reason forgotten at first");

    // Claire reads the refusal and starts it anew.
    hand_the_chair_to(&window, &claire).await;
    open_act(&window).await;
    window.until_there("main .circuit[data-status=refused]").await;
    window
        .until(
            "the reason of the refusal",
            "document.querySelector('main .circuit[data-status=refused]').textContent.includes('Le projet n’est pas conforme.')",
        )
        .await;
    window.look("circuit-refusal-fr-light").await;
    window.begin_scene();
    act(&window, "act-restart", None).await;
    window.until_there("main .circuit[data-status=running]").await;
    window.end_scene("start a refused act anew");
    act(&window, "act-approve", None).await;

    // Signed with a key file: a wrong passphrase is told, and the right one signs.
    hand_the_chair_to(&window, MARTINE.1).await;
    open_act(&window).await;
    window.will_choose("seal-key", std::slice::from_ref(&key.p12));
    window.until_there("main [data-action=act-sign]").await;
    window.begin_scene();
    window.tab_to("main [data-action=act-sign]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] [data-action=choose-key]").await;
    looked_at(&window).await;
    open_key_file(&window, "ce n’est pas elle").await;
    window
        .until_there("dialog[open] .callout[data-color=danger]")
        .await;
    window.look("sign-file-refused-fr-light").await;
    window.tab_to("#seal-passphrase").await;
    window.type_in("clé de Martine").await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] .outcome[data-color=success]")
        .await;
    window.end_scene("sign with a key file, its passphrase mistyped at first");
    window.look("sign-file-done-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window
        .until_there("main .verdict .signature[data-indication]")
        .await;
    let signature = window.text("main .verdict .signature").await;
    assert!(
        signature.contains("Signature") || signature.contains("signature"),
        "{signature}"
    );
    window.look("signed-fr-light").await;
    window.close().await;
}
