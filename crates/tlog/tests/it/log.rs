//! The public log: the worked example and the published vectors, the tree against its definition, and what a forger
//! might try.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use identifier::Identifier;
use proptest::prelude::*;
use ring::signature::Ed25519KeyPair;
use sha2::Digest as _;
use tlog::checkpoint::{Checkpoint, Policy};
use tlog::entry::{Kind, LogEntry, id_tag};
use tlog::merkle::{Subtrees, Tree, empty_root, leaf_hash, node_hash, verify_consistency, verify_inclusion};
use tlog::mldsa;
use tlog::note::{KeyKind, Signature, SignedNote, VerifierKey, cosign, sign};
use tlog::proof::TlogProof;
use tlog::tile::{Content, Tile, Tiles, decode_bundle, encode_bundle, hashes};
use tlog::{Error, Hash};

const LOG: &str = "log.example.lu/seals";
const WITNESS: &str = "witness.example.org/w1";
const TIME_S: u64 = 1_795_168_800;

const PROOF_1: &str = "c2sp.org/tlog-proof@v1
index 1
5chQRj9AxwwmkGC31qM1SRRlFlKJaVHUcKl27XE4Pzg=
/QsQaTDUKHz7cRLNYjBbL7F3zpgpI++s+dlXzdpAoVk=

log.example.lu/seals
4
WwlsEOXYXG+s6QLWIQHz3JKTMtKVzLStVryYGd5kVyc=

— log.example.lu/seals gyDkx0RXkL5qzlZWCchhwSOkGEIGHahdbDL44C+bOGtkALMl7nnTtyMfN0Jbh7fyk6L5gBtICHmsR7iEQQNP47XimAA=
— witness.example.org/w1 GeckRAAAAABrABogGpeW/YLDkmcDuPWzOyyfhMKt6ytBvr8Alw/gmb/ah8FT92i4DQGSgFe5t881TFUuFkmYzhHnCaDEwsyfP3kwAQ==
";

fn sha256(bytes: &[u8]) -> Hash {
    Hash::from_bytes(sha2::Sha256::digest(bytes).into())
}

fn key(seed: &str) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(sha256(seed.as_bytes()).as_bytes()).unwrap()
}

fn hash(hex: &str) -> Hash {
    hex.parse().unwrap()
}

fn worked_entries() -> Vec<LogEntry> {
    let entry = |kind, identifier, name: &str| {
        let document = sha256(format!("document {name}").as_bytes());
        let seal = sha256(format!("seal {name}").as_bytes());
        LogEntry::new(kind, &Identifier::parse(identifier).unwrap(), &document, &seal)
    };
    let second = "1F90-HNWC-ASVF-Q2ZM-T974-5QM3-5D28-FVFX";
    vec![
        entry(Kind::Issued, "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ", "one"),
        entry(Kind::Issued, second, "two"),
        entry(Kind::Issued, "12JD-Z73N-KZFF-0KNH-FDTF-XFF8-3WAH-95NC", "three"),
        entry(Kind::Revoked, second, "two"),
    ]
}

fn worked_tree() -> Tree {
    let mut tree = Tree::new();
    tree.extend(worked_entries().iter().map(LogEntry::leaf_hash));
    tree
}

fn log_key() -> VerifierKey {
    VerifierKey::parse("log.example.lu/seals+8320e4c7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe").unwrap()
}

fn witness_key() -> VerifierKey {
    VerifierKey::parse("witness.example.org/w1+19e72444+BAbL7K7b2+JbT1u2zcuO23EMBwrKfyjjJg20c3uMQGbx")
        .unwrap()
}

fn policy() -> Policy {
    Policy::new(vec![log_key()], vec![witness_key()], 1).unwrap()
}

fn signed(tree: &Tree, size: u64) -> SignedNote {
    let text = Checkpoint::new(LOG, size, tree.root(size).unwrap())
        .unwrap()
        .to_string();
    SignedNote::new(&text, vec![sign(&text, LOG, &key("log key")).unwrap()])
        .unwrap()
        .with(cosign(&text, WITNESS, TIME_S, &key("witness key")).unwrap())
        .unwrap()
}

