//! Certification paths: building and validation (RFC 5280, section 6), and revocation along them.
//!
//! Strict where the standard leaves room: a critical extension that is not known, a name constraint that cannot be
//! evaluated, or an explicit-policy demand that is not met fails the path. Nothing is fetched: what is not in the
//! file or among the roots is not there.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;

use super::anchors::TrustRoots;
use super::asn1::{Fields, SEQUENCE, Tlv, oid};
use super::certificate::{Certificate, same_name};
use super::crypto::Strength;
use super::revocation::{OcspResponse, RevocationList};
use super::rules::check_path;
use crate::trust::Standing;

/// What a certificate is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signatures and seals on documents.
    Signing,
    /// Time-stamps.
    TimeStamping,
}

/// Why a path is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// A certificate authority of the path was not valid at the time.
    AuthorityOutOfValidity,
    /// The certificate of the signer was not valid at the time.
    Expired,
    /// It was not valid yet.
    NotYetValid,
    /// A constraint is broken: no authority, path too long, key usage, names, unknown critical extension.
    Constraint,
    /// The certificate is not meant for this purpose.
    Purpose,
    /// The algorithm or size of a signature in the path is no longer acceptable.
    Weak,
}

/// The outcome of building a path.
#[derive(Clone, Debug)]
pub enum Path {
    /// A path to a trusted root that is valid at the time, apart from revocation.
    Trusted(Vec<Arc<Certificate>>),
    /// A path to a trusted root with something against it.
    Problem(Vec<Arc<Certificate>>, PathProblem),
    /// No path to a trusted root; the longest one there is.
    Unknown(Vec<Arc<Certificate>>),
}

impl Path {
    /// The certificates, from the signer upwards.
    pub fn certificates(&self) -> &[Arc<Certificate>] {
        match self {
            Path::Trusted(path) | Path::Problem(path, _) | Path::Unknown(path) => path,
        }
    }
}

pub(super) const MAX_PATH: usize = 10;
const MAX_VERIFICATIONS: usize = 500;

/// Something a file carries, and where: see [`Evidence::place`].
pub struct Held<T> {
    /// The thing.
    pub item: T,
    /// SHA-256 of its DER.
    pub fingerprint: [u8; 32],
    /// Its place among what time-stamps cover.
    pub place: usize,
}

/// Kinds of things that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Certificate,
    OcspResponse,
    RevocationList,
}

/// By fingerprint of what is signed, and of the certificate of who may have signed it.
type Signed = RefCell<HashMap<([u8; 32], [u8; 32]), Option<Strength>>>;

/// What was found out about bytes, whatever revision carries them and whenever they are judged.
#[derive(Default)]
pub(super) struct Found {
    certificates: RefCell<HashMap<[u8; 32], Arc<Certificate>>>,
    ocsp_responses: RefCell<HashMap<[u8; 32], Rc<OcspResponse>>>,
    revocation_lists: RefCell<HashMap<[u8; 32], Rc<RevocationList>>>,
    /// Signatures of certificates.
    checks: Signed,
    /// Signatures of OCSP responses.
    pub(super) responses_signed: Signed,
    /// Signatures of revocation lists.
    pub(super) lists_signed: Signed,
}

/// What is kept at `key`, or what reading gives, which is kept then.
fn kept<T: Clone>(
    kept: &RefCell<HashMap<[u8; 32], T>>,
    key: [u8; 32],
    read: impl FnOnce() -> Option<T>,
) -> Option<T> {
    if let Some(known) = kept.borrow().get(&key) {
        return Some(known.clone());
    }
    let read = read()?;
    let mut kept = kept.borrow_mut();
    if kept.len() < MAX_HELD {
        kept.insert(key, read.clone());
    }
    Some(read)
}

/// So many certificates, OCSP responses and lists are held; each.
const MAX_HELD: usize = 2_000;

