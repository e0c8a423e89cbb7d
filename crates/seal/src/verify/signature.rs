//! One signature: its place, its CMS, its digest and its value.

use std::sync::Arc;

use jiff::Timestamp;
use pdf::revisions::File;
use pdf::revisions::signatures::{SignatureField, SignatureProblem};

use super::algorithms::{self, Reliance};
use super::asn1::{Fields, SEQUENCE, Tlv, oid};
use super::certificate::Certificate;
use super::chain::is_named;
use super::cms::{CertificateReference, SignedData, SignerId, TimeStampInfo};
use super::crypto::{Algorithm, Digest, Refusal, Strength};
use super::warnings::Code;

/// The signature formats of ISO 32000-2, table 260.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `ETSI.CAdES.detached`.
    Cades,
    /// `adbe.pkcs7.detached`.
    Pkcs7Detached,
    /// `adbe.pkcs7.sha1`.
    Pkcs7Sha1,
    /// `ETSI.RFC3161`.
    TimeStamp,
}

/// Why a signature is not intact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The structure: FORMAT_FAILURE.
    Format(Code),
    /// The digest: HASH_FAILURE.
    Digest,
    /// The value: SIG_CRYPTO_FAILURE.
    Value,
    /// An algorithm that cannot be checked: CRYPTO_CONSTRAINTS_FAILURE, never passed.
    Unsupported,
    /// No certificate to check with: NO_SIGNING_CERTIFICATE_FOUND.
    NoCertificate,
    /// A format that cannot be checked.
    UnknownFormat,
}

/// A CMS whose digest and value verified.
pub struct Verified {
    /// Whose key it is.
    pub signer: Arc<Certificate>,
    /// Algorithm and size.
    pub strength: Strength,
    /// Whether digest and signature algorithms are still relied on today.
    pub acceptable: bool,
    /// Until when the digest and signature algorithms are relied on.
    pub reliance: Reliance,
    /// What the signing-certificate attribute says.
    pub reference: CertificateReference,
}

/// A time-stamp token whose digest and value verified.
pub struct TimeStamp {
    /// The time it proves, if its authority is trusted.
    pub time: Timestamp,
    /// Its authority.
    pub verified: Verified,
    /// Certificates it carries.
    pub certificates: Vec<Arc<Certificate>>,
    /// The token.
    pub der: Vec<u8>,
}

/// A signature field, read and checked.
pub struct Checked {
    /// The field.
    pub field: SignatureField,
    /// Whether it is in the form of the newest revision.
    pub is_current: bool,
    /// Its format, where it is known.
    pub format: Option<Format>,
    /// Its CMS, where it could be read.
    pub cms: Option<SignedData>,
    /// Certificates it carries.
    pub certificates: Vec<Arc<Certificate>>,
    /// Whether one of them cannot be read.
    pub certificate_unreadable: bool,
    /// The outcome.
    pub outcome: Result<Verified, Failure>,
    /// The content of a document time-stamp.
    pub stamped: Option<Timestamp>,
    /// Time-stamps over the signature value; `Err` for those that are broken.
    pub timestamps: Vec<Result<TimeStamp, Code>>,
    /// Time-stamps over the content, made before it was signed.
    pub content_timestamps: Vec<Result<TimeStamp, Code>>,
    /// Digest of the covered bytes, with the digest algorithm of the signature.
    pub covered_digest: Option<(Digest, Vec<u8>)>,
    /// Findings that do not decide by themselves.
    pub codes: Vec<Code>,
}

/// Reads and checks a signature.
pub fn check(file: &File<'_>, field: SignatureField, is_current: bool) -> Checked {
    let format = match field.sub_filter.as_deref() {
        Some(b"ETSI.CAdES.detached") => Some(Format::Cades),
        Some(b"adbe.pkcs7.detached") => Some(Format::Pkcs7Detached),
        Some(b"adbe.pkcs7.sha1") => Some(Format::Pkcs7Sha1),
        Some(b"ETSI.RFC3161") => Some(Format::TimeStamp),
        _ => None,
    };
    let mut checked = Checked {
        field,
        is_current,
        format,
        cms: None,
        certificates: Vec::new(),
        certificate_unreadable: false,
        outcome: Err(Failure::UnknownFormat),
        stamped: None,
        timestamps: Vec::new(),
        content_timestamps: Vec::new(),
        covered_digest: None,
        codes: Vec::new(),
    };
    checked.outcome = checked.run(file);
    checked
}