#[test]
fn the_worked_example_has_its_entries_leaves_and_roots() {
    let entries = worked_entries();
    assert_eq!(
        hex::encode(entries[0].to_bytes()),
        "01013211cc4d2ef3c4f6c18c1ec6079e792d9d1d23f1095db498be60aef3a47c5bef2c04816d90b24e35d4335de14193fbb29a93f18\
         79842a532237ab70cfa9b236974697da62566f03cfac81547d899b230e732f01e078bb23825610bd67bae21f5"
    );
    let leaves: Vec<String> = entries
        .iter()
        .map(|entry| entry.leaf_hash().to_string())
        .collect();
    assert_eq!(
        leaves,
        [
            "e5c850463f40c70c269060b7d6a3354914651652896951d470a976ed71383f38",
            "d326474812cae40a8825176351df90421da30dee447314968d99795f915c8470",
            "6c92e4113e6809130384ed988b1f16bf65c132b7e7bf2c30f924036f1c4ec5af",
            "7769eaa57d1792b5f158522f9b5031de42d6a7bc7fb444427f577bcbc56cf588",
        ]
    );
    let tree = worked_tree();
    let root = |size| tree.root(size).unwrap().to_string();
    assert_eq!(
        root(0),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert_eq!(root(1), leaves[0]);
    assert_eq!(
        root(2),
        "f8406e94c7f9b1fab1ad44c4b70fbc15f1f76c14b1a124d9d1c87fa2263176aa"
    );
    assert_eq!(
        root(3),
        "549ceebff0ca7ee4cc508f34cacce7c375e70be59c9823943705b4b8000ab44a"
    );
    assert_eq!(
        root(4),
        "5b096c10e5d85c6face902d62101f3dc929332d295ccb4ad56bc9819de645727"
    );
}

#[test]
fn the_worked_example_has_its_keys() {
    assert_eq!(
        VerifierKey::of(LOG, KeyKind::Ed25519, &key("log key")),
        Ok(log_key())
    );
    assert_eq!(
        VerifierKey::of(WITNESS, KeyKind::Cosignature, &key("witness key")),
        Ok(witness_key())
    );
    assert_eq!(hex::encode(log_key().key_id()), "8320e4c7");
    assert!(
        log_key()
            .to_string()
            .starts_with("log.example.lu/seals+8320e4c7+AUjg")
    );
}

#[test]
fn the_worked_proof_is_made_byte_for_byte_and_verifies() {
    let tree = worked_tree();
    let proof = TlogProof {
        extra: None,
        index: 1,
        hashes: tree.inclusion_proof(1, 4).unwrap(),
        checkpoint: signed(&tree, 4),
    };
    assert_eq!(proof.to_string(), PROOF_1);
    assert_eq!(TlogProof::parse(PROOF_1), Ok(proof.clone()));

    let leaf = worked_entries()[1].leaf_hash();
    let verified = proof.verify(&leaf, &policy()).unwrap();
    assert_eq!((verified.index(), verified.leaf()), (1, &leaf));
    let checkpoint = verified.checkpoint();
    assert_eq!(
        (checkpoint.checkpoint().origin(), checkpoint.checkpoint().size()),
        (LOG, 4)
    );
    assert_eq!(checkpoint.cosignatures().len(), 1);
    assert_eq!(checkpoint.seen_by_s(1), Some(TIME_S));
    assert_eq!((checkpoint.seen_by_s(0), checkpoint.seen_by_s(2)), (None, None));
}

#[test]
fn the_worked_consistency_proof_is_made_and_verifies() {
    let tree = worked_tree();
    let proof = tree.consistency_proof(3, 4).unwrap();
    let expected = [
        "6c92e4113e6809130384ed988b1f16bf65c132b7e7bf2c30f924036f1c4ec5af",
        "7769eaa57d1792b5f158522f9b5031de42d6a7bc7fb444427f577bcbc56cf588",
        "f8406e94c7f9b1fab1ad44c4b70fbc15f1f76c14b1a124d9d1c87fa2263176aa",
    ];
    assert_eq!(proof, expected.map(hash));
    let (old, new) = (tree.root(3).unwrap(), tree.root(4).unwrap());
    assert_eq!(verify_consistency(3, &old, 4, &new, &proof), Ok(()));
}

#[test]
fn the_published_note_verifies() {
    let key =
        VerifierKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").unwrap();
    let note = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7\
                Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    let parsed = SignedNote::parse(note).unwrap();
    assert_eq!(parsed.text(), "This is an example message.\n");
    assert_eq!(parsed.to_string(), note);
    let verified = parsed.verify(std::slice::from_ref(&key)).unwrap();
    assert_eq!((verified[0].key(), verified[0].time_s()), (&key, None));

    let changed = SignedNote::parse(&note.replace("example message", "example massage")).unwrap();
    let name = "example.com/foo".to_owned();
    assert_eq!(changed.verify(&[key]), Err(Error::LogSignatureInvalid { name }));
    assert_eq!(parsed.verify(&[log_key()]), Err(Error::LogSignatureMissing));
    assert_eq!(parsed.verify(&[]), Err(Error::LogSignatureMissing));
}

#[test]
fn an_entry_is_read_back_and_another_version_kind_or_length_is_refused() {
    for entry in worked_entries() {
        assert_eq!(LogEntry::from_bytes(&entry.to_bytes()), Ok(entry));
    }
    let bytes = worked_entries()[0].to_bytes();
    for (at, value) in [(0, 0), (0, 2), (1, 0), (1, 4)] {
        let mut other = bytes;
        other[at] = value;
        assert_eq!(LogEntry::from_bytes(&other), Err(Error::LogEntry));
    }
    assert_eq!(LogEntry::from_bytes(&bytes[..97]), Err(Error::LogEntry));
    assert_eq!(
        LogEntry::from_bytes(&[bytes.as_slice(), &[0]].concat()),
        Err(Error::LogEntry)
    );
}

#[test]
fn all_entries_of_one_identifier_bear_its_tag_and_other_documents_do_not_share_a_commitment() {
    let entries = worked_entries();
    let identifier = Identifier::parse("1F90-HNWC-ASVF-Q2ZM-T974-5QM3-5D28-FVFX").unwrap();
    assert_eq!(entries[1].id_tag, id_tag(&identifier));
    assert_eq!(entries[3].id_tag, id_tag(&identifier));
    assert_ne!(entries[0].id_tag, entries[1].id_tag);
    assert_ne!(entries[0].doc_commit, entries[1].doc_commit);
    assert_ne!(entries[1].doc_commit, entries[1].seal_commit);
}

#[test]
fn a_changed_proof_does_not_verify() {
    let leaf = worked_entries()[1].leaf_hash();
    let proof = TlogProof::parse(PROOF_1).unwrap();
    let fails = |proof: &TlogProof, leaf: &Hash| proof.verify(leaf, &policy()).unwrap_err();
    assert_eq!(
        fails(&proof, &worked_entries()[0].leaf_hash()),
        Error::LogInclusion
    );
    assert_eq!(
        fails(
            &TlogProof {
                index: 0,
                ..proof.clone()
            },
            &leaf
        ),
        Error::LogInclusion
    );
    assert_eq!(
        fails(
            &TlogProof {
                index: 4,
                ..proof.clone()
            },
            &leaf
        ),
        Error::LogInclusion
    );
    let shorter = TlogProof {
        hashes: proof.hashes[..1].to_vec(),
        ..proof.clone()
    };
    assert_eq!(fails(&shorter, &leaf), Error::LogInclusion);
    let longer = TlogProof {
        hashes: [proof.hashes.as_slice(), &[leaf]].concat(),
        ..proof.clone()
    };
    assert_eq!(fails(&longer, &leaf), Error::LogInclusion);
    // An entry with valid hashes of another tree: the checkpoint's signature decides.
    let other = PROOF_1.replace("\n4\n", "\n5\n");
    let name = LOG.to_owned();
    assert_eq!(
        fails(&TlogProof::parse(&other).unwrap(), &leaf),
        Error::LogSignatureInvalid { name }
    );
}

#[test]
fn a_checkpoint_needs_the_log_and_its_quorum() {
    let tree = worked_tree();
    let note = signed(&tree, 4);
    assert!(policy().verify(&note).is_ok());

    let log_only = SignedNote::new(note.text(), note.signatures()[..1].to_vec()).unwrap();
    assert_eq!(
        policy().verify(&log_only),
        Err(Error::LogWitnesses { needed: 1, found: 0 })
    );
    assert!(
        Policy::new(vec![log_key()], vec![witness_key()], 0)
            .unwrap()
            .verify(&log_only)
            .is_ok()
    );

    let witness_only = SignedNote::new(note.text(), note.signatures()[1..].to_vec()).unwrap();
    assert_eq!(policy().verify(&witness_only), Err(Error::LogSignatureMissing));

    // The same witness twice is one witness.
    let second = VerifierKey::of("witness.example.org/w2", KeyKind::Cosignature, &key("w2")).unwrap();
    let two = Policy::new(vec![log_key()], vec![witness_key(), second], 2).unwrap();
    let again = cosign(note.text(), WITNESS, TIME_S + 1, &key("witness key")).unwrap();
    assert_eq!(
        two.verify(&note.clone().with(again).unwrap()),
        Err(Error::LogWitnesses { needed: 2, found: 1 })
    );
    let other = cosign(note.text(), "witness.example.org/w2", TIME_S + 5, &key("w2")).unwrap();
    let verified = two.verify(&note.clone().with(other).unwrap()).unwrap();
    assert_eq!(
        (verified.seen_by_s(1), verified.seen_by_s(2)),
        (Some(TIME_S), Some(TIME_S + 5))
    );

    // A stranger's signature is ignored, even under the witness's name.
    let stranger = cosign(note.text(), WITNESS, TIME_S, &key("stranger")).unwrap();
    assert!(policy().verify(&note.clone().with(stranger).unwrap()).is_ok());

    // A witness's key does not stand in for the log's, nor a plain signature for a cosignature.
    let mut plain = sign(note.text(), WITNESS, &key("witness key")).unwrap();
    plain.key_id = witness_key().key_id();
    let name = WITNESS.to_owned();
    assert_eq!(
        policy().verify(&log_only.with(plain).unwrap()),
        Err(Error::LogSignatureInvalid { name })
    );
}

#[test]
fn a_cosignature_vouches_for_its_time() {
    let note = signed(&worked_tree(), 4);
    let mut moved: Vec<Signature> = note.signatures().to_vec();
    moved[1].bytes[7] ^= 1;
    let moved = SignedNote::new(note.text(), moved).unwrap();
    let invalid = Err(Error::LogSignatureInvalid {
        name: WITNESS.to_owned(),
    });
    assert_eq!(policy().verify(&moved), invalid);
    // Above 2^63-1 seconds is refused although it verifies.
    let late = cosign(note.text(), WITNESS, u64::MAX, &key("witness key")).unwrap();
    assert_eq!(policy().verify(&note.with(late).unwrap()), invalid);
}

/// A checkpoint of the worked example, signed by its log and cosigned with ML-DSA-44 by a program that we did not write
/// (tlog-scales 0.0.3 over OpenSSL).
const QUANTUM_SAFE: &str = include_str!("notes/quantum-safe.txt");
const QUANTUM_SAFE_KEY: &str = include_str!("notes/quantum-safe.vkey");

#[test]
fn a_quantum_safe_cosignature_of_another_program_is_verified() {
    let theirs = VerifierKey::parse(QUANTUM_SAFE_KEY.trim_end()).unwrap();
    let pair = mldsa::Pair::from_seed(sha256(b"witness key ml-dsa").as_bytes());
    assert_eq!(
        pair.key(WITNESS),
        Ok(theirs.clone()),
        "the same key from the same seed"
    );
    let note = SignedNote::parse(QUANTUM_SAFE).unwrap();
    let policy = Policy::new(vec![log_key()], vec![theirs.clone()], 1).unwrap();
    assert_eq!(policy.verify(&note).unwrap().seen_by_s(1), Some(TIME_S));
    // The key of the other kind does not make it pass, nor the same key under another name.
    assert_eq!(
        self::policy().verify(&note),
        Err(Error::LogWitnesses { needed: 1, found: 0 })
    );
    let renamed = VerifierKey::new("w2", KeyKind::MlDsa44, theirs.public()).unwrap();
    let mut signatures = note.signatures().to_vec();
    signatures[1].name = "w2".to_owned();
    signatures[1].key_id = renamed.key_id();
    let name = "w2".to_owned();
    assert_eq!(
        SignedNote::new(note.text(), signatures)
            .unwrap()
            .verify(&[renamed]),
        Err(Error::LogSignatureInvalid { name })
    );
    // Every byte of it counts: time, signature, text.
    let name = WITNESS.to_owned();
    let invalid = Err(Error::LogSignatureInvalid { name });
    for at in [0, 7, 8, 1_000, 2_000, 2_427] {
        let mut signatures = note.signatures().to_vec();
        signatures[1].bytes[at] ^= 1;
        let changed = SignedNote::new(note.text(), signatures).unwrap();
        assert_eq!(
            changed.verify(std::slice::from_ref(&theirs)),
            invalid,
            "byte {at}"
        );
    }
    for length in [0, 8, 2_427, 2_429] {
        let mut signatures = note.signatures().to_vec();
        signatures[1].bytes.resize(length, 0);
        if let Ok(cut) = SignedNote::new(note.text(), signatures) {
            assert_eq!(
                cut.verify(std::slice::from_ref(&theirs)),
                invalid,
                "{length} bytes"
            );
        }
    }
    for other in ["log.example.lu/seals\n5\n", "log.example.lu/seal\n4\n"] {
        let text = format!("{other}{}", note.text().lines().nth(2).unwrap()) + "\n";
        let moved = SignedNote::new(&text, note.signatures().to_vec()).unwrap();
        assert_eq!(moved.verify(std::slice::from_ref(&theirs)), invalid, "{text}");
    }
    let prose = SignedNote::new("no checkpoint\n", note.signatures().to_vec()).unwrap();
    assert_eq!(prose.verify(&[theirs]), invalid);
}

#[test]
fn a_log_and_its_witness_sign_against_a_quantum_computer() {
    let (log, witness) = (
        mldsa::Pair::beside(&[1; 32], "log"),
        mldsa::Pair::beside(&[1; 32], "witness"),
    );
    let keys = (log.key(LOG).unwrap(), witness.key(WITNESS).unwrap());
    assert_ne!(keys.0.public(), keys.1.public(), "two purposes, two keys");
    assert_eq!(VerifierKey::parse(&keys.0.to_string()), Ok(keys.0.clone()));
    let text = signed(&worked_tree(), 4).text().to_owned();
    let untimed = mldsa::cosign(&text, LOG, 0, &log).unwrap();
    let note = SignedNote::new(&text, vec![untimed.clone()]).unwrap();
    let cosigned = note
        .clone()
        .with(mldsa::cosign(&text, WITNESS, TIME_S, &witness).unwrap())
        .unwrap();
    let policy = Policy::new(vec![keys.0.clone()], vec![keys.1.clone()], 1).unwrap();
    assert_eq!(policy.verify(&cosigned).unwrap().seen_by_s(1), Some(TIME_S));
    assert_eq!(
        note.verify(&[keys.0]).unwrap()[0].time_s(),
        None,
        "a log says nothing of time"
    );
    // A witness that says nothing of time still counts.
    let silent = mldsa::cosign(&text, WITNESS, 0, &witness).unwrap();
    let verified = policy.verify(&note.clone().with(silent).unwrap()).unwrap();
    assert_eq!((verified.cosignatures().len(), verified.seen_by_s(1)), (1, None));
    let late = mldsa::cosign(&text, WITNESS, u64::MAX, &witness).unwrap();
    let name = WITNESS.to_owned();
    assert_eq!(
        policy.verify(&note.with(late).unwrap()),
        Err(Error::LogSignatureInvalid { name })
    );
    assert_eq!(mldsa::cosign("prose\n", LOG, 0, &log), Err(Error::LogCheckpoint));
    assert_eq!(
        mldsa::cosign(&text, &"n".repeat(256), 0, &log),
        Err(Error::LogKey)
    );
    assert_eq!(mldsa::cosign(&text, "a b", 0, &log), Err(Error::LogKey));
}

#[test]
fn a_checkpoint_of_another_log_is_named() {
    let text = Checkpoint::new("other.example/log", 0, empty_root())
        .unwrap()
        .to_string();
    let note = SignedNote::new(&text, vec![sign(&text, LOG, &key("log key")).unwrap()]).unwrap();
    let found = "other.example/log".to_owned();
    assert_eq!(
        policy().verify(&note),
        Err(Error::LogOrigin {
            expected: LOG.to_owned(),
            found
        })
    );
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let refused = |log: Vec<VerifierKey>, witnesses: Vec<VerifierKey>, quorum| {
        assert_eq!(Policy::new(log, witnesses, quorum).unwrap_err(), Error::LogPolicy);
    };
    let other_log = VerifierKey::of("other.example/log", KeyKind::Ed25519, &key("other")).unwrap();
    let untimed = VerifierKey::of(WITNESS, KeyKind::Ed25519, &key("witness key")).unwrap();
    let renamed = VerifierKey::of("w2", KeyKind::Cosignature, &key("witness key")).unwrap();
    let logs_own = VerifierKey::of("w3", KeyKind::Cosignature, &key("log key")).unwrap();
    refused(vec![], vec![], 0);
    refused(vec![log_key(), other_log], vec![], 0);
    refused(vec![log_key()], vec![untimed], 1);
    refused(vec![log_key()], vec![witness_key(), renamed], 1);
    refused(vec![log_key()], vec![logs_own], 1);
    refused(vec![log_key()], vec![witness_key()], 2);
}

#[test]
fn texts_that_are_not_signed_notes_are_refused() {
    let good = "text\n\n— name Uw2QOkn8srU=\n";
    assert!(SignedNote::parse(good).is_ok());
    for bad in [
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— name Uw2QOkn8srU=",
        "text\n— name Uw2QOkn8srU=\n",
        "text\n\n- name Uw2QOkn8srU=\n",
        "text\n\n—  Uw2QOkn8srU=\n",
        "text\n\n— name\n",
        "text\n\n— name \n",
        "text\n\n— na+me Uw2QOkn8srU=\n",
        "text\n\n— na\u{a0}me Uw2QOkn8srU=\n",
        "text\n\n— name Uw2QOkn8srU\n",
        "text\n\n— name Uw2QOkn8srV=\n",
        "text\n\n— name Uw2QOg==\n",
        "text\n\n— name Uw2QOkn8srU= \n",
        "te\txt\n\n— name Uw2QOkn8srU=\n",
        "text\r\n\r\n— name Uw2QOkn8srU=\r\n",
        "text\n\n— name Uw2QOkn8srU=\n\n",
        "text\n\n— name Uw2QOkn8srU=\nmore\n",
    ] {
        assert_eq!(SignedNote::parse(bad), Err(Error::LogNote), "{bad:?}");
    }
    // Blank lines belong to the text; the last one ends it.
    let blanks = SignedNote::parse("a\n\nb\n\n\n— name Uw2QOkn8srU=\n").unwrap();
    assert_eq!(blanks.text(), "a\n\nb\n\n");
    // Sixteen signatures must be accepted; a flood is not.
    let line = "— name Uw2QOkn8srU=\n";
    assert!(SignedNote::parse(&format!("text\n\n{}", line.repeat(100))).is_ok());
    assert_eq!(
        SignedNote::parse(&format!("text\n\n{}", line.repeat(101))),
        Err(Error::LogNote)
    );
    assert_eq!(
        SignedNote::parse(&format!("{}\n{line}", "a\n".repeat(500_000))),
        Err(Error::LogNote)
    );
    let signature = blanks.signatures()[0].clone();
    assert_eq!(
        SignedNote::new("no line feed", vec![signature.clone()]),
        Err(Error::LogNote)
    );
    assert_eq!(SignedNote::new("text\n", vec![]), Err(Error::LogNote));
    assert_eq!(
        SignedNote::new("a\n\n— name Uw2QOkn8srU=\n", vec![signature])
            .unwrap()
            .signatures()
            .len(),
        1
    );
}

#[test]
fn texts_that_are_not_verifier_keys_are_refused() {
    for bad in [
        "",
        "log.example.lu/seals",
        "log.example.lu/seals+8320e4c7",
        "log.example.lu/seals+8320e4c8+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe",
        "log.example.lu/seals+8320E4C7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe",
        "log.example.lu/seal+8320e4c7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe",
        "log.example.lu/seals+8320e4c7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTc=",
        "+8320e4c7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe",
    ] {
        assert_eq!(VerifierKey::parse(bad), Err(Error::LogKey), "{bad}");
    }
    assert_eq!(
        VerifierKey::parse("a+00000000+BQ=="),
        Err(Error::LogKeyKind { kind: 5 })
    );
    assert_eq!(
        VerifierKey::parse("a+00000000+Bg=="),
        Err(Error::LogKey),
        "a kind that is known, without a key"
    );
    assert_eq!(
        VerifierKey::new("a b", KeyKind::Ed25519, &[0; 32]),
        Err(Error::LogKey)
    );
}

#[test]
fn texts_that_are_not_checkpoints_are_refused() {
    let root = "WwlsEOXYXG+s6QLWIQHz3JKTMtKVzLStVryYGd5kVyc=";
    let read = Checkpoint::parse(&format!("a b+c\n0\n{root}\nextension\n")).unwrap();
    assert_eq!((read.origin(), read.size()), ("a b+c", 0));
    assert_eq!(read.to_string(), format!("a b+c\n0\n{root}\nextension\n"));
    for bad in [
        String::new(),
        format!("\n4\n{root}\n"),
        format!("a\n4\n{root}"),
        format!("a\n04\n{root}\n"),
        format!("a\n+4\n{root}\n"),
        format!("a\n-4\n{root}\n"),
        format!("a\n4 \n{root}\n"),
        format!("a\n18446744073709551616\n{root}\n"),
        format!("a\n\n{root}\n"),
        "a\n4\n".to_owned(),
        "a\n4\nWwls\n".to_owned(),
        format!("a\n4\n{root}\n\n"),
        format!("a\n4\n{root}\n\nextension\n"),
    ] {
        assert_eq!(Checkpoint::parse(&bad), Err(Error::LogCheckpoint), "{bad:?}");
    }
    assert_eq!(Checkpoint::new("", 0, empty_root()), Err(Error::LogCheckpoint));
    assert_eq!(
        Checkpoint::new("a\nb", 0, empty_root()),
        Err(Error::LogCheckpoint)
    );
}

#[test]
fn a_proof_says_at_which_line_it_stops_being_one() {
    let line = |file: &str| match TlogProof::parse(file).unwrap_err() {
        Error::LogProof { line } => line,
        other => panic!("{other:?}"),
    };
    assert_eq!(line(""), 1);
    assert_eq!(line("c2sp.org/tlog-proof@v2\n"), 1);
    assert_eq!(line("c2sp.org/tlog-proof@v1\n"), 2);
    assert_eq!(line(&PROOF_1.replace("index 1", "index 01")), 2);
    assert_eq!(line(&PROOF_1.replace("index 1", "extra ?")), 2);
    assert_eq!(line(&PROOF_1.replace("index 1", "extra AA==\nindex")), 3);
    assert_eq!(line(&PROOF_1.replace("5chQ", "5ch")), 3);
    let hash = "/QsQaTDUKHz7cRLNYjBbL7F3zpgpI++s+dlXzdpAoVk=\n";
    assert_eq!(line(&PROOF_1.replace(hash, &hash.repeat(64))), 67);
    assert_eq!(
        line(&PROOF_1.replace(hash, "")[..PROOF_1.find('/').unwrap() + 60]),
        3
    );
    assert_eq!(
        TlogProof::parse(&PROOF_1.replace("— ", "- ")),
        Err(Error::LogNote)
    );
    let extra = PROOF_1.replace("index 1", "extra ZXh0cmE=\nindex 1");
    let read = TlogProof::parse(&extra).unwrap();
    assert_eq!(read.extra.as_deref(), Some(b"extra".as_slice()));
    assert_eq!(read.to_string(), extra);
}

/// RFC 6962 section 2.1, word for word.
fn defined_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(b""),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while 2 * k < leaves.len() {
                k *= 2;
            }
            node_hash(&defined_root(&leaves[..k]), &defined_root(&leaves[k..]))
        }
    }
}

