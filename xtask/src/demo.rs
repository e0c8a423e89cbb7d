//! `run`: the demonstration on this machine, from a fresh checkout to an open window or a finished journey.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::platform::Platform;
use crate::process::{Doing, Failure, Outcome, cargo, read, run, step};
use crate::{check, journey, system};

/// How to run.
#[derive(Debug)]
pub struct Options {
    /// Play the journey through the command line, whatever there is to display on.
    pub headless: bool,
    /// Keep the platform up until Ctrl-C.
    pub serve: bool,
    /// Build with optimisation.
    pub release: bool,
    /// Where the demonstration is kept; `demo` in the checkout otherwise.
    pub folder: Option<PathBuf>,
}

/// What `workbench prepare` made or found.
#[derive(Debug, Deserialize)]
pub struct Prepared {
    /// TEST certificates and keys.
    pub pki: Pki,
    /// Folder of the desk.
    pub desk: PathBuf,
    /// File with its passphrase.
    pub passphrase: PathBuf,
    /// Made now.
    pub new_desk: bool,
    /// The administration's name.
    pub administration: String,
    /// Who works at the desk.
    pub person: String,
    /// The platform's address, once enrolled.
    pub platform: Option<String>,
    /// PDFs to import.
    pub incoming: Vec<PathBuf>,
}

/// Files of the TEST certificates.
#[derive(Debug, Deserialize)]
pub struct Pki {
    /// Root that the seal's chain ends in.
    pub trust_pem: PathBuf,
    /// Key that seals.
    pub seal_p12: PathBuf,
    /// File with its passphrase.
    pub seal_passphrase: PathBuf,
    /// Authority of the platform's TLS certificate.
    pub tls_ca_pem: PathBuf,
    /// The platform's certificate chain.
    pub tls_cert_pem: PathBuf,
    /// Its key.
    pub tls_key_pem: PathBuf,
}

/// The loopback ports of the demonstration's platform. Printed in stamps, so they stay the same.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Ports {
    /// Desks and check page, TLS.
    pub https: u16,
    /// Check page without TLS.
    pub http: u16,
}

/// Everything built and prepared.
pub struct Demo {
    /// The folder of the demonstration.
    pub folder: PathBuf,
    /// Folder of the programs.
    pub programs: PathBuf,
    /// What the workbench made.
    pub prepared: Prepared,
    /// Where the platform listens.
    pub ports: Ports,
}

impl Demo {
    /// A program that was built.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }

    /// The platform's address for desks.
    pub fn address(&self) -> String {
        format!("https://localhost:{}", self.ports.https)
    }

    /// The check page's address without TLS.
    pub fn public_address(&self) -> String {
        format!("http://localhost:{}", self.ports.http)
    }
}

/// Runs the demonstration.
pub fn run_demo(root: &Path, options: &Options) -> Outcome {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let window = !options.headless && display;
    if !options.headless && !display {
        eprintln!("There is no display: the journey is played through the command line, as with --headless.");
    }

    step("What this machine needs");
    system::provide(system::PRODUCT)?;
    if window {
        system::provide(system::WINDOW)?;
        system::provide_wasm(root)?;
    }
    eprintln!("Everything is there.");

    let folder = std::path::absolute(options.folder.clone().unwrap_or_else(|| root.join("demo")))
        .doing("find the folder of the demonstration")?;
    std::fs::create_dir_all(&folder).doing(format!("make the folder {}", folder.display()))?;
    let ports = ports(&folder)?;

    step("Build");
    if window {
        check::front_end(root, options.release)?;
    }
    let programs = build(root, window, options.release)?;

    step("Demonstration administration");
    let demo = prepare(folder, ports, programs)?;
    let (old, new) = ("The desk that was there is used again", "A new desk was made");
    eprintln!(
        "{}: {} at {}.",
        if demo.prepared.new_desk { new } else { old },
        demo.prepared.person,
        demo.prepared.administration
    );
    eprintln!("Folder: {}", demo.folder.display());
    eprintln!("All its certificates and keys are TEST ones; nothing sealed with them is binding.");

    if window {
        open_window(&demo, options.serve)
    } else {
        play(&demo, options.serve)
    }
}

