//! The driver against a real platform over a bad line, and against servers that are no platform.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use support::{Desk, TestPlatform, World, seal_letter, seal_pdf};
use sync::engine::Policy;
use testkit::pki::TestPki;
use wording::Explain as _;

/// What the line does to each of its connections, by their number.
type Plan = Arc<dyn Fn(usize) -> Line + Send + Sync>;

#[derive(Clone, Copy, Debug)]
enum Line {
    Good,
    /// Cut after so many bytes from the desk.
    CutUp(usize),
    /// Cut after so many bytes from the platform: what it did is done, and its answer is lost.
    CutDown(usize),
}

/// A line between desk and platform that does not look into what it carries.
struct Proxy {
    connections: Arc<AtomicUsize>,
}

impl Proxy {
    fn listen() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        (listener, address)
    }

    fn run(listener: TcpListener, to: SocketAddr, plan: Plan) -> Self {
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        std::thread::spawn(move || {
            for desk in listener.incoming() {
                let Ok(desk) = desk else { return };
                let line = plan(count.fetch_add(1, Ordering::SeqCst));
                let Ok(platform) = TcpStream::connect(to) else {
                    continue;
                };
                let (up, down) = match line {
                    Line::CutUp(bytes) => (bytes, usize::MAX),
                    Line::CutDown(bytes) => (usize::MAX, bytes),
                    _ => (usize::MAX, usize::MAX),
                };
                carry(desk.try_clone().unwrap(), platform.try_clone().unwrap(), up);
                carry(platform, desk, down);
            }
        });
        Self { connections }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, mut left: usize) {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while left > 0 {
            let most = left.min(buffer.len());
            match from.read(&mut buffer[..most]) {
                Ok(read) if read > 0 && to.write_all(&buffer[..read]).is_ok() => left -= read,
                _ => break,
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    });
}

/// A platform that is reached through a bad line only.
fn behind(plan: Plan) -> (TestPlatform, Proxy) {
    let (listener, address) = Proxy::listen();
    let platform = TestPlatform::start_as(Some(&format!("https://localhost:{}", address.port())), true);
    let proxy = Proxy::run(listener, platform.address, plan);
    (platform, proxy)
}

#[test]
fn wherever_the_line_is_cut_the_original_arrives_once_and_whole() {
    let next = Arc::new(AtomicUsize::new(usize::MAX));
    let plan_next = Arc::clone(&next);
    // The first connections of every run are cut at another byte, up or down; the later ones hold.
    let (platform, _proxy) = behind(Arc::new(move |_| {
        let step = plan_next.load(Ordering::SeqCst);
        match step {
            usize::MAX => Line::Good,
            step if step.is_multiple_of(2) => {
                plan_next.store(usize::MAX, Ordering::SeqCst);
                Line::CutUp(400 + step * 700)
            }
            step => {
                plan_next.store(usize::MAX, Ordering::SeqCst);
                Line::CutDown(1200 + step * 100)
            }
        }
    }));
    let desk = platform.desk("Commune A");
    for step in 0..30 {
        let letter = seal_letter(&platform.world, &platform.url, &format!("Lettre {step}"));
        desk.queue(&letter);
        platform.world.advance(30);
        next.store(step, Ordering::SeqCst);
        let policy = Policy {
            chunk_bytes: 6000,
            first_wait: Duration::from_millis(2),
            longest_wait: Duration::from_millis(10),
            ..Policy::default()
        };
        let report = desk.run_with(policy);
        next.store(usize::MAX, Ordering::SeqCst);
        assert_eq!(
            (report.acknowledged, report.waiting, report.parked),
            (1, 0, 0),
            "step {step}: {report:?}"
        );
        assert_eq!(
            desk.fetch(&letter.identifier).unwrap().bytes,
            letter.bytes,
            "step {step}"
        );
    }
    let numbers: Vec<u64> = desk
        .acknowledged
        .borrow()
        .iter()
        .map(|(_, ack)| ack.seq)
        .collect();
    assert_eq!(
        numbers,
        (1..=30).collect::<Vec<_>>(),
        "no registration was made twice"
    );
    assert!(!desk.failures.borrow().is_empty(), "the line was bad indeed");
}

