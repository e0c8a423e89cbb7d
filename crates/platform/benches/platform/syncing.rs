//! One desk, and five hundred, through the driver that desks use.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use model::{OpId, Sha256};
use platform::state::sha256;
use serde_json::{Value, json};
use sync::http::Exchange;
use sync::wire::records::{BATCH, Operation, Outcome, Push};

use crate::Size;
use crate::figures::{at_least, at_most, most_memory, processor, rate, speed};
use crate::servers::{Bare, Site, curl};
use crate::support::{Desk, World, door, seal_letter};

/// Bytes of a small document.
const SMALL: usize = 4096;
const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";

/// Bytes that are others for each number.
pub fn content(n: usize, length: usize) -> Vec<u8> {
    let mut state = n as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes[..8].copy_from_slice(&(n as u64).to_le_bytes());
    bytes
}

fn operation(world: &World, kind: &str, id: &str, fields: Value, blobs: &[Sha256]) -> Operation {
    let op = OpId::new(world.time(), world.draw());
    serde_json::from_value(json!({
        "op": op, "kind": kind, "id": id, "dossier": DOSSIER, "base_rev": 0, "change": { "patch": fields },
        "blobs": blobs, "changed_at": world.time(),
    }))
    .unwrap()
}

fn push(exchange: &mut Exchange<'_>, epoch: &str, operations: &[Operation]) -> Vec<Outcome> {
    let push = Push {
        epoch: epoch.to_owned(),
        operations: operations.to_vec(),
    };
    let pushed = exchange.push(&push).unwrap();
    pushed.results.into_iter().map(|answer| answer.outcome).collect()
}

fn dossier(site: &Site, desk: &Desk) {
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    let made = operation(
        &site.world,
        "dossier",
        DOSSIER,
        json!({ "reference": "2026/1" }),
        &[],
    );
    push(&mut exchange, &site.epoch(), &[made]);
}

/// A bare client: one PUT after the other over one connection.
fn bare_puts(bare: &Bare, count: usize, content: impl Fn(usize) -> Vec<u8>) -> Duration {
    let client = door::client();
    let url = bare.url();
    let put = |n: usize| {
        let answer = client.put(format!("{url}/{n}")).body(content(n)).send().unwrap();
        assert_eq!(answer.status(), 200);
    };
    put(usize::MAX);
    let started = Instant::now();
    (0..count).for_each(put);
    started.elapsed()
}

/// Small documents: their contents, and the records that name them, as a desk tells them: told first, then brought as the
/// platform asks for them, then told again.
pub fn documents(size: Size) {
    let count = size.of(10_000, 1000);
    println!(
        "{count} documents of {SMALL} bytes from one desk, beside a bare client that PUTs them to a bare server"
    );
    let bare = Bare::start();
    let first = bare_puts(&bare, count, |n| content(n, SMALL));
    bare.clear();
    let site = Site::start();
    let desk = site.desk();
    dossier(&site, &desk);
    let epoch = site.epoch();
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    let (mut told, mut brought) = (Duration::ZERO, Duration::ZERO);
    let before = processor(&[site.pid()]);
    let whole = Instant::now();
    for first in (0..count).step_by(BATCH) {
        let small: Vec<(Sha256, Vec<u8>)> = (first..count.min(first + BATCH))
            .map(|n| content(n, SMALL))
            .map(|bytes| (sha256(&bytes), bytes))
            .collect();
        let operations: Vec<Operation> = (first..)
            .zip(&small)
            .map(|(n, (digest, _))| {
                let fields = json!({ "sha256": digest, "number": 1, "document": n.to_string() });
                operation(&site.world, "version", &format!("v{n}"), fields, &[*digest])
            })
            .collect();
        let started = Instant::now();
        let outcomes = push(&mut exchange, &epoch, &operations);
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Outcome::Waiting { .. }))
        );
        told += started.elapsed();
        let started = Instant::now();
        let kept = exchange.bring(&small).unwrap().unwrap();
        assert!(kept.iter().all(|kept| *kept));
        brought += started.elapsed();
        let started = Instant::now();
        let outcomes = push(&mut exchange, &epoch, &operations);
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Outcome::Applied { .. })),
            "{outcomes:?}"
        );
        told += started.elapsed();
    }
    let ours = whole.elapsed();
    let spent = processor(&[site.pid()]) - before;
    // Before and after: what else runs on the machine meets both.
    let second = bare_puts(&bare, count, |n| content(n, SMALL));
    let reference = rate(
        "a bare server: PUT, sync, rename, sync",
        count * 2,
        first + second,
    );
    rate(
        "the driver: contents brought, many in one request",
        count,
        brought,
    );
    rate("the driver: records told, twice", count, told);
    let ours = rate("the driver: both", count, ours);
    println!(
        "  processor of the platform: {:.2} ms a document; most memory {} MiB",
        spent / count as f64 * 1000.0,
        most_memory(site.pid())
    );
    at_least("of the bare client", ours / reference * 100.0, 70.0, "%");
    println!();
}

