//! Originals and the parts of unfinished uploads as files of one folder.
//!
//! ```text
//! DIR/originals/ab/cd/…        originals, named by their SHA-256, never changed
//! DIR/uploads/<upload>/<part>  uploads that are not finished
//! DIR/quarantine/              originals that were found damaged
//! DIR/scratch/                 files that somebody compares, removed at once
//! ```
//!
//! Several processes may share the folder: a part is a file of its own, and an original takes its place by renaming.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use model::Sha256;
use uuid::Uuid;

use super::originals::{Assembled, Kept, Originals, Part};
use crate::error::Error;

/// Files that are brought to the disk at the same time.
const SYNCS: usize = 8;

/// The files of one folder.
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Opens the folder, and makes it where it is not there.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        self::folder(folder)?;
        for part in ["originals", "uploads", "quarantine", "scratch"] {
            let path = folder.join(part);
            fs::create_dir_all(&path).map_err(Error::file("making the folder", path))?;
        }
        let files = Self {
            folder: folder.to_owned(),
        };
        clear(&files.scratch())?;
        Ok(files)
    }

    fn parts(&self, upload: Uuid) -> PathBuf {
        self.folder.join("uploads").join(upload.to_string())
    }

    fn place(&self, sha256: Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.folder
            .join("originals")
            .join(&name[..2])
            .join(&name[2..4])
            .join(&name)
    }

    /// The original is in its place and whole.
    fn holds(&self, sha256: Sha256) -> Result<bool, Error> {
        let Some(mut file) = self.open(sha256)? else {
            return Ok(false);
        };
        let (found, _) =
            hash_reader(&mut file).map_err(Error::file("reading the original", self.place(sha256)))?;
        Ok(found == sha256)
    }

    /// Moves a file to its place and makes the move survive a power cut.
    fn move_to(&self, from: &Path, to: &Path) -> Result<(), Error> {
        let parent = to.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(Error::file("making the folder", parent))?;
        File::open(from)
            .and_then(|file| file.sync_all())
            .map_err(Error::file("writing", from))?;
        fs::rename(from, to).map_err(Error::file("moving", from))?;
        // The folders that may be new, from the inside out.
        for folder in parent
            .ancestors()
            .take_while(|folder| folder.starts_with(&self.folder))
            .take(3)
        {
            sync_folder(folder)?;
        }
        Ok(())
    }

    /// A scratch file with these bytes, on the disk.
    fn written(&self, bytes: &[u8]) -> Result<tempfile::TempPath, Error> {
        let write = || {
            let mut file = tempfile::Builder::new()
                .prefix("whole-")
                .tempfile_in(self.scratch())?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file.into_temp_path())
        };
        write().map_err(Error::file("writing an original", self.scratch()))
    }

    /// A file beside the parts, with all of them.
    fn joined(&self, parts: &[PathBuf]) -> std::io::Result<tempfile::NamedTempFile> {
        let mut whole = tempfile::Builder::new()
            .prefix("whole-")
            .tempfile_in(self.scratch())?;
        for part in parts {
            std::io::copy(&mut File::open(part)?, &mut whole)?;
        }
        whole.flush()?;
        Ok(whole)
    }
}

/// So many bytes of a part are on their way to the disk while the next are received; what is left for the end is little.
const ON_THE_WAY: u64 = 16 * 1024 * 1024;

struct PartFile {
    file: File,
    path: PathBuf,
    kept: Kept,
    is_kept: bool,
    /// How much was written when the disk was last told to begin.
    told: u64,
    /// What the disk does meanwhile. Its failure is heard by whoever waits for it, and by nobody else.
    syncing: Option<JoinHandle<std::io::Result<()>>>,
}

impl PartFile {
    fn failed(&self) -> impl FnOnce(std::io::Error) -> Error {
        Error::file("writing an upload", &self.path)
    }

    /// Waits for what the disk does.
    fn synced(&mut self) -> Result<(), Error> {
        match self.syncing.take() {
            Some(syncing) => syncing
                .join()
                .unwrap_or_else(|_| Err(ErrorKind::Other.into()))
                .map_err(self.failed()),
            None => Ok(()),
        }
    }

