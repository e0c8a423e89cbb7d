//! Sealing as a user meets it: what goes in, what comes out, who accepts it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use pdf::stamp::Stamp;
use seal::key::{KeyError, SealKey};
use seal::sign::{SealError, SealRequest, SealedPdf, SignatureSpec, seal};
use secrecy::SecretString;
use testkit::pdfs::{self, Page, Pdf, Xref};
use testkit::pki::{KeyKind, LeafSpec, Purpose, TestPki};
use testkit::validators::{Job, Validators};
use wording::Explain;

const IDENTIFIER: &str = "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ";
const URL: &str = "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ";

static KEY: LazyLock<SealKey> =
    LazyLock::new(|| open(&TestPki::shared().seal(KeyKind::P256).pkcs12("x"), "x").unwrap());

fn open(p12: &[u8], passphrase: &str) -> Result<SealKey, KeyError> {
    SealKey::from_pkcs12(p12, &SecretString::from(passphrase))
}

fn stamp() -> Stamp {
    Stamp {
        identifier_printed: IDENTIFIER.to_owned(),
        qr_payload: URL.to_owned(),
        lines: vec![
            "Commune d’Exemple".to_owned(),
            "Scellé le 22 novembre 2026 à 10:04:31 CET (UTC+1)".to_owned(),
            "original : https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        ],
        other_pages_line: Some(format!("{IDENTIFIER} · page {{page}}/{{pages}}")),
        alternative_text: "Cachet de la Commune d’Exemple".to_owned(),
        visible_seal: None,
    }
}

fn request<'a>(input: &'a [u8], stamp: Option<&'a Stamp>) -> SealRequest<'a> {
    SealRequest {
        input,
        password: None,
        spec: SignatureSpec {
            stamp,
            name: Some("Commune d’Exemple"),
            location: Some("Exemple"),
            ..SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap())
        },
    }
}

fn sealed(input: &[u8]) -> SealedPdf {
    let sealed = seal(&KEY, &request(input, Some(&stamp()))).unwrap();
    assert!(sealed.bytes.starts_with(input));
    sealed
}

fn refusal(input: &[u8], stamp: Option<&Stamp>) -> &'static str {
    match seal(&KEY, &request(input, stamp)) {
        Ok(_) => panic!("sealed, but a refusal was owed"),
        Err(error) => error.code(),
    }
}

fn write(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sealing");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.pdf", name.replace(' ', "-")));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Every validator accepts the files, and the QR code on the first page says the address.
fn accepted_with_qr(files: &[(&str, &SealedPdf, Option<&str>)]) {
    let Some(validators) = Validators::find() else {
        return;
    };
    for (name, sealed, password) in files {
        let mut job = Job::new(write(name, &sealed.bytes)).with_qr_on_page(1);
        if let Some(password) = password {
            job = job.with_password(password);
        }
        let judgement = validators
            .accept_sealed(TestPki::shared().root_pem(), &job)
            .unwrap_or_else(|refusals| panic!("{name}: {refusals}"));
        assert_eq!(judgement.qr, [URL], "{name}: {:?}", judgement.qr_error);
        assert_eq!(judgement.sha256, hex::encode(sealed.sha256), "{name}");
        assert_eq!(judgement.pages, sealed.pages, "{name}");
    }
}

#[test]
fn every_kind_of_key_seals_and_independent_validators_accept() {
    let letter = pdfs::letter();
    let mut files = Vec::new();
    for kind in KeyKind::SUPPORTED {
        let key = open(&TestPki::shared().seal(kind).pkcs12("secret"), "secret").unwrap();
        assert_eq!(key.certificate().algorithm, kind.name());
        files.push((
            kind.name(),
            seal(&key, &request(&letter, Some(&stamp()))).unwrap(),
        ));
    }
    let files: Vec<_> = files.iter().map(|(name, sealed)| (*name, sealed, None)).collect();
    accepted_with_qr(&files);
}

