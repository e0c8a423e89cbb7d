//! Fetching a newer snapshot. What cannot be fetched or relied on stays as it was, and is said; nothing is remembered
//! of a failure, so the next try starts afresh.

use std::time::Duration;

use super::{List, ListError, ListOfListsSigners, TrustedLists};
use crate::online::{Ask, Web, WebError, host_of};

/// Where the Commission publishes the list of lists.
pub const LIST_OF_LISTS: &str = "https://ec.europa.eu/tools/lotl/eu-lotl.xml";

const MAX_PIVOTS: usize = 20;
const MAX_LISTS: usize = 100;

/// A newer snapshot.
pub struct Update {
    /// Files to be kept, by name: `EU.xml`, `EU-pivot-N.xml`, and one for each territory.
    pub files: Vec<(String, Vec<u8>)>,
    /// Territories whose list was not renewed, and why.
    pub kept: Vec<(String, UpdateError)>,
}

/// Why a list was not renewed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// It could not be fetched.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The server answered with a status that is no success.
    #[error("{url} answered {status}")]
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// What was fetched cannot be relied on.
    #[error(transparent)]
    List(#[from] ListError),
}

impl wording::Explain for UpdateError {
    fn code(&self) -> &'static str {
        match self {
            UpdateError::Web(error) => error.code(),
            UpdateError::Status { .. } => "trust-update-status",
            UpdateError::List(error) => error.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            UpdateError::Web(error) => error.arguments(),
            UpdateError::Status { url, status } => vec![("url", url.clone()), ("status", status.to_string())],
            UpdateError::List(error) => error.arguments(),
        }
    }
}

/// Fetches the list of lists at `location`, its pivots, and the national lists that it names. `known`: the snapshot at
/// hand, below whose numbers nothing is accepted.
///
/// # Errors
/// [`UpdateError`], when the list of lists itself cannot be had or relied on: then nothing is to be changed.
pub fn update(
    web: &dyn Web,
    location: &str,
    signers: &ListOfListsSigners,
    known: &TrustedLists,
) -> Result<Update, UpdateError> {
    let bytes = fetch(web, location)?;
    let newest = List::read(&bytes)?;
    if !newest.is_list_of_lists {
        return Err(ListError::Malformed("no list of lists".to_owned()).into());
    }
    if known
        .list_of_lists()
        .is_some_and(|own| own.sequence > newest.sequence)
    {
        return Err(ListError::Older(newest.territory).into());
    }
    let mut files = Vec::new();
    // Named newest first; a pivot that cannot be had is missed only where trust passes through it.
    for (number, pivot) in newest.pivots.iter().take(MAX_PIVOTS).enumerate() {
        if let Ok(bytes) = fetch(web, pivot) {
            files.push((format!("EU-pivot-{}.xml", newest.pivots.len() - number), bytes));
        }
    }
    let sequence = newest.sequence;
    files.push(("EU.xml".to_owned(), bytes));
    let above = TrustedLists::from_files(files.clone(), signers);
    if above.list_of_lists().is_none_or(|own| own.sequence != sequence) {
        return Err(ListError::Signer(newest.territory).into());
    }
    let mut kept = Vec::new();
    let national = newest.pointers.iter().filter(|pointer| !pointer.is_list_of_lists);
    for pointer in national.take(MAX_LISTS) {
        let name = format!("{}.xml", pointer.territory);
        let harmless = pointer.territory.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !harmless || files.iter().any(|(known, _)| *known == name) {
            continue;
        }
        match national_list(web, &above, known, &pointer.location) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => kept.push((pointer.territory.clone(), error)),
        }
    }
    Ok(Update { files, kept })
}

fn national_list(
    web: &dyn Web,
    above: &TrustedLists,
    known: &TrustedLists,
    location: &str,
) -> Result<Vec<u8>, UpdateError> {
    let bytes = fetch(web, location)?;
    let list = List::read(&bytes)?;
    above.may_sign(&list)?;
    if known
        .list(&list.territory)
        .is_some_and(|own| own.sequence > list.sequence)
    {
        return Err(ListError::Older(list.territory).into());
    }
    Ok(bytes)
}

fn fetch(web: &dyn Web, url: &str) -> Result<Vec<u8>, UpdateError> {
    if host_of(url).is_none() {
        return Err(WebError::Address { url: url.to_owned() }.into());
    }
    let reply = web.ask(&Ask {
        url,
        body: None,
        accept: "application/vnd.etsi.tsl+xml, application/xml, text/xml",
        account: None,
        timeout: Duration::from_secs(60),
        max_bytes: super::xml::MAX_BYTES,
    })?;
    if reply.status != 200 {
        return Err(UpdateError::Status {
            url: url.to_owned(),
            status: reply.status,
        });
    }
    Ok(reply.body)
}
