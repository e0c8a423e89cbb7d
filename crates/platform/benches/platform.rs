//! What a platform on this machine takes and tells over TLS, beside a bare server that does nothing but keep files.
//!
//! `cargo bench -p platform --bench platform -- [--quick]`. Each section names its reference, measured in the same run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../tests/it/support/mod.rs"]
mod support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as Named, State};
use axum::routing::put;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::OpId;
use platform::state::sha256;
use platform::storage::Storage as _;
use serde_json::{Value, json};
use support::{TestPlatform, door};
use sync::wire::records::{BATCH, Page, Pushed};
use testkit::pki::TestPki;

/// Bytes of a small document.
const SMALL: usize = 4096;
/// Connections that send at the same time.
const LINES: usize = 4;
const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let count = if quick { 500 } else { 10_000 };
    documents(count);
    records(count);
    desks(if quick { 50 } else { 500 });
    far(if quick { 20_000 } else { 1_000_000 });
}

fn rate(name: &str, count: usize, took: Duration) -> f64 {
    let rate = count as f64 / took.as_secs_f64();
    println!(
        "  {name:56} {count:>9} in {:>8.2} s  {rate:>10.0} a second",
        took.as_secs_f64()
    );
    rate
}

/// Calls `work` with the numbers below `count`, on several threads.
fn on_lines(count: usize, work: impl Fn(usize) + Sync) -> Duration {
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..LINES {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count {
                        break;
                    }
                    work(n);
                }
            });
        }
    });
    started.elapsed()
}

fn content(n: usize) -> Vec<u8> {
    let mut bytes = vec![0; SMALL];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = (n.wrapping_mul(31).wrapping_add(place.wrapping_mul(n | 1)) >> 3) as u8;
    }
    bytes[..8].copy_from_slice(&(n as u64).to_le_bytes());
    bytes
}

/// A server that takes PUTs and brings each to the disk under its name.
struct Bare {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

impl Bare {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tls = TestPki::shared().tls_server();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/{name}", put(keep))
            .with_state(folder.path().to_owned());
        let (chain, key) = (tls.chain_pem(), tls.key_pem());
        runtime.block_on(async {
            let config = axum_server::tls_rustls::RustlsConfig::from_pem(chain.into(), key.into())
                .await
                .unwrap();
            let server = axum_server::from_tcp_rustls(listener, config).unwrap();
            tokio::spawn(server.serve(router.into_make_service()));
        });
        Self {
            address,
            _runtime: runtime,
            _folder: folder,
        }
    }
}

async fn keep(State(folder): State<PathBuf>, Named(name): Named<String>, body: Bytes) {
    tokio::task::spawn_blocking(move || write(&folder, &name, &body))
        .await
        .unwrap();
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    use std::io::Write as _;
    let part = folder.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&part).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    std::fs::rename(part, folder.join(name)).unwrap();
    std::fs::File::open(folder).unwrap().sync_all().unwrap();
}

struct Scene {
    platform: TestPlatform,
    epoch: String,
    /// One for each desk.
    tokens: Vec<String>,
}

impl Scene {
    fn start(desks: usize) -> Self {
        let platform = TestPlatform::start();
        platform.unlimited();
        let tokens = (0..desks)
            .map(|_| door::token(&platform.world, &platform.desk("Commune A")))
            .collect();
        let epoch = platform.storage.epoch().unwrap();
        let scene = Self {
            platform,
            epoch,
            tokens,
        };
        let dossier = json!({ "reference": "2026/1" });
        scene.push(&[scene.operation("dossier", DOSSIER, dossier, Vec::new())]);
        scene
    }

    fn operation(&self, kind: &str, id: &str, fields: Value, blobs: Vec<String>) -> Value {
        json!({
            "op": OpId::new(self.platform.world.time(), self.platform.world.draw()), "kind": kind, "id": id,
            "dossier": DOSSIER, "base_rev": 0, "change": { "patch": fields }, "blobs": blobs,
            "changed_at": "2026-05-04T08:00:00Z",
        })
    }

