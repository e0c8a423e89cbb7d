//! Dossiers: lists, searches, one dossier and every change to it, how they are numbered and classified.

use model::classification::ClassRow;
use model::numbering::Numbering;
use model::procedure::ProcedureView;
use model::search::{Facets, IndexReport, Query, SavedSearch, SearchResults};
use model::view::{
    DocumentView, DossierAttempt, DossierRow, DossierView, HistoryEntry, LinkKind, TableImport,
};
use model::window::{Progress, Work};
use model::{
    Confidentiality, DocumentId, DossierFilter, DossierId, DossierOpening, DossierPage, NewDossier, PartyId,
    PartyRole, PartyWho, PersonId, Reference, SavedSearchId, Subject,
};
use tauri::State;
use tauri::ipc::Channel;
use wording::Explanation;

use super::directory::table;
use crate::shell::{Answer, Shell};

/// How many rows a list shows at most; a search narrows it down.
const ROWS: u32 = 200;

/// The dossiers that match.
#[tauri::command]
pub async fn dossiers(search: String, shell: State<'_, Shell>) -> Answer<Vec<DossierRow>> {
    shell.call(move |desk| desk.dossiers(&search, ROWS, 0)).await
}

/// One page of the list.
#[tauri::command]
pub async fn dossier_page(filter: DossierFilter, shell: State<'_, Shell>) -> Answer<DossierPage> {
    shell.call(move |desk| desk.dossier_page(&filter)).await
}

/// How many dossiers there are of each kind.
#[tauri::command]
pub async fn facets(filter: DossierFilter, shell: State<'_, Shell>) -> Answer<Facets> {
    shell.call(move |desk| desk.facets(&filter)).await
}

/// What was found, with the places where the words stand.
#[tauri::command]
pub async fn search(
    typed: String,
    limit: u32,
    offset: u32,
    shell: State<'_, Shell>,
) -> Answer<SearchResults> {
    shell.call(move |desk| desk.search(&typed, limit, offset)).await
}

/// As [`search`], for every key that is pressed.
#[tauri::command]
pub async fn search_typing(typed: String, limit: u32, shell: State<'_, Shell>) -> Answer<SearchResults> {
    shell
        .call(move |desk| desk.search_while_typing(&typed, limit))
        .await
}

/// The dossier with a reference of today or a former one.
#[tauri::command]
pub async fn dossier_of_reference(reference: Reference, shell: State<'_, Shell>) -> Answer<DossierId> {
    shell
        .call(move |desk| desk.dossier_by_reference(&reference).map(|dossier| dossier.id))
        .await
}

/// Gives a dossier the next reference of this desk, for a reason.
#[tauri::command]
pub async fn renumber(id: DossierId, reason: String, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.renumber(id, &reason)).await
}

/// Lets those texts wait again that could not be read or needed OCR, and reads all that wait.
#[tauri::command]
pub async fn read_texts_again(progress: Channel<Progress>, shell: State<'_, Shell>) -> Answer<IndexReport> {
    shell
        .work(Work::ReadTexts, progress, |desk, progress, cancel| {
            desk.read_texts_again(true)?;
            desk.index_pending(progress, cancel)
        })
        .await
}

/// What of a search was not understood.
#[tauri::command]
pub async fn search_problems(typed: String, shell: State<'_, Shell>) -> Answer<Vec<Explanation>> {
    let query = Query::parse(&typed);
    Ok(query
        .problems
        .iter()
        .map(|problem| shell.explain(problem))
        .collect())
}

/// The searches that whoever works here keeps.
#[tauri::command]
pub async fn saved_searches(shell: State<'_, Shell>) -> Answer<Vec<SavedSearch>> {
    shell.call(|desk| desk.saved_searches()).await
}

/// Keeps a search.
#[tauri::command]
pub async fn save_search(name: String, query: String, shell: State<'_, Shell>) -> Answer<SavedSearch> {
    shell.call(move |desk| desk.save_search(&name, &query)).await
}

/// Gives a kept search another name.
#[tauri::command]
pub async fn rename_saved_search(id: SavedSearchId, name: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.rename_saved_search(id, &name)).await
}

/// Removes a kept search.
#[tauri::command]
pub async fn remove_saved_search(id: SavedSearchId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.remove_saved_search(id)).await
}

/// The tags in use that begin with what was typed.
#[tauri::command]
pub async fn tags(typed: String, shell: State<'_, Shell>) -> Answer<Vec<(String, u32)>> {
    shell.call(move |desk| desk.tags(&typed)).await
}

/// Creates a dossier.
#[tauri::command]
pub async fn create_dossier(new: NewDossier, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.create_dossier(new)).await
}

/// Opens a dossier with what belongs to it from its first day.
#[tauri::command]
pub async fn open_new_dossier(opening: DossierOpening, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.open_new_dossier(opening)).await
}

/// One dossier.
#[tauri::command]
pub async fn dossier(id: DossierId, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.dossier(id)).await
}

