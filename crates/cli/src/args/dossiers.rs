//! Changes to dossiers, the classification plan, the numbering, and the directory, as they can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum DossierChange {
    Edit(DossierEdit),
    Confidentiality(DossierConfidentiality),
    Grant(DossierGrant),
    State(DossierState),
    Close(DossierClose),
    Reopen(DossierReopen),
    Renumber(DossierReopen),
    Link(DossierLink),
    Unlink(DossierLink),
    AddParty(PartyAdd),
    ChangeParty(PartyChange),
    RemoveParty(PartyRemove),
    History(DossierHistory),
}

#[derive(Debug, Args)]
pub struct DossierEdit {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long = "subject", value_name = "TEXT")]
    pub new_subject: Option<String>,
    #[arg(long, value_name = "CODE", conflicts_with = "no_classification")]
    pub classification: Option<String>,
    #[arg(long)]
    pub no_classification: bool,
    #[arg(long, value_name = "WORD")]
    pub tag: Vec<String>,
    #[arg(long, value_name = "WORD")]
    pub remove_tag: Vec<String>,
}

/// Who may see a dossier, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccessArg {
    Internal,
    Restricted,
    Confidential,
}

impl From<AccessArg> for model::Confidentiality {
    fn from(access: AccessArg) -> Self {
        match access {
            AccessArg::Internal => model::Confidentiality::Internal,
            AccessArg::Restricted => model::Confidentiality::Restricted,
            AccessArg::Confidential => model::Confidentiality::Confidential,
        }
    }
}

#[derive(Debug, Args)]
pub struct DossierConfidentiality {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(value_name = "LEVEL-OF-ACCESS", hide_possible_values = true)]
    pub level_of_access: AccessArg,
    #[arg(long, value_name = "NAME")]
    pub named: Vec<String>,
}

#[derive(Debug, Args)]
pub struct DossierGrant {
    #[arg(value_name = "REFERENCE")]
    pub dossier: String,
    #[arg(value_name = "NAME")]
    pub to_person: String,
    #[arg(long = "reason", value_name = "TEXT")]
    pub why: String,
}

#[derive(Debug, Args)]
pub struct DossierState {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(value_name = "STATE")]
    pub to_state: String,
}

#[derive(Debug, Args)]
pub struct DossierClose {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub remark: String,
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct DossierReopen {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(long = "reason", value_name = "TEXT")]
    pub why: String,
}

/// What one dossier is to another, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkArg {
    Follows,
    Concerns,
    Parent,
}

impl From<LinkArg> for model::view::LinkKind {
    fn from(kind: LinkArg) -> Self {
        match kind {
            LinkArg::Follows => model::view::LinkKind::Follows,
            LinkArg::Concerns => model::view::LinkKind::Concerns,
            LinkArg::Parent => model::view::LinkKind::Parent,
        }
    }
}

#[derive(Debug, Args)]
pub struct DossierLink {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(value_name = "LINK-KIND", hide_possible_values = true)]
    pub link_kind: LinkArg,
    #[arg(value_name = "DOSSIER")]
    pub other: String,
}

/// What a party is to a dossier, as clap reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartyRoleArg {
    Applicant,
    Addressee,
    Third,
}

impl From<PartyRoleArg> for model::PartyRole {
    fn from(role: PartyRoleArg) -> Self {
        match role {
            PartyRoleArg::Applicant => model::PartyRole::Applicant,
            PartyRoleArg::Addressee => model::PartyRole::Addressee,
            PartyRoleArg::Third => model::PartyRole::Third,
        }
    }
}

/// A contact, or a name.
#[derive(Debug, Args)]
#[group(id = "who", required = true, multiple = false)]
pub struct WhoArg {
    #[arg(long, value_name = "CONTACT")]
    pub contact: Option<String>,
    #[arg(long = "name", value_name = "NAME")]
    pub party_name: Option<String>,
}

