//! Letters: templates, drafts, the page as it is now, finishing; batches; the letterhead.

use std::path::Path;

use model::letter::{
    BatchItem, BatchRow, FinishedLetter, LetterBatch, LetterDraft, LetterDraftView, LetterPreview,
    LetterTemplate, Letterhead, Missing,
};
use model::window::{Progress, Work};
use model::{DocumentId, DossierId, LetterBatchId, LetterDraftId, PartyId};
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri::ipc::Channel;
use wording::Lang;

use super::picking::{file, path};
use crate::files::without_folders;
use crate::shell::{Answer, Shell};

/// How many batches are listed.
const BATCHES: u32 = 50;

/// The templates, those of the dossier's procedure first.
#[tauri::command]
pub async fn letter_templates(
    dossier: Option<DossierId>,
    shell: State<'_, Shell>,
) -> Answer<Vec<LetterTemplate>> {
    shell.call(move |desk| desk.letter_templates(dossier)).await
}

/// A draft filled with what the desk knows, and kept.
#[tauri::command]
pub async fn begin_letter(
    dossier: DossierId,
    template: String,
    lang: Option<Lang>,
    party: Option<PartyId>,
    shell: State<'_, Shell>,
) -> Answer<LetterDraft> {
    shell
        .call(move |desk| {
            let view = desk.draft_letter(dossier, &template, lang, party)?;
            desk.save_letter_draft(view.draft)
        })
        .await
}

/// A draft with what a finished letter was made from, and kept; an earlier one for the same document is taken up again.
#[tauri::command]
pub async fn redraft_letter(document: DocumentId, shell: State<'_, Shell>) -> Answer<LetterDraft> {
    shell
        .call(move |desk| {
            let view = desk.redraft_letter(document)?;
            let kept = desk.letter_drafts(view.draft.dossier)?;
            match kept.into_iter().find(|draft| draft.document == Some(document)) {
                Some(draft) => Ok(draft),
                None => desk.save_letter_draft(view.draft),
            }
        })
        .await
}

/// Whether a document was drawn up here and can be changed as a letter.
#[tauri::command]
pub async fn is_letter(document: DocumentId, shell: State<'_, Shell>) -> Answer<bool> {
    shell
        .call(move |desk| match desk.letter_source(document) {
            Ok(_) => Ok(true),
            Err(error) if wording::Explain::code(&error) == "letter-not-composed" => Ok(false),
            Err(error) => Err(error),
        })
        .await
}

/// The drafts of a dossier.
#[tauri::command]
pub async fn letter_drafts(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<LetterDraft>> {
    shell.call(move |desk| desk.letter_drafts(dossier)).await
}

/// A draft that was kept.
#[tauri::command]
pub async fn letter_draft(id: LetterDraftId, shell: State<'_, Shell>) -> Answer<LetterDraftView> {
    shell.call(move |desk| desk.letter_draft(id)).await
}

/// The page as it is now, and what is missing.
#[tauri::command]
pub async fn preview_letter(draft: LetterDraft, shell: State<'_, Shell>) -> Answer<LetterPreview> {
    shell.call(move |desk| desk.preview_letter(&draft)).await
}

/// Keeps a draft.
#[tauri::command]
pub async fn save_letter_draft(draft: LetterDraft, shell: State<'_, Shell>) -> Answer<LetterDraft> {
    shell.call(move |desk| desk.save_letter_draft(draft)).await
}

/// Throws a draft away.
#[tauri::command]
pub async fn discard_letter_draft(id: LetterDraftId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.discard_letter_draft(id)).await
}

/// Makes the document.
#[tauri::command]
pub async fn finish_letter(draft: LetterDraft, shell: State<'_, Shell>) -> Answer<FinishedLetter> {
    shell.call(move |desk| desk.finish_letter(&draft)).await
}

/// The letterhead.
#[tauri::command]
pub async fn letterhead(shell: State<'_, Shell>) -> Answer<Letterhead> {
    shell.call(::desk::Desk::letterhead).await
}

/// What becomes of the logo.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Logo {
    /// It stays.
    Keep,
    /// There is none any more.
    Remove,
    /// A picture that was chosen.
    Set {
        /// Names it.
        token: String,
    },
}

/// Sets the letterhead.
#[tauri::command]
pub async fn set_letterhead(
    letterhead: Letterhead,
    logo: Logo,
    shell: State<'_, Shell>,
) -> Answer<Letterhead> {
    let picture = match logo {
        Logo::Keep => None,
        Logo::Remove => Some(None),
        Logo::Set { token } => Some(Some(file(&shell, &token).await?.bytes)),
    };
    shell
        .call(move |desk| desk.set_letterhead(&letterhead, picture.as_ref().map(Option::as_deref)))
        .await
}

