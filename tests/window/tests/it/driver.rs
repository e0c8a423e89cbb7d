//! The window under WebDriver: keys in, what stands on the page out.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

/// How long a condition may take to become true; sealing and key derivation in a debug build take their time.
const PATIENCE: Duration = Duration::from_secs(40);

/// Ends a process when dropped.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Without a display or a driver there is no window to look at: said loudly, and not accepted in CI.
pub fn can_look() -> bool {
    let display = std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some();
    if !display {
        testkit::skip("the window", "there is no display; run under xvfb-run", true);
        return false;
    }
    let driver = std::process::Command::new("WebKitWebDriver")
        .arg("--version")
        .output();
    if driver.is_err() {
        testkit::skip(
            "the window",
            "WebKitWebDriver is not installed (webkit2gtk-driver)",
            true,
        );
        return false;
    }
    true
}

/// The folder of programs this test was built into.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test.parent().unwrap().parent().unwrap().join(name);
    assert!(
        path.is_file(),
        "{} is not built: `cargo build -p greffe -p platform -p workbench`",
        path.display()
    );
    path
}

/// A port of loopback that nothing listens on just now.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The open window, and what it runs on.
pub struct Window {
    /// The WebDriver session.
    pub client: Client,
    choices: PathBuf,
    axe: String,
    screens: PathBuf,
    scene: Mutex<Scene>,
    driver: Ended,
}

/// What a person did since a scene began.
struct Scene {
    /// Keys and combinations of keys.
    keys: usize,
    /// Letters of what is typed into fields.
    letters: usize,
    begun: Instant,
}

impl Scene {
    fn begin() -> Scene {
        Scene {
            keys: 0,
            letters: 0,
            begun: Instant::now(),
        }
    }
}

impl Window {
    /// Opens the window on the desk `home/desk`, with settings and choices of files under `home`.
    pub async fn open(home: &Path) -> Window {
        Self::open_with(home, &[]).await
    }

    /// As [`Window::open`], with more in the environment.
    pub async fn open_with(home: &Path, environment: &[(&str, std::ffi::OsString)]) -> Window {
        let port = free_port();
        let choices = home.join("choices");
        std::fs::create_dir_all(&choices).unwrap();
        let log = std::fs::File::create(home.join("window.log")).unwrap();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GREFFE_DESK", home.join("desk"))
            .env("GREFFE_TEST_CHOICES", &choices)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("LANG", "fr_LU.UTF-8")
            .env_remove("LC_ALL")
            .envs(environment.iter().map(|(name, value)| (*name, value.clone())))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let driver = Ended(driver);
        let application = program("greffe-desktop");
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": application, "args": [] } });
        let deadline = Instant::now() + PATIENCE;
        let client = loop {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let mut session = ClientBuilder::new(connector);
            session.capabilities(capabilities.as_object().unwrap().clone());
            let address = format!("http://127.0.0.1:{port}");
            // The driver waits without end for a window that began and never asked for it.
            match tokio::time::timeout(2 * PATIENCE, session.connect(&address)).await {
                Ok(Ok(client)) => break client,
                Ok(Err(error)) if Instant::now() > deadline => panic!("no session: {error}"),
                Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
                Err(_) => panic!(
                    "the window was started and did not come; it said:\n{}",
                    std::fs::read_to_string(home.join("window.log")).unwrap_or_default()
                ),
            }
        };
        client.set_window_size(1360, 860).await.unwrap();
        let screens = testkit::workspace_root().join("artefacts/screens");
        std::fs::create_dir_all(&screens).unwrap();
        Window {
            client,
            choices,
            axe: axe(),
            screens,
            scene: Mutex::new(Scene::begin()),
            driver,
        }
    }

    /// From here on keys are counted for a scene.
    pub fn begin_scene(&self) {
        *self.scene.lock().unwrap() = Scene::begin();
    }

    /// The scene is played: its keys are kept in `target/usability`, for the usability walk, and given back.
    pub fn end_scene(&self, name: &str) -> usize {
        let scene = self.scene.lock().unwrap();
        let folder = testkit::workspace_root().join("target/usability");
        std::fs::create_dir_all(&folder).unwrap();
        let line = format!(
            "{name}: {} keys, {} letters, {:.1} s",
            scene.keys,
            scene.letters,
            scene.begun.elapsed().as_secs_f64()
        );
        println!("{line}");
        std::fs::write(folder.join(format!("{}.txt", name.replace(' ', "-"))), line).unwrap();
        scene.keys
    }

    /// The processes of the program that the driver has started.
    pub fn programs(&self) -> Vec<u32> {
        children(self.driver.0.id())
    }