/// RFC 6962 section 2.1.1, word for word.
fn defined_path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let mut k = 1;
    while 2 * k < leaves.len() {
        k *= 2;
    }
    let (left, right) = leaves.split_at(k);
    let (mut path, other) = if m < k {
        (defined_path(m, left), defined_root(right))
    } else {
        (defined_path(m - k, right), defined_root(left))
    };
    path.push(other);
    path
}

/// RFC 6962 section 2.1.2, word for word.
fn defined_subproof(m: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if known {
            Vec::new()
        } else {
            vec![defined_root(leaves)]
        };
    }
    let mut k = 1;
    while 2 * k < leaves.len() {
        k *= 2;
    }
    let (left, right) = leaves.split_at(k);
    let (mut proof, other) = if m <= k {
        (defined_subproof(m, left, known), defined_root(right))
    } else {
        (defined_subproof(m - k, right, false), defined_root(left))
    };
    proof.push(other);
    proof
}

fn some_leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

#[test]
fn roots_and_proofs_of_all_trees_of_up_to_70_leaves_are_as_defined_and_verify() {
    let leaves = some_leaves(70);
    let mut tree = Tree::new();
    tree.extend(leaves.iter().copied());
    for size in 0..=70_usize {
        let root = tree.root(size as u64).unwrap();
        assert_eq!(root, defined_root(&leaves[..size]));
        for index in 0..size {
            let proof = tree.inclusion_proof(index as u64, size as u64).unwrap();
            assert_eq!(proof, defined_path(index, &leaves[..size]));
            assert_eq!(
                verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &root),
                Ok(())
            );
        }
        for old in 1..=size {
            let proof = tree.consistency_proof(old as u64, size as u64).unwrap();
            assert_eq!(proof, defined_subproof(old, &leaves[..size], true));
            let old_root = tree.root(old as u64).unwrap();
            assert_eq!(
                verify_consistency(old as u64, &old_root, size as u64, &root, &proof),
                Ok(())
            );
        }
    }
}

