//! Signature fields as authors prepare them: what they ask is honoured or refused, what they lock stays locked, and
//! every signature stays intact in every validator.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pdf::appearance::{
    Align, Appearance, AppearanceTemplate, AppearanceTexts, Ground, Image, ImagePlace, TemplateLine,
};
use pdf::{Corner, FieldChoice, FieldLock, Pages, Permission, Place, Placement, Position};
use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{ChangesAfter, Integrity, TrustRoots, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, TestPki};
use testkit::validators::{Job, Validators, pdfsig, qpdf_check};
use wording::Explain;

static KEY: LazyLock<SealKey> = LazyLock::new(|| {
    let p12 = TestPki::shared().seal(KeyKind::P256).pkcs12("x");
    SealKey::from_pkcs12(&p12, &SecretString::from("x")).unwrap()
});

const AT: &str = "2026-11-22T09:04:31Z";

fn spec<'a>() -> SignatureSpec<'a> {
    SignatureSpec {
        name: Some("Commune d’Exemple"),
        ..SignatureSpec::at(AT.parse().unwrap())
    }
}

fn signed(input: &[u8], spec: SignatureSpec<'_>) -> Vec<u8> {
    let request = SealRequest {
        input,
        password: None,
        spec,
    };
    match seal(&KEY, &request) {
        Ok(sealed) => {
            assert!(sealed.bytes.starts_with(input));
            sealed.bytes
        }
        Err(error) => panic!("{}: {error:?}", error.code()),
    }
}

fn refusal(input: &[u8], spec: SignatureSpec<'_>) -> (&'static str, Vec<(&'static str, String)>) {
    let request = SealRequest {
        input,
        password: None,
        spec,
    };
    match seal(&KEY, &request) {
        Ok(_) => panic!("signed, but a refusal was owed"),
        Err(error) => (error.code(), error.arguments()),
    }
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[&str]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (index, body) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{body}\nendobj\n", index + 1).into_bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1).into_bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
    }
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    out
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// A page with one signature field, field and widget in one, with more entries for the field; object 5 is the field,
/// 6 and up are `more`.
fn with_field(entries: &str, more: &[&str]) -> Vec<u8> {
    let field = format!(
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/F 4/P 3 0 R/Rect[300 60 520 130]{entries}>>"
    );
    let content = stream("BT /F1 11 Tf 72 760 Td (Certificat de r\\351sidence) Tj ET");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1\
         /BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>/Contents 4 0 R/Annots[5 0 R]>>",
        &content,
        &field,
    ];
    objects.extend(more);
    file(&objects)
}

fn template() -> AppearanceTemplate {
    let line = |text: &str, bold: bool| TemplateLine {
        text: text.to_owned(),
        bold,
        scale: 1.0,
    };
    AppearanceTemplate {
        name: "decision".to_owned(),
        width_mm: 75.0,
        height_mm: 26.0,
        font_size: 9.0,
        font_size_min: 5.0,
        align: Align::Left,
        ground: Ground::White,
        border: true,
        image: ImagePlace::Left,
        image_share: 0.3,
        lines: vec![
            line("{delegation} {holder}", true),
            line("{capacity}", false),
            line("{authority}", false),
            line("{place}, {time}", false),
            line("{reason}", false),
        ],
    }
}

fn texts() -> AppearanceTexts {
    let some = |text: &str| Some(text.to_owned());
    AppearanceTexts {
        holder: some("Anne Müller"),
        capacity: some("secrétaire communale"),
        delegation: some("p.d."),
        authority: some("Commune d’Exemple"),
        time: some("22.11.2026 10:04:31 CET (UTC+01:00)"),
        reason: some("Certificat de résidence"),
        place: some("Bettendorf"),
    }
}

/// A coat of arms: a PNG whose ground is transparent.
fn arms() -> Image {
    let (width, height) = (60u32, 72u32);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let inside = (4..56).contains(&x) && (4..68).contains(&y) && (x + 68 > y) && (x < 128 - y);
            let red = (y / 8) % 2 == 0;
            let colour = if red { [200, 16, 46] } else { [0, 162, 225] };
            pixels.extend(colour);
            pixels.push(if inside { 255 } else { 0 });
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    Image::read(&bytes).unwrap()
}

