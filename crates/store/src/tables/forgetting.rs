//! Words of what was destroyed go from the indexes of words too, and from the pages of the database that nothing uses.
//!
//! An index of FTS5 marks a removed row and keeps its words until segments are merged (its option `secure-delete` is not
//! for tables without content), the list of words keeps a word that nothing holds any more, and a page that was freed
//! keeps what stood in it. So: each index is merged into one segment, the list is compared with the indexes, the free
//! pages are written over. All of it in steps, each a transaction of its own, so that others work on; it begins anew
//! where a program ended in between.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::{Change, Error};

/// Set by the transaction that erases, removed when nothing of it is left.
pub(crate) const WAITS: &str = "search-forget";

const TABLES: [&str; 5] = [
    "search_dossier",
    "search_document",
    "search_text",
    "search_note",
    "search_contact",
];
/// Pages that are merged in a step.
const PAGES: i64 = 800;
/// Words that are compared in a step.
const WORDS: i64 = 500;
/// What an overflow page of SQLCipher's 4,096 bytes holds: without its 80 bytes of salt and code, and the next number.
const OVERFLOW: i64 = 4_012;
/// Free pages that are written over in a step.
const FILLED: i64 = 4_000;
/// Together with what else stands in a row, this part of a blob fits beside it: every page behind it is full.
const BESIDE: i64 = 600;

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Merging an index.
    Merge { table: usize, begun: bool },
    /// Comparing the list of words, from a word on.
    Words(String),
    /// Writing over free pages.
    Fill(u32),
    /// Giving those back.
    Free,
    /// Nothing is left.
    Done,
}

impl Step {
    pub const FIRST: Step = Step::Merge {
        table: 0,
        begun: false,
    };
}

