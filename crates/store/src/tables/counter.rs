//! The last reference number given, by office, year and series of the desk.

use rusqlite::params;

use crate::{Change, Error};

const NEXT: &str = "INSERT INTO counter (office, year, series, last) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (office, year, series) DO UPDATE SET last = last + 1 RETURNING last";

impl Change<'_> {
    /// The next number of an office in a year, from 1, of a desk that has neither code nor range.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn next_number(&self, office: &str, year: i16) -> Result<u32, Error> {
        self.next_number_in(office, year, "", 1)
    }

    /// The next number of an office in a year within a series, which begins at `first`. It is given inside the
    /// transaction: two desks' processes never get the same, and a transaction that rolls back gives its number back.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn next_number_in(&self, office: &str, year: i16, series: &str, first: u32) -> Result<u32, Error> {
        self.transaction
            .query_row(NEXT, params![office, i64::from(year), series, first], |row| {
                row.get(0)
            })
            .map_err(|error| self.store.failed(error))
    }
}
