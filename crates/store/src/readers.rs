//! Connections that only read, beside the one that writes: a long read blocks no change, and no change blocks a read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use model::PersonId;
use rusqlite::Connection;

use crate::database;
use crate::error::Error;
use crate::keys::DataKey;
use crate::tables::access;

/// Connections that are kept for the next read.
const IDLE: usize = 3;

/// The readers of a desk.
pub(crate) struct Readers {
    folder: PathBuf,
    key: DataKey,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub fn of(folder: &Path, key: DataKey) -> Self {
        Readers {
            folder: folder.to_owned(),
            key,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// A connection that reads for `person`.
    pub fn take(&self, person: Option<PersonId>) -> Result<Connection, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => database::reader(&self.folder, &self.key)?,
        };
        access::set_viewer(&connection, person)
            .map_err(|error| crate::error::database_error(&database::path(&self.folder), error))?;
        Ok(connection)
    }

    /// Takes a connection back whose transaction has ended.
    pub fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE && connection.is_autocommit() {
            idle.push(connection);
        }
    }
}
