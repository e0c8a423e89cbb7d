//! Time-stamps, OCSP answers and revocation lists of any time and by anyone: what validators must tell apart.
//!
//! Everything is made here, in memory, with keys that live as long as the test.

use jiff::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, SerialNumber, SigningKey,
};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

use crate::pki::Leaf;

/// A certificate authority with its key.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// A root and an issuing authority, and what they issue.
pub struct World {
    /// The root, 2019-2059 unless changed.
    pub root: Authority,
    /// The issuing authority, serial number 77.
    pub issuing: Authority,
}

/// A certificate that is no authority, with its key.
pub struct Holder {
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// The certificate, PEM.
    pub pem: String,
    /// Its key.
    pub key: KeyPair,
    /// The issuer's certificate, DER.
    pub issuer: Vec<u8>,
}

/// A time, from RFC 3339.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an RFC 3339 time")
}

/// Sets a validity, from RFC 3339.
pub fn valid(params: &mut CertificateParams, from: &str, until: &str) {
    let date = |text: &str| {
        let seconds = u64::try_from(at(text).as_second()).expect("a time after 1970");
        rcgen::date_time_ymd(1970, 1, 1) + std::time::Duration::from_secs(seconds)
    };
    params.not_before = date(from);
    params.not_after = date(until);
}

fn params(name: &str, serial: u64) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::<String>::new()).expect("parameters");
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CountryName, "LU");
    subject.push(DnType::CommonName, name);
    params.distinguished_name = subject;
    params.serial_number = Some(SerialNumber::from(serial));
    params
}

impl World {
    /// With changes to the root and the issuing authority.
    pub fn new(
        change_root: impl FnOnce(&mut CertificateParams),
        change_issuing: impl FnOnce(&mut CertificateParams),
    ) -> Self {
        let authority = |name: &str, serial: u64| {
            let mut params = params(name, serial);
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
            valid(&mut params, "2019-01-01T00:00:00Z", "2059-01-01T00:00:00Z");
            params
        };
        let mut root = authority("TEST Root", 7);
        change_root(&mut root);
        let key = || KeyPair::generate().expect("a key");
        let root = CertifiedIssuer::self_signed(root, key()).expect("a root");
        let mut issuing = authority("TEST Issuing", 77);
        change_issuing(&mut issuing);
        let issuing = CertifiedIssuer::signed_by(issuing, key(), &root).expect("an authority");
        Self { root, issuing }
    }

    /// A signer under the issuing authority: serial number 4242, valid 2024-2036, points to a revocation list.
    pub fn signer(&self, change: impl FnOnce(&mut CertificateParams)) -> Holder {
        let mut params = params("TEST Signer", 4242);
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::ContentCommitment,
        ];
        params.crl_distribution_points = vec![rcgen::CrlDistributionPoint {
            uris: vec!["http://crl.test/issuing.crl".to_owned()],
        }];
        valid(&mut params, "2024-01-01T00:00:00Z", "2036-01-01T00:00:00Z");
        change(&mut params);
        Holder::issued(params, &self.issuing)
    }

    /// A time-stamping authority under the root, valid 2024-2034, that needs no revocation data.
    pub fn time_stamper(&self, change: impl FnOnce(&mut CertificateParams)) -> Holder {
        let mut params = params("TEST TSA", 9000);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        // timeStamping alone, critical (RFC 3161, 2.3).
        let mut purpose = CustomExtension::from_oid_content(
            &[2, 5, 29, 37],
            vec![0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 8],
        );
        purpose.set_criticality(true);
        params.custom_extensions = vec![purpose];
        valid(&mut params, "2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z");
        change(&mut params);
        Holder::issued(params, &self.root)
    }

    /// An OCSP responder under the issuing authority, with the purpose for it and `ocsp-nocheck`.
    pub fn responder(&self, change: impl FnOnce(&mut CertificateParams)) -> Holder {
        let mut params = params("TEST OCSP", 8000);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::OcspSigning];
        params.custom_extensions = vec![CustomExtension::from_oid_content(
            &[1, 3, 6, 1, 5, 5, 7, 48, 1, 5],
            vec![5, 0],
        )];
        valid(&mut params, "2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z");
        change(&mut params);
        Holder::issued(params, &self.issuing)
    }

    /// A holder of the world as a leaf with its chain, for those who open PKCS#12.
    pub fn leaf(&self, holder: &Holder) -> Leaf {
        Leaf {
            common_name: "TEST Signer".to_owned(),
            key_pkcs8_der: holder.key.serialize_der(),
            certificate_der: holder.certificate.clone(),
            certificate_pem: holder.pem.clone(),
            issuing_der: self.issuing.der().to_vec(),
            issuing_pem: self.issuing.pem(),
            root_der: self.root.der().to_vec(),
            root_pem: self.root.pem(),
        }
    }
}

