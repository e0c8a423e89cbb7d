//! Updates appended to signed files: every trick that we know, and many that a generator makes up.
//!
//! `GREFFE_SEED` replays one run of the generator; a failure names the seed and the mutation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use pdf::appearance::{Appearance, AppearanceTemplate, AppearanceTexts};
use pdf::revisions::{Dict, File, Value};
use pdf::{Corner, FieldChoice, Pages, Place, Placement, Position};
use seal::key::SealKey;
use seal::sign::{SealError, SealRequest, SignatureSpec, seal};
use seal::verify::{ChangesAfter, FileReport, Integrity, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::{KeyKind, TestPki};

fn roots() -> &'static TrustRoots {
    static ROOTS: OnceLock<TrustRoots> = OnceLock::new();
    ROOTS.get_or_init(|| TrustRoots::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap())
}

fn check(bytes: &[u8]) -> FileReport {
    let options = VerifyOptions {
        roots: roots(),
        at: "2026-12-01T00:00:00Z".parse().unwrap(),
        password: None,
    };
    verify(bytes, &options)
}

fn sealed(input: &[u8]) -> Vec<u8> {
    sealing(input, SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap())).unwrap()
}

fn sealing(input: &[u8], spec: SignatureSpec<'_>) -> Result<Vec<u8>, SealError> {
    static KEY: OnceLock<Vec<u8>> = OnceLock::new();
    let pkcs12 = KEY.get_or_init(|| TestPki::shared().seal(KeyKind::P256).pkcs12("x"));
    let key = SealKey::from_pkcs12(pkcs12, &SecretString::from("x")).unwrap();
    let request = SealRequest {
        input,
        password: None,
        spec,
    };
    seal(&key, &request).map(|sealed| sealed.bytes)
}

// ---- writing ----

fn written(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    write_value(value, &mut out);
    out
}

fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(value) => out.extend(value.to_string().bytes()),
        Value::Int(value) => out.extend(value.to_string().bytes()),
        Value::Real(text) => out.extend(text),
        Value::Name(name) => write_name(name, out),
        Value::Str(text) => {
            out.push(b'<');
            text.iter()
                .for_each(|byte| out.extend(format!("{byte:02x}").bytes()));
            out.push(b'>');
        }
        Value::Array(items) => {
            out.push(b'[');
            for item in items {
                out.push(b' ');
                write_value(item, out);
            }
            out.push(b']');
        }
        Value::Dict(dict) => {
            out.extend(b"<<");
            for (key, item) in dict {
                write_name(key, out);
                out.push(b' ');
                write_value(item, out);
            }
            out.extend(b">>");
        }
        Value::Ref((number, generation)) => out.extend(format!("{number} {generation} R").bytes()),
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+') {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02x}").bytes());
        }
    }
}

/// The body of an object as it is now: its value, and its stream data as they stand in the file.
fn body(file: &File<'_>, number: u32) -> Option<Vec<u8>> {
    let object = file.object(number, file.newest()).ok()??;
    let mut out = written(&object.value);
    if object.is_stream() {
        let whole = &file.bytes()[object.extent()?];
        let start = whole.windows(6).position(|word| word == b"stream")?;
        let end = whole.windows(6).rposition(|word| word == b"endobj")?;
        out.push(b'\n');
        out.extend(&whole[start..end]);
    }
    Some(out)
}

struct Update {
    objects: Vec<(u32, u16, Vec<u8>)>,
    freed: Vec<u32>,
    trailer: Dict,
    as_stream: bool,
    /// Bytes before the cross-reference section, after the trailer, and after everything.
    before: Vec<u8>,
    after_trailer: Vec<u8>,
    end: Vec<u8>,
    size: Option<i64>,
}

impl Update {
    fn new(file: &File<'_>) -> Self {
        let newest = &file.revisions()[file.newest()].trailer;
        let mut trailer = Dict::new();
        for key in ["Root", "Info", "ID"] {
            if let Some(value) = newest.get(key.as_bytes()) {
                trailer.insert(key.as_bytes().to_vec(), value.clone());
            }
        }
        trailer.insert(b"Prev".to_vec(), Value::Int(last_startxref(file.bytes())));
        Self {
            objects: Vec::new(),
            freed: Vec::new(),
            trailer,
            as_stream: false,
            before: Vec::new(),
            after_trailer: Vec::new(),
            end: Vec::new(),
            size: None,
        }
    }

    fn with(mut self, number: u32, body: impl Into<Vec<u8>>) -> Self {
        self.objects.push((number, 0, body.into()));
        self
    }

