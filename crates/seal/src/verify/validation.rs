//! The judgement of each signature, with all that the file shows: time-stamps from the outermost inwards, proofs of
//! existence, and the report (EN 319 102-1, 5.6).

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pdf::augment::ValidationData;
use pdf::revisions::signatures::SignatureField;
use pdf::revisions::{File, diff, hidden};

use super::anchors::TrustRoots;
use super::asn1::oid;
use super::certificate::Certificate;
use super::chain::{self, Evidence, Path, Purpose};
use super::changes::{Judgement, judge};
use super::cms;
use super::evidence::{Stores, add_fetched, add_store, evidence_of, place_of_store};
use super::signature::{Checked, TimeStamp, Verified};
use super::status::Revocation;
use super::warnings::{Code, explanation};
use super::{
    CertificateReport, ChangesAfter, Integrity, Kind, Proof, ProofSource, SignatureReport, VerifyOptions,
};
use super::{qc, qualification};

/// Where a time-stamp stands, by the index of its signature, and among its time-stamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampSource {
    /// An unsigned attribute of a signature.
    Signature(usize, usize),
    /// A signed attribute of a signature, over the content.
    Content(usize, usize),
    /// A document time-stamp.
    Document(usize),
}

/// Clocks of time-stamp authorities differ by no more than this.
pub const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(1);

/// A time-stamp that was judged.
#[derive(Clone, Copy)]
pub struct JudgedStamp {
    /// Where it stands.
    pub source: StampSource,
    /// The time it tells.
    pub time: Timestamp,
    /// Its chain leads to a trusted root and was valid.
    pub trusted: bool,
    /// And nothing is open about revocation, so that it can prove existence.
    pub solid: bool,
    /// It is not later than the time-stamps that cover it, or comes from nobody who is trusted.
    pub orderly: bool,
}

pub struct Validation<'v, 'a> {
    pub file: &'v File<'a>,
    pub stores: Stores<'v, 'a>,
    pub at: Timestamp,
    pub roots: &'v TrustRoots,
    pub checked: &'v [Checked],
    pub evidence: Evidence<'v>,
    pub judgements: Vec<Judgement>,
    /// For each signature: the time-stamps over it, its own first, then later document time-stamps.
    pub stamps: Vec<Vec<JudgedStamp>>,
    /// For each signature: the time-stamps that it covers and so came before it.
    pub earlier: Vec<Vec<JudgedStamp>>,
    pub store_is_damaged: bool,
    pub store_revisions: Vec<usize>,
    /// Signs of hidden content, by the revision that they stand in.
    pub hints: Vec<(usize, Code)>,
    /// What each revision carries, for the levels.
    pub coverage: RefCell<HashMap<usize, Rc<Evidence<'v>>>>,
}

impl<'v, 'a> Validation<'v, 'a> {
    pub fn new(
        file: &'v File<'a>,
        options: &'v VerifyOptions<'_>,
        fetched: &ValidationData,
        checked: &'v [Checked],
        fields: &'v [SignatureField],
    ) -> Self {
        let newest = file.newest();
        let stores = Stores::new(file);
        let empty = Evidence::new(options.roots, options.at);
        let mut evidence = evidence_of(empty, &stores, checked, newest, true);
        // What an older revision carried and a newer one dropped is still evidence.
        let mut store_is_damaged = false;
        let mut store_revisions = Vec::new();
        for revision in 0..=newest {
            if let Some(store) = stores.of(revision) {
                store_revisions.push(revision);
                store_is_damaged |= store.damaged;
            }
        }
        let dropped = store_revisions.iter().rev().skip(1).take(20);
        for revision in dropped {
            add_store(&stores, &mut evidence, *revision);
        }
        store_is_damaged |= evidence.store_unreadable;
        add_fetched(&mut evidence, fetched);
        let first = fields
            .iter()
            .filter_map(|field| field.revision)
            .min()
            .unwrap_or(newest);
        let steps: Vec<Vec<diff::Change>> = (0..newest)
            .map(|revision| {
                if revision < first {
                    Vec::new()
                } else {
                    diff::step(file, revision)
                }
            })
            .collect();
        let intact = |value: pdf::revisions::ObjectId, revision: usize| {
            checked.iter().any(|one| {
                one.field.value == value
                    && one.field.revision == Some(revision)
                    && one.is_intact()
                    && one.is_current
            })
        };
        let judgements: Vec<Judgement> = checked
            .iter()
            .map(|one| judge(file, &one.field, fields, &steps, &intact))
            .collect();
        let mut validation = Self {
            file,
            stores,
            at: options.at,
            roots: options.roots,
            checked,
            evidence,
            judgements,
            stamps: vec![Vec::new(); checked.len()],
            earlier: vec![Vec::new(); checked.len()],
            store_is_damaged,
            store_revisions,
            hints: hints(file, first, fields),
            coverage: RefCell::new(HashMap::new()),
        };
        validation.judge_stamps();
        validation
    }

