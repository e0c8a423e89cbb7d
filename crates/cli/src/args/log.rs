//! The public log and its alarms, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum LogCommand {
    Status,
    Alarms(LogAlarms),
    Confirm(LogConfirm),
    Proof(LogProof),
    Verify(LogVerify),
    Accept(LogAccept),
    Anew(LogAnew),
}

#[derive(Debug, Args)]
pub struct LogAlarms {
    #[arg(long)]
    pub seen_too: bool,
}

#[derive(Debug, Args)]
pub struct LogConfirm {
    #[arg(value_name = "NUMBER")]
    pub alarm: u64,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub alarm_note: String,
}

#[derive(Debug, Args)]
pub struct LogProof {
    #[arg(value_name = "DOCUMENT")]
    pub proved_document: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct LogVerify {
    #[arg(value_name = "FILE")]
    pub logged_file: PathBuf,
    #[arg(long, value_name = "IDENTIFIER")]
    pub identifier: String,
    #[arg(long, value_name = "FILE")]
    pub proof: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub policy: PathBuf,
}

#[derive(Debug, Args)]
pub struct LogAccept {
    #[arg(value_name = "FILE")]
    pub log_policy: PathBuf,
}

#[derive(Debug, Args)]
pub struct LogAnew {
    #[arg(long = "reason", value_name = "TEXT")]
    pub log_reason: String,
}
