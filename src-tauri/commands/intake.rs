//! What comes in: the watched folder, what waits for filing, separator sheets, originals of the platform.

use ::desk::Desk;
use identifier::Identifier;
use model::document::{Pulled, TakenIn, UnfiledView, WatchSettings};
use model::view::DocumentView;
use model::window::{Progress, WatchShown, Work};
use model::{DossierId, IntakeId};
use tauri::ipc::{Channel, Response};
use tauri::{State, WebviewWindow};

use super::dialogues;
use crate::files::name_of;
use crate::shell::{Answer, Shell};

/// What waits for filing.
#[tauri::command]
pub async fn unfiled(shell: State<'_, Shell>) -> Answer<Vec<UnfiledView>> {
    shell.call(Desk::unfiled).await
}

/// The bytes of something that waits; journalled.
#[tauri::command]
pub async fn read_unfiled(id: IntakeId, shell: State<'_, Shell>) -> Answer<Response> {
    shell
        .call(move |desk| desk.read_unfiled(id, ""))
        .await
        .map(Response::new)
}

/// Files something that waits into a dossier.
#[tauri::command]
pub async fn file_into(
    id: IntakeId,
    dossier: DossierId,
    title: Option<String>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<TakenIn> {
    shell
        .work(Work::File, progress, move |desk, progress, cancel| {
            desk.file_into(id, dossier, title.as_deref(), progress, cancel)
        })
        .await
}

/// Sets something that waits aside, with the reason.
#[tauri::command]
pub async fn set_aside(id: IntakeId, reason: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.set_aside(id, &reason)).await
}

fn shown(shell: &Shell, settings: Option<WatchSettings>) -> WatchShown {
    let (running, problem) = shell.background().watching();
    match settings {
        None => WatchShown::default(),
        Some(settings) => WatchShown {
            folder: Some(name_of(&settings.folder)),
            done: settings.done,
            failed: settings.failed,
            separators: settings.separators,
            running,
            problem,
        },
    }
}

/// The watched folder.
#[tauri::command]
pub async fn watched_folder(shell: State<'_, Shell>) -> Answer<WatchShown> {
    let settings = shell.call(Desk::watch_settings).await?;
    Ok(shown(&shell, settings))
}

/// Asks for the folder by the system's dialogue and watches it; nothing changes when the person cancels.
#[tauri::command]
pub async fn choose_watched_folder(shell: State<'_, Shell>, window: WebviewWindow) -> Answer<WatchShown> {
    let Some(folder) = dialogues::folder(&shell, &window).await? else {
        return watched_folder(shell).await;
    };
    let settings = shell
        .call(move |desk| {
            let settings = match desk.watch_settings()? {
                Some(before) => WatchSettings { folder, ..before },
                None => desk.watch_defaults(&folder),
            };
            desk.set_watch(Some(&settings))?;
            Ok::<_, ::desk::Error>(settings)
        })
        .await?;
    shell.background().watch_anew();
    Ok(shown(&shell, Some(settings)))
}

/// Changes how the folder is worked through.
#[tauri::command]
pub async fn change_watching(
    move_done: bool,
    separators: bool,
    shell: State<'_, Shell>,
) -> Answer<WatchShown> {
    let settings = shell
        .call(move |desk| {
            let Some(before) = desk.watch_settings()? else {
                return Ok(None);
            };
            let defaults = desk.watch_defaults(&before.folder);
            let settings = WatchSettings {
                done: move_done.then(|| before.done.clone().or(defaults.done)).flatten(),
                separators,
                ..before
            };
            desk.set_watch(Some(&settings))?;
            Ok::<_, ::desk::Error>(Some(settings))
        })
        .await?;
    shell.background().watch_anew();
    Ok(shown(&shell, settings))
}

/// No folder is watched any more.
#[tauri::command]
pub async fn stop_watching(shell: State<'_, Shell>) -> Answer<WatchShown> {
    shell.call(|desk| desk.set_watch(None)).await?;
    shell.background().watch_anew();
    Ok(WatchShown::default())
}

/// Saves a separator sheet where the person says; the file's name, or nothing when the person cancels.
#[tauri::command]
pub async fn save_separator_sheet(
    dossier: DossierId,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let bytes = shell.call(move |desk| desk.separator_sheet(dossier)).await?;
    dialogues::save(&shell, &window, &suggested, "pdf", bytes).await
}

/// Pulls an original of the platform into a dossier.
#[tauri::command]
pub async fn pull_original(
    dossier: DossierId,
    identifier: String,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Pulled> {
    let identifier = Identifier::parse(&identifier).map_err(|error| shell.explain(&error))?;
    shell
        .work(Work::File, progress, move |desk, progress, cancel| {
            desk.pull_original(dossier, &identifier, progress, cancel)
        })
        .await
}

/// The document at this desk that carries a printed identifier.
#[tauri::command]
pub async fn original_here(identifier: Identifier, shell: State<'_, Shell>) -> Answer<Option<DocumentView>> {
    shell.call(move |desk| desk.original_here(&identifier)).await
}
