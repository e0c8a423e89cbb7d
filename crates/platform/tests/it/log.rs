//! The public log: what is registered stands in it, under checkpoints that witnesses have seen, and its files convince
//! readers that we did not write.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::collections::BTreeSet;
use std::sync::Arc;

use model::Sha256;
use platform::log::cosign::cosign;
use platform::log::witness::{Witness, router};
use platform::log::{LogStorage, Shelf, Signer, advance, proof};
use platform::state::{Environment, identifier_sha256};
use platform::storage::{Revocation, Storage};
use support::{Page, Sealed, TestPlatform, World, seal_letter};
use tlog::Hash;
use tlog::checkpoint::Checkpoint;
use tlog::entry::{Kind, LogEntry, id_tag};
use tlog::merkle::{Subtrees, leaf_hash};
use tlog::note::SignedNote;
use tlog::policy::PolicyFile;
use tlog::proof::TlogProof;
use tlog::tile::{Tile, Tiles, decode_bundle};

fn signer(platform: &TestPlatform) -> Signer {
    Signer::open(&*platform.storage, &[3; 32], &platform.url).unwrap()
}

/// A platform with a letter that is registered.
fn registered() -> (TestPlatform, Sealed) {
    let platform = TestPlatform::start();
    let desk = platform.desk("TEST Commune de Bettendorf");
    let letter = seal_letter(&platform.world, &platform.url, "Autorisation de bâtir");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    (platform, letter)
}

fn grow(platform: &TestPlatform) -> Option<u64> {
    let size = advance(&*platform.storage, &signer(platform), &*platform.world).unwrap();
    cosign(&*platform.storage, None).unwrap();
    size
}

fn issued(letter: &Sealed) -> LogEntry {
    let digest = Hash::from_bytes(letter.registration().sha256.0);
    // SHA-256 of nothing: no visible seal is printed on it.
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    LogEntry::new(
        Kind::Issued,
        &letter.identifier,
        &digest,
        &nothing.parse().unwrap(),
    )
}

fn policy(platform: &TestPlatform) -> PolicyFile {
    let key = signer(platform).key().unwrap();
    PolicyFile::parse(&format!("log {key}\nquorum none\n")).unwrap()
}

fn get(platform: &TestPlatform, path: &str) -> Page {
    platform.browse(path, "fr")
}

#[test]
fn what_is_registered_is_proven_to_its_holder_once_a_checkpoint_was_signed() {
    let (platform, letter) = registered();
    let address = format!("/d/{}/proof", letter.identifier.canonical());
    assert_eq!(get(&platform, &address).status, 404, "no checkpoint yet");
    let page = get(&platform, &format!("/d/{}", letter.identifier.canonical()));
    assert!(
        page.words().contains("Pas encore au registre public"),
        "{}",
        page.words()
    );
    assert_eq!(grow(&platform), Some(1));
    assert_eq!(grow(&platform), None, "nothing waits");
    let answer = get(&platform, &address);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-disposition"),
        format!(
            "attachment; filename=\"{}.tlog-proof\"",
            letter.identifier.canonical()
        )
    );
    let proof = TlogProof::parse(&answer.html()).unwrap();
    let verified = proof
        .verify(&issued(&letter).leaf_hash(), &one_log(&platform))
        .unwrap();
    assert_eq!(
        (verified.index(), verified.checkpoint().checkpoint().size()),
        (0, 1)
    );
    let page = get(&platform, &format!("/d/{}", letter.identifier.canonical()));
    assert!(
        page.words().contains("Inscrit au registre public"),
        "{}",
        page.words()
    );
    assert!(page.html().contains(&address));
    // Nobody finds the identifier in what the log gives away.
    for path in [
        "/log/checkpoint",
        "/log/tile/entries/000.p/1",
        "/log/tile/0/000.p/1",
    ] {
        let file = get(&platform, path);
        assert_eq!(file.status, 200, "{path}");
        let identifier = letter.identifier.canonical();
        let held = file
            .bytes
            .windows(identifier.len())
            .any(|window| window == identifier.as_bytes());
        assert!(!held, "{path}");
    }
}

fn one_log(platform: &TestPlatform) -> tlog::checkpoint::Policy {
    tlog::checkpoint::Policy::new(vec![signer(platform).key().unwrap()], Vec::new(), 0).unwrap()
}

