//! The protocol between desk and platform. One program for all of them, so that they are linked once.

mod engine;
mod records;
mod wire;
