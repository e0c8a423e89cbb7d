//! The Merkle tree of RFC 6962 section 2.1 over SHA-256: root, proofs, and their verification.
//!
//! Roots and proofs are computed from the hashes of *complete* subtrees ([`Subtrees`]), which never change once they
//! exist. [`Tree`] keeps them in memory; [`crate::tile::Tiles`] reads them from the log's tiles.

use crate::{Error, Hash};

/// The hash of one entry as a leaf: SHA-256 of `0x00` and the entry.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash::of(&[&[0], entry])
}

/// The hash of an inner node: SHA-256 of `0x01`, the left and the right hash.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[&[1], left.as_bytes(), right.as_bytes()])
}

/// The root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash::of(&[])
}

/// Where hashes of complete subtrees come from.
pub trait Subtrees {
    /// The hash over the 2^`height` leaves from leaf `index` * 2^`height` on.
    ///
    /// # Errors
    /// [`Error::LogHashMissing`] where it is not known.
    fn subtree(&self, height: u8, index: u64) -> Result<Hash, Error>;

    /// The root of the tree of the first `size` leaves.
    ///
    /// # Errors
    /// [`Error::LogHashMissing`] where the source has fewer leaves.
    fn root(&self, size: u64) -> Result<Hash, Error> {
        if size == 0 {
            Ok(empty_root())
        } else {
            range_hash(self, 0, size)
        }
    }

    /// The hashes that lead from leaf `index` to the root of the first `size` leaves, nearest first (RFC 6962
    /// section 2.1.1).
    ///
    /// # Errors
    /// [`Error::LogRange`] where `index` is not below `size`; [`Error::LogHashMissing`].
    fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        if index >= size {
            return Err(Error::LogRange);
        }
        let mut proof = Vec::new();
        let (mut start, mut end) = (0, size);
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                proof.push(range_hash(self, middle, end)?);
                end = middle;
            } else {
                proof.push(range_hash(self, start, middle)?);
                start = middle;
            }
        }
        proof.reverse();
        Ok(proof)
    }

    /// The hashes that show that the first `old` of `new` leaves are still the same (RFC 6962 section 2.1.2). Empty
    /// for `old` = 0 and for `old` = `new`.
    ///
    /// # Errors
    /// [`Error::LogRange`] where `old` is above `new`; [`Error::LogHashMissing`].
    fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, Error> {
        if old > new {
            return Err(Error::LogRange);
        }
        let mut proof = Vec::new();
        if old == 0 {
            return Ok(proof);
        }
        let (mut start, mut end) = (0, new);
        while end != old {
            let middle = start + split(end - start);
            if old <= middle {
                proof.push(range_hash(self, middle, end)?);
                end = middle;
            } else {
                proof.push(range_hash(self, start, middle)?);
                start = middle;
            }
        }
        // The old tree itself, where it is complete, is known to whoever asks.
        if start != 0 {
            proof.push(range_hash(self, start, end)?);
        }
        proof.reverse();
        Ok(proof)
    }
}

/// The largest power of two below `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}

/// The hash over the leaves `start..end`: at least one, and `start` a multiple of the largest power of two that fits
/// (always so for the ranges that the splits of a tree give).
fn range_hash<S: Subtrees + ?Sized>(source: &S, start: u64, end: u64) -> Result<Hash, Error> {
    let mut parts = Vec::new();
    let mut at = start;
    while at < end {
        let height = u64::BITS - 1 - (end - at).leading_zeros();
        parts.push(source.subtree(height as u8, at >> height)?);
        at += 1 << height;
    }
    let last = parts.pop().ok_or(Error::LogRange)?;
    Ok(parts
        .iter()
        .rev()
        .fold(last, |right, left| node_hash(left, &right)))
}

/// A tree in memory, with the hashes of all its complete subtrees (about 64 bytes for each leaf).
#[derive(Clone, Debug, Default)]
pub struct Tree {
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Adds the hash of a leaf ([`leaf_hash`]) and gives its index.
    pub fn push(&mut self, leaf: Hash) -> u64 {
        let index = self.size();
        let mut hash = leaf;
        for height in 0.. {
            if self.levels.len() == height {
                self.levels.push(Vec::new());
            }
            let Some(level) = self.levels.get_mut(height) else {
                break;
            };
            level.push(hash);
            match level.as_slice() {
                [.., left, right] if level.len().is_multiple_of(2) => hash = node_hash(left, right),
                _ => break,
            }
        }
        index
    }
}

impl Extend<Hash> for Tree {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        for leaf in leaves {
            self.push(leaf);
        }
    }
}

impl Subtrees for Tree {
    fn subtree(&self, height: u8, index: u64) -> Result<Hash, Error> {
        let level = self.levels.get(usize::from(height));
        let index = usize::try_from(index).map_err(|_| Error::LogHashMissing)?;
        level
            .and_then(|level| level.get(index))
            .copied()
            .ok_or(Error::LogHashMissing)
    }
}

/// Checks that the leaf stands at `index` in the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2).
///
/// # Errors
/// [`Error::LogInclusion`].
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), Error> {
    if index >= size {
        return Err(Error::LogInclusion);
    }
    let (mut at, mut last) = (index, size - 1);
    let mut computed = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(Error::LogInclusion);
        }
        if at & 1 == 1 || at == last {
            computed = node_hash(sibling, &computed);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            computed = node_hash(&computed, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last == 0 && computed == *root {
        Ok(())
    } else {
        Err(Error::LogInclusion)
    }
}

/// Checks that the tree of `new` leaves starts with the tree of `old` leaves (RFC 9162 section 2.1.4.2). Two trees of
/// the same size are consistent when they are equal, and every tree is with the empty one; both with an empty proof.
///
/// # Errors
/// [`Error::LogConsistency`].
pub fn verify_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), Error> {
    let no = Err(Error::LogConsistency);
    if old > new {
        return no;
    }
    if old == 0 || old == new {
        let same = if old == new { old_root == new_root } else { true };
        let empty = old != 0 || *old_root == empty_root();
        return if same && empty && proof.is_empty() {
            Ok(())
        } else {
            no
        };
    }
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let mut rest = proof.iter();
    let first = if old.is_power_of_two() {
        Some(old_root)
    } else {
        rest.next()
    };
    let Some(first) = first else { return no };
    let (mut computed_old, mut computed_new) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return no;
        }
        if at & 1 == 1 || at == last {
            computed_old = node_hash(sibling, &computed_old);
            computed_new = node_hash(sibling, &computed_new);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            computed_new = node_hash(&computed_new, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last == 0 && computed_old == *old_root && computed_new == *new_root {
        Ok(())
    } else {
        no
    }
}
