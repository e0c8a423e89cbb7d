//! Raising the level of a signed file, and keeping its proof alive (EN 319 142-1, 5.4 and 6.3; EN 319 102-1, 5.6).
//!
//! Owns: which steps lead from the level a file has to the one that is wanted, and what was reached and why no more.
//! Must not: claim a level that the validator does not find in the bytes, or change a byte of what was there.
//!
//! The steps: a document time-stamp where a signature has none at all (B-T); the validation data of signers and
//! time-stamping authorities into the `/DSS` (B-LT); a document time-stamp over them (B-LTA). Renewal adds fresh data
//! about the last time-stamp's authority and another time-stamp.

use jiff::Timestamp;
use pdf::Document;
use pdf::augment::{Augmentation, ValidationData};
use wording::Explain;

use crate::growing::Growing;
use crate::sign::{Level, SealError};
use crate::time_stamp::{Imprint, Stamping, Token, TsaFailure};
use crate::validation_data::{Answers, Fetching, Gap, Gatherer};
use crate::verify::{Integrity, Kind, TrustRoots, Verdict, VerifyOptions, signature, verify};

/// All that levels above B-B need from outside.
#[derive(Clone, Copy)]
pub struct Online<'a> {
    /// Time-stamping authorities and the network.
    pub stamping: Stamping<'a>,
    /// How issuers and revocation are fetched.
    pub fetching: Fetching,
    /// What was fetched for earlier documents.
    pub answers: &'a Answers,
    /// Certificates at which chains end; a certificate that issued itself ends one too.
    pub trust: &'a TrustRoots,
    /// Further certificates that may be issuers, DER.
    pub certificates: &'a [Vec<u8>],
}

/// What to do with a signed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raise {
    /// To this level, where it is lower.
    To(Level),
    /// Fresh validation data and another archive time-stamp (B-LTA), whatever its level is.
    Renew,
}

impl Raise {
    /// The level that the file then has.
    pub fn level(self) -> Level {
        match self {
            Raise::To(level) => level,
            Raise::Renew => Level::BLta,
        }
    }
}

/// A reason why a wanted level was not reached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Shortfall {
    /// No time-stamping authority is set.
    #[error("no time-stamping authority is set")]
    NoTsa,
    /// An authority gave no usable token.
    #[error(transparent)]
    Tsa(TsaFailure),
    /// The issuer of a certificate is not to be had.
    #[error("the issuer of the certificate of {certificate} is missing{}", colon(detail))]
    Issuer {
        /// Holder of the certificate.
        certificate: String,
        /// What was tried.
        detail: String,
    },
    /// Nobody gave a usable answer about the revocation of a certificate.
    #[error(
        "nobody tells whether the certificate of {certificate} is revoked{}",
        colon(detail)
    )]
    Revocation {
        /// Holder of the certificate.
        certificate: String,
        /// What was tried.
        detail: String,
    },
    /// A certificate is revoked.
    #[error("the certificate of {certificate} is revoked since {since}")]
    Revoked {
        /// Holder of the certificate.
        certificate: String,
        /// Since when.
        since: Timestamp,
    },
    /// A signature is of a kind that has no baseline level.
    #[error("the signature '{field}' has no baseline level")]
    NotBaseline {
        /// Its field.
        field: String,
    },
    /// The PDF does not permit what has to be added.
    #[error("{detail}")]
    Pdf {
        /// Code of the refusal.
        code: &'static str,
        /// What it says.
        detail: String,
    },
    /// Everything was added, and the validator does not find the level.
    #[error("the validator does not find the level in the file")]
    NotFound,
}

/// A detail after a colon; nothing where there is none.
fn colon(detail: &str) -> String {
    match detail {
        "" => String::new(),
        detail => format!(": {detail}"),
    }
}

impl Shortfall {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Shortfall> {
        let text = || "x".to_owned();
        let mut all = vec![
            Shortfall::NoTsa,
            Shortfall::Issuer {
                certificate: text(),
                detail: text(),
            },
            Shortfall::Revocation {
                certificate: text(),
                detail: text(),
            },
            Shortfall::Revoked {
                certificate: text(),
                since: Timestamp::UNIX_EPOCH,
            },
            Shortfall::NotBaseline { field: text() },
            Shortfall::Pdf {
                code: "pdf-permissions-forbid",
                detail: text(),
            },
            Shortfall::NotFound,
        ];
        let problems = crate::time_stamp::TsaProblem::one_of_each().into_iter();
        all.extend(problems.map(|problem| Shortfall::Tsa(TsaFailure { tsa: text(), problem })));
        all
    }
}

