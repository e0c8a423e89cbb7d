//! Sealing, and what still has to be added to seals.

use ::desk::{Desk, KeySource, SealBatch};
use model::DocumentId;
use model::view::{AugmentationOutcome, AugmentationView, SealOutcome};
use model::window::{Progress, Work};
use tauri::State;
use tauri::ipc::Channel;

use super::Secret;
use crate::files::without_folders;
use crate::shell::{Answer, Error, Shell};

/// Seals the newest version of each document with an offered key, on all cores; outcomes are in the order of the
/// documents. The passphrase is forgotten afterwards.
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
    let pause = shell.new_pause(Work::Seal);
    shell
        .work(Work::Seal, progress, move |desk, progress, cancel| {
            let source = KeySource::Pkcs12 {
                path: &path,
                passphrase: &passphrase.0,
            };
            let key = source.open()?;
            let batch = SealBatch {
                jobs: std::thread::available_parallelism().map_or(1, usize::from),
                pause,
                ..SealBatch::new(&documents, &key)
            };
            let mut outcomes = Vec::with_capacity(documents.len());
            desk.seal_batch(&batch, &mut |outcome| outcomes.push(outcome), progress, cancel)?;
            outcomes.sort_by_key(|outcome: &SealOutcome| {
                documents
                    .iter()
                    .position(|document| *document == outcome.document)
            });
            Ok::<_, ::desk::Error>(outcomes)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))
}

/// What still has to be added to seals.
#[tauri::command]
pub async fn augmentations(shell: State<'_, Shell>) -> Answer<Vec<AugmentationView>> {
    shell.call(Desk::augmentations).await
}

/// Adds what is missing: to these documents, or to all that wait when none is named.
#[tauri::command]
pub async fn augment(
    documents: Vec<DocumentId>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Vec<AugmentationOutcome>> {
    shell
        .work(Work::Augment, progress, move |desk, progress, cancel| {
            desk.run_augmentations(&documents, progress, cancel)
        })
        .await
}

/// A person decides that an original leaves at the level it has.
#[tauri::command]
pub async fn send_as_is(document: DocumentId, shell: State<'_, Shell>) -> Answer<AugmentationOutcome> {
    shell.call(move |desk| desk.send_as_is(document)).await
}
