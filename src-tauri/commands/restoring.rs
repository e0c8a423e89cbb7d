//! The desk is made again of a backup, on the first page: where there is no desk yet, and nothing is overwritten.

use std::path::{Path, PathBuf};

use ::desk::Desk;
use model::window::{OfferedBackup, Progress, RestoredDesk, Work};
use tauri::State;
use tauri::ipc::Channel;
use wording::Explanation;

use super::{Secret, picking};
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Shell};

/// The backups that a chosen folder means, of every desk, newest first. Needs no desk.
#[tauri::command]
pub async fn backups_to_restore(token: String, shell: State<'_, Shell>) -> Answer<Vec<OfferedBackup>> {
    let folder = picking::path(&shell, &token)?;
    let place = folder.clone();
    let listed = shell
        .apart(move || Desk::backups_at(&place))
        .await
        .map_err(|told| without_folders(told, &folder))?;
    Ok(listed
        .into_iter()
        .filter_map(|mut backup| {
            let offered = shell.files().offer_folder(PathBuf::from(&backup.folder))?;
            backup.folder = offered.name;
            Some(OfferedBackup {
                token: offered.token,
                // There is no desk of which it could be somebody else's.
                own: true,
                backup,
            })
        })
        .collect())
}

/// Makes the desk of an offered backup, with the passphrase that one of its people had then, and opens it for them.
#[tauri::command]
pub async fn restore_desk(
    token: String,
    passphrase: Secret,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<RestoredDesk> {
    let backup = picking::path(&shell, &token)?;
    let target = shell.desk_folder().to_owned();
    let environment = shell.environment();
    let (from, to) = (backup.clone(), target.clone());
    let (desk, report) = shell
        .long(Work::Restore, progress, move |progress, cancel| {
            Desk::restore(&from, &to, &passphrase.0, environment, progress, cancel)
        })
        .await
        .map_err(|told| match told.code.as_str() {
            // Nobody here chose the place of the desk: what can be done is another thing than on the command line.
            "restore-not-empty" => Explanation {
                code: told.code,
                ..shell.explain_code("restore-here-taken")
            },
            _ => named(told, &backup, &target),
        })?;
    let made_at = report.backup.made_at;
    let missing = report.missing.len() as u64;
    shell.open(desk);
    let desk = shell.call(Desk::view).await?;
    Ok(RestoredDesk {
        desk,
        made_at,
        missing,
    })
}

/// What went wrong, with names of folders and not their places: those of the backup, of the desk, and of what lies beside
/// either of them, where contents and what is under way are.
fn named(told: Explanation, backup: &Path, target: &Path) -> Explanation {
    [backup, target]
        .into_iter()
        .flat_map(|place| [Some(place), place.parent()])
        .flatten()
        .filter(|place| name_of(place) != place.display().to_string())
        .fold(told, without_folders)
}
