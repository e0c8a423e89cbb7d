//! What a package has of an original besides its file: the bytes of its visible seal, and the proof that it stands in the
//! public log.
//!
//! The seal's bytes are read from the page of the original itself. The proof is the platform's: it is asked for where the desk
//! is enrolled, and taken when it is about these very bytes. Where there is none, the package is made all the same, and says why.

use std::cell::RefCell;

use identifier::Identifier;
use model::view::{DocumentView, VersionOrigin, VersionView};
use model::{DocumentId, Sha256};
use serde::{Deserialize, Serialize};
use tlog::Hash;
use tlog::checkpoint::Checkpoint;
use tlog::entry::{Kind, LogEntry};
use tlog::proof::TlogProof;
use wording::{Explain, Explanation};

use crate::synchronise::Asked;
use crate::{Cancel, Desk, Error};

/// Media type of a visible seal's bytes.
pub(super) const SEAL_TYPE: &str = "application/octet-stream";
/// Media type of a proof.
pub(super) const PROOF_TYPE: &str = "text/plain";

/// What a package has of one original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Number of the version.
    pub version: u32,
    /// Digest of its file.
    pub sha256: Sha256,
    /// Path of the visible seal's bytes in the package; `None`: its stamp shows none.
    #[serde(default)]
    pub visible_seal: Option<String>,
    /// Path of the log's proof in the package.
    #[serde(default)]
    pub proof: Option<String>,
    /// Why there is no proof.
    #[serde(default)]
    pub without_proof: Option<Explanation>,
}

/// Why there is no proof that an original stands in the public log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum ProofAbsent {
    /// The platform has not registered it yet.
    #[error("the original is not registered")]
    NotRegistered,
    /// The platform gave none.
    #[error("the log has no entry for the original yet")]
    NotInLog,
    /// What the platform gave proves another file.
    #[error("the proof is that of another file")]
    OtherFile,
}

impl Explain for ProofAbsent {
    fn code(&self) -> &'static str {
        match self {
            ProofAbsent::NotRegistered => "proof-not-registered",
            ProofAbsent::NotInLog => "proof-not-in-log",
            ProofAbsent::OtherFile => "proof-other-file",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Asks for proofs; once the platform did not answer, it is not asked again.
pub(super) struct Proofs<'a> {
    desk: &'a Desk,
    cancel: &'a Cancel,
    silent: RefCell<Option<Explanation>>,
}

impl<'a> Proofs<'a> {
    pub(super) fn new(desk: &'a Desk, cancel: &'a Cancel) -> Self {
        Self {
            desk,
            cancel,
            silent: RefCell::default(),
        }
    }

