//! Evidence for decades: originals get time-stamps over hash trees (RFC 4998), which are renewed before they expire.
//!
//! An original is due when the newest time evidence that covers all of it - the document time-stamp in the file, or its
//! evidence here - ends within the time set, or when there is none. Those that are due share one time-stamp of an authority
//! whose word is taken only where a trusted root stands behind it and where it holds for longer. What is kept: the
//! time-stamp with its tree as a file beside the originals, which backups, replicas and fixity checks treat like them; rows
//! that cannot be changed; an entry in the public log. The original stays as it is, byte for byte.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::Sha256;
use seal::evidence_record::tree::Tree;
use seal::evidence_record::{EvidenceError, EvidenceRecord, Joins, SharedStamp, Validation};
use seal::online::Web;
use seal::time_stamp::{Imprint, Stamping, TakenTokens, Token, TokenSizes, Tsa, TsaFailure};
use seal::validation_data::{Answers, Fetching, Gap, Gatherer};
use seal::verify::{EDITION, TrustRoots, time_evidence_until};
use tlog::entry::EvidenceEntry;
use wording::Explain;

use crate::error::Error;
use crate::state::{Environment, State, sha256};
use crate::storage::evidence::{Due, NewStamp};
use crate::storage::{AlarmSubject, Storage};

pub(crate) mod pages;

/// Originals that share a time-stamp, at most.
pub const BATCH: u32 = 1_000;

/// Alarm: evidence could not be renewed, and half of the time that was left for it is gone.
pub const LATE: &str = "evidence-late";
/// Alarm: what is kept as evidence of an original does not prove it.
pub const BROKEN: &str = "evidence-broken";

/// Where time-stamps come from, and how early they are renewed.
pub struct Settings {
    /// The network.
    pub web: Arc<dyn Web>,
    /// The authorities, the preferred one first; each is asked with [`Settings::digest`].
    pub tsas: Vec<Tsa>,
    /// The authorities whose time-stamps are believed, those of earlier years included.
    pub roots: TrustRoots,
    /// Evidence is renewed when it holds no longer than this.
    pub ahead: SignedDuration,
    /// Digest of new trees; evidence with another one gets a new tree over all of it (hash-tree renewal).
    pub digest: Imprint,
    /// How certificates and revocation are fetched; `None`: not at all.
    pub fetching: Option<Fetching>,
    /// What was taken and learnt.
    pub memory: Memory,
}

/// What is remembered between two renewals.
#[derive(Default)]
pub struct Memory {
    count: TakenTokens,
    sizes: TokenSizes,
    answers: Answers,
}

/// Why an authority gave no time-stamp that can be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// None that can be used.
    #[error(transparent)]
    Tsa(TsaFailure),
    /// None that is trusted.
    #[error("{tsa}: {problem}")]
    Untrusted {
        /// Name of the authority.
        tsa: String,
        /// What is wrong.
        problem: EvidenceError,
    },
    /// Its certificate is revoked.
    #[error("{tsa}: its certificate is revoked since {since}")]
    Revoked {
        /// Name of the authority.
        tsa: String,
        /// Since when.
        since: Timestamp,
    },
    /// It would have to be renewed at once.
    #[error("{tsa}: its time-stamp holds only until {until}: it would have to be renewed at once")]
    Short {
        /// Name of the authority.
        tsa: String,
        /// Until when it holds.
        until: Timestamp,
    },
}

impl Refusal {
    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tsa(failure) => failure.code(),
            Self::Untrusted { problem, .. } => problem.code(),
            Self::Revoked { .. } => "tsa-revoked",
            Self::Short { .. } => "tsa-too-short",
        }
    }
}

/// What a turn has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Originals whose evidence was found to hold longer.
    pub examined: u64,
    /// Originals that are covered by a new time-stamp.
    pub covered: u64,
    /// New time-stamps.
    pub stamps: u32,
    /// Originals that are damaged or missing, or whose evidence is: nothing is stamped then.
    pub damaged: Vec<Sha256>,
    /// Why authorities gave none.
    pub refusals: Vec<Refusal>,
    /// Whether originals wait for a time-stamp that nobody gave.
    pub waiting: bool,
}

