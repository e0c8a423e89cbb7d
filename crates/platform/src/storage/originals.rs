//! Where the bytes are: originals, named by their SHA-256 and never changed, and the parts of uploads that are not
//! finished. Files of one folder ([`super::files`]) or objects of a bucket ([`super::bucket`]).

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use model::Sha256;
use uuid::Uuid;

use crate::error::Error;

/// A part of an upload that is being received. Dropped without being kept, it leaves nothing behind.
pub trait Part: Send {
    /// Adds bytes.
    ///
    /// # Errors
    /// The disk cannot be written.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Error>;

    /// Brings the bytes to where every process finds them, past a power cut; gives the name and size of the part.
    ///
    /// # Errors
    /// The disk cannot be written, or the object store is out of reach.
    fn keep(self: Box<Self>) -> Result<Kept, Error>;
}

/// A part that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name among the parts of its upload.
    pub name: Uuid,
    /// Its size.
    pub size_bytes: u64,
}

/// What becomes of the parts of an upload when all have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assembled {
    /// The original is in its place and has the digest that was announced.
    InPlace,
    /// The parts are not what was announced, or one is missing.
    Wrong,
}

/// Bytes, in whatever keeps them. Blocking. What has been changed is on the disk when a method returns.
#[allow(clippy::missing_errors_doc)] // every method fails where the disk or the object store fails
pub trait Originals: Send + Sync {
    /// Begins a part of an upload, under a name that nothing else has.
    fn begin_part(&self, upload: Uuid, name: Uuid) -> Result<Box<dyn Part>, Error>;
    /// Forgets a part.
    fn delete_part(&self, upload: Uuid, name: Uuid) -> Result<(), Error>;
    /// Forgets all parts of an upload, those that nobody has recorded too.
    fn delete_parts(&self, upload: Uuid) -> Result<(), Error>;
    /// The uploads that have parts here.
    fn uploads(&self) -> Result<Vec<Uuid>, Error>;
    /// Puts the parts, in their order, together as an original, if its digest and size are right. The parts may be gone
    /// afterwards.
    fn assemble(
        &self,
        upload: Uuid,
        parts: &[Uuid],
        sha256: Sha256,
        size_bytes: u64,
    ) -> Result<Assembled, Error>;
    /// Puts a part that is the whole of an original in its place; the caller has hashed it while it came.
    fn assemble_one(&self, upload: Uuid, part: Kept, sha256: Sha256) -> Result<(), Error>;
    /// Puts small originals in their places, all of them or none that is told of; the caller has hashed them.
    fn put_all(&self, contents: &[(Sha256, &[u8])]) -> Result<(), Error>;

    /// An original, from its start; `None` where there is none.
    fn open(&self, sha256: Sha256) -> Result<Option<File>, Error>;
    /// These bytes of an original, where the file stands; what comes after them is none of theirs.
    fn open_part(&self, sha256: Sha256, first: u64, length: u64) -> Result<Option<File>, Error> {
        let _ = length;
        let Some(mut file) = self.open(sha256)? else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(first))
            .map_err(Error::file("reading an original", sha256.to_string()))?;
        Ok(Some(file))
    }
    /// Puts an original in its place, over a damaged one too. The caller has hashed the file.
    fn put(&self, sha256: Sha256, file: &Path) -> Result<(), Error>;
    /// Takes an original out of its place and keeps it aside.
    fn quarantine(&self, sha256: Sha256) -> Result<(), Error>;
    /// Whether originals can be read and written now.
    fn healthy(&self) -> Result<(), Error>;
    /// A folder of this machine for files that are forgotten at once.
    fn scratch(&self) -> PathBuf;
}
