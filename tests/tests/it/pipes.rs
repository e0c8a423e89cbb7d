//! Whatever is given where a file is expected - a pipe, a device, a folder - is refused at once: the program never
//! waits for somebody to write into it, and never reads what does not end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

use crate::house;

use std::process::Command;
use std::time::Duration;

use house::greffe::{Answer, Greffe};

/// Each command that takes a file, with `@` in the file's place.
const WITHOUT_A_DESK: &[&str] = &[
    "verify @",
    "verify FILE --trust @",
    "verify FILE --password-file @",
    "inspect @",
    "repair @ out.pdf",
    "augment @ --out-dir out --level B-T --tsa http://127.0.0.1:1",
    "seal @ --out-dir out --platform-url https://check.example.lu --p12 KEY --passphrase-file PASS",
    "seal FILE --out-dir out --platform-url https://check.example.lu --p12 @ --passphrase-file PASS",
    "seal FILE --out-dir out --platform-url https://check.example.lu --p12 KEY --passphrase-file @",
    "certificates --p12 @ --passphrase-file PASS",
    "visible-seal verify @",
    "visible-seal bundle show FILE --bundle-key @",
    "deadline compute --start 2026-01-05 --length LENGTH --holidays @",
    "procedure check @",
    "journal verify --file @",
];

const AT_A_DESK: &[&str] = &[
    "enrol https://check.example.lu --code-file @",
    "contact import @",
    "classification import @",
    "holidays import @",
    "procedure import @",
    "retention check @",
    "letter letterhead --logo @",
    "document import DOSSIER @",
    "document import DOSSIER FILE --password-file @",
    "desk passphrase --new-passphrase-file @",
];

/// Runs a command, which must end by itself soon.
fn within_time(mut command: Command) -> Answer {
    let call = format!("{command:?}");
    let mut child = command
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("greffe starts");
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        house::wait_for("the command ends", Duration::from_secs(20), || {
            child.try_wait().expect("a child")
        })
    }));
    if ended.is_err() {
        child.kill().expect("a child");
        panic!("{call} waits");
    }
    Answer::of(call, &child.wait_with_output().expect("its output"))
}

fn refused(person: &Greffe, commands: &[&str], dossier: &str, with: &str) {
    let file = person.home().join("file.pdf");
    std::fs::write(&file, testkit::pdfs::letter()).expect("a file");
    for command in commands {
        let arguments = command.split(' ').map(|word| match word {
            "@" => with.to_owned(),
            "FILE" => file.display().to_string(),
            "KEY" => person.key.p12.display().to_string(),
            "PASS" => person.key.passphrase_file.display().to_string(),
            "LENGTH" => "15 days".to_owned(),
            "DOSSIER" => dossier.to_owned(),
            word => word.to_owned(),
        });
        let mut call = person.command(arguments);
        call.arg("--json").current_dir(person.home());
        let answer = within_time(call);
        let told = format!("{}{}", answer.stdout, answer.stderr);
        assert_ne!(answer.exit, 0, "{answer:#?}");
        assert!(told.contains("\"file-not-a-file\""), "{command}: {answer:#?}");
    }
}

#[test]
fn a_pipe_a_device_or_a_folder_in_place_of_a_file_is_refused_and_never_waited_for() {
    let person = Greffe::new();
    person.create_desk();
    let dossier = person.create_dossier("Certificat de résidence");
    let pipe = person.home().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo")
            .success()
    );
    refused(&person, WITHOUT_A_DESK, &dossier, &pipe.display().to_string());
    refused(&person, AT_A_DESK, &dossier, &pipe.display().to_string());
    refused(&person, WITHOUT_A_DESK, &dossier, "/dev/zero");
    refused(
        &person,
        &AT_A_DESK[1..3],
        &dossier,
        &person.home().display().to_string(),
    );
}

#[test]
fn a_passphrase_may_come_from_what_the_caller_holds_open() {
    let person = Greffe::new();
    person.create_desk();
    let mut call = Command::new("bash");
    call.args([
        "-c",
        "exec \"$0\" desk info --json --passphrase-file <(cat passphrase)",
    ]);
    call.arg(house::programs::path("greffe"))
        .current_dir(person.home())
        .env("GREFFE_DESK", person.home().join("desk"));
    let answer = within_time(call);
    assert_eq!(answer.exit, 0, "{answer:#?}");
}
