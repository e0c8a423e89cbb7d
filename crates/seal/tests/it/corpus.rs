//! PDFs made by others go through sealing: accepted by independent validators, or refused with a stable code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pdf::stamp::Stamp;
use seal::key::SealKey;
use seal::sign::{SealError, SealRequest, SealedPdf, SignatureSpec, seal};
use secrecy::SecretString;
use testkit::corpus::Corpus;
use testkit::pki::{KeyKind, TestPki};
use testkit::validators::{Job, Validators, pdfsig, qpdf_check};
use wording::Explain;

const URL: &str = "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ";
/// Of the protected files in the corpus; DSS uses a single space, also as the owner's password.
const PASSWORDS: [&str; 2] = ["openpassword", " "];

fn stamp() -> Stamp {
    Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: URL.to_owned(),
        lines: vec![
            "Administration communale d’Exemple".to_owned(),
            "Scellé le 22 novembre 2026 à 10:04:31 CET (UTC+1)".to_owned(),
            "original : https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        ],
        other_pages_line: Some("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ · page {page}/{pages}".to_owned()),
        alternative_text: "Cachet de l’Administration communale d’Exemple, identifiant 10YK-GT5E".to_owned(),
        visible_seal: None,
    }
}

struct Attempt {
    source: PathBuf,
    password: Option<&'static str>,
    took: Duration,
    result: Result<SealedPdf, SealError>,
}

fn attempt(key: &SealKey, source: &Path, stamp: Option<&Stamp>) -> Attempt {
    let input = std::fs::read(source).unwrap();
    let started = Instant::now();
    let with = |password| {
        let request = SealRequest {
            input: &input,
            password,
            spec: SignatureSpec {
                stamp,
                name: Some("Administration communale d’Exemple"),
                reason: Some("Scellement de l’original"),
                ..SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap())
            },
        };
        seal(key, &request)
    };
    let mut password = None;
    let mut result = with(None);
    // Where only changes are protected, readers need no password.
    let reads_freely = matches!(result, Err(SealError::Pdf(pdf::Error::PermissionsForbid)));
    for candidate in PASSWORDS {
        use pdf::Error::{PasswordNeeded, PasswordWrong, PermissionsForbid};
        if matches!(
            result,
            Err(SealError::Pdf(PasswordNeeded | PasswordWrong | PermissionsForbid))
        ) {
            password = Some(candidate).filter(|_| !reads_freely);
            result = with(Some(candidate));
        }
    }
    if let Ok(sealed) = &result {
        assert!(
            sealed.bytes.starts_with(&input),
            "{}: the input is a prefix",
            source.display()
        );
    }
    Attempt {
        source: source.to_owned(),
        password,
        took: started.elapsed(),
        result,
    }
}

/// Seals every file of a folder, writes what came out, and has it all judged. Returns refusals by code.
fn judge_all(name: &str, stamp: Option<&Stamp>) -> Option<BTreeMap<String, Vec<String>>> {
    let corpus = Corpus::find()?;
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();

    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut jobs = Vec::new();
    let mut complaints = Vec::new();
    for source in corpus.plain() {
        let file_name = source.file_name().unwrap().to_string_lossy().into_owned();
        let attempt = attempt(&key, &source, stamp);
        assert!(
            attempt.took < Duration::from_secs(10),
            "{file_name} took {:?}",
            attempt.took
        );
        match &attempt.result {
            Ok(sealed) => {
                let target = folder.join(&file_name);
                std::fs::write(&target, &sealed.bytes).unwrap();
                let mut job = Job::new(&target);
                if let Some(password) = attempt.password {
                    job = job.with_password(password);
                }
                if stamp.is_some() {
                    job = job.with_qr_on_page(1);
                }
                complaints.extend(structure_complaints(&attempt, &target));
                if sealed
                    .stamp
                    .is_some_and(|placed| placed.covers_content || placed.other_pages_covered > 0)
                {
                    eprintln!("{file_name}: {:?}", sealed.stamp);
                }
                jobs.push(job);
            }
            Err(error) => {
                eprintln!("{file_name}: refused, {}: {error}", error.code());
                refused
                    .entry(error.code().to_owned())
                    .or_default()
                    .push(file_name);
            }
        }
    }
    eprintln!(
        "{} sealed, {} refused",
        jobs.len(),
        refused.values().map(Vec::len).sum::<usize>()
    );

    if let Some(validators) = Validators::find() {
        for judgement in validators.judge(&[TestPki::shared().root_pem()], &jobs) {
            let file = judgement.file.file_name().unwrap().to_string_lossy().into_owned();
            let refusals = match judgement.signatures.as_slice() {
                [earlier @ .., ours] if !earlier.is_empty() => {
                    let mut refusals = ours.refusals();
                    if ours.coverage != "ENTIRE_FILE" || !earlier.iter().all(|one| one.intact && one.valid) {
                        refusals.push(format!("pyHanko: {:?}", judgement.signatures));
                    }
                    refusals
                }
                _ => judgement.sealed_refusals(),
            };
            complaints.extend(refusals.into_iter().map(|refusal| format!("{file}: {refusal}")));
            if stamp.is_some() && !judgement.qr.contains(&URL.to_owned()) {
                complaints.push(format!(
                    "{file}: QR codes read {:?} {:?}",
                    judgement.qr, judgement.qr_error
                ));
            }
        }
    }
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    Some(refused)
}

