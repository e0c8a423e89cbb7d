//! `greffe seal`, `greffe verify` and `greffe identifier`: without a desk, as scripts use them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use house::greffe::{Greffe, text};
use serde_json::Value;
use testkit::corpus::Corpus;
use testkit::pki::{KeyKind, TestPki};
use testkit::validators::{Job, Validators, command_line_refusals};

const PLATFORM: &str = "https://verify.example.lu";

fn seal_arguments(person: &Greffe, inputs: &[PathBuf], out: &Path, more: &[&str]) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["seal".into()];
    arguments.extend(inputs.iter().map(Into::into));
    arguments.extend([
        "--out-dir".into(),
        out.into(),
        "--p12".into(),
        person.key.p12.clone().into(),
    ]);
    arguments.extend([
        "--passphrase-file".into(),
        person.key.passphrase_file.clone().into(),
    ]);
    arguments.extend(["--platform-url", PLATFORM].map(Into::into));
    arguments.extend(more.iter().map(Into::into));
    arguments
}

fn folder(person: &Greffe, name: &str) -> PathBuf {
    let folder = person.home().join(name);
    std::fs::create_dir(&folder).unwrap();
    folder
}

fn file(person: &Greffe, name: &str, bytes: &[u8]) -> PathBuf {
    let path = person.home().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Digest of each file, to see what was changed.
fn contents(files: &[PathBuf]) -> Vec<Vec<u8>> {
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        // The record of the batch stands beside its outputs.
        .filter(|name| name != ".greffe-batch.jsonl")
        .collect();
    names.sort();
    names
}

#[test]
fn the_whole_corpus_is_sealed_and_accepted_by_every_validator_or_refused_with_a_reason() {
    let Some(corpus) = Corpus::find() else { return };
    let person = Greffe::new();
    let out = folder(&person, "out");
    let inputs = corpus.plain();
    let before = contents(&inputs);

    let answer = person.json(seal_arguments(&person, &inputs, &out, &["--jobs", "2"]));
    assert!(answer.exit == 0 || answer.exit == 1, "{answer:#?}");
    let lines = answer.lines();
    assert_eq!(lines.len(), inputs.len(), "one line for each file");
    assert_eq!(contents(&inputs), before, "the inputs are as they were");

    let (sealed, refused): (Vec<&Value>, Vec<&Value>) =
        lines.iter().partition(|line| line["status"] == "sealed");
    assert!(
        sealed.len() >= 75,
        "only {} of {} sealed",
        sealed.len(),
        inputs.len()
    );
    for line in &refused {
        assert_eq!(line["status"], "refused", "{line}");
        assert!(text(line, "code").starts_with("pdf-"), "{line}");
        assert!(!text(line, "message").is_empty(), "{line}");
        assert!(line["output"].is_null() && line["identifier"].is_null(), "{line}");
    }
    let mut outputs: Vec<String> = sealed
        .iter()
        .map(|line| file_name(&text(line, "output")))
        .collect();
    outputs.sort();
    assert_eq!(names(&out), outputs, "nothing else lies in the folder");

    for line in &sealed {
        let (input, output) = (
            std::fs::read(text(line, "input")).unwrap(),
            std::fs::read(text(line, "output")).unwrap(),
        );
        assert!(
            output.starts_with(&input),
            "{line}: the original bytes are no prefix"
        );
        assert_eq!(line["level"], "B-B");
    }

    let Some(validators) = Validators::find() else {
        return;
    };
    let jobs: Vec<Job> = sealed
        .iter()
        .map(|line| Job::new(text(line, "output")).with_qr_on_page(1))
        .collect();
    let judgements = validators.judge(&[TestPki::shared().root_pem()], &jobs);
    let mut refusals = BTreeMap::new();
    for ((line, judgement), job) in sealed.iter().zip(&judgements).zip(&jobs) {
        let mut found = judgement.sealed_refusals();
        found.extend(command_line_refusals(&job.file, None));
        let address = format!("{}/D/{}", PLATFORM.to_uppercase(), text(line, "identifier"));
        if !judgement.qr.contains(&address) {
            found.push(format!("QR: {:?} {:?}", judgement.qr, judgement.qr_error));
        }
        if !found.is_empty() {
            refusals.insert(file_name(&text(line, "input")), found);
        }
    }
    assert!(
        refusals.is_empty(),
        "{} of {}: {refusals:#?}",
        refusals.len(),
        sealed.len()
    );
}

fn file_name(path: &str) -> String {
    Path::new(path)
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn every_kind_of_key_seals_and_the_result_passes_with_its_root() {
    let mut person = Greffe::new();
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let mut jobs = Vec::new();
    for kind in KeyKind::SUPPORTED {
        person.key = TestPki::shared()
            .seal(kind)
            .write(person.home(), kind.name(), "phrase secrète");
        let out = folder(&person, &format!("out-{}", kind.name()));
        let line = person
            .json(seal_arguments(&person, std::slice::from_ref(&input), &out, &[]))
            .done()
            .remove(0);
        let output = text(&line, "output");
        let verified = person.json([
            "verify",
            &output,
            "--trust",
            person.key.trust_pem.to_str().unwrap(),
        ]);
        let report = verified.done().remove(0);
        assert_eq!(report["verdict"], "TOTAL-PASSED", "{report}");
        assert_eq!(report["signatures"][0]["level"], "B-B", "{report}");
        jobs.push(Job::new(output));
    }
    if let Some(validators) = Validators::find() {
        for judgement in validators.judge(&[TestPki::shared().root_pem()], &jobs) {
            assert_eq!(
                judgement.sealed_refusals(),
                Vec::<String>::new(),
                "{judgement:#?}"
            );
            assert_eq!(command_line_refusals(&judgement.file, None), Vec::<String>::new());
        }
    }
}

#[test]
fn encrypted_files_are_sealed_with_their_password_and_stay_encrypted() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let inputs = [
        file(&person, "aes.pdf", &testkit::pdfs::password_protected()),
        file(&person, "rc4.pdf", &testkit::pdfs::password_protected_rc4()),
    ];
    let password = file(
        &person,
        "password",
        format!("{}\n", testkit::pdfs::PASSWORD).as_bytes(),
    );
    let more = ["--password-file", password.to_str().unwrap()];
    let lines = person.json(seal_arguments(&person, &inputs, &out, &more)).done();
    let jobs: Vec<Job> = lines
        .iter()
        .map(|line| {
            Job::new(text(line, "output"))
                .with_password(testkit::pdfs::PASSWORD)
                .with_qr_on_page(1)
        })
        .collect();
    if let Some(validators) = Validators::find() {
        let judgements = validators.judge(&[TestPki::shared().root_pem()], &jobs);
        for ((line, judgement), job) in lines.iter().zip(&judgements).zip(&jobs) {
            let mut refusals = judgement.sealed_refusals();
            refusals.extend(command_line_refusals(&job.file, job.password.as_deref()));
            assert_eq!(refusals, Vec::<String>::new(), "{line}");
            assert!(
                judgement
                    .qr
                    .iter()
                    .any(|text| text.ends_with(line["identifier"].as_str().unwrap())),
                "{judgement:#?}"
            );
        }
    }
    let without = verify(&person, &[PathBuf::from(text(&lines[0], "output"))], &[]);
    assert!(
        without.values().all(|line| line["code"] == "verify-password"),
        "{without:?}"
    );
}

#[test]
fn one_and_two_jobs_give_the_same_results() {
    let Some(corpus) = Corpus::find() else { return };
    let person = Greffe::new();
    let inputs: Vec<PathBuf> = corpus.plain().into_iter().step_by(6).collect();
    let mut results = Vec::new();
    for jobs in ["1", "2"] {
        let out = folder(&person, &format!("out-{jobs}"));
        let answer = person.json(seal_arguments(&person, &inputs, &out, &["--jobs", jobs]));
        let mut lines: Vec<(String, String, String, String)> = answer
            .lines()
            .iter()
            .map(|line| {
                let output = line["output"].as_str().map(file_name).unwrap_or_default();
                let code = line["code"].as_str().unwrap_or_default().to_owned();
                (text(line, "input"), text(line, "status"), code, output)
            })
            .collect();
        lines.sort();
        results.push(lines);
    }
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0].len(), inputs.len());
}

