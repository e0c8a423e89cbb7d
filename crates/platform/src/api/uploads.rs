//! `/api/v1/uploads`: resumable uploads by tus 1.0.0 with creation, checksum (sha256) and termination.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Sha256;
use ring::digest::{Context, SHA256};
use sync::wire::{TUS, code};
use tokio::sync::{OwnedMutexGuard, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{Admitted, Refused};
use crate::body::{self, Chunk};
use crate::error::Error;
use crate::server::MAX_ORIGINAL_BYTES;
use crate::state::{Shared as Parts, State};
use crate::storage::originals::Part;
use crate::storage::{Added, Desk, Upload};

/// Largest part in one request: what is sent in one need not be put together.
const MAX_PART_BYTES: u64 = MAX_ORIGINAL_BYTES;

/// Bytes of a part that are gathered before they go to the disk; as many again are received meanwhile.
const GATHERED: usize = 128 * 1024;

/// How long a new writer waits until the one before has let go.
const TAKE_OVER: Duration = Duration::from_secs(10);

const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");

/// One writer for each upload in this process: a desk that comes back after a cut takes over from its own older request.
/// Between processes the database decides whose part is taken.
#[derive(Default)]
pub struct Writers(Mutex<HashMap<Uuid, Arc<Turn>>>);

#[derive(Default)]
struct Turn {
    lock: Arc<tokio::sync::Mutex<()>>,
    /// The number of the newest request. An older one lets go when it sees a greater number than its own; a mere signal would
    /// stay behind where the older one had ended by itself, and end the newer.
    newest: watch::Sender<u64>,
}

struct Writing {
    number: u64,
    newest: watch::Receiver<u64>,
    _turn: Arc<Turn>,
    _guard: OwnedMutexGuard<()>,
}

impl Writing {
    /// Comes back when a newer request wants to write. May be dropped at any time.
    async fn superseded(&mut self) {
        let number = self.number;
        if self.newest.wait_for(|newest| *newest > number).await.is_err() {
            std::future::pending().await
        }
    }
}

impl Writers {
    async fn take_over(&self, id: Uuid) -> Option<Writing> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|other, turn| *other == id || Arc::strong_count(turn) > 1);
            Arc::clone(turns.entry(id).or_default())
        };
        let newest = turn.newest.subscribe();
        let mut number = 0;
        turn.newest.send_modify(|newest| {
            *newest += 1;
            number = *newest;
        });
        let lock = Arc::clone(&turn.lock);
        let guard = tokio::time::timeout(TAKE_OVER, lock.lock_owned()).await.ok()?;
        Some(Writing {
            number,
            newest,
            _turn: turn,
            _guard: guard,
        })
    }
}

/// `OPTIONS`: what this server can do.
pub(super) async fn capabilities() -> Response {
    let headers = [
        (TUS_RESUMABLE, TUS.to_owned()),
        (HeaderName::from_static("tus-version"), TUS.to_owned()),
        (
            HeaderName::from_static("tus-extension"),
            "creation,checksum,termination".to_owned(),
        ),
        (
            HeaderName::from_static("tus-checksum-algorithm"),
            "sha256".to_owned(),
        ),
        (
            HeaderName::from_static("tus-max-size"),
            MAX_ORIGINAL_BYTES.to_string(),
        ),
    ];
    (StatusCode::NO_CONTENT, axum::response::AppendHeaders(headers)).into_response()
}

/// `POST`: begins an upload, or says how much of it this desk has sent already.
pub(super) async fn create(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    tus(&headers)?;
    let size_bytes = number(&headers, &UPLOAD_LENGTH).ok_or(Refused::invalid("Upload-Length is missing"))?;
    if size_bytes > MAX_ORIGINAL_BYTES {
        return Err(Refused::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            code::TOO_LARGE,
            "the file is too large",
        ));
    }
    if size_bytes == 0 {
        return Err(Refused::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            code::UNREADABLE,
            "the file is empty",
        ));
    }
    let sha256 = announced(&headers).ok_or(Refused::invalid("Upload-Metadata names no sha256"))?;
    let mut random = [0; 16];
    state.environment.random(&mut random)?;
    let upload = Upload {
        id: uuid::Builder::from_random_bytes(random).into_uuid(),
        administration: desk.administration.id,
        sha256,
        size_bytes,
        offset: 0,
        finished: false,
    };
    let now = state.now();
    let upload = state
        .blocking(move |shared| {
            let storage = &shared.storage;
            // What was sent before a kill, or for a record, is not sent again.
            let begun = storage.begun_upload(desk.id, desk.administration.id, sha256, size_bytes)?;
            if let Some(begun) = begun {
                let whole = begun.offset == begun.size_bytes && !begun.finished;
                // All of it came, and a kill or a full disk kept it from being put together.
                if !whole {
                    return Ok(begun);
                }
                if storage.finish_upload(&begun, now)? {
                    return Ok(Upload {
                        finished: true,
                        ..begun
                    });
                }
            }
            storage.create_upload(&upload, desk.id, now)?;
            Ok(upload)
        })
        .await?;
    let location = format!("{}/{}", sync::wire::path::UPLOADS, upload.id);
    let location = HeaderValue::try_from(location).map_err(|_| Error::BrokenOff)?;
    let mut response = answer(StatusCode::CREATED, upload.offset);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// `HEAD`: where the upload stands.