fn write(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fields");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.pdf", name.replace(' ', "-")));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Our own validator, pyHanko, OpenSSL, pdfsig and qpdf find all signatures of every file intact, and nothing but
/// what they allow after them.
fn all_intact(files: &[(&str, Vec<u8>, usize)]) {
    let roots = TrustRoots::default();
    for (name, bytes, signatures) in files {
        let report = verify(
            bytes,
            &VerifyOptions {
                roots: &roots,
                at: AT.parse().unwrap(),
                password: None,
            },
        );
        assert_eq!(report.signatures.len(), *signatures, "{name}");
        for (index, signature) in report.signatures.iter().enumerate() {
            assert_eq!(signature.integrity, Integrity::Intact, "{name} {index}");
            let last = index + 1 == *signatures;
            let expected = if last {
                ChangesAfter::None
            } else {
                ChangesAfter::Permitted
            };
            assert_eq!(
                signature.changes_after, expected,
                "{name} {index}: {:?}",
                report.warnings
            );
        }
    }
    let Some(validators) = Validators::find() else {
        return;
    };
    let jobs: Vec<Job> = files
        .iter()
        .map(|(name, bytes, _)| Job::new(write(name, bytes)))
        .collect();
    let judgements = validators.judge(&[TestPki::shared().root_pem()], &jobs);
    for ((name, _, signatures), (job, judgement)) in files.iter().zip(jobs.iter().zip(&judgements)) {
        assert_eq!(judgement.error, None, "{name}");
        assert_eq!(judgement.signatures.len(), *signatures, "{name}");
        for signature in &judgement.signatures {
            assert_eq!(
                signature.refusals(),
                Vec::<String>::new(),
                "{name} {}",
                signature.field
            );
        }
        // poppler reads /V only from a field that is its own widget: it calls the others unsigned.
        let own_widget = !name.starts_with("kid widget");
        if let Some(found) = pdfsig(&job.file, None).filter(|_| own_widget) {
            let found = found.unwrap();
            assert_eq!(found.len(), *signatures, "{name}");
            assert!(found.iter().all(|one| one.valid), "{name}: {found:?}");
        }
        if let Some(Err(problem)) = qpdf_check(&job.file, None) {
            panic!("{name}: {problem}");
        }
    }
}

#[test]
fn a_field_that_is_there_is_signed_however_it_is_built() {
    let merged = with_field("", &[]);
    let content = stream("BT /F1 11 Tf 72 760 Td (Demande) Tj ET");
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R/Annots[7 0 R]>>";
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let kid_widget = file(&[
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
        pages,
        page,
        &content,
        "<</T(act)/Kids[6 0 R]>>",
        "<</FT/Sig/T(signature)/Parent 5 0 R/Kids[7 0 R]>>",
        "<</Type/Annot/Subtype/Widget/Parent 6 0 R/F 4/P 3 0 R/Rect[300 60 520 130]>>",
    ]);
    let on_no_page = file(&[
        "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>",
        pages,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        &content,
        "<</FT/Sig/T(Signature)>>",
        "<</Fields 7 0 R/SigFlags 1>>",
        "[5 0 R]",
    ]);
    // The form lists nothing; only the page knows the field. And no form at all.
    let page_only = file(&[
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>",
        pages,
        page,
        &content,
        "null",
        "null",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/F 4/Rect[300 60 520 130]>>",
    ]);
    let name = |name| SignatureSpec {
        field: FieldChoice::Named(name),
        ..spec()
    };
    let first = SignatureSpec {
        field: FieldChoice::FirstEmptyOrNew,
        ..spec()
    };
    let files = [
        ("merged field", signed(&merged, name("Signature")), 1),
        ("kid widget", signed(&kid_widget, name("act.signature")), 1),
        ("on no page", signed(&on_no_page, first.clone()), 1),
        ("page only", signed(&page_only, name("Signature")), 1),
    ];
    for (label, bytes, _) in &files {
        let document = pdf::Document::open(bytes, None).unwrap();
        let look = pdf::look::look(&document).unwrap();
        assert_eq!(look.fields.len(), 1, "{label}: no second field was made");
        assert!(look.fields[0].signed && look.fields[0].in_form, "{label}");
    }
    // A second signature finds no empty field and makes a new one; a named one that is signed is refused.
    let twice = signed(&files[1].1, first);
    assert_eq!(
        refusal(&files[0].1, name("Signature")),
        ("pdf-field-signed", vec![("field", "Signature".to_owned())])
    );
    assert_eq!(refusal(&merged, name("signature")).0, "pdf-field-unknown");
    let read_only = with_field("/Ff 1", &[]);
    assert_eq!(refusal(&read_only, name("Signature")).0, "pdf-field-read-only");
    let mut all = files.to_vec();
    all.push(("kid widget signed twice", twice, 2));
    all_intact(&all);
}