#[test]
fn a_revocation_is_logged_once_with_the_same_commitments() {
    let (platform, letter) = registered();
    let key = identifier_sha256(&letter.identifier);
    for reason in ["Erreur d'adresse", "Encore"] {
        let revocation = Revocation {
            at: platform.world.time(),
            reason: reason.into(),
            lang: "fr".into(),
        };
        assert!(platform.storage.revoke_original(key, &revocation).unwrap());
    }
    assert_eq!(grow(&platform), Some(2));
    let kinds: BTreeSet<[u8; 98]> = platform
        .storage
        .log_numbers(id_tag(&letter.identifier))
        .unwrap()
        .into_iter()
        .map(|(_, entry)| entry)
        .collect();
    let issued = issued(&letter);
    let revoked = LogEntry {
        kind: Kind::Revoked,
        ..issued
    };
    assert_eq!(kinds, BTreeSet::from([issued.to_bytes(), revoked.to_bytes()]));
}

/// Entries as registrations make them, put where they wait.
fn wait(platform: &TestPlatform, count: u32, seed: u32) {
    let database = rusqlite::Connection::open(platform.folder.join("platform.db")).unwrap();
    database.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    let transaction = database.unchecked_transaction().unwrap();
    for number in 0..count {
        let mut entry = [0_u8; 98];
        entry[0] = 1;
        entry[1] = 1;
        let digest = leaf_hash(&(u64::from(seed) << 32 | u64::from(number)).to_be_bytes());
        entry[2..34].copy_from_slice(digest.as_bytes());
        transaction
            .execute(
                "INSERT INTO log_pending (entry, added_ms) VALUES (?1, 0)",
                [entry],
            )
            .unwrap();
    }
    transaction.commit().unwrap();
}

#[test]
fn every_checkpoint_continues_the_one_before_and_the_files_rebuild_the_tree() {
    let platform = TestPlatform::start();
    let policy = policy(&platform);
    let mut last: Option<Checkpoint> = None;
    for (round, count) in [0, 1, 254, 1, 1, 300, 1000].into_iter().enumerate() {
        wait(&platform, count, round as u32);
        let _ = grow(&platform);
        let note = get(&platform, "/log/checkpoint").html();
        let checkpoint = policy
            .verify(&SignedNote::parse(&note).unwrap())
            .unwrap()
            .checkpoint()
            .clone();
        let fetched = |tile: &Tile| {
            let page = get(&platform, &format!("/log/{tile}"));
            (page.status == 200).then_some(page.bytes)
        };
        let tiles = Tiles::new(checkpoint.size(), fetched);
        assert_eq!(tiles.root(checkpoint.size()).unwrap(), *checkpoint.root());
        if let Some(last) = &last {
            let proof = tiles.consistency_proof(last.size(), checkpoint.size()).unwrap();
            tlog::merkle::verify_consistency(
                last.size(),
                last.root(),
                checkpoint.size(),
                checkpoint.root(),
                &proof,
            )
            .unwrap();
        }
        last = Some(checkpoint);
    }
    let last = last.unwrap();
    assert_eq!(last.size(), 1557);
    let mut leaves = Vec::new();
    for tile in Tile::to_write(0, last.size()).filter(|tile| tile.to_string().starts_with("tile/entries")) {
        let bytes = get(&platform, &format!("/log/{tile}")).bytes;
        let entries = decode_bundle(&bytes, tile.width()).unwrap();
        leaves.extend(entries.into_iter().map(leaf_hash));
    }
    let mut tree = tlog::merkle::Tree::new();
    tree.extend(leaves);
    assert_eq!(tree.root(last.size()).unwrap(), *last.root());
    // A partial tile whose full one is there is gone; names that the format does not know reach nothing.
    for path in [
        "/log/tile/0/000.p/255",
        "/log/tile/0/0",
        "/log/tile/../platform.db",
        "/log/tile/0/000.p/0",
    ] {
        assert_eq!(get(&platform, path).status, 404, "{path}");
    }
    assert_eq!(
        get(&platform, "/log/tile/0/000").header("cache-control"),
        "public, max-age=31536000, immutable"
    );
}

#[test]
fn entries_of_one_checkpoint_are_shuffled() {
    let platform = TestPlatform::start();
    wait(&platform, 200, 1);
    let order = platform.storage.log_pending(1000).unwrap();
    let _ = grow(&platform);
    let stored = platform
        .storage
        .log_file("tile/entries/000.p/200")
        .unwrap()
        .unwrap();
    let entries = decode_bundle(&stored, 200).unwrap();
    let same = order
        .iter()
        .zip(&entries)
        .filter(|(a, b)| a.entry == ***b)
        .count();
    assert!(same < 20, "{same} of 200 stand where they came");
}

