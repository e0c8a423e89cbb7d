//! A time-stamp token is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| seal::verify::probe::token(bytes));
