//! The public log as it grows: a turn, and a proof.

use std::sync::Arc;
use std::time::{Duration, Instant};

use platform::log::{LogStorage as _, Shelf, Signer, advance, proof};
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

/// A log of its own, as large as it was made.
struct Log {
    connection: rusqlite::Connection,
    storage: SqliteStorage,
    signer: Signer,
    shelf: Shelf,
    world: Arc<World>,
    /// The number of the next entry.
    next: u64,
    turns: Vec<Duration>,
    proofs: Vec<Duration>,
    _folder: tempfile::TempDir,
}

impl Log {
    fn of(size: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(folder.path()).unwrap();
        let url = identifier::PlatformUrl::parse("https://verify.example.lu").unwrap();
        let signer = Signer::open(&storage, &[7; 32], &url).unwrap();
        let connection = rusqlite::Connection::open(folder.path().join("platform.db")).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        connection.pragma_update(None, "synchronous", "OFF").unwrap();
        let mut log = Self {
            connection,
            storage,
            signer,
            shelf: Shelf::default(),
            world: World::new(),
            next: 0,
            turns: Vec::new(),
            proofs: Vec::new(),
            _folder: folder,
        };
        while log.next < size {
            log.wait((size - log.next).min(10_000));
            while log.advance() {}
        }
        log
    }

    /// Entries that wait for the next turn.
    fn wait(&mut self, count: u64) {
        let change = self.connection.transaction().unwrap();
        {
            let mut add = change
                .prepare("INSERT INTO log_pending (entry, added_ms) VALUES (?1, 0)")
                .unwrap();
            for number in self.next..self.next + count {
                add.execute([entry(number).as_slice()]).unwrap();
            }
        }
        change.commit().unwrap();
        self.next += count;
    }

    /// A turn of the keeper: appended, signed, published.
    fn advance(&self) -> bool {
        let Some(size) = advance(&self.storage, &self.signer, &*self.world).unwrap() else {
            return false;
        };
        let note = self.storage.log_checkpoint(false).unwrap().unwrap();
        self.storage.log_cosigned(size, &note, true).unwrap();
        true
    }

    fn measure_turn(&mut self) {
        self.wait(100);
        let started = Instant::now();
        assert!(self.advance());
        self.turns.push(started.elapsed());
    }

    fn measure_proof(&mut self, turn: u64) {
        let entry = entry(turn * 7_368_787 % self.next);
        let started = Instant::now();
        assert!(proof(&self.storage, &self.shelf, &entry).unwrap().is_some());
        self.proofs.push(started.elapsed());
    }
}

pub fn log(size: Size) {
    let sizes = size.of([1000, 10_000, 100_000, 1_000_000], [100, 1000, 10_000, 50_000]);
    println!("the public log: a turn that appends 100 entries, and a proof, by its size (SQLite, synced)");
    let mut logs: Vec<(u64, Log)> = sizes
        .into_iter()
        .map(|size| {
            let started = Instant::now();
            let log = Log::of(size);
            println!(
                "  {size} entries made in {:.0} s",
                started.elapsed().as_secs_f64()
            );
            (size, log)
        })
        .collect();
    // In turns, so that what else runs on the machine meets all sizes.
    for turn in 0..size.of(40, 20) {
        for (_, log) in &mut logs {
            log.measure_turn();
        }
        for part in 0..25 {
            for (_, log) in &mut logs {
                log.measure_proof(turn * 25 + part);
            }
        }
    }
    println!(
        "  {:>12}  {:>14}  {:>14}  {:>14}  {:>14}",
        "entries", "a turn, ms", "p90, ms", "a proof, ms", "p90, ms"
    );
    let rows: Vec<(f64, f64)> = logs
        .iter_mut()
        .map(|(size, log)| {
            let row = (quantile(&mut log.turns, 0.5), quantile(&mut log.proofs, 0.5));
            println!(
                "  {size:>12}  {:>14.2}  {:>14.2}  {:>14.3}  {:>14.3}",
                row.0,
                quantile(&mut log.turns, 0.9),
                row.1,
                quantile(&mut log.proofs, 0.9)
            );
            row
        })
        .collect();
    let ((first_turn, first_proof), (last_turn, last_proof)) = (rows[0], rows[rows.len() - 1]);
    at_most(
        "a turn at the largest, of the smallest",
        last_turn / first_turn * 100.0,
        200.0,
        "%",
    );
    at_most(
        "a proof at the largest, of the smallest",
        last_proof / first_proof * 100.0,
        200.0,
        "%",
    );
    println!();
}
