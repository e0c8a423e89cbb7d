//! The hash tree of RFC 4998, 4.2: each node is the digest of its two children, in binary ascending order.

use crate::time_stamp::Imprint;

/// A tree over digests; its leaves are sorted, and each is there once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    imprint: Imprint,
    leaves: Vec<Vec<u8>>,
}

impl Tree {
    /// A tree over these leaves, in whatever order they come.
    pub fn new(imprint: Imprint, mut leaves: Vec<Vec<u8>>) -> Self {
        leaves.sort();
        leaves.dedup();
        Self { imprint, leaves }
    }

    /// The digest of its nodes.
    pub fn imprint(&self) -> Imprint {
        self.imprint
    }

    /// Its leaves, sorted.
    pub fn leaves(&self) -> &[Vec<u8>] {
        &self.leaves
    }

    /// What is stamped: the root; of one leaf, the leaf itself. Nothing for no leaves.
    pub fn root(&self) -> Vec<u8> {
        let mut level = self.leaves.clone();
        while level.len() > 1 {
            level = self.above(&level);
        }
        level.pop().unwrap_or_default()
    }

    /// The reduced hash tree of a leaf, from which the root is computed: lists of digests, the lowest first; none where the
    /// leaf is the root. `None` where it is no leaf.
    ///
    /// Every list holds two digests or, above the lowest, the one that is still missing: so it makes no difference whether
    /// a reader hashes a list of one digest or passes it on.
    pub fn path(&self, leaf: &[u8]) -> Option<Vec<Vec<Vec<u8>>>> {
        let mut at = self.leaves.iter().position(|own| own == leaf)?;
        let mut lists: Vec<Vec<Vec<u8>>> = Vec::new();
        let mut level = self.leaves.clone();
        while level.len() > 1 {
            if let Some(sibling) = level.get(at ^ 1) {
                let mut list = vec![sibling.clone()];
                if lists.is_empty() {
                    list.push(leaf.to_vec());
                    list.sort();
                }
                lists.push(list);
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
            let leaves: Vec<Vec<u8>> = (0..count)
                .map(|leaf| Imprint::Sha256.of(&[&[leaf]]))
                .collect();
            let tree = Tree::new(Imprint::Sha256, leaves.clone());
            let root = tree.root();
            for leaf in &leaves {
                let lists = tree.path(leaf).unwrap();
                assert_eq!(root_of(Imprint::Sha256, leaf, &lists), Some(root.clone()));
                let mut other = leaf.clone();
                other[7] ^= 1;
                assert_eq!(tree.path(&other), None);
                let led = root_of(Imprint::Sha256, &other, &lists);
                assert!(led.is_none() || (count == 1 && led != Some(root.clone())));
            }
        }
    }

    #[test]
    fn the_example_of_the_standard_has_this_form() {
        // 4.2: a first list of the document and its sibling, then what is missing at each level.
        let leaves: Vec<Vec<u8>> = (1..=3_u8).map(|leaf| vec![leaf; 32]).collect();
        let tree = Tree::new(Imprint::Sha256, leaves.clone());
        let lists = tree.path(&leaves[0]).unwrap();
        assert_eq!(
            lists,
            [vec![leaves[0].clone(), leaves[1].clone()], vec![leaves[2].clone()]]
        );
        let lower = Imprint::Sha256.of(&[&[leaves[0].clone(), leaves[1].clone()].concat()]);
        let mut upper = [lower, leaves[2].clone()];
        upper.sort();
        assert_eq!(tree.root(), Imprint::Sha256.of(&[&upper.concat()]));
    }
}