    fn push(&self, operations: &[Value]) {
        let body = json!({ "epoch": self.epoch, "operations": operations }).to_string();
        let response = door::client()
            .post(format!("{}/api/v1/changes", self.platform.url.as_str()))
            .header("greffe-protocol", "1")
            .header("content-type", "application/json")
            .bearer_auth(&self.tokens[0])
            .body(body)
            .send()
            .unwrap();
        assert_eq!(response.status(), 200, "{:?}", response.text());
        let pushed: Pushed = response.json().unwrap();
        let applied = |outcome: &sync::wire::records::Outcome| {
            matches!(outcome, sync::wire::records::Outcome::Applied { .. })
        };
        assert!(
            pushed.results.iter().all(|answer| applied(&answer.outcome)),
            "{pushed:?}"
        );
    }

    /// Everything since a cursor; how many records, and the cursor after them.
    fn pull(&self, desk: usize, after: &str) -> (usize, String) {
        let (mut count, mut after) = (0, after.to_owned());
        loop {
            let response = door::client()
                .get(format!(
                    "{}/api/v1/changes?after={after}",
                    self.platform.url.as_str()
                ))
                .header("greffe-protocol", "1")
                .bearer_auth(&self.tokens[desk])
                .send()
                .unwrap();
            assert_eq!(response.status(), 200);
            let page: Page = response.json().unwrap();
            count += page.records.len();
            after = page.cursor;
            if !page.more {
                return (count, after);
            }
        }
    }

    fn upload(&self, bytes: Vec<u8>) {
        let url = self.platform.url.as_str();
        let digest = sha256(&bytes);
        let request = |request: reqwest::blocking::RequestBuilder| {
            request
                .header("greffe-protocol", "1")
                .header("tus-resumable", "1.0.0")
                .bearer_auth(&self.tokens[0])
        };
        let created = request(door::client().post(format!("{url}/api/v1/uploads")))
            .header("upload-length", bytes.len().to_string())
            .header(
                "upload-metadata",
                format!("sha256 {}", STANDARD.encode(digest.to_string())),
            )
            .send()
            .unwrap();
        let place = created.headers()["location"].to_str().unwrap().to_owned();
        let sent = request(door::client().patch(format!("{url}{place}")))
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", "0")
            .header("upload-checksum", format!("sha256 {}", STANDARD.encode(digest.0)))
            .body(bytes)
            .send()
            .unwrap();
        assert_eq!(sent.status(), 204);
    }
}

/// Small documents: their bytes, and the record that names each.
fn documents(count: usize) {
    println!("{count} documents of {SMALL} bytes, {LINES} connections");
    let bare = Bare::start();
    let client = door::client();
    let took = on_lines(count, |n| {
        let address = format!("https://localhost:{}/{n}", bare.address.port());
        assert_eq!(client.put(address).body(content(n)).send().unwrap().status(), 200);
    });
    let reference = rate("a bare server: PUT, sync, rename, sync", count, took);
    let scene = Scene::start(1);
    let sent = on_lines(count, |n| scene.upload(content(n)));
    rate(
        "the platform: upload begun, sent, hashed, in its place",
        count,
        sent,
    );
    let started = Instant::now();
    for first in (0..count).step_by(BATCH) {
        let operations: Vec<Value> = (first..count.min(first + BATCH))
            .map(|n| {
                let digest = sha256(&content(n)).to_string();
                let fields = json!({ "sha256": digest, "number": 1, "document": n.to_string() });
                scene.operation("version", &format!("v{n}"), fields, vec![digest])
            })
            .collect();
        scene.push(&operations);
    }
    let named = started.elapsed();
    rate("the platform: the records that name them", count, named);
    let whole = rate("the platform: both", count, sent + named);
    println!("  of the bare server: {:.0} %\n", whole / reference * 100.0);
}

/// Records alone: what changes in a dossier, in batches, and read again.
fn records(count: usize) {
    println!("{count} records of 200 bytes");
    let scene = Scene::start(2);
    let started = Instant::now();
    for first in (0..count).step_by(BATCH) {
        let operations: Vec<Value> = (first..count.min(first + BATCH))
            .map(|n| {
                scene.operation(
                    "note",
                    &format!("n{n}"),
                    json!({ "text": "x".repeat(180) }),
                    Vec::new(),
                )
            })
            .collect();
        scene.push(&operations);
    }
    rate(
        "pushed in batches of 200, one connection",
        count,
        started.elapsed(),
    );
    let started = Instant::now();
    let (read, cursor) = scene.pull(1, "");
    assert_eq!(read, count + 1);
    rate("read by another desk in pages of 500", count, started.elapsed());
    let started = Instant::now();
    for _ in 0..200 {
        assert_eq!(scene.pull(1, &cursor).0, 0);
    }
    rate("asked for news where there are none", 200, started.elapsed());
    println!();
}

