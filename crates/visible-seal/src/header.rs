//! The header: who sealed, with which certificate, when, and what kind of document.

use jiff::civil::Date;

use crate::error::{DecodeError, EncodeError};
use crate::{c40, date};

/// First byte of every seal.
pub(crate) const MAGIC: u8 = 0xDC;
/// Document Feature Definition Reference of TR-03171.
pub const DEFINITION: u8 = 0x01;
/// Document Type Category of TR-03171: administrative documents.
pub const ADMINISTRATIVE_DOCUMENT: u8 = 0xC8;
/// Longest reference that two hexadecimal digits can tell, and a serial number may have 20 bytes.
const LONGEST_REFERENCE: usize = 40;
/// Germany's central directory: there the length of the reference is decimal.
const DECIMAL_LENGTH_SIGNER: &str = "DEZV";

/// The version of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderVersion {
    /// Byte 0x02: the certificate reference has five characters.
    V3,
    /// Byte 0x03: the certificate reference has a length of its own. What we write.
    V4,
}

/// The header of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Version; we write 4 only.
    pub version: HeaderVersion,
    /// Issuing country or organisation, one to three letters, without fillers.
    pub country: String,
    /// Signer: two letters of the country and two letters or digits.
    pub signer: String,
    /// Certificate reference, as written.
    pub reference: String,
    /// Date of the document.
    pub issued_on: Date,
    /// Date of the signature.
    pub signed_on: Date,
    /// Document Feature Definition Reference.
    pub definition: u8,
    /// Document Type Category.
    pub category: u8,
}

/// The certificate reference of a serial number (big-endian, as in the certificate): upper-case hexadecimal without
/// leading zeros.
pub fn reference_of_serial(serial: &[u8]) -> String {
    let text = hex::encode_upper(serial);
    let text = text.trim_start_matches('0');
    if text.is_empty() {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

impl Header {
    /// The header of an administrative document (TR-03171), issued and signed on the same day.
    ///
    /// # Errors
    /// `visible-seal-country-invalid`, `visible-seal-signer-invalid`, `visible-seal-reference-invalid`.
    pub fn administrative(
        country: &str,
        signer: &str,
        reference: &str,
        on: Date,
    ) -> Result<Self, EncodeError> {
        let header = Self {
            version: HeaderVersion::V4,
            country: country.to_owned(),
            signer: signer.to_owned(),
            reference: reference.to_owned(),
            issued_on: on,
            signed_on: on,
            definition: DEFINITION,
            category: ADMINISTRATIVE_DOCUMENT,
        };
        header.check()?;
        Ok(header)
    }

    fn check(&self) -> Result<(), EncodeError> {
        let letters = |text: &str| text.chars().all(|c| c.is_ascii_uppercase());
        let symbols = |text: &str| text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if !(1..=3).contains(&self.country.len()) || !letters(&self.country) {
            return Err(EncodeError::Country {
                text: self.country.clone(),
            });
        }
        check_signer(&self.signer)?;
        let long = !(1..=LONGEST_REFERENCE).contains(&self.reference.len());
        if long || !symbols(&self.reference) {
            return Err(EncodeError::Reference {
                text: self.reference.clone(),
            });
        }
        Ok(())
    }

    /// Whether the certificate reference is the one reserved for tests.
    pub fn is_test(&self) -> bool {
        self.reference.chars().all(|c| c == '0')
    }

    /// The reference as a bundle is searched for it: upper case, no leading zeros.
    pub fn reference_searched(&self) -> String {
        normal_reference(&self.reference)
    }

    /// Writes the header, version 4.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        self.check()?;
        let mut out = vec![MAGIC, 0x03];
        out.extend(c40::encode(&format!("{:<3}", self.country))?);
        let length = self.reference.len();
        let length = if self.signer == DECIMAL_LENGTH_SIGNER {
            format!("{length:02}")
        } else {
            format!("{length:02X}")
        };
        out.extend(c40::encode(&format!(
            "{}{length}{}",
            self.signer, self.reference
        ))?);
        out.extend(date::encode(self.issued_on));
        out.extend(date::encode(self.signed_on));
        out.extend([self.definition, self.category]);
        Ok(out)
    }

    /// Reads the header off the front of a seal, version 3 or 4.
    pub(crate) fn read(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut rest = *bytes;
        let mut take = |count: usize| -> Result<&[u8], DecodeError> {
            let (front, back) = rest.split_at_checked(count).ok_or(DecodeError::Truncated)?;
            rest = back;
            Ok(front)
        };
        match bytes.first() {
            Some(&MAGIC) => take(1)?,
            _ => return Err(DecodeError::NotAVisibleSeal),
        };
        let version = match take(1)? {
            [0x02] => HeaderVersion::V3,
            [0x03] => HeaderVersion::V4,
            [other] => return Err(DecodeError::Version(*other)),
            _ => return Err(DecodeError::Truncated),
        };
        let country = c40::decode(take(2)?, 3)?.trim_end().to_owned();
        let (signer, reference) = match version {
            HeaderVersion::V3 => {
                let text = c40::decode(take(c40::encoded_len(9))?, 9)?;
                split(&text)
            }
            HeaderVersion::V4 => {
                let text = c40::decode(take(4)?, 6)?;
                let (signer, length) = split(&text);
                let radix = if signer == DECIMAL_LENGTH_SIGNER { 10 } else { 16 };
                let length =
                    usize::from_str_radix(&length, radix).map_err(|_| DecodeError::ReferenceLength)?;
                (signer, c40::decode(take(c40::encoded_len(length))?, length)?)
            }
        };
        let mut day = || -> Result<Date, DecodeError> {
            let bytes = take(3)?.try_into().map_err(|_| DecodeError::Truncated)?;
            date::decode(bytes)
        };
        let (issued_on, signed_on) = (day()?, day()?);
        let &[definition, category] = take(2)? else {
            return Err(DecodeError::Truncated);
        };
        *bytes = rest;
        Ok(Self {
            version,
            country,
            signer,
            reference,
            issued_on,
            signed_on,
            definition,
            category,
        })
    }
}

/// Two letters and two letters or digits (Doc 9303-13, 2.2).
pub(crate) fn check_signer(signer: &str) -> Result<(), EncodeError> {
    let bytes = signer.as_bytes();
    let fits = bytes.len() == 4
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..]
            .iter()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fits.then_some(()).ok_or_else(|| EncodeError::Signer {
        text: signer.to_owned(),
    })
}