    /// Tells the disk to begin with what has come.
    fn sync_on(&mut self) -> Result<(), Error> {
        self.synced()?;
        let file = self.file.try_clone().map_err(self.failed())?;
        let syncing = std::thread::Builder::new()
            .name("greffe-part".to_owned())
            .spawn(move || file.sync_data());
        self.syncing = Some(syncing.map_err(self.failed())?);
        self.told = self.kept.size_bytes;
        Ok(())
    }
}

impl Part for PartFile {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(self.failed())?;
        self.kept.size_bytes += bytes.len() as u64;
        if self.kept.size_bytes - self.told >= ON_THE_WAY {
            self.sync_on()?;
        }
        Ok(())
    }

    fn keep(mut self: Box<Self>) -> Result<Kept, Error> {
        // That the folder knows the file is not waited for: a part that a power cut has taken is missed when the upload
        // is put together, and the upload begins anew.
        self.synced()?;
        self.file.sync_data().map_err(self.failed())?;
        self.is_kept = true;
        Ok(self.kept)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Originals for Files {
    fn begin_part(&self, upload: Uuid, name: Uuid) -> Result<Box<dyn Part>, Error> {
        let folder = self.parts(upload);
        fs::create_dir_all(&folder).map_err(Error::file("making the folder", &folder))?;
        let path = folder.join(name.to_string());
        let file = File::create_new(&path).map_err(Error::file("making the file", &path))?;
        Ok(Box::new(PartFile {
            file,
            path,
            kept: Kept { name, size_bytes: 0 },
            is_kept: false,
            told: 0,
            syncing: None,
        }))
    }

    fn delete_part(&self, upload: Uuid, name: Uuid) -> Result<(), Error> {
        let path = self.parts(upload).join(name.to_string());
        absent(fs::remove_file(&path)).map_err(Error::file("removing", path))
    }

    fn delete_parts(&self, upload: Uuid) -> Result<(), Error> {
        let folder = self.parts(upload);
        absent(fs::remove_dir_all(&folder)).map_err(Error::file("removing", folder))
    }

    fn uploads(&self) -> Result<Vec<Uuid>, Error> {
        let folder = self.folder.join("uploads");
        let entries = fs::read_dir(&folder).map_err(Error::file("reading the folder", folder))?;
        let mut uploads = Vec::new();
        for entry in entries.flatten() {
            let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                // An unfinished upload of a version that kept each in one file.
                let _ = fs::remove_file(entry.path());
            } else {
                uploads.push(id);
            }
        }
        Ok(uploads)
    }

    fn assemble(
        &self,
        upload: Uuid,
        parts: &[Uuid],
        sha256: Sha256,
        size_bytes: u64,
    ) -> Result<Assembled, Error> {
        let folder = self.parts(upload);
        let paths: Vec<PathBuf> = parts.iter().map(|name| folder.join(name.to_string())).collect();
        let joined;
        let whole = match paths.as_slice() {
            [one] => one.as_path(),
            several => match self.joined(several) {
                Ok(file) => {
                    joined = file;
                    joined.path()
                }
                Err(error) if error.kind() == ErrorKind::NotFound => Path::new(""),
                Err(error) => return Err(Error::file("reading the upload", &folder)(error)),
            },
        };
        let mut file = match File::open(whole) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // In its place already, and killed before it was recorded; or a part is lost.
                return Ok(if self.holds(sha256)? {
                    Assembled::InPlace
                } else {
                    Assembled::Wrong
                });
            }
            Err(error) => return Err(Error::file("opening the upload", whole)(error)),
        };
        let (found, length) = hash_reader(&mut file).map_err(Error::file("reading the upload", whole))?;
        if found != sha256 || length != size_bytes {
            return Ok(Assembled::Wrong);
        }
        self.move_to(whole, &self.place(sha256))?;
        Ok(Assembled::InPlace)
    }

    fn assemble_one(&self, upload: Uuid, part: Kept, sha256: Sha256) -> Result<(), Error> {
        self.move_to(
            &self.parts(upload).join(part.name.to_string()),
            &self.place(sha256),
        )
    }

    fn put_all(&self, contents: &[(Sha256, &[u8])]) -> Result<(), Error> {
        // Syncs that run at the same time share a turn of the disk.
        let share = contents.len().div_ceil(SYNCS).max(1);
        let mut folders: [BTreeSet<PathBuf>; 3] = Default::default();
        let written = at_once(contents.chunks(share), |contents| {
            contents
                .iter()
                .map(|(sha256, bytes)| Ok((self.written(bytes)?, self.place(*sha256))))
                .collect::<Result<Vec<_>, Error>>()
        })?;
        for (file, place) in written.into_iter().flatten() {
            let parent = place.parent().unwrap_or(&self.folder);
            fs::create_dir_all(parent).map_err(Error::file("making the folder", parent))?;
            file.persist(&place)
                .map_err(|error| Error::file("moving", &place)(error.error))?;
            let ancestors = parent.ancestors().take(3).map(Path::to_owned);
            for (depth, folder) in ancestors.enumerate() {
                folders[depth].insert(folder);
            }
        }
        // The folders that may be new, from the inside out.
        for folders in folders {
            let folders: Vec<PathBuf> = folders.into_iter().collect();
            let share = folders.len().div_ceil(SYNCS).max(1);
            at_once(folders.chunks(share), |folders| {
                folders.iter().try_for_each(|folder| sync_folder(folder))
            })?;
        }
        Ok(())
    }

    fn open(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        let path = self.place(sha256);
        match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("opening the original", &path)(error)),
        }
    }

    fn put(&self, sha256: Sha256, file: &Path) -> Result<(), Error> {
        let copy = self
            .joined(&[file.to_owned()])
            .map_err(Error::file("copying an original", file))?;
        self.move_to(copy.path(), &self.place(sha256))
    }

    fn quarantine(&self, sha256: Sha256) -> Result<(), Error> {
        let path = self.place(sha256);
        if path.exists() {
            let aside = self.folder.join("quarantine").join(sha256.to_string());
            self.move_to(&path, &aside)?;
            path.parent().map_or(Ok(()), sync_folder)?;
        }
        Ok(())
    }

    fn healthy(&self) -> Result<(), Error> {
        tempfile::tempfile_in(self.scratch())
            .map(|_| ())
            .map_err(Error::file("writing in the folder", self.scratch()))
    }

    fn scratch(&self) -> PathBuf {
        self.folder.join("scratch")
    }
}

