//! What runs behind the window while the desk is unlocked: the watched folder, due backups, the check of the desk.
//!
//! Everything stops when the desk is locked: each piece of work holds the desk only as long as its cancel is not called.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ::desk::{Cancel, Desk, Environment, Error};
use model::window::WindowEvent;
use wording::{Explain, Explanation};

use crate::shell::Shell;

/// How often it is looked what there is to do.
const LOOK: Duration = Duration::from_secs(1);
/// A folder that could not be watched is tried again after this time: a network drive comes back.
const AGAIN: Duration = Duration::from_secs(60);
/// A backup or a check that failed is tried again after this time.
const LATER: Duration = Duration::from_secs(3600);

/// One piece of work behind the window.
#[derive(Default)]
struct Piece {
    running: Option<(u64, Cancel)>,
    not_before: Option<Instant>,
    problem: Option<Explanation>,
}

#[derive(Default)]
struct Pieces {
    count: u64,
    watch: Piece,
    upkeep: Piece,
}

/// What runs now.
#[derive(Default)]
pub struct Background(Mutex<Pieces>);

fn held(pieces: &Mutex<Pieces>) -> MutexGuard<'_, Pieces> {
    pieces.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Background {
    /// Asks everything to stop; nothing of the last unlocking is remembered.
    pub fn stop(&self) {
        let mut pieces = held(&self.0);
        for piece in [&pieces.watch, &pieces.upkeep] {
            if let Some((_, cancel)) = &piece.running {
                cancel.cancel();
            }
        }
        let count = pieces.count;
        *pieces = Pieces {
            count,
            ..Pieces::default()
        };
    }

    /// The watched folder was set anew: what watched the old one stops.
    pub fn watch_anew(&self) {
        let mut pieces = held(&self.0);
        if let Some((_, cancel)) = &pieces.watch.running {
            cancel.cancel();
        }
        pieces.watch = Piece::default();
    }

    /// Backups were set anew: one that failed is tried again at once.
    pub fn upkeep_anew(&self) {
        held(&self.0).upkeep.not_before = None;
    }

    /// Whether the folder is watched at this moment, and why not.
    pub fn watching(&self) -> (bool, Option<Explanation>) {
        let pieces = held(&self.0);
        (pieces.watch.running.is_some(), pieces.watch.problem.clone())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Watch,
    Upkeep,
}

fn piece(pieces: &mut Pieces, kind: Kind) -> &mut Piece {
    match kind {
        Kind::Watch => &mut pieces.watch,
        Kind::Upkeep => &mut pieces.upkeep,
    }
}

/// Looks after it as long as the program runs.
///
/// # Errors
/// The system gives no thread.
pub fn look_after(shell: Shell) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("background".to_owned())
        .spawn(move || {
            loop {
                shell.doze(LOOK);
                look(&shell, Kind::Watch, AGAIN, watch);
                look(&shell, Kind::Upkeep, LATER, upkeep);
            }
        })?;
    Ok(())
}

/// Whether there was something to do, and how it ended.
type Outcome = Result<bool, Error>;

/// Starts a piece of work unless it runs, or failed a moment ago.
fn look(shell: &Shell, kind: Kind, pause: Duration, work: fn(&Shell, &Desk, &Cancel) -> Outcome) {
    let number = {
        let mut pieces = held(&shell.background().0);
        let one = piece(&mut pieces, kind);
        if one.running.is_some() || one.not_before.is_some_and(|time| Instant::now() < time) {
            return;
        }
        // Inside the lock: a desk that is being locked either stops this work or is gone already.
        let Ok(desk) = shell.desk() else { return };
        let cancel = Cancel::default();
        pieces.count += 1;
        let number = pieces.count;
        let one = piece(&mut pieces, kind);
        one.running = Some((number, cancel.clone()));
        one.not_before = None;
        let behind = shell.clone();
        let spawned = std::thread::Builder::new()
            .name("behind-the-window".to_owned())
            .spawn(move || run(&behind, kind, pause, number, desk, &cancel, work));
        if spawned.is_ok() {
            return;
        }
        number
    };
    ended(shell, kind, number, Some(Instant::now() + pause), None);
}

fn run(
    shell: &Shell,
    kind: Kind,
    pause: Duration,
    number: u64,
    desk: Arc<Desk>,
    cancel: &Cancel,
    work: fn(&Shell, &Desk, &Cancel) -> Outcome,
) {
    let outcome = work(shell, &desk, cancel);
    drop(desk);
    let now = Instant::now();
    let (not_before, problem) = match outcome {
        // Nothing to do; what is set anew is looked at at once.
        Ok(false) => (Some(now + AGAIN), None),
        Ok(true) => (None, None),
        Err(error) if cancel.is_cancelled() || error.code() == "cancelled" => (Some(now + pause), None),
        // Whoever may not is not told of it.
        Err(error) if error.code() == "role-missing" => (Some(now + LATER), None),
        Err(error) => (Some(now + pause), Some(shell.explain(&error))),
    };
    if ended(shell, kind, number, not_before, problem.clone())
        && let Some(problem) = problem
    {
        shell.tell(WindowEvent::Troubled { problem });
    }
}

/// Notes how a piece of work ended; tells whether this is news.
fn ended(
    shell: &Shell,
    kind: Kind,
    number: u64,
    not_before: Option<Instant>,
    problem: Option<Explanation>,
) -> bool {
    let mut pieces = held(&shell.background().0);
    let one = piece(&mut pieces, kind);
    // Work of an earlier unlocking, or of a folder that is no longer watched.
    if one.running.as_ref().is_none_or(|(running, _)| *running != number) {
        return false;
    }
    let news = problem.is_some() && one.problem != problem;
    *one = Piece {
        running: None,
        not_before,
        problem,
    };
    news
}

/// Watches the folder until it is cancelled.
fn watch(shell: &Shell, desk: &Desk, cancel: &Cancel) -> Outcome {
    let Some(settings) = desk.watch_settings()? else {
        return Ok(false);
    };
    desk.watch(
        &settings,
        &mut |_| shell.tell(WindowEvent::Changed),
        &|_| (),
        cancel,
    )?;
    Ok(true)
}

/// Makes a backup that is due, else a check that is due.
fn upkeep(shell: &Shell, desk: &Desk, cancel: &Cancel) -> Outcome {
    if desk.backup_due(shell.environment().now())? {
        desk.back_up(None, &|_| (), cancel)?;
        shell.tell(WindowEvent::Changed);
        return Ok(true);
    }
    if desk.check_due(shell.environment().now())? {
        let report = desk.check(&|_| (), cancel)?;
        if let Some(problem) = report.problems.into_iter().next() {
            shell.tell(WindowEvent::Troubled { problem });
        }
        return Ok(true);
    }
    Ok(false)
}
