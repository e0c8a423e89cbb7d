//! What is measured and what it is compared with: the platform as a program, a bare server that does nothing but keep
//! files, nginx, curl.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path as Named, State};
use axum::routing::put;
use futures_util::StreamExt as _;
use platform::storage::Storage as _;
use platform::storage::sqlite::{EVERYDAY_ROLES, SqliteStorage};
use testkit::pki::TestPki;

use crate::support::process::Program;
use crate::support::{Desk, World, free_address};

/// The platform as an operator starts it, with limits that do not bound a benchmark.
pub struct Site {
    pub program: Program,
    pub storage: SqliteStorage,
    pub world: Arc<World>,
    pub url: identifier::PlatformUrl,
    pub address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Site {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = free_address();
        let program = Program::serve_with(
            folder.path(),
            address,
            &["--limits-times", "1000000", "--log-every", "1"],
            &[],
        );
        let storage = SqliteStorage::open(&folder.path().join("data")).unwrap();
        let world = World::new();
        // The one clock that the program and this process share is the operating system's.
        let file = folder.path().join("now");
        std::fs::write(&file, "").unwrap();
        let modified = std::fs::metadata(&file).unwrap().modified().unwrap();
        let now = jiff::Timestamp::try_from(modified).unwrap();
        world.advance(now.duration_since(world.time()).as_secs());
        let url = identifier::PlatformUrl::parse(&format!("https://localhost:{}", address.port())).unwrap();
        platform::admin::add_administration(&storage, &*world, "Commune A").unwrap();
        Self {
            program,
            storage,
            world,
            url,
            address,
            _folder: folder,
        }
    }

    /// An enrolled desk of the one administration.
    pub fn desk(&self) -> Desk {
        let code = platform::admin::enrolment_code(&self.storage, &*self.world, "Commune A", &EVERYDAY_ROLES)
            .unwrap()
            .0;
        let mut desk = Desk::new(&self.world, &self.url);
        // Many desks at once, on few cores: patience, not failure.
        desk.connection.timeouts = sync::http::Timeouts {
            connect: std::time::Duration::from_secs(60),
            idle: std::time::Duration::from_secs(120),
        };
        sync::http::enrol(&desk.connection, &code, "poste", desk.quiet()).unwrap();
        desk
    }

    pub fn epoch(&self) -> String {
        self.storage.epoch().unwrap()
    }

    pub fn pid(&self) -> u32 {
        self.program.child.id()
    }
}

/// A server that takes PUTs over the same TLS and brings each to the disk under its name: written, synced, renamed, the
/// folder synced.
pub struct Bare {
    pub address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
    folder: tempfile::TempDir,
}

impl Bare {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tls = TestPki::shared().tls_server();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/{name}", put(keep))
            .with_state(folder.path().to_owned());
        let (chain, key) = (tls.chain_pem(), tls.key_pem());
        runtime.block_on(async {
            let config = axum_server::tls_rustls::RustlsConfig::from_pem(chain.into(), key.into())
                .await
                .unwrap();
            let mut alone = rustls::ServerConfig::clone(&config.get_inner());
            alone.alpn_protocols = vec![b"http/1.1".to_vec()];
            config.reload_from_config(Arc::new(alone));
            let mut server = axum_server::from_tcp_rustls(listener, config)
                .unwrap()
                .http1_only();
            server.http_builder().http1().max_buf_size(64 * 1024);
            tokio::spawn(server.serve(router.into_make_service()));
        });
        Self {
            address,
            _runtime: runtime,
            folder,
        }
    }

    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    /// Forgets what came.
    pub fn clear(&self) {
        for entry in std::fs::read_dir(self.folder.path()).unwrap().flatten() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
}

