//! Backups, by hand and on a schedule, and restoring them.

use std::path::Path;
use std::sync::Arc;

use model::safety::{BackupReport, BackupSettings, BackupView};
use secrecy::SecretString;
use store::{SafetyError, Step};

use crate::{Cancel, Desk, Environment, Error, OnProgress, Progress};

/// Setting: when backups are made.
const SETTINGS: &str = "backup";
/// Setting: when the last one was made (RFC 3339).
const LAST: &str = "backup-last";

/// What restoring did.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RestoreReport {
    /// The backup it was made of.
    pub backup: BackupView,
    /// Contents that were missing on the desk already when the backup was made, by digest.
    pub missing: Vec<String>,
    /// Folders that interrupted restorations had left, and that were removed.
    pub settled: Vec<std::path::PathBuf>,
}

fn step<'a>(
    kind: &'static str,
    progress: OnProgress<'a>,
    cancel: &'a Cancel,
) -> impl FnMut(Step) -> bool + 'a {
    move |step| {
        let kind = if step.database { "copying-database" } else { kind };
        progress(Progress {
            step: kind.into(),
            items_done: step.done,
            items: step.all,
            ..Progress::nothing()
        });
        !cancel.is_cancelled()
    }
}

impl Desk {
    /// When backups are made, and how many are kept.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn backup_settings(&self) -> Result<BackupSettings, Error> {
        let text = self.store.read(|reading| reading.setting(SETTINGS))?;
        let unreadable = |_| store::Error::ValueUnreadable {
            table: "setting",
            column: "value",
        };
        Ok(text
            .map(|text| serde_json::from_slice(&text).map_err(unreadable))
            .transpose()?
            .unwrap_or_default())
    }

    /// Sets when backups are made, and how many are kept. For administrators.
    ///
    /// # Errors
    /// `role-missing`, `backup-inside`; the database cannot be written.
    pub fn set_backup_settings(&self, settings: &BackupSettings) -> Result<(), Error> {
        self.require_administrator()?;
        if let Some(folder) = &settings.folder {
            let folder = std::path::absolute(folder).map_err(|error| Error::io(Path::new(folder), error))?;
            if folder.starts_with(self.store.folder()) {
                return Err(SafetyError::BackupInside { folder }.into());
            }
        }
        let settings = BackupSettings {
            every_hours: settings.every_hours.max(1),
            ..settings.clone()
        };
        let text = serde_json::to_vec(&settings).map_err(|_| store::Error::CryptographyFailed)?;
        Ok(self.store.change(&self.actor, |change| {
            change.set_setting(SETTINGS, Some(&text))?;
            let folder = settings.folder.as_deref().unwrap_or("-");
            change.record("backup-settings-changed", None, &[("folder", folder)])
        })?)
    }

    /// Whether an automatic backup is due now. Several programs may ask: [`Desk::back_up`] lets one of them make it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn backup_due(&self, now: jiff::Timestamp) -> Result<bool, Error> {
        let settings = self.backup_settings()?;
        let last = self.last_backup()?;
        let pause = i64::from(settings.every_hours.max(1)) * 3_600;
        // A clock that was set back does not keep backups from being made.
        let due = |last: jiff::Timestamp| (now.as_second() - last.as_second()).abs() >= pause;
        Ok(settings.folder.is_some() && last.is_none_or(due))
    }

    /// When the last backup was made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_backup(&self) -> Result<Option<jiff::Timestamp>, Error> {
        let text = self.store.read(|reading| reading.setting_text(LAST))?;
        Ok(text.and_then(|text| text.parse().ok()))
    }

    /// Makes a backup now, into the folder of the settings or another one; others work on meanwhile. It is encrypted as
    /// the desk is. Older ones are thinned by the settings. For everybody: whoever works here may keep the work safe.
    ///
    /// # Errors
    /// `backup-not-set`, `backup-inside`, `backup-running`, `disk-full` (the earlier backups stay), `cancelled`,
    /// `desk-damaged`, or the folder cannot be written.
    pub fn back_up(
        &self,
        folder: Option<&Path>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<BackupReport, Error> {
        let settings = self.backup_settings()?;
        let folder = folder
            .map(Path::to_owned)
            .or_else(|| settings.folder.as_ref().map(Into::into))
            .ok_or(SafetyError::BackupNotSet)?;
        let made = self
            .store
            .back_up(&folder, &settings, &mut step("backing-up", progress, cancel))?;
        self.store.change(&self.actor, |change| {
            change.set_setting(LAST, Some(made.backup.made_at.to_string().as_bytes()))?;
            let details = [
                ("contents", made.backup.contents.to_string()),
                ("damaged", made.damaged.len().to_string()),
            ];
            let details: Vec<(&str, &str)> = details
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            change.record("backup-made", None, &details)
        })?;
        Ok(BackupReport {
            backup: made.backup,
            copied: made.copied,
            damaged: made.damaged.iter().map(ToString::to_string).collect(),
            thinned: made.thinned,
        })
    }

    /// The backups below a folder, of every desk, newest first. Needs no desk and no passphrase.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn backups(folder: &Path) -> Result<Vec<BackupView>, Error> {
        Ok(store::backups(folder)?)
    }

    /// The backups that a chosen folder means, newest first: those below it, those of one desk where it is that desk's, or
    /// the one that it is itself. Needs no desk and no passphrase.
    ///
    /// # Errors
    /// `backup-unknown`: there is none; or the folder cannot be read.
    pub fn backups_at(folder: &Path) -> Result<Vec<BackupView>, Error> {
        let folder = std::path::absolute(folder).map_err(|error| Error::io(folder, error))?;
        let mut found = store::backups(&folder)?;
        for above in folder.ancestors().skip(1).take(2) {
            if found.is_empty() {
                // What lies above may be closed to whoever chose: then the folder is judged by itself.
                found = store::backups(above).unwrap_or_default();
                found.retain(|one| Path::new(&one.folder).starts_with(&folder));
            }
        }
        if found.is_empty() {
            return Err(SafetyError::BackupUnknown { folder }.into());
        }
        Ok(found)
    }

    /// Reads a backup of this desk through: manifest, database, every content.
    ///
    /// # Errors
    /// `backup-unknown`, `backup-damaged`, `backup-newer`, `cancelled`.
    pub fn check_backup(
        &self,
        backup: &Path,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<BackupView, Error> {
        Ok(self
            .store
            .check_backup(backup, &mut step("checking", progress, cancel))?)
    }

    /// Makes a desk of a backup, in a new or empty folder, with the passphrase of one of its people at that time.
    /// Everything is verified before the folder takes its name. The new desk is the old one again: only one of the two
    /// goes on working.
    ///
    /// # Errors
    /// `restore-not-empty`, `restore-running`, `backup-unknown`, `backup-damaged`, `backup-newer`, `passphrase-wrong`,
    /// `disk-full`, `cancelled`; nothing stays then.
    pub fn restore(
        backup: &Path,
        target: &Path,
        passphrase: &SecretString,
        env: Arc<dyn Environment>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(Desk, RestoreReport), Error> {
        let mut on_step = step("restoring", progress, cancel);
        let (store, restored) = store::Store::restore(backup, target, passphrase, env, &mut on_step)?;
        let report = RestoreReport {
            backup: restored.backup,
            missing: restored.missing.iter().map(ToString::to_string).collect(),
            settled: restored.settled,
        };
        Ok((Self::open(store)?, report))
    }

    /// Opens a desk whose database was put back to an older copy, and accepts that what came after is lost; the journal
    /// keeps it. For administrators: to others it stays refused.
    ///
    /// # Errors
    /// As [`Desk::unlock`], `journal-older-than-anchor` and `journal-not-anchored` for those who do not administer.
    pub fn unlock_accepting(
        folder: &Path,
        passphrase: &SecretString,
        env: Arc<dyn Environment>,
    ) -> Result<Desk, Error> {
        Self::open(store::Store::unlock_accepting(folder, passphrase, env)?)
    }
}