#[test]
fn the_update_keeps_the_ways_of_the_file() {
    let hybrid = hybrid();
    let mut trailing = pdfs::letter();
    trailing.extend(b"\r\n\r\n\0\0\0");
    let mut no_line_end = pdfs::letter();
    no_line_end.truncate(no_line_end.trim_ascii_end().len());
    let files = [
        ("cross-reference stream", pdfs::letter_with_xref_stream()),
        ("object streams", pdfs::letter_with_object_streams()),
        ("hybrid", hybrid),
        ("rubbish after the end", trailing),
        ("no line end at the end", no_line_end),
        ("form", pdfs::form()),
    ];
    let done: Vec<_> = files
        .iter()
        .map(|(name, input)| (*name, sealed(input), None))
        .collect();
    let done: Vec<_> = done
        .iter()
        .map(|(name, sealed, password)| (*name, sealed, *password))
        .collect();
    accepted_with_qr(&done);
    // A file with a table gets a table, one with a stream a stream.
    for (name, sealed, _) in &done {
        let update = &sealed.bytes[files.iter().find(|file| file.0 == *name).unwrap().1.len()..];
        let text = String::from_utf8_lossy(update);
        let stream = text.contains("/Type/XRef");
        assert_eq!(
            stream,
            matches!(*name, "cross-reference stream" | "object streams"),
            "{name}"
        );
        assert_eq!(text.contains("\ntrailer\n"), !stream, "{name}");
    }
}

/// A table whose trailer names a cross-reference stream for the objects in an object stream (7.5.8.4).
fn hybrid() -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = [0usize; 8];
    let mut object = |out: &mut Vec<u8>, number: usize, body: &str| {
        offsets[number] = out.len();
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    };
    object(&mut out, 1, "<</Type/Catalog/Pages 2 0 R/Lang(fr)/Extra 6 0 R>>");
    object(&mut out, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(
        &mut out,
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Annots 6 0 R>>",
    );
    let inside = "6 0 [] ";
    let first = inside.find('[').unwrap();
    object(
        &mut out,
        4,
        &format!(
            "<</Type/ObjStm/N 1/First {first}/Length {}>>\nstream\n{inside}\nendstream",
            inside.len()
        ),
    );
    let at = out.len();
    // One row: object 6 is number 0 in object stream 4.
    out.extend(b"5 0 obj\n<</Type/XRef/W[1 1 1]/Index[6 1]/Size 7/Length 3>>\nstream\n\x02\x04\x00\nendstream\nendobj\n");
    let table = out.len();
    out.extend(b"xref\n0 7\n0000000000 65535 f\r\n");
    for offset in &offsets[1..5] {
        out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
    }
    out.extend(format!("{at:010} 00000 n\r\n0000000000 00000 f\r\n").into_bytes());
    out.extend(
        format!("trailer\n<</Size 7/Root 1 0 R/XRefStm {at}>>\nstartxref\n{table}\n%%EOF\n").into_bytes(),
    );
    out
}