impl Holder {
    fn issued(params: CertificateParams, issuer: &Authority) -> Self {
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, issuer).expect("a certificate");
        Self {
            certificate: certificate.der().to_vec(),
            pem: certificate.pem(),
            key,
            issuer: issuer.der().to_vec(),
        }
    }
}

/// One element of DER.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let value = parts.concat();
    let mut out = vec![tag];
    match value.len() {
        length @ ..=0x7f => out.push(length as u8),
        length @ 0x80..=0xff => out.extend([0x81, length as u8]),
        length => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend(value);
    out
}

/// The elements of a constructed value.
fn elements(mut value: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while value.len() > 1 {
        let (header, length) = match value[1] {
            short @ ..=0x7f => (2, usize::from(short)),
            0x81 => (3, usize::from(value[2])),
            _ => (4, usize::from(value[2]) << 8 | usize::from(value[3])),
        };
        let (element, rest) = value.split_at(header + length);
        found.push(element);
        value = rest;
    }
    found
}

fn inside(element: &[u8]) -> &[u8] {
    let header = match element[1] {
        ..=0x7f => 2,
        0x81 => 3,
        _ => 4,
    };
    &element[header..]
}

fn generalized(time: Timestamp) -> Vec<u8> {
    tlv(0x18, &[time.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes()])
}

const ECDSA_SHA256: &[u8] = &[0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
const SHA256_ID: &[u8] = &[0x30, 11, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
const SHA1_ID: &[u8] = &[0x30, 7, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a];
const TST_INFO: &[u8] = &[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];

/// The parts of a certificate's body: serial, issuer, subject, public key bits.
fn parts(certificate: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>) {
    let body = elements(inside(certificate))[0];
    let fields = elements(inside(body));
    let key = elements(inside(fields[6]))[1];
    (
        fields[1].to_vec(),
        fields[3].to_vec(),
        fields[5].to_vec(),
        inside(key)[1..].to_vec(),
    )
}

/// A time-stamp token over this SHA-256 digest.
pub fn token(tsa: &Holder, time: Timestamp, imprint: &[u8]) -> Vec<u8> {
    token_over(tsa, time, &tlv(0x30, &[SHA256_ID, &tlv(4, &[imprint])]), &[])
}

/// The answer of a time-stamping authority to a request (RFC 3161, 2.4), at a time of any year.
pub fn answer(tsa: &Holder, time: Timestamp, request: &[u8]) -> Vec<u8> {
    let fields = elements(inside(request));
    let nonce = fields.iter().skip(2).find(|field| field[0] == 2);
    let token = token_over(tsa, time, fields[1], nonce.copied().unwrap_or_default());
    tlv(0x30, &[&tlv(0x30, &[&[2, 1, 0]]), &token])
}

/// A token over a MessageImprint, with a nonce (DER) or none.
fn token_over(tsa: &Holder, time: Timestamp, imprint: &[u8], nonce: &[u8]) -> Vec<u8> {
    let (serial, issuer, _, _) = parts(&tsa.certificate);
    let info = tlv(
        0x30,
        &[
            &[2, 1, 1],
            &[6, 3, 0x2a, 3, 4],
            imprint,
            &[2, 1, 42],
            &generalized(time),
            nonce,
        ],
    );
    let attribute = |oid: &[u8], value: &[u8]| tlv(0x30, &[oid, &tlv(0x31, &[value])]);
    let content_type = attribute(&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3], TST_INFO);
    let message_digest = attribute(
        &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4],
        &tlv(4, &[digest(&SHA256, &info).as_ref()]),
    );
    let hash = tlv(4, &[digest(&SHA256, &tsa.certificate).as_ref()]);
    let certificate = attribute(
        &[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47],
        &tlv(0x30, &[&tlv(0x30, &[&tlv(0x30, &[&hash])])]),
    );
    let attributes = [content_type, message_digest, certificate].concat();
    let signature = tsa.key.sign(&tlv(0x31, &[&attributes])).expect("a signature");
    let signer = tlv(
        0x30,
        &[
            &[2, 1, 1],
            &tlv(0x30, &[&issuer, &serial]),
            SHA256_ID,
            &tlv(0xa0, &[&attributes]),
            ECDSA_SHA256,
            &tlv(4, &[&signature]),
        ],
    );
    let signed = tlv(
        0x30,
        &[
            &[2, 1, 3],
            &tlv(0x31, &[SHA256_ID]),
            &tlv(0x30, &[TST_INFO, &tlv(0xa0, &[&tlv(4, &[&info])])]),
            &tlv(0xa0, &[&tsa.certificate]),
            &tlv(0x31, &[&signer]),
        ],
    );
    let signed_data = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    tlv(0x30, &[&signed_data, &tlv(0xa0, &[&signed])])
}