impl Checked {
    fn run(&mut self, file: &File<'_>) -> Result<Verified, Failure> {
        if let Some(problem) = self.field.problems.first() {
            return Err(Failure::Format(match problem {
                SignatureProblem::ContentsMissing => Code::ContentsMissing,
                SignatureProblem::ByteRangeMissing | SignatureProblem::ByteRangeMalformed => Code::ByteRange,
                _ => Code::Structure,
            }));
        }
        let Some([first, second]) = self.field.covered.clone() else {
            return Err(Failure::Format(Code::ByteRange));
        };
        let (Some(first), Some(second)) = (file.bytes().get(first), file.bytes().get(second)) else {
            return Err(Failure::Format(Code::ByteRange));
        };
        let covered: [&[u8]; 2] = [first, second];
        if self.field.contents.iter().all(|octet| *octet == 0) {
            return Err(Failure::Format(Code::ContentsMissing));
        }
        let cms = SignedData::read(&self.field.contents).map_err(|_| Failure::Format(Code::Unreadable))?;
        // Only zeros may follow: nobody signed these bytes. The digits of one string come from one program and are
        // of one case; a mix means that someone wrote into it.
        let padding = self.field.contents.get(cms.length..).unwrap_or_default();
        if padding.iter().any(|octet| *octet != 0) || self.field.contents_mixed_case {
            return Err(Failure::Format(Code::Padding));
        }
        (self.certificates, self.certificate_unreadable) = read_certificates(&cms);
        let cms = &*self.cms.insert(cms);
        match self.format {
            None => Err(Failure::UnknownFormat),
            Some(Format::Cades | Format::Pkcs7Detached) => {
                if cms.content.is_some() || cms.content_type != oid::DATA {
                    return Err(Failure::Format(Code::Unreadable));
                }
                let verified = verify_cms(
                    cms,
                    &covered,
                    &self.certificates,
                    self.format == Some(Format::Pkcs7Detached),
                )?;
                self.timestamps = timestamps(cms);
                self.content_timestamps = content_timestamps(cms, &covered);
                if let (Some(digest), Ok(value)) = (cms.digest.digest(), cms.message_digest()) {
                    // Just compared with that of the covered bytes.
                    self.covered_digest = Some((digest, value));
                }
                Ok(verified)
            }
            Some(Format::Pkcs7Sha1) => {
                let Some(content) = &cms.content else {
                    return Err(Failure::Format(Code::Unreadable));
                };
                if cms.content_type != oid::DATA {
                    return Err(Failure::Format(Code::Unreadable));
                }
                if *content != Digest::Sha1.of(&covered) {
                    return Err(Failure::Digest);
                }
                let mut verified = verify_cms(cms, &[content.as_slice()], &self.certificates, true)?;
                verified.reliance = verified.reliance.min(algorithms::digest(Digest::Sha1));
                self.timestamps = timestamps(cms);
                Ok(verified)
            }
            Some(Format::TimeStamp) => {
                let (verified, info) = verify_token(cms, &self.certificates)?;
                let digest = info.imprint.0.digest().ok_or(Failure::Unsupported)?;
                if info.imprint.1 != digest.of(&covered) {
                    return Err(Failure::Digest);
                }
                self.stamped = Some(info.time);
                self.covered_digest = Some((digest, info.imprint.1));
                Ok(Verified {
                    reliance: verified.reliance.min(algorithms::digest(digest)),
                    ..verified
                })
            }
        }
    }

