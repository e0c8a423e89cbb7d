//! A bad line between desks and platform. It ends TLS on both sides, so that it can fail between any two steps of a
//! request: cut, delay, truncate, repeat, lose an answer, answer 500, drip.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};

/// Reproducible numbers, to draw plans from (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.draw() % bound.max(1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is closed when TLS is set up.
    Refused,
    /// Only a part of the request reaches the platform.
    RequestCut,
    /// It is done, and its answer is lost.
    AnswerLost,
    /// The answer breaks off in the middle.
    AnswerCut,
    /// The answer breaks off in the middle, and TLS says that this was its end.
    AnswerTruncated,
    /// Request and answer are late.
    Delayed,
    /// The same request comes twice, one after the other; the desk hears the second answer.
    Repeated,
    /// The same request comes twice at once; the desk hears the first answer.
    Doubled,
    /// The same request comes again after later ones.
    RepeatedLater,
    /// 500, and nothing was done.
    Failed,
    /// 500, and everything was done.
    DoneAndFailed,
    /// 503 of a balancer that finds nobody.
    Unavailable,
    /// The page of a network that wants a login.
    Portal,
    /// A part of a file is damaged on its way (up or down); other requests go through.
    Damaged,
    /// The request comes in drops.
    RequestDrips,
    /// The answer comes in drops.
    AnswerDrips,
    /// Beside the request, somebody opens a connection, says half a sentence and stays.
    SlowLoris,
}

const FAULTS: [Fault; 17] = [
    Fault::Refused,
    Fault::RequestCut,
    Fault::AnswerLost,
    Fault::AnswerCut,
    Fault::AnswerTruncated,
    Fault::Delayed,
    Fault::Repeated,
    Fault::Doubled,
    Fault::RepeatedLater,
    Fault::Failed,
    Fault::DoneAndFailed,
    Fault::Unavailable,
    Fault::Portal,
    Fault::Damaged,
    Fault::RequestDrips,
    Fault::AnswerDrips,
    Fault::SlowLoris,
];

struct Plan {
    dice: Dice,
    percent: u64,
    later: VecDeque<(u64, Vec<u8>)>,
    /// Connections that say nothing more.
    loitering: VecDeque<ToPlatform>,
    seen: std::collections::BTreeMap<Fault, u64>,
}

struct State {
    to_port: u16,
    server: Arc<rustls::ServerConfig>,
    client: Arc<rustls::ClientConfig>,
    plan: Mutex<Plan>,
    requests: AtomicU64,
    ranges: Mutex<Vec<(String, u64, u64)>>,
}

/// The line. It lives as long as the test's process.
pub struct Line {
    /// The port of the desk's end.
    pub port: u16,
    state: Arc<State>,
}

type FromDesk = rustls::StreamOwned<rustls::ServerConnection, TcpStream>;
type ToPlatform = rustls::StreamOwned<rustls::ClientConnection, TcpStream>;

