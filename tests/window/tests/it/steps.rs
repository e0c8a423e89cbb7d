//! Steps that several stories share: what a person does again and again, and what stands ready before they begin.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fantoccini::key::Key;

use crate::driver::{Ended, Window, program};
use crate::platform::Platform;

/// The passphrase of a desk that a story creates.
pub const DESK: &str = "quatre mots pour le poste";

/// The demonstration's head of unit, who signs: her name and her passphrase, as in `desk::demo::COLLEAGUES`.
pub const MARTINE: (&str, &str) = ("Martine Klein", "TEST demonstration Martine");

/// A file with these bytes.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Lets the workbench do a task on `home`.
pub fn workbench(task: &str, home: &Path) {
    let output = Command::new(program("workbench"))
        .arg(task)
        .arg(home)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A demonstration desk in `home`, and the passphrase of Claire Weber, who works at it.
pub fn demonstration(home: &Path) -> String {
    workbench("prepare", home);
    let passphrase = std::fs::read_to_string(home.join("passphrase.txt")).unwrap();
    passphrase.lines().next().unwrap().to_owned()
}

/// A session bus of its own, so that no other window of this computer is met.
pub struct Bus {
    daemon: Ended,
    /// Its address, for `DBUS_SESSION_BUS_ADDRESS`.
    pub address: String,
}

impl Bus {
    /// Starts it; what it starts in turn keeps its sockets below `folder`. `None`, said loudly, where there is none.
    pub fn start(folder: &Path) -> Option<Bus> {
        let run = run_folder(folder);
        let spawned = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .env("XDG_RUNTIME_DIR", &run)
            .env_remove("AT_SPI_BUS_ADDRESS")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut daemon) = spawned else {
            testkit::skip("a session bus", "dbus-daemon is not installed (dbus)", true);
            return None;
        };
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Some(Bus {
            daemon: Ended(daemon),
            address: address.trim().to_owned(),
        })
    }

    /// The bus of assistive technologies, which the launcher of at-spi2-core starts when it is asked for. Its address is
    /// given by hand: the display's own word for it may be another session's.
    pub fn accessibility(&self) -> Option<String> {
        let answer = Command::new("dbus-send")
            .args(["--session", "--print-reply=literal", "--dest=org.a11y.Bus"])
            .args(["/org/a11y/bus", "org.a11y.Bus.GetAddress"])
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .ok()?;
        let address = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        if !answer.status.success() || address.is_empty() {
            testkit::skip(
                "the tree of assistive technologies",
                &format!(
                    "the session has no bus for them (at-spi2-core): {}",
                    String::from_utf8_lossy(&answer.stderr)
                ),
                true,
            );
            return None;
        }
        Some(address)
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.daemon.0.try_wait(), Ok(None))
    }
}

/// A folder for sockets that is its owner's alone.
fn run_folder(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let run = folder.join("run");
    std::fs::create_dir_all(&run).unwrap();
    std::fs::set_permissions(&run, std::fs::Permissions::from_mode(0o700)).unwrap();
    run
}

