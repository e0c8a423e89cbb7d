//! Files made to exhaust time or memory: refused with a code, or prepared within limits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::time::{Duration, Instant};

use pdf::stamp::Stamp;
use pdf::{Document, Error, Preparation, Prepared, SignatureSpec, prepare};
use wording::Explain;

fn stamp() -> Stamp {
    Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        lines: vec!["Commune d’Exemple".to_owned()],
        other_pages_line: Some("page {page}/{pages}".to_owned()),
        alternative_text: "Cachet".to_owned(),
        visible_seal: None,
    }
}

/// Opens and prepares with a stamp; the limit of the product's promise holds even in a build without optimisation.
fn prepared(bytes: &[u8]) -> Result<Prepared, Error> {
    let stamp = stamp();
    let preparation = Preparation {
        reserved_bytes: 1000,
        unique: [7; 16],
        spec: &SignatureSpec {
            stamp: Some(&stamp),
            ..SignatureSpec::at(jiff::Timestamp::UNIX_EPOCH)
        },
    };
    let started = Instant::now();
    let result = Document::open(bytes, None).and_then(|document| prepare(&document, &preparation));
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "took {:?}",
        started.elapsed()
    );
    result
}

fn code(bytes: &[u8]) -> &'static str {
    match prepared(bytes) {
        Ok(_) => panic!("accepted"),
        Err(error) => error.code(),
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict}/Length {}>>\nstream\n", bytes.len()).into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\nendstream");
    out
}

/// A file of these objects, numbered from 1, with a table.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n\r\n", out.len()));
        out.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let at = out.len();
    out.extend(table.into_bytes());
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    out
}

fn page_with(content: Vec<u8>, more: &str, others: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{more}>>").into_bytes(),
        content,
    ];
    objects.extend(others);
    file(&objects)
}

#[test]
fn a_decompression_bomb_on_the_page_is_not_unpacked_and_the_stamp_owns_up() {
    let once = deflated(&vec![0; 200 << 20]);
    for (dict, bytes) in [
        ("/Filter/FlateDecode", once.clone()),
        ("/Filter[/FlateDecode/FlateDecode]", deflated(&once)),
    ] {
        let done = prepared(&page_with(stream(dict, &bytes), "", vec![])).unwrap();
        assert!(
            done.placed.unwrap().covers_content,
            "what was not read counts as taken"
        );
    }
}

#[test]
fn endless_operators_and_operands_end() {
    for unit in [
        "q 0 0 m 1 1 l S Q ",
        "q ",
        "[",
        "0 ",
        "(",
        "<<",
        "BI ID ",
        "/A BMC ",
    ] {
        let content = deflated(unit.repeat(4_000_000 / unit.len()).as_bytes());
        prepared(&page_with(stream("/Filter/FlateDecode", &content), "", vec![])).unwrap();
    }
}

#[test]
fn forms_that_draw_themselves_a_thousandfold_end() {
    let resources = "/Resources<</XObject<</A 5 0 R>>>>";
    let form = |next: usize| {
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A {next} 0 R>>>>");
        stream(&dict, "/A Do ".repeat(1000).as_bytes())
    };
    let forms = (6..20).map(form).chain([form(5)]).collect();
    prepared(&page_with(
        stream("", "/A Do ".repeat(1000).as_bytes()),
        resources,
        forms,
    ))
    .unwrap();
}

#[test]
fn a_catalog_of_millions_of_values_is_refused() {
    let huge = format!("<</Type/Catalog/Pages 2 0 R/X[{}]>>", "0 ".repeat(3_000_000));
    let objects = [huge.into_bytes(), b"<</Type/Pages/Kids[]>>".to_vec()];
    assert_eq!(code(&file(&objects)), "pdf-too-complex");
}

