//! Reading of BER and DER: real signatures come with indefinite lengths, constructed strings and padding.
//!
//! [`Tlv`] reads elements where they stand, so that what was hashed can be hashed again from its original bytes;
//! [`to_der`] rewrites an element with definite lengths for readers that want DER.

/// An element: tag, the bytes of its value, and all its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// The identifier octet; tag numbers above 30 do not occur here and are refused.
    pub tag: u8,
    /// Contents without end-of-contents octets.
    pub value: &'a [u8],
    /// The whole element.
    pub raw: &'a [u8],
    /// Whether its own length is indefinite.
    pub indefinite: bool,
}

/// What is not BER, or not what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the encoding is damaged")]
pub struct Damaged;

pub const BOOLEAN: u8 = 0x01;
pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const NULL: u8 = 0x05;
pub const OID: u8 = 0x06;
pub const ENUMERATED: u8 = 0x0a;
pub const UTC_TIME: u8 = 0x17;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

const MAX_DEPTH: usize = 24;
/// Elements nested deeper than this are refused: recursion must end before the stack does.
pub const MAX_NESTING: usize = 64;

impl<'a> Tlv<'a> {
    /// The element at the beginning of `bytes`, and what follows it.
    pub fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Damaged> {
        Self::read_at_depth(bytes, 0)
    }

    /// The only element of `bytes`.
    pub fn only(bytes: &'a [u8]) -> Result<Self, Damaged> {
        match Self::read(bytes)? {
            (tlv, []) => Ok(tlv),
            _ => Err(Damaged),
        }
    }

    fn read_at_depth(bytes: &'a [u8], depth: usize) -> Result<(Self, &'a [u8]), Damaged> {
        let (&tag, rest) = bytes.split_first().ok_or(Damaged)?;
        let (&first, rest) = rest.split_first().ok_or(Damaged)?;
        if tag & 0x1f == 0x1f || depth > MAX_DEPTH || tag == 0 {
            return Err(Damaged);
        }
        if first == 0x80 {
            // Only constructed elements have indefinite length; it ends with two zero octets.
            if tag & 0x20 == 0 {
                return Err(Damaged);
            }
            let mut inner = rest;
            loop {
                if let Some(after) = inner.strip_prefix(&[0, 0]) {
                    let value = rest.get(..rest.len() - inner.len()).ok_or(Damaged)?;
                    let raw = bytes.get(..bytes.len() - after.len()).ok_or(Damaged)?;
                    return Ok((
                        Self {
                            tag,
                            value,
                            raw,
                            indefinite: true,
                        },
                        after,
                    ));
                }
                inner = Self::read_at_depth(inner, depth + 1)?.1;
            }
        }
        let (length, rest) = if first < 0x80 {
            (usize::from(first), rest)
        } else {
            let count = usize::from(first & 0x7f);
            let (digits, rest) = rest.split_at_checked(count).ok_or(Damaged)?;
            if count == 0 || count > 4 {
                return Err(Damaged);
            }
            (
                digits
                    .iter()
                    .fold(0usize, |length, digit| length << 8 | usize::from(*digit)),
                rest,
            )
        };
        let (value, after) = rest.split_at_checked(length).ok_or(Damaged)?;
        let raw = bytes.get(..bytes.len() - after.len()).ok_or(Damaged)?;
        Ok((
            Self {
                tag,
                value,
                raw,
                indefinite: false,
            },
            after,
        ))
    }

    /// Itself, when it has this tag.
    pub fn expect(self, tag: u8) -> Result<Self, Damaged> {
        if self.tag == tag { Ok(self) } else { Err(Damaged) }
    }