    /// Closes it, and waits until its program has ended: a window opened on the same desk before that would hand over to the
    /// one that is going.
    pub async fn close(self) {
        let programs = self.programs();
        match tokio::time::timeout(PATIENCE, self.client.clone().close()).await {
            Ok(closed) => closed.unwrap(),
            Err(_) => panic!("the driver did not close the window"),
        }
        let begun = Instant::now();
        while programs.iter().any(|program| runs(*program)) {
            assert!(
                begun.elapsed() < PATIENCE,
                "the window is closed and its program goes on running: {programs:?}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the person will choose in the next dialogues of this kind.
    pub fn will_choose(&self, kind: &str, paths: &[PathBuf]) {
        let lines: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        std::fs::write(self.choices.join(kind), lines.join("\n")).unwrap();
    }

    /// Evaluates a script.
    pub async fn script(&self, script: &str) -> Value {
        match tokio::time::timeout(PATIENCE, self.client.execute(script, Vec::new())).await {
            Ok(value) => value.unwrap(),
            Err(_) => panic!("the window did not answer {script}"),
        }
    }

    /// Waits until an expression is true.
    pub async fn until(&self, what: &str, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.script(&format!("return !!({expression})")).await != Value::Bool(true) {
            if Instant::now() > deadline {
                self.client
                    .screenshot()
                    .await
                    .map(|png| std::fs::write(self.screens.join("FAILED.png"), png))
                    .ok();
                let page = self
                    .script(
                        "return [document.body.innerText, ...(globalThis.greffeFaults ?? [])].join('\\n')",
                    )
                    .await;
                panic!(
                    "waited in vain: {what}\n{expression}\nthe page says:\n{}",
                    page.as_str().unwrap_or_default()
                );
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until something matches the selector.
    pub async fn until_there(&self, selector: &str) {
        self.until(selector, &format!("document.querySelector({})", json!(selector)))
            .await;
    }

    /// Waits until nothing does.
    pub async fn until_gone(&self, selector: &str) {
        self.until(
            &format!("no {selector}"),
            &format!("!document.querySelector({})", json!(selector)),
        )
        .await;
    }

    /// Waits for a page whose heading reads so, with the focus on it and the title of the window changed.
    pub async fn until_page(&self, heading: &str) {
        self.until_heading(heading).await;
        self.until(
            "the focus on the heading",
            "document.activeElement === document.querySelector('main h1')",
        )
        .await;
    }

    /// Waits until the heading of the page reads so, and the title of the window; the focus is where the person was.
    pub async fn until_heading(&self, heading: &str) {
        self.until(
            &format!("the page '{heading}'"),
            &format!(
                "document.querySelector('main h1')?.innerText.trim() === {}",
                json!(heading)
            ),
        )
        .await;
        self.until(
            "the title of the window",
            &format!("document.title.startsWith({})", json!(heading)),
        )
        .await;
    }

    /// The text of the first match.
    pub async fn text(&self, selector: &str) -> String {
        let text = self
            .script(&format!(
                "return document.querySelector({})?.innerText ?? ''",
                json!(selector)
            ))
            .await;
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Presses and releases one key.
    pub async fn press(&self, key: impl Into<char>) {
        self.chord(&[key.into()]).await;
    }

    /// Presses keys together.
    pub async fn chord(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *key });
        }
        self.scene.lock().unwrap().keys += 1;
        self.act(actions, &format!("{keys:?}")).await;
    }

    /// Types a text where the focus is.
    pub async fn type_in(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for character in text.chars() {
            actions = actions
                .then(KeyAction::Down { value: character })
                .then(KeyAction::Up { value: character });
        }
        self.scene.lock().unwrap().letters += text.chars().count();
        self.act(actions, text).await;
    }

    async fn act(&self, actions: KeyActions, what: &str) {
        match tokio::time::timeout(PATIENCE, self.client.perform_actions(actions)).await {
            Ok(done) => done.unwrap(),
            Err(_) => panic!("the driver did not finish the keys {what}"),
        }
    }

    /// Walks with Tab until the focus is on the selector, and looks at every stop whether its focus is seen.
    pub async fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            let here = format!("return !!document.activeElement?.matches({})", json!(selector));
            if self.script(&here).await == Value::Bool(true) {
                return;
            }
            self.press(Key::Tab).await;
            // A busy machine styles the new focus a few frames after the key.
            let mut outlined = self.outlined().await;
            for _ in 0..40 {
                if matches!(outlined.as_str(), Some("seen" | "body")) {
                    break;
                }
                self.settled().await;
                outlined = self.outlined().await;
            }
            assert!(
                matches!(outlined.as_str(), Some("seen" | "body")),
                "the focus is not seen on {outlined}"
            );
        }
        panic!("Tab does not reach {selector}");
    }

    /// Walks back with Shift and Tab until the focus is on the selector: from the heading of a page to the navigation.
    pub async fn back_to(&self, selector: &str) {
        for _ in 0..40 {
            let here = format!("return !!document.activeElement?.matches({})", json!(selector));
            if self.script(&here).await == Value::Bool(true) {
                return;
            }
            self.chord(&[Key::Shift.into(), Key::Tab.into()]).await;
        }
        panic!("Shift and Tab do not reach {selector}");
    }

    /// `seen` where the focus has an outline, `body` where nothing has the focus, else the element without one.
    async fn outlined(&self) -> Value {
        self.script(
            "const e = document.activeElement; if (!e || e === document.body) return 'body'; \
             const one = getComputedStyle(e), after = getComputedStyle(e, '::after'); \
             return [one, after].some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) \
                 ? 'seen' : e.outerHTML.slice(0, 120);",
        )
        .await
    }

    /// Evaluates a script that calls its last argument when it is done.
    async fn later(&self, script: &str) -> Value {
        match tokio::time::timeout(PATIENCE, self.client.execute_async(script, Vec::new())).await {
            Ok(value) => value.unwrap(),
            Err(_) => panic!("the window did not finish {script}"),
        }
    }

    /// Two frames later, so that a screenshot shows what the page is.
    pub async fn settled(&self) {
        self.later(
            "const done = arguments[arguments.length - 1]; \
             document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));",
        )
        .await;
    }

    /// Keeps a screenshot, and asks axe-core what it finds wrong: nothing.
    pub async fn look(&self, name: &str) {
        self.settled().await;
        let png = match tokio::time::timeout(PATIENCE, self.client.screenshot()).await {
            Ok(png) => png.unwrap(),
            Err(_) => panic!("no screenshot of {name}"),
        };
        std::fs::write(self.screens.join(format!("{name}.png")), png).unwrap();
        if !name.contains("refused") && !name.contains("error") && !name.contains("imported") {
            let failed = self.text(".notice[data-color=danger]").await;
            assert_eq!(failed, "", "a failure is said on {name}");
        }
        let defined = self.script("return typeof window.axe === 'object'").await;
        if defined != Value::Bool(true) {
            self.script(&format!("{}; window.axe = axe;", self.axe)).await;
        }
        let found = self
            .later(
                "const done = arguments[arguments.length - 1]; \
                 axe.run().then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) \
                     + ' ' + (n.any[0]?.message ?? '')).join(' | ')))).catch(e => done(['axe: ' + e]));",
            )
            .await;
        assert_eq!(found, serde_json::json!([]), "accessibility of {name}");
        let over = self
            .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await;
        assert!(
            over.as_i64().unwrap_or(0) <= 0,
            "{name} is {over} pixels wider than the window"
        );
    }

    /// Whether something matches.
    pub async fn has(&self, selector: &str) -> bool {
        self.client.find(Locator::Css(selector)).await.is_ok()
    }
}

/// The processes that a process has started.
pub fn children(parent: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{parent}/task"))
        .into_iter()
        .flatten();
    threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|children| {
            let children: Vec<u32> = children
                .split_whitespace()
                .filter_map(|child| child.parse().ok())
                .collect();
            children
        })
        .collect()
}

/// Whether a thread of a process still runs: what the process holds is let go with the last of them. One that has ended and
/// only waits to be asked how does not run.
pub fn runs(process: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten();
    threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("stat")).ok())
        .any(|stat| {
            let state = stat.rsplit(')').next().unwrap_or_default().trim_start();
            !state.starts_with(['Z', 'X'])
        })
}

/// axe-core from npm, kept in the build folder.
pub fn axe() -> String {
    let folder = testkit::workspace_root().join("target/npm");
    let file = folder.join("package/axe.min.js");
    if !file.is_file() {
        std::fs::create_dir_all(&folder).unwrap();
        let run = |program: &str, arguments: &[&str]| {
            let status = Command::new(program)
                .args(arguments)
                .current_dir(&folder)
                .stdout(Stdio::null())
                .status();
            assert!(
                status.is_ok_and(|status| status.success()),
                "{program} {arguments:?} failed"
            );
        };
        run("npm", &["pack", "--silent", "axe-core@4.14.1"]);
        run("tar", &["xzf", "axe-core-4.14.1.tgz"]);
    }
    std::fs::read_to_string(file).unwrap()
}
