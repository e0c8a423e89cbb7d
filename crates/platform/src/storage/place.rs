//! Where a platform keeps what it keeps, as its operator names it, and how it is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Storage;
use super::bucket::Bucket;
use super::files::{self, Files};
use super::originals::Originals;
use super::postgres::PostgresDatabase;
use super::relational::SqlStorage;
use super::sql::{Database, Sql};
use super::sqlite::SqliteDatabase;
use crate::error::Error;

/// Where rows and bytes are.
#[derive(Clone, Debug)]
pub struct Place {
    /// Folder of this machine: SQLite and originals where nothing else is named; scratch files and keys in any case.
    pub data: PathBuf,
    /// `postgres://…`; `None`: SQLite in the folder.
    pub database: Option<String>,
    /// Certificates of the authority that the database server's certificate is of, PEM; `None`: those the system trusts.
    pub database_authority: Option<PathBuf>,
    /// `s3://bucket/prefix`, or a folder; `None`: files in the folder.
    pub originals: Option<String>,
}

impl Place {
    /// SQLite and files in one folder.
    pub fn folder(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database: None,
            database_authority: None,
            originals: None,
        }
    }

    /// Opens the place, and makes it where it is not there; brings the database to the newest form.
    ///
    /// # Errors
    /// An address cannot be read, a server is out of reach, the folder cannot be written, or the database is of a newer
    /// platform or damaged.
    pub fn open(&self) -> Result<Arc<dyn Storage>, Error> {
        Ok(Arc::new(self.storage()?))
    }

    /// As [`open`](Self::open), as what it is.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn storage(&self) -> Result<SqlStorage<Rows>, Error> {
        SqlStorage::new(self.rows()?, self.originals()?)
    }

    /// Opens the database alone.
    pub(super) fn rows(&self) -> Result<Rows, Error> {
        let folder = self.data_folder()?;
        let Some(url) = &self.database else {
            return Ok(Rows::Sqlite(SqliteDatabase::open(&folder.join("platform.db"))?));
        };
        let authority = self.database_authority.as_ref();
        let authority = authority
            .map(|path| {
                std::fs::read(path).map_err(Error::file("reading the authority of the database", path))
            })
            .transpose()?;
        let database = PostgresDatabase::open_trusting(url, authority.as_deref())?;
        Ok(Rows::Postgres(Box::new(database)))
    }

    /// The folder of this machine, made where it is not there.
    ///
    /// # Errors
    /// The folder cannot be made, or not restricted to the platform's user.
    pub fn data_folder(&self) -> Result<&Path, Error> {
        files::folder(&self.data)?;
        Ok(&self.data)
    }

    /// What to call it, without passwords.
    pub(super) fn name(&self) -> String {
        match &self.database {
            None => self.data.join("platform.db").display().to_string(),
            Some(url) => url
                .rsplit_once('@')
                .map_or(url.as_str(), |(_, place)| place)
                .to_owned(),
        }
    }

    /// Opens the place of the originals alone.
    ///
    /// # Errors
    /// The address cannot be read, the object store is out of reach, or the folder cannot be written.
    pub fn originals(&self) -> Result<Box<dyn Originals>, Error> {
        self.originals_at(self.originals.as_ref())
    }

    /// Opens another place of originals, e.g. a replica; `None`: the folder of this machine.
    ///
    /// # Errors
    /// As [`originals`](Self::originals).
    pub fn originals_at(&self, url: Option<&String>) -> Result<Box<dyn Originals>, Error> {
        files::folder(&self.data)?;
        Ok(match url {
            None => Box::new(Files::open(&self.data)?),
            Some(url) if url.starts_with("s3://") => Box::new(Bucket::open(url, &self.data.join("scratch"))?),
            Some(url) if url.contains("://") => {
                return Err(Error::OriginalsUrl { url: url.clone() });
            }
            Some(folder) => Box::new(Files::open(folder.as_ref())?),
        })
    }
}

/// A database of either kind.
pub enum Rows {
    /// A file of this machine.
    Sqlite(SqliteDatabase),
    /// A server.
    Postgres(Box<PostgresDatabase>),
}

impl Database for Rows {
    fn read<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Rows::Sqlite(database) => database.read(f),
            Rows::Postgres(database) => database.read(f),
        }
    }

    fn change<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Rows::Sqlite(database) => database.change(f),
            Rows::Postgres(database) => database.change(f),
        }
    }

    fn change_numbered<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Rows::Sqlite(database) => database.change_numbered(f),
            Rows::Postgres(database) => database.change_numbered(f),
        }
    }
}