    /// Whether what came after the signature was judged so.
    pub fn judgement_is(&self, index: usize, changes: ChangesAfter) -> bool {
        self.judgements
            .get(index)
            .is_some_and(|judgement| judgement.changes == changes)
    }

    pub fn is_unchanged(&self, index: usize) -> bool {
        self.judgements
            .get(index)
            .is_some_and(|judgement| judgement.changes != ChangesAfter::NotPermitted)
    }

    /// From the outermost document time-stamp inwards: each proves that what it covers existed at its time, and so
    /// lets the time-stamps below it, and the revocation data it covers, be judged at that time (EN 319 102-1, 5.6).
    fn judge_stamps(&mut self) {
        let mut outer: Vec<JudgedStamp> = Vec::new();
        for (index, one) in self.checked.iter().enumerate().rev() {
            let existed = proof_of_existence(&outer, self.at);
            let judge = |(source, stamp): (StampSource, &TimeStamp)| {
                self.judge_stamp(source, &stamp.verified, stamp.time, existed)
            };
            let sources = |stamps: &'_ [Result<TimeStamp, Code>], content: bool| -> Vec<StampSource> {
                (0..stamps.len())
                    .map(|nth| match content {
                        true => StampSource::Content(index, nth),
                        false => StampSource::Signature(index, nth),
                    })
                    .collect()
            };
            let of = |stamps: &'v [Result<TimeStamp, Code>], content: bool| -> Vec<JudgedStamp> {
                sources(stamps, content)
                    .into_iter()
                    .zip(stamps)
                    .filter_map(|(source, stamp)| Some((source, stamp.as_ref().ok()?)))
                    .map(judge)
                    .collect()
            };
            let mut own = of(&one.timestamps, false);
            own.extend(outer.iter().copied());
            let before = of(&one.content_timestamps, true);
            let document = match (one.stamped, &one.outcome) {
                (Some(time), Ok(verified)) if self.is_unchanged(index) => {
                    Some(self.judge_stamp(StampSource::Document(index), verified, time, existed))
                }
                _ => None,
            };
            if let Some(slot) = self.stamps.get_mut(index) {
                *slot = own;
            }
            if let Some(slot) = self.earlier.get_mut(index) {
                slot.extend(before);
            }
            if let Some(stamp) = document {
                outer.push(stamp);
                for (other, slot) in self.earlier.iter_mut().enumerate() {
                    if other > index && self.checked.get(other).is_some_and(|other| other.is_intact()) {
                        slot.push(stamp);
                    }
                }
                if let (true, Some(own)) = (stamp.solid && stamp.time <= self.at, one.field.revision) {
                    self.evidence.prove(place_of_store(own), stamp.time);
                }
            }
        }
    }

    /// The path of a time-stamp's authority, judged when the token is proven to have existed.
    pub fn judge_stamp(
        &self,
        source: StampSource,
        verified: &Verified,
        time: Timestamp,
        existed: Timestamp,
    ) -> JudgedStamp {
        let path = self
            .evidence
            .path(&verified.signer, Purpose::TimeStamping, existed);
        let in_order = time <= existed.saturating_add(CLOCK_TOLERANCE).unwrap_or(existed);
        let in_time = verified.signer.is_valid_at(time) && verified.reliance.holds_at(existed) && in_order;
        let leads = matches!(path, Path::Trusted(_));
        let trusted = in_time && leads;
        let revocation = self.evidence.revocation(path.certificates(), existed);
        let revoked = matches!(
            revocation,
            Revocation::Revoked(_) | Revocation::AuthorityRevoked(_) | Revocation::Suspended(_)
        );
        JudgedStamp {
            source,
            time: time.min(existed),
            trusted: trusted && !revoked,
            solid: trusted && revocation == Revocation::Good,
            orderly: in_order || !leads,
        }
    }

    /// The latest time that a signature is proven to have been made after, from what it covers.
    pub fn made_after(&self, index: usize) -> Option<Timestamp> {
        let earlier = self.earlier.get(index)?.iter();
        earlier
            .filter(|stamp| stamp.solid && stamp.time <= self.at)
            .map(|stamp| stamp.time)
            .max()
    }

    /// The time-stamp authority, and the token or the signature it stands in.
    pub fn stamp(&self, source: StampSource) -> Option<(&'v Checked, &'v Verified)> {
        match source {
            StampSource::Document(index) => {
                let one = self.checked.get(index)?;
                Some((one, one.outcome.as_ref().ok()?))
            }
            StampSource::Signature(index, nth) => {
                let one = self.checked.get(index)?;
                Some((one, &one.timestamps.get(nth)?.as_ref().ok()?.verified))
            }
            StampSource::Content(index, nth) => {
                let one = self.checked.get(index)?;
                Some((one, &one.content_timestamps.get(nth)?.as_ref().ok()?.verified))
            }
        }
    }

    pub fn report(&self, index: usize, one: &Checked) -> (SignatureReport, Vec<Code>) {
        let stamps = self.stamps.get(index).map(Vec::as_slice).unwrap_or_default();
        let judgement = self.judgements.get(index);
        let mut codes: Vec<Code> = one.codes.clone();
        codes.extend(
            judgement
                .iter()
                .flat_map(|judgement| judgement.codes.iter().copied()),
        );
        if !one.is_current {
            codes.push(Code::SignatureRemoved);
        }
        let indicated = self.indication(index, one, stamps, &mut codes);
        let is_stamp = one.field.is_document_timestamp();
        let proven = match one.stamped {
            Some(time) if is_stamp => {
                let existed = proof_of_existence(stamps, self.at);
                let own =
                    one.outcome.as_ref().ok().map(|verified| {
                        self.judge_stamp(StampSource::Document(index), verified, time, existed)
                    });
                own.filter(|own| own.trusted).map(|own| own.time)
            }
            _ => stamps
                .iter()
                .filter(|stamp| stamp.trusted)
                .map(|stamp| stamp.time)
                .min(),
        };
        if stamps.iter().any(|stamp| !stamp.trusted) && !is_stamp {
            codes.push(Code::TimestampUntrusted);
        }
        let level = if is_stamp {
            None
        } else {
            self.level(one, stamps, &mut codes)
        };
        codes.extend(
            self.hints
                .iter()
                .filter(|(revision, _)| one.field.revision == Some(*revision))
                .map(|(_, code)| *code),
        );
        let strength = one.outcome.as_ref().ok().map(|verified| &verified.strength);
        let signer = self.signer(one);
        codes.sort();
        codes.dedup();
        let report = SignatureReport {
            indication: indicated.main,
            sub_indication: indicated.sub.map(str::to_owned),
            level,
            signer: signer.as_ref().map(|certificate| certificate.holder()),
            integrity: if one.is_intact() {
                Integrity::Intact
            } else {
                Integrity::Broken
            },
            covers_whole_file: one.field.covered_end() == self.file.bytes().len()
                && one.field.problems.is_empty(),
            changes_after: judgement.map_or(ChangesAfter::NotPermitted, |judgement| judgement.changes),
            claimed_time: one.claimed_time().or(one.stamped),
            proven_time: proven,
            field: one.field.name.clone(),
            kind: match (is_stamp, one.field.certifies || one.field.doc_mdp.is_some()) {
                (true, _) => Kind::DocumentTimestamp,
                (false, true) => Kind::Certification,
                (false, false) => Kind::Signature,
            },
            format: one
                .field
                .sub_filter
                .as_ref()
                .map(|name| String::from_utf8_lossy(name).into_owned()),
            issuer: signer.as_ref().map(|certificate| certificate.issuer_name()),
            serial: signer.as_ref().map(|certificate| certificate.serial_text()),
            digest_algorithm: strength.map(|strength| strength.digest.name().to_owned()),
            signature_algorithm: strength.map(|strength| strength.algorithm.clone()),
            covered_bytes: one
                .field
                .covered
                .as_ref()
                .map_or(0, |[first, second]| (first.len() + second.len()) as u64),
            changes: judgement
                .map(|judgement| judgement.kinds.iter().map(|kind| (*kind).to_owned()).collect())
                .unwrap_or_default(),
            reason: one.field.reason.clone(),
            location: one.field.location.clone(),
            certificate: signer.as_ref().map(|certificate| describe(certificate)),
            purpose: signer.as_ref().and_then(|certificate| qc::purpose(certificate)),
            qualification: self.qualification(index, one, &indicated, stamps),
            proofs: self.proofs(index, stamps),
            best_signature_time: one.is_intact().then(|| proof_of_existence(stamps, self.at)),
            process: indicated.process,
            explanation: explanation(indicated.main, indicated.sub),
        };
        (report, codes)
    }

    /// Whose signature it is, or claims to be when it is broken.
    fn signer(&self, one: &Checked) -> Option<Arc<Certificate>> {
        match &one.outcome {
            Ok(verified) => Some(verified.signer.clone()),
            Err(_) => {
                let cms = one.cms.as_ref()?;
                one.certificates
                    .iter()
                    .find(|certificate| match &cms.signer {
                        cms::SignerId::IssuerAndSerial(issuer, serial) => {
                            chain::is_named(certificate, issuer, serial)
                        }
                        cms::SignerId::KeyId(_) => false,
                    })
                    .cloned()
            }
        }
    }

    /// Every time-stamp that says something of when the signature was there, or was not there yet.
    fn proofs(&self, index: usize, stamps: &[JudgedStamp]) -> Vec<Proof> {
        let earlier = self.earlier.get(index).map(Vec::as_slice).unwrap_or_default();
        let over = stamps.iter().map(|stamp| (stamp, false));
        let under = earlier.iter().map(|stamp| (stamp, true));
        over.chain(under)
            .filter_map(|(stamp, before)| {
                let (holder, verified) = self.stamp(stamp.source)?;
                Some(Proof {
                    time: stamp.time,
                    source: match stamp.source {
                        StampSource::Signature(..) => ProofSource::SignatureTimestamp,
                        StampSource::Content(..) => ProofSource::ContentTimestamp,
                        StampSource::Document(_) => ProofSource::DocumentTimestamp,
                    },
                    field: holder.field.name.clone(),
                    authority: verified.signer.holder(),
                    trusted: stamp.trusted,
                    counts: stamp.solid && stamp.time <= self.at,
                    made_after: before,
                    qualified: qualification::time_stamp(self.roots, &verified.signer, stamp.time, self.at),
                })
            })
            .collect()
    }
}

