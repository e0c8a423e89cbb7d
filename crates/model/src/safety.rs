//! Access, backups, checks and the journal as windows, command line and tests see them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::view::PersonView;
use crate::{DeskId, DossierId};

/// How a person gets into the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessState {
    /// Not at all.
    None,
    /// With a passphrase that somebody gave them, to be replaced at the first unlocking.
    OneTime,
    /// With a passphrase of their own.
    Own,
}

/// A person of the desk and how they get in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessView {
    /// The person.
    #[serde(flatten)]
    pub person: PersonView,
    /// How they get in.
    pub access: AccessState,
    /// Computers whose keychain opens the desk for them.
    pub computers: u32,
    /// The same one by one.
    #[serde(default)]
    pub remembered: Vec<ComputerView>,
}

/// A computer whose keychain opens the desk for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComputerView {
    /// Name of its key, 16 hexadecimal digits: to forget it.
    pub id: String,
    /// What the computer calls itself; empty where the desk did not note it.
    pub computer: String,
    /// Since when; none where the desk did not note it.
    pub since: Option<jiff::Timestamp>,
}

/// Everybody, and the recovery key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessesView {
    /// People, in the order in which they were added; also those who left.
    pub people: Vec<AccessView>,
    /// A recovery key was made.
    pub recovery_key: bool,
}

/// What an auditor looks for in the journal. Everything that is `None` does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalFilter {
    /// Lines about this dossier.
    pub dossier: Option<DossierId>,
    /// Lines of this person (name as it stands in the journal).
    pub actor: Option<String>,
    /// Lines of this kind, e.g. `document-read`.
    pub kind: Option<String>,
    /// Not before this time.
    pub from: Option<jiff::Timestamp>,
    /// Before this time.
    pub until: Option<jiff::Timestamp>,
    /// Lines before this sequence: the next page.
    pub before: Option<u64>,
}

/// One line of the journal for an auditor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Place in the journal.
    pub sequence: u64,
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub actor: String,
    /// What, e.g. `document-read`.
    pub kind: String,
    /// The dossier it is about; none for the desk itself.
    pub dossier: Option<DossierId>,
    /// Reference of that dossier.
    pub reference: Option<String>,
    /// Facts.
    pub details: BTreeMap<String, String>,
}

/// A page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalPage {
    /// The lines.
    pub lines: Vec<JournalLine>,
    /// [`JournalFilter::before`] of the next page; none when this is the last one.
    pub next: Option<u64>,
}

/// What a file exported from a journal says of itself, once it was found to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalFileReport {
    /// Lines of the journal in it.
    pub entries: u64,
    /// The desk that exported it.
    pub desk: DeskId,
    /// Its administration.
    pub administration: String,
    /// When it was exported.
    pub exported_at: jiff::Timestamp,
    /// Who exported it.
    pub exported_by: String,
    /// Entries of the whole journal at that time.
    pub journal_length: u64,
    /// The file holds the whole journal; otherwise what a filter let through.
    pub whole: bool,
    /// SHA-256 of the public key that signed it, hexadecimal: to compare with what the desk shows.
    pub key: String,
}

/// When backups are made, and how many are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSettings {
    /// Where; none: no automatic backups.
    pub folder: Option<String>,
    /// Hours between two backups, at least 1.
    pub every_hours: u32,
    /// Newest backups of this many days are kept; the two newest always are.
    pub keep_daily: u32,
    /// And of this many weeks.
    pub keep_weekly: u32,
    /// And of this many months.
    pub keep_monthly: u32,
}

impl Default for BackupSettings {
    fn default() -> Self {
        Self {
            folder: None,
            every_hours: 24,
            keep_daily: 7,
            keep_weekly: 5,
            keep_monthly: 12,
        }
    }
}

/// One backup that can be restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupView {
    /// Its folder.
    pub folder: String,
    /// When it was made.
    pub made_at: jiff::Timestamp,
    /// The desk.
    pub desk: DeskId,
    /// Lines of the journal in it.
    pub journal: u64,
    /// Contents (versions' bytes, each once) it refers to.
    pub contents: u64,
    /// Bytes of database and contents.
    pub bytes: u64,
    /// Contents that were missing or damaged on the desk when it was made: it cannot give them back.
    #[serde(default)]
    pub missing: u64,
}

/// What a backup did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// The new backup.
    pub backup: BackupView,
    /// Contents copied now; the others were there from earlier backups.
    pub copied: u64,
    /// Contents of this desk that are missing or damaged, by digest: no backup can hold them.
    pub damaged: Vec<String>,
    /// Older backups that were removed by the rule of keeping.
    pub thinned: u32,
}

/// What a check of the desk found and settled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// What is damaged or missing.
    pub problems: Vec<wording::Explanation>,
    /// Contents that were looked at.
    pub contents: u64,
    /// Contents that nothing names and that were removed.
    pub orphans: u64,
    /// Contents whose file got its new name.
    pub renamed: u64,
}
