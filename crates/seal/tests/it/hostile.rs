//! Files that are made to exhaust or to confuse a validator end in time, with a verdict that is not good news.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{ChangesAfter, FileReport, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, TestPki};

/// In a debug build, on a machine that does other things: a hang is minutes.
const IN_TIME: Duration = Duration::from_secs(30);

fn check(bytes: &[u8]) -> FileReport {
    static ROOTS: OnceLock<TrustRoots> = OnceLock::new();
    let roots = ROOTS.get_or_init(|| TrustRoots::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap());
    let started = Instant::now();
    let report = verify(
        bytes,
        &VerifyOptions {
            roots,
            at: "2026-12-01T00:00:00Z".parse().unwrap(),
            password: None,
        },
    );
    assert!(started.elapsed() < IN_TIME, "{:?}", started.elapsed());
    let stopped = report
        .warnings
        .iter()
        .any(|warning| warning.code == "verify-stopped");
    assert!(!stopped || report.verdict == Verdict::Error, "{report:#?}");
    report
}

fn sealed() -> &'static [u8] {
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    SEALED.get_or_init(|| {
        let pkcs12 = TestPki::shared().seal(KeyKind::P256).pkcs12("x");
        let key = SealKey::from_pkcs12(&pkcs12, &SecretString::from("x")).unwrap();
        let input = testkit::pdfs::letter();
        let request = SealRequest {
            input: &input,
            password: None,
            spec: SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap()),
        };
        seal(&key, &request).unwrap().bytes
    })
}

fn last(bytes: &[u8], what: &str) -> usize {
    bytes
        .windows(what.len())
        .rposition(|window| window == what.as_bytes())
        .unwrap_or_else(|| panic!("no {what}"))
}

fn number_after(bytes: &[u8], what: &str) -> usize {
    String::from_utf8_lossy(&bytes[last(bytes, what) + what.len()..])
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, body) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let at = out.len();
    out.extend(table.bytes());
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

const CATALOG: &[u8] = b"<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[]/Count 0>>";

#[test]
fn thousands_of_revisions_are_judged_or_refused_in_time() {
    for (count, fine) in [(300, true), (10_000, false)] {
        let mut bytes = sealed().to_vec();
        let (root, size) = (number_after(&bytes, "/Root"), number_after(&bytes, "/Size"));
        let mut previous = number_after(&bytes, "startxref");
        for _ in 0..count {
            let at = bytes.len();
            bytes.extend(
                format!(
                    "xref\n0 0\ntrailer\n<</Size {size}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n"
                )
                .bytes(),
            );
            previous = at;
        }
        let report = check(&bytes);
        assert_eq!(
            report.verdict == Verdict::TotalPassed,
            fine,
            "{count} {report:#?}"
        );
        if let Some(first) = report.signatures.first() {
            assert_ne!(first.changes_after, ChangesAfter::None);
        }
    }
}

#[test]
fn a_thousand_signatures_end_in_time() {
    let mut fields = String::new();
    let mut objects = vec![Vec::new(), PAGES.to_vec()];
    for index in 0..1000 {
        let number = objects.len() + 1;
        write!(fields, "{number} 0 R ").unwrap();
        objects.push(format!("<</FT/Sig/T(s{index})/V {} 0 R>>", number + 1).into_bytes());
        objects.push(
            b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 9]/Contents<00>>>".to_vec(),
        );
    }
    objects[0] =
        format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[{fields}]>>>>").into_bytes();
    let report = check(&document(&objects));
    assert!(
        matches!(report.verdict, Verdict::Error | Verdict::TotalFailed),
        "{report:#?}"
    );
}

#[test]
fn data_that_unpack_to_gigabytes_are_not_unpacked() {
    let bomb = deflated(&vec![b' '; 64 << 20]);
    let twice = deflated(&bomb);
    // As an object stream, an XMP packet, a page, and behind two filters.
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/AcroForm 7 0 R/DSS<</CRLs[4 0 R 4 0 R 4 0 R]>>>>"
            .to_vec(),
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>".to_vec(),
        stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &bomb),
        stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", &bomb),
        stream("/Filter[/FlateDecode/FlateDecode]", &twice),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[4 0 R 5 0 R 4 0 R]>>".to_vec(),
        b"<</Fields[]>>".to_vec(),
    ];
    let report = check(&document(&objects));
    assert_eq!(report.verdict, Verdict::NoSignature, "{report:#?}");
    objects[0] = stream("/Type/XRef/W[1 1 1]/Size 99999999/Filter/FlateDecode", &bomb);
    check(&document(&objects));
}

