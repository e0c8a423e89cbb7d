//! Validates a file over and over, for a profiler: `verify_speed FILE ROOTS.pem ROUNDS`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
use seal::verify::{TrustRoots, VerifyOptions, verify};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().expect("a file")).expect("the file");
    let pem = std::fs::read(arguments.next().expect("roots")).expect("the roots");
    let rounds: u32 = arguments
        .next()
        .map_or(1000, |rounds| rounds.parse().expect("a number"));
    let roots = TrustRoots::from_pem(&pem).expect("roots");
    let options = VerifyOptions {
        roots: &roots,
        at: "2026-11-22T13:00:00Z".parse().expect("a time"),
        password: None,
    };
    println!("{:?}", verify(&bytes, &options).verdict);
    for _ in 0..rounds {
        std::hint::black_box(verify(&bytes, &options));
    }
}
