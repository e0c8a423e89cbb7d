//! HTTP towards one platform: one request at a time, on a thread with a runtime of its own, so that the caller can stop
//! waiting at any moment and may itself belong to an asynchronous runtime. Not reqwest's blocking client: it hands a body
//! over in pieces of 8 KiB, each with a change of threads.

use std::future::Future;
use std::pin::Pin;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body::Frame;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use serde::de::DeserializeOwned;
use tokio::sync::mpsc as queue;
use tokio::sync::mpsc::error::TrySendError;

use super::{Ambient, Connection};
use crate::error::Error;
use crate::wire::{PROTOCOL, PROTOCOL_HEADER, Problem};

/// Longest answer that is read as JSON, in bytes.
const JSON_LIMIT: usize = 64 * 1024;

/// How often a wait looks whether it was cancelled.
const GLANCE: Duration = Duration::from_millis(50);

/// A request, ready to go to another thread.
pub(super) struct Request {
    pub(super) method: reqwest::Method,
    /// Absolute path on the platform.
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    /// Longest answer in bytes.
    pub(super) limit: usize,
    /// The answer may take as long as it keeps coming (an original); otherwise it has a deadline.
    pub(super) long: bool,
    /// "Not there" is an answer, with or without a reason.
    pub(super) may_lack: bool,
    /// The body, where it comes piece by piece.
    pieces: Option<Pieces>,
}

/// Pieces of a body that wait to be sent; with the one in hand at both ends, what a stream holds in memory.
const PIECES: usize = 2;

/// How often a sender that waits for the line looks whether an answer has come.
const BLINK: Duration = Duration::from_millis(1);

/// A request with a body that comes piece by piece may take this long; that the line stands still is noticed before.
const STREAM: Duration = Duration::from_secs(15 * 60);

/// A body that comes piece by piece from the caller's thread. Broken off where the caller is gone before its end.
struct Pieces {
    queue: queue::Receiver<Option<Vec<u8>>>,
    ended: bool,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = ready!(self.queue.poll_recv(context));
        self.ended = !matches!(piece, Some(Some(_)));
        Poll::Ready(match piece {
            Some(Some(piece)) => Some(Ok(Frame::data(piece.into()))),
            Some(None) => None,
            None => Some(Err(std::io::ErrorKind::ConnectionAborted.into())),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}

impl Request {
    pub(super) fn new(method: reqwest::Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
            limit: JSON_LIMIT,
            long: false,
            may_lack: false,
            pieces: None,
        }
    }

    /// The same request once more; not one whose body comes piece by piece.
    pub(super) fn again(&self) -> Self {
        Self {
            method: self.method.clone(),
            path: self.path.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            limit: self.limit,
            long: self.long,
            may_lack: self.may_lack,
            pieces: None,
        }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn json(mut self, value: &impl serde::Serialize) -> Result<Self, Error> {
        self.body = serde_json::to_vec(value).map_err(|_| Error::DeviceKey)?;
        Ok(self.header("content-type", "application/json"))
    }
}

/// An answer that was read to its end.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn is(&self, media_type: &str) -> bool {
        self.header(CONTENT_TYPE.as_str())
            .and_then(|value| value.split(';').next())
            .is_some_and(|value| value.trim().eq_ignore_ascii_case(media_type))
    }
}

type Job = (Request, mpsc::Sender<Result<Reply, Error>>);

/// The platform, as one desk talks to it.
pub(super) struct Client {
    /// Host and port, for sentences.
    pub(super) host: String,
    jobs: queue::UnboundedSender<Job>,
    deadline: Duration,
}

impl Client {
    /// Starts the thread; the connection is made with the first request.
    pub(super) fn new(connection: &Connection) -> Result<Self, Error> {
        // Another part of the process may have chosen a provider already; ring is then not needed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .connect_timeout(connection.timeouts.connect)
            // Shorter than a platform keeps an idle connection.
            .pool_idle_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            .user_agent(concat!("greffe/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = &connection.extra_ca_pem {
            let certificates =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|_| Error::ExtraCertificates)?;
            if certificates.is_empty() {
                return Err(Error::ExtraCertificates);
            }
            builder = builder.tls_certs_merge(certificates);
        }
        let base = connection.platform.as_str().to_owned();
        let host = connection.platform.host_and_port().to_owned();
        if is_loopback(&host) {
            builder = builder.no_proxy();
        }
        if base.starts_with("https://") {
            builder = builder
                .https_only(true)
                .tls_version_min(reqwest::tls::Version::TLS_1_3);
        }
        let (jobs, queue) = queue::unbounded_channel::<Job>();
        let (name, idle) = (host.clone(), connection.timeouts.idle);
        // Detached on purpose: a cancelled caller does not wait for an answer that may never come.
        std::thread::Builder::new()
            .name("greffe-sync-http".to_owned())
            .spawn(move || work(builder, &base, &name, idle, queue))
            .map_err(|error| Error::Unreachable {
                host: host.clone(),
                detail: error.to_string(),
            })?;
        let deadline = connection.timeouts.connect + connection.timeouts.idle * 2;
        Ok(Self { host, jobs, deadline })
    }

