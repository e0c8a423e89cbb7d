//! The outbox and the platform.

use std::process::{Command, Stdio};

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

/// Opens an address in the person's own browser, where the system knows one. Only addresses that a browser shows.
fn show(address: &str) {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return;
    }
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    // The window shows the address as well: a browser that does not open keeps nobody out.
    let _ = Command::new(program)
        .args(before)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

/// Signs the person in at the platform, in their own browser: `address` is told where, `done` is what the browser shows
/// when it has come back. Answers with their name and until when. It can be cancelled as a synchronisation can, and
/// locking the desk ends it.
#[tauri::command]
pub async fn sign_in(
    address: Channel<String>,
    done: String,
    shell: State<'_, Shell>,
) -> Answer<(String, jiff::Timestamp)> {
    let answer = shell
        .cancellable(Work::Sync, move |desk, cancel| {
            let open = |to: &str| {
                // Only for looking at.
                let _ = address.send(to.to_owned());
                show(to);
            };
            desk.sign_in(&open, &done, cancel)
        })
        .await?;
    Ok((answer.name, answer.until))
}

/// Nobody is signed in at the platform any more.
#[tauri::command]
pub async fn sign_out(shell: State<'_, Shell>) -> Answer<()> {
    shell.call(Desk::sign_out).await
}
