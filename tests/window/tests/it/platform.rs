//! A platform on loopback with TLS by a TEST authority.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::driver::{Ended, free_port, program};

/// The platform, as long as the test needs it.
pub struct Platform {
    folder: PathBuf,
    /// The address by which desks know it.
    pub url: String,
    public_port: u16,
    _process: Ended,
}

const ADMINISTRATION: &str = "TEST Commune de Mertzig";

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
        let url = format!("https://localhost:{port}");
        let mut process = Command::new(program("greffe-platform"))
            .args(["serve", "--data"])
            .arg(folder.join("data"))
            .args([
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--public-http",
                &format!("127.0.0.1:{public_port}"),
            ])
            .arg("--tls-cert")
            .arg(folder.join("tls.pem"))
            .arg("--tls-key")
            .arg(folder.join("tls.key"))
            .args(["--public-url", &url, "--trust"])
            .arg(folder.join("root.pem"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let process = Ended(process);
        let listening = lines
            .map_while(Result::ok)
            .any(|line| line.starts_with("listening"));
        let log = std::fs::read_to_string(folder.join("log")).unwrap();
        assert!(listening, "the platform does not listen:\n{log}");
        Platform {
            folder: folder.to_owned(),
            url,
            public_port,
            _process: process,
        }
    }

    /// The certificate that its TLS and its seals end in.
    pub fn root_pem(&self) -> PathBuf {
        self.folder.join("root.pem")
    }

    /// A one-time code.
    pub fn code(&self) -> String {
        self.administer(&["administration", "add", ADMINISTRATION]);
        self.administer(&["enrol-code", "--administration", ADMINISTRATION])
    }

    fn administer(&self, arguments: &[&str]) -> String {
        let output = Command::new(program("greffe-platform"))
            .args(arguments)
            .arg("--data")
            .arg(self.folder.join("data"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
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
