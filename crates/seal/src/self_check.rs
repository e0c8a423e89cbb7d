//! The check that every result goes through before it leaves (docs/adr/0012): a broken signature, or a file that our own
//! validator would call damaged, never leaves this crate.
//!
//! The finished file is read as a stranger would and its new signature is verified. Small files, and files that were
//! signed before, are given to the validator ([`standing`]); of a large file, [`structure`] reads all that the
//! validator would stumble over, and nothing else of it.

use pdf::object::Ref;
use pdf::revisions::structure;
use ring::digest::Context;

use crate::growing::Growing;
use crate::key::SealKey;
use crate::sign::{Level, SealError, SealOptions};
use crate::verify::ChangesAfter;
use crate::verify::standing::standing;

fn wrong(what: &'static str) -> SealError {
    SealError::SelfCheck(what)
}

/// A signature that was just appended.
pub(crate) struct Signed<'a> {
    /// The key that made it.
    pub key: &'a SealKey,
    /// Its dictionary.
    pub reference: Ref,
    /// Bytes of the file before it was appended.
    pub before: u64,
    /// The running hash of those bytes.
    pub hashed: Context,
}

/// Checks the whole file that has grown, with the signature that was appended last.
pub(crate) fn check(
    signed: &Signed<'_>,
    options: &SealOptions<'_>,
    growing: &Growing<'_>,
) -> Result<(), SealError> {
    let source = growing.source();
    let document = pdf::Document::open_source(&source, options.password)
        .map_err(|_| wrong("the result cannot be opened"))?;
    let small = growing.base().len() <= options.in_memory_bytes;
    let judged = small || structure::count_signatures(&document)? > 1;
    signature(signed, &document, growing, judged)?;
    if judged {
        drop(document);
        return judge(options.password, growing);
    }
    Ok(structure::check(
        &document,
        &source,
        growing.appended(),
        &[signed.reference],
    )?)
}

/// Reads the new signature as a stranger would: the form must lead to it, its byte range must be the whole file, its
/// digest and value must verify with the certificate that is in it. The value is left to the validator where that
/// follows.
fn signature(
    signed: &Signed<'_>,
    document: &pdf::Document<'_>,
    growing: &Growing<'_>,
    judged: bool,
) -> Result<(), SealError> {
    let key = signed.key;
    let found =
        pdf::signature_in(document, signed.reference).map_err(|_| wrong("the signature is not found"))?;
    let base = growing.base().len();
    let tail = signed
        .before
        .checked_sub(base)
        .and_then(|at| growing.appended().get(usize::try_from(at).ok()?..))
        .ok_or_else(|| wrong("the update is not where it was appended"))?;
    let within = |offset: u64| {
        offset
            .checked_sub(signed.before)
            .and_then(|at| usize::try_from(at).ok())
            .filter(|at| *at <= tail.len())
    };
    let [start, first, second, last] = found.byte_range;
    let (0, Some(gap_starts), Some(gap_ends)) = (start, within(first), within(second)) else {
        return Err(wrong("the byte range lies outside the update"));
    };
    if second.checked_add(last) != Some(growing.size_bytes()) || gap_starts >= gap_ends {
        return Err(wrong("the byte range does not cover the file"));
    }
    // The gap is exactly the hexadecimal value, brackets included.
    let gap = &tail[gap_starts..gap_ends];
    if gap.first() != Some(&b'<') || gap.last() != Some(&b'>') || gap.len() != 2 + 2 * found.contents.len() {
        return Err(wrong("the gap of the byte range is not the signature value"));
    }
    // What stood there before is hashed; only the update is hashed again.
    let mut digest = signed.hashed.clone();
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
    if judged {
        return Ok(());
    }
    key.verify(&attributes, &signature)
        .map_err(|_| wrong("the signature value does not verify"))
}

