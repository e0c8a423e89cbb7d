//! What a desk offers to the driver: its outbox, its blobs, and a place to record what happened.
//!
//! Every method that records must have committed when it returns: the driver goes on as if a kill could follow at once.

use std::io::Read;
use std::sync::Arc;

use model::{OpId, Sha256};

use crate::wire::{Acknowledgement, Registration};

/// One operation of the outbox: a blob to upload and the registration that names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Identity, and idempotency key towards the platform: never given to another content.
    pub op: OpId,
    /// What is registered; names the blob by its digest and size.
    pub registration: Registration,
    /// How many attempts failed so far; the least tried go first, so that one that keeps failing blocks nobody.
    pub attempts: u32,
    /// The upload that was begun, as last recorded by [`Local::upload_progressed`].
    pub upload: Option<Upload>,
}

/// An upload that the platform has begun to receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The platform's address of the upload: an absolute path on the platform, e.g. `/api/v1/uploads/0198…`.
    pub location: String,
    /// Bytes the platform has acknowledged.
    pub offset: u64,
}

/// The desk's side of a synchronisation. Methods take `&self`: a desk serialises its own writes.
pub trait Local {
    /// The operations that wait, oldest first, without the parked ones. Operations that an earlier run left in flight
    /// are waiting again.
    ///
    /// # Errors
    /// The outbox cannot be read: the run ends, nothing is changed.
    fn queued(&self) -> Result<Vec<Operation>, LocalError>;

    /// Reads the clear bytes of a blob from `offset` to its end, in constant memory.
    ///
    /// # Errors
    /// The blob is missing, damaged or cannot be decrypted: the operation is parked with this error's code.
    fn open_blob(&self, sha256: &Sha256, offset: u64) -> Result<Box<dyn Read + '_>, LocalError>;

    /// Records where the upload stands; `None` forgets it (the platform no longer knows it: it starts anew).
    ///
    /// # Errors
    /// The desk cannot write: the run ends.
    fn upload_progressed(&self, op: OpId, upload: Option<&Upload>) -> Result<(), LocalError>;

    /// The platform keeps the original: the operation leaves the outbox.
    ///
    /// # Errors
    /// The desk cannot write: the run ends; the operation stays queued and its replay gets the same answer.
    fn acknowledged(&self, op: OpId, answer: &Acknowledgement) -> Result<(), LocalError>;

    /// An attempt failed and the operation stays queued: count it and keep the code for the person.
    ///
    /// # Errors
    /// The desk cannot write: the run ends.
    fn failed(&self, op: OpId, code: &str) -> Result<(), LocalError>;

    /// The platform refused the operation for good, or its blob cannot be read: it waits for a person and blocks
    /// nobody. `code` is the id of a message in [`crate::MESSAGES`] or in the desk's own.
    ///
    /// # Errors
    /// The desk cannot write: the run ends.
    fn parked(&self, op: OpId, code: &str) -> Result<(), LocalError>;
}

/// A failure on the desk's side; keeps the desk's own code and sentence.
#[derive(Clone, Debug)]
pub struct LocalError(pub Arc<dyn wording::Explain + Send + Sync>);

impl LocalError {
    /// Wraps an error of the desk or its store.
    pub fn new(error: impl wording::Explain + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }
}

impl std::fmt::Display for LocalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for LocalError {}

impl wording::Explain for LocalError {
    fn code(&self) -> &'static str {
        self.0.code()
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        self.0.arguments()
    }
}
