//! Certification paths: building and validation (RFC 5280, section 6), and revocation along them.
//!
//! Strict where the standard leaves room: a critical extension that is not known, a name constraint that cannot be
//! evaluated, or an explicit-policy demand without policies fails the path. Nothing is fetched: what is not in the
//! file or among the roots is not there.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::asn1::{Damaged, Fields, SEQUENCE, Tlv, oid};
use super::certificate::{Certificate, KeyUse, name_parts, same_name};
use super::revocation::{Answer, OcspResponse, RevocationList};

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
    Trusted(Vec<Rc<Certificate>>),
    /// A path to a trusted root with something against it.
    Problem(Vec<Rc<Certificate>>, PathProblem),
    /// No path to a trusted root; the longest one there is.
    Unknown(Vec<Rc<Certificate>>),
}

impl Path {
    /// The certificates, from the signer upwards.
    pub fn certificates(&self) -> &[Rc<Certificate>] {
        match self {
            Path::Trusted(path) | Path::Problem(path, _) | Path::Unknown(path) => path,
        }
    }
}

/// What is known of the revocation of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// No certificate of it was revoked at the time, as far as it can be asked.
    Good,
    /// Nothing usable is known of some certificate that says where to ask.
    Unknown,
    /// The certificate of the signer was revoked then.
    Revoked(Timestamp),
    /// An authority of the path was revoked then.
    AuthorityRevoked(Timestamp),
}

const MAX_PATH: usize = 10;
const MAX_VERIFICATIONS: usize = 500;
/// Clocks of responders may be ahead by this.
const SKEW: SignedDuration = SignedDuration::from_mins(5);
/// An OCSP answer without next update counts as fresh for this long.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// DER of a certificate and of one that may have issued it.
type CertificateAndIssuer = (Vec<u8>, Vec<u8>);

/// All that a file and its reader have to judge certificates with.
pub struct Evidence<'r> {
    roots: &'r [Certificate],
    pool: Vec<Rc<Certificate>>,
    ocsp_responses: Vec<OcspResponse>,
    revocation_lists: Vec<RevocationList>,
    signed: RefCell<HashMap<CertificateAndIssuer, Option<bool>>>,
    list_signed: RefCell<HashMap<(usize, Vec<u8>), bool>>,
    verifications: Cell<usize>,
}

impl<'r> Evidence<'r> {
    /// Starts with the trusted roots.
    pub fn new(roots: &'r [Certificate]) -> Self {
        Self {
            roots,
            pool: roots.iter().cloned().map(Rc::new).collect(),
            ocsp_responses: Vec::new(),
            revocation_lists: Vec::new(),
            signed: RefCell::new(HashMap::new()),
            list_signed: RefCell::new(HashMap::new()),
            verifications: Cell::new(0),
        }
    }

    /// Adds a certificate; one that is there already is not added again.
    pub fn add_certificate(&mut self, certificate: Certificate) {
        if self.pool.len() < 2_000 && !self.pool.iter().any(|known| known.der == certificate.der) {
            self.pool.push(Rc::new(certificate));
        }
    }

    /// Adds an OCSP response; one that cannot be read is worth nothing. Whether it could be read.
    pub fn add_ocsp_response(&mut self, der: &[u8]) -> bool {
        let Ok(response) = OcspResponse::read(der) else {
            return false;
        };
        for certificate in response.certificates.clone() {
            self.add_certificate(certificate);
        }
        if self.ocsp_responses.len() < 2_000 {
            self.ocsp_responses.push(response);
        }
        true
    }

    /// Adds a revocation list. Whether it could be read.
    pub fn add_revocation_list(&mut self, der: &[u8]) -> bool {
        let Ok(list) = RevocationList::read(der) else {
            return false;
        };
        if self.revocation_lists.len() < 2_000 {
            self.revocation_lists.push(list);
        }
        true
    }

    fn is_root(&self, certificate: &Certificate) -> bool {
        self.roots.iter().any(|root| root.der == certificate.der)
    }

    /// Whether the key of `issuer` signed `certificate`: `None` when that cannot be checked.
    fn signed(&self, certificate: &Certificate, issuer: &Certificate) -> Option<bool> {
        let key = (certificate.der.clone(), issuer.der.clone());
        if let Some(known) = self.signed.borrow().get(&key) {
            return *known;
        }
        if self.verifications.get() >= MAX_VERIFICATIONS {
            return None;
        }
        self.verifications.set(self.verifications.get() + 1);
        // The strength of the root's own signature says nothing; elsewhere SHA-1 is not accepted (see `weak`).
        let result = match certificate.is_signed_by(issuer) {
            Ok(_) => Some(true),
            Err(super::crypto::Refusal::Wrong) => Some(false),
            Err(super::crypto::Refusal::Unsupported) => None,
        };
        self.signed.borrow_mut().insert(key, result);
        result
    }

