//! The program itself, as an operator starts it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use testkit::pki::TestPki;

use super::{Desk, World, program};

/// A running platform.
pub struct Program {
    pub child: Child,
    pub log: PathBuf,
    /// What it prints after its first line.
    pub says: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it with its data in `folder`, on `address`.
    pub fn serve(folder: &Path, address: SocketAddr) -> Self {
        Self::serve_with(folder, address, &[], &[])
    }

    /// The same with more arguments and variables.
    pub fn serve_with(
        folder: &Path,
        address: SocketAddr,
        more: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let tls = TestPki::shared().tls_server();
        let path = |name: &str| folder.join(name);
        std::fs::write(path("tls.pem"), tls.chain_pem()).unwrap();
        std::fs::write(path("tls.key"), tls.key_pem()).unwrap();
        std::fs::write(path("roots.pem"), TestPki::shared().root_pem()).unwrap();
        let log = path("log");
        let stderr = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&log)
            .unwrap();
        let mut child = Command::new(program())
            .arg("serve")
            .args(["--data".as_ref(), path("data").as_os_str()])
            .args(["--listen", &address.to_string()])
            .args(["--tls-cert".as_ref(), path("tls.pem").as_os_str()])
            .args(["--tls-key".as_ref(), path("tls.key").as_os_str()])
            .args(["--trust".as_ref(), path("roots.pem").as_os_str()])
            .args(["--public-url", &format!("https://localhost:{}", address.port())])
            .args(more)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        says.read_line(&mut line).unwrap();
        assert!(
            line.starts_with("listening on "),
            "{line}{}",
            std::fs::read_to_string(&log).unwrap()
        );
        Self { child, log, says }
    }

    /// SIGTERM.
    pub fn tell_to_stop(&self) {
        let told = Command::new("kill")
            .arg("-TERM")
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(told.success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command of the operator on the data in `folder`.
pub fn command(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .args(arguments)
        .arg("--data")
        .arg(folder.join("data"))
        .env("LC_ALL", "fr_LU.UTF-8")
        .output()
        .unwrap()
}

/// What it said, where it succeeded.
pub fn said(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A desk of `administration` that talks to the real time, as the program does, and the code that enrolled it.
pub fn desk_of(folder: &Path, address: SocketAddr, administration: &str, name: &str) -> (Desk, String) {
    let world = World::new();
    // The one clock that the program and this test share is the operating system's.
    let file = folder.join("now");
    std::fs::write(&file, "").unwrap();
    let modified = std::fs::metadata(&file).unwrap().modified().unwrap();
    let now = jiff::Timestamp::try_from(modified).unwrap();
    world.advance(now.duration_since(world.time()).as_secs());
    let url = identifier::PlatformUrl::parse(&format!("https://localhost:{}", address.port())).unwrap();
    let _ = command(folder, &["administration", "add", administration]);
    let code = said(&command(
        folder,
        &["enrol-code", "--administration", administration],
    ));
    let desk = Desk::new(&world, &url);
    sync::http::enrol(&desk.connection, &code, name, desk.quiet()).unwrap();
    (desk, code.trim().to_owned())
}

/// A desk of the Commune A.
pub fn desk(folder: &Path, address: SocketAddr) -> Desk {
    desk_of(folder, address, "Commune A", "poste").0
}