    /// The elements inside.
    pub fn children(&self) -> Result<Vec<Tlv<'a>>, Damaged> {
        if self.tag & 0x20 == 0 {
            return Err(Damaged);
        }
        let mut children = Vec::new();
        let mut rest = self.value;
        while !rest.is_empty() {
            let (child, after) = Tlv::read(rest)?;
            children.push(child);
            rest = after;
        }
        Ok(children)
    }

    /// The only element inside.
    pub fn only_child(&self) -> Result<Tlv<'a>, Damaged> {
        match self.children()?.as_slice() {
            [child] => Ok(*child),
            _ => Err(Damaged),
        }
    }

    /// The octets of a string, put together where it is constructed. `tag` is that of the primitive form.
    pub fn octets(&self, tag: u8) -> Result<Vec<u8>, Damaged> {
        self.octets_at_depth(tag, 0)
    }

    fn octets_at_depth(&self, tag: u8, depth: usize) -> Result<Vec<u8>, Damaged> {
        if depth > MAX_NESTING {
            return Err(Damaged);
        }
        if self.tag == tag {
            return Ok(self.value.to_vec());
        }
        if self.tag != tag | 0x20 {
            return Err(Damaged);
        }
        let mut octets = Vec::new();
        for child in self.children()? {
            octets.extend(child.octets_at_depth(OCTET_STRING, depth + 1)?);
        }
        Ok(octets)
    }

    /// The octets of a bit string of whole octets.
    pub fn bits(&self) -> Result<&'a [u8], Damaged> {
        match self.expect(BIT_STRING)?.value.split_first() {
            Some((0, bits)) => Ok(bits),
            _ => Err(Damaged),
        }
    }

    /// The contents octets of an object identifier.
    pub fn oid(&self) -> Result<&'a [u8], Damaged> {
        let value = self.expect(OID)?.value;
        if value.is_empty() { Err(Damaged) } else { Ok(value) }
    }

    /// A small whole number that is not negative.
    pub fn small(&self) -> Result<u64, Damaged> {
        match self.expect(INTEGER)?.value {
            [] => Err(Damaged),
            value if value.len() > 8 || value.first().is_some_and(|first| first & 0x80 != 0) => Err(Damaged),
            value => Ok(value
                .iter()
                .fold(0, |number, octet| number << 8 | u64::from(*octet))),
        }
    }

    /// UTCTime or GeneralizedTime in UTC.
    pub fn time(&self) -> Result<jiff::Timestamp, Damaged> {
        let text = std::str::from_utf8(self.value).map_err(|_| Damaged)?;
        let (year_digits, text) = match self.tag {
            UTC_TIME => (2, text),
            GENERALIZED_TIME => (4, text),
            _ => return Err(Damaged),
        };
        let text = text.strip_suffix('Z').ok_or(Damaged)?;
        let (digits, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        if !digits
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
        {
            return Err(Damaged);
        }
        let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
        let year = number(0, year_digits).ok_or(Damaged)?;
        let year = match year_digits {
            2 if year >= 50 => 1900 + year,
            2 => 2000 + year,
            _ => year,
        };
        let part = |index: usize| number(year_digits + 2 * index, year_digits + 2 * index + 2);
        let small = |index: usize| {
            part(index)
                .and_then(|part| i8::try_from(part).ok())
                .ok_or(Damaged)
        };
        // Seconds may be left out in BER.
        let second = if digits.len() == year_digits + 8 {
            0
        } else {
            small(4)?
        };
        if digits.len() > year_digits + 10 {
            return Err(Damaged);
        }
        let nanos: i32 = format!("{fraction:0<9}")
            .get(..9)
            .and_then(|nanos| nanos.parse().ok())
            .unwrap_or(0);
        jiff::civil::DateTime::new(year, small(0)?, small(1)?, small(2)?, small(3)?, second, nanos)
            .and_then(|time| time.to_zoned(jiff::tz::TimeZone::UTC))
            .map(|zoned| zoned.timestamp())
            .map_err(|_| Damaged)
    }
}

/// An element with definite lengths and primitive octet strings.
pub fn to_der(tlv: &Tlv<'_>) -> Result<Vec<u8>, Damaged> {
    if stands_so(tlv, 0)? {
        return Ok(tlv.raw.to_vec());
    }
    rewritten(tlv, 0)
}

/// Whether [`rewritten`] would give the bytes that stand there; most elements are written so.
fn stands_so(tlv: &Tlv<'_>, depth: usize) -> Result<bool, Damaged> {
    if depth > MAX_NESTING {
        return Err(Damaged);
    }
    let shortest = tlv.raw.len() - tlv.value.len() == header_length(tlv.value.len());
    if tlv.indefinite || !shortest || tlv.tag == OCTET_STRING | 0x20 {
        return Ok(false);
    }
    if tlv.tag & 0x20 != 0 {
        let mut rest = tlv.value;
        while !rest.is_empty() {
            let (child, after) = Tlv::read(rest)?;
            if !stands_so(&child, depth + 1)? {
                return Ok(false);
            }
            rest = after;
        }
    }
    Ok(true)
}

