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

/// The demonstration's desk in a folder: a copy of one that all tests of a program share, because preparing it takes seconds.
/// It is prepared by the first of them and again after half an hour, so that its days are those of today.
pub fn demonstration(folder: &Path) -> Desk {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demonstrations");
    std::fs::create_dir_all(&shared).unwrap();
    let program = std::env::current_exe().unwrap();
    let name = program.file_stem().unwrap().to_string_lossy().into_owned();
    let built = program.metadata().unwrap().modified().unwrap();
    let (place, mark) = (shared.join(&name), shared.join(format!("{name}.made")));
    let lock = std::fs::File::create(shared.join(format!("{name}.lock"))).unwrap();
    lock.lock().unwrap();
    let made = mark.metadata().and_then(|mark| mark.modified());
    let fresh = made.is_ok_and(|made| {
        made > built
            && made
                .elapsed()
                .is_ok_and(|age| age < std::time::Duration::from_mins(30))
    });
    if !fresh {
        let _ = std::fs::remove_file(&mark);
        let _ = std::fs::remove_dir_all(&place);
        drop(desk::demo::prepare_desk(&place, &passphrase(), Arc::new(System)).unwrap());
        std::fs::write(&mark, "").unwrap();
    }
    copy(&place, folder);
    drop(lock);
    unlock(folder)
}

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
