//! Encrypted blobs: `blobs/ab/<name>`, immutable, written whole or not at all.
//!
//! The name is HMAC-SHA-256 of the content's SHA-256 under a key derived from the data key: a thief of the disk cannot
//! tell that a known file is held. Desks of earlier versions named blobs by the SHA-256 itself; such a name is read, and
//! replaced when the blobs are settled ([`crate::Store::settle`]).
//!
//! Layout, version 1 (integers big-endian):
//!
//! | offset | size | content |
//! |---|---|---|
//! | 0 | 7 | `GREFFEB` |
//! | 7 | 1 | version, 1 |
//! | 8 | 4 | bytes of content in a chunk |
//! | 12 | 8 | bytes of content in all |
//! | 20 | 16 | salt of this file's key |
//! | 36 | - | chunks: CHACHA20-POLY1305 of each, with its tag of 16 bytes |
//!
//! The key is derived from the data key, the salt and the content's digest (`keys`). The nonce of a chunk is its
//! number and whether it is the last; associated data are the header, the digest, the number and the last flag. So a
//! chunk that is altered, left out, repeated, moved, or taken from another file, and a file cut short or renamed to
//! another digest, all fail to open. Content is read and written chunk by chunk: memory stays constant.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use model::Sha256;
use ring::aead::{self, LessSafeKey};
use ring::hmac;

use crate::Environment;
use crate::durable::{create_folder, sync_folder};
use crate::error::{Error, io_error};
use crate::keys::DataKey;

mod coming;

pub use coming::Source;

const MAGIC: &[u8; 7] = b"GREFFEB";
const VERSION: u8 = 1;
const HEADER: usize = 36;
const TAG: usize = 16;
/// Content bytes in a chunk that this version writes.
const CHUNK: u32 = 256 * 1024;
/// A header that asks for more is not believed.
const CHUNK_LIMIT: u32 = 16 * 1024 * 1024;

/// Called with the bytes done since the last call; `false` stops the work.
pub type OnBytes<'a> = &'a mut dyn FnMut(u64) -> bool;

/// The digest and size of content that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// SHA-256.
    pub sha256: Sha256,
    /// Size.
    pub size_bytes: u64,
}

/// Hashes content in constant memory.
///
/// # Errors
/// Reading fails (told about `file`), or `on_bytes` stops.
pub fn hash(source: &mut dyn Read, file: &Path, on_bytes: OnBytes<'_>) -> Result<Content, Error> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; CHUNK as usize];
    let mut size_bytes = 0;
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(io_error(file, error)),
        };
        context.update(buffer.get(..read).unwrap_or_default());
        size_bytes += read as u64;
        if !on_bytes(read as u64) {
            return Err(Error::Cancelled);
        }
    }
    Ok(Content {
        sha256: finish(context),
        size_bytes,
    })
}

/// The digest of bytes in memory.
pub fn digest(bytes: &[u8]) -> Sha256 {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    context.update(bytes);
    finish(context)
}

fn finish(context: ring::digest::Context) -> Sha256 {
    let mut digest = [0; 32];
    for (to, from) in digest.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    Sha256(digest)
}

/// The blobs of one desk.
pub(crate) struct Blobs {
    pub(crate) folder: PathBuf,
    pub(crate) temp: PathBuf,
    key: DataKey,
    names: Option<hmac::Key>,
}

impl Blobs {
    pub(crate) fn of(folder: &Path, key: DataKey) -> Self {
        Self {
            folder: folder.join("blobs"),
            temp: folder.join("tmp"),
            names: key
                .blob_names()
                .ok()
                .map(|key| hmac::Key::new(hmac::HMAC_SHA256, &*key.0)),
            key,
        }
    }

    /// The name of the file that holds this content.
    pub(crate) fn name(&self, digest: &Sha256) -> String {
        match &self.names {
            Some(key) => hex::encode(hmac::sign(key, &digest.0)),
            // HKDF gives 32 bytes to whoever asks for 32: this is not reached, and would still be a name.
            None => digest.to_string(),
        }
    }