#[test]
fn what_a_field_asks_is_honoured_or_refused_by_name() {
    let named = || SignatureSpec {
        field: FieldChoice::Named("Signature"),
        ..spec()
    };
    let asks = |seed: &str| with_field(&format!("/SV<</Type/SV{seed}>>"), &[]);
    let constraint = |seed: &str, spec: SignatureSpec<'_>| {
        let (code, arguments) = refusal(&asks(seed), spec);
        let constraint = arguments.into_iter().find(|(name, _)| *name == "constraint");
        (code, constraint.map(|(_, value)| value).unwrap_or_default())
    };
    for (seed, expected) in [
        ("/Filter/Acme.Sign/Ff 1", "filter"),
        ("/SubFilter[/adbe.pkcs7.detached]/Ff 2", "sub-filter"),
        ("/V 4/Ff 4", "version"),
        ("/Reasons[(Approuv\\351)(Vu)]/Ff 8", "reasons"),
        ("/MDP<</P 2>>", "certification"),
        ("/LegalAttestation[(x)]/Ff 16", "legal-attestation"),
        ("/LockDocument/true/Ff 128", "lock-document"),
        ("/AppearanceFilter(Acme)/Ff 256", "appearance"),
    ] {
        assert_eq!(
            constraint(seed, named()),
            ("pdf-seed-value", expected.to_owned()),
            "{seed}"
        );
    }
    for (seed, expected) in [
        ("/DigestMethod[/SHA1]/Ff 64", "digest"),
        ("/TimeStamp<</URL(https://tsa.example.lu)/Ff 1>>", "time-stamp"),
        ("/AddRevInfo true/Ff 32", "revocation-data"),
        ("/Cert<</Subject[<3000>]/Ff 1>>", "certificate"),
        ("/Cert<</Issuer[<3000>]/Ff 2>>", "issuer"),
        ("/Cert<</OID[(1.2.3)]/Ff 4>>", "policy"),
        ("/Cert<</SubjectDN[<</cn(Personne)>>]/Ff 8>>", "subject-name"),
        ("/Cert<</KeyUsage[(0XXXX1XXX)]/Ff 32>>", "key-usage"),
    ] {
        assert_eq!(
            constraint(seed, named()),
            ("seal-field-asks", expected.to_owned()),
            "{seed}"
        );
    }
    let reason = |reason| SignatureSpec {
        reason: Some(reason),
        ..named()
    };
    assert_eq!(
        constraint("/Reasons[(.)]/Ff 8", reason("Vu")).1,
        "reasons",
        "no reason is allowed"
    );
    // Wishes without their flag do not bind, and what is asked can be given.
    let files = [
        (
            "wishes",
            signed(
                &asks("/Filter/Acme.Sign/SubFilter[/adbe.pkcs7.detached]/Reasons[(Vu)]/DigestMethod[/SHA1]"),
                named(),
            ),
            1,
        ),
        (
            "asked and given",
            signed(
                &asks(
                    "/Filter/Adobe.PPKLite/SubFilter[/ETSI.CAdES.detached]/DigestMethod[(SHA512)(SHA256)]/V 2\
                     /Reasons[(Approuv\\351)(Vu)]/MDP<</P 0>>/Ff 79",
                ),
                reason("Approuvé"),
            ),
            1,
        ),
        (
            "certification asked",
            signed(
                &asks("/MDP<</P 2>>"),
                SignatureSpec {
                    certify: Some(Permission::FormsAndSignatures),
                    ..named()
                },
            ),
            1,
        ),
    ];
    all_intact(&files);
}