/// The record of an original, put together from what is kept; `None` where it has none. Blocking.
///
/// # Errors
/// The database or disk fails; [`Error::Evidence`] where what is kept does not fit the original.
pub fn record_of(
    storage: &dyn Storage,
    original: Sha256,
    file: &dyn Fn(Imprint) -> Vec<u8>,
) -> Result<Option<EvidenceRecord>, Error> {
    let places = storage.evidence_of(original)?;
    let begins = places.iter().rposition(|place| place.joins.is_none());
    let Some(begins) = begins else {
        return Ok(None);
    };
    let mut record = EvidenceRecord::default();
    for place in places.get(begins..).unwrap_or_default() {
        let bytes = read(storage, place.file)?.ok_or(Error::Stored { what: "evidence" })?;
        let shared = SharedStamp::read(&bytes)?;
        record.push(place.joins.unwrap_or(Joins::Chain), &shared, file)?;
    }
    Ok(Some(record))
}

/// A stored file that has its digest; `None` where it is damaged or missing.
fn read(storage: &dyn Storage, wanted: Sha256) -> Result<Option<Vec<u8>>, Error> {
    use std::io::Read as _;
    let Some(mut file) = storage.open_blob(wanted)? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)
        .map_err(Error::file("reading an original", wanted.to_string()))?;
    Ok((sha256(&bytes) == wanted).then_some(bytes))
}

/// What an original needs.
struct Need {
    original: Sha256,
    places: u64,
    joins: Option<Joins>,
    leaf: Vec<u8>,
}

/// What is found out about an original.
enum Looked {
    /// Its evidence holds until then.
    Holds(Timestamp),
    /// It needs a time-stamp.
    Needs(Need),
    /// It, or its evidence, is not what it should be.
    Damaged,
}

fn look(
    storage: &dyn Storage,
    settings: &Settings,
    due: Due,
    until: Timestamp,
    now: Timestamp,
) -> Result<Looked, Error> {
    let original = due.sha256;
    let Some(bytes) = read(storage, original)? else {
        alarm(storage, sync::wire::code::ORIGINAL_DAMAGED, Some(original), now)?;
        return Ok(Looked::Damaged);
    };
    let file = |imprint: Imprint| imprint.of(&[&bytes]);
    let places = storage.evidence_of(original)?.len() as u64;
    let need = |joins: Option<Joins>, leaf| Need {
        original,
        places,
        joins,
        leaf,
    };
    let record = match record_of(storage, original, &file) {
        Ok(record) => record,
        Err(Error::Evidence(_) | Error::Stored { .. }) => {
            alarm(storage, BROKEN, Some(original), now)?;
            return Ok(Looked::Damaged);
        }
        Err(error) => return Err(error),
    };
    let Some(record) = record else {
        return Ok(match time_evidence_until(&bytes, None) {
            Some(end) if end > until => Looked::Holds(end),
            _ => Looked::Needs(need(None, file(settings.digest))),
        });
    };
    match record.verify(&file, &settings.roots, now) {
        Ok(verified) if verified.holds_until() > until => Ok(Looked::Holds(verified.holds_until())),
        Ok(_) => {
            let joins = if record.imprint() == Some(settings.digest) {
                Joins::Chain
            } else {
                Joins::NewChain
            };
            let leaf = record.next_leaf(joins, settings.digest, &file);
            Ok(Looked::Needs(need(Some(joins), leaf)))
        }
        Err(error) => {
            // It proves nothing any more, or not yet again: the file's own time begins anew, and somebody looks at it.
            tracing::error!(
                code = error.code(),
                "ALARM: the evidence of an original does not verify"
            );
            alarm(storage, BROKEN, Some(original), now)?;
            match error {
                EvidenceError::Authority { .. }
                | EvidenceError::Revoked { .. }
                | EvidenceError::Weak { .. } => Ok(Looked::Needs(need(None, file(settings.digest)))),
                _ => Ok(Looked::Damaged),
            }
        }
    }
}

fn alarm(
    storage: &dyn Storage,
    code: &'static str,
    original: Option<Sha256>,
    now: Timestamp,
) -> Result<(), Error> {
    let subject = AlarmSubject {
        sha256: original,
        ..AlarmSubject::default()
    };
    storage.raise_alarm(code, subject, now)
}

