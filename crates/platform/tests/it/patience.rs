//! Clients that are slow on purpose, and too many at once: cut after a bound, over real sockets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Slow clients are slow on purpose, and conditions are asked for again after a pause.
#![allow(clippy::disallowed_methods)]

use crate::support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use platform::server::Bounds;
use support::door::{begun, client, raw, token};
use support::{TestPlatform, seal_letter, seal_pdf};
use tokio::time::Instant;

/// Everything is over after a second here.
fn hasty() -> Bounds {
    let second = Duration::from_secs(1);
    Bounds {
        write_stall: second,
        head: second,
        handshake: second,
        answer: second,
        ..Bounds::default()
    }
}

/// What the other side says until it ends the line, and when that was.
fn until_the_end(line: &mut impl std::io::Read) -> String {
    let mut said = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = line.read(&mut buffer) {
        said.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8_lossy(&said).into_owned()
}

fn open_connections(platform: &TestPlatform) -> u64 {
    let text = client()
        .get(format!("http://{}/metrics", platform.metrics))
        .send()
        .unwrap()
        .text()
        .unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("greffe_connections "))
        .unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

/// Whether it happens within a few seconds.
fn soon(mut happens: impl FnMut() -> bool) -> bool {
    (0..60).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        happens()
    })
}

#[test]
fn a_head_that_trickles_is_cut() {
    let platform = TestPlatform::start_within(None, true, hasty());
    let mut line = raw(platform.address);
    line.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nx: ")
        .unwrap();
    let begun = Instant::now();
    // A byte now and then keeps no line open.
    let cut = soon(|| line.write_all(b"a").and_then(|()| line.flush()).is_err());
    assert!(cut && begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn who_says_nothing_at_all_is_cut() {
    let platform = TestPlatform::start_within(None, true, hasty());
    let begun = Instant::now();
    let mut silent = TcpStream::connect(platform.address).unwrap();
    let mut idle = raw(platform.address);
    idle.write_all(b"GET /robots.txt HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .unwrap();
    for line in [&mut silent as &mut dyn std::io::Read, &mut idle] {
        let mut line = line;
        until_the_end(&mut line);
    }
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

/// At every door, with TLS or without it, and also where somebody begins as if another version of HTTP were to come.
#[test]
fn a_connection_on_which_no_head_comes_is_cut_at_every_door() {
    let platform = TestPlatform::start_within(None, true, hasty());
    let begun = Instant::now();
    let mut lines: Vec<(String, Box<dyn std::io::Read>)> = Vec::new();
    for said in [
        "",
        "G",
        "P",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
    ] {
        let mut line = raw(platform.address);
        line.sock.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
        // The handshake is at its end before anything is said, or nothing.
        line.conn.complete_io(&mut line.sock).unwrap();
        line.write_all(said.as_bytes()).unwrap();
        lines.push((format!("TLS, {said:?}"), Box::new(line)));
        for door in [platform.public, platform.metrics] {
            let mut line = TcpStream::connect(door).unwrap();
            line.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
            line.write_all(said.as_bytes()).unwrap();
            lines.push((format!("{door}, {said:?}"), Box::new(line)));
        }
    }
    for (case, mut line) in lines {
        let told = until_the_end(&mut line);
        assert!(begun.elapsed() < Duration::from_secs(6), "{case} is not cut");
        assert!(
            told.is_empty() || told.starts_with("HTTP/1.1 4"),
            "{case}: {told:?}"
        );
    }
}

#[test]
fn a_body_that_trickles_is_answered_and_cut() {
    let platform = TestPlatform::start_within(None, true, hasty());
    let desk = platform.desk("Commune A");
    let bearer = token(&platform.world, &desk);
    for (method, path) in [
        ("POST", "/api/v1/enrolments".to_owned()),
        ("POST", "/api/v1/changes".to_owned()),
        (
            "PUT",
            "/api/v1/registrations/018f3a5e-0000-7000-8000-000000000000".to_owned(),
        ),
    ] {
        let mut line = raw(platform.address);
        write!(
            line,
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\ngreffe-protocol: 1\r\ncontent-length: 1000\r\n\
             authorization: Bearer {bearer}\r\ncontent-type: application/json\r\n\r\n{{"
        )
        .unwrap();
        let begun = Instant::now();
        let said = until_the_end(&mut line);
        assert!(said.starts_with("HTTP/1.1 503"), "{method} {path}: {said}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{method} {path}");
    }
}

/// This one waits for the real half minute.
/// Batches share room in memory; one desk that sends many slowly takes none of the others'.
#[test]
fn a_desk_that_sends_many_batches_slowly_holds_up_nobody_else() {
    let platform = TestPlatform::start();
    let (slow, other) = (platform.desk("Commune A"), platform.desk("Commune B"));
    let (slow, other) = (token(&platform.world, &slow), token(&platform.world, &other));
    let mut lines: Vec<_> = (0..30)
        .map(|_| {
            let mut line = raw(platform.address);
            let head = format!(
                "POST /api/v1/changes HTTP/1.1\r\nhost: localhost\r\ngreffe-protocol: 1\r\n\
                 authorization: Bearer {slow}\r\ncontent-type: application/json\r\n\
                 transfer-encoding: chunked\r\n\r\n1\r\n{{\r\n"
            );
            line.write_all(head.as_bytes()).unwrap();
            line
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let begun = Instant::now();
    let response = client()
        .post(format!("{}/api/v1/changes", platform.url.as_str()))
        .header("greffe-protocol", "1")
        .header("content-type", "application/json")
        .bearer_auth(&other)
        .body("{}")
        .send()
        .unwrap();
    assert_eq!(response.status().as_u16(), 422);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let mut status = [0; 12];
    lines[29].read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 429");
}

#[test]
fn an_upload_that_stands_still_is_cut_and_keeps_what_came() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    let bearer = token(&platform.world, &desk);
    let upload = begun(&platform.url, &bearer, &letter);
    let mut line = raw(platform.address);
    line.sock.set_read_timeout(Some(Duration::from_secs(50))).unwrap();
    write!(
        line,
        "PATCH {upload} HTTP/1.1\r\nhost: localhost\r\ngreffe-protocol: 1\r\ntus-resumable: 1.0.0\r\n\
         authorization: Bearer {bearer}\r\ncontent-type: application/offset+octet-stream\r\nupload-offset: 0\r\n\
         content-length: {}\r\n\r\n",
        letter.bytes.len()
    )
    .unwrap();
    line.write_all(&letter.bytes[..1000]).unwrap();
    line.flush().unwrap();
    let begun = Instant::now();
    until_the_end(&mut line);
    assert!(begun.elapsed() < Duration::from_secs(45), "{:?}", begun.elapsed());
    let head = client()
        .head(format!("{}{upload}", platform.url.as_str()))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .bearer_auth(&bearer)
        .send()
        .unwrap();
    assert_eq!(head.headers()["upload-offset"], "1000");
}

#[test]
fn who_takes_nothing_of_an_answer_is_cut() {
    let platform = TestPlatform::start_within(None, true, hasty());
    let desk = platform.desk("Commune A");
    let input = testkit::pdfs::of_size(8_000_000);
    let letter = seal_pdf(&platform.world, &platform.url, "Plan", &input);
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    assert!(soon(|| open_connections(&platform) <= 1));
    let mut line = raw(platform.address);
    write!(
        line,
        "GET /d/{}/original HTTP/1.1\r\nhost: localhost\r\n\r\n",
        letter.identifier.canonical()
    )
    .unwrap();
    line.flush().unwrap();
    let mut first = [0; 1];
    line.read_exact(&mut first).unwrap();
    // The line is held by this side and nothing is read from it.
    let before = open_connections(&platform);
    assert!(soon(|| open_connections(&platform) < before), "{before}");
    let mut rest = Vec::new();
    let _ = line.read_to_end(&mut rest);
    assert!(rest.len() < letter.bytes.len(), "it was not sent to its end");
}

#[test]
fn connections_are_bounded_in_total_and_for_one_address() {
    for bounds in [
        Bounds {
            connections: 4,
            ..Bounds::default()
        },
        Bounds {
            connections_of_one: 4,
            ..Bounds::default()
        },
    ] {
        let platform = TestPlatform::start_within(None, true, bounds);
        let asks = || {
            let mut line = raw(platform.address);
            line.sock.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            let asked = write!(line, "GET /robots.txt HTTP/1.1\r\nhost: localhost\r\n\r\n");
            let mut answer = [0; 12];
            let answered = asked.is_ok() && line.flush().is_ok() && line.read_exact(&mut answer).is_ok();
            (answered && answer == *b"HTTP/1.1 200").then_some(line)
        };
        let mut held: Vec<_> = (0..4).map(|_| asks().expect("there is room")).collect();
        assert!(asks().is_none(), "one too many was taken: {bounds:?}");
        // Figures are asked for on an address of their own.
        assert_eq!(open_connections(&platform), 5);
        held.pop();
        assert!(
            soon(|| asks().is_some()),
            "room that was given back is not given again"
        );
    }
}
