//! From an empty computer to an original on the platform, through the real window and by keyboard alone; then every
//! screen in four languages, light and dark, with nothing that axe-core finds wrong.

use std::path::PathBuf;

use fantoccini::key::Key;
use testkit::pki::{KeyKind, TestPki};
use testkit::softhsm::{Kept, SoftHsm};

use crate::driver::{Window, can_look, free_port};
use crate::platform::Platform;
use crate::steps::{DESK, create_desk, dossiers, enrol, file, lock, new_dossier, seal_with, set, unlock};

const KEY: &str = "clé du sceau";
const PIN: &str = "482916";

/// A scan in JBIG2, an image in CMYK, TeX's fonts, Arabic.
const CORPUS: [&str; 4] = [
    "plain/pdfjs-bitmap-symbol-refine.pdf",
    "plain/pypdf-023-cmyk-image-cmyk-image.pdf",
    "plain/pypdf-004-pdflatex-4-pages-pdflatex-4-pages.pdf",
    "plain/pdfjs-ThuluthFeatures.pdf",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_creates_imports_reads_seals_and_sends_by_keyboard_alone() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let platform = Platform::start(&home.path().join("platform"));
    let key = TestPki::shared()
        .seal(KeyKind::P256)
        .write(home.path(), "seal", KEY);
    let letter = file(
        home.path(),
        "Demande.pdf",
        &testkit::pdfs::letter_saying("Je demande un certificat."),
    );
    let pages = file(home.path(), "Annexes.pdf", &testkit::pdfs::pages(3));
    let word = file(home.path(), "Rapport.pdf", &testkit::pdfs::docx());

    let window = Window::open(home.path()).await;
    create_desk(&window).await;
    window.look("dossiers-empty-fr-light").await;

    // A dossier with three files, of which one is no PDF.
    new_dossier(&window, "Certificat de résidence élargi", "Anne-Marie Schroeder").await;
    window.look("dossier-empty-fr-light").await;
    window.will_choose("documents", &[letter, pages, word]);
    window.begin_scene();
    window.press('i').await;
    window
        .until(
            "two documents",
            "document.querySelectorAll('.document-row').length === 2",
        )
        .await;
    window.until_there("[data-code=file-kind-mismatch]").await;
    window.end_scene("take three files into a dossier");
    let refusal = window.text("[data-code=file-kind-mismatch]").await;
    assert!(refusal.contains("Rapport.pdf"), "{refusal}");
    assert!(
        !refusal.contains(&home.path().display().to_string()),
        "the folders of a file do not cross to the web view: {refusal}"
    );
    window.look("dossier-imported-fr-light").await;

    // Reading: the page is drawn, its text is there for a screen reader, the keys turn pages.
    window.tab_to("[data-row]").await;
    window.press(Key::Enter).await;
    window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
    let inked = inked(&window).await;
    assert!(inked > 50, "the page is drawn: {inked} dark pixels");
    window.look("document-fr-light").await;
    let title = window.text("main h1").await;
    if title != "Annexes" {
        window.press(Key::Escape).await;
        window.until_page("Certificat de résidence élargi").await;
        window.press('j').await;
        window.press('j').await;
        window.press(Key::Enter).await;
        window.until_page("Annexes").await;
    }
    window
        .until_there(".preview-sheet[data-drawn='1'] .textLayer span")
        .await;
    window.tab_to(".preview-room").await;
    window.press(Key::Right).await;
    window.until_there(".preview-sheet[data-drawn='2']").await;
    window.press('+').await;
    window
        .until(
            "a larger page",
            "document.querySelector('.icon-button[aria-pressed=false]')",
        )
        .await;
    window.press(Key::Escape).await;
    window.until_page("Certificat de résidence élargi").await;

    window.will_choose("seal-key", std::slice::from_ref(&key.p12));
    seal_with(&window, KEY).await;
    window
        .until_there("dialog[open] .callout[data-code=platform-not-set]")
        .await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    // Sealing needs the address that is printed on the page: the dialogue says so, and enrolling comes first.
    enrol(&window, &platform).await;
    window.look("settings-fr-light").await;

    // Sealing: first with a wrong passphrase, then both documents.
    dossiers(&window).await;
    window.press('j').await;
    window.press(Key::Enter).await;
    window.until_page("Certificat de résidence élargi").await;
    seal_with(&window, "faux").await;
    window
        .until_there("dialog[open] .callout[data-color=danger]")
        .await;
    window.look("seal-refused-fr-light").await;
    assert_eq!(
        window
            .script("return document.querySelector('#seal-passphrase').value")
            .await,
        ""
    );
    window.tab_to("#seal-passphrase").await;
    window.begin_scene();
    window.type_in(KEY).await;
    window.press(Key::Enter).await;
    window
        .until(
            "two identifiers",
            "document.querySelectorAll('.outcome .identifier').length === 2",
        )
        .await;
    // However many documents: one entry of the secret, one key.
    let keys = window.end_scene("seal all documents of a dossier, the key chosen");
    assert!(keys <= 6, "sealing takes {keys} keys");
    window.look("sealed-fr-light").await;
    let identifier = window
        .script("return document.querySelector('.outcome .identifier').dataset.identifier")
        .await;
    let identifier = identifier.as_str().unwrap().to_owned();
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;
    window
        .until("the badge", "document.querySelector('.sync[data-state=waiting]')")
        .await;
    window.look("dossier-sealed-fr-light").await;
    window.press('2').await;
    window.until_page("Boîte d’envoi").await;
    window
        .until(
            "two rows",
            "document.querySelectorAll('.outbox-row').length === 2",
        )
        .await;
    window.look("outbox-fr-light").await;

    // Sending.
    window.begin_scene();
    window.press('y').await;
    window.until_there(".sync[data-state=calm]").await;
    window.end_scene("send what waits");
    window
        .until(
            "the result is said",
            "document.querySelector('.notices[role=status]').innerText.includes('2')",
        )
        .await;
    window.press('2').await;
    window.until_page("Boîte d’envoi").await;
    window.until_there(".empty").await;
    window.look("outbox-empty-fr-light").await;

    // The original, exported from the desk, is what a citizen gets from the platform, byte for byte.
    dossiers(&window).await;
    window.press('j').await;
    window.press(Key::Enter).await;
    window.until_page("Certificat de résidence élargi").await;
    let row = format!(
        "[...document.querySelectorAll('.document-row')].find(r => r.querySelector('[data-identifier=\"{identifier}\"]'))"
    );
    window
        .until(
            "the row of the original on the platform",
            &format!("{row}?.querySelector('[data-state=platform]')"),
        )
        .await;
    window
        .script(&format!("{row}.querySelector('[data-row]').focus()"))
        .await;
    window.press(Key::Enter).await;
    window.until_there(".identifier-card").await;
    let out = home.path().join("original.pdf");
    window.will_choose("export", std::slice::from_ref(&out));
    window.tab_to("[data-action=export]").await;
    window.press(Key::Enter).await;
    window
        .until(
            "the export is said",
            "document.querySelector('.notices').innerText.includes('original.pdf')",
        )
        .await;
    window.tab_to("[data-action=validate]").await;
    window.press(Key::Enter).await;
    window
        .until_there(".verdict[data-verdict=INDETERMINATE], .verdict[data-verdict=TOTAL-PASSED]")
        .await;
    window.look("original-fr-light").await;
    let exported = std::fs::read(&out).unwrap();
    let (status, page) = platform.get(&format!("/d/{identifier}"));
    assert!(status.contains("200"), "{status}");
    let page = String::from_utf8_lossy(&page).into_owned();
    let original = page
        .split(['"', '\''])
        .filter(|part| part.contains(&identifier) && part.starts_with("/d/"))
        .map(|path| platform.get(path))
        .find(|(status, body)| status.contains("200") && body.starts_with(b"%PDF"));
    let (_, original) = original.expect("the check page links the original");
    assert_eq!(original, exported);

    // Locked, refused, unlocked.
    lock(&window).await;
    assert!(!window.has(".rail").await, "nothing of the desk stays on screen");
    window.look("unlock-fr-light").await;
    window.type_in("ce n’est pas elle").await;
    window.press(Key::Enter).await;
    window.until_there("#passphrase-error").await;
    window.look("unlock-refused-fr-light").await;
    unlock(&window, DESK).await;

    every_screen(&window).await;
    window.close().await;
}

