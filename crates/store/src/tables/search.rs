//! The search index over reference, subject, parties and titles: accents and case folded.

use model::DossierId;
use rusqlite::params;

use crate::{Change, Error};

const REMOVE: &str = "DELETE FROM search WHERE rowid = (SELECT row FROM dossier WHERE id = ?1)";
const ADD: &str = "INSERT INTO search (rowid, reference, subject, parties, titles)
    SELECT row, reference, subject,
           coalesce((SELECT group_concat(name, ' ') FROM party WHERE party.dossier = dossier.id), ''),
           coalesce((SELECT group_concat(title, ' ') FROM document WHERE document.dossier = dossier.id), '')
    FROM dossier WHERE id = ?1";

/// What a person typed, as an FTS5 expression: every word must occur, the last one as a beginning. `None` where there
/// is no word.
pub(crate) fn expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        // A quoted string is a phrase to FTS5: punctuation inside it separates like in the indexed text.
        .map(|word| format!("\"{}\"", word.replace(['"', '\0'], " ")))
        .collect();
    (!words.is_empty()).then(|| format!("{}*", words.join(" AND ")))
}

impl Change<'_> {
    /// Brings the index up to date with a dossier.
    pub(crate) fn index(&self, dossier: DossierId) -> Result<(), Error> {
        let id = dossier.to_string();
        self.transaction
            .execute(REMOVE, params![id])
            .and_then(|_| self.transaction.execute(ADD, params![id]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn words_are_quoted_and_the_last_is_a_beginning() {
        assert_eq!(expression(" mull  anne "), Some("\"mull\" AND \"anne\"*".into()));
        assert_eq!(expression("2026/RES/000001"), Some("\"2026/RES/000001\"*".into()));
        assert_eq!(
            expression("a\"b OR NEAR("),
            Some("\"a b\" AND \"OR\" AND \"NEAR(\"*".into())
        );
        assert_eq!(expression(" - \" "), None);
    }
}