#[test]
fn a_certified_document_takes_the_signatures_that_its_author_allows() {
    let form = pdf_with_text_and_signature_field();
    let certified = |permission| {
        signed(
            &form,
            SignatureSpec {
                certify: Some(permission),
                ..spec()
            },
        )
    };
    let closed = certified(Permission::Nothing);
    let forms = certified(Permission::FormsAndSignatures);
    let annotations = certified(Permission::Annotations);
    for (bytes, expected) in [(&closed, 1), (&forms, 2), (&annotations, 3)] {
        let document = pdf::Document::open(bytes, None).unwrap();
        assert_eq!(pdf::look::look(&document).unwrap().certification, Some(expected));
    }
    assert_eq!(refusal(&closed, spec()).0, "pdf-certified-closed");
    let again = SignatureSpec {
        certify: Some(Permission::Annotations),
        ..spec()
    };
    assert_eq!(refusal(&forms, again.clone()).0, "pdf-already-certified");
    assert_eq!(refusal(&signed(&form, spec()), again).0, "pdf-certify-not-first");
    let (template, texts) = (template(), texts());
    let visible = Appearance {
        template: &template,
        texts: &texts,
        image: None,
        placement: Placement::default(),
    };
    let shown = |field| SignatureSpec {
        appearance: Some(visible),
        field,
        ..spec()
    };
    assert_eq!(
        refusal(&forms, shown(FieldChoice::New)).0,
        "pdf-certified-no-appearance"
    );
    let in_field = shown(FieldChoice::Named("Signature"));
    all_intact(&[
        ("certified 1", closed, 1),
        ("certified 2 then field", signed(&forms, in_field.clone()), 2),
        (
            "certified 3 then new",
            signed(&signed(&annotations, in_field), spec()),
            3,
        ),
        ("certified 2 then new", signed(&forms, spec()), 2),
    ]);
}

/// A text field `nom` (object 5) and an empty signature field `Signature` (object 6).
fn pdf_with_text_and_signature_field() -> Vec<u8> {
    let content = stream("BT /F1 11 Tf 72 760 Td (Formulaire) Tj ET");
    file(&[
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R]/DA(/F1 10 Tf 0 g)>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 7 0 R>>>>/Contents 4 0 R\
         /Annots[5 0 R 6 0 R]>>",
        &content,
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(nom)/V(Wagner)/DA(/F1 10 Tf 0 g)/F 4/P 3 0 R/Rect[72 600 300 620]>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/F 4/P 3 0 R/Rect[300 60 520 130]>>",
        FONT,
    ])
}

#[test]
fn locked_fields_stay_locked_and_our_own_locks_are_honoured() {
    let form = pdf_with_text_and_signature_field();
    let include = FieldLock::Include(vec!["nom".to_owned()]);
    let include_field = FieldLock::Include(vec!["Signature".to_owned()]);
    let exclude = FieldLock::Exclude(vec!["Signature".to_owned()]);
    let all = FieldLock::All;
    let locking = |lock| SignatureSpec {
        lock: Some(lock),
        ..spec()
    };
    let in_field = || SignatureSpec {
        field: FieldChoice::Named("Signature"),
        ..spec()
    };
    let name_locked = signed(&form, locking(&include));
    let field_locked = signed(&form, locking(&include_field));
    let others_locked = signed(&form, locking(&exclude));
    let all_locked = signed(&form, locking(&all));
    assert_eq!(
        refusal(&field_locked, in_field()),
        ("pdf-field-locked", vec![("field", "Signature".to_owned())])
    );
    assert_eq!(refusal(&all_locked, in_field()).0, "pdf-field-locked");
    assert_eq!(refusal(&all_locked, spec()).0, "pdf-field-locked");
    assert_eq!(refusal(&others_locked, spec()).0, "pdf-field-locked");

    // The author's lock is written into the signature; one that says something else is refused.
    let own = with_field("/Lock 6 0 R", &["<</Type/SigFieldLock/Action/All/P 1>>"]);
    assert_eq!(
        refusal(
            &own,
            SignatureSpec {
                lock: Some(&include),
                ..in_field()
            }
        )
        .0,
        "pdf-lock-conflict"
    );
    let own_signed = signed(&own, in_field());
    assert!(
        String::from_utf8_lossy(&own_signed[own.len()..])
            .contains("/TransformMethod/FieldMDP/TransformParams<</Action/All")
    );
    assert_eq!(
        refusal(&own_signed, spec()).0,
        "pdf-certified-closed",
        "P 1 of the lock closes the document"
    );
    all_intact(&[
        ("include then field", signed(&name_locked, in_field()), 2),
        ("exclude then field", signed(&others_locked, in_field()), 2),
        ("include then new", signed(&name_locked, spec()), 2),
        ("all locked", all_locked, 1),
        ("own lock", own_signed, 1),
    ]);
}

