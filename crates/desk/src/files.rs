//! Sealing and validating files without a desk, for scripts.

mod batch;
mod names;
mod one;
mod queue;
mod results;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::{Cancel, Environment, Error, OnProgress, Pause, sealing};

/// What to seal and how: `greffe seal`.
pub struct SealFiles<'a> {
    /// The files.
    pub inputs: &'a [PathBuf],
    /// Where the sealed files go, under the input's name; made when it is missing. Outputs are written beside, fsynced
    /// and renamed.
    pub out_folder: &'a Path,
    /// The key.
    pub key: &'a seal::key::SealKey,
    /// The platform under whose address the originals will be found.
    pub platform: &'a identifier::PlatformUrl,
    /// Printed in the stamp; `None`: the certificate's organisation, else its holder.
    pub authority: Option<&'a str>,
    /// Password of the inputs that are encrypted.
    pub password: Option<&'a str>,
    /// Draw the stamp.
    pub stamp: bool,
    /// A level above B-B.
    pub level: Option<crate::augment::LevelChoice<'a>>,
    /// Put a visible seal into the stamp.
    pub visible_seal: Option<crate::visible::VisibleSealChoice<'a>>,
    /// What is chosen about the signature itself.
    pub signature: crate::signature::SignatureChoice<'a>,
    /// Language of the stamp.
    pub lang: wording::Lang,
    /// Language of the sentences in the results.
    pub messages: wording::Lang,
    /// Replace an existing output.
    pub force: bool,
    /// Threads.
    pub jobs: usize,
    /// Where to write the sheet of results, JSON by the extension `.json`, else CSV; one that an earlier run wrote is
    /// replaced, another one only with `force`.
    pub results: Option<&'a Path>,
    /// Holds the work between two files while it is paused.
    pub pause: Pause,
}

impl<'a> SealFiles<'a> {
    /// A stamped seal of level B-B with everything else as it is when nobody chooses: write
    /// `SealFiles { .., ..SealFiles::new(..) }`.
    pub fn new(
        inputs: &'a [PathBuf],
        out_folder: &'a Path,
        key: &'a seal::key::SealKey,
        platform: &'a identifier::PlatformUrl,
    ) -> Self {
        Self {
            inputs,
            out_folder,
            key,
            platform,
            authority: None,
            password: None,
            stamp: true,
            level: None,
            visible_seal: None,
            signature: crate::signature::SignatureChoice::default(),
            lang: wording::Lang::Fr,
            messages: wording::Lang::Fr,
            force: false,
            jobs: 1,
            results: None,
            pause: Pause::default(),
        }
    }
}

/// One JSON line of `greffe seal --json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SealedFile {
    /// The input as given.
    #[serde(serialize_with = "as_shown")]
    pub input: PathBuf,
    /// The output, once written.
    #[serde(serialize_with = "as_shown_if_any")]
    pub output: Option<PathBuf>,
    /// Canonical identifier, once sealed (the key of the original: a capability).
    pub identifier: Option<String>,
    /// `sealed` or `refused`.
    pub status: String,
    /// The level that was reached: `B-B`, `B-T`, `B-LT` or `B-LTA`.
    pub level: Option<String>,
    /// The level that was wanted.
    pub wanted_level: Option<String>,
    /// Why it was not reached, or who failed before another one helped.
    pub reasons: Vec<crate::augment::Reason>,
    /// Stable code of the refusal.
    pub code: Option<String>,
    /// Sentence of the refusal or of a warning.
    pub message: Option<String>,
    /// Sealed by an earlier run of the same command that ended before its time; nothing was sealed now.
    pub resumed: bool,
    /// Whether the stamp holds the visible seal that was asked for; null where none was.
    pub visible_seal: Option<bool>,
}

/// JSON is text: a name that is none is told as it can be shown, and stops no batch.
fn as_shown<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

fn as_shown_if_any<S: serde::Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    match path {
        Some(path) => as_shown(path, serializer),
        None => serializer.serialize_none(),
    }
}

impl SealedFile {
    /// A result that says no more than what became of an input.
    pub fn of(input: &Path, status: &str) -> Self {
        Self {
            input: input.to_owned(),
            status: status.to_owned(),
            ..Self::default()
        }
    }

    fn refused(input: &Path, error: &Error, lang: wording::Lang) -> Self {
        let explanation = crate::catalog().explain(lang, error);
        Self {
            message: Some(explanation.to_string()),
            code: Some(explanation.code),
            wanted_level: match error {
                Error::Seal(seal::sign::SealError::LevelNotReached { wanted, .. }) => {
                    Some(wanted.to_string())
                }
                _ => None,
            },
            reasons: match error {
                Error::Seal(seal::sign::SealError::LevelNotReached { reasons, .. }) => {
                    crate::augment::told(reasons, lang)
                }
                _ => Vec::new(),
            },
            ..Self::of(input, "refused")
        }
    }
}

/// Seals files on `jobs` threads. Results come as they are finished, not in the order of the inputs: a result is told
/// when its output is durable. A refused file stops no other. Outputs are never overwritten without `force`, and an
/// input never; two inputs of the same name get different outputs (`name.pdf`, `name-2.pdf`); an input that is named
/// twice is sealed once. Once cancelled, files that were not begun are refused with `cancelled`.
///
/// A record beside the outputs says what was sealed (`docs/CLI.md`). A program that ended at any moment is gone on with
/// by the same call: what is finished is told with its first identifier (`resumed`), what is missing is sealed, what
/// the other program left under temporary names is removed. Two programs that seal into one folder take turns.
///
/// # Errors
/// The sheet of results: `target-exists` before anything is sealed, or it could not be written at the end.
pub fn seal_files(
    request: &SealFiles<'_>,
    env: &dyn Environment,
    on_result: &mut dyn FnMut(SealedFile),
    progress: OnProgress<'_>,
    cancel: &Cancel,
) -> Result<(), Error> {
    queue::run(request, env, on_result, progress, cancel)
}

/// Validates the signatures of a file. A file that cannot be read is [`seal::verify::Verdict::Error`] with a warning
/// that says why.
pub fn verify(
    path: &Path,
    roots: &seal::verify::TrustRoots,
    at: jiff::Timestamp,
    password: Option<&str>,
) -> seal::verify::FileReport {
    match sealing::read_file(path) {
        Ok(bytes) => seal::verify::verify(&bytes, &seal::verify::VerifyOptions { roots, at, password }),
        Err(error) => seal::verify::FileReport {
            verdict: seal::verify::Verdict::Error,
            signatures: Vec::new(),
            warnings: vec![seal::verify::Warning {
                signature: None,
                code: error.code().to_owned(),
                message: crate::catalog().explain(wording::Lang::En, &error).sentence,
            }],
        },
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    #[test]
    fn a_name_that_is_no_text_is_told_as_it_can_be_shown() {
        let name = PathBuf::from(std::ffi::OsString::from_vec(b"bad\xff.pdf".to_vec()));
        let mut file = SealedFile::of(&name, "sealed");
        assert!(serde_json::to_string(&file).unwrap().contains("\"output\":null"));
        file.output = Some(name);
        let line = serde_json::to_string(&file).unwrap();
        assert!(
            line.contains("\"input\":\"bad\u{fffd}.pdf\",\"output\":\"bad\u{fffd}.pdf\""),
            "{line}"
        );
    }
}
