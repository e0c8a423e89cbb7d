//! The loop between engine, desk and platform.

pub(super) mod exchange;
pub(super) mod sign_in;

use std::collections::HashMap;
use std::io::Read;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use identifier::Identifier;
use jiff::{SignedDuration, Timestamp};
use model::{OpId, Sha256};
use reqwest::Method;
use ring::digest::{Context, SHA256, digest};

use super::client::{Client, Reply, Request, wait};
use super::{Ambient, Connection, Original, Progress};
use crate::engine::{Answer, Call, Effect, Engine, Input, Policy, Report};
use crate::error::Error;
use crate::local::{Local, LocalError, Upload};
use crate::wire::{
    ASSERTION_LIFETIME_S, ASSERTION_TYPE, Claims, EnrolmentAnswer, EnrolmentRequest, TUS, TokenAnswer, path,
};

/// Largest original that is fetched, in bytes.
const ORIGINAL_LIMIT: usize = 512 * 1024 * 1024;

/// A token is renewed this long before it ends.
const RENEW_BEFORE: SignedDuration = SignedDuration::from_secs(30);

/// The code kept with an operation whose blob ended early or could not be read while it was sent.
const BLOB_UNREADABLE: &str = "desk-blob-unreadable";

/// Longest proof of the public log that is read, in bytes.
const PROOF_LIMIT: usize = 64 * 1024;

pub(super) fn enrol(
    connection: &Connection,
    code: &str,
    name: &str,
    ambient: Ambient<'_>,
) -> Result<EnrolmentAnswer, Error> {
    let client = Client::new(connection)?;
    let request = EnrolmentRequest {
        code: code.to_owned(),
        desk: connection.desk,
        name: name.to_owned(),
        public_key: connection.device_key.public_key(),
        proof: assertion(connection, path::ENROLMENTS, &ambient)?,
    };
    let answer: EnrolmentAnswer = client.json(
        Request::new(Method::POST, path::ENROLMENTS).json(&request)?,
        &ambient,
    )?;
    if answer.desk == connection.desk {
        Ok(answer)
    } else {
        Err(client.garbage("enrolled another desk"))
    }
}

pub(super) fn fetch_original(
    connection: &Connection,
    identifier: &Identifier,
    ambient: Ambient<'_>,
) -> Result<Original, Error> {
    let mut session = Session::new(connection, ambient)?;
    let mut request = Request::new(
        Method::GET,
        format!("{}/{}", path::ORIGINALS, identifier.canonical()),
    );
    request.limit = ORIGINAL_LIMIT;
    request.long = true;
    let reply = session.authorised(request)?;
    let registered = reply
        .header("repr-digest")
        .and_then(repr_digest)
        .ok_or_else(|| session.client.garbage("an original without its digest"))?;
    let sha256 = sha256_of(&reply.body);
    if sha256 != registered {
        return Err(Error::DigestMismatch);
    }
    // Its seal is still intact: only the platform knows that it is not to be relied on any more.
    if reply.header("greffe-revoked").is_some() {
        return Err(Error::Refused {
            problem_code: crate::wire::code::REVOKED.to_owned(),
            status: 200,
        });
    }
    Ok(Original {
        bytes: reply.body,
        sha256,
    })
}

pub(super) fn fetch_proof(
    connection: &Connection,
    identifier: &Identifier,
    ambient: Ambient<'_>,
) -> Result<Option<String>, Error> {
    let client = Client::new(connection)?;
    let path = format!("/d/{}/proof", identifier.canonical());
    get_public(&client, &path, PROOF_LIMIT, &ambient)?
        .map(|bytes| String::from_utf8(bytes).map_err(|_| client.garbage("a proof that is no text")))
        .transpose()
}

pub(super) fn missing_originals(
    connection: &Connection,
    claims: &[crate::wire::originals::Claimed],
    ambient: Ambient<'_>,
) -> Result<Option<Vec<Sha256>>, Error> {
    let mut session = Session::new(connection, ambient)?;
    let mut request = Request::new(Method::POST, path::REGISTRATIONS)
        .header("accept", "application/json")
        .json(&crate::wire::originals::Claims {
            originals: claims.to_vec(),
        })?;
    request.may_lack = true;
    let reply = match session.authorised(request) {
        // An earlier version has the path, for other methods.
        Err(Error::Refused { status: 405, .. }) => return Ok(None),
        other => other?,
    };
    if reply.status == reqwest::StatusCode::NOT_FOUND {
        return Ok(None);
    }
    let answer: crate::wire::originals::Missing = serde_json::from_slice(&reply.body).map_err(|error| {
        session
            .client
            .garbage(&format!("not a list of originals: {error}"))
    })?;
    Ok(Some(answer.missing))
}

