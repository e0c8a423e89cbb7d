//! The log as static files (C2SP tlog-tiles): names and contents of tiles and entry bundles.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::merkle::{Subtrees, leaf_hash, node_hash};
use crate::{Error, Hash};

/// Hashes in a full tile, and entries in a full bundle.
pub const WIDTH: u64 = 256;

/// Levels of tiles that a tree of up to 2^64-1 leaves can have.
const LEVELS: u8 = 8;

/// The largest level a name may have.
const LARGEST_LEVEL: u8 = 63;

/// What a file of the log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Content {
    /// Hashes of the tree at this level, 0-63.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// A file of the log. Its [`fmt::Display`] is its path below the log's prefix, e.g. `tile/0/x001/x234/067.p/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    content: Content,
    index: u64,
    width: u16,
}

impl Tile {
    /// The tile with this index; `width` is 256 for a full one, 1-255 for a partial one.
    ///
    /// # Errors
    /// [`Error::LogTile`] for another width or a level above 63.
    pub fn new(content: Content, index: u64, width: u16) -> Result<Self, Error> {
        let level_fits = !matches!(content, Content::Hashes(level) if level > LARGEST_LEVEL);
        if level_fits && (1..=WIDTH).contains(&u64::from(width)) {
            Ok(Self {
                content,
                index,
                width,
            })
        } else {
            Err(Error::LogTile)
        }
    }

    /// What is in it.
    pub fn content(&self) -> Content {
        self.content
    }

    /// Its index within its level.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Number of hashes or entries in it, 1-256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it will never change or go away again.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == WIDTH
    }

    /// The tiles of hashes that a log has to write when it grows from `old` to `new` leaves, lowest level first, and
    /// the same for its entry bundles (at the end). With `old` = 0: all of a tree.
    pub fn to_write(old: u64, new: u64) -> impl Iterator<Item = Tile> {
        (0..LEVELS)
            .map(|level| (Content::Hashes(level), 8 * u32::from(level)))
            .chain(std::iter::once((Content::Entries, 0)))
            .flat_map(move |(content, shift)| {
                let (before, after) = (old >> shift, new >> shift);
                let changed = if after > before {
                    before / WIDTH..after.div_ceil(WIDTH)
                } else {
                    0..0
                };
                changed.map(move |index| Tile {
                    content,
                    index,
                    width: (after - index * WIDTH).min(WIDTH) as u16,
                })
            })
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content {
            Content::Hashes(level) => write!(f, "tile/{level}/")?,
            Content::Entries => f.write_str("tile/entries/")?,
        }
        let digits = self.index.to_string();
        let digits = format!("{digits:0>width$}", width = digits.len().div_ceil(3) * 3);
        let groups = digits.len() / 3;
        for group in 0..groups {
            let last = group + 1 == groups;
            let part = digits.get(3 * group..3 * group + 3).unwrap_or_default();
            write!(
                f,
                "{}{part}{}",
                if last { "" } else { "x" },
                if last { "" } else { "/" }
            )?;
        }
        if self.is_full() {
            Ok(())
        } else {
            write!(f, ".p/{}", self.width)
        }
    }
}

impl FromStr for Tile {
    type Err = Error;

    /// Reads a path below the log's prefix; only the one spelling that the format allows.
    fn from_str(path: &str) -> Result<Self, Error> {
        let read = || {
            let (content, rest) = path.strip_prefix("tile/")?.split_once('/')?;
            let content = match content {
                "entries" => Content::Entries,
                level => Content::Hashes(level.parse().ok()?),
            };
            let (index, width) = match rest.split_once(".p/") {
                Some((index, width)) => (index, width.parse().ok()?),
                None => (rest, WIDTH as u16),
            };
            let digits: String = index
                .split('/')
                .map(|part| part.strip_prefix('x').unwrap_or(part))
                .collect();
            Self::new(content, digits.parse().ok()?, width).ok()
        };
        // There is one spelling only: signs, further zeros or a misplaced x do not come out as they went in.
        read()
            .filter(|tile| tile.to_string() == path)
            .ok_or(Error::LogTile)
    }
}