    /// The claimed time: `/M`, else `signing-time`.
    pub fn claimed_time(&self) -> Option<Timestamp> {
        let dictionary = self.field.time.as_deref().and_then(pdf_time);
        dictionary.or_else(|| self.cms.as_ref().and_then(SignedData::signing_time))
    }

    /// Whether digest and value fit.
    pub fn is_intact(&self) -> bool {
        self.outcome.is_ok()
    }
}

pub(crate) fn read_certificates(cms: &SignedData) -> (Vec<Arc<Certificate>>, bool) {
    let read: Vec<Arc<Certificate>> = cms
        .certificates
        .iter()
        .take(200)
        .filter_map(|der| Certificate::read(der).ok())
        .map(Arc::new)
        .collect();
    let unreadable = read.len() != cms.certificates.len();
    (read, unreadable)
}

fn verify_cms(
    cms: &SignedData,
    content: &[&[u8]],
    certificates: &[Arc<Certificate>],
    attributes_optional: bool,
) -> Result<Verified, Failure> {
    let damaged = |_| Failure::Format(Code::Unreadable);
    let digest = cms.digest.digest().ok_or(Failure::Unsupported)?;
    let joined;
    let message = match &cms.signed_bytes {
        Some(bytes) => {
            if cms.message_digest().map_err(damaged)? != digest.of(content) {
                return Err(Failure::Digest);
            }
            if !cms.content_type_fits() || !algorithms_fit(cms) {
                return Err(Failure::Format(Code::Unreadable));
            }
            bytes.as_slice()
        }
        None if attributes_optional => {
            joined = content.concat();
            joined.as_slice()
        }
        None => return Err(Failure::Format(Code::Unreadable)),
    };
    let named = |certificate: &&Arc<Certificate>| match &cms.signer {
        SignerId::IssuerAndSerial(issuer, serial) => is_named(certificate, issuer, serial),
        SignerId::KeyId(id) => certificate
            .extension(&[0x55, 0x1d, 0x0e])
            .is_some_and(|extension| {
                super::asn1::Tlv::only(&extension.value).is_ok_and(|tlv| tlv.value == id.as_slice())
            }),
    };
    let signer = certificates
        .iter()
        .find(named)
        .cloned()
        .ok_or(Failure::NoCertificate)?;
    let key = super::crypto::PublicKey::read(&signer.spki).map_err(|_| Failure::Unsupported)?;
    let strength = match key.verify(&cms.algorithm, Some(digest), message, &cms.value) {
        Ok(strength) => strength,
        Err(Refusal::Wrong) => return Err(Failure::Value),
        Err(Refusal::Unsupported) => return Err(Failure::Unsupported),
    };
    let reliance = strength.reliance.min(algorithms::digest(digest));
    let reference = cms.names_certificate(&signer.der);
    Ok(Verified {
        signer,
        strength,
        acceptable: reliance == Reliance::Still,
        reliance,
        reference,
    })
}

/// Whether the algorithms are those that the signer signed, where the signature names them (RFC 6211).
fn algorithms_fit(cms: &SignedData) -> bool {
    let read = |value: &[u8]| -> Result<bool, super::asn1::Damaged> {
        let mut fields = Fields::of(Tlv::only(value)?, SEQUENCE)?;
        let digest = Algorithm::read(fields.take()?)?;
        let Some(signature) = fields.optional(0xa1) else {
            return Ok(false);
        };
        // Tagged implicitly.
        let mut parts = signature.children()?.into_iter();
        let oid = parts.next().ok_or(super::asn1::Damaged)?.oid()?.to_vec();
        Ok(digest == cms.digest && oid == cms.algorithm.oid)
    };
    match cms.signed_value(oid::ALGORITHM_PROTECTION) {
        Ok(None) => true,
        Ok(Some(value)) => read(value).unwrap_or(false),
        Err(_) => false,
    }
}

