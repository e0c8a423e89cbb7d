//! The texts of opinions and remarks: what stands in a circuit compared with the digest in the journal's line of its act.

use model::circuit::{Circuit, Done, StepState};
use rusqlite::params;

use crate::{Change, Error, Reading};

/// Name of the digest among a line's details.
pub(crate) const DIGEST: &str = "text-sha256";
const ALL: &str =
    "SELECT circuit.body, document.title FROM circuit JOIN document ON document.id = circuit.document
    ORDER BY circuit.id";
const LINES: &str =
    "SELECT details FROM journal WHERE subject = ?1 AND kind = 'circuit-step-done' AND time_ms = ?2";
const LINES_ANYWHERE: &str = "SELECT details FROM journal WHERE kind = 'circuit-step-done' AND time_ms = ?1";

/// The acts of a circuit that have a text, those that were undone too.
fn told(circuit: &Circuit) -> impl Iterator<Item = (&Done, &str)> {
    let now = circuit.steps.iter().filter_map(|step| match &step.state {
        StepState::Done(done) => Some(done),
        _ => None,
    });
    now.chain(circuit.past.iter().map(|past| &past.done))
        .filter_map(|done| Some((done, done.text.as_deref()?)))
}

impl Reading<'_> {
    /// Titles of documents in whose circuits the text of an act is not the one whose digest the journal has. Acts of before
    /// the journal had digests are passed over.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn altered_opinions(&self) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(ALL)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let mut altered = Vec::new();
        for (body, title) in read().map_err(|error| self.store.failed(error))? {
            let circuit: Circuit = serde_json::from_str(&body).map_err(|_| Error::ValueUnreadable {
                table: "circuit",
                column: "body",
            })?;
            for (done, text) in told(&circuit) {
                if !self.is_the_text(&circuit, done, text)? && !altered.contains(&title) {
                    altered.push(title.clone());
                }
            }
        }
        Ok(altered)
    }

    fn is_the_text(&self, circuit: &Circuit, done: &Done, text: &str) -> Result<bool, Error> {
        let at = done.at.as_millisecond();
        let own = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(LINES)?
                .query_map(params![circuit.dossier.to_string(), at], |row| row.get(0))?
                .collect()
        };
        // The document may have been moved to another dossier since.
        let anywhere = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(LINES_ANYWHERE)?
                .query_map([at], |row| row.get(0))?
                .collect()
        };
        let mut lines = own().map_err(|error| self.store.failed(error))?;
        if lines.is_empty() {
            lines = anywhere().map_err(|error| self.store.failed(error))?;
        }
        let digest = crate::digest(text.as_bytes()).to_string();
        // Several acts may have been done within one millisecond.
        Ok(lines.iter().any(|line| {
            let details: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            match details.get(DIGEST).and_then(serde_json::Value::as_str) {
                Some(told) => told == digest,
                None => true,
            }
        }))
    }
}

impl Change<'_> {
    /// The digest of the text of an act that was done in this change, for its line of the journal.
    pub(crate) fn digest_of_text(&self, circuit: &Circuit, step: Option<model::StepId>) -> Option<String> {
        let StepState::Done(done) = &circuit.step(step?)?.state else {
            return None;
        };
        Some(crate::digest(done.text.as_deref()?.as_bytes()).to_string())
    }
}