/// A file that anybody may ask for: the desk does not say who it is.
pub(super) fn get_public(
    client: &Client,
    path: &str,
    limit: usize,
    ambient: &Ambient<'_>,
) -> Result<Option<Vec<u8>>, Error> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut request = Request::new(Method::GET, path);
        request.may_lack = true;
        request.limit = limit;
        match client.exchange(request, ambient) {
            Err(Error::Busy { retry_after_s, .. }) if tries < 3 => {
                wait(Duration::from_secs(u64::from(retry_after_s.min(5))), ambient);
            }
            Ok(reply) if reply.status == reqwest::StatusCode::NOT_FOUND => return Ok(None),
            other => return other.map(|reply| Some(reply.body)),
        }
    }
}

pub(super) fn run(
    local: &dyn Local,
    connection: &Connection,
    policy: Policy,
    ambient: Ambient<'_>,
) -> Result<Report, Error> {
    let operations = local.queued()?;
    if operations.is_empty() {
        return Ok(Report::default());
    }
    let mut seed = [0; 8];
    (ambient.random)(&mut seed);
    let mut meter = Meter::new(&operations);
    let mut session = Session::new(connection, ambient)?;
    let mut engine = Engine::new(&session.client.host, policy, u64::from_le_bytes(seed), operations);
    let mut blob = Blob::default();
    let mut input = Input::Next;
    let mut not_before = Timestamp::MIN;
    loop {
        if (ambient.cancelled)() {
            input = Input::Cancel;
        }
        let now = (ambient.now)().max(not_before);
        let effects = engine.handle(std::mem::replace(&mut input, Input::Next), now);
        for effect in effects {
            meter.hear(&effect, &ambient);
            match effect {
                Effect::RecordUpload(op, upload) => local.upload_progressed(op, upload.as_ref())?,
                Effect::RecordAcknowledged(op, answer) => local.acknowledged(op, &answer)?,
                Effect::RecordFailed(op, code) => local.failed(op, &code)?,
                Effect::RecordParked(op, code) => local.parked(op, &code)?,
                Effect::Call(call) => input = session.perform(local, &mut blob, &call),
                Effect::WaitUntil(time) => {
                    let left = Duration::try_from(time.duration_since(now)).unwrap_or_default();
                    wait(left, &ambient);
                    // The wait was real whatever the clock says.
                    not_before = time;
                }
                Effect::Finished => return Ok(engine.report()),
            }
        }
    }
}

/// Who talks to the platform, with the token in hand.
struct Session<'a> {
    client: Client,
    connection: &'a Connection,
    ambient: Ambient<'a>,
    token: Option<(String, Timestamp)>,
}

impl<'a> Session<'a> {
    fn new(connection: &'a Connection, ambient: Ambient<'a>) -> Result<Self, Error> {
        Ok(Self {
            client: Client::new(connection)?,
            connection,
            ambient,
            token: None,
        })
    }

    fn token(&mut self) -> Result<String, Error> {
        let now = (self.ambient.now)();
        if let Some((token, until)) = &self.token
            && now < *until
        {
            return Ok(token.clone());
        }
        let assertion = assertion(self.connection, path::TOKEN, &self.ambient)?;
        let mut request = Request::new(Method::POST, path::TOKEN)
            .header("content-type", "application/x-www-form-urlencoded");
        // The assertion is base64url and full stops, the type has colons: only these need an escape.
        request.body = format!(
            "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
            ASSERTION_TYPE.replace(':', "%3A")
        )
        .into_bytes();
        let answer: TokenAnswer = self.client.json(request, &self.ambient)?;
        let life = SignedDuration::from_secs(i64::from(answer.expires_in)) - RENEW_BEFORE;
        let until = now.saturating_add(life).unwrap_or(now);
        self.token = Some((answer.access_token.clone(), until));
        Ok(answer.access_token)
    }