impl From<Gap> for Shortfall {
    fn from(gap: Gap) -> Self {
        match gap {
            Gap::Issuer { certificate, detail } => Shortfall::Issuer { certificate, detail },
            Gap::Revocation { certificate, detail } => Shortfall::Revocation { certificate, detail },
            Gap::Revoked {
                certificate, since, ..
            } => Shortfall::Revoked { certificate, since },
        }
    }
}

impl Explain for Shortfall {
    fn code(&self) -> &'static str {
        match self {
            Shortfall::NoTsa => "level-no-tsa",
            Shortfall::Tsa(failure) => failure.code(),
            Shortfall::Issuer { .. } => "level-issuer-missing",
            Shortfall::Revocation { .. } => "level-revocation-missing",
            Shortfall::Revoked { .. } => "level-revoked",
            Shortfall::NotBaseline { .. } => "level-not-baseline",
            Shortfall::Pdf { .. } => "level-pdf",
            Shortfall::NotFound => "level-not-found",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Shortfall::NoTsa | Shortfall::NotFound => Vec::new(),
            Shortfall::Tsa(failure) => failure.arguments(),
            Shortfall::Issuer { certificate, detail } | Shortfall::Revocation { certificate, detail } => {
                vec![("certificate", certificate.clone()), ("detail", detail.clone())]
            }
            Shortfall::Revoked { certificate, since } => vec![
                ("certificate", certificate.clone()),
                ("date", since.strftime("%d.%m.%Y").to_string()),
            ],
            Shortfall::NotBaseline { field } => vec![("field", field.clone())],
            Shortfall::Pdf { detail, .. } => vec![("detail", detail.clone())],
        }
    }
}

/// A file that was augmented, as far as it could be.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Augmented {
    /// The bytes to append to the file; empty when nothing was added.
    pub appended: Vec<u8>,
    /// The lowest level among its signatures now, as the validator finds it; `None` where none of them has one.
    pub level: Option<Level>,
    /// The lowest level before.
    pub before: Option<Level>,
    /// Why the wanted level was not reached; with it reached, the authorities that failed before another one helped.
    pub reasons: Vec<Shortfall>,
    /// Names of the authorities whose time-stamps were added.
    pub stamped_by: Vec<String>,
}

impl Augmented {
    /// Whether the file has the level now, and what was wanted was added.
    pub fn reached(&self, raise: Raise) -> bool {
        let added = raise != Raise::Renew || !self.stamped_by.is_empty();
        added && self.level.is_some_and(|level| level >= raise.level())
    }
}

/// Why a file was not augmented at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AugmentError {
    /// The PDF is refused.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    /// It carries no signature.
    #[error("the file carries no signature")]
    NoSignature,
    /// A signature is broken, or the file was changed after it in a way that it does not permit: preserving that
    /// would give a forgery years of life.
    #[error("the signature '{field}' is broken or the file was changed after it")]
    Broken {
        /// Its field.
        field: String,
    },
    /// The augmented file did not pass the check that every result goes through.
    #[error("the augmented file did not pass its own check: {0}")]
    SelfCheck(&'static str),
}

impl From<SealError> for AugmentError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Pdf(error) => AugmentError::Pdf(error),
            _ => AugmentError::SelfCheck("the file cannot be read"),
        }
    }
}

impl AugmentError {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<AugmentError> {
        vec![
            AugmentError::NoSignature,
            AugmentError::Broken { field: "x".into() },
            AugmentError::SelfCheck("x"),
        ]
    }
}

impl Explain for AugmentError {
    fn code(&self) -> &'static str {
        match self {
            AugmentError::Pdf(error) => error.code(),
            AugmentError::NoSignature => "augment-no-signature",
            AugmentError::Broken { .. } => "augment-signature-broken",
            AugmentError::SelfCheck(_) => "augment-self-check-failed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            AugmentError::Pdf(error) => error.arguments(),
            AugmentError::Broken { field } => vec![("field", field.clone())],
            _ => Vec::new(),
        }
    }
}