/// All that a file and its reader have to judge certificates with.
pub struct Evidence<'r> {
    pub(super) roots: &'r TrustRoots,
    pub(super) pool: Vec<Held<Arc<Certificate>>>,
    pub(super) ocsp_responses: Vec<Held<Rc<OcspResponse>>>,
    pub(super) revocation_lists: Vec<Held<Rc<RevocationList>>>,
    /// By kind: a certificate among the OCSP responses of another revision says nothing of when a response was there.
    known: HashMap<(Kind, [u8; 32]), usize>,
    pub(super) found: Rc<Found>,
    verifications: Cell<usize>,
    pub(super) at: Timestamp,
    /// What the next things to be added are covered by: a time-stamp over revision `n` covers all places up to `2n`.
    pub place: usize,
    /// Whether something in a security store could not be read.
    pub store_unreadable: bool,
    /// Proofs of existence: of everything up to a place, at a time.
    proofs: RefCell<Vec<(usize, Timestamp)>>,
}

impl<'r> Evidence<'r> {
    /// Starts with what is trusted. `at`: the time at which all of it is known to exist, without any time-stamp.
    pub fn new(roots: &'r TrustRoots, at: Timestamp) -> Self {
        let mut evidence = Self {
            roots,
            pool: Vec::new(),
            ocsp_responses: Vec::new(),
            revocation_lists: Vec::new(),
            known: HashMap::new(),
            found: Rc::default(),
            verifications: Cell::new(0),
            at,
            place: usize::MAX,
            store_unreadable: false,
            proofs: RefCell::default(),
        };
        for root in roots.certificates() {
            evidence.add_certificate(root.clone());
        }
        evidence
    }

    /// The same with what another has found out about what it carries.
    pub fn sharing(mut self, other: &Evidence<'_>) -> Self {
        self.found = other.found.clone();
        self
    }

    /// Whether it is held already; then it keeps the place that proves most.
    fn is_held(&mut self, kind: Kind, fingerprint: [u8; 32]) -> bool {
        fn earlier<T>(held: Option<&mut Held<T>>, place: usize) {
            if let Some(held) = held {
                held.place = held.place.min(place);
            }
        }
        let Some(index) = self.known.get(&(kind, fingerprint)).copied() else {
            return false;
        };
        match kind {
            Kind::Certificate => earlier(self.pool.get_mut(index), self.place),
            Kind::OcspResponse => earlier(self.ocsp_responses.get_mut(index), self.place),
            Kind::RevocationList => earlier(self.revocation_lists.get_mut(index), self.place),
        }
        true
    }

    /// Adds a certificate; one that is there already is not added again.
    pub fn add_certificate(&mut self, certificate: Arc<Certificate>) {
        let fingerprint = certificate.fingerprint;
        if self.is_held(Kind::Certificate, fingerprint) || self.pool.len() >= MAX_HELD {
            return;
        }
        self.known
            .insert((Kind::Certificate, fingerprint), self.pool.len());
        self.pool.push(Held {
            item: certificate,
            fingerprint,
            place: self.place,
        });
    }

    /// The same from its DER. Whether it could be read.
    pub fn read_certificate(&mut self, der: &[u8]) -> bool {
        let fingerprint = super::certificate::fingerprint(der);
        if self.is_held(Kind::Certificate, fingerprint) {
            return true;
        }
        let read = kept(&self.found.certificates, fingerprint, || {
            Certificate::read(der).ok().map(Arc::new)
        });
        let readable = read.is_some();
        if let Some(certificate) = read {
            self.add_certificate(certificate);
        }
        readable
    }

    /// Adds an OCSP response; one that cannot be read is worth nothing. Whether it could be read.
    pub fn add_ocsp_response(&mut self, der: &[u8]) -> bool {
        let fingerprint = super::certificate::fingerprint(der);
        if self.is_held(Kind::OcspResponse, fingerprint) {
            return true;
        }
        let read = kept(&self.found.ocsp_responses, fingerprint, || {
            OcspResponse::read(der).ok().map(Rc::new)
        });
        let Some(response) = read else { return false };
        for certificate in &response.certificates {
            self.add_certificate(certificate.clone());
        }
        let index = self.ocsp_responses.len();
        if index < MAX_HELD {
            self.known.insert((Kind::OcspResponse, fingerprint), index);
            self.ocsp_responses.push(Held {
                item: response,
                fingerprint,
                place: self.place,
            });
        }
        true
    }

