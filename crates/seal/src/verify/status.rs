//! What is known of the revocation of certificates, and whether the data that say so can be believed
//! (EN 319 102-1, 5.2.5 and 5.6.2).
//!
//! An answer counts from the time at which it is proven to have existed: whoever signed it must have been valid, not
//! revoked, and using algorithms that were relied on, then. So an answer that was made up later with the key of an
//! authority that has expired or was compromised is worth nothing.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::asn1::oid;
use super::certificate::{Certificate, KeyUse};
use super::chain::Evidence;
use super::crypto::Strength;
use super::revocation::{Answer, OcspResponse};
use super::rules::has_unknown_critical;

/// Clocks of responders may be ahead by this.
const SKEW: SignedDuration = SignedDuration::from_mins(5);
/// An OCSP answer without next update counts as fresh for this long.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// What is known of the revocation of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// No certificate of it was revoked at the time, as far as it can be asked.
    Good,
    /// Nothing usable is known of some certificate that says where to ask.
    Unknown,
    /// There is an answer, but who gave it had expired when the answer is first proven to have existed.
    AnswerOutOfBounds,
    /// There is an answer, but nothing proves that it existed before its authority was revoked or its algorithm weak.
    AnswerUnproven,
    /// The certificate of the signer, or an authority, was suspended then.
    Suspended(Timestamp),
    /// The certificate of the signer was revoked then.
    Revoked(Timestamp),
    /// An authority of the path was revoked then.
    AuthorityRevoked(Timestamp),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Good,
    Unknown,
    OutOfBounds,
    Unproven,
    Suspended(Timestamp),
    Revoked(Timestamp),
}

/// A status, and the earliest revocation that is known, be it after the time that was asked for.
struct Known {
    status: Status,
    ends: Option<Timestamp>,
}

/// Why an answer is not believed.
enum Disbelief {
    Foreign,
    OutOfBounds,
    Unproven,
}

