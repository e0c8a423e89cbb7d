//! The visible seal against its format. One program for all of them, so that they are linked once.

mod common;
mod known_answers;
mod properties;
mod words;
