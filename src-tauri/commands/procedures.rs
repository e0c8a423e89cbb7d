//! Procedures and public holidays.

use model::deadline::HolidayDay;
use model::procedure::{ProcedureCheck, ProcedureRow, ProcedureView};
use tauri::State;

use super::picking::file;
use crate::shell::{Answer, Shell};

/// The procedures that new dossiers can have.
#[tauri::command]
pub async fn procedures(shell: State<'_, Shell>) -> Answer<Vec<ProcedureRow>> {
    shell.call(::desk::Desk::procedures).await
}

/// Every version of a procedure.
#[tauri::command]
pub async fn procedure_versions(key: String, shell: State<'_, Shell>) -> Answer<Vec<ProcedureRow>> {
    shell.call(move |desk| desk.procedure_versions(&key)).await
}

/// Takes a dossier to the version of its procedure that new dossiers get.
#[tauri::command]
pub async fn migrate_dossier(
    id: model::DossierId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<ProcedureView> {
    shell.call(move |desk| desk.migrate_dossier(id, &reason)).await
}

/// A procedure with everything in it.
#[tauri::command]
pub async fn procedure(key: String, number: Option<u32>, shell: State<'_, Shell>) -> Answer<ProcedureView> {
    shell.call(move |desk| desk.procedure(&key, number)).await
}

/// Checks a chosen file: every fault; changes nothing.
#[tauri::command]
pub async fn check_procedure(token: String, shell: State<'_, Shell>) -> Answer<ProcedureCheck> {
    let chosen = file(&shell, &token).await?;
    shell
        .call(move |desk| desk.check_procedure(&chosen.name, &chosen.bytes))
        .await
}

/// Imports a chosen file.
#[tauri::command]
pub async fn import_procedure(token: String, shell: State<'_, Shell>) -> Answer<ProcedureRow> {
    let chosen = file(&shell, &token).await?;
    shell
        .call(move |desk| desk.import_procedure(&chosen.name, &chosen.bytes))
        .await
}

/// The public holidays of a year.
#[tauri::command]
pub async fn holidays(year: i16, shell: State<'_, Shell>) -> Answer<Vec<HolidayDay>> {
    shell.call(move |desk| desk.holidays(year)).await
}

/// Takes the administration's own holidays from a chosen file, or takes them away; how many deadlines moved.
#[tauri::command]
pub async fn import_holidays(token: Option<String>, shell: State<'_, Shell>) -> Answer<u32> {
    let chosen = match token {
        Some(token) => Some(file(&shell, &token).await?),
        None => None,
    };
    shell
        .call(move |desk| {
            let given = chosen
                .as_ref()
                .map(|chosen| (chosen.name.as_str(), chosen.bytes.as_slice()));
            desk.import_holidays(given)
        })
        .await
}
