//! Records over thirty years, and what they refuse.

use jiff::Timestamp;
use testkit::past::{Holder, World, at, token, valid};

use super::tree::Tree;
use super::*;
use crate::verify::TrustRoots;

const FILE: &[u8] = b"the original";

fn digest(imprint: Imprint) -> Vec<u8> {
    imprint.of(&[FILE])
}

fn world() -> (World, TrustRoots) {
    let world = World::new(|_| {}, |_| {});
    let roots = TrustRoots::from_pem(world.root.pem().as_bytes()).unwrap();
    (world, roots)
}

fn tsa(world: &World, from: &str, until: &str) -> Holder {
    world.time_stamper(|params| valid(params, from, until))
}

/// A stamp over `leaf` among others.
fn stamp(tsa: &Holder, time: &str, leaf: Vec<u8>) -> SharedStamp {
    let mut leaves: Vec<Vec<u8>> = (0..6_u8).map(|other| Imprint::Sha256.of(&[&[other]])).collect();
    leaves.push(leaf);
    let tree = Tree::new(Imprint::Sha256, &[9; 32], leaves);
    let token = token(tsa, at(time), &tree.root());
    SharedStamp {
        tree,
        token,
        validation: Validation::default(),
    }
}

/// Stamped in 2026, renewed in 2033 by a time-stamp and in 2041 by a new tree.
fn thirty_years(world: &World) -> EvidenceRecord {
    let mut record = EvidenceRecord::default();
    let generations = [
        (
            "2026-05-04T08:00:00Z",
            "2024-01-01T00:00:00Z",
            "2034-01-01T00:00:00Z",
            Joins::Chain,
        ),
        (
            "2033-05-04T08:00:00Z",
            "2032-01-01T00:00:00Z",
            "2042-01-01T00:00:00Z",
            Joins::Chain,
        ),
        (
            "2041-05-04T08:00:00Z",
            "2040-01-01T00:00:00Z",
            "2057-01-01T00:00:00Z",
            Joins::NewChain,
        ),
    ];
    for (time, from, until, joins) in generations {
        let leaf = record.next_leaf(joins, Imprint::Sha256, &digest);
        let shared = stamp(&tsa(world, from, until), time, leaf);
        record.push(joins, &shared, &digest).unwrap();
    }
    record
}

fn verify(
    record: &EvidenceRecord,
    roots: &TrustRoots,
    time: &str,
) -> Result<(Timestamp, Timestamp), EvidenceError> {
    let verified = record.verify(&digest, roots, at(time))?;
    Ok((verified.exists_since(), verified.holds_until()))
}

#[test]
fn a_record_renewed_twice_proves_after_thirty_years_that_the_file_existed() {
    let (world, roots) = world();
    let record = thirty_years(&world);
    let again = EvidenceRecord::read(&record.to_der()).unwrap();
    assert_eq!(again, record);
    let proven = Ok((at("2026-05-04T08:00:00Z"), at("2057-01-01T00:00:00Z")));
    assert_eq!(verify(&again, &roots, "2056-05-04T08:00:00Z"), proven);
    // Beyond the last certificate nothing is proven any more.
    let late = verify(&again, &roots, "2057-05-04T08:00:00Z");
    assert_eq!(late, Err(EvidenceError::Authority { number: 3 }));
    let early = verify(&again, &roots, "2041-01-01T00:00:00Z");
    assert_eq!(early, Err(EvidenceError::Order { number: 3 }));
    // Nobody is trusted for nothing.
    let nobody = verify(&again, &TrustRoots::default(), "2056-05-04T08:00:00Z");
    assert_eq!(nobody, Err(EvidenceError::Authority { number: 1 }));
}

