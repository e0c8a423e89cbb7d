//! The window: the journey through the real one, and every route of the front end in an ordinary browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// What is tried are whole programs by the real clock.
#![allow(clippy::disallowed_methods)]

mod browser;
mod driver;
mod journey;
mod opening;
mod platform;
mod queue;
mod scenes;
mod tree;
