//! The CMS of a PAdES baseline signature (EN 319 142-1, 6.3; EN 319 122-1): detached, one signer, and exactly
//! three signed attributes. The claimed time lives in the PDF's `/M`, so there is no signing-time here.

use crate::der_write::{CONTEXT_0, CONTEXT_1, NULL, OCTET_STRING, SEQUENCE, SET, set_of, tlv};
use crate::key::{Algorithm, SealKey};

const ID_DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const ID_SIGNED_DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
const ID_CONTENT_TYPE: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
const ID_MESSAGE_DIGEST: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
const ID_SIGNING_CERTIFICATE_V2: &[u8] = &[0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];
const ID_SIGNATURE_TIME_STAMP: &[u8] = &[0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 14];
const ID_SHA256: &[u8] = &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
const ID_SHA384: &[u8] = &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
const ID_ECDSA_SHA256: &[u8] = &[0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
const ID_ECDSA_SHA384: &[u8] = &[0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3];
const ID_SHA256_WITH_NULL: &[u8] = &[0x30, 13, 0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 0x05, 0];
const ID_MGF1: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];
const ID_RSA_PSS: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
const ID_RSA_SHA256: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];

const VERSION_1: &[u8] = &[0x02, 1, 1];

/// The signed attributes as they are signed: a SET OF, tagged as such (RFC 5652, 5.4).
pub(crate) fn signed_attributes(key: &SealKey, message_digest: &[u8]) -> Vec<u8> {
    let content_type = attribute(ID_CONTENT_TYPE, ID_DATA);
    let digest = attribute(ID_MESSAGE_DIGEST, &tlv(OCTET_STRING, &[message_digest]));
    // ESSCertIDv2 with its default SHA-256, without issuerSerial (RFC 5035).
    let hash = tlv(OCTET_STRING, &[key.certificate_sha256()]);
    let certificates = tlv(SEQUENCE, &[&tlv(SEQUENCE, &[&hash])]);
    let signing_certificate = attribute(ID_SIGNING_CERTIFICATE_V2, &tlv(SEQUENCE, &[&certificates]));
    set_of(SET, vec![content_type, digest, signing_certificate])
}

/// The whole ContentInfo; `time_stamp` is a token over the signature value, as unsigned attribute (EN 319 122-1, 5.3).
pub(crate) fn signed_data(
    key: &SealKey,
    signed_attributes: &[u8],
    signature: &[u8],
    time_stamp: Option<&[u8]>,
) -> Vec<u8> {
    let digest_algorithm = match key.algorithm() {
        Algorithm::EcdsaP384 => tlv(SEQUENCE, &[ID_SHA384]),
        Algorithm::EcdsaP256 | Algorithm::Rsa { .. } | Algorithm::RsaPss { .. } => {
            tlv(SEQUENCE, &[ID_SHA256])
        }
    };
    let signature_algorithm = match key.algorithm() {
        Algorithm::EcdsaP256 => tlv(SEQUENCE, &[ID_ECDSA_SHA256]),
        Algorithm::EcdsaP384 => tlv(SEQUENCE, &[ID_ECDSA_SHA384]),
        Algorithm::Rsa { .. } => tlv(SEQUENCE, &[ID_RSA_SHA256, &NULL]),
        Algorithm::RsaPss { .. } => tlv(SEQUENCE, &[ID_RSA_PSS, &pss_parameters()]),
    };
    // In SignerInfo the same SET stands under an implicit tag.
    let mut attributes = signed_attributes.to_vec();
    if let Some(tag) = attributes.first_mut() {
        *tag = CONTEXT_0;
    }
    let unsigned = time_stamp.map_or(Vec::new(), |token| {
        tlv(CONTEXT_1, &[&attribute(ID_SIGNATURE_TIME_STAMP, token)])
    });
    let issuer_and_serial = tlv(SEQUENCE, &[key.issuer_der(), key.serial_der()]);
    let signer = tlv(
        SEQUENCE,
        &[
            VERSION_1,
            &issuer_and_serial,
            &digest_algorithm,
            &attributes,
            &signature_algorithm,
            &tlv(OCTET_STRING, &[signature]),
            &unsigned,
        ],
    );
    let signed_data = tlv(
        SEQUENCE,
        &[
            VERSION_1,
            &tlv(SET, &[&digest_algorithm]),
            &tlv(SEQUENCE, &[ID_DATA]),
            key.certificate_set(),
            &tlv(SET, &[&signer]),
        ],
    );
    tlv(SEQUENCE, &[ID_SIGNED_DATA, &tlv(CONTEXT_0, &[&signed_data])])
}

/// Bytes that [`signed_data`] can need at most with this key, and a time-stamp of so many bytes.
pub(crate) fn longest(key: &SealKey, time_stamp: Option<usize>) -> usize {
    let digest = [0; 48];
    let attributes = signed_attributes(key, &digest[..key.algorithm().digest_len()]);
    let token = time_stamp.map(|length| vec![0; length]);
    let signature = vec![0; key.algorithm().longest_signature()];
    signed_data(key, &attributes, &signature, token.as_deref()).len()
}

/// RSASSA-PSS-params: SHA-256, MGF1 with SHA-256, 32 bytes of salt (RFC 4055, 3.1; RFC 4056).
fn pss_parameters() -> Vec<u8> {
    let mask = tlv(SEQUENCE, &[ID_MGF1, ID_SHA256_WITH_NULL]);
    tlv(
        SEQUENCE,
        &[
            &tlv(0xa0, &[ID_SHA256_WITH_NULL]),
            &tlv(0xa1, &[&mask]),
            &tlv(0xa2, &[&[0x02, 1, 32]]),
        ],
    )
}

fn attribute(id: &[u8], value: &[u8]) -> Vec<u8> {
    tlv(SEQUENCE, &[id, &tlv(SET, &[value])])
}