#[test]
fn two_instances_never_append_the_same_entries_twice() {
    let platform = TestPlatform::start();
    wait(&platform, 500, 1);
    let signer = &signer(&platform);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    // A writer that came too late appends nothing.
                    let _ = advance(&*platform.storage, signer, &*platform.world);
                }
            });
        }
    });
    let note = platform.storage.log_checkpoint(false).unwrap().unwrap();
    let checkpoint = Checkpoint::parse(SignedNote::parse(&note).unwrap().text()).unwrap();
    assert_eq!(checkpoint.size(), 500);
    assert!(platform.storage.log_pending(10).unwrap().is_empty());
}

#[test]
fn another_key_does_not_continue_the_log() {
    let platform = TestPlatform::start();
    let _ = grow(&platform);
    let refused = Signer::open(&*platform.storage, &[4; 32], &platform.url);
    assert!(matches!(refused, Err(platform::Error::LogKeyOther { .. })));
    let elsewhere = identifier::PlatformUrl::parse("https://elsewhere.example.lu").unwrap();
    let moved = Signer::open(&*platform.storage, &[3; 32], &elsewhere).unwrap();
    assert_eq!(moved.origin(), signer(&platform).origin(), "the name stays");
}

/// Witnesses that listen, and the policy that names them.
struct Watched {
    _runtime: tokio::runtime::Runtime,
    policy: String,
    witnesses: Vec<Arc<Witness>>,
    stop: Vec<tokio::task::AbortHandle>,
}

fn watched(platform: &TestPlatform, count: u8, quorum: &str, folder: &std::path::Path) -> Watched {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let key = signer(platform).key().unwrap();
    let mut policy = format!("log {key}\n");
    let (mut witnesses, mut stop, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..count {
        let witness = Arc::new(
            Witness::open(
                &folder.join(format!("witness-{number}.db")),
                &format!("witness-{number}.example"),
                &[100 + number; 32],
                vec![key.clone()],
                platform.world.clone(),
            )
            .unwrap(),
        );
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
            .unwrap();
        let address = listener.local_addr().unwrap();
        policy += &format!("witness w{number} {} http://{address}\n", witness.key().unwrap());
        if number == 1 {
            // Of one of them the cosignature that holds against a quantum computer is asked for as well.
            let key = witness.quantum_safe_key().unwrap();
            policy += &format!("witness q{number} {key} http://{address}\n");
        }
        names.push(format!("w{number}"));
        let routes = router(Arc::clone(&witness));
        let task = runtime.spawn(async move { axum::serve(listener, routes).await });
        stop.push(task.abort_handle());
        witnesses.push(witness);
    }
    policy += &format!("group all-of-us {quorum} {}\nquorum all-of-us\n", names.join(" "));
    Watched {
        _runtime: runtime,
        policy,
        witnesses,
        stop,
    }
}

#[test]
fn a_checkpoint_is_published_once_a_quorum_of_witnesses_has_seen_it() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (platform, letter) = registered();
    let folder = tempfile::tempdir().unwrap();
    let watched = watched(&platform, 3, "2", folder.path());
    let policy = PolicyFile::parse(&watched.policy).unwrap();
    let signer = signer(&platform);
    assert_eq!(
        advance(&*platform.storage, &signer, &*platform.world).unwrap(),
        Some(1)
    );
    assert_eq!(
        get(&platform, "/log/checkpoint").status,
        404,
        "not seen by anybody"
    );
    let cosigned = cosign(&*platform.storage, Some(&policy)).unwrap().unwrap();
    assert!(cosigned.published && cosigned.by.len() == 4, "{cosigned:?}");
    let note = get(&platform, "/log/checkpoint").html();
    let verified = policy.verify(&SignedNote::parse(&note).unwrap()).unwrap();
    assert_eq!(verified.cosignatures().len(), 4);
    // Two witnesses stop: the next checkpoint is not published, and the old one is still served.
    watched.stop[0].abort();
    watched.stop[1].abort();
    wait(&platform, 3, 9);
    assert_eq!(
        advance(&*platform.storage, &signer, &*platform.world).unwrap(),
        Some(4)
    );
    let cosigned = cosign(&*platform.storage, Some(&policy)).unwrap().unwrap();
    assert!(!cosigned.published && cosigned.refused.len() == 3, "{cosigned:?}");
    assert_eq!(get(&platform, "/log/checkpoint").html(), note);
    let entry = issued(&letter).to_bytes();
    let held = proof(&*platform.storage, &Shelf::default(), &entry)
        .unwrap()
        .unwrap();
    assert_eq!(policy.verify(&held.checkpoint).unwrap().checkpoint().size(), 1);
    drop(watched.witnesses);
}

