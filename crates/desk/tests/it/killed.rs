//! A desk that is killed at random moments - importing, sealing, changing, migrating, backing up, changing a
//! passphrase - and one that several programs use at once.
//!
//! `GREFFE_KILLS` sets the number of kills (16 unless told; releases are tried with 300).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use common::{Key, dossier, file, passphrase};
use desk::{Cancel, Desk, System};
use model::DocumentId;
use secrecy::SecretString;
use testkit::pdfs;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

fn numbered(passphrase: u64) -> SecretString {
    SecretString::from(format!("rouge bateau {passphrase} nuages"))
}

fn sealing_key(folder: &Path) -> Key {
    Key {
        path: folder.join("seal.p12"),
        passphrase: "key passphrase".into(),
    }
}

/// Not a test of its own: the program that is killed. What is done for good it says.
#[test]
fn program_that_works() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_WORK").map(PathBuf::from) else {
        return;
    };
    let number = |name: &str| -> u64 { std::env::var(name).unwrap().parse().unwrap() };
    let (round, mut secret) = (number("GREFFE_TEST_ROUND"), number("GREFFE_TEST_SECRET"));
    let changes_passphrase = secret > 0;
    let random = testkit::clock::SeededRandom::new(round);
    let opened = if changes_passphrase {
        numbered(secret)
    } else {
        passphrase()
    };
    let desk = Desk::unlock(&folder.join("desk"), &opened, Arc::new(System)).unwrap();
    let row = desk.dossiers("Certificat Muller", 1, 0).unwrap().remove(0);
    let key = sealing_key(&folder);
    let no = Cancel::default();
    say("@ready");
    let mut imported: Vec<DocumentId> = Vec::new();
    for step in 0.. {
        let unique = format!("{round}-{step}-{}", std::process::id());
        match random.bytes::<1>()[0] % 8 {
            0..=2 => {
                let path = file(&folder, &format!("{unique}.pdf"), &pdfs::letter_saying(&unique));
                let document = desk
                    .import(row.id, &path, None, &|_| {}, &no)
                    .unwrap()
                    .document
                    .id;
                std::fs::remove_file(&path).unwrap();
                imported.push(document);
                say(&format!("@imported {document}"));
            }
            3 | 4 => {
                let Some(document) = imported.pop() else { continue };
                let outcome = desk
                    .seal(&[document], key.source(), &|_| {}, &no)
                    .unwrap()
                    .remove(0);
                let identifier = outcome.result.unwrap().identifier.canonical();
                say(&format!("@sealed {document} {identifier}"));
            }
            5 => {
                let made = dossier(&desk, &format!("Dossier {unique}"));
                say(&format!("@dossier {}", made.id));
            }
            6 => match desk.back_up(Some(&folder.join("safe")), &|_| {}, &no) {
                Ok(made) => say(&format!("@backup {}", made.backup.journal)),
                Err(error) => assert_eq!(wording::Explain::code(&error), "backup-running"),
            },
            _ if changes_passphrase => {
                say(&format!("@trying {}", secret + 1));
                desk.change_passphrase(&numbered(secret), &numbered(secret + 1))
                    .unwrap();
                secret += 1;
                say(&format!("@passphrase {secret}"));
            }
            _ => {
                let report = desk.check(&|_| {}, &no).unwrap();
                assert_eq!(report.problems, [], "while others work");
                say("@checked");
            }
        }
    }
}

/// Not a test of its own: opens a desk of an earlier version.
#[test]
fn program_that_migrates() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_MIGRATE").map(PathBuf::from) else {
        return;
    };
    say("@ready");
    drop(Desk::unlock(&folder, &passphrase(), Arc::new(System)).unwrap());
    say("@opened");
}

struct Program {
    child: Child,
    lines: mpsc::Receiver<String>,
    said: Vec<String>,
}

