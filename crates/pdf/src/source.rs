//! Where the bytes of a PDF come from: memory, a file that is never loaded, or either with an update behind it.
//!
//! A [`Source`] is read at any place, in any order, and never written. What reads from one holds a small piece of it
//! at a time, so that the size of a file does not decide how much memory it costs.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::path::Path;

/// Bytes that can be read at any place.
///
/// The same bytes must be found at the same place as long as the source is used; [`Source::is_unchanged`] tells
/// of a file whether that was so.
pub trait Source {
    /// Number of bytes.
    fn len(&self) -> u64;

    /// Whether there is no byte.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads from `offset` into `buffer`, and says how many bytes that were: fewer than there is room for is
    /// allowed, none only at the end.
    ///
    /// # Errors
    /// What the medium says.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;

    /// Whether the bytes are still those that were there at first, as far as the medium can tell.
    ///
    /// # Errors
    /// What the medium says.
    fn is_unchanged(&self) -> io::Result<bool> {
        Ok(true)
    }

    /// The bytes from `offset` on that are in memory in one piece, where they are in memory anyway.
    fn piece(&self, offset: u64) -> Option<&[u8]> {
        let _ = offset;
        None
    }
}

/// Fills `buffer` from `offset`.
///
/// # Errors
/// What the medium says; [`io::ErrorKind::UnexpectedEof`] when there are not as many bytes.
pub fn read_exact(source: &dyn Source, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
    let mut done = 0;
    while let Some(rest) = buffer.get_mut(done..).filter(|rest| !rest.is_empty()) {
        match source.read_at(offset + done as u64, rest) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The `length` bytes from `offset`: borrowed where they are in memory in one piece.
///
/// # Errors
/// As [`read_exact`].
pub fn bytes_at(source: &dyn Source, offset: u64, length: usize) -> io::Result<Cow<'_, [u8]>> {
    if let Some(piece) = source.piece(offset).and_then(|piece| piece.get(..length)) {
        return Ok(Cow::Borrowed(piece));
    }
    let mut buffer = vec![0; length];
    read_exact(source, offset, &mut buffer)?;
    Ok(Cow::Owned(buffer))
}

impl Source for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.piece(offset).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }

    fn piece(&self, offset: u64) -> Option<&[u8]> {
        self.get(usize::try_from(offset).ok()?..)
    }
}

impl Source for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        (**self).read_at(offset, buffer)
    }

    fn piece(&self, offset: u64) -> Option<&[u8]> {
        (**self).piece(offset)
    }
}

impl Source for Vec<u8> {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.as_slice().read_at(offset, buffer)
    }

    fn piece(&self, offset: u64) -> Option<&[u8]> {
        self.as_slice().piece(offset)
    }
}

/// Bytes read from a file at once, and kept.
const CHUNK: usize = 32 * 1024;
/// Chunks kept at a time: one megabyte.
const CHUNKS: usize = 32;

/// A file that is read where it is asked for, through a cache of one megabyte.
pub struct FileSource {
    file: File,
    state: State,
    cache: RefCell<Cache>,
}

#[derive(Default)]
struct Cache {
    /// Number of the chunk, when it was last used, its bytes.
    chunks: Vec<(u64, u64, Vec<u8>)>,
    clock: u64,
}

/// What a file system tells of a file that was not written to.
#[derive(Clone, PartialEq)]
struct State {
    length: u64,
    modified: Option<std::time::SystemTime>,
    /// Seconds and nanoseconds of the last change of anything, and the number of the file.
    changed: (i64, i64, u64),
}

impl State {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
        };
        #[cfg(not(unix))]
        let changed = (0, 0, 0);
        Ok(Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            changed,
        })
    }
}

impl FileSource {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// What the file system says; [`io::ErrorKind::IsADirectory`] for what is no file.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::new(File::open(path)?)
    }

    /// Reads from an open file, as long as it is now.
    ///
    /// # Errors
    /// What the file system says; [`io::ErrorKind::IsADirectory`] for what is no file.
    pub fn new(file: File) -> io::Result<Self> {
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self {
            state: State::of(&file)?,
            file,
            cache: RefCell::default(),
        })
    }

    fn read_direct(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        {
            std::os::unix::fs::FileExt::read_at(&self.file, buffer, offset)
        }
        #[cfg(windows)]
        {
            std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset)
        }
    }
}

