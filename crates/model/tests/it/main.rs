//! The rules of the domain, on the data that is shipped. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod circuit;
mod deadlines;
mod joined;
mod procedures;