    fn append(mut self, file: &File<'_>) -> Vec<u8> {
        let mut out = file.bytes().to_vec();
        if out.last() != Some(&b'\n') {
            out.push(b'\n');
        }
        let mut entries: BTreeMap<u32, Option<(usize, u16)>> = BTreeMap::new();
        for (number, generation, body) in &self.objects {
            entries.insert(*number, Some((out.len(), *generation)));
            out.extend(format!("{number} {generation} obj\n").bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        for number in &self.freed {
            entries.insert(*number, None);
        }
        out.extend(&self.before);
        let old = file.revisions()[file.newest()].trailer[b"Size".as_slice()]
            .as_int()
            .unwrap();
        let at = out.len();
        let own = u32::try_from(old)
            .unwrap()
            .max(entries.keys().max().map_or(0, |last| last + 1));
        let size = i64::from(own) + i64::from(self.as_stream);
        self.trailer
            .insert(b"Size".to_vec(), Value::Int(self.size.unwrap_or(size)));
        if self.as_stream {
            entries.insert(own, Some((at, 0)));
            let mut data = Vec::new();
            let mut index = Vec::new();
            for (number, entry) in &entries {
                index.extend([Value::Int(i64::from(*number)), Value::Int(1)]);
                let (kind, offset, generation) = match entry {
                    Some((offset, generation)) => (1u8, *offset as u32, *generation),
                    None => (0, 0, 0),
                };
                data.push(kind);
                data.extend(offset.to_be_bytes());
                data.extend(generation.to_be_bytes());
            }
            for (key, value) in [
                ("Type", Value::Name(b"XRef".to_vec())),
                ("W", Value::Array([1, 4, 2].map(Value::Int).to_vec())),
                ("Index", Value::Array(index)),
                ("Length", Value::Int(data.len() as i64)),
            ] {
                self.trailer.insert(key.as_bytes().to_vec(), value);
            }
            out.extend(format!("{own} 0 obj\n").bytes());
            write_value(&Value::Dict(self.trailer), &mut out);
            out.extend(b"\nstream\n");
            out.extend(data);
            out.extend(b"\nendstream\nendobj\n");
        } else {
            out.extend(b"xref\n");
            if entries.is_empty() {
                out.extend(b"0 0\n");
            }
            for (number, entry) in &entries {
                let line = match entry {
                    Some((offset, generation)) => format!("{number} 1\n{offset:010} {generation:05} n \n"),
                    None => format!("{number} 1\n0000000000 00001 f \n"),
                };
                out.extend(line.bytes());
            }
            out.extend(b"trailer\n");
            write_value(&Value::Dict(self.trailer), &mut out);
            out.extend(b"\n");
        }
        out.extend(&self.after_trailer);
        out.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
        out.extend(&self.end);
        out
    }
}

fn last_startxref(bytes: &[u8]) -> i64 {
    let at = bytes.windows(9).rposition(|word| word == b"startxref").unwrap() + 9;
    String::from_utf8_lossy(&bytes[at..])
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap()
}

// ---- a document with everything that an update might touch ----

const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
    xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
    xmlns:dc='http://purl.org/dc/elements/1.1/' dc:title='Attestation'/></rdf:RDF></x:xmpmeta>";
const CHARACTERS: &str = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> \
    endcodespacerange 1 beginbfchar <41> <0041> endbfchar endcmap end";

fn stream(entries: &str, data: &str) -> String {
    format!("<<{entries}/Length {}>>\nstream\n{data}\nendstream", data.len())
}

fn rich_objects() -> Vec<String> {
    vec![
        "<</Type/Catalog/Pages 2 0 R/OCProperties 20 0 R/Names 21 0 R/Outlines 22 0 R/PageLabels 23 0 R/Metadata 24 0 R\
         /StructTreeRoot 25 0 R/MarkInfo<</Marked true>>/AcroForm 26 0 R/Lang(fr)/Version/1.7\
         /ViewerPreferences<</DisplayDocTitle true>>/AF[12 0 R]/Dests<</start[3 0 R/Fit]>>>>"
            .to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources 5 0 R/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[27 0 R 28 0 R 33 0 R 34 0 R]/StructParents 0>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents[7 0 R]>>".to_owned(),
        "<</Font<</F1 8 0 R>>/XObject<</X1 10 0 R>>/ExtGState<</G1 19 0 R>>/Properties<</P1 11 0 R>>>>".to_owned(),
        stream("", "BT /F1 24 Tf 72 720 Td (Montant: 1000 EUR) Tj ET /X1 Do /OC /P1 BDC BT /F1 12 Tf 72 600 Td (Reserve) Tj ET EMC"),
        stream("", "BT /F1 24 Tf 72 720 Td (Page deux) Tj ET /G1 gs"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 9 0 R>>".to_owned(),
        stream("", CHARACTERS),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 8 0 R>>>>", "BT /F1 12 Tf 72 650 Td (Cachet) Tj ET"),
        "<</Type/OCG/Name(Couche)>>".to_owned(),
        "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 13 0 R>>/AFRelationship/Data>>".to_owned(),
        stream("/Type/EmbeddedFile", "piece jointe"),
        "<</Title(Un)/Parent 22 0 R/Dest[3 0 R/Fit]>>".to_owned(),
        "<</Type/StructElem/S/P/P 25 0 R/Pg 3 0 R/K 0/Alt(Montant)>>".to_owned(),
        "<</Nums[0[15 0 R]]>>".to_owned(),
        "<</Producer(Essai)/Title(Attestation)/ModDate(D:20260101000000Z)>>".to_owned(),
        "<</Names[(a.txt)12 0 R]>>".to_owned(),
        "<</Type/ExtGState/ca 1>>".to_owned(),
        "<</OCGs[11 0 R]/D<</ON[11 0 R]/OFF[]/Order[11 0 R]>>>>".to_owned(),
        "<</EmbeddedFiles 18 0 R>>".to_owned(),
        "<</Type/Outlines/First 14 0 R/Last 14 0 R/Count 1>>".to_owned(),
        "<</Nums[0<</S/D>>]>>".to_owned(),
        stream("/Type/Metadata/Subtype/XML", XMP),
        "<</Type/StructTreeRoot/K[15 0 R]/ParentTree 16 0 R>>".to_owned(),
        "<</Fields[27 0 R 28 0 R 33 0 R 34 0 R]/DA(/Helv 12 Tf 0 g)/DR<</Font<</Helv 30 0 R>>>>>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(vide)/V()/DA(/Helv 12 Tf 0 g)/Rect[72 500 272 520]/P 3 0 R/F 4/AP<</N 29 0 R>>>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Btn/T(oui)/V/Off/AS/Off/Rect[72 450 92 470]/P 3 0 R/F 4/AP<</N<</Yes 31 0 R/Off 32 0 R>>>>>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]", "/Tx BMC EMC"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 20 20]", "0 0 20 20 re f"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 20 20]", ""),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(rempli)/V(signe)/Rect[72 400 272 420]/P 3 0 R/F 4>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(prevu)/Rect[300 700 500 740]/P 3 0 R/F 4>>".to_owned(),
    ]
}

fn rich() -> Vec<u8> {
    let objects = rich_objects();
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (index, body) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{body}\nendobj\n", index + 1).bytes());
    }
    let at = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        writeln!(table, "{offset:010} 00000 n ").unwrap();
    }
    out.extend(table.bytes());
    out.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R/Info 17 0 R/ID[<01><02>]>>\nstartxref\n{at}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