    /// A path from `leaf` for `purpose`, judged at `time`.
    pub fn path(&self, leaf: &Rc<Certificate>, purpose: Purpose, time: Timestamp) -> Path {
        let mut best_problem = None;
        let mut longest = vec![leaf.clone()];
        let mut trail = vec![leaf.clone()];
        let mut steps = 0usize;
        if let Some(path) = self.search(
            &mut trail,
            purpose,
            time,
            &mut best_problem,
            &mut longest,
            &mut steps,
        ) {
            return Path::Trusted(path);
        }
        match best_problem {
            Some((path, problem)) => Path::Problem(path, problem),
            None => Path::Unknown(longest),
        }
    }

    fn search(
        &self,
        trail: &mut Vec<Rc<Certificate>>,
        purpose: Purpose,
        time: Timestamp,
        best_problem: &mut Option<(Vec<Rc<Certificate>>, PathProblem)>,
        longest: &mut Vec<Rc<Certificate>>,
        steps: &mut usize,
    ) -> Option<Vec<Rc<Certificate>>> {
        *steps += 1;
        let last = trail.last()?.clone();
        if self.is_root(&last) {
            match check_path(trail, purpose, time) {
                Ok(()) => return Some(trail.clone()),
                Err(problem) => {
                    best_problem.get_or_insert((trail.clone(), problem));
                    return None;
                }
            }
        }
        if trail.len() > longest.len() {
            longest.clone_from(trail);
        }
        if trail.len() >= MAX_PATH || *steps > 200 {
            return None;
        }
        let candidates: Vec<Rc<Certificate>> = self
            .pool
            .iter()
            .filter(|issuer| last.names_issuer(issuer) && !trail.iter().any(|known| known.der == issuer.der))
            .take(12)
            .cloned()
            .collect();
        for issuer in candidates {
            if self.signed(&last, &issuer) == Some(true) {
                trail.push(issuer);
                let found = self.search(trail, purpose, time, best_problem, longest, steps);
                trail.pop();
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// What is known of the revocation of every certificate of `path` but its end, at `time`.
    pub fn revocation(&self, path: &[Rc<Certificate>], time: Timestamp) -> Revocation {
        let mut result = Revocation::Good;
        for (index, pair) in path.windows(2).enumerate() {
            let [certificate, issuer] = pair else { continue };
            match self.status(certificate, issuer, time, 0, false) {
                Status::Good => {}
                Status::Unknown => result = Revocation::Unknown,
                Status::Revoked(at) if index == 0 => return Revocation::Revoked(at),
                Status::Revoked(at) => return Revocation::AuthorityRevoked(at),
            }
        }
        result
    }

    /// Whether the data at hand let `leaf` be validated without asking anybody, as B-LT demands: its issuer is there,
    /// and an answer about every certificate that says where to ask, up to one that is trusted.
    ///
    /// Where roots are given, the path goes to one of them. Where none is given, an issuing authority is taken as what
    /// a reader trusts: trusted lists name those, and files rightly leave out what is above.
    pub fn covers(&self, leaf: &Rc<Certificate>, time: Timestamp) -> bool {
        let alone = leaf.is_self_issued() && self.signed(leaf, leaf) == Some(true);
        alone || self.is_root(leaf) || self.covers_from(leaf, time, 0)
    }

    fn covers_from(&self, certificate: &Rc<Certificate>, time: Timestamp, depth: usize) -> bool {
        if depth >= MAX_PATH {
            return false;
        }
        let issuers = self
            .pool
            .iter()
            .filter(|issuer| certificate.names_issuer(issuer) && issuer.der != certificate.der);
        issuers.take(12).any(|issuer| {
            self.signed(certificate, issuer) == Some(true)
                && self.status(certificate, issuer, time, 0, true) != Status::Unknown
                && (self.roots.is_empty()
                    || self.is_root(issuer)
                    || self.covers_from(issuer, time, depth + 1))
        })
    }

    /// What is known of `certificate` at `time`. `by_production`: an OCSP answer counts from when it was made, and not
    /// from when the responder last looked.
    fn status(
        &self,
        certificate: &Rc<Certificate>,
        issuer: &Rc<Certificate>,
        time: Timestamp,
        depth: usize,
        by_production: bool,
    ) -> Status {
        let mut good = !certificate.has_revocation_pointer();
        let mut revoked: Option<Timestamp> = None;
        let mut take = |answer: Answer, patience: SignedDuration| {
            if let Some(at) = answer.revoked {
                if at <= time {
                    revoked = Some(revoked.map_or(at, |known| known.min(at)));
                } else {
                    // Known to have been revoked later: it was good at the time.
                    good = true;
                }
            } else {
                let until = answer.next_update.unwrap_or(
                    answer
                        .this_update
                        .saturating_add(patience)
                        .unwrap_or(Timestamp::MAX),
                );
                good |= answer.this_update >= time
                    || (answer.this_update <= time.saturating_add(SKEW).unwrap_or(Timestamp::MAX)
                        && time <= until);
            }
        };
        for response in &self.ocsp_responses {
            if let Some(Some(answer)) = response.answer(certificate, issuer)
                && self.responder_is_authorised(response, issuer, time, depth)
            {
                let this_update = if by_production {
                    response.produced_at
                } else {
                    answer.this_update
                };
                take(
                    Answer {
                        this_update,
                        ..answer
                    },
                    FRESH,
                );
            }
        }
        for (index, list) in self.revocation_lists.iter().enumerate() {
            if list.covers(certificate, issuer)
                && self.list_is_signed(index, list, issuer)
                && let Ok(answer) = list.answer(certificate)
            {
                take(answer, SignedDuration::ZERO);
            }
        }
        match revoked {
            Some(at) => Status::Revoked(at),
            None if good => Status::Good,
            None => Status::Unknown,
        }
    }

    fn list_is_signed(&self, index: usize, list: &RevocationList, issuer: &Certificate) -> bool {
        let key = (index, issuer.der.clone());
        if let Some(known) = self.list_signed.borrow().get(&key) {
            return *known;
        }
        if self.verifications.get() >= MAX_VERIFICATIONS {
            return false;
        }
        self.verifications.set(self.verifications.get() + 1);
        let signed = list.is_signed_by(issuer);
        self.list_signed.borrow_mut().insert(key, signed);
        signed
    }

    /// The response is signed by the issuer itself, or by a certificate that the issuer made for OCSP.
    fn responder_is_authorised(
        &self,
        response: &OcspResponse,
        issuer: &Rc<Certificate>,
        time: Timestamp,
        depth: usize,
    ) -> bool {
        let own = |certificate: &Certificate| {
            if self.verifications.get() >= MAX_VERIFICATIONS {
                return false;
            }
            self.verifications.set(self.verifications.get() + 1);
            response.is_signed_by(certificate)
        };
        if own(issuer) {
            return true;
        }
        let delegated = |certificate: &&Rc<Certificate>| {
            certificate.names_issuer(issuer)
                && certificate.is_valid_at(response.produced_at)
                && matches!(certificate.purposes(), Ok(Some(purposes)) if purposes.iter().any(|purpose| purpose == oid::PURPOSE_OCSP))
                && self.signed(certificate, issuer) == Some(true)
        };
        self.pool.iter().filter(delegated).take(8).any(|responder| {
            own(responder)
                && (responder.extension(oid::OCSP_NO_CHECK).is_some()
                    || (depth < 2 && self.status(responder, issuer, time, depth + 1, false) == Status::Good))
        })
    }

    /// Whether a certificate of `carried` is broken: its issuer is known and did not sign it so, or it is a trusted
    /// root in all but a few bytes. Nothing is decided by such a certificate, but someone wrote into the signature.
    pub fn damaged(&self, carried: &[Rc<Certificate>]) -> bool {
        carried
            .iter()
            .filter(|certificate| !self.is_root(certificate))
            .any(|certificate| {
                let issuers = || self.pool.iter().filter(|issuer| certificate.names_issuer(issuer));
                let confirmed = issuers().any(|issuer| self.signed(certificate, issuer) == Some(true));
                let refuted = !confirmed && issuers().any(|issuer| key_id_fits(certificate, issuer));
                let like_a_root = self.roots.iter().any(|root| {
                    let same_number = root.serial == certificate.serial && root.issuer == certificate.issuer;
                    // A cross-certificate has the key of the root too, but a number of its own.
                    let same_key = root.spki == certificate.spki && root.serial == certificate.serial;
                    same_number || same_key && !confirmed
                });
                refuted || like_a_root
            })
    }
}

/// Whether the authority key identifier of `certificate` (if any) is the subject key identifier of `issuer`.
fn key_id_fits(certificate: &Certificate, issuer: &Certificate) -> bool {
    let wanted = certificate
        .extension(oid::AUTHORITY_KEY_ID)
        .and_then(|extension| {
            let mut fields = Fields::of(Tlv::only(&extension.value).ok()?, SEQUENCE).ok()?;
            Some(fields.optional(0x80)?.value.to_vec())
        });
    let own = issuer.extension(&[0x55, 0x1d, 0x0e]).and_then(|extension| {
        Tlv::only(&extension.value)
            .ok()?
            .octets(super::asn1::OCTET_STRING)
            .ok()
    });
    match (wanted, own) {
        (Some(wanted), Some(own)) => wanted == own,
        _ => true,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Good,
    Unknown,
    Revoked(Timestamp),
}

const KNOWN_CRITICAL: &[&[u8]] = &[
    oid::KEY_USAGE,
    oid::SUBJECT_ALT_NAME,
    oid::ISSUER_ALT_NAME,
    oid::BASIC_CONSTRAINTS,
    oid::NAME_CONSTRAINTS,
    oid::CERTIFICATE_POLICIES,
    oid::POLICY_CONSTRAINTS,
    oid::EXTENDED_KEY_USAGE,
    oid::INHIBIT_ANY_POLICY,
    oid::CRL_DISTRIBUTION_POINTS,
    oid::NO_REV_AVAIL,
];

/// Checks a path, signer first, trusted root last; signatures have been checked while building it.
fn check_path(path: &[Rc<Certificate>], purpose: Purpose, time: Timestamp) -> Result<(), PathProblem> {
    let Some((leaf, authorities)) = path.split_first() else {
        return Err(PathProblem::Constraint);
    };
    let broken = |_: Damaged| PathProblem::Constraint;
    check_purpose(leaf, purpose)?;
    for certificate in path {
        if certificate
            .extensions
            .iter()
            .any(|one| one.critical && !KNOWN_CRITICAL.contains(&one.oid.as_slice()))
        {
            return Err(PathProblem::Constraint);
        }
    }
    let mut below = 0u64;
    for (index, authority) in authorities.iter().enumerate() {
        let (is_ca, length) = authority.authority().map_err(broken)?;
        // A version 1 certificate can be trusted as a root, never as an authority between.
        let old_root = authority.version == 1 && index + 1 == authorities.len();
        if !is_ca && !old_root || length.is_some_and(|length| below > length) {
            return Err(PathProblem::Constraint);
        }
        if !authority.allows(&[KeyUse::CertificateSigning]).map_err(broken)? {
            return Err(PathProblem::Constraint);
        }
        if !authority.is_self_issued() {
            below += 1;
        }
        if let Some(constraints) = authority.extension(oid::NAME_CONSTRAINTS) {
            for certificate in path.iter().take(index + 1) {
                let last = std::ptr::eq(certificate.as_ref(), leaf.as_ref());
                if certificate.is_self_issued() && !last {
                    continue;
                }
                if !within(&constraints.value, certificate).map_err(broken)? {
                    return Err(PathProblem::Constraint);
                }
            }
        }
        let demands_policy = authority.extension(oid::POLICY_CONSTRAINTS).is_some();
        if demands_policy
            && path
                .iter()
                .take(index + 1)
                .any(|one| one.extension(oid::CERTIFICATE_POLICIES).is_none())
        {
            return Err(PathProblem::Constraint);
        }
    }
    if authorities.iter().any(|authority| !authority.is_valid_at(time)) {
        return Err(PathProblem::AuthorityOutOfValidity);
    }
    if time < leaf.not_before {
        return Err(PathProblem::NotYetValid);
    }
    if time > leaf.not_after {
        return Err(PathProblem::Expired);
    }
    let weak = path.windows(2).any(|pair| match pair {
        [certificate, issuer] => {
            !matches!(certificate.is_signed_by(issuer), Ok(strength) if strength.acceptable)
        }
        _ => false,
    });
    if weak { Err(PathProblem::Weak) } else { Ok(()) }
}

fn check_purpose(leaf: &Certificate, purpose: Purpose) -> Result<(), PathProblem> {
    let refused = |_: Damaged| PathProblem::Purpose;
    if !leaf
        .allows(&[KeyUse::DigitalSignature, KeyUse::NonRepudiation])
        .map_err(refused)?
    {
        return Err(PathProblem::Purpose);
    }
    let purposes = leaf.purposes().map_err(refused)?;
    let fits = match purpose {
        // RFC 3161, 2.3: time-stamping alone, and critical.
        Purpose::TimeStamping => {
            purposes
                .as_deref()
                .is_some_and(|own| matches!(own, [only] if only == oid::PURPOSE_TIMESTAMPING))
                && leaf
                    .extension(oid::EXTENDED_KEY_USAGE)
                    .is_some_and(|extension| extension.critical)
        }
        // Any purpose that is not one of another trade: TLS servers, code, time-stamps, OCSP.
        Purpose::Signing => purposes.is_none_or(|own| {
            own.iter().any(|purpose| {
                let other_trade = [1u8, 3, 8, 9]
                    .iter()
                    .any(|last| *purpose == [oid::PURPOSE, &[*last]].concat());
                !other_trade
            })
        }),
    };
    if fits { Ok(()) } else { Err(PathProblem::Purpose) }
}

/// NameConstraints (RFC 5280, 4.2.1.10) for directory names, e-mail addresses and domain names. A constraint of
/// another kind fails a certificate that has a name of that kind, and one that cannot be read fails all.
fn within(constraints: &[u8], certificate: &Certificate) -> Result<bool, Damaged> {
    let mut names: Vec<(u8, Vec<u8>)> = vec![(0xa4, certificate.subject.clone())];
    if let Some(extension) = certificate.extension(oid::SUBJECT_ALT_NAME) {
        for name in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
            let value = if name.tag == 0xa4 {
                name.only_child()?.raw.to_vec()
            } else {
                name.value.to_vec()
            };
            names.push((name.tag, value));
        }
    }
    for (oid, text) in name_parts(&certificate.subject) {
        // emailAddress in the subject.
        if oid == [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01] {
            names.push((0x81, text.into_bytes()));
        }
    }
    let mut permitted_kinds: Vec<u8> = Vec::new();
    let mut permitted: Vec<usize> = Vec::new();
    for part in Tlv::only(constraints)?.expect(SEQUENCE)?.children()? {
        for subtree in part.children()? {
            let base = *subtree.expect(SEQUENCE)?.children()?.first().ok_or(Damaged)?;
            let value = if base.tag == 0xa4 {
                base.only_child()?.raw.to_vec()
            } else {
                base.value.to_vec()
            };
            for (index, (kind, name)) in names.iter().enumerate() {
                if *kind != base.tag || name_is_empty(*kind, name) {
                    continue;
                }
                let inside = matches_base(*kind, name, &value).ok_or(Damaged)?;
                match (part.tag, inside) {
                    (0xa0, true) => permitted.push(index),
                    (0xa1, true) => return Ok(false),
                    (0xa0 | 0xa1, false) => {}
                    _ => return Err(Damaged),
                }
            }
            if part.tag == 0xa0 {
                permitted_kinds.push(base.tag);
            }
        }
    }
    Ok(names.iter().enumerate().all(|(index, (kind, name))| {
        name_is_empty(*kind, name) || !permitted_kinds.contains(kind) || permitted.contains(&index)
    }))
}

fn name_is_empty(kind: u8, name: &[u8]) -> bool {
    kind == 0xa4 && name_parts(name).is_empty()
}

fn matches_base(kind: u8, name: &[u8], base: &[u8]) -> Option<bool> {
    match kind {
        0xa4 => {
            let (name, base) = (name_parts(name), name_parts(base));
            let fits = base.len() <= name.len()
                && base
                    .iter()
                    .zip(&name)
                    .all(|(base, own)| base.0 == own.0 && base.1.trim().eq_ignore_ascii_case(own.1.trim()));
            Some(fits)
        }
        0x81 => {
            let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
            let base = std::str::from_utf8(base).ok()?.to_ascii_lowercase();
            let host = name.rsplit_once('@').map_or("", |(_, host)| host);
            Some(if base.contains('@') {
                name == base
            } else if base.starts_with('.') {
                host.ends_with(&base)
            } else {
                host == base
            })
        }
        0x82 => {
            let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
            let base = std::str::from_utf8(base).ok()?.to_ascii_lowercase();
            let base = base.trim_start_matches('.');
            Some(
                base.is_empty()
                    || name == base
                    || name.strip_suffix(base).is_some_and(|rest| rest.ends_with('.')),
            )
        }
        _ => None,
    }
}

/// Whether a certificate is the one a signer names by issuer and serial number.
pub fn is_named(certificate: &Certificate, issuer: &[u8], serial: &[u8]) -> bool {
    certificate.serial == serial && same_name(&certificate.issuer, issuer) && certificate.issuer == issuer
}