#[test]
fn the_stamp_stands_upright_in_the_visible_area_of_every_page() {
    let page = |page: Page| {
        Pdf {
            pages: vec![page],
            ..Pdf::default()
        }
        .build()
    };
    let landscape = [0.0, 0.0, 841.89, 595.28];
    let shifted = Page {
        media_box: [-300.0, -400.0, 295.0, 442.0],
        crop_box: Some([-280.0, -390.0, 250.0, 400.0]),
        rotate: 270,
        ..Page::default()
    };
    let files = [
        ("upright", pdfs::letter()),
        ("turned by 90", pdfs::rotated(90)),
        ("turned by 180", pdfs::rotated(180)),
        ("turned by 270", pdfs::rotated(270)),
        ("turned by -90", pdfs::rotated(-90)),
        ("cropped", pdfs::cropped()),
        (
            "landscape",
            page(Page {
                media_box: landscape,
                ..Page::default()
            }),
        ),
        ("negative origin, cropped and turned", page(shifted)),
        (
            "user unit",
            page(Page {
                user_unit: Some(2.0),
                ..Page::default()
            }),
        ),
        (
            "A0",
            page(Page {
                media_box: [0.0, 0.0, 2384.0, 3370.0],
                ..Page::default()
            }),
        ),
        (
            "small card",
            page(Page {
                media_box: [0.0, 0.0, 243.0, 153.0],
                lines: vec![],
                ..Page::default()
            }),
        ),
    ];
    let done: Vec<_> = files
        .iter()
        .map(|(name, input)| (*name, sealed(input), None))
        .collect();
    for (name, sealed, _) in &done {
        assert!(!sealed.stamp.unwrap().covers_content, "{name}: a place was free");
        let path = write(name, &sealed.bytes);
        let Ok(output) = Command::new("pdftotext")
            .args(["-cropbox", "-bbox"])
            .arg(&path)
            .arg("-")
            .output()
        else {
            continue;
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let word = text
            .lines()
            .find(|line| line.contains("10YK-GT5E"))
            .unwrap_or_else(|| panic!("{name}: {text}"));
        let number = |key: &str| -> f64 {
            let at = word.find(key).unwrap() + key.len() + 2;
            word[at..].split('"').next().unwrap().parse().unwrap()
        };
        let (width, height) = (number("xMax") - number("xMin"), number("yMax") - number("yMin"));
        assert!(
            width > 3.0 * height,
            "{name}: the identifier is not upright: {word}"
        );
        assert!(number("xMin") > 0.0 && number("yMin") > 0.0, "{name}: {word}");
    }
    let done: Vec<_> = done
        .iter()
        .map(|(name, sealed, password)| (*name, sealed, *password))
        .collect();
    accepted_with_qr(&done);
}

#[test]
fn a_page_that_leaves_the_graphics_state_in_disorder_does_not_move_the_stamp() {
    let with_content = |content: &str| {
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        let bodies = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/Contents[4 0 R]/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        ];
        for (index, body) in bodies.iter().enumerate() {
            offsets.push(out.len());
            out.extend(format!("{} 0 obj\n{body}\nendobj\n", index + 1).into_bytes());
        }
        let table = out.len();
        out.extend(b"xref\n0 6\n0000000000 65535 f\r\n");
        for offset in offsets {
            out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
        }
        out.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").into_bytes());
        out
    };
    let files = [
        (
            "saved and not restored",
            with_content("q 0.1 0 0 0.1 300 300 cm q 1 0 0 rg 0 0 100 100 re f"),
        ),
        (
            "restored too often",
            with_content("Q Q 0.2 0 0 0.2 400 400 cm Q 0 0 100 100 re f"),
        ),
        (
            "text that does not end",
            with_content("BT /F 12 Tf 72 700 Td (Bonjour) Tj"),
        ),
        (
            "marked content that does not end",
            with_content("/P BMC /Span BMC BT /F 12 Tf 72 700 Td (Bonjour) Tj ET"),
        ),
        ("clipped away", with_content("q 10 10 20 20 re W n")),
    ];
    let done: Vec<_> = files
        .iter()
        .map(|(name, input)| (*name, sealed(input), None))
        .collect();
    let done: Vec<_> = done
        .iter()
        .map(|(name, sealed, password)| (*name, sealed, *password))
        .collect();
    accepted_with_qr(&done);
}

#[test]
fn every_page_after_the_first_carries_the_identifier_and_its_number() {
    let sealed = sealed(&pdfs::pages(5));
    assert_eq!(sealed.pages, 5);
    assert_eq!(sealed.stamp.unwrap().other_pages_covered, 0);
    let path = write("five pages", &sealed.bytes);
    for page in 2..=5 {
        let number = page.to_string();
        let output = Command::new("pdftotext")
            .args(["-layout", "-f", &number, "-l", &number])
            .arg(&path)
            .arg("-")
            .output();
        let Ok(output) = output else {
            return testkit::skip("pdftotext", "it is not installed", true);
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(&format!("{IDENTIFIER} · page {page}/5")), "{text}");
    }
    accepted_with_qr(&[("five pages", &sealed, None)]);
}

#[test]
fn encrypted_files_are_sealed_with_their_password_and_refused_without() {
    let stamp = stamp();
    let mut done = Vec::new();
    for (name, input) in [
        ("AES-256", pdfs::password_protected()),
        ("RC4", pdfs::password_protected_rc4()),
    ] {
        assert_eq!(refusal(&input, Some(&stamp)), "pdf-password-needed", "{name}");
        let mut request = request(&input, Some(&stamp));
        request.password = Some("wrong");
        assert_eq!(
            seal(&KEY, &request).unwrap_err().code(),
            "pdf-password-wrong",
            "{name}"
        );
        request.password = Some(pdfs::PASSWORD);
        done.push((name, seal(&KEY, &request).unwrap(), Some(pdfs::PASSWORD)));
    }
    let done: Vec<_> = done
        .iter()
        .map(|(name, sealed, password)| (*name, sealed, *password))
        .collect();
    accepted_with_qr(&done);
    for (name, sealed, password) in done {
        let path = write(name, &sealed.bytes);
        let arguments = ["-upw", password.unwrap(), "-layout"];
        if let Ok(output) = Command::new("pdftotext")
            .args(arguments)
            .arg(&path)
            .arg("-")
            .output()
        {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                text.contains("Commune d’Exemple"),
                "{name}: the fonts decrypt: {text}"
            );
        }
    }
}

