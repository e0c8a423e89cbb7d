//! Builders of small PDFs, good and bad.
//!
//! The bytes are written by hand, not by a PDF library, so that a library's habits do not decide what the tests
//! see. For PDFs from real programs take [`crate::corpus`].

use std::fmt::Write as _;

/// How the cross-reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Xref {
    /// A table and a trailer (ISO 32000-1, 7.5.4).
    Table,
    /// A cross-reference stream (7.5.8); every object stands on its own.
    Stream,
    /// A cross-reference stream, with the objects that may go into an object stream in one (7.5.7).
    ObjectStreams,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// `/MediaBox`.
    pub media_box: [f64; 4],
    /// `/CropBox`.
    pub crop_box: Option<[f64; 4]>,
    /// `/Rotate`, degrees clockwise.
    pub rotate: i32,
    /// `/UserUnit`.
    pub user_unit: Option<f64>,
    /// Lines of text, from the top of the media box downwards.
    pub lines: Vec<String>,
    /// Fills the whole media box with grey: no free margin anywhere.
    pub filled: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            media_box: [0.0, 0.0, 595.28, 841.89],
            crop_box: None,
            rotate: 0,
            user_unit: None,
            lines: [
                "Commune de Bettendorf",
                "Certificat de résidence",
                "Délivré à Madame Émilie Wagner",
            ]
            .map(str::to_owned)
            .to_vec(),
            filled: false,
        }
    }
}

/// A PDF to be built.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// Its pages.
    pub pages: Vec<Page>,
    /// How the cross-reference is written.
    pub xref: Xref,
    /// With an AcroForm that has one text field on the first page.
    pub form: bool,
    /// `/Title` of the document information.
    pub title: Option<String>,
}

impl Default for Pdf {
    fn default() -> Self {
        Self {
            pages: vec![Page::default()],
            xref: Xref::Table,
            form: false,
            title: Some("Certificat".to_owned()),
        }
    }
}

/// A letter of one page with free margins.
pub fn letter() -> Vec<u8> {
    Pdf::default().build()
}

/// A letter with this text on it, so that two letters are two different files.
pub fn letter_saying(text: &str) -> Vec<u8> {
    let page = Page {
        lines: vec![text.to_owned()],
        ..Page::default()
    };
    Pdf {
        pages: vec![page],
        title: Some(text.to_owned()),
        ..Pdf::default()
    }
    .build()
}

/// A letter with a cross-reference stream.
pub fn letter_with_xref_stream() -> Vec<u8> {
    Pdf {
        xref: Xref::Stream,
        ..Pdf::default()
    }
    .build()
}

/// A letter whose objects stand in an object stream.
pub fn letter_with_object_streams() -> Vec<u8> {
    Pdf {
        xref: Xref::ObjectStreams,
        ..Pdf::default()
    }
    .build()
}

/// A letter whose page is turned by `degrees`.
pub fn rotated(degrees: i32) -> Vec<u8> {
    Pdf {
        pages: vec![Page {
            rotate: degrees,
            ..Page::default()
        }],
        ..Pdf::default()
    }
    .build()
}

/// A page whose visible area is a part of the media box that does not begin at the origin.
pub fn cropped() -> Vec<u8> {
    let page = Page {
        media_box: [-100.0, -50.0, 700.0, 900.0],
        crop_box: Some([20.0, 100.0, 520.0, 800.0]),
        ..Page::default()
    };
    Pdf {
        pages: vec![page],
        ..Pdf::default()
    }
    .build()
}

/// A report of `count` pages.
pub fn pages(count: usize) -> Vec<u8> {
    let page = |number: usize| Page {
        lines: (1..=30)
            .map(|line| format!("Rapport, page {number}, ligne {line}"))
            .collect(),
        ..Page::default()
    };
    Pdf {
        pages: (1..=count).map(page).collect(),
        ..Pdf::default()
    }
    .build()
}

