//! Dossiers: lists and searches, every change to one, how they are numbered and classified.

use model::classification::ClassRow;
use model::numbering::Numbering;
use model::procedure::ProcedureView;
use model::search::{Facets, SavedSearch, SearchResults};
use model::view::{DossierAttempt, DossierView, HistoryEntry, LinkKind, TableImport};
use model::{
    Confidentiality, DossierFilter, DossierId, DossierOpening, DossierPage, PartyId, PartyRole, PartyWho,
    PersonId, SavedSearchId, Subject,
};
use serde_json::json;
use wording::Explanation;

use super::Answer;
use super::call::{Nothing, call};

/// One page of the list.
pub async fn dossier_page(filter: DossierFilter) -> Answer<DossierPage> {
    call("dossier_page", &json!({ "filter": filter })).await
}

/// How many dossiers there are of each kind.
pub async fn facets(filter: DossierFilter) -> Answer<Facets> {
    call("facets", &json!({ "filter": filter })).await
}

/// What was found, with the places where the words stand.
pub async fn search(typed: String, limit: u32, offset: u32) -> Answer<SearchResults> {
    call(
        "search",
        &json!({ "typed": typed, "limit": limit, "offset": offset }),
    )
    .await
}

/// As [`search`], for every key that is pressed.
pub async fn search_typing(typed: String, limit: u32) -> Answer<SearchResults> {
    call("search_typing", &json!({ "typed": typed, "limit": limit })).await
}

/// The dossier with a reference of today or a former one.
pub async fn dossier_of_reference(reference: String) -> Answer<DossierId> {
    call("dossier_of_reference", &json!({ "reference": reference })).await
}

/// Gives a dossier the next reference of this desk, for a reason.
pub async fn renumber(id: DossierId, reason: String) -> Answer<DossierView> {
    call("renumber", &json!({ "id": id, "reason": reason })).await
}

/// What of a search was not understood.
pub async fn search_problems(typed: String) -> Answer<Vec<Explanation>> {
    call("search_problems", &json!({ "typed": typed })).await
}

/// The searches that whoever works here keeps.
pub async fn saved_searches() -> Answer<Vec<SavedSearch>> {
    call("saved_searches", &Nothing {}).await
}

/// Keeps a search.
pub async fn save_search(name: String, query: String) -> Answer<SavedSearch> {
    call("save_search", &json!({ "name": name, "query": query })).await
}

/// Gives a kept search another name.
pub async fn rename_saved_search(id: SavedSearchId, name: String) -> Answer<()> {
    call("rename_saved_search", &json!({ "id": id, "name": name })).await
}

/// Removes a kept search.
pub async fn remove_saved_search(id: SavedSearchId) -> Answer<()> {
    call("remove_saved_search", &json!({ "id": id })).await
}

/// The tags in use that begin with what was typed, with how many dossiers have each.
pub async fn tags(typed: String) -> Answer<Vec<(String, u32)>> {
    call("tags", &json!({ "typed": typed })).await
}

/// Opens a dossier with what belongs to it from its first day.
pub async fn open_new_dossier(opening: DossierOpening) -> Answer<DossierView> {
    // The stand-in of an ordinary browser knows the plain ones only.
    if !super::in_shell() {
        return super::create_dossier(opening.new).await;
    }
    call("open_new_dossier", &json!({ "opening": opening })).await
}

/// The procedure of a dossier, as it was when the dossier was opened.
pub async fn dossier_procedure(id: DossierId) -> Answer<Option<ProcedureView>> {
    call("dossier_procedure", &json!({ "id": id })).await
}

/// Takes a dossier to the version of its procedure that new dossiers get, for a reason.
pub async fn migrate(id: DossierId, reason: String) -> Answer<ProcedureView> {
    call("migrate_dossier", &json!({ "id": id, "reason": reason })).await
}

/// A procedure as new dossiers get it.
pub async fn procedure(key: String) -> Answer<ProcedureView> {
    call("procedure", &json!({ "key": key, "number": null })).await
}

