//! The only way from the front end to the desk.
//!
//! Two implementations behind the same functions, chosen once at the start: [`shell`] calls the desktop shell;
//! [`browser`] stands in for it in an ordinary browser, so that every screen can be worked on and photographed
//! without a desk. Inside the window the shell is always there: what ships is built without the stand-in (feature
//! `stand-in`, which `xtask/src/web.rs` leaves out of a release).

#[cfg(feature = "stand-in")]
mod browser;
mod call;
pub mod circuits;
pub mod deadlines;
pub mod directory;
pub mod dossiers;
pub mod intake;
pub mod letters;
pub mod looking;
pub mod people;
pub mod picking;
pub mod procedures;
pub mod sharing;
mod shell;
pub mod signing;

use std::collections::BTreeMap;

use js_sys::Uint8Array;
use model::looking::StampPlace;
use model::view::{
    AugmentationOutcome, AugmentationView, DeskView, DocumentView, DossierRow, DossierView, Imported,
    OutboxRow, SealOutcome, SyncReport,
};
use model::window::{
    CertificateRow, ChosenKey, DoctorFinding, OfferedFile, Progress, SealSettings, Settings, Start,
    TokensFound, Validation, WindowEvent,
};
pub use model::window::{Choice, Work};
use model::{DocumentId, DossierId, NewDossier, OpId, VersionId};
use serde::Serialize;
use wording::Explanation;

/// What every call answers.
pub type Answer<T> = Result<T, Explanation>;

/// Receives progress.
pub type OnProgress = Box<dyn Fn(Progress)>;

/// What a new desk needs.
#[derive(Clone, Debug, Serialize)]
pub struct CreateDesk {
    pub administration: String,
    pub person: String,
    pub office: String,
    pub passphrase: String,
}

macro_rules! both {
    ($call:ident ( $($argument:expr),* )) => {{
        #[cfg(feature = "stand-in")]
        {
            if !shell::present() {
                return browser::$call($($argument),*).await;
            }
        }
        shell::$call($($argument),*).await
    }};
}

/// Whether the desktop shell answers, and not the stand-in.
pub fn in_shell() -> bool {
    shell::present()
}

/// What the window needs to start.
pub async fn start() -> Answer<Start> {
    both!(start())
}

/// Keeps the settings.
pub async fn save_settings(settings: Settings) -> Answer<Settings> {
    both!(save_settings(settings))
}

/// Creates the desk and unlocks it.
pub async fn create_desk(new: CreateDesk) -> Answer<DeskView> {
    both!(create_desk(new))
}

/// Opens the demonstration, which is made the first time.
pub async fn demonstrate() -> Answer<DeskView> {
    both!(demonstrate())
}

/// Leaves it again.
pub async fn leave_demonstration() -> Answer<Start> {
    both!(leave_demonstration())
}

/// The key file that was remembered for whoever is here.
pub async fn key_file() -> Answer<Option<OfferedFile>> {
    both!(key_file())
}

/// Remembers an offered key file, or forgets the one that was.
pub async fn remember_key_file(file: Option<OfferedFile>) -> Answer<()> {
    both!(remember_key_file(file))
}

/// Unlocks the desk.
pub async fn unlock(passphrase: String) -> Answer<DeskView> {
    both!(unlock(passphrase))
}

/// Locks it.
pub async fn lock() -> Answer<()> {
    both!(lock())
}

/// Somebody is at the desk: the idle clock starts again.
pub async fn active() -> Answer<()> {
    both!(active())
}

/// The desk itself.
pub async fn desk() -> Answer<DeskView> {
    both!(desk())
}

/// Dossiers that match, newest change first.
pub async fn dossiers(search: String) -> Answer<Vec<DossierRow>> {
    both!(dossiers(search))
}

/// Creates a dossier.
pub async fn create_dossier(new: NewDossier) -> Answer<DossierView> {
    both!(create_dossier(new))
}

/// One dossier.
pub async fn dossier(id: DossierId) -> Answer<DossierView> {
    both!(dossier(id))
}

/// One document.
pub async fn document(id: DocumentId) -> Answer<DocumentView> {
    both!(document(id))
}

/// Opens the system's dialogue; empty when the person cancels.
pub async fn choose(what: Choice) -> Answer<Vec<OfferedFile>> {
    both!(choose(what))
}