#[test]
fn every_other_index_size_or_shortened_proof_is_refused() {
    let leaves = some_leaves(20);
    let mut tree = Tree::new();
    tree.extend(leaves.iter().copied());
    for size in 1..=20_u64 {
        let root = tree.root(size).unwrap();
        for index in 0..size {
            let leaf = &leaves[index as usize];
            let proof = tree.inclusion_proof(index, size).unwrap();
            for other in (0..size + 2).filter(|other| *other != index) {
                assert!(verify_inclusion(leaf, other, size, &proof, &root).is_err());
            }
            for cut in 0..proof.len() {
                assert!(verify_inclusion(leaf, index, size, &proof[..cut], &root).is_err());
            }
            let longer = [proof.as_slice(), &[root]].concat();
            assert!(verify_inclusion(leaf, index, size, &longer, &root).is_err());
        }
        for old in 1..size {
            let old_root = tree.root(old).unwrap();
            let proof = tree.consistency_proof(old, size).unwrap();
            for cut in 0..proof.len() {
                assert!(verify_consistency(old, &old_root, size, &root, &proof[..cut]).is_err());
            }
            let longer = [proof.as_slice(), &[root]].concat();
            assert!(verify_consistency(old, &old_root, size, &root, &longer).is_err());
            let other = tree.root(old - 1).unwrap();
            assert!(verify_consistency(old, &other, size, &root, &proof).is_err());
            assert!(verify_consistency(size, &root, old, &old_root, &proof).is_err());
        }
    }
}

