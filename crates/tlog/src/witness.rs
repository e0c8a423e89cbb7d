//! The protocol between a log and its witnesses (C2SP tlog-witness): the request `add-checkpoint`, and what a witness
//! decides about it.
//!
//! Pure: whoever serves a witness reads what it has [`Seen`], judges, and stores the new [`Seen`] durably, all in one
//! transaction, before it gives the cosignature away.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::checkpoint::{Checkpoint, decimal, hash};
use crate::note::SignedNote;
use crate::{Error, Hash, merkle};

/// Most hashes of a consistency proof in one request.
const MOST_HASHES: usize = 63;

/// What a log asks of a witness. Its [`fmt::Display`] is the body of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size of the tree that the witness cosigned last, as far as the log knows; 0 for never.
    pub old: u64,
    /// Shows that the new tree starts with the old one (RFC 6962 section 2.1.2).
    pub proof: Vec<Hash>,
    /// The new checkpoint, signed by the log.
    pub checkpoint: SignedNote,
}

impl AddCheckpoint {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`Error::LogRequest`] with the line where it stops being one; [`Error::LogNote`] where the checkpoint in it is
    /// not a signed note.
    pub fn parse(body: &str) -> Result<Self, Error> {
        let mut number = 1;
        let (first, mut rest) = body.split_once('\n').ok_or(Error::LogRequest { line: number })?;
        let old = first
            .strip_prefix("old ")
            .and_then(decimal)
            .ok_or(Error::LogRequest { line: number })?;
        let mut proof = Vec::new();
        loop {
            number += 1;
            let (line, after) = rest.split_once('\n').ok_or(Error::LogRequest { line: number })?;
            rest = after;
            if line.is_empty() {
                break;
            }
            if proof.len() == MOST_HASHES {
                return Err(Error::LogRequest { line: number });
            }
            proof.push(hash(line).ok_or(Error::LogRequest { line: number })?);
        }
        Ok(Self {
            old,
            proof,
            checkpoint: SignedNote::parse(rest)?,
        })
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", BASE64.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

/// The largest tree that a witness has cosigned of one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its number of entries.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl Seen {
    /// Of a log whose checkpoints were never cosigned.
    pub fn nothing() -> Self {
        Self {
            size: 0,
            root: merkle::empty_root(),
        }
    }
}

/// Why a witness does not cosign, with the status of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request cannot be read, or its old size is above the new one: 400.
    Malformed,
    /// No known key of that log has signed, or one of them wrongly: 403.
    Unsigned,
    /// The log is none of those that are witnessed: 404.
    UnknownLog,
    /// The old size is not the one recorded: 409, with the recorded one as body.
    OtherSize(u64),
    /// The proof does not hold, or the same size has another root: 422.
    Inconsistent,
}

impl Refusal {
    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Refusal::Malformed => 400,
            Refusal::Unsigned => 403,
            Refusal::UnknownLog => 404,
            Refusal::OtherSize(_) => 409,
            Refusal::Inconsistent => 422,
        }
    }

    /// The media type and body of the answer.
    pub fn body(self) -> (&'static str, String) {
        match self {
            Refusal::OtherSize(size) => ("text/x.tlog.size", format!("{size}\n")),
            _ => ("text/plain; charset=utf-8", String::new()),
        }
    }
}

/// Judges a request: what the witness will have seen once it cosigns. `seen` gives the recorded tree of a log by its
/// origin, `None` for a log that is not witnessed; `keys` are the keys of all logs.
///
/// # Errors
/// The [`Refusal`], tested in the order of the protocol.
#[cfg(feature = "verify")]
pub fn judge(
    request: &AddCheckpoint,
    keys: &[crate::note::VerifierKey],
    seen: impl FnOnce(&str) -> Option<Seen>,
) -> Result<Seen, Refusal> {
    let checkpoint = Checkpoint::parse(request.checkpoint.text()).map_err(|_| Refusal::Malformed)?;
    let keys: Vec<_> = keys
        .iter()
        .filter(|key| key.name() == checkpoint.origin())
        .cloned()
        .collect();
    let recorded = match seen(checkpoint.origin()) {
        Some(recorded) if !keys.is_empty() => recorded,
        _ => return Err(Refusal::UnknownLog),
    };
    request.checkpoint.verify(&keys).map_err(|_| Refusal::Unsigned)?;
    if request.old > checkpoint.size() {
        return Err(Refusal::Malformed);
    }
    if request.old != recorded.size {
        return Err(Refusal::OtherSize(recorded.size));
    }
    merkle::verify_consistency(
        recorded.size,
        &recorded.root,
        checkpoint.size(),
        checkpoint.root(),
        &request.proof,
    )
    .map_err(|_| Refusal::Inconsistent)?;
    Ok(Seen {
        size: checkpoint.size(),
        root: *checkpoint.root(),
    })
}

