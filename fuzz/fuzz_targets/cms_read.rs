//! A CMS signature is read or refused, and what is asked of it afterwards never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| seal::verify::probe::cms(bytes));
