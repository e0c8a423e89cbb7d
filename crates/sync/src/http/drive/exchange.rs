//! Records and contents over HTTP: one call at a time, each repeated while what failed may pass by itself.

use std::io::{self, Read, Seek, SeekFrom};
use std::time::{Duration, Instant};

use model::Sha256;
use reqwest::{Method, StatusCode};

use super::{Session, sha256_of};
use crate::engine::Answer;
use crate::error::{Error, Scope};
use crate::http::client::{Request, wait};
use crate::http::{Ambient, Connection};
use crate::local::LocalError;
use crate::wire::contents::{self, Brought, ContentAnswer, ContentOutcome};
use crate::wire::path;
use crate::wire::records::{Page, Push, Pushed};

/// Most bytes of a page or of the answers to a batch, as JSON.
const PAGE_LIMIT: usize = 64 * 1024 * 1024;
/// Bytes of one part of a content, up and down; also what is held in memory.
const PART: u64 = 1024 * 1024;
/// A part of a large content is sent for this long, then the platform says what it has: no more is sent twice.
const STREAM: Duration = Duration::from_secs(30);
/// How often a call is made before the run leaves it.
const TRIES: u32 = 4;
/// How often an upload starts anew.
const RESTARTS: u32 = 3;
/// The first wait; doubled with every failure.
const FIRST_WAIT: Duration = Duration::from_millis(300);

/// Reads a part of a content on the desk: first byte and number of bytes.
pub type ReadPart<'a> = dyn FnMut(u64, u64) -> Result<Vec<u8>, LocalError> + 'a;

/// Records and contents between one desk and its platform.
pub struct Exchange<'a> {
    session: Session<'a>,
}

impl<'a> Exchange<'a> {
    /// Prepares to ask; the connection is made with the first call.
    ///
    /// # Errors
    /// The device key or the additional certificates cannot be used.
    pub fn open(connection: &'a Connection, ambient: Ambient<'a>) -> Result<Self, Error> {
        Ok(Self {
            session: Session::new(connection, ambient)?,
        })
    }

    /// What changed since a cursor; without one, everything. `None`: the platform does not speak of records.
    ///
    /// # Errors
    /// [`Error::Refused`] with `resync-required` where the cursor is of another epoch; everything the network can do.
    pub fn pull(&mut self, after: Option<&str>) -> Result<Option<Page>, Error> {
        let path = match after {
            Some(cursor) if !is_token(cursor) => return Err(self.session.client.garbage("no cursor")),
            Some(cursor) => format!("{}?after={cursor}", path::CHANGES),
            None => path::CHANGES.to_owned(),
        };
        let reply = self.patiently(|session| {
            let mut request = Request::new(Method::GET, path.clone()).header("accept", "application/json");
            request.limit = PAGE_LIMIT;
            request.long = true;
            request.may_lack = true;
            session.authorised(request)
        })?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let page: Page = serde_json::from_slice(&reply.body)
            .map_err(|error| self.session.client.garbage(&format!("not a page: {error}")))?;
        if !is_token(&page.cursor) || page.more && after == Some(page.cursor.as_str()) {
            return Err(self.session.client.garbage("a page without an end"));
        }
        Ok(Some(page))
    }

    /// Sends a batch of operations. What failed may be sent again as it is.
    ///
    /// # Errors
    /// As [`Exchange::pull`].
    pub fn push(&mut self, push: &Push) -> Result<Pushed, Error> {
        let reply = self.patiently(|session| {
            let mut request = Request::new(Method::POST, path::CHANGES).json(push)?;
            request.limit = PAGE_LIMIT;
            request.long = true;
            session.authorised(request)
        })?;
        let pushed: Pushed = serde_json::from_slice(&reply.body)
            .map_err(|error| self.session.client.garbage(&format!("no answers: {error}")))?;
        let fits = pushed.results.len() == push.operations.len()
            && pushed
                .results
                .iter()
                .zip(&push.operations)
                .all(|(answer, operation)| answer.op == operation.op);
        if fits {
            Ok(pushed)
        } else {
            Err(self.session.client.garbage("answers to something else"))
        }
    }