/// Types a passphrase on the page of the locked desk, and waits until it is open.
pub async fn unlock(window: &Window, passphrase: &str) {
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

/// Locks the desk, and waits for the page that asks for a passphrase.
pub async fn lock(window: &Window) {
    window.chord(&[Key::Control.into(), 'l']).await;
    window.until_there("#passphrase").await;
}

/// Opens the palette, and types into it.
pub async fn ask_palette(window: &Window, typed: &str) {
    window.chord(&[Key::Control.into(), 'k']).await;
    window.until_there("dialog[open] #palette-input").await;
    window.type_in(typed).await;
}

/// Goes to the list of dossiers.
pub async fn dossiers(window: &Window) {
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.until_there("[data-row]").await;
}

/// In the open dialogue for signing or sealing: takes the key file that is chosen next, and opens it with a passphrase.
pub async fn open_key_file(window: &Window, passphrase: &str) {
    window.tab_to("dialog[open] [data-action=choose-key]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the key's name",
            "document.querySelector('#seal-key-name').innerText.includes('.p12')",
        )
        .await;
    window.tab_to("#seal-passphrase").await;
    window.type_in(passphrase).await;
    window.press(Key::Enter).await;
}

/// Seals what is open, with the key file that is chosen next.
pub async fn seal_with(window: &Window, passphrase: &str) {
    window.press('s').await;
    window.until_there("dialog[open] #seal-passphrase").await;
    open_key_file(window, passphrase).await;
}

/// In the open dialogue for signing: the acts were looked at for what may be shown differently elsewhere.
pub async fn looked_at(window: &Window) {
    window
        .until(
            "the files were looked at",
            "!document.querySelector('dialog[open] .field-hint[role=status]')?.innerText.includes('…')",
        )
        .await;
}

/// Where a platform is named: chooses the certificates that vouch for it.
pub async fn choose_authority(window: &Window) {
    window.tab_to("[data-action=choose-ca]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the certificates' name",
            "document.querySelector('#ca-name').innerText === 'root.pem'",
        )
        .await;
}

/// Fills in the first start, its passphrase too short at first, and waits for the new desk.
pub async fn create_desk(window: &Window) {
    window.until_there("#administration").await;
    window
        .until(
            "the focus in the first field",
            "document.activeElement?.id === 'administration'",
        )
        .await;
    window.look("create-fr-light").await;
    window.begin_scene();
    window.type_in("TEST Commune de Mertzig").await;
    window.tab_to("#person").await;
    window.type_in("Claire Weber").await;
    window.tab_to("#office").await;
    window.type_in("RES").await;
    window.tab_to("#new-passphrase").await;
    window.type_in("court").await;
    window.press(Key::Enter).await;
    window.until_there("#first-error, #new-passphrase-error").await;
    window.look("create-errors-fr-light").await;
    window.tab_to("#new-passphrase").await;
    window.chord(&[Key::Control.into(), 'a']).await;
    window.type_in(DESK).await;
    window.tab_to("#repeat-passphrase").await;
    window.type_in(DESK).await;
    window.press(Key::Enter).await;
    window.until_page("Dossiers").await;
    window.end_scene("create a desk, its passphrase too short at first");
}

/// Registers a request as a new dossier.
pub async fn new_dossier(window: &Window, subject: &str, applicant: &str) {
    window.begin_scene();
    window.press('n').await;
    window.until_there("dialog[open] #subject").await;
    window.type_in(subject).await;
    window.tab_to("#party").await;
    window.type_in(applicant).await;
    window.press(Key::Enter).await;
    window.until_page(subject).await;
    window.end_scene("register a request as a new dossier");
}

/// Finds the dossier with this subject by words of it, and opens it.
pub async fn open_dossier(window: &Window, typed: &str, subject: &str) {
    dossiers(window).await;
    find_dossier(window, typed, subject).await;
    window.until_page(subject).await;
}

/// Types into the search of the list, goes to the first hit when it is the one that is meant, and opens it.
pub async fn find_dossier(window: &Window, typed: &str, subject: &str) {
    window.press('/').await;
    window.type_in(typed).await;
    window
        .until(
            "the hit",
            &format!("document.querySelector('.hits [data-row]')?.innerText.includes({subject:?})"),
        )
        .await;
    window.press(Key::Down).await;
    window.press(Key::Enter).await;
}

/// Goes to the settings and joins the platform's administration with a one-time code.
pub async fn enrol(window: &Window, platform: &Platform) {
    window.press('3').await;
    window.until_page("Réglages").await;
    window.will_choose("certificates", &[platform.root_pem()]);
    window.tab_to("#platform").await;
    window.type_in(&platform.url).await;
    window.tab_to("#code").await;
    window.type_in(&platform.code()).await;
    choose_authority(window).await;
    window.tab_to(".enrol button[type=submit]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "enrolled",
            "document.querySelector('[data-platform]').innerText.startsWith('https://localhost')",
        )
        .await;
}

/// Goes to a page by the navigation: back to its link, Enter, and the focus is on the heading.
pub async fn go(window: &Window, address: &str) {
    window.back_to(&format!(".rail-link[href='{address}']")).await;
    window.press(Key::Enter).await;
    let hash = address.trim_start_matches('#');
    window
        .until(
            &format!("the page of {address}"),
            &format!("(location.hash || '#/') === '#{hash}'"),
        )
        .await;
    arrived(window).await;
}

/// The page is there, and the focus on its heading.
pub async fn arrived(window: &Window) {
    window
        .until(
            "the focus on the heading",
            "document.activeElement === document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]')",
        )
        .await;
}

/// Chooses a value in a list without opening it; the choices themselves are reached by keyboard in the journey.
pub async fn set(window: &Window, id: &str, value: &str) {
    window
        .script(&format!(
            "const s = document.getElementById('{id}'); s.value = '{value}'; \
             s.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await;
}
