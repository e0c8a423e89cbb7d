//! The procedures an administration knows: those that come with the program (`assets/procedures`), and those it imports.
//!
//! A dossier keeps the version of its procedure it began with, until somebody migrates it on purpose.

use model::procedure::{
    Fault, FaultView, Known, Obstacle, ProcedureCheck, ProcedureRow, ProcedureView, obstacles,
};
use model::{DossierId, Procedure, Role, Sha256};
use store::{Change, ProcedureRecord, Reading};
use wording::{Catalog, Explain, Lang};

use crate::{Desk, Error};

/// The definitions that come with the program.
const DEFINITIONS: [(&str, &str); 4] = [
    (
        "residence-certificate",
        include_str!("../../../assets/procedures/residence-certificate.toml"),
    ),
    (
        "building-permit-opinion",
        include_str!("../../../assets/procedures/building-permit-opinion.toml"),
    ),
    (
        "subsidy-decision",
        include_str!("../../../assets/procedures/subsidy-decision.toml"),
    ),
    (
        "access-to-documents",
        include_str!("../../../assets/procedures/access-to-documents.toml"),
    ),
];

/// What cannot be done with procedures and with forwarding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// A procedure file has faults; [`Desk::check_procedure`] gives each as a sentence.
    #[error("{file} has {} faults, the first on line {}", faults.len(), faults.first().map_or(0, |fault| fault.line))]
    Invalid {
        /// The file.
        file: String,
        /// All of them, in the order of the file.
        faults: Vec<Fault>,
    },
    /// The procedure has no such version at this desk.
    #[error("the procedure '{procedure}' has no version {number}")]
    VersionUnknown {
        /// Key.
        procedure: String,
        /// As asked for.
        number: u32,
    },
    /// The dossier has no procedure.
    #[error("the dossier {reference} has no procedure")]
    NoProcedure {
        /// The dossier.
        reference: String,
    },
    /// The dossier has that version already.
    #[error("the dossier {reference} has the newest version")]
    UpToDate {
        /// The dossier.
        reference: String,
    },
    /// The version to which a dossier is to be taken does not know its present state.
    #[error("the newest version of '{procedure}' has no state '{state}'")]
    StateGone {
        /// Key.
        procedure: String,
        /// Key of the dossier's state.
        state: String,
    },
    /// The request was forwarded before.
    #[error("the request of {reference} was forwarded to {authority}")]
    Forwarded {
        /// The dossier.
        reference: String,
        /// To whom.
        authority: String,
    },
    /// A circuit runs in the dossier.
    #[error("a circuit runs in the dossier {reference}")]
    CircuitRunning {
        /// The dossier.
        reference: String,
    },
    /// Nobody is there whom the letter could tell.
    #[error("the dossier {reference} has no applicant")]
    NoApplicant {
        /// The dossier.
        reference: String,
    },
}

impl Explain for ProcedureError {
    fn code(&self) -> &'static str {
        match self {
            ProcedureError::Invalid { .. } => "procedure-invalid",
            ProcedureError::VersionUnknown { .. } => "procedure-version-unknown",
            ProcedureError::NoProcedure { .. } => "dossier-no-procedure",
            ProcedureError::UpToDate { .. } => "procedure-up-to-date",
            ProcedureError::StateGone { .. } => "procedure-state-gone",
            ProcedureError::Forwarded { .. } => "forwarding-done",
            ProcedureError::NoApplicant { .. } => "forwarding-no-applicant",
            ProcedureError::CircuitRunning { .. } => "forwarding-circuit-running",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ProcedureError::Invalid { file, faults } => vec![
                ("file", file.clone()),
                ("count", faults.len().to_string()),
                ("line", faults.first().map_or(1, |fault| fault.line).to_string()),
            ],
            ProcedureError::VersionUnknown { procedure, number } => {
                vec![("procedure", procedure.clone()), ("number", number.to_string())]
            }
            ProcedureError::NoProcedure { reference }
            | ProcedureError::UpToDate { reference }
            | ProcedureError::CircuitRunning { reference }
            | ProcedureError::NoApplicant { reference } => vec![("reference", reference.clone())],
            ProcedureError::StateGone { procedure, state } => {
                vec![("procedure", procedure.clone()), ("state", state.clone())]
            }
            ProcedureError::Forwarded { reference, authority } => {
                vec![("reference", reference.clone()), ("authority", authority.clone())]
            }
        }
    }
}

