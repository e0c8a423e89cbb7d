//! Doors for the fuzz targets: each reads bytes as one kind of what others send. Only built with the feature `probe`.

use super::certificate::Certificate;
use super::cms::{SignedData, TimeStampInfo};
use super::revocation::{OcspResponse, RevocationList};
use super::signature::{read_certificates, verify_token};

/// A CMS signature, and everything that is asked of one.
pub fn cms(bytes: &[u8]) {
    let Ok(cms) = SignedData::read(bytes) else { return };
    let (certificates, _) = read_certificates(&cms);
    let _ = cms.message_digest();
    let _ = cms.content_type_fits();
    let _ = cms.signing_time();
    for certificate in &certificates {
        let _ = cms.names_certificate(&certificate.der);
    }
    for attribute in &cms.unsigned {
        for value in &attribute.values {
            let _ = super::cms::adobe_revocation(value);
        }
    }
}

/// A time-stamp token.
pub fn token(bytes: &[u8]) {
    let _ = TimeStampInfo::read(bytes);
    let Ok(cms) = SignedData::read(bytes) else { return };
    let (certificates, _) = read_certificates(&cms);
    let _ = verify_token(&cms, &certificates);
}

/// An OCSP response.
pub fn ocsp(bytes: &[u8]) {
    let _ = OcspResponse::read(bytes);
}

/// A certificate revocation list.
pub fn crl(bytes: &[u8]) {
    let _ = RevocationList::read(bytes);
}

/// A certificate.
pub fn certificate(bytes: &[u8]) {
    let Ok(certificate) = Certificate::read(bytes) else {
        return;
    };
    let _ = (
        certificate.holder(),
        certificate.issuer_name(),
        certificate.serial_text(),
    );
    let _ = (certificate.purposes(), certificate.authority());
    let _ = certificate.is_signed_by(&certificate);
}
