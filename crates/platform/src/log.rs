//! The public log of seals: who signs it ([`Signer`]), how it grows ([`advance`]), how witnesses see it ([`cosign`]), and
//! how it is read (`/log/…`, and each original's proof).
//!
//! A registration, a revocation and a supersession commit their entry together with what they tell of. Every few
//! minutes the entries that wait are shuffled, appended, and a checkpoint is signed, all in one transaction. What is
//! served is the newest checkpoint with a quorum of witnesses.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use identifier::PlatformUrl;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use tlog::Hash;
use tlog::checkpoint::Checkpoint;
use tlog::entry::LENGTH;
use tlog::merkle::Subtrees;
use tlog::note::{KeyKind, SignedNote, VerifierKey, sign};
use tlog::policy::PolicyFile;
use tlog::proof::TlogProof;
use tlog::tile::{KnownTiles, Rows, Tile, grow};

pub use self::shelf::Shelf;
use crate::error::Error;
use crate::state::{Environment, State};

pub mod cosign;
pub(crate) mod pages;
pub mod proven;
mod shelf;
pub mod witness;

/// Most entries that one checkpoint adds; the rest waits for the next.
const MOST_ENTRIES: u32 = 10_000;

/// An entry that waits for its checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its number among those that wait.
    pub row: i64,
    /// The 98 bytes.
    pub entry: [u8; LENGTH],
}

/// What is to be committed when the log grows.
#[derive(Clone, Debug)]
pub struct Growth {
    /// Entries before.
    pub old: u64,
    /// Those that no longer wait.
    pub taken: Vec<i64>,
    /// The new entries, in their order.
    pub entries: Vec<[u8; LENGTH]>,
    /// Files that are new: path and bytes. A full one replaces the partial ones of its place.
    pub files: Vec<(String, Vec<u8>)>,
    /// The signed checkpoint.
    pub note: String,
}

/// What the log keeps. Every method that changes something has committed it, and brought it to the disk, when it
/// returns.
#[allow(clippy::missing_errors_doc)]
pub trait LogStorage: Send + Sync {
    /// The name and public key of the log; `wanted` where it has none yet.
    fn log_identity(&self, wanted: (&str, [u8; 32])) -> Result<(String, [u8; 32]), Error>;
    /// The oldest entries that wait.
    fn log_pending(&self, most: u32) -> Result<Vec<Pending>, Error>;
    /// Appends, all or nothing; `false` where the log is no longer of the size `old`, because somebody else appended.
    fn log_append(&self, growth: &Growth, now: jiff::Timestamp) -> Result<bool, Error>;
    /// The newest checkpoint, or the newest that is published.
    fn log_checkpoint(&self, published: bool) -> Result<Option<String>, Error>;
    /// Replaces the note of the checkpoint of this size by one with more cosignatures.
    fn log_cosigned(&self, size: u64, note: &str, published: bool) -> Result<(), Error>;
    /// A file of the log.
    fn log_file(&self, path: &str) -> Result<Option<Vec<u8>>, Error>;
    /// The numbers of the entries of one identifier, oldest first.
    fn log_numbers(&self, id_tag: Hash) -> Result<Vec<(u64, [u8; LENGTH])>, Error>;
    /// The entry 'issued' of the original with this identifier (by its SHA-256).
    fn log_entry_of(&self, identifier_sha256: model::Sha256) -> Result<Option<[u8; LENGTH]>, Error>;
}

/// Signs the checkpoints of this log.
pub struct Signer {
    origin: String,
    pair: Ed25519KeyPair,
    quantum_safe: tlog::mldsa::Pair,
}

impl Signer {
    /// The log's signer, from a seed of 32 bytes that only this platform has. The origin is given at the first start
    /// and stays, whatever the platform's address becomes.
    ///
    /// # Errors
    /// [`Error::LogKeyOther`] where the log was signed by another key before; the database fails.
    pub fn open(storage: &dyn LogStorage, seed: &[u8; 32], url: &PlatformUrl) -> Result<Self, Error> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Error::Randomness)?;
        let mut public = [0; 32];
        public.copy_from_slice(pair.public_key().as_ref());
        let wanted = format!("{}/log", url.host_and_port());
        let (origin, known) = storage.log_identity((&wanted, public))?;
        if known != public {
            return Err(Error::LogKeyOther { origin });
        }
        Ok(Self {
            origin,
            pair,
            quantum_safe: tlog::mldsa::Pair::beside(seed, "log"),
        })
    }

    /// The key by which others verify the checkpoints.
    ///
    /// # Errors
    /// The origin cannot be a key's name.
    pub fn key(&self) -> Result<VerifierKey, Error> {
        Ok(VerifierKey::of(&self.origin, KeyKind::Ed25519, &self.pair)?)
    }

    /// The key of the second signature on every checkpoint, ML-DSA-44: for policies that shall hold against a quantum
    /// computer.
    ///
    /// # Errors
    /// The origin cannot be a key's name.
    pub fn quantum_safe_key(&self) -> Result<VerifierKey, Error> {
        Ok(self.quantum_safe.key(&self.origin)?)
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn signed(&self, size: u64, root: Hash) -> Result<SignedNote, Error> {
        let text = Checkpoint::new(&self.origin, size, root)?.to_string();
        let signatures = vec![
            sign(&text, &self.origin, &self.pair)?,
            // Of time only witnesses say something.
            tlog::mldsa::cosign(&text, &self.origin, 0, &self.quantum_safe)?,
        ];
        Ok(SignedNote::new(&text, signatures)?)
    }
}

