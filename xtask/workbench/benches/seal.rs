//! How much a seal costs: PAdES B-B with a P-256 key on a file of 52 KB, through the library, beside the raw cost of its
//! parts (one signature by ring, one SHA-256 of the result) and beside pyHanko on the same machine, file and key.
//!
//! `cargo xtask bench seal [--quick]`; one JSON object on standard output, which xtask prints as a table.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;
use std::time::{Duration, Instant};

use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec};
use testkit::pki::{KeyKind, TestPki};

/// Rough size of the file that is sealed: a letter of one page with something that does not compress.
const SIZE_BYTES: usize = 52 * 1024;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let time = if quick {
        Duration::from_millis(500)
    } else {
        Duration::from_secs(3)
    };

    let input = testkit::pdfs::of_size(SIZE_BYTES);
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let p12 = leaf.pkcs12("bench");
    let key = SealKey::from_pkcs12(&p12, &"bench".to_owned().into()).expect("key");
    let stamp = stamp();
    let request = |stamp| SealRequest {
        input: &input,
        password: None,
        spec: SignatureSpec {
            stamp,
            name: Some("TEST"),
            ..SignatureSpec::at("2026-05-04T08:00:00Z".parse().expect("time"))
        },
    };
    let sealed = seal::sign::seal(&key, &request(None)).expect("sealed").bytes;

    let rng = ring::rand::SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &rng).expect("key");
    let raw =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &rng).expect("key");
    assert_eq!(raw.public_key().as_ref().len(), 65);

    let rows = [
        (
            "ring: one P-256 signature",
            each(time, || {
                std::hint::black_box(raw.sign(&rng, &[7; 256]).expect("signed"));
            }),
        ),
        (
            "ring: SHA-256 of the file",
            each(time, || {
                std::hint::black_box(ring::digest::digest(&ring::digest::SHA256, &sealed));
            }),
        ),
        (
            "seal B-B, no stamp",
            each(time, || {
                drop(seal::sign::seal(&key, &request(None)).expect("sealed"))
            }),
        ),
        (
            "seal B-B, with stamp",
            each(time, || {
                drop(seal::sign::seal(&key, &request(Some(&stamp))).expect("sealed"));
            }),
        ),
    ];
    let mut rows: Vec<(String, f64)> = rows
        .into_iter()
        .map(|(name, cost)| (name.to_owned(), cost))
        .collect();
    if let Some(cost) = pyhanko(&input, &p12, if quick { 5 } else { 40 }) {
        rows.push(("pyHanko B-B, no stamp".to_owned(), cost));
    }
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, ms)| serde_json::json!({ "name": name, "ms": ms }))
        .collect();
    println!(
        "{}",
        serde_json::json!({ "bytes": input.len(), "sealed_bytes": sealed.len(), "rows": rows })
    );
}

/// Milliseconds for one call, from as many calls as fit into `time`, after one call to warm up.
fn each(time: Duration, mut call: impl FnMut()) -> f64 {
    call();
    let started = Instant::now();
    let mut calls = 0u32;
    while started.elapsed() < time {
        call();
        calls += 1;
    }
    started.elapsed().as_secs_f64() * 1000.0 / f64::from(calls.max(1))
}

fn stamp() -> pdf::stamp::Stamp {
    pdf::stamp::Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        lines: vec![
            "Commune de Démo (TEST)".to_owned(),
            "4 mai 2026, 10:00 Europe/Luxembourg".to_owned(),
            "original : https://verify.example.lu".to_owned(),
        ],
        other_pages_line: Some("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ  {page}/{pages}".to_owned()),
        alternative_text: "Sceau".to_owned(),
    }
}

/// Milliseconds for one signature by pyHanko in one process, where `GREFFE_VALIDATORS_PYTHON` is at hand.
fn pyhanko(input: &[u8], p12: &[u8], rounds: u32) -> Option<f64> {
    let python = std::env::var_os("GREFFE_VALIDATORS_PYTHON")?;
    let folder = tempfile::tempdir().expect("folder");
    let (pdf, key) = (folder.path().join("in.pdf"), folder.path().join("key.p12"));
    std::fs::write(&pdf, input).expect("written");
    std::fs::write(&key, p12).expect("written");
    let here = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let script = std::path::Path::new(&here).join("benches/pyhanko_seal.py");
    let output = Command::new(python)
        .arg(script)
        .args([&pdf, &key])
        .arg(rounds.to_string())
        .output()
        .expect("python");
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
