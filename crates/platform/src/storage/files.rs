//! Originals and unfinished uploads as files of this machine.
//!
//! ```text
//! DIR/originals/ab/cd/…    originals, named by their SHA-256, never changed
//! DIR/uploads/<uuid>       uploads that are not finished
//! DIR/quarantine/          originals that were found damaged
//! DIR/scratch/             files that somebody compares, removed at once
//! ```

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use model::Sha256;
use uuid::Uuid;

use super::Upload;
use crate::error::Error;

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
        for part in ["", "originals", "uploads", "quarantine", "scratch"] {
            let path = folder.join(part);
            fs::create_dir_all(&path).map_err(Error::file("making the folder", path))?;
        }
        restrict(folder)?;
        // What an earlier process was comparing when it was killed.
        let scratch = folder.join("scratch");
        for entry in fs::read_dir(&scratch)
            .map_err(Error::file("reading the folder", &scratch))?
            .flatten()
        {
            let _ = fs::remove_file(entry.path());
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn upload_path(&self, id: Uuid) -> PathBuf {
        self.folder.join("uploads").join(id.to_string())
    }

    fn blob_path(&self, sha256: Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.folder
            .join("originals")
            .join(&name[..2])
            .join(&name[2..4])
            .join(&name)
    }

    pub(super) fn scratch(&self) -> PathBuf {
        self.folder.join("scratch")
    }

    pub(super) fn create_upload(&self, id: Uuid) -> Result<(), Error> {
        let path = self.upload_path(id);
        File::create_new(&path).map_err(Error::file("making the file", &path))?;
        Ok(())
    }

    pub(super) fn open_upload(&self, upload: &Upload) -> Result<File, Error> {
        let path = self.upload_path(upload.id);
        let open = || {
            let file = OpenOptions::new().write(true).open(&path)?;
            // Bytes beyond the offset are of a part that never came to its end.
            file.set_len(upload.offset)?;
            Ok(file)
        };
        open().map_err(Error::file("opening the upload", &path))
    }

    /// Puts an upload in its place; `false` where the digest or size is not the one that was announced.
    pub(super) fn finish_upload(&self, upload: &Upload) -> Result<bool, Error> {
        let (from, to) = (self.upload_path(upload.id), self.blob_path(upload.sha256));
        match File::open(&from) {
            Ok(mut file) => {
                let (sha256, length) =
                    hash_reader(&mut file).map_err(Error::file("reading the upload", &from))?;
                if sha256 != upload.sha256 || length != upload.size_bytes {
                    return Ok(false);
                }
                self.put(&from, &to)?;
            }
            // Moved already, and killed before it was recorded.
            Err(error) if error.kind() == ErrorKind::NotFound && to.exists() => {}
            Err(error) => return Err(Error::file("opening the upload", &from)(error)),
        }
        Ok(true)
    }

    pub(super) fn delete_upload(&self, id: Uuid) -> Result<(), Error> {
        let path = self.upload_path(id);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file("removing", &path)(error)),
            _ => Ok(()),
        }
    }

    pub(super) fn open_blob(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        let path = self.blob_path(sha256);
        match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("opening the original", &path)(error)),
        }
    }

    pub(super) fn quarantine(&self, sha256: Sha256) -> Result<(), Error> {
        let path = self.blob_path(sha256);
        if path.exists() {
            self.put(&path, &self.folder.join("quarantine").join(sha256.to_string()))?;
        }
        Ok(())
    }

    /// Moves a file to its place and makes the move survive a power cut.
    fn put(&self, from: &Path, to: &Path) -> Result<(), Error> {
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
        from.parent().map_or(Ok(()), sync_folder)
    }
}

/// Only the platform's own user reads what it keeps.
fn restrict(folder: &Path) -> Result<(), Error> {
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
    let mut buffer = vec![0; 128 * 1024];
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
