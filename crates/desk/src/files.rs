//! Sealing and validating files without a desk, for scripts.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use identifier::Identifier;
use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::documents::sync_folder;
use crate::{Cancel, Environment, Error, OnProgress, Progress, sealing, stamping};

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
    /// Language of the stamp.
    pub lang: wording::Lang,
    /// Language of the sentences in the results.
    pub messages: wording::Lang,
    /// Replace an existing output.
    pub force: bool,
    /// Threads.
    pub jobs: usize,
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
            lang: wording::Lang::Fr,
            messages: wording::Lang::Fr,
            force: false,
            jobs: 1,
        }
    }
}

/// One JSON line of `greffe seal --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Seals files on `jobs` threads. Results come as they are finished, not in the order of the inputs: a result is told
/// when its output is durable. A refused file stops no other. Outputs are never overwritten without `force`, and an
/// input never; two inputs of the same name get different outputs (`name.pdf`, `name-2.pdf`). Once cancelled, files
/// that were not begun are refused with `cancelled`.
pub fn seal_files(
    request: &SealFiles<'_>,
    env: &dyn Environment,
    on_result: &mut dyn FnMut(SealedFile),
    progress: OnProgress<'_>,
    cancel: &Cancel,
) {
    let outputs = output_names(request.inputs, request.out_folder);
    let inputs: HashSet<PathBuf> = request
        .inputs
        .iter()
        .filter_map(|input| input.canonicalize().ok())
        .collect();
    let catalog = crate::catalog();
    let next = AtomicUsize::new(0);
    let (results, finished) = mpsc::channel::<(usize, Result<Written, Error>)>();
    let items = request.inputs.len() as u64;
    std::thread::scope(|scope| {
        for _ in 0..request.jobs.clamp(1, 64).min(request.inputs.len()) {
            let results = results.clone();
            scope.spawn(|| {
                let results = results;
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(input), Some(output)) = (request.inputs.get(index), outputs.get(index)) else {
                        break;
                    };
                    let result = if cancel.is_cancelled() {
                        Err(Error::Store(store::Error::Cancelled))
                    } else {
                        seal_file(request, input, output, &inputs, env)
                    };
                    if results.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results);
        for (items_done, (index, result)) in (1..).zip(finished) {
            let Some(input) = request.inputs.get(index) else {
                continue;
            };
            let explain = |error: &dyn Explain| catalog.explain(request.messages, error);
            on_result(match result {
                Ok(written) => SealedFile {
                    input: input.clone(),
                    output: Some(written.output),
                    identifier: Some(written.identifier.canonical()),
                    status: "sealed".into(),
                    level: Some(written.level),
                    code: None,
                    message: written
                        .covers_content
                        .then(|| catalog.text(request.messages, "stamp-covers-content", &[])),
                },
                Err(error) => {
                    let explanation = explain(&error);
                    SealedFile {
                        input: input.clone(),
                        output: None,
                        identifier: None,
                        status: "refused".into(),
                        level: None,
                        message: Some(explanation.to_string()),
                        code: Some(explanation.code),
                    }
                }
            });
            progress(Progress {
                step: "sealing".into(),
                label: input.display().to_string(),
                items_done,
                items,
                bytes_done: 0,
                bytes: 0,
            });
        }
    });
}

struct Written {
    output: PathBuf,
    identifier: Identifier,
    level: String,
    covers_content: bool,
}

fn seal_file(
    request: &SealFiles<'_>,
    input: &Path,
    output: &Path,
    inputs: &HashSet<PathBuf>,
    env: &dyn Environment,
) -> Result<Written, Error> {
    let exists = || Error::TargetExists {
        file: output.to_owned(),
    };
    if output.symlink_metadata().is_ok() {
        // Whether it is an input is asked of the file itself: names may differ, links lead there too.
        if output.canonicalize().is_ok_and(|output| inputs.contains(&output)) {
            return Err(Error::TargetIsInput {
                file: output.to_owned(),
            });
        }
        if !request.force {
            return Err(exists());
        }
    }
    let bytes = sealing::read_file(input)?;
    let mut random = [0; 16];
    env.random(&mut random);
    let identifier = Identifier::issue(random);
    let sealed_at = sealing::whole_seconds(env.now());
    let certificate = request.key.certificate();
    let authority = request
        .authority
        .or(certificate.organisation.as_deref())
        .unwrap_or(certificate.holder.as_str());
    let stamp = request
        .stamp
        .then(|| stamping::stamp(&identifier, request.platform, authority, sealed_at, request.lang));
    let sealed = seal::sign::seal(
        request.key,
        &seal::sign::SealRequest {
            input: &bytes,
            password: request.password,
            spec: seal::sign::SignatureSpec {
                stamp: stamp.as_ref(),
                name: Some(authority),
                ..seal::sign::SignatureSpec::at(sealed_at)
            },
        },
    )?;
    std::fs::create_dir_all(request.out_folder).map_err(|error| Error::io(request.out_folder, error))?;
    let failed = |error| Error::io(output, error);
    let mut temp = tempfile::Builder::new()
        .prefix(".greffe-")
        .tempfile_in(request.out_folder)
        .map_err(failed)?;
    std::io::Write::write_all(&mut temp, &sealed.bytes).map_err(failed)?;
    // A sealed file is for others to read: for those who may read the input, not private like a temp file.
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(input) {
        use std::os::unix::fs::PermissionsExt;
        let mode = (metadata.permissions().mode() & 0o666) | 0o600;
        temp.as_file()
            .set_permissions(std::fs::Permissions::from_mode(mode))
            .map_err(failed)?;
    }
    temp.as_file().sync_all().map_err(failed)?;
    if request.force {
        temp.persist(output).map_err(|error| failed(error.error))?;
    } else {
        temp.persist_noclobber(output)
            .map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => exists(),
                _ => failed(error.error),
            })?;
    }
    sync_folder(request.out_folder)?;
    Ok(Written {
        output: output.to_owned(),
        identifier,
        level: sealing::level(sealed.level),
        covers_content: sealed.stamp.is_some_and(|stamp| stamp.covers_content),
    })
}

