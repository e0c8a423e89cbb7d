//! Independent validators: programs we did not write judge what we made.
//!
//! pyHanko, OpenSSL and zxing-cpp run in **one** Python process over many files; `pdfsig`, `qpdf` and `mutool` are
//! processes of their own. `GREFFE_VALIDATORS_PYTHON` names the Python whose environment holds pyHanko and
//! zxing-cpp. Without it the tests that need it say aloud that they were skipped; under `CI=true` they fail.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// The validators, found and ready.
#[derive(Clone, Debug)]
pub struct Validators {
    python: PathBuf,
    script: PathBuf,
}

/// A file to be judged.
#[derive(Clone, Debug, Serialize)]
pub struct Job {
    /// The file.
    pub file: PathBuf,
    /// Password of an encrypted file.
    pub password: Option<String>,
    /// Also look for QR codes on this page (from 1), drawn at 150 dpi.
    pub qr_page: Option<u32>,
    /// Also find the level, and let OpenSSL check the time-stamps.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub levels: bool,
}

impl Job {
    /// A file without password.
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self {
            file: file.into(),
            password: None,
            qr_page: None,
            levels: false,
        }
    }

    /// Also find the level of each signature, and let OpenSSL check the time-stamps.
    pub fn with_levels(mut self) -> Self {
        self.levels = true;
        self
    }

    /// Also look for QR codes on this page.
    pub fn with_qr_on_page(mut self, page: u32) -> Self {
        self.qr_page = Some(page);
        self
    }

    /// The password of an encrypted file.
    pub fn with_password(mut self, password: &str) -> Self {
        self.password = Some(password.to_owned());
        self
    }
}

/// What pyHanko, OpenSSL and zxing-cpp say of a file.
#[derive(Clone, Debug, Deserialize)]
pub struct Judgement {
    /// The file.
    pub file: PathBuf,
    /// Lower-case hex digest of the whole file.
    #[serde(default)]
    pub sha256: String,
    /// Number of pages.
    #[serde(default)]
    pub pages: u32,
    /// Its signatures (document time-stamps left out), oldest first.
    pub signatures: Vec<SignatureJudgement>,
    /// The document time-stamps, oldest first: why `openssl ts -verify` refuses; `None`: it accepts.
    #[serde(default)]
    pub time_stamps: Vec<Option<String>>,
    /// Why the file could not be read.
    #[serde(default)]
    pub error: Option<String>,
    /// Texts of the QR codes on the page asked for.
    #[serde(default)]
    pub qr: Vec<String>,
    /// Why the page could not be drawn.
    #[serde(default)]
    pub qr_error: Option<String>,
}

/// What pyHanko and OpenSSL say of one signature.
#[derive(Clone, Debug, Deserialize)]
pub struct SignatureJudgement {
    /// Name of the field.
    pub field: String,
    /// `/SubFilter`.
    pub subfilter: String,
    /// The digest of the signed bytes fits.
    #[serde(default)]
    pub intact: bool,
    /// The signature value fits.
    #[serde(default)]
    pub valid: bool,
    /// The chain ends in a given root.
    #[serde(default)]
    pub trusted: bool,
    /// `ENTIRE_FILE`, `ENTIRE_REVISION`, ...
    #[serde(default)]
    pub coverage: String,
    /// `NONE`, `LTA_UPDATES`, `FORM_FILLING`, `ANNOTATIONS`, `OTHER`.
    #[serde(default)]
    pub modifications: Option<String>,
    /// pyHanko's whole judgement.
    #[serde(default)]
    pub bottom_line: bool,
    /// Common name of the signer.
    #[serde(default)]
    pub signer: Option<String>,
    /// Claimed signing time, RFC 3339.
    #[serde(default)]
    pub claimed_time: Option<String>,
    /// Digest algorithm.
    #[serde(default)]
    pub digest: Option<String>,
    /// Signature mechanism.
    #[serde(default)]
    pub mechanism: Option<String>,
    /// Why pyHanko could not judge.
    #[serde(default)]
    pub error: Option<String>,
    /// Why `openssl cms -verify -cades` refuses; `None`: it accepts.
    pub openssl: Option<String>,
    /// The PAdES level that pyHanko finds without network (EN 319 102-1), where it was asked for.
    #[serde(default)]
    pub level: Option<String>,
    /// Why it is not a higher one.
    #[serde(default)]
    pub level_error: Option<String>,
    /// Its signature time-stamps: why `openssl ts -verify` refuses; `None`: it accepts.
    #[serde(default)]
    pub time_stamps: Vec<Option<String>>,
}

