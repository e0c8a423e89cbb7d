//! `/api/v1/changes`: records. `POST` brings a batch of operations, `GET` tells what changed for the desk.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{Extension, Query, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use model::{DeskId, OpId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sync::wire::code;
use sync::wire::records::{BATCH, BATCH_BYTES, Operation, PAGE, Pushed};
use tokio::sync::Semaphore;

use super::{Admitted, Refused};
use crate::body::{self, Chunk};
use crate::error::Error;
use crate::records::cursor::Cursor;
use crate::state::{State, sha256};
use crate::storage::records::Incoming;

/// Answers shorter than this are sent as they are.
const WORTH_COMPRESSING: usize = 1024;

/// What desks may ask at the same time, so that five hundred of them at once need no more memory than a few.
pub struct Room {
    /// KiB of batches that are being received.
    batches: Semaphore,
    /// Batches that are being unpacked and carried out: they queue for the platform's order anyway, and whoever reads
    /// finds a connection to the database meanwhile.
    taking: Semaphore,
    /// Pages that are being made.
    pages: Semaphore,
    /// How many bodies each desk is sending now.
    senders: Mutex<HashMap<DeskId, usize>>,
}

/// Bodies that one desk may send at the same time. A desk of ours sends one: whoever sends many slowly must not keep the
/// others' room.
const OF_ONE_DESK: usize = 4;

/// One body that a desk is sending; counted until it is dropped.
pub(super) struct Sending<'a> {
    room: &'a Room,
    desk: DeskId,
}

impl Drop for Sending<'_> {
    fn drop(&mut self) {
        let mut senders = self.room.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = senders.get_mut(&self.desk) {
            *count -= 1;
            if *count == 0 {
                senders.remove(&self.desk);
            }
        }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self {
            batches: Semaphore::new(96 * 1024),
            taking: Semaphore::new(2),
            pages: Semaphore::new(8),
            senders: Mutex::default(),
        }
    }
}

impl Room {
    /// Counts a body of a desk, which may not send too many at once.
    pub(super) fn sending(&self, desk: DeskId) -> Result<Sending<'_>, Refused> {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        let count = senders.entry(desk).or_default();
        if *count >= OF_ONE_DESK {
            return Err(Refused::busy(1));
        }
        *count += 1;
        Ok(Sending { room: self, desk })
    }

    /// Waits until there is room for a body of this many bytes that is received whole.
    pub(super) async fn receiving(
        &self,
        bytes: usize,
    ) -> Result<tokio::sync::SemaphorePermit<'_>, tokio::sync::AcquireError> {
        let kibibytes = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
        self.batches.acquire_many(kibibytes.max(1)).await
    }
}

/// A batch as it is read first: an operation that this version does not understand is refused alone.
#[derive(Deserialize)]
struct Batch {
    epoch: String,
    operations: Vec<Value>,
}

/// `POST`: carries a batch out, each operation on its own.
pub(super) async fn push(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    super::is_json(&headers)?;
    let encoding = encoding(&headers)?;
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BATCH_BYTES) {
        return Err(too_large());
    }
    let _sending = state.records.sending(desk.id)?;
    let _room = state
        .records
        .receiving(announced.unwrap_or(BATCH_BYTES))
        .await
        .map_err(|_| Error::BrokenOff)?;
    let bytes = whole(body).await?;
    let _taking = state
        .records
        .taking
        .acquire()
        .await
        .map_err(|_| Error::BrokenOff)?;
    let accepts = accepts_gzip(&headers);
    let now = state.now();
    let answer = state
        .blocking(move |shared| {
            let Some(bytes) = unpacked(bytes, encoding) else {
                return Ok(Err(too_large()));
            };
            let Ok(batch) = serde_json::from_slice::<Batch>(&bytes) else {
                return Ok(Err(Refused::invalid("not a batch of operations")));
            };
            drop(bytes);
            if batch.epoch != shared.storage.epoch()? {
                return Ok(Err(resync()));
            }
            if batch.operations.is_empty() || batch.operations.len() > BATCH {
                return Ok(Err(Refused::invalid("a batch has 1 to 200 operations")));
            }
            let Some(operations) = batch
                .operations
                .into_iter()
                .map(incoming)
                .collect::<Option<Vec<_>>>()
            else {
                return Ok(Err(Refused::invalid("an operation has no identity")));
            };
            if shared.storage.record_use(desk.administration.id)?.is_full() {
                return Ok(Err(full()));
            }
            let results = shared.storage.push_records(&desk, &operations, now)?;
            packed(&Pushed { results }, accepts).map(Ok)
        })
        .await??;
    Ok(answer.into_response())
}

/// Where a page begins and how long it may be.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
    limit: Option<usize>,
}

