//! PAdES signing by incremental update: of bytes in memory ([`seal`]) and of files that are never loaded ([`seal_to`]).
//!
//! Both grow a [`Growing`]: the input, read and hashed once, and what is appended to it. The signature is the first
//! update; further ones (validation data, document time-stamps) go the same way: open
//! [`pdf::Document::open_source`] on [`Growing::source`], prepare an update on it, sign [`Growing::digest`] over the
//! prepared pieces, and [`Growing::append`] the finished update. [`self_check`](crate::self_check) then looks at the
//! whole as it will leave.

pub use pdf::SignatureSpec;
use wording::Explain;

use crate::augment::{Online, Shortfall};
use crate::cms_build;
use crate::growing::{Growing, Hashes};
use crate::key::{KeyError, SealKey};
use crate::self_check;

/// The PAdES baseline level a file has reached (ETSI EN 319 142-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// Basic.
    #[serde(rename = "B-B")]
    BB,
    /// With a trusted time-stamp.
    #[serde(rename = "B-T")]
    BT,
    /// With the validation data.
    #[serde(rename = "B-LT")]
    BLt,
    /// With an archive time-stamp.
    #[serde(rename = "B-LTA")]
    BLta,
}

/// A level above B-B that is wanted.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The level.
    pub level: Level,
    /// Time-stamps and validation data.
    pub online: &'a Online<'a>,
    /// Whether a file that reaches less is kept at what it reached, to be augmented later; else it is refused.
    pub keep_lower: bool,
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Level::BB => "B-B",
            Level::BT => "B-T",
            Level::BLt => "B-LT",
            Level::BLta => "B-LTA",
        })
    }
}

/// What to sign and how.
pub struct SealRequest<'a> {
    /// The PDF as it is; it stays a prefix of the result.
    pub input: &'a [u8],
    /// Password of an encrypted input.
    pub password: Option<&'a str>,
    /// What the signature says, how it looks, and what it permits afterwards.
    pub spec: SignatureSpec<'a>,
}

/// A sealed PDF: the only way to get one is to seal.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SealedPdf {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes`.
    pub sha256: [u8; 32],
    /// Number of pages.
    pub pages: u32,
    /// The level that is in the file.
    pub level: Level,
    /// Why it is lower than the level that was wanted; where it is not, the authorities that failed before another helped.
    pub reasons: Vec<Shortfall>,
    /// Where the stamp went; `None` when nothing was drawn.
    pub stamp: Option<pdf::stamp::Placed>,
    /// Where the signature itself is shown; `None` when it is invisible.
    pub shown: Option<pdf::appearance::Shown>,
}

/// How to sign a file that is not in memory.
pub struct SealOptions<'a> {
    /// Password of an encrypted input.
    pub password: Option<&'a str>,
    /// What the signature says, how it looks, and what it permits afterwards.
    pub spec: SignatureSpec<'a>,
    /// Files up to this size, in bytes, are read into memory, where everything is faster, and are given to the validator
    /// before they leave. Larger ones are not (docs/adr/0012).
    pub in_memory_bytes: u64,
    /// A level above B-B.
    pub wanted: Option<Wanted<'a>>,
    /// The visible seal that the stamp shall hold; signed once the content is hashed, before anything is drawn.
    pub visible_seal: Option<&'a crate::visible::Order<'a>>,
}

impl<'a> SealOptions<'a> {
    /// With this signature; files of more than 4 MiB are not read into memory.
    pub fn new(spec: SignatureSpec<'a>) -> Self {
        Self {
            password: None,
            spec,
            in_memory_bytes: IN_MEMORY,
            wanted: None,
            visible_seal: None,
        }
    }
}

/// What was written by [`seal_to`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SealedSummary {
    /// SHA-256 of the whole result.
    pub sha256: [u8; 32],
    /// Bytes of the whole result.
    pub size_bytes: u64,
    /// SHA-256 of the input that the result begins with.
    pub input_sha256: [u8; 32],
    /// Number of pages.
    pub pages: u32,
    /// The level that is in the file.
    pub level: Level,
    /// Why it is lower than the level that was wanted; where it is not, the authorities that failed before another helped.
    pub reasons: Vec<Shortfall>,
    /// Where the stamp went; `None` when nothing was drawn.
    pub stamp: Option<pdf::stamp::Placed>,
    /// Where the signature itself is shown; `None` when it is invisible.
    pub shown: Option<pdf::appearance::Shown>,
}

/// See [`SealOptions::in_memory_bytes`].
const IN_MEMORY: u64 = 4 * 1024 * 1024;

/// Stamps and seals a PDF with PAdES B-B.
///
/// The result is read again and its signature verified before it is returned: a broken signature never leaves
/// this function.
///
/// # Errors
/// A refusal with a stable code; the input is never changed.
pub fn seal(key: &SealKey, request: &SealRequest<'_>) -> Result<SealedPdf, SealError> {
    seal_at_level(key, request, None)
}

