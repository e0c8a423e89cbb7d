//! Letters: templates, drafts, the page as it is now, finishing; batches; the letterhead.

use model::letter::{
    BatchItem, BatchRow, FinishedLetter, LetterBatch, LetterDraft, LetterDraftView, LetterPreview,
    LetterTemplate, Letterhead, Missing,
};
use model::{DocumentId, DossierId, LetterBatchId, LetterDraftId, PartyId};
use serde::{Deserialize, Serialize};
use wording::Lang;

use super::call::{Nothing, call, call_with_progress};
use super::{Answer, OnProgress};

#[derive(Serialize)]
struct OfDraft {
    draft: LetterDraft,
}

#[derive(Serialize)]
struct OfToken {
    token: String,
}

#[derive(Serialize)]
struct OfBatch {
    id: LetterBatchId,
}

/// The templates, those of the dossier's procedure first.
pub async fn templates(dossier: Option<DossierId>) -> Answer<Vec<LetterTemplate>> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: Option<DossierId>,
    }
    call("letter_templates", &Arguments { dossier }).await
}

/// A draft filled with what the desk knows, and kept.
pub async fn begin(
    dossier: DossierId,
    template: String,
    lang: Option<Lang>,
    party: Option<PartyId>,
) -> Answer<LetterDraft> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        template: String,
        lang: Option<Lang>,
        party: Option<PartyId>,
    }
    let arguments = Arguments {
        dossier,
        template,
        lang,
        party,
    };
    call("begin_letter", &arguments).await
}

/// A draft to change a finished letter, kept.
pub async fn redraft(document: DocumentId) -> Answer<LetterDraft> {
    #[derive(Serialize)]
    struct Arguments {
        document: DocumentId,
    }
    call("redraft_letter", &Arguments { document }).await
}

/// Whether a document was drawn up here.
pub async fn is_letter(document: DocumentId) -> Answer<bool> {
    #[derive(Serialize)]
    struct Arguments {
        document: DocumentId,
    }
    call("is_letter", &Arguments { document }).await
}

/// The drafts of a dossier.
pub async fn drafts(dossier: DossierId) -> Answer<Vec<LetterDraft>> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
    }
    call("letter_drafts", &Arguments { dossier }).await
}

/// A draft that was kept.
pub async fn draft(id: LetterDraftId) -> Answer<LetterDraftView> {
    #[derive(Serialize)]
    struct Arguments {
        id: LetterDraftId,
    }
    call("letter_draft", &Arguments { id }).await
}

/// The page as it is now.
pub async fn preview(draft: LetterDraft) -> Answer<LetterPreview> {
    call("preview_letter", &OfDraft { draft }).await
}

/// Keeps a draft.
pub async fn save(draft: LetterDraft) -> Answer<LetterDraft> {
    call("save_letter_draft", &OfDraft { draft }).await
}

/// Throws one away.
pub async fn discard(id: LetterDraftId) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        id: LetterDraftId,
    }
    call("discard_letter_draft", &Arguments { id }).await
}

/// Makes the document.
pub async fn finish(draft: LetterDraft) -> Answer<FinishedLetter> {
    call("finish_letter", &OfDraft { draft }).await
}

/// The letterhead.
pub async fn letterhead() -> Answer<Letterhead> {
    call("letterhead", &Nothing {}).await
}

/// What becomes of the logo.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
pub async fn set_letterhead(letterhead: Letterhead, logo: Logo) -> Answer<Letterhead> {
    #[derive(Serialize)]
    struct Arguments {
        letterhead: Letterhead,
        logo: Logo,
    }
    call("set_letterhead", &Arguments { letterhead, logo }).await
}

/// A template that was tried out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TriedTemplate {
    /// Its key.
    pub key: String,
    /// Its languages.
    pub languages: Vec<Lang>,
    /// What is doubtful: file, line, column and words.
    pub warnings: Vec<(String, usize, usize, String)>,
}

/// Tries out the template of a chosen folder.
pub async fn check_template(token: String) -> Answer<TriedTemplate> {
    call("check_letter_template", &OfToken { token }).await
}

/// Keeps it.
pub async fn import_template(token: String) -> Answer<LetterTemplate> {
    call("import_letter_template", &OfToken { token }).await
}

/// Takes an imported template out of use.
pub async fn retire_template(key: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        key: String,
    }
    call("retire_letter_template", &Arguments { key }).await
}

/// Writes the files of a template into a chosen folder; the name of the new folder.
pub async fn export_template(key: String, token: String) -> Answer<String> {
    #[derive(Serialize)]
    struct Arguments {
        key: String,
        token: String,
    }
    call("export_letter_template", &Arguments { key, token }).await
}

/// From what the rows of a batch come.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TriedBatch {
    /// The rows.
    pub rows: Vec<BatchRow>,
    /// By position: what is missing.
    pub missing: Vec<(u32, Vec<Missing>)>,
}

/// Reads the rows and tries each letter.
pub async fn try_batch(template: String, source: BatchSource) -> Answer<TriedBatch> {
    #[derive(Serialize)]
    struct Arguments {
        template: String,
        source: BatchSource,
    }
    call("try_letter_batch", &Arguments { template, source }).await
}

/// Begins a batch.
pub async fn begin_batch(template: String, rows: Vec<BatchRow>) -> Answer<LetterBatch> {
    #[derive(Serialize)]
    struct Arguments {
        template: String,
        rows: Vec<BatchRow>,
    }
    call("begin_letter_batch", &Arguments { template, rows }).await
}

/// Makes the letters that are not made yet.
pub async fn run_batch(id: LetterBatchId, progress: OnProgress) -> Answer<LetterBatch> {
    call_with_progress("run_letter_batch", &OfBatch { id }, progress).await
}

/// The last batches.
pub async fn batches() -> Answer<Vec<LetterBatch>> {
    call("letter_batches", &Nothing {}).await
}

/// The letters of a batch.
pub async fn batch_items(id: LetterBatchId) -> Answer<Vec<BatchItem>> {
    call("letter_batch_items", &OfBatch { id }).await
}

/// Gives up the rest of a batch.
pub async fn abandon_batch(id: LetterBatchId) -> Answer<LetterBatch> {
    call("abandon_letter_batch", &OfBatch { id }).await
}
