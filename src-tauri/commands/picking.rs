//! Files that settings are read from, chosen by the system's dialogue: a logo, a table, a procedure, holidays, the folder
//! of a template.

use std::path::PathBuf;

use model::window::OfferedFile;
use serde::Deserialize;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::files::{name_of, rehearsed};
use crate::shell::{Answer, Error, Shell};

/// Most bytes of such a file; the desk refuses at less, with its own sentence.
const MOST_BYTES: u64 = 16 << 20;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// A picture for the letterhead.
    Logo,
    /// A table as CSV.
    LetterTable,
    /// A procedure.
    Procedure,
    /// The administration's own holidays.
    Holidays,
    /// The folder of a letter template.
    LetterTemplate,
    /// A folder into which something is written.
    TargetFolder,
    /// A folder of backups, or one backup.
    BackupFolder,
}

/// Opens the system's dialogue; nothing when the person cancels.
#[tauri::command]
pub async fn pick(what: Pick, shell: State<'_, Shell>, window: WebviewWindow) -> Answer<Option<OfferedFile>> {
    let (kind, extensions): (_, &[&str]) = match what {
        Pick::Logo => ("logo", &["png", "PNG", "jpg", "JPG", "jpeg", "JPEG"]),
        Pick::LetterTable => ("letter-table", &["csv", "CSV"]),
        Pick::Procedure => ("procedure", &["toml", "TOML"]),
        Pick::Holidays => ("holidays", &["toml", "TOML"]),
        Pick::LetterTemplate => ("letter-template", &[]),
        Pick::TargetFolder => ("target-folder", &[]),
        Pick::BackupFolder => ("backup-folder", &[]),
    };
    let folder = extensions.is_empty();
    let chosen = match rehearsed(kind) {
        Some(paths) => paths.into_iter().next(),
        None => {
            let dialog = window.dialog().file().set_parent(&window);
            let dialog = if folder {
                dialog
            } else {
                let filter = shell.explain_code(&format!("choose-{kind}")).sentence;
                dialog.add_filter(filter, extensions)
            };
            shell
                .apart(move || {
                    Ok::<_, Error>(if folder {
                        dialog.blocking_pick_folder()
                    } else {
                        dialog.blocking_pick_file()
                    })
                })
                .await?
                .and_then(|path: FilePath| path.into_path().ok())
        }
    };
    let Some(path) = chosen else { return Ok(None) };
    Ok(if folder {
        shell.files().offer_folder(path)
    } else {
        shell.files().offer(&[path]).pop()
    })
}

/// The path behind a token.
pub fn path(shell: &Shell, token: &str) -> Answer<PathBuf> {
    shell
        .files()
        .path(token)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))
}

/// A chosen file, read.
pub struct Chosen {
    /// Its name, without folders.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Reads the file behind a token.
pub async fn file(shell: &Shell, token: &str) -> Answer<Chosen> {
    use std::io::Read;
    let path = path(shell, token)?;
    // Nothing is read while the desk is locked.
    shell.desk()?;
    shell
        .apart(move || {
            let name = name_of(&path);
            let unreadable = |source| Error::FileUnreadable {
                file: name_of(&path),
                source,
            };
            let mut bytes = Vec::new();
            std::fs::File::open(&path)
                .and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
                .map_err(unreadable)?;
            Ok::<_, Error>(Chosen { name, bytes })
        })
        .await
}
