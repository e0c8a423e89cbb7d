//! What can be typed about letters.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::LangArg;

#[derive(Debug, Subcommand)]
pub enum LetterCommand {
    Templates(LetterTemplates),
    Check(LetterFolder),
    Import(LetterFolder),
    Export(LetterExport),
    Retire(LetterTemplateKey),
    Letterhead(Box<LetterheadArgs>),
    Draft(LetterDraftArgs),
    Edit(LetterEdit),
    Drafts(LetterDrafts),
    Preview(LetterPreviewArgs),
    Finish(LetterDraftArg),
    Revise(LetterRevise),
    Discard(LetterDraftArg),
    Source(LetterDocument),
    Redraw(LetterRedraw),
    #[command(subcommand)]
    Batch(LetterBatchCommand),
}

#[derive(Debug, Args)]
pub struct LetterTemplates {
    #[arg(value_name = "DOSSIER")]
    pub dossier: Option<String>,
}

#[derive(Debug, Args)]
pub struct LetterFolder {
    #[arg(id = "letter_template_folder", value_name = "FOLDER")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct LetterExport {
    #[arg(id = "letter_template", value_name = "TEMPLATE")]
    pub template: String,
    #[arg(id = "letter_to_folder", value_name = "FOLDER")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct LetterTemplateKey {
    #[arg(id = "letter_template", value_name = "TEMPLATE")]
    pub template: String,
}

/// Where the window of the envelope is, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SideArg {
    Left,
    Right,
}

#[derive(Debug, Args)]
pub struct LetterheadArgs {
    #[arg(
        id = "letter_sender_administration",
        long = "administration",
        value_name = "NAME"
    )]
    pub administration: Option<String>,
    #[arg(id = "letter_sender_office", long = "office", value_name = "NAME")]
    pub office: Option<String>,
    #[arg(id = "letter_sender_address", long = "address", value_name = "TEXT")]
    pub address: Vec<String>,
    #[arg(id = "letter_sender_phone", long = "phone", value_name = "TEXT")]
    pub phone: Option<String>,
    #[arg(id = "letter_sender_email", long = "email", value_name = "TEXT")]
    pub email: Option<String>,
    #[arg(id = "letter_sender_web", long = "web", value_name = "TEXT")]
    pub web: Option<String>,
    #[arg(id = "letter_sender_place", long = "place", value_name = "NAME")]
    pub place: Option<String>,
    #[arg(
        id = "letter_window",
        long = "window",
        value_name = "SIDE",
        hide_possible_values = true
    )]
    pub window: Option<SideArg>,
    #[arg(id = "letter_logo", long = "logo", value_name = "FILE")]
    pub logo: Option<PathBuf>,
    #[arg(id = "letter_signatory", long = "signatory", value_name = "NAME")]
    pub signatory: Option<String>,
    #[arg(id = "letter_signatory_function", long = "function", value_name = "TEXT")]
    pub function: Option<String>,
    #[arg(id = "letter_signatory_for", long = "for", value_name = "TEXT")]
    pub delegated_by: Option<String>,
}

#[derive(Debug, Args)]
pub struct LetterDraftArgs {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "letter_template", value_name = "TEMPLATE")]
    pub template: String,
    #[arg(
        id = "letter_language",
        long = "language",
        value_name = "LANGUAGE",
        hide_possible_values = true
    )]
    pub language: Option<LangArg>,
    #[arg(id = "letter_party", long = "party", value_name = "NAME")]
    pub party: Option<String>,
    #[arg(id = "letter_set", long = "set", value_name = "KEY-TEXT")]
    pub set: Vec<String>,
}

#[derive(Debug, Args)]
pub struct LetterEdit {
    #[arg(id = "letter_draft", value_name = "DRAFT")]
    pub draft: String,
    #[arg(id = "letter_set", long = "set", value_name = "KEY-TEXT", required = true)]
    pub set: Vec<String>,
}

#[derive(Debug, Args)]
pub struct LetterDrafts {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
}

#[derive(Debug, Args)]
pub struct LetterPreviewArgs {
    #[arg(id = "letter_draft", value_name = "DRAFT")]
    pub draft: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct LetterDraftArg {
    #[arg(id = "letter_draft", value_name = "DRAFT")]
    pub draft: String,
}

#[derive(Debug, Args)]
pub struct LetterRevise {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(id = "letter_set", long = "set", value_name = "KEY-TEXT")]
    pub set: Vec<String>,
}

#[derive(Debug, Args)]
pub struct LetterDocument {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
}

#[derive(Debug, Args)]
pub struct LetterRedraw {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum LetterBatchCommand {
    Run(LetterBatchRun),
    Resume(LetterBatchArg),
    List,
    Show(LetterBatchArg),
    Abandon(LetterBatchArg),
}

#[derive(Debug, Args)]
pub struct LetterBatchRun {
    #[arg(id = "letter_template", value_name = "TEMPLATE")]
    pub template: String,
    #[arg(
        id = "letter_search",
        value_name = "WORD",
        required_unless_present = "letter_from_csv"
    )]
    pub search: Vec<String>,
    #[arg(
        id = "letter_from_csv",
        long = "csv",
        value_name = "FILE",
        conflicts_with = "letter_search"
    )]
    pub csv: Option<PathBuf>,
    #[arg(id = "letter_dry_run", long = "dry-run")]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct LetterBatchArg {
    #[arg(id = "letter_batch", value_name = "BATCH")]
    pub batch: String,
}
