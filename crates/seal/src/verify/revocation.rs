//! Revocation data: OCSP responses (RFC 6960) and certificate revocation lists (RFC 5280).

use super::asn1::{
    Damaged, ENUMERATED, Fields, GENERALIZED_TIME, INTEGER, OCTET_STRING, SEQUENCE, Tlv, UTC_TIME, oid,
};
use super::certificate::{Certificate, Extension, KeyUse, extensions, same_name};
use super::crypto::{Algorithm, Digest};

/// What one piece of revocation data says of one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When it was revoked; `None` when it was not.
    pub revoked: Option<jiff::Timestamp>,
    /// When this was known to be so.
    pub this_update: jiff::Timestamp,
    /// When newer data were promised.
    pub next_update: Option<jiff::Timestamp>,
}

/// A signed OCSP response.
#[derive(Clone, Debug)]
pub struct OcspResponse {
    tbs: Vec<u8>,
    algorithm: Algorithm,
    signature: Vec<u8>,
    /// Certificates that came with it.
    pub certificates: Vec<Certificate>,
    responder: Responder,
    /// When it was made.
    pub produced_at: jiff::Timestamp,
    singles: Vec<Single>,
}

#[derive(Clone, Debug)]
enum Responder {
    Name(Vec<u8>),
    KeyHash(Vec<u8>),
}

#[derive(Clone, Debug)]
struct Single {
    digest: Digest,
    name_hash: Vec<u8>,
    key_hash: Vec<u8>,
    serial: Vec<u8>,
    /// `None` when the responder does not know the certificate.
    answer: Option<Answer>,
}

impl OcspResponse {
    /// Reads an OCSPResponse, or a BasicOCSPResponse by itself.
    pub fn read(der: &[u8]) -> Result<Self, Damaged> {
        let outer = Tlv::only(der)?;
        let children = outer.expect(SEQUENCE)?.children()?;
        let inner;
        let basic = match children.first() {
            Some(first) if first.tag == ENUMERATED => {
                if first.value != [0] {
                    return Err(Damaged);
                }
                let mut fields = Fields::of(
                    children.get(1).ok_or(Damaged)?.expect(0xa0)?.only_child()?,
                    SEQUENCE,
                )?;
                if fields.take()?.oid()? != oid::OCSP_BASIC {
                    return Err(Damaged);
                }
                inner = fields.take()?.octets(OCTET_STRING)?;
                Tlv::only(&inner)?
            }
            _ => outer,
        };
        let mut fields = Fields::of(basic, SEQUENCE)?;
        let tbs = fields.take()?;
        let algorithm = Algorithm::read(fields.take()?)?;
        let signature = fields.take()?.bits()?.to_vec();
        let mut certificates = Vec::new();
        if let Some(explicit) = fields.optional(0xa0) {
            for child in explicit.only_child()?.expect(SEQUENCE)?.children()? {
                certificates.extend(Certificate::read(child.raw).ok());
            }
        }
        fields.end()?;
        let mut data = Fields::of(tbs, SEQUENCE)?;
        data.optional(0xa0);
        let id = data.take()?;
        let responder = match id.tag {
            0xa1 => Responder::Name(id.only_child()?.raw.to_vec()),
            0xa2 => Responder::KeyHash(id.only_child()?.octets(OCTET_STRING)?),
            _ => return Err(Damaged),
        };
        let produced_at = data.take()?.time()?;
        let singles = data.take()?.expect(SEQUENCE)?.children()?;
        let singles = singles.into_iter().map(single).collect::<Result<_, _>>()?;
        Ok(Self {
            tbs: tbs.raw.to_vec(),
            algorithm,
            signature,
            certificates,
            responder,
            produced_at,
            singles,
        })
    }

    /// What it says of `certificate`, by name and key of its issuer; its signature is not checked here.
    pub fn answer(&self, certificate: &Certificate, issuer: &Certificate) -> Option<Option<Answer>> {
        let key = issuer.key_bits()?;
        self.singles
            .iter()
            .find(|single| {
                single.serial == certificate.serial
                    && single.name_hash == single.digest.of(&[&certificate.issuer])
                    && single.key_hash == single.digest.of(&[&key])
            })
            .map(|single| single.answer)
    }

    /// Whether `certificate` is the one that the response names and whose key signed it.
    pub fn is_signed_by(&self, certificate: &Certificate) -> bool {
        let named = match &self.responder {
            Responder::Name(name) => same_name(name, &certificate.subject),
            Responder::KeyHash(hash) => certificate
                .key_bits()
                .is_some_and(|bits| *hash == Digest::Sha1.of(&[&bits])),
        };
        named
            && certificate
                .verify(&self.algorithm, &self.tbs, &self.signature)
                .is_ok()
    }
}

