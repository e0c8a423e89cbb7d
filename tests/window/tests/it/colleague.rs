//! Somebody at another desk, who works with the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use testkit::pki::{KeyFiles, KeyKind, TestPki};

use crate::driver::program;
use crate::platform::Platform;

const PASSPHRASE: &str = "correct cheval batterie agrafe";

/// A clerk with a desk and a key that seals.
pub struct Colleague {
    home: PathBuf,
    key: KeyFiles,
}

impl Colleague {
    /// Makes their desk in `home`, which is new, and joins an administration of the platform.
    pub fn at(home: &Path, platform: &Platform, administration: &str) -> Colleague {
        std::fs::create_dir_all(home).unwrap();
        std::fs::write(home.join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        let key = TestPki::shared()
            .seal(KeyKind::P256)
            .write(home, "seal", "clé du sceau");
        let colleague = Colleague {
            home: home.to_owned(),
            key,
        };
        let create = ["desk", "create", "--person", "Marie Schmit", "--office", "RES"];
        let role = ["--role", "clerk", "--administration", administration];
        colleague.does(&[&create[..], &role[..]].concat());
        let (code, ca) = (
            platform.code_of(administration),
            platform.root_pem().display().to_string(),
        );
        colleague.does(&["enrol", &platform.url, "--code", &code, "--ca", &ca]);
        colleague
    }

    /// Does something that must succeed; the first line of the answer.
    pub fn does(&self, arguments: &[&str]) -> Value {
        let output = Command::new(program("greffe"))
            .args(arguments)
            .arg("--json")
            .env("HOME", &self.home)
            .env("GREFFE_DESK", self.home.join("desk"))
            .env("GREFFE_PASSPHRASE_FILE", self.home.join("passphrase"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(output.status.success(), "{arguments:?}: {out}{err}");
        let first = out.lines().next().unwrap_or("null");
        serde_json::from_str(first).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {out}"))
    }

    /// A dossier; its reference.
    pub fn dossier(&self, subject: &str) -> String {
        let made = self.does(&["dossier", "create", "--subject", subject]);
        made["reference"].as_str().unwrap().to_owned()
    }

    /// A letter that is sealed and sent; its identifier.
    pub fn sealed(&self, dossier: &str, says: &str) -> String {
        let file = self.home.join(format!("{says}.pdf"));
        std::fs::write(&file, testkit::pdfs::letter_saying(says)).unwrap();
        let imported = self.does(&["document", "import", dossier, file.to_str().unwrap()]);
        let document = imported["document"]["id"].as_str().unwrap();
        let sealed = self.does(&[
            "document",
            "seal",
            document,
            "--p12",
            self.key.p12.to_str().unwrap(),
            "--p12-passphrase-file",
            self.key.passphrase_file.to_str().unwrap(),
        ]);
        self.does(&["sync"]);
        sealed["identifier"].as_str().unwrap().to_owned()
    }
}
