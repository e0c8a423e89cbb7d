//! The protocol between desk and platform. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engine;
mod records;
mod wire;