#[test]
fn equal_and_empty_trees_are_consistent_without_a_proof_only() {
    let (a, b, empty) = (leaf_hash(b"a"), leaf_hash(b"b"), empty_root());
    assert_eq!(verify_consistency(1, &a, 1, &a, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &empty, 7, &a, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &empty, 0, &empty, &[]), Ok(()));
    for (old, old_root, new, new_root, proof) in [
        (1, a, 1, b, &[][..]),
        (1, a, 1, a, &[a]),
        (0, empty, 7, a, &[a]),
        (0, a, 7, b, &[]),
        (0, a, 0, a, &[]),
        (2, a, 1, a, &[]),
        (1, a, 2, a, &[]),
        (3, a, 4, a, &[]),
    ] {
        let verdict = verify_consistency(old, &old_root, new, &new_root, proof);
        assert_eq!(verdict, Err(Error::LogConsistency), "{old} {new}");
    }
    assert_eq!(verify_inclusion(&a, 0, 1, &[], &a), Ok(()));
    assert_eq!(verify_inclusion(&a, 0, 0, &[], &a), Err(Error::LogInclusion));
}

#[test]
fn what_the_tree_does_not_have_is_an_error_and_not_a_guess() {
    let tree = worked_tree();
    assert_eq!(tree.root(5), Err(Error::LogHashMissing));
    assert_eq!(tree.inclusion_proof(4, 4), Err(Error::LogRange));
    assert_eq!(tree.inclusion_proof(0, 0), Err(Error::LogRange));
    assert_eq!(tree.inclusion_proof(3, 9), Err(Error::LogHashMissing));
    assert_eq!(tree.consistency_proof(5, 4), Err(Error::LogRange));
    assert_eq!(tree.consistency_proof(1, u64::MAX), Err(Error::LogHashMissing));
    assert_eq!(tree.consistency_proof(0, 4), Ok(vec![]));
}

