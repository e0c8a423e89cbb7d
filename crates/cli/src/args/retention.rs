//! Retention, exports to the archives and key figures, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum RetentionCommand {
    Check(TableFile),
    Import(TableImport),
    Tables,
    Due(Due),
    Undecided,
    Reevaluate,
    Show(OneDossier),
    Adopt(Adopt),
    Validity(Validity),
    Hold(Hold),
    Release(Release),
    Holds(Holds),
    Propose(Propose),
    Dispositions,
    Disposition(Disposition),
    Notify(Notify),
    Appraise(Appraise),
    Silence(Silence),
    Deliver(Deliver),
    Receipt(Receipt),
    Confirm(OneDisposition),
    Destroy(OneDisposition),
    Withdraw(Withdraw),
    Certificate(Certificate),
    Notice(Notice),
}

#[derive(Debug, Args)]
pub struct TableFile {
    #[arg(value_name = "FILE")]
    pub table_file: PathBuf,
}

#[derive(Debug, Args)]
pub struct TableImport {
    #[arg(value_name = "FILE")]
    pub table_file: PathBuf,
    #[arg(long = "name", value_name = "NAME")]
    pub table_name: String,
    #[arg(long = "from", value_name = "DATE")]
    pub valid_from: jiff::civil::Date,
}

/// A fate, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FateArg {
    Keep,
    Sample,
    Destroy,
}

/// A decision of the archives, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AppraisalArg {
    Take,
    Sample,
    Destroy,
}

#[derive(Debug, Args)]
pub struct Due {
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub fate: Option<FateArg>,
    #[arg(long = "procedure", value_name = "KEY")]
    pub of_procedure: Option<String>,
    #[arg(
        long = "limit",
        value_name = "NUMBER",
        default_value_t = 50,
        hide_default_value = true
    )]
    pub at_most: u32,
}

#[derive(Debug, Args)]
pub struct OneDossier {
    #[arg(value_name = "DOSSIER")]
    pub of_dossier: String,
}

#[derive(Debug, Args)]
pub struct Adopt {
    #[arg(value_name = "DOSSIER")]
    pub of_dossier: String,
    #[arg(long = "reason", value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct Validity {
    #[arg(value_name = "DOSSIER")]
    pub of_dossier: String,
    #[arg(long = "until", value_name = "DATE")]
    pub valid_until: jiff::civil::Date,
}

#[derive(Debug, Args)]
pub struct Hold {
    #[arg(long = "dossier", value_name = "DOSSIER")]
    pub hold_dossier: Option<String>,
    #[arg(long = "procedure", value_name = "KEY")]
    pub of_procedure: Option<String>,
    #[arg(long = "classification", value_name = "CODE")]
    pub of_classification: Option<String>,
    #[arg(long = "reference", value_name = "TEXT")]
    pub reference_begins: Option<String>,
    #[arg(long = "party", value_name = "TEXT")]
    pub party_contains: Option<String>,
    #[arg(long = "reason", value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct Release {
    #[arg(value_name = "NUMBER")]
    pub hold_number: u32,
    #[arg(long = "reason", value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct Holds {
    #[arg(long = "all")]
    pub released_too: bool,
}

#[derive(Debug, Args)]
pub struct Propose {
    #[arg(value_name = "DOSSIER", required = true)]
    pub dossiers: Vec<String>,
    #[arg(
        long = "note",
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub proposal_note: String,
}

#[derive(Debug, Args)]
pub struct OneDisposition {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
}

#[derive(Debug, Args)]
pub struct Disposition {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(long = "list", value_name = "FILE")]
    pub list_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Notify {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(long = "on", value_name = "DATE")]
    pub on_day: jiff::civil::Date,
    #[arg(long = "to", value_name = "NAME")]
    pub archive_addressee: String,
}

#[derive(Debug, Args)]
pub struct Appraise {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "DOSSIER", required = true)]
    pub dossiers: Vec<String>,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub decision: AppraisalArg,
    #[arg(long = "on", value_name = "DATE")]
    pub on_day: jiff::civil::Date,
    #[arg(long = "letter", value_name = "TEXT")]
    pub archive_letter: String,
}

#[derive(Debug, Args)]
pub struct Silence {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "DOSSIER", required = true)]
    pub dossiers: Vec<String>,
    #[arg(long = "reason", value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct Deliver {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "FOLDER")]
    pub into_folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct Receipt {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "DOSSIER", required = true)]
    pub dossiers: Vec<String>,
    #[arg(long = "receipt", value_name = "TEXT")]
    pub archive_receipt: String,
    #[arg(long = "on", value_name = "DATE")]
    pub on_day: jiff::civil::Date,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(long = "reason", value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct Certificate {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "FILE")]
    pub certificate_file: PathBuf,
    #[arg(long = "p12", value_name = "FILE")]
    pub certificate_p12: Option<PathBuf>,
    #[arg(
        long = "p12-passphrase-file",
        value_name = "FILE",
        requires = "certificate_p12"
    )]
    pub certificate_passphrase_file: Option<PathBuf>,
    #[arg(long = "plain")]
    pub plain_certificate: bool,
}

#[derive(Debug, Args)]
pub struct Notice {
    #[arg(value_name = "ID")]
    pub disposition: model::DispositionId,
    #[arg(value_name = "FILE")]
    pub certificate_file: PathBuf,
    #[arg(long = "p12", value_name = "FILE")]
    pub certificate_p12: Option<PathBuf>,
    #[arg(
        long = "p12-passphrase-file",
        value_name = "FILE",
        requires = "certificate_p12"
    )]
    pub certificate_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    Eark(ExportEark),
    Bagit(ExportBagit),
}

#[derive(Debug, Args)]
pub struct ExportEark {
    #[arg(value_name = "DOSSIER")]
    pub of_dossier: String,
    #[arg(value_name = "FOLDER")]
    pub into_folder: PathBuf,
    #[arg(long)]
    pub newest: bool,
}

#[derive(Debug, Args)]
pub struct ExportBagit {
    #[arg(value_name = "DOSSIER")]
    pub of_dossier: String,
    #[arg(value_name = "FOLDER")]
    pub into_folder: PathBuf,
    #[arg(long)]
    pub eark: bool,
    #[arg(long)]
    pub newest: bool,
}

#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    Show(FiguresShow),
    OpenData(OpenData),
}

#[derive(Debug, Args)]
pub struct FiguresShow {
    #[arg(long = "from", value_name = "MONTH")]
    pub first_month: String,
    #[arg(long = "until", value_name = "MONTH")]
    pub last_month: String,
    #[arg(long, value_name = "NUMBER", default_value_t = desk::figures::COPIES)]
    pub copies: u32,
}

#[derive(Debug, Args)]
pub struct OpenData {
    #[command(flatten)]
    pub period: FiguresShow,
    #[arg(value_name = "FILE")]
    pub data_file: PathBuf,
}
