//! Watching a log: every checkpoint continues the one before it, and no entry goes by unread.
//!
//! A [`Watch`] is what a watcher keeps between two looks: the size of the tree it has seen and the hashes along its right
//! edge, from which the root follows. The next look reads the entries that came since, puts them on, and must arrive at the
//! root of the new checkpoint: that shows at once that the log was only appended to and that these are its entries.

use serde::{Deserialize, Serialize};

use crate::checkpoint::Checkpoint;
use crate::merkle::{Subtrees as _, empty_root, leaf_hash, node_hash, verify_consistency};
use crate::tile::{Content, Tile, Tiles, WIDTH, decode_bundle};
use crate::{Error, Hash};

/// A tree that was seen: enough to continue it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Number of its leaves.
    size: u64,
    /// The hashes of its complete subtrees, largest and leftmost first: one for every bit of the size.
    edge: Vec<Hash>,
}

/// What a look at a checkpoint gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The same tree as before.
    Same,
    /// It has grown; these are the entries that came, and the number of the first.
    Grown {
        /// Number of the first new entry, counted from 0.
        first: u64,
        /// The entries, in their order.
        entries: Vec<Vec<u8>>,
    },
    /// It has grown by more than was to be read: it continues the tree that was known, and what came was not read.
    Leapt,
    /// An older checkpoint of the same tree: whoever served it is behind.
    Behind,
}

impl Watch {
    /// Starts to watch at this checkpoint. What came before it is believed.
    ///
    /// # Errors
    /// [`Error::LogHashMissing`] where a tile is not there; [`Error::LogConsistency`] where the tiles are not those of
    /// the checkpoint.
    pub fn start(at: &Checkpoint, read: &dyn Fn(&Tile) -> Option<Vec<u8>>) -> Result<Self, Error> {
        let tiles = Tiles::new(at.size(), |tile: &Tile| whole_or_part(read, tile));
        let mut edge = Vec::new();
        let mut start = 0;
        while start < at.size() {
            let height = u64::BITS - 1 - (at.size() - start).leading_zeros();
            edge.push(tiles.subtree(height as u8, start >> height)?);
            start += 1 << height;
        }
        let watch = Self {
            size: at.size(),
            edge,
        };
        if watch.root() == *at.root() {
            Ok(watch)
        } else {
            Err(Error::LogConsistency)
        }
    }

    /// Number of leaves seen.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree that was seen.
    pub fn root(&self) -> Hash {
        let mut parts = self.edge.iter().rev();
        match parts.next() {
            Some(last) => parts.fold(*last, |right, left| node_hash(left, &right)),
            None => empty_root(),
        }
    }

    /// Looks at a checkpoint, whose signatures the caller has verified, and goes on to it. At most `most` entries are
    /// read. Where something does not hold, the watch stays as it was.
    ///
    /// # Errors
    /// [`Error::LogConsistency`] where the checkpoint does not continue what was seen, or the entries are not those
    /// under it: the log was rewritten, or shows different trees to different people. [`Error::LogHashMissing`] and
    /// [`Error::LogTile`] where a file is not there or not one of a log: nothing is known then.
    pub fn look(
        &mut self,
        at: &Checkpoint,
        most: u64,
        read: &dyn Fn(&Tile) -> Option<Vec<u8>>,
    ) -> Result<Seen, Error> {
        if at.size() == self.size {
            return if *at.root() == self.root() {
                Ok(Seen::Same)
            } else {
                Err(Error::LogConsistency)
            };
        }
        if at.size() < self.size {
            consistent((at.size(), at.root()), (self.size, &self.root()), read)?;
            return Ok(Seen::Behind);
        }
        if at.size() - self.size > most {
            consistent((self.size, &self.root()), (at.size(), at.root()), read)?;
            *self = Self::start(at, read)?;
            return Ok(Seen::Leapt);
        }
        let entries = entries(self.size, at.size(), read)?;
        let mut next = self.clone();
        for entry in &entries {
            next.push(leaf_hash(entry));
        }
        if next.root() != *at.root() {
            return Err(Error::LogConsistency);
        }
        let first = self.size;
        *self = next;
        Ok(Seen::Grown { first, entries })
    }

    fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        let mut below = self.size;
        while below & 1 == 1 {
            if let Some(left) = self.edge.pop() {
                hash = node_hash(&left, &hash);
            }
            below >>= 1;
        }
        self.edge.push(hash);
        self.size += 1;
    }
}

/// Checks that the newer of two trees starts with the older one, by the tiles of the newer.
///
/// # Errors
/// [`Error::LogConsistency`]; [`Error::LogHashMissing`] and [`Error::LogTile`] where a tile is not there.
pub fn consistent(
    older: (u64, &Hash),
    newer: (u64, &Hash),
    read: &dyn Fn(&Tile) -> Option<Vec<u8>>,
) -> Result<(), Error> {
    let tiles = Tiles::new(newer.0, |tile: &Tile| whole_or_part(read, tile));
    let proof = tiles.consistency_proof(older.0, newer.0)?;
    verify_consistency(older.0, older.1, newer.0, newer.1, &proof)
}

/// The entries `first..end`.
fn entries(first: u64, end: u64, read: &dyn Fn(&Tile) -> Option<Vec<u8>>) -> Result<Vec<Vec<u8>>, Error> {
    let mut entries = Vec::new();
    for index in first / WIDTH..end.div_ceil(WIDTH) {
        let width = (end - index * WIDTH).min(WIDTH) as u16;
        let tile = Tile::new(Content::Entries, index, width)?;
        let (bytes, held) = match read(&tile) {
            Some(bytes) => (bytes, width),
            None if tile.is_full() => return Err(Error::LogHashMissing),
            // The log went on meanwhile, and its partial files with it.
            None => {
                let full = Tile::new(Content::Entries, index, WIDTH as u16)?;
                (read(&full).ok_or(Error::LogHashMissing)?, WIDTH as u16)
            }
        };
        let bundle = decode_bundle(&bytes, held)?;
        let skipped = first.saturating_sub(index * WIDTH) as usize;
        let wanted = bundle.get(skipped..usize::from(width)).ok_or(Error::LogTile)?;
        entries.extend(wanted.iter().map(|entry| entry.to_vec()));
    }
    Ok(entries)
}

