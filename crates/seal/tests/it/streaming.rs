//! Files that are sealed without ever being in memory: the same outcome as in memory, whatever they are read from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pdf::{FileSource, Source};
use seal::key::SealKey;
use seal::sign::{SealError, SealOptions, SealRequest, SignatureSpec, seal, seal_to};
use seal::verify::{ChangesAfter, Integrity, TrustRoots, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::corpus::Corpus;
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use wording::Explain;

fn key(kind: KeyKind) -> SealKey {
    SealKey::from_pkcs12(
        &TestPki::shared().seal(kind).pkcs12("x"),
        &SecretString::from("x"),
    )
    .unwrap()
}

static KEY: LazyLock<SealKey> = LazyLock::new(|| key(KeyKind::P256));

fn spec() -> SignatureSpec<'static> {
    SignatureSpec::at("2026-11-22T09:04:31Z".parse().unwrap())
}

fn in_memory(key: &SealKey, input: &[u8], password: Option<&str>) -> Result<Vec<u8>, SealError> {
    let request = SealRequest {
        input,
        password,
        spec: spec(),
    };
    seal(key, &request).map(|sealed| sealed.bytes)
}

/// Seals with nothing in memory, whatever the size.
fn streamed(key: &SealKey, input: &dyn Source, password: Option<&str>) -> Result<Vec<u8>, SealError> {
    let mut target = tempfile::tempfile().unwrap();
    let options = SealOptions {
        password,
        in_memory_bytes: 0,
        ..SealOptions::new(spec())
    };
    let summary = seal_to(key, &options, input, &mut target)?;
    let mut bytes = Vec::new();
    target.seek(SeekFrom::Start(0)).unwrap();
    target.read_to_end(&mut bytes).unwrap();
    assert_eq!(summary.size_bytes, bytes.len() as u64);
    let digest = ring::digest::digest(&ring::digest::SHA256, &bytes);
    assert_eq!(summary.sha256, digest.as_ref());
    Ok(bytes)
}

fn file_of(bytes: &[u8]) -> FileSource {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    FileSource::new(file).unwrap()
}

fn code(result: &Result<Vec<u8>, SealError>) -> &'static str {
    match result {
        Ok(_) => "sealed",
        Err(error) => error.code(),
    }
}

/// The validator finds the last signature intact and over the whole file.
fn is_intact(bytes: &[u8], password: Option<&str>) -> bool {
    let roots = TrustRoots::default();
    let report = verify(
        bytes,
        &VerifyOptions {
            roots: &roots,
            at: spec().signed_at,
            password,
        },
    );
    report.signatures.iter().any(|one| {
        one.covers_whole_file && one.integrity == Integrity::Intact && one.changes_after == ChangesAfter::None
    })
}

#[test]
fn a_streamed_file_is_byte_for_byte_the_one_made_in_memory() {
    // PKCS#1 signatures of the same content are the same.
    for kind in [KeyKind::Rsa2048] {
        let key = key(kind);
        for input in [
            pdfs::letter(),
            pdfs::letter_with_xref_stream(),
            pdfs::letter_with_object_streams(),
            pdfs::form(),
            pdfs::pages(40),
            pdfs::of_size(300_000),
        ] {
            let expected = in_memory(&key, &input, None).unwrap();
            assert!(streamed(&key, &file_of(&input), None).unwrap() == expected);
            assert!(streamed(&key, &input, None).unwrap() == expected);
            // A second signature on the first.
            let twice = in_memory(&key, &expected, None).unwrap();
            assert!(streamed(&key, &file_of(&expected), None).unwrap() == twice);
        }
    }
}

#[test]
fn p_384_signs_with_its_own_hash_when_streamed() {
    let key = key(KeyKind::P384);
    let sealed = streamed(&key, &file_of(&pdfs::letter()), None).unwrap();
    assert!(is_intact(&sealed, None));
}

