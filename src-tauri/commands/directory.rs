//! The directory of contacts.

use model::ContactId;
use model::contact::{
    ContactEntry, ContactField, ContactRow, ContactView, Duplicate, LikenessReason, MergeView,
};
use model::view::TableImport;
use tauri::{State, WebviewWindow};

use super::dialogues;
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Error, Shell};

/// The bytes of a table that a person chose; the desk says what is wrong with one that is too long.
pub async fn table(shell: &Shell, token: &str) -> Answer<Vec<u8>> {
    let path = shell
        .files()
        .path(token)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    let chosen = path.clone();
    shell
        .apart(move || {
            std::fs::read(&path).map_err(|source| Error::FileUnreadable {
                file: name_of(&path),
                source,
            })
        })
        .await
        .map_err(|told| without_folders(told, &chosen))
}

/// The contacts that fit what was typed.
#[tauri::command]
pub async fn contacts(typed: String, limit: u32, shell: State<'_, Shell>) -> Answer<Vec<ContactRow>> {
    shell.call(move |desk| desk.contacts(&typed, limit)).await
}

/// A page of the whole directory, and how many contacts it has.
#[tauri::command]
pub async fn contact_page(
    after: Option<ContactId>,
    limit: u32,
    shell: State<'_, Shell>,
) -> Answer<(Vec<ContactRow>, u32)> {
    shell.call(move |desk| desk.contact_page(after, limit)).await
}

/// One contact.
#[tauri::command]
pub async fn contact(id: ContactId, shell: State<'_, Shell>) -> Answer<ContactView> {
    shell.call(move |desk| desk.contact(id)).await
}

/// Adds a contact.
#[tauri::command]
pub async fn add_contact(entry: ContactEntry, anyway: bool, shell: State<'_, Shell>) -> Answer<ContactView> {
    shell.call(move |desk| desk.add_contact(entry, anyway)).await
}

/// Changes a contact.
#[tauri::command]
pub async fn change_contact(
    id: ContactId,
    entry: ContactEntry,
    anyway: bool,
    shell: State<'_, Shell>,
) -> Answer<ContactView> {
    shell
        .call(move |desk| desk.change_contact(id, entry, anyway))
        .await
}

/// The contacts that may be who is being entered.
#[tauri::command]
pub async fn contacts_like(
    entry: ContactEntry,
    except: Option<ContactId>,
    shell: State<'_, Shell>,
) -> Answer<Vec<(ContactRow, u8, LikenessReason)>> {
    shell.call(move |desk| desk.contacts_like(&entry, except)).await
}

/// Pairs of contacts that may be the same.
#[tauri::command]
pub async fn duplicates(limit: u32, shell: State<'_, Shell>) -> Answer<Vec<Duplicate>> {
    shell.call(move |desk| desk.duplicates(limit)).await
}

/// Merges a contact into another.
#[tauri::command]
pub async fn merge_contacts(
    kept: ContactId,
    merged: ContactId,
    take: Vec<ContactField>,
    shell: State<'_, Shell>,
) -> Answer<ContactView> {
    shell
        .call(move |desk| desk.merge_contacts(kept, merged, &take))
        .await
}

/// Undoes a merge.
#[tauri::command]
pub async fn undo_merge(merge: i64, shell: State<'_, Shell>) -> Answer<MergeView> {
    shell.call(move |desk| desk.undo_merge(merge)).await
}

/// Takes contacts from a chosen table.
#[tauri::command]
pub async fn import_contacts(token: String, shell: State<'_, Shell>) -> Answer<TableImport> {
    let table = table(&shell, &token).await?;
    shell.call(move |desk| desk.import_contacts(&table)).await
}

/// Writes the directory where the person says; the file's name, or nothing when the person cancels.
#[tauri::command]
pub async fn export_contacts(
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    let Some(path) = dialogues::target(&shell, &window, &suggested, "csv").await? else {
        return Ok(None);
    };
    let chosen = path.clone();
    let bytes = shell.call(|desk| desk.export_contacts()).await?;
    shell
        .apart(move || dialogues::write(&path, &bytes))
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(Some(name_of(&chosen)))
}
