//! `PUT /api/v1/registrations/{op}`: binds an identifier to the bytes of an original.

use std::io::Read as _;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, Path, State as Shared};
use axum::http::StatusCode;
use model::{OpId, Sha256};
use seal::verify::FileReport;
use sync::wire::{Acknowledgement, Registration, code};

use super::{Admitted, Refused};
use crate::error::Error;
use crate::examine::refusal;
use crate::state::{Shared as Parts, State, identifier_sha256, sha256};
use crate::storage::files::hash_reader;
use crate::storage::seals::Whose;
use crate::storage::{AlarmSubject, Desk, Examined, Registered};
use crate::text::is_line;

pub(super) async fn put(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(op): Path<String>,
    body: Result<Json<Registration>, JsonRejection>,
) -> Result<(StatusCode, Json<Acknowledgement>), Refused> {
    let op: OpId = op
        .parse()
        .map_err(|_| Refused::invalid("the operation is not a UUID"))?;
    let Json(registration) = body.map_err(|error| Refused::body(error.status(), "not a registration"))?;
    check(&registration)?;
    let content = serde_json::to_vec(&registration).map_err(|_| Refused::invalid("not a registration"))?;
    let content = sha256(&content);
    // What pages tell of changes with it.
    let changed = [Some(registration.identifier), registration.supersedes];
    let desk_id = desk.id;
    let first = state
        .blocking(move |shared| shared.storage.first_answer(desk_id, op, content))
        .await?;
    let answer = match first {
        Some(answer) => answer,
        None => {
            // A whole file is read into memory for its seal to be examined: no more at a time than there is room for.
            let _turn = state
                .examiner
                .desks
                .acquire()
                .await
                .map_err(|_| Error::BrokenOff)?;
            let _room = state.examiner.memory(registration.size_bytes).await?;
            let now = state.now();
            match state
                .blocking(move |shared| examine(shared, desk, op, content, registration, now))
                .await?
            {
                Ok(answer) => answer,
                Err(code) => {
                    state.metrics.registered("not-taken");
                    return Err(Refused::new(
                        StatusCode::UNPROCESSABLE_ENTITY,
                        code,
                        "not taken as an original",
                    ));
                }
            }
        }
    };
    state.metrics.registered(match &answer {
        Registered::Acknowledged(_) => "acknowledged",
        Registered::OperationReused => "operation-reused",
        Registered::IdentifierTaken => "identifier-taken",
        Registered::OriginalTaken => "original-taken",
        Registered::BlobMissing => "blob-missing",
        Registered::SupersededUnknown => "superseded-unknown",
    });
    match answer {
        Registered::Acknowledged(acknowledgement) => {
            for identifier in changed.into_iter().flatten() {
                state.kept.forget(identifier_sha256(&identifier));
            }
            tracing::info!("an original is registered");
            Ok((StatusCode::OK, Json(acknowledgement)))
        }
        Registered::OperationReused => Err(Refused::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            code::OPERATION_REUSED,
            "the same operation came with another content before",
        )),
        Registered::IdentifierTaken => {
            // What it is about stands among the alarms of the database.
            tracing::warn!("ALARM: an identifier was to be registered with another file");
            Err(Refused::new(
                StatusCode::CONFLICT,
                code::IDENTIFIER_TAKEN,
                "the identifier is registered with another file",
            ))
        }
        Registered::OriginalTaken => {
            tracing::warn!("an original was to be registered under a second identifier");
            Err(Refused::new(
                StatusCode::CONFLICT,
                code::ORIGINAL_TAKEN,
                "the file is registered under another identifier",
            ))
        }
        Registered::BlobMissing => Err(Refused::new(
            StatusCode::CONFLICT,
            code::BLOB_MISSING,
            "the file was not uploaded yet",
        )),
        Registered::SupersededUnknown => Err(Refused::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            code::SUPERSEDED_UNKNOWN,
            "the original that is replaced is not registered",
        )),
    }
}

