//! A platform on loopback.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::greffe::{Answer, answer};
use super::programs;

/// A platform with TLS by a TEST authority, and its data, which outlive it.
pub struct Platform {
    folder: tempfile::TempDir,
    /// Port of the listener with TLS: API and pages.
    pub port: u16,
    /// Port of the listener without TLS, for pages behind a proxy: what the tests read.
    pub public_port: u16,
    public_url: String,
    child: Option<Child>,
    /// Where its data are; inside of `folder` where nothing else was said.
    data: PathBuf,
    /// Variables that say where else it keeps what it keeps.
    variables: Vec<(String, String)>,
    /// Arguments of `serve` beside the usual ones.
    more: Vec<String>,
    /// Certificate chain and key of the TLS listener, PEM: what a [`super::wire::Wire`] that answers itself needs.
    pub tls: (String, String),
}

impl Platform {
    /// A platform that will be known under `public_url`; `None`: under its own address. Not started yet.
    pub fn new(public_url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (port, public_port) = (super::free_port(), super::free_port());
        let pki = testkit::pki::TestPki::shared();
        let tls = pki.tls_server();
        let write =
            |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("writable");
        write("tls.pem", tls.chain_pem());
        write("tls.key", tls.key_pem());
        write("root.pem", pki.root_pem().to_owned());
        let public_url = public_url.map_or_else(|| format!("https://localhost:{port}"), str::to_owned);
        Self {
            data: folder.path().join("data"),
            folder,
            port,
            public_port,
            public_url,
            child: None,
            variables: Vec::new(),
            more: Vec::new(),
            tls: (tls.chain_pem(), tls.key_pem()),
        }
    }

    /// Another address, e.g. that of a gateway in front of it.
    pub fn known_as(&mut self, public_url: &str) {
        assert!(self.child.is_none(), "it runs already");
        self.public_url = public_url.to_owned();
    }

