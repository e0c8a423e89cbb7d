//! A platform in this process, desks to talk to it, and sealed letters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

pub mod chrome;
pub mod door;
pub mod papers;
pub mod process;
pub mod sign_in;
pub use testkit::s3;
pub mod site;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use identifier::{Identifier, PlatformUrl};
use jiff::{SignedDuration, Timestamp};
use model::{DeskId, OpId, Role, Sha256};
use platform::admin;
use platform::server::{self, Bounds, Listen, Running};
use platform::state::{Environment, State};
use platform::storage::sqlite::{EVERYDAY_ROLES, SqliteStorage};
use seal::key::SealKey;
use seal::verify::TrustRoots;
use sync::http::{Ambient, Connection, DeviceKey, Timeouts};
use sync::local::{Local, LocalError, Operation, Upload};
use sync::wire::{Acknowledgement, Registration};
use testkit::pki::{KeyKind, TestPki};

/// The clock and the randomness of a test.
pub struct World {
    time: Mutex<Timestamp>,
    random: testkit::clock::SeededRandom,
}

impl World {
    pub fn new() -> Arc<Self> {
        let time = "2026-05-04T08:00:00Z".parse().unwrap();
        Arc::new(Self {
            time: Mutex::new(time),
            random: testkit::clock::SeededRandom::new(11),
        })
    }

    pub fn time(&self) -> Timestamp {
        *self.time.lock().unwrap()
    }

    pub fn advance(&self, seconds: i64) {
        let mut time = self.time.lock().unwrap();
        *time += SignedDuration::from_secs(seconds);
    }

    pub fn fill(&self, buffer: &mut [u8]) {
        self.random.fill(buffer);
    }

    pub fn draw<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl Environment for World {
    fn now(&self) -> Timestamp {
        self.time()
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), platform::Error> {
        self.fill(buffer);
        Ok(())
    }
}

/// A platform on loopback with TLS by a TEST authority.
pub struct TestPlatform {
    pub world: Arc<World>,
    pub folder: PathBuf,
    pub storage: Arc<SqliteStorage>,
    pub url: PlatformUrl,
    pub address: SocketAddr,
    pub public: SocketAddr,
    /// Where figures are asked for.
    pub metrics: SocketAddr,
    pub state: State,
    running: Option<Running>,
    runtime: Option<tokio::runtime::Runtime>,
    _kept: tempfile::TempDir,
}

impl TestPlatform {
    /// Known under its own address.
    pub fn start() -> Self {
        Self::start_as(None, true)
    }

    /// Known under another address (that of a proxy in front of it); `trusting`: it trusts the TEST root for seals.
    pub fn start_as(public_url: Option<&str>, trusting: bool) -> Self {
        Self::start_within(public_url, trusting, Bounds::default())
    }

    /// The same, with other patience.
    pub fn start_within(public_url: Option<&str>, trusting: bool, bounds: Bounds) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let folder = kept.path().join("data");
        let pki = TestPki::shared();
        let tls = pki.tls_server();
        let (certificate, key) = (kept.path().join("tls.pem"), kept.path().join("tls.key"));
        std::fs::write(&certificate, tls.chain_pem()).unwrap();
        std::fs::write(&key, tls.key_pem()).unwrap();
        let storage = Arc::new(SqliteStorage::open(&folder).unwrap());
        let world = World::new();
        let https = public_url.map_or_else(free_address, |_| SocketAddr::from(([127, 0, 0, 1], 0)));
        let url = public_url.map_or_else(|| format!("https://localhost:{}", https.port()), str::to_owned);
        let url = PlatformUrl::parse(&url).unwrap();
        let roots = if trusting {
            TrustRoots::from_pem(pki.root_pem().as_bytes()).unwrap()
        } else {
            TrustRoots::default()
        };
        let state = State::new(storage.clone(), world.clone(), url.clone(), roots);
        let listen = Listen {
            https,
            certificate,
            key,
            public_http: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            behind_proxy: true,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let metrics = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
        let running = runtime
            .block_on(server::start_within(state.clone(), &listen, metrics, bounds))
            .unwrap();
        let (address, public) = (running.https, running.public_http.unwrap());
        let metrics = running.metrics.unwrap();
        Self {
            world,
            folder,
            storage,
            url,
            address,
            public,
            metrics,
            state,
            running: Some(running),
            runtime: Some(runtime),
            _kept: kept,
        }
    }

