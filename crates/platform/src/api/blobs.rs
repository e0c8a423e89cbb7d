//! `GET /api/v1/blobs/{sha256}`: the bytes of a content that a record names which the desk may see.

use axum::extract::{Extension, Path, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Sha256;
use sync::wire::code;

use super::{Admitted, Refused};
use crate::error::Error;
use crate::examine::Opened;
use crate::files;
use crate::state::State;
use crate::storage::AlarmSubject;

pub(super) async fn read(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(digest): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let unknown = Refused::new(
        StatusCode::NOT_FOUND,
        code::BLOB_MISSING,
        "no such content for this desk",
    );
    let Ok(sha256) = digest.parse::<Sha256>() else {
        return Err(unknown);
    };
    let desk_id = desk.id;
    let readable = state
        .blocking(move |shared| shared.storage.readable_blob(&desk, sha256))
        .await?;
    let Some(size_bytes) = readable else {
        return Err(unknown);
    };
    // Whoever asks for parts has had the first, which is given from a file that was hashed just then, and hashes the whole.
    if files::is_later_part(sha256, size_bytes, &headers) {
        return told(
            files::content(&state, sha256, size_bytes, None, &headers).await?,
            sha256,
        );
    }
    let reading = state
        .examiner
        .desks
        .acquire()
        .await
        .map_err(|_| Error::BrokenOff)?;
    let now = state.now();
    let intact = state
        .blocking(move |shared| match shared.examiner.opened(sha256)? {
            Opened::Intact(file) => Ok(Some(file)),
            Opened::Damaged | Opened::Missing => {
                let subject = AlarmSubject {
                    sha256: Some(sha256),
                    desk: Some(desk_id),
                    ..AlarmSubject::default()
                };
                shared.storage.raise_alarm(code::ORIGINAL_DAMAGED, subject, now)?;
                tracing::error!("ALARM: a stored content is damaged or missing");
                Ok(None)
            }
        })
        .await?;
    drop(reading);
    let Some(file) = intact else {
        return Err(Refused::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            code::ORIGINAL_DAMAGED,
            "the stored copy is damaged and not given out",
        ));
    };
    told(
        files::content(&state, sha256, size_bytes, Some(file), &headers).await?,
        sha256,
    )
}

/// The answer, with the digest of the whole.
fn told(mut response: Response, sha256: Sha256) -> Result<Response, Refused> {
    let value = format!("sha-256=:{}:", STANDARD.encode(sha256.0));
    let value = HeaderValue::try_from(value).map_err(|_| Error::BrokenOff)?;
    response
        .headers_mut()
        .insert(HeaderName::from_static("repr-digest"), value);
    Ok(response)
}