fn hashes_tile(level: u8, index: u64, width: u16) -> Tile {
    Tile::new(Content::Hashes(level), index, width).unwrap()
}

#[test]
fn tiles_have_their_names() {
    for (tile, path) in [
        (hashes_tile(0, 1_234_067, 256), "tile/0/x001/x234/067"),
        (hashes_tile(0, 0, 256), "tile/0/000"),
        (hashes_tile(1, 999, 17), "tile/1/999.p/17"),
        (hashes_tile(63, 1000, 1), "tile/63/x001/000.p/1"),
        (
            Tile::new(Content::Entries, 273, 112).unwrap(),
            "tile/entries/273.p/112",
        ),
        (
            hashes_tile(0, u64::MAX, 255),
            "tile/0/x018/x446/x744/x073/x709/x551/615.p/255",
        ),
    ] {
        assert_eq!(tile.to_string(), path);
        assert_eq!(path.parse(), Ok(tile));
    }
    for bad in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/64/000",
        "tile/00/000",
        "tile/+1/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/xx001/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/x/000",
        "tile/0/../etc",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
    ] {
        assert_eq!(bad.parse::<Tile>(), Err(Error::LogTile), "{bad}");
    }
    assert_eq!(Tile::new(Content::Hashes(64), 0, 1), Err(Error::LogTile));
    assert_eq!(Tile::new(Content::Entries, 0, 257), Err(Error::LogTile));
}