#[test]
fn cross_reference_sections_that_lead_in_a_circle_or_promise_everything_are_refused() {
    let mut circle = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n".to_vec();
    let at = circle.len();
    circle.extend(
        format!(
            "xref\n0 1\n0000000000 65535 f\r\ntrailer\n<</Size 2/Root 1 0 R/Prev {at}>>\nstartxref\n{at}\n%%EOF\n"
        )
        .into_bytes(),
    );
    assert_eq!(code(&circle), "pdf-damaged");
    let promise = b"%PDF-1.4\nxref\n0 4294967295\ntrailer\n<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
    assert_eq!(code(promise), "pdf-damaged");
    let high = b"%PDF-1.4\nxref\n4294967290 9\n0000000009 00000 n\r\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
    assert_eq!(code(high), "pdf-too-complex");
}

#[test]
fn an_object_stream_that_holds_itself_and_references_in_a_circle_are_refused() {
    let circle = file(&[b"2 0 R".to_vec(), b"1 0 R".to_vec()]);
    assert_eq!(code(&circle), "pdf-damaged");
    let mut out = b"%PDF-1.5\n".to_vec();
    let at = out.len();
    // Object 1 is in object stream 2, and object stream 2 is in object stream 2.
    out.extend(
        b"3 0 obj\n<</Type/XRef/W[1 1 1]/Index[1 2]/Size 4/Root 1 0 R/Length 6>>\nstream\n\x02\x02\x00\x02\x02\x01\nendstream\nendobj\n",
    );
    out.extend(format!("startxref\n{at}\n%%EOF\n").into_bytes());
    assert_eq!(code(&out), "pdf-damaged");
}

#[test]
fn a_page_tree_without_end_is_refused() {
    let deep: Vec<Vec<u8>> = (0..200)
        .map(|level| match level {
            0 => b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            _ => format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", level + 2).into_bytes(),
        })
        .collect();
    assert_eq!(code(&file(&deep)), "pdf-too-complex");
}

#[test]
fn boxes_that_make_no_sense_never_panic() {
    for boxes in [
        "/MediaBox[0 0 0 0]",
        "/MediaBox[1e30 0 -1e30 99999999999999999999999999]",
        "/MediaBox[0 0 595 842]/CropBox[1000 1000 2000 2000]",
        "/MediaBox[0 0 595 842]/UserUnit -3/Rotate 123456789",
        "/MediaBox[0 0 595 842]/UserUnit 0.0000001",
        "/MediaBox(no)/Rotate/Name/Resources 7/Contents(no)/Annots 9",
        "/MediaBox[0 0 1000000000 1000000000]",
    ] {
        let page = format!("<</Type/Page/Parent 2 0 R{boxes}>>");
        let objects = [
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            page.into_bytes(),
        ];
        if let Err(error) = prepared(&file(&objects)) {
            assert!(
                matches!(error.code(), "pdf-page-too-small" | "pdf-damaged"),
                "{boxes}: {error}"
            );
        }
    }
}

#[test]
fn an_xfa_form_is_refused() {
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA[(template) 4 0 R]>>>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R>>".to_vec(),
        stream("", b"<xdp/>"),
    ];
    let bytes = file(&objects);
    assert_eq!(pdf::inspect(&bytes, None).unwrap_err().code(), "pdf-xfa");
}

#[test]
fn looking_tells_pages_title_encryption_and_signatures() {
    let seen = pdf::inspect(&testkit::pdfs::pages(3), None).unwrap();
    assert_eq!((seen.pages, seen.encrypted, seen.signatures), (3, false, 0));
    assert_eq!(seen.title.as_deref(), Some("Certificat"));
    let protected = testkit::pdfs::password_protected();
    assert_eq!(
        pdf::inspect(&protected, None).unwrap_err().code(),
        "pdf-password-needed"
    );
    assert_eq!(
        pdf::inspect(&protected, Some("non")).unwrap_err().code(),
        "pdf-password-wrong"
    );
    assert!(
        pdf::inspect(&protected, Some(testkit::pdfs::PASSWORD))
            .unwrap()
            .encrypted
    );
    assert_eq!(
        pdf::inspect(&testkit::pdfs::docx(), None).unwrap_err().code(),
        "pdf-not-a-pdf"
    );
}
