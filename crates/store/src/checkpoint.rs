//! What stands in the write-ahead log is brought into the database file beside the work, so that no change waits for it.
//! A change is durable in the log before it returns, as ever.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::database;
use crate::keys::DataKey;

/// Rows that were written since the last time: about as many pages as SQLite waits for itself.
const ROWS: u64 = 1_500;

/// Carries the log over, one thread at a time.
pub(crate) struct Checkpoints {
    folder: PathBuf,
    key: DataKey,
    reached: AtomicU64,
    running: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Checkpoints {
    pub fn of(folder: &Path, key: DataKey) -> Self {
        Checkpoints {
            folder: folder.to_owned(),
            key,
            reached: AtomicU64::new(0),
            running: Arc::new(AtomicBool::new(false)),
            thread: Mutex::new(None),
        }
    }

    /// After a change; `rows` were written since the database was opened.
    pub fn follow(&self, rows: u64) {
        if rows.saturating_sub(self.reached.load(Ordering::Relaxed)) < ROWS
            || self.running.swap(true, Ordering::AcqRel)
        {
            return;
        }
        self.reached.store(rows, Ordering::Relaxed);
        let (folder, key, running) = (self.folder.clone(), self.key.clone(), Arc::clone(&self.running));
        let work = move || {
            // What fails is done by the next one, or by SQLite when the log has grown long.
            if let Ok(connection) = database::reader(&folder, &key) {
                let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
            running.store(false, Ordering::Release);
        };
        let begun = std::thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(work);
        match begun {
            Ok(thread) => {
                let before = self
                    .thread
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .replace(thread);
                // It has ended, or ends at once.
                drop(before);
            }
            Err(_) => self.running.store(false, Ordering::Release),
        }
    }

    /// Waits until none runs.
    pub fn wait(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wait();
    }
}
