//! What comes in, what can be done with documents, backups and the journal, retention and key figures.

use jiff::civil::Date;
use js_sys::Uint8Array;
use model::document::{DocumentKind, MailView, Pulled, ReadingAct, TakenIn, UnfiledView};
use model::figures::{KeyFigures, Month};
use model::procedure::DocumentRule;
use model::retention::{
    Appraisal, DispositionItem, DispositionView, DueFilter, HoldFilter, HoldView, Reevaluation, RetentionRow,
    RetentionTableView, TableCheck,
};
use model::safety::{BackupReport, BackupSettings, BackupView, CheckReport, JournalFilter, JournalPage};
use model::view::DocumentView;
use model::window::{
    AddedVersion, BackupsShown, KeptKeyFile, OfferedBackup, PackageForm, PackageMade, RestoredDesk,
    WatchShown,
};
use model::{DispositionId, DocumentId, DossierId, IntakeId, VersionId};
use serde::Serialize;

use super::call::{Reading, call, call_with_progress};
use super::{Answer, OnProgress, shell};

/// One function for each command: its arguments carry the names of the command's parameters.
macro_rules! commands {
    ($( $(#[$about:meta])* $name:ident ( $($argument:ident : $kind:ty),* ) -> $answer:ty; )*) => {
        $(
            $(#[$about])*
            pub fn $name($($argument: $kind),*) -> Reading<$answer> {
                #[derive(Serialize)]
                #[serde(rename_all = "camelCase")]
                struct Arguments { $($argument: $kind),* }
                call(stringify!($name), &Arguments { $($argument),* })
            }
        )*
    };
}

/// As `commands`, for those that show progress.
macro_rules! long_commands {
    ($( $(#[$about:meta])* $name:ident ( $($argument:ident : $kind:ty),* ) -> $answer:ty; )*) => {
        $(
            $(#[$about])*
            pub async fn $name($($argument: $kind,)* progress: OnProgress) -> Answer<$answer> {
                #[derive(Serialize)]
                #[serde(rename_all = "camelCase")]
                struct Arguments { $($argument: $kind),* }
                call_with_progress(stringify!($name), &Arguments { $($argument),* }, progress).await
            }
        )*
    };
}

commands! {
    /// What waits for filing.
    unfiled() -> Vec<UnfiledView>;
    /// Sets something that waits aside.
    set_aside(id: IntakeId, reason: String) -> ();
    /// The watched folder.
    watched_folder() -> WatchShown;
    /// Asks for the folder and watches it.
    choose_watched_folder() -> WatchShown;
    /// Changes how the folder is worked through.
    change_watching(move_done: bool, separators: bool) -> WatchShown;
    /// No folder is watched any more.
    stop_watching() -> WatchShown;
    /// Saves a separator sheet; the file's name, or nothing when the person cancels.
    save_separator_sheet(dossier: DossierId, suggested: String) -> Option<String>;

    /// Gives a document another title.
    rename_document(id: DocumentId, title: String) -> DocumentView;
    /// Says what a document is in its dossier.
    set_document_kind(id: DocumentId, kind: DocumentKind) -> DocumentView;
    /// Says which document of the procedure it is.
    set_procedure_document(id: DocumentId, key: Option<String>) -> DocumentView;
    /// The documents that the procedure of a dossier knows.
    documents_of_procedure(dossier: DossierId) -> Vec<DocumentRule>;
    /// Some documents of a dossier, newest change first: those behind one of them.
    documents_of(dossier: DossierId, after: Option<DocumentId>, limit: u32) -> Vec<DocumentView>;
    /// The documents that belong to one: what it came with or corrects, what corrects it, and what came with it.
    related_documents(id: DocumentId) -> Vec<DocumentView>;
    /// The sealed documents of a dossier that nothing corrects yet.
    correctable_documents(dossier: DossierId) -> Vec<DocumentView>;
    /// Moves a document to another dossier.
    move_document(id: DocumentId, to: DossierId, reason: String) -> DocumentView;
    /// Withdraws a document.
    withdraw_document(id: DocumentId, reason: String) -> DocumentView;
    /// Takes a withdrawal back.
    reinstate_document(id: DocumentId, reason: String) -> DocumentView;
    /// Says that a document corrects a sealed one.
    supersede(new: DocumentId, corrected: DocumentId, reason: String) -> DocumentView;
    /// An e-mail in readable form.
    mail(id: VersionId) -> MailView;
    /// Journals what somebody does with the content of a version.
    record_seen(id: VersionId, act: ReadingAct) -> ();

    /// Backups: when they are made, and those that are there.
    backups() -> BackupsShown;
    /// Asks for the folder of backups; false when the person cancels.
    choose_backup_folder() -> bool;
    /// Sets how often backups are made, and how many are kept.
    save_backup_settings(settings: BackupSettings, automatic: bool) -> ();
    /// The backups in a chosen folder, or in the folder of the settings.
    offered_backups(token: Option<String>) -> Vec<OfferedBackup>;
    /// What is remembered of a key file for whoever is here.
    kept_key_file() -> Option<KeptKeyFile>;
    /// The backups in a chosen folder, of every desk; needs none that is open.
    backups_to_restore(token: String) -> Vec<OfferedBackup>;
    /// A page of the journal.
    journal(filter: JournalFilter, limit: u32) -> JournalPage;
    /// The kinds of lines in the journal.
    journal_kinds() -> Vec<String>;
    /// Walks the chain of the journal.
    verify_journal() -> u64;
    /// Fingerprint of the key that signs exports.
    journal_key() -> String;
    /// Writes lines of the journal to a file.
    export_journal(filter: JournalFilter, suggested: String) -> Option<String>;

    /// Dossiers whose retention has ended, and how many there are.
    retention_due(filter: DueFilter, limit: u32, offset: u32) -> (Vec<RetentionRow>, u32);
    /// Closed dossiers that never become due by themselves.
    retention_undecided(limit: u32, offset: u32) -> Vec<RetentionRow>;
    /// Dossiers for which the newest table says something else.
    retention_reevaluations(limit: u32) -> Vec<Reevaluation>;
    /// The newest table holds for a dossier.
    adopt_retention(dossier: DossierId, reason: String) -> RetentionRow;
    /// The last day on which what a dossier decided is valid.
    set_validity_end(dossier: DossierId, until: Date) -> ();
    /// The tableaux de tri.
    retention_tables() -> Vec<RetentionTableView>;
    /// Looks through a tableau de tri.
    check_retention_table(token: String) -> TableCheck;
    /// Takes in a tableau de tri.
    import_retention_table(token: String, name: String, valid_from: Date) -> RetentionTableView;
    /// The legal holds.
    holds(released_too: bool) -> Vec<HoldView>;
    /// Places a legal hold.
    place_hold(filter: HoldFilter, reason: String) -> HoldView;
    /// Releases a legal hold.
    release_hold(hold: u32, reason: String) -> HoldView;
    /// The dispositions, newest first.
    dispositions(limit: u32, offset: u32) -> Vec<DispositionView>;
    /// One disposition.
    disposition(id: DispositionId) -> DispositionView;
    /// Its dossiers.
    disposition_items(id: DispositionId, limit: u32, offset: u32) -> Vec<DispositionItem>;
    /// Proposes a disposition.
    propose_disposition(dossiers: Vec<DossierId>, note: String) -> DispositionView;
    /// The list was sent to the archives.
    notify_archives(id: DispositionId, on: Date, to: String) -> DispositionView;
    /// What the archives said.
    appraise(id: DispositionId, dossiers: Vec<DossierId>, appraisal: Appraisal, on: Date, letter: String) -> DispositionView;
    /// Records the receipt of the archives.
    record_receipt(id: DispositionId, dossiers: Vec<DossierId>, receipt: String, on: Date) -> DispositionView;
    /// Confirms the destruction.
    confirm_disposition(id: DispositionId) -> DispositionView;
    /// Gives a disposition up.
    withdraw_disposition(id: DispositionId, reason: String) -> DispositionView;
    /// Saves the list of a disposition.
    save_disposition_list(id: DispositionId, suggested: String) -> Option<String>;
    /// Saves the notice to the archives as a paper.
    save_disposition_notice(id: DispositionId, suggested: String) -> Option<String>;
    /// Saves the certificate of destruction.
    save_disposition_certificate(id: DispositionId, suggested: String) -> Option<String>;
    /// Key figures of a period.
    key_figures(first: Month, last: Month, copies: u32) -> KeyFigures;
    /// Writes every key figure of a period as a table; the file's name, or nothing when the person cancels.
    save_key_figures(first: Month, last: Month, copies: u32, suggested: String) -> Option<String>;
    /// Saves the figures that may be published.
    save_open_data(first: Month, last: Month, copies: u32, json: bool, suggested: String) -> Option<String>;
}

long_commands! {
    /// Files something that waits into a dossier.
    file_into(id: IntakeId, dossier: DossierId, title: Option<String>) -> TakenIn;
    /// Pulls an original of the platform into a dossier.
    pull_original(dossier: DossierId, identifier: String) -> Pulled;
    /// Adds a version to a document, from an offered file; the password opens a PDF that is encrypted, and is forgotten.
    add_version(document: DocumentId, base: VersionId, reason: String, token: String, password: Option<String>) -> AddedVersion;
    /// Makes a backup now.
    back_up() -> BackupReport;
    /// Reads a backup of this desk through.
    check_backup(token: String) -> BackupView;
    /// Makes the desk of an offered backup, with the passphrase that one of its people had then, and opens it.
    restore_desk(token: String, passphrase: String) -> RestoredDesk;
    /// Checks the whole desk.
    check_desk() -> CheckReport;
    /// Makes the packages for the archives in a folder.
    deliver_disposition(id: DispositionId) -> Option<Vec<PackageMade>>;
    /// Destroys what was decided.
    destroy_disposition(id: DispositionId) -> DispositionView;
    /// Makes a package of a dossier in a folder.
    export_dossier(dossier: DossierId, form: PackageForm, newest: bool) -> Option<PackageMade>;
}

/// The bytes of something that waits for filing.
pub async fn read_unfiled(id: IntakeId) -> Answer<Uint8Array> {
    #[derive(Serialize)]
    struct Arguments {
        id: IntakeId,
    }
    if !shell::present() {
        // Bytes are not recorded: the answer is the refusal that says so.
        return call::<()>("read_unfiled", &Arguments { id })
            .await
            .map(|()| Uint8Array::new_with_length(0));
    }
    shell::invoke_bytes("read_unfiled", Arguments { id }).await
}

/// The document at this desk that carries a printed identifier.
pub async fn original_here(identifier: String) -> Answer<Option<DocumentView>> {
    call("original_here", &serde_json::json!({ "identifier": identifier })).await
}

/// What from outside asks to be opened; asked for once, it is gone.
pub async fn opening() -> Answer<Option<model::opening::Opening>> {
    call("opening", &super::call::Nothing {}).await
}