#[test]
fn an_output_is_never_overwritten_without_force() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let there = file(&person, "out/lettre.pdf", b"somebody's only copy");
    let inputs = std::slice::from_ref(&input);

    let refused = person.json(seal_arguments(&person, inputs, &out, &[]));
    assert_eq!(refused.exit, 1, "{refused:#?}");
    assert_eq!(refused.lines()[0]["code"], "target-exists");
    assert_eq!(std::fs::read(&there).unwrap(), b"somebody's only copy");

    person
        .json(seal_arguments(&person, inputs, &out, &["--force"]))
        .done();
    assert!(
        std::fs::read(&there)
            .unwrap()
            .starts_with(&testkit::pdfs::letter())
    );
    assert_eq!(names(&out), ["lettre.pdf"]);
}

#[test]
fn an_input_is_never_overwritten_even_with_force() {
    let person = Greffe::new();
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let answer = person.json(seal_arguments(
        &person,
        std::slice::from_ref(&input),
        person.home(),
        &["--force"],
    ));
    assert_eq!(answer.lines()[0]["code"], "target-is-input", "{answer:#?}");
    assert_eq!(std::fs::read(&input).unwrap(), testkit::pdfs::letter());
}

#[test]
fn two_inputs_of_one_name_both_get_an_output() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let inputs = [
        file(&person, "lundi/acte.pdf", &testkit::pdfs::letter_saying("lundi")),
        file(&person, "mardi/acte.pdf", &testkit::pdfs::letter_saying("mardi")),
    ];
    let lines = person
        .json(seal_arguments(&person, &inputs, &out, &["--jobs", "2"]))
        .done();
    assert_eq!(lines.len(), 2);
    for line in &lines {
        let (input, output) = (
            std::fs::read(text(line, "input")).unwrap(),
            std::fs::read(text(line, "output")).unwrap(),
        );
        assert!(output.starts_with(&input), "{line}");
    }
    assert_ne!(text(&lines[0], "output"), text(&lines[1], "output"));
    assert_ne!(text(&lines[0], "identifier"), text(&lines[1], "identifier"));
}

