//! The last reference number given, by office and year.

use rusqlite::params;

use crate::{Change, Error};

const NEXT: &str = "INSERT INTO counter (office, year, last) VALUES (?1, ?2, 1)
                    ON CONFLICT (office, year) DO UPDATE SET last = last + 1 RETURNING last";

impl Change<'_> {
    /// The next number of an office in a year, from 1. It is given inside the transaction: two desks' processes
    /// never get the same, and a transaction that rolls back gives its number back.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn next_number(&self, office: &str, year: i16) -> Result<u32, Error> {
        self.transaction
            .query_row(NEXT, params![office, i64::from(year)], |row| row.get(0))
            .map_err(|error| self.store.failed(error))
    }
}
