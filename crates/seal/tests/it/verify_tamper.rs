//! A freshly sealed file passes; whatever is done to it afterwards is never called valid and unchanged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::OnceLock;

use jiff::Timestamp;
use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{ChangesAfter, FileReport, Integrity, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, Leaf, TestPki};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn roots() -> &'static TrustRoots {
    static ROOTS: OnceLock<TrustRoots> = OnceLock::new();
    ROOTS.get_or_init(|| TrustRoots::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap())
}

fn check(bytes: &[u8]) -> FileReport {
    verify(
        bytes,
        &VerifyOptions {
            roots: roots(),
            at: at("2026-12-01T00:00:00Z"),
            password: None,
        },
    )
}

fn is_valid_and_unchanged(report: &FileReport) -> bool {
    report.verdict == Verdict::TotalPassed
        && report
            .signatures
            .iter()
            .all(|one| one.changes_after == ChangesAfter::None)
}

fn sealed_with(leaf: &Leaf, input: &[u8]) -> Vec<u8> {
    let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
    let request = SealRequest {
        input,
        password: None,
        spec: SignatureSpec {
            name: Some("Administration communale d’Exemple"),
            ..SignatureSpec::at(at("2026-11-22T09:04:31Z"))
        },
    };
    seal(&key, &request).unwrap().bytes
}

fn sealed() -> &'static [u8] {
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    SEALED.get_or_init(|| sealed_with(&TestPki::shared().seal(KeyKind::P256), &testkit::pdfs::letter()))
}

#[test]
fn a_fresh_seal_of_every_kind_of_key_passes_with_the_root_and_is_undecided_without() {
    for kind in KeyKind::SUPPORTED {
        let bytes = sealed_with(&TestPki::shared().seal(kind), &testkit::pdfs::letter());
        let report = check(&bytes);
        assert_eq!(report.verdict, Verdict::TotalPassed, "{kind:?} {report:#?}");
        let [one] = report.signatures.as_slice() else {
            panic!("{report:#?}")
        };
        assert_eq!(
            one.level.map(|level| serde_json::to_string(&level).unwrap()),
            Some("\"B-B\"".to_owned())
        );
        assert_eq!(one.changes_after, ChangesAfter::None);
        assert!(
            one.covers_whole_file && one.sub_indication.is_none() && one.signer.is_some(),
            "{one:#?}"
        );
        assert_eq!(one.claimed_time, Some(at("2026-11-22T09:04:31Z")));

        let nobody = TrustRoots::default();
        let options = VerifyOptions {
            roots: &nobody,
            at: at("2026-12-01T00:00:00Z"),
            password: None,
        };
        let report = verify(&bytes, &options);
        assert_eq!(report.verdict, Verdict::Indeterminate);
        assert_eq!(
            report.signatures[0].sub_indication.as_deref(),
            Some("NO_CERTIFICATE_CHAIN_FOUND")
        );
        assert_eq!(report.signatures[0].integrity, Integrity::Intact);
    }
}

/// Where the hexadecimal digits of the CMS end and the zeros after it begin, and where those end.
fn padding(bytes: &[u8]) -> std::ops::Range<usize> {
    let open = last(bytes, "/Contents<") + "/Contents".len();
    let close = open + bytes[open..].iter().position(|byte| *byte == b'>').unwrap();
    let zeros = bytes[open..close]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'0')
        .count();
    close - zeros..close
}

#[test]
fn no_flipped_bit_anywhere_leaves_a_seal_valid_and_unchanged() {
    let original = sealed();
    assert!(is_valid_and_unchanged(&check(original)));
    let mut bytes = original.to_vec();
    let mut survivors = Vec::new();
    // Every byte of the file, one bit of each; the bit moves along.
    for position in 0..original.len() {
        let flip = 1u8 << (position % 8);
        bytes[position] ^= flip;
        if is_valid_and_unchanged(&check(&bytes)) {
            survivors.push((position, flip));
        }
        bytes[position] ^= flip;
    }
    assert_eq!(survivors, Vec::new(), "padding {:?}", padding(original));
}

