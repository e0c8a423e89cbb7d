//! The shapes that cross from the desk to the window, the command line's JSON and tests.
//! Fields are added, never renamed. Times are UTC; the edge shows them in Europe/Luxembourg with the zone.

use identifier::Identifier;
use serde::{Deserialize, Serialize};

use crate::{
    DeskId, DocumentId, DossierId, DossierStatus, OpId, PartyId, PartyKind, PartyRole, PersonId, Reference,
    Role, Sha256, Subject, VersionId,
};

/// A row of the dossier list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierRow {
    /// Identity.
    pub id: DossierId,
    /// Reference number.
    pub reference: Reference,
    /// Subject.
    pub subject: Subject,
    /// Status.
    pub status: DossierStatus,
    /// Key of the procedure.
    pub procedure: Option<String>,
    /// Name of the first applicant or party.
    pub party: Option<String>,
    /// Number of documents.
    pub documents: u32,
    /// Documents whose newest version waits in the outbox.
    pub waiting: u32,
    /// Last change.
    pub changed_at: jiff::Timestamp,
    /// Office, state, classification and the like.
    #[serde(default)]
    pub facts: RowFacts,
}

/// What a row of the dossier list shows beside its first columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowFacts {
    /// Code of the office that keeps it.
    pub office: String,
    /// Key of its state in the procedure.
    pub state: Option<String>,
    /// Code in the classification plan.
    pub classification: Option<String>,
    /// Who may see it.
    pub confidentiality: crate::Confidentiality,
    /// Tags.
    pub tags: Vec<String>,
}

/// What is known of a dossier beside its subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DossierFacts {
    /// Code of the office that keeps it.
    pub office: String,
    /// Key of its state in the procedure.
    pub state: Option<String>,
    /// Keys of the states that may follow.
    pub next_states: Vec<String>,
    /// Code in the classification plan.
    pub classification: Option<String>,
    /// Title of that class in the reader's language.
    pub classification_title: Option<String>,
    /// Who may see it.
    pub confidentiality: crate::Confidentiality,
    /// Who is named, where not everybody of the administration may see it.
    pub named: Vec<PersonView>,
    /// Tags, in the order of the alphabet.
    pub tags: Vec<String>,
    /// Linked dossiers that the person may see, in both directions.
    pub links: Vec<LinkView>,
    /// When it was closed, while it is closed.
    pub closed_at: Option<jiff::Timestamp>,
    /// How many documents it has; the view may hold the newest only.
    pub document_count: u32,
    /// Its contents were destroyed by a disposition; its reference, its days and its digests stay.
    #[serde(default)]
    pub destroyed: bool,
}

/// What one dossier is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// It goes on with the other's matter.
    Follows,
    /// It touches the other's matter.
    Concerns,
    /// It lies within the other, as a part.
    Parent,
}

/// A link to another dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// What the origin is to the target.
    pub kind: LinkKind,
    /// The dossier that is shown is the origin; else it is the target.
    pub outgoing: bool,
    /// The other dossier.
    pub dossier: DossierId,
    /// Its reference.
    pub reference: Reference,
    /// Its subject.
    pub subject: Subject,
}

/// What came of moving a dossier on or closing it: nothing was changed as long as something keeps it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierAttempt {
    /// It was done.
    pub done: bool,
    /// Everything that keeps it back.
    pub blockers: Vec<wording::Explanation>,
    /// The dossier as it is now.
    pub dossier: DossierView,
}

/// A fault in a table that somebody brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProblem {
    /// Its line in the file, from 1; 0 is the table itself.
    pub line: u64,
    /// What is wrong.
    pub problem: wording::Explanation,
}

/// What came of importing a table: with a fault in any line nothing is taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableImport {
    /// Lines taken over.
    pub imported: u32,
    /// Every fault.
    pub problems: Vec<LineProblem>,
}

/// A dossier with everything in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierView {
    /// Identity.
    pub id: DossierId,
    /// Reference number.
    pub reference: Reference,
    /// Subject.
    pub subject: Subject,
    /// Status.
    pub status: DossierStatus,
    /// Key of the procedure.
    pub procedure: Option<String>,
    /// Creation.
    pub created_at: jiff::Timestamp,
    /// Last change.
    pub changed_at: jiff::Timestamp,
    /// Parties, in the order in which they were added.
    pub parties: Vec<PartyView>,
    /// Documents, newest change first.
    pub documents: Vec<DocumentView>,
    /// What happened, newest first.
    pub history: Vec<HistoryEntry>,
    /// Office, state, classification, confidentiality, tags, links.
    #[serde(default)]
    pub facts: DossierFacts,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyView {
    /// Identity.
    pub id: PartyId,
    /// Natural or legal.
    pub kind: PartyKind,
    /// Role.
    pub role: PartyRole,
    /// Full name; of a closed dossier the one it was closed with.
    pub name: String,
    /// The contact of the directory that it is.
    #[serde(default)]
    pub contact: Option<crate::ContactId>,
    /// What the directory calls it today, where that is another name.
    #[serde(default)]
    pub current_name: Option<String>,
}