    /// Sends one request and waits for the whole answer, or for a refusal turned into an error.
    pub(super) fn exchange(&self, request: Request, ambient: &Ambient<'_>) -> Result<Reply, Error> {
        let deadline = (!request.long).then(|| Instant::now() + self.deadline);
        let may_lack = request.may_lack;
        let answers = self.send(request)?;
        self.answer(&answers, deadline, may_lack, ambient)
    }

    /// Sends a request whose body `next` gives piece by piece, until it gives none; while one is on its way, the next is
    /// made.
    pub(super) fn stream(
        &self,
        mut request: Request,
        next: &mut dyn FnMut() -> Result<Option<Vec<u8>>, Error>,
        ambient: &Ambient<'_>,
    ) -> Result<Reply, Error> {
        let (pieces, queue) = queue::channel(PIECES);
        request.pieces = Some(Pieces { queue, ended: false });
        let answers = self.send(request)?;
        let mut piece = next()?;
        let mut moved = Instant::now();
        loop {
            let is_end = piece.is_none();
            match pieces.try_send(piece) {
                Ok(()) if is_end => break,
                Ok(()) => {
                    moved = Instant::now();
                    if (ambient.cancelled)() {
                        return Err(Error::Cancelled);
                    }
                    piece = next()?;
                }
                // Answered before the end, or the line is cut: the answer says which.
                Err(TrySendError::Closed(_)) => break,
                Err(TrySendError::Full(full)) => {
                    piece = full;
                    match answers.recv_timeout(BLINK) {
                        Ok(reply) => return reply.and_then(|reply| self.accepted(reply)),
                        Err(RecvTimeoutError::Disconnected) => return Err(self.gone()),
                        Err(RecvTimeoutError::Timeout) if (ambient.cancelled)() => {
                            return Err(Error::Cancelled);
                        }
                        Err(RecvTimeoutError::Timeout) if moved.elapsed() > self.deadline => {
                            return Err(Error::Silent {
                                host: self.host.clone(),
                            });
                        }
                        Err(RecvTimeoutError::Timeout) => {}
                    }
                }
            }
        }
        self.answer(&answers, Some(Instant::now() + self.deadline), false, ambient)
    }

    fn send(&self, request: Request) -> Result<mpsc::Receiver<Result<Reply, Error>>, Error> {
        let (answer, answers) = mpsc::channel();
        self.jobs.send((request, answer)).map_err(|_| self.gone())?;
        Ok(answers)
    }

    fn answer(
        &self,
        answers: &mpsc::Receiver<Result<Reply, Error>>,
        deadline: Option<Instant>,
        may_lack: bool,
        ambient: &Ambient<'_>,
    ) -> Result<Reply, Error> {
        loop {
            match answers.recv_timeout(GLANCE) {
                Ok(Ok(reply)) if may_lack && reply.status == StatusCode::NOT_FOUND => return Ok(reply),
                Ok(reply) => return reply.and_then(|reply| self.accepted(reply)),
                Err(RecvTimeoutError::Disconnected) => return Err(self.gone()),
                Err(RecvTimeoutError::Timeout) if (ambient.cancelled)() => return Err(Error::Cancelled),
                Err(RecvTimeoutError::Timeout) => {
                    if deadline.is_some_and(|deadline| Instant::now() > deadline) {
                        return Err(Error::Silent {
                            host: self.host.clone(),
                        });
                    }
                }
            }
        }
    }

    fn gone(&self) -> Error {
        Error::Unreachable {
            host: self.host.clone(),
            detail: "the HTTP thread has ended".to_owned(),
        }
    }

    /// The answer to a request whose success is JSON.
    pub(super) fn json<T: DeserializeOwned>(
        &self,
        request: Request,
        ambient: &Ambient<'_>,
    ) -> Result<T, Error> {
        let reply = self.exchange(request.header(ACCEPT.as_str(), "application/json"), ambient)?;
        if !reply.is("application/json") {
            return Err(self.garbage("success without JSON"));
        }
        serde_json::from_slice(&reply.body)
            .map_err(|error| self.garbage(&format!("not the JSON expected: {error}")))
    }

    pub(super) fn garbage(&self, detail: &str) -> Error {
        Error::Garbage {
            host: self.host.clone(),
            detail: detail.to_owned(),
        }
    }

    fn accepted(&self, reply: Reply) -> Result<Reply, Error> {
        if reply.status.is_success() {
            return Ok(reply);
        }
        let status = reply.status.as_u16();
        let retry_after_s = reply
            .header(RETRY_AFTER.as_str())
            .and_then(|value| value.trim().parse().ok());
        let problem = reply
            .is("application/problem+json")
            .then(|| serde_json::from_slice::<Problem>(&reply.body));
        match problem {
            Some(Ok(problem)) => {
                // The status of the answer counts, whatever the body repeats.
                Err(Error::from_problem(
                    &self.host,
                    &Problem { status, ..problem },
                    retry_after_s,
                ))
            }
            _ if status == 429 || status == 503 && retry_after_s.is_some() => Err(Error::Busy {
                host: self.host.clone(),
                retry_after_s: retry_after_s.unwrap_or(10),
            }),
            _ if reply.status.is_server_error() => Err(Error::ServerFailed {
                host: self.host.clone(),
                status,
            }),
            _ => Err(self.garbage(&format!("status {status} without a reason"))),
        }
    }
}

