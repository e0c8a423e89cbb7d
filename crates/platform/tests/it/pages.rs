//! What a citizen sees, in each language.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use identifier::Identifier;
use support::{Desk, Page, Sealed, TestPlatform, seal_letter};
use wording::{Catalog, Lang};

const UNKNOWN: &str = "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ";

fn text(lang: Lang, id: &str) -> String {
    let text = Catalog::new(&platform::SOURCES)
        .try_text(lang, id, &[])
        .unwrap_or_else(|| panic!("no message {id}"));
    // As `Page::words` gives it back: a narrow space before a colon is a space.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A platform with one registered letter.
fn with_letter() -> (TestPlatform, Desk, Sealed) {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune de Bettendorf");
    let letter = seal_letter(&platform.world, &platform.url, "Autorisation de bâtir");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    (platform, desk, letter)
}

fn path(letter: &Sealed) -> String {
    format!("/d/{}", letter.identifier.canonical())
}

fn damage(platform: &TestPlatform, letter: &Sealed) {
    let path = platform.stored(&letter.sha256);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[250] ^= 1;
    std::fs::write(&path, bytes).unwrap();
}

/// What every page keeps to, whatever it says.
fn is_sound(page: &Page, lang: Lang) {
    let html = page.html();
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(html.contains(&format!("<html lang=\"{lang}\">")));
    assert_eq!(html.matches("<h1").count(), 1, "one heading of the first rank");
    for part in [
        "<main id=\"content\"",
        "<header",
        "<footer",
        "<nav",
        "<a class=\"skip\"",
        "name=\"viewport\"",
        "<title>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(
        !html
            .replace("<script src=\"/assets/check-", "")
            .contains("<script")
            && !html.contains("style=\"")
            && !html.contains(" onclick"),
        "no script but ours, no inline style"
    );
    for other in Lang::ALL {
        let (link, button) = (
            format!("lang=\"{other}\" hreflang=\"{other}\""),
            format!("<button type=\"submit\" lang=\"{other}\""),
        );
        assert!(html.contains(&link) || html.contains(&button));
    }
    // An id that has no message would stand there as itself.
    let words = page.words();
    let messages = [
        include_str!("../../locales/en.ftl"),
        include_str!("../../locales/check/en.ftl"),
        include_str!("../../locales/easy/en.ftl"),
        include_str!("../../locales/statements/en.ftl"),
    ];
    for line in messages.iter().flat_map(|file| file.lines()) {
        let Some((id, _)) = line.split_once(" =") else {
            continue;
        };
        if id.contains('-') && !id.starts_with(' ') {
            assert!(
                !words.split(' ').any(|word| word == id),
                "{id} is not translated to {lang}"
            );
        }
    }
    assert!(!words.contains('{'), "{words}");
    assert_eq!(page.header("content-language"), lang.tag());
    for (name, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("x-robots-tag", "noindex"),
        ("x-content-type-options", "nosniff"),
        ("content-type", "text/html; charset=utf-8"),
    ] {
        assert!(page.header(name).contains(part), "{name}: {}", page.header(name));
    }
    assert_eq!(page.header("set-cookie"), "");
}

fn says(page: &Page, lang: Lang, status: u16, ids: &[&str]) {
    assert_eq!(page.status, status);
    is_sound(page, lang);
    let words = page.words();
    for id in ids {
        assert!(words.contains(&text(lang, id)), "{id} in {lang}: {words}");
    }
}

#[test]
fn every_answer_is_given_in_each_language() {
    let (platform, desk, letter) = with_letter();
    let revoked = seal_letter(&platform.world, &platform.url, "Certificat");
    let damaged = seal_letter(&platform.world, &platform.url, "Extrait");
    for letter in [&revoked, &damaged] {
        desk.queue(letter);
    }
    desk.run();
    let reason = "Délivré par erreur";
    platform::admin::revoke_original(
        &*platform.storage,
        &*platform.world,
        &revoked.identifier.printed(),
        reason,
        Lang::Fr,
    )
    .unwrap();
    damage(&platform, &damaged);
    for lang in Lang::ALL {
        platform.world.advance(120);
        let tag = lang.tag();
        says(
            &platform.browse("/", tag),
            lang,
            200,
            &["start-title", "field-label", "check-button", "file-button"],
        );
        let page = platform.browse(&path(&letter), tag);
        says(
            &page,
            lang,
            200,
            &[
                "document-title",
                "compare-title",
                "seal-passed-title",
                "check-intact-title",
                "check-standing-title",
            ],
        );
        let words = page.words();
        for fact in [
            "Autorisation de bâtir",
            "TEST Commune de Bettendorf",
            "2026/BAT/000017",
            "10:00:00",
            "UTC+2",
        ] {
            assert!(words.contains(fact), "{fact}: {words}");
        }
        let printed = letter.identifier.printed().replace('-', " ");
        assert!(words.contains(&printed), "{words}");

        let page = platform.browse(&path(&revoked), tag);
        says(
            &page,
            lang,
            200,
            &["document-revoked-title", "check-revoked-title"],
        );
        assert!(
            page.html().contains(&format!("<q lang=\"fr\">{reason}</q>")),
            "the reason keeps its own language"
        );
        assert!(!page.words().contains(&text(lang, "document-title")));

        let page = platform.browse(&path(&damaged), tag);
        says(&page, lang, 200, &["damaged-title", "damaged-alarm"]);
        for never in [
            "document-title",
            "seal-passed-title",
            "check-intact-title",
            "original-open",
        ] {
            assert!(
                !page.words().contains(&text(lang, never)),
                "a damaged copy is never called {never}"
            );
        }

        says(
            &platform.browse(&format!("/d/{UNKNOWN}"), tag),
            lang,
            404,
            &["unknown-title", "unknown-do-ask"],
        );
        let page = platform.browse("/d/10YKG5TETZWWED4FNM1M2HTZEHEKX0WQ", tag);
        says(&page, lang, 400, &["start-title", "summary-title"]);
        assert!(
            page.html().contains("<mark>G5TE"),
            "the group with the mistake is marked"
        );
        assert!(
            !page.words().contains(&text(lang, "unknown-title")),
            "mistyped is told from unknown"
        );

        says(
            &platform.browse("/compare", tag),
            lang,
            200,
            &["compare-file-title", "compare-button"],
        );
        says(
            &platform.browse("/about", tag),
            lang,
            200,
            &["about-title", "about-privacy-title"],
        );
        says(
            &platform.browse("/nothing/here", tag),
            lang,
            404,
            &["no-page-title"],
        );

        says(
            &platform.compare(tag, Some(&letter.bytes), ""),
            lang,
            200,
            &["same-title", "same-facts"],
        );
        let mut altered = letter.bytes.clone();
        altered[200] ^= 1;
        let id = letter.identifier.canonical();
        says(
            &platform.compare(tag, Some(&altered), &id),
            lang,
            200,
            &["altered-title", "altered-next"],
        );
        says(
            &platform.compare(tag, Some(b"other"), ""),
            lang,
            200,
            &["file-unknown-title"],
        );
        says(&platform.compare(tag, None, ""), lang, 400, &["compare-no-file"]);
    }
}

#[test]
fn each_mistake_in_typing_has_its_own_sentence() {
    let platform = TestPlatform::start();
    let catalog = Catalog::new(&platform::SOURCES);
    for typed in [
        "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0W",
        "10YU-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
        "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0W?",
        "10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
        "20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB9A",
        "",
    ] {
        let error = Identifier::parse(typed).unwrap_err();
        for lang in Lang::ALL {
            platform.world.advance(10);
            let page = platform.request(reqwest::Method::POST, "/check", lang.tag(), |request| {
                request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(format!("identifier={}", typed.replace('?', "%3F")))
            });
            assert_eq!(page.status, 400);
            is_sound(&page, lang);
            let explained = catalog.explain(lang, &error);
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = page.words().replace("&#39;", "'");
            assert!(
                words.contains(&plain(&explained.sentence)),
                "{typed} in {lang}: {words}"
            );
            assert!(words.contains(&plain(&explained.next.unwrap())));
            assert!(page.html().contains("aria-invalid=\"true\""));
        }
    }
}

#[test]
fn whatever_form_an_identifier_has_it_leads_to_one_page() {
    let (platform, _, letter) = with_letter();
    let canonical = path(&letter);
    let typed = letter.identifier.printed().to_lowercase();
    for form in [
        format!("/D/{}", letter.identifier.canonical()),
        format!("/d/{}/", letter.identifier.canonical()),
        format!("/d/{typed}"),
        format!("/d/{}", typed.replace('0', "o")),
    ] {
        let page = platform.browse(&form, "fr");
        assert_eq!(
            (page.status, page.header("location")),
            (308, canonical.as_str()),
            "{form}"
        );
    }
    for body in [
        typed.replace('-', "+"),
        format!("https%3A%2F%2Fx.lu{}", canonical.replace('/', "%2F")),
    ] {
        let page = platform.request(reqwest::Method::POST, "/check?lang=de", "fr", |request| {
            request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(format!("identifier={body}"))
        });
        let wanted = format!("{canonical}?lang=de");
        assert_eq!((page.status, page.header("location")), (303, wanted.as_str()));
    }
    assert_eq!(
        platform
            .browse(&format!("/check?identifier={typed}"), "fr")
            .header("location"),
        canonical
    );
}

#[test]
fn the_chosen_language_wins_and_stays() {
    let (platform, _, letter) = with_letter();
    let page = platform.browse(&format!("{}?lang=lb", path(&letter)), "de-DE,de;q=0.9,en;q=0.5");
    is_sound(&page, Lang::Lb);
    assert!(page.html().contains("href=\"/compare?lang=lb\""));
    is_sound(&platform.browse("/", "de-DE,de;q=0.9,en;q=0.5"), Lang::De);
    is_sound(&platform.browse("/", "pt-PT"), Lang::Fr);
    is_sound(&platform.browse("/?lang=xx", "en"), Lang::En);
    // The facts keep the document's language.
    assert!(page.html().contains("<dd lang=\"fr\">Autorisation"));
}

#[test]
fn the_original_is_given_out_whole_or_in_part_to_show_or_to_keep() {
    let (platform, _, letter) = with_letter();
    let at = format!("{}/original", path(&letter));
    let page = platform.browse(&at, "fr");
    assert_eq!((page.status, &page.bytes), (200, &letter.bytes));
    assert_eq!(page.header("content-type"), "application/pdf");
    assert!(
        page.header("content-disposition")
            .starts_with("inline; filename=")
    );
    assert!(
        page.header("content-disposition")
            .contains("Autorisation%20de%20b%C3%A2tir.pdf")
    );
    assert!(
        !page
            .header("content-disposition")
            .contains(&letter.identifier.canonical())
    );
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("accept-ranges"), "bytes");
    let page = platform.browse(&format!("{at}?download=1"), "fr");
    assert!(page.header("content-disposition").starts_with("attachment"));
    // What nobody would ask for is no reason for a page of the framework's.
    for twice in [
        format!("{at}?download=1&download=2"),
        at.replace("/original", "/pages?from=1&from=2"),
    ] {
        assert_eq!(platform.browse(&twice, "fr").status, 200, "{twice}");
    }
    let page = platform.request(reqwest::Method::GET, &at, "fr", |request| {
        request.header("range", "bytes=100-199")
    });
    assert_eq!((page.status, &page.bytes[..]), (206, &letter.bytes[100..200]));
    assert_eq!(
        page.header("content-range"),
        format!("bytes 100-199/{}", letter.bytes.len())
    );
    let page = platform.request(reqwest::Method::GET, &at, "fr", |request| {
        request.header("range", "bytes=99999999-")
    });
    assert_eq!(page.status, 416);
    let page = platform.request(reqwest::Method::HEAD, &at, "fr", |request| request);
    assert_eq!((page.status, page.bytes.len()), (200, 0));
    assert_eq!(page.header("content-length"), letter.bytes.len().to_string());
    damage(&platform, &letter);
    let page = platform.browse(&at, "fr");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.words().contains(&text(Lang::Fr, "damaged-title")));
}