fn single(tlv: Tlv<'_>) -> Result<Single, Damaged> {
    let mut fields = Fields::of(tlv, SEQUENCE)?;
    let mut id = Fields::of(fields.take()?, SEQUENCE)?;
    let digest = Algorithm::read(id.take()?)?.digest().ok_or(Damaged)?;
    let name_hash = id.take()?.octets(OCTET_STRING)?;
    let key_hash = id.take()?.octets(OCTET_STRING)?;
    let serial = id.take()?.expect(INTEGER)?.value.to_vec();
    let status = fields.take()?;
    let this_update = fields.take()?.time()?;
    let next_update = match fields.optional(0xa0) {
        Some(tlv) => Some(tlv.only_child()?.time()?),
        None => None,
    };
    let answer = match status.tag {
        0x80 => Some(Answer {
            revoked: None,
            this_update,
            next_update,
        }),
        0xa1 => {
            let revoked = status
                .children()?
                .first()
                .ok_or(Damaged)?
                .expect(GENERALIZED_TIME)?
                .time()?;
            Some(Answer {
                revoked: Some(revoked),
                this_update,
                next_update,
            })
        }
        0x82 => None,
        _ => return Err(Damaged),
    };
    // A critical extension that is not known makes the answer unusable.
    let mut usable = true;
    if let Some(explicit) = fields.optional(0xa1) {
        usable = extensions(explicit.only_child()?)?
            .iter()
            .all(|extension| !extension.critical);
    }
    fields.end()?;
    Ok(Single {
        digest,
        name_hash,
        key_hash,
        serial,
        answer: answer.filter(|_| usable),
    })
}

/// A certificate revocation list. It can be large: entries are read when they are asked for.
#[derive(Clone, Debug)]
pub struct RevocationList {
    tbs: Vec<u8>,
    algorithm: Algorithm,
    signature: Vec<u8>,
    issuer: Vec<u8>,
    /// When it was made.
    pub this_update: jiff::Timestamp,
    next_update: Option<jiff::Timestamp>,
    entries: Vec<u8>,
    extensions: Vec<Extension>,
}

impl RevocationList {
    /// Reads a CertificateList.
    pub fn read(der: &[u8]) -> Result<Self, Damaged> {
        let mut outer = Fields::of(Tlv::only(der)?, SEQUENCE)?;
        let tbs = outer.take()?;
        let algorithm = Algorithm::read(outer.take()?)?;
        let signature = outer.take()?.bits()?.to_vec();
        outer.end()?;
        let mut fields = Fields::of(tbs, SEQUENCE)?;
        fields.optional(INTEGER);
        if Algorithm::read(fields.take()?)? != algorithm {
            return Err(Damaged);
        }
        let issuer = fields.take()?.expect(SEQUENCE)?.raw.to_vec();
        let this_update = fields.take()?.time()?;
        let next = fields
            .optional(UTC_TIME)
            .or_else(|| fields.optional(GENERALIZED_TIME));
        let next_update = match next {
            Some(tlv) => Some(tlv.time()?),
            None => None,
        };
        let entries = fields
            .optional(SEQUENCE)
            .map_or(Vec::new(), |tlv| tlv.value.to_vec());
        let extensions = match fields.optional(0xa0) {
            Some(explicit) => extensions(explicit.only_child()?)?,
            None => Vec::new(),
        };
        fields.end()?;
        Ok(Self {
            tbs: tbs.raw.to_vec(),
            algorithm,
            signature,
            issuer,
            this_update,
            next_update,
            entries,
            extensions,
        })
    }

    /// Whether it is a complete list of `issuer` that speaks of certificates such as `certificate`.
    pub fn covers(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        if !same_name(&self.issuer, &issuer.subject) || !same_name(&self.issuer, &certificate.issuer) {
            return false;
        }
        self.extensions
            .iter()
            .all(|extension| match extension.oid.as_slice() {
                oid::DELTA_CRL => false,
                oid::ISSUING_DISTRIBUTION_POINT => {
                    covers_kind(&extension.value, certificate).unwrap_or(false)
                }
                oid::CRL_NUMBER | oid::AUTHORITY_KEY_ID => true,
                _ => !extension.critical,
            })
    }

    /// Whether the key of `issuer` signed it and may sign revocation lists.
    pub fn is_signed_by(&self, issuer: &Certificate) -> bool {
        issuer.allows(&[KeyUse::RevocationListSigning]).unwrap_or(false)
            && issuer.verify(&self.algorithm, &self.tbs, &self.signature).is_ok()
    }

    /// What it says of `certificate`.
    pub fn answer(&self, certificate: &Certificate) -> Result<Answer, Damaged> {
        let mut rest = self.entries.as_slice();
        let mut revoked = None;
        while !rest.is_empty() {
            let (entry, after) = Tlv::read(rest)?;
            rest = after;
            let mut fields = Fields::of(entry, SEQUENCE)?;
            if fields.take()?.expect(INTEGER)?.value == certificate.serial {
                revoked = Some(fields.take()?.time()?);
            }
        }
        Ok(Answer {
            revoked,
            this_update: self.this_update,
            next_update: self.next_update,
        })
    }
}

/// IssuingDistributionPoint: a list for all reasons, not indirect, for this kind of certificate.
fn covers_kind(value: &[u8], certificate: &Certificate) -> Result<bool, Damaged> {
    let is_authority = certificate.authority()?.0;
    let mut fits = true;
    for part in Tlv::only(value)?.expect(SEQUENCE)?.children()? {
        let set = part.value.iter().any(|octet| *octet != 0);
        match part.tag {
            // Where it is published.
            0xa0 => {}
            0x81 => fits &= !(set && is_authority),
            0x82 => fits &= !set || is_authority,
            // Only some reasons; indirect; only attribute certificates.
            0x83 => fits = false,
            0x84 | 0x85 => fits &= !set,
            _ => fits = false,
        }
    }
    Ok(fits)
}
