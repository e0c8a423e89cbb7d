//! Time-stamps beside originals, renewed over decades.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use model::Sha256;
use platform::evidence::{Keeper, LATE, Memory, Refusal, Renewed, Settings, keep_renewing, renew};
use platform::log::{Signer, advance, cosign};
use platform::storage::Storage;
use platform::storage::files::Files;
use platform::storage::place::Place;
use platform::storage::{fixity, moving};
use seal::evidence_record::{EvidenceError, EvidenceRecord};
use seal::online::{Ask, Reply, Web, WebError};
use seal::time_stamp::{Imprint, Tsa};
use seal::verify::TrustRoots;
use support::{Sealed, TestPlatform, World, door, program, seal_letter};
use testkit::past::{self, Holder, at, valid};

/// What the authority does with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behaves {
    Well,
    /// It does not answer.
    Down,
    /// It stamps something else.
    Other,
}

/// A time-stamping authority that tells the time of the test, with a certificate of its year.
struct YearlyTsa {
    world: Arc<World>,
    pki: past::World,
    behaves: Mutex<Behaves>,
    asked: AtomicU32,
}

impl YearlyTsa {
    fn new(world: &Arc<World>) -> Arc<Self> {
        Arc::new(Self {
            world: world.clone(),
            pki: past::World::new(|_| {}, |_| {}),
            behaves: Mutex::new(Behaves::Well),
            asked: AtomicU32::new(0),
        })
    }

    fn behave(&self, behaves: Behaves) {
        *self.behaves.lock().unwrap() = behaves;
    }

    /// A certificate for ten years, from the beginning of this one on.
    fn holder(&self) -> Holder {
        let year = self
            .world
            .time()
            .strftime("%Y")
            .to_string()
            .parse::<i32>()
            .unwrap();
        self.pki.time_stamper(|params| {
            let (from, until) = (
                format!("{year}-01-01T00:00:00Z"),
                format!("{}-01-01T00:00:00Z", year + 10),
            );
            valid(params, &from, &until);
        })
    }

    fn roots(&self) -> TrustRoots {
        TrustRoots::from_pem(self.pki.root.pem().as_bytes()).unwrap()
    }
}

struct Asked(Arc<YearlyTsa>);

impl Web for Asked {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        self.0.asked.fetch_add(1, Ordering::SeqCst);
        let (_, request) = ask.body.expect("a request for a time-stamp");
        let mut request = request.to_vec();
        match *self.0.behaves.lock().unwrap() {
            Behaves::Well => {}
            Behaves::Down => {
                return Err(WebError::Unreachable {
                    host: "tsa.test".into(),
                    detail: "connection refused".into(),
                });
            }
            // The digest begins behind version, algorithm and lengths.
            Behaves::Other => request[30] ^= 1,
        }
        let world = &self.0.world;
        Ok(Reply {
            status: 200,
            media_type: "application/timestamp-reply".into(),
            body: past::answer(&self.0.holder(), world.time(), &request),
        })
    }
}

fn settings(tsa: &Arc<YearlyTsa>, digest: Imprint) -> Settings {
    Settings {
        web: Arc::new(Asked(tsa.clone())),
        tsas: vec![Tsa {
            digest,
            ..Tsa::at("http://tsa.test/")
        }],
        roots: tsa.roots(),
        ahead: SignedDuration::from_hours(24 * 365),
        digest,
        fetching: None,
        memory: Memory::default(),
    }
}

fn with_letters(count: usize) -> (TestPlatform, Vec<Sealed>) {
    let platform = TestPlatform::start();
    platform.unlimited();
    let desk = platform.desk("Commune A");
    let letters: Vec<Sealed> = (0..count)
        .map(|number| seal_letter(&platform.world, &platform.url, &format!("Lettre {number}")))
        .collect();
    for letter in &letters {
        desk.queue(letter);
    }
    assert_eq!(desk.run().acknowledged, count as u32);
    (platform, letters)
}

fn turn(platform: &TestPlatform, settings: &Settings) -> Renewed {
    renew(&*platform.storage, settings, &*platform.world).unwrap()
}

fn go_to(world: &World, time: &str) {
    let seconds = at(time).duration_since(world.time()).as_secs();
    assert!(seconds > 0);
    world.advance(seconds);
}

