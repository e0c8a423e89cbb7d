//! Records alone, with the platform in this process: batches, pages, and a very large administration.

use std::time::{Duration, Instant};

use model::OpId;
use platform::storage::Storage as _;
use serde_json::{Value, json};
use sync::wire::records::{BATCH, Page, Pushed};

use crate::Size;
use crate::figures::{at_most, most_memory, rate};
use crate::support::{TestPlatform, door};

const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";

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
}

/// Records alone: what changes in a dossier, in batches, and read again.
pub fn records(size: Size) {
    let count = size.of(10_000, 1000);
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

/// A large administration: the cost of a page at its beginning and at its end, and of a change.
pub fn far(size: Size) {
    let count = size.of(1_000_000, 20_000);
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
    let (first, last) = (middle(&times[..tenth]), middle(&times[times.len() - tenth..]));
    println!(
        "  a page: {first:.1} ms among the first tenth, {last:.1} ms among the last; at most {:.1} ms",
        times.iter().max().unwrap().as_secs_f64() * 1000.0
    );
    at_most(
        "a page at the end, of one at the beginning",
        last / first * 100.0,
        200.0,
        "%",
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
    println!(
        "  most memory of platform and desks together: {} MiB\n",
        most_memory(std::process::id())
    );
}
