//! The visible seal against its format. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod known_answers;
mod properties;
mod words;
