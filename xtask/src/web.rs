//! Builds the front end: `ui` to WebAssembly, its bindings, and every file the window shows, into `ui/dist`.
//!
//! There is exactly one way to build it. Compiled by the package `xtask-web`
//! (`cargo run -p xtask-web -- [--release]`), the only one that depends on wasm-bindgen-cli-support. `xtask` installs
//! what is missing before it calls; this file chooses between rustup's target and Debian's compiler.

#[path = "css.rs"]
mod css;

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which compiler knows WebAssembly on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The pinned toolchain of rustup, with its `wasm32-unknown-unknown` target.
    Rustup,
    /// Debian's `rustc-web` with `rust-web-src` and `lld-22`, which builds the standard library itself.
    Debian,
}

impl Toolchain {
    /// The compiler to use: rustup's where its target is installed, else Debian's.
    pub fn find(root: &Path) -> Option<Toolchain> {
        let libdir = Command::new("rustc")
            .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
            .current_dir(root)
            .output()
            .ok()
            .filter(|output| output.status.success())
            .map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
        if libdir.is_some_and(|folder| folder.is_dir()) {
            return Some(Toolchain::Rustup);
        }
        let debian = Path::new("/usr/bin/rustc").exists() && has_std_source(Path::new("/usr/lib/rustlib"));
        debian.then_some(Toolchain::Debian)
    }
}

fn has_std_source(rustlib: &Path) -> bool {
    rustlib.join("src/rust/library").exists() || Path::new("/usr/src/rustc/library").exists()
}

/// Builds `ui` for wasm32 into `into`, else into `<root>/ui/dist` (size profile `ui` when `release`), and returns that
/// folder. It is replaced as a whole at the end, so a build that fails leaves the last good one.
///
/// # Errors
/// A sentence that says which step failed, or that the program has become larger than [`LARGEST`].
pub fn build(root: &Path, release: bool, into: Option<PathBuf>) -> Result<PathBuf, String> {
    let toolchain = Toolchain::find(root).ok_or(
        "No compiler for WebAssembly was found. Run `rustup target add wasm32-unknown-unknown`, or on Debian \
         `apt-get install rustc-web rust-web-src lld-22`.",
    )?;
    let wasm = compile(root, release, toolchain)?;
    let ui = root.join("ui");
    let dist = into.unwrap_or_else(|| ui.join("dist"));
    let fresh = dist.with_extension("new");
    remove(&fresh)?;
    fs::create_dir_all(&fresh).map_err(at(&fresh))?;

    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&wasm)
        .out_name("ui")
        .typescript(false)
        .debug(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .web(true)
        .and_then(|bindgen| bindgen.generate(&fresh))
        .map_err(|error| format!("The bindings of the front end could not be made: {error:#}"))?;

    copy_file(&ui.join("index.html"), &fresh.join("index.html"))?;
    copy_folder(&ui.join("static"), &fresh)?;
    copy_folder(&ui.join("vendor"), &fresh.join("vendor"))?;
    gather_words(root, &fresh.join("words"))?;
    trim_styles(&ui, &fresh)?;
    weigh(&fresh, release)?;

    remove(&dist)?;
    fs::rename(&fresh, &dist).map_err(at(&dist))?;
    Ok(dist)
}

/// The most that the program may weigh in bytes, as it ships and as it is built for tests: compressed at brotli's best the
/// shipped one is then under 1.2 MB (a byte shrinks to 0.233 at the time of writing; `cargo xtask bench ui` measures it).
/// The one for tests grows with it, so that a change that makes the front end much larger is seen at once.
const LARGEST: [u64; 2] = [5_100_000, 33_000_000];

/// Refuses a program that has become too large.
fn weigh(dist: &Path, release: bool) -> Result<(), String> {
    let wasm = dist.join("ui_bg.wasm");
    let bytes = fs::metadata(&wasm).map_err(at(&wasm))?.len();
    let [shipped, tested] = LARGEST;
    let most = if release { shipped } else { tested };
    if bytes > most {
        return Err(format!(
            "ui_bg.wasm has {bytes} bytes, more than {most}: the front end has grown. `cargo xtask bench ui` shows what it \
             weighs compressed; a larger one needs a decision (xtask/src/web.rs)."
        ));
    }
    Ok(())
}