fn sealed_rich() -> &'static [u8] {
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    SEALED.get_or_init(|| sealed(&rich()))
}

trait ReplaceOnce {
    fn replace_once(self, from: &str, to: &str) -> Self;
}

impl ReplaceOnce for Vec<u8> {
    fn replace_once(mut self, from: &str, to: &str) -> Self {
        let at = self
            .windows(from.len())
            .position(|window| window == from.as_bytes())
            .unwrap_or_else(|| panic!("{from} is not in {}", String::from_utf8_lossy(&self)));
        self.splice(at..at + from.len(), to.bytes());
        self
    }
}

fn replaced(file: &File<'_>, number: u32, from: &str, to: &str) -> Vec<u8> {
    body(file, number).unwrap().replace_once(from, to)
}

fn fails(name: &str, bytes: &[u8]) {
    let report = check(bytes);
    assert!(
        matches!(report.verdict, Verdict::TotalFailed | Verdict::Error),
        "{name}: {:?} {report:#?}",
        report.verdict
    );
    assert!(!report.warnings.is_empty(), "{name} says nothing");
    for one in &report.signatures {
        assert_ne!(one.changes_after, ChangesAfter::None, "{name} {report:#?}");
    }
}

#[test]
fn the_documents_that_are_tampered_with_are_valid_at_first() {
    for (name, bytes) in bases() {
        let report = check(&bytes);
        assert_eq!(report.verdict, Verdict::TotalPassed, "{name} {report:#?}");
        assert_eq!(
            report.signatures.last().unwrap().changes_after,
            ChangesAfter::None
        );
    }
}

#[test]
fn an_update_that_frees_the_catalog_is_no_update_with_wrong_offsets() {
    let file = File::open(sealed_rich(), None).unwrap();
    for as_stream in [false, true] {
        let update = Update {
            freed: vec![1],
            as_stream,
            ..Update::new(&file)
        };
        let report = check(&update.append(&file));
        assert!(
            matches!(report.verdict, Verdict::TotalFailed | Verdict::Error),
            "{report:#?}"
        );
    }
}