impl Program {
    fn start(name: &str, variables: &[(&str, String)]) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", &format!("killed::{name}"), "--nocapture"])
            .stdout(Stdio::piped());
        command.stderr(Stdio::piped());
        for (variable, value) in variables {
            command.env(variable, value);
        }
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if line.starts_with('@') && send.send(line).is_err() {
                    break;
                }
            }
        });
        let mut program = Self {
            child,
            lines,
            said: Vec::new(),
        };
        match program.lines.recv_timeout(Duration::from_secs(120)) {
            Ok(line) => assert_eq!(line, "@ready"),
            Err(_) => panic!("{}", program.complaint()),
        }
        program
    }

    fn complaint(&mut self) -> String {
        let _ = self.child.kill();
        let mut text = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            let _ = std::io::Read::read_to_string(&mut errors, &mut text);
        }
        text
    }

    /// What it said until it is killed after `life`, or ended by itself.
    fn end(mut self, life: Duration) -> (Vec<String>, bool) {
        let until = Instant::now() + life;
        let mut by_itself = false;
        loop {
            match self
                .lines
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(line) => self.said.push(line),
                Err(mpsc::RecvTimeoutError::Timeout) => break,
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    by_itself = true;
                    break;
                }
            }
        }
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        let mut errors = String::new();
        if let Some(mut source) = self.child.stderr.take() {
            let _ = std::io::Read::read_to_string(&mut source, &mut errors);
        }
        assert!(status.success() || !errors.contains("panicked"), "{errors}");
        self.said.extend(self.lines.iter());
        (self.said, by_itself)
    }
}

#[derive(Default)]
struct Known {
    documents: BTreeMap<DocumentId, Option<String>>,
    dossiers: BTreeSet<model::DossierId>,
    backups: Vec<u64>,
    secret: u64,
    trying: Option<u64>,
    orphans: u64,
}

