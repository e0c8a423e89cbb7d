//! Any text is an identifier or told not to be one; an identifier is read back from every form it is written in.
#![no_main]

use identifier::{Identifier, ParseError};
use libfuzzer_sys::fuzz_target;
use wording::{Catalog, Lang};

thread_local! {
    static CATALOG: Catalog = Catalog::new(&[identifier::MESSAGES]);
}

fuzz_target!(|text: &str| {
    match Identifier::parse(text) {
        Ok(read) => {
            assert_eq!(Identifier::parse(&read.canonical()), Ok(read));
            assert_eq!(Identifier::parse(&read.printed()), Ok(read));
            assert_eq!(Identifier::from_bytes(read.to_bytes()), Ok(read));
        }
        Err(error) => {
            if let ParseError::BadCharacter { position, .. } | ParseError::LetterU { position } = error {
                assert!((1..=text.chars().count()).contains(&position));
            }
            CATALOG.with(|catalog| {
                for lang in Lang::ALL {
                    assert!(!catalog.explain(lang, &error).sentence.is_empty());
                }
            });
        }
    }
});
