//! Trusted lists: who issues qualified certificates and time-stamps in the Union, and since when
//! (ETSI TS 119 612; Decision (EU) 2015/1505).
//!
//! Owns: reading lists, checking their signatures, passing trust on from the certificates published in the Official
//! Journal through the list of lists and its pivots to the national lists, and asking them about a time.
//! Must not: trust a list whose signer is not named by the list above it, or one that is out of date.
//!
//! A snapshot is a set of files, whatever their names: the list of lists, pivots if any, and national lists. What
//! cannot be relied on is left out and stands in [`TrustedLists::refused`] with its reason.
//!
//! ```
//! use seal::trust::{ListOfListsSigners, TrustedLists};
//! let lists = TrustedLists::from_files(vec![("EU.xml".to_owned(), b"<x/>".to_vec())], &ListOfListsSigners::default());
//! assert_eq!((lists.lists().count(), lists.refused().len()), (0, 1));
//! ```

mod criteria;
mod list;
mod signature;
mod update;
mod xml;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

pub use list::{List, Period, Pointer, Service, ServiceKind};
pub use update::{LIST_OF_LISTS, Update, UpdateError, update};

pub(crate) use criteria::dotted;
pub(crate) use list::REGULATION;

use crate::verify::anchors::certificates_from_pem;
use crate::verify::certificate::{Certificate, name_key};
use crate::verify::chain::Purpose;

/// Why a trusted list is not relied on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// It is no trusted list, or damaged.
    #[error("not a readable trusted list: {0}")]
    Malformed(String),
    /// Its signature does not hold.
    #[error("the signature of the trusted list does not hold: {0}")]
    Signature(String),
    /// It was signed by someone who may not sign it.
    #[error("the trusted list of {0} was signed by someone who may not")]
    Signer(String),
    /// No list of lists that is trusted names it.
    #[error("no trusted list of lists names the list of {0}")]
    NotNamed(String),
    /// A newer one is at hand.
    #[error("there is a newer list of {0}")]
    Older(String),
}

impl wording::Explain for ListError {
    fn code(&self) -> &'static str {
        match self {
            ListError::Malformed(_) => "trust-list-malformed",
            ListError::Signature(_) => "trust-list-signature",
            ListError::Signer(_) => "trust-list-signer",
            ListError::NotNamed(_) => "trust-list-not-named",
            ListError::Older(_) => "trust-list-older",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ListError::Malformed(detail) | ListError::Signature(detail) => vec![("detail", detail.clone())],
            ListError::Signer(territory) | ListError::NotNamed(territory) | ListError::Older(territory) => {
                vec![("territory", territory.clone())]
            }
        }
    }
}

/// Certificates that may sign the list of lists, as published in the Official Journal.
#[derive(Clone, Default)]
pub struct ListOfListsSigners(Vec<Arc<Certificate>>);

impl ListOfListsSigners {
    /// Adds the certificates of a file, PEM or DER. How many.
    ///
    /// # Errors
    /// [`crate::verify::TrustError`], when it holds none or one cannot be read.
    pub fn add(&mut self, bytes: &[u8]) -> Result<usize, crate::verify::TrustError> {
        let found = match Certificate::read(bytes) {
            Ok(certificate) => vec![Arc::new(certificate)],
            Err(_) => certificates_from_pem(bytes)?,
        };
        let count = found.len();
        self.0.extend(found);
        Ok(count)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a list that is not relied on is called, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why.
    pub error: ListError,
}

/// The trusted lists of a snapshot.
#[derive(Clone, Default)]
pub struct TrustedLists {
    list_of_lists: Option<List>,
    /// The certificates by which the next list of lists may be signed.
    signers: Vec<Arc<Certificate>>,
    national: Vec<List>,
    refused: Vec<Refused>,
    by_name: HashMap<String, Vec<(usize, usize)>>,
}

impl TrustedLists {
    /// Reads a snapshot: files by name, trusting `signers` for the oldest list of lists among them.
    pub fn from_files(files: Vec<(String, Vec<u8>)>, signers: &ListOfListsSigners) -> Self {
        let mut lists = Self {
            signers: signers.0.clone(),
            ..Self::default()
        };
        let mut read: Vec<(String, List)> = Vec::new();
        for (file, bytes) in files {
            match List::read(&bytes) {
                Ok(list) => read.push((file, list)),
                Err(error) => lists.refused.push(Refused { file, error }),
            }
        }
        read.sort_by_key(|(_, list)| list.sequence);
        let (above, national): (Vec<_>, Vec<_>) =
            read.into_iter().partition(|(_, list)| list.is_list_of_lists);
        for (file, list) in above {
            let result = lists.take_list_of_lists(list);
            lists.note(file, result);
        }
        for (file, list) in national {
            let result = lists.take_national(list);
            lists.note(file, result);
        }
        lists.index();
        lists
    }

    fn note(&mut self, file: String, result: Result<(), ListError>) {
        if let Err(error) = result {
            self.refused.push(Refused { file, error });
        }
    }

