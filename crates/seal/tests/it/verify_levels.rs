//! Signatures that an independent program made: levels, time-stamps, certification, algorithms.
//! The files are described in `fixtures/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::Timestamp;
use seal::sign::Level;
use seal::verify::{ChangesAfter, FileReport, Integrity, Kind, TrustRoots, Verdict, VerifyOptions, verify};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn check_at(bytes: &[u8], root: &str, time: &str) -> FileReport {
    let roots = TrustRoots::from_pem(&fixture(root)).unwrap();
    let at: Timestamp = time.parse().unwrap();
    verify(
        bytes,
        &VerifyOptions {
            roots: &roots,
            at,
            password: None,
        },
    )
}

fn check(bytes: &[u8]) -> FileReport {
    check_at(bytes, "root.pem", "2026-11-22T13:00:00Z")
}

#[test]
fn each_level_is_told_and_only_what_can_be_decided_without_asking_passes() {
    let expected = [
        ("b-b.pdf", Level::BB, Some("TRY_LATER")),
        ("b-t.pdf", Level::BT, Some("TRY_LATER")),
        ("b-lt.pdf", Level::BLt, None),
        ("b-lta.pdf", Level::BLta, None),
    ];
    for (name, level, sub_indication) in expected {
        let report = check(&fixture(name));
        let one = &report.signatures[0];
        assert_eq!(
            (one.level, one.sub_indication.as_deref()),
            (Some(level), sub_indication),
            "{name} {report:#?}"
        );
        let passed = sub_indication.is_none();
        assert_eq!(report.verdict == Verdict::TotalPassed, passed, "{name}");
        assert_eq!(one.proven_time.is_some(), level > Level::BB, "{name}");
        // Without the root nothing is proven and nothing passes; the level is in the file all the same.
        let nobody = TrustRoots::default();
        let options = VerifyOptions {
            roots: &nobody,
            at: "2026-11-22T13:00:00Z".parse().unwrap(),
            password: None,
        };
        let report = verify(&fixture(name), &options);
        assert_eq!(report.verdict, Verdict::Indeterminate);
        assert_eq!(
            (report.signatures[0].level, report.signatures[0].proven_time),
            (Some(level), None),
            "{name}"
        );
    }
}

#[test]
fn an_archive_time_stamp_carries_a_signature_past_the_end_of_its_revocation_data_only_while_it_is_good_itself()
 {
    // Long after, the time-stamp's own certificate cannot be asked about any more: nobody is told "valid".
    let report = check_at(&fixture("b-lta.pdf"), "root.pem", "2038-01-01T00:00:00Z");
    assert_eq!(report.verdict, Verdict::Indeterminate);
    assert_eq!(
        report.signatures[0].sub_indication.as_deref(),
        Some("OUT_OF_BOUNDS_NO_POE")
    );
    assert_eq!(report.signatures[1].sub_indication.as_deref(), Some("TRY_LATER"));
}

#[test]
fn a_time_stamp_of_another_signature_proves_nothing_and_keeps_the_file_from_passing() {
    let report = check(&fixture("replayed-timestamp.pdf"));
    let one = &report.signatures[0];
    assert_eq!(one.integrity, Integrity::Intact, "{report:#?}");
    assert_eq!(
        (one.level, one.proven_time),
        (Some(Level::BB), None),
        "{report:#?}"
    );
    assert!(
        report
            .warnings
            .iter()
            .any(|warning| warning.code == "verify-timestamp-broken"),
        "{report:#?}"
    );
    assert_ne!(report.verdict, Verdict::TotalPassed);
}

#[test]
fn no_flipped_bit_below_an_archive_time_stamp_passes() {
    let original = fixture("b-lta.pdf");
    let report = check(&original);
    assert_eq!(report.verdict, Verdict::TotalPassed);
    let archive = report
        .signatures
        .iter()
        .find(|one| one.kind == Kind::DocumentTimestamp)
        .unwrap();
    let end = usize::try_from(archive.covered_bytes).unwrap();
    let mut bytes = original.clone();
    let mut survivors = Vec::new();
    for position in (0..end).step_by(53) {
        bytes[position] ^= 1 << (position % 8);
        if check(&bytes).verdict == Verdict::TotalPassed {
            survivors.push(position);
        }
        bytes[position] = original[position];
    }
    assert_eq!(survivors, Vec::<usize>::new());
}

#[test]
fn a_certification_is_told_and_a_seal_after_it_follows_its_permission() {
    let report = check(&fixture("certified-1.pdf"));
    assert_eq!(report.signatures[0].kind, Kind::Certification);
    let report = check(&fixture("certified-3-and-seal.pdf"));
    assert_eq!(
        report.signatures[0].changes_after,
        ChangesAfter::Permitted,
        "{report:#?}"
    );
    assert_eq!(report.signatures[1].kind, Kind::Signature);
}

#[test]
fn algorithms_that_can_be_checked_are_and_others_never_pass() {
    let expected = [
        ("rsa-pss.pdf", "RSA-PSS-2048", "SHA-256"),
        ("p256-sha512.pdf", "ECDSA P-256", "SHA-512"),
        ("b-b.pdf", "ECDSA P-256", "SHA-256"),
    ];
    for (name, algorithm, digest) in expected {
        let one = check(&fixture(name)).signatures.remove(0);
        assert_eq!(one.integrity, Integrity::Intact, "{name}");
        assert_eq!(one.signature_algorithm.as_deref(), Some(algorithm));
        assert_eq!(one.digest_algorithm.as_deref(), Some(digest));
    }
    let report = check_at(&fixture("secp521r1.pdf"), "secp521r1.crt", "2026-12-01T00:00:00Z");
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    let report = check_at(
        &fixture("brainpoolP256r1.pdf"),
        "brainpoolP256r1.crt",
        "2026-12-01T00:00:00Z",
    );
    assert_eq!(report.verdict, Verdict::Indeterminate);
    assert_eq!(
        report.signatures[0].sub_indication.as_deref(),
        Some("CRYPTO_CONSTRAINTS_FAILURE")
    );
    assert_eq!(
        report.signatures[0].integrity,
        Integrity::Broken,
        "what cannot be computed is not called intact"
    );
}
