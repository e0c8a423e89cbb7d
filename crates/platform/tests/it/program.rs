//! The program itself: its commands, its end, and what a kill in the middle of an upload leaves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// What another program does is asked for again after a pause.
#![allow(clippy::disallowed_methods)]

use crate::support;

use std::cell::RefCell;
use std::io::BufRead as _;
use std::process::Command;
use std::time::Duration;

use support::door::client;
use support::process::{Program, command, desk, said};
use support::{free_address, program, seal_letter, seal_pdf};
use sync::engine::Policy;
use testkit::pki::TestPki;

#[test]
fn a_platform_killed_in_the_middle_of_an_upload_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let server = RefCell::new(Some(Program::serve(folder.path(), address)));
    let desk = desk(folder.path(), address);
    let input = testkit::pdfs::of_size(6_000_000);
    let letter = seal_pdf(&desk.world, &desk.connection.platform, "Grand plan", &input);
    let size = letter.bytes.len() as u64;
    desk.queue(&letter);

    let policy = || Policy {
        chunk_bytes: 100_000,
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(20),
        ..Policy::default()
    };
    let now = || desk.world.time();
    let random = |buffer: &mut [u8]| desk.world.fill(buffer);
    let progress = |progress: sync::http::Progress| {
        if progress.bytes_done > size / 2 {
            // SIGKILL: nothing can be tidied up.
            server.borrow_mut().take();
        }
    };
    let ambient = sync::http::Ambient {
        now: &now,
        random: &random,
        cancelled: &|| false,
        progress: &progress,
    };
    let report = sync::http::run_with(&desk, &desk.connection, policy(), ambient).unwrap();
    assert_eq!((report.acknowledged, report.waiting), (0, 1), "{report:?}");
    let first = report.sent_bytes;
    assert!(first > size / 2 && first < size, "{first} of {size}");

    server.replace(Some(Program::serve(folder.path(), address)));
    let report = desk.run_with(policy());
    assert_eq!(report.acknowledged, 1, "{report:?} {:?}", desk.parked);
    assert_eq!(first + report.sent_bytes, size, "no byte was sent twice");
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);

    // What the platform wrote about all that names no identifier.
    let log = std::fs::read_to_string(&server.borrow().as_ref().unwrap().log).unwrap();
    assert!(log.contains("/api/v1/originals/{identifier}"), "{log}");
    assert!(!log.contains(&letter.identifier.canonical()));
}

#[test]
fn the_platform_ends_calmly_when_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let mut server = Program::serve(folder.path(), address);
    let desk = desk(folder.path(), address);
    desk.queue(&seal_letter(&desk.world, &desk.connection.platform, "Lettre"));
    assert_eq!(desk.run().acknowledged, 1);
    server.tell_to_stop();
    let status = server.child.wait().unwrap();
    assert!(status.success(), "{status}");
}

/// The two programs as docs/LOG.md says, with a policy that names both keys of both.
#[test]
fn the_log_grows_under_the_eyes_of_the_witness_program() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let url = format!("https://localhost:{}", address.port());
    let log_keys = said(&command(folder.path(), &["log-key", "--public-url", &url]));
    let log_keys: Vec<&str> = log_keys.lines().collect();
    let witness = || {
        let mut witness = Command::new(env!("CARGO_BIN_EXE_greffe-witness"));
        witness.arg("--data").arg(folder.path().join("witness"));
        witness.args(["--name", "witness.example/w1"]);
        witness
    };
    let keys = said(&witness().arg("key").output().unwrap());
    let keys: Vec<&str> = keys.lines().collect();
    assert_eq!((log_keys.len(), keys.len()), (2, 2));
    let at = free_address();
    let mut watching = witness()
        .args([
            "serve",
            "--listen",
            &at.to_string(),
            "--log",
            log_keys[0],
            "--log",
            log_keys[1],
        ])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufReader::new(watching.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with("listening on "), "{line}");
    let policy = format!(
        "log {}\nlog {}\nwitness w1 {} http://{at}/\nwitness w1-pq {} http://{at}/\n\
         group both all w1 w1-pq\nquorum both\n",
        log_keys[0], log_keys[1], keys[0], keys[1]
    );
    let file = folder.path().join("policy");
    std::fs::write(&file, &policy).unwrap();
    let more = ["--log-policy", file.to_str().unwrap(), "--log-every", "1"];
    let _server = Program::serve_with(folder.path(), address, &more, &[]);
    let desk = desk(folder.path(), address);
    desk.queue(&seal_letter(&desk.world, &desk.connection.platform, "Lettre"));
    assert_eq!(desk.run().acknowledged, 1);
    let policy = tlog::policy::PolicyFile::parse(&policy).unwrap();
    let published = (0..200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        let note = client().get(format!("{url}/log/checkpoint")).send().unwrap();
        let note = note.text().unwrap();
        let verified = policy.verify(&tlog::note::SignedNote::parse(&note).ok()?).ok()?;
        (verified.checkpoint().size() == 1).then(|| verified.cosignatures().len())
    });
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert_eq!(published, Some(2), "both cosignatures");
}