#[test]
fn the_appearance_stands_upright_where_it_was_asked_for_on_every_kind_of_page() {
    let (template, texts, image) = (template(), texts(), arms());
    let at = |corner| Placement {
        place: Place::At(Position {
            corner,
            x_mm: 15.0,
            y_mm: 20.0,
            width_mm: None,
            height_mm: None,
        }),
        pages: Pages::First,
    };
    let appearance = |placement| SignatureSpec {
        appearance: Some(Appearance {
            template: &template,
            texts: &texts,
            image: Some(&image),
            placement,
        }),
        ..spec()
    };
    let page = |extra: &str| {
        let content = stream("BT /F1 11 Tf 120 500 Td (Certificat de r\\351sidence) Tj ET");
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R{extra}>>"
        );
        file(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            &page,
            &content,
            FONT,
        ])
    };
    let pages = [
        ("upright", page("")),
        ("rotated 90", page("/Rotate 90")),
        ("rotated 180", page("/Rotate 180")),
        ("rotated 270", page("/Rotate 270")),
        ("rotated 45", page("/Rotate 45")),
        ("cropped", page("/CropBox[100 200 500 700]/Rotate 90")),
        ("user unit", page("/UserUnit 2")),
    ];
    let mut files = Vec::new();
    for (name, input) in &pages {
        let bytes = signed(input, appearance(at(Corner::TopRight)));
        let document = pdf::Document::open(&bytes, None).unwrap();
        let look = pdf::look::look(&document).unwrap();
        let [x, y, width, height] = look.fields[0].area_mm.unwrap();
        let page = &look.pages[0];
        assert!(
            (width - 75.0).abs() < 0.2 && (height - 26.0).abs() < 0.2,
            "{name}"
        );
        assert!((page.width_mm - x - width - 15.0).abs() < 0.3, "{name}: {x}");
        assert!((y - 20.0).abs() < 0.2, "{name}: {y}");
        files.push((*name, bytes, 1));
    }
    let automatic = signed(&pages[0].1, appearance(Placement::default()));
    files.push(("automatic", automatic, 1));
    all_intact(&files);
    let outside = Placement {
        place: Place::At(Position {
            corner: Corner::TopLeft,
            x_mm: 190.0,
            y_mm: 20.0,
            width_mm: None,
            height_mm: None,
        }),
        pages: Pages::First,
    };
    assert_eq!(refusal(&pages[0].1, appearance(outside)).0, "pdf-place-outside");
    let nowhere = Placement {
        pages: Pages::Number(2),
        ..at(Corner::TopLeft)
    };
    assert_eq!(
        refusal(&pages[0].1, appearance(nowhere)),
        (
            "pdf-page-unknown",
            vec![("page", "2".to_owned()), ("pages", "1".to_owned())]
        )
    );
}