#[test]
fn an_upload_that_was_stopped_goes_on_where_it_stood() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_pdf(&platform.world, &platform.url, "Long", &testkit::pdfs::pages(400));
    let size = letter.bytes.len() as u64;
    desk.queue(&letter);
    let policy = || Policy {
        chunk_bytes: size / 10,
        ..Policy::default()
    };
    desk.cancel_at.set(size / 2);
    let report = desk.run_with(policy());
    assert_eq!(
        report.stopped.as_ref().map(|error| error.code()),
        Some("sync-cancelled")
    );
    assert_eq!(report.waiting, 1);
    let first = report.sent_bytes;
    assert!(first >= size / 2 && first < size, "{first} of {size}");
    desk.cancel_at.set(u64::MAX);
    let report = desk.run_with(policy());
    assert_eq!((report.acknowledged, report.sent_bytes), (1, size - first));
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
}

#[test]
fn no_network_keeps_everything_and_says_so_soon() {
    let (platform, proxy) = behind(Arc::new(|_| Line::Good));
    let desk = platform.desk("Commune A");
    for n in 0..20 {
        desk.queue(&seal_letter(
            &platform.world,
            &platform.url,
            &format!("Lettre {n}"),
        ));
    }
    drop(platform);
    let before = proxy.connections.load(Ordering::SeqCst);
    let report = desk.run();
    assert_eq!(
        report.stopped.as_ref().map(|error| error.code()),
        Some("platform-unreachable"),
        "{report:?}"
    );
    assert_eq!((report.waiting, desk.outbox.borrow().len()), (20, 20));
    assert!(
        proxy.connections.load(Ordering::SeqCst) - before <= 4,
        "twenty operations do not try twenty times"
    );
}

#[test]
fn a_platform_with_an_untrusted_certificate_gets_nothing() {
    let platform = TestPlatform::start();
    let mut desk = platform.desk("Commune A");
    desk.queue(&seal_letter(&platform.world, &platform.url, "Lettre"));
    desk.connection.extra_ca_pem = Some(TestPki::new().root_pem().as_bytes().to_vec());
    let report = desk.run();
    assert_eq!(
        report.stopped.as_ref().map(|error| error.code()),
        Some("platform-tls-untrusted"),
        "{report:?}"
    );
    assert_eq!(report.waiting, 1);
    desk.connection.extra_ca_pem = Some(b"no certificate".to_vec());
    let error = desk
        .with(|ambient| sync::http::run(&desk, &desk.connection, ambient))
        .unwrap_err();
    assert_eq!(error.code(), "platform-certificates-unreadable");
}

/// A TLS server that answers every request with the same bytes, or with none.
fn impostor(answer: &'static [u8], then_hang: bool) -> (Arc<World>, Desk) {
    let (listener, address) = Proxy::listen();
    let tls = TestPki::shared().tls_server();
    let chain: Vec<_> = CertificateDer::pem_slice_iter(tls.chain_pem().as_bytes())
        .collect::<Result<_, _>>()
        .unwrap();
    let key = PrivateKeyDer::from_pem_slice(tls.key_pem().as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(mut stream), config) = (stream, Arc::clone(&config)) else {
                return;
            };
            std::thread::spawn(move || {
                let mut session = rustls::ServerConnection::new(config).unwrap();
                let mut tls = rustls::Stream::new(&mut session, &mut stream);
                let mut request = [0; 16 * 1024];
                if tls.read(&mut request).is_err() {
                    return;
                }
                let _ = tls.write_all(answer);
                let _ = tls.flush();
                if then_hang {
                    // Until the other side gives up.
                    while matches!(tls.read(&mut request), Ok(read) if read > 0) {}
                } else {
                    tls.conn.send_close_notify();
                    let _ = tls.flush();
                }
            });
        }
    });
    let world = World::new();
    let url = identifier::PlatformUrl::parse(&format!("https://localhost:{}", address.port())).unwrap();
    let mut desk = Desk::new(&world, &url);
    desk.connection.timeouts.idle = Duration::from_millis(400);
    (world, desk)
}