    /// Brings a content to the platform (tus 1.0.0); goes on where an earlier run ended. Gives the bytes sent now. `on_bytes`
    /// hears how far it is: bytes that were handed over, or that the platform has.
    ///
    /// # Errors
    /// Those of reading it; everything the network can do.
    pub fn upload(
        &mut self,
        sha256: &Sha256,
        size_bytes: u64,
        part: &mut ReadPart<'_>,
        on_bytes: &dyn Fn(u64),
    ) -> Result<u64, Error> {
        let mut sent = 0;
        let mut restarts = 0;
        'anew: loop {
            let created = self.patiently(|session| session.create(sha256, size_bytes))?;
            let Answer::Created(upload) = created else {
                return Err(self.session.client.garbage("no upload"));
            };
            let mut offset = upload.offset;
            let mut tries = 0;
            while offset < size_bytes {
                let (answered, length) = if size_bytes - offset > PART {
                    self.stream(&upload.location, offset, size_bytes, part, on_bytes)?
                } else {
                    let bytes = part(offset, size_bytes - offset)?;
                    let length = bytes.len() as u64;
                    (self.session.send(&upload.location, offset, bytes), length)
                };
                match answered {
                    Ok(Answer::Offset(after)) if after > offset && after <= offset + length => {
                        sent += after - offset;
                        offset = after;
                        tries = 0;
                        on_bytes(offset);
                    }
                    Ok(_) => return Err(self.session.client.garbage("an upload that does not move")),
                    Err(error) => {
                        tries += 1;
                        match error.scope() {
                            Scope::Transient if tries < TRIES => self.wait(tries, &error)?,
                            Scope::Upload => {}
                            // The token is renewed with the next question.
                            _ if matches!(error, Error::Unauthorised { .. }) && tries == 1 => {}
                            _ => return Err(error),
                        }
                        match self.session.offset(&upload.location) {
                            Ok(Answer::Offset(stands)) if stands <= size_bytes && tries < TRIES => {
                                offset = stands
                            }
                            // Forgotten, or finished by the part whose answer was lost: asked for anew.
                            _ if restarts < RESTARTS => {
                                restarts += 1;
                                continue 'anew;
                            }
                            _ => return Err(error),
                        }
                    }
                }
            }
            return Ok(sent);
        }
    }

    /// Sends the content from `offset` on for as long as one part may take; what the desk cannot read ends it all. Gives the
    /// answer, and how many bytes were handed over.
    fn stream(
        &mut self,
        location: &str,
        offset: u64,
        size_bytes: u64,
        part: &mut ReadPart<'_>,
        on_bytes: &dyn Fn(u64),
    ) -> Result<(Result<Answer, Error>, u64), Error> {
        let began = Instant::now();
        let mut at = offset;
        let mut unreadable = None;
        let mut next = || {
            if at >= size_bytes || at > offset && began.elapsed() > STREAM {
                return Ok(None);
            }
            on_bytes(at);
            match part(at, PART.min(size_bytes - at)) {
                Ok(bytes) => {
                    at += bytes.len() as u64;
                    Ok((!bytes.is_empty()).then_some(bytes))
                }
                Err(error) => {
                    unreadable = Some(error);
                    Err(Error::Cancelled)
                }
            }
        };
        let answered = self.session.stream(location, offset, &mut next);
        match unreadable {
            Some(error) => Err(error.into()),
            None => Ok((answered, at - offset)),
        }
    }

    /// Brings many small contents to the platform in one request, as after [`Exchange::upload`] of each; says which of them
    /// are there, in their order. `None`: the platform does not take them so, or these do not fit into one request
    /// ([`contents::CONTENTS`], [`contents::CONTENTS_BYTES`]).
    ///
    /// # Errors
    /// Everything the network can do; what was refused may be brought one by one.
    pub fn bring(&mut self, small: &[(Sha256, Vec<u8>)]) -> Result<Option<Vec<bool>>, Error> {
        let mut body = Vec::new();
        if small.is_empty()
            || small.len() > contents::CONTENTS
            || !small
                .iter()
                .all(|(sha256, bytes)| contents::add(&mut body, sha256, bytes))
        {
            return Ok(None);
        }
        let mut request = Request::new(Method::POST, path::CONTENTS).header("content-type", contents::KIND);
        request.body = body;
        request.may_lack = true;
        let reply = self.patiently(|session| session.authorised(request.again()))?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let brought: Brought = serde_json::from_slice(&reply.body)
            .map_err(|error| self.session.client.garbage(&format!("no answers: {error}")))?;
        let fits = brought.results.len() == small.len()
            && brought
                .results
                .iter()
                .zip(small)
                .all(|(answer, (sha256, _))| answer.sha256 == *sha256);
        if !fits {
            return Err(self.session.client.garbage("answers to something else"));
        }
        let kept = |answer: &ContentAnswer| answer.outcome == ContentOutcome::Kept;
        Ok(Some(brought.results.iter().map(kept).collect()))
    }

    /// The bytes of a content of this size, part by part; a part that breaks off is asked for again.
    pub fn download<'e>(&'e mut self, sha256: Sha256, size_bytes: u64) -> Download<'e, 'a> {
        Download {
            exchange: self,
            sha256,
            size_bytes,
            at: 0,
            part: io::Cursor::new(Vec::new()),
            failed: None,
        }
    }

    fn part(&mut self, sha256: &Sha256, from: u64, to: u64) -> Result<Vec<u8>, Error> {
        let length = usize::try_from(to - from).unwrap_or(usize::MAX);
        let reply = self.patiently(|session| {
            let mut request = Request::new(Method::GET, format!("{}/{sha256}", path::BLOBS))
                .header("range", format!("bytes={from}-{}", to.saturating_sub(1)));
            request.limit = length;
            session.authorised(request)
        })?;
        let range = format!("bytes {from}-{}/", to.saturating_sub(1));
        let partial = reply.status == StatusCode::PARTIAL_CONTENT
            && reply
                .header("content-range")
                .is_some_and(|given| given.starts_with(&range));
        let whole = reply.status == StatusCode::OK && from == 0;
        if (partial || whole) && reply.body.len() == length {
            Ok(reply.body)
        } else {
            Err(self.session.client.garbage("another part than the one asked for"))
        }
    }

    fn patiently<T>(
        &mut self,
        mut call: impl FnMut(&mut Session<'a>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut tries = 0;
        loop {
            tries += 1;
            match call(&mut self.session) {
                // Nobody there: others wait for the same, so the run does not stay here for long.
                Err(error @ Error::Unreachable { .. }) if tries < TRIES / 2 => self.wait(tries, &error)?,
                Err(error @ Error::Unreachable { .. }) => return Err(error),
                Err(error) if error.scope() == Scope::Transient && tries < TRIES => {
                    self.wait(tries, &error)?
                }
                other => return other,
            }
        }
    }

    fn wait(&mut self, tries: u32, error: &Error) -> Result<(), Error> {
        let mut random = [0; 1];
        (self.session.ambient.random)(&mut random);
        let doubled = FIRST_WAIT.saturating_mul(1 << tries.min(6));
        let mut length = doubled / 2 + doubled.saturating_mul(u32::from(random[0])) / 510;
        if let Error::Busy { retry_after_s, .. } = error {
            length = length.max(Duration::from_secs(u64::from((*retry_after_s).min(20))));
        }
        wait(length, &self.session.ambient);
        if (self.session.ambient.cancelled)() {
            return Err(Error::Cancelled);
        }
        Ok(())
    }
}

