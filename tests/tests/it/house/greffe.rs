//! A person at the command line.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The passphrase of every desk here.
pub const PASSPHRASE: &str = "correct cheval batterie agrafe";

/// A person with a home folder, a desk that may or may not exist yet, and a key for sealing.
pub struct Greffe {
    home: tempfile::TempDir,
    /// The desk's folder.
    pub desk: PathBuf,
    /// File with the desk's passphrase.
    pub passphrase_file: PathBuf,
    /// The key for sealing and its files.
    pub key: testkit::pki::KeyFiles,
    lang: &'static str,
}

/// What a program said.
#[derive(Debug)]
pub struct Answer {
    /// How it was called.
    pub call: String,
    /// Exit code; -1 after a signal.
    pub exit: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Default for Greffe {
    fn default() -> Self {
        Self::new()
    }
}

impl Greffe {
    /// A person in a new home folder, with a P-256 seal of the TEST infrastructure.
    pub fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let passphrase_file = home.path().join("passphrase");
        std::fs::write(&passphrase_file, format!("{PASSPHRASE}\n")).expect("a writable folder");
        let seal = testkit::pki::TestPki::shared().seal(testkit::pki::KeyKind::P256);
        let key = seal.write(home.path(), "seal", "clé du sceau");
        Self {
            desk: home.path().join("desk"),
            passphrase_file,
            key,
            home,
            lang: "en",
        }
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The same person, speaking another language.
    pub fn speaking(mut self, lang: &'static str) -> Self {
        self.lang = lang;
        self
    }

    /// Changes the language of what follows.
    pub fn speak(&mut self, lang: &'static str) {
        self.lang = lang;
    }

    /// `greffe` with arguments, in a clean environment.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(super::programs::path("greffe"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("GREFFE_DESK", &self.desk)
            .env("GREFFE_PASSPHRASE_FILE", &self.passphrase_file)
            .env("LC_ALL", format!("{}_LU.UTF-8", self.lang))
            .current_dir(self.home())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs `greffe` as it speaks to people.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Answer {
        answer(self.command(arguments))
    }

    /// Runs `greffe --json`.
    pub fn json<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Answer {
        let mut command = self.command(arguments);
        command.arg("--json");
        answer(command)
    }

    /// Starts `greffe --json` and does not wait.
    pub fn start<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Child {
        self.command(arguments)
            .arg("--json")
            .spawn()
            .expect("greffe starts")
    }

    /// Makes the desk.
    pub fn create_desk(&self) {
        let arguments = [
            "desk",
            "create",
            "--administration",
            "TEST Commune de Bettendorf",
            "--person",
        ];
        self.json(
            arguments
                .into_iter()
                .chain(["Marie Schmit", "--office", "RES", "--role", "clerk"]),
        )
        .done();
    }

    /// Makes a dossier; gives its reference.
    pub fn create_dossier(&self, subject: &str) -> String {
        text(
            &self.json(["dossier", "create", "--subject", subject]).done()[0],
            "reference",
        )
    }

    /// Imports files into a dossier; gives the documents' ids.
    pub fn import(&self, dossier: &str, files: &[PathBuf]) -> Vec<String> {
        let mut arguments: Vec<OsString> = ["document", "import", dossier].map(Into::into).to_vec();
        arguments.extend(files.iter().map(Into::into));
        let lines = self.json(arguments).done();
        lines.iter().map(|line| text(&line["document"], "id")).collect()
    }

    /// Seals documents or dossiers with the person's key; gives the lines.
    pub fn seal(&self, targets: &[&str]) -> Vec<Value> {
        self.json(self.seal_arguments(targets)).done()
    }

    /// The arguments of [`Greffe::seal`].
    pub fn seal_arguments(&self, targets: &[&str]) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["document", "seal"].map(Into::into).to_vec();
        arguments.extend(targets.iter().map(Into::into));
        arguments.extend(["--p12".into(), self.key.p12.clone().into()]);
        arguments.extend([
            "--p12-passphrase-file".into(),
            self.key.passphrase_file.clone().into(),
        ]);
        arguments
    }

    /// Enrols with a platform's code, trusting its TEST authority.
    pub fn enrol(&self, platform: &str, code: &str, ca_pem: Option<&Path>) {
        let mut arguments: Vec<OsString> = ["enrol", platform, "--code", code].map(Into::into).to_vec();
        if let Some(ca) = ca_pem {
            arguments.extend(["--ca".into(), ca.into()]);
        }
        self.json(arguments).done();
    }
}

/// Runs a program to its end.
pub fn answer(mut command: Command) -> Answer {
    let call = format!("{command:?}");
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{call}: {error}"));
    Answer::of(call, &output)
}

impl Answer {
    /// What a finished program said.
    pub fn of(call: String, output: &Output) -> Self {
        Self {
            call,
            exit: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The JSON lines on standard output.
    pub fn lines(&self) -> Vec<Value> {
        let parse =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {self:#?}"));
        self.stdout.lines().map(parse).collect()
    }

    /// The JSON lines of a program that did all it was asked.
    pub fn done(&self) -> Vec<Value> {
        assert_eq!(self.exit, 0, "{self:#?}");
        self.lines()
    }

    /// The error on standard error of a program that was not.
    pub fn error(&self) -> Value {
        assert_ne!(self.exit, 0, "{self:#?}");
        let line = self
            .stderr
            .lines()
            .last()
            .unwrap_or_else(|| panic!("no error in {self:#?}"));
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }

    /// The stable code of [`Answer::error`].
    pub fn code(&self) -> String {
        text(&self.error(), "code")
    }
}

/// A text in JSON.
pub fn text(value: &Value, key: &str) -> String {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no text '{key}' in {value}"))
        .to_owned()
}