pub(crate) fn normal_reference(reference: &str) -> String {
    let upper = reference.trim().to_ascii_uppercase();
    let short = upper.trim_start_matches('0');
    if short.is_empty() {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// The first four characters, and the rest. C40 gives ASCII only.
fn split(text: &str) -> (String, String) {
    let (signer, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    (signer.to_owned(), rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    /// TR-03171, as the tests of another implementation write it: decimal length under DEZV.
    #[test]
    fn a_header_of_the_german_directory_comes_out_both_ways() {
        let bytes = hex::decode(
            "dc036abc6d38dc0519a620372ce13372401c46ad535759e866926d2379bd19ce2678fe348d7ad88d7ad801c8",
        )
        .unwrap();
        let mut rest = bytes.as_slice();
        let header = Header::read(&mut rest).unwrap();
        assert!(rest.is_empty());
        assert_eq!(header.country, "D");
        assert_eq!(header.signer, "DEZV");
        assert_eq!(header.reference, "00112233445566778899AABBCCDDEEFF00112233");
        assert_eq!(
            (header.issued_on, header.signed_on),
            (day(2024, 9, 27), day(2024, 9, 27))
        );
        assert_eq!((header.definition, header.category), (0x01, 0xC8));
        assert_eq!(header.encode().unwrap(), bytes);
    }

    /// TR-03137-1, Annex E: hexadecimal length under any other signer.
    #[test]
    fn a_header_of_a_residence_permit_comes_out_both_ways() {
        let bytes = hex::decode("dc036abc6d32c8a727390f71341145f4fb06").unwrap();
        let header = Header::read(&mut bytes.as_slice()).unwrap();
        assert_eq!((header.country.as_str(), header.signer.as_str()), ("D", "DETS"));
        assert_eq!((header.definition, header.category), (0xFB, 0x06));
        assert_eq!(header.encode().unwrap(), bytes);
    }

    #[test]
    fn a_header_of_version_3_is_read() {
        let bytes = hex::decode("dc02d9c56d32c8a519fc0f71346f1d67fc04").unwrap();
        let header = Header::read(&mut bytes.as_slice()).unwrap();
        assert_eq!(header.version, HeaderVersion::V3);
        assert_eq!((header.country.as_str(), header.signer.as_str()), ("UTO", "DETS"));
        assert_eq!(
            (header.reference.as_str(), header.reference_searched().as_str()),
            ("00027", "27")
        );
        assert_eq!((header.definition, header.category), (0xFC, 0x04));
    }

    #[test]
    fn names_that_the_header_cannot_hold_are_refused() {
        let on = day(2026, 11, 20);
        assert!(Header::administrative("LUX", "LUAS", "1", on).is_ok());
        for (country, signer, reference) in [
            ("", "LUAS", "1"),
            ("LUXE", "LUAS", "1"),
            ("LÜX", "LUAS", "1"),
            ("LUX", "L1AS", "1"),
            ("LUX", "LUA", "1"),
            ("LUX", "LUasx", "1"),
            ("LUX", "LUAS", ""),
            ("LUX", "LUAS", "g!"),
            ("LUX", "LUAS", &"1".repeat(41)),
        ] {
            assert!(
                Header::administrative(country, signer, reference, on).is_err(),
                "{country} {signer} {reference}"
            );
        }
    }
}