    /// With a bearer token; a token that was refused is renewed once.
    fn authorised(&mut self, request: Request) -> Result<Reply, Error> {
        let fresh = self.token.is_none();
        let again = (!fresh).then(|| request.again());
        let token = self.token()?;
        let bearer = |token: &str| format!("Bearer {token}");
        match (
            self.client
                .exchange(request.header("authorization", bearer(&token)), &self.ambient),
            again,
        ) {
            (Err(Error::Unauthorised { .. }), Some(request)) => {
                self.token = None;
                let token = self.token()?;
                self.client
                    .exchange(request.header("authorization", bearer(&token)), &self.ambient)
            }
            (result, _) => result,
        }
    }

    fn perform<'l>(&mut self, local: &'l dyn Local, blob: &mut Blob<'l>, call: &Call) -> Input {
        let result = match call {
            Call::Create {
                sha256, size_bytes, ..
            } => self.create(sha256, *size_bytes),
            Call::Offset { location, .. } => self.offset(location),
            Call::Send {
                op,
                location,
                sha256,
                offset,
                length,
            } => match blob.part(local, *op, sha256, *offset, *length) {
                Ok(part) => self.send(location, *offset, part),
                Err(code) => return Input::BlobUnreadable(code),
            },
            Call::Register { op, registration } => self.register(*op, registration),
        };
        match result {
            Ok(answer) => Input::Answered(answer),
            Err(Error::Cancelled) => Input::Cancel,
            Err(error) => Input::Failed(error),
        }
    }

    /// tus creation.
    fn create(&mut self, sha256: &Sha256, size_bytes: u64) -> Result<Answer, Error> {
        let request = tus(Method::POST, path::UPLOADS)
            .header("upload-length", size_bytes.to_string())
            .header(
                "upload-metadata",
                format!("sha256 {}", STANDARD.encode(sha256.to_string())),
            );
        let reply = self.authorised(request)?;
        let location = reply.header("location").map(|location| self.path_of(location));
        let Some(location) = location else {
            return Err(self.client.garbage("an upload without an address"));
        };
        // The platform may have some of it already.
        let offset = if reply.header("upload-offset").is_some() {
            self.offset_of(&reply)?
        } else {
            0
        };
        Ok(Answer::Created(Upload { location, offset }))
    }

    fn offset(&mut self, location: &str) -> Result<Answer, Error> {
        let reply = self.authorised(tus(Method::HEAD, location))?;
        Ok(Answer::Offset(self.offset_of(&reply)?))
    }

    fn send(&mut self, location: &str, offset: u64, part: Vec<u8>) -> Result<Answer, Error> {
        let checksum = STANDARD.encode(digest(&SHA256, &part));
        let mut request = tus(Method::PATCH, location)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset.to_string())
            .header("upload-checksum", format!("sha256 {checksum}"));
        request.body = part;
        let reply = self.authorised(request)?;
        Ok(Answer::Offset(self.offset_of(&reply)?))
    }

    /// Sends what `next` gives from `offset` on, piece by piece. The platform takes what has come, also where the line is cut.
    fn stream(
        &mut self,
        location: &str,
        offset: u64,
        next: &mut dyn FnMut() -> Result<Option<Vec<u8>>, Error>,
    ) -> Result<Answer, Error> {
        let token = self.token()?;
        let request = tus(Method::PATCH, location)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset.to_string())
            .header("authorization", format!("Bearer {token}"));
        let answered = self.client.stream(request, next, &self.ambient);
        if matches!(answered, Err(Error::Unauthorised { .. })) {
            self.token = None;
        }
        Ok(Answer::Offset(self.offset_of(&answered?)?))
    }

    fn register(&mut self, op: OpId, registration: &crate::wire::Registration) -> Result<Answer, Error> {
        let request =
            Request::new(Method::PUT, format!("{}/{op}", path::REGISTRATIONS)).json(registration)?;
        let reply = self.authorised(request)?;
        serde_json::from_slice(&reply.body)
            .map(Answer::Registered)
            .map_err(|error| self.client.garbage(&format!("not an acknowledgement: {error}")))
    }

    fn offset_of(&self, reply: &Reply) -> Result<u64, Error> {
        reply
            .header("upload-offset")
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| self.client.garbage("an upload without an offset"))
    }

    /// The path of a location that the platform gave as a path or as an address of its own.
    fn path_of(&self, location: &str) -> String {
        location
            .strip_prefix(self.connection.platform.as_str())
            .unwrap_or(location)
            .to_owned()
    }
}