/// A clerk seals with a key in a token: an unsuitable certificate is explained and cannot be chosen, a wrong PIN is told
/// with its consequence, and a document that misses its level waits until a person decides.
#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_seals_with_a_token_and_decides_what_becomes_of_a_missed_time_stamp() {
    if !can_look() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(hsm) = SoftHsm::for_programs(home.path()) else {
        return;
    };
    let pki = TestPki::shared();
    let (good, old) = (pki.seal(KeyKind::P256), pki.expired_seal(KeyKind::P256));
    hsm.token("Sceau communal", PIN);
    hsm.keep("Sceau communal", PIN, "01", &good, Kept::default());
    hsm.keep("Sceau communal", PIN, "02", &old, Kept::default());
    let platform = Platform::start(&home.path().join("platform"));
    let letter = file(
        home.path(),
        "Demande.pdf",
        &testkit::pdfs::letter_saying("Je demande un certificat."),
    );

    let window = Window::open_with(home.path(), &[("SOFTHSM2_CONF", hsm.conf().into_os_string())]).await;
    create_desk(&window).await;
    enrol(&window, &platform).await;

    // A level that needs a time-stamp, from an authority that nobody runs.
    let nowhere = format!("http://127.0.0.1:{}/tsa", free_port());
    set(&window, "wanted-level", "B-T").await;
    window.until_there("[data-color=warning]").await;
    window
        .script("[...document.querySelectorAll('.panel summary')].find(s => s.parentElement.querySelector('#authority-url')).focus()")
        .await;
    window.press(Key::Enter).await;
    window.tab_to("#authority-url").await;
    window.type_in(&nowhere).await;
    window.press(Key::Enter).await;
    window.until_there(".authority-url").await;
    window.look("settings-sealing-fr-light").await;

    new_dossier_from(&window, "Certificat de vie", "Marguerite Feltgen").await;
    window.will_choose("documents", &[letter]);
    window.press('i').await;
    window.until_there(".document-row").await;
    window.press('s').await;
    window
        .until(
            "two certificates",
            "document.querySelectorAll('.key-list > li').length === 3",
        )
        .await;
    let reason = window.text(".key-row[data-usable=false] .key-reason").await;
    assert!(reason.contains("31.12.2022"), "{reason}");
    assert_eq!(
        window
            .script("return document.querySelector('.key-row[data-usable=false] input').disabled")
            .await,
        serde_json::Value::Bool(true)
    );
    window.look("chooser-fr-light").await;
    // The only one that can be used is chosen already.
    window.until_there("#seal-pin").await;
    window.tab_to("#seal-pin").await;
    window.type_in("999999").await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] .callout[data-code^=token-pin-wrong]")
        .await;
    window.look("pin-refused-fr-light").await;
    assert_eq!(
        window
            .script("return document.querySelector('#seal-pin').value")
            .await,
        ""
    );
    window.tab_to("#seal-pin").await;
    window.type_in(PIN).await;
    window.press(Key::Enter).await;
    window
        .until_there("dialog[open] .outcome [data-level='B-B']")
        .await;
    window.look("sealed-missed-fr-light").await;
    window.press(Key::Escape).await;
    window.until_gone("dialog[open]").await;

    window.press('2').await;
    window.until_page("Boîte d’envoi").await;
    window.until_there(".held").await;
    window.look("held-fr-light").await;
    window.tab_to("[data-action=send-as-is]").await;
    window.press(Key::Enter).await;
    window.until_there("dialog[open] #send-title").await;
    window.look("send-as-is-fr-light").await;
    window.tab_to("[data-action=send-as-is-confirmed]").await;
    window.press(Key::Enter).await;
    window.until_gone(".held").await;
    window.close().await;
}

