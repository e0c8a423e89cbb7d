//! The desk's use cases, through the desk alone. One program for all of them, so that they are linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod archive;
mod backups;
mod batch;
mod circuit;
mod common;
mod deadlines;
mod demo;
mod directory;
mod documents;
mod dossier;
mod faults;
mod figures;
mod import;
mod intake;
mod key_file;
mod keychain;
mod killed;
mod killed_later;
mod letters;
mod levels;
mod looking;
mod retention;
mod safety;
mod sealing;
mod search;
mod visible_seal;
mod words;