#[test]
fn damaged_inputs_are_refused_one_by_one_and_stop_no_other() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let mut inputs: Vec<PathBuf> = testkit::pdfs::damaged()
        .iter()
        .map(|(name, bytes)| file(&person, &format!("{}.pdf", name.replace(' ', "-")), bytes))
        .collect();
    inputs.push(file(&person, "good.pdf", &testkit::pdfs::letter()));
    inputs.push(person.home().join("missing.pdf"));
    inputs.push(folder(&person, "folder.pdf"));
    let readable = &inputs[..inputs.len() - 2];
    let before = contents(readable);

    let answer = person.json(seal_arguments(&person, &inputs, &out, &[]));
    assert_eq!(answer.exit, 1, "{answer:#?}");
    assert_eq!(contents(readable), before, "the inputs are as they were");
    let lines = answer.lines();
    assert_eq!(lines.len(), inputs.len());
    let code = |name: &str| {
        let line = lines
            .iter()
            .find(|line| file_name(&text(line, "input")) == name)
            .unwrap();
        line["code"]
            .as_str()
            .map_or_else(|| text(line, "status"), str::to_owned)
    };
    assert_eq!(code("good.pdf"), "sealed");
    assert_eq!(code("zero-bytes.pdf"), "pdf-empty");
    assert_eq!(code("docx.pdf"), "pdf-not-a-pdf");
    assert_eq!(code("html.pdf"), "pdf-not-a-pdf");
    assert_eq!(code("truncated.pdf"), "pdf-damaged");
    assert_eq!(code("wrong-startxref.pdf"), "pdf-damaged");
    assert_eq!(code("missing.pdf"), "file-missing");
    for line in lines.iter().filter(|line| line["status"] == "refused") {
        assert!(!text(line, "message").is_empty(), "{line}");
    }
    // What was sealed although it looks odd is as good as any other.
    let sealed: Vec<String> = lines
        .iter()
        .filter(|line| line["status"] == "sealed")
        .map(|line| text(line, "output"))
        .collect();
    assert_eq!(names(&out).len(), sealed.len());
    if let Some(validators) = Validators::find() {
        let jobs: Vec<Job> = sealed.iter().map(Job::new).collect();
        for judgement in validators.judge(&[TestPki::shared().root_pem()], &jobs) {
            assert_eq!(
                judgement.sealed_refusals(),
                Vec::<String>::new(),
                "{judgement:#?}"
            );
        }
    }
}

