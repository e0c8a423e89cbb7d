//! The outbox and the platform.

use ::desk::Desk;
use model::OpId;
use model::view::{DeskView, OutboxRow, SyncReport};
use model::window::{Progress, Work};
use tauri::State;
use tauri::ipc::Channel;

use crate::files::name_of;
use crate::shell::{Answer, Error, Shell};

/// The outbox.
#[tauri::command]
pub async fn outbox(shell: State<'_, Shell>) -> Answer<Vec<OutboxRow>> {
    shell.call(Desk::outbox).await
}

/// Enrols the desk with a one-time code; `certificates` names an offered file of certificates that TLS trusts.
#[tauri::command]
pub async fn enrol(
    platform: String,
    code: String,
    certificates: Option<String>,
    shell: State<'_, Shell>,
) -> Answer<DeskView> {
    let pem = match certificates {
        None => None,
        Some(token) => {
            let path = shell
                .files()
                .path(&token)
                .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
            let pem = shell
                .apart(move || {
                    std::fs::read(&path).map_err(|source| Error::FileUnreadable {
                        file: name_of(&path),
                        source,
                    })
                })
                .await?;
            Some(pem)
        }
    };
    shell
        .call(move |desk| desk.enrol(&platform, &code, pem.as_deref()))
        .await
}

/// Sends the outbox.
#[tauri::command]
pub async fn sync(progress: Channel<Progress>, shell: State<'_, Shell>) -> Answer<SyncReport> {
    let done = shell.work(Work::Sync, progress, Desk::sync).await;
    // The administration has revoked the desk, and the desk has done what it was told: nobody works on at this window.
    if done.as_ref().is_err_and(|told| told.code == "desk-revoked") {
        shell.lock();
    }
    done
}

/// Queues a parked operation again.
#[tauri::command]
pub async fn retry(op: OpId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.retry(op)).await
}
