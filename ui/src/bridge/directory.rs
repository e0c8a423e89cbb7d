//! The directory of contacts.

use model::ContactId;
use model::contact::{
    ContactEntry, ContactField, ContactRow, ContactView, Duplicate, LikenessReason, MergeView,
};
use model::view::TableImport;
use serde_json::json;

use super::Answer;
use super::call::call;

/// The contacts that fit what was typed.
pub async fn contacts(typed: String, limit: u32) -> Answer<Vec<ContactRow>> {
    call("contacts", &json!({ "typed": typed, "limit": limit })).await
}

/// One contact.
pub async fn contact(id: ContactId) -> Answer<ContactView> {
    call("contact", &json!({ "id": id })).await
}

/// Adds a contact; `anyway` also when one with the same matricule or VAT number is there.
pub async fn add_contact(entry: ContactEntry, anyway: bool) -> Answer<ContactView> {
    call("add_contact", &json!({ "entry": entry, "anyway": anyway })).await
}

/// Changes a contact.
pub async fn change_contact(id: ContactId, entry: ContactEntry, anyway: bool) -> Answer<ContactView> {
    call(
        "change_contact",
        &json!({ "id": id, "entry": entry, "anyway": anyway }),
    )
    .await
}

/// A page of the whole directory by name, and how many contacts it has.
pub async fn contact_page(after: Option<ContactId>, limit: u32) -> Answer<(Vec<ContactRow>, u32)> {
    call("contact_page", &json!({ "after": after, "limit": limit })).await
}

/// The contacts that may be who is being entered.
pub async fn contacts_like(
    entry: ContactEntry,
    except: Option<ContactId>,
) -> Answer<Vec<(ContactRow, u8, LikenessReason)>> {
    call("contacts_like", &json!({ "entry": entry, "except": except })).await
}

/// Pairs of contacts that may be the same.
pub async fn duplicates(limit: u32) -> Answer<Vec<Duplicate>> {
    call("duplicates", &json!({ "limit": limit })).await
}

/// Merges a contact into another.
pub async fn merge_contacts(
    kept: ContactId,
    merged: ContactId,
    take: Vec<ContactField>,
) -> Answer<ContactView> {
    call(
        "merge_contacts",
        &json!({ "kept": kept, "merged": merged, "take": take }),
    )
    .await
}

/// Undoes a merge.
pub async fn undo_merge(merge: i64) -> Answer<MergeView> {
    call("undo_merge", &json!({ "merge": merge })).await
}

/// Takes contacts from a chosen table.
pub async fn import_contacts(token: String) -> Answer<TableImport> {
    call("import_contacts", &json!({ "token": token })).await
}

/// Writes the directory where the person says; the file's name, or nothing when the person cancels.
pub async fn export_contacts(suggested: String) -> Answer<Option<String>> {
    call("export_contacts", &json!({ "suggested": suggested })).await
}
