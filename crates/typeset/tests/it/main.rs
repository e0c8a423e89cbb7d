//! Letters and scans as PDF. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod letters;
mod scan;
