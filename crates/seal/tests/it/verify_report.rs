//! The report of ETSI TS 119 102-2, read by bindings that were generated from the standard's schema.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use seal::verify::report::verify_with_etsi_report;
use seal::verify::{FileReport, Kind, TrustRoots, Verdict, VerifyOptions};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn report_on(bytes: &[u8]) -> (FileReport, Option<String>) {
    let roots = TrustRoots::from_pem(&fixture("root.pem")).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: "2026-11-22T13:00:00Z".parse().unwrap(),
        password: None,
    };
    verify_with_etsi_report(bytes, &options)
}

#[test]
fn what_has_no_signature_has_no_report_and_the_same_file_has_the_same_report() {
    assert_eq!(report_on(&testkit::pdfs::letter()).1, None);
    assert_eq!(report_on(b"no PDF").1, None);
    let bytes = fixture("b-lta.pdf");
    let (first, second) = (report_on(&bytes), report_on(&bytes));
    assert_eq!(first.1, second.1);
    assert!(first.1.unwrap().contains("mainindication:total-passed"));
}

#[test]
fn reports_keep_the_schema_their_references_hold_and_they_say_what_the_validator_said() {
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        return testkit::skip("ETSI reports", "GREFFE_VALIDATORS_PYTHON names no Python", true);
    };
    let mut files: Vec<(String, Vec<u8>)> = [
        "b-b.pdf",
        "b-t.pdf",
        "b-lt.pdf",
        "b-lta.pdf",
        "replayed-timestamp.pdf",
        "certified-3-and-seal.pdf",
        "rsa-pss.pdf",
        "brainpoolP256r1.pdf",
    ]
    .iter()
    .map(|name| ((*name).to_owned(), fixture(name)))
    .collect();
    let mut changed = fixture("b-lta.pdf");
    changed.extend(b"trailing");
    files.push(("changed".to_owned(), changed));
    if let Some(corpus) = testkit::corpus::Corpus::find() {
        for path in corpus.signed().into_iter().chain(corpus.attacks()) {
            files.push((path.display().to_string(), std::fs::read(path).unwrap()));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut reports = Vec::new();
    let mut paths = Vec::new();
    for (index, (name, bytes)) in files.iter().enumerate() {
        let (report, xml) = report_on(bytes);
        assert_eq!(xml.is_some(), !report.signatures.is_empty(), "{name}");
        let Some(xml) = xml else { continue };
        let path = folder.path().join(format!("{index}.xml"));
        std::fs::write(&path, xml).unwrap();
        paths.push(path);
        reports.push((name, report));
    }
    let script = testkit::workspace_root().join("crates/testkit/validators/etsi_report.py");
    let output = std::process::Command::new(python)
        .arg(script)
        .args(&paths)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), reports.len());
    for ((name, report), answer) in reports.iter().zip(&answers) {
        assert_eq!(answer["problems"], serde_json::json!([]), "{name}");
        let alone = report
            .signatures
            .iter()
            .all(|one| one.kind == Kind::DocumentTimestamp);
        let expected: Vec<(String, Vec<String>)> = report
            .signatures
            .iter()
            .filter(|one| alone || one.kind != Kind::DocumentTimestamp)
            .map(|one| {
                let main = match one.indication {
                    Verdict::TotalPassed => "total-passed",
                    Verdict::TotalFailed => "total-failed",
                    _ => "indeterminate",
                };
                (main.to_owned(), one.sub_indication.iter().cloned().collect())
            })
            .collect();
        let said: Vec<(String, Vec<String>)> = answer["signatures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let subs = one["sub"].as_array().unwrap().iter();
                (
                    one["main"].as_str().unwrap().to_owned(),
                    subs.map(|sub| sub.as_str().unwrap().to_owned()).collect(),
                )
            })
            .collect();
        assert_eq!(said, expected, "{name}");
    }
    // The archived one: signer, authorities, revocation data and both time-stamps, and the process that used them.
    let archived = &answers[3];
    assert_eq!(archived["signatures"][0]["process"], "LTA");
    let objects = archived["objects"].as_array().unwrap();
    let count = |kind: &str| objects.iter().filter(|one| *one == kind).count();
    assert!(
        count("certificate") >= 5 && count("timestamp") == 2,
        "{objects:?}"
    );
    assert!(count("OCSPResponse") + count("CRL") >= 2, "{objects:?}");
}
