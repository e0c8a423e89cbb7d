//! `POST /api/v1/contents`: many small contents in one request, each answered on its own.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use model::Sha256;
use sync::wire::code;
use sync::wire::contents::{self, Brought, CONTENTS_BYTES, ContentAnswer, ContentOutcome};
use uuid::Uuid;

use super::{Admitted, Refused};
use crate::body::{self, Chunk};
use crate::error::Error;
use crate::state::{State, sha256};

/// Takes what has the digest that was announced: on the disk and recorded when the answer leaves.
pub(super) async fn bring(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Brought>, Refused> {
    if headers
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind != contents::KIND)
    {
        return Err(Refused::body(StatusCode::UNSUPPORTED_MEDIA_TYPE, ""));
    }
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > CONTENTS_BYTES) {
        return Err(too_large());
    }
    let _sending = state.records.sending(desk.id)?;
    // What desks send at the same time shares the room of batches.
    let _room = state
        .records
        .receiving(announced.unwrap_or(CONTENTS_BYTES))
        .await
        .map_err(|_| Error::BrokenOff)?;
    let bytes = whole(body, announced.unwrap_or_default()).await?;
    let now = state.now();
    let results = state
        .blocking(move |shared| {
            let Some(frames) = contents::frames(&bytes) else {
                return Ok(None);
            };
            let mut kept: Vec<(Uuid, Sha256, &[u8])> = Vec::with_capacity(frames.len());
            let mut results = Vec::with_capacity(frames.len());
            for (announced, bytes) in frames {
                let outcome = if sha256(bytes) == announced {
                    if !kept.iter().any(|(_, known, _)| *known == announced) {
                        let mut random = [0; 16];
                        shared.environment.random(&mut random)?;
                        let id = uuid::Builder::from_random_bytes(random).into_uuid();
                        kept.push((id, announced, bytes));
                    }
                    ContentOutcome::Kept
                } else {
                    ContentOutcome::Damaged
                };
                results.push(ContentAnswer {
                    sha256: announced,
                    outcome,
                });
            }
            if !kept.is_empty() {
                let administration = desk.administration.id;
                shared
                    .storage
                    .keep_contents(desk.id, administration, &kept, now)?;
                for (_, _, bytes) in &kept {
                    shared.metrics.received(bytes.len() as u64);
                    shared.metrics.upload_ended("finished");
                }
            }
            Ok(Some(results))
        })
        .await?;
    results
        .map(|results| Json(Brought { results }))
        .ok_or(Refused::invalid("not 1 to 200 contents, each after its frame"))
}

async fn whole(body: Body, announced: usize) -> Result<Bytes, Refused> {
    let mut reader = body::Reader::new(body);
    let mut bytes = Vec::with_capacity(announced);
    loop {
        match reader.next().await {
            Chunk::Bytes(part) if bytes.len() + part.len() > CONTENTS_BYTES => return Err(too_large()),
            Chunk::Bytes(part) => bytes.extend_from_slice(&part),
            Chunk::End => return Ok(bytes.into()),
            Chunk::Broken => {
                return Err(Refused::new(
                    StatusCode::BAD_REQUEST,
                    code::REQUEST_INVALID,
                    "the request was cut",
                ));
            }
        }
    }
}

fn too_large() -> Refused {
    Refused::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        code::REQUEST_INVALID,
        "small contents have 4 MiB together at most",
    )
}
