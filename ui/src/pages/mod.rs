//! The pages and their addresses.

mod absences;
mod create;
mod doctor;
mod document;
mod dossier;
mod dossiers;
mod inbox;
mod new_dossier;
mod outbox;
mod people;
mod seal_settings;
mod settings;
mod unlock;

pub use absences::AbsencesPage;
pub use create::Create;
pub use doctor::DoctorPage;
pub use document::DocumentPage;
pub use dossier::DossierPage;
pub use dossiers::DossiersPage;
pub use inbox::{InboxPage, TaskTable};
pub use outbox::OutboxPage;
pub use people::{PeoplePage, roles_in_words};
pub use settings::{SettingsPage, set as set_settings};
pub use unlock::Unlock;

use model::{DocumentId, DossierId};
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
    /// Absences and delegations.
    #[at("/absences")]
    Absences,
    /// The outbox.
    #[at("/outbox")]
    Outbox,
    /// The settings.
    #[at("/settings")]
    Settings,
    /// Whether sealing would work here.
    #[at("/settings/doctor")]
    Doctor,
    /// Who works at this desk.
    #[at("/settings/people")]
    People,
    /// Anything else.
    #[not_found]
    #[at("/unknown")]
    Unknown,
}