pub(super) async fn offset(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    tus(&headers)?;
    let upload = own_upload(&state, &desk, &id).await?;
    let mut response = answer(StatusCode::OK, upload.offset);
    response
        .headers_mut()
        .insert(UPLOAD_LENGTH, HeaderValue::from(upload.size_bytes));
    Ok(response)
}

/// `DELETE`: gives the upload up. A finished one stays: its blob may be registered.
pub(super) async fn terminate(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    tus(&headers)?;
    let upload = own_upload(&state, &desk, &id).await?;
    let _writing = state.writers.take_over(upload.id).await;
    if !upload.finished {
        state
            .blocking(move |shared| shared.storage.delete_upload(upload.id))
            .await?;
        state.metrics.upload_ended("given-up");
    }
    Ok((StatusCode::NO_CONTENT, [(TUS_RESUMABLE, TUS)]).into_response())
}

/// `PATCH`: the next part. With a checksum it is taken whole or not at all; without, as far as it came.
pub(super) async fn append(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    tus(&headers)?;
    let is_part = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/offset+octet-stream");
    if !is_part {
        return Err(Refused::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            code::REQUEST_INVALID,
            "a part is application/offset+octet-stream",
        ));
    }
    let checksum = checksum(&headers)?;
    let at = number(&headers, &UPLOAD_OFFSET).ok_or(Refused::invalid("Upload-Offset is missing"))?;
    let found = own_upload(&state, &desk, &id).await?;
    // A stream does not say how long it is.
    state.room_for(found.size_bytes.saturating_sub(found.offset))?;
    let writing = state.writers.take_over(found.id).await;
    let mut writing = writing.ok_or(Refused::new(
        StatusCode::LOCKED,
        code::OFFSET_MISMATCH,
        "somebody else is writing",
    ))?;
    // The one before may have written since.
    let upload = own_upload(&state, &desk, &id).await?;
    if upload.offset != at {
        return Err(Refused::new(
            StatusCode::CONFLICT,
            code::OFFSET_MISMATCH,
            "the upload stands elsewhere",
        ));
    }
    if !upload.finished {
        let (after, finished) = receive(&state, &mut writing, &upload, checksum, body).await?;
        if after == upload.size_bytes && !finished {
            finish(&state, &upload).await?;
        }
        return Ok(answer(StatusCode::NO_CONTENT, after));
    }
    Ok(answer(StatusCode::NO_CONTENT, upload.offset))
}

/// A part on its way to the disk.
struct Sink {
    part: Option<Box<dyn Part>>,
    digest: Context,
}

impl Sink {
    fn new() -> Self {
        Self {
            part: None,
            digest: Context::new(&SHA256),
        }
    }

    /// Writes and hashes. Blocking.
    fn write(mut self, shared: &Parts, upload: &Upload, name: Uuid, bytes: &[Bytes]) -> Result<Self, Error> {
        let mut part = match self.part.take() {
            Some(part) => part,
            None => shared.storage.begin_part(upload, name)?,
        };
        for bytes in bytes {
            self.digest.update(bytes);
            part.write(bytes)?;
        }
        self.part = Some(part);
        Ok(self)
    }
}

/// What became of a part.
enum Ending {
    /// The upload stands here now.
    At(u64),
    /// It was the whole of the upload, and is in its place.
    Whole,
    /// It was the whole of the upload, and is another file.
    Wrong,
    /// It is not what its checksum says.
    Damaged,
    Elsewhere,
    TooMany,
}

