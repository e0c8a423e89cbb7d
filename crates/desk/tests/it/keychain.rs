//! The keychain of the computer opens the desk: against a real Secret Service, on a bus of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(all(feature = "keychain", target_os = "linux"))]

use crate::common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use common::{create, passphrase, unlock};
use desk::{Desk, System};
use model::Role;
use wording::Explain;

const INNER: &str = "GREFFE_TEST_KEYCHAIN";

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Runs this test once more on a bus of its own, with a home of its own; `true` in that run. `daemon`: with a keychain.
fn on_a_bus(test: &str, daemon: bool) -> bool {
    if std::env::var_os(INNER).is_some() {
        return true;
    }
    if !on_path("dbus-run-session") || daemon && !on_path("gnome-keyring-daemon") {
        eprintln!("SKIPPED {test}: dbus-run-session or gnome-keyring-daemon is not installed");
        return false;
    }
    let home = tempfile::tempdir().unwrap();
    let start = if daemon {
        "gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
    } else {
        ""
    };
    let mut child = Command::new("dbus-run-session")
        .args([
            "--",
            "sh",
            "-c",
            &format!("{start}exec \"$0\" --exact \"$1\" --nocapture"),
        ])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("keychain::{test}"))
        .env(INNER, "1")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        // Services that the bus would start on its own are not looked for.
        .env("XDG_DATA_DIRS", home.path().join("none"))
        .env("XDG_RUNTIME_DIR", home.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"login of the test\n")
        .unwrap();
    assert!(child.wait().unwrap().success(), "the test failed on its own bus");
    false
}

fn with_keychain(folder: &Path) -> Result<Desk, desk::Error> {
    Desk::unlock_with_keychain(folder, Arc::new(System))
}

fn code<T>(result: Result<T, desk::Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

#[test]
fn the_keychain_opens_the_desk_once_it_is_asked_to() {
    if !on_a_bus("the_keychain_opens_the_desk_once_it_is_asked_to", true) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let desk = create(folder);
    assert_eq!(code(with_keychain(folder)), "keychain-empty");
    assert!(!desk.is_remembered_on_this_computer().unwrap());
    let before = std::fs::read(folder.join("key.json")).unwrap();

    desk.remember_on_this_computer().unwrap();
    assert!(desk.is_remembered_on_this_computer().unwrap());
    let again = with_keychain(folder).unwrap();
    assert_eq!(again.person(), desk.person());
    assert_eq!(again.verify_journal().unwrap(), desk.verify_journal().unwrap());

    // Asked for twice it stays one computer, and the passphrase opens as before.
    again.remember_on_this_computer().unwrap();
    let people = desk.accesses().unwrap().people;
    assert_eq!((people[0].computers, people[0].remembered.len()), (1, 1));
    assert!(people[0].remembered[0].since.is_some());
    unlock(folder);

    // Another `key.json`: its entry is gone.
    let with_entry = std::fs::read(folder.join("key.json")).unwrap();
    std::fs::write(folder.join("key.json"), &before).unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-empty");
    std::fs::write(folder.join("key.json"), with_entry).unwrap();
    with_keychain(folder).unwrap();

    // The keychain keeps something else under that name.
    let id = &people[0].remembered[0].id;
    let other = secret_service::blocking::SecretService::connect(secret_service::EncryptionType::Dh).unwrap();
    let found = other
        .search_items(std::collections::HashMap::from([("key", id.as_str())]))
        .unwrap();
    assert_eq!(
        found.unlocked.len(),
        1,
        "one item in the keychain, the one before is gone"
    );
    let secret = found.unlocked[0].get_secret().unwrap();
    assert!(!String::from_utf8_lossy(&secret).contains("correct horse"));
    found.unlocked[0]
        .set_secret(b"something else", "text/plain")
        .unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-other");
    found.unlocked[0].set_secret(&secret, "text/plain").unwrap();
    with_keychain(folder).unwrap();

    // Locked: nobody is asked, and a sentence tells it.
    let collection = other.get_default_collection().unwrap();
    collection.lock().unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-locked");
    assert_eq!(code(desk.remember_on_this_computer()), "keychain-locked");
    assert_eq!(desk.accesses().unwrap().people[0].computers, 1);

    // Taken away without the keychain: what it keeps opens nothing.
    desk.forget_computer(id).unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-empty");
    assert_eq!(code(desk.forget_this_computer()), "keychain-empty");
    assert_eq!(code(desk.forget_computer("0123456789abcdef")), "role-missing");
    unlock(folder);
    let kinds: Vec<String> = desk
        .journal(&model::safety::JournalFilter::default(), 20)
        .unwrap()
        .lines
        .into_iter()
        .map(|line| line.kind)
        .filter(|kind| kind.starts_with("keychain"))
        .collect();
    assert_eq!(kinds, ["keychain-off", "keychain-on", "keychain-on"]);
}

#[test]
fn the_keychain_forgets_and_a_new_one_time_passphrase_ends_it() {
    if !on_a_bus("the_keychain_forgets_and_a_new_one_time_passphrase_ends_it", true) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let desk = create(folder);
    desk.remember_on_this_computer().unwrap();
    desk.forget_this_computer().unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-empty");
    assert_eq!(desk.accesses().unwrap().people[0].computers, 0);
    // Whoever made the desk administers it while nobody does.
    desk.change_person(desk.person(), &[Role::Administrator], "RES")
        .unwrap();
    let desk = unlock(folder);
    let paul = desk.add_person("Paul Meyers", &[Role::Clerk], "RES").unwrap();
    let one_time = desk.one_time_passphrase();
    desk.add_passphrase_for(paul.id, &one_time).unwrap();
    let his = Desk::begin(folder, &one_time, &"Kaffi um véier Auer".into(), Arc::new(System)).unwrap();
    his.remember_on_this_computer().unwrap();
    assert_eq!(with_keychain(folder).unwrap().person(), paul.id);
    // Both at one computer: who opened it last comes first.
    desk.remember_on_this_computer().unwrap();
    unlock(folder);
    assert_eq!(with_keychain(folder).unwrap().person(), desk.person());
    desk.add_passphrase_for(paul.id, &one_time).unwrap();
    assert_eq!(desk.accesses().unwrap().people[1].computers, 0);
    assert_eq!(with_keychain(folder).unwrap().person(), desk.person());
    desk.forget_this_computer().unwrap();
    assert_eq!(code(with_keychain(folder)), "keychain-empty");
    assert!(Desk::unlock(folder, &passphrase(), Arc::new(System)).is_ok());
}

#[test]
fn without_a_keychain_a_sentence_tells_it() {
    if !on_a_bus("without_a_keychain_a_sentence_tells_it", false) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    assert_eq!(code(with_keychain(folder.path())), "keychain-empty");
    assert_eq!(code(desk.remember_on_this_computer()), "keychain-unavailable");
    assert_eq!(desk.accesses().unwrap().people[0].computers, 0);
    assert!(
        desk.journal(&model::safety::JournalFilter::default(), 20)
            .unwrap()
            .lines
            .iter()
            .all(|line| !line.kind.starts_with("keychain"))
    );
}
