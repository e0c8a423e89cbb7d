//! What a desk does when it is killed, when the disk is full, and when it may not write.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use common::{Key, create, dossier, file, import, passphrase, unlock};
use desk::{Cancel, Desk, Environment, System};
use model::DocumentId;
use model::view::VersionOrigin;
use testkit::pdfs;
use wording::Explain;

/// The real environment, that ends the process at the n-th thing it is asked for: each point between two effects of an
/// import or a sealing is before or after one of them.
struct Ending {
    left: AtomicU64,
}

impl Ending {
    fn step(&self) {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            std::process::abort();
        }
    }
}

impl Environment for Ending {
    fn now(&self) -> jiff::Timestamp {
        self.step();
        System.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.step();
        System.random(buffer);
    }
}

/// Not a test of its own: the program that the others kill. It imports and seals for ever, and says what is done.
#[test]
fn program_that_is_killed() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_DESK").map(PathBuf::from) else {
        return;
    };
    let steps: u64 = std::env::var("GREFFE_TEST_STEPS").unwrap().parse().unwrap();
    let round: u64 = std::env::var("GREFFE_TEST_ROUND").unwrap().parse().unwrap();
    let key = Key {
        path: folder.join("seal.p12"),
        passphrase: "key passphrase".into(),
    };
    let env = Arc::new(Ending {
        left: AtomicU64::new(u64::MAX),
    });
    let desk = Desk::unlock(&folder.join("desk"), &passphrase(), env.clone()).unwrap();
    let row = desk.dossiers("Certificat Muller", 1, 0).unwrap().remove(0);
    say("@ready");
    env.left.store(steps, Ordering::Relaxed);
    for number in 0.. {
        let path = file(
            &folder,
            &format!("{round}-{number}.pdf"),
            &pdfs::letter_saying(&format!("{round} {number}")),
        );
        let imported = desk
            .import(row.id, &path, None, &|_| {}, &Cancel::default())
            .unwrap();
        say(&format!("@imported {}", imported.document.id));
        let outcome = desk
            .seal(&[imported.document.id], key.source(), &|_| {}, &Cancel::default())
            .unwrap();
        let sealed = outcome[0].result.as_ref().unwrap();
        say(&format!(
            "@sealed {} {}",
            imported.document.id,
            sealed.identifier.canonical()
        ));
        std::fs::remove_file(&path).unwrap();
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

/// The program, and what it said so far.
struct Victim {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Victim {
    fn start(folder: &Path, steps: u64, round: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "faults::program_that_is_killed",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("GREFFE_TEST_DESK", folder)
            .env("GREFFE_TEST_STEPS", steps.to_string())
            .env("GREFFE_TEST_ROUND", round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if line.starts_with('@') && send.send(line).is_err() {
                    break;
                }
            }
        });
        let victim = Self { child, lines };
        assert_eq!(
            victim.lines.recv_timeout(Duration::from_secs(60)).unwrap(),
            "@ready"
        );
        victim
    }

    /// Everything it said until it ended; it is killed after `life`.
    fn end(mut self, life: Duration) -> Vec<String> {
        let until = Instant::now() + life;
        let mut said = Vec::new();
        loop {
            match self
                .lines
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(line) => said.push(line),
                Err(mpsc::RecvTimeoutError::Timeout) => break,
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
        let _ = self.child.kill();
        self.child.wait().unwrap();
        said.extend(self.lines.iter());
        said
    }
}

/// After every kill: what was reported is there, nothing is there by halves, nothing is sealed twice.
fn settle(folder: &Path, known: &mut HashMap<DocumentId, Option<String>>, said: &[String]) {
    for line in said {
        let mut words = line.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("@imported"), Some(document), None) => {
                known.insert(document.parse().unwrap(), None);
            }
            (Some("@sealed"), Some(document), Some(identifier)) => {
                known.insert(document.parse().unwrap(), Some(identifier.to_owned()));
            }
            other => panic!("{other:?}"),
        }
    }
    let desk = unlock(&folder.join("desk"));
    assert_eq!(
        std::fs::read_dir(folder.join("desk/tmp")).map_or(0, Iterator::count),
        0,
        "temp files are cleaned"
    );
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
    desk.verify_journal().unwrap();
    let row = desk.dossiers("Certificat Muller", 1, 0).unwrap().remove(0);
    let documents = desk.whole_dossier(row.id).unwrap().documents;
    let outbox = desk.outbox().unwrap();
    for (id, identifier) in known.iter() {
        let document = documents
            .iter()
            .find(|document| document.id == *id)
            .expect("what was reported is there");
        if let Some(identifier) = identifier {
            assert_eq!(
                document
                    .identifier
                    .map(|identifier| identifier.canonical())
                    .as_ref(),
                Some(identifier)
            );
        }
    }
    let mut sealed = 0;
    for document in &documents {
        let originals = document
            .versions
            .iter()
            .filter(|version| version.origin == VersionOrigin::Sealed)
            .count();
        assert_eq!(
            originals,
            usize::from(document.identifier.is_some()),
            "sealed once or not at all"
        );
        sealed += originals;
        if let Some(identifier) = document.identifier {
            known.insert(document.id, Some(identifier.canonical()));
        }
    }
    assert_eq!(outbox.len(), sealed, "every original waits in the outbox, once");
}

