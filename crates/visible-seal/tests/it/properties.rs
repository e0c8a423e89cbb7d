//! What holds for every seal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use common::*;
use jiff::civil::Date;
use p256::ecdsa::signature::Signer;
use proptest::prelude::*;
use visible_seal::{Header, HeaderVersion, Tlv, Trust, Verdict, VisibleSeal, bytes_of_text, judge};

fn trust() -> Trust<'static> {
    Trust {
        bundle: None,
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        lang: wording::Lang::En,
    }
}

prop_compose! {
    fn dates()(year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28) -> Date {
        Date::new(year, month, day).unwrap()
    }
}

prop_compose! {
    fn headers()(
        country in "[A-Z]{1,3}",
        signer in "[A-Z]{2}[A-Z0-9]{2}|DEZV",
        reference in "[0-9A-F]{1,40}",
        issued_on in dates(),
        signed_on in dates(),
        definition: u8,
        category: u8,
    ) -> Header {
        Header { version: HeaderVersion::V4, country, signer, reference, issued_on, signed_on, definition, category }
    }
}

fn messages() -> impl Strategy<Value = Vec<Tlv>> {
    let value = (0u8..0xFF, prop::collection::vec(any::<u8>(), 0..=127))
        .prop_map(|(tag, value)| Tlv::new(tag, value));
    prop::collection::vec(value, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_the_same(header in headers(), message in messages(), long: bool) {
        let signature = vec![0xA5; if long { 96 } else { 64 }];
        let to_sign = VisibleSeal::to_sign(&header, &message).unwrap();
        let bytes = VisibleSeal::with_signature(&to_sign, &signature).unwrap();
        let seal = VisibleSeal::decode(&bytes).unwrap();
        prop_assert_eq!(&seal.header, &header);
        prop_assert_eq!(&seal.message, &message);
        prop_assert_eq!(&seal.signature, &signature);
        prop_assert_eq!(seal.signed_bytes(), to_sign.as_slice());
        prop_assert_eq!(bytes_of_text(&hex::encode_upper(&bytes)).unwrap(), bytes);
    }

    #[test]
    fn any_bytes_get_an_answer_and_none_of_them_is_valid(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let judgement = judge(&bytes, &trust());
        prop_assert!(judgement.verdict > Verdict::ProfileUnknown);
    }

    #[test]
    fn an_altered_seal_gets_an_answer(at in 0usize..258, to: u8, cut in 0usize..=258) {
        let mut bytes = example_bytes();
        bytes[at] = to;
        bytes.truncate(cut);
        prop_assert!(judge(&bytes, &trust()).verdict > Verdict::ProfileUnknown);
    }

    #[test]
    fn any_text_is_read_or_not(text in ".{0,200}") {
        bytes_of_text(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_flipped_bit_of_any_seal_never_verifies(header in headers(), message in messages(), flips in prop::collection::vec(any::<prop::sample::Index>(), 16)) {
        let to_sign = VisibleSeal::to_sign(&header, &message).unwrap();
        let signature: p256::ecdsa::Signature = example_key().sign(&to_sign);
        let bytes = VisibleSeal::with_signature(&to_sign, &signature.to_bytes()).unwrap();
        let key = example_public_key();
        let seal = VisibleSeal::decode(&bytes).unwrap();
        prop_assert!(key.verifies(seal.signed_bytes(), &seal.signature));
        for flip in flips {
            let bit = flip.index(bytes.len() * 8);
            let mut altered = bytes.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            if let Ok(seal) = VisibleSeal::decode(&altered) {
                prop_assert!(!key.verifies(seal.signed_bytes(), &seal.signature), "bit {}", bit);
            }
        }
    }
}
