//! People sign in at a real OpenID Connect provider that runs on this machine (npm: oidc-provider).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::io::{BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use model::Role;
use platform::admin::{self, NewPerson};
use platform::storage::sign_in::SignInStorage as _;
use support::sign_in::offer_sign_in;
use support::{Desk, TestPlatform, door, seal_letter};
use sync::http::Browser;

/// The provider, from the registry, in the build folder; `None`, said aloud, without node or npm.
fn installed() -> Option<PathBuf> {
    const VERSION: &str = "8.8.1";
    let runs = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !runs("node") || !runs("npm") {
        testkit::skip(
            "an OpenID Connect provider",
            "node and npm are not installed",
            true,
        );
        return None;
    }
    let build = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let folder = build.join(format!("oidc-provider-{VERSION}"));
    if !folder.join("node_modules/oidc-provider").exists() {
        std::fs::create_dir_all(&build).unwrap();
        let fresh = tempfile::tempdir_in(&build).unwrap();
        let output = Command::new("npm")
            .args([
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
            ])
            .arg(fresh.path())
            .arg(format!("oidc-provider@{VERSION}"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        // Another run may have been faster.
        let _ = std::fs::rename(fresh.path(), &folder);
    }
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/oidc");
    for script in ["provider.mjs", "browser.mjs"] {
        std::fs::copy(own.join(script), folder.join(script)).unwrap();
    }
    Some(folder)
}

struct Provider {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    folder: PathBuf,
    issuer: String,
}

impl Provider {
    fn start() -> Option<Self> {
        let folder = installed()?;
        let mut child = Command::new("node")
            .arg(folder.join("provider.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let issuer = line_that(&mut output, |line| line.starts_with("http://"));
        Some(Self {
            input: child.stdin.take(),
            child,
            output,
            folder,
            issuer,
        })
    }

    /// It signs with other keys from now on.
    fn rotate(&mut self) {
        writeln!(self.input.as_mut().unwrap(), "rotate").unwrap();
        line_that(&mut self.output, |line| line == "rotated");
    }

    fn browser(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.join("browser.mjs")).args(arguments);
        command
    }

    /// An ID token for somebody, as another program could come by it.
    fn token(&self, client: &str, nonce: &str, name: &str) -> String {
        let output = self
            .browser(&["token", &self.issuer, client, nonce, name])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert_eq!(
            said.split('.').count(),
            3,
            "{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line_that(output: &mut impl std::io::BufRead, fits: impl Fn(&str) -> bool) -> String {
    for _ in 0..50 {
        let mut line = String::new();
        assert!(output.read_line(&mut line).unwrap() > 0, "the provider ended");
        if fits(line.trim()) {
            return line.trim().to_owned();
        }
    }
    panic!("the provider says something else");
}

/// The provider tells the time of the machine.
#[allow(clippy::disallowed_methods)]
fn go_to_now(platform: &TestPlatform) {
    let ahead = jiff::Timestamp::now()
        .duration_since(platform.world.time())
        .as_secs();
    platform.world.advance(ahead);
}

/// A clerk who works on `desk`, known to the issuer as `subject`.
fn clerk(platform: &TestPlatform, desk: &Desk, issuer: &str, subject: &str) {
    let person = admin::add_person(
        &*platform.storage,
        &*platform.world,
        &NewPerson {
            administration: "Commune A",
            name: "Nathalie Weber",
            id: None,
            roles: &[Role::Clerk],
            offices: &[],
        },
    )
    .unwrap();
    let works = admin::desk_change(&desk.connection.desk.to_string(), false).unwrap();
    admin::change_person(
        &*platform.storage,
        &*platform.world,
        &person.id.to_string(),
        &works,
    )
    .unwrap();
    let now = platform.world.time();
    assert!(
        platform
            .storage
            .add_subject(issuer, subject, person.id, now)
            .unwrap()
    );
}

/// A request to `/api/v1/sign-ins…`, by this desk: status and answer.
fn ask(
    platform: &TestPlatform,
    desk: &Desk,
    method: &str,
    path: &str,
    body: Option<serde_json::Value>,
) -> (u16, serde_json::Value) {
    let bearer = door::token(&platform.world, desk);
    let mut request = door::client()
        .request(
            method.parse().unwrap(),
            format!("{}{path}", platform.url.as_str()),
        )
        .header("greffe-protocol", "1")
        .bearer_auth(bearer);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().unwrap();
    let status = response.status().as_u16();
    (status, response.json().unwrap_or_default())
}

/// Begins a sign-in: its path and its nonce.
fn begin(platform: &TestPlatform, desk: &Desk) -> (String, String) {
    let (status, offer) = ask(platform, desk, "POST", "/api/v1/sign-ins", None);
    assert_eq!(
        (status, offer["client_id"].as_str()),
        (201, Some("greffe")),
        "{offer}"
    );
    let path = format!("/api/v1/sign-ins/{}", offer["sign_in"].as_str().unwrap());
    (path, offer["nonce"].as_str().unwrap().to_owned())
}

#[test]
fn a_person_signs_in_at_a_real_issuer_and_the_desk_acts_for_them_and_for_nobody_else() {
    let Some(mut provider) = Provider::start() else {
        return;
    };
    let platform = TestPlatform::start();
    platform.unlimited();
    go_to_now(&platform);
    let issuer = provider.issuer.clone();
    offer_sign_in(&platform, &issuer, true);
    let desk = platform.desk("Commune A");
    clerk(&platform, &desk, &issuer, "nathalie");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    // Nobody is signed in: nothing goes, nothing is lost or put aside.
    desk.queue(&letter);
    let report = desk.run();
    assert_eq!((report.acknowledged, report.parked), (0, 0));
    assert_eq!(desk.outbox.borrow().len(), 1);
    // In the browser, as the desk does it.
    let sign_in = |name: &str| {
        let browsers = std::cell::RefCell::new(Vec::new());
        let open = |address: &str| {
            let spawned = provider
                .browser(&["open", address, name])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            browsers.borrow_mut().push(spawned);
        };
        let browser = Browser {
            open: &open,
            done: "Vous pouvez fermer cette page.",
            extra_ca_pem: None,
        };
        let answer = sync::http::sign_in(&desk.connection, &browser, desk.quiet());
        for browser in browsers.into_inner() {
            let output = browser.wait_with_output().unwrap();
            let shown = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(shown.contains("fermer cette page"), "{shown}");
        }
        answer
    };
    let answer = sign_in("nathalie").unwrap();
    assert_eq!(
        (answer.name.as_str(), answer.roles.as_slice()),
        ("Nathalie Weber", &["clerk".to_owned()][..])
    );
    assert_eq!(desk.run().acknowledged, 1, "{:?}", desk.failures);
    // Signed out, and over: nothing goes.
    let refused = |what: &str| {
        let error = desk.fetch(&letter.identifier).unwrap_err();
        assert_eq!(error.recorded_code(), "sign-in-needed", "{what}");
    };
    assert!(desk.fetch(&letter.identifier).is_ok());
    sync::http::sign_out(&desk.connection, desk.quiet()).unwrap();
    refused("signed out");
    // Somebody whom the issuer knows and nobody has registered.
    let error = sign_in("someone-else").unwrap_err();
    assert_eq!(error.recorded_code(), "sign-in-nobody");
    refused("nobody of this desk");
    // The issuer has new keys: they are found.
    provider.rotate();
    platform.world.advance(21);
    let sign_in_again = {
        let open = |address: &str| {
            provider
                .browser(&["open", address, "nathalie"])
                .stdout(Stdio::null())
                .status()
                .unwrap();
        };
        // The browser comes back while the desk waits: on a thread of its own.
        std::thread::scope(|scope| {
            let (send, receive) = std::sync::mpsc::channel::<String>();
            scope.spawn(move || open(&receive.recv().unwrap()));
            let browser = Browser {
                open: &|address| send.send(address.to_owned()).unwrap(),
                done: "",
                extra_ca_pem: None,
            };
            sync::http::sign_in(&desk.connection, &browser, desk.quiet())
        })
    };
    assert!(sign_in_again.is_ok(), "{sign_in_again:?}");
    assert!(desk.fetch(&letter.identifier).is_ok());
    // It ends by itself.
    platform.world.advance(8 * 3600 + 1);
    refused("after its hours");
    // No token stands in the database.
    let kept = platform.database_bytes();
    assert!(!kept.windows(3).any(|window| window == b"eyJ"));
}

#[test]
fn what_another_program_issuer_time_or_sign_in_was_given_lets_nobody_in() {
    let Some(mut provider) = Provider::start() else {
        return;
    };
    let foreign = Provider::start().unwrap();
    let platform = TestPlatform::start();
    platform.unlimited();
    go_to_now(&platform);
    let issuer = provider.issuer.clone();
    offer_sign_in(&platform, &issuer, false);
    let desk = platform.desk("Commune A");
    clerk(&platform, &desk, &issuer, "nathalie");
    let other_desk = platform.desk("Commune A");
    let finish = |desk: &Desk, path: &str, token: &str| {
        let body = serde_json::json!({ "id_token": token });
        let (status, answer) = ask(&platform, desk, "PUT", path, Some(body));
        let said = answer["code"].as_str().unwrap_or_default();
        let title = answer["title"].as_str().unwrap_or_default();
        (status, said.to_owned(), title.to_owned())
    };
    let refused = |desk: &Desk, path: &str, token: &str, why: &str| {
        let (status, code, title) = finish(desk, path, token);
        assert_eq!(
            (status, code.as_str()),
            (403, "sign-in-refused"),
            "{why}: {title}"
        );
        assert!(title.contains(why), "{title}");
    };
    let (path, nonce) = begin(&platform, &desk);
    let good = provider.token("greffe", &nonce, "nathalie");
    refused(
        &desk,
        &path,
        &provider.token("another", &nonce, "nathalie"),
        "another program",
    );
    refused(
        &desk,
        &path,
        &foreign.token("greffe", &nonce, "nathalie"),
        "another issuer",
    );
    refused(
        &desk,
        &path,
        &provider.token("greffe", "made-up", "nathalie"),
        "another sign-in",
    );
    let mut changed = good.clone();
    let middle = changed.find('.').unwrap() + 20;
    let letter = if &changed[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    changed.replace_range(middle..=middle, letter);
    assert_eq!(finish(&desk, &path, &changed).1, "sign-in-refused");
    refused(&desk, &path, "a.b.c", "not signed");
    // Of another desk: it has begun nothing of the kind.
    assert_eq!(finish(&other_desk, &path, &good).1, "sign-in-over");
    // All of that has used nothing up; the good one is good, once.
    assert_eq!(finish(&desk, &path, &good).0, 200);
    assert_eq!(
        finish(&desk, &path, &good),
        (
            409,
            "sign-in-over".into(),
            "the sign-in is over; begin a new one".into()
        )
    );
    let (again, fresh) = begin(&platform, &desk);
    refused(&desk, &again, &good, "another sign-in");
    // Expired, on a sign-in that is still open.
    let late = provider.token("greffe", &fresh, "nathalie");
    platform.world.advance(300);
    refused(&desk, &again, &late, "not of this time");
    // Signed with a key that the issuer gave up.
    go_to_now(&platform);
    let (last, nonce) = begin(&platform, &desk);
    let old = provider.token("greffe", &nonce, "nathalie");
    provider.rotate();
    platform.world.advance(21);
    assert_eq!(
        finish(&desk, &last, &provider.token("greffe", "x", "nathalie")).1,
        "sign-in-refused"
    );
    refused(&desk, &last, &old, "not signed by the issuer");
}