/// Waits until `time` has passed on the clock of the machine, or until cancelled.
pub(super) fn wait(duration: Duration, ambient: &Ambient<'_>) {
    // Nobody ever sends: the channel is only something to wait on.
    let (_never, nothing) = mpsc::channel::<()>();
    let end = Instant::now() + duration;
    while !(ambient.cancelled)() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        let _ = nothing.recv_timeout(left.min(GLANCE));
    }
}

fn is_loopback(host_and_port: &str) -> bool {
    let host = host_and_port
        .rsplit_once(':')
        .map_or(host_and_port, |(host, _)| host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Does one job after the other; connections that rest between them are looked after meanwhile.
fn work(
    builder: reqwest::ClientBuilder,
    base: &str,
    host: &str,
    idle: Duration,
    mut queue: queue::UnboundedReceiver<Job>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let Ok(runtime) = runtime else {
        // Whoever asks hears that this thread has ended.
        return;
    };
    let client = builder.build();
    runtime.block_on(async {
        while let Some((request, answer)) = queue.recv().await {
            let reply = match &client {
                Ok(client) => perform(client, base, host, idle, request).await,
                Err(error) => Err(classify(host, error)),
            };
            // Nobody listens any more when the caller was cancelled.
            let _ = answer.send(reply);
        }
    });
}

/// `idle` is how long the platform may say nothing.
async fn perform(
    client: &reqwest::Client,
    base: &str,
    host: &str,
    idle: Duration,
    request: Request,
) -> Result<Reply, Error> {
    let mut builder = client
        .request(request.method, format!("{base}{}", request.path))
        .header(PROTOCOL_HEADER, PROTOCOL.to_string());
    let patience = match request.pieces {
        Some(pieces) => {
            builder = builder.body(reqwest::Body::wrap(pieces));
            STREAM
        }
        None => {
            builder = builder.body(request.body);
            idle
        }
    };
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    let mut response = heard(host, patience, builder.send()).await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let limit = request.limit;
    let garbage = |detail: String| Error::Garbage {
        host: host.to_owned(),
        detail,
    };
    if status.is_success()
        && response
            .content_length()
            .is_some_and(|length| length > limit as u64)
    {
        return Err(garbage(format!("more than {limit} bytes")));
    }
    let mut body = Vec::new();
    while let Some(piece) = heard(host, idle, response.chunk()).await? {
        if body.len() + piece.len() > limit {
            return Err(garbage(format!("more than {limit} bytes")));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Reply {
        status,
        headers,
        body,
    })
}

/// What the platform says, unless it says nothing for so long.
async fn heard<T>(
    host: &str,
    patience: Duration,
    saying: impl Future<Output = Result<T, reqwest::Error>>,
) -> Result<T, Error> {
    match tokio::time::timeout(patience, saying).await {
        Ok(said) => said.map_err(|error| classify(host, &error)),
        Err(_) => Err(Error::Silent {
            host: host.to_owned(),
        }),
    }
}

fn classify(host: &str, error: &reqwest::Error) -> Error {
    let host = host.to_owned();
    let detail = deepest(error);
    match tls_error(error) {
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => {
            return Error::TlsUntrusted { host, detail };
        }
        // Whatever listens there does not speak TLS.
        Some(rustls::Error::InvalidMessage(_)) => return Error::Garbage { host, detail },
        _ => {}
    }
    if error.is_builder() {
        return Error::ExtraCertificates;
    }
    if error.is_timeout() && !error.is_connect() {
        return Error::Silent { host };
    }
    if is_not_http(error) {
        return Error::Garbage { host, detail };
    }
    Error::Unreachable { host, detail }
}

fn sources(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |error| {
        match error.downcast_ref::<std::io::Error>() {
            // An I/O error's source skips the error it wraps.
            Some(io) => io
                .get_ref()
                .map(|inner| inner as &(dyn std::error::Error + 'static)),
            None => error.source(),
        }
    })
}

fn tls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
    sources(error).find_map(|error| error.downcast_ref::<rustls::Error>())
}

/// The answer could not be read as HTTP at all. The types are not public here, their sentences are.
fn is_not_http(error: &reqwest::Error) -> bool {
    sources(error).any(|error| {
        let text = error.to_string();
        text.starts_with("invalid HTTP") || text.contains("message head is too large")
    })
}

/// What the innermost cause says; the address is left out, since it can hold an identifier.
fn deepest(error: &reqwest::Error) -> String {
    sources(error)
        .last()
        .map_or_else(|| "the connection failed".to_owned(), ToString::to_string)
}
