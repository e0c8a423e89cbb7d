//! SignedData of RFC 5652, with one signer, as signatures and time-stamps carry it.

use super::asn1::{Damaged, Fields, MAX_NESTING, OCTET_STRING, SEQUENCE, SET, Tlv, oid, to_der};
use super::crypto::{Algorithm, Digest};

/// An attribute: its object identifier and the DER of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Contents octets of the object identifier.
    pub oid: Vec<u8>,
    /// DER of each value.
    pub values: Vec<Vec<u8>>,
}

/// How the signer names his certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignerId {
    /// Issuer (DER of the name) and serial number (contents octets).
    IssuerAndSerial(Vec<u8>, Vec<u8>),
    /// Subject key identifier.
    KeyId(Vec<u8>),
}

/// A signature with what it carries.
#[derive(Clone, Debug)]
pub struct SignedData {
    /// Object identifier of the content.
    pub content_type: Vec<u8>,
    /// The content, when it is inside.
    pub content: Option<Vec<u8>>,
    /// DER of the certificates.
    pub certificates: Vec<Vec<u8>>,
    /// DER of revocation lists.
    pub revocation_lists: Vec<Vec<u8>>,
    /// DER of OCSP responses (OCSPResponse or BasicOCSPResponse).
    pub ocsp_responses: Vec<Vec<u8>>,
    /// Who signed.
    pub signer: SignerId,
    /// Digest algorithm.
    pub digest: Algorithm,
    /// Signature algorithm.
    pub algorithm: Algorithm,
    /// The bytes that are signed, as a SET, when there are signed attributes.
    pub signed_bytes: Option<Vec<u8>>,
    /// Signed attributes.
    pub signed: Vec<Attribute>,
    /// Signature value.
    pub value: Vec<u8>,
    /// Unsigned attributes.
    pub unsigned: Vec<Attribute>,
    /// Whether something in it contradicts the standard without being damaged (versions, algorithm sets).
    pub inconsistent: bool,
    /// Bytes it takes; what follows is padding.
    pub length: usize,
}