/// What happened to a dossier, newest first, before a line of the journal.
pub async fn history(id: DossierId, before: Option<u64>, limit: u32) -> Answer<Vec<HistoryEntry>> {
    call("history", &json!({ "id": id, "before": before, "limit": limit })).await
}

/// Changes what a dossier is about.
pub async fn change_subject(id: DossierId, subject: Subject) -> Answer<DossierView> {
    call("change_subject", &json!({ "id": id, "subject": subject })).await
}

/// Gives a dossier a code of the plan, or takes it away.
pub async fn classify(id: DossierId, code: Option<String>) -> Answer<DossierView> {
    call("classify", &json!({ "id": id, "code": code })).await
}

/// Adds and removes tags.
pub async fn change_tags(id: DossierId, add: Vec<String>, remove: Vec<String>) -> Answer<DossierView> {
    call("change_tags", &json!({ "id": id, "add": add, "remove": remove })).await
}

/// Sets who may see a dossier.
pub async fn set_confidentiality(
    id: DossierId,
    confidentiality: Confidentiality,
    named: Vec<PersonId>,
) -> Answer<DossierView> {
    call(
        "set_confidentiality",
        &json!({ "id": id, "confidentiality": confidentiality, "named": named }),
    )
    .await
}

/// Links two dossiers.
pub async fn link_dossiers(id: DossierId, kind: LinkKind, other: DossierId) -> Answer<DossierView> {
    call(
        "link_dossiers",
        &json!({ "id": id, "kind": kind, "other": other }),
    )
    .await
}

/// Takes a link away.
pub async fn unlink_dossiers(id: DossierId, kind: LinkKind, other: DossierId) -> Answer<DossierView> {
    call(
        "unlink_dossiers",
        &json!({ "id": id, "kind": kind, "other": other }),
    )
    .await
}

/// Adds a party.
pub async fn add_party(id: DossierId, who: PartyWho, role: PartyRole) -> Answer<DossierView> {
    call("add_party", &json!({ "id": id, "who": who, "role": role })).await
}

/// Changes a party.
pub async fn change_party(party: PartyId, who: PartyWho, role: PartyRole) -> Answer<DossierView> {
    call(
        "change_party",
        &json!({ "party": party, "who": who, "role": role }),
    )
    .await
}

/// Removes a party.
pub async fn remove_party(party: PartyId) -> Answer<DossierView> {
    call("remove_party", &json!({ "party": party })).await
}

/// Moves a dossier to another state, or names everything that keeps it back.
pub async fn change_state(id: DossierId, to: String) -> Answer<DossierAttempt> {
    call("change_state", &json!({ "id": id, "to": to })).await
}

/// What keeps a dossier from being closed.
pub async fn closing_blockers(id: DossierId) -> Answer<Vec<Explanation>> {
    call("closing_blockers", &json!({ "id": id })).await
}

/// Closes a dossier, or names everything that keeps it open.
pub async fn close_dossier(id: DossierId, remark: String) -> Answer<DossierAttempt> {
    call("close_dossier", &json!({ "id": id, "remark": remark })).await
}

/// Opens a closed dossier again.
pub async fn reopen_dossier(id: DossierId, reason: String) -> Answer<DossierView> {
    call("reopen_dossier", &json!({ "id": id, "reason": reason })).await
}

/// How the desk numbers its dossiers.
pub async fn numbering() -> Answer<Numbering> {
    call("numbering", &Nothing {}).await
}

/// Sets how the desk numbers its dossiers.
pub async fn set_numbering(numbering: Numbering) -> Answer<Numbering> {
    call("set_numbering", &json!({ "numbering": numbering })).await
}

/// The classification plan.
pub async fn classification_plan() -> Answer<Vec<ClassRow>> {
    call("classification_plan", &Nothing {}).await
}

/// Replaces the classification plan with a chosen table.
pub async fn import_classification_plan(token: String) -> Answer<TableImport> {
    call("import_classification_plan", &json!({ "token": token })).await
}