#[test]
fn a_file_whose_author_forbids_changes_is_refused() {
    assert_eq!(
        refusal(&pdfs::owner_password_only(), None),
        "pdf-permissions-forbid"
    );
}

#[test]
fn a_further_seal_keeps_the_first_and_a_further_stamp_is_refused() {
    let first = sealed(&pdfs::letter());
    assert_eq!(refusal(&first.bytes, Some(&stamp())), "pdf-already-signed");
    let key = open(&TestPki::shared().signer(KeyKind::P384).pkcs12("x"), "x").unwrap();
    let second = seal(&key, &request(&first.bytes, None)).unwrap();
    assert!(second.bytes.starts_with(&first.bytes));
    assert_eq!(second.stamp, None);
    let Some(validators) = Validators::find() else {
        return;
    };
    let job = Job::new(write("sealed twice", &second.bytes));
    let judgement = validators
        .judge(&[TestPki::shared().root_pem()], &[job])
        .remove(0);
    let [one, two] = judgement.signatures.as_slice() else {
        panic!("{judgement:?}")
    };
    assert_eq!(one.refusals(), Vec::<String>::new(), "{one:?}");
    assert_eq!(two.refusals(), Vec::<String>::new(), "{two:?}");
    assert_ne!(one.field, two.field);
    assert_eq!(
        (one.coverage.as_str(), two.coverage.as_str()),
        ("ENTIRE_REVISION", "ENTIRE_FILE")
    );
}

#[test]
fn a_certified_file_takes_no_stamp_and_a_closed_one_no_signature() {
    let certified = |permission: u8| {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        let bodies = [
            "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 4 0 R>>/AcroForm<</SigFlags 3/Fields[5 0 R]>>>>"
                .to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R>>".to_owned(),
            format!(
                "<</Type/Sig/Filter/X/ByteRange[0 1 2 3]/Contents<00>/Reference[<</Type/SigRef/TransformMethod/DocMDP\
                 /TransformParams<</Type/TransformParams/V/1.2/P {permission}>>>>]>>"
            ),
            "<</FT/Sig/T(Seal1)/V 4 0 R>>".to_owned(),
        ];
        for (index, body) in bodies.iter().enumerate() {
            offsets.push(out.len());
            out.extend(format!("{} 0 obj\n{body}\nendobj\n", index + 1).into_bytes());
        }
        let table = out.len();
        out.extend(b"xref\n0 6\n0000000000 65535 f\r\n");
        for offset in offsets {
            out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
        }
        out.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").into_bytes());
        out
    };
    assert_eq!(refusal(&certified(1), None), "pdf-certified-closed");
    assert_eq!(refusal(&certified(2), Some(&stamp())), "pdf-certified-no-stamp");
    let sealed = seal(&KEY, &request(&certified(2), None)).unwrap();
    assert!(
        String::from_utf8_lossy(&sealed.bytes).contains("/T(Seal2)"),
        "the field has a name of its own"
    );
}

#[test]
fn a_page_without_room_says_that_the_stamp_covers_something() {
    // An image over the whole page, as a scanner makes it.
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        "<</Length 28>>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nA\nendstream",
    ];
    for (index, body) in bodies.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{body}\nendobj\n", index + 1).into_bytes());
    }
    let table = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f\r\n");
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
    }
    out.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    let sealed = sealed(&out);
    assert!(sealed.stamp.unwrap().covers_content);
    accepted_with_qr(&[("scan", &sealed, None)]);
}

