//! Backups, the check of the desk, the journal.

use std::path::Path;

use ::desk::Desk;
use model::safety::{BackupReport, BackupSettings, CheckReport, JournalFilter, JournalPage};
use model::window::{BackupsShown, Progress, Work};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use super::dialogues::{self, Beside};
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Shell};

fn name_only(folder: &str) -> String {
    name_of(Path::new(folder))
}

/// Backups: when they are made, and those that are there.
#[tauri::command]
pub async fn backups(shell: State<'_, Shell>) -> Answer<BackupsShown> {
    let (settings, last) = shell
        .call(|desk| Ok::<_, ::desk::Error>((desk.backup_settings()?, desk.last_backup()?)))
        .await?;
    let Some(folder) = settings.folder.clone() else {
        return Ok(BackupsShown {
            settings,
            last,
            ..BackupsShown::default()
        });
    };
    let place = folder.clone();
    let listed = shell.apart(move || Desk::backups(Path::new(&place))).await;
    let (backups, problem) = match listed {
        Ok(backups) => (backups, None),
        Err(problem) => (Vec::new(), Some(without_folders(problem, Path::new(&folder)))),
    };
    let mut backups = backups;
    for backup in &mut backups {
        backup.folder = name_only(&backup.folder);
    }
    Ok(BackupsShown {
        settings: BackupSettings {
            folder: Some(name_only(&folder)),
            ..settings
        },
        last,
        backups,
        problem,
    })
}

/// Asks for the folder of backups by the system's dialogue; nothing changes when the person cancels.
#[tauri::command]
pub async fn choose_backup_folder(shell: State<'_, Shell>, window: WebviewWindow) -> Answer<bool> {
    let Some(folder) = dialogues::folder(&shell, &window).await? else {
        return Ok(false);
    };
    let chosen = folder.clone();
    shell
        .call(move |desk| {
            let settings = BackupSettings {
                folder: Some(folder.display().to_string()),
                ..desk.backup_settings()?
            };
            desk.set_backup_settings(&settings)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    shell.background().upkeep_anew();
    Ok(true)
}

/// Sets how often backups are made and how many are kept; without `automatic` none are made by themselves.
#[tauri::command]
pub async fn save_backup_settings(
    settings: BackupSettings,
    automatic: bool,
    shell: State<'_, Shell>,
) -> Answer<()> {
    shell
        .call(move |desk| {
            // The place stays on this side; the web view only knows its name.
            let folder = desk.backup_settings()?.folder.filter(|_| automatic);
            desk.set_backup_settings(&BackupSettings { folder, ..settings })
        })
        .await?;
    shell.background().upkeep_anew();
    Ok(())
}

/// Makes a backup now, into the folder of the settings.
#[tauri::command]
pub async fn back_up(progress: Channel<Progress>, shell: State<'_, Shell>) -> Answer<BackupReport> {
    let mut report = shell
        .work(Work::Backup, progress, |desk, progress, cancel| {
            desk.back_up(None, progress, cancel)
        })
        .await?;
    report.backup.folder = name_only(&report.backup.folder);
    Ok(report)
}

/// Checks the whole desk.
#[tauri::command]
pub async fn check_desk(progress: Channel<Progress>, shell: State<'_, Shell>) -> Answer<CheckReport> {
    shell.work(Work::Check, progress, Desk::check).await
}

/// A page of the journal.
#[tauri::command]
pub async fn journal(filter: JournalFilter, limit: u32, shell: State<'_, Shell>) -> Answer<JournalPage> {
    shell
        .call(move |desk| desk.journal(&filter, limit.min(500)))
        .await
}

/// The kinds of lines in the journal.
#[tauri::command]
pub async fn journal_kinds(shell: State<'_, Shell>) -> Answer<Vec<String>> {
    shell.call(Desk::journal_kinds).await
}

/// Walks the chain of the journal; the number of entries.
#[tauri::command]
pub async fn verify_journal(shell: State<'_, Shell>) -> Answer<u64> {
    shell.call(Desk::verify_journal).await
}

/// Fingerprint of the key that signs exports of the journal.
#[tauri::command]
pub async fn journal_key(shell: State<'_, Shell>) -> Answer<String> {
    shell.call(Desk::journal_key).await
}

/// Writes the lines that a filter lets through where the person says; the file's name, or nothing.
#[tauri::command]
pub async fn export_journal(
    filter: JournalFilter,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let Some(path) = dialogues::target(&shell, &window, &suggested, "jsonl").await? else {
        return Ok(None);
    };
    let mut beside = Beside::new(&path).map_err(|error| shell.explain(&error))?;
    let beside = shell
        .call(move |desk| {
            desk.export_journal_filtered(&filter, beside.file())?;
            Ok::<_, ::desk::Error>(beside)
        })
        .await
        .map_err(|told| without_folders(told, &path))?;
    shell
        .apart(move || beside.finish())
        .await
        .map(|()| Some(name_of(&path)))
}
