//! A real PostgreSQL server for one test, from the packages of the system.
//!
//! It listens on a socket in a folder of its own and trusts whoever reaches it. PostgreSQL refuses to run as root:
//! there it runs as the user `postgres` that Debian's package makes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A server with an empty database `greffe`; stopped and forgotten when dropped.
pub struct Postgres {
    programs: PathBuf,
    folder: tempfile::TempDir,
    more: Vec<String>,
}

/// Where the programs of the newest installed version are.
fn programs() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("GREFFE_POSTGRES_BIN") {
        return Some(folder.into());
    }
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, programs)| programs.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs)
}

fn is_root() -> bool {
    said(Command::new("id").arg("-u")) == "0"
}

fn said(command: &mut Command) -> String {
    let output = command.output().expect("a program of the system");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn ran(command: &mut Command) {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .expect("a program of the system");
    assert!(status.success(), "{command:?}: {status}");
}

impl Postgres {
    /// Starts a server. Where PostgreSQL is not installed that is said aloud; under `CI=true` it fails.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// The same with settings, e.g. `["-c", "ssl=on"]`.
    pub fn start_with(more: &[&str]) -> Option<Self> {
        let Some(programs) = programs() else {
            let missing = "PostgreSQL is not installed (Debian: postgresql): the test with it is SKIPPED";
            assert!(std::env::var("CI").is_err(), "{missing}");
            eprintln!("{missing}");
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("greffe-pg-")
            .tempdir()
            .expect("a temporary folder");
        let server = Self {
            programs,
            folder,
            more: more.iter().map(|&argument| argument.to_owned()).collect(),
        };
        if is_root() {
            ran(Command::new("chown").arg("postgres:").arg(server.folder.path()));
        }
        let data = server.data();
        ran(server
            .command("initdb")
            .args(["--no-sync", "--no-instructions", "-A", "trust", "-U", "greffe"])
            .args(["-E", "UTF8", "--locale=C.UTF-8", "-D"])
            .arg(data));
        server.again();
        ran(server
            .command("createdb")
            .args(["-U", "greffe", "-h"])
            .arg(server.folder.path())
            .arg("greffe"));
        Some(server)
    }

    /// A program of PostgreSQL, as a user under whom it runs.
    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"])
                .arg(program);
            command
        } else {
            Command::new(program)
        };
        command
            .current_dir(self.folder.path())
            .env_remove("PGDATABASE")
            .env("PGPORT", self.port());
        command
    }

    /// The port of the setting `port=…`; it names the socket too.
    fn port(&self) -> &str {
        let named = self
            .more
            .iter()
            .find_map(|argument| argument.strip_prefix("port="));
        named.unwrap_or("5432")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder of the socket, and what the server may read.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the server's user a file of that content.
    pub fn give(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("a file for the server");
        ran(Command::new("chmod").arg("600").arg(&path));
        if is_root() {
            ran(Command::new("chown").arg("postgres:").arg(&path));
        }
        path
    }

    /// Starts the server, after [`stop`](Self::stop) again.
    pub fn again(&self) {
        let mut options = format!(
            "-c listen_addresses= -k {} -c fsync=off",
            self.folder.path().display()
        );
        for argument in &self.more {
            options.push(' ');
            options.push_str(argument);
        }
        ran(self
            .command("pg_ctl")
            .args(["start", "-w", "-t", "60", "-o", &options, "-l"])
            .arg(self.folder.path().join("log"))
            .arg("-D")
            .arg(self.data()));
    }

    /// Stops the server as a power cut would, connections and all.
    pub fn stop(&self) {
        ran(self
            .command("pg_ctl")
            .args(["stop", "-w", "-m", "immediate", "-D"])
            .arg(self.data()));
    }

    /// Kills the server's first process (SIGKILL), as the kernel does where memory ends: nobody is told, and the others end
    /// when they notice. [`again`](Self::again) starts it when they have.
    pub fn kill(&self) {
        let path = self.data().join("postmaster.pid");
        let text = said(Command::new("cat").arg(&path));
        let pid = text.lines().next().expect("a process of the server").to_owned();
        let of = |pid: &str| -> Vec<String> {
            let text = said(Command::new("ps").args(["-o", "pid=", "--ppid", pid]));
            text.split_whitespace().map(str::to_owned).collect()
        };
        let children = of(&pid);
        ran(Command::new("kill").args(["-KILL", &pid]));
        // What is in the middle of a statement ends with it.
        let there = |pid: &String| Path::new("/proc").join(pid).exists();
        let mut waited = 0;
        while std::iter::once(&pid).chain(&children).any(there) {
            waited += 1;
            assert!(waited < 3000, "the processes of a killed server stay");
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        self.url_of("greffe")
    }

    /// The address of another database of this server.
    pub fn url_of(&self, database: &str) -> String {
        let socket = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://greffe@{socket}:{}/{database}", self.port())
    }

    /// Runs a statement as the server's owner; what `psql` prints, without ornaments.
    pub fn sql(&self, statement: &str) -> String {
        self.sql_in("greffe", statement)
    }

    /// The same in another database.
    pub fn sql_in(&self, database: &str, statement: &str) -> String {
        said(
            self.command("psql")
                .args([
                    "-X",
                    "-q",
                    "-A",
                    "-t",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-U",
                    "greffe",
                    "-h",
                ])
                .arg(self.folder.path())
                .args(["-d", database, "-c", statement]),
        )
    }

    /// What the server wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self
            .command("pg_ctl")
            .args(["stop", "-m", "immediate", "-D"])
            .arg(self.data())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}
