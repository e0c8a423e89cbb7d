//! What can be done with a document that is there: versions, title, kind, place, withdrawal, correction; e-mails.

use model::document::{DocumentKind, MailView, NewVersionOf, ReadingAct};
use model::procedure::DocumentRule;
use model::view::DocumentView;
use model::window::{AddedVersion, Progress, Work};
use model::{DocumentId, DossierId, VersionId};
use secrecy::ExposeSecret;
use tauri::State;
use tauri::ipc::Channel;

use super::Secret;
use crate::files::without_folders;
use crate::shell::{Answer, Error, Shell};

/// Adds a version to a document, from an offered file; `password` opens a PDF that is encrypted, and is forgotten.
#[tauri::command]
pub async fn add_version(
    document: DocumentId,
    base: VersionId,
    reason: String,
    token: String,
    password: Option<Secret>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<AddedVersion> {
    let path = shell
        .files()
        .path(&token)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    let chosen = path.clone();
    let new = NewVersionOf {
        document,
        base,
        reason,
    };
    let (document, warnings) = shell
        .work(Work::Import, progress, move |desk, progress, cancel| {
            let password = password.as_ref().map(|secret| secret.0.expose_secret());
            desk.add_version(&new, &path, password, progress, cancel)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    let warnings = warnings.into_iter();
    Ok(AddedVersion {
        document,
        warnings: warnings.map(|told| without_folders(told, &chosen)).collect(),
    })
}

/// Gives a document another title.
#[tauri::command]
pub async fn rename_document(id: DocumentId, title: String, shell: State<'_, Shell>) -> Answer<DocumentView> {
    shell.call(move |desk| desk.rename_document(id, &title)).await
}

/// Says what a document is in its dossier.
#[tauri::command]
pub async fn set_document_kind(
    id: DocumentId,
    kind: DocumentKind,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell.call(move |desk| desk.set_document_kind(id, kind)).await
}

/// Says which document of the procedure it is, or none.
#[tauri::command]
pub async fn set_procedure_document(
    id: DocumentId,
    key: Option<String>,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell
        .call(move |desk| desk.set_procedure_document(id, key.as_deref()))
        .await
}

/// The documents that the procedure of a dossier knows.
#[tauri::command]
pub async fn documents_of_procedure(
    dossier: DossierId,
    shell: State<'_, Shell>,
) -> Answer<Vec<DocumentRule>> {
    shell
        .call(move |desk| {
            let procedure = desk.dossier_procedure(dossier)?;
            Ok::<_, ::desk::Error>(procedure.map_or_else(Vec::new, |view| view.procedure.documents))
        })
        .await
}

/// Moves a document, with what came with it, to another dossier.
#[tauri::command]
pub async fn move_document(
    id: DocumentId,
    to: DossierId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell.call(move |desk| desk.move_document(id, to, &reason)).await
}

/// Withdraws a document.
#[tauri::command]
pub async fn withdraw_document(
    id: DocumentId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell.call(move |desk| desk.withdraw_document(id, &reason)).await
}

/// Takes a withdrawal back.
#[tauri::command]
pub async fn reinstate_document(
    id: DocumentId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell.call(move |desk| desk.reinstate_document(id, &reason)).await
}

/// Says that a document corrects a sealed one.
#[tauri::command]
pub async fn supersede(
    new: DocumentId,
    corrected: DocumentId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DocumentView> {
    shell
        .call(move |desk| desk.supersede(new, corrected, &reason))
        .await
}

/// An e-mail in readable form; journalled as a reading.
#[tauri::command]
pub async fn mail(id: VersionId, shell: State<'_, Shell>) -> Answer<MailView> {
    shell.call(move |desk| desk.mail(id, "")).await
}

/// Journals what somebody does with the content of a version.
#[tauri::command]
pub async fn record_seen(id: VersionId, act: ReadingAct, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.record_seen(id, act, "")).await
}