/// pdfsig must find the whole file signed; qpdf must not find more errors than in the input.
fn structure_complaints(attempt: &Attempt, target: &Path) -> Vec<String> {
    let mut complaints = Vec::new();
    let name = target.file_name().unwrap().to_string_lossy().into_owned();
    match pdfsig(target, attempt.password) {
        Some(Ok(signatures)) => {
            // Earlier signatures stay intact; ours is the last one and covers everything.
            if let Some(broken) = signatures.iter().find(|signature| !signature.valid) {
                complaints.push(format!("{name}: pdfsig: {}", broken.text));
            }
            if !signatures
                .last()
                .is_some_and(|signature| signature.total_document_signed)
            {
                complaints.push(format!(
                    "{name}: pdfsig: the last signature does not cover the file"
                ));
            }
        }
        Some(Err(error)) => complaints.push(format!("{name}: pdfsig: {error}")),
        None => {}
    }
    if let Some(Err(error)) = qpdf_check(target, attempt.password)
        && qpdf_check(&attempt.source, attempt.password).is_some_and(|before| before.is_ok())
    {
        complaints.push(format!("{name}: qpdf: {error}"));
    }
    complaints
}

#[test]
fn every_plain_file_is_sealed_without_a_stamp_or_refused_with_a_code() {
    judge_all("corpus-plain", None);
}

#[test]
fn every_plain_file_is_stamped_and_sealed_or_refused_with_a_code() {
    judge_all("corpus-stamped", Some(&stamp()));
}

#[test]
fn a_pdf_a_1b_stays_one_when_it_is_stamped_and_sealed() {
    let Some(corpus) = Corpus::find() else { return };
    // Apache PDFBox preflight, as Debian packages it; it knows PDF/A-1b only.
    let jars = [
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "javax.activation",
        "jaxb-api",
    ]
    .map(|name| format!("/usr/share/java/{name}.jar"));
    if let Some(missing) = jars.iter().find(|jar| !Path::new(jar).exists()) {
        return testkit::skip("PDF/A-1b", &format!("no {missing}"), false);
    }
    let preflight = |file: &Path| {
        let output = std::process::Command::new("java")
            .args([
                "-cp",
                &jars.join(":"),
                "org.apache.pdfbox.preflight.Validator_A1b",
            ])
            .arg(file)
            .output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
    for name in [
        "plain/dss-not_signed_pdfa.pdf",
        "plain/pypdf-021-pdfa-crazyones-pdfa.pdf",
    ] {
        let source = corpus.file(name);
        let Ok(before) = preflight(&source) else {
            return testkit::skip("PDF/A-1b", "no java", false);
        };
        assert!(before.contains("is a valid PDF/A-1b"), "{before}");
        for stamp in [None, Some(&stamp())] {
            let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf-a-1b.pdf");
            std::fs::write(&target, attempt(&key, &source, stamp).result.unwrap().bytes).unwrap();
            let after = preflight(&target).unwrap();
            assert!(
                after.contains("is a valid PDF/A-1b"),
                "{name}, stamped {}: {after}",
                stamp.is_some()
            );
        }
    }
}