#[test]
fn whatever_the_catalog_leads_to_must_stay_as_it_was_signed() {
    let bytes = sealed_rich();
    let file = File::open(bytes, None).unwrap();
    let fresh = u32::try_from(
        file.revisions()[file.newest()].trailer[b"Size".as_slice()]
            .as_int()
            .unwrap(),
    )
    .unwrap();
    let edit = |number: u32, from: &str, to: &str| {
        Update::new(&file).with(number, replaced(&file, number, from, to))
    };
    let new = |number: u32, from: &str, to: &str, body: &str| {
        edit(number, from, &to.replace("NEW", &format!("{fresh} 0 R"))).with(fresh, body)
    };
    let js = "<</S/JavaScript/JS(app.alert(1))>>";
    let cases: Vec<(&str, Update)> = vec![
        (
            "pages in another order",
            edit(2, "[ 3 0 R 4 0 R]", "[ 4 0 R 3 0 R]"),
        ),
        ("a page twice", edit(2, "[ 3 0 R 4 0 R]", "[ 3 0 R 3 0 R]")),
        ("a page less", edit(2, "[ 3 0 R 4 0 R]", "[ 3 0 R]")),
        ("another number of pages", edit(2, "/Count 2", "/Count 1")),
        (
            "another page tree",
            new(
                1,
                "/Pages 2 0 R",
                "/Pages NEW",
                "<</Type/Pages/Kids[4 0 R]/Count 1>>",
            ),
        ),
        (
            "a page of another parent",
            edit(3, "/Parent 2 0 R", "/Parent 4 0 R"),
        ),
        (
            "content under another number",
            new(3, "/Contents 6 0 R", "/Contents NEW", &stream("", "BT ET")),
        ),
        ("layer switched off", edit(20, "/OFF []", "/OFF [ 11 0 R]")),
        (
            "layer switched off by state",
            edit(20, "/D <<", "/D <</BaseState/OFF"),
        ),
        (
            "layer switched off on opening",
            edit(
                20,
                "/D <<",
                "/D <</AS[<</Event/View/OCGs[11 0 R]/Category[/View]>>]",
            ),
        ),
        ("layers forgotten", edit(1, "/OCProperties 20 0 R", "")),
        (
            "layer becomes a membership",
            Update::new(&file).with(11, "<</Type/OCMD/OCGs[]/P/AllOff>>"),
        ),
        (
            "script among the names",
            edit(21, "<<", &format!("<</JavaScript<</Names[(a){js}]>>")),
        ),
        (
            "attachment added",
            new(18, "[", "[(b.txt)NEW", "<</Type/Filespec/F(b.txt)>>"),
        ),
        (
            "attachment exchanged",
            Update::new(&file).with(13, stream("/Type/EmbeddedFile", "autre piece")),
        ),
        (
            "associated file added",
            new(1, "/AF [", "/AF [NEW ", "<</Type/Filespec/F(b.txt)>>"),
        ),
        ("outline renamed", edit(14, "/Title <556e>", "/Title(Deux)")),
        (
            "outline with an action",
            edit(14, "/Dest [ 3 0 R /Fit]", &format!("/A{js}")),
        ),
        ("page labels", edit(23, "/S /D", "/S/R")),
        (
            "destinations",
            edit(1, "/start [ 3 0 R /Fit]", "/start[4 0 R/Fit]"),
        ),
        (
            "metadata with another title",
            Update::new(&file).with(
                24,
                stream("/Type/Metadata/Subtype/XML", &XMP.replace("Attestation", "Autre")),
            ),
        ),
        ("metadata that are none", Update::new(&file).with(24, "<<>>")),
        (
            "structure: another alternative text",
            edit(15, "/Alt", "/ActualText(9000)/Alt"),
        ),
        (
            "structure: parent tree",
            Update::new(&file).with(16, "<</Nums[]>>"),
        ),
        ("structure removed", edit(1, "/StructTreeRoot 25 0 R", "")),
        ("no longer marked", edit(1, "/Marked true", "/Marked false")),
        ("language", edit(1, "/Lang <6672>", "/Lang(de)")),
        (
            "viewer preferences",
            edit(1, "/DisplayDocTitle true", "/HideToolbar true"),
        ),
        (
            "font exchanged",
            edit(8, "/BaseFont /Helvetica", "/BaseFont/Symbol"),
        ),
        (
            "font encoding",
            edit(
                8,
                "/Encoding /WinAnsiEncoding",
                "/Encoding<</Differences[48/nine/zero]>>",
            ),
        ),
        (
            "font with glyphs brought along",
            edit(8, "/Subtype /Type1", "/Subtype/Type3"),
        ),
        (
            "characters mean others",
            Update::new(&file).with(9, stream("", &CHARACTERS.replace("<0041>", "<0042>"))),
        ),
        (
            "shared form redrawn",
            Update::new(&file).with(
                10,
                stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "0 0 595 842 re f"),
            ),
        ),
        ("shared resources", edit(5, "/F1 8 0 R", "/F1 30 0 R")),
        ("graphics state", edit(19, "/ca 1", "/ca 0")),
        (
            "resources on the page",
            edit(3, "/Parent", "/Resources<<>>/Parent"),
        ),
        ("page box", edit(2, "595 842", "595 700")),
        (
            "page box of one page",
            edit(4, "/Parent", "/CropBox[0 0 10 10]/Parent"),
        ),
        ("user unit", edit(4, "/Parent", "/UserUnit 2/Parent")),
        ("page of another tab order", edit(4, "/Parent", "/Tabs/S/Parent")),
        (
            "thumbnail",
            new(4, "/Parent", "/Thumb NEW/Parent", &stream("", "x")),
        ),
        ("version lowered", edit(1, "/Version /1.7", "/Version/1.3")),
        ("version forgotten", edit(1, "/Version /1.7", "")),
        (
            "extension with content",
            edit(1, "/Lang", "/Extensions<</X<</A 6 0 R>>>>/Lang"),
        ),
        ("permissions", edit(1, "/Lang", "/Perms<</UR3 17 0 R>>/Lang")),
        ("collection", edit(1, "/Lang", "/Collection<</View/T>>/Lang")),
        ("thread", edit(1, "/Lang", "/Threads[]/Lang")),
        ("address", edit(1, "/Lang", "/URI<</Base(http://x)>>/Lang")),
        (
            "requirements",
            edit(1, "/Lang", "/Requirements[<</S/EnableJavaScripts>>]/Lang"),
        ),
        (
            "output intent",
            edit(1, "/Lang", "/OutputIntents[<</S/GTS_PDFA1>>]/Lang"),
        ),
        ("calculation order", edit(26, "/Fields", "/CO[27 0 R]/Fields")),
        (
            "forms data",
            new(26, "/Fields", "/XFA NEW/Fields", &stream("", "<xdp/>")),
        ),
        (
            "title in the document information",
            edit(17, "/Title <4174746573746174696f6e>", "/Title(Autre)"),
        ),
        (
            "keywords in the document information",
            edit(17, "/Title", "/Keywords(x)/Title"),
        ),
        (
            "no document information",
            Update {
                freed: vec![17],
                ..Update::new(&file)
            },
        ),
        (
            "a value that was signed",
            edit(33, "/V <7369676e65>", "/V(autre)"),
        ),
        ("a field made read-only", edit(27, "/FT", "/Ff 1/FT")),
        (
            "a field moved",
            edit(27, "/Rect [ 72 500 272 520]", "/Rect[72 700 472 750]"),
        ),
        ("a field with an action", edit(27, "/FT", &format!("/A{js}/FT"))),
        (
            "a field with a calculation",
            edit(27, "/FT", &format!("/AA<</C{js}>>/FT")),
        ),
        ("a field of another name", edit(27, "/T <76696465>", "/T(autre)")),
        ("a field removed", edit(26, "[ 27 0 R", "[")),
        (
            "a button that draws something else",
            Update::new(&file).with(
                31,
                stream("/Type/XObject/Subtype/Form/BBox[0 0 20 20]", "0 0 9 9 re f"),
            ),
        ),
        (
            "a place for a signature moved",
            edit(34, "/Rect [ 300 700 500 740]", "/Rect[0 0 500 740]"),
        ),
        (
            "a place for a signature locked",
            edit(34, "/T", "/Lock<</Type/SigFieldLock/Action/All>>/T"),
        ),
        (
            "a place for a signature that draws",
            edit(34, "/T", "/AP<</N 10 0 R>>/T"),
        ),
        (
            "content freed",
            Update {
                freed: vec![6],
                ..Update::new(&file)
            },
        ),
        (
            "content of another generation",
            Update {
                objects: vec![(6, 1, body(&file, 6).unwrap())],
                ..Update::new(&file)
            },
        ),
        ("trailer names another catalog", {
            let mut update = Update::new(&file).with(fresh, body(&file, 1).unwrap());
            update.trailer.insert(b"Root".to_vec(), Value::Ref((fresh, 0)));
            update
        }),
        ("trailer without catalog", {
            let mut update = Update::new(&file);
            update.trailer.remove(b"Root".as_slice());
            update
        }),
        ("trailer points back into content", {
            let mut update = Update::new(&file);
            update.trailer.insert(b"Prev".to_vec(), Value::Int(20));
            update
        }),
        ("trailer skips the signed revision", {
            let mut update = Update::new(&file);
            update.trailer.insert(
                b"Prev".to_vec(),
                Value::Int(last_startxref(&bytes[..file.revisions()[0].bytes.end])),
            );
            update
        }),
        ("trailer points to itself", {
            let mut update = Update::new(&file);
            update
                .trailer
                .insert(b"Prev".to_vec(), Value::Int(bytes.len() as i64));
            update
        }),
        ("trailer without predecessor", {
            let mut update = Update::new(&file);
            update.trailer.remove(b"Prev".as_slice());
            update
        }),
        ("hybrid stream that is none", {
            let mut update = Update::new(&file);
            update.trailer.insert(b"XRefStm".to_vec(), Value::Int(15));
            update
        }),
        ("encryption claimed", {
            let mut update = Update::new(&file).with(fresh, "<</Filter/Standard/V 1/R 2/P -4/O<00>/U<00>>>");
            update.trailer.insert(b"Encrypt".to_vec(), Value::Ref((fresh, 0)));
            update
        }),
        (
            "a size that is too small",
            Update {
                size: Some(3),
                ..edit(17, "/Title", "/X 1/Title")
            },
        ),
        (
            "a comment that ends the file",
            Update {
                before: b"%%EOF\n".to_vec(),
                ..Update::new(&file)
            },
        ),
        (
            "a second end",
            Update {
                after_trailer: b"startxref\n0\n%%EOF\n".to_vec(),
                ..Update::new(&file)
            },
        ),
        (
            "a second end after it",
            Update {
                end: b"startxref\n0\n%%EOF\n".to_vec(),
                ..Update::new(&file)
            },
        ),
        (
            "a byte order mark",
            Update {
                before: b"\xef\xbb\xbf".to_vec(),
                ..Update::new(&file)
            },
        ),
        (
            "an object between",
            Update {
                before: b"6 0 obj\n<<>>\nendobj\n".to_vec(),
                ..Update::new(&file)
            },
        ),
        (
            "a whole PDF between",
            Update {
                before: rich(),
                ..Update::new(&file)
            },
        ),
        (
            "an object written twice",
            Update::new(&file).with(fresh, "<<>>").with(fresh, "<</A 1>>"),
        ),
        (
            "a key that stands twice",
            Update::new(&file).with(17, "<</Title(Attestation)/Title(Autre)/Producer(Essai)>>"),
        ),
        (
            "an object that cannot be read",
            Update::new(&file).with(fresh, "<</A "),
        ),
        (
            "an unused object",
            Update::new(&file).with(fresh, "<</Type/Page>>"),
        ),
        (
            "deep nesting",
            Update::new(&file).with(fresh, [b"[".repeat(5000), b"]".repeat(5000)].concat()),
        ),
    ];
    for (name, mut update) in cases {
        let as_stream = (
            update.trailer.clone(),
            update.objects.clone(),
            update.freed.clone(),
        );
        let rebuilt = [
            "trailer points back into content",
            "trailer points to itself",
            "trailer skips the signed revision",
        ];
        if rebuilt.contains(&name) {
            let report = check(&update.append(&file));
            // Offsets are wrong in files of honest programs too: readable, and never passed.
            assert_ne!(report.verdict, Verdict::TotalPassed, "{name} {report:#?}");
            continue;
        }
        fails(
            name,
            &std::mem::replace(&mut update, Update::new(&file)).append(&file),
        );
        // The same in an update that ends with a cross-reference stream.
        let (trailer, objects, freed) = as_stream;
        if !objects.is_empty() || !freed.is_empty() {
            let update = Update {
                trailer,
                objects,
                freed,
                as_stream: true,
                ..Update::new(&file)
            };
            let report = check(&update.append(&file));
            let harmless = [
                "an object between",
                "a second end",
                "a whole PDF between",
                "a size that is too small",
            ];
            assert!(
                report.verdict != Verdict::TotalPassed || harmless.contains(&name),
                "{name} with a stream {report:#?}"
            );
        }
    }
}

