//! Delegations from person to person.

use jiff::civil::Date;
use model::DelegationId;
use model::delegation::{Delegation, NewDelegation};
use rusqlite::{Row, params};

use super::{micros, parsed, timestamp};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO delegation (id, principal, delegate, first_day, last_day, scope, mandate, may_delegate,
    created_by, created_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const COLUMNS: &str =
    "id, principal, delegate, first_day, last_day, scope, mandate, may_delegate, created_by,
    created_us, revoked_us, revoked_by, reason";
const REVOKE: &str = "UPDATE delegation SET revoked_us = ?2, revoked_by = ?3, reason = ?4
    WHERE id = ?1 AND revoked_us IS NULL";

type Raw = (
    [String; 7],
    bool,
    (String, i64),
    (Option<i64>, Option<String>, Option<String>),
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        [
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
        ],
        row.get(7)?,
        (row.get(8)?, row.get(9)?),
        (row.get(10)?, row.get(11)?, row.get(12)?),
    ))
}

fn record(raw: Raw) -> Result<Delegation, Error> {
    let table = "delegation";
    let ([id, principal, delegate, first, last, scope, mandate], may_delegate, created, revoked) = raw;
    Ok(Delegation {
        id: parsed(table, "id", &id)?,
        terms: NewDelegation {
            principal: parsed(table, "principal", &principal)?,
            delegate: parsed(table, "delegate", &delegate)?,
            first_day: parsed(table, "first_day", &first)?,
            last_day: parsed(table, "last_day", &last)?,
            scope: serde_json::from_str(&scope).map_err(|_| Error::ValueUnreadable {
                table,
                column: "scope",
            })?,
            mandate,
            may_delegate,
        },
        created_by: parsed(table, "created_by", &created.0)?,
        created_at: timestamp(table, "created_us", created.1)?,
        revoked_at: revoked
            .0
            .map(|at| timestamp(table, "revoked_us", at))
            .transpose()?,
        revoked_by: revoked.1.map(|id| parsed(table, "revoked_by", &id)).transpose()?,
        reason: revoked.2,
    })
}

impl Reading<'_> {
    /// The delegations that end on `from` or later, those that begin first first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn delegations(&self, from: Date) -> Result<Vec<Delegation>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM delegation WHERE last_day >= ?1 ORDER BY first_day, id"
                ))?
                .query_map([from.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }
}

impl Change<'_> {
    /// Keeps a new delegation.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_delegation(&self, delegation: &Delegation) -> Result<(), Error> {
        let terms = &delegation.terms;
        let scope = serde_json::to_string(&terms.scope).map_err(|_| Error::ValueUnreadable {
            table: "delegation",
            column: "scope",
        })?;
        self.transaction
            .execute(
                ADD,
                params![
                    delegation.id.to_string(),
                    terms.principal.to_string(),
                    terms.delegate.to_string(),
                    terms.first_day.to_string(),
                    terms.last_day.to_string(),
                    scope,
                    terms.mandate,
                    terms.may_delegate,
                    delegation.created_by.to_string(),
                    micros(delegation.created_at)
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Revokes a delegation; false when it was revoked before.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn revoke_delegation(
        &self,
        id: DelegationId,
        by: model::PersonId,
        reason: &str,
    ) -> Result<bool, Error> {
        self.transaction
            .execute(
                REVOKE,
                params![id.to_string(), micros(self.at()), by.to_string(), reason],
            )
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }
}