/// What our own validator will tell everybody who checks the file must be good news before the file leaves: what it
/// would call damaged or changed for reasons that lie in the input is refused here.
fn judge(password: Option<&str>, growing: &Growing<'_>) -> Result<(), SealError> {
    let bytes = growing.bytes()?;
    let standing = standing(&bytes, password);
    if let Some(code) = standing.damage {
        return Err(pdf::Error::Damaged(code.code().into()).into());
    }
    let ours = standing.signatures.iter().find(|one| one.covers_whole_file);
    if !ours.is_some_and(|one| one.intact && one.changes_after == ChangesAfter::None) {
        return Err(wrong("the validator does not find it intact"));
    }
    if standing.broken() > 0 || standing.drawn_over() > 0 {
        // It may have been so before.
        let before = usize::try_from(growing.base().len()).unwrap_or(usize::MAX);
        let input = bytes.get(..before).unwrap_or_default();
        let before = crate::verify::standing::standing(input, password);
        if standing.broken() > before.broken() {
            return Err(wrong("an earlier signature would be broken"));
        }
        if standing.drawn_over() > before.drawn_over() {
            return Err(SealError::DrawnOverSigned);
        }
    }
    Ok(())
}

/// As [`check`], for what was appended after the signature to raise its level: validation data, and a document time-stamp
/// (`signatures`: the signature, and it). Returns the level that the validator finds; `None` of a large file, which it
/// is not given.
pub(crate) fn raised(
    options: &SealOptions<'_>,
    growing: &Growing<'_>,
    signatures: &[Ref],
) -> Result<Option<Level>, SealError> {
    use crate::verify::{Integrity, Kind, TrustRoots, VerifyOptions, damage_told_by, verify};
    let source = growing.source();
    let document = pdf::Document::open_source(&source, options.password)
        .map_err(|_| wrong("the result cannot be opened"))?;
    let small = growing.base().len() <= options.in_memory_bytes;
    if !small && structure::count_signatures(&document)? <= signatures.len() {
        structure::check(&document, &source, growing.appended(), signatures)?;
        return Ok(None);
    }
    drop(document);
    let bytes = growing.bytes()?;
    // Which level is in a file does not depend on whom somebody trusts.
    let nobody = TrustRoots::default();
    let report = verify(
        &bytes,
        &VerifyOptions {
            roots: &nobody,
            at: options.spec.signed_at,
            password: options.password,
        },
    );
    if let Some(detail) = damage_told_by(&report) {
        return Err(pdf::Error::Damaged(detail.into()).into());
    }
    let mut newest = report.signatures.iter().rev();
    let ours = newest
        .find(|one| one.kind != Kind::DocumentTimestamp)
        .filter(|one| one.integrity == Integrity::Intact && one.changes_after != ChangesAfter::NotPermitted)
        .ok_or_else(|| wrong("the validator does not find it intact"))?;
    let stamps = report
        .signatures
        .iter()
        .filter(|one| one.covers_whole_file && one.kind == Kind::DocumentTimestamp);
    if stamps.clone().any(|one| one.integrity != Integrity::Intact) || stamps.count() + 1 < signatures.len() {
        return Err(wrong("the validator does not find the time-stamp intact"));
    }
    let changed = |one: &&crate::verify::SignatureReport| one.changes_after == ChangesAfter::NotPermitted;
    let before = usize::try_from(growing.base().len()).unwrap_or(usize::MAX);
    let input = bytes.get(..before).unwrap_or_default();
    if report.signatures.iter().filter(changed).count() > standing(input, options.password).broken() {
        return Err(wrong("an earlier signature would be broken"));
    }
    Ok(ours.level)
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
    let signer = children(signer)?;
    // A seventh part are the unsigned attributes.
    let ([_, _, _, attributes, _, value] | [_, _, _, attributes, _, value, _]) = signer.as_slice() else {
        return None;
    };
    let mut signed = attributes.to_der().ok()?;
    *signed.first_mut()? = 0x31;
    let value = value.to_der().ok()?;
    Some((
        signed,
        OctetStringRef::from_der(&value).ok()?.as_bytes().to_vec(),
        certificates,
    ))
}
