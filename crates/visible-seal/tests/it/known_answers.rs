//! The visible seal against what the standards, other implementations and our own worked example say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use common::*;
use jiff::civil::date;
use p256::ecdsa::signature::Signer;
use sha2::{Digest, Sha256};
use visible_seal::{Facts, Header, SealPublicKey, Tlv, VisibleSeal};

#[test]
fn the_worked_example_comes_out_byte_for_byte() {
    let to_sign = VisibleSeal::to_sign(&example_header(), &example_facts().message()).unwrap();
    assert_eq!(
        hex::encode(Sha256::digest(&to_sign)),
        "610ad3eceaf11b50a8306551e160d7eb49b51a819a868f6aa1a560cc5e957a76"
    );
    let signature: p256::ecdsa::Signature = example_key().sign(&to_sign);
    let bytes = VisibleSeal::with_signature(&to_sign, &signature.to_bytes()).unwrap();
    assert_eq!(hex::encode(&bytes), EXAMPLE.replace(char::is_whitespace, ""));
    assert_eq!(bytes.len(), 258);
}

#[test]
fn the_worked_example_is_read_and_its_signature_verifies() {
    let bytes = example_bytes();
    let seal = VisibleSeal::decode(&bytes).unwrap();
    assert_eq!(seal.header, example_header());
    assert_eq!(seal.message, example_facts().message());
    let point = hex::decode("04d8d87544fdf100af93822d6c36127e574a90cb8b97bae0ac2223807133b6cdf07cdbdedfc95943a6339aa0f5a1a9ad3ecc97674437acc50b2e29cd213d4b7ca0").unwrap();
    let key = SealPublicKey::from_point(&point).unwrap();
    assert_eq!(key, example_public_key());
    assert!(key.verifies(seal.signed_bytes(), &seal.signature));
}

#[test]
fn every_flipped_bit_of_the_worked_example_is_noticed() {
    let bytes = example_bytes();
    let key = example_public_key();
    for bit in 0..bytes.len() * 8 {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        if let Ok(seal) = VisibleSeal::decode(&altered) {
            assert!(!key.verifies(seal.signed_bytes(), &seal.signature), "bit {bit}");
        }
    }
}

#[test]
fn a_seal_that_is_cut_or_continued_is_none() {
    let bytes = example_bytes();
    for length in 0..bytes.len() {
        assert!(VisibleSeal::decode(&bytes[..length]).is_err(), "{length}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(VisibleSeal::decode(&longer).is_err());
    // A value 0xFF inside the message is no signature.
    let header = example_header();
    let message = [Tlv::new(0x0B, vec![0xFF, 0x40]), Tlv::new(0x11, vec![0xFF; 70])];
    let to_sign = VisibleSeal::to_sign(&header, &message).unwrap();
    let seal = VisibleSeal::decode(&VisibleSeal::with_signature(&to_sign, &[1; 64]).unwrap()).unwrap();
    assert_eq!(seal.message, message);
}

#[test]
fn lengths_of_values_beyond_127_are_read_and_never_written() {
    let header = example_header();
    assert!(VisibleSeal::to_sign(&header, &[Tlv::new(0x0B, vec![b'x'; 127])]).is_ok());
    assert!(VisibleSeal::to_sign(&header, &[Tlv::new(0x0B, vec![b'x'; 128])]).is_err());
    assert!(VisibleSeal::to_sign(&header, &[Tlv::new(0xFF, vec![])]).is_err());
    let mut bytes = header.encode().unwrap();
    bytes.extend([0x0B, 0x81, 200]);
    bytes.extend([b'x'; 200]);
    bytes.extend([0x0C, 0x82, 0x01, 0x00]);
    bytes.extend([b'y'; 256]);
    let seal = VisibleSeal::decode(&VisibleSeal::with_signature(&bytes, &[7; 96]).unwrap()).unwrap();
    assert_eq!(seal.value(0x0B).unwrap().len(), 200);
    assert_eq!(seal.value(0x0C).unwrap().len(), 256);
    assert_eq!(seal.signed_bytes(), bytes);
    assert_eq!(seal.signature, [7; 96]);
}

#[test]
fn the_longest_texts_fit_a_symbol() {
    let long = "é".repeat(200);
    let facts = Facts {
        identifier: "1".repeat(32),
        title: long.clone(),
        authority: long.clone(),
        reference: Some(long.clone()),
        addressee: Some(long.clone()),
        decisive_fact: Some(long),
        content_sha256: Some([1; 32]),
        pages: u32::MAX,
        validity: (Some(date(2026, 1, 1)), Some(date(2026, 12, 31))),
    };
    let header = Header::administrative("LUX", "LUAS", &"F".repeat(40), date(2026, 11, 20)).unwrap();
    let to_sign = VisibleSeal::to_sign(&header, &facts.message()).unwrap();
    let bytes = VisibleSeal::with_signature(&to_sign, &[1; 96]).unwrap();
    assert!(bytes.len() <= 560, "{} bytes", bytes.len());
}
