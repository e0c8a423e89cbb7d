//! What a desk does when its administration has revoked it: it locks itself, or removes its keys and its content.
//!
//! The word comes with the answer to an assertion that this desk has signed, over TLS from the platform it is enrolled
//! with. It is written in the journal before anything else is done.

use crate::{Desk, Error};

/// Setting: the platform that has told the desk to lock itself.
const REVOKED: &str = "revoked-by";

impl Desk {
    /// Acts upon the answer of a platform that says that this desk is revoked; other answers are none of its concern.
    ///
    /// # Errors
    /// The journal cannot be written, or a file cannot be removed: the next contact, or the next opening, goes on.
    pub(crate) fn heed(&self, answer: &sync::Error) -> Result<(), Error> {
        let sync::Error::Revoked { host, wipe } = answer else {
            return Ok(());
        };
        if self.store.is_wiped() {
            return Ok(());
        }
        let told = if *wipe {
            "desk-revoked-wipe"
        } else {
            "desk-revoked-lock"
        };
        self.store.change_everything(&self.actor, |change| {
            // Told once: a desk that stays open, or is opened with the recovery key, asks again and again.
            if change.setting(REVOKED)?.is_none() || *wipe {
                change.set_setting(REVOKED, Some(host.as_bytes()))?;
                change.record(told, None, &[("platform", host)])?;
            }
            Ok::<_, store::Error>(())
        })?;
        if *wipe {
            self.store.wipe(host)?;
        }
        Ok(())
    }
}

/// Refuses a desk that has locked itself.
///
/// # Errors
/// `desk-locked-by-administration`.
pub(crate) fn refuse_locked(store: &store::Store) -> Result<(), Error> {
    match store.read(|reading| reading.setting_text(REVOKED))? {
        Some(platform) => Err(store::Error::from(store::SafetyError::DeskLocked { platform }).into()),
        None => Ok(()),
    }
}

/// Whoever holds the recovery key opens a desk that has locked itself; the journal keeps it.
pub(crate) fn released(store: &store::Store, actor: &str) -> Result<(), Error> {
    let locked = store.read(|reading| reading.setting_text(REVOKED))?;
    if let Some(platform) = locked {
        store.change(actor, |change| {
            change.set_setting(REVOKED, None)?;
            change.record("desk-revoked-released", None, &[("platform", &platform)])
        })?;
    }
    Ok(())
}