fn answered_with(answer: &'static [u8], then_hang: bool) -> (String, Desk) {
    let (world, desk) = impostor(answer, then_hang);
    desk.queue(&seal_letter(&world, &desk.connection.platform, "Lettre"));
    let policy = Policy {
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(2),
        tries: 2,
        ..Policy::default()
    };
    let report = desk.run_with(policy);
    assert_eq!(
        (report.waiting, desk.outbox.borrow().len()),
        (1, 1),
        "nothing is lost"
    );
    (
        report
            .stopped
            .map_or_else(String::new, |error| error.code().to_owned()),
        desk,
    )
}

#[test]
fn a_platform_that_answers_500_is_told_from_one_that_answers_garbage() {
    let cases: [(&'static [u8], &str); 8] = [
        (
            b"HTTP/1.1 500 Oops\r\ncontent-length: 4\r\n\r\noops",
            "platform-failed",
        ),
        (
            b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
            "platform-failed",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 17\r\n\r\n<h1>Portail</h1>\n",
            "platform-answer-garbage",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"access_",
            "platform-answer-garbage",
        ),
        (
            b"HTTP/1.1 302 Found\r\nlocation: https://portal.example.lu/\r\ncontent-length: 0\r\n\r\n",
            "platform-answer-garbage",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900000000\r\n\r\n{",
            "platform-answer-garbage",
        ),
        (
            b"\x16\x03\x01 this is no HTTP at all\r\n\r\n",
            "platform-answer-garbage",
        ),
        (
            b"HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
            "platform-answer-garbage",
        ),
    ];
    for (answer, code) in cases {
        assert_eq!(
            answered_with(answer, false).0,
            code,
            "{}",
            String::from_utf8_lossy(answer)
        );
    }
}

#[test]
fn an_answer_without_end_is_not_read_without_end() {
    // No length is announced: the limit must hold while reading.
    static ENDLESS: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
        let mut answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
        answer.resize(4 * 1024 * 1024, b' ');
        answer
    });
    assert_eq!(answered_with(&ENDLESS, true).0, "platform-answer-garbage");
}

#[test]
fn a_platform_that_says_nothing_is_waited_for_and_then_left() {
    let started = Instant::now();
    assert_eq!(answered_with(b"", true).0, "platform-silent");
    assert_eq!(
        answered_with(b"HTTP/1.1 200 OK\r\ncontent-le", true).0,
        "platform-silent"
    );
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_wait_ends_at_once_when_cancelled() {
    let (world, mut desk) = impostor(b"", true);
    desk.connection.timeouts.idle = Duration::from_secs(600);
    desk.queue(&seal_letter(&world, &desk.connection.platform, "Lettre"));
    let started = Instant::now();
    let now = || world.time();
    let random = |buffer: &mut [u8]| world.fill(buffer);
    let cancelled = || started.elapsed() > Duration::from_millis(300);
    let ambient = sync::http::Ambient {
        now: &now,
        random: &random,
        cancelled: &cancelled,
        progress: &|_| {},
    };
    let report = sync::http::run(&desk, &desk.connection, ambient).unwrap();
    assert_eq!(report.stopped.map(|error| error.code()), Some("sync-cancelled"));
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(desk.outbox.borrow()[0].attempts, 0, "stopping is no failure");
}

#[test]
fn something_that_speaks_no_tls_is_no_platform() {
    let (listener, address) = Proxy::listen();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let world = World::new();
    let url = identifier::PlatformUrl::parse(&format!("https://localhost:{}", address.port())).unwrap();
    let desk = Desk::new(&world, &url);
    desk.queue(&seal_letter(&world, &url, "Lettre"));
    let report = desk.run();
    let code = report.stopped.map(|error| error.code());
    assert_eq!(code, Some("platform-answer-garbage"));
}

#[test]
fn a_desk_whose_clock_is_wrong_is_told_so() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    desk.queue(&seal_letter(&platform.world, &platform.url, "Lettre"));
    let now = || platform.world.time() - jiff::SignedDuration::from_hours(30);
    let random = |buffer: &mut [u8]| platform.world.fill(buffer);
    let ambient = sync::http::Ambient {
        now: &now,
        random: &random,
        cancelled: &|| false,
        progress: &|_| {},
    };
    let report = sync::http::run(&desk, &desk.connection, ambient).unwrap();
    assert_eq!(report.stopped.map(|error| error.code()), Some("desk-clock-wrong"));
    assert_eq!(report.waiting, 1);
}