/// Writes what comes, brings it to the disk and records it; says where the upload stands then, and whether it is
/// finished. While some of it is written and hashed, the next is received.
async fn receive(
    state: &State,
    writing: &mut Writing,
    upload: &Upload,
    checksum: Option<Sha256>,
    body: Body,
) -> Result<(u64, bool), Refused> {
    let mut random = [0; 16];
    state.environment.random(&mut random)?;
    let name = uuid::Builder::from_random_bytes(random).into_uuid();
    let room = (upload.size_bytes - upload.offset).min(MAX_PART_BYTES);
    let mut reader = body::Reader::new(body);
    let mut gathered = Vec::new();
    let (mut received, mut gathered_bytes) = (0, 0);
    let mut written: Option<JoinHandle<Result<Sink, Error>>> = None;
    let whole = loop {
        let chunk = tokio::select! {
            chunk = reader.next() => chunk,
            () = writing.superseded() => Chunk::Broken,
        };
        match chunk {
            Chunk::Bytes(bytes) => {
                received += bytes.len() as u64;
                if received > room {
                    // More than was announced: nothing of this part is taken.
                    return Err(Refused::new(
                        StatusCode::PAYLOAD_TOO_LARGE,
                        code::REQUEST_INVALID,
                        "the part is too long",
                    ));
                }
                gathered_bytes += bytes.len();
                gathered.push(bytes);
                if gathered_bytes >= GATHERED {
                    let sink = settled(written.take()).await?;
                    let (state, upload, bytes) =
                        (state.clone(), upload.clone(), std::mem::take(&mut gathered));
                    gathered_bytes = 0;
                    written = Some(tokio::spawn(async move {
                        state
                            .blocking(move |shared| sink.write(shared, &upload, name, &bytes))
                            .await
                    }));
                }
            }
            Chunk::End => break true,
            Chunk::Broken => break false,
        }
    };
    if checksum.is_some() && !whole {
        // Nobody is likely to hear this; what was written lies beyond the recorded offset.
        return Err(Refused::new(
            StatusCode::BAD_REQUEST,
            code::CHECKSUM_MISMATCH,
            "the part was cut",
        ));
    }
    let sink = settled(written.take()).await?;
    let (standing, now) = (upload.clone(), state.now());
    let ending = state
        .blocking(move |shared| {
            let sink = sink.write(shared, &standing, name, &gathered)?;
            let Some(part) = sink.part else {
                return Ok(Ending::At(standing.offset));
            };
            let mut digest = Sha256([0; 32]);
            digest.0.copy_from_slice(sink.digest.finish().as_ref());
            if checksum.is_some_and(|expected| expected != digest) {
                return Ok(Ending::Damaged);
            }
            if standing.offset > 0 || received < standing.size_bytes {
                return Ok(match shared.storage.add_part(&standing, part)? {
                    Added::At(offset) => Ending::At(offset),
                    Added::Elsewhere => Ending::Elsewhere,
                    Added::TooMany => Ending::TooMany,
                });
            }
            if digest != standing.sha256 {
                drop(part);
                shared.storage.delete_upload(standing.id)?;
                return Ok(Ending::Wrong);
            }
            shared.storage.take_whole(&standing, part, now)?;
            Ok(Ending::Whole)
        })
        .await?;
    match ending {
        Ending::At(offset) => {
            state.metrics.received(received);
            Ok((offset, false))
        }
        Ending::Whole => {
            state.metrics.received(received);
            state.metrics.upload_ended("finished");
            Ok((upload.size_bytes, true))
        }
        Ending::Wrong => Err(other_digest(state)),
        Ending::Damaged => {
            let status = StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST);
            Err(Refused::new(
                status,
                code::CHECKSUM_MISMATCH,
                "the part arrived damaged",
            ))
        }
        // Another process has taken the same part, from the same desk's newer request.
        Ending::Elsewhere => Err(Refused::new(
            StatusCode::CONFLICT,
            code::OFFSET_MISMATCH,
            "the upload stands elsewhere",
        )),
        Ending::TooMany => Err(Refused::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            code::REQUEST_INVALID,
            "the upload came in too many parts",
        )),
    }
}

/// What was being written, when it is.
async fn settled(written: Option<JoinHandle<Result<Sink, Error>>>) -> Result<Sink, Error> {
    match written {
        Some(written) => written.await.unwrap_or(Err(Error::BrokenOff)),
        None => Ok(Sink::new()),
    }
}

