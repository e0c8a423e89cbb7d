//! A person with a card: `greffe certificates`, `greffe seal` and `greffe document seal` with a key in a token (SoftHSM),
//! and `greffe doctor`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::ffi::OsString;
use std::path::PathBuf;

use house::greffe::{Answer, Greffe};
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use testkit::softhsm::{Kept, SoftHsm};
use testkit::validators::{Job, Validators};

const PIN: &str = "493817";

/// A person with a token that holds a seal and a person's certificate.
fn person_with_token() -> Option<(Greffe, SoftHsm)> {
    let person = Greffe::new();
    let folder = person.home().join("softhsm");
    std::fs::create_dir(&folder).unwrap();
    let hsm = SoftHsm::for_programs(&folder)?;
    let pki = TestPki::shared();
    hsm.token("Sceau communal", PIN);
    hsm.keep(
        "Sceau communal",
        PIN,
        "01",
        &pki.seal(KeyKind::Rsa2048),
        Kept::default(),
    );
    hsm.keep(
        "Sceau communal",
        PIN,
        "02",
        &pki.expired_seal(KeyKind::P256),
        Kept::default(),
    );
    std::fs::write(person.home().join("pin"), format!("{PIN}\n")).unwrap();
    std::fs::write(person.home().join("wrong"), "000000\n").unwrap();
    let chain = format!("{}{}", pki.issuing_pem(), pki.root_pem());
    std::fs::write(person.home().join("chain.pem"), chain).unwrap();
    Some((person, hsm))
}

