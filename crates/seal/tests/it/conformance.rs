//! Files that claim PDF/A or PDF/UA still keep their word after stamp, signature and appearance; scans get their label
//! on white paper.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::sync::LazyLock;

use pdf::appearance::{
    Align, Appearance, AppearanceTemplate, AppearanceTexts, Ground, Image, ImagePlace, TemplateLine,
};
use pdf::object::{Dict, Object};
use pdf::stamp::Stamp;
use pdf::{Document, Indirect, Placement};
use seal::key::SealKey;
use seal::sign::{SealRequest, SealedPdf, SignatureSpec, seal};
use seal::verify::{ChangesAfter, Integrity, TrustRoots, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, TestPki};

static KEY: LazyLock<SealKey> = LazyLock::new(|| {
    let p12 = TestPki::shared().seal(KeyKind::P256).pkcs12("x");
    SealKey::from_pkcs12(&p12, &SecretString::from("x")).unwrap()
});

fn stamp() -> Stamp {
    Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        lines: vec![
            "Commune d’Exemple".to_owned(),
            "Scellé le 22 novembre 2026".to_owned(),
        ],
        other_pages_line: None,
        alternative_text: "Cachet de la Commune d’Exemple".to_owned(),
        visible_seal: None,
    }
}

fn template() -> AppearanceTemplate {
    AppearanceTemplate {
        name: "decision".to_owned(),
        width_mm: 60.0,
        height_mm: 20.0,
        font_size: 9.0,
        font_size_min: 5.0,
        align: Align::Left,
        ground: Ground::White,
        border: true,
        image: ImagePlace::Left,
        image_share: 0.3,
        lines: vec![TemplateLine {
            text: "{holder}".to_owned(),
            bold: true,
            scale: 1.0,
        }],
    }
}

fn image() -> Image {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 4, 4);
    encoder.set_color(png::ColorType::Rgba);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&[200, 10, 40, 128].repeat(16))
        .unwrap();
    Image::read(&bytes).unwrap()
}

fn sealed(input: &[u8], stamp: Option<&Stamp>, visible: bool) -> SealedPdf {
    let (template, image) = (template(), image());
    let texts = AppearanceTexts {
        holder: Some("Anne Müller".to_owned()),
        ..AppearanceTexts::default()
    };
    let appearance = visible.then_some(Appearance {
        template: &template,
        texts: &texts,
        image: Some(&image),
        placement: Placement::default(),
    });
    let spec = SignatureSpec {
        stamp,
        appearance,
        name: Some("Commune d’Exemple"),
        ..SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap())
    };
    let request = SealRequest {
        input,
        password: None,
        spec,
    };
    seal(&KEY, &request).unwrap()
}

/// Every object that the update has written.
fn written(bytes: &[u8], input: usize) -> Vec<(u32, Indirect<'_>)> {
    let document = Document::open(bytes, None).unwrap();
    let tail = String::from_utf8_lossy(&bytes[input..]).into_owned();
    let mut numbers = Vec::new();
    for line in tail.lines() {
        if let [number, "0", "obj"] = line.split(' ').collect::<Vec<_>>()[..]
            && let Ok(number) = number.parse::<u32>()
        {
            numbers.push(number);
        }
    }
    assert!(numbers.len() > 5, "{numbers:?}");
    let reference = |number| pdf::object::Ref {
        number,
        generation: 0,
    };
    numbers
        .into_iter()
        .map(|number| (number, document.load(reference(number)).unwrap()))
        .collect()
}

fn dict<'o>(found: &'o Indirect<'_>) -> Option<&'o Dict> {
    match found {
        Indirect::Value(object) => object.as_dict(),
        Indirect::Stream(stream) => Some(&stream.dict),
    }
}

