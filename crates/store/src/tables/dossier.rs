//! Dossiers.

use model::view::DossierRow;
use model::{DossierId, DossierStatus, NewDossier, Reference, Subject};
use rusqlite::{OptionalExtension, Row, params};

use super::{from_word, micros, parsed, search, timestamp, unsigned, word};
use crate::{Change, Error, Reading};

const ADD: &str = "INSERT INTO dossier (id, reference, subject, status, procedure, created_us, changed_us)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)";
const TAKEN: &str = "SELECT EXISTS (SELECT 1 FROM dossier WHERE reference = ?1)";
const TOUCH: &str = "UPDATE dossier SET changed_us = max(changed_us, ?2) WHERE id = ?1";
const COLUMNS: &str = "dossier.id, dossier.reference, dossier.subject, dossier.status, dossier.procedure,
    dossier.created_us, dossier.changed_us";
const ROW_COLUMNS: &str = "
    (SELECT name FROM party WHERE party.dossier = dossier.id ORDER BY role <> 'applicant', position LIMIT 1),
    (SELECT count(*) FROM document WHERE document.dossier = dossier.id),
    (SELECT count(*) FROM outbox WHERE outbox.dossier = dossier.id)";

/// A dossier without what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct DossierRecord {
    /// Identity.
    pub id: DossierId,
    /// Reference number.
    pub reference: Reference,
    /// Subject.
    pub subject: Subject,
    /// Status.
    pub status: DossierStatus,
    /// Key of the procedure.
    pub procedure: Option<String>,
    /// Creation.
    pub created_at: jiff::Timestamp,
    /// Last change.
    pub changed_at: jiff::Timestamp,
}

type Raw = (String, String, String, String, Option<String>, i64, i64);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
    ))
}

fn record(
    (id, reference, subject, status, procedure, created, changed): Raw,
) -> Result<DossierRecord, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "dossier",
        column,
    };
    Ok(DossierRecord {
        id: parsed("dossier", "id", &id)?,
        reference: Reference::parse(&reference).map_err(|_| unreadable("reference"))?,
        subject: Subject::parse(&subject).map_err(|_| unreadable("subject"))?,
        status: from_word("dossier", "status", &status)?,
        procedure,
        created_at: timestamp("dossier", "created_us", created)?,
        changed_at: timestamp("dossier", "changed_us", changed)?,
    })
}

impl Reading<'_> {
    /// One dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier(&self, id: DossierId) -> Result<DossierRecord, Error> {
        self.one_dossier("id", &id.to_string())
    }

    /// The dossier with a reference.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier_by_reference(&self, reference: &Reference) -> Result<DossierRecord, Error> {
        self.one_dossier("reference", reference.as_str())
    }

    fn one_dossier(&self, column: &str, value: &str) -> Result<DossierRecord, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM dossier WHERE {column} = ?1"))
            .and_then(|mut get| get.query_row([value], raw).optional())
            .map_err(|error| self.store.failed(error))?;
        record(found.ok_or_else(|| Error::DossierUnknown {
            subject: value.to_owned(),
        })?)
    }

    /// The dossiers that match what a person typed (all of them when it holds no word), newest change first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers(&self, typed: &str, limit: u32, offset: u32) -> Result<Vec<DossierRow>, Error> {
        let expression = search::expression(typed);
        let matching = match expression {
            Some(_) => "WHERE row IN (SELECT rowid FROM search WHERE search MATCH ?3)",
            None => "WHERE ?3 IS NULL",
        };
        let sql = format!(
            "SELECT {COLUMNS}, {ROW_COLUMNS} FROM dossier {matching}
             ORDER BY changed_us DESC, row DESC LIMIT ?1 OFFSET ?2"
        );
        type Counted = (Raw, Option<String>, i64, i64);
        let read = || -> rusqlite::Result<Vec<Counted>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map(params![limit, offset, expression], |row| {
                    Ok((raw(row)?, row.get(7)?, row.get(8)?, row.get(9)?))
                })?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter()
            .map(|(raw, party, documents, waiting)| {
                let found = record(raw)?;
                Ok(DossierRow {
                    id: found.id,
                    reference: found.reference,
                    subject: found.subject,
                    status: found.status,
                    procedure: found.procedure,
                    party,
                    documents: unsigned("dossier", "documents", documents)?,
                    waiting: unsigned("dossier", "waiting", waiting)?,
                    changed_at: found.changed_at,
                })
            })
            .collect()
    }

    /// Whether a reference is taken.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reference_taken(&self, reference: &Reference) -> Result<bool, Error> {
        self.transaction
            .query_row(TAKEN, [reference.as_str()], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Adds a dossier with its parties.
    ///
    /// # Errors
    /// `reference-taken`.
    pub fn add_dossier(&self, new: &NewDossier, reference: &Reference) -> Result<DossierId, Error> {
        if self.reference_taken(reference)? {
            return Err(Error::ReferenceTaken {
                reference: reference.to_string(),
            });
        }
        let id = DossierId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    reference.as_str(),
                    new.subject.as_str(),
                    word(&DossierStatus::Open),
                    new.procedure,
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        for party in &new.parties {
            self.add_party(id, party)?;
        }
        self.index(id)?;
        Ok(id)
    }

    /// Marks a dossier as changed now.
    pub(crate) fn touch_dossier(&self, id: DossierId) -> Result<(), Error> {
        self.transaction
            .execute(TOUCH, params![id.to_string(), micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
