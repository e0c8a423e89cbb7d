//! What a document is in its dossier, how a version came to be, and what the watched folder brought: types and views.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use wording::Explanation;

use crate::view::{DocumentView, Imported};
use crate::{DocumentId, DossierId, IntakeId, Reference, Sha256, VersionId};

/// How a version came to be, finer than its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// A person gave another state of the document.
    Revised,
    /// The desk made a PDF/A of a picture or a scan; the picture is the version it names as its base.
    Converted,
    /// Written at this desk from a template.
    Composed,
    /// A person signed it.
    Signed,
    /// It came with an e-mail.
    Unpacked,
    /// It was pulled from the platform by its identifier.
    Fetched,
    /// Pages of a scan that held several documents.
    Split,
}

/// What a document is in its dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Nobody has said.
    #[default]
    Unstated,
    /// What somebody asks for.
    Request,
    /// What somebody hands in to prove something.
    Evidence,
    /// An opinion of a body or an office.
    Opinion,
    /// A draft of an act.
    Draft,
    /// A decision.
    Decision,
    /// A letter that is sent.
    Letter,
    /// An e-mail.
    Mail,
    /// What came with an e-mail or a letter.
    Attachment,
    /// A report or the minutes of a meeting.
    Report,
    /// An invoice or a proof of payment.
    Payment,
    /// A note for the file.
    Note,
    /// An original of another administration.
    Original,
}

impl DocumentKind {
    /// Every kind, in the order in which a list shows them.
    pub const ALL: [Self; 13] = [
        Self::Unstated,
        Self::Request,
        Self::Evidence,
        Self::Opinion,
        Self::Draft,
        Self::Decision,
        Self::Letter,
        Self::Mail,
        Self::Attachment,
        Self::Report,
        Self::Payment,
        Self::Note,
        Self::Original,
    ];

    /// Its word; the message is `document-kind-<word>`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unstated => "unstated",
            Self::Request => "request",
            Self::Evidence => "evidence",
            Self::Opinion => "opinion",
            Self::Draft => "draft",
            Self::Decision => "decision",
            Self::Letter => "letter",
            Self::Mail => "mail",
            Self::Attachment => "attachment",
            Self::Report => "report",
            Self::Payment => "payment",
            Self::Note => "note",
            Self::Original => "original",
        }
    }

    /// The kind with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a person does with the content of a version; each is a line of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingAct {
    /// Read in full.
    Read,
    /// Seen in a preview or in the passages that a search shows.
    Preview,
    /// Printed.
    Print,
    /// Written to a file outside the desk.
    Export,
    /// Its signatures were validated.
    Verify,
}

impl ReadingAct {
    /// Kind of the line in the journal.
    pub const fn journal_kind(self) -> &'static str {
        match self {
            Self::Read => "document-read",
            Self::Preview => "document-previewed",
            Self::Print => "document-printed",
            Self::Export => "document-exported",
            Self::Verify => "document-verified",
        }
    }
}

/// A new version of a document that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersionOf {
    /// The document.
    pub document: DocumentId,
    /// The newest version that the person knew; another one in between refuses the change.
    pub base: VersionId,
    /// Why there is a new version, at most 200 characters.
    pub reason: String,
}

/// One person's address in an e-mail, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAddress {
    /// The name shown, if any.
    pub name: Option<String>,
    /// The address.
    pub address: String,
}

/// An e-mail in readable form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MailView {
    /// From.
    pub from: Vec<MailAddress>,
    /// To.
    pub to: Vec<MailAddress>,
    /// Copies.
    pub cc: Vec<MailAddress>,
    /// When it says it was written, with its own zone (RFC 3339); `None` where it says nothing that is a date.
    pub date: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// The text; that of a mail which has HTML alone is taken from it.
    pub text: String,
    /// Whether the text was cut at one million characters.
    pub text_cut: bool,
    /// What came with it.
    pub attachments: Vec<MailAttachment>,
    /// What a careful reader should know.
    pub warnings: Vec<Explanation>,
}

/// What came with an e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAttachment {
    /// Its name, cleaned.
    pub name: String,
    /// Size, decoded.
    pub size_bytes: u64,
    /// Its digest.
    pub sha256: Sha256,
    /// The document it became.
    pub document: Option<DocumentId>,
}

/// What an import of one file did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakenIn {
    /// The file's own document.
    #[serde(flatten)]
    pub imported: Imported,
    /// Documents that came with it (attachments), in their order.
    pub unpacked: Vec<DocumentView>,
}

/// An original that was pulled from the platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pulled {
    /// The document it became.
    pub document: DocumentView,
    /// The dossier had it already: nothing was added.
    pub duplicate: bool,
    /// Address of its check page.
    pub address: String,
    /// When it was pulled.
    pub pulled_at: jiff::Timestamp,
    /// The verdict on its seal, as a word of the validation: `passed`, `failed`, `indeterminate`.
    pub verdict: String,
    /// What a careful reader should know.
    pub warnings: Vec<Explanation>,
}