/// The rules of ISO 19005 (parts 1 to 3) that stamp, signature and appearance could break.
fn keeps_pdf_a(name: &str, input: &[u8], bytes: &[u8]) {
    let document = Document::open(bytes, None).unwrap();
    let (mut fonts, mut widgets, mut images) = (0, 0, 0);
    for (number, found) in &written(bytes, input.len()) {
        let Some(dict) = dict(found) else { continue };
        let told = format!("{name}, object {number}");
        // 6.4 of part 1: no transparency.
        for key in ["SMask", "Group", "ca", "CA", "BM"] {
            let none = dict.get(key).is_null() || dict.is(key, "None");
            assert!(none || dict.is("Type", "Page"), "{told}: {key}");
        }
        // 6.7 of part 1: metadata stay as they are.
        assert!(!dict.is("Type", "Metadata"), "{told}");
        assert!(!dict.has("JS") && !dict.is("S", "JavaScript"), "{told}");
        if dict.is("Type", "Font") && dict.is("Subtype", "Type0") {
            fonts += 1;
            assert!(
                dict.has("ToUnicode") && dict.is("Encoding", "Identity-H"),
                "{told}"
            );
        }
        if dict.is("Subtype", "CIDFontType2") {
            assert!(dict.is("CIDToGIDMap", "Identity"), "{told}");
        }
        if dict.is("Type", "FontDescriptor") {
            assert!(
                dict.has("FontFile2") && dict.has("CIDSet"),
                "{told}: fonts are embedded"
            );
        }
        if dict.is("Subtype", "Image") {
            images += 1;
            // 6.2.3 and 6.2.4: a colour space that depends on no device, no alternates, no interpolation.
            let space = dict.get("ColorSpace").as_array().expect("a calibrated space");
            assert!(
                matches!(space[0].as_name(), Some(b"CalRGB" | b"CalGray")),
                "{told}"
            );
            assert!(!dict.has("Alternates") && !dict.has("Interpolate"), "{told}");
        }
        if dict.is("Subtype", "Widget") {
            widgets += 1;
            // 6.5.3 and 6.9: printed, not hidden, drawn by an appearance that is one stream.
            assert_eq!(dict.get("F").as_int().unwrap() & 0b100111, 0b100, "{told}");
            let normal = document.resolve(dict.get("AP")).unwrap();
            let normal = normal.as_dict().unwrap().get("N").clone();
            let Object::Ref(normal) = normal else {
                panic!("{told}: /N is no stream")
            };
            assert!(
                matches!(document.load(normal).unwrap(), Indirect::Stream(_)),
                "{told}"
            );
            assert!(!dict.has("A") && !dict.has("AA"), "{told}: no actions");
        }
        if let Indirect::Stream(stream) = found {
            assert!(
                !stream.dict.has("F") && !stream.dict.is("Filter", "LZWDecode"),
                "{told}"
            );
        }
    }
    assert!(
        fonts >= 2 && widgets == 1 && images == 1,
        "{name}: {fonts} {widgets} {images}"
    );
    let catalog = document.resolve(document.trailer().get("Root")).unwrap();
    let form = document
        .resolve(catalog.as_dict().unwrap().get("AcroForm"))
        .unwrap();
    assert!(!form.as_dict().unwrap().has("NeedAppearances"), "{name}");
}

#[test]
fn a_pdf_a_is_still_one_after_stamp_signature_and_appearance() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        return;
    };
    for name in [
        "plain/dss-not_signed_pdfa.pdf",
        "plain/pypdf-021-pdfa-crazyones-pdfa.pdf",
    ] {
        let input = std::fs::read(corpus.file(name)).unwrap();
        let document = Document::open(&input, None).unwrap();
        let claimed = pdf::look::look(&document).unwrap().pdf_a;
        assert!(claimed.is_some(), "{name}");
        let sealed = sealed(&input, Some(&stamp()), true);
        keeps_pdf_a(name, &input, &sealed.bytes);
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace('/', "-"));
        std::fs::write(&path, &sealed.bytes).unwrap();
        if claimed.as_deref() == Some("1B")
            && let (Some(before), Some(after)) = (preflight(&corpus.file(name)), preflight(&path))
        {
            assert!(before.contains("is a valid PDF/A-1b"), "{name}: {before}");
            assert!(after.contains("is a valid PDF/A-1b"), "{name}: {after}");
        }
    }
}

