//! A platform on loopback with TLS by a TEST authority.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::driver::{Ended, free_port, program};

/// The platform; its data outlive it.
pub struct Platform {
    folder: PathBuf,
    /// The address by which desks know it.
    pub url: String,
    port: u16,
    public_port: u16,
    process: Option<Ended>,
}

/// The administration whose desks enrol with it.
pub const ADMINISTRATION: &str = "TEST Commune de Mertzig";

impl Platform {
    /// Starts it and waits until it listens.
    pub fn start(folder: &Path) -> Platform {
        std::fs::create_dir_all(folder).unwrap();
        let pki = testkit::pki::TestPki::shared();
        let tls = pki.tls_server();
        std::fs::write(folder.join("tls.pem"), tls.chain_pem()).unwrap();
        std::fs::write(folder.join("tls.key"), tls.key_pem()).unwrap();
        std::fs::write(folder.join("root.pem"), pki.root_pem()).unwrap();
        let (port, public_port) = (free_port(), free_port());
        let mut platform = Platform {
            folder: folder.to_owned(),
            url: format!("https://localhost:{port}"),
            port,
            public_port,
            process: None,
        };
        platform.start_again();
        platform
    }

    /// Starts it where it was, and waits until it listens.
    pub fn start_again(&mut self) {
        let folder = &self.folder;
        let mut process = Command::new(program("greffe-platform"))
            .args(["serve", "--data"])
            .arg(folder.join("data"))
            .args([
                "--listen",
                &format!("127.0.0.1:{}", self.port),
                "--public-http",
                &format!("127.0.0.1:{}", self.public_port),
            ])
            .arg("--tls-cert")
            .arg(folder.join("tls.pem"))
            .arg("--tls-key")
            .arg(folder.join("tls.key"))
            .args(["--public-url", &self.url, "--trust"])
            .arg(folder.join("root.pem"))
            // The public log is extended every second.
            .args(["--log-every", "1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        self.process = Some(Ended(process));
        let listening = lines
            .map_while(Result::ok)
            .any(|line| line.starts_with("listening"));
        let log = std::fs::read_to_string(folder.join("log")).unwrap();
        assert!(listening, "the platform does not listen:\n{log}");
    }

    /// Ends it at once, as a cut cable does.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// The certificate that its TLS and its seals end in.
    pub fn root_pem(&self) -> PathBuf {
        self.folder.join("root.pem")
    }

    /// A one-time code for a desk of [`ADMINISTRATION`].
    pub fn code(&self) -> String {
        self.code_of(ADMINISTRATION)
    }

    /// A one-time code for a desk of an administration.
    pub fn code_of(&self, administration: &str) -> String {
        // Adding it a second time is refused, which is as good.
        self.run(&["administration", "add", administration]);
        self.administer(&["enrol-code", "--administration", administration])
    }

    /// Runs a command of its operator's.
    pub fn administer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(program("greffe-platform"))
            .args(arguments)
            .arg("--data")
            .arg(self.folder.join("data"))
            .output()
            .unwrap()
    }

    /// A page or file as a citizen gets it: status line and body.
    pub fn get(&self, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.public_port)).unwrap();
        let host = self.url.trim_start_matches("https://");
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        (
            head.lines().next().unwrap_or_default().to_owned(),
            answer[end + 4..].to_vec(),
        )
    }
}