    /// Lists of lists come oldest first: each is signed by whom the one before it names (a pivot), the first by whom
    /// the Official Journal names.
    fn take_list_of_lists(&mut self, list: List) -> Result<(), ListError> {
        if !self
            .signers
            .iter()
            .any(|signer| signer.fingerprint == list.signer.fingerprint)
        {
            return Err(ListError::Signer(list.territory));
        }
        let named: Vec<Arc<Certificate>> = list
            .pointers
            .iter()
            .filter(|pointer| pointer.is_list_of_lists)
            .flat_map(|pointer| pointer.certificates.iter().cloned())
            .collect();
        if !named.is_empty() {
            self.signers = named;
        }
        self.list_of_lists = Some(list);
        Ok(())
    }

    fn take_national(&mut self, list: List) -> Result<(), ListError> {
        self.may_sign(&list)?;
        // Sorted by number: a later one is newer.
        self.national.retain(|other| other.territory != list.territory);
        self.national.push(list);
        Ok(())
    }

    /// Whether the list of lists names the signer of a national list for its territory.
    pub(crate) fn may_sign(&self, list: &List) -> Result<(), ListError> {
        let above = self.list_of_lists.iter().flat_map(|above| above.pointers.iter());
        let mut named = above
            .filter(|pointer| !pointer.is_list_of_lists && pointer.territory == list.territory)
            .peekable();
        if named.peek().is_none() {
            return Err(ListError::NotNamed(list.territory.clone()));
        }
        let fits = |pointer: &Pointer| {
            let mut own = pointer.certificates.iter();
            own.any(|certificate| certificate.fingerprint == list.signer.fingerprint)
        };
        if named.any(fits) {
            Ok(())
        } else {
            Err(ListError::Signer(list.territory.clone()))
        }
    }

    fn index(&mut self) {
        for (number, list) in self.national.iter().enumerate() {
            for (service_number, service) in list.services.iter().enumerate() {
                for certificate in &service.certificates {
                    let places = self.by_name.entry(name_key(&certificate.subject)).or_default();
                    if !places.contains(&(number, service_number)) {
                        places.push((number, service_number));
                    }
                }
            }
        }
    }

    /// The list of lists, where one is trusted.
    pub fn list_of_lists(&self) -> Option<&List> {
        self.list_of_lists.as_ref()
    }

    /// The national lists that are trusted.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.national.iter()
    }

    /// The list of a territory, e.g. `LU`.
    pub fn list(&self, territory: &str) -> Option<&List> {
        self.national
            .iter()
            .find(|list| list.territory.eq_ignore_ascii_case(territory))
    }

    /// Files that are not relied on, and why.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Whether a list is out of date at `at`, or the list of lists that vouches for it is.
    pub fn is_stale(&self, list: &List, at: Timestamp) -> bool {
        list.is_stale(at) || self.list_of_lists.as_ref().is_none_or(|above| above.is_stale(at))
    }

    /// Certificates of services whose subject has this name.
    pub(crate) fn named(&self, name: &str) -> Vec<Arc<Certificate>> {
        self.places(name)
            .flat_map(|(_, service)| service.certificates.iter())
            .filter(|certificate| name_key(&certificate.subject) == name)
            .cloned()
            .collect()
    }

    fn places(&self, name: &str) -> impl Iterator<Item = (&List, &Service)> {
        let places = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|(number, service)| {
            let list = self.national.get(*number)?;
            Some((list, list.services.get(*service)?))
        })
    }

    /// The services whose certificate this is.
    pub(crate) fn services_of(&self, certificate: &Certificate) -> Vec<(&List, &Service)> {
        self.places(&name_key(&certificate.subject))
            .filter(|(_, service)| service.is(certificate))
            .collect()
    }

    /// What is known of a certificate as the end of a path, for a purpose at `time`, by lists that are in force at `at`.
    pub(crate) fn standing(
        &self,
        certificate: &Certificate,
        purpose: Purpose,
        time: Timestamp,
        at: Timestamp,
    ) -> Standing {
        let mut best = Standing::Unknown;
        for (list, service) in self.services_of(certificate) {
            let period = service.at(time);
            let fits = period.or(service.periods.last()).is_some_and(|period| {
                matches!(
                    (purpose, period.kind),
                    (
                        Purpose::Signing,
                        ServiceKind::QualifiedCertificates | ServiceKind::Certificates
                    ) | (
                        Purpose::TimeStamping,
                        ServiceKind::QualifiedTimeStamps | ServiceKind::TimeStamps
                    )
                )
            });
            if !fits {
                continue;
            }
            let active = period.is_some_and(|period| period.is_active() && !period.unknown_critical);
            let found = match (active, self.is_stale(list, at)) {
                (true, false) => Standing::Trusted,
                (true, true) => Standing::Stale,
                (false, _) => Standing::Withdrawn,
            };
            best = best.max(found);
        }
        best
    }
}

/// What trusted lists say of a certificate as the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// Nothing.
    Unknown,
    /// Not active at the time.
    Withdrawn,
    /// Active, by a list that is out of date.
    Stale,
    /// Active.
    Trusted,
}
