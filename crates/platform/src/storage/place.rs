//! Where a platform keeps what it keeps, as its operator names it, and how it is opened.

use std::path::PathBuf;
use std::sync::Arc;

use super::Storage;
use super::bucket::Bucket;
use super::files::{self, Files};
use super::originals::Originals;
use super::postgres::PostgresDatabase;
use super::relational::SqlStorage;
use super::sql::Database;
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
        match &self.database {
            None => self.on(self.sqlite()?),
            Some(url) => self.on(self.postgres(url)?),
        }
    }

    fn on<D: Database + 'static>(&self, database: D) -> Result<Arc<dyn Storage>, Error> {
        Ok(Arc::new(SqlStorage::new(database, self.originals()?)?))
    }

    pub(super) fn sqlite(&self) -> Result<SqliteDatabase, Error> {
        files::folder(&self.data)?;
        SqliteDatabase::open(&self.data.join("platform.db"))
    }

    pub(super) fn postgres(&self, url: &str) -> Result<PostgresDatabase, Error> {
        let authority = self.database_authority.as_ref();
        let authority = authority
            .map(|path| {
                std::fs::read(path).map_err(Error::file("reading the authority of the database", path))
            })
            .transpose()?;
        PostgresDatabase::open_trusting(url, authority.as_deref())
    }

    /// Opens the place of the originals alone.
    ///
    /// # Errors
    /// The address cannot be read, the object store is out of reach, or the folder cannot be written.
    pub fn originals(&self) -> Result<Box<dyn Originals>, Error> {
        files::folder(&self.data)?;
        Ok(match &self.originals {
            None => Box::new(Files::open(&self.data)?),
            Some(url) if url.starts_with("s3://") => Box::new(Bucket::open(url, &self.data.join("scratch"))?),
            Some(url) if url.contains("://") => {
                return Err(Error::OriginalsUrl { url: url.clone() });
            }
            Some(folder) => Box::new(Files::open(folder.as_ref())?),
        })
    }
}