/// The hashes in the bytes of a tile, of which there are `width`.
///
/// # Errors
/// [`Error::LogTile`] where the length is another.
pub fn hashes(bytes: &[u8], width: u16) -> Result<Vec<Hash>, Error> {
    if bytes.len() != 32 * usize::from(width) {
        return Err(Error::LogTile);
    }
    bytes
        .chunks_exact(32)
        .map(|chunk| Hash::try_from(chunk).map_err(|_| Error::LogTile))
        .collect()
}

/// The bytes of an entry bundle: each entry with its length in two bytes before it.
///
/// # Errors
/// [`Error::LogTile`] for an entry longer than 65 535 bytes, or for none or more than 256 entries.
pub fn encode_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, Error> {
    if entries.is_empty() || entries.len() as u64 > WIDTH {
        return Err(Error::LogTile);
    }
    let mut bytes = Vec::new();
    for entry in entries {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| Error::LogTile)?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// The entries in the bytes of an entry bundle, of which there are `width`.
///
/// # Errors
/// [`Error::LogTile`] where the bytes are cut, go on after the last entry, or hold another number of entries.
pub fn decode_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, Error> {
    let mut rest = bytes;
    let mut entries = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let (entry, after) = after
            .split_at_checked(usize::from(u16::from_be_bytes(*length)))
            .ok_or(Error::LogTile)?;
        entries.push(entry);
        rest = after;
        if entries.len() > usize::from(width) {
            return Err(Error::LogTile);
        }
    }
    if rest.is_empty() && entries.len() == usize::from(width) {
        Ok(entries)
    } else {
        Err(Error::LogTile)
    }
}

/// The files to write when entries are appended to a log of `old` leaves: every tile of hashes, lowest level first, and
/// every bundle of entries, as far as it changes. `read` gives the bytes of a file that was written before.
///
/// # Errors
/// [`Error::LogHashMissing`] where a partial tile that is to grow is not there; [`Error::LogTile`] where it is not what
/// its name says, or an entry is longer than 65 535 bytes.
pub fn grow<E: AsRef<[u8]>>(
    old: u64,
    entries: &[E],
    read: impl Fn(&Tile) -> Option<Vec<u8>>,
) -> Result<Vec<(Tile, Vec<u8>)>, Error> {
    let partial = |content: Content, before: u64| -> Result<Option<(Tile, Vec<u8>)>, Error> {
        let width = (before % WIDTH) as u16;
        if width == 0 {
            return Ok(None);
        }
        let tile = Tile::new(content, before / WIDTH, width)?;
        let bytes = read(&tile).ok_or(Error::LogHashMissing)?;
        Ok(Some((tile, bytes)))
    };
    let mut files = Vec::new();
    let mut before = old;
    let mut fresh: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry.as_ref())).collect();
    for level in 0..LEVELS {
        if fresh.is_empty() {
            break;
        }
        let mut row = match partial(Content::Hashes(level), before)? {
            Some((tile, bytes)) => hashes(&bytes, tile.width)?,
            None => Vec::new(),
        };
        row.append(&mut fresh);
        for (index, chunk) in (before / WIDTH..).zip(row.chunks(WIDTH as usize)) {
            let tile = Tile::new(Content::Hashes(level), index, chunk.len() as u16)?;
            let bytes = chunk.iter().flat_map(|hash| *hash.as_bytes()).collect();
            files.push((tile, bytes));
            if tile.is_full() {
                fresh.push(complete_root(chunk));
            }
        }
        before /= WIDTH;
    }
    let kept = partial(Content::Entries, old)?;
    let mut bundle: Vec<&[u8]> = match &kept {
        Some((tile, bytes)) => decode_bundle(bytes, tile.width)?,
        None => Vec::new(),
    };
    bundle.extend(entries.iter().map(AsRef::as_ref));
    for (index, chunk) in (old / WIDTH..).zip(bundle.chunks(WIDTH as usize)) {
        let tile = Tile::new(Content::Entries, index, chunk.len() as u16)?;
        files.push((tile, encode_bundle(chunk)?));
    }
    Ok(files)
}

