//! Signatures made elsewhere (`fixtures/weak`): algorithms that are no longer relied on, time-stamps over the content,
//! and forms that viewers draw anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{FileReport, Integrity, ProofSource, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, TestPki};

fn report(file: &str) -> FileReport {
    let folder = testkit::workspace_root().join("crates/seal/tests/fixtures/weak");
    let roots = TrustRoots::from_pem(&std::fs::read(folder.join("root.pem")).unwrap()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: "2026-11-22T13:00:00Z".parse().unwrap(),
        password: None,
    };
    verify(&std::fs::read(folder.join(file)).unwrap(), &options)
}

fn outcome(report: &FileReport) -> (Verdict, Integrity, Option<&str>) {
    let [one] = report.signatures.as_slice() else {
        panic!("{report:#?}")
    };
    (one.indication, one.integrity, one.sub_indication.as_deref())
}

fn warns(report: &FileReport, code: &str) -> bool {
    report.warnings.iter().any(|warning| warning.code == code)
}

#[test]
fn a_signature_with_an_algorithm_that_was_relied_on_once_is_not_passed_without_a_proof_of_that_time() {
    for file in ["rsa-1024.pdf", "sha1.pdf"] {
        let report = report(file);
        let expected = Some("CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
        assert_eq!(
            outcome(&report),
            (Verdict::Indeterminate, Integrity::Intact, expected),
            "{file} {report:#?}"
        );
        assert!(warns(&report, "verify-algorithm-weak"), "{file} {report:#?}");
    }
}

#[test]
fn a_weak_signature_that_cannot_be_from_a_time_when_it_was_relied_on_needs_no_proof() {
    // The certificate is of 2020, RSA of 1024 bits was given up in 2011.
    let report = report("rsa-1024-young.pdf");
    let expected = Some("CRYPTO_CONSTRAINTS_FAILURE");
    assert_eq!(
        outcome(&report),
        (Verdict::Indeterminate, Integrity::Intact, expected),
        "{report:#?}"
    );
}

#[test]
fn a_weak_signature_with_a_time_stamp_from_before_it_became_weak_passes() {
    let report = report("rsa-1024-stamped-2010.pdf");
    assert_eq!(
        outcome(&report),
        (Verdict::TotalPassed, Integrity::Intact, None),
        "{report:#?}"
    );
}

#[test]
fn a_time_stamp_over_the_content_tells_after_when_it_was_signed() {
    let report = report("content-stamp.pdf");
    let one = &report.signatures[0];
    assert_eq!(one.indication, Verdict::TotalPassed, "{report:#?}");
    let proof = one
        .proofs
        .iter()
        .find(|proof| proof.source == ProofSource::ContentTimestamp)
        .unwrap();
    assert!(proof.made_after && proof.trusted && proof.counts, "{proof:#?}");
    assert_eq!(proof.time, "2026-01-15T09:00:00Z".parse().unwrap());
}

#[test]
fn a_time_stamp_over_other_content_proves_nothing_and_is_told() {
    let report = report("content-stamp-foreign.pdf");
    let one = &report.signatures[0];
    assert_ne!(one.indication, Verdict::TotalPassed, "{report:#?}");
    assert!(
        !one.proofs
            .iter()
            .any(|proof| proof.source == ProofSource::ContentTimestamp),
        "{report:#?}"
    );
    assert!(warns(&report, "verify-timestamp-broken"), "{report:#?}");
}

/// A page with one text field whose form asks for new appearances, or does not.
fn form(asks: bool) -> Vec<u8> {
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/NeedAppearances {asks}>>>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(Amount)/V(100)/Rect[50 700 150 720]/P 3 0 R>>".to_owned(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 5\n0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).into_bytes());
    }
    let at = file.len();
    file.extend(format!("{table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").into_bytes());
    file
}

#[test]
fn a_signed_form_that_viewers_draw_anew_is_warned_of() {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
    for asks in [true, false] {
        let request = SealRequest {
            input: &form(asks),
            password: None,
            spec: SignatureSpec::at("2026-06-01T00:00:00Z".parse().unwrap()),
        };
        let sealed = seal(&key, &request).unwrap().bytes;
        let options = VerifyOptions {
            roots: &TrustRoots::default(),
            at: "2026-11-22T13:00:00Z".parse().unwrap(),
            password: None,
        };
        let report = verify(&sealed, &options);
        assert_eq!(report.signatures[0].integrity, Integrity::Intact);
        assert_eq!(warns(&report, "verify-fields-redrawn"), asks, "{report:#?}");
        // Before it is signed, `greffe inspect` tells.
        let look = pdf::look::look(&pdf::Document::open(&form(asks), None).unwrap()).unwrap();
        assert_eq!(look.warnings.contains(&"need-appearances"), asks, "{look:#?}");
    }
}
