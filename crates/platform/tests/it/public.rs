//! What anybody may ask: how often, how long an answer may be kept by others, and that its time tells nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::time::Duration;

use support::{Page, TestPlatform, seal_letter};
use tokio::time::Instant;

/// A page as one client among many gets it.
fn from(platform: &TestPlatform, client: &str, path: &str) -> Page {
    platform.request(reqwest::Method::GET, path, "fr", |request| {
        request.header("x-forwarded-for", client)
    })
}

#[test]
fn who_guesses_is_slowed_down_and_others_are_not() {
    let platform = TestPlatform::start();
    let guesses: Vec<Page> = (0..61)
        .map(|_| {
            let guess = identifier::Identifier::issue(platform.world.draw());
            from(&platform, "203.0.113.7", &format!("/d/{}", guess.canonical()))
        })
        .collect();
    assert!(guesses[..60].iter().all(|page| page.status == 404));
    assert_eq!(guesses[60].status, 429);
    assert_eq!(guesses[60].header("retry-after"), "1");
    // The client's own claim before the proxy's entry gives no new bucket.
    let claimed = platform.request(reqwest::Method::GET, "/check", "fr", |request| {
        request.header("x-forwarded-for", "198.51.100.1, 203.0.113.7")
    });
    assert_eq!(claimed.status, 429);
    let other = identifier::Identifier::issue(platform.world.draw());
    let page = from(&platform, "203.0.113.8", &format!("/d/{}", other.canonical()));
    assert_eq!(page.status, 404);
    // Some proxies write the port as well; it makes nobody another client, nor the proxy itself one.
    for (written, status) in [
        ("203.0.113.7:4711", 429),
        ("203.0.113.9:4711", 404),
        ("[2001:db8::7]:4711", 404),
        ("[2001:db8::8]", 404),
    ] {
        let page = from(&platform, written, &format!("/d/{}", other.canonical()));
        assert_eq!(page.status, status, "{written}");
    }
    // The log is read by machines: it has a larger bucket of its own.
    assert_eq!(from(&platform, "203.0.113.7", "/log/checkpoint").status, 404);
    platform.world.advance(2);
    assert_eq!(from(&platform, "203.0.113.7", "/check").status, 400);
}

#[test]
fn what_others_may_keep_is_said() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let seed = platform::log::seed(&platform.folder.join("log-key"), &*platform.world).unwrap();
    let signer = platform::log::Signer::open(&*platform.storage, &seed, &platform.url).unwrap();
    platform::log::advance(&*platform.storage, &signer, &*platform.world).unwrap();
    platform::log::cosign::cosign(&*platform.storage, None).unwrap();
    let canonical = letter.identifier.canonical();
    let start = platform.browse("/", "fr").html();
    let style = start
        .split('"')
        .find(|text| text.starts_with("/assets/") && text.ends_with(".css"))
        .unwrap();
    let never = "no-store";
    for (path, status, cached) in [
        ("/log/checkpoint", 200, "public, max-age=5"),
        ("/log/tile/0/000.p/1", 200, "public, max-age=31536000, immutable"),
        (
            "/log/tile/entries/000.p/1",
            200,
            "public, max-age=31536000, immutable",
        ),
        ("/log/tile/0/001", 404, never),
        (style, 200, "public, max-age=31536000, immutable"),
        ("/assets/other.css", 404, never),
        (&format!("/d/{canonical}"), 200, never),
        (&format!("/d/{canonical}/original"), 200, never),
        (&format!("/d/{canonical}/proof"), 200, never),
        ("/", 200, never),
        ("/check?identifier=x", 400, never),
        ("/healthz", 200, never),
    ] {
        let page = platform.browse(path, "fr");
        assert_eq!(
            (page.status, page.header("cache-control")),
            (status, cached),
            "{path}"
        );
        assert_eq!(page.header("set-cookie"), "", "{path}");
    }
}

/// Known and unknown alternately, so that whatever else the machine does meets both.
#[test]
fn the_time_of_an_answer_does_not_tell_whether_an_identifier_is_known() {
    let platform = TestPlatform::start();
    platform.unlimited();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let known = letter.identifier;
    let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..80 {
        for (which, times) in times.iter_mut().enumerate() {
            let asked = if which == 0 {
                known
            } else {
                identifier::Identifier::issue(platform.world.draw())
            };
            let begun = Instant::now();
            let answer = client
                .get(format!(
                    "http://{}/d/{}/proof",
                    platform.public,
                    asked.canonical()
                ))
                .send()
                .unwrap();
            assert_eq!(
                answer.status().as_u16(),
                404,
                "not under a checkpoint yet, or nothing at all"
            );
            if round > 5 {
                times.push(begun.elapsed());
            }
        }
    }
    let floor = Duration::from_millis(12);
    for times in &mut times {
        times.sort();
        assert!(times[0] >= floor, "{:?} is under the floor", times[0]);
    }
    // The fourth parts of both lie together: within the grain of a timer and what a busy machine adds.
    let (known, unknown) = (times[0][times[0].len() / 4], times[1][times[1].len() / 4]);
    let apart = known.abs_diff(unknown);
    assert!(
        apart < Duration::from_millis(6),
        "{known:?} for known, {unknown:?} for unknown"
    );
}
