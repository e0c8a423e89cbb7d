//! Embeds the front end and the configuration.
fn main() {}