/// From the settings back to the list, and a dossier.
async fn new_dossier_from(window: &Window, subject: &str, applicant: &str) {
    window.press('1').await;
    window.until_page("Dossiers").await;
    new_dossier(window, subject, applicant).await;
}

/// Scans come in JBIG2, whose decoder is a module of its own, and text in fonts and code pages of other parts: each must
/// be found under the window's own address and allowed by its policy.
#[tokio::test(flavor = "multi_thread")]
async fn scans_and_fonts_that_are_not_in_the_file_are_drawn() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        return;
    };
    if !can_look() {
        return;
    }
    let files: Vec<PathBuf> = CORPUS.iter().map(|name| corpus.file(name)).collect();
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path()).await;
    create_desk(&window).await;
    new_dossier(&window, "Numérisations", "Jang Thill").await;
    window.will_choose("documents", &files);
    window.press('i').await;
    window
        .until(
            "the documents",
            &format!(
                "document.querySelectorAll('.document-row').length === {}",
                files.len()
            ),
        )
        .await;
    for index in 0..files.len() {
        window
            .script(&format!(
                "document.querySelectorAll('[data-row]')[{index}].click()"
            ))
            .await;
        window.until_there(".preview-sheet[data-drawn='1'] canvas").await;
        let title = window.text("main h1").await;
        let inked = inked(&window).await;
        assert!(inked > 50, "{title} is drawn: {inked} dark pixels");
        window.press(Key::Escape).await;
        window.until_page("Numérisations").await;
        window.until_there("[data-row]").await;
    }
    window.close().await;
}

