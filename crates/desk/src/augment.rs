//! Levels above B-B for files without a desk: what they need from outside, and raising or renewing files that are
//! signed already.

use std::path::{Path, PathBuf};

use seal::augment::{Augmented, Online, Raise};
use seal::online::http::HttpWeb;
use seal::online::{NoWeb, Web};
use seal::sign::{Level, Wanted};
use seal::time_stamp::{Stamping, TakenTokens, TokenSizes, Tsa};
use seal::validation_data::{Answers, Fetching};
use seal::verify::TrustRoots;
use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::documents::sync_folder;
use crate::{Cancel, Environment, Error, sealing};

/// Who gives time-stamps and how chains end; one for a whole batch, so that what was learnt from one file serves the
/// next.
pub struct Outside {
    tsas: Vec<Tsa>,
    trust: TrustRoots,
    web: Box<dyn Web>,
    count: TakenTokens,
    sizes: TokenSizes,
    answers: Answers,
}

impl Outside {
    /// Time-stamping authorities in order of preference, asked over the network.
    pub fn new(tsas: Vec<Tsa>, trust: TrustRoots) -> Self {
        let web: Box<dyn Web> = match HttpWeb::new(None) {
            Ok(web) => Box::new(web),
            // Only roots that were given could be unreadable.
            Err(_) => Box::new(NoWeb),
        };
        Self::through(web, tsas, trust)
    }

    /// The same through another network.
    pub fn through(web: Box<dyn Web>, tsas: Vec<Tsa>, trust: TrustRoots) -> Self {
        Self {
            tsas,
            trust,
            web,
            count: TakenTokens::default(),
            sizes: TokenSizes::default(),
            answers: Answers::default(),
        }
    }

    fn online<'a>(
        &'a self,
        random: &'a (dyn Fn(&mut [u8]) + Sync),
        now: &'a (dyn Fn() -> jiff::Timestamp + Sync),
    ) -> Online<'a> {
        Online {
            stamping: Stamping {
                web: &*self.web,
                tsas: &self.tsas,
                count: &self.count,
                sizes: &self.sizes,
                random,
                now,
            },
            fetching: Fetching::default(),
            answers: &self.answers,
            trust: &self.trust,
            certificates: &[],
        }
    }
}

/// The level that files are sealed at.
#[derive(Clone, Copy)]
pub struct LevelChoice<'a> {
    /// The level.
    pub level: Level,
    /// Whether a file that reaches less is kept, to be augmented later; else it is refused.
    pub keep_lower: bool,
    /// Time-stamps and validation data.
    pub outside: &'a Outside,
}

impl LevelChoice<'_> {
    /// Calls `seal` with what sealing wants of this choice.
    pub(crate) fn with<T>(
        choice: Option<&Self>,
        env: &dyn Environment,
        seal: impl FnOnce(Option<Wanted<'_>>) -> T,
    ) -> T {
        let random = |buffer: &mut [u8]| env.random(buffer);
        let now = || env.now();
        match choice {
            None => seal(None),
            Some(choice) => {
                let online = choice.outside.online(&random, &now);
                seal(Some(Wanted {
                    level: choice.level,
                    online: &online,
                    keep_lower: choice.keep_lower,
                }))
            }
        }
    }
}

/// Why a level was not reached, or who failed before another one helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code.
    pub code: String,
    /// Sentence, with what to do next.
    pub message: String,
}

/// The reasons in a language.
pub(crate) fn told(reasons: &[seal::augment::Shortfall], lang: wording::Lang) -> Vec<Reason> {
    let catalog = crate::catalog();
    reasons
        .iter()
        .map(|reason| {
            let explanation = catalog.explain(lang, reason as &dyn Explain);
            Reason {
                message: explanation.to_string(),
                code: explanation.code,
            }
        })
        .collect()
}

/// What to augment and how: `greffe augment`.
pub struct AugmentFiles<'a> {
    /// Signed files.
    pub inputs: &'a [PathBuf],
    /// Where the results go, under the input's name; made when it is missing. Written beside, fsynced and renamed.
    pub out_folder: &'a Path,
    /// To which level, or renewal.
    pub raise: Raise,
    /// Whether a file that reaches less is written all the same, with what could be added.
    pub keep_lower: bool,
    /// Time-stamps and validation data.
    pub outside: &'a Outside,
    /// Password of encrypted files.
    pub password: Option<&'a str>,
    /// Replace an existing output.
    pub force: bool,
    /// Language of the sentences in the results.
    pub messages: wording::Lang,
}

