//! `cargo xtask bench ui`: how large the front end is, how soon the window shows something useful beside an empty window,
//! and how a list of 100,000 dossiers scrolls. Needs what the tests of the window need, and `ui/dist` built for release.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "../tests/it/browser/chrome.rs"]
mod chrome;
#[path = "../tests/it/driver.rs"]
mod driver;
#[path = "../tests/it/browser/serve.rs"]
mod serve;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::ClientBuilder;
use serde_json::{Value, json};

use driver::{Ended, free_port, program};

/// The most that our WebAssembly may be, compressed as it is embedded (brotli).
const WASM_BYTES: f64 = 1_200_000.0;
/// How much longer than the empty window ours may take.
const PAINT: f64 = 1.3;
/// Rows of the long list.
const ROWS: u32 = 100_000;

fn line(what: &str, value: String, target: Option<(String, bool)>) {
    let target = target.map_or_else(String::new, |(target, held)| {
        format!("{target:>16}{}", if held { "" } else { "  MISSED" })
    });
    println!("{}", format!("{what:58}{value:>16}{target}").trim_end());
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    println!("{:58}{:>16}{:>16}", "", "measured", "wanted");
    size();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        paint(if quick { 3 } else { 9 }).await;
        scroll(if quick { 20_000 } else { ROWS }).await;
    });
}

/// Bytes of a file after brotli at its best, by the same library that node carries; `None` without node.
fn brotli(file: &Path) -> Option<usize> {
    let script = "const z=require('zlib'),f=require('fs').readFileSync(process.argv[1]);\
                  console.log(z.brotliCompressSync(f,{params:{[z.constants.BROTLI_PARAM_QUALITY]:11}}).length)";
    let output = Command::new("node")
        .args(["-e", script])
        .arg(file)
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn size() {
    let dist = testkit::workspace_root().join("ui/dist");
    let wasm = dist.join("ui_bg.wasm");
    let raw = std::fs::metadata(&wasm).unwrap().len();
    line("ui_bg.wasm", format!("{:.2} MB", raw as f64 / 1e6), None);
    match brotli(&wasm) {
        Some(bytes) => line(
            "ui_bg.wasm, compressed (brotli)",
            format!("{:.2} MB", bytes as f64 / 1e6),
            Some((format!("{:.2} MB", WASM_BYTES / 1e6), bytes as f64 <= WASM_BYTES)),
        ),
        None => println!("ui_bg.wasm, compressed: not measured, node is missing"),
    }
    for name in [
        "ui.js",
        "greffe.css",
        "theme.css",
        "vendor/designsystemet/designsystemet.css",
    ] {
        if let Some(bytes) = brotli(&dist.join(name)) {
            line(
                &format!("{name}, compressed"),
                format!("{:.1} KB", bytes as f64 / 1e3),
                None,
            );
        }
    }
}

/// Milliseconds from starting a program until what is named stands on its painted page.
async fn shown_after(binary: &Path, selector: &str) -> f64 {
    let home = tempfile::tempdir().unwrap();
    let port = free_port();
    let driver = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("GREFFE_DESK", home.path().join("desk"))
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_CACHE_HOME", home.path().join("cache"))
        .env("LANG", "fr_LU.UTF-8")
        .env_remove("LC_ALL")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _driver = Ended(driver);
    let deadline = Instant::now() + Duration::from_secs(20);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < deadline, "WebKitWebDriver does not listen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let capabilities = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": [] } });
    let started = Instant::now();
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities.as_object().unwrap().clone())
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         const look = () => document.querySelector({}) ? requestAnimationFrame(() => done(true)) : requestAnimationFrame(look); look();",
        json!(selector)
    );
    // A page that is only just being opened forgets the script.
    while client.execute_async(&script, Vec::new()).await.is_err() {
        assert!(
            Instant::now() < deadline,
            "{} shows no {selector}",
            binary.display()
        );
    }
    let took = started.elapsed().as_secs_f64() * 1e3;
    client.close().await.unwrap();
    took
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