/// Seals a file both ways; the outcome must be the same, and what is sealed must be found intact by the validator.
fn same_both_ways(path: &Path, complaints: &mut Vec<String>) -> &'static str {
    let bytes = std::fs::read(path).unwrap();
    let mut outcome = "";
    for password in [None, Some("openpassword")] {
        let memory = in_memory(&KEY, &bytes, password);
        let stream = match FileSource::open(path) {
            Ok(source) => streamed(&KEY, &source, password),
            Err(error) => panic!("{}: {error}", path.display()),
        };
        if code(&memory) != code(&stream) {
            complaints.push(format!(
                "{}: {} in memory, {} streamed ({:?} {:?})",
                path.display(),
                code(&memory),
                code(&stream),
                memory.as_ref().err(),
                stream.as_ref().err()
            ));
        }
        if let Ok(sealed) = &stream
            && !is_intact(sealed, password)
        {
            complaints.push(format!("{}: not intact", path.display()));
        }
        outcome = code(&stream);
        if outcome != "pdf-password-needed" {
            break;
        }
    }
    outcome
}

fn over(files: Vec<PathBuf>) {
    let mut complaints = Vec::new();
    let mut sealed = 0;
    for path in &files {
        // The large ones take long without optimisation and have nothing that the others have not.
        if std::fs::metadata(path).unwrap().len() > 3_000_000 {
            continue;
        }
        sealed += usize::from(same_both_ways(path, &mut complaints) == "sealed");
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(sealed > 0);
}

#[test]
fn plain_files_of_others_have_the_same_outcome_from_a_file_as_from_memory() {
    if let Some(corpus) = Corpus::find() {
        over(corpus.plain());
    }
}

#[test]
fn forged_files_have_the_same_outcome_from_a_file_as_from_memory() {
    if let Some(corpus) = Corpus::find() {
        over(corpus.attacks());
    }
}

#[test]
fn damaged_files_are_refused_with_the_same_code() {
    for (name, bytes) in pdfs::damaged() {
        let memory = in_memory(&KEY, &bytes, None);
        let stream = streamed(&KEY, &file_of(&bytes), None);
        assert_eq!(code(&memory), code(&stream), "{name}");
    }
}

/// Bytes that mean something in the structure of a PDF.
const TELLING: &[u8] = b" 0129<>/[]()nfR%x\n";

#[test]
fn whatever_byte_is_wrong_nothing_is_streamed_that_the_validator_calls_damaged() {
    let mut state = 7u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    let (mut sealed, mut refused) = (0, 0);
    for (input, signed_before) in [
        (pdfs::letter(), false),
        (pdfs::letter_with_xref_stream(), false),
        (pdfs::letter_with_object_streams(), false),
        (pdfs::form(), false),
        (in_memory(&KEY, &pdfs::form(), None).unwrap(), true),
    ] {
        for round in 0..100 {
            let mut damaged = input.clone();
            for _ in 0..1 + random(2) {
                // Mostly the end of the file, where its structure is.
                let from = if round % 3 == 0 {
                    0
                } else {
                    input.len().saturating_sub(900)
                };
                let at = from + random(input.len() - from);
                damaged[at] = TELLING[random(TELLING.len())];
            }
            match streamed(&KEY, &file_of(&damaged), None) {
                Ok(bytes) => {
                    assert!(is_intact(&bytes, None), "{round} {}", bytes.len());
                    sealed += 1;
                }
                Err(error) => {
                    // Of a file that was signed before, the validator itself is asked.
                    let own_check = error.code() == "seal-self-check-failed";
                    assert!(signed_before || !own_check, "{round} {error}");
                    refused += 1;
                }
            }
        }
    }
    assert!(
        sealed > 100 && refused > 100,
        "{sealed} sealed, {refused} refused"
    );
}

/// Gives at most seven bytes at a time.
struct Trickle(Vec<u8>);

impl Source for Trickle {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = buffer.len().min(7);
        self.0.read_at(offset, &mut buffer[..count])
    }
}

/// Fails, or ends, at some byte.
struct Broken(Vec<u8>, u64, Option<std::io::ErrorKind>);

impl Source for Broken {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.1.saturating_sub(offset)).unwrap();
        match (left, self.2) {
            (0, Some(kind)) => Err(kind.into()),
            (left, _) => {
                let count = buffer.len().min(left);
                self.0.read_at(offset, &mut buffer[..count])
            }
        }
    }
}

#[test]
fn a_source_that_gives_little_at_a_time_is_read_to_its_end() {
    let letter = pdfs::letter_with_object_streams();
    let sealed = streamed(&KEY, &Trickle(letter.clone()), None).unwrap();
    assert!(sealed.starts_with(&letter) && is_intact(&sealed, None));
}