/// What may stand in an address as it is.
fn is_token(cursor: &str) -> bool {
    (1..=200).contains(&cursor.len())
        && cursor
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:,=".contains(&byte))
}

/// A content that is being fetched. It ends early, with an I/O error, when it could not be had; [`Download::failure`]
/// then says why.
pub struct Download<'e, 'a> {
    exchange: &'e mut Exchange<'a>,
    sha256: Sha256,
    size_bytes: u64,
    at: u64,
    part: io::Cursor<Vec<u8>>,
    failed: Option<Error>,
}

impl Download<'_, '_> {
    /// Why it ended early.
    pub fn failure(&mut self) -> Option<Error> {
        self.failed.take()
    }
}

impl Read for Download<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.part.read(buffer)?;
            if read > 0 || buffer.is_empty() || self.at >= self.size_bytes {
                return Ok(read);
            }
            let to = self.size_bytes.min(self.at + PART);
            match self.exchange.part(&self.sha256, self.at, to) {
                Ok(bytes) => {
                    // The whole of a small content is known to be right, or not, at once.
                    if self.at == 0 && to == self.size_bytes && sha256_of(&bytes) != self.sha256 {
                        self.failed = Some(Error::DigestMismatch);
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    self.at = to;
                    self.part = io::Cursor::new(bytes);
                }
                Err(error) => {
                    self.failed = Some(error);
                    return Err(io::ErrorKind::ConnectionAborted.into());
                }
            }
        }
    }
}

/// What came in an earlier run is not asked for again: a download goes on from any place.
impl Seek for Download<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Start(at) if at <= self.size_bytes => {
                self.at = at;
                self.part = io::Cursor::new(Vec::new());
                Ok(at)
            }
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}
