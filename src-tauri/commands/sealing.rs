//! Sealing.

use ::desk::KeySource;
use model::DocumentId;
use model::view::SealOutcome;
use model::window::{Progress, Work};
use tauri::State;
use tauri::ipc::Channel;

use super::Secret;
use crate::files::without_folders;
use crate::shell::{Answer, Error, Shell};

/// Seals the newest version of each document with an offered key. The passphrase is forgotten afterwards.
#[tauri::command]
pub async fn seal(
    documents: Vec<DocumentId>,
    key: String,
    passphrase: Secret,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Vec<SealOutcome>> {
    let path = shell
        .files()
        .path(&key)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    let chosen = path.clone();
    shell
        .work(Work::Seal, progress, move |desk, progress, cancel| {
            let source = KeySource::Pkcs12 {
                path: &path,
                passphrase: &passphrase.0,
            };
            desk.seal(&documents, source, progress, cancel)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))
}
