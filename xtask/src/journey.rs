//! The first whole journey, played through the real command line and the real platform: a PDF on a civil servant's
//! desk to a citizen's check. Every step is checked, not only shown.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use crate::demo::{Demo, enrol};
use crate::platform::Platform;
use crate::process::{Doing, Failure, Outcome, as_typed, elapsed};

/// The command line `greffe` of the demonstration.
pub struct Greffe<'a> {
    demo: &'a Demo,
}

/// What a command answered.
pub struct Answer {
    typed: String,
    /// How it ended.
    pub exit: Option<i32>,
    /// The JSON lines on standard output.
    pub lines: Vec<Value>,
    /// The JSON on standard error, where there is any.
    pub error: Value,
    /// What else stood on standard error.
    remark: String,
}

impl Answer {
    /// Fails unless the command ended well.
    pub fn expect_done(self, what: &str) -> Outcome<Answer> {
        if self.exit == Some(0) {
            return Ok(self);
        }
        let told = self
            .error
            .get("message")
            .or_else(|| self.lines.iter().find_map(|line| line.get("message")));
        let sentence = told.and_then(Value::as_str).unwrap_or(&self.remark).to_owned();
        let exit = self
            .exit
            .map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"));
        Err(Failure(format!(
            "Could not {what}: {sentence}\n  command: {} ({exit})",
            self.typed
        )))
    }

    /// The stable code of the refusal, on either stream.
    pub fn code(&self) -> &str {
        self.error
            .get("code")
            .or_else(|| self.lines.iter().find_map(|line| line.get("code")))
            .and_then(Value::as_str)
            .unwrap_or("")
    }

    /// The sentence of the refusal.
    pub fn message(&self) -> &str {
        self.error
            .get("message")
            .or_else(|| self.lines.iter().find_map(|line| line.get("message")))
            .and_then(Value::as_str)
            .unwrap_or("")
    }

    /// A text of the first line.
    pub fn text(&self, field: &str) -> Outcome<String> {
        text(self.lines.first().unwrap_or(&Value::Null), field, &self.typed)
    }
}

/// A text in a JSON answer, by JSON pointer below the root, e.g. `document/id`.
fn text(value: &Value, field: &str, typed: &str) -> Outcome<String> {
    value
        .pointer(&format!("/{field}"))
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| Failure(format!("The answer of `{typed}` has no `{field}`: {value}")))
}

impl<'a> Greffe<'a> {
    /// The command line on the demonstration's desk.
    pub fn of(demo: &'a Demo) -> Self {
        Self { demo }
    }

    /// Runs a command with `--json`, on the desk.
    pub fn run(&self, arguments: &[&OsStr]) -> Outcome<Answer> {
        let mut command = self.demo.program("greffe");
        command.args(arguments).args(["--json", "--lang", "en"]);
        command.env("GREFFE_DESK", &self.demo.prepared.desk);
        command.env("GREFFE_PASSPHRASE_FILE", &self.demo.prepared.passphrase);
        answer(&mut command)
    }
}

fn answer(command: &mut Command) -> Outcome<Answer> {
    let typed = as_typed(command);
    let output = command.output().doing(format!("start `{typed}`"))?;
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    Ok(Answer {
        exit: output.status.code(),
        lines: out
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect(),
        error: err
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .next_back()
            .unwrap_or(Value::Null),
        remark: err.trim().to_owned(),
        typed,
    })
}

/// Prints the steps as a table of two columns.
struct Told {
    number: u32,
}

impl Told {
    fn step(&mut self, what: &str, result: &str) {
        self.number += 1;
        println!("{:>3}  {what:<40}  {result}", self.number);
    }

    fn more(&self, result: &str) {
        println!("{:>3}  {:<40}  {result}", "", "");
    }
}

macro_rules! words {
    ($($word:expr),* $(,)?) => { &[$(OsStr::new($word)),*] };
}

