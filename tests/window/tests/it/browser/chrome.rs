//! Headless Chromium under WebDriver.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};

use super::serve::Served;
use crate::driver::{Ended, axe, free_port};

const KIT: &str = include_str!("kit.js");
/// The longest that one script of a walk may take.
const SCRIPT_MS: u64 = 120_000;
/// The size of text, in pixels, that is 100 %.
pub const USUAL_TEXT: u32 = 16;
/// How far down a picture shows a page.
const LOWEST: u64 = 2600;

/// Without Chromium and its driver the routes are not looked at: said loudly, and not accepted in CI.
pub fn can_browse() -> bool {
    for (program, package) in [("chromium", "chromium"), ("chromedriver", "chromium-driver")] {
        if Command::new(program).arg("--version").output().is_err() {
            testkit::skip("every route", &format!("{package} is not installed"), true);
            return false;
        }
    }
    true
}

/// A command of Chromium's own.
#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }
}

/// The browser with one page.
pub struct Chrome {
    /// The session.
    pub client: Client,
    axe: String,
    _driver: Ended,
    _profile: tempfile::TempDir,
}

impl Chrome {
    /// Starts it.
    pub async fn open() -> Chrome {
        Chrome::with_text(USUAL_TEXT).await
    }

    /// Starts it as somebody has it who asks for text of so many pixels. It is a preference and no command: the picture of a
    /// page takes back what a command asked for.
    pub async fn with_text(pixels: u32) -> Chrome {
        let port = free_port();
        let profile = tempfile::tempdir().unwrap();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .env("HOME", profile.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let driver = Ended(driver);
        let capabilities = json!({
            "goog:chromeOptions": { "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
                "--force-color-profile=srgb", "--window-size=1360,860",
                format!("--user-data-dir={}", profile.path().join("profile").display()),
            ], "prefs": { "webkit": { "webprefs": { "default_font_size": pixels, "default_fixed_font_size": pixels } } } },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": SCRIPT_MS },
        });
        let deadline = Instant::now() + Duration::from_secs(40);
        let client = loop {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let session = ClientBuilder::new(connector)
                .capabilities(capabilities.as_object().unwrap().clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match session {
                Ok(client) => break client,
                Err(error) if Instant::now() > deadline => panic!("no session: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        Chrome {
            client,
            axe: axe(),
            _driver: driver,
            _profile: profile,
        }
    }

    /// Closes it.
    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }

    /// Opens the front end in a scene of its stand-in, with a language, and everything a role may see.
    pub async fn load(&self, served: &Served, scene: &str, lang: &str) {
        let address = format!("{}/?scene={scene}&lang={lang}&theme=light&roles=all", served.url);
        self.client.goto(&address).await.unwrap();
        self.prepare().await;
        self.wrong("await kit.settle(); return [];").await;
    }

    /// Brings what the tests look with into the page.
    pub async fn prepare(&self) {
        self.run(KIT).await;
        self.run(&format!("{}; window.axe = axe;", self.axe)).await;
    }

    /// Evaluates a script.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Evaluates the body of an asynchronous function.
    pub async fn ask(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {body} }})().then(done, (e) => done(['the script broke: ' + (e.stack ?? e)]));"
        );
        self.client.execute_async(&script, Vec::new()).await.unwrap()
    }

    /// As [`Chrome::ask`], for what answers with a list of faults.
    pub async fn wrong(&self, body: &str) -> Vec<String> {
        let found = self.ask(body).await;
        let list = found.as_array().unwrap_or_else(|| panic!("{body}: {found}"));
        list.iter()
            .map(|one| one.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Presses one key many times.
    pub async fn press(&self, key: impl Into<char>, times: usize) {
        let key = key.into();
        let mut actions = KeyActions::new("keyboard".to_owned());
        for _ in 0..times {
            actions = actions
                .then(KeyAction::Down { value: key })
                .then(KeyAction::Up { value: key });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.client
            .issue_cmd(Own("goog/cdp/execute", body))
            .await
            .unwrap()
    }

    /// What a person asks of their system, as style sheets read it: `prefers-contrast`, `more`.
    pub async fn prefers(&self, feature: &str, value: &str) {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Makes the page as many CSS pixels wide and high; 0 and 0 as the window is.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.wrong("await kit.settle(); return [];").await;
    }

    /// Keeps a screenshot of what the window shows.
    pub async fn keep(&self, file: &Path) {
        let png = self.client.screenshot().await.unwrap();
        std::fs::write(file, png).unwrap();
    }

    /// Keeps a screenshot of the whole page, down to [`LOWEST`] pixels.
    pub async fn keep_page(&self, file: &Path) {
        let size = "const root = document.documentElement; return [root.clientWidth, root.scrollHeight];";
        let size = self.run(size).await;
        let pixels = |index: usize| size[index].as_u64().unwrap();
        let clip = json!({ "x": 0, "y": 0, "width": pixels(0), "height": pixels(1).min(LOWEST), "scale": 1 });
        let options =
            json!({ "format": "png", "captureBeyondViewport": true, "clip": clip, "optimizeForSpeed": true });
        let answer = self.devtools("Page.captureScreenshot", options).await;
        let png = STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        std::fs::write(file, png).unwrap();
    }

    /// What the page complained of on its console, since the last time.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self
            .client
            .issue_cmd(Own("se/log", json!({ "type": "browser" })))
            .await
            .unwrap();
        log.as_array()
            .into_iter()
            .flatten()
            .filter(|line| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
