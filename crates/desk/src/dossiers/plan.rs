//! The classification plan, and how the desk numbers its dossiers.

use model::Role;
use model::classification::{self, ClassRow};
use model::numbering::Numbering;
use model::view::{LineProblem, TableImport};
use store::{Change, Reading};

use super::DossierError;
use crate::{Desk, Error};

/// Setting: how the desk numbers its dossiers, JSON.
const NUMBERING: &str = "numbering";

/// How the desk numbers its dossiers.
pub(super) fn numbering(reading: &Reading<'_>) -> Result<Numbering, Error> {
    let Some(text) = reading.setting_text(NUMBERING)? else {
        return Ok(Numbering::default());
    };
    serde_json::from_str(&text).map_err(|_| {
        store::Error::ValueUnreadable {
            table: "setting",
            column: "value",
        }
        .into()
    })
}

/// Gives the desk numbers of its own ([`Numbering::of_desk`]) where it still numbers as every new desk does: another
/// desk of its administration exists, which may do the same. What somebody set stays, and so does a demonstration.
pub(crate) fn set_apart(change: &Change<'_>) -> Result<(), Error> {
    let desk = change.desk()?;
    if desk.demo || numbering(change)? != Numbering::default() {
        return Ok(());
    }
    write(change, &Numbering::of_desk(desk.id))
}

fn write(change: &Change<'_>, numbering: &Numbering) -> Result<(), Error> {
    let text = serde_json::to_vec(numbering).map_err(|_| store::Error::ValueUnreadable {
        table: "setting",
        column: "value",
    })?;
    let range = format!(
        "{}–{}",
        numbering.first,
        numbering.last.map(|last| last.to_string()).unwrap_or_default()
    );
    let before = self::numbering(change)?;
    change.set_setting(NUMBERING, Some(&text))?;
    change.record(
        "numbering-set",
        None,
        &[
            ("old", before.pattern.as_str()),
            ("new", numbering.pattern.as_str()),
            ("code", numbering.desk.as_deref().unwrap_or("–")),
            ("range", &range),
        ],
    )?;
    Ok(())
}

impl Desk {
    /// How this desk numbers its dossiers.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn numbering(&self) -> Result<Numbering, Error> {
        self.store.read(numbering)
    }

    /// Sets the pattern of references, the desk's own code, and its own range of numbers. Desks of one office need codes
    /// that differ, or ranges that do not overlap. Administrators.
    ///
    /// # Errors
    /// `role-missing`; `numbering-…`: what does not go together.
    pub fn set_numbering(&self, numbering: Numbering) -> Result<Numbering, Error> {
        self.require(&[Role::Administrator])?;
        let numbering = numbering.checked().map_err(DossierError::from)?;
        self.store
            .change(&self.actor, |change| write(change, &numbering))?;
        Ok(numbering)
    }

    /// The classification plan as a tree, with how many dossiers carry each code.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn classification_plan(&self) -> Result<Vec<ClassRow>, Error> {
        self.store.read(|reading| {
            Ok(classification::tree(
                reading.classes()?,
                &reading.dossiers_by_class()?,
            ))
        })
    }

    /// Replaces the classification plan with that of a table (`code`, `parent`, `fr`, and where known `de`, `lb`, `en`).
    /// With a fault in any line nothing is taken over. Codes that dossiers carry and that are no longer in the plan stay
    /// as retired ones. Administrators.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be written. Faults of the table stand in the result.
    pub fn import_classification_plan(&self, table: &[u8]) -> Result<TableImport, Error> {
        self.require(&[Role::Administrator])?;
        let plan = match classification::read(table) {
            Ok(plan) => plan,
            Err(faults) => {
                return Ok(TableImport {
                    imported: 0,
                    problems: faults
                        .iter()
                        .map(|(line, fault)| LineProblem {
                            line: *line,
                            problem: self.explain(fault),
                        })
                        .collect(),
                });
            }
        };
        let count = plan.len().to_string();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_plan(&plan)?;
            change.record("classification-imported", None, &[("count", &count)])?;
            Ok(())
        })?;
        Ok(TableImport {
            imported: u32::try_from(plan.len()).unwrap_or(u32::MAX),
            problems: Vec::new(),
        })
    }
}