#[test]
fn a_file_is_sealed_at_b_t_raised_to_b_lta_and_renewed() {
    let Some(services) = testkit::tsa::Services::start() else {
        return;
    };
    let person = Greffe::new();
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let (out, higher, renewed) = (
        folder(&person, "out"),
        folder(&person, "higher"),
        folder(&person, "renewed"),
    );
    let tsa = services.tsa("tsa");
    // The authority leaves its root out of its time-stamps, and says nowhere where to get it.
    let root = file(&person, "root.pem", services.root_pem().as_bytes());
    let answer = person.json(seal_arguments(
        &person,
        std::slice::from_ref(&input),
        &out,
        &["--level", "B-T", "--tsa", "http://127.0.0.1:1/", "--tsa", &tsa],
    ));
    assert_eq!(answer.exit, 0, "{answer:#?}");
    let line = &answer.lines()[0];
    assert_eq!(line["level"].as_str(), Some("B-T"), "{line:#}");
    assert_eq!(
        line["reasons"][0]["code"].as_str(),
        Some("tsa-unreachable"),
        "{line:#}"
    );
    let augment = |from: &Path, to: &Path, how: &[&str]| {
        let (from, to) = (from.join("lettre.pdf"), to.to_owned());
        let mut arguments: Vec<String> = vec!["augment".to_owned(), from.display().to_string()];
        arguments.extend(["--out-dir".to_owned(), to.display().to_string()]);
        arguments.extend(["--tsa".to_owned(), tsa.clone()]);
        arguments.extend(["--trust".to_owned(), root.display().to_string()]);
        arguments.extend(how.iter().map(|part| (*part).to_owned()));
        let answer = person.json(arguments);
        assert_eq!(answer.exit, 0, "{answer:#?}");
        let line = answer.lines()[0].clone();
        assert_eq!(
            (line["status"].as_str(), line["level"].as_str()),
            (Some("augmented"), Some("B-LTA")),
            "{line:#}"
        );
        let (before, after) = (
            std::fs::read(&from).unwrap(),
            std::fs::read(to.join("lettre.pdf")).unwrap(),
        );
        assert!(after.starts_with(&before) && after.len() > before.len());
    };
    augment(&out, &higher, &["--level", "B-LTA"]);
    augment(&higher, &renewed, &["--renew"]);
}

#[test]
fn a_level_that_cannot_be_made_is_refused_and_never_lowered() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    for level in ["B-T", "B-LT", "B-LTA"] {
        let answer = person.json(seal_arguments(
            &person,
            std::slice::from_ref(&input),
            &out,
            &["--level", level],
        ));
        assert_eq!(answer.exit, 1, "{answer:#?}");
        let line = &answer.lines()[0];
        assert_eq!(
            (line["status"].as_str(), line["code"].as_str()),
            (Some("refused"), Some("seal-level-not-reached"))
        );
        assert_eq!(line["wanted_level"].as_str(), Some(level));
        assert_eq!(
            line["reasons"][0]["code"].as_str(),
            Some("level-no-tsa"),
            "{line:#}"
        );
        assert!(!out.join("lettre.pdf").exists());
    }
    let unknown = person.json(seal_arguments(
        &person,
        std::slice::from_ref(&input),
        &out,
        &["--level", "B-X"],
    ));
    assert_eq!(unknown.exit, 2, "{unknown:#?}");
    assert_eq!(names(&out), Vec::<String>::new());
}

