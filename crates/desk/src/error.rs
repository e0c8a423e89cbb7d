//! What can go wrong at a desk.

use std::path::{Path, PathBuf};

use store::input::Unfit;
use wording::Explain;

/// What can go wrong at a desk. Errors of the crates below are carried whole: their code and sentence are theirs.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of the desk.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Retention, holds, dispositions, exports.
    #[error(transparent)]
    Retention(#[from] model::disposition::RetentionError),
    /// An entry breaks a rule.
    #[error(transparent)]
    Rule(#[from] model::RuleError),
    /// A search or a kept search.
    #[error(transparent)]
    Search(#[from] model::search::SearchError),
    /// A change to a dossier is refused.
    #[error(transparent)]
    Dossier(#[from] crate::dossiers::DossierError),
    /// A change to the directory is refused.
    #[error(transparent)]
    Directory(#[from] crate::directory::DirectoryError),
    /// A PDF is refused.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    /// Sealing is refused.
    #[error(transparent)]
    Seal(#[from] seal::sign::SealError),
    /// Nothing can be added to a seal.
    #[error(transparent)]
    Augment(#[from] seal::augment::AugmentError),
    /// An address of the network cannot be asked.
    #[error(transparent)]
    Web(#[from] seal::online::WebError),
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] seal::key::KeyError),
    /// Trusted roots cannot be read.
    #[error(transparent)]
    Trust(#[from] seal::verify::TrustError),
    /// The platform or the way to it.
    #[error(transparent)]
    Sync(#[from] sync::Error),
    /// An address is none of a platform.
    #[error(transparent)]
    Platform(#[from] identifier::PlatformUrlError),
    /// An act on a circuit is refused.
    #[error(transparent)]
    Circuit(#[from] model::circuit::CircuitError),
    /// A delegation is refused.
    #[error(transparent)]
    Delegation(#[from] model::delegation::DelegationError),
    /// Something about tasks, notes or people is refused.
    #[error(transparent)]
    Work(#[from] model::work::WorkError),
    /// Something is not taken in, or a document not changed.
    #[error(transparent)]
    Import(#[from] crate::import::ImportError),
    /// Letters and their templates.
    #[error(transparent)]
    Letter(#[from] crate::letters::LetterError),
    /// A procedure cannot be used.
    #[error(transparent)]
    Procedure(#[from] crate::procedures::ProcedureError),
    /// Something cannot be done with a deadline.
    #[error(transparent)]
    Deadline(#[from] model::deadline::DeadlineError),
    /// A length of time cannot be read.
    #[error(transparent)]
    Length(#[from] model::deadline::LengthError),
    /// A file of public holidays cannot be read.
    #[error(transparent)]
    Holidays(#[from] model::deadline::CalendarFault),
    /// The public log.
    #[error(transparent)]
    Log(#[from] crate::public_log::LogError),
    /// The file to import is empty.
    #[error("{file} is empty")]
    FileEmpty {
        /// The file.
        file: PathBuf,
    },
    /// What is to be imported is a folder or a device.
    #[error("{file} is no file")]
    NotAFile {
        /// What was given.
        file: PathBuf,
    },
    /// The name says one kind, the content another.
    #[error("{file} is named .{named} but holds {found}")]
    FileKindMismatch {
        /// The file.
        file: PathBuf,
        /// The extension of its name.
        named: String,
        /// Key of the kind found: `pdf`, `word`, `image`, ...
        found: &'static str,
    },
    /// A file larger than can be looked into.
    #[error("{file} has {size_mb} MB; at most {limit_mb} can be read")]
    FileTooLarge {
        /// The file.
        file: PathBuf,
        /// Its size.
        size_mb: u64,
        /// The limit.
        limit_mb: u64,
    },
    /// The target of an export or of sealing exists.
    #[error("{file} exists already")]
    TargetExists {
        /// The target.
        file: PathBuf,
    },
    /// The output would replace an input.
    #[error("{file} is one of the inputs")]
    TargetIsInput {
        /// The target.
        file: PathBuf,
    },
    /// An input is no longer what was sealed into its output.
    #[error("{file} was changed after it was sealed into {output}")]
    InputChanged {
        /// The input.
        file: PathBuf,
        /// The output of its earlier content.
        output: PathBuf,
    },
    /// Not begun because the key stopped the batch.
    #[error("not begun: {reason}")]
    BatchStopped {
        /// What the key said, for a person.
        reason: String,
    },
    /// Only a PDF can be sealed.
    #[error("'{title}' is no PDF")]
    DocumentNotPdf {
        /// Title of the document.
        title: String,
    },
    /// A file has no such revision.
    #[error("no revision {number}")]
    RevisionUnknown {
        /// Its number.
        number: u32,
    },
    /// Whoever works here lacks the role.
    #[error("{person} lacks the role")]
    RoleMissing {
        /// Who.
        person: String,
        /// One of these would do.
        needed: Vec<model::Role>,
    },
    /// The dossier is closed.
    #[error("the dossier {reference} is closed")]
    DossierClosed {
        /// Its reference.
        reference: String,
    },
    /// There is no procedure with this key.
    #[error("there is no procedure '{procedure}'")]
    ProcedureUnknown {
        /// The key.
        procedure: String,
    },
    /// The definition of a procedure cannot be read.
    #[error("the procedure '{procedure}' is badly defined: {detail}")]
    ProcedureDamaged {
        /// The key.
        procedure: String,
        /// What is wrong.
        detail: String,
    },
    /// No platform is known whose address could be printed.
    #[error("no platform is set")]
    PlatformNotSet,
    /// The desk is not enrolled.
    #[error("the desk is not enrolled")]
    NotEnrolled,
    /// There is no conflict of this number to decide (any more).
    #[error("there is no conflict {number} to decide")]
    ConflictUnknown {
        /// The number.
        number: String,
    },
    /// A conflict is not about this field.
    #[error("the conflict is not about {field}")]
    ConflictFieldUnknown {
        /// The field.
        field: String,
    },
    /// Originals wait that carry another platform's address.
    #[error("{count} originals wait for another platform")]
    PlatformOtherWaiting {
        /// How many.
        count: u32,
    },
    /// Another window or command sends the outbox now.
    #[error("the outbox is being sent already")]
    SyncRunning,
    /// A sealed document has neither an outbox entry nor an acknowledgement.
    #[error("the original '{title}' waits nowhere")]
    OriginalForgotten {
        /// Title of the document.
        title: String,
    },
    /// A file among the blobs that is none.
    #[error("{file} does not belong to the desk")]
    StrangeFile {
        /// The file.
        file: PathBuf,
    },
    /// TEST certificates could not be made.
    #[error("the TEST certificates could not be made: {detail}")]
    TestCertificates {
        /// What the library says.
        detail: String,
    },
}

impl From<store::SafetyError> for Error {
    fn from(error: store::SafetyError) -> Self {
        Error::Store(error.into())
    }
}

impl Error {
    /// An error of the operating system about a file outside the desk.
    pub(crate) fn io(file: &Path, error: std::io::Error) -> Self {
        let file = file.to_owned();
        match store::input::Unfit::of(&error) {
            Some(Unfit::NotAFile) => return Error::NotAFile { file },
            Some(Unfit::TooLarge {
                size_bytes,
                limit_bytes,
            }) => {
                return Error::FileTooLarge {
                    file,
                    size_mb: size_bytes.div_ceil(1 << 20),
                    limit_mb: limit_bytes >> 20,
                };
            }
            None => {}
        }
        Error::Store(store::io_error(&file, error))
    }

    fn below(&self) -> Option<&dyn Explain> {
        match self {
            Error::Store(error) => Some(error),
            Error::Rule(error) => Some(error),
            Error::Retention(error) => Some(error),
            Error::Dossier(error) => Some(error),
            Error::Directory(error) => Some(error),
            Error::Pdf(error) => Some(error),
            Error::Seal(error) => Some(error),
            Error::Augment(error) => Some(error),
            Error::Web(error) => Some(error),
            Error::Key(error) => Some(error),
            Error::Trust(error) => Some(error),
            Error::Sync(error) => Some(error),
            Error::Platform(error) => Some(error),
            Error::Procedure(error) => Some(error),
            Error::Deadline(error) => Some(error),
            Error::Length(error) => Some(error),
            Error::Holidays(error) => Some(error),
            Error::Log(error) => Some(error),
            Error::Letter(error) => Some(error),
            Error::Circuit(error) => Some(error),
            Error::Delegation(error) => Some(error),
            Error::Work(error) => Some(error),
            Error::Import(error) => Some(error),
            Error::Search(error) => Some(error),
            _ => None,
        }
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        if let Some(below) = self.below() {
            return below.code();
        }
        match self {
            Error::FileEmpty { .. } => "file-empty",
            Error::NotAFile { .. } => "file-not-a-file",
            Error::FileKindMismatch { .. } => "file-kind-mismatch",
            Error::FileTooLarge { .. } => "file-too-large",
            Error::TargetExists { .. } => "target-exists",
            Error::TargetIsInput { .. } => "target-is-input",
            Error::InputChanged { .. } => "input-changed",
            Error::BatchStopped { .. } => "batch-stopped",
            Error::DocumentNotPdf { .. } => "document-not-pdf",
            Error::RevisionUnknown { .. } => "revision-unknown",
            Error::RoleMissing { .. } => "role-missing",
            Error::DossierClosed { .. } => "dossier-closed",
            Error::ProcedureUnknown { .. } => "procedure-unknown",
            Error::ProcedureDamaged { .. } => "procedure-damaged",
            Error::PlatformNotSet => "platform-not-set",
            Error::NotEnrolled => "desk-not-enrolled",
            Error::ConflictUnknown { .. } => "conflict-unknown",
            Error::ConflictFieldUnknown { .. } => "conflict-field-unknown",
            Error::PlatformOtherWaiting { .. } => "platform-other-waiting",
            Error::SyncRunning => "sync-running",
            Error::OriginalForgotten { .. } => "original-forgotten",
            Error::StrangeFile { .. } => "strange-file",
            Error::TestCertificates { .. } => "test-certificates",
            // The others are carried whole and answered above.
            _ => "desk-error",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        if let Some(below) = self.below() {
            return below.arguments();
        }
        let shown = |file: &PathBuf| file.display().to_string();
        match self {
            Error::FileEmpty { file }
            | Error::NotAFile { file }
            | Error::TargetExists { file }
            | Error::TargetIsInput { file }
            | Error::StrangeFile { file } => vec![("file", shown(file))],
            Error::BatchStopped { reason } => vec![("reason", reason.clone())],
            Error::ConflictUnknown { number } => vec![("number", number.clone())],
            Error::ConflictFieldUnknown { field } => vec![("field", field.clone())],
            Error::InputChanged { file, output } => {
                vec![("file", shown(file)), ("output", shown(output))]
            }
            Error::FileKindMismatch { file, named, found } => {
                vec![
                    ("file", shown(file)),
                    ("named", named.clone()),
                    ("found", (*found).to_owned()),
                ]
            }
            Error::FileTooLarge {
                file,
                size_mb,
                limit_mb,
            } => {
                vec![
                    ("file", shown(file)),
                    ("size", size_mb.to_string()),
                    ("limit", limit_mb.to_string()),
                ]
            }
            Error::DocumentNotPdf { title } | Error::OriginalForgotten { title } => {
                vec![("title", title.clone())]
            }
            Error::RevisionUnknown { number } => vec![("number", number.to_string())],
            Error::RoleMissing { person, needed } => vec![
                ("person", person.clone()),
                (
                    "role",
                    needed.first().map(role_word).unwrap_or_default().to_owned(),
                ),
            ],
            Error::DossierClosed { reference } => vec![("reference", reference.clone())],
            Error::ProcedureUnknown { procedure } => vec![("procedure", procedure.clone())],
            Error::ProcedureDamaged { procedure, detail } => {
                vec![("procedure", procedure.clone()), ("detail", detail.clone())]
            }
            Error::PlatformOtherWaiting { count } => vec![("count", count.to_string())],
            Error::TestCertificates { detail } => vec![("detail", detail.clone())],
            _ => Vec::new(),
        }
    }
}

pub(crate) fn role_word(role: &model::Role) -> &'static str {
    match role {
        model::Role::Agent => "agent",
        model::Role::Signatory => "signatory",
        model::Role::Clerk => "clerk",
        model::Role::Auditor => "auditor",
        model::Role::Administrator => "administrator",
    }
}