/// A cross-reference stream with these entries, at the end of a file with these objects.
fn with_xref_stream(objects: &[&[u8]], within: &[(u32, u32, u32)], size: u32) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut entries: Vec<(u32, [u32; 3])> = Vec::new();
    for (index, body) in objects.iter().enumerate() {
        entries.push((index as u32 + 1, [1, out.len() as u32, 0]));
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(*body);
        out.extend(b"\nendobj\n");
    }
    entries.extend(
        within
            .iter()
            .map(|(number, stream, index)| (*number, [2, *stream, *index])),
    );
    let at = out.len();
    entries.push((size, [1, at as u32, 0]));
    let mut index = String::new();
    let mut data = Vec::new();
    for (number, [kind, second, third]) in &entries {
        write!(index, "{number} 1 ").unwrap();
        data.push(*kind as u8);
        data.extend(second.to_be_bytes());
        data.push(*third as u8);
    }
    out.extend(
        format!(
            "{size} 0 obj\n<</Type/XRef/W[1 4 1]/Index[{index}]/Size {}/Root 1 0 R/Length {}>>\nstream\n",
            size + 1,
            data.len()
        )
        .bytes(),
    );
    out.extend(data);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").bytes());
    out
}

#[test]
fn object_streams_that_lead_to_themselves_come_to_an_end() {
    let index = |entries: &str| stream(&format!("/Type/ObjStm/N 1/First 4{entries}"), b"5 0 77");
    let extends_itself = index("/Extends 3 0 R");
    let length_in_itself = b"<</Type/ObjStm/N 1/First 4/Length 5 0 R>>\nstream\n5 0 7\nendstream".to_vec();
    for (name, container, within) in [
        ("extends itself", &extends_itself, vec![(5, 3, 0)]),
        ("its length stands in itself", &length_in_itself, vec![(5, 3, 0)]),
        ("stands in itself", &extends_itself, vec![(3, 3, 0), (5, 3, 0)]),
        (
            "two stand in each other",
            &extends_itself,
            vec![(3, 4, 0), (4, 3, 0), (5, 4, 0)],
        ),
    ] {
        let catalog = b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/Perms 5 0 R/DSS 5 0 R/Metadata 5 0 R>>";
        let objects: [&[u8]; 4] = [catalog, PAGES, container, b"<<>>"];
        let report = check(&with_xref_stream(&objects, &within, 6));
        assert!(
            matches!(report.verdict, Verdict::Error | Verdict::NoSignature),
            "{name} {report:#?}"
        );
    }
}

#[test]
fn trees_that_lead_in_circles_or_very_deep_come_to_an_end() {
    let deep_array = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    let many_kids = format!("<</FT/Tx/Kids[{}]>>", "3 0 R ".repeat(50_000)).into_bytes();
    for (name, third) in [
        ("deep array", deep_array),
        (
            "its own kid",
            b"<</FT/Sig/T(a)/Kids[3 0 R 3 0 R]/Parent 3 0 R/V 3 0 R>>".to_vec(),
        ),
        ("many times its own kid", many_kids),
        ("a reference to itself", b"3 0 R".to_vec()),
        (
            "deep dictionaries",
            [b"<</A".repeat(50_000), b">>".repeat(50_000)].concat(),
        ),
        ("an endless string", b"(".repeat(200_000)),
    ] {
        let objects = [
            b"<</Type/Catalog/Pages 3 0 R/AcroForm<</Fields[3 0 R]>>/Names 3 0 R>>".to_vec(),
            PAGES.to_vec(),
            third,
        ];
        let report = check(&document(&objects));
        assert_ne!(report.verdict, Verdict::TotalPassed, "{name}");
    }
}