fn tus(method: Method, path: &str) -> Request {
    Request::new(method, path).header("tus-resumable", TUS)
}

fn assertion(connection: &Connection, path: &str, ambient: &Ambient<'_>) -> Result<String, Error> {
    let mut jti = [0; 16];
    (ambient.random)(&mut jti);
    let issued = (ambient.now)().as_second();
    connection.device_key.sign(&Claims {
        iss: connection.desk.to_string(),
        sub: connection.desk.to_string(),
        aud: format!("{}{path}", connection.platform.as_str()),
        iat: issued,
        exp: issued + ASSERTION_LIFETIME_S,
        jti: hex::encode(jti),
    })
}

fn sha256_of(bytes: &[u8]) -> Sha256 {
    let mut context = Context::new(&SHA256);
    context.update(bytes);
    let mut array = [0; 32];
    array.copy_from_slice(context.finish().as_ref());
    Sha256(array)
}

/// `sha-256=:<base64>:` of RFC 9530.
fn repr_digest(value: &str) -> Option<Sha256> {
    let encoded = value
        .split(',')
        .find_map(|item| item.trim().strip_prefix("sha-256=:")?.strip_suffix(':'))?;
    STANDARD.decode(encoded).ok()?.try_into().ok().map(Sha256)
}

/// The blob that is being sent, kept open from one part to the next.
#[derive(Default)]
struct Blob<'l> {
    open: Option<(OpId, u64, Box<dyn Read + 'l>)>,
}

impl<'l> Blob<'l> {
    fn part(
        &mut self,
        local: &'l dyn Local,
        op: OpId,
        sha256: &Sha256,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, &'static str> {
        let code = |error: &LocalError| wording::Explain::code(error);
        let mut reader = match self.open.take() {
            Some((open, at, reader)) if open == op && at == offset => reader,
            _ => local.open_blob(sha256, offset).map_err(|error| code(&error))?,
        };
        let mut part = Vec::new();
        reader
            .by_ref()
            .take(length)
            .read_to_end(&mut part)
            .map_err(|_| BLOB_UNREADABLE)?;
        if part.len() as u64 != length {
            return Err(BLOB_UNREADABLE);
        }
        self.open = Some((op, offset + length, reader));
        Ok(part)
    }
}

/// Counts what is done, for progress.
struct Meter {
    sizes: HashMap<OpId, (u64, u64)>,
    done: u64,
}

impl Meter {
    fn new(operations: &[crate::local::Operation]) -> Self {
        let sizes = operations.iter().map(|operation| {
            let offset = operation.upload.as_ref().map_or(0, |upload| upload.offset);
            (operation.op, (operation.registration.size_bytes, offset))
        });
        Self {
            sizes: sizes.collect(),
            done: 0,
        }
    }

    fn hear(&mut self, effect: &Effect, ambient: &Ambient<'_>) {
        let op = match effect {
            Effect::RecordUpload(op, upload) => {
                if let Some((_, offset)) = self.sizes.get_mut(op) {
                    *offset = upload.as_ref().map_or(0, |upload| upload.offset);
                }
                *op
            }
            Effect::RecordAcknowledged(op, _) => {
                if let Some((size, offset)) = self.sizes.get_mut(op) {
                    *offset = *size;
                }
                self.done += 1;
                *op
            }
            Effect::RecordParked(op, _) => {
                self.done += 1;
                *op
            }
            Effect::Call(call) => call.op(),
            Effect::RecordFailed(op, _) => *op,
            Effect::WaitUntil(_) | Effect::Finished => return,
        };
        (ambient.progress)(Progress {
            op,
            operations_done: self.done,
            operations: self.sizes.len() as u64,
            bytes_done: self.sizes.values().map(|(_, offset)| offset).sum(),
            bytes: self.sizes.values().map(|(size, _)| size).sum(),
        });
    }
}
