//! Certificates, read for validation (RFC 5280).

use std::sync::OnceLock;

use super::asn1::{BOOLEAN, Damaged, Fields, INTEGER, OCTET_STRING, SEQUENCE, Tlv, oid, to_der};
use super::crypto::{Algorithm, PublicKey, Refusal, Strength};

/// An extension.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Contents octets of its object identifier.
    pub oid: Vec<u8>,
    /// Whether one that does not know it must refuse.
    pub critical: bool,
    /// DER of its value.
    pub value: Vec<u8>,
}

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// All of it.
    pub der: Vec<u8>,
    /// SHA-256 of all of it.
    pub fingerprint: [u8; 32],
    tbs: Vec<u8>,
    algorithm: Algorithm,
    signature: Vec<u8>,
    /// Version: 1, 2 or 3.
    pub version: u64,
    /// Contents octets of the serial number.
    pub serial: Vec<u8>,
    /// DER of the issuer's name.
    pub issuer: Vec<u8>,
    /// DER of the subject's name.
    pub subject: Vec<u8>,
    /// Start of validity.
    pub not_before: jiff::Timestamp,
    /// End of validity.
    pub not_after: jiff::Timestamp,
    /// SubjectPublicKeyInfo.
    pub spki: Vec<u8>,
    /// Extensions.
    pub extensions: Vec<Extension>,
    issuer_key: OnceLock<String>,
    subject_key: OnceLock<String>,
}

/// Key usage bits that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// digitalSignature.
    DigitalSignature,
    /// nonRepudiation (contentCommitment).
    NonRepudiation,
    /// keyCertSign.
    CertificateSigning,
    /// cRLSign.
    RevocationListSigning,
}

impl Certificate {
    /// Reads a certificate, which must be all of `der`.
    pub fn read(der: &[u8]) -> Result<Self, Damaged> {
        let mut outer = Fields::of(Tlv::only(der)?, SEQUENCE)?;
        let tbs = outer.take()?;
        let algorithm = Algorithm::read(outer.take()?)?;
        let signature = outer.take()?.bits()?.to_vec();
        outer.end()?;
        let mut fields = Fields::of(tbs, SEQUENCE)?;
        let version = match fields.optional(0xa0) {
            Some(tlv) => tlv.only_child()?.small()? + 1,
            None => 1,
        };
        let serial = fields.take()?.expect(INTEGER)?.value.to_vec();
        if Algorithm::read(fields.take()?)? != algorithm || serial.is_empty() {
            return Err(Damaged);
        }
        let issuer = to_der(&fields.take()?.expect(SEQUENCE)?)?;
        let mut validity = Fields::of(fields.take()?, SEQUENCE)?;
        let (not_before, not_after) = (validity.take()?.time()?, validity.take()?.time()?);
        validity.end()?;
        let subject = to_der(&fields.take()?.expect(SEQUENCE)?)?;
        let spki = fields.take()?.expect(SEQUENCE)?.raw.to_vec();
        fields.optional(0x81);
        fields.optional(0x82);
        let mut extensions: Vec<Extension> = Vec::new();
        if let Some(explicit) = fields.optional(0xa3) {
            for extension in explicit.only_child()?.expect(SEQUENCE)?.children()? {
                let extension = read_extension(extension)?;
                if extensions.iter().any(|other| other.oid == extension.oid) {
                    return Err(Damaged);
                }
                extensions.push(extension);
            }
        }
        fields.end()?;
        Ok(Self {
            der: der.to_vec(),
            fingerprint: fingerprint(der),
            tbs: tbs.raw.to_vec(),
            algorithm,
            signature,
            version,
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            spki,
            extensions,
            issuer_key: OnceLock::new(),
            subject_key: OnceLock::new(),
        })
    }

