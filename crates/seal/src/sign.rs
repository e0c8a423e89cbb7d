//! PAdES signing by incremental update.

pub use pdf::SignatureSpec;
use ring::digest::{Context, SHA256};
use wording::Explain;

use crate::cms_build;
use crate::key::{KeyError, SealKey};

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
    /// Where the stamp went; `None` when nothing was drawn.
    pub stamp: Option<pdf::stamp::Placed>,
}

/// Stamps and seals a PDF with PAdES B-B.
///
/// The result is read again and its signature verified before it is returned: a broken signature never leaves
/// this function.
///
/// # Errors
/// A refusal with a stable code; the input is never changed.
pub fn seal(key: &SealKey, request: &SealRequest<'_>) -> Result<SealedPdf, SealError> {
    let certificate = key.certificate();
    if request.spec.signed_at > certificate.not_after {
        return Err(SealError::CertificateExpired {
            not_after: certificate.not_after,
        });
    }
    if request.spec.signed_at < certificate.not_before {
        return Err(SealError::CertificateNotYetValid {
            not_before: certificate.not_before,
        });
    }
    let document = pdf::Document::open(request.input, request.password)?;

    // The input is hashed once: for the signed digest, for the hash of the result, and for the file identifier.
    let mut input_sha256 = Context::new(&SHA256);
    input_sha256.update(request.input);
    let digest_algorithm = key.algorithm().digest();
    let input_digest = if digest_algorithm == &SHA256 {
        input_sha256.clone()
    } else {
        let mut context = Context::new(digest_algorithm);
        context.update(request.input);
        context
    };

    let mut preparation = pdf::Preparation {
        spec: &request.spec,
        reserved_bytes: cms_build::longest(key),
        unique: unique(&input_sha256, request.spec.signed_at),
    };
    let prepared = match sign(key, &document, &preparation, &input_digest) {
        Err(SealError::Pdf(pdf::Error::SignatureTooLong { needed, .. })) => {
            // Once, with more room than was missing; never truncated.
            preparation.reserved_bytes = needed + 256;
            sign(key, &document, &preparation, &input_digest)?
        }
        other => other?,
    };

    let mut bytes = Vec::with_capacity(request.input.len() + prepared.tail().len());
    bytes.extend_from_slice(request.input);
    bytes.extend_from_slice(prepared.tail());
    check(key, request, &bytes, &prepared, input_digest)?;

    let mut whole = input_sha256;
    whole.update(prepared.tail());
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(whole.finish().as_ref());
    Ok(SealedPdf {
        bytes,
        sha256,
        pages: prepared.pages,
        level: Level::BB,
        stamp: prepared.placed,
    })
}

/// 16 bytes that no other file has: from the content and the moment.
fn unique(input: &Context, at: jiff::Timestamp) -> [u8; 16] {
    let mut context = input.clone();
    context.update(&at.as_nanosecond().to_be_bytes());
    let mut unique = [0; 16];
    unique.copy_from_slice(&context.finish().as_ref()[..16]);
    unique
}

fn sign(
    key: &SealKey,
    document: &pdf::Document<'_>,
    preparation: &pdf::Preparation<'_>,
    input_digest: &Context,
) -> Result<pdf::Prepared, SealError> {
    let mut prepared = pdf::prepare(document, preparation)?;
    let mut digest = input_digest.clone();
    digest.update(prepared.before_contents());
    digest.update(prepared.after_contents());
    let attributes = cms_build::signed_attributes(key, digest.finish().as_ref());
    let signature = key.sign(&attributes)?;
    prepared.fill(&cms_build::signed_data(key, &attributes, &signature))?;
    Ok(prepared)
}

/// Reads the finished file as a stranger would: the form must lead to the signature, its byte range must be the
/// whole file, its digest and value must verify with the certificate that is in it.
fn check(
    key: &SealKey,
    request: &SealRequest<'_>,
    bytes: &[u8],
    prepared: &pdf::Prepared,
    input_digest: Context,
) -> Result<(), SealError> {
    let wrong = |what: &'static str| SealError::SelfCheck(what);
    let (input, tail) = bytes.split_at(request.input.len());
    if input != request.input {
        return Err(wrong("the input is no prefix of the result"));
    }
    let document =
        pdf::Document::open(bytes, request.password).map_err(|_| wrong("the result cannot be opened"))?;
    let found =
        pdf::signature_in(&document, prepared.signature).map_err(|_| wrong("the signature is not found"))?;
    let [start, first, second, last] = found
        .byte_range
        .map(|value| usize::try_from(value).unwrap_or(usize::MAX));
    let gap_starts = first
        .checked_sub(input.len())
        .filter(|at| start == 0 && *at < tail.len());
    let gap_ends = second.checked_sub(input.len()).filter(|at| *at <= tail.len());
    let (Some(gap_starts), Some(gap_ends)) = (gap_starts, gap_ends) else {
        return Err(wrong("the byte range lies outside the update"));
    };
    if second.checked_add(last) != Some(bytes.len()) || gap_starts >= gap_ends {
        return Err(wrong("the byte range does not cover the file"));
    }
    // The gap is exactly the hexadecimal value, brackets included.
    let gap = &tail[gap_starts..gap_ends];
    if gap.first() != Some(&b'<') || gap.last() != Some(&b'>') || gap.len() != 2 + 2 * found.contents.len() {
        return Err(wrong("the gap of the byte range is not the signature value"));
    }
    // The prefix equals the input, whose hash is known; only the update is hashed again.
    let mut digest = input_digest;
    digest.update(&tail[..gap_starts]);
    digest.update(&tail[gap_ends..]);
    let digest = digest.finish();

    let (attributes, signature, certificates) =
        cms_parts(&found.contents).ok_or_else(|| wrong("the signature cannot be parsed"))?;
    if !contains(&attributes, digest.as_ref()) || !contains(&attributes, key.certificate_sha256()) {
        return Err(wrong("the digest does not fit"));
    }
    if !key
        .chain()
        .iter()
        .all(|certificate| contains(&certificates, certificate))
    {
        return Err(wrong("a certificate is missing"));
    }
    key.verify(&attributes, &signature)
        .map_err(|_| wrong("the signature value does not verify"))?;
    judge(request, bytes)
}