#[test]
fn no_other_value_of_a_byte_in_the_signature_leaves_it_valid_and_unchanged() {
    let original = sealed();
    let padding = padding(original);
    let contents = padding.start - 3000.min(padding.start)..padding.end + 1;
    let mut bytes = original.to_vec();
    let mut survivors = Vec::new();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..2000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let position = contents.start + (state as usize >> 8) % contents.len();
        let value = (state >> 50) as u8;
        let before = bytes[position];
        if before == value {
            continue;
        }
        bytes[position] = value;
        if is_valid_and_unchanged(&check(&bytes)) {
            survivors.push((position, before, value));
        }
        bytes[position] = before;
    }
    assert_eq!(survivors, Vec::new(), "padding {padding:?}");
}

// ---- what can be appended ----

/// A sealed form with one text field, `champ`.
fn sealed_form() -> &'static [u8] {
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    SEALED.get_or_init(|| sealed_with(&TestPki::shared().seal(KeyKind::P256), &testkit::pdfs::form()))
}

/// Where `what` stands last.
fn last(bytes: &[u8], what: &str) -> usize {
    bytes
        .windows(what.len())
        .rposition(|window| window == what.as_bytes())
        .unwrap_or_else(|| panic!("no {what}"))
}

/// The last number that stands after `key`.
fn last_number(bytes: &[u8], key: &str) -> usize {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let at = text.rfind(key).unwrap_or_else(|| panic!("{key} is not there")) + key.len();
    text[at..]
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

/// The body of an object as it is in the newest revision that writes it.
fn body(bytes: &[u8], number: usize) -> String {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let header = format!("\n{number} 0 obj\n");
    let start = text.rfind(&header).unwrap() + header.len();
    text[start..].split("\nendobj").next().unwrap().to_owned()
}

/// Which object says `what`.
fn object_with(bytes: &[u8], what: &str) -> usize {
    let size = last_number(bytes, "/Size");
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    (1..size)
        .filter(|number| text.contains(&format!("\n{number} 0 obj\n")))
        .find(|number| body(bytes, *number).contains(what))
        .unwrap_or_else(|| panic!("no object says {what}"))
}

#[derive(Default)]
struct Update {
    objects: Vec<(usize, String)>,
    /// Objects that are written and not named by the cross-reference.
    loose: Vec<(usize, String)>,
    /// Objects that the cross-reference names at this place.
    pointers: Vec<(usize, usize)>,
    /// Extra trailer entries.
    trailer: String,
    /// Root instead of the one before.
    root: Option<usize>,
    /// Bytes between the objects and the cross-reference.
    junk: Vec<u8>,
}

impl Update {
    fn of(number: usize, body: impl Into<String>) -> Self {
        Self {
            objects: vec![(number, body.into())],
            ..Self::default()
        }
    }

    fn and(mut self, number: usize, body: impl Into<String>) -> Self {
        self.objects.push((number, body.into()));
        self
    }

    fn append(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        let mut entries = self.pointers.clone();
        let write = |out: &mut Vec<u8>, number: usize, body: &str| {
            let at = out.len();
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(body.chars().map(|char| char as u8));
            out.extend(b"\nendobj\n");
            at
        };
        for (number, body) in &self.objects {
            let at = write(&mut out, *number, body);
            entries.push((*number, at));
        }
        for (number, body) in &self.loose {
            write(&mut out, *number, body);
        }
        out.extend(&self.junk);
        let highest = entries
            .iter()
            .chain(&[])
            .map(|(number, _)| number + 1)
            .max()
            .unwrap_or(0);
        let size = last_number(bytes, "/Size").max(highest);
        let root = self.root.unwrap_or_else(|| last_number(bytes, "/Root"));
        let previous = last_number(bytes, "startxref");
        let at = out.len();
        out.extend(b"xref\n");
        if entries.is_empty() {
            out.extend(b"0 0\n");
        }
        for (number, offset) in &entries {
            out.extend(format!("{number} 1\n{offset:010} 00000 n \n").bytes());
        }
        out.extend(
            format!(
                "trailer\n<</Size {size}/Root {root} 0 R/Prev {previous}{}>>\nstartxref\n{at}\n%%EOF\n",
                self.trailer
            )
            .bytes(),
        );
        out
    }
}

/// Metadata that give the document a title.
const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
    xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
    xmlns:dc='http://purl.org/dc/elements/1.1/' dc:title='Attestation'/></rdf:RDF></x:xmpmeta>";

fn replace(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

fn assert_fails(name: &str, bytes: &[u8]) {
    let report = check(bytes);
    assert!(
        matches!(report.verdict, Verdict::TotalFailed | Verdict::Error),
        "{name}: {:?} {:#?}",
        report.verdict,
        report
    );
    assert!(!report.warnings.is_empty(), "{name} says nothing");
}

#[test]
fn what_is_appended_to_a_seal_and_not_permitted_fails_it() {
    let base = sealed_form();
    assert!(is_valid_and_unchanged(&check(base)), "{:#?}", check(base));
    let catalog = last_number(base, "/Root");
    let page = object_with(base, "/Type/Page/");
    let content = object_with(base, "stream\nBT");
    let info = object_with(base, "/Producer");
    let field = object_with(base, "/FT /Tx");
    let widget = object_with(base, "/FT/Sig");
    let signature = object_with(base, "/ByteRange");
    let fresh = last_number(base, "/Size");
    let (catalog_body, page_body, field_body) = (body(base, catalog), body(base, page), body(base, field));
    let square = "<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<<>>/Length 22>>\nstream\n0 0 400 400 re f      \nendstream";

    let cases: Vec<(&str, Update)> = vec![
        (
            "page content replaced",
            Update::of(content, body(base, content).replace("Bettendorf", "Bettemburg")),
        ),
        (
            "content of the page exchanged",
            Update::of(
                page,
                replace(
                    &page_body,
                    &format!("/Contents {content} 0 R"),
                    &format!("/Contents {fresh} 0 R"),
                ),
            )
            .and(fresh, "<</Length 4>>\nstream\nq Q \nendstream"),
        ),
        (
            "content array added",
            Update::of(
                page,
                replace(
                    &page_body,
                    &format!("/Contents {content} 0 R"),
                    &format!("/Contents[{content} 0 R {fresh} 0 R]"),
                ),
            )
            .and(fresh, "<</Length 4>>\nstream\nq Q \nendstream"),
        ),
        (
            "media box",
            Update::of(
                page,
                replace(
                    &page_body,
                    "/MediaBox[0 0 595.28 841.89]",
                    "/MediaBox[0 0 595.28 500]",
                ),
            ),
        ),
        (
            "crop box",
            Update::of(
                page,
                replace(&page_body, "/MediaBox", "/CropBox[0 0 100 100]/MediaBox"),
            ),
        ),
        (
            "rotation",
            Update::of(page, replace(&page_body, "/MediaBox", "/Rotate 180/MediaBox")),
        ),
        (
            "user unit",
            Update::of(page, replace(&page_body, "/MediaBox", "/UserUnit 2/MediaBox")),
        ),
        (
            "page action",
            Update::of(
                page,
                replace(
                    &page_body,
                    "/MediaBox",
                    "/AA<</O<</S/URI/URI(http://x)>>>>/MediaBox",
                ),
            ),
        ),
        (
            "open action",
            Update::of(
                catalog,
                replace(
                    &catalog_body,
                    "/Pages",
                    "/OpenAction<</S/JavaScript/JS(app.alert)>>/Pages",
                ),
            ),
        ),
        (
            "additional actions",
            Update::of(
                catalog,
                replace(
                    &catalog_body,
                    "/Pages",
                    "/AA<</WC<</S/URI/URI(http://x)>>>>/Pages",
                ),
            ),
        ),
        (
            "names tree",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", "/Names<</JavaScript<</Names[]>>>>/Pages"),
            ),
        ),
        (
            "optional content",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", "/OCProperties<</OCGs[]/D<<>>>>/Pages"),
            ),
        ),
        (
            "viewer preferences",
            Update::of(
                catalog,
                replace(
                    &catalog_body,
                    "/Pages",
                    "/ViewerPreferences<</HideMenubar true>>/Pages",
                ),
            ),
        ),
        (
            "metadata",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", &format!("/Metadata {fresh} 0 R/Pages")),
            )
            .and(
                fresh,
                format!(
                    "<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{XMP}\nendstream",
                    XMP.len()
                ),
            ),
        ),
        (
            "form removed",
            Update::of(catalog, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        ),
        (
            "signature taken out of the form",
            Update::of(catalog, replace(&catalog_body, &format!(" {widget} 0 R"), " ")),
        ),
        (
            "signature taken out of its field",
            Update::of(
                widget,
                body(base, widget).replace(&format!("/V {signature} 0 R"), ""),
            ),
        ),
        (
            "signature dictionary written again",
            Update::of(signature, body(base, signature)),
        ),
        (
            "signature dictionary with another reason",
            Update::of(
                signature,
                replace(&body(base, signature), "/Type/Sig", "/Type/Sig/Reason(x)"),
            ),
        ),
        (
            "a second /Contents",
            Update::of(
                signature,
                replace(&body(base, signature), "/Type/Sig", "/Type/Sig/Contents<00>"),
            ),
        ),
        (
            "title in the document information",
            Update::of(info, replace(&body(base, info), "Certificat", "Attestation")),
        ),
        (
            "another author",
            Update::of(
                info,
                replace(&body(base, info), "/Producer", "/Author(x)/Producer"),
            ),
        ),
        (
            "another document information",
            Update {
                trailer: format!("/Info {fresh} 0 R"),
                ..Update::of(fresh, "<</Title(Attestation)>>")
            },
        ),
        (
            "comment added",
            Update::of(
                page,
                replace(&page_body, "/Annots[", &format!("/Annots[{fresh} 0 R ")),
            )
            .and(
                fresh,
                "<</Type/Annot/Subtype/FreeText/Rect[0 0 400 400]/Contents(x)/DA(/F1 9 Tf)>>",
            ),
        ),
        (
            "stamp laid over the page",
            Update::of(
                page,
                replace(&page_body, "/Annots[", &format!("/Annots[{fresh} 0 R ")),
            )
            .and(
                fresh,
                format!(
                    "<</Type/Annot/Subtype/Stamp/Rect[0 0 400 400]/AP<</N {} 0 R>>>>",
                    fresh + 1
                ),
            )
            .and(fresh + 1, square),
        ),
        (
            "link added",
            Update::of(
                page,
                replace(&page_body, "/Annots[", &format!("/Annots[{fresh} 0 R ")),
            )
            .and(
                fresh,
                "<</Type/Annot/Subtype/Link/Rect[0 0 400 400]/A<</S/URI/URI(http://x)>>>>",
            ),
        ),
        (
            "widget that is in no form",
            Update::of(
                page,
                replace(&page_body, "/Annots[", &format!("/Annots[{fresh} 0 R ")),
            )
            .and(
                fresh,
                format!(
                    "<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/Rect[0 0 400 400]/AP<</N {} 0 R>>>>",
                    fresh + 1
                ),
            )
            .and(fresh + 1, square),
        ),
        (
            "text field added",
            Update::of(
                catalog,
                replace(&catalog_body, "/Fields[", &format!("/Fields[{fresh} 0 R ")),
            )
            .and(fresh, "<</FT/Tx/T(new)/V(x)>>"),
        ),
        (
            "visible field without signature",
            Update::of(
                catalog,
                replace(&catalog_body, "/Fields[", &format!("/Fields[{fresh} 0 R ")),
            )
            .and(
                page,
                replace(&page_body, "/Annots[", &format!("/Annots[{fresh} 0 R ")),
            )
            .and(
                fresh,
                format!(
                    "<</FT/Sig/T(new)/Type/Annot/Subtype/Widget/Rect[0 0 400 400]/AP<</N {} 0 R>>>>",
                    fresh + 1
                ),
            )
            .and(fresh + 1, square),
        ),
        (
            "appearance of the field exchanged",
            Update::of(
                field,
                replace(&field_body, "/FT /Tx", &format!("/AP<</N {fresh} 0 R>>/FT /Tx"))
                    .replacen("/AP <<", "/XX <<", 1),
            )
            .and(fresh, square),
        ),
        (
            "field moved",
            Update::of(field, replace(&field_body, "/Rect [", "/Rect [1")),
        ),
        (
            "field with an action",
            Update::of(
                field,
                replace(&field_body, "/FT /Tx", "/A<</S/JavaScript/JS(x)>>/FT /Tx"),
            ),
        ),
        (
            "field becomes read-only",
            Update::of(field, replace(&field_body, "/FT /Tx", "/Ff 1/FT /Tx")),
        ),
        (
            "appearance of the seal",
            Update::of(
                widget,
                replace(&body(base, widget), "/Rect[0 0 0 0]", "/Rect[0 0 400 400]"),
            ),
        ),
        (
            "form asks for new appearances",
            Update::of(
                catalog,
                replace(&catalog_body, "/SigFlags 3", "/NeedAppearances true/SigFlags 3"),
            ),
        ),
        (
            "XFA",
            Update::of(
                catalog,
                replace(&catalog_body, "/SigFlags 3", "/XFA(x)/SigFlags 3"),
            ),
        ),
        (
            "font exchanged",
            Update::of(3, body(base, 3).replace("Helvetica", "Courier")),
        ),
        (
            "page tree",
            Update::of(
                2,
                replace(&body(base, 2), "/Count 1", "/Count 2")
                    .replace("/Kids [", &format!("/Kids [{fresh} 0 R ")),
            )
            .and(fresh, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
        ),
        (
            "another catalog",
            Update {
                root: Some(fresh),
                ..Update::of(fresh, catalog_body.clone())
            },
        ),
        (
            "xref points to another object",
            Update {
                pointers: vec![(content, 15)],
                ..Update::default()
            },
        ),
        (
            "xref points into the signed part",
            Update {
                pointers: vec![(fresh, 15)],
                ..Update::default()
            },
        ),
        (
            "loose object beside the xref",
            Update {
                loose: vec![(content, body(base, content))],
                ..Update::default()
            },
        ),
        (
            "loose object and an object",
            Update {
                loose: vec![(fresh + 1, "<<>>".to_owned())],
                ..Update::of(fresh, "<<>>")
            },
        ),
        ("object that nothing refers to", Update::of(fresh, square)),
        (
            "junk before the xref",
            Update {
                junk: b"garbage\n".to_vec(),
                ..Update::default()
            },
        ),
        (
            "comment before the xref",
            Update {
                junk: b"% (4 0 obj) \n".to_vec(),
                ..Update::default()
            },
        ),
        (
            "encryption claimed",
            Update {
                trailer: format!("/Encrypt {fresh} 0 R"),
                ..Update::of(
                    fresh,
                    "<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)>>",
                )
            },
        ),
        (
            "garbage as validation data",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", "/DSS<</Certs 7/JavaScript(x)>>/Pages"),
            ),
        ),
        (
            "catalog as validation data",
            Update::of(catalog, replace(&catalog_body, "/Pages", "/DSS[1]/Pages")),
        ),
        (
            "certification added afterwards",
            Update::of(
                catalog,
                replace(
                    &catalog_body,
                    "/Pages",
                    &format!("/Perms<</DocMDP {signature} 0 R>>/Pages"),
                ),
            ),
        ),
        (
            "structure tree",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", "/StructTreeRoot<<>>/Pages"),
            ),
        ),
        (
            "language",
            Update::of(catalog, replace(&catalog_body, "/Pages", "/Lang(de)/Pages")),
        ),
        (
            "older version",
            Update::of(
                catalog,
                replace(&catalog_body, "/Pages", "/Version/nonsense/Pages"),
            ),
        ),
    ];
    for (name, update) in cases {
        assert_fails(name, &update.append(base));
    }
}

