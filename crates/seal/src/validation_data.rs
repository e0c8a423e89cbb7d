//! Validation data for long-term levels: the issuers of a chain, and one answer about the revocation of each
//! certificate in it (EN 319 142-1, 5.4; RFC 5280, 5; RFC 6960).
//!
//! What is fetched is judged by the verifier's own code before it is kept: an answer that does not verify, is of another
//! certificate or is not current at the time asked for is never stored. What the file holds already is not stored again,
//! and the end of a chain needs no answer.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

use crate::der_write::{NULL, OCTET_STRING, SEQUENCE, tlv};
use crate::online::{Ask, Limited, Reply, Web, WebError};
use crate::verify::TrustRoots;
use crate::verify::asn1::{Damaged, Fields, INTEGER, SEQUENCE as SEQUENCE_TAG, Tlv, oid, to_der};
use crate::verify::certificate::Certificate;
use crate::verify::chain::Evidence;
use crate::verify::revocation::{OcspResponse, RevocationList};
use crate::verify::status::Revocation;

pub use pdf::augment::ValidationData;

/// 1.3.6.1.5.5.7.48.2: id-ad-caIssuers.
const AIA_CA_ISSUERS: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
/// Requests for one document: a chain needs about two for each certificate.
const MAX_REQUESTS: u32 = 60;
const MAX_CHAIN: usize = 10;
/// Addresses of one kind that are tried for one certificate.
const MAX_ADDRESSES: usize = 4;
/// Delegated responders that themselves must be asked about.
const MAX_DEPTH: usize = 2;

/// How validation data are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fetching {
    /// One answer must be here by then.
    pub timeout: Duration,
    /// Longest certificate bundle or OCSP answer, in bytes.
    pub max_answer_bytes: usize,
    /// Longest revocation list, in bytes.
    pub max_list_bytes: usize,
    /// An answer is taken again for other documents for this long.
    pub keep: SignedDuration,
}

impl Default for Fetching {
    /// 15 seconds, 256 KB, 24 MB, ten minutes.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(15),
            max_answer_bytes: 256 * 1024,
            max_list_bytes: 24 * 1024 * 1024,
            keep: SignedDuration::from_mins(10),
        }
    }
}

/// Answers of the last minutes, so that a batch does not ask the same question for every document.
#[derive(Debug, Default)]
pub struct Answers(Mutex<HashMap<[u8; 32], Answered>>);

/// When, and what.
type Answered = (Timestamp, Vec<u8>);

/// Answers kept in memory.
const MAX_KEPT: usize = 200;

impl Answers {
    fn recent(&self, key: &[u8; 32], since: Timestamp) -> Option<Vec<u8>> {
        let kept = match self.0.lock() {
            Ok(kept) => kept,
            Err(poisoned) => poisoned.into_inner(),
        };
        kept.get(key)
            .filter(|(at, _)| *at >= since)
            .map(|(_, body)| body.clone())
    }

    fn keep(&self, key: [u8; 32], at: Timestamp, body: &[u8]) {
        let mut kept = match self.0.lock() {
            Ok(kept) => kept,
            Err(poisoned) => poisoned.into_inner(),
        };
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(key, (at, body.to_vec()));
    }
}

/// What is missing for a long-term level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The issuer of a certificate is neither in the file nor to be had.
    Issuer {
        /// Holder of the certificate.
        certificate: String,
        /// What was tried; empty where nothing could be.
        detail: String,
    },
    /// Nobody gave a usable answer about the revocation of a certificate.
    Revocation {
        /// Holder of the certificate.
        certificate: String,
        /// What was tried.
        detail: String,
    },
    /// A certificate is revoked.
    Revoked {
        /// Holder of the certificate.
        certificate: String,
        /// Since when.
        since: Timestamp,
        /// Whether it is the end of the chain that was asked about, and not an authority above it.
        leaf: bool,
    },
}

