//! What a machine must have beside Rust and a C compiler, how to see whether it is there, and how to get it.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process::{Doing, Failure, Outcome, as_typed, run, succeeds};

/// Something of the system that is needed.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The Debian and Ubuntu package.
    pub package: &'static str,
    /// What it brings, for people on other systems.
    pub brings: &'static str,
    /// How to see that it is there.
    pub probe: Probe,
}

/// How to see that something is there.
#[derive(Clone, Copy, Debug)]
pub enum Probe {
    /// A program on the path.
    Program(&'static str),
    /// A module that pkg-config knows.
    Module(&'static str),
    /// A C header that compiles and a library that links.
    Library {
        /// The header to include.
        header: &'static str,
        /// The library to link, without `lib`.
        library: &'static str,
    },
    /// A module of Python 3.
    Python(&'static str),
    /// A file that exists.
    File(&'static str),
}

/// For the command line and the platform.
pub const PRODUCT: &[Need] = &[Need {
    package: "libssl-dev",
    brings: "libcrypto with its headers, for the encrypted database",
    probe: Probe::Library {
        header: "openssl/crypto.h",
        library: "crypto",
    },
}];

/// For the window as well.
pub const WINDOW: &[Need] = &[
    Need {
        package: "pkg-config",
        brings: "pkg-config",
        probe: Probe::Program("pkg-config"),
    },
    Need {
        package: "libwebkit2gtk-4.1-dev",
        brings: "WebKitGTK 4.1 with its headers, for the window",
        probe: Probe::Module("webkit2gtk-4.1"),
    },
];

/// For the tests as well.
pub const TESTS: &[Need] = &[
    Need {
        package: "xvfb",
        brings: "a virtual display",
        probe: Probe::Program("xvfb-run"),
    },
    Need {
        package: "xauth",
        brings: "access to the virtual display",
        probe: Probe::Program("xauth"),
    },
    Need {
        package: "dbus",
        brings: "a session bus",
        probe: Probe::Program("dbus-run-session"),
    },
    Need {
        package: "gnome-keyring",
        brings: "a keychain, for the tests of opening the desk with it",
        probe: Probe::Program("gnome-keyring-daemon"),
    },
    Need {
        package: "webkit2gtk-driver",
        brings: "WebDriver for the window",
        probe: Probe::Program("WebKitWebDriver"),
    },
    Need {
        package: "chromium",
        brings: "Chromium, for every route of the front end",
        probe: Probe::Program("chromium"),
    },
    Need {
        package: "chromium-driver",
        brings: "WebDriver for Chromium",
        probe: Probe::Program("chromedriver"),
    },
    Need {
        package: "at-spi2-core",
        brings: "the bus of assistive technologies",
        probe: Probe::File("/usr/share/dbus-1/services/org.a11y.Bus.service"),
    },
    Need {
        package: "python3-gi",
        brings: "Python 3 with gi",
        probe: Probe::Python("gi"),
    },
    Need {
        package: "gir1.2-atspi-2.0",
        brings: "what a screen reader is told, for Python",
        probe: Probe::Python("gi; gi.require_version('Atspi', '2.0')"),
    },
    Need {
        package: "poppler-utils",
        brings: "pdfsig and pdftoppm",
        probe: Probe::Program("pdfsig"),
    },
    Need {
        package: "qpdf",
        brings: "qpdf",
        probe: Probe::Program("qpdf"),
    },
    Need {
        package: "mupdf-tools",
        brings: "mutool",
        probe: Probe::Program("mutool"),
    },
    Need {
        package: "imagemagick",
        brings: "ImageMagick, whose pictures and scans are read",
        probe: Probe::Program("identify"),
    },
    Need {
        package: "softhsm2",
        brings: "SoftHSM, tokens in software",
        probe: Probe::Program("softhsm2-util"),
    },
    Need {
        package: "opensc",
        brings: "pkcs11-tool",
        probe: Probe::Program("pkcs11-tool"),
    },
    Need {
        package: "openssl",
        brings: "the openssl command",
        probe: Probe::Program("openssl"),
    },
    Need {
        package: "postgresql",
        brings: "PostgreSQL, for the tests of the platform past one machine",
        probe: Probe::Program("pg_lsclusters"),
    },
    Need {
        package: "npm",
        brings: "npm, for the accessibility checker axe-core",
        probe: Probe::Program("npm"),
    },
];

/// What the platform is compared with when it is measured.
pub const BENCH: &[Need] = &[
    Need {
        package: "nginx",
        brings: "nginx, to compare the check page with",
        probe: Probe::File("/usr/sbin/nginx"),
    },
    Need {
        package: "curl",
        brings: "curl, to compare uploads with",
        probe: Probe::Program("curl"),
    },
    Need {
        package: "postgresql",
        brings: "PostgreSQL, for a register of millions",
        probe: Probe::Program("pg_lsclusters"),
    },
];

/// For the independent validators in Python.
pub const VALIDATORS: &[Need] = &[Need {
    package: "python3-venv",
    brings: "Python 3 with venv",
    probe: Probe::Python("ensurepip"),
}];

/// Debian's compiler for WebAssembly, where rustup cannot fetch the target.
pub const DEBIAN_WASM: &[Need] = &[
    Need {
        package: "rustc-web",
        brings: "a Rust compiler that knows WebAssembly",
        probe: Probe::File("/usr/share/doc/rustc-web"),
    },
    Need {
        package: "rust-web-src",
        brings: "the sources of Rust's standard library",
        probe: Probe::File("/usr/lib/rustlib/src/rust/library"),
    },
    Need {
        package: "lld-22",
        brings: "a linker for WebAssembly",
        probe: Probe::File("/usr/bin/wasm-ld-22"),
    },
];

impl Need {
    /// Whether it is there.
    pub fn met(&self) -> bool {
        match self.probe {
            Probe::Program(name) => on_path(name).is_some(),
            Probe::Module(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
            Probe::Library { header, library } => links(header, library),
            Probe::Python(module) => {
                let python = Path::new("/usr/bin/python3");
                let python = if python.exists() {
                    python
                } else {
                    Path::new("python3")
                };
                succeeds(Command::new(python).args(["-c", &format!("import {module}")]))
            }
            Probe::File(path) => Path::new(path).exists(),
        }
    }
}

/// The first program of this name on the path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn links(header: &str, library: &str) -> bool {
    let compile = || -> std::io::Result<bool> {
        let folder = tempfile::tempdir()?;
        let mut child = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()))
            .args(["-x", "c", "-", "-o"])
            .arg(folder.path().join("probe"))
            .arg(format!("-l{library}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(format!("#include <{header}>\nint main(void) {{ return 0; }}\n").as_bytes())?;
        }
        Ok(child.wait()?.success())
    };
    compile().unwrap_or(false)
}

/// Installs what is missing of `needs`: asks first on a terminal, states it otherwise.
pub fn provide(needs: &[Need]) -> Outcome {
    let missing: Vec<&Need> = needs.iter().filter(|need| !need.met()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    eprintln!("Missing on this machine:");
    for need in &missing {
        eprintln!("  {:24} {}", need.package, need.brings);
    }
    let by_hand = by_hand(&missing);
    if on_path("apt-get").is_none() {
        return Err(Failure(by_hand));
    }
    if !agreed("Install them now with apt-get?")? {
        return Err(Failure(by_hand));
    }
    let become_root = match succeeds(Command::new("sh").args(["-c", "test \"$(id -u)\" = 0"])) {
        true => &[][..],
        false if on_path("sudo").is_some() => &["sudo"][..],
        false => {
            return Err(Failure(format!(
                "Installing needs root and there is no sudo. {by_hand}"
            )));
        }
    };
    let apt = |arguments: &[&str]| {
        let mut words = become_root.to_vec();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
        words.extend(arguments);
        let (program, rest) = words.split_first().unwrap_or((&"true", &[]));
        let mut command = Command::new(program);
        command.args(rest);
        command
    };
    run(&mut apt(&["update"]))?;
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    install.args(&packages);
    run(&mut install).map_err(|failure| Failure(format!("{failure} {by_hand}")))?;
    let still: Vec<&&Need> = missing.iter().filter(|need| !need.met()).collect();
    match still.first() {
        None => Ok(()),
        Some(need) => Err(Failure(format!(
            "{} was installed, yet {} is not usable. `{}` may tell more.",
            need.package,
            need.brings,
            as_typed(&install)
        ))),
    }
}

fn by_hand(missing: &[&Need]) -> String {
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    format!(
        "Install these, then run the same command again. Debian and Ubuntu: apt-get install {}. Elsewhere: {}.",
        packages.join(" "),
        missing
            .iter()
            .map(|need| need.brings)
            .collect::<Vec<_>>()
            .join("; ")
    )
}

/// Asks on a terminal; where nobody can answer, says what will be done and goes on.
fn agreed(question: &str) -> Outcome<bool> {
    if !std::io::stdin().is_terminal() {
        eprintln!("{question} Nobody can be asked here: yes.");
        return Ok(true);
    }
    eprint!("{question} [Y/n] ");
    std::io::stderr().flush().doing("write to the terminal")?;
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .doing("read the answer")?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "" | "y" | "yes" | "o" | "oui" | "j" | "ja"
    ))
}

/// Makes sure that some compiler on this machine knows WebAssembly: rustup's target, else Debian's compiler.
pub fn provide_wasm(root: &Path) -> Outcome {
    if rustup_target(root) {
        return Ok(());
    }
    if DEBIAN_WASM.iter().all(Need::met) {
        eprintln!("Building WebAssembly with Debian's rustc-web, since rustup's target is not installed.");
        return Ok(());
    }
    if on_path("rustup").is_some()
        && agreed("The WebAssembly target of Rust is missing. Add it with rustup?")?
    {
        let added = run(Command::new("rustup")
            .args(["target", "add", "wasm32-unknown-unknown"])
            .current_dir(root));
        if added.is_ok() && rustup_target(root) {
            return Ok(());
        }
        eprintln!("rustup cannot fetch the WebAssembly target here. Falling back on Debian's rustc-web.");
    }
    provide(DEBIAN_WASM)
}

fn rustup_target(root: &Path) -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .current_dir(root)
        .output();
    output.is_ok_and(|output| {
        let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success() && Path::new(&folder).is_dir()
    })
}

/// A verifier of public logs that asks for a newer Python than Debian 12 has, and works with this one, too. What it
/// needs is on the list.
const NEWER_PYTHON: &str = "aics-tlog==0.2.1";

/// A Python with the independent validators, in `target/validators`; made once and remade when the list changes.
pub fn validators(root: &Path) -> Outcome<PathBuf> {
    environment(root, "validators", Some(NEWER_PYTHON))
}

/// A Python with the validators of packages for the archives, in `target/validators-archives`: one of them pins an older
/// library than the others take.
pub fn archive_validators(root: &Path) -> Outcome<PathBuf> {
    environment(root, "validators-archives", None)
}

/// A Python with what the list `xtask/<name>.txt` names, and with one package whose wish for a newer Python is not heard.
fn environment(root: &Path, name: &str, newer_python: Option<&str>) -> Outcome<PathBuf> {
    let list = root.join("xtask").join(format!("{name}.txt"));
    let wanted = std::fs::read_to_string(&list).doing("read the list of validators")?
        + newer_python.unwrap_or_default();
    let folder = root.join("target").join(name);
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    if python.exists() && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let system = Path::new("/usr/bin/python3");
    let system = if system.exists() {
        system
    } else {
        Path::new("python3")
    };
    run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&list))?;
    if let Some(package) = newer_python {
        run(Command::new(&python).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--ignore-requires-python",
            "--no-deps",
            package,
        ]))?;
    }
    std::fs::write(&stamp, wanted).doing("note what was installed")?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_not() {
        let need = |probe| Need {
            package: "p",
            brings: "b",
            probe,
        };
        assert!(need(Probe::Program("sh")).met());
        assert!(!need(Probe::Program("no-such-program-here")).met());
        assert!(
            need(Probe::Library {
                header: "stdio.h",
                library: "c"
            })
            .met()
        );
        assert!(
            !need(Probe::Library {
                header: "no-such-header.h",
                library: "c"
            })
            .met()
        );
        assert!(
            !need(Probe::Library {
                header: "stdio.h",
                library: "no-such-library"
            })
            .met()
        );
        assert!(!need(Probe::Module("no-such-module")).met());
    }

    #[test]
    fn people_without_apt_are_told_exactly_what_to_install() {
        let text = by_hand(&[&PRODUCT[0], &WINDOW[1]]);
        assert!(
            text.contains("apt-get install libssl-dev libwebkit2gtk-4.1-dev."),
            "{text}"
        );
        assert!(text.contains("WebKitGTK 4.1"), "{text}");
    }
}
