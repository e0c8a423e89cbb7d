//! Checkpoints (C2SP tlog-checkpoint): what a log says its tree is, and whom to believe it from.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

#[cfg(feature = "verify")]
use crate::note::{SignedNote, VerifiedSignature, VerifierKey};
use crate::{Error, Hash};

/// Origin, size and root of a tree. Its [`fmt::Display`] is the text of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// The checkpoint of a tree, without extension lines.
    ///
    /// # Errors
    /// [`Error::LogCheckpoint`] where the origin is empty or has control characters in it.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, Error> {
        if origin.is_empty() || origin.bytes().any(|byte| byte < b' ') {
            return Err(Error::LogCheckpoint);
        }
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
            extensions: Vec::new(),
        })
    }

    /// Reads the text of a note. Lines after the third are kept and mean nothing here.
    ///
    /// # Errors
    /// [`Error::LogCheckpoint`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut lines = text.strip_suffix('\n').ok_or(Error::LogCheckpoint)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(Error::LogCheckpoint);
        };
        let size = decimal(size).ok_or(Error::LogCheckpoint)?;
        let root = hash(root).ok_or(Error::LogCheckpoint)?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions
            .iter()
            .any(|line| line.is_empty() || line.bytes().any(|byte| byte < b' '))
        {
            return Err(Error::LogCheckpoint);
        }
        Ok(Self {
            extensions,
            ..Self::new(origin, size, root)?
        })
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree.
    pub fn root(&self) -> &Hash {
        &self.root
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}\n{}\n{}",
            self.origin,
            self.size,
            BASE64.encode(self.root.as_bytes())
        )?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A number in decimal, without sign or further zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    text.parse::<u64>()
        .ok()
        .filter(|number| number.to_string() == text)
}

/// A hash in base64.
pub(crate) fn hash(text: &str) -> Option<Hash> {
    BASE64
        .decode(text)
        .ok()
        .and_then(|bytes| Hash::try_from(bytes.as_slice()).ok())
}

/// Whom to believe: the keys of one log, its witnesses, and how many of them it takes.
#[cfg(feature = "verify")]
#[derive(Clone, Debug)]
pub struct Policy {
    log: Vec<VerifierKey>,
    witnesses: Vec<VerifierKey>,
    quorum: usize,
}

#[cfg(feature = "verify")]
impl Policy {
    /// `log`: the keys of the log, all with its origin as their name. `quorum`: how many of `witnesses` must have
    /// cosigned.
    ///
    /// # Errors
    /// [`Error::LogPolicy`] where there is no log key or they differ in name, a key is not of a kind for logs or for
    /// cosignatures, one public key stands for two, or the quorum is more than there are witnesses.
    pub fn new(log: Vec<VerifierKey>, witnesses: Vec<VerifierKey>, quorum: usize) -> Result<Self, Error> {
        let one_log = log.first().is_some_and(|first| {
            log.iter()
                .all(|key| key.name() == first.name() && key.kind().is_for_logs())
        });
        let timed = witnesses.iter().all(|key| key.kind().is_for_witnesses());
        let distinct = witnesses.iter().enumerate().all(|(i, key)| {
            witnesses[..i]
                .iter()
                .all(|before| before.public() != key.public() && before.name() != key.name())
                && log.iter().all(|own| own.public() != key.public())
        });
        if one_log && timed && distinct && quorum <= witnesses.len() {
            Ok(Self {
                log,
                witnesses,
                quorum,
            })
        } else {
            Err(Error::LogPolicy)
        }
    }

    /// The origin of the log.
    pub fn origin(&self) -> &str {
        self.log.first().map_or("", VerifierKey::name)
    }

    /// Verifies a checkpoint: signed by the log, and cosigned by enough witnesses.
    ///
    /// # Errors
    /// [`Error::LogCheckpoint`], [`Error::LogOrigin`], [`Error::LogSignatureInvalid`],
    /// [`Error::LogSignatureMissing`], [`Error::LogWitnesses`].
    pub fn verify(&self, note: &SignedNote) -> Result<VerifiedCheckpoint, Error> {
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin != self.origin() {
            return Err(Error::LogOrigin {
                expected: self.origin().to_owned(),
                found: checkpoint.origin,
            });
        }
        note.verify(&self.log)?;
        let cosignatures = match note.verify(&self.witnesses) {
            Ok(cosignatures) => cosignatures,
            Err(Error::LogSignatureMissing) => Vec::new(),
            Err(error) => return Err(error),
        };
        if cosignatures.len() < self.quorum {
            return Err(Error::LogWitnesses {
                needed: self.quorum as u64,
                found: cosignatures.len() as u64,
            });
        }
        Ok(VerifiedCheckpoint::of(checkpoint, cosignatures))
    }
}

/// A checkpoint that was verified; only [`Policy::verify`] and [`crate::policy::PolicyFile::verify`] make one.
#[cfg(feature = "verify")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedCheckpoint {
    checkpoint: Checkpoint,
    cosignatures: Vec<VerifiedSignature>,
}

#[cfg(feature = "verify")]
impl VerifiedCheckpoint {
    /// For the policies of this crate, which have verified all of it.
    pub(crate) fn of(checkpoint: Checkpoint, cosignatures: Vec<VerifiedSignature>) -> Self {
        Self {
            checkpoint,
            cosignatures,
        }
    }

    /// What the log says.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The witnesses that cosigned, in the order of the note.
    pub fn cosignatures(&self) -> &[VerifiedSignature] {
        &self.cosignatures
    }

    /// The time, in seconds since 1970-01-01T00:00:00Z, by which `count` witnesses say they had seen the tree; `None`
    /// where fewer cosigned or `count` is 0.
    pub fn seen_by_s(&self, count: usize) -> Option<u64> {
        let mut times: Vec<u64> = self
            .cosignatures
            .iter()
            .filter_map(VerifiedSignature::time_s)
            .collect();
        times.sort_unstable();
        times.get(count.checked_sub(1)?).copied()
    }
}