/// Takes an offered file into a dossier; the password opens a PDF that is encrypted, and is forgotten.
pub async fn import(
    dossier: DossierId,
    file: OfferedFile,
    password: Option<String>,
    progress: OnProgress,
) -> Answer<Imported> {
    both!(import(dossier, file, password, progress))
}

/// The bytes of a version.
pub async fn read_version(id: VersionId) -> Answer<Uint8Array> {
    both!(read_version(id))
}

/// Writes a version where the person says; the file's name, or `None` when the person cancels.
pub async fn export_version(id: VersionId, suggested: String) -> Answer<Option<String>> {
    both!(export_version(id, suggested))
}

/// Validates a version.
pub async fn validate(id: VersionId) -> Answer<Validation> {
    both!(validate(id))
}

/// Looks for tokens and their certificates; may take seconds.
pub async fn token_certificates() -> Answer<TokensFound> {
    both!(token_certificates())
}

/// What a chosen key file holds.
pub async fn file_certificates(file: OfferedFile, passphrase: String) -> Answer<Vec<CertificateRow>> {
    both!(file_certificates(file, passphrase))
}

/// Seals the newest versions, with the stamp at `place` or where there is room; each outcome is told as it comes. The secret is a passphrase or a PIN, and absent where the reader asks for it.
pub async fn seal(
    documents: Vec<DocumentId>,
    key: ChosenKey,
    secret: Option<String>,
    place: Option<StampPlace>,
    on_outcome: Box<dyn Fn(SealOutcome)>,
    progress: OnProgress,
) -> Answer<Vec<SealOutcome>> {
    both!(seal(documents, key, secret, place, on_outcome, progress))
}

/// What still has to be added to seals.
pub async fn augmentations() -> Answer<Vec<AugmentationView>> {
    both!(augmentations())
}

/// Adds what is missing: to these documents, or to all that wait when none is named.
pub async fn augment(documents: Vec<DocumentId>, progress: OnProgress) -> Answer<Vec<AugmentationOutcome>> {
    both!(augment(documents, progress))
}

/// The original leaves at the level it has.
pub async fn send_as_is(document: DocumentId) -> Answer<AugmentationOutcome> {
    both!(send_as_is(document))
}

/// How the desk seals.
pub async fn seal_settings() -> Answer<SealSettings> {
    both!(seal_settings())
}

/// Keeps how the desk seals; passwords by the address of the authority.
pub async fn save_seal_settings(
    settings: SealSettings,
    passwords: BTreeMap<String, String>,
) -> Answer<SealSettings> {
    both!(save_seal_settings(settings, passwords))
}

/// Looks whether sealing would work; each finding is told as it is found.
pub async fn doctor(on_finding: Box<dyn Fn(DoctorFinding)>) -> Answer<Vec<DoctorFinding>> {
    both!(doctor(on_finding))
}

/// Pauses work between two items, or lets it go on.
pub async fn pause(work: Work, paused: bool) -> Answer<()> {
    both!(pause_work(work, paused))
}

/// Asks long work to stop at its next safe point.
pub async fn cancel(work: Work) -> Answer<()> {
    both!(cancel(work))
}

/// The outbox.
pub async fn outbox() -> Answer<Vec<OutboxRow>> {
    both!(outbox())
}

/// Enrols the desk with a one-time code.
pub async fn enrol(platform: String, code: String, certificates: Option<OfferedFile>) -> Answer<DeskView> {
    both!(enrol(platform, code, certificates))
}

/// Sends the outbox.
pub async fn sync(progress: OnProgress) -> Answer<SyncReport> {
    both!(sync(progress))
}

/// Queues a parked operation again.
pub async fn retry(op: OpId) -> Answer<()> {
    both!(retry(op))
}

/// The sentence behind a stored code.
pub async fn explain(code: String) -> Answer<Explanation> {
    both!(explain(code))
}

/// Changes the passphrase of the desk.
pub async fn change_passphrase(old: String, new: String) -> Answer<()> {
    both!(change_passphrase(old, new))
}

/// From now on `on_event` hears what the shell tells unasked.
pub async fn watch(on_event: Box<dyn Fn(WindowEvent)>) -> Answer<()> {
    both!(watch(on_event))
}