/// Some documents of a dossier, newest change first: those behind one of them.
#[tauri::command]
pub async fn documents_of(
    dossier: DossierId,
    after: Option<DocumentId>,
    limit: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<DocumentView>> {
    shell
        .call(move |desk| desk.documents_of(dossier, after, limit))
        .await
}

/// The documents that belong to one: what it came with or corrects, what corrects it, and what came with it.
#[tauri::command]
pub async fn related_documents(id: DocumentId, shell: State<'_, Shell>) -> Answer<Vec<DocumentView>> {
    shell.call(move |desk| desk.related_documents(id)).await
}

/// The sealed documents of a dossier that nothing corrects yet.
#[tauri::command]
pub async fn correctable_documents(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<DocumentView>> {
    shell.call(move |desk| desk.correctable_documents(dossier)).await
}

/// The procedure of a dossier, as it was when the dossier was opened.
#[tauri::command]
pub async fn dossier_procedure(id: DossierId, shell: State<'_, Shell>) -> Answer<Option<ProcedureView>> {
    shell.call(move |desk| desk.dossier_procedure(id)).await
}

/// What happened to a dossier, newest first, before a line of the journal.
#[tauri::command]
pub async fn history(
    id: DossierId,
    before: Option<u64>,
    limit: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<HistoryEntry>> {
    shell.call(move |desk| desk.history(id, before, limit)).await
}

/// Changes what a dossier is about.
#[tauri::command]
pub async fn change_subject(id: DossierId, subject: Subject, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.change_subject(id, &subject)).await
}

/// Gives a dossier a code of the plan, or takes it away.
#[tauri::command]
pub async fn classify(id: DossierId, code: Option<String>, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.classify(id, code.as_deref())).await
}

/// Adds and removes tags.
#[tauri::command]
pub async fn change_tags(
    id: DossierId,
    add: Vec<String>,
    remove: Vec<String>,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell.call(move |desk| desk.change_tags(id, &add, &remove)).await
}

/// Sets who may see a dossier.
#[tauri::command]
pub async fn set_confidentiality(
    id: DossierId,
    confidentiality: Confidentiality,
    named: Vec<PersonId>,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell
        .call(move |desk| desk.set_confidentiality(id, confidentiality, &named))
        .await
}

/// Links two dossiers.
#[tauri::command]
pub async fn link_dossiers(
    id: DossierId,
    kind: LinkKind,
    other: DossierId,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell.call(move |desk| desk.link_dossiers(id, kind, other)).await
}

/// Takes a link away.
#[tauri::command]
pub async fn unlink_dossiers(
    id: DossierId,
    kind: LinkKind,
    other: DossierId,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell
        .call(move |desk| desk.unlink_dossiers(id, kind, other))
        .await
}

/// Adds a party.
#[tauri::command]
pub async fn add_party(
    id: DossierId,
    who: PartyWho,
    role: PartyRole,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell.call(move |desk| desk.add_party(id, &who, role)).await
}

/// Changes a party.
#[tauri::command]
pub async fn change_party(
    party: PartyId,
    who: PartyWho,
    role: PartyRole,
    shell: State<'_, Shell>,
) -> Answer<DossierView> {
    shell.call(move |desk| desk.change_party(party, &who, role)).await
}

/// Removes a party.
#[tauri::command]
pub async fn remove_party(party: PartyId, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.remove_party(party)).await
}

/// Moves a dossier to another state, or names everything that keeps it back.
#[tauri::command]
pub async fn change_state(id: DossierId, to: String, shell: State<'_, Shell>) -> Answer<DossierAttempt> {
    shell.call(move |desk| desk.change_state(id, &to)).await
}

/// What keeps a dossier from being closed.
#[tauri::command]
pub async fn closing_blockers(id: DossierId, shell: State<'_, Shell>) -> Answer<Vec<Explanation>> {
    shell.call(move |desk| desk.closing_blockers(id)).await
}

/// Closes a dossier, or names everything that keeps it open.
#[tauri::command]
pub async fn close_dossier(id: DossierId, remark: String, shell: State<'_, Shell>) -> Answer<DossierAttempt> {
    shell.call(move |desk| desk.close_dossier(id, &remark)).await
}

/// Opens a closed dossier again.
#[tauri::command]
pub async fn reopen_dossier(id: DossierId, reason: String, shell: State<'_, Shell>) -> Answer<DossierView> {
    shell.call(move |desk| desk.reopen_dossier(id, &reason)).await
}

/// How the desk numbers its dossiers.
#[tauri::command]
pub async fn numbering(shell: State<'_, Shell>) -> Answer<Numbering> {
    shell.call(|desk| desk.numbering()).await
}

/// Sets how the desk numbers its dossiers.
#[tauri::command]
pub async fn set_numbering(numbering: Numbering, shell: State<'_, Shell>) -> Answer<Numbering> {
    shell.call(move |desk| desk.set_numbering(numbering)).await
}

/// The classification plan.
#[tauri::command]
pub async fn classification_plan(shell: State<'_, Shell>) -> Answer<Vec<ClassRow>> {
    shell.call(|desk| desk.classification_plan()).await
}

/// Replaces the classification plan with a chosen table.
#[tauri::command]
pub async fn import_classification_plan(token: String, shell: State<'_, Shell>) -> Answer<TableImport> {
    let table = table(&shell, &token).await?;
    shell
        .call(move |desk| desk.import_classification_plan(&table))
        .await
}