#[test]
fn bytes_around_a_seal_are_never_ignored() {
    let base = sealed();
    let appended = |more: &[u8]| [base, more].concat();
    for (name, bytes) in [
        ("word", appended(b"x")),
        ("blanks", appended(&[b' '; 40])),
        ("zeros", appended(&[0; 512])),
        ("comment", appended(b"% nothing\n")),
        ("end of file mark", appended(b"%%EOF\n")),
        ("loose object", appended(b"99 0 obj\n<<>>\nendobj\n")),
        (
            "loose object with an end",
            appended(b"1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"),
        ),
        ("xref without entries", appended(b"xref\n0 0\n%%EOF\n")),
        (
            "the first revision again",
            [base, &testkit::pdfs::letter()].concat(),
        ),
        ("the file again", [base, base].concat()),
        ("prefix", [b"junk\n".as_slice(), base].concat()),
        ("line end before", [b"\n".as_slice(), base].concat()),
    ] {
        assert_fails(name, &bytes);
    }
    // One line end is what mail programs add: told, and not called unchanged.
    let report = check(&appended(b"\n"));
    assert!(!is_valid_and_unchanged(&report), "{report:#?}");
    // An update that changes nothing is not called unchanged either.
    let report = check(&Update::default().append(base));
    assert!(!is_valid_and_unchanged(&report), "{report:#?}");
    assert_eq!(report.signatures[0].changes_after, ChangesAfter::Permitted);
}

