//! Revocation data: OCSP responses (RFC 6960) and certificate revocation lists (RFC 5280).

use std::sync::Arc;

use super::asn1::{
    Damaged, ENUMERATED, Fields, GENERALIZED_TIME, INTEGER, OCTET_STRING, SEQUENCE, Tlv, UTC_TIME, oid,
};
use super::certificate::{Certificate, Extension, KeyUse, extensions, same_name};
use super::crypto::{Algorithm, Digest, Strength};

/// CRLReason certificateHold and removeFromCRL (RFC 5280, 5.3.1).
const CERTIFICATE_HOLD: u8 = 6;
const REMOVE_FROM_LIST: u8 = 8;

/// What one piece of revocation data says of one certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When it was revoked, or when its key stopped being its holder's alone, if that is said to have been earlier;
    /// `None` when it was not revoked.
    pub revoked: Option<jiff::Timestamp>,
    /// Whether it is only suspended (certificateHold).
    pub on_hold: bool,
    /// Certificates that expired before this time are no longer spoken of; `None`: none that has expired.
    pub keeps_expired_since: Option<jiff::Timestamp>,
    /// When this was known to be so.
    pub this_update: jiff::Timestamp,
    /// When newer data were promised.
    pub next_update: Option<jiff::Timestamp>,
}

/// A signed OCSP response.
#[derive(Clone, Debug)]
pub struct OcspResponse {
    /// As it was carried.
    pub der: Vec<u8>,
    tbs: Vec<u8>,
    algorithm: Algorithm,
    signature: Vec<u8>,
    /// Certificates that came with it.
    pub certificates: Vec<Arc<Certificate>>,
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
                certificates.extend(Certificate::read(child.raw).ok().map(Arc::new));
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
            der: der.to_vec(),
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
                same_number(&single.serial, &certificate.serial)
                    && single.name_hash == single.digest.of(&[&certificate.issuer])
                    && single.key_hash == single.digest.of(&[&key])
            })
            .map(|single| single.answer)
    }

    /// The strength of its signature, when `certificate` is the one that the response names and whose key signed it.
    pub fn signed_by(&self, certificate: &Certificate) -> Option<Strength> {
        let named = match &self.responder {
            Responder::Name(name) => same_name(name, &certificate.subject),
            Responder::KeyHash(hash) => certificate
                .key_bits()
                .is_some_and(|bits| *hash == Digest::Sha1.of(&[&bits])),
        };
        if !named {
            return None;
        }
        certificate
            .verify(&self.algorithm, &self.tbs, &self.signature)
            .ok()
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
            on_hold: false,
            keeps_expired_since: None,
            this_update,
            next_update,
        }),
        0xa1 => {
            let parts = status.children()?;
            let revoked = parts.first().ok_or(Damaged)?.expect(GENERALIZED_TIME)?.time()?;
            let reason = match parts.get(1) {
                Some(part) => part.expect(0xa0)?.only_child()?.expect(ENUMERATED)?.value,
                None => &[],
            };
            Some(Answer {
                revoked: Some(revoked),
                on_hold: reason == [CERTIFICATE_HOLD],
                keeps_expired_since: None,
                this_update,
                next_update,
            })
        }
        0x82 => None,
        _ => return Err(Damaged),
    };
    // A critical extension that is not known makes the answer unusable.
    let mut usable = true;
    let mut answer = answer;
    if let Some(explicit) = fields.optional(0xa1) {
        for extension in extensions(explicit.only_child()?)? {
            match extension.oid.as_slice() {
                oid::ARCHIVE_CUTOFF => {
                    if let Some(answer) = &mut answer {
                        answer.keeps_expired_since = Tlv::only(&extension.value)?.time().ok();
                    }
                }
                oid::INVALIDITY_DATE => {
                    let since = Tlv::only(&extension.value)?.time()?;
                    if let Some(answer) = &mut answer {
                        answer.revoked = answer.revoked.map(|revoked| revoked.min(since));
                    }
                }
                _ => usable &= !extension.critical,
            }
        }
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
    /// As it was carried.
    pub der: Vec<u8>,
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
            der: der.to_vec(),
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
                oid::CRL_NUMBER | oid::AUTHORITY_KEY_ID | oid::EXPIRED_CERTS_ON_CRL => true,
                _ => !extension.critical,
            })
    }

    /// The strength of its signature, when the key of `issuer` made it and may sign revocation lists.
    pub fn signed_by(&self, issuer: &Certificate) -> Option<Strength> {
        if !issuer.allows(&[KeyUse::RevocationListSigning]).unwrap_or(false) {
            return None;
        }
        issuer.verify(&self.algorithm, &self.tbs, &self.signature).ok()
    }

    /// What it says of `certificate`.
    pub fn answer(&self, certificate: &Certificate) -> Result<Answer, Damaged> {
        let mut rest = self.entries.as_slice();
        let mut answer = Answer {
            revoked: None,
            on_hold: false,
            keeps_expired_since: self
                .extensions
                .iter()
                .find(|extension| extension.oid == oid::EXPIRED_CERTS_ON_CRL)
                .and_then(|extension| Tlv::only(&extension.value).ok()?.time().ok()),
            this_update: self.this_update,
            next_update: self.next_update,
        };
        while !rest.is_empty() {
            let (entry, after) = Tlv::read(rest)?;
            rest = after;
            // Lists are long: only the entry of this number is read whole.
            let (serial, _) = Tlv::read(entry.expect(SEQUENCE)?.value)?;
            if !same_number(serial.expect(INTEGER)?.value, &certificate.serial) {
                continue;
            }
            let mut fields = Fields::of(entry, SEQUENCE)?;
            fields.take()?;
            let mut revoked = fields.take()?.time()?;
            let (mut on_hold, mut removed) = (false, false);
            if let Some(list) = fields.optional(SEQUENCE) {
                for extension in extensions(list)? {
                    match extension.oid.as_slice() {
                        oid::REASON_CODE => {
                            let reason = Tlv::only(&extension.value)?.expect(ENUMERATED)?.value;
                            on_hold = reason == [CERTIFICATE_HOLD];
                            removed = reason == [REMOVE_FROM_LIST];
                        }
                        oid::INVALIDITY_DATE => {
                            revoked = revoked.min(Tlv::only(&extension.value)?.time()?);
                        }
                        // RFC 5280, 5.3: such a list says nothing that can be understood.
                        _ if extension.critical => return Err(Damaged),
                        _ => {}
                    }
                }
            }
            if !removed {
                answer.revoked = Some(answer.revoked.map_or(revoked, |known| known.min(revoked)));
                answer.on_hold = on_hold;
            }
        }
        Ok(answer)
    }
}

