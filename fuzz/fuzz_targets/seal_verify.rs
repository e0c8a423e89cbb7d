//! Any file gets a verdict; without trusted roots none passes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::verify::{TrustRoots, Verdict, VerifyOptions, verify};

fuzz_target!(|bytes: &[u8]| {
    let roots = TrustRoots::default();
    let at = jiff::Timestamp::from_second(1_795_168_800).expect("a time in range");
    let report = verify(
        bytes,
        &VerifyOptions {
            roots: &roots,
            at,
            password: None,
        },
    );
    assert_ne!(report.verdict, Verdict::TotalPassed);
    assert_eq!(
        report.signatures.is_empty(),
        matches!(report.verdict, Verdict::NoSignature | Verdict::Error)
    );
});