/// Raises `file` to a level, or renews its archive time-stamp. What was there stays, byte for byte: the result is what
/// to append.
///
/// # Errors
/// [`AugmentError`] when nothing can be done with the file; a level that cannot be reached is no error: the result
/// says which one was.
pub fn augment(
    file: &[u8],
    password: Option<&str>,
    raise: Raise,
    online: &Online<'_>,
) -> Result<Augmented, AugmentError> {
    let now = (online.stamping.now)();
    // The refusals of what signs are clearer than those of what validates.
    Document::open(file, password)?;
    let state = State::of(file, password, now)?;
    let before = state.level;
    let mut result = Augmented {
        appended: Vec::new(),
        level: before,
        before,
        reasons: state
            .without_level
            .iter()
            .map(|field| Shortfall::NotBaseline { field: field.clone() })
            .collect(),
        stamped_by: Vec::new(),
    };
    let wanted = raise.level();
    if raise != Raise::Renew && before.is_some_and(|level| level >= wanted) {
        return Ok(result);
    }
    let algorithms: Vec<_> = Imprint::ALL.into_iter().map(Imprint::algorithm).collect();
    let mut growing = Growing::new(&file, &algorithms)?;
    let mut state = state;
    if wanted >= Level::BT && state.needs_time_stamp {
        let stamped = time_stamp(&mut growing, password, &ValidationData::default(), online)?;
        let added = stamped.signature.is_some();
        stamped.enter(&mut result);
        if added {
            state = State::of(&growing.bytes()?, password, now)?;
        }
    }
    if wanted >= Level::BLt && !state.needs_time_stamp {
        let (data, gaps) = state.gather(&growing, password, online)?;
        // A file that has all that B-LT wants can be stamped, even if nobody gives fresher answers today.
        let revoked = gaps.iter().any(|gap| matches!(gap, Gap::Revoked { .. }));
        let enough = raise != Raise::Renew && state.level >= Some(Level::BLt) && !revoked;
        if gaps.is_empty() || enough {
            let stamp = wanted == Level::BLta;
            let added = add(&mut growing, password, &data, stamp, online)?;
            added.enter(&mut result);
        }
        result.reasons.extend(gaps.into_iter().map(Shortfall::from));
    }
    if !growing.appended().is_empty() {
        let after = State::of(&growing.bytes()?, password, now)
            .map_err(|_| AugmentError::SelfCheck("an earlier signature would be broken"))?;
        if after.level < before {
            return Err(AugmentError::SelfCheck("the level would be lower"));
        }
        result.level = after.level;
        result.appended = growing.appended().to_vec();
    }
    if !result.reached(raise) && result.reasons.is_empty() {
        result.reasons.push(Shortfall::NotFound);
    }
    Ok(result)
}

/// What a file holds that levels are about.
struct State {
    /// The lowest level among the signatures.
    level: Option<Level>,
    /// Fields of signatures that have no baseline level.
    without_level: Vec<String>,
    /// Whether there is a signature that no time-stamp covers.
    needs_time_stamp: bool,
    /// Certificates whose chains are needed, and the time at which each must be known to be good.
    leaves: Vec<(Vec<u8>, Timestamp)>,
    /// Certificates, OCSP responses and lists that the signatures and time-stamps carry.
    carried: ValidationData,
}

impl State {
    fn of(file: &[u8], password: Option<&str>, now: Timestamp) -> Result<Self, AugmentError> {
        // Which level is in a file does not depend on whom somebody trusts.
        let nobody = TrustRoots::default();
        let report = verify(
            file,
            &VerifyOptions {
                roots: &nobody,
                at: now,
                password,
            },
        );
        if let Some(detail) = crate::verify::damage_told_by(&report) {
            return Err(pdf::Error::Damaged(detail.into()).into());
        }
        match report.verdict {
            Verdict::NoSignature => return Err(AugmentError::NoSignature),
            Verdict::Error => {
                return Err(pdf::Error::Damaged("the file cannot be validated".into()).into());
            }
            _ => {}
        }
        let broken = report
            .signatures
            .iter()
            .find(|one| one.integrity == Integrity::Broken || one.indication == Verdict::TotalFailed);
        if let Some(one) = broken {
            return Err(AugmentError::Broken {
                field: one.field.clone(),
            });
        }
        let signatures = || {
            report
                .signatures
                .iter()
                .filter(|one| one.kind != Kind::DocumentTimestamp)
        };
        let level = signatures().filter_map(|one| one.level).min();
        let without_level = signatures()
            .filter(|one| one.level.is_none())
            .map(|one| one.field.clone())
            .collect();

        let revisions = pdf::revisions::File::open(file, password)
            .map_err(|_| pdf::Error::Damaged("the file cannot be validated".into()))?;
        let fields = revisions.signatures(revisions.newest());
        let checked: Vec<signature::Checked> = fields
            .into_iter()
            .map(|field| signature::check(&revisions, field, true))
            .collect();
        // The time-stamps over each: from the outside inwards.
        let mut leaves = Vec::new();
        let mut carried = ValidationData::default();
        let mut needs_time_stamp = false;
        let mut next_stamp: Option<Timestamp> = None;
        for one in checked.iter().rev() {
            carry(&mut carried, one);
            let Ok(verified) = &one.outcome else { continue };
            if let Some(time) = one.stamped {
                leaves.push((verified.signer.der.clone(), next_stamp.unwrap_or(now)));
                next_stamp = Some(time);
                continue;
            }
            let own = one.timestamps.iter().flatten();
            for stamp in own.clone() {
                leaves.push((stamp.verified.signer.der.clone(), next_stamp.unwrap_or(now)));
            }
            let proven = own.map(|stamp| stamp.time).chain(next_stamp).min();
            needs_time_stamp |= proven.is_none();
            leaves.push((verified.signer.der.clone(), proven.unwrap_or(now)));
        }
        leaves.reverse();
        Ok(Self {
            level,
            without_level,
            needs_time_stamp,
            leaves,
            carried,
        })
    }

