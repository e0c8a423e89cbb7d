//! What every request shares: storage, clock, randomness, limits, texts.

use std::sync::Arc;

use identifier::{Identifier, PlatformUrl};
use jiff::Timestamp;
use model::Sha256;
use seal::verify::TrustRoots;
use tokio::sync::Semaphore;
use wording::Catalog;

use crate::error::Error;
use crate::examine::Examiner;
use crate::limits::{Kind, Limits};
use crate::metrics::Metrics;
use crate::operations::Lifecycle;
use crate::storage::Storage;

/// Time and randomness: what the platform takes from outside, so that tests can give their own.
pub trait Environment: Send + Sync {
    /// The current time, UTC.
    fn now(&self) -> Timestamp;
    /// Fills `buffer` from the operating system's CSPRNG.
    ///
    /// # Errors
    /// [`Error::Randomness`] where the system has none.
    fn random(&self, buffer: &mut [u8]) -> Result<(), Error>;
}

/// The real clock and the operating system's randomness.
pub struct System;

impl Environment for System {
    #[allow(clippy::disallowed_methods)] // the one place where the platform reads the clock
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), Error> {
        use ring::rand::SecureRandom as _;
        ring::rand::SystemRandom::new()
            .fill(buffer)
            .map_err(|_| Error::Randomness)
    }
}

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Shared>);

/// The parts of [`State`].
pub struct Shared {
    /// What is kept.
    pub storage: Arc<dyn Storage>,
    /// Time and randomness.
    pub environment: Arc<dyn Environment>,
    /// The address under which people and desks reach the platform.
    pub public_url: PlatformUrl,
    /// Hashes files and examines seals.
    pub examiner: Examiner,
    /// Who may ask how often.
    pub limits: Limits,
    /// The texts of the check page, identifiers and seals.
    pub catalog: Texts,
    /// Uploads that somebody writes to now.
    pub writers: crate::api::uploads::Writers,
    /// Records that are taken and told at the same time.
    pub records: crate::api::changes::Room,
    /// Files that arrive to be compared at the same time; they lie on the disk meanwhile.
    pub arrivals: Semaphore,
    /// Files that are compared at the same time.
    pub comparisons: Semaphore,
    /// Photographs that arrive at the same time; they lie in memory meanwhile.
    pub photos: Semaphore,
    /// What is decoded or drawn at the same time: photographs and pages of originals.
    pub pictures: Arc<Semaphore>,
    /// Pages that were drawn lately.
    pub drawn: crate::check::Drawn,
    /// Pages of documents that many ask for in this second.
    pub kept: crate::check::Kept,
    /// Entries of the public log whose proof was verified lately.
    pub proven: crate::log::proven::Proven,
    /// Tiles of the public log that proofs were made from lately.
    pub shelf: crate::log::Shelf,
    /// By which visible seals are judged; set at the start, where the operator has a bundle.
    pub seal_bundle: std::sync::OnceLock<visible_seal::Bundle>,
    /// Where people report a doubt or a barrier, as the operator wrote it; set at the start.
    pub contact: std::sync::OnceLock<String>,
    /// Figures for the operator.
    pub metrics: Metrics,
    /// From the start to the end.
    pub lifecycle: Lifecycle,
    /// Where people sign in; set where the operator has named an issuer.
    pub issuer: std::sync::OnceLock<crate::oidc::Issuer>,
    /// By which keys the public log is believed, as it is told to everybody (C2SP tlog-policy); set when the log is kept.
    pub log_policy: std::sync::OnceLock<String>,
}

impl std::ops::Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl State {
    /// Puts the parts together.
    pub fn new(
        storage: Arc<dyn Storage>,
        environment: Arc<dyn Environment>,
        public_url: PlatformUrl,
        roots: TrustRoots,
    ) -> Self {
        let limits = Limits::new();
        Self(Arc::new(Shared {
            metrics: Metrics::new(&limits),
            lifecycle: Lifecycle::default(),
            issuer: std::sync::OnceLock::new(),
            log_policy: std::sync::OnceLock::new(),
            examiner: Examiner::new(Arc::clone(&storage), roots),
            limits,
            storage,
            environment,
            public_url,
            catalog: Texts,
            writers: crate::api::uploads::Writers::default(),
            records: crate::api::changes::Room::default(),
            arrivals: Semaphore::new(32),
            comparisons: Semaphore::new(4),
            photos: Semaphore::new(16),
            pictures: Arc::new(Semaphore::new(2)),
            drawn: crate::check::Drawn::default(),
            kept: crate::check::Kept::default(),
            proven: crate::log::proven::Proven::default(),
            shelf: crate::log::Shelf::default(),
            seal_bundle: std::sync::OnceLock::new(),
            contact: std::sync::OnceLock::new(),
        }))
    }

    /// The current time, UTC.
    pub fn now(&self) -> Timestamp {
        self.environment.now()
    }

    /// Takes a token of a client, or says how many seconds to wait.
    ///
    /// # Errors
    /// The seconds until the next token, at least 1.
    pub fn admit(&self, kind: Kind, client: std::net::IpAddr) -> Result<(), u32> {
        self.limits.take(kind, client, self.now())
    }

    /// Runs work that blocks (database, disk, hashing) away from the threads that serve the network.
    ///
    /// # Errors
    /// Those of the work; [`Error::BrokenOff`] where it panicked.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shared) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let shared = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || work(&shared))
            .await
            .unwrap_or(Err(Error::BrokenOff));
        if let Err(error) = &done {
            self.metrics.failed(error);
        }
        done
    }
}

/// The texts of the platform. Fluent's bundles stay on the thread that reads them.
pub struct Texts;

impl Texts {
    /// The message `id` in `lang`.
    pub fn text(&self, lang: wording::Lang, id: &str, arguments: &[(&str, String)]) -> String {
        with_catalog(|catalog| catalog.text(lang, id, arguments))
    }

    /// The message `id` in `lang`, or `None`.
    pub fn try_text(&self, lang: wording::Lang, id: &str, arguments: &[(&str, String)]) -> Option<String> {
        with_catalog(|catalog| catalog.try_text(lang, id, arguments))
    }

    /// The explanation of an error.
    pub fn explain(&self, lang: wording::Lang, error: &dyn wording::Explain) -> wording::Explanation {
        with_catalog(|catalog| catalog.explain(lang, error))
    }
}

fn with_catalog<T>(read: impl FnOnce(&Catalog) -> T) -> T {
    thread_local! {
        static CATALOG: Catalog = Catalog::new(&crate::SOURCES);
    }
    CATALOG.with(read)
}

/// SHA-256 of a few bytes.
pub fn sha256(bytes: &[u8]) -> Sha256 {
    let mut digest = [0; 32];
    digest.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    Sha256(digest)
}

/// What the store is indexed by: SHA-256 of the canonical 32 characters.
pub fn identifier_sha256(identifier: &Identifier) -> Sha256 {
    sha256(identifier.canonical().as_bytes())
}
