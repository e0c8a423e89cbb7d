//! The look at a file before it is signed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use seal::verify::inspection::{Concern, inspect, revision};
use testkit::pdfs;

/// A PDF of one page from its objects: catalog additions, page additions, and more objects from number 5 on.
fn pdf(catalog: &str, page: &str, more: &[&str]) -> Vec<u8> {
    let content = "BT /F1 12 Tf 72 700 Td (Acte) Tj ET";
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R{page}>>"),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", index + 1).as_bytes());
    }
    let xref = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    out
}

#[test]
fn a_plain_letter_raises_no_concern_and_has_one_revision() {
    for bytes in [
        pdfs::letter(),
        pdfs::letter_with_xref_stream(),
        pdfs::letter_with_object_streams(),
        pdf("", "", &[]),
    ] {
        let looked = inspect(&bytes, None);
        assert!(looked.concerns.is_empty(), "{:?}", looked.concerns);
        assert_eq!(looked.revisions.len(), 1);
        assert!(looked.revisions[0].signers.is_empty() && looked.revisions[0].changes.is_empty());
        assert_eq!(
            revision(&bytes, None, 1).map(<[u8]>::len),
            Some(looked.revisions[0].size_bytes)
        );
        assert_eq!(revision(&bytes, None, 2), None);
        assert_eq!(revision(&bytes, None, 0), None);
    }
}

#[test]
fn each_reason_for_which_a_file_may_look_otherwise_is_named() {
    let widget = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[50 50 200 70]/AP<</N 6 0 R>>>>";
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 150 20]/Length 0>>stream\n\nendstream";
    let bare = "<</Type/Annot/Subtype/Square/Rect[50 50 200 70]>>";
    let hidden = "<</Type/Annot/Subtype/FreeText/Rect[50 50 200 70]/F 2>>";
    let link = "<</Type/Annot/Subtype/Link/Rect[50 50 200 70]>>";
    let scripted = "<</Type/Annot/Subtype/Link/Rect[50 50 200 70]/A<</S/JavaScript/JS(x)>>>>";
    let chained =
        "<</Type/Annot/Subtype/Link/Rect[50 50 200 70]/A<</S/GoTo/Next[<</S/JavaScript/JS(x)>>]>>>>";
    let annots = "/Annots[5 0 R]";
    let cases: [(&str, Vec<u8>, &[Concern]); 14] = [
        (
            "need appearances",
            pdf(
                "/AcroForm<</Fields[5 0 R]/NeedAppearances true>>",
                annots,
                &[widget, form],
            ),
            &[Concern::FieldsRedrawn],
        ),
        (
            "no appearance",
            pdf("", annots, &[bare]),
            &[Concern::AnnotationWithoutAppearance],
        ),
        ("hidden", pdf("", annots, &[hidden]), &[]),
        ("link", pdf("", annots, &[link]), &[]),
        (
            "script of a link",
            pdf("", annots, &[scripted]),
            &[Concern::Script],
        ),
        (
            "script after another action",
            pdf("", annots, &[chained]),
            &[Concern::Script],
        ),
        (
            "named script",
            pdf(
                "/Names<</JavaScript<</Names[(a)5 0 R]>>>>",
                "",
                &["<</S/JavaScript/JS(x)>>"],
            ),
            &[Concern::Script],
        ),
        (
            "script at opening",
            pdf("/OpenAction 5 0 R", "", &["<</S/JavaScript/JS(x)>>"]),
            &[Concern::Script],
        ),
        (
            "script of the page",
            pdf("", "/AA<</O 5 0 R>>", &["<</S/JavaScript/JS(x)>>"]),
            &[Concern::Script],
        ),
        ("opens a page", pdf("/OpenAction[3 0 R/Fit]", "", &[]), &[]),
        (
            "xfa",
            pdf(
                "/AcroForm<</Fields[]/XFA 5 0 R>>",
                "",
                &["<</Length 0>>stream\n\nendstream"],
            ),
            &[Concern::DynamicForm],
        ),
        (
            "layer off",
            pdf(
                "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
                "",
                &["<</Type/OCG/Name(a)>>"],
            ),
            &[Concern::HiddenLayers],
        ),
        (
            "layers on",
            pdf(
                "/OCProperties<</OCGs[5 0 R]/D<</ON[5 0 R]>>>>",
                "",
                &["<</Type/OCG/Name(a)>>"],
            ),
            &[],
        ),
        ("no pdf", b"Bonjour".to_vec(), &[Concern::Unclear]),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(inspect(&bytes, None).concerns, expected, "{name}");
    }
}

#[test]
fn a_file_behind_a_password_is_told_as_that_and_looked_at_with_it() {
    let path = testkit::workspace_root().join("tests/fixtures/pdf/password-aes256.pdf");
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(inspect(&bytes, None).concerns, [Concern::Encrypted]);
    assert_eq!(inspect(&bytes, Some("faux")).concerns, [Concern::Encrypted]);
    assert_eq!(inspect(&bytes, Some("motdepasse")).concerns, []);
}

#[test]
fn bytes_behind_the_end_and_damage_are_unclear() {
    let mut appended = pdfs::letter();
    appended.extend_from_slice(b"<script>");
    assert_eq!(inspect(&appended, None).concerns, [Concern::Unclear]);
    for (name, bytes) in pdfs::damaged() {
        // Whatever it is: it is told, or read; it never stops the program.
        let looked = inspect(&bytes, None);
        assert!(looked.revisions.len() < 100, "{name}");
    }
}