/// What an answer says.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    /// Not revoked.
    Good,
    /// Revoked then, with a reason of RFC 5280 (6: suspended).
    Revoked(Timestamp, u8),
    /// Not known.
    Unknown,
}

/// A BasicOCSPResponse about a certificate, signed by `responder`, made at `this`, good until `next`.
pub fn ocsp(responder: &Holder, about: &Holder, says: Says, this: Timestamp, next: Timestamp) -> Vec<u8> {
    let (serial, _, _, _) = parts(&about.certificate);
    let (_, _, issuer_name, issuer_key) = parts(&about.issuer);
    let (_, _, own_name, _) = parts(&responder.certificate);
    let sha1 = |bytes: &[u8]| tlv(4, &[digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref()]);
    let id = tlv(0x30, &[SHA1_ID, &sha1(&issuer_name), &sha1(&issuer_key), &serial]);
    let status = match says {
        Says::Good => vec![0x80, 0],
        Says::Revoked(since, reason) => tlv(0xa1, &[&generalized(since), &tlv(0xa0, &[&[0x0a, 1, reason]])]),
        Says::Unknown => vec![0x82, 0],
    };
    let single = tlv(
        0x30,
        &[
            &id,
            &status,
            &generalized(this),
            &tlv(0xa0, &[&generalized(next)]),
        ],
    );
    let data = tlv(
        0x30,
        &[
            &tlv(0xa1, &[&own_name]),
            &generalized(this),
            &tlv(0x30, &[&single]),
        ],
    );
    let signature = responder.key.sign(&data).expect("a signature");
    let certificates = tlv(0xa0, &[&tlv(0x30, &[&responder.certificate])]);
    tlv(
        0x30,
        &[&data, ECDSA_SHA256, &tlv(3, &[&[0], &signature]), &certificates],
    )
}

/// An entry of a revocation list.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Serial number.
    pub serial: u64,
    /// Since when.
    pub since: Timestamp,
    /// Reason of RFC 5280; 0: none is given.
    pub reason: u8,
    /// When the key stopped being its holder's alone, if that is said.
    pub invalid_since: Option<Timestamp>,
}

/// A revocation list of `issuer` with these entries, made at `this`, good until `next`.
pub fn list(issuer: &Authority, entries: &[Entry], this: Timestamp, next: Timestamp) -> Vec<u8> {
    let (_, _, name, _) = parts(issuer.der());
    let entries: Vec<Vec<u8>> = entries
        .iter()
        .map(|entry| {
            let serial = SerialNumber::from(entry.serial);
            let mut extensions = Vec::new();
            if entry.reason != 0 {
                let value = tlv(4, &[&[0x0a, 1, entry.reason]]);
                extensions.extend(tlv(0x30, &[&[6, 3, 0x55, 0x1d, 0x15], &value]));
            }
            if let Some(since) = entry.invalid_since {
                let value = tlv(4, &[&generalized(since)]);
                extensions.extend(tlv(0x30, &[&[6, 3, 0x55, 0x1d, 0x18], &value]));
            }
            let extensions = if extensions.is_empty() {
                extensions
            } else {
                tlv(0x30, &[&extensions])
            };
            tlv(
                0x30,
                &[
                    &tlv(2, &[&serial.to_bytes()]),
                    &generalized(entry.since),
                    &extensions,
                ],
            )
        })
        .collect();
    let revoked = if entries.is_empty() {
        Vec::new()
    } else {
        tlv(0x30, &[&entries.concat()])
    };
    let body = tlv(
        0x30,
        &[
            &[2, 1, 1],
            ECDSA_SHA256,
            &name,
            &generalized(this),
            &generalized(next),
            &revoked,
        ],
    );
    let signature = issuer.key().sign(&body).expect("a signature");
    tlv(0x30, &[&body, ECDSA_SHA256, &tlv(3, &[&[0], &signature])])
}
