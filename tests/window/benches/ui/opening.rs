//! From the start of the program to what a person can read and use, beside a window of Tauri with nothing in it. Both are
//! built alike, started by the same driver in turn, and timed by their own pages: the first paint with contents, by the
//! clock of the machine, less the moment at which the driver was asked to start the program.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fantoccini::ClientBuilder;
use serde_json::{Value, json};

use crate::driver::{Ended, children, free_port, program, runs};
use crate::{busy, line, median};

/// How much longer than the empty window ours may take.
const PAINT: f64 = 1.3;

/// Answers when what is asked for stands on the page, painted.
const LOOK: &str = r#"
    const done = arguments[arguments.length - 1], mark = (name) => performance.getEntriesByName(name)[0]?.startTime ?? null;
    const look = () => {
        const painted = mark('first-contentful-paint');
        if (painted === null || !(CONDITION)) return setTimeout(look, 5);
        done({ origin: performance.timeOrigin, painted, readable: mark('greffe-readable'), ready: mark('greffe-ready'),
            focus: document.activeElement.id, heading: document.querySelector('h1').innerText });
    };
    look();
"#;

/// A program that was started, and what its page said.
struct Opened {
    /// Milliseconds until the first paint with contents; ours with the page that can be read in it.
    painted: f64,
    /// Milliseconds until the program itself stands there.
    ready: f64,
    /// What has the focus then.
    focus: String,
}

fn now() -> f64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs_f64()
        * 1e3
}

/// Ends them and waits until they are gone: a second window on the same desk would hand over to the one that is going.
async fn end(processes: &[u32]) {
    while processes.iter().any(|process| runs(*process)) {
        for process in processes {
            // One that is gone already needs no more.
            let _ = Command::new("kill")
                .arg(process.to_string())
                .stderr(Stdio::null())
                .status();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Starts the driver, and the program by it; `fill` may go on in the window before it is closed.
async fn open(binary: &Path, home: &Path, condition: &str, fill: Option<&str>) -> Opened {
    let port = free_port();
    let driver = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("GREFFE_DESK", home.join("desk"))
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("LANG", "fr_LU.UTF-8")
        .env_remove("LC_ALL")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let driver = Ended(driver);
    let deadline = Instant::now() + Duration::from_secs(60);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < deadline, "WebKitWebDriver does not listen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let capabilities = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": [] } });
    let started = now();
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities.as_object().unwrap().clone())
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    let script = LOOK.replace("CONDITION", condition);
    let found = loop {
        // A page that is only just being opened forgets the script.
        match client.execute_async(&script, Vec::new()).await {
            Ok(found) => break found,
            Err(error) => assert!(Instant::now() < deadline, "{}: {error}", binary.display()),
        }
    };
    if let Some(fill) = fill {
        let filled = client.execute_async(fill, Vec::new()).await.unwrap();
        assert_eq!(filled, Value::Null, "the desk was not made: {filled}");
    }
    let programs = children(driver.0.id());
    client.close().await.unwrap();
    end(&programs).await;
    let at = |name: &str| found[name].as_f64();
    let since = found["origin"].as_f64().unwrap() - started;
    let painted = at("painted").unwrap().max(at("readable").unwrap_or_default());
    Opened {
        painted: since + painted,
        ready: since + at("ready").unwrap_or(painted),
        focus: found["focus"].as_str().unwrap_or_default().to_owned(),
    }
}

/// Makes a desk in the window, as a person does.
const MAKE: &str = r#"
    const done = arguments[arguments.length - 1];
    const type = (id, text) => {
        const field = document.getElementById(id);
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    type('administration', 'Commune de Mamer'); type('person', 'Danielle Weber'); type('office', 'RES');
    type('new-passphrase', 'quatre mots pour un poste'); type('repeat-passphrase', 'quatre mots pour un poste');
    document.querySelector('#app form').requestSubmit();
    const begun = performance.now();
    const look = () => document.querySelector('.desk, [data-action=begin-later]') ? done(null)
        : performance.now() - begun > 25000 ? done(document.body.innerText) : setTimeout(look, 50);
    look();
"#;

/// Measures and prints.
pub async fn measure(runs: usize) {
    if !crate::driver::can_look() {
        return;
    }
    let ours = program("greffe-desktop");
    let empty: PathBuf = ours.parent().unwrap().join("examples/empty-window");
    let made = tempfile::tempdir().unwrap();
    let there = "mark('greffe-ready') !== null";
    open(&ours, made.path(), there, Some(MAKE)).await;
    let (mut with_empty, mut locked, mut first) = (Vec::new(), Vec::new(), Vec::new());
    // In turn, so that all meet the same machine; the first of each warms the files up.
    for run in 0..=runs {
        let nothing = tempfile::tempdir().unwrap();
        let one = open(&empty, nothing.path(), "true", None).await;
        let other = open(&ours, made.path(), there, None).await;
        assert_eq!(
            other.focus, "passphrase",
            "the field of the locked desk has the focus"
        );
        let third = open(&ours, nothing.path(), there, None).await;
        if run > 0 {
            with_empty.push(one.painted);
            locked.push((other.painted, other.ready));
            first.push((third.painted, third.ready));
        }
    }
    println!(
        "\nFrom the start of the program, {runs} times each in turn, load of the machine {}",
        busy()
    );
    let least = with_empty.iter().copied().fold(f64::INFINITY, f64::min);
    let empty = median(with_empty);
    line("an empty window: painted", format!("{empty:.0} ms"), None);
    line("   the fastest", format!("{least:.0} ms"), None);
    for (what, times) in [("the locked desk", locked), ("the first start", first)] {
        let (painted, ready): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
        let least = painted.iter().copied().fold(f64::INFINITY, f64::min);
        let (painted, ready) = (median(painted), median(ready));
        line(
            &format!("{what}: can be read, takes keys"),
            format!("{painted:.0} ms"),
            None,
        );
        line("   the fastest", format!("{least:.0} ms"), None);
        let times = painted / empty;
        let target = (format!("{PAINT:.2}x"), times <= PAINT);
        line("   times the empty window", format!("{times:.2}x"), Some(target));
        line(
            "   the program stands in its place",
            format!("{ready:.0} ms"),
            None,
        );
    }
}