#[test]
fn killed_at_any_moment_a_desk_loses_nothing_and_seals_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drop(desk::demo::prepare_desk(&folder.join("desk"), &passphrase(), Arc::new(System)).unwrap());
    Key::new(folder);
    let mut known = HashMap::new();
    // At every point between two effects, in order, until one import and one sealing are through.
    let (mut ended, mut imported) = (0, false);
    for steps in 1..100 {
        let said = Victim::start(folder, steps, steps).end(Duration::from_secs(30));
        ended += 1;
        imported |= said.len() == 1;
        settle(folder, &mut known, &said);
        if said.len() > 1 {
            break;
        }
    }
    assert!(imported && ended > 8, "{ended}");
    // And by the operating system, at random moments.
    let random = testkit::clock::SeededRandom::new(11);
    for round in 0..60 {
        let life = u64::from(random.bytes::<1>()[0]);
        let said = Victim::start(folder, u64::MAX, 1000 + round).end(Duration::from_millis(life));
        settle(folder, &mut known, &said);
    }
    eprintln!(
        "{ended} ends between effects, 60 kills; {} documents",
        known.len()
    );
    // What was interrupted can be finished.
    let desk = unlock(&folder.join("desk"));
    let key = Key {
        path: folder.join("seal.p12"),
        passphrase: "key passphrase".into(),
    };
    let documents: Vec<DocumentId> = known.keys().copied().collect();
    for outcome in desk
        .seal(&documents, key.source(), &|_| {}, &Cancel::default())
        .unwrap()
    {
        let identifier = outcome.result.unwrap().identifier.canonical();
        if let Some(before) = &known[&outcome.document] {
            assert_eq!(&identifier, before);
        }
    }
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
}

