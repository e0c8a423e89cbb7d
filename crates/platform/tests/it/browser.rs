//! The page in a browser: every state in four languages, light and dark, wide and narrow, with scripts and without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::json;
use wording::{Catalog, Lang};

use crate::support::chrome::{Chrome, can_browse};
use crate::support::papers::{Signer, page, png, with_code, with_seal};
use crate::support::{Sealed, TestPlatform, seal_letter};

/// A page as it is reached.
struct PageState {
    name: &'static str,
    path: String,
    /// Sent as a form.
    fields: Vec<(&'static str, String)>,
}

struct Site {
    platform: TestPlatform,
    letter: Sealed,
    states: Vec<PageState>,
}

fn text(lang: Lang, id: &str) -> String {
    Catalog::new(&platform::SOURCES).text(lang, id, &[])
}

/// A platform with a document in every state.
fn site() -> Site {
    let platform = TestPlatform::start();
    platform.unlimited();
    let _ = platform.state.contact.set("verify@example.lu".to_owned());
    let desk = platform.desk("Commune de Bettendorf");
    let sealed = |title: &str| {
        let letter = seal_letter(&platform.world, &platform.url, title);
        desk.queue(&letter);
        letter
    };
    let letter = sealed("Autorisation de bâtir une maison unifamiliale à Bettendorf");
    let (revoked, replaced, damaged) = (sealed("Certificat"), sealed("Ancien extrait"), sealed("Extrait"));
    desk.run();
    let later = seal_letter(&platform.world, &platform.url, "Nouvel extrait");
    let registration = sync::wire::Registration {
        supersedes: Some(replaced.identifier),
        ..later.registration()
    };
    desk.queue_as(&later, registration);
    assert_eq!(desk.run().acknowledged, 1);
    platform::admin::revoke_original(
        &*platform.storage,
        &*platform.world,
        &revoked.identifier.printed(),
        "Délivré par erreur à une autre personne",
        Lang::Fr,
    )
    .unwrap();
    let stored = platform.stored(&damaged.sha256);
    let mut bytes = std::fs::read(&stored).unwrap();
    bytes[250] ^= 1;
    std::fs::write(&stored, bytes).unwrap();
    let signer = Signer::new();
    let _ = platform
        .state
        .seal_bundle
        .set(signer.opened_bundle(&platform.world));
    let seal = hex::encode(signer.seal(&letter.identifier, "2026-05-04".parse().unwrap()));
    let forged = format!("{}00", &seal[..seal.len() - 2]);
    let at = |letter: &Sealed| format!("/d/{}", letter.identifier.canonical());
    let get = |name, path: String| PageState {
        name,
        path,
        fields: Vec::new(),
    };
    let post = |name, path: &str, fields: &[(&'static str, &str)]| PageState {
        name,
        path: path.to_owned(),
        fields: fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
    };
    let sha256 = letter.sha256.to_string();
    let printed = letter.identifier.printed();
    let other = "ab".repeat(32);
    let states = vec![
        get("start", "/".into()),
        get("start-easy", "/?easy=1".into()),
        get(
            "mistyped",
            "/check?identifier=10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".into(),
        ),
        get("document", at(&letter)),
        get("document-easy", format!("{}?easy=1", at(&letter))),
        get("revoked", at(&revoked)),
        get("revoked-easy", format!("{}?easy=1", at(&revoked))),
        get("replaced", at(&replaced)),
        get("damaged", at(&damaged)),
        get("unknown", "/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".into()),
        get("pages", format!("{}/pages", at(&letter))),
        get("report", format!("{}/report", at(&letter))),
        get("scan", "/scan".into()),
        get("scan-easy", "/scan?easy=1".into()),
        get("compare", "/compare".into()),
        get("about", "/about".into()),
        get("privacy", "/privacy".into()),
        get("accessibility", "/accessibility".into()),
        get("verify-yourself", "/verify-yourself".into()),
        get("no-page", "/nothing".into()),
        post("seal-valid", "/scan/read", &[("seal", &seal)]),
        post("seal-forged", "/scan/read", &[("seal", &forged)]),
        post(
            "elsewhere",
            "/scan/read",
            &[("code", "https://evil.example/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ")],
        ),
        post(
            "scan-nothing",
            "/scan/read",
            &[("code", "https://example.lu/menu")],
        ),
        post(
            "same",
            "/compare/digest",
            &[("sha256", &sha256), ("identifier", &printed)],
        ),
        post(
            "altered",
            "/compare/digest",
            &[("sha256", &other), ("identifier", &printed), ("size", "48213")],
        ),
        post("file-unknown", "/compare/digest", &[("sha256", &other)]),
    ];
    Site {
        platform,
        letter,
        states,
    }
}

fn open(chrome: &Chrome, site: &Site, state: &PageState, lang: Lang) {
    let joint = if state.path.contains('?') { '&' } else { '?' };
    let path = format!("{}{joint}lang={lang}", state.path);
    let base = format!("http://{}", site.platform.public);
    if state.fields.is_empty() {
        chrome.goto(&format!("{base}{path}"));
    } else {
        chrome.goto(&format!("{base}/about?lang={lang}"));
        let fields: Vec<(&str, &str)> = state
            .fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        chrome.post(&path, &fields);
    }
    chrome.ask("await document.fonts.ready; for (const i of document.images) { i.loading = 'eager'; await i.decode().catch(() => 0); } return [];");
}

/// The faults of every state in a language: nothing is stopped at the first.
fn faults(lang: Lang) {
    if !can_browse("the public page in a browser") {
        return;
    }
    let site = site();
    let chrome = Chrome::open();
    let mut wrong = Vec::new();
    for state in &site.states {
        let name = format!("{}-{lang}", state.name);
        chrome.prefers(&[("prefers-color-scheme", "light")]);
        chrome.resize(1280, 900);
        open(&chrome, &site, state, lang);
        let mut note = |how: &str, found: Vec<String>| {
            wrong.extend(found.into_iter().map(|fault| format!("{name} {how}: {fault}")));
        };
        chrome.keep(&format!("{name}-light"));
        note("light", chrome.findings(None));
        note("elsewhere", chrome.asked_elsewhere());
        note("wide", chrome.too_wide());
        chrome.prefers(&[("prefers-color-scheme", "dark")]);
        chrome.keep(&format!("{name}-dark"));
        note(
            "dark",
            chrome.findings(Some(&["color-contrast", "link-in-text-block"])),
        );
        chrome.prefers(&[("prefers-color-scheme", "light")]);
        chrome.resize(320, 640);
        chrome.keep(&format!("{name}-320"));
        note("at 320 pixels", chrome.too_wide());
        note(
            "at 320 pixels",
            chrome.findings(Some(&[
                "color-contrast",
                "target-size",
                "scrollable-region-focusable",
            ])),
        );
        // WCAG 1.4.12: text spacing that a person sets.
        chrome.run(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; \
             word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }'); document.adoptedStyleSheets = [sheet];",
        );
        note("at 320 pixels with spaced text", chrome.too_wide());
        let complaints = chrome.complaints();
        // An answer with a status of 400 and above is told on the console, and is what was asked for.
        let refused = complaints
            .into_iter()
            .filter(|line| !line.contains("Failed to load resource"));
        note("console", refused.collect());
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_page_is_without_findings_in_french() {
    faults(Lang::Fr);
}

#[test]
fn every_page_is_without_findings_in_german() {
    faults(Lang::De);
}

#[test]
fn every_page_is_without_findings_in_luxembourgish() {
    faults(Lang::Lb);
}

#[test]
fn every_page_is_without_findings_in_english() {
    faults(Lang::En);
}

#[test]
fn a_file_is_hashed_in_the_browser_and_does_not_leave_it() {
    if !can_browse("a file compared in a browser") {
        return;
    }
    let site = site();
    let chrome = Chrome::open();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("original.pdf");
    std::fs::write(&file, &site.letter.bytes).unwrap();
    let address = format!("http://localhost:{}/compare?lang=fr", site.platform.public.port());
    chrome.goto(&address);
    assert_eq!(
        chrome.run("return document.querySelector('.without-script').hidden"),
        json!(true)
    );
    chrome.send("#file", file.to_str().unwrap());
    chrome.click("#drop button[type=submit]");
    chrome.until("location.pathname === '/compare/digest' && document.readyState === 'complete'");
    assert_eq!(chrome.text("h1"), text(Lang::Fr, "same-title"));
    // The language is changed, and the answer stays.
    chrome.click("nav.languages button[lang=de]");
    chrome.until("document.documentElement.lang === 'de' && document.readyState === 'complete'");
    assert_eq!(chrome.text("h1"), text(Lang::De, "same-title"));
    // Dropped onto the start page.
    chrome.goto(&format!(
        "http://localhost:{}/?lang=en",
        site.platform.public.port()
    ));
    chrome.run(
        "window.before = true; const files = new DataTransfer(); files.items.add(new File(['%PDF-1.7 another'], 'x.pdf')); \
         for (const kind of ['dragenter', 'dragover', 'drop']) \
             document.querySelector('#drop').dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));",
    );
    chrome.until("!window.before && document.readyState === 'complete'");
    assert_eq!(chrome.text("h1"), text(Lang::En, "file-unknown-title"));
    let routes = reqwest::blocking::get(format!("http://{}/metrics", site.platform.metrics))
        .unwrap()
        .text()
        .unwrap();
    assert!(
        !routes.contains("method=\"POST\",route=\"/compare\""),
        "only digests were sent: {routes}"
    );
    assert_eq!(chrome.complaints(), Vec::<String>::new());
}

#[test]
fn the_camera_finds_the_document() {
    if !can_browse("the camera of a browser") {
        return;
    }
    let site = site();
    let mut paper = page();
    with_code(&mut paper, &site.platform.url.qr_payload(&site.letter.identifier));
    // Chromium takes a file in the place of a camera: one picture, again and again (YUV4MPEG2).
    let (width, height) = paper.dimensions();
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("paper.y4m");
    let mut bytes = format!("YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..2 {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(paper.as_raw());
        bytes.resize(bytes.len() + (width * height / 2) as usize, 128);
    }
    std::fs::write(&film, bytes).unwrap();
    let film = format!("--use-file-for-fake-video-capture={}", film.display());
    let chrome = Chrome::open_with(&[
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        &film,
    ]);
    chrome.goto(&format!(
        "http://localhost:{}/scan?lang=lb",
        site.platform.public.port()
    ));
    chrome.click("#camera-start");
    let path = format!("/d/{}", site.letter.identifier.canonical());
    chrome.until(&format!(
        "location.pathname === {} && document.readyState === 'complete'",
        json!(path)
    ));
    assert_eq!(chrome.text("h1"), text(Lang::Lb, "compare-title"));
    assert_eq!(chrome.complaints(), Vec::<String>::new());
}

#[test]
fn everything_can_be_done_without_scripts() {
    if !can_browse("the public page without scripts") {
        return;
    }
    let site = site();
    let chrome = Chrome::open();
    chrome.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    let base = format!("http://localhost:{}", site.platform.public.port());
    chrome.goto(&format!("{base}/?lang=de"));
    chrome.send("#identifier", &site.letter.identifier.printed().to_lowercase());
    chrome.click(".check-form button[type=submit]");
    let path = format!("/d/{}", site.letter.identifier.canonical());
    wait(|| chrome.address().contains(&path));
    assert_eq!(chrome.text("h1"), text(Lang::De, "compare-title"));
    // The photograph with a code and a seal.
    let mut paper = page();
    with_code(&mut paper, &site.platform.url.qr_payload(&site.letter.identifier));
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("photo.png");
    std::fs::write(&photo, png(&paper)).unwrap();
    chrome.goto(&format!("{base}/scan?lang=de"));
    assert!(
        !chrome.text("main").contains(&text(Lang::De, "camera-start")),
        "no button without its script"
    );
    chrome.send("#photo", photo.to_str().unwrap());
    chrome.click("#scan-form button[type=submit]");
    wait(|| chrome.address().contains(&path));
    with_seal(
        &mut paper,
        &Signer::new().seal(&site.letter.identifier, "2026-05-04".parse().unwrap()),
    );
    std::fs::write(&photo, png(&paper)).unwrap();
    chrome.goto(&format!("{base}/scan?lang=de"));
    chrome.send("#photo", photo.to_str().unwrap());
    chrome.click("#scan-form button[type=submit]");
    wait(|| {
        chrome
            .text("main")
            .contains(&text(Lang::De, "open-document-page"))
    });
    // The file is sent whole where nothing can hash it before.
    let file = folder.path().join("original.pdf");
    std::fs::write(&file, &site.letter.bytes).unwrap();
    chrome.goto(&format!("{base}/compare?lang=de"));
    assert!(chrome.text("main").contains(&text(Lang::De, "compare-privacy")));
    chrome.send("#file", file.to_str().unwrap());
    chrome.click("form.compare-form button[type=submit]");
    wait(|| chrome.text("h1") == text(Lang::De, "same-title"));
}

#[test]
fn a_print_out_names_address_time_and_identifier_and_no_style_sheet_is_needed() {
    if !can_browse("a print-out of the public page") {
        return;
    }
    use base64::Engine as _;
    let site = site();
    let chrome = Chrome::open();
    let folder = tempfile::tempdir().unwrap();
    let path = format!("/d/{}", site.letter.identifier.canonical());
    let base = format!("http://{}", site.platform.public);
    chrome.goto(&format!("{base}{path}?lang=de"));
    chrome.ask("await document.fonts.ready; return [];");
    let printed = chrome.devtools(
        "Page.printToPDF",
        json!({ "paperWidth": 8.27, "paperHeight": 11.69 }),
    );
    let file = folder.path().join("printed.pdf");
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(printed["data"].as_str().unwrap())
        .unwrap();
    std::fs::write(&file, &bytes).unwrap();
    std::fs::write(
        crate::support::chrome::pictures().join("document-de-printed.pdf"),
        &bytes,
    )
    .unwrap();
    let words = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(&file)
        .arg("-")
        .output();
    match words {
        Ok(words) => {
            let words = String::from_utf8_lossy(&words.stdout)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            for part in [
                site.platform.url.as_str(),
                &site.letter.identifier.printed(),
                "4. Mai 2026",
                "UTC+2",
            ] {
                assert!(words.contains(part), "{part}: {words}");
            }
            for part in ["compare-title", "document-title", "document-do", "differs-title"] {
                let part = text(Lang::De, part);
                assert!(words.contains(&part), "{part}: {words}");
            }
            assert!(
                !words.contains(&text(Lang::De, "original-download")),
                "nothing to press on paper"
            );
        }
        Err(_) => testkit::skip("the words of a print-out", "poppler-utils is not installed", true),
    }
    // High contrast, in the system's colours.
    chrome.prefers(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
    chrome.keep("document-de-forced-colors");
    chrome.prefers(&[("prefers-contrast", "more")]);
    assert_eq!(chrome.findings(Some(&["color-contrast"])), Vec::<String>::new());
    // Without the style sheet.
    chrome.prefers(&[]);
    let bare = "document.querySelector('link[rel=stylesheet]').remove(); return document.styleSheets.length";
    for state in ["", "/pages", "/report"] {
        chrome.goto(&format!("{base}{path}{state}?lang=fr"));
        assert_eq!(chrome.run(bare), json!(0));
        let findings = chrome.findings(None);
        // Sizes of targets are the style sheet's.
        let findings: Vec<String> = findings
            .into_iter()
            .filter(|one| !one.starts_with("target-size"))
            .collect();
        assert_eq!(findings, Vec::<String>::new());
    }
    chrome.goto(&format!("{base}{path}?lang=fr"));
    chrome.run(bare);
    chrome.keep("document-fr-without-style");
}

fn wait(holds: impl Fn() -> bool) {
    for _ in 0..300 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("waited in vain");
}