fn other_digest(state: &State) -> Refused {
    state.metrics.upload_ended("digest-mismatch");
    Refused::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code::DIGEST_MISMATCH,
        "the file has another digest",
    )
}

async fn finish(state: &State, upload: &Upload) -> Result<(), Refused> {
    let (upload, now) = (upload.clone(), state.now());
    if state
        .blocking(move |shared| shared.storage.finish_upload(&upload, now))
        .await?
    {
        state.metrics.upload_ended("finished");
        return Ok(());
    }
    Err(other_digest(state))
}

/// The upload, where it is this administration's. Another's is not there at all.
async fn own_upload(state: &State, desk: &Desk, id: &str) -> Result<Upload, Refused> {
    let unknown = Refused::new(StatusCode::NOT_FOUND, code::UPLOAD_UNKNOWN, "no such upload");
    let Ok(id) = id.parse::<Uuid>() else {
        return Err(unknown);
    };
    let upload = state.blocking(move |shared| shared.storage.upload(id)).await?;
    let Some(upload) = upload.filter(|upload| upload.administration == desk.administration.id) else {
        return Err(unknown);
    };
    // All bytes are there and the process was killed before the upload was put in its place.
    if !upload.finished && upload.offset == upload.size_bytes {
        finish(state, &upload).await?;
        return Ok(Upload {
            finished: true,
            ..upload
        });
    }
    Ok(upload)
}

fn answer(status: StatusCode, offset: u64) -> Response {
    let mut response = (status, [(TUS_RESUMABLE, TUS)]).into_response();
    response
        .headers_mut()
        .insert(UPLOAD_OFFSET, HeaderValue::from(offset));
    response
}

fn tus(headers: &HeaderMap) -> Result<(), Refused> {
    if headers.get(TUS_RESUMABLE).is_some_and(|version| version == TUS) {
        return Ok(());
    }
    Err(Refused::new(
        StatusCode::PRECONDITION_FAILED,
        code::REQUEST_INVALID,
        "Tus-Resumable is not 1.0.0",
    ))
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// `sha256 <base64 of 64 hexadecimal digits>` among the metadata.
fn announced(headers: &HeaderMap) -> Option<Sha256> {
    let metadata = headers.get(UPLOAD_METADATA)?.to_str().ok()?;
    let encoded = metadata
        .split(',')
        .find_map(|pair| pair.trim().strip_prefix("sha256 "))?;
    String::from_utf8(STANDARD.decode(encoded.trim()).ok()?)
        .ok()?
        .parse()
        .ok()
}

fn checksum(headers: &HeaderMap) -> Result<Option<Sha256>, Refused> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else {
        return Ok(None);
    };
    let wrong = Refused::new(
        StatusCode::BAD_REQUEST,
        code::REQUEST_INVALID,
        "only checksums with sha256 are known",
    );
    let digest = value
        .to_str()
        .ok()
        .and_then(|value| value.strip_prefix("sha256 "));
    let digest = digest.and_then(|encoded| STANDARD.decode(encoded.trim()).ok()?.try_into().ok());
    digest.map(|digest| Some(Sha256(digest))).ok_or(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether this writer has been asked to let go.
    async fn told(writing: &mut Writing) -> bool {
        tokio::time::timeout(Duration::from_millis(20), writing.superseded())
            .await
            .is_ok()
    }

    #[tokio::test]
    async fn a_writer_lets_go_for_a_newer_one_alone() {
        let writers = Arc::new(Writers::default());
        let id = Uuid::from_u128(1);
        let mut first = writers.take_over(id).await.unwrap();
        assert!(!told(&mut first).await, "nobody else wants to write");

        let second = tokio::spawn({
            let writers = Arc::clone(&writers);
            async move { writers.take_over(id).await }
        });
        first.superseded().await;
        drop(first);
        let mut second = second.await.unwrap().unwrap();
        assert!(!told(&mut second).await, "the one before was asked, not this one");

        // The one before ended by itself and never heard that somebody waits: nothing of that is left for the newer.
        let third = tokio::spawn({
            let writers = Arc::clone(&writers);
            async move { writers.take_over(id).await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(second);
        let mut third = third.await.unwrap().unwrap();
        assert!(!told(&mut third).await, "the one before was asked, not this one");

        // Another upload is nobody's business here.
        let _other = writers.take_over(Uuid::from_u128(2)).await.unwrap();
        assert!(!told(&mut third).await);
    }
}