#[test]
fn a_key_that_cannot_be_used_is_one_answer_and_nothing_is_written() {
    let mut person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let inputs = std::slice::from_ref(&input);
    let pki = TestPki::shared();
    let good = person.key.clone();

    person.key.passphrase_file = file(&person, "wrong", b"not this one\n");
    assert_eq!(
        person.json(seal_arguments(&person, inputs, &out, &[])).code(),
        "key-passphrase-wrong"
    );
    person.key.passphrase_file = file(&person, "empty", b"\n");
    assert_eq!(
        person.json(seal_arguments(&person, inputs, &out, &[])).code(),
        "passphrase-file-empty"
    );
    person.key = good.clone();
    person.key.p12 = input.clone();
    assert_eq!(
        person.json(seal_arguments(&person, inputs, &out, &[])).code(),
        "key-not-a-key-file"
    );
    person.key.p12 = person.home().join("nowhere.p12");
    assert_eq!(
        person.json(seal_arguments(&person, inputs, &out, &[])).code(),
        "file-missing"
    );
    for kind in [KeyKind::Ed25519, KeyKind::Rsa1024] {
        person.key = pki.seal(kind).write(person.home(), kind.name(), "phrase");
        assert_eq!(
            person.json(seal_arguments(&person, inputs, &out, &[])).code(),
            "key-kind-unsupported"
        );
    }
    for (leaf, code) in [
        (pki.expired_seal(KeyKind::P256), "seal-certificate-expired"),
        (
            pki.not_yet_valid_seal(KeyKind::P256),
            "seal-certificate-not-yet-valid",
        ),
    ] {
        person.key = leaf.write(person.home(), code, "phrase");
        let answer = person.json(seal_arguments(&person, inputs, &out, &[]));
        let told = answer
            .lines()
            .first()
            .map_or_else(|| answer.code(), |line| text(line, "code"));
        assert_eq!((answer.exit, told.as_str()), (1, code), "{answer:#?}");
    }
    assert_eq!(names(&out), Vec::<String>::new());
}

#[test]
fn a_p12_of_older_software_seals() {
    let mut person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let leaf = TestPki::shared().seal(KeyKind::Rsa2048);
    person.key = leaf.write(person.home(), "old", "phrase");
    for bytes in [leaf.pkcs12_legacy("phrase"), leaf.pkcs12_legacy_rc2("phrase")] {
        std::fs::write(&person.key.p12, bytes).unwrap();
        person
            .json(seal_arguments(
                &person,
                std::slice::from_ref(&input),
                &out,
                &["--force"],
            ))
            .done();
    }
}

#[test]
fn verify_says_of_the_signed_corpus_what_is_true() {
    let Some(corpus) = Corpus::find() else { return };
    let person = Greffe::new();
    let lines = verify(&person, &corpus.signed(), &[]);
    for (file, line) in &lines {
        let signatures = line["signatures"].as_array().unwrap();
        assert!(!signatures.is_empty(), "{file}: {line}");
        assert_eq!(
            line["verdict"], "INDETERMINATE",
            "{file}: their roots are not given: {line}"
        );
        for signature in signatures {
            assert_eq!(signature["integrity"], "intact", "{file}: {line}");
            assert_ne!(signature["changes_after"], "not_permitted", "{file}: {line}");
        }
    }
    let five = &lines["dss-pades-5-signatures-and-1-document-timestamp.pdf"];
    assert!(five["signatures"].as_array().unwrap().len() >= 5, "{five}");
    assert_eq!(lines["dss-pades-bes.pdf"]["signatures"][0]["signer"], "good-user");
}