/// A letter with an attachment-like stream that brings the file to about `size_bytes`; it does not compress.
pub fn of_size(size_bytes: usize) -> Vec<u8> {
    let mut data = vec![0; size_bytes];
    crate::clock::SeededRandom::new(size_bytes as u64).fill(&mut data);
    let mut writer = Writer::new();
    Pdf::default().write(&mut writer);
    writer.stream(writer.offsets.len(), "", &data);
    writer.finish(Xref::Table)
}

/// A page without any free margin.
pub fn filled_page() -> Vec<u8> {
    Pdf {
        pages: vec![Page {
            filled: true,
            ..Page::default()
        }],
        ..Pdf::default()
    }
    .build()
}

/// A form with one text field.
pub fn form() -> Vec<u8> {
    Pdf {
        form: true,
        ..Pdf::default()
    }
    .build()
}

/// A file of no bytes, as a full disk or a broken scanner leaves it.
pub fn zero_bytes() -> Vec<u8> {
    Vec::new()
}

/// The beginning of a Word document, as one finds it under the name `.pdf`.
pub fn docx() -> Vec<u8> {
    let name = b"[Content_Types].xml";
    let body = br#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let crc = crc32(body);
    let (size, name_size) = (
        u32::try_from(body.len()).unwrap(),
        u16::try_from(name.len()).unwrap(),
    );
    let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x4a];
    common.extend(crc.to_le_bytes());
    common.extend(size.to_le_bytes());
    common.extend(size.to_le_bytes());
    common.extend(name_size.to_le_bytes());
    common.extend([0, 0]);
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(&common);
    zip.extend(name);
    zip.extend(body);
    let directory = zip.len();
    zip.extend(b"PK\x01\x02\x14\x00");
    zip.extend(&common);
    zip.extend([0; 14]);
    zip.extend(name);
    let directory_size = zip.len() - directory;
    zip.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    zip.extend(u32::try_from(directory_size).unwrap().to_le_bytes());
    zip.extend(u32::try_from(directory).unwrap().to_le_bytes());
    zip.extend([0, 0]);
    zip
}

/// A web page that a download stored under the name `.pdf`.
pub fn html() -> Vec<u8> {
    b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>".to_vec()
}

/// A header, and nothing behind it.
pub fn header_only() -> Vec<u8> {
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()
}

/// A letter of which the second half is missing.
pub fn truncated() -> Vec<u8> {
    let mut bytes = letter();
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// A letter whose `startxref` points into nowhere.
pub fn wrong_startxref() -> Vec<u8> {
    let text = letter();
    let at = find_last(&text, b"startxref\n") + b"startxref\n".len();
    let mut bytes = text[..at].to_vec();
    bytes.extend(b"99999999\n%%EOF\n");
    bytes
}

/// A letter whose cross-reference table is off by three bytes in each entry.
pub fn wrong_offsets() -> Vec<u8> {
    let mut pdf = Writer::new();
    let page_count = Pdf::default().write(&mut pdf);
    assert_eq!(page_count, 1);
    for offset in pdf.offsets.iter_mut().flatten() {
        *offset += 3;
    }
    pdf.finish(Xref::Table)
}

/// A letter whose page tree holds itself.
pub fn page_tree_loop() -> Vec<u8> {
    let mut pdf = Writer::new();
    pdf.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object(2, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>");
    pdf.finish(Xref::Table)
}

/// A PDF whose page tree is empty.
pub fn no_pages() -> Vec<u8> {
    let mut pdf = Writer::new();
    pdf.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object(2, "<< /Type /Pages /Kids [] /Count 0 >>");
    pdf.finish(Xref::Table)
}

/// A letter with a gigabyte-long `/Length` and a stream that inflates to nothing good.
pub fn lying_length() -> Vec<u8> {
    let text = String::from_utf8_lossy(&letter()).replacen("/Length ", "/Length 1073741824", 1);
    text.into_bytes()
}

/// Arrays nested `depth` deep, for parsers that recurse.
pub fn deeply_nested(depth: usize) -> Vec<u8> {
    let mut pdf = Writer::new();
    let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    pdf.object(1, &format!("<< /Type /Catalog /Pages 2 0 R /Nested {nested} >>"));
    pdf.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.object(
        3,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    );
    pdf.finish(Xref::Table)
}

/// Every damaged file with its name, for tests that expect a refusal or a sound result, and never a panic.
pub fn damaged() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("zero bytes", zero_bytes()),
        ("docx", docx()),
        ("html", html()),
        ("header only", header_only()),
        ("truncated", truncated()),
        ("wrong startxref", wrong_startxref()),
        ("wrong offsets", wrong_offsets()),
        ("page tree loop", page_tree_loop()),
        ("no pages", no_pages()),
        ("lying length", lying_length()),
        ("deeply nested", deeply_nested(100_000)),
    ]
}

