//! Headless Chromium under WebDriver, for pages as people get them: with scripts and without, light and dark, narrow.
#![allow(dead_code)]

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

/// Without Chromium and its driver nothing is looked at: said loudly, and not accepted in CI.
pub fn can_browse(what: &str) -> bool {
    for (program, package) in [
        ("chromium", "chromium"),
        ("chromedriver", "chromium-driver"),
        ("npm", "npm"),
    ] {
        if Command::new(program).arg("--version").output().is_err() {
            testkit::skip(what, &format!("{package} is not installed"), true);
            return false;
        }
    }
    true
}

/// Where pictures of the pages are kept, to be looked at.
pub fn pictures() -> PathBuf {
    let folder = testkit::workspace_root().join("artefacts/check-page");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(
        &self,
        base: &reqwest::Url,
        session: Option<&str>,
    ) -> Result<reqwest::Url, <reqwest::Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &reqwest::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.1.to_string()))
    }
}

/// A browser with one page.
pub struct Chrome {
    client: Option<Client>,
    driver: Child,
    runtime: tokio::runtime::Runtime,
    axe: String,
    _profile: tempfile::TempDir,
}

impl Drop for Chrome {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(client.close());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Chrome {
    pub fn open() -> Self {
        Self::open_with(&[])
    }

    /// With more arguments of the browser.
    pub fn open_with(more: &[&str]) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let port = super::free_address().port();
        let profile = tempfile::tempdir().unwrap();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .env("HOME", profile.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let folder = format!("--user-data-dir={}", profile.path().join("profile").display());
        let mut arguments = vec![
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--window-size=1280,900",
            &folder,
        ];
        arguments.extend(more);
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 60_000 },
        });
        let deadline = Instant::now() + Duration::from_secs(40);
        let client = runtime.block_on(async {
            loop {
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
            }
        });
        Self {
            client: Some(client),
            driver,
            runtime,
            axe: axe(),
            _profile: profile,
        }
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    pub fn goto(&self, address: &str) {
        self.runtime.block_on(self.client().goto(address)).unwrap();
    }

    /// Evaluates the body of a function.
    pub fn run(&self, script: &str) -> Value {
        self.runtime
            .block_on(self.client().execute(script, Vec::new()))
            .unwrap()
    }

    /// Evaluates the body of an asynchronous function.
    pub fn ask(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {body} }})().then(done, (e) => done(['the script broke: ' + (e.stack ?? e)]));"
        );
        self.runtime
            .block_on(self.client().execute_async(&script, Vec::new()))
            .unwrap()
    }

    /// Waits until an expression is true.
    pub fn until(&self, expression: &str) {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let holds = self.runtime.block_on(
                self.client()
                    .execute(&format!("return !!({expression})"), Vec::new()),
            );
            if matches!(holds, Ok(Value::Bool(true))) {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "waited in vain for {expression}: {}",
                self.source()
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Sends a form as a page of this service would, and waits for the answer.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) {
        self.run(&format!(
            "window.before = true; const form = document.createElement('form'); form.method = 'post'; \
             form.action = {}; for (const [name, value] of {}) {{ const field = document.createElement('textarea'); \
             field.name = name; field.value = value; form.append(field); }} document.body.append(form); form.submit();",
            json!(path),
            json!(fields)
        ));
        self.until("!window.before && document.readyState === 'complete'");
    }

    pub fn source(&self) -> String {
        self.runtime.block_on(self.client().source()).unwrap_or_default()
    }

    pub fn address(&self) -> String {
        self.runtime
            .block_on(self.client().current_url())
            .unwrap()
            .to_string()
    }

    pub fn send(&self, selector: &str, keys: &str) {
        self.runtime.block_on(async {
            let found = self.client().find(Locator::Css(selector)).await.unwrap();
            found.send_keys(keys).await.unwrap();
        });
    }

    pub fn click(&self, selector: &str) {
        self.runtime.block_on(async {
            let found = self.client().find(Locator::Css(selector)).await.unwrap();
            found.click().await.unwrap();
        });
    }

    /// The text of the first that fits, waited for while a page gives way to the next.
    pub fn text(&self, selector: &str) -> String {
        self.runtime.block_on(async {
            let mut tries = 0;
            loop {
                let text = match self.client().find(Locator::Css(selector)).await {
                    Ok(found) => found.text().await,
                    Err(error) => Err(error),
                };
                match text {
                    Err(_) if tries < 100 => tries += 1,
                    text => return text.unwrap(),
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        })
    }

    /// A command of the DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.runtime
            .block_on(self.client().issue_cmd(Own("goog/cdp/execute", body)))
            .unwrap()
    }

    /// Makes the page as many CSS pixels wide and high; 0 and 0: as the window is.
    pub fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// What the person wants of colours.
    pub fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// What axe-core finds wrong.
    pub fn findings(&self, only: Option<&[&str]>) -> Vec<String> {
        let options = match only {
            Some(rules) => json!({ "runOnly": { "type": "rule", "values": rules } }),
            None => json!({ "rules": { "target-size": { "enabled": true } } }),
        };
        if self.run("return typeof window.axe") != json!("object") {
            self.run(&format!("{}; window.axe = axe;", self.axe));
        }
        let found = self.ask(&format!(
            "const found = await axe.run(document, {{ resultTypes: ['violations'], ...{options} }}); \
             return found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.html.slice(0, 160) + ' ' \
                 + ((n.any[0] || n.all[0] || n.none[0])?.message ?? '')).join(' | '));"
        ));
        texts(&found)
    }

    /// What is wider than the page.
    pub fn too_wide(&self) -> Vec<String> {
        let found = self.run(
            "const page = document.documentElement; const wrong = []; \
             if (page.scrollWidth > page.clientWidth + 1) wrong.push('the page: ' + page.scrollWidth + ' > ' + page.clientWidth); \
             for (const e of document.querySelectorAll('body *')) { \
                 if (e.closest('.visually-hidden, pre, .table-scroll, .skip, .languages') || e.closest('svg')) continue; \
                 const box = e.getBoundingClientRect(); \
                 if (box.width > 0 && box.right > page.clientWidth + 1) wrong.push(e.outerHTML.slice(0, 120) + ' to ' + box.right); } \
             return wrong.slice(0, 6);",
        );
        texts(&found)
    }

    /// What was asked of other servers than the page's own.
    pub fn asked_elsewhere(&self) -> Vec<String> {
        texts(&self.run(
            "return performance.getEntriesByType('resource').map(r => r.name).filter(name => !name.startsWith(location.origin));",
        ))
    }

    /// What the page complained of on its console since the last time, refused contents among it.
    pub fn complaints(&self) -> Vec<String> {
        let log = self
            .runtime
            .block_on(
                self.client()
                    .issue_cmd(Own("se/log", json!({ "type": "browser" }))),
            )
            .unwrap();
        log.as_array()
            .into_iter()
            .flatten()
            .filter(|line| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Keeps a picture of the whole page.
    pub fn keep(&self, name: &str) {
        let height = self.run("return document.documentElement.scrollHeight").as_u64();
        let shot = self.devtools(
            "Page.captureScreenshot",
            json!({ "captureBeyondViewport": true, "clip": {
                "x": 0, "y": 0, "scale": 1, "height": height,
                "width": self.run("return document.documentElement.clientWidth"),
            } }),
        );
        use base64::Engine as _;
        let png = base64::engine::general_purpose::STANDARD
            .decode(shot["data"].as_str().unwrap())
            .unwrap();
        std::fs::write(pictures().join(format!("{name}.png")), png).unwrap();
    }
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap_or_else(|| panic!("{list}"));
    list.iter()
        .map(|one| one.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// axe-core from npm, kept in the build folder.
fn axe() -> String {
    let folder = testkit::workspace_root().join("target/npm");
    let file = folder.join("package/axe.min.js");
    if !file.is_file() {
        std::fs::create_dir_all(&folder).unwrap();
        for (program, arguments) in [
            ("npm", &["pack", "--silent", "axe-core@4.14.1"][..]),
            ("tar", &["xzf", "axe-core-4.14.1.tgz"]),
        ] {
            let done = Command::new(program)
                .args(arguments)
                .current_dir(&folder)
                .output()
                .unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }
    std::fs::read_to_string(file).unwrap()
}
