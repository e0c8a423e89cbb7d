//! What stands in the write-ahead log is brought into the database file beside the work, so that no change waits for it:
//! once nobody has written for a moment, or when the log has grown long. A change is durable in the log before it returns,
//! as ever.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::database;
use crate::keys::DataKey;

/// Rows that were written since the last time: about as many pages as SQLite waits for itself.
const ROWS: u64 = 1_500;
/// Rows after which nobody waits for a quiet moment any more.
const MOST: u64 = 6_000;
/// Nobody has written for so long.
const QUIET: Duration = Duration::from_millis(300);

/// Carries the log over, one thread at a time.
pub(crate) struct Checkpoints {
    folder: PathBuf,
    key: DataKey,
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Rows written since the database was opened, and those of them that were carried over.
    rows: u64,
    reached: u64,
    /// The last change.
    last: Option<Instant>,
    running: bool,
    /// Somebody waits for the end.
    hurry: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Numbers and flags: whole, whoever panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a quiet moment.
    fn quiet(&self) {
        let mut state = self.state();
        loop {
            let since = state.last.map_or(QUIET, |last| last.elapsed());
            let long = state.rows.saturating_sub(state.reached) >= MOST;
            let Some(left) = QUIET.checked_sub(since).filter(|left| !left.is_zero()) else {
                break;
            };
            if long || state.hurry {
                break;
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        state.reached = state.rows;
    }
}

impl Checkpoints {
    pub fn of(folder: &Path, key: DataKey) -> Self {
        Checkpoints {
            folder: folder.to_owned(),
            key,
            shared: Arc::default(),
            thread: Mutex::new(None),
        }
    }

    /// After a change; `rows` were written since the database was opened.
    pub fn follow(&self, rows: u64) {
        {
            let mut state = self.shared.state();
            state.rows = rows;
            state.last = Some(Instant::now());
            let waiting = rows.saturating_sub(state.reached);
            if state.running {
                if waiting >= MOST {
                    self.shared.changed.notify_all();
                }
                return;
            }
            if waiting < ROWS {
                return;
            }
            state.running = true;
        }
        let (folder, key, shared) = (self.folder.clone(), self.key.clone(), Arc::clone(&self.shared));
        let work = move || {
            shared.quiet();
            // What fails is done by the next one, or by SQLite when the log has grown long.
            if let Ok(connection) = database::reader(&folder, &key) {
                let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
            shared.state().running = false;
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
            Err(_) => self.shared.state().running = false,
        }
    }

    /// Waits until none runs.
    pub fn wait(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            self.shared.state().hurry = true;
            self.shared.changed.notify_all();
            let _ = thread.join();
            self.shared.state().hurry = false;
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wait();
    }
}