/// Many desks that come back at the same time.
fn desks(count: usize) {
    println!("{count} desks read 2000 changes each, at the same time");
    let scene = Scene::start(count);
    for batch in 0..2000 / BATCH {
        let operations: Vec<Value> = (0..BATCH)
            .map(|n| {
                scene.operation(
                    "note",
                    &format!("{batch}-{n}"),
                    json!({ "text": "x".repeat(180) }),
                    Vec::new(),
                )
            })
            .collect();
        scene.push(&operations);
    }
    let before = resident();
    let started = Instant::now();
    std::thread::scope(|scope| {
        for desk in 0..count {
            let scene = &scene;
            scope.spawn(move || assert_eq!(scene.pull(desk, "").0, 2001));
        }
    });
    rate("records, all desks together", count * 2001, started.elapsed());
    println!(
        "  most memory of platform and desks together: {} MiB before, {} MiB after\n",
        before,
        resident()
    );
}

/// The most memory this process has had, in MiB, where the system says so.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

/// A large administration: the cost of a page at its beginning and at its end, and of a change.
fn far(count: usize) {
    println!(
        "an administration with {count} records in {} dossiers",
        count / 10
    );
    let scene = Scene::start(2);
    let connection = rusqlite::Connection::open(scene.platform.folder.join("platform.db")).unwrap();
    connection
        .execute_batch(&format!(
            "BEGIN;
             INSERT INTO record WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count})
                SELECT administration, CASE n % 10 WHEN 0 THEN 'dossier' ELSE 'note' END,
                    printf('019a1b2c-0000-7000-9000-%012x', n), printf('019a1b2c-0000-7000-9000-%012x', n - n % 10 ),
                    1, 1000 + n, 0, '{{\"text\":\"' || printf('%.*c', 180, 'x') || '\"}}', 191, NULL, 0, desk, 0, 0
                FROM n, (SELECT administration, desk FROM record LIMIT 1);
             INSERT INTO dossier_audience SELECT administration, dossier, 'all', seq, NULL, 0
                FROM record WHERE kind = 'dossier' AND seq > 1000;
             UPDATE counter SET value = 1000 + {count} WHERE name = 'seq';
             COMMIT; PRAGMA wal_checkpoint(TRUNCATE);"
        ))
        .unwrap();
    let client = door::client();
    let (mut after, mut times, mut read) = (String::new(), Vec::new(), 0);
    loop {
        let started = Instant::now();
        let response = client
            .get(format!(
                "{}/api/v1/changes?after={after}",
                scene.platform.url.as_str()
            ))
            .header("greffe-protocol", "1")
            .bearer_auth(&scene.tokens[1])
            .send()
            .unwrap();
        let page: Page = response.json().unwrap();
        times.push(started.elapsed());
        read += page.records.len();
        after = page.cursor;
        if !page.more {
            break;
        }
    }
    let middle = |part: &[Duration]| {
        let mut part = part.to_vec();
        part.sort_unstable();
        part[part.len() / 2].as_secs_f64() * 1000.0
    };
    let tenth = (times.len() / 10).max(1);
    rate("read in pages of 500", read, times.iter().sum());
    println!(
        "  a page: {:.1} ms among the first tenth, {:.1} ms among the last; at most {:.1} ms",
        middle(&times[..tenth]),
        middle(&times[times.len() - tenth..]),
        times.iter().max().unwrap().as_secs_f64() * 1000.0
    );
    let mut changes = Vec::new();
    for n in 0..200 {
        let started = Instant::now();
        scene.push(&[scene.operation("note", &format!("late {n}"), json!({ "text": "x" }), Vec::new())]);
        changes.push(started.elapsed());
    }
    println!(
        "  a change: {:.1} ms; the news of it: {:.1} ms",
        middle(&changes),
        {
            let started = Instant::now();
            assert_eq!(scene.pull(1, &after).0, 200);
            started.elapsed().as_secs_f64() * 1000.0
        }
    );
    println!("  most memory of platform and desks together: {} MiB", resident());
}
