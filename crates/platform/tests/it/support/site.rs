//! Processes of the platform on the same PostgreSQL and bucket, behind one address.
#![allow(dead_code)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use testkit::pki::TestPki;
use testkit::postgres::Postgres;

use crate::support::s3::S3;
use crate::support::{Desk, World, free_address, program};

/// What spreads requests over the instances: one address, and whichever of them it is told.
pub struct Balancer {
    pub address: SocketAddr,
    turn: Arc<Mutex<Turn>>,
}

#[derive(Default)]
struct Turn {
    instances: Vec<SocketAddr>,
    next: usize,
    open: Vec<TcpStream>,
}

impl Balancer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let turn: Arc<Mutex<Turn>> = Arc::default();
        let shared = Arc::clone(&turn);
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                let mut turn = shared.lock().unwrap();
                if turn.instances.is_empty() {
                    continue;
                }
                turn.next += 1;
                let to = turn.instances[turn.next % turn.instances.len()];
                let Ok(instance) = TcpStream::connect(to) else {
                    continue;
                };
                turn.open.push(client.try_clone().unwrap());
                carry(client.try_clone().unwrap(), instance.try_clone().unwrap());
                carry(instance, client);
            }
        });
        Self { address, turn }
    }

    /// From now on to these; connections that are open end.
    pub fn lead_to(&self, instances: &[SocketAddr]) {
        let mut turn = self.turn.lock().unwrap();
        turn.instances = instances.to_vec();
        for connection in turn.open.drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    std::thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        while let Ok(read) = from.read(&mut buffer) {
            if read == 0 || to.write_all(&buffer[..read]).is_err() {
                break;
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    });
}

pub struct Instance {
    pub child: Child,
    pub address: SocketAddr,
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SIGKILL.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the instances share.
pub struct Site {
    pub postgres: Postgres,
    pub s3: S3,
    pub balancer: Balancer,
    pub folder: tempfile::TempDir,
    pub world: Arc<World>,
}

impl Site {
    pub fn start() -> Option<Self> {
        let postgres = Postgres::start()?;
        let folder = tempfile::tempdir().unwrap();
        let tls = TestPki::shared().tls_server();
        std::fs::write(folder.path().join("tls.pem"), tls.chain_pem()).unwrap();
        std::fs::write(folder.path().join("tls.key"), tls.key_pem()).unwrap();
        std::fs::write(folder.path().join("roots.pem"), TestPki::shared().root_pem()).unwrap();
        let world = World::new();
        // The one clock that the programs and this test share is the operating system's.
        to_the_present(&world, &folder.path().join("tls.pem"));
        Some(Self {
            postgres,
            s3: S3::start(),
            balancer: Balancer::start(),
            folder,
            world,
        })
    }

    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(program());
        command
            .env("GREFFE_PLATFORM_DATA", self.folder.path().join(name))
            .env("GREFFE_PLATFORM_DATABASE", self.postgres.url())
            .env("GREFFE_PLATFORM_ORIGINALS", "s3://greffe/originals-of-the-state")
            .env("GREFFE_PLATFORM_LOG_KEY", self.folder.path().join("log-key"))
            .env("LC_ALL", "en_GB.UTF-8")
            .envs(self.s3.variables());
        command
    }

    pub fn public_url(&self) -> identifier::PlatformUrl {
        identifier::PlatformUrl::parse(&format!("https://localhost:{}", self.balancer.address.port()))
            .unwrap()
    }

    pub fn instance(&self, name: &str) -> Instance {
        self.instance_at(name, free_address(), &self.public_url())
    }

    /// One that is known under another address.
    pub fn instance_at(
        &self,
        name: &str,
        address: SocketAddr,
        public_url: &identifier::PlatformUrl,
    ) -> Instance {
        let path = |name: &str| self.folder.path().join(name);
        let log = std::fs::File::create(path(&format!("{name}.log"))).unwrap();
        let mut child = self
            .program(name)
            .args(["serve", "--log-every", "1", "--listen", &address.to_string()])
            .args(["--public-url", public_url.as_str()])
            .args(["--tls-cert".as_ref(), path("tls.pem").as_os_str()])
            .args(["--tls-key".as_ref(), path("tls.key").as_os_str()])
            .args(["--trust".as_ref(), path("roots.pem").as_os_str()])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("listening on "), "{line}{}", self.log_of(name));
        Instance { child, address }
    }

    pub fn log_of(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(format!("{name}.log"))).unwrap_or_default()
    }

    pub fn operator(&self, arguments: &[&str]) -> Output {
        self.program("operator").args(arguments).output().unwrap()
    }

    pub fn code(&self) -> String {
        let _ = self.operator(&["administration", "add", "Commune A"]);
        let output = self.operator(&["enrol-code", "--administration", "Commune A"]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn desk(&self) -> Desk {
        let desk = Desk::new(&self.world, &self.public_url());
        sync::http::enrol(&desk.connection, &self.code(), "poste", desk.quiet()).unwrap();
        desk
    }
}

/// The clock of the test shows what the operating system's showed when this file, just written, was written.
pub fn to_the_present(world: &World, file: &std::path::Path) {
    let modified = std::fs::metadata(file).unwrap().modified().unwrap();
    let now = jiff::Timestamp::try_from(modified).unwrap();
    world.advance(now.duration_since(world.time()).as_secs());
}