#[test]
fn verify_is_never_fooled_by_the_attacks() {
    let Some(corpus) = Corpus::find() else { return };
    let person = Greffe::new();
    for (file, line) in verify(&person, &corpus.attacks(), &[]) {
        let signatures = line["signatures"].as_array().unwrap();
        let sound = |signature: &Value| {
            signature["integrity"] == "intact" && signature["changes_after"] != "not_permitted"
        };
        let valid =
            line["verdict"] != "TOTAL-FAILED" && !signatures.is_empty() && signatures.iter().all(sound);
        if file.starts_with("rub-") && file.ends_with("-signed.pdf") {
            // The bait before the manipulation is what its signer signed, and hides something.
            assert!(valid, "{file}: {line}");
            let codes: Vec<String> = line["warnings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|warning| text(warning, "code"))
                .collect();
            let hidden = ["verify-hidden-value", "verify-content-covered"];
            assert!(
                codes.iter().any(|code| hidden.contains(&code.as_str())),
                "{file}: {codes:?}"
            );
        } else if file == "dss-BadEncodedCMS.pdf" {
            // Not an attack on the content: intact, and not to be trusted.
            assert_eq!(line["verdict"], "INDETERMINATE", "{line}");
        } else {
            assert!(!valid, "called unchanged and valid: {file}: {line}");
            assert_ne!(line["verdict"], "TOTAL-PASSED", "{file}: {line}");
        }
    }
}

#[test]
fn warnings_are_told_in_the_language_of_the_reader() {
    let Some(corpus) = Corpus::find() else { return };
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for lang in ["fr", "de", "lb", "en"] {
        let person = Greffe::new().speaking(lang);
        let files: Vec<PathBuf> = [corpus.attacks(), corpus.signed()].concat();
        for (_, line) in verify(&person, &files, &[]) {
            for warning in line["warnings"].as_array().unwrap() {
                let message = text(warning, "message");
                assert!(
                    !message.contains('{') && !message.contains('$') && message.contains(' '),
                    "{warning}"
                );
                let sentences = told.entry(text(warning, "code")).or_default();
                if !sentences.contains(&message) {
                    sentences.push(message);
                }
            }
        }
    }
    assert!(told.len() >= 5, "{told:#?}");
    for (code, sentences) in &told {
        assert!(sentences.len() >= 4, "{code} is not translated: {sentences:?}");
    }
}

#[test]
fn verify_says_that_unsigned_files_carry_no_signature_and_names_what_it_cannot_read() {
    let person = Greffe::new();
    let letter = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let docx = file(&person, "rapport.pdf", &testkit::pdfs::docx());
    let protected = file(&person, "protected.pdf", &testkit::pdfs::password_protected());
    let missing = person.home().join("missing.pdf");
    let lines = verify(&person, &[letter, docx, protected.clone(), missing], &[]);
    assert_eq!(lines["lettre.pdf"]["verdict"], "NO-SIGNATURE");
    for (name, code) in [
        ("rapport.pdf", "verify-not-a-pdf"),
        ("protected.pdf", "verify-password"),
        ("missing.pdf", "file-missing"),
    ] {
        assert_eq!(lines[name]["verdict"], "ERROR", "{}", lines[name]);
        assert_eq!(lines[name]["code"], code, "{}", lines[name]);
        assert!(!text(&lines[name], "message").is_empty());
    }
    let password = file(
        &person,
        "password",
        format!("{}\n", testkit::pdfs::PASSWORD).as_bytes(),
    );
    let opened = verify(
        &person,
        &[protected],
        &["--password-file", password.to_str().unwrap()],
    );
    assert_eq!(opened["protected.pdf"]["verdict"], "NO-SIGNATURE");
}

#[test]
fn one_flipped_byte_anywhere_is_never_passed() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let line = person
        .json(seal_arguments(&person, std::slice::from_ref(&input), &out, &[]))
        .done()
        .remove(0);
    let original = std::fs::read(text(&line, "output")).unwrap();
    let step = original.len() / 40;
    let altered: Vec<PathBuf> = (0..40)
        .map(|index| {
            let mut bytes = original.clone();
            bytes[index * step] ^= 1;
            file(&person, &format!("altered-{index:02}.pdf"), &bytes)
        })
        .collect();
    let trust = person.key.trust_pem.to_str().unwrap();
    for (file, line) in verify(&person, &altered, &["--trust", trust]) {
        // A byte of the zero padding behind the signature may be the one: then nothing signed has changed, and the
        // encoding is not the one that was written.
        assert_ne!(line["verdict"], "TOTAL-PASSED", "{file}: {line}");
    }
}