impl Line {
    /// A line to a port of loopback that shows this certificate chain with its key (PEM) and trusts this root (PEM).
    pub fn to(to_port: u16, (chain, key): &(String, String), root: &str, seed: u64) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let chain = CertificateDer::pem_slice_iter(chain.as_bytes())
            .collect::<Result<Vec<_>, _>>()
            .expect("a PEM chain");
        let server = rustls::ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("TLS versions")
            .with_no_client_auth()
            .with_single_cert(
                chain,
                PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("a key"),
            )
            .expect("a certificate with its key");
        let mut roots = rustls::RootCertStore::empty();
        roots
            .add(CertificateDer::from_pem_slice(root.as_bytes()).expect("a root"))
            .expect("a root");
        let client = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let state = Arc::new(State {
            to_port,
            server: Arc::new(server),
            client: Arc::new(client),
            plan: Mutex::new(Plan {
                dice: Dice::new(seed),
                percent: 0,
                later: VecDeque::new(),
                loitering: VecDeque::new(),
                seen: std::collections::BTreeMap::new(),
            }),
            requests: AtomicU64::new(0),
            ranges: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for desk in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || {
                    // What fails here is what the desk is to live with.
                    let _ = state.serve(desk);
                });
            }
        });
        Self { port, state }
    }

    /// From now on so many of a hundred requests meet a fault.
    pub fn trouble(&self, percent: u64) {
        let mut plan = self.state.plan.lock().expect("the plan");
        plan.percent = percent;
    }

    /// Requests that came so far.
    pub fn requests(&self) -> u64 {
        self.state.requests.load(Ordering::SeqCst)
    }

    /// The parts of contents that were asked for: digest, first byte, last byte.
    pub fn ranges(&self) -> Vec<(String, u64, u64)> {
        self.state.ranges.lock().expect("the ranges").clone()
    }

    /// How often each fault happened.
    pub fn seen(&self) -> Vec<(Fault, u64)> {
        let plan = self.state.plan.lock().expect("the plan");
        plan.seen.iter().map(|(fault, count)| (*fault, *count)).collect()
    }
}

/// The part of a content that a request asks for.
fn range_of(request: &[u8], head: usize) -> Option<(String, u64, u64)> {
    let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
    let digest = text.strip_prefix("get /api/v1/blobs/")?.split(' ').next()?;
    let range = text.lines().find_map(|line| line.strip_prefix("range: bytes="))?;
    let (from, to) = range.trim().split_once('-')?;
    Some((digest.to_owned(), from.parse().ok()?, to.parse().ok()?))
}

fn pause(milliseconds: u64) {
    let (_never, nothing) = std::sync::mpsc::channel::<()>();
    let _ = nothing.recv_timeout(Duration::from_millis(milliseconds));
}

fn broken<T>() -> io::Result<T> {
    Err(io::ErrorKind::BrokenPipe.into())
}

/// Head and body of a message; `None` where the other side has nothing more to say.
fn message(from: &mut impl Read, head_only: impl Fn(&str) -> bool) -> io::Result<Option<(Vec<u8>, usize)>> {
    let mut bytes = Vec::new();
    let mut more = |bytes: &mut Vec<u8>| -> io::Result<bool> {
        let mut buffer = [0; 16 * 1024];
        let read = from.read(&mut buffer)?;
        bytes.extend(&buffer[..read]);
        Ok(read > 0)
    };
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if !more(&mut bytes)? {
            return if bytes.is_empty() { Ok(None) } else { broken() };
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).to_lowercase();
    if head_only(&text) {
        return Ok(Some((bytes, head)));
    }
    let header = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    if header("transfer-encoding").is_some() {
        let mut at = head;
        loop {
            let Some(end) = bytes[at..].windows(2).position(|window| window == b"\r\n") else {
                if !more(&mut bytes)? {
                    return broken();
                }
                continue;
            };
            let size = String::from_utf8_lossy(&bytes[at..at + end]).into_owned();
            let size = size.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
            // The chunk and the end of its line; after the last one there are no trailers.
            at += end + 2 + size + 2;
            while bytes.len() < at {
                if !more(&mut bytes)? {
                    return broken();
                }
            }
            if size == 0 {
                return Ok(Some((bytes, head)));
            }
        }
    }
    let length: usize = header("content-length").map_or(0, |length| length.parse().expect("a length"));
    while bytes.len() < head + length {
        if !more(&mut bytes)? {
            return broken();
        }
    }
    Ok(Some((bytes, head)))
}

impl State {
    fn platform(&self) -> io::Result<ToPlatform> {
        let socket = TcpStream::connect(("127.0.0.1", self.to_port))?;
        socket.set_nodelay(true)?;
        socket.set_read_timeout(Some(Duration::from_secs(60)))?;
        let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
        let connection =
            rustls::ClientConnection::new(Arc::clone(&self.client), name).map_err(io::Error::other)?;
        Ok(rustls::StreamOwned::new(connection, socket))
    }