    /// The clock of a test stands still, and buckets do not fill: for tests that ask more than a bucket holds.
    pub fn unlimited(&self) {
        self.state.limits.widen(1_000_000);
    }

    /// A new administration's one-time code.
    pub fn code(&self, administration: &str, roles: &[Role]) -> String {
        let _ = admin::add_administration(&*self.storage, &*self.world, administration);
        admin::enrolment_code(&*self.storage, &*self.world, administration, roles)
            .unwrap()
            .0
    }

    /// An enrolled desk of `administration`.
    pub fn desk(&self, administration: &str) -> Desk {
        self.desk_with(administration, &EVERYDAY_ROLES)
    }

    pub fn desk_with(&self, administration: &str, roles: &[Role]) -> Desk {
        let desk = Desk::new(&self.world, &self.url);
        let code = self.code(administration, roles);
        sync::http::enrol(&desk.connection, &code, "poste de test", desk.quiet()).unwrap();
        desk
    }

    /// The path of a stored original.
    pub fn stored(&self, sha256: &Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.folder
            .join("originals")
            .join(&name[..2])
            .join(&name[2..4])
            .join(&name)
    }

    /// Everything the database and its log hold.
    pub fn database_bytes(&self) -> Vec<u8> {
        ["platform.db", "platform.db-wal"]
            .iter()
            .flat_map(|name| std::fs::read(self.folder.join(name)).unwrap_or_default())
            .collect()
    }

    /// A browser that speaks plain HTTP to the check page, in a language.
    pub fn browse(&self, path: &str, lang: &str) -> Page {
        self.request(reqwest::Method::GET, path, lang, |request| request)
    }

    pub fn request(
        &self,
        method: reqwest::Method,
        path: &str,
        lang: &str,
        change: impl FnOnce(reqwest::blocking::RequestBuilder) -> reqwest::blocking::RequestBuilder,
    ) -> Page {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::blocking::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let request = client
            .request(method, format!("http://{}{path}", self.public))
            .header("accept-language", lang);
        let response = change(request).send().unwrap();
        Page {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.bytes().unwrap().to_vec(),
        }
    }

    /// Submits the form with a photograph.
    pub fn photograph(&self, lang: &str, photo: &[u8]) -> Page {
        let boundary = "greffe-boundary";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.jpg\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(photo);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        self.request(reqwest::Method::POST, "/scan", lang, |request| {
            request
                .header(
                    "content-type",
                    format!("multipart/form-data; boundary={boundary}"),
                )
                .body(body)
        })
    }

    /// Submits a form of plain fields.
    pub fn submit(&self, path: &str, lang: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_encoded(fields);
        self.request(reqwest::Method::POST, path, lang, |request| {
            request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body)
        })
    }

    /// Submits the form that compares a file.
    pub fn compare(&self, lang: &str, file: Option<&[u8]>, identifier: &str) -> Page {
        let boundary = "greffe-boundary";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"identifier\"\r\n\r\n{identifier}\r\n"
        )
        .into_bytes();
        body.extend_from_slice(
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\
                 Content-Type: application/pdf\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(file.unwrap_or_default());
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        self.request(reqwest::Method::POST, "/compare", lang, |request| {
            request
                .header(
                    "content-type",
                    format!("multipart/form-data; boundary={boundary}"),
                )
                .body(body)
        })
    }
}

impl Drop for TestPlatform {
    fn drop(&mut self) {
        if let (Some(runtime), Some(running)) = (self.runtime.take(), self.running.take()) {
            runtime.block_on(running.stop());
            runtime.shutdown_background();
        }
    }
}

/// Fields as a browser writes them.
fn form_encoded(fields: &[(&str, &str)]) -> String {
    let mut address = reqwest::Url::parse("http://x/").unwrap();
    address.query_pairs_mut().extend_pairs(fields);
    address.query().unwrap_or_default().to_owned()
}

