//! The front end of the window, in Yew.
//!
//! Owns: the screens, their words ([`words`]) and how they look (`static/`). Everything that is known or done comes
//! through [`bridge`].
//! Must not: know paths of the disk, keep a passphrase longer than it takes to hand it over, or fetch anything remote.

mod action;
mod app;
mod begin;
mod bridge;
mod components;
mod find;
mod format;
mod keeping;
mod load;
mod pages;
mod session;
mod undo;
mod words;

use components::run_sync;

fn main() {
    match begin::place() {
        Some(place) => yew::Renderer::<app::App>::with_root(place).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
