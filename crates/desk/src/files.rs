//! Sealing and validating files without a desk, for scripts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What to seal and how: `greffe seal`.
pub struct SealFiles<'a> {
    /// The files.
    pub inputs: &'a [PathBuf],
    /// Where the sealed files go, under the input's name; outputs are written beside, fsynced and renamed.
    pub out_folder: &'a Path,
    /// The key.
    pub key: &'a seal::key::SealKey,
    /// The platform under whose address the originals will be found.
    pub platform: &'a identifier::PlatformUrl,
    /// Printed in the stamp; `None`: the certificate's organisation, else its holder.
    pub authority: Option<&'a str>,
    /// Draw the stamp.
    pub stamp: bool,
    /// Language of the stamp.
    pub lang: wording::Lang,
    /// Replace an existing output.
    pub force: bool,
    /// Threads.
    pub jobs: usize,
}

/// One JSON line of `greffe seal --json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedFile {
    /// The input as given.
    pub input: PathBuf,
    /// The output, once written.
    pub output: Option<PathBuf>,
    /// Canonical identifier, once sealed (the key of the original: a capability).
    pub identifier: Option<String>,
    /// `sealed` or `refused`.
    pub status: String,
    /// `B-B`.
    pub level: Option<String>,
    /// Stable code of the refusal.
    pub code: Option<String>,
    /// Sentence of the refusal or of a warning.
    pub message: Option<String>,
}
