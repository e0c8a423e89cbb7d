//! What can be typed. Every word of help stands in the Fluent files; see [`crate::help`].

pub mod circuit;
pub mod dossiers;
pub mod import;
pub mod letters;
pub mod log;
pub mod procedure;
pub mod retention;

pub mod safety;
pub mod search;
pub mod sharing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "greffe",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true
)]
pub struct Greffe {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "FOLDER")]
    pub desk: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, conflicts_with = "passphrase_file")]
    pub keychain: bool,
    /// Read before everything else, because it decides the language of the errors of reading.
    #[arg(long, global = true, value_name = "LANGUAGE", hide_possible_values = true)]
    pub lang: Option<LangArg>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
}

/// A language, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Fr,
    De,
    Lb,
    En,
}

impl From<LangArg> for wording::Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Fr => wording::Lang::Fr,
            LangArg::De => wording::Lang::De,
            LangArg::Lb => wording::Lang::Lb,
            LangArg::En => wording::Lang::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(subcommand)]
    Desk(DeskCommand),
    Enrol(Enrol),
    SignIn(SignIn),
    SignOut,
    #[command(subcommand)]
    Dossier(DossierCommand),
    #[command(subcommand)]
    Contact(dossiers::ContactCommand),
    #[command(subcommand)]
    Classification(dossiers::ClassificationCommand),
    Numbering(dossiers::Numbering),
    #[command(subcommand)]
    Document(DocumentCommand),
    #[command(subcommand)]
    Circuit(circuit::CircuitCommand),
    #[command(subcommand)]
    Delegation(circuit::DelegationCommand),
    #[command(subcommand)]
    Task(circuit::TaskCommand),
    #[command(subcommand)]
    Note(circuit::NoteCommand),
    Inbox(circuit::Inbox),
    Outbox(Outbox),
    Conflicts,
    #[command(subcommand)]
    Conflict(sharing::ConflictCommand),
    Sync,
    Augmentations(Augmentations),
    #[command(subcommand)]
    Letter(letters::LetterCommand),
    #[command(subcommand)]
    Procedure(procedure::ProcedureCommand),
    #[command(subcommand)]
    Deadline(procedure::DeadlineCommand),
    #[command(subcommand)]
    Holidays(procedure::HolidaysCommand),
    Forward(Box<procedure::Forward>),
    #[command(subcommand)]
    Journal(safety::JournalCommand),
    #[command(subcommand)]
    Log(log::LogCommand),
    #[command(subcommand)]
    Access(safety::AccessCommand),
    #[command(subcommand)]
    Backup(safety::BackupCommand),
    #[command(subcommand)]
    Retention(retention::RetentionCommand),
    #[command(subcommand)]
    Export(retention::ExportCommand),
    #[command(subcommand)]
    Figures(retention::FiguresCommand),
    Fetch(Fetch),
    Watch(import::Watch),
    #[command(subcommand)]
    Unfiled(import::UnfiledCommand),
    Separator(import::Separator),
    Seal(Box<Seal>),
    Augment(Augment),
    Verify(Verify),
    #[command(subcommand)]
    Trust(TrustCommand),
    Inspect(Inspect),
    Repair(Repair),
    Certificates(Certificates),
    Doctor(Doctor),
    #[command(subcommand)]
    VisibleSeal(VisibleSealCommand),
    #[command(subcommand)]
    Identifier(IdentifierCommand),
    Search(search::Search),
    #[command(subcommand)]
    Searches(search::SearchesCommand),
    Index(search::Index),
    Completion(Completion),
    Help(Help),
}

#[derive(Debug, Subcommand)]
pub enum DeskCommand {
    Create(DeskCreate),
    Info,
    Check,
    Passphrase(DeskPassphrase),
    Begin(DeskPassphrase),
    Recover(safety::DeskRecover),
    AcceptOlder,
    Levels(DeskLevels),
    VisibleSeal(DeskVisibleSeal),
}