    pub(crate) fn named(&self, name: &str) -> PathBuf {
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }

    /// Where the content is written.
    pub(crate) fn path(&self, digest: &Sha256) -> PathBuf {
        self.named(&self.name(digest))
    }

    /// Where an earlier version wrote it.
    pub(crate) fn old_path(&self, digest: &Sha256) -> PathBuf {
        self.named(&digest.to_string())
    }

    /// The file that holds a content now, under its name of today or an earlier one.
    pub(crate) fn found(&self, digest: &Sha256) -> Result<PathBuf, Error> {
        [self.path(digest), self.old_path(digest), self.path(digest)]
            .into_iter()
            .find(|place| place.exists())
            .ok_or(Error::BlobMissing { sha256: *digest })
    }

    /// Stores content whose digest is known; a sound blob that is there already is kept, a damaged one replaced by
    /// the true content. Durable when it returns. `source` must give exactly that content.
    pub(crate) fn put(
        &self,
        content: &Content,
        source: &mut dyn Read,
        source_file: &Path,
        environment: &dyn Environment,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Error> {
        let place = self.path(&content.sha256);
        let old = self.old_path(&content.sha256);
        if (place.exists() || old.exists()) && self.check(&content.sha256, &mut |_| true).is_ok() {
            return Ok(());
        }
        create_folder(&self.temp)?;
        let mut temp = tempfile::Builder::new()
            .prefix("blob-")
            .tempfile_in(&self.temp)
            .map_err(|error| io_error(&self.temp, error))?;
        self.encrypt(
            content,
            source,
            source_file,
            temp.as_file_mut(),
            environment,
            on_bytes,
        )?;
        temp.as_file()
            .sync_all()
            .map_err(|error| io_error(&place, error))?;
        let parent = place.parent().unwrap_or(&self.folder);
        if !parent.exists() {
            create_folder(parent)?;
            sync_folder(&self.folder)?;
        }
        temp.persist(&place)
            .map_err(|error| io_error(&place, error.error))?;
        sync_folder(parent)
    }

    fn encrypt(
        &self,
        content: &Content,
        source: &mut dyn Read,
        source_file: &Path,
        to: &mut File,
        environment: &dyn Environment,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Error> {
        let place = self.path(&content.sha256);
        let mut writer = ChunkWriter::begin(self, content, environment)?;
        writer.head(to, &place)?;
        let mut buffer = Vec::with_capacity(CHUNK as usize + TAG);
        while let Some(length) = writer.next_length() {
            buffer.clear();
            Read::take(&mut *source, length)
                .read_to_end(&mut buffer)
                .map_err(|error| io_error(source_file, error))?;
            if buffer.len() as u64 != length {
                return Err(Error::FileChanged);
            }
            writer.write(to, &place, &mut buffer)?;
            if !on_bytes(length) {
                return Err(Error::Cancelled);
            }
        }
        let more = source
            .read(&mut [0])
            .map_err(|error| io_error(source_file, error))?;
        if more != 0 || writer.finish() != content.sha256 {
            return Err(Error::FileChanged);
        }
        Ok(())
    }

    fn chunk_key(&self, header: &Header, digest: &Sha256) -> Result<LessSafeKey, Error> {
        let key = self.key.blob(&header.salt, digest)?;
        let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &*key.0)
            .map_err(|_| Error::CryptographyFailed)?;
        Ok(LessSafeKey::new(key))
    }

    /// Opens a blob for reading from any place in it.
    pub(crate) fn open(&self, digest: &Sha256) -> Result<BlobReader, Error> {
        // Twice: between the two looks it may get its new name.
        let places = [self.path(digest), self.old_path(digest), self.path(digest)];
        for place in places {
            match crate::input::open(&place) {
                Ok(file) => return self.open_file(file, place, digest),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(io_error(&place, error)),
            }
        }
        Err(Error::BlobMissing { sha256: *digest })
    }

    /// Opens a file as the blob of this content, wherever it lies.
    pub(crate) fn open_file(
        &self,
        mut file: File,
        place: PathBuf,
        digest: &Sha256,
    ) -> Result<BlobReader, Error> {
        let damaged = || Error::BlobDamaged { sha256: *digest };
        let mut bytes = [0; HEADER];
        match file.read_exact(&mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(damaged()),
            Err(error) => return Err(io_error(&place, error)),
        }
        let header = Header::from_bytes(&bytes).ok_or_else(damaged)?;
        let stored = file.metadata().map_err(|error| io_error(&place, error))?.len();
        if header.file_size() != Some(stored) {
            return Err(damaged());
        }
        let key = self.chunk_key(&header, digest)?;
        Ok(BlobReader {
            file,
            place,
            digest: *digest,
            header,
            bytes,
            key,
            position: 0,
            chunk: Vec::new(),
            chunk_index: None,
        })
    }

    /// Reads a blob through and compares its digest.
    pub(crate) fn check(&self, digest: &Sha256, on_bytes: OnBytes<'_>) -> Result<u64, Error> {
        Self::check_reader(self.open(digest)?, digest, on_bytes)
    }

    /// Reads a file of any place through as the blob of this content.
    pub(crate) fn check_file(
        &self,
        place: &Path,
        digest: &Sha256,
        on_bytes: OnBytes<'_>,
    ) -> Result<u64, Error> {
        let file = crate::input::open(place).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::BlobMissing { sha256: *digest },
            _ => io_error(place, error),
        })?;
        Self::check_reader(self.open_file(file, place.to_owned(), digest)?, digest, on_bytes)
    }

    fn check_reader(mut reader: BlobReader, digest: &Sha256, on_bytes: OnBytes<'_>) -> Result<u64, Error> {
        let place = reader.place.clone();
        let content = hash(&mut reader, &place, on_bytes).map_err(|error| blob_error(error, digest))?;
        if content.sha256 != *digest {
            return Err(Error::BlobDamaged { sha256: *digest });
        }
        Ok(content.size_bytes)
    }

    /// The names of all blob files, and files there that are none.
    pub(crate) fn list(&self) -> Result<(Vec<String>, Vec<PathBuf>), Error> {
        let mut names = Vec::new();
        let mut strangers = Vec::new();
        for folder in entries(&self.folder)? {
            if !folder.is_dir() {
                strangers.push(folder);
                continue;
            }
            for file in entries(&folder)? {
                let name = file
                    .file_name()
                    .and_then(|name| name.to_str())
                    .filter(|name| name.parse::<Sha256>().is_ok() && self.named(name) == file);
                match name {
                    Some(name) => names.push(name.to_owned()),
                    None => strangers.push(file),
                }
            }
        }
        Ok((names, strangers))
    }

    /// Overwrites the header, which holds the salt of this file's key, then removes the file; one that is gone is gone. The
    /// caller holds the cleaning lock.
    pub(crate) fn shred(&self, digest: &Sha256, environment: &dyn Environment) -> Result<(), Error> {
        for place in [self.path(digest), self.old_path(digest), self.coming(digest)] {
            let failed = |error| io_error(&place, error);
            let mut file = match File::options().write(true).open(&place) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error)),
            };
            let mut noise = [0; HEADER];
            environment.random(&mut noise);
            file.write_all(&noise).map_err(failed)?;
            file.sync_all().map_err(failed)?;
            drop(file);
            fs::remove_file(&place).map_err(failed)?;
            sync_folder(place.parent().unwrap_or(&self.folder))?;
        }
        Ok(())
    }

    pub(crate) fn remove(&self, name: &str) -> Result<(), Error> {
        let place = self.named(name);
        fs::remove_file(&place).map_err(|error| io_error(&place, error))
    }

    /// Gives a blob of an earlier version its name of today; one that has it already is not replaced. The caller holds
    /// the cleaning lock.
    pub(crate) fn rename(&self, digest: &Sha256) -> Result<(), Error> {
        let (from, to) = (self.old_path(digest), self.path(digest));
        if to.exists() {
            // The true content was stored again beside it; the old file goes only when the new one is sound.
            return match self.check_file(&to, digest, &mut |_| true) {
                Ok(_) => fs::remove_file(&from).map_err(|error| io_error(&from, error)),
                Err(_) => Ok(()),
            };
        }
        let parent = to.parent().unwrap_or(&self.folder);
        if !parent.exists() {
            create_folder(parent)?;
            sync_folder(&self.folder)?;
        }
        fs::rename(&from, &to).map_err(|error| io_error(&to, error))?;
        sync_folder(parent)
    }
}

