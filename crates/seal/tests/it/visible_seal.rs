//! Visible seals from the sealed file over the printed page to the answer, read by us and by a second decoder in
//! another language.
#![cfg(feature = "images")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::Timestamp;
use jiff::civil::date;
use pdf::stamp::Stamp;
use seal::key::SealKey;
use seal::sign::{SealOptions, SignatureSpec, seal_to};
use seal::visible::{Order, Signer, Source, Symbols, VisibleSealError, issue, read_source, sign_bundle};
use testkit::pdfs;
use testkit::pki::{KeyKind, Leaf, TestPki};
use visible_seal::bundle::{Entry, Reason};
use visible_seal::{
    Bundle, BundleError, Facts, Judgement, PinnedKey, Profile, Tlv, Trust, Verdict, VisibleSeal, judge,
};
use wording::{Explain, Lang};

const IDENTIFIER: &str = "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ";

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn key_of(leaf: &Leaf) -> SealKey {
    SealKey::from_pkcs12(&leaf.pkcs12("x"), &"x".into()).unwrap()
}

fn stamp() -> Stamp {
    Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: format!("HTTPS://VERIFY.EXAMPLE.LU/D/{IDENTIFIER}"),
        lines: vec![
            "Commune d’Exemple".to_owned(),
            "Scellé le 22.11.2026 à 11:00:00 CET (UTC+01:00)".to_owned(),
            "Original : https://verify.example.lu".to_owned(),
        ],
        other_pages_line: None,
        alternative_text: "Cachet".to_owned(),
        visible_seal: None,
    }
}

fn facts() -> Facts {
    Facts {
        identifier: IDENTIFIER.to_owned(),
        title: "Certificat de résidence".to_owned(),
        authority: "Commune d’Exemple".to_owned(),
        reference: Some("2026/RES/004711".to_owned()),
        addressee: Some("MULLER Anne".to_owned()),
        ..Facts::default()
    }
}

fn sealed(key: &SealKey, input: &[u8], order: Option<&Order<'_>>) -> (Vec<u8>, pdf::stamp::Placed) {
    use std::io::{Read, Seek};
    let stamp = stamp();
    let options = SealOptions {
        visible_seal: order,
        ..SealOptions::new(SignatureSpec {
            stamp: Some(&stamp),
            ..SignatureSpec::at(now())
        })
    };
    let mut file = tempfile::tempfile().unwrap();
    let summary = seal_to(key, &options, &input, &mut file).unwrap();
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    (bytes, summary.stamp.unwrap())
}

fn order(signer: &str) -> Order<'static> {
    Order {
        key: None,
        signer: Signer::of_id(signer).unwrap(),
        facts: facts(),
        title_else: String::new(),
        on: date(2026, 11, 22),
    }
}

fn bundle(entries: Vec<Entry>) -> Bundle {
    Bundle {
        version: 3,
        issued_at: now(),
        next_update: "2026-12-22T10:00:00Z".parse().unwrap(),
        entries,
        profiles: Vec::new(),
    }
}

fn entry(leaf: &Leaf) -> Entry {
    Entry::from_pem("LUAS", &leaf.chain_pem()).unwrap()
}

fn judged(bytes: &[u8], bundle: Option<&Bundle>, at: Timestamp) -> Judgement {
    judge(
        bytes,
        &Trust {
            bundle,
            at,
            lang: Lang::En,
        },
    )
}