/// Plays the journey; gives the platform, still up.
pub fn play(demo: &Demo) -> Outcome<Platform> {
    let started = Instant::now();
    let greffe = Greffe::of(demo);
    let prepared = &demo.prepared;
    let mut told = Told { number: 0 };
    println!();

    // Offline: nothing listens yet.
    let dossier = greffe
        .run(words![
            "dossier",
            "create",
            "--subject",
            "Certificat de résidence (TEST)",
            "--applicant",
            "Émilie Wagner"
        ])?
        .expect_done("create a dossier")?;
    let reference = dossier.text("reference")?;
    told.step("A dossier, with no network", &reference);

    let mut import = vec![
        OsStr::new("document"),
        OsStr::new("import"),
        OsStr::new(&reference),
    ];
    import.extend(prepared.incoming.iter().map(|file| file.as_os_str()));
    let imported = greffe.run(&import)?.expect_done("import the PDFs")?;
    for (index, line) in imported.lines.iter().enumerate() {
        let (file, pages) = (
            text(line, "file", "import")?,
            line.pointer("/document/versions/0/pages"),
        );
        let name = PathBuf::from(&file)
            .file_name()
            .map_or(file.clone(), |name| name.to_string_lossy().into_owned());
        let result = format!("{name}, pages: {}", pages.unwrap_or(&Value::Null));
        if index == 0 {
            told.step("PDFs imported, with no network", &result)
        } else {
            told.more(&result)
        }
    }
    let first = text(
        imported.lines.first().unwrap_or(&Value::Null),
        "document/id",
        "import",
    )?;

    let platform = Platform::start(demo)?;
    let new = enrol(demo, &platform)?;
    let how = if new {
        "enrolled with a one-time code"
    } else {
        "the desk was enrolled before"
    };
    told.step("The platform is up", &format!("{}  ({how})", demo.address()));

    let (key, passphrase) = (
        prepared.pki.seal_p12.as_os_str(),
        prepared.pki.seal_passphrase.as_os_str(),
    );
    let sealed = greffe
        .run(&[
            OsStr::new("document"),
            OsStr::new("seal"),
            OsStr::new(&reference),
            OsStr::new("--p12"),
            key,
            OsStr::new("--p12-passphrase-file"),
            passphrase,
        ])?
        .expect_done("seal the documents")?;
    for (index, line) in sealed.lines.iter().enumerate() {
        let result = format!(
            "{}, level {}",
            text(line, "title", "seal")?,
            text(line, "level", "seal")?
        );
        if index == 0 {
            told.step("Documents sealed", &result)
        } else {
            told.more(&result)
        }
    }
    if sealed.lines.len() != prepared.incoming.len() {
        return Err(Failure(format!(
            "{} documents were sealed, not {}.",
            sealed.lines.len(),
            prepared.incoming.len()
        )));
    }

    let synced = greffe.run(words!["sync"])?.expect_done("synchronise")?;
    let report = synced.lines.first().unwrap_or(&Value::Null);
    told.step(
        "Synchronised",
        &format!(
            "acknowledged: {}, still waiting: {}",
            report["acknowledged"], report["waiting"]
        ),
    );

    let line = sealed
        .lines
        .iter()
        .find(|line| line["document"] == Value::String(first.clone()))
        .ok_or_else(|| Failure::new("The first document is not among the sealed ones."))?;
    let identifier = text(line, "identifier", "seal")?;
    let own = greffe
        .run(words!["identifier", "parse", &identifier])?
        .expect_done("print the identifier")?;
    let printed = own.text("printed")?;

    let kept = demo.folder.join("journey");
    if kept.exists() {
        std::fs::remove_dir_all(&kept).doing(format!("empty {}", kept.display()))?;
    }
    std::fs::create_dir_all(&kept).doing(format!("make {}", kept.display()))?;
    let (fetched, original) = (kept.join("fetched.pdf"), kept.join("original.pdf"));
    let export = [
        OsStr::new("document"),
        OsStr::new("export"),
        OsStr::new(&first),
        OsStr::new("--out"),
        original.as_os_str(),
    ];
    greffe
        .run(&export)?
        .expect_done("copy the original from the desk")?;
    let fetch = [
        OsStr::new("fetch"),
        OsStr::new(&printed),
        OsStr::new("--out"),
        fetched.as_os_str(),
    ];
    greffe
        .run(&fetch)?
        .expect_done("fetch the original by its identifier")?;
    let bytes = std::fs::read(&fetched).doing("read the fetched original")?;
    if bytes != std::fs::read(&original).doing("read the original on the desk")? {
        return Err(Failure::new(
            "The original fetched from the platform differs from the one on the desk.",
        ));
    }
    told.step(
        "Original fetched by its identifier",
        &format!("{} bytes, identical to the desk's", bytes.len()),
    );

    let trust = prepared.pki.trust_pem.as_os_str();
    let verify = |file: &OsStr| greffe.run(&[OsStr::new("verify"), file, OsStr::new("--trust"), trust]);
    let good = verify(fetched.as_os_str())?;
    let verdict = (good.text("verdict")?, good.text("signatures/0/integrity")?);
    if verdict.1 != "intact" || verdict.0 == "TOTAL-FAILED" {
        return Err(Failure(format!(
            "The fetched original is judged {} ({}).",
            verdict.0, verdict.1
        )));
    }
    told.step("Verified", &format!("{}, integrity {}", verdict.0, verdict.1));

    let altered = kept.join("one-byte-flipped.pdf");
    let mut flipped = bytes.clone();
    // Inside the bytes of the input, far from the signature's own.
    if let Some(byte) = flipped.get_mut(bytes.len() / 4) {
        *byte ^= 1;
    }
    std::fs::write(&altered, &flipped).doing("write the altered copy")?;
    let bad = verify(altered.as_os_str())?;
    let verdict = bad.text("verdict")?;
    if bad.exit == Some(0) || !matches!(verdict.as_str(), "TOTAL-FAILED" | "ERROR") {
        return Err(Failure(format!(
            "A file with one byte flipped is judged {verdict}."
        )));
    }
    told.step("One byte flipped", &format!("altered: {verdict}"));

    let mistyped = swap_symbols(&printed);
    let answer = greffe.run(words![
        "fetch",
        &mistyped,
        "--out",
        kept.join("never-1.pdf").as_os_str()
    ])?;
    refused(&answer, "identifier-mistyped", "A mistyped identifier")?;
    told.step(
        "Identifier mistyped",
        &format!("{} [{}]", answer.message(), answer.code()),
    );

    let invented = greffe
        .run(words!["identifier", "new"])?
        .expect_done("invent an identifier")?
        .text("printed")?;
    let answer = greffe.run(words![
        "fetch",
        &invented,
        "--out",
        kept.join("never-2.pdf").as_os_str()
    ])?;
    refused(&answer, "identifier-unknown", "An invented identifier")?;
    told.step(
        "Identifier invented",
        &format!("{} [{}]", answer.message(), answer.code()),
    );

    let canonical = own.text("canonical")?;
    let path = format!("/d/{canonical}");
    let (status, body) = page(demo, &path)?;
    let shows = String::from_utf8_lossy(&body).contains(&reference);
    if !status.starts_with("200") || !shows {
        return Err(Failure(format!(
            "The check page answers {status}; the dossier's reference {} on it.",
            if shows { "stands" } else { "is missing" }
        )));
    }
    told.step(
        "Check page, as a citizen sees it",
        &format!("{status}, shows {reference}"),
    );
    let (status, body) = page(demo, &format!("{path}/original"))?;
    if body != bytes {
        return Err(Failure(format!(
            "The check page gives another original ({status}, {} bytes).",
            body.len()
        )));
    }
    told.more(&format!(
        "and gives the original: {} bytes, identical",
        body.len()
    ));

    println!();
    println!("     Identifier   {printed}");
    println!("     Check page   {}/d/{canonical}", demo.public_address());
    println!("                  {}/d/{canonical}", demo.address());
    println!(
        "                  (trusted with {})",
        prepared.pki.tls_ca_pem.display()
    );
    println!("     Original     {}", fetched.display());
    println!();
    println!(
        "     The journey took {}. All certificates are TEST ones.",
        elapsed(started)
    );
    Ok(platform)
}

