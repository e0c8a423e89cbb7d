//! What the tests of several crates share. A dev-dependency only: nothing of this reaches a user.
//!
//! Owns: a clock and randomness that a test sets ([`clock`]), a TEST public-key infrastructure with PKCS#12 files
//! ([`pki`]), the same with services that answer ([`tsa`]), builders of small PDFs good and bad ([`pdfs`]), independent validators ([`validators`], [`archives`]), tokens in
//! software ([`softhsm`]), a PostgreSQL server ([`postgres`]), one that speaks S3 (`s3`), and the way to the corpus of PDFs made by others ([`corpus`]).
//! Must not: know the crates it helps to test (they adapt these plain types to their own traits), so that a fault
//! in them cannot hide in here.
//!
//! ```
//! use testkit::pki::{KeyKind, TestPki};
//!
//! let pki = TestPki::new();
//! let seal = pki.seal(KeyKind::P256);
//! let p12: Vec<u8> = seal.pkcs12("passphrase");
//! assert!(pki.root_pem().starts_with("-----BEGIN CERTIFICATE-----"));
//! # assert!(p12.len() > 500);
//! ```

// Test equipment stops a test by panicking; the rule against it protects what users run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod archives;
pub mod clock;
pub mod corpus;
pub mod past;
pub mod pdfs;
pub mod pki;
pub mod postgres;
#[cfg(feature = "s3")]
pub mod s3;
pub mod softhsm;
pub mod tsa;
pub mod validators;

use std::path::{Path, PathBuf};

/// The root of the workspace: found at run time, so that a shared build folder never mixes up two clones.
pub fn workspace_root() -> PathBuf {
    let from = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(
        || std::env::current_dir().expect("a current folder"),
        PathBuf::from,
    );
    from.ancestors()
        .find(|folder| is_workspace_root(folder))
        .unwrap_or_else(|| panic!("no workspace above {}", from.display()))
        .to_owned()
}

fn is_workspace_root(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| text.contains("[workspace]"))
}

/// Says on standard error that a test did not run and why, so that nobody takes silence for success.
/// Under `CI=true` a test that `required` says must run fails instead.
pub fn skip(what: &str, why: &str, required_in_ci: bool) {
    assert!(!(required_in_ci && in_ci()), "CI requires {what}, but: {why}");
    eprintln!("SKIPPED {what}: {why}");
}

/// Whether this is the continuous integration run.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}
