//! Contents on their way to the platform: many small ones in one request, and large ones in one stream.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::cell::Cell;

use model::{OpId, Sha256};
use platform::state::sha256;
use platform::storage::Storage as _;
use serde_json::{Value, json};
use support::{Desk, TestPlatform};
use sync::http::Exchange;
use sync::local::LocalError;
use sync::wire::records::{Operation, Outcome, Push};

const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";

fn operation(platform: &TestPlatform, kind: &str, id: &str, fields: Value, blobs: &[Sha256]) -> Operation {
    let op = OpId::new(platform.world.time(), platform.world.draw());
    serde_json::from_value(json!({
        "op": op, "kind": kind, "id": id, "dossier": DOSSIER, "base_rev": 0, "change": { "patch": fields },
        "blobs": blobs, "changed_at": platform.world.time(),
    }))
    .unwrap()
}

fn push(platform: &TestPlatform, desk: &Desk, operations: Vec<Operation>) -> Vec<Outcome> {
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    let epoch = platform.storage.epoch().unwrap();
    let pushed = exchange.push(&Push { epoch, operations }).unwrap();
    pushed.results.into_iter().map(|answer| answer.outcome).collect()
}

fn version(platform: &TestPlatform, id: &str, digest: Sha256) -> Operation {
    let fields = json!({ "sha256": digest, "number": 1, "document": "d" });
    operation(platform, "version", id, fields, &[digest])
}

fn unwilling() -> LocalError {
    LocalError::new(sync::Error::DigestMismatch)
}

#[test]
fn small_contents_come_in_one_request_and_each_is_answered_on_its_own() {
    let platform = TestPlatform::start();
    let (desk, other) = (platform.desk("Commune A"), platform.desk("Commune A"));
    let dossier = json!({ "reference": "2026/1" });
    push(
        &platform,
        &desk,
        vec![operation(&platform, "dossier", DOSSIER, dossier, &[])],
    );
    let good = |n: u8| {
        let bytes = vec![n; 1000 + usize::from(n)];
        (sha256(&bytes), bytes)
    };
    let damaged = (sha256(b"announced"), b"arrived".to_vec());
    let small = [good(1), damaged.clone(), good(2), good(1)];
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    for _ in 0..2 {
        let answers = exchange.bring(&small).unwrap();
        assert_eq!(answers, Some(vec![true, false, true, true]));
    }
    for (digest, bytes) in [&small[0], &small[2]] {
        assert_eq!(&std::fs::read(platform.stored(digest)).unwrap(), bytes);
    }
    assert!(!platform.stored(&damaged.0).exists());
    let database = rusqlite::Connection::open(platform.folder.join("platform.db")).unwrap();
    let rows: u32 = database
        .query_row("SELECT count(*) FROM upload", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 2, "what is sent again is not counted again");

    // Whoever has sent a content may name it; whoever knows its digest alone may not.
    let outcomes = push(&platform, &other, vec![version(&platform, "other", small[0].0)]);
    assert!(matches!(&outcomes[0], Outcome::Waiting { blobs } if *blobs == [small[0].0]));
    let outcomes = push(
        &platform,
        &desk,
        vec![
            version(&platform, "one", small[0].0),
            version(&platform, "two", small[2].0),
            version(&platform, "none", damaged.0),
        ],
    );
    assert!(matches!(outcomes[0], Outcome::Applied { .. }), "{outcomes:?}");
    assert!(matches!(outcomes[1], Outcome::Applied { .. }), "{outcomes:?}");
    assert!(matches!(outcomes[2], Outcome::Waiting { .. }), "{outcomes:?}");

    // What does not fit into one request is not sent in one.
    let many: Vec<(Sha256, Vec<u8>)> = (0..201).map(|_| good(3)).collect();
    assert_eq!(exchange.bring(&many).unwrap(), None);
    assert_eq!(exchange.bring(&[]).unwrap(), None);
}

#[test]
fn a_large_content_goes_in_one_stream_and_goes_on_where_it_was_cut() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let bytes: Vec<u8> = (0..7_000_003_u32).flat_map(|n| [(n >> 3) as u8]).collect();
    let digest = sha256(&bytes);
    let size = bytes.len() as u64;
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();

    // The desk cannot read on: the line is cut, and what had come stays.
    let mut cut = |from: u64, length: u64| {
        let (from, to) = (from as usize, (from + length) as usize);
        if from < 5 << 20 {
            Ok(bytes[from..to].to_vec())
        } else {
            Err(unwilling())
        }
    };
    let failed = exchange.upload(&digest, size, &mut cut, &|_| {});
    assert!(matches!(failed, Err(sync::Error::Local(_))), "{failed:?}");
    assert!(!platform.stored(&digest).exists());

    let reached = Cell::new(0);
    let mut whole = |from: u64, length: u64| Ok(bytes[from as usize..(from + length) as usize].to_vec());
    let sent = exchange
        .upload(&digest, size, &mut whole, &|at| reached.set(at))
        .unwrap();
    assert!(sent < size, "{sent} of {size} sent again");
    assert_eq!(reached.get(), size);
    assert_eq!(std::fs::read(platform.stored(&digest)).unwrap(), bytes);
    assert_eq!(exchange.upload(&digest, size, &mut whole, &|_| {}).unwrap(), 0);

    // Another file than was announced is forgotten.
    let wrong = sha256(b"another");
    let refused = exchange.upload(&wrong, size, &mut whole, &|_| {});
    assert!(refused.is_err());
    assert!(!platform.stored(&wrong).exists());
}
