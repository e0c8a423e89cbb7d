//! What is wrong with a procedure file: where, which field, what would be right.

use serde::{Deserialize, Serialize};
use wording::Explain;

/// One thing that is wrong with a procedure file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {field}: {code}")]
pub struct Fault {
    /// The file's name, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The field, from the outside in: `circuit.step.role`.
    pub field: String,
    /// Stable code; one of [`FAULT_CODES`].
    pub code: &'static str,
    /// What the sentence needs beside file, line, column and field.
    pub details: Vec<(&'static str, String)>,
}

/// A fault as it crosses to a window or into JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultView {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The field.
    pub field: String,
    /// Code, sentence and what would be right.
    pub explanation: wording::Explanation,
}

/// Every code that a [`Fault`] can have; each has its message in the four languages.
pub const FAULT_CODES: [&str; 36] = [
    "procedure-too-large",
    "procedure-not-text",
    "procedure-syntax",
    "procedure-field-twice",
    "procedure-field-unknown",
    "procedure-field-unknown-similar",
    "procedure-field-missing",
    "procedure-field-kind",
    "procedure-word-unknown",
    "procedure-text-empty",
    "procedure-text-too-long",
    "procedure-french-missing",
    "procedure-language-unknown",
    "procedure-key-form",
    "procedure-key-taken",
    "procedure-office-form",
    "procedure-length-unreadable",
    "procedure-number-range",
    "procedure-state-unknown",
    "procedure-state-itself",
    "procedure-state-unreachable",
    "procedure-state-no-end",
    "procedure-state-closing-missing",
    "procedure-state-first-needs",
    "procedure-document-unknown",
    "procedure-circuit-unknown",
    "procedure-circuit-no-act",
    "procedure-circuit-empty",
    "procedure-circuit-stage-gap",
    "procedure-circuit-order",
    "procedure-circuit-deadlock",
    "procedure-step-nobody",
    "procedure-step-person-and-role",
    "procedure-remind-too-early",
    "procedure-letter-unknown",
    "procedure-letter-remedy-missing",
];

impl Explain for Fault {
    fn code(&self) -> &'static str {
        self.code
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![
            ("file", self.file.clone()),
            ("line", self.line.to_string()),
            ("column", self.column.to_string()),
            ("field", self.field.clone()),
        ];
        arguments.extend(self.details.iter().cloned());
        arguments
    }
}