/// Of Designsystemet's style sheet the window gets what its pages use.
fn trim_styles(ui: &Path, dist: &Path) -> Result<(), String> {
    let sheet = dist.join("vendor/designsystemet/designsystemet.css");
    let mut used = Vec::new();
    for folder in ["src", "static"] {
        classes(&ui.join(folder), &mut used)?;
    }
    let used: Vec<&str> = used.iter().map(String::as_str).collect();
    let whole = fs::read_to_string(&sheet).map_err(at(&sheet))?;
    fs::write(&sheet, css::trimmed(&whole, "ds-", &used)).map_err(at(&sheet))
}

/// Every word in the sources that can be a class of Designsystemet.
fn classes(folder: &Path, found: &mut Vec<String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() {
            classes(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|kind| ["rs", "js", "css"].iter().any(|one| kind == *one))
        {
            let text = fs::read_to_string(&path).map_err(at(&path))?;
            for word in text.split(|c: char| c != '-' && c != '_' && !c.is_ascii_alphanumeric()) {
                if word.starts_with("ds-") && !found.iter().any(|known| known == word) {
                    found.push(word.to_owned());
                }
            }
        }
    }
    Ok(())
}

/// The languages that the window speaks.
const LANGUAGES: [&str; 4] = ["fr", "de", "lb", "en"];
/// Where the texts that the window shows stand: its own, and those of the crates that it shares with the desk.
const WORDS: [&str; 4] = [
    "ui/locales",
    "crates/model/locales",
    "crates/identifier/locales",
    "crates/wording/locales",
];

/// One file of texts for each language, without the remarks for translators: the program is smaller by them, and reads
/// only the language that is spoken.
fn gather_words(root: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(at(to))?;
    for lang in LANGUAGES {
        let mut whole = String::new();
        for folder in WORDS {
            let folder = root.join(folder);
            let mut files = vec![folder.join(format!("{lang}.ftl"))];
            for entry in fs::read_dir(&folder).map_err(at(&folder))? {
                let area = entry.map_err(at(&folder))?.path();
                if area.is_dir() {
                    files.push(area.join(format!("{lang}.ftl")));
                }
            }
            // The order of the file system is nobody's.
            files.sort();
            for file in files {
                let text = fs::read_to_string(&file).map_err(at(&file))?;
                for line in text.lines().filter(|line| !line.starts_with('#')) {
                    whole += line;
                    whole.push('\n');
                }
            }
        }
        let file = to.join(format!("{lang}.ftl"));
        fs::write(&file, whole).map_err(at(&file))?;
    }
    Ok(())
}

fn compile(root: &Path, release: bool, toolchain: Toolchain) -> Result<PathBuf, String> {
    let (name, folder) = if release { ("ui", "ui") } else { ("dev", "debug") };
    let target = root.join("target/web");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root)
        .args([
            "build",
            "-p",
            "ui",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            name,
            "--target-dir",
        ])
        .arg(&target)
        // What stands in for the shell in an ordinary browser does not ship.
        .args(if release {
            &["--no-default-features"][..]
        } else {
            &[]
        })
        // Set by the cargo that runs this task, and wrong for the one started here.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO");
    if toolchain == Toolchain::Debian {
        cargo
            .env_remove("RUSTUP_TOOLCHAIN")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", "/usr/bin/rustc")
            .args(["-Z", "build-std=std,panic_abort"]);
    }
    let status = cargo
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if !status.success() {
        return Err(format!("`cargo build -p ui` failed: {status}"));
    }
    Ok(target.join("wasm32-unknown-unknown").join(folder).join("ui.wasm"))
}

fn at<E: Display>(path: &Path) -> impl FnOnce(E) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}

fn remove(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(at(folder))
    } else {
        Ok(())
    }
}

fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(at(from))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(at(to))?;
    for entry in fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            copy_file(&source, &target)?;
        }
    }
    Ok(())
}
