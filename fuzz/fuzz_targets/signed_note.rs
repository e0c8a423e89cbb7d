//! Any text is a signed note or refused; what is read is written the same; only true signatures verify.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlog::checkpoint::Checkpoint;
use tlog::note::{SignedNote, VerifierKey};

const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fuzz_target!(|text: &str| {
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text);
    }
    let Ok(note) = SignedNote::parse(text) else { return };
    assert_eq!(note.to_string(), text);
    assert_eq!(
        SignedNote::new(note.text(), note.signatures().to_vec()).as_ref(),
        Ok(&note)
    );
    let key = VerifierKey::parse(KEY).expect("the published key");
    if note.verify(&[key]).is_ok() {
        assert_eq!(note.text(), "This is an example message.\n");
    }
});