/// All procedures that come with the program.
///
/// # Errors
/// `procedure-damaged`: a definition cannot be read.
pub fn procedures() -> Result<Vec<Procedure>, Error> {
    DEFINITIONS
        .into_iter()
        .map(|(key, text)| {
            let procedure = parsed(key, text)?;
            if procedure.key != key {
                return Err(Error::ProcedureDamaged {
                    procedure: key.to_owned(),
                    detail: format!("key = {}", procedure.key),
                });
            }
            Ok(procedure)
        })
        .collect()
}

/// Checks a procedure file without a desk: of letter templates, those that come with the program are known.
pub fn check_procedure(file: &str, bytes: &[u8], lang: Lang) -> ProcedureCheck {
    check_with(file, bytes, lang, &templates())
}

fn check_with(file: &str, bytes: &[u8], lang: Lang, templates: &[String]) -> ProcedureCheck {
    let catalog = Catalog::new(&[model::MESSAGES]);
    let (procedure, faults) = match model::procedure::read(file, bytes, known(templates)) {
        Ok(procedure) => (Some(procedure), Vec::new()),
        Err(faults) => (None, faults),
    };
    ProcedureCheck {
        file: file.to_owned(),
        procedure,
        faults: faults
            .into_iter()
            .map(|fault| FaultView {
                explanation: catalog.explain(lang, &fault),
                file: fault.file,
                line: fault.line,
                column: fault.column,
                field: fault.field,
            })
            .collect(),
        remarks: Vec::new(),
    }
}

/// The procedure with a key that comes with the program.
pub(crate) fn procedure(key: &str) -> Result<Procedure, Error> {
    let (_, text) = built_in(key).ok_or_else(|| unknown(key))?;
    parsed(key, text)
}

/// The procedure that a new dossier with this key gets.
///
/// # Errors
/// `procedure-unknown`.
pub(crate) fn current(reading: &Reading<'_>, key: &str) -> Result<Procedure, Error> {
    match reading.imported_procedure(key)? {
        Some(record) => parsed(key, &record.text),
        None => procedure(key),
    }
}

/// The procedure of a dossier, in the version it began with; `None` when it has no procedure.
///
/// # Errors
/// `dossier-unknown`, `procedure-unknown`.
pub(crate) fn of_dossier(reading: &Reading<'_>, dossier: DossierId) -> Result<Option<Procedure>, Error> {
    match reading.procedure_of_dossier(dossier)? {
        Some(record) => parsed(&record.key, &record.text).map(Some),
        // A dossier from before versions were kept.
        None => reading
            .dossier(dossier)?
            .procedure
            .map(|key| current(reading, &key))
            .transpose(),
    }
}

/// A new dossier of a procedure keeps the version that is current now. In the transaction that makes the dossier.
///
/// # Errors
/// `procedure-unknown`.
pub(crate) fn begin(change: &Change<'_>, dossier: DossierId, key: &str) -> Result<(), Error> {
    let sha256 = match change.imported_procedure(key)? {
        Some(record) => record.sha256,
        None => keep_built_in(change, key)?,
    };
    Ok(change.bind_procedure(dossier, &sha256)?)
}

/// Keeps the version that came with the program, so that dossiers can name it.
fn keep_built_in(change: &Change<'_>, key: &str) -> Result<Sha256, Error> {
    let (key, text) = built_in(key).ok_or_else(|| unknown(key))?;
    let sha256 = store::digest(text.as_bytes());
    change.keep_procedure(key, &sha256, text, false)?;
    Ok(sha256)
}

fn built_in(key: &str) -> Option<(&'static str, &'static str)> {
    DEFINITIONS.into_iter().find(|(known, _)| *known == key)
}

