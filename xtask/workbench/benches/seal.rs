//! What a seal costs: CPU time for each document, through the library, beside the raw limits (one signature by ring, one
//! SHA-256, one copy of the file) and beside pyHanko on the same machine, files and keys, in the same run.
//!
//! `cargo xtask bench seal [--quick]`; one JSON object on standard output, which xtask prints as tables. CPU time is what
//! the kernel says the thread has used: other load on the machine hardly disturbs it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use pdf::{FileSource, Source};
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use seal::key::SealKey;
use seal::sign::{SealOptions, SealRequest, SignatureSpec, seal, seal_to};
use seal::verify::{TrustRoots, Verdict, VerifyOptions, verify};
use serde_json::{Value, json};
use testkit::pki::{KeyKind, Leaf, TestPki};

const SMALL: usize = 52 * 1024;
const LARGE: u64 = 51 << 20;
const VAST: u64 = 1 << 30;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--one") {
        return one(&arguments[at + 1..]);
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let bench = Bench {
        time: Duration::from_millis(if quick { 400 } else { 3000 }),
        pyhanko_rounds: if quick { 3 } else { 25 },
        folder: tempfile::Builder::new()
            .prefix("bench-")
            .tempdir_in(target_folder())
            .expect("folder"),
        python: std::env::var_os("GREFFE_VALIDATORS_PYTHON").map(PathBuf::from),
    };
    let mut sections = vec![bench.small()];
    sections.push(bench.file(
        "A file of 51 MB, from file to file",
        LARGE,
        if quick { 2 } else { 5 },
        true,
    ));
    sections.push(bench.file(
        "A file of 1 GB, from file to file",
        VAST,
        if quick { 1 } else { 3 },
        !quick,
    ));
    sections.extend(bench.validation());
    sections.push(bench.cores());
    println!("{}", json!({ "sections": sections }));
}

struct Bench {
    time: Duration,
    pyhanko_rounds: u32,
    folder: tempfile::TempDir,
    python: Option<PathBuf>,
}

/// One line of a table. `target` is the most it may cost, in milliseconds of CPU.
fn row(name: &str, ms: f64, target: Option<f64>) -> Value {
    json!({ "name": name, "ms": ms, "target": target })
}

impl Bench {
    /// Milliseconds of CPU for one call, from as many calls as fit into the time, after some to warm up: the middle
    /// of seven rounds.
    fn each(&self, mut call: impl FnMut()) -> f64 {
        call();
        call();
        let mut rounds: Vec<f64> = (0..7)
            .map(|_| {
                let (started, before) = (Instant::now(), thread_cpu_ms());
                let mut calls = 0u32;
                while started.elapsed() < self.time / 7 || calls < 2 {
                    call();
                    calls += 1;
                }
                (thread_cpu_ms() - before) / f64::from(calls)
            })
            .collect();
        rounds.sort_by(f64::total_cmp);
        rounds[3]
    }

    fn small(&self) -> Value {
        let input = testkit::pdfs::of_size(SMALL);
        let stamp = stamp();
        let request = |stamp| SealRequest {
            input: &input,
            password: None,
            spec: SignatureSpec {
                stamp,
                name: Some("TEST"),
                ..spec()
            },
        };
        let leaf = TestPki::shared().seal(KeyKind::P256);
        let rsa_leaf = TestPki::shared().seal(KeyKind::Rsa2048);
        let (p256, rsa) = (key(&leaf), key(&rsa_leaf));
        let sealed = seal(&p256, &request(None)).expect("sealed").bytes;
        let mut rows = Vec::new();

        let random = ring::rand::SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &leaf.key_pkcs8_der, &random)
            .expect("key");
        let sign = self.each(|| {
            let _ = std::hint::black_box(pair.sign(&random, &[7; 200]));
        });
        rows.push(row("limit: ring, one P-256 signature", sign, None));
        let rsa_pair = RsaKeyPair::from_pkcs8(&rsa_leaf.key_pkcs8_der).expect("key");
        let mut value = vec![0; rsa_pair.public().modulus_len()];
        let rsa_sign = self.each(|| {
            rsa_pair
                .sign(&RSA_PKCS1_SHA256, &random, &[7; 200], &mut value)
                .expect("signed");
        });
        rows.push(row("limit: ring, one RSA-2048 signature", rsa_sign, None));
        let hash = self.each(|| {
            let _ = std::hint::black_box(digest(&SHA256, &input));
        });
        rows.push(row("limit: SHA-256 of the file", hash, None));
        let copy = self.each(|| drop(std::hint::black_box(input.clone())));
        rows.push(row("limit: copy of the file in memory", copy, None));