/// The user password of [`password_protected`].
pub const PASSWORD: &str = "motdepasse";

/// A letter that opens with [`PASSWORD`] only (AES-256; made by qpdf, see `tests/fixtures/pdf/README.md`).
pub fn password_protected() -> Vec<u8> {
    include_bytes!("../../../tests/fixtures/pdf/password-aes256.pdf").to_vec()
}

/// As [`password_protected`], with RC4 of 128 bits as old programs wrote it.
pub fn password_protected_rc4() -> Vec<u8> {
    include_bytes!("../../../tests/fixtures/pdf/password-rc4.pdf").to_vec()
}

/// Encrypted with an owner password only: opens for anybody, and forbids changes (AES-256; made by qpdf).
pub fn owner_password_only() -> Vec<u8> {
    include_bytes!("../../../tests/fixtures/pdf/owner-password-aes256.pdf").to_vec()
}

impl Pdf {
    /// The bytes.
    pub fn build(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write(&mut writer);
        writer.finish(self.xref)
    }

    fn write(&self, pdf: &mut Writer) -> usize {
        const FIRST_PAGE: usize = 6;
        let kids: Vec<String> = (0..self.pages.len())
            .map(|i| format!("{} 0 R", FIRST_PAGE + 2 * i))
            .collect();
        let form = if self.form {
            " /AcroForm << /Fields [5 0 R] /DR << /Font << /F1 3 0 R >> >> >>"
        } else {
            ""
        };
        pdf.object(1, &format!("<< /Type /Catalog /Pages 2 0 R{form} >>"));
        pdf.object(
            2,
            &format!(
                "<< /Type /Pages /Kids [{}] /Count {} >>",
                kids.join(" "),
                kids.len()
            ),
        );
        pdf.object(
            3,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        );
        let title = self
            .title
            .as_deref()
            .map(|title| format!(" /Title {}", literal(title)))
            .unwrap_or_default();
        pdf.object(4, &format!("<< /Producer (Greffe TEST builder){title} >>"));
        if self.form {
            pdf.object(
                5,
                &format!(
                    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (nom) /V (Wagner) /F 4 /Rect [72 400 300 420] \
                     /DA (/F1 11 Tf 0 g) /P {FIRST_PAGE} 0 R >>"
                ),
            );
        }
        for (i, page) in self.pages.iter().enumerate() {
            let number = FIRST_PAGE + 2 * i;
            let mut extra = String::new();
            if let Some(crop_box) = page.crop_box {
                let _ = write!(extra, " /CropBox {}", numbers(crop_box));
            }
            if page.rotate != 0 {
                let _ = write!(extra, " /Rotate {}", page.rotate);
            }
            if let Some(unit) = page.user_unit {
                let _ = write!(extra, " /UserUnit {unit}");
            }
            if self.form && i == 0 {
                extra.push_str(" /Annots [5 0 R]");
            }
            pdf.object(
                number,
                &format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox {} /Resources << /Font << /F1 3 0 R >> >> \
                     /Contents {} 0 R{extra} >>",
                    numbers(page.media_box),
                    number + 1
                ),
            );
            pdf.stream(number + 1, "", &page.content());
        }
        self.pages.len()
    }
}

