//! Circuits, absences, tasks, notes and the inbox, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{IfMissedArg, KeyChoice, LevelArg};

#[derive(Debug, Subcommand)]
pub enum CircuitCommand {
    Rules(CircuitDocument),
    Start(CircuitStart),
    Show(CircuitDocument),
    List(CircuitDossier),
    Approve(CircuitApprove),
    Dispatch(CircuitDispatch),
    Refuse(CircuitReason),
    SendBack(CircuitSendBack),
    Substitute(CircuitSubstitute),
    Skip(CircuitReason),
    Withdraw(CircuitReason),
    Cancel(CircuitReason),
    Restart(CircuitSeen),
    Sign(Box<CircuitSign>),
}

#[derive(Debug, Args)]
pub struct CircuitDocument {
    #[arg(id = "circuit_document", value_name = "DOCUMENT")]
    pub document: String,
}

#[derive(Debug, Args)]
pub struct CircuitDossier {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
}

/// The circuit of an act, and the version that was seen.
#[derive(Debug, Args)]
pub struct CircuitSeen {
    #[arg(id = "circuit_document", value_name = "DOCUMENT")]
    pub document: String,
    #[arg(id = "circuit_seen", long = "seen", value_name = "DIGEST")]
    pub seen: String,
    #[arg(id = "circuit_act_step", long = "step", value_name = "NUMBER")]
    pub step: Option<usize>,
}

#[derive(Debug, Args)]
pub struct CircuitStart {
    #[arg(id = "circuit_document", value_name = "DOCUMENT")]
    pub document: String,
    #[arg(id = "circuit_seen", long = "seen", value_name = "DIGEST")]
    pub seen: String,
    #[arg(id = "circuit_rule", long = "rule", value_name = "KEY")]
    pub rule: Option<String>,
    #[arg(id = "circuit_name", long = "name", value_name = "TEXT")]
    pub name: Option<String>,
    #[arg(id = "circuit_new_step", long = "step", value_name = "STEP")]
    pub steps: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CircuitApprove {
    #[command(flatten)]
    pub act: CircuitSeen,
    #[arg(id = "circuit_opinion", long = "text", value_name = "TEXT")]
    pub text: Option<String>,
}

#[derive(Debug, Args)]
pub struct CircuitReason {
    #[command(flatten)]
    pub act: CircuitSeen,
    #[arg(id = "circuit_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct CircuitSendBack {
    #[command(flatten)]
    pub act: CircuitReason,
    #[arg(id = "circuit_to_stage", long = "stage", value_name = "NUMBER")]
    pub stage: u32,
}

#[derive(Debug, Args)]
pub struct CircuitSubstitute {
    #[command(flatten)]
    pub act: CircuitReason,
    #[arg(id = "circuit_heir", long = "to", value_name = "NAME")]
    pub to: String,
}

/// The way in which an act is sent, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WayArg {
    Post,
    Email,
    Counter,
    Platform,
}

impl From<WayArg> for model::circuit::DispatchWay {
    fn from(way: WayArg) -> Self {
        match way {
            WayArg::Post => model::circuit::DispatchWay::Post,
            WayArg::Email => model::circuit::DispatchWay::Email,
            WayArg::Counter => model::circuit::DispatchWay::Counter,
            WayArg::Platform => model::circuit::DispatchWay::Platform,
        }
    }
}

#[derive(Debug, Args)]
pub struct CircuitDispatch {
    #[command(flatten)]
    pub act: CircuitSeen,
    #[arg(
        id = "circuit_way",
        long = "way",
        value_name = "WAY",
        hide_possible_values = true
    )]
    pub way: WayArg,
    #[arg(id = "circuit_on", long = "on", value_name = "DAY")]
    pub on: Option<String>,
    #[arg(id = "circuit_addressee", long = "to", value_name = "NAME")]
    pub to: String,
}

#[derive(Debug, Args)]
pub struct CircuitSign {
    #[arg(id = "circuit_to_sign", value_name = "TARGET", required = true)]
    pub target: Vec<String>,
    #[command(flatten)]
    pub key: KeyChoice,
    #[arg(long, value_name = "FILE")]
    pub p12_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "LEVEL", hide_possible_values = true)]
    pub level: Option<LevelArg>,
    #[arg(long, value_name = "CHOICE", hide_possible_values = true)]
    pub if_missed: Option<IfMissedArg>,
    #[arg(long, value_name = "FILE")]
    pub appearance: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub capacity: Option<String>,
    #[arg(id = "circuit_sign_place", long = "location", value_name = "TEXT")]
    pub location: Option<String>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub enum DelegationCommand {
    List(DelegationList),
    Make(Box<DelegationMake>),
    Revoke(DelegationRevoke),
}