#[derive(Debug, Args)]
pub struct DeskVisibleSeal {
    #[arg(long, conflicts_with = "off")]
    pub on: bool,
    #[arg(long)]
    pub off: bool,
    #[arg(long, value_name = "SIGNER")]
    pub signer_id: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeskCreate {
    #[arg(long, value_name = "NAME")]
    pub administration: String,
    #[arg(long, value_name = "NAME")]
    pub person: String,
    #[arg(long, value_name = "CODE")]
    pub office: String,
    #[arg(long, value_name = "ROLE", hide_possible_values = true)]
    pub role: Vec<RoleArg>,
}

/// A role, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    Agent,
    Signatory,
    Clerk,
    Auditor,
    Administrator,
}

impl From<RoleArg> for model::Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Agent => model::Role::Agent,
            RoleArg::Signatory => model::Role::Signatory,
            RoleArg::Clerk => model::Role::Clerk,
            RoleArg::Auditor => model::Role::Auditor,
            RoleArg::Administrator => model::Role::Administrator,
        }
    }
}

#[derive(Debug, Args)]
pub struct DeskPassphrase {
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Enrol {
    #[arg(value_name = "URL")]
    pub platform: String,
    #[arg(long, value_name = "CODE", conflicts_with = "code_file")]
    pub code: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub code_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SignIn {
    #[arg(long)]
    pub no_browser: bool,
}

#[derive(Debug, Subcommand)]
pub enum DossierCommand {
    Create(DossierCreate),
    List(DossierList),
    Show(DossierShow),
    #[command(flatten)]
    Change(dossiers::DossierChange),
}

#[derive(Debug, Args)]
pub struct DossierCreate {
    #[arg(long, value_name = "TEXT")]
    pub subject: String,
    #[arg(long, value_name = "REFERENCE")]
    pub reference: Option<String>,
    #[arg(long, value_name = "KEY")]
    pub procedure: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub applicant: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub addressee: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub third_party: Vec<String>,
}

#[derive(Debug, Args)]
pub struct DossierList {
    #[arg(value_name = "WORD")]
    pub search: Vec<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 100, hide_default_value = true)]
    pub limit: u32,
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub offset: u32,
}

#[derive(Debug, Args)]
pub struct DossierShow {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Subcommand)]
pub enum DocumentCommand {
    Import(DocumentImport),
    Show(DocumentShow),
    Export(DocumentExport),
    Read(DocumentRead),
    Verify(DocumentVerify),
    Seal(DocumentSeal),
    #[command(flatten)]
    Change(import::DocumentChange),
}

#[derive(Debug, Args)]
pub struct DocumentImport {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(value_name = "FILE", required = true)]
    pub file: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DocumentShow {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
}

#[derive(Debug, Args)]
pub struct DocumentExport {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u32>,
}

#[derive(Debug, Args)]
pub struct DocumentRead {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u32>,
}

#[derive(Debug, Args)]
pub struct DocumentVerify {
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u32>,
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    #[arg(long, value_name = "TIME", requires = "trust")]
    pub at: Option<String>,
}

#[derive(Debug, Args)]
pub struct DocumentSeal {
    #[arg(value_name = "TARGET", required_unless_present_any = ["all", "dossier"])]
    pub target: Vec<String>,
    #[arg(long, visible_alias = "all-waiting")]
    pub all: bool,
    #[arg(long, value_name = "DOSSIER")]
    pub dossier: Vec<String>,
    #[command(flatten)]
    pub key: KeyChoice,
    #[arg(long, value_name = "FILE")]
    pub p12_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "LEVEL", hide_possible_values = true)]
    pub level: Option<LevelArg>,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub if_missed: Option<IfMissedArg>,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
}

/// What happens to a document whose seal does not reach its level, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IfMissedArg {
    Refuse,
    Later,
}

