//! What leads into the window: the palette, undo, links, and a second start of the program, in the real window.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::key::Key;

use crate::driver::{Ended, Window, can_look, program};

/// A demonstration desk in `home`, and its passphrase.
fn demonstration(home: &std::path::Path) -> String {
    let output = Command::new(program("workbench"))
        .arg("prepare")
        .arg(home)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let passphrase = std::fs::read_to_string(home.join("passphrase.txt")).unwrap();
    passphrase.lines().next().unwrap().to_owned()
}

async fn unlock(window: &Window, passphrase: &str) {
    window
        .until(
            "the focus in the field",
            "document.activeElement?.id === 'passphrase'",
        )
        .await;
    window.type_in(passphrase).await;
    window.press(Key::Enter).await;
    window.until_there(".rail").await;
}

/// A bus of its own, so that no other window of this computer is met.
fn bus() -> Option<(Ended, String)> {
    let spawned = Command::new("dbus-daemon")
        .args(["--session", "--nofork", "--print-address=1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut daemon) = spawned else {
        testkit::skip("a second start", "dbus-daemon is not installed (dbus)", true);
        return None;
    };
    let mut address = String::new();
    BufReader::new(daemon.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    Some((Ended(daemon), address.trim().to_owned()))
}

/// Waits until a program ends by itself.
fn ended(mut child: Child) -> std::process::ExitStatus {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("the second start did not end");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

async fn dossiers(window: &Window) -> (String, String) {
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.until_there("[data-row]").await;
    let found = window
        .script(
            "const row = document.querySelector('[data-row]').closest('li, tr'); \
             return [row.querySelector('.row-title').innerText.trim(), row.innerText.match(/\\d{4}\\/[A-Z]+\\/\\d+/)[0]]",
        )
        .await;
    serde_json::from_value(found).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "not proven yet in the real window"]
async fn the_palette_finds_a_dossier_without_its_accents_and_a_change_is_taken_back_by_key() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;
    let (subject, reference) = dossiers(&window).await;
    window.press('3').await;
    window.until_page("Réglages").await;

    // By its reference.
    window.begin_scene();
    window.chord(&[Key::Control.into(), 'k']).await;
    window.until_there("dialog[open] #palette-input").await;
    window.type_in(&reference).await;
    window
        .until(
            "the dossier in the list",
            &format!("[...document.querySelectorAll('[role=option][aria-selected=true]')].some((one) => one.innerText.includes('{reference}'))"),
        )
        .await;
    window.look("palette-fr-light").await;
    window.press(Key::Enter).await;
    window.until_page(&subject).await;
    let keys = window.end_scene("open a dossier from anywhere by its reference");
    assert!(keys <= 3, "{keys}");

    // A page, its accent left out.
    window.chord(&[Key::Control.into(), 'k']).await;
    window.until_there("dialog[open] #palette-input").await;
    window.type_in("delais").await;
    window
        .until(
            "the page first",
            "document.querySelector('[role=option][aria-selected=true]')?.innerText.includes('Délais')",
        )
        .await;
    window.press(Key::Enter).await;
    window.until_page("Délais").await;

    // What was visited stands first, and another subject is taken back.
    window.chord(&[Key::Control.into(), 'k']).await;
    window.until_there("dialog[open] #palette-input").await;
    window
        .until(
            "the dossier first",
            "document.querySelector('#palette-0')?.innerText.length > 3",
        )
        .await;
    window.press(Key::Enter).await;
    window.until_page(&subject).await;
    window.tab_to("[data-action=edit-subject]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #edit-subject").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in("Un tout autre objet").await;
    window.press(Key::Enter).await;
    window.until_page("Un tout autre objet").await;
    window.until_there(".notice [data-action=undo]").await;
    window.look("undo-fr-light").await;
    window.begin_scene();
    window.chord(&[Key::Control.into(), 'z']).await;
    window.until_page(&subject).await;
    window.end_scene("take the last change back");

    // Help for this page by F1; Escape leads back.
    window.press(Key::F1).await;
    window.until_there("dialog[open] .help-lines").await;
    window.look("help-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_link_over_and_ends() {
    if !can_look() {
        return;
    }
    let Some((daemon, address)) = bus() else { return };
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let environment = [("DBUS_SESSION_BUS_ADDRESS", address.clone().into())];
    let window = Window::open_with(home.path(), &environment).await;
    let again = |argument: &str| {
        let child = Command::new(program("greffe-desktop"))
            .arg(argument)
            .env("GREFFE_DESK", home.path().join("desk"))
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_DATA_HOME", home.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        ended(child)
    };
    unlock(&window, &passphrase).await;
    let (subject, reference) = dossiers(&window).await;

    let link = format!("greffe://dossier/{reference}");
    assert!(again(&link).success());
    window.until_page(&subject).await;

    // While the desk is locked the link waits; nothing of the desk is told.
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.chord(&[Key::Control.into(), 'l']).await;
    window.until_there("#passphrase").await;
    assert!(again(&link).success());
    let shown = window.script("return document.body.innerText").await;
    assert!(!shown.as_str().unwrap_or_default().contains(&subject), "{shown}");
    unlock(&window, &passphrase).await;
    window.until_page(&subject).await;

    // An identifier opens the lookup, which says that it is not here.
    assert!(again("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ").success());
    window.until_there("dialog[open] #lookup-identifier").await;
    window.until_there("dialog[open] [role=status]").await;
    window.look("lookup-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // A dossier that is not here is refused in so many words.
    assert!(again("greffe://dossier/1999/XXX/000001").success());
    window.until_there(".notice[data-color=danger]").await;
    window.close().await;
    drop(daemon);
}