/// What Apache PDFBox preflight says, as Debian packages it; it knows PDF/A-1b only. `None`: it is not installed.
fn preflight(file: &std::path::Path) -> Option<String> {
    let jars = [
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "javax.activation",
        "jaxb-api",
    ]
    .map(|name| format!("/usr/share/java/{name}.jar"));
    if let Some(missing) = jars.iter().find(|jar| !std::path::Path::new(jar).exists()) {
        testkit::skip("PDF/A-1b", &format!("no {missing}"), false);
        return None;
    }
    let output = std::process::Command::new("java")
        .args([
            "-cp",
            &jars.join(":"),
            "org.apache.pdfbox.preflight.Validator_A1b",
        ])
        .arg(file)
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A PDF/UA-1 file of one page: a document element with one paragraph.
fn tagged() -> Vec<u8> {
    let content = "/P <</MCID 0>> BDC BT /F1 11 Tf 72 760 Td (Certificat) Tj ET EMC";
    let xmp = "<x:xmpmeta><pdfuaid:part>1</pdfuaid:part></x:xmpmeta>";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(fr)/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/Metadata 9 0 R\
         /ViewerPreferences<</DisplayDocTitle true>>>>"
            .to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0/Contents 4 0 R/Resources<</Font<</F1<<\
         /Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/StructTreeRoot/K 6 0 R/ParentTree 8 0 R/ParentTreeNextKey 1>>".to_owned(),
        "<</Type/StructElem/S/Document/P 5 0 R/K[7 0 R]>>".to_owned(),
        "<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K 0>>".to_owned(),
        "<</Nums[0[7 0 R]]>>".to_owned(),
        format!(
            "<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{xmp}\nendstream",
            xmp.len()
        ),
    ];
    build(&objects.map(String::into_bytes))
}