#[test]
fn a_seal_cut_short_never_passes() {
    let base = sealed();
    for length in (0..base.len()).step_by(7).chain(base.len() - 40..base.len() - 1) {
        let report = check(&base[..length]);
        assert_ne!(report.verdict, Verdict::TotalPassed, "{length}");
    }
}

#[test]
fn a_byte_range_that_lies_never_passes() {
    let base = sealed();
    let at = last(base, "/ByteRange[") + "/ByteRange[".len();
    let end = at + base[at..].iter().position(|byte| *byte == b']').unwrap();
    let written = std::str::from_utf8(&base[at..end]).unwrap();
    let numbers: Vec<i64> = written
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [_, first, second, length] = numbers[..] else {
        panic!()
    };
    for range in [
        vec![0, first - 1, second, length],
        vec![0, first + 1, second, length],
        vec![0, first, second - 1, length + 1],
        vec![0, first, second + 1, length - 1],
        vec![0, first, second, length - 1],
        vec![0, first, second, length + 1],
        vec![0, first, second, 9_999_999],
        vec![1, first - 1, second, length],
        vec![0, -first, second, length],
        vec![0, first, -second, length],
        vec![0, second, first, length],
        vec![0, second + 5, second, length],
        vec![0, first, second, 0],
        vec![0, 0, second, length],
        vec![0, first, second],
        vec![0, first, second, length, 0, 0],
        vec![],
        vec![0, i64::MAX, i64::MAX, i64::MAX],
    ] {
        let written = range.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
        let width = end - at;
        let mut bytes = base.to_vec();
        let padded = format!("{written:<width$}");
        bytes.splice(at..end, padded.bytes());
        let report = check(&bytes);
        assert!(
            matches!(report.verdict, Verdict::TotalFailed | Verdict::Error),
            "{range:?} {report:#?}"
        );
    }
}

