//! Dossiers.

use model::{Confidentiality, DossierId, DossierStatus, NewDossier, Reference, Subject};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::{from_word, micros, parsed, timestamp, word};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO dossier (id, reference, subject, status, procedure, created_us, changed_us, office)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, coalesce((SELECT office FROM desk), ''))";
const TAKEN: &str = "SELECT EXISTS (SELECT 1 FROM dossier WHERE reference = ?1)";
const CLOSE: &str =
    "UPDATE dossier SET status = 'closed', closed_us = ?2, changed_us = max(changed_us, ?2) WHERE id = ?1";
const REOPEN: &str =
    "UPDATE dossier SET status = 'open', closed_us = NULL, changed_us = max(changed_us, ?2) WHERE id = ?1";
const PROCEDURE_DOCUMENTS: &str = "SELECT procedure_document, max(identifier IS NOT NULL) FROM document
    WHERE dossier = ?1 AND procedure_document IS NOT NULL AND withdrawn_us IS NULL GROUP BY procedure_document";
const SEALED: &str = "SELECT EXISTS (SELECT 1 FROM document WHERE dossier = ?1 AND identifier IS NOT NULL)";
const TOUCH: &str = "UPDATE dossier SET changed_us = max(changed_us, ?2) WHERE id = ?1";
const COLUMNS: &str = "dossier.id, dossier.reference, dossier.subject, dossier.status, dossier.procedure,
    dossier.created_us, dossier.changed_us, dossier.office, dossier.state, dossier.classification,
    dossier.confidentiality, dossier.closed_us";
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
    /// Code of the office that keeps it.
    pub office: String,
    /// Key of its state in the procedure.
    pub state: Option<String>,
    /// Code in the classification plan.
    pub classification: Option<String>,
    /// Who may see it.
    pub confidentiality: Confidentiality,
    /// When it was closed, while it is closed.
    pub closed_at: Option<jiff::Timestamp>,
}

struct Raw {
    id: String,
    reference: String,
    subject: String,
    status: String,
    procedure: Option<String>,
    created_us: i64,
    changed_us: i64,
    office: String,
    state: Option<String>,
    classification: Option<String>,
    confidentiality: String,
    closed_us: Option<i64>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        reference: row.get(1)?,
        subject: row.get(2)?,
        status: row.get(3)?,
        procedure: row.get(4)?,
        created_us: row.get(5)?,
        changed_us: row.get(6)?,
        office: row.get(7)?,
        state: row.get(8)?,
        classification: row.get(9)?,
        confidentiality: row.get(10)?,
        closed_us: row.get(11)?,
    })
}

fn record(raw: Raw) -> Result<DossierRecord, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "dossier",
        column,
    };
    Ok(DossierRecord {
        id: parsed("dossier", "id", &raw.id)?,
        reference: Reference::parse(&raw.reference).map_err(|_| unreadable("reference"))?,
        subject: Subject::parse(&raw.subject).map_err(|_| unreadable("subject"))?,
        status: from_word("dossier", "status", &raw.status)?,
        procedure: raw.procedure,
        created_at: timestamp("dossier", "created_us", raw.created_us)?,
        changed_at: timestamp("dossier", "changed_us", raw.changed_us)?,
        office: raw.office,
        state: raw.state,
        classification: raw.classification,
        confidentiality: from_word("dossier", "confidentiality", &raw.confidentiality)?,
        closed_at: raw
            .closed_us
            .map(|closed| timestamp("dossier", "closed_us", closed))
            .transpose()?,
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

    /// The dossier with a reference, or the one that had it before it was renumbered.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier_by_reference(&self, reference: &Reference) -> Result<DossierRecord, Error> {
        let found = self.one_dossier("reference", reference.as_str());
        if let Err(Error::DossierUnknown { .. }) = &found
            && let Some(id) = self.former_reference(reference)?
            && let Ok(dossier) = self.one_dossier("id", &id.to_string())
        {
            return Ok(dossier);
        }
        found
    }

    fn one_dossier(&self, column: &str, value: &str) -> Result<DossierRecord, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM dossier WHERE {column} = ?1 AND {SEEN}"
            ))
            .and_then(|mut get| get.query_row([value], raw).optional())
            .map_err(|error| self.store.failed(error))?;
        record(found.ok_or_else(|| Error::DossierUnknown {
            subject: value.to_owned(),
        })?)
    }

    /// The documents of the procedure that are in a dossier and not withdrawn: key, and whether it is sealed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn procedure_documents(&self, dossier: DossierId) -> Result<Vec<(String, bool)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, bool)>> {
            self.transaction
                .prepare_cached(PROCEDURE_DOCUMENTS)?
                .query_map([dossier.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// Whether something in a dossier was sealed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_original(&self, dossier: DossierId) -> Result<bool, Error> {
        self.transaction
            .prepare_cached(SEALED)
            .and_then(|mut some| some.query_row([dossier.to_string()], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }

    /// Whether a reference is taken.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reference_taken(&self, reference: &Reference) -> Result<bool, Error> {
        let taken: bool = self
            .transaction
            .query_row(TAKEN, [reference.as_str()], |row| row.get(0))
            .map_err(|error| self.store.failed(error))?;
        // What stands on papers under a former reference would lead to another dossier.
        Ok(taken || self.former_reference(reference)?.is_some())
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
        Ok(id)
    }

    /// Sets what a dossier is about. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_subject(&self, id: DossierId, subject: &Subject) -> Result<(), Error> {
        self.set(id, "subject", Some(subject.as_str()))
    }

    /// Sets the office that keeps a dossier. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_office(&self, id: DossierId, office: &str) -> Result<(), Error> {
        self.set(id, "office", Some(office))
    }

    /// Sets the state of a dossier. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_state(&self, id: DossierId, state: Option<&str>) -> Result<(), Error> {
        self.set(id, "state", state)
    }

    /// Sets the code of the classification plan. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_classification(&self, id: DossierId, code: Option<&str>) -> Result<(), Error> {
        self.set(id, "classification", code)
    }

    fn set(&self, id: DossierId, column: &'static str, value: Option<&str>) -> Result<(), Error> {
        self.transaction
            .prepare_cached(&format!(
                "UPDATE dossier SET {column} = ?2, changed_us = max(changed_us, ?3) WHERE id = ?1"
            ))
            .and_then(|mut set| set.execute(params![id.to_string(), value, micros(self.at())]))
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Closes a dossier: from now on it is read-only. The caller guards and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn close_dossier(&self, id: DossierId) -> Result<(), Error> {
        self.transaction
            .execute(CLOSE, params![id.to_string(), micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Opens a closed dossier again; its parties are called as the directory calls them today. The caller records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn reopen_dossier(&self, id: DossierId) -> Result<(), Error> {
        self.transaction
            .execute(REOPEN, params![id.to_string(), micros(self.at())])
            .map_err(|error| self.store.failed(error))?;
        self.refresh_parties(id)
    }

    /// Marks a dossier as changed now, after something was changed that belongs to it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn mark_changed(&self, id: DossierId) -> Result<(), Error> {
        self.touch_dossier(id)
    }

    /// Marks a dossier as changed now.
    pub(crate) fn touch_dossier(&self, id: DossierId) -> Result<(), Error> {
        self.transaction
            .execute(TOUCH, params![id.to_string(), micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