#[test]
fn a_tree_of_70_000_has_the_tiles_of_the_format() {
    let tiles: Vec<Tile> = Tile::to_write(0, 70_000).collect();
    let count = |content, full| {
        tiles
            .iter()
            .filter(|tile| tile.content() == content && tile.is_full() == full)
            .count()
    };
    for content in [Content::Hashes(0), Content::Entries] {
        assert_eq!((count(content, true), count(content, false)), (273, 1));
    }
    assert!(tiles.contains(&hashes_tile(0, 273, 112)));
    assert_eq!(
        (count(Content::Hashes(1), true), count(Content::Hashes(1), false)),
        (1, 1)
    );
    assert!(tiles.contains(&hashes_tile(1, 1, 17)));
    assert!(tiles.contains(&hashes_tile(2, 0, 1)));
    assert_eq!(tiles.len(), 274 + 2 + 1 + 274);

    let grown: Vec<String> = Tile::to_write(255, 257).map(|tile| tile.to_string()).collect();
    let expected = [
        "tile/0/000",
        "tile/0/001.p/1",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/1",
    ];
    assert_eq!(grown, expected);
    assert_eq!(Tile::to_write(300, 300).count(), 0);
    assert_eq!(Tile::to_write(0, 0).count(), 0);
    assert_eq!(Tile::to_write(u64::MAX - 1, u64::MAX).count(), 2);
}

/// The bytes of all tiles of a tree, by the format's definition.
fn written_tiles(leaves: &[Hash]) -> std::collections::HashMap<Tile, Vec<u8>> {
    Tile::to_write(0, leaves.len() as u64)
        .filter_map(|tile| {
            let Content::Hashes(level) = tile.content() else {
                return None;
            };
            let span = 256_usize.pow(u32::from(level));
            let start = tile.index() as usize * 256 * span;
            let bytes = (0..usize::from(tile.width()))
                .flat_map(|i| *defined_root(&leaves[start + i * span..start + (i + 1) * span]).as_bytes())
                .collect();
            Some((tile, bytes))
        })
        .collect()
}