    /// The extension with this object identifier.
    pub fn extension(&self, oid: &[u8]) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.oid == oid)
    }

    /// Whether `self` is signed by the key of `issuer`.
    pub fn is_signed_by(&self, issuer: &Certificate) -> Result<Strength, Refusal> {
        issuer.verify(&self.algorithm, &self.tbs, &self.signature)
    }

    /// Checks a signature with the key of this certificate.
    pub fn verify(&self, algorithm: &Algorithm, message: &[u8], value: &[u8]) -> Result<Strength, Refusal> {
        let key = PublicKey::read(&self.spki).map_err(|_| Refusal::Unsupported)?;
        key.verify(algorithm, None, message, value)
    }

    /// Whether subject and issuer are the same.
    pub fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// Whether it was issued by the holder of the name of `issuer`.
    pub fn names_issuer(&self, issuer: &Certificate) -> bool {
        self.issuer == issuer.subject || {
            let key = self.issuer_key();
            !key.is_empty() && key == issuer.subject_key()
        }
    }

    /// The [`name_key`] of the issuer.
    pub fn issuer_key(&self) -> &str {
        self.issuer_key.get_or_init(|| name_key(&self.issuer))
    }

    /// The [`name_key`] of the subject.
    pub fn subject_key(&self) -> &str {
        self.subject_key.get_or_init(|| name_key(&self.subject))
    }

    /// Whether `time` lies in its validity.
    pub fn is_valid_at(&self, time: jiff::Timestamp) -> bool {
        self.not_before <= time && time <= self.not_after
    }

    /// The common name of the subject, else its organisation, else the whole name.
    pub fn holder(&self) -> String {
        display_name(&self.subject)
    }

    /// The same of the issuer.
    pub fn issuer_name(&self) -> String {
        display_name(&self.issuer)
    }

    /// Whether the certificate allows this use of its key; one without key usage allows all.
    pub fn allows(&self, wanted: &[KeyUse]) -> Result<bool, Damaged> {
        let Some(extension) = self.extension(oid::KEY_USAGE) else {
            return Ok(true);
        };
        let value = Tlv::only(&extension.value)?
            .expect(super::asn1::BIT_STRING)?
            .value;
        let first = value.get(1).copied().unwrap_or(0);
        Ok(wanted.iter().any(|wanted| {
            let bit = match wanted {
                KeyUse::DigitalSignature => 0x80,
                KeyUse::NonRepudiation => 0x40,
                KeyUse::CertificateSigning => 0x04,
                KeyUse::RevocationListSigning => 0x02,
            };
            first & bit != 0
        }))
    }

    /// Purposes of extended key usage; `None` when there is no such extension.
    pub fn purposes(&self) -> Result<Option<Vec<Vec<u8>>>, Damaged> {
        let Some(extension) = self.extension(oid::EXTENDED_KEY_USAGE) else {
            return Ok(None);
        };
        let purposes = Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()?;
        Ok(Some(
            purposes
                .iter()
                .map(|purpose| Ok(purpose.oid()?.to_vec()))
                .collect::<Result<_, Damaged>>()?,
        ))
    }

    /// Basic constraints: whether it is a CA, and its path length.
    pub fn authority(&self) -> Result<(bool, Option<u64>), Damaged> {
        let Some(extension) = self.extension(oid::BASIC_CONSTRAINTS) else {
            return Ok((false, None));
        };
        let mut fields = Fields::of(Tlv::only(&extension.value)?, SEQUENCE)?;
        let is_ca = match fields.optional(BOOLEAN) {
            Some(tlv) => tlv.value == [0xff] || tlv.value.iter().any(|octet| *octet != 0),
            None => false,
        };
        let length = match fields.optional(INTEGER) {
            Some(tlv) => Some(tlv.small()?),
            None => None,
        };
        fields.end()?;
        Ok((is_ca, length))
    }

    /// Whether it says where its revocation can be asked, and does not say that none is needed.
    pub fn has_revocation_pointer(&self) -> bool {
        if self.extension(oid::NO_REV_AVAIL).is_some()
            || self.extension(oid::VALIDITY_ASSURED).is_some()
            || self.extension(oid::OCSP_NO_CHECK).is_some()
        {
            return false;
        }
        let ocsp = self.extension(oid::AIA).is_some_and(|extension| {
            // What cannot be read counts as a pointer.
            let read = || -> Result<bool, Damaged> {
                let mut found = false;
                for access in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
                    found |= Fields::of(access, SEQUENCE)?.take()?.oid()? == oid::AIA_OCSP;
                }
                Ok(found)
            };
            read().unwrap_or(true)
        });
        ocsp || self.extension(oid::CRL_DISTRIBUTION_POINTS).is_some()
    }

    /// The subject key identifier.
    pub fn key_id(&self) -> Option<Vec<u8>> {
        let extension = self.extension(oid::SUBJECT_KEY_ID)?;
        Tlv::only(&extension.value).ok()?.octets(OCTET_STRING).ok()
    }

    /// Key usage as the octets of its bit string; `None` when there is no such extension.
    pub fn key_usage(&self) -> Option<Vec<u8>> {
        let extension = self.extension(oid::KEY_USAGE)?;
        let value = Tlv::only(&extension.value)
            .ok()?
            .expect(super::asn1::BIT_STRING)
            .ok()?
            .value;
        Some(value.get(1..).unwrap_or_default().to_vec())
    }

    /// The certificate policies, by the contents octets of their object identifiers.
    pub fn policies(&self) -> Result<Option<Vec<Vec<u8>>>, Damaged> {
        let Some(extension) = self.extension(oid::CERTIFICATE_POLICIES) else {
            return Ok(None);
        };
        let mut policies = Vec::new();
        for information in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
            policies.push(Fields::of(information, SEQUENCE)?.take()?.oid()?.to_vec());
        }
        Ok(Some(policies))
    }

    /// A part of the subject's name.
    pub fn subject_part(&self, oid: &[u8]) -> Option<String> {
        name_parts(&self.subject)
            .into_iter()
            .rev()
            .find(|(own, _)| own == oid)
            .map(|(_, text)| text)
    }

    /// The bits of the public key, for key hashes.
    pub fn key_bits(&self) -> Option<Vec<u8>> {
        let mut fields = Fields::of(Tlv::only(&self.spki).ok()?, SEQUENCE).ok()?;
        fields.take().ok()?;
        Some(fields.take().ok()?.bits().ok()?.to_vec())
    }

    /// The serial number, upper-case hexadecimal without leading zeros.
    pub fn serial_text(&self) -> String {
        let text = hex::encode_upper(&self.serial);
        let text = text.trim_start_matches('0');
        if text.is_empty() {
            "0".to_owned()
        } else {
            text.to_owned()
        }
    }
}

