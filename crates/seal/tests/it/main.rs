//! The signing engine: files in, files out, judged by validators that are not ours. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adversary;
mod conformance;
mod corpus;
mod fields;
mod hostile;
mod inspection;
mod keys;
mod levels;
mod sealing;
mod streaming;
mod tampered_updates;
mod tokens;
mod verify_algorithms;
mod verify_chain;
mod verify_corpus;
mod verify_cross_check;
mod verify_indications;
mod verify_levels;
mod verify_lists;
mod verify_report;
mod verify_tamper;
mod visible_seal;