    fn gather(
        &self,
        growing: &Growing<'_>,
        password: Option<&str>,
        online: &Online<'_>,
    ) -> Result<(ValidationData, Vec<Gap>), AugmentError> {
        gather(
            growing,
            password,
            &self.carried.certificates,
            &self.leaves,
            online,
        )
    }
}

/// The validation data that the chains of `leaves` need and the file does not hold. `carried`: certificates that its
/// signatures carry.
fn gather(
    growing: &Growing<'_>,
    password: Option<&str>,
    carried: &[Vec<u8>],
    leaves: &[(Vec<u8>, Timestamp)],
    online: &Online<'_>,
) -> Result<(ValidationData, Vec<Gap>), AugmentError> {
    let source = growing.source();
    let document = Document::open_source(&source, password)?;
    let store = pdf::augment::validation_data(&document)?;
    let mut gatherer = Gatherer::new(
        online.stamping.web,
        online.fetching,
        online.answers,
        online.trust,
        (online.stamping.now)(),
    );
    for der in online.certificates {
        gatherer.offer_certificate(der);
    }
    // What a signature carries helps. It stands in the store all the same: long after, readers count as proven only
    // what is in the store that a time-stamp covers (tried with independent validators).
    for der in carried {
        gatherer.offer_certificate(der);
    }
    for der in &store.certificates {
        gatherer.hold_certificate(der);
    }
    for der in &store.ocsp_responses {
        gatherer.hold_ocsp_response(der);
    }
    for der in &store.revocation_lists {
        gatherer.hold_revocation_list(der);
    }
    let mut gaps: Vec<Gap> = Vec::new();
    for (leaf, time) in leaves {
        for gap in gatherer.gather(leaf, *time) {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
    }
    Ok((gatherer.into_new(), gaps))
}

/// What was added to a file that was just signed.
pub(crate) struct Preserved {
    /// The level it has now.
    pub level: Level,
    /// Why it is not the level that was wanted.
    pub reasons: Vec<Shortfall>,
    /// The document time-stamp.
    pub signature: Option<pdf::object::Ref>,
}

/// Raises a file that was just signed at B-T to B-LT or B-LTA. `chain`: the certificates of the signer, its own first.
///
/// # Errors
/// [`SealError::CertificateRevoked`], and what is wrong with the file.
pub(crate) fn preserve(
    growing: &mut Growing<'_>,
    password: Option<&str>,
    wanted: Level,
    chain: &[Vec<u8>],
    token: &Token,
    online: &Online<'_>,
) -> Result<Preserved, SealError> {
    let failed = |error: AugmentError| match error {
        AugmentError::Pdf(error) => SealError::Pdf(error),
        AugmentError::SelfCheck(what) => SealError::SelfCheck(what),
        _ => SealError::SelfCheck("the validation data could not be added"),
    };
    let now = (online.stamping.now)();
    let signer = chain.first().cloned().unwrap_or_default();
    let leaves = [(signer, token.time), (token.signer.clone(), now.max(token.time))];
    let carried = [chain, &token.certificates].concat();
    let (data, gaps) = gather(growing, password, &carried, &leaves, online).map_err(failed)?;
    let mut preserved = Preserved {
        level: Level::BT,
        reasons: Vec::new(),
        signature: None,
    };
    for gap in &gaps {
        if let Gap::Revoked {
            certificate, since, ..
        } = gap
            && certificate_is_in(chain, certificate)
        {
            return Err(SealError::CertificateRevoked {
                certificate: certificate.clone(),
                since: *since,
            });
        }
    }
    if !gaps.is_empty() {
        preserved.reasons.extend(gaps.into_iter().map(Shortfall::from));
        return Ok(preserved);
    }
    let added = add(growing, password, &data, wanted == Level::BLta, online).map_err(failed)?;
    preserved.reasons = added.reasons;
    preserved.signature = added.signature;
    preserved.level = if preserved.signature.is_some() {
        Level::BLta
    } else {
        Level::BLt
    };
    Ok(preserved)
}

/// Whether the holder is one of the signer's own chain, and not of an authority for time-stamps.
fn certificate_is_in(chain: &[Vec<u8>], holder: &str) -> bool {
    chain
        .iter()
        .filter_map(|der| crate::verify::certificate::Certificate::read(der).ok())
        .any(|certificate| certificate.holder() == holder)
}

fn carry(carried: &mut ValidationData, one: &signature::Checked) {
    let own = one.certificates.iter();
    let stamps = one
        .timestamps
        .iter()
        .flatten()
        .flat_map(|stamp| stamp.certificates.iter());
    for certificate in own.chain(stamps) {
        if !carried.certificates.contains(&certificate.der) {
            carried.certificates.push(certificate.der.clone());
        }
    }
}

/// What was added by one step.
#[derive(Default)]
struct Outcome {
    /// The document time-stamp.
    signature: Option<pdf::object::Ref>,
    stamped_by: Option<String>,
    reasons: Vec<Shortfall>,
}

impl Outcome {
    fn enter(self, result: &mut Augmented) {
        result.stamped_by.extend(self.stamped_by);
        result.reasons.extend(self.reasons);
    }
}

/// Adds validation data, and a document time-stamp over them. Where the time-stamp is not to be had the data are added
/// all the same, so that only it has to follow.
fn add(
    growing: &mut Growing<'_>,
    password: Option<&str>,
    data: &ValidationData,
    stamp: bool,
    online: &Online<'_>,
) -> Result<Outcome, AugmentError> {
    let mut outcome = Outcome::default();
    if stamp {
        outcome = time_stamp(growing, password, data, online)?;
        if outcome.signature.is_some() {
            return Ok(outcome);
        }
    }
    let tail = {
        let source = growing.source();
        let document = Document::open_source(&source, password)?;
        let unique = unique(online);
        pdf::augment::add_validation_data(&document, &Augmentation { data, unique })?
    };
    if let Some(tail) = tail {
        growing.append(&tail);
    }
    Ok(outcome)
}

/// Adds a document time-stamp over the file and `data`.
fn time_stamp(
    growing: &mut Growing<'_>,
    password: Option<&str>,
    data: &ValidationData,
    online: &Online<'_>,
) -> Result<Outcome, AugmentError> {
    let stamping = &online.stamping;
    let mut outcome = Outcome::default();
    if stamping.tsas.is_empty() {
        outcome.reasons.push(Shortfall::NoTsa);
        return Ok(outcome);
    }
    let unique = unique(online);
    let mut reserved = stamping.sizes.room(stamping.tsas);
    for attempt in 0..2 {
        let room = {
            let source = growing.source();
            let document = Document::open_source(&source, password)?;
            let augmentation = Augmentation { data, unique };
            match pdf::augment::prepare_time_stamp(&document, &augmentation, reserved) {
                Err(error @ pdf::Error::PermissionsForbid) => Err(Shortfall::Pdf {
                    code: error.code(),
                    detail: error.to_string(),
                }),
                other => Ok(other?),
            }
        };
        let mut room = match room {
            Ok(room) => room,
            Err(reason) => {
                outcome.reasons.push(reason);
                break;
            }
        };
        let stamped = stamping.stamp(&|imprint| {
            let pieces = [room.before_contents(), room.after_contents()];
            let digest = growing.digest(imprint.algorithm(), &pieces);
            digest.map(|digest| digest.as_ref().to_vec()).unwrap_or_default()
        });
        outcome
            .reasons
            .extend(stamped.failures.into_iter().map(Shortfall::Tsa));
        let Some(token) = stamped.token else { break };
        match room.fill(&token.der) {
            Ok(()) => {
                growing.append(room.tail());
                outcome.signature = Some(room.signature);
                outcome.stamped_by = Some(token.tsa);
                break;
            }
            // Once, with more room than was missing; never truncated.
            Err(pdf::Error::SignatureTooLong { needed, .. }) if attempt == 0 => {
                outcome.reasons.clear();
                reserved = needed + 1024;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(outcome)
}

fn unique(online: &Online<'_>) -> [u8; 16] {
    let mut unique = [0; 16];
    (online.stamping.random)(&mut unique);
    unique
}