#[test]
fn empty_and_foreign_signature_values_fail() {
    let base = sealed();
    let contents = |bytes: &[u8]| {
        let open = last(bytes, "/Contents<") + "/Contents<".len();
        open..open + bytes[open..].iter().position(|byte| *byte == b'>').unwrap()
    };
    let (open, close) = (contents(base).start, contents(base).end);
    let other = sealed_with(
        &TestPki::shared().seal(KeyKind::P256),
        &testkit::pdfs::letter_saying("Autre"),
    );
    let foreign = std::str::from_utf8(&other[contents(&other)]).unwrap().to_owned();
    let foreign = format!("{foreign:0<width$}", width = close - open);
    let digits = std::str::from_utf8(&base[open..close]).unwrap();
    for (name, value) in [
        ("zeros", "0".repeat(close - open)),
        ("of another file", foreign),
        (
            "lower case in one place",
            format!("{}{}", &digits[..400], digits[400..410].to_lowercase()) + &digits[410..],
        ),
        ("blank inside", format!(" {}", &digits[1..])),
        ("other padding", format!("{}FF", &digits[..digits.len() - 2])),
        ("shifted", format!("00{}", &digits[..digits.len() - 2])),
    ] {
        let mut bytes = base.to_vec();
        bytes.splice(open..close, value.bytes());
        // A value of another length moves what follows it.
        if bytes != base && bytes.len() == base.len() {
            assert_fails(name, &bytes);
        } else {
            assert_ne!(check(&bytes).verdict, Verdict::TotalPassed, "{name}");
        }
    }
}