/// The record of a letter, as somebody with the paper gets it.
fn given(platform: &TestPlatform, letter: &Sealed) -> Option<Vec<u8>> {
    let path = format!("/d/{}/evidence", letter.identifier.canonical());
    let page = platform.browse(&path, "fr");
    match page.status {
        200 => {
            let name = format!("{}.ers", letter.identifier.canonical());
            assert!(page.header("content-disposition").contains(&name));
            assert_eq!(page.header("cache-control"), "no-store");
            Some(page.bytes)
        }
        404 => None,
        status => panic!("{status}"),
    }
}

fn verified(
    der: &[u8],
    file: &[u8],
    roots: &TrustRoots,
    time: Timestamp,
) -> Result<(usize, Timestamp), EvidenceError> {
    let record = EvidenceRecord::read(der)?;
    let verified = record.verify(&|imprint| imprint.of(&[file]), roots, time)?;
    Ok((verified.stamps.len(), verified.exists_since()))
}

fn codes(platform: &TestPlatform) -> Vec<String> {
    let alarms = platform.storage.alarms().unwrap();
    alarms.into_iter().map(|alarm| alarm.code).collect()
}

/// What others say of a record: the hashes followed by asn1crypto, each token's signature by OpenSSL.
fn followed_by_others(record: &Path, file: &Path, root_pem: &str, stamps: usize) {
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        return testkit::skip("asn1crypto", "GREFFE_VALIDATORS_PYTHON names no Python", true);
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/ers.py");
    let output = Command::new(python)
        .arg(script)
        .arg(record)
        .arg(file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let root = record.with_extension("root.pem");
    std::fs::write(&root, root_pem).unwrap();
    let tokens: Vec<Vec<&str>> = said.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(tokens.len(), stamps, "{said}");
    for parts in &tokens {
        let [token, _, digest] = parts.as_slice() else {
            panic!("{said}")
        };
        let check = |digest: &str| {
            Command::new("openssl")
                .args(["ts", "-verify", "-token_in", "-in", token, "-digest", digest])
                // Certificates of 2041 are not valid yet in the eyes of the machine's clock.
                .args(["-no_check_time", "-CAfile"])
                .arg(&root)
                .output()
        };
        let Ok(output) = check(digest) else {
            return testkit::skip("openssl ts -verify", "openssl is not installed", true);
        };
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{token}: {said}");
        let mut other = (*digest).to_owned();
        let first = if other.starts_with('0') { "1" } else { "0" };
        other.replace_range(..1, first);
        assert!(
            !check(&other).unwrap().status.success(),
            "another hash was accepted"
        );
    }
}

#[test]
fn originals_are_stamped_and_renewed_over_thirty_years_and_stay_as_they_were() {
    let (platform, letters) = with_letters(3);
    let (world, storage) = (&platform.world, &*platform.storage);
    let tsa = YearlyTsa::new(world);
    let sha256 = settings(&tsa, Imprint::Sha256);
    let sha512 = settings(&tsa, Imprint::Sha512);
    let signer = Signer::open(storage, &[5; 32], &platform.url).unwrap();
    advance(storage, &signer, &**world).unwrap();
    let desk = platform.desk("Commune B");
    let asked_by_desk = || {
        let path = format!(
            "{}/api/v1/originals/{}/evidence",
            platform.url.as_str(),
            letters[0].identifier.canonical()
        );
        let bearer = door::token(world, &desk);
        let request = door::client().get(path).header("greffe-protocol", "1");
        let response = request.bearer_auth(bearer).send().unwrap();
        (response.status().as_u16(), response.bytes().unwrap().to_vec())
    };
    assert_eq!(asked_by_desk().0, 404);
    assert_eq!(given(&platform, &letters[0]), None);
    // What was sealed without a time-stamp gets one, all of them together.
    let first = turn(&platform, &sha256);
    assert_eq!(
        (first.covered, first.stamps, first.waiting),
        (3, 1, false),
        "{first:?}"
    );
    let begun = world.time();
    let before = given(&platform, &letters[0]).unwrap();
    assert_eq!(asked_by_desk(), (200, before.clone()));
    // Nothing is due for years.
    go_to(world, "2034-05-04T08:00:00Z");
    assert_eq!(turn(&platform, &sha256), Renewed::default());
    assert_eq!(tsa.asked.load(Ordering::SeqCst), 1);
    // Within a year of the end of the authority's certificate: a new time-stamp over the old one.
    for (time, settings) in [
        ("2035-02-01T08:00:00Z", &sha256),
        ("2044-02-01T08:00:00Z", &sha512),
        ("2053-03-01T08:00:00Z", &sha512),
    ] {
        go_to(world, time);
        let renewed = turn(&platform, settings);
        assert_eq!((renewed.covered, renewed.stamps), (3, 1), "{time} {renewed:?}");
        assert_eq!(turn(&platform, settings).covered, 0);
        advance(storage, &signer, &**world).unwrap();
    }
    // Published: without a policy, no witness is waited for.
    cosign::cosign(storage, None).unwrap();
    go_to(world, "2056-06-01T08:00:00Z");
    assert_eq!(turn(&platform, &sha512), Renewed::default());
    let folder = tempfile::tempdir().unwrap();
    for letter in &letters {
        let der = given(&platform, letter).unwrap();
        let now = world.time();
        assert_eq!(verified(&der, &letter.bytes, &tsa.roots(), now), Ok((4, begun)));
        let record = EvidenceRecord::read(&der).unwrap();
        let chains: Vec<usize> = record.chains().iter().map(Vec::len).collect();
        assert_eq!(chains, [2, 2], "a stronger digest begins a chain");
        let other = verified(&der, &letters[0].bytes[1..], &tsa.roots(), now);
        assert_eq!(other, Err(EvidenceError::OtherFile));
        let (name, file) = (folder.path().join("record.ers"), folder.path().join("file.pdf"));
        std::fs::write(&name, &der).unwrap();
        std::fs::write(&file, &letter.bytes).unwrap();
        followed_by_others(&name, &file, &tsa.pki.root.pem(), 4);
        followed_by_bouncy_castle(&name, &file, 4);
        // The original is what it was, byte for byte.
        let stored = std::fs::read(platform.stored(&letter.sha256)).unwrap();
        assert_eq!(stored, letter.bytes);
        let path = format!("/d/{}/evidence/proof", letter.identifier.canonical());
        let proof = platform.browse(&path, "fr");
        assert_eq!(proof.status, 200);
        assert!(proof.html().starts_with("c2sp.org/tlog-proof@v1\n"));
    }
    // What a desk of the first year was given is the beginning of what is given now.
    let first = EvidenceRecord::read(&before).unwrap();
    let now = EvidenceRecord::read(&given(&platform, &letters[0]).unwrap()).unwrap();
    assert_eq!(now.chains()[0][0], first.chains()[0][0]);
    assert!(codes(&platform).is_empty());
    // Nobody changes or removes a row.
    let database = rusqlite::Connection::open(platform.folder.join("platform.db")).unwrap();
    for statement in [
        "UPDATE evidence SET place = 9 WHERE place = 0",
        "DELETE FROM evidence",
        "UPDATE evidence_stamp SET authority = 'x'",
        "DELETE FROM evidence_stamp",
    ] {
        let refused = database.execute(statement, []).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

/// An independent implementation of RFC 4998, where the machine has it.
fn followed_by_bouncy_castle(record: &Path, file: &Path, stamps: usize) {
    let jars = ["bcprov.jar", "bcutil.jar", "bcpkix.jar"].map(|jar| Path::new("/usr/share/java").join(jar));
    if !jars.iter().all(|jar| jar.exists()) {
        return testkit::skip("Bouncy Castle", "libbcpkix-java is not installed", false);
    }
    let jars: Vec<String> = jars.iter().map(|jar| jar.display().to_string()).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/Ers.java");
    let output = Command::new("java")
        .args(["-cp", &jars.join(":")])
        .arg(source)
        .arg(record)
        .arg(file)
        .output();
    let Ok(output) = output else {
        return testkit::skip("Bouncy Castle", "java is not installed", false);
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.trim() == format!("time-stamps {stamps}"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn an_authority_that_is_down_lies_or_is_not_trusted_changes_nothing_and_is_told() {
    let (platform, letters) = with_letters(2);
    let tsa = YearlyTsa::new(&platform.world);
    let good = settings(&tsa, Imprint::Sha256);
    let refused = |settings: &Settings, code: &str| {
        let done = turn(&platform, settings);
        assert!(done.waiting && done.stamps == 0, "{done:?}");
        let codes: Vec<&str> = done.refusals.iter().map(Refusal::code).collect();
        assert_eq!(codes, [code]);
        assert_eq!(given(&platform, &letters[0]), None);
        assert!(platform.storage.stamps_kept().is_empty());
    };
    tsa.behave(Behaves::Down);
    refused(&good, "tsa-unreachable");
    tsa.behave(Behaves::Other);
    refused(&good, "tsa-imprint");
    tsa.behave(Behaves::Well);
    let untrusting = Settings {
        roots: TrustRoots::default(),
        ..settings(&tsa, Imprint::Sha256)
    };
    refused(&untrusting, "evidence-authority");
    let impatient = Settings {
        ahead: SignedDuration::from_hours(24 * 365 * 11),
        ..settings(&tsa, Imprint::Sha256)
    };
    refused(&impatient, "tsa-too-short");
    // The next authority of the list is asked.
    let two = Settings {
        tsas: vec![Tsa::at("no address"), Tsa::at("http://tsa.test/")],
        ..settings(&tsa, Imprint::Sha256)
    };
    let done = turn(&platform, &two);
    assert_eq!((done.covered, done.waiting), (2, false), "{done:?}");
    // Not renewed while half of the year goes by: somebody must look.
    tsa.behave(Behaves::Down);
    go_to(&platform.world, "2035-03-01T08:00:00Z");
    assert!(turn(&platform, &good).waiting);
    assert!(codes(&platform).is_empty());
    go_to(&platform.world, "2035-08-01T08:00:00Z");
    assert!(turn(&platform, &good).waiting);
    assert_eq!(codes(&platform), [LATE]);
    // It is back: the record goes on.
    tsa.behave(Behaves::Well);
    assert_eq!(turn(&platform, &good).covered, 2);
    let der = given(&platform, &letters[1]).unwrap();
    let now = platform.world.time();
    assert_eq!(
        verified(&der, &letters[1].bytes, &tsa.roots(), now).map(|found| found.0),
        Ok(2)
    );
}

#[test]
fn a_damaged_original_is_not_stamped_and_the_others_are() {
    let (platform, letters) = with_letters(3);
    let tsa = YearlyTsa::new(&platform.world);
    let settings = settings(&tsa, Imprint::Sha256);
    let path = platform.stored(&letters[1].sha256);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[200] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let done = turn(&platform, &settings);
    assert_eq!((done.covered, done.damaged), (2, vec![letters[1].sha256]));
    assert_eq!(codes(&platform), ["original-damaged"]);
    // It is healed: it gets its time-stamp.
    std::fs::write(&path, &letters[1].bytes).unwrap();
    assert_eq!(turn(&platform, &settings).covered, 1);
    assert!(given(&platform, &letters[1]).is_some());
}

#[test]
fn evidence_is_looked_after_backed_up_and_put_back_like_originals() {
    let (platform, letters) = with_letters(2);
    let tsa = YearlyTsa::new(&platform.world);
    let settings = settings(&tsa, Imprint::Sha256);
    assert_eq!(turn(&platform, &settings).covered, 2);
    let storage: &dyn Storage = &*platform.storage;
    let file = platform.storage.stamps_kept()[0];
    // Hashed, replicated, healed.
    let folder = tempfile::tempdir().unwrap();
    let replica = Files::open(folder.path()).unwrap();
    let day = SignedDuration::from_hours(24);
    let mut now = platform.world.time() + day;
    let look = |now| {
        fixity::check(
            storage,
            Some(&replica),
            now - SignedDuration::from_secs(1),
            100,
            now,
        )
        .unwrap()
    };
    assert_eq!(look(now).replicated, 3);
    // Who holds the identifier finds it on the page of the document.
    let path = format!("/d/{}", letters[0].identifier.canonical());
    let page = platform.browse(&path, "fr").html();
    assert!(page.contains(&format!("href=\"{path}/evidence\"")), "{page}");
    std::fs::write(platform.stored(&file), b"damaged").unwrap();
    // Nothing is given out that does not hold together, and nothing is built on it.
    assert_eq!(
        platform
            .browse(
                &format!("/d/{}/evidence", letters[0].identifier.canonical()),
                "fr"
            )
            .status,
        500
    );
    now += day;
    assert_eq!(look(now).healed, [file]);
    let before = given(&platform, &letters[0]).unwrap();
    // A backup, and a platform put back from it, have it too.
    let (backup, back) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let place = Place::folder(&platform.folder);
    let manifest = moving::backup(&place, backup.path(), &*platform.world, &mut |_| {}).unwrap();
    assert_eq!((manifest.originals, manifest.damaged.len()), (3, 0));
    let restored = Place::folder(back.path());
    moving::restore(backup.path(), &restored, None, &*platform.world, &mut |_| {}).unwrap();
    let restored = restored.open().unwrap();
    let digest = |imprint: Imprint| imprint.of(&[&letters[0].bytes]);
    let record = platform::evidence::record_of(&*restored, letters[0].sha256, &digest)
        .unwrap()
        .unwrap();
    assert_eq!(record.to_der(), before);
    let renewed = renew(&*restored, &settings, &*platform.world).unwrap();
    assert_eq!(renewed, Renewed::default(), "nothing is due there either");
}

#[test]
fn a_running_platform_asks_again_by_itself_and_tells_it_in_its_figures() {
    let (platform, letters) = with_letters(2);
    let tsa = YearlyTsa::new(&platform.world);
    tsa.behave(Behaves::Down);
    let keeper = Keeper {
        settings: settings(&tsa, Imprint::Sha256),
        every: Duration::from_millis(200),
        retry: Duration::from_millis(10),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let task = runtime.spawn(keep_renewing(platform.state.clone(), keeper));
    let until = |what: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !what() {
            assert!(begun.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    until(&|| tsa.asked.load(Ordering::SeqCst) >= 3);
    let figures = || {
        door::client()
            .get(format!("http://{}/metrics", platform.metrics))
            .send()
            .unwrap()
            .text()
            .unwrap()
    };
    until(&|| figures().contains(r#"greffe_evidence_turns_total{outcome="waiting"}"#));
    let text = figures();
    for line in [
        r#"greffe_tsa_failures_total{code="tsa-unreachable"}"#,
        r#"greffe_evidence_originals{state="all"} 2"#,
        r#"greffe_evidence_originals{state="without"} 2"#,
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    tsa.behave(Behaves::Well);
    until(&|| given(&platform, &letters[0]).is_some());
    until(&|| figures().contains(r#"greffe_evidence_originals{state="due"} 0"#));
    task.abort();
    runtime.shutdown_background();
}

#[test]
fn the_operator_renews_exports_and_verifies_with_a_real_authority() {
    let Some(services) = testkit::tsa::Services::start() else {
        return;
    };
    let (platform, letters) = with_letters(2);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("root.pem"), services.root_pem()).unwrap();
    std::fs::write(path("letter.pdf"), &letters[0].bytes).unwrap();
    std::fs::write(path("other.pdf"), &letters[1].bytes).unwrap();
    let data = platform.folder.display().to_string();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(program());
        command
            .arg("evidence")
            .args(arguments)
            .env("LC_ALL", "en_GB.UTF-8");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let (code, said) = run(&["status", "--data", &data]);
    assert!(code == Some(1) && said.contains("due\t2\n"), "{said}");
    let root = path("root.pem");
    let (code, said) = run(&[
        "renew",
        "--data",
        &data,
        "--tsa",
        &services.tsa("tsa-expired"),
        "--tsa-trust",
        &root,
    ]);
    assert!(
        code == Some(1) && said.contains("refused\ttsa-certificate-validity"),
        "{said}"
    );
    let (code, said) = run(&[
        "renew",
        "--data",
        &data,
        "--tsa",
        &services.tsa("tsa"),
        "--tsa-trust",
        &root,
    ]);
    assert!(
        code == Some(0) && said.contains("renewed\t2\ttime-stamps\t1"),
        "{said}"
    );
    let (code, said) = run(&["status", "--data", &data]);
    assert!(
        code == Some(0) && said.contains("due\t0\n") && said.contains("2 originals"),
        "{said}"
    );
    let record = path("letter.ers");
    let identifier = letters[0].identifier.printed();
    let (code, said) = run(&["export", "--data", &data, &identifier, "--to", &record]);
    assert!(code == Some(0), "{said}");
    let check = |file: &str| {
        run(&[
            "verify",
            "--record",
            &record,
            "--file",
            &path(file),
            "--tsa-trust",
            &root,
        ])
    };
    let (code, said) = check("letter.pdf");
    assert!(code == Some(0) && said.contains("existed\t20"), "{said}");
    let (code, said) = check("other.pdf");
    assert!(
        code == Some(2) && said.contains("(evidence-other-file)"),
        "{said}"
    );
    followed_by_others(
        Path::new(&record),
        Path::new(&path("letter.pdf")),
        &services.root_pem(),
        1,
    );
    followed_by_bouncy_castle(Path::new(&record), Path::new(&path("letter.pdf")), 1);
}

/// The files of the time-stamps that are kept.
trait Kept {
    fn stamps_kept(&self) -> Vec<Sha256>;
}

impl<S: Storage> Kept for S {
    fn stamps_kept(&self) -> Vec<Sha256> {
        self.stamps()
            .unwrap()
            .into_iter()
            .map(|stamp| stamp.file)
            .collect()
    }
}
