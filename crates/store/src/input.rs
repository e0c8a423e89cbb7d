//! Files that people name: opened only when they are files.
//!
//! A pipe waits for somebody to write into it, a device may never end, a folder has no content: none of them is
//! opened. Everything that comes from outside - documents, keys, certificates, tables, backups - is opened here.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// A whole document or signed file that has to be in memory.
pub const WHOLE_LIMIT_BYTES: u64 = 2 << 30;
/// Keys, certificates, tables, lists, pictures of signatures: what is small by nature.
pub const SMALL_LIMIT_BYTES: u64 = 64 << 20;

/// Why something with a name is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A folder, pipe, socket or device.
    #[error("not a regular file")]
    NotAFile,
    /// More bytes than may be read at once.
    #[error("{size_bytes} bytes; at most {limit_bytes} are read")]
    TooLarge {
        /// Its size.
        size_bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
}

impl Unfit {
    /// What one of these functions found unfit, inside its error.
    pub fn of(error: &io::Error) -> Option<Self> {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        match error.kind() {
            io::ErrorKind::IsADirectory => Some(Self::NotAFile),
            _ => inner.copied(),
        }
    }
}

impl From<Unfit> for io::Error {
    fn from(unfit: Unfit) -> Self {
        io::Error::other(unfit)
    }
}

/// Opens a regular file for reading; links are followed. Never waits.
///
/// # Errors
/// Carries [`Unfit::NotAFile`] for what is no file; otherwise what the system says.
pub fn open(file: &Path) -> io::Result<File> {
    // Asked before: opening some devices does something.
    regular(&std::fs::metadata(file)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0),
    );
    let opened = options.open(file)?;
    // Asked again of what is open: the name may have got another one meanwhile.
    regular(&opened.metadata()?)?;
    Ok(opened)
}

/// Reads a whole regular file of at most `limit_bytes`.
///
/// # Errors
/// As [`open`]; carries [`Unfit::TooLarge`] for what is larger, of which no more than the limit is read.
pub fn read(file: &Path, limit_bytes: u64) -> io::Result<Vec<u8>> {
    let opened = open(file)?;
    let size_bytes = opened.metadata()?.len();
    let too_large = |size_bytes| Unfit::TooLarge {
        size_bytes,
        limit_bytes,
    };
    if size_bytes > limit_bytes {
        return Err(too_large(size_bytes).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size_bytes).unwrap_or(0));
    // What grows while it is read, or does not tell its size, has the same limit.
    let read = opened
        .take(limit_bytes.saturating_add(1))
        .read_to_end(&mut bytes)? as u64;
    if read > limit_bytes {
        return Err(too_large(read).into());
    }
    Ok(bytes)
}

/// Reads a whole regular file of at most `limit_bytes` as text.
///
/// # Errors
/// As [`read`]; `InvalidData` for what is no UTF-8.
pub fn read_text(file: &Path, limit_bytes: u64) -> io::Result<String> {
    String::from_utf8(read(file, limit_bytes)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

fn regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else {
        Err(Unfit::NotAFile.into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("table.csv");
        std::fs::write(&file, b"12345").unwrap();
        assert_eq!(read(&file, 5).unwrap(), b"12345");
        let refused = Unfit::of(&read(&file, 4).unwrap_err());
        assert_eq!(
            refused,
            Some(Unfit::TooLarge {
                size_bytes: 5,
                limit_bytes: 4
            })
        );
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_devices_and_folders_are_no_files_and_are_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        for place in [&pipe, &socket, &link, folder.path(), Path::new("/dev/zero")] {
            let error = open(place).unwrap_err();
            assert_eq!(Unfit::of(&error), Some(Unfit::NotAFile), "{}", place.display());
        }
    }
}