// ---- what may come, and how it may not look ----

/// A second, visible signature whose upper left corner stands here on the first page, in millimetres from its top left.
fn signed_again_at(base: &[u8], x_mm: f64, y_mm: f64, size_mm: (f64, f64)) -> Vec<u8> {
    try_to_sign_again_at(base, x_mm, y_mm, size_mm).unwrap()
}

fn try_to_sign_again_at(
    base: &[u8],
    x_mm: f64,
    y_mm: f64,
    size_mm: (f64, f64),
) -> Result<Vec<u8>, SealError> {
    let template: AppearanceTemplate = serde_json::from_str(
        r#"{"name": "essai", "width_mm": 60, "height_mm": 20, "lines": [{"text": "{holder}"}]}"#,
    )
    .unwrap();
    let texts = AppearanceTexts {
        holder: Some("Montant: 9000 EUR".to_owned()),
        ..AppearanceTexts::default()
    };
    let position = Position {
        corner: Corner::TopLeft,
        x_mm,
        y_mm,
        width_mm: Some(size_mm.0),
        height_mm: Some(size_mm.1),
    };
    let spec = SignatureSpec {
        appearance: Some(Appearance {
            template: &template,
            texts: &texts,
            image: None,
            placement: Placement {
                place: Place::At(position),
                pages: Pages::First,
            },
        }),
        field: FieldChoice::New,
        ..SignatureSpec::at("2026-11-22T10:00:00Z".parse().unwrap())
    };
    sealing(base, spec)
}

#[test]
fn a_visible_signature_on_blank_paper_is_permitted_and_over_what_was_signed_none_is_made() {
    let blank = check(&signed_again_at(sealed_rich(), 100.0, 230.0, (60.0, 20.0)));
    assert_eq!(blank.verdict, Verdict::TotalPassed, "{blank:#?}");
    assert_eq!(blank.signatures[0].changes_after, ChangesAfter::Permitted);
    let told = |report: &FileReport, code: &str| report.warnings.iter().any(|warning| warning.code == code);
    assert!(told(&blank, "verify-later-visible-signature"));

    // "Montant: 1000 EUR" stands 25 mm from the left and about 40 mm from the top.
    // Where others draw so, the earlier signature is left to eyes (fixtures of the adversary); we do not.
    let over = try_to_sign_again_at(sealed_rich(), 25.0, 34.0, (90.0, 14.0));
    assert!(
        matches!(over, Err(SealError::DrawnOverSigned)),
        "{:?}",
        over.err()
    );

    // Over half a page, with text below: no signature needs that.
    let refused = try_to_sign_again_at(sealed_rich(), 5.0, 5.0, (195.0, 200.0));
    assert!(refused.is_err(), "our own engine would break the first signature");
}

