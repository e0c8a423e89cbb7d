//! Work that runs, and codes that were stored.

use model::window::Work;
use tauri::State;
use wording::Explanation;

use crate::shell::{Answer, Shell};

/// Asks work to stop at its next safe point.
#[tauri::command]
pub fn cancel(work: Work, shell: State<'_, Shell>) {
    shell.cancel(work);
}

/// Pauses work between two items, or lets it go on. Sealing can be paused; other work takes no notice.
#[tauri::command]
pub fn pause(work: Work, paused: bool, shell: State<'_, Shell>) {
    shell.pause(work, paused);
}

/// The sentence behind a code that was stored with a document or an operation.
#[tauri::command]
pub async fn explain(code: String, shell: State<'_, Shell>) -> Answer<Explanation> {
    Ok(shell.explain_code(&code))
}
