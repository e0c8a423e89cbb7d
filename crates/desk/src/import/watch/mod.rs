//! The watched folder: what a scanner or a person puts there comes into the desk.
//!
//! A file is taken once it has not changed for a while, looks whole, and can be opened ([`whole`]). Its bytes are stored and the transaction that
//! names them is durable before anything in the folder is touched; then the file is moved to a folder for what is done,
//! or left. A file that cannot be taken goes to another folder with the reason in a text file beside it. What was stopped
//! in between is recognised: nothing is lost and nothing is taken twice. Right before a file is moved its bytes are
//! compared with those that were stored; one that somebody still writes into after it was moved is put back and taken
//! again as it is then. Nothing is ever deleted.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use model::document::{WatchEvent, WatchReport, WatchResult, WatchSettings};
use notify::{RecursiveMode, Watcher};
use wording::{Explain, Lang};

use super::{ImportError, WRITERS};
use crate::{Cancel, Desk, Error, OnProgress};

mod folder;
mod one;
mod separator;
mod whole;

use folder::{Found, State};

/// Setting: how the folder is watched, JSON.
const SETTING: &str = "watch";
/// How often a wait looks whether it is cancelled.
const GLANCE: Duration = Duration::from_millis(100);

/// Files that were moved and are looked at again.
const REMEMBERED: usize = 2_000;

/// Hears what became of each file.
pub type OnWatch<'a> = &'a mut dyn FnMut(&WatchEvent);

/// What is remembered from one pass to the next.
#[derive(Default)]
struct Memory {
    /// How each file looked in the last pass, and for how many passes it has looked so.
    seen: HashMap<String, (State, u32)>,
    /// Files that were moved, the last ones: whoever still writes into one is noticed.
    moved: VecDeque<Moved>,
    /// Files that failed and could not be moved: not tried again until they change.
    failed: HashSet<(String, State)>,
}

/// A file that was taken in and moved.
struct Moved {
    /// Where it lies.
    path: PathBuf,
    /// Where it came from.
    from: PathBuf,
    /// How it looked when it was taken.
    state: State,
}

impl Memory {
    /// Puts files that changed after they were moved back to where they came from: they are taken again, whole.
    fn put_back(&mut self) {
        self.moved.retain(|moved| {
            let Ok(metadata) = std::fs::symlink_metadata(&moved.path) else {
                return false;
            };
            if State::of(&metadata) == moved.state {
                return true;
            }
            // Where that cannot be, the changed file stays where it is, and is tried again.
            folder::put_back(&moved.path, &moved.from).is_err()
        });
    }
}

impl Desk {
    /// How a folder is watched by default: what is done goes to a folder inside it, named in the desk's language.
    pub fn watch_defaults(&self, folder: &Path) -> WatchSettings {
        let (done, failed) = match self.lang() {
            Lang::Fr => ("Traités", "Non traités"),
            Lang::De => ("Erledigt", "Nicht erledigt"),
            Lang::Lb => ("Erleedegt", "Net erleedegt"),
            Lang::En => ("Done", "Not done"),
        };
        WatchSettings {
            folder: folder.to_owned(),
            done: Some(done.to_owned()),
            failed: failed.to_owned(),
            separators: true,
            settle_ms: 3_000,
            rescan_ms: 15_000,
        }
    }

