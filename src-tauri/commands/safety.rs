//! Backups, the check of the desk, the journal.

use std::path::{Path, PathBuf};

use ::desk::Desk;
use model::safety::{BackupReport, BackupSettings, BackupView, CheckReport, JournalFilter, JournalPage};
use model::window::{BackupsShown, OfferedBackup, Progress, Work};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use super::dialogues::{self, Beside};
use super::picking;
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

/// The backups in a folder that was chosen, or without one in the folder of the settings, newest first.
#[tauri::command]
pub async fn offered_backups(token: Option<String>, shell: State<'_, Shell>) -> Answer<Vec<OfferedBackup>> {
    let (own, set) = shell
        .call(|desk| Ok::<_, ::desk::Error>((desk.view()?.id, desk.backup_settings()?.folder)))
        .await?;
    let chosen = token.map(|token| picking::path(&shell, &token)).transpose()?;
    let (folder, listed) = match (chosen, set) {
        (Some(folder), _) => {
            let place = folder.clone();
            (folder, shell.apart(move || Desk::backups_at(&place)).await)
        }
        (None, Some(set)) => {
            let folder = PathBuf::from(set);
            let place = folder.clone();
            (folder, shell.apart(move || Desk::backups(&place)).await)
        }
        (None, None) => return Ok(Vec::new()),
    };
    let listed = listed.map_err(|told| without_folders(told, &folder))?;
    Ok(listed
        .into_iter()
        .filter_map(|mut backup| {
            let offered = shell.files().offer_folder(PathBuf::from(&backup.folder))?;
            backup.folder = offered.name;
            Some(OfferedBackup {
                token: offered.token,
                own: backup.desk == own,
                backup,
            })
        })
        .collect())
}

/// Reads an offered backup of this desk through: its manifest, its database, every content.
#[tauri::command]
pub async fn check_backup(
    token: String,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<BackupView> {
    let folder = picking::path(&shell, &token)?;
    let place = folder.clone();
    let mut read = shell
        .work(Work::ReadBackup, progress, move |desk, progress, cancel| {
            desk.check_backup(&place, progress, cancel)
        })
        .await
        .map_err(|told| {
            // The contents of all backups lie beside the backup, in the folder above.
            let above = folder.parent().unwrap_or(&folder);
            without_folders(without_folders(told, &folder), above)
        })?;
    read.folder = name_only(&read.folder);
    Ok(read)
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