#[test]
fn the_operator_sees_desks_and_alarms_and_can_revoke() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let _server = Program::serve(folder.path(), address);
    let desk = desk(folder.path(), address);
    let letter = seal_letter(&desk.world, &desk.connection.platform, "Lettre");
    desk.queue(&letter);
    desk.run();
    let id = desk.connection.desk.to_string();
    assert!(said(&command(folder.path(), &["desk", "list"])).contains(&id));
    assert_eq!(said(&command(folder.path(), &["alarms"])), "");

    let mut other = seal_letter(&desk.world, &desk.connection.platform, "Autre");
    other.identifier = letter.identifier;
    desk.queue(&other);
    desk.run();
    let alarms = command(folder.path(), &["alarms"]);
    assert_eq!(alarms.status.code(), Some(1), "a script notices");
    let alarms = String::from_utf8(alarms.stdout).unwrap();
    assert!(
        alarms.contains("identifier-taken") && !alarms.contains(&letter.identifier.canonical()),
        "{alarms}"
    );

    let revoke = |reason: &str| {
        let printed = letter.identifier.printed();
        said(&command(folder.path(), &["revoke", &printed, "--reason", reason]))
    };
    let first = revoke("Erreur");
    assert!(first.trim_end().ends_with("\tErreur"), "{first}");
    assert_eq!(revoke("Autre raison"), first, "the first one stays, and is told");
    said(&command(folder.path(), &["desk", "revoke", &id]));
    assert!(said(&command(folder.path(), &["desk", "list"])).contains("revoked"));

    for (arguments, code) in [
        (
            vec![
                "revoke",
                "10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
                "--reason",
                "x",
            ],
            "identifier-mistyped",
        ),
        (
            vec![
                "revoke",
                "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
                "--reason",
                "x",
            ],
            "identifier-unknown",
        ),
        (vec!["desk", "revoke", "nobody"], "desk-not-enrolled"),
        (
            vec!["enrol-code", "--administration", "Commune Z"],
            "administration-unknown",
        ),
        (
            vec!["administration", "add", "Commune A"],
            "administration-exists",
        ),
    ] {
        let output = command(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let sentence = String::from_utf8(output.stderr).unwrap();
        assert!(sentence.contains(&format!("({code})")), "{sentence}");
    }
}

#[test]
fn what_is_wrong_with_its_settings_is_said_before_it_serves() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let tls = TestPki::shared().tls_server();
    std::fs::write(path("tls.pem"), tls.chain_pem()).unwrap();
    std::fs::write(path("tls.key"), tls.key_pem()).unwrap();
    let serve = |url: &str, key: &str, trust: &str| {
        let output = command(
            folder.path(),
            &[
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--tls-cert",
                &path("tls.pem"),
                "--tls-key",
                key,
                "--trust",
                trust,
                "--public-url",
                url,
            ],
        );
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let good_url = "https://localhost:8443";
    assert!(serve("ftp://x", &path("tls.key"), &path("tls.pem")).contains("(platform-url-scheme)"));
    assert!(serve(good_url, &path("absent"), &path("tls.pem")).contains("(server-tls-unusable)"));
    assert!(serve(good_url, &path("tls.key"), &path("absent")).contains("(server-trust-unreadable)"));
    let blocked = folder.path().join("blocked");
    std::fs::write(&blocked, "a file where the folder should be").unwrap();
    let output = Command::new(program())
        .args(["alarms", "--data"])
        .arg(&blocked)
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("(server-file-failed)")
    );
}