/// One JSON line of `greffe augment --json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AugmentedFile {
    /// The input as given.
    pub input: PathBuf,
    /// The output, once written.
    pub output: Option<PathBuf>,
    /// `augmented`, `partly` (less than wanted was reached, and kept), `unchanged` (it had the level), `refused`.
    pub status: String,
    /// The level that is in the file now: the lowest among its signatures.
    pub level: Option<String>,
    /// The level that was in it before.
    pub level_before: Option<String>,
    /// The level that was wanted.
    pub wanted_level: Option<String>,
    /// Why the level was not reached, or who failed before another one helped.
    pub reasons: Vec<Reason>,
    /// Names of the authorities whose time-stamps were added.
    pub stamped_by: Vec<String>,
    /// Stable code of the refusal.
    pub code: Option<String>,
    /// Sentence of the refusal.
    pub message: Option<String>,
}

/// Raises or renews signed files, one after the other. A refused file stops no other; an input is never written to.
pub fn augment_files(
    request: &AugmentFiles<'_>,
    env: &dyn Environment,
    on_result: &mut dyn FnMut(AugmentedFile),
    cancel: &Cancel,
) {
    for input in request.inputs {
        if cancel.is_cancelled() {
            break;
        }
        let mut told = AugmentedFile {
            input: input.clone(),
            wanted_level: Some(sealing::level(request.raise.level())),
            ..AugmentedFile::default()
        };
        if let Err(refusal) = augment_file(request, input, env, &mut told) {
            let explanation = crate::catalog().explain(request.messages, &*refusal);
            told.status = "refused".to_owned();
            told.message = Some(explanation.to_string());
            told.code = Some(explanation.code);
        }
        on_result(told);
    }
}

type Refusal = Box<dyn Explain>;

fn augment_file(
    request: &AugmentFiles<'_>,
    input: &Path,
    env: &dyn Environment,
    told: &mut AugmentedFile,
) -> Result<(), Refusal> {
    let refused = |error: Error| -> Refusal { Box::new(error) };
    let name = input.file_name().unwrap_or(input.as_os_str());
    let output = request.out_folder.join(name);
    if output.symlink_metadata().is_ok() {
        if same_file(input, &output) {
            return Err(refused(Error::TargetIsInput { file: output }));
        }
        if !request.force {
            return Err(refused(Error::TargetExists { file: output }));
        }
    }
    let bytes = sealing::read_file(input).map_err(refused)?;
    let random = |buffer: &mut [u8]| env.random(buffer);
    let now = || env.now();
    let online = request.outside.online(&random, &now);
    let augmented: Augmented = seal::augment::augment(&bytes, request.password, request.raise, &online)
        .map_err(|error| -> Refusal { Box::new(error) })?;
    told.level_before = augmented.before.map(sealing::level);
    told.level = augmented.level.map(sealing::level);
    told.reasons = self::told(&augmented.reasons, request.messages);
    told.stamped_by.clone_from(&augmented.stamped_by);
    let reached = augmented.reached(request.raise);
    if augmented.appended.is_empty() || !(reached || request.keep_lower) {
        told.level = told.level_before.clone();
        if reached {
            told.status = "unchanged".to_owned();
            return Ok(());
        }
        told.stamped_by.clear();
        return Err(match augmented.reasons.into_iter().next() {
            Some(reason) => Box::new(reason),
            None => Box::new(seal::augment::Shortfall::NotFound),
        });
    }
    write(input, &output, &[&bytes, &augmented.appended], request.force).map_err(refused)?;
    told.output = Some(output);
    told.status = if reached { "augmented" } else { "partly" }.to_owned();
    Ok(())
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Writes beside, fsyncs and renames; readable for those who may read the input.
fn write(input: &Path, output: &Path, pieces: &[&[u8]], force: bool) -> Result<(), Error> {
    use std::io::Write as _;
    let folder = output.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let failed = |error| Error::io(output, error);
    let mut temp = tempfile::Builder::new()
        .prefix(".greffe-")
        .tempfile_in(folder)
        .map_err(failed)?;
    for piece in pieces {
        temp.write_all(piece).map_err(failed)?;
    }
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(input) {
        use std::os::unix::fs::PermissionsExt;
        let mode = (metadata.permissions().mode() & 0o666) | 0o600;
        temp.as_file()
            .set_permissions(std::fs::Permissions::from_mode(mode))
            .map_err(failed)?;
    }
    #[cfg(not(unix))]
    let _ = input;
    temp.as_file().sync_all().map_err(failed)?;
    if force {
        temp.persist(output).map_err(|error| failed(error.error))?;
    } else {
        temp.persist_noclobber(output)
            .map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::TargetExists {
                    file: output.to_owned(),
                },
                _ => failed(error.error),
            })?;
    }
    sync_folder(folder)
}