#[test]
fn a_large_field_that_could_come_to_cover_content_is_warned_of() {
    let warned = |to: &str| {
        let bytes = rich().replace_once("/T(oui)/V/Off/AS/Off/Rect[72 450 92 470]", to);
        let report = check(&sealed(&bytes));
        assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
        report
            .warnings
            .iter()
            .any(|warning| warning.code == "verify-content-covered")
    };
    // The same number of bytes, so that the offsets hold.
    assert!(!warned("/T(oui)/V/Off/AS/Off/Rect[72 450 92 470]"));
    assert!(
        warned("/T(ou)/V/Off/AS/Off/Rect[0 100 590 800 ]"),
        "over the text"
    );
}

/// The field `vide` filled in with "Bettendorf", its appearance showing this.
fn filled(content: &str, resources: &str) -> Vec<u8> {
    let file = File::open(sealed_rich(), None).unwrap();
    let fresh = u32::try_from(
        file.revisions()[file.newest()].trailer[b"Size".as_slice()]
            .as_int()
            .unwrap(),
    )
    .unwrap();
    let field =
        replaced(&file, 27, "/V <>", "/V(Bettendorf)").replace_once("29 0 R", &format!("{fresh} 0 R"));
    let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<<{resources}>>");
    let update = Update::new(&file)
        .with(27, field)
        .with(fresh, stream(&entries, content));
    if !resources.contains("/New") {
        return update.append(&file);
    }
    update
        .with(fresh + 1, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FontDescriptor<</FontFile3 9 0 R>>/Encoding/WinAnsiEncoding>>")
        .append(&file)
}

#[test]
fn a_filled_field_must_show_its_value_and_nothing_else() {
    const FONT: &str = "/Font<</Helv 30 0 R/F1 8 0 R/New NEW 0 R>>/XObject<</X 10 0 R>>";
    let file = File::open(sealed_rich(), None).unwrap();
    let size = file.revisions()[file.newest()].trailer[b"Size".as_slice()]
        .as_int()
        .unwrap();
    let resources = FONT.replace("NEW", &(size + 1).to_string());
    // The embedded font is only there where it is used.
    let plain = resources.replace(&format!("/New {} 0 R", size + 1), "");
    for content in [
        "/Tx BMC q BT /Helv 12 Tf 0 g 2 4 Td (Bettendorf) Tj ET Q EMC",
        "/Tx BMC q 1 1 198 18 re W n BT /Helv 12 Tf 2 4 Td [(Bet) -20 (tendorf)] TJ ET Q EMC",
        "/Tx BMC BT /Helv 9 Tf 2 10 Td (Betten) Tj 0 -8 Td (dorf) Tj ET EMC",
        "/Tx BMC BT /Helv 9 Tf 1 0 0 1 2 10 Tm <42657474656e> Tj 10 TL (dorf) ' ET EMC",
    ] {
        let report = check(&filled(content, &plain));
        assert_eq!(report.verdict, Verdict::TotalPassed, "{content} {report:#?}");
        assert_eq!(report.signatures[0].changes_after, ChangesAfter::Permitted);
    }
    for (name, content) in [
        ("another text", "BT /Helv 12 Tf 2 4 Td (Ettelbruck) Tj ET"),
        ("nothing", "/Tx BMC EMC"),
        ("more text", "BT /Helv 12 Tf 2 4 Td (Bettendorf 9000) Tj ET"),
        ("invisible text", "BT /Helv 12 Tf 3 Tr 2 4 Td (Bettendorf) Tj ET"),
        ("text outside", "BT /Helv 12 Tf 2 400 Td (Bettendorf) Tj ET"),
        (
            "part of it outside",
            "BT /Helv 12 Tf 2 4 Td (Bett) Tj 900 0 Td (endorf) Tj ET",
        ),
        ("tiny text", "BT /Helv 0.1 Tf 2 4 Td (Bettendorf) Tj ET"),
        ("white text", "BT 1 g /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET"),
        (
            "a cover",
            "1 g 0 0 200 20 re f BT 0 g /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET",
        ),
        (
            "a drawing",
            "2 2 m 30 18 l 60 2 l 90 18 l S BT /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET",
        ),
        ("a form", "/X Do BT /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET"),
        (
            "an image",
            "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET",
        ),
        (
            "a font that is not there",
            "BT /Other 12 Tf 2 4 Td (Bettendorf) Tj ET",
        ),
        ("a state", "/G gs BT /Helv 12 Tf 2 4 Td (Bettendorf) Tj ET"),
    ] {
        fails(name, &filled(content, &plain));
    }
    fails(
        "a font brought along",
        &filled("BT /New 12 Tf 2 4 Td (Bettendorf) Tj ET", &resources),
    );
    // A box that is ticked must look ticked.
    let tick = |to: &str| {
        let body = replaced(&file, 28, "/V /Off", "/V/Yes").replace_once("/AS /Off", to);
        Update::new(&file).with(28, body)
    };
    let report = check(&tick("/AS/Yes").append(&file));
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    fails("a box that does not look ticked", &tick("/AS/Off").append(&file));
    fails(
        "a value behind an appearance that does not change",
        &Update::new(&file)
            .with(27, replaced(&file, 27, "/V <>", "/V(9000)"))
            .append(&file),
    );
}

#[test]
fn the_producer_and_the_date_may_change_with_something_else_and_not_alone() {
    let file = File::open(sealed_rich(), None).unwrap();
    for (from, to) in [
        ("/Producer <4573736169>", "/Producer(Autre)"),
        ("/ModDate <443a32303236", "/ModDate <443a32303237"),
    ] {
        let alone = check(
            &Update::new(&file)
                .with(17, replaced(&file, 17, from, to))
                .append(&file),
        );
        assert_eq!(
            alone.signatures[0].changes_after,
            ChangesAfter::NotPermitted,
            "{alone:#?}"
        );
        assert_eq!(alone.signatures[0].changes, ["modification_date"]);
        // With what a program does to the form, they are what it writes of itself.
        let update = Update::new(&file).with(17, replaced(&file, 17, from, to)).with(
            28,
            replaced(&file, 28, "/V /Off", "/V/Yes").replace_once("/AS /Off", "/AS/Yes"),
        );
        let together = check(&update.append(&file));
        assert_eq!(together.verdict, Verdict::TotalPassed, "{together:#?}");
        assert_eq!(
            together.signatures[0].changes,
            ["form_field", "modification_date"]
        );
    }
}

// ---- the generator ----

/// A small generator, so that a failure can be replayed from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    fn one<'x, T>(&mut self, items: &'x [T]) -> &'x T {
        let at = self.below(items.len());
        &items[at]
    }
}