    /// The watched folder, where one is set.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn watch_settings(&self) -> Result<Option<WatchSettings>, Error> {
        Ok(self
            .store
            .read(|reading| reading.setting(SETTING))?
            .and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Sets the watched folder, or none. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `watch-folder-of-desk`, `watch-folder-name`, the folder is none.
    pub fn set_watch(&self, settings: Option<&WatchSettings>) -> Result<(), Error> {
        self.require(WRITERS)?;
        if let Some(settings) = settings {
            self.check_watch(settings)?;
        }
        let stored = settings.and_then(|settings| serde_json::to_vec(settings).ok());
        let shown = settings.map_or_else(String::new, |settings| settings.folder.display().to_string());
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(SETTING, stored.as_deref())?;
            Ok(change.record("watch-set", None, &[("folder", &shown)])?)
        })
    }

    /// Takes in what lies in the watched folder now, and comes back. Files that change while it looks are left for
    /// another time. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`; the folder cannot be read; what concerns the desk as a whole (`disk-full`, its database): files
    /// that are not taken in by then stay untouched.
    pub fn watch_once(
        &self,
        settings: &WatchSettings,
        on_event: OnWatch<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<WatchReport, Error> {
        self.require(WRITERS)?;
        let root = self.check_watch(settings)?;
        let mut memory = Memory::default();
        let found = folder::find(&root, settings)?;
        memory.seen = found
            .states()
            .into_iter()
            .map(|(place, state)| (place, (state, 0)))
            .collect();
        let (_quiet, silence) = channel::<()>();
        let mut all = WatchReport::default();
        // What does not look whole is given more time.
        for _ in 0..whole::LONGEST {
            wait(&silence, Duration::from_millis(settings.settle_ms), false, cancel);
            let report = self.pass(&root, settings, &mut memory, on_event, progress, cancel)?;
            add(&mut all, &report);
            if report.unfinished == 0 {
                break;
            }
        }
        memory.put_back();
        Ok(all)
    }

    /// Watches a folder until it is cancelled: announced changes are looked at at once, the whole folder every so often,
    /// because network drives announce nothing. Runs in a thread of its own; the desk may be used meanwhile. Agents,
    /// signatories and clerks may.
    ///
    /// # Errors
    /// As [`Desk::watch_once`].
    pub fn watch(
        &self,
        settings: &WatchSettings,
        on_event: OnWatch<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<WatchReport, Error> {
        self.require(WRITERS)?;
        let root = self.check_watch(settings)?;
        let (send, receive) = channel::<()>();
        // Where changes cannot be announced, looking every so often does.
        let mut watcher = notify::recommended_watcher(move |_| {
            let _ = send.send(());
        })
        .ok();
        if let Some(watcher) = watcher.as_mut() {
            let _ = watcher.watch(&root, RecursiveMode::Recursive);
        }
        let mut memory = Memory::default();
        let mut all = WatchReport::default();
        while !cancel.is_cancelled() {
            let report = match self.pass(&root, settings, &mut memory, on_event, progress, cancel) {
                Ok(report) => report,
                Err(Error::Store(store::Error::Cancelled)) => break,
                Err(error) => return Err(error),
            };
            add(&mut all, &report);
            if report.unfinished > 0 {
                wait(&receive, Duration::from_millis(settings.settle_ms), false, cancel);
            } else {
                wait(&receive, Duration::from_millis(settings.rescan_ms), true, cancel);
            }
            // What was announced meanwhile is looked at now, once.
            while receive.try_recv().is_ok() {}
        }
        drop(watcher);
        Ok(all)
    }

    /// The folder as it truly is called, if it can be watched.
    fn check_watch(&self, settings: &WatchSettings) -> Result<std::path::PathBuf, Error> {
        for name in settings.done.iter().chain([&settings.failed]) {
            if super::mail::clean_name(name, "") != *name || name.starts_with('.') {
                return Err(ImportError::FolderName { name: name.clone() }.into());
            }
        }
        if settings.done.as_ref() == Some(&settings.failed) {
            return Err(ImportError::FolderName {
                name: settings.failed.clone(),
            }
            .into());
        }
        let failed = |error| Error::io(&settings.folder, error);
        let root = std::fs::canonicalize(&settings.folder).map_err(failed)?;
        if !root.is_dir() {
            return Err(failed(std::io::ErrorKind::NotADirectory.into()));
        }
        let desk = self.store.folder();
        if root.starts_with(desk) || desk.starts_with(&root) {
            return Err(ImportError::FolderOfDesk { folder: root }.into());
        }
        Ok(root)
    }

    /// Looks through the folder once, and takes what did not change since the last time.
    fn pass(
        &self,
        root: &Path,
        settings: &WatchSettings,
        memory: &mut Memory,
        on_event: OnWatch<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<WatchReport, Error> {
        memory.put_back();
        let Found { files, passed_over } = folder::find(root, settings)?;
        let mut report = WatchReport {
            passed_over,
            ..WatchReport::default()
        };
        let before = std::mem::take(&mut memory.seen);
        for file in &files {
            let quiet = match before.get(&file.place) {
                Some((state, quiet)) if *state == file.state => quiet + 1,
                _ => 0,
            };
            memory.seen.insert(file.place.clone(), (file.state, quiet));
        }
        memory
            .failed
            .retain(|(place, state)| memory.seen.get(place).is_some_and(|(seen, _)| seen == state));
        for file in files {
            if cancel.is_cancelled() {
                return Err(store::Error::Cancelled.into());
            }
            if memory.failed.contains(&(file.place.clone(), file.state)) {
                continue;
            }
            let quiet = memory.seen.get(&file.place).map_or(0, |(_, quiet)| *quiet);
            // A file that cannot be looked at is told of where it is taken.
            let needed = whole::looks(&file.path).map_or(1, whole::Looks::quiet_waits);
            if quiet < needed {
                report.unfinished += 1;
                continue;
            }
            let taken = match self.take_from_folder(root, settings, &file, progress, cancel) {
                Ok(Some((event, moved))) => {
                    if let Some(path) = moved {
                        memory.moved.push_back(Moved {
                            path,
                            from: file.path.clone(),
                            state: file.state,
                        });
                        while memory.moved.len() > REMEMBERED {
                            memory.moved.pop_front();
                        }
                    }
                    event
                }
                Ok(None) => continue,
                Err(error) if concerns_the_desk(&error) => return Err(error),
                Err(Error::Store(store::Error::FileChanged | store::Error::FileMissing { .. })) => {
                    report.unfinished += 1;
                    memory.seen.remove(&file.place);
                    continue;
                }
                Err(error) => {
                    let reason = self.explain(&error);
                    let moved_to = folder::set_apart(root, settings, &file, &reason, self.now()).ok();
                    if moved_to.is_none() {
                        memory.failed.insert((file.place.clone(), file.state));
                    }
                    self.store.change(&self.actor, |change| {
                        change.record(
                            "watch-failed",
                            None,
                            &[("file", &file.place), ("code", reason.code.as_str())],
                        )
                    })?;
                    WatchEvent {
                        place: file.place.clone(),
                        result: WatchResult::Failed { reason, moved_to },
                        warnings: Vec::new(),
                    }
                }
            };
            match &taken.result {
                WatchResult::Filed { .. } => report.filed += 1,
                WatchResult::Duplicate { .. } => report.duplicates += 1,
                WatchResult::Waiting { .. } => report.waiting += 1,
                WatchResult::Failed { .. } => report.failed += 1,
                WatchResult::Split { pieces } => {
                    let filed = pieces.iter().filter(|piece| piece.dossier.is_some()).count();
                    report.filed += u32::try_from(filed).unwrap_or(u32::MAX);
                    report.waiting += u32::try_from(pieces.len() - filed).unwrap_or(u32::MAX);
                }
            }
            on_event(&taken);
        }
        Ok(report)
    }
}

/// Adds what one pass did to what all did.
fn add(all: &mut WatchReport, report: &WatchReport) {
    all.filed += report.filed;
    all.waiting += report.waiting;
    all.duplicates += report.duplicates;
    all.failed += report.failed;
    (all.unfinished, all.passed_over) = (report.unfinished, report.passed_over);
}

/// Whether an error says nothing about the file, but that the desk can take nothing in now.
fn concerns_the_desk(error: &Error) -> bool {
    matches!(
        error.code(),
        "cancelled"
            | "disk-full"
            | "desk-database"
            | "desk-busy"
            | "desk-damaged"
            | "desk-value-unreadable"
            | "cryptography-failed"
            | "content-missing"
            | "content-damaged"
            | "folder-read-only"
            | "role-missing"
    )
}

/// Waits; an announced change ends the wait where that is wanted, cancelling always does.
fn wait(announced: &Receiver<()>, time: Duration, wakeable: bool, cancel: &Cancel) {
    let mut left = time;
    while !left.is_zero() && !cancel.is_cancelled() {
        let slice = left.min(GLANCE);
        if wakeable {
            match announced.recv_timeout(slice) {
                Ok(()) => return,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::park_timeout(slice),
            }
        } else {
            std::thread::park_timeout(slice);
        }
        left -= slice;
    }
}
