//! The record of a batch: a file beside the outputs that says what was sealed, so that a program that ended at any
//! moment is gone on with and nothing is sealed twice.
//!
//! `.greffe-batch.jsonl` is append-only, one JSON line for each step (see `docs/CLI.md`). The order is what makes it
//! work:
//!
//! 1. the sealed bytes are written to a temporary file and brought to the disk;
//! 2. a line `sealing` with the digests of input and output and the identifier is brought to the disk;
//! 3. the temporary file takes the output's name, which must not exist, and the folder is brought to the disk;
//! 4. only then is the result told, and a line `sealed` appended.
//!
//! An output whose digest stands in a line `sealing` is therefore ours and finished, whether or not 4 came about; an
//! output that is missing was never told. Steps 2 and 3 are made for many files at once.
//!
//! The file is locked while a program seals into its folder; the operating system releases the lock when the program
//! dies. A line that was cut off or cannot be read is passed over: at worst an output is then not recognised as ours
//! and stays untouched. A record of another owner is never believed: whoever shares the folder could write it.

use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use super::SealedFile;
use super::names::OURS;
use crate::documents::sync_folder;
use crate::{Cancel, Environment, Error};

/// Longest line that is read.
const LONGEST_LINE: u64 = 1 << 20;

/// How often a program that waits for another one looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Line {
    /// A program began.
    Begun {
        /// Version of the record, 1.
        version: u32,
        /// Names this run in the other lines and in its temporary files.
        run: String,
        /// When.
        at: jiff::Timestamp,
        /// Digest of the list of inputs and of the choices: the same command again has the same one.
        order: String,
        /// Outputs are replaced.
        force: bool,
    },
    /// A file is to be sealed.
    Queued {
        run: String,
        input: String,
        #[serde(flatten)]
        stamp: Stamp,
        output: String,
    },
    /// Its sealed bytes are on the disk under a temporary name and are about to take the output's.
    Sealing(Box<Sealing>),
    /// The output is there, durable.
    Sealed {
        run: String,
        input: String,
        output: String,
        sha256: String,
    },
    /// It was refused; the next run tries again.
    Refused {
        run: String,
        input: String,
        code: String,
    },
    /// A sheet of results was written.
    Results {
        run: String,
        file: String,
        sha256: String,
    },
    /// Every file of the run was sealed or refused.
    Ended { run: String },
}

/// A file as it lay there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Last change, as the file system says.
    pub modified: Option<jiff::Timestamp>,
}

impl Stamp {
    /// Of a file; what cannot be asked is left out.
    pub fn of(path: &Path) -> Self {
        std::fs::metadata(path).map_or_else(|_| Self::default(), |metadata| Self::told(&metadata))
    }

    /// What the file system says of a file.
    pub fn told(metadata: &std::fs::Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata
                .modified()
                .ok()
                .and_then(|time| jiff::Timestamp::try_from(time).ok()),
        }
    }
}

/// What was sealed, and into what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Sealing {
    pub run: String,
    /// Absolute path of the input.
    pub input: String,
    #[serde(flatten)]
    pub stamp: Stamp,
    /// Digest of the input.
    pub sha256: String,
    /// Canonical identifier.
    pub identifier: String,
    /// Name of the output in the folder.
    pub output: String,
    /// Digest of the output.
    pub output_sha256: String,
    /// Digest of the choices under which it was sealed.
    pub choices: String,
    /// What the result says.
    pub told: SealedFile,
}

/// The record of one folder, locked for this program.
pub(super) struct Batch {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    run: String,
    /// Runs of which this one is the continuation, and this one.
    order_runs: HashSet<String>,
    sealings: HashMap<String, Vec<Sealing>>,
    outputs: HashMap<String, String>,
    sealed: HashSet<(String, String)>,
    results: HashMap<String, String>,
    /// Something rests on the record: an output or a sheet of ours.
    needed: bool,
}