#[test]
fn the_time_asked_for_decides_about_validity() {
    let person = Greffe::new();
    let out = folder(&person, "out");
    let input = file(&person, "lettre.pdf", &testkit::pdfs::letter());
    let line = person
        .json(seal_arguments(&person, std::slice::from_ref(&input), &out, &[]))
        .done()
        .remove(0);
    let output = PathBuf::from(text(&line, "output"));
    let trust = person.key.trust_pem.to_str().unwrap();
    let at = |time: &str| {
        verify(
            &person,
            std::slice::from_ref(&output),
            &["--trust", trust, "--at", time],
        )
    };
    assert_eq!(
        at("2040-01-01T00:00:00Z")["lettre.pdf"]["verdict"],
        "TOTAL-PASSED"
    );
    assert_ne!(
        at("2055-01-01T00:00:00+01:00")["lettre.pdf"]["verdict"],
        "TOTAL-PASSED",
        "the certificate has expired"
    );
    let wrong = person.json(["verify", output.to_str().unwrap(), "--at", "yesterday"]);
    assert_eq!((wrong.exit, wrong.code().as_str()), (2, "time-invalid"));
}

/// The lines of `greffe verify` by file name.
fn verify(person: &Greffe, files: &[PathBuf], more: &[&str]) -> BTreeMap<String, Value> {
    let mut arguments: Vec<OsString> = vec!["verify".into()];
    arguments.extend(files.iter().map(Into::into));
    arguments.extend(more.iter().map(Into::into));
    let answer = person.json(arguments);
    let lines = answer.lines();
    assert_eq!(lines.len(), files.len(), "{answer:#?}");
    let passed = lines.iter().all(|line| line["verdict"] == "TOTAL-PASSED");
    assert_eq!(answer.exit, i32::from(!passed), "{answer:#?}");
    lines
        .into_iter()
        .map(|line| (file_name(&text(&line, "file")), line))
        .collect()
}

#[test]
fn identifiers_are_made_and_read_as_documented() {
    let person = Greffe::new();
    let made = person
        .json(["identifier", "new", "--platform-url", PLATFORM])
        .done()
        .remove(0);
    let read = person
        .json(["identifier", "parse", &text(&made, "url")])
        .done()
        .remove(0);
    assert_eq!(made, read);
    assert_eq!(text(&made, "printed").len(), 39);
    assert_eq!(
        text(&made, "url"),
        format!("{PLATFORM}/d/{}", text(&made, "canonical"))
    );

    let by_words = person
        .json("identifier parse loyk gt5e tzww ed4f nmlm 2htz ehek xowq".split(' '))
        .done();
    assert_eq!(by_words[0]["canonical"], "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ");

    for (typed, code) in [
        ("10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ", "identifier-mistyped"),
        ("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0W", "identifier-length"),
        ("10YU-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ", "identifier-letter-u"),
        (
            "20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB9A",
            "identifier-version-unknown",
        ),
    ] {
        let answer = person.json(["identifier", "parse", typed]);
        assert_eq!(
            (answer.exit, text(&answer.lines()[0], "code").as_str()),
            (1, code),
            "{answer:#?}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error_worth_a_word() {
    let Some(corpus) = Corpus::find() else { return };
    let person = Greffe::new();
    let mut arguments: Vec<OsString> = vec!["verify".into()];
    arguments.extend(corpus.signed().iter().map(Into::into));
    let mut child = person.start(arguments);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
