//! The window: the journey through the real one, and every route of the front end in an ordinary browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// What is tried are whole programs by the real clock.
#![allow(clippy::disallowed_methods)]

mod arriving;
mod beginning;
mod browser;
mod circuits;
mod colleague;
mod disposition;
mod driver;
mod journey;
mod letters;
mod opening;
mod papers;
mod platform;
mod queue;
mod safekeeping;
mod scenes;
mod steps;
mod together;
mod tree;