#[test]
fn what_is_no_sound_pdf_is_refused_with_its_code_and_nothing_panics() {
    let expected = [
        ("zero bytes", "pdf-empty"),
        ("docx", "pdf-not-a-pdf"),
        ("html", "pdf-not-a-pdf"),
        ("header only", "pdf-damaged"),
        ("truncated", "pdf-damaged"),
        ("wrong startxref", "pdf-damaged"),
        ("wrong offsets", "pdf-damaged"),
        ("page tree loop", "pdf-damaged"),
        ("no pages", "pdf-no-pages"),
        ("lying length", "pdf-damaged"),
        ("deeply nested", "pdf-too-complex"),
    ];
    for (name, bytes) in pdfs::damaged() {
        let stamp = stamp();
        match seal(&KEY, &request(&bytes, Some(&stamp))) {
            Ok(_) => panic!("{name} was sealed"),
            Err(error) => {
                let owed = expected
                    .iter()
                    .find(|(other, _)| *other == name)
                    .map(|(_, code)| *code);
                assert_eq!(Some(error.code()), owed, "{name}: {error}");
                let inspected = pdf::inspect(&bytes, None).unwrap_err();
                assert_eq!(
                    inspected.code(),
                    error.code(),
                    "{name}: looking and sealing say the same"
                );
            }
        }
    }
}

#[test]
fn something_before_the_header_is_refused_because_readers_count_differently() {
    let mut bytes = b"From: scanner@example.lu\r\n\r\n".to_vec();
    bytes.extend(pdfs::letter());
    assert_eq!(refusal(&bytes, None), "pdf-damaged");
}

#[test]
fn every_prefix_and_many_mutations_of_a_file_never_panic() {
    for original in [pdfs::letter(), pdfs::letter_with_object_streams(), pdfs::form()] {
        for end in (0..original.len()).step_by(17) {
            let _ = seal(&KEY, &request(&original[..end], None));
        }
        let stamp = stamp();
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..300 {
            let mut mutated = original.clone();
            for _ in 0..1 + random(4) {
                let at = random(mutated.len());
                mutated[at] = b"0123456789<>[]()/ R\n\xff-."[random(23)];
            }
            if let Ok(sealed) = seal(&KEY, &request(&mutated, Some(&stamp))) {
                assert!(sealed.bytes.starts_with(&mutated));
            }
        }
    }
}

#[test]
fn a_certificate_outside_its_validity_does_not_seal() {
    let letter = pdfs::letter();
    let expired = open(&TestPki::shared().expired_seal(KeyKind::P256).pkcs12("x"), "x").unwrap();
    let error = seal(&expired, &request(&letter, None)).unwrap_err();
    assert_eq!(error.code(), "seal-certificate-expired");
    assert_eq!(error.arguments().len(), 1);
    let early = open(
        &TestPki::shared().not_yet_valid_seal(KeyKind::P256).pkcs12("x"),
        "x",
    )
    .unwrap();
    assert_eq!(
        seal(&early, &request(&letter, None)).unwrap_err().code(),
        "seal-certificate-not-yet-valid"
    );
}

#[test]
fn key_files_open_with_their_passphrase_and_old_protections() {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    for p12 in [
        leaf.pkcs12("été"),
        leaf.pkcs12_legacy("été"),
        leaf.pkcs12_legacy_rc2("été"),
    ] {
        let key = open(&p12, "été").unwrap();
        assert!(!key.file_without_mac());
        assert!(key.chain().len() >= 2, "the chain is in it");
        assert_eq!(open(&p12, "ete").unwrap_err().code(), "key-passphrase-wrong");
        assert!(!format!("{key:?}").contains("pair"), "no secret in Debug");
    }
}

#[test]
fn key_files_that_cannot_seal_are_refused_with_a_code() {
    let pki = TestPki::shared();
    let code = |p12: &[u8]| open(p12, "x").unwrap_err().code();
    assert_eq!(code(b""), "key-not-a-key-file");
    assert_eq!(code(b"-----BEGIN CERTIFICATE-----"), "key-not-a-key-file");
    let sound = pki.seal(KeyKind::P256).pkcs12("x");
    assert_eq!(code(&sound[..sound.len() / 2]), "key-file-damaged");
    assert_eq!(
        code(&pki.seal(KeyKind::P256).pkcs12_without_key("x")),
        "key-file-without-key"
    );
    for kind in [KeyKind::Ed25519, KeyKind::Rsa1024] {
        assert_eq!(
            code(&pki.seal(kind).pkcs12("x")),
            "key-kind-unsupported",
            "{}",
            kind.name()
        );
    }
    let spec = LeafSpec {
        purpose: Purpose::EnciphermentOnly,
        ..LeafSpec::seal(KeyKind::P256)
    };
    assert_eq!(code(&pki.leaf(&spec).pkcs12("x")), "key-not-for-signing");
}

