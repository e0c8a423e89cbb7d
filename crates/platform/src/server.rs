//! The server around the handlers: TLS, limits of time and number, headers, logs without identifiers, a calm end.

use std::collections::HashMap;
use std::future::Ready;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts, MatchedPath, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum_server::Handle;
use axum_server::accept::Accept;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use futures_util::FutureExt as _;
use hyper_util::rt::TokioTimer;
use jiff::SignedDuration;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep};

use crate::error::Error;
use crate::front::Fronts;
use crate::state::State;
use crate::{api, check, operations};

/// Largest original, in bytes.
pub const MAX_ORIGINAL_BYTES: u64 = 100 * 1024 * 1024;

/// Largest body of a request that is neither a part of an upload nor a file to compare.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// How patient the server is, and with how many at once.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections at the same time.
    pub connections: usize,
    /// Connections of one address at the same time, where the address is the client's own: a whole administration may
    /// stand behind one, and still leaves room for others.
    pub connections_of_one: usize,
    /// A client that takes nothing for this long is let go.
    pub write_stall: Duration,
    /// From the first byte of a request's head to its last; also how long an idle connection is kept.
    pub head: Duration,
    /// From the connection to the end of the TLS handshake.
    pub handshake: Duration,
    /// From a request's head to its answer, bodies with their own limits apart.
    pub answer: Duration,
    /// What runs when the server is told to stop may take this long to end.
    pub grace: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 2048,
            connections_of_one: 1024,
            write_stall: Duration::from_secs(30),
            head: Duration::from_secs(20),
            handshake: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            grace: Duration::from_secs(25),
        }
    }
}

/// Uploads that nobody has finished for this long are forgotten.
const UPLOADS_LIVE: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How often expired things are swept.
const SWEEP: Duration = Duration::from_secs(3600);

/// Where and how to listen.
#[derive(Clone, Debug)]
pub struct Listen {
    /// Address for HTTPS: API and check page.
    pub https: SocketAddr,
    /// Certificate chain, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
    /// Address for the check page alone without TLS, behind a proxy that has it.
    pub public_http: Option<SocketAddr>,
    /// The client's address is the last one in `X-Forwarded-For` of the second address.
    pub behind_proxy: bool,
}

/// A server that listens.
pub struct Running {
    /// Where it listens for HTTPS (the port is real where 0 was asked for).
    pub https: SocketAddr,
    /// Where it listens without TLS.
    pub public_http: Option<SocketAddr>,
    /// Where the operator asks for figures.
    pub metrics: Option<SocketAddr>,
    grace: Duration,
    state: State,
    handles: Vec<Handle<SocketAddr>>,
    tasks: Vec<tokio::task::JoinHandle<io::Result<()>>>,
    sweeper: tokio::task::JoinHandle<()>,
}

impl Running {
    /// Takes no new connection, lets what runs end, and returns when all has; what is not at its end within the
    /// bound is cut.
    pub async fn stop(self) {
        self.state.lifecycle.stop();
        self.sweeper.abort();
        for handle in &self.handles {
            handle.graceful_shutdown(Some(self.grace));
        }
        for task in self.tasks {
            if let Ok(Err(error)) = task.await {
                tracing::error!(%error, "a listener ended with an error");
            }
        }
    }
}

/// Starts to listen. Returns when connections are accepted.
///
/// # Errors
/// The certificate or key cannot be used, or an address is taken.
pub async fn start(state: State, listen: &Listen) -> Result<Running, Error> {
    start_within(state, listen, None, Bounds::default()).await
}