/// The root over a complete row of hashes, whose number is a power of two.
fn complete_root(row: &[Hash]) -> Hash {
    let mut row = row.to_vec();
    while let [_, _, ..] = row.as_slice() {
        row = row
            .chunks_exact(2)
            .map(|pair| node_hash(&pair[0], &pair[1]))
            .collect();
    }
    row.first().copied().unwrap_or_default()
}

/// The hashes of a tile, with those of every complete subtree over them: for whoever makes many proofs, since a tile never
/// changes once it has its width. 511 hashes for a full one, 16 KB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows(Vec<Vec<Hash>>);

impl Rows {
    /// Of the bytes of a tile, which holds `width` hashes.
    ///
    /// # Errors
    /// [`Error::LogTile`] where the length is another.
    pub fn of(bytes: &[u8], width: u16) -> Result<Self, Error> {
        let mut rows = Vec::new();
        let mut row = hashes(bytes, width)?;
        while row.len() > 1 {
            let over = row
                .chunks_exact(2)
                .map(|pair| node_hash(&pair[0], &pair[1]))
                .collect();
            rows.push(std::mem::replace(&mut row, over));
        }
        rows.push(row);
        Ok(Self(rows))
    }
}

/// Where a complete subtree stands: its tile, the row over the tile's hashes, and its place in that row.
struct Place {
    tile: Tile,
    row: u32,
    place: usize,
}

/// The place of a subtree in a tree of `size` leaves.
fn place(size: u64, height: u8, index: u64) -> Result<Place, Error> {
    let (level, row) = (height / 8, u32::from(height % 8));
    // Place and number of this subtree's hashes at its tile's level.
    let first = index.checked_mul(1 << row).ok_or(Error::LogHashMissing)?;
    let at_level = size.checked_shr(8 * u32::from(level)).unwrap_or(0);
    if first.checked_add(1 << row).is_none_or(|end| end > at_level) {
        return Err(Error::LogHashMissing);
    }
    let tile_index = first / WIDTH;
    let width = (at_level - tile_index * WIDTH).min(WIDTH) as u16;
    Ok(Place {
        tile: Tile::new(Content::Hashes(level), tile_index, width)?,
        row,
        place: (first % WIDTH) as usize >> row,
    })
}

/// A tree of `size` leaves read from its tiles.
///
/// `read` gives the bytes of a tile, or `None` where there is none; the same tile may be asked for several times in
/// one proof. What it gives is not trusted: a proof made from it is verified like any other.
pub struct Tiles<R> {
    size: u64,
    read: R,
}

impl<R: Fn(&Tile) -> Option<Vec<u8>>> Tiles<R> {
    /// The tree of `size` leaves behind `read`.
    pub fn new(size: u64, read: R) -> Self {
        Self { size, read }
    }
}

impl<R: Fn(&Tile) -> Option<Vec<u8>>> Subtrees for Tiles<R> {
    fn subtree(&self, height: u8, index: u64) -> Result<Hash, Error> {
        let Place { tile, row, place } = place(self.size, height, index)?;
        let all = hashes(&(self.read)(&tile).ok_or(Error::LogHashMissing)?, tile.width)?;
        let under = all
            .get(place << row..(place + 1) << row)
            .ok_or(Error::LogHashMissing)?;
        Ok(complete_root(under))
    }
}

/// As [`Tiles`], for a `read` that keeps what was made of a tile's bytes.
pub struct KnownTiles<R> {
    size: u64,
    read: R,
}

