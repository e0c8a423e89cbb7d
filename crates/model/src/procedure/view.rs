//! Procedures as they cross to a window, a command line or a test.

use serde::{Deserialize, Serialize};
use wording::Explanation;

use super::{FaultView, Procedure, Texts};
use crate::Sha256;

/// A version of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRow {
    /// Key.
    pub key: String,
    /// Its name.
    pub name: Texts,
    /// Office code of its reference numbers.
    pub office: String,
    /// Number of the version at this desk; `None` for one that came with the program and was not used yet.
    pub number: Option<u32>,
    /// It was imported; else it came with the program.
    pub imported: bool,
    /// New dossiers get it.
    pub current: bool,
    /// SHA-256 of its text.
    pub sha256: Sha256,
    /// When it came to this desk.
    pub added_at: Option<jiff::Timestamp>,
    /// Who brought it.
    pub actor: Option<String>,
}

/// A version of a procedure with everything in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcedureView {
    /// Which one.
    pub row: ProcedureRow,
    /// What it says.
    pub procedure: Procedure,
}

/// What a check of a procedure file found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcedureCheck {
    /// The file's name.
    pub file: String,
    /// The procedure, when the file has no fault.
    pub procedure: Option<Procedure>,
    /// Every fault, in the order of the file.
    pub faults: Vec<FaultView>,
    /// What the people of this desk could not do; no fault of the file.
    pub remarks: Vec<Explanation>,
}
