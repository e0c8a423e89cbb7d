//! The journal and the public log. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod journal;
mod log;
mod wording;