/// Signs of hidden content in the first revision that is signed, and revisions whose form viewers draw anew.
fn hints(file: &File<'_>, first: usize, fields: &[SignatureField]) -> Vec<(usize, Code)> {
    let shown = hidden::hints(file, first).into_iter().map(|hint| match hint {
        hidden::Hint::FieldShowsAnother => (first, Code::HiddenValue),
        hidden::Hint::ContentCovered => (first, Code::ContentCovered),
    });
    // A time-stamp over a document says nothing of what the document shows.
    let signed: BTreeSet<usize> = fields
        .iter()
        .filter(|field| !field.is_document_timestamp())
        .filter_map(|field| field.revision)
        .collect();
    let redrawn = signed
        .into_iter()
        .filter(|revision| hidden::redraws_fields(file, *revision))
        .map(|revision| (revision, Code::FieldsRedrawn));
    shown.chain(redrawn).collect()
}

/// What the certificate says of itself.
fn describe(certificate: &Certificate) -> CertificateReport {
    let claims = qc::claims(certificate);
    CertificateReport {
        subject: certificate.holder(),
        organisation: certificate.subject_part(oid::ORGANISATION),
        country: certificate.subject_part(oid::COUNTRY),
        issuer: certificate.issuer_name(),
        serial: certificate.serial_text(),
        not_before: certificate.not_before,
        not_after: certificate.not_after,
        sha256: hex::encode(certificate.fingerprint),
        claims_qualified: claims.compliance,
        claims_qscd: claims.device,
    }
}

/// The earliest time at which something is proven to have existed, or `at`.
pub fn proof_of_existence(stamps: &[JudgedStamp], at: Timestamp) -> Timestamp {
    stamps
        .iter()
        .filter(|stamp| stamp.solid && stamp.time <= at)
        .map(|stamp| stamp.time)
        .min()
        .unwrap_or(at)
}
