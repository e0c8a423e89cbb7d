//! A citizen's proof that an entry stands in the log, in one text file (C2SP tlog-proof).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

#[cfg(feature = "verify")]
use crate::checkpoint::{Policy, VerifiedCheckpoint};
use crate::checkpoint::{decimal, hash};
use crate::note::SignedNote;
use crate::{Error, Hash};

/// First line of every proof.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Most hashes a proof can have: the height of a tree with 2^64 leaves.
const MOST_HASHES: usize = 64;

/// An entry's way to the root of a checkpoint. Its [`fmt::Display`] is the file. Reading one verifies nothing: see
/// [`TlogProof::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data beside the proof. Nothing vouches for it.
    pub extra: Option<Vec<u8>>,
    /// Index of the entry in the log, counted from 0.
    pub index: u64,
    /// From the leaf's neighbour to the root's child.
    pub hashes: Vec<Hash>,
    /// The checkpoint with its signatures.
    pub checkpoint: SignedNote,
}

impl TlogProof {
    /// Reads a `.tlog-proof` file.
    ///
    /// # Errors
    /// [`Error::LogProof`] with the line where it stops being one; [`Error::LogNote`] where the checkpoint in it is
    /// not a signed note.
    pub fn parse(file: &str) -> Result<Self, Error> {
        let mut number = 0;
        let mut rest = file;
        let mut line = || {
            number += 1;
            let (line, after) = rest.split_once('\n').ok_or(Error::LogProof { line: number })?;
            rest = after;
            Ok::<_, Error>((line, after, number))
        };
        let (header, _, at) = line()?;
        if header != HEADER {
            return Err(Error::LogProof { line: at });
        }
        let (mut index, _, mut at) = line()?;
        let mut extra = None;
        if let Some(encoded) = index.strip_prefix("extra ") {
            extra = Some(BASE64.decode(encoded).map_err(|_| Error::LogProof { line: at })?);
            (index, _, at) = line()?;
        }
        let index = index
            .strip_prefix("index ")
            .and_then(decimal)
            .ok_or(Error::LogProof { line: at })?;
        let mut hashes = Vec::new();
        let note = loop {
            let (text, after, at) = line()?;
            if text.is_empty() {
                break after;
            }
            if hashes.len() == MOST_HASHES {
                return Err(Error::LogProof { line: at });
            }
            hashes.push(hash(text).ok_or(Error::LogProof { line: at })?);
        };
        Ok(Self {
            extra,
            index,
            hashes,
            checkpoint: SignedNote::parse(note)?,
        })
    }

    /// Verifies that the entry whose leaf hash this is stands in the log, under a checkpoint that the policy believes.
    ///
    /// # Errors
    /// As [`Policy::verify`], and [`Error::LogInclusion`].
    #[cfg(feature = "verify")]
    pub fn verify(&self, leaf: &Hash, policy: &Policy) -> Result<VerifiedInclusion, Error> {
        self.verify_under(leaf, policy.verify(&self.checkpoint)?)
    }

    /// As [`TlogProof::verify`], by a policy from a file.
    ///
    /// # Errors
    /// As [`crate::policy::PolicyFile::verify`], and [`Error::LogInclusion`].
    #[cfg(feature = "verify")]
    pub fn verify_by(
        &self,
        leaf: &Hash,
        policy: &crate::policy::PolicyFile,
    ) -> Result<VerifiedInclusion, Error> {
        self.verify_under(leaf, policy.verify(&self.checkpoint)?)
    }

    #[cfg(feature = "verify")]
    fn verify_under(&self, leaf: &Hash, checkpoint: VerifiedCheckpoint) -> Result<VerifiedInclusion, Error> {
        let tree = checkpoint.checkpoint();
        crate::merkle::verify_inclusion(leaf, self.index, tree.size(), &self.hashes, tree.root())?;
        Ok(VerifiedInclusion {
            leaf: *leaf,
            index: self.index,
            checkpoint,
        })
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.hashes {
            writeln!(f, "{}", BASE64.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for TlogProof {
    type Err = Error;

    fn from_str(file: &str) -> Result<Self, Error> {
        Self::parse(file)
    }
}

/// An entry that stands in the log; only [`TlogProof::verify`] makes one.
#[cfg(feature = "verify")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedInclusion {
    leaf: Hash,
    index: u64,
    checkpoint: VerifiedCheckpoint,
}

#[cfg(feature = "verify")]
impl VerifiedInclusion {
    /// The leaf hash of the entry.
    pub fn leaf(&self) -> &Hash {
        &self.leaf
    }

    /// Index of the entry, counted from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The checkpoint it stands under.
    pub fn checkpoint(&self) -> &VerifiedCheckpoint {
        &self.checkpoint
    }
}
