//! Searching, kept searches, reading the text of documents.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub struct Search {
    #[arg(value_name = "WORD", required = true, allow_hyphen_values = true)]
    pub search: Vec<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 20, hide_default_value = true)]
    pub limit: u32,
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub offset: u32,
}

#[derive(Debug, Subcommand)]
pub enum SearchesCommand {
    List,
    Save(SearchesSave),
    Remove(SearchesRemove),
}

#[derive(Debug, Args)]
pub struct SearchesSave {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(value_name = "WORD", required = true, allow_hyphen_values = true)]
    pub search: Vec<String>,
}

#[derive(Debug, Args)]
pub struct SearchesRemove {
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Index {
    #[command(subcommand)]
    pub command: Option<IndexCommand>,
    #[command(flatten)]
    pub run: IndexRun,
}

#[derive(Debug, Args)]
pub struct IndexRun {
    #[arg(long)]
    pub no_ocr: bool,
    #[arg(long, value_name = "PROGRAM", conflicts_with = "no_ocr")]
    pub ocr_program: Option<PathBuf>,
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    Status(IndexStatus),
    Text(IndexText),
}

#[derive(Debug, Args)]
pub struct IndexStatus {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
}

#[derive(Debug, Args)]
pub struct IndexText {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u32>,
}