/// How a watched folder is worked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchSettings {
    /// The folder.
    pub folder: PathBuf,
    /// Name of the folder inside it to which files go that were taken in; `None` leaves them where they are.
    pub done: Option<String>,
    /// Name of the folder inside it for files that could not be taken in.
    pub failed: String,
    /// Whether separator pages are looked for.
    pub separators: bool,
    /// A file is taken once it has not changed for so long, in milliseconds.
    pub settle_ms: u64,
    /// Every so often the whole folder is looked through even when nothing was announced, in milliseconds: network
    /// drives announce nothing.
    pub rescan_ms: u64,
}

/// What became of one file of the watched folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchEvent {
    /// Path below the folder.
    pub place: String,
    /// What became of it.
    pub result: WatchResult,
    /// What a careful reader should know.
    #[serde(default)]
    pub warnings: Vec<Explanation>,
}

/// What became of one file of the watched folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum WatchResult {
    /// It is a document of this dossier now.
    Filed {
        /// The dossier.
        dossier: Reference,
        /// The document.
        document: DocumentId,
    },
    /// The same bytes were there already.
    Duplicate {
        /// The dossier that has them, where they are filed.
        dossier: Option<Reference>,
    },
    /// It waits for filing.
    Waiting {
        /// Its number in the list.
        intake: IntakeId,
        /// The dossier that its identifier belongs to.
        suggestion: Option<Reference>,
    },
    /// Separator pages made several documents of it.
    Split {
        /// What became of each piece.
        pieces: Vec<WatchPiece>,
    },
    /// It could not be taken in.
    Failed {
        /// Why.
        reason: Explanation,
        /// Where it lies now; `None` where it could not be moved.
        moved_to: Option<PathBuf>,
    },
}

/// A piece of a scan between two separator pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchPiece {
    /// First page in the scan, from 1.
    pub first_page: u32,
    /// Number of pages.
    pub pages: u32,
    /// The dossier that it went to; `None`: it waits for filing.
    pub dossier: Option<Reference>,
    /// The document.
    pub document: Option<DocumentId>,
}

/// What one pass over the watched folder did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WatchReport {
    /// Files that became documents of a dossier.
    pub filed: u32,
    /// Files that wait for filing.
    pub waiting: u32,
    /// Files that were there already.
    pub duplicates: u32,
    /// Files that failed.
    pub failed: u32,
    /// Files that are still being written; the next pass looks again.
    pub unfinished: u32,
    /// Entries that are no files of ours: links, pipes, partial downloads, hidden files.
    pub passed_over: u32,
}

/// A file that came in and waits for filing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnfiledView {
    /// Identity.
    pub id: IntakeId,
    /// Name of the file.
    pub file_name: String,
    /// Digest.
    pub sha256: Sha256,
    /// Size.
    pub size_bytes: u64,
    /// Media type.
    pub media_type: String,
    /// Number of pages, of a PDF.
    pub pages: Option<u32>,
    /// When it came in.
    pub arrived_at: jiff::Timestamp,
    /// The dossier it seems to belong to.
    pub suggestion: Option<DossierSuggestion>,
}

/// A dossier that something seems to belong to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierSuggestion {
    /// The dossier.
    pub dossier: DossierId,
    /// Its reference.
    pub reference: Reference,
    /// Its subject.
    pub subject: String,
    /// The printed identifier that was read, its first group only.
    pub by_identifier: Option<String>,
}

/// What is known of a document beside its versions: facts by name, e.g. `author`, `pages`, `mail-from`, `address`.
pub type Facts = BTreeMap<String, String>;

/// The reference that a folder's name stands for: slashes cannot stand in a name, so `-` or `_` stands for each.
/// Gives every reading, the literal one first; the desk takes the one that exists.
pub fn references_of_folder(path: &[String]) -> Vec<String> {
    let joined = path.join("/");
    let mut readings = vec![joined.clone()];
    for reading in [
        joined.replace('_', "/"),
        joined.replace('-', "/"),
        joined.replace(['-', '_'], "/"),
    ] {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_word_and_is_found_by_it() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::of_word(kind.word()), Some(kind));
            assert_eq!(
                serde_json::to_string(&kind).unwrap(),
                format!("\"{}\"", kind.word())
            );
        }
    }

    #[test]
    fn a_folder_reads_as_the_reference_whose_slashes_it_replaces() {
        let one = |text: &str| references_of_folder(&[text.to_owned()]);
        assert_eq!(one("2026-RES-000123")[1], "2026/RES/000123");
        assert!(one("2026_RES_000123").contains(&"2026/RES/000123".to_owned()));
        assert_eq!(
            references_of_folder(&["2026".into(), "RES".into(), "000123".into()])[0],
            "2026/RES/000123"
        );
    }
}