/// The entries of a folder; none where there is no folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let mut found = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<PathBuf>>>()?;
        found.sort();
        Ok(found)
    };
    match read() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(io_error(folder, error)),
        Ok(found) => Ok(found),
    }
}

/// Bytes of the file that holds content of this size, as this version writes it.
pub(crate) fn stored_size(size_bytes: u64) -> Option<u64> {
    let header = Header {
        chunk: CHUNK,
        size_bytes,
        salt: [0; 16],
    };
    header.file_size()
}

/// Seals the chunks of one blob, one after the other, and hashes what they hold.
struct ChunkWriter {
    header: Header,
    bytes: [u8; HEADER],
    key: LessSafeKey,
    digest: Sha256,
    context: ring::digest::Context,
    /// The number of the next chunk.
    index: u64,
    remaining: u64,
}

impl ChunkWriter {
    /// With a key of its own.
    fn begin(blobs: &Blobs, content: &Content, environment: &dyn Environment) -> Result<Self, Error> {
        let mut salt = [0; 16];
        environment.random(&mut salt);
        let header = Header {
            chunk: CHUNK,
            size_bytes: content.size_bytes,
            salt,
        };
        Ok(Self {
            bytes: header.to_bytes(),
            key: blobs.chunk_key(&header, &content.sha256)?,
            header,
            digest: content.sha256,
            context: ring::digest::Context::new(&ring::digest::SHA256),
            index: 0,
            remaining: content.size_bytes,
        })
    }

