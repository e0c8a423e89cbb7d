//! What can go wrong with a folder that holds a desk.

use std::io;
use std::path::{Path, PathBuf};

use model::Sha256;
use wording::Explain;

/// What can go wrong with a folder that holds a desk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The passphrase does not open the data key.
    #[error("the passphrase is wrong")]
    PassphraseWrong,
    /// A passphrase too short to protect anything.
    #[error("the passphrase has fewer than {minimum} characters")]
    PassphraseTooShort {
        /// Characters needed.
        minimum: usize,
    },
    /// There is no desk in the folder.
    #[error("{folder} holds no desk")]
    DeskMissing {
        /// The folder.
        folder: PathBuf,
    },
    /// A desk is there already.
    #[error("{folder} holds a desk already")]
    DeskExists {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder for a new desk holds something else.
    #[error("{folder} is not empty")]
    FolderNotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The database is damaged, truncated or belongs to another desk.
    #[error("the database {file} is damaged: {detail}")]
    DeskDamaged {
        /// The database.
        file: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The database was written by a newer program.
    #[error("the desk has schema {found}; this program knows {known}")]
    DeskNewer {
        /// Schema in the file.
        found: i64,
        /// Newest schema known here.
        known: i64,
    },
    /// `key.json` is missing.
    #[error("the key file {file} is missing")]
    KeyFileMissing {
        /// The key file.
        file: PathBuf,
    },
    /// `key.json` cannot be read as what it must be.
    #[error("the key file {file} is damaged: {detail}")]
    KeyFileDamaged {
        /// The key file.
        file: PathBuf,
        /// What was found.
        detail: String,
    },
    /// `key.json` was written by a newer program.
    #[error("the key file {file} has format {found}, newer than this program")]
    KeyFileNewer {
        /// The key file.
        file: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Another process has kept the database busy for too long.
    #[error("another program keeps the desk busy")]
    DeskBusy,
    /// No space left.
    #[error("no space left for {file}")]
    DiskFull {
        /// What was being written.
        file: PathBuf,
    },
    /// The folder cannot be written.
    #[error("{file} is on a read-only medium")]
    FolderReadOnly {
        /// What was being written.
        file: PathBuf,
    },
    /// The operating system refuses access.
    #[error("no permission for {file}")]
    FolderNoPermission {
        /// What was being read or written.
        file: PathBuf,
    },
    /// A file is not there.
    #[error("{file} is missing")]
    FileMissing {
        /// The file.
        file: PathBuf,
    },
    /// Reading or writing failed otherwise.
    #[error("{file}: {source}")]
    FileUnreadable {
        /// The file.
        file: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A source file changed between two readings.
    #[error("the file changed while it was read")]
    FileChanged,
    /// The cryptographic library refused an operation that cannot fail.
    #[error("the cryptographic library failed")]
    CryptographyFailed,
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
    /// A stored blob is missing.
    #[error("the stored content {sha256} is missing")]
    BlobMissing {
        /// Its digest.
        sha256: Sha256,
    },
    /// A content that the platform has told of and that has not come yet.
    #[error("the content {sha256} has not come yet")]
    BlobAwaited {
        /// Its digest.
        sha256: Sha256,
    },
    /// A stored blob is altered, cut short or swapped.
    #[error("the stored content {sha256} is damaged")]
    BlobDamaged {
        /// Its digest.
        sha256: Sha256,
    },
    /// There is no such dossier.
    #[error("there is no dossier {subject}")]
    DossierUnknown {
        /// Identity or reference.
        subject: String,
    },
    /// The dossier is closed: it is read-only until it is reopened.
    #[error("the dossier {reference} is closed")]
    DossierClosed {
        /// Its reference.
        reference: String,
    },
    /// There is no such contact.
    #[error("there is no contact {contact}")]
    ContactUnknown {
        /// Identity.
        contact: String,
    },
    /// The reference is taken.
    #[error("the reference {reference} is taken")]
    ReferenceTaken {
        /// The reference.
        reference: String,
    },
    /// There is no such document.
    #[error("there is no document {document}")]
    DocumentUnknown {
        /// Identity.
        document: String,
    },
    /// There is no such version.
    #[error("there is no version {version}")]
    VersionUnknown {
        /// Identity.
        version: String,
    },
    /// There is no such operation in the outbox.
    #[error("there is no operation {op} in the outbox")]
    OperationUnknown {
        /// Identity.
        op: String,
    },
    /// The document is sealed: nothing is added to an original.
    #[error("the document is sealed already")]
    DocumentSealed,
    /// Somebody else added a version in between.
    #[error("the document has a newer version")]
    DocumentChanged,
    /// The platform keeps the original: nothing is added to it any more.
    #[error("the original '{title}' is registered")]
    OriginalRegistered {
        /// Title of the document.
        title: String,
    },
    /// Nothing has to be added to the seal of the document.
    #[error("nothing is to be added to the seal of '{title}'")]
    AugmentationUnknown {
        /// Title of the document.
        title: String,
    },
    /// The journal's chain does not hold.
    #[error(transparent)]
    Journal(#[from] tlog::Error),
    /// Access, backups, the journal's anchor.
    #[error(transparent)]
    Safety(#[from] crate::safety::SafetyError),
    /// A stored value cannot be understood.
    #[error("{table}.{column} holds a value that cannot be read")]
    ValueUnreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The database refuses a statement.
    #[error("the database refuses: {0}")]
    Database(rusqlite::Error),
}

impl Error {
    /// What a reader of logs may see beside the sentence.
    fn file(&self) -> Option<&Path> {
        match self {
            Error::DeskMissing { folder }
            | Error::DeskExists { folder }
            | Error::FolderNotEmpty { folder } => Some(folder),
            Error::DeskDamaged { file, .. }
            | Error::KeyFileMissing { file }
            | Error::KeyFileDamaged { file, .. }
            | Error::KeyFileNewer { file, .. }
            | Error::DiskFull { file }
            | Error::FolderReadOnly { file }
            | Error::FolderNoPermission { file }
            | Error::FileMissing { file }
            | Error::FileUnreadable { file, .. } => Some(file),
            _ => None,
        }
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::PassphraseWrong => "passphrase-wrong",
            Error::PassphraseTooShort { .. } => "passphrase-too-short",
            Error::DeskMissing { .. } => "desk-missing",
            Error::DeskExists { .. } => "desk-exists",
            Error::FolderNotEmpty { .. } => "folder-not-empty",
            Error::DeskDamaged { .. } => "desk-damaged",
            Error::DeskNewer { .. } => "desk-newer",
            Error::KeyFileMissing { .. } => "key-json-missing",
            Error::KeyFileDamaged { .. } => "key-json-damaged",
            Error::KeyFileNewer { .. } => "key-json-newer",
            Error::DeskBusy => "desk-busy",
            Error::DiskFull { .. } => "disk-full",
            Error::FolderReadOnly { .. } => "folder-read-only",
            Error::FolderNoPermission { .. } => "folder-no-permission",
            Error::FileMissing { .. } => "file-missing",
            Error::FileUnreadable { .. } => "file-unreadable",
            Error::FileChanged => "file-changed",
            Error::CryptographyFailed => "cryptography-failed",
            Error::Cancelled => "cancelled",
            Error::BlobMissing { .. } => "content-missing",
            Error::BlobAwaited { .. } => "content-awaited",
            Error::BlobDamaged { .. } => "content-damaged",
            Error::DossierUnknown { .. } => "dossier-unknown",
            Error::DossierClosed { .. } => "dossier-closed",
            Error::ContactUnknown { .. } => "contact-unknown",
            Error::ReferenceTaken { .. } => "reference-taken",
            Error::DocumentUnknown { .. } => "document-unknown",
            Error::VersionUnknown { .. } => "version-unknown",
            Error::OperationUnknown { .. } => "operation-unknown",
            Error::DocumentSealed => "document-sealed",
            Error::DocumentChanged => "document-changed",
            Error::OriginalRegistered { .. } => "original-registered",
            Error::AugmentationUnknown { .. } => "augmentation-unknown",
            Error::Journal(error) => error.code(),
            Error::Safety(error) => error.code(),
            Error::ValueUnreadable { .. } => "desk-value-unreadable",
            Error::Database(_) => "desk-database",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments: Vec<(&'static str, String)> = self
            .file()
            .map(|file| ("file", file.display().to_string()))
            .into_iter()
            .collect();
        match self {
            Error::PassphraseTooShort { minimum } => arguments.push(("minimum", minimum.to_string())),
            Error::DeskDamaged { detail, .. } | Error::KeyFileDamaged { detail, .. } => {
                arguments.push(("detail", detail.clone()));
            }
            Error::DeskNewer { found, known } => {
                arguments.push(("found", found.to_string()));
                arguments.push(("known", known.to_string()));
            }
            Error::FileUnreadable { source, .. } => arguments.push(("detail", source.to_string())),
            Error::BlobMissing { sha256 } | Error::BlobAwaited { sha256 } | Error::BlobDamaged { sha256 } => {
                arguments.push(("sha256", sha256.to_string()));
            }
            Error::DossierUnknown { subject } => arguments.push(("dossier", subject.clone())),
            Error::DossierClosed { reference } | Error::ReferenceTaken { reference } => {
                arguments.push(("reference", reference.clone()));
            }
            Error::ContactUnknown { contact } => arguments.push(("contact", contact.clone())),
            Error::DocumentUnknown { document } => arguments.push(("document", document.clone())),
            Error::VersionUnknown { version } => arguments.push(("version", version.clone())),
            Error::OriginalRegistered { title } | Error::AugmentationUnknown { title } => {
                arguments.push(("title", title.clone()));
            }
            Error::OperationUnknown { op } => arguments.push(("operation", op.clone())),
            Error::Journal(error) => arguments.extend(error.arguments()),
            Error::Safety(error) => arguments.extend(error.arguments()),
            Error::ValueUnreadable { table, column } => {
                arguments.push(("table", (*table).to_owned()));
                arguments.push(("column", (*column).to_owned()));
            }
            Error::Database(error) => arguments.push(("detail", error.to_string())),
            _ => {}
        }
        arguments
    }
}

/// Turns an error of the operating system into what a person can act on.
pub fn io_error(file: &Path, error: io::Error) -> Error {
    let file = file.to_owned();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull { file },
        io::ErrorKind::ReadOnlyFilesystem => Error::FolderReadOnly { file },
        io::ErrorKind::PermissionDenied => Error::FolderNoPermission { file },
        io::ErrorKind::NotFound => Error::FileMissing { file },
        _ => Error::FileUnreadable { file, source: error },
    }
}

/// Turns an error of SQLite on `database` into what a person can act on.
pub(crate) fn database_error(database: &Path, error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    let file = || database.to_owned();
    let rusqlite::Error::SqliteFailure(failure, _) = &error else {
        return Error::Database(error);
    };
    match failure.code {
        ErrorCode::DiskFull => Error::DiskFull { file: file() },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::DeskBusy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::DeskDamaged {
            file: file(),
            detail: error.to_string(),
        },
        ErrorCode::ReadOnly
        | ErrorCode::CannotOpen
        | ErrorCode::SystemIoFailure
        | ErrorCode::PermissionDenied => {
            // SQLite does not say why: ask the folder itself.
            match database.parent().map(probe) {
                Some(Err(reason)) => reason,
                _ => Error::Database(error),
            }
        }
        _ => Error::Database(error),
    }
}

/// Whether a file can be made, filled and removed in a folder.
fn probe(folder: &Path) -> Result<(), Error> {
    use std::io::Write;
    let attempt = || -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix("probe-").tempfile_in(folder)?;
        file.write_all(&[0; 64 * 1024])?;
        file.as_file().sync_all()
    };
    attempt().map_err(|error| io_error(folder, error))
}