/// Carries work out on several threads at the same time; ends when all have.
fn at_once<T: Send, R: Send>(
    shares: impl Iterator<Item = T>,
    work: impl Fn(T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = shares.map(|share| scope.spawn(|| work(share))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or(Err(Error::BrokenOff)))
            .collect()
    })
}

/// What is not there need not be removed.
fn absent(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes what an earlier process was comparing when it was killed. Files of the last hour may be another process's.
fn clear(scratch: &Path) -> Result<(), Error> {
    const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);
    let entries = fs::read_dir(scratch).map_err(Error::file("reading the folder", scratch))?;
    for entry in entries.flatten() {
        let age = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .map(|modified| modified.elapsed().unwrap_or_default());
        if age.is_ok_and(|age| age > HOUR) {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Makes a folder where there is none; only the platform's own user reads what it keeps there.
pub(super) fn folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(Error::file("making the folder", folder))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(Error::file("restricting the folder", folder))?;
    }
    let _ = folder;
    Ok(())
}

fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::file("writing the folder", folder))
}

/// SHA-256 of all that is left to read, in constant memory.
pub(crate) fn hash_reader(reader: &mut impl Read) -> std::io::Result<(Sha256, u64)> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; 64 * 1024];
    let mut total = 0;
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        context.update(&buffer[..read]);
        total += read as u64;
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    Ok((Sha256(digest), total))
}
