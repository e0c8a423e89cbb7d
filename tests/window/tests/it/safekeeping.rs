//! Keeping a desk safe, through the real window by keyboard alone: a backup is made and read through, and on another
//! computer the desk is made again of it; what is damaged, or would overwrite something, is refused.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;

use crate::driver::{Window, can_look};
use crate::steps::{arrived, demonstration, go, lock, open_dossier, unlock};

const SUBJECT: &str = "Panneaux photovoltaïques, zone d'activités";

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A copy of a folder of backups in which one byte of a content is another.
fn damaged(backups: &Path, copied: &Path) {
    copy(backups, copied);
    let content = files(copied)
        .into_iter()
        .find(|path| path.components().any(|part| part.as_os_str() == "blobs"))
        .expect("a backup has contents");
    let mut bytes = std::fs::read(&content).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&content, bytes).unwrap();
}

/// Reads the chosen backup through, and waits for what is said of it.
async fn read_through(window: &Window, said: &str) {
    window
        .tab_to("dialog[open] [data-action=read-backup-through]")
        .await;
    window.press(Key::Enter).await;
    window.until_there(&format!("dialog[open] {said}")).await;
}

/// Chooses a folder on the first page.
async fn choose(window: &Window, folder: &Path) {
    window.will_choose("backup-folder", &[folder.to_owned()]);
    window.back_to("[data-action=choose-restore]").await;
    window.press(Key::Enter).await;
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    window
        .until(
            "the folder's name",
            &format!("document.querySelector('#restore-place')?.innerText === '{name}'"),
        )
        .await;
    window.until_there("input[name=restore-backup]").await;
}

/// Gives the passphrase and lets the desk be restored.
async fn restore(window: &Window, passphrase: &str) {
    window.tab_to("#restore-passphrase").await;
    window.type_in(passphrase).await;
    window.press(Key::Enter).await;
}

