//! SQLite: one machine, no other service. The database is `platform.db` in the platform's folder.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::Role;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql, TransactionBehavior, params_from_iter};

use super::files::Files;
use super::relational::SqlStorage;
use super::sql::{Database, Row, Sql, Value};
use crate::error::Error;

mod embedded {
    refinery::embed_migrations!("../../migrations/platform-sqlite");
}

/// Connections to the database; with WAL all may read at once, and one of them writes.
const CONNECTIONS: usize = 4;

/// Statements that each connection keeps prepared.
const PREPARED: usize = 128;

/// The storage of one machine: SQLite and files in one folder.
pub type SqliteStorage = SqlStorage<SqliteDatabase>;

impl SqliteStorage {
    /// Opens the folder, and makes it where it is not there; brings the database to the newest form.
    ///
    /// # Errors
    /// The folder cannot be written, or the database is of a newer platform or damaged.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let files = Files::open(folder)?;
        Self::new(
            SqliteDatabase::open(&folder.join("platform.db"))?,
            Box::new(files),
        )
    }
}

/// A database file.
pub struct SqliteDatabase {
    connections: Vec<Mutex<Connection>>,
    turn: AtomicUsize,
}

impl SqliteDatabase {
    /// Opens the file, and makes it where it is not there; brings it to the newest form.
    ///
    /// # Errors
    /// The file cannot be written, or is of a newer platform or damaged.
    pub fn open(file: &Path) -> Result<Self, Error> {
        let connections = (0..CONNECTIONS)
            .map(|_| connection(file).map(Mutex::new))
            .collect::<rusqlite::Result<_>>();
        let database = Self {
            connections: connections.map_err(Error::database("opened"))?,
            turn: AtomicUsize::new(0),
        };
        embedded::migrations::runner()
            .run(&mut *database.connect())
            .map_err(|error| Error::Migration(Box::new(error)))?;
        Ok(database)
    }

    /// Brings everything into the one file and lets go of it.
    pub(super) fn close(self) -> Result<(), Error> {
        for connection in self.connections {
            let connection = connection.into_inner().unwrap_or_else(PoisonError::into_inner);
            connection
                .pragma_update(None, "wal_checkpoint", "TRUNCATE")
                .map_err(Error::database("closed"))?;
            connection
                .close()
                .map_err(|(_, error)| Error::database("closed")(error))?;
        }
        Ok(())
    }

    /// A connection that nobody uses, or the next one that becomes free in its turn.
    fn connect(&self) -> MutexGuard<'_, Connection> {
        let free = self
            .connections
            .iter()
            .find_map(|connection| connection.try_lock().ok());
        free.unwrap_or_else(|| {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) % CONNECTIONS;
            // A caller that panicked has rolled its transaction back.
            self.connections[turn]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn within<T>(
        &self,
        behaviour: TransactionBehavior,
        mut f: impl FnMut(&mut dyn Sql) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.connect();
        let transaction = connection
            .transaction_with_behavior(behaviour)
            .map_err(Error::database("began a transaction"))?;
        let mut session = Session {
            connection: &transaction,
            broken: false,
        };
        let value = f(&mut session)?;
        if session.broken {
            // As other databases do: nothing can be committed after a statement has failed.
            return Err(Error::Database {
                operation: "committed a transaction".to_owned(),
                source: "a statement before had failed".into(),
            });
        }
        transaction
            .commit()
            .map_err(Error::database("committed a transaction"))?;
        Ok(value)
    }
}

impl Database for SqliteDatabase {
    fn read<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.within(TransactionBehavior::Deferred, f)
    }

    fn change<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.within(TransactionBehavior::Immediate, f)
    }
}

fn connection(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // An acknowledgement is a promise: FULL brings each commit to the disk.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

struct Session<'a> {
    connection: &'a Connection,
    broken: bool,
}

impl Session<'_> {
    fn run<T>(
        &mut self,
        sql: &str,
        run: impl FnOnce(&mut CachedStatement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        // `$1` is a name in SQLite, `?1` a number.
        let done = self
            .connection
            .prepare_cached(&sql.replace('$', "?"))
            .and_then(|mut statement| run(&mut statement));
        done.map_err(|error| {
            self.broken = true;
            Error::database(&Error::statement(sql))(error)
        })
    }
}

impl Sql for Session<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        self.run(sql, |statement| statement.execute(params_from_iter(params)))
            .map(|rows| rows as u64)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.run(sql, |statement| {
            let columns = statement.column_count();
            let mut rows = statement.query(params_from_iter(params))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let values = (0..columns).map(|column| row.get_ref(column).map(value));
                found.push(Row(values.collect::<rusqlite::Result<_>>()?));
            }
            Ok(found)
        })
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Integer(number),
        // Text that is not UTF-8 is none: whoever reads it as text is told so.
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or_else(
            |_| Value::Bytes(bytes.to_vec()),
            |text| Value::Text(text.to_owned()),
        ),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        // No column is a real number.
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The roles a desk has where nobody chose others.
pub const EVERYDAY_ROLES: [Role; 3] = [Role::Agent, Role::Signatory, Role::Clerk];