/// A document with its versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentView {
    /// Identity.
    pub id: DocumentId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Title, from the file's name or the person.
    pub title: String,
    /// Versions, newest first; never empty.
    pub versions: Vec<VersionView>,
    /// The identifier, once sealed.
    pub identifier: Option<Identifier>,
    /// The check page's address, once sealed.
    pub check_url: Option<String>,
    /// Where the newest version stands.
    pub status: PlatformStatus,
    /// What still has to be added to the seal before the original leaves the desk.
    #[serde(default)]
    pub augmentation: Option<AugmentationView>,
    /// What it is in its dossier.
    #[serde(default)]
    pub kind: crate::document::DocumentKind,
    /// Key of the document that the dossier's procedure asks for, when it is that one.
    #[serde(default)]
    pub procedure_document: Option<String>,
    /// The document it came with: an e-mail.
    #[serde(default)]
    pub parent: Option<DocumentId>,
    /// The sealed document that this one corrects.
    #[serde(default)]
    pub supersedes: Option<DocumentId>,
    /// The document that corrects this one.
    #[serde(default)]
    pub superseded_by: Option<DocumentId>,
    /// Since when it is withdrawn; it is kept all the same.
    #[serde(default)]
    pub withdrawn_at: Option<jiff::Timestamp>,
    /// Why it was withdrawn.
    #[serde(default)]
    pub withdrawn_reason: Option<String>,
    /// What is known of it beside its versions, e.g. `author`, `mail-from`, `platform-address`.
    #[serde(default)]
    pub facts: crate::document::Facts,
}

/// One immutable version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionView {
    /// Identity.
    pub id: VersionId,
    /// 1, 2, 3, ...
    pub number: u32,
    /// Digest of its bytes.
    pub sha256: Sha256,
    /// Size.
    pub size_bytes: u64,
    /// Media type sniffed from the content, e.g. `application/pdf`.
    pub media_type: String,
    /// Number of pages, of a PDF.
    pub pages: Option<u32>,
    /// When it came to be on this desk.
    pub created_at: jiff::Timestamp,
    /// How it came to be.
    pub origin: VersionOrigin,
    /// Name of the file it was imported from.
    pub file_name: Option<String>,
    /// PAdES level, of an original: `B-B`, `B-T`, `B-LT`, `B-LTA`.
    #[serde(default)]
    pub level: Option<String>,
    /// How it came to be, finer than `origin`.
    #[serde(default)]
    pub made: Option<crate::document::Made>,
    /// Why there is this version.
    #[serde(default)]
    pub reason: Option<String>,
    /// Number of the version it was made from.
    #[serde(default)]
    pub base: Option<u32>,
    /// Who made it.
    #[serde(default)]
    pub by: Option<String>,
    /// Its content was destroyed by a disposition; what is told of it stays.
    #[serde(default)]
    pub destroyed: bool,
}

/// How a version came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionOrigin {
    /// Taken from a file.
    Imported,
    /// Sealed on this desk: the original.
    Sealed,
    /// The original with what its level lacked: a time-stamp, validation data. Nothing before it was changed.
    Augmented,
    /// Signed by a natural person in a circuit; what was signed stays its beginning.
    Signed,
}

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PlatformStatus {
    /// On this desk only: not sealed, so nothing is sent.
    OnThisDesk,
    /// Sealed; the platform has not acknowledged it.
    Waiting {
        /// Why the last attempt failed, as a code; `None` before the first attempt.
        last_error: Option<String>,
    },
    /// The platform refused it for good; a person must look.
    Parked {
        /// The platform's code.
        code: String,
    },
    /// The platform keeps the original.
    OnPlatform {
        /// When the platform acknowledged it.
        since: jiff::Timestamp,
    },
}

/// One line of a dossier's history, read from the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Number in the journal, from 1.
    pub sequence: u64,
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub actor: String,
    /// Stable kind, e.g. `dossier-created`, `document-imported`, `document-sealed`, `document-registered`,
    /// `document-read`; the Fluent message is `history-<kind>`.
    pub kind: String,
    /// Values for the message, e.g. title, identifier (first group only), version.
    pub details: std::collections::BTreeMap<String, String>,
}

/// A row of the outbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutboxRow {
    /// Identity of the operation.
    pub op: OpId,
    /// Stable kind: `registration`.
    pub kind: String,
    /// What a person recognises it by: reference and title.
    pub label: String,
    /// Its dossier.
    pub dossier: DossierId,
    /// Since when it waits.
    pub queued_at: jiff::Timestamp,
    /// Attempts so far.
    pub attempts: u32,
    /// Bytes to send and bytes the platform has acknowledged.
    pub size_bytes: u64,
    /// Bytes the platform has acknowledged.
    pub sent_bytes: u64,
    /// Why the last attempt failed, as a code.
    pub last_error: Option<String>,
    /// Refused for good: does not block the others, waits for a person.
    pub parked: bool,
    /// Held: the original waits for a time-stamp, or for a person who sends it as it is.
    #[serde(default)]
    pub held: bool,
}

