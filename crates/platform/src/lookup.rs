//! What stands behind an identifier, with the same work for one that is known and one that is not.

use std::fs::File;
use std::future::Future;
use std::time::Duration;

use identifier::Identifier;
use seal::verify::FileReport;
use sync::wire::code;
use tokio::time::{Instant, sleep_until};

use crate::error::Error;
use crate::examine::Opened;
use crate::state::{State, identifier_sha256};
use crate::storage::{AlarmSubject, Original};

/// No answer about an identifier leaves earlier than this after the question, so that a fast "no" tells nothing. An
/// original of ordinary size whose seals were examined in the last minutes needs a few milliseconds.
pub const FLOOR: Duration = Duration::from_millis(12);

/// Gives an answer, and not before [`FLOOR`]: all that an answer takes lies under it, whatever was found.
pub(crate) async fn evenly<T>(answer: impl Future<Output = T>) -> T {
    let floor = Instant::now() + FLOOR;
    let answer = answer.await;
    sleep_until(floor).await;
    answer
}

/// What stands behind an identifier.
pub(crate) enum Found {
    /// Nothing.
    Unknown,
    /// An original whose stored copy is no longer what was registered. An alarm was raised.
    Damaged(Box<Original>),
    /// An original, hashed just now.
    Intact {
        /// The original.
        original: Box<Original>,
        /// What its seals say now.
        report: Box<FileReport>,
        /// The very file that was hashed.
        file: File,
    },
}

/// Looks an identifier up (within [`evenly`]), hashes the stored file and examines its seals.
pub(crate) async fn look_up(state: &State, identifier: &Identifier) -> Result<Found, Error> {
    let digest = identifier_sha256(identifier);
    let now = state.now();
    let reading = state
        .examiner
        .readers
        .acquire()
        .await
        .map_err(|_| Error::BrokenOff)?;
    let found = state
        .blocking(move |shared| {
            let Some(original) = shared.storage.original(digest)? else {
                return Ok(Found::Unknown);
            };
            match shared.examiner.opened(original.sha256)? {
                Opened::Intact(mut file) => {
                    let report = Box::new(shared.examiner.report(original.sha256, &mut file, now)?);
                    Ok(Found::Intact {
                        original: Box::new(original),
                        report,
                        file,
                    })
                }
                Opened::Damaged | Opened::Missing => {
                    let subject = AlarmSubject {
                        identifier_sha256: Some(original.identifier_sha256),
                        sha256: Some(original.sha256),
                        ..AlarmSubject::default()
                    };
                    shared.storage.raise_alarm(code::ORIGINAL_DAMAGED, subject, now)?;
                    tracing::error!(
                        seq = original.seq,
                        "ALARM: a stored original is damaged or missing"
                    );
                    Ok(Found::Damaged(Box::new(original)))
                }
            }
        })
        .await;
    drop(reading);
    state.metrics.looked_up(match &found {
        Ok(Found::Unknown) => "nothing",
        Ok(Found::Damaged(_)) => "damaged",
        Ok(Found::Intact { .. }) => "intact",
        Err(_) => "failed",
    });
    found
}
