//! Many ask for the same documents in the same second: what is given again is the same page, under the same limits, not
//! sooner, and no longer than a second.

use std::time::{Duration, Instant};

use crate::support::{self, Page, Sealed, TestPlatform, seal_letter};

fn from(platform: &TestPlatform, client: &str, path: &str) -> Page {
    platform.request(reqwest::Method::GET, path, "fr", |request| {
        request.header("x-forwarded-for", client)
    })
}

/// A platform with an original, of which so many want to know at the same time that pages are given again.
fn busy() -> (TestPlatform, support::Desk, Sealed, Page) {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Décision");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let first = from(&platform, "203.0.113.1", &path(&letter));
    for n in 0..40 {
        let page = from(&platform, &format!("203.0.113.{}", 2 + n % 5), &path(&letter));
        assert_eq!(page.status, 200);
    }
    (platform, desk, letter, first)
}

fn path(letter: &Sealed) -> String {
    format!("/d/{}", letter.identifier.canonical())
}

#[test]
fn a_page_that_is_given_again_is_the_same_to_the_last_header_and_not_sooner() {
    let (platform, _desk, letter, first) = busy();
    let started = Instant::now();
    let again = from(&platform, "203.0.113.9", &path(&letter));
    assert!(started.elapsed() >= Duration::from_millis(12));
    assert_eq!((again.status, again.html()), (first.status, first.html()));
    let without_date = |page: &Page| {
        let mut headers = page.headers.clone();
        headers.remove("date");
        headers
    };
    assert_eq!(without_date(&again), without_date(&first));
    // In its own language, in easy language, as they were chosen.
    for (query, lang) in [("?lang=de", "de"), ("?lang=de&easy=1", "de"), ("?easy=1", "fr")] {
        let page = from(&platform, "203.0.113.9", &format!("{}{query}", path(&letter)));
        assert_eq!(page.header("content-language"), lang, "{query}");
        assert_eq!(
            page.html().contains("-simple\""),
            query.contains("easy"),
            "{query}"
        );
    }
    // Another way to write it is led there, and what is not there is not there.
    let printed = from(
        &platform,
        "203.0.113.9",
        &path(&letter).to_uppercase().replacen("/D/", "/d/", 1),
    );
    assert!([200, 308].contains(&printed.status), "{}", printed.status);
    let other = identifier::Identifier::issue(platform.world.draw());
    let unknown = from(&platform, "203.0.113.9", &format!("/d/{}", other.canonical()));
    assert_eq!(unknown.status, 404);
}

#[test]
fn who_asks_too_often_for_a_page_that_is_given_again_is_told_to_wait() {
    let (platform, _desk, letter, _) = busy();
    let pages: Vec<Page> = (0..61)
        .map(|_| from(&platform, "198.51.100.9", &path(&letter)))
        .collect();
    assert!(pages[..60].iter().all(|page| page.status == 200));
    let refused = &pages[60];
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.header("cache-control"), "no-store");
    assert_eq!(
        refused.header("content-security-policy"),
        pages[0].header("content-security-policy")
    );
    assert_eq!(from(&platform, "198.51.100.10", &path(&letter)).status, 200);
}

#[test]
fn a_replacement_is_shown_at_once_and_a_revocation_after_a_second_though_many_ask() {
    let (platform, desk, letter, first) = busy();
    let newer = seal_letter(&platform.world, &platform.url, "Décision rectifiée");
    let mut registration = newer.registration();
    registration.supersedes = Some(letter.identifier);
    desk.queue_as(&newer, registration);
    assert_eq!(desk.run().acknowledged, 1);
    let replaced = from(&platform, "203.0.113.9", &path(&letter));
    assert_ne!(replaced.words(), first.words());
    for _ in 0..3 {
        let again = from(&platform, "203.0.113.9", &path(&letter));
        assert_eq!(again.words(), replaced.words());
    }
    // By the operator's command, which is another process.
    platform::admin::revoke_original(
        &*platform.storage,
        &*platform.world,
        &letter.identifier.canonical(),
        "Erreur de calcul",
        wording::Lang::Fr,
    )
    .unwrap();
    platform.world.advance(1);
    let revoked = from(&platform, "203.0.113.9", &path(&letter));
    assert!(
        revoked.words().contains("Erreur de calcul"),
        "{}",
        revoked.words()
    );
}