fn bases() -> Vec<(&'static str, Vec<u8>)> {
    let twice = sealed(&sealed(&testkit::pdfs::letter_with_xref_stream()));
    vec![
        ("rich", sealed_rich().to_vec()),
        ("letter", sealed(&testkit::pdfs::letter())),
        (
            "object streams",
            sealed(&testkit::pdfs::letter_with_object_streams()),
        ),
        ("twice", twice),
        ("form", sealed(&testkit::pdfs::form())),
    ]
}

/// Every place in a value, as a path of indices.
fn places(value: &Value, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    found.push(path.clone());
    let children: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Dict(dict) => dict.values().collect(),
        _ => Vec::new(),
    };
    for (index, child) in children.into_iter().enumerate() {
        path.push(index);
        places(child, path, found);
        path.pop();
    }
}

fn at_path<'v>(value: &'v mut Value, path: &[usize]) -> &'v mut Value {
    let Some((first, rest)) = path.split_first() else {
        return value;
    };
    match value {
        Value::Array(items) => at_path(&mut items[*first], rest),
        Value::Dict(dict) => at_path(dict.values_mut().nth(*first).unwrap(), rest),
        _ => unreachable!(),
    }
}

const KEYS: &[&str] = &[
    "OpenAction",
    "AA",
    "A",
    "Contents",
    "Annots",
    "Resources",
    "AF",
    "Metadata",
    "OCProperties",
    "Names",
    "Parent",
    "Kids",
    "MediaBox",
    "CropBox",
    "Rotate",
    "UserUnit",
    "V",
    "AP",
    "AS",
    "F",
    "Ff",
    "Rect",
    "MK",
    "DA",
    "DR",
    "Lock",
    "SV",
    "DSS",
    "Perms",
    "Extensions",
    "Version",
    "XFA",
    "NeedAppearances",
    "SigFlags",
    "Fields",
    "Type",
    "Subtype",
    "Filter",
    "Length",
    "XObject",
    "Font",
    "Encoding",
    "ToUnicode",
    "Title",
    "Producer",
    "ModDate",
    "StructTreeRoot",
    "ByteRange",
    "Reference",
    "Prop_Build",
    "Cert",
    "Legal",
    "PieceInfo",
    "Group",
    "B",
    "Dur",
    "Trans",
    "Tabs",
];

/// Changes `value` somewhere; what was done, in words.
fn mutate(value: &mut Value, numbers: &[u32], random: &mut Random) -> String {
    let mut found = Vec::new();
    places(value, &mut Vec::new(), &mut found);
    let path = random.one(&found).clone();
    let what = format!("at {path:?} ");
    let place = at_path(value, &path);
    let any = |random: &mut Random| match random.below(7) {
        0 => Value::Int(random.below(2000) as i64 - 500),
        1 => Value::Name(b"Nothing".to_vec()),
        2 => Value::Str(b"autre".to_vec()),
        3 => Value::Array(vec![Value::Ref((*random.one(numbers), 0))]),
        4 => Value::Dict(Dict::from([(b"S".to_vec(), Value::Name(b"Named".to_vec()))])),
        5 => Value::Bool(true),
        _ => Value::Ref((*random.one(numbers), 0)),
    };
    let done = match place {
        Value::Dict(dict) if random.below(3) > 0 || dict.is_empty() => {
            let key = random.one(KEYS).as_bytes().to_vec();
            let value = any(random);
            let done = format!("{} = {value:?}", String::from_utf8_lossy(&key));
            dict.insert(key, value);
            done
        }
        Value::Dict(dict) => {
            let key = dict.keys().nth(random.below(dict.len())).unwrap().clone();
            dict.remove(&key);
            format!("without {}", String::from_utf8_lossy(&key))
        }
        Value::Array(items) if !items.is_empty() => match random.below(4) {
            0 => {
                let at = random.below(items.len());
                items.remove(at);
                format!("without item {at}")
            }
            1 => {
                items.reverse();
                "reversed".to_owned()
            }
            2 => {
                let item = random.one(items).clone();
                items.push(item);
                "an item again".to_owned()
            }
            _ => {
                let item = any(random);
                items.insert(0, item);
                "another item".to_owned()
            }
        },
        Value::Int(number) => {
            *number += random.below(9) as i64 - 4;
            format!("number {number}")
        }
        Value::Str(text) if !text.is_empty() => {
            let at = random.below(text.len());
            text[at] ^= 1;
            "a letter".to_owned()
        }
        place => {
            *place = any(random);
            format!("{place:?}")
        }
    };
    what + &done
}

/// What the pages look like and say, drawn by another program.
fn drawn(bytes: &[u8], name: &str) -> Option<Vec<Vec<u8>>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program)
            .args(arguments)
            .arg(&file)
            .arg(folder.path().join("out"))
            .output();
        output.ok().map(|_| ())
    };
    run("pdftoppm", &["-r", "50", "-gray"])?;
    run("pdftotext", &["-layout"])?;
    let mut pages: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("out"))
        .collect();
    pages.sort();
    Some(pages.iter().map(|path| std::fs::read(path).unwrap()).collect())
}