    fn head(&self, to: &mut File, place: &Path) -> Result<(), Error> {
        to.write_all(&self.bytes).map_err(|error| io_error(place, error))
    }

    /// Bytes of the next chunk; `None` after the last.
    fn next_length(&self) -> Option<u64> {
        (self.index < self.header.chunks()).then(|| self.remaining.min(u64::from(CHUNK)))
    }

    /// Writes the next chunk; `buffer` holds its content, and is spent.
    fn write(&mut self, to: &mut File, place: &Path, buffer: &mut Vec<u8>) -> Result<(), Error> {
        self.context.update(buffer);
        self.remaining = self.remaining.saturating_sub(buffer.len() as u64);
        let last = self.remaining == 0;
        self.key
            .seal_in_place_append_tag(
                nonce(self.index, last),
                aead::Aad::from(associated_data(&self.bytes, &self.digest, self.index, last)),
                buffer,
            )
            .map_err(|_| Error::CryptographyFailed)?;
        self.index += 1;
        to.write_all(buffer).map_err(|error| io_error(place, error))
    }

    /// The digest of everything that was written.
    fn finish(self) -> Sha256 {
        finish(self.context)
    }
}

/// What the header says.
struct Header {
    chunk: u32,
    size_bytes: u64,
    salt: [u8; 16],
}

impl Header {
    fn to_bytes(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..7].copy_from_slice(MAGIC);
        bytes[7] = VERSION;
        bytes[8..12].copy_from_slice(&self.chunk.to_be_bytes());
        bytes[12..20].copy_from_slice(&self.size_bytes.to_be_bytes());
        bytes[20..36].copy_from_slice(&self.salt);
        bytes
    }

    fn from_bytes(bytes: &[u8; HEADER]) -> Option<Self> {
        let chunk = u32::from_be_bytes(bytes[8..12].try_into().ok()?);
        let known = bytes[..7] == *MAGIC && bytes[7] == VERSION && (1..=CHUNK_LIMIT).contains(&chunk);
        known.then_some(())?;
        Some(Self {
            chunk,
            size_bytes: u64::from_be_bytes(bytes[12..20].try_into().ok()?),
            salt: bytes[20..36].try_into().ok()?,
        })
    }

    /// Number of chunks; empty content is one empty chunk.
    fn chunks(&self) -> u64 {
        self.size_bytes.div_ceil(u64::from(self.chunk)).max(1)
    }

    fn file_size(&self) -> Option<u64> {
        self.chunks()
            .checked_mul(TAG as u64)?
            .checked_add(self.size_bytes)?
            .checked_add(HEADER as u64)
    }
}

