//! Whether an evidence record proves that a file existed (RFC 4998, 4.3 and 5.4): every time-stamp covers what it should,
//! and was good when the next one was made; the last one is good at the time of the question.

use std::sync::Arc;

use jiff::Timestamp;

use super::{ArchiveTimeStamp, EvidenceError, EvidenceRecord, SharedStamp, hash_tree_leaf, stamped, tree};
use crate::time_stamp::{Imprint, is_for_time_stamping};
use crate::verify::TrustRoots;
use crate::verify::algorithms::{self, Reliance};
use crate::verify::certificate::Certificate;
use crate::verify::chain::{Evidence, Path, Purpose};
use crate::verify::cms::SignedData;
use crate::verify::signature::{read_certificates, verify_token};
use crate::verify::status::Revocation;

/// A time-stamp of a record that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedStamp {
    /// The time it proves.
    pub time: Timestamp,
    /// Holder of its certificate.
    pub authority: String,
    /// Digest of its tree.
    pub imprint: Imprint,
    /// Until when it can be relied on, as far as is known now: its certificates, its algorithms.
    pub holds_until: Timestamp,
}

/// A record that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedRecord {
    /// Its time-stamps, oldest first; at least one.
    pub stamps: Vec<VerifiedStamp>,
}

impl VerifiedRecord {
    /// Since when the file is proven to have existed.
    pub fn exists_since(&self) -> Timestamp {
        self.stamps.first().map_or(Timestamp::MAX, |stamp| stamp.time)
    }

    /// Until when the newest time-stamp can be relied on.
    pub fn holds_until(&self) -> Timestamp {
        self.stamps
            .last()
            .map_or(Timestamp::MIN, |stamp| stamp.holds_until)
    }
}

/// A token whose signature verified.
struct Token {
    time: Timestamp,
    signer: Arc<Certificate>,
    certificates: Vec<Arc<Certificate>>,
    reliance: Reliance,
}

fn read_token(der: &[u8], imprint: Imprint, number: u32) -> Result<Token, EvidenceError> {
    let wrong = EvidenceError::Signature { number };
    let cms = SignedData::read(der)?;
    let (certificates, _) = read_certificates(&cms);
    let (verified, info) = verify_token(&cms, &certificates).map_err(|_| wrong)?;
    if !is_for_time_stamping(&verified.signer) || !verified.signer.is_valid_at(info.time) {
        return Err(wrong);
    }
    Ok(Token {
        time: info.time,
        reliance: verified.reliance.min(algorithms::digest(imprint.digest())),
        signer: verified.signer,
        certificates,
    })
}

/// Whether the token stamps the root that the way from `leaf` leads to.
fn covers(
    stamp: &ArchiveTimeStamp,
    leaf: &[u8],
    number: u32,
    other: EvidenceError,
) -> Result<(), EvidenceError> {
    let root = tree::root_of(stamp.imprint, leaf, &stamp.lists);
    let (imprint, value) = stamped(&stamp.token)?;
    match root {
        _ if imprint != stamp.imprint => Err(EvidenceError::Root { number }),
        Some(root) if root == value => Ok(()),
        // A way that does not begin with this file, or a token over the digest of another one.
        None => Err(other),
        Some(_) if stamp.lists.is_empty() => Err(other),
        Some(_) => Err(EvidenceError::Root { number }),
    }
}

