//! The demonstration administration: everything in it is labelled TEST.

use std::path::Path;
use std::sync::Arc;

/// Setting: the roots a demonstration trusts, PEM.
pub(crate) const TRUST_SETTING: &str = "demo-trust";

/// What the demonstration made, for the caller to print and use.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct DemoPki {
    /// PEM of the TEST root (trusts seals), for `greffe verify --trust`.
    pub trust_pem: std::path::PathBuf,
    /// PKCS#12 of the TEST seal.
    pub seal_p12: std::path::PathBuf,
    /// File with its passphrase.
    pub seal_passphrase: std::path::PathBuf,
    /// PEM of the TEST authority for TLS.
    pub tls_ca_pem: std::path::PathBuf,
    /// TLS certificate chain and key of the loopback platform.
    pub tls_cert_pem: std::path::PathBuf,
    /// TLS key.
    pub tls_key_pem: std::path::PathBuf,
}

/// Makes the TEST certificates in a folder (idempotent: what is there stays).
pub fn prepare_pki(_folder: &Path, _env: Arc<dyn crate::Environment>) -> Result<DemoPki, crate::Error> {
    todo!()
}

/// Makes the demonstration desk (three people with roles, two procedures, example dossiers in French with real PDFs)
/// in a folder that holds none yet.
pub fn prepare_desk(
    _folder: &Path,
    _passphrase: &secrecy::SecretString,
    _env: Arc<dyn crate::Environment>,
) -> Result<crate::Desk, crate::Error> {
    todo!()
}