#[test]
fn a_stamp_that_cannot_be_printed_is_refused() {
    let letter = pdfs::letter();
    let mut unprintable = stamp();
    unprintable.lines[0] = "北京".to_owned();
    assert_eq!(refusal(&letter, Some(&unprintable)), "pdf-stamp-character");
    let mut endless = stamp();
    endless.qr_payload = "https://a-very-long-host-name.example.lu/".repeat(8);
    assert_eq!(refusal(&letter, Some(&endless)), "pdf-qr-too-long");
    let tiny = Pdf {
        pages: vec![Page {
            media_box: [0.0, 0.0, 30.0, 30.0],
            ..Page::default()
        }],
        xref: Xref::Table,
        ..Pdf::default()
    };
    assert_eq!(refusal(&tiny.build(), Some(&stamp())), "pdf-page-too-small");
    assert!(matches!(
        seal(&KEY, &request(&tiny.build(), None)),
        Ok(SealedPdf { pages: 1, .. })
    ));
}

#[test]
fn the_signed_attributes_are_exactly_those_of_pades_baseline() {
    use cms::content_info::ContentInfo;
    use cms::signed_data::SignedData;
    use der::{Decode, Encode};
    let sealed = seal(&KEY, &request(&pdfs::letter(), None)).unwrap();
    let text = String::from_utf8_lossy(&sealed.bytes).into_owned();
    let at = text.rfind("/Contents<").unwrap() + "/Contents<".len();
    let digits = text[at..].split('>').next().unwrap();
    let der = hex::decode(digits).unwrap();
    let mut reader = der::SliceReader::new(&der).unwrap();
    let info: ContentInfo = der::Reader::decode(&mut reader).unwrap();
    let signed = SignedData::from_der(&info.content.to_der().unwrap()).unwrap();
    assert!(signed.encap_content_info.econtent.is_none(), "detached");
    let signer = signed.signer_infos.0.as_slice().first().unwrap();
    let mut attributes: Vec<String> = signer
        .signed_attrs
        .as_ref()
        .unwrap()
        .iter()
        .map(|attribute| attribute.oid.to_string())
        .collect();
    attributes.sort();
    assert_eq!(
        attributes,
        [
            "1.2.840.113549.1.9.16.2.47",
            "1.2.840.113549.1.9.3",
            "1.2.840.113549.1.9.4"
        ]
    );
    assert!(signer.unsigned_attrs.is_none());
    assert!(text.contains("/M(D:20261122090431Z)") && text.contains("/SubFilter/ETSI.CAdES.detached"));
    assert!(!text.contains("/Cert"));
}

#[test]
fn errors_name_the_pdf_refusal() {
    let error: SealError = pdf::Error::Xfa.into();
    assert_eq!(error.code(), "pdf-xfa");
}

/// A PDF of one page whose catalog ends with `catalog`, with `more` objects from number 4.
fn pdf_with(catalog: &str, more: &[&str], size: Option<usize>) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_owned(),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let mut pdf = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let size = size.unwrap_or(objects.len() + 1);
    let start = pdf.len();
    pdf += &format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

#[test]
fn forms_that_no_validator_can_follow_and_sizes_beyond_all_bounds_are_refused_as_damaged() {
    let circle = pdf_with("/AcroForm<</Fields[4 0 R]>>", &["<</T(a)/Kids[4 0 R]>>"], None);
    let twice = pdf_with(
        "/AcroForm<</Fields[4 0 R]>>",
        &["<</T(a)/Kids[5 0 R 5 0 R]>>", "<</T(b)/FT/Tx/Parent 4 0 R>>"],
        None,
    );
    let direct = pdf_with("/AcroForm<</Fields[<</T(a)/FT/Tx>>]>>", &[], None);
    let size = pdf_with("", &[], Some(2_147_483_646));
    for (what, input) in [
        ("circle", circle),
        ("twice", twice),
        ("direct", direct),
        ("size", size),
    ] {
        assert_eq!(refusal(&input, None), "pdf-damaged", "{what}");
    }
    let odd = pdf_with("/AcroForm<</Fields[4 0 R null 5/X]>>", &["<</T(a)/FT/Tx>>"], None);
    sealed(&odd);
}
