//! Two processes of the platform on the same PostgreSQL and bucket, behind one address: whoever answers, it is the same
//! platform.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::{self, site};

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use site::Site;
use support::{Desk, seal_letter, seal_pdf};
use sync::engine::Policy;
use sync::http::DeviceKey;
use testkit::pki::TestPki;

fn patient() -> Policy {
    Policy {
        chunk_bytes: 100_000,
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(40),
        ..Policy::default()
    }
}

/// Runs the desk's outbox; `half` is called once when half of `size` bytes are with the platform.
fn run_until_half(desk: &Desk, size: u64, half: &dyn Fn()) -> sync::engine::Report {
    let done = std::cell::Cell::new(false);
    let now = || desk.world.time();
    let random = |buffer: &mut [u8]| desk.world.fill(buffer);
    let progress = |progress: sync::http::Progress| {
        if progress.bytes_done > size / 2 && !done.replace(true) {
            half();
        }
    };
    let ambient = sync::http::Ambient {
        now: &now,
        random: &random,
        cancelled: &|| false,
        progress: &progress,
    };
    let report = sync::http::run_with(desk, &desk.connection, patient(), ambient).unwrap();
    assert!(done.get(), "{report:?}");
    report
}

fn health(address: SocketAddr) -> u16 {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let root = reqwest::Certificate::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap();
    let client = reqwest::blocking::Client::builder()
        .no_proxy()
        .tls_certs_merge([root])
        .build()
        .unwrap();
    let answer = client
        .get(format!("https://localhost:{}/health", address.port()))
        .send()
        .unwrap();
    answer.status().as_u16()
}

