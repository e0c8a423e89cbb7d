//! Access, backups and the journal, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::RoleArg;

#[derive(Debug, Subcommand)]
pub enum AccessCommand {
    List,
    Add(AccessAdd),
    Change(AccessChange),
    Give(AccessPerson),
    Remove(AccessPerson),
    Leave(AccessPerson),
    RecoveryKey,
    #[command(subcommand)]
    Keychain(KeychainCommand),
}

#[derive(Debug, Subcommand)]
pub enum KeychainCommand {
    On,
    Off,
    Forget(KeychainForget),
}

#[derive(Debug, Args)]
pub struct KeychainForget {
    #[arg(value_name = "ID")]
    pub computer_key: String,
}

#[derive(Debug, Args)]
pub struct AccessAdd {
    #[arg(value_name = "NAME")]
    pub new_person: String,
    #[arg(long, value_name = "ROLE", hide_possible_values = true)]
    pub role: Vec<RoleArg>,
    #[arg(long = "office", value_name = "CODE")]
    pub person_office: Option<String>,
}

#[derive(Debug, Args)]
pub struct AccessChange {
    #[arg(value_name = "NAME")]
    pub who: String,
    #[arg(long, value_name = "ROLE", hide_possible_values = true)]
    pub role: Vec<RoleArg>,
    #[arg(long = "office", value_name = "CODE")]
    pub person_office: Option<String>,
}

#[derive(Debug, Args)]
pub struct AccessPerson {
    #[arg(value_name = "NAME")]
    pub who: String,
}

#[derive(Debug, Args)]
pub struct DeskRecover {
    #[arg(long, value_name = "FILE")]
    pub recovery_key_file: Option<PathBuf>,
    #[arg(long = "for", value_name = "ID")]
    pub recover_for: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    Make(BackupMake),
    List(BackupList),
    Check(BackupCheck),
    Restore(BackupRestore),
    Settings(BackupSettingsArgs),
}

#[derive(Debug, Args)]
pub struct BackupMake {
    #[arg(long = "to", value_name = "FOLDER")]
    pub backup_to: Option<PathBuf>,
    #[arg(long)]
    pub if_due: bool,
}

#[derive(Debug, Args)]
pub struct BackupList {
    #[arg(value_name = "FOLDER")]
    pub backup_folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct BackupCheck {
    #[arg(value_name = "FOLDER")]
    pub backup: PathBuf,
}

#[derive(Debug, Args)]
pub struct BackupRestore {
    #[arg(value_name = "FOLDER")]
    pub backup: PathBuf,
    #[arg(long = "to", value_name = "FOLDER")]
    pub restore_to: PathBuf,
}

#[derive(Debug, Args)]
pub struct BackupSettingsArgs {
    #[arg(long = "folder", value_name = "FOLDER")]
    pub backup_folder: Option<PathBuf>,
    #[arg(long, conflicts_with = "backup_folder")]
    pub off: bool,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=8784))]
    pub every_hours: Option<u32>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=3660))]
    pub keep_daily: Option<u32>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=520))]
    pub keep_weekly: Option<u32>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=360))]
    pub keep_monthly: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    Verify(JournalVerify),
    List(JournalList),
    Export(JournalExport),
    Key,
}

#[derive(Debug, Args)]
pub struct JournalVerify {
    #[arg(long = "file", value_name = "FILE")]
    pub journal_file: Option<PathBuf>,
    #[arg(long = "key", value_name = "FINGERPRINT", requires = "journal_file")]
    pub journal_key: Option<String>,
}

/// Which lines of the journal.
#[derive(Debug, Args)]
pub struct JournalChoice {
    #[arg(long = "dossier", value_name = "DOSSIER")]
    pub about: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub from: Option<jiff::Timestamp>,
    #[arg(long, value_name = "TIME")]
    pub until: Option<jiff::Timestamp>,
}

#[derive(Debug, Args)]
pub struct JournalList {
    #[command(flatten)]
    pub choice: JournalChoice,
    #[arg(long, value_name = "NUMBER")]
    pub before: Option<u64>,
    #[arg(
        long = "limit",
        value_name = "NUMBER",
        default_value_t = 100,
        hide_default_value = true
    )]
    pub lines: u32,
}

#[derive(Debug, Args)]
pub struct JournalExport {
    #[command(flatten)]
    pub choice: JournalChoice,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