/// Collects what one document needs.
pub struct Gatherer<'a> {
    web: Limited<'a>,
    fetching: Fetching,
    answers: &'a Answers,
    roots: &'a TrustRoots,
    now: Timestamp,
    /// All certificates at hand.
    pool: RefCell<Vec<Arc<Certificate>>>,
    /// What the file holds already.
    held: Held,
    /// What is to be added.
    new: RefCell<ValidationData>,
    /// Answers that say "revoked": nothing to seal with, but validation wants to know them.
    refuting: RefCell<ValidationData>,
}

#[derive(Default)]
struct Held {
    certificates: Vec<Vec<u8>>,
    ocsp_responses: Vec<Vec<u8>>,
    revocation_lists: Vec<Vec<u8>>,
}

/// One answer about a certificate.
enum Found {
    Ocsp(Vec<u8>),
    List(Vec<u8>),
}

impl<'a> Gatherer<'a> {
    /// Starts with nothing at hand but the roots that are trusted.
    pub fn new(
        web: &'a dyn Web,
        fetching: Fetching,
        answers: &'a Answers,
        roots: &'a TrustRoots,
        now: Timestamp,
    ) -> Self {
        Self {
            web: Limited::new(web, MAX_REQUESTS),
            fetching,
            answers,
            roots,
            now,
            pool: RefCell::new(roots.certificates().to_vec()),
            held: Held::default(),
            new: RefCell::default(),
            refuting: RefCell::default(),
        }
    }

    /// A certificate that the file holds: it helps, and is not stored again.
    pub fn hold_certificate(&mut self, der: &[u8]) {
        self.offer_certificate(der);
        self.held.certificates.push(der.to_vec());
    }

    /// A certificate that may help; it is stored when a chain needs it.
    pub fn offer_certificate(&self, der: &[u8]) {
        if let Ok(certificate) = Certificate::read(der) {
            self.add_to_pool(Arc::new(certificate));
        }
    }

    /// An OCSP response that the file holds.
    pub fn hold_ocsp_response(&mut self, der: &[u8]) {
        if let Ok(response) = OcspResponse::read(der) {
            for certificate in response.certificates {
                self.add_to_pool(certificate);
            }
            self.held.ocsp_responses.push(der.to_vec());
        }
    }

    /// A revocation list that the file holds.
    pub fn hold_revocation_list(&mut self, der: &[u8]) {
        self.held.revocation_lists.push(der.to_vec());
    }

    /// What was collected and the file does not hold.
    pub fn into_new(self) -> ValidationData {
        self.new.into_inner()
    }

    /// What was collected, with the answers that say "revoked": for those who validate.
    pub fn into_all(self) -> ValidationData {
        let mut all = self.new.into_inner();
        let refuting = self.refuting.into_inner();
        all.ocsp_responses.extend(refuting.ocsp_responses);
        all.revocation_lists.extend(refuting.revocation_lists);
        all
    }

    fn note_refuting(&self, found: Found) {
        let mut refuting = self.refuting.borrow_mut();
        match found {
            Found::Ocsp(der) => refuting.ocsp_responses.push(der),
            Found::List(der) => refuting.revocation_lists.push(der),
        }
    }