    /// The proof of an original as the platform gives it, or why there is none.
    fn ask(&self, identifier: &Identifier) -> Result<String, Explanation> {
        if let Some(silent) = self.silent.borrow().as_ref() {
            return Err(silent.clone());
        }
        match self.desk.ask_proof(identifier, self.cancel) {
            Ok(Asked::Proof(text)) => Ok(text),
            Ok(Asked::None) => Err(self.desk.explain(&ProofAbsent::NotInLog)),
            Err(error) => {
                let told = self.desk.explain(&error);
                *self.silent.borrow_mut() = Some(told.clone());
                Err(told)
            }
        }
    }
}

/// Whether a proof is about these bytes under this identifier: its path leads from them to the root of its checkpoint. Who
/// signed the checkpoint is judged by whoever relies on it.
fn proves(text: &str, identifier: &Identifier, file: &Sha256, seal: &[u8]) -> bool {
    let entry = LogEntry::new(
        Kind::Issued,
        identifier,
        &Hash::from_bytes(file.0),
        &Hash::from_bytes(store::digest(seal).0),
    );
    let Ok(proof) = TlogProof::parse(text) else {
        return false;
    };
    let Ok(tree) = Checkpoint::parse(proof.checkpoint.text()) else {
        return false;
    };
    tlog::merkle::verify_inclusion(
        &entry.leaf_hash(),
        proof.index,
        tree.size(),
        &proof.hashes,
        tree.root(),
    )
    .is_ok()
}

/// What belongs beside one version.
#[derive(Default)]
pub(super) struct Beside {
    /// Bytes of the visible seal.
    pub(super) seal: Option<Vec<u8>>,
    /// The proof.
    pub(super) proof: Option<String>,
    /// Why there is none.
    pub(super) without_proof: Option<Explanation>,
}

impl Desk {
    /// What belongs beside a version; `None` where it is no original.
    pub(super) fn evidence_of(
        &self,
        document: &DocumentView,
        version: &VersionView,
        proofs: &Proofs<'_>,
    ) -> Result<Option<Beside>, Error> {
        let original = matches!(version.origin, VersionOrigin::Sealed | VersionOrigin::Augmented);
        let (true, Some(identifier)) = (original, &document.identifier) else {
            return Ok(None);
        };
        let mut beside = Beside::default();
        if version.media_type == crate::kind::PDF.media_type
            && version.size_bytes <= super::REPORT_LIMIT_BYTES
        {
            let bytes = self.store.read_blob(&version.sha256)?;
            // The one that names this document, should the page show others.
            let seals = pdf::stamp::visible_seals(&bytes, None).unwrap_or_default();
            beside.seal = seals
                .into_iter()
                .find(|seal| names(seal, &identifier.canonical()));
        }
        // Registered are the bytes of the newest version; those before it went nowhere.
        let newest = document
            .versions
            .first()
            .is_some_and(|newest| newest.id == version.id);
        if !newest {
            return Ok(Some(beside));
        }
        if !matches!(document.status, model::view::PlatformStatus::OnPlatform { .. }) {
            beside.without_proof = Some(self.explain(&ProofAbsent::NotRegistered));
            return Ok(Some(beside));
        }
        match proofs.ask(identifier) {
            Ok(text) => {
                let seal = beside.seal.as_deref().unwrap_or_default();
                if proves(&text, identifier, &version.sha256, seal) {
                    beside.proof = Some(text);
                } else {
                    beside.without_proof = Some(self.explain(&ProofAbsent::OtherFile));
                }
            }
            Err(told) => beside.without_proof = Some(told),
        }
        Ok(Some(beside))
    }
}

/// Whether a visible seal is that of this identifier.
fn names(seal: &[u8], identifier: &str) -> bool {
    visible_seal::VisibleSeal::decode(seal).is_ok_and(|seal| {
        seal.message
            .iter()
            .any(|said| said.value == identifier.as_bytes())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn every_reason_has_its_words() {
        let catalog = crate::catalog();
        for reason in [
            ProofAbsent::NotRegistered,
            ProofAbsent::NotInLog,
            ProofAbsent::OtherFile,
        ] {
            for lang in wording::Lang::ALL {
                let told = catalog.explain(lang, &reason);
                assert_ne!(told.sentence, reason.code(), "{lang}");
                assert!(told.next.is_some(), "{lang} {}", reason.code());
            }
        }
    }

    #[test]
    fn a_proof_of_other_bytes_is_none() {
        let identifier = Identifier::issue([7; 16]);
        let file = store::digest(b"the file");
        let leaf = LogEntry::new(
            Kind::Issued,
            &identifier,
            &Hash::from_bytes(file.0),
            &Hash::from_bytes(store::digest(b"seal").0),
        )
        .leaf_hash();
        // A log of one entry: its leaf is the root.
        let text = format!(
            "c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example/test\n1\n{}\n\n\u{2014} log.example/test {}\n",
            STANDARD.encode(leaf.as_bytes()),
            STANDARD.encode([1_u8; 68])
        );
        assert!(proves(&text, &identifier, &file, b"seal"));
        assert!(!proves(&text, &identifier, &file, b""));
        assert!(!proves(&text, &identifier, &store::digest(b"another"), b"seal"));
        assert!(!proves(&text, &Identifier::issue([8; 16]), &file, b"seal"));
        for hostile in [
            "",
            "c2sp.org/tlog-proof@v1\n",
            &text.replace("index 0", "index 1"),
        ] {
            assert!(!proves(hostile, &identifier, &file, b"seal"));
        }
    }
}