/// The same with other bounds, and with the operator's address for figures.
///
/// # Errors
/// The certificate or key cannot be used, or an address is taken.
pub async fn start_within(
    state: State,
    listen: &Listen,
    metrics: Option<SocketAddr>,
    bounds: Bounds,
) -> Result<Running, Error> {
    let tls = tls(&listen.certificate, &listen.key)?;
    let guard = Guard {
        connections: Arc::new(Semaphore::new(bounds.connections)),
        clients: Some(Arc::default()),
        bounds,
        state: state.clone(),
    };
    let mut handles = Vec::new();
    let mut tasks = Vec::new();

    let (listener, https) = bind(listen.https)?;
    let acceptor = RustlsAcceptor::new(RustlsConfig::from_config(tls))
        .handshake_timeout(bounds.handshake)
        .acceptor(guard.clone());
    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener)
        .map_err(|source| Error::Listen {
            address: https,
            source,
        })?
        .handle(handle.clone())
        .acceptor(acceptor)
        .http1_only();
    patience(server.http_builder(), bounds);
    let hsts = !is_loopback(state.public_url.host_and_port());
    let entrance = Entrance {
        hsts,
        behind_proxy: false,
        api: true,
    };
    let doors = fronts(state.clone(), entrance, bounds);
    tasks.push(tokio::spawn(server.serve(doors)));
    handles.push(handle);

    let mut public_http = None;
    if let Some(address) = listen.public_http {
        let (listener, address) = bind(address)?;
        public_http = Some(address);
        let handle = Handle::new();
        let mut server = axum_server::from_tcp(listener)
            .map_err(|source| Error::Listen { address, source })?
            .handle(handle.clone())
            .acceptor(Guard {
                clients: (!listen.behind_proxy).then(Arc::default),
                ..guard.clone()
            })
            .http1_only();
        patience(server.http_builder(), bounds);
        let entrance = Entrance {
            hsts: false,
            behind_proxy: listen.behind_proxy,
            api: false,
        };
        let doors = fronts(state.clone(), entrance, bounds);
        tasks.push(tokio::spawn(server.serve(doors)));
        handles.push(handle);
    }

    let mut operator = None;
    if let Some(address) = metrics {
        let (listener, address) = bind(address)?;
        operator = Some(address);
        let handle = Handle::new();
        let mut server = axum_server::from_tcp(listener)
            .map_err(|source| Error::Listen { address, source })?
            .handle(handle.clone())
            // Not among the connections of the others: figures are wanted most when there are too many of those.
            .acceptor(Guard {
                connections: Arc::new(Semaphore::new(64)),
                clients: None,
                ..guard
            })
            .http1_only();
        patience(server.http_builder(), bounds);
        let routes = operations::router(state.clone());
        tasks.push(tokio::spawn(server.serve(routes.into_make_service())));
        handles.push(handle);
    }

    let sweeper = tokio::spawn(sweep(state.clone()));
    Ok(Running {
        https,
        public_http,
        metrics: operator,
        grace: bounds.grace,
        state,
        handles,
        tasks,
        sweeper,
    })
}

fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let listen = || {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    listen().map_err(|source| Error::Listen { address, source })
}

/// Sets how long heads may take. It holds only for a server that was told to speak HTTP/1 alone after it had got its acceptor
/// (setting the acceptor forgets that): else it first waits, for ever, to see which version comes.
fn patience(
    builder: &mut hyper_util::server::conn::auto::Builder<hyper_util::rt::TokioExecutor>,
    bounds: Bounds,
) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .max_headers(64)
        .max_buf_size(64 * 1024);
}

async fn sweep(state: State) {
    let mut interval = tokio::time::interval(SWEEP);
    loop {
        interval.tick().await;
        let now = state.now();
        let before = now.saturating_sub(UPLOADS_LIVE).unwrap_or(now);
        if let Err(error) = state
            .blocking(move |shared| shared.storage.sweep(now, before))
            .await
        {
            tracing::error!(%error, "sweeping failed");
        }
    }
}

