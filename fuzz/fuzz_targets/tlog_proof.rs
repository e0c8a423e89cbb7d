//! Any file is a proof or refused; what is read is written the same; only the true entry verifies.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::Hash;
use tlog::checkpoint::Policy;
use tlog::note::VerifierKey;
use tlog::proof::TlogProof;

const LOG: &str = "log.example.lu/seals+8320e4c7+AUjgW0k/ifzcgyVjX9IWULGe+1D6pl4bRPrYer6KCTfe";
const WITNESS: &str = "witness.example.org/w1+19e72444+BAbL7K7b2+JbT1u2zcuO23EMBwrKfyjjJg20c3uMQGbx";
const LEAF: &str = "d326474812cae40a8825176351df90421da30dee447314968d99795f915c8470";

fuzz_target!(|file: &str| {
    let Ok(proof) = TlogProof::parse(file) else { return };
    assert_eq!(proof.to_string(), file);
    let key = |vkey| VerifierKey::parse(vkey).expect("a key of the worked example");
    let policy = Policy::new(vec![key(LOG)], vec![key(WITNESS)], 1).expect("one log, one witness");
    let leaf: Hash = LEAF.parse().expect("a hash of the worked example");
    if let Ok(verified) = proof.verify(&leaf, &policy) {
        assert_eq!(
            (verified.index(), verified.checkpoint().checkpoint().size()),
            (1, 4)
        );
    }
});