/// Sealed originals: uploaded, examined and registered one by one.
pub fn originals(size: Size) {
    let count = size.of(1000, 100);
    println!(
        "{count} sealed originals from one desk's outbox, beside a bare client that PUTs the same files"
    );
    let site = Site::start();
    let desk = site.desk();
    let letters: Vec<_> = (0..count)
        .map(|n| seal_letter(&site.world, &site.url, &format!("Letter {n}")))
        .collect();
    let bytes: usize = letters.iter().map(|letter| letter.bytes.len()).sum();
    let bare = Bare::start();
    let first = bare_puts(&bare, count, |n| letters[n % count].bytes.clone());
    for letter in &letters {
        desk.queue(letter);
    }
    let before = processor(&[site.pid()]);
    let started = Instant::now();
    let report = desk.run();
    assert_eq!(report.acknowledged as usize, count);
    let took = started.elapsed();
    let spent = processor(&[site.pid()]) - before;
    bare.clear();
    let second = bare_puts(&bare, count, |n| letters[n % count].bytes.clone());
    println!("  {} bytes each in the middle", bytes / count);
    let reference = rate(
        "a bare server: PUT, sync, rename, sync",
        count * 2,
        first + second,
    );
    let ours = rate("the driver: upload, seals examined, registered", count, took);
    println!(
        "  processor of the platform: {:.2} ms an original; most memory {} MiB",
        spent / count as f64 * 1000.0,
        most_memory(site.pid())
    );
    at_least("of the bare client", ours / reference * 100.0, 70.0, "%");
    println!();
}

/// 1 GB in files of the largest size, beside curl.
pub fn large(size: Size) {
    let (files, length) = (size.of(10, 2), 100 * 1024 * 1024);
    let bytes = (files * length) as u64;
    println!(
        "{} MB in {files} files of 100 MiB (the largest that is taken), beside curl to a bare server",
        bytes / 1_000_000
    );
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..files)
        .map(|n| {
            let path = folder.path().join(format!("f{n}"));
            std::fs::write(&path, content(n, length)).unwrap();
            path
        })
        .collect();
    let bare = Bare::start();
    let curled = |file: &PathBuf| {
        let started = Instant::now();
        let sent = curl(std::slice::from_ref(file), &bare.url());
        let took = started.elapsed();
        bare.clear();
        sent.map(|()| took)
    };
    let site = Site::start();
    let desk = site.desk();
    let digests: Vec<Sha256> = files
        .iter()
        .map(|file| sha256(&std::fs::read(file).unwrap()))
        .collect();
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    let before = processor(&[site.pid()]);
    // File by file in turns, so that what else runs on the machine meets both.
    let (mut took, mut reference) = (Duration::ZERO, Some(Duration::ZERO));
    for (file, digest) in files.iter().zip(&digests) {
        reference = reference.and_then(|sum| Some(sum + curled(file)?));
        let mut part = |from: u64, length: u64| {
            use std::io::{Read as _, Seek as _};
            let mut file = std::fs::File::open(file).unwrap();
            file.seek(std::io::SeekFrom::Start(from)).unwrap();
            let mut bytes = Vec::with_capacity(length as usize);
            file.take(length).read_to_end(&mut bytes).unwrap();
            Ok(bytes)
        };
        let started = Instant::now();
        let sent = exchange
            .upload(digest, length as u64, &mut part, &|_| {})
            .unwrap();
        took += started.elapsed();
        assert_eq!(sent, length as u64);
    }
    let spent = processor(&[site.pid()]) - before;
    let ours = speed("the driver: upload, hashed, in its place", bytes, took);
    println!(
        "  processor of the platform: {:.2} s a GB; most memory {} MiB",
        spent / (bytes as f64 / 1e9),
        most_memory(site.pid())
    );
    match reference {
        Some(reference) => {
            let reference = speed("curl to a bare server: written, synced", bytes, reference);
            at_least("of curl", ours / reference * 100.0, 60.0, "%");
        }
        None => println!("  curl is not installed: no comparison"),
    }
    println!();
}

