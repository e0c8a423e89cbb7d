//! The demonstration's platform as a process of ours.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::demo::Demo;
use crate::process::{Doing, Failure, Outcome, as_typed, read, succeeds};

/// How long the platform may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

/// A platform that listens. Dropping it ends it.
pub struct Platform {
    child: Arc<Mutex<Child>>,
    said: Receiver<String>,
    serving: Arc<AtomicBool>,
    ending: Arc<AtomicBool>,
    /// What it writes.
    pub log: PathBuf,
}

impl Platform {
    /// Starts the platform of the demonstration and waits until both listeners answer.
    pub fn start(demo: &Demo) -> Outcome<Platform> {
        let log = demo.folder.join("platform.log");
        let to = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&log)
            .doing(format!("write {}", log.display()))?;
        let mut command = demo.program("greffe-platform");
        command
            .arg("serve")
            .arg("--data")
            .arg(demo.folder.join("platform"));
        command.args(["--listen", &format!("127.0.0.1:{}", demo.ports.https)]);
        command.args(["--public-http", &format!("127.0.0.1:{}", demo.ports.http)]);
        command.arg("--tls-cert").arg(&demo.prepared.pki.tls_cert_pem);
        command.arg("--tls-key").arg(&demo.prepared.pki.tls_key_pem);
        command.args(["--public-url", &demo.address()]);
        command.arg("--trust").arg(&demo.prepared.pki.trust_pem);
        // Soon enough for somebody who looks.
        command.args(["--log-every", "5"]);
        // On its standard output it says when it listens; and when that output ends, so has the platform.
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(to);
        let typed = as_typed(&command);
        let mut child = command.spawn().doing(format!("start `{typed}`"))?;
        let (sender, said) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let platform = Platform {
            child: Arc::new(Mutex::new(child)),
            said,
            serving: Arc::default(),
            ending: Arc::default(),
            log,
        };
        platform.end_with_us()?;
        platform.wait_until_up()?;
        Ok(platform)
    }

    fn wait_until_up(&self) -> Outcome {
        let started = Instant::now();
        loop {
            match self.said.recv_timeout(PATIENCE.saturating_sub(started.elapsed())) {
                Ok(line) if line.starts_with("listening") => return Ok(()),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Failure(format!(
                        "The platform does not listen after {} s. Its log: {}",
                        PATIENCE.as_secs(),
                        self.log.display()
                    )));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let log = std::fs::read_to_string(&self.log).unwrap_or_default();
                    let last = log.lines().last().unwrap_or("nothing").to_owned();
                    return Err(Failure(format!(
                        "The platform did not start. It last said: {last}\nIts log: {}",
                        self.log.display()
                    )));
                }
            }
        }
    }

    /// Ctrl-C and the like end the platform before they end us.
    fn end_with_us(&self) -> Outcome {
        let (child, serving) = (Arc::clone(&self.child), Arc::clone(&self.serving));
        let ending = Arc::clone(&self.ending);
        let handler = move || {
            ending.store(true, Ordering::Relaxed);
            eprintln!("\nEnding the platform.");
            if let Ok(mut child) = child.lock() {
                end(&mut child);
            }
            // Whoever lets it serve ends it this way; everywhere else it is an interruption.
            std::process::exit(if serving.load(Ordering::Relaxed) { 0 } else { 130 });
        };
        ctrlc::set_handler(handler).doing("listen for Ctrl-C")
    }

    /// A code with which one desk may enrol.
    pub fn one_time_code(&self, demo: &Demo) -> Outcome<String> {
        let data = demo.folder.join("platform");
        let name = &demo.prepared.administration;
        let code = || {
            let mut command = demo.program("greffe-platform");
            command
                .arg("enrol-code")
                .arg("--data")
                .arg(&data)
                .args(["--administration", name]);
            command
        };
        // A run that was cut short may have added the administration already.
        if !succeeds(&mut code()) {
            let mut add = demo.program("greffe-platform");
            add.args(["administration", "add"])
                .arg("--data")
                .arg(&data)
                .arg(name);
            read(&mut add)?;
        }
        Ok(read(&mut code())?.trim().to_owned())
    }

    /// Waits until the platform ends by itself; Ctrl-C ends everything.
    pub fn serve(self) -> Outcome {
        self.serving.store(true, Ordering::Relaxed);
        while self.said.recv().is_ok() {}
        if self.ending.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Failure(format!(
            "The platform ended by itself. Its log: {}",
            self.log.display()
        )))
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            end(&mut child);
        }
    }
}

/// Asks the process to end, and waits for it.
fn end(child: &mut Child) {
    if child.try_wait().is_ok_and(|status| status.is_some()) {
        return;
    }
    // A polite signal first, by the system's own tool: the standard library knows only the rude one.
    let asked = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .is_ok_and(|status| status.success());
    if !asked {
        let _ = child.kill();
    }
    let _ = child.wait();
}