impl EvidenceRecord {
    /// Verifies the record for a file, as of `at`. `file`: digest of the file. `roots`: the authorities that are trusted for
    /// time-stamps, now and then.
    ///
    /// # Errors
    /// [`EvidenceError`]: the first thing that is wrong.
    pub fn verify(
        &self,
        file: &dyn Fn(Imprint) -> Vec<u8>,
        roots: &TrustRoots,
        at: Timestamp,
    ) -> Result<VerifiedRecord, EvidenceError> {
        let mut tokens: Vec<(Token, Imprint)> = Vec::new();
        for (index, chain) in self.chains.iter().enumerate() {
            let mut before: Option<&ArchiveTimeStamp> = None;
            for stamp in chain {
                let number = u32::try_from(tokens.len() + 1).unwrap_or(u32::MAX);
                let other = match number {
                    1 => EvidenceError::OtherFile,
                    _ => EvidenceError::NotCovered { number },
                };
                let leaf = match before {
                    None if index == 0 => file(stamp.imprint),
                    None => {
                        let earlier = self.chains.get(..index).unwrap_or_default();
                        hash_tree_leaf(stamp.imprint, &file(stamp.imprint), earlier)
                    }
                    Some(before) if before.imprint != stamp.imprint => return Err(other),
                    Some(before) => stamp.imprint.of(&[&before.token]),
                };
                covers(stamp, &leaf, number, other)?;
                let token = read_token(&stamp.token, stamp.imprint, number)?;
                if tokens
                    .last()
                    .is_some_and(|(earlier, _)| earlier.time > token.time)
                {
                    return Err(EvidenceError::Order { number });
                }
                tokens.push((token, stamp.imprint));
                before = Some(stamp);
            }
        }
        let last = tokens.last().ok_or(EvidenceError::Unreadable)?;
        if last.0.time > at {
            return Err(EvidenceError::Order { number: self.len() });
        }
        let evidence = self.evidence(&tokens, roots, at);
        let mut stamps = Vec::new();
        for (index, (token, imprint)) in tokens.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            // It had to be good until something newer covered it.
            let until = tokens.get(index + 1).map_or(at, |(next, _)| next.time);
            let path = judge(&evidence, token, until, number)?;
            stamps.push(VerifiedStamp {
                time: token.time,
                authority: token.signer.holder(),
                imprint: *imprint,
                holds_until: end(&path, token.reliance),
            });
        }
        Ok(VerifiedRecord { stamps })
    }

    /// Certificates and answers; those in a token are proven to have existed when the next one was made.
    fn evidence<'r>(
        &self,
        tokens: &[(Token, Imprint)],
        roots: &'r TrustRoots,
        at: Timestamp,
    ) -> Evidence<'r> {
        let mut evidence = Evidence::new(roots, at);
        for (place, (token, _)) in tokens.iter().enumerate() {
            evidence.place = place;
            for certificate in &token.certificates {
                evidence.add_certificate(certificate.clone());
            }
            if let Some((next, _)) = tokens.get(place + 1) {
                evidence.prove(place, next.time);
            }
        }
        evidence.place = usize::MAX;
        for der in &self.validation.certificates {
            evidence.read_certificate(der);
        }
        for der in &self.validation.ocsp_responses {
            evidence.add_ocsp_response(der);
        }
        for der in &self.validation.revocation_lists {
            evidence.add_revocation_list(der);
        }
        evidence
    }
}

/// The path of a token's certificate to somebody who is trusted, good at `until`.
fn judge(
    evidence: &Evidence<'_>,
    token: &Token,
    until: Timestamp,
    number: u32,
) -> Result<Vec<Arc<Certificate>>, EvidenceError> {
    if !token.reliance.holds_at(until) {
        return Err(EvidenceError::Weak { number });
    }
    let path = match evidence.path(&token.signer, Purpose::TimeStamping, until) {
        Path::Trusted(path) => path,
        _ => return Err(EvidenceError::Authority { number }),
    };
    match evidence.revocation(&path, until) {
        Revocation::Revoked(_) | Revocation::AuthorityRevoked(_) | Revocation::Suspended(_) => {
            Err(EvidenceError::Revoked { number })
        }
        // Answers of thirty years ago prove nothing any more, and nobody is obliged to keep giving new ones: what is
        // not known to be revoked counts.
        _ => Ok(path),
    }
}

/// When the first certificate of a path expires, or an algorithm is given up.
fn end(path: &[Arc<Certificate>], reliance: Reliance) -> Timestamp {
    let certificates = path.iter().map(|certificate| certificate.not_after);
    let first = certificates.min().unwrap_or(Timestamp::MIN);
    match reliance {
        Reliance::Never => Timestamp::MIN,
        Reliance::Until(end) => first.min(end),
        Reliance::Still => first,
    }
}

impl SharedStamp {
    /// Until when this time-stamp can be relied on, judged `at` a time by these authorities: what is to be known before it
    /// is kept.
    ///
    /// # Errors
    /// [`EvidenceError`] where the token is not one over this tree, or nobody who is trusted answers for it.
    pub fn holds_until(&self, roots: &TrustRoots, at: Timestamp) -> Result<Timestamp, EvidenceError> {
        let alone = EvidenceRecord {
            chains: Vec::new(),
            validation: self.validation.clone(),
        };
        let imprint = self.tree.imprint();
        if stamped(&self.token)? != (imprint, self.tree.root()) {
            return Err(EvidenceError::Root { number: 1 });
        }
        let tokens = [(read_token(&self.token, imprint, 1)?, imprint)];
        let evidence = alone.evidence(&tokens, roots, at);
        let [(token, _)] = &tokens;
        let path = judge(&evidence, token, at, 1)?;
        Ok(end(&path, token.reliance))
    }
}
