//! Retention, dispositions, packages for the archives, key figures.

use ::desk::Desk;
use ::desk::archive::{DispositionPaper, PackVersions, Package};
use jiff::civil::Date;
use model::figures::{KeyFigures, Month};
use model::retention::{
    Appraisal, DispositionItem, DispositionView, DueFilter, HoldFilter, HoldView, Reevaluation, RetentionRow,
    RetentionTableView, TableCheck,
};
use model::window::{PackageForm, PackageMade, Progress, Work};
use model::{DispositionId, DossierId};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use super::dialogues;
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Error, Shell};

/// Dossiers whose retention has ended.
#[tauri::command]
pub async fn retention_due(
    filter: DueFilter,
    limit: u32,
    offset: u32,
    shell: State<'_, Shell>,
) -> Answer<(Vec<RetentionRow>, u32)> {
    shell
        .call(move |desk| {
            let rows = desk.retention_due(&filter, limit.min(500), offset)?;
            Ok::<_, ::desk::Error>((rows, desk.retention_due_count(&filter)?))
        })
        .await
}

/// Closed dossiers that never become due by themselves.
#[tauri::command]
pub async fn retention_undecided(
    limit: u32,
    offset: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<RetentionRow>> {
    shell
        .call(move |desk| desk.retention_undecided(limit.min(500), offset))
        .await
}

/// Dossiers for which the newest table says something else.
#[tauri::command]
pub async fn retention_reevaluations(limit: u32, shell: State<'_, Shell>) -> Answer<Vec<Reevaluation>> {
    shell
        .call(move |desk| desk.retention_reevaluations(None, limit.min(500)))
        .await
}

/// The newest table holds for a dossier.
#[tauri::command]
pub async fn adopt_retention(
    dossier: DossierId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<RetentionRow> {
    shell
        .call(move |desk| desk.adopt_retention(dossier, &reason))
        .await
}

/// The last day on which what a dossier decided is valid.
#[tauri::command]
pub async fn set_validity_end(dossier: DossierId, until: Date, shell: State<'_, Shell>) -> Answer<()> {
    shell
        .call(move |desk| desk.set_validity_end(dossier, until))
        .await
}

/// The tableaux de tri.
#[tauri::command]
pub async fn retention_tables(shell: State<'_, Shell>) -> Answer<Vec<RetentionTableView>> {
    shell.call(Desk::retention_tables).await
}

async fn table(shell: &Shell, token: &str) -> Answer<Vec<u8>> {
    let path = shell
        .files()
        .path(token)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    shell
        .apart(move || {
            std::fs::read(&path).map_err(|source| Error::FileUnreadable {
                file: name_of(&path),
                source,
            })
        })
        .await
}

/// Looks through a tableau de tri without taking anything.
#[tauri::command]
pub async fn check_retention_table(token: String, shell: State<'_, Shell>) -> Answer<TableCheck> {
    let bytes = table(&shell, &token).await?;
    shell.call(move |desk| desk.check_retention_table(&bytes)).await
}

/// Takes in a tableau de tri.
#[tauri::command]
pub async fn import_retention_table(
    token: String,
    name: String,
    valid_from: Date,
    shell: State<'_, Shell>,
) -> Answer<RetentionTableView> {
    let bytes = table(&shell, &token).await?;
    shell
        .call(move |desk| desk.import_retention_table(&bytes, &name, valid_from))
        .await
}

/// The legal holds.
#[tauri::command]
pub async fn holds(released_too: bool, shell: State<'_, Shell>) -> Answer<Vec<HoldView>> {
    shell.call(move |desk| desk.holds(released_too)).await
}

/// Places a legal hold.
#[tauri::command]
pub async fn place_hold(filter: HoldFilter, reason: String, shell: State<'_, Shell>) -> Answer<HoldView> {
    shell.call(move |desk| desk.place_hold(&filter, &reason)).await
}

/// Releases a legal hold.
#[tauri::command]
pub async fn release_hold(hold: u32, reason: String, shell: State<'_, Shell>) -> Answer<HoldView> {
    shell.call(move |desk| desk.release_hold(hold, &reason)).await
}

/// The dispositions, newest first.
#[tauri::command]
pub async fn dispositions(limit: u32, offset: u32, shell: State<'_, Shell>) -> Answer<Vec<DispositionView>> {
    shell
        .call(move |desk| desk.dispositions(limit.min(500), offset))
        .await
}

/// One disposition.
#[tauri::command]
pub async fn disposition(id: DispositionId, shell: State<'_, Shell>) -> Answer<DispositionView> {
    shell.call(move |desk| desk.disposition(id)).await
}

/// The dossiers of a disposition.
#[tauri::command]
pub async fn disposition_items(
    id: DispositionId,
    limit: u32,
    offset: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<DispositionItem>> {
    shell
        .call(move |desk| desk.disposition_items(id, limit.min(1_000), offset))
        .await
}

/// Proposes a disposition.
#[tauri::command]
pub async fn propose_disposition(
    dossiers: Vec<DossierId>,
    note: String,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell
        .call(move |desk| desk.propose_disposition(&dossiers, &note))
        .await
}

/// The list was sent to the archives.
#[tauri::command]
pub async fn notify_archives(
    id: DispositionId,
    on: Date,
    to: String,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell.call(move |desk| desk.notify_archives(id, on, &to)).await
}

/// What the archives said, or what a person decides after their silence.
#[tauri::command]
pub async fn appraise(
    id: DispositionId,
    dossiers: Vec<DossierId>,
    appraisal: Appraisal,
    on: Date,
    letter: String,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell
        .call(move |desk| desk.appraise(id, &dossiers, appraisal, on, &letter))
        .await
}

/// Makes the packages for the archives in a folder the person chooses; `None` when the person cancels.
#[tauri::command]
pub async fn deliver_disposition(
    id: DispositionId,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<Vec<PackageMade>>> {
    let Some(folder) = dialogues::folder(&shell, &window).await? else {
        return Ok(None);
    };
    let chosen = folder.clone();
    let packages = shell
        .work(Work::Pack, progress, move |desk, progress, cancel| {
            desk.deliver_disposition(id, &folder, progress, cancel)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(Some(packages.into_iter().map(made).collect()))
}

fn made(package: Package) -> PackageMade {
    PackageMade {
        name: package.name,
        files: package.files,
        bytes: package.bytes,
    }
}

/// Records the receipt of the archives.
#[tauri::command]
pub async fn record_receipt(
    id: DispositionId,
    dossiers: Vec<DossierId>,
    receipt: String,
    on: Date,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell
        .call(move |desk| desk.record_receipt(id, &dossiers, &receipt, on))
        .await
}

/// Somebody else than the proposer confirms.
#[tauri::command]
pub async fn confirm_disposition(id: DispositionId, shell: State<'_, Shell>) -> Answer<DispositionView> {
    shell.call(move |desk| desk.confirm_disposition(id)).await
}

/// Destroys what was decided.
#[tauri::command]
pub async fn destroy_disposition(
    id: DispositionId,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell
        .work(Work::Destroy, progress, move |desk, progress, _| {
            desk.destroy_disposition(id, progress)
        })
        .await
}

/// Gives a disposition up.
#[tauri::command]
pub async fn withdraw_disposition(
    id: DispositionId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DispositionView> {
    shell
        .call(move |desk| desk.withdraw_disposition(id, &reason))
        .await
}

/// Saves the list of a disposition where the person says.
#[tauri::command]
pub async fn save_disposition_list(
    id: DispositionId,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let bytes = shell.call(move |desk| desk.disposition_list(id)).await?;
    dialogues::save(&shell, &window, &suggested, "csv", bytes).await
}

/// Saves the notice to the national archives, with its list, where the person says.
#[tauri::command]
pub async fn save_disposition_notice(
    id: DispositionId,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let bytes = shell
        .call(move |desk| desk.disposition_paper(id, DispositionPaper::Notice))
        .await?;
    dialogues::save(&shell, &window, &suggested, "pdf", bytes).await
}

/// Saves the certificate of destruction where the person says.
#[tauri::command]
pub async fn save_disposition_certificate(
    id: DispositionId,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let bytes = shell
        .call(move |desk| desk.disposition_paper(id, DispositionPaper::Certificate))
        .await?;
    dialogues::save(&shell, &window, &suggested, "pdf", bytes).await
}

/// Makes a package of a dossier in a folder the person chooses; `None` when the person cancels.
#[tauri::command]
pub async fn export_dossier(
    dossier: DossierId,
    form: PackageForm,
    newest: bool,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<PackageMade>> {
    let Some(folder) = dialogues::folder(&shell, &window).await? else {
        return Ok(None);
    };
    let chosen = folder.clone();
    let versions = if newest {
        PackVersions::Newest
    } else {
        PackVersions::All
    };
    let package = shell
        .work(Work::Pack, progress, move |desk, progress, cancel| match form {
            PackageForm::Eark => desk.export_eark(dossier, &folder, versions, progress, cancel),
            PackageForm::Bagit | PackageForm::BagitEark => desk.export_bagit(
                dossier,
                &folder,
                form == PackageForm::BagitEark,
                versions,
                progress,
                cancel,
            ),
        })
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(Some(made(package)))
}

/// Key figures of a period.
#[tauri::command]
pub async fn key_figures(
    first: Month,
    last: Month,
    copies: u32,
    shell: State<'_, Shell>,
) -> Answer<KeyFigures> {
    shell
        .call(move |desk| desk.key_figures(first, last, copies))
        .await
}

/// Writes every key figure of a period as a table where the person says; the file's name, or nothing when they cancel.
#[tauri::command]
pub async fn save_key_figures(
    first: Month,
    last: Month,
    copies: u32,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    // Asked before anything is counted: what is not written is not journalled as exported.
    let Some(path) = dialogues::target(&shell, &window, &suggested, "csv").await? else {
        return Ok(None);
    };
    let bytes = shell
        .call(move |desk| desk.key_figures_csv(first, last, copies))
        .await?;
    let chosen = path.clone();
    shell.apart(move || dialogues::write(&path, &bytes)).await?;
    Ok(Some(name_of(&chosen)))
}

/// Saves the figures that may be published where the person says, as CSV or JSON.
#[tauri::command]
pub async fn save_open_data(
    first: Month,
    last: Month,
    copies: u32,
    json: bool,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let extension = if json { "json" } else { "csv" };
    // Asked before anything is counted: what is not written is not journalled as exported.
    let Some(path) = dialogues::target(&shell, &window, &suggested, extension).await? else {
        return Ok(None);
    };
    let bytes = shell
        .call(move |desk| {
            let dataset = desk.open_data(first, last, copies)?;
            if json { dataset.json() } else { dataset.csv() }
        })
        .await?;
    let chosen = path.clone();
    shell.apart(move || dialogues::write(&path, &bytes)).await?;
    Ok(Some(name_of(&chosen)))
}