#[test]
fn a_witness_remembers_and_does_not_cosign_a_log_that_was_rewritten() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let platform = TestPlatform::start();
    let other = TestPlatform::start();
    let folder = tempfile::tempdir().unwrap();
    let signer = signer(&platform);
    let key = signer.key().unwrap();
    let open = |world: Arc<World>| {
        let environment: Arc<dyn Environment> = world;
        Witness::open(
            &folder.path().join("w.db"),
            "w.example",
            &[9; 32],
            vec![key.clone()],
            environment,
        )
        .unwrap()
    };
    wait(&platform, 5, 1);
    advance(&*platform.storage, &signer, &*platform.world).unwrap();
    let note = platform.storage.log_checkpoint(false).unwrap().unwrap();
    let first = open(platform.world.clone())
        .add_checkpoint(&format!("old 0\n\n{note}"))
        .unwrap();
    assert!(first.is_ok(), "{first:?}");
    // The same log name and key over other entries, after a restart of the witness.
    wait(&other, 5, 2);
    let liar = Signer::open(&*other.storage, &[3; 32], &platform.url).unwrap();
    advance(&*other.storage, &liar, &*other.world).unwrap();
    let forged = other.storage.log_checkpoint(false).unwrap().unwrap();
    let witness = open(platform.world.clone());
    let refused = witness.add_checkpoint(&format!("old 5\n\n{forged}")).unwrap();
    assert_eq!(refused.unwrap_err().status(), 422);
    let late = witness.add_checkpoint(&format!("old 0\n\n{note}")).unwrap();
    assert_eq!(late.unwrap_err().body().1, "5\n");
    let origin = platform::state::sha256(key.name().as_bytes());
    assert!(
        witness
            .last(&origin.to_string())
            .unwrap()
            .unwrap()
            .starts_with(&note)
    );
    assert_eq!(witness.last(&Sha256([0; 32]).to_string()).unwrap(), None);
}

#[test]
fn three_verifiers_that_we_did_not_write_accept_the_log() {
    let Some(validators) = testkit::validators::Validators::find() else {
        return;
    };
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (platform, letter) = registered();
    let memory = tempfile::tempdir().unwrap();
    let watched = watched(&platform, 2, "all", memory.path());
    let policy = PolicyFile::parse(&watched.policy).unwrap();
    let signer = signer(&platform);
    let publish = || {
        advance(&*platform.storage, &signer, &*platform.world).unwrap();
        assert!(
            cosign(&*platform.storage, Some(&policy))
                .unwrap()
                .unwrap()
                .published
        );
        platform.storage.log_checkpoint(true).unwrap().unwrap()
    };
    wait(&platform, 299, 1);
    let older = publish();
    wait(&platform, 777, 2);
    let newer = publish();
    // The whole log, as a mirror fetches it.
    let mirror = tempfile::tempdir().unwrap();
    let size = Checkpoint::parse(SignedNote::parse(&newer).unwrap().text())
        .unwrap()
        .size();
    assert_eq!(size, 1077);
    for tile in Tile::to_write(0, size) {
        let file = mirror.path().join(tile.to_string());
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, get(&platform, &format!("/log/{tile}")).bytes).unwrap();
    }
    std::fs::write(mirror.path().join("checkpoint"), &newer).unwrap();
    let held = get(&platform, &format!("/d/{}/proof", letter.identifier.canonical())).html();
    let witnesses: Vec<String> = watched
        .witnesses
        .iter()
        .map(|witness| witness.key().unwrap().to_string())
        .collect();
    let quantum_safe = [watched.witnesses[1].quantum_safe_key(), signer.quantum_safe_key()];
    let quantum_safe = quantum_safe.map(|key| key.unwrap().to_string());
    let order = serde_json::json!({
        "folder": mirror.path(),
        "older": older,
        "log_key": signer.key().unwrap().to_string(),
        "witnesses": witnesses,
        "quantum_safe": quantum_safe,
        "quorum": 2,
        "proof": held,
        "entry": hex::encode(issued(&letter).to_bytes()),
    });
    let verdicts = validators
        .run(include_str!("support/log_verifiers.py"), &order)
        .unwrap();
    assert_eq!(
        verdicts,
        serde_json::json!({"aics": "ok", "scales": "ok", "metamorphic": "ok"})
    );
}