// ---- what is permitted ----

#[test]
fn a_further_seal_keeps_the_first_one_valid_and_says_that_it_came() {
    let twice = sealed_with(&TestPki::shared().seal(KeyKind::P384), sealed());
    let report = check(&twice);
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    let [first, second] = report.signatures.as_slice() else {
        panic!("{report:#?}")
    };
    assert_eq!(
        (first.changes_after, second.changes_after),
        (ChangesAfter::Permitted, ChangesAfter::None)
    );
    assert!(!first.covers_whole_file && second.covers_whole_file);
    assert_eq!(first.changes, ["signature"]);
    // The second one broken breaks the first: an update that brings a broken signature is no permitted one.
    let mut broken = twice.clone();
    let value = padding(&broken).start - 10;
    broken[value] = if broken[value] == b'1' { b'2' } else { b'1' };
    let report = check(&broken);
    assert_eq!(report.verdict, Verdict::TotalFailed);
    assert!(
        report
            .signatures
            .iter()
            .all(|one| one.indication == Verdict::TotalFailed),
        "{report:#?}"
    );
}

#[test]
fn an_empty_field_filled_in_is_permitted_and_told_and_a_filled_one_written_over_is_not() {
    let empty = String::from_utf8(
        testkit::pdfs::form()
            .iter()
            .flat_map(|byte| char::from(*byte).to_string().into_bytes())
            .collect(),
    );
    let empty: Vec<u8> = replace(&empty.unwrap(), "/V (Wagner)", "/V ()      ")
        .chars()
        .map(|char| char as u8)
        .collect();
    let base = sealed_with(&TestPki::shared().seal(KeyKind::P256), &empty);
    let field = object_with(&base, "/FT /Tx");
    let field_body = body(&base, field);
    let filled = Update::of(field, replace(&field_body, "/V ()", "/V (Bettendorf)")).append(&base);
    let report = check(&filled);
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].changes_after, ChangesAfter::Permitted);
    assert!(
        report
            .warnings
            .iter()
            .any(|warning| warning.code == "verify-form-filled"),
        "{report:#?}"
    );
    let again = Update::of(field, replace(&field_body, "/V ()", "/V (Ettelbruck)")).append(&filled);
    assert_fails("written over", &again);
    let signed_value =
        Update::of(field, replace(&body(sealed_form(), field), "Wagner", "Weber")).append(sealed_form());
    assert_fails("a signed value written over", &signed_value);
}

