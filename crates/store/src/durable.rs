//! Files that are there whole or not at all: temp file, fsync, rename, fsync of the folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, io_error};

/// Opens a new file for writing that only its owner may read; it must not exist.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).read(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Creates a folder (and those above it) that only its owner may enter; one that exists is left as it is.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| io_error(path, error))
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Windows has no fsync for folders: its renames are durable by journal.
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| io_error(folder, error))?;
    }
    Ok(())
}

/// Writes a whole new file, durably; its folder is the caller's.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let mut file = create_private(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| io_error(path, error))
}

/// Writes a whole small file beside its place under a name of its own and renames it there, replacing what was there.
/// `durably` waits until the medium has it; without, the old content may come back when the power fails.
pub(crate) fn replace(to: &Path, bytes: &[u8], durably: bool) -> Result<(), Error> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut temp = tempfile::Builder::new().prefix(".writing-").tempfile_in(folder)?;
        temp.write_all(bytes)?;
        if durably {
            temp.as_file().sync_all()?;
        }
        temp.persist(to).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| io_error(to, error))?;
    if durably { sync_folder(folder) } else { Ok(()) }
}
