//! The program as its operator sees it: figures, health, lines of the log, and its end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Slow clients are slow on purpose, and conditions are asked for again after a pause.
#![allow(clippy::disallowed_methods)]

use crate::support;

use std::io::{BufRead as _, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use support::door::{begun, client, token};
use support::process::{Program, command, desk_of, said};
use support::{TestPlatform, free_address, seal_letter};
use sync::wire::path;

/// Status and text of a page of the operator's address.
fn operator(address: SocketAddr, path: &str) -> (u16, String) {
    let response = client().get(format!("http://{address}{path}")).send().unwrap();
    (response.status().as_u16(), response.text().unwrap())
}

/// The value of a figure with these labels (in their order), 0 where there is none.
fn figure(text: &str, name: &str, labels: &str) -> f64 {
    text.lines()
        .filter(|line| line.starts_with(name) && line.contains(labels))
        .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
        .sum()
}

#[test]
fn figures_and_health_are_told_on_the_operators_address_alone() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let mut server = Program::serve_with(folder.path(), address, &["--metrics", "127.0.0.1:0"], &[]);
    let mut line = String::new();
    server.says.read_line(&mut line).unwrap();
    let metrics: SocketAddr = line.trim().rsplit('/').next().unwrap().parse().unwrap();
    let (desk, _) = desk_of(folder.path(), address, "Commune A", "poste");
    let url = desk.connection.platform.as_str().to_owned();
    let letter = seal_letter(&desk.world, &desk.connection.platform, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let known = client()
        .get(format!("{url}/d/{}", letter.identifier.canonical()))
        .send()
        .unwrap();
    assert_eq!(known.status().as_u16(), 200);
    let refused = client()
        .get(format!("{url}{}/x", path::ORIGINALS))
        .send()
        .unwrap();
    assert_eq!(refused.status().as_u16(), 400);
    let impatient = client();
    for _ in 0..70 {
        impatient.get(format!("{url}/check")).send().unwrap();
    }

    let (status, text) = operator(metrics, "/metrics");
    assert_eq!(status, 200);
    for (name, labels, at_least) in [
        (
            "greffe_requests_total",
            r#"route="/d/{identifier}",status="200""#,
            1.0,
        ),
        ("greffe_request_seconds_count", r#"route="/d/{identifier}""#, 1.0),
        ("greffe_refusals_total", r#"code="request-invalid""#, 1.0),
        ("greffe_limited_total", r#"kind="lookup",limit="client""#, 1.0),
        ("greffe_lookups_total", r#"found="intact""#, 1.0),
        ("greffe_uploads_total", r#"outcome="finished""#, 1.0),
        ("greffe_upload_bytes_total", "", letter.bytes.len() as f64),
        ("greffe_registrations_total", r#"outcome="acknowledged""#, 1.0),
        ("greffe_log_pending", "", 1.0),
        ("greffe_disk_free_bytes", "", 1.0),
        ("greffe_ready", "", 1.0),
        ("greffe_log_turns_total", r#"outcome="done""#, 1.0),
    ] {
        assert!(figure(&text, name, labels) >= at_least, "{name} {labels}\n{text}");
    }
    assert_eq!(figure(&text, "greffe_alarms", ""), 0.0, "{text}");
    assert!(
        !text.contains(&letter.identifier.canonical()) && !text.contains(&desk.connection.desk.to_string())
    );

    for probe in ["/healthz", "/readyz"] {
        assert_eq!(operator(metrics, probe).0, 200, "{probe}");
        assert_eq!(
            client().get(format!("{url}{probe}")).send().unwrap().status(),
            200
        );
    }
    // Nowhere else.
    assert_eq!(
        client().get(format!("{url}/metrics")).send().unwrap().status(),
        404
    );
    assert_eq!(operator(metrics, "/").0, 404);
    assert_eq!(
        operator(metrics, &format!("/d/{}", letter.identifier.canonical())).0,
        404
    );
}

#[test]
fn the_text_of_the_figures_is_read_by_the_reference_reader() {
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        assert!(std::env::var_os("CI").is_none(), "the validators are missing");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut server = Program::serve_with(folder.path(), free_address(), &["--metrics", "127.0.0.1:0"], &[]);
    let mut line = String::new();
    server.says.read_line(&mut line).unwrap();
    let metrics: SocketAddr = line.trim().rsplit('/').next().unwrap().parse().unwrap();
    let file = folder.path().join("figures");
    std::fs::write(&file, operator(metrics, "/metrics").1).unwrap();
    let read = std::process::Command::new(python)
        .args([
            "-c",
            "import sys\nfrom prometheus_client.openmetrics.parser import text_string_to_metric_families as read\n\
             print(len(list(read(open(sys.argv[1]).read()))))",
        ])
        .arg(&file)
        .output()
        .unwrap();
    let families: usize = said(&read).trim().parse().unwrap();
    assert!(families >= 10, "{families}");
}

#[test]
fn a_platform_whose_data_is_away_is_alive_and_not_ready() {
    let platform = TestPlatform::start();
    assert_eq!(platform.browse("/readyz", "fr").status, 200);
    // The disk is taken away under the running process.
    let elsewhere = platform.folder.with_file_name("elsewhere");
    std::fs::rename(&platform.folder, &elsewhere).unwrap();
    let stopped = || platform.browse("/readyz", "fr").status == 503;
    let gone = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        stopped()
    });
    assert_eq!(platform.browse("/healthz", "fr").status, 200);
    std::fs::rename(&elsewhere, &platform.folder).unwrap();
    assert!(gone, "it is not ready without its data");
}

#[test]
fn no_secret_no_identifier_no_name_and_no_address_comes_into_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (address, public) = (free_address(), free_address());
    let server = Program::serve_with(
        folder.path(),
        address,
        &[
            "--log-json",
            "--behind-proxy",
            "--public-http",
            &public.to_string(),
        ],
        // An operator who wants to know everything.
        &[("RUST_LOG", "trace")],
    );
    let (desk, code) = desk_of(folder.path(), address, "Commune de Vianden", "Poste de Nathalie");
    let url = desk.connection.platform.clone();
    let letter = seal_letter(&desk.world, &url, "Reconnaissance de dette Weber");
    let op = desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
    // An identifier that is taken, an assertion that is used again, a token of nobody.
    let mut other = seal_letter(&desk.world, &url, "Autre");
    other.identifier = letter.identifier;
    let second = desk.queue(&other);
    desk.run();
    let bearer = token(&desk.world, &desk);
    let assertion = support::door::signed(
        &support::door::key(&desk),
        &support::door::claims(&desk.world, &desk),
    );
    assert_eq!(support::door::ask_token(&url, &assertion).0, 200);
    assert_eq!(support::door::ask_token(&url, &assertion).0, 401);
    let upload = begun(&url, &bearer, &other);
    let (canonical, printed) = (letter.identifier.canonical(), letter.identifier.printed());
    // Citizens, and people who try things.
    let citizen = |method: reqwest::Method, path: String, body: String| {
        reqwest::blocking::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .request(method, format!("http://{public}{path}"))
            .header("x-forwarded-for", "203.0.113.7")
            .header("cookie", "secret-of-a-cookie")
            .header("referer", "https://example.lu/secret-of-a-referer")
            .header("user-agent", "secret-of-an-agent")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(
        citizen(reqwest::Method::GET, format!("/d/{canonical}"), String::new()),
        200
    );
    citizen(
        reqwest::Method::GET,
        format!("/d/{canonical}/original"),
        String::new(),
    );
    citizen(
        reqwest::Method::GET,
        format!("/d/{canonical}/proof"),
        String::new(),
    );
    citizen(reqwest::Method::GET, format!("/d/{canonical}x"), String::new());
    citizen(
        reqwest::Method::GET,
        format!("/nowhere/{canonical}"),
        String::new(),
    );
    citizen(
        reqwest::Method::GET,
        format!("/?identifier={canonical}"),
        String::new(),
    );
    citizen(
        reqwest::Method::POST,
        "/check".into(),
        format!("identifier={printed}"),
    );
    citizen(
        reqwest::Method::from_bytes(b"SECRETMETHOD").unwrap(),
        "/".into(),
        String::new(),
    );
    said(&command(
        folder.path(),
        &["desk", "revoke", &desk.connection.desk.to_string()],
    ));
    desk.queue(&seal_letter(&desk.world, &url, "Encore"));
    desk.run_with(sync::engine::Policy::default());
    drop(server);

    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect(line);
        assert!(
            line["timestamp"].is_string() && line["level"].is_string(),
            "{line}"
        );
    }
    assert!(
        log.contains(r#""route":"/d/{identifier}""#) && log.contains("identifier-taken"),
        "{log}"
    );
    let lower = log.to_lowercase();
    let identifier_sha256 = platform::state::identifier_sha256(&letter.identifier).to_string();
    for secret in [
        canonical.as_str(),
        &canonical.to_lowercase(),
        &printed,
        &printed[..9],
        &code,
        &bearer,
        &platform::state::sha256(bearer.as_bytes()).to_string(),
        &assertion,
        &assertion[..40],
        &upload,
        upload.rsplit('/').next().unwrap(),
        &desk.connection.desk.to_string(),
        &desk.connection.device_key.public_key(),
        &op.to_string(),
        &second.to_string(),
        &letter.sha256.to_string(),
        &identifier_sha256,
        "Weber",
        "Vianden",
        "Nathalie",
        "203.0.113.7",
        "secret-of",
        "SECRETMETHOD",
    ] {
        assert!(
            !lower.contains(&secret.to_lowercase()),
            "{secret} stands in the log:\n{log}"
        );
    }
    // The one address is the one it listens on.
    let addresses = log.lines().filter(|line| line.contains("127.0.0.1"));
    assert!(addresses.clone().all(|line| line.contains("listening")), "{log}");
}

/// A body that comes slowly.
struct Slowly {
    bytes: std::io::Cursor<Vec<u8>>,
    part: usize,
    pause: Duration,
    begun: Option<std::sync::mpsc::Sender<()>>,
}

impl Read for Slowly {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.bytes.position() > 0 {
            if let Some(begun) = self.begun.take() {
                let _ = begun.send(());
            }
            std::thread::sleep(self.pause);
        }
        let most = self.part.min(buffer.len());
        self.bytes.read(&mut buffer[..most])
    }
}

/// What a restarted platform knows of an upload.
fn offset(url: &str, upload: &str, token: &str) -> u64 {
    let response = client()
        .head(format!("{url}{upload}"))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .bearer_auth(token)
        .send()
        .unwrap();
    response.headers()["upload-offset"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap()
}

/// A slow upload during which the platform is told to stop: the answer to it (0 where it was cut), how long the
/// platform took to end, and what a restarted one knows.
fn stopped_during_an_upload(folder: &Path, grace: &str, parts: usize) -> (u16, Duration, u64, u64) {
    let address = free_address();
    let mut server = Program::serve_with(folder, address, &["--grace", grace, "--log-every", "3600"], &[]);
    let (desk, _) = desk_of(folder, address, "Commune A", "poste");
    let url = desk.connection.platform.clone();
    let first = seal_letter(&desk.world, &url, "Première");
    desk.queue(&first);
    assert_eq!(desk.run().acknowledged, 1);
    let letter = seal_letter(&desk.world, &url, "Lettre");
    let bearer = token(&desk.world, &desk);
    let upload = begun(&url, &bearer, &letter);
    let size = letter.bytes.len() as u64;
    let (begun, when_begun) = std::sync::mpsc::channel();
    let body = reqwest::blocking::Body::sized(
        Slowly {
            bytes: std::io::Cursor::new(letter.bytes.clone()),
            part: letter.bytes.len() / parts + 1,
            pause: Duration::from_millis(200),
            begun: Some(begun),
        },
        size,
    );
    let request = client()
        .patch(format!("{}{upload}", url.as_str()))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .bearer_auth(&bearer)
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", "0")
        .body(body);
    let sending = std::thread::spawn(move || request.send().map_or(0, |answer| answer.status().as_u16()));
    when_begun.recv().unwrap();
    server.tell_to_stop();
    let told = tokio::time::Instant::now();
    // New connections are not taken while the old one goes on.
    let refused = (0..40).any(|_| {
        std::thread::sleep(Duration::from_millis(25));
        std::net::TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err()
    });
    assert!(refused, "it takes connections still");
    let ended = server.child.wait().unwrap();
    assert!(ended.success(), "{ended}");
    let took = told.elapsed();
    let status = sending.join().unwrap();
    drop(server);

    let again = Program::serve_with(folder, address, &["--log-every", "3600"], &[]);
    let known = offset(url.as_str(), &upload, &bearer);
    // What was acknowledged stands under a checkpoint that was made before the end: the new process has no turn yet
    // that could have done it, or the same one.
    let log = std::fs::read_to_string(&again.log).unwrap();
    let settled = log.split("stopping").nth(1).unwrap();
    let settled = &settled[..settled.find("stopped").unwrap()];
    assert!(settled.contains("the public log has grown"), "{log}");
    (status, took, known, size)
}

#[test]
fn a_platform_that_is_told_to_stop_lets_an_upload_end_and_settles_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let (status, took, known, size) = stopped_during_an_upload(folder.path(), "25", 8);
    assert_eq!((status, known), (204, size), "no request is cut");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_platform_that_is_told_to_stop_does_not_wait_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let (status, took, known, size) = stopped_during_an_upload(folder.path(), "1", 100);
    assert_eq!(status, 0, "the part was cut");
    assert!(took < Duration::from_secs(8), "{took:?}");
    assert!(known < size);
}