#[derive(Debug, Args)]
pub struct DelegationList {
    #[arg(id = "delegation_past", long = "past")]
    pub past: bool,
}

#[derive(Debug, Args)]
pub struct DelegationMake {
    #[arg(id = "delegation_to", long = "to", value_name = "NAME")]
    pub to: String,
    #[arg(id = "delegation_for", long = "for", value_name = "NAME")]
    pub principal: Option<String>,
    #[arg(id = "delegation_from", long = "from", value_name = "DAY")]
    pub from: String,
    #[arg(id = "delegation_until", long = "until", value_name = "DAY")]
    pub until: String,
    #[arg(id = "delegation_mandate", long = "mandate", value_name = "TEXT")]
    pub mandate: String,
    #[arg(id = "delegation_office", long = "office", value_name = "CODE")]
    pub office: Vec<String>,
    #[arg(id = "delegation_procedure", long = "procedure", value_name = "KEY")]
    pub procedure: Vec<String>,
    #[arg(
        id = "delegation_kind",
        long = "kind",
        value_name = "KIND",
        hide_possible_values = true
    )]
    pub kind: Vec<StepKindArg>,
    #[arg(id = "delegation_sub", long = "may-delegate")]
    pub may_delegate: bool,
}

/// The kind of a step, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StepKindArg {
    Visa,
    Opinion,
    Approval,
    Signature,
    Seal,
    Dispatch,
}

impl From<StepKindArg> for model::procedure::StepKind {
    fn from(kind: StepKindArg) -> Self {
        use model::procedure::StepKind;
        match kind {
            StepKindArg::Visa => StepKind::Visa,
            StepKindArg::Opinion => StepKind::Opinion,
            StepKindArg::Approval => StepKind::Approval,
            StepKindArg::Signature => StepKind::Signature,
            StepKindArg::Seal => StepKind::Seal,
            StepKindArg::Dispatch => StepKind::Dispatch,
        }
    }
}

#[derive(Debug, Args)]
pub struct DelegationRevoke {
    #[arg(id = "delegation_id", value_name = "ID")]
    pub delegation: String,
    #[arg(id = "circuit_reason", long = "reason", value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Subcommand)]
pub enum TaskCommand {
    Add(TaskAdd),
    List(CircuitDossier),
    Done(TaskOne),
    OpenAgain(TaskOne),
}

#[derive(Debug, Args)]
pub struct TaskAdd {
    #[arg(id = "task_title", value_name = "TEXT")]
    pub title: String,
    #[arg(id = "task_for", long = "for", value_name = "WHO")]
    pub who: String,
    #[arg(id = "task_dossier", long = "dossier", value_name = "DOSSIER")]
    pub dossier: Option<String>,
    #[arg(id = "task_due", long = "due", value_name = "DAY")]
    pub due: Option<String>,
}

#[derive(Debug, Args)]
pub struct TaskOne {
    #[arg(id = "task_id", value_name = "ID")]
    pub task: String,
}

#[derive(Debug, Subcommand)]
pub enum NoteCommand {
    Add(NoteAdd),
    Edit(NoteEdit),
    List(CircuitDossier),
    Seen(NoteOne),
}

#[derive(Debug, Args)]
pub struct NoteAdd {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(id = "note_text", value_name = "TEXT")]
    pub text: String,
}

#[derive(Debug, Args)]
pub struct NoteEdit {
    #[arg(id = "note_id", value_name = "ID")]
    pub note: String,
    #[arg(id = "note_text", value_name = "TEXT")]
    pub text: String,
}

#[derive(Debug, Args)]
pub struct NoteOne {
    #[arg(id = "note_id", value_name = "ID")]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Inbox {
    #[arg(
        id = "inbox_limit",
        long = "limit",
        value_name = "NUMBER",
        default_value_t = 100,
        hide_default_value = true
    )]
    pub limit: u32,
}
