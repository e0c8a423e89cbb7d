//! The demonstration administration: everything in it is labelled TEST.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::SecretString;

use crate::{Desk, Environment, Error};

mod circuits;
mod deadlines;
mod directory;
mod dossiers;
mod letter;
mod letters;
mod past;
mod pki;
mod plan;
pub(crate) mod typeset;

/// Setting: the roots whose seals this desk trusts, PEM.
pub(crate) const TRUST_SETTING: &str = "trusted-roots";

/// The address that a demonstration desk prints until it is enrolled: the loopback platform.
pub const PLATFORM: &str = "https://localhost:8443";

/// The name of the demonstration administration.
pub const ADMINISTRATION: &str = "Commune d'Exemple (TEST)";

/// Who works at the demonstration desk: she seals, administers and audits. Her passphrase is the one that was given to
/// [`prepare_desk`]; where nobody chose one, [`PASSPHRASE`].
pub const PERSON: &str = "Claire Weber";

/// The passphrase of a demonstration that anybody may look round in. It protects nothing.
pub const PASSPHRASE: &str = "TEST demonstration";

/// Her roles.
pub const ROLES: [model::Role; 4] = [
    model::Role::Clerk,
    model::Role::Agent,
    model::Role::Auditor,
    model::Role::Administrator,
];

/// The other people of the demonstration desk: name, role, passphrase.
pub const COLLEAGUES: [(&str, model::Role, &str); 2] = [
    ("Paul Meyers", model::Role::Agent, "TEST demonstration Paul"),
    (
        "Martine Klein",
        model::Role::Signatory,
        "TEST demonstration Martine",
    ),
];

/// What the demonstration made, for the caller to print and use.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DemoPki {
    /// PEM of the TEST root (trusts seals), for `greffe verify --trust`.
    pub trust_pem: PathBuf,
    /// PKCS#12 of the TEST seal.
    pub seal_p12: PathBuf,
    /// File with its passphrase.
    pub seal_passphrase: PathBuf,
    /// PEM of the TEST authority for TLS.
    pub tls_ca_pem: PathBuf,
    /// TLS certificate chain and key of the loopback platform.
    pub tls_cert_pem: PathBuf,
    /// TLS key.
    pub tls_key_pem: PathBuf,
}

/// Makes the TEST certificates in a folder (idempotent: when all are there, they stay; when some are missing, all are
/// made anew, for they belong together).
///
/// # Errors
/// The folder cannot be written; `test-certificates`.
pub fn prepare_pki(folder: &Path, env: Arc<dyn Environment>) -> Result<DemoPki, Error> {
    pki::prepare(folder, &*env)
}

/// Makes the demonstration desk (three people with roles, two procedures, example dossiers in French with real PDFs)
/// in a folder that holds none yet.
///
/// # Errors
/// As [`Desk::create`] and [`Desk::import`].
pub fn prepare_desk(
    folder: &Path,
    passphrase: &SecretString,
    env: Arc<dyn Environment>,
) -> Result<Desk, Error> {
    dossiers::prepare(folder, passphrase, env, false)
}

/// As [`prepare_desk`], with what lies behind it: a tableau de tri, closed dossiers of more than ten years ago that are due,
/// one of them under a legal hold, and a disposition carried through to its certificate.
///
/// # Errors
/// As [`Desk::create`] and [`Desk::import`].
pub fn prepare_desk_with_past(
    folder: &Path,
    passphrase: &SecretString,
    env: Arc<dyn Environment>,
) -> Result<Desk, Error> {
    dossiers::prepare(folder, passphrase, env, true)
}

/// The example documents as files, for trying imports: name and PDF, as the demonstration desk has them.
///
/// # Errors
/// A document cannot be composed.
pub fn example_pdfs(now: jiff::Timestamp) -> Result<Vec<(String, Vec<u8>)>, Error> {
    dossiers::pdfs(now)
}

impl Desk {
    /// Sets the roots (PEM) whose seals [`Desk::verify_version`] trusts; `None` trusts nobody.
    ///
    /// # Errors
    /// `trust-…` where the PEM cannot be read; the database cannot be written.
    pub fn set_trusted_roots(&self, pem: Option<&[u8]>) -> Result<(), Error> {
        if let Some(pem) = pem {
            seal::verify::TrustRoots::from_pem(pem)?;
        }
        Ok(self.store.change(&self.actor, |change| {
            change.set_setting(TRUST_SETTING, pem)?;
            change.record("trusted-roots-set", None, &[])
        })?)
    }
}
