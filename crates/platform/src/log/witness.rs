//! A small witness: cosigns each checkpoint that is consistent with the last one it saw of that log, and remembers it.
//!
//! One database file, one key. What it has seen is on the disk before its cosignature leaves.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path as Segment, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use ring::signature::Ed25519KeyPair;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use tlog::Hash;
use tlog::checkpoint::Checkpoint;
use tlog::mldsa;
use tlog::note::{KeyKind, VerifierKey, cosign};
use tlog::witness::{AddCheckpoint, Refusal, Seen, judge};

use crate::error::Error;
use crate::state::{Environment, sha256};

/// Largest request that is read; a checkpoint with 16 post-quantum cosignatures stays below.
const LARGEST: usize = 128 * 1024;

/// A witness with its memory and its key.
pub struct Witness {
    name: String,
    pair: Ed25519KeyPair,
    quantum_safe: mldsa::Pair,
    logs: Vec<VerifierKey>,
    memory: Mutex<Connection>,
    environment: Arc<dyn Environment>,
}

impl Witness {
    /// Opens the memory in a file, and makes it where it is not there. `logs` are the keys of the logs it watches.
    ///
    /// # Errors
    /// The file cannot be opened, or the name cannot be a key's name.
    pub fn open(
        file: &Path,
        name: &str,
        seed: &[u8; 32],
        logs: Vec<VerifierKey>,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, Error> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Error::Randomness)?;
        VerifierKey::of(name, KeyKind::Cosignature, &pair)?;
        let quantum_safe = mldsa::Pair::beside(seed, "witness");
        let open = || {
            let memory = Connection::open(file)?;
            memory.busy_timeout(Duration::from_secs(10))?;
            memory.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 CREATE TABLE IF NOT EXISTS seen (
                     origin TEXT PRIMARY KEY,
                     size   INTEGER NOT NULL CHECK (size >= 0),
                     root   BLOB NOT NULL CHECK (length(root) = 32),
                     note   TEXT NOT NULL
                 ) STRICT, WITHOUT ROWID;",
            )?;
            Ok(memory)
        };
        Ok(Self {
            name: name.to_owned(),
            pair,
            quantum_safe,
            logs,
            memory: Mutex::new(open().map_err(Error::database("opened the witness's memory"))?),
            environment,
        })
    }

    /// The key by which others verify its cosignatures.
    ///
    /// # Errors
    /// Never for a witness that was opened.
    pub fn key(&self) -> Result<VerifierKey, Error> {
        Ok(VerifierKey::of(&self.name, KeyKind::Cosignature, &self.pair)?)
    }

    /// The key by which others verify its second cosignature, ML-DSA-44.
    ///
    /// # Errors
    /// Never for a witness that was opened.
    pub fn quantum_safe_key(&self) -> Result<VerifierKey, Error> {
        Ok(self.quantum_safe.key(&self.name)?)
    }

    /// Answers the body of an `add-checkpoint`: a line for each of its two cosignatures, or the refusal.
    ///
    /// # Errors
    /// The database fails; nothing was cosigned then.
    pub fn add_checkpoint(&self, body: &str) -> Result<Result<String, Refusal>, Error> {
        let Ok(request) = AddCheckpoint::parse(body) else {
            return Ok(Err(Refusal::Malformed));
        };
        let Ok(origin) = Checkpoint::parse(request.checkpoint.text()).map(|it| it.origin().to_owned()) else {
            return Ok(Err(Refusal::Malformed));
        };
        let time_s = u64::try_from(self.environment.now().as_second()).unwrap_or(0);
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = Error::database("judged a checkpoint");
        let mut decide = || -> rusqlite::Result<Result<String, Refusal>> {
            let transaction = memory.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let recorded = transaction
                .query_row(
                    "SELECT size, root FROM seen WHERE origin = ?1",
                    [&origin],
                    |row| {
                        let size: i64 = row.get(0)?;
                        Ok(Seen {
                            size: u64::try_from(size).unwrap_or(0),
                            root: Hash::from_bytes(row.get(1)?),
                        })
                    },
                )
                .optional()?
                .unwrap_or_else(Seen::nothing);
            let seen = match judge(&request, &self.logs, |_| Some(recorded)) {
                Ok(seen) => seen,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let Ok(size) = i64::try_from(seen.size) else {
                return Ok(Err(Refusal::Malformed));
            };
            let text = request.checkpoint.text();
            let cosigned = || {
                let own = [
                    cosign(text, &self.name, time_s, &self.pair)?,
                    mldsa::cosign(text, &self.name, time_s, &self.quantum_safe)?,
                ];
                let lines: String = own.iter().map(|signature| format!("{signature}\n")).collect();
                let [first, second] = own;
                Ok::<_, tlog::Error>((request.checkpoint.clone().with(first)?.with(second)?, lines))
            };
            let Ok((note, lines)) = cosigned() else {
                return Ok(Err(Refusal::Malformed));
            };
            transaction.execute(
                "INSERT INTO seen (origin, size, root, note) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note",
                params![origin, size, seen.root.as_bytes(), note.to_string()],
            )?;
            transaction.commit()?;
            Ok(Ok(lines))
        };
        decide().map_err(failed)
    }

    /// The last checkpoint it cosigned of the log with this hash of its origin (SHA-256, hexadecimal).
    ///
    /// # Errors
    /// The database fails.
    pub fn last(&self, origin_sha256: &str) -> Result<Option<String>, Error> {
        let origin = self
            .logs
            .iter()
            .map(VerifierKey::name)
            .find(|name| sha256(name.as_bytes()).to_string() == origin_sha256);
        let Some(origin) = origin else { return Ok(None) };
        self.memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .query_row("SELECT note FROM seen WHERE origin = ?1", [origin], |row| {
                row.get(0)
            })
            .optional()
            .map_err(Error::database("read a cosigned checkpoint"))
    }
}