impl From<IfMissedArg> for desk::IfMissed {
    fn from(choice: IfMissedArg) -> Self {
        match choice {
            IfMissedArg::Refuse => desk::IfMissed::Refuse,
            IfMissedArg::Later => desk::IfMissed::Later,
        }
    }
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Augmentations {
    #[command(subcommand)]
    pub command: Option<AugmentationsCommand>,
}

#[derive(Debug, Subcommand)]
pub enum AugmentationsCommand {
    List,
    Run(AugmentationsRun),
    SendAsIs(AugmentationsSendAsIs),
}

#[derive(Debug, Args)]
pub struct AugmentationsRun {
    #[arg(value_name = "DOCUMENT")]
    pub document: Vec<String>,
}

#[derive(Debug, Args)]
pub struct AugmentationsSendAsIs {
    #[arg(value_name = "DOCUMENT", required = true)]
    pub document: Vec<String>,
}

#[derive(Debug, Args)]
pub struct DeskLevels {
    #[arg(long, value_name = "LEVEL", hide_possible_values = true)]
    pub level: Option<LevelArg>,
    #[arg(long, value_name = "KEY", requires = "level")]
    pub procedure: Option<String>,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub if_missed: Option<IfMissedArg>,
    #[arg(long, value_name = "URL")]
    pub tsa: Vec<String>,
    #[arg(long, conflicts_with = "tsa")]
    pub no_tsa: bool,
    #[arg(long, value_name = "NAME", requires = "tsa")]
    pub tsa_user: Option<String>,
    #[arg(long, value_name = "FILE", requires = "tsa_user")]
    pub tsa_password_file: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", requires = "tsa")]
    pub tsa_timeout: Option<u64>,
    #[arg(long, value_name = "NUMBER", requires = "tsa")]
    pub tsa_per_hour: Option<u32>,
    #[arg(long, value_name = "NUMBER", requires = "tsa")]
    pub tsa_per_day: Option<u32>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Outbox {
    #[command(subcommand)]
    pub command: Option<OutboxCommand>,
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    Retry(OutboxRetry),
    GiveUp(OutboxGiveUp),
}

#[derive(Debug, Args)]
pub struct OutboxGiveUp {
    #[arg(value_name = "OPERATION", required = true)]
    pub operation: Vec<String>,
}

#[derive(Debug, Args)]
pub struct OutboxRetry {
    #[arg(value_name = "OPERATION")]
    pub operation: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Fetch {
    #[arg(value_name = "IDENTIFIER")]
    pub identifier: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long)]
    pub force: bool,
}

/// The key to seal with: a file, or one in a token.
#[derive(Debug, Args)]
pub struct KeyChoice {
    #[arg(long, value_name = "FILE", required_unless_present_any = ["pkcs11_module", "token"],
          conflicts_with_all = ["pkcs11_module", "slot", "token", "certificate", "pin_file", "pin_pad"])]
    pub p12: Option<PathBuf>,
    #[arg(long, value_name = "MODULE")]
    pub pkcs11_module: Option<PathBuf>,
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "pkcs11_module",
        conflicts_with = "token"
    )]
    pub slot: Option<u64>,
    #[arg(long, value_name = "LABEL")]
    pub token: Option<String>,
    #[arg(long, value_name = "ID")]
    pub certificate: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub pin_file: Option<PathBuf>,
    #[arg(long, conflicts_with = "pin_file")]
    pub pin_pad: bool,
    #[arg(long, value_name = "FILE")]
    pub chain: Option<PathBuf>,
    #[arg(long)]
    pub rsa_pss: bool,
}

