//! Whole stories across crates; the tests stand in `tests/`.