/// The routes of a witness. Plain HTTP: requests are signed, answers are signed, and none is secret.
pub fn router(witness: Arc<Witness>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/{origin}/checkpoint", get(last))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(witness)
}

/// Serves a witness until the future ends.
///
/// # Errors
/// The address cannot be listened on.
pub async fn serve(
    witness: Arc<Witness>,
    address: SocketAddr,
    on_listening: impl FnOnce(SocketAddr),
    until: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let failed = |source| Error::Listen { address, source };
    let listener = tokio::net::TcpListener::bind(address).await.map_err(failed)?;
    on_listening(listener.local_addr().map_err(failed)?);
    axum::serve(listener, router(witness))
        .with_graceful_shutdown(until)
        .await
        .map_err(failed)
}

fn answer(status: u16, kind: &'static str, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn away<T: Send + 'static>(
    witness: Arc<Witness>,
    work: impl FnOnce(&Witness) -> Result<T, Error> + Send + 'static,
) -> Result<T, Response> {
    let done = tokio::task::spawn_blocking(move || work(&witness)).await;
    done.unwrap_or(Err(Error::BrokenOff)).map_err(|error| {
        tracing::error!(%error, "the witness failed");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

async fn add_checkpoint(Shared(witness): Shared<Arc<Witness>>, body: String) -> Response {
    match away(witness, move |witness| witness.add_checkpoint(&body)).await {
        Ok(Ok(line)) => answer(200, "text/plain; charset=utf-8", line),
        Ok(Err(refusal)) => {
            let (kind, body) = refusal.body();
            answer(refusal.status(), kind, body)
        }
        Err(response) => response,
    }
}

async fn last(Shared(witness): Shared<Arc<Witness>>, Segment(origin): Segment<String>) -> Response {
    match away(witness, move |witness| witness.last(&origin)).await {
        Ok(Some(note)) => answer(200, "text/plain; charset=utf-8", note),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(response) => response,
    }
}
