//! Evidence beside an original: `/d/{identifier}/evidence` (RFC 4998, DER), and the proof that its newest time-stamp
//! stands in the public log.

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use identifier::Identifier;
use model::Sha256;
use seal::time_stamp::Imprint;

use crate::check::{Failed, Reader, too_often};
use crate::error::Error;
use crate::examine::Examiner;
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::{Shared as Parts, State};

/// The routes that anybody may call who holds the identifier.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/d/{identifier}/evidence", get(record))
        .route("/d/{identifier}/evidence/proof", get(proof))
}

/// The record of an original, DER; `None` where there is none. Blocking.
pub(crate) fn encoded(shared: &Parts, original: Sha256) -> Result<Option<Vec<u8>>, Error> {
    let file = |imprint: Imprint| -> Vec<u8> {
        if imprint == Imprint::Sha256 {
            return original.0.to_vec();
        }
        // A file that cannot be read now has no digest, and the record does not fit it.
        let bytes = shared.storage.open_blob(original).ok().flatten();
        let bytes = bytes.and_then(|mut file| Examiner::read(&mut file).ok());
        bytes.map_or_else(Vec::new, |bytes| imprint.of(&[&bytes]))
    };
    let record = super::record_of(&*shared.storage, original, &file)?;
    Ok(record.map(|record| record.to_der()))
}

/// A file to keep.
pub(crate) fn attached(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    (headers, bytes).into_response()
}

async fn record(shared: Shared<State>, client: Client, reader: Reader, typed: Path<String>) -> Response {
    answer(shared, client, reader, typed, |shared, original, name| {
        let record = encoded(shared, original)?;
        Ok(record.map(|der| attached(&format!("{name}.ers"), "application/octet-stream", der)))
    })
    .await
}

async fn proof(shared: Shared<State>, client: Client, reader: Reader, typed: Path<String>) -> Response {
    answer(shared, client, reader, typed, |shared, original, name| {
        let Some(newest) = shared.storage.evidence_of(original)?.pop() else {
            return Ok(None);
        };
        let proof = crate::log::proof(&*shared.storage, &shared.shelf, &newest.log_entry)?;
        Ok(proof.map(|proof| {
            let name = format!("{name}.ers.tlog-proof");
            attached(&name, "text/plain; charset=utf-8", proof.to_string().into_bytes())
        }))
    })
    .await
}

/// As much work and time for an identifier that is unknown as for any other.
async fn answer(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
    make: impl FnOnce(&Parts, Sha256, &str) -> Result<Option<Response>, Error> + Send + 'static,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let Ok(identifier) = Identifier::parse(&typed) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = async {
        let original = match lookup::look_up(&state, &identifier).await? {
            Found::Intact { original, .. } => original,
            Found::Unknown | Found::Damaged(_) => return Ok(None),
        };
        let name = identifier.canonical();
        state
            .blocking(move |shared| make(shared, original.sha256, &name))
            .await
    };
    match lookup::evenly(found).await {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Failed(reader, error).page(&state),
    }
}