pub fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// A page as a browser got it.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn html(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The words of the page's main part, without markup.
    pub fn words(&self) -> String {
        let html = self.html();
        let main = html
            .split("<main")
            .nth(1)
            .and_then(|rest| rest.split("</main>").next())
            .unwrap_or(&html);
        let mut words = String::new();
        let mut inside = true;
        for c in main.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        let words = words.replace("&amp;", "&").replace("&quot;", "\"");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A desk as small as the driver allows: its outbox in memory.
pub struct Desk {
    pub connection: Connection,
    pub world: Arc<World>,
    pub key: Vec<u8>,
    pub outbox: RefCell<Vec<Operation>>,
    pub blobs: RefCell<BTreeMap<Sha256, Vec<u8>>>,
    pub acknowledged: RefCell<Vec<(OpId, Acknowledgement)>>,
    pub parked: RefCell<Vec<(OpId, String)>>,
    pub failures: RefCell<Vec<String>>,
    /// Cancels when this many bytes are with the platform.
    pub cancel_at: Cell<u64>,
    pub sent: Cell<u64>,
}

impl Desk {
    pub fn new(world: &Arc<World>, url: &PlatformUrl) -> Self {
        let key = DeviceKey::generate(&world.draw());
        let connection = Connection {
            platform: url.clone(),
            extra_ca_pem: Some(TestPki::shared().root_pem().as_bytes().to_vec()),
            device_key: DeviceKey::from_pkcs8(&key).unwrap(),
            desk: DeskId::new(world.time(), world.draw()),
            timeouts: Timeouts {
                connect: std::time::Duration::from_secs(3),
                idle: std::time::Duration::from_secs(3),
            },
        };
        Self {
            connection,
            world: world.clone(),
            key,
            outbox: RefCell::default(),
            blobs: RefCell::default(),
            acknowledged: RefCell::default(),
            parked: RefCell::default(),
            failures: RefCell::default(),
            cancel_at: Cell::new(u64::MAX),
            sent: Cell::new(0),
        }
    }

    /// Calls `with` an ambient whose clock is the world's.
    pub fn with<T>(&self, call: impl FnOnce(Ambient<'_>) -> T) -> T {
        let now = || self.world.time();
        let random = |buffer: &mut [u8]| self.world.fill(buffer);
        let cancelled = || self.sent.get() >= self.cancel_at.get();
        let progress = |progress: sync::http::Progress| self.sent.set(progress.bytes_done);
        call(Ambient {
            now: &now,
            random: &random,
            cancelled: &cancelled,
            progress: &progress,
        })
    }

    /// An ambient that never cancels, for calls outside a run.
    pub fn quiet(&self) -> Ambient<'static> {
        let world: &'static World = Box::leak(Box::new(World {
            time: Mutex::new(self.world.time()),
            random: testkit::clock::SeededRandom::new(u64::from_le_bytes(self.world.draw())),
        }));
        let now: &'static dyn Fn() -> Timestamp = Box::leak(Box::new(|| world.time()));
        let random: &'static dyn Fn(&mut [u8]) = Box::leak(Box::new(|buffer: &mut [u8]| world.fill(buffer)));
        Ambient {
            now,
            random,
            cancelled: &|| false,
            progress: &|_| {},
        }
    }

    pub fn run(&self) -> sync::engine::Report {
        self.run_with(sync::engine::Policy {
            first_wait: std::time::Duration::from_millis(10),
            longest_wait: std::time::Duration::from_millis(40),
            ..sync::engine::Policy::default()
        })
    }

    pub fn run_with(&self, policy: sync::engine::Policy) -> sync::engine::Report {
        self.with(|ambient| sync::http::run_with(self, &self.connection, policy, ambient))
            .unwrap()
    }

    pub fn fetch(&self, identifier: &Identifier) -> Result<sync::http::Original, sync::Error> {
        sync::http::fetch_original(&self.connection, identifier, self.quiet())
    }

    /// Puts a sealed original into the outbox.
    pub fn queue(&self, original: &Sealed) -> OpId {
        self.queue_as(original, original.registration())
    }

    pub fn queue_as(&self, original: &Sealed, registration: Registration) -> OpId {
        let op = OpId::new(self.world.time(), self.world.draw());
        self.blobs
            .borrow_mut()
            .insert(registration.sha256, original.bytes.clone());
        self.outbox.borrow_mut().push(Operation {
            op,
            registration,
            attempts: 0,
            upload: None,
        });
        op
    }

    fn change(&self, op: OpId, change: impl FnOnce(&mut Operation)) {
        change(
            self.outbox
                .borrow_mut()
                .iter_mut()
                .find(|operation| operation.op == op)
                .unwrap(),
        );
    }

    fn remove(&self, op: OpId) {
        self.outbox.borrow_mut().retain(|operation| operation.op != op);
    }
}