    /// Adds a revocation list. Whether it could be read.
    pub fn add_revocation_list(&mut self, der: &[u8]) -> bool {
        let fingerprint = super::certificate::fingerprint(der);
        if self.is_held(Kind::RevocationList, fingerprint) {
            return true;
        }
        let read = kept(&self.found.revocation_lists, fingerprint, || {
            RevocationList::read(der).ok().map(Rc::new)
        });
        let Some(list) = read else { return false };
        let index = self.revocation_lists.len();
        if index < MAX_HELD {
            self.known.insert((Kind::RevocationList, fingerprint), index);
            self.revocation_lists.push(Held {
                item: list,
                fingerprint,
                place: self.place,
            });
        }
        true
    }

    /// A trusted time-stamp proves that everything up to `place` existed at `time`.
    pub fn prove(&self, place: usize, time: Timestamp) {
        self.proofs.borrow_mut().push((place, time));
    }

    /// The earliest time at which what is at `place` is proven to have existed.
    pub fn exists_since(&self, place: usize) -> Timestamp {
        let proofs = self.proofs.borrow();
        let covering = proofs.iter().filter(|(until, _)| place <= *until);
        covering
            .map(|(_, time)| *time)
            .min()
            .unwrap_or(self.at)
            .min(self.at)
    }

    /// Certificates that may have issued `certificate`: carried ones first, then trusted ones.
    pub(super) fn issuers_of(&self, certificate: &Certificate) -> Vec<Arc<Certificate>> {
        let carried = self
            .pool
            .iter()
            .map(|held| &held.item)
            .filter(|issuer| certificate.names_issuer(issuer));
        let mut issuers: Vec<Arc<Certificate>> = carried.take(12).cloned().collect();
        for trusted in self.roots.named(certificate.issuer_key()) {
            if issuers.len() < 24
                && !issuers
                    .iter()
                    .any(|known| known.fingerprint == trusted.fingerprint)
            {
                issuers.push(trusted);
            }
        }
        issuers
    }

    /// One more signature is to be checked: whether the file may still cause that.
    pub(super) fn may_verify(&self) -> bool {
        let count = self.verifications.get();
        self.verifications.set(count + 1);
        count < MAX_VERIFICATIONS
    }

    /// With what strength the key of `issuer` signed `certificate`: `None` when it did not or cannot be checked.
    pub(super) fn signed(&self, certificate: &Certificate, issuer: &Certificate) -> Option<Strength> {
        let key = (certificate.fingerprint, issuer.fingerprint);
        if let Some(known) = self.found.checks.borrow().get(&key) {
            return known.clone();
        }
        if !self.may_verify() {
            return None;
        }
        let result = certificate.is_signed_by(issuer).ok();
        self.found.checks.borrow_mut().insert(key, result.clone());
        result
    }

    /// A path from `leaf` for `purpose`, judged at `time`.
    pub fn path(&self, leaf: &Arc<Certificate>, purpose: Purpose, time: Timestamp) -> Path {
        let mut search = Search {
            purpose,
            time,
            problem: None,
            longest: vec![leaf.clone()],
            steps: 0,
        };
        let mut trail = vec![leaf.clone()];
        if let Some(path) = self.search(&mut trail, &mut search) {
            return Path::Trusted(path);
        }
        match search.problem {
            Some((path, problem)) => Path::Problem(path, problem),
            None => Path::Unknown(search.longest),
        }
    }

