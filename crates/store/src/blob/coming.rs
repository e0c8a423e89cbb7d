//! Contents that come over a line: what has come stays where it breaks off, also where the program is killed, and the
//! next time goes on from there.
//!
//! `tmp/coming-<name>` holds header and chunks as a blob does, as far as they came. To go on, its chunks are opened,
//! hashed and written again under another key, so that no key ever seals two contents of a chunk; the first one that does
//! not open ends what is kept. The whole counts as always: when its digest fits.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use model::Sha256;

use super::{BlobReader, Blobs, CHUNK, ChunkWriter, Content, HEADER, Header, OnBytes};
use crate::Environment;
use crate::durable::{create_folder, sync_folder};
use crate::error::{Error, io_error};

/// How the names of these files begin.
const COMING: &str = "coming-";
/// What is not larger than this comes in one piece: nothing is gained by keeping a part of it.
const IN_ONE_PIECE: u64 = 1024 * 1024;

/// Content that can be asked for from any place in it.
pub trait Source: Read + Seek {}

impl<S: Read + Seek> Source for S {}

/// Why a content is not whole.
enum Ended {
    /// The source ended it, or the person: what came stays.
    There(Error),
    /// It is not what it should be, or there is no room for it: nothing stays.
    Here(Error),
}

impl Blobs {
    /// Where a content lies that is still coming.
    pub(super) fn coming(&self, digest: &Sha256) -> PathBuf {
        self.temp.join(format!("{COMING}{}", self.name(digest)))
    }

    /// As [`Blobs::put`], for a source that may break off and go on from any place.
    pub(crate) fn put_coming(
        &self,
        content: &Content,
        source: &mut dyn Source,
        source_file: &Path,
        environment: &dyn Environment,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Error> {
        let coming = self.coming(&content.sha256);
        if content.size_bytes <= IN_ONE_PIECE || self.check(&content.sha256, &mut |_| true).is_ok() {
            remove(&coming)?;
            return self.put(content, &mut *source, source_file, environment, on_bytes);
        }
        create_folder(&self.temp)?;
        let mut temp = tempfile::Builder::new()
            .prefix("blob-")
            .tempfile_in(&self.temp)
            .map_err(|error| io_error(&self.temp, error))?;
        let place = self.path(&content.sha256);
        let mut writer = ChunkWriter::begin(self, content, environment)?;
        writer.head(temp.as_file_mut(), &place)?;
        let came = self.came(&coming, content, &mut writer, temp.as_file_mut(), on_bytes)?;
        // From here on this is what stays. What a power cut leaves of it opens, chunk by chunk, or does not.
        let mut file = temp
            .persist(&coming)
            .map_err(|error| io_error(&coming, error.error))?;
        match self.rest(content, came, source, source_file, writer, &mut file, on_bytes) {
            Ok(()) => {}
            Err(Ended::There(error)) => return Err(error),
            Err(Ended::Here(error)) => {
                remove(&coming)?;
                return Err(error);
            }
        }
        file.sync_all().map_err(|error| io_error(&place, error))?;
        let parent = place.parent().unwrap_or(&self.folder);
        if !parent.exists() {
            create_folder(parent)?;
            sync_folder(&self.folder)?;
        }
        fs::rename(&coming, &place).map_err(|error| io_error(&place, error))?;
        sync_folder(parent)
    }

    /// Takes over the chunks that came before; gives the bytes of content in them.
    fn came(
        &self,
        coming: &Path,
        content: &Content,
        writer: &mut ChunkWriter,
        to: &mut File,
        on_bytes: OnBytes<'_>,
    ) -> Result<u64, Error> {
        let Some(mut reader) = self.open_coming(coming, content) else {
            return Ok(0);
        };
        let place = self.path(&content.sha256);
        let mut came = 0;
        while let Some(length) = writer.next_length() {
            if reader.load(writer.index).is_err() || reader.chunk.len() as u64 != length {
                break;
            }
            reader.chunk_index = None;
            writer.write(to, &place, &mut reader.chunk)?;
            came += length;
            if !on_bytes(length) {
                return Err(Error::Cancelled);
            }
        }
        Ok(came)
    }

    #[allow(clippy::too_many_arguments)] // Two ends of one pipe, and where it stands.
    fn rest(
        &self,
        content: &Content,
        came: u64,
        source: &mut dyn Source,
        source_file: &Path,
        mut writer: ChunkWriter,
        to: &mut File,
        on_bytes: OnBytes<'_>,
    ) -> Result<(), Ended> {
        let place = self.path(&content.sha256);
        let there = |error| Ended::There(io_error(source_file, error));
        if came > 0 {
            source.seek(SeekFrom::Start(came)).map_err(there)?;
        }
        let mut buffer = Vec::with_capacity(CHUNK as usize + super::TAG);
        while let Some(length) = writer.next_length() {
            buffer.clear();
            Read::take(&mut *source, length)
                .read_to_end(&mut buffer)
                .map_err(there)?;
            if buffer.len() as u64 != length {
                return Err(Ended::Here(Error::FileChanged));
            }
            writer.write(to, &place, &mut buffer).map_err(Ended::Here)?;
            if !on_bytes(length) {
                return Err(Ended::There(Error::Cancelled));
            }
        }
        let more = source.read(&mut [0]).map_err(there)?;
        if more != 0 || writer.finish() != content.sha256 {
            return Err(Ended::Here(Error::FileChanged));
        }
        Ok(())
    }

    /// What came of a content, where it is of this version and of this size.
    fn open_coming(&self, coming: &Path, content: &Content) -> Option<BlobReader> {
        let mut file = crate::input::open(coming).ok()?;
        let mut bytes = [0; HEADER];
        file.read_exact(&mut bytes).ok()?;
        let header = Header::from_bytes(&bytes)
            .filter(|header| header.chunk == CHUNK && header.size_bytes == content.size_bytes)?;
        let key = self.chunk_key(&header, &content.sha256).ok()?;
        Some(BlobReader {
            file,
            place: coming.to_owned(),
            digest: content.sha256,
            header,
            bytes,
            key,
            position: 0,
            chunk: Vec::new(),
            chunk_index: None,
        })
    }

    /// Removes temp files, but not what came of contents that are awaited; the caller holds the cleaning lock.
    pub(crate) fn clean_temp(&self, awaited: &[Sha256]) -> Result<u32, Error> {
        let kept: Vec<PathBuf> = awaited.iter().map(|digest| self.coming(digest)).collect();
        let mut cleaned = 0;
        for file in super::entries(&self.temp)? {
            if !kept.contains(&file) {
                fs::remove_file(&file).map_err(|error| io_error(&file, error))?;
                cleaned += 1;
            }
        }
        Ok(cleaned)
    }
}

fn remove(file: &Path) -> Result<(), Error> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error(file, error)),
        _ => Ok(()),
    }
}
