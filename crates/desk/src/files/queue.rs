//! The queue: files are sealed on some threads, brought to the disk on others, and recorded and named in groups, so
//! that the disk is waited for once for many small files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use super::batch::{Batch, Line, Sealing, Stamp, file_digest, key};
use super::names::output_names;
use super::one::{self, Made};
use super::{SealFiles, SealedFile, batch, results};
use crate::{Cancel, Environment, Error, OnProgress, Progress};

/// Threads that wait for the disk; they cost no time of a core.
const SYNCING: usize = 4;

/// Sealed files that may wait for their names at the same time.
const WAITING: usize = 32;

/// What became of one input on its way.
enum Step {
    /// Sealed under a temporary name.
    Made(Box<Made>),
    /// An earlier run sealed it.
    Resumed(Box<Sealing>),
}

type Finished = (usize, Result<Step, Error>);

/// The inputs, each once.
struct Order<'a> {
    request: &'a SealFiles<'a>,
    inputs: Vec<PathBuf>,
    outputs: Vec<PathBuf>,
    /// As links lead: an output is never one of them.
    real: HashSet<PathBuf>,
    choices: String,
}

pub(super) fn run(
    request: &SealFiles<'_>,
    env: &dyn Environment,
    on_result: &mut dyn FnMut(SealedFile),
    progress: OnProgress<'_>,
    cancel: &Cancel,
) -> Result<(), Error> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut inputs: Vec<PathBuf> = Vec::new();
    // How often each input was named, and how.
    let mut named: Vec<Vec<PathBuf>> = Vec::new();
    for input in request.inputs {
        let position = *positions.entry(key(input)).or_insert_with(|| {
            inputs.push(input.clone());
            named.push(Vec::new());
            inputs.len() - 1
        });
        if let Some(named) = named.get_mut(position) {
            named.push(input.clone());
        }
    }
    let items = request.inputs.len() as u64;
    let mut items_done = 0;
    let report = |step: &str, label: String, items_done| {
        progress(Progress {
            step: step.into(),
            label,
            items_done,
            items,
            bytes_done: 0,
            bytes: 0,
        });
    };
    let mut told = Vec::new();
    let mut tell = |position: usize, result: Result<SealedFile, Error>| {
        let names = named.get(position).map_or(&[][..], Vec::as_slice);
        for (again, input) in names.iter().enumerate() {
            let file = match &result {
                Ok(file) => SealedFile {
                    input: input.clone(),
                    resumed: file.resumed || again > 0,
                    ..file.clone()
                },
                Err(error) => SealedFile::refused(input, error, request.messages),
            };
            if request.results.is_some() {
                told.push(file.clone());
            }
            on_result(file);
            items_done += 1;
            report("sealing", input.display().to_string(), items_done);
        }
    };

    let choices = one::choices(request);
    let order = batch::digest(
        inputs
            .iter()
            .map(|input| key(input))
            .chain([choices.clone()])
            .collect::<Vec<_>>(),
    );
    let mut on_wait = || report("waiting", request.out_folder.display().to_string(), 0);
    let opened = Batch::open(
        request.out_folder,
        &order,
        request.force,
        env,
        cancel,
        &mut on_wait,
    );
    let mut batch = match opened {
        Ok(batch) => batch,
        Err(error) => {
            (0..inputs.len()).for_each(|position| tell(position, Err(again(&error, request.out_folder))));
            return Ok(());
        }
    };
    if let Some(sheet) = request.results.filter(|_| !request.force)
        && let Err(error) = results::may_write(sheet, &batch)
    {
        batch.end();
        return Err(error);
    }
    let outputs = output_names(&inputs, request.out_folder, &|input| batch.output_of(input));
    let real = inputs
        .iter()
        .filter_map(|input| input.canonicalize().ok())
        .collect();
    let order = Order {
        request,
        inputs,
        outputs,
        real,
        choices,
    };
    let queued: Vec<Line> = (order.inputs.iter().zip(&order.outputs))
        .map(|(input, output)| Line::Queued {
            run: batch.run().to_owned(),
            input: key(input),
            stamp: Stamp::of(input),
            output: name_of(output),
        })
        .collect();
    // Nothing rests on these lines but the names that outputs keep: a full disk is told with the first sealed file.
    let _ = batch.append(&queued);

    let all = order.inputs.len();
    let mut done = vec![false; all];
    let prefix = batch.temp_prefix();
    let (to_disk, sealed) = mpsc::sync_channel::<Finished>(WAITING);
    let (on_disk, finished) = mpsc::sync_channel::<Finished>(WAITING);
    let next = AtomicUsize::new(0);
    let stopped: Mutex<Option<String>> = Mutex::new(None);
    let sealed = Mutex::new(sealed);
    // What was sealed before is looked at by the threads while the record is written: they get a copy.
    let before: Vec<Vec<(Sealing, bool)>> = (order.inputs.iter().zip(&order.outputs))
        .map(|(input, output)| {
            batch
                .sealings(input, &name_of(output), &order.choices, request.force)
                .into_iter()
                .map(|sealing| (sealing.clone(), batch.was_told(sealing)))
                .collect()
        })
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..request.jobs.clamp(1, 64).min(all) {
            let to_disk = to_disk.clone();
            let (order, next, prefix, before, stopped) = (&order, &next, &prefix, &before, &stopped);
            scope.spawn(move || {
                loop {
                    request.pause.wait(cancel);
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if cancel.is_cancelled() || index >= all || held(stopped).is_some() {
                        break;
                    }
                    let known = before.get(index).map_or(&[][..], Vec::as_slice);
                    let result = order.seal(index, known, prefix, env);
                    if let Err(Error::Seal(error)) = &result
                        && error.stops_the_batch()
                    {
                        // The key is gone: asking it again for every file could block it.
                        held(stopped).get_or_insert_with(|| {
                            crate::catalog().explain(request.messages, error).sentence
                        });
                    }
                    if to_disk.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(to_disk);
        for _ in 0..SYNCING.min(all) {
            let (on_disk, sealed, order) = (on_disk.clone(), &sealed, &order);
            scope.spawn(move || {
                loop {
                    let received = held(sealed).recv();
                    let Ok((index, mut result)) = received else { break };
                    if let Ok(Step::Made(made)) = &result
                        && let Err(error) = made.temp.as_file().sync_all()
                    {
                        result = Err(Error::io(order.output(index), error));
                    }
                    if on_disk.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(on_disk);
        while let Ok(first) = finished.recv() {
            let mut group = vec![first];
            group.extend(finished.try_iter().take(2 * WAITING));
            for (index, result) in order.name(&mut batch, group) {
                if let Some(done) = done.get_mut(index) {
                    *done = true;
                }
                tell(index, result);
            }
        }
    });
    let cancelled = done.iter().any(|done| !done);
    for (index, done) in done.into_iter().enumerate() {
        if !done {
            let why = match held(&stopped).clone() {
                Some(reason) => Error::BatchStopped { reason },
                None => Error::Store(store::Error::Cancelled),
            };
            tell(index, Err(why));
        }
    }
    let written = match request.results {
        Some(sheet) => results::write(sheet, &told, &mut batch),
        None => Ok(()),
    };
    // The outputs and the lines `sealing` are on the disk: what is lost of the rest is found out again.
    let mut last = Vec::new();
    if !cancelled {
        last.push(Line::Ended {
            run: batch.run().to_owned(),
        });
    }
    let _ = batch.append(&last).and_then(|()| batch.sync());
    batch.end();
    written
}

/// What the mutexes here guard is replaced in one step: it is whole even after a panic.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An error that concerns every file, once for each.
fn again(error: &Error, folder: &Path) -> Error {
    use store::Error as Stored;
    let file = || folder.to_owned();
    Error::Store(match error {
        Error::Store(Stored::Cancelled) => Stored::Cancelled,
        Error::Store(Stored::DiskFull { .. }) => Stored::DiskFull { file: file() },
        Error::Store(Stored::FolderReadOnly { .. }) => Stored::FolderReadOnly { file: file() },
        Error::Store(Stored::FolderNoPermission { .. }) => Stored::FolderNoPermission { file: file() },
        Error::Store(Stored::FileMissing { .. }) => Stored::FileMissing { file: file() },
        other => Stored::FileUnreadable {
            file: file(),
            source: std::io::Error::other(other.to_string()),
        },
    })
}

fn name_of(output: &Path) -> String {
    output
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

impl Order<'_> {
    fn output(&self, index: usize) -> &Path {
        self.outputs.get(index).map_or(Path::new(""), PathBuf::as_path)
    }

    /// Seals one input, or finds that it was sealed.
    fn seal(
        &self,
        index: usize,
        known: &[(Sealing, bool)],
        prefix: &str,
        env: &dyn Environment,
    ) -> Result<Step, Error> {
        let request = self.request;
        let output = self.output(index);
        let Some(input) = self.inputs.get(index) else {
            return Err(Error::Store(store::Error::Cancelled));
        };
        if output.symlink_metadata().is_ok() {
            // Whether it is an input is asked of the file itself: names may differ, links lead there too.
            if output
                .canonicalize()
                .is_ok_and(|output| self.real.contains(&output))
            {
                return Err(Error::TargetIsInput {
                    file: output.to_owned(),
                });
            }
            if let Some(sealing) = finished(input, output, known, request.force)? {
                return Ok(Step::Resumed(Box::new(sealing.clone())));
            }
            if !request.force {
                return Err(Error::TargetExists {
                    file: output.to_owned(),
                });
            }
        }
        let mut made = one::make(request, input, output, request.out_folder, prefix, env)?;
        if known.iter().any(|(_, told)| *told) && !request.force {
            made.told.message =
                Some(crate::catalog().text(request.messages, "sealed-anew", &[("file", name_of(output))]));
        }
        Ok(Step::Made(Box::new(made)))
    }

    /// Records and names a group of sealed files, and brings record and names to the disk.
    fn name(&self, batch: &mut Batch, group: Vec<Finished>) -> Vec<(usize, Result<SealedFile, Error>)> {
        let run = batch.run().to_owned();
        let sealing = |index: usize, made: &Made| {
            Line::Sealing(Box::new(Sealing {
                run: run.clone(),
                input: self.inputs.get(index).map(|input| key(input)).unwrap_or_default(),
                stamp: made.stamp.clone(),
                sha256: made.sha256.clone(),
                identifier: made.identifier.canonical(),
                output: name_of(self.output(index)),
                output_sha256: made.output_sha256.clone(),
                choices: self.choices.clone(),
                told: made.told.clone(),
            }))
        };
        let lines: Vec<Line> = group
            .iter()
            .filter_map(|(index, result)| match result {
                Ok(Step::Made(made)) => Some(sealing(*index, made)),
                _ => None,
            })
            .collect();
        let recorded = if lines.is_empty() {
            Ok(())
        } else {
            batch.append(&lines).and_then(|()| batch.sync())
        };
        let mut named = false;
        let mut after = Vec::new();
        let mut results: Vec<(usize, Result<SealedFile, Error>)> = Vec::with_capacity(group.len());
        for (index, result) in group {
            let input = self.inputs.get(index).map(|input| key(input)).unwrap_or_default();
            let sealed = |sha256: String| Line::Sealed {
                run: run.clone(),
                input: input.clone(),
                output: name_of(self.output(index)),
                sha256,
            };
            let result = match (result, &recorded) {
                (Ok(Step::Made(_)), Err(error)) => Err(again(error, batch.folder())),
                (Ok(Step::Made(made)), Ok(())) => self.persist(index, *made).map(|(told, sha256)| {
                    named = true;
                    after.push(sealed(sha256));
                    told
                }),
                (Ok(Step::Resumed(sealing)), _) => {
                    // Its program may have died before the name was durable.
                    named = true;
                    after.push(sealed(sealing.output_sha256.clone()));
                    Ok(SealedFile {
                        output: Some(self.output(index).to_owned()),
                        resumed: true,
                        ..sealing.told
                    })
                }
                (Err(error), _) => Err(error),
            };
            if let Err(error) = &result {
                after.push(Line::Refused {
                    run: run.clone(),
                    input,
                    code: wording::Explain::code(error).to_owned(),
                });
            }
            results.push((index, result));
        }
        let durable = if named { batch.sync_folder() } else { Ok(()) };
        if let Err(error) = durable {
            for (_, result) in &mut results {
                if result.is_ok() {
                    *result = Err(again(&error, batch.folder()));
                }
            }
            return results;
        }
        // Nothing rests on these lines: the digests in the lines `sealing` say the same.
        let _ = batch.append(&after);
        results
    }

    /// Gives a sealed file its name.
    fn persist(&self, index: usize, made: Made) -> Result<(SealedFile, String), Error> {
        let output = self.output(index);
        let failed = |error| Error::io(output, error);
        if self.request.force {
            made.temp.persist(output).map_err(|error| failed(error.error))?;
        } else {
            made.temp
                .persist_noclobber(output)
                .map_err(|error| match error.error.kind() {
                    std::io::ErrorKind::AlreadyExists => Error::TargetExists {
                        file: output.to_owned(),
                    },
                    _ => failed(error.error),
                })?;
        }
        Ok((made.told, made.output_sha256))
    }
}

/// The sealing whose finished output lies there: it has the recorded digest and begins with the input as it was.
///
/// # Errors
/// `input-changed` when the input is no longer what was sealed; a file cannot be read.
fn finished<'k>(
    input: &Path,
    output: &Path,
    known: &'k [(Sealing, bool)],
    force: bool,
) -> Result<Option<&'k Sealing>, Error> {
    if known.is_empty() || !output.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return Ok(None);
    }
    for (sealing, _) in known {
        let (whole, start) = file_digest(output, Some(sealing.stamp.size))?;
        if whole != sealing.output_sha256 || start.as_ref() != Some(&sealing.sha256) {
            continue;
        }
        if file_digest(input, None)?.0 == sealing.sha256 {
            return Ok(Some(sealing));
        }
        if !force {
            return Err(Error::InputChanged {
                file: input.to_owned(),
                output: output.to_owned(),
            });
        }
    }
    Ok(None)
}
