//! The public log over HTTP: checkpoint, tiles, entries (C2SP tlog-tiles), and the proof of an original.

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use identifier::Identifier;
use tlog::tile::Tile;

use crate::check::{Failed, Reader, too_often};
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::State;

/// The routes that anybody may call.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/policy", get(policy))
        .route("/log/tile/{*rest}", get(tile))
        .route("/d/{identifier}/proof", get(proof))
}

fn file(kind: &'static str, cache: &'static str, bytes: Vec<u8>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    (headers, bytes).into_response()
}

async fn checkpoint(Shared(state): Shared<State>, client: Client, reader: Reader) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Api) {
        return refused;
    }
    match state.blocking(|shared| shared.storage.log_checkpoint(true)).await {
        Ok(Some(note)) => file(
            "text/plain; charset=utf-8",
            "public, max-age=5",
            note.into_bytes(),
        ),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Failed(reader, error).page(&state),
    }
}

/// By which keys the log is believed (C2SP tlog-policy). Whoever keeps it from the first time notices another one.
async fn policy(Shared(state): Shared<State>, client: Client, reader: Reader) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Api) {
        return refused;
    }
    match state.log_policy.get() {
        Some(policy) => file(
            "text/plain; charset=utf-8",
            "public, max-age=60",
            policy.clone().into_bytes(),
        ),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn tile(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(rest): Path<String>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Api) {
        return refused;
    }
    // Only names that the format allows reach the storage.
    let Ok(tile) = format!("tile/{rest}").parse::<Tile>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match state
        .blocking(move |shared| shared.storage.log_file(&tile.to_string()))
        .await
    {
        Ok(Some(bytes)) => file(
            "application/octet-stream",
            "public, max-age=31536000, immutable",
            bytes,
        ),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Failed(reader, error).page(&state),
    }
}

/// The `.tlog-proof` of an original. As much work and time for an identifier that is unknown as for any other.
async fn proof(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let Ok(identifier) = Identifier::parse(&typed) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    lookup::evenly(proved(&state, reader, &identifier)).await
}

/// The proof of an identifier's original, where there is one.
async fn proved(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    let original = match lookup::look_up(state, identifier).await {
        Ok(Found::Intact { original, .. }) => original,
        Ok(Found::Unknown | Found::Damaged(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return Failed(reader, error).page(state),
    };
    let key = original.identifier_sha256;
    let found = state
        .blocking(move |shared| match shared.storage.log_entry_of(key)? {
            Some(entry) => super::proof(&*shared.storage, &shared.shelf, &entry),
            None => Ok(None),
        })
        .await;
    match found {
        Ok(Some(proof)) => {
            let mut response = file(
                "text/plain; charset=utf-8",
                "no-store",
                proof.to_string().into_bytes(),
            );
            let name = format!("attachment; filename=\"{}.tlog-proof\"", identifier.canonical());
            if let Ok(name) = HeaderValue::from_str(&name) {
                response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
            }
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Failed(reader, error).page(state),
    }
}