    /// PEM of the TEST authority: trusted for TLS by desks, and for seals by the platform.
    pub fn ca_pem(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// The address it is known under.
    pub fn url(&self) -> &str {
        &self.public_url
    }

    /// Its data lie there, e.g. on a disk of their own.
    pub fn keep_in(&mut self, data: &Path) {
        assert!(self.child.is_none(), "it runs already");
        self.data = data.to_owned();
    }

    /// It is told more by its environment, e.g. of a database and a bucket.
    pub fn tell(&mut self, variables: Vec<(String, String)>) {
        self.variables.extend(variables);
    }

    /// `serve` gets these arguments, too.
    pub fn serve_with(&mut self, more: &[&str]) {
        self.more = more.iter().map(|&argument| argument.to_owned()).collect();
    }

    /// Where its data are.
    pub fn data(&self) -> PathBuf {
        self.data.clone()
    }

    /// A place beside its data, for backups and the like.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether the program still runs.
    pub fn runs(&mut self) -> bool {
        self.child
            .as_mut()
            .is_some_and(|child| child.try_wait().is_ok_and(|ended| ended.is_none()))
    }

    /// Puts a file into its place of originals out of order: flips a bit of every stored file of this size.
    pub fn damage_stored_file_of(&self, size_bytes: u64) {
        let mut damaged = 0;
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the platform's data") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.metadata().expect("its size").len() == size_bytes {
                    let mut bytes = std::fs::read(&path).expect("a stored file");
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 1;
                    let mut permissions = path.metadata().expect("its permissions").permissions();
                    #[allow(clippy::permissions_set_readonly_false)]
                    permissions.set_readonly(false);
                    std::fs::set_permissions(&path, permissions).expect("writable");
                    std::fs::write(&path, bytes).expect("a writable file");
                    damaged += 1;
                }
            }
        }
        assert!(damaged > 0, "no stored file has {size_bytes} bytes");
    }

    /// Starts it and waits until both listeners answer.
    pub fn start(&mut self) {
        assert!(self.child.is_none(), "it runs already");
        let path = |name: &str| self.folder.path().join(name);
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path("log"))
            .expect("a log file");
        let mut command = Command::new(programs::path("greffe-platform"));
        command.arg("serve").arg("--data").arg(self.data());
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        command.args(["--public-http", &format!("127.0.0.1:{}", self.public_port)]);
        command
            .arg("--tls-cert")
            .arg(path("tls.pem"))
            .arg("--tls-key")
            .arg(path("tls.key"));
        command
            .args(["--public-url", &self.public_url])
            .arg("--trust")
            .arg(path("root.pem"));
        command.args(["--log-every", "1"]).args(&self.more);
        command.envs(self.variables.iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.child = Some(command.spawn().expect("the platform starts"));
        for port in [self.port, self.public_port] {
            super::wait_for(
                &format!("the platform on port {port}; its log: {}", self.log()),
                LIMIT,
                || TcpStream::connect(("127.0.0.1", port)).ok(),
            );
        }
    }

    /// What it wrote so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Ends it without a warning, as a power cut does.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it ends");
            child.wait().expect("it has ended");
        }
    }

    /// A copy of all its data, as a backup holds it.
    pub fn copy_data(&self, name: &str) {
        assert!(self.child.is_none(), "it runs");
        copy_folder(&self.data(), &self.folder.path().join(name));
    }

    /// Puts such a copy in the place of its data.
    pub fn put_back(&self, name: &str) {
        assert!(self.child.is_none(), "it runs");
        std::fs::remove_dir_all(self.data()).expect("removed");
        copy_folder(&self.folder.path().join(name), &self.data());
    }

    /// A one-time code for a desk.
    pub fn enrolment_code(&self) -> String {
        let administration = "TEST Commune de Bettendorf";
        // Adding it a second time is refused, which is as good.
        self.administer(["administration", "add", administration]);
        let answer = self.administer(["enrol-code", "--administration", administration]);
        assert_eq!(answer.exit, 0, "{answer:#?}");
        answer.stdout.trim().to_owned()
    }

    /// Runs `greffe-platform` on its data.
    pub fn administer<const N: usize>(&self, arguments: [&str; N]) -> Answer {
        let mut command = Command::new(programs::path("greffe-platform"));
        command.args(arguments).arg("--data").arg(self.data());
        command.envs(self.variables.iter().cloned());
        answer(command)
    }

    /// The same with as many arguments as there are.
    pub fn administer_with(&self, arguments: &[&str]) -> Answer {
        let mut command = Command::new(programs::path("greffe-platform"));
        command.args(arguments).arg("--data").arg(self.data());
        command.envs(self.variables.iter().cloned());
        answer(command)
    }

    /// Runs `greffe-platform` on other data; the arguments end with what names them.
    pub fn administer_elsewhere(&self, arguments: &[&str], data: &Path) -> Answer {
        let mut command = Command::new(programs::path("greffe-platform"));
        command.args(arguments).arg(data);
        answer(command)
    }

    /// Reads a page as a browser in `lang` would.
    pub fn get(&self, path: &str, lang: &str) -> Page {
        self.request(
            &format!("GET {path} HTTP/1.1\r\nAccept-Language: {lang}\r\n"),
            &[],
        )
    }

    /// Submits a PDF to be compared, as the form of the start page does.
    pub fn submit(&self, path: &str, field: &str, file: &Path, lang: &str) -> Page {
        let boundary = "greffe-boundary-7d1b2c";
        let bytes = std::fs::read(file).expect("a file");
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"copy.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend(bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        let head = format!(
            "POST {path} HTTP/1.1\r\nAccept-Language: {lang}\r\nContent-Length: {}\r\n\
             Content-Type: multipart/form-data; boundary={boundary}\r\n",
            body.len()
        );
        self.request(&head, &body)
    }

    fn request(&self, head: &str, body: &[u8]) -> Page {
        let mut stream = TcpStream::connect(("127.0.0.1", self.public_port)).expect("the platform answers");
        stream.set_read_timeout(Some(LIMIT)).expect("a time limit");
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        stream
            .write_all(format!("{head}Host: {host}\r\nConnection: close\r\n\r\n").as_bytes())
            .expect("sent");
        stream.write_all(body).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("a whole answer");
        Page::parse(&answer)
    }
}

const LIMIT: Duration = Duration::from_secs(30);

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("the platform's log:\n{}", self.log());
        }
    }
}

/// An answer of the platform's pages.
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Header lines, small letters.
    pub headers: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Page {
    fn parse(answer: &[u8]) -> Self {
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .expect("a head");
        let headers = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let status = headers
            .split_whitespace()
            .nth(1)
            .and_then(|status| status.parse().ok())
            .expect("a status");
        let raw = &answer[end + 4..];
        let body = if headers.contains("transfer-encoding: chunked") {
            unchunked(raw)
        } else {
            raw.to_vec()
        };
        Self {
            status,
            headers,
            body,
        }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn unchunked(mut raw: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let line = raw
            .windows(2)
            .position(|window| window == b"\r\n")
            .expect("a chunk");
        let size = std::str::from_utf8(&raw[..line]).expect("its size");
        let size = usize::from_str_radix(size.split(';').next().unwrap_or(size).trim(), 16).expect("hex");
        if size == 0 {
            return body;
        }
        body.extend(&raw[line + 2..line + 2 + size]);
        raw = &raw[line + 2 + size + 2..];
    }
}
