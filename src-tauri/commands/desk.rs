//! The desk itself: created, unlocked, locked.

use ::desk::{Desk, NewDesk, demo};
use model::Role;
use model::view::DeskView;
use model::window::Start;
use serde::Deserialize;
use tauri::State;

use super::Secret;
use crate::shell::{Answer, Shell};

/// What a new desk needs.
#[derive(Deserialize)]
pub struct CreateDesk {
    administration: String,
    person: String,
    office: String,
    passphrase: Secret,
}

/// Creates the desk and unlocks it. The first person may do everything a desk offers today.
#[tauri::command]
pub async fn create_desk(new: CreateDesk, shell: State<'_, Shell>) -> Answer<DeskView> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let desk = shell
        .apart(move || {
            let made = NewDesk {
                administration: new.administration,
                person: new.person,
                roles: vec![Role::Agent, Role::Clerk],
                office: new.office,
            };
            Desk::create(&folder, &new.passphrase.0, made, environment)
        })
        .await?;
    shell.open(desk);
    shell.call(Desk::view).await
}

/// Opens the demonstration, which is made the first time: an administration with invented people and dossiers, in a
/// folder of its own.
#[tauri::command]
pub async fn demonstrate(shell: State<'_, Shell>) -> Answer<DeskView> {
    shell.demonstrate(true);
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let made = shell
        .apart(move || {
            let passphrase = demo::PASSPHRASE.into();
            if Desk::exists(&folder) {
                Desk::unlock(&folder, &passphrase, environment)
            } else {
                demo::prepare_desk_with_past(&folder, &passphrase, environment)
            }
        })
        .await;
    match made {
        Ok(desk) => {
            shell.open(desk);
            shell.call(Desk::view).await
        }
        Err(explanation) => {
            shell.demonstrate(false);
            Err(explanation)
        }
    }
}

/// Leaves the demonstration, which stays as it is, and tells what the window starts with now.
#[tauri::command]
pub async fn leave_demonstration(shell: State<'_, Shell>) -> Answer<Start> {
    shell.demonstrate(false);
    super::settings::start(shell).await
}

/// Unlocks the desk.
#[tauri::command]
pub async fn unlock(passphrase: Secret, shell: State<'_, Shell>) -> Answer<DeskView> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let desk = shell
        .apart(move || Desk::unlock(&folder, &passphrase.0, environment))
        .await?;
    shell.open(desk);
    shell.call(Desk::view).await
}

/// Locks it.
#[tauri::command]
pub async fn lock(shell: State<'_, Shell>) -> Answer<()> {
    shell.lock();
    Ok(())
}

/// The desk.
#[tauri::command]
pub async fn desk(shell: State<'_, Shell>) -> Answer<DeskView> {
    shell.call(Desk::view).await
}

/// Changes the passphrase.
#[tauri::command]
pub async fn change_passphrase(old: Secret, new: Secret, shell: State<'_, Shell>) -> Answer<()> {
    shell
        .call(move |desk| desk.change_passphrase(&old.0, &new.0))
        .await
}
