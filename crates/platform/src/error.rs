//! What can go wrong on the platform, as its operator reads it.

use std::path::PathBuf;

use wording::Explain;

/// Why the platform cannot do what it was asked on its own machine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error("the database failed while it {operation}")]
    Database {
        /// What it was doing, e.g. `ran 'SELECT id FROM desk'`; never with what the rows hold.
        operation: String,
        /// What it said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database could not be brought to the newest form.
    #[error("the database could not be migrated")]
    Migration(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A file could not be read or written.
    #[error("{operation} failed: {path}")]
    File {
        /// What was done.
        operation: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The address of the database cannot be read. It is not repeated: it may hold a password.
    #[error("the address of the database cannot be read")]
    DatabaseUrl,
    /// The address of the originals is neither a folder nor a bucket.
    #[error("'{url}' is not a place for originals")]
    OriginalsUrl {
        /// The address.
        url: String,
    },
    /// The object store refused, or is out of reach.
    #[error("the store of originals failed while it {operation}")]
    Originals {
        /// What it was doing, e.g. `read an object`.
        operation: &'static str,
        /// What it said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Something is to be copied to where something else is.
    #[error("{target} holds something already")]
    Occupied {
        /// The database or folder.
        target: String,
    },
    /// A copy to here was begun and is not finished.
    #[error("a copy to this place is not finished")]
    CopyUnfinished,
    /// What was copied is not what was to be copied.
    #[error("what was copied is not what was to be copied: {what}")]
    Differs {
        /// Which table, or which file.
        what: String,
    },
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// A row of the database does not mean anything to this version.
    #[error("a stored {what} cannot be read")]
    Stored {
        /// What the row holds.
        what: &'static str,
    },
    /// An administration of this name exists.
    #[error("the administration '{name}' exists already")]
    AdministrationExists {
        /// Its name.
        name: String,
    },
    /// There is no such administration.
    #[error("there is no administration '{name}'")]
    AdministrationUnknown {
        /// Its name.
        name: String,
    },
    /// There is no such desk.
    #[error("there is no desk '{desk}'")]
    DeskUnknown {
        /// Its identity.
        desk: String,
    },
    /// There is no such person, or they have left.
    #[error("there is no person '{person}'")]
    PersonUnknown {
        /// Their identity.
        person: String,
    },
    /// A person of this identity is registered.
    #[error("the person '{person}' is registered already")]
    PersonExists {
        /// Their identity.
        person: String,
    },
    /// A name is empty, too long or cannot be printed.
    #[error("the name is empty, longer than 200 characters, or has control characters")]
    NameInvalid,
    /// The identifier is mistyped.
    #[error(transparent)]
    Identifier(#[from] identifier::ParseError),
    /// No document has the identifier.
    #[error(transparent)]
    IdentifierUnknown(#[from] identifier::UnknownIdentifier),
    /// The public address is not one.
    #[error(transparent)]
    PublicUrl(#[from] identifier::PlatformUrlError),
    /// A certificate seals for another administration.
    #[error("the certificate {sha256} is named as another administration's seal")]
    SealTaken {
        /// SHA-256 of the certificate.
        sha256: model::Sha256,
    },
    /// A certificate that is to seal no longer did not.
    #[error("the certificate {sha256} is none that seals for this administration")]
    SealUnknown {
        /// SHA-256 of the certificate.
        sha256: model::Sha256,
    },
    /// The file of trusted certificates cannot be read.
    #[error("the trusted certificates cannot be read: {path}")]
    Trust {
        /// The file.
        path: PathBuf,
    },
    /// The TLS certificate or key cannot be used.
    #[error("the TLS certificate {certificate} and key {key} cannot be used")]
    Tls {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The address to listen on is taken or not allowed.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness")]
    Randomness,
    /// The public log was signed by another key before.
    #[error("the public log '{origin}' was signed by another key before")]
    LogKeyOther {
        /// The log's name.
        origin: String,
    },
    /// The public log of a restored platform is to begin anew under the name that it had.
    #[error("the public log was called '{origin}' before")]
    LogNameTaken {
        /// The log's name.
        origin: String,
    },
    /// What is stored of the public log does not hold together, or a policy cannot be read.
    #[error(transparent)]
    Log(#[from] tlog::Error),
    /// What is kept as evidence of an original does not fit it, or a record cannot be read.
    #[error(transparent)]
    Evidence(#[from] seal::evidence_record::EvidenceError),
    /// There is no evidence record of an original yet.
    #[error("there is no evidence record of this document yet")]
    EvidenceMissing,
    /// The settings for the sign-in of people cannot be used.
    #[error("the settings for sign-in cannot be used: {what}")]
    SignInSettings {
        /// Which.
        what: String,
    },
    /// The settings for time-stamps cannot be used.
    #[error("the settings for time-stamps cannot be used: {what}")]
    TimeStampSettings {
        /// Which, and what is wrong.
        what: String,
    },
    /// The bundle of certificates for visible seals is not used.
    #[error(transparent)]
    SealBundle(#[from] visible_seal::BundleError),
    /// The publisher's key of that bundle cannot be read.
    #[error("no key for the bundle of certificates: {path}")]
    SealBundleKey {
        /// The file.
        path: PathBuf,
    },
    /// A part of the work ended without an answer.
    #[error("a task of the server was broken off")]
    BrokenOff,
}

impl Error {
    pub(crate) fn file(
        operation: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::DiskFull,
            _ => Error::File {
                operation,
                path,
                source,
            },
        }
    }

    pub(crate) fn database(operation: &str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Error::DiskFull,
            // The file that its connections share could not grow.
            Some(rusqlite::ErrorCode::SystemIoFailure)
                if source
                    .sqlite_error()
                    .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Error::DiskFull
            }
            _ => Error::Database {
                operation: operation.to_owned(),
                source: Box::new(source),
            },
        }
    }

    /// What lies beneath, for the log: its first line. A database tells in the lines below which values a row holds.
    pub(crate) fn cause(&self) -> Option<String> {
        let cause = std::error::Error::source(self)?.to_string();
        cause.lines().next().map(str::to_owned)
    }

    /// The words of a statement, on one line and not too many of them.
    pub(crate) fn statement(sql: &str) -> String {
        let words: Vec<&str> = sql.split_whitespace().collect();
        format!("ran '{:.100}'", words.join(" "))
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::Database { .. } => "server-database-failed",
            Error::Migration(_) => "server-database-migration-failed",
            Error::File { .. } => "server-file-failed",
            Error::DatabaseUrl => "server-database-address",
            Error::OriginalsUrl { .. } => "server-originals-address",
            Error::Originals { .. } => "server-originals-failed",
            Error::Occupied { .. } => "server-target-not-empty",
            Error::CopyUnfinished => "server-copy-unfinished",
            Error::Differs { .. } => "server-copy-differs",
            Error::DiskFull => "server-disk-full",
            Error::Stored { .. } => "server-database-damaged",
            Error::AdministrationExists { .. } => "administration-exists",
            Error::AdministrationUnknown { .. } => "administration-unknown",
            Error::DeskUnknown { .. } => "desk-not-enrolled",
            Error::PersonUnknown { .. } => "person-not-registered",
            Error::PersonExists { .. } => "person-registered",
            Error::NameInvalid => "administration-name-invalid",
            Error::Identifier(error) => error.code(),
            Error::IdentifierUnknown(error) => error.code(),
            Error::PublicUrl(error) => error.code(),
            Error::SealTaken { .. } => "server-seal-taken",
            Error::SealUnknown { .. } => "server-seal-unknown",
            Error::Trust { .. } => "server-trust-unreadable",
            Error::Tls { .. } => "server-tls-unusable",
            Error::Listen { .. } => "server-address-unusable",
            Error::Randomness => "server-randomness-missing",
            Error::LogKeyOther { .. } => "server-log-key-other",
            Error::LogNameTaken { .. } => "server-log-name-taken",
            Error::Log(error) => error.code(),
            Error::Evidence(error) => error.code(),
            Error::EvidenceMissing => "server-evidence-missing",
            Error::SignInSettings { .. } => "server-sign-in-settings",
            Error::TimeStampSettings { .. } => "server-time-stamp-settings",
            Error::SealBundle(error) => error.code(),
            Error::SealBundleKey { .. } => "server-seal-bundle-key",
            Error::BrokenOff => "server-task-broken-off",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::SealBundle(error) => error.arguments(),
            Error::File { path, .. } | Error::Trust { path } | Error::SealBundleKey { path } => {
                vec![("path", path.display().to_string())]
            }
            Error::AdministrationExists { name } | Error::AdministrationUnknown { name } => {
                vec![("name", name.clone())]
            }
            Error::SealTaken { sha256 } | Error::SealUnknown { sha256 } => {
                vec![("sha256", sha256.to_string())]
            }
            Error::DeskUnknown { desk } => vec![("desk", desk.clone())],
            Error::PersonUnknown { person } | Error::PersonExists { person } => {
                vec![("person", person.clone())]
            }
            Error::OriginalsUrl { url } => vec![("url", url.clone())],
            Error::Occupied { target } => vec![("target", target.clone())],
            Error::Differs { what } => vec![("what", what.clone())],
            Error::Identifier(error) => error.arguments(),
            Error::IdentifierUnknown(error) => error.arguments(),
            Error::PublicUrl(error) => error.arguments(),
            Error::Tls { certificate, key, .. } => {
                vec![
                    ("certificate", certificate.display().to_string()),
                    ("key", key.display().to_string()),
                ]
            }
            Error::Listen { address, .. } => vec![("address", address.to_string())],
            Error::LogKeyOther { origin } | Error::LogNameTaken { origin } => {
                vec![("origin", origin.clone())]
            }
            Error::Log(error) => error.arguments(),
            Error::Evidence(error) => error.arguments(),
            Error::TimeStampSettings { what } | Error::SignInSettings { what } => {
                vec![("what", what.clone())]
            }
            Error::Database { .. }
            | Error::Migration(_)
            | Error::DatabaseUrl
            | Error::CopyUnfinished
            | Error::EvidenceMissing
            | Error::Originals { .. }
            | Error::DiskFull
            | Error::Stored { .. }
            | Error::NameInvalid
            | Error::Randomness
            | Error::BrokenOff => Vec::new(),
        }
    }
}