impl Evidence<'_> {
    /// What is known of the revocation of every certificate of `path` but its end, at `time`.
    pub fn revocation(&self, path: &[Arc<Certificate>], time: Timestamp) -> Revocation {
        let mut result = Revocation::Good;
        // From the top: an authority that was revoked answers for nothing any more.
        let mut issuer_ends: Option<Timestamp> = None;
        for (index, pair) in path.windows(2).enumerate().rev() {
            let [certificate, issuer] = pair else { continue };
            let known = self.status(certificate, issuer, issuer_ends, time, 0, false);
            issuer_ends = known.ends;
            let found = match known.status {
                Status::Good => Revocation::Good,
                Status::Unknown => Revocation::Unknown,
                Status::OutOfBounds => Revocation::AnswerOutOfBounds,
                Status::Unproven => Revocation::AnswerUnproven,
                Status::Suspended(at) => Revocation::Suspended(at),
                Status::Revoked(at) if index == 0 => Revocation::Revoked(at),
                Status::Revoked(at) => Revocation::AuthorityRevoked(at),
            };
            if rank(found) >= rank(result) {
                result = found;
            }
        }
        result
    }

    /// Whether the data at hand answer for `certificate` at `time`; an OCSP answer counts from when it was made, and
    /// not from when the responder last looked.
    pub(super) fn is_answered(
        &self,
        certificate: &Arc<Certificate>,
        issuer: &Arc<Certificate>,
        time: Timestamp,
    ) -> bool {
        let known = self.status(certificate, issuer, None, time, 0, true);
        matches!(
            known.status,
            Status::Good | Status::Revoked(_) | Status::Suspended(_)
        )
    }

    fn status(
        &self,
        certificate: &Arc<Certificate>,
        issuer: &Arc<Certificate>,
        issuer_ends: Option<Timestamp>,
        time: Timestamp,
        depth: usize,
        by_production: bool,
    ) -> Known {
        let mut summary = Summary::new(certificate, time, by_production);
        let mut worst: Option<Status> = None;
        let mut disbelieve = |disbelief: Disbelief| match disbelief {
            Disbelief::Foreign => {}
            Disbelief::OutOfBounds => worst = Some(Status::OutOfBounds),
            Disbelief::Unproven => {
                worst.get_or_insert(Status::Unproven);
            }
        };
        for (index, held) in self.ocsp_responses.iter().enumerate() {
            let Some(Some(answer)) = held.item.answer(certificate, issuer) else {
                continue;
            };
            let existed = self.exists_since(held.place).max(held.item.produced_at);
            if issuer_ends.is_some_and(|end| end <= existed) {
                disbelieve(Disbelief::Unproven);
                continue;
            }
            let existed = (!by_production).then_some(existed);
            match self.responder(index, &held.item, issuer, existed, depth) {
                Ok(()) => {
                    let this_update = if by_production {
                        held.item.produced_at
                    } else {
                        answer.this_update
                    };
                    summary.take(
                        Answer {
                            this_update,
                            ..answer
                        },
                        FRESH,
                    );
                }
                Err(disbelief) => disbelieve(disbelief),
            }
        }
        for (index, held) in self.revocation_lists.iter().enumerate() {
            if !held.item.covers(certificate, issuer) {
                continue;
            }
            let Some(strength) = self.answer_signed(false, index, issuer) else {
                continue;
            };
            let existed = self.exists_since(held.place).max(held.item.this_update);
            if issuer_ends.is_some_and(|end| end <= existed) {
                disbelieve(Disbelief::Unproven);
                continue;
            }
            let believed = believe(issuer, &strength, (!by_production).then_some(existed));
            match believed.map(|()| held.item.answer(certificate)) {
                Ok(Ok(answer)) => summary.take(answer, SignedDuration::ZERO),
                Ok(Err(_)) => {}
                Err(disbelief) => disbelieve(disbelief),
            }
        }
        let status = match summary.status() {
            Status::Unknown => worst.unwrap_or(Status::Unknown),
            status => status,
        };
        Known {
            status,
            ends: summary.ends,
        }
    }

    /// With what strength `signer` signed an answer: an OCSP response (`true`) or a list, by its index.
    fn answer_signed(&self, ocsp: bool, index: usize, signer: &Certificate) -> Option<Strength> {
        let (found, fingerprint) = if ocsp {
            let held = self.ocsp_responses.get(index)?;
            (&self.found.responses_signed, held.fingerprint)
        } else {
            let held = self.revocation_lists.get(index)?;
            (&self.found.lists_signed, held.fingerprint)
        };
        let key = (fingerprint, signer.fingerprint);
        if let Some(known) = found.borrow().get(&key) {
            return known.clone();
        }
        if !self.may_verify() {
            return None;
        }
        let strength = if ocsp {
            self.ocsp_responses.get(index)?.item.signed_by(signer)
        } else {
            self.revocation_lists.get(index)?.item.signed_by(signer)
        };
        found.borrow_mut().insert(key, strength.clone());
        strength
    }

    /// The response is signed by the issuer itself, or by a certificate that the issuer made for OCSP, and whoever it
    /// was could still do so when the response is proven to have existed (RFC 6960, 4.2.2.2). Without such a time only
    /// the signatures are asked for.
    fn responder(
        &self,
        index: usize,
        response: &OcspResponse,
        issuer: &Arc<Certificate>,
        existed: Option<Timestamp>,
        depth: usize,
    ) -> Result<(), Disbelief> {
        if let Some(strength) = self.answer_signed(true, index, issuer) {
            return believe(issuer, &strength, existed);
        }
        let is_delegate = |certificate: &&Arc<Certificate>| {
            certificate.names_issuer(issuer)
                && certificate.is_valid_at(response.produced_at)
                && may_answer(certificate)
                && matches!(certificate.purposes(), Ok(Some(purposes)) if purposes.iter().any(|purpose| purpose == oid::PURPOSE_OCSP))
                && self.signed(certificate, issuer).is_some()
        };
        let mut disbelief = Disbelief::Foreign;
        let delegates = self.pool.iter().map(|held| &held.item).filter(is_delegate);
        for responder in delegates.take(8) {
            let Some(strength) = self.answer_signed(true, index, responder) else {
                continue;
            };
            let certified = self.signed(responder, issuer);
            let strong = certified
                .is_some_and(|strength| existed.is_none_or(|existed| strength.reliance.holds_at(existed)));
            let then = existed.unwrap_or(response.produced_at);
            let unrevoked = responder.extension(oid::OCSP_NO_CHECK).is_some()
                || (depth < 2
                    && self
                        .status(responder, issuer, None, then, depth + 1, existed.is_none())
                        .status
                        == Status::Good);
            match believe(responder, &strength, existed).and_then(|()| believe(issuer, &strength, existed)) {
                Ok(()) if strong && unrevoked => return Ok(()),
                Ok(()) => {}
                Err(found) => disbelief = found,
            }
        }
        Err(disbelief)
    }
}

