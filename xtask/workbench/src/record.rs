//! Records what a real demonstration desk answers, for the front end in an ordinary browser: one file for each command,
//! `recorded/<command>.json`, a list of `{arguments, answer}` or `{arguments, refusal}`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use desk::Desk;
use secrecy::SecretString;
use serde::Serialize;
use serde_json::{Value, json};
use wording::{Explain, Lang};

/// What was answered so far, by command.
#[derive(Default)]
struct Tape(BTreeMap<&'static str, Vec<Value>>);

impl Tape {
    /// Keeps an answer or a refusal; gives the answer back.
    fn keep<T: Serialize, E: Explain>(
        &mut self,
        command: &'static str,
        arguments: Value,
        answer: Result<T, E>,
    ) -> Option<T> {
        let line = match &answer {
            Ok(answer) => json!({"arguments": arguments, "answer": answer}),
            Err(error) => {
                json!({"arguments": arguments, "refusal": desk::catalog().explain(Lang::Fr, error)})
            }
        };
        self.0.entry(command).or_default().push(line);
        answer.ok()
    }

    fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (command, lines) in &self.0 {
            std::fs::write(folder.join(format!("{command}.json")), serde_json::to_vec(lines)?)?;
        }
        Ok(())
    }
}

/// Plays a demonstration desk in a temporary folder and writes what it answers into `out`.
///
/// # Errors
/// A sentence that says what failed.
pub fn record(out: &Path) -> Result<(), String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let scratch = tempfile::tempdir().map_err(|error| told(&error))?;
    let passphrase = SecretString::from("TEST demonstration");
    let desk = desk::demo::prepare_desk(
        &scratch.path().join("desk"),
        &passphrase,
        Arc::new(desk::System),
    )
    .map_err(|error| told(&error))?;
    let mut tape = Tape::default();
    play(&desk, &mut tape);
    tape.write(out).map_err(|error| told(&error))
}

fn play(desk: &Desk, tape: &mut Tape) {
    tape.keep("people", json!({}), desk.people());
    tape.keep("unfiled", json!({}), desk.unfiled());
    tape.keep("journal_kinds", json!({}), desk.journal_kinds());
    tape.keep("journal_key", json!({}), desk.journal_key());
    tape.keep(
        "journal",
        json!({}),
        desk.journal(&model::safety::JournalFilter::default(), 100),
    );
    tape.keep("holds", json!({}), desk.holds(true));
    tape.keep("dispositions", json!({}), desk.dispositions(100, 0));
    tape.keep("retention_tables", json!({}), desk.retention_tables());
    tape.keep("retention_undecided", json!({}), desk.retention_undecided(100, 0));
}
