//! Whole stories across the programs. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod alarms;
mod bad_input;
mod batch;
mod colleagues;
mod downloads;
mod faults;
mod files;
mod full_disk;
mod histories;
mod house;
mod journey;
mod pipes;
mod public_log;
mod restoration;
mod revoked;
mod scenes;
mod sharing;
mod tokens;
