//! The worked example, shared by the tests of this crate.
#![allow(dead_code)]

use jiff::civil::date;
use sha2::{Digest, Sha256};
use visible_seal::{Facts, Header, SealPublicKey};

/// The whole seal of the example.
pub const EXAMPLE: &str = "
    dc03a1b6a19fc8cd34fe661747952e1f39bafe39aaedeaaaedea01c800105b9e2f4c8a7d4d1e9c3b6f0a1d2e4f500a203130594b47
    543545545a5757454434464e4d314d3248545a4548454b583057510b18436572746966696361742064652072c3a9736964656e6365
    0c11436f6d6d756e652064274578656d706c650d0f323032362f5245532f3030343731310e0b4d554c4c455220416e6e651020cc62
    e3178363e0a65b7475041016d6ab6a5a1181d1340d3edc8244b50712aeed110102ff40e023696683c7110b756f08b7ffe0a85bf881
    eadd5369c42b1650e7718d921dcff8506bee3caf998c5f5851161c413ea4d976954d37ffdceba3b6f1a2f12664a7";

pub fn example_bytes() -> Vec<u8> {
    hex::decode(EXAMPLE.replace(char::is_whitespace, "")).unwrap()
}

pub fn example_header() -> Header {
    Header::administrative("LUX", "LUAS", "4F1C9A7E03B255D8", date(2026, 11, 20)).unwrap()
}

pub fn example_facts() -> Facts {
    Facts {
        identifier: "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
        title: "Certificat de résidence".to_owned(),
        authority: "Commune d'Exemple".to_owned(),
        reference: Some("2026/RES/004711".to_owned()),
        addressee: Some("MULLER Anne".to_owned()),
        decisive_fact: None,
        content_sha256: Some(Sha256::digest("example page content before stamping").into()),
        pages: 2,
        validity: (None, None),
    }
}

/// TEST key of the example: SHA-256 of a public phrase.
pub fn example_key() -> p256::ecdsa::SigningKey {
    let scalar = Sha256::digest("VDS example signing key");
    assert_eq!(
        hex::encode(scalar),
        "ca920777bd71015acbfe8c9b2b7afa436190692819798fd9e0ebe22179f91594"
    );
    p256::ecdsa::SigningKey::from_slice(&scalar).unwrap()
}

pub fn example_public_key() -> SealPublicKey {
    let point = example_key().verifying_key().to_encoded_point(false);
    SealPublicKey::from_point(point.as_bytes()).unwrap()
}