#[test]
fn lies_of_a_cross_reference_about_its_size_cost_nothing() {
    for entries in [
        "0 99999999999999",
        "0 4294967295\n0000000000 65535 f ",
        "4294967290 20\n0000000009 00000 n ",
        "18446744073709551615 1\n0000000009 00000 n ",
    ] {
        let bytes = format!(
            "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n{entries}\ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n30\n%%EOF\n"
        );
        assert_eq!(check(bytes.as_bytes()).verdict, Verdict::Error, "{entries}");
    }
    for entries in [
        "/W[1 1 1]/Index[0 4294967295]/Size 9",
        "/W[8 8 8]/Size 9223372036854775807",
        "/W[0 0 1]/Index[0 9 0 9 0 9]/Size 9",
        "/W[9 1 1]/Size 9",
        "/W[1 -1 1]/Size 9",
        "/W[1 1 1]/Index[4294967295 4294967295]/Size 9",
    ] {
        let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
        bytes.extend(stream(&format!("/Type/XRef/Root 1 0 R{entries}"), &[1; 4096]));
        bytes.extend(b"\nendobj\nstartxref\n9\n%%EOF\n");
        assert_eq!(check(&bytes).verdict, Verdict::Error, "{entries}");
    }
}

#[test]
fn byte_ranges_that_stand_everywhere_are_searched_once() {
    let words = b"/ByteRange[0 1 2 3] ".repeat(40_000);
    let mut objects = vec![CATALOG.to_vec(), PAGES.to_vec()];
    objects.push(stream("", &words));
    objects.extend((0..20_000).map(|index| format!("<</A {index}>>").into_bytes()));
    let report = check(&document(&objects));
    assert_eq!(report.verdict, Verdict::NoSignature);
    assert_eq!(report.warnings, [], "in the data of a stream they are nobody's");
    // Outside of any object they are told, and still found once.
    let mut bytes = document(&objects);
    bytes.extend(&words);
    let report = check(&bytes);
    assert!(!report.warnings.is_empty(), "{report:#?}");
}

// ---- signature dictionaries ----

/// The sealed letter with its signature dictionary written in another way, at the same length.
fn rewritten(from: &str, to: &str) -> Vec<u8> {
    let mut bytes = sealed().to_vec();
    let at = last(&bytes, from);
    assert_eq!(from.len(), to.len(), "{from} {to}");
    bytes.splice(at..at + from.len(), to.bytes());
    bytes
}

#[test]
fn a_signature_dictionary_that_can_be_read_in_two_ways_fails() {
    let bytes = sealed();
    let start = last(bytes, "/ByteRange[");
    let range = String::from_utf8_lossy(&bytes[start..start + 60]).into_owned();
    let range = &range[..=range.find(']').unwrap()];
    let open = last(bytes, "/Contents<");
    let spaced = |inner: &str| format!("{inner}{}", " ".repeat(range.len() - inner.len()));
    let numbers: Vec<&str> = range
        .trim_start_matches("/ByteRange[")
        .trim_end_matches(']')
        .split_whitespace()
        .collect();
    let joined = numbers.join(" ");
    for (name, to) in [
        (
            "range under an escaped name",
            spaced(&format!("/#42yteRange[{joined}]")),
        ),
        (
            "range in real numbers",
            spaced(&format!("/ByteRange[0. {}]", numbers[1..].join(" "))),
        ),
        (
            "range with signs",
            spaced(&format!("/ByteRange[0 +{}]", numbers[1..].join(" "))),
        ),
        ("range missing", spaced("/Other 1")),
        ("two ranges", spaced(&format!("/ByteRange[{joined}]/ByteRange[]"))),
        (
            "a comment in the range",
            spaced(&format!("/ByteRange[0%\n{}]", numbers[1..].join(" "))),
        ),
    ] {
        if to.len() != range.len() {
            continue;
        }
        let report = check(&rewritten(range, &to));
        assert!(
            matches!(
                report.verdict,
                Verdict::TotalFailed | Verdict::Error | Verdict::NoSignature
            ),
            "{name} {report:#?}"
        );
    }
    // The value as a literal string, with white space, with an odd digit, under an escaped name.
    let value = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut hostile = bytes.to_vec();
        change(&mut hostile);
        let report = check(&hostile);
        assert!(
            matches!(
                report.verdict,
                Verdict::TotalFailed | Verdict::Error | Verdict::NoSignature
            ),
            "{name} {report:#?}"
        );
    };
    let digits = open + "/Contents<".len();
    let close = digits + bytes[digits..].iter().position(|byte| *byte == b'>').unwrap();
    value("a blank at the end", &|bytes| bytes[close - 1] = b' ');
    value("a line end inside", &|bytes| bytes[digits + 100] = b'\n');
    value("an odd digit", &|bytes| bytes[close - 1] = b'g');
    value("a literal string", &|bytes| {
        bytes[digits - 1] = b'(';
        bytes[close] = b')';
    });
    value("closed early", &|bytes| bytes[close - 2] = b'>');
    value("escaped name", &|bytes| {
        bytes.splice(open..open + 9, *b"/#43onten");
    });
}

