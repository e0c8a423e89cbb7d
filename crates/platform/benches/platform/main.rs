//! What a platform on this machine takes and tells over TLS, beside references measured in the same run.
//!
//! `cargo bench -p platform --bench platform -- sync|platform [section …] [--quick]`. The platform is the program, as an
//! operator starts it, in a process of its own. A target that is missed is said so; nothing fails because of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// What is tried are whole programs by the real clock.
#![allow(clippy::disallowed_methods)]

mod figures;
mod load;
mod log;
mod page;
mod records;
mod registry;
mod servers;
mod syncing;

#[path = "../../tests/it/support/mod.rs"]
mod support;

/// Whole, or shorter and rougher.
#[derive(Clone, Copy)]
pub struct Size {
    quick: bool,
}

impl Size {
    /// One of two numbers.
    pub fn of<T>(self, whole: T, quick: T) -> T {
        if self.quick { quick } else { whole }
    }
}

type Section = (&'static str, &'static str, fn(Size));

const SECTIONS: &[Section] = &[
    ("sync", "documents", syncing::documents),
    ("sync", "originals", syncing::originals),
    ("sync", "large", syncing::large),
    ("sync", "desks", syncing::desks),
    ("sync", "records", records::records),
    ("sync", "far", records::far),
    ("platform", "page", page::page),
    ("platform", "log", log::log),
    ("platform", "registry", registry::registry),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let size = Size {
        quick: arguments.iter().any(|argument| argument == "--quick"),
    };
    let _ = rustls::crypto::ring::default_provider().install_default();
    figures::machine();
    for (group, name, run) in SECTIONS {
        if wanted.is_empty() || wanted.contains(group) || wanted.contains(name) {
            run(size);
        }
    }
}
