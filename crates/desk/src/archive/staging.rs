//! A folder that is filled beside its place and takes its name once it is whole: an interruption, a full disk or a
//! cancellation leaves nothing.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use model::Sha256;
use ring::digest::{Context, SHA256};

use crate::documents::sync_folder;
use crate::{Cancel, Error, OnProgress, Progress};

/// A file of a package.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Path in the package, with `/`.
    pub(super) path: String,
    /// Size.
    pub(super) size_bytes: u64,
    /// Digest.
    pub(super) sha256: Sha256,
    /// Media type.
    pub(super) media_type: String,
}

/// A folder that is being filled.
pub(super) struct Staging<'a> {
    folder: tempfile::TempDir,
    target: PathBuf,
    pieces: Vec<Piece>,
    progress: OnProgress<'a>,
    cancel: &'a Cancel,
    items: u64,
    bytes: u64,
    bytes_done: u64,
}

impl<'a> Staging<'a> {
    /// Begins a folder `name` in `parent`, of about so many files and bytes.
    pub(super) fn begin(
        parent: &Path,
        name: &str,
        (items, bytes): (u64, u64),
        progress: OnProgress<'a>,
        cancel: &'a Cancel,
    ) -> Result<Self, Error> {
        let target = parent.join(name);
        if target.symlink_metadata().is_ok() {
            return Err(Error::TargetExists { file: target });
        }
        let folder = tempfile::Builder::new()
            .prefix(".greffe-")
            .suffix(".part")
            .tempdir_in(parent)
            .map_err(|error| Error::io(parent, error))?;
        Ok(Self {
            folder,
            target,
            pieces: Vec::new(),
            progress,
            cancel,
            items,
            bytes,
            bytes_done: 0,
        })
    }

    /// The files so far.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Copies from a source to the path in the package, in constant memory.
    pub(super) fn copy(
        &mut self,
        path: &str,
        media_type: &str,
        source: &mut dyn Read,
    ) -> Result<Piece, Error> {
        let place = self.folder.path().join(path);
        // Names inside the package say nothing to a person: the place it will have does.
        let shown = self.target.join(path);
        let failed = |error| Error::io(&shown, error);
        if let Some(parent) = place.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        let mut file = File::options()
            .write(true)
            .create_new(true)
            .open(&place)
            .map_err(failed)?;
        let mut context = Context::new(&SHA256);
        let mut buffer = vec![0; 256 * 1024];
        let mut size_bytes = 0;
        loop {
            if self.cancel.is_cancelled() {
                return Err(store::Error::Cancelled.into());
            }
            let read = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(failed(error)),
            };
            let chunk = buffer.get(..read).unwrap_or_default();
            file.write_all(chunk).map_err(failed)?;
            context.update(chunk);
            size_bytes += read as u64;
            self.bytes_done += read as u64;
            (self.progress)(Progress {
                step: "packing".into(),
                label: path.to_owned(),
                items_done: self.pieces.len() as u64,
                items: self.items.max(self.pieces.len() as u64 + 1),
                bytes_done: self.bytes_done,
                bytes: self.bytes.max(self.bytes_done),
            });
        }
        file.sync_all().map_err(failed)?;
        let mut digest = [0; 32];
        for (to, from) in digest.iter_mut().zip(context.finish().as_ref()) {
            *to = *from;
        }
        let piece = Piece {
            path: path.to_owned(),
            size_bytes,
            sha256: Sha256(digest),
            media_type: media_type.to_owned(),
        };
        self.pieces.push(piece.clone());
        Ok(piece)
    }

    /// Writes bytes of memory.
    pub(super) fn write(&mut self, path: &str, media_type: &str, mut bytes: &[u8]) -> Result<Piece, Error> {
        self.copy(path, media_type, &mut bytes)
    }

    /// Makes it durable and gives it its name; gives the path, the number of files and their size.
    pub(super) fn finish(self) -> Result<(PathBuf, u64, u64), Error> {
        if self.cancel.is_cancelled() {
            return Err(store::Error::Cancelled.into());
        }
        sync_below(self.folder.path())?;
        let parent = self.target.parent().unwrap_or(Path::new(".")).to_owned();
        let files = self.pieces.len() as u64;
        let bytes = self.pieces.iter().map(|piece| piece.size_bytes).sum();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Staging is for nobody else; the package is as readable as any folder.
            std::fs::set_permissions(self.folder.path(), std::fs::Permissions::from_mode(0o755))
                .map_err(|error| Error::io(&self.target, error))?;
        }
        if self.target.symlink_metadata().is_ok() {
            return Err(Error::TargetExists { file: self.target });
        }
        std::fs::rename(self.folder.path(), &self.target).map_err(|error| Error::io(&self.target, error))?;
        // The folder is no longer where its guard would remove it.
        let _ = self.folder.keep();
        sync_folder(&parent)?;
        Ok((self.target, files, bytes))
    }
}

fn sync_below(folder: &Path) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder).map_err(|error| Error::io(folder, error))? {
        let entry = entry.map_err(|error| Error::io(folder, error))?.path();
        if entry.is_dir() {
            sync_below(&entry)?;
        }
    }
    sync_folder(folder)
}
