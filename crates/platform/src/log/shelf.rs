//! Tiles whose hashes were made lately, so that a proof costs much the same in a small log and in a large one. A tile
//! never changes once it has its width. Proofs made from them are verified before they are given out, like any other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tlog::tile::{Content, Rows, Tile};

use super::LogStorage;

/// Tiles that are kept, of 16 KB each at most.
const TILES: usize = 512;

/// The tiles that most proofs share: those above the lowest level, and the last one of each.
#[derive(Default)]
pub struct Shelf(Mutex<HashMap<Tile, Arc<Rows>>>);

impl Shelf {
    /// The hashes of a tile; nothing where the storage does not have it.
    pub(super) fn rows(&self, storage: &dyn LogStorage, tile: &Tile) -> Option<Arc<Rows>> {
        if let Some(rows) = self.tiles().get(tile) {
            return Some(Arc::clone(rows));
        }
        let bytes = storage.log_file(&tile.to_string()).ok().flatten()?;
        let rows = Arc::new(Rows::of(&bytes, tile.width()).ok()?);
        // Of full ones at the lowest level there is one for every 256 entries.
        if tile.content() != Content::Hashes(0) || !tile.is_full() {
            let mut tiles = self.tiles();
            if tiles.len() >= TILES {
                tiles.clear();
            }
            tiles.insert(*tile, Arc::clone(&rows));
        }
        Some(rows)
    }

    fn tiles(&self) -> MutexGuard<'_, HashMap<Tile, Arc<Rows>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
