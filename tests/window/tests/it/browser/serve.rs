//! The front end on loopback: `ui/dist` as it is built, and beside it what a real demonstration desk answered.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::driver::program;

/// The answers of a demonstration desk, in `target/browser/recorded`: recorded anew when the program that records them is.
pub fn recorded() -> PathBuf {
    let folder = testkit::workspace_root().join("target/browser");
    std::fs::create_dir_all(&folder).unwrap();
    // Tests run side by side, each in a process of its own.
    let lock = std::fs::File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let (answers, stamp) = (folder.join("recorded"), folder.join("recorded.stamp"));
    let recorder = program("workbench");
    let made = format!("{:?}", std::fs::metadata(&recorder).unwrap().modified().unwrap());
    if std::fs::read_to_string(&stamp).ok().as_deref() != Some(made.as_str()) || !answers.is_dir() {
        let fresh = folder.join("recorded.new");
        for old in [&fresh, &answers] {
            if old.exists() {
                std::fs::remove_dir_all(old).unwrap();
            }
        }
        let status = Command::new(&recorder)
            .arg("record")
            .arg(&fresh)
            .status()
            .unwrap();
        assert!(status.success(), "the demonstration was not recorded");
        std::fs::rename(&fresh, &answers).unwrap();
        std::fs::write(&stamp, made).unwrap();
    }
    answers
}

/// What was recorded of a command.
pub fn lines(recorded: &Path, command: &str) -> Vec<Value> {
    let file = recorded.join(format!("{command}.json"));
    let text = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_slice(&text).unwrap()
}

/// A server for the tests, as long as the process lives.
pub struct Served {
    /// `http://127.0.0.1:<port>`.
    pub url: String,
    missed: Arc<Mutex<BTreeSet<String>>>,
}

impl Served {
    /// Serves the front end of `ui/dist` under the window's own content security policy.
    pub fn start(recorded: PathBuf) -> Served {
        Served::of(testkit::workspace_root().join("ui/dist"), recorded)
    }

    /// As [`Served::start`], of another folder.
    pub fn of(dist: PathBuf, recorded: PathBuf) -> Served {
        let root = testkit::workspace_root();
        assert!(
            dist.join("ui_bg.wasm").is_file(),
            "{} is not built: cargo xtask web",
            dist.display()
        );
        let policy = policy(&root);
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let missed = Arc::new(Mutex::new(BTreeSet::new()));
        let seen = Arc::clone(&missed);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (dist, recorded, policy, seen) =
                    (dist.clone(), recorded.clone(), policy.clone(), Arc::clone(&seen));
                std::thread::spawn(move || {
                    // A browser that goes away mid-answer is no fault of the page.
                    let _ = answer(stream, &dist, &recorded, &policy, &seen);
                });
            }
        });
        Served { url, missed }
    }

    /// What was asked for and is not there.
    pub fn missed(&self) -> Vec<String> {
        self.missed.lock().unwrap().iter().cloned().collect()
    }
}

/// The policy of `tauri.conf.json`, so that what the window would refuse is refused here.
fn policy(root: &Path) -> String {
    let text = std::fs::read_to_string(root.join("tauri.conf.json")).unwrap();
    let conf: Value = serde_json::from_str(&text).unwrap();
    let policy = conf["app"]["security"]["csp"].as_object().unwrap();
    let parts: Vec<String> = policy
        .iter()
        .map(|(name, value)| format!("{name} {}", value.as_str().unwrap()))
        .collect();
    parts.join("; ")
}

fn answer(
    mut stream: TcpStream,
    dist: &Path,
    recorded: &Path,
    policy: &str,
    missed: &Mutex<BTreeSet<String>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next();
    let path = path.unwrap_or("/").trim_start_matches('/');
    let file = match path.strip_prefix("recorded/") {
        Some(name) => recorded.join(name),
        None if path.is_empty() => dist.join("index.html"),
        None => dist.join(path),
    };
    let kind = match file
        .extension()
        .and_then(|kind| kind.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let (status, body) = match std::fs::read(&file) {
        Ok(body) if !path.contains("..") => ("200 OK", body),
        _ => {
            missed.lock().unwrap().insert(path.to_owned());
            ("404 Not Found", Vec::new())
        }
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {policy}\r\n\
         Cache-Control: max-age=600\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