impl SignedData {
    /// Reads a ContentInfo with SignedData at the beginning of `bytes`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let (outer, rest) = Tlv::read(bytes)?;
        let length = bytes.len() - rest.len();
        let mut info = Fields::of(outer, SEQUENCE)?;
        if info.take()?.oid()? != oid::SIGNED_DATA {
            return Err(Damaged);
        }
        let content = info.take()?.expect(0xa0)?.only_child()?;
        info.end()?;
        let mut fields = Fields::of(content, SEQUENCE)?;
        let version = fields.take()?.small()?;
        let digests = fields.take()?.expect(SET)?.children()?;
        let digests: Vec<Algorithm> = digests
            .into_iter()
            .map(Algorithm::read)
            .collect::<Result<_, _>>()?;
        let mut encapsulated = Fields::of(fields.take()?, SEQUENCE)?;
        let content_type = encapsulated.take()?.oid()?.to_vec();
        let inner = match encapsulated.optional(0xa0) {
            Some(tlv) => Some(tlv.only_child()?.octets(OCTET_STRING)?),
            None => None,
        };
        encapsulated.end()?;
        let mut certificates = Vec::new();
        let mut other_certificates = false;
        if let Some(set) = fields.optional(0xa0) {
            for child in set.children()? {
                match child.tag {
                    SEQUENCE => certificates.push(to_der(&child)?),
                    _ => other_certificates = true,
                }
            }
        }
        let (mut revocation_lists, mut ocsp_responses) = (Vec::new(), Vec::new());
        if let Some(set) = fields.optional(0xa1) {
            for child in set.children()? {
                match child.tag {
                    SEQUENCE => revocation_lists.push(to_der(&child)?),
                    0xa1 => {
                        let parts = child.children()?;
                        if let [format, info] = parts.as_slice()
                            && matches!(format.oid()?, oid::RI_OCSP_RESPONSE | oid::OCSP_BASIC)
                        {
                            ocsp_responses.push(to_der(info)?);
                        }
                    }
                    _ => return Err(Damaged),
                }
            }
        }
        let signers = fields.take()?.expect(SET)?;
        fields.end()?;
        let mut info = Fields::of(signers.only_child()?, SEQUENCE)?;
        let signer_version = info.take()?.small()?;
        let identifier = info.take()?;
        let signer = match identifier.tag {
            SEQUENCE => {
                let mut parts = Fields::of(identifier, SEQUENCE)?;
                let issuer = to_der(&parts.take()?.expect(SEQUENCE)?)?;
                let serial = parts.take()?.expect(super::asn1::INTEGER)?.value.to_vec();
                parts.end()?;
                SignerId::IssuerAndSerial(issuer, serial)
            }
            0x80 => SignerId::KeyId(identifier.value.to_vec()),
            0xa0 => SignerId::KeyId(identifier.octets(0x80)?),
            _ => return Err(Damaged),
        };
        let digest = Algorithm::read(info.take()?)?;
        let (mut signed_bytes, mut signed) = (None, Vec::new());
        if let Some(set) = info.optional(0xa0) {
            // What is signed is the DER of the attributes as a SET. Where the original is definite-length it is
            // hashed as it stands, whatever its order.
            let is_plain = !set.indefinite && !any_indefinite(&set, 0)?;
            let bytes = if is_plain { set.raw.to_vec() } else { to_der(&set)? };
            let bytes = match bytes.split_first() {
                Some((_, rest)) => [&[SET], rest].concat(),
                None => return Err(Damaged),
            };
            signed = attributes(set)?;
            signed_bytes = Some(bytes);
        }
        let algorithm = Algorithm::read(info.take()?)?;
        let value = info.take()?.octets(OCTET_STRING)?;
        let unsigned = match info.optional(0xa1) {
            Some(set) => attributes(set)?,
            None => Vec::new(),
        };
        info.end()?;
        let by_key = matches!(signer, SignerId::KeyId(_));
        let expected = match (
            other_certificates || !ocsp_responses.is_empty(),
            by_key || content_type != oid::DATA,
        ) {
            (true, _) => 4..=5,
            (false, true) => 3..=3,
            (false, false) => 1..=1,
        };
        let inconsistent = !expected.contains(&version)
            || signer_version != if by_key { 3 } else { 1 }
            || digests.len() != 1
            || digests.first() != Some(&digest);
        Ok(Self {
            content_type,
            content: inner,
            certificates,
            revocation_lists,
            ocsp_responses,
            signer,
            digest,
            algorithm,
            signed_bytes,
            signed,
            value,
            unsigned,
            inconsistent,
            length,
        })
    }

    /// The only value of a signed attribute; an attribute that stands twice counts as damaged.
    pub fn signed_value(&self, oid: &[u8]) -> Result<Option<&[u8]>, Damaged> {
        let mut found = self.signed.iter().filter(|attribute| attribute.oid == oid);
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(attribute), None) => match attribute.values.as_slice() {
                [value] => Ok(Some(value)),
                _ => Err(Damaged),
            },
            _ => Err(Damaged),
        }
    }

    /// `message-digest`.
    pub fn message_digest(&self) -> Result<Vec<u8>, Damaged> {
        let value = self.signed_value(oid::MESSAGE_DIGEST)?.ok_or(Damaged)?;
        Tlv::only(value)?.octets(OCTET_STRING)
    }

    /// Whether `content-type` is there and names the content.
    pub fn content_type_fits(&self) -> bool {
        let read = || -> Result<bool, Damaged> {
            let value = self.signed_value(oid::CONTENT_TYPE)?.ok_or(Damaged)?;
            Ok(Tlv::only(value)?.oid()? == self.content_type)
        };
        read().unwrap_or(false)
    }

    /// `signing-time`, when it is there and readable.
    pub fn signing_time(&self) -> Option<jiff::Timestamp> {
        Tlv::only(self.signed_value(oid::SIGNING_TIME).ok()??)
            .ok()?
            .time()
            .ok()
    }

    /// What the signing-certificate attribute says about `certificate`.
    pub fn names_certificate(&self, certificate: &[u8]) -> CertificateReference {
        let v2 = self.signed_value(oid::SIGNING_CERTIFICATE_V2);
        let v1 = self.signed_value(oid::SIGNING_CERTIFICATE);
        match (v2, v1) {
            (Ok(None), Ok(None)) => CertificateReference::Absent,
            (Ok(v2), Ok(v1)) => {
                let fits = |value: &[u8], default: Digest| {
                    ess_hash_fits(value, default, certificate).unwrap_or(false)
                };
                let v2_fits = v2.is_none_or(|value| fits(value, Digest::Sha256));
                let v1_fits = v1.is_none_or(|value| fits(value, Digest::Sha1));
                match (v2_fits && v1_fits, v2.is_some()) {
                    (false, _) => CertificateReference::Another,
                    (true, true) => CertificateReference::Fits,
                    (true, false) => CertificateReference::FitsSha1,
                }
            }
            _ => CertificateReference::Another,
        }
    }
}

