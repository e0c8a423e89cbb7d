//! What can go wrong with access, backups and the journal's anchor.

use std::path::PathBuf;

use wording::Explain;

/// What can go wrong with access, backups and the journal's anchor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SafetyError {
    /// A passphrase that is tried first by whoever tries.
    #[error("the passphrase is easily guessed")]
    PassphraseWeak,
    /// A passphrase that somebody else chose has to be replaced first.
    #[error("the one-time passphrase must be replaced")]
    PassphraseOneTime,
    /// The own passphrase cannot be the one-time passphrase.
    #[error("the new passphrase is the one-time passphrase")]
    PassphraseSame,
    /// There is no such person at this desk.
    #[error("there is no person {person}")]
    PersonUnknown {
        /// Identity or name.
        person: String,
    },
    /// Somebody of that name works here.
    #[error("{person} works here already")]
    PersonNameTaken {
        /// The name.
        person: String,
    },
    /// The person does not work here any more.
    #[error("{person} has left")]
    PersonLeft {
        /// The name.
        person: String,
    },
    /// The platform's registry of people says who somebody is: a desk does not.
    #[error("{person} is registered at the platform")]
    PersonRegistered {
        /// The name.
        person: String,
    },
    /// The person has no passphrase for this desk.
    #[error("{person} has no access")]
    AccessMissing {
        /// Name, or identity where the name is not known.
        person: String,
    },
    /// Nobody could open the desk any more.
    #[error("the access of {person} is the last one")]
    AccessLast {
        /// The name.
        person: String,
    },
    /// Nobody could administer the desk any more.
    #[error("{person} is the last administrator")]
    AdministratorLast {
        /// The name.
        person: String,
    },
    /// A recovery key has forty characters.
    #[error("the recovery key has {found} characters")]
    RecoveryKeyLength {
        /// Characters typed.
        found: usize,
    },
    /// A group of the recovery key holds a mistake.
    #[error("group {group} of the recovery key holds a mistake")]
    RecoveryKeyGroup {
        /// 1 to 8.
        group: u32,
    },
    /// The recovery key is none of this desk, or was replaced.
    #[error("the recovery key does not open this desk")]
    RecoveryKeyWrong,
    /// No recovery key was made.
    #[error("the desk has no recovery key")]
    RecoveryKeyMissing,
    /// This computer has no keychain, or it does not answer.
    #[error("the keychain cannot be used: {detail}")]
    KeychainUnavailable {
        /// What it says.
        detail: String,
    },
    /// The keychain of this computer keeps no key for this desk.
    #[error("the keychain keeps nothing for this desk")]
    KeychainEmpty,
    /// The keychain of this computer is locked.
    #[error("the keychain is locked")]
    KeychainLocked,
    /// The keychain keeps a key of this name that does not open the desk.
    #[error("the key of the keychain does not open this desk")]
    KeychainOther,
    /// The database holds less than it once did.
    #[error("the journal has {found} entries; {anchored} were there already")]
    JournalOlderThanAnchor {
        /// Entries that were there.
        anchored: u64,
        /// Entries that are there.
        found: u64,
    },
    /// The database tells another story than the anchor.
    #[error("entry {sequence} of the journal is not the one that was anchored")]
    JournalNotAnchored {
        /// The entry.
        sequence: u64,
    },
    /// The anchor beside the database is gone.
    #[error("the anchor of the journal is missing")]
    AnchorMissing,
    /// The anchor beside the database was altered.
    #[error("the anchor of the journal is damaged")]
    AnchorDamaged,
    /// No folder was chosen for backups.
    #[error("no folder for backups is set")]
    BackupNotSet,
    /// The folder for backups lies inside the desk's own.
    #[error("{folder} lies inside the desk")]
    BackupInside {
        /// The folder.
        folder: PathBuf,
    },
    /// Somebody else makes a backup there.
    #[error("a backup is being made already")]
    BackupRunning,
    /// A backup cannot be read as one.
    #[error("the backup {folder} is damaged: {detail}")]
    BackupDamaged {
        /// The backup.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// A folder is no backup.
    #[error("{folder} is no backup")]
    BackupUnknown {
        /// The folder.
        folder: PathBuf,
    },
    /// A backup was written by a newer program.
    #[error("the backup {folder} has format {found}")]
    BackupNewer {
        /// The backup.
        folder: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Restoring writes into a new folder only.
    #[error("{folder} is not a new or empty folder")]
    RestoreNotEmpty {
        /// The target.
        folder: PathBuf,
    },
    /// Another process restores into the same folder.
    #[error("{folder} is being restored")]
    RestoreRunning {
        /// The target.
        folder: PathBuf,
    },
    /// There is no desk: restoring one was interrupted.
    #[error("restoring into {folder} was interrupted")]
    RestoreInterrupted {
        /// The target.
        folder: PathBuf,
    },
    /// The administration has revoked the desk, and the desk has removed its keys and its content.
    #[error("the desk was wiped because {platform} asked for it")]
    DeskWiped {
        /// Host and port of the platform.
        platform: String,
    },
    /// The administration has revoked the desk, and the desk has locked itself.
    #[error("the desk was locked because {platform} asked for it")]
    DeskLocked {
        /// Host and port of the platform.
        platform: String,
    },
    /// An exported journal does not hold.
    #[error("line {line} of the exported journal: {detail}")]
    ExportDamaged {
        /// Line, from 1.
        line: u64,
        /// Stable word of what is wrong: `line`, `entry`, `order`, `chain`, `end`, `signature`.
        detail: &'static str,
    },
    /// An exported journal was signed with another key.
    #[error("the exported journal was signed with the key {found}")]
    ExportOtherKey {
        /// Fingerprint found.
        found: String,
    },
}

impl Explain for SafetyError {
    fn code(&self) -> &'static str {
        match self {
            Self::PassphraseWeak => "passphrase-weak",
            Self::PassphraseOneTime => "passphrase-one-time",
            Self::PassphraseSame => "passphrase-same",
            Self::PersonUnknown { .. } => "person-unknown",
            Self::PersonNameTaken { .. } => "person-name-taken",
            Self::PersonLeft { .. } => "person-has-left",
            Self::PersonRegistered { .. } => "person-registered",
            Self::AccessMissing { .. } => "access-missing",
            Self::AccessLast { .. } => "access-last",
            Self::AdministratorLast { .. } => "administrator-last",
            Self::RecoveryKeyLength { .. } => "recovery-key-length",
            Self::RecoveryKeyGroup { .. } => "recovery-key-group",
            Self::RecoveryKeyWrong => "recovery-key-wrong",
            Self::RecoveryKeyMissing => "recovery-key-missing",
            Self::KeychainUnavailable { .. } => "keychain-unavailable",
            Self::KeychainEmpty => "keychain-empty",
            Self::KeychainLocked => "keychain-locked",
            Self::KeychainOther => "keychain-other",
            Self::JournalOlderThanAnchor { .. } => "journal-older-than-anchor",
            Self::JournalNotAnchored { .. } => "journal-not-anchored",
            Self::AnchorMissing => "journal-anchor-missing",
            Self::AnchorDamaged => "journal-anchor-damaged",
            Self::BackupNotSet => "backup-not-set",
            Self::BackupInside { .. } => "backup-inside",
            Self::BackupRunning => "backup-running",
            Self::BackupDamaged { .. } => "backup-damaged",
            Self::BackupUnknown { .. } => "backup-unknown",
            Self::BackupNewer { .. } => "backup-newer",
            Self::RestoreNotEmpty { .. } => "restore-not-empty",
            Self::RestoreRunning { .. } => "restore-running",
            Self::RestoreInterrupted { .. } => "restore-interrupted",
            Self::DeskWiped { .. } => "desk-wiped",
            Self::DeskLocked { .. } => "desk-locked-by-administration",
            Self::ExportDamaged { .. } => "journal-export-damaged",
            Self::ExportOtherKey { .. } => "journal-export-other-key",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let shown = |folder: &PathBuf| ("folder", folder.display().to_string());
        match self {
            Self::PersonUnknown { person }
            | Self::PersonNameTaken { person }
            | Self::PersonLeft { person }
            | Self::PersonRegistered { person }
            | Self::AccessMissing { person }
            | Self::AccessLast { person }
            | Self::AdministratorLast { person } => vec![("person", person.clone())],
            Self::RecoveryKeyLength { found } => vec![("found", found.to_string())],
            Self::RecoveryKeyGroup { group } => vec![("group", group.to_string())],
            Self::KeychainUnavailable { detail } => vec![("detail", detail.clone())],
            Self::JournalOlderThanAnchor { anchored, found } => {
                vec![("anchored", anchored.to_string()), ("found", found.to_string())]
            }
            Self::JournalNotAnchored { sequence } => vec![("sequence", sequence.to_string())],
            Self::BackupInside { folder }
            | Self::BackupUnknown { folder }
            | Self::RestoreNotEmpty { folder }
            | Self::RestoreRunning { folder }
            | Self::RestoreInterrupted { folder } => {
                vec![shown(folder)]
            }
            Self::BackupDamaged { folder, detail } => vec![shown(folder), ("detail", detail.clone())],
            Self::BackupNewer { folder, found } => vec![shown(folder), ("found", found.to_string())],
            Self::ExportDamaged { line, detail } => {
                vec![("line", line.to_string()), ("detail", (*detail).to_owned())]
            }
            Self::DeskWiped { platform } | Self::DeskLocked { platform } => {
                vec![("platform", platform.clone())]
            }
            Self::ExportOtherKey { found } => vec![("found", found.clone())],
            _ => Vec::new(),
        }
    }
}
