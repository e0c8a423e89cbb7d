//! The people of the desk: who gets in, with which roles, and how somebody without a passphrase gets one.

use ::desk::Desk;
use model::safety::AccessesView;
use model::view::{DeskView, PersonView};
use model::{PersonId, Reference, Role};
use secrecy::ExposeSecret;
use tauri::State;

use super::Secret;
use crate::shell::{Answer, Shell};

/// Everybody at the desk.
#[tauri::command]
pub async fn people(shell: State<'_, Shell>) -> Answer<Vec<PersonView>> {
    shell.call(Desk::people).await
}

/// Everybody, with how they get in.
#[tauri::command]
pub async fn accesses(shell: State<'_, Shell>) -> Answer<AccessesView> {
    shell.call(Desk::accesses).await
}

/// Adds a person.
#[tauri::command]
pub async fn add_person(
    name: String,
    roles: Vec<Role>,
    office: String,
    shell: State<'_, Shell>,
) -> Answer<PersonView> {
    shell
        .call(move |desk| desk.add_person(&name, &roles, &office))
        .await
}

/// Gives a person other roles and another office.
#[tauri::command]
pub async fn change_person(
    person: PersonId,
    roles: Vec<Role>,
    office: String,
    shell: State<'_, Shell>,
) -> Answer<PersonView> {
    shell
        .call(move |desk| desk.change_person(person, &roles, &office))
        .await
}

/// A person does not work here any more.
#[tauri::command]
pub async fn person_leaves(person: PersonId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.person_leaves(person)).await
}

/// Names a person for a dossier, by its reference: the way into one that nobody who is there may see any more.
#[tauri::command]
pub async fn grant_access(
    reference: String,
    person: PersonId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<()> {
    let reference = Reference::parse(&reference).map_err(|error| shell.explain(&error))?;
    shell
        .call(move |desk| desk.grant_access(&reference, person, &reason))
        .await
}

/// Gives a person a passphrase for the first unlocking; it is shown once, to be handed over.
#[tauri::command]
pub async fn give_passphrase(person: PersonId, shell: State<'_, Shell>) -> Answer<String> {
    shell
        .call(move |desk| {
            let one_time = desk.one_time_passphrase();
            desk.add_passphrase_for(person, &one_time)?;
            Ok::<_, ::desk::Error>(one_time.expose_secret().to_owned())
        })
        .await
}

/// Takes a person's access away.
#[tauri::command]
pub async fn remove_access(person: PersonId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.remove_access(person)).await
}

/// Makes a recovery key; it is shown once, to be printed and locked away.
#[tauri::command]
pub async fn make_recovery_key(shell: State<'_, Shell>) -> Answer<String> {
    shell
        .call(|desk| desk.make_recovery_key().map(|key| key.expose_secret().to_owned()))
        .await
}

/// Opens the desk with a passphrase that was handed over, which an own one replaces.
#[tauri::command]
pub async fn begin(one_time: Secret, passphrase: Secret, shell: State<'_, Shell>) -> Answer<DeskView> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let desk = shell
        .apart(move || Desk::begin(&folder, &one_time.0, &passphrase.0, environment))
        .await?;
    shell.open(desk);
    shell.call(Desk::view).await
}

/// Opens the desk with the recovery key; the first who administers it gets a new passphrase.
#[tauri::command]
pub async fn recover(recovery_key: Secret, passphrase: Secret, shell: State<'_, Shell>) -> Answer<DeskView> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let desk = shell
        .apart(move || Desk::recover(&folder, &recovery_key.0, None, &passphrase.0, environment))
        .await?;
    shell.open(desk);
    shell.call(Desk::view).await
}

/// Whether the keychain of a computer may open the desk: asked before it is open.
#[tauri::command]
pub async fn keychain_may_open(shell: State<'_, Shell>) -> Answer<bool> {
    let folder = shell.desk_folder().to_owned();
    shell.apart(move || Desk::keychain_may_open(&folder)).await
}

/// Opens the desk with what the keychain of this computer keeps.
#[tauri::command]
pub async fn unlock_with_keychain(shell: State<'_, Shell>) -> Answer<DeskView> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let desk = shell
        .apart(move || Desk::unlock_with_keychain(&folder, environment))
        .await?;
    shell.open(desk);
    shell.call(Desk::view).await
}

/// Whether the keychain of this computer opens the desk for whoever works here.
#[tauri::command]
pub async fn remembered_here(shell: State<'_, Shell>) -> Answer<bool> {
    shell.call(Desk::is_remembered_on_this_computer).await
}

/// Lets the keychain of this computer open the desk for whoever works here.
#[tauri::command]
pub async fn remember_here(shell: State<'_, Shell>) -> Answer<()> {
    shell.call(Desk::remember_on_this_computer).await
}

/// Lets it open the desk no more.
#[tauri::command]
pub async fn forget_here(shell: State<'_, Shell>) -> Answer<()> {
    shell.call(Desk::forget_this_computer).await
}

/// Lets a computer, wherever it is, open the desk no more.
#[tauri::command]
pub async fn forget_computer(id: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.forget_computer(&id)).await
}
