//! What the log says of a document, without revealing anything: 98 bytes that only a holder of the identifier can read.

use identifier::Identifier;

use crate::{Error, Hash, merkle};

/// First byte of every entry.
const VERSION: u8 = 1;

/// Length of an entry in bytes.
pub const LENGTH: usize = 98;

/// What happened to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It was issued under this identifier.
    Issued,
    /// It was revoked.
    Revoked,
    /// A later act takes its place.
    Superseded,
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Kind::Issued => 1,
            Kind::Revoked => 2,
            Kind::Superseded => 3,
        }
    }
}

/// An entry of the log. The identifier's 125 random bits blind all three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LogEntry {
    /// What happened.
    pub kind: Kind,
    /// The same for all entries of one identifier: shows a second issue, and lets its holder find them all.
    pub id_tag: Hash,
    /// Commits to the bytes of the original.
    pub doc_commit: Hash,
    /// Commits to the visible seal.
    pub seal_commit: Hash,
}

impl LogEntry {
    /// The entry for a document: `document` is the SHA-256 of the final PDF's bytes, `visible_seal` that of the
    /// visible seal's bytes (of no bytes where there is none).
    pub fn new(kind: Kind, identifier: &Identifier, document: &Hash, visible_seal: &Hash) -> Self {
        let symbols = identifier.canonical();
        let commit =
            |domain: &[u8], digest: &Hash| Hash::of(&[domain, symbols.as_bytes(), b"\n", digest.as_bytes()]);
        Self {
            kind,
            id_tag: id_tag(identifier),
            doc_commit: commit(b"seal-log/doc/v1\n", document),
            seal_commit: commit(b"seal-log/vds/v1\n", visible_seal),
        }
    }

    /// The 98 bytes: version, kind and the three values.
    pub fn to_bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes[0] = VERSION;
        bytes[1] = self.kind.byte();
        bytes[2..34].copy_from_slice(self.id_tag.as_bytes());
        bytes[34..66].copy_from_slice(self.doc_commit.as_bytes());
        bytes[66..98].copy_from_slice(self.seal_commit.as_bytes());
        bytes
    }

    /// Reads the 98 bytes.
    ///
    /// # Errors
    /// [`Error::LogEntry`] for another length, version or kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes: &[u8; LENGTH] = bytes.try_into().map_err(|_| Error::LogEntry)?;
        let kind = [Kind::Issued, Kind::Revoked, Kind::Superseded]
            .into_iter()
            .find(|kind| kind.byte() == bytes[1]);
        let value = |at: usize| Hash::try_from(&bytes[at..at + 32]).map_err(|_| Error::LogEntry);
        match kind {
            Some(kind) if bytes[0] == VERSION => Ok(Self {
                kind,
                id_tag: value(2)?,
                doc_commit: value(34)?,
                seal_commit: value(66)?,
            }),
            _ => Err(Error::LogEntry),
        }
    }

    /// Its hash as a leaf of the log.
    pub fn leaf_hash(&self) -> Hash {
        merkle::leaf_hash(&self.to_bytes())
    }
}

/// The tag that all entries of an identifier bear.
pub fn id_tag(identifier: &Identifier) -> Hash {
    Hash::of(&[b"seal-log/id/v1\n", identifier.canonical().as_bytes()])
}

/// Kind of an [`EvidenceEntry`]. Watchers who know only the kinds of [`Kind`] pass it over: its tag is none of theirs.
const EVIDENCE: u8 = 4;

/// That a time-stamp over originals was kept as evidence of them (RFC 4998). It commits to the time-stamp, to the root of its
/// hash tree and to the file with its leaves; it names no original, and whoever holds the evidence record of one finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EvidenceEntry {
    /// Of the time-stamp token: by it the entry is found.
    pub token_tag: Hash,
    /// Commits to the root of the tree.
    pub root_commit: Hash,
    /// SHA-256 of the file that the platform keeps.
    pub file: Hash,
}

impl EvidenceEntry {
    /// For a time-stamp token (DER) over this root, kept in a file with this SHA-256.
    pub fn new(token: &[u8], root: &[u8], file: &Hash) -> Self {
        Self {
            token_tag: Hash::of(&[b"seal-log/evidence/v1\n", token]),
            root_commit: Hash::of(&[b"seal-log/evidence-root/v1\n", root]),
            file: *file,
        }
    }

    /// The 98 bytes: version, kind and the three values.
    pub fn to_bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes[0] = VERSION;
        bytes[1] = EVIDENCE;
        bytes[2..34].copy_from_slice(self.token_tag.as_bytes());
        bytes[34..66].copy_from_slice(self.root_commit.as_bytes());
        bytes[66..98].copy_from_slice(self.file.as_bytes());
        bytes
    }
}

/// The tag by which an entry of any kind is found.
pub fn tag_of(entry: &[u8; LENGTH]) -> Hash {
    let mut tag = [0; 32];
    tag.copy_from_slice(&entry[2..34]);
    Hash::from_bytes(tag)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_an_entry_that_watchers_of_originals_pass_over() {
        let entry = EvidenceEntry::new(b"token", b"root", &Hash::from_bytes([7; 32]));
        let bytes = entry.to_bytes();
        assert_eq!((bytes[0], bytes[1]), (1, 4));
        assert_eq!(tag_of(&bytes), entry.token_tag);
        assert!(LogEntry::from_bytes(&bytes).is_err());
        assert_ne!(
            entry.token_tag,
            EvidenceEntry::new(b"token2", b"root", &Hash::from_bytes([7; 32])).token_tag
        );
    }
}
