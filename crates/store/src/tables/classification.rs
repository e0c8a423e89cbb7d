//! The classification plan.

use std::collections::BTreeMap;

use model::classification::Class;
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use crate::{Change, Error, Reading};

const COLUMNS: &str = "code, parent, titles, retired";
const ADD: &str =
    "INSERT INTO classification (code, parent, position, titles, retired) VALUES (?1, ?2, ?3, ?4, 0)";
/// First this, then [`ADD`]: an `ON CONFLICT ... DO UPDATE` would end the `OR IGNORE` of what notes changes with an error.
const CHANGE: &str =
    "UPDATE classification SET parent = ?2, position = ?3, titles = ?4, retired = 0 WHERE code = ?1";
/// Codes that dossiers carry, or that stand above such a code, stay; nobody may take them any more.
const RETIRE: &str = "UPDATE classification SET retired = 1, position = position + 1000000 WHERE retired = 0";
const FORGET: &str = "WITH RECURSIVE used (code) AS (
        SELECT DISTINCT classification FROM dossier WHERE classification IS NOT NULL
        UNION SELECT classification.parent FROM classification JOIN used ON used.code = classification.code
            WHERE classification.parent IS NOT NULL)
    DELETE FROM classification WHERE retired = 1 AND code NOT IN (SELECT code FROM used)";
const SOME: &str = "SELECT EXISTS (SELECT 1 FROM classification WHERE retired = 0)";

fn class(row: &Row<'_>) -> rusqlite::Result<(String, Option<String>, String, bool)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn read((code, parent, titles, retired): (String, Option<String>, String, bool)) -> Result<Class, Error> {
    Ok(Class {
        code,
        parent,
        titles: serde_json::from_str(&titles).map_err(|_| Error::ValueUnreadable {
            table: "classification",
            column: "titles",
        })?,
        retired,
    })
}

impl Reading<'_> {
    /// Whether a plan was imported.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_plan(&self) -> Result<bool, Error> {
        self.transaction
            .query_row(SOME, [], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }

    /// The class with a code, retired ones too.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn class(&self, code: &str) -> Result<Option<Class>, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {COLUMNS} FROM classification WHERE code = ?1"))
            .and_then(|mut get| get.query_row([code], class).optional())
            .map_err(|error| self.store.failed(error))?
            .map(read)
            .transpose()
    }

    /// The plan in its own order, retired codes at the end.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn classes(&self) -> Result<Vec<Class>, Error> {
        type Raw = (String, Option<String>, String, bool);
        let rows = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM classification ORDER BY position, code"
                ))?
                .query_map([], class)?
                .collect()
        };
        rows()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(read)
            .collect()
    }

    /// How many dossiers carry each code, as far as the person may see them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers_by_class(&self) -> Result<BTreeMap<String, u32>, Error> {
        let sql = format!(
            "SELECT classification, count(*) FROM dossier WHERE classification IS NOT NULL AND {SEEN}
             GROUP BY classification"
        );
        let rows = || -> rusqlite::Result<BTreeMap<String, u32>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        rows().map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Replaces the plan. Codes that are no longer in it and that dossiers carry are retired, others forgotten.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_plan(&self, plan: &[Class]) -> Result<(), Error> {
        let write = || -> rusqlite::Result<()> {
            self.transaction.execute(RETIRE, [])?;
            let mut change = self.transaction.prepare_cached(CHANGE)?;
            let mut add = self.transaction.prepare_cached(ADD)?;
            for (position, class) in (0_i64..).zip(plan) {
                let titles = serde_json::to_string(&class.titles).unwrap_or_default();
                let row = params![class.code, class.parent, position, titles];
                if change.execute(row)? == 0 {
                    add.execute(row)?;
                }
            }
            self.transaction.execute(FORGET, [])?;
            Ok(())
        };
        write().map_err(|error| self.store.failed(error))
    }
}