fn nonce(index: u64, last: bool) -> aead::Nonce {
    let mut nonce = [0; aead::NONCE_LEN];
    nonce[..8].copy_from_slice(&index.to_be_bytes());
    nonce[11] = u8::from(last);
    aead::Nonce::assume_unique_for_key(nonce)
}

fn associated_data(
    header: &[u8; HEADER],
    digest: &Sha256,
    index: u64,
    last: bool,
) -> [u8; HEADER + 32 + 8 + 1] {
    let mut data = [0; HEADER + 32 + 8 + 1];
    data[..HEADER].copy_from_slice(header);
    data[HEADER..HEADER + 32].copy_from_slice(&digest.0);
    data[HEADER + 32..HEADER + 40].copy_from_slice(&index.to_be_bytes());
    data[HEADER + 40] = u8::from(last);
    data
}

/// Reads the content of one blob, from any place. A chunk that does not open gives [`io::ErrorKind::InvalidData`].
pub struct BlobReader {
    file: File,
    place: PathBuf,
    digest: Sha256,
    header: Header,
    bytes: [u8; HEADER],
    key: LessSafeKey,
    position: u64,
    chunk: Vec<u8>,
    chunk_index: Option<u64>,
}

impl BlobReader {
    /// Bytes of content in all.
    pub fn size_bytes(&self) -> u64 {
        self.header.size_bytes
    }

    fn load(&mut self, index: u64) -> io::Result<()> {
        if self.chunk_index == Some(index) {
            return Ok(());
        }
        self.chunk_index = None;
        let chunk = u64::from(self.header.chunk);
        let start = index * chunk;
        let length = (self.header.size_bytes - start.min(self.header.size_bytes)).min(chunk);
        let last = index + 1 == self.header.chunks();
        self.file
            .seek(SeekFrom::Start(HEADER as u64 + index * (chunk + TAG as u64)))?;
        self.chunk.resize(length as usize + TAG, 0);
        self.file.read_exact(&mut self.chunk)?;
        let opened = self
            .key
            .open_in_place(
                nonce(index, last),
                aead::Aad::from(associated_data(&self.bytes, &self.digest, index, last)),
                &mut self.chunk,
            )
            .map(|content| content.len())
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a chunk of a blob does not open"))?;
        self.chunk.truncate(opened);
        self.chunk_index = Some(index);
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Empty content has one empty chunk, whose tag is checked like any other.
        if self.position >= self.header.size_bytes
            && !(self.header.size_bytes == 0 && self.chunk_index.is_none())
        {
            return Ok(0);
        }
        let chunk = u64::from(self.header.chunk);
        self.load(self.position / chunk)?;
        let within = (self.position % chunk) as usize;
        let available = self.chunk.get(within..).unwrap_or_default();
        let count = available.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(available) {
            *to = *from;
        }
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(position) => i128::from(position),
            SeekFrom::Current(distance) => i128::from(self.position) + i128::from(distance),
            SeekFrom::End(distance) => i128::from(self.header.size_bytes) + i128::from(distance),
        };
        self.position = u64::try_from(target)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "before the start"))?;
        Ok(self.position)
    }
}

/// A blob whose chunk does not open is damaged; other errors of reading stay what they are.
pub(crate) fn blob_error(error: Error, digest: &Sha256) -> Error {
    match error {
        Error::FileUnreadable { source, .. }
            if matches!(
                source.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
            ) =>
        {
            Error::BlobDamaged { sha256: *digest }
        }
        other => other,
    }
}