#[derive(Debug, Args)]
pub struct PartyAdd {
    #[arg(value_name = "DOSSIER")]
    pub dossier: String,
    #[arg(value_name = "ROLE", hide_possible_values = true)]
    pub party_role: PartyRoleArg,
    #[command(flatten)]
    pub who: WhoArg,
}

#[derive(Debug, Args)]
pub struct PartyChange {
    #[arg(value_name = "PARTY")]
    pub party: String,
    #[arg(value_name = "ROLE", hide_possible_values = true)]
    pub party_role: PartyRoleArg,
    #[command(flatten)]
    pub who: WhoArg,
}

#[derive(Debug, Args)]
pub struct PartyRemove {
    #[arg(value_name = "PARTY")]
    pub party: String,
}

#[derive(Debug, Args)]
pub struct DossierHistory {
    #[arg(value_name = "REFERENCE")]
    pub dossier: String,
}

#[derive(Debug, Subcommand)]
pub enum ClassificationCommand {
    List,
    Import(TableFile),
}

#[derive(Debug, Args)]
pub struct TableFile {
    #[arg(value_name = "FILE")]
    pub table: PathBuf,
}

#[derive(Debug, Args)]
pub struct Numbering {
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    #[arg(long = "desk-code", value_name = "CODE", conflicts_with = "no_desk_code")]
    pub desk_code: Option<String>,
    #[arg(long)]
    pub no_desk_code: bool,
    #[arg(long, value_name = "NUMBER")]
    pub first: Option<u32>,
    #[arg(long, value_name = "NUMBER", conflicts_with = "no_last")]
    pub last: Option<u32>,
    #[arg(long)]
    pub no_last: bool,
}

#[derive(Debug, Subcommand)]
pub enum ContactCommand {
    Add(Box<ContactAdd>),
    Edit(Box<ContactEdit>),
    Show(ContactShow),
    Find(ContactFind),
    Duplicates(ContactDuplicates),
    Merge(ContactMerge),
    Unmerge(ContactUnmerge),
    Import(TableFile),
    Export(ContactExport),
}

#[derive(Debug, Args)]
pub struct ContactFields {
    #[arg(long, value_name = "NAME")]
    pub given_names: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub salutation: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub birth_date: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub matricule: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub vat: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub rcs: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub complement: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub street: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub postal_code: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub city: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub email: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
    #[arg(long)]
    pub anyway: bool,
}

#[derive(Debug, Args)]
pub struct ContactAdd {
    #[arg(value_name = "NAME")]
    pub contact_name: String,
    #[arg(long)]
    pub legal: bool,
    #[command(flatten)]
    pub fields: ContactFields,
}

#[derive(Debug, Args)]
pub struct ContactEdit {
    #[arg(value_name = "CONTACT")]
    pub contact: String,
    #[arg(long = "name", value_name = "NAME")]
    pub contact_name: Option<String>,
    #[command(flatten)]
    pub fields: ContactFields,
}

#[derive(Debug, Args)]
pub struct ContactShow {
    #[arg(value_name = "CONTACT")]
    pub contact: String,
}

#[derive(Debug, Args)]
pub struct ContactFind {
    #[arg(value_name = "WORD")]
    pub typed: Vec<String>,
    #[arg(
        long = "limit",
        value_name = "NUMBER",
        default_value_t = 20,
        hide_default_value = true
    )]
    pub contact_limit: u32,
}

#[derive(Debug, Args)]
pub struct ContactDuplicates {
    #[arg(
        long = "limit",
        value_name = "NUMBER",
        default_value_t = 50,
        hide_default_value = true
    )]
    pub contact_limit: u32,
}

#[derive(Debug, Args)]
pub struct ContactMerge {
    #[arg(value_name = "CONTACT")]
    pub kept: String,
    #[arg(value_name = "CONTACT")]
    pub merged: String,
    #[arg(long, value_name = "FIELD")]
    pub take: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ContactUnmerge {
    #[arg(value_name = "MERGE")]
    pub merge: i64,
}

#[derive(Debug, Args)]
pub struct ContactExport {
    #[arg(long = "out", value_name = "FILE")]
    pub target: PathBuf,
}
