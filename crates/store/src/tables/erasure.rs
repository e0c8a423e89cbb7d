//! What goes with the contents of a dossier that are destroyed, and what stays.
//!
//! Reference, dates, digests, sizes and the journal stay: they prove what there was and that it went by right. What people
//! wrote beside it goes: parties, notes, tasks, circuits with their opinions, extracted text. With
//! [`Traces::Minimal`] subject, titles and file names go as well.

use model::DossierId;
use model::retention::Traces;

use crate::{Change, Error};

/// What stands where words were.
const GONE: &str = "—";

/// Run with the dossier's identity as `?1`.
const ALWAYS: &[&str] = &[
    "DELETE FROM mention WHERE note IN (SELECT id FROM note WHERE dossier = ?1)",
    "DELETE FROM note_text WHERE note IN (SELECT id FROM note WHERE dossier = ?1)",
    "DELETE FROM note WHERE dossier = ?1",
    "DELETE FROM task WHERE dossier = ?1",
    "DELETE FROM circuit_due WHERE dossier = ?1",
    "DELETE FROM circuit WHERE dossier = ?1",
    "DELETE FROM letter WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM letter_draft WHERE dossier = ?1",
    "UPDATE letter_batch_item SET source = '{}', explanation = NULL WHERE document IN
        (SELECT id FROM document WHERE dossier = ?1)
        OR (document IS NULL AND trim(source ->> 'dossier') = (SELECT reference FROM dossier WHERE id = ?1))",
    "UPDATE deadline_change SET reason = '—' WHERE deadline IN (SELECT id FROM deadline WHERE dossier = ?1)",
    "UPDATE forwarding SET reason = '—', address = '' WHERE dossier = ?1",
    "DELETE FROM party WHERE dossier = ?1",
    "DELETE FROM tag WHERE dossier = ?1",
    "DELETE FROM dossier_access WHERE dossier = ?1",
    "DELETE FROM version_text WHERE version IN
        (SELECT version.id FROM version JOIN document ON document.id = version.document WHERE document.dossier = ?1)",
    "DELETE FROM text_pending WHERE version IN
        (SELECT version.id FROM version JOIN document ON document.id = version.document WHERE document.dossier = ?1)",
    "UPDATE document SET facts = NULL, withdrawn_reason = NULL WHERE dossier = ?1",
    "UPDATE version SET file_name = NULL, reason = NULL WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "INSERT OR IGNORE INTO record_dirty (kind, id) SELECT kind, id FROM record_operation WHERE dossier = ?1",
    "DELETE FROM record_operation WHERE dossier = ?1",
    "DELETE FROM acknowledged WHERE document IN (SELECT id FROM document WHERE dossier = ?1)",
    "DELETE FROM record_incoming WHERE dossier = ?1",
    "DELETE FROM conflict WHERE dossier = ?1",
    "UPDATE record_base SET fields = '{}' WHERE dossier = ?1",
];

/// Run with the dossier's identity as `?1` and [`GONE`] as `?2`.
const MINIMAL: &[&str] = &[
    "UPDATE dossier SET subject = ?2 WHERE id = ?1",
    "UPDATE document SET title = ?2 WHERE dossier = ?1",
    "UPDATE disposition_item SET subject = ?2 WHERE dossier = ?1",
];

/// What the watched folder brought for the dossier; a scan that was split goes with the last of its pieces.
const INTAKE: &[&str] = &[
    "INSERT OR IGNORE INTO intake_destroyed (intake, disposition) SELECT id, :disposition FROM intake WHERE dossier = :dossier",
    "INSERT OR IGNORE INTO intake_destroyed (intake, disposition)
        SELECT whole.id, :disposition FROM intake AS whole
        WHERE whole.id IN (SELECT parent FROM intake WHERE dossier = :dossier AND parent IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM intake AS piece WHERE piece.parent = whole.id
            AND NOT EXISTS (SELECT 1 FROM intake_destroyed WHERE intake = piece.id))",
    "UPDATE intake SET file_name = '—', place = id, reason = NULL WHERE id IN
        (SELECT intake FROM intake_destroyed WHERE disposition = :disposition) AND :dossier <> ''",
];

impl Change<'_> {
    /// Erases what people wrote beside contents that were destroyed.
    pub(super) fn erase(&self, dossier: DossierId, disposition: &str, traces: Traces) -> Result<(), Error> {
        let id = dossier.to_string();
        let erase = || -> rusqlite::Result<()> {
            for statement in INTAKE {
                self.transaction
                    .prepare_cached(statement)?
                    .execute(rusqlite::named_params! { ":dossier": id, ":disposition": disposition })?;
            }
            for statement in ALWAYS {
                self.transaction.prepare_cached(statement)?.execute([&id])?;
            }
            if traces == Traces::Minimal {
                for statement in MINIMAL {
                    self.transaction
                        .prepare_cached(statement)?
                        .execute([id.as_str(), GONE])?;
                }
            }
            Ok(())
        };
        erase().map_err(|error| self.store.failed(error))?;
        self.let_words_be_forgotten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables that speak of a dossier, a document or a version and stay: they hold references, days, digests, numbers or
    /// the names of those who worked on it, never words about the parties.
    const STAY: [&str; 20] = [
        "augmentation",
        "deadline",
        "destroyed",
        "disposition_item",
        "dossier_day",
        "dossier_documents",
        "dossier_link",
        "dossier_procedure",
        "dossier_withdrawn",
        "letter_template",
        // Commitments that say nothing without the identifier.
        "log_entry",
        "outbox",
        "reserved_identifier",
        "retention",
        "retention_pending",
        "retention_table",
        "search_dirty",
        "validity",
        "version_author",
        "version_signature",
    ];

    #[test]
    fn every_table_that_speaks_of_a_dossier_is_erased_or_stays_for_a_reason() {
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
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for (_, file) in &files {
            connection
                .execute_batch(&std::fs::read_to_string(file).unwrap())
                .unwrap();
        }
        let mut tables = connection
            .prepare(
                "SELECT DISTINCT master.name FROM sqlite_master AS master, pragma_table_info(master.name) AS field
                 WHERE master.type = 'table' AND field.name IN ('dossier', 'document', 'version', 'origin')
                   AND master.name NOT LIKE '%_docsize'
                 ORDER BY 1",
            )
            .unwrap();
        let tables: Vec<String> = tables
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        assert!(tables.len() > 15, "{tables:?}");
        let statements = [ALWAYS, INTAKE].concat().join("\n");
        for table in tables {
            let erased = statements.contains(&format!("DELETE FROM {table} "))
                || statements.contains(&format!("UPDATE {table} "));
            assert!(
                erased || STAY.contains(&table.as_str()),
                "decide what becomes of the table {table} when a dossier is destroyed"
            );
        }
    }
}
