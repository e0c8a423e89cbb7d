//! What a certificate says of itself: qualified, in a qualified device, for signatures or seals (EN 319 412-5).
//!
//! A claim only: trusted lists decide (see [`super::qualification`]).

use super::CertificatePurpose;
use super::asn1::{Damaged, Fields, SEQUENCE, Tlv, oid};
use super::certificate::Certificate;

/// The statements of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// QcCompliance.
    pub compliance: bool,
    /// QcSSCD.
    pub device: bool,
    /// QcType: for signatures, seals, web sites; empty when it does not say.
    pub types: Vec<QcType>,
    /// QcCClegislation: the law of a third country, and so not that of the Union.
    pub third_country: bool,
}

/// QcType.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QcType {
    /// id-etsi-qct-esign.
    Signature,
    /// id-etsi-qct-eseal.
    Seal,
    /// id-etsi-qct-web.
    Web,
}

/// The statements of a certificate; what cannot be read claims nothing.
pub fn claims(certificate: &Certificate) -> Claims {
    read(certificate).unwrap_or_default()
}

fn read(certificate: &Certificate) -> Result<Claims, Damaged> {
    let mut claims = Claims::default();
    let Some(extension) = certificate.extension(oid::QC_STATEMENTS) else {
        return Ok(claims);
    };
    for statement in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
        let mut fields = Fields::of(statement, SEQUENCE)?;
        let id = fields.take()?.oid()?;
        match id.strip_prefix(oid::ETSI_QC) {
            Some([1]) => claims.compliance = true,
            Some([4]) => claims.device = true,
            Some([6]) => {
                for kind in fields.take()?.expect(SEQUENCE)?.children()? {
                    claims.types.extend(match kind.oid()?.strip_prefix(oid::ETSI_QC) {
                        Some([6, 1]) => Some(QcType::Signature),
                        Some([6, 2]) => Some(QcType::Seal),
                        Some([6, 3]) => Some(QcType::Web),
                        _ => None,
                    });
                }
            }
            Some([7]) => claims.third_country = true,
            _ => {}
        }
    }
    Ok(claims)
}

/// Signature or seal: by QcType, else by whether the subject is a person (names) or an organisation (its identifier,
/// EN 319 412-2 and -3). A time-stamping authority is neither.
pub fn purpose(certificate: &Certificate) -> Option<CertificatePurpose> {
    match claims(certificate).types.as_slice() {
        [QcType::Signature] => return Some(CertificatePurpose::Signature),
        [QcType::Seal] => return Some(CertificatePurpose::Seal),
        [] => {}
        _ => return None,
    }
    let stamps = |purposes: &Vec<Vec<u8>>| {
        purposes
            .iter()
            .any(|purpose| purpose == oid::PURPOSE_TIMESTAMPING)
    };
    if matches!(certificate.purposes(), Ok(Some(purposes)) if stamps(&purposes)) {
        return None;
    }
    let has = |oid: &[u8]| certificate.subject_part(oid).is_some();
    if has(oid::GIVEN_NAME) || has(oid::SURNAME) {
        Some(CertificatePurpose::Signature)
    } else if has(oid::ORGANISATION_ID) {
        Some(CertificatePurpose::Seal)
    } else {
        None
    }
}