fn refused(answer: &Answer, code: &str, what: &str) -> Outcome {
    if answer.exit == Some(1) && answer.code() == code {
        return Ok(());
    }
    Err(Failure(format!(
        "{what} is answered with [{}] {}, not with [{code}].",
        answer.code(),
        answer.message()
    )))
}

/// The identifier as somebody types it who swaps two neighbours: the first two different ones in a later group.
fn swap_symbols(printed: &str) -> String {
    let mut symbols: Vec<char> = printed.chars().collect();
    let place = (5..symbols.len().saturating_sub(1)).find(|place| {
        let pair = (symbols.get(*place), symbols.get(place + 1));
        matches!(pair, (Some(a), Some(b)) if a != b && *a != '-' && *b != '-')
    });
    if let Some(place) = place {
        symbols.swap(place, place + 1);
    }
    symbols.into_iter().collect()
}

/// The public page's answer over plain HTTP: status as `200 OK`, and body.
fn page(demo: &Demo, path: &str) -> Outcome<(String, Vec<u8>)> {
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", demo.ports.http))?;
        let host = format!("localhost:{}", demo.ports.http);
        // Version 1.0, so that the body comes in one piece until the connection ends.
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept-Language: fr\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    };
    let answer = ask().doing("open the check page")?;
    parted(&answer).ok_or_else(|| Failure::new("The check page answers with something that is not HTTP."))
}

/// Status and body of an HTTP answer.
fn parted(answer: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(answer.get(..end)?).into_owned();
    let (_, status) = head.lines().next()?.split_once(' ')?;
    Some((status.to_owned(), answer.get(end + 4..)?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_changes_two_neighbours_of_one_group() {
        assert_eq!(swap_symbols("10YK-GT5E-X0WQ"), "10YK-TG5E-X0WQ");
        assert_eq!(swap_symbols("1000-0000-002X"), "1000-0000-020X");
    }

    #[test]
    fn an_answer_is_parted_into_status_and_body() {
        let (status, body) = parted(b"HTTP/1.0 200 OK\r\na: b\r\n\r\nbody\r\n\r\n").expect("http");
        assert_eq!(
            (status.as_str(), body.as_slice()),
            ("200 OK", b"body\r\n\r\n".as_slice())
        );
        assert_eq!(parted(b"no http"), None);
    }

    #[test]
    fn the_code_of_a_refusal_is_found_on_either_stream() {
        let mut shell = Command::new("sh");
        let found =
            answer(shell.args(["-c", r#"echo '{"code":"a","message":"A."}' >&2; exit 1"#])).expect("started");
        assert_eq!((found.exit, found.code(), found.message()), (Some(1), "a", "A."));
        let mut shell = Command::new("sh");
        let found = answer(shell.args(["-c", r#"echo '{"code":"b"}'"#])).expect("started");
        assert_eq!(found.code(), "b");
    }
}