/// An update of the sealed letter by hand.
fn appended(objects: &[(usize, String)]) -> Vec<u8> {
    let mut bytes = sealed().to_vec();
    let (root, size) = (number_after(&bytes, "/Root"), number_after(&bytes, "/Size"));
    let previous = number_after(&bytes, "startxref");
    let mut table = "xref\n".to_owned();
    let mut highest = size;
    for (number, body) in objects {
        writeln!(table, "{number} 1\n{:010} 00000 n ", bytes.len()).unwrap();
        highest = highest.max(number + 1);
        bytes.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let at = bytes.len();
    bytes.extend(table.bytes());
    bytes.extend(
        format!("trailer\n<</Size {highest}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n")
            .bytes(),
    );
    bytes
}

#[test]
fn the_same_signature_in_a_second_field_or_in_an_object_of_its_own_fails() {
    let bytes = sealed();
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let size = number_after(bytes, "/Size");
    let body_of = |what: &str| {
        (1..size).find_map(|number| {
            let header = format!("\n{number} 0 obj\n");
            let start = text.rfind(&header)? + header.len();
            let body = text[start..].split("\nendobj").next()?;
            body.contains(what).then(|| (number, body.to_owned()))
        })
    };
    let (signature, dictionary) = body_of("/ByteRange").unwrap();
    let (widget, field) = body_of("/FT/Sig").unwrap();
    let (catalog, catalog_body) = body_of("/Type/Catalog").unwrap();
    let second = field.replacen("/T", "/TU(x)/T", 1);
    assert!(catalog_body.contains(&format!("{widget} 0 R")), "{catalog_body}");
    let two_fields = catalog_body.replacen(&format!("{widget} 0 R"), &format!("{widget} 0 R {size} 0 R"), 1);
    for (name, bytes) in [
        (
            "a second field with the same dictionary",
            appended(&[(size, second.clone()), (catalog, two_fields.clone())]),
        ),
        (
            "a second field with a copy of the dictionary",
            appended(&[
                (
                    size,
                    second.replace(&format!("/V {signature} 0 R"), &format!("/V {} 0 R", size + 1)),
                ),
                (size + 1, dictionary.clone()),
                (catalog, two_fields),
            ]),
        ),
        (
            "a copy that nothing refers to",
            appended(&[(size, dictionary.clone())]),
        ),
        (
            "the dictionary written again",
            appended(&[(signature, dictionary.clone())]),
        ),
        (
            "the dictionary written again with another reason",
            appended(&[(signature, dictionary.replacen("/Type", "/Reason(x)/Type", 1))]),
        ),
        (
            "the field without its signature",
            appended(&[(widget, field.replace(&format!("/V {signature} 0 R"), ""))]),
        ),
        (
            "the field with a certification added",
            appended(&[(widget, field.replacen("/T", "/Lock<</Action/All>>/T", 1))]),
        ),
    ] {
        let report = check(&bytes);
        assert!(
            matches!(report.verdict, Verdict::TotalFailed | Verdict::Error),
            "{name} {report:#?}"
        );
        for one in &report.signatures {
            assert_ne!(one.changes_after, ChangesAfter::None, "{name} {report:#?}");
        }
    }
}
