//! Tokens in software: a fresh SoftHSM for one test.
//!
//! SoftHSM reads the place of its tokens from the environment of its process, once. So each test that uses it runs in
//! a process of its own, with a folder of its own: [`alone`] starts the test's own program again, for that one test.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pki::Leaf;

/// Set in the process in which the test really runs.
const FOLDER: &str = "GREFFE_TEST_SOFTHSM";

/// A SoftHSM without tokens.
pub struct SoftHsm {
    folder: PathBuf,
    module: PathBuf,
}

/// An object's properties in a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    /// CKA_ALWAYS_AUTHENTICATE on the private key.
    pub always_authenticate: bool,
    /// Leave out the private key.
    pub without_key: bool,
    /// Leave out the certificate.
    pub without_certificate: bool,
}

/// Where SoftHSM's module is installed.
pub fn module() -> Option<PathBuf> {
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
        "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    ]
    .into_iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
}

/// Runs `test`, which must be the body of the test function `name`, in a process of its own with an empty SoftHSM.
/// Where SoftHSM or OpenSC's `pkcs11-tool` is not installed that is said aloud; under `CI=true` it fails.
pub fn alone(name: &str, test: impl FnOnce(&SoftHsm)) {
    let Some(module) = ready() else { return };
    if let Some(folder) = std::env::var_os(FOLDER) {
        return test(&SoftHsm {
            folder: folder.into(),
            module,
        });
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hsm = SoftHsm::in_folder(folder.path(), module);
    let output = Command::new(std::env::current_exe().expect("the test's own program"))
        .args(["--exact", name, "--nocapture"])
        .env("SOFTHSM2_CONF", hsm.conf())
        .env(FOLDER, folder.path())
        .output()
        .expect("the test's own program starts");
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{name} in a process of its own: {said}"
    );
}

fn ready() -> Option<PathBuf> {
    let missing = |what: &str| crate::skip("tokens by SoftHSM", what, true);
    let Some(module) = module() else {
        missing("SoftHSM is not installed");
        return None;
    };
    for program in ["softhsm2-util", "pkcs11-tool"] {
        if Command::new(program).arg("--help").output().is_err() {
            missing(&format!("{program} is not installed"));
            return None;
        }
    }
    Some(module)
}

impl SoftHsm {
    /// A SoftHSM in a folder, for programs that are started with [`SoftHsm::conf`] as `SOFTHSM2_CONF`. `None`, said
    /// aloud, where it is not installed.
    pub fn for_programs(folder: &Path) -> Option<Self> {
        Some(Self::in_folder(folder, ready()?))
    }

    fn in_folder(folder: &Path, module: PathBuf) -> Self {
        let hsm = Self {
            folder: folder.to_owned(),
            module,
        };
        std::fs::create_dir_all(hsm.tokens()).expect("a folder for tokens");
        let conf = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n",
            hsm.tokens().display()
        );
        std::fs::write(hsm.conf(), conf).expect("a writable folder");
        hsm
    }

    /// The configuration.
    pub fn conf(&self) -> PathBuf {
        self.folder.join("softhsm2.conf")
    }

    /// The module.
    pub fn module(&self) -> &Path {
        &self.module
    }

    /// The folder of the tokens: without it they are gone.
    pub fn tokens(&self) -> PathBuf {
        self.folder.join("tokens")
    }

    /// Makes a token.
    pub fn token(&self, label: &str, pin: &str) {
        self.run(
            Command::new("softhsm2-util")
                .args(["--init-token", "--free", "--so-pin", "12345678"])
                .args(["--label", label, "--pin", pin]),
        );
    }

    /// Puts a leaf's key and certificate into a token under the identifier `id` (hex).
    pub fn keep(&self, label: &str, pin: &str, id: &str, leaf: &Leaf, kept: Kept) {
        let (key, certificate) = (self.folder.join("key.pem"), self.folder.join("certificate.der"));
        std::fs::write(&key, leaf.key_pem()).expect("a writable folder");
        std::fs::write(&certificate, &leaf.certificate_der).expect("a writable folder");
        if !kept.without_key {
            if kept.always_authenticate {
                self.run(
                    self.tool(label, pin)
                        .args(["--write-object".as_ref(), key.as_os_str()])
                        .args(["--type", "privkey", "--id", id, "--label", "TEST"])
                        .args(["--always-auth", "--usage-sign"]),
                );
            } else {
                self.run(
                    Command::new("softhsm2-util")
                        .args(["--import".as_ref(), key.as_os_str()])
                        .args(["--token", label, "--pin", pin, "--id", id, "--label", "TEST"]),
                );
            }
        }
        if !kept.without_certificate {
            self.run(
                self.tool(label, pin)
                    .args(["--write-object".as_ref(), certificate.as_os_str()])
                    .args(["--type", "cert", "--id", id, "--label", &leaf.common_name]),
            );
        }
    }

    fn tool(&self, label: &str, pin: &str) -> Command {
        let mut command = Command::new("pkcs11-tool");
        command.args(["--module".as_ref(), self.module.as_os_str()]);
        command.args(["--token-label", label, "--login", "--pin", pin]);
        command
    }

    fn run(&self, command: &mut Command) {
        let output = command
            .env("SOFTHSM2_CONF", self.conf())
            .output()
            .expect("a program of SoftHSM or OpenSC");
        assert!(
            output.status.success(),
            "{command:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