#[derive(Debug, Args)]
pub struct Certificates {
    #[arg(long, value_name = "MODULE")]
    pub pkcs11_module: Option<PathBuf>,
    #[arg(long = "p12", alias = "key", value_name = "FILE")]
    pub key: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long, value_name = "MODULE")]
    pub pkcs11_module: Option<PathBuf>,
    #[arg(long = "p12", alias = "key", value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub tsa: Vec<String>,
    #[arg(long, value_name = "FOLDER")]
    pub trust_lists: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", requires = "trust_lists")]
    pub lotl_certificates: Option<PathBuf>,
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Args)]
pub struct Seal {
    #[arg(value_name = "FILE", required = true)]
    pub input: Vec<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    pub out_dir: PathBuf,
    #[command(flatten)]
    pub key: KeyChoice,
    #[arg(long, value_name = "URL")]
    pub platform_url: String,
    #[arg(long)]
    pub no_stamp: bool,
    #[arg(long, conflicts_with_all = ["no_visible_seal", "no_stamp"])]
    pub visible_seal: bool,
    #[arg(long)]
    pub no_visible_seal: bool,
    #[arg(long, value_name = "SIGNER", conflicts_with_all = ["no_visible_seal", "no_stamp"])]
    pub signer_id: Option<String>,
    #[arg(long, value_name = "FACT", conflicts_with_all = ["no_visible_seal", "no_stamp"])]
    pub fact: Vec<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["no_visible_seal", "no_stamp"])]
    pub visible_seal_p12: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "visible_seal_p12")]
    pub visible_seal_passphrase_file: Option<PathBuf>,
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "B-B",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub level: LevelArg,
    #[command(flatten)]
    pub outside: OutsideOptions,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub if_level_fails: Option<IfLevelFailsArg>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
    #[arg(long)]
    pub force: bool,
    #[arg(long, value_name = "FILE")]
    pub results: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub authority: Option<String>,
    #[arg(
        long,
        value_name = "LANGUAGE",
        default_value = "fr",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub stamp_lang: LangArg,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    #[command(flatten)]
    pub signature: SignatureOptions,
}

/// How the signature goes into the file.
#[derive(Debug, Args)]
pub struct SignatureOptions {
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub certify: Option<u8>,
    #[arg(long, value_name = "LOCK")]
    pub lock: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub appearance: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "appearance")]
    pub image: Option<PathBuf>,
    #[arg(long, value_name = "PLACE", conflicts_with = "placeholder")]
    pub place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub placeholder: Option<String>,
    #[arg(long, value_name = "PAGES")]
    pub pages: Option<String>,
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["stamp_placeholder", "no_stamp"])]
    pub stamp_place: Option<String>,
    #[arg(long, value_name = "TEXT", conflicts_with = "no_stamp")]
    pub stamp_placeholder: Option<String>,
    #[arg(long, value_name = "PAGES", conflicts_with = "no_stamp")]
    pub stamp_pages: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "appearance")]
    pub capacity: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "appearance")]
    pub delegation: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub location: Option<String>,
}

#[derive(Debug, Args)]
pub struct Inspect {
    #[arg(value_name = "FILE", required = true)]
    pub file: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Repair {
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[arg(long)]
    pub forget_signatures: bool,
}

/// Who gives time-stamps, and where chains end.
#[derive(Debug, Args)]
pub struct OutsideOptions {
    #[arg(long, value_name = "URL")]
    pub tsa: Vec<String>,
    #[arg(long, value_name = "NAME", requires = "tsa")]
    pub tsa_user: Option<String>,
    #[arg(long, value_name = "FILE", requires = "tsa_user")]
    pub tsa_password_file: Option<PathBuf>,
    #[arg(long, value_name = "OID", requires = "tsa")]
    pub tsa_policy: Option<String>,
    #[arg(long, value_name = "SECONDS", requires = "tsa", value_parser = clap::value_parser!(u64).range(1..=300))]
    pub tsa_timeout: Option<u64>,
    #[arg(long, value_name = "NUMBER", requires = "tsa")]
    pub tsa_per_hour: Option<u32>,
    #[arg(long, value_name = "NUMBER", requires = "tsa")]
    pub tsa_per_day: Option<u32>,
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
}

/// What happens to a file that does not reach its level, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IfLevelFailsArg {
    Refuse,
    Keep,
}

#[derive(Debug, Args)]
pub struct Augment {
    #[arg(value_name = "FILE", required = true)]
    pub input: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "LEVEL",
        hide_possible_values = true,
        required_unless_present = "renew"
    )]
    pub level: Option<LevelArg>,
    #[arg(long, conflicts_with = "level")]
    pub renew: bool,
    #[arg(long, visible_alias = "out", value_name = "FOLDER")]
    pub out_dir: PathBuf,
    #[command(flatten)]
    pub outside: OutsideOptions,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub if_level_fails: Option<IfLevelFailsArg>,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

/// A PAdES level, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LevelArg {
    #[value(name = "B-B")]
    BB,
    #[value(name = "B-T")]
    BT,
    #[value(name = "B-LT")]
    BLt,
    #[value(name = "B-LTA")]
    BLta,
}

