//! What leads into the window: the palette, undo, links, and a second start of the program, in the real window.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use fantoccini::key::Key;

use crate::driver::{Window, can_look, program};
use crate::steps::{Bus, ask_palette, demonstration, dossiers, lock, unlock};

/// Waits until a program ends by itself.
fn ended(mut child: Child) -> ExitStatus {
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

/// Subject and reference of the first dossier of the list.
async fn first_dossier(window: &Window) -> (String, String) {
    dossiers(window).await;
    let found = window
        .script(
            "const row = document.querySelector('[data-row]').closest('li, tr'); \
             return [row.querySelector('.row-title').innerText.trim(), row.innerText.match(/\\d{4}\\/[A-Z]+\\/\\d+/)[0]]",
        )
        .await;
    serde_json::from_value(found).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_finds_a_dossier_without_its_accents_and_a_change_is_taken_back_by_key() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;
    let (subject, reference) = first_dossier(&window).await;
    window.press('3').await;
    window.until_page("Réglages").await;

    // By its reference.
    window.begin_scene();
    ask_palette(&window, &reference).await;
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
    ask_palette(&window, "delais").await;
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
    window.until_heading("Un tout autre objet").await;
    window
        .until(
            "the focus where the dialogue was opened",
            "document.activeElement?.matches('[data-action=edit-subject]')",
        )
        .await;
    window.until_there(".notice [data-action=undo]").await;
    window.look("undo-fr-light").await;
    window.begin_scene();
    window.chord(&[Key::Control.into(), 'z']).await;
    window.until_heading(&subject).await;
    window.end_scene("take the last change back");

    // Help for this page by F1; Escape leads back.
    window.press(Key::F1).await;
    window.until_there("dialog[open] .help-lines").await;
    window.look("help-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window.close().await;
}

/// Starts the program a second time on the desk below `home`, and waits until it has ended.
fn start_again(home: &Path, bus: &str, argument: &str) -> ExitStatus {
    let child = Command::new(program("greffe-desktop"))
        .arg(argument)
        .env("GREFFE_DESK", home.join("desk"))
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    ended(child)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_link_over_and_ends() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(mut bus) = Bus::start(home.path()) else {
        return;
    };
    let address = bus.address.clone();
    let passphrase = demonstration(home.path());
    let environment = [("DBUS_SESSION_BUS_ADDRESS", address.clone().into())];
    let window = Window::open_with(home.path(), &environment).await;
    let again = |argument: &str| start_again(home.path(), &address, argument);
    unlock(&window, &passphrase).await;
    let (subject, reference) = first_dossier(&window).await;

    let link = format!("greffe://dossier/{reference}");
    assert!(again(&link).success());
    window.until_page(&subject).await;

    // While the desk is locked the link waits; nothing of the desk is told.
    window.press('1').await;
    window.until_page("Dossiers").await;
    lock(&window).await;
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
    assert!(bus.runs(), "the bus ended before the window");
}

/// The front end stops in the middle of work: the panel says so, and its key loads the page anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_whose_program_stops_goes_on_where_it_was_and_the_desk_with_it() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(bus) = Bus::start(home.path()) else {
        return;
    };
    let backups = home.path().join("sauvegardes");
    std::fs::create_dir_all(&backups).unwrap();
    let passphrase = demonstration(home.path());
    let environment = [("DBUS_SESSION_BUS_ADDRESS", bus.address.clone().into())];
    let window = Window::open_with(home.path(), &environment).await;
    unlock(&window, &passphrase).await;
    let (subject, reference) = first_dossier(&window).await;

    // The program stops while a backup is made.
    window.press('3').await;
    window.until_page("Réglages").await;
    window.will_choose("folder", std::slice::from_ref(&backups));
    window.until_there("[data-action=choose-backup]").await;
    window.tab_to("[data-action=choose-backup]").await;
    window.press(Key::Enter).await;
    window.until_there("[data-action=back-up]").await;
    window.tab_to("[data-action=back-up]").await;
    window
        .script(
            "globalThis.standing = true; document.querySelector('[data-action=back-up]').click(); \
             dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));",
        )
        .await;
    window.until_there("dialog[open][role=alertdialog]").await;
    window
        .until(
            "the focus on the way on",
            "document.activeElement?.matches('[data-action=anew]')",
        )
        .await;
    window.look("stopped-fr-light").await;
    for key in [Key::Tab, Key::Escape] {
        window.press(key).await;
    }
    assert!(window.has("dialog[open][role=alertdialog] :focus").await);
    // Keys that were meant for the page are over after a second.
    tokio::time::sleep(Duration::from_secs(1)).await;
    window.begin_scene();
    window.press(Key::Enter).await;
    window.until("another page", "!globalThis.standing").await;
    // The desk is open as before, at the same page; the backup was finished meanwhile.
    window.until_heading("Réglages").await;
    window.end_scene("go on after the program stopped");
    window.until_there("[data-action=read-backup]").await;
    assert!(std::fs::read_dir(&backups).unwrap().count() > 0);

    // A page that goes in the middle of an operation takes nothing of it along.
    window
        .script(
            "globalThis.standing = true; document.querySelector('[data-action=back-up]').click(); \
             setTimeout(() => location.reload(), 60);",
        )
        .await;
    window.until("another page", "!globalThis.standing").await;
    window.until_heading("Réglages").await;
    window
        .until(
            "two backups",
            "document.querySelector('main').textContent.includes('2 sauvegardes')",
        )
        .await;

    // What the shell tells is heard again, and what is asked of it is done.
    let link = format!("greffe://dossier/{reference}");
    assert!(start_again(home.path(), &bus.address, &link).success());
    window.until_page(&subject).await;
    lock(&window).await;
    unlock(&window, &passphrase).await;
    window.until_page(&subject).await;
    window.close().await;
}

/// Sends a signal to the processes.
fn signal(name: &str, processes: &[u32]) {
    let processes: Vec<String> = processes.iter().map(u32::to_string).collect();
    let sent = Command::new("kill").arg(name).args(&processes).status().unwrap();
    assert!(sent.success(), "{name} was not sent to {processes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_is_opened_while_its_last_window_is_ending_does_open() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;
    let ending = window.programs();
    assert!(!ending.is_empty());
    // The first one hears the second and ends before it can answer.
    signal("-STOP", &ending);
    let folder = home.path().to_owned();
    let second = tokio::spawn(async move { Window::open(&folder).await });
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!second.is_finished(), "the first one still keeps the desk's name");
    signal("-KILL", &ending);
    let second = second.await.unwrap();
    unlock(&second, &passphrase).await;
    second.close().await;
}