async fn keep(State(folder): State<PathBuf>, Named(name): Named<String>, body: Body) {
    use std::io::Write as _;
    let part = folder.join(format!("{name}.part"));
    let mut file = None;
    let mut stream = body.into_data_stream();
    let (mut gathered, mut bytes): (Vec<Bytes>, usize) = (Vec::new(), 0);
    loop {
        let chunk = stream.next().await.map(|chunk| chunk.unwrap());
        let is_end = chunk.is_none();
        bytes += chunk.as_ref().map_or(0, Bytes::len);
        gathered.extend(chunk);
        if !is_end && bytes < 256 * 1024 {
            continue;
        }
        let (turn, part, name, folder) = (
            std::mem::take(&mut gathered),
            part.clone(),
            name.clone(),
            folder.clone(),
        );
        bytes = 0;
        let before = file.take();
        let after = tokio::task::spawn_blocking(move || {
            let mut file = before.unwrap_or_else(|| std::fs::File::create(&part).unwrap());
            for bytes in turn {
                file.write_all(&bytes).unwrap();
            }
            if is_end {
                file.sync_all().unwrap();
                std::fs::rename(part, folder.join(name)).unwrap();
                std::fs::File::open(folder).unwrap().sync_all().unwrap();
            }
            file
        })
        .await
        .unwrap();
        if is_end {
            return;
        }
        file = Some(after);
    }
}

/// nginx with one static file over the same TLS.
pub struct Nginx {
    child: Child,
    pub address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Nginx {
    /// Nothing where it is not installed.
    pub fn start(content: &[u8]) -> Option<Self> {
        let program = ["/usr/sbin/nginx", "/usr/bin/nginx"]
            .iter()
            .map(Path::new)
            .find(|path| path.exists())?;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let tls = TestPki::shared().tls_server();
        std::fs::write(root.join("tls.pem"), tls.chain_pem()).unwrap();
        std::fs::write(root.join("tls.key"), tls.key_pem()).unwrap();
        std::fs::create_dir(root.join("www")).unwrap();
        std::fs::write(root.join("www/page.html"), content).unwrap();
        let address = free_address();
        let at = root.display();
        let user = if is_root() { "user root;" } else { "" };
        let configuration = format!(
            "daemon off; {user} worker_processes 2; pid {at}/pid; error_log {at}/error.log;
             events {{ worker_connections 4096; }}
             http {{
                 access_log {at}/access.log; default_type text/html; sendfile on; tcp_nodelay on;
                 client_body_temp_path {at}/t1; proxy_temp_path {at}/t2; fastcgi_temp_path {at}/t3;
                 uwsgi_temp_path {at}/t4; scgi_temp_path {at}/t5;
                 keepalive_requests 100000000; open_file_cache max=100;
                 server {{
                     listen {address} ssl; ssl_certificate {at}/tls.pem; ssl_certificate_key {at}/tls.key;
                     ssl_protocols TLSv1.3; root {at}/www;
                 }}
             }}"
        );
        std::fs::write(root.join("nginx.conf"), configuration).unwrap();
        let child = Command::new(program)
            .args([
                "-c",
                &format!("{at}/nginx.conf"),
                "-e",
                &format!("{at}/error.log"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..100 {
            if std::net::TcpStream::connect(address).is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Some(Self {
            child,
            address,
            _folder: folder,
        })
    }

    /// The master and its workers.
    pub fn pids(&self) -> Vec<u32> {
        let master = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{master}/task/{master}/children"));
        let children = children.unwrap_or_default();
        let workers = children.split_whitespace().filter_map(|pid| pid.parse().ok());
        workers.chain([master]).collect()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0"))
}

/// Sends files with curl over one connection; nothing where it is not installed.
pub fn curl(files: &[PathBuf], to: &str) -> Option<()> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, TestPki::shared().root_pem()).unwrap();
    let mut command = Command::new("curl");
    command
        .args(["-sS", "--fail", "--http1.1", "--noproxy", "*", "--cacert"])
        .arg(root);
    for file in files {
        command.arg("-T").arg(file).arg(format!("{to}/"));
        command.args(["-o", "/dev/null"]);
    }
    command.status().ok()?.success().then_some(())
}
