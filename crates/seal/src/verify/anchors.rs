//! What a reader trusts: the certificates at the end of a chain, given as such or by trusted lists.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::certificate::{Certificate, name_key};
use super::chain::Purpose;
use crate::trust::{Standing, TrustedLists};

/// Certificates that are trusted as ends of a chain.
#[derive(Clone, Default)]
pub struct TrustRoots {
    certificates: Vec<Arc<Certificate>>,
    lists: Option<Arc<TrustedLists>>,
    by_name: HashMap<String, Vec<Arc<Certificate>>>,
}

impl TrustRoots {
    /// Reads concatenated PEM certificates.
    ///
    /// # Errors
    /// [`TrustError`], when there is none or one cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, TrustError> {
        let certificates = certificates_from_pem(pem)?;
        let mut by_name: HashMap<String, Vec<Arc<Certificate>>> = HashMap::new();
        for certificate in &certificates {
            by_name
                .entry(name_key(&certificate.subject))
                .or_default()
                .push(certificate.clone());
        }
        Ok(Self {
            certificates,
            lists: None,
            by_name,
        })
    }

    /// Trusts the services of trusted lists as well, each for what it does and while it was active.
    pub fn with_lists(mut self, lists: Arc<TrustedLists>) -> Self {
        self.lists = Some(lists);
        self
    }

    /// The trusted lists, where there are any.
    pub fn lists(&self) -> Option<&TrustedLists> {
        self.lists.as_deref()
    }

    /// Number of certificates that were given as such.
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.lists.is_none()
    }

    /// The certificates that were given as trusted.
    pub(crate) fn certificates(&self) -> &[Arc<Certificate>] {
        &self.certificates
    }

    /// Trusted certificates whose subject has the name of this [`name_key`].
    pub(crate) fn named(&self, key: &str) -> Vec<Arc<Certificate>> {
        let mut named = self.by_name.get(key).cloned().unwrap_or_default();
        if let Some(lists) = &self.lists {
            named.extend(lists.named(key));
        }
        named
    }

    /// What is known of a certificate as the end of a path, for this purpose at `time`, when asked at `at`.
    pub(crate) fn standing(
        &self,
        certificate: &Certificate,
        purpose: Purpose,
        time: Timestamp,
        at: Timestamp,
    ) -> Standing {
        if self.is_given(certificate) {
            return Standing::Trusted;
        }
        match &self.lists {
            Some(lists) => lists.standing(certificate, purpose, time, at),
            None => Standing::Unknown,
        }
    }

    fn is_given(&self, certificate: &Certificate) -> bool {
        self.certificates
            .iter()
            .any(|root| root.fingerprint == certificate.fingerprint)
    }

    /// Whether this certificate is trusted for any purpose at any time.
    pub(crate) fn knows(&self, certificate: &Certificate) -> bool {
        let listed = |lists: &Arc<TrustedLists>| !lists.services_of(certificate).is_empty();
        self.is_given(certificate) || self.lists.as_ref().is_some_and(listed)
    }
}

/// Reads concatenated PEM certificates; at least one.
pub(crate) fn certificates_from_pem(pem: &[u8]) -> Result<Vec<Arc<Certificate>>, TrustError> {
    let text = String::from_utf8_lossy(pem);
    let mut certificates = Vec::new();
    for block in text.split("-----BEGIN CERTIFICATE-----").skip(1) {
        let number = certificates.len() + 1;
        let unreadable = || TrustError(format!("certificate {number}"));
        let (base64, _) = block
            .split_once("-----END CERTIFICATE-----")
            .ok_or_else(unreadable)?;
        let joined: String = base64.split_whitespace().collect();
        let der = decode_base64(&joined).ok_or_else(unreadable)?;
        certificates.push(Arc::new(Certificate::read(&der).map_err(|_| unreadable())?));
    }
    if certificates.is_empty() {
        return Err(TrustError("no PEM certificate".to_owned()));
    }
    Ok(certificates)
}

/// The bytes of base64 without white space, when they are one DER element.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use der::Decode;
    // The PEM reader of the der crate, fed with canonical lines.
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap_or(""))
        .collect();
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    );
    let (_, der) = der::pem::decode_vec(pem.as_bytes()).ok()?;
    der::Any::from_der(&der).ok().map(|_| der)
}

/// Why a file of trusted roots cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the file of trusted certificates cannot be read: {0}")]
pub struct TrustError(pub String);

impl wording::Explain for TrustError {
    fn code(&self) -> &'static str {
        "verify-roots-unreadable"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("detail", self.0.clone())]
    }
}
