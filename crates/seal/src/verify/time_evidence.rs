//! The time evidence that a file carries itself: until when it keeps its worth.

use jiff::Timestamp;
use pdf::revisions::File;

use super::algorithms::Reliance;
use super::all_signatures;
use super::signature::{self, Format, Verified};

/// Raised whenever the tables of algorithms change: what was computed with an older edition is computed anew.
pub const EDITION: u32 = 1;

/// Until when the time-stamp that covers all that was signed in a file can be relied on: the end of its authority's
/// certificate, or of its algorithms. `None` where the newest signature carries no time-stamp that is intact: nothing but
/// the signer's claim says when it was made.
///
/// Whether the authority is trusted is not asked.
///
/// ```
/// assert_eq!(seal::verify::time_evidence_until(b"no PDF", None), None);
/// ```
pub fn time_evidence_until(bytes: &[u8], password: Option<&str>) -> Option<Timestamp> {
    let read = || {
        let file = File::open(bytes, password).ok()?;
        let (fields, _) = all_signatures(&file);
        // Sorted by where they end: the last one covers the others.
        let newest = signature::check(&file, fields.last()?.clone(), true);
        let own = newest.outcome.as_ref().ok()?;
        if newest.format == Some(Format::TimeStamp) {
            return Some(end(own));
        }
        let stamps = newest.timestamps.iter().flatten();
        stamps.map(|stamp| end(&stamp.verified)).max()
    };
    // As in `verify`: the libraries below might panic on hostile input.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).ok()?
}

fn end(verified: &Verified) -> Timestamp {
    let expires = verified.signer.not_after;
    match verified.reliance {
        Reliance::Never => Timestamp::MIN,
        Reliance::Until(end) => expires.min(end),
        Reliance::Still => expires,
    }
}