/// The fields that the page will show.
fn check(registration: &Registration) -> Result<(), Refused> {
    let optional = |text: &Option<String>, limit| text.as_ref().is_none_or(|text| is_line(text, limit));
    let fits = is_line(&registration.title, 500)
        && is_line(&registration.authority, 200)
        && optional(&registration.kind, 200)
        && optional(&registration.reference, 100)
        && registration
            .lang
            .as_ref()
            .is_none_or(|lang| is_language_tag(lang));
    if !fits {
        return Err(Refused::invalid("a fact is empty, too long or cannot be printed"));
    }
    if registration.supersedes == Some(registration.identifier) {
        return Err(Refused::invalid("an original cannot replace itself"));
    }
    Ok(())
}

fn is_language_tag(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Examines the file and commits the registration. The inner error is the code of a refusal.
fn examine(
    shared: &Parts,
    desk: Desk,
    op: OpId,
    content_sha256: Sha256,
    registration: Registration,
    now: jiff::Timestamp,
) -> Result<Result<Registered, &'static str>, Error> {
    let digest = registration.sha256;
    let Some(size_bytes) = shared.storage.owned_blob(digest, desk.administration.id)? else {
        return Ok(Ok(Registered::BlobMissing));
    };
    // Before it is read: by this size it was given its room.
    if size_bytes != registration.size_bytes {
        return Ok(Err(code::REQUEST_INVALID));
    }
    // An original bears one identifier, and whoever holds a copy of it must not show it under facts of their own.
    if shared.storage.original_by_content(digest)?.is_some()
        && shared
            .storage
            .original(identifier_sha256(&registration.identifier))?
            .is_none()
    {
        return Ok(Ok(Registered::OriginalTaken));
    }
    let Some(bytes) = stored_bytes(shared, digest, size_bytes, desk.id, now)? else {
        return Ok(Ok(Registered::BlobMissing));
    };
    let seal_report: FileReport = shared.examiner.verify(&bytes, now);
    if let Some(code) = refusal(&seal_report) {
        return Ok(Err(code));
    }
    let sealed_by = crate::examine::sealed_by(&seal_report);
    if shared.storage.whose_seal(desk.administration.id, &sealed_by)? == Whose::NotTheirs {
        return Ok(Err(code::SEAL_FOREIGN));
    }
    match pdf::inspect(&bytes, None) {
        Ok(inspection) if inspection.pages == registration.pages => {}
        Ok(_) => return Ok(Err(code::REQUEST_INVALID)),
        Err(_) => return Ok(Err(code::UNREADABLE)),
    }
    let nothing = sha256(b"");
    let visible_seal = registration.visible_seal_sha256.unwrap_or(nothing);
    let entry = tlog::entry::LogEntry::new(
        tlog::entry::Kind::Issued,
        &registration.identifier,
        &tlog::Hash::from_bytes(digest.0),
        &tlog::Hash::from_bytes(visible_seal.0),
    );
    let examined = Examined {
        log_entry: entry.to_bytes(),
        op,
        content_sha256,
        identifier_sha256: identifier_sha256(&registration.identifier),
        supersedes_sha256: registration.supersedes.as_ref().map(identifier_sha256),
        desk,
        registration,
        seal_report,
    };
    shared.storage.register(&examined, now).map(Ok)
}

/// The bytes of the blob, hashed again: what was checked when it arrived may have changed on the disk since.
fn stored_bytes(
    shared: &Parts,
    digest: Sha256,
    size_bytes: u64,
    desk: model::DeskId,
    now: jiff::Timestamp,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(mut file) = shared.storage.open_blob(digest)? else {
        shared.storage.quarantine_blob(digest)?;
        return Ok(None);
    };
    // What has grown on the disk since it came is damaged, and not read to its end.
    let mut bytes = Vec::new();
    file.by_ref()
        .take(size_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::file("reading an original", digest.to_string()))?;
    let (found, _) =
        hash_reader(&mut bytes.as_slice()).map_err(Error::file("reading an original", digest.to_string()))?;
    if found != digest {
        let subject = AlarmSubject {
            sha256: Some(digest),
            desk: Some(desk),
            ..AlarmSubject::default()
        };
        shared.storage.raise_alarm(code::ORIGINAL_DAMAGED, subject, now)?;
        shared.storage.quarantine_blob(digest)?;
        return Ok(None);
    }
    Ok(Some(bytes))
}