/// TLS 1.3 with ring.
fn tls(certificate: &Path, key: &Path) -> Result<Arc<rustls::ServerConfig>, Error> {
    let unusable = |source: Box<dyn std::error::Error + Send + Sync>| Error::Tls {
        certificate: certificate.to_owned(),
        key: key.to_owned(),
        source,
    };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(error.into()))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| unusable(error.into()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| unusable(error.into()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Through which door a request came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entrance {
    /// Browsers may insist on TLS from now on. Not on loopback, where other programs have the same name.
    pub(crate) hsts: bool,
    pub(crate) behind_proxy: bool,
    pub(crate) api: bool,
}

/// What answers the requests that come through a door.
fn fronts(state: State, entrance: Entrance, bounds: Bounds) -> Fronts {
    Fronts {
        routes: router(state.clone(), entrance, bounds),
        state,
        entrance,
    }
}

/// All routes with what surrounds them.
fn router(state: State, entrance: Entrance, bounds: Bounds) -> Router {
    let mut router = check::router()
        .merge(crate::log::pages::router())
        .merge(crate::evidence::pages::router());
    if entrance.api {
        router = router.merge(api::router(state.clone()));
    }
    router
        .merge(operations::public())
        .fallback(check::nothing_here)
        .method_not_allowed_fallback(check::not_that_way)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn_with_state(
            state.clone(),
            move |state: Shared<State>, request: Request, next: Next| {
                deadline(state, bounds.answer, request, next)
            },
        ))
        .layer(from_fn_with_state(state.clone(), written))
        .layer(from_fn_with_state(state.clone(), unbroken))
        .layer(from_fn(move |request: Request, next: Next| {
            headers(entrance.hsts, request, next)
        }))
        .layer(from_fn_with_state(state.clone(), log))
        .layer(from_fn(crate::body::heard_out))
        .layer(axum::Extension(entrance))
        .with_state(state)
}

/// Nothing has an address whose escapes are no text.
async fn written(state: Shared<State>, request: Request, next: Next) -> Response {
    if is_text(request.uri().path()) {
        next.run(request).await
    } else {
        check::nothing_here(state, request).await
    }
}

/// Whether a path is UTF-8 once its escapes are taken out.
fn is_text(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after
            .first_chunk::<2>()
            .filter(|_| first == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(first));
        rest = escaped.map_or(after, |_| &after[2..]);
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// A defect in a handler is an answer, a line and a figure, not a cut connection.
async fn unbroken(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let (is_api, lang) = (
        api::is_api(request.uri().path()),
        check::lang_of_request(&request),
    );
    match std::panic::AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .await
    {
        Ok(response) => response,
        Err(_) => {
            state.metrics.panicked();
            if is_api {
                api::failed()
            } else {
                check::out_of_order(&state, lang)
            }
        }
    }
}

/// The client's address, as far as it can be known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client(pub(crate) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|peer| peer.0.ip());
        let trusted = parts
            .extensions
            .get::<Entrance>()
            .is_some_and(|entrance| entrance.behind_proxy);
        Ok(Self::of(&parts.headers, peer, trusted))
    }
}

impl Client {
    /// Who asks, by their connection or, where a proxy is to be believed, by what it wrote.
    pub(crate) fn of(headers: &HeaderMap, peer: Option<IpAddr>, is_proxy_trusted: bool) -> Self {
        // Only the last entry was written by the proxy; the ones before it are the client's own claim.
        let forwarded = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .filter(|_| is_proxy_trusted)
            .and_then(|value| written_address(value.to_str().ok()?.rsplit(',').next()?.trim()));
        Self(forwarded.or(peer).unwrap_or(IpAddr::from([0, 0, 0, 0])))
    }
}

/// An address as proxies write it: some with the port, and then IPv6 in brackets.
fn written_address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port)
}

async fn deadline(Shared(state): Shared<State>, bound: Duration, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // These read bodies of minutes, with limits of their own.
    if path.starts_with("/api/v1/uploads") || path == "/compare" || path == "/scan" {
        return next.run(request).await;
    }
    let (api, lang) = (api::is_api(path), check::lang_of_request(&request));
    match tokio::time::timeout(bound, next.run(request)).await {
        Ok(response) => response,
        Err(_) if api => api::too_late(),
        Err(_) => check::out_of_order(&state, lang),
    }
}

