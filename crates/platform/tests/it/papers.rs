//! Photographs of paper, files by their digest, and the original page by page: what a citizen finds out, and what
//! hostile uploads get.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use identifier::Identifier;
use wording::{Catalog, Lang};

use crate::support::papers::{Signer, corner, jpeg, page, png, with_code, with_seal};
use crate::support::{Desk, Page, Sealed, TestPlatform, seal_letter};

fn text(lang: Lang, id: &str) -> String {
    let text = Catalog::new(&platform::SOURCES)
        .try_text(lang, id, &[])
        .unwrap_or_else(|| panic!("no message {id}"));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn with_letter() -> (TestPlatform, Desk, Sealed) {
    let platform = TestPlatform::start();
    platform.unlimited();
    let desk = platform.desk("Commune de Bettendorf");
    let letter = seal_letter(&platform.world, &platform.url, "Autorisation de bâtir");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    (platform, desk, letter)
}

fn path(letter: &Sealed) -> String {
    format!("/d/{}", letter.identifier.canonical())
}

fn says(page: &Page, ids: &[&str]) {
    for id in ids {
        let wanted = text(Lang::Fr, id);
        assert!(page.words().contains(&wanted), "{id}: {}", page.words());
    }
}

/// What a request gets that says more than it sends.
fn raw(platform: &TestPlatform, request: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(platform.public).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

#[test]
fn a_photograph_of_the_code_leads_to_the_document() {
    let (platform, _, letter) = with_letter();
    let mut paper = corner();
    with_code(&mut paper, &platform.url.qr_payload(&letter.identifier));
    for photo in [png(&paper), jpeg(&paper)] {
        let answer = platform.photograph("fr", &photo);
        assert_eq!((answer.status, answer.header("location")), (303, &*path(&letter)));
    }
    // The camera's pictures are answered for the script.
    let frame = |body: Vec<u8>| {
        platform.request(reqwest::Method::POST, "/scan/frame?lang=de", "fr", |request| {
            request.header("content-type", "image/jpeg").body(body)
        })
    };
    let answer = frame(jpeg(&paper));
    assert_eq!(answer.html(), format!("{{\"to\":\"{}?lang=de\"}}", path(&letter)));
    assert_eq!(frame(jpeg(&corner())).status, 204);
    assert_eq!(frame(b"nothing".to_vec()).status, 415);
    assert_eq!(frame(vec![0; 2 * 1024 * 1024]).status, 413);
    // And the page that the server itself draws is a photograph like any other.
    let drawn = platform.browse(&format!("{}/page/1", path(&letter)), "fr");
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/png"));
    let answer = platform.photograph("fr", &drawn.bytes);
    assert_eq!(answer.header("location"), path(&letter));
    // Nothing of it stays.
    assert_eq!(
        std::fs::read_dir(platform.folder.join("scratch"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn codes_of_two_documents_lead_to_neither() {
    let (platform, _, letter) = with_letter();
    let other = Identifier::issue(platform.world.draw());
    let codes = [&letter.identifier, &other].map(|identifier| platform.url.qr_payload(identifier));
    let answer = platform.submit("/scan/read", "fr", &[("code", &codes.join("\n"))]);
    assert_eq!(answer.status, 200);
    says(&answer, &["several-title", "several-text"]);
    assert!(!answer.html().contains("href=\"/d/"));
    // The same code twice is one.
    let twice = [codes[0].as_str(), &codes[0]].join("\n");
    let answer = platform.submit("/scan/read", "fr", &[("code", &twice)]);
    assert_eq!((answer.status, answer.header("location")), (303, &*path(&letter)));
}

#[test]
fn a_code_that_leads_elsewhere_is_not_followed() {
    let (platform, _, letter) = with_letter();
    let mut paper = corner();
    let canonical = letter.identifier.canonical();
    with_code(&mut paper, &format!("https://verify.evil.example/d/{canonical}"));
    let answer = platform.photograph("fr", &png(&paper));
    assert_eq!(answer.status, 200);
    says(&answer, &["elsewhere-title", "elsewhere-do"]);
    assert!(answer.words().contains("verify.evil.example"));
    assert!(
        !answer.html().contains("href=\"https://verify.evil"),
        "no link leads there"
    );
    assert!(
        !answer.html().contains(&format!("href=\"{}", path(&letter))),
        "nor to the page, as if all were well"
    );
}

#[test]
fn a_visible_seal_is_judged_by_the_operators_bundle() {
    let (platform, _, letter) = with_letter();
    let signer = Signer::new();
    let bytes = signer.seal(&letter.identifier, day("2026-05-04"));
    let mut paper = page();
    with_code(&mut paper, &platform.url.qr_payload(&letter.identifier));
    with_seal(&mut paper, &bytes);
    // Without a bundle nobody can tell; that is neither "genuine" nor "false".
    let answer = platform.photograph("fr", &png(&paper));
    says(
        &answer,
        &["visible-seal-verdict-certificate-unknown", "compare-title"],
    );
    assert!(
        !answer
            .words()
            .contains(&text(Lang::Fr, "visible-seal-verdict-valid"))
    );
    let bundle = signer.opened_bundle(&platform.world);
    assert!(platform.state.seal_bundle.set(bundle).is_ok());
    let answer = platform.photograph("fr", &png(&paper));
    says(
        &answer,
        &[
            "visible-seal-verdict-valid",
            "compare-title",
            "open-document-page",
            "online-title",
        ],
    );
    for fact in [
        "Autorisation de bâtir",
        "TEST Commune de Bettendorf",
        "2026/BAT/000017",
    ] {
        assert!(answer.words().contains(fact), "{fact}");
    }
    assert!(answer.html().contains(&format!("href=\"{}\"", path(&letter))));
    // The switch of languages asks for the same answer again, with the bytes and without the photograph.
    let again = platform.submit("/scan/read?lang=de", "fr", &[("seal", &hex::encode(&bytes))]);
    assert!(
        again
            .words()
            .contains(&text(Lang::De, "visible-seal-verdict-valid"))
    );
    // One flipped bit of a fact.
    let mut forged = bytes.clone();
    let at = forged.windows(4).position(|window| window == b"2026").unwrap();
    forged[at] ^= 1;
    let answer = platform.submit("/scan/read", "fr", &[("seal", &hex::encode(&forged))]);
    says(&answer, &["visible-seal-verdict-signature-bad"]);
    // A genuine seal beside the code of another document.
    let other = Identifier::issue(platform.world.draw());
    let mut paper = page();
    with_code(&mut paper, &platform.url.qr_payload(&other));
    with_seal(&mut paper, &bytes);
    let answer = platform.photograph("fr", &png(&paper));
    says(&answer, &["seal-differs", "elsewhere-do"]);
    assert!(!answer.words().contains(&text(Lang::Fr, "open-document-page")));
}

#[test]
fn hostile_photographs_get_a_sentence_and_a_code() {
    let platform = TestPlatform::start();
    platform.unlimited();
    let mut paper = corner();
    with_code(&mut paper, "https://example.lu/menu");
    let whole = jpeg(&paper);
    let huge = {
        // A PNG of a few kilobytes that unpacks to 62 million pixels of one colour.
        let image = image::GrayImage::new(9000, 6900);
        png(&image)
    };
    assert!(huge.len() < 400_000);
    let mut vast = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    vast.extend_from_slice(&60_000_u32.to_be_bytes());
    vast.extend_from_slice(&60_000_u32.to_be_bytes());
    vast.extend_from_slice(&[8, 6, 0, 0, 0]);
    let crc = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum().to_be_bytes()
    };
    let sum = crc(&vast[12..]);
    vast.extend_from_slice(&sum);
    vast.extend_from_slice(b"\0\0\0\x04IDATabcd");
    vast.extend_from_slice(&crc(b"IDATabcd"));
    let mut polyglot = testkit::pdfs::letter();
    polyglot.extend_from_slice(&whole);
    let mut trailing = whole.clone();
    trailing.extend_from_slice(b"<script>alert(1)</script>%PDF-1.7");
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    for (name, photo, status, code) in [
        ("no file", Vec::new(), 400, "photo-missing"),
        ("a text", b"hello".to_vec(), 415, "photo-kind"),
        ("a drawing with a script", script, 415, "photo-kind"),
        ("a GIF", b"GIF89a\x01\0\x01\0".to_vec(), 415, "photo-kind"),
        ("a PDF", testkit::pdfs::letter(), 415, "photo-is-pdf"),
        ("a PDF that is a picture, too", polyglot, 415, "photo-is-pdf"),
        ("cut off at its head", whole[..20].to_vec(), 422, "photo-damaged"),
        ("vast", vast, 422, "photo-too-many-pixels"),
        ("a page without codes", png(&corner()), 422, "photo-nothing"),
        ("a code of something else", whole.clone(), 422, "photo-nothing"),
        ("with something behind it", trailing, 422, "photo-nothing"),
        ("one colour, 62 megapixels", huge, 422, "photo-too-many-pixels"),
        (
            "one colour",
            png(&image::GrayImage::new(600, 600)),
            422,
            "photo-nothing",
        ),
    ] {
        let answer = platform.photograph("fr", &photo);
        assert_eq!(
            (answer.status, answer.header("x-greffe-code")),
            (status, code),
            "{name}"
        );
        assert!(answer.html().contains(&format!("data-code=\"{code}\"")), "{name}");
        assert!(!answer.html().contains("alert(1)"), "{name}");
    }
    // A picture that was cut in its middle is read as far as it goes, or said to be damaged: no failure of ours.
    let cut = platform.photograph("fr", &whole[..whole.len() / 2]);
    assert!((400..500).contains(&cut.status), "{}", cut.status);
    // 100 MB: refused before it is sent, and while it is sent where its length was not told.
    let large = vec![0xFF; 21 * 1024 * 1024];
    let answer = platform.photograph("fr", &large);
    assert_eq!(
        (answer.status, answer.header("x-greffe-code")),
        (413, "photo-too-large")
    );
    let told = raw(
        &platform,
        "POST /scan HTTP/1.1\r\nhost: x\r\naccept-language: fr\r\nconnection: close\r\n\
         content-type: multipart/form-data; boundary=b\r\ncontent-length: 104857600\r\n\r\n",
    );
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    for (body, kind) in [
        ("", "multipart/form-data"),
        ("--b\r\n", "multipart/form-data; boundary=b"),
        ("x=y", "application/x-www-form-urlencoded"),
    ] {
        let answer = platform.request(reqwest::Method::POST, "/scan", "fr", |request| {
            request.header("content-type", kind).body(body)
        });
        assert_eq!(answer.status, 400, "{kind}");
    }
    for seal in ["zz", "dc03", &"00".repeat(5000)] {
        let answer = platform.submit("/scan/read", "fr", &[("seal", seal)]);
        assert!(answer.status < 500, "{seal:.20}");
        assert!(
            !answer
                .words()
                .contains(&text(Lang::Fr, "visible-seal-verdict-valid"))
        );
    }
    let figures = reqwest::blocking::get(format!("http://{}/metrics", platform.metrics))
        .unwrap()
        .text()
        .unwrap();
    assert!(
        figures.contains("greffe_photos_total{read=\"refused\"}"),
        "{figures}"
    );
    assert!(figures.contains("greffe_panics_total 0"), "{figures}");
}

/// The head of a form with so many bytes.
fn head_of_a_photograph(length: usize, more: &str) -> String {
    format!(
        "POST /scan HTTP/1.1\r\nhost: x\r\naccept-language: fr\r\ncontent-length: {length}\r\n{more}\
         content-type: multipart/form-data; boundary=b\r\n\r\n"
    )
}

#[test]
fn whoever_sends_everything_before_they_read_is_told_why_it_was_refused() {
    use std::io::{Read, Write};
    let platform = TestPlatform::start();
    platform.unlimited();
    let connect = || {
        let stream = std::net::TcpStream::connect(platform.public).unwrap();
        stream
            .set_read_timeout(Some(std::time::Duration::from_secs(20)))
            .unwrap();
        stream
    };
    let answer = |stream: &mut std::net::TcpStream| {
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|window| window == b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "cut: {}", String::from_utf8_lossy(&bytes));
            bytes.extend_from_slice(&buffer[..read]);
        }
        String::from_utf8(bytes).unwrap()
    };
    // As a browser does: all of it goes out, and nothing is read meanwhile.
    let length = 40 * 1024 * 1024;
    let mut stream = connect();
    stream
        .write_all(head_of_a_photograph(length, "").as_bytes())
        .unwrap();
    let piece = vec![b'x'; 64 * 1024];
    for sent in 0..length / piece.len() {
        stream
            .write_all(&piece)
            .unwrap_or_else(|error| panic!("cut after {sent} pieces: {error}"));
    }
    let told = answer(&mut stream);
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    assert!(told.contains("x-greffe-code: photo-too-large"), "{told}");
    // Whoever asks first is told at once, and not asked to send it.
    let mut stream = connect();
    stream
        .write_all(head_of_a_photograph(length, "expect: 100-continue\r\n").as_bytes())
        .unwrap();
    let told = answer(&mut stream);
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    // And nobody is listened to for ever: what does not come is not waited for.
    let mut stream = connect();
    stream
        .write_all(head_of_a_photograph(length, "").as_bytes())
        .unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.starts_with(b"HTTP/1.1 413"));
}

/// A PDF of streams that are unpacked from next to nothing, with its cross-reference table.
fn packed(streams: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>".to_vec(),
        b"<</Type/Font/ToUnicode 5 0 R>>".to_vec(),
    ];
    for (entries, content) in streams {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content).unwrap();
        let content = encoder.finish().unwrap();
        let head = format!(
            "<<{entries}/Filter/FlateDecode/Length {}>>\nstream\n",
            content.len()
        );
        objects.push([head.as_bytes(), &content, b"\nendstream"].concat());
    }
    let (mut file, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(end.as_bytes());
    file
}

/// Looking for an identifier in a file ends soon, however the file was made: four at a time are looked at, of everybody's.
#[test]
fn a_file_that_was_made_to_be_looked_at_for_long_is_not() {
    let platform = TestPlatform::start();
    platform.unlimited();
    let map = b"beginbfchar <0031> <0031> endbfchar".as_slice();
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<</F 4 0 R>>>>";
    let ones = format!("<{}>", "0031".repeat(200_000));
    let pieces = "<31>".repeat(2_000_000);
    let mut many = vec![("", map)];
    many.extend(std::iter::repeat_n((form, pieces.as_bytes()), 20));
    let address = format!("{}/d/{}\n", platform.url.as_str(), "A".repeat(32));
    let files = [
        ("a row of ones", packed(&[("", map), (form, ones.as_bytes())])),
        ("drawings of millions of words", packed(&many)),
        (
            "addresses",
            [b"%PDF-1.7\n", address.repeat(40_000).as_bytes()].concat(),
        ),
    ];
    for (case, file) in files {
        let begun = tokio::time::Instant::now();
        let page = platform.compare("fr", Some(&file), "");
        assert_eq!(page.status, 200, "{case}");
        let took = begun.elapsed();
        assert!(took < std::time::Duration::from_secs(8), "{case}: {took:?}");
    }
}

/// A form is read piece by piece: what the parser cannot understand yet must not gather in memory.
#[test]
fn a_form_that_never_comes_to_the_point_is_refused_early() {
    use std::io::{Read, Write};
    let platform = TestPlatform::start();
    platform.unlimited();
    let field = |name: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n");
    let beginnings = [
        ("no beginning", String::new()),
        ("no end of a head", field("file")),
        ("an endless identifier", format!("{}\r\n", field("identifier"))),
        ("an endless field of nobody", format!("{}\r\n", field("other"))),
    ];
    let piece = format!("10000\r\n{}\r\n", "x".repeat(0x1_0000));
    let most = 128;
    for path in ["/compare", "/scan"] {
        for (case, beginning) in &beginnings {
            let mut stream = std::net::TcpStream::connect(platform.public).unwrap();
            stream
                .set_read_timeout(Some(std::time::Duration::from_secs(20)))
                .unwrap();
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\
                 content-type: multipart/form-data; boundary=b\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
            if !beginning.is_empty() {
                let chunk = format!("{:x}\r\n{beginning}\r\n", beginning.len());
                stream.write_all(chunk.as_bytes()).unwrap();
            }
            // 8 MiB, and the end of the body never comes.
            for _ in 0..most {
                stream.write_all(piece.as_bytes()).unwrap();
            }
            let mut answer = [0; 12];
            stream
                .read_exact(&mut answer)
                .unwrap_or_else(|error| panic!("{path}, {case}: no answer: {error}"));
            assert_eq!(&answer, b"HTTP/1.1 400", "{path}, {case}");
        }
    }
    // What is typed may be long, and the file comes after it.
    let page = platform.compare("fr", Some(&testkit::pdfs::letter()), &"x".repeat(100_000));
    assert_eq!(page.status, 400);
    says(&page, &["summary-title"]);
}

#[test]
fn photographs_and_drawn_pages_have_limits_of_their_own() {
    let (platform, _, letter) = {
        let platform = TestPlatform::start();
        let desk = platform.desk("Commune de Bettendorf");
        let letter = seal_letter(&platform.world, &platform.url, "Autorisation");
        desk.queue(&letter);
        assert_eq!(desk.run().acknowledged, 1);
        (platform, desk, letter)
    };
    let status = |n: usize, ask: &dyn Fn() -> Page| (0..n).fold(0, |_, _| ask().status);
    let photograph = || platform.photograph("fr", b"x");
    assert_eq!(status(40, &photograph), 415);
    assert_eq!(photograph().status, 429);
    let draw = || platform.browse(&format!("{}/page/9", path(&letter)), "fr");
    assert_eq!(status(60, &draw), 404);
    assert_eq!(draw().status, 429);
    // What was refused there is not refused here.
    assert_eq!(platform.browse(&path(&letter), "fr").status, 200);
}

#[test]
fn a_digest_says_as_much_as_its_sender_shows() {
    let (platform, desk, letter) = with_letter();
    let printed = letter.identifier.printed();
    let sha256 = letter.sha256.to_string();
    let ask = |fields: &[(&str, &str)]| platform.submit("/compare/digest", "fr", fields);
    let answer = ask(&[("sha256", &sha256), ("identifier", &printed)]);
    says(&answer, &["same-title"]);
    assert!(answer.words().contains("Autorisation de bâtir"));
    let answer = ask(&[
        ("sha256", &sha256.to_uppercase()),
        ("found", &letter.identifier.canonical()),
    ]);
    says(&answer, &["same-title", "open-document-page"]);
    // The digest alone does not show that somebody has the file.
    let answer = ask(&[("sha256", &sha256)]);
    says(&answer, &["same-title", "same-no-facts"]);
    assert!(!answer.words().contains("Autorisation de bâtir") && !answer.words().contains("2026/BAT/000017"));
    let answer = ask(&[
        ("sha256", &"ab".repeat(32)),
        ("identifier", &printed),
        ("size", "12000"),
    ]);
    says(&answer, &["altered-title", "side-title", "side-hint"]);
    let answer = ask(&[("sha256", &"ab".repeat(32))]);
    says(&answer, &["file-unknown-title", "file-unknown-digest"]);
    for wrong in ["", "xyz", &"ab".repeat(31), &"ab".repeat(5000)] {
        assert_eq!(ask(&[("sha256", wrong)]).status, 400);
    }
    // The later original that replaces it, and the earlier one.
    let later = seal_letter(&platform.world, &platform.url, "Autorisation, modifiée");
    let registration = sync::wire::Registration {
        supersedes: Some(letter.identifier),
        ..later.registration()
    };
    desk.queue_as(&later, registration);
    assert_eq!(desk.run().acknowledged, 1);
    let later_sha256 = later.sha256.to_string();
    let answer = ask(&[("sha256", &later_sha256), ("identifier", &printed)]);
    says(&answer, &["later-version-title", "later-version-do"]);
    let answer = ask(&[("sha256", &sha256), ("identifier", &later.identifier.printed())]);
    says(&answer, &["earlier-version-title", "earlier-version-do"]);
    let answer = ask(&[("sha256", &sha256), ("identifier", &printed)]);
    says(&answer, &["same-replaced-title"]);
    // The whole file: its beginning is told from another file.
    let half = &later.bytes[..later.bytes.len() - 100];
    let answer = platform.compare("fr", Some(half), &later.identifier.printed());
    says(&answer, &["beginning-title"]);
    // The switch of languages keeps the answer.
    let html = answer.html();
    assert!(html.contains("action=\"/compare/digest?lang=de\"") && html.contains("name=\"sha256\" value=\""));
}

#[test]
fn the_original_is_shown_page_by_page() {
    let (platform, _, letter) = with_letter();
    let viewer = platform.browse(&format!("{}/pages", path(&letter)), "fr");
    assert_eq!(viewer.status, 200);
    says(&viewer, &["viewer-title"]);
    for n in 1..=letter.pages {
        assert!(
            viewer
                .html()
                .contains(&format!("src=\"{}/page/{n}\"", path(&letter)))
        );
        let drawn = platform.browse(&format!("{}/page/{n}", path(&letter)), "fr");
        assert_eq!(drawn.status, 200);
        let picture = image::load_from_memory(&drawn.bytes).unwrap();
        assert_eq!(picture.width().max(picture.height()), 1400);
        assert_eq!(drawn.header("cache-control"), "no-store");
        // Not a white sheet: there is ink.
        assert!(
            picture
                .to_luma8()
                .pixels()
                .filter(|pixel| pixel.0[0] < 100)
                .count()
                > 500
        );
    }
    let unknown = Identifier::issue(platform.world.draw()).canonical();
    for missing in [
        format!("{}/page/0", path(&letter)),
        format!("{}/page/{}", path(&letter), letter.pages + 1),
        format!("{}/page/-1", path(&letter)),
        format!("{}/page/99999999999999", path(&letter)),
        format!("/d/{unknown}/page/1"),
        "/d/nothing/page/1".to_owned(),
    ] {
        assert_eq!(platform.browse(&missing, "fr").status, 404, "{missing}");
    }
    assert_eq!(platform.browse(&format!("/d/{unknown}/pages"), "fr").status, 404);
    assert_eq!(
        platform
            .browse(&format!("{}/pages?from=77", path(&letter)), "fr")
            .status,
        200
    );
    // The report, in words and for programs.
    let report = platform.browse(&format!("{}/report", path(&letter)), "fr");
    says(
        &report,
        &["report-title", "seal-passed-title", "report-covers-all"],
    );
    let told = platform.browse(&format!("{}/report.json", path(&letter)), "fr");
    let told: serde_json::Value = serde_json::from_slice(&told.bytes).unwrap();
    assert_eq!(told["sha256"], letter.sha256.to_string());
    assert_eq!(told["report"]["verdict"], "TOTAL-PASSED");
    assert_eq!(
        platform.browse(&format!("/d/{unknown}/report.json"), "fr").status,
        404
    );
}

#[test]
fn what_is_told_first_is_what_to_compare_and_danger_stands_above_it() {
    let (platform, _, letter) = with_letter();
    let good = platform.browse(&path(&letter), "fr");
    let at = |page: &Page, id: &str| {
        page.words()
            .find(&text(Lang::Fr, id))
            .unwrap_or_else(|| panic!("{id}"))
    };
    let order = [
        "compare-title",
        "document-title",
        "original-title",
        "proof-title",
        "feedback-title",
    ];
    let places: Vec<usize> = order.iter().map(|id| at(&good, id)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!good.html().contains("class=\"band"));
    platform::admin::revoke_original(
        &*platform.storage,
        &*platform.world,
        &letter.identifier.printed(),
        "Délivré par erreur",
        Lang::Fr,
    )
    .unwrap();
    let revoked = platform.browse(&path(&letter), "fr");
    assert!(at(&revoked, "document-revoked-title") < at(&revoked, "compare-title"));
    assert!(
        revoked
            .html()
            .contains(&format!("<title>{}", text(Lang::Fr, "document-revoked-title")))
    );
}

#[test]
fn a_sentence_with_an_identifier_in_it_is_read() {
    let (platform, _, letter) = with_letter();
    let printed = letter.identifier.printed();
    for typed in [
        format!("Bonjour, mon identifiant est {printed}. Merci !"),
        format!("{}\n", printed.to_lowercase()),
        format!("\u{feff}{}", printed.replace('-', "\u{ad}")),
        format!("n° {}", printed.replace('-', "-\u{200b}")),
        format!("voir <{}>", platform.url.document_url(&letter.identifier)),
    ] {
        let answer = platform.submit("/check", "fr", &[("identifier", &typed)]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, &*path(&letter)),
            "{typed}"
        );
    }
    // Two of them: which one is meant?
    let other = Identifier::issue(platform.world.draw()).printed();
    let answer = platform.submit("/check", "fr", &[("identifier", &format!("{printed} {other}"))]);
    assert_eq!(answer.status, 400);
}