impl Page {
    fn content(&self) -> Vec<u8> {
        let [left, bottom, right, top] = self.media_box;
        let mut content = Vec::new();
        if self.filled {
            let (width, height) = (right - left, top - bottom);
            content.extend(format!("0.8 g {left} {bottom} {width} {height} re f 0 g\n").into_bytes());
        }
        content.extend(format!("BT /F1 11 Tf 14 TL {} {} Td\n", left + 72.0, top - 72.0).into_bytes());
        for line in &self.lines {
            content.extend(win_ansi(&literal(line)));
            content.extend(b" Tj T*\n");
        }
        content.extend(b"ET\n");
        content
    }
}

/// Collects objects and writes the cross-reference.
struct Writer {
    bytes: Vec<u8>,
    offsets: Vec<Option<usize>>,
    /// Bodies of objects that are not streams, for the object stream.
    plain: Vec<(usize, String)>,
    streams: Vec<(usize, Vec<u8>)>,
}

impl Writer {
    fn new() -> Self {
        Self {
            bytes: header_only(),
            offsets: vec![None],
            plain: Vec::new(),
            streams: Vec::new(),
        }
    }

    fn object(&mut self, number: usize, body: &str) {
        self.plain.push((number, body.to_owned()));
        self.place(number, win_ansi(body));
    }

    fn stream(&mut self, number: usize, entries: &str, data: &[u8]) {
        let mut body = format!("<< /Length {}{entries} >>\nstream\n", data.len()).into_bytes();
        body.extend(data);
        body.extend(b"\nendstream");
        self.streams.push((number, body.clone()));
        self.place(number, body);
    }

    fn place(&mut self, number: usize, body: Vec<u8>) {
        if self.offsets.len() <= number {
            self.offsets.resize(number + 1, None);
        }
        self.offsets[number] = Some(self.bytes.len());
        self.bytes.extend(format!("{number} 0 obj\n").into_bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    fn finish(self, xref: Xref) -> Vec<u8> {
        match xref {
            Xref::Table => self.finish_with_table(),
            Xref::Stream => {
                let number = self.offsets.len();
                let entries: Vec<[usize; 3]> = self
                    .offsets
                    .iter()
                    .map(|offset| offset.map_or([0, 0, 65535], |offset| [1, offset, 0]))
                    .collect();
                self.finish_with_stream(number, entries)
            }
            Xref::ObjectStreams => self.finish_with_object_stream(),
        }
    }

    fn info(&self) -> &'static str {
        if self.offsets.get(4).is_some_and(Option::is_some) {
            " /Info 4 0 R"
        } else {
            ""
        }
    }

    fn finish_with_table(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let mut table = format!("xref\n0 {}\n", self.offsets.len());
        for offset in &self.offsets {
            match offset {
                Some(offset) => _ = writeln!(table, "{offset:010} 00000 n "),
                None => table.push_str("0000000000 65535 f \n"),
            }
        }
        let (size, info) = (self.offsets.len(), self.info());
        let _ = write!(
            table,
            "trailer\n<< /Size {size} /Root 1 0 R{info} >>\nstartxref\n{start}\n%%EOF\n"
        );
        self.bytes.extend(table.into_bytes());
        self.bytes
    }

    fn finish_with_stream(mut self, number: usize, mut entries: Vec<[usize; 3]>) -> Vec<u8> {
        let start = self.bytes.len();
        entries.resize(number + 1, [0, 0, 65535]);
        entries[number] = [1, start, 0];
        let mut data = Vec::new();
        for [kind, second, third] in &entries {
            data.push(u8::try_from(*kind).unwrap());
            data.extend(u32::try_from(*second).unwrap().to_be_bytes());
            data.extend(u16::try_from(*third).unwrap().to_be_bytes());
        }
        let dictionary = format!(
            " /Type /XRef /W [1 4 2] /Size {} /Root 1 0 R{}",
            entries.len(),
            self.info()
        );
        self.stream(number, &dictionary, &data);
        self.bytes
            .extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        self.bytes
    }

    fn finish_with_object_stream(self) -> Vec<u8> {
        let mut again = Writer::new();
        let container = self.offsets.len();
        let mut entries: Vec<[usize; 3]> = vec![[0, 0, 65535]; container + 1];
        let (mut head, mut body) = (String::new(), Vec::new());
        for (index, (number, text)) in self.plain.iter().enumerate() {
            let _ = write!(head, "{number} {} ", body.len());
            body.extend(win_ansi(text));
            body.push(b'\n');
            entries[*number] = [2, container, index];
        }
        let first = head.len();
        let mut data = head.into_bytes();
        data.extend(body);
        for (number, body) in self.streams {
            entries[number] = [1, again.bytes.len(), 0];
            again.place(number, body);
        }
        entries[container] = [1, again.bytes.len(), 0];
        let dictionary = format!(" /Type /ObjStm /N {} /First {first}", self.plain.len());
        again.stream(container, &dictionary, &data);
        if self.plain.iter().any(|(number, _)| *number == 4) {
            again.offsets[4].get_or_insert(0);
        }
        again.finish_with_stream(container + 1, entries)
    }
}

fn literal(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("({escaped})")
}

/// Latin-1 is enough for the letters of the tests.
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect()
}