/// A template that was tried out.
#[derive(Clone, Debug, Serialize)]
pub struct TriedTemplate {
    /// Its key.
    key: String,
    /// Its languages.
    languages: Vec<Lang>,
    /// What is doubtful: file, line, column and words.
    warnings: Vec<(String, usize, usize, String)>,
}

/// Tries out a template in a chosen folder; changes nothing.
#[tauri::command]
pub async fn check_letter_template(token: String, shell: State<'_, Shell>) -> Answer<TriedTemplate> {
    let folder = path(&shell, &token)?;
    let named = folder.clone();
    let checked = shell
        .call(move |_| ::desk::letters::check_template(&folder))
        .await
        .map_err(|told| without_folders(told, &named))?;
    Ok(TriedTemplate {
        key: checked.key,
        languages: checked.languages,
        warnings: checked
            .warnings
            .into_iter()
            .map(|(place, text)| (place.file, place.line, place.column, text))
            .collect(),
    })
}

/// Keeps the template of a chosen folder.
#[tauri::command]
pub async fn import_letter_template(token: String, shell: State<'_, Shell>) -> Answer<LetterTemplate> {
    let folder = path(&shell, &token)?;
    let named = folder.clone();
    shell
        .call(move |desk| desk.import_letter_template(&folder))
        .await
        .map_err(|told| without_folders(told, &named))
}

/// Takes an imported template out of use.
#[tauri::command]
pub async fn retire_letter_template(key: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.retire_letter_template(&key)).await
}

/// Writes the files of a template into a new folder inside a chosen one; the folder's name.
#[tauri::command]
pub async fn export_letter_template(key: String, token: String, shell: State<'_, Shell>) -> Answer<String> {
    let chosen = path(&shell, &token)?;
    let name = Path::new(&key).file_name().unwrap_or_default().to_owned();
    let (folder, named) = (chosen.join(name), chosen);
    let shown = crate::files::name_of(&folder);
    shell
        .call(move |desk| desk.export_letter_template(&key, &folder))
        .await
        .map_err(|told| without_folders(told, &named))?;
    Ok(shown)
}

/// From what the rows of a batch come.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BatchSource {
    /// A table that was chosen.
    Table {
        /// Names it.
        token: String,
    },
    /// The open dossiers that a search finds.
    Search {
        /// What is searched.
        text: String,
    },
}

/// The rows of a batch, and what each letter would still need.
#[derive(Clone, Debug, Serialize)]
pub struct TriedBatch {
    /// The rows.
    rows: Vec<BatchRow>,
    /// By position: what is missing.
    missing: Vec<(u32, Vec<Missing>)>,
}

/// Reads the rows and tries each letter; nothing is stored.
#[tauri::command]
pub async fn try_letter_batch(
    template: String,
    source: BatchSource,
    shell: State<'_, Shell>,
) -> Answer<TriedBatch> {
    let table = match &source {
        BatchSource::Table { token } => Some(file(&shell, token).await?),
        BatchSource::Search { .. } => None,
    };
    shell
        .call(move |desk| {
            let rows = match (table, source) {
                (Some(table), _) => desk.letter_rows(&template, &table.bytes)?,
                (None, BatchSource::Search { text }) => desk.letter_rows_of_search(&text)?,
                (None, BatchSource::Table { .. }) => Vec::new(),
            };
            let missing = desk.try_letter_batch(&template, &rows)?;
            Ok::<_, ::desk::Error>(TriedBatch { rows, missing })
        })
        .await
}

/// Begins a batch: what is to be made is recorded.
#[tauri::command]
pub async fn begin_letter_batch(
    template: String,
    rows: Vec<BatchRow>,
    shell: State<'_, Shell>,
) -> Answer<LetterBatch> {
    shell
        .call(move |desk| desk.begin_letter_batch(&template, &rows))
        .await
}

/// Makes the letters that are not made yet.
#[tauri::command]
pub async fn run_letter_batch(
    id: LetterBatchId,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<LetterBatch> {
    let pause = shell.new_pause(Work::Letters);
    shell
        .work(Work::Letters, progress, move |desk, progress, cancel| {
            desk.run_letter_batch(id, &|_, _| (), progress, cancel, &pause)
        })
        .await
}

/// The last batches.
#[tauri::command]
pub async fn letter_batches(shell: State<'_, Shell>) -> Answer<Vec<LetterBatch>> {
    shell.call(|desk| desk.letter_batches(BATCHES)).await
}

/// The letters of a batch.
#[tauri::command]
pub async fn letter_batch_items(id: LetterBatchId, shell: State<'_, Shell>) -> Answer<Vec<BatchItem>> {
    shell.call(move |desk| desk.letter_batch_items(id)).await
}

/// Gives up the rest of a batch.
#[tauri::command]
pub async fn abandon_letter_batch(id: LetterBatchId, shell: State<'_, Shell>) -> Answer<LetterBatch> {
    shell.call(move |desk| desk.abandon_letter_batch(id)).await
}