/// Does a step, and gives the next one.
pub(crate) fn step(transaction: &Transaction<'_>, step: Step) -> rusqlite::Result<Step> {
    match step {
        Step::Merge { table, begun } => {
            let Some(name) = TABLES.get(table) else {
                return Ok(Step::Words(String::new()));
            };
            let before = transaction.total_changes();
            // A negative number begins to merge everything into one.
            transaction
                .prepare_cached(&format!("INSERT INTO {name} ({name}, rank) VALUES ('merge', ?1)"))?
                .execute([if begun { PAGES } else { -PAGES }])?;
            // The statement itself counts as one change.
            let merged = transaction.total_changes().saturating_sub(before) >= 2;
            Ok(if merged {
                Step::Merge { table, begun: true }
            } else {
                Step::Merge {
                    table: table + 1,
                    begun: false,
                }
            })
        }
        Step::Words(after) => {
            let words: Vec<String> = transaction
                .prepare_cached("SELECT word FROM search_word WHERE word > ?1 ORDER BY word LIMIT ?2")?
                .query_map(params![after, WORDS], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let Some(last) = words.last().cloned() else {
                return Ok(Step::Fill(0));
            };
            for word in words {
                if !stands(transaction, &word)? {
                    transaction
                        .prepare_cached("DELETE FROM search_word WHERE word = ?1")?
                        .execute([word])?;
                }
            }
            Ok(Step::Words(last))
        }
        Step::Fill(number) => {
            if number == 0 {
                // What an interrupted run left.
                free(transaction)?;
            }
            let pages: i64 = transaction.query_row("PRAGMA freelist_count", [], |row| row.get(0))?;
            if pages < 2 {
                return Ok(Step::Free);
            }
            let bytes = (pages.min(FILLED) - 1) * OVERFLOW + BESIDE;
            transaction
                .prepare_cached("INSERT INTO setting (name, value) VALUES (?1, zeroblob(?2))")?
                .execute(params![format!("search-forget-{number:06}"), bytes])?;
            Ok(Step::Fill(number + 1))
        }
        Step::Free => {
            free(transaction)?;
            transaction
                .prepare_cached("DELETE FROM setting WHERE name = ?1")?
                .execute([WAITS])?;
            Ok(Step::Done)
        }
        Step::Done => Ok(Step::Done),
    }
}

fn stands(transaction: &Transaction<'_>, word: &str) -> rusqlite::Result<bool> {
    // Words hold letters and digits only: nothing in them ends a string.
    let expression = format!("\"{word}\"");
    for table in TABLES {
        let found: Option<i64> = transaction
            .prepare_cached(&format!(
                "SELECT rowid FROM {table} WHERE {table} MATCH ?1 LIMIT 1"
            ))?
            .query_row([&expression], |row| row.get(0))
            .optional()?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn free(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM setting WHERE name >= 'search-forget-' AND name < 'search-forget.'")?
        .execute([])
        .map(|_| ())
}

impl Change<'_> {
    /// From now on words wait to be forgotten.
    pub(super) fn let_words_be_forgotten(&self) -> Result<(), Error> {
        self.set_setting(WAITS, Some(b""))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rusqlite::Connection;

    fn migrated(file: &std::path::Path) -> Connection {
        let folder = testkit::workspace_root().join("migrations/desk");
        let mut files: Vec<(u32, std::path::PathBuf)> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name()?.to_str()?.to_owned();
                let number = name.strip_prefix('V')?.split_once("__")?.0.parse().ok()?;
                Some((number, path))
            })
            .collect();
        files.sort();
        let connection = Connection::open(file).unwrap();
        connection
            .query_row("PRAGMA secure_delete = FAST", [], |_| Ok(()))
            .unwrap();
        for (_, file) in &files {
            connection
                .execute_batch(&std::fs::read_to_string(file).unwrap())
                .unwrap();
        }
        connection
    }

    fn dossier(transaction: &Transaction<'_>, number: u32, subject: &str, name: &str) {
        transaction
            .execute(
                "INSERT INTO dossier (id, reference, subject, status, created_us, changed_us)
                 VALUES (?1, ?1, ?2, 'open', 0, 0)",
                params![format!("d{number}"), subject],
            )
            .unwrap();
        transaction
            .execute(
                "INSERT INTO party (id, dossier, position, kind, role, name)
                 VALUES (?1, ?2, 0, 'natural', 'applicant', ?3)",
                params![format!("p{number}"), format!("d{number}"), name],
            )
            .unwrap();
    }

    fn holds(file: &std::path::Path, word: &str) -> bool {
        let bytes = std::fs::read(file).unwrap();
        bytes.windows(word.len()).any(|part| part == word.as_bytes())
    }

    #[test]
    fn nothing_in_the_file_holds_a_word_that_was_erased() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plain.db");
        let mut connection = migrated(&file);
        // Enough of other dossiers that indexes have several segments and pages come and go.
        for portion in 0..30 {
            let transaction = connection.transaction().unwrap();
            for number in 0..40 {
                let number = portion * 40 + number;
                dossier(
                    &transaction,
                    number,
                    &format!("Autorisation {number}"),
                    "Anne Muller",
                );
            }
            if portion % 7 == 3 {
                let number = 10_000 + portion;
                dossier(&transaction, number, "qwzxvkj secret", "Yyqxwz Zyxwvq");
            }
            super::super::search::flush(&transaction).unwrap();
            transaction.commit().unwrap();
        }
        for word in ["qwzxvkj", "yyqxwz", "zyxwvq"] {
            assert!(holds(&file, word), "{word}");
        }
        let transaction = connection.transaction().unwrap();
        transaction
            .execute("DELETE FROM party WHERE name = 'Yyqxwz Zyxwvq'", [])
            .unwrap();
        transaction
            .execute("UPDATE dossier SET subject = '—' WHERE subject LIKE 'qwz%'", [])
            .unwrap();
        super::super::search::flush(&transaction).unwrap();
        transaction
            .execute("INSERT INTO setting (name, value) VALUES (?1, x'')", [WAITS])
            .unwrap();
        transaction.commit().unwrap();
        assert!(
            holds(&file, "qwzxvkj"),
            "removing alone leaves the words in the indexes"
        );
        let mut at = Step::FIRST;
        let mut steps = 0;
        while at != Step::Done {
            let transaction = connection.transaction().unwrap();
            at = step(&transaction, at).unwrap();
            transaction.commit().unwrap();
            steps += 1;
            assert!(steps < 1_000, "{at:?}");
        }
        for word in ["qwzxvkj", "yyqxwz", "zyxwvq", "Yyqxwz", "Zyxwvq", "wzxvkj"] {
            assert!(!holds(&file, word), "{word}");
        }
        let found: i64 = connection
            .query_row(
                "SELECT count(*) FROM search_dossier WHERE search_dossier MATCH 'muller'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, 1_200);
        let words: i64 = connection
            .query_row(
                "SELECT count(*) FROM search_word WHERE word = 'muller'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(words, 1);
        let settings: i64 = connection
            .query_row("SELECT count(*) FROM setting", [], |row| row.get(0))
            .unwrap();
        assert_eq!(settings, 0);
    }
}