/// A partial tile, or the part of the full one that has taken its place.
fn whole_or_part(read: &dyn Fn(&Tile) -> Option<Vec<u8>>, tile: &Tile) -> Option<Vec<u8>> {
    read(tile).or_else(|| {
        if tile.is_full() {
            return None;
        }
        let full = Tile::new(tile.content(), tile.index(), WIDTH as u16).ok()?;
        let mut bytes = read(&full)?;
        bytes.truncate(32 * usize::from(tile.width()));
        Some(bytes)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;
    use crate::merkle::Tree;
    use crate::tile::grow;

    /// A log in memory that keeps only the newest partial files, as a real one may.
    #[derive(Default)]
    struct Log {
        files: RefCell<BTreeMap<String, Vec<u8>>>,
        tree: Tree,
    }

    impl Log {
        fn append(&mut self, entries: &[Vec<u8>]) -> Checkpoint {
            let mut files = self.files.borrow_mut();
            let written = grow(self.tree.size(), entries, |tile| {
                files.get(&tile.to_string()).cloned()
            })
            .unwrap();
            for (tile, bytes) in written {
                if tile.is_full() {
                    let part = format!("{tile}.p/");
                    files.retain(|name, _| !name.starts_with(&part));
                }
                files.insert(tile.to_string(), bytes);
            }
            self.tree.extend(entries.iter().map(|entry| leaf_hash(entry)));
            self.checkpoint(self.tree.size())
        }

        fn checkpoint(&self, size: u64) -> Checkpoint {
            Checkpoint::new("log.example/seals", size, self.tree.root(size).unwrap()).unwrap()
        }

        fn read(&self) -> impl Fn(&Tile) -> Option<Vec<u8>> + '_ {
            |tile: &Tile| self.files.borrow().get(&tile.to_string()).cloned()
        }
    }

    fn some(from: u32, count: u32) -> Vec<Vec<u8>> {
        (from..from + count).map(|n| n.to_be_bytes().to_vec()).collect()
    }

    #[test]
    fn a_log_that_only_grows_is_followed_and_each_new_entry_read_once() {
        let mut log = Log::default();
        let start = log.append(&some(0, 300));
        let mut watch = Watch::start(&start, &log.read()).unwrap();
        let mut at = 300;
        for count in [1, 2, 210, 256, 1, 511, 700] {
            let checkpoint = log.append(&some(at, count));
            let seen = watch.look(&checkpoint, 1000, &log.read()).unwrap();
            let Seen::Grown { first, entries } = seen else {
                panic!("{seen:?}")
            };
            assert_eq!((first, entries), (u64::from(at), some(at, count)));
            at += count;
            assert_eq!(watch.root(), *checkpoint.root());
            assert_eq!(watch.look(&checkpoint, 1000, &log.read()).unwrap(), Seen::Same);
        }
        let far = log.append(&some(at, 2000));
        assert_eq!(watch.look(&far, 1000, &log.read()).unwrap(), Seen::Leapt);
        assert_eq!(watch.size(), u64::from(at) + 2000);
        assert_eq!(
            watch.look(&log.checkpoint(1234), 1000, &log.read()).unwrap(),
            Seen::Behind
        );
        let kept: Watch = serde_json::from_str(&serde_json::to_string(&watch).unwrap()).unwrap();
        assert_eq!(kept, watch);
    }

    #[test]
    fn a_checkpoint_is_still_followed_when_the_log_has_gone_on_since() {
        let mut log = Log::default();
        let mut watch = Watch::start(&log.append(&some(0, 3)), &log.read()).unwrap();
        let given = log.append(&some(3, 200));
        log.append(&some(203, 400));
        assert!(matches!(
            watch.look(&given, 1000, &log.read()).unwrap(),
            Seen::Grown { first: 3, .. }
        ));
        assert_eq!(
            Watch::start(&given, &log.read()).unwrap(),
            watch,
            "tiles that became full stand for their beginnings"
        );
    }

    #[test]
    fn a_log_that_is_rewritten_or_split_is_not_followed_and_the_watch_stays() {
        let mut log = Log::default();
        let mut watch = Watch::start(&log.append(&some(0, 700)), &log.read()).unwrap();
        let before = watch.clone();
        // The same size with another entry; a longer and a shorter one that was rewritten; far ahead.
        for (changed, count) in [(699, 700), (0, 900), (699, 900), (5, 300), (0, 5000)] {
            let mut other = Log::default();
            let mut entries = some(0, count);
            if let Some(entry) = entries.get_mut(changed) {
                entry[0] = 9;
            }
            if changed >= count as usize {
                continue;
            }
            let checkpoint = other.append(&entries);
            let seen = watch.look(&checkpoint, 1000, &other.read());
            assert!(
                matches!(seen, Err(Error::LogConsistency | Error::LogHashMissing)),
                "{changed} {count}: {seen:?}"
            );
            assert_eq!(watch, before);
        }
        // The right checkpoint with entries that are not those under it.
        let checkpoint = log.append(&some(700, 10));
        let lying = |tile: &Tile| {
            let mut bytes = log.read()(tile)?;
            if tile.content() == Content::Entries {
                *bytes.last_mut()? ^= 1;
            }
            Some(bytes)
        };
        assert_eq!(watch.look(&checkpoint, 1000, &lying), Err(Error::LogConsistency));
        assert_eq!(
            watch.look(&checkpoint, 1000, &|_| None),
            Err(Error::LogHashMissing)
        );
        assert_eq!(watch, before);
        assert!(watch.look(&checkpoint, 1000, &log.read()).is_ok());
    }
}