/// Checks a time-stamp token: its digest, its value, and that it names its certificate.
pub(crate) fn verify_token(
    cms: &SignedData,
    certificates: &[Arc<Certificate>],
) -> Result<(Verified, TimeStampInfo), Failure> {
    let unreadable = Failure::Format(Code::Unreadable);
    if cms.content_type != oid::TST_INFO {
        return Err(unreadable);
    }
    let content = cms.content.as_deref().ok_or(unreadable)?;
    let verified = verify_cms(cms, &[content], certificates, false)?;
    // RFC 3161, 2.4.2: the token names its certificate.
    if !matches!(
        verified.reference,
        CertificateReference::Fits | CertificateReference::FitsSha1
    ) {
        return Err(unreadable);
    }
    let info = TimeStampInfo::read(content).map_err(|_| unreadable)?;
    Ok((verified, info))
}

/// The time-stamps over the signature value.
fn timestamps(cms: &SignedData) -> Vec<Result<TimeStamp, Code>> {
    let tokens = cms
        .unsigned
        .iter()
        .filter(|attribute| attribute.oid == oid::SIGNATURE_TIMESTAMP);
    let tokens = tokens.flat_map(|attribute| attribute.values.iter());
    tokens
        .take(32)
        .map(|token| timestamp(token, &[&cms.value]))
        .collect()
}

/// The time-stamps over the content, made before the signature that signs them (EN 319 122-1, 5.2.8).
fn content_timestamps(cms: &SignedData, content: &[&[u8]]) -> Vec<Result<TimeStamp, Code>> {
    let tokens = cms
        .signed
        .iter()
        .filter(|attribute| attribute.oid == oid::CONTENT_TIMESTAMP);
    let tokens = tokens.flat_map(|attribute| attribute.values.iter());
    tokens.take(4).map(|token| timestamp(token, content)).collect()
}

/// A time-stamp token over these bytes.
fn timestamp(token: &[u8], stamped: &[&[u8]]) -> Result<TimeStamp, Code> {
    let cms = SignedData::read(token).map_err(|_| Code::TimestampBroken)?;
    let (certificates, _) = read_certificates(&cms);
    let (mut verified, info) = verify_token(&cms, &certificates).map_err(|_| Code::TimestampBroken)?;
    let digest = info.imprint.0.digest().ok_or(Code::TimestampBroken)?;
    if info.imprint.1 != digest.of(stamped) {
        return Err(Code::TimestampBroken);
    }
    verified.reliance = verified.reliance.min(algorithms::digest(digest));
    Ok(TimeStamp {
        time: info.time,
        verified,
        certificates,
        der: token.to_vec(),
    })
}

/// `D:YYYYMMDDHHmmSSOHH'mm'` of ISO 32000-2, 7.9.4; a time without zone counts as UTC.
pub fn pdf_time(text: &str) -> Option<Timestamp> {
    let text = text.trim().strip_prefix("D:").unwrap_or(text.trim());
    let digits: &str = text.get(..text.bytes().take_while(u8::is_ascii_digit).count())?;
    let part = |from: usize, to: usize, default: i16| match digits.get(from..to) {
        Some(part) => part.parse::<i16>().ok(),
        None if digits.len() <= from => Some(default),
        None => None,
    };
    let year = digits.get(..4)?.parse::<i16>().ok()?;
    let small = |from: usize, default: i16| i8::try_from(part(from, from + 2, default)?).ok();
    let civil = jiff::civil::DateTime::new(
        year,
        small(4, 1)?,
        small(6, 1)?,
        small(8, 0)?,
        small(10, 0)?,
        small(12, 0)?,
        0,
    )
    .ok()?;
    let zone = text.get(digits.len()..)?;
    let offset_seconds = match zone.chars().next() {
        Some(sign @ ('+' | '-')) => {
            let numbers: Vec<i32> = zone
                .get(1..)?
                .split('\'')
                .filter_map(|part| part.parse().ok())
                .collect();
            let minutes = numbers.first()? * 60 + numbers.get(1).unwrap_or(&0);
            let seconds = minutes * 60;
            if sign == '-' { -seconds } else { seconds }
        }
        _ => 0,
    };
    let offset = jiff::tz::Offset::from_seconds(offset_seconds).ok()?;
    offset.to_timestamp(civil).ok()
}