fn rewritten(tlv: &Tlv<'_>, depth: usize) -> Result<Vec<u8>, Damaged> {
    if depth > MAX_NESTING {
        return Err(Damaged);
    }
    if tlv.tag == OCTET_STRING | 0x20 {
        return Ok(element(OCTET_STRING, &tlv.octets(OCTET_STRING)?));
    }
    if tlv.tag & 0x20 == 0 {
        return Ok(element(tlv.tag, tlv.value));
    }
    let mut value = Vec::new();
    for child in tlv.children()? {
        value.extend(rewritten(&child, depth + 1)?);
    }
    Ok(element(tlv.tag, &value))
}

/// Octets of the shortest tag and length of a value.
fn header_length(length: usize) -> usize {
    match length {
        0..0x80 => 2,
        _ => 2 + (usize::BITS - length.leading_zeros()).div_ceil(8) as usize,
    }
}

/// Tag, length and value.
pub fn element(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = value.len();
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let digits = length.to_be_bytes();
        let digits: Vec<u8> = digits.iter().copied().skip_while(|digit| *digit == 0).collect();
        out.push(0x80 | digits.len() as u8);
        out.extend(digits);
    }
    out.extend_from_slice(value);
    out
}

/// Walks through the children of a sequence with optional elements.
pub struct Fields<'a> {
    rest: std::vec::IntoIter<Tlv<'a>>,
    next: Option<Tlv<'a>>,
}

impl<'a> Fields<'a> {
    /// The fields of a constructed element with this tag.
    pub fn of(tlv: Tlv<'a>, tag: u8) -> Result<Self, Damaged> {
        let mut rest = tlv.expect(tag)?.children()?.into_iter();
        let next = rest.next();
        Ok(Self { rest, next })
    }

    /// The next field, which must be there.
    pub fn take(&mut self) -> Result<Tlv<'a>, Damaged> {
        let field = self.next.take().ok_or(Damaged)?;
        self.next = self.rest.next();
        Ok(field)
    }

    /// The next field, when it has this tag.
    pub fn optional(&mut self, tag: u8) -> Option<Tlv<'a>> {
        if self.next.as_ref().is_some_and(|field| field.tag == tag) {
            self.take().ok()
        } else {
            None
        }
    }

    /// Nothing may be left.
    pub fn end(&self) -> Result<(), Damaged> {
        if self.next.is_none() { Ok(()) } else { Err(Damaged) }
    }
}

