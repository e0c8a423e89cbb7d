//! The front end of the window.
fn main() {}