/// What the signing-certificate attribute says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateReference {
    /// There is none.
    Absent,
    /// Version 2 names the certificate.
    Fits,
    /// Version 1 (SHA-1) names the certificate.
    FitsSha1,
    /// It names another one, or cannot be read.
    Another,
}

/// SigningCertificate(V2): the first ESSCertID is that of the signer (RFC 5035).
fn ess_hash_fits(value: &[u8], default: Digest, certificate: &[u8]) -> Result<bool, Damaged> {
    let outer = Tlv::only(value)?.expect(SEQUENCE)?.children()?;
    let ids = outer.first().ok_or(Damaged)?.expect(SEQUENCE)?.children()?;
    let mut id = Fields::of(*ids.first().ok_or(Damaged)?, SEQUENCE)?;
    let digest = match id.optional(SEQUENCE) {
        Some(algorithm) => Algorithm::read(algorithm)?.digest().ok_or(Damaged)?,
        None => default,
    };
    let hash = id.take()?.expect(OCTET_STRING)?.value;
    if hash != digest.of(&[certificate]) {
        return Ok(false);
    }
    if let Some(issuer_and_serial) = id.optional(SEQUENCE) {
        let mut parts = Fields::of(issuer_and_serial, SEQUENCE)?;
        parts.take()?;
        let serial = parts.take()?;
        let certificate = super::certificate::Certificate::read(certificate)?;
        if serial.value != certificate.serial {
            return Ok(false);
        }
    }
    Ok(true)
}

fn any_indefinite(tlv: &Tlv<'_>, depth: usize) -> Result<bool, Damaged> {
    if depth > MAX_NESTING {
        return Err(Damaged);
    }
    if tlv.indefinite {
        return Ok(true);
    }
    if tlv.tag & 0x20 == 0 {
        return Ok(false);
    }
    for child in tlv.children()? {
        if any_indefinite(&child, depth + 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn attributes(set: Tlv<'_>) -> Result<Vec<Attribute>, Damaged> {
    let mut attributes = Vec::new();
    for attribute in set.children()? {
        let mut fields = Fields::of(attribute, SEQUENCE)?;
        let oid = fields.take()?.oid()?.to_vec();
        let values = fields.take()?.expect(SET)?.children()?;
        fields.end()?;
        attributes.push(Attribute {
            oid,
            values: values.iter().map(to_der).collect::<Result<_, _>>()?,
        });
    }
    Ok(attributes)
}

/// TSTInfo of RFC 3161.
#[derive(Clone, Debug)]
pub struct TimeStampInfo {
    /// Digest of what was stamped.
    pub imprint: (Algorithm, Vec<u8>),
    /// The time.
    pub time: jiff::Timestamp,
    /// Contents octets of the policy under which it was made.
    pub policy: Vec<u8>,
    /// Contents octets of the nonce of the request, when the token repeats one.
    pub nonce: Option<Vec<u8>>,
}

impl TimeStampInfo {
    /// Reads the content of a time-stamp token.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut fields = Fields::of(Tlv::only(bytes)?, SEQUENCE)?;
        if fields.take()?.small()? != 1 {
            return Err(Damaged);
        }
        let policy = fields.take()?.oid()?.to_vec();
        let mut imprint = Fields::of(fields.take()?, SEQUENCE)?;
        let algorithm = Algorithm::read(imprint.take()?)?;
        let hash = imprint.take()?.octets(OCTET_STRING)?;
        imprint.end()?;
        fields.take()?.expect(super::asn1::INTEGER)?;
        let time = fields.take()?.expect(super::asn1::GENERALIZED_TIME)?.time()?;
        // Accuracy and ordering say nothing that is needed here.
        fields.optional(SEQUENCE);
        fields.optional(super::asn1::BOOLEAN);
        let nonce = fields.optional(super::asn1::INTEGER);
        Ok(Self {
            imprint: (algorithm, hash),
            time,
            policy,
            nonce: nonce.map(|tlv| tlv.value.to_vec()),
        })
    }
}

/// DER of several elements.
type Ders = Vec<Vec<u8>>;

/// Revocation data in Adobe's signed attribute: CRLs, and OCSP responses.
pub fn adobe_revocation(value: &[u8]) -> Result<(Ders, Ders), Damaged> {
    let (mut lists, mut responses) = (Vec::new(), Vec::new());
    for part in Tlv::only(value)?.expect(SEQUENCE)?.children()? {
        let items = part.only_child()?.expect(SEQUENCE)?.children()?;
        for item in items {
            match part.tag {
                0xa0 => lists.push(item.raw.to_vec()),
                0xa1 => responses.push(item.raw.to_vec()),
                _ => {}
            }
        }
    }
    Ok((lists, responses))
}
