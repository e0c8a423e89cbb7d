//! What desks share, and conflicts, as they can be typed.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum ConflictCommand {
    Decide(ConflictDecide),
}

#[derive(Debug, Args)]
pub struct ConflictDecide {
    #[arg(value_name = "NUMBER")]
    pub conflict: i64,
    #[arg(long, conflicts_with = "theirs")]
    pub mine: bool,
    #[arg(long)]
    pub theirs: bool,
    #[arg(long, value_name = "DECISION")]
    pub choose: Vec<String>,
}