/// What our own validator will tell everybody who checks the file must be good news before the file leaves: what it
/// would call damaged or changed for reasons that lie in the input is refused here.
fn judge(request: &SealRequest<'_>, bytes: &[u8]) -> Result<(), SealError> {
    use crate::verify::{ChangesAfter, Integrity, TrustRoots, VerifyOptions, damage_told_by, verify};
    let roots = TrustRoots::default();
    let options = VerifyOptions {
        roots: &roots,
        at: request.spec.signed_at,
        password: request.password,
    };
    let report = verify(bytes, &options);
    if let Some(detail) = damage_told_by(&report) {
        return Err(pdf::Error::Damaged(detail.into()).into());
    }
    let ours = report.signatures.iter().find(|one| one.covers_whole_file);
    if !ours.is_some_and(|one| one.integrity == Integrity::Intact && one.changes_after == ChangesAfter::None)
    {
        return Err(SealError::SelfCheck("the validator does not find it intact"));
    }
    if report.signatures.len() > 1 {
        let broken = |report: &crate::verify::FileReport| {
            let changed =
                |one: &&crate::verify::SignatureReport| one.changes_after == ChangesAfter::NotPermitted;
            report.signatures.iter().filter(changed).count()
        };
        if broken(&report) > broken(&verify(request.input, &options)) {
            return Err(SealError::SelfCheck("an earlier signature would be broken"));
        }
    }
    Ok(())
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Signed attributes (as the SET that is signed), signature value and certificates of a CMS with one signer.
fn cms_parts(padded: &[u8]) -> Option<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    use der::asn1::{AnyRef, OctetStringRef};
    use der::{Decode, Encode, Reader, SliceReader};
    let mut reader = SliceReader::new(padded).ok()?;
    let content_info: AnyRef<'_> = reader.decode().ok()?;
    // SEQUENCE { id-signedData, [0] { SEQUENCE { version, digests, content, [0] certificates, SET signers }}}
    let children = |any: AnyRef<'_>| -> Option<Vec<der::Any>> {
        let mut reader = SliceReader::new(any.value()).ok()?;
        let mut children = Vec::new();
        while !reader.is_finished() {
            children.push(der::Any::from(reader.decode::<AnyRef<'_>>().ok()?));
        }
        Some(children)
    };
    let explicit = children(content_info)?.pop()?;
    let signed_data = AnyRef::from_der(explicit.value()).ok()?;
    let mut parts = children(signed_data)?;
    let signers = parts.pop()?;
    let certificates = parts.pop()?.value().to_vec();
    let signer = AnyRef::from_der(signers.value()).ok()?;
    let [_, _, _, attributes, _, value] = <[der::Any; 6]>::try_from(children(signer)?).ok()?;
    let mut signed = attributes.to_der().ok()?;
    *signed.first_mut()? = 0x31;
    let value = value.to_der().ok()?;
    Some((
        signed,
        OctetStringRef::from_der(&value).ok()?.as_bytes().to_vec(),
        certificates,
    ))
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
    /// The key did not sign.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The finished file did not pass the check that every result goes through.
    #[error("the sealed file did not pass its own check: {0}")]
    SelfCheck(&'static str),
}

impl SealError {
    /// Whether trying the next document with the same key is in vain, so that a batch stops asking.
    pub fn stops_the_batch(&self) -> bool {
        matches!(self, SealError::Key(error) if error.stops_the_batch())
    }

    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<SealError> {
        vec![
            SealError::CertificateExpired {
                not_after: jiff::Timestamp::UNIX_EPOCH,
            },
            SealError::CertificateNotYetValid {
                not_before: jiff::Timestamp::UNIX_EPOCH,
            },
            SealError::Key(KeyError::DidNotSign),
            SealError::SelfCheck("x"),
        ]
    }
}

impl Explain for SealError {
    fn code(&self) -> &'static str {
        match self {
            SealError::Pdf(error) => error.code(),
            SealError::CertificateExpired { .. } => "seal-certificate-expired",
            SealError::CertificateNotYetValid { .. } => "seal-certificate-not-yet-valid",
            SealError::Key(error) => error.code(),
            SealError::SelfCheck(_) => "seal-self-check-failed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            SealError::Pdf(error) => error.arguments(),
            SealError::Key(error) => error.arguments(),
            SealError::CertificateExpired { not_after: date }
            | SealError::CertificateNotYetValid { not_before: date } => {
                vec![("date", date.strftime("%Y-%m-%d").to_string())]
            }
            _ => Vec::new(),
        }
    }
}
