//! What people, disks and networks do wrong: each gets its clear sentence and stable code in four languages, and
//! nothing is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use house::greffe::{Answer, Greffe, text};
use house::platform::Platform;
use house::wire::{Behaviour, Wire};
use serde_json::Value;
use testkit::pdfs;

const LANGUAGES: [&str; 4] = ["fr", "de", "lb", "en"];

/// Runs the command in each language and checks that the refusal has this exit and code, and sentences that a person
/// can read: there, different in each language, and without a trace of their source. Gives the English one.
fn refused_in_four_languages(person: &mut Greffe, arguments: &[OsString], exit: i32, code: &str) -> String {
    let mut sentences = BTreeSet::new();
    let mut english = String::new();
    for lang in LANGUAGES {
        person.speak(lang);
        let answer = person.json(arguments);
        assert_eq!(answer.exit, exit, "{answer:#?}");
        let refusal = refusal(&answer);
        assert_eq!(refusal["code"], code, "{answer:#?}");
        let sentence = text(&refusal, "message");
        for trace in ["{", "}", "$", "Error(", "Os {", "\u{2068}"] {
            assert!(!sentence.contains(trace), "{lang}: {sentence}");
        }
        assert!(
            sentence.len() > 15 && sentence.contains(' ') && !sentence.contains(code),
            "{lang}: {sentence}"
        );
        // The same to people, with the code for whoever helps them.
        let told = person.run(arguments);
        let all = format!("{}{}", told.stdout, told.stderr);
        assert_eq!(told.exit, exit, "{told:#?}");
        assert!(all.contains(&format!("[{code}]")), "{told:#?}");
        let first = sentence.split(". ").next().unwrap_or(&sentence);
        assert!(
            all.contains(first.trim_end_matches('.')),
            "'{first}' is not in {told:#?}"
        );
        if let Some(next) = refusal["next"].as_str() {
            assert!(all.contains(next), "what one can do is told: {told:#?}");
        }
        english.clone_from(&sentence);
        sentences.insert(sentence);
    }
    assert_eq!(
        sentences.len(),
        4,
        "one sentence in each language: {sentences:#?}"
    );
    person.speak("en");
    english
}