/// Size and root of the tree under a stored checkpoint.
fn read(note: &str) -> Result<(SignedNote, Checkpoint), Error> {
    let note = SignedNote::parse(note)?;
    let checkpoint = Checkpoint::parse(note.text())?;
    Ok((note, checkpoint))
}

/// The size of the log under a stored checkpoint.
pub(crate) fn size_of(note: &str) -> Result<u64, Error> {
    Ok(read(note)?.1.size())
}

/// Appends what waits, in random order, and signs a checkpoint; gives the new size, or `None` where nothing waited.
///
/// # Errors
/// The database fails; [`Error::Log`] where what is stored of the log does not hold together.
pub fn advance(
    storage: &dyn LogStorage,
    signer: &Signer,
    environment: &dyn Environment,
) -> Result<Option<u64>, Error> {
    let before = storage
        .log_checkpoint(false)?
        .map(|note| read(&note))
        .transpose()?;
    let old = before.as_ref().map_or(0, |(_, checkpoint)| checkpoint.size());
    let mut pending = storage.log_pending(MOST_ENTRIES)?;
    if pending.is_empty() && before.is_some() {
        return Ok(None);
    }
    shuffle(&mut pending, environment)?;
    let entries: Vec<[u8; LENGTH]> = pending.iter().map(|waiting| waiting.entry).collect();
    let stored = |tile: &Tile| storage.log_file(&tile.to_string()).ok().flatten();
    let files = grow(old, &entries, stored)?;
    let size = old + entries.len() as u64;
    let read = RefCell::new(BTreeMap::new());
    let fresh = |tile: &Tile| {
        let make = || {
            let known = files.iter().find(|(known, _)| known == tile);
            let bytes = known.map(|(_, bytes)| bytes.clone()).or_else(|| stored(tile))?;
            Rows::of(&bytes, tile.width()).ok().map(Arc::new)
        };
        read.borrow_mut().entry(*tile).or_insert_with(make).clone()
    };
    let tiles = KnownTiles::new(size, fresh);
    let root = tiles.root(size)?;
    if let Some((_, checkpoint)) = &before {
        // Never two inconsistent checkpoints, whatever happened to the disk.
        let proof = tiles.consistency_proof(old, size)?;
        tlog::merkle::verify_consistency(old, checkpoint.root(), size, &root, &proof)?;
    }
    let note = signer.signed(size, root)?.to_string();
    let growth = Growth {
        old,
        taken: pending.iter().map(|waiting| waiting.row).collect(),
        entries,
        files: files
            .into_iter()
            .map(|(tile, bytes)| (tile.to_string(), bytes))
            .collect(),
        note,
    };
    Ok(storage.log_append(&growth, environment.now())?.then_some(size))
}

/// Fisher and Yates, with the platform's randomness: the order tells nothing of who registered when.
fn shuffle(pending: &mut [Pending], environment: &dyn Environment) -> Result<(), Error> {
    for last in (1..pending.len()).rev() {
        let mut random = [0; 8];
        environment.random(&mut random)?;
        // A bias of 2^-50 tells nobody anything.
        let other = u64::from_be_bytes(random) % (last as u64 + 1);
        pending.swap(last, usize::try_from(other).unwrap_or(last));
    }
    Ok(())
}

/// The proof that an entry stands in the log, under the newest published checkpoint; `None` where it does not stand
/// there yet.
///
/// # Errors
/// The database fails; [`Error::Log`].
pub fn proof(
    storage: &dyn LogStorage,
    shelf: &Shelf,
    entry: &[u8; LENGTH],
) -> Result<Option<TlogProof>, Error> {
    let Some(note) = storage.log_checkpoint(true)? else {
        return Ok(None);
    };
    let (note, checkpoint) = read(&note)?;
    let tag = tlog::entry::tag_of(entry);
    let found = storage
        .log_numbers(tag)?
        .into_iter()
        .find(|(number, stored)| stored == entry && *number < checkpoint.size());
    let Some((index, _)) = found else {
        return Ok(None);
    };
    // The partial tiles of this size may have been replaced; those of the newest size hold the same leaves.
    let newest = storage
        .log_checkpoint(false)?
        .map(|note| read(&note))
        .transpose()?;
    let known = newest.map_or(checkpoint.size(), |(_, newest)| newest.size());
    // Most of the hashes of a proof stand in the same few tiles.
    let read = RefCell::new(BTreeMap::new());
    let tiles = KnownTiles::new(known, |tile: &Tile| {
        let make = || shelf.rows(storage, tile);
        read.borrow_mut().entry(*tile).or_insert_with(make).clone()
    });
    let hashes = tiles.inclusion_proof(index, checkpoint.size())?;
    let leaf = tlog::merkle::leaf_hash(entry);
    tlog::merkle::verify_inclusion(&leaf, index, checkpoint.size(), &hashes, checkpoint.root())?;
    Ok(Some(TlogProof {
        extra: None,
        index,
        hashes,
        checkpoint: note,
    }))
}