impl From<LevelArg> for seal::sign::Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::BB => seal::sign::Level::BB,
            LevelArg::BT => seal::sign::Level::BT,
            LevelArg::BLt => seal::sign::Level::BLt,
            LevelArg::BLta => seal::sign::Level::BLta,
        }
    }
}

impl LevelArg {
    /// The one for a level.
    pub const fn of(level: seal::sign::Level) -> Self {
        match level {
            seal::sign::Level::BB => LevelArg::BB,
            seal::sign::Level::BT => LevelArg::BT,
            seal::sign::Level::BLt => LevelArg::BLt,
            seal::sign::Level::BLta => LevelArg::BLta,
        }
    }

    /// As it is written in reports.
    pub const fn name(self) -> &'static str {
        match self {
            LevelArg::BB => "B-B",
            LevelArg::BT => "B-T",
            LevelArg::BLt => "B-LT",
            LevelArg::BLta => "B-LTA",
        }
    }
}

#[derive(Debug, Args)]
pub struct Verify {
    #[arg(value_name = "FILE", required = true)]
    pub file: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    #[arg(long)]
    pub offline: bool,
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER", requires = "out")]
    pub extract_revision: Option<usize>,
    #[arg(long, value_name = "FILE", requires = "extract_revision")]
    pub out: Option<PathBuf>,
    #[arg(long, requires = "extract_revision")]
    pub force: bool,
    #[arg(long, value_name = "FOLDER")]
    pub trust_lists: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", requires = "trust_lists")]
    pub lotl_certificates: Option<PathBuf>,
    #[arg(long, conflicts_with = "offline")]
    pub online: bool,
    #[arg(long, value_name = "FILE")]
    pub etsi_report: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum TrustCommand {
    Update(TrustUpdate),
    Show(TrustShow),
}

#[derive(Debug, Args)]
pub struct TrustUpdate {
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    #[arg(long, value_name = "FOLDER")]
    pub lotl_certificates: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub lotl_url: Option<String>,
}

#[derive(Debug, Args)]
pub struct TrustShow {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    #[arg(long, value_name = "FOLDER")]
    pub lotl_certificates: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum VisibleSealCommand {
    Verify(VisibleSealVerify),
    #[command(subcommand)]
    Bundle(BundleCommand),
    Profile,
}

#[derive(Debug, Args)]
pub struct VisibleSealVerify {
    #[arg(value_name = "FILE", required_unless_present = "bytes")]
    pub file: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub bytes: Vec<String>,
    #[arg(long, value_name = "FILE", requires = "bundle_key")]
    pub bundle: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "bundle")]
    pub bundle_key: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER", requires = "bundle")]
    pub bundle_at_least: Option<u64>,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum BundleCommand {
    Make(Box<BundleMake>),
    Show(BundleShow),
}

#[derive(Debug, Args)]
pub struct BundleMake {
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub key: KeyChoice,
    #[arg(long, value_name = "ENTRY")]
    pub entry: Vec<String>,
    #[arg(long, value_name = "REVOCATION")]
    pub revoke: Vec<String>,
    #[arg(long, value_name = "FILE", requires = "bundle_key")]
    pub previous: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "previous")]
    pub bundle_key: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER")]
    pub version: Option<u64>,
    #[arg(long, value_name = "NUMBER", default_value_t = 30, hide_default_value = true,
          value_parser = clap::value_parser!(u16).range(1..=3660))]
    pub valid_days: u16,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct BundleShow {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub bundle_key: PathBuf,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum IdentifierCommand {
    New(IdentifierNew),
    Parse(IdentifierParse),
}

#[derive(Debug, Args)]
pub struct IdentifierNew {
    #[arg(long, value_name = "URL")]
    pub platform_url: Option<String>,
}

#[derive(Debug, Args)]
pub struct IdentifierParse {
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,
    #[arg(long, value_name = "URL")]
    pub platform_url: Option<String>,
}

#[derive(Debug, Args)]
pub struct Completion {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Help {
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
