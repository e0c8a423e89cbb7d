//! What the desk's tests share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::{Cancel, Desk, Environment, KeySource, NewDesk, System};
use model::view::{DossierView, Imported};
use model::{NewDossier, Role, Subject};
use secrecy::SecretString;

/// The passphrase of test desks.
pub fn passphrase() -> SecretString {
    SecretString::from("correct horse battery")
}

/// A new desk in a folder.
pub fn create(folder: &Path) -> Desk {
    create_with(folder, Arc::new(System))
}

/// A new desk with its own time and randomness.
pub fn create_with(folder: &Path, env: Arc<dyn Environment>) -> Desk {
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles: vec![Role::Clerk],
        office: "RES".into(),
    };
    Desk::create(folder, &passphrase(), new, env).unwrap()
}

/// The desk in a folder.
pub fn unlock(folder: &Path) -> Desk {
    Desk::unlock(folder, &passphrase(), Arc::new(System)).unwrap()
}

/// A dossier with a subject.
pub fn dossier(desk: &Desk, subject: &str) -> DossierView {
    desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: None,
        parties: Vec::new(),
    })
    .unwrap()
}

/// Imports a file under its own name.
pub fn import(desk: &Desk, dossier: &DossierView, file: &Path) -> Result<Imported, desk::Error> {
    desk.import(dossier.id, file, None, &|_| {}, &Cancel::default())
}

/// Writes a file.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A PKCS#12 file with a TEST seal.
pub struct Key {
    /// The file.
    pub path: PathBuf,
    /// Its passphrase.
    pub passphrase: SecretString,
}

impl Key {
    /// Writes a new one into a folder.
    pub fn new(folder: &Path) -> Self {
        let seal = testkit::pki::TestPki::shared().seal(testkit::pki::KeyKind::P256);
        Self {
            path: file(folder, "seal.p12", &seal.pkcs12("key passphrase")),
            passphrase: "key passphrase".into(),
        }
    }

    /// As the desk wants it.
    pub fn source(&self) -> KeySource<'_> {
        KeySource::Pkcs12 {
            path: &self.path,
            passphrase: &self.passphrase,
        }
    }
}