#[test]
fn a_marker_in_the_text_fixes_the_place_and_is_covered() {
    let (template, texts) = (template(), texts());
    let appearance = |text, pages| SignatureSpec {
        appearance: Some(Appearance {
            template: &template,
            texts: &texts,
            image: None,
            placement: Placement {
                place: Place::Placeholder(text),
                pages,
            },
        }),
        ..spec()
    };
    let page = |text: &str| {
        let content = stream(text);
        file(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>/Contents 4 0 R>>",
            &content,
            FONT,
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
             /Supplement 0>>/DW 600>>",
            &stream("1 beginbfrange <0001> <005E> <0021> endbfrange"),
        ])
    };
    // In one piece, in pieces with kerning, and in glyph numbers of a composite font.
    let plain = page("BT /F1 11 Tf 120 300 Td (Le bourgmestre) Tj 0 -60 Td ([[signature]]) Tj ET");
    let pieces = page("BT /F1 11 Tf 120 240 Td [([) -20 ([sig) 5 (na)] TJ (ture ]) Tj (]) Tj ET");
    let codes: String = "[[signature]]"
        .bytes()
        .map(|byte| format!("{:04x}", u16::from(byte) - 0x20))
        .collect();
    let composite = page(&format!("BT /F2 11 Tf 120 240 Td <{codes}> Tj ET"));
    for (name, input) in [("plain", &plain), ("pieces", &pieces), ("composite", &composite)] {
        let bytes = signed(input, appearance("[[signature]]", Pages::First));
        let document = pdf::Document::open(&bytes, None).unwrap();
        let [x, y, ..] = pdf::look::look(&document).unwrap().fields[0].area_mm.unwrap();
        assert!((x - 120.0 / 72.0 * 25.4).abs() < 0.5, "{name}: {x}");
        let top = (842.0 - 240.0 - 0.96 * 11.0) / 72.0 * 25.4;
        assert!((y - top).abs() < 0.5, "{name}: {y} {top}");
        if name == "plain" {
            all_intact(&[("marker", bytes, 1)]);
        }
    }
    assert_eq!(
        refusal(&plain, appearance("[[seal]]", Pages::First)),
        ("placeholder-not-found", vec![("text", "[[seal]]".to_owned())])
    );
}

#[test]
fn the_stamp_stands_at_a_measured_place_at_its_marker_or_on_every_page() {
    let stamp = pdf::stamp::Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        lines: vec![
            "Commune d’Exemple".to_owned(),
            "Scellé le 22 novembre 2026".to_owned(),
        ],
        other_pages_line: Some("page {page}/{pages}".to_owned()),
        alternative_text: "Cachet".to_owned(),
        visible_seal: None,
    };
    let placed = |input: &[u8], place, pages| {
        let request = SealRequest {
            input,
            password: None,
            spec: SignatureSpec {
                stamp: Some(&stamp),
                stamp_placement: Placement { place, pages },
                ..spec()
            },
        };
        seal(&KEY, &request).map(|sealed| (sealed.bytes, sealed.stamp.unwrap()))
    };
    let position = |width_mm| {
        Place::At(Position {
            corner: Corner::BottomRight,
            x_mm: 10.0,
            y_mm: 12.0,
            width_mm,
            height_mm: None,
        })
    };
    let pages = testkit::pdfs::pages(3);
    let mm = 72.0 / 25.4;
    let (bytes, at) = placed(&pages, position(None), Pages::Last).unwrap();
    assert_eq!(at.page, 3);
    assert!((595.28 - at.x - at.width - 10.0 * mm).abs() < 0.1 && (at.y - 12.0 * mm).abs() < 0.1);
    let (_, wide) = placed(&pages, position(Some(100.0)), Pages::Number(2)).unwrap();
    assert_eq!(wide.page, 2);
    assert!((wide.width - 100.0 * mm).abs() < 0.5, "{wide:?}");
    let (every, _) = placed(&pages, position(None), Pages::All).unwrap();
    let drawn = String::from_utf8_lossy(&every[pages.len()..])
        .matches("/Greffe Do")
        .count();
    assert_eq!(drawn, 3, "one form, drawn on each page");
    let code = |result: Result<_, seal::sign::SealError>| match result {
        Ok(_) => panic!("drawn, but a refusal was owed"),
        Err(error) => error.code(),
    };
    assert_eq!(
        code(placed(&pages, position(Some(8.0)), Pages::First)),
        "pdf-place-too-small"
    );
    assert_eq!(
        code(placed(&pages, Place::Placeholder("[[sceau]]"), Pages::All)),
        "placeholder-not-found"
    );
    let marked = testkit::pdfs::letter_saying("Le sceau: [[sceau]]");
    let (marked_bytes, at) = placed(&marked, Place::Placeholder("[[sceau]]"), Pages::First).unwrap();
    assert!(at.y + at.height > 842.0 - 90.0, "{at:?}");
    all_intact(&[
        ("stamp on the last page", bytes, 1),
        ("stamp on every page", every, 1),
        ("stamp at its marker", marked_bytes, 1),
    ]);
}
