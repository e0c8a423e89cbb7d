//! Whole stories across crates, told with the programs a user has: `greffe` and `greffe-platform`.
//!
//! Owns: nothing here; the stories stand in `tests/`, what they share in `tests/house/`, files that another program
//! had to make in `fixtures/`.
//! Must not: reach into a crate where a user would use a program.