/// As [`seal`], with a level above B-B.
///
/// # Errors
/// Those of [`seal`], and, unless lower levels are kept, [`SealError::LevelNotReached`]; a certificate that is found to
/// be revoked never seals: [`SealError::CertificateRevoked`].
pub fn seal_at_level(
    key: &SealKey,
    request: &SealRequest<'_>,
    wanted: Option<Wanted<'_>>,
) -> Result<SealedPdf, SealError> {
    check_validity(key, &request.spec)?;
    let mut growing = Growing::new(&request.input, &digests(key, wanted))?;
    let options = SealOptions {
        password: request.password,
        wanted,
        ..SealOptions::new(request.spec.clone())
    };
    let summary = grow(key, &options, &mut growing)?;
    let mut bytes = Vec::with_capacity(request.input.len() + growing.appended().len());
    bytes.extend_from_slice(request.input);
    bytes.extend_from_slice(growing.appended());
    Ok(SealedPdf {
        bytes,
        sha256: summary.sha256,
        pages: summary.pages,
        level: summary.level,
        reasons: summary.reasons,
        stamp: summary.stamp,
        shown: summary.shown,
    })
}

/// Stamps and seals a PDF of any size: `input` is read once, while it is hashed and copied to `target`, and is never
/// in memory as a whole.
///
/// `target` is an empty file, open for reading and writing, that nobody else has open: what is signed is what was
/// written there, whatever becomes of the input meanwhile. It holds the whole result when this returns; to make it
/// durable and to give it its name is up to the caller. After an error it holds rubbish.
///
/// # Errors
/// A refusal with a stable code: those of [`seal`], [`SealError::InputChanged`] and [`SealError::Target`].
pub fn seal_to(
    key: &SealKey,
    options: &SealOptions<'_>,
    input: &dyn pdf::Source,
    target: &mut std::fs::File,
) -> Result<SealedSummary, SealError> {
    use std::io::Write;
    check_validity(key, &options.spec)?;
    let mut hashes = Hashes::new(&digests(key, options.wanted));
    if input.len() <= options.in_memory_bytes {
        let mut copy = Vec::with_capacity(input.len() as usize);
        hashes.read(input, &mut copy)?;
        let mut growing = Growing::hashed(&copy, hashes);
        let summary = grow(key, options, &mut growing)?;
        target.write_all(&copy).map_err(SealError::target)?;
        target.write_all(growing.appended()).map_err(SealError::target)?;
        return Ok(summary);
    }
    // What can be refused is refused before much is copied.
    pdf::Document::open_source(input, options.password)?;
    hashes.read(input, target)?;
    let copy = target
        .try_clone()
        .and_then(pdf::FileSource::new)
        .map_err(SealError::target)?;
    if pdf::Source::len(&copy) != input.len() {
        return Err(SealError::InputChanged);
    }
    let mut growing = Growing::hashed(&copy, hashes);
    let summary = grow(key, options, &mut growing)?;
    target.write_all(growing.appended()).map_err(SealError::target)?;
    Ok(summary)
}