/// Looks at every original that is due and renews its evidence. Blocking.
///
/// # Errors
/// The database or disk fails. An authority that fails is no error: [`Renewed::refusals`].
pub fn renew(
    storage: &dyn Storage,
    settings: &Settings,
    environment: &dyn Environment,
) -> Result<Renewed, Error> {
    let mut done = Renewed::default();
    let mut after = None;
    loop {
        let now = environment.now();
        let until = now.saturating_add(settings.ahead).unwrap_or(Timestamp::MAX);
        let due = storage.evidence_due(until, EDITION, after, BATCH)?;
        let Some(last) = due.last() else {
            return Ok(done);
        };
        after = Some(last.sha256);
        let (mut holds, mut needs) = (Vec::new(), Vec::new());
        let mut late = false;
        for due in due {
            match look(storage, settings, due, until, now)? {
                Looked::Holds(end) => holds.push((due.sha256, end)),
                Looked::Needs(need) => {
                    let half = now.saturating_add(settings.ahead / 2).unwrap_or(now);
                    late |= due.holds_until > Timestamp::UNIX_EPOCH && due.holds_until <= half;
                    needs.push(need);
                }
                Looked::Damaged => done.damaged.push(due.sha256),
            }
        }
        storage.evidence_examined(&holds, EDITION)?;
        done.examined += holds.len() as u64;
        // Once nobody gives a time-stamp, nobody is asked again in this turn.
        if needs.is_empty() {
            continue;
        }
        if !done.waiting && stamp(storage, settings, environment, &needs, until, &mut done)? {
            continue;
        }
        done.waiting = true;
        if late {
            alarm(storage, LATE, None, now)?;
        }
    }
}

/// Takes one time-stamp for all these; whether there was one.
fn stamp(
    storage: &dyn Storage,
    settings: &Settings,
    environment: &dyn Environment,
    needs: &[Need],
    until: Timestamp,
    done: &mut Renewed,
) -> Result<bool, Error> {
    let mut secret = [0; 32];
    environment.random(&mut secret)?;
    let tree = Tree::new(
        settings.digest,
        &secret,
        needs.iter().map(|need| need.leaf.clone()).collect(),
    );
    // A nonce that could be foreseen would let an old answer pass for a new one.
    let mut seed = [0; 32];
    environment.random(&mut seed)?;
    let drawn = std::sync::atomic::AtomicU64::new(0);
    let random = |buffer: &mut [u8]| {
        let number = drawn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let block = sha256(&[&seed[..], &number.to_be_bytes()].concat());
        for (byte, from) in buffer.iter_mut().zip(block.0.iter().cycle()) {
            *byte = *from;
        }
    };
    let now = || environment.now();
    let stamping = Stamping {
        web: &*settings.web,
        tsas: &settings.tsas,
        count: &settings.memory.count,
        sizes: &settings.memory.sizes,
        random: &random,
        now: &now,
    };
    for tsa in &settings.tsas {
        let token = match stamping.ask(tsa, &tree.root()) {
            Ok(token) => token,
            Err(problem) => {
                let tsa = tsa.name.clone();
                done.refusals.push(Refusal::Tsa(TsaFailure { tsa, problem }));
                continue;
            }
        };
        match judged(settings, &tree, token, until, environment.now()) {
            Ok(kept) => {
                if keep(storage, &kept, needs, environment.now())? {
                    done.stamps += 1;
                    done.covered += needs.len() as u64;
                }
                // Where somebody else was faster, theirs is found the next time.
                return Ok(true);
            }
            Err(refusal) => done.refusals.push(refusal),
        }
    }
    Ok(false)
}

/// A time-stamp that may be kept.
struct Judged {
    shared: SharedStamp,
    time: Timestamp,
    until: Timestamp,
    tsa: String,
}

