//! The folder itself: what lies in it, and moving files without replacing any.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use model::document::WatchSettings;
use wording::Explanation;

use crate::Error;
use crate::documents::sync_folder;
use crate::dossiers::in_luxembourg;

/// Folders within folders.
const MAX_DEPTH: usize = 8;
/// Entries of one pass; the rest waits for the next.
const MAX_ENTRIES: usize = 100_000;

/// How a file looks: a file that is being written looks different a moment later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub size_bytes: u64,
    pub modified_ns: i64,
}

impl State {
    pub fn of(metadata: &fs::Metadata) -> Self {
        let modified = metadata
            .modified()
            .ok()
            .map(|time| match time.duration_since(UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
                Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
            });
        Self {
            size_bytes: metadata.len(),
            modified_ns: modified.unwrap_or(0),
        }
    }
}

/// A file that lies in the folder.
#[derive(Clone, Debug)]
pub(super) struct FileThere {
    pub path: PathBuf,
    /// Path below the folder, with `/`.
    pub place: String,
    /// The folders between.
    pub folders: Vec<String>,
    pub state: State,
}

/// What lies in the folder.
pub(super) struct Found {
    pub files: Vec<FileThere>,
    pub passed_over: u32,
}

impl Found {
    pub fn states(&self) -> HashMap<String, State> {
        self.files
            .iter()
            .map(|file| (file.place.clone(), file.state))
            .collect()
    }
}

/// Names that programs give to what is not finished, or is nothing.
fn is_unfinished(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || [
            ".part",
            ".partial",
            ".crdownload",
            ".download",
            ".opdownload",
            ".tmp",
            ".temp",
            ".lock",
            ".lck",
            ".swp",
            ".filepart",
        ]
        .iter()
        .any(|end| lower.ends_with(end))
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "ehthumbs.db")
}

/// The files of the folder, in the order of their places. Links, pipes and devices are passed over, never opened.
pub(super) fn find(root: &Path, settings: &WatchSettings) -> Result<Found, Error> {
    let mut files = Vec::new();
    let mut passed_over = 0;
    let mut todo: Vec<(PathBuf, Vec<String>)> = vec![(root.to_owned(), Vec::new())];
    while let Some((folder, above)) = todo.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            // The folder itself must be readable; one in it may have gone or be closed to us.
            Err(error) if above.is_empty() => return Err(Error::io(&folder, error)),
            Err(_) => {
                passed_over += 1;
                continue;
            }
        };
        for entry in entries {
            if files.len() >= MAX_ENTRIES {
                break;
            }
            let Ok(entry) = entry else { continue };
            let path = entry.path();
            // A name that is no text can be in no list and no reason; it stays.
            let Ok(name) = entry.file_name().into_string() else {
                passed_over += 1;
                continue;
            };
            let Ok(metadata) = fs::symlink_metadata(&path) else {
                continue;
            };
            let own = above.is_empty() && (Some(&name) == settings.done.as_ref() || name == settings.failed);
            if metadata.is_dir() {
                if own || name.starts_with('.') {
                    continue;
                }
                if above.len() < MAX_DEPTH {
                    let mut below = above.clone();
                    below.push(name);
                    todo.push((path, below));
                } else {
                    passed_over += 1;
                }
                continue;
            }
            if !metadata.is_file() || is_unfinished(&name) {
                passed_over += 1;
                continue;
            }
            let mut place = above.join("/");
            if !place.is_empty() {
                place.push('/');
            }
            place.push_str(&name);
            files.push(FileThere {
                path,
                place,
                folders: above.clone(),
                state: State::of(&metadata),
            });
        }
    }
    files.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Found { files, passed_over })
}

/// Moves a file that was taken in to where such files go; gives its new place, or nothing where it stays.
pub(super) fn put_away(
    root: &Path,
    settings: &WatchSettings,
    file: &FileThere,
    now: jiff::Timestamp,
) -> io::Result<Option<PathBuf>> {
    let Some(done) = &settings.done else {
        return Ok(None);
    };
    let mut to = root.join(done);
    to.push(in_luxembourg(now).date().to_string());
    to.extend(&file.folders);
    move_into(file, &to).map(Some)
}

/// Moves a file that could not be taken in, and writes the reason beside it.
pub(super) fn set_apart(
    root: &Path,
    settings: &WatchSettings,
    file: &FileThere,
    reason: &Explanation,
    now: jiff::Timestamp,
) -> io::Result<PathBuf> {
    let mut to = root.join(&settings.failed);
    to.extend(&file.folders);
    let moved = move_into(file, &to)?;
    let mut name = moved.file_name().unwrap_or_default().to_owned();
    name.push(".txt");
    let (beside, mut text) = reserve(&to, &name.to_string_lossy())?;
    let at = in_luxembourg(now).strftime("%Y-%m-%d %H:%M %Z").to_string();
    writeln!(text, "{}\r\n", reason.sentence)?;
    if let Some(next) = &reason.next {
        writeln!(text, "{next}\r\n")?;
    }
    writeln!(text, "{at} · {}", reason.code)?;
    text.sync_all()?;
    drop(text);
    let _ = beside;
    durable(&to)?;
    Ok(moved)
}

/// Moves a file into a folder under its own name, or under one with a number where that is taken.
fn move_into(file: &FileThere, to: &Path) -> io::Result<PathBuf> {
    // Whoever writes into the file meanwhile keeps it.
    if State::of(&fs::symlink_metadata(&file.path)?) != file.state {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    fs::create_dir_all(to)?;
    let name = file
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (target, reserved) = reserve(to, &name)?;
    drop(reserved);
    if let Err(error) = fs::rename(&file.path, &target) {
        // The empty file that held the name is ours.
        let _ = fs::remove_file(&target);
        return Err(error);
    }
    durable(to)?;
    if let Some(from) = file.path.parent() {
        durable(from)?;
    }
    Ok(target)
}

/// Moves a file back to where it came from, or beside it where that name is taken meanwhile.
pub(super) fn put_back(path: &Path, from: &Path) -> io::Result<()> {
    let folder = from.parent().ok_or(io::ErrorKind::NotFound)?;
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    let (target, reserved) = reserve(folder, &name)?;
    drop(reserved);
    if let Err(error) = fs::rename(path, &target) {
        // The empty file that held the name is ours.
        let _ = fs::remove_file(&target);
        return Err(error);
    }
    durable(folder)
}

/// A name in a folder that nobody else has, held by an empty file.
fn reserve(folder: &Path, name: &str) -> io::Result<(PathBuf, fs::File)> {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    for number in 1..10_000 {
        let tried = if number == 1 {
            name.to_owned()
        } else {
            format!("{stem} ({number}){extension}")
        };
        let path = folder.join(tried);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn durable(folder: &Path) -> io::Result<()> {
    sync_folder(folder).map_err(|_| io::Error::other("fsync"))
}
