//! The schedule on which a running platform looks whether its originals are still what they were.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use crate::state::State;
use crate::storage::fixity::check;
use crate::storage::originals::Originals;

/// Time between two looks whether something is due.
const TICK: Duration = Duration::from_secs(60);

/// Originals that are hashed before others may use the disk.
const BATCH: u32 = 10;

/// How originals are looked after.
pub struct Care {
    /// Each original is hashed again after this time.
    pub every: SignedDuration,
    /// Where a second copy of each is kept.
    pub replica: Option<Box<dyn Originals>>,
}

/// Looks after the originals, for as long as the platform runs. What fails is told and tried again.
pub async fn keep(state: State, care: Care) {
    let care = Arc::new(care);
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        loop {
            let (care, now) = (Arc::clone(&care), state.now());
            let before = now.saturating_sub(care.every).unwrap_or(now);
            let done = state
                .blocking(move |shared| check(&*shared.storage, care.replica.as_deref(), before, BATCH, now))
                .await;
            match done {
                Ok(findings) if findings.checked == 0 => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "originals could not be looked at");
                    break;
                }
            }
        }
    }
}
