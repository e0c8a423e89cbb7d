//! Dossiers.

use model::view::{DossierRow, DossierView};
use model::{DossierId, NewDossier};
use tauri::State;

use crate::shell::{Answer, Shell};

/// How many rows a list shows at most; a search narrows it down.
const ROWS: u32 = 200;

/// The dossiers that match.
#[tauri::command]
pub async fn dossiers(search: String, shell: State<'_, Shell>) -> Answer<Vec<DossierRow>> {
    shell.call(move |desk| desk.dossiers(&search, ROWS, 0)).await
}

/// Creates a dossier.
#[tauri::command]
pub async fn create_dossier(new: NewDossier, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.create_dossier(new)).await
}

/// One dossier.
#[tauri::command]
pub async fn dossier(id: DossierId, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.dossier(id)).await
}