/// The hashes that the key and the time-stamping authorities ask for.
fn digests(key: &SealKey, wanted: Option<Wanted<'_>>) -> Vec<&'static ring::digest::Algorithm> {
    let tsas = wanted
        .filter(|wanted| wanted.level == Level::BLta)
        .map_or(&[][..], |wanted| wanted.online.stamping.tsas);
    let mut digests = vec![key.algorithm().digest()];
    digests.extend(tsas.iter().map(|tsa| tsa.digest.algorithm()));
    digests
}

fn check_validity(key: &SealKey, spec: &SignatureSpec<'_>) -> Result<(), SealError> {
    let certificate = key.certificate();
    if spec.signed_at > certificate.not_after {
        return Err(SealError::CertificateExpired {
            not_after: certificate.not_after,
        });
    }
    if spec.signed_at < certificate.not_before {
        return Err(SealError::CertificateNotYetValid {
            not_before: certificate.not_before,
        });
    }
    Ok(())
}

/// Signs what has grown so far, raises it to the level that is wanted, and checks the whole.
fn grow(
    key: &SealKey,
    options: &SealOptions<'_>,
    growing: &mut Growing<'_>,
) -> Result<SealedSummary, SealError> {
    let (password, spec) = (options.password, &options.spec);
    let input_sha256 = growing.sha256();
    let mut reasons = Vec::new();
    let signed = {
        let source = growing.source();
        let document = pdf::Document::open_source(&source, password)?;
        let stamp = match (options.visible_seal, spec.stamp) {
            (Some(order), Some(stamp)) => Some(pdf::stamp::Stamp {
                visible_seal: Some(order.issue(key, &document, input_sha256)?),
                ..stamp.clone()
            }),
            _ => None,
        };
        let spec = &SignatureSpec {
            stamp: stamp.as_ref().or(spec.stamp),
            ..spec.clone()
        };
        let room = time_stamping(options).map(|online| online.stamping.sizes.room(online.stamping.tsas));
        let mut preparation = pdf::Preparation {
            spec,
            reserved_bytes: cms_build::longest(key, room),
            unique: growing.unique(spec.signed_at),
        };
        match sign(key, &document, &preparation, options, growing, &mut reasons) {
            Err(SealError::Pdf(pdf::Error::SignatureTooLong { needed, .. })) => {
                // Once, with more room than was missing; never truncated.
                preparation.reserved_bytes = needed + 1024;
                reasons.clear();
                sign(key, &document, &preparation, options, growing, &mut reasons)?
            }
            other => other?,
        }
    };
    let prepared = signed.prepared;
    let to_check = self_check::Signed {
        key,
        reference: prepared.signature,
        before: growing.size_bytes(),
        hashed: growing
            .running(key.algorithm().digest())
            .ok_or(SealError::SelfCheck("the hash was not made"))?,
    };
    growing.append(prepared.tail());
    self_check::check(&to_check, options, growing)?;

    let mut level = if signed.token.is_some() {
        Level::BT
    } else {
        Level::BB
    };
    if let (Some(wanted), Some(token)) = (options.wanted, &signed.token)
        && wanted.level >= Level::BLt
    {
        let preserved =
            crate::augment::preserve(growing, password, wanted.level, key.chain(), token, wanted.online)?;
        level = preserved.level;
        reasons.extend(preserved.reasons);
        if level > Level::BT {
            let mut signatures = vec![prepared.signature];
            signatures.extend(preserved.signature);
            if let Some(found) = self_check::raised(options, growing, &signatures)?
                && found < level
            {
                level = found;
                reasons.push(Shortfall::NotFound);
            }
        }
    }
    if let Some(wanted) = options.wanted.filter(|wanted| level < wanted.level) {
        if wanted.online.stamping.tsas.is_empty() {
            reasons.push(Shortfall::NoTsa);
        }
        if !wanted.keep_lower {
            return Err(SealError::LevelNotReached {
                wanted: wanted.level,
                reached: level,
                reasons,
            });
        }
    }
    Ok(SealedSummary {
        sha256: growing.sha256(),
        size_bytes: growing.size_bytes(),
        input_sha256,
        pages: prepared.pages,
        level,
        reasons,
        stamp: prepared.placed,
        shown: prepared.shown,
    })
}

/// Where signature time-stamps come from, when one is wanted and there is anybody to ask.
fn time_stamping<'a>(options: &SealOptions<'a>) -> Option<&'a Online<'a>> {
    let wanted = options.wanted.filter(|wanted| wanted.level >= Level::BT)?;
    Some(wanted.online).filter(|online| !online.stamping.tsas.is_empty())
}

/// A signed update, and the time-stamp in it.
struct SignedUpdate {
    prepared: pdf::Prepared,
    token: Option<crate::time_stamp::Token>,
}

fn sign(
    key: &SealKey,
    document: &pdf::Document<'_>,
    preparation: &pdf::Preparation<'_>,
    options: &SealOptions<'_>,
    growing: &Growing<'_>,
    reasons: &mut Vec<Shortfall>,
) -> Result<SignedUpdate, SealError> {
    let mut prepared = pdf::prepare(document, preparation)?;
    let wanted = options.wanted.map_or(Level::BB, |wanted| wanted.level);
    crate::asked::check(&prepared.requirements, key, wanted)?;
    let pieces = [prepared.before_contents(), prepared.after_contents()];
    let digest = growing
        .digest(key.algorithm().digest(), &pieces)
        .ok_or(SealError::SelfCheck("the hash was not made"))?;
    let attributes = cms_build::signed_attributes(key, digest.as_ref());
    let signature = key.sign(&attributes)?;
    let token = match time_stamping(options) {
        Some(online) => {
            let digest_of = |imprint: crate::time_stamp::Imprint| {
                ring::digest::digest(imprint.algorithm(), &signature)
                    .as_ref()
                    .to_vec()
            };
            let stamped = online.stamping.stamp(&digest_of);
            reasons.extend(stamped.failures.into_iter().map(Shortfall::Tsa));
            stamped.token
        }
        None => None,
    };
    if token.is_none() && wanted > Level::BB {
        // What the field asks for must hold for what will be there.
        crate::asked::check(&prepared.requirements, key, Level::BB)?;
    }
    let stamp = token.as_ref().map(|token| token.der.as_slice());
    prepared.fill(&cms_build::signed_data(key, &attributes, &signature, stamp))?;
    Ok(SignedUpdate { prepared, token })
}