/// A small file system in memory, if this machine lets us.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path, size_kb: u64) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let options = format!("size={size_kb}k,mode=700");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !mounted {
            testkit::skip("a small disk", "mounting a tmpfs is not allowed here", false);
        }
        mounted.then(|| Self(at.to_owned()))
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(&self.0)
            .status()
            .unwrap();
        assert!(status.success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_nothing_is_stored_by_halves() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(&folder.path().join("disk"), 6 * 1024) else {
        return;
    };
    let home = disk.0.join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Certificat");
    let mut taken = Vec::new();
    let error = loop {
        // Large texts fill the disk; small changes meet it when it is full.
        let text = vec![b'a' + (taken.len() % 26) as u8; 300_000 + taken.len()];
        let path = file(folder.path(), &format!("{}.txt", taken.len()), &text);
        match import(&desk, &dossier, &path) {
            Ok(imported) => taken.push((imported.document.versions[0].id, std::fs::read(&path).unwrap())),
            Err(error) => break error,
        }
        assert!(taken.len() < 100);
    };
    assert_eq!(error.code(), "disk-full");
    // Small changes fail the same way once even they do not fit.
    let mut last = None;
    for number in 0..3000 {
        let new = model::NewDossier {
            reference: None,
            subject: model::Subject::parse(&format!("Dossier {number} {}", "x".repeat(150))).unwrap(),
            procedure: None,
            parties: Vec::new(),
        };
        if let Err(error) = desk.create_dossier(new) {
            last = Some(error);
            break;
        }
    }
    assert_eq!(last.unwrap().code(), "disk-full");
    let other = disk.0.join("other");
    let new = desk::NewDesk {
        administration: "A".into(),
        person: "B".into(),
        roles: vec![],
        office: "C".into(),
    };
    let created = Desk::create(&other, &passphrase(), new.clone(), Arc::new(System))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(created.code(), "disk-full");
    assert!(!Desk::exists(&other));
    let count = desk.dossiers("", 5000, 0).unwrap().len();
    drop(desk);

    disk.remount("size=16m");
    Desk::create(&other, &passphrase(), new, Arc::new(System)).unwrap();
    let desk = unlock(&home);
    assert_eq!(desk.dossiers("", 5000, 0).unwrap().len(), count);
    for (version, bytes) in &taken {
        assert!(desk.read_version(*version).unwrap() == *bytes);
    }
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
    let path = folder.path().join(format!("{}.txt", taken.len()));
    import(&desk, &dossier, &path).unwrap();
}

#[test]
fn a_read_only_disk_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(&folder.path().join("disk"), 8 * 1024) else {
        return;
    };
    let home = disk.0.join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Certificat");
    let version = import(&desk, &dossier, &file(folder.path(), "a.pdf", &pdfs::letter()))
        .unwrap()
        .document
        .versions[0]
        .id;
    drop(desk);
    disk.remount("ro");
    let refused = |result: Result<Desk, desk::Error>| result.map(|_| ()).unwrap_err().code();
    assert_eq!(
        refused(Desk::unlock(&home, &passphrase(), Arc::new(System))),
        "folder-read-only"
    );
    assert_eq!(
        refused(Desk::unlock(&home, &"wrong passphrase".into(), Arc::new(System))),
        "passphrase-wrong"
    );
    let new = desk::NewDesk {
        administration: "A".into(),
        person: "B".into(),
        roles: vec![],
        office: "C".into(),
    };
    assert_eq!(
        refused(Desk::create(
            &disk.0.join("new"),
            &passphrase(),
            new,
            Arc::new(System)
        )),
        "folder-read-only"
    );
    disk.remount("rw");
    let desk = unlock(&home);
    assert_eq!(desk.read_version(version).unwrap(), pdfs::letter());
}

/// Not a test of its own: unlocks as somebody who may not write.
#[test]
fn program_without_permission() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_FOREIGN").map(PathBuf::from) else {
        return;
    };
    let code = match Desk::unlock(&folder, &passphrase(), Arc::new(System)) {
        Ok(_) => "ok",
        Err(error) => error.code(),
    };
    say(&format!("@{code}"));
}

#[cfg(unix)]
#[test]
fn somebody_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(create(&home));
    let allow =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    // A copy of this program where everybody may run it.
    let program = folder.path().join("program");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    allow(&program, 0o755);
    allow(folder.path(), 0o755);
    let answer = || -> Option<String> {
        let output = Command::new(&program)
            .args(["--exact", "faults::program_without_permission", "--nocapture"])
            .env("GREFFE_TEST_FOREIGN", &home)
            .current_dir("/")
            .uid(65534)
            .gid(65534)
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .find_map(|line| line.strip_prefix('@'))
            .map(str::to_owned)
    };
    let Some(closed) = answer() else {
        return testkit::skip(
            "a desk of somebody else",
            "programs cannot be run as another user here",
            false,
        );
    };
    // The folder is private: to others there is not even a desk to be seen.
    assert!(
        ["desk-missing", "folder-no-permission"].contains(&closed.as_str()),
        "{closed}"
    );
    allow(&home, 0o755);
    allow(&home.join("key.json"), 0o644);
    assert_eq!(answer().unwrap(), "folder-no-permission");
    allow(&home.join("desk.db"), 0o644);
    assert_eq!(answer().unwrap(), "folder-no-permission");
}