/// One output for each input, no two the same (case folded: some file systems do not tell `A.pdf` from `a.pdf`).
/// The first input of a name keeps it; which name the others get depends on the list of inputs alone.
fn output_names(inputs: &[PathBuf], out_folder: &Path) -> Vec<PathBuf> {
    let name = |input: &PathBuf| {
        input
            .file_name()
            .map_or_else(|| "document.pdf".into(), ToOwned::to_owned)
    };
    let folded = |name: &std::ffi::OsStr| name.to_string_lossy().to_lowercase();
    let mut taken: HashSet<String> = inputs.iter().map(|input| folded(&name(input))).collect();
    let mut kept: HashSet<String> = HashSet::new();
    inputs
        .iter()
        .map(|input| {
            let own = name(input);
            if kept.insert(folded(&own)) {
                return out_folder.join(own);
            }
            let stem = Path::new(&own).file_stem().unwrap_or_default().to_owned();
            let extension = Path::new(&own).extension().map(ToOwned::to_owned);
            let mut number = 2_u64;
            loop {
                let mut candidate = stem.clone();
                candidate.push(format!("-{number}"));
                if let Some(extension) = &extension {
                    candidate.push(".");
                    candidate.push(extension);
                }
                if taken.insert(folded(&candidate)) {
                    return out_folder.join(candidate);
                }
                number += 1;
            }
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_inputs_of_one_name_get_two_outputs() {
        let inputs: Vec<PathBuf> = ["x/a.pdf", "y/a.pdf", "z/A.pdf", "a-2.pdf", "b"]
            .into_iter()
            .map(PathBuf::from)
            .collect();
        let names: Vec<String> = output_names(&inputs, Path::new("out"))
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        assert_eq!(
            names,
            ["out/a.pdf", "out/a-3.pdf", "out/A-4.pdf", "out/a-2.pdf", "out/b"]
        );
    }
}