fn unknown(key: &str) -> Error {
    Error::ProcedureUnknown {
        procedure: key.to_owned(),
    }
}

/// What was checked when it came in.
fn parsed(key: &str, text: &str) -> Result<Procedure, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str(text).map_err(|error| Error::ProcedureDamaged {
        procedure: key.to_owned(),
        detail: error.to_string(),
    })
}

/// Keys of the letter templates that procedures may name: those that come with the program.
fn templates() -> Vec<String> {
    typeset::Template::built_in()
        .iter()
        .map(|template| template.key().to_owned())
        .collect()
}

/// As [`templates`], with those that this desk has imported and that are in use.
fn templates_of(reading: &Reading<'_>) -> Result<Vec<String>, Error> {
    let mut keys = templates();
    for imported in reading.letter_templates()? {
        if !keys.contains(&imported.key) {
            keys.push(imported.key);
        }
    }
    Ok(keys)
}

fn known(templates: &[String]) -> Known<'_> {
    Known {
        templates: Some(templates),
    }
}

fn row(record: &ProcedureRecord, procedure: &Procedure, current: bool) -> ProcedureRow {
    ProcedureRow {
        key: record.key.clone(),
        name: procedure.name.clone(),
        office: procedure.office.clone(),
        number: Some(record.number),
        imported: record.imported,
        current,
        sha256: record.sha256,
        added_at: Some(record.added_at),
        actor: record.imported.then(|| record.actor.clone()),
    }
}

/// A version with its text.
struct Version {
    row: ProcedureRow,
    procedure: Procedure,
    text: String,
}

/// The versions of a procedure that the desk knows, the current one first.
fn versions(reading: &Reading<'_>, key: Option<&str>) -> Result<Vec<Version>, Error> {
    let imported = reading.imported_procedures()?;
    let kept = reading.procedure_versions(key)?;
    let is_current = |key: &str, sha256: &Sha256| match imported.iter().find(|record| record.key == key) {
        Some(record) => record.sha256 == *sha256,
        None => built_in(key).is_some_and(|(_, text)| store::digest(text.as_bytes()) == *sha256),
    };
    let mut found = Vec::new();
    for record in &kept {
        let procedure = parsed(&record.key, &record.text)?;
        found.push(Version {
            row: row(record, &procedure, is_current(&record.key, &record.sha256)),
            procedure,
            text: record.text.clone(),
        });
    }
    for (built_in, text) in DEFINITIONS {
        let sha256 = store::digest(text.as_bytes());
        let known = kept.iter().any(|record| record.sha256 == sha256);
        if !known && key.is_none_or(|key| key == built_in) {
            let procedure = parsed(built_in, text)?;
            found.push(Version {
                row: ProcedureRow {
                    key: built_in.to_owned(),
                    name: procedure.name.clone(),
                    office: procedure.office.clone(),
                    number: None,
                    imported: false,
                    current: is_current(built_in, &sha256),
                    sha256,
                    added_at: None,
                    actor: None,
                },
                procedure,
                text: text.to_owned(),
            });
        }
    }
    found.sort_by(|a, b| {
        (&a.row.key, !a.row.current, std::cmp::Reverse(a.row.number)).cmp(&(
            &b.row.key,
            !b.row.current,
            std::cmp::Reverse(b.row.number),
        ))
    });
    Ok(found)
}

/// One version: the current one, or the one with a number.
fn version(reading: &Reading<'_>, key: &str, number: Option<u32>) -> Result<Version, Error> {
    let mut found = versions(reading, Some(key))?;
    if found.is_empty() {
        return Err(unknown(key));
    }
    match number {
        None => Ok(found.swap_remove(0)),
        Some(number) => found
            .into_iter()
            .find(|version| version.row.number == Some(number))
            .ok_or_else(|| {
                ProcedureError::VersionUnknown {
                    procedure: key.to_owned(),
                    number,
                }
                .into()
            }),
    }
}