    fn search(
        &self,
        trail: &mut Vec<Arc<Certificate>>,
        search: &mut Search,
    ) -> Option<Vec<Arc<Certificate>>> {
        search.steps += 1;
        let last = trail.last()?.clone();
        let standing = self.roots.standing(&last, search.purpose, search.time, self.at);
        if standing == Standing::Trusted {
            let checked = check_path(trail, search.purpose, search.time);
            match checked.and_then(|()| self.check_strength(trail, search.time)) {
                Ok(()) => return Some(trail.clone()),
                Err(problem) => {
                    search.problem.get_or_insert((trail.clone(), problem));
                    return None;
                }
            }
        }
        if trail.len() > search.longest.len() {
            search.longest.clone_from(trail);
        }
        if trail.len() >= MAX_PATH || search.steps > 200 {
            return None;
        }
        for issuer in self.issuers_of(&last) {
            let is_new = !trail.iter().any(|known| known.fingerprint == issuer.fingerprint);
            if is_new && self.signed(&last, &issuer).is_some() {
                trail.push(issuer);
                let found = self.search(trail, search);
                trail.pop();
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// Whether the signatures of a path were made with what was relied on when they are proven to have existed. The
    /// signer's certificate is bound by the signature, so it existed with it.
    fn check_strength(&self, path: &[Arc<Certificate>], time: Timestamp) -> Result<(), PathProblem> {
        for (index, pair) in path.windows(2).enumerate() {
            let [certificate, issuer] = pair else { continue };
            let existed = if index == 0 {
                time
            } else {
                let place = self
                    .known
                    .get(&(Kind::Certificate, certificate.fingerprint))
                    .and_then(|index| self.pool.get(*index))
                    .map_or(usize::MAX, |held| held.place);
                self.exists_since(place)
            };
            if !self
                .signed(certificate, issuer)
                .is_some_and(|strength| strength.reliance.holds_at(existed))
            {
                return Err(PathProblem::Weak);
            }
        }
        Ok(())
    }

    /// Whether the data at hand let `leaf` be validated without asking anybody, as B-LT demands: its issuer is there,
    /// and an answer about every certificate that says where to ask, up to one that is trusted.
    ///
    /// Where roots are given, the path goes to one of them. Where none is given, an issuing authority is taken as what
    /// a reader trusts: trusted lists name those, and files rightly leave out what is above.
    pub fn covers(&self, leaf: &Arc<Certificate>, time: Timestamp) -> bool {
        let alone = leaf.is_self_issued() && self.signed(leaf, leaf).is_some();
        alone || self.roots.knows(leaf) || self.covers_from(leaf, time, 0)
    }

    fn covers_from(&self, certificate: &Arc<Certificate>, time: Timestamp, depth: usize) -> bool {
        if depth >= MAX_PATH {
            return false;
        }
        self.issuers_of(certificate)
            .iter()
            .filter(|issuer| issuer.fingerprint != certificate.fingerprint)
            .any(|issuer| {
                self.signed(certificate, issuer).is_some()
                    && self.is_answered(certificate, issuer, time)
                    && (self.roots.is_empty()
                        || self.roots.knows(issuer)
                        || self.covers_from(issuer, time, depth + 1))
            })
    }

    /// Whether a certificate of `carried` is broken: its issuer is known and did not sign it so, or it is a trusted
    /// root in all but a few bytes. Nothing is decided by such a certificate, but someone wrote into the signature.
    pub fn damaged(&self, carried: &[Arc<Certificate>]) -> bool {
        carried
            .iter()
            .filter(|certificate| !self.roots.knows(certificate))
            .any(|certificate| {
                let issuers = self.issuers_of(certificate);
                let confirmed = issuers
                    .iter()
                    .any(|issuer| self.signed(certificate, issuer).is_some());
                let refuted = !confirmed && issuers.iter().any(|issuer| key_id_fits(certificate, issuer));
                let like_a_root = self.roots.certificates().iter().any(|root| {
                    let same_number = root.serial == certificate.serial && root.issuer == certificate.issuer;
                    // A cross-certificate has the key of the root too, but a number of its own.
                    let same_key = root.spki == certificate.spki && root.serial == certificate.serial;
                    same_number || same_key && !confirmed
                });
                refuted || like_a_root
            })
    }
}

/// A search for a path under way.
struct Search {
    purpose: Purpose,
    time: Timestamp,
    problem: Option<(Vec<Arc<Certificate>>, PathProblem)>,
    longest: Vec<Arc<Certificate>>,
    steps: usize,
}

/// Whether the authority key identifier of `certificate` (if any) is the subject key identifier of `issuer`.
fn key_id_fits(certificate: &Certificate, issuer: &Certificate) -> bool {
    let wanted = certificate
        .extension(oid::AUTHORITY_KEY_ID)
        .and_then(|extension| {
            let mut fields = Fields::of(Tlv::only(&extension.value).ok()?, SEQUENCE).ok()?;
            Some(fields.optional(0x80)?.value.to_vec())
        });
    match (wanted, issuer.key_id()) {
        (Some(wanted), Some(own)) => wanted == own,
        _ => true,
    }
}

/// Whether a certificate is the one a signer names by issuer and serial number.
pub fn is_named(certificate: &Certificate, issuer: &[u8], serial: &[u8]) -> bool {
    certificate.serial == serial && same_name(&certificate.issuer, issuer) && certificate.issuer == issuer
}