#[test]
fn roots_that_are_no_certificates_are_refused() {
    for text in [
        "",
        "x",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ] {
        assert!(TrustRoots::from_pem(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_sealed_file_under_a_password_is_checked_with_it_and_not_without() {
    let input = testkit::pdfs::password_protected();
    let key = SealKey::from_pkcs12(
        &TestPki::shared().seal(KeyKind::P256).pkcs12("x"),
        &SecretString::from("x"),
    )
    .unwrap();
    let password = testkit::pdfs::PASSWORD;
    let request = SealRequest {
        input: &input,
        password: Some(password),
        spec: SignatureSpec {
            reason: Some("été"),
            ..SignatureSpec::at(at("2026-11-22T09:04:31Z"))
        },
    };
    let sealed = seal(&key, &request).unwrap().bytes;
    let with = |password: Option<&str>| {
        let options = VerifyOptions {
            roots: roots(),
            at: at("2026-12-01T00:00:00Z"),
            password,
        };
        verify(&sealed, &options)
    };
    let report = with(Some(password));
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].reason.as_deref(), Some("été"));
    for wrong in [None, Some("nope")] {
        let report = with(wrong);
        assert_eq!(report.verdict, Verdict::Error);
        assert_eq!(report.warnings[0].code, "verify-password");
    }
}

#[test]
fn a_seal_on_every_kind_of_cross_reference_passes() {
    for (name, input) in [
        ("stream", testkit::pdfs::letter_with_xref_stream()),
        ("object streams", testkit::pdfs::letter_with_object_streams()),
        ("table", testkit::pdfs::letter()),
    ] {
        let once = sealed_with(&TestPki::shared().seal(KeyKind::P256), &input);
        assert!(
            is_valid_and_unchanged(&check(&once)),
            "{name} {:#?}",
            check(&once)
        );
        let twice = sealed_with(&TestPki::shared().seal(KeyKind::Rsa2048), &once);
        let report = check(&twice);
        assert_eq!(report.verdict, Verdict::TotalPassed, "{name} {report:#?}");
        assert_eq!(
            report.signatures[0].changes_after,
            ChangesAfter::Permitted,
            "{name}"
        );
    }
}

#[test]
fn certificates_out_of_their_time_or_trade_do_not_pass() {
    let pki = TestPki::shared();
    let input = testkit::pdfs::letter();
    let sealed = sealed();
    let sub = |at_time: &str, bytes: &[u8]| {
        let report = verify(
            bytes,
            &VerifyOptions {
                roots: roots(),
                at: at(at_time),
                password: None,
            },
        );
        assert_eq!(report.verdict, Verdict::Indeterminate, "{report:#?}");
        assert_eq!(report.signatures[0].integrity, Integrity::Intact);
        report.signatures[0].sub_indication.clone().unwrap()
    };
    assert_eq!(
        sub("2070-01-01T00:00:00Z", sealed),
        "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    );
    assert_eq!(sub("2055-01-01T00:00:00Z", sealed), "OUT_OF_BOUNDS_NO_POE");
    assert_eq!(sub("2019-06-01T00:00:00Z", sealed), "NOT_YET_VALID");
    // Another infrastructure with the same names: the key decides, not the name.
    let other = TestPki::new();
    let foreign = sealed_with(&other.seal(KeyKind::P256), &input);
    assert_eq!(
        sub("2026-12-01T00:00:00Z", &foreign),
        "NO_CERTIFICATE_CHAIN_FOUND"
    );
    let _ = pki;
}

#[test]
fn a_trailer_entry_that_points_to_nothing_does_not_fail_a_seal_when_its_number_is_used_later() {
    // As hybrid LibreOffice files look after some signing programs: the entry names the next free number.
    let base = testkit::pdfs::letter();
    let next = last_number(&base, "/Size");
    let input = Update {
        trailer: format!("/AdditionalStreams[/application#2Fvnd.oasis.opendocument.text {next} 0 R]"),
        ..Update::default()
    }
    .append(&base);
    let once = sealed_with(&TestPki::shared().seal(KeyKind::P256), &input);
    assert_eq!(check(&once).verdict, Verdict::TotalPassed, "{:#?}", check(&once));
    let twice = sealed_with(&TestPki::shared().seal(KeyKind::P256), &once);
    assert_eq!(
        check(&twice).verdict,
        Verdict::TotalPassed,
        "{:#?}",
        check(&twice)
    );
}