        let plain = self.each(|| drop(seal(&p256, &request(None)).expect("sealed")));
        rows.push(row("B-B P-256, no stamp", plain, Some(0.5)));
        let stamped = self.each(|| drop(seal(&p256, &request(Some(&stamp))).expect("sealed")));
        rows.push(row("B-B P-256, stamp and visible seal", stamped, Some(1.5)));
        let rsa_plain = self.each(|| drop(seal(&rsa, &request(None)).expect("sealed")));
        rows.push(row("B-B RSA-2048, no stamp", rsa_plain, Some(rsa_sign + 0.5)));
        let rsa_stamped = self.each(|| drop(seal(&rsa, &request(Some(&stamp))).expect("sealed")));
        rows.push(row(
            "B-B RSA-2048, stamp and visible seal",
            rsa_stamped,
            Some(rsa_sign + 1.5),
        ));

        let mut spent = vec![
            row("signature (ring)", sign, None),
            row("SHA-256 of the file (ring)", hash, None),
        ];
        let prepare = self.each(|| {
            let document = pdf::Document::open(&input, None).expect("opened");
            let spec = spec();
            let preparation = pdf::Preparation {
                spec: &spec,
                reserved_bytes: 4096,
                unique: [0; 16],
            };
            drop(pdf::prepare(&document, &preparation).expect("prepared"));
        });
        spent.push(row("reading the file, writing the update", prepare, None));
        // What is left: the CMS, the second look at the result, and above all the validator's judgement of it.
        let rest = (plain - sign - hash - prepare).max(0.0);
        spent.push(row("check of the result by the own validator, CMS", rest, None));