/// It was refused for this reason, and there is no desk.
async fn refused(window: &Window, home: &Path, code: &str) {
    let callout = format!("main .callout[data-code='{code}'], main [role=alert][data-code='{code}']");
    window.until_there(&callout).await;
    let said = window.text(&callout).await;
    assert!(
        !said.contains(&home.display().to_string()),
        "the folders of a file do not cross to the web view: {said}"
    );
    assert!(
        !home.join("desk").join("key.json").exists(),
        "no desk is half there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_read_through_and_restored_on_another_computer() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let passphrase = demonstration(home.path());
    let backups = home.path().join("sauvegardes");
    std::fs::create_dir_all(&backups).unwrap();
    let window = Window::open(home.path()).await;
    unlock(&window, &passphrase).await;

    // The folder is named once; a backup is made, and read through.
    go(&window, "#/settings").await;
    window.will_choose("folder", std::slice::from_ref(&backups));
    window.until_there("[data-action=choose-backup]").await;
    window.tab_to("[data-action=choose-watch]").await;
    window.tab_to("[data-action=choose-backup]").await;
    window.press(Key::Enter).await;
    window.until_there("[data-action=back-up]").await;
    window.begin_scene();
    window.tab_to("[data-action=back-up]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the backup is made",
            "document.querySelector('.notices')?.innerText.includes('auvegarde')",
        )
        .await;
    window.tab_to("[data-action=read-backup]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] input[name=backup-read]").await;
    read_through(&window, "[data-outcome=whole]").await;
    window.end_scene("make a backup and read it through");
    window.look("backup-read-fr-light").await;

    // One byte of one content is another: it is not called whole.
    let broken = home.path().join("abîmée");
    damaged(&backups, &broken);
    window.will_choose("backup-folder", std::slice::from_ref(&broken));
    window
        .back_to("dialog[open] [data-action=choose-backup-to-read]")
        .await;
    window.press(Key::Enter).await;
    window
        .until(
            "the other folder",
            "document.querySelector('#backup-read-place').innerText === 'abîmée'",
        )
        .await;
    window.until_there("dialog[open] input[name=backup-read]").await;
    read_through(&window, ".callout[data-code=backup-damaged]").await;
    assert!(!window.has("dialog[open] [data-outcome=whole]").await);
    window.look("backup-damaged-refused-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // A key file that is remembered can be forgotten again.
    let key = home.path().join("pki/TEST-seal.p12");
    window.will_choose("seal-key", std::slice::from_ref(&key));
    window.back_to("[data-action=choose-key-file]").await;
    window.press(Key::Enter).await;
    window.until_there("[data-key-file='TEST-seal.p12']").await;
    window.begin_scene();
    window.tab_to("[data-action=forget-key-file]").await;
    window.press(Key::Enter).await;
    window.until_gone("[data-key-file]").await;
    window.end_scene("forget the key file that was remembered");
    assert!(key.is_file(), "the file itself stays");
    window.close().await;

    // Another computer, without a desk: the fourth way to begin.
    let other = tempfile::tempdir().unwrap();
    let window = Window::open(other.path()).await;
    window.until_there("#begin-restore").await;
    window.until_there("#administration").await;
    window.begin_scene();
    window.back_to("#begin-new").await;
    for _ in 0..3 {
        window.press(Key::Down).await;
    }
    window.until_there("[data-action=choose-restore]").await;
    // Nothing chosen, nothing typed: each is said where it belongs.
    window.tab_to("[data-action=restore]").await;
    window.press(Key::Enter).await;
    window.until_there("[data-code=restore-folder-missing]").await;
    // A folder without backups is none.
    let empty = other.path().join("vide");
    std::fs::create_dir_all(&empty).unwrap();
    window.will_choose("backup-folder", std::slice::from_ref(&empty));
    window.back_to("[data-action=choose-restore]").await;
    window.press(Key::Enter).await;
    refused(&window, other.path(), "backup-unknown").await;
    window.look("restore-unknown-refused-fr-light").await;
    choose(&window, &broken).await;
    restore(&window, &passphrase).await;
    refused(&window, other.path(), "backup-damaged").await;
    choose(&window, &backups).await;
    restore(&window, "ce n’est pas elle").await;
    refused(&window, other.path(), "passphrase-wrong").await;
    assert_eq!(
        window
            .script("return document.querySelector('#restore-passphrase').value")
            .await,
        ""
    );
    window.look("restore-passphrase-refused-fr-light").await;
    // Nothing is overwritten: what lies where the desk will be stays.
    let desk = other.path().join("desk");
    std::fs::create_dir_all(&desk).unwrap();
    std::fs::write(desk.join("notes.txt"), "à garder").unwrap();
    restore(&window, &passphrase).await;
    refused(&window, other.path(), "restore-not-empty").await;
    assert_eq!(
        std::fs::read_to_string(desk.join("notes.txt")).unwrap(),
        "à garder"
    );
    window.look("restore-not-empty-refused-fr-light").await;
    std::fs::remove_dir_all(&desk).unwrap();
    restore(&window, &passphrase).await;
    window.until_there(".rail").await;
    arrived(&window).await;
    window.end_scene("restore a desk on another computer, four mistakes on the way");
    window
        .until(
            "it says as of when",
            "document.querySelector('.notices')?.innerText.includes('restauré')",
        )
        .await;
    window.look("restored-fr-light").await;
    let left = files(other.path())
        .into_iter()
        .filter(|path| path.display().to_string().contains("restor"))
        .collect::<Vec<_>>();
    assert!(left.is_empty(), "nothing of the attempts stays: {left:?}");

    // Everything is there, and opens.
    open_dossier(&window, "Panneaux", SUBJECT).await;
    window.until_there(".document-row [data-row]").await;
    window.press('j').await;
    window.press(Key::Enter).await;
    window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
    // Also after a lock.
    lock(&window).await;
    unlock(&window, &passphrase).await;
    window.close().await;
}