fn build(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    for (index, body) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n\r\n", out.len()));
        writeln!(out, "{} 0 obj", index + 1).unwrap();
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let at = out.len();
    write!(
        out,
        "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    out
}

#[test]
fn a_pdf_ua_names_its_signature_in_the_structure_and_the_next_one_breaks_nothing() {
    let input = tagged();
    for visible in [true, false] {
        let first = sealed(&input, Some(&stamp()), visible).bytes;
        let document = Document::open(&first, None).unwrap();
        let get = |dict: &Dict, key: &str| document.resolve(dict.get(key)).unwrap();
        let catalog = document.resolve(document.trailer().get("Root")).unwrap();
        let catalog = catalog.as_dict().unwrap();
        let fields = get(get(catalog, "AcroForm").as_dict().unwrap(), "Fields");
        let field_ref = fields.as_array().unwrap()[0].as_ref().unwrap();
        let field = document.resolve(&Object::Ref(field_ref)).unwrap();
        let field = field.as_dict().unwrap();
        assert!(field.has("TU"), "an alternative text");
        let key = field.get("StructParent").as_int().unwrap();

        // From the parent tree to the element, from there to the widget, and down from the root.
        let root = get(catalog, "StructTreeRoot");
        let root = root.as_dict().unwrap();
        assert_eq!(root.get("ParentTreeNextKey").as_int(), Some(key + 1));
        let numbers = get(get(root, "ParentTree").as_dict().unwrap(), "Nums");
        let numbers = numbers.as_array().unwrap();
        assert_eq!(numbers.len(), 4);
        let (last, element_ref) = (numbers[2].as_int(), numbers[3].as_ref().unwrap());
        assert_eq!(last, Some(key));
        let element = document.resolve(&Object::Ref(element_ref)).unwrap();
        let element = element.as_dict().unwrap();
        assert!(element.is("S", "Form"));
        let kid = get(element, "K");
        let kid = kid.as_dict().unwrap();
        assert!(kid.is("Type", "OBJR") && kid.get("Obj").as_ref() == Some(field_ref));
        let parent = get(element, "P");
        let kids = get(parent.as_dict().unwrap(), "K");
        assert!(parent.as_dict().unwrap().is("S", "Document"));
        assert_eq!(kids.as_array().unwrap()[1].as_ref(), Some(element_ref));

        let page = document.resolve(field.get("P")).unwrap();
        assert!(
            page.as_dict().unwrap().is("Tabs", "S"),
            "the tab order follows the structure"
        );
        let text = String::from_utf8_lossy(&first[input.len()..]).into_owned();
        assert!(
            text.contains("/Artifact <</Type/Pagination"),
            "the stamp is an artifact"
        );

        // A further signature leaves the structure alone: it was signed.
        let second = sealed(&first, None, false).bytes;
        let roots = TrustRoots::default();
        let report = verify(
            &second,
            &VerifyOptions {
                roots: &roots,
                at: "2026-11-22T09:04:31Z".parse().unwrap(),
                password: None,
            },
        );
        let told: Vec<_> = report
            .signatures
            .iter()
            .map(|one| (one.integrity, one.changes_after))
            .collect();
        assert_eq!(
            told,
            [
                (Integrity::Intact, ChangesAfter::Permitted),
                (Integrity::Intact, ChangesAfter::None)
            ]
        );
        let document = Document::open(&second, None).unwrap();
        let look = pdf::look::look(&document).unwrap();
        assert_eq!((look.fields.len(), look.pdf_ua.as_deref()), (2, Some("1")));
    }
}

#[test]
fn the_label_stands_on_the_white_paper_of_a_scan_whatever_its_compression() {
    // An A4 scan, 620 by 877 pixels: dark writing on the upper two thirds, down to the left and right edges.
    let (width, height) = (620usize, 877usize);
    let dark = |x: usize, y: usize| y < 600 && (y / 12).is_multiple_of(2) && x % 7 < 5;
    let grey: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| if dark(x, y) { 20 } else { 252 }))
        .collect();
    let deflated = |bytes: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let bits: Vec<u8> = (0..height)
        .flat_map(|y| {
            (0..width.div_ceil(8)).map(move |byte| {
                (0..8).fold(0u8, |value, bit| {
                    let white = byte * 8 + bit >= width || !dark(byte * 8 + bit, y);
                    value << 1 | u8::from(white)
                })
            })
        })
        .collect();
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for y in 0..height {
        let line = (0..width).map(|x| {
            if dark(x, y) {
                fax::Color::Black
            } else {
                fax::Color::White
            }
        });
        encoder.encode_line(line, width as u32).unwrap();
    }
    let fax = encoder.finish().unwrap().finish();
    let jpeg = jpeg_of(&grey, width, height);
    let page = |image: &str, data: &[u8]| {
        let content = "q 595 0 0 842 0 0 cm /Im0 Do Q";
        let mut object = format!(
            "<</Type/XObject/Subtype/Image/Width {width}/Height {height}{image}/Length {}>>\nstream\n",
            data.len()
        )
        .into_bytes();
        object.extend(data);
        object.extend(b"\nendstream");
        build(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>"
                .to_vec(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()).into_bytes(),
            object,
        ])
    };
    let mut scans = vec![
        (
            "flate grey",
            page(
                "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
                &deflated(&grey),
            ),
        ),
        (
            "flate 1 bit",
            page(
                "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode",
                &deflated(&bits),
            ),
        ),
        (
            "fax",
            page(
                &format!(
                    "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns \
                     {width}/Rows {height}>>"
                ),
                &fax,
            ),
        ),
    ];
    if let Some(jpeg) = jpeg {
        scans.push((
            "jpeg",
            page(
                "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
                &jpeg,
            ),
        ));
    }
    for (name, input) in &scans {
        let placed = sealed(input, Some(&stamp()), false).stamp.unwrap();
        assert!(!placed.covers_content, "{name}: {placed:?}");
        // The writing ends 600 of 877 pixels down.
        let foot = 842.0 * (1.0 - 600.0 / 877.0);
        assert!(placed.y + placed.height < foot, "{name}: {placed:?}");
    }
    // A photograph that fills the page has no margin: that is told.
    let noise: Vec<u8> = (0..width * height).map(|at| (at * 7919 % 150) as u8).collect();
    let photo = page(
        "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
        &deflated(&noise),
    );
    assert!(
        sealed(&photo, Some(&stamp()), false)
            .stamp
            .unwrap()
            .covers_content
    );
}

/// A JPEG by ImageMagick, which knows nothing of our decoder; `None` where it is not installed.
fn jpeg_of(grey: &[u8], width: usize, height: usize) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.gray"), folder.path().join("a.jpg"));
    std::fs::write(&from, grey).unwrap();
    let output = std::process::Command::new("convert")
        .args(["-size", &format!("{width}x{height}"), "-depth", "8"])
        .arg(&from)
        .args(["-quality", "80"])
        .arg(&to)
        .output();
    let why = match output {
        Ok(output) if output.status.success() => return Some(std::fs::read(&to).unwrap()),
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    testkit::skip("the JPEG scan", &why, true);
    None
}