impl Validators {
    /// The validators; `None`, said aloud, where `GREFFE_VALIDATORS_PYTHON` is not set. Under `CI=true` that fails.
    pub fn find() -> Option<Self> {
        let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON").map(PathBuf::from) else {
            crate::skip(
                "the independent validators",
                "GREFFE_VALIDATORS_PYTHON names no Python",
                true,
            );
            return None;
        };
        let probe = Command::new(&python)
            .args(["-c", "import pyhanko, zxingcpp"])
            .output();
        match probe {
            Ok(output) if output.status.success() => {}
            Ok(output) => panic!(
                "{}: {}",
                python.display(),
                String::from_utf8_lossy(&output.stderr)
            ),
            Err(error) => panic!("GREFFE_VALIDATORS_PYTHON={}: {error}", python.display()),
        }
        let script = crate::workspace_root().join("crates/testkit/validators/validate.py");
        Some(Self { python, script })
    }

    /// Runs a script of a test with the validators' Python: JSON on its standard input, JSON from its standard output.
    ///
    /// # Errors
    /// What the script said where it failed.
    pub fn run(&self, script: &str, input: &serde_json::Value) -> Result<serde_json::Value, String> {
        let mut child = Command::new(&self.python)
            .args(["-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin
                .write_all(input.to_string().as_bytes())
                .map_err(|error| error.to_string())?;
        }
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
    }

    /// Judges the files, trusting the given roots; one judgement for each file, in the same order.
    pub fn judge(&self, roots_pem: &[&str], files: &[Job]) -> Vec<Judgement> {
        let request = serde_json::json!({ "roots": roots_pem, "files": files });
        let mut child = Command::new(&self.python)
            .arg(&self.script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the Python starts");
        // All of the standard input is read before the first line is written, so that this cannot block.
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin
            .write_all(request.to_string().as_bytes())
            .expect("the script reads its input");
        drop(stdin);
        let output = child.wait_with_output().expect("the script ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the validators' script failed: {stderr}");
        let judgements: Vec<Judgement> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}")))
            .collect();
        assert_eq!(
            judgements.len(),
            files.len(),
            "one judgement for each file; standard error: {stderr}"
        );
        judgements
    }

    /// Whether every validator accepts a file that carries exactly one signature over all of it: what a freshly
    /// sealed file owes. The error says who refuses and why.
    ///
    /// # Errors
    /// The refusals, one to a line.
    pub fn accept_sealed(&self, root_pem: &str, job: &Job) -> Result<Judgement, String> {
        let judgement = self.judge(&[root_pem], std::slice::from_ref(job)).remove(0);
        let mut refusals = judgement.sealed_refusals();
        refusals.extend(command_line_refusals(&job.file, job.password.as_deref()));
        if refusals.is_empty() {
            Ok(judgement)
        } else {
            Err(refusals.join("\n"))
        }
    }
}

impl Judgement {
    /// Why this is not a file with exactly one trusted, intact signature over all of it; empty when it is.
    pub fn sealed_refusals(&self) -> Vec<String> {
        let mut refusals: Vec<String> = Vec::new();
        refusals.extend(self.error.iter().map(|error| format!("pyHanko: {error}")));
        if self.signatures.len() != 1 && self.error.is_none() {
            refusals.push(format!("pyHanko: {} signatures", self.signatures.len()));
        }
        for signature in &self.signatures {
            refusals.extend(signature.refusals());
            if signature.coverage != "ENTIRE_FILE" {
                refusals.push(format!("pyHanko: coverage {}", signature.coverage));
            }
        }
        refusals
    }
}

impl SignatureJudgement {
    /// Why pyHanko or OpenSSL do not accept this signature; empty when both do.
    pub fn refusals(&self) -> Vec<String> {
        let mut refusals: Vec<String> = Vec::new();
        refusals.extend(self.error.iter().map(|error| format!("pyHanko: {error}")));
        if self.error.is_none() && !(self.intact && self.valid && self.trusted && self.bottom_line) {
            refusals.push(format!(
                "pyHanko: intact {}, valid {}, trusted {}, modifications {:?}, bottom line {}",
                self.intact, self.valid, self.trusted, self.modifications, self.bottom_line
            ));
        }
        refusals.extend(self.openssl.iter().map(|error| format!("openssl: {error}")));
        refusals
    }
}

/// Why `pdfsig`, `qpdf --check` or `mutool` do not accept a freshly sealed file; empty when all do.
/// A tool that is not installed says so as [`crate::skip`] does.
pub fn command_line_refusals(file: &Path, password: Option<&str>) -> Vec<String> {
    let mut refusals = Vec::new();
    if let Some(signatures) = pdfsig(file, password) {
        match signatures {
            Err(error) => refusals.push(format!("pdfsig: {error}")),
            Ok(signatures) => {
                for signature in &signatures {
                    if !(signature.valid && signature.total_document_signed) {
                        refusals.push(format!("pdfsig: {}", signature.text));
                    }
                }
                if signatures.is_empty() {
                    refusals.push("pdfsig: no signature".to_owned());
                }
            }
        }
    }
    if let Some(Err(error)) = qpdf_check(file, password) {
        refusals.push(format!("qpdf: {error}"));
    }
    if let Some(Err(error)) = mutool_sign(file, password) {
        refusals.push(format!("mutool: {error}"));
    }
    refusals
}

