//! Versions and places of documents, the watched folder, and what waits for filing, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What is done with documents that are in the desk.
#[derive(Debug, Subcommand)]
pub enum DocumentChange {
    AddVersion(AddVersion),
    Rename(Rename),
    Kind(KindOf),
    AskedFor(AskedFor),
    Move(Move),
    Withdraw(Because),
    Reinstate(Because),
    Supersede(Supersede),
    Mail(Mail),
    Pull(Pull),
}

#[derive(Debug, Args)]
pub struct AddVersion {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "NUMBER")]
    pub base: u32,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Rename {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(value_name = "TEXT")]
    pub to: String,
}

/// A kind of document, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    Unstated,
    Request,
    Evidence,
    Opinion,
    Draft,
    Decision,
    Letter,
    Mail,
    Attachment,
    Report,
    Payment,
    Note,
    Original,
}

impl From<KindArg> for model::document::DocumentKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Unstated => Self::Unstated,
            KindArg::Request => Self::Request,
            KindArg::Evidence => Self::Evidence,
            KindArg::Opinion => Self::Opinion,
            KindArg::Draft => Self::Draft,
            KindArg::Decision => Self::Decision,
            KindArg::Letter => Self::Letter,
            KindArg::Mail => Self::Mail,
            KindArg::Attachment => Self::Attachment,
            KindArg::Report => Self::Report,
            KindArg::Payment => Self::Payment,
            KindArg::Note => Self::Note,
            KindArg::Original => Self::Original,
        }
    }
}

#[derive(Debug, Args)]
pub struct KindOf {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(value_name = "DOCUMENT-KIND", hide_possible_values = true)]
    pub kind: KindArg,
}

#[derive(Debug, Args)]
pub struct AskedFor {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(value_name = "KEY")]
    pub key: Option<String>,
}

#[derive(Debug, Args)]
pub struct Move {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Because {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Supersede {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "DOCUMENT")]
    pub corrects: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Mail {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u32>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct Pull {
    #[arg(value_name = "IDENTIFIER")]
    pub identifier: String,
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
}

/// What waits for filing.
#[derive(Debug, Subcommand)]
pub enum UnfiledCommand {
    List,
    File(UnfiledFile),
    SetAside(SetAside),
}

#[derive(Debug, Args)]
pub struct UnfiledFile {
    #[arg(value_name = "ID")]
    pub id: String,
    #[arg(value_name = "DOSSIER")]
    pub dossier: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

#[derive(Debug, Args)]
pub struct SetAside {
    #[arg(value_name = "ID")]
    pub id: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Watch {
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[arg(long)]
    pub once: bool,
    #[arg(long)]
    pub leave: bool,
    #[arg(long)]
    pub no_separators: bool,
    #[arg(long, value_name = "SECONDS")]
    pub settle: Option<f64>,
    #[arg(long, conflicts_with = "forget")]
    pub remember: bool,
    #[arg(long)]
    pub forget: bool,
}

#[derive(Debug, Args)]
pub struct Separator {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}