/// Serial numbers are compared as numbers: some lists are not written in their shortest form.
fn same_number(one: &[u8], other: &[u8]) -> bool {
    let plain = |octets: &[u8]| {
        let zeros = octets.iter().take_while(|octet| **octet == 0).count();
        octets.len() - zeros
    };
    one.get(one.len() - plain(one)..) == other.get(other.len() - plain(other)..)
}

/// Whether a certificate names one of the places of a list among its own.
fn is_pointed_to(place: Tlv<'_>, certificate: &Certificate) -> Result<bool, Damaged> {
    let name = place.only_child()?;
    if name.tag != 0xa0 {
        return Ok(false);
    }
    let Some(extension) = certificate.extension(oid::CRL_DISTRIBUTION_POINTS) else {
        // What says nothing of places is asked of the whole list only.
        return Ok(false);
    };
    let mut own: Vec<Vec<u8>> = Vec::new();
    for point in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
        for part in point.expect(SEQUENCE)?.children()? {
            // The place, or who signs the list where it is somebody else.
            let names = match part.tag {
                0xa0 => part.only_child()?,
                0xa2 => part,
                _ => continue,
            };
            own.extend(names.children()?.iter().map(|name| name.raw.to_vec()));
        }
    }
    Ok(name
        .children()?
        .iter()
        .any(|name| own.iter().any(|own| own == name.raw)))
}

/// IssuingDistributionPoint: a list for all reasons, not indirect, for this kind of certificate.
fn covers_kind(value: &[u8], certificate: &Certificate) -> Result<bool, Damaged> {
    let is_authority = certificate.authority()?.0;
    let mut fits = true;
    for part in Tlv::only(value)?.expect(SEQUENCE)?.children()? {
        let set = part.value.iter().any(|octet| *octet != 0);
        match part.tag {
            // Where it is published: a list in parts speaks only of the certificates that point to this part
            // (RFC 5280, 6.3.3 (b) (2) (i)).
            0xa0 => fits &= is_pointed_to(part, certificate)?,
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