#[test]
fn a_damaged_copy_raises_one_alarm_however_often_it_is_seen() {
    use platform::storage::Storage as _;
    let (platform, _, letter) = with_letter();
    damage(&platform, &letter);
    for _ in 0..3 {
        platform.browse(&path(&letter), "fr");
    }
    std::fs::remove_file(platform.stored(&letter.sha256)).unwrap();
    let page = platform.browse(&path(&letter), "fr");
    assert!(
        page.words().contains(&text(Lang::Fr, "damaged-title")),
        "a missing file is no 'unknown'"
    );
    assert_eq!(platform.storage.alarms().unwrap().len(), 1);
}

#[test]
fn a_file_is_recognised_by_its_bytes_and_by_the_identifier_in_it() {
    let (platform, desk, letter) = with_letter();
    let compare = |file: &[u8], typed: &str| {
        platform.world.advance(30);
        platform.compare("fr", Some(file), typed)
    };
    let title = |page: &Page, id: &str| {
        assert!(
            page.words().starts_with(&text(Lang::Fr, id)),
            "{id}: {}",
            page.words()
        );
    };
    // The original leads on to its page: the identifier was read from its stamp.
    let page = compare(&letter.bytes, "");
    title(&page, "same-title");
    assert!(
        page.html().contains(&format!("href=\"{}\"", path(&letter))),
        "{}",
        page.words()
    );
    // Saved again with an addition: its stamp still tells whose it is not.
    let mut longer = letter.bytes.clone();
    longer.extend_from_slice(b"\n");
    let page = compare(&longer, "");
    title(&page, "longer-title");
    assert!(page.words().contains(&text(Lang::Fr, "altered-found")));
    // A byte changed in the middle, and the identifier typed.
    let mut changed = letter.bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 0x20;
    let page = compare(&changed, &letter.identifier.printed());
    title(&page, "altered-title");
    assert!(page.words().contains(&text(Lang::Fr, "altered-typed")));
    // An original, and the identifier of another one.
    let other = seal_letter(&platform.world, &platform.url, "Certificat");
    desk.queue(&other);
    desk.run();
    title(
        &compare(&other.bytes, &letter.identifier.printed()),
        "other-original-title",
    );
    // A sealed letter that nobody registered, and a file without any identifier.
    let stranger = seal_letter(&platform.world, &platform.url, "Jamais enregistrée");
    let page = compare(&stranger.bytes, "");
    title(&page, "file-unknown-title");
    assert!(page.words().contains(&text(Lang::Fr, "file-unknown-found")));
    let page = compare(&testkit::pdfs::letter(), "");
    title(&page, "file-unknown-title");
    assert!(page.words().contains(&text(Lang::Fr, "file-unknown-next")));
    // The identifier beside it is mistyped: told at the field, the file is not judged.
    let page = compare(&letter.bytes, "10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ");
    assert_eq!(page.status, 400);
    assert!(page.html().contains("id=\"identifier-error\""));
    for (_, hostile) in testkit::pdfs::damaged()
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
    {
        title(&compare(&hostile, ""), "file-unknown-title");
    }
    // Nothing that was compared stays.
    assert_eq!(
        std::fs::read_dir(platform.folder.join("scratch"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn a_file_larger_than_any_original_is_refused_before_it_is_sent() {
    let platform = TestPlatform::start();
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(platform.public).unwrap();
    stream
        .write_all(
            b"POST /compare HTTP/1.1\r\nhost: x\r\naccept-language: fr\r\nconnection: close\r\n\
              content-type: multipart/form-data; boundary=b\r\ncontent-length: 900000000000\r\n\r\n",
        )
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn a_client_that_asks_too_often_gets_a_page_that_says_so() {
    let (platform, _, letter) = with_letter();
    let mut refused = None;
    for _ in 0..100 {
        let page = platform.browse(&path(&letter), "de");
        if page.status == 429 {
            refused = Some(page);
            break;
        }
    }
    let page = refused.expect("there is a limit");
    says(&page, Lang::De, 429, &["too-often-title", "too-often-next"]);
    assert!(page.header("retry-after").parse::<u32>().unwrap() >= 1);
    // Somebody else is served all the same.
    let other = platform.request(reqwest::Method::GET, &path(&letter), "de", |request| {
        request.header("x-forwarded-for", "198.51.100.7, 203.0.113.9")
    });
    assert_eq!(other.status, 200);
}

#[test]
fn without_the_root_of_its_certificate_a_seal_is_shown_with_a_reservation() {
    let platform = TestPlatform::start_as(None, false);
    let desk = platform.desk("Commune de Bettendorf");
    let letter = seal_letter(&platform.world, &platform.url, "Autorisation");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    for lang in Lang::ALL {
        let page = platform.browse(&path(&letter), lang.tag());
        says(
            &page,
            lang,
            200,
            &[
                "document-untrusted-title",
                "seal-indeterminate-title",
                "seal-unknown-issuer",
            ],
        );
        assert!(!page.words().contains(&text(lang, "seal-passed-title")));
    }
}

#[test]
fn the_style_and_the_fonts_are_named_by_their_content() {
    let platform = TestPlatform::start();
    let html = platform.browse("/", "fr").html();
    let mut seen = 0;
    for part in html.split("/assets/").skip(1) {
        let name = part.split('"').next().unwrap();
        let asset = platform.browse(&format!("/assets/{name}"), "fr");
        assert_eq!(asset.status, 200, "{name}");
        assert!(asset.header("cache-control").contains("immutable"));
        seen += 1;
    }
    assert!(seen >= 4, "icon, two fonts, style sheet");
    assert_eq!(
        platform.browse("/assets/check-000000000000.css", "fr").status,
        404
    );
    assert_eq!(platform.browse("/health", "fr").bytes, b"ok\n");
}

#[test]
fn every_message_and_every_error_of_the_server_exists_in_four_languages() {
    use wording::Explain as _;
    assert_eq!(wording::problems(&platform::MESSAGES), Vec::<String>::new());
    let catalog = Catalog::new(&platform::SOURCES);
    let file = || std::path::PathBuf::from("x");
    let io = || std::io::Error::other("x");
    for error in [
        platform::Error::DiskFull,
        platform::Error::File {
            operation: "x",
            path: file(),
            source: io(),
        },
        platform::Error::Stored { what: "x" },
        platform::Error::AdministrationExists { name: "x".into() },
        platform::Error::AdministrationUnknown { name: "x".into() },
        platform::Error::DeskUnknown { desk: "x".into() },
        platform::Error::NameInvalid,
        platform::Error::IdentifierUnknown(identifier::UnknownIdentifier),
        platform::Error::Identifier(Identifier::parse("x").unwrap_err()),
        platform::Error::PublicUrl(identifier::PlatformUrl::parse("x").unwrap_err()),
        platform::Error::Trust { path: file() },
        platform::Error::Tls {
            certificate: file(),
            key: file(),
            source: "x".into(),
        },
        platform::Error::Listen {
            address: ([127, 0, 0, 1], 1).into(),
            source: io(),
        },
        platform::Error::Randomness,
        platform::Error::BrokenOff,
    ] {
        for lang in Lang::ALL {
            assert!(
                catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
                "{} {lang}",
                error.code()
            );
            assert!(
                catalog.explain(lang, &error).next.is_some(),
                "{} {lang}",
                error.code()
            );
        }
    }
    for code in ["server-database-failed", "server-database-migration-failed"] {
        assert!(catalog.try_text(Lang::Lb, code, &[]).is_some());
    }
}