async fn paint(runs: usize) {
    let ours = program("greffe-desktop");
    let empty: PathBuf = ours.parent().unwrap().join("examples/empty-window");
    let (mut with_ours, mut with_empty) = (Vec::new(), Vec::new());
    // In turn, so that both meet the same machine; the first of each warms the files up.
    for run in 0..=runs {
        let (one, other) = (
            shown_after(&empty, "h1").await,
            shown_after(&ours, "#administration").await,
        );
        if run > 0 {
            with_empty.push(one);
            with_ours.push(other);
        }
    }
    let (ours, empty) = (median(with_ours), median(with_empty));
    line(
        "empty window: first paint, median",
        format!("{empty:.0} ms"),
        None,
    );
    line(
        "ours: first form, ready to type, median",
        format!("{ours:.0} ms"),
        None,
    );
    line(
        "ours, times the empty window",
        format!("{:.2}x", ours / empty),
        Some((format!("{PAINT:.2}x"), ours / empty <= PAINT)),
    );
}

/// Answers the list of dossiers without end, so that the front end alone is measured.
const LIST: &str = r#"
    const rows = ROWS, ask = window.fetch;
    let given = 0;
    const row = (n) => ({
        id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
        reference: `2026/RES/${String(n % 1000000).padStart(6, '0')}`,
        subject: ['Certificat de résidence élargi', 'Autorisation de construire : extension d’une maison unifamiliale', 'Wunnsëtzzertifikat'][n % 3],
        status: 'open', procedure: null, party: ['Anne-Marie Schroeder', 'Jang Thill', null][n % 3],
        documents: n % 7, waiting: n % 5 === 0 ? 1 : 0, changed_at: '2026-11-20T08:55:00Z',
    });
    window.fetch = (address, ...rest) => {
        if (!String(address).includes('dossier_page')) return ask(address, ...rest);
        const size = given === 0 ? 100 : 200, page = [];
        for (let i = 0; i < size && given < rows; i++) page.push(row(given++));
        const answer = { rows: page, next: given < rows ? `${given}.${given}` : null, count: { counted: rows, more: false } };
        return Promise.resolve(new Response(JSON.stringify([{ arguments: {}, answer }])));
    };
"#;

/// Scrolls to the end until every row came, then through the whole list a window a frame, and tells the frames.
const SCROLL: &str = r#"
    const room = document.scrollingElement;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const count = () => [...document.querySelectorAll('table.dossiers tbody')].length;
    location.hash = '/';
    const begun = performance.now();
    let last = 0, still = performance.now();
    while (performance.now() - still < 4000) {
        room.scrollTop = room.scrollHeight;
        await frame();
        if (count() !== last) { last = count(); still = performance.now(); }
    }
    const loaded = still - begun;
    const measure = async (step) => {
        room.scrollTop = 0;
        await new Promise((done) => setTimeout(done, 500));
        const times = [];
        let before = await frame();
        const end = performance.now() + 8000;
        while (performance.now() < end && room.scrollTop + room.clientHeight < room.scrollHeight) {
            room.scrollTop += step;
            const now = await frame();
            times.push(now - before);
            before = now;
        }
        times.sort((a, b) => a - b);
        return { frames: times.length, dropped: times.filter((t) => t > 25).length, worst: times[times.length - 1], median: times[times.length >> 1] };
    };
    const wheel = await measure(120), page = await measure(room.clientHeight);
    return { chunks: last, loaded, wheel, page, height: room.scrollHeight, nodes: document.querySelectorAll('*').length };
"#;

async fn scroll(rows: u32) {
    if !chrome::can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = serve::Served::start(nothing.path().to_owned());
    let chrome = chrome::Chrome::open().await;
    chrome.load(&served, "open", "fr").await;
    chrome.run("location.hash = '/unknown'").await;
    chrome.run(&LIST.replace("ROWS", &rows.to_string())).await;
    let found = chrome.ask(SCROLL).await;
    let of = |part: &Value, name: &str| part[name].as_f64().unwrap_or(f64::NAN);
    line(
        &format!("{rows} rows, all scrolled into the list"),
        format!("{:.1} s", of(&found, "loaded") / 1e3),
        None,
    );
    line("elements on the page then", format!("{}", found["nodes"]), None);
    for (name, what) in [
        ("wheel", "a notch of the wheel a frame"),
        ("page", "a whole window a frame"),
    ] {
        let part = &found[name];
        let (frames, dropped) = (of(part, "frames"), of(part, "dropped"));
        line(
            &format!("dropped frames, {what}"),
            format!("{dropped:.0} of {frames:.0}"),
            Some(("none".to_owned(), dropped == 0.0)),
        );
        line("   the worst frame", format!("{:.0} ms", of(part, "worst")), None);
    }
    chrome.close().await;
}