#[test]
fn another_file_another_tree_and_a_missing_renewal_are_refused() {
    let (world, roots) = world();
    let record = thirty_years(&world);
    let other = record.verify(
        &|imprint| imprint.of(&[b"another"]),
        &roots,
        at("2056-05-04T08:00:00Z"),
    );
    assert_eq!(other, Err(EvidenceError::OtherFile));
    // Not renewed in time: the first authority's certificate ended in 2034.
    let mut late = EvidenceRecord::default();
    let first = tsa(&world, "2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z");
    let second = tsa(&world, "2024-01-01T00:00:00Z", "2057-01-01T00:00:00Z");
    for (tsa, time) in [
        (&first, "2026-05-04T08:00:00Z"),
        (&second, "2035-01-01T00:00:00Z"),
    ] {
        let leaf = late.next_leaf(Joins::Chain, Imprint::Sha256, &digest);
        late.push(Joins::Chain, &stamp(tsa, time, leaf), &digest).unwrap();
    }
    let verdict = verify(&late, &roots, "2040-01-01T00:00:00Z");
    assert_eq!(verdict, Err(EvidenceError::Authority { number: 1 }));
    // A stamp over something else does not join.
    let mut joined = thirty_years(&world);
    let before = joined.clone();
    let foreign = stamp(&second, "2042-01-01T00:00:00Z", vec![7; 32]);
    let refused = joined.push(Joins::Chain, &foreign, &digest);
    assert_eq!(refused, Err(EvidenceError::NotCovered { number: 4 }));
    assert_eq!(joined, before);
}

#[test]
fn every_changed_byte_is_noticed_or_changes_nothing_that_is_proven() {
    let (world, roots) = world();
    let good = thirty_years(&world).to_der();
    let (mut refused, mut unread, mut unnoticed) = (0, 0, 0);
    for position in (0..good.len()).step_by(3) {
        let mut bytes = good.clone();
        bytes[position] ^= 0x04;
        match EvidenceRecord::read(&bytes) {
            Err(_) => unread += 1,
            Ok(record) => match verify(&record, &roots, "2056-05-04T08:00:00Z") {
                Err(_) => refused += 1,
                // The list of algorithms at the beginning, and numbers of versions in the last token, decide nothing.
                Ok(proven) => {
                    unnoticed += 1;
                    let same = (at("2026-05-04T08:00:00Z"), at("2057-01-01T00:00:00Z"));
                    assert_eq!(proven, same, "byte {position}");
                }
            },
        }
    }
    assert!(
        refused > 300 && unread > 10 && unnoticed < 30,
        "{refused} {unread} {unnoticed}"
    );
    for length in (0..good.len()).step_by(17) {
        assert!(EvidenceRecord::read(&good[..length]).is_err());
    }
}

#[test]
fn what_is_shared_is_read_back_and_judged_before_it_is_kept() {
    let (world, roots) = world();
    let tsa = tsa(&world, "2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z");
    let mut shared = stamp(&tsa, "2026-05-04T08:00:00Z", digest(Imprint::Sha256));
    shared.validation.certificates.push(world.root.der().to_vec());
    assert_eq!(SharedStamp::read(&shared.to_der()), Ok(shared.clone()));
    let now = at("2026-05-04T08:00:10Z");
    assert_eq!(shared.holds_until(&roots, now), Ok(at("2034-01-01T00:00:00Z")));
    let other = SharedStamp {
        tree: Tree::new(Imprint::Sha256, &[9; 32], vec![vec![1; 32]]),
        ..shared.clone()
    };
    assert_eq!(
        other.holds_until(&roots, now),
        Err(EvidenceError::Root { number: 1 })
    );
    let nobody = shared.holds_until(&TrustRoots::default(), now);
    assert_eq!(nobody, Err(EvidenceError::Authority { number: 1 }));
    let mut damaged = shared.clone();
    let last = damaged.token.len() - 1;
    damaged.token[last] ^= 1;
    assert_eq!(
        damaged.holds_until(&roots, now),
        Err(EvidenceError::Signature { number: 1 })
    );
}
