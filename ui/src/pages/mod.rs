//! The pages and their addresses.

mod absences;
mod accessibility;
mod backup_reading;
mod conflicts;
mod create;
mod deadlines;
mod directory;
mod disposition;
mod doctor;
mod document;
mod dossier;
mod dossiers;
mod figures;
mod inbox;
mod journal;
mod key_file;
mod keychain;
mod letter;
mod letter_batches;
mod letter_parts;
mod letter_templates;
mod new_dossier;
mod outbox;
mod people;
mod plan_settings;
mod procedures;
mod queue;
mod restore;
mod retention;
mod safety;
mod seal_settings;
mod settings;
mod texts;
mod today;
mod unfiled;
mod unlock;

pub use absences::AbsencesPage;
pub use accessibility::AccessibilityPage;
pub use conflicts::ConflictsPage;
pub use create::Create;
pub use deadlines::DeadlinesPage;
pub use directory::{ContactPage, DirectoryPage};
pub use disposition::DispositionPage;
pub use doctor::DoctorPage;
pub use document::DocumentPage;
pub use dossier::DossierPage;
pub use dossiers::DossiersPage;
pub use figures::FiguresPage;
pub use inbox::{InboxPage, TaskTable};
pub use journal::JournalPage;
pub use letter::LetterPage;
pub use letter_batches::LetterBatchesPage;
pub use letter_templates::LetterTemplatesPage;
pub use outbox::OutboxPage;
pub use people::{PeoplePage, roles_in_words};
pub use procedures::ProceduresPage;
pub use queue::QueuePage;
pub use retention::RetentionPage;
pub use settings::{SettingsPage, set as set_settings};
pub use today::TodayPage;
pub use unfiled::UnfiledPage;
pub use unlock::Unlock;

use model::{ContactId, DispositionId, DocumentId, DossierId, LetterDraftId};
use yew_router::prelude::*;

/// Where a page stands. An identifier is never part of an address.
#[derive(Clone, Debug, PartialEq, Routable)]
pub enum Route {
    /// The list of dossiers.
    #[at("/")]
    Dossiers,
    /// One dossier.
    #[at("/dossier/:id")]
    Dossier {
        /// Which.
        id: DossierId,
    },
    /// One document.
    #[at("/document/:id")]
    Document {
        /// Which.
        id: DocumentId,
    },
    /// What waits for whoever works here.
    #[at("/inbox")]
    Inbox,
    /// What is to be signed and sealed.
    #[at("/queue")]
    Queue,
    /// Absences and delegations.
    #[at("/absences")]
    Absences,
    /// The directory of contacts.
    #[at("/directory")]
    Directory,
    /// One contact.
    #[at("/directory/:id")]
    Contact {
        /// Which.
        id: ContactId,
    },
    /// What two desks changed differently.
    #[at("/conflicts")]
    Conflicts,
    /// The outbox.
    #[at("/outbox")]
    Outbox,
    /// The settings.
    #[at("/settings")]
    Settings,
    /// Whether sealing would work here.
    #[at("/settings/doctor")]
    Doctor,
    /// What came in and waits for its dossier.
    #[at("/to-file")]
    Unfiled,
    /// Retention and the archives.
    #[at("/archives")]
    Retention,
    /// One disposition.
    #[at("/archives/:id")]
    Disposition {
        /// Which.
        id: DispositionId,
    },
    /// Key figures.
    #[at("/figures")]
    Figures,
    /// The journal.
    #[at("/settings/journal")]
    Journal,
    /// Who works at this desk.
    #[at("/settings/people")]
    People,
    /// What waits today.
    #[at("/today")]
    Today,
    /// Deadlines of all dossiers.
    #[at("/deadlines")]
    Deadlines,
    /// A letter that is being written.
    #[at("/letter/:id")]
    Letter {
        /// Which draft.
        id: LetterDraftId,
    },
    /// Templates of letters, and the letterhead.
    #[at("/settings/templates")]
    LetterTemplates,
    /// Letters in batches.
    #[at("/settings/templates/batches")]
    LetterBatches,
    /// Procedures and public holidays.
    #[at("/settings/procedures")]
    Procedures,
    /// The accessibility statement.
    #[at("/accessibility")]
    Accessibility,
    /// Anything else.
    #[not_found]
    #[at("/unknown")]
    Unknown,
}