#[test]
fn no_update_that_a_generator_makes_up_is_fine_when_it_changes_what_people_see() {
    made_up_updates(&bases(), 70);
}

#[test]
fn no_made_up_update_of_a_file_that_others_signed_is_fine_either() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        eprintln!("SKIPPED: no corpus of PDFs at hand (GREFFE_CORPUS)");
        return;
    };
    let names: Vec<(String, Vec<u8>)> = corpus
        .signed()
        .into_iter()
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .filter(|(_, bytes)| {
            let unchanged = |report: &FileReport| {
                report
                    .signatures
                    .last()
                    .is_some_and(|last| last.changes_after == ChangesAfter::None)
            };
            unchanged(&check(bytes))
        })
        .collect();
    assert!(names.len() > 5, "most of them end with their last signature");
    let bases: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    made_up_updates(&bases, 12);
}

/// Updates of each base by a generator: whatever is not told as a change, or told as a permitted one, looks and reads
/// as before.
fn made_up_updates(bases: &[(&str, Vec<u8>)], rounds: usize) {
    let seed: u64 = std::env::var("GREFFE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(0x9e37_79b9_7f4a_7c15);
    let rounds = std::env::var("GREFFE_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(rounds);
    let mut permitted = Vec::new();
    for (base_index, (base, bytes)) in bases.iter().enumerate() {
        let file = File::open(bytes, None).unwrap();
        let size = file.revisions()[file.newest()].trailer[b"Size".as_slice()]
            .as_int()
            .unwrap();
        let size = u32::try_from(size).unwrap();
        let numbers: Vec<u32> = (1..size)
            .filter(|number| matches!(file.object(*number, file.newest()), Ok(Some(_))))
            .collect();
        // Viewers guess at a file whose offsets are wrong, and guess another way when more is appended.
        let guessed = check(bytes)
            .warnings
            .iter()
            .any(|warning| warning.code == "verify-rebuilt");
        let before = drawn(bytes, "before.pdf");
        if before.is_none() {
            testkit::skip("pdftoppm", "poppler-utils is not installed", true);
        }
        for round in 0..rounds {
            let mut random =
                Random(seed ^ ((base_index as u64 + 1) << 32) ^ ((round as u64 + 1) * 0x2545_f491));
            random.below(2);
            let mut update = Update::new(&file);
            update.as_stream = random.below(3) == 0;
            let mut told = Vec::new();
            // What is another object than before. A cross-reference stream that nobody reads any more is none, nor is an
            // object stream by itself: what stands in it is.
            let mut touched = false;
            let is_section = |number: u32| {
                let object = file.object(number, file.newest()).unwrap().unwrap();
                let kind = object
                    .value
                    .as_dict()
                    .and_then(|dict| dict.get(b"Type".as_slice()));
                matches!(kind.and_then(Value::as_name), Some(b"XRef" | b"ObjStm"))
            };
            for _ in 0..1 + random.below(2) {
                let number = *random.one(&numbers);
                let Some(old) = body(&file, number) else {
                    // In an object stream: written out as an object of its own.
                    continue;
                };
                match random.below(8) {
                    0 => {
                        // Nobody may have named it; what is seen is compared below.
                        update.freed.push(number);
                        told.push(format!("{number} freed"));
                    }
                    1 => {
                        let other = *random.one(&numbers);
                        let Some(other_body) = body(&file, other) else {
                            continue;
                        };
                        touched |= other_body != old && !is_section(number);
                        update = update.with(number, other_body);
                        told.push(format!("{number} becomes {other}"));
                    }
                    2 => {
                        update = update.with(size + random.below(3) as u32, old);
                        touched |= !is_section(number);
                        told.push(format!("{number} copied"));
                    }
                    3 => {
                        update.objects.push((number, 1 + random.below(3) as u16, old));
                        touched |= !is_section(number);
                        told.push(format!("{number} of another generation"));
                    }
                    _ => {
                        let object = file.object(number, file.newest()).unwrap().unwrap();
                        let mut value = object.value.clone();
                        let done = mutate(&mut value, &numbers, &mut random);
                        touched |= value != object.value && !is_section(number);
                        let mut new = written(&value);
                        if object.is_stream() {
                            let at = old
                                .windows(7)
                                .position(|word| word == b"\nstream")
                                .unwrap_or(old.len());
                            new.extend(&old[at..]);
                        }
                        update = update.with(number, new);
                        told.push(format!("{number} {done}"));
                    }
                }
            }
            let name = format!("GREFFE_SEED={seed} {base} round {round}: {}", told.join("; "));
            let changed = update.append(&file);
            let report = check(&changed);
            let Some(newest) = report.signatures.last() else {
                assert_eq!(report.verdict, Verdict::Error, "{name} {report:#?}");
                continue;
            };
            let fine =
                newest.indication != Verdict::TotalFailed && newest.changes_after == ChangesAfter::Permitted;
            for one in &report.signatures {
                assert_ne!(one.changes_after, ChangesAfter::None, "{name} {report:#?}");
            }
            if !fine {
                continue;
            }
            assert_eq!(newest.integrity, Integrity::Intact, "{name}");
            assert!(
                !touched || !newest.changes.is_empty(),
                "{name} is not told {report:#?}"
            );
            let harmless = [
                "modification_date",
                "declaration",
                "validation_data",
                // Told by a warning of its own.
                "validation_data_removed",
                "form_field",
            ];
            for kind in &newest.changes {
                assert!(harmless.contains(&kind.as_str()), "{name} {report:#?}");
            }
            if let Some(before) = &before
                && !guessed
                && !newest.changes.contains(&"form_field".to_owned())
            {
                assert!(
                    drawn(&changed, "after.pdf").as_ref() == Some(before),
                    "{name} looks different"
                );
            }
            permitted.push(name);
        }
    }
    eprintln!("permitted: {permitted:#?}");
}
