//! What can be typed about procedures, deadlines, holidays and forwarding.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::LangArg;

#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    Check(ProcedureCheckArgs),
    List,
    Show(ProcedureShow),
    Export(ProcedureExport),
    Import(ProcedureImport),
    Migrate(ProcedureMigrate),
    Schema,
}

#[derive(Debug, Args)]
pub struct ProcedureCheckArgs {
    #[arg(id = "procedure_file", value_name = "FILE", required = true)]
    pub file: Vec<PathBuf>,
    #[arg(id = "procedure_with_desk", long = "with-desk")]
    pub with_desk: bool,
}

#[derive(Debug, Args)]
pub struct ProcedureShow {
    #[arg(id = "procedure_key", value_name = "KEY")]
    pub key: String,
    #[arg(id = "procedure_version", long = "version", value_name = "NUMBER")]
    pub number: Option<u32>,
}

#[derive(Debug, Args)]
pub struct ProcedureExport {
    #[arg(id = "procedure_key", value_name = "KEY")]
    pub key: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(id = "procedure_version", long = "version", value_name = "NUMBER")]
    pub number: Option<u32>,
}

#[derive(Debug, Args)]
pub struct ProcedureImport {
    #[arg(id = "procedure_file", value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct ProcedureMigrate {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "deadline_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Subcommand)]
pub enum DeadlineCommand {
    List(Box<DeadlineList>),
    Show(DeadlineShow),
    Add(Box<DeadlineAdd>),
    Day(DeadlineDay),
    Suspend(DeadlineAct),
    Resume(DeadlineAct),
    Extend(DeadlineExtend),
    Keep(DeadlineKeep),
    Cancel(DeadlineEnd),
    Reopen(DeadlineEnd),
    Reminders(DeadlineReminders),
    Compute(DeadlineCompute),
}

/// How a deadline stands, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    Running,
    Suspended,
    Overdue,
    Passed,
    Kept,
    KeptLate,
    Cancelled,
}

impl From<StatusArg> for model::deadline::DeadlineStatus {
    fn from(status: StatusArg) -> Self {
        match status {
            StatusArg::Running => Self::Running,
            StatusArg::Suspended => Self::Suspended,
            StatusArg::Overdue => Self::Overdue,
            StatusArg::Passed => Self::Passed,
            StatusArg::Kept => Self::Kept,
            StatusArg::KeptLate => Self::KeptLate,
            StatusArg::Cancelled => Self::Cancelled,
        }
    }
}

/// What the end of a deadline means, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EffectArg {
    None,
    SilenceRefusal,
    SilenceAgreement,
    AppealEnds,
    HearingEnds,
}

impl From<EffectArg> for model::procedure::DeadlineEffect {
    fn from(effect: EffectArg) -> Self {
        match effect {
            EffectArg::None => Self::None,
            EffectArg::SilenceRefusal => Self::SilenceRefusal,
            EffectArg::SilenceAgreement => Self::SilenceAgreement,
            EffectArg::AppealEnds => Self::AppealEnds,
            EffectArg::HearingEnds => Self::HearingEnds,
        }
    }
}

/// The order of a list, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeadlineSortArg {
    Due,
    DueLatest,
    Reference,
}

/// What happened on a day, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventArg {
    Received,
    Complete,
    Notified,
}

#[derive(Debug, Args)]
pub struct DeadlineList {
    #[arg(
        id = "deadline_status",
        long = "status",
        value_name = "STATUS",
        hide_possible_values = true
    )]
    pub status: Option<StatusArg>,
    #[arg(id = "deadline_overdue", long = "overdue", conflicts_with = "deadline_status")]
    pub overdue: bool,
    #[arg(id = "deadline_from", long = "from", value_name = "DAY")]
    pub from: Option<String>,
    #[arg(id = "deadline_until", long = "until", value_name = "DAY")]
    pub until: Option<String>,
    #[arg(id = "deadline_office", long = "office", value_name = "CODE")]
    pub office: Option<String>,
    #[arg(id = "deadline_mine", long = "mine")]
    pub mine: bool,
    #[arg(
        id = "deadline_effect",
        long = "effect",
        value_name = "EFFECT",
        hide_possible_values = true
    )]
    pub effect: Option<EffectArg>,
    #[arg(id = "deadline_rule", long = "rule", value_name = "KEY")]
    pub rule: Option<String>,
    #[arg(
        id = "deadline_sort",
        long = "sort",
        value_name = "ORDER",
        hide_possible_values = true
    )]
    pub sort: Option<DeadlineSortArg>,
    #[arg(id = "deadline_limit", long = "limit", value_name = "NUMBER")]
    pub limit: Option<u32>,
    #[arg(id = "deadline_offset", long = "offset", value_name = "NUMBER")]
    pub offset: Option<u32>,
}