impl Source for FileSource {
    fn len(&self) -> u64 {
        self.state.length
    }

    /// By the length and the times of the file.
    fn is_unchanged(&self) -> io::Result<bool> {
        Ok(State::of(&self.file)? == self.state)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.state.length.saturating_sub(offset)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        if wanted >= CHUNK {
            return self.read_direct(offset, &mut buffer[..wanted]);
        }
        let (number, within) = (offset / CHUNK as u64, (offset % CHUNK as u64) as usize);
        let mut cache = self.cache.borrow_mut();
        cache.clock += 1;
        let clock = cache.clock;
        let place = match cache.chunks.iter().position(|(own, ..)| *own == number) {
            Some(place) => place,
            None => {
                let start = number * CHUNK as u64;
                let length = self.state.length.saturating_sub(start).min(CHUNK as u64) as usize;
                let mut chunk = vec![0; length];
                let mut done = 0;
                while done < length {
                    match self.read_direct(start + done as u64, &mut chunk[done..]) {
                        Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                        Ok(read) => done += read,
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(error),
                    }
                }
                if cache.chunks.len() >= CHUNKS
                    && let Some((oldest, _)) = cache
                        .chunks
                        .iter()
                        .enumerate()
                        .min_by_key(|(_, (_, used, _))| *used)
                {
                    cache.chunks.swap_remove(oldest);
                }
                cache.chunks.push((number, clock, chunk));
                cache.chunks.len() - 1
            }
        };
        let (_, used, chunk) = &mut cache.chunks[place];
        *used = clock;
        let rest = chunk.get(within..).unwrap_or_default();
        let count = rest.len().min(wanted);
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

/// A source with bytes appended to it: a file as it will be once an update is written behind it.
#[derive(Clone, Copy)]
pub struct Layered<'a> {
    base: &'a dyn Source,
    appended: &'a [u8],
}

impl<'a> Layered<'a> {
    /// `base`, then `appended`.
    pub fn new(base: &'a dyn Source, appended: &'a [u8]) -> Self {
        Self { base, appended }
    }
}

impl Source for Layered<'_> {
    fn len(&self) -> u64 {
        self.base.len() + self.appended.len() as u64
    }

    fn is_unchanged(&self) -> io::Result<bool> {
        self.base.is_unchanged()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let border = self.base.len();
        match offset.checked_sub(border) {
            Some(after) => self.appended.read_at(after, buffer),
            None => {
                let left = usize::try_from(border - offset).unwrap_or(usize::MAX);
                let count = buffer.len().min(left);
                self.base.read_at(offset, &mut buffer[..count])
            }
        }
    }

    fn piece(&self, offset: u64) -> Option<&[u8]> {
        match offset.checked_sub(self.base.len()) {
            Some(after) => self.appended.piece(after),
            None => self.base.piece(offset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_gives_the_same_bytes_as_memory_wherever_it_is_read() {
        let bytes: Vec<u8> = (0..200_000u32).flat_map(|n| (n as u16).to_le_bytes()).collect();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let source = FileSource::new(file).unwrap();
        let layered = Layered::new(&source, b"appended");
        let whole = [bytes.as_slice(), b"appended"].concat();
        assert_eq!(layered.len(), whole.len() as u64);
        for offset in (0..whole.len()).step_by(9_973) {
            for length in [1, 100, CHUNK, 100_000] {
                let length = length.min(whole.len() - offset);
                let read = bytes_at(&layered, offset as u64, length).unwrap();
                assert!(*read == whole[offset..offset + length], "{offset} {length}");
            }
        }
        assert!(bytes_at(&layered, whole.len() as u64 - 1, 2).is_err());
        assert!(source.cache.borrow().chunks.len() <= CHUNKS);
    }

    #[test]
    fn a_file_that_was_written_to_is_noticed() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"one").unwrap();
        let source = FileSource::new(file.try_clone().unwrap()).unwrap();
        assert!(source.is_unchanged().unwrap());
        file.write_all(b"two").unwrap();
        assert!(!source.is_unchanged().unwrap());
    }
}
