//! The driver: carries out what the engine decides, over HTTPS (TLS 1.3, rustls with ring).
//!
//! Blocking, and usable from any thread, one that belongs to an asynchronous runtime included. Every wait ends within
//! a fraction of a second when cancelled. Memory is bounded: one part of an upload, and answers up to a limit.

use std::time::Duration;

use identifier::{Identifier, PlatformUrl};
use jiff::Timestamp;
use model::{DeskId, OpId, Sha256};

use crate::engine::Report;
use crate::error::Error;
use crate::local::Local;
use crate::wire::EnrolmentAnswer;

mod client;
mod device_key;
mod drive;

pub use device_key::DeviceKey;
pub use drive::exchange::{Download, Exchange, ReadPart};

/// What a run takes from outside.
#[derive(Clone, Copy)]
pub struct Ambient<'a> {
    /// The current time, UTC.
    pub now: &'a dyn Fn() -> Timestamp,
    /// Fills the buffer from the operating system's CSPRNG.
    pub random: &'a dyn Fn(&mut [u8]),
    /// Whether to stop.
    pub cancelled: &'a dyn Fn() -> bool,
    /// Hears how far the run is.
    pub progress: &'a dyn Fn(Progress),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The operation in hand.
    pub op: OpId,
    /// Operations finished (acknowledged or parked) in this run.
    pub operations_done: u64,
    /// Operations in this run.
    pub operations: u64,
    /// Bytes the platform has, over all operations of this run.
    pub bytes_done: u64,
    /// Bytes of all operations of this run.
    pub bytes: u64,
}

/// How long to wait for the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection, TLS included.
    pub connect: Duration,
    /// Without a byte from the platform.
    pub idle: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
        }
    }
}

/// Which platform, and as which desk.
pub struct Connection {
    /// The platform's base address.
    pub platform: PlatformUrl,
    /// Certificates (PEM) that TLS trusts for this platform besides those of the operating system.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// The desk's key.
    pub device_key: DeviceKey,
    /// The desk.
    pub desk: DeskId,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// An original as the platform gave it out; its digest was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its digest.
    pub sha256: Sha256,
}

/// Enrols the desk: presents the one-time code, registers the device key's public part and proves its possession.
/// `name` is what an administrator will recognise the desk by.
///
/// # Errors
/// [`Error::EnrolmentCode`] for a code that is wrong, used or too old; everything the network can do.
pub fn enrol(
    connection: &Connection,
    code: &str,
    name: &str,
    ambient: Ambient<'_>,
) -> Result<EnrolmentAnswer, Error> {
    drive::enrol(connection, code, name, ambient)
}

/// How a person's browser takes part in a sign-in.
pub struct Browser<'a> {
    /// Opens an address in the person's own browser, or shows it to them.
    pub open: &'a dyn Fn(&str),
    /// What the browser shows when it has come back.
    pub done: &'a str,
    /// Certificates (PEM) that TLS trusts for the issuer besides those of the operating system.
    pub extra_ca_pem: Option<&'a [u8]>,
}

/// Signs a person in on this desk with OpenID Connect, at the issuer that the platform names: the authorization code flow
/// with PKCE, in the person's own browser and back to an address of this machine (RFC 8252). Waits until the browser has come
/// back, ten minutes at most.
///
/// # Errors
/// [`Error::Refused`] with one of the codes `sign-in-…`; [`Error::Cancelled`]; everything the network can do.
pub fn sign_in(
    connection: &Connection,
    browser: &Browser<'_>,
    ambient: Ambient<'_>,
) -> Result<crate::wire::sign_in::SignInAnswer, Error> {
    drive::sign_in::sign_in(connection, browser, ambient)
}

/// Nobody is signed in on this desk any more.
///
/// # Errors
/// Everything the network can do.
pub fn sign_out(connection: &Connection, ambient: Ambient<'_>) -> Result<(), Error> {
    drive::sign_in::sign_out(connection, ambient)
}

/// Pushes the outbox until it is empty, what remains has failed often enough for now, or the caller cancels.
/// What ended the run early stands in [`Report::stopped`].
///
/// # Errors
/// Only what made the run impossible from the desk's side: its outbox cannot be read or written, its device key or
/// its additional certificates cannot be used. Everything stays queued.
pub fn run(local: &dyn Local, connection: &Connection, ambient: Ambient<'_>) -> Result<Report, Error> {
    drive::run(local, connection, crate::engine::Policy::default(), ambient)
}

/// As [`run`], with another patience.
///
/// # Errors
/// As [`run`].
pub fn run_with(
    local: &dyn Local,
    connection: &Connection,
    policy: crate::engine::Policy,
    ambient: Ambient<'_>,
) -> Result<Report, Error> {
    drive::run(local, connection, policy, ambient)
}

/// Fetches the original behind an identifier; its digest is checked against the one the platform registered.
///
/// # Errors
/// [`Error::UnknownIdentifier`]; [`Error::DigestMismatch`] where the bytes are not those that were registered;
/// [`Error::Refused`] (`original-revoked`) where its authority revoked it; everything the network can do.
pub fn fetch_original(
    connection: &Connection,
    identifier: &Identifier,
    ambient: Ambient<'_>,
) -> Result<Original, Error> {
    drive::fetch_original(connection, identifier, ambient)
}

/// Fetches the proof (`.tlog-proof`) that an original stands in the platform's public log; `None`: the platform has none for
/// it, or not yet. What comes is text that nobody has verified.
///
/// # Errors
/// Everything the network can do.
pub fn fetch_proof(
    connection: &Connection,
    identifier: &Identifier,
    ambient: Ambient<'_>,
) -> Result<Option<String>, Error> {
    drive::fetch_proof(connection, identifier, ambient)
}

/// Which of these originals the platform does not have, or not any more, by the SHA-256 of their identifiers. At most
/// [`MOST_CLAIMED`](crate::wire::originals::MOST_CLAIMED) at once. `None`: a platform of an earlier version, which cannot
/// say.
///
/// # Errors
/// Everything the network can do.
pub fn missing_originals(
    connection: &Connection,
    claims: &[crate::wire::originals::Claimed],
    ambient: Ambient<'_>,
) -> Result<Option<Vec<Sha256>>, Error> {
    drive::missing_originals(connection, claims, ambient)
}

/// Public files of the platform, asked for one after the other over one connection. The desk does not say who it is.
pub struct PublicFiles<'a> {
    client: client::Client,
    ambient: Ambient<'a>,
}

impl<'a> PublicFiles<'a> {
    /// Prepares to ask; the connection is made with the first file.
    ///
    /// # Errors
    /// The additional certificates cannot be used.
    pub fn open(connection: &Connection, ambient: Ambient<'a>) -> Result<Self, Error> {
        Ok(Self {
            client: client::Client::new(connection)?,
            ambient,
        })
    }

    /// The bytes at an absolute path of the platform, at most `limit`; `None`: there is no such file. Where the platform
    /// is busy it is asked again, up to three times.
    ///
    /// # Errors
    /// Everything the network can do.
    pub fn get(&self, path: &str, limit: usize) -> Result<Option<Vec<u8>>, Error> {
        drive::get_public(&self.client, path, limit, &self.ambient)
    }
}