        for (name, leaf) in [
            ("pyHanko B-B P-256, no stamp", &leaf),
            ("pyHanko B-B RSA-2048, no stamp", &rsa_leaf),
        ] {
            if let Some(cost) = self.pyhanko_seal(&input, leaf, self.pyhanko_rounds) {
                rows.push(row(name, cost, None));
            }
        }
        json!({
            "title": format!("A file of {} bytes, {} when sealed; one thread", input.len(), sealed.len()),
            "rows": rows,
            "spent_title": "of B-B P-256 without stamp, spent on",
            "spent": spent,
        })
    }

    /// Hash and copy once, and sealing, of a file made on the fly.
    fn file(&self, title: &str, size_bytes: u64, rounds: u32, others: bool) -> Value {
        let input = self.folder.path().join("in.pdf");
        let output = self.folder.path().join("out.pdf");
        let leaf = TestPki::shared().seal(KeyKind::P256);
        let p12 = self.folder.path().join("key.p12");
        std::fs::write(&p12, leaf.pkcs12("bench")).expect("written");
        make_file(&input, size_bytes);
        let best = |what: &str| -> Value {
            let runs = (0..rounds).map(|_| self.child(what, &input, &output, &p12));
            runs.min_by(|one, other| {
                let ms = |run: &Value| run["cpu_ms"].as_f64().unwrap_or(0.0);
                ms(one).total_cmp(&ms(other))
            })
            .expect("one round")
        };
        let limit = best("copy");
        let ours = best("seal");
        let ms = |run: &Value, key: &str| run[key].as_f64().unwrap_or(0.0);
        let limit_ms = ms(&limit, "cpu_ms");
        let mut rows = vec![
            row("limit: hash and copy once", limit_ms, None),
            row("B-B P-256, no stamp", ms(&ours, "cpu_ms"), Some(1.5 * limit_ms)),
        ];
        if others && let Some(cost) = self.pyhanko_seal_file(&input, &leaf, 1) {
            rows.push(row("pyHanko B-B P-256, no stamp", cost, None));
        }
        let _ = std::fs::remove_file(&input);
        let _ = std::fs::remove_file(&output);
        json!({
            "title": title,
            "rows": rows,
            "notes": [
                format!(
                    "memory: {:.1} MB above the {:.1} MB before (target 64 MB)",
                    (ms(&ours, "peak_kb") - ms(&ours, "base_kb")) / 1024.0,
                    ms(&ours, "base_kb") / 1024.0
                ),
                format!(
                    "wall time: {:.0} ms, hash and copy {:.0} ms",
                    ms(&ours, "wall_ms"),
                    ms(&limit, "wall_ms")
                ),
            ],
        })
    }

    /// Runs one thing in a process of its own, for its memory.
    fn child(&self, what: &str, input: &Path, output: &Path, p12: &Path) -> Value {
        let _ = std::fs::remove_file(output);
        let run = Command::new(std::env::current_exe().expect("own path"))
            .args(["--one", what])
            .args([input, output, p12])
            .output()
            .expect("started");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).expect("one object")
    }

    /// Validation of a file with an archive time-stamp, made by another program.
    fn validation(&self) -> Option<Value> {
        const AT: &str = "2026-11-22T13:00:00Z";
        let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
        let fixtures = here.join("../../crates/seal/tests/fixtures");
        let (path, root) = (fixtures.join("b-lta.pdf"), fixtures.join("root.pem"));
        let bytes = std::fs::read(&path).ok()?;
        let roots = TrustRoots::from_pem(&std::fs::read(&root).ok()?).expect("roots");
        let options = VerifyOptions {
            roots: &roots,
            at: AT.parse().expect("time"),
            password: None,
        };
        assert_eq!(verify(&bytes, &options).verdict, Verdict::TotalPassed);
        let cost = self.each(|| drop(std::hint::black_box(verify(&bytes, &options))));
        let theirs = self.pyhanko(
            "pyhanko_verify.py",
            &[&path, &root, Path::new(AT)],
            self.pyhanko_rounds,
        );
        let mut rows = vec![row("B-LTA, passed", cost, theirs.map(|theirs| theirs / 30.0))];
        if let Some(theirs) = theirs {
            rows.push(row("pyHanko, passed", theirs, None));
        }
        Some(json!({
            "title": format!("Validation of a B-LTA file of {} bytes, offline", bytes.len()),
            "rows": rows,
        }))
    }

    /// Two threads against one, by the clock on the wall.
    fn cores(&self) -> Value {
        let input = testkit::pdfs::of_size(SMALL);
        let key = key(&TestPki::shared().seal(KeyKind::P256));
        let rate = |threads: u32| {
            let started = Instant::now();
            let done: u64 = std::thread::scope(|scope| {
                let workers: Vec<_> = (0..threads)
                    .map(|_| {
                        scope.spawn(|| {
                            let mut done = 0u64;
                            while started.elapsed() < self.time {
                                let request = SealRequest {
                                    input: &input,
                                    password: None,
                                    spec: spec(),
                                };
                                drop(seal(&key, &request).expect("sealed"));
                                done += 1;
                            }
                            done
                        })
                    })
                    .collect();
                workers
                    .into_iter()
                    .map(|worker| worker.join().expect("finished"))
                    .sum()
            });
            done as f64 / started.elapsed().as_secs_f64()
        };
        rate(1);
        // Other load on the machine takes from both: the best of some rounds has least of it.
        let (one, two) = (0..3).fold((0f64, 0f64), |(one, two), _| (one.max(rate(1)), two.max(rate(2))));
        json!({
            "title": "Two cores, P-256 without stamp, by the clock on the wall",
            "rows": [],
            "notes": [format!(
                "{one:.0} documents per second with one thread, {two:.0} with two: {:.2} times (target 1.8; {} cores here)",
                two / one,
                std::thread::available_parallelism().map_or(0, std::num::NonZero::get)
            )],
        })
    }

    fn pyhanko_seal(&self, input: &[u8], leaf: &Leaf, rounds: u32) -> Option<f64> {
        let path = self.folder.path().join("pyhanko.pdf");
        std::fs::write(&path, input).expect("written");
        self.pyhanko_seal_file(&path, leaf, rounds)
    }

    fn pyhanko_seal_file(&self, input: &Path, leaf: &Leaf, rounds: u32) -> Option<f64> {
        let p12 = self.folder.path().join("pyhanko.p12");
        std::fs::write(&p12, leaf.pkcs12("bench")).expect("written");
        self.pyhanko("pyhanko_seal.py", &[input, &p12], rounds)
    }

    /// Milliseconds of CPU for one round, by pyHanko in one process, where `GREFFE_VALIDATORS_PYTHON` is at hand.
    fn pyhanko(&self, script: &str, arguments: &[&Path], rounds: u32) -> Option<f64> {
        let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
        let output = Command::new(self.python.as_ref()?)
            .arg(here.join("benches").join(script))
            .args(arguments)
            .arg(rounds.to_string())
            .output()
            .expect("python");
        if !output.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            return None;
        }
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    }
}