fn numbers(rectangle: [f64; 4]) -> String {
    let [a, b, c, d] = rectangle;
    format!("[{a} {b} {c} {d}]")
}

fn find_last(bytes: &[u8], what: &[u8]) -> usize {
    bytes
        .windows(what.len())
        .rposition(|window| window == what)
        .unwrap_or_else(|| panic!("no {what:?} in the file"))
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted_by_qpdf(name: &str, bytes: &[u8], arguments: &[&str]) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let Ok(output) = std::process::Command::new("qpdf")
            .arg("--check")
            .args(arguments)
            .arg(file.path())
            .output()
        else {
            return crate::skip("qpdf --check", "qpdf is not installed", true);
        };
        assert!(
            output.status.success(),
            "{name}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    fn qpdf_finds_nothing_wrong_with_the_good_ones() {
        accepted_by_qpdf("letter", &letter(), &[]);
        accepted_by_qpdf("letter saying", &letter_saying("Décision no 7 (révisée)"), &[]);
        accepted_by_qpdf("xref stream", &letter_with_xref_stream(), &[]);
        accepted_by_qpdf("object streams", &letter_with_object_streams(), &[]);
        for degrees in [90, 180, 270, -90] {
            accepted_by_qpdf("rotated", &rotated(degrees), &[]);
        }
        accepted_by_qpdf("cropped", &cropped(), &[]);
        accepted_by_qpdf("pages", &pages(12), &[]);
        accepted_by_qpdf("filled", &filled_page(), &[]);
        accepted_by_qpdf("form", &form(), &[]);
        accepted_by_qpdf("password", &password_protected(), &["--password=motdepasse"]);
        accepted_by_qpdf(
            "password, RC4",
            &password_protected_rc4(),
            &["--password=motdepasse"],
        );
        accepted_by_qpdf("owner password", &owner_password_only(), &[]);
    }

    #[test]
    fn the_docx_is_a_zip_file_that_python_reads() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), docx()).unwrap();
        let Ok(output) = std::process::Command::new("python3")
            .args(["-m", "zipfile", "-t"])
            .arg(file.path())
            .output()
        else {
            return crate::skip("reading the docx", "python3 is not installed", true);
        };
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    #[ignore = "writes what the fixtures of tests/fixtures/pdf were made from; see the README there"]
    fn write_the_letter_for_the_fixtures() {
        std::fs::write(std::env::temp_dir().join("letter.pdf"), letter()).unwrap();
    }
}