fn is_loopback(host_and_port: &str) -> bool {
    let host = host_and_port
        .rsplit_once(':')
        .map_or(host_and_port, |(host, _)| host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The headers of every answer.
async fn headers(hsts: bool, request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let is_log = request.uri().path().starts_with("/log/");
    let mut response = next.run(request).await;
    let is_log = is_log && response.status().is_success();
    let is_asset = is_asset && response.status().is_success();
    let is_pdf = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/pdf");
    let scripted = response.extensions().get::<check::Scripted>().copied();
    let policy = match scripted {
        _ if is_pdf => check::VIEWER_SECURITY_POLICY,
        Some(_) => check::SCRIPT_SECURITY_POLICY,
        None => check::CONTENT_SECURITY_POLICY,
    };
    let permissions = if scripted == Some(check::Scripted::Camera) {
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    } else {
        NO_CAMERA
    };
    // The files of the page are named by their content and hold no secret; the log says itself how long it may be kept.
    let caching = match (is_log, is_asset) {
        (true, _) => None,
        (false, true) => Some("public, max-age=31536000, immutable"),
        (false, false) => Some("no-store"),
    };
    dress(response.headers_mut(), policy, permissions, caching);
    if hsts {
        let value = HeaderValue::from_static(HSTS);
        response
            .headers_mut()
            .insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

/// What a browser may use on pages without the camera.
const NO_CAMERA: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// For how long browsers insist on TLS.
pub(crate) const HSTS: &str = "max-age=31536000";

/// The headers of a page that has no script.
pub(crate) fn dress_page(headers: &mut HeaderMap) {
    dress(
        headers,
        check::CONTENT_SECURITY_POLICY,
        NO_CAMERA,
        Some("no-store"),
    );
}

fn dress(
    headers: &mut HeaderMap,
    policy: &'static str,
    permissions: &'static str,
    caching: Option<&'static str>,
) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(
        HeaderName::from_static("x-robots-tag"),
        "noindex, nofollow, noarchive",
    );
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(HeaderName::from_static("permissions-policy"), permissions);
    if let Some(caching) = caching {
        set(header::CACHE_CONTROL, caching);
    }
}

/// One line for each request: the route's template, never the path, which can hold an identifier.
async fn log(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = crate::metrics::method_name(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let route = route.as_deref().unwrap_or("(none)");
    let response = next.run(request).await;
    told(&state, method, route, &response, started);
    response
}

/// A request was answered: figures and a line.
pub(crate) fn told(state: &State, method: &'static str, route: &str, response: &Response, started: Instant) {
    let (status, took) = (response.status().as_u16(), started.elapsed());
    state.metrics.answered(method, route, status, took);
    let code = response
        .extensions()
        .get::<api::RefusedFor>()
        .map(|refused| refused.0);
    if let Some(code) = code {
        state.metrics.refused(code);
    }
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method, route, status, code, milliseconds, "request");
}

/// Counts connections, and lets go of clients that take nothing.
#[derive(Clone)]
struct Guard {
    connections: Arc<Semaphore>,
    /// How many each address has; nothing where the address is a proxy's.
    clients: Option<Arc<Clients>>,
    bounds: Bounds,
    state: State,
}

/// Connections of each address.
type Clients = Mutex<HashMap<IpAddr, usize>>;

/// One connection of an address; it is given back when it ends.
struct OneOf {
    clients: Arc<Clients>,
    address: IpAddr,
}

impl OneOf {
    fn take(clients: &Arc<Clients>, address: IpAddr, most: usize) -> Option<Self> {
        let mut known = clients.lock().unwrap_or_else(PoisonError::into_inner);
        let count = known.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Self {
            clients: Arc::clone(clients),
            address,
        })
    }
}

impl Drop for OneOf {
    fn drop(&mut self) {
        let mut known = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = known.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                known.remove(&self.address);
            }
        }
    }
}

impl Guard {
    /// Room for this connection, or nothing.
    fn room(&self, stream: &TcpStream) -> Option<(OwnedSemaphorePermit, Option<OneOf>)> {
        let permit = Arc::clone(&self.connections).try_acquire_owned().ok()?;
        let one = match &self.clients {
            Some(clients) => {
                let address = crate::limits::network(stream.peer_addr().ok()?.ip());
                Some(OneOf::take(clients, address, self.bounds.connections_of_one)?)
            }
            None => None,
        };
        Some((permit, one))
    }
}

impl<S> Accept<TcpStream, S> for Guard {
    type Stream = Guarded;
    type Service = S;
    type Future = Ready<io::Result<(Guarded, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        std::future::ready(match self.room(&stream) {
            Some((permit, one)) => {
                let _ = stream.set_nodelay(true);
                self.state.metrics.connections.inc();
                Ok((
                    Guarded {
                        stream,
                        stall: None,
                        patience: self.bounds.write_stall,
                        state: self.state.clone(),
                        _room: (permit, one),
                    },
                    service,
                ))
            }
            None => {
                self.state.metrics.connections_refused.inc();
                Err(io::Error::new(
                    io::ErrorKind::ConnectionRefused,
                    "too many connections",
                ))
            }
        })
    }
}

/// A connection that counts, and ends when its client takes nothing for too long.
struct Guarded {
    stream: TcpStream,
    stall: Option<Pin<Box<Sleep>>>,
    patience: Duration,
    state: State,
    _room: (OwnedSemaphorePermit, Option<OneOf>),
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.state.metrics.connections.dec();
    }
}

impl Guarded {
    fn watch<T>(&mut self, context: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.stall = None;
            return result;
        }
        let patience = self.patience;
        let stall = self
            .stall
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        match stall.as_mut().poll(context) {
            Poll::Ready(()) => {
                self.state.metrics.connections_cut.inc();
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.watch(context, result)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write_vectored(context, pieces);
        this.watch(context, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_flush(context);
        this.watch(context, result)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