fn run(person: &Greffe, hsm: &SoftHsm, json: bool, arguments: &[&str]) -> Answer {
    let mut command = person.command(arguments.iter().map(OsString::from));
    if json {
        command.arg("--json");
    }
    command.env("SOFTHSM2_CONF", hsm.conf());
    let output = command.output().unwrap();
    Answer {
        call: arguments.join(" "),
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn module(hsm: &SoftHsm) -> String {
    hsm.module().display().to_string()
}

fn letters(person: &Greffe) -> [PathBuf; 2] {
    ["one.pdf", "two.pdf"].map(|name| {
        let path = person.home().join(name);
        std::fs::write(&path, pdfs::letter()).unwrap();
        path
    })
}

#[test]
fn files_are_sealed_with_a_token_and_everybody_accepts_them() {
    let Some((person, hsm)) = person_with_token() else {
        return;
    };
    letters(&person);
    let module = module(&hsm);
    let base = [
        "seal",
        "one.pdf",
        "two.pdf",
        "--platform-url",
        "https://verify.example.lu",
        "--pkcs11-module",
        &module,
        "--token",
        "Sceau communal",
    ];
    // The expired certificate is not chosen; nothing has to be named.
    let more = ["--pin-file", "pin", "--chain", "chain.pem", "--out-dir"];
    let sealed = run(&person, &hsm, true, &[&base[..], &more, &["out"]].concat());
    assert_eq!(sealed.exit, 0, "{sealed:?}");
    let pss = run(
        &person,
        &hsm,
        true,
        &[&base[..], &more, &["pss", "--rsa-pss"]].concat(),
    );
    assert_eq!(pss.exit, 0, "{pss:?}");

    let expired = ["--certificate", "02", "--pin-file", "pin", "--out-dir", "expired"];
    let expired = run(&person, &hsm, true, &[&base[..], &expired].concat());
    assert_eq!(expired.exit, 1, "{expired:?}");
    assert!(expired.stdout.contains("seal-certificate-expired"), "{expired:?}");

    let wrong = run(
        &person,
        &hsm,
        true,
        &[&base[..], &["--pin-file", "wrong", "--out-dir", "x"]].concat(),
    );
    assert_eq!(wrong.exit, 1);
    assert!(wrong.stderr.contains("token-pin-wrong-few-left"), "{wrong:?}");
    assert!(!wrong.stderr.contains("000000"), "no PIN in what is said");
    let none = run(&person, &hsm, true, &[&base[..], &["--out-dir", "x"]].concat());
    assert_eq!(none.exit, 2, "{none:?}");
    assert!(none.stderr.contains("token-pin-needed"), "{none:?}");
    assert!(!person.home().join("x").join("one.pdf").exists());

    let Some(validators) = Validators::find() else {
        return;
    };
    for folder in ["out", "pss"] {
        let jobs = ["one.pdf", "two.pdf"].map(|name| Job::new(person.home().join(folder).join(name)));
        for judgement in validators.judge(&[TestPki::shared().root_pem()], &jobs) {
            assert_eq!(judgement.sealed_refusals(), Vec::<String>::new(), "{folder}");
        }
    }
}

#[test]
fn documents_of_a_desk_are_sealed_with_one_pin() {
    let Some((person, hsm)) = person_with_token() else {
        return;
    };
    let mut platform = house::platform::Platform::new(None);
    platform.start();
    person.create_desk();
    let code = platform.enrolment_code();
    person.enrol(platform.url(), &code, Some(&platform.ca_pem()));
    let dossier = person.create_dossier("Deux certificats");
    let [one, two] = letters(&person);
    std::fs::write(&two, pdfs::letter_with_xref_stream()).unwrap();
    person.import(&dossier, &[one, two]);
    let module = module(&hsm);
    let sealed = run(
        &person,
        &hsm,
        true,
        &[
            "document",
            "seal",
            &dossier,
            "--pkcs11-module",
            &module,
            "--certificate",
            "01",
            "--pin-file",
            "pin",
        ],
    );
    assert_eq!(sealed.exit, 0, "{sealed:?}");
    assert_eq!(
        sealed.stdout.matches("\"status\":\"sealed\"").count(),
        2,
        "{sealed:?}"
    );
}

#[test]
fn certificates_are_shown_with_purpose_place_and_the_reason_why_one_is_unsuitable() {
    let Some((person, hsm)) = person_with_token() else {
        return;
    };
    let module = module(&hsm);
    let shown = run(&person, &hsm, true, &["certificates", "--pkcs11-module", &module]);
    assert_eq!(shown.exit, 0, "{shown:?}");
    let lines: Vec<serde_json::Value> = shown
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let line = |id: &str| lines.iter().find(|line| line["id"] == id).unwrap();
    assert_eq!(line("01")["purpose"], "seal");
    assert_eq!(line("01")["place"]["label"], "Sceau communal");
    assert_eq!(line("01")["algorithm"], "RSA-2048");
    assert_eq!(line("01")["unsuitable"], serde_json::json!([]));
    assert_eq!(line("02")["unsuitable"][0]["code"], "certificate-expired");
    for lang in ["fr", "de", "lb", "en"] {
        let people = run(
            &person,
            &hsm,
            false,
            &["--lang", lang, "certificates", "--pkcs11-module", &module],
        );
        assert!(people.stdout.contains("2022-12-31"), "{people:?}");
        assert!(
            !people.stdout.contains("certificate-") && !people.stdout.contains("field-"),
            "{people:?}"
        );
    }
    let p12 = person.key.p12.display().to_string();
    let passphrase = person.key.passphrase_file.display().to_string();
    let file = ["certificates", "--p12", &p12, "--passphrase-file", &passphrase];
    let file = run(&person, &hsm, true, &file);
    assert_eq!(file.exit, 0, "{file:?}");
    assert_eq!(file.stdout.lines().count(), 3, "{file:?}");
    let missing = run(
        &person,
        &hsm,
        true,
        &["certificates", "--pkcs11-module", "/nowhere.so"],
    );
    assert_eq!(missing.exit, 1);
    assert!(missing.stderr.contains("token-module-missing"), "{missing:?}");
}

#[test]
fn the_doctor_says_in_sentences_whether_sealing_would_work() {
    let Some((person, hsm)) = person_with_token() else {
        return;
    };
    let module = module(&hsm);
    let codes = |answer: &Answer| -> Vec<String> {
        let lines = answer.stdout.lines();
        lines
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .map(|line| line["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let healthy = run(&person, &hsm, true, &["doctor", "--pkcs11-module", &module]);
    assert_eq!(healthy.exit, 0, "{healthy:?}");
    let said = codes(&healthy);
    for code in [
        "doctor-driver",
        "doctor-token",
        "doctor-certificate-presumed-seal",
        "doctor-certificate-unsuitable",
        "doctor-slot-empty",
        "doctor-proxy-none",
        "doctor-desk-none",
        "doctor-ready",
    ] {
        assert!(said.iter().any(|one| one == code), "{code} in {said:?}");
    }
    // A time-stamping authority that nobody answers for is an obstacle, since it was asked for.
    let unreachable = [
        "doctor",
        "--pkcs11-module",
        &module,
        "--tsa",
        "http://127.0.0.1:9/tsa",
    ];
    let unreachable = run(&person, &hsm, true, &unreachable);
    assert_eq!(unreachable.exit, 1, "{unreachable:?}");
    let said = codes(&unreachable);
    assert!(said.iter().any(|one| one == "tsa-unreachable"), "{said:?}");
    assert_eq!(said.last().map(String::as_str), Some("doctor-obstacles"));

    let nothing = run(
        &person,
        &hsm,
        true,
        &["doctor", "--pkcs11-module", "/nowhere.so", "--offline"],
    );
    assert_eq!(nothing.exit, 1);
    assert_eq!(
        codes(&nothing),
        [
            "token-module-missing",
            "doctor-desk-none",
            "doctor-offline",
            "doctor-no-key"
        ]
    );
    let p12 = person.key.p12.display().to_string();
    let passphrase = person.key.passphrase_file.display().to_string();
    let file = [
        "doctor",
        "--pkcs11-module",
        "/nowhere.so",
        "--offline",
        "--key",
        &p12,
        "--passphrase-file",
        &passphrase,
    ];
    assert_eq!(run(&person, &hsm, true, &file).exit, 0);
    let wrong = run(
        &person,
        &hsm,
        true,
        &["doctor", "--offline", "--key", &p12, "--passphrase-file", "wrong"],
    );
    assert_eq!(wrong.exit, 1);
    assert!(codes(&wrong).iter().any(|one| one == "key-passphrase-wrong"));
    for lang in ["fr", "de", "lb", "en"] {
        let people = run(
            &person,
            &hsm,
            false,
            &["--lang", lang, "doctor", "--offline", "--pkcs11-module", &module],
        );
        assert_eq!(people.exit, 0, "{people:?}");
        assert!(!people.stdout.contains("doctor-"), "{people:?}");
    }
}