/// Many desks that come back at the same time: each brings contents, tells records and reads what the others told.
pub fn desks(size: Size) {
    let most = size.of(500, 50);
    println!(
        "desks that synchronise at the same time: each reads 2000 records, brings 20 contents, tells 20 records"
    );
    let mut memory = Vec::new();
    for count in [most / 10, most] {
        let site = Site::start();
        let first = site.desk();
        dossier(&site, &first);
        let epoch = site.epoch();
        let mut exchange = Exchange::open(&first.connection, first.quiet()).unwrap();
        for batch in 0..2000 / BATCH {
            let operations: Vec<Operation> = (0..BATCH)
                .map(|n| {
                    let fields = json!({ "text": "x".repeat(180) });
                    operation(&site.world, "note", &format!("{batch}-{n}"), fields, &[])
                })
                .collect();
            push(&mut exchange, &epoch, &operations);
        }
        let desks: Vec<Desk> = (0..count).map(|_| site.desk()).collect();
        let (before, busy) = (most_memory(site.pid()), processor(&[site.pid()]));
        let started = Instant::now();
        std::thread::scope(|scope| {
            for (number, desk) in desks.into_iter().enumerate() {
                let (epoch, world) = (epoch.as_str(), &site.world);
                scope.spawn(move || synchronise(&desk, number, world, epoch));
            }
        });
        let took = started.elapsed();
        rate(&format!("{count} desks"), count, took);
        let after = most_memory(site.pid());
        println!(
            "  processor of the platform: {:.1} s; its most memory: {before} MiB before, {after} MiB after",
            processor(&[site.pid()]) - busy
        );
        memory.push(after);
    }
    at_most(
        &format!("most memory of the platform with {most} desks"),
        memory[1] as f64,
        512.0,
        "MiB",
    );
    println!();
}

fn synchronise(desk: &Desk, number: usize, world: &World, epoch: &str) {
    let mut exchange = Exchange::open(&desk.connection, desk.quiet()).unwrap();
    let (mut after, mut read) = (None, 0);
    loop {
        let page = exchange.pull(after.as_deref()).unwrap().unwrap();
        read += page.records.len();
        after = Some(page.cursor);
        if !page.more {
            break;
        }
    }
    assert!(read >= 2001, "{read}");
    let small: Vec<(Sha256, Vec<u8>)> = (0..20)
        .map(|n| content(number * 100 + n, SMALL))
        .map(|bytes| (sha256(&bytes), bytes))
        .collect();
    exchange.bring(&small).unwrap().unwrap();
    let operations: Vec<Operation> = (0..20)
        .zip(&small)
        .map(|(n, (digest, _))| {
            let fields = json!({ "sha256": digest, "number": 1, "document": n.to_string() });
            operation(world, "version", &format!("{number}-{n}"), fields, &[*digest])
        })
        .collect();
    let outcomes = push(&mut exchange, epoch, &operations);
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Applied { .. }))
    );
}
