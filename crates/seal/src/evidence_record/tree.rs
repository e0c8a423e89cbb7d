//! The hash tree of RFC 4998, 4.2: each node is the digest of its two children, in binary ascending order.
//!
//! Beside every leaf stands a value that only the keeper of the tree can compute: so the record of one file tells no digest
//! of another, and covers that one file alone.

use crate::time_stamp::Imprint;

/// A tree over digests; its leaves are sorted, and each is there once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    imprint: Imprint,
    secret: Vec<u8>,
    leaves: Vec<Vec<u8>>,
}

impl Tree {
    /// A tree over these leaves, in whatever order they come. `secret`: 32 random bytes, of this tree alone.
    pub fn new(imprint: Imprint, secret: &[u8], mut leaves: Vec<Vec<u8>>) -> Self {
        leaves.sort();
        leaves.dedup();
        Self {
            imprint,
            secret: secret.to_vec(),
            leaves,
        }
    }

    /// What the values beside the leaves are computed with.
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// What stands beside a leaf.
    fn beside(&self, leaf: &[u8]) -> Vec<u8> {
        self.imprint
            .of(&[b"evidence-tree/beside/v1\n", &self.secret, leaf])
    }

    /// The nodes above the leaves.
    fn lowest(&self) -> Vec<Vec<u8>> {
        self.leaves
            .iter()
            .map(|leaf| node(self.imprint, vec![leaf.clone(), self.beside(leaf)]))
            .collect()
    }

    /// The digest of its nodes.
    pub fn imprint(&self) -> Imprint {
        self.imprint
    }

    /// Its leaves, sorted.
    pub fn leaves(&self) -> &[Vec<u8>] {
        &self.leaves
    }

    /// What is stamped. Nothing for no leaves.
    pub fn root(&self) -> Vec<u8> {
        let mut level = self.lowest();
        while level.len() > 1 {
            level = self.above(&level);
        }
        level.pop().unwrap_or_default()
    }

    /// The reduced hash tree of a leaf, from which the root is computed: lists of digests, the lowest first. `None` where it
    /// is no leaf.
    ///
    /// The lowest list holds two digests, the others the one that is still missing: so it makes no difference whether a
    /// reader hashes a list of one digest or passes it on.
    pub fn path(&self, leaf: &[u8]) -> Option<Vec<Vec<Vec<u8>>>> {
        let mut at = self.leaves.iter().position(|own| own == leaf)?;
        let mut first = vec![leaf.to_vec(), self.beside(leaf)];
        first.sort();
        let mut lists = vec![first];
        let mut level = self.lowest();
        while level.len() > 1 {
            if let Some(sibling) = level.get(at ^ 1) {
                lists.push(vec![sibling.clone()]);
            }
            at /= 2;
            level = self.above(&level);
        }
        Some(lists)
    }

    /// The nodes above a level; the last one of an odd number goes up as it is.
    fn above(&self, level: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let pair = |pair: &[Vec<u8>]| match pair {
            [one, other] => node(self.imprint, vec![one.clone(), other.clone()]),
            rest => rest.concat(),
        };
        level.chunks(2).map(pair).collect()
    }
}

/// The digest of digests in binary ascending order.
fn node(imprint: Imprint, mut hashes: Vec<Vec<u8>>) -> Vec<u8> {
    hashes.sort();
    imprint.of(&[&hashes.concat()])
}

/// The root that a reduced hash tree leads to from a leaf (4.3); `None` where the leaf is not in its lowest list.
pub(super) fn root_of(imprint: Imprint, leaf: &[u8], lists: &[Vec<Vec<u8>>]) -> Option<Vec<u8>> {
    let Some((first, rest)) = lists.split_first() else {
        return Some(leaf.to_vec());
    };
    if !first.iter().any(|hash| hash == leaf) {
        return None;
    }
    let length = imprint.algorithm().output_len();
    if lists.iter().flatten().any(|hash| hash.len() != length) {
        return None;
    }
    let join = |hashes: Vec<Vec<u8>>| match hashes.as_slice() {
        // As widely read: a group of one document is not hashed again (4.2, step 3).
        [only] => only.clone(),
        _ => node(imprint, hashes),
    };
    let mut hash = join(first.clone());
    for list in rest {
        let mut hashes = list.clone();
        if !hashes.contains(&hash) {
            hashes.push(hash);
        }
        hash = join(hashes);
    }
    Some(hash)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_of_every_small_tree_leads_to_its_root_and_no_other_digest_does() {
        for count in 1..=33_u8 {
            let leaves: Vec<Vec<u8>> = (0..count).map(|leaf| Imprint::Sha256.of(&[&[leaf]])).collect();
            let tree = Tree::new(Imprint::Sha256, &[9; 32], leaves.clone());
            let root = tree.root();
            for leaf in &leaves {
                let lists = tree.path(leaf).unwrap();
                assert_eq!(root_of(Imprint::Sha256, leaf, &lists), Some(root.clone()));
                let mut other = leaf.clone();
                other[7] ^= 1;
                assert_eq!(tree.path(&other), None);
                assert_eq!(root_of(Imprint::Sha256, &other, &lists), None);
                // The way of one leaf is no way of another, and tells nothing of it.
                for another in leaves.iter().filter(|another| *another != leaf) {
                    assert_eq!(root_of(Imprint::Sha256, another, &lists), None);
                    assert!(lists.iter().flatten().all(|hash| hash != another));
                }
            }
        }
    }

    #[test]
    fn the_lists_are_those_of_the_standard() {
        // 4.2: a first list of the document and its sibling, then what is missing at each level.
        let leaves: Vec<Vec<u8>> = (1..=3_u8).map(|leaf| vec![leaf; 32]).collect();
        let tree = Tree::new(Imprint::Sha256, &[9; 32], leaves.clone());
        let lists = tree.path(&leaves[0]).unwrap();
        let lowest = tree.lowest();
        assert_eq!(lists.len(), 3);
        assert!(lists[0].contains(&leaves[0]) && lists[0].is_sorted());
        assert_eq!(lists[1..], [vec![lowest[1].clone()], vec![lowest[2].clone()]]);
        let digest = |mut pair: [Vec<u8>; 2]| {
            pair.sort();
            Imprint::Sha256.of(&[&pair.concat()])
        };
        let lower = digest([lowest[0].clone(), lowest[1].clone()]);
        assert_eq!(tree.root(), digest([lower, lowest[2].clone()]));
    }
}