/// The error that ended a command, else the refusal among its results.
fn refusal(answer: &Answer) -> Value {
    if let Some(line) = answer.stderr.lines().last() {
        return serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {answer:#?}"));
    }
    let lines = answer.lines();
    let found = lines.iter().map(|line| {
        if line["stopped"].is_object() {
            &line["stopped"]
        } else {
            line
        }
    });
    found
        .into_iter()
        .find(|line| line["code"].is_string())
        .unwrap_or_else(|| panic!("{answer:#?}"))
        .clone()
}

fn arguments<const N: usize>(texts: [&str; N]) -> Vec<OsString> {
    texts.map(Into::into).to_vec()
}

fn with_file<const N: usize>(texts: [&str; N], file: &Path) -> Vec<OsString> {
    texts.map(Into::into).into_iter().chain([file.into()]).collect()
}

/// Every file below a folder with its bytes, the lock files' left out.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "lock") {
                files.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A person with a desk, a dossier and a letter in it; gives the reference and the document's id.
fn at_work() -> (Greffe, String, String) {
    let person = Greffe::new();
    person.create_desk();
    let dossier = person.create_dossier("Certificat de résidence");
    let letter = person.home().join("lettre.pdf");
    std::fs::write(&letter, pdfs::letter()).unwrap();
    let document = person.import(&dossier, &[letter]).remove(0);
    (person, dossier, document)
}

/// The letter comes out of the desk byte for byte.
fn the_letter_is_there(person: &Greffe, document: &str) {
    let answer = person
        .command(["document", "read", document, "--version", "1"])
        .output()
        .unwrap();
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    assert!(answer.stdout == pdfs::letter(), "the letter is not what it was");
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let (mut person, _, document) = at_work();
    let before = snapshot(&person.desk);
    let wrong = person.home().join("wrong");
    let right = std::mem::replace(&mut person.passphrase_file, wrong);
    std::fs::write(&person.passphrase_file, "not the passphrase at all\n").unwrap();
    refused_in_four_languages(
        &mut person,
        &arguments(["dossier", "list"]),
        3,
        "passphrase-wrong",
    );
    assert!(snapshot(&person.desk) == before, "the desk's files were changed");

    std::fs::write(&person.passphrase_file, "").unwrap();
    refused_in_four_languages(
        &mut person,
        &arguments(["dossier", "list"]),
        1,
        "passphrase-file-empty",
    );
    person.passphrase_file = person.home().join("no-such-file");
    refused_in_four_languages(&mut person, &arguments(["dossier", "list"]), 1, "file-missing");

    person.passphrase_file = right;
    the_letter_is_there(&person, &document);
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (mut person, _, document) = at_work();
    let new = person.home().join("new");
    std::fs::write(&new, "une toute nouvelle phrase\n").unwrap();
    let short = person.home().join("short");
    std::fs::write(&short, "abc\n").unwrap();
    let change = ["desk", "passphrase", "--new-passphrase-file"];
    refused_in_four_languages(&mut person, &with_file(change, &short), 1, "passphrase-too-short");
    person.json(with_file(change, &new)).done();
    refused_in_four_languages(&mut person, &arguments(["desk", "info"]), 3, "passphrase-wrong");
    person.passphrase_file = new;
    the_letter_is_there(&person, &document);
}

#[test]
fn a_damaged_database_is_named_and_left_as_it_is() {
    let (mut person, _, _) = at_work();
    let database = person.desk.join("desk.db");
    let whole = std::fs::read(&database).unwrap();
    let sound = snapshot(&person.desk);
    let mut in_the_middle = whole.clone();
    let middle = whole.len() / 2;
    in_the_middle[middle..middle + 64].fill(0xaa);
    let mut at_the_head = whole.clone();
    at_the_head[..64].fill(0xaa);
    for damaged in [
        in_the_middle,
        at_the_head,
        whole[..whole.len() / 3].to_vec(),
        b"not a database".to_vec(),
    ] {
        // Without the companions of the database, which would heal it from what was written last.
        for companion in ["desk.db-wal", "desk.db-shm"] {
            let _ = std::fs::remove_file(person.desk.join(companion));
        }
        std::fs::write(&database, &damaged).unwrap();
        refused_in_four_languages(&mut person, &arguments(["dossier", "list"]), 3, "desk-damaged");
        assert!(
            std::fs::read(&database).unwrap() == damaged,
            "the damaged database was touched"
        );
    }
    // From the backup, everything is there.
    std::fs::remove_dir_all(&person.desk).unwrap();
    for (path, bytes) in &sound {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    assert_eq!(person.json(["dossier", "list"]).done().len(), 1);
    assert_eq!(person.json(["desk", "check"]).done()[0]["problems"], 0);
}

#[test]
fn a_key_file_or_a_desk_that_is_missing_is_named() {
    let (mut person, _, document) = at_work();
    let key = person.desk.join("key.json");
    let bytes = std::fs::read(&key).unwrap();
    std::fs::write(&key, b"{").unwrap();
    refused_in_four_languages(&mut person, &arguments(["desk", "info"]), 3, "key-json-damaged");
    std::fs::remove_file(&key).unwrap();
    refused_in_four_languages(&mut person, &arguments(["desk", "info"]), 3, "key-json-missing");
    std::fs::write(&key, bytes).unwrap();
    the_letter_is_there(&person, &document);

    let create = arguments([
        "desk",
        "create",
        "--administration",
        "A",
        "--person",
        "P",
        "--office",
        "RES",
    ]);
    refused_in_four_languages(&mut person, &create, 3, "desk-exists");
    the_letter_is_there(&person, &document);
    person.desk = person.home().join("nowhere");
    refused_in_four_languages(&mut person, &arguments(["desk", "info"]), 3, "desk-missing");
}

#[test]
fn a_rotten_content_is_found_and_never_given_out() {
    let (mut person, _, document) = at_work();
    let blobs = snapshot(&person.desk.join("blobs"));
    let (path, bytes) = blobs.iter().next().unwrap();
    let mut rotten = bytes.clone();
    let last = rotten.len() - 20;
    rotten[last] ^= 1;
    let mut permissions = std::fs::metadata(path).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions).unwrap();
    std::fs::write(path, rotten).unwrap();
    let out = person.home().join("out.pdf");
    let export = with_file(["document", "export", &document, "--out"], &out);
    refused_in_four_languages(&mut person, &export, 1, "content-damaged");
    assert!(!out.exists());
    let check = person.json(["desk", "check"]);
    assert_eq!(
        (check.exit, check.lines()[0]["code"].as_str()),
        (1, Some("content-damaged")),
        "{check:#?}"
    );
    std::fs::write(path, bytes).unwrap();
    the_letter_is_there(&person, &document);
}

#[test]
fn files_that_are_no_good_pdf_are_refused_and_the_good_one_beside_them_is_taken() {
    let (mut person, dossier, document) = at_work();
    for (name, bytes, code) in [
        ("vide.pdf", pdfs::zero_bytes(), "file-empty"),
        ("rapport.pdf", pdfs::docx(), "file-kind-mismatch"),
        ("page.pdf", pdfs::html(), "file-kind-mismatch"),
        ("protégé.pdf", pdfs::password_protected(), "pdf-password-needed"),
    ] {
        let file = person.home().join(name);
        std::fs::write(&file, &bytes).unwrap();
        let import = with_file(["document", "import", &dossier], &file);
        refused_in_four_languages(&mut person, &import, 1, code);
        assert!(std::fs::read(&file).unwrap() == bytes, "{name} was touched");
    }
    let missing = with_file(["document", "import", &dossier], Path::new("absent.pdf"));
    refused_in_four_languages(&mut person, &missing, 1, "file-missing");
    let folder = with_file(["document", "import", &dossier], person.home());
    refused_in_four_languages(&mut person, &folder, 1, "file-not-a-file");

    let good = person.home().join("bonne.pdf");
    std::fs::write(&good, pdfs::letter_saying("bonne")).unwrap();
    let mut mixed = with_file(["document", "import", &dossier], &person.home().join("vide.pdf"));
    mixed.push(good.into());
    let answer = person.json(mixed);
    assert_eq!(answer.exit, 1);
    let lines = answer.lines();
    assert_eq!(
        (text(&lines[0], "status"), text(&lines[1], "status")),
        ("refused".into(), "imported".into())
    );
    let view = person.json(["dossier", "show", &dossier]).done();
    assert_eq!(view[0]["documents"].as_array().unwrap().len(), 2);
    the_letter_is_there(&person, &document);
}

#[test]
fn what_cannot_be_sealed_is_refused_and_stays_what_it_was() {
    let (mut person, dossier, document) = at_work();
    // Sealing prints the platform's address, and this desk knows none.
    let seal = person.seal_arguments(&[&dossier]);
    refused_in_four_languages(&mut person, &seal, 1, "platform-not-set");
    let out = person.home().join("out");
    std::fs::create_dir(&out).unwrap();
    for (name, bytes, code) in [
        ("vide.pdf", pdfs::zero_bytes(), "pdf-empty"),
        ("rapport.pdf", pdfs::docx(), "pdf-not-a-pdf"),
        ("protégé.pdf", pdfs::password_protected(), "pdf-password-needed"),
        ("coupé.pdf", pdfs::truncated(), "pdf-damaged"),
        ("sans-pages.pdf", pdfs::no_pages(), "pdf-no-pages"),
    ] {
        let file = person.home().join(name);
        std::fs::write(&file, &bytes).unwrap();
        let seal = seal_files(&person, &file, &out);
        refused_in_four_languages(&mut person, &seal, 1, code);
        assert!(std::fs::read(&file).unwrap() == bytes, "{name} was touched");
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0);
    the_letter_is_there(&person, &document);
}

fn seal_files(person: &Greffe, file: &Path, out: &Path) -> Vec<OsString> {
    let mut seal = with_file(["seal"], file);
    seal.extend([
        "--out-dir".into(),
        out.into(),
        "--p12".into(),
        person.key.p12.clone().into(),
    ]);
    seal.extend([
        "--passphrase-file".into(),
        person.key.passphrase_file.clone().into(),
    ]);
    seal.extend(["--platform-url".into(), "https://verify.example.lu".into()]);
    seal
}

#[test]
fn entries_that_break_a_rule_are_refused_beside_their_field() {
    let (mut person, dossier, _) = at_work();
    let create = |subject: &str| arguments(["dossier", "create", "--subject", subject]);
    refused_in_four_languages(&mut person, &create("   "), 1, "field-empty");
    refused_in_four_languages(&mut person, &create(&"é".repeat(201)), 1, "field-too-long");
    refused_in_four_languages(&mut person, &create("a\u{7}b"), 1, "field-control-character");
    let taken = arguments(["dossier", "create", "--subject", "Autre", "--reference", &dossier]);
    refused_in_four_languages(&mut person, &taken, 1, "reference-taken");
    let unknown = arguments(["dossier", "show", "2026/XXX/999999"]);
    refused_in_four_languages(&mut person, &unknown, 1, "dossier-unknown");
    let number = arguments(["document", "show", &format!("{dossier}#7")]);
    refused_in_four_languages(&mut person, &number, 1, "document-number-unknown");
    refused_in_four_languages(
        &mut person,
        &arguments(["document", "show", "lettre"]),
        2,
        "document-argument-invalid",
    );
    refused_in_four_languages(&mut person, &arguments(["sync"]), 1, "desk-not-enrolled");
    let mistyped = arguments([
        "fetch",
        "10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
        "--out",
        "x.pdf",
    ]);
    refused_in_four_languages(&mut person, &mistyped, 1, "identifier-mistyped");
    assert_eq!(person.json(["dossier", "list"]).done().len(), 1);
}

#[test]
fn a_command_line_that_cannot_be_understood_is_explained() {
    let mut person = Greffe::new();
    for (typed, code) in [
        ("doser list", "usage-command-similar"),
        ("zzz", "usage-command-unknown"),
        ("seal x.pdf --out-dirr y", "usage-argument-similar"),
        ("seal x.pdf --qqqqqq y", "usage-argument-unknown"),
        ("seal x.pdf", "usage-argument-missing"),
        (
            "seal --level B-X --out-dir o --p12 k --platform-url u x.pdf",
            "usage-value-not-possible",
        ),
        (
            "seal --jobs zero --out-dir o --p12 k --platform-url u x.pdf",
            "usage-value-invalid",
        ),
        ("seal --p12", "usage-value-missing"),
        (
            "enrol https://a.lu --code A --code-file B",
            "usage-argument-conflict",
        ),
    ] {
        let typed: Vec<OsString> = typed.split(' ').map(Into::into).collect();
        refused_in_four_languages(&mut person, &typed, 2, code);
    }
    for (address, code) in [
        ("verify.example.lu", "platform-url-scheme"),
        ("http://verify.example.lu", "platform-url-insecure"),
        ("https://verify.example.lu/d/", "platform-url-path"),
    ] {
        let typed = arguments(["identifier", "new", "--platform-url", address]);
        refused_in_four_languages(&mut person, &typed, 2, code);
    }
}

/// A small disk of its own; `None`, said aloud, without the rights to make one.
struct Disk(PathBuf);

impl Disk {
    fn of(person: &Greffe, size_kib: u32) -> Option<Self> {
        let folder = person.home().join("disk");
        std::fs::create_dir(&folder).unwrap();
        let options = format!("size={size_kib}k");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "greffe-test"])
            .arg(&folder)
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        testkit::skip(
            "a test with a small disk",
            "a tmpfs can only be mounted by root",
            false,
        );
        None
    }

    fn read_only(&self) {
        let options = ["-o", "remount,ro"];
        assert!(
            Command::new("mount")
                .args(options)
                .arg(&self.0)
                .status()
                .unwrap()
                .success()
        );
    }

    fn writable(&self, size_kib: u32) {
        let options = format!("remount,rw,size={size_kib}k");
        assert!(
            Command::new("mount")
                .args(["-o", &options])
                .arg(&self.0)
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let mut person = Greffe::new();
    let Some(disk) = Disk::of(&person, 2500) else {
        return;
    };
    person.desk = disk.0.join("desk");
    person.create_desk();
    let dossier = person.create_dossier("Plans");
    let letter = person.home().join("lettre.pdf");
    std::fs::write(&letter, pdfs::letter()).unwrap();
    let document = person.import(&dossier, &[letter]).remove(0);
    let large = person.home().join("plan.pdf");
    std::fs::write(&large, pdfs::of_size(3_000_000)).unwrap();
    let import = with_file(["document", "import", &dossier], &large);
    refused_in_four_languages(&mut person, &import, 1, "disk-full");
    the_letter_is_there(&person, &document);
    assert_eq!(
        person.json(["desk", "check"]).done()[0]["problems"],
        0,
        "nothing by halves"
    );
    assert_eq!(
        person.json(["dossier", "show", &dossier]).done()[0]["documents"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    disk.writable(20_000);
    assert_eq!(person.json(import).done()[0]["status"], "imported");
}

#[test]
fn sealing_onto_a_full_disk_leaves_no_half_file() {
    let mut person = Greffe::new();
    let Some(disk) = Disk::of(&person, 400) else {
        return;
    };
    let large = person.home().join("plan.pdf");
    std::fs::write(&large, pdfs::of_size(1_000_000)).unwrap();
    let seal = seal_files(&person, &large, &disk.0);
    refused_in_four_languages(&mut person, &seal, 1, "disk-full");
    assert_eq!(
        std::fs::read_dir(&disk.0).unwrap().count(),
        0,
        "nothing is left behind"
    );
    disk.writable(4000);
    person.json(seal).done();
}

#[test]
fn a_read_only_folder_is_named() {
    let mut person = Greffe::new();
    let Some(disk) = Disk::of(&person, 8000) else {
        return;
    };
    person.desk = disk.0.join("desk");
    person.create_desk();
    let dossier = person.create_dossier("Plans");
    let letter = person.home().join("lettre.pdf");
    std::fs::write(&letter, pdfs::letter()).unwrap();
    let document = person.import(&dossier, std::slice::from_ref(&letter)).remove(0);
    let before = snapshot(&person.desk);
    disk.read_only();

    let seal = seal_files(&person, &letter, &disk.0);
    refused_in_four_languages(&mut person, &seal, 1, "folder-read-only");
    let out = disk.0.join("copy.pdf");
    let import = with_file(["document", "import", &dossier], &letter);
    let answer = person.json(&import);
    assert!([1, 3].contains(&answer.exit), "{answer:#?}");
    refused_in_four_languages(&mut person, &import, answer.exit, "folder-read-only");
    assert!(!out.exists());
    assert!(snapshot(&person.desk) == before, "the desk's files were changed");

    disk.writable(8000);
    the_letter_is_there(&person, &document);
}

#[test]
fn a_platform_that_answers_nonsense_loses_nothing() {
    let mut platform = Platform::new(None);
    let wire = Wire::to(platform.port, &platform.tls);
    platform.known_as(&format!("https://localhost:{}", wire.port));
    let (mut person, dossier, document) = at_work();
    platform.start();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    let identifier = text(&person.seal(&[&dossier])[0], "identifier");

    let out = person.home().join("never.pdf");
    let fetch = with_file(["fetch", &identifier, "--out"], &out);
    let answers: [(&str, Behaviour, &[&str]); 5] = [
        (
            "500",
            Behaviour::Answer(http("500 Internal Server Error", "text/html", "<h1>Oops</h1>")),
            &["platform-failed"],
        ),
        (
            "another site",
            Behaviour::Answer(http(
                "200 OK",
                "text/html",
                "<html><body>Free Wi-Fi: please sign in</body></html>",
            )),
            &["platform-answer-garbage"],
        ),
        (
            "no HTTP",
            Behaviour::Answer(b"220 mail.example.lu ESMTP\r\n".to_vec()),
            &["platform-answer-garbage"],
        ),
        (
            "no TLS",
            Behaviour::Shout(b"\x00\x01\x02garbage".to_vec()),
            &["platform-answer-garbage", "platform-unreachable"],
        ),
        ("nothing", Behaviour::HangUp, &["platform-unreachable"]),
    ];
    for (name, behaviour, codes) in answers {
        wire.set(behaviour);
        let answer = person.json(["sync"]);
        assert_eq!(answer.exit, 1, "{name}: {answer:#?}");
        let code = text(&refusal(&answer), "code");
        assert!(codes.contains(&code.as_str()), "{name}: {answer:#?}");
        assert_eq!(answer.lines()[0]["waiting"], 1, "{name}: {answer:#?}");
        refused_in_four_languages(&mut person, &fetch, 1, &code);
        let outbox = person.json(["outbox"]).done();
        assert_eq!(outbox.len(), 1, "{name}: {outbox:?}");
        assert_eq!(
            outbox[0]["parked"], false,
            "{name}: nothing was refused for good: {outbox:?}"
        );
    }
    // Nobody at home at all.
    wire.set(Behaviour::Carry);
    platform.kill();
    refused_in_four_languages(&mut person, &arguments(["sync"]), 1, "platform-unreachable");
    assert!(!out.exists());
    the_letter_is_there(&person, &document);

    platform.start();
    assert_eq!(person.json(["sync"]).done()[0]["acknowledged"], 1);
    person.json(fetch).done();
}

fn http(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

#[test]
fn a_platform_with_a_certificate_of_somebody_else_is_not_spoken_to() {
    let mut platform = Platform::new(None);
    platform.start();
    let (mut person, _, _) = at_work();
    let code = platform.enrolment_code();
    let stranger = person.home().join("stranger.pem");
    std::fs::write(&stranger, testkit::pki::TestPki::new().root_pem()).unwrap();
    let url = platform.url().to_owned();
    let enrol = with_file(["enrol", &url, "--code", &code, "--ca"], &stranger);
    refused_in_four_languages(&mut person, &enrol, 1, "platform-tls-untrusted");
    let wrong = with_file(
        ["enrol", &url, "--code", "AAAA-BBBB-CCCC-DDDD", "--ca"],
        &platform.ca_pem(),
    );
    refused_in_four_languages(&mut person, &wrong, 1, "enrolment-code-refused");
    // The code was not used up by either.
    person.enrol(platform.url(), &code, Some(&platform.ca_pem()));
}