    /// Sees to it that `leaf` can be validated at `time` without asking anybody: its chain up to a trusted root or a
    /// certificate that issued itself, and an answer about each certificate of it that says where to ask.
    pub fn gather(&self, leaf: &[u8], time: Timestamp) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let Ok(mut current) = Certificate::read(leaf).map(Arc::new) else {
            return vec![Gap::Issuer {
                certificate: String::new(),
                detail: String::new(),
            }];
        };
        self.add_to_pool(current.clone());
        for step in 0..MAX_CHAIN {
            self.store_certificate(&current);
            if self.is_end(&current) {
                return gaps;
            }
            let issuer = match self.issuer(&current) {
                Ok(issuer) => issuer,
                Err(detail) => {
                    gaps.push(Gap::Issuer {
                        certificate: current.holder(),
                        detail,
                    });
                    return gaps;
                }
            };
            match self.answer(&current, &issuer, time, 0) {
                Ok(Some(found)) => self.store(found),
                Ok(None) => {}
                Err(gap) => gaps.push(match gap {
                    Gap::Revoked {
                        certificate, since, ..
                    } => Gap::Revoked {
                        certificate,
                        since,
                        leaf: step == 0,
                    },
                    other => other,
                }),
            }
            current = issuer;
        }
        gaps.push(Gap::Issuer {
            certificate: current.holder(),
            detail: String::new(),
        });
        gaps
    }

    fn is_end(&self, certificate: &Certificate) -> bool {
        self.roots.knows(certificate)
            || (certificate.is_self_issued() && certificate.is_signed_by(certificate).is_ok())
    }

    fn add_to_pool(&self, certificate: Arc<Certificate>) {
        let mut pool = self.pool.borrow_mut();
        if pool.len() < 1_000 && !pool.iter().any(|known| known.der == certificate.der) {
            pool.push(certificate);
        }
    }

    fn store_certificate(&self, certificate: &Certificate) {
        let mut new = self.new.borrow_mut();
        if !self.held.certificates.contains(&certificate.der) && !new.certificates.contains(&certificate.der)
        {
            new.certificates.push(certificate.der.clone());
        }
    }

    fn store(&self, found: Found) {
        let mut new = self.new.borrow_mut();
        let (into, der) = match found {
            Found::Ocsp(der) => (&mut new.ocsp_responses, der),
            Found::List(der) => (&mut new.revocation_lists, der),
        };
        if !into.contains(&der) {
            into.push(der);
        }
    }

    /// The issuer of `certificate`: from what is at hand, else from where the certificate says.
    fn issuer(&self, certificate: &Certificate) -> Result<Arc<Certificate>, String> {
        let known = || {
            let pool = self.pool.borrow();
            let mut candidates = pool.iter().filter(|issuer| {
                issuer.der != certificate.der
                    && certificate.names_issuer(issuer)
                    && certificate.is_signed_by(issuer).is_ok()
            });
            // A trusted root ends the chain soonest.
            let first = candidates.next().cloned();
            let root = candidates.find(|issuer| self.roots.knows(issuer));
            match &first {
                Some(first) if self.roots.knows(first) => Some(first.clone()),
                _ => root.cloned().or(first),
            }
        };
        if let Some(issuer) = known() {
            return Ok(issuer);
        }
        let mut tried = Vec::new();
        for url in authority_addresses(certificate, AIA_CA_ISSUERS) {
            match self.fetch(&url, None, "application/pkix-cert, application/pkcs7-mime", false) {
                Ok(body) => {
                    let bundle = certificates_in(&body);
                    if bundle.is_empty() {
                        tried.push(format!("{url}: no certificate"));
                    }
                    for der in bundle.iter().take(50) {
                        self.offer_certificate(der);
                    }
                    if let Some(issuer) = known() {
                        return Ok(issuer);
                    }
                }
                Err(detail) => tried.push(detail),
            }
        }
        Err(tried.join("; "))
    }

    /// The revocation of `certificate`, from what the file holds or was collected (`None`), else fetched.
    fn answer(
        &self,
        certificate: &Arc<Certificate>,
        issuer: &Arc<Certificate>,
        time: Timestamp,
        depth: usize,
    ) -> Result<Option<Found>, Gap> {
        let revoked = |since| Gap::Revoked {
            certificate: certificate.holder(),
            since,
            leaf: true,
        };
        let refuted = |status| match status {
            Revocation::Revoked(since)
            | Revocation::AuthorityRevoked(since)
            | Revocation::Suspended(since) => Some(revoked(since)),
            _ => None,
        };
        let known = self.judge(certificate, issuer, time, None);
        if known == Revocation::Good {
            return Ok(None);
        }
        if let Some(gap) = refuted(known) {
            return Err(gap);
        }
        let mut tried = Vec::new();
        for url in authority_addresses(certificate, oid::AIA_OCSP) {
            let Some(request) = ocsp_request(certificate, issuer) else {
                break;
            };
            let body = match self.fetch(
                &url,
                Some(("application/ocsp-request", &request)),
                "application/ocsp-response",
                false,
            ) {
                Ok(body) => body,
                Err(detail) => {
                    tried.push(detail);
                    continue;
                }
            };
            let Ok(response) = OcspResponse::read(&body) else {
                tried.push(format!("{url}: no OCSP answer"));
                continue;
            };
            if depth < MAX_DEPTH {
                // A responder that is not excepted from revocation must be asked about too (RFC 6960, 4.2.2.2.1).
                for responder in response.certificates.into_iter().map(Arc::new) {
                    let delegated = responder.has_revocation_pointer()
                        && responder.names_issuer(issuer)
                        && responder.der != certificate.der
                        && responder.is_signed_by(issuer).is_ok();
                    if delegated && let Ok(Some(found)) = self.answer(&responder, issuer, time, depth + 1) {
                        self.store(found);
                    }
                }
            }
            let found = Found::Ocsp(body);
            let status = self.judge(certificate, issuer, time, Some(&found));
            if status == Revocation::Good {
                return Ok(Some(found));
            }
            if let Some(gap) = refuted(status) {
                self.note_refuting(found);
                return Err(gap);
            }
            tried.push(format!("{url}: the answer does not verify or is not current"));
        }
        for url in list_addresses(certificate) {
            let body = match self.fetch(&url, None, "application/pkix-crl", true) {
                Ok(body) => unarmoured(body),
                Err(detail) => {
                    tried.push(detail);
                    continue;
                }
            };
            if RevocationList::read(&body).is_err() {
                tried.push(format!("{url}: no revocation list"));
                continue;
            }
            let found = Found::List(body);
            let status = self.judge(certificate, issuer, time, Some(&found));
            if status == Revocation::Good {
                return Ok(Some(found));
            }
            if let Some(gap) = refuted(status) {
                self.note_refuting(found);
                return Err(gap);
            }
            tried.push(format!("{url}: the list does not verify or is not current"));
        }
        Err(Gap::Revocation {
            certificate: certificate.holder(),
            detail: tried.join("; "),
        })
    }

    /// What the verifier's own code says of `certificate`, given what is held, was collected, and `candidate`.
    fn judge(
        &self,
        certificate: &Arc<Certificate>,
        issuer: &Arc<Certificate>,
        time: Timestamp,
        candidate: Option<&Found>,
    ) -> Revocation {
        // What the file holds was believed when it was put there; what comes now must be believed now.
        let since = if candidate.is_some() {
            self.now
        } else {
            Timestamp::MIN
        };
        let mut evidence = Evidence::new(self.roots, since);
        for known in self.pool.borrow().iter() {
            evidence.add_certificate(known.clone());
        }
        let new = self.new.borrow();
        for der in self.held.ocsp_responses.iter().chain(&new.ocsp_responses) {
            evidence.add_ocsp_response(der);
        }
        for der in self.held.revocation_lists.iter().chain(&new.revocation_lists) {
            evidence.add_revocation_list(der);
        }
        match candidate {
            Some(Found::Ocsp(der)) => {
                evidence.add_ocsp_response(der);
            }
            Some(Found::List(der)) => {
                evidence.add_revocation_list(der);
            }
            None => {}
        }
        evidence.revocation(&[certificate.clone(), issuer.clone()], time)
    }

    /// The body of an answer that is a success, or what went wrong.
    fn fetch(
        &self,
        url: &str,
        body: Option<(&str, &[u8])>,
        accept: &str,
        list: bool,
    ) -> Result<Vec<u8>, String> {
        let question = [url.as_bytes(), &[0], body.map_or(&[], |(_, body)| body)].concat();
        let mut key = [0; 32];
        key.copy_from_slice(digest(&SHA256, &question).as_ref());
        let since = self
            .now
            .saturating_sub(self.fetching.keep)
            .unwrap_or(Timestamp::MIN);
        if let Some(body) = self.answers.recent(&key, since) {
            return Ok(body);
        }
        let reply: Result<Reply, WebError> = self.web.ask(&Ask {
            url,
            body,
            accept,
            account: None,
            timeout: self.fetching.timeout,
            max_bytes: if list {
                self.fetching.max_list_bytes
            } else {
                self.fetching.max_answer_bytes
            },
        });
        match reply {
            Ok(reply) if (200..300).contains(&reply.status) => {
                self.answers.keep(key, self.now, &reply.body);
                Ok(reply.body)
            }
            Ok(reply) => Err(format!("{url}: HTTP status {}", reply.status)),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// OCSPRequest (RFC 6960, 4.1.1) for one certificate; SHA-1 names it, which is what every responder knows, and what
/// is answered is signed with whatever the responder uses.
fn ocsp_request(certificate: &Certificate, issuer: &Certificate) -> Option<Vec<u8>> {
    let hash = |bytes: &[u8]| tlv(OCTET_STRING, &[digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref()]);
    let algorithm = tlv(SEQUENCE, &[&tlv(0x06, &[oid::SHA1]), &NULL]);
    let id = tlv(
        SEQUENCE,
        &[
            &algorithm,
            &hash(&certificate.issuer),
            &hash(&issuer.key_bits()?),
            &tlv(INTEGER, &[&certificate.serial]),
        ],
    );
    let list = tlv(SEQUENCE, &[&tlv(SEQUENCE, &[&id])]);
    Some(tlv(SEQUENCE, &[&tlv(SEQUENCE, &[&list])]))
}

/// Web addresses of one kind in AuthorityInfoAccess (RFC 5280, 4.2.2.1).
fn authority_addresses(certificate: &Certificate, method: &[u8]) -> Vec<String> {
    let read = || -> Result<Vec<String>, Damaged> {
        let mut addresses = Vec::new();
        let Some(extension) = certificate.extension(oid::AIA) else {
            return Ok(addresses);
        };
        for access in Tlv::only(&extension.value)?.expect(SEQUENCE_TAG)?.children()? {
            let mut fields = Fields::of(access, SEQUENCE_TAG)?;
            if fields.take()?.oid()? == method {
                addresses.extend(web_address(&fields.take()?));
            }
        }
        Ok(addresses)
    };
    limited(read().unwrap_or_default())
}

/// Web addresses of complete revocation lists (4.2.1.13): points for some reasons only, or of another issuer, are no
/// place to ask.
pub(crate) fn list_addresses(certificate: &Certificate) -> Vec<String> {
    let read = || -> Result<Vec<String>, Damaged> {
        let mut addresses = Vec::new();
        let Some(extension) = certificate.extension(oid::CRL_DISTRIBUTION_POINTS) else {
            return Ok(addresses);
        };
        for point in Tlv::only(&extension.value)?.expect(SEQUENCE_TAG)?.children()? {
            let parts = point.expect(SEQUENCE_TAG)?.children()?;
            if parts.iter().any(|part| matches!(part.tag, 0x81 | 0xa2)) {
                continue;
            }
            // distributionPoint [0] { fullName [0] GeneralNames }
            for name in parts.iter().filter(|part| part.tag == 0xa0) {
                for full in name.children()?.iter().filter(|part| part.tag == 0xa0) {
                    addresses.extend(full.children()?.iter().filter_map(web_address));
                }
            }
        }
        Ok(addresses)
    };
    limited(read().unwrap_or_default())
}

fn web_address(name: &Tlv<'_>) -> Option<String> {
    let text = std::str::from_utf8(name.value)
        .ok()
        .filter(|_| name.tag == 0x86)?;
    crate::online::host_of(text).map(|_| text.to_owned())
}

fn limited(mut addresses: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    addresses.retain(|address| seen.insert(address.clone()));
    addresses.truncate(MAX_ADDRESSES);
    addresses
}

/// The certificates in what an authority publishes: DER, PEM, or a bundle of PKCS#7.
fn certificates_in(body: &[u8]) -> Vec<Vec<u8>> {
    if body.starts_with(b"-----BEGIN") {
        let text = String::from_utf8_lossy(body);
        return text
            .split("-----BEGIN ")
            .skip(1)
            .take(50)
            .flat_map(|block| certificates_in_der(&unarmoured(format!("-----BEGIN {block}").into_bytes())))
            .collect();
    }
    certificates_in_der(body)
}

fn certificates_in_der(body: &[u8]) -> Vec<Vec<u8>> {
    if Certificate::read(body).is_ok() {
        return vec![body.to_vec()];
    }
    let bundle = || -> Result<Vec<Vec<u8>>, Damaged> {
        let mut info = Fields::of(Tlv::only(body)?, SEQUENCE_TAG)?;
        if info.take()?.oid()? != oid::SIGNED_DATA {
            return Err(Damaged);
        }
        let content = info.take()?.expect(0xa0)?.only_child()?;
        let parts = content.expect(SEQUENCE_TAG)?.children()?;
        let set = parts.iter().find(|part| part.tag == 0xa0).ok_or(Damaged)?;
        set.children()?.iter().map(to_der).collect()
    };
    bundle().unwrap_or_default()
}

/// What stands in the first PEM block, or the bytes themselves.
fn unarmoured(body: Vec<u8>) -> Vec<u8> {
    if !body.starts_with(b"-----BEGIN") {
        return body;
    }
    let text: String = String::from_utf8_lossy(&body).replace("\r\n", "\n");
    let end = text.rfind("-----").map_or(text.len(), |at| at + 5);
    let block = format!("{}\n", text.get(..end).unwrap_or_default());
    match der::pem::decode_vec(block.as_bytes()) {
        Ok((_, der)) => der,
        Err(_) => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_found_in_pem_and_bundles() {
        let pki = testkit::pki::TestPki::shared();
        let (root, issuing) = (pki.root_der().to_vec(), pki.issuing_der().to_vec());
        assert_eq!(certificates_in(&root), vec![root.clone()]);
        let pem = format!("{}\r\n{}", pki.root_pem(), pki.issuing_pem());
        assert_eq!(
            certificates_in(pem.as_bytes()),
            vec![root.clone(), issuing.clone()]
        );
        let id = tlv(0x06, &[oid::SIGNED_DATA]);
        let set = tlv(0xa0, &[&root, &issuing]);
        let data = tlv(
            SEQUENCE,
            &[
                &[INTEGER, 1, 1],
                &[0x31, 0],
                &tlv(SEQUENCE, &[&tlv(0x06, &[oid::DATA])]),
                &set,
                &[0x31, 0],
            ],
        );
        let bundle = tlv(SEQUENCE, &[&id, &tlv(0xa0, &[&data])]);
        assert_eq!(certificates_in(&bundle), vec![root, issuing]);
        assert!(certificates_in(b"<html>").is_empty());
    }

    #[test]
    fn a_chain_without_places_to_ask_is_gathered_offline() {
        let pki = testkit::pki::TestPki::shared();
        let leaf = pki.seal(testkit::pki::KeyKind::P256);
        let roots = TrustRoots::default();
        let answers = Answers::default();
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let mut gatherer = Gatherer::new(&crate::online::NoWeb, Fetching::default(), &answers, &roots, now);
        gatherer.hold_certificate(&leaf.certificate_der);
        gatherer.hold_certificate(&leaf.issuing_der);
        let gaps = gatherer.gather(&leaf.certificate_der, now);
        assert!(
            matches!(gaps.as_slice(), [Gap::Issuer { certificate, .. }] if certificate == "TEST Greffe Issuing CA"),
            "{gaps:?}"
        );
        gatherer.offer_certificate(&leaf.root_der);
        assert_eq!(gatherer.gather(&leaf.certificate_der, now), Vec::new());
        let new = gatherer.into_new();
        assert_eq!(
            new.certificates,
            vec![leaf.root_der.clone()],
            "only what the file does not hold"
        );
    }
}