/// What keeps the log of a running platform.
pub struct Keeper {
    /// Signs its checkpoints.
    pub signer: Signer,
    /// Its witnesses and their quorum.
    pub policy: Option<PolicyFile>,
    /// Time between two checkpoints.
    pub every: Duration,
}

impl Keeper {
    /// By which keys the log is believed, for everybody (C2SP tlog-policy).
    fn told(&self, url: &PlatformUrl) -> Result<String, Error> {
        Ok(match &self.policy {
            Some(policy) => policy.to_string(),
            None => format!("log {} {}/log/\nquorum none\n", self.signer.key()?, url.as_str()),
        })
    }
}

/// Lets the log grow and brings its checkpoints to the witnesses, for as long as the platform runs. What fails is told
/// and tried again the next time.
///
/// When no request runs any more ([`crate::operations::Lifecycle::settle`]), it takes a last turn, so that what was
/// acknowledged stands under a checkpoint, and ends.
pub async fn keep(state: State, keeper: Keeper) {
    match keeper.told(&state.public_url) {
        Ok(told) => drop(state.log_policy.set(told)),
        Err(error) => tracing::error!(%error, "the policy of the public log is not told"),
    }
    let keeper = Arc::new(keeper);
    let every = keeper.every;
    state.lifecycle.log_turned(every, state.now());
    let mut interval = tokio::time::interval(keeper.every);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let last = tokio::select! {
            _ = interval.tick() => false,
            () = state.lifecycle.quiet.cancelled() => true,
        };
        let keeper = Arc::clone(&keeper);
        let done = state
            .blocking(move |shared| {
                let grown = advance(&*shared.storage, &keeper.signer, &*shared.environment)?;
                Ok((grown, cosign::cosign(&*shared.storage, keeper.policy.as_ref())?))
            })
            .await;
        match done {
            Ok((grown, cosigned)) => {
                state.metrics.log_turned(true);
                state.lifecycle.log_turned(every, state.now());
                if let Some(size) = grown {
                    tracing::info!(size, "the public log has grown");
                }
                for (witness, status) in cosigned.iter().flat_map(|cosigned| &cosigned.refused) {
                    tracing::warn!(%witness, status, "a witness has not cosigned");
                }
            }
            Err(error) => {
                state.metrics.log_turned(false);
                tracing::error!(%error, "the public log does not grow");
            }
        }
        if last {
            return;
        }
    }
}

/// The public half of the log's key, for a log of this name.
///
/// # Errors
/// [`Error::Log`] where no log can be called so.
pub fn public_key(origin: &str, seed: &[u8; 32]) -> Result<[u8; 32], Error> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Error::Randomness)?;
    Checkpoint::new(origin, 0, tlog::merkle::empty_root())?;
    VerifierKey::of(origin, KeyKind::Ed25519, &pair)?;
    let mut public = [0; 32];
    public.copy_from_slice(pair.public_key().as_ref());
    Ok(public)
}

/// The seed of the log's key: read from its file, or drawn and written for the first time, readable by nobody else.
///
/// # Errors
/// The file cannot be read or written, or holds no 32 bytes in base64.
pub fn seed(file: &std::path::Path, environment: &dyn Environment) -> Result<[u8; 32], Error> {
    let encoding = base64::engine::general_purpose::STANDARD;
    match std::fs::read_to_string(file) {
        Ok(text) => encoding
            .decode(text.trim())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(Error::Stored {
                what: "key of the log",
            }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut seed = [0; 32];
            environment.random(&mut seed)?;
            write_secret(file, &encoding.encode(seed))
                .map_err(Error::file("writing the key of the log", file))?;
            Ok(seed)
        }
        Err(error) => Err(Error::file("reading the key of the log", file)(error)),
    }
}

fn write_secret(file: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let folder = file.parent().unwrap_or(std::path::Path::new("."));
    // Made readable by its owner only from the start.
    let mut temp = tempfile::Builder::new().prefix(".log-key").tempfile_in(folder)?;
    writeln!(temp, "{text}")?;
    temp.as_file().sync_all()?;
    temp.persist_noclobber(file).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()
}
