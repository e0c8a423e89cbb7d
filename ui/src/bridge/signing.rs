//! Signing documents in circuits.

use model::circuit::CircuitStatus;
use model::looking::StampPlace;
use model::window::ChosenKey;
use model::{DocumentId, Sha256};
use serde::{Deserialize, Serialize};
use wording::Explanation;

use super::call::call_with_outcomes;
use super::{Answer, OnProgress};

/// A document to sign, and the version of it that the person saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ToSign {
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of the version that was seen.
    pub seen: Sha256,
}

/// The result of signing one document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SignOutcome {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Signed, or the refusal.
    pub result: Result<Signed, Explanation>,
}

/// A document that was signed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Signed {
    /// Number of the version that was made.
    pub version: u32,
    /// The level in the file.
    pub level: String,
    /// The level that was wanted, when the reached one is lower.
    pub wanted: Option<String>,
    /// Why.
    pub reasons: Vec<Explanation>,
    /// For whom it was signed, under a delegation.
    pub principal: Option<String>,
    /// Where the circuit stands now.
    pub circuit: CircuitStatus,
    /// It was signed before by the same person.
    pub before: bool,
}

/// Signs each document at the signature step of its circuit; each outcome is told as it comes. Where the first signature of
/// a circuit draws the stamp, it stands at `place`, or where there is room.
pub async fn sign(
    documents: Vec<ToSign>,
    key: ChosenKey,
    secret: Option<String>,
    place: Option<StampPlace>,
    on_outcome: Box<dyn Fn(SignOutcome)>,
    progress: OnProgress,
) -> Answer<Vec<SignOutcome>> {
    #[derive(Serialize)]
    struct Arguments {
        documents: Vec<ToSign>,
        key: ChosenKey,
        secret: Option<String>,
        place: Option<StampPlace>,
    }
    let arguments = Arguments {
        documents,
        key,
        secret,
        place,
    };
    call_with_outcomes("sign", &arguments, on_outcome, progress).await
}
