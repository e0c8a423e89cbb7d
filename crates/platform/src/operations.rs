//! How the platform fares: alive, ready, stopping; and the address on which only its operator asks.
//!
//! * `/healthz`: the process answers. Nothing else is looked at: a process that is restarted because its database is
//!   away does not bring the database back.
//! * `/readyz`: requests should be sent here: the storage answers, the disk has room, the public log keeps up, nobody
//!   has told it to stop.
//! * `/metrics`: figures, on the operator's address alone ([`crate::metrics`]).

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::metrics::{CONTENT_TYPE, Metrics};
use crate::state::State;

/// Less free space than this, in bytes, and the platform is not ready: an original of the largest size and what the
/// database needs besides must fit.
const ROOM_BYTES: u64 = 256 * 1024 * 1024;

/// So much stays free, in bytes, when desks bring something: the platform itself must still write tokens, alarms, turns of
/// the log and what it is told of desks and people.
const RESERVE_BYTES: u64 = 64 * 1024 * 1024;

/// The storage must answer within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// An answer to "ready?" is good for this long: who asks often costs nothing.
const FRESH: Duration = Duration::from_secs(1);

/// The log may miss this many turns, and a minute.
const MISSED_TURNS: i32 = 3;

/// Why requests should not be sent here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
    /// The process was told to stop.
    Stopping,
    /// The storage does not answer.
    Storage,
    /// The disk is nearly full.
    Disk,
    /// The public log has not grown for several of its turns.
    Log,
}

impl Unready {
    fn word(self) -> &'static str {
        match self {
            Unready::Stopping => "stopping",
            Unready::Storage => "storage",
            Unready::Disk => "disk",
            Unready::Log => "log",
        }
    }
}

/// From the start of the process to its end.
#[derive(Default)]
pub struct Lifecycle {
    stopping: AtomicBool,
    /// Nobody writes any more: the log takes its last turn.
    pub(crate) quiet: CancellationToken,
    /// Time between two turns of the log, and the end of its last good one; nothing where nobody keeps it.
    log: Mutex<Option<(SignedDuration, Timestamp)>>,
    known: tokio::sync::Mutex<Option<(Instant, Result<(), Unready>)>>,
}

impl Lifecycle {
    /// The process was told to stop: from now on it is not ready.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// No request runs any more.
    pub fn settle(&self) {
        self.quiet.cancel();
    }

    pub(crate) fn log_turned(&self, every: Duration, now: Timestamp) {
        let every = SignedDuration::try_from(every).unwrap_or(SignedDuration::MAX);
        *self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some((every, now));
    }

    fn log_keeps_up(&self, now: Timestamp) -> bool {
        let log = *self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        log.is_none_or(|(every, last)| {
            let bound = every
                .saturating_mul(MISSED_TURNS)
                .saturating_add(SignedDuration::from_mins(1));
            now.duration_since(last) <= bound
        })
    }
}

impl State {
    /// Whether the disk has room for something of this size that a desk brings.
    ///
    /// # Errors
    /// [`Error::DiskFull`].
    pub(crate) fn room_for(&self, bytes: u64) -> Result<(), Error> {
        match free_bytes(&self.storage.scratch()) {
            Some(free) if free < RESERVE_BYTES.saturating_add(bytes) => Err(Error::DiskFull),
            _ => Ok(()),
        }
    }

    /// Whether requests should be sent here.
    ///
    /// # Errors
    /// Why not.
    pub async fn readiness(&self) -> Result<(), Unready> {
        if self.lifecycle.stopping.load(Ordering::SeqCst) {
            return Err(Unready::Stopping);
        }
        let mut known = self.lifecycle.known.lock().await;
        if let Some((at, answer)) = *known
            && at.elapsed() < FRESH
        {
            return answer;
        }
        let answer = self.examined().await;
        *known = Some((Instant::now(), answer));
        answer
    }

    async fn examined(&self) -> Result<(), Unready> {
        match timeout(PATIENCE, self.blocking(|shared| shared.storage.healthy())).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "the storage does not answer");
                return Err(Unready::Storage);
            }
            Err(_) => {
                tracing::error!("the storage does not answer in time");
                return Err(Unready::Storage);
            }
        }
        // Where the system cannot say, or the folder is gone, nothing can be taken either.
        let room = free_bytes(&self.storage.scratch()).is_some_and(|free| free >= ROOM_BYTES);
        if !room && cfg!(unix) {
            return Err(Unready::Disk);
        }
        if !self.lifecycle.log_keeps_up(self.now()) {
            return Err(Unready::Log);
        }
        Ok(())
    }
}

/// Free space of the disk on which `folder` lies, in bytes, as far as the system says.
pub(crate) fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let known = rustix::fs::statvfs(folder).ok()?;
        Some(known.f_bavail.saturating_mul(known.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// The routes that every door has: short words and nothing else.
pub(crate) fn public() -> Router<State> {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/health", get(ready))
}

/// The routes of the operator's address.
pub(crate) fn router(state: State) -> Router {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready_and_why_not))
        .route("/metrics", get(figures))
        .with_state(state)
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(Shared(state): Shared<State>) -> Response {
    match state.readiness().await {
        Ok(()) => (StatusCode::OK, "ok\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
    }
}

async fn ready_and_why_not(Shared(state): Shared<State>) -> Response {
    match state.readiness().await {
        Ok(()) => (StatusCode::OK, "ok\n").into_response(),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", why.word())).into_response(),
    }
}

async fn figures(Shared(state): Shared<State>) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, CONTENT_TYPE),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Metrics::text(&state).await).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_misses_its_turns_is_noticed() {
        let lifecycle = Lifecycle::default();
        let start: Timestamp = "2026-05-04T08:00:00Z".parse().unwrap();
        assert!(lifecycle.log_keeps_up(start), "nobody keeps one");
        lifecycle.log_turned(Duration::from_secs(120), start);
        assert!(lifecycle.log_keeps_up(start + SignedDuration::from_secs(419)));
        assert!(!lifecycle.log_keeps_up(start + SignedDuration::from_secs(421)));
        lifecycle.log_turned(Duration::from_secs(120), start + SignedDuration::from_secs(421));
        assert!(lifecycle.log_keeps_up(start + SignedDuration::from_secs(421)));
    }
}
