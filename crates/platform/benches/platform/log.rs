//! The public log as it grows: a turn, and a proof.

use std::time::{Duration, Instant};

use platform::log::{LogStorage as _, Signer, advance, proof};
use platform::state::sha256;
use platform::storage::sqlite::SqliteStorage;
use tlog::Hash;
use tlog::entry::{Kind, LENGTH, LogEntry};

use crate::Size;
use crate::figures::{at_most, quantile};
use crate::support::World;

fn entry(number: u64) -> [u8; LENGTH] {
    let hash = |what: &str| Hash::from_bytes(sha256(format!("{what} {number}").as_bytes()).0);
    LogEntry {
        kind: Kind::Issued,
        id_tag: hash("id"),
        doc_commit: hash("file"),
        seal_commit: hash("seal"),
    }
    .to_bytes()
}

fn wait(connection: &mut rusqlite::Connection, from: u64, to: u64) {
    let change = connection.transaction().unwrap();
    {
        let mut add = change
            .prepare("INSERT INTO log_pending (entry, added_ms) VALUES (?1, 0)")
            .unwrap();
        for number in from..to {
            add.execute([entry(number).as_slice()]).unwrap();
        }
    }
    change.commit().unwrap();
}

pub fn log(size: Size) {
    let sizes = size.of([10_000_u64, 100_000, 1_000_000], [1000, 10_000, 50_000]);
    println!("the public log: a turn that appends 100 entries, and a proof, as it grows (SQLite)");
    println!(
        "  {:>12}  {:>14}  {:>14}  {:>14}  {:>14}",
        "entries", "a turn, ms", "p90, ms", "a proof, ms", "p90, ms"
    );
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(folder.path()).unwrap();
    let world = World::new();
    let url = identifier::PlatformUrl::parse("https://verify.example.lu").unwrap();
    let signer = Signer::open(&storage, &[7; 32], &url).unwrap();
    let mut connection = rusqlite::Connection::open(folder.path().join("platform.db")).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    connection.pragma_update(None, "synchronous", "OFF").unwrap();
    let mut next = 0;
    let grow = |connection: &mut rusqlite::Connection, next: &mut u64, to: u64| {
        wait(connection, *next, to);
        *next = to;
        while let Some(size) = advance(&storage, &signer, &*world).unwrap() {
            let note = storage.log_checkpoint(false).unwrap().unwrap();
            storage.log_cosigned(size, &note, true).unwrap();
        }
    };
    let mut rows = Vec::new();
    for size in sizes {
        while next < size {
            let to = size.min(next + 10_000);
            grow(&mut connection, &mut next, to);
        }
        let mut turns: Vec<Duration> = (0..20)
            .map(|_| {
                let to = next + 100;
                wait(&mut connection, next, to);
                next = to;
                let started = Instant::now();
                let size = advance(&storage, &signer, &*world).unwrap().unwrap();
                let took = started.elapsed();
                let note = storage.log_checkpoint(false).unwrap().unwrap();
                storage.log_cosigned(size, &note, true).unwrap();
                took
            })
            .collect();
        let mut proofs: Vec<Duration> = (0..500)
            .map(|turn: u64| {
                let entry = entry(turn * 7919 % next);
                let started = Instant::now();
                assert!(proof(&storage, &entry).unwrap().is_some());
                started.elapsed()
            })
            .collect();
        let row = (quantile(&mut turns, 0.5), quantile(&mut proofs, 0.5));
        println!(
            "  {size:>12}  {:>14.2}  {:>14.2}  {:>14.3}  {:>14.3}",
            row.0,
            quantile(&mut turns, 0.9),
            row.1,
            quantile(&mut proofs, 0.9)
        );
        rows.push(row);
    }
    at_most(
        "a turn at the largest, of the smallest",
        rows[2].0 / rows[0].0 * 100.0,
        200.0,
        "%",
    );
    at_most(
        "a proof at the largest, of the smallest",
        rows[2].1 / rows[0].1 * 100.0,
        200.0,
        "%",
    );
    println!();
}
