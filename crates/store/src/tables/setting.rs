//! Settings by name: the platform, its certificates, the device key.

use rusqlite::{OptionalExtension, params};

use crate::{Change, Error, Reading};

const GET: &str = "SELECT value FROM setting WHERE name = ?1";
const SET: &str = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
const REMOVE: &str = "DELETE FROM setting WHERE name = ?1";

impl Reading<'_> {
    /// The value of a setting.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.transaction
            .prepare_cached(GET)
            .and_then(|mut get| get.query_row([name], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))
    }

    /// The value of a setting that is text.
    ///
    /// # Errors
    /// The database cannot be read, or the value is no text.
    pub fn setting_text(&self, name: &str) -> Result<Option<String>, Error> {
        self.setting(name)?
            .map(String::from_utf8)
            .transpose()
            .map_err(|_| Error::ValueUnreadable {
                table: "setting",
                column: "value",
            })
    }
}

impl Change<'_> {
    /// Sets a setting, or removes it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_setting(&self, name: &str, value: Option<&[u8]>) -> Result<(), Error> {
        match value {
            Some(value) => self.transaction.execute(SET, params![name, value]),
            None => self.transaction.execute(REMOVE, [name]),
        }
        .map(|_| ())
        .map_err(|error| self.store.failed(error))
    }
}