impl Local for Desk {
    fn queued(&self) -> Result<Vec<Operation>, LocalError> {
        Ok(self.outbox.borrow().clone())
    }

    fn open_blob(&self, sha256: &Sha256, offset: u64) -> Result<Box<dyn Read + '_>, LocalError> {
        let bytes = self.blobs.borrow().get(sha256).unwrap()[offset as usize..].to_vec();
        Ok(Box::new(std::io::Cursor::new(bytes)))
    }

    fn upload_progressed(&self, op: OpId, upload: Option<&Upload>) -> Result<(), LocalError> {
        self.change(op, |operation| operation.upload = upload.cloned());
        Ok(())
    }

    fn acknowledged(&self, op: OpId, answer: &Acknowledgement) -> Result<(), LocalError> {
        self.remove(op);
        self.acknowledged.borrow_mut().push((op, answer.clone()));
        Ok(())
    }

    fn failed(&self, op: OpId, code: &str) -> Result<(), LocalError> {
        self.change(op, |operation| operation.attempts += 1);
        self.failures.borrow_mut().push(code.to_owned());
        Ok(())
    }

    fn parked(&self, op: OpId, code: &str) -> Result<(), LocalError> {
        self.remove(op);
        self.parked.borrow_mut().push((op, code.to_owned()));
        Ok(())
    }
}

/// A sealed letter.
#[derive(Clone)]
pub struct Sealed {
    pub identifier: Identifier,
    pub bytes: Vec<u8>,
    pub sha256: Sha256,
    pub pages: u32,
    pub title: String,
    pub sealed_at: Timestamp,
}

impl Sealed {
    pub fn registration(&self) -> Registration {
        Registration {
            identifier: self.identifier,
            sha256: self.sha256,
            size_bytes: self.bytes.len() as u64,
            pages: self.pages,
            title: self.title.clone(),
            kind: Some("Décision".into()),
            authority: "TEST Commune de Bettendorf".into(),
            reference: Some("2026/BAT/000017".into()),
            sealed_at: self.sealed_at,
            lang: Some("fr".into()),
            visible_seal_sha256: None,
            supersedes: None,
            other: BTreeMap::new(),
        }
    }
}

fn key() -> SealKey {
    let leaf = TestPki::shared().seal(KeyKind::P256);
    SealKey::from_pkcs12(&leaf.pkcs12("x"), &secrecy::SecretString::from("x")).unwrap()
}

/// A letter that says `title`, stamped for `url` and sealed.
pub fn seal_letter(world: &World, url: &PlatformUrl, title: &str) -> Sealed {
    seal_pdf(world, url, title, &testkit::pdfs::letter_saying(title))
}

pub fn seal_pdf(world: &World, url: &PlatformUrl, title: &str, input: &[u8]) -> Sealed {
    let identifier = Identifier::issue(world.draw());
    let stamp = pdf::stamp::Stamp {
        identifier_printed: identifier.printed(),
        qr_payload: url.qr_payload(&identifier),
        lines: vec![
            "TEST Commune de Bettendorf".into(),
            "4 mai 2026 10:00:00 UTC+2".into(),
            url.as_str().to_owned(),
        ],
        other_pages_line: Some(format!("{} {{page}}/{{pages}}", identifier.printed())),
        alternative_text: format!("Identifiant {}", identifier.printed()),
        visible_seal: None,
    };
    let sealed = seal::sign::seal(
        &key(),
        &seal::sign::SealRequest {
            input,
            password: None,
            spec: seal::sign::SignatureSpec {
                stamp: Some(&stamp),
                name: Some("TEST Commune de Bettendorf"),
                ..seal::sign::SignatureSpec::at(world.time())
            },
        },
    )
    .unwrap();
    Sealed {
        identifier,
        sha256: Sha256(sealed.sha256),
        pages: sealed.pages,
        bytes: sealed.bytes.to_vec(),
        title: title.to_owned(),
        sealed_at: world.time(),
    }
}

/// Where the programs of this package are.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_greffe-platform"))
}