#[cfg(all(test, feature = "verify"))]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use ring::signature::Ed25519KeyPair;

    use super::*;
    use crate::merkle::{Subtrees, Tree, leaf_hash};
    use crate::note::{KeyKind, VerifierKey, sign};

    const ORIGIN: &str = "log.example.lu/seals";

    fn pair(seed: u8) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
    }

    fn tree(size: u64) -> Tree {
        let mut tree = Tree::new();
        tree.extend((0..size).map(|n| leaf_hash(&n.to_be_bytes())));
        tree
    }

    fn checkpoint(origin: &str, size: u64, root: Hash, key: &Ed25519KeyPair) -> SignedNote {
        let text = Checkpoint::new(origin, size, root).unwrap().to_string();
        let signature = sign(&text, origin, key).unwrap();
        SignedNote::new(&text, vec![signature]).unwrap()
    }

    fn request(old: u64, new: u64) -> AddCheckpoint {
        let tree = tree(new);
        AddCheckpoint {
            old,
            proof: tree.consistency_proof(old, new).unwrap(),
            checkpoint: checkpoint(ORIGIN, new, tree.root(new).unwrap(), &pair(1)),
        }
    }

    fn keys() -> Vec<VerifierKey> {
        vec![VerifierKey::of(ORIGIN, KeyKind::Ed25519, &pair(1)).unwrap()]
    }

    fn seen(size: u64) -> Seen {
        Seen {
            size,
            root: tree(size).root(size).unwrap(),
        }
    }

    #[test]
    fn every_growth_is_cosigned_from_what_was_seen() {
        for old in 0..20 {
            for new in old..20 {
                let request = request(old, new);
                assert_eq!(AddCheckpoint::parse(&request.to_string()).unwrap(), request);
                assert_eq!(judge(&request, &keys(), |_| Some(seen(old))), Ok(seen(new)));
            }
        }
    }

    #[test]
    fn each_refusal_has_the_status_of_the_protocol() {
        let known = |size| move |_: &str| Some(seen(size));
        let good = request(3, 8);
        let status = |answer: Result<Seen, Refusal>| answer.unwrap_err().status();
        assert_eq!(status(judge(&good, &keys(), |_| None)), 404);
        assert_eq!(status(judge(&good, &[], known(3))), 404);
        let mut forged = good.clone();
        forged.checkpoint = checkpoint(ORIGIN, 8, tree(8).root(8).unwrap(), &pair(2));
        assert_eq!(status(judge(&forged, &keys(), known(3))), 403);
        let mut shrunk = good.clone();
        shrunk.old = 9;
        assert_eq!(status(judge(&shrunk, &keys(), known(9))), 400);
        let other = judge(&good, &keys(), known(5)).unwrap_err();
        assert_eq!(
            (other.status(), other.body()),
            (409, ("text/x.tlog.size", "5\n".into()))
        );
        let mut rewritten = good.clone();
        rewritten.proof[0] = leaf_hash(b"another");
        assert_eq!(status(judge(&rewritten, &keys(), known(3))), 422);
        // The same size with another root: a fork.
        let fork = AddCheckpoint {
            old: 8,
            proof: Vec::new(),
            checkpoint: checkpoint(ORIGIN, 8, leaf_hash(b"fork"), &pair(1)),
        };
        assert_eq!(status(judge(&fork, &keys(), known(8))), 422);
        let mut eager = request(0, 8);
        eager.proof.push(leaf_hash(b"more"));
        assert_eq!(status(judge(&eager, &keys(), |_| Some(Seen::nothing()))), 422);
    }

    #[test]
    fn a_body_that_is_no_request_names_its_line() {
        for (body, line) in [
            ("", 1),
            ("old 03\n\n", 1),
            ("old 1", 1),
            ("old 1\nnot base64\n\n", 2),
            ("old 1\n", 2),
        ] {
            assert_eq!(
                AddCheckpoint::parse(body),
                Err(Error::LogRequest { line }),
                "{body:?}"
            );
        }
        let long = format!(
            "old 1\n{}\n",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64)
        );
        assert_eq!(AddCheckpoint::parse(&long), Err(Error::LogRequest { line: 65 }));
    }
}
