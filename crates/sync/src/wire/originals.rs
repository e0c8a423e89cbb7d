//! Which originals a platform has: asked by a desk after the platform was put back from a backup.

use model::Sha256;
use serde::{Deserialize, Serialize};

/// Most originals in one question.
pub const MOST_CLAIMED: u32 = 200;

/// An original that the platform has acknowledged to this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimed {
    /// SHA-256 of the canonical identifier: the platform knows no other name of it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Digest"))]
    pub identifier_sha256: Sha256,
    /// SHA-256 of the original.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Digest"))]
    pub sha256: Sha256,
}

/// Which of these are there?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claims {
    /// At most [`MOST_CLAIMED`].
    pub originals: Vec<Claimed>,
}

/// Those that this administration has not registered with these bytes, or not any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    /// By the SHA-256 of their identifiers, in the order of the question.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Digest>"))]
    pub missing: Vec<Sha256>,
}