/// Why a file was not sealed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The PDF is refused.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    /// The certificate was no longer valid at the time of signing.
    #[error("the certificate expired on {not_after}")]
    CertificateExpired {
        /// End of its validity.
        not_after: jiff::Timestamp,
    },
    /// The certificate is not valid yet.
    #[error("the certificate is not valid before {not_before}")]
    CertificateNotYetValid {
        /// Start of its validity.
        not_before: jiff::Timestamp,
    },
    /// The signature field asks for what this key or level does not give.
    #[error(transparent)]
    FieldAsks(#[from] crate::asked::FieldAsks),
    /// The signer's certificate is revoked.
    #[error("the certificate of {certificate} is revoked since {since}")]
    CertificateRevoked {
        /// Its holder.
        certificate: String,
        /// Since when.
        since: jiff::Timestamp,
    },
    /// The level that was wanted was not reached, and nothing lower is to be kept.
    #[error("level {wanted} was not reached, only {reached}")]
    LevelNotReached {
        /// The level that was wanted.
        wanted: Level,
        /// The level that was reached.
        reached: Level,
        /// Why.
        reasons: Vec<Shortfall>,
    },
    /// The key did not sign.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The visible seal could not be made.
    #[error(transparent)]
    VisibleSeal(#[from] crate::visible::VisibleSealError),
    /// The input was written to while it was being sealed.
    #[error("the input was changed while it was being sealed")]
    InputChanged,
    /// The result could not be written.
    #[error("the result could not be written: {0}")]
    Target(std::io::ErrorKind),
    /// The new signature would be drawn over content that an earlier one signed: nobody could tell that one any more
    /// from one whose page was painted over.
    #[error("the signature would be drawn over what an earlier one signed")]
    DrawnOverSigned,
    /// The finished file did not pass the check that every result goes through.
    #[error("the sealed file did not pass its own check: {0}")]
    SelfCheck(&'static str),
}

impl SealError {
    pub(crate) fn target(error: std::io::Error) -> Self {
        SealError::Target(error.kind())
    }

    /// Whether trying the next document with the same key is in vain, so that a batch stops asking.
    pub fn stops_the_batch(&self) -> bool {
        matches!(self, SealError::Key(error) if error.stops_the_batch())
    }

    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<SealError> {
        let asked = crate::asked::FieldAsks::one_of_each();
        let mut all: Vec<SealError> = asked.into_iter().map(SealError::FieldAsks).collect();
        all.extend([
            SealError::CertificateExpired {
                not_after: jiff::Timestamp::UNIX_EPOCH,
            },
            SealError::CertificateNotYetValid {
                not_before: jiff::Timestamp::UNIX_EPOCH,
            },
            SealError::CertificateRevoked {
                certificate: "x".into(),
                since: jiff::Timestamp::UNIX_EPOCH,
            },
            SealError::LevelNotReached {
                wanted: Level::BT,
                reached: Level::BB,
                reasons: Vec::new(),
            },
            SealError::Key(KeyError::DidNotSign),
            SealError::InputChanged,
            SealError::Target(std::io::ErrorKind::StorageFull),
            SealError::DrawnOverSigned,
            SealError::SelfCheck("x"),
        ]);
        all
    }
}

impl Explain for SealError {
    fn code(&self) -> &'static str {
        match self {
            SealError::Pdf(error) => error.code(),
            SealError::CertificateExpired { .. } => "seal-certificate-expired",
            SealError::CertificateNotYetValid { .. } => "seal-certificate-not-yet-valid",
            SealError::FieldAsks(asked) => asked.code(),
            SealError::Key(error) => error.code(),
            SealError::CertificateRevoked { .. } => "seal-certificate-revoked",
            SealError::LevelNotReached { .. } => "seal-level-not-reached",
            SealError::VisibleSeal(error) => error.code(),
            SealError::InputChanged => "seal-input-changed",
            SealError::Target(_) => "seal-target-failed",
            SealError::DrawnOverSigned => "seal-drawn-over-signed",
            SealError::SelfCheck(_) => "seal-self-check-failed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            SealError::Pdf(error) => error.arguments(),
            SealError::FieldAsks(asked) => asked.arguments(),
            SealError::Key(error) => error.arguments(),
            SealError::VisibleSeal(error) => error.arguments(),
            SealError::CertificateExpired { not_after: date }
            | SealError::CertificateNotYetValid { not_before: date } => {
                vec![("date", date.strftime("%d.%m.%Y").to_string())]
            }
            SealError::CertificateRevoked { certificate, since } => vec![
                ("certificate", certificate.clone()),
                ("date", since.strftime("%d.%m.%Y").to_string()),
            ],
            SealError::LevelNotReached { wanted, reached, .. } => {
                vec![("wanted", wanted.to_string()), ("reached", reached.to_string())]
            }
            _ => Vec::new(),
        }
    }
}
