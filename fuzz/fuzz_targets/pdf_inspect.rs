//! Any file is a PDF that can be told about, or refused with a code and a sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wording::{Catalog, Explain as _, Lang};

thread_local! {
    static CATALOG: Catalog = Catalog::new(&[pdf::MESSAGES]);
}

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = pdf::inspect(bytes, None) {
        CATALOG.with(|catalog| {
            assert!(
                catalog
                    .try_text(Lang::Fr, error.code(), &error.arguments())
                    .is_some(),
                "{}",
                error.code()
            );
        });
    }
});