/// How many pixels of the page are dark.
async fn inked(window: &Window) -> u64 {
    let count = window
        .script(
            "const c = document.querySelector('.preview-sheet canvas'); \
             const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; \
             let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i] < 120) n++; return n;",
        )
        .await;
    count.as_u64().unwrap_or_default()
}

/// Follows a link by keyboard, without walking there: the journey does that.
async fn follow(window: &Window, link: &str) {
    window
        .script(&format!("document.querySelector('{link}').focus()"))
        .await;
    window.press(Key::Enter).await;
}

/// Every screen in four languages, light and dark.
async fn every_screen(window: &Window) {
    for lang in ["fr", "de", "lb", "en"] {
        for theme in ["light", "dark"] {
            let name = |screen: &str| format!("{screen}-{lang}-{theme}");
            window.press('3').await;
            window.until_there("#language").await;
            set(window, "language", lang).await;
            set(window, "theme", theme).await;
            window
                .until(
                    "the language",
                    &format!("document.documentElement.lang === '{lang}'"),
                )
                .await;
            window
                .until(
                    "the theme",
                    &format!("document.documentElement.dataset.colorScheme === '{theme}'"),
                )
                .await;
            window.until_there("#wanted-level").await;
            window.look(&name("settings")).await;
            follow(window, ".doctor-link").await;
            window.until_there("[data-result]").await;
            window.look(&name("doctor")).await;
            window.press('?').await;
            window.until_there("dialog[open] .keys").await;
            window.look(&name("shortcuts")).await;
            window.press(Key::Escape).await;
            window.until_gone("dialog[open]").await;
            window.press('2').await;
            window.until_there(".empty, .outbox-row").await;
            window.look(&name("outbox")).await;
            window.press('1').await;
            window.until_there("[data-row]").await;
            window.look(&name("dossiers")).await;
            window.press('/').await;
            window.type_in("xyz").await;
            window.until_there(".empty").await;
            window.look(&name("search-nothing")).await;
            window.chord(&[Key::Control.into(), 'a']).await;
            window.press(Key::Backspace).await;
            window.until_there("[data-row]").await;
            window.press(Key::Escape).await;
            window.press('n').await;
            window.until_there("dialog[open] #subject").await;
            window.press(Key::Enter).await;
            window.until_there("#subject-error").await;
            window.look(&name("dossier-new")).await;
            window.press(Key::Escape).await;
            window.until_gone("dialog[open]").await;
            window.press('j').await;
            window.press(Key::Enter).await;
            window.until_there(".document-row").await;
            window.look(&name("dossier")).await;
            window.press('j').await;
            window.press(Key::Enter).await;
            window.until_there(".preview-sheet[data-drawn='1']").await;
            window.look(&name("document")).await;
            lock(window).await;
            window.look(&name("unlock")).await;
            unlock(window, DESK).await;
        }
    }
    // 320 pixels wide, as 1280 pixels are at 400 %.
    window.press('1').await;
    window.client.set_window_size(380, 800).await.unwrap();
    for (key, selector, name) in [
        ('1', "[data-row]", "dossiers"),
        ('2', ".empty, .outbox-row", "outbox"),
        ('3', "#language", "settings"),
    ] {
        window.press(key).await;
        window.until_there(selector).await;
        window.look(&format!("narrow-{name}")).await;
    }
}
