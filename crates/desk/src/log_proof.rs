//! Whether an original stands in the public log of seals, as anybody can find out who holds it with its `.tlog-proof`
//! and the log's policy: without a desk and without network (`docs/LOG.md`).

use identifier::Identifier;
use jiff::Timestamp;
use serde::Serialize;
use tlog::policy::PolicyFile;
use tlog::proof::TlogProof;

use crate::public_log::{LogError, entry_of_original};

/// Where an original stands in a public log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProvedEntry {
    /// The log's name.
    pub origin: String,
    /// Index of the entry, counted from 0.
    pub index: u64,
    /// Entries in the tree of the proof's checkpoint.
    pub size: u64,
    /// Who saw that tree, and when, by his own clock, UTC.
    pub witnesses: Vec<ProofWitness>,
}

/// A witness whose cosignature the policy believes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofWitness {
    /// Its name.
    pub name: String,
    /// When it saw the tree, UTC; none where its time is out of range.
    pub at: Option<Timestamp>,
}

/// Verifies a proof (C2SP tlog-proof) by a policy (C2SP tlog-policy): that these very bytes, with the visible seal that
/// is drawn in them, were issued under this identifier. What came later, a revocation for instance, it cannot say.
///
/// # Errors
/// `log-proof`, `log-note`, `log-policy-line` with the line that is wrong; `log-inclusion`: another file, another
/// identifier, or an altered proof; `log-origin`, `log-signature-missing`, `log-signature-invalid`, `log-witnesses`:
/// the checkpoint is not one that the policy believes.
pub fn prove_logged(
    original: &[u8],
    identifier: &Identifier,
    proof: &str,
    policy: &str,
) -> Result<ProvedEntry, crate::Error> {
    let proof = TlogProof::parse(proof).map_err(LogError::Policy)?;
    let policy = PolicyFile::parse(policy).map_err(LogError::Policy)?;
    let entry = entry_of_original(identifier, original, store::digest(original));
    let proved = proof
        .verify_by(&entry.leaf_hash(), &policy)
        .map_err(LogError::Policy)?;
    let checkpoint = proved.checkpoint();
    let witnesses = checkpoint.cosignatures().iter().map(|cosignature| ProofWitness {
        name: cosignature.key().name().to_owned(),
        at: cosignature
            .time_s()
            .and_then(|seconds| i64::try_from(seconds).ok())
            .and_then(|seconds| Timestamp::from_second(seconds).ok()),
    });
    Ok(ProvedEntry {
        origin: checkpoint.checkpoint().origin().to_owned(),
        index: proved.index(),
        size: checkpoint.checkpoint().size(),
        witnesses: witnesses.collect(),
    })
}