/// Whether a certificate lets its key sign at all, and demands nothing that is not known.
fn may_answer(certificate: &Certificate) -> bool {
    let signs = certificate.allows(&[KeyUse::DigitalSignature, KeyUse::NonRepudiation]);
    signs.unwrap_or(false) && !has_unknown_critical(certificate)
}

/// Whether who signed an answer was valid, and the algorithm relied on, when the answer is proven to have existed.
fn believe(signer: &Certificate, strength: &Strength, existed: Option<Timestamp>) -> Result<(), Disbelief> {
    let Some(existed) = existed else { return Ok(()) };
    if !signer.is_valid_at(existed) {
        Err(Disbelief::OutOfBounds)
    } else if !strength.reliance.holds_at(existed) {
        Err(Disbelief::Unproven)
    } else {
        Ok(())
    }
}

fn rank(revocation: Revocation) -> u8 {
    match revocation {
        Revocation::Good => 0,
        Revocation::Unknown => 1,
        Revocation::AnswerOutOfBounds => 2,
        Revocation::AnswerUnproven => 3,
        Revocation::Suspended(_) => 4,
        Revocation::AuthorityRevoked(_) => 5,
        Revocation::Revoked(_) => 6,
    }
}

/// Answers about one certificate, put together.
struct Summary<'c> {
    certificate: &'c Certificate,
    /// Answers count that were made after the certificate expired.
    any_counts: bool,
    time: Timestamp,
    good: bool,
    revoked: Option<Timestamp>,
    /// Suspended since, and when that was said.
    held: Option<(Timestamp, Timestamp)>,
    last_good: Option<Timestamp>,
    ends: Option<Timestamp>,
}

impl<'c> Summary<'c> {
    fn new(certificate: &'c Certificate, time: Timestamp, any_counts: bool) -> Self {
        Self {
            certificate,
            any_counts,
            time,
            good: !certificate.has_revocation_pointer(),
            revoked: None,
            held: None,
            last_good: None,
            ends: None,
        }
    }

    fn take(&mut self, answer: Answer, patience: SignedDuration) {
        let Some(at) = answer.revoked else {
            return self.take_good(&answer, patience);
        };
        if at > self.time {
            // Known to have been revoked later: it was good at the time.
            self.good = true;
        } else if answer.on_hold {
            let newer = self.held.is_none_or(|(_, said)| said < answer.this_update);
            if newer {
                self.held = Some((at, answer.this_update));
            }
        } else {
            self.revoked = Some(self.revoked.map_or(at, |known| known.min(at)));
        }
        if !answer.on_hold {
            self.ends = Some(self.ends.map_or(at, |known| known.min(at)));
        }
    }

    fn take_good(&mut self, answer: &Answer, patience: SignedDuration) {
        // Of what has expired nothing is said any more, unless the answer says that it is.
        let speaks = self.any_counts
            || answer.this_update <= self.certificate.not_after
            || answer
                .keeps_expired_since
                .is_some_and(|since| since <= self.certificate.not_after);
        if !speaks {
            return;
        }
        self.last_good = self.last_good.max(Some(answer.this_update));
        let until = answer.next_update.unwrap_or(
            answer
                .this_update
                .saturating_add(patience)
                .unwrap_or(Timestamp::MAX),
        );
        let fresh = answer.this_update <= self.time.saturating_add(SKEW).unwrap_or(Timestamp::MAX)
            && self.time <= until;
        self.good |= answer.this_update >= self.time || fresh;
    }

    fn status(&self) -> Status {
        match (self.revoked, self.held) {
            (Some(at), _) => Status::Revoked(at),
            // A suspension that was lifted later: whoever said so was asked after it.
            (None, Some((at, said))) if self.last_good.is_none_or(|good| good <= said) => {
                Status::Suspended(at)
            }
            _ if self.good => Status::Good,
            _ => Status::Unknown,
        }
    }
}