/// `--one copy|seal IN OUT KEY`: does it, and tells what it cost.
fn one(arguments: &[String]) {
    let [what, input, output, p12] = arguments else {
        panic!("--one copy|seal IN OUT KEY");
    };
    let key =
        SealKey::from_pkcs12(&std::fs::read(p12).expect("key"), &"bench".to_owned().into()).expect("key");
    let mut target = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(output)
        .expect("output");
    let source = FileSource::open(Path::new(input)).expect("input");
    let base_kb = peak_kb();
    let (started, before) = (Instant::now(), thread_cpu_ms());
    match what.as_str() {
        "copy" => {
            let mut context = ring::digest::Context::new(&SHA256);
            let mut buffer = vec![0; 256 * 1024];
            let mut at = 0;
            loop {
                let read = source.read_at(at, &mut buffer).expect("read");
                if read == 0 {
                    break;
                }
                context.update(&buffer[..read]);
                target.write_all(&buffer[..read]).expect("written");
                at += read as u64;
            }
            std::hint::black_box(context.finish());
        }
        _ => {
            seal_to(&key, &SealOptions::new(spec()), &source, &mut target).expect("sealed");
        }
    }
    println!(
        "{}",
        json!({
            "cpu_ms": thread_cpu_ms() - before,
            "wall_ms": started.elapsed().as_secs_f64() * 1000.0,
            "base_kb": base_kb,
            "peak_kb": peak_kb(),
        })
    );
}

/// Milliseconds of CPU that this thread has used.
fn thread_cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match text
        .split_whitespace()
        .next()
        .and_then(|first| first.parse::<f64>().ok())
    {
        Some(nanoseconds) => nanoseconds / 1e6,
        // Where the kernel does not tell: the clock.
        None => {
            static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
        }
    }
}

/// Kilobytes of memory that this process has had at most.
fn peak_kb() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0)
}

fn target_folder() -> PathBuf {
    let own = std::env::current_exe().expect("own path");
    let target = own
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target.map_or_else(std::env::temp_dir, Path::to_path_buf)
}

fn key(leaf: &Leaf) -> SealKey {
    SealKey::from_pkcs12(&leaf.pkcs12("bench"), &"bench".to_owned().into()).expect("key")
}

fn spec() -> SignatureSpec<'static> {
    SignatureSpec::at("2026-05-04T08:00:00Z".parse().expect("time"))
}

fn stamp() -> pdf::stamp::Stamp {
    pdf::stamp::Stamp {
        identifier_printed: "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ".to_owned(),
        qr_payload: "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        lines: vec![
            "Commune de Démo (TEST)".to_owned(),
            "4 mai 2026, 10:00 Europe/Luxembourg".to_owned(),
            "original : https://verify.example.lu".to_owned(),
        ],
        other_pages_line: Some("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ  {page}/{pages}".to_owned()),
        alternative_text: "Sceau".to_owned(),
        // As long as a visible seal with a P-256 signature is.
        visible_seal: Some((0..180u8).map(|byte| byte.wrapping_mul(151)).collect()),
    }
}

/// A letter with many attachments of random bytes, each in a stream of its own, in as many updates.
fn make_file(path: &Path, size_bytes: u64) {
    const PART: usize = 8 << 20;
    let mut file = std::io::BufWriter::with_capacity(1 << 20, File::create(path).expect("created"));
    let letter = testkit::pdfs::letter();
    let text = String::from_utf8_lossy(&letter).into_owned();
    let after = |word: &str| {
        text.rsplit(word)
            .next()
            .unwrap_or_default()
            .trim_start()
            .to_owned()
    };
    let number = |text: &str| -> u64 {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    };
    let (size, prev) = (number(&after("/Size")), number(&after("startxref")));
    let root = number(&after("/Root"));
    file.write_all(&letter).expect("written");
    let mut data = vec![0u8; PART];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    for word in data.chunks_exact_mut(8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        word.copy_from_slice(&state.to_le_bytes());
    }
    let mut offsets = Vec::new();
    let mut written = letter.len() as u64;
    while written < size_bytes {
        let length = PART.min((size_bytes - written) as usize);
        let head = format!(
            "\n{} 0 obj\n<</Length {length}>>\nstream\n",
            size + offsets.len() as u64
        );
        offsets.push(written + 1);
        file.write_all(head.as_bytes()).expect("written");
        file.write_all(&data[..length]).expect("written");
        file.write_all(b"\nendstream\nendobj").expect("written");
        written += head.len() as u64 + length as u64 + 17;
    }
    let mut foot = format!("\nxref\n{size} {}\n", offsets.len());
    for offset in &offsets {
        foot.push_str(&format!("{offset:010} 00000 n\r\n"));
    }
    foot.push_str(&format!(
        "trailer\n<</Size {}/Root {root} 0 R/Prev {prev}>>\nstartxref\n{}\n%%EOF\n",
        size + offsets.len() as u64,
        written + 1
    ));
    file.write_all(foot.as_bytes()).expect("written");
    let mut file = file.into_inner().expect("written");
    file.seek(SeekFrom::Start(0)).expect("at the start");
    file.sync_all().expect("written");
}
