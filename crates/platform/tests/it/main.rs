//! The platform through its doors: as processes, over TLS, on every kind of storage. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// What is tried are whole programs by the real clock.
#![allow(clippy::disallowed_methods)]

mod access;
mod browser;
mod busy;
mod contents;
mod evidence;
mod faults;
mod fixity;
mod instances;
mod journey;
mod log;
mod moving;
mod openapi;
mod operations;
mod pages;
mod papers;
mod patience;
mod people;
mod program;
mod public;
mod records;
mod rules;
mod sharing;
mod sign_in;
mod storage;
mod support;
