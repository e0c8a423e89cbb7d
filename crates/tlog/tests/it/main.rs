//! The journal and the public log. One program for all of them, so that they are linked once.

mod journal;
mod log;
mod wording;
