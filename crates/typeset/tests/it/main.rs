//! Letters and scans as PDF. One program for all of them, so that they are linked once.

mod letters;
mod scan;