impl Desk {
    /// The procedures that new dossiers can have, by key. For everybody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn procedures(&self) -> Result<Vec<ProcedureRow>, Error> {
        self.store.read(|reading| {
            let rows = versions(reading, None)?.into_iter().map(|version| version.row);
            Ok(rows.filter(|row| row.current).collect())
        })
    }

    /// Every version of a procedure that this desk knows, the current one first. For everybody.
    ///
    /// # Errors
    /// `procedure-unknown`.
    pub fn procedure_versions(&self, key: &str) -> Result<Vec<ProcedureRow>, Error> {
        let rows = self.store.read(|reading| versions(reading, Some(key)))?;
        if rows.is_empty() {
            return Err(unknown(key));
        }
        Ok(rows.into_iter().map(|version| version.row).collect())
    }

    /// A procedure: the version that new dossiers get, or the one with a number. For everybody.
    ///
    /// # Errors
    /// `procedure-unknown`, `procedure-version-unknown`.
    pub fn procedure(&self, key: &str, number: Option<u32>) -> Result<ProcedureView, Error> {
        let version = self.store.read(|reading| version(reading, key, number))?;
        Ok(ProcedureView {
            row: version.row,
            procedure: version.procedure,
        })
    }

    /// The file of a procedure as it was imported, or came with the program. For everybody.
    ///
    /// # Errors
    /// `procedure-unknown`, `procedure-version-unknown`.
    pub fn procedure_text(&self, key: &str, number: Option<u32>) -> Result<String, Error> {
        Ok(self.store.read(|reading| version(reading, key, number))?.text)
    }

    /// The procedure of a dossier, in the version it has; `None` when it has no procedure. For everybody.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn dossier_procedure(&self, dossier: DossierId) -> Result<Option<ProcedureView>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            let key = reading.dossier(dossier)?.procedure;
            if let Some(record) = reading.procedure_of_dossier(dossier)? {
                let procedure = parsed(&record.key, &record.text)?;
                let current = reading.imported_procedure(&record.key)?.map_or_else(
                    || built_in(&record.key).is_some_and(|(_, text)| text == record.text),
                    |current| current.sha256 == record.sha256,
                );
                return Ok(Some(ProcedureView {
                    row: row(&record, &procedure, current),
                    procedure,
                }));
            }
            let Some(key) = key else { return Ok(None) };
            let version = version(reading, &key, None)?;
            Ok(Some(ProcedureView {
                row: version.row,
                procedure: version.procedure,
            }))
        })
    }

    /// Checks a procedure file: every fault with line, column, field and what would be right, in the desk's language; and
    /// what the people of this desk could not do. Changes nothing. For everybody.
    ///
    /// # Errors
    /// The database cannot be read; what is wrong with the file stands in the result.
    pub fn check_procedure(&self, file: &str, bytes: &[u8]) -> Result<ProcedureCheck, Error> {
        let templates = self.store.read(templates_of)?;
        let mut check = check_with(file, bytes, self.lang(), &templates);
        if let Some(procedure) = &check.procedure {
            let people = self.people()?;
            let catalog = Catalog::new(&[crate::MESSAGES]);
            check.remarks = obstacles(procedure, &people)
                .into_iter()
                .map(|obstacle| {
                    let (code, arguments) = match obstacle {
                        Obstacle::Nobody { circuit, stage, who } => (
                            "procedure-nobody-here",
                            vec![("circuit", circuit), ("stage", stage.to_string()), ("who", who)],
                        ),
                        Obstacle::FourEyes { circuit } => {
                            ("procedure-four-eyes-here", vec![("circuit", circuit)])
                        }
                    };
                    wording::Explanation {
                        code: code.to_owned(),
                        sentence: catalog.text(self.lang(), code, &arguments),
                        next: catalog.try_text(self.lang(), &format!("{code}.next"), &arguments),
                    }
                })
                .collect();
        }
        Ok(check)
    }

    /// Imports a procedure file: new dossiers get this version from now on, those that are there keep theirs. For
    /// administrators.
    ///
    /// # Errors
    /// `role-missing`; `procedure-invalid` with every fault, and nothing is changed.
    pub fn import_procedure(&self, file: &str, bytes: &[u8]) -> Result<ProcedureRow, Error> {
        self.require_administrator()?;
        let templates = self.store.read(templates_of)?;
        let procedure = model::procedure::read(file, bytes, known(&templates)).map_err(|faults| {
            ProcedureError::Invalid {
                file: file.to_owned(),
                faults,
            }
        })?;
        let text = String::from_utf8_lossy(bytes);
        let sha256 = store::digest(text.as_bytes());
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            // Dossiers from before versions were kept stay with what they have had until now.
            let before = match change.imported_procedure(&procedure.key)? {
                Some(record) => Some(record.sha256),
                None => built_in(&procedure.key)
                    .map(|(key, _)| keep_built_in(change, key))
                    .transpose()?,
            };
            if let Some(before) = before {
                change.bind_unbound(&procedure.key, &before)?;
            }
            change.keep_procedure(&procedure.key, &sha256, &text, true)?;
            change.set_current_procedure(&procedure.key, &sha256)?;
            change.record(
                "procedure-imported",
                None,
                &[
                    ("procedure", procedure.key.as_str()),
                    ("sha256", &sha256.to_string()),
                ],
            )?;
            Ok(())
        })?;
        Ok(self.procedure(&procedure.key, None)?.row)
    }

    /// Takes a dossier to the version of its procedure that new dossiers get, on purpose and with a reason. Deadlines that
    /// run keep the law text with which they were started; those that the new version no longer knows end, those that it
    /// knows anew start. For signatories and administrators.
    ///
    /// # Errors
    /// `role-missing`, `field-empty` for the reason, `dossier-unknown`, `dossier-closed`, `dossier-no-procedure`,
    /// `procedure-up-to-date`, `procedure-state-gone`.
    pub fn migrate_dossier(&self, dossier: DossierId, reason: &str) -> Result<ProcedureView, Error> {
        self.require_or_first(&[Role::Signatory, Role::Administrator])?;
        let reason = crate::deadlines::reason(reason)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let record = change.open_dossier(dossier)?;
            let reference = record.reference.to_string();
            let Some(key) = record.procedure else {
                return Err(ProcedureError::NoProcedure { reference }.into());
            };
            let newest = version(change, &key, None)?;
            let before = change.procedure_of_dossier(dossier)?;
            if before
                .as_ref()
                .is_some_and(|before| before.sha256 == newest.row.sha256)
            {
                return Err(ProcedureError::UpToDate { reference }.into());
            }
            if let Some(state) = record.state
                && !newest.procedure.states.iter().any(|known| known.key == state)
            {
                return Err(ProcedureError::StateGone {
                    procedure: key,
                    state,
                }
                .into());
            }
            begin(change, dossier, &key)?;
            let number = |record: Option<ProcedureRecord>| {
                record.map_or_else(|| "–".to_owned(), |record| record.number.to_string())
            };
            change.record(
                "procedure-migrated",
                Some(dossier),
                &[
                    ("procedure", key.as_str()),
                    ("from", &number(before)),
                    ("to", &number(change.procedure_of_dossier(dossier)?)),
                    ("reason", &reason),
                ],
            )?;
            crate::deadlines::engine::procedure_migrated(self, change, dossier, &reason)
        })?;
        self.dossier_procedure(dossier)?
            .ok_or_else(|| unknown(&dossier.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use wording::Lang;

    use super::*;

    #[test]
    fn every_procedure_has_its_name_in_every_language_and_a_usable_office() {
        for procedure in procedures().unwrap() {
            for lang in Lang::ALL {
                assert!(procedure.name.contains_key(&lang), "{} {lang}", procedure.key);
            }
            assert_eq!(
                crate::dossiers::office(&procedure.office).unwrap(),
                procedure.office
            );
        }
    }

    #[test]
    fn every_procedure_that_ships_names_templates_that_ship() {
        for (key, text) in DEFINITIONS {
            let check = check_procedure(key, text.as_bytes(), Lang::Fr);
            assert!(check.faults.is_empty(), "{key}: {:#?}", check.faults);
        }
    }
}