/// The desk itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskView {
    /// Identity.
    pub id: DeskId,
    /// The administration's name, as printed in stamps.
    pub administration: String,
    /// Who works here.
    pub person: String,
    /// Roles of that person.
    pub roles: Vec<Role>,
    /// The platform, once enrolled.
    pub platform: Option<String>,
    /// Operations in the outbox, parked ones included.
    pub waiting: u32,
    /// Last complete sync.
    pub last_sync: Option<jiff::Timestamp>,
    /// The desk is a demonstration: its certificates are TEST certificates.
    pub demo: bool,
}

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Identity.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// Office code; empty for the whole administration.
    #[serde(default)]
    pub office: String,
    /// Codes of further offices, which the platform's registry of people gives.
    #[serde(default)]
    pub other_offices: Vec<String>,
    /// Since when the person no longer works here.
    #[serde(default)]
    pub left_at: Option<jiff::Timestamp>,
}

impl PersonView {
    /// Codes of all their offices; nothing for the whole administration.
    pub fn offices(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.office)
            .chain(&self.other_offices)
            .map(String::as_str)
            .filter(|code| !code.is_empty())
    }

    /// Whether they belong to the office with this code; the empty one is that of whoever belongs to none.
    pub fn belongs_to(&self, office: &str) -> bool {
        self.office == office || self.other_offices.iter().any(|other| other == office)
    }
}

/// What an import did with one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The document.
    pub document: DocumentView,
    /// The same bytes were in this dossier already: nothing was added, this is the document that has them.
    pub duplicate: bool,
    /// References of other dossiers that hold the same bytes.
    pub also_in: Vec<Reference>,
    /// What a careful reader should know, e.g. that the PDF is damaged and cannot be sealed.
    #[serde(default)]
    pub warnings: Vec<wording::Explanation>,
}

/// The result of sealing one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealOutcome {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Sealed, or the refusal.
    pub result: Result<Sealed, wording::Explanation>,
}

/// A document that was sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sealed {
    /// The printed identifier.
    pub identifier: Identifier,
    /// The check page's address.
    pub check_url: String,
    /// The original's digest.
    pub sha256: Sha256,
    /// The level in the file, `B-B`.
    pub level: String,
    /// No free margin was found: the stamp covers something.
    pub covers_content: bool,
    /// The level that was wanted, when the reached one is lower: the original waits for an augmentation.
    #[serde(default)]
    pub wanted: Option<String>,
    /// Why the wanted level was not reached, or not by the preferred way.
    #[serde(default)]
    pub reasons: Vec<wording::Explanation>,
    /// Whether the visible seal is on the page: false when there was no room for it, null when none was asked for or the
    /// document was sealed before.
    #[serde(default)]
    pub visible_seal: Option<bool>,
}

/// What still has to be added to the seal of a document; until then its registration is held in the outbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AugmentationView {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's reference.
    pub reference: Reference,
    /// The level that is wanted.
    pub wanted: String,
    /// The level that is in the file.
    pub reached: String,
    /// Why not more, from the last attempt.
    pub reasons: Vec<wording::Explanation>,
    /// Attempts since it was sealed.
    pub tries: u32,
    /// Not tried again by itself before; a person may try at any time.
    pub next_try: jiff::Timestamp,
    /// Since when it waits.
    pub since: jiff::Timestamp,
}

/// What an attempt to augment, or the decision to send as it is, did with one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AugmentationOutcome {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// The level that is in the file now.
    pub level: Option<String>,
    /// It still waits.
    pub waiting: bool,
    /// Why, or what failed on the way.
    pub reasons: Vec<wording::Explanation>,
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SyncReport {
    /// Operations the platform acknowledged now.
    pub acknowledged: u32,
    /// Operations that still wait.
    pub waiting: u32,
    /// Operations that are parked.
    pub parked: u32,
    /// Originals that wait for a time-stamp; counted in `waiting`, too.
    #[serde(default)]
    pub held: u32,
    /// Originals that were augmented now.
    #[serde(default)]
    pub augmented: u32,
    /// Originals that the platform had lost when it was restored, and that are sent again; counted in `acknowledged` or
    /// `waiting`, too.
    #[serde(default)]
    pub offered_again: u32,
    /// Bytes sent.
    pub sent_bytes: u64,
    /// Why it stopped early (offline, refused, cancelled).
    pub stopped: Option<wording::Explanation>,
    /// Alarms about the public log that nobody has confirmed to have seen.
    #[serde(default)]
    pub alarms: u64,
    /// Why the public log could not be looked at, or not all of it.
    #[serde(default)]
    pub log_problem: Option<wording::Explanation>,
    /// Changes of records that the platform took now.
    #[serde(default)]
    pub shared: u32,
    /// Records that were changed elsewhere and came now.
    #[serde(default)]
    pub received: u32,
    /// Contents that came now.
    #[serde(default)]
    pub contents: u32,
    /// Contents that have not come yet.
    #[serde(default)]
    pub contents_awaited: u32,
    /// Changes of records that wait to be told.
    #[serde(default)]
    pub records_waiting: u32,
    /// Changes of records that were refused and wait for a person.
    #[serde(default)]
    pub records_parked: u32,
    /// What was changed on two desks and waits for a decision.
    #[serde(default)]
    pub conflicts: u32,
}