    /// The fault of the next request, and numbers for it.
    fn fault(&self, request: &[u8]) -> (Option<Fault>, u64) {
        let mut plan = self.plan.lock().expect("the plan");
        let percent = plan.percent;
        let fault = plan
            .dice
            .percent(percent)
            .then(|| FAULTS[plan.dice.below(FAULTS.len() as u64) as usize]);
        let carries_a_file = request.starts_with(b"PATCH ") || request.starts_with(b"GET /api/v1/blobs/");
        // Everything else that is damaged inside of TLS would be an attack, not a fault.
        let fault = fault.filter(|fault| *fault != Fault::Damaged || carries_a_file);
        if let Some(fault) = fault {
            *plan.seen.entry(fault).or_default() += 1;
        }
        (fault, plan.dice.draw())
    }

    fn serve(&self, desk: TcpStream) -> io::Result<()> {
        desk.set_nodelay(true)?;
        let connection = rustls::ServerConnection::new(Arc::clone(&self.server)).map_err(io::Error::other)?;
        let mut desk: FromDesk = rustls::StreamOwned::new(connection, desk);
        let mut platform: Option<ToPlatform> = None;
        loop {
            let Some((request, head)) = message(&mut desk, |_| false)? else {
                return Ok(());
            };
            let number = self.requests.fetch_add(1, Ordering::SeqCst);
            if let Some(range) = range_of(&request, head) {
                self.ranges.lock().expect("the ranges").push(range);
            }
            let (fault, random) = self.fault(&request);
            let goes_on = self.one(&mut desk, &mut platform, &request, head, fault, random)?;
            self.repeat_later(number);
            if !goes_on {
                let _ = desk.sock.shutdown(Shutdown::Both);
                return Ok(());
            }
        }
    }

    /// Sends what was to come again after later requests. Nobody hears the answer.
    fn repeat_later(&self, number: u64) {
        let due: Vec<Vec<u8>> = {
            let mut plan = self.plan.lock().expect("the plan");
            let (due, later) = plan.later.drain(..).partition(|(at, _)| *at <= number);
            plan.later = later;
            let due: VecDeque<(u64, Vec<u8>)> = due;
            due.into_iter().map(|(_, request)| request).collect()
        };
        for request in due {
            let _ = self
                .platform()
                .and_then(|mut platform| ask(&mut platform, &request));
        }
    }

    /// Asks over the connection that is open, or over a new one where there is none or it has ended.
    fn ask(&self, platform: &mut Option<ToPlatform>, request: &[u8]) -> io::Result<(Vec<u8>, usize)> {
        if let Some(open) = platform {
            // The platform may have closed an idle connection: that is no fault of ours.
            if let Ok(answer) = ask(open, request) {
                return Ok(answer);
            }
        }
        let mut fresh = self.platform()?;
        let answer = ask(&mut fresh, request)?;
        *platform = Some(fresh);
        Ok(answer)
    }