#[derive(Debug, Args)]
pub struct DeadlineShow {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
}

#[derive(Debug, Args)]
pub struct DeadlineAdd {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "deadline_name", long = "name", value_name = "TEXT")]
    pub name: String,
    #[arg(id = "deadline_start", long = "start", value_name = "DAY")]
    pub start: String,
    #[arg(id = "deadline_length", long = "length", value_name = "LENGTH")]
    pub length: String,
    #[arg(
        id = "deadline_effect",
        long = "effect",
        value_name = "EFFECT",
        hide_possible_values = true
    )]
    pub effect: Option<EffectArg>,
    #[arg(id = "deadline_remind", long = "remind", value_name = "LENGTH")]
    pub remind: Vec<String>,
    #[arg(id = "deadline_why", long = "reason", value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeadlineDay {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "deadline_event", value_name = "EVENT", hide_possible_values = true)]
    pub event: EventArg,
    #[arg(id = "deadline_on", value_name = "DAY")]
    pub on: String,
    #[arg(id = "deadline_authority", long = "authority", value_name = "NAME")]
    pub authority: Option<String>,
    #[arg(id = "deadline_why", long = "reason", value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeadlineAct {
    #[arg(id = "deadline_id", value_name = "ID")]
    pub id: String,
    #[arg(id = "deadline_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
    #[arg(id = "deadline_happened", long = "on", value_name = "DAY")]
    pub on: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeadlineExtend {
    #[arg(id = "deadline_id", value_name = "ID")]
    pub id: String,
    #[arg(id = "deadline_by", long = "by", value_name = "LENGTH")]
    pub by: String,
    #[arg(id = "deadline_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
    #[arg(id = "deadline_happened", long = "on", value_name = "DAY")]
    pub on: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeadlineKeep {
    #[arg(id = "deadline_id", value_name = "ID")]
    pub id: String,
    #[arg(id = "deadline_happened", long = "on", value_name = "DAY")]
    pub on: Option<String>,
    #[arg(id = "deadline_authority", long = "authority", value_name = "NAME")]
    pub authority: Option<String>,
    #[arg(id = "deadline_why", long = "reason", value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeadlineEnd {
    #[arg(id = "deadline_id", value_name = "ID")]
    pub id: String,
    #[arg(id = "deadline_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct DeadlineReminders {
    #[arg(id = "deadline_from", long = "from", value_name = "DAY")]
    pub from: Option<String>,
    #[arg(id = "deadline_until", long = "until", value_name = "DAY")]
    pub until: Option<String>,
    #[arg(id = "deadline_office", long = "office", value_name = "CODE")]
    pub office: Option<String>,
    #[arg(id = "deadline_mine", long = "mine")]
    pub mine: bool,
    #[arg(id = "deadline_shown_too", long = "all")]
    pub all: bool,
    #[arg(id = "deadline_mark", long = "mark")]
    pub mark: bool,
}

#[derive(Debug, Args)]
pub struct DeadlineCompute {
    #[arg(id = "deadline_start", long = "start", value_name = "DAY")]
    pub start: String,
    #[arg(id = "deadline_length", long = "length", value_name = "LENGTH")]
    pub length: String,
    #[arg(id = "holidays_file", long = "holidays", value_name = "FILE")]
    pub holidays: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum HolidaysCommand {
    List(HolidaysList),
    Check(HolidaysFile),
    Import(HolidaysFile),
    Remove,
}

#[derive(Debug, Args)]
pub struct HolidaysList {
    #[arg(id = "holidays_year", value_name = "YEAR")]
    pub year: i16,
}

#[derive(Debug, Args)]
pub struct HolidaysFile {
    #[arg(id = "holidays_file", value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Forward {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "forward_to", long = "to", value_name = "NAME")]
    pub to: String,
    #[arg(id = "forward_address", long = "address", value_name = "TEXT")]
    pub address: Vec<String>,
    #[arg(id = "deadline_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
    #[arg(id = "deadline_happened", long = "on", value_name = "DAY")]
    pub on: Option<String>,
    #[arg(
        id = "forward_applicant_address",
        long = "applicant-address",
        value_name = "TEXT"
    )]
    pub applicant_address: Vec<String>,
    #[arg(
        id = "forward_language",
        long = "letter-lang",
        value_name = "LANGUAGE",
        hide_possible_values = true
    )]
    pub lang: Option<LangArg>,
}
