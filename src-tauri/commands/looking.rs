//! Looking closely before something is signed or sealed, the place of the stamp, and batches that were broken off.

use model::looking::{BatchKind, FileLook, Leftover, SheetRow, StampPlace, StampTrial};
use model::{DocumentId, VersionId};
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

use super::dialogues;
use crate::shell::{Answer, Shell};

/// Lines of a sheet at most.
const ROWS: usize = 100_000;

/// What the file of a version is made of.
#[tauri::command]
pub async fn look_at_version(id: VersionId, shell: State<'_, Shell>) -> Answer<FileLook> {
    shell.call(move |desk| desk.look_at_version(id)).await
}

/// The file of a version as it was at the end of an earlier revision; journalled as a preview.
#[tauri::command]
pub async fn read_revision(id: VersionId, number: u32, shell: State<'_, Shell>) -> Answer<Response> {
    shell
        .call(move |desk| desk.read_revision(id, number))
        .await
        .map(Response::new)
}

/// The bytes of a version that will probably be shown next; the journal hears of it when it is shown (`record_seen`).
#[tauri::command]
pub async fn version_ahead(id: VersionId, shell: State<'_, Shell>) -> Answer<Response> {
    shell
        .call(move |desk| desk.version_ahead(id))
        .await
        .map(Response::new)
}

/// Where the stamp of a document would stand.
#[tauri::command]
pub async fn try_stamp(
    document: DocumentId,
    place: Option<StampPlace>,
    shell: State<'_, Shell>,
) -> Answer<StampTrial> {
    shell
        .call(move |desk| desk.try_stamp(document, place.as_ref()).map(|(trial, _)| trial))
        .await
}

/// The document as it would look with its stamp there; it is never signed and never kept.
#[tauri::command]
pub async fn stamped_trial(
    document: DocumentId,
    place: Option<StampPlace>,
    shell: State<'_, Shell>,
) -> Answer<Response> {
    shell
        .call(move |desk| desk.try_stamp(document, place.as_ref()).map(|(_, bytes)| bytes))
        .await
        .map(Response::new)
}

/// The place that was chosen last for a stamp.
#[tauri::command]
pub async fn last_stamp_place(shell: State<'_, Shell>) -> Answer<Option<StampPlace>> {
    shell.call(|desk: &::desk::Desk| desk.last_stamp_place()).await
}

/// What whoever works here began and did not end.
#[tauri::command]
pub async fn leftover_batch(kind: BatchKind, shell: State<'_, Shell>) -> Answer<Option<Leftover>> {
    shell.call(move |desk| desk.leftover_batch(kind)).await
}

/// Whoever works here does not go on with it.
#[tauri::command]
pub async fn drop_leftover_batch(kind: BatchKind, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.drop_leftover_batch(kind)).await
}

/// Saves what became of a batch as a table; the file's name, or nothing when the person cancels.
#[tauri::command]
pub async fn save_batch_sheet(
    headings: [String; 4],
    rows: Vec<SheetRow>,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let headings = headings.each_ref().map(String::as_str);
    let lines = rows
        .into_iter()
        .take(ROWS)
        .map(|row| vec![row.title, row.result, row.identifier, row.note]);
    let bytes = model::sheet::write(&headings, lines);
    dialogues::save(&shell, &window, &suggested, "csv", bytes).await
}