impl Batch {
    /// Opens the record of `folder` (made where it is missing), waits until no other program seals there, removes the
    /// temporary files of programs that died, and begins a run. `on_wait` is called when there is something to wait
    /// for.
    ///
    /// # Errors
    /// `cancelled` while waiting; the folder cannot be made, read or written.
    pub fn open(
        folder: &Path,
        order: &str,
        force: bool,
        env: &dyn Environment,
        cancel: &Cancel,
        on_wait: &mut dyn FnMut(),
    ) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        let mut random = [0; 8];
        env.random(&mut random);
        let run = hex::encode(random);
        let path = place(folder)?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut tries = 0;
        let file = loop {
            tries += 1;
            if tries > 100 {
                // A link took the name after it was looked at.
                return Err(Error::NotAFile { file: path });
            }
            let file = options.open(&path).map_err(|error| Error::io(&path, error))?;
            lock(&file, &path, cancel, on_wait)?;
            // The program before may have removed a record that was worth nothing.
            if is_at(&file, &path) {
                break file;
            }
        };
        let mut batch = Self {
            folder: folder.to_owned(),
            path: path.clone(),
            file,
            run: run.clone(),
            order_runs: HashSet::new(),
            sealings: HashMap::new(),
            outputs: HashMap::new(),
            sealed: HashSet::new(),
            results: HashMap::new(),
            needed: false,
        };
        let runs = batch.read(order, force)?;
        batch.order_runs.insert(run.clone());
        batch.append(&[Line::Begun {
            version: 1,
            run,
            at: env.now(),
            order: order.to_owned(),
            force,
        }])?;
        clean(folder, &runs);
        let elsewhere: HashSet<PathBuf> = batch
            .results
            .keys()
            .filter_map(|file| Path::new(file).parent().map(Path::to_owned))
            .collect();
        elsewhere.iter().for_each(|folder| clean(folder, &runs));
        Ok(batch)
    }

    /// Reads what is recorded; gives the runs. The program holds the lock, so all of them are over.
    fn read(&mut self, order: &str, force: bool) -> Result<HashSet<String>, Error> {
        let failed = |error| Error::io(&self.path, error);
        self.file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let mut reader = BufReader::new(&self.file);
        let (mut runs, mut continued) = (HashSet::new(), HashSet::new());
        let mut text = Vec::new();
        let mut torn = false;
        loop {
            text.clear();
            let read = reader
                .by_ref()
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut text)
                .map_err(failed)?;
            if read == 0 {
                break;
            }
            torn = text.last() != Some(&b'\n');
            let Ok(line) = serde_json::from_slice::<Line>(&text) else {
                continue;
            };
            // A damaged identifier would send a reader to nothing: its check digits tell, and it stands twice.
            if let Line::Sealing(sealing) = &line
                && (identifier::Identifier::parse(&sealing.identifier).is_err()
                    || sealing.told.identifier.as_ref() != Some(&sealing.identifier))
            {
                continue;
            }
            self.needed |= line.is_needed();
            match line {
                Line::Begun {
                    run,
                    order: of,
                    force: forced,
                    ..
                } => {
                    if of == order && forced == force {
                        continued.insert(run.clone());
                    }
                    runs.insert(run);
                }
                Line::Queued { input, output, .. } => {
                    self.outputs.insert(input, output);
                }
                Line::Sealing(sealing) => {
                    self.outputs.insert(sealing.input.clone(), sealing.output.clone());
                    self.sealings
                        .entry(sealing.input.clone())
                        .or_default()
                        .push(*sealing);
                }
                Line::Sealed { run, input, .. } => {
                    self.sealed.insert((run, input));
                }
                Line::Results { file, sha256, .. } => {
                    self.results.insert(file, sha256);
                }
                Line::Ended { .. } => continued.clear(),
                Line::Refused { .. } => {}
            }
        }
        self.order_runs = continued;
        if torn {
            // A line that was cut off must not swallow the next one.
            self.file.write_all(b"\n").map_err(failed)?;
        }
        Ok(runs)
    }

    /// Begins the name of every temporary file of this run; see [`clean`].
    pub fn temp_prefix(&self) -> String {
        temp_prefix(&self.run)
    }

    /// The name of this run.
    pub fn run(&self) -> &str {
        &self.run
    }

    /// The output an input has, once it has one.
    pub fn output_of(&self, input: &Path) -> Option<String> {
        let name = self.outputs.get(&key(input))?;
        // A name and nothing else: the record is a file that anybody may have edited.
        let mut parts = Path::new(name).components();
        match (parts.next(), parts.next()) {
            // A name that is no text was recorded with what stands for it.
            (Some(Component::Normal(_)), None) if !name.starts_with(OURS) && !name.contains('\u{fffd}') => {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// What was sealed from an input into `output` under the same choices, the last one first. With `force` only by
    /// the run that this one goes on with.
    pub fn sealings(&self, input: &Path, output: &str, choices: &str, force: bool) -> Vec<&Sealing> {
        let all = self.sealings.get(&key(input)).map_or(&[][..], Vec::as_slice);
        all.iter()
            .rev()
            .filter(|one| one.output == output && one.choices == choices)
            .filter(|one| !force || self.order_runs.contains(&one.run))
            .collect()
    }

    /// Whether the record says that a sealing came to its end.
    pub fn was_told(&self, sealing: &Sealing) -> bool {
        self.sealed
            .contains(&(sealing.run.clone(), sealing.input.clone()))
    }

    /// The digest of a sheet of results that an earlier run wrote.
    pub fn results_written(&self, file: &Path) -> Option<&str> {
        self.results.get(&key(file)).map(String::as_str)
    }

    /// Appends lines, in one write.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn append(&mut self, lines: &[Line]) -> Result<(), Error> {
        let mut text = Vec::new();
        for line in lines {
            self.needed |= line.is_needed();
            // Lines are made of texts and numbers: they always have a JSON form.
            if serde_json::to_writer(&mut text, line).is_ok() {
                text.push(b'\n');
            }
        }
        let written = self.file.write_all(&text);
        if written.is_err() {
            // What was written of it must not swallow the next line; if not even this fits, the next run sees to it.
            let _ = self.file.write_all(b"\n");
        }
        written.map_err(|error| Error::io(&self.path, error))
    }

    /// Brings the record to the disk.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn sync(&self) -> Result<(), Error> {
        self.file
            .sync_data()
            .map_err(|error| Error::io(&self.path, error))
    }

    /// Ends the run: a record on which nothing rests is removed, as long as it is locked.
    pub fn end(self) {
        if cfg!(unix) && !self.needed {
            // What stays does no harm.
            let _ = std::fs::remove_file(&self.path);
        }
    }

    /// The folder of the outputs.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Brings the names in the folder to the disk.
    ///
    /// # Errors
    /// The folder cannot be synced.
    pub fn sync_folder(&self) -> Result<(), Error> {
        sync_folder(&self.folder)
    }
}

