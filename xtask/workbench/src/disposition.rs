//! A disposition of a demonstration desk that was proposed months ago and waits for somebody else's confirmation: what the
//! law makes people wait for cannot be played in an afternoon.

use std::path::Path;
use std::sync::Arc;

use desk::{Desk, Environment, System};
use jiff::ToSpan;
use model::procedure::Fate;
use model::retention::{Appraisal, DueFilter};
use secrecy::SecretString;

/// A clock that is this many days behind.
struct Behind(i64);

impl Environment for Behind {
    fn now(&self) -> jiff::Timestamp {
        let now = System.now();
        now.checked_sub((self.0 * 24).hours()).unwrap_or(now)
    }

    fn random(&self, buffer: &mut [u8]) {
        System.random(buffer);
    }
}

/// Whoever works at the desk below `folder`, which was prepared before, proposed so many days ago to destroy one of its
/// due dossiers; the archives agreed ten days later.
pub fn put(folder: &Path, days: i64) -> Result<(), String> {
    let told = |error: desk::Error| error.to_string();
    let passphrase =
        std::fs::read_to_string(folder.join("passphrase.txt")).map_err(|error| error.to_string())?;
    let passphrase = SecretString::from(passphrase.lines().next().unwrap_or_default().to_owned());
    let open = |days| Desk::unlock(&folder.join("desk"), &passphrase, Arc::new(Behind(days)));
    let desk = open(days).map_err(told)?;
    let filter = DueFilter {
        fate: Some(Fate::Destroy),
        ..DueFilter::default()
    };
    let due = desk.retention_due(&filter, 100, 0).map_err(told)?;
    let free = due.iter().rev().find(|row| row.holds.is_empty());
    let dossier = free.ok_or("no dossier of the desk may be destroyed")?.dossier;
    let id = desk
        .propose_disposition(&[dossier], "Deuxième lot, certificats de plus de dix ans")
        .map_err(told)?
        .id;
    desk.notify_archives(id, desk.today(), "Archives nationales (TEST)")
        .map_err(told)?;
    drop(desk);
    let desk = open(days - 10).map_err(told)?;
    desk.appraise(
        id,
        &[dossier],
        Appraisal::Destroy,
        desk.today(),
        "Lettre ANLux 47/TEST",
    )
    .map_err(told)?;
    Ok(())
}