impl Known {
    fn hear(&mut self, said: &[String]) {
        for line in said {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["@imported", document] => {
                    self.documents.insert(document.parse().unwrap(), None);
                }
                ["@sealed", document, identifier] => {
                    self.documents
                        .insert(document.parse().unwrap(), Some((*identifier).to_owned()));
                }
                ["@dossier", dossier] => {
                    self.dossiers.insert(dossier.parse().unwrap());
                }
                ["@backup", length] => self.backups.push(length.parse().unwrap()),
                ["@trying", secret] => self.trying = Some(secret.parse().unwrap()),
                ["@passphrase", secret] => {
                    self.secret = secret.parse().unwrap();
                    self.trying = None;
                }
                ["@checked"] => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The desk opens, everything that was acknowledged is there, nothing is there by halves.
    fn settle(&mut self, folder: &Path, thorough: bool) {
        let place = folder.join("desk");
        let with = |secret: u64| {
            let opened = if secret > 0 {
                numbered(secret)
            } else {
                passphrase()
            };
            Desk::unlock(&place, &opened, Arc::new(System))
        };
        let desk = match (with(self.secret), self.trying.take()) {
            (Ok(desk), _) => desk,
            (Err(error), Some(trying)) => {
                assert_eq!(wording::Explain::code(&error), "passphrase-wrong");
                self.secret = trying;
                with(trying).expect("one of the two passphrases opens")
            }
            (Err(error), None) => panic!("{error}"),
        };
        assert_eq!(std::fs::read_dir(place.join("tmp")).map_or(0, Iterator::count), 0);
        assert!(!place.join("key.json.old").exists());
        let report = desk.check(&|_| {}, &Cancel::default()).unwrap();
        assert_eq!(report.problems, []);
        self.orphans += report.orphans;
        if thorough {
            let again = desk.check(&|_| {}, &Cancel::default()).unwrap();
            assert_eq!(
                (again.orphans, again.problems),
                (0, vec![]),
                "settled once is settled"
            );
        }
        let row = desk.dossiers("Certificat Muller", 1, 0).unwrap().remove(0);
        let documents = desk.whole_dossier(row.id).unwrap().documents;
        for (id, identifier) in &self.documents {
            let document = documents.iter().find(|document| document.id == *id);
            let document = document.expect("what was acknowledged is there");
            if let Some(identifier) = identifier {
                let found = document.identifier.map(|found| found.canonical());
                assert_eq!(found.as_ref(), Some(identifier));
            }
        }
        for dossier in &self.dossiers {
            desk.dossier(*dossier).expect("what was acknowledged is there");
        }
        let sealed = documents
            .iter()
            .filter(|document| document.identifier.is_some())
            .count();
        assert_eq!(desk.outbox().unwrap().len(), sealed, "every original waits, once");
        let backups = Desk::backups(&folder.join("safe")).unwrap();
        if let Some(last) = self.backups.last() {
            assert!(
                backups.iter().any(|backup| backup.journal >= *last),
                "an acknowledged backup is there"
            );
        }
        if let (true, Some(newest)) = (thorough, backups.first()) {
            desk.check_backup(Path::new(&newest.folder), &|_| {}, &Cancel::default())
                .unwrap();
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    testkit::workspace_root()
        .join("crates/store/tests/fixtures")
        .join(name)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn kills() -> u64 {
    std::env::var("GREFFE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(16)
}

#[test]
fn killed_at_random_moments_a_desk_keeps_every_acknowledged_change() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let desk = desk::demo::prepare_desk(&folder.join("desk"), &passphrase(), Arc::new(System)).unwrap();
    desk.change_passphrase(&passphrase(), &numbered(1)).unwrap();
    drop(desk);
    Key::new(folder);
    let mut known = Known {
        secret: 1,
        ..Known::default()
    };
    let random = testkit::clock::SeededRandom::new(kills());
    let rounds = kills() * 3 / 5;
    for round in 0..rounds {
        let variables = [
            ("GREFFE_TEST_WORK", folder.display().to_string()),
            ("GREFFE_TEST_ROUND", round.to_string()),
            ("GREFFE_TEST_SECRET", known.secret.to_string()),
        ];
        let life = u64::from(u16::from_be_bytes(random.bytes::<2>())) % 700;
        let (said, _) = Program::start("program_that_works", &variables).end(Duration::from_millis(life));
        known.hear(&said);
        known.settle(folder, round % 10 == 0 || round + 1 == rounds);
    }
    eprintln!(
        "{rounds} kills at work: {} documents, {} sealed, {} dossiers, {} backups, {} passphrases, {} orphans settled",
        known.documents.len(),
        known.documents.values().flatten().count(),
        known.dossiers.len(),
        known.backups.len(),
        known.secret,
        known.orphans,
    );
}

#[test]
fn killed_while_it_is_brought_up_to_date_a_desk_of_every_version_opens_afterwards() {
    let random = testkit::clock::SeededRandom::new(7);
    let mut longest = Duration::from_millis(900);
    let (mut killed, mut ended) = (0, 0);
    for round in 0..kills() * 2 / 5 {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("desk");
        copy(
            &fixture(if round % 2 == 0 { "desk-v1" } else { "desk-v2" }),
            &place,
        );
        // Twice: what the first kill left is opened by a program that is killed, too.
        for _ in 0..2 {
            let variables = [("GREFFE_TEST_MIGRATE", place.display().to_string())];
            let part = u32::from(u16::from_be_bytes(random.bytes::<2>()));
            let begin = Instant::now();
            let (said, _) = Program::start("program_that_migrates", &variables).end(longest * part / 65_536);
            if said.is_empty() {
                killed += 1;
            } else {
                longest = longest.min(begin.elapsed() + Duration::from_millis(100));
                ended += 1;
            }
        }
        let desk = Desk::unlock(&place, &passphrase(), Arc::new(System)).unwrap();
        let row = desk.dossiers("residence mull", 1, 0).unwrap().remove(0);
        let documents = desk.dossier(row.id).unwrap().documents;
        let bytes = desk.read_version(documents[0].versions[0].id).unwrap();
        assert_eq!(bytes, b"%PDF-1.7 of the first version");
        let report = desk.check(&|_| {}, &Cancel::default()).unwrap();
        assert_eq!((report.problems, report.orphans), (vec![], 0));
        assert!(!place.join("key.json.old").exists());
    }
    eprintln!("{killed} kills while opening, {ended} ended by themselves");
}

#[test]
fn several_programs_at_once_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drop(desk::demo::prepare_desk(&folder.join("desk"), &passphrase(), Arc::new(System)).unwrap());
    Key::new(folder);
    let programs: Vec<Program> = (0..4)
        .map(|round| {
            let variables = [
                ("GREFFE_TEST_WORK", folder.display().to_string()),
                ("GREFFE_TEST_ROUND", (100 + round).to_string()),
                ("GREFFE_TEST_SECRET", "0".to_owned()),
            ];
            Program::start("program_that_works", &variables)
        })
        .collect();
    // How long the programs work is the test, not a wait for anything.
    #[allow(clippy::disallowed_methods)]
    std::thread::sleep(Duration::from_secs(3));
    let mut known = Known::default();
    for program in programs {
        let (said, by_itself) = program.end(Duration::from_millis(50));
        assert!(!by_itself, "it worked until it was killed");
        assert!(!said.is_empty());
        known.hear(&said);
    }
    known.settle(folder, true);
    eprintln!(
        "four programs: {} documents, {} dossiers, {} backups",
        known.documents.len(),
        known.dossiers.len(),
        known.backups.len()
    );
}
