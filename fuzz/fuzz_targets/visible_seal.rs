//! A visible seal is read to its last byte or refused; without a bundle no seal is valid, whatever it says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use visible_seal::{PinnedKey, Trust, Verdict, VisibleSeal, bytes_of_text, judge};

fuzz_target!(|bytes: &[u8]| {
    let trust = Trust {
        bundle: None,
        at: jiff::Timestamp::from_second(1_795_168_800).expect("a time in range"),
        lang: wording::Lang::En,
    };
    assert_ne!(judge(bytes, &trust).verdict, Verdict::Valid);
    if let Ok(seal) = VisibleSeal::decode(bytes) {
        assert_eq!(seal.bytes(), bytes);
        assert!(bytes.starts_with(seal.signed_bytes()));
        for tag in 0..=255 {
            let _ = seal.value(tag);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = bytes_of_text(text);
    }
    let _ = PinnedKey::read(bytes);
});
