//! Legal holds.

use model::DossierId;
use model::retention::{HoldBrief, HoldFilter, HoldView};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::{micros, timestamp, unsigned};
use crate::{Change, Error, Reading};

const COLUMNS: &str = "number, filter, reason, placed_by, since_us, released_us, released_by, release_reason";
const ADD: &str = "INSERT INTO hold (filter, reason, placed_by, since_us) VALUES (?1, ?2, ?3, ?4)";
const RELEASE: &str = "UPDATE hold SET released_us = ?2, released_by = ?3, release_reason = ?4
    WHERE number = ?1 AND released_us IS NULL";

type Raw = (
    i64,
    String,
    String,
    String,
    i64,
    Option<i64>,
    Option<String>,
    Option<String>,
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    ))
}

fn view(
    (number, filter, reason, placed_by, since, released, released_by, release_reason): Raw,
) -> Result<HoldView, Error> {
    Ok(HoldView {
        hold: unsigned("hold", "number", number)?,
        filter: serde_json::from_str(&filter).map_err(|_| Error::ValueUnreadable {
            table: "hold",
            column: "filter",
        })?,
        reason,
        placed_by,
        since: timestamp("hold", "since_us", since)?,
        released_at: released
            .map(|at| timestamp("hold", "released_us", at))
            .transpose()?,
        released_by,
        release_reason,
        dossiers: 0,
    })
}

/// What a dossier must be to fit, as SQL with its values.
fn fits(filter: &HoldFilter) -> (String, Vec<String>) {
    let mut conditions = vec!["1".to_owned()];
    let mut values = Vec::new();
    let mut add = |condition: &str, value: String| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    let given = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    if let Some(dossier) = filter.dossier {
        add("dossier.id = ?", dossier.to_string());
    }
    if let Some(procedure) = given(&filter.procedure) {
        add("dossier.procedure = ?", procedure);
    }
    if let Some(classification) = given(&filter.classification) {
        add(
            "(dossier.classification = ? OR (substr(dossier.classification, 1, length(?)) = ?
              AND substr(dossier.classification, length(?) + 1, 1) IN ('.', '/', '-', ' ')))",
            classification,
        );
    }
    if let Some(reference) = given(&filter.reference) {
        add("substr(dossier.reference, 1, length(?)) = ?", reference);
    }
    if let Some(party) = given(&filter.party) {
        add(
            "EXISTS (SELECT 1 FROM party WHERE party.dossier = dossier.id AND instr(lower(party.name), lower(?)) > 0)",
            party,
        );
    }
    (conditions.join(" AND "), values)
}

impl Reading<'_> {
    /// The holds, newest first; those that were released only when asked for.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn holds(&self, released_too: bool) -> Result<Vec<HoldView>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM hold WHERE ?1 OR released_us IS NULL ORDER BY number DESC"
                ))?
                .query_map([released_too], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(view)
            .collect()
    }

    /// One hold.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn hold(&self, number: u32) -> Result<Option<HoldView>, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM hold WHERE number = ?1"))
            .and_then(|mut get| get.query_row([number], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(view)
            .transpose()
    }

    /// How many dossiers fit a filter now.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers_held_by(&self, filter: &HoldFilter) -> Result<u32, Error> {
        let (conditions, values) = fits(filter);
        self.transaction
            .prepare(&format!("SELECT count(*) FROM dossier WHERE {conditions}"))
            .and_then(|mut count| count.query_row(params_from_iter(values), |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }

    /// The holds of these that are for a dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn held_by(&self, dossier: DossierId, holds: &[HoldView]) -> Result<Vec<HoldBrief>, Error> {
        let mut found = Vec::new();
        for hold in holds.iter().filter(|hold| hold.released_at.is_none()) {
            let (conditions, mut values) = fits(&hold.filter);
            values.push(dossier.to_string());
            let holds: bool = self
                .transaction
                .prepare_cached(&format!(
                    "SELECT EXISTS (SELECT 1 FROM dossier WHERE {conditions} AND dossier.id = ?{})",
                    values.len()
                ))
                .and_then(|mut get| get.query_row(params_from_iter(values), |row| row.get(0)))
                .map_err(|error| self.store.failed(error))?;
            if holds {
                found.push(HoldBrief {
                    hold: hold.hold,
                    reason: hold.reason.clone(),
                    since: hold.since,
                });
            }
        }
        Ok(found)
    }
}

impl Change<'_> {
    /// Places a hold; gives its number.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn place_hold(&self, filter: &HoldFilter, reason: &str) -> Result<u32, Error> {
        let filter = serde_json::to_string(filter).map_err(|_| Error::ValueUnreadable {
            table: "hold",
            column: "filter",
        })?;
        self.transaction
            .execute(ADD, params![filter, reason, self.actor, micros(self.at())])
            .map_err(|error| self.store.failed(error))?;
        unsigned("hold", "number", self.transaction.last_insert_rowid())
    }

    /// Releases a hold; false when it was released before or is none.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn release_hold(&self, number: u32, reason: &str) -> Result<bool, Error> {
        self.transaction
            .execute(RELEASE, params![number, micros(self.at()), self.actor, reason])
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }
}