fn build(root: &Path, window: bool, release: bool) -> Outcome<PathBuf> {
    let mut build = cargo(root);
    build.args([
        "build",
        "--locked",
        "-p",
        "cli",
        "-p",
        "platform",
        "-p",
        "workbench",
    ]);
    if window {
        build.args(["-p", "greffe"]);
    }
    if release {
        build.arg("--release");
        if window {
            build.args(["--features", "greffe/custom-protocol"]);
        }
    }
    run(&mut build)?;

    #[derive(Deserialize)]
    struct Target {
        target_directory: PathBuf,
    }
    let json = read(cargo(root).args(["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    let target: Target = serde_json::from_str(&json).doing("read what `cargo metadata` says")?;
    Ok(target
        .target_directory
        .join(if release { "release" } else { "debug" }))
}

fn prepare(folder: PathBuf, ports: Ports, programs: PathBuf) -> Outcome<Demo> {
    let json = read(
        Command::new(programs.join("workbench"))
            .arg("prepare")
            .arg(&folder),
    )
    .map_err(|failure| Failure(format!("The demonstration could not be prepared. {failure}")))?;
    let prepared = serde_json::from_str(&json).doing("read what the workbench prepared")?;
    Ok(Demo {
        folder,
        programs,
        prepared,
        ports,
    })
}

/// The ports that this demonstration uses: chosen free the first time, kept afterwards.
fn ports(folder: &Path) -> Outcome<Ports> {
    let file = folder.join("ports.json");
    if let Ok(text) = std::fs::read_to_string(&file) {
        let ports: Ports = serde_json::from_str(&text).doing(format!("understand {}", file.display()))?;
        for port in [ports.https, ports.http] {
            if TcpListener::bind(("127.0.0.1", port)).is_err() {
                return Err(Failure(format!(
                    "Port {port}, which is printed in this demonstration's stamps, is in use. Another `cargo xtask \
                     run` on the same folder may be up: end it, or give another folder with --demo."
                )));
            }
        }
        return Ok(ports);
    }
    let free = || -> std::io::Result<(TcpListener, u16)> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    // Both are held until both are known, so that they differ.
    let (first, second) = (
        free().doing("find a free port")?,
        free().doing("find a free port")?,
    );
    let ports = Ports {
        https: first.1,
        http: second.1,
    };
    let text = serde_json::to_string(&ports).doing("write the ports down")?;
    std::fs::write(&file, text).doing(format!("write {}", file.display()))?;
    Ok(ports)
}

fn play(demo: &Demo, serve: bool) -> Outcome {
    step("The journey");
    let platform = journey::play(demo)?;
    if serve { keep_up(demo, platform) } else { Ok(()) }
}

/// Enrols the desk unless it is; the platform must be up.
pub fn enrol(demo: &Demo, platform: &Platform) -> Outcome<bool> {
    let address = demo.address();
    // Until it is enrolled, a demonstration's desk names an address of its own, which is never ours.
    if demo.prepared.platform.as_deref() == Some(address.as_str()) {
        return Ok(false);
    }
    let code = platform.one_time_code(demo)?;
    let answer = journey::Greffe::of(demo).run(&[
        "enrol".as_ref(),
        address.as_ref(),
        "--code".as_ref(),
        code.as_ref(),
        "--ca".as_ref(),
        demo.prepared.pki.tls_ca_pem.as_os_str(),
    ])?;
    answer.expect_done("enrol the desk")?;
    Ok(true)
}

fn open_window(demo: &Demo, serve: bool) -> Outcome {
    step("Platform");
    let platform = Platform::start(demo)?;
    enrol(demo, &platform)?;
    eprintln!(
        "Check page: {}   (the same with TLS: {})",
        demo.public_address(),
        demo.address()
    );

    step("Window");
    let passphrase = std::fs::read_to_string(&demo.prepared.passphrase).doing("read the passphrase")?;
    eprintln!(
        "Unlock the desk with the passphrase: {} (Claire Weber)",
        passphrase.trim()
    );
    // The same words as in desk::demo::COLLEAGUES, which this program does not reach.
    eprintln!("As Paul Meyers: TEST demonstration Paul; as Martine Klein: TEST demonstration Martine");
    eprintln!(
        "To seal: key file {}, passphrase in {}",
        demo.prepared.pki.seal_p12.display(),
        demo.prepared.pki.seal_passphrase.display()
    );
    let mut window = demo.program("greffe-desktop");
    window.env("GREFFE_DESK", &demo.prepared.desk);
    window.env("GREFFE_SEAL_KEY", &demo.prepared.pki.seal_p12);
    let outcome = run(&mut window);
    if outcome.is_ok() && serve {
        return keep_up(demo, platform);
    }
    outcome
}

/// Waits for Ctrl-C (or the platform's own end) with the platform up.
fn keep_up(demo: &Demo, platform: Platform) -> Outcome {
    eprintln!();
    eprintln!(
        "The platform is up at {} and {}.",
        demo.address(),
        demo.public_address()
    );
    eprintln!(
        "A desk or browser trusts the first one with {}.",
        demo.prepared.pki.tls_ca_pem.display()
    );
    eprintln!("Ctrl-C ends it.");
    platform.serve()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ports_are_chosen_once_and_kept() {
        let folder = tempfile::tempdir().expect("folder");
        let first = ports(folder.path()).expect("chosen");
        assert_ne!(first.https, first.http);
        let second = ports(folder.path()).expect("kept");
        assert_eq!((first.https, first.http), (second.https, second.http));
    }

    #[test]
    fn a_port_in_use_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().expect("folder");
        let kept = ports(folder.path()).expect("chosen");
        let _other = TcpListener::bind(("127.0.0.1", kept.http)).expect("bound");
        let failure = ports(folder.path()).expect_err("in use");
        assert!(
            failure.0.contains(&format!("Port {}", kept.http)) && failure.0.contains("--demo"),
            "{failure}"
        );
    }
}