/// Object identifiers by their contents octets.
pub mod oid {
    pub const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
    pub const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    pub const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
    pub const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
    /// CMSAlgorithmProtection (RFC 6211).
    pub const ALGORITHM_PROTECTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x34];
    pub const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
    /// 1.2.840.113549.1.9.16.2: the S/MIME attributes.
    pub const SMIME_ATTRIBUTE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02];
    pub const SIGNING_CERTIFICATE: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
    pub const SIGNATURE_TIMESTAMP: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e];
    pub const SIGNATURE_POLICY: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0f];
    pub const COMMITMENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x10];
    pub const SIGNING_CERTIFICATE_V2: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
    pub const ADOBE_REVOCATION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x2f, 0x01, 0x01, 0x08];
    pub const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
    /// 0.4.0.1733.2: ETSI CAdES attributes (archive time-stamp v3 and its kin).
    pub const ETSI_CADES_ATTRIBUTE: &[u8] = &[0x04, 0x00, 0x8d, 0x45, 0x02];
    pub const COUNTERSIGNATURE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x06];

    pub const SHA1: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
    pub const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    pub const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
    pub const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
    pub const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    pub const RSA_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05];
    pub const RSA_MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08];
    pub const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
    pub const RSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
    pub const RSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c];
    pub const RSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d];
    pub const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    pub const ECDSA_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01];
    pub const ECDSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    pub const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03];
    pub const ECDSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04];
    pub const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    pub const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
    pub const P521: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x23];

    pub const OCSP_BASIC: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];
    pub const OCSP_NO_CHECK: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x05];
    /// id-ri-ocsp-response (RFC 5940).
    pub const RI_OCSP_RESPONSE: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x10, 0x02];
    pub const AIA: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01];
    pub const AIA_OCSP: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01];
    /// 0.4.0.194121.2.1 of EN 319 412-1: validity assured, short term.
    pub const VALIDITY_ASSURED: &[u8] = &[0x04, 0x00, 0x8b, 0xec, 0x49, 0x02, 0x01];
    /// 2.5.29.56 of RFC 9608: no revocation available.
    pub const NO_REV_AVAIL: &[u8] = &[0x55, 0x1d, 0x38];
    pub const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
    pub const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 0x11];
    pub const ISSUER_ALT_NAME: &[u8] = &[0x55, 0x1d, 0x12];
    pub const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
    pub const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x1e];
    pub const CRL_DISTRIBUTION_POINTS: &[u8] = &[0x55, 0x1d, 0x1f];
    pub const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1d, 0x20];
    pub const POLICY_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x24];
    pub const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
    pub const INHIBIT_ANY_POLICY: &[u8] = &[0x55, 0x1d, 0x36];
    pub const DELTA_CRL: &[u8] = &[0x55, 0x1d, 0x1b];
    pub const ISSUING_DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 0x1c];
    pub const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 0x14];
    pub const SUBJECT_KEY_ID: &[u8] = &[0x55, 0x1d, 0x0e];
    pub const ANY_POLICY: &[u8] = &[0x55, 0x1d, 0x20, 0x00];
    pub const POLICY_MAPPINGS: &[u8] = &[0x55, 0x1d, 0x21];
    pub const REASON_CODE: &[u8] = &[0x55, 0x1d, 0x15];
    pub const INVALIDITY_DATE: &[u8] = &[0x55, 0x1d, 0x18];
    /// 2.5.29.60 of X.509: the list keeps certificates that expired after this time.
    pub const EXPIRED_CERTS_ON_CRL: &[u8] = &[0x55, 0x1d, 0x3c];
    /// id-pkix-ocsp-archive-cutoff.
    pub const ARCHIVE_CUTOFF: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x06];
    pub const CONTENT_TIMESTAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x14];
    /// qcStatements of RFC 3739.
    pub const QC_STATEMENTS: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x03];
    /// 0.4.0.1862.1: the statements of EN 319 412-5.
    pub const ETSI_QC: &[u8] = &[0x04, 0x00, 0x8e, 0x46, 0x01];
    pub const COUNTRY: &[u8] = &[0x55, 0x04, 0x06];
    pub const GIVEN_NAME: &[u8] = &[0x55, 0x04, 0x2a];
    pub const SURNAME: &[u8] = &[0x55, 0x04, 0x04];
    pub const ORGANISATION_ID: &[u8] = &[0x55, 0x04, 0x61];
    pub const AUTHORITY_KEY_ID: &[u8] = &[0x55, 0x1d, 0x23];
    pub const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
    pub const ORGANISATION: &[u8] = &[0x55, 0x04, 0x0a];
    /// 1.3.6.1.5.5.7.3: purposes of extended key usage.
    pub const PURPOSE: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03];
    pub const PURPOSE_TIMESTAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
    pub const PURPOSE_OCSP: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09];
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn nested(depth: usize) -> Vec<u8> {
        (0..depth).fold(vec![NULL, 0], |inner, _| element(SEQUENCE, &inner))
    }

    #[test]
    fn what_is_der_stays_as_it_is_and_other_lengths_are_written_anew() {
        for value in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000] {
            let der = element(SEQUENCE, &element(OCTET_STRING, &vec![7; value]));
            assert_eq!(to_der(&Tlv::only(&der).unwrap()).unwrap(), der);
        }
        let expected = [SEQUENCE, 4, OCTET_STRING, 2, 5, 6];
        let others: [&[u8]; 4] = [
            &[SEQUENCE, 0x81, 4, OCTET_STRING, 2, 5, 6],
            &[SEQUENCE, 5, OCTET_STRING, 0x81, 2, 5, 6],
            &[SEQUENCE, 0x80, OCTET_STRING, 2, 5, 6, 0, 0],
            &[SEQUENCE, 8, 0x24, 6, OCTET_STRING, 1, 5, OCTET_STRING, 1, 6],
        ];
        for other in others {
            assert_eq!(to_der(&Tlv::only(other).unwrap()).unwrap(), expected, "{other:?}");
        }
    }

    #[test]
    fn elements_nested_without_end_are_refused_before_the_stack_is() {
        assert!(to_der(&Tlv::only(&nested(40)).unwrap()).is_ok());
        for depth in [100, 5_000] {
            assert!(to_der(&Tlv::only(&nested(depth)).unwrap()).is_err());
        }
        let strings = (0..5_000).fold(vec![], |inner, _| element(OCTET_STRING | 0x20, &inner));
        assert!(Tlv::only(&strings).unwrap().octets(OCTET_STRING).is_err());
    }
}
