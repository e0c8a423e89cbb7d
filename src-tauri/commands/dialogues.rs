//! The system's dialogues for what leaves the desk and for folders: what a person chose stays on this side.

use std::io::Write;
use std::path::{Path, PathBuf};

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::files::{name_of, rehearsed, without_folders};
use crate::shell::{Answer, Error, Shell};

/// Asks for a folder; `None` when the person cancels.
pub async fn folder(shell: &Shell, window: &WebviewWindow) -> Answer<Option<PathBuf>> {
    if let Some(paths) = rehearsed("folder") {
        return Ok(paths.into_iter().next());
    }
    let dialog = window.dialog().file().set_parent(window);
    let chosen = shell
        .apart(move || Ok::<_, Error>(dialog.blocking_pick_folder()))
        .await?;
    Ok(chosen.and_then(|path: FilePath| path.into_path().ok()))
}

/// Asks where a file goes; `None` when the person cancels.
pub async fn target(
    shell: &Shell,
    window: &WebviewWindow,
    suggested: &str,
    extension: &str,
) -> Answer<Option<PathBuf>> {
    if let Some(paths) = rehearsed("export") {
        return Ok(paths.into_iter().next());
    }
    // Only a name: folders in it would lead the dialogue elsewhere.
    let dialog = window
        .dialog()
        .file()
        .set_parent(window)
        .set_file_name(name_of(Path::new(suggested)))
        .add_filter(extension.to_uppercase(), &[extension]);
    let chosen = shell
        .apart(move || Ok::<_, Error>(dialog.blocking_save_file()))
        .await?;
    Ok(chosen.and_then(|path: FilePath| path.into_path().ok()))
}

/// A file that is written beside its target and takes its place when it is whole. The dialogue asked before an older file
/// is replaced.
pub struct Beside {
    file: tempfile::NamedTempFile,
    target: PathBuf,
}

impl Beside {
    /// Begins.
    ///
    /// # Errors
    /// `target-not-written`.
    pub fn new(target: &Path) -> Result<Self, Error> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::Builder::new()
            .prefix(".greffe-")
            .tempfile_in(folder.unwrap_or_else(|| Path::new(".")))
            .map_err(|error| not_written(target, error))?;
        Ok(Self {
            file,
            target: target.to_owned(),
        })
    }

    /// What is written to.
    pub fn file(&mut self) -> &mut dyn Write {
        self.file.as_file_mut()
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// `target-not-written`.
    pub fn finish(self) -> Result<(), Error> {
        self.file
            .as_file()
            .sync_all()
            .map_err(|error| not_written(&self.target, error))?;
        self.file
            .persist(&self.target)
            .map_err(|error| not_written(&self.target, error.error))?;
        Ok(())
    }
}

fn not_written(path: &Path, source: std::io::Error) -> Error {
    Error::TargetNotWritten {
        file: name_of(path),
        source,
    }
}

/// Writes bytes to a target.
///
/// # Errors
/// `target-not-written`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut beside = Beside::new(path)?;
    beside
        .file()
        .write_all(bytes)
        .map_err(|error| not_written(path, error))?;
    beside.finish()
}

/// Saves bytes where the person says; the file's name, or nothing when the person cancels.
pub async fn save(
    shell: &Shell,
    window: &WebviewWindow,
    suggested: &str,
    extension: &str,
    bytes: Vec<u8>,
) -> Answer<Option<String>> {
    let Some(path) = target(shell, window, suggested, extension).await? else {
        return Ok(None);
    };
    let chosen = path.clone();
    shell
        .apart(move || write(&path, &bytes))
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(Some(name_of(&chosen)))
}