fn judged(
    settings: &Settings,
    tree: &Tree,
    token: Token,
    until: Timestamp,
    now: Timestamp,
) -> Result<Judged, Refusal> {
    let tsa = token.tsa.clone();
    let mut validation = Validation::default();
    if let Some(fetching) = settings.fetching {
        let answers = &settings.memory.answers;
        let gatherer = Gatherer::new(&*settings.web, fetching, answers, &settings.roots, now);
        for certificate in &token.certificates {
            gatherer.offer_certificate(certificate);
        }
        for gap in gatherer.gather(&token.signer, now.max(token.time)) {
            // What nobody tells is told by nobody; who is revoked is not taken.
            if let Gap::Revoked { since, .. } = gap {
                return Err(Refusal::Revoked { tsa, since });
            }
        }
        validation = gatherer.into_new().into();
    }
    let shared = SharedStamp {
        tree: tree.clone(),
        token: token.der,
        validation,
    };
    let end = shared.holds_until(&settings.roots, now.max(token.time));
    let end = end.map_err(|problem| Refusal::Untrusted {
        tsa: tsa.clone(),
        problem,
    })?;
    if end <= until {
        return Err(Refusal::Short { tsa, until: end });
    }
    Ok(Judged {
        shared,
        time: token.time,
        until: end,
        tsa,
    })
}

/// The file first, then the rows that name it.
fn keep(storage: &dyn Storage, judged: &Judged, needs: &[Need], now: Timestamp) -> Result<bool, Error> {
    use std::io::Write as _;
    let bytes = judged.shared.to_der();
    let file = sha256(&bytes);
    let originals = storage.originals();
    let scratch = || Error::file("writing evidence", originals.scratch());
    let mut written = tempfile::NamedTempFile::new_in(originals.scratch()).map_err(scratch())?;
    written.write_all(&bytes).map_err(scratch())?;
    written.as_file().sync_all().map_err(scratch())?;
    originals.put(file, written.path())?;
    let entry = EvidenceEntry::new(
        &judged.shared.token,
        &judged.shared.tree.root(),
        &tlog::Hash::from_bytes(file.0),
    );
    let stamp = NewStamp {
        file,
        size_bytes: bytes.len() as u64,
        stamped_at: judged.time,
        holds_until: judged.until,
        authority: judged.tsa.clone(),
        digest: judged.shared.tree.imprint().name(),
        leaves: judged.shared.tree.leaves().len() as u64,
        log_entry: entry.to_bytes(),
        covers: needs
            .iter()
            .map(|need| (need.original, need.places, need.joins))
            .collect(),
        edition: EDITION,
    };
    storage.keep_stamp(&stamp, now)
}

/// What renews evidence on a running platform.
pub struct Keeper {
    /// How.
    pub settings: Settings,
    /// Time between two looks at what is due.
    pub every: Duration,
    /// After a failure, the first wait; it doubles up to [`Keeper::every`].
    pub retry: Duration,
}

/// Renews evidence for as long as the platform runs. What fails is told, counted, and tried again.
pub async fn keep_renewing(state: State, keeper: Keeper) {
    let keeper = Arc::new(keeper);
    let mut wait = keeper.retry;
    loop {
        let work = Arc::clone(&keeper);
        let done = state
            .blocking(move |shared| {
                let environment = &*shared.environment;
                let done = renew(&*shared.storage, &work.settings, environment)?;
                let now = environment.now();
                let due = now.saturating_add(work.settings.ahead).unwrap_or(now);
                Ok((done, shared.storage.evidence_standing(due, now)?))
            })
            .await;
        let good = match done {
            Ok((done, standing)) => {
                for refusal in &done.refusals {
                    tracing::warn!(code = refusal.code(), %refusal, "no time-stamp for evidence");
                }
                if done.stamps > 0 {
                    tracing::info!(
                        stamps = done.stamps,
                        originals = done.covered,
                        "evidence was renewed"
                    );
                }
                let codes: Vec<&'static str> = done.refusals.iter().map(Refusal::code).collect();
                state.metrics.evidence_turned(!done.waiting, &codes, &standing);
                !done.waiting
            }
            Err(error) => {
                tracing::error!(%error, "evidence could not be renewed");
                state.metrics.evidence_failed();
                false
            }
        };
        let pause = if good {
            keeper.every
        } else {
            wait.min(keeper.every)
        };
        wait = if good {
            keeper.retry
        } else {
            wait.saturating_mul(2)
        };
        tokio::time::sleep(pause).await;
    }
}
