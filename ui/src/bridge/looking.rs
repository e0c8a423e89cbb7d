//! Looking closely before something is signed or sealed: what a file is made of, where the stamp will stand, batches that
//! were broken off; reading texts again.

use js_sys::Uint8Array;
use model::looking::{BatchKind, FileLook, Leftover, SheetRow, StampPlace, StampTrial};
use model::search::IndexReport;
use model::{DocumentId, VersionId};
use serde::Serialize;

use super::call::{Nothing, call, call_with_progress};
use super::{Answer, OnProgress, shell};

/// What the file of a version is made of.
pub async fn look_at_version(id: VersionId) -> Answer<FileLook> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
    }
    call("look_at_version", &Arguments { id }).await
}

/// Reads those texts again that could not be read or needed OCR.
pub async fn read_texts_again(progress: OnProgress) -> Answer<IndexReport> {
    call_with_progress("read_texts_again", &Nothing {}, progress).await
}

/// Bytes cannot be recorded: outside the window the refusal says so.
async fn bytes(command: &'static str, arguments: impl Serialize) -> Answer<Uint8Array> {
    if !shell::present() {
        return call::<()>(command, &arguments)
            .await
            .map(|()| Uint8Array::new_with_length(0));
    }
    shell::invoke_bytes(command, arguments).await
}

/// The file of a version as it was at the end of an earlier revision.
pub async fn read_revision(id: VersionId, number: u32) -> Answer<Uint8Array> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
        number: u32,
    }
    bytes("read_revision", Arguments { id, number }).await
}

/// The bytes of a version that will probably be shown next. Whoever shows them says so first (`record_seen`).
pub async fn version_ahead(id: VersionId) -> Answer<Uint8Array> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
    }
    if !shell::present() {
        return super::read_version(id).await;
    }
    bytes("version_ahead", Arguments { id }).await
}

#[derive(Serialize)]
struct Trying {
    document: DocumentId,
    place: Option<StampPlace>,
}

/// Where the stamp of a document would stand.
pub async fn try_stamp(document: DocumentId, place: Option<StampPlace>) -> Answer<StampTrial> {
    call("try_stamp", &Trying { document, place }).await
}

/// The document as it would look with its stamp there.
pub async fn stamped_trial(document: DocumentId, place: Option<StampPlace>) -> Answer<Uint8Array> {
    bytes("stamped_trial", Trying { document, place }).await
}

/// The place that was chosen last for a stamp.
pub async fn last_stamp_place() -> Answer<Option<StampPlace>> {
    call("last_stamp_place", &Nothing {}).await
}

#[derive(Serialize)]
struct OfKind {
    kind: BatchKind,
}

/// What whoever works here began and did not end.
pub async fn leftover_batch(kind: BatchKind) -> Answer<Option<Leftover>> {
    call("leftover_batch", &OfKind { kind }).await
}

/// Whoever works here does not go on with it.
pub async fn drop_leftover_batch(kind: BatchKind) -> Answer<()> {
    call("drop_leftover_batch", &OfKind { kind }).await
}

/// Saves what became of a batch as a table; the file's name, or `None` when the person cancels.
pub async fn save_batch_sheet(
    headings: [String; 4],
    rows: Vec<SheetRow>,
    suggested: String,
) -> Answer<Option<String>> {
    #[derive(Serialize)]
    struct Arguments {
        headings: [String; 4],
        rows: Vec<SheetRow>,
        suggested: String,
    }
    let arguments = Arguments {
        headings,
        rows,
        suggested,
    };
    call("save_batch_sheet", &arguments).await
}