#[test]
fn easy_language_and_the_choice_of_languages_are_kept() {
    let (platform, _, letter) = with_letter();
    for lang in Lang::ALL {
        let page = platform.browse(&format!("{}?lang={lang}&easy=1", path(&letter)), "en");
        assert!(page.html().contains(&format!("<html lang=\"{lang}-simple\">")));
        assert!(page.words().contains(&text(lang, "easy-document-title")));
        for other in Lang::ALL {
            let link = format!("href=\"{}?lang={other}&amp;easy=1\"", path(&letter));
            assert!(page.html().contains(&link), "{link}");
        }
        // A mistake in typing, in another language: what was typed is still there.
        let page = platform.browse(&format!("/check?lang={lang}&identifier=10YK+G5TE"), "en");
        assert_eq!(page.status, 400);
        assert!(
            page.html()
                .contains("href=\"/check?identifier=10YK%20G5TE&amp;lang=de\""),
            "{}",
            page.html()
        );
    }
}

#[test]
fn statements_name_the_contact_that_the_operator_gave() {
    let platform = TestPlatform::start();
    let page = platform.browse("/accessibility", "de");
    assert!(page.words().contains(&text(Lang::De, "contact-authority")));
    let _ = platform.state.contact.set("verify@example.lu".to_owned());
    for path in ["/accessibility", "/privacy"] {
        for lang in Lang::ALL {
            let page = platform.browse(path, lang.tag());
            assert_eq!(page.status, 200);
            assert!(page.html().contains("href=\"mailto:verify@example.lu\""));
            assert!(page.words().contains(&text(lang, "contact-operator")));
        }
    }
    let page = platform.browse("/verify-yourself", "lb");
    assert!(
        page.html()
            .contains(&format!("{}/d/$ID/original", platform.url.as_str()))
    );
}