    /// Whether the connection stays.
    fn one(
        &self,
        desk: &mut FromDesk,
        platform: &mut Option<ToPlatform>,
        request: &[u8],
        head: usize,
        fault: Option<Fault>,
        random: u64,
    ) -> io::Result<bool> {
        let within = |length: usize| (random % length.max(1) as u64) as usize;
        match fault {
            Some(Fault::Refused) => return Ok(false),
            Some(Fault::RequestCut) => {
                let mut fresh = self.platform()?;
                fresh.write_all(&request[..within(request.len())])?;
                fresh.flush()?;
                let _ = fresh.sock.shutdown(Shutdown::Both);
                return Ok(false);
            }
            Some(Fault::Failed) => return give(desk, &plain("500 Internal Server Error", "oops")),
            Some(Fault::Unavailable) => {
                return give(
                    desk,
                    &plain("503 Service Unavailable", "<h1>no server is available</h1>"),
                );
            }
            Some(Fault::Portal) => return give(desk, &plain("200 OK", "<h1>Bienvenue au Wi-Fi</h1>")),
            Some(Fault::Delayed) => pause(random % 300),
            Some(Fault::SlowLoris) => {
                if let Ok(mut other) = self.platform() {
                    let _ = other
                        .write_all(b"GET /api/v1/changes HTTP/1.1\r\nhost: loc")
                        .and_then(|()| other.flush());
                    let mut plan = self.plan.lock().expect("the plan");
                    plan.loitering.push_back(other);
                    if plan.loitering.len() > 100 {
                        plan.loitering.pop_front();
                    }
                }
            }
            Some(Fault::RepeatedLater) => {
                let at = self.requests.load(Ordering::SeqCst) + 1 + random % 12;
                let mut plan = self.plan.lock().expect("the plan");
                plan.later.push_back((at, request.to_vec()));
            }
            _ => {}
        }
        let changed;
        let request = match fault {
            Some(Fault::Damaged) if request.len() > head => {
                let mut bytes = request.to_vec();
                bytes[head + within(request.len() - head)] ^= 0x10;
                changed = bytes;
                changed.as_slice()
            }
            _ => request,
        };
        let (mut answer, body) = match fault {
            Some(Fault::Repeated) => {
                let _ = self.ask(platform, request);
                self.ask(platform, request)?
            }
            Some(Fault::Doubled) => {
                let mut other = self.platform()?;
                let copy = request.to_vec();
                let second = std::thread::spawn(move || drop(ask(&mut other, &copy)));
                let answer = self.ask(platform, request);
                let _ = second.join();
                answer?
            }
            Some(Fault::RequestDrips) => {
                let mut fresh = self.platform()?;
                for drop in request.chunks(request.len() / 8 + 1) {
                    fresh.write_all(drop)?;
                    fresh.flush()?;
                    pause(1 + random % 40);
                }
                answer_to(&mut fresh, request)?
            }
            _ => self.ask(platform, request)?,
        };
        match fault {
            Some(Fault::AnswerLost) => Ok(false),
            Some(Fault::DoneAndFailed) => give(desk, &plain("500 Internal Server Error", "oops")),
            Some(Fault::AnswerCut) => {
                desk.write_all(&answer[..within(answer.len())])?;
                desk.flush()?;
                Ok(false)
            }
            Some(Fault::AnswerTruncated) => {
                desk.write_all(&answer[..within(answer.len())])?;
                desk.conn.send_close_notify();
                desk.flush()?;
                Ok(false)
            }
            Some(Fault::AnswerDrips) => {
                for drop in answer.chunks(answer.len() / 8 + 1) {
                    desk.write_all(drop)?;
                    desk.flush()?;
                    pause(1 + random % 40);
                }
                Ok(true)
            }
            Some(Fault::Damaged) if request.len() == head && answer.len() > body => {
                let at = body + within(answer.len() - body);
                answer[at] ^= 0x10;
                give(desk, &answer)
            }
            Some(Fault::Delayed) => {
                pause(random % 700);
                give(desk, &answer)
            }
            _ => give(desk, &answer),
        }
    }
}

fn ask(platform: &mut ToPlatform, request: &[u8]) -> io::Result<(Vec<u8>, usize)> {
    platform.write_all(request)?;
    platform.flush()?;
    answer_to(platform, request)
}

fn answer_to(platform: &mut ToPlatform, request: &[u8]) -> io::Result<(Vec<u8>, usize)> {
    let without_body = request.starts_with(b"HEAD ");
    let none = |head: &str| {
        let status = head.split(' ').nth(1).unwrap_or_default();
        without_body || matches!(status, "204" | "304")
    };
    message(platform, none)?.map_or_else(broken, Ok)
}

fn give(desk: &mut FromDesk, answer: &[u8]) -> io::Result<bool> {
    desk.write_all(answer)?;
    desk.flush()?;
    Ok(true)
}

fn plain(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
