//! What goes wrong at the command line itself, and with which number the program ends.

use std::io;
use std::path::{Path, PathBuf};

use desk::input::Unfit;
use wording::Explain;

/// How the program ends. Documented in `docs/CLI.md`; numbers are never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Something was refused, failed, or did not pass; the output says what.
    Failed = 1,
    /// The command line cannot be understood; nothing was tried.
    Usage = 2,
    /// The desk cannot be opened; nothing was tried.
    DeskClosed = 3,
    /// Interrupted; what is finished stays finished.
    Interrupted = 130,
    /// Nobody reads the output any more.
    BrokenPipe = 141,
}

/// An error that ends the command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The desk refused or failed.
    #[error(transparent)]
    Desk(#[from] desk::Error),
    /// The desk could not be opened or made.
    #[error(transparent)]
    DeskClosed(desk::Error),
    /// There is no desk in the folder.
    #[error("no desk in {folder}", folder = folder.display())]
    NoDesk {
        /// The folder.
        folder: PathBuf,
    },
    /// There is a desk in the folder already.
    #[error("{folder} holds a desk already", folder = folder.display())]
    DeskThere {
        /// The folder.
        folder: PathBuf,
    },
    /// The key file cannot be used.
    #[error(transparent)]
    Key(#[from] seal::key::KeyError),
    /// An identifier cannot be read.
    #[error(transparent)]
    Identifier(#[from] identifier::ParseError),
    /// A platform's address cannot be read.
    #[error(transparent)]
    PlatformUrl(#[from] identifier::PlatformUrlError),
    /// A field breaks its rule.
    #[error(transparent)]
    Rule(#[from] model::RuleError),
    /// A value of a letter is no `KEY=TEXT`, or its key is unknown.
    #[error("'{text}' sets nothing in this letter")]
    LetterPair {
        /// What was typed.
        text: String,
    },
    /// A file cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file of trusted certificates holds none.
    #[error("{path}: no certificate can be read", path = path.display())]
    TrustFile {
        /// The file.
        path: PathBuf,
    },
    /// A passphrase file is empty.
    #[error("{path} is empty", path = path.display())]
    PassphraseFileEmpty {
        /// The file.
        path: PathBuf,
    },
    /// No passphrase was given and there is no terminal to ask at.
    #[error("a passphrase is needed ({option})")]
    PassphraseNeeded {
        /// The option that names a file.
        option: &'static str,
    },
    /// The two new passphrases differ.
    #[error("the two passphrases differ")]
    PassphrasesDiffer,
    /// No enrolment code was given and there is no terminal to ask at.
    #[error("an enrolment code is needed")]
    CodeNeeded,
    /// What an option says is not understood.
    #[error("'{text}' is not understood ({option})")]
    OptionInvalid {
        /// The option.
        option: &'static str,
        /// As given.
        text: String,
    },
    /// Not a time.
    #[error("'{text}' is not a time")]
    TimeInvalid {
        /// As given.
        text: String,
    },
    /// A signed revision is taken out of one file at a time.
    #[error("a signed revision is taken out of one file at a time")]
    RevisionOfSeveral,
    /// The file has no such signature, or it cannot be told what it signed.
    #[error("{} has no signature number {number} whose revision can be told", file.display())]
    NoSignedRevision {
        /// The file.
        file: PathBuf,
        /// As given.
        number: usize,
    },
    /// Neither an id nor a reference with a number.
    #[error("'{text}' does not name a document")]
    DocumentArgument {
        /// As given.
        text: String,
    },
    /// The dossier has fewer documents.
    #[error("{reference} has {count} documents, not {number}")]
    DocumentNumber {
        /// The dossier.
        reference: String,
        /// As given.
        number: usize,
        /// What there is.
        count: usize,
    },
    /// The document has no such version.
    #[error("there is no version {number}")]
    VersionUnknown {
        /// As given.
        number: u32,
        /// What there is.
        count: usize,
    },
    /// Not the id of an operation.
    #[error("'{text}' does not name an operation")]
    OperationArgument {
        /// As given.
        text: String,
    },
    /// One title for several files.
    #[error("one title for {count} files")]
    TitleForSeveral {
        /// The files.
        count: usize,
    },
    /// The bytes of a document would be written to a terminal.
    #[error("a PDF is not for the terminal")]
    OutputIsTerminal,
    /// No folder for a desk is known.
    #[error("no folder for the desk is known")]
    NoDataFolder,
    /// A sheet of results of no known kind.
    #[error("{path} is neither .csv nor .json", path = path.display())]
    ResultsKind {
        /// As given.
        path: PathBuf,
    },
    /// A visible seal cannot be made or read.
    #[error(transparent)]
    VisibleSeal(#[from] seal::visible::VisibleSealError),
    /// A bundle cannot be used or made.
    #[error(transparent)]
    Bundle(#[from] visible_seal::BundleError),
    /// The file holds no key for bundles.
    #[error("{path}: no key for a bundle", path = path.display())]
    BundleKey {
        /// The file.
        path: PathBuf,
    },
    /// An entry, revocation or date of a bundle cannot be read.
    #[error("'{text}' cannot be read")]
    BundleArgument {
        /// As given.
        text: String,
    },
    /// A fact that is not `NAME=TEXT` with a known name.
    #[error("'{text}' is not a fact")]
    FactArgument {
        /// As given.
        text: String,
    },
    /// Nobody reads the output any more.
    #[error("broken pipe")]
    BrokenPipe,
}

impl From<seal::key::TokenError> for Error {
    fn from(error: seal::key::TokenError) -> Self {
        Error::Key(error.into())
    }
}

impl Error {
    /// For `map_err` on what happens to `path`.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Error::File { path, source }
    }

    /// With which number the program ends.
    pub fn exit(&self) -> Exit {
        match self {
            Error::DeskClosed(_) | Error::NoDesk { .. } | Error::DeskThere { .. } => Exit::DeskClosed,
            Error::PlatformUrl(_)
            | Error::RevisionOfSeveral
            | Error::TimeInvalid { .. }
            | Error::OptionInvalid { .. }
            | Error::DocumentArgument { .. }
            | Error::OperationArgument { .. }
            | Error::TitleForSeveral { .. }
            | Error::PassphraseNeeded { .. }
            | Error::ResultsKind { .. }
            | Error::Key(seal::key::KeyError::Token(seal::key::TokenError::PinNeeded { .. }))
            | Error::BundleArgument { .. }
            | Error::FactArgument { .. }
            | Error::CodeNeeded => Exit::Usage,
            Error::BrokenPipe => Exit::BrokenPipe,
            _ => Exit::Failed,
        }
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::Desk(error) | Error::DeskClosed(error) => error.code(),
            Error::NoDesk { .. } => "desk-missing",
            Error::DeskThere { .. } => "desk-exists",
            Error::Key(error) => error.code(),
            Error::Identifier(error) => error.code(),
            Error::PlatformUrl(error) => error.code(),
            Error::Rule(error) => error.code(),
            // The codes and sentences of the crates below: one kind of mishap is one code everywhere.
            Error::File { source, .. } if Unfit::of(source).is_some() => match Unfit::of(source) {
                Some(Unfit::TooLarge { .. }) => "file-too-large",
                _ => "file-not-a-file",
            },
            Error::File { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => "file-missing",
                io::ErrorKind::PermissionDenied => "folder-no-permission",
                io::ErrorKind::AlreadyExists => "target-exists",
                io::ErrorKind::NotADirectory => "path-not-a-folder",
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk-full",
                io::ErrorKind::ReadOnlyFilesystem => "folder-read-only",
                _ => "file-unreadable",
            },
            Error::LetterPair { .. } => "letter-wrong-pair",
            Error::TrustFile { .. } => "trust-file-invalid",
            Error::PassphraseFileEmpty { .. } => "passphrase-file-empty",
            Error::PassphraseNeeded { .. } => "passphrase-needed",
            Error::PassphrasesDiffer => "passphrases-differ",
            Error::CodeNeeded => "enrolment-code-needed",
            Error::RevisionOfSeveral => "revision-of-several-files",
            Error::NoSignedRevision { .. } => "signed-revision-unknown",
            Error::TimeInvalid { .. } => "time-invalid",
            Error::OptionInvalid { .. } => "option-invalid",
            Error::DocumentArgument { .. } => "document-argument-invalid",
            Error::DocumentNumber { .. } => "document-number-unknown",
            Error::VersionUnknown { .. } => "document-version-unknown",
            Error::OperationArgument { .. } => "operation-argument-invalid",
            Error::TitleForSeveral { .. } => "title-for-several-files",
            Error::OutputIsTerminal => "output-is-terminal",
            Error::NoDataFolder => "desk-folder-unknown",
            Error::ResultsKind { .. } => "results-kind-unknown",
            Error::VisibleSeal(error) => error.code(),
            Error::Bundle(error) => error.code(),
            Error::BundleKey { .. } => "visible-seal-bundle-key-invalid",
            Error::BundleArgument { .. } => "visible-seal-bundle-argument-invalid",
            Error::FactArgument { .. } => "visible-seal-fact-invalid",
            Error::BrokenPipe => "broken-pipe",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let file = |path: &Path| ("file", path.display().to_string());
        match self {
            Error::Desk(error) | Error::DeskClosed(error) => error.arguments(),
            Error::NoDesk { folder } | Error::DeskThere { folder } => {
                vec![("file", folder.display().to_string())]
            }
            Error::Key(error) => error.arguments(),
            Error::Identifier(error) => error.arguments(),
            Error::PlatformUrl(error) => error.arguments(),
            Error::Rule(error) => error.arguments(),
            Error::File { path, source } => match Unfit::of(source) {
                Some(Unfit::TooLarge {
                    size_bytes,
                    limit_bytes,
                }) => vec![
                    file(path),
                    ("size", size_bytes.div_ceil(1 << 20).to_string()),
                    ("limit", (limit_bytes >> 20).to_string()),
                ],
                _ => vec![file(path), ("detail", source.to_string())],
            },
            Error::VisibleSeal(error) => error.arguments(),
            Error::Bundle(error) => error.arguments(),
            Error::BundleKey { path } => vec![file(path)],
            Error::BundleArgument { text } | Error::FactArgument { text } => vec![("text", text.clone())],
            Error::TrustFile { path } | Error::PassphraseFileEmpty { path } | Error::ResultsKind { path } => {
                vec![file(path)]
            }
            Error::PassphraseNeeded { option } => vec![("option", (*option).to_owned())],
            Error::OptionInvalid { option, text } => {
                vec![("option", (*option).to_owned()), ("text", text.clone())]
            }
            Error::RevisionOfSeveral => Vec::new(),
            Error::NoSignedRevision { file: path, number } => {
                vec![file(path), ("number", number.to_string())]
            }
            Error::TimeInvalid { text }
            | Error::DocumentArgument { text }
            | Error::LetterPair { text }
            | Error::OperationArgument { text } => vec![("text", text.clone())],
            Error::DocumentNumber {
                reference,
                number,
                count,
            } => vec![
                ("reference", reference.clone()),
                ("number", number.to_string()),
                ("count", count.to_string()),
            ],
            Error::VersionUnknown { number, count } => {
                vec![("number", number.to_string()), ("count", count.to_string())]
            }
            Error::TitleForSeveral { count } => vec![("count", count.to_string())],
            Error::PassphrasesDiffer
            | Error::CodeNeeded
            | Error::OutputIsTerminal
            | Error::NoDataFolder
            | Error::BrokenPipe => Vec::new(),
        }
    }
}