/// Draws a page; `None`, said aloud: there is no pdftoppm.
fn drawn(folder: &Path, pdf: &[u8], dpi: u32) -> Option<PathBuf> {
    let (file, page) = (folder.join("page.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).unwrap();
    let status = Command::new("pdftoppm")
        .args([
            "-r",
            &dpi.to_string(),
            "-gray",
            "-singlefile",
            "-f",
            "1",
            "-l",
            "1",
        ])
        .args([&file, &page])
        .status();
    match status {
        Ok(status) => {
            assert!(status.success());
            Some(page.with_extension("pgm"))
        }
        Err(error) => {
            testkit::skip("pdftoppm", &error.to_string(), true);
            None
        }
    }
}

fn symbols(file: &[u8]) -> Symbols {
    match read_source(file).unwrap() {
        Source::Picture(symbols) => symbols,
        Source::Bytes(_) => panic!("no picture"),
    }
}

#[test]
fn a_sealed_page_that_was_printed_is_checked_without_a_network() {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let key = key_of(&leaf);
    let input = pdfs::letter();
    let (file, placed) = sealed(&key, &input, Some(&order("LUAS")));
    assert!(placed.visible_seal && !placed.covers_content);
    let folder = tempfile::tempdir().unwrap();
    let Some(page) = drawn(folder.path(), &file, 150) else {
        return;
    };
    let found = symbols(&std::fs::read(page).unwrap());
    assert_eq!(found.payloads.len(), 1, "the QR code is none of ours");
    let bundle = bundle(vec![entry(&leaf)]);
    let judgement = judged(&found.payloads[0], Some(&bundle), now());
    assert_eq!(judgement.verdict, Verdict::Valid);
    assert_eq!(
        judgement.certificate.as_ref().unwrap().serial,
        key.certificate().serial
    );
    let value = |field: &str| {
        let fact = judgement
            .facts
            .iter()
            .find(|fact| fact.field.as_deref() == Some(field));
        fact.map(|fact| fact.value.clone()).unwrap_or_default()
    };
    assert_eq!(value("identifier"), IDENTIFIER);
    assert_eq!(value("title"), "Certificat de résidence");
    assert_eq!(value("reference"), "2026/RES/004711");
    assert_eq!(value("pages"), "1");
    let digest = ring::digest::digest(&ring::digest::SHA256, &input);
    assert_eq!(value("content_sha256"), hex::encode(digest.as_ref()));
    assert_eq!(value("decisive_fact"), "");
    // Without the bundle nobody can say, and nobody says "false".
    assert_eq!(
        judged(&found.payloads[0], None, now()).verdict,
        Verdict::CertificateUnknown
    );
}

#[test]
fn a_stamp_without_visible_seal_is_drawn_as_before() {
    let key = key_of(&TestPki::shared().seal(KeyKind::P256));
    let (_, placed) = sealed(&key, &pdfs::letter(), None);
    assert!(!placed.visible_seal);
    assert!(placed.height < 50.0, "{placed:?}");
}

#[test]
fn a_key_of_p_384_signs_visible_seals_and_one_of_rsa_does_not() {
    let leaf = TestPki::shared().seal(KeyKind::P384);
    let signer = Signer::of_id("LUAS").unwrap();
    let bytes = issue(&key_of(&leaf), &signer, &facts(), date(2026, 11, 22)).unwrap();
    assert_eq!(VisibleSeal::decode(&bytes).unwrap().signature.len(), 96);
    assert_eq!(
        judged(&bytes, Some(&bundle(vec![entry(&leaf)])), now()).verdict,
        Verdict::Valid
    );
    let rsa = key_of(&TestPki::shared().seal(KeyKind::Rsa2048));
    let refused = issue(&rsa, &signer, &facts(), date(2026, 11, 22)).unwrap_err();
    assert_eq!(refused.code(), "visible-seal-key-not-ecdsa");
    assert!(!seal::visible::can_sign(&rsa));
    // The seal of the file by RSA, the visible one by another key.
    let other = key_of(&leaf);
    let order = Order {
        key: Some(&other),
        ..order("LUAS")
    };
    let (_, placed) = sealed(&rsa, &pdfs::letter(), Some(&order));
    assert!(placed.visible_seal);
}

#[test]
fn signer_identifiers_come_from_the_certificate_where_none_is_configured() {
    let key = key_of(&TestPki::shared().seal(KeyKind::P256));
    let signer = Signer::of_key(&key);
    assert_eq!((signer.country.as_str(), signer.id.as_str()), ("LUX", "LUTC"));
    let mut certificate = key.certificate().clone();
    for (organisation, id) in [
        ("Commune d'Exemple", "DECD"),
        ("Élan", "DEEL"),
        ("漢", "DEXX"),
        ("A", "DEAX"),
    ] {
        certificate.organisation = Some(organisation.to_owned());
        assert_eq!(
            Signer::of_certificate(&certificate, Some("DE")).id,
            id,
            "{organisation}"
        );
    }
    assert_eq!(Signer::of_certificate(&certificate, Some("DE")).country, "D");
    for wrong in ["", "LU", "lu12", "LUÉÉ", "LUASX", "1234"] {
        assert_eq!(
            Signer::of_id(wrong).unwrap_err().code(),
            "visible-seal-signer-invalid",
            "{wrong}"
        );
    }
}

#[test]
fn every_answer_of_a_verifier_is_given_for_its_reason() {
    let (pki, at) = (TestPki::shared(), now());
    let (leaf, other) = (pki.seal(KeyKind::P256), pki.seal(KeyKind::P256));
    let key = key_of(&leaf);
    let signer = Signer::of_id("LUAS").unwrap();
    let on = date(2026, 11, 20);
    let bytes = issue(&key, &signer, &facts(), on).unwrap();
    let good = bundle(vec![entry(&leaf)]);
    assert_eq!(judged(&bytes, Some(&good), at).verdict, Verdict::Valid);

    // Another certificate under the same reference alone: false. Beside the right one: each is tried.
    let mut namesake = entry(&other);
    namesake.reference = entry(&leaf).reference;
    let only = bundle(vec![namesake.clone()]);
    assert_eq!(judged(&bytes, Some(&only), at).verdict, Verdict::SignatureBad);
    assert_eq!(
        judged(&bytes, Some(&bundle(vec![namesake, entry(&leaf)])), at).verdict,
        Verdict::Valid
    );
    assert_eq!(
        judged(&bytes, Some(&bundle(vec![entry(&other)])), at).verdict,
        Verdict::CertificateUnknown
    );

    let mut altered = bytes.clone();
    let title = altered.windows(9).position(|w| w == b"Certifica").unwrap();
    altered[title] = b'K';
    assert_eq!(judged(&altered, Some(&good), at).verdict, Verdict::SignatureBad);

    // Revocation: a stolen key takes every seal with it, a superseded one only later seals.
    for (revoked_on, reason, verdict) in [
        ("2026-11-10T00:00:00Z", Reason::Superseded, Verdict::Revoked),
        ("2026-11-20T08:00:00Z", Reason::Superseded, Verdict::Revoked),
        ("2026-11-22T00:00:00Z", Reason::Superseded, Verdict::Valid),
        ("2026-11-22T00:00:00Z", Reason::KeyCompromise, Verdict::Revoked),
        ("2026-11-22T00:00:00Z", Reason::Unspecified, Verdict::Revoked),
    ] {
        let mut revoked = entry(&leaf);
        revoked.revoked_at = Some(revoked_on.parse().unwrap());
        revoked.reason = reason;
        let judgement = judged(&bytes, Some(&bundle(vec![revoked.clone()])), at);
        assert_eq!(judgement.verdict, verdict, "{revoked_on} {reason:?}");
        let told = judgement.certificate.unwrap().revocation.unwrap();
        assert_eq!(told.at, revoked.revoked_at.unwrap());
        assert_eq!(told.seal_dated_before, revoked_on.starts_with("2026-11-22"));
        // The same certificate a second time, without the revocation, hides nothing.
        let judgement = judged(&bytes, Some(&bundle(vec![revoked, entry(&leaf)])), at);
        assert_eq!(judgement.verdict, verdict);
        assert!(judgement.certificate.unwrap().revocation.is_some());
    }

    let later = issue(&key, &signer, &facts(), date(2027, 3, 1)).unwrap();
    assert_eq!(judged(&later, Some(&good), at).verdict, Verdict::DateInFuture);
    let early = issue(&key, &signer, &facts(), date(2019, 12, 30)).unwrap();
    assert_eq!(
        judged(&early, Some(&good), at).verdict,
        Verdict::CertificateNotValid
    );

    let validity = |from, until| {
        let facts = Facts {
            validity: (from, until),
            ..facts()
        };
        let bytes = issue(&key, &signer, &facts, on).unwrap();
        judged(&bytes, Some(&good), at)
    };
    let current = validity(Some(date(2026, 11, 20)), Some(date(2027, 2, 20)));
    assert_eq!(current.verdict, Verdict::Valid);
    assert_eq!(current.valid_until, Some(date(2027, 2, 20)));
    assert_eq!(
        validity(None, Some(date(2026, 11, 1))).verdict,
        Verdict::NotInForce
    );
    assert_eq!(
        validity(Some(date(2026, 12, 1)), None).verdict,
        Verdict::NotInForce
    );

    assert_eq!(judged(&bytes[..200], Some(&good), at).verdict, Verdict::Damaged);
    assert_eq!(
        judged(b"DC04FR", Some(&good), at).verdict,
        Verdict::NotAVisibleSeal
    );
    assert_eq!(
        judged(&[0xDC, 0x09, 1, 2], Some(&good), at).verdict,
        Verdict::NotAVisibleSeal
    );
    let old = judged(&bytes, Some(&good), "2027-11-22T10:00:00Z".parse().unwrap());
    assert_eq!(old.bundle_age_days, Some(365));
    assert!(
        old.remarks
            .iter()
            .any(|remark| remark.code == "visible-seal-remark-bundle-old")
    );
}

/// A seal signed by `key` over any message, as another administration would make it.
fn foreign(key: &p256::ecdsa::SigningKey, reference: &str, category: u8, message: &[Tlv]) -> Vec<u8> {
    use p256::ecdsa::signature::Signer as _;
    let mut header =
        visible_seal::Header::administrative("LUX", "LUAS", reference, date(2026, 11, 20)).unwrap();
    header.category = category;
    let to_sign = VisibleSeal::to_sign(&header, message).unwrap();
    let signature: p256::ecdsa::Signature = key.sign(&to_sign);
    VisibleSeal::with_signature(&to_sign, &signature.to_bytes()).unwrap()
}

#[test]
fn seals_of_other_profiles_are_shown_as_they_stand_and_tests_prove_nothing() {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let key = p256_of(&leaf);
    let good = bundle(vec![entry(&leaf)]);
    let reference = entry(&leaf).reference;
    let message = [
        Tlv::new(0x00, [7; 16]),
        Tlv::new(0x01, "20261101\0"),
        Tlv::new(0x04, "Größe\u{202e}x"),
        Tlv::new(0x05, [0x00, 0xFF]),
    ];
    let judgement = judged(&foreign(&key, &reference, 0xC8, &message), Some(&good), now());
    assert_eq!(judgement.verdict, Verdict::ProfileUnknown);
    assert!(judgement.signature_verified);
    let shown: Vec<(&str, &str)> = judgement
        .facts
        .iter()
        .map(|fact| (fact.name.as_str(), fact.value.as_str()))
        .collect();
    assert_eq!(shown, [("04", "Größe\u{fffd}x"), ("05", "00FF")]);
    assert_eq!(judgement.valid_from, Some(date(2026, 11, 1)));

    // The bundle may know the profile.
    let mut knowing = good.clone();
    let mut profile = Profile::greffe();
    profile.uuid = hex::encode_upper([7; 16]);
    profile.fields[0].tag = 4;
    knowing.profiles.push(profile);
    let judgement = judged(&foreign(&key, &reference, 0xC8, &message), Some(&knowing), now());
    assert_eq!(judgement.verdict, Verdict::Valid);
    assert_eq!(judgement.facts[0].field.as_deref(), Some("identifier"));

    // The later draft: category 201, validity under two tags, addresses and status under theirs.
    let draft = [
        Tlv::new(0x00, [7; 16]),
        Tlv::new(0x01, "20261101"),
        Tlv::new(0x02, "20271101"),
        Tlv::new(0x03, "https://example.lu/p.xml"),
        Tlv::new(0x06, [1]),
        Tlv::new(0x0A, "x"),
    ];
    let judgement = judged(&foreign(&key, &reference, 0xC9, &draft), Some(&knowing), now());
    assert_eq!(judgement.verdict, Verdict::Valid);
    assert_eq!(judgement.valid_until, Some(date(2027, 11, 1)));
    assert_eq!(judgement.facts[0].field.as_deref(), Some("profile_uri"));

    let mut testing = good;
    testing.entries[0].reference = "0000".to_owned();
    let test = foreign(&key, "00000000", 0xC8, &message);
    assert_eq!(judged(&test, Some(&testing), now()).verdict, Verdict::Test);
}

/// The private key of a TEST leaf.
fn p256_of(leaf: &Leaf) -> p256::ecdsa::SigningKey {
    let der = &leaf.key_pkcs8_der;
    // PKCS#8 of P-256: the scalar follows the inner `04 20`.
    let at = der
        .windows(4)
        .position(|window| window == [0x02, 0x01, 0x01, 0x04])
        .unwrap()
        + 5;
    p256::ecdsa::SigningKey::from_slice(&der[at..at + 32]).unwrap()
}

#[test]
fn a_bundle_is_used_only_under_the_pinned_key_and_never_goes_back() {
    let pki = TestPki::shared();
    let (leaf, publisher, stranger) = (
        pki.seal(KeyKind::P256),
        pki.seal(KeyKind::P384),
        pki.seal(KeyKind::P256),
    );
    let made = bundle(vec![entry(&leaf)]);
    let file = sign_bundle(&key_of(&publisher), &made).unwrap();
    let pinned = PinnedKey::read(publisher.certificate_pem.as_bytes()).unwrap();
    assert_eq!(Bundle::open(file.as_bytes(), &pinned, Some(3)).unwrap(), made);
    assert_eq!(
        Bundle::open(file.as_bytes(), &pinned, Some(4)),
        Err(BundleError::Rollback { version: 3, last: 4 })
    );
    let other = PinnedKey::read(stranger.certificate_pem.as_bytes()).unwrap();
    assert_eq!(
        Bundle::open(file.as_bytes(), &other, None),
        Err(BundleError::SignatureBad)
    );
    // Another order of members and other white space say the same; another version does not.
    let value: serde_json::Value = serde_json::from_str(&file).unwrap();
    let compact = serde_json::to_string(&value).unwrap();
    assert_ne!(compact, file);
    assert_eq!(Bundle::open(compact.as_bytes(), &pinned, None).unwrap(), made);
    for (from, to) in [
        ("\"version\": 3", "\"version\": 4"),
        ("LUAS", "LUAT"),
        ("2026-12-22", "2036-12-22"),
    ] {
        let forged = file.replacen(from, to, 1);
        assert_ne!(forged, file);
        assert_eq!(
            Bundle::open(forged.as_bytes(), &pinned, None),
            Err(BundleError::SignatureBad),
            "{to}"
        );
    }
    for wrong in [
        &b""[..],
        b"{}",
        b"[1.5]",
        b"{\"bundle\":{\"a\":1.5},\"signature\":{\"algorithm\":\"ES384\",\"value\":\"AA==\"}}",
    ] {
        assert!(Bundle::open(wrong, &pinned, None).is_err());
    }
    let rsa = key_of(&pki.seal(KeyKind::Rsa2048));
    assert_eq!(
        sign_bundle(&rsa, &made).unwrap_err().code(),
        "visible-seal-key-not-ecdsa"
    );
    assert!(PinnedKey::read(b"nothing").is_none());
    assert!(Entry::from_pem("LUAS", &pki.seal(KeyKind::Rsa2048).chain_pem()).is_err());
}

#[test]
fn pictures_that_are_none_or_too_large_are_refused_with_their_reason() {
    let code = |bytes: &[u8]| match read_source(bytes) {
        Err(error) => error.code(),
        Ok(source) => panic!("{source:?}"),
    };
    assert_eq!(code(b""), "visible-seal-not-readable");
    assert_eq!(code(b"not a seal at all!"), "visible-seal-not-readable");
    assert_eq!(code(&pdfs::letter()), "visible-seal-not-readable");
    assert_eq!(code(b"\x89PNG\r\n\x1a\nrubbish"), "visible-seal-picture-damaged");
    assert_eq!(code(b"\xff\xd8\xff\xe0"), "visible-seal-picture-damaged");
    // Fifteen bytes that promise 400 million pixels.
    assert_eq!(code(b"P5 20000 20000 255\n"), "visible-seal-picture-too-large");
    assert_eq!(code(b"P5 30000 10 255\n"), "visible-seal-picture-too-large");
    assert!(matches!(read_source(b"dc 03\n"), Ok(Source::Bytes(bytes)) if bytes == [0xDC, 0x03]));
    let blank = [b"P5 300 300 255\n".as_slice(), &[255; 90_000]].concat();
    assert_eq!(symbols(&blank), Symbols::default());
    let refused: Result<Source, VisibleSealError> = read_source(b"P5 4 4 255\n");
    assert!(refused.is_err());
}

#[test]
fn several_symbols_of_one_page_are_all_read() {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let (file, _) = sealed(&key_of(&leaf), &pdfs::letter(), Some(&order("LUAS")));
    let (second, _) = sealed(&key_of(&leaf), &pdfs::letter(), Some(&order("LUBB")));
    let folder = tempfile::tempdir().unwrap();
    let Some(one) = drawn(folder.path(), &file, 150) else {
        return;
    };
    let one = std::fs::read(one).unwrap();
    let two = std::fs::read(drawn(folder.path(), &second, 150).unwrap()).unwrap();
    let pixels = |page: &[u8]| -> (usize, Vec<u8>) {
        let header = String::from_utf8_lossy(&page[..20]).into_owned();
        let width = header.split_whitespace().nth(1).unwrap().parse().unwrap();
        let height: usize = header.split_whitespace().nth(2).unwrap().parse().unwrap();
        (width, page[page.len() - width * height..].to_vec())
    };
    let ((width, left), (_, right)) = (pixels(&one), pixels(&two));
    let mut both = format!("P5 {} {} 255\n", 2 * width, left.len() / width).into_bytes();
    for (left, right) in left.chunks(width).zip(right.chunks(width)) {
        both.extend_from_slice(left);
        both.extend_from_slice(right);
    }
    let signers: Vec<String> = symbols(&both)
        .payloads
        .iter()
        .map(|payload| VisibleSeal::decode(payload).unwrap().header.signer)
        .collect();
    assert_eq!(signers.len(), 2, "{signers:?}");
    assert!(signers.contains(&"LUAS".to_owned()) && signers.contains(&"LUBB".to_owned()));
}

/// The table: resolution, rotation and what befell the picture; read by zxing-cpp with a decoder in Python, and by us.
#[test]
fn the_printed_seal_is_read_after_rotation_noise_and_compression_by_two_readers() {
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        testkit::skip(
            "the second decoder",
            "GREFFE_VALIDATORS_PYTHON names no Python",
            true,
        );
        return;
    };
    let leaf = TestPki::shared().seal(KeyKind::P256);
    let (file, placed) = sealed(&key_of(&leaf), &pdfs::letter(), Some(&order("LUAS")));
    assert!(placed.visible_seal);
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("sealed.pdf");
    std::fs::write(&pdf, file).unwrap();
    let request = serde_json::json!({
        "pdf": pdf,
        "folder": folder.path(),
        "certificate": leaf.certificate_pem,
        "quick": std::env::var_os("GREFFE_VISIBLE_SEAL_ALL").is_none(),
    });
    let mut child = Command::new(python)
        .arg(testkit::workspace_root().join("crates/testkit/validators/visible_seal.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(request.to_string().as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let bundle = bundle(vec![entry(&leaf)]);
    let mut table: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    let (mut all, mut theirs) = (0, 0);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let picture = line["file"].as_str().unwrap();
        let ours = symbols(&std::fs::read(picture).unwrap());
        let read_by_us = ours
            .payloads
            .iter()
            .any(|payload| judged(payload, Some(&bundle), now()).verdict == Verdict::Valid);
        let mut read_by_them = false;
        for seal in line["seals"].as_array().unwrap() {
            assert_eq!(seal["verified"], true, "{picture}");
            assert_eq!(
                (&seal["country"], &seal["signer"]),
                (&"LUX".into(), &"LUAS".into())
            );
            assert_eq!(seal["signed_on"], "2026-11-22");
            assert_eq!(seal["values"]["0A"], hex::encode(IDENTIFIER));
            assert_eq!(seal["values"]["0B"], hex::encode("Certificat de résidence"));
            read_by_them = true;
            if let Some(own) = ours.payloads.first() {
                assert_eq!(seal["bytes"], hex::encode(own), "both read the same bytes");
            }
        }
        let row = table
            .entry(format!("{} dpi, {}", line["dpi"], line["way"].as_str().unwrap()))
            .or_default();
        row.0 += 1;
        row.1 += usize::from(read_by_us);
        row.2 += usize::from(read_by_them);
        all += 1;
        theirs += usize::from(read_by_them);
        if !read_by_us {
            missed.push(picture.to_owned());
        }
    }
    for (row, (pictures, ours, theirs)) in &table {
        println!("{row:28} of {pictures}: {ours} by us, {theirs} by zxing-cpp");
    }
    assert!(all >= 12, "{all} pictures");
    assert_eq!(missed, Vec::<String>::new(), "read by us");
    assert!(theirs * 10 >= all * 9, "zxing-cpp read {theirs} of {all}");
}