#[test]
fn proofs_from_tiles_are_those_of_the_tree() {
    let leaves = some_leaves(70_000);
    let mut tree = Tree::new();
    tree.extend(leaves.iter().copied());
    let files = written_tiles(&leaves);
    let tiles = Tiles::new(70_000, |tile: &Tile| files.get(tile).cloned());
    let root = tiles.root(70_000).unwrap();
    assert_eq!(root, tree.root(70_000).unwrap());
    for index in [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999] {
        let proof = tiles.inclusion_proof(index, 70_000).unwrap();
        assert_eq!(proof, tree.inclusion_proof(index, 70_000).unwrap());
        assert_eq!(
            verify_inclusion(&leaves[index as usize], index, 70_000, &proof, &root),
            Ok(())
        );
    }
    for old in [1, 255, 256, 257, 65_536, 69_999, 70_000] {
        let proof = tiles.consistency_proof(old, 70_000).unwrap();
        assert_eq!(proof, tree.consistency_proof(old, 70_000).unwrap());
    }
    assert_eq!(tiles.root(70_001), Err(Error::LogHashMissing));

    let lost = Tiles::new(70_000, |tile: &Tile| {
        files.get(tile).filter(|_| tile.width() != 112).cloned()
    });
    assert_eq!(lost.root(70_000), Err(Error::LogHashMissing));
    let cut = Tiles::new(70_000, |tile: &Tile| {
        files.get(tile).map(|bytes| bytes[1..].to_vec())
    });
    assert_eq!(cut.root(70_000), Err(Error::LogTile));
}

#[test]
fn tiles_and_bundles_of_the_wrong_length_are_refused() {
    let two = [[1; 32], [2; 32]].concat();
    assert_eq!(
        hashes(&two, 2).unwrap(),
        [Hash::from_bytes([1; 32]), Hash::from_bytes([2; 32])]
    );
    assert_eq!(hashes(&two, 1), Err(Error::LogTile));
    assert_eq!(hashes(&two[..63], 2), Err(Error::LogTile));

    let entries = worked_entries()
        .iter()
        .map(LogEntry::to_bytes)
        .collect::<Vec<_>>();
    let bundle = encode_bundle(&entries).unwrap();
    assert_eq!(bundle.len(), 4 * 100);
    assert_eq!(&bundle[..4], [0, 98, 1, 1]);
    assert_eq!(decode_bundle(&bundle, 4).unwrap(), entries);
    assert_eq!(decode_bundle(&bundle, 3), Err(Error::LogTile));
    assert_eq!(decode_bundle(&bundle, 5), Err(Error::LogTile));
    assert_eq!(decode_bundle(&bundle[..399], 4), Err(Error::LogTile));
    assert_eq!(
        decode_bundle(&[bundle.as_slice(), &[0]].concat(), 4),
        Err(Error::LogTile)
    );
    assert_eq!(encode_bundle(&[vec![0; 65_536]]), Err(Error::LogTile));
    assert_eq!(encode_bundle(&vec![[0]; 257]), Err(Error::LogTile));
    assert_eq!(encode_bundle::<&[u8]>(&[]), Err(Error::LogTile));
}

proptest! {
    #[test]
    fn any_note_that_is_read_is_written_the_same(note in "([ -~é]{0,8}\n){0,3}\n(— [a-z./]{1,6} [A-Za-z0-9+/]{0,8}={0,2}\n){0,3}") {
        if let Ok(read) = SignedNote::parse(&note) {
            prop_assert_eq!(read.to_string(), note);
        }
    }

    #[test]
    fn any_made_note_is_read_back(
        lines in proptest::collection::vec("[^\u{0}-\u{1f}]{0,12}", 1..5),
        name in "[^\\p{White_Space}+\u{0}-\u{1f}]{1,12}",
        key_id: [u8; 4],
        bytes in proptest::collection::vec(any::<u8>(), 1..80),
    ) {
        let text = lines.join("\n") + "\n";
        let note = SignedNote::new(&text, vec![Signature { name, key_id, bytes }]).unwrap();
        prop_assert_eq!(SignedNote::parse(&note.to_string()), Ok(note));
    }

    #[test]
    fn a_flipped_bit_in_a_signed_checkpoint_is_never_accepted_as_another(at in 0..400_usize, bit in 0..7_u32) {
        let note = signed(&worked_tree(), 4);
        let mut bytes = note.to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(changed) = String::from_utf8(bytes)
            && let Ok(parsed) = SignedNote::parse(&changed)
            && let Ok(verified) = policy().verify(&parsed)
        {
            prop_assert_eq!(verified.checkpoint(), &Checkpoint::parse(note.text()).unwrap());
        }
    }

    #[test]
    fn a_tile_name_is_read_back(level in 0..64_u8, index: u64, width in 1..=256_u16) {
        let tile = hashes_tile(level, index, width);
        prop_assert_eq!(tile.to_string().parse(), Ok(tile));
    }

    #[test]
    fn a_changed_proof_hash_is_refused(size in 2..300_u64, at: prop::sample::Index, hash: prop::sample::Index, bit in 0..256_usize) {
        let leaves = some_leaves(size);
        let mut tree = Tree::new();
        tree.extend(leaves.iter().copied());
        let index = at.index(leaves.len());
        let root = tree.root(size).unwrap();
        let mut proof = tree.inclusion_proof(index as u64, size).unwrap();
        let hash = hash.index(proof.len());
        let mut bytes = *proof[hash].as_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        proof[hash] = Hash::from_bytes(bytes);
        prop_assert!(verify_inclusion(&leaves[index], index as u64, size, &proof, &root).is_err());
    }
}