/// `GET`: what changed for the desk after its cursor.
pub(super) async fn pull(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let Query(asked) = asked.map_err(|_| Refused::invalid("the query cannot be read"))?;
    let limit = asked.limit.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&limit) {
        return Err(Refused::invalid("a page has 1 to 500 records"));
    }
    let cursor = match asked.after.as_deref() {
        None | Some("") => None,
        Some(text) => Some(
            text.parse::<Cursor>()
                .map_err(|_| Refused::invalid("not a cursor of this platform"))?,
        ),
    };
    let accepts = accepts_gzip(&headers);
    let _room = state
        .records
        .pages
        .acquire()
        .await
        .map_err(|_| Error::BrokenOff)?;
    let answer = state
        .blocking(move |shared| {
            let page = shared.storage.record_page(&desk, cursor.as_ref(), limit)?;
            match page {
                Some(page) => packed(&page, accepts).map(Ok),
                None => Ok(Err(resync())),
            }
        })
        .await??;
    Ok(answer.into_response())
}

/// An operation with its identity; `None` where it has none that could be answered.
fn incoming(value: Value) -> Option<Incoming> {
    let op: OpId = value.get("op")?.as_str()?.parse().ok()?;
    let text = value.to_string();
    let operation = serde_json::from_value::<Operation>(value).ok();
    // Fields that this version does not know do not make another operation of it.
    let content = operation
        .as_ref()
        .and_then(|operation| serde_json::to_vec(operation).ok())
        .unwrap_or_else(|| text.into_bytes());
    Some(Incoming {
        op,
        content_sha256: sha256(&content),
        operation,
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Plain,
    Gzip,
}

fn encoding(headers: &HeaderMap) -> Result<Encoding, Refused> {
    match headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None | Some(b"identity") => Ok(Encoding::Plain),
        Some(b"gzip") => Ok(Encoding::Gzip),
        Some(_) => Err(Refused::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            code::REQUEST_INVALID,
            "a batch is plain or gzip",
        )),
    }
}

/// The body as it came, no longer than a batch may be.
async fn whole(body: Body) -> Result<Vec<u8>, Refused> {
    let mut reader = body::Reader::new(body);
    let mut bytes = Vec::new();
    loop {
        match reader.next().await {
            Chunk::Bytes(part) if bytes.len() + part.len() > BATCH_BYTES => return Err(too_large()),
            Chunk::Bytes(part) => bytes.extend_from_slice(&part),
            Chunk::End => return Ok(bytes),
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

/// The bytes of a batch: what would grow beyond its bound is not unpacked further. Damage shows as JSON that is none.
fn unpacked(bytes: Vec<u8>, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Plain => Some(bytes),
        Encoding::Gzip => {
            let mut plain = Vec::new();
            let bound = BATCH_BYTES as u64 + 1;
            if GzDecoder::new(bytes.as_slice())
                .take(bound)
                .read_to_end(&mut plain)
                .is_err()
            {
                return Some(Vec::new());
            }
            (plain.len() <= BATCH_BYTES).then_some(plain)
        }
    }
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("gzip")
                && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

/// JSON, compressed where the desk takes that and it pays.
struct Packed {
    bytes: Vec<u8>,
    is_gzip: bool,
}

fn packed(value: &impl Serialize, accepts: bool) -> Result<Packed, Error> {
    let json = serde_json::to_vec(value).map_err(|_| Error::Stored { what: "answer" })?;
    if !accepts || json.len() < WORTH_COMPRESSING {
        return Ok(Packed {
            bytes: json,
            is_gzip: false,
        });
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(json.len() / 4), Compression::fast());
    let bytes = encoder
        .write_all(&json)
        .and_then(|()| encoder.finish())
        .map_err(|_| Error::BrokenOff)?;
    Ok(Packed { bytes, is_gzip: true })
}

impl Packed {
    fn into_response(self) -> Response {
        let mut response = Body::from(self.bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if self.is_gzip {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

fn too_large() -> Refused {
    Refused::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        code::REQUEST_INVALID,
        "a batch has 4 MiB at most",
    )
}

fn resync() -> Refused {
    Refused::new(
        StatusCode::GONE,
        code::RESYNC_REQUIRED,
        "the platform was restored: read everything again",
    )
}

fn full() -> Refused {
    Refused::new(
        StatusCode::INSUFFICIENT_STORAGE,
        code::FULL,
        "the administration has stored as much as it may",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpacked(bomb, Encoding::Gzip), None);
        let fits = vec![b' '; BATCH_BYTES];
        assert_eq!(unpacked(gzip(&fits), Encoding::Gzip), Some(fits));
        assert_eq!(unpacked(b"no gzip".to_vec(), Encoding::Gzip), Some(Vec::new()));
    }

    #[test]
    fn a_desk_says_whether_it_takes_gzip() {
        let accepts = |value: &'static str| {
            accepts_gzip(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(value),
            )]))
        };
        assert!(accepts("gzip") && accepts("br, gzip;q=0.5"));
        assert!(!accepts("gzip;q=0") && !accepts("br") && !accepts_gzip(&HeaderMap::new()));
    }
}
