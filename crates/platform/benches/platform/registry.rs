//! A national register in PostgreSQL: how long it takes to find an original among ten million.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::Sha256;
use platform::state::sha256;
use platform::storage::Storage;
use platform::storage::place::Place;
use testkit::postgres::Postgres;

use crate::Size;
use crate::figures::{at_most, quantile};
use crate::support::{TestPlatform, seal_letter};

/// What the platform keeps of a real registration: its facts and what was said of its seals.
fn template() -> (String, String) {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    desk.queue(&seal_letter(&platform.world, &platform.url, "Décision"));
    assert_eq!(desk.run().acknowledged, 1);
    let database = rusqlite::Connection::open(platform.folder.join("platform.db")).unwrap();
    database
        .query_row("SELECT facts, seal_report FROM original", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap()
}

fn identifier(number: u64) -> Sha256 {
    sha256(format!("identifier {number}").as_bytes())
}

/// A register in a database of its own.
struct Register {
    name: &'static str,
    storage: Arc<dyn Storage>,
    size: u64,
}

impl Register {
    fn open(postgres: &Postgres, folder: &Path, name: &'static str) -> Self {
        postgres.sql(&format!("CREATE DATABASE {name}"));
        let place = Place {
            database: Some(postgres.url_of(name)),
            ..Place::folder(folder.join(name))
        };
        let storage = place.open().unwrap();
        postgres.sql_in(
            name,
            "INSERT INTO administration (id, name, created_ms) VALUES (decode(repeat('01', 16), 'hex'), 'Commune A', 0);
             INSERT INTO desk (id, administration, name, public_key, roles, enrolled_ms)
                VALUES (decode(repeat('02', 16), 'hex'), decode(repeat('01', 16), 'hex'), 'poste', '\\x00', 'clerk', 0);",
        );
        Self {
            name,
            storage,
            size: 0,
        }
    }

    /// Registers so many.
    fn grow(&mut self, postgres: &Postgres, size: u64, template: &(String, String)) {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let (facts, report) = (quoted(&template.0), quoted(&template.1));
        while self.size < size {
            let (from, to) = (self.size + 1, size.min(self.size + 100_000));
            // Whether the rows that are named exist is not asked for each of millions: they do.
            let filled = postgres.sql_in(
                self.name,
                &format!(
                    "SET session_replication_role = replica;
                     INSERT INTO blob (sha256, size_bytes, stored_ms)
                        SELECT sha256(convert_to('file ' || n, 'UTF8')), 40000, 0 FROM generate_series({from}, {to}) AS n ORDER BY 1;
                     INSERT INTO original (identifier_sha256, seq, content_sha256, sha256, size_bytes, administration,
                            desk, registered_ms, facts, seal_report, log_entry)
                        SELECT sha256(convert_to('identifier ' || n, 'UTF8')), n,
                            sha256(convert_to('content ' || n, 'UTF8')), sha256(convert_to('file ' || n, 'UTF8')), 40000,
                            decode(repeat('01', 16), 'hex'), decode(repeat('02', 16), 'hex'), 0, {facts}, {report},
                            decode(repeat('03', 98), 'hex')
                        FROM generate_series({from}, {to}) AS n ORDER BY 1;
                     SELECT 'filled'"
                ),
            );
            assert_eq!(filled, "filled", "{}", postgres.log());
            self.size = to;
        }
        postgres.sql_in(self.name, "ANALYZE original; ANALYZE blob");
    }

    /// What the check page asks the database, for one that is there or is not.
    fn look_up(&self, turn: u64, known: bool) -> Duration {
        let number = turn * 7_368_787 % self.size + 1 + if known { 0 } else { u64::from(u32::MAX) };
        let identifier = identifier(number);
        let started = Instant::now();
        let found = self.storage.original(identifier).unwrap();
        let entry = self.storage.log_entry_of(identifier).unwrap();
        let took = started.elapsed();
        assert_eq!((found.is_some(), entry.is_some()), (known, known), "{number}");
        took
    }
}

pub fn registry(size: Size) {
    let sizes: &[u64] = size.of(
        &[10_000, 100_000, 1_000_000, 3_000_000, 10_000_000],
        &[1000, 10_000, 50_000],
    );
    println!("registrations in PostgreSQL: finding one by its identifier, as the check page does");
    let Some(postgres) = Postgres::start_with(&[
        "-c",
        "shared_buffers=1GB",
        "-c",
        "max_wal_size=8GB",
        "-c",
        "synchronous_commit=off",
        "-c",
        "wal_level=minimal",
        "-c",
        "max_wal_senders=0",
        "-c",
        "checkpoint_timeout=30min",
        "-c",
        "full_page_writes=off",
        "-c",
        "maintenance_work_mem=256MB",
        "-c",
        "work_mem=512MB",
    ]) else {
        return;
    };
    let template = template();
    let folder = tempfile::tempdir().unwrap();
    // A small register beside the growing one, asked in turns with it: what else runs on the machine meets both.
    let mut small = Register::open(&postgres, folder.path(), "small");
    small.grow(&postgres, sizes[0], &template);
    let mut register = Register::open(&postgres, folder.path(), "growing");
    println!(
        "  {:>12}  {:>12}  {:>10}  {:>8}  {:>12}  {:>8}  {:>14}  {:>9}",
        "originals",
        "filled in, s",
        "known, ms",
        "p99, ms",
        "unknown, ms",
        "p99, ms",
        "the small, ms",
        "size"
    );
    let mut last = 0.0;
    for size in sizes {
        let started = Instant::now();
        register.grow(&postgres, *size, &template);
        let filled = started.elapsed();
        let (mut known, mut unknown, mut reference) = (Vec::new(), Vec::new(), Vec::new());
        for turn in 0..4200 {
            let times = [
                register.look_up(turn, true),
                register.look_up(turn, false),
                small.look_up(turn, true),
            ];
            // The connection and the plans are warm by then.
            if turn >= 200 {
                known.push(times[0]);
                unknown.push(times[1]);
                reference.push(times[2]);
            }
        }
        let (median, beside) = (quantile(&mut known, 0.5), quantile(&mut reference, 0.5));
        println!(
            "  {size:>12}  {:>12.0}  {median:>10.3}  {:>8.3}  {:>12.3}  {:>8.3}  {beside:>14.3}  {:>9}",
            filled.as_secs_f64(),
            quantile(&mut known, 0.99),
            quantile(&mut unknown, 0.5),
            quantile(&mut unknown, 0.99),
            postgres.sql("SELECT pg_size_pretty(pg_database_size('growing'))")
        );
        last = median / beside;
    }
    at_most(
        "to find one in the largest, of one in the smallest",
        last * 100.0,
        200.0,
        "%",
    );
    println!();
}