#[test]
fn a_source_that_fails_or_ends_too_early_is_refused_with_a_code() {
    let letter = pdfs::letter();
    let step = letter.len() / 40;
    for kind in [None, Some(std::io::ErrorKind::PermissionDenied)] {
        for at in (0..letter.len()).step_by(step) {
            let result = streamed(&KEY, &Broken(letter.clone(), at as u64, kind), None);
            assert_eq!(code(&result), "pdf-unreadable", "{at} {kind:?}");
        }
    }
}

/// A file that is written to while it is read.
struct Changing {
    file: FileSource,
    path: PathBuf,
    after: u64,
}

impl Source for Changing {
    fn len(&self) -> u64 {
        self.file.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        if offset >= self.after {
            let mut file = File::options().append(true).open(&self.path)?;
            file.write_all(b"%")?;
        }
        self.file.read_at(offset, buffer)
    }

    fn is_unchanged(&self) -> std::io::Result<bool> {
        self.file.is_unchanged()
    }
}

#[test]
fn a_file_that_is_written_to_meanwhile_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.pdf");
    std::fs::write(&path, pdfs::of_size(600_000)).unwrap();
    let source = Changing {
        file: FileSource::open(&path).unwrap(),
        path: path.clone(),
        after: 262_144,
    };
    let result = streamed(&KEY, &source, None);
    assert_eq!(code(&result), "seal-input-changed");
}

/// A PDF of `size_bytes` on a file system with holes: a letter, and an attachment of zeros.
fn vast(path: &Path, size_bytes: u64) {
    let letter = pdfs::letter();
    let mut file = File::create(path).unwrap();
    let length = size_bytes - 1000;
    // The letter's own update: one more object, a stream of zeros.
    let text = String::from_utf8_lossy(&letter).into_owned();
    let prev = text
        .rsplit("startxref")
        .next()
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    let size: u64 = text
        .rsplit("/Size")
        .next()
        .unwrap()
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| !part.is_empty())
        .unwrap()
        .parse()
        .unwrap();
    let root = text.rsplit("/Root").next().unwrap().trim_start();
    let root = &root[..root.find('R').unwrap() + 1];
    file.write_all(&letter).unwrap();
    let at = letter.len();
    let head = format!("\n{size} 0 obj\n<</Length {length}>>\nstream\n");
    file.write_all(head.as_bytes()).unwrap();
    let after = at as u64 + head.len() as u64 + length;
    file.seek(SeekFrom::Start(after)).unwrap();
    let foot = "\nendstream\nendobj\n";
    let section = after + foot.len() as u64;
    let foot = format!(
        "{foot}xref\n{size} 1\n{:010} 00000 n\r\ntrailer\n<</Size {}/Root {root}/Prev {prev}>>\nstartxref\n{section}\n%%EOF\n",
        at + 1,
        size + 1
    );
    file.write_all(foot.as_bytes()).unwrap();
}

#[cfg(target_os = "linux")]
fn kilobytes(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn three_hundred_megabytes_are_sealed_in_little_memory() {
    const CHILD: &str = "GREFFE_TEST_VAST";
    if let Some(folder) = std::env::var_os(CHILD) {
        // In a process of its own, whose highest memory is that of this file alone.
        let folder = PathBuf::from(folder);
        let source = FileSource::open(&folder.join("in.pdf")).unwrap();
        let mut target = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(folder.join("out.pdf"))
            .unwrap();
        let key = &*KEY;
        let before = kilobytes("VmHWM:");
        let summary = seal_to(key, &SealOptions::new(spec()), &source, &mut target).unwrap();
        let grown = kilobytes("VmHWM:") - before;
        assert!(summary.size_bytes > 300_000_000);
        assert!(grown < 16 * 1024, "{grown} KB more than at the start");
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let input = folder.path().join("in.pdf");
    vast(&input, 300_000_000);
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "streaming::three_hundred_megabytes_are_sealed_in_little_memory",
        ])
        .env(CHILD, folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    let output = FileSource::open(&folder.path().join("out.pdf")).unwrap();
    let start = pdf::source::bytes_at(&output, 0, 1000).unwrap();
    assert_eq!(*start, std::fs::read(&input).unwrap()[..1000]);
    assert!(output.len() > 300_000_000);
}
