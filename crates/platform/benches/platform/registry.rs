//! A national register in PostgreSQL: how long it takes to find an original among ten million.

use std::time::{Duration, Instant};

use model::Sha256;
use platform::state::sha256;
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

pub fn registry(size: Size) {
    let sizes = size.of([10_000_u64, 1_000_000, 10_000_000], [1000, 10_000, 100_000]);
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
    ]) else {
        return;
    };
    let (facts, report) = template();
    let folder = tempfile::tempdir().unwrap();
    let place = Place {
        database: Some(postgres.url()),
        ..Place::folder(folder.path())
    };
    let storage = place.open().unwrap();
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    postgres.sql(
        "INSERT INTO administration (id, name, created_ms) VALUES (decode(repeat('01', 16), 'hex'), 'Commune A', 0);
         INSERT INTO desk (id, administration, name, public_key, roles, enrolled_ms)
            VALUES (decode(repeat('02', 16), 'hex'), decode(repeat('01', 16), 'hex'), 'poste', '\\x00', 'clerk', 0);",
    );
    println!(
        "  {:>12}  {:>12}  {:>14}  {:>10}  {:>14}  {:>10}  {:>10}",
        "originals", "filled in, s", "known, ms", "p99, ms", "unknown, ms", "p99, ms", "size"
    );
    let (mut from, mut rows) = (1, Vec::new());
    for size in sizes {
        let started = Instant::now();
        while from <= size {
            let to = size.min(from + 499_999);
            // Whether the rows that are named exist is not asked for each of millions: they do.
            let filled = postgres.sql(&format!(
                "SET session_replication_role = replica;
                 INSERT INTO blob (sha256, size_bytes, stored_ms)
                    SELECT sha256(convert_to('file ' || n, 'UTF8')), 40000, 0 FROM generate_series({from}, {to}) AS n;
                 INSERT INTO original (identifier_sha256, seq, content_sha256, sha256, size_bytes, administration, desk,
                        registered_ms, facts, seal_report, log_entry)
                    SELECT sha256(convert_to('identifier ' || n, 'UTF8')), n, sha256(convert_to('content ' || n, 'UTF8')),
                        sha256(convert_to('file ' || n, 'UTF8')), 40000, decode(repeat('01', 16), 'hex'),
                        decode(repeat('02', 16), 'hex'), 0, {}, {}, decode(repeat('03', 98), 'hex')
                    FROM generate_series({from}, {to}) AS n;
                 SELECT 'filled'",
                quoted(&facts),
                quoted(&report)
            ));
            assert_eq!(filled, "filled", "{}", postgres.log());
            from = to + 1;
        }
        postgres.sql("ANALYZE original; ANALYZE blob");
        let filled = started.elapsed();
        let times = |known: bool| -> Vec<Duration> {
            (0..2200_u64)
                .map(|turn| {
                    let number = turn * 7_368_787 % size + 1 + if known { 0 } else { u64::from(u32::MAX) };
                    let identifier = identifier(number);
                    let started = Instant::now();
                    let found = storage.original(identifier).unwrap();
                    let entry = storage.log_entry_of(identifier).unwrap();
                    let took = started.elapsed();
                    assert_eq!((found.is_some(), entry.is_some()), (known, known), "{number}");
                    took
                })
                // The connection and the plans are warm.
                .skip(200)
                .collect()
        };
        let (mut known, mut unknown) = (times(true), times(false));
        let row = quantile(&mut known, 0.5);
        println!(
            "  {size:>12}  {:>12.0}  {row:>14.3}  {:>10.3}  {:>14.3}  {:>10.3}  {:>10}",
            filled.as_secs_f64(),
            quantile(&mut known, 0.99),
            quantile(&mut unknown, 0.5),
            quantile(&mut unknown, 0.99),
            postgres.sql("SELECT pg_size_pretty(pg_database_size('greffe'))")
        );
        rows.push(row);
    }
    at_most(
        "to find one in the largest, of the smallest",
        rows[2] / rows[0] * 100.0,
        200.0,
        "%",
    );
    println!();
}
