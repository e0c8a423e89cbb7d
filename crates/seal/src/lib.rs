//! PAdES signing and validation, and the keys for it. Knows nothing of dossiers, stores or servers.
//!
//! Skeleton: the public interface below is agreed with the crates that use it; bodies follow.

pub mod key;
pub mod sign;
pub mod verify;
