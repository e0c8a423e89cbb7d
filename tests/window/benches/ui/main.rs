//! `cargo xtask bench ui`: how large the front end is, how soon the window shows something useful beside an empty window,
//! and how a list of 100,000 dossiers scrolls beside plain rows. Needs what the tests of the window need, and the front end
//! as it ships, in `ui/dist` or where `--dist` says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]
// What passes is what is measured here.
#![allow(clippy::disallowed_methods)]

#[path = "../../tests/it/browser/chrome.rs"]
mod chrome;
#[path = "../../tests/it/driver.rs"]
mod driver;
mod list;
mod opening;
#[path = "../../tests/it/browser/serve.rs"]
mod serve;
mod size;

use std::path::PathBuf;

/// A line of the table: what, how much of it, and what is wanted with whether it is held.
fn line(what: &str, value: String, target: Option<(String, bool)>) {
    let target = target.map_or_else(String::new, |(target, held)| {
        format!("{target:>16}{}", if held { "" } else { "  MISSED" })
    });
    println!("{}", format!("{what:62}{value:>18}{target}").trim_end());
}

/// The value in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How busy the machine is, since that is what every other figure hangs on.
fn busy() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let dist = after("--dist").map_or_else(|| testkit::workspace_root().join("ui/dist"), PathBuf::from);
    let only = after("--only").map(String::as_str);
    println!("{:62}{:>18}{:>16}", "", "measured", "wanted");
    if only.is_none_or(|only| only == "size") {
        size::measure(&dist);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        if only.is_none_or(|only| only == "opening") {
            opening::measure(if quick { 3 } else { 9 }).await;
        }
        if only.is_none_or(|only| only == "list") {
            list::measure(&dist, if quick { 20_000 } else { 100_000 }).await;
        }
    });
}
