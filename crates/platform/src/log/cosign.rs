//! The log's side of the witness protocol: each new checkpoint is brought to the witnesses of the policy, and published
//! once they are a quorum.

use std::io::Read as _;
use std::time::Duration;

use tlog::checkpoint::Checkpoint;
use tlog::merkle::Subtrees as _;
use tlog::note::{Signature, SignedNote};
use tlog::policy::{PolicyFile, TrustedWitness};
use tlog::tile::{Tile, Tiles};
use tlog::witness::AddCheckpoint;

use super::LogStorage;
use crate::error::Error;

/// A witness answers within this time, or is asked again for the next checkpoint.
const PATIENCE: Duration = Duration::from_secs(10);

/// More than any cosignature; the rest of an answer is not read.
const LARGEST_ANSWER: u64 = 64 * 1024;

/// What became of the newest checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Its size.
    pub size: u64,
    /// Names of the witnesses that have cosigned it by now.
    pub by: Vec<String>,
    /// What witnesses answered that did not cosign: name and status, 0 where there was no answer.
    pub refused: Vec<(String, u16)>,
    /// It is published.
    pub published: bool,
}

/// Brings the newest checkpoint to the witnesses that have not cosigned it; publishes it where the policy is satisfied,
/// or where there is no policy. `None` where there is nothing to do.
///
/// # Errors
/// The database fails; [`Error::Log`]. A witness that does not answer is no error.
pub fn cosign(storage: &dyn LogStorage, policy: Option<&PolicyFile>) -> Result<Option<Cosigned>, Error> {
    let Some(stored) = storage.log_checkpoint(false)? else {
        return Ok(None);
    };
    let published = storage.log_checkpoint(true)?;
    let mut note = SignedNote::parse(&stored)?;
    let size = Checkpoint::parse(note.text())?.size();
    let already = published.as_ref() == Some(&stored);
    let Some(policy) = policy else {
        if already {
            return Ok(None);
        }
        storage.log_cosigned(size, &stored, true)?;
        return Ok(Some(Cosigned {
            size,
            by: Vec::new(),
            refused: Vec::new(),
            published: true,
        }));
    };
    let mut refused = Vec::new();
    let mut asked = false;
    for witness in policy.witnesses() {
        let cosigned = note.verify(std::slice::from_ref(&witness.key)).is_ok();
        let Some(url) = witness.url.as_deref().filter(|_| !cosigned) else {
            continue;
        };
        asked = true;
        match ask(storage, witness, url, &note, size) {
            Ok(signature) => note = note.with(signature)?,
            Err(status) => refused.push((witness.name.clone(), status)),
        }
    }
    if !asked && already {
        return Ok(None);
    }
    let satisfied = policy.verify(&note).is_ok();
    storage.log_cosigned(size, &note.to_string(), satisfied)?;
    let by = policy
        .witnesses()
        .iter()
        .filter(|witness| note.verify(std::slice::from_ref(&witness.key)).is_ok())
        .map(|witness| witness.name.clone())
        .collect();
    Ok(Some(Cosigned {
        size,
        by,
        refused,
        published: satisfied,
    }))
}

/// Asks one witness; a second time where it has seen another size than the log thought. The error is the status of its
/// answer, 0 where there was none or none that can be used.
fn ask(
    storage: &dyn LogStorage,
    witness: &TrustedWitness,
    url: &str,
    note: &SignedNote,
    size: u64,
) -> Result<Signature, u16> {
    // Where nothing else in the process speaks TLS as a client, nobody has chosen a provider yet.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::blocking::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|_| 0_u16)?;
    let address = format!("{}/add-checkpoint", url.trim_end_matches('/'));
    let mut old = 0;
    for _ in 0..2 {
        let tiles = Tiles::new(size, |tile: &Tile| {
            storage.log_file(&tile.to_string()).ok().flatten()
        });
        let request = AddCheckpoint {
            old,
            proof: tiles.consistency_proof(old, size).map_err(|_| 0_u16)?,
            checkpoint: note.clone(),
        };
        let response = client
            .post(&address)
            .header("content-type", "text/plain; charset=utf-8")
            .body(request.to_string())
            .send()
            .map_err(|_| 0_u16)?;
        let status = response.status().as_u16();
        let mut body = String::new();
        response
            .take(LARGEST_ANSWER)
            .read_to_string(&mut body)
            .map_err(|_| 0_u16)?;
        match status {
            200 => {
                return body
                    .lines()
                    .filter_map(|line| line.parse::<Signature>().ok())
                    .find(|signature| {
                        note.clone()
                            .with(signature.clone())
                            .is_ok_and(|note| note.verify(std::slice::from_ref(&witness.key)).is_ok())
                    })
                    .ok_or(0);
            }
            409 => match body.trim().parse() {
                Ok(recorded) if recorded != old && recorded <= size => old = recorded,
                _ => return Err(status),
            },
            other => return Err(other),
        }
    }
    Err(409)
}