fn read_extension(tlv: Tlv<'_>) -> Result<Extension, Damaged> {
    let mut fields = Fields::of(tlv, SEQUENCE)?;
    let oid = fields.take()?.oid()?.to_vec();
    let critical = fields.optional(BOOLEAN).is_some_and(|tlv| tlv.value != [0]);
    let value = fields.take()?.expect(OCTET_STRING)?.value.to_vec();
    fields.end()?;
    Ok(Extension { oid, critical, value })
}

/// The extensions of a list (of a CRL or an OCSP response).
pub fn extensions(tlv: Tlv<'_>) -> Result<Vec<Extension>, Damaged> {
    tlv.expect(SEQUENCE)?
        .children()?
        .into_iter()
        .map(read_extension)
        .collect()
}

/// SHA-256, as certificates are told apart.
pub fn fingerprint(der: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    for (slot, octet) in out.iter_mut().zip(super::crypto::Digest::Sha256.of(&[der])) {
        *slot = octet;
    }
    out
}

/// The parts of a name: object identifier and text.
pub fn name_parts(der: &[u8]) -> Vec<(Vec<u8>, String)> {
    let read = || -> Result<Vec<(Vec<u8>, String)>, Damaged> {
        let mut parts = Vec::new();
        for set in Tlv::only(der)?.expect(SEQUENCE)?.children()? {
            for pair in set.children()? {
                let mut fields = Fields::of(pair, SEQUENCE)?;
                let oid = fields.take()?.oid()?.to_vec();
                parts.push((oid, text(&fields.take()?)));
            }
        }
        Ok(parts)
    };
    read().unwrap_or_default()
}

/// The text of a directory string.
fn text(tlv: &Tlv<'_>) -> String {
    let wide = |width: usize| -> String {
        let codes = tlv.value.chunks_exact(width).map(|code| {
            code.iter()
                .fold(0u32, |code, octet| code << 8 | u32::from(*octet))
        });
        if width == 2 {
            let units: Vec<u16> = codes.map(|code| code as u16).collect();
            String::from_utf16_lossy(&units)
        } else {
            codes
                .map(|code| char::from_u32(code).unwrap_or('\u{fffd}'))
                .collect()
        }
    };
    match tlv.tag {
        0x1e => wide(2),
        0x1c => wide(4),
        0x14 => tlv.value.iter().map(|octet| char::from(*octet)).collect(),
        _ => String::from_utf8_lossy(tlv.value).into_owned(),
    }
}

fn display_name(der: &[u8]) -> String {
    let parts = name_parts(der);
    let first = |oid: &[u8]| {
        parts
            .iter()
            .rev()
            .find(|(own, _)| own == oid)
            .map(|(_, text)| text.clone())
    };
    first(oid::COMMON_NAME)
        .or_else(|| first(oid::ORGANISATION))
        .unwrap_or_else(|| {
            parts
                .iter()
                .map(|(_, text)| text.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        })
}

/// Whether two names are the same: byte by byte, or with case and blanks put aside (RFC 5280, 7.1).
pub fn same_name(one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    let plain = |der: &[u8]| -> Vec<(Vec<u8>, String)> {
        name_parts(der)
            .into_iter()
            .map(|(oid, text)| {
                (
                    oid,
                    text.split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                        .to_lowercase(),
                )
            })
            .collect()
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}

/// A key under which names that are the same (see [`same_name`]) are found.
pub fn name_key(der: &[u8]) -> String {
    use std::fmt::Write;
    let mut key = String::new();
    for (oid, text) in name_parts(der) {
        let words: Vec<&str> = text.split_whitespace().collect();
        // Writing into a string does not fail.
        let _ = writeln!(key, "{}={}", hex::encode(oid), words.join(" ").to_lowercase());
    }
    key
}
