//! Why something is not taken in, or a document not changed.

use std::path::PathBuf;

use wording::Explain;

/// Why something is not taken in, or a document not changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Somebody else added a version meanwhile.
    #[error("'{title}' has version {newest} by now; this one was made from version {base}")]
    BaseStale {
        /// Title of the document.
        title: String,
        /// The version it was made from.
        base: u32,
        /// The newest version.
        newest: u32,
        /// Who made the newest.
        by: String,
    },
    /// The base is a version of another document.
    #[error("the base is no version of '{title}'")]
    BaseElsewhere {
        /// Title of the document.
        title: String,
    },
    /// The document is sealed.
    #[error("'{title}' is sealed")]
    Sealed {
        /// Title of the document.
        title: String,
    },
    /// The document is withdrawn.
    #[error("'{title}' is withdrawn")]
    Withdrawn {
        /// Title of the document.
        title: String,
    },
    /// The document goes round a circuit.
    #[error("'{title}' is in the circuit '{circuit}'")]
    InCircuit {
        /// Title of the document.
        title: String,
        /// Name of the circuit.
        circuit: String,
    },
    /// The document is not withdrawn.
    #[error("'{title}' is not withdrawn")]
    NotWithdrawn {
        /// Title of the document.
        title: String,
    },
    /// The new version has the same bytes as the newest one.
    #[error("'{title}' has these bytes already, as version {version}")]
    SameBytes {
        /// Title of the document.
        title: String,
        /// The version.
        version: u32,
    },
    /// The document is in this dossier already.
    #[error("'{title}' is in {reference} already")]
    AlreadyThere {
        /// Title of the document.
        title: String,
        /// Reference of the dossier.
        reference: String,
    },
    /// The dossier has no procedure, or its procedure asks for no such document.
    #[error("the dossier {reference} asks for no document '{key}'")]
    ProcedureDocument {
        /// Reference of the dossier.
        reference: String,
        /// The key.
        key: String,
        /// Keys that it asks for.
        known: String,
    },
    /// What is to be corrected is not sealed.
    #[error("'{title}' is not sealed")]
    NotSealed {
        /// Title of the document.
        title: String,
    },
    /// What is to be corrected is corrected already, or would correct itself.
    #[error("'{title}' is corrected already")]
    SupersededAlready {
        /// Title of the document.
        title: String,
    },
    /// No version of this document is an e-mail.
    #[error("'{title}' is no e-mail")]
    NotMail {
        /// Title of the document.
        title: String,
    },
    /// An e-mail that cannot be read as one: kept as it is.
    #[error("the e-mail cannot be read")]
    MailUnreadable,
    /// An Outlook message: kept as it is.
    #[error("an Outlook message is kept as it is")]
    MailOutlook,
    /// An e-mail larger than is looked into: kept as it is.
    #[error("the e-mail has more than {limit_mb} MB")]
    MailTooLarge {
        /// The limit.
        limit_mb: u64,
    },
    /// More attachments, or deeper ones, than are unpacked.
    #[error("{count} attachments were left packed")]
    MailTooMuch {
        /// How many were left.
        count: usize,
    },
    /// An Outlook container among the attachments: kept as it is.
    #[error("winmail.dat is kept as it is")]
    MailTnef,
    /// An attachment could not be decoded as it says; what was there is kept.
    #[error("the attachment {name} was damaged on its way")]
    AttachmentDamaged {
        /// Its name.
        name: String,
    },
    /// A picture of a kind that becomes no PDF here: kept as it is.
    #[error("pictures of this kind ({kind}) are kept as they are")]
    PictureKept {
        /// Media type.
        kind: String,
    },
    /// A picture that could not become a PDF: kept as it is.
    #[error(transparent)]
    Scan(#[from] typeset::scan::ScanError),
    /// Nothing that waits for filing has this number.
    #[error("nothing with the number {id} waits for filing")]
    IntakeUnknown {
        /// The number.
        id: String,
    },
    /// It was filed or set aside already.
    #[error("{name} no longer waits for filing")]
    IntakeSettled {
        /// Name of the file.
        name: String,
    },
    /// Nothing says where it belongs.
    #[error("nothing suggests a dossier for it")]
    NothingSuggested,
    /// No dossier is called like the folder.
    #[error("there is no dossier {folder}")]
    FolderUnknown {
        /// The folder's name.
        folder: String,
    },
    /// The name of the folder fits several dossiers.
    #[error("{folder} may be {references}")]
    FolderAmbiguous {
        /// The folder's name.
        folder: String,
        /// The references.
        references: String,
    },
    /// The watched folder is the desk's own, or holds it.
    #[error("{folder} is the desk's own folder")]
    FolderOfDesk {
        /// The folder.
        folder: PathBuf,
    },
    /// No folder is watched.
    #[error("no folder is watched")]
    NothingWatched,
    /// A name of a folder that is none.
    #[error("'{name}' is no name for a folder")]
    FolderName {
        /// The name.
        name: String,
    },
    /// Separators were not looked for on every page.
    #[error("separator pages were not looked for on every page")]
    SeparatorsNotSought,
    /// A separator sheet of another desk, or one that somebody made up: taken as an ordinary page.
    #[error("page {page} is no separator of this desk")]
    SeparatorStrange {
        /// Page, from 1.
        page: u32,
    },
    /// The scan consists of separators.
    #[error("the scan holds separator pages only")]
    SeparatorsOnly,
    /// Taken in, but the file could not be moved.
    #[error("{file} was taken in and stays where it is")]
    NotMoved {
        /// The file.
        file: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The bytes behind an identifier are not what the platform registered, or not sealed.
    #[error("the seal of the original is not valid: {verdict}")]
    PulledSeal {
        /// The verdict's word.
        verdict: String,
    },
    /// Integrity holds; trust or revocation could not be decided here.
    #[error("not everything about the seal of the original could be decided: {verdict}")]
    PulledUndecided {
        /// The verdict's word.
        verdict: String,
    },
    /// The identifier is one of this desk.
    #[error("the original is '{title}' of {reference}")]
    PulledOwn {
        /// Title of the document.
        title: String,
        /// Reference of its dossier.
        reference: String,
    },
}

impl Explain for ImportError {
    fn code(&self) -> &'static str {
        match self {
            ImportError::BaseStale { .. } => "document-base-stale",
            ImportError::BaseElsewhere { .. } => "document-base-elsewhere",
            ImportError::Sealed { .. } => "document-is-sealed",
            ImportError::Withdrawn { .. } => "document-is-withdrawn",
            ImportError::InCircuit { .. } => "document-in-circuit",
            ImportError::NotWithdrawn { .. } => "document-not-withdrawn",
            ImportError::SameBytes { .. } => "document-same-bytes",
            ImportError::AlreadyThere { .. } => "document-already-there",
            ImportError::ProcedureDocument { .. } => "document-not-asked-for",
            ImportError::NotSealed { .. } => "document-not-sealed",
            ImportError::SupersededAlready { .. } => "document-superseded-already",
            ImportError::NotMail { .. } => "mail-is-none",
            ImportError::MailUnreadable => "mail-unreadable",
            ImportError::MailOutlook => "mail-outlook",
            ImportError::MailTooLarge { .. } => "mail-too-large",
            ImportError::MailTooMuch { .. } => "mail-too-much",
            ImportError::MailTnef => "mail-tnef",
            ImportError::AttachmentDamaged { .. } => "mail-attachment-damaged",
            ImportError::PictureKept { .. } => "picture-kept",
            ImportError::Scan(error) => error.code(),
            ImportError::IntakeUnknown { .. } => "intake-unknown",
            ImportError::IntakeSettled { .. } => "intake-settled",
            ImportError::NothingSuggested => "intake-nothing-suggested",
            ImportError::FolderUnknown { .. } => "watch-folder-unknown",
            ImportError::FolderAmbiguous { .. } => "watch-folder-ambiguous",
            ImportError::FolderOfDesk { .. } => "watch-folder-of-desk",
            ImportError::NothingWatched => "watch-nothing",
            ImportError::FolderName { .. } => "watch-folder-name",
            ImportError::SeparatorsNotSought => "separators-not-sought",
            ImportError::SeparatorStrange { .. } => "separator-strange",
            ImportError::SeparatorsOnly => "separators-only",
            ImportError::NotMoved { .. } => "watch-not-moved",
            ImportError::PulledSeal { .. } => "pulled-seal-not-valid",
            ImportError::PulledUndecided { .. } => "pulled-seal-undecided",
            ImportError::PulledOwn { .. } => "pulled-own",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let shown = |file: &PathBuf| file.display().to_string();
        match self {
            ImportError::BaseStale {
                title,
                base,
                newest,
                by,
            } => vec![
                ("title", title.clone()),
                ("base", base.to_string()),
                ("newest", newest.to_string()),
                ("by", by.clone()),
            ],
            ImportError::InCircuit { title, circuit } => {
                vec![("title", title.clone()), ("circuit", circuit.clone())]
            }
            ImportError::BaseElsewhere { title }
            | ImportError::Sealed { title }
            | ImportError::Withdrawn { title }
            | ImportError::NotWithdrawn { title }
            | ImportError::NotSealed { title }
            | ImportError::SupersededAlready { title }
            | ImportError::NotMail { title } => vec![("title", title.clone())],
            ImportError::SameBytes { title, version } => {
                vec![("title", title.clone()), ("version", version.to_string())]
            }
            ImportError::AlreadyThere { title, reference } | ImportError::PulledOwn { title, reference } => {
                vec![("title", title.clone()), ("reference", reference.clone())]
            }
            ImportError::ProcedureDocument {
                reference,
                key,
                known,
            } => vec![
                ("reference", reference.clone()),
                ("key", key.clone()),
                ("known", known.clone()),
            ],
            ImportError::MailTooLarge { limit_mb } => vec![("limit", limit_mb.to_string())],
            ImportError::MailTooMuch { count } => vec![("count", count.to_string())],
            ImportError::AttachmentDamaged { name }
            | ImportError::IntakeSettled { name }
            | ImportError::FolderName { name } => vec![("name", name.clone())],
            ImportError::PictureKept { kind } => vec![("kind", kind.clone())],
            ImportError::Scan(error) => error.arguments(),
            ImportError::IntakeUnknown { id } => vec![("id", id.clone())],
            ImportError::FolderUnknown { folder } => vec![("folder", folder.clone())],
            ImportError::FolderAmbiguous { folder, references } => {
                vec![("folder", folder.clone()), ("references", references.clone())]
            }
            ImportError::FolderOfDesk { folder } => vec![("folder", shown(folder))],
            ImportError::SeparatorStrange { page } => vec![("page", page.to_string())],
            ImportError::NotMoved { file, detail } => {
                vec![("file", shown(file)), ("detail", detail.clone())]
            }
            ImportError::PulledSeal { verdict } | ImportError::PulledUndecided { verdict } => {
                vec![("verdict", verdict.clone())]
            }
            ImportError::MailUnreadable
            | ImportError::MailOutlook
            | ImportError::MailTnef
            | ImportError::NothingWatched
            | ImportError::NothingSuggested
            | ImportError::SeparatorsNotSought
            | ImportError::SeparatorsOnly => Vec::new(),
        }
    }
}