impl Line {
    /// An output or a sheet is known as ours by it.
    fn is_needed(&self) -> bool {
        matches!(self, Line::Sealing(_) | Line::Results { .. })
    }
}

/// Whether an open file is the one that has the name.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        match (file.metadata(), path.symlink_metadata()) {
            (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

/// An input or a sheet as it stands in the record: its absolute path. Links are not followed: two names are two inputs.
pub(super) fn key(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match absolute.to_str() {
        Some(text) => text.to_owned(),
        None => format!("bytes:{}", hex::encode(absolute.as_os_str().as_encoded_bytes())),
    }
}

/// Digest of texts, each apart from the next.
pub(super) fn digest<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut context = Context::new(&SHA256);
    for part in parts {
        let part = part.as_ref();
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    hex::encode(context.finish())
}

/// Digests of a file and, where asked for, of its first bytes; read in constant memory.
///
/// # Errors
/// The file cannot be read.
pub(super) fn file_digest(path: &Path, first: Option<u64>) -> Result<(String, Option<String>), Error> {
    let failed = |error| Error::io(path, error);
    let mut file = store::input::open(path).map_err(failed)?;
    let mut whole = Context::new(&SHA256);
    let mut left = first;
    let mut start = None;
    let mut buffer = vec![0; 1 << 17];
    loop {
        if left == Some(0) {
            start = Some(hex::encode(whole.clone().finish()));
            left = None;
        }
        let limit = left.map_or(buffer.len(), |left| {
            usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len())
        });
        let read = file
            .read(buffer.get_mut(..limit).unwrap_or_default())
            .map_err(failed)?;
        if read == 0 {
            return Ok((hex::encode(whole.finish()), start));
        }
        whole.update(buffer.get(..read).unwrap_or_default());
        left = left.map(|left| left.saturating_sub(read as u64));
    }
}

fn temp_prefix(run: &str) -> String {
    format!("{OURS}{run}-")
}

/// The record to use in a folder: the common one, unless it is somebody else's.
fn place(folder: &Path) -> Result<PathBuf, Error> {
    let common = folder.join(format!("{OURS}batch.jsonl"));
    let Ok(found) = common.symlink_metadata() else {
        return Ok(common);
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // Who we are is whom a new file belongs to.
        let own = tempfile::tempfile_in(folder)
            .and_then(|probe| probe.metadata())
            .map_err(|error| Error::io(folder, error))?
            .uid();
        if found.uid() != own {
            let mine = folder.join(format!("{OURS}batch-{own}.jsonl"));
            return match mine.symlink_metadata() {
                Ok(found) if !found.is_file() || found.uid() != own => Err(Error::NotAFile { file: mine }),
                _ => Ok(mine),
            };
        }
    }
    if !found.is_file() {
        return Err(Error::NotAFile { file: common });
    }
    Ok(common)
}

/// Waits until no other program holds the record.
fn lock(file: &File, path: &Path, cancel: &Cancel, on_wait: &mut dyn FnMut()) -> Result<(), Error> {
    let (_never, clock) = std::sync::mpsc::channel::<()>();
    let mut waited = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {
                if cancel.is_cancelled() {
                    return Err(Error::Store(store::Error::Cancelled));
                }
                if !waited {
                    on_wait();
                }
                waited = true;
                // Nobody sends: the time-out is the clock.
                let _ = clock.recv_timeout(LOOK_AGAIN);
            }
            // A file system without locks: names that must not exist still keep two programs apart.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(());
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(path, error)),
        }
    }
}

/// Removes the temporary files of runs that are over: plain files whose name begins with one of theirs and that nobody
/// holds. What cannot be removed stays: it takes nothing but room.
fn clean(folder: &Path, runs: &HashSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().and_then(|name| name.strip_prefix(OURS)) else {
            continue;
        };
        let ours = name.split_once('-').is_some_and(|(run, _)| runs.contains(run));
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let free = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if free {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