impl<R: Fn(&Tile) -> Option<Arc<Rows>>> KnownTiles<R> {
    /// The tree of `size` leaves behind `read`.
    pub fn new(size: u64, read: R) -> Self {
        Self { size, read }
    }
}

impl<R: Fn(&Tile) -> Option<Arc<Rows>>> Subtrees for KnownTiles<R> {
    fn subtree(&self, height: u8, index: u64) -> Result<Hash, Error> {
        let Place { tile, row, place } = place(self.size, height, index)?;
        let rows = (self.read)(&tile).ok_or(Error::LogHashMissing)?;
        let found = rows.0.get(row as usize).and_then(|row| row.get(place));
        found.copied().ok_or(Error::LogHashMissing)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::merkle::Tree;

    #[test]
    fn a_log_that_grows_in_steps_has_the_root_and_files_of_one_that_was_written_at_once() {
        let entries: Vec<Vec<u8>> = (0..70_000_u32).map(|n| n.to_be_bytes().repeat(3)).collect();
        let mut files: BTreeMap<Tile, Vec<u8>> = BTreeMap::new();
        let mut tree = Tree::new();
        let mut at = 0;
        for step in [0, 1, 2, 253, 1, 255, 1, 512, 3, 64_508, 1, 4_463] {
            let new = &entries[at..at + step];
            let written = grow(at as u64, new, |tile| files.get(tile).cloned()).unwrap();
            let names: Vec<Tile> = written.iter().map(|(tile, _)| *tile).collect();
            let expected: Vec<Tile> = Tile::to_write(at as u64, (at + step) as u64).collect();
            assert_eq!(names, expected);
            files.extend(written);
            tree.extend(new.iter().map(|entry| leaf_hash(entry)));
            at += step;
            let tiles = Tiles::new(at as u64, |tile: &Tile| files.get(tile).cloned());
            assert_eq!(tiles.root(at as u64).unwrap(), tree.root(at as u64).unwrap());
            let known = KnownTiles::new(at as u64, |tile: &Tile| {
                Rows::of(files.get(tile)?, tile.width()).ok().map(Arc::new)
            });
            for height in 0..18 {
                for index in [
                    0,
                    1,
                    2,
                    7,
                    130,
                    at as u64 >> height,
                    (at as u64 >> height).saturating_sub(1),
                ] {
                    let (one, other) = (tiles.subtree(height, index), known.subtree(height, index));
                    assert_eq!(one, other, "{at} leaves, {height}, {index}");
                }
            }
        }
        assert_eq!(at, 70_000);
        let at_once: BTreeMap<Tile, Vec<u8>> = grow(0, &entries, |_| None).unwrap().into_iter().collect();
        for (tile, bytes) in &at_once {
            assert_eq!(files.get(tile), Some(bytes), "{tile}");
        }
        // The numbers of the design: 273 full and one of 112, one full and one of 17, one of 1.
        let widths = |level| -> Vec<u16> {
            at_once
                .keys()
                .filter(|tile| tile.content() == Content::Hashes(level))
                .map(Tile::width)
                .collect()
        };
        assert_eq!((widths(0).len(), widths(0)[273]), (274, 112));
        assert_eq!((widths(1), widths(2)), (vec![256, 17], vec![1]));
    }

    #[test]
    fn a_log_does_not_grow_over_a_missing_or_cut_tile() {
        let files: BTreeMap<Tile, Vec<u8>> = grow(0, &[b"one", b"two"], |_| None)
            .unwrap()
            .into_iter()
            .collect();
        assert_eq!(grow(2, &[b"three"], |_| None), Err(Error::LogHashMissing));
        let cut = |tile: &Tile| files.get(tile).map(|bytes| bytes[1..].to_vec());
        assert_eq!(grow(2, &[b"three"], cut), Err(Error::LogTile));
    }
}
