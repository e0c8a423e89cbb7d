//! A file while it is being signed: what it was, what has been appended, and its hashes so far.
//!
//! The file itself is read and hashed once. Every step that follows - the signature, validation data, a document
//! time-stamp - prepares its update on [`Growing::source`], asks [`Growing::digest`] for what is to be signed, and
//! appends the finished update with [`Growing::append`]; only those new bytes are hashed then. So a step costs what it
//! adds, whatever the size of the file.

use std::io::Write;

use pdf::{Layered, Source};
use ring::digest::{Algorithm, Context, Digest, SHA256};

use crate::sign::SealError;

/// Bytes that are read, hashed and copied at once.
const BLOCK: usize = 256 * 1024;

/// A file and the updates that have been appended to it.
pub(crate) struct Growing<'a> {
    base: &'a dyn Source,
    appended: Vec<u8>,
    sha256: Context,
    /// The hashes that keys and time-stamping authorities may ask for besides SHA-256.
    others: Vec<Context>,
}

impl<'a> Growing<'a> {
    /// Reads all of `base` once and hashes it with SHA-256 and with `others`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn new(base: &'a dyn Source, others: &[&'static Algorithm]) -> Result<Self, SealError> {
        let mut hashes = Hashes::new(others);
        hashes.read(base, &mut std::io::sink())?;
        Ok(Self::hashed(base, hashes))
    }

    /// As [`Growing::new`], where the bytes of `base` have been hashed already.
    pub fn hashed(base: &'a dyn Source, hashes: Hashes) -> Self {
        Self {
            base,
            appended: Vec::new(),
            sha256: hashes.sha256,
            others: hashes.others,
        }
    }

    /// The whole file as it is now, for [`pdf::Document::open_source`].
    pub fn source(&self) -> Layered<'_> {
        Layered::new(self.base, &self.appended)
    }

    /// The whole file in memory.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, SealError> {
        let source = self.source();
        let size = usize::try_from(source.len()).unwrap_or(usize::MAX);
        let read = pdf::source::bytes_at(&source, 0, size);
        Ok(read
            .map_err(|error| pdf::Error::Unreadable(error.kind()))?
            .into_owned())
    }

    /// What was there before anything was appended.
    pub fn base(&self) -> &'a dyn Source {
        self.base
    }

    /// What was appended.
    pub fn appended(&self) -> &[u8] {
        &self.appended
    }

    /// Bytes of the whole file.
    pub fn size_bytes(&self) -> u64 {
        self.base.len() + self.appended.len() as u64
    }

    /// The hash of the whole file as it is now, still running. `None` when this hash was not asked for at the beginning.
    pub fn running(&self, algorithm: &'static Algorithm) -> Option<Context> {
        let mut known = std::iter::once(&self.sha256).chain(&self.others);
        known.find(|context| context.algorithm() == algorithm).cloned()
    }

    /// The hash of the whole file followed by `pieces`: what a signature over a prepared update signs (before and after
    /// its gap). `None` when this hash was not asked for at the beginning.
    pub fn digest(&self, algorithm: &'static Algorithm, pieces: &[&[u8]]) -> Option<Digest> {
        let mut context = self.running(algorithm)?;
        for piece in pieces {
            context.update(piece);
        }
        Some(context.finish())
    }

    /// SHA-256 of the whole file.
    pub fn sha256(&self) -> [u8; 32] {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.sha256.clone().finish().as_ref());
        sha256
    }

    /// 16 bytes that no other file has, for `/ID`: from the content so far and the moment.
    pub fn unique(&self, at: jiff::Timestamp) -> [u8; 16] {
        let mut context = self.sha256.clone();
        context.update(&at.as_nanosecond().to_be_bytes());
        let mut unique = [0; 16];
        unique.copy_from_slice(&context.finish().as_ref()[..16]);
        unique
    }

    /// Appends a finished update.
    pub fn append(&mut self, update: &[u8]) {
        self.sha256.update(update);
        for context in &mut self.others {
            context.update(update);
        }
        self.appended.extend_from_slice(update);
    }
}

/// Hashes that run while bytes go by.
pub(crate) struct Hashes {
    sha256: Context,
    others: Vec<Context>,
}

impl Hashes {
    /// SHA-256 and `others`.
    pub fn new(others: &[&'static Algorithm]) -> Self {
        let mut kept: Vec<Context> = Vec::new();
        for algorithm in others {
            if *algorithm != &SHA256 && kept.iter().all(|known| known.algorithm() != *algorithm) {
                kept.push(Context::new(algorithm));
            }
        }
        Self {
            sha256: Context::new(&SHA256),
            others: kept,
        }
    }

    /// Reads all of `source` once, hashes it, and copies it to `copy` at the same time.
    ///
    /// # Errors
    /// When it cannot be read or written, and when it was written to meanwhile.
    pub fn read(&mut self, source: &dyn Source, copy: &mut dyn Write) -> Result<(), SealError> {
        let length = source.len();
        let unreadable = |error: std::io::Error| pdf::Error::Unreadable(error.kind());
        if let Some(bytes) = source.piece(0).filter(|piece| piece.len() == length) {
            for block in bytes.chunks(BLOCK) {
                self.update(block);
                copy.write_all(block).map_err(SealError::target)?;
            }
        } else {
            let mut buffer = vec![0; BLOCK];
            let mut at = 0;
            while at < length {
                let wanted = usize::try_from(length - at).unwrap_or(BLOCK).min(BLOCK);
                let block = buffer.get_mut(..wanted).unwrap_or_default();
                pdf::source::read_exact(source, at, block).map_err(unreadable)?;
                self.update(block);
                copy.write_all(block).map_err(SealError::target)?;
                at += wanted as u64;
            }
        }
        if source.is_unchanged().map_err(unreadable)? {
            Ok(())
        } else {
            Err(SealError::InputChanged)
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        for context in &mut self.others {
            context.update(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::digest::{SHA384, SHA512, digest};

    #[test]
    fn the_hashes_are_those_of_the_whole_file_after_every_step() {
        let base = b"%PDF-1.7 and so on".to_vec();
        let mut growing = Growing::new(&base, &[&SHA384, &SHA256, &SHA384]).unwrap();
        growing.append(b"first");
        growing.append(b"second");
        let whole = [base.as_slice(), b"firstsecond"].concat();
        assert_eq!(growing.sha256(), digest(&SHA256, &whole).as_ref());
        let more = [whole.as_slice(), b"xyz"].concat();
        let ours = growing.digest(&SHA384, &[b"x", b"yz"]).unwrap();
        assert_eq!(ours.as_ref(), digest(&SHA384, &more).as_ref());
        assert!(growing.digest(&SHA512, &[]).is_none());
        assert_eq!(growing.size_bytes(), whole.len() as u64);
        assert_ne!(
            growing.unique(jiff::Timestamp::UNIX_EPOCH),
            Growing::new(&base, &[])
                .unwrap()
                .unique(jiff::Timestamp::UNIX_EPOCH)
        );
    }
}