#[test]
fn what_one_instance_begins_another_finishes_and_a_kill_loses_nothing() {
    let Some(site) = Site::start() else { return };
    let (first, second) = (site.instance("first"), site.instance("second"));
    site.balancer.lead_to(&[first.address]);
    let desk = site.desk();
    let plan = seal_pdf(
        &desk.world,
        &site.public_url(),
        "Grand plan",
        &testkit::pdfs::of_size(3_000_000),
    );
    let size = plan.bytes.len() as u64;
    desk.queue(&plan);
    // In the middle of the upload, with the token that the first has given, the second takes over; the first is killed.
    let killed = std::cell::RefCell::new(Some(first));
    let report = run_until_half(&desk, size, &|| {
        site.balancer.lead_to(&[second.address]);
        killed.borrow_mut().take();
    });
    assert_eq!(
        (report.acknowledged, report.waiting),
        (1, 0),
        "{report:?} {:?}",
        desk.failures
    );
    assert!(
        report.sent_bytes <= size + 200_000,
        "at most the part under way was sent twice: {report:?}"
    );
    assert!(
        site.log_of("second").contains("/api/v1/registrations"),
        "{}",
        site.log_of("second")
    );
    assert!(
        !site.log_of("second").contains("/oauth/token"),
        "the token of the first was good enough"
    );
    let third = site.instance("third");
    site.balancer.lead_to(&[third.address]);
    assert_eq!(desk.fetch(&plan.identifier).unwrap().bytes, plan.bytes);
    let parts = site.s3.folder().join("originals-of-the-state/uploads");
    let left: Vec<_> = walk(&parts);
    assert!(left.is_empty(), "the parts are gone: {left:?}");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

#[test]
fn registrations_raced_on_both_give_each_number_once() {
    let Some(site) = Site::start() else { return };
    let (first, second) = (site.instance("first"), site.instance("second"));
    site.balancer.lead_to(&[first.address, second.address]);
    // Each desk twice: as if its answers were lost and it asked the other instance at the same moment.
    let desks: Vec<(Desk, Desk)> = (0..2)
        .map(|_| {
            let desk = site.desk();
            for number in 0..6 {
                desk.queue(&seal_letter(
                    &desk.world,
                    &site.public_url(),
                    &format!("Lettre {number}"),
                ));
            }
            let mut twin = Desk::new(&site.world, &site.public_url());
            twin.connection.desk = desk.connection.desk;
            twin.connection.device_key = DeviceKey::from_pkcs8(&desk.key).unwrap();
            twin.outbox = desk.outbox.clone();
            twin.blobs = desk.blobs.clone();
            (desk, twin)
        })
        .collect();
    let answers: Vec<Vec<(model::OpId, sync::wire::Acknowledgement)>> = std::thread::scope(|scope| {
        let threads: Vec<_> = desks
            .into_iter()
            .flat_map(|(desk, twin)| [desk, twin])
            .map(|desk| {
                scope.spawn(move || {
                    for _ in 0..5 {
                        desk.run_with(patient());
                    }
                    assert!(
                        desk.outbox.borrow().is_empty(),
                        "{:?} {:?}",
                        desk.failures,
                        desk.parked
                    );
                    desk.acknowledged.borrow().clone()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for pair in answers.chunks(2) {
        let sorted = |answers: &[(model::OpId, sync::wire::Acknowledgement)]| {
            let mut told: Vec<_> = answers
                .iter()
                .map(|(op, answer)| (op.to_string(), answer.seq))
                .collect();
            told.sort();
            told
        };
        assert_eq!(
            sorted(&pair[0]),
            sorted(&pair[1]),
            "the same operation has the same number at both"
        );
    }
    let numbers: BTreeSet<u64> = answers.iter().flatten().map(|(_, answer)| answer.seq).collect();
    assert_eq!(numbers, (1..=12).collect::<BTreeSet<u64>>(), "without gaps");
    assert_eq!(
        site.postgres.sql("SELECT count(*), max(seq) FROM original"),
        "12|12"
    );
    for name in ["first", "second"] {
        assert!(
            site.log_of(name).contains("/api/v1/registrations"),
            "both have worked"
        );
    }
    // Both let the log grow; it is one log.
    let read = || {
        site.postgres
            .sql("SELECT count(*), count(DISTINCT entry), (SELECT count(*) FROM log_pending) FROM log_entry")
    };
    let grown = (0..200).any(|_| {
        let _ = health(first.address);
        read() == "12|12|0"
    });
    assert!(grown, "{} {}", read(), site.log_of("first"));
}

#[test]
fn a_database_that_is_restarted_costs_no_more_than_an_attempt() {
    let Some(site) = Site::start() else { return };
    let first = site.instance("first");
    site.balancer.lead_to(&[first.address]);
    let desk = site.desk();
    let plan = seal_pdf(
        &desk.world,
        &site.public_url(),
        "Plan",
        &testkit::pdfs::of_size(1_500_000),
    );
    desk.queue(&plan);
    desk.queue(&seal_letter(&desk.world, &site.public_url(), "Lettre"));
    let size = plan.bytes.len() as u64;
    let report = run_until_half(&desk, size, &|| site.postgres.stop());
    assert_eq!(report.acknowledged, 0, "{report:?}");
    assert_eq!(report.waiting, 2, "{report:?} {:?}", desk.parked);
    assert_eq!(health(first.address), 503);
    site.postgres.again();
    // The very next requests, without any restart of ours.
    let report = desk.run_with(patient());
    assert_eq!(
        (report.acknowledged, report.waiting),
        (2, 0),
        "{report:?} {:?}",
        desk.failures
    );
    assert_eq!(desk.fetch(&plan.identifier).unwrap().bytes, plan.bytes);
    // What was said of its health is said again for a moment.
    let said = std::time::Instant::now();
    while health(first.address) != 200 {
        assert!(
            said.elapsed() < Duration::from_secs(20),
            "{}",
            site.log_of("first")
        );
    }
}

#[test]
fn a_bucket_that_does_not_answer_costs_no_more_than_an_attempt() {
    let Some(mut site) = Site::start() else { return };
    let first = site.instance("first");
    site.balancer.lead_to(&[first.address]);
    let desk = site.desk();
    let letter = seal_letter(&desk.world, &site.public_url(), "Lettre");
    desk.queue(&letter);
    site.s3.stop();
    let report = desk.run_with(Policy {
        tries: 1,
        ..patient()
    });
    assert_eq!(
        (report.acknowledged, report.waiting),
        (0, 1),
        "{report:?} {:?}",
        desk.parked
    );
    site.s3.again();
    let report = desk.run_with(patient());
    assert_eq!(report.acknowledged, 1, "{report:?} {:?}", desk.failures);
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
}

/// Rounds of kills; more of them by `GREFFE_ROUNDS`.
fn rounds() -> u64 {
    let asked = std::env::var("GREFFE_ROUNDS").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

#[test]
fn whoever_is_killed_whenever_nothing_is_lost_and_nothing_double() {
    let Some(site) = Site::start() else { return };
    let instances = std::cell::RefCell::new(vec![site.instance("i0"), site.instance("i1")]);
    let lead = || {
        let addresses: Vec<SocketAddr> = instances.borrow().iter().map(|one| one.address).collect();
        site.balancer.lead_to(&addresses);
    };
    lead();
    let desk = site.desk();
    let mut letters = Vec::new();
    for round in 0..rounds() {
        for size in [20_000, 700_000, 150_000] {
            let input = testkit::pdfs::of_size(size);
            let letter = seal_pdf(
                &desk.world,
                &site.public_url(),
                &format!("Lettre {round} {size}"),
                &input,
            );
            desk.queue(&letter);
            letters.push(letter);
        }
        // Somewhere among the bytes of this round, between any two effects of either side.
        let at = u64::from_le_bytes(desk.world.draw()) % 900_000;
        let killed = std::cell::Cell::new(false);
        let now = || desk.world.time();
        let random = |buffer: &mut [u8]| desk.world.fill(buffer);
        let progress = |progress: sync::http::Progress| {
            if progress.bytes_done > at && !killed.replace(true) {
                instances.borrow_mut().remove(0);
                lead();
            }
        };
        let ambient = sync::http::Ambient {
            now: &now,
            random: &random,
            cancelled: &|| false,
            progress: &progress,
        };
        sync::http::run_with(&desk, &desk.connection, patient(), ambient).unwrap();
        if killed.get() {
            let fresh = site.instance(&format!("i{}", round + 2));
            instances.borrow_mut().push(fresh);
            lead();
        }
    }
    for _ in 0..5 {
        desk.run_with(patient());
    }
    assert!(
        desk.outbox.borrow().is_empty() && desk.parked.borrow().is_empty(),
        "{:?} {:?}",
        desk.failures,
        desk.parked
    );
    let count = letters.len();
    assert_eq!(
        site.postgres
            .sql("SELECT count(*), count(DISTINCT identifier_sha256), min(seq), max(seq) FROM original"),
        format!("{count}|{count}|1|{count}")
    );
    let numbers: BTreeSet<u64> = desk
        .acknowledged
        .borrow()
        .iter()
        .map(|(_, answer)| answer.seq)
        .collect();
    assert_eq!(numbers.len(), count);
    for letter in &letters {
        assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
    }
}