/// What `pdfsig -nocert` says of one signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfSig {
    /// "Signature is Valid."
    pub valid: bool,
    /// "Total document signed".
    pub total_document_signed: bool,
    /// Common name of the signer.
    pub signer: Option<String>,
    /// The whole entry.
    pub text: String,
}

/// Runs poppler's `pdfsig -nocert`: integrity and coverage, not trust. `None`: not installed.
pub fn pdfsig(file: &Path, password: Option<&str>) -> Option<Result<Vec<PdfSig>, String>> {
    let mut command = Command::new("pdfsig");
    command.arg("-nocert");
    if let Some(password) = password {
        command.args(["-upw", password]);
    }
    let (_, text) = run("pdfsig", command.arg(file))?;
    if text.contains("does not contain any signatures") {
        return Some(Ok(Vec::new()));
    }
    let entries: Vec<PdfSig> = text
        .split("Signature #")
        .skip(1)
        .filter(|entry| !entry.contains("The signature form field is not signed."))
        .map(|entry| PdfSig {
            valid: entry.contains("Signature is Valid."),
            total_document_signed: entry.contains("- Total document signed"),
            signer: entry
                .lines()
                .find_map(|line| line.trim().strip_prefix("- Signer Certificate Common Name: "))
                .map(str::to_owned),
            text: entry.trim().to_owned(),
        })
        .collect();
    let readable = text.contains("Digital Signature Info of") && !text.contains("Syntax Error");
    Some(if entries.is_empty() && !readable {
        Err(text)
    } else {
        Ok(entries)
    })
}

/// Runs `qpdf --check`: the structure. Warnings count as refusals only where `qpdf` says the file has errors
/// (exit code 2), because many files of the wild are warned about before anything is done to them.
/// `None`: not installed.
pub fn qpdf_check(file: &Path, password: Option<&str>) -> Option<Result<String, String>> {
    let mut command = Command::new("qpdf");
    command.arg("--check");
    if let Some(password) = password {
        command.arg(format!("--password={password}"));
    }
    let (code, text) = run("qpdf", command.arg(file))?;
    Some(if code == 2 { Err(text) } else { Ok(text) })
}

/// Runs `mutool sign -v`: digest, and edits since signing; the chain is not judged. `None`: not installed.
pub fn mutool_sign(file: &Path, password: Option<&str>) -> Option<Result<String, String>> {
    let mut command = Command::new("mutool");
    command.args(["sign", "-v"]);
    if let Some(password) = password {
        command.args(["-p", password]);
    }
    let (_, text) = run("mutool", command.arg(file))?;
    let edited = text.contains("there have been edits");
    let good = text.contains("The signature is valid")
        || text.contains("ocument is unchanged since signing")
        || text.contains("there have been no edits");
    Some(if good && !edited { Ok(text) } else { Err(text) })
}

/// Exit code and both outputs; `None`, said aloud, where the program is not installed.
fn run(name: &str, command: &mut Command) -> Option<(i32, String)> {
    match command.output() {
        Ok(output) => {
            let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.push_str(&String::from_utf8_lossy(&output.stderr));
            Some((output.status.code().unwrap_or(-1), text))
        }
        Err(error) => {
            crate::skip(name, &error.to_string(), true);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;

    #[test]
    fn they_tell_good_from_altered_and_unsigned() {
        let (Some(validators), Some(corpus)) = (Validators::find(), Corpus::find()) else {
            return;
        };
        let jobs = [
            "signed/dss-pades-bes.pdf",
            "attacks/dss-modified_after_signature.pdf",
            "plain/dss-doc.pdf",
        ]
        .map(|name| Job::new(corpus.file(name)));
        let judgements = validators.judge(&[crate::pki::TestPki::shared().root_pem()], &jobs);
        assert!(judgements[0].signatures[0].intact && judgements[0].signatures[0].valid);
        assert!(!judgements[0].signatures[0].trusted, "its root is not ours");
        assert!(
            judgements[0].signatures[0].openssl.is_some(),
            "OpenSSL does not know its root either"
        );
        assert!(
            judgements[1]
                .signatures
                .iter()
                .any(|signature| !signature.refusals().is_empty())
        );
        assert!(judgements[2].signatures.is_empty());
        assert!(
            !judgements[2].sealed_refusals().is_empty(),
            "an unsigned file is not a sealed one"
        );

        let signed = pdfsig(&corpus.file("signed/dss-pades-bes.pdf"), None)
            .unwrap()
            .unwrap();
        assert!(signed[0].valid, "{signed:?}");
        assert_eq!(
            pdfsig(&corpus.file("plain/dss-doc.pdf"), None),
            Some(Ok(Vec::new()))
        );
        assert!(
            qpdf_check(&corpus.file("plain/dss-doc.pdf"), None)
                .unwrap()
                .is_ok()
        );
        assert!(
            mutool_sign(&corpus.file("signed/dss-pades-bes.pdf"), None)
                .unwrap()
                .is_ok()
        );
        assert!(!command_line_refusals(&corpus.file("plain/dss-doc.pdf"), None).is_empty());
    }
}
